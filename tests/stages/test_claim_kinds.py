"""What tells the kind of a claim: reasons, purposes, conditions, and the words of a view."""

from __future__ import annotations

import pytest

from .test_claim import Parties, claims_in, read

PARTIES: Parties = {"zmb": ["Zambia", "Zambian officials", "A general"], "mwi": ["Malawi"]}


@pytest.mark.parametrize(
    ("text", "kind", "content"),
    [
        (
            "The envoy is a prisoner, for he had met the rebels.",
            "cause",
            "for he had met the rebels",
        ),
        (
            "The pact was signed, since Zambia had obtained a date in return.",
            "cause",
            "since Zambia had obtained a date in return",
        ),
        (
            "He will not lower his voice, for Zambia will outlast both men.",
            "cause",
            "for Zambia will outlast both men",
        ),
        (
            "The drought of two years was the reason.",
            "cause",
            "The drought of two years was the reason",
        ),
        (
            "The reason is an unpaid bill for diesel.",
            "cause",
            "The reason is an unpaid bill for diesel",
        ),
        (
            "The pact had nothing to do with the harbour.",
            "cause",
            "The pact had nothing to do with the harbour",
        ),
        (
            "Malawi has no intention of leaving the lake.",
            "goal",
            "Malawi has no intention of leaving the lake",
        ),
        (
            "The ford was mined so that nobody might cross at night.",
            "goal",
            "so that nobody might cross at night",
        ),
        (
            "Zambia's object is control of the lake.",
            "goal",
            "Zambia's object is control of the lake",
        ),
        (
            "They would rather see the harbour sold.",
            "goal",
            "They would rather see the harbour sold",
        ),
        (
            "The miners count on a mild winter.",
            "forecast",
            "The miners count on a mild winter",
        ),
        (
            "As long as Malawi lends nothing, the valley will stay empty.",
            "forecast",
            "As long as Malawi lends nothing, the valley will stay empty",
        ),
        (
            "The talks will go on as long as the envoy stays.",
            "forecast",
            "The talks will go on as long as the envoy stays",
        ),
        (
            "Were Zambia to publish the report, the noise would grow.",
            "forecast",
            "Were Zambia to publish the report, the noise would grow",
        ),
    ],
)
def test_the_kind_of_a_clause(text: str, kind: str, content: str) -> None:
    assert (kind, content) in read(text, PARTIES)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Zambia considers a second round very unlikely.", "forecast"),
        ("Zambian officials rate the prospects of a truce as poor.", "forecast"),
        ("Zambia considers a short circuit to be the most likely cause.", "cause"),
        ("Zambia called the tax a cause of unrest.", "judgement"),
        ("Zambia sees the decree as aimed at the miners.", "goal"),
        ("Zambia reads the offer as a bid for votes.", "goal"),
        ("Zambia called the offer a bid for votes.", "judgement"),
        ("Zambia suspects a trick to win votes.", "goal"),
        ("Zambia considers the militia a greater danger than the army.", "importance"),
        ('A general called the canal "Malawi\'s best friend".', "judgement"),
        ("A general regards the canal as Malawi's best friend.", "relation"),
        ("Zambian officials call that blackmail.", "judgement"),
    ],
)
def test_the_kind_of_a_view(text: str, kind: str) -> None:
    assert [found for found, _ in read(text, PARTIES)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Nothing was built there since they left the town.",
        "Prices fell, for the first time in a year, and stayed low.",
        "The road was cut, so that the town lived on its stores.",
        "Zambia called this election in March.",
        "He read law as a young man.",
        "They counted forty boats on Monday.",
    ],
)
def test_what_only_looks_like_it(text: str) -> None:
    assert read(text, PARTIES) == []


def test_how_a_calculation_is_tells_no_goal() -> None:
    assert "goal" not in [kind for kind, _ in read("Zambia's calculation seems to be different.")]


def test_what_one_would_rather_see_is_said_by_nobody() -> None:
    assert [kind for kind, _ in read("They would rather see the harbour sold.")] == ["goal"]


def test_a_view_aims_for_the_thing() -> None:
    """The goal is the decree's, and not of who sees it so."""
    _, (claim,) = claims_in("Zambia sees Malawi's move as aimed at the miners.", PARTIES)
    assert "zmb" not in claim.of
