"""Which patterns fit which words, the more constrained before the surer."""

from __future__ import annotations

import msgspec
import pytest

from dragoman.knowledge.patterns import Trigger, parse_noun, parse_verb
from dragoman.records import ParsedSentence
from dragoman.stages.code.match import Match, TriggerIndex, excepted_types, find_matches
from dragoman.testing.parties import document_of, parse_text


def trigger(
    name: str, *, verb: str = "", noun: str = "", but: str = "", weight: float = 0.8
) -> Trigger:
    return Trigger(
        id=name,
        type_code=name,
        frame="acts_on",
        weight=weight,
        verbs=(parse_verb(verb),) if verb else (),
        nouns=(parse_noun(noun),) if noun else (),
        excepts=(parse_verb(but),) if but else (),
    )


def parsed(text: str) -> ParsedSentence:
    [parse] = parse_text(document_of(text))
    return parse


def matches(
    text: str, *triggers: Trigger, names: frozenset[int] = frozenset()
) -> dict[str, list[Match]]:
    parse = parsed(text)
    found = find_matches(parse, TriggerIndex(triggers), names=names)
    return {parse.tokens[index].text: list(at) for index, at in found.items()}


def shown(text: str, *triggers: Trigger) -> dict[str, list[str]]:
    return {word: [m.trigger.id for m in found] for word, found in matches(text, *triggers).items()}


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        ("attack", "Rebels attacked the port.", True),
        ("attack", "The port was attacked.", True),
        ("attack", "Rebels would attack the port.", True),
        ("attack", "The attacks were many.", False),
        ("call for <truce|ceasefire>", "Togo called for a truce.", True),
        ("call for <truce|ceasefire>", "Togo called for a taxi.", False),
        ("call for <truce|ceasefire>", "Togo called a truce.", False),
        ("impose <sanction|embargo>", "Togo imposed new sanctions on Chad.", True),
        ("impose <sanction|embargo>", "New sanctions were imposed on Chad.", True),
        ("impose <sanction|embargo>", "The sanctions that Togo imposed hurt.", True),
        ("impose <sanction|embargo>", "Togo imposed a tax on Chad.", False),
        ("launch <strike>", "Togo launched a series of strikes on Chad.", True),
        ("take over <town|city>", "Rebels took over the town.", True),
        ("call on", "Togo called on Chad to pay.", True),
        ("call on", "Togo called the clinic on Friday.", False),
        ("ask that:*", "Togo asked that Chad pay.", True),
        ("ask that:*", "Togo asked which of them would pay.", False),
        ("ask whether:*", "Togo asked which of them would pay.", True),
        ("ask whether:*", "Togo asked Chad if it would pay.", True),
        ("ask whether:*", "Togo asked that Chad pay.", False),
        ("warn own:*", "Togo warned Chad that it would close the border.", True),
        ("warn own:*", "Togo warned that there would be consequences.", True),
        ("warn own:*", "Togo warned that an attack would mean war.", True),
        ("warn own:*", "Should Chad delay again, Togo would sue, he warned.", True),
        ("warn own:*", "Togo warned that prices would rise.", False),
        ("take over <town|city>", "Rebels took the town over.", True),
        ("seal off <port|harbour>", "The navy sealed off the port of Aden.", True),
        ("fence off <border|field>", "Hungarian police fenced off the border.", True),
        ("fence off <border|field>", "Hungarian police fenced off the park.", False),
        ("carry out <raid>", "Rebels carried out two raids.", True),
        ("carry out <raid>", "The raids carried out by rebels failed.", True),
        ("threaten to:<attack>", "Togo threatened to attack Chad.", True),
        ("threaten to:<attack>", "Togo threatened to leave.", False),
        ("threaten to:*", "Togo threatened to leave.", True),
        ("warn that:*", "Togo warned that the truce had ended.", True),
        ("warn that:*", "Togo warned Chad.", False),
        ("ask that", "Reporters asked whether the minister would leave.", False),
        ("stop from", "From April the army will stop the drills.", False),
        ("fly to", "Jets were flying low, according to the army.", False),
    ],
)
def test_a_verb_pattern_fits_where_all_it_asks_for_is_there(
    pattern: str, text: str, fits: bool
) -> None:
    assert list(shown(text, trigger("A", verb=pattern)).values()) == ([["A"]] if fits else [])


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        ("strike", "The strikes went on.", True),
        ("strike", "The strike force left.", False),
        ("air strike", "The air strikes went on.", True),
        ("air strike", "The strikes went on.", False),
        ("bombing of <city|town>", "The bombing of the old town went on.", True),
        ("bombing of <city|town>", "The bombing of the plot went on.", False),
        ("talk", "Talks were held.", True),
    ],
)
def test_a_noun_pattern_fits_with_its_modifiers(pattern: str, text: str, fits: bool) -> None:
    assert bool(shown(text, trigger("A", noun=pattern))) is fits


def test_the_more_constrained_pattern_comes_first_even_if_less_sure() -> None:
    wide = trigger("wide", verb="launch", weight=0.95)
    narrow = trigger("narrow", verb="launch <strike>", weight=0.5)
    assert shown("Togo launched strikes.", wide, narrow) == {"launched": ["narrow", "wide"]}


def test_of_two_equally_constrained_patterns_the_surer_comes_first() -> None:
    doubtful = trigger("doubtful", verb="hit", weight=0.5)
    sure = trigger("sure", verb="hit", weight=0.9)
    assert shown("Togo hit the port.", doubtful, sure) == {"hit": ["sure", "doubtful"]}


def test_an_excepted_wording_does_not_fire() -> None:
    attack = trigger("A", verb="attack", but="attack <plan|idea>")
    assert shown("Togo attacked the plan.", attack) == {}
    assert shown("Togo attacked the port.", attack) == {"attacked": ["A"]}


def test_words_of_a_name_trigger_nothing() -> None:
    attack = trigger("A", noun="strike")
    assert matches("The Strike left.", attack, names=frozenset({0, 1})) == {}


def test_an_auxiliary_triggers_nothing() -> None:
    assert shown("Togo has left.", trigger("A", verb="have")) == {}


def test_what_a_pattern_took_up_is_kept() -> None:
    [found] = matches("Togo imposed new sanctions.", trigger("A", verb="impose <sanction>"))[
        "imposed"
    ]
    assert (found.used, found.specificity, found.is_noun) == ((3,), 1, False)


def test_a_complement_is_remembered() -> None:
    [found] = matches("Togo threatened to leave.", trigger("A", verb="threaten to:*"))["threatened"]
    assert found.has_complement


def excepted(text: str, *triggers: Trigger) -> dict[str, frozenset[str]]:
    parse = parsed(text)
    index = TriggerIndex(triggers)
    found = find_matches(parse, index, names=frozenset())
    return {parse.tokens[i].text: t for i, t in excepted_types(parse, index, found).items()}


def test_the_types_that_a_wording_excepts_are_told_unless_another_table_tells_them() -> None:
    refusing = trigger("A", verb="refuse", but="refuse to:<comment>")
    assert excepted("Togo refused to comment.", refusing) == {"refused": frozenset({"A"})}
    assert excepted("Togo refused to leave.", refusing) == {}
    other = msgspec.structs.replace(trigger("B", verb="refuse to:*"), type_code="A")
    assert excepted("Togo refused to comment.", refusing, other) == {}


def test_a_noun_is_excepted_by_what_stands_with_it() -> None:
    asking = msgspec.structs.replace(
        trigger("A", noun="request"), except_nouns=(parse_verb("request for <comment>"),)
    )
    assert shown("Togo ignored a request for comment.", asking) == {}
    assert excepted("Togo ignored a request for comment.", asking) == {"request": frozenset({"A"})}
    assert shown("Togo ignored a request for help.", asking) == {"request": ["A"]}


def test_a_noun_is_excepted_by_the_verb_whose_object_it_is_and_by_words_before_it() -> None:
    threat = Trigger(
        id="T",
        type_code="T",
        frame="speaks_to",
        nouns=(parse_noun("threat"),),
        except_nouns=(parse_verb("threat <pose|security>"),),
    )
    assert shown("Togo repeated its threat.", threat) == {"threat": ["T"]}
    assert shown("Piracy poses a threat.", threat) == {}
    assert shown("The threat posed by pirates grew.", threat) == {}
    assert shown("Togo faces many security threats.", threat) == {}
