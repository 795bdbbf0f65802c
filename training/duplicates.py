"""Finds texts of the corpus that are too like each other, or like a text of given folders.

Two texts are alike when their sets of words share four fifths (Jaccard), or one holds nine words
in a row of the other. Folders given hold evaluation data as JSON Lines with a `text`, or text
files; what is like them must not be trained on.

    python training/duplicates.py [FOLDER …]
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from items import read_corpus

ALIKE = 0.8
"""Share of words from which two texts are alike."""
IN_A_ROW = 9
_WORD = re.compile(r"\w+")
_FEWEST = 5
"""Texts shorter than this are not compared: "Talks go on." is nobody's own."""


class Text(NamedTuple):
    """A text by name, with its words in order, folded."""

    name: str
    words: tuple[str, ...]


def texts_of_corpus() -> list[Text]:
    """Return each paragraph of the corpus."""
    return [
        Text(item.id, words_of(line)) for item in read_corpus() for line in item.text.split("\n")
    ]


def texts_in(folder: Path) -> Iterator[Text]:
    """Yield the paragraphs of the JSON Lines and text files below a folder."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".jsonl":
            for line in path.read_text("utf-8").split("\n"):
                found = json.loads(line) if line.strip() else {}
                for paragraph in str(found.get("text", "")).split("\n"):
                    yield Text(f"{path} {found.get('id')}", words_of(paragraph))
        elif path.suffix == ".txt":
            for paragraph in path.read_text("utf-8").split("\n"):
                yield Text(str(path), words_of(paragraph))


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded."""
    return tuple(w.casefold() for w in _WORD.findall(text))


def runs_of(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the runs of words that two texts may not share; a short text is one run."""
    if _FEWEST <= len(words) < IN_A_ROW:
        yield words
    for first in range(len(words) - IN_A_ROW + 1):
        yield words[first : first + IN_A_ROW]


def alike(corpus: list[Text], others: Iterable[Text] | None) -> Iterator[tuple[str, str, str]]:
    """Yield (name, name, why) of texts alike: within the corpus where `others` is None."""
    by_run: dict[tuple[str, ...], int] = {}
    by_word: dict[str, list[int]] = defaultdict(list)
    sets = [frozenset(text.words) for text in corpus]
    if others is not None:
        for number, text in enumerate(corpus):
            _file(number, text, sets[number], by_run, by_word)
    for number, text in enumerate(corpus if others is None else others):
        met = _met(text, by_run, by_word, sets, corpus)
        if met is not None:
            yield text.name, corpus[met[0]].name, met[1]
        if others is None:
            _file(number, text, sets[number], by_run, by_word)


def _file(
    number: int, text: Text, words: frozenset[str], by_run: dict[tuple[str, ...], int],
    by_word: dict[str, list[int]],
) -> None:  # fmt: skip
    for run in runs_of(text.words):
        by_run.setdefault(run, number)
    if len(words) >= _FEWEST:
        by_word[max(words, key=lambda w: (len(w), w))].append(number)


def _met(
    text: Text, by_run: dict[tuple[str, ...], int], by_word: dict[str, list[int]],
    sets: list[frozenset[str]], corpus: list[Text],
) -> tuple[int, str] | None:  # fmt: skip
    """Return the filed text that is like this one, and why; None if there is none."""
    for run in runs_of(text.words):
        number = by_run.get(run)
        if number is not None and corpus[number].name != text.name:
            return number, "words in a row: " + " ".join(run)
    words = frozenset(text.words)
    for word in words if len(words) >= _FEWEST else ():
        for number in by_word.get(word, ()):
            share = len(words & sets[number]) / len(words | sets[number])
            if share >= ALIKE and corpus[number].name != text.name:
                return number, f"share of words: {share:.2f}"
    return None


def main(folders: list[str]) -> int:
    """Print what is alike; 1 if anything is."""
    corpus = texts_of_corpus()
    found = list(alike(corpus, None))
    for folder in folders:
        found += alike(corpus, texts_in(Path(folder)))
    for one, other, why in found:
        print(f"{other} is like {one}: {why}")
    print(f"{len(corpus)} texts of the corpus, {len(found)} alike")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
