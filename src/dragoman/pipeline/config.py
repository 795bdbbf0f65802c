"""The settings of a run: one TOML file, or none, to one frozen `Config`.

Everything has a default, so an empty file and no file mean the same. Unknown keys and values of
the wrong kind are errors that name the line, what is allowed and the nearest known key.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated

import msgspec

from dragoman.errors import ConfigError
from dragoman.knowledge.toml_tables import Fault, convert_table, read_toml
from dragoman.records.base import Record

__all__ = ["Config", "load_config"]


class Config(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What can be chosen for a run. All of it is in `Run.config_sha256`."""

    coder: str = "mixed-plover.v1"
    """Versioned name of the event coder, as `dragoman.coders` entry points give it."""
    codebook: str = "plover"
    """A shipped codebook's name, or a folder of TOML files."""
    ontology: dict[str, str | int] = msgspec.field(default_factory=dict)
    """Settings that override those of the codebook's own codebook.toml."""
    languages: tuple[str, ...] = ("en",)
    """ISO 639-1 codes that are coded; documents in others get a problem D500."""
    max_characters: Annotated[int, msgspec.Meta(ge=1)] = 200_000
    """Longer documents are coded up to here and get a problem D504."""
    knowledge: str | None = None
    """File of the knowledge index; None means the one that comes with the package."""
    head: str | None = None
    """Folder that `dragoman train` wrote: what your examples taught of the codebook's types."""
    overlay: str | None = None
    """File of your own actors, names and roles. On the command line None means the one in your
    data folder, if there is one; in Python, none."""

    @property
    def sha256(self) -> str:
        """Hash of the settings: equal on two machines exactly when the settings are.

        Paths differ between machines, so a codebook's folder counts by its last part, and the
        index, head and overlay not at all: the run names them by their content.
        """
        name = Path(self.codebook).name
        plain = msgspec.structs.replace(
            self, codebook=name, knowledge=None, head=None, overlay=None
        )
        return hashlib.sha256(msgspec.json.encode(plain, order="deterministic")).hexdigest()

    def sha256_with(self, overlay_sha256: str) -> str:
        """Return the hash of the settings and of an overlay's rows, "" for an empty one."""
        if not overlay_sha256:
            return self.sha256
        return hashlib.sha256(f"{self.sha256}\n{overlay_sha256}".encode()).hexdigest()


def load_config(path: Path) -> Config:
    """Return the settings of a TOML file.

    Raises:
        ConfigError: D200 where it is missing or no TOML; D201 for unknown or ill-typed keys,
            one line for each.
    """
    faults: list[Fault] = []
    source = read_toml(path.parent, path.name, faults)
    if source is None:
        raise ConfigError("D200", _lines(path, faults))
    config = convert_table(source.tables, Config, source, faults)
    if config is None or faults:
        raise ConfigError("D201", _lines(path, faults))
    return config


def _lines(path: Path, faults: list[Fault]) -> str:
    return "\n".join(f"{path.parent / str(fault)}" for fault in faults)
