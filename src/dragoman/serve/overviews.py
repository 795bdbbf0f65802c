"""Pages that look at many events at once: actors, pairs, map, network, sources, health."""

from __future__ import annotations

import json
from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response

from dragoman.serve.actors import (
    about,
    actor_rows,
    called_in,
    find_actor,
    known_actor,
    name_of,
    pairs_of,
    partners,
    positions,
)
from dragoman.serve.chronology import count, events_after, histogram, lines, years_of
from dragoman.serve.facets import called
from dragoman.serve.filters import Filters
from dragoman.serve.library import Library
from dragoman.serve.pages import Asked
from dragoman.serve.render import PAGES, library_of, page
from dragoman.serve.tallies import counts_of, lines_of

__all__ = ["places_of", "router", "source_rows"]

router = APIRouter(include_in_schema=False)
Shelf = Annotated[Library, Depends(library_of)]


@router.get("/actors")
def actors(request: Request, library: Shelf) -> Response:
    """Who takes part in most events."""
    words = request.query_params.get("q", "").strip()[:100].lower()
    return page(request, "actors.html", actors=actor_rows(library, words), words=words)


@router.get("/actors/{actor_id:path}")
def actor(request: Request, library: Shelf, actor_id: str) -> Response:
    """One actor: names, roles, what it did with whom, what it holds."""
    known = known_actor(actor_id)
    name = name_of(library, actor_id) or (known[0].names[0].text if known else None)
    if name is None:
        raise HTTPException(404, "No actor of that id is in this store or in the index.")
    filters = Filters(actor=(actor_id,))
    rows, _ = events_after(library, filters, None, limit=12)
    return page(
        request,
        "actor.html",
        actor_id=actor_id,
        name=name,
        known=known,
        filters=filters,
        total=count(library, filters),
        buckets=histogram(library, filters),
        partners=partners(library, actor_id),
        positions=positions(library, actor_id),
        goals=about(library, actor_id, ("goal",)),
        events=lines(library, rows),
    )


@router.get("/dyads/{first:path}/with/{second:path}")
def dyad(request: Request, library: Shelf, first: str, second: str) -> Response:
    """Two actors: their relation over time."""
    if None in (find_actor(library, first), find_actor(library, second)):
        raise HTTPException(404, "One of the two takes part in no event of this store.")
    names = [called_in(library, actor_id) for actor_id in (first, second)]
    filters = Filters(party=(first, second))
    rows, _ = events_after(library, filters, None, limit=40)
    types = library.computed(("types", filters), lambda: _types(library, filters))
    return page(
        request,
        "dyad.html",
        ids=(first, second),
        names=names,
        filters=filters,
        total=count(library, filters),
        buckets=histogram(library, filters),
        types=types,
        events=lines(library, rows),
    )


def _types(library: Library, filters: Filters) -> list[dict[str, Any]]:
    """Return the types of the events, the most frequent first, and when each was last."""
    return library.asked(
        "SELECT k.type, any_value(e.quad) AS quad, count(*) AS n, max(e.day) AS last"
        f" FROM {lines_of(library, filters)} e JOIN shown_kinds k ON k.n = e.kind_n"
        " GROUP BY 1 ORDER BY count(*) DESC, k.type",
        {},
    )


def places_of(library: Library, filters: Filters, *, limit: int = 3000) -> list[dict[str, Any]]:
    """Return the places of events with coordinates, and how many events of each kind they have."""
    return library.computed(("places", filters, limit), lambda: _places(library, filters, limit))


def _places(library: Library, filters: Filters, limit: int) -> list[dict[str, Any]]:
    most = ", ".join(
        f"max_by({column}, (events, {column})) FILTER ({column} IS NOT NULL) AS {name}"
        for name, column in (("name", "place_name"), ("country", "country"),
                             ("precision", "place_precision"))
    )  # fmt: skip
    return library.asked(
        f"SELECT lat, lon, {most}, CAST(sum(events) AS BIGINT) AS events,"
        " CAST(sum(cooperation) AS BIGINT) AS cooperation,"
        " CAST(sum(conflict) AS BIGINT) AS conflict"
        " FROM (SELECT n, sum(events) AS events, sum(cooperation) AS cooperation,"
        f" sum(conflict) AS conflict FROM {counts_of(library, filters)} WHERE what = 'place'"
        " GROUP BY 1 HAVING sum(events) > 0) JOIN shown_places USING (n)"
        " WHERE lat IS NOT NULL AND lon IS NOT NULL"
        f" GROUP BY 1, 2 ORDER BY sum(events) DESC, name, lat, lon LIMIT {limit}",
        {},
    )


@cache
def disputed_borders() -> tuple[dict[str, Any], ...]:
    """Return name, note and source of the borders that the map draws as disputed."""
    drawn = json.loads((PAGES / "static" / "disputed.json").read_text(encoding="utf-8"))
    return tuple(feature["properties"] for feature in drawn["features"])


@router.get("/map")
def world(request: Request, library: Shelf, filters: Asked) -> Response:
    """Where events were."""
    return page(
        request,
        "map.html",
        filters=filters,
        called=called(library, filters),
        disputed=disputed_borders(),
        places=places_of(library, filters)[:200],
        total=count(library, filters),
    )


@router.get("/network")
def network(request: Request, library: Shelf, filters: Asked) -> Response:
    """Who meets whom."""
    years = years_of(library, filters.changed(since=None, until=None))
    return page(
        request,
        "network.html",
        filters=filters,
        called=called(library, filters),
        pairs=pairs_of(library, filters),
        years=years,
    )


@router.get("/timeline")
def timeline(request: Request, library: Shelf, filters: Asked) -> Response:
    """How events spread over time."""
    grain = request.query_params.get("grain")
    chosen = grain if grain in {"day", "month", "year"} else None
    buckets = histogram(library, filters, grain=chosen)
    names = called(library, filters)
    return page(
        request, "timeline.html", filters=filters, called=names, buckets=buckets, grain=chosen
    )


def source_rows(library: Library) -> list[dict[str, Any]]:
    """Return the outlets: what they brought, how much of it was copied, what they alone tell."""
    return library.rows(
        "WITH alone AS (SELECT sources[1] AS n, count(*) AS alone FROM shown_index"
        " WHERE len(sources) = 1 GROUP BY 1),"
        " told AS (SELECT n, sum(events) AS events FROM shown_counts WHERE what = 'source'"
        " GROUP BY 1), named AS (SELECT k.value AS source, t.events, coalesce(a.alone, 0) AS alone"
        " FROM told t JOIN shown_names k ON k.n = t.n LEFT JOIN alone a ON a.n = t.n),"
        " texts AS (SELECT coalesce(publisher, source_id) AS source, count(*) AS documents,"
        " count(origin_id) AS copies, count(*) FILTER (status <> 'coded') AS uncoded,"
        " min(published_on) AS first, max(published_on) AS last FROM documents GROUP BY 1)"
        " SELECT source, documents, copies, uncoded, first, last,"
        " CAST(coalesce(events, 0) AS BIGINT) AS events, coalesce(alone, 0) AS alone"
        " FROM texts LEFT JOIN named USING (source) ORDER BY documents DESC, source LIMIT 300"
    )


@router.get("/sources")
def sources(request: Request, library: Shelf) -> Response:
    """Coverage and independence of the outlets."""
    return page(request, "sources.html", sources=source_rows(library))


@router.get("/health")
def health(request: Request, library: Shelf) -> Response:
    """What is in the store, what went wrong, what made it."""
    totals = library.rows(
        "SELECT (SELECT count(*) FROM documents) AS documents,"
        " (SELECT count(*) FROM documents WHERE status <> 'coded') AS uncoded,"
        " (SELECT count(*) FROM documents WHERE NOT is_current) AS outdated,"
        " (SELECT count(*) FROM documents WHERE origin_id IS NOT NULL) AS copies,"
        " (SELECT count(*) FROM shown_reports) AS reports,"
        " (SELECT count(*) FROM shown_claims) AS claims,"
        " (SELECT count(*) FROM shown_events) AS events"
    )[0]
    problems = library.rows(
        "SELECT code, count(*) AS n, count(DISTINCT coalesce(document_id, source)) AS documents,"
        " min(message) AS example, min(document_id) AS document_id FROM problems"
        " GROUP BY 1 ORDER BY n DESC, code"
    )
    ingests = library.rows(
        "SELECT id, sources, started_at, finished_at FROM ingests"
        " ORDER BY started_at DESC, id LIMIT 20"
    )
    runs = library.rows("SELECT * FROM runs ORDER BY started_at DESC NULLS LAST, id")
    return page(
        request,
        "health.html",
        totals=totals,
        problems=problems,
        ingests=[{**row, "sources": _listed(row["sources"])} for row in ingests],
        runs=runs,
        corrections=len(library.corrections()),
        log_problems=library.log_problems,
    )


def _listed(text: str | None) -> list[str]:
    found = json.loads(text or "[]")
    return [str(part) for part in found] if isinstance(found, list) else [str(found)]


@router.get("/help")
def keys(request: Request) -> Response:
    """The keys, and what the signs mean."""
    return page(request, "help.html")
