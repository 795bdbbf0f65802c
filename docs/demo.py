"""`make demo`: ingests the articles that come with dragoman and prints the chronology they tell."""

from __future__ import annotations

import shutil
import subprocess
import sys
from itertools import groupby
from pathlib import Path

import dragoman
from dragoman.records import Event, When
from dragoman.records.wording import toward
from dragoman.store.database import Store

ROOT = Path(__file__).parents[1]
ARTICLES = Path(dragoman.__file__).parent / "assets" / "articles"
FOLDER = ROOT / "demo"
STORE = FOLDER / "dragoman.duckdb"
EVENTS = FOLDER / "events.csv"

_DOING = ("initiator", "visitor", "mediator", "party", "host")
_LONGEST = 46
_SHOWN = 30
_TOLD = {
    "denied_only": " (only denied)",
    "contested": " (contested)",
    "unconfirmed": " (unconfirmed)",
}
"""Said behind an event that is not simply told as having happened."""


def main() -> int:
    """Make demo/ anew and print what is in it; return the exit status of `dragoman ingest`."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    status = run("ingest", str(ARTICLES), "--store", str(STORE))
    if status != 0:
        return status
    run("export", "events", "--store", str(STORE), "-o", str(EVENTS))
    with Store.open(STORE) as store:
        print_chronology(list(store.events()))
    store_name, events_name = STORE.relative_to(ROOT), EVENTS.relative_to(ROOT)
    print(f"Written: {store_name} (everything), {events_name} (a row an event)")
    print("The happenings in these articles are invented.\n\nNow try:")
    first = min(p for p in ARTICLES.iterdir() if p.suffix == ".txt").relative_to(ROOT)
    print(f"  .venv/bin/dragoman code {first}")
    print(
        f"  .venv/bin/dragoman export events --store {store_name} --format geojson -o events.json"
    )
    print("  less docs/tutorial/first-article.md docs/tutorial/reading-room.md")
    print(f"  .venv/bin/dragoman serve --store {store_name}")
    print("\nThe last one opens the reading room at http://127.0.0.1:8000/")
    return 0


def run(*words: str) -> int:
    """Run dragoman and return its exit status."""
    return subprocess.run([sys.executable, "-m", "dragoman", *words], check=False).returncode


def print_chronology(events: list[Event]) -> None:
    """Print the surest events that have a day and two sides, by year and day."""
    full = [e for e in events if day_of(e.when) and len({p.role for p in e.participants}) > 1]
    surest = sorted(full, key=lambda e: (-(e.score or 0), e.id))[:_SHOWN]
    told = sorted(surest, key=lambda e: (day_of(e.when) or "", e.id))
    print(f"\nChronology: {len(told)} of {len(events)} events\n")
    for year, group in groupby(told, key=lambda e: (day_of(e.when) or "")[:4]):
        print(year)
        for event in group:
            print(f"  {line_of(event)}")
    print()


def line_of(event: Event) -> str:
    """Return day, type, parties and place of an event, and whether it is disputed."""
    code = event.type or "event"
    code = code if event.mode is None else f"{code}/{event.mode}"
    doing = names(event, doing=True)
    others = names(event, doing=False)
    parties = toward(doing, others)
    place = f", {event.where.name}" if event.where is not None else ""
    day = (day_of(event.when) or "")[5:]
    return f"{day:5} {code:24} {parties}{place}{_TOLD.get(event.assertion, '')}"


def names(event: Event, *, doing: bool) -> str:
    """Return the names of those who did it, or of the others; long ones cut."""
    found = dict.fromkeys(a.name for a in event.participants if (a.role in _DOING) == doing)
    return ", ".join(n if len(n) <= _LONGEST else n[: _LONGEST - 1] + "…" for n in found)


def day_of(when: When | None) -> str | None:
    """Return the first day an event may have been on, or None."""
    first = when.begin.earliest if when is not None else None
    return None if first is None else first.isoformat()


if __name__ == "__main__":
    raise SystemExit(main())
