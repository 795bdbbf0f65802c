"""Who gains by help or by what is given back."""

from __future__ import annotations

import pytest

from dragoman import code_text
from dragoman.records.output import CodedDocument, OutputReport


def reports(text: str, code: str) -> list[OutputReport]:
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    return [r for r in found.reports if r.type == code]


def gaining(one: OutputReport) -> set[str]:
    return {p.name for p in one.participants if p.role in ("beneficiary", "target")}


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Kenyan peacekeepers arrived in Haiti on Tuesday for a security mission.", "Haiti"),
        ("Doctors Without Borders flew twelve tons of vaccines into Chad.", "Chad"),
        ("Norway remains the biggest donor of food aid in Malawi.", "Malawi"),
        ("Qatar sent two planes to help fight the floods in Libya.", "Libya"),
    ],
)
def test_where_help_goes_somebody_gains(text: str, where: str) -> None:
    [one] = reports(text, "AID")
    assert gaining(one) == {where}


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("Spain has promised help with the earthquake in Morocco.", "AGREE", "Morocco"),
        ("Sweden suspended aid deliveries in Somalia.", "SANCTION", "Somalia"),
        ("Danish troops have begun leaving Mali.", "RETREAT", "Mali"),
        ("The last Danish soldiers are leaving Basra.", "RETREAT", "Basra"),
    ],
)
def test_a_place_helped_or_left_is_a_side(text: str, code: str, where: str) -> None:
    [one] = reports(text, code)
    assert gaining(one) == {where}


def test_where_a_meeting_is_promised_nobody_gains() -> None:
    [one] = reports("Japan agreed to hold the next round in Geneva.", "AGREE")
    assert gaining(one) == set()


def test_at_home_nobody_else_gains() -> None:
    [one] = reports("Turkish aid workers handed out blankets in Gaziantep on Monday.", "AID")
    assert gaining(one) == set()


def test_whom_it_is_returned_to_gains_and_nobody_of_the_gift() -> None:
    text = "Canada returned a portrait of a bishop by the Spanish painter Jose Ruiz to the family."
    [one] = reports(text, "RETREAT")
    assert gaining(one) == {"family"}


def test_the_owners_of_what_was_stolen_get_it_back() -> None:
    text = (
        "Norway returned a silver chalice that had been looted from a chapel in Lima to its owners."
    )
    [one] = reports(text, "RETREAT")
    assert gaining(one) == {"owners"}


def test_a_prisoner_who_is_returned_gains_himself() -> None:
    [one] = reports("Eritrea returned a captured Sudanese sailor to Khartoum on Friday.", "RETREAT")
    assert "captured Sudanese sailor" in gaining(one)


def test_whose_decision_it_is_gains_and_not_the_state_of_his_office() -> None:
    text = "Downing Street defended US President Donald Trump's ban on lumber."
    [one] = reports(text, "SUPPORT")
    assert gaining(one) == {"Donald Trump"}


def test_a_meal_is_given_for_a_guest() -> None:
    text = "The Polish premier will be hosting a dinner for President Ruto in Warsaw."
    [one] = reports(text, "AGREE")
    assert gaining(one) == {"Ruto"}


def test_a_border_that_is_opened_to_people_in_flight_is_help() -> None:
    [one] = reports("Chad opened its borders to Sudanese refugees in 2003.", "AID")
    assert gaining(one) == {"Sudanese refugees"}


@pytest.mark.parametrize(
    ("text", "giver", "getter"),
    [
        ("Serbia won Russia's backing at the council.", "Russia", "Serbia"),
        ("Mali received strong support from China.", "China", "Mali"),
        ("Senegal obtained French approval for the loan.", "France", "Senegal"),
    ],
)
def test_whose_backing_it_is_backs_who_gets_it(text: str, giver: str, getter: str) -> None:
    [one] = reports(text, "SUPPORT")

    assert {p.name for p in one.participants if p.role == "initiator"} == {giver}
    assert gaining(one) == {getter}


def test_on_whom_a_blast_is_blamed_is_said_to_have_done_it() -> None:
    [one] = reports("Egypt blamed the blast on the Muslim Brotherhood.", "ASSAULT")
    assert {(p.name, p.role) for p in one.participants} == {("Muslim Brotherhood", "initiator")}


@pytest.mark.parametrize(
    ("text", "kind", "low"),
    [
        ("Nine people died when a bomb exploded in Peshawar.", "killed", 9),
        ("Six soldiers were killed when rebels ambushed a convoy near Goma.", "killed", 6),
        ("Two men were arrested and three wounded after police fired on a crowd.", "injured", 3),
    ],
)
def test_whom_an_attack_hurt_is_counted_where_it_is_told_before_it(
    text: str, kind: str, low: int
) -> None:
    [one] = reports(text, "ASSAULT")
    assert [(q.kind, q.low) for q in one.quantities] == [(kind, low)]
