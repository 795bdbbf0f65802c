"""Deeds that are claimed by a party, blamed on one, or done by one that is only suspected."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.evaluate.tasks.lines import document_of as raw_document
from dragoman.pipeline.document import Pipeline, analyse
from dragoman.records import Analysis, EventReport
from dragoman.stages.owned import owned_deeds
from dragoman.stages.stance import read_stance
from dragoman.testing.parties import document_of, parse_text

Analysed = Callable[..., Analysis]


def report_on(analysis: Analysis, word: str) -> EventReport:
    text = analysis.document.text
    return next(r for r in analysis.reports if text[r.trigger.start : r.trigger.end] == word)


def doers(report: EventReport) -> list[str | None]:
    return [p.actor_id for p in report.participants if p.role == "initiator"]


def holders(analysis: Analysis, report: EventReport) -> list[list[tuple[str, str]]]:
    """Speakers with their verb classes, for each claim on the report."""
    claims = [c for c in analysis.claims if c.report_id == report.id]
    return [[(step.actor_id or step.description, step.verb) for step in c.chain] for c in claims]


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("Hezbollah claimed responsibility for the ambush.", ["ambush"]),
        ("Hezbollah took credit for a series of raids.", ["raids"]),
        ("Hezbollah claimed the raid and the ambush.", ["raid", "ambush"]),
        ("Hezbollah took credit for killing the envoy.", ["killing"]),
        ("Responsibility for the raid was claimed by Hezbollah.", ["raid"]),
        ("The raid for which Hezbollah claimed responsibility failed.", ["raid"]),
        ("Hezbollah claimed the seat.", []),
        ("Hezbollah claimed a raid by the army.", []),
        ("The ministry took responsibility for the harbour.", []),
    ],
)
def test_the_deeds_that_a_party_owns_up_to(text: str, deeds: list[str]) -> None:
    (parse,) = parse_text(document_of(text))
    found = [j for token in parse.tokens for j in owned_deeds(parse, token.index)]
    assert [parse.tokens[i].text for i in found] == deeds


@pytest.mark.parametrize(
    "text",
    [
        "Hezbollah claimed responsibility for the raid on a depot in Haifa.",
        "Hezbollah claimed the raid on a depot in Haifa.",
        "Responsibility for the raid in Haifa was claimed by Hezbollah.",
        "A caller claimed responsibility for the raid in Haifa on behalf of Hezbollah.",
        "Hezbollah took credit for the raid on a depot in Haifa.",
        "Hezbollah admitted responsibility for the raid on a depot in Haifa.",
    ],
)
def test_who_owns_up_to_a_deed_did_it_by_his_own_word(analysed: Analysed, text: str) -> None:
    analysis = analysed(text)
    report = report_on(analysis, "raid")
    assert doers(report) == ["group:hezbollah"]
    ((step,),) = holders(analysis, report)
    assert step in [
        ("group:hezbollah", "alleges"), ("group:hezbollah", "says"), ("A caller", "alleges")
    ]  # fmt: skip


def test_an_unknown_group_that_owns_up_is_the_doer(mixed: Pipeline) -> None:
    text = "The Red Front claimed responsibility for the bombing of the bridge in Bakhmut."
    analysis = analyse(raw_document("t", text, "2024-01-26"), mixed)
    (doer,) = [p for p in analysis.reports[0].participants if p.role == "initiator"]
    assert doer.description == "Red Front"
    assert doer.score is not None
    assert doer.score > 0.5  # grammar is sure, the model is not


def test_it_that_says_it_was_behind_a_deed_did_it(mixed: Pipeline) -> None:
    text = "Hezbollah said it was behind the attack on the ministry in Beirut."
    analysis = analyse(raw_document("t", text, "2024-01-26"), mixed)
    report = report_on(analysis, "attack")
    assert doers(report) == ["group:hezbollah"]
    assert holders(analysis, report) == [[("group:hezbollah", "says")]]


@pytest.mark.parametrize(
    "text",
    [
        "No group has claimed responsibility for the raid on a depot in Haifa.",
        "Hezbollah has not claimed the raid on a depot in Haifa.",
    ],
)
def test_what_nobody_owns_up_to_is_told_without_a_doer(analysed: Analysed, text: str) -> None:
    for report in analysed(text).reports:
        assert doers(report) == []


@pytest.mark.parametrize("verb", ["claimed", "admitted", "denied", "accepted"])
def test_the_deed_under_responsibility_is_taken_as_done(verb: str) -> None:
    (parse,) = parse_text(document_of(f"Hezbollah {verb} responsibility for the raid on a port."))
    (raid,) = [t.index for t in parse.tokens if t.text == "raid"]
    stance = read_stance(parse, raid)
    assert (stance.status, stance.certainty) == ("occurred", "certain")


def test_a_deed_told_before_and_claimed_is_a_report_of_its_own(analysed: Analysed) -> None:
    analysis = analysed(
        "Gunmen kidnapped a senator in Bogota. The ELN claimed responsibility for the kidnapping."
    )
    assert holders(analysis, report_on(analysis, "kidnapped")) == [[]]
    claimed = report_on(analysis, "kidnapping")
    (doer,) = doers(claimed)
    assert holders(analysis, claimed) == [[(doer, "alleges")]]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("An attack claimed by Hezbollah killed two soldiers in Haifa.", "group:hezbollah"),
        ("An attack blamed on Hezbollah killed two soldiers in Haifa.", ""),
        ("The attack, which Israel blamed on Hezbollah, killed two soldiers.", "state:ISR"),
    ],
)
def test_a_participle_that_lays_the_deed_to_somebody_has_its_own_claim(
    mixed: Pipeline, text: str, holder: str
) -> None:
    analysis = analyse(raw_document("t", text, "2024-01-26"), mixed)
    (report,) = [r for r in analysis.reports if r.types[0].code == "ASSAULT"]
    assert [(holder, "alleges")] in holders(analysis, report)


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Suspected Hezbollah fighters killed two villagers in Haifa.", "probable"),
        ("Presumed members of Hezbollah killed two villagers in Haifa.", "probable"),
        ("Alleged members of Hezbollah killed two villagers in Haifa.", "uncommitted"),
        ("Two villagers were killed in Haifa, presumably by members of Hezbollah.", "probable"),
        ("Men believed to be Hezbollah fighters killed two villagers in Haifa.", "probable"),
        ("An attack blamed on Hezbollah killed two villagers in Haifa.", "uncommitted"),
        ("Two villagers apparently were killed by Hezbollah in Haifa.", "probable"),
        ("Hezbollah may be behind the attack on a bus in Haifa.", "possible"),
        ("Hezbollah could be involved in the attack on a bus in Haifa.", "possible"),
        ("It is not known if the attack in Haifa was carried out by Hezbollah.", "uncommitted"),
        ("Police are studying whether the attack was carried out by Hezbollah.", "uncommitted"),
        ("Hezbollah carried out the attack on a bus in Haifa.", "certain"),
        ("Hezbollah fighters killed two suspected thieves in Haifa.", "certain"),
        ("Police blamed Hezbollah for the attack which killed two villagers.", "certain"),
    ],
)
def test_a_deed_is_no_surer_than_its_doer(mixed: Pipeline, text: str, certainty: str) -> None:
    analysis = analyse(raw_document("t", text, "2024-01-26"), mixed)
    (deed,) = [r for r in analysis.reports if r.types[0].code == "ASSAULT"]
    (first, *_) = [c for c in analysis.claims if c.report_id == deed.id]
    assert first.stance.certainty == certainty


@pytest.mark.parametrize(
    "text",
    [
        "Hezbollah is to blame for the killing of two villagers in Haifa.",
        "Hezbollah is surely to blame for the killing of two villagers in Haifa.",
        "The killing of two villagers in Haifa was the work of Hezbollah.",
        "Hezbollah is responsible for the killing of two villagers in Haifa.",
    ],
)
def test_who_is_called_the_doer_of_a_deed_did_it(mixed: Pipeline, text: str) -> None:
    analysis = analyse(raw_document("t", text, "2024-01-26"), mixed)
    (report,) = analysis.reports
    assert report.types[0].code == "ASSAULT"
    assert doers(report) == ["group:hezbollah"]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Police arrested members of Hezbollah for the killing of an envoy in Haifa.", "Police"),
        ("Members of Hezbollah were arrested over the killing of an envoy in Haifa.", ""),
        ("Two men were arrested for their role in the killing of an envoy in Haifa.", ""),
        ("Two men were held in Haifa in connection with the killing of an envoy.", ""),
        ("The mayor holds Hezbollah responsible for the killing of an envoy.", "The mayor"),
        ("A judge ordered the arrest of two men for the killing of an envoy in Haifa.", ""),
        ("Police are seeking two men on suspicion of the killing of an envoy in Haifa.", "Police"),
    ],
)
def test_what_people_are_arrested_for_is_laid_to_them(
    analysed: Analysed, text: str, holder: str
) -> None:
    analysis = analysed(text)
    assert holders(analysis, report_on(analysis, "killing")) == [[(holder, "alleges")]]


def test_for_how_long_people_are_held_is_no_charge(analysed: Analysed) -> None:
    analysis = analysed("Police held the protesters for three days after the attack in Haifa.")
    assert not any(claim.chain for claim in analysis.claims)


def test_a_part_in_a_deed_of_which_there_are_signs_is_presumed(mixed: Pipeline) -> None:
    text = "There is evidence of participation by Hezbollah in the killing of an envoy in Haifa."
    analysis = analyse(raw_document("t", text, "2024-01-26"), mixed)
    (report,) = [r for r in analysis.reports if doers(r) == ["group:hezbollah"]]
    (claim,) = [c for c in analysis.claims if c.report_id == report.id]
    assert claim.stance.certainty == "probable"


def test_a_deed_that_is_to_be_stopped_is_told_by_the_text(mixed: Pipeline) -> None:
    text = "Egypt asked Hezbollah to stop the shelling of Haifa."
    analysis = analyse(raw_document("t", text, "2024-01-26"), mixed)
    assert holders(analysis, report_on(analysis, "shelling")) == [[]]


@pytest.mark.parametrize(
    "text",
    [
        "Hezbollah was not involved in the attack on a bus in Haifa.",
        "The attack on a bus in Haifa was not carried out by Hezbollah, the minister said.",
        "Hezbollah had no part in the attack on a bus in Haifa.",
        "Hezbollah had nothing to do with the attack on a bus in Haifa.",
    ],
)
def test_who_had_no_part_in_a_deed_is_a_negated_participant(mixed: Pipeline, text: str) -> None:
    analysis = analyse(raw_document("t", text, "2024-01-26"), mixed)
    report = report_on(analysis, "attack")
    (doer,) = [p for p in report.participants if p.role == "initiator"]
    assert doer.negated
    (claim,) = [c for c in analysis.claims if c.report_id == report.id]
    assert claim.stance.polarity == "affirmed"  # there was an attack all the same


def test_a_deed_that_was_not_done_has_no_negated_participant(analysed: Analysed) -> None:
    analysis = analysed("Hezbollah did not attack the bus in Haifa.")
    assert not any(p.negated for r in analysis.reports for p in r.participants)


@pytest.mark.parametrize(
    "text",
    [
        "A caller claiming to speak for Hezbollah claimed responsibility for the raid.",
        "A man who said he belonged to Hezbollah phoned a paper to claim the raid.",
        "A man who said he phoned on behalf of Hezbollah claimed the raid.",
        "A man presenting himself as a Hezbollah fighter claimed responsibility for the raid.",
        "A Hezbollah spokesman claimed responsibility for the raid.",
        "Hezbollah issued a statement claiming responsibility for the raid.",
        "Hezbollah has confessed to the raid.",
    ],
)
def test_the_deed_is_of_whom_the_caller_speaks_for(mixed: Pipeline, text: str) -> None:
    analysis = analyse(raw_document("t", text, "2024-01-26"), mixed)
    assert doers(report_on(analysis, "raid")) == ["group:hezbollah"]


def test_a_caller_tells_what_he_tells_a_paper(mixed: Pipeline) -> None:
    text = "A caller told the radio that Hezbollah had shelled Haifa."
    analysis = analyse(raw_document("t", text, "2024-01-26"), mixed)
    (chain,) = holders(analysis, report_on(analysis, "shelled"))
    assert [verb for _, verb in chain] == ["quotes", "says"]


@pytest.mark.parametrize(
    "text",
    [
        "Two soldiers were arrested in connection with the murder of the envoy.",
        "Police are holding two soldiers for the murder of the envoy.",
        "Two soldiers are on trial for the murder of the envoy.",
    ],
)
def test_who_is_held_for_a_deed_is_charged_with_it(mixed: Pipeline, text: str) -> None:
    analysis = analyse(raw_document("t", text, "2024-01-26"), mixed)
    report = report_on(analysis, "murder")
    (doer,) = [p for p in report.participants if p.role == "initiator"]
    span = doer.evidence.span
    assert text[span.start : span.end].lower() == "two soldiers"
    assert [[verb for _, verb in chain] for chain in holders(analysis, report)] == [["alleges"]]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("The murder is presumed to have been committed by Hezbollah.", "probable"),
        ("The role of Hezbollah in the murder is being investigated.", "uncommitted"),
        ("The role of Hezbollah in the murder is known.", "certain"),
        ("Hezbollah is the main suspect in the murder of the envoy.", "uncommitted"),
    ],
)
def test_a_deed_is_no_surer_than_whose_it_is(mixed: Pipeline, text: str, certainty: str) -> None:
    analysis = analyse(raw_document("t", text, "2024-01-26"), mixed)
    stances = {c.stance.certainty for c in analysis.claims
               if c.report_id == report_on(analysis, "murder").id}  # fmt: skip
    assert stances == {certainty}


def test_a_letter_says_what_those_say_who_signed_it(mixed: Pipeline) -> None:
    text = "A letter signed by Hezbollah said that the army had shelled Haifa."
    analysis = analyse(raw_document("t", text, "2024-01-26"), mixed)
    (chain,) = holders(analysis, report_on(analysis, "shelled"))
    assert chain == [("group:hezbollah", "says")]
