"""One act that is told at two words is one report."""

from __future__ import annotations

import pytest

from dragoman import code_text
from dragoman.records.output import CodedDocument


def _told(text: str) -> list[tuple[str, set[str], set[str]]]:
    """Return the types with who acts and whom it is done to."""
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    return [
        (
            r.type,
            {p.name for p in r.participants if p.role == "initiator"},
            {p.name for p in r.participants if p.role in ("target", "beneficiary")},
        )
        for r in found.reports
    ]


@pytest.mark.parametrize(
    ("text", "who", "whose"),
    [
        ("Norway rejected Poland's suggestion.", "Norway", "Poland"),
        ("The court rejected a motion by Luis Paz to overturn the ban.", "court", "Luis Paz"),
        ("The court refused to accept a request from Chile.", "court", "Chile"),
        ("Rebels dismissed a truce proposal by Norway as a trick.", "Rebels", "Norway"),
    ],
)
def test_what_is_refused_is_no_second_act(text: str, who: str, whose: str) -> None:
    assert _told(text) == [("REJECT", {who}, {whose})]


def test_suggestions_that_are_rejected_deny_a_deed() -> None:
    text = "The army rejected suggestions that it had shelled the school."
    assert [code for code, _, _ in _told(text)] == ["ASSAULT"]


def test_who_refuses_to_do_something_acts() -> None:
    [(_, who, _)] = _told("The refusal of Japan to sign the treaty angered Peru.")
    assert who == {"Japan"}


def test_all_who_are_counted_take_part() -> None:
    text = "Kenya opened its borders to large numbers of Somalis, Sudanese and Ethiopians."
    [(_, _, helped)] = _told(text)
    assert helped == {"Somalis", "Sudanese", "Ethiopians"}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Norway's premier has pledged full backing for Ali Omar.", 1),
        ("President Rojas resigned amid protests calling for his arrest.", 2),
        ("Police detained 12 people after a fire that killed nine people in Lima.", 1),
        ("The ceasefire that Oman announced in Yemen will start on Tuesday.", 1),
        ("Latvia's parliament passed a resolution criticising Ozols, a step it called just.", 1),
    ],
)
def test_an_act_is_told_once(text: str, codes: int) -> None:
    assert len(_told(text)) == codes


def test_fire_of_arms_is_an_attack() -> None:
    text = "Soldiers came under fire near Gao on Monday."
    assert [code for code, _, _ in _told(text)] == ["ASSAULT"]


def test_all_names_of_a_list_act() -> None:
    text = "The Organization of American States (OAS), UN, NATO and Peru condemned the attack."
    [(_, who, _), *_] = _told(text)
    assert who == {"Organization of American States", "UN", "NATO", "Peru"}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Rockets fired by Hezbollah hit a school in Haifa.", ["ASSAULT"]),
        ("The Chadian army shelled rebel camps near Bol and destroyed them.", ["ASSAULT"]),
        ("Kosovo's parliament passed a resolution Monday criticizing Albin Kurti.", ["ACCUSE"]),
        ("Peru freed 30 rebels, bringing to 90 the number of rebels freed since May.", ["RETREAT"]),
        ("Norway refused to lift sanctions on Belarus.", ["REJECT"]),
        ("France called for the lifting of sanctions on Mali.", ["REQUEST"]),
        # These are two.
        ("Chadian troops shelled a rebel camp and Niger's army bombed it.", ["ASSAULT"] * 2),
        ("Rebels kidnapped a Dutch priest and killed him.", ["ASSAULT"] * 2),
        ("Russia condemned the sanctions on Belarus.", ["ACCUSE", "SANCTION"]),
        ("Norway imposed sanctions on Iran and refused to lift a finger.", ["SANCTION", "REJECT"]),
        ("Police counted the number of people killed by rebels in Mopti.", ["ASSAULT"]),
    ],
)
def test_what_goes_on_or_ends_or_is_counted_is_no_second_act(text: str, codes: list[str]) -> None:
    assert [code for code, _, _ in _told(text)] == codes


@pytest.mark.parametrize(
    ("text", "who", "whose"),
    [
        (
            "Brazil and Peru agreed to lift an embargo on Chilean fruit.",
            {"Brazil", "Peru"},
            "Chile",
        ),
        (
            "Kenya and Chad agreed to free two Danish sailors.",
            {"Kenya", "Chad"},
            "two Danish sailors",
        ),
        ("Israel and Hamas agreed to free prisoners.", set(), "prisoners"),
    ],
)
def test_who_agrees_to_yield_yields_to_a_third(text: str, who: set[str], whose: str) -> None:
    assert _told(text) == [("CONCEDE", who, {whose})]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("India and Nepal failed to reach agreement on the border.", ["REJECT"]),
        ("Fiji and Samoa have failed to agree on fishing rights.", ["REJECT"]),
        ("Fiji's premier failed to attend the summit with Samoa.", ["REJECT"]),
        ("The EU failed to help Italy.", ["AID"]),
        ("Fiji and Samoa failed to sign a treaty on fishing rights.", ["SUPPORT"]),
        ("The team from Chad failed to reach the final against Mali.", []),
    ],
)
def test_agreement_that_sides_fail_to_reach_is_refused(text: str, codes: list[str]) -> None:
    assert [code for code, _, _ in _told(text)] == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The Malawi government is committed to feeding refugees, it said.", ["AGREE"]),
        ("Norway insisted that its troops were in Mali to train soldiers.", []),
        ("Before a campaign rally on Monday, Chad's party leaders met the premier.", ["CONSULT"]),
        # These tell what they seem to tell.
        ("Turkey insisted that Greece withdraw its ships.", ["REQUEST"]),
        ("Kenya insisted on talks with Sudan.", ["REQUEST"]),
        ("Students held a rally against the army in Lomé.", ["PROTEST"]),
        ("Norway agreed to train Malian soldiers and sent money to Chad.", ["AGREE", "AID"]),
    ],
)
def test_what_is_promised_insisted_or_campaigned_is_no_act(text: str, codes: list[str]) -> None:
    assert [code for code, _, _ in _told(text)] == codes


def test_who_is_helped_besides_is_not_helped_by_the_same_act() -> None:
    [_, (_, _, helped)] = _told("Norway agreed to train Malian soldiers and sent money to Chad.")
    assert helped == {"Chad"}


def test_who_dismisses_an_act_of_another_did_something_else() -> None:
    found = code_text("The Kremlin dismissed the Finnish inquiry as a farce.")
    assert isinstance(found, CodedDocument)
    doers = {p.country for r in found.reports for p in r.participants if p.role == "initiator"}
    assert "RUS" in doers
