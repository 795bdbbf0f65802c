"""The people and the known actors that a document names, in text order."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.records import DocumentEntity, Mention, Span
from dragoman.records.text import ActorKind
from dragoman.stages.protocols import CodingInput

__all__ = ["named_people", "names_of_known_actors"]


def named_people(
    actors: Iterable[tuple[Mention, DocumentEntity]],
) -> list[tuple[int, DocumentEntity]]:
    """Return people with where they are named, in text order."""
    people = [
        (mention.span.start, entity)
        for mention, entity in actors
        if mention.form == "name" and entity.coding and entity.coding.kind == "person"
    ]
    return sorted(people, key=lambda pair: pair[0])


def names_of_known_actors(given: CodingInput) -> list[tuple[Span, ActorKind | None]]:
    """Return the names of actors that the index has, with what these are, in text order."""
    names = {m.id: m.span for m in given.mentions if m.form == "name"}
    found = [
        (names[m], entity.coding.kind)
        for entity in given.entities
        if entity.chosen is not None and entity.coding is not None
        for m in entity.mention_ids
        if m in names
    ]
    return sorted(found, key=lambda pair: pair[0].start)
