"""Whether an actor acts or suffers in a clause of its own, beside that of an event."""

from __future__ import annotations

from functools import lru_cache

from dragoman.records import ParsedSentence, Span
from dragoman.stages.code.cast import Found
from dragoman.stages.code.light import makes_use
from dragoman.stages.owned import is_deed
from dragoman.stages.tree import (
    ancestors,
    child,
    children,
    clause_head,
    head_within,
    is_passive,
    subtree,
)

__all__ = [
    "acts_apart",
    "averts",
    "contrasts",
    "dates_the_event",
    "head_word",
    "is_of_another_deed",
    "suffers_apart",
    "verb_done",
]

_SUBJECTS = ("nsubj", "nsubjpass")
_DONE_TO = ("dobj", "nsubjpass")
_RELATIVE = frozenset({"WP", "WDT"})
_TIMES = frozenset({"after", "before", "since", "following", "follow"})
_COMING = frozenset("come occur happen take follow".split())
_AVERTING = frozenset("prevent foil thwart avert repel repulse deter forestall stop".split())
_ANSWERS = frozenset("wake response retaliation reprisal revenge answer reaction reply".split())
_CONTRASTS = frozenset({"while", "whereas", "whilst"})
_NUMBERS = frozenset("dozen score hundred thousand number handful majority".split())


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
    verb = verb_done(parse, found)
    if verb is None or verb == trigger:
        return False
    return not (_is_under(parse, trigger, verb) or _is_under(parse, verb, trigger))


def averts(parse: ParsedSentence, found: Found, trigger: int) -> bool:
    """Return whether the actor is told to avert the act, or to fail to: "foiled an attack".

    Nor does he do it who uses what another did: "used the coup as an excuse".
    """
    head, verb = head_word(parse, found), verb_done(parse, found)
    if verb is None:
        return False
    told = (verb, *children(parse, verb, "xcomp", "conj"))
    averting = [
        i for i in told
        if parse.tokens[i].lemma in _AVERTING or makes_use(parse, trigger, parse.tokens[i].lemma)
    ]  # fmt: skip
    # "Chad stopped its attack" was attacking.
    own = any(parse.tokens[i].tag == "PRP$" for i in children(parse, trigger, "poss"))
    act = trigger in averting or parse.tokens[trigger].head in averting
    return act and not own and head in children(parse, verb, *_SUBJECTS)


def suffers_apart(parse: ParsedSentence, found: Found, trigger: int) -> bool:
    """Return whether something else is done to the actor than the event.

    "The court acquitted the premier but jailed his aide" frees the one and jails the other; nor are
    those freed of "while most were freed, three men, including a monk, were jailed".
    """
    return _is_object_apart(parse, found, trigger) or _is_contrasted(parse, found, trigger)


def _is_object_apart(parse: ParsedSentence, found: Found, trigger: int) -> bool:
    noun = parse.tokens[trigger]
    trigger = noun.head if noun.dep == "dobj" and noun.pos == "NOUN" else trigger
    if child(parse, trigger, *_DONE_TO) is None:
        return False
    head = head_word(parse, found)
    head = None if head is None else _whole_phrase(parse, head)
    verb = (
        None if head is None or parse.tokens[head].dep not in _DONE_TO else parse.tokens[head].head
    )
    if verb is None or verb == trigger:
        return False
    if parse.tokens[trigger].dep == "relcl" and verb in ancestors(parse, trigger):
        return head not in list(ancestors(parse, trigger))
    joined = {_top(parse, verb), _top(parse, trigger)}
    if any(_dates_another(parse, i) and parse.tokens[i].head in joined for i in joined):
        return parse.tokens[child(parse, trigger, *_DONE_TO) or trigger].tag != "PRP"
    return any(parse.tokens[i].dep == "conj" and parse.tokens[i].head in joined for i in joined)


def _whole_phrase(parse: ParsedSentence, head: int) -> int:
    """Return the head of the phrase that a modifier is in: "diplomats" of "Omani diplomats".

    Of "dozens of people" it is the dozens.
    """
    token = parse.tokens[head]
    while token.dep in ("amod", "compound", "nmod"):
        token = parse.tokens[token.head]
    above = parse.tokens[token.head]
    counted = parse.tokens[above.head]
    is_counted = token.dep == "pobj" and above.lemma == "of" and counted.lemma in _NUMBERS
    return counted.index if is_counted else token.index


def _top(parse: ParsedSentence, verb: int) -> int:
    """Return the verb that an infinitive hangs on: "agreed" of "agreed to train soldiers"."""
    while parse.tokens[verb].dep == "xcomp":
        verb = parse.tokens[verb].head
    return verb


def _dates_another(parse: ParsedSentence, clause: int) -> bool:
    """Whether a clause with a doer of its own is told to date another: "after rebels shot two"."""
    if parse.tokens[clause].dep != "advcl" or child(parse, clause, *_SUBJECTS) is None:
        return False
    return any(parse.tokens[i].lemma in _TIMES for i in children(parse, clause, "mark"))


def _is_contrasted(parse: ParsedSentence, found: Found, trigger: int) -> bool:
    clause = clause_head(parse, trigger)
    others = [i for i in (parse.tokens[clause].head,) if contrasts(parse, clause)]
    others += [i for i in children(parse, clause, "advcl") if contrasts(parse, i)]
    if not others or not children(parse, clause, "nsubjpass"):
        return False
    done_to = [i for other in others for i in children(parse, other, "nsubjpass")]
    phrases = {parse.tokens[j].start for i in done_to for j in subtree(parse, i)}
    return found.span.start in phrases


def dates_the_event(parse: ParsedSentence, found: Found, trigger: int, role: str) -> bool:
    """Return whether the actor only does, or suffers, what came before or after the event.

    In "the border was closed after rebels attacked a convoy" it is neither rebels who closed it nor
    the convoy that suffers it.
    """
    at = head_word(parse, found)
    if at is None:
        return False
    while parse.tokens[at].dep == "conj" or _is_of(parse, at):
        above = parse.tokens[parse.tokens[at].head]
        at = above.head if above.dep == "prep" else above.index
    head, clause = parse.tokens[at], parse.tokens[parse.tokens[at].head]
    if clause.head != trigger or not _dates_another(parse, clause.index):
        return False
    if head.dep == "nsubj":
        unsaid = is_passive(parse, trigger) and child(parse, trigger, "agent") is None
        return unsaid and role in ("initiator", "party")
    return head.dep == "dobj" and role != "initiator"


def _is_of(parse: ParsedSentence, at: int) -> bool:
    return parse.tokens[at].dep == "pobj" and parse.tokens[parse.tokens[at].head].lemma == "of"


def _comings(parse: ParsedSentence, trigger: int) -> list[int]:
    """Return the verbs that tell only when an event came: "the murder came a day after"."""
    token = parse.tokens[trigger]
    verbs = [token.head] if token.dep == "nsubj" else []
    verbs += children(parse, trigger, "relcl")
    return [verb for verb in verbs if parse.tokens[verb].lemma in _COMING]


def _comes_beside(parse: ParsedSentence, above: list[int], verb: int) -> bool:
    """Whether a deed is told between a coming and who is below it, as before or after it."""
    below = [parse.tokens[i] for i in above[: above.index(verb)]] if verb in above else []
    words = {t.lemma for t in below}
    words |= {parse.tokens[i].lemma for t in below for i in children(parse, t.index, "mark")}
    return bool(words & _TIMES) and any(t.pos == "VERB" and t.lemma != "follow" for t in below)


def is_of_another_deed(parse: ParsedSentence, found: Found, trigger: int, role: str) -> bool:
    """Return whether the actor has a part in another deed that the event answers or is told beside.

    Troops who strike "in the wake of raids" did not raid, whom the raids killed their strike did
    not, and of "while all mourned the murder of a judge, a bomb exploded" the bomb hit no judge;
    nor did gunmen murder anybody in "the murder came a day after gunmen shot a senator".
    """
    head = head_word(parse, found)
    if head is None:
        return False
    above = list(ancestors(parse, head))
    if any(_comes_beside(parse, above, verb) for verb in _comings(parse, trigger)):
        return True
    if role in ("initiator", "affected") and _is_answered(parse, head) != _is_answered(
        parse, trigger
    ):
        return _is_answered(parse, trigger if role == "initiator" else head)
    if trigger not in above:
        return False
    below = above[: above.index(trigger)]
    deeds = [n for n, i in enumerate(below) if is_deed(parse, i)]
    clauses = [n for n, i in enumerate(below) if parse.tokens[i].dep == "advcl"]
    return bool(deeds) and any(n > deeds[0] for n in clauses)


def _is_answered(parse: ParsedSentence, word: int) -> bool:
    """Whether it is told of what is answered: "in response to the raid", "in the wake of raids"."""
    nouns = (parse.tokens[i] for i in ancestors(parse, word))
    return any(t.lemma in _ANSWERS and parse.tokens[t.head].lemma == "in" for t in nouns)


def contrasts(parse: ParsedSentence, clause: int) -> bool:
    """Return whether a clause is told for contrast: "while another killed three"."""
    marks = children(parse, clause, "mark") if parse.tokens[clause].dep == "advcl" else []
    return any(parse.tokens[i].lemma in _CONTRASTS for i in marks)


def _is_outside(parse: ParsedSentence, found: Found, trigger: int) -> bool:
    """Whether the event is told of another in passing: "X, who signed it, was sacked by Y"."""
    clause = _relative_clause(parse, trigger)
    if clause is None:
        return False
    told_of = {parse.tokens[i].start for i in subtree(parse, parse.tokens[clause].head)}
    return found.span.start not in told_of


def _relative_clause(parse: ParsedSentence, trigger: int) -> int | None:
    clause = clause_head(parse, trigger)
    subjects = children(parse, clause, *_SUBJECTS)
    by_pronoun = any(parse.tokens[i].tag in _RELATIVE for i in subjects)
    return clause if parse.tokens[clause].dep == "relcl" and by_pronoun else None


def verb_done(parse: ParsedSentence, found: Found) -> int | None:
    """Return the verb whose doer the actor is, None where it is none of its own."""
    at = head_word(parse, found)
    if at is None:
        return None
    head = parse.tokens[at]
    above = parse.tokens[head.head]
    if head.dep == "pobj" and above.dep == "agent" and is_passive(parse, above.head):
        return above.head
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
        return contrasts(parse, clause)
    return token.dep == "conj" and bool(children(parse, clause, *_SUBJECTS))


def head_word(parse: ParsedSentence, found: Found) -> int | None:
    """Return the token that heads the words for the actor; None where it is not in the sentence."""
    return _head_of(parse, found.span)


@lru_cache(maxsize=512)  # many rules ask of the same actors in a row
def _head_of(parse: ParsedSentence, span: Span) -> int | None:
    tokens = [t.index for t in parse.tokens if t.start < span.end and span.start < t.end]
    return head_within(parse, tokens[0], tokens[-1] + 1) if tokens else None
