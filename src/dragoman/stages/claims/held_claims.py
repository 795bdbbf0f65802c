"""Claims that a cue itself makes: views ("considers X vital"), blame, and plain statements.

Claims that stand in a clause of their own, whoever holds them, are `claim`.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from itertools import pairwise

from dragoman.knowledge.lexicon import claim_words, verb_class
from dragoman.records import Claim, EventReport, ParsedSentence, Span
from dragoman.records.claim import ClaimKind
from dragoman.stages.claims.building import build_claim
from dragoman.stages.claims.context import Context, parse_of
from dragoman.stages.claims.marked import tokens_of
from dragoman.stages.claims.reading import Reading, of_phrase
from dragoman.stages.claims.views import kind_of_predicate
from dragoman.stages.sayings.attribution import Attribution, covers, overlaps
from dragoman.stages.sayings.denied_deeds import is_denied_by
from dragoman.stages.sayings.reporting_frames import WEIGHED
from dragoman.stages.sayings.reporting_words import can_act
from dragoman.stages.sayings.span_index import SpanIndex
from dragoman.stages.stances.verb_group import verb_group
from dragoman.stages.tree import child, children

__all__ = ["is_mere_thing", "is_outlook", "statements", "views"]

_CALLING = frozenset({"call", "label", "dub", "brand", "term"})
"""What somebody calls a thing he judges, whatever the word."""
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})


def views(context: Context) -> list[Claim]:
    """Return the claims of small clauses and of blame: "called it a farce", "blames Y for Z"."""
    found = []
    for attribution in context.attributions:
        parse = parse_of(context, attribution)
        tokens = _tokens(parse, attribution.content)
        reading = None
        if attribution.view:
            reading = _small_clause(parse, tokens, _cue_lemma(parse, attribution))
        elif _cue_lemma(parse, attribution) in claim_words().cause["holding"]:
            reading = _blame(parse, tokens)
        elif _is_suspected(parse, attribution):
            top = _top(parse, attribution)
            # "Suspects a ruse to win votes", "foul play".
            meant = (verb_group(parse, i).infinitive for i in children(parse, top, "acl", "relcl"))
            reading = Reading(kind="goal" if any(meant) else "judgement", head=top)
        elif attribution.attitude and is_outlook(parse, attribution):
            reading = _feared(parse, tokens)
        if reading is not None:
            found.append(
                build_claim(context, parse, reading, attribution.content, view=attribution)
            )
    return found


def _is_suspected(parse: ParsedSentence, attribution: Attribution) -> bool:
    """As in "suspects foul play": a thing, and no party, that somebody takes to be so."""
    if _cue_lemma(parse, attribution) != "suspect" or not is_mere_thing(parse, attribution):
        return False
    return not can_act(parse, _top(parse, attribution))


def _tokens(parse: ParsedSentence, content: Sequence[Span]) -> list[int]:
    return sorted(tokens_of(parse, content))


def _cue_lemma(parse: ParsedSentence, attribution: Attribution) -> str:
    """The lemma of the verb in the cue, its last one; "" where the cue is no verb."""
    cue = attribution.cue
    if cue is None:
        return ""
    verbs = [t.lemma for t in parse.tokens if t.pos == "VERB" and cue.start <= t.start < cue.end]
    return verbs[-1] if verbs else ""


def _small_clause(parse: ParsedSentence, tokens: Sequence[int], cue: str) -> Reading | None:
    predicate = _small_predicate(parse, tokens)
    if predicate is None:
        return None
    kind = kind_of_predicate(parse, predicate)
    marks = [i for i in tokens if parse.tokens[i].lemma == "as" and i < predicate]
    end = marks[-1] if marks else predicate
    outlook = claim_words().forecast["nouns"]
    if cue not in _CALLING and any(
        parse.tokens[i].lemma in outlook and of_phrase(parse, i) for i in tokens if i < end
    ):
        kind = "forecast"  # "rates the prospects of a truce as poor"
    if kind in ("relation", "goal") and cue in _CALLING:
        kind = "judgement"
    whose = tuple(i for i in tokens if i < end) if kind in ("cause", "goal") else ()
    return Reading(kind=kind, head=predicate, of=whose)


def _small_predicate(parse: ParsedSentence, tokens: Sequence[int]) -> int | None:
    """The predicate of a small clause: after "as", or what has a subject and no verb."""
    inside = set(tokens)
    for i in reversed(tokens):
        token = parse.tokens[i]
        if token.lemma == "as" and token.dep in ("prep", "mark"):
            below = [j for j in parse.children[i] if j in inside and parse.tokens[j].pos != "PUNCT"]
            if below:
                return below[-1]
            if token.dep == "mark" and token.head in inside:
                return token.head  # "as biased"
    for i in tokens:
        token = parse.tokens[i]
        if token.dep in ("oprd", "ccomp", "xcomp") and token.head not in inside:
            said = child(parse, i, "attr", "acomp") if token.lemma == "be" else None
            return i if said is None else said
    seen = [
        i for i in tokens if parse.tokens[i].dep == "dobj" and parse.tokens[i].head not in inside
    ]
    return seen[0] if seen else None  # "sees in it a threat"


def _blame(parse: ParsedSentence, tokens: Sequence[int]) -> Reading | None:
    """As in "blamed X for Y", "blamed Y on X": X is what causes."""
    preps = [i for i in tokens if parse.tokens[i].lemma in ("for", "on", "to")]
    preps = [i for i in preps if parse.tokens[i].dep == "prep" and min(tokens) < i]
    if not preps:
        return _blamed_thing(parse, tokens)
    prep = preps[0]
    after = parse.tokens[prep].lemma != "for"
    causing = tuple(i for i in tokens if (i > prep) == after and i != prep)
    tops = [i for i in causing if parse.tokens[i].head not in causing]
    return Reading(kind="cause", head=tops[0], of=causing) if tops else None


def is_outlook(parse: ParsedSentence, attribution: Attribution) -> bool:
    """Return whether somebody fears, hopes for or expects something: "is afraid of a raid".

    A whole clause that is feared is a claim by itself.
    """
    cue = attribution.cue
    if cue is None or not is_mere_thing(parse, attribution):
        return False
    return bool(_lemmas_in(parse, cue) & claim_words().forecast["outlooks"])


def _lemmas_in(parse: ParsedSentence, cue: Span) -> set[str]:
    return {t.lemma for t in parse.tokens if cue.start <= t.start and t.end <= cue.end}


def _feared(parse: ParsedSentence, tokens: Sequence[int]) -> Reading | None:
    """As in "fears a new wave of refugees": what is to come; "more than" only ranks it."""
    inside = set(tokens)
    heads = [i for i in tokens if parse.tokens[i].head not in inside]
    named = [i for i in heads if parse.tokens[i].pos in ("NOUN", "PROPN", "VERB", "AUX")]
    named = [i for i in named if parse.tokens[i].dep != "pcomp"]  # "afraid of losing" is a motive
    ranked = any(t.lemma == "than" and after.pos != "NUM" for t, after in pairwise(parse.tokens))
    return None if ranked or not named else Reading(kind="forecast", head=named[0])


def _blamed_thing(parse: ParsedSentence, tokens: Sequence[int]) -> Reading | None:
    """As in "blames the price of fuel": a thing is a cause, a party is accused."""
    blamed = next((i for i in tokens if parse.tokens[i].dep == "dobj"), None)
    if blamed is None or can_act(parse, blamed) or parse.tokens[blamed].lemma in ("it", "this"):
        return None
    return Reading(kind="cause", head=blamed, of=tuple(tokens))


def statements(context: Context, found: Sequence[Claim]) -> list[Claim]:
    """Return a claim for each attributed content that no report and no claim of `found` covers.

    Its kind is "statement", or what the cue makes of it: an appeal is a recommendation, what is
    expected a forecast. So are an author's hedged words a judgement.
    """
    made: list[Claim] = []
    sources = SpanIndex(
        (a.source.start, a.source.end, i)
        for i, a in enumerate(context.attributions)
        if a.source is not None
    )
    told_at = SpanIndex((r.trigger.start, r.trigger.end, i) for i, r in enumerate(context.reports))
    held = sorted((c.content[0].start, c.content[0].end) for c in found)
    for i, attribution in enumerate(context.attributions):
        anchor = attribution.anchor
        if attribution.view or set(sources.around(anchor.start, anchor.end)) - {i}:
            # "Officials who asked not to be named": part of who speaks, not of what is said.
            continue
        words = (*attribution.content, *attribution.denies, *attribution.may_deny, anchor)
        near = [context.reports[j] for j in _near(told_at, words)]
        if _is_told(context, attribution, near) or any(
            _holds(piece, held) for piece in attribution.content
        ):
            continue
        parse = parse_of(context, attribution)
        kind = _kind(parse, attribution)
        if kind is not None and not (kind == "statement" and is_mere_thing(parse, attribution)):
            reading = _as_forecast(
                parse, Reading(kind=kind, head=_top(parse, attribution)), attribution
            )
            content = attribution.denies or attribution.content
            made.append(build_claim(context, parse, reading, content, held_by=attribution))
            insort(held, (attribution.content[0].start, attribution.content[0].end))
    return made


def _kind(parse: ParsedSentence, attribution: Attribution) -> ClaimKind | None:
    words = claim_words()
    lemma = _cue_lemma(parse, attribution)
    if attribution.attitude:
        # "Hailed a victory" says as much that there was one. As judgements, those of verbs of
        # saying gained two claims on the golden opinions and cost whom claims are about a floor.
        judged = lemma in words.judgement["assessing"] and verb_class(lemma) != "says"
        return "judgement" if judged else None
    if lemma in words.recommendation["verbs"]:
        return "recommendation"
    noun = parse.tokens[_top(parse, attribution)].lemma
    if noun in WEIGHED:
        # "Stressed the importance of the port", "noted the need for reform".
        return "importance" if noun in words.importance["weights"] else "recommendation"
    if attribution.verb == "asks" or _is_left_open(parse, attribution):
        return None  # what is asked, asked for or left unsaid is stated by nobody
    if attribution.by_author:
        foreseen = lemma in words.forecast["participles"]
        return "forecast" if foreseen else "judgement" if attribution.verb == "believes" else None
    foreseen = lemma in words.forecast["participles"] or is_outlook(parse, attribution)
    return "forecast" if foreseen else "statement"


def _is_left_open(parse: ParsedSentence, attribution: Attribution) -> bool:
    """As in "would not say whether the ferry was safe"."""
    first = next(iter(_tokens(parse, attribution.content)), None)
    asking = first is not None and parse.tokens[first].lemma in ("whether", "if")
    return attribution.negated and asking


def is_mere_thing(parse: ParsedSentence, attribution: Attribution) -> bool:
    """Return whether the content says nothing of anything: "promised a third icebreaker".

    Nor does what somebody promised to do. Words in quotation marks do, a number does ("put the dead
    at 23"), and so does what is denied.
    """
    if attribution.verb == "denies" or attribution.style != "indirect":
        return False
    inside = [parse.tokens[i] for i in _tokens(parse, attribution.content)]
    return not any(t.tag in _FINITE or t.pos == "NUM" for t in inside)


def _as_forecast(parse: ParsedSentence, reading: Reading, attribution: Attribution) -> Reading:
    """What somebody thinks, fears or warns will come is a forecast."""
    thought = attribution.verb in ("believes", "warns") and reading.kind == "statement"
    ahead = verb_group(parse, reading.head).modal in ("will", "would", "could", "may", "might")
    if not (thought and ahead):
        return reading
    return Reading(kind="forecast", head=reading.head)


def _top(parse: ParsedSentence, attribution: Attribution) -> int:
    """The head of the content: the token whose own head stands outside."""
    tokens = _tokens(parse, attribution.content)
    inside = set(tokens)
    heads = [i for i in tokens if parse.tokens[i].head not in inside or parse.tokens[i].head == i]
    wanted = [i for i in heads if parse.tokens[i].pos in ("VERB", "AUX", "NOUN", "PROPN", "ADJ")]
    return wanted[0] if wanted else (heads or [0])[0]


def _holds(piece: Span, held: Sequence[tuple[int, int]]) -> bool:
    """Whether one of the sorted ranges lies in the piece."""
    for i in range(bisect_left(held, (piece.start, 0)), len(held)):
        if held[i][0] > piece.end:
            return False
        if held[i][1] <= piece.end:
            return True
    return False


def _is_told(context: Context, attribution: Attribution, near: Sequence[EventReport]) -> bool:
    """Whether the content is a report already; a judging cue may itself be the event."""
    triggers = [report.trigger for report in near]
    if attribution.attitude and attribution.cue is not None:
        judged = any(overlaps(trigger, attribution.cue) for trigger in triggers)
        # With words of the speaker's own in it, the judging is more than the event.
        return judged and attribution.style == "indirect"
    given = attribution.given if attribution.verb == "denies" else ()
    if any(covers(attribution.content, t) and not covers(given, t) for t in triggers):
        return True
    known = context.entity_map.entities
    return any(is_denied_by(attribution, report, known) for report in near)


def _near(index: SpanIndex, spans: Sequence[Span]) -> list[int]:
    """The numbers of what the index has in any of the spans."""
    return sorted({j for span in spans for j in index.overlapping(span.start, span.end)})
