"""Times every page and every route of the API over a large store, each answer made anew.

python benchmarks/pages.py [REPORTS] [FILE]     # 200,000 reports unless said otherwise

Makes a store of so many reports (FILE is kept, and used again where it exists), asks for each page
several times, each time about something else, and prints median and 95th percentile, by the clock
and of the processor. What the server remembers is thrown away before each request. Exit status 1
where the median of a page is above the limit in speed.toml, of the processor: other work on the
machine then counts for little, and the two cores that a question may use are both counted.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeVar
from urllib.parse import quote

from starlette.testclient import TestClient

from dragoman.serve.access import Access
from dragoman.serve.app import build_app
from dragoman.serve.library import Library
from dragoman.serve.paging import cursor_of
from dragoman.store.database import Store
from dragoman.store.linking import link_store
from dragoman.testing.many import many_reports

Kind = TypeVar("Kind")
LIMITS = Path(__file__).with_name("speed.toml")
_REPORTS = 200_000
_TIMES = 11
_WORDS = ("nairobi", "talks", "border", "shelled", "minister said", "military attack", "zeso")


class Known(NamedTuple):
    """What pages can be asked about in a store; of each the commonest first."""

    actors: list[str]
    pairs: list[tuple[str, str]]
    countries: list[str]
    sources: list[str]
    events: list[str]
    documents: list[str]
    cursors: list[str]


class Asker:
    """Draws what a page is asked about: the common often, the rare now and then."""

    def __init__(self, known: Known, seed: int) -> None:
        self.known = known
        self._chance = random.Random(seed)

    def of(self, kind: list[Kind]) -> Kind:
        """Return one of a kind."""
        return kind[int(len(kind) ** self._chance.random()) - 1]

    def evenly(self, kind: list[Kind]) -> Kind:
        """Return one of a kind, each as likely."""
        return self._chance.choice(kind)

    def span(self, days: int) -> str:
        """Return filters for some days on end."""
        first = 1_450_000_000 + self._chance.randrange(290_000_000)
        return "since={}&until={}".format(
            *(time.strftime("%Y-%m-%d", time.gmtime(at)) for at in (first, first + days * 86400))
        )


Made = Callable[[Asker], str]
PAGES: dict[str, Made] = {
    "chronology": lambda _: "/",
    "… of a kind": lambda a: f"/?quad={a.evenly(['1', '2', '3', '4'])}",
    "… of a type": lambda a: f"/?type={a.evenly(['CONSULT', 'ASSAULT', 'ACCUSE', 'AID'])}",
    "… of a mode": lambda a: f"/?mode={a.evenly(['meet', 'visit', 'aerial', 'arrest'])}",
    "… of an actor": lambda a: f"/?actor={a.of(a.known.actors)}",
    "… of two parties": lambda a: "/?party={}&party={}".format(*a.of(a.known.pairs)),
    "… of a country": lambda a: f"/?country={a.of(a.known.countries)}",
    "… in a country": lambda a: f"/?place={a.of(a.known.countries)}",
    "… of an outlet": lambda a: f"/?source={a.of(a.known.sources)}",
    "… contested": lambda _: "/?assertion=contested",
    "… of a month": lambda a: f"/?{a.span(30)}",
    "… read well": lambda _: "/?min_score=0.7",
    "… with words": lambda a: f"/?q={quote(a.evenly(list(_WORDS)))}",
    "… with words, of an actor": lambda a: f"/?q=talks&actor={a.of(a.known.actors)}",
    "… deep in it": lambda a: f"/?cursor={a.evenly(a.known.cursors)}",
    "… deep in it, of a kind": lambda a: f"/?quad=4&cursor={a.evenly(a.known.cursors)}",
    "event": lambda a: f"/events/{a.evenly(a.known.events)}",
    "document": lambda a: f"/documents/{a.evenly(a.known.documents)}",
    "documents": lambda _: "/documents",
    "documents with words": lambda a: f"/documents?q={a.evenly(['talks', 'border', 'zeso'])}",
    "actors": lambda _: "/actors",
    "actors with words": lambda a: f"/actors?q={a.evenly(['ministry', 'john', 'army', 'an'])}",
    "actor": lambda a: f"/actors/{a.of(a.known.actors)}",
    "dyad": lambda a: "/dyads/{}/with/{}".format(*a.of(a.known.pairs)),
    "map": lambda _: "/map",
    "map of a kind": lambda a: f"/map?quad={a.evenly(['1', '4'])}",
    "network": lambda _: "/network",
    "network of a kind": lambda a: f"/network?quad={a.evenly(['1', '4'])}",
    "timeline": lambda _: "/timeline",
    "timeline of an actor": lambda a: f"/timeline?actor={a.of(a.known.actors)}",
    "dossier, the form": lambda _: "/dossier",
    "dossier": lambda a: "/dossier?party={}&party={}".format(*a.of(a.known.pairs)),
    "feed": lambda _: "/feed.atom",
    "feed of an actor": lambda a: f"/feed.atom?actor={a.of(a.known.actors)}",
    "sources": lambda _: "/sources",
    "health": lambda _: "/health",
    "review": lambda _: "/review",
    "API events": lambda a: f"/api/v1/events?quad={a.evenly(['1', '4'])}",
    "API event": lambda a: f"/api/v1/events/{a.evenly(a.known.events)}",
    "API reports": lambda a: f"/api/v1/reports?cursor=rep-{a.evenly(list('0369cf'))}",
    "API reports of a type": lambda a: f"/api/v1/reports?type={a.evenly(['ASSAULT', 'AID'])}",
    "API claims": lambda a: f"/api/v1/claims?cursor=cl{a.evenly(['m-3', 'm-c', 's-5'])}",
    "API claims of an actor": lambda a: f"/api/v1/claims?actor={a.of(a.known.actors)}",
    "API documents": lambda a: f"/api/v1/documents?cursor=doc-{a.evenly(list('0369cf'))}",
    "API document": lambda a: f"/api/v1/documents/{a.evenly(a.known.documents)}",
    "API actors": lambda _: "/api/v1/actors",
    "API actor": lambda a: f"/api/v1/actors/{a.of(a.known.actors)}",
    "API histogram": lambda a: f"/api/v1/histogram?type={a.evenly(['ASSAULT', 'AID'])}",
    "API places": lambda a: f"/api/v1/places?actor={a.of(a.known.actors)}",
    "API pairs": lambda a: f"/api/v1/pairs?type={a.evenly(['ASSAULT', 'AID'])}",
    "API problems": lambda _: "/api/v1/problems",
    "API corrections": lambda _: "/api/v1/corrections",
}


def known_of(library: Library) -> Known:
    """Return what is in the store."""

    def column(text: str) -> list[str]:
        return [str(row["v"]) for row in library.asked(text, {})]

    def counted(what: str) -> list[str]:
        return column(
            "SELECT k.value AS v FROM shown_counts c JOIN shown_names k ON k.n = c.n"
            f" WHERE c.what = '{what}' AND c.n > 0 GROUP BY 1 ORDER BY sum(events) DESC, v"
            " LIMIT 2000"
        )

    pairs = library.asked(
        "SELECT a.value AS first, b.value AS second FROM shown_pairs p JOIN shown_names a"
        " ON a.n = p.first JOIN shown_names b ON b.n = p.second ORDER BY p.events DESC, 1, 2"
        " LIMIT 2000",
        {},
    )
    cursors = [cursor_of((date(year, 6, 15), "")) for year in range(2010, 2025)]
    return Known(
        actors=counted("actor"),
        pairs=[(row["first"], row["second"]) for row in pairs],
        countries=[code for code in counted("country") if len(code) == 3],
        sources=counted("source"),
        events=column("SELECT id AS v FROM shown_events ORDER BY hash(id) LIMIT 200"),
        documents=column(
            "SELECT id AS v FROM documents WHERE is_current ORDER BY hash(id) LIMIT 200"
        ),
        cursors=cursors,
    )


class Times(NamedTuple):
    """Milliseconds of several requests for one page, by the clock and of the processor."""

    clock: list[float]
    processor: list[float]

    def line(self) -> str:
        """Return median and 95th percentile of both."""
        return "".join(
            f"{_at(found, share):8.0f}"
            for found in (self.clock, self.processor)
            for share in (0.5, 0.95)
        )


def _at(found: list[float], share: float) -> float:
    return sorted(found)[min(len(found) - 1, round(share * (len(found) - 1)))]


def measure(library: Library, room: TestClient, made: Made, known: Known) -> Times:
    """Return the times of a page; the first request, which warms caches, is left out."""
    times = Times([], [])
    for number in range(_TIMES + 1):
        address = made(Asker(known, number))
        library.forget()
        began, worked = time.perf_counter(), time.process_time()
        answer = room.get(address)
        clock, processor = time.perf_counter() - began, time.process_time() - worked
        if answer.status_code != 200:
            raise SystemExit(f"{address}: status {answer.status_code}")
        if number:
            times.clock.append(1000 * clock)
            times.processor.append(1000 * processor)
    return times


@contextmanager
def store_of(reports: int, path: Path | None) -> Iterator[Path]:
    """Yield a store of so many reports, made if need be; without a path it is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        found = path or Path(folder) / "pages.duckdb"
        if not found.exists():
            began = time.perf_counter()
            many_reports(found, reports)
            print(f"made {reports:,} reports in {time.perf_counter() - began:.0f} s")
            with Store.open(found, writable=True) as store:
                link_store(store)
        print(f"{found.stat().st_size / 1e6:,.0f} MB")
        yield found


def main(arguments: list[str]) -> int:
    """Print the times of all pages; return an exit status."""
    reports = int(arguments[0].replace(",", "")) if arguments else _REPORTS
    path = Path(arguments[1]) if len(arguments) > 1 else None
    limit = tomllib.loads(LIMITS.read_text(encoding="utf-8"))["pages"]["most_ms"]
    missed = []
    with store_of(reports, path) as file:
        library = Library(file)
        began = time.perf_counter()
        known = known_of(library)
        print(f"opened in {time.perf_counter() - began:.1f} s")
        print(f"{'ms':<27}{'clock':>8}{'95 %':>8}{'cores':>8}{'95 %':>8}")
        app = build_app(library, Access((), hosts=frozenset({"room.example"}), owner="ann"))
        with TestClient(app, base_url="http://room.example") as room:
            for name, made in PAGES.items():
                times = measure(library, room, made, known)
                print(f"{name:<27}{times.line()}", flush=True)
                if _at(times.processor, 0.5) > limit:
                    missed.append(name)
    for name in missed:
        print(f"missed: {name} takes more than {limit} ms")
    return int(bool(missed))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
