"""Of a town and what it lies in, the town is the event's place."""

from __future__ import annotations

import pytest

from dragoman.evaluate.tasks.lines import document_of
from dragoman.pipeline.document import Pipeline, analyse
from dragoman.records import EventReport


def only_report(text: str, mixed: Pipeline) -> EventReport:
    [report] = analyse(document_of("t", text), mixed).reports
    return report


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Gunmen killed two soldiers in Mosul, in northern Iraq.", ["Mosul"]),
        ("A car bomb killed nine people in the Pakistani town of Sheikhupura.", ["Sheikhupura"]),
        ("Gunmen killed two soldiers in Lokoja town in Kogi State.", ["Lokoja"]),
        ("Gunmen killed two soldiers in Tolvek village in Kogi State.", ["Tolvek"]),
        ("Troops stormed the Tarwan hospital in Gaza on Monday.", ["Gaza", "Tarwan"]),
        ("Gunmen shot a policeman in the Nairobi suburb of Kasarani.", ["Kasarani"]),
        ("Gunmen shot a policeman in the Baltic Sea port city of Liepaja.", ["Liepaja"]),
        ("Gunmen shot a policeman in the Black Sea port city of Odesa.", ["Odesa"]),
        ("Troops shot a policeman in the Gulf Coast state of Tabasco.", ["Tabasco"]),
        ("Gunmen killed soldiers in Mosul and in Homs.", ["Mosul", "Homs"]),
        ("Jets bombed camps in Syria and Lebanon.", ["Syria", "Lebanon"]),
    ],
)
def test_what_holds_another_place_of_the_event_is_none(
    mixed: Pipeline, text: str, places: list[str]
) -> None:
    found = [ref.evidence.quote for ref in only_report(text, mixed).where]
    assert [name.split()[0] for name in found] == places


def test_the_words_for_what_it_lies_in_are_still_evidence(mixed: Pipeline) -> None:
    report = only_report("A bomb exploded in a market in Mosul in Iraq, killing ten.", mixed)
    assert "Iraq" in [e.quote for e in report.evidence]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Fighting broke out in Georgia and Atlanta.", ["Georgia", "Atlanta"]),
        ("Russia moved troops to the border with Ukraine in Belgorod.", ["Belgorod"]),
    ],
)
def test_what_is_joined_or_of_another_country_lies_in_nothing(
    mixed: Pipeline, text: str, places: list[str]
) -> None:
    found = [ref.evidence.quote for ref in only_report(text, mixed).where]
    assert set(places) <= set(found)
