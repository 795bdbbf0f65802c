"""The store as a Python object: opened for reading or writing, asked, and read back as records.

    with Store.open("news.duckdb") as store:
        print(store.sql("SELECT type, count(*) FROM current_reports GROUP BY type"))

`queries` holds what the commands and pages ask; `loader` puts readings in.
"""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import duckdb
import msgspec

from dragoman import __version__
from dragoman.errors import StoreError
from dragoman.records import Analysis, Document, Event, EventReport, Span
from dragoman.records.output import CodedDocument, UncodedDocument
from dragoman.store.migrations import LAYOUT, create, layout_of, migrate
from dragoman.store.opening import PATIENCE_S, WriterLock, check_kind, connect, said_by_us
from dragoman.store.packing import unpack
from dragoman.store.queries import QUERIES, parameters_of

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Store"]

_PAGE = 200


class _DocumentOf(msgspec.Struct):
    """The part of an Analysis that is its document; the rest is passed over."""

    document: Document


class _RunOf(msgspec.Struct):
    """Given in the output of documents that were coded, and only there."""

    run: dict[str, Any] | None = None


class _ReportsOf(msgspec.Struct):
    reports: tuple[EventReport, ...]


_FAULTS = (
    duckdb.IOException,
    duckdb.FatalException,
    duckdb.TransactionException,
    duckdb.OutOfMemoryException,
)
"""What DuckDB raises where the machine, and not the question, is at fault."""
_BULK = 2048
"""Documents above which they are left in the file as they were written, a thousand to a piece."""


class _Explained(msgspec.Struct):
    id: str
    explain: tuple[str, ...] = ()


class _WhyOf(msgspec.Struct):
    reports: tuple[_Explained, ...] = ()


class _Begun(msgspec.Struct):
    span: Span


class _SentencesOf(msgspec.Struct):
    document: Document
    sentences: tuple[_Begun, ...] = ()


class Store:
    """One store. Made by `open`; use it in a `with` block."""

    def __init__(self, path: Path, *, writable: bool, patience_s: float) -> None:
        self.path = path
        self.files = path.with_suffix(".files")
        """Folder beside the database: corrections and the writer's lock."""
        self.writable = writable
        self._patience_s = patience_s
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._lock: WriterLock | None = None
        self.in_bulk = False
        """Whether many documents are being loaded."""

    @classmethod
    def open(
        cls, path: str | Path, *, writable: bool = False, patience_s: float = PATIENCE_S
    ) -> Self:
        """Return the store in the file `path`; with `writable`, made or brought up to date.

        One process may write, and others may read between its transactions; a file in use is
        waited for up to `patience_s`.

        Raises:
            StoreError: D400 there is none, D401 it is no store, D402 made by a newer version,
                D403 in use, D404 it cannot be read or written.
        """
        store = cls(Path(path), writable=writable, patience_s=patience_s)
        try:
            store._prepare()
        except BaseException:
            store.close()
            raise
        return store

    def _prepare(self) -> None:
        if not self.writable and not self.path.is_file():
            advice = "`dragoman ingest SOURCE… --store FILE` makes one."
            raise StoreError("D400", f"{self.path}: there is no such store. {advice}")
        check_kind(self.path)
        if self.writable:
            try:
                self.files.mkdir(parents=True, exist_ok=True)
                self._lock = WriterLock(self.files / "writer.lock")
            except OSError as error:
                message = f"{self.files}: cannot be written ({error.strerror})."
                raise StoreError("D404", message) from error
        self._check_layout()

    def _check_layout(self) -> None:
        layout = layout_of(self.connection)
        if layout is None:
            if not self.writable or self._holds_tables():
                raise StoreError("D401", f"{self.path}: is a database, but no store of dragoman.")
            with self._said_by_us():
                create(self.connection, __version__)
        elif layout > LAYOUT:
            raise StoreError("D402", f"{self.path}: was made by a newer version. Update dragoman.")
        elif layout < LAYOUT:
            if not self.writable:
                advice = "Open it once for writing: `dragoman link --store FILE`."
                raise StoreError(
                    "D402", f"{self.path}: has the layout of an older version. {advice}"
                )
            with self._said_by_us():
                migrate(self.connection, layout)

    def _holds_tables(self) -> bool:
        return bool(self.connection.execute("SELECT 1 FROM duckdb_tables() LIMIT 1").fetchall())

    @contextmanager
    def _said_by_us(self) -> Iterator[None]:
        try:
            yield
        except _FAULTS as error:
            raise said_by_us(error, self.path) from error

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The connection to DuckDB; opened again after a rest."""
        if self._connection is None:
            self._connection = connect(
                self.path,
                writable=self.writable,
                patience_s=self._patience_s,
                in_bulk=self.in_bulk,
            )
        return self._connection

    def rest(self) -> None:
        """Let go of the file until the store is next used, so that other processes may use it."""
        if self._connection is not None:
            connection, self._connection = self._connection, None
            with self._said_by_us():
                connection.close()

    @contextmanager
    def loading(self, documents: int) -> Iterator[None]:
        """So many documents are loaded inside, without more memory the more there are."""
        if documents <= _BULK:
            yield
            return
        self.rest()
        self.in_bulk = True
        try:
            yield
        finally:
            # However it ended: whoever copies the file has all that was loaded.
            self.in_bulk = False
            try:
                with self._said_by_us():
                    self.connection.execute("CHECKPOINT")
            finally:
                self.rest()

    def close(self) -> None:
        """Let go of the file, and of the place of the writer."""
        try:
            self.rest()
        finally:
            if self._lock is not None:
                self._lock.release()
                self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """All that is done inside is done, or nothing of it.

        Raises:
            StoreError: D404 where it cannot be written; the store is then closed.
        """
        connection = self.connection
        connection.execute("BEGIN")
        try:
            yield connection
            connection.execute("COMMIT")
        except _FAULTS as error:
            self._connection = None  # DuckDB refuses all further use of it
            with contextlib.suppress(duckdb.Error):
                connection.close()
            raise said_by_us(error, self.path) from error
        except BaseException:
            connection.execute("ROLLBACK")
            raise

    def query(self, name: str, **bound: object) -> list[dict[str, Any]]:
        """Return the rows of a named question of `queries`; parameters it lacks are an error."""
        text = QUERIES[name]
        if unknown := bound.keys() - parameters_of(text):
            raise TypeError(f"query {name} has no parameter {', '.join(sorted(unknown))}")
        found = self.connection.execute(text, bound or None)
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def table(self, name: str, **bound: object) -> pa.Table:
        """Return the answer to a named question of `queries` as an Arrow table."""
        return self.connection.sql(QUERIES[name], params=bound or None).to_arrow_table()

    def sql(self, text: str) -> pa.Table:
        """Return the answer to one SELECT as an Arrow table; `.to_pandas()` makes a frame of it.

        Raises:
            StoreError: D405 where it is no SELECT, more than one, or DuckDB cannot answer it.
        """
        try:
            statements = self.connection.extract_statements(text)
            if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
                raise StoreError(
                    "D405", "Expected one SELECT. The store is changed by commands only."
                )
            return self.connection.sql(text).to_arrow_table()
        except duckdb.Error as error:
            raise StoreError("D405", str(error).strip()) from error

    def output(self, document_id: str) -> CodedDocument | UncodedDocument:
        """Return what is printed of a document, by its current run.

        Raises:
            StoreError: D406 where the store has no such document.
        """
        return _printed(self._of_document("document_outputs", document_id))

    def outputs(self, document_ids: Iterable[str]) -> dict[str, CodedDocument | UncodedDocument]:
        """Return the same of several documents, by id; those the store has not are left out."""
        found = self._of_documents("document_outputs", document_ids)
        return {name: _printed(told) for name, told in found.items()}

    def analysis(self, document_id: str) -> Analysis:
        """Return all that the current run of a document read in it.

        Raises:
            StoreError: D406 where the store has no such document.
        """
        found = self._of_document("document_records", document_id)
        return msgspec.json.decode(found, type=Analysis)

    def explanations(self, document_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return by report why each of its values was chosen, for the reports of some documents."""
        found = self._of_documents("document_records", document_ids).values()
        told = (msgspec.json.decode(record, type=_WhyOf).reports for record in found)
        return {report.id: report.explain for reports in told for report in reports}

    def _of_document(self, question: str, document_id: str) -> bytes:
        found = self._of_documents(question, [document_id])
        if document_id not in found:
            raise StoreError("D406", f"{self.path}: holds no document {document_id!r}.")
        return found[document_id]

    def _of_documents(self, question: str, document_ids: Iterable[str]) -> dict[str, bytes]:
        """Return what the current runs made of documents; two short looks are less than a join."""
        asked = {"ids": sorted(document_ids)}
        if not asked["ids"]:
            return {}
        runs = dict(self.connection.execute(QUERIES["current_runs"], asked).fetchall())
        found = self.connection.execute(QUERIES[question], asked).fetchall()
        return {name: unpack(told) for name, run_id, told in found if runs.get(name) == run_id}

    def raw(self, sha256: str) -> bytes:
        """Return the bytes of a document as they were received.

        Raises:
            StoreError: D406 where the store has none of that hash.
        """
        rows = self.query("raw_body", sha256=sha256)
        if not rows:
            raise StoreError("D406", f"{self.path}: holds no bytes with hash {sha256!r}.")
        return zlib.decompress(rows[0]["body"])

    def documents(self) -> Iterator[Document]:
        """Yield the documents in the order of their ids, with whose copy and revision each is."""
        for record, origin_id, revision_of in self._pages("all_documents"):
            document = msgspec.json.decode(unpack(record), type=_DocumentOf).document
            yield msgspec.structs.replace(document, origin_id=origin_id, revision_of=revision_of)

    def reports(self) -> Iterator[EventReport]:
        """Yield the reports that count: by the current run, of texts without a later version."""
        for (record,) in self._pages("all_analyses"):
            yield from msgspec.json.decode(unpack(record), type=_ReportsOf).reports

    def sentence_starts(self) -> Iterator[tuple[str, list[int]]]:
        """Yield each document whose reports count with where its sentences begin."""
        for (record,) in self._pages("all_analyses"):
            told = msgspec.json.decode(unpack(record), type=_SentencesOf)
            yield told.document.id, [sentence.span.start for sentence in told.sentences]

    def events(self) -> Iterator[Event]:
        """Yield the events in the order of their ids."""
        for (record,) in self._pages("all_events"):
            yield msgspec.json.decode(record, type=Event)

    def _pages(self, question: str) -> Iterator[tuple[Any, ...]]:
        found = self.connection.cursor().execute(QUERIES[question])
        while rows := found.fetchmany(_PAGE):
            yield from rows


def _printed(output: bytes) -> CodedDocument | UncodedDocument:
    was_coded = msgspec.json.decode(output, type=_RunOf).run is not None
    if was_coded:
        return msgspec.json.decode(output, type=CodedDocument)
    return msgspec.json.decode(output, type=UncodedDocument)
