"""Warships by the letters before their names: "the USS Cole" is of the American navy."""

from __future__ import annotations

from dragoman.knowledge.actor_nouns import ActorNouns
from dragoman.records import ParsedSentence
from dragoman.stages.entities.names import NameMatch
from dragoman.stages.entities.title import Title, title_before

__all__ = ["title_of", "with_ships"]

_NAVIES = {
    "USS": "USA", "USNS": "USA", "USCGC": "USA", "HMS": "GBR", "RFA": "GBR", "HMAS": "AUS",
    "HMCS": "CAN", "HMNZS": "NZL", "HDMS": "DNK", "HNLMS": "NLD", "ROKS": "KOR", "BRP": "PHL",
    "KRI": "IDN", "TCG": "TUR",
}  # fmt: skip
"""Of prefixes that one navy alone has."""


def _navy_of(name: str) -> str | None:
    """Return the country (alpha-3) of a warship of that name, None where it is none."""
    prefix, _, rest = name.partition(" ")
    return _NAVIES.get(prefix) if rest else None


def with_ships(
    parse: ParsedSentence, text: str, names: tuple[NameMatch, ...]
) -> tuple[NameMatch, ...]:
    """Return the names of a sentence with those of warships, in place of what is within them."""
    found = list(names)
    for token in parse.tokens:
        last = token.index + 1
        while last < len(parse.tokens) and parse.tokens[last].text[:1].isupper():
            last += 1
        if token.text not in _NAVIES or last == token.index + 1:
            continue
        surface = text[token.start : parse.tokens[last - 1].end]
        ship = NameMatch(first=token.index, last=last, surface=surface, label="ORG")
        found = [n for n in found if n.last <= ship.first or ship.last <= n.first]
        found.append(ship)
    return tuple(sorted(found, key=lambda n: (n.first, -n.last)))


def title_of(
    parse: ParsedSentence,
    text: str,
    names: tuple[NameMatch, ...],
    name: NameMatch,
    nouns: ActorNouns,
) -> Title | None:
    """Return what stands before a name, of a warship what its letters say."""
    navy = None if name.actor_hits else _navy_of(name.surface)
    if navy is not None:
        return Title(role=None, country=navy, sectors=("MIL",))
    return title_before(parse, text, names, name, nouns)
