"""Names within what the recogniser takes for one: a list, a field, or whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.knowledge.actor_nouns import load_actor_nouns
from dragoman.knowledge.names import fold
from dragoman.records import ParsedSentence

if TYPE_CHECKING:
    from dragoman.stages.entities.names import NameMatch

__all__ = ["is_kind_of_body", "is_list", "is_modifier_only"]


def is_kind_of_body(inner: list[NameMatch], first: int, last: int) -> bool:
    """Return whether a body's name ends with a common noun that is one body's name by itself.

    A "National Security Council" is not the Security Council.
    """
    nouns = load_actor_nouns().nouns
    return (
        len(inner) == 1
        and first < inner[0].first
        and inner[0].last == last
        and fold(inner[0].surface) in nouns
    )


def is_list(parse: ParsedSentence, inner: list[NameMatch], first: int, last: int) -> bool:
    """Return whether tokens [first, last) are known names joined by "and", no name of their own.

    So is "Kazakh-Georgian".
    """
    within = {i for match in inner for i in range(match.first, match.last)}
    others = {parse.tokens[i].text.lower() for i in range(first, last) if i not in within}
    return len(inner) > 1 and bool(others) and others <= {"and", "or", ",", "-", "–"}


def is_modifier_only(match: NameMatch) -> bool:
    """Return whether it is a country, capital, adjective or local name, which others may hold."""
    hits = match.actor_hits
    return all(hit.kind == "state" or hit.usage == "capital" or hit.is_local for hit in hits)
