"""Sentences whose predicates are marked: what a line holds, and what is wrong with one."""

from __future__ import annotations

from pathlib import Path

import pytest
from predicates import MARKS, predicates_in, read_line


def test_a_line_gives_its_text_and_where_each_mark_stands() -> None:
    found = read_line("She [left|yes] and may [return|maybe].")
    text = found["text"]
    assert text == "She left and may return."
    assert [(text[a:b], mark) for a, b, mark in found["marks"]] == [
        ("left", "yes"),
        ("return", "maybe"),
    ]


@pytest.mark.parametrize("line", ["Nothing is marked.", "He [came|perhaps].", "[He] [came|yes]."])
def test_a_wrong_line_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="mark"):
        read_line(line)


def test_a_fault_is_named_with_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text("It [rained|yes].\n\nIt [rained|sure].\n")
    with pytest.raises(ValueError, match=r"one\.txt:3: the mark 'sure'"):
        list(predicates_in(path))


def test_every_mark_occurs_in_the_sentences_of_the_project() -> None:
    assert {mark for one in predicates_in() for _, _, mark in one["marks"]} == set(MARKS)
