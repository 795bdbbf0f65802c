"""News in brief: what one item says of "the police" or "that day" says nothing of the next."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from dragoman import code_text
from dragoman.pipeline.document import Pipeline, analyse, read_for_coding
from dragoman.records import Analysis, RawDocument
from dragoman.records.output import CodedDocument, OutputReport

Analyse = Callable[..., Analysis]
Code = Callable[..., CodedDocument]

LED = (
    "Lima - Police arrested four miners on Tuesday. The president thanked the police.\n\n"
    "Kathmandu - The government banned a march. Police detained 30 monks.\n\n"
    "Lusaka - Teachers struck over pay. The president accused the opposition of sabotage."
)
HEADED = (
    "Peru\n\nPolice arrested four miners.\n\nNepal\n\nPolice detained 30 monks.\n\n"
    "Zambia\n\nPolice raided a farm."
)
UNMARKED = (
    "Police in Lima arrested four miners. The government closed their union's office.\n\n"
    "Nepal's parliament elected a new speaker. Police detained 30 monks.\n\n"
    "Teachers in Lusaka struck over pay. The president accused the opposition of sabotage.\n\n"
    "Rebels in Mindanao attacked a bus. The army sent troops."
)
ONE_STORY = (
    "Police in Lima arrested four miners. The government closed their union's office.\n\n"
    "Chile condemned the arrests. The president of Peru rejected that.\n\n"
    "Bolivia recalled its ambassador from Lima.\n\n"
    "Ecuador offered to mediate between Peru and its neighbours."
)


def told(document: CodedDocument, trigger: str) -> OutputReport:
    return next(r for r in document.reports if r.trigger.text == trigger)


def countries(document: CodedDocument, trigger: str) -> list[str | None]:
    return [p.country for p in told(document, trigger).participants if p.role == "initiator"]


@pytest.mark.parametrize(
    ("text", "trigger", "country"),
    [
        (LED, "arrested", "PER"),
        (LED, "detained", "NPL"),
        (LED, "accused", "ZMB"),
        (LED.replace(" - ", ": ").replace("Lima", "* LIMA").replace("Kathmandu", "* KATHMANDU")
         .replace("Lusaka", "* LUSAKA"), "detained", "NPL"),
        (HEADED, "detained", "NPL"),
        (HEADED, "raided", "ZMB"),
        (UNMARKED, "detained", "NPL"),
        (UNMARKED, "accused", "ZMB"),
    ],
)  # fmt: skip
def test_who_acts_is_of_the_country_of_the_item(
    coded: Code, text: str, trigger: str, country: str
) -> None:
    assert countries(coded(text, title="News in brief"), trigger) == [country]


def test_a_story_with_voices_from_many_countries_is_one(analysed: Analyse) -> None:
    found = analysed(ONE_STORY, title="Neighbours react to arrests in Peru")
    assert {e.coding.country for e in found.entities if e.name == "government" and e.coding} == {
        "PER"
    }


TOUR = (
    "The minister flew to Lima on Monday.\n\nIn Quito the minister laid a wreath.\n\n"
    "The minister opened a school in Sucre.\n\nHe returned from Bogota on Friday."
)
BRIEFING = (
    "THE PREMIER: I spoke to Lima this morning. They freed the monks.\n\n"
    "Q: And Quito?\n\nTHE PREMIER: We condemned it.\n\nQ: Will you invite Bolivia?\n\n"
    "THE PREMIER: I have. Chile is coming too."
)


@pytest.mark.parametrize("text", [TOUR, TOUR.replace("He returned", "The envoy left"), BRIEFING])
def test_a_tour_and_a_briefing_are_no_round_up(pipeline: Pipeline, text: str) -> None:
    body = json.dumps({"id": "t", "text": text, "title": "News", "language": "en"}).encode()
    raw = RawDocument(
        sha256="", source_id="t", media_type="application/x-ndjson", body=body, id="t"
    )
    given = read_for_coding(raw, pipeline)
    assert given is not None
    assert not given.items


def test_labels_of_speakers_are_no_places(analysed: Analyse) -> None:
    text = (
        "The secretary met the press on Monday.\n\n"
        "QUESTION: Where were you?\n\nKERRY: In Lima.\n\nQUESTION: And then?\n\nKERRY: In Quito."
    )
    assert all(s.kind != "dateline" for s in analysed(text, title="Transcript").sentences)


@pytest.mark.parametrize("lead", ["Peru: ", "* Peru: "])
def test_a_country_before_a_colon_leads_its_item(coded: Code, lead: str) -> None:
    text = LED.replace("Lima - ", lead).replace("Kathmandu - ", lead.replace("Peru", "Nepal"))
    found = coded(text.replace("Lusaka - ", lead.replace("Peru", "Zambia")), title="In brief")
    assert countries(found, "detained") == ["NPL"]
    assert {p.name for p in told(found, "arrested").participants} == {"Police", "four miners"}


CHRONICLE = (
    "Monday, 22 January\nPeru: Police arrest four miners. He thanks them.\n"
    "Nepal: Police detain 30 monks.\n\nTuesday, 23 January\n"
    "Zambia - Malawi: Zambia frees four Malawian poachers.\n"
    "Peru: Tear gas at a march in Lima; two dead.\nTogo-Benin: Police clash with smugglers."
)


def test_a_country_may_come_again_under_another_day(mixed: Pipeline) -> None:
    body = json.dumps({"id": "t", "text": CHRONICLE, "title": "The week", "language": "en",
                       "published": "2024-01-26"}).encode()  # fmt: skip
    raw = RawDocument(sha256="", source_id="t", media_type="application/x-ndjson", body=body)
    found = analyse(raw, mixed)
    assert {len(c.chain) for c in found.claims if c.kind == "report"} == {0}
    doers = {p.description for r in found.reports for p in r.participants}
    assert not doers & {"Peru", "Nepal", "Togo", "Benin", "Togo-Benin"}
    [gas] = [r for r in found.reports if r.evidence[0].quote == "gas"]
    assert gas.when is not None
    assert str(gas.when.begin.earliest) == "2024-01-23"


def test_a_pronoun_never_means_somebody_of_the_item_before(coded: Code) -> None:
    text = LED.replace("Police detained 30 monks", "He accused the monks of treason")
    assert countries(coded(text, title="News in brief"), "accused") != ["PER"]


def test_the_same_day_is_one_of_the_same_item(coded: Code) -> None:
    text = LED.replace("Police detained 30 monks", "Police detained 30 monks the same day")
    when = told(coded(text, title="News in brief"), "detained").when
    assert when is None or str(when.earliest) != "2024-01-23"


DESKS = (
    "JERUSALEM (AP) - Israel freed 30 prisoners of Hamas. The army had stopped its strikes.\n\n"
    "CAIRO (AP) - Egypt called the leaders of Hamas.\n\n"
    "DOHA (AP) - Hamas freed 13 hostages. The group accused the army of shelling farmers."
)
REACTIONS = (
    "Soldiers seized power in Niamey on Monday.\n\n"
    "France: Paris condemned the coup.\n\nNigeria: Abuja closed the border.\n\n"
    "United States: Washington cut its aid.\n\n"
    "Back in Niamey, the army fired at protesters.\n\nPolice arrested two ministers."
)
LISTED = (
    "Flights resumed to:\n\nCairo\n\nNairobi\n\nLagos\n\n"
    "The airline said the government of Ethiopia had lifted the ban. The army closed the airport."
)


@pytest.mark.parametrize(
    ("text", "trigger", "wrong"),
    [
        (DESKS, "accused", "QAT"),
        (REACTIONS, "arrested", "USA"),
        (LISTED, "closed", "NGA"),
    ],
)
def test_what_is_no_item_is_not_of_the_country_above_it(
    coded: Code, text: str, trigger: str, wrong: str
) -> None:
    assert wrong not in countries(coded(text), trigger)


def test_delegations_that_speak_once_keep_their_speakers() -> None:
    found = code_text(
        "Georgia: I accuse Russia of seizing our land.\n\n"
        "Chad: We condemn Sudan.\n\nJordan: We accuse Israel of shelling a school."
    )
    assert isinstance(found, CodedDocument)
    doers = [p for r in found.reports for p in r.participants if p.role == "initiator"]
    assert "GEO" in {p.country for p in doers}
