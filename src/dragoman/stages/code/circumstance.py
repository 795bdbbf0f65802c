"""When and where an event was, what its talks were about: chosen by grammar, not by nearness."""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.records import (
    DateRange,
    DocumentEntity,
    Evidence,
    LocationRef,
    Mention,
    ParsedSentence,
    Span,
    Stance,
    When,
)
from dragoman.records.report import LocationRelation, PlacePrecision
from dragoman.stages.code.cast import Cast
from dragoman.stages.date import TimeExpression
from dragoman.stages.protocols import CodingInput
from dragoman.stages.tree import ancestors, children, clause_head, conjuncts, subtree

__all__ = ["location_of_word", "places_of", "story_day_of", "time_of", "topics_under"]

_LOCATIVE = frozenset(
    "in at near outside off around inside across along over within beside into on from to "
    "through above beneath throughout toward towards".split()
)
_RELATIONS: dict[str, LocationRelation] = {
    "near": "near", "outside": "near", "off": "near", "around": "near", "between": "between",
    "from": "from", "toward": "toward", "towards": "toward",
}  # fmt: skip
_THROUGH = frozenset({
    "pobj", "prep", "compound", "appos", "conj", "amod", "nmod", "dobj", "nsubj", "nsubjpass",
    "agent", "attr", "npadvmod", "dative", "advmod", "acl", "pcomp", "xcomp",
})  # fmt: skip
_DIRECTIONS = frozenset(
    "east west north south northeast northwest southeast southwest north-east north-west "
    "south-east south-west outskirts outskirt outside side".split()
)
_FARTHEST = 7
_STORY_SPAN = timedelta(days=10)


def time_of(
    given: CodingInput,
    parse: ParsedSentence,
    times: tuple[TimeExpression, ...],
    trigger: int,
    stance: Stance,
    *,
    is_passing: bool,
    story_day: When | None,
) -> tuple[When | None, Evidence | None, str]:
    """Return when, its evidence, and why it was chosen.

    A time in the event's own clause counts first, then one of a clause above it. Without any,
    what is told as done falls on `story_day`, the day of the event told before it, else on the
    publication date (basis "publication"); what is named in passing lies some time before the
    story, and a plan after it (basis "inferred").
    """
    best: tuple[tuple[int, int], TimeExpression] | None = None
    for time in times:
        if time.when is None or time.kind == "duration":
            continue
        rank = _time_rank(parse, time, trigger)
        if rank is not None and (best is None or rank < best[0]):
            best = (rank, time)
    if best is not None and best[1].when is not None:
        time = best[1]
        span = Span(document_id=given.document.id, start=time.start, end=time.end)
        quote = given.document.text[time.start : time.end]
        when = _moved_ahead(best[1].when, stance, given.anchor)
        return when, Evidence(span=span, quote=quote, supports="time"), "time expression"
    if stance.status in ("hypothetical", "generic"):
        return None, None, "no time given"
    if given.anchor is None:
        inherited = None if is_passing or story_day is None else _as_inferred(story_day)
        return inherited, None, "no time given, and the story has no date"
    if stance.status == "planned":
        return _inferred(earliest=given.anchor), None, "a plan: after the story's date"
    if is_passing:
        before = given.anchor + timedelta(days=1)
        return _inferred(before=before), None, "named in passing: before the story's date"
    if story_day is not None:
        return _as_inferred(story_day), None, "no time given: the day of the event told before"
    return given.published, None, "no time given: the story's date"


def story_day_of(when: When | None, evidence: Evidence | None, anchor: date | None) -> When | None:
    """Return `when` if it is a stated day on which others of the same story may fall, else None.

    That is a single day at most ten before the story's own.
    """
    if when is None or evidence is None or when.extent != "occasion":
        return None
    begin = when.begin
    if begin.precision not in ("day", "hour", "minute") or begin.earliest is None:
        return None
    recent = anchor is None or timedelta(0) <= anchor - begin.earliest <= _STORY_SPAN
    return when if recent else None


def _as_inferred(when: When) -> When:
    begin = when.begin
    day = DateRange(earliest=begin.earliest, before=begin.before, precision="day", basis="inferred")
    return When(begin=day, extent="occasion")


def _inferred(*, earliest: date | None = None, before: date | None = None) -> When:
    begin = DateRange(earliest=earliest, before=before, precision="unknown", basis="inferred")
    return When(begin=begin, extent="occasion")


def _moved_ahead(when: When, stance: Stance, anchor: date | None) -> When:
    """A bare weekday of a plan is the next one, not the last."""
    begin = when.begin
    if stance.status != "planned" or anchor is None or begin.basis != "relative":
        return when
    if begin.precision != "day" or begin.earliest is None or begin.before is None:
        return when
    if not anchor - timedelta(days=7) < begin.earliest < anchor:
        return when
    week = timedelta(days=7)
    moved = DateRange(
        earliest=begin.earliest + week,
        before=begin.before + week,
        precision=begin.precision,
        basis=begin.basis,
        clock=begin.clock,
    )
    return When(begin=moved, extent=when.extent, end=when.end)


def _time_rank(parse: ParsedSentence, time: TimeExpression, trigger: int) -> tuple[int, int] | None:
    """Return (clauses between, words between), or None if the time is of another clause."""
    inside = [t.index for t in parse.tokens if time.start <= t.start < time.end]
    if not inside:
        return None
    head = next((i for i in inside if parse.tokens[i].head not in inside), inside[0])
    above = [trigger, *ancestors(parse, trigger)]
    joins = [i for i in [head, *ancestors(parse, head)] if i in above]
    if not joins or _is_of_another(parse, head, joins[0]):
        return None
    own = clause_head(parse, head)
    if own not in above and clause_head(parse, trigger) != own:
        return None
    return above.index(joins[0]), abs(head - trigger)


def _is_of_another(parse: ParsedSentence, head: int, join: int) -> bool:
    """Whether the time dates another noun or clause: "the 2015 agreement", "suspended in 2020"."""
    token = parse.tokens[head]
    noun = parse.tokens[token.head]
    modifies = token.dep in ("nummod", "amod", "compound", "poss") and noun.index != join
    if modifies and noun.pos in ("NOUN", "PROPN") and noun.ner not in ("DATE", "TIME"):
        return True
    between = []
    for index in [head, *ancestors(parse, head)]:
        if index == join:
            break
        between.append(parse.tokens[index])
    clauses = ("acl", "relcl", "advcl", "ccomp")
    return any(t.dep in clauses and t.pos in ("VERB", "AUX") for t in between)


def places_of(
    given: CodingInput, parse: ParsedSentence, trigger: int, cast: Cast, blocked: frozenset[int]
) -> tuple[LocationRef, ...]:
    """Return where the event was: literal places that hang on the trigger by a preposition.

    `blocked` are other events' triggers: what hangs on them is theirs.
    """
    start, end = parse.sentence.span.start, parse.sentence.span.end
    ranked: list[tuple[int, LocationRef]] = []
    for mention in cast.places_within(start, end):
        if mention.usage != "literal":
            continue
        head = next(t.index for t in parse.tokens if t.start == mention.head.start)
        distance, preposition = _path(parse, head, trigger, blocked)
        if distance is None or (not preposition and cast.is_state_at(mention.head.start)):
            continue
        _, entity = cast.place_at(mention.head.start) or (mention, None)
        ranked.append((distance, _location(given, mention, entity, preposition)))
    if not ranked:
        return ()
    nearest = min(distance for distance, _ in ranked)
    chosen = [ref for distance, ref in ranked if distance <= nearest + 1]
    return tuple({r.entity_id: r for r in chosen}.values())


def here(
    given: CodingInput, parse: ParsedSentence, trigger: int, cast: Cast
) -> tuple[LocationRef, ...]:
    """Return the dateline's place where the clause says "here", else nothing."""
    dateline = given.document.dateline
    if dateline is None or dateline.place is None:
        return ()
    verb = parse.tokens[trigger].head
    words = {parse.tokens[i].lemma for i in (*parse.children[trigger], *parse.children[verb])}
    found = cast.place_at(dateline.place.start) if "here" in words else None
    return () if found is None else (_location(given, *found, ""),)


def _path(
    parse: ParsedSentence, head: int, trigger: int, blocked: frozenset[int]
) -> tuple[int | None, str]:
    """Return the steps from a place up to the trigger and the preposition nearest the place."""
    preposition = ""
    steps = 0
    for index in [head, *ancestors(parse, head)]:
        token = parse.tokens[index]
        if token.dep == "prep" and not preposition:
            preposition = token.lemma
        if index == trigger:
            named_for = steps == 1 and parse.tokens[head].dep in ("compound", "nmod")
            return (steps, preposition) if preposition in _LOCATIVE or named_for else (None, "")
        if index in blocked or token.dep not in _THROUGH or steps > _FARTHEST:
            return None, ""
        steps += token.dep != "conj"
        if preposition and preposition not in _LOCATIVE | {"of"}:
            return None, ""
        if preposition == "of" and token.dep == "prep" and token.lemma in _LOCATIVE:
            preposition = token.lemma
        elif preposition == "of" and token.lemma in _DIRECTIONS:
            preposition = "near"
    return None, ""


def _location(
    given: CodingInput, mention: Mention, entity: DocumentEntity | None, preposition: str
) -> LocationRef:
    chosen = entity.chosen if entity is not None else None
    place_id = chosen.target_id if chosen is not None else None
    quote = given.document.text[mention.span.start : mention.span.end]
    return LocationRef(
        entity_id=entity.id if entity is not None else mention.id,
        place_id=place_id,
        relation=_RELATIONS.get(preposition, "at"),
        precision=precision_of(given.place_kinds.get(place_id or "")),
        evidence=Evidence(span=mention.span, quote=quote, supports="place"),
    )


def precision_of(kind: str | None) -> PlacePrecision | None:
    """Return how exact a GeoNames feature is as an event's place; None for an unknown one."""
    if kind is None:
        return None
    if kind.startswith(("A.PCL", "A.TERR")):
        return "country"
    if kind.startswith("A.ADM1"):
        return "admin1"
    if kind.startswith("A.ADM"):
        return "admin2"
    if kind.startswith("P"):
        return "city"
    return "exact" if kind.startswith("S") else "region"


def location_of_word(
    given: CodingInput, cast: Cast, parse: ParsedSentence, index: int
) -> LocationRef | None:
    """Return the place that the word at `index` itself names, or None."""
    at = cast.place_at(parse.tokens[index].start)
    if at is None or at[0].usage in ("in_name", "demonym"):
        return None
    return _location(given, *at, "")


def topics_under(
    parse: ParsedSentence, holder: int, prepositions: frozenset[str], *, verb: bool
) -> tuple[Span, ...]:
    """Return what the talks at `holder` are about; for a topic verb, its objects."""
    heads: list[int] = []
    if verb:
        heads = children(parse, holder, "dobj")
    else:
        for prep in children(parse, holder, "prep"):
            if (
                parse.tokens[prep].lemma in prepositions
                or parse.tokens[prep].text.lower() in prepositions
            ):
                heads += children(parse, prep, "pobj", "pcomp")
    spans = []
    for head in heads:
        for joined in conjuncts(parse, head):
            below = [i for i in subtree(parse, joined) if not _in_later_conjunct(parse, i, joined)]
            if below:
                spans.append(_span(parse, below))
    return tuple(spans)


def _in_later_conjunct(parse: ParsedSentence, index: int, head: int) -> bool:
    """Whether `index` belongs to a conjunct of `head`, or is the "and" or comma before one."""
    while index != head:
        token = parse.tokens[index]
        if token.head == head and (token.dep in ("conj", "cc") or token.tag in (",", ":")):
            return True
        index = token.head
    return False


def _span(parse: ParsedSentence, indices: list[int]) -> Span:
    first, last = parse.tokens[min(indices)], parse.tokens[max(indices)]
    return Span(document_id=parse.sentence.span.document_id, start=first.start, end=last.end)
