"""What words around an act make of its type and of who is what in it."""

from __future__ import annotations

import pytest

from dragoman import code_text
from dragoman.records.output import CodedDocument, OutputReport


def only(text: str) -> OutputReport:
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    [one] = found.reports
    return one


def parts(one: OutputReport) -> set[tuple[str, str]]:
    return {(p.role, p.name) for p in one.participants}


@pytest.mark.parametrize(
    "text",
    [
        "Ottawa removed two Malian banks from its sanctions list.",
        "The United States removed Sudan from its list of state sponsors of terrorism.",
        "Canberra took two Malian banks off its sanctions list.",
    ],
)
def test_whom_one_takes_off_a_list_of_penalties_is_let_go(text: str) -> None:
    one = only(text)

    assert one.type == "RETREAT"
    assert {p.country for p in one.participants if p.role == "beneficiary"} <= {"MLI", "SDN"}


def test_whom_one_puts_on_such_a_list_is_punished() -> None:
    assert only("Britain added six Belarusian officials to its sanctions list.").type == "SANCTION"


def test_planes_that_others_intercept_are_met_by_a_show_of_force() -> None:
    assert only("NATO jets intercepted two Russian planes over the Baltic.").type == "MOBILIZE"


def test_who_stops_what_others_fire_does_not_fire_it() -> None:
    one = only("Israel intercepted three rockets fired from Lebanon.")

    assert "Israel" not in {name for role, name in parts(one) if role == "initiator"}


@pytest.mark.parametrize(
    "text",
    [
        "Colombia's ELN guerrillas declared an end to a ceasefire that was to run until July.",
        "The PKK called off its truce.",
        "The rebels ended their cease-fire on Monday.",
    ],
)
def test_who_ends_a_truce_does_not_give_way(text: str) -> None:
    one = only(text)
    assert (one.type, one.mode) == ("REJECT", "yield")


def test_who_prolongs_a_truce_does() -> None:
    assert only("The rebels extended their ceasefire by a month.").type in ("RETREAT", "CONCEDE")


@pytest.mark.parametrize(
    "text",
    [
        "Ottawa is considering sanctions against Nicaragua.",
        "The cabinet is weighing an offensive against the rebels.",
        "Lawmakers debated a ban on the party.",
    ],
)
def test_what_is_only_weighed_is_not_done(text: str) -> None:
    stance = only(text).stance
    assert stance is not None
    assert stance.status == "hypothetical"


def test_what_was_done_before_is_not_weighed() -> None:
    text = "Chad is weighing an answer to the strike on its embassy by Sudan."
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    told = {r.stance.status for r in found.reports if r.stance and r.type == "ASSAULT"}
    assert told <= {"occurred"}


def test_who_suspends_what_is_given_punishes() -> None:
    one = only("The World Bank suspended disbursements to Guinea pending an audit.")
    assert one.type == "SANCTION"


@pytest.mark.parametrize(
    ("text", "getter"),
    [
        ("Iran sent missiles to the Houthis.", "Houthis"),
        ("Iran sent a load of rifles to al-Shabaab in November.", "al-Shabaab"),
        ("The report cites rifles which Iran is said to have sent to al-Shabaab.", "al-Shabaab"),
        ("Serbia shipped weapons to Armenia.", "Armenia"),
    ],
)
def test_who_sends_arms_to_others_helps_them(text: str, getter: str) -> None:
    one = only(text)

    assert one.type == "AID"
    assert ("beneficiary", getter) in parts(one)


def test_who_moves_arms_to_posts_of_ones_own_helps_nobody() -> None:
    assert only("Russia sent tanks to the border.").type == "MOBILIZE"


def test_who_sends_refugees_back_deports_them() -> None:
    one = only("Egypt sent back 40 Sudanese refugees to Port Sudan.")

    assert (one.type, one.mode) == ("COERCE", "deport")
    assert ("target", "40 Sudanese refugees") in parts(one)


def test_who_sends_inspectors_back_turns_them_away() -> None:
    one = only("Djiboutian customs officials sent back a team of UN inspectors.")

    assert one.type == "REJECT"
    assert ("target", "team of UN inspectors") in parts(one)


def test_what_one_did_was_to_do_it() -> None:
    one = only("The ELN did not answer. What the guerrillas did instead was to free 12 policemen.")

    assert one.type == "RETREAT"
    assert one.stance is not None
    assert one.stance.status == "occurred"
    assert ("initiator", "ELN") in parts(one)


def test_who_ends_a_visit_visited() -> None:
    one = only("On Monday the Swedish envoy Jan Eliasson ended his visit to the Polisario Front.")

    assert (one.type, one.mode) == ("CONSULT", "visit")
    assert parts(one) == {("visitor", "Jan Eliasson"), ("host", "Polisario Front")}


def test_a_warrant_that_a_prosecutor_seeks_is_a_charge() -> None:
    one = only("The prosecutor of the ICC sought an arrest warrant for Omar al-Bashir.")
    assert one.type == "ACCUSE"


@pytest.mark.parametrize(
    "text",
    [
        "The Karen rebels violated the ceasefire agreement in May.",
        "Houthi fighters breached the armistice deal.",
    ],
)
def test_who_breaks_a_truce_attacks(text: str) -> None:
    assert only(text).type == "ASSAULT"


def test_who_breaks_another_agreement_refuses_it() -> None:
    assert only("Iran violated the nuclear agreement.").type == "REJECT"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Colombia agreed to open its border to Venezuelan migrants.", "AGREE"),
        ("Jordan will open its borders to displaced Syrians.", "AGREE"),
        ("Uganda has opened its border to displaced Congolese.", "AID"),
    ],
)
def test_a_border_opened_to_people_in_flight_helps_them(text: str, kind: str) -> None:
    one = only(text)

    assert one.type == kind
    assert "beneficiary" in {p.role for p in one.participants}


def test_who_sends_a_team_to_investigate_investigates() -> None:
    text = "Norway will send a team of experts to Libya to investigate the crash of a plane."
    one = only(text)

    assert (one.type, one.mode) == ("ACCUSE", "investigate")
    assert ("initiator", "Norway") in parts(one)
