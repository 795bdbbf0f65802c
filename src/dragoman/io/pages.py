"""Documents from the web: a page, or all that a feed, sitemap or list of addresses names.

`Fetched` tells after a page's documents that it was fetched, so that whoever keeps both never has
the one without the other.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from dragoman.io.feeds import Named, is_url_list, kind_of, pages_named
from dragoman.io.json_lines import Columns, read_json_lines
from dragoman.io.raw import Fault, from_web
from dragoman.io.sniff import is_json_lines
from dragoman.records import Problem, RawDocument

if TYPE_CHECKING:
    from dragoman.io.web import Answer, Web

__all__ = ["Earlier", "Fetched", "Opened", "PageReader", "RememberFetch"]

_DEPTH = 3
_GZIP_MAGIC = b"\x1f\x8b"


class Opened(NamedTuple):
    """That a file is being read from its start: what was wrong with it before counts no more."""

    source: str


class Fetched(NamedTuple):
    """That an address was asked, and what marks the version it answered with."""

    source: str
    url: str
    etag: str | None
    last_modified: str | None
    fetched_at: str | None
    status: int | None


class Earlier(NamedTuple):
    """What an earlier request for an address brought."""

    etag: str | None
    last_modified: str | None
    is_of_this_run: bool
    """True if it was taken in by the run that is being taken up: it is not asked again."""


RememberFetch = Callable[[str], Earlier | None]
"""Tells what an earlier request for an address brought; None where there was none."""


class PageReader:
    """Reads what addresses lead to; `since` leaves out pages that say they are older."""

    def __init__(
        self,
        web: Web,
        *,
        remember: RememberFetch,
        since: date | None = None,
        max_bytes: int = 50_000_000,
        columns: Columns | None = None,
    ) -> None:
        self._web = web
        self._remember = remember
        self._since = since
        self._max_bytes = max_bytes
        self._columns = columns

    def read(
        self, url: str, *, source: str | None = None, depth: int = 0
    ) -> Iterator[RawDocument | Problem | Fetched]:
        """Yield what an address leads to; `source` is the feed or list that named it."""
        earlier = self._remember(url)
        if earlier is not None and earlier.is_of_this_run:
            return
        try:
            answer = self._web.get(
                url,
                etag=earlier.etag if earlier else None,
                last_modified=earlier.last_modified if earlier else None,
            )
            if answer.status != 304:
                yield from self._opened(answer, url, source, depth)
        except Fault as fault:
            yield fault.problem(url)
            return
        kept = earlier if answer.status == 304 else answer
        assert kept is not None
        yield Fetched(
            source or url, url, kept.etag, kept.last_modified, answer.answered_at, answer.status
        )

    def named_in(
        self, body: bytes, source: str, *, depth: int = 0
    ) -> Iterator[RawDocument | Problem | Fetched]:
        """Yield the pages that a feed, sitemap or list names."""
        try:
            for page in pages_named(body, source):
                if self._is_wanted(page):
                    deeper = depth + 1 if page.is_sitemap else _DEPTH
                    yield from self.read(page.url, source=source, depth=deeper)
        except Fault as fault:
            yield fault.problem(source)

    def _is_wanted(self, page: Named) -> bool:
        return self._since is None or page.changed_on is None or page.changed_on >= self._since

    def _opened(
        self, answer: Answer, url: str, source: str | None, depth: int
    ) -> Iterator[RawDocument | Problem | Fetched]:
        body = _unpacked(answer.body, self._max_bytes)
        if kind_of(body) is not None or (depth < _DEPTH and source is None and is_url_list(body)):
            if depth >= _DEPTH:
                raise Fault("D103", "is a feed named by a feed; give its own address")
            yield from self.named_in(body, url, depth=depth)
        elif is_json_lines(body[:65_536]):
            yield from self._lines(body, url)
        else:
            yield from_web(
                body,
                source or url,
                url=answer.url,
                declared=answer.content_type,
                fetched_at=answer.answered_at,
                max_bytes=self._max_bytes,
            )

    def _lines(self, body: bytes, url: str) -> Iterator[RawDocument | Problem]:
        lines = read_json_lines(
            BytesIO(), url, peek=body, max_bytes=self._max_bytes, columns=self._columns
        )
        for found in lines:
            yield replace(found, document_id=url) if isinstance(found, Problem) else found


def _unpacked(body: bytes, max_bytes: int) -> bytes:
    if not body.startswith(_GZIP_MAGIC):
        return body
    try:
        unpacked = zlib.decompressobj(wbits=31).decompress(body, max_bytes + 1)
    except (gzip.BadGzipFile, zlib.error):
        raise Fault("D103", "is compressed and damaged") from None
    if len(unpacked) > max_bytes:
        raise Fault("D104", f"is larger than {max_bytes:,} bytes")
    return unpacked
