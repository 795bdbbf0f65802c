"""A deed that is laid to somebody: told for itself, as his, in the accuser's words."""

from __future__ import annotations

import pytest

from dragoman import code_text
from dragoman.records.output import CodedDocument, OutputReport


def coded(text: str) -> CodedDocument:
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    return found


def deed_of(document: CodedDocument) -> OutputReport:
    [deed] = [r for r in document.reports if r.type == "ASSAULT"]
    return deed


def names_of(report: OutputReport, role: str) -> set[str]:
    return {p.name for p in report.participants if p.role == role}


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("The police attributed the attack on the bank to the guerrillas.", "guerrillas"),
        ("The raid was attributed to the guerrillas by the police.", "guerrillas"),
        ("The police attributed a series of attacks to the guerrillas.", "guerrillas"),
        ("The police linked a soldier to the killing of a judge.", "soldier"),
        ("The police suspect a soldier of the murder of a judge.", "soldier"),
        ("The police implicated a soldier in the murder of a judge.", "soldier"),
        ("The police blamed the attack on the bank on the guerrillas.", "guerrillas"),
        ("The police pinned the massacre on the army.", "army"),
    ],
)
def test_who_lays_a_deed_to_somebody_has_no_part_in_it(text: str, doer: str) -> None:
    document = coded(text)
    deed = deed_of(document)

    assert names_of(deed, "initiator") == {doer}
    [claim] = [c for c in document.claims if c.report_id == deed.id]
    assert [(step.name, step.verb) for step in claim.chain] == [("police", "alleges")]


def test_who_is_charged_with_a_deed_did_it_by_the_charge() -> None:
    document = coded("A soldier was charged with the murder of a judge.")
    deed = deed_of(document)

    assert names_of(deed, "initiator") == {"soldier"}
    assert names_of(deed, "target") == {"judge"}
    [claim] = [c for c in document.claims if c.report_id == deed.id]
    assert [step.verb for step in claim.chain] == ["alleges"]


def test_who_is_entrusted_with_something_is_charged_with_nothing() -> None:
    document = coded("The officials charged with maintaining order met the governor on Monday.")

    assert "ACCUSE" not in {r.type for r in document.reports}


def test_who_is_named_as_having_done_a_deed_is_its_doer() -> None:
    document = coded("The general named the militia as having been responsible for the murder.")

    assert names_of(deed_of(document), "initiator") == {"militia"}


def test_what_another_verb_denies_says_nothing_of_the_deed_beside_it() -> None:
    document = coded(
        "The army has not made any effort, but rather has grown and carried out raids on villages."
    )

    assert [p.negated for p in deed_of(document).participants if p.role == "initiator"] == [False]


@pytest.mark.parametrize("opening", ["We know", "We can see that", "We must note that"])
def test_what_the_author_knows_or_notes_is_certain(opening: str) -> None:
    document = coded(f"{opening} nine farmers were murdered by the guerrillas.")

    stance = deed_of(document).stance
    assert stance is not None
    assert stance.certainty == "certain"


def test_who_decides_to_admit_something_says_so() -> None:
    document = coded("Nuns praised the decision of the army to admit that soldiers killed a judge.")

    [claim] = [c for c in document.claims if c.report_id == deed_of(document).id]
    assert [step.name for step in claim.chain] == ["army"]


def test_what_comes_once_something_is_done_is_to_come() -> None:
    document = coded("Once arrested, the officer will be tried by a military court.")

    [arrest] = [r for r in document.reports if r.type == "COERCE"]
    assert arrest.stance is not None
    assert arrest.stance.status == "planned"


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("The so-called Los Vengadores claimed responsibility for the attack.", "Vengadores"),
        ("The attack was claimed in a letter by the Vengadores.", "Vengadores"),
    ],
)
def test_who_owns_up_to_a_deed_did_it_though_nobody_knows_him(text: str, doer: str) -> None:
    [name] = names_of(deed_of(coded(text)), "initiator")

    assert name.endswith(doer)


@pytest.mark.parametrize("noun", ["theory", "suspicion"])
def test_what_is_a_theory_is_not_certain(noun: str) -> None:
    stance = deed_of(coded(f"The {noun} is that the army killed the priest.")).stance

    assert stance is not None
    assert stance.certainty == "uncommitted"


def test_of_whom_a_killing_is_does_not_do_it() -> None:
    deed = deed_of(coded("The killing of police officers and their relatives went on for months."))

    assert names_of(deed, "initiator") == set()
    assert names_of(deed, "target") == {"police officers", "relatives"}


def test_who_was_arrested_after_an_attack_is_no_count_of_the_attack() -> None:
    deed = deed_of(coded("Police arrested 40 people after a bombing that killed three soldiers."))

    assert [(q.kind, q.low) for q in deed.quantities] == [("killed", 3)]


def test_the_execution_of_a_plan_kills_nobody() -> None:
    document = coded("The army was behind the execution of the operation.")

    assert "targeted" not in {r.mode for r in document.reports}


def test_a_deed_that_stands_far_from_its_accusation_is_laid_by_it() -> None:
    document = coded("The king implicated two men, including a spy, and five soldiers in the raid.")

    [claim] = [c for c in document.claims if c.report_id == deed_of(document).id]
    assert [step.verb for step in claim.chain] == ["alleges"]


@pytest.mark.parametrize(
    ("text", "certainty", "negated"),
    [
        ("The police ruled out the participation of the rebels in the raid.", "certain", True),
        ("The police did not rule out a role of the rebels in the raid.", "possible", False),
        ("The minister confirmed the role of the rebels in the raid.", "certain", False),
    ],
)
def test_a_share_in_a_deed_is_as_sure_as_it_is_said_to_be(
    text: str, certainty: str, negated: bool
) -> None:
    deed = deed_of(coded(text))

    assert deed.stance is not None
    assert (deed.stance.polarity, deed.stance.certainty) == ("affirmed", certainty)
    assert [p.negated for p in deed.participants if p.role == "initiator"] == [negated]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("The raid bears the hallmarks of the rebels.", "probable"),
        ("Gunmen, presumably hired by the cartel, shot and killed the judge.", "probable"),
        ("Nobody has owned up to the murder of the judge, but police blame a gang.", "uncommitted"),
    ],
)
def test_who_is_only_presumed_to_have_done_it_is_not_certain(text: str, certainty: str) -> None:
    stance = deed_of(coded(text)).stance

    assert stance is not None
    assert stance.certainty == certainty


def test_whom_they_freed_is_not_whom_they_kidnapped() -> None:
    deed = deed_of(coded("The rebels, who have kidnapped dozens of people, freed the engineer."))

    assert names_of(deed, "target") == {"people"}
