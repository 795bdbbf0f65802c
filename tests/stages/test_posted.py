"""The name after where an office is held is that of its holder: "the envoy to Chad, A B,"."""

from __future__ import annotations

import pytest

from dragoman import code_text
from dragoman.records.output import CodedDocument


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Gunmen shot Peru's envoy to Bolivia, Julio Quispe, on Monday.", "Julio Quispe", "PER"),
        ("The police chief in Karachi, Amir Sheikh, was shot dead.", "Amir Sheikh", "PAK"),
    ],
)  # fmt: skip
def test_the_holder_is_named_after_the_place(text: str, name: str, country: str) -> None:
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    [report] = found.reports
    assert (name, country) in {(p.name, p.country) for p in report.participants}
