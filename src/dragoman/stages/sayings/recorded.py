"""Who speaks in a recording that a monitor of broadcasts sets between brackets.

"[Begin recording] [Orta] The rebels fled. [Reporter] When? [Orta] Today. [End recording]": what
follows a name in brackets is the speaker's, to the next one. Remarks such as "[words indistinct]"
name nobody, and what reporters ask is nobody's claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from dragoman.records import Document, ParsedSentence, Span
from dragoman.stages.sayings.attribution import Attribution
from dragoman.stages.sayings.speaker import EntityMap
from dragoman.stages.sayings.transcript import ASKING, turn_of

__all__ = ["find_recorded"]

_BEGIN = re.compile(r"[\[(](?:begin|start of) [^\])\n]{0,30}?recording[\])]", re.IGNORECASE)
_END = re.compile(r"[\[(]end(?: of)? [^\])\n]{0,30}?recording[\])]", re.IGNORECASE)
_LABEL = re.compile(r"[\[(]([^\W\d_][\w.'’ -]{1,40})[\])]")
_AFTER = re.compile(r"[.!?…\])\"”']\s+$")
_REMARKS = frozenset(
    "word words indistinct passage omitted applause laughter video sentence changes pause music "
    "text heard break corrects recording".split()
)


def find_recorded(
    document: Document, parses: Sequence[ParsedSentence], entity_map: EntityMap
) -> list[Attribution]:
    """Return an attribution for each turn of a named speaker in a recording, in text order."""
    found = []
    for start, end in _recordings(document.text):
        labels = list(_labels(document.text, start, end))
        ends = [*(label.start() for label in labels[1:]), end]
        for label, stop in zip(labels, ends, strict=False):
            said = document.text[label.end() : stop]
            if set(label.group(1).lower().split()) & ASKING or not said.strip():
                continue
            first = label.end() + len(said) - len(said.lstrip())
            last = first + len(said.strip())
            content = (Span(document_id=document.id, start=first, end=last),)
            number = _sentence_at(parses, label.start())
            turn = turn_of(document, number, label, content, entity_map)
            found.append(_known(turn, entity_map))
    return found


def _recordings(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of what stands between the marks; without an end mark, to the next.

    So what stands before the first mark, if it is an interview.
    """
    bounds = [*(match.end() for match in _BEGIN.finditer(text)), len(text)]
    labels = list(_labels(text, 0, bounds[0]))
    names = [label.group(1).lower() for label in labels]
    if any(name in ASKING for name in names) and len(set(names)) < len(names):
        bounds.insert(0, labels[0].start())
    for start, following in pairwise(bounds):
        closed = _END.search(text, start, following)
        yield start, following if closed is None else closed.start()


def _labels(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the names in brackets with which the recording and sentences of it begin."""
    for label in _LABEL.finditer(text, start, end):
        between = text[start : label.start()]
        if between.strip() and not _AFTER.search(between):
            continue
        if not set(label.group(1).lower().split()) & _REMARKS:
            yield label


def _known(turn: Attribution, entity_map: EntityMap) -> Attribution:
    """Return the turn with whom the text names so elsewhere: the surname stands in the brackets."""
    surname = turn.description.lower().split()[-1]
    named = [
        entity.id
        for entity in entity_map.entities.values()
        if entity.kind == "actor" and entity.name.lower().split()[-1:] == [surname]
    ]
    ids = turn.entity_ids or tuple(named[:1])
    return replace(turn, entity_ids=ids, anonymity="named") if ids else turn


def _sentence_at(parses: Sequence[ParsedSentence], offset: int) -> int:
    return max(
        (p.sentence.index for p in parses if p.sentence.span.start <= offset),
        default=0,
    )
