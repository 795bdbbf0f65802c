"""What a claim reader returns, and small questions about a clause that several readers ask."""

from __future__ import annotations

from functools import lru_cache

from dragoman.records import ParsedSentence
from dragoman.records.base import Record
from dragoman.records.claim import ClaimKind
from dragoman.stages.stances.verb_group import verb_group
from dragoman.stages.tree import children, subtree

__all__ = [
    "Reading", "infinitive_under", "lemmas_under", "of_phrase", "phrase_in", "with_preposition",
]  # fmt: skip


class Reading(Record, frozen=True, kw_only=True):
    """One claim as token indices of its sentence."""

    kind: ClaimKind
    head: int
    """The predicate, from which the stance is read."""
    of: tuple[int, ...] = ()
    """Tokens of whoever's goal it is, or of what causes."""
    tokens: tuple[int, ...] = ()
    """The content itself where it is no clause."""
    keep: tuple[int, ...] = ()
    """Heads of clauses that belong to the content though they explain: "because …"."""
    stance_at: int | None = None
    """Where the stance is read if not at the head: the verb under "is likely to"."""
    start: int | None = None
    """First token of the content where it comes before the subject: "because of X, …"."""
    bare: bool = False
    """The predicate's own tense and negation are not the claim's: "because of X it did not …"."""


@lru_cache(maxsize=512)  # of a clause's head several readers ask the same
def lemmas_under(parse: ParsedSentence, index: int, *deps: str) -> frozenset[str]:
    """Return the lemmas of the dependents of `index` with one of `deps`."""
    return frozenset(parse.tokens[i].lemma for i in children(parse, index, *deps))


def of_phrase(parse: ParsedSentence, noun: int, *prepositions: str) -> list[int]:
    """Return the tokens after "of" (or the given prepositions) under a noun, verb or adjective."""
    names = prepositions or ("of",)
    found: list[int] = []
    for prep in children(parse, noun, "prep", "agent"):
        if parse.tokens[prep].lemma in names:
            found.extend(
                j for i in children(parse, prep, "pobj", "pcomp") for j in subtree(parse, i)
            )
    return found


@lru_cache(maxsize=512)
def with_preposition(parse: ParsedSentence, verb: int) -> frozenset[str]:
    """Return "lead to", "result in" … for each preposition or particle under the verb."""
    token = parse.tokens[verb]
    below = children(parse, verb, "prep", "prt", "agent")
    return frozenset(f"{token.lemma} {parse.tokens[i].lemma}" for i in below)


def phrase_in(parse: ParsedSentence, phrases: frozenset[str]) -> list[tuple[int, int]]:
    """Return [first, end) token ranges at which one of the phrases stands, in text order."""
    words = _words_of(parse)
    beginnings = _beginnings(phrases)
    if beginnings.isdisjoint(words):
        return []
    found = []
    for first, word in enumerate(words):
        if word not in beginnings:
            continue
        for size in (4, 3, 2):
            if " ".join(words[first : first + size]) in phrases:
                found.append((first, min(first + size, len(words))))
                break
    return found


@lru_cache(maxsize=64)
def _words_of(parse: ParsedSentence) -> tuple[str, ...]:
    return tuple(token.text.lower() for token in parse.tokens)


@lru_cache(maxsize=256)
def _beginnings(phrases: frozenset[str]) -> frozenset[str]:
    """Return the first words of the phrases; most words of a text begin none."""
    return frozenset(phrase.partition(" ")[0] for phrase in phrases)


@lru_cache(maxsize=512)
def infinitive_under(parse: ParsedSentence, head: int) -> int | None:
    """Return the verb with "to" in the complement of a verb, noun or adjective, or None."""
    for clause in children(parse, head, "xcomp", "ccomp", "advcl", "acl"):
        if verb_group(parse, clause).infinitive:
            return clause
    return None
