"""States that share a name are both meant by its plural."""

from __future__ import annotations

import pytest

from dragoman import code_text
from dragoman.records.output import CodedDocument


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("The two Koreas held talks at the border village.", {"PRK", "KOR"}),
        ("Kenya urged both Sudans to reopen the pipeline.", {"KEN", "SDN", "SSD"}),
    ],
)
def test_the_plural_of_a_shared_name_is_both_states(text: str, countries: set[str]) -> None:
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    assert {p.country for r in found.reports for p in r.participants} == countries
