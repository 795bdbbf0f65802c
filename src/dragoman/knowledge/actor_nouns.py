"""Common nouns that name kinds of actors ("official", "rebel group"), with their sectors.

What a phrase is about, and the nouns around it, is the mention stage's work; here is only what the
table says of a noun by itself.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from dragoman.records import Record
from dragoman.records.text import ActorKind

__all__ = ["ActorNoun", "ActorNouns", "load_actor_nouns"]

_LONGEST = 3
_TRAITS = ("weak", "ranked", "speaks", "against", "follows", "kin")


class ActorNoun(Record, frozen=True, kw_only=True):
    """What a noun says of the actor it names."""

    lemma: str
    kind: ActorKind
    sectors: tuple[str, ...]
    weak: bool = False
    """Held in many services: modifiers and the body it belongs to come before its own sector."""
    ranked: bool = False
    """May head other bodies than governments, and is then what the body is."""
    speaks: str = ""
    """Sector, mostly the government, of who stands for a state without more being said."""
    against: bool = False
    """Opposes what modifies it: "government critics"."""
    follows: bool = False
    """Is of a party or group followed, and a civilian where that is a ruler."""
    kin: bool = False
    """Is of somebody's family, and an elite where that is a ruler's."""


class ActorNouns(Record, frozen=True, kw_only=True):
    """The whole table, keyed by lemma or lemma phrase."""

    nouns: dict[str, ActorNoun]
    closing: dict[str, ActorNoun]
    """What a body is whose name ends with a word: the "Chronicle" of Houston."""
    modifiers: dict[str, str]
    """Sector by a word before a noun that says nothing certain of its own."""
    services: frozenset[str]
    """Modifiers whose sector comes before that of a noun in `trades`: "army engineers"."""
    trades: frozenset[str]
    short: dict[str, str]
    """What titles and bodies written short are in full: "PM"."""
    past: frozenset[str]
    """Words before an office that is no longer held."""
    past_sectors: frozenset[str]
    """Sectors whose former members are elite."""
    bare_things: frozenset[str]
    """Nouns that name an actor only with an article, a number, an owner or a plural."""
    things: frozenset[str]
    thing_modifiers: frozenset[str]
    """A noun of `things` after one of these is nobody: "the left bank"."""
    wares: frozenset[str]
    """Nouns that name nobody as the object of a verb of `handed`: "pledged two drones"."""
    handed: frozenset[str]
    craft: frozenset[str]
    """Nouns that name somebody's forces as the subject of a verb of `fighting` alone."""
    fighting: frozenset[str]
    conditions: dict[str, frozenset[str]]
    """Nouns that name nobody before "of" and one of these: "a state of emergency"."""
    beside: dict[str, frozenset[str]]
    """Nouns that name nobody right after one of these: "a Christmas party"."""
    before: dict[str, frozenset[str]]
    """Nouns that name nobody right before one of these: "a press release"."""
    buildings: frozenset[str]
    """Nouns that name nobody as what a word of `building` is about: "build three schools"."""
    building: frozenset[str]
    fighters: frozenset[str]
    """Nouns of bodies that fight what modifies them: "the organised crime unit"."""
    fought: dict[str, str]
    """Sectors of those whose modifier is of another one: crime is fought by police."""
    organisations: frozenset[str]
    """Definite nouns that may point back to a named body."""

    def find(self, lemmas: list[str]) -> ActorNoun | None:
        """Return the noun that the last of `lemmas` heads, preferring the longest phrase."""
        for length in range(min(_LONGEST, len(lemmas)), 0, -1):
            found = self.nouns.get(" ".join(lemmas[-length:]).replace(" - ", "-"))
            if found is not None:
                return found
        return None

    def modified(self, word: str, lemma: str) -> str | None:
        """Return the sector that a word before the noun `lemma` gives it, or None."""
        sector = self.modifiers.get(word)
        if sector is not None and lemma in self.fighters:
            return self.fought.get(sector, sector)
        return sector


@cache
def load_actor_nouns() -> ActorNouns:
    """Return the shipped table."""
    path = files("dragoman") / "assets" / "lexicon" / "actor_nouns.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    nouns: dict[str, ActorNoun] = {}
    for row in table["noun"]:
        traits = {key: row[key] for key in _TRAITS if key in row}
        for lemma in row["lemmas"]:
            noun = ActorNoun(lemma=lemma, kind=row["kind"], sectors=tuple(row["sectors"]), **traits)
            nouns.setdefault(lemma, noun)
    closing = {
        word: ActorNoun(lemma=word.lower(), kind=row["kind"], sectors=tuple(row["sectors"]))
        for row in table["closing"]
        for word in row["words"]
    }
    return ActorNouns(
        nouns=nouns,
        closing=closing,
        modifiers=table["modifiers"],
        services=frozenset(table["services"]["modifiers"]),
        trades=frozenset(table["services"]["trades"]),
        short=table["short"],
        past=frozenset(table["past"]["modifiers"]),
        past_sectors=frozenset(table["past"]["sectors"]),
        bare_things=frozenset(table["things"]["bare"]),
        things=frozenset(table["things"]["nouns"]),
        thing_modifiers=frozenset(table["things"]["after"]),
        wares=frozenset(table["things"]["wares"]),
        handed=frozenset(table["things"]["handed"]),
        craft=frozenset(table["things"]["craft"]),
        fighting=frozenset(table["things"]["fighting"]),
        conditions={noun: frozenset(of) for noun, of in table["things"]["of"].items()},
        beside={noun: frozenset(words) for noun, words in table["things"]["beside"].items()},
        before={noun: frozenset(words) for noun, words in table["things"]["before"].items()},
        buildings=frozenset(table["things"]["buildings"]),
        building=frozenset(table["things"]["building"]),
        fighters=frozenset(table["fighting"]["bodies"]),
        fought=table["fighting"]["sectors"],
        organisations=frozenset(table["references"]["organisations"]),
    )
