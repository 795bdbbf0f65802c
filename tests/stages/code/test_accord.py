"""Which participants stand beside each other in one event."""

from __future__ import annotations

from dragoman import code_text
from dragoman.evaluate.tasks.lines import document_of
from dragoman.pipeline.document import Pipeline, analyse
from dragoman.pipeline.output import output_of
from dragoman.records.output import CodedDocument, OutputReport


def report(text: str, trigger: str) -> OutputReport:
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    [one] = [r for r in found.reports if r.trigger.text == trigger]
    return one


def of_role(one: OutputReport, role: str) -> set[str]:
    return {p.name for p in one.participants if p.role == role}


def test_a_state_is_no_party_beside_its_soldiers() -> None:
    one = report("Rebels attacked British and Czech soldiers near Tetovo.", "attacked")
    assert of_role(one, "target") == {"British soldiers", "Czech soldiers"}


def test_where_people_come_from_is_no_party() -> None:
    one = report("The North Korean navy seized two fishermen from Sokcho off Kosong.", "seized")
    assert of_role(one, "target") == {"two fishermen"}


def test_a_minister_threatens_others_and_not_his_own_state() -> None:
    text = "The Moroccan interior minister threatened that Morocco would quit the commission."
    assert "Morocco" not in of_role(report(text, "threatened"), "target")


def test_others_whom_a_minister_threatens_stay() -> None:
    text = "The Moroccan interior minister threatened Algeria with war on Monday."
    assert of_role(report(text, "threatened"), "target") == {"Algeria"}


def test_who_answers_with_an_act_does_it() -> None:
    one = report("Belarus replied with the expulsion of eight Lithuanian diplomats.", "expulsion")
    assert of_role(one, "initiator") == {"Belarus"}


def test_own_forces_that_are_moved_suffer_nothing() -> None:
    one = report("Chad moved 300 soldiers to the border with Sudan on Monday.", "moved")

    assert of_role(one, "initiator") == {"Chad"}
    assert "300 soldiers" not in {p.name for p in one.participants}


def test_forces_of_others_that_are_shadowed_are_the_target() -> None:
    one = report("Polish jets intercepted two Russian bombers over the Baltic Sea.", "intercepted")

    assert any(p.country == "RUS" for p in one.participants if p.role == "target")


def test_whom_a_promise_is_made_for_is_not_whom_it_is_made_to() -> None:
    text = "The Tongan minister promised that his government would pay a fine."
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    names = {p.description for r in found.reports for p in r.participants}
    assert "his government" not in names


def test_an_armed_group_is_attacked_where_it_is_told_who_attacks() -> None:
    one = report("The assault of Hamas fighters by Kenyan guards was condemned.", "assault")

    assert of_role(one, "target") == {"Hamas"}


def test_who_defends_the_policy_of_his_state_backs_it() -> None:
    text = "The Norwegian prime minister defended Norway's whaling policy on Friday."
    assert of_role(report(text, "defended"), "beneficiary") == {"Norway"}


def test_who_is_praised_for_efforts_is_whose_they_are() -> None:
    text = "The Danish premier praised the efforts of Kenya to mend ties with Somalia."
    assert of_role(report(text, "praised"), "beneficiary") == {"Kenya"}


def test_whom_another_invites_is_not_who_is_welcomed_for_it() -> None:
    text = "Ankara welcomed Norway's invitation to Chinese President Xi Jinping to visit Oslo."
    assert of_role(report(text, "welcomed"), "beneficiary") == {"Norway"}


def test_a_state_named_before_sanctions_is_under_them() -> None:
    one = report("Brazil urged the EU to renew the Belarus sanctions.", "sanctions")

    assert of_role(one, "target") == {"Belarus"}
    assert of_role(one, "initiator") == {"EU"}


def test_where_forces_patrol_or_are_based_they_act_against_nobody() -> None:
    for word, text in (
        ("patrol", "Soldiers will patrol the streets of Bari, Catania, Milan and Rome."),
        ("patrol", "Troops will patrol the Chad-Libya border."),
        ("deployed", "U.S. jets deployed at a southern Turkish base flew over Iraq."),
    ):
        assert {p.role for p in report(text, word).participants} == {"initiator"}


def test_a_noun_that_says_who_a_group_is_is_no_second_one() -> None:
    text = "The army launched an assault, pounding the jihadist rebel camp at Bassima."
    assert len(of_role(report(text, "assault"), "target")) == 1


def test_an_example_does_what_the_others_do() -> None:
    text = "The plan was praised by many critics, including economist Paul Krugman."
    assert of_role(report(text, "praised"), "initiator") == {"many critics", "Paul Krugman"}


def test_who_built_what_is_struck_does_not_strike_it(mixed: Pipeline) -> None:
    def sides(text: str, trigger: str) -> set[tuple[str, str]]:
        found = output_of(
            analyse(document_of("t", text), mixed),
            run=mixed.run,
            actors=mixed.actors,
            places=mixed.places,
            codebook=mixed.codebook,
        )
        assert isinstance(found, CodedDocument)
        [one] = [r for r in found.reports if r.trigger.text == trigger]
        return {(p.role, p.name) for p in one.participants}

    assert sides("A mosque built by Turkey was destroyed on Friday.", "destroyed") == {
        ("target", "mosque")
    }
    text = "Rebels freed two nurses kidnapped by bandits."
    assert {name for role, name in sides(text, "kidnapped") if role == "initiator"} == {"bandits"}


def test_a_state_is_no_party_beside_its_minister() -> None:
    text = "The EU envoy rejected Polish Prime Minister Jan Kowal's suggestion that it wait."
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    assert all("Poland" not in of_role(r, "initiator") for r in found.reports)


def test_joined_states_are_both_parties() -> None:
    one = report("Peru pledged its support for an Italian-Polish plan on fishing.", "pledged")
    assert of_role(one, "target") == {"Italy", "Poland"}


def test_forces_that_are_posted_show_force() -> None:
    one = report("Two Indian warships were stationed off Oman.", "stationed")
    assert of_role(one, "initiator") == {"Two Indian warships"}


def test_experts_who_are_sent_are_no_side() -> None:
    text = "The United Nations dispatched investigators to Congo to probe the massacre."
    assert "investigators" not in of_role(report(text, "dispatched"), "target")


def test_who_brokers_a_truce_is_no_party_to_it() -> None:
    text = "A Qatar-brokered ceasefire in Khartoum will begin on Friday, officials said."
    assert of_role(report(text, "ceasefire"), "mediator") == {"Qatar"}


def test_who_made_the_bomb_did_not_drop_it() -> None:
    text = "A French-led raid on a Malian village used an American-made bomb."
    assert of_role(report(text, "bomb"), "initiator") == {"France"}


def test_in_whose_custody_somebody_is_held_holds_him() -> None:
    one = report("Four Danish sailors are held in Iranian custody.", "held")
    assert of_role(one, "initiator") == {"Iran"}


def test_who_is_said_to_hold_him_goes_before_where_he_is_held() -> None:
    one = report("Four Danish sailors were held in Serb custody by militiamen.", "held")
    assert of_role(one, "initiator") == {"militiamen"}
