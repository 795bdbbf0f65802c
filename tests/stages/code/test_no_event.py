"""Tests of words that look like an event's and tell none, or another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.evaluate.tasks.lines import document_of
from dragoman.pipeline.document import Pipeline, analyse

Told = Callable[[str], list[tuple[str, str | None]]]


@pytest.fixture(scope="module")
def told(mixed: Pipeline) -> Told:
    def read(text: str) -> list[tuple[str, str | None]]:
        return [
            (r.types[0].code, r.types[0].mode)
            for r in analyse(document_of("t", text), mixed).reports
        ]

    return read


def types(found: list[tuple[str, str | None]]) -> set[str]:
    return {code for code, _ in found}


def test_who_loses_an_office_is_not_shot(told: Told) -> None:
    assert "ASSAULT" not in types(told("The president fired James Cole, an aide, on Monday."))
    assert "ASSAULT" not in types(told("Ruto defended his firing of the intelligence director."))
    assert told("A journalist was fired at in Gaza.") == [("ASSAULT", "firearms")]


def test_an_envoy_called_home_is_a_withdrawal_and_a_coup_a_seizure(told: Told) -> None:
    assert told("Latvia recalled its ambassador to Belarus.") == [("SANCTION", "withdraw")]
    assert told("Officers overthrew the president of Niger.") == [("COERCE", "seize")]


def test_letters_and_decrees_that_are_signed_are_no_accords(told: Told) -> None:
    assert told("Thirty lawmakers signed a letter to the Kenyan minister.") == []
    assert types(told("Peru and Chile signed a treaty.")) == {"SUPPORT"}


def test_a_politicians_rally_is_no_protest(told: Told) -> None:
    assert told("President Ruto held a rally in Kisumu on Sunday.") == []
    assert types(told("Thousands of Serbs held a rally in Belgrade.")) == {"PROTEST"}


def test_a_participle_that_says_who_somebody_is_tells_nothing(told: Told) -> None:
    assert told("The ousted minister spoke to reporters in Lima.") == []


def test_dangers_and_warnings_of_them_are_no_threats(told: Told) -> None:
    assert told("Kenya faces security threats such as piracy.") == []
    assert told("The minister warned that Russia could attack Estonia next year.") == []
    assert types(told("Iran warned that it would close the strait.")) == {"THREATEN"}
    assert types(told("North Korea repeated its threat to strike Seoul.")) == {"THREATEN"}


def test_a_question_a_call_and_a_term_sought_are_no_requests(told: Told) -> None:
    assert "REQUEST" not in types(told("Reporters asked the Kenyan minister if he would resign."))
    assert "REQUEST" not in types(told("“With troops?” the Kenyan minister asked."))
    assert told("President Aliyev is seeking a fourth term.") == []
    assert types(told("Congo called on Rwanda to withdraw.")) == {"REQUEST"}


def test_an_airport_that_diverts_flights_seizes_nothing(told: Told) -> None:
    assert told("The airport in Prague diverted all flights on Monday.") == []


def test_fights_of_politicians_are_fights_of_words(told: Told) -> None:
    assert "ASSAULT" not in types(
        told("The battle between President Ruto and Raila Odinga hardened.")
    )
    assert "ASSAULT" not in types(told("Emmanuel Macron attacked Marine Le Pen in a speech."))
    assert types(told("Rebels attacked President Touadéra in Bangui.")) == {"ASSAULT"}


def test_police_who_look_into_an_accident_accuse_nobody(told: Told) -> None:
    assert told("Police in Kumasi are investigating the cause of the accident.") == []


def test_people_who_flee_withdraw_nothing_and_troops_do(told: Told) -> None:
    assert told("Some 4,000 Angolans have fled to Zambia.") == []
    assert types(told("Government troops fled the town of Cuito.")) == {"RETREAT"}


def test_who_pleads_not_guilty_gives_way_to_nobody(told: Told) -> None:
    assert told("The former minister of Togo pleaded not guilty to graft.") == []


def test_a_road_that_police_block_is_closed_and_no_protest(told: Told) -> None:
    assert told("Police blocked the road to the parliament in Lome.") == [("COERCE", "restrict")]


@pytest.mark.parametrize(
    "text",
    [
        "The officer was captured by surveillance cameras at a school in Ohio.",
        "The policeman was captured on video at a rally in Lagos.",
    ],
)
def test_nobody_is_taken_by_a_camera(told: Told, text: str) -> None:
    assert not {code for code, _ in told(text)} & {"ASSAULT", "COERCE"}


def test_who_pleads_not_guilty_gives_way_in_nothing(told: Told) -> None:
    assert told("Senator Gary Hollis pleaded not guilty to bribery on Monday.") == []
    assert types(told("Senator Gary Hollis pleaded guilty to bribery on Monday.")) == {"CONCEDE"}


def test_who_shoots_back_in_words_or_attacks_a_columnist_strikes_nobody(told: Told) -> None:
    for text in (
        "The governor attacked a columnist on Monday.",
        "The senator shot back that the soldiers had lied.",
    ):
        assert "ASSAULT" not in types(told(text))


def test_who_goes_home_gives_way_in_nothing_unless_he_is_a_soldier(told: Told) -> None:
    assert told("The opposition leader returned to Lusaka after three years in exile.") == []
    assert types(told("The president returned home to Nairobi on Monday.")) <= {"CONSULT"}
    assert told("The rebels returned to their bases in Goma.") == [("RETREAT", "withdraw")]
    assert "RETREAT" in types(told("The militia returned the seized trucks to their owners."))


@pytest.mark.parametrize(
    "text",
    [
        "Her appeal to moderate voters has waned.",
        "The minister has a strong appeal among farmers.",
        "His appeal extends to rural voters.",
        "The premier hopes to appeal to urban workers.",
        "The senator captured ninety delegates in March.",
        "The mayor has locked up the nomination of her party.",
        "The recordings may be released next year.",
        "The governor released his tax returns under pressure.",
        "A magistrate ordered the release of the minister's letters.",
        "The foundation paid $2 million to two agencies to lobby the ministry.",
        "The party paid 40 employees and lawyers in June.",
        "The port charged the shippers for parking.",
        "Two nurses gave birth to daughters in the camp.",
        "The minister declined to run again.",
        "The general decided not to join the race for mayor.",
        "The banker decided not to launch a bid.",
    ],
)
def test_elections_papers_and_trade_are_told_in_words_of_force_and_giving(
    told: Told, text: str
) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The president appealed to the rebels to lay down their arms.", "REQUEST"),
        ("His appeal to the rebels to stop the war was broadcast on Monday.", "REQUEST"),
        ("The rebels captured 40 soldiers on Tuesday.", "ASSAULT"),
        ("Police locked up the opposition candidate in May.", "COERCE"),
        ("Police released the suspects.", "RETREAT"),
        ("The judge ordered the release of the hostages on Monday.", "CONCEDE"),
        ("The government paid compensation to the families of the victims.", "AID"),
        ("Japan paid $10 million to rebuild the bridge in Laos.", "AID"),
        ("Prosecutors charged the mayor with fraud.", "ACCUSE"),
        ("Sudan refused to attend the talks.", "REJECT"),
        ("The minister refused to enter the talks.", "REJECT"),
        ("The union decided not to accept the bid of the bank.", "REJECT"),
    ],
)
def test_the_same_words_of_deeds_are_told(told: Told, text: str, code: str) -> None:
    assert code in types(told(text))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The bishop, who gave a March speech denouncing the junta, fled.", "PROTEST"),
        ('"Who paid?" Mr. Holm asked, repeating a broadside against the premier.', "REQUEST"),
        ("A Kenyan editor visiting Lisbon on vacation lost his passport.", "CONSULT"),
    ],
)
def test_a_month_a_question_and_a_holiday_are_no_events(told: Told, text: str, code: str) -> None:
    assert code not in types(told(text))


def test_a_march_a_wish_and_a_visit_are(told: Told) -> None:
    assert types(told("Thousands joined the march in Dublin on Saturday.")) == {"PROTEST"}
    assert types(told("Mrs. Holm asked the agency for its files.")) == {"REQUEST"}
    assert types(told("A Kenyan minister visited Lisbon on Monday.")) == {"CONSULT"}


@pytest.mark.parametrize(
    "text",
    [
        "A majority of Kenyans back the deal, a survey showed.",
        "Half of Israelis oppose the plan, according to a poll.",
        "In the survey, 40 percent blamed the government for the crisis.",
        "Nearly 70% of Germans reject the plan.",
    ],
)
def test_what_people_tell_pollsters_is_no_event(told: Told, text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("About 40 percent of voters rejected the treaty in a referendum on Sunday.", "REJECT"),
        ("A majority of lawmakers backed the bill.", "SUPPORT"),
        ("Voters backed the ruling party in Sunday's polls.", "SUPPORT"),
        ("Sixty percent of workers walked out on Monday.", "PROTEST"),
        ("Protesters rejected the survey of the land.", "REJECT"),
    ],
)
def test_what_people_do_at_the_polls_is(told: Told, text: str, code: str) -> None:
    assert code in types(told(text))


@pytest.mark.parametrize(
    "text",
    [
        "Rwandan soldiers crossed the border into Congo.",
        "Ugandan troops crossed into Congo to hunt the ADF.",
        "Turkish forces entered northern Syria.",
    ],
)
def test_forces_that_cross_a_border_show_force(told: Told, text: str) -> None:
    assert types(told(text)) == {"MOBILIZE"}


@pytest.mark.parametrize(
    "text",
    [
        "Refugees crossed the border into Chad.",
        "The president entered Congo on Friday.",
        "Vladimir Putin spoke in Moscow.",
        "The president spoke on Tuesday.",
    ],
)
def test_people_who_cross_a_border_or_speak_to_nobody_do_not(told: Told, text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iran's navy warned that ships bound for Israel would be sunk.", {"THREATEN"}),
        ("The junta warned that protesters would be shot.", {"THREATEN"}),
        ("The UN warned that thousands would be killed.", set()),
        ("Germany warned of a protracted conflict.", set()),
    ],
)
def test_who_warns_how_others_would_be_dealt_with_threatens(
    told: Told, text: str, expected: set[str]
) -> None:
    assert types(told(text)) == expected


def test_states_that_sign_a_contract_work_together_and_players_do_not(told: Told) -> None:
    assert types(told("Egypt signed a contract with Italy to buy ten frigates.")) == {"COOPERATE"}
    assert told("Messi signed a contract with Miami.") == []
