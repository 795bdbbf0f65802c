"""Which grammatical place holds which participant."""

from __future__ import annotations

import pytest

from dragoman import code_text
from dragoman.knowledge.patterns import Frame, Trigger, parse_noun, parse_verb
from dragoman.records.output import CodedDocument
from dragoman.stages.code.frames import slots_of
from dragoman.stages.code.light import load_light_words
from dragoman.stages.code.match import TriggerIndex, find_matches
from dragoman.testing.parties import document_of, parse_text


def slots(text: str, frame: Frame, *, verb: str = "", noun: str = "") -> dict[str, list[str]]:
    """The words of each role in the places that are preferred."""
    [parse] = parse_text(document_of(text))
    trigger = Trigger(
        id="a",
        type_code="A",
        frame=frame,
        verbs=(parse_verb(verb),) if verb else (),
        nouns=(parse_noun(noun),) if noun else (),
    )
    [[match]] = find_matches(parse, TriggerIndex([trigger]), names=frozenset()).values()
    found: dict[str, list[str]] = {}
    for slot in slots_of(parse, match, load_light_words()):
        places = slot.places if slot.takes_all else slot.places[:1]
        heads = {index for _, indices in places for index in indices}
        if slot.places or slot.role not in ("affected", "mediator"):
            found[slot.role] = [parse.tokens[index].text for index in sorted(heads)]
    return found


@pytest.mark.parametrize(
    ("text", "frame", "pattern", "expected"),
    [
        ("Togo shelled Chad.", "acts_on", "shell", {"initiator": ["Togo"], "target": ["Chad"]}),
        ("Chad was shelled by Togo.", "acts_on", "shell",
         {"initiator": ["Togo"], "target": ["Chad"]}),
        ("Chad was shelled.", "acts_on", "shell", {"initiator": [], "target": ["Chad"]}),
        ("Togo retaliated against Chad.", "acts_on", "retaliate",
         {"initiator": ["Togo"], "target": ["Chad"]}),
        ("Togo met Chad.", "mutual", "meet", {"party": ["Togo", "Chad"]}),
        ("Togo clashed with Chad.", "mutual", "clash", {"party": ["Togo", "Chad"]}),
        ("Togo visited Chad.", "visits", "visit", {"visitor": ["Togo"], "host": ["Chad"]}),
        ("Togo hosted Chad.", "hosts", "host", {"host": ["Togo"], "visitor": ["Chad"]}),
        ("Togo mediated between rebels and Chad.", "mediates", "mediate",
         {"mediator": ["Togo"], "party": ["rebels"]}),
        ("Togo gave them money.", "gives", "give <money>",
         {"initiator": ["Togo"], "target": ["them"]}),
        ("Togo gave money to Chad.", "gives", "give <money>",
         {"initiator": ["Togo"], "target": ["Chad"]}),
        ("Togo withdrew from Chad.", "leaves", "withdraw",
         {"initiator": ["Togo"], "target": ["Chad"]}),
        ("Togo urged Chad to leave.", "asks", "urge",
         {"initiator": ["Togo"], "target": ["Chad"]}),
        ("Togo demanded that Chad leave.", "asks", "demand",
         {"initiator": ["Togo"], "target": ["Chad"]}),
    ],
)  # fmt: skip
def test_a_verb_puts_its_participants_where_its_frame_says(
    text: str, frame: Frame, pattern: str, expected: dict[str, list[str]]
) -> None:
    assert slots(text, frame, verb=pattern) == expected


@pytest.mark.parametrize(
    ("text", "frame", "pattern", "expected"),
    [
        ("The attack by Togo on Chad failed.", "acts_on", "attack",
         {"initiator": ["Togo"], "target": ["Chad"]}),
        ("Togo's attack on Chad failed.", "acts_on", "attack",
         {"initiator": ["Togo"], "target": ["Chad"]}),
        ("Togo launched an attack on Chad.", "acts_on", "attack",
         {"initiator": ["Togo"], "target": ["Chad"]}),
        ("Chad suffered an attack by Togo.", "acts_on", "attack",
         {"initiator": ["Togo"], "target": ["Chad"]}),
        ("The attacks carried out by Togo failed.", "acts_on", "attack",
         {"initiator": ["Togo"], "target": []}),
        ("Talks between Togo and Chad failed.", "mutual", "talk", {"party": ["Togo"]}),
        ("Togo held talks with Chad.", "mutual", "talk", {"party": ["Togo", "Chad"]}),
        ("Fighting erupted between Togo and Chad.", "mutual", "fighting", {"party": ["Togo"]}),
        ("A visit by ministers to Chad failed.", "visits", "visit",
         {"visitor": ["ministers"], "host": ["Chad"]}),
        ("Mali praised the deal during a visit to Chad.", "visits", "visit",
         {"visitor": ["Mali"], "host": ["Chad"]}),
        ("Protesters burned tyres during a visit to Chad.", "visits", "visit",
         {"visitor": [], "host": ["Chad"]}),
        ("Togo has support from Chad.", "speaks_to", "support",
         {"initiator": ["Chad"], "target": ["Togo"]}),
        ("The withdrawal of troops from Chad ended.", "leaves", "withdrawal",
         {"initiator": ["troops"], "target": ["Chad"]}),
    ],
)  # fmt: skip
def test_a_noun_puts_its_participants_where_its_frame_says(
    text: str, frame: Frame, pattern: str, expected: dict[str, list[str]]
) -> None:
    assert slots(text, frame, noun=pattern) == expected


def test_owners_joined_by_a_hyphen_are_both_there() -> None:
    found = slots("US-UK strikes went on.", "acts_on", noun="strike")
    assert found["initiator"] == ["US", "UK"]


@pytest.mark.xfail(
    strict=True,
    reason="a preposition that the parser hangs on the object is not asked",
)
def test_the_asked_for_preposition_holds_the_target_before_the_object() -> None:
    found = slots("Togo reported Chad to Ghana.", "acts_on", verb="report (to)")
    assert found == {"initiator": ["Togo"], "target": ["Ghana"]}


def test_who_brokered_a_truce_is_its_mediator_and_no_party() -> None:
    text = "The truce between Chad and the rebels, brokered by Qatar, held."
    found = slots(text, "mutual", noun="truce")
    assert found == {"party": ["Chad"], "mediator": ["Qatar"]}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Minsk expelled two envoys. The United States put a tariff on Belarusian potash.", "BLR"),
        ("Tehran expelled two envoys. The United States shut Iranian carpets out.", "IRN"),
        ("Beijing expelled two envoys. Canada imposed duties on Chinese cars.", "CHN"),
    ],
)
def test_whose_goods_are_punished_where_the_state_is_called_by_its_capital_too(
    text: str, country: str
) -> None:
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    last = found.reports[-1]
    assert [p.country for p in last.participants if p.role == "target"] == [country]


@pytest.mark.parametrize(
    ("text", "chair"),
    [
        ("The rebels met government envoys in Doha, Qatar mediating.", "Qatar"),
        (
            "The Kenyan minister met envoys of Sudan, a Zambian minister presiding.",
            "Zambian minister",
        ),
    ],
)
def test_who_presides_over_talks_mediates(text: str, chair: str) -> None:
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    [one] = found.reports
    assert [p.name for p in one.participants if p.role == "mediator"] == [chair]


def test_what_is_told_before_a_colon_is_not_complained_of() -> None:
    found = code_text("The army was in no mood for it: a spokesman complained that Chad was slow.")
    assert isinstance(found, CodedDocument)
    [one] = found.reports
    assert [p.name for p in one.participants if p.role == "target"] == ["Chad"]
