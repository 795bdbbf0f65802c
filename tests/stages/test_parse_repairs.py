"""What is mended of the parser's trees: verbs and subjects joined to the wrong word."""

from __future__ import annotations

import pytest

from dragoman.stages.stance import read_stance
from dragoman.stages.tree import subject_of
from dragoman.testing.parties import parse_sentence, relation_of


@pytest.mark.parametrize(
    ("text", "done", "governor"),
    [
        ("Hamas refused to disarm and fired rockets at Israel.", "fired", "refused"),
        ("Israel agreed to withdraw its troops and released 12 men.", "released", "agreed"),
        ("Hungary vowed to retaliate and expelled the envoy.", "expelled", "vowed"),
        ("Iran had refused to stop and been attacked by Israel.", "attacked", "refused"),
        ("Officials said Hamas refused to disarm and fired rockets.", "fired", "refused"),
        ("Iran refused to disarm and fires rockets at Israel.", "fires", "refused"),
    ],
)
def test_what_was_done_is_not_joined_to_what_was_refused_or_promised(
    text: str, done: str, governor: str
) -> None:
    parse = parse_sentence(text)
    assert relation_of(parse, done) == ("conj", governor)
    assert relation_of(parse, "and") == ("cc", governor)
    stance = read_stance(parse, next(t.index for t in parse.tokens if t.text == done))
    assert (stance.polarity, stance.status) == ("affirmed", "occurred")


@pytest.mark.parametrize(
    ("text", "second", "first"),
    [
        ("Russia plans to meet Ukraine and sign a truce.", "sign", "meet"),
        ("Israel asked Iran to disarm and be inspected.", "inspected", "disarm"),
        ("Israel refused to be drawn and attacked by Iran.", "attacked", "drawn"),
        ("Iran claimed to have killed ten soldiers and wounded twenty.", "wounded", "killed"),
    ],
)
def test_a_second_infinitive_or_its_participle_stays_joined_to_the_first(
    text: str, second: str, first: str
) -> None:
    assert relation_of(parse_sentence(text), second) == ("conj", first)


def test_two_subjects_with_and_between_them_are_joined() -> None:
    parse = parse_sentence(
        "Russian Foreign Minister Sergey Lavrov and US Secretary of State Antony Blinken met in "
        "Geneva on Friday."
    )
    assert relation_of(parse, "Lavrov") == ("nsubj", "met")
    assert relation_of(parse, "Blinken") == ("conj", "Lavrov")


def test_of_two_named_people_the_first_is_no_part_of_the_title_of_the_second() -> None:
    parse = parse_sentence(
        "Turkish Foreign Minister Hakan Fidan and Syrian intelligence chief Ali Mamlouk met in "
        "Moscow."
    )
    assert relation_of(parse, "Fidan") == ("nsubj", "met")
    assert relation_of(parse, "Mamlouk") == ("conj", "Fidan")
    assert relation_of(parse, "Minister") == ("compound", "Fidan")
    assert relation_of(parse, "chief") == ("compound", "Mamlouk")


def test_the_subjects_of_two_verbs_stay_apart() -> None:
    parse = parse_sentence("Lavrov flew to Geneva and Blinken met him there.")
    assert relation_of(parse, "Lavrov") == ("nsubj", "flew")
    assert relation_of(parse, "Blinken") == ("nsubj", "met")


def test_whom_a_bare_participle_after_and_tells_of_is_its_subject() -> None:
    parse = parse_sentence(
        "Three soldiers were killed and another two wounded by shelling near Sotk."
    )
    assert relation_of(parse, "wounded") == ("conj", "killed")
    assert relation_of(parse, "two") == ("nsubjpass", "wounded")
    wounded = next(t.index for t in parse.tokens if t.text == "wounded")
    assert subject_of(parse, wounded) == next(t.index for t in parse.tokens if t.text == "two")


def test_a_second_object_keeps_its_participle() -> None:
    parse = parse_sentence("Troops found ten rebels and two civilians wounded by shelling.")
    assert relation_of(parse, "civilians") == ("conj", "rebels")
    assert relation_of(parse, "wounded") == ("acl", "civilians")


@pytest.mark.parametrize(
    ("text", "guest", "hangs"),
    [
        ("Sergei Lavrov received visiting Chinese Foreign Minister Wang Yi in Moscow.", "Yi",
         ("dobj", "received")),
        ("Kenyan President William Ruto and visiting Ugandan President Yoweri Museveni held talks.",
         "Museveni", ("conj", "Ruto")),
    ],
)  # fmt: skip
def test_a_guest_called_so_is_met_and_not_visited(
    text: str, guest: str, hangs: tuple[str, str]
) -> None:
    parse = parse_sentence(text)
    assert relation_of(parse, guest) == hangs
    assert relation_of(parse, "visiting") == ("amod", guest)


@pytest.mark.parametrize(
    "text",
    ["The minister is visiting President Yoweri Museveni.", "He left after visiting Wang Yi."],
)
def test_who_is_visited_stays_so(text: str) -> None:
    assert relation_of(parse_sentence(text), "visiting")[0] != "amod"


def test_an_office_with_an_article_is_somebody_elses() -> None:
    parse = parse_sentence("The president and Foreign Minister Sergei Lavrov met Xi Jinping.")
    assert relation_of(parse, "Lavrov") == ("conj", "president")


def test_what_describes_a_name_stays_a_part_of_it() -> None:
    assert relation_of(parse_sentence("The divided Cyprus of today."), "divided")[1] == "Cyprus"
