"""Names that are a word with an article: "the West", "the Fed", "the Centre".

Regions of some states are called West, Central or Interior and nothing else. Such a word is one of
them only where the text speaks of that state; and what the index has with its article alone needs
it.
"""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.knowledge.actors import ActorHit, ActorIndex
from dragoman.knowledge.names import fold
from dragoman.knowledge.places import PlaceHit
from dragoman.records import ParsedSentence

__all__ = ["half_named", "half_of_land", "is_direction", "of_told_states", "with_article"]

_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western centre center central interior "
    "federal".split()
) | {f"{one} {other}" for one in ("north", "south") for other in ("east", "west")}
_HALVES = frozenset({"North", "South", "East", "West"})
_DIVIDED = {"PRK": "Korea", "KOR": "Korea"}
"""States of a divided land, with its name: each calls the other "the North", "the South"."""
_LONGEST = 3
_KNOWN = 0.5
"""Weight from which a body is meant although the article may be the sentence's own."""


def is_direction(surface: str) -> bool:
    """Whether the name is that of a point of the compass, or such a word: "Centre", "Federal"."""
    return fold(surface) in _DIRECTIONS


def of_told_states(hits: Iterable[PlaceHit], states: frozenset[str]) -> tuple[PlaceHit, ...]:
    """Return the regions of a name of direction that lie in states which the text speaks of."""
    return tuple(hit for hit in hits if hit.country in states)


def with_article(
    parse: ParsedSentence, text: str, first: int, actors: ActorIndex
) -> tuple[int, tuple[ActorHit, ...]] | None:
    """Return whom the article at `first` and the words after it name, and where they end.

    None where the name may be had without its article, or goes on: "the West Bank".
    """
    tokens = parse.tokens
    named = first + 1 < len(tokens) and tokens[first + 1].text[:1].isupper()
    if not named or tokens[first].text.lower() != "the":
        return None
    for last in range(min(first + _LONGEST, len(tokens)), first + 1, -1):
        bare = text[tokens[first + 1].start : tokens[last - 1].end]
        after = tokens[last].text[:1] if last < len(tokens) else ""
        ends_here = tokens[last - 1].pos != "PUNCT" and not after.isupper() and after != "-"
        if not ends_here or actors.find(bare):
            continue
        hits = tuple(h for h in actors.find(f"the {bare}") if h.weight >= _KNOWN)
        if hits:
            return last, hits
    return None


def half_named(parse: ParsedSentence, first: int) -> str:
    """Return the whole name of "North" in "North and South Korea"; "" of other words."""
    if parse.tokens[first].text not in _HALVES:
        return ""
    words = [token.text for token in parse.tokens[first : first + 4]]
    if len(words) < 4 or words[1] not in ("and", "or") or not _HALVES.issuperset(words[0:3:2]):
        return ""
    return f"{words[0]} {words[3]}" if parse.tokens[first + 3].pos == "PROPN" else ""


def half_of_land(
    parse: ParsedSentence, first: int, states: frozenset[str], actors: ActorIndex
) -> tuple[int, tuple[ActorHit, ...]] | None:
    """Return the state that "the North" is where the text speaks of a divided land, and its end."""
    if parse.tokens[first].text.lower() != "the":
        return None
    words = [token.text for token in parse.tokens[first : first + 3]]
    if len(words) < 2 or words[1] not in _HALVES:
        return None
    if words[2:] and words[2][:1].isupper():
        return None
    lands = {_DIVIDED[state] for state in states & _DIVIDED.keys()}
    hits = (h for land in lands for h in actors.find(f"{words[1]} {land}") if h.kind == "state")
    found = tuple(hits)
    return (first + 2, found) if found else None
