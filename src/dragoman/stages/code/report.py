"""From a settled draft to a report: type, parties, time, place, topics, and why each was chosen."""

from __future__ import annotations

from typing import Literal

from msgspec.structs import replace

from dragoman.knowledge.codebook import Codebook
from dragoman.records import (
    EventReport,
    Evidence,
    LocationRef,
    Participant,
    Quantity,
    Span,
    Stance,
    Token,
    TypeCode,
    When,
    make_id,
)
from dragoman.records.report import Role
from dragoman.stages.code.cast import Cast
from dragoman.stages.code.counted_days import is_counted
from dragoman.stages.code.drafts import Draft, Retelling
from dragoman.stages.code.harm import brings
from dragoman.stages.code.light import LightWords
from dragoman.stages.code.match import Match
from dragoman.stages.code.moment import StorySetting, story_day_of, time_of
from dragoman.stages.code.settle import is_repeated, tellings, tells_talks
from dragoman.stages.code.topics import topics_under
from dragoman.stages.code.whereabouts import places_of
from dragoman.stages.protocols import CodedEvent, CodingInput
from dragoman.stages.quantity import is_answered, quantities_near
from dragoman.stages.tree import clause_head

__all__ = ["report_of"]

_HURT = ("killed", "injured")
_HURTING = frozenset({"ASSAULT", "PROTEST"})
"""PLOVER types of which people are hurt in the clauses about them."""
_AS_PLANNED: dict[tuple[str, Role], Role] = {
    ("visits", "visitor"): "initiator",
    ("visits", "host"): "target",
    ("hosts", "host"): "initiator",
    ("hosts", "visitor"): "target",
    ("mediates", "mediator"): "initiator",
}
"""A coming visit is an agreement: who goes, or who invites, agrees."""
_NO_VISIT: dict[Role, Role] = {"visitor": "initiator", "host": "target"}
"""The same where the frame is no visit's: "is expected in Juba"."""


def report_of(
    given: CodingInput,
    codebook: Codebook,
    cast: Cast,
    light: LightWords,
    draft: Draft,
    settled: list[Draft],
    setting: StorySetting,
) -> CodedEvent:
    """Return a settled draft as a report with its stance; `settled` are all of the document."""
    parse, index = draft.parse, draft.index
    token = parse.tokens[index]
    trigger = Span(document_id=given.document.id, start=token.start, end=token.end)
    stance = _stance(draft)
    when, when_evidence, why_when = _when(given, draft, stance, setting)
    types = _types(codebook, draft, stance)
    participants = _participants(given, codebook, draft, types[0].code)
    topics = _topics(given, draft, settled, light)
    others = setting.triggers - {index}
    told_by = tellings(draft, light, others)
    where = places_of(given, codebook, cast, draft, light, others, topics)
    report = EventReport(
        id=make_id("rep", given.document.id, trigger.start, trigger.end, types[0].code),
        run_id=given.run_id,
        document_id=given.document.id,
        trigger=trigger,
        types=types,
        participants=participants,
        when=when,
        when_evidence=when_evidence,
        where=where,
        topics=topics,
        quantities=_quantities(given, draft, told_by, others - {t.match.index for t in draft.told}),
        repeated=is_repeated(draft, light),
        evidence=_evidence(given, told_by, participants, when_evidence, where),
        explain=_explain(draft, types, why_when),
        score=_score(draft),
    )
    return CodedEvent(report=report, stance=stance)


def _when(
    given: CodingInput, draft: Draft, stance: Stance, setting: StorySetting
) -> tuple[When | None, Evidence | None, str]:
    """Return when, as the trigger's sentence says, else the day of one that tells it again."""
    first = _told_when(given, draft, draft.told[0], stance, setting)
    if first[1] is None and not draft.is_passing:
        alone = replace(setting, triggers=frozenset())
        for telling in draft.also:
            found = _told_when(given, draft, telling, stance, alone)
            if is_counted(found[1], given.times[telling.number]):
                continue
            if story_day_of(found[0], found[1], given.anchor) is not None:
                return found
    return first


def _told_when(
    given: CodingInput, draft: Draft, telling: Retelling, stance: Stance, setting: StorySetting
) -> tuple[When | None, Evidence | None, str]:
    return time_of(
        given,
        telling.parse,
        given.times[telling.number],
        telling.match.index,
        stance,
        is_passing=draft.is_passing,
        setting=setting,
    )


def _participants(
    given: CodingInput, codebook: Codebook, draft: Draft, code: str
) -> tuple[Participant, ...]:
    is_replaced = _has_other_roles(codebook, draft, code)
    return tuple(
        _participant(given, draft, n, is_replaced=is_replaced) for n in range(len(draft.parts))
    )


def _has_other_roles(codebook: Codebook, draft: Draft, code: str) -> bool:
    """Whether nobody visits or hosts in it: it is planned as another type, or none is planned as.

    Who is expected somewhere agrees to come. Where the codebook's frame says who visits, he does.
    """
    framed = draft.match.trigger.frame in ("visits", "hosts")
    meets = framed or codebook.type(code).planned_as is not None
    return code != draft.match.trigger.type_code or not meets


def _stance(draft: Draft) -> Stance:
    """Return the grammatical stance, with the status that the wording itself implies."""
    implied = draft.match.trigger.status
    stance = draft.stance
    if implied is None or stance.status != "occurred":
        return stance
    return Stance(polarity=stance.polarity, certainty=stance.certainty, status=implied)


def _types(codebook: Codebook, draft: Draft, stance: Stance) -> tuple[TypeCode, ...]:
    """Return the type and its runners-up; a planned telling takes the type the codebook says."""
    ontology = f"{codebook.name}-{codebook.version}"
    found: dict[str, TypeCode] = {}
    same = [t.match for t in draft.also if _same_type(t.match.trigger.type_code, draft)]
    modes = [m.trigger.mode for m in same]
    closer = [m.trigger.mode for m in same if m.is_noun and m.specificity > 0]
    for match in [draft.match, *draft.others]:
        code, mode = match.trigger.type_code, match.trigger.mode
        if match is draft.match:
            mode = next((m for m in (*closer, mode, *modes) if m is not None), None)
        planned_as = codebook.type(code).planned_as
        if stance.status == "planned" and planned_as is not None:
            code, mode = planned_as, None
        found.setdefault(
            code,
            TypeCode(
                ontology=ontology,
                code=code,
                mode=mode,
                contexts=match.trigger.contexts,
                score=_score_of_type(draft, match),
            ),
        )
    return tuple(found.values())


def _score_of_type(draft: Draft, match: Match) -> float:
    is_first = match is draft.match and draft.score is not None
    return draft.score if is_first and draft.score is not None else match.trigger.weight


def _same_type(code: str, draft: Draft) -> bool:
    return code == draft.match.trigger.type_code


def _participant(
    given: CodingInput, draft: Draft, number: int, *, is_replaced: bool
) -> Participant:
    part = draft.parts[number]
    entity = part.found.entity
    words = given.document.text[part.found.span.start : part.found.span.end]
    joint = [p for p in draft.parts if p.role == part.role]
    alone = _NO_VISIT.get(part.role, part.role)
    role = _AS_PLANNED.get((draft.match.trigger.frame, part.role), alone)
    return Participant(
        role=role if is_replaced else part.role,
        entity_id=entity.id,
        actor_id=entity.chosen.target_id if entity.chosen else None,
        role_id=entity.chosen.role_id if entity.chosen else None,
        description=words,
        group=1 if len(joint) > 1 else 0,
        negated=part.negated,
        evidence=Evidence(span=part.found.span, quote=words, supports="participant"),
        score=part.found.score if part.score is None else part.score,
    )


def _topics(
    given: CodingInput, draft: Draft, settled: list[Draft], light: LightWords
) -> tuple[Span, ...]:
    """Return what talks are about: said with them, or in the sentences up to the next talks."""
    if not tells_talks(draft):
        return ()
    spans = list(topics_under(draft.parse, draft.index, light.topic_prepositions, verb=False))
    for used in draft.match.used:
        spans += topics_under(draft.parse, used, light.topic_prepositions, verb=False)
    talks = sorted({d.number for d in settled if tells_talks(d)})
    following = next((n for n in talks if n > draft.number), len(given.parses))
    if is_repeated(draft, light) or draft.is_passing:
        return tuple(sorted(set(spans), key=lambda s: (s.start, s.end)))
    last = min(following, draft.number + 2)
    for number in range(draft.number, max(last, draft.number + 1)):
        parse = given.parses[number]
        for token in parse.tokens:
            if token.pos == "VERB" and token.lemma in light.topic_verbs:
                spans += topics_under(parse, token.index, light.topic_prepositions, verb=True)
            elif token.lemma in ("view", "opinion") and token.dep == "dobj":
                spans += topics_under(parse, token.index, light.topic_prepositions, verb=False)
    return tuple(sorted(set(spans), key=lambda s: (s.start, s.end)))


def _quantities(
    given: CodingInput, draft: Draft, told_by: tuple[Token, ...], others: frozenset[int]
) -> tuple[Quantity, ...]:
    """Return the sentence's quantities in the clauses that tell the act and those that hang on it.

    Whom the act hurt may be told in a clause before it ("nine people died when a bomb went off") or
    in one beside that ("nine were killed and twelve were wounded in the blast").
    """
    found, parse = given.quantities[draft.number], draft.parse
    if not found:
        return ()
    hurts = draft.match.trigger.type_code in _HURTING
    told = [t.match.index for t in draft.told if t.parse is parse] if hurts else [draft.index]
    told = [i for i in told if i == draft.index or not is_answered(parse, i)]
    near = [q for index in told for q in quantities_near(found, parse, index, others)]
    clause = clause_head(parse, draft.index)
    above = parse.tokens[clause].head
    words = [t.index for t in told_by if parse.tokens[min(t.index, len(parse.tokens) - 1)] is t]
    if above not in others and brings(parse, above, clause):
        words.append(above)
    words = [i for i in words if i == draft.index or not is_answered(parse, i)]
    harms = [q for word in words if hurts for q in quantities_near(found, parse, word, others)]
    hurt = [q for q in harms if q.kind in _HURT]
    return tuple(q for q in found if q in near or q in hurt)


def _evidence(
    given: CodingInput,
    told_by: tuple[Token, ...],
    participants: tuple[Participant, ...],
    when: Evidence | None,
    where: tuple[LocationRef, ...],
) -> tuple[Evidence, ...]:
    own, *others = told_by
    people = [participant.evidence for participant in participants]
    places = [ref.evidence for ref in where]
    times = [] if when is None else [when]
    named = [evidence.span for evidence in (*people, *places, *times)]
    telling = [
        _telling(given, word, "telling")
        for word in others
        if not any(span.start < word.end and word.start < span.end for span in named)
    ]
    trigger = _telling(given, own, "trigger")
    return tuple(dict.fromkeys([trigger, *telling, *people, *places, *times]))


def _telling(given: CodingInput, word: Token, supports: Literal["trigger", "telling"]) -> Evidence:
    span = Span(document_id=given.document.id, start=word.start, end=word.end)
    return Evidence(span=span, quote=given.document.text[span.start : span.end], supports=supports)


def _explain(draft: Draft, types: tuple[TypeCode, ...], why_when: str) -> tuple[str, ...]:
    match = draft.match
    kind = "noun" if match.is_noun else "verb"
    lines = [
        (
            f'{kind} pattern "{match.text}" of {match.trigger.id} ({match.trigger.type_code}, '
            f"weight {match.trigger.weight:g}), frame {match.trigger.frame}"
        )
    ]
    if match.trigger.id == "model":
        lines = [f'{kind} "{match.text}"']
    if draft.seen_by:
        lines.append(draft.seen_by)
    if types[0].code != match.trigger.type_code:
        lines.append(f"told as planned, so {match.trigger.type_code} becomes {types[0].code}")
    measure = "weight" if draft.score is None else "probability"
    lines += [f"runner-up {t.code} ({measure} {t.score:.2g})" for t in types[1:]]
    lines += [
        f"{p.role}: {p.found.entity.name} from {p.place} ({p.found.how})"
        + ("" if p.score is None else f", probability {p.score:.2f}")
        for p in draft.parts
    ]
    lines.append(f"when: {why_when}")
    return tuple(lines)


def _score(draft: Draft) -> float:
    """Return the probability that model and rules come to; without a model how sure the rules are.

    That is the pattern's weight, less for what is missing or loose.
    """
    if draft.score is not None:
        return draft.score
    score = draft.match.trigger.weight + 0.04 * draft.match.specificity
    roles = {p.role for p in draft.parts}
    if not roles & {"initiator", "party", "host", "visitor", "mediator"}:
        score *= 0.8
    if len(draft.parts) == 1:
        score *= 0.9
    if draft.is_passing:
        score *= 0.9
    if draft.others and draft.others[0].trigger.type_code != draft.match.trigger.type_code:
        score *= 0.95
    return round(min(max(score, 0.0), 0.99), 3)
