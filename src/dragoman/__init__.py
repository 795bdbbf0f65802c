"""dragoman reads news on international affairs and writes event data anyone can check.

    from dragoman import Pipeline, Store, analyse

`analyse(raw, Pipeline.load())` returns all that is read in one document, as `dragoman.records`;
`Store.open(path)` is the store that `dragoman ingest` fills.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman import records
    from dragoman.pipeline.document import Pipeline, analyse
    from dragoman.store.database import Store

__all__ = ["Pipeline", "Store", "__version__", "analyse", "records"]

__version__ = "0.1.0"

_HOMES = {
    "Pipeline": "dragoman.pipeline.document",
    "Store": "dragoman.store.database",
    "analyse": "dragoman.pipeline.document",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for, so that importing dragoman costs nothing."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    if name == "records":
        return import_module("dragoman.records")
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
