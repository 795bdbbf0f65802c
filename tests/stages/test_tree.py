"""Ways through a parse: who does it, to whom, in which clause."""

from __future__ import annotations

import pytest

from dragoman.records import ParsedSentence
from dragoman.stages.tree import (
    clause_head,
    conjuncts,
    is_passive,
    object_of,
    prepositional,
    span_of,
    subject_of,
    subtree,
    trimmed_subtree,
)
from dragoman.testing.parties import document_of, parse_text


def parsed(text: str) -> ParsedSentence:
    [parse] = parse_text(document_of(text))
    return parse


def at(parse: ParsedSentence, word: str) -> int:
    [index] = [token.index for token in parse.tokens if token.text == word]
    return index


def word(parse: ParsedSentence, index: int | None) -> str | None:
    return None if index is None else parse.tokens[index].text


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("The army shelled the port.", "shelled", "army"),
        ("The port was shelled.", "shelled", "port"),
        ("The army shelled the port and seized the town.", "seized", "army"),
        ("The army promised rebels to leave.", "leave", "army"),
        ("The army urged rebels to leave.", "leave", "rebels"),
        ("The army wants to leave.", "leave", "army"),
        ("The general who shelled the port fled.", "shelled", "general"),
        ("The men killed by the army were miners.", "killed", "men"),
        ("Togo accused Chad of shelling the port.", "shelling", "Chad"),
        ("Chad was accused of shelling the port.", "shelling", "Chad"),
        ("Togo charged two men with shelling the port.", "shelling", "men"),
        ("Rebels entered the town, killing ten people.", "killing", "Rebels"),
        ("The strikes that the army carried out failed.", "carried", "army"),
        ("Troops shelled a market, officials said, killing two.", "killing", "Troops"),
        ("Rebels seized it, police said, releasing two hostages.", "releasing", "Rebels"),
        ("Troops had left, envoys said, adding that Chad shelled it.", "adding", "envoys"),
        ("Jets struck it, rebels said, accusing Chad of killing ten.", "accusing", "rebels"),
        ("Togo freed ten men, most of whom had confessed.", "confessed", "men"),
    ],
)
def test_the_subject_of_a_verb_is_found_where_it_is_shared(
    text: str, verb: str, expected: str
) -> None:
    parse = parsed(text)
    assert word(parse, subject_of(parse, at(parse, verb))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chad expelled two envoys after shelling a village.", "Chad"),
        ("The rebels left after shelling.", "rebels"),
    ],
)
def test_what_is_answered_by_doing_something_to_another_is_not_the_doers(
    text: str, expected: str | None
) -> None:
    parse = parsed(text)
    assert word(parse, subject_of(parse, at(parse, "shelling"))) == expected


def test_an_infinitive_after_a_noun_has_no_subject() -> None:
    parse = parsed("A plan to shell the port was dropped.")
    assert subject_of(parse, at(parse, "shell")) is None


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("The army shelled the port.", "shelled", "port"),
        ("The port was shelled by the army.", "shelled", "port"),
        ("The port that the army shelled burned.", "shelled", "port"),
        ("The men killed by the army were miners.", "killed", "men"),
        ("The army withdrew.", "withdrew", None),
    ],
)
def test_the_object_of_a_passive_is_its_subject(text: str, verb: str, expected: str | None) -> None:
    parse = parsed(text)
    assert word(parse, object_of(parse, at(parse, verb))) == expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("The port was shelled.", "shelled", True),
        ("The men killed by the army were miners.", "killed", True),
        ("The army has shelled the port.", "shelled", False),
        ("The army shelled the port.", "shelled", False),
        ("A policeman was hit and killed by rebels.", "killed", True),
        ("Officials said 707 people shot and killed by the police were buried.", "shot", True),
        ("They withdrew, with ten soldiers killed.", "killed", True),
        ("The rebels fired and were hit by soldiers.", "fired", False),
    ],
)
def test_reduced_relatives_are_passive_and_perfects_are_not(
    text: str, verb: str, expected: bool
) -> None:
    parse = parsed(text)
    assert is_passive(parse, at(parse, verb)) is expected


def test_a_participle_with_an_object_of_its_own_is_active() -> None:
    parse = parsed("A bomb killed at least 12 people in Karachi on Monday.")
    assert is_passive(parse, at(parse, "killed")) is False


def test_conjuncts_come_in_order() -> None:
    parse = parsed("Ghana, Togo and Benin left.")
    assert [word(parse, i) for i in conjuncts(parse, 0)] == ["Ghana", "Togo", "Benin"]


def test_prepositions_are_paired_with_their_objects() -> None:
    parse = parsed("Envoys of Togo spoke with miners because of the strike in Lome.")
    verb = at(parse, "spoke")
    assert ("with", "miners") in [(n, word(parse, i)) for n, i in prepositional(parse, verb)]
    assert [(n, word(parse, i)) for n, i in prepositional(parse, at(parse, "Envoys"))] == [
        ("of", "Togo")
    ]


def test_a_noun_phrase_is_trimmed_of_clauses_and_conjuncts() -> None:
    parse = parsed("The old men and the women who came left.")
    men = at(parse, "men")
    assert [word(parse, i) for i in trimmed_subtree(parse, men)] == ["The", "old", "men"]
    assert set(trimmed_subtree(parse, men)) < set(subtree(parse, men))


def test_a_span_reaches_from_the_first_token_to_the_last() -> None:
    parse = parsed("The old men left.")
    span = span_of(parse, [2, 0])
    assert (span.start, span.end) == (0, 11)


def test_the_clause_of_a_word_is_the_nearest_finite_one() -> None:
    parse = parsed("Togo said that rebels seized the mine.")
    assert word(parse, clause_head(parse, at(parse, "mine"))) == "seized"
    assert word(parse, clause_head(parse, at(parse, "Togo"))) == "said"


def test_a_span_leaves_out_the_spaces_at_its_ends() -> None:
    parse = parsed("The envoys met in Doha.  ")
    span = span_of(parse, list(range(len(parse.tokens))))
    assert (span.start, span.end) == (0, 23)


def test_who_is_told_of_goes_on_behind_who_says_so() -> None:
    text = "The guard fired on the crowd, Belgian officials said, before being shot."
    parse = parsed(text)
    assert word(parse, subject_of(parse, at(parse, "shot")) or 0) == "guard"
    parse = parsed("Officials said after arresting the man that he was armed.")
    assert word(parse, subject_of(parse, at(parse, "arresting")) or 0) == "Officials"


def test_according_to_somebody_is_nothing_done_to_him() -> None:
    parse = parsed("They demanded talks, according to the Red Cross.")
    assert [name for name, _ in prepositional(parse, at(parse, "demanded"))] == ["according to"]
    parse = parsed("They walked away from the talks.")
    assert [name for name, _ in prepositional(parse, at(parse, "walked"))] == ["from"]


def test_a_finite_clause_without_an_auxiliary_is_no_passive() -> None:
    parse = parsed("It came to that because the rebel forces bombed and burned the villages.")
    assert not is_passive(parse, at(parse, "bombed"))


def test_who_calls_somebody_to_say_something_says_it() -> None:
    parse = parsed("A woman phoned the station to announce a strike.")
    assert subject_of(parse, at(parse, "announce")) == at(parse, "woman")
    parse = parsed("A woman called the men to fight.")
    assert subject_of(parse, at(parse, "fight")) == at(parse, "men")
