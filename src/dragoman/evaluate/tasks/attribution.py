"""Task `attribution`: whose words, by which cue, and which words: spans against hand-marked ones.

Each of source, cue and content is scored by itself, exactly (the same spans, all of them) and by
overlap (half of the shorter one's characters shared, each span set answering one other). Joint
annotations of one text are scored once, against the first record of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec.structs import replace

from dragoman.evaluate.match import shared_part
from dragoman.evaluate.measure import Measure, Tally
from dragoman.evaluate.tasks.cue_extent import as_marked
from dragoman.evaluate.tasks.lines import GoldSpan, document_of, read_lines
from dragoman.pipeline.document import Pipeline, read_for_coding
from dragoman.records import Document, ParsedSentence, Record, Span
from dragoman.stages.attribute import Attribution
from dragoman.stages.sayings.quotation import find_quotations

__all__ = [
    "GoldAttributed", "GoldAttribution", "as_annotated", "attribution", "outermost",
    "score_attributions",
]  # fmt: skip

Ranges = tuple[tuple[int, int], ...]
"""The spans of one source, cue or content, in order; empty where there is none."""
_ENOUGH = 0.5
_CLOSING = " \u00a0,–—"


class GoldAttribution(Record, frozen=True, kw_only=True):
    """One attribution as marked; a source may be missing."""

    source: tuple[GoldSpan, ...] = ()
    cue: tuple[GoldSpan, ...] = ()
    content: tuple[GoldSpan, ...] = ()


class GoldAttributed(Record, frozen=True, kw_only=True):
    """A text with all its attributions."""

    id: str
    text: str
    date: str | None = None
    attributions: tuple[GoldAttribution, ...]


def attribution(path: Path, pipeline: Pipeline) -> tuple[int, tuple[Measure, ...]]:
    """Return the number of texts at `path` and the measures over them."""
    tally = Tally()
    texts: dict[str, GoldAttributed] = {}
    for record in read_lines(path, GoldAttributed):
        texts.setdefault(record.text, record)
    for number, gold in enumerate(texts.values()):
        tally.document = number
        given = read_for_coding(document_of(gold.id, gold.text, gold.date), pipeline)
        found: tuple[Attribution, ...] = ()
        if given is not None:
            found = as_annotated(given.parses, outermost(given.document, given.attributions))
        score_attributions(gold.attributions, found, tally)
    return len(texts), tally.measures()


def outermost(document: Document, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return those that annotators mark: none in a quotation, no thought in another's words.

    The gold marks nobody's words inside somebody's quoted words ("I think", said by the quoted),
    and of "said he feared the raid" the saying alone; who says that others said is marked twice.
    """
    quoted = find_quotations(document)
    unquoted = [
        a
        for a in found
        if not any(q.start <= a.anchor.start < q.end for q in quoted) or a.cue is None
    ]
    return tuple(a for a in unquoted if not (_is_thought(a) and _is_nested(a, unquoted)))


def _is_thought(one: Attribution) -> bool:
    believed = one.verb == "believes" and not one.by_author
    return one.attitude or one.view or one.noun or believed


def _is_nested(inner: Attribution, found: Sequence[Attribution]) -> bool:
    """Whether it stands in another's words, or in the cue of another ("made the claim that")."""
    return any(
        outer is not inner
        and outer.anchor != inner.anchor
        and any(s.start <= inner.anchor.start < s.end for s in (outer.anchor, *outer.content))
        for outer in found
    )


def as_annotated(
    parses: Sequence[ParsedSentence], found: Sequence[Attribution]
) -> tuple[Attribution, ...]:
    """Return the attributions with their cues as far as annotators mark them."""
    by_sentence = {parse.sentence.index: parse for parse in parses}
    near: dict[int, list[Attribution]] = {}
    for a in found:
        near.setdefault(a.sentence, []).append(a)
    return tuple(
        replace(a, cue=as_marked(by_sentence[a.sentence], a, near[a.sentence])) if a.cue else a
        for a in found
    )


def score_attributions(
    gold: Sequence[GoldAttribution], found: Sequence[Attribution], tally: Tally
) -> None:
    """Count the sources, cues and contents of one text; the author's own hedges are ours too."""
    parts = (
        ("source", [_marked(g.source) for g in gold], [_read(a.source) for a in found]),
        ("cue", [_marked(g.cue) for g in gold], [_read(a.cue) for a in found]),
        ("content", [_marked(g.content) for g in gold], [_read(*a.content) for a in found]),
    )
    for name, marked, read in parts:
        wanted, ours = [m for m in marked if m], [r for r in read if r]
        exact = sum((Counter(wanted) & Counter(ours)).values())
        tally.found(f"{name} exact", matched=exact, gold=len(wanted), found=len(ours))
        shared = _overlapping(wanted, ours)
        tally.found(f"{name} overlap", matched=shared, gold=len(wanted), found=len(ours))


def _marked(spans: Iterable[GoldSpan]) -> Ranges:
    """The marked spans without a comma or dash at their end, which closes an apposition."""
    return tuple(
        sorted(
            (s.start, s.start + len(s.text.rstrip(_CLOSING)))
            for s in spans
            if s.start is not None and s.end is not None
        )
    )


def _read(*spans: Span | None) -> Ranges:
    return tuple(sorted((s.start, s.end) for s in spans if s is not None))


def _overlapping(wanted: Sequence[Ranges], ours: Sequence[Ranges]) -> int:
    """Return how many pairs share half of the shorter, the fullest shares first, each once."""
    pairs = sorted(
        (-share, w, o)
        for w, one in enumerate(wanted)
        for o, other in enumerate(ours)
        if (share := shared_part(one, other)) >= _ENOUGH
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, w, o in pairs:
        if w not in taken[0] and o not in taken[1]:
            taken[0].add(w)
            taken[1].add(o)
    return len(taken[0])
