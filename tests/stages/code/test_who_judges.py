"""Tests of who has no part in a deed of which he only says something, and of who has one."""

from __future__ import annotations

import pytest

from dragoman import code_text
from dragoman.evaluate.tasks.lines import document_of
from dragoman.pipeline.document import Pipeline, analyse
from dragoman.records.output import CodedDocument


def _parts(mixed: Pipeline, text: str, kind: str) -> set[tuple[str, str]]:
    found = [r for r in analyse(document_of("t", text), mixed).reports if r.types[0].code == kind]
    return {(p.role, p.description) for r in found for p in r.participants}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("The raid that Kenya has criticised killed six herders.", ("initiator", "Kenya")),
        (
            "Ankara condemned the attack which the interior ministry has blamed on the PKK.",
            ("initiator", "the interior ministry"),
        ),
        (
            "Witnesses said gunmen who officials believe belong to al-Shabaab shot dead a teacher.",
            ("initiator", "officials"),
        ),
        ("No group has claimed the bombing in Quetta.", ("initiator", "No group")),
        ("A faction aligned with Rwanda attacked the town of Sake.", ("initiator", "Rwanda")),
        (
            "Several victims condemned Omarov for coming as a guest and then attacking citizens.",
            ("initiator", "Several victims"),
        ),
        (
            "The defector was poisoned with a gas developed by Romania.",
            ("initiator", "Romania"),
        ),
        (
            "The head of the Hamza Brigade, a group supported by Turkey, was killed on Tuesday.",
            ("initiator", "Turkey"),
        ),
    ],
)
def test_who_only_says_something_of_a_deed_has_no_part_in_it(
    mixed: Pipeline, text: str, part: tuple[str, str]
) -> None:
    assert part not in _parts(mixed, text, "ASSAULT")


def test_nobody_who_rejects_is_nobody(mixed: Pipeline) -> None:
    assert not _parts(mixed, "No party has rejected the plan, a mediator said.", "REJECT")


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        (
            "The attack, blamed by Ankara on the PKK, killed nine.",
            "ASSAULT",
            ("initiator", "PKK"),
        ),
        (
            "Lebanon suffered a series of bombings in 2021 at the hands of jihadists.",
            "ASSAULT",
            ("initiator", "jihadists"),
        ),
        (
            "The row led to the expulsion of Turkish diplomats from Austria.",
            "SANCTION",
            ("initiator", "Austria"),
        ),
        (
            "The spat has led to expulsions of Chadian envoys from Kenya and some of its allies.",
            "SANCTION",
            ("initiator", "its allies"),
        ),
        ("Nine envoys were expelled from Kenya on Monday.", "SANCTION", ("initiator", "Kenya")),
        (
            "The crown prince of Bahrain ended a three-week US tour.",
            "CONSULT",
            ("host", "United States"),
        ),
        (
            "The union accused the ministry of negligence.",
            "ACCUSE",
            ("target", "the ministry"),
        ),
        (
            "Elders accused the army and its militias of careless shelling of the town.",
            "ACCUSE",
            ("target", "its militias"),
        ),
        (
            "The premier accused the leaders of the opposition.",
            "ACCUSE",
            ("target", "the leaders of the opposition"),
        ),
        (
            "The governor's remarks on trade with Moscow drew criticism from Berlin.",
            "ACCUSE",
            ("target", "The governor"),
        ),
        (
            "The decree drew sharp criticism on the part of trade unions.",
            "ACCUSE",
            ("initiator", "trade unions"),
        ),
        (
            "This union has faced opposition from President William Ruto.",
            "ACCUSE",
            ("target", "This union"),
        ),
        (
            "Visiting Chinese Premier Li Qiang signed nine agreements in Pretoria on Friday.",
            "SUPPORT",
            ("party", "Li Qiang"),
        ),
        (
            "She kept the levy as visiting Kenyan President William Ruto pleaded with her.",
            "CONSULT",
            ("visitor", "William Ruto"),
        ),
        ("Orban on Tuesday rejected the plan of Serbia.", "REJECT", ("initiator", "Orban")),
        ("IS fighters killed three soldiers in Diyala.", "ASSAULT", ("initiator", "IS fighters")),
    ],
)
def test_who_has_a_part(mixed: Pipeline, text: str, kind: str, part: tuple[str, str]) -> None:
    found = _parts(mixed, text, kind)
    assert part in {(role, "United States" if d == "US" else d) for role, d in found}


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("The envoy refused to say whether Chadian planes had bombed the village.", "open"),
        ("No troops were sent to Chad, the minister said.", "denied"),
        ("It is unclear whether rebels killed the priest.", "open"),
        ("The murder is not being investigated only by Norway.", "affirmed"),
    ],
)
def test_what_is_left_open_and_what_is_not_denied(text: str, polarity: str) -> None:
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    [report] = found.reports
    assert report.stance is not None
    assert report.stance.polarity == polarity


def test_a_threat_under_a_condition_is_none_yet() -> None:
    found = code_text("If Iran threatens Chad in any way, it will pay a price, the premier said.")
    assert isinstance(found, CodedDocument)
    stances = [r.stance for r in found.reports if r.trigger.text == "threatens"]
    assert [s.status for s in stances if s is not None] == ["hypothetical"]


def test_each_of_two_joined_verbs_has_its_own_sufferer(mixed: Pipeline) -> None:
    text = "The court acquitted the former premier of treason but jailed his aide for nine years."
    assert ("beneficiary", "his aide") not in _parts(mixed, text, "CONCEDE")
    assert ("target", "the former premier") not in _parts(mixed, text, "COERCE")


def test_who_was_captured_was_not_killed_with_others(mixed: Pipeline) -> None:
    text = (
        "Corporal Adam Sela was captured and two other soldiers were killed on Monday when gunmen "
        "attacked an army base in Sinai."
    )
    found = analyse(document_of("t", text), mixed).reports
    [captured] = [r for r in found if r.types[0].mode == "abduct"]
    assert [p.description for p in captured.participants] == ["Adam Sela"]


def test_from_whom_something_is_taken_is_no_part_of_its_name(mixed: Pipeline) -> None:
    text = "The army has recaptured the state broadcaster from Tuareg rebels."
    assert ("target", "Tuareg rebels") in _parts(mixed, text, "COERCE")


def test_what_is_only_considered_is_not_done() -> None:
    told = code_text("The premier of Togo said he was considering resigning.")
    assert isinstance(told, CodedDocument)
    stances = [r.stance for r in told.reports]
    assert {s.status for s in stances if s is not None} == {"hypothetical"}


def test_both_may_have_done_what_each_accuses_the_other_of(mixed: Pipeline) -> None:
    text = "Niger and Chad accused each other of opening fire on fishermen."
    doers = {name for role, name in _parts(mixed, text, "ASSAULT") if role == "initiator"}
    assert doers == {"Niger", "Chad"}


def test_who_clears_a_blockade_does_not_blockade(mixed: Pipeline) -> None:
    text = "Riot police dismantled a blockade by miners of the road near Oruro."
    protests = {name for role, name in _parts(mixed, text, "PROTEST") if role == "initiator"}
    assert "Riot police" not in protests


@pytest.mark.parametrize(
    ("text", "kind", "others"),
    [
        ("Ghanaian troops killed six rebels who had raided a village.", "ASSAULT",
         {"six rebels", "Ghanaian troops"}),
        ("Police freed 40 men from a school where they had been chained.", "ASSAULT", set()),
        ("Parliament forced Boris Johnson to ask Brussels for a delay.", "REQUEST",
         {"Boris Johnson"}),
        ("Togo lost nine soldiers in a raid on a base at Kpendjal.", "ASSAULT", set()),
        ("Rebels released two nuns whom they had kidnapped in May.", "ASSAULT", {"Rebels"}),
    ],
)  # fmt: skip
def test_what_is_told_of_others_is_not_done_by_the_subject(
    mixed: Pipeline, text: str, kind: str, others: set[str]
) -> None:
    doers = {name for role, name in _parts(mixed, text, kind) if role == "initiator"}
    assert doers <= others


def test_those_arrested_are_not_whom_a_curfew_is_for(mixed: Pipeline) -> None:
    text = "The governor of Gezira declared a curfew and arrested dozens of people."
    found = analyse(document_of("t", text), mixed).reports
    curfew = next(r for r in found if r.types[0].mode == "curfew")
    assert {p.role for p in curfew.participants} == {"initiator"}


def test_an_army_that_is_deployed_is_not_what_it_is_aimed_at(mixed: Pipeline) -> None:
    text = "President Duque ordered the deployment of the army to Cali."
    assert {role for role, _ in _parts(mixed, text, "MOBILIZE")} == {"initiator"}


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        (
            "The border was closed on Monday after Turkish jets bombed a camp.",
            "COERCE",
            ("initiator", "Turkish jets"),
        ),
        (
            "Martial law was declared after soldiers shot protesters.",
            "COERCE",
            ("initiator", "soldiers"),
        ),
        (
            "The army seized the bridge after rebels attacked a convoy of the police.",
            "COERCE",
            ("target", "a convoy of the police"),
        ),
        (
            "The journalist was freed after Kenya intervened.",
            "RETREAT",
            ("initiator", "Kenya"),
        ),
    ],
)
def test_what_came_before_is_others(
    mixed: Pipeline, text: str, kind: str, part: tuple[str, str]
) -> None:
    found = _parts(mixed, text, kind)
    assert found or kind == "COERCE"
    assert part not in found


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        ("The mayor was arrested after police raided his home.", "COERCE", ("initiator", "police")),
        ("Ten died after soldiers opened fire on a crowd.", "ASSAULT", ("initiator", "soldiers")),
        (
            "Kenya expelled the ambassador after Somalia arrested two diplomats.",
            "SANCTION",
            ("initiator", "Kenya"),
        ),
        (
            "The EU sanctioned Belarus after it forced down a jet.",
            "SANCTION",
            ("target", "Belarus"),
        ),
    ],
)
def test_who_goes_on_to_it_has_a_part(
    mixed: Pipeline, text: str, kind: str, part: tuple[str, str]
) -> None:
    assert part in _parts(mixed, text, kind)


@pytest.mark.parametrize(
    "text",
    [
        "The senator has racked up endorsements from three governors.",
        "The senator picked up the endorsement of three governors.",
    ],
)
def test_who_gets_backing_in_any_words_gains_by_it(mixed: Pipeline, text: str) -> None:
    assert _parts(mixed, text, "SUPPORT") == {
        ("initiator", "three governors"),
        ("beneficiary", "The senator"),
    }


def test_who_gives_backing_gives_it(mixed: Pipeline) -> None:
    text = "The senator announced his endorsement of the governor."
    assert ("beneficiary", "the governor") in _parts(mixed, text, "SUPPORT")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Police discovered a bomb under a bridge in Lahore.", ("initiator", "Police")),
        ("The soldiers found a large bomb in Lahore on Monday.", ("initiator", "The soldiers")),
    ],
)
def test_who_finds_or_makes_a_bomb_is_neither_bomber_nor_bombed(
    mixed: Pipeline, text: str, part: tuple[str, str]
) -> None:
    assert part not in _parts(mixed, text, "ASSAULT")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Police detonated a bomb under a bridge in Lahore.", ("initiator", "Police")),
        ("The rebels planted a bomb under a bridge in Lahore.", ("initiator", "The rebels")),
        ("A Hamas rocket killed two workers in Ashkelon.", ("initiator", "Hamas")),
        ("Rebels detonated a bomb at an army post near Bria.", ("target", "army")),
        ("Rebels fired rockets at Israel on Monday.", ("target", "Israel")),
    ],
)
def test_who_lays_or_suffers_a_bomb_is_told(
    mixed: Pipeline, text: str, part: tuple[str, str]
) -> None:
    assert part in _parts(mixed, text, "ASSAULT")


@pytest.mark.parametrize(
    ("text", "trigger", "doers"),
    [
        ("A man arrested by Kenyan police killed a guard.", "killed", {"man"}),
        ("Syrian troops shelled the town before rebels attacked it.", "attacked", {"rebels"}),
        ("Rebels led by Joseph Kony attacked a village.", "attacked", {"Rebels", "Joseph Kony"}),
        ("Troops sent by Uganda killed six rebels in Congo.", "killed", {"Troops", "Uganda"}),
    ],
)
def test_who_acts_in_another_clause_does_not_act_here(
    text: str, trigger: str, doers: set[str]
) -> None:
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    [one] = [r for r in found.reports if r.trigger.text == trigger]
    assert {p.name for p in one.participants if p.role == "initiator"} == doers


@pytest.mark.parametrize(
    ("text", "trigger", "hurt"),
    [
        ("Uganda bombed a camp after rebels killed two soldiers.", "bombed", {"a camp"}),
        (
            "Two soldiers were wounded after rebels attacked a convoy in Mali.",
            "attacked",
            {"convoy", "Two soldiers"},
        ),
    ],
)
def test_whom_an_earlier_act_hurt_is_not_hurt_again(
    text: str, trigger: str, hurt: set[str]
) -> None:
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    [one] = [r for r in found.reports if r.trigger.text == trigger]
    assert {p.name for p in one.participants if p.role in ("target", "affected")} == hurt


@pytest.mark.parametrize(
    ("text", "trigger", "doers"),
    [
        ("Police failed to prevent an attack on the Chinese consulate.", "attack", set()),
        ("Peru's president used the coup of May as a pretext for new taxes.", "coup", set()),
        ("Israel repelled an attack by Hamas on Sderot.", "attack", {"Hamas"}),
        ("Chad stopped its attack on Niger.", "stopped", {"Chad"}),
        ("Syria used torture against its prisoners.", "torture", {"Syria"}),
        ("Thai police used tear gas against protesters.", "used", {"Thai police"}),
    ],
)
def test_who_averts_or_uses_an_act_does_not_do_it(text: str, trigger: str, doers: set[str]) -> None:
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    [one] = [r for r in found.reports if r.trigger.text == trigger]
    assert {p.name for p in one.participants if p.role == "initiator"} == doers


@pytest.mark.parametrize(
    ("text", "trigger", "who"),
    [
        ("President Rojas dismissed General Paz's claim that he was beaten.", "beaten", "Paz"),
        (
            "The premier heard Anna Paz's testimony that she had been beaten by soldiers.",
            "beaten",
            "Anna Paz",
        ),
        (
            "President Rojas denied General Paz's accusation that he had jailed two judges.",
            "jailed",
            "Rojas",
        ),
    ],
)
def test_who_says_it_speaks_of_himself(text: str, trigger: str, who: str) -> None:
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    [one] = [r for r in found.reports if r.trigger.text == trigger]
    assert who in {p.name for p in one.participants}
