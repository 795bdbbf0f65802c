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
_QUOTES = frozenset("\"'“”‘’«»„")


def stated_after(
    document: Document, parses: Sequence[ParsedSentence], number: int
) -> tuple[Span, ...]:
    """Return the paragraphs that the sentence at `number` introduces; () where it does not.

    Its paragraph ends with a colon, and the next one speaks of "I" or "we" without quotation marks.
    What follows is stated too, to the next heading, colon or quotation.
    """
    sentence = parses[number].sentence
    if not document.text[: sentence.span.end].rstrip().endswith(":"):
        return ()
    paragraphs: dict[int, list[ParsedSentence]] = {}
    for parse in parses[number + 1 :]:
        if parse.sentence.kind == "body":
            paragraphs.setdefault(parse.sentence.paragraph, []).append(parse)
    stated: list[Span] = []
    expected = sentence.paragraph + 1
    for place, said in paragraphs.items():
        start, end = said[0].sentence.span.start, said[-1].sentence.span.end
        words = document.text[start:end].strip()
        is_heading = words[-1:].isalnum() and len(words.split()) < _SHORT
        if place != expected or is_heading or words[:1] in _QUOTES or words.endswith(":"):
            break
        if not stated and not _speaks_of_itself(said):
            break
        stated.append(Span(document_id=document.id, start=start, end=end))
        expected += 1
    return tuple(stated)


def _speaks_of_itself(said: Sequence[ParsedSentence]) -> bool:
    words = (t for parse in said for t in parse.tokens if t.tag in ("PRP", "PRP$"))
    return any(token.text.lower() in _FIRST_PERSONS for token in words)
