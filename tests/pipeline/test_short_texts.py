"""Short texts read whole: a chronology whose entries begin with their date, and who is meant."""

from __future__ import annotations

import pytest

from dragoman import code_text
from dragoman.records.output import CodedDocument

TEXT = """Chronology of a border dispute

3 January 2008 - Cambodian police arrest four Thai villagers near Ban Nong. All are released later.

7 January - Three more are arrested by Cambodian police. They are released two days later.

9 January - Thailand lodges a protest. Some 200 residents block the bridge for six hours.

21 January – A Thai soldier is killed and two are wounded by a mine. Bangkok blames Phnom Penh.

1 March: Cambodia files a case against Thailand at the International Court of Justice.
"""


@pytest.fixture(scope="module")
def coded() -> CodedDocument:
    found = code_text(TEXT)
    assert isinstance(found, CodedDocument)
    return found


def test_all_of_an_entry_is_of_its_day_in_the_year_told_last(coded: CodedDocument) -> None:
    days = {r.trigger.text: None if r.when is None else r.when.earliest for r in coded.reports}
    assert days["arrest"] == "2008-01-03"
    assert days["arrested"] == "2008-01-07"
    assert days["lodges"] == days["block"] == "2008-01-09"
    assert days["killed"] == days["blames"] == "2008-01-21"
    assert days["files"] == "2008-03-01"


def test_the_date_of_an_entry_is_no_part_of_who_acts(coded: CodedDocument) -> None:
    [arrest] = [r for r in coded.reports if r.trigger.text == "arrest"]
    assert [(p.role, p.name) for p in arrest.participants] == [
        ("initiator", "Cambodian police"),
        ("target", "four Thai villagers"),
    ]


def test_who_is_released_is_who_was_arrested() -> None:
    text = "Police arrested four Thai villagers near Ban Nong. They were released on Friday."
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    [release] = [r for r in found.reports if r.trigger.text == "released"]
    assert [p.name for p in release.participants] == ["four Thai villagers"]


def test_a_deed_and_its_means_are_one_event(coded: CodedDocument) -> None:
    assert [r.trigger.text for r in coded.reports if r.type == "ASSAULT"] == ["killed"]


def test_one_paragraph_that_begins_with_a_date_is_no_chronology() -> None:
    text = "2014: Russia seized Crimea. Now Kyiv has asked NATO for weapons."
    found = code_text(f"Note\n\nPublished: 10 June 2022\n\n{text}")
    assert isinstance(found, CodedDocument)
    [asked] = [r for r in found.reports if r.type == "REQUEST"]
    assert asked.when is not None
    assert asked.when.earliest != "2014-01-01"


def test_the_attackers_are_charged_not_the_victims() -> None:
    found = code_text("Two gunmen shot tourists in Tunis. They were killed by police.")
    assert isinstance(found, CodedDocument)
    killed = next(r for r in found.reports if r.trigger.text == "killed")
    assert [p.name for p in killed.participants if p.role != "initiator"] == ["Two gunmen"]


def test_nobody_detains_himself() -> None:
    found = code_text("Nationalists burned a flag in Igdir; police detained three of them.")
    assert isinstance(found, CodedDocument)
    [detained] = [r for r in found.reports if r.type == "COERCE"]
    assert [(p.role, p.name) for p in detained.participants] == [
        ("initiator", "police"),
        ("target", "Nationalists"),
    ]


def test_who_says_what_it_will_do_does_it() -> None:
    found = code_text("Estonia ratified a border treaty with Russia, but Moscow said it would "
                      "withdraw its signature.")  # fmt: skip
    assert isinstance(found, CodedDocument)
    [report] = [r for r in found.reports if r.trigger.text == "withdraw"]
    assert [p.name for p in report.participants if p.role == "initiator"] == ["Russia"]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("A gunman fired at a bus in Ofra before he was shot by soldiers.", "gunman"),
        ("The attacker stabbed a guard before he was shot by police.", "attacker"),
    ],
)
def test_somebody_described_is_who_is_shot_after_his_deed(text: str, target: str) -> None:
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    [report] = [r for r in found.reports if r.trigger.text == "shot"]
    assert [p.name for p in report.participants if p.role == "target"] == [target]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Naji Sabri said after talks with Kofi Annan that the ceasefire was holding.",
         {("party", "Naji Sabri"), ("party", "Kofi Annan")}),
        ("The Kenyan president arrived in Juba with the Ugandan foreign minister on Monday.",
         {("visitor", "Kenyan president"), ("visitor", "Ugandan foreign minister")}),
    ],
)  # fmt: skip
def test_who_spoke_after_talks_held_them_and_who_comes_along_comes(
    text: str, people: set[tuple[str, str]]
) -> None:
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    [report] = [r for r in found.reports if r.type == "CONSULT"]
    assert {(p.role, p.name) for p in report.participants} == people


def test_a_suspect_handed_to_a_court_is_no_release() -> None:
    found = code_text("Congo handed the militia leader over to the International Criminal Court.")
    assert isinstance(found, CodedDocument)
    assert [r.type for r in found.reports] == ["COOPERATE"]


def test_a_party_is_no_town_of_its_name() -> None:
    found = code_text("Hamas freed two Germans on Monday.")
    assert isinstance(found, CodedDocument)
    assert not found.places or found.places[0].text != "Hamas"
