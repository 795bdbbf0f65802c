"""Finds event coders by versioned name.

Built-in coders enter the way plug-ins do: by an entry point of the group `dragoman.coders` whose
name carries the version ("rules-plover.v1"). A released name never changes meaning.
"""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points
from typing import Any

from dragoman.errors import ConfigError
from dragoman.knowledge.toml_tables import did_you_mean

__all__ = ["CODERS", "coder_names", "find_coder"]

CODERS = "dragoman.coders"


def coder_names() -> tuple[str, ...]:
    """Return the names of all installed coders, sorted."""
    return tuple(sorted({point.name for point in entry_points(group=CODERS)}))


def find_coder(name: str) -> Any:
    """Return the coder registered under `name`, imported.

    Raises:
        ConfigError: D213 where no coder has that name, two have it, or it cannot be imported.
    """
    points = sorted(set(entry_points(group=CODERS, name=name)), key=lambda point: point.value)
    if len(points) == 1:
        return _load(points[0])
    if points:
        values = ", ".join(point.value for point in points)
        raise ConfigError(
            "D213", f'coder "{name}": registered more than once ({values}). Uninstall all but one.'
        )
    known = coder_names()
    raise ConfigError(
        "D213",
        f'coder "{name}": not registered.{did_you_mean(name, known)} '
        f"Known coders: {', '.join(known) or 'none'}. Install its package or correct the name.",
    )


def _load(point: EntryPoint) -> Any:
    try:
        return point.load()
    except (ImportError, AttributeError) as error:
        raise ConfigError(
            "D213", f'coder "{point.name}": {point.value} cannot be imported ({error}).'
        ) from error
