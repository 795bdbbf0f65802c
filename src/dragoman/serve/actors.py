"""Actors and pairs of them: who they are, what they did with whom, what they hold."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from dragoman.knowledge.actors import ActorIndex
from dragoman.records import Actor, ActorRole, DateRange
from dragoman.serve.filters import Filters
from dragoman.serve.library import Library
from dragoman.serve.picking import few
from dragoman.serve.tallies import top_pairs
from dragoman.serve.words import country_name

__all__ = [
    "about", "actor_rows", "called_in", "find_actor", "known_actor", "name_in_index",
    "name_of", "pairs_of", "partners", "positions",
]  # fmt: skip

HELD = ("statement", "cause", "goal", "importance", "relation", "judgement", "forecast",
        "recommendation")  # fmt: skip
"""Kinds of claim that are a position, and not about an event."""


@cache
def _index() -> ActorIndex:
    return ActorIndex.open()


def known_actor(actor_id: str) -> tuple[Actor, list[tuple[ActorRole, str]]] | None:
    """Return an actor of the index with its roles and how long it held each; None if unknown."""
    index = _index()
    try:
        actor = index.get(actor_id)
    except KeyError:
        return None
    return actor, [(role, _lasted(role)) for role in index.roles(actor_id)]


def _lasted(role: ActorRole) -> str:
    since, until = _year(role.validity.since), _year(role.validity.until)
    return f"{since or ''}–{until or ''}" if since or until else "always or not known"


def _year(day: DateRange | None) -> str | None:
    edge = None if day is None else (day.earliest or day.before)
    return None if edge is None else str(edge.year)


_NUMBER = "(SELECT any_value(n) FROM shown_names WHERE what = 'actor' AND value = ${0})"


def name_of(library: Library, actor_id: str) -> str | None:
    """Return what an actor is called most often in this store; None if it is not in it."""
    rows = library.rows(
        f"SELECT name FROM shown_called WHERE actor_n = {_NUMBER.format('id')} GROUP BY 1"
        " HAVING sum(parts) > 0 ORDER BY sum(parts) DESC, name LIMIT 1",
        {"id": actor_id},
    )
    return rows[0]["name"] if rows else None


def find_actor(library: Library, words: str) -> str | None:
    """Return the id of an actor of the store by its id or by its name, of several the busiest.

    A state is found too where only people and bodies of its country take part.
    """
    asked = words.strip()
    if not asked.startswith("ent-") and name_of(library, asked) is not None:
        return asked
    rows = library.rows(
        "SELECT k.value AS actor_id FROM shown_called c JOIN shown_names k ON k.n = c.actor_n"
        " WHERE c.actor_n > 0 AND lower(c.name) = $lower"
        " GROUP BY 1 HAVING sum(parts) > 0 ORDER BY sum(parts) DESC, 1 LIMIT 1",
        {"lower": asked.lower()},
    )
    return rows[0]["actor_id"] if rows else _state_called(library, asked)


def _state_called(library: Library, words: str) -> str | None:
    """Return the id of the state of a country of the store, by that id or the country's name."""
    for row in library.rows(_COUNTRIES):
        state, name = f"state:{row['value']}", country_name(row["value"])
        if words.lower() in {state.lower(), name.lower()} and known_actor(state) is not None:
            return state
    return None


_COUNTRIES = """
    SELECT k.value FROM shown_counts c JOIN shown_names k ON k.n = c.n WHERE c.what = 'country'
    AND len(k.value) = 3 GROUP BY 1 HAVING sum(events) > 0 ORDER BY 1
"""


def called_in(library: Library, actor_id: str) -> str:
    """Return what an actor is called here, else in the index, else its id."""
    return name_of(library, actor_id) or name_in_index(actor_id)


def name_in_index(actor_id: str) -> str:
    """Return the first name of an actor in the index, else its id."""
    known = known_actor(actor_id)
    return known[0].names[0].text if known else actor_id


def actor_rows(library: Library, words: str, *, limit: int = 200) -> list[dict[str, Any]]:
    """Return the actors that take part in most events, of those with the words in a name."""
    return library.rows(
        "WITH busy AS (SELECT c.n, k.value AS actor_id, sum(events) AS events,"
        " sum(cooperation) AS cooperation, sum(conflict) AS conflict"
        " FROM shown_counts c JOIN shown_names k ON k.n = c.n WHERE c.what = 'actor' AND c.n > 0"
        " AND ($words = '' OR c.n IN (SELECT actor_n FROM shown_called"
        " WHERE contains(lower(name), $words) GROUP BY 1 HAVING sum(parts) > 0))"
        f" GROUP BY 1, 2 HAVING sum(events) > 0 ORDER BY events DESC, actor_id LIMIT {limit})"
        " SELECT b.actor_id, name, country, sector, CAST(events AS BIGINT) AS events,"
        " CAST(cooperation AS BIGINT) AS cooperation, CAST(conflict AS BIGINT) AS conflict"
        f" FROM busy b JOIN {_called('SELECT n FROM busy')} l ON l.actor_n = b.n"
        " ORDER BY b.events DESC, b.actor_id",
        {"words": words},
    )


def _called(numbers: str) -> str:
    """Return the most frequent name, country and sector of the actors of some numbers, as SQL."""
    parts = ", ".join(
        f"max_by({name}, (parts_{name}, {name})) FILTER ({name} IS NOT NULL) AS {name}"
        for name in ("name", "country", "sector")
    )
    sums = ", ".join(
        f"sum(sum(parts)) OVER (PARTITION BY actor_n, {name}) AS parts_{name}"
        for name in ("name", "country", "sector")
    )
    return (
        f"(SELECT actor_n, {parts} FROM (SELECT actor_n, name, country, sector, {sums}"
        f" FROM shown_called WHERE actor_n IN ({numbers}) GROUP BY actor_n, name, country, sector"
        " HAVING sum(parts) > 0) GROUP BY 1)"
    )


def partners(library: Library, actor_id: str, *, limit: int = 15) -> list[dict[str, Any]]:
    """Return who meets the actor in most events, with how many of each kind."""
    return library.rows(
        "WITH met AS (SELECT other, sum(events) AS events, sum(cooperation) AS cooperation,"
        " sum(conflict) AS conflict FROM"
        " (SELECT second AS other, events, cooperation, conflict FROM shown_pairs"
        f" WHERE first = {_NUMBER.format('id')} UNION ALL"
        " SELECT first, events, cooperation, conflict FROM shown_pairs"
        f" WHERE second = {_NUMBER.format('id')}) GROUP BY 1 HAVING sum(events) > 0),"
        " top AS (SELECT other, value AS actor_id, events, cooperation, conflict FROM met"
        f" JOIN shown_names ON n = other ORDER BY events DESC, actor_id LIMIT {limit})"
        " SELECT actor_id, name, CAST(events AS BIGINT) AS events,"
        " CAST(cooperation AS BIGINT) AS cooperation, CAST(conflict AS BIGINT) AS conflict"
        f" FROM top JOIN {_called('SELECT other FROM top')} l ON l.actor_n = other"
        " ORDER BY top.events DESC, actor_id",
        {"id": actor_id},
    )


_HELD_BY = """
    SELECT claim_id AS id, document_id, kind, content, polarity, certainty, status, chain
    FROM shown_positions WHERE actor_id = $id AND is_speaker = $is_speaker
    AND kind IN (SELECT unnest($kinds)) ORDER BY published_on DESC NULLS LAST, claim_id
"""
_SOURCE = f"""
    SELECT id AS document_id, title, coalesce(publisher, source_id) AS source, published_on, url
    FROM ({few("documents", "id", "documents")})
"""


def _claims(
    library: Library, actor_id: str, kinds: tuple[str, ...], *, is_speaker: bool, limit: int
) -> list[dict[str, Any]]:
    """Return the latest claims of some kinds that an actor makes, or whose matter is its own."""
    found = library.rows(
        f"{_HELD_BY} LIMIT {limit}",
        {"id": actor_id, "is_speaker": is_speaker, "kinds": list(kinds)},
    )
    documents = {"documents": sorted({row["document_id"] for row in found})}
    told = {row["document_id"]: row for row in library.rows(_SOURCE, documents)} if found else {}
    return [
        {**row, **told[row["document_id"]], "chain": msgspec.json.decode(row["chain"])}
        for row in found
    ]


def positions(library: Library, actor_id: str, *, limit: int = 40) -> list[dict[str, Any]]:
    """Return what the actor is quoted as holding, the latest first."""
    return _claims(library, actor_id, HELD, is_speaker=True, limit=limit)


def about(
    library: Library, actor_id: str, kinds: tuple[str, ...], *, limit: int = 40
) -> list[dict[str, Any]]:
    """Return the claims of some kinds whose goal, view or doing is the actor's."""
    return _claims(library, actor_id, kinds, is_speaker=False, limit=limit)


def pairs_of(library: Library, filters: Filters, *, limit: int = 120) -> list[dict[str, Any]]:
    """Return the pairs of known actors that meet in most events, with how many of each kind."""
    return library.computed(("pairs", filters, limit), lambda: _pairs(library, filters, limit))


def _pairs(library: Library, filters: Filters, limit: int) -> list[dict[str, Any]]:
    return library.asked(
        f"WITH top AS ({top_pairs(library, filters, limit)}),"
        " names AS MATERIALIZED (SELECT actor_n, name FROM"
        f" {_called('SELECT first FROM top UNION SELECT second FROM top')})"
        " SELECT t.first_id AS first, t.second_id AS second,"
        " a.name AS first_name, b.name AS second_name, t.events, t.cooperation, t.conflict"
        " FROM top t JOIN names a ON a.actor_n = t.first JOIN names b ON b.actor_n = t.second"
        " ORDER BY t.events DESC, t.first_id, t.second_id",
        {},
    )
