"""Claims of plain argument: copulas, advice, reasons and wishes without a word that names them."""

from __future__ import annotations

import pytest

from dragoman.stages.attribute import find_attributions
from dragoman.stages.claim import find_claims
from dragoman.stages.sayings.voice import arguing_paragraphs
from dragoman.testing.parties import document_of, mark_parties, parse_text


def read(text: str, *, title: str | None = None) -> list[tuple[str, str]]:
    """Kind and content of each claim that is no plain statement."""
    document = document_of(text, title=title)
    mentions, entities = mark_parties(document, {})
    parses = parse_text(document)
    attributions = find_attributions(document, parses, mentions, entities)
    found = find_claims(document, "run", parses, mentions, entities, [], attributions)
    return [
        (c.kind, " … ".join(document.text[s.start : s.end] for s in c.content))
        for c in found
        if c.kind != "statement"
    ]


@pytest.mark.parametrize(
    ("text", "kind", "content"),
    [
        ("The border is a rumour.", "judgement", "The border is a rumour"),
        ("The port is their only card.", "judgement", "The port is their only card"),
        ("Kenya would do well to reopen the border.", "recommendation",
         "Kenya would do well to reopen the border"),
        ("The government ought to publish the map.", "recommendation",
         "The government ought to publish the map"),
        ("Let the ministers meet before winter.", "recommendation",
         "Let the ministers meet before winter"),
        ("A joint patrol would be the best remedy.", "recommendation",
         "A joint patrol would be the best remedy"),
        ("A new war cannot be ruled out.", "forecast", "A new war cannot be ruled out"),
        ("Kenya would rather wait for rain.", "goal", "Kenya would rather wait for rain"),
        ("Kenya is after recognition.", "goal", "Kenya is after recognition"),
        ("Kenya counts on Uganda to give in.", "forecast", "Kenya counts on Uganda to give in"),
        ("Ghana and Togo need each other.", "relation", "Ghana and Togo need each other"),
        ("The truce comes second.", "importance", "The truce comes second"),
        ("Uganda gains from every delay.", "judgement", "Uganda gains from every delay"),
        ("The vote was a turning point for the herders.", "importance",
         "The vote was a turning point for the herders"),
        ("The herd's future is at stake.", "importance", "The herd's future is at stake"),
        ("The wells will have run dry by then.", "forecast",
         "The wells will have run dry by then"),
        ("The herders could hardly stay without rain.", "forecast",
         "The herders could hardly stay without rain"),
        ("The subsidy lets the mill survive.", "cause", "The subsidy lets the mill survive"),
        ("The canal has helped to calm the valley.", "cause",
         "The canal has helped to calm the valley"),
        ("Many traders agree with him.", "relation", "Many traders agree with him"),
    ],
)  # fmt: skip
def test_argument_is_read_by_its_construction(text: str, kind: str, content: str) -> None:
    assert read(text) == [(kind, content)]


@pytest.mark.parametrize(
    "text",
    [
        "He is a colonel of the guard.",
        "Monitors counted eleven trucks at the border.",
        "Neither account could be checked.",
        "The talks were due to resume on Tuesday.",
        "Kenya made a visit to the camp.",
        "Reprints may be ordered by post.",
        "To subscribe, send an empty mail to the editors.",
    ],
)
def test_what_only_looks_like_argument_makes_no_claim(text: str) -> None:
    assert read(text) == []


def test_what_somebody_in_office_says_will_be_done_is_announced_and_an_analyst_foretells() -> None:
    assert read("The minister said that the army would stay.") == []
    foretold = read("A military analyst said that the army would stay.")
    assert foretold == [("forecast", "the army would stay")]


def test_advice_to_say_something_is_advice() -> None:
    kinds = [kind for kind, _ in read("The Council should tell both sides that it is watching.")]
    assert kinds == ["recommendation"]


def test_a_paragraph_in_the_present_argues_and_one_in_the_past_reports() -> None:
    text = "Troops left the town on Monday.\n\nThe town is a shell. It may never recover."
    parses = parse_text(document_of(text))
    last = parses[-1].sentence.paragraph
    assert arguing_paragraphs(parses) == frozenset({last})


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kenya has no interest in a quarrel.", "goal"),
        ("Kenya would prefer a pause to a pact.", "goal"),
        ("The bridge is the key to the province.", "importance"),
        ("The vote is a sideshow.", "importance"),
        ("Much depends on the price of fuel.", "importance"),
        ("Kenya depends on the port for its fuel.", "relation"),
        ("Kenya is an important ally of Uganda.", "relation"),
        ("The mutiny followed from unpaid wages.", "cause"),
        ("Parliament is split over the base.", "relation"),
        ("The mutiny grew out of unpaid wages.", "cause"),
        ("It would be a mistake to close the port.", "judgement"),
        ("A second port would be a burden of the worst sort.", "judgement"),
        ("A second port would be dear.", "judgement"),
        ("A second port would last.", "forecast"),
        ("Kenya has broken its promise.", "judgement"),
    ],
)
def test_more_constructions_of_argument(text: str, kind: str) -> None:
    assert [found for found, _ in read(text)] == [kind]


def test_predicates_that_share_a_subject_are_one_claim() -> None:
    text = "The council should stop the convoys and publish the map."
    assert read(text) == [("recommendation", text[:-1])]


@pytest.mark.parametrize(
    "text",
    [
        "Who should close the port is unknown.",
        "What must be done by the council?",
        "Should the council close the port?",
        "Must Kenya pay for the port, and why should it?",
    ],
)
def test_what_is_asked_is_no_claim(text: str) -> None:
    assert "recommendation" not in [kind for kind, _ in read(text)]


def test_a_headline_over_an_argument_claims() -> None:
    body = "It is a failure of nerve. The council should act."
    assert ("judgement", "Patience is not a plan") in read(body, title="Patience is not a plan")
    assert ("recommendation", "Stop the convoys") in read(body, title="Stop the convoys")
    assert read("Guards closed the port.", title="Patience is not a plan") == []


def test_what_it_is_necessary_to_do_in_order_to_win_is_nobodys_goal() -> None:
    found = read("It is necessary to look at the map in order to understand the quarrel.")
    assert [kind for kind, _ in found] == ["recommendation"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A truce this winter may be regarded as unlikely.", "forecast"),
        ("A new round before summer must be considered doubtful.", "forecast"),
        ("It is hard to imagine that the ban changes the course of the junta.", "forecast"),
        ("The troops, one may assume, will be home within a month.", "forecast"),
        ("The weight of the visit lies elsewhere.", "importance"),
        ("Its weight as a signal is considerable.", "importance"),
        ("For shipping the accord is of little account.", "importance"),
        ("Those words weigh heavier than all the envoys together.", "importance"),
        ("Peru's bond with Chile has survived the dispute.", "relation"),
    ],
)
def test_the_ways_in_which_notes_weigh_and_foretell(text: str, kind: str) -> None:
    assert [k for k, _ in read(text)] == [kind]
