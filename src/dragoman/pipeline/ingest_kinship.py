"""Finds, among documents just coded, copies of one text and versions of one article.

Runs in one transaction over what no earlier call has settled, so it can be killed and repeated.
The order of the documents does not matter: the earliest fetched of a group is its origin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from dragoman.stages.copies import is_copy, wording_of
from dragoman.stages.versions import is_version
from dragoman.store.kinship import (
    Version,
    documents_of,
    keep_copies,
    keep_versions,
    mark_settled,
    origins_of,
    pairs_to_compare,
    put_document_problems,
    unsettled,
    versions,
    withdraw,
)

if TYPE_CHECKING:
    import duckdb

    from dragoman.store.database import Store

__all__ = ["Kinship", "settle_kinship"]


class Kinship(NamedTuple):
    """How many documents proved to be something of another."""

    copies: int
    """Of the new documents."""
    versions: int
    unchanged: int
    """Known texts under their known address or id, which were not kept a second time."""


def settle_kinship(store: Store) -> Kinship:
    """Note in the store which documents are copies or versions of others; return how many."""
    with store.loading(unsettled(store.connection)), store.transaction() as connection:
        unchanged, later = _settle_versions(connection)
        _settle_copies(connection)
        copies = mark_settled(connection)
    return Kinship(copies, later, unchanged)


def _settle_versions(connection: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    same: dict[str, str] = {}
    revisions: dict[str, str] = {}
    strangers: dict[str, str] = {}
    for group in versions(connection):
        kept: list[Version] = []
        for version in group:
            if version.document_id in same:
                continue
            twin = next((other for other in kept if _says_the_same(version, other)), None)
            if twin is not None:
                same[version.document_id] = twin.document_id
                continue
            earlier = next((o for o in reversed(kept) if _is_later(version, o)), None)
            if earlier is not None:
                revisions.setdefault(version.document_id, earlier.document_id)
            elif kept:
                strangers[version.document_id] = kept[-1].document_id
            kept.append(version)
    same = {name: _kept(other, same) for name, other in same.items()}
    withdraw(connection, list(same.items()))
    later = {n: _kept(other, same) for n, other in revisions.items() if n not in same}
    keep_versions(connection, [(n, other) for n, other in later.items() if n != other])
    put_document_problems(
        connection,
        (
            (name, "D506", f"document {other} has the same address or id and quite another text")
            for name, other in strangers.items()
            if name not in same and name not in revisions
        ),
    )
    return len(same), len(later)


def _kept(name: str, same: dict[str, str]) -> str:
    """Return the document that is kept of those that say the same as this one."""
    while name in same:
        name = same[name]
    return name


def _says_the_same(one: Version, other: Version) -> bool:
    return (
        one.text_sha256 == other.text_sha256
        and one.text_sha256 != ""
        and one.published == other.published
        and one.title == other.title
        and (one.url == other.url or one.url is None or other.url is None)
    )


def _is_later(version: Version, earlier: Version) -> bool:
    if (
        version.url
        and earlier.url
        and version.url.partition("#")[0] != earlier.url.partition("#")[0]
    ):
        return False
    return is_version(version.text, earlier.text, title=version.title, other_title=earlier.title)


def _settle_copies(connection: duckdb.DuckDBPyConnection) -> None:
    for some in pairs_to_compare(connection):
        pairs = list(_copies(connection, some))
        if pairs:
            _keep_groups(connection, pairs)


def _copies(
    connection: duckdb.DuckDBPyConnection, pairs: list[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """Yield those pairs, in order of the first of them, that are copies of one another."""
    documents = documents_of(connection, {name for pair in pairs for name in pair})
    for first, others in groupby(pairs, key=itemgetter(0)):
        one = documents.get(first)
        wording = wording_of(one) if one is not None else None
        for _, name in others:
            other = documents.get(name)
            if wording is not None and other is not None and is_copy(wording, wording_of(other)):
                yield first, name


def _keep_groups(connection: duckdb.DuckDBPyConnection, pairs: list[tuple[str, str]]) -> None:
    """Note what pairs tie together; groups that were found before grow or become one."""
    ages = origins_of(connection, sorted({name for pair in pairs for name in pair}))
    ages |= origins_of(connection, sorted({origin for origin, _ in ages.values()}))
    tied = [*pairs, *((name, origin) for name, (origin, _) in ages.items())]
    origins: dict[str, str] = {}
    for group in _groups(tied):
        first = min(group, key=lambda name: ages[name][1])
        origins |= dict.fromkeys(group, first)
    keep_copies(connection, origins)


def _groups(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Return the sets of names that pairs tie together."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for one, other in pairs:
        parent[root(one)] = root(other)
    groups: dict[str, list[str]] = {}
    for name in parent:
        groups.setdefault(root(name), []).append(name)
    return list(groups.values())
