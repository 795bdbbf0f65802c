"""Names within what the recogniser takes for one: a list, a field, or whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.knowledge.actor_nouns import load_actor_nouns
from dragoman.knowledge.names import fold
from dragoman.records import ParsedSentence

if TYPE_CHECKING:
    from dragoman.stages.entities.names import NameMatch

__all__ = ["is_kind_of_body", "is_list", "is_modifier_only", "is_of_field", "opens_longer_name"]


def is_of_field(parse: ParsedSentence, inner: list[NameMatch], first: int, last: int) -> bool:
    """Return whether what is known in a body's name is its field: "Centre for Law and Justice".

    That is the end of a name written in capitals, behind "for"; a state may stand before.
    """
    fields = [m for m in inner if not is_modifier_only(m)]
    words = [t for t in parse.tokens[first:last] if t.dep not in ("cc", "det", "prep")]
    return (
        len(fields) == 1
        and fields[0].first - first > 1
        and fields[0].last == last
        and parse.tokens[fields[0].first - 1].lemma == "for"
        and all(t.text[:1].isupper() for t in words)
    )


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


_BODIES = frozenset(
    "front army brigade brigades movement party union council alliance coalition league battalion "
    "force forces group committee congress militia resistance organisation organization".split()
)


def opens_longer_name(parse: ParsedSentence, match: NameMatch) -> int | None:
    """Return the word before a name that both stand before a kind of body: "Eastern Dawn Front".

    Unless that word is a name by itself, the known one is only a word of a body's name.
    """
    tokens = parse.tokens
    if match.first == 0 or match.last == len(tokens):
        return None
    before, body = tokens[match.first - 1], tokens[match.last]
    is_body = body.tag == "NNP" and body.text.lower() in _BODIES
    inner = [before, *tokens[match.first : match.last]]
    is_one = all(t.tag == "NNP" and t.dep == "compound" for t in inner)
    return (
        before.index if is_body and is_one and tokens[match.last - 1].head == body.index else None
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
