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
        ("The attack was attributed to the guerrillas by the police.", "guerrillas"),
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
