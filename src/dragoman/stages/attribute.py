"""Who says so: attributions of a document, and the claim that stands behind every event report.

Finders of cues give token indices; here they become spans, quotations are joined to their
speakers over sentences and paragraphs, pronouns take the speaker they stand for, and attributions
inside others get their parent. The document's own voice has no attribution. A dateline's agency
is no step of a chain: the outlet speaks there for itself.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dragoman.records import Document, DocumentEntity, Mention, ParsedSentence, Span
from dragoman.stages.sayings.attitudes import attitude_cues
from dragoman.stages.sayings.attribution import Attribution, Style, covers, length, overlaps
from dragoman.stages.sayings.cue import Cue, without_edges
from dragoman.stages.sayings.cue_phrases import phrase_cues
from dragoman.stages.sayings.quotation import Quotation, find_quotations
from dragoman.stages.sayings.quoted import (
    join_quotations,
    quoted_beside,
    style_of,
    trim_to_quotations,
)
from dragoman.stages.sayings.report_claims import claims_of_reports
from dragoman.stages.sayings.reporting import reporting_cues
from dragoman.stages.sayings.span_index import SpanIndex
from dragoman.stages.sayings.speaker import EntityMap, Speaker, read_speaker
from dragoman.stages.sayings.transcript import find_turns
from dragoman.stages.tree import runs, span_of

__all__ = ["Attribution", "Style", "claims_of_reports", "find_attributions"]


def find_attributions(
    document: Document,
    parses: Sequence[ParsedSentence],
    mentions: Sequence[Mention],
    entities: Sequence[DocumentEntity],
) -> tuple[Attribution, ...]:
    """Return the attributions in text order of their cues, nested ones with their parent's index.

    Those with `by_author` are hedges in the document's own voice, no speaker's words.
    """
    entity_map = EntityMap(mentions, entities)
    quotations = find_quotations(document)
    found: list[Attribution] = []
    speakers: list[Speaker] = []
    for parse in parses:
        for cue in _cues(parse):
            content = _content(parse, cue, quotations)
            if not content:
                continue
            speaker = read_speaker(document, parse, cue.source, cue.source_tokens, entity_map)
            speaker = _inherited(speaker, speakers)
            if speaker.span is not None and not speaker.first_person:
                speakers.append(speaker)
            found.append(_attribution(parse, cue, content, speaker))
    joined = join_quotations(document, parses, quotations, found)
    styled = [msgspec.structs.replace(a, style=style_of(document, a, quotations)) for a in joined]
    return _with_parents([*find_turns(document, parses, entity_map), *styled])


def _cues(parse: ParsedSentence) -> list[Cue]:
    """All cues of a sentence in text order."""
    reporting = reporting_cues(parse)
    found = [*reporting, *phrase_cues(parse), *attitude_cues(parse, reporting)]
    return sorted(found, key=lambda cue: (min(cue.cue), cue.head))


def _attribution(
    parse: ParsedSentence, cue: Cue, content: tuple[Span, ...], speaker: Speaker
) -> Attribution:
    first_run = runs(cue.cue)
    span = span_of(parse, [min(cue.cue), max(cue.cue)]) if first_run else None
    return Attribution(
        sentence=parse.sentence.index,
        source=speaker.span,
        cue=span,
        content=content,
        verb=cue.verb,
        entity_ids=speaker.entity_ids,
        description=speaker.description,
        anonymity=speaker.anonymity,
        by_author=cue.by_author or (speaker.first_person and cue.by_author),
        hedge=cue.hedge,
        view=cue.view,
        presupposed=span_of(parse, list(cue.named)) if cue.named else None,
        attitude=cue.attitude,
        negated=cue.negated,
    )


def _content(parse: ParsedSentence, cue: Cue, quotations: Sequence[Quotation]) -> tuple[Span, ...]:
    """The content tokens as spans: gaps of mere punctuation closed, quotations kept whole."""
    taken = {*cue.cue, *cue.source_tokens}
    pieces: list[list[int]] = []
    for run in runs(i for i in cue.content if i not in taken):
        gap = range(pieces[-1][-1] + 1, run[0]) if pieces else range(0)
        bridged = pieces and all(parse.tokens[i].pos == "PUNCT" and i not in taken for i in gap)
        if bridged:
            pieces[-1] = [*pieces[-1], *gap, *run]
        else:
            pieces.append(run)
    trimmed = [without_edges(parse, piece) for piece in pieces]
    spans = [span_of(parse, piece) for piece in trimmed if piece]
    head = parse.tokens[cue.head]
    if not spans:
        return quoted_beside(parse, head, quotations)
    return trim_to_quotations(spans, (head.start, head.end), quotations)


def _inherited(speaker: Speaker, earlier: Sequence[Speaker]) -> Speaker:
    """A pronoun without an entity stands for the last speaker of its kind."""
    if not speaker.pronoun or speaker.entity_ids or speaker.first_person:
        return speaker
    for candidate in reversed(earlier):
        fits = candidate.person is None or speaker.person is None
        if fits or candidate.person == speaker.person:
            return msgspec.structs.replace(
                speaker,
                entity_ids=candidate.entity_ids,
                description=candidate.description,
                anonymity=candidate.anonymity,
            )
    return speaker


def _with_parents(found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    ordered = sorted(found, key=lambda a: (a.anchor.start, a.anchor.end, a.content[0].start))
    placed = []
    contents = SpanIndex((s.start, s.end, j) for j, a in enumerate(ordered) for s in a.content)
    for i, inner in enumerate(ordered):
        near = contents.around(inner.anchor.start, inner.anchor.end)
        around = [j for j in near if j != i and _encloses(ordered[j], inner)]
        parent = min(around, key=lambda j: length(ordered[j].content), default=None)
        placed.append(msgspec.structs.replace(inner, parent=parent))
    return tuple(placed)


def _encloses(outer: Attribution, inner: Attribution) -> bool:
    """Whether the inner one's cue stands in the outer one's content, and not the other way."""
    if not covers(outer.content, inner.anchor) or overlaps(outer.anchor, inner.anchor):
        return False
    if not covers(inner.content, outer.anchor):
        return True
    return length(outer.content) > length(inner.content)
