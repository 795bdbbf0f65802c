"""Where a deed was that several words of its sentence tell, or a sentence after it."""

from __future__ import annotations

import pytest

from dragoman.evaluate.tasks.lines import document_of
from dragoman.pipeline.document import Pipeline, analyse
from dragoman.records import EventReport


def first_report(text: str, mixed: Pipeline) -> EventReport:
    return analyse(document_of("t", text), mixed).reports[0]


def places(text: str, mixed: Pipeline) -> list[str]:
    return [ref.evidence.quote for ref in first_report(text, mixed).where]


def test_an_attack_was_also_where_it_struck(mixed: Pipeline) -> None:
    text = "The army launched an offensive in northern Hama, targeting the village of Tell Hadar."
    assert places(text, mixed) == ["Hama", "Tell Hadar"]


def test_who_was_killed_was_where_the_clause_tells_the_act(mixed: Pipeline) -> None:
    text = "Two rebels were killed in clashes, which took place near Bria."
    assert places(text, mixed) == ["Bria"]


def test_a_killing_was_where_the_raid_was(mixed: Pipeline) -> None:
    text = "Israeli troops killed two men in a raid on the Jenin refugee camp on Monday."
    assert places(text, mixed) == ["Jenin refugee camp"]


def test_a_place_of_another_clause_is_not_told_beside_the_deeds_own(mixed: Pipeline) -> None:
    text = "IS often shells Kilis when it fights rebels near Azaz and Marea."
    assert places(text, mixed) == ["Kilis"]


def test_a_people_is_no_place(mixed: Pipeline) -> None:
    assert places("The armed men targeted ethnic Amhara, Orthodox Christians.", mixed) == []


def test_where_people_come_from_is_not_where_they_were_killed(mixed: Pipeline) -> None:
    text = "Ten herders from Mocha were killed when border guards opened fire."
    assert places(text, mixed) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Gunmen killed five soldiers. The attack happened in the village of Bria.", ["Bria"]),
        ("Gunmen killed five men. The incident occurred at dawn in Bria.", ["Bria"]),
        ("Gunmen shot two men in Nigeria. The shooting took place in Kano.", ["Kano"]),
        ("Police arrested 12 activists on Friday. The arrests were made in Bria.", ["Bria"]),
        ("A convoy was ambushed on Sunday. It happened near Timbuktu.", ["Timbuktu"]),
        ("Gunmen killed five soldiers. The trial began in Abuja on Monday.", []),
        ("Gunmen killed five soldiers in Bria. The attack happened in Bangui.", ["Bria"]),
    ],
)
def test_a_deed_was_where_the_next_sentence_says(
    mixed: Pipeline, text: str, found: list[str]
) -> None:
    assert places(text, mixed) == found


@pytest.mark.parametrize(
    "text",
    [
        "Five towns were shelled by planes that took off from Minsk.",
        "The bridge was destroyed before the convoy reached Bria.",
    ],
)
def test_a_deed_was_not_where_another_verb_says(mixed: Pipeline, text: str) -> None:
    assert places(text, mixed) == []


def test_places_joined_to_the_one_that_is_marked_are_told_with_it(mixed: Pipeline) -> None:
    text = "The envoy shuttled between Khartoum and Juba last week."
    assert places(text, mixed) == ["Khartoum", "Juba"]


def test_talks_are_where_the_host_is_a_place(mixed: Pipeline) -> None:
    text = "Kenya hosted talks between the Sudanese government and the rebels last week."
    assert places(text, mixed) == ["Kenya"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Insurgents attacked a checkpoint in Krong Pinang on Friday.", "Krong Pinang"),
        ("Soldiers patrolled Kirkuk City on Friday.", "Kirkuk City"),
    ],
)
def test_what_stands_side_by_side_is_one_name(mixed: Pipeline, text: str, name: str) -> None:
    assert places(text, mixed) == [name]


def test_what_a_place_is_is_no_part_of_its_name(mixed: Pipeline) -> None:
    assert places("Gunmen killed four farmers in Helmand province.", mixed) == ["Helmand"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Four villagers were killed and two wounded during shelling in Bria.",
            {"killed", "wounded"},
        ),
        ("Two clinics came under attack in eastern Chad on Monday.", {"came", "attack"}),
    ],
)
def test_whom_the_act_hurt_tells_the_act(mixed: Pipeline, text: str, words: set[str]) -> None:
    report = first_report(text, mixed)
    assert words <= {e.quote for e in report.evidence if e.supports in ("trigger", "telling")}


@pytest.mark.parametrize(
    ("text", "beyond"),
    [
        ("Uganda massed soldiers along its frontier with Rwanda.", "Rwanda"),
        ("Gunmen killed two herders on the border with Niger.", "Niger"),
    ],
)
def test_a_border_with_a_country_is_beside_it(text: str, beyond: str, mixed: Pipeline) -> None:
    places = {ref.evidence.quote: ref.relation for ref in first_report(text, mixed).where}
    assert places.get(beyond, "near") == "near"


def test_whom_a_closed_border_is_with_suffers_it(mixed: Pipeline) -> None:
    text = "Burundi closed the border with Rwanda and deported dozens of Rwandan citizens."
    parts = {(p.role, p.description) for p in first_report(text, mixed).participants}
    assert parts == {("initiator", "Burundi"), ("target", "Rwanda")}


def test_what_an_act_leads_to_is_elsewhere(mixed: Pipeline) -> None:
    text = "The arrest of a cleric inside a mosque in Kano sparked riots across Nigeria."
    reports = analyse(document_of("t", text), mixed).reports
    found = {r.types[0].code: [ref.evidence.quote for ref in r.where] for r in reports}
    assert found == {"COERCE": ["Kano"], "PROTEST": ["Nigeria"]}


def test_protests_after_an_arrest_are_where_they_are_told(mixed: Pipeline) -> None:
    text = "Protests across Kenya followed the arrest of a blogger in Homa Bay."
    reports = analyse(document_of("t", text), mixed).reports
    found = {r.types[0].code: [ref.evidence.quote for ref in r.where] for r in reports}
    assert found == {"PROTEST": ["Kenya"], "COERCE": ["Homa Bay"]}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Five villagers were killed by bandits who launched an attack on a market in Sokoto.",
            ["Sokoto"],
        ),
        ("Two guards were killed by rebels who attacked a post in Bria.", ["Bria"]),
        ("Two guards were wounded by rebels who were trained in Uganda.", []),
        ("Two guards were killed by rebels who fled to Bria.", []),
        ("Soldiers attacked the rebels at high elevation.", []),
        ("Gunmen killed two men in the heights above the town.", ["the heights"]),
        ("Gunmen killed two men near the bridge.", ["the bridge"]),
    ],
)
def test_who_did_it_may_be_told_to_have_attacked_somewhere(
    mixed: Pipeline, text: str, found: list[str]
) -> None:
    assert places(text, mixed) == found
