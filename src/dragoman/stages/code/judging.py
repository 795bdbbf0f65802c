"""Whether an actor only judges a deed, or is told of beside what another did."""

from __future__ import annotations

from dragoman.records import ParsedSentence
from dragoman.stages.code.apart import head_word, verb_done
from dragoman.stages.code.cast import Found
from dragoman.stages.code.harm import WEAPONS
from dragoman.stages.culprits import accusation
from dragoman.stages.tree import (
    ancestors,
    child,
    children,
    each_other,
    is_passive,
)

__all__ = ["only_judges"]

_SUBJECTS = ("nsubj", "nsubjpass")
_RELATIVE = frozenset({"WP", "WDT"})
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
_CAUSING = frozenset("force compel oblige make coerce pressure push".split())
"""Verbs of who has another do it."""
_MUTUAL = frozenset("clash fight fighting battle war combat skirmish firefight gunfight".split())
"""Deeds of which those who lose men in them are one side."""
_SIDING = frozenset(
    "ally allied align aligned loyal faithful link tie close affiliate friendly sympathetic "
    "hostile opposed".split()
)
"""Words after a noun that tell, with "to" or "with", on whose side its people are."""
_SPEAKING_OF = frozenset(
    "address discuss condemn denounce deplore decry lament mourn criticise criticize investigate "
    "probe fear witness react respond recall commemorate obstruct hinder impede quash derail "
    "undermine evade clear dismantle disperse suppress crush repel".split()
)
"""Those whose object nobody does himself, whatever it is."""
_FINDING = frozenset(
    "find discover uncover unearth locate detect recover defuse dismantle disarm neutralise "
    "neutralize deactivate seize".split()
)
"""Verbs of who comes upon weapons that others laid."""


def only_judges(parse: ParsedSentence, found: Found, trigger: int) -> bool:
    """Return whether all the actor does is to say something of the deed or of who did it.

    So do Kenya in "the raid that Kenya condemned killed six" and officials in "men who officials
    say are rebels shot him"; and Chad in "the head of a group backed by Chad was killed" kills
    nobody, nor does it take what "a group aligned with Chad" takes. Niger in "Niger downed two
    drones launched at night" launched none.
    """
    verb = verb_done(parse, found)
    if verb is None and _is_sided_with(parse, found, trigger):
        return True
    if verb is None or verb == trigger:
        return False
    deeds, charged = accusation(parse, verb)
    if trigger in deeds:
        return not _is_mutual(parse, charged) and head_word(parse, found) not in charged
    if _is_of_its_object(parse, found, trigger, verb) or _is_held_against(
        parse, found, trigger, verb
    ):
        return True
    others = _SPEAKING_OF | _FINDING if parse.tokens[trigger].lemma in WEAPONS else _SPEAKING_OF
    for told in (verb, *children(parse, verb, "xcomp")):
        if parse.tokens[told].lemma in others and _is_object(parse, trigger, told):
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


def _is_sided_with(parse: ParsedSentence, found: Found, trigger: int) -> bool:
    """Whether the words after a party's noun tell that it is on the actor's side."""
    at = head_word(parse, found)
    if at is None or parse.tokens[at].dep != "pobj":
        return False
    siding = parse.tokens[parse.tokens[parse.tokens[at].head].head]
    described = siding.lemma in _SIDING and siding.dep in ("acl", "amod")
    return described and trigger in ancestors(parse, siding.index)


def _is_of_its_object(parse: ParsedSentence, found: Found, trigger: int, verb: int) -> bool:
    """Whether what was done is told of the object of what the actor does, or done by it.

    As in "downed drones launched at night", "killed rebels who had raided a village", "freed men
    from a camp where they had been chained" and "forced the premier to step down".
    """
    told = parse.tokens[trigger]
    if _is_suffered(parse, trigger, verb) or _is_made_to(parse, trigger, verb):
        return True
    if told.dep == "acl":
        return told.tag == "VBN" and _is_object_of(parse, told.head, verb)
    whose = child(parse, trigger, *_SUBJECTS)
    if told.dep != "relcl" or whose is None:
        return False
    by_it = parse.tokens[whose].tag in _RELATIVE and _is_object_of(parse, told.head, verb)
    undergone = is_passive(parse, trigger) and child(parse, trigger, "agent") is None
    above = [*ancestors(parse, trigger)]
    return by_it or (undergone and verb in above and head_word(parse, found) not in above)


def _is_suffered(parse: ParsedSentence, trigger: int, verb: int) -> bool:
    """Whether the verb tells whom a deed cost somebody: "lost nine men in a raid"."""
    told = parse.tokens[trigger]
    if parse.tokens[verb].lemma != "lose" or told.lemma in _MUTUAL or told.dep != "pobj":
        return False
    return parse.tokens[told.head].head in (verb, child(parse, verb, "dobj"))


def _is_made_to(parse: ParsedSentence, trigger: int, verb: int) -> bool:
    """Whether the verb makes another do it: "forced the premier to step down"."""
    told = parse.tokens[trigger]
    if parse.tokens[verb].lemma not in _CAUSING or told.head != verb:
        return False
    another = child(parse, verb, "dobj") is not None or child(parse, trigger, "nsubj") is not None
    return told.dep in ("xcomp", "ccomp") and another


def _is_object_of(parse: ParsedSentence, noun: int, verb: int) -> bool:
    return parse.tokens[noun].dep == "dobj" and parse.tokens[noun].head == verb


def _is_held_against(parse: ParsedSentence, found: Found, trigger: int, verb: int) -> bool:
    """Whether the actor blames, thanks or jails another for a deed: "condemned X for firing"."""
    while parse.tokens[trigger].dep == "conj":
        trigger = parse.tokens[trigger].head
    deed, whom = parse.tokens[trigger], children(parse, verb, "dobj", "nsubjpass")
    above = parse.tokens[deed.head]
    told = deed.dep == "pcomp" and above.lemma in ("for", "of") and above.head == verb
    judges = parse.tokens[verb].lemma in _JUDGING | _PUNISHING
    if _is_mutual(parse, whom):
        return False
    return told and judges and bool(whom) and head_word(parse, found) not in whom


def _is_mutual(parse: ParsedSentence, whom: list[int]) -> bool:
    """Whether both sides are meant: "accused each other of opening fire"."""
    return any(each_other(parse, i) is not None for i in whom)


def _is_object(parse: ParsedSentence, noun: int, verb: int) -> bool:
    """Whether the verb has the noun as its object, or that of a preposition after it."""
    token = parse.tokens[noun]
    above = parse.tokens[token.head]
    if token.dep == "pobj":
        return above.dep == "prep" and above.head == verb
    return token.dep == "dobj" and token.head == verb
