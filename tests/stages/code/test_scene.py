"""Where and when the sides of a meeting spoke, and when what is dated loosely was done."""

from collections.abc import Callable

import pytest

from dragoman import code_text
from dragoman.records.output import CodedDocument, OutputReport

Coded = Callable[..., CodedDocument]


def report(document: CodedDocument, trigger: str) -> OutputReport:
    return next(r for r in document.reports if r.trigger.text == trigger)


def days(found: OutputReport) -> tuple[str | None, str | None]:
    assert found.when is not None
    return found.when.earliest, found.when.before


TALKS = (
    "The Kenyan foreign minister met his Ugandan counterpart in Entebbe on 15 and 16 January 2024. "
)


def test_a_side_that_speaks_after_a_meeting_spoke_there_and_then(coded: Coded) -> None:
    document = coded(TALKS + "Kenya condemned the killing of two fishermen by unknown men.")

    found = report(document, "condemned")

    assert [place.name for place in found.where] == ["Entebbe"]
    assert days(found) == ("2024-01-15", "2024-01-17")


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        ("The two sides agreed to reopen the crossing at Busia.", "agreed", "Entebbe"),
        ("They called for free elections in Somalia.", "called", "Entebbe"),
        ("The two sides condemned the violence in Bunia.", "condemned", "Entebbe"),
        ("The two ministers signed the protocol in Kampala.", "signed", "Kampala"),
        ("The two ministers signed it at a ceremony in Kampala.", "signed", "Kampala"),
        ("At a press conference in Kampala, Kenya condemned the coup.", "condemned", "Kampala"),
    ],
)
def test_a_place_within_what_was_said_is_not_where_it_was_said(
    coded: Coded, sentence: str, trigger: str, expected: str
) -> None:
    found = report(coded(TALKS + sentence), trigger)

    assert [place.name for place in found.where] == [expected]


def test_who_was_not_at_the_meeting_did_not_speak_there(coded: Coded) -> None:
    document = coded(TALKS + "Rwanda condemned the killing of two fishermen by unknown men.")

    assert not report(document, "condemned").where


def test_a_deed_that_a_side_only_promises_is_promised_at_the_meeting(coded: Coded) -> None:
    found = report(coded(TALKS + "Kenya will send Uganda medicine."), "send")

    assert (found.type, [place.name for place in found.where]) == ("AGREE", ["Entebbe"])


def test_words_of_another_day_were_not_spoken_at_the_meeting(coded: Coded) -> None:
    document = coded(TALKS + "Kenya condemned the killing of two fishermen on 20 January.")

    found = report(document, "condemned")

    assert not found.where


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        ("Rebels have attacked the town of Ménaka six times since December 2023.",
         "attacked", ("2023-12-01", "2024-01-27")),
        ("Rebels attacked the town of Ménaka earlier this year.",
         "attacked", ("2024-01-01", "2024-01-27")),
    ],
)  # fmt: skip
def test_what_was_done_is_not_after_the_story(
    coded: Coded, sentence: str, trigger: str, expected: tuple[str, str]
) -> None:
    assert days(report(coded(sentence), trigger)) == expected


def test_what_goes_on_since_a_day_has_no_end(coded: Coded) -> None:
    found = report(
        coded("Rebels have besieged the town of Ménaka since December 2023."), "besieged"
    )

    assert found.when is not None
    assert found.when.extent == "open"


def test_a_clause_with_when_dates_what_happened_meanwhile(coded: Coded) -> None:
    found = report(
        coded("Chad's army arrested four men when it searched a camp near Goz Beïda on Wednesday."),
        "arrested",
    )

    assert days(found) == ("2024-01-24", "2024-01-25")


def test_a_day_after_the_talks_is_no_day_of_the_talks(coded: Coded) -> None:
    document = coded(
        "Kenyan and Ugandan ministers held talks in Entebbe on 15 January 2024. "
        "A day after the talks, Kenya expelled two Ugandan diplomats."
    )

    assert days(report(document, "expelled")) == ("2024-01-16", "2024-01-17")


def test_an_attack_of_one_on_another_names_the_attacker_by_of(coded: Coded) -> None:
    document = coded("The attack of the rebels on an army post near Goma lasted two hours.")

    roles = {p.name: p.role for p in report(document, "attack").participants}

    assert roles["rebels"] == "initiator"


def test_a_verb_of_one_form_goes_on_in_the_past(coded: Coded) -> None:
    document = coded("Protesters threw stones and set two trucks of the company on fire in Lima.")

    assert all(r.stance is not None and r.stance.status == "occurred" for r in document.reports)
    assert document.reports


def test_a_joint_drill_is_no_scene_of_what_is_said(coded: Coded) -> None:
    document = coded(
        "Kenyan and Ugandan warships held joint manoeuvres off Mombasa on 15 January 2024. "
        "Kenya condemned the killing of two fishermen by unknown men."
    )

    assert not report(document, "condemned").where


def test_a_month_after_what_is_condemned_dates_that_and_not_the_condemning(coded: Coded) -> None:
    document = coded("The ministers condemned the killing of two fishermen by pirates in December.")

    assert days(report(document, "killing")) == ("2023-12-01", "2024-01-01")
    assert days(report(document, "condemned")) == ("2024-01-26", "2024-01-27")


def test_a_day_within_a_name_dates_nothing(coded: Coded) -> None:
    found = report(coded("Egypt accused the April 6 Movement of breaking the truce."), "accused")

    assert days(found) == ("2024-01-26", "2024-01-27")


def test_a_look_back_does_not_end_the_meeting(coded: Coded) -> None:
    document = coded(
        TALKS + "The Ugandan side thanked Kenya for the food that it had sent in March 2022. "
        "Kenya condemned the killing of two fishermen by unknown men."
    )

    found = report(document, "condemned")

    assert [place.name for place in found.where] == ["Entebbe"]
    assert days(found) == ("2024-01-15", "2024-01-17")


def test_a_meeting_is_over_once_others_are_told_to_have_acted(coded: Coded) -> None:
    document = coded(
        TALKS + "They agreed to reopen the border. Rwanda praised the accord. "
        "Kenya condemned the killing of two fishermen."
    )

    assert report(document, "condemned").where == ()


def test_in_front_of_a_building_is_at_the_town_it_is_in() -> None:
    found = code_text("Students burned tyres in front of the consulate in Lahore on Monday.")
    assert isinstance(found, CodedDocument)
    assert [place.name for place in report(found, "burned").where] == ["Lahore"]
