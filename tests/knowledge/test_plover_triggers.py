"""The wordings of the PLOVER codebook, and what they read in sentences made up for the purpose."""

from __future__ import annotations

import pytest

from dragoman.knowledge.codebook import Codebook, load_codebook
from dragoman.testing.wordings import told

TELLING = [
    ("AGREE", None, "Tunisia invited the Maltese president to Tunis."),
    ("AGREE", None, "Chile pledged to share the harvest with its neighbours."),
    ("CONSULT", None, "The two ministers met in Lima."),
    ("CONSULT", "visit", "Portugal received the Moroccan trade minister."),
    ("CONSULT", "visit", "The premier of Fiji visited Samoa."),
    ("CONSULT", "third-party", "Oman mediated between the two delegations."),
    ("CONSULT", "phone", "The chancellor spoke by telephone with the Korean president."),
    ("SUPPORT", None, "Iceland welcomed the decision of the tribunal."),
    ("SUPPORT", None, "Brazil and Uruguay signed a treaty in Montevideo."),
    ("CONCEDE", None, "The rebels announced a truce."),
    ("CONCEDE", None, "The king pardoned eleven bloggers."),
    ("COOPERATE", None, "Colombia extradited two suspects to Panama."),
    ("COOPERATE", None, "Zambia bought electricity from Angola."),
    ("AID", None, "Turkey delivered wheat to Somalia."),
    ("AID", None, "Norway armed the guerrillas."),
    ("RETREAT", "withdraw", "The battalion withdrew from the harbour."),
    ("RETREAT", "release", "The militia released fourteen nurses."),
    ("RETREAT", "disarm", "The fighters laid down their weapons."),
    ("RETREAT", "ceasefire", "A ceasefire between the two armies took effect."),
    ("RETREAT", "access", "Chad allowed inspectors to visit the laboratory."),
    ("RETREAT", "resign", "The interior minister of Moldova resigned."),
    ("REQUEST", "yield", "Norway urged Chad to lift the blockade."),
    ("REQUEST", "yield", "The bishops called for an immediate ceasefire."),
    ("REQUEST", "meet", "Guyana requested talks with its neighbour."),
    ("REQUEST", "change", "The parties called on the premier to step down."),
    ("REQUEST", "assist", "Malawi asked for help."),
    ("REQUEST", None, "The bishop stressed the need to protect the forest."),
]
SILENT = [
    "The president met reporters after lunch.",
    "The company met its target in May.",
    "The king gave a speech in Paris.",
    "The ministry released a statement.",
    "The speech was shortened in order to calm investors.",
    "The minister said that the harvest was good.",
    "The couple returned home on Sunday.",
]

PLAIN = [
    ("CONSULT", "visit", "The Danish premier looked in on the king of Norway."),
    ("CONSULT", None, "The envoys talked the matter over with the bishop."),
    ("COERCE", "arrest", "Police led the editor away in handcuffs."),
    ("COERCE", "arrest", "The monks were thrown into a cell."),
    ("COERCE", "deport", "The governor sent the refugees back across the river."),
    ("COERCE", "censor", "The regulator took the channel off the air."),
    ("COERCE", "withhold", "The junta shut off the internet."),
    ("ASSAULT", None, "The rebels fell upon a convoy of traders."),
    ("ASSAULT", "destroy", "The raiders put the village to the torch."),
    ("ASSAULT", "targeted", "The mayor was cut down outside his house."),
    ("ASSAULT", "abduct", "Bandits made off with six nuns."),
    ("ASSAULT", "firearms", "The guards turned their guns on the prisoners."),
    ("ASSAULT", "heavy-weapons", "The army sent two shells into the suburb."),
    ("ASSAULT", "crowd-control", "Police laid into the students with clubs."),
    ("RETREAT", "withdraw", "Fiji took its battalion out of the valley."),
    ("RETREAT", "withdraw", "The brigade was brought back from Samoa."),
    ("RETREAT", "disarm", "The militia laid aside its weapons."),
    ("RETREAT", "ceasefire", "The two clans put an end to the fighting."),
    ("RETREAT", "resign", "The premier laid down his office."),
    ("RETREAT", None, "Malta took the firm off its blacklist."),
    ("CONCEDE", None, "The ministry took back the decree."),
    ("CONCEDE", None, "The government gave way to the strikers."),
    ("CONCEDE", None, "The minister said sorry to the families."),
    ("AID", None, "Chad brought blankets to the flooded villages."),
    ("AID", None, "The coast guard pulled forty migrants out of the sea."),
    ("AID", None, "The ministry kept the militia in money and arms."),
    ("SANCTION", "expel", "Peru showed the door to two envoys."),
    ("SANCTION", "discontinue", "Norway held back the loan."),
    ("REJECT", None, "Parliament threw out the budget."),
    ("REJECT", None, "Bulgaria stood in the way of the accession."),
    ("REJECT", "meet", "The delegates got up from the table."),
    ("REJECT", "meet", "Chile put off the visit."),
    ("COOPERATE", None, "The two railways pooled their money."),
    ("COOPERATE", None, "Latvian police passed the file to their Estonian colleagues."),
    ("SUPPORT", None, "The bishop spoke up for the teachers."),
    ("SUPPORT", None, "Fiji and Tonga put their names to the treaty."),
    ("SUPPORT", None, "The two kingdoms took up relations."),
    ("MOBILIZE", "troops", "Kenya brought tanks up to the border."),
    ("MOBILIZE", "troops", "The general threw two brigades into the valley."),
    ("MOBILIZE", "weapons", "The navy tried out a torpedo."),
    ("MOBILIZE", "militia", "Villagers took up rifles against the bandits."),
    ("PROTEST", "demo", "Women went out on the streets."),
    ("PROTEST", "vandalize", "The crowd pulled down a statue."),
    ("PROTEST", "obstruct", "Villagers sat down on the tracks."),
    ("PROTEST", "hunger", "The prisoners turned away their food."),
    ("REQUEST", "assist", "Malawi turned to its neighbours for help."),
    ("REQUEST", None, "Samoa put pressure on the government to close the port."),
    ("REQUEST", None, "Greece wants its marbles back."),
    ("THREATEN", None, "Lima put the company on notice."),
    ("THREATEN", None, "The rebels shook their fists at the governor."),
    ("ACCUSE", "allege", "Chad put the fire down to foreign agents."),
    ("ACCUSE", "allege", "The opposition laid the killing at the door of the police."),
    ("ACCUSE", "disapprove", "The bishop spoke against the regime."),
    ("ACCUSE", "investigate", "The auditors looked into the contract."),
    ("AGREE", None, "Norway held out a loan to Ghana."),
    ("AGREE", None, "Zambia put two million dollars on the table."),
    ("AGREE", None, "The clan fell in with the plan."),
]
"""Deeds told in plain and phrasal verbs."""
PLAIN_SILENT = [
    "The company brought its accounts up to date.",
    "The tractor pulled the car out of the mud.",
    "The orchestra let off fireworks after the concert.",
    "Rain fell on the camp all night.",
    "A guide led the tourists into the forest.",
    "The king put on a heavy coat.",
    "The boy turned the page.",
    "The baker shut his shop in July.",
    "The illness took the life of the composer.",
    "The gardener threw out the old pots.",
    "The actor took up the violin at forty.",
    "The clerk put the letter before the judge.",
    "The bridge gave way under the lorry.",
    "Anger gave way to sorrow.",
    "The cook sent back the meat.",
    "The boat turned back before noon.",
    "A cold wind drove the bathers back to the hotel.",
    "The brothers run a hotel together.",
    "The waiter brought bread to the table.",
    "The miners stopped work for lunch.",
    "The river carried off the topsoil.",
    "The artist put his hand to his face.",
    "The driver pulled out of the side road.",
    "The tourists went into the bush to look for birds.",
]
"""The same verbs telling no such deed."""


@pytest.fixture(scope="module")
def plover() -> Codebook:
    return load_codebook("plover")


def test_no_wording_stands_under_two_types(plover: Codebook) -> None:
    types: dict[tuple[str, str], set[str]] = {}
    for trigger in plover.triggers:
        for kind, patterns in (("verb", trigger.verbs), ("noun", trigger.nouns)):
            for pattern in patterns:
                types.setdefault((kind, pattern.text), set()).add(trigger.type_code)
    assert {wording: found for wording, found in types.items() if len(found) > 1} == {}


def test_each_mode_of_each_type_has_a_wording(plover: Codebook) -> None:
    told_modes = {(trigger.type_code, trigger.mode) for trigger in plover.triggers}
    modes = {(t.code, mode.code) for t in plover.types for mode in t.modes}
    assert modes - told_modes == set()


def test_each_wording_is_in_lower_case_and_single_spaced(plover: Codebook) -> None:
    texts = [
        text
        for trigger in plover.triggers
        for text in (
            *(verb.text for verb in (*trigger.verbs, *trigger.excepts)),
            *(noun.text for noun in trigger.nouns),
        )
    ]
    assert [text for text in texts if text != " ".join(text.lower().split())] == []


def test_no_table_excepts_all_that_one_of_its_wordings_tells(plover: Codebook) -> None:
    contradictions = [
        (trigger.id, pattern.text)
        for trigger in plover.triggers
        for pattern in trigger.verbs
        if pattern.text in {other.text for other in trigger.excepts}
    ]
    assert contradictions == []


@pytest.mark.parametrize(("code", "mode", "sentence"), TELLING + PLAIN)
def test_a_clear_sentence_is_told_first_by_its_type(
    code: str, mode: str | None, sentence: str
) -> None:
    assert (code, mode) in told(sentence)


@pytest.mark.parametrize("sentence", SILENT + PLAIN_SILENT)
def test_everyday_senses_of_trigger_words_tell_nothing(sentence: str) -> None:
    assert told(sentence) == []
