"""Whose a view is, where no plain verb of saying tells it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.records import Analysis
from dragoman.stages.attribute import find_attributions
from dragoman.stages.claim import find_claims
from dragoman.testing.parties import document_of, mark_parties, parse_text

Analyse = Callable[..., Analysis]
Held = list[tuple[str | None, str]]


def held(text: str, *, authors: bool = True) -> Held:
    """Source and words of what somebody says or thinks; None is the author."""
    document = document_of(text)
    mentions, entities = mark_parties(document, {})
    found = find_attributions(document, parse_text(document), mentions, entities)
    return [
        (
            None if a.by_author or a.source is None
            else document.text[a.source.start : a.source.end],
            " … ".join(document.text[s.start : s.end] for s in a.content),
        )
        for a in found
        if not a.attitude and (authors or not a.by_author)
    ]  # fmt: skip


def claimed(text: str) -> list[tuple[str, str, str]]:
    """Kind, innermost holder and words of each claim."""
    document = document_of(text)
    mentions, entities = mark_parties(document, {})
    parses = parse_text(document)
    said = find_attributions(document, parses, mentions, entities)
    found = find_claims(document, "run", parses, mentions, entities, [], said)
    return [
        (
            c.kind,
            c.chain[-1].description if c.chain else "",
            " … ".join(document.text[s.start : s.end] for s in c.content),
        )
        for c in found
    ]


def test_each_side_of_a_semicolon_is_said_by_its_own_speaker() -> None:
    text = "The crowd broke a window, shopkeepers said; the mayor said the glass had been old."
    assert held(text) == [
        ("shopkeepers", "The crowd broke a window"),
        ("the mayor", "the glass had been old"),
    ]
    text = "According to the broker the lake is full; according to the herders it is a puddle."
    assert held(text) == [("the broker", "the lake is full"), ("the herders", "it is a puddle")]


def test_what_one_speaker_goes_on_to_say_behind_a_semicolon_stays_his() -> None:
    text = "The mayor said that the well was dry; that the pump was broken; and that rain was far."
    assert {source for source, _ in held(text)} == {"The mayor"}


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The committee is of the opinion that the ferry is unsafe.", "The committee"),
        ("The herders were under the impression that the well was theirs.", "The herders"),
        ("The view in Maseru is that the dam was a gift.", "Maseru"),
        ("By the reckoning of a trader, the ferry is too slow.", "a trader"),
        ("The old pilot likes to say that the river never lies.", "The old pilot"),
        ("The bank voiced optimism that the currency would recover.", "The bank"),
        ("The ferry and the bridge are bound by a contract, a pilot at the harbour points out.",
         "a pilot at the harbour"),
        ('"The ferry is a coffin," grumbled a trader in Maseru.', "a trader in Maseru"),
    ],
)  # fmt: skip
def test_a_view_is_of_whoever_has_it(text: str, source: str) -> None:
    assert [found for found, _ in held(text)] == [source]


@pytest.mark.parametrize(
    "text",
    [
        "This note argues that the ferry is unsafe.",
        "Lesotho showed that a small state can build a dam.",
        "The closure taught the herders that a road can end.",
        "We recommend that the ferry be sold.",
    ],
)
def test_the_text_itself_holds_what_it_argues_and_what_deeds_show(text: str) -> None:
    assert [source for source, _ in held(text)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "The price of fuel explains why the ferry was sold.",
    ],
)
def test_what_is_contradicted_or_explained_by_a_thing_is_said_by_nobody(text: str) -> None:
    assert held(text) == []


def test_what_stands_before_a_colon_is_not_what_is_hinted_behind_it() -> None:
    text = "The harbour is crumbling: the governor hinted that repairs would take a year."
    assert held(text) == [("the governor", "that repairs would take a year")]


def test_a_quotation_broken_by_its_cue_has_one_speaker() -> None:
    text = '"The ferry is a coffin," the pilot told reporters, "and nobody will mend it."'
    [(source, words)] = held(text)
    assert (source, words.endswith('"and nobody will mend it."')) == ("the pilot", True)
    text = '"The ferry is a coffin," the pilot said. The mayor smiled, "as ever".'
    assert held(text)[0] == ("the pilot", '"The ferry is a coffin,"')


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Maseru sees in the dam a threat to its herds.",
         ("judgement", "Maseru", "a threat to its herds")),
        ("A council, which asked for time, described the Basotho plan as workable but late.",
         ("judgement", "A council, which asked for time", "the Basotho plan as workable but late")),
        ("The herders blame the price of fuel.", ("cause", "The herders", "the price of fuel")),
        ("The herders are afraid of a dry spring.", ("forecast", "The herders", "a dry spring")),
        ("The mayor's worry is a new flood.", ("forecast", "The mayor", "a new flood")),
        ("The generals fear a mutiny.", ("forecast", "The generals", "a mutiny")),
    ],
)  # fmt: skip
def test_what_is_seen_blamed_or_feared_is_a_claim_of_whose_it_is(
    text: str, claim: tuple[str, str, str]
) -> None:
    assert claimed(text) == [claim]


def test_who_fears_one_thing_more_than_another_foretells_nothing() -> None:
    found = claimed("The herders are more afraid of the tax than of a dry spring.")
    assert "forecast" not in [kind for kind, *_ in found]


def test_a_motive_foretells_nothing() -> None:
    found = claimed("The mayor said no: she is simply afraid of losing the fair to Maseru.")
    assert "forecast" not in [kind for kind, *_ in found]


def test_what_is_feared_more_than_another_thing_causes_nothing(analysed: Analyse) -> None:
    text = "That hope is misplaced, because Chad fears a collapse on its border more than warheads."
    causes = [c for c in analysed(text).claims if c.kind == "cause"]
    words = [text[c.content[0].start : c.content[-1].end] for c in causes]
    assert not {"a collapse on its border", "warheads"} & set(words)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The union holds the ministry responsible for the empty shelves.",
         ("cause", "The union", "the ministry responsible for the empty shelves")),
        ("The lender is convinced that the harvest will fail.",
         ("forecast", "The lender", "the harvest will fail")),
        ("The valley has lords, whom the banker calls tenants.",
         ("judgement", "the banker", "lords … tenants")),
        ("We rate the chances of the ferry as poor.",
         ("forecast", "", "the chances of the ferry as poor")),
        ("We expect a long drought.", ("forecast", "", "a long drought")),
    ],
)  # fmt: skip
def test_who_is_convinced_or_holds_responsible_holds_it_and_we_are_the_author(
    text: str, claim: tuple[str, str, str]
) -> None:
    assert claim in claimed(text)


def test_the_paper_that_prints_it_is_nobody_who_relays_it() -> None:
    _, [holder], _ = zip(
        *claimed('"The ferry is a coffin," Rakesh Menon told this paper.'), strict=True
    )
    assert holder == "Rakesh Menon"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Herders say the dam is a trap, a charge for which there is little evidence.",
         "the dam is a trap"),
        ("Some hold that the ferry will last forever, which seems doubtful.",
         "that the ferry will last forever"),
        ("The mayor insists that trade was never better, a phrase that herders repeat.",
         "that trade was never better"),
    ],
)  # fmt: skip
def test_a_remark_on_what_is_said_is_the_authors(text: str, words: str) -> None:
    assert [said for source, said in held(text) if source is not None] == [words]
    assert all(holder == "" for _, holder, said in claimed(text) if said[-9:] == text[-10:-1])


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The herders fear the tax more than any drought.",
         ("importance", "", "The herders fear the tax more than any drought")),
        ("Both generals want recognition more than they want peace.",
         ("importance", "", "Both generals want recognition more than they want peace")),
        ("If the mayor persists in calling the ferry a toy, it will sink.",
         ("forecast", "", "If the mayor persists in calling the ferry a toy, it will sink")),
        ("Unless it rains, the ministry will claim that the dam was never full.",
         ("forecast", "", "Unless it rains, the ministry will claim that the dam was never full")),
    ],
)  # fmt: skip
def test_a_saying_foretold_and_a_fear_weighed_are_claims_themselves(
    text: str, claim: tuple[str, str, str]
) -> None:
    assert claimed(text) == [claim]


def test_who_knows_how_to_do_something_holds_no_view() -> None:
    assert held("The mayor knows how to bargain.") == []


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The ferry is said to be safe. It won't.", ("forecast", "", "It won't")),
        ("The dam will be mended. It should.", ("recommendation", "", "It should")),
        ("They might.", ("forecast", "", "They might")),
        ('"The mayor is a fool. The herders are not," the pilot said.',
         ("judgement", "the pilot", "The herders are not")),
    ],
)  # fmt: skip
def test_a_short_answer_is_a_claim(text: str, claim: tuple[str, str, str]) -> None:
    assert claim in claimed(text)


def test_what_is_left_unsaid_is_stated_by_nobody() -> None:
    assert claimed("The mayor would not say whether the ferry was safe.") == []


def test_what_is_done_first_brings_what_lasts() -> None:
    whole = "By closing the port the mayor has angered the herders"
    assert claimed(f"{whole}.") == [("cause", "", whole)]
    assert "cause" not in [kind for kind, *_ in claimed("By closing the port he made a profit.")]
