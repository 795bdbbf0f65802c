"""Claims marked by hand, one a line, in the form of training/GUIDELINE.md.

    ? goal to keep the pipeline out | of: the visit | % probable | s: a minister ~ said

All words stand verbatim in the text and mean their first occurrence as whole words, or the second
with `#2` behind them. What the lines are compared with is left to the tasks.
"""

from __future__ import annotations

import re
from typing import get_args

import msgspec

from dragoman.errors import InputError
from dragoman.records import Record, Stance
from dragoman.records.claim import ClaimKind
from dragoman.records.output import OutputSpan

__all__ = ["ClaimLine", "MarkedStep", "read_claim_lines"]

_KINDS = frozenset(get_args(ClaimKind)) - {"report"}
_OCCURRENCE = re.compile(r"\s*#([1-9]\d*)$")
_STANCE = {"=": "polarity", "%": "certainty"}


class MarkedStep(Record, frozen=True, kw_only=True):
    """One step of who says so; of source and cue one may be missing, never both."""

    source: OutputSpan | None
    cue: OutputSpan | None


class ClaimLine(Record, frozen=True, kw_only=True):
    """One claim as marked; without a source in its chain it is the author's own."""

    kind: ClaimKind
    content: OutputSpan
    of: tuple[OutputSpan, ...] = ()
    about: tuple[OutputSpan, ...] = ()
    chain: tuple[MarkedStep, ...] = ()
    stance: Stance = Stance()


def read_claim_lines(lines: str, text: str, *, place: str) -> tuple[ClaimLine, ...]:
    """Return the claims marked in `lines` with their spans in `text`; blank lines are passed over.

    Raises:
        InputError: D106 with `place` and the number of the first line that cannot be read.
    """
    found = []
    for number, line in enumerate(lines.splitlines(), start=1):
        if line.strip():
            try:
                found.append(_read_line(line.strip(), text))
            except (ValueError, msgspec.ValidationError) as error:
                raise InputError("D106", f"{place} line {number}: {error}") from error
    return tuple(found)


def _read_line(line: str, text: str) -> ClaimLine:
    first, *fields = (part.strip() for part in line.split(" | "))
    mark, _, rest = first.partition(" ")
    kind, _, words = rest.strip().partition(" ")
    if mark != "?" or kind not in _KINDS:
        raise ValueError(f"expected '? KIND words', KIND one of {', '.join(sorted(_KINDS))}")
    parties: dict[str, list[OutputSpan]] = {"of": [], "about": []}
    stance: dict[str, str] = {}
    chain = []
    for field in fields:
        name, colon, value = field.partition(":")
        if field[:1] in _STANCE:
            stance[_STANCE[field[0]]] = field[1:].strip()
        elif name == "s" and colon:
            chain.append(_read_step(value, text))
        elif name in parties and colon:
            parties[name].append(_find(value, text))
        else:
            raise ValueError(f"no such field: {field!r}. Known: of:, about:, s:, =, %")
    return ClaimLine(
        kind=msgspec.convert(kind, ClaimKind),
        content=_find(words, text),
        of=tuple(parties["of"]),
        about=tuple(parties["about"]),
        chain=tuple(chain),
        stance=msgspec.convert(stance, Stance),
    )


def _read_step(value: str, text: str) -> MarkedStep:
    source, tilde, cue = (side.strip() for side in value.partition("~"))
    if not tilde or not (source or cue):
        raise ValueError(f"a step is 's: source ~ cue', one of the two may be empty: {value!r}")
    return MarkedStep(
        source=_find(source, text) if source else None, cue=_find(cue, text) if cue else None
    )


def _find(words: str, text: str) -> OutputSpan:
    """The span of the words, or of the occurrence that `#n` behind them asks for."""
    occurrence = _OCCURRENCE.search(words)
    bare = words[: occurrence.start()] if occurrence else words
    bare = bare.strip()
    wanted = int(occurrence[1]) if occurrence else 1
    spans = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(bare)}(?!\w)", text)]
    if not bare or len(spans) < wanted:
        raise ValueError(f"not in the text as whole words, {wanted} times: {bare!r}")
    start, end = spans[wanted - 1]
    return OutputSpan(start=start, end=end, text=bare)
