"""Claims that are no reports of events: causes, goals, judgements and the like, with their holders.

The readers in `claims` find the clause; here it becomes a Claim with whose words it stands in,
whom it is about and how firmly it is held. Plain narrative in the document's own
voice gives no claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, zip_longest

from msgspec.structs import replace

from dragoman.knowledge.lexicon import claim_words
from dragoman.records import (
    Claim,
    Document,
    DocumentEntity,
    EventReport,
    Mention,
    ParsedSentence,
    Span,
)
from dragoman.stages.claims.asides import read_asides
from dragoman.stages.claims.building import build_claim
from dragoman.stages.claims.causes import read_cause, read_purpose, read_reason
from dragoman.stages.claims.clauses import (
    clause_heads,
    clause_spans,
    is_asked,
    own_subject,
    predicate_of,
    run_spans,
)
from dragoman.stages.claims.context import Context, token_span
from dragoman.stages.claims.goals import read_goal
from dragoman.stages.claims.held_claims import is_mere_thing, is_outlook, statements, views
from dragoman.stages.claims.marked import marked_claims, reread, with_kinds
from dragoman.stages.claims.outlook import condition_start, read_forecast, read_recommendation
from dragoman.stages.claims.reading import Reading
from dragoman.stages.claims.relations import read_relation
from dragoman.stages.claims.scoring import with_scores
from dragoman.stages.claims.supposed import held_by_somebody
from dragoman.stages.claims.views import (
    is_plain_judgement,
    is_ranking,
    read_importance,
    read_judgement,
)
from dragoman.stages.encode import Reading as Marks
from dragoman.stages.sayings.attribution import Attribution, covers
from dragoman.stages.sayings.chains import Sayings
from dragoman.stages.sayings.reporting_words import can_act
from dragoman.stages.sayings.speaker import EntityMap
from dragoman.stages.sayings.voice import arguing_paragraphs, sentence_voice
from dragoman.stages.stances.verb_group import verb_group
from dragoman.stages.tree import child, children, conjuncts

__all__ = ["find_claims", "sentence_voice"]

_FORETELLING = frozenset(
    "analyst economist expert professor lecturer scholar historian researcher columnist fellow "
    "institute university group thinktank think-tank observer former".split()
)
_READERS = (
    read_goal, read_recommendation, read_forecast, read_cause, read_importance, read_relation,
    read_judgement,
)  # fmt: skip


def find_claims(
    document: Document,
    run_id: str,
    parses: Sequence[ParsedSentence],
    mentions: Sequence[Mention],
    entities: Sequence[DocumentEntity],
    reports: Sequence[EventReport],
    attributions: Sequence[Attribution],
    marks: Sequence[Marks | None] = (),
) -> tuple[Claim, ...]:
    """Return the claims of all kinds but "report", in text order.

    `marks` are the learned model's readings of the sentences, where it was asked.

    Content is the clause from its subject to its end; in "considers X important" it is "X
    important". `of` is whose goal or view it is, or what causes; `about` are the other actors and
    the reports meant. An empty chain is the author.
    """
    context = Context(
        document, run_id, EntityMap(mentions, entities), reports, attributions,
        Sayings(attributions), parses,
    )  # fmt: skip
    found = views(context)
    held = tuple(found)
    arguing = arguing_paragraphs(parses)
    for parse, marking in zip_longest(parses, marks):
        claims = _clauses(context, parse, argues=parse.sentence.paragraph in arguing)
        if marking is not None and parse.sentence.kind in ("body", "title"):
            claims = reread(context, parse, marking, claims)
            seen = [*claims, *(view for view in held if _is_in(view, parse))]
            claims += marked_claims(context, parse, marking, seen, _cue_tokens(context, parse))
        found.extend(claims)
    found = _distinct(found)
    found.extend(with_kinds(statements(context, found), parses, marks))
    found = held_by_somebody(context, found)
    order = sorted(
        _without_parts(_told_in_full(found)),
        key=lambda c: (c.content[0].start, c.content[-1].end, c.kind),
    )
    return with_scores(order, parses, marks)


def _is_in(claim: Claim, parse: ParsedSentence) -> bool:
    span = parse.sentence.span
    return span.start <= claim.content[0].start < span.end


def _clauses(context: Context, parse: ParsedSentence, *, argues: bool) -> list[Claim]:
    """Claims of full clauses: at most one of a kind by its predicate, and one by its reason."""
    found = []
    merged: set[int] = set()
    read = {h: _readings(context, parse, h, argues=argues) for h in clause_heads(parse)}
    asides = read_asides(parse, argues=argues)
    # "Because prices will rise" is a reason, and no forecast.
    within = {i for r in (*chain(*read.values()), *asides) if r.tokens for i in r.keep}
    for head, readings in read.items():
        for reading in readings:
            if head in merged or (head in within and reading.kind != "cause"):
                continue
            joined = _joined(parse, head, [h for h in read if _is_alike(read[h], reading)])
            merged.update(joined)
            if reading.kind in ("forecast", "recommendation"):
                # "It is unlikely that they will meet" is one forecast, not two.
                within.update(i for i in parse.children[head] if parse.tokens[i].dep == "ccomp")
                within.update(() if reading.stance_at is None else (reading.stance_at,))
            whole = replace(reading, keep=(*reading.keep, *joined))
            found.append(_of_clause(context, parse, head, whole))
    found.extend(_of_clause(context, parse, aside.head, aside) for aside in asides)
    return [claim for claim in found if claim is not None]


def _is_alike(readings: Sequence[Reading], reading: Reading) -> bool:
    return [r.kind for r in readings] == [reading.kind]


def _joined(parse: ParsedSentence, head: int, alike: Sequence[int]) -> tuple[int, ...]:
    """The predicates that share the subject of the one at `head` and claim the like of it."""
    shared = [
        i for i in conjuncts(parse, head)[1:] if child(parse, i, "nsubj", "nsubjpass") is None
    ]
    return tuple(i for i in shared if i in alike)


def _readings(context: Context, parse: ParsedSentence, head: int, *, argues: bool) -> list[Reading]:
    """What the predicate at `head` claims, by the first reader that knows it, why, and what for.

    A plain copula judges where the author argues or somebody speaks.
    """
    if not _is_finite(parse, head) or is_asked(parse, head):
        return []
    first = next((r for read in _READERS if (r := read(parse, head)) is not None), None)
    plain = first is None and is_plain_judgement(parse, head)
    if plain and (argues or context.sayings.over(token_span(parse, head))):
        first = Reading(kind="judgement", head=head)
    told = _is_cue(context, parse, head) and not _is_claimed(parse, head, first)
    if told and not (first is not None and _is_bond(context, parse, head, first)):
        return []
    if _is_own_cue(context, parse, predicate_of(parse, head)) or _is_view_of(context, parse, head):
        return []
    beside = read_reason(parse, head), read_purpose(parse, head)
    return [r for r in (first, *beside) if r is not None]


def _of_clause(
    context: Context, parse: ParsedSentence, head: int, reading: Reading
) -> Claim | None:
    """The claim of a clause; None where it lacks words or nobody claims it."""
    taken = _spoken_tokens(context, parse, head)
    content = run_spans(parse, reading.tokens, taken)
    if not content:
        outlook = reading.kind in ("forecast", "recommendation")
        start = condition_start(parse, head) if outlook else reading.start
        content = clause_spans(parse, head, taken=taken, start=start, keep=reading.keep)
    if not content or (reading.kind == "goal" and content[-1].end <= parse.tokens[head].end):
        return None
    if reading.kind == "forecast" and _is_own_promise(context, parse, reading):
        return None
    claim = build_claim(context, parse, reading, content)
    return None if _is_merely_imagined(claim, reading) else claim


def _is_merely_imagined(claim: Claim, reading: Reading) -> bool:
    """As in "if it is a mistake", "to show that it is weak": nobody claims that it is so.

    That something "remains to be seen" is a forecast left open, and a claim.
    """
    if claim.stance.polarity == "open" and not claim.chain:
        return reading.stance_at is None
    if claim.kind in ("forecast", "recommendation"):
        return False
    imagined = claim.stance.status in ("hypothetical", "planned")
    if claim.kind == "cause" and claim.stance.certainty == "possible":
        # "Sanctions can deepen a crisis" is a claim of what they do.
        return False
    return imagined or (claim.stance.certainty == "uncommitted" and not claim.chain)


def _is_finite(parse: ParsedSentence, head: int) -> bool:
    """Whether the clause can stand alone: not "to gain time", "than they want peace"."""
    group = verb_group(parse, head)
    if "than" in {parse.tokens[i].lemma for i in children(parse, head, "mark")}:
        return False  # "more than they want peace"
    if parse.tokens[head].tag == "MD":
        return True
    finite = group.tense != "none" or group.modal is not None
    return not group.infinitive and (finite or parse.tokens[head].pos == "NOUN")


def _is_cue(context: Context, parse: ParsedSentence, head: int) -> bool:
    """A reporting verb is no claim itself; what it reports may be one."""
    cued = context.sayings.with_cue_at(token_span(parse, head))
    return any(not a.attitude or is_outlook(parse, a) for a in cued)


def _is_bond(context: Context, parse: ParsedSentence, head: int, reading: Reading) -> bool:
    """As in "agrees with the minister": how two stand to each other, and nothing said."""
    cued = context.sayings.with_cue_at(token_span(parse, head))
    return reading.kind == "relation" and all(is_mere_thing(parse, a) for a in cued)


def _is_own_cue(context: Context, parse: ParsedSentence, predicate: int | None) -> bool:
    """As in "it is our conviction that …": only what the author is convinced of is claimed."""
    if predicate is None or parse.tokens[predicate].pos != "NOUN":
        return False
    cued = context.sayings.with_cue_at(token_span(parse, predicate))
    return any(attribution.by_author for attribution in cued)


def _is_view_of(context: Context, parse: ParsedSentence, head: int) -> bool:
    """As in "the union's hope is that …": only what somebody hopes is claimed, and by them."""
    subject, clause = own_subject(parse, head), child(parse, head, "ccomp")
    if subject is None or clause is None or predicate_of(parse, head) is None:
        return False
    cued = context.sayings.with_cue_at(token_span(parse, subject))
    return any(a.source is not None and not a.by_author for a in cued)


def _is_claimed(parse: ParsedSentence, head: int, reading: Reading | None) -> bool:
    """Whether the saying or thinking itself is what is claimed.

    As in "the Council should tell both sides that …", "if he fails they will say that …", "he
    fears the tax more than the drought" and "they would rather see it sold".
    """
    kind, modal = None if reading is None else reading.kind, verb_group(parse, head).modal
    return (
        (kind == "recommendation" and modal in ("should", "must", "ought"))
        or (kind == "forecast" and modal == "will")
        or (kind == "importance" and is_ranking(parse, head))
        or (kind == "goal" and modal == "would")
    )


def _spoken_tokens(context: Context, parse: ParsedSentence, head: int) -> set[int]:
    """Tokens of speakers and cues in whose content the clause stands: ", officials said,"."""
    around = context.sayings.over(token_span(parse, head))
    outer = [s for a in around for s in (a.source, a.cue) if s is not None]
    return {t.index for t in parse.tokens for s in outer if s.start <= t.start and t.end <= s.end}


def _cue_tokens(context: Context, parse: ParsedSentence) -> frozenset[int]:
    """Tokens of all speakers and cues of the sentence."""
    number = parse.sentence.index
    said = [a for a in context.attributions if a.sentence == number and not a.attitude]
    spans = [s for a in said for s in (a.source, a.cue) if s is not None]
    return frozenset(
        t.index for t in parse.tokens for s in spans if s.start <= t.start and t.end <= s.end
    )


def _is_own_promise(context: Context, parse: ParsedSentence, reading: Reading) -> bool:
    """As in "X said it would respond": what somebody says they will do is no forecast."""
    around = context.sayings.over(token_span(parse, reading.head))
    spoken = [a for a in around if not a.by_author]
    if not spoken:
        return False
    subjects = [i for i in parse.children[reading.head] if parse.tokens[i].dep.startswith("nsubj")]
    for i in subjects:
        token = parse.tokens[i]
        ids = context.entity_map.at_head(token.start, token.end)
        own = any(parse.tokens[j].tag == "PRP$" for j in parse.children[i])
        if own or set(ids) & set(spoken[-1].entity_ids) or token.lemma in ("we", "i"):
            return True
        if _is_announced(parse, reading.head, i, spoken[-1]):
            return True
    return False


def _is_announced(parse: ParsedSentence, head: int, subject: int, speaker: Attribution) -> bool:
    """As in "the minister said that the army would stay": who is in office announces.

    What an analyst says of the army, or anybody of prices, is a forecast.
    """
    plain = verb_group(parse, head).modal in ("will", "would")
    unsure = {parse.tokens[i].lemma for i in parse.children[head]} & {"if", "unless", "without"}
    hedged = {parse.tokens[i].lemma for i in parse.children[head]} & claim_words().forecast[
        "adverbs"
    ]
    if not plain or unsure or hedged or not can_act(parse, subject):
        return False
    foretelling = set(speaker.description.lower().replace(",", " ").split()) & _FORETELLING
    in_office = speaker.anonymity in ("named", "office", "document")
    return (
        in_office
        and not foretelling
        and speaker.verb in ("says", "announces", "confirms", "promises")
    )


def _told_in_full(claims: Sequence[Claim]) -> list[Claim]:
    """Drop claims that another tells with more of their speakers: B says that, says A."""
    alike: dict[tuple[str, tuple[Span, ...]], list[Claim]] = {}
    for claim in claims:
        alike.setdefault((claim.kind, claim.content), []).append(claim)
    return [
        claim
        for claim in claims
        if not any(_is_within(claim, other) for other in alike[claim.kind, claim.content])
    ]


def _without_parts(claims: Sequence[Claim]) -> list[Claim]:
    """Drop what is a part of another of its kind and holder: "it pays" in "since it pays"."""
    alike: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        alike.setdefault((claim.kind, claim.chain), []).append(claim)
    return [
        claim
        for claim in claims
        if not any(
            other.content != claim.content and all(covers(other.content, s) for s in claim.content)
            for other in alike[claim.kind, claim.chain]
        )
    ]


def _is_within(claim: Claim, other: Claim) -> bool:
    steps = len(claim.chain)
    return steps < len(other.chain) and claim.chain == other.chain[:steps]


def _distinct(found: Sequence[Claim]) -> list[Claim]:
    """Drop claims with the id of an earlier one: views go before clauses."""
    return list({claim.id: claim for claim in reversed(found)}.values())[::-1]
