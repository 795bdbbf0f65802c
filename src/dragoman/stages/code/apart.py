"""Whether an actor acts in a clause of its own, beside that of an event."""

from __future__ import annotations

from dragoman.records import ParsedSentence
from dragoman.stages.code.cast import Found
from dragoman.stages.tree import ancestors, children, clause_head, head_within, subtree

__all__ = ["acts_apart", "suffers_apart"]

_SUBJECTS = ("nsubj", "nsubjpass")
_RELATIVE = frozenset({"WP", "WDT"})
_CONTRASTS = frozenset({"while", "whereas", "whilst"})


def acts_apart(parse: ParsedSentence, found: Found, trigger: int, role: str) -> bool:
    """Return whether the actor is the subject of a clause beside the event's own.

    "Turkey criticised the arrests and Greece recalled its envoy" does not say that Greece arrested
    anybody. A clause that the event's clause hangs on, or that hangs on it ("after Greece struck"),
    is not beside it. Whoever acts before may be the one whom the event answers: "Iran seized a
    tanker, and Greece protested".
    """
    if _is_outside(parse, found, trigger):
        return True
    if role == "target" and found.span.end <= parse.tokens[trigger].start:
        return False
    verb = _verb_of(parse, found)
    if verb is None or verb == trigger:
        return False
    return not (_is_under(parse, trigger, verb) or _is_under(parse, verb, trigger))


def suffers_apart(parse: ParsedSentence, found: Found, trigger: int) -> bool:
    """Return whether something else is done to the actor, as a contrast to the event.

    "While most were freed, three men, including a monk, were jailed": those were not freed.
    """
    clause = clause_head(parse, trigger)
    others = [i for i in (parse.tokens[clause].head,) if _contrasts(parse, clause)]
    others += [i for i in children(parse, clause, "advcl") if _contrasts(parse, i)]
    if not others or not children(parse, clause, "nsubjpass"):
        return False
    done_to = [i for other in others for i in children(parse, other, "nsubjpass")]
    phrases = {parse.tokens[j].start for i in done_to for j in subtree(parse, i)}
    return found.span.start in phrases


def _contrasts(parse: ParsedSentence, clause: int) -> bool:
    marks = children(parse, clause, "mark") if parse.tokens[clause].dep == "advcl" else []
    return any(parse.tokens[i].lemma in _CONTRASTS for i in marks)


def _is_outside(parse: ParsedSentence, found: Found, trigger: int) -> bool:
    """Whether the event is told of another in passing: "X, who signed it, was sacked by Y"."""
    clause = clause_head(parse, trigger)
    token = parse.tokens[clause]
    subjects = children(parse, clause, *_SUBJECTS)
    if token.dep != "relcl" or not any(parse.tokens[i].tag in _RELATIVE for i in subjects):
        return False
    told_of = {parse.tokens[i].start for i in subtree(parse, token.head)}
    return found.span.start not in told_of


def _verb_of(parse: ParsedSentence, found: Found) -> int | None:
    """Return the verb of which the actor is the subject, None where it is none of its own."""
    span = found.span
    tokens = [t.index for t in parse.tokens if t.start < span.end and span.start < t.end]
    if not tokens:
        return None
    head = parse.tokens[head_within(parse, tokens[0], tokens[-1] + 1)]
    return head.head if head.dep in _SUBJECTS else None


def _is_under(parse: ParsedSentence, below: int, verb: int) -> bool:
    """Whether a word hangs on the verb otherwise than in a clause that stands beside it."""
    current = below
    for above in ancestors(parse, below):
        if _stands_beside(parse, current):
            return False
        if above == verb:
            return True
        current = above
    return False


def _stands_beside(parse: ParsedSentence, clause: int) -> bool:
    token = parse.tokens[clause]
    if token.pos not in ("VERB", "AUX"):
        return False
    if token.dep == "advcl":
        return _contrasts(parse, clause)
    return token.dep == "conj" and bool(children(parse, clause, *_SUBJECTS))
