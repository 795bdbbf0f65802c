"""All that `dragoman ingest` takes: files, folders, archives, tables, feeds, lists and addresses.

Each is told by its first bytes or its name and handed to the module that reads it; whatever is
none of them is one document, read by `sources`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeAlias

import msgspec

from dragoman.io.columns import read_csv, read_parquet
from dragoman.io.feeds import is_url_list, kind_of
from dragoman.io.json_lines import Columns
from dragoman.io.mail import read_mail
from dragoman.io.pages import Fetched, Opened, PageReader, RememberFetch
from dragoman.io.raw import Fault
from dragoman.io.sources import read_source
from dragoman.io.warc import is_warc, read_warc
from dragoman.io.web import Manners, Web
from dragoman.records import Problem, RawDocument

__all__ = ["Found", "Wishes", "read_collections"]

Found: TypeAlias = RawDocument | Problem | Fetched | Opened

_PEEK_BYTES = 65_536
_ADDRESSES = ("http://", "https://")


class Wishes(msgspec.Struct, frozen=True, kw_only=True):
    """How sources are to be read."""

    columns: Columns = {}
    """What the fields of tables are called in them."""
    since: date | None = None
    """Leaves out pages which a feed or sitemap says are older."""
    manners: Manners = Manners()


def read_collections(
    sources: Iterable[str],
    wishes: Wishes | None = None,
    *,
    remember: RememberFetch = lambda _url: None,
    web: Callable[[], Web] | None = None,
) -> Iterator[Found]:
    """Yield the documents of all sources in order, folders with all that is below them.

    A problem's `document_id` is the file or address it was met in. `web` makes the client
    that fetches pages, when one is first needed.
    """
    wishes = wishes or Wishes()
    reader: PageReader | None = None
    client: Web | None = None
    try:
        for path in (path for source in sources for path in _files(source)):
            needs_web = path.lower().startswith(_ADDRESSES) or _names_pages(path)
            if needs_web and reader is None:
                client = web() if web is not None else Web(wishes.manners)
                reader = PageReader(
                    client, remember=remember, since=wishes.since, columns=wishes.columns
                )
            if needs_web and reader is not None:
                yield from _from_web(path, reader)
            else:
                yield from _from_file(path, wishes)
    finally:
        if client is not None:
            client.close()


def _files(source: str) -> Iterator[str]:
    """Yield the files below a folder in the order of their names; a source that is none, itself."""
    folder = Path(source)
    if source == "-" or source.lower().startswith(_ADDRESSES) or not folder.is_dir():
        yield source
        return
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_file() and not any(part.startswith(".") for part in parts):
            yield str(path)


def _peek(path: str) -> bytes:
    """Return the first bytes of a file; none where it cannot be read, which `sources` will say."""
    try:
        with Path(path).open("rb") as stream:
            return stream.read(_PEEK_BYTES)
    except (OSError, ValueError):
        return b""


def _names_pages(path: str) -> bool:
    if path == "-":
        return False
    peek = _peek(path)
    return kind_of(peek) is not None or is_url_list(peek)


def _from_web(path: str, reader: PageReader) -> Iterator[Found]:
    if path.lower().startswith(_ADDRESSES):
        yield from reader.read(path)
    else:
        yield from reader.named_in(Path(path).read_bytes(), path)


def _from_file(path: str, wishes: Wishes) -> Iterator[Found]:
    yield Opened(path)
    for found in _in_file(path, wishes):
        if isinstance(found, Problem):
            yield msgspec.structs.replace(found, document_id=path)
        else:
            yield found


def _in_file(path: str, wishes: Wishes) -> Iterator[RawDocument | Problem]:
    peek = b"" if path == "-" else _peek(path)
    max_bytes = wishes.manners.max_bytes
    lower = path.lower()
    try:
        if peek.startswith(b"PAR1") or (peek and lower.endswith(".parquet")):
            yield from read_parquet(path, wishes.columns)
        elif peek and is_warc(peek, path):
            yield from read_warc(path, max_bytes=max_bytes)
        elif peek and lower.removesuffix(".gz").endswith(".csv"):
            yield from read_csv(path, wishes.columns)
        elif peek and lower.endswith(".eml"):
            yield from read_mail(path, max_bytes=max_bytes)
        else:
            yield from read_source(path, columns=wishes.columns, max_bytes=max_bytes)
    except OSError as error:
        yield Fault("D101", f"cannot be read: {error.strerror or error}").problem(path)
