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

__all__ = ["is_direction", "of_told_states", "with_article"]

_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western centre center central interior "
    "federal".split()
) | {f"{one} {other}" for one in ("north", "south") for other in ("east", "west")}
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
    if tokens[first].text.lower() != "the":
        return None
    for last in range(min(first + _LONGEST, len(tokens)), first + 1, -1):
        bare = text[tokens[first + 1].start : tokens[last - 1].end]
        after = tokens[last].text[:1] if last < len(tokens) else ""
        ends_here = tokens[last - 1].pos != "PUNCT" and not after.isupper() and after != "-"
        if not ends_here or not bare[:1].isupper() or actors.find(bare):
            continue
        hits = tuple(h for h in actors.find(f"the {bare}") if h.weight >= _KNOWN)
        if hits:
            return last, hits
    return None
