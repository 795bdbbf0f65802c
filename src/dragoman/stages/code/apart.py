"""Whether an actor acts in a clause of its own beside an event's, or only judges it there."""

from __future__ import annotations

from dragoman.records import ParsedSentence
from dragoman.stages.code.cast import Found
from dragoman.stages.culprits import accusation
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
    "acts_before",
    "contrasts",
    "is_of_another_deed",
    "only_judges",
    "suffers_apart",
]

_SUBJECTS = ("nsubj", "nsubjpass")
_DONE_TO = ("dobj", "nsubjpass")
_RELATIVE = frozenset({"WP", "WDT"})
_BEFORE = frozenset({"previously", "formerly", "earlier", "once", "already"})
_COMING = frozenset("come occur happen take follow".split())
_AFTER = frozenset({"after", "following", "before", "follow"})
_ANSWERS = frozenset("wake response retaliation reprisal revenge answer reaction reply".split())
_CONTRASTS = frozenset({"while", "whereas", "whilst"})
_JUDGING = frozenset(
    "condemn denounce criticise criticize deplore decry slam blast lambast lambaste call describe "
    "reject protest oppose welcome praise hail investigate probe confirm report regret mourn fear "
    "thwart foil prevent stop repel ban outlaw forbid film witness watch see attribute blame dub "
    "term label brand deem consider regard view expect predict document dispute question note "
    "recall discuss mention believe think say suspect accuse".split()
)
"""Verbs of what somebody makes of a deed, who has no part in it."""
_PUNISHING = frozenset(
    "arrest detain jail imprison sentence convict fine punish sanction charge sue indict prosecute "
    "try expel deport thank honour honor reward".split()
)
"""Verbs of what is done to somebody for what he has done."""
_MAKING = frozenset("develop manufacture produce supply sell design invent".split())
"""Verbs of who makes what is used: "poisoned by an agent developed by Chad"."""
_BACKING = frozenset("support back fund finance arm train equip sponsor found own".split())
"""Verbs of whose men or things some are, who need not do what these do or suffer."""
_SPEAKING_OF = frozenset(
    "address discuss condemn denounce deplore decry lament mourn criticise criticize investigate "
    "probe fear witness react respond recall commemorate obstruct hinder impede quash derail "
    "undermine evade".split()
)
"""Those whose object nobody does himself, whatever it is."""


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
    """Return whether something else is done to the actor than the event.

    "The court acquitted the premier but jailed his aide" frees the one and jails the other; nor are
    those freed of "while most were freed, three men, including a monk, were jailed".
    """
    return _is_object_apart(parse, found, trigger) or _is_contrasted(parse, found, trigger)


def _is_object_apart(parse: ParsedSentence, found: Found, trigger: int) -> bool:
    if child(parse, trigger, *_DONE_TO) is None:
        return False
    head = _head_of(parse, found)
    verb = (
        None if head is None or parse.tokens[head].dep not in _DONE_TO else parse.tokens[head].head
    )
    if verb is None or verb == trigger:
        return False
    if parse.tokens[trigger].dep == "relcl" and verb in ancestors(parse, trigger):
        return head not in list(ancestors(parse, trigger))
    joined = {verb, trigger}
    return any(parse.tokens[i].dep == "conj" and parse.tokens[i].head in joined for i in joined)


def _is_contrasted(parse: ParsedSentence, found: Found, trigger: int) -> bool:
    clause = clause_head(parse, trigger)
    others = [i for i in (parse.tokens[clause].head,) if contrasts(parse, clause)]
    others += [i for i in children(parse, clause, "advcl") if contrasts(parse, i)]
    if not others or not children(parse, clause, "nsubjpass"):
        return False
    done_to = [i for other in others for i in children(parse, other, "nsubjpass")]
    phrases = {parse.tokens[j].start for i in done_to for j in subtree(parse, i)}
    return found.span.start in phrases


def acts_before(parse: ParsedSentence, found: Found, trigger: int) -> bool:
    """Return whether the actor did, or suffered, what the event only came before or after.

    So did the gunmen and the senator of "the murder came a day after gunmen shot a senator".
    """
    token, head = parse.tokens[trigger], _head_of(parse, found)
    if head is None:
        return False
    above = list(ancestors(parse, head))
    for verb in (token.head, *children(parse, trigger, "relcl")):
        comes = verb in above and parse.tokens[verb].lemma in _COMING
        own = token.dep == "nsubj" or verb != token.head
        if not (comes and own) or head < verb or trigger in above[: above.index(verb)]:
            continue
        below = [parse.tokens[i] for i in above[: above.index(verb)]]
        told = any(t.pos == "VERB" and t.lemma not in _AFTER for t in below)
        if told and any(t.lemma in _AFTER for t in parse.tokens[verb:head]):
            return True
    return False


def is_of_another_deed(parse: ParsedSentence, found: Found, trigger: int, role: str) -> bool:
    """Return whether the actor has a part in another deed that the event answers or is told beside.

    Troops who strike "in the wake of raids" did not raid, whom the raids killed their strike did
    not, and of "while all mourned the murder of a judge, a bomb exploded" the bomb hit no judge.
    """
    head = _head_of(parse, found)
    if head is None:
        return False
    above = list(ancestors(parse, head))
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


def only_judges(parse: ParsedSentence, found: Found, trigger: int) -> bool:
    """Return whether all the actor does is to say something of the deed or of who did it.

    So do Kenya in "the raid that Kenya condemned killed six" and officials in "men who officials
    say are rebels shot him"; and Chad in "the head of a group backed by Chad was killed" kills
    nobody.
    """
    verb = _verb_of(parse, found)
    if verb is None or verb == trigger:
        return False
    deeds, charged = accusation(parse, verb)
    if trigger in deeds:
        return _head_of(parse, found) not in charged
    if _is_held_against(parse, found, trigger, verb):
        return True
    for told in (verb, *children(parse, verb, "xcomp")):
        if parse.tokens[told].lemma in _SPEAKING_OF and _is_object(parse, trigger, told):
            return True
    of_a_noun = parse.tokens[verb].dep in ("relcl", "acl")
    if of_a_noun and parse.tokens[verb].lemma in _BACKING and trigger in ancestors(parse, verb):
        return True
    if parse.tokens[verb].lemma not in _JUDGING | _MAKING:
        return False
    noun = parse.tokens[verb].head
    if not of_a_noun:
        return False
    deed = parse.tokens[trigger]
    above = parse.tokens[parse.tokens[noun].head]
    under = above.head if above.dep in ("agent", "prep") else above.index
    of_whom = trigger in (noun, above.index, under)
    return of_whom or (deed.dep == "ccomp" and deed.head == verb)


def _is_held_against(parse: ParsedSentence, found: Found, trigger: int, verb: int) -> bool:
    """Whether the actor blames, thanks or jails another for a deed: "condemned X for firing"."""
    while parse.tokens[trigger].dep == "conj":
        trigger = parse.tokens[trigger].head
    deed, whom = parse.tokens[trigger], children(parse, verb, "dobj", "nsubjpass")
    above = parse.tokens[deed.head]
    told = deed.dep == "pcomp" and above.lemma in ("for", "of") and above.head == verb
    judges = parse.tokens[verb].lemma in _JUDGING | _PUNISHING
    return told and judges and bool(whom) and _head_of(parse, found) not in whom


def _is_object(parse: ParsedSentence, noun: int, verb: int) -> bool:
    """Whether the verb has the noun as its object, or that of a preposition after it."""
    token = parse.tokens[noun]
    above = parse.tokens[token.head]
    if token.dep == "pobj":
        return above.dep == "prep" and above.head == verb
    return token.dep == "dobj" and token.head == verb


def contrasts(parse: ParsedSentence, clause: int) -> bool:
    """Return whether a clause is told for contrast: "while another killed three"."""
    marks = children(parse, clause, "mark") if parse.tokens[clause].dep == "advcl" else []
    return any(parse.tokens[i].lemma in _CONTRASTS for i in marks)


def _is_outside(parse: ParsedSentence, found: Found, trigger: int) -> bool:
    """Whether the event is told of another in passing: "X, who signed it, was sacked by Y".

    So are earlier ones: "judges heard X, a sailor once accused of arson".
    """
    clause = trigger if _is_of_old(parse, trigger) else _relative_clause(parse, trigger)
    if clause is None:
        return False
    told_of = {parse.tokens[i].start for i in subtree(parse, parse.tokens[clause].head)}
    return found.span.start not in told_of


def _relative_clause(parse: ParsedSentence, trigger: int) -> int | None:
    clause = clause_head(parse, trigger)
    subjects = children(parse, clause, *_SUBJECTS)
    by_pronoun = any(parse.tokens[i].tag in _RELATIVE for i in subjects)
    return clause if parse.tokens[clause].dep == "relcl" and by_pronoun else None


def _is_of_old(parse: ParsedSentence, trigger: int) -> bool:
    """Whether a participle tells what was done before by nobody named: "once accused"."""
    token = parse.tokens[trigger]
    bare = token.dep == "acl" and token.tag == "VBN" and child(parse, trigger, "agent") is None
    adverbs = children(parse, trigger, "advmod") if bare else []
    return any(parse.tokens[i].lemma in _BEFORE for i in adverbs)


def _verb_of(parse: ParsedSentence, found: Found) -> int | None:
    """Return the verb whose doer the actor is, None where it is none of its own."""
    at = _head_of(parse, found)
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


def _head_of(parse: ParsedSentence, found: Found) -> int | None:
    span = found.span
    tokens = [t.index for t in parse.tokens if t.start < span.end and span.start < t.end]
    return head_within(parse, tokens[0], tokens[-1] + 1) if tokens else None
