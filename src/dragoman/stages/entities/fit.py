"""Drops the readings of a name that its own phrase rules out: whose "National Guard" it is.

Many states have a Supreme Court or an Interior Ministry; the index knows some of them under the
bare name. An adjective, owner or "of" beside the name says which is meant.
"""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace

from dragoman.knowledge.actor_nouns import ActorNouns
from dragoman.knowledge.actors import ActorHit
from dragoman.knowledge.names import fold
from dragoman.records import ParsedSentence
from dragoman.stages.entities.names import NameMatch
from dragoman.stages.entities.sectors import lemmas_up_to
from dragoman.stages.tree import child, children, head_within

__all__ = ["fitting_names", "is_called_a_body"]

_OFFICES = frozenset(
    "councilor councillor minister senator ambassador spokesman spokeswoman congressman premier "
    "president chancellor secretary".split()
)
"""Offices that are nobody's family name."""
_RANKS = frozenset("Chief Grand Deputy Vice Prime Supreme Acting Senior".split())
"""Words before an office that are nobody's given name."""

_OLDEST = 120
"""Years that nobody lives."""
_WHERE = frozenset({"in", "at", "near", "from", "around", "outside"})
_NAMED_KINDS = frozenset({"JRN", "PTY", "LAB"})
"""Sectors of bodies that are called by a name behind their kind: "the newspaper Sabah"."""
_FIRMS = frozenset({"company", "firm", "bank", "airline", "corporation", "oil company"})
"""The same in business, where ships have names too."""


def fitting_names(
    parse: ParsedSentence, names: tuple[NameMatch, ...], nouns: ActorNouns
) -> tuple[NameMatch, ...]:
    """Return the names, bodies without the readings of another state than the one beside them.

    A body that loses all its readings stays as an organisation; a common noun is no town, and
    the field of a minister ("Defence Minister Diallo") is no body.
    """
    proper = tuple(
        name
        for name in names
        if not _is_common_noun(parse, name, nouns)
        and not _is_field(parse, name)
        and not _is_office(parse, name, nouns)
    )
    called = (
        replace(name, place_hits=(), country=None, label="ORG")
        if not name.actor_hits and is_called_a_body(parse, name, nouns) else name
        for name in map(partial(_as_person, parse), proper)
    )  # fmt: skip
    return tuple(_fitting(parse, name, proper, nouns) for name in called)


def _as_person(parse: ParsedSentence, name: NameMatch) -> NameMatch:
    """Return the name as a person's where an age follows: "Jordan, 44, was shot"."""
    after = [token.text for token in parse.tokens[name.last : name.last + 3]]
    if len(after) < 2 or after[0] != "," or after[-1] not in (",", ".", ";", after[1]):
        return name
    is_age = after[1].isdigit() and int(after[1]) < _OLDEST
    is_where = name.first > 0 and parse.tokens[name.first - 1].lemma in _WHERE
    if not is_age or is_where or name.inside or not name.place_hits:
        return name
    people = tuple(hit for hit in name.actor_hits if hit.kind == "person")
    return replace(name, actor_hits=people, place_hits=(), country=None, label="PERSON")


def is_called_a_body(parse: ParsedSentence, name: NameMatch, nouns: ActorNouns) -> bool:
    """Return whether a noun before the name says that a body is called so: "newspaper Sabah"."""
    before = parse.tokens[name.first - 1] if name.first > 0 else None
    if before is None or name.inside or before.tag != "NN":
        return False
    kind = nouns.find(lemmas_up_to(parse, before.index))
    beside = name.first <= before.head < name.last or parse.tokens[name.first].head == before.index
    if kind is None or not beside or kind.kind == "person":
        return False
    return bool(_NAMED_KINDS & set(kind.sectors)) or kind.lemma in _FIRMS


def _is_common_noun(parse: ParsedSentence, name: NameMatch, nouns: ActorNouns) -> bool:
    token = parse.tokens[name.first]
    is_town = bool(name.place_hits) and not name.actor_hits and name.last - name.first == 1
    return is_town and token.lemma in nouns.nouns and token.ner not in ("GPE", "LOC")


def _is_field(parse: ParsedSentence, name: NameMatch) -> bool:
    """Whether it is one unknown word before "Minister"."""
    known = name.actor_hits or name.place_hits or name.last - name.first > 1
    after = parse.tokens[name.last].text.lower() if name.last < len(parse.tokens) else ""
    return not known and name.label == "ORG" and after in ("minister", "minister-designate")


def _is_office(parse: ParsedSentence, name: NameMatch, nouns: ActorNouns) -> bool:
    """Whether it is an office that the recogniser takes for a person: "Chief Rabbi of …"."""
    first, last = parse.tokens[name.first], parse.tokens[name.last - 1]
    if name.actor_hits or name.place_hits:
        return False
    if name.last - name.first == 2 and name.label == "PERSON":
        return first.text in _RANKS and last.lemma.lower() in nouns.nouns
    return name.last - name.first == 1 and first.lemma.lower() in _OFFICES


def _fitting(
    parse: ParsedSentence, name: NameMatch, names: tuple[NameMatch, ...], nouns: ActorNouns
) -> NameMatch:
    is_kind = fold(name.surface).removesuffix("s") in nouns.nouns  # Nepal's Maoists are not India's
    own = tuple(h for h in name.actor_hits if _is_of_one_state(h) or (is_kind and _is_group(h)))
    if not own:
        return name
    # "Congress in Peru" is Peru's; a party of more of a name may be abroad.
    of = ("of", "in") if fold(name.surface) in nouns.nouns else ("of",)
    states = _states_beside(parse, name, names, of)
    if not states:
        return name
    kept = tuple(h for h in name.actor_hits if h not in own or h.country in states)
    if kept:
        return replace(name, actor_hits=kept)
    return replace(name, actor_hits=(), place_hits=(), label="ORG")


def _is_of_one_state(hit: ActorHit) -> bool:
    """Whether it is a body that belongs to a state: also parties and media, not armed groups."""
    return hit.kind == "organisation" and hit.actor_id.startswith(("gov:", "party:", "media:"))


def _is_group(hit: ActorHit) -> bool:
    return hit.kind == "armed_group"


def _states_beside(
    parse: ParsedSentence, name: NameMatch, names: tuple[NameMatch, ...], of: tuple[str, ...]
) -> frozenset[str]:
    """Return the countries of the states that the name's head has as owner, adjective or `of`."""
    head = head_within(parse, name.first, name.last)
    beside = {
        i for i in children(parse, head, "amod", "compound", "nmod", "poss") if i < name.first
    }
    for prep in children(parse, head, "prep"):
        pobj = child(parse, prep, "pobj")
        if prep == name.last and parse.tokens[prep].lemma in of and pobj is not None:
            beside.add(pobj)
    hits = [h for n in names if beside & set(range(n.first, n.last)) for h in n.actor_hits]
    return frozenset(h.country for h in hits if h.kind == "state" and h.country is not None)
