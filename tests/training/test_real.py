"""Tests of annotations that are kept without the words they stand in."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from items import CorpusError
from real import pack, read_real

SENTENCE = "Rebels shelled a checkpoint near Goma, the army said."
BATCH = f"""@ wire real 2000
{SENTENCE}
> ASSAULT shelled | i: Rebels | t: a checkpoint | s: the army ~ said
"""


@pytest.fixture
def sets(tmp_path: Path) -> Path:
    for name, text in (("event_location", "Nothing here."), ("muc4", f"Before it.  {SENTENCE}")):
        (tmp_path / name).mkdir()
        line = json.dumps({"id": f"{name}-1", "text": text})
        (tmp_path / name / "train.jsonl").write_text(line + "\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def packed(sets: Path) -> Path:
    batch = sets / "batch.txt"
    batch.write_text(BATCH, encoding="utf-8")
    folder = sets / "real"
    folder.mkdir()
    lines = [msgspec.json.encode(one) for one in pack(batch, sets)]
    (folder / "batch.jsonl").write_bytes(b"\n".join(lines))
    return folder


def test_no_word_of_the_sentence_is_kept(packed: Path) -> None:
    kept = (packed / "batch.jsonl").read_text(encoding="utf-8")
    assert not any(word in kept for word in ("Rebels", "shelled", "checkpoint", "Goma"))


def test_what_was_marked_comes_back_with_the_words(packed: Path, sets: Path) -> None:
    (item,) = read_real(sets, packed)
    (event,) = item.events
    assert item.text == SENTENCE
    assert item.text[event.words.start : event.words.end] == "shelled"


def test_a_set_that_has_changed_is_told(packed: Path, sets: Path) -> None:
    path = sets / "muc4" / "train.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("army", "navy"), encoding="utf-8")
    with pytest.raises(CorpusError, match=r"batch.jsonl line 1: muc4 muc4-1 has other words"):
        read_real(sets, packed)


def test_a_missing_set_is_told(packed: Path, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="give the folder that holds event_location and muc4"):
        read_real(tmp_path / "nowhere", packed)


def test_a_sentence_of_no_set_is_told(sets: Path) -> None:
    batch = sets / "strange.txt"
    batch.write_text("@ wire real 2000 none\nIt rained in Bern.\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="in no set: It rained in Bern"):
        list(pack(batch, sets))
