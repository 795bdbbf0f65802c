"""Who is called, whose a led raid is, where a team is sent, and what another act only dates."""

from __future__ import annotations

import pytest

from dragoman import code_text
from dragoman.records.output import CodedDocument


def _told(text: str) -> dict[str, set[str | None]]:
    """Return the countries of those who take part, by trigger."""
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    return {r.trigger.text: {p.country for p in r.participants} for r in found.reports}


@pytest.mark.parametrize(
    ("text", "trigger", "countries"),
    [
        (
            "Macron called his Lebanese counterpart, Joseph Aoun, on Tuesday.",
            "called",
            {"FRA", "LBN"},
        ),
        (
            "According to the palace, Iran's president called his Omani counterpart, Ali Said.",
            "called",
            {"IRN", "OMN"},
        ),
        ("A US-led invasion of Haiti began on Monday.", "invasion", {"USA", "HTI"}),
        (
            "Chad will send a team of divers to Niger on Monday to look into the crash.",
            "send",
            {"TCD", "NER"},
        ),
        # These are as they were.
        ("Japan phoned the Polish ambassador.", "phoned", {"JPN", "POL"}),
        ("Chad signed the Paris Agreement.", "Agreement", {"TCD"}),
        ("Chad's premier received the Dutch minister.", "received", {"TCD", "NLD"}),
        ("According to Chad, Niger appealed for aid.", "appealed", {"NER"}),
    ],
)
def test_both_sides_are_told(text: str, trigger: str, countries: set[str]) -> None:
    assert _told(text)[trigger] == countries


@pytest.mark.parametrize(
    ("text", "triggers"),
    [
        (
            "Chad's army killed two rebels three weeks after an attack by Niger.",
            {"killed": {"TCD"}, "attack": {"NER"}},
        ),
        ("Two rebels were killed in clashes with the army in Mali.", {"killed": {"MLI"}}),
    ],
)
def test_an_act_of_weeks_before_is_another(text: str, triggers: dict[str, set[str | None]]) -> None:
    assert _told(text) == triggers


def test_an_airport_is_where_its_name_says() -> None:
    text = "Gunmen shelled Hamid Karzai International Airport on Friday."
    assert "USA" not in _told(text)["shelled"]


def _sides(text: str) -> list[tuple[str, set[str], set[str]]]:
    """Return types with who acts or takes part, and on whom."""
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    return [
        (
            r.type,
            {p.name for p in r.participants if p.role in ("initiator", "party")},
            {p.name for p in r.participants if p.role == "target"},
        )
        for r in found.reports
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Niger mobilised its reservists for a campaign against Boko Haram.",
            [("MOBILIZE", {"Niger"}, {"Boko Haram"})],
        ),
        (
            "Iran moved its fleet to the Gulf to deter the US navy.",
            [("MOBILIZE", {"Iran"}, {"US navy"})],
        ),
        (
            "Putin threatened that he would shut the pipeline unless Poland paid more.",
            [("THREATEN", {"Putin"}, {"Poland"})],
        ),
        (
            "Prosecutors in Lima sought the death penalty for a Chilean colonel.",
            [("ACCUSE", {"Prosecutors"}, {"Chilean colonel"})],
        ),
        (
            "Italian police gave Chad permission to question two sailors.",
            [("CONCEDE", {"Italian police"}, {"Chad"})],
        ),
        (
            "Talks between Chad and Niger failed to reach agreement on fishing.",
            [("CONSULT", {"Chad", "Niger"}, set()), ("REJECT", {"Chad", "Niger"}, set())],
        ),
        (
            "Kenya's army disputed the methods of the UN report.",
            [("ACCUSE", {"Kenya's army"}, {"UN"})],
        ),
        # These are as they were.
        (
            "Belarus moved Iskander missiles to the Polish border.",
            [("MOBILIZE", {"Belarus"}, {"Poland"})],
        ),
        (
            "Israel threatened to bomb Beirut if Hezbollah fired rockets.",
            [("THREATEN", {"Israel"}, {"Lebanon"})],
        ),
        ("A Chilean lawyer sought asylum in Peru.", [("REQUEST", {"Chilean lawyer"}, {"Peru"})]),
        ("Syria gave the rebels a deadline.", [("THREATEN", {"Syria"}, {"rebels"})]),
        (
            "The summit between Japan and Peru led to an agreement on fishing.",
            [("CONSULT", {"Japan", "Peru"}, set())],
        ),
    ],
)
def test_whom_it_is_meant_for(text: str, told: list[tuple[str, set[str], set[str]]]) -> None:
    assert _sides(text) == told
