"""What a statement says that is given in full without quotation marks: "The minister said:".

Governments publish what their ministers say so: who speaks, a colon, and from the next paragraph
on the speaker's own words.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.records import Document, ParsedSentence, Span

__all__ = ["stated_after"]

_FIRST_PERSONS = frozenset("i we my our me us".split())
_SHORT = 9
"""Words of what may be a heading, where no full stop ends it."""
_QUOTES = frozenset('"“”«»„')


def stated_after(
    document: Document, parses: Sequence[ParsedSentence], number: int
) -> tuple[Span, ...]:
    """Return the paragraphs that the sentence at `number` introduces; () where it does not.

    Its paragraph ends with a colon, and in the next one somebody speaks of "I" or "we", or the
    sentence names a person who speaks. What follows is stated too, to the next heading or colon,
    or while quotation marks go on where there are any.
    """
    sentence = parses[number].sentence
    if not document.text[: sentence.span.end].rstrip().endswith(":"):
        return ()
    stated: list[Span] = []
    quoted, is_open, expected = False, False, sentence.paragraph + 1
    for place, said in _paragraphs_after(parses, number).items():
        start, end = said[0].sentence.span.start, said[-1].sentence.span.end
        words = document.text[start:end].strip()
        if place != expected or _is_heading(words) or words.endswith(":"):
            break
        begins = words[:1] in _QUOTES
        if not stated:
            quoted = begins
            if not quoted and not _is_spoken(parses[number], said):
                break
        if begins != quoted and not is_open:
            break
        is_open = quoted and not any(mark in _QUOTES for mark in words[1:])
        if quoted and not is_open and words[-1:] not in _QUOTES:
            break  # "…", he said: has a speaker of its own
        stated.append(Span(document_id=document.id, start=start, end=end))
        expected += 1
    return tuple(stated)


def _paragraphs_after(
    parses: Sequence[ParsedSentence], number: int
) -> dict[int, list[ParsedSentence]]:
    found: dict[int, list[ParsedSentence]] = {}
    for parse in parses[number + 1 :]:
        if parse.sentence.kind == "body":
            found.setdefault(parse.sentence.paragraph, []).append(parse)
    return found


def _is_heading(words: str) -> bool:
    return words[-1:].isalnum() and len(words.split()) < _SHORT


def _is_spoken(saying: ParsedSentence, said: Sequence[ParsedSentence]) -> bool:
    by_person = any(token.ner == "PERSON" for token in saying.tokens)
    return by_person or _speaks_of_itself(said)


def _speaks_of_itself(said: Sequence[ParsedSentence]) -> bool:
    words = (t for parse in said for t in parse.tokens if t.tag in ("PRP", "PRP$"))
    return any(token.text.lower() in _FIRST_PERSONS for token in words)
