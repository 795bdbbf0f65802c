"""Clauses on both sides of a semicolon stand side by side; neither is what the other says."""

from __future__ import annotations

import pytest

from dragoman.records import ParsedSentence
from dragoman.testing.parties import document_of, parse_text


def relations(text: str, *words: str) -> list[tuple[str, str]]:
    [parse] = parse_text(document_of(text))
    return [relation(parse, word) for word in words]


def relation(parse: ParsedSentence, word: str) -> tuple[str, str]:
    token = next(t for t in parse.tokens if t.text == word)
    return token.dep, parse.tokens[token.head].text


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Iran seized a Greek tanker; Greece protested.", "seized", "protested"),
        ("Kenya expelled the ambassador; Somalia denied everything.", "expelled", "denied"),
        ("Turkey expels two diplomats; Greece recalls its ambassador.", "expels", "recalls"),
    ],
)
def test_a_clause_before_a_semicolon_is_joined_to_the_next(
    text: str, first: str, second: str
) -> None:
    assert relations(text, first, second) == [("ROOT", first), ("conj", first)]


def test_both_are_told_by_whoever_told_the_second() -> None:
    text = "The army shelled the town; two civilians were killed, officials said."
    assert relations(text, "shelled", "killed", "said") == [
        ("ccomp", "said"),
        ("conj", "shelled"),
        ("ROOT", "said"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Iran seized the tanker, Greece said.",
        '"Iran seized the tanker," Greece said.',
        "Israel said: Iran seized the tanker.",
        "Iran seized the tanker: Israel said so on Monday.",
    ],
)
def test_what_is_said_across_a_comma_or_colon_stays_so(text: str) -> None:
    assert relations(text, "seized", "said") == [("ccomp", "said"), ("ROOT", "said")]


def test_of_three_clauses_the_first_carries_the_others() -> None:
    text = "Kenya expelled the envoy; Somalia recalled its ambassador; Uganda denied everything."
    [parse] = parse_text(document_of(text))
    assert relation(parse, "expelled")[0] == "ROOT"
    assert not [t.text for t in parse.tokens if t.dep == "ccomp"]


def test_a_verb_with_a_subject_keeps_it() -> None:
    text = "At the invitation of Mr. Ruto and Mr. Kagame, Mr. Museveni paid a visit to Kenya."
    assert relations(text, "Museveni") == [("nsubj", "paid")]


def test_what_captors_did_besides_the_captive_did_not() -> None:
    text = "The cook was seized by men who tunneled under the wall, attacked a post and fled."
    assert relations(text, "attacked") == [("conj", "tunneled")]
    text = "The envoy was received by the emir, who praised him, and signed a deal."
    assert relations(text, "signed") == [("conj", "received")]


def test_whom_a_court_sentenced_is_not_the_court() -> None:
    text = "Rahman, whom a special tribunal sentenced to death in November, lives in Delhi."
    assert relations(text, "tribunal", "whom", "sentenced") == [
        ("nsubj", "sentenced"),
        ("dobj", "sentenced"),
        ("relcl", "Rahman"),
    ]


@pytest.mark.parametrize(
    ("text", "noun", "expected"),
    [
        (
            "The senator praised the governor and the mayor was arrested.",
            "mayor",
            ("nsubjpass", "arrested"),
        ),
        (
            "The bank is suing the city and the ministry is drafting a law.",
            "ministry",
            ("nsubj", "drafting"),
        ),
        ("The rebels hit the army and the police and seized a bridge.", "police", ("conj", "army")),
    ],
)
def test_who_stands_before_a_second_verb_is_no_object_of_the_first(
    text: str, noun: str, expected: tuple[str, str]
) -> None:
    assert relations(text, noun) == [expected]


def test_what_a_gang_is_called_is_no_clause_of_its_own() -> None:
    text = "six members of a band called the otters were arrested in togo over the raid."
    assert relations(text, "called", "arrested", "members") == [
        ("acl", "band"),
        ("ROOT", "arrested"),
        ("nsubjpass", "arrested"),
    ]
