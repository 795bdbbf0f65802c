"""Tests of the corpus's text format."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from examples import examples_of
from items import CorpusError, Item, read_corpus, read_items

from dragoman.knowledge.codebook import load_codebook

Read = Callable[[str], Item]

SHELLING = """@ wire sahel 2012
Rebels shelled a checkpoint near Goma on Tuesday, killing three soldiers, the army said.
> ASSAULT.heavy-weapons shelled | i: Rebels | t: a checkpoint | w: near Goma | s: the army ~ said
"""


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def _read(text: str) -> Item:
        path = tmp_path / "batch.txt"
        path.write_text(text, encoding="utf-8")
        (item,) = read_items(path, codebook=load_codebook("plover"))
        if isinstance(item, CorpusError):
            raise item
        return item

    return _read


def test_words_become_spans_of_the_text(read: Read) -> None:
    item = read(SHELLING)
    (event,) = item.events
    (step,) = event.chain
    spans = [event.words, *(f.words for f in event.fields), step.source]
    assert [item.text[s.start : s.end] for s in spans if s is not None] == [
        "shelled",
        "Rebels",
        "a checkpoint",
        "near Goma",
        "the army",
    ]


def test_a_number_sign_chooses_the_occurrence(read: Read) -> None:
    item = read("@ wire asia 2001\nThey held talks about talks.\n> CONSULT talks#2 | p: They\n")
    assert item.events[0].words.start == len("They held talks about ")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("> ASSAULT bombed", "not in the text: 'bombed'"),
        ("> ATTACK shelled", "no type or mode: ATTACK."),
        ("> ASSAULT.shelling shelled", "no type or mode: ASSAULT.shelling"),
        ("> ASSAULT shelled | x: Rebels", "no such field: x: Rebels"),
        ("> ASSAULT shelled | * happened", "no such stance: * happened"),
        ("> ASSAULT shelled | s: Rebels", "a step is 'source ~ cue'"),
        ("? opinion shelled", "no kind of claim: opinion"),
        ("- shelled", "'none' in the header just where"),
    ],
)
def test_a_fault_is_told_with_its_place(read: Read, line: str, fault: str) -> None:
    with pytest.raises(CorpusError, match=re.escape(fault)) as caught:
        read(f"@ wire asia 2001\nRebels shelled it.\n{line}\n")
    assert str(caught.value).startswith("batch.txt line 1: ")


def test_an_event_goes_with_the_sentence_of_its_trigger(read: Read) -> None:
    text = "@ wire asia 2001\nRebels came. They shelled it.\n> ASSAULT shelled | i: They\n"
    first, second = examples_of(read(text))
    assert (first.text, first.events) == ("Rebels came.", ())
    (event,) = second.events
    assert second.text[event.start : event.end] == "shelled"


def test_the_corpus_can_be_read_and_has_no_text_twice() -> None:
    texts = [item.text for item in read_corpus()]
    assert len(texts) == len(set(texts))
