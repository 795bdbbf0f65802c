"""Word lists of the attribution, stance and claim readers, as typed, cached records.

The words are data (assets/lexicon/*.toml); what they do is said by the stages that use them.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, TypeVar

import msgspec

from dragoman.errors import KnowledgeError
from dragoman.records.base import Record
from dragoman.records.claim import VerbClass

__all__ = [
    "AttributionWords", "ClaimWords", "Effect", "StanceWords", "attribution_words", "claim_words",
    "effect_of", "gender_words", "loaded_words", "stance_words", "verb_class",
]  # fmt: skip

Effect = Literal[
    "occurred",
    "ongoing",
    "planned",
    "hypothetical",
    "purpose",
    "attempted",
    "averted",
    "denied",
    "open",
    "excluded",
    "probable",
    "possible",
    "uncommitted",
    "unlikely",
    "generic",
]
"""What a governing word does to the event under it."""

Effects = dict[Effect, frozenset[str]]
Classes = dict[VerbClass, frozenset[str]]
Words = frozenset[str]


class StanceWords(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """assets/lexicon/stance.toml."""

    light: Words
    presupposing: Words
    stative: Words
    infinitives: Effects
    feelings: Words
    verbs: Effects
    objects: Effects
    nouns: Effects
    adjectives: Effects
    modifiers: Effects
    presumed: Effects
    adverbs: Effects
    marks: Effects
    prepositions: Effects
    gerund_prepositions: Effects
    verb_prepositions: Effects


class Frames(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a reporting verb takes as its content."""

    clause_only: Words
    infinitive: Words
    reputed: Words
    preposition: Words
    charging: Words
    noun_object: Words
    report_object: Words
    naming: Words
    author_hedge: Words
    evidential: Words
    seeming: Words
    unsure: Words


class According(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Phrases that name the speaker of their clause."""

    says: Words
    believes: Words
    view_nouns: Words


class Attitudes(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words whose object is judged or wanted, not asserted."""

    judging: Words
    wanting: Words
    """With an infinitive: "wants to leave"."""
    foreseen: Words
    """With an infinitive in the passive: "is expected to leave"."""
    seeming: Words
    preposition: Words
    adjectives: Words
    being: Words
    light: Words
    nouns: Words
    leading: Words
    """Prepositions from an adjective or noun to what it is about."""


class Sources(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Head nouns of speakers by kind of anonymity."""

    document: Words
    media: Words
    scrum: Words
    """Of the media those that are people or all of them together: "told reporters"."""
    unnamed: Words
    office: Words
    bodies: Words


class Owning(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words by which a party owns up to a deed."""

    verbs: Words
    outright: Words
    """Of the verbs those whose object may be the deed: "claimed the attack"."""
    shares: Words
    """What is claimed or taken "for" a deed: "responsibility"."""
    deeds: Words


class AttributionWords(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """assets/lexicon/attribution.toml."""

    verbs: Classes
    first: dict[str, VerbClass]
    frames: Frames
    attitudes: Attitudes
    nouns: Classes
    owning: Owning
    according: According
    adverbs: Classes
    sources: Sources


class ClaimWords(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """assets/lexicon/claims.toml: for each kind its lists by part of speech."""

    cause: dict[str, Words]
    goal: dict[str, Words]
    importance: dict[str, Words]
    relation: dict[str, Words]
    judgement: dict[str, Words]
    forecast: dict[str, Words]
    recommendation: dict[str, Words]
    anaphora: dict[str, Words]
    voice: dict[str, Words]


class LoadedWords(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """assets/lexicon/loaded.toml."""

    words: Words


class GenderWords(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """assets/lexicon/genders.toml."""

    of_women: Words
    of_men: Words
    women: Words
    men: Words


_Lexicon = TypeVar("_Lexicon", StanceWords, AttributionWords, ClaimWords, LoadedWords, GenderWords)


def _load(name: str, kind: type[_Lexicon]) -> _Lexicon:
    path = files("dragoman") / "assets" / "lexicon" / name
    try:
        return msgspec.toml.decode(path.read_bytes(), type=kind)
    except FileNotFoundError as error:
        raise KnowledgeError("D300", f"assets/lexicon/{name} is missing: reinstall") from error
    except msgspec.DecodeError as error:
        raise KnowledgeError("D302", f"assets/lexicon/{name}: {error}") from error


@cache
def stance_words() -> StanceWords:
    """Return the stance word lists; raises KnowledgeError if the file is missing or broken."""
    return _load("stance.toml", StanceWords)


@cache
def gender_words() -> GenderWords:
    """Return the words that tell women from men; raises KnowledgeError as `stance_words` does."""
    return _load("genders.toml", GenderWords)


@cache
def attribution_words() -> AttributionWords:
    """Return the attribution word lists; raises KnowledgeError as `stance_words` does."""
    return _load("attribution.toml", AttributionWords)


@cache
def claim_words() -> ClaimWords:
    """Return the claim word lists; raises KnowledgeError as `stance_words` does."""
    return _load("claims.toml", ClaimWords)


@cache
def loaded_words() -> Words:
    """Return the words by which a source takes sides; raises KnowledgeError as `stance_words`."""
    return _load("loaded.toml", LoadedWords).words


def effect_of(table: Effects, *words: str) -> Effect | None:
    """Return the effect under which the first listed one of `words` stands, or None."""
    for word in words:
        for effect, listed in table.items():
            if word in listed:
                return effect
    return None


@lru_cache(maxsize=4096)
def verb_class(lemma: str) -> VerbClass | None:
    """Return the class of a reporting verb, None for any other verb."""
    words = attribution_words()
    if lemma in words.first:
        return words.first[lemma]
    return next((name for name, listed in words.verbs.items() if lemma in listed), None)
