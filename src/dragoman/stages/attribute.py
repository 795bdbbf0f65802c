"""Who says so: attributions of a document, and the claim that stands behind every event report.

Finders of cues give token indices; here they become spans, quotations are joined to their
speakers over sentences and paragraphs, pronouns take the speaker they stand for, and attributions
inside others get their parent. The document's own voice has no attribution. The agency of a
dateline is the document's own: what it "reported" is marked so and is no step of a chain.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dragoman.records import Document, DocumentEntity, Mention, ParsedSentence, Span
from dragoman.stages.date import TimeExpression
from dragoman.stages.sayings.attitudes import attitude_cues
from dragoman.stages.sayings.attribution import Attribution, Style, covers, length, overlaps
from dragoman.stages.sayings.cue import Cue, without_edges
from dragoman.stages.sayings.cue_phrases import phrase_cues
from dragoman.stages.sayings.denials import denial_cues, with_earlier_content
from dragoman.stages.sayings.given import given_tokens
from dragoman.stages.sayings.inherited import Voices
from dragoman.stages.sayings.own_agency import OwnAgency
from dragoman.stages.sayings.quotation import Quotation, find_quotations
from dragoman.stages.sayings.quoted import (
    join_quotations,
    quoted_beside,
    style_of,
    trim_to_quotations,
    with_relayed_content,
)
from dragoman.stages.sayings.recorded import find_recorded
from dragoman.stages.sayings.relays import carriers_of, is_outlet, with_relays
from dragoman.stages.sayings.report_claims import claims_of_reports
from dragoman.stages.sayings.reporting import reporting_cues
from dragoman.stages.sayings.saying_time import saying_time
from dragoman.stages.sayings.span_index import SpanIndex
from dragoman.stages.sayings.speaker import EntityMap, Speaker, read_speaker
from dragoman.stages.sayings.statement import stated_after
from dragoman.stages.sayings.summed_up import summed_up
from dragoman.stages.sayings.told_beside import told_apart
from dragoman.stages.sayings.transcript import find_turns
from dragoman.stages.tree import runs, span_of, trimmed_subtree

__all__ = ["Attribution", "Style", "claims_of_reports", "cues_of", "find_attributions"]


def find_attributions(
    document: Document,
    parses: Sequence[ParsedSentence],
    mentions: Sequence[Mention],
    entities: Sequence[DocumentEntity],
    times: Sequence[Sequence[TimeExpression]] = (),
    cues: Sequence[Sequence[Cue]] | None = None,
) -> tuple[Attribution, ...]:
    """Return the attributions in text order of their cues, nested ones with their parent's index.

    Those with `by_author` are hedges in the document's own voice, no speaker's words. `times` are
    those of each sentence, as `parses`; without them no attribution is dated. `cues` are what
    `cues_of` finds, for who reads a document twice.
    """
    cues = cues_of(parses) if cues is None else cues
    given = _Given(document, mentions, entities)
    found: list[Attribution] = []
    stated: list[Attribution] = []
    pointing: dict[Span, bool] = {}
    for number, parse in enumerate(parses):
        heads: set[int] = set()
        statement = stated_after(document, parses, number)
        if (summed := summed_up(document, parse, given.quotations)) is not None:
            one = _attributed(parse, *summed, given, times[number] if times else ())
            stated.append(msgspec.structs.replace(one, style="direct"))
        for cue in cues[number]:
            content = _content(parse, cue, given.quotations)
            if statement and _introduces(parse, cue):
                one = _attributed(parse, cue, statement, given, times[number] if times else ())
                stated.append(msgspec.structs.replace(one, style="direct"))
                continue
            if not content or _is_mere_label(parse, cue, given.entities) or cue.head in heads:
                continue
            heads |= {cue.head}
            found.append(_attributed(parse, cue, content, given, times[number] if times else ()))
            pointing |= {found[-1].anchor: cue.share} if cue.points_back else {}
        given.voices.passed(parse)
    told = {a.content[0].start for a in stated if a.content}
    quotations = [q for q in given.quotations if q.start not in told]
    found = with_earlier_content(parses, found, pointing)
    joined = with_relayed_content(join_quotations(document, parses, quotations, found))
    styled = [msgspec.structs.replace(a, style=style_of(document, a, quotations)) for a in joined]
    turns = find_turns(document, parses, given.entities)
    recorded = find_recorded(document, parses, given.entities)
    return _with_parents([*turns, *recorded, *stated, *styled])


class _Given:
    """What all cues of a document are read with; `voices` follows the text."""

    def __init__(
        self, document: Document, mentions: Sequence[Mention], entities: Sequence[DocumentEntity]
    ) -> None:
        self.document = document
        self.entities = EntityMap(mentions, entities)
        self.quotations = find_quotations(document)
        self.own = OwnAgency(document)
        self.voices = Voices(document, self.entities)


def _attributed(
    parse: ParsedSentence,
    cue: Cue,
    content: tuple[Span, ...],
    given: _Given,
    times: Sequence[TimeExpression],
) -> Attribution:
    """Return who says or thinks it at a cue; who says something is heard from then on."""
    speaker = read_speaker(given.document, parse, cue.source, cue.source_tokens, given.entities)
    speaker = given.voices.resolved(parse, cue.source, speaker)
    if not cue.attitude:
        given.voices.heard(parse, speaker)
    carrier = _carrier(given.document, parse, cue, given.entities)
    return msgspec.structs.replace(
        _attribution(parse, cue, content, speaker),
        carried_by=None if given.own.is_meant_by(carrier) else carrier,
        own_voice=given.own.is_meant_by(speaker),
        said_at=saying_time(parse, cue, times),
    )


def cues_of(parses: Sequence[ParsedSentence]) -> list[list[Cue]]:
    """Return all cues of each sentence, whoever is named in it, in text order."""
    return [_cues(parse) for parse in parses]


def _cues(parse: ParsedSentence) -> list[Cue]:
    reporting = reporting_cues(parse)
    said = denial_cues(parse, with_relays(parse, reporting, phrase_cues(parse)))
    found = told_apart(parse, [*said, *attitude_cues(parse, said)])
    return sorted(found, key=lambda cue: (min(cue.cue), cue.head))


def _is_mere_label(parse: ParsedSentence, cue: Cue, entity_map: EntityMap) -> bool:
    """Whether what stands before a headline's colon tells where or of what, not who says so.

    A place or a state tells where. Where grammar is in doubt only a person speaks.
    """
    if cue.source is None or not (cue.label or cue.guessed):
        return False
    start, end = parse.tokens[cue.source_tokens[0]].start, parse.tokens[cue.source].end
    if cue.guessed and not entity_map.people_in(start, end):
        return True
    return cue.label and entity_map.names_place(parse.tokens[cue.source].start, end)


def _introduces(parse: ParsedSentence, cue: Cue) -> bool:
    """Whether the words said are yet to come: "said:", "issued the following statement:"."""
    told = not cue.attitude and any(parse.tokens[i].pos == "VERB" for i in cue.cue)
    words = [parse.tokens[i] for i in cue.content if parse.tokens[i].text != "following"]
    return told and not any(token.pos in ("VERB", "AUX") for token in words)


def _carrier(
    document: Document, parse: ParsedSentence, cue: Cue, entity_map: EntityMap
) -> Speaker | None:
    """The news medium to which the cue's speaker spoke, if one is named."""
    for noun in carriers_of(parse, cue):
        speaker = read_speaker(document, parse, noun, trimmed_subtree(parse, noun), entity_map)
        if is_outlet(parse, noun):
            return msgspec.structs.replace(speaker, anonymity="media")
    return None


def _attribution(
    parse: ParsedSentence, cue: Cue, content: tuple[Span, ...], speaker: Speaker
) -> Attribution:
    first_run = runs(cue.cue)
    given = given_tokens(parse, (*cue.content, *cue.denies), cue.head)
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
        within=None if cue.within is None else span_of(parse, [cue.within]),
        noun=cue.noun,
        denies=tuple(span_of(parse, run) for run in runs(cue.denies)),
        given=tuple(span_of(parse, run) for run in runs(given)),
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


def _with_parents(found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    ordered = sorted(found, key=lambda a: (a.anchor.start, a.anchor.end, a.content[0].start))
    placed = []
    contents = SpanIndex((s.start, s.end, j) for j, a in enumerate(ordered) for s in a.content)
    for i, inner in enumerate(ordered):
        near = contents.around(inner.anchor.start, inner.anchor.end)
        around = [
            j
            for j in near
            if j != i
            and _encloses(ordered[j], inner)
            and not (inner.denies and ordered[j].attitude)
        ]
        parent = min(around, key=lambda j: _narrowness(ordered[j]), default=None)
        if inner.within is not None:
            parent = next((j for j, a in enumerate(ordered) if _relays(a, inner)), parent)
        placed.append(msgspec.structs.replace(inner, parent=parent))
    return tuple(placed)


def _narrowness(outer: Attribution) -> tuple[int, bool]:
    """Less for less content; of two speakers over the same words for the relayed one."""
    return length(outer.content), outer.within is None


def _relays(outer: Attribution, inner: Attribution) -> bool:
    """Whether the outer one's cue is the one in which the inner one stands."""
    return (
        inner.within is not None
        and outer is not inner
        and (outer.cue is not None and overlaps(outer.cue, inner.within) and outer.within is None)
    )


def _encloses(outer: Attribution, inner: Attribution) -> bool:
    """Whether the inner one's cue stands in the outer one's content, and not the other way."""
    if not covers(outer.content, inner.anchor) or overlaps(outer.anchor, inner.anchor):
        return False
    if not covers(inner.content, outer.anchor):
        return True
    return length(outer.content) > length(inner.content)
