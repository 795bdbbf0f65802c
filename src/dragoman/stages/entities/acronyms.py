"""Acronyms that a document defines: "Sudanese Alliance Army (SAA)" binds SAA in this text.

What the text says an acronym means comes before what the index knows under it. The acronym is
found wherever it stands, also where the name finder took it for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from dragoman.knowledge.actors import ActorHit
from dragoman.knowledge.names import fold
from dragoman.records import ParsedSentence, Record
from dragoman.stages.mention import ActorDraft

__all__ = ["with_acronyms"]

_ACRONYM = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Z][A-Za-z.]{0,8}(?:[-/]?[A-Z0-9]{1,6})?")


_LETTERS = 3
"""Letters from which an acronym tells by itself what it stands for."""


class _Definition(Record, frozen=True, kw_only=True):
    """An acronym and the phrase before its brackets."""

    acronym: str
    full: ActorDraft
    are_initials: bool


def with_acronyms(
    drafts: tuple[ActorDraft, ...], parses: tuple[ParsedSentence, ...]
) -> tuple[ActorDraft, ...]:
    """Return the drafts, each use of a defined acronym marked with the phrase it stands for.

    An acronym made of the phrase's initials has only the readings that the phrase allows; another
    ("National Liberation Army (ELN)") may say which body of that name is meant.
    """
    found = {d.acronym: d for d in (*_implied(drafts), *_definitions(drafts, parses))}
    if not found:
        return drafts
    bound = [_bound(draft, found) for draft in drafts]
    bound += [d for n, parse in enumerate(parses) for d in _unread(n, parse, bound, found)]
    return tuple(sorted(bound, key=lambda d: (d.sentence, d.first, -d.last)))


def _definitions(
    drafts: tuple[ActorDraft, ...], parses: tuple[ParsedSentence, ...]
) -> Iterator[_Definition]:
    """Yield the acronyms in brackets right after a body's name or description, last one first."""
    for draft in sorted(drafts, key=lambda d: (d.sentence, d.form != "name"), reverse=True):
        tokens = parses[draft.sentence].tokens
        after = [token.text for token in tokens[draft.last : draft.last + 3]]
        if len(after) < 3 or after[0] != "(" or after[2] not in (")", ",", ";"):
            continue
        if not _ACRONYM.fullmatch(after[1]) or draft.form == "pronoun" or " " not in draft.name:
            continue
        if draft.kind in ("person", "state") or any(h.kind == "state" for h in draft.hits):
            continue
        are = _are_initials(after[1], draft.name)
        if are or draft.form == "name":
            yield _Definition(acronym=after[1], full=draft, are_initials=are)


def _implied(drafts: tuple[ActorDraft, ...]) -> Iterator[_Definition]:
    """Yield acronyms of a body that the text names in full before, brackets or none.

    "The Financial Services Agency … The FSA" is not the Free Syrian Army.
    """
    full: list[ActorDraft] = []
    for draft in sorted(drafts, key=lambda d: (d.sentence, d.first)):
        if draft.form != "name" or draft.kind in ("person", "state"):
            continue
        is_short = draft.name.isupper() and draft.name.isalpha() and len(draft.name) >= _LETTERS
        if not is_short:
            full += [draft] if len(draft.name.split()) >= _LETTERS else []
        elif not any(hit.kind == "state" for hit in draft.hits):
            meant = next((f for f in reversed(full) if _are_initials(draft.name, f.name)), None)
            if meant is not None:
                yield _Definition(acronym=draft.name, full=meant, are_initials=True)


def _are_initials(acronym: str, name: str) -> bool:
    """Whether the letters are the initials of the name's capitalised words, in their order."""
    initials = [word[0] for word in re.split(r"[\s’'-]+", name) if word[:1].isupper()]
    letters = [letter for letter in acronym if letter.isupper()]
    return letters == [initial.upper() for initial in initials[-len(letters) :]]


def _bound(draft: ActorDraft, found: dict[str, _Definition]) -> ActorDraft:
    definition = found.get(draft.name)
    if definition is None or draft.form != "name":
        return draft
    full = definition.full
    hits = draft.hits
    if definition.are_initials:
        hits = tuple(h for h in hits if _is_of(h, full))
    return replace(draft, hits=hits, kind=full.kind, stands_for=(full.sentence, full.head))


def _is_of(hit: ActorHit, full: ActorDraft) -> bool:
    """Whether the reading of the acronym is one of the full name, or has its words."""
    if any(hit.actor_id == other.actor_id for other in full.hits):
        return True
    words = set(fold(full.name).split()) - {"the"}
    return len(words & set(fold(hit.name).split())) * 2 > len(words)


def _unread(
    number: int,
    parse: ParsedSentence,
    drafts: list[ActorDraft],
    found: dict[str, _Definition],
) -> Iterator[ActorDraft]:
    """Yield drafts for uses of the acronyms that no name covers."""
    covered = {
        i for d in drafts if d.sentence == number and d.form == "name"
        for i in range(d.first, d.last)
    }  # fmt: skip
    for token in parse.tokens:
        definition = found.get(token.text)
        if definition is not None and token.index not in covered:
            yield ActorDraft(
                sentence=number,
                first=token.index,
                last=token.index + 1,
                head=token.index,
                form="name",
                name=token.text,
                kind=definition.full.kind or "organisation",
                label="ORG",
                lemma=token.lemma,
                stands_for=(definition.full.sentence, definition.full.head),
            )
