"""Counts of pages over a larger store: exact, as the plain tables have them, whatever is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from dragoman.serve import export
from dragoman.serve.actors import (
    actor_rows,
    called_in,
    find_actor,
    known_actor,
    pairs_of,
    partners,
)
from dragoman.serve.chronology import count, events_after, histogram
from dragoman.serve.dossier import compose
from dragoman.serve.facets import facets
from dragoman.serve.filters import FACETS, FilterError, Filters
from dragoman.serve.library import Library
from dragoman.serve.overviews import places_of
from dragoman.store.database import Store
from dragoman.store.linking import link_store
from dragoman.testing.many import many_reports

_BOTH = (
    "e.id IN (SELECT event_id FROM event_actors WHERE actor_id = '{first}'"
    " INTERSECT SELECT event_id FROM event_actors WHERE actor_id = '{second}')"
)
_PLAIN = {
    "": "true",
    "type=CONSULT": "e.type = 'CONSULT'",
    "quad=4&assertion=contested": "e.quad = 4 AND e.assertion = 'contested'",
    "actor={busy}": "e.id IN (SELECT event_id FROM event_actors WHERE actor_id = '{busy}')",
    "country=RUS&country=USA": (
        "e.id IN (SELECT event_id FROM event_actors WHERE country IN ('RUS', 'USA'))"
    ),
    "place=CHN&since=2020-01-01": "e.country = 'CHN' AND e.earliest >= '2020-01-01'",
    "source=outlet0.example": (
        "e.id IN (SELECT x.event_id FROM event_reports x JOIN reports r ON r.id = x.report_id"
        " JOIN documents d ON d.id = r.document_id WHERE d.publisher = 'outlet0.example')"
    ),
    "q=talk+in": (
        "e.id IN (SELECT x.event_id FROM event_reports x JOIN reports r ON r.id = x.report_id"
        " JOIN documents d ON d.id = r.document_id WHERE contains(s(d, r), 'talk')"
        " AND contains(s(d, r), 'in'))"
    ),
    "min_score=0.7": "e.score >= 0.7",
    "dyad={pair}": _BOTH,
    "dyad={pair}&quad=1": f"{_BOTH} AND quad = 1",
}
"""Filters, and the condition on the store's own tables that means the same."""
_SENTENCE = "lower(substring(d.text, r.sentence_start + 1, r.sentence_end - r.sentence_start))"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    path: Path = many_reports(tmp_path_factory.mktemp("many") / "many.duckdb", 4000)
    with Store.open(path, writable=True) as store:
        link_store(store)
    found = Library(path)
    yield found
    found.close()


def _ask(library: Library, text: str) -> list[dict[str, Any]]:
    return library.asked(text, {})


def _busiest(library: Library) -> dict[str, str]:
    """Return what the conditions name: the busiest actor and the busiest pair."""
    pair = pairs_of(library, Filters())[0]
    first, second = pair["first"], pair["second"]
    busy = str(actor_rows(library, "")[0]["actor_id"])
    return {"busy": busy, "pair": f"{second}~{first}", "first": first, "second": second}


@pytest.mark.parametrize("query", _PLAIN)
def test_what_is_counted_is_what_the_tables_hold(library: Library, query: str) -> None:
    busy = _busiest(library)
    filters = Filters.parse(parse_qsl(query.format(**busy)))
    where = _PLAIN[query].format(**busy).replace("s(d, r)", _SENTENCE)
    (plain,) = _ask(library, f"SELECT count(*) AS n FROM events e WHERE {where}")
    assert count(library, filters) == plain["n"] > 0
    rows, _ = events_after(library, filters, None, limit=10_000)
    ids = _ask(
        library, f"SELECT id FROM events e WHERE {where} ORDER BY earliest DESC NULLS LAST, id"
    )
    assert [row["id"] for row in rows] == [row["id"] for row in ids]
    days = f"SELECT count(*) AS n FROM events e WHERE {where} AND earliest IS NOT NULL"
    (spread,) = _ask(library, days)
    assert sum(b.cooperation + b.conflict for b in histogram(library, filters)) == spread["n"]


@pytest.mark.parametrize("query", _PLAIN)
def test_each_facet_tells_what_choosing_its_value_will_show(library: Library, query: str) -> None:
    filters = Filters.parse(parse_qsl(query.format(**_busiest(library))))
    for facet in facets(library, filters):
        assert facet.name in FACETS
        for value in facet.values[:3]:
            chosen = filters.changed(**{facet.name: (value.value,)})
            assert count(library, chosen) == value.events


def test_the_pairs_of_a_facet_are_those_of_the_network(library: Library) -> None:
    filters = Filters(quad=("4",), dyad=("state:KEN~state:SOM",))
    (found,) = (facet for facet in facets(library, filters) if facet.name == "dyad")
    pairs = pairs_of(library, Filters(quad=("4",)), limit=5)
    assert [(v.value, v.events, v.label) for v in found.values if not v.is_chosen][:5] == [
        (f"{p['first']}~{p['second']}", p["events"], f"{p['first_name']} and {p['second_name']}")
        for p in pairs
    ]


@pytest.mark.parametrize("value", ["state:KEN", "state:KEN~state:KEN", "~state:KEN", "a~b~c"])
def test_what_is_no_pair_is_refused(value: str) -> None:
    with pytest.raises(FilterError, match="is no pair"):
        Filters.parse([("dyad", value)])


def test_pages_of_events_follow_one_another_to_the_end(library: Library) -> None:
    seen: list[str] = []
    rows, after = events_after(library, Filters(quad=("4",)), None, limit=100)
    while True:
        seen += [row["id"] for row in rows]
        if after is None:
            break
        rows, after = events_after(library, Filters(quad=("4",)), after, limit=100)
    assert len(seen) == len(set(seen)) == count(library, Filters(quad=("4",)))
    assert any(row["day"] is None for row in rows)


def test_pairs_and_partners_are_the_same_with_and_without_a_look_at_each_event(
    library: Library,
) -> None:
    busy = _busiest(library)["busy"]
    pairs = pairs_of(library, Filters(), limit=100_000)
    assert pairs == pairs_of(library, Filters(min_score=0.0), limit=100_000)
    met = {p["second"] if p["first"] == busy else p["first"]: p["events"]
           for p in pairs if busy in (p["first"], p["second"])}  # fmt: skip
    assert {p["actor_id"]: p["events"] for p in partners(library, busy, limit=10_000)} == met
    for pair in pairs[:5]:
        assert count(library, Filters(actor=(pair["first"], pair["second"]))) == pair["events"]


def test_places_add_up(library: Library) -> None:
    assert sum(p["events"] for p in places_of(library, Filters())) == count(library, Filters())
    assert places_of(library, Filters(min_score=0.0)) == places_of(library, Filters())


def test_whole_tables_are_sent_with_every_row_once(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "_LARGE_PAGE", 700)
    for table in ("reports", "claims", "documents"):
        ids = [row["id"] for row in export.TABLES[table](library, Filters())]
        shown = table if table == "documents" else f"shown_{table}"
        (plain,) = _ask(library, f"SELECT count(*) AS n FROM {shown}")
        assert len(ids) == len(set(ids)) == plain["n"] > 0
    bars = list(export.TABLES["histogram"](library, Filters(quad=("4",))))
    assert sum(bar["conflict"] for bar in bars) > 0


def test_each_sentence_of_a_dossier_that_tells_something_has_its_evidence(library: Library) -> None:
    pair = pairs_of(library, Filters())[0]
    note = compose(library, (pair["first"], pair["second"]), Filters())
    told = [sentence for section in note.sections for sentence in section.sentences]
    bare = [s.text for s in told if not s.evidence]
    assert len(told) > len(bare)
    assert all(text.startswith(("No", "Nothing", "None", "There are more;")) for text in bare)
    assert all(e.quote for sentence in told for e in sentence.evidence)


def test_a_state_is_found_where_only_its_people_take_part(library: Library) -> None:
    own = _ask(
        library,
        "SELECT country FROM event_actors WHERE len(country) = 3 AND country NOT IN"
        " (SELECT substring(actor_id, 7) FROM event_actors WHERE starts_with(actor_id, 'state:'))"
        " GROUP BY 1 ORDER BY count(*) DESC, 1",
    )
    state = next(s for row in own if known_actor(s := f"state:{row['country']}") is not None)
    name = called_in(library, state)
    assert name != state
    assert find_actor(library, state) == find_actor(library, name) == state
    assert find_actor(library, "Atlantis") is None
