"""Whom an act hurt and whose act it was, where a verb of harm tells of it: "died in a raid"."""

from __future__ import annotations

import pytest

from dragoman import code_text
from dragoman.records.output import CodedDocument


def _parts(text: str) -> dict[str, str]:
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    return {p.name: p.role for r in found.reports for p in r.participants}


@pytest.mark.parametrize(
    ("text", "doer", "harmed"),
    [
        ("Two brothers were shot dead in a police raid in Recife.", "police", "Two brothers"),
        ("Seven shoppers were wounded in army shelling of Baidoa.", "army", "Seven shoppers"),
        ("Five nurses died in a Portuguese air strike in Guinea.", "Portugal", "Five nurses"),
        ("Twelve miners died in a rebel ambush near Kindu.", "rebel", "Twelve miners"),
        ("Three people died in police firing in Patna.", "police", "Three people"),
    ],
)
def test_who_died_in_whose_act(text: str, doer: str, harmed: str) -> None:
    parts = _parts(text)
    assert parts[doer] == "initiator"
    assert parts[harmed] in ("target", "affected")


def test_who_dies_in_fighting_is_affected_by_it() -> None:
    parts = _parts("Four sergeants died in fighting with insurgents in Kandahar.")
    assert parts == {"insurgents": "party", "Four sergeants": "affected"}


def test_whose_camp_it_is_stands_before_it_as_an_adjective() -> None:
    parts = _parts("Gunships hit a militant hideout near Derna.")
    assert parts["militant"] == "target"


def test_a_stance_is_no_fighter() -> None:
    assert "militant" not in _parts("The union took a militant line and met the minister of Peru.")


def test_who_was_killed_in_a_clause_on_the_act_is_counted_with_it() -> None:
    found = code_text("Guards opened fire, in which three porters were killed.")
    assert isinstance(found, CodedDocument)
    [report] = found.reports
    assert [(q.kind, q.low) for q in report.quantities] == [("killed", 3.0)]


def test_who_lost_his_life_in_an_act_is_affected_by_it() -> None:
    parts = _parts("Fourteen pilgrims met their death in a raid by gunmen on Bunia.")
    assert parts["Fourteen pilgrims"] in ("target", "affected")


def test_all_whom_a_blast_hurt_are_counted_with_it() -> None:
    found = code_text("Six people were killed and eleven wounded when a bomb went off in Basra.")
    assert isinstance(found, CodedDocument)
    [report] = found.reports
    counted = {(q.kind, q.low) for q in report.quantities}
    assert counted == {("killed", 6.0), ("injured", 11.0)}


def test_a_town_whose_name_an_attack_has_did_not_do_it() -> None:
    assert "Mumbai" not in _parts("The captain was killed in the 2008 Mumbai attacks.")
    assert _parts("Two shepherds were killed in the Hamas attack.")["Hamas"] == "initiator"
