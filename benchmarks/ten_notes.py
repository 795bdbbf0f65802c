"""What a careful reader finds in ten notes, and how much of it the coder finds.

`tests/golden/ten` holds notes of the founding article's genre, each with the events and claims that
a reader lists and with readings that would be wrong, in a few words. Where the gold readings of
`tests/golden` are asked for field by field, here it is asked what an analyst asks: is the
event there, of a right type, with its parties; is the claim there, of a right kind; is anything
read that is false. `python benchmarks/ten_notes.py` lists what is missing; the gate holds the
figures.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from dragoman.pipeline.batch import use_one_thread
from dragoman.pipeline.document import Pipeline, analyse
from dragoman.pipeline.output import output_of
from dragoman.records import RawDocument
from dragoman.records.output import CodedDocument, OutputParticipant, OutputReport

__all__ = ["MORE", "TEN", "ten_notes"]

TEN = Path(__file__).parents[1] / "tests" / "golden" / "ten"
MORE = TEN.with_name("ten_more")
"""Ten further ones, plainer, by a hand that did not know what the coder gets."""
_ARTICLE = re.compile(r"^(?:the|a|an|his|its|their|some) ")
_QUOTES = re.compile("[\"“”'’]")
_FEWEST = 4
"""Letters of a name that may stand within a longer one."""
_DOERS = frozenset({"initiator", "party", "visitor"})


class ExpectedEvent(msgspec.Struct):
    """An event: types that are right, words that tell it, names that are right for each side."""

    types: list[str]
    words: str
    sides: list[list[str]]


class ExpectedClaim(msgspec.Struct):
    """A claim: kinds that are right, and words of its content."""

    kinds: list[str]
    words: str


class WrongReading(msgspec.Struct):
    """A reading that is false: any of the types by this doer, or at this place."""

    types: list[str]
    initiator: list[str] = []
    place: list[str] = []


class Expected(msgspec.Struct):
    """What a careful reader finds in a note."""

    events: list[ExpectedEvent]
    claims: list[ExpectedClaim]
    wrong: list[WrongReading] = msgspec.field(name="not", default_factory=list)


def ten_notes(pipeline: Pipeline, folder: Path = TEN, *, told: bool = False) -> dict[str, float]:
    """Return the shares of events and claims found and of wrong readings avoided, by name.

    With `told` prints each that was missed.
    """
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("*.txt")):
        expected = msgspec.json.decode(path.with_suffix(".expected.json").read_bytes(),
                                       type=Expected)  # fmt: skip
        coded, text = _coded(path, pipeline)
        for name, is_found, words in _checked(expected, coded, text):
            counts[f"{name}, of"] += 1
            counts[name] += is_found
            if told and not is_found:
                print(f"{path.stem}: {name}: {words}")
    names = [name for name in counts if not name.endswith(", of")]
    notes = "ten notes" if folder == TEN else "ten further notes"
    return {f"{notes}: {name}": counts[name] / counts[f"{name}, of"] for name in names}


def _coded(path: Path, pipeline: Pipeline) -> tuple[CodedDocument, str]:
    body = path.read_bytes()
    raw = RawDocument(
        sha256=hashlib.sha256(body).hexdigest(), source_id=path.name, media_type="text/plain",
        body=body, id=path.stem,
    )  # fmt: skip
    analysis = analyse(raw, pipeline)
    output = output_of(
        analysis, run=pipeline.run, actors=pipeline.actors, places=pipeline.places,
        codebook=pipeline.codebook,
    )  # fmt: skip
    if not isinstance(output, CodedDocument):
        raise TypeError(f"{path}: is not coded")
    return output, analysis.document.text


def _checked(
    expected: Expected, coded: CodedDocument, text: str
) -> Iterator[tuple[str, bool, str]]:
    """Yield each thing asked with the answer and the words it is about."""
    for event in expected.events:
        start, end = _place(event.words, text)
        here = [r for r in coded.reports if _is_told_in(r, start, end)]
        typed = [r for r in here if r.type in event.types]
        whole = [r for r in typed if all(_takes_part(r.participants, s) for s in event.sides)]
        yield "events with type", bool(typed), event.words
        yield "events with type and sides", bool(whole), event.words
    for claim in expected.claims:
        start, end = _place(claim.words, text)
        held = [c for c in coded.claims if c.kind != "report"
                and any(s.start < end and start < s.end for s in c.content)]  # fmt: skip
        yield "claims", bool(held), claim.words
        yield "claims with kind", any(c.kind in claim.kinds for c in held), claim.words
    for wrong in expected.wrong:
        read = [r for r in coded.reports if r.type in wrong.types and _is_so(r, wrong)]
        yield "wrong readings avoided", not read, f"{wrong.types} {wrong.initiator or wrong.place}"


def _place(words: str, text: str) -> tuple[int, int]:
    start = text.replace("’", "'").index(words.replace("’", "'"))
    return start, start + len(words)


def _is_told_in(report: OutputReport, start: int, end: int) -> bool:
    """Whether a word that tells the event, as "visit" in "paid a visit", lies in [start, end)."""
    told = [e for e in report.evidence if e.supports in ("trigger", "telling")]
    return any(e.start < end and start < e.end for e in told)


def _takes_part(participants: Sequence[OutputParticipant], names: Sequence[str]) -> bool:
    return any(_is_called(one, names) for one in participants)


def _is_called(participant: OutputParticipant, names: Sequence[str]) -> bool:
    """Whether a participant goes by one of the names, or one is part of the other."""
    for ours in {_plain(participant.name), _plain(participant.span.text)}:
        for name in map(_plain, names):
            short, long = sorted((ours, name), key=len)
            if ours == name or (len(short) >= _FEWEST and short in long):
                return True
    return False


def _is_so(report: OutputReport, wrong: WrongReading) -> bool:
    doers = [p for p in report.participants if p.role in _DOERS]
    if wrong.initiator and not _takes_part(doers, wrong.initiator):
        return False
    places = {_plain(where.name or "") for where in report.where}
    return not wrong.place or bool(places & {_plain(name) for name in wrong.place})


def _plain(name: str) -> str:
    return _ARTICLE.sub("", _QUOTES.sub("", name).lower().strip())


if __name__ == "__main__":
    use_one_thread()
    for notes in (TEN, MORE):
        for figure, value in ten_notes(Pipeline.load(), notes, told=True).items():
            print(f"{figure:<40}{value:.3f}")
    sys.exit()
