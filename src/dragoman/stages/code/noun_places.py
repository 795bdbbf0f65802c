"""Which words stand in which grammatical place of a noun that names an event.

Beside its own prepositions and owners that are those of a participle after it ("strikes carried out
by X"), and of a verb that says little beside it ("X launched strikes on Y", "Y suffered strikes").
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.records import ParsedSentence, Token
from dragoman.stages.code.harm import harmed_by
from dragoman.stages.code.light import UNDERGONE, LightWords
from dragoman.stages.code.match import COUNTING, Match
from dragoman.stages.culprits import culprits_of
from dragoman.stages.letters import letter_of
from dragoman.stages.owned import claimant_of
from dragoman.stages.tree import (
    ancestors,
    child,
    children,
    conjuncts,
    is_passive,
    modifiers_before,
    object_of,
    prepositional,
    subject_of,
    subtree,
)

__all__ = [
    "CLAIMANT",
    "CULPRIT",
    "SENDING_OUT",
    "add_sent_from",
    "doer_of",
    "noun_places",
    "told_after",
]

CULPRIT = "culprit"
"""The grammatical place of who is called the doer: "X is behind the raid"."""
CLAIMANT = "claimant"
"""The grammatical place of who owns up to a deed: "X claimed responsibility for the raid"."""
_DEFENDING = frozenset({"defend", "protect", "shield"})
_AFTER = frozenset({"after", "following", "follow", "during"})
_JOINING = frozenset("engage participate take join come enter".split())
_ANSWERING = frozenset("respond reply answer retaliate react counter".split())
_ANSWERING_FOR = frozenset(
    "claim admit acknowledge plan plot prepare authorise authorize approve threaten promise decide "
    "mastermind orchestrate coordinate command boast host broker mediate support fund back".split()
)
"""Verbs beside those of doing whose subject has a part in what they have as their object."""
_BROKERING = frozenset({"broker", "mediate", "facilitate", "negotiate", "sponsor"})
SENDING_OUT = frozenset({"expulsion", "deportation", "expel", "deport", "oust"})
"""Acts of those from whom somebody is sent away."""
_ADDRESSED = frozenset(
    "accusation allegation charge claim criticism complaint demand request call appeal offer "
    "proposal invitation warning threat ultimatum suggestion bid plea".split()
)
_REFUSING = frozenset(
    "deny reject dismiss refute repudiate rebut rebuff spurn refuse ignore decline accept heed "
    "disregard".split()
)
"""Who refuses what is addressed to somebody is whom it is addressed to."""
_HAVING = frozenset("have get take win gain retain keep boast".split())
"""Who has something from somebody is given it: "has support from the unions"."""
_SAID = frozenset({"REJECT", "THREATEN", "AGREE", "REQUEST"})
"""PLOVER types of saying what somebody will do, will not do, or is to do."""
_MADE_ON = frozenset("attack assault raid strike airstrike offensive aggression".split())

_OF_VICTIMS = frozenset(
    "killing murder assassination slaying kidnapping abduction arrest detention capture torture "
    "expulsion deportation".split()
)
"""Deeds "of" those to whom they are done, and never of who did them."""


def noun_places(parse: ParsedSentence, match: Match, light: LightWords) -> dict[str, list[int]]:
    """Return the words by grammatical place: by, of, owner, light subject and the like."""
    noun = match.index
    places: dict[str, list[int]] = {}
    holders = [noun, *_joined(parse, noun)]
    for holder in holders:
        for name, pobj in prepositional(parse, holder):
            places.setdefault(name, []).append(pobj)
            _add_loose(parse, name, pobj, places)
    add_sent_from(parse, noun, places)
    owners = [o for h in holders for o in _owners(parse, h) if o not in match.used]
    # "The killing of soldiers and their wives": theirs are the wives alone.
    apart = [o for h in holders[1:] for o in _owners(parse, h) if parse.tokens[o].tag == "PRP$"]
    owners = [o for o in owners if o not in apart]
    if match.trigger.frame == "visits":
        where = [o for o in owners if _is_gone_to(parse, o)]
        places.setdefault("to", []).extend(where)
        owners = [o for o in owners if o not in where]
    if owners:
        places["owner"] = owners
    _add_participle(parse, noun, light, places)
    _add_brokers(parse, noun, match, places)
    if match.trigger.frame == "mutual" and _are_several(parse, places.get("between", ())):
        return {"between": places["between"], "broker": places["broker"]}
    claimant = claimant_of(parse, noun)
    culprits = culprits_of(parse, _standing_for(parse, noun))
    if claimant is not None:
        places[CLAIMANT] = [claimant]
    elif culprits:
        places[CULPRIT] = culprits
    else:
        _add_light_verb(parse, holders[-1], light, places)
    places["harmed subject"] = harmed_by(parse, noun, light)
    if not places.keys() & {"owner", "light subject", "between", "among", "by", "of"}:
        _add_speaker(parse, noun, places, is_visit=match.trigger.frame == "visits")
    if "of" in places:
        _tell_of(parse, match, places)
    return places


def _tell_of(parse: ParsedSentence, match: Match, places: dict[str, list[int]]) -> None:
    """Tell who does it from whom it is done to, where "of" may lead to either."""
    lemma = parse.tokens[match.index].lemma
    by_whom = lemma in _MADE_ON and _is_upon_somebody(parse, places)
    if by_whom or _is_of_the_willing(parse, match):
        places.setdefault("by", []).extend(places.pop("of"))
    elif lemma in _OF_VICTIMS:
        places.setdefault("against", []).extend(places.pop("of"))


def _are_several(parse: ParsedSentence, between: Sequence[int]) -> bool:
    """Whether all who took part are told: "a brawl between soldiers and neighbours"."""
    return any(len(conjuncts(parse, i)) > 1 for i in between)


def _add_brokers(
    parse: ParsedSentence, noun: int, match: Match, places: dict[str, list[int]]
) -> None:
    """Tell who brought a truce or talks about from whose they are: "a UN-brokered truce"."""
    if match.trigger.frame != "mutual":
        return
    below = [parse.tokens[i] for i in subtree(parse, noun)]
    clauses = [t.index for t in below if t.dep == "acl" and t.lemma in _BROKERING]
    by = [p for i in clauses for name, p in prepositional(parse, i) if name == "by"]
    places["broker"] = by
    for place in ("by", "owner"):
        places[place] = [i for i in places.get(place, ()) if i not in places["broker"]]


def _is_gone_to(parse: ParsedSentence, owner: int) -> bool:
    """Whether a place names the visit that is paid to it: "a three-week US tour"."""
    token = parse.tokens[owner]
    return token.dep == "compound" and token.tag == "NNP" and token.ner == "GPE"


def _add_speaker(
    parse: ParsedSentence, noun: int, places: dict[str, list[int]], *, is_visit: bool
) -> None:
    """In "A said after talks with B" the talks are A's too, as in "during a visit to C" the visit.

    Crowds and police act during the visits of others.
    """
    verb = told_after(parse, noun)
    if verb is None and is_visit:
        verb = _told_on(parse, noun)
    subject = None if verb is None else subject_of(parse, verb)
    is_many = subject is not None and parse.tokens[subject].tag == "NNS"
    if subject is not None and not (is_visit and is_many):
        places["light subject"] = [subject]


def _told_on(parse: ParsedSentence, noun: int) -> int | None:
    """Return the verb of what somebody does on a visit of his: "said during a visit to Oslo"."""
    prep = parse.tokens[parse.tokens[noun].head]
    verb = parse.tokens[prep.head]
    is_own = prep.lemma in ("during", "on") and verb.pos == "VERB"
    return verb.index if is_own and not is_passive(parse, verb.index) else None


def told_after(parse: ParsedSentence, noun: int) -> int | None:
    """Return the verb of what is told to have followed talks: "said" in "said after talks with"."""
    prep = parse.tokens[parse.tokens[noun].head]
    verb = parse.tokens[prep.head]
    is_after = prep.lemma in _AFTER and prep.dep == "prep" and verb.pos == "VERB"
    with_somebody = any(name == "with" for name, _ in prepositional(parse, noun))
    return verb.index if is_after and with_somebody else None


def _is_upon_somebody(parse: ParsedSentence, places: dict[str, list[int]]) -> bool:
    """As "the attack of A on B" is, in which "of" tells whose it was; not "on Tuesday"."""
    below = [i for name in ("on", "upon", "against") for i in places.get(name, ())]
    return any(parse.tokens[i].ner not in ("DATE", "TIME") for i in below)


def _is_of_the_willing(parse: ParsedSentence, match: Match) -> bool:
    """Whether "of" tells whose words they are, as in "the refusal of Japan to sign the treaty"."""
    told = children(parse, match.index, "acl", "xcomp")
    says = match.trigger.type_code in _SAID
    return says and any(parse.tokens[i].tag == "VB" for i in told)


def _add_loose(parse: ParsedSentence, name: str, pobj: int, places: dict[str, list[int]]) -> None:
    """Take "with B" of "engagement by A with B" from A, where parsers often hang it.

    So too "by B" of "the shelling of A in C by B".
    """
    if name in ("by", "of", "in", "at", "near", "on"):
        for inner, other in prepositional(parse, pobj):
            if inner in ("with", "against", "on", "by", "to"):
                places.setdefault(inner, []).append(other)


def _joined(parse: ParsedSentence, noun: int) -> list[int]:
    """Return the nouns coordinated with `noun`: "meetings and discussions between A and B"."""
    token = parse.tokens[noun]
    before = [token.head] if token.dep == "conj" and parse.tokens[token.head].pos == "NOUN" else []
    after = [i for i in conjuncts(parse, noun) if i != noun and parse.tokens[i].pos == "NOUN"]
    return before + after


def _owners(parse: ParsedSentence, noun: int) -> list[int]:
    """Return the modifiers before the noun that may be somebody."""
    found = modifiers_before(parse, noun)
    # "A Saudi-led raid" is the Saudis'.
    led = [i for i in found if parse.tokens[i].lemma == "lead" and parse.tokens[i].tag == "VBN"]
    found += [j for i in led for j in children(parse, i, "npadvmod", "nsubj")]
    return [i for i in found if parse.tokens[i].pos in ("NOUN", "PROPN", "ADJ", "PRON")]


def _add_participle(
    parse: ParsedSentence, noun: int, light: LightWords, places: dict[str, list[int]]
) -> None:
    """In "strikes carried out by X", "talks held with Y" the participle's places are the noun's.

    Who condemns or bans an act has no part in it. What a charge or demand says ("accusations that
    it stole") is no such clause.
    """
    for clause in children(parse, noun, "acl", "relcl"):
        if child(parse, clause, "mark") is not None:
            continue
        told = _what_is_told(parse, clause)
        lemma = parse.tokens[told].lemma
        does = lemma in light.doer | _ANSWERING_FOR
        for name, pobj in prepositional(parse, told):
            if name != "by" or does:
                places.setdefault(name, []).append(pobj)
        subject = child(parse, told, "nsubj")
        if subject is None or parse.tokens[subject].tag in ("WDT", "WP"):
            continue
        if does:
            places.setdefault("light subject", []).append(subject)
        elif lemma in light.undergoer:
            places.setdefault("suffering subject", []).append(subject)


def _what_is_told(parse: ParsedSentence, clause: int) -> int:
    """Return the verb that tells of the noun: "waged" in "a war that Chad says was waged by"."""
    said = child(parse, clause, "ccomp")
    return clause if said is None or is_passive(parse, clause) else said


def _add_light_verb(
    parse: ParsedSentence, noun: int, light: LightWords, places: dict[str, list[int]]
) -> None:
    """Read "X launched strikes on Y", "Y suffered strikes", "a strike killed Y"."""
    token = parse.tokens[_standing_for(parse, noun)]
    verb = token.head
    if token.dep == "pobj":
        verb = next(
            (i for i in ancestors(parse, token.index) if parse.tokens[i].pos == "VERB"), verb
        )
        if parse.tokens[parse.tokens[token.head].head].index != verb:
            return
    above = parse.tokens[verb]
    if above.pos not in ("VERB", "AUX"):
        return
    if token.dep in ("dobj", "nsubjpass", "pobj"):
        _add_as_object(parse, verb, token, light, places)
    elif token.dep == "nsubj" and above.lemma in light.effect:
        target = child(parse, verb, "dobj")
        if target is not None:
            places.setdefault("effect object", []).append(target)
    elif token.dep == "nsubj" and above.lemma in light.occurrence:
        for name, pobj in prepositional(parse, verb):
            places.setdefault(name, []).append(pobj)


def _standing_for(parse: ParsedSentence, noun: int) -> int:
    """Return what stands in the clause for the noun: "series" in "suffered a series of raids"."""
    while True:
        token = parse.tokens[noun]
        above = parse.tokens[token.head]
        if token.dep == "pobj" and above.lemma == "of":
            above = parse.tokens[above.head]
            if above.lemma not in COUNTING:
                return noun
        elif token.dep != "conj" or above.pos != "NOUN":
            return noun
        noun = above.index


def _add_as_object(
    parse: ParsedSentence, verb: int, noun: Token, light: LightWords, places: dict[str, list[int]]
) -> None:
    lemma = parse.tokens[verb].lemma
    _add_defended(parse, verb, noun, places)
    subject, place = doer_of(parse, verb), _subject_place(parse, verb, noun, light)
    if place is not None and subject is not None:
        places.setdefault(place, []).append(subject)
    if noun.dep == "pobj" and place is None:
        return
    if lemma in light.doer | light.undergoer:
        for name, pobj in prepositional(parse, verb):
            if name in ("on", "against", "to", "at", "upon"):
                places.setdefault("light target", []).append(pobj)
            elif name in ("with", "between"):
                places.setdefault("light with", []).append(pobj)
        dative = child(parse, verb, "dative")
        if dative is not None:
            target = child(parse, dative, "pobj")
            places.setdefault("light target", []).append(dative if target is None else target)


def _add_defended(
    parse: ParsedSentence, verb: int, noun: Token, places: dict[str, list[int]]
) -> None:
    """Read "defended X against the charge"."""
    lemma = parse.tokens[verb].lemma
    defended = object_of(parse, verb) if lemma in _DEFENDING else None
    if noun.dep == "pobj" and defended is not None:
        places.setdefault("suffering subject", []).append(defended)


def _subject_place(parse: ParsedSentence, verb: int, noun: Token, light: LightWords) -> str | None:
    """Return what the subject of a verb is to the act that is its object; None for nothing."""
    lemma = parse.tokens[verb].lemma
    under = parse.tokens[noun.head].lemma == "under" and lemma in UNDERGONE
    if noun.dep == "pobj" and not under and lemma not in _JOINING | _ANSWERING:
        return None
    refused = lemma in _REFUSING and noun.lemma in _ADDRESSED
    if noun.dep == "dobj" and lemma in light.drawing:
        return "drawing subject"
    is_from = any(name == "from" for name, _ in prepositional(parse, noun.index))
    given = noun.dep == "dobj" and lemma in _HAVING and is_from
    if under or refused or given or lemma in light.undergoer:
        return "suffering subject"
    return "light subject" if lemma in light.doer or noun.dep == "pobj" else None


def add_sent_from(parse: ParsedSentence, word: int, places: dict[str, list[int]]) -> None:
    """Take from where somebody is sent away as a place of its own."""
    if parse.tokens[word].lemma in SENDING_OUT and "from" in places:
        places["sent from"] = places["from"]


def doer_of(parse: ParsedSentence, verb: int) -> int | None:
    """Return who acts: the subject, in a passive the agent, of what a letter says its writer."""
    text = letter_of(parse, verb)
    if text is not None:
        return doer_of(parse, parse.tokens[text].head)
    if not is_passive(parse, verb):
        return subject_of(parse, verb)
    agent = child(parse, verb, "agent")
    return None if agent is None else child(parse, agent, "pobj")
