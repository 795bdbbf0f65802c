"""What another is to do, what somebody will not do himself, and what is refused."""

from __future__ import annotations

import pytest

from dragoman import code_text
from dragoman.records.output import CodedDocument, OutputReport


def coded(text: str) -> tuple[OutputReport, ...]:
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    return found.reports


def of_role(one: OutputReport, role: str) -> set[str]:
    return {p.name for p in one.participants if p.role == role}


def test_who_says_that_another_must_act_asks_it_of_him() -> None:
    text = "President Obasanjo said on Sunday that Cameroon must do more about piracy."
    [one] = [r for r in coded(text) if r.type == "REQUEST"]

    assert of_role(one, "initiator") == {"Obasanjo"}
    assert of_role(one, "target") == {"Cameroon"}


@pytest.mark.parametrize(
    "text",
    [
        "Farm leaders said they will not lift their siege until the tax is dropped.",
        "Doctors have insisted that they will not call off the strike until wages are paid.",
        "Chad's president said his army would not leave Darfur.",
    ],
)
def test_who_will_not_give_way_refuses(text: str) -> None:
    assert [r.type for r in coded(text)] == ["REJECT"]


def test_what_one_insists_to_do_himself_is_nothing_he_asks_for() -> None:
    assert "REQUEST" not in {r.type for r in coded("The minister insisted that they will pay.")}


@pytest.mark.parametrize(
    ("text", "accused", "accuser"),
    [
        (
            "The Kenyan government has rejected accusations that it put refugees at risk.",
            "Kenyan government",
            set(),
        ),
        ("Chad denied Sudanese allegations that it arms rebels.", "Chad", {"Sudan"}),
    ],
)
def test_who_rejects_a_charge_is_accused(text: str, accused: str, accuser: set[str]) -> None:
    [one] = [r for r in coded(text) if r.type == "ACCUSE"]

    assert of_role(one, "target") == {accused}
    assert of_role(one, "initiator") == accuser


def test_refuge_is_asked_of_where_it_is_sought() -> None:
    text = "Thousands of Congolese have sought refuge in Uganda since the fighting began."
    [one] = [r for r in coded(text) if r.type == "REQUEST"]

    assert of_role(one, "target") == {"Uganda"}


def test_who_is_charged_for_a_deed_is_accused() -> None:
    text = (
        "A prosecutor has charged a former Gambian minister with perjury for allegedly "
        "paying off witnesses."
    )
    [one] = [r for r in coded(text) if r.type == "ACCUSE"]

    assert of_role(one, "target") == {"former Gambian minister"}


def test_who_is_defended_against_criticism_is_criticised() -> None:
    text = "The Estonian premier is defending the judges against criticism that they are slow."
    [one] = [r for r in coded(text) if r.type == "ACCUSE"]

    assert of_role(one, "target") == {"judges"}


def test_whose_bullets_they_are_one_word_tells() -> None:
    [one] = coded("Turkish police bullets killed two Kurds in Cizre.")

    assert of_role(one, "initiator") == {"police"}


def test_who_is_summoned_to_a_ministry_is_spoken_to() -> None:
    text = "Ghana summoned the Togolese consul to its Foreign Ministry at dawn."
    [one] = coded(text)

    assert of_role(one, "target") == {"Togolese consul"}


def test_his_trial_is_of_him() -> None:
    text = "A court in Haifa told Prime Minister Benjamin Netanyahu to attend his trial."
    [one] = [r for r in coded(text) if r.type == "ACCUSE"]

    assert of_role(one, "initiator") == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Egyptian affiliate of Islamic State launched an attack on a mosque in Sinai.", "I"),
        ("Family members of nine Dutch hostages sued the Sinaloa cartel.", "F"),
    ],
)
def test_whose_branch_and_whose_family_it_is(text: str, name: str) -> None:
    [one] = coded(text)
    assert {n[0] for n in of_role(one, "initiator")} == {name}


def test_a_people_speaks_of_itself_as_they() -> None:
    [one] = coded("The Israelis said they had attacked a weapons depot near Damascus.")
    assert of_role(one, "initiator") == {"Israel"}


@pytest.mark.parametrize(
    ("text", "kind", "who", "whom"),
    [
        ("Kenya sent a note to Uganda demanding an apology.", "REQUEST", {"Kenya"}, {"Uganda"}),
        (
            "The Arab League issued a statement condemning Ethiopia.",
            "ACCUSE",
            {"Arab League"},
            {"Ethiopia"},
        ),
    ],
)
def test_what_a_letter_says_its_sender_says(
    text: str, kind: str, who: set[str], whom: set[str]
) -> None:
    [one] = [r for r in coded(text) if r.type == kind]

    assert of_role(one, "initiator") == who
    assert of_role(one, "target") == whom


def test_what_a_vetoed_resolution_would_do_its_foe_does_not() -> None:
    text = "France vetoed a draft resolution that would have pressed Chad over its camps."
    assert all("France" not in of_role(r, "initiator") for r in coded(text) if r.type == "REQUEST")


def test_pessimism_accuses_nobody() -> None:
    assert coded("Russia expressed pessimism about bringing the dispute to an end.") == ()


@pytest.mark.parametrize(
    ("text", "target"),
    [
        (
            "If it fails, Ankara will shut its sky to Armenian jets, Erdogan warned.",
            "Armenian jets",
        ),
        ("Tehran threatened to shut the strait to Saudi tankers.", "Saudi tankers"),
        ("Egypt warned that it would send its gunboats against Turkish drillers.", "Turkey"),
    ],
)
def test_a_threat_is_against_whom_its_deed_is(text: str, target: str) -> None:
    [one] = coded(text)

    assert one.type == "THREATEN"
    assert of_role(one, "target") == {target}


@pytest.mark.parametrize(
    "text",
    [
        "The Bolivian tin miners will not end their strike before wages are raised.",
        "The Greek opposition will not end its boycott of parliament.",
        "Kenya will not withdraw its troops before December.",
    ],
)
def test_who_will_not_give_way_refuses_also_where_the_text_says_so(text: str) -> None:
    [one] = coded(text)

    assert one.type == "REJECT"
    assert one.stance is not None
    assert one.stance.polarity == "affirmed"


def test_who_will_not_refuse_has_not_refused() -> None:
    [one] = coded("Iran said it would not reject the offer of the Swiss envoy.")

    assert one.type == "REJECT"
    assert one.stance is not None
    assert one.stance.polarity == "denied"


@pytest.mark.parametrize(
    ("text", "who", "whom"),
    [
        ("Iraq has complied with the demands of the United Nations.", "Iraq", "United Nations"),
        (
            "The Lebanese government met the demands of the kidnappers.",
            "Lebanese government",
            "kidnappers",
        ),
    ],
)
def test_who_does_what_is_asked_of_him_gives_way(text: str, who: str, whom: str) -> None:
    [one] = coded(text)

    assert one.type == "CONCEDE"
    assert of_role(one, "initiator") == {who}
    assert of_role(one, "target") == {whom}
