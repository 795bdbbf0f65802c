"""Who speaks in an interview or briefing that puts a label before each turn.

"Q: … A: …", "SPOKESMAN: …". The outlet's own questions are nobody's claim; every other turn is
its speaker's, to the next label. "A" is the person whom the text says was interviewed, else the one
who has a label of his own: the spokesman who opened the briefing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.knowledge.lexicon import attribution_words
from dragoman.records import Document, ParsedSentence, Span
from dragoman.records.claim import Anonymity
from dragoman.stages.sayings.attribution import Attribution
from dragoman.stages.sayings.speaker import EntityMap

__all__ = ["ASKING", "find_turns", "turn_of"]

_LABEL = re.compile(
    r"([QA](?=\.)|[A-Z][\w.'’-]*(?:[ \u00a0][\w.'’,()-]+){0,6}(?=\s?:))\s?[.:](?=\s)"
)
ASKING = frozenset({"q", "question", "interviewer", "reporter", "journalist", "host", "moderator"})
_ANSWERING = frozenset({"a", "answer"})
_INTERVIEWED = re.compile(
    r"\b(?:interview(?:ed|s)?|conversation|q ?& ?a|questions (?:to|for))(?: with)? (?=\S)",
    re.IGNORECASE,
)
_SPOKE = re.compile(r"\b(?:speaks|spoke|talks|talked) (?:to|with) ")
_PHRASE_END = re.compile(r"[.;:\n]")
_MIN_TURNS = 3


def find_turns(
    document: Document, parses: Sequence[ParsedSentence], entity_map: EntityMap
) -> list[Attribution]:
    """Return an attribution for each labelled turn that is not a question of the outlet's.

    Labels count only where three paragraphs or more have one and one label comes twice: a single
    "Background:" is a heading.
    """
    paragraphs = _paragraphs(document, parses)
    labels = [_LABEL.match(document.text, start, end) for _, start, end in paragraphs]
    names = [_called(match) for match in labels if match is not None]
    if len(names) < _MIN_TURNS or len(set(names)) == len(names):
        return []
    first = next(start for match, (_, start, _) in zip(labels, paragraphs, strict=True) if match)
    asked = _interviewed(document, first, entity_map)
    turns = []
    for i, match in enumerate(labels):
        if match is None or _called(match) in ASKING:
            continue
        following = (j for j in range(i + 1, len(labels)) if labels[j] is not None)
        last = next(following, i + 1) - 1
        later = [(start, end) for _, start, end in paragraphs[i + 1 : last + 1]]
        content = [(match.end(), paragraphs[i][2]), *later]
        spans = tuple(_trimmed(document, start, end) for start, end in content)
        kept = tuple(span for span in spans if span is not None)
        if kept:
            turn = turn_of(document, paragraphs[i][0], match, kept, entity_map)
            if _called(match) in _ANSWERING and asked:
                turn = replace(turn, entity_ids=asked, anonymity="named")
            turns.append(turn)
    return _answered_by_the_one(turns)


def _called(label: re.Match[str]) -> str:
    """Return a label without what stands in brackets behind it: whom a questioner is of."""
    return label.group(1).lower().partition(" (")[0]


def _answered_by_the_one(turns: list[Attribution]) -> list[Attribution]:
    """Return the turns, those of "ANSWER" as of the only other speaker, if there is one."""
    opening = [t for t in turns if t.description.lower() not in _ANSWERING]
    if len({t.description.lower() for t in opening}) != 1:
        return turns
    one = opening[0]
    return [
        turn
        if turn.entity_ids or turn in opening
        else replace(
            turn,
            entity_ids=one.entity_ids,
            description=one.description,
            anonymity=one.anonymity,
        )
        for turn in turns
    ]


def _interviewed(document: Document, first: int, entity_map: EntityMap) -> tuple[str, ...]:
    """Return whom headline or preamble, before `first`, says was interviewed; () if unclear.

    Where it does not say so it is the one person named there.
    """
    for match in _INTERVIEWED.finditer(document.text, 0, first):
        phrase = _PHRASE_END.split(document.text[match.end() : first], maxsplit=1)[0]
        people = entity_map.people_in(match.end(), match.end() + len(phrase))
        if people:
            return people[:1]
    spoke = _SPOKE.search(document.text, 0, first)
    before = () if spoke is None else entity_map.people_in(0, spoke.start())
    if before:
        return before[-1:]
    start = 0 if spoke is None else spoke.end()
    people = entity_map.people_in(start, first) if start < first else ()
    named = tuple(p for p in people if entity_map.entities[p].name[:1].isupper())
    return named[:1] if spoke is not None or len(named) == 1 else ()


def _paragraphs(document: Document, parses: Sequence[ParsedSentence]) -> list[tuple[int, int, int]]:
    """Index of the first sentence, start and end of each paragraph of the body."""
    found: dict[int, tuple[int, int, int]] = {}
    for parse in parses:
        sentence = parse.sentence
        if sentence.kind != "body":
            continue
        first, start, _ = found.get(
            sentence.paragraph, (sentence.index, sentence.span.start, sentence.span.end)
        )
        found[sentence.paragraph] = (first, start, min(sentence.span.end, len(document.text)))
    return list(found.values())


def _trimmed(document: Document, start: int, end: int) -> Span | None:
    while start < end and document.text[start].isspace():
        start += 1
    return Span(document_id=document.id, start=start, end=end) if start < end else None


def turn_of(
    document: Document,
    sentence: int,
    match: re.Match[str],
    content: tuple[Span, ...],
    entity_map: EntityMap,
) -> Attribution:
    """Return who speaks in a turn: whom the label names that the match has as its first group."""
    start, end = match.span(1)
    name = match.group(1)
    last_word = start + name.rfind(" ") + 1
    ids = entity_map.at_head(last_word, end) or entity_map.at_head(start, end)
    return Attribution(
        sentence=sentence,
        source=Span(document_id=document.id, start=start, end=end),
        cue=Span(document_id=document.id, start=match.end() - 1, end=match.end()),
        content=content,
        verb="says",
        entity_ids=ids,
        description=name,
        anonymity=_anonymity(name, named=bool(ids)),
        style="direct",
    )


def _anonymity(name: str, *, named: bool) -> Anonymity:
    words = {word.strip(".,()").lower() for word in name.split()}
    if named:
        return "named"
    if words & attribution_words().sources.office or any(w.startswith("spokes") for w in words):
        return "office"
    return "unnamed" if len(name) < 2 or words & {"answer", "speaker"} else "named"
