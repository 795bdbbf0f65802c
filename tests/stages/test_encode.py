"""Tests of the shipped weights and of what is read with them."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from dragoman.knowledge.codebook import load_codebook
from dragoman.records.report import Role
from dragoman.stages.encode import Encoder, Reading, softmax
from dragoman.testing.parties import document_of, parse_text

ROOT = Path(__file__).parents[2]
WEIGHTS = ROOT / "src" / "dragoman" / "assets" / "coder"


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(WEIGHTS)


def read(encoder: Encoder, text: str) -> tuple[Reading, list[str]]:
    document = document_of(text)
    parses = parse_text(document)
    [reading] = encoder.read(document, parses, {0})
    assert reading is not None
    return reading, [token.text for token in parses[0].tokens]


def test_the_shipped_weights_are_those_that_training_recorded() -> None:
    lines = (ROOT / "training" / "weights.sha256").read_text().splitlines()
    recorded = {name: digest for digest, name in (line.split() for line in lines)}
    shipped = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in WEIGHTS.iterdir()
    }
    assert shipped == recorded


def test_the_weights_take_less_than_60_megabytes() -> None:
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir()) < 60e6


def test_the_encoder_asks_for_word_pieces_alone(encoder: Encoder) -> None:
    # A graph with a mask is one that training/graph.py has not been over: twice as slow.
    assert [given.name for given in encoder._session.get_inputs()] == ["ids"]


def test_the_model_knows_just_the_types_and_modes_of_the_codebook(encoder: Encoder) -> None:
    types = {t.code: {m.code for m in t.modes} for t in load_codebook("plover").types}
    assert set(encoder.heads.types[1:]) == set(types)
    modes = [mode.split(".") for mode in encoder.heads.modes[1:]]
    assert all(mode in types[code] for code, mode in modes)


def test_the_model_knows_every_role(encoder: Encoder) -> None:
    assert set(get_args(Role)) <= set(encoder.heads.arguments)


def test_each_word_has_probabilities_that_add_up_to_one(encoder: Encoder) -> None:
    reading, words = read(encoder, "Rebels shelled Taftanaz.")
    assert reading.types.shape == (len(words), len(encoder.heads.types))
    assert np.allclose(reading.types.sum(axis=1), 1, atol=1e-3)


def test_a_plain_attack_is_seen_at_its_verb_with_its_parties(encoder: Encoder) -> None:
    reading, words = read(encoder, "Rebels shelled an army checkpoint in Goma.")
    verb = words.index("shelled")
    assert encoder.heads.types[int(reading.types[verb].argmax())] == "ASSAULT"
    marked = reading.arguments([verb], "ASSAULT")
    labels = [encoder.heads.arguments[int(row.argmax())] for row in marked]
    assert labels[words.index("Rebels")] == "initiator"
    assert labels[words.index("checkpoint")] == "target"


def test_sentences_that_are_not_wanted_are_not_read(encoder: Encoder) -> None:
    document = document_of("Rebels shelled Goma. Nobody knew why.")
    parses = parse_text(document)
    first, second = encoder.read(document, parses, {1})
    assert first is None
    assert second is not None


def test_a_sentence_reads_the_same_beside_others_as_alone(encoder: Encoder) -> None:
    alone, _ = read(encoder, "Rebels shelled Goma.")
    document = document_of("Rebels shelled Goma. The two ministers met in Vienna for an hour.")
    beside = encoder.read(document, parse_text(document), {0, 1})[0]
    assert beside is not None
    assert alone.types.tolist() == beside.types.tolist()


def test_words_beyond_the_longest_sentence_are_none(encoder: Encoder) -> None:
    reading, words = read(encoder, "Goma " + "and Goma " * 150 + "fell.")
    assert reading.types[len(words) - 1, 0] == 1


def test_softmax_bears_large_scores() -> None:
    assert softmax(np.array([1000.0, 1000.0], dtype=np.float32)).tolist() == [0.5, 0.5]
