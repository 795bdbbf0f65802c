"""A small store for tests: one document made by hand, read, linked, and with what is awkward."""

from __future__ import annotations

from pathlib import Path

import msgspec

from dragoman.pipeline.output import output_of
from dragoman.records import Document
from dragoman.store.database import Store
from dragoman.store.linking import link_store
from dragoman.store.loader import load_readings
from dragoman.store.rows import Reading
from dragoman.testing.fakes import FakeActors, FakeCodes, FakePlaces, fake_run
from dragoman.testing.samples import sample_actors, sample_analysis, sample_places

__all__ = ["sample_store"]


def sample_store(path: Path, **changes: object) -> Path:
    """Make a store of the sample document at `path`; `changes` are fields of the Document."""
    analysis = sample_analysis()
    run = fake_run()
    told: dict[str, object] = {
        "url": "https://example.org/a,b",
        "fetched_at": "2024-03-05T12:00:00+00:00",
        "source_id": "=Example Wire",
    }
    document: Document = msgspec.structs.replace(analysis.document, **{**told, **changes})
    analysis = msgspec.structs.replace(analysis, run_id=run.id, document=document)
    output = output_of(
        analysis,
        run=run,
        actors=FakeActors(sample_actors()),
        places=FakePlaces(sample_places()),
        codebook=FakeCodes(),
    )
    reading = Reading(source="sample.jsonl", analysis=analysis, output=output)
    with Store.open(path, writable=True) as store:
        with store.transaction() as connection:
            load_readings(connection, run, [reading], loaded_at="2024-03-05T12:00:00+00:00")
        link_store(store)
    return path
