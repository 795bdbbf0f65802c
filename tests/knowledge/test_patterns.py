from __future__ import annotations

from typing import get_args, get_type_hints

import pytest

from dragoman.knowledge.patterns import (
    PatternError,
    Status,
    VerbPattern,
    parse_noun,
    parse_verb,
)
from dragoman.records import Stance

COMPLEMENTS = "to:<lemma|lemma>, to:*, that:*, own:* or whether:*"


def test_a_lone_lemma_asks_for_nothing_else() -> None:
    assert parse_verb("bomb") == VerbPattern(lemma="bomb", text="bomb")


def test_choices_after_a_particle_are_the_direct_object() -> None:
    pattern = parse_verb("carry out <attack|raid>")
    assert (pattern.particles, pattern.objects) == (("out",), frozenset({"attack", "raid"}))
    assert pattern.prep_objects == ()


def test_choices_after_a_preposition_are_its_object() -> None:
    pattern = parse_verb("call for <ceasefire|truce>")
    assert pattern.prep_objects == (("for", frozenset({"ceasefire", "truce"})),)
    assert (pattern.particles, pattern.objects) == ((), frozenset())


def test_a_preposition_without_choices_is_required_as_it_stands() -> None:
    assert parse_verb("pull out of").particles == ("out", "of")


def test_object_and_preposition_can_both_be_required() -> None:
    pattern = parse_verb("put <troop|unit> on <alert>")
    assert pattern.objects == frozenset({"troop", "unit"})
    assert pattern.prep_objects == (("on", frozenset({"alert"})),)


def test_a_word_after_the_object_is_a_required_preposition() -> None:
    pattern = parse_verb("hold <talk> with")
    assert (pattern.objects, pattern.particles) == (frozenset({"talk"}), ("with",))


def test_a_particle_word_after_the_object_is_a_preposition() -> None:
    pattern = parse_verb("fire <missile> off <coast>")
    assert (pattern.objects, pattern.particles) == (frozenset({"missile"}), ())
    assert pattern.prep_objects == (("off", frozenset({"coast"})),)


def test_words_in_brackets_lead_to_the_target() -> None:
    pattern = parse_verb("fire <missile> (on) (at)")
    assert (pattern.target_preps, pattern.particles) == (("on", "at"), ())


def test_an_infinitive_can_be_named() -> None:
    complement = parse_verb("threaten to:<attack|strike>").complement
    assert complement == ("to", frozenset({"attack", "strike"}))


def test_any_infinitive_and_any_clause_are_stars() -> None:
    assert parse_verb("refuse to:*").complement == ("to", None)
    assert parse_verb("warn that:*").complement == ("that", None)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "empty pattern: a verb lemma expected"),
        ("<attack>", 'starts with "<attack>": a verb lemma must come first'),
        ("Call for", 'verb lemma "Call" must be in lower case: "call"'),
        ("call <x", '"<x" is not closed: <lemma|lemma> expected'),
        ("call <>", '"" is no lemma: one word of letters expected'),
        ("call <air strike>", '"air strike" is no lemma: one word of letters expected'),
        ("call (on", '"(on" is no particle or preposition: one word of letters expected'),
        ("say that:<a>", f'"that:<a>" is no complement: {COMPLEMENTS}'),
        ("say to:go", f'"to:go" is no complement: {COMPLEMENTS}'),
        ("try to:* now", '"now" after the complement: a complement comes last'),
        ("make <a> <b>", "two direct objects: put the second <…> after its preposition"),
        ("call for <a> <b>", "<…> must follow the verb, a particle or its preposition"),
    ],
)
def test_an_unreadable_verb_pattern_says_what_was_expected(text: str, message: str) -> None:
    with pytest.raises(PatternError) as caught:
        parse_verb(text)
    assert str(caught.value) == message


def test_the_head_of_a_noun_pattern_is_its_last_lemma() -> None:
    assert parse_noun("air strike").lemmas == ("air", "strike")


def test_of_leads_to_the_required_object_of_a_noun() -> None:
    pattern = parse_noun("exchange of <fire|shot>")
    assert (pattern.lemmas, pattern.of_objects) == (("exchange",), frozenset({"fire", "shot"}))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "empty pattern: a noun lemma expected"),
        ("exchange of fire", 'after "of" its object must be given: of <lemma|lemma>'),
        ("attack on <town>", "<…> in a noun pattern must follow a noun and of"),
        ("of <fire>", "<…> in a noun pattern must follow a noun and of"),
        ("air-2 strike", '"air-2" is no noun lemma: one word of letters expected'),
    ],
)
def test_an_unreadable_noun_pattern_says_what_was_expected(text: str, message: str) -> None:
    with pytest.raises(PatternError) as caught:
        parse_noun(text)
    assert str(caught.value) == message


def test_the_statuses_are_those_of_a_stance() -> None:
    assert get_args(Status) == get_args(get_type_hints(Stance)["status"])
