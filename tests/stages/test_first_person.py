"""Whose "I", "we" and "our" is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.records import Analysis

Analyse = Callable[..., Analysis]


def sides(analysis: Analysis, type_: str) -> dict[str, str]:
    """The names of who has which role in the only report of a type."""
    [report] = [r for r in analysis.reports if r.types[0].code == type_]
    names = {e.id: e.name for e in analysis.entities}
    return {p.role: names[p.entity_id] for p in report.participants}


@pytest.mark.parametrize(
    ("text", "type_", "role", "who"),
    [
        ('"We condemn the raid by Chad," Peter Lindholm told reporters.', "ACCUSE", "initiator",
         "Peter Lindholm"),
        ('Peter Lindholm said: "I have invited President Deby to Oslo."', "AGREE", "initiator",
         "Peter Lindholm"),
        ('"Chad expelled our ambassador," said Peter Lindholm.', "SANCTION", "initiator", "Chad"),
        ('"Chad has attacked us," Peter Lindholm said.', "ASSAULT", "target", "Peter Lindholm"),
    ],
)  # fmt: skip
def test_a_first_person_is_who_is_quoted(
    analysed: Analyse, text: str, type_: str, role: str, who: str
) -> None:
    assert sides(analysed(text), type_)[role] == who


def test_we_is_the_body_that_a_speaker_speaks_for(analysed: Analyse) -> None:
    text = '"We condemn the raid by Chad," said Peter Lindholm, spokesman for the African Union.'
    assert sides(analysed(text), "ACCUSE")["initiator"] == "African Union"


def test_nobody_is_meant_in_the_authors_own_prose(analysed: Analyse) -> None:
    assert "initiator" not in sides(analysed("We condemn the raid by Chad."), "ACCUSE")


def test_a_paper_that_quotes_is_not_meant(analysed: Analyse) -> None:
    text = 'The New York Times quoted Peter Lindholm as saying: "We condemn the raid by Chad."'
    assert sides(analysed(text), "ACCUSE").get("initiator") != "New York Times"


@pytest.mark.parametrize(
    "text",
    [
        "Peter Lindholm asked Chad for help.",
        "Peter Lindholm called on the allies of Chad to sign the treaty.",
        "The court asked whether the road was open.",
    ],
)
def test_what_is_asked_is_no_statement(analysed: Analyse, text: str) -> None:
    assert not [c for c in analysed(text).claims if c.kind == "statement"]


@pytest.mark.parametrize(
    "title",
    ["An interview with Peter Lindholm", "Danish minister Peter Lindholm speaks to the Gazette"],
)
def test_an_answer_is_whom_the_headline_says_was_interviewed(analysed: Analyse, title: str) -> None:
    turns = (
        "Q: And the raid?\n\nA: We condemn the raid by Chad.\n\nQ: So?\n\nA: I have no more to say."
    )
    found = analysed(turns, title=title)
    assert sides(found, "ACCUSE")["initiator"] == "Peter Lindholm"
