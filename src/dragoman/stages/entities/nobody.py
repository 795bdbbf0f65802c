"""Nouns of actors that name nobody where they stand: "by force", "a state of emergency"."""

from __future__ import annotations

from dragoman.knowledge.actor_nouns import ActorNouns
from dragoman.records import ParsedSentence
from dragoman.stages.tree import children

__all__ = ["LEFT", "is_nobody", "is_sought"]

LEFT = frozenset({"amod", "compound", "nmod", "poss", "nummod", "det", "predet", "quantmod"})
"""Relations of what stands before a noun in its phrase."""
_ANY = frozenset(
    "group party organisation organization faction movement country nation side".split()
)
_OFFICE_OF = 2
"""How many words stand before "State" in "Minister of State"."""
_ATTITUDES = {"opposition": "to", "resistance": "to", "leadership": "to", "prosecution": "of"}
"""What may be held or done and is nobody before such a word: "their opposition to the plan"."""


def is_nobody(parse: ParsedSentence, index: int, nouns: ActorNouns) -> bool:
    """Whether the noun names nobody here: "by force", "took office", "the left bank"."""
    token = parse.tokens[index]
    if _is_attitude(parse, index) or (token.lemma in _ANY and _is_none(parse, index)):
        return True
    before = parse.tokens[index - 1].lemma.lower() if index > 0 else ""
    if token.lemma in nouns.things and before in nouns.thing_modifiers:
        return True
    is_thing = _is_laid(parse, index) or is_sought(parse, index, nouns)
    is_thing = is_thing or _is_built(parse, index, nouns) or _is_of_office(parse, index, nouns)
    if before in nouns.beside.get(token.lemma, ()) or is_thing:
        return True
    if token.lemma == "figure" and {
        parse.tokens[i].dep for i in children(parse, index, *LEFT, "prep")
    } <= {"det"}:
        return True  # "killed 93 of them, a figure that diplomats doubt"
    if token.lemma in nouns.craft and not _is_fighting(parse, index, nouns):
        return True
    if token.lemma in nouns.wares and _is_handed(parse, index, nouns):
        return True
    after = [t.lemma for t in parse.tokens[index + 1 : index + 3]]
    if set(after[:1]) & nouns.before.get(token.lemma.lower(), frozenset()):
        return True
    if after[:1] == ["of"] and after[-1] in nouns.conditions.get(token.lemma, ()):
        return True
    if token.lemma not in nouns.bare_things or token.tag != "NN" or token.text[:1].isupper():
        return False
    return not any(parse.tokens[i].dep in LEFT for i in parse.children[index])


def _is_none(parse: ParsedSentence, index: int) -> bool:
    """As in "no group has claimed it"; "no African state" and "no party of ours" are some."""
    below = [parse.tokens[i] for i in parse.children[index]]
    return [(t.dep, t.lemma) for t in below if t.dep in LEFT | {"prep"}] == [("det", "no")]


def _is_fighting(parse: ParsedSentence, index: int, nouns: ActorNouns) -> bool:
    """Whether it is told whose it is, and it bombs or enters, or somebody is bombed by it."""
    token = parse.tokens[index]
    whose = [parse.tokens[i] for i in parse.children[index]]
    forces = [noun for t in whose if (noun := nouns.find([t.lemma])) and "MIL" in noun.sectors]
    if not forces and not any(
        t.ner in ("NORP", "GPE", "ORG") or t.lemma in nouns.modifiers for t in whose
    ):
        return False
    while token.dep == "conj":
        token = parse.tokens[token.head]
    above = parse.tokens[token.head]
    if token.dep == "pobj" and above.dep == "agent":
        return parse.tokens[above.head].lemma in nouns.fighting
    return token.dep == "nsubj" and above.lemma in nouns.fighting


def _is_laid(parse: ParsedSentence, index: int) -> bool:
    """Whether mines are those laid in the ground, no works: of those the kind or place is told.

    Only "the mine" may be works without more.
    """
    token = parse.tokens[index]
    if token.lemma != "mine":
        return False
    below = [parse.tokens[i] for i in parse.children[index]]
    told = any(t.dep in ("compound", "nmod", "poss") for t in below)
    return not told and not (token.tag == "NN" and any(t.text.lower() == "the" for t in below))


def is_sought(parse: ParsedSentence, index: int, nouns: ActorNouns) -> bool:
    """Return whether it is an office that somebody is to have: "backed Soto for mayor"."""
    token = parse.tokens[index]
    noun = nouns.nouns.get(token.lemma)
    bare = not children(parse, index, *LEFT) and token.tag == "NN"
    for_it = token.dep == "pobj" and parse.tokens[token.head].lemma == "for"
    return bare and for_it and noun is not None and noun.kind == "person"


def _is_of_office(parse: ParsedSentence, index: int, nouns: ActorNouns) -> bool:
    """Whether it is a part of what somebody is called: "Minister of State for Trade"."""
    if parse.tokens[index].lemma.lower() != "state" or index < _OFFICE_OF:
        return False
    office, of = parse.tokens[index - _OFFICE_OF : index]
    noun = nouns.find([office.lemma.lower()])
    is_office = office.lemma.lower() == "head" or (noun is not None and noun.kind == "person")
    return of.lemma == "of" and is_office


def _is_built(parse: ParsedSentence, index: int, nouns: ActorNouns) -> bool:
    """Whether it is what somebody builds: "will rebuild the school", "construction of clinics"."""
    token = parse.tokens[index]
    if token.lemma not in nouns.buildings:
        return False
    while token.dep == "conj":
        token = parse.tokens[token.head]
    above = parse.tokens[token.head]
    if token.dep == "pobj" and above.lemma == "of":
        above = parse.tokens[above.head]
    elif token.dep not in ("dobj", "nsubjpass"):
        return False
    return above.lemma in nouns.building


def _is_handed(parse: ParsedSentence, index: int, nouns: ActorNouns) -> bool:
    """Whether it is what somebody gives, sells or orders: "pledged two drones and a tank"."""
    token = parse.tokens[index]
    while token.dep == "conj":
        token = parse.tokens[token.head]
    if children(parse, token.head, "xcomp", "ccomp"):
        return False  # "ordered two ships to leave"
    return token.dep == "dobj" and parse.tokens[token.head].lemma in nouns.handed


def _is_attitude(parse: ParsedSentence, index: int) -> bool:
    """Whether the noun is what somebody holds, not somebody: "opposition to the plan", "from X"."""
    token = parse.tokens[index]
    about = _ATTITUDES.get(token.lemma)
    prepositions = {parse.tokens[i].lemma for i in children(parse, index, "prep")}
    faced = about == "to" and token.dep == "dobj" and "from" in prepositions
    return about in prepositions or faced
