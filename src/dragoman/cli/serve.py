"""`dragoman serve`: opens a store as a place to read, search, check and correct."""

from __future__ import annotations

import getpass
import os
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
import typer

from dragoman.errors import ConfigError, InputError

if TYPE_CHECKING:
    from dragoman.serve.access import Access, Token
    from dragoman.serve.settings import RoomSettings

__all__ = ["SERVE_EXAMPLES", "demo_store", "serve"]

SERVE_EXAMPLES = """Examples:

\b
  dragoman serve --demo
  dragoman serve --store news.duckdb --port 8200
  dragoman serve --store news.duckdb --sql --config room.toml
  dragoman serve --new-token ann --role reviewer
  dragoman serve --store news.duckdb --host 192.0.2.7 --token-file tokens.txt
"""
_LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})


def serve(
    *,
    store: Annotated[
        Path | None,
        typer.Option(
            "--store", help="The store, a DuckDB file.", metavar="FILE", show_default=False
        ),
    ] = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="Serve the articles that come with dragoman.")
    ] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 8000,
    host: Annotated[
        str, typer.Option(help="Address to serve on; any but this machine's needs a token file.")
    ] = "127.0.0.1",
    allow_host: Annotated[
        list[str] | None,
        typer.Option(help="A further name the server answers to.", metavar="NAME"),
    ] = None,
    token_file: Annotated[
        Path | None,
        typer.Option(
            help="Who may read and correct: NAME ROLE SHA256 a line.",
            envvar="DRAGOMAN_TOKEN_FILE",
            metavar="FILE",
            show_default=False,
        ),
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option(
            help="A TOML file with settings of the reading room.",
            metavar="FILE",
            show_default=False,
        ),
    ] = None,
    sql: Annotated[
        bool, typer.Option("--sql", help="Let readers ask SQL at /api/v1/sql, for reading only.")
    ] = False,
    tiles: Annotated[
        str | None,
        typer.Option(
            help="Address of map tiles, with {z}, {x} and {y}; the map then needs its server.",
            metavar="TEMPLATE",
            show_default=False,
        ),
    ] = None,
    tiles_attribution: Annotated[
        str | None,
        typer.Option(
            help="What the map says of who made the tiles.", metavar="TEXT", show_default=False
        ),
    ] = None,
    new_token: Annotated[
        str | None,
        typer.Option(help="Print a new token and its line, and stop.", metavar="NAME"),
    ] = None,
    role: Annotated[
        Literal["reader", "reviewer"], typer.Option(help="What the new token allows.")
    ] = "reader",
) -> None:
    """Serve a store as pages and a REST API, on this machine unless told otherwise.

    Corrections are appended to corrections.jsonl beside the store; the store itself is only read.
    """
    if new_token is not None:
        _print_token(new_token, role)
        return
    if demo == (store is not None):
        raise ConfigError("D201", "serve: give either --store FILE or --demo.")
    access = _access(host, allow_host or [], token_file)
    settings = _settings(config, sql=sql, tiles=tiles, tiles_attribution=tiles_attribution)
    with ExitStack() as stack:
        if demo:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="dragoman-demo-"))
            store = demo_store(Path(folder))
        assert store is not None
        _run(store, access, settings, host=host, port=port, is_demo=demo)


def _print_token(name: str, role: Literal["reader", "reviewer"]) -> None:
    from dragoman.serve.access import new_token, parse_tokens  # noqa: PLC0415

    token, line = new_token(name, role)
    parse_tokens(line, "--new-token")
    typer.echo(f"Token, shown once: {token}")
    typer.echo(f"Line of the token file: {line}")


def _access(host: str, names: list[str], token_file: Path | None) -> Access:
    """Return the rules of the server; ConfigError D220 if it would be open to others."""
    from dragoman.serve.access import Access, parse_tokens  # noqa: PLC0415

    if host not in _LOCAL and token_file is None:
        advice = "Give --token-file; `dragoman serve --new-token NAME` makes a line of it."
        raise ConfigError("D220", f"--host {host} can be reached by others. {advice}")
    tokens: tuple[Token, ...] = ()
    if token_file is not None:
        try:
            tokens = parse_tokens(token_file.read_text(encoding="utf-8"), str(token_file))
        except OSError as error:
            message = f"{token_file}: cannot be read: {error.strerror or error}"
            raise InputError("D101", message) from error
    hosts = {name.lower() for name in (*_LOCAL, host, *names)}
    return Access(tokens, hosts=frozenset(hosts), owner=_user())


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "reviewer"


def demo_store(folder: Path) -> Path:
    """Code the shipped articles into a store of their own and return it."""
    import dragoman  # noqa: PLC0415
    from dragoman.io.collections import read_collections  # noqa: PLC0415  # slow to import
    from dragoman.pipeline.document import Pipeline  # noqa: PLC0415
    from dragoman.pipeline.ingest import ingest  # noqa: PLC0415
    from dragoman.store.database import Store  # noqa: PLC0415

    typer.echo("Coding the articles that come with dragoman: some ten seconds", err=True)
    articles = str(Path(dragoman.__file__).parent / "assets" / "articles")
    path = folder / "demo.duckdb"
    with Store.open(path, writable=True) as store:
        ingest(store, [articles], lambda _: read_collections([articles]), load=Pipeline.load)
    return path


def _settings(config: Path | None, *, sql: bool, **given: str | None) -> RoomSettings:
    """Return the settings of the file, and over them those of the call."""
    from dragoman.serve.settings import RoomSettings, checked, load_settings  # noqa: PLC0415

    found = RoomSettings() if config is None else load_settings(config)
    changes: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    return checked(msgspec.structs.replace(found, sql=sql or found.sql, **changes))


def _run(
    store: Path, access: Access, settings: RoomSettings, *, host: str, port: int, is_demo: bool
) -> None:
    import uvicorn  # noqa: PLC0415  # slow to import

    from dragoman.serve.app import build_app  # noqa: PLC0415
    from dragoman.serve.library import Library  # noqa: PLC0415

    app = build_app(Library(store), access, is_demo=is_demo, settings=settings)
    config = uvicorn.Config(
        app, host=host, port=port, log_level="warning", server_header=False, timeout_keep_alive=15
    )
    sock = config.bind_socket()
    address = f"[{host}]" if ":" in host else host
    typer.echo(f"Reading room at http://{address}:{sock.getsockname()[1]}/  (Ctrl-C stops it)")
    os.environ.pop("DRAGOMAN_TOKEN_FILE", None)
    uvicorn.Server(config).run(sockets=[sock])
