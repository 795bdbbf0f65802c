"""What the words beside a name say of it: "Gao residents", "Nuba fighters", "pro-Haftar"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from dragoman.knowledge.actor_nouns import load_actor_nouns
from dragoman.knowledge.actors import ActorIndex
from dragoman.records import ParsedSentence

if TYPE_CHECKING:
    from dragoman.stages.entities.names import NameMatch

__all__ = [
    "RESIDENTS",
    "RULING",
    "is_favoured",
    "of_a_people",
    "of_its_residents",
    "opens_a_kind",
    "word_after",
]

RESIDENTS = frozenset(
    "resident residents inhabitants villagers townspeople governor mayor municipality".split()
)
"""What follows the name of a place, and of nobody."""
RULING = frozenset({"authorities", "police", "government", "council"})
"""What follows it, or a person's."""
_IN_PLACE = RESIDENTS | frozenset({"police", "prosecutor", "prosecutors", "court", "hospital"})
"""What is in the place itself where that stands for a body too: "Brussels police"."""


def word_after(parse: ParsedSentence, match: NameMatch) -> str:
    """Return the word right after a name in small letters, "" at the end."""
    return parse.tokens[match.last].text.lower() if match.last < len(parse.tokens) else ""


def is_favoured(parse: ParsedSentence, first: int) -> bool:
    """Return whether "pro-" or the like stands before: pro-Russian rebels are not Russia's own."""
    before = [token.text.lower() for token in parse.tokens[max(0, first - 2) : first]]
    return before[-1:] == ["-"] and before[0] in ("pro", "anti", "counter")


def opens_a_kind(parse: ParsedSentence, match: NameMatch) -> bool:
    """Whether a single word begins what is a kind of actor: the Republican Guard is no party's."""
    words = [token.lemma.lower() for token in parse.tokens[match.first : match.last + 1]]
    return match.last - match.first == 1 and " ".join(words) in load_actor_nouns().nouns


def of_its_residents(parse: ParsedSentence, match: NameMatch) -> NameMatch:
    """Return the name of a place without others called so: "Gao residents", "Brussels police"."""
    after = word_after(parse, match)
    if not match.place_hits or after not in _IN_PLACE:
        return match
    hits = (h for h in match.actor_hits if h.kind != "igo")
    kept = tuple(h for h in hits if h.kind != "person" or after not in RESIDENTS)
    return replace(match, actor_hits=kept)


def of_a_people(parse: ParsedSentence, name: NameMatch, actors: ActorIndex) -> NameMatch:
    """Return a word before people as the name of a people, and of no town: "Nuba fighters"."""
    after = parse.tokens[name.last] if name.last < len(parse.tokens) else None
    if name.last - name.first > 1 or after is None or after.tag != "NNS":
        return name
    if after.dep == "conj" or after.head == name.first:
        return name
    if any(hit.kind != "person" for hit in name.actor_hits):
        is_people = all(hit.kind == "population" for hit in name.actor_hits)
        return replace(name, place_hits=()) if is_people else name
    people = tuple(h for h in actors.find(f"{name.surface} people") if h.kind == "population")
    return replace(name, actor_hits=people, place_hits=(), label="NORP") if people else name
