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


@pytest.mark.parametrize(("code", "mode", "sentence"), TELLING)
def test_a_clear_sentence_is_told_first_by_its_type(
    code: str, mode: str | None, sentence: str
) -> None:
    assert (code, mode) in told(sentence)


@pytest.mark.parametrize("sentence", SILENT)
def test_everyday_senses_of_trigger_words_tell_nothing(sentence: str) -> None:
    assert told(sentence) == []
