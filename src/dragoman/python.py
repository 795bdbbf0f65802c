"""The two calls that Python users need first: code a text, and read a store into a table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from dragoman.records import RawDocument
from dragoman.records.output import CodedDocument, UncodedDocument

if TYPE_CHECKING:
    import pyarrow as pa

    from dragoman.pipeline.document import Pipeline

__all__ = ["code_text", "read_store"]


def code_text(
    text: str,
    *,
    title: str | None = None,
    published: str | None = None,
    url: str | None = None,
    language: str | None = None,
    document_id: str = "text",
    pipeline: Pipeline | None = None,
) -> CodedDocument | UncodedDocument:
    """Return what a text says, as `dragoman code` prints it.

    `published` is ISO 8601; relative dates are counted from it. With `title`, offsets count in
    `title`, a blank line, and `text`. Without `pipeline` the shipped one is loaded, once.
    """
    from dragoman.pipeline.document import analyse  # noqa: PLC0415  # loads the parser
    from dragoman.pipeline.output import output_of  # noqa: PLC0415

    chosen = _shipped() if pipeline is None else pipeline
    line = {"id": document_id, "text": text, "title": title, "published": published, "url": url,
            "language": language}  # fmt: skip
    body = msgspec.json.encode({name: value for name, value in line.items() if value is not None})
    raw = RawDocument(
        sha256="", source_id="python", media_type="application/x-ndjson", body=body, id=document_id
    )
    return output_of(
        analyse(raw, chosen),
        run=chosen.run,
        actors=chosen.actors,
        places=chosen.places,
        codebook=chosen.codebook,
    )


@lru_cache(maxsize=1)
def _shipped() -> Pipeline:
    from dragoman.pipeline.document import Pipeline  # noqa: PLC0415  # as above

    return Pipeline.load()


def read_store(
    path: str | Path,
    kind: str,
    *,
    since: date | None = None,
    until: date | None = None,
    types: str | Iterable[str] = (),
    countries: str | Iterable[str] = (),
    actors: str | Iterable[str] = (),
    assertions: str | Iterable[str] = (),
    with_text: bool = True,
    with_corrections: bool = True,
) -> pa.Table:
    """Return reports, events, claims, actors or dyads of a store as an Arrow table.

    Columns and filters, each one value or several, are those of `dragoman export`; what reviewers
    corrected is laid over what the coder read, unless without `with_corrections`. `.to_pandas()`
    makes a pandas frame of it, `polars.from_arrow` a polars one.

    Raises:
        KeyError: there is no such kind.
        StoreError: as `Store.open`; D407 the reports were not linked, and events were asked for.
    """
    import pyarrow as pa  # noqa: PLC0415  # slow to import, like the store

    from dragoman.io.exports.columns import schema_of  # noqa: PLC0415
    from dragoman.pipeline.overlaid import overlay_of  # noqa: PLC0415
    from dragoman.store.database import Store  # noqa: PLC0415
    from dragoman.store.exporting import Choice, export_rows  # noqa: PLC0415

    schema = schema_of(kind)
    choice = Choice(
        since=since,
        until=until,
        types=tuple(name.upper() for name in _several(types)),
        countries=tuple(code.upper() for code in _several(countries)),
        actors=_several(actors),
        assertions=_several(assertions),
    )
    with Store.open(path) as store:
        overlay = overlay_of(store) if with_corrections else None
        found = export_rows(store, kind, choice, with_text=with_text, overlay=overlay).read_all()
    arrays = [found.column(field.name).cast(field.type) for field in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


def _several(values: str | Iterable[str]) -> tuple[str, ...]:
    return (values,) if isinstance(values, str) else tuple(values)
