"""The settings of the reading room: a TOML file, or options of the command, or neither."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from dragoman.errors import ConfigError
from dragoman.knowledge.toml_tables import Fault, convert_table, read_toml
from dragoman.records.base import Record

__all__ = ["RoomSettings", "checked", "load_settings", "tile_host"]

_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?")


class RoomSettings(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What can be chosen for the pages and the API."""

    sql: bool = False
    """Whether readers may ask SQL at `/api/v1/sql`, for reading only."""
    tiles: str | None = None
    """Address of map tiles with `{z}`, `{x}` and `{y}`; None draws outlines, which need no network.
    Pages may then load pictures from its host, and from no other."""
    tiles_attribution: str = ""
    """What the map says of who made the tiles; needed where there are any."""


def load_settings(path: Path) -> RoomSettings:
    """Return the settings of a TOML file.

    Raises:
        ConfigError: D200 where it is missing or no TOML; D201 for unknown or ill-typed keys.
    """
    faults: list[Fault] = []
    source = read_toml(path.parent, path.name, faults)
    found = None if source is None else convert_table(source.tables, RoomSettings, source, faults)
    if found is None or faults:
        lines = "\n".join(f"{path.parent / str(fault)}" for fault in faults)
        raise ConfigError("D200" if source is None else "D201", lines)
    return found


def checked(settings: RoomSettings) -> RoomSettings:
    """Return the settings; ConfigError D201 where the address of tiles cannot be one."""
    address = settings.tiles
    if address is None:
        return settings
    parts = urlsplit(address)
    missing = [part for part in ("{z}", "{x}", "{y}") if part not in address]
    if parts.scheme not in {"http", "https"} or missing or not _HOST.fullmatch(parts.netloc):
        expected = "https://HOST/…/{z}/{x}/{y}.png, with one host and no {s}"
        raise ConfigError("D201", f"tiles: {address!r} is no address of tiles. Expected {expected}")
    if not settings.tiles_attribution.strip():
        advice = "Whoever makes tiles wants to be named: give --tiles-attribution TEXT."
        raise ConfigError("D201", f"tiles_attribution: is missing. {advice}")
    return settings


def tile_host(address: str | None) -> str:
    """Return the origin that tiles come from, for the pages' policy; "" where there are none."""
    if address is None:
        return ""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
