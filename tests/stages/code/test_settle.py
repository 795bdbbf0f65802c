"""A document's drafts to reports: what points back, what only tells again, who the sides are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman import code_text
from dragoman.records.output import CodedDocument, OutputReport

Code = Callable[..., CodedDocument]


def of_type(document: CodedDocument, type_code: str) -> list[OutputReport]:
    return [report for report in document.reports if report.type == type_code]


def countries(report: OutputReport) -> list[str | None]:
    return sorted({p.country for p in report.participants}, key=str)


@pytest.mark.parametrize("words", ["The two sides", "Both sides", "Both parties", "They"])
def test_the_sides_are_the_parties_of_the_talks_before(coded: Code, words: str) -> None:
    document = coded(
        "Serbian and Croatian ministers met in Zagreb on Monday. "
        f"{words} signed an agreement on trade."
    )
    assert [countries(report) for report in of_type(document, "SUPPORT")] == [["HRV", "SRB"]]


def test_the_sides_of_a_visit_are_host_and_visitor(coded: Code) -> None:
    document = coded(
        "The Kenyan foreign minister visited Rome on Monday. "
        "The two sides signed an agreement on fishing."
    )
    assert [countries(report) for report in of_type(document, "SUPPORT")] == [["ITA", "KEN"]]


def test_the_host_of_the_talks_of_two_others_is_none_of_the_sides(coded: Code) -> None:
    document = coded(
        "Qatar hosted talks between Chad and Libya in Doha on Monday. "
        "Both sides agreed to exchange prisoners."
    )
    assert [countries(report) for report in of_type(document, "AGREE")] == [["LBY", "TCD"]]


def test_a_government_and_its_opposition_are_two_sides(coded: Code) -> None:
    document = coded(
        "The Kenyan president met the opposition leader in Nairobi on Monday. "
        "Both sides condemned the killing of two students."
    )
    [condemned] = of_type(document, "ACCUSE")
    assert [p.role for p in condemned.participants].count("initiator") == 2


def test_two_men_who_were_not_named_are_not_those_who_met(coded: Code) -> None:
    document = coded(
        "Serbian and Croatian ministers met in Zagreb on Monday. "
        "Ethiopia agreed to extradite two men to Kenya."
    )
    [agreed] = of_type(document, "AGREE")
    assert {"SRB", "HRV"}.isdisjoint(countries(agreed))


def test_sides_without_talks_before_are_no_party_of_a_party_sector(coded: Code) -> None:
    document = coded("Both parties signed an agreement on trade.")
    found = [p.sector for report in document.reports for p in report.participants]
    assert "PTY" not in found


def test_the_delegation_is_the_one_named_before(coded: Code) -> None:
    document = coded(
        "A Cuban delegation visited Luanda on Thursday. The delegation thanked Angola for its help."
    )
    [thanks] = of_type(document, "SUPPORT")
    assert [(p.role, p.name) for p in thanks.participants] == [
        ("initiator", "Cuban delegation"),
        ("target", "Angola"),
    ]


def test_this_meeting_is_the_one_told_before(coded: Code) -> None:
    document = coded(
        "Omani and Iranian officials met in Muscat on Sunday. This meeting lasted three hours."
    )
    assert [report.trigger.text for report in document.reports] == ["met"]


def test_the_talks_are_those_told_before(coded: Code) -> None:
    document = coded(
        "Chad and Libya held talks in Tunis on Monday. "
        "The talks between the two countries were frank."
    )
    assert [countries(report) for report in document.reports] == [["LBY", "TCD"]]


def test_a_headline_that_retells_the_body_is_no_event_of_its_own(coded: Code) -> None:
    document = coded(
        "The Sudanese army bombed a market in Nyala on Wednesday.",
        title="Sudanese army bombs market in Nyala",
    )
    [report] = of_type(document, "ASSAULT")
    assert report.trigger.text == "bombed"


def test_a_headline_may_tell_what_the_body_does_not(coded: Code) -> None:
    document = coded("The capital was quiet on Thursday.", title="Kenyan president visits Rome")
    assert [report.trigger.text for report in document.reports] == ["visits"]


def test_attacks_with_other_victims_are_other_events(coded: Code) -> None:
    document = coded(
        "Malian troops attacked rebels in Kidal on Monday. "
        "On Tuesday Malian troops attacked French soldiers in Gao."
    )
    assert len(of_type(document, "ASSAULT")) == 2


def test_the_same_attack_told_twice_is_one_event(coded: Code) -> None:
    document = coded(
        "Chadian troops attacked Libyan rebels in Tibesti on Monday. "
        "The attack by Chadian troops on Libyan rebels began at dawn."
    )
    assert len(of_type(document, "ASSAULT")) == 1


def test_talks_of_the_same_two_on_two_dates_are_two_events(coded: Code) -> None:
    document = coded(
        "Peru and Bolivia held talks in Puno on 3 January 2024. "
        "On 20 January 2024 Peru and Bolivia held talks in Tacna."
    )
    assert [report.when and report.when.earliest for report in of_type(document, "CONSULT")] == [
        "2024-01-03",
        "2024-01-20",
    ]


def test_what_is_told_as_a_habit_is_not_folded_into_what_happened_once(coded: Code) -> None:
    document = coded(
        "Sudanese warplanes bombed Nyala on Monday. Sudanese warplanes often bomb Nyala."
    )
    assert [report.repeated for report in of_type(document, "ASSAULT")] == [False, True]


def test_a_denial_is_not_folded_into_what_is_denied(coded: Code) -> None:
    document = coded(
        "Chadian troops attacked Libyan rebels on Monday. "
        "Chadian troops did not attack Libyan rebels, officials in Chad said."
    )
    polarities = [report.stance and report.stance.polarity for report in document.reports]
    assert polarities == ["affirmed", "denied"]


def test_two_verbs_for_one_meeting_are_one_event(coded: Code) -> None:
    document = coded("Greek and Turkish officials met and held talks in Izmir on Monday.")
    assert [countries(report) for report in document.reports] == [["GRC", "TUR"]]


def test_a_killing_of_somebody_new_does_not_point_back(coded: Code) -> None:
    document = coded(
        "Rebels killed a Chadian soldier near Abéché. "
        "The army burned houses in reprisal for the killing of a Chadian herder."
    )
    told = [report.trigger.text for report in of_type(document, "ASSAULT")]
    assert "killed" in told
    assert "killing" in told


@pytest.mark.parametrize("words", ["The three", "All three"])
def test_who_is_only_counted_are_the_parties_of_the_talks_before(coded: Code, words: str) -> None:
    document = coded(
        f"Iran, Russia and Turkey held talks in Astana on Monday. {words} condemned the strikes."
    )
    [report] = of_type(document, "ACCUSE")
    assert countries(report) == ["IRN", "RUS", "TUR"]
    assert {p.span.text for p in report.participants} == {words}


def test_else_they_are_the_latest_group_that_is_as_many(coded: Code) -> None:
    document = coded("Police arrested three men in Minsk. The three were charged with treason.")
    [report] = of_type(document, "ACCUSE")
    assert [(p.role, p.name) for p in report.participants] == [("target", "three men")]


@pytest.mark.parametrize("words", ["The four", "All five"])
def test_a_number_that_is_not_theirs_means_others(coded: Code, words: str) -> None:
    document = coded(
        f"Iran and Russia held talks in Kabul. Gunmen seized a bus. {words} were arrested."
    )
    assert not any(p.country in ("IRN", "RUS") for r in document.reports for p in r.participants
                   if r.type == "COERCE")  # fmt: skip


def test_two_bodies_of_a_state_that_accuse_another_do_two_things(coded: Code) -> None:
    text = (
        "Chad blamed Togo for a raid on Monday. Chad's foreign minister accused Togo's police "
        "of beating up six fishermen."
    )
    assert [r.trigger.text for r in coded(text).reports if r.type == "ACCUSE"] == [
        "blamed", "accused",
    ]  # fmt: skip


def test_talks_that_name_another_party_than_the_arrival_are_told_besides(coded: Code) -> None:
    text = "The Cuban minister arrived in Windhoek on Monday. He met Sam Nujoma."
    assert [r.trigger.text for r in coded(text).reports] == ["arrived", "met"]


def test_who_speaks_to_a_paper_holds_no_talks_with_it(coded: Code) -> None:
    text = "The sheikh spoke to The Gulf Times on Monday. Both sides barred the monitors."
    [barred] = [r for r in coded(text).reports if r.trigger.text == "barred"]
    assert "Gulf Times" not in {p.name for p in barred.participants}


def test_who_meets_the_opposition_meets_somebody(coded: Code) -> None:
    found = coded("The UN envoy met ministers and the opposition in Geneva on Monday.")
    assert len(of_type(found, "CONSULT")) == 1


def test_each_is_one_of_the_sides_told_before(coded: Code) -> None:
    found = coded("Kenya and Somalia held talks on Monday. Each accused Ethiopia of meddling.")
    [accused] = of_type(found, "ACCUSE")
    assert countries(accused) == ["ETH", "KEN", "SOM"]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("Vladimir Putin rejects what Angela Merkel demands.", ["DEU", "RUS"]),
        ("Two men were hurt. Barack Obama called Angela Merkel.", ["DEU", "USA"]),
    ],
)
def test_the_two_are_the_two_people_named_last(
    coded: Code, before: str, expected: list[str]
) -> None:
    document = coded(f"{before} The two met in Paris on Sunday.")
    assert countries(next(r for r in document.reports if r.trigger.text == "met")) == expected


def test_without_a_date_talks_on_another_weekday_are_others() -> None:
    text = (
        "Iran's foreign minister met the Syrian envoy in Tehran on Wednesday. "
        "The Syrian envoy also met Iran's foreign minister in Qom on Tuesday."
    )
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    assert len(of_type(found, "CONSULT")) == 2


def test_without_a_date_a_weekday_and_its_evening_are_one_day() -> None:
    text = "Kerry met Lavrov in Geneva on Monday. Kerry met Lavrov on Monday morning at a hotel."
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    assert len(of_type(found, "CONSULT")) == 1
