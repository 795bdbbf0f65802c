"""Task `claims`: who holds what of whom, beside how far two annotators agree on the same texts.

Reads a folder of `NAME.txt` with the claims marked in them by two hands who did not see each
other's, `first/NAME.txt` and `second/NAME.txt`, and what was settled between them,
`settled/NAME.txt`. The coder is scored against what is settled, else against the first hand; the
hands against each other, by the same counts: a coder that errs as often as people differ is as
good as this gold can tell. Texts that lie elsewhere are named in `elsewhere.list`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import InputError
from dragoman.evaluate.claim_lines import read_claim_lines
from dragoman.evaluate.coding import coded_or_problem
from dragoman.evaluate.held_claims import (
    HeldClaim,
    claims_of_coder,
    claims_of_hand,
    count_common,
    pair_claims,
)
from dragoman.evaluate.measure import Measure, Tally
from dragoman.io.sources import read_source
from dragoman.pipeline.document import Pipeline
from dragoman.records import Problem
from dragoman.records.output import CodedDocument

__all__ = ["claims", "score_claims"]

_SIDED = ("goal", "relation")
"""Kinds whose `of` is another matter than who holds them."""


class _Readings(NamedTuple):
    """The claims of one text, by each reader; None where there is no second hand."""

    gold: tuple[HeldClaim, ...]
    coder: tuple[HeldClaim, ...]
    first: tuple[HeldClaim, ...]
    second: tuple[HeldClaim, ...] | None


def claims(path: Path, pipeline: Pipeline) -> tuple[int, tuple[Measure, ...]]:
    """Return the number of texts in the folder and the measures over them.

    "two hands" stands beside each figure of the coder where there is a second hand.

    Raises:
        InputError: D100 where a text or the first hand is missing, D106 for a line that cannot
            be read, and what keeps a text from being coded.
    """
    readings = list(_readings(path, pipeline))
    coder, hands = Tally(), Tally()
    for number, reading in enumerate(readings):
        coder.document = hands.document = number
        score_claims(reading.gold, reading.coder, coder)
        if reading.second is not None:
            score_claims(reading.first, reading.second, hands)
    return len(readings), _side_by_side(coder.measures(), hands.measures())


def _readings(folder: Path, pipeline: Pipeline) -> Iterator[_Readings]:
    texts = _texts(folder)
    marked = {hand: _named(folder / hand) for hand in ("first", "second", "settled")}
    if not marked["first"]:
        raise InputError("D100", f"{folder / 'first'}: no claims marked there, as NAME.txt")
    for hand in ("second", "settled"):
        for name in sorted(marked[hand].keys() - marked["first"].keys()):
            raise InputError("D100", f"{marked[hand][name]}: the first hand has no {name}.txt")
    for name, first in sorted(marked["first"].items()):
        if name not in texts:
            raise InputError("D100", f"{first}: no text {name}.txt in {folder}")
        coded = _code(texts[name], pipeline)
        text = coded.document.text
        held = {
            hand: claims_of_hand(
                read_claim_lines(file.read_text("utf-8"), text, place=str(file)), text
            )
            for hand, files in marked.items()
            if (file := files.get(name)) is not None
        }
        yield _Readings(
            gold=held.get("settled", held["first"]),
            coder=claims_of_coder(coded),
            first=held["first"],
            second=held.get("second"),
        )


def _texts(folder: Path) -> dict[str, Path]:
    """Return the texts by name: those of the folder and those of its `elsewhere.list`."""
    elsewhere = folder / "elsewhere.list"
    lines = elsewhere.read_text("utf-8").splitlines() if elsewhere.is_file() else []
    return {
        **{path.stem: path for line in lines if (path := folder / line.strip()).is_file()},
        **_named(folder),
    }


def _named(folder: Path) -> dict[str, Path]:
    return {path.stem: path for path in sorted(folder.glob("*.txt"))}


def _code(path: Path, pipeline: Pipeline) -> CodedDocument:
    """Return the text as coded; raise InputError with the problem where it cannot be."""
    raw = next(iter(read_source(str(path))))
    coded = raw if isinstance(raw, Problem) else coded_or_problem(raw, pipeline)
    if isinstance(coded, CodedDocument):
        return coded
    problem = coded if isinstance(coded, Problem) else coded.problems[0]
    raise InputError(problem.code, f"{path}: {problem.message}")


def score_claims(gold: Sequence[HeldClaim], found: Sequence[HeldClaim], tally: Tally) -> None:
    """Count one text's claims, and of those found the kind, the holder and the parties."""
    pairs = pair_claims(gold, found)
    alike = [pair for pair in pairs if pair[0].kind == pair[1].kind]
    same = [pair for pair in pairs if _is_same_holder(*pair)]
    for name, right in (
        ("claim", pairs),
        ("claim and kind", alike),
        ("claim and holder", same),
        ("claim, kind and holder", [pair for pair in alike if _is_same_holder(*pair)]),
    ):
        tally.found(name, matched=len(right), gold=len(gold), found=len(found))
    tally.add("kind of found", len(alike), len(pairs))
    tally.add("holder of found", len(same), len(pairs))
    attributed = [pair for pair in pairs if pair[0].holder is not None]
    tally.add(
        "holder of attributed", sum(_is_same_holder(*pair) for pair in attributed), len(attributed)
    )
    for name, among in (("of", [p for p in alike if p[0].kind in _SIDED]), ("about", pairs)):
        sides = [(getattr(one, name), getattr(two, name)) for one, two in among]
        tally.found(
            name,
            matched=sum(count_common(one, two) for one, two in sides),
            gold=sum(len(one) for one, _ in sides),
            found=sum(len(two) for _, two in sides),
        )
    _score_kinds(gold, found, alike, tally)


def _is_same_holder(one: HeldClaim, two: HeldClaim) -> bool:
    if one.holder is None or two.holder is None:
        return one.holder is two.holder
    return one.holder.is_same(two.holder)


def _score_kinds(
    gold: Sequence[HeldClaim],
    found: Sequence[HeldClaim],
    alike: Sequence[tuple[HeldClaim, HeldClaim]],
    tally: Tally,
) -> None:
    """Count each kind by itself, and all but statements together, in the kinds' own order."""
    kinds = "cause goal importance relation judgement forecast recommendation".split()
    for name, among in (
        ("no statement", kinds),
        *((kind, [kind]) for kind in kinds),
        ("statement", ["statement"]),
    ):
        matched = sum(one.kind in among for one, _ in alike)
        both = [sum(claim.kind in among for claim in side) for side in (gold, found)]
        tally.add(f"{name} F1", 2 * matched, sum(both))


def _side_by_side(coder: Sequence[Measure], hands: Sequence[Measure]) -> tuple[Measure, ...]:
    """Return each figure of the coder with that of the hands after it.

    Precision and recall are of one hand by the other and say no more than F1: they are left out.
    """
    others: Mapping[str, Measure] = {
        measure.name: measure
        for measure in hands
        if not measure.name.endswith(("precision", "recall"))
    }
    return tuple(
        chain.from_iterable(
            (measure, _renamed(others[measure.name])) if measure.name in others else (measure,)
            for measure in coder
        )
    )


def _renamed(measure: Measure) -> Measure:
    name = f"{measure.name}, two hands"
    return Measure(
        name=name, right=measure.right, of=measure.of, value=measure.value,
        low=measure.low, high=measure.high,
    )  # fmt: skip
