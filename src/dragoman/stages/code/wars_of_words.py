"""Blows that are words: "her attacks on the senator", "fired back", "attacked the bill"."""

from __future__ import annotations

from dragoman.records.text import ActorCoding
from dragoman.stages.code.drafts import Draft, Part
from dragoman.stages.tree import child, children, prepositional

__all__ = ["is_war_of_words"]

_FIGHTING = frozenset(
    "battle clash fight feud spar war attack strike hit sword assault offensive onslaught "
    "broadside barrage salvo".split()
)
_ANSWERING = frozenset("fire shoot hit strike punch lash swing".split())
_INCITING = frozenset("incite encourage glorify condone promote advocate".split())
_SPOKEN_OF = frozenset("line ad advert advertisement dog campaign".split())
"""What an attack in words is called: "a line of attack", "attack ads"."""
_IN_WORDS = frozenset("political verbal personal rhetorical personally verbally".split())
_IMMATERIAL = frozenset(
    "emission fury anger rage wrath bill law legislation tax policy plan proposal idea record "
    "program programme decision ruling rule regulation view statement remark claim argument "
    "credibility reputation character integrity motive judgment judgement budget reform agenda "
    "platform legacy value freedom democracy".split()
)
"""What no weapon hits."""
_CIVIL = frozenset({"GOV", "LEG", "PTY", "OPP", "ELI", "JRN"})
_CAMPAIGNING = frozenset({"LEG", "PTY", "ELI"})
"""Sectors of persons who have nobody in arms to attack with."""
_SCOLDED = frozenset({"BUS", "SOC", "JUD", "LAB", "EDU", "JRN"})
"""Sectors of whom a politician attacks in words alone."""
_PEOPLE = frozenset({"person", "population"})


def is_war_of_words(draft: Draft) -> bool:
    """Whether a fight or attack is one of politicians or journalists: "her battle with Cruz".

    So is what is told in a clause of its own ("shot back that he had lied"), what is done to a bill
    or a record, and a call to violence.
    """
    parse, token = draft.parse, draft.parse.tokens[draft.index]
    strikes = draft.match.trigger.type_code == "ASSAULT"
    if strikes and not draft.match.is_noun and _takes_a_clause(draft):
        return True
    if strikes and (_is_immaterial(draft) or _is_spoken_of(draft)):
        return True
    words = {parse.tokens[i].lemma for i in (draft.index, *draft.match.used)}
    words |= {parse.tokens[i].lemma for i in children(parse, draft.index, "dobj")}
    words |= {
        parse.tokens[i].lemma for name, i in prepositional(parse, draft.index) if name == "on"
    }
    answers = token.lemma in _ANSWERING and any(
        parse.tokens[i].lemma == "back" for i in children(parse, draft.index, "prt", "advmod")
    )
    if answers and all(map(_is_civil, draft.parts)):
        return bool(draft.parts)
    return bool(words & _FIGHTING) and _is_among_civilians(draft)


def _is_among_civilians(draft: Draft) -> bool:
    """Whether only politicians, parties and journalists take part, or those whom one scolds."""
    civil = [part for part in draft.parts if _is_civil(part)]
    attacks = not draft.match.is_noun and any(part.role == "initiator" for part in civil)
    scolded = [p for p in draft.parts if attacks and p not in civil and _is_scolded(p)]
    if not civil or len(civil) + len(scolded) < len(draft.parts):
        return False
    return len(draft.parts) > 1 or _is_of_words_alone(draft, draft.parts[0])


def _is_of_words_alone(draft: Draft, part: Part) -> bool:
    """Whether nobody else need be told for it to be words: "his attacks", "attacks on the senator".

    Who alone attacks must be one who has nobody in arms; who alone suffers, a person, attacked
    again and again.
    """
    parse, token = draft.parse, draft.parse.tokens[draft.index]
    sectors, is_person = frozenset(_coding(part).sectors), _coding(part).kind == "person"
    many = token.tag == "NNS" and child(parse, draft.index, "nummod") is None
    if part.role in ("initiator", "party"):
        told = (draft.index, *children(parse, draft.index, "dobj"))
        if {"over", "about"} & {name for i in told for name, _ in prepositional(parse, i)}:
            return True  # "joined the battle over fuel"
        owned = child(parse, draft.index, "poss") is not None or not draft.match.is_noun
        own = many or owned or token.lemma == "offensive"
        return own and is_person and bool(sectors & _CAMPAIGNING) and "GOV" not in sectors
    return many and is_person


def _coding(part: Part) -> ActorCoding:
    return part.found.entity.coding or ActorCoding()


def _is_civil(part: Part) -> bool:
    coding = _coding(part)
    if coding.kind == "organisation":
        return "PTY" in coding.sectors
    return coding.kind in _PEOPLE and bool(_CIVIL.intersection(coding.sectors))


def _is_scolded(part: Part) -> bool:
    coding = _coding(part)
    return part.role not in ("initiator", "party") and bool(_SCOLDED.intersection(coding.sectors))


def _takes_a_clause(draft: Draft) -> bool:
    parse = draft.parse
    marks = (child(parse, i, "mark") for i in children(parse, draft.index, "ccomp"))
    return any(m is not None and parse.tokens[m].lemma == "that" for m in marks)


def _is_immaterial(draft: Draft) -> bool:
    """Whether what is attacked or let loose is a thing of the mind, or violence is called for."""
    parse, token = draft.parse, draft.parse.tokens[draft.index]
    struck = children(parse, draft.index, "dobj", "nsubjpass")
    if draft.match.is_noun:
        struck = [i for name, i in prepositional(parse, draft.index) if name in ("on", "against")]
    incites = token.lemma in _INCITING and token.pos == "VERB"
    return incites or any(parse.tokens[i].lemma in _IMMATERIAL for i in struck)


def _is_spoken_of(draft: Draft) -> bool:
    """Whether it is told how somebody is spoken of: "line of attack", "attack ads", "personal"."""
    parse, token = draft.parse, draft.parse.tokens[draft.index]
    manner = children(parse, draft.index, "amod", "advmod")
    if any(parse.tokens[i].lemma in _IN_WORDS for i in manner):
        return token.lemma in _FIGHTING
    above = parse.tokens[token.head]
    if token.dep == "pobj" and above.lemma == "of":
        above = parse.tokens[above.head]
    inside = token.dep in ("compound", "nmod", "pobj")
    return inside and token.lemma == "attack" and above.lemma in _SPOKEN_OF
