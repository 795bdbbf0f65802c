"""Tests of the mixed coder: what the model adds to the rules, takes away, and says of itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman import code_text
from dragoman.evaluate.tasks.lines import document_of
from dragoman.pipeline.document import Pipeline, analyse
from dragoman.records import EventReport
from dragoman.records.output import CodedDocument

Reports = Callable[[str], tuple[EventReport, ...]]


@pytest.fixture(scope="module")
def reports(mixed: Pipeline) -> Reports:
    return lambda text: analyse(document_of("t", text), mixed).reports


def test_a_plain_event_keeps_its_grammar_and_has_a_high_probability(reports: Reports) -> None:
    [report] = reports("The United States accused Iran of bad faith on Monday.")
    assert report.types[0].code == "ACCUSE"
    assert [(p.role, p.description) for p in report.participants] == [
        ("initiator", "United States"),
        ("target", "Iran"),
    ]
    assert report.score is not None
    assert report.score > 0.8


def test_scores_are_probabilities_of_the_first_type(reports: Reports) -> None:
    [report] = reports("The United States accused Iran of bad faith on Monday.")
    assert report.types[0].score == report.score
    assert sum(t.score or 0 for t in report.types) <= 1


def test_sport_and_markets_are_no_events(reports: Reports) -> None:
    assert reports("France beat Croatia in the World Cup final in Moscow.") == ()
    assert reports("Shares in Milan were hammered on Friday.") == ()


def test_explain_says_what_pattern_and_model_say(reports: Reports) -> None:
    [report] = reports("The United States accused Iran of bad faith on Monday.")
    assert any(
        line.startswith("pattern and model: the model gives ACCUSE") for line in report.explain
    )
    assert any("United States from subject" in line for line in report.explain)


def test_the_subject_of_the_clause_before_is_no_second_one_who_asked(reports: Reports) -> None:
    found = reports(
        "Prosecutors in Lima opened an investigation into the deaths, and the national ombudsman "
        "asked the ministry to pull its units out of the town."
    )
    [asked] = [r for r in found if r.types[0].code == "REQUEST"]
    doing = [p.description for p in asked.participants if p.role == "initiator"]
    assert doing == ["the national ombudsman"]


def test_the_same_text_is_read_the_same_twice(reports: Reports) -> None:
    text = "Kenya and Somalia agreed in Nairobi to reopen the border, officials said."
    assert reports(text) == reports(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Kremlin declined to comment on Monday.",
        "France refused to comment on the report in Mali.",
        "The Israeli army did not respond to requests for comment.",
        "The Pentagon did not immediately respond to a request for comment.",
    ],
)
def test_who_does_not_comment_refuses_nothing_and_is_asked_nothing(
    reports: Reports, text: str
) -> None:
    assert reports(text) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Russia refused to extradite the suspect to Ukraine.", "REJECT"),
        ("Russia rejected Iran's request for help.", "REJECT"),
        ("Ukraine's calls for weapons were heard in Berlin.", "REQUEST"),
    ],
)
def test_what_the_tables_except_is_the_wording_alone(
    reports: Reports, text: str, code: str
) -> None:
    assert [r.types[0].code for r in reports(text)] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "Three civilians were killed when Russian shells landed in Kherson.",
        "At least 14 civilians were killed and dozens wounded when shells landed on a camp.",
        "One Armenian soldier was killed and another two wounded by Azerbaijani shelling.",
        "Armenian soldier killed and another two wounded by Azerbaijani shelling near Jermuk.",
    ],
)
def test_whom_an_act_killed_and_the_act_are_one_event(reports: Reports, text: str) -> None:
    [report] = reports(text)
    hurt = [p.description for p in report.participants if p.role in ("target", "affected")]
    assert any("soldier" in who or "civilians" in who for who in hurt)


def test_an_act_that_answers_another_is_a_second_event(reports: Reports) -> None:
    found = reports("Israel attacked Gaza on Monday when Hamas attacked Israel.")
    assert len(found) == 2


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("France condemned the coup, while Russia offered arms.", "ACCUSE", "Russia"),
        ("Russia vetoed the draft and China abstained.", "REJECT", "China"),
    ],
)
def test_who_acts_in_a_clause_beside_it_is_no_party(
    reports: Reports, text: str, code: str, name: str
) -> None:
    first = next(r for r in reports(text) if r.types[0].code == code)
    assert name not in [p.description for p in first.participants]


@pytest.mark.parametrize(
    ("text", "trigger", "name"),
    [
        ("Iran seized a tanker, and Greece protested.", "protested", "Iran"),
        ("France condemned the strikes after Russia shelled Kherson.", "condemned", "Russia"),
    ],
)
def test_who_acted_before_or_in_a_clause_below_may_be_the_one_it_is_against(
    reports: Reports, text: str, trigger: str, name: str
) -> None:
    [report] = [r for r in reports(text) if text[r.trigger.start : r.trigger.end] == trigger]
    assert [p.description for p in report.participants if p.role == "target"] == [name]


@pytest.mark.parametrize(
    ("text", "trigger", "telling"),
    [
        ("Troops launched an attack on Homs on Sunday.", "attack", ["launched"]),
        ("Soldiers opened fire on protesters in Lagos.", "opened", ["fire"]),
        (
            "Rebels bombed Homs. The attack by the rebels on Homs was no surprise.",
            "bombed",
            ["attack"],
        ),
        ("Rebels shelled Homs.", "shelled", []),
    ],
)
def test_each_word_that_tells_an_event_is_its_evidence(
    reports: Reports, text: str, trigger: str, telling: list[str]
) -> None:
    found = reports(text)[0].evidence
    assert [e.quote for e in found if e.supports == "trigger"] == [trigger]
    assert [e.quote for e in found if e.supports == "telling"] == telling


@pytest.mark.parametrize(
    ("text", "initiator"),
    [
        ("Iran said it would send doctors to Syria.", "Iran"),
        ("Iran said it was ready to resume talks with Saudi Arabia.", "Iran"),
        ("The Kenyan minister said he was ready to visit Cairo.", "minister"),
    ],
)
def test_who_speaks_of_his_own_act_takes_part_in_it(
    mixed: Pipeline, text: str, initiator: str
) -> None:
    found = analyse(document_of("t", text), mixed)
    [report] = found.reports
    names = {entity.id: entity.name for entity in found.entities}
    did = [names[p.entity_id] for p in report.participants if p.role == "initiator"]
    assert [initiator in name for name in did] == [True]


def test_a_known_actor_of_a_deed_stays_however_unlikely(reports: Reports) -> None:
    [report] = reports("Russia began its largest exercises in decades.")
    assert [(p.role, p.description) for p in report.participants] == [("initiator", "Russia")]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Insurgents shot down a Black Hawk over Tikrit.", ["ASSAULT"]),
        ("The Senate shot down a bill on trade with Peru.", ["REJECT"]),
        ("Rebels captured Sake on Friday and killed 20 soldiers.", ["COERCE", "ASSAULT"]),
    ],
)
def test_a_wording_that_mostly_tells_none_gives_way_to_a_sure_reading(
    reports: Reports, text: str, codes: list[str]
) -> None:
    assert [r.types[0].code for r in reports(text)] == codes


def test_a_word_before_a_name_is_no_party_beside_it(reports: Reports) -> None:
    text = "Talks opened between the Kenyan army and the paramilitary Rapid Support Forces (RSF)."
    [report] = reports(text)
    assert [p.description for p in report.participants] == ["Kenyan army", "RSF"]


def test_nobody_visits_in_what_is_only_agreed(reports: Reports) -> None:
    [report] = reports("Egypt's foreign minister, Sameh Shoukry, is expected in Juba on Monday.")
    assert [(report.types[0].code, p.role) for p in report.participants] == [("AGREE", "initiator")]


def test_a_headline_that_names_nobody_tells_what_the_body_tells() -> None:
    text = (
        "Ministry summons ambassador\n\nKINSHASA, June 2, 2024 (Wire) - Congo's foreign ministry "
        "summoned the Rwandan ambassador on Saturday."
    )
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    assert [report.trigger.text for report in found.reports] == ["summoned"]


def test_who_says_that_somebody_must_do_it_asks_for_it() -> None:
    found = code_text("Togo must open the border, the Norwegian foreign minister said.")
    assert isinstance(found, CodedDocument)
    [report] = [r for r in found.reports if r.type == "REQUEST"]
    assert [(p.role, p.country) for p in report.participants] == [
        ("initiator", "NOR"),
        ("target", "TGO"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Local media reported that Togolese troops were called on to surrender.",
        "Kyiv should have asked NATO for help, the general said.",
    ],
)
def test_who_tells_of_a_demand_does_not_ask(text: str) -> None:
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    [report] = [r for r in found.reports if r.type == "REQUEST"]
    assert {p.name for p in report.participants if p.role == "initiator"} <= {"Ukraine"}
    assert "target" in {p.role for p in report.participants}


def test_who_is_known_by_what_befell_him_is_no_event() -> None:
    found = code_text("The court stripped 135 former political prisoners of their nationality.")
    assert isinstance(found, CodedDocument)
    assert [(r.trigger.text, [p.name for p in r.participants][1:]) for r in found.reports] == [
        ("stripped", ["135 former political prisoners"])
    ]


def test_troops_sent_to_support_somebody_are_not_whom_they_are_sent_against() -> None:
    found = code_text("Kenyan Defence Minister Aden Duale deployed the army to support the police.")
    assert isinstance(found, CodedDocument)
    assert "army" not in {p.name for r in found.reports for p in r.participants}


def parties(text: str) -> dict[str, list[tuple[str, str | None]]]:
    """Trigger to the roles and countries of who takes part, by the shipped coder."""
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    return {r.trigger.text: [(p.role, p.country) for p in r.participants] for r in found.reports}


def test_who_acts_in_the_main_clause_did_not_sign_what_another_signed() -> None:
    told = parties(
        "General Lind, who signed the pact with Togo, was sacked by President William Ruto."
    )
    assert all("KEN" not in {country for _, country in told.get(w, [])} for w in ("signed", "pact"))


def test_what_had_been_done_by_then_is_another_act() -> None:
    told = parties("Togo closed all crossings; a day earlier it had expelled the Kenyan envoy.")
    assert told == {
        "closed": [("initiator", "TGO")],
        "expelled": [("initiator", "TGO"), ("target", "KEN")],
    }


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("China kept silent, while Washington urged its citizens to leave.", "USA"),
        ("Iran accused Togo of killing its citizens.", "IRN"),
    ],
)
def test_whose_citizens_they_are_is_told_by_who_acts_or_complains(text: str, country: str) -> None:
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    told = {p.name: p.country for r in found.reports for p in r.participants}
    assert told["citizens"] == country


def test_fighting_that_kills_further_on_in_its_sentence_is_one_event() -> None:
    text = "Fighting between Chadian and Libyan troops spread to the border and killed nine people."
    assert len(parties(text)) == 1


def test_who_is_credited_with_it_did_it() -> None:
    told = parties("Somalia credited the emir of Qatar with brokering the deal with Kenya.")
    assert ("mediator", "QAT") in told["brokering"]


def test_fuel_tanks_are_no_soldiers() -> None:
    assert parties("Rockets hit fuel tanks at Mitiga airport in Libya.")["hit"] == [
        ("target", "LBY")
    ]


def test_whose_arrest_is_wanted_is_arrested() -> None:
    told = parties("President William Ruto fled. Uganda offered a reward for his arrest.")
    assert told["arrest"] == [("target", "KEN")]


def test_what_is_done_to_some_is_not_done_to_those_they_are_contrasted_with() -> None:
    found = code_text(
        "While most of the protesters were freed, three men, including Peter Holm, were jailed.",
        published="2024-01-26",
    )
    assert isinstance(found, CodedDocument)
    names = {r.type: [p.name for p in r.participants] for r in found.reports}
    assert names == {"RETREAT": ["protesters"], "COERCE": ["three men"]}


def test_a_name_after_a_word_that_is_no_actor_is_who_is_meant() -> None:
    found = parties("Chad jailed the Nobel laureate Marie Okafor for ten years.")
    assert ("target", None) in found["jailed"]


@pytest.mark.parametrize(
    "text",
    [
        "The murder of the envoy came a day after Hezbollah struck a port.",
        "The murder of the envoy, which came after riots caused by Hezbollah, was mourned.",
    ],
)
def test_what_others_did_before_a_deed_is_no_part_of_it(reports: Reports, text: str) -> None:
    [report] = [r for r in reports(text) if text[r.trigger.start : r.trigger.end] == "murder"]
    assert [p.role for p in report.participants] == ["target"]


@pytest.mark.parametrize(
    ("text", "word", "parties"),
    [
        (
            "Kenya launched an offensive in the wake of attacks that killed a judge.",
            "attacks",
            [("target", "judge")],
        ),
        (
            "Kenya launched an offensive in the wake of attacks that killed a judge.",
            "offensive",
            [("initiator", "Kenya")],
        ),
        (
            (
                "While the town still mourned the attack against Judge Lund, a bomb "
                "exploded in a shop in Lima."
            ),
            "exploded",
            [("target", "shop")],
        ),
    ],
)
def test_parties_of_another_deed_have_no_part(
    reports: Reports, text: str, word: str, parties: list[tuple[str, str]]
) -> None:
    [report] = [r for r in reports(text) if text[r.trigger.start : r.trigger.end] == word]
    found = [(p.role, p.description.removeprefix("a ")) for p in report.participants]
    assert found == parties
