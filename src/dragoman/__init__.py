"""dragoman reads news on international affairs and writes event data anyone can check.

    import dragoman
    coded = dragoman.code_text("Kenya's foreign minister met a Somali delegation in Nairobi.")
    events = dragoman.read_store("news.duckdb", "events").to_pandas()

`analyse(raw, Pipeline.load())` returns all that is read in one document, as `dragoman.records`;
`Store.open(path)` is the store that `dragoman ingest` fills, asked in SQL or record by record.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman import records
    from dragoman.pipeline.document import Pipeline, analyse
    from dragoman.python import code_text, read_store
    from dragoman.store.database import Store

__all__ = [
    "Pipeline",
    "Store",
    "__version__",
    "analyse",
    "code_text",
    "read_store",
    "records",
]

__version__ = "0.1.0"

_HOMES = {
    "Pipeline": "dragoman.pipeline.document",
    "Store": "dragoman.store.database",
    "analyse": "dragoman.pipeline.document",
    "code_text": "dragoman.python",
    "read_store": "dragoman.python",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for, so that importing dragoman costs nothing."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    if name == "records":
        return import_module("dragoman.records")
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
