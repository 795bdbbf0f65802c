"""Who "the two countries" are, and what talks are only about."""

from __future__ import annotations

import pytest

from dragoman import code_text
from dragoman.records.output import CodedDocument


def _parties(text: str) -> dict[str, set[str]]:
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    return {r.trigger.text: {p.name for p in r.participants} for r in found.reports}


def test_both_countries_are_nobody_beside_those_who_sign() -> None:
    text = "The ministers of Chad and Niger signed three accords between the two countries."
    assert _parties(text)["accords"] == {"ministers of Chad", "ministers of Niger"}


def test_both_leaders_are_those_who_met_in_the_same_sentence() -> None:
    text = "Presidents Xi and Biden met, and the two leaders signed a treaty."
    assert _parties(text)["treaty"] == {"Xi", "Biden"}


def test_both_countries_stay_where_nobody_is_named() -> None:
    assert _parties("The two countries signed a treaty.")["treaty"] == {"two countries"}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Modi discussed Syria with President Putin in a phone call.", {"Modi", "Putin"}),
        ("Modi discussed trade with Japan.", {"Modi", "Japan"}),
        ("France and Chad discussed Libya.", {"France", "Chad"}),
    ],
)
def test_what_is_discussed_is_no_party(text: str, parties: set[str]) -> None:
    assert _parties(text)["discussed"] == parties
