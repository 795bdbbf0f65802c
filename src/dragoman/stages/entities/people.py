"""Names of a people that mean people: "Syrians fled", but not "the Russians vetoed the text"."""

from __future__ import annotations

from dragoman.records import ParsedSentence
from dragoman.stages.entities.names import NameMatch
from dragoman.stages.entities.ties import is_ethnic, located_in, place_country
from dragoman.stages.tree import child, children

__all__ = [
    "PARTISANS",
    "in_whose_land",
    "is_government",
    "is_of_a_people",
    "is_partisan",
    "is_people",
    "land_of_people",
]

_ARGUMENTS = frozenset(
    {"nsubj", "nsubjpass", "dobj", "pobj", "agent", "conj", "attr", "appos", "dative", "poss"}
)
_PLURALS = frozenset({"NNS", "NNPS"})
PARTISANS = frozenset(
    "republican democrat conservative liberal communist socialist tory unionist".split()
)
"""What one member of a party is called."""
_NUMBERS = frozenset("dozen score hundred thousand million number group crowd majority".split())
# What governments do or take part in: "the Russians" who do it are officials.
_STATECRAFT = frozenset(
    "say tell announce declare claim insist deny reject refuse agree sign veto propose offer "
    "demand warn threaten accuse negotiate talk meet deploy withdraw invade want expect consider "
    "believe maintain talks deal agreement hope promise pledge recognise recognize suspend impose "
    "inform ask urge".split()
)


_PEOPLES = frozenset({"Serb", "Croat"})
"""Adjectives of a people where its state has another: Serb farmers may live in Kosovo."""


def is_people(parse: ParsedSentence, name: NameMatch, head: int) -> bool:
    """Whether the name is a demonym that heads a phrase and stands for people, not for the state.

    With "the" and a verb of governments it stands for those; without article or number a singular
    is an adjective or a language. "Londoners" are always people.
    """
    if not name.actor_hits and name.place_hits and name.place_hits[0].usage == "demonym":
        return _heads_a_phrase(parse, head) or _is_plural_name(parse, head)
    states = [h for h in name.actor_hits if h.kind == "state"]
    if not states or len(states) < len(name.actor_hits) or states[0].country is None:
        return False
    if any(h.usage not in ("adjective", "demonym") for h in states):
        return False
    is_plural = states[0].usage == "demonym" and not name.surface.endswith("ss")
    if not _heads_a_phrase(parse, head) and not (is_plural and _is_plural_name(parse, head)):
        return False
    return not is_government(parse, head)


def is_partisan(parse: ParsedSentence, name: NameMatch, head: int) -> bool:
    """Whether the name of a party is that of one of its people: "the Ohio Republican said"."""
    token = parse.tokens[head]
    party = bool(name.actor_hits) and all("PTY" in h.sectors for h in name.actor_hits)
    one = token.text.lower() in PARTISANS and token.tag not in _PLURALS
    article = child(parse, head, "det")
    told = article is not None and parse.tokens[article].lemma in ("a", "an", "the", "another")
    return party and one and told and token.dep in _ARGUMENTS


def is_government(parse: ParsedSentence, head: int) -> bool:
    """Whether the demonym at `head` means those who act for the state: "the Russians said"."""
    definite = any(parse.tokens[i].lemma == "the" for i in children(parse, head, "det"))
    return definite and _heads_a_phrase(parse, head) and _is_statecraft(parse, head)


def _heads_a_phrase(parse: ParsedSentence, head: int) -> bool:
    token = parse.tokens[head]
    if token.dep not in _ARGUMENTS:
        return False
    described = bool(children(parse, head, "det", "nummod", "amod"))
    return token.tag in _PLURALS or described or _is_counted(parse, head)


def _is_counted(parse: ParsedSentence, head: int) -> bool:
    """Whether a number of them is told: "hundreds of Sudanese"."""
    of = parse.tokens[parse.tokens[head].head]
    return of.lemma == "of" and parse.tokens[of.head].lemma in _NUMBERS


def _is_plural_name(parse: ParsedSentence, head: int) -> bool:
    """Whether it is a plural that the tagger takes for a name: "Dagestanis"."""
    token = parse.tokens[head]
    return token.dep in _ARGUMENTS and token.tag == "NNP" and token.text.endswith("s")


def _is_statecraft(parse: ParsedSentence, head: int) -> bool:
    above = parse.tokens[parse.tokens[head].head]
    while above.pos == "ADP" and above.head != above.index:
        above = parse.tokens[above.head]
    return above.lemma in _STATECRAFT


def in_whose_land(parse: ParsedSentence, names: tuple[NameMatch, ...], head: int) -> str | None:
    """Return the country whose some of a people are, "Croatia's Serbs", or that they are in."""
    owners = [n for n in names if any(n.first <= i < n.last for i in children(parse, head, "poss"))]
    states = (h.country for n in owners for h in n.actor_hits if h.kind == "state")
    owned = next(states, None) or next((place_country(n) for n in owners), None)
    return owned or located_in(parse, head, names)


def is_of_a_people(parse: ParsedSentence, head: int) -> bool:
    """Whether the noun says that it is a people's: "the Serb minority", "Serb protesters"."""
    before = {parse.tokens[i].text for i in children(parse, head, "amod", "compound", "nmod")}
    return parse.tokens[head].lemma == "minority" or bool(before & _PEOPLES)


def land_of_people(
    parse: ParsedSentence, name: NameMatch, names: tuple[NameMatch, ...], head: int
) -> str | None:
    """Return where a people of no one state is said to be, or the land it is called after.

    "Turkish Kurds" and "Turkey's Kurds" are of Turkey, as is what of a movement of many countries
    is in one.
    """
    stateless = [h for h in name.actor_hits if h.kind == "population" and h.country is None]
    stateless += [h for h in name.actor_hits if h.country == "ISM"]
    if not stateless or len(stateless) < len(name.actor_hits):
        return None
    ends = {name.first, name.first - (parse.tokens[name.first - 1].tag == "POS")}
    before = [h for n in names if n.last in ends for h in n.actor_hits if h.kind == "state"]
    told = before[0].country if before and not is_ethnic(parse, name.first) else None
    return located_in(parse, head, names) or told or place_country(name)
