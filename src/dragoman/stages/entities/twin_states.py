"""States called by a name that two share, in the plural: "the two Koreas", "both Sudans"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.knowledge.actors import ActorHit, ActorIndex
from dragoman.records import ParsedSentence

__all__ = ["TwinState", "twin_states"]

_TWINS = {
    "koreas": ("North Korea", "South Korea"),
    "congos": ("Democratic Republic of the Congo", "Republic of the Congo"),
    "sudans": ("Sudan", "South Sudan"),
    "germanys": ("West Germany", "East Germany"),
    "germanies": ("West Germany", "East Germany"),
}
_COUNTING = frozenset({"the", "two", "both", "these", "those"})


class TwinState(NamedTuple):
    """One of the states that such words mean. Token indices are within the sentence."""

    first: int
    head: int
    name: str
    hits: tuple[ActorHit, ...]


def twin_states(parse: ParsedSentence, actors: ActorIndex) -> Iterator[TwinState]:
    """Yield both states for each plural of a name that two have, with the words that count them."""
    for token in parse.tokens:
        for name in _TWINS.get(token.text.lower(), ()):
            first = token.index
            while first > 0 and parse.tokens[first - 1].text.lower() in _COUNTING:
                first -= 1
            hits = tuple(hit for hit in actors.find(name) if hit.kind == "state")
            if hits:
                yield TwinState(first, token.index, name, hits)
