"""Common nouns that name kinds of actors ("official", "rebel group"), with their sectors."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from dragoman.records import Record
from dragoman.records.text import ActorKind

__all__ = ["ActorNoun", "ActorNouns", "load_actor_nouns"]


class ActorNoun(Record, frozen=True, kw_only=True):
    """What a noun says of the actor it names."""

    lemma: str
    kind: ActorKind
    sectors: tuple[str, ...]


class ActorNouns(Record, frozen=True, kw_only=True):
    """The whole table, keyed by lemma or lemma phrase."""

    nouns: dict[str, ActorNoun]
    modifiers: dict[str, str]
    group_nouns: frozenset[str]
    group_determiners: frozenset[str]
    organisations: frozenset[str]
    states: frozenset[str]
    persons: frozenset[str]

    def find(self, lemmas: list[str]) -> ActorNoun | None:
        """Return the noun that the last of `lemmas` heads, preferring the longest phrase."""
        for length in (3, 2, 1):
            if length <= len(lemmas):
                found = self.nouns.get(" ".join(lemmas[-length:]))
                if found is not None:
                    return found
        return None


@cache
def load_actor_nouns() -> ActorNouns:
    """Return the shipped table."""
    path = files("dragoman") / "assets" / "lexicon" / "actor_nouns.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    nouns: dict[str, ActorNoun] = {}
    for row in table["noun"]:
        for lemma in row["lemmas"]:
            noun = ActorNoun(lemma=lemma, kind=row["kind"], sectors=tuple(row["sectors"]))
            nouns.setdefault(lemma, noun)
    references = table["references"]
    return ActorNouns(
        nouns=nouns,
        modifiers=table["modifiers"],
        group_nouns=frozenset(references["groups"]),
        group_determiners=frozenset(references["group_determiners"]),
        organisations=frozenset(references["organisations"]),
        states=frozenset(references["states"]),
        persons=frozenset(references["persons"]),
    )
