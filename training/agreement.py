"""How far two hands agree: the second, blind annotation of a tenth of the corpus beside the first.

`second/*.txt` holds items of the corpus with annotations by somebody who had not seen the first.
Printed per field: F1 of the words marked, by overlap and exact, and for labels the share that
agree with Krippendorff's alpha (nominal; Krippendorff, Content Analysis, 2004, ch. 11). Events are
paired by overlapping triggers, claims by overlapping contents of the same text.

    python training/agreement.py [SETS]

With the folder of the public sets, the real sentences that two hands annotated count too.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from items import Annotation, CorpusError, Item, Words, read_items
from real import everything, read_real

from dragoman.knowledge.codebook import load_codebook

SECOND = Path(__file__).parent / "second"
ABSENT = "(none)"

Pair = tuple[Annotation, Annotation]


class Agreement(NamedTuple):
    """Counts of what both hands, the first and the second marked."""

    both: int
    first: int
    second: int

    @property
    def f1(self) -> float:
        """F1 of one hand against the other; the same both ways."""
        return 2 * self.both / max(self.first + self.second, 1)


def overlap(one: Words, other: Words) -> bool:
    """True if the two share a character."""
    return one.start < other.end and other.start < one.end


def paired(first: Sequence[Annotation], second: Sequence[Annotation]) -> list[Pair]:
    """Return annotations of the two hands whose words overlap, the fullest overlap first."""
    ranked = sorted(
        ((min(a.words.end, b.words.end) - max(a.words.start, b.words.start), i, j)
         for i, a in enumerate(first) for j, b in enumerate(second) if overlap(a.words, b.words)),
        key=lambda r: (-r[0], r[1], r[2]),
    )  # fmt: skip
    used_first: set[int] = set()
    used_second: set[int] = set()
    found = []
    for _, i, j in ranked:
        if i not in used_first and j not in used_second:
            used_first.add(i)
            used_second.add(j)
            found.append((first[i], second[j]))
    return found


def alpha(pairs: Iterable[tuple[str, str]]) -> float:
    """Return Krippendorff's nominal alpha of two coders' labels; 1.0 where only one label is."""
    listed = list(pairs)
    totals = Counter(label for pair in listed for label in pair)
    n = sum(totals.values())
    differing = sum(a != b for a, b in listed) * 2 / max(n, 1)
    expected = 1 - sum(c * (c - 1) for c in totals.values()) / max(n * (n - 1), 1)
    return 1.0 if expected == 0 else 1 - differing / expected


def fields_of(annotation: Annotation, names: frozenset[str]) -> list[tuple[str, Words]]:
    """Return the marked words of some fields, or of sources and cues."""
    found = [(f.name, f.words) for f in annotation.fields if f.name in names]
    if "source" in names:
        found += [("source", s.source) for s in annotation.chain if s.source is not None]
    if "cue" in names:
        found += [("cue", s.cue) for s in annotation.chain if s.cue is not None]
    return found


def field_agreement(pairs: Sequence[Pair], names: frozenset[str], *, exact: bool) -> Agreement:
    """Count the fields of paired annotations whose name and words agree."""
    both = first = second = 0
    for one, other in pairs:
        mine, theirs = fields_of(one, names), fields_of(other, names)
        first, second = first + len(mine), second + len(theirs)
        left = list(theirs)
        for name, words in mine:
            met = next(
                (f for f in left
                 if f[0] == name and (f[1] == words if exact else overlap(f[1], words))), None
            )  # fmt: skip
            if met is not None:
                left.remove(met)
                both += 1
    return Agreement(both, first, second)


def second_hand() -> tuple[Item, ...]:
    """Return the items of the second hand; raise CorpusError for the first fault."""
    codebook = load_codebook("plover")
    found = []
    for path in sorted(SECOND.glob("*.txt")):
        for item in read_items(path, codebook=codebook):
            if isinstance(item, CorpusError):
                raise item
            found.append(item)
    return tuple(found)


def print_spans(name: str, pairs: Sequence[Pair], fields: frozenset[str]) -> None:
    """Print a row of F1 by overlap and exact."""
    loose = field_agreement(pairs, fields, exact=False)
    strict = field_agreement(pairs, fields, exact=True)
    print(f"{name:28} F1 {loose.f1:.3f} overlap, {strict.f1:.3f} exact"
          f"   ({loose.first} and {loose.second} marked)")  # fmt: skip


def print_labels(name: str, pairs: Sequence[Pair], label: Callable[[Annotation], str]) -> None:
    """Print a row of agreement on a label."""
    labels = [(label(a), label(b)) for a, b in pairs]
    same = sum(a == b for a, b in labels)
    print(f"{name:28} {same / max(len(labels), 1):.3f} agree, alpha {alpha(labels):.3f}"
          f"   ({len(labels)} pairs)")  # fmt: skip


def main(arguments: list[str]) -> int:
    """Print the agreement; 1 if a text of the second hand is not in the corpus."""
    sets = Path(arguments[0]) if arguments else None
    first = {item.text: item for item in everything(sets)}
    second = second_hand()
    if sets is not None:
        second += read_real(sets, SECOND)
    strange = [item for item in second if item.text not in first]
    for item in strange:
        print(f"not a text of the corpus: {item.text[:70]}")
    twins = [(first[item.text], item) for item in second if item.text in first]
    events = [p for a, b in twins for p in paired(a.events, b.events)]
    claims = [p for a, b in twins for p in paired(a.claims, b.claims)]
    print(f"{len(twins)} texts annotated twice")
    for name, met, mine, theirs in (
        ("events found", events, [e for a, _ in twins for e in a.events],
         [e for _, b in twins for e in b.events]),
        ("claims found", claims, [c for a, _ in twins for c in a.claims],
         [c for _, b in twins for c in b.claims]),
    ):  # fmt: skip
        found = Agreement(len(met), len(mine), len(theirs))
        print(f"{name:28} F1 {found.f1:.3f}   ({found.first} and {found.second} marked)")
    print_labels("event type", events, lambda e: e.kind)
    alike = [p for p in events if p[0].kind == p[1].kind]
    print_labels("mode, types alike", alike, lambda e: e.mode or ABSENT)
    print_labels("polarity", events, lambda e: e.polarity)
    print_labels("certainty", events, lambda e: e.certainty)
    print_labels("status", events, lambda e: e.status)
    roles = "initiator target party mediator host visitor beneficiary affected"
    print_spans("participants with role", alike, frozenset(roles.split()))
    print_spans("place", alike, frozenset({"where"}))
    print_spans("time", alike, frozenset({"when"}))
    print_spans("source", events, frozenset({"source"}))
    print_spans("cue", events, frozenset({"cue"}))
    print_labels("claim kind", claims, lambda c: c.kind)
    print_spans("claim: of", claims, frozenset({"of"}))
    print_spans("claim: about", claims, frozenset({"about"}))
    print_spans("claim: source", claims, frozenset({"source"}))
    return int(bool(strange))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
