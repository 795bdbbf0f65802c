"""What is mended of phrases: a day that a name swallowed, who is let go, who has something done."""

from __future__ import annotations

import pytest

from dragoman.testing.parties import parse_sentence, relation_of


@pytest.mark.parametrize(
    ("text", "day", "subject", "verb"),
    [
        ("On Sunday rebel fighters shelled the barracks at Bria.", "Sunday", "fighters", "shelled"),
        ("On Friday Kenyan port officials sent back the team.", "Friday", "officials", "sent"),
        ("In May Foreign Minister Wang Yi met his Kenyan colleague.", "May", "Yi", "met"),
    ],
)
def test_a_day_before_a_name_is_no_part_of_it(text: str, day: str, subject: str, verb: str) -> None:
    parse = parse_sentence(text)
    assert relation_of(parse, day) == ("pobj", text.split(maxsplit=1)[0])
    assert relation_of(parse, subject) == ("nsubj", verb)


def test_a_day_that_belongs_to_what_follows_stays_there() -> None:
    parse = parse_sentence("They spoke of the Friday talks in Rome.")
    assert relation_of(parse, "Friday") == ("compound", "talks")


def test_what_stands_behind_a_particle_is_the_object_of_the_verb() -> None:
    parse = parse_sentence("The navy sealed off the port of Aden.")
    assert relation_of(parse, "port") == ("dobj", "sealed")


def test_who_is_set_free_is_not_called_free() -> None:
    parse = parse_sentence("The rebels set free 120 soldiers of the garrison.")
    assert relation_of(parse, "free") == ("acomp", "set")
    assert relation_of(parse, "soldiers") == ("dobj", "set")


def test_who_has_something_done_does_it() -> None:
    parse = parse_sentence("Ortega had Colombia's consul in Managua put over the border.")
    assert relation_of(parse, "Ortega") == ("nsubj", "put")
    assert relation_of(parse, "had") == ("aux", "put")
    assert relation_of(parse, "consul") == ("dobj", "put")
    assert relation_of(parse, "put") == ("ROOT", "put")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Haiti thanked the vice-president of Peru on Monday.", "vice", "president"),
        ("Police arrested the attorney-general on Monday.", "attorney", "general"),
        ("Police arrested an ex-minister on Monday.", "ex", "minister"),
    ],
)
def test_the_first_half_of_a_hyphened_office_is_nobody(text: str, first: str, last: str) -> None:
    parse = parse_sentence(text)
    assert relation_of(parse, first) == ("compound", last)
    assert relation_of(parse, last)[0] == "dobj"


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("The minister met Under Secretary Brian Nelson on Monday.", ("dobj", "met")),
        ("Iran denies it, said Under Secretary Brian Nelson.", ("nsubj", "said")),
        ("He held talks with Under Secretary Brian Nelson.", ("pobj", "with")),
    ],
)
def test_an_under_secretary_is_somebody(text: str, relation: tuple[str, str]) -> None:
    assert relation_of(parse_sentence(text), "Nelson") == relation


def test_a_guest_received_on_a_day_is_a_guest() -> None:
    parse = parse_sentence(
        "Velayati received here on Wednesday special envoy of the Syrian president Faisal Mekdad."
    )
    assert relation_of(parse, "envoy") == ("dobj", "received")


def test_what_is_given_back_is_given_to_who_comes_last() -> None:
    parse = parse_sentence("Belgium returned a mask that was stolen in 1991 to its owners.")
    assert relation_of(parse, "to") == ("prep", "returned")


def test_what_was_sold_to_somebody_stays_so() -> None:
    parse = parse_sentence("Belgium returned a mask that was sold to a dealer.")
    assert relation_of(parse, "to") == ("prep", "sold")


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Lukashenko ignored advisers' warnings on trade.", "warnings"),
        ("Lukashenko ignored advisers and praised Chad.", "advisers"),
    ],
)
def test_what_somebody_did_is_no_part_of_a_name(text: str, noun: str) -> None:
    parse = parse_sentence(text)
    assert relation_of(parse, "Lukashenko") == ("nsubj", "ignored")
    assert relation_of(parse, noun) == ("dobj", "ignored")


def test_a_ruling_party_is_whose_the_chairman_is() -> None:
    parse = parse_sentence("The Secretary of the ruling All Togo Congress (ATC), Yaw Bello, left.")
    assert relation_of(parse, "Congress") == ("pobj", "of")
    assert relation_of(parse, "ruling") == ("amod", "Congress")


def test_a_headline_without_auxiliary_tells_what_is_done_to_its_subject() -> None:
    assert relation_of(parse_sentence("France hit by another heist"), "France") == (
        "nsubjpass",
        "hit",
    )
    assert relation_of(parse_sentence("Rebels hit it by night"), "Rebels") == ("nsubj", "hit")


def test_a_preposition_before_a_name_leads_to_it() -> None:
    parse = parse_sentence("A caller claiming to speak for Hezbollah claimed the raid.")
    assert relation_of(parse, "Hezbollah") == ("pobj", "for")
    assert relation_of(parse, "caller") == ("nsubj", "claimed")


def test_whom_somebody_holds_responsible_is_called_so() -> None:
    parse = parse_sentence("The bishop held the Togolese Army responsible for the raid.")
    assert relation_of(parse, "responsible") == ("oprd", "held")


@pytest.mark.parametrize(
    ("text", "what", "verb"),
    [
        (
            "Peruvian officers tried to arrest, on Bolivian soil, the man known as Inti.",
            "man",
            "arrest",
        ),
        ("The navy seized, off Aden, a dhow with rifles.", "dhow", "seized"),
    ],
)
def test_what_is_told_behind_an_aside_is_the_object(text: str, what: str, verb: str) -> None:
    assert relation_of(parse_sentence(text), what) == ("dobj", verb)


def test_a_second_of_is_joined_to_the_first() -> None:
    parse = parse_sentence("The minister sat with envoys of Sudan and of Chad.")
    [second] = [t for t in parse.tokens if t.text == "of" and t.dep == "conj"]
    assert parse.tokens[second.head].text == "of"


def test_what_is_handed_over_is_not_more_than_it_is() -> None:
    parse = parse_sentence("The army handed over 15 prisoners in Baku.")
    assert relation_of(parse, "over") == ("prt", "handed")


def test_a_condition_whose_verb_is_left_out_is_of_its_own_subject() -> None:
    parse = parse_sentence("If it does not, Gazprom will decide who governs in Chisinau.")
    assert relation_of(parse, "it") == ("nsubj", "does")
    assert relation_of(parse, "does") == ("advcl", "decide")
    assert relation_of(parse, "Gazprom") == ("nsubj", "decide")


def test_two_holders_with_their_names_are_two() -> None:
    parse = parse_sentence(
        "He met the Kenyan foreign minister, Musalia Mudavadi, and the Ugandan foreign minister, "
        "Odongo Jeje."
    )
    [second] = [t for t in parse.tokens if t.text == "minister" and t.dep == "conj"]
    assert parse.tokens[second.head].text == "minister"
