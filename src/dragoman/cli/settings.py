"""The settings of a command: its file, its options, and the user's own overlay of actors."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from dragoman.knowledge.actors import ActorIndex
from dragoman.pipeline.config import Config, load_config

__all__ = [
    "ConfigFile",
    "DocumentTimeout",
    "HeadFolder",
    "OverlayFile",
    "index_of",
    "own_overlay",
    "settings_of",
]

ConfigFile = Annotated[
    Path | None, typer.Option("--config", help="A TOML file with settings.", show_default=False)
]
OverlayFile = Annotated[
    Path | None,
    typer.Option(
        "--overlay",
        help="File of your own actors, names and roles, in place of the one in your data folder.",
        envvar="DRAGOMAN_OVERLAY",
        metavar="FILE",
        show_default=False,
    ),
]

HeadFolder = Annotated[
    Path | None,
    typer.Option(
        "--head",
        help="Folder that `dragoman train` wrote for the codebook: what your examples taught.",
        metavar="FOLDER",
        show_default=False,
    ),
]
DocumentTimeout = Annotated[
    float | None,
    typer.Option(
        "--document-timeout",
        help="Give up a document that takes more processor time than this; it gets a problem D507.",
        min=0.01,
        metavar="SECONDS",
        show_default=False,
    ),
]


def own_overlay() -> Path:
    """Return where a user's overlay lies unless said otherwise, by the habit of the system."""
    home = Path.home()
    if data := os.environ.get("XDG_DATA_HOME"):
        folder = Path(data)
    elif sys.platform == "darwin":
        folder = home / "Library" / "Application Support"
    elif sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    else:
        folder = home / ".local" / "share"
    return folder / "dragoman" / "actors.toml"


def settings_of(config: Path | None, overlay: Path | None, codebook: str | None = None) -> Config:
    """Return the settings of the file `config`, with the overlay that counts.

    A codebook given goes before the file's. The overlay is the one given (by option or
    environment), else the file's, else the user's own if there is one.

    Raises:
        ConfigError: as `load_config`.
    """
    settings = Config() if config is None else load_config(config)
    if codebook:
        settings = msgspec.structs.replace(settings, codebook=codebook)
    if overlay is None and settings.overlay is None and own_overlay().is_file():
        overlay = own_overlay()
    if overlay is None:
        return settings
    return msgspec.structs.replace(settings, overlay=str(overlay))


def index_of(settings: Config) -> ActorIndex:
    """Return the index of actors that the settings name, with their overlay over it.

    Raises:
        KnowledgeError: as `ActorIndex.open`.
    """
    knowledge = None if settings.knowledge is None else Path(settings.knowledge)
    return ActorIndex.open(knowledge, Path(settings.overlay) if settings.overlay else None)
