"""Who said what was quoted just before: "…" With these words the envoy ended his visit."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.records import Document, ParsedSentence, Span
from dragoman.stages.sayings.cue import Cue
from dragoman.stages.sayings.quotation import Quotation
from dragoman.stages.tree import child, trimmed_subtree

__all__ = ["summed_up"]

_POINTING = frozenset({"this", "these", "that", "those"})
_SAID = frozenset("word sentence phrase remark line formula appeal warning verdict".split())


def summed_up(
    document: Document, parse: ParsedSentence, quotations: Sequence[Quotation]
) -> tuple[Cue, tuple[Span, ...]] | None:
    """Return the cue of a sentence that begins with "with these words" and the words meant.

    They are the quotation that ends right before the sentence; None where there is none.
    """
    opening = parse.tokens[:3]
    if [t.lemma for t in opening[:1]] != ["with"] or opening[-1].lemma not in _SAID:
        return None
    subject = child(parse, opening[0].head, "nsubj")
    if subject is None or opening[1].lemma not in _POINTING:
        return None
    start = parse.sentence.span.start
    said = next((q for q in reversed(quotations) if q.end <= start), None)
    if said is None or document.text[said.end : start].strip():
        return None
    cue = Cue(
        verb="says", head=opening[0].index, cue=(0, 1, 2), source=subject,
        source_tokens=tuple(trimmed_subtree(parse, subject)),
    )  # fmt: skip
    return cue, tuple(Span(document_id=document.id, start=a, end=b) for a, b in said.pieces)
