"""The store as the pages see it: read-only, with people's corrections laid over it, and cached.

One connection serves all requests, one question at a time. It is let go while another process
writes to the store and taken up afterwards; what was read before a change is forgotten.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from dragoman.io.corrections import append_correction, read_corrections
from dragoman.knowledge.codebook import Codebook, load_codebook
from dragoman.pipeline.corrected import (
    CorrectedDocument,
    DecidedPair,
    by_document,
    codes_by,
    decided_pairs,
    newest_versions,
    with_pairs,
)
from dragoman.records import Analysis, Correction, Outcome, Problem
from dragoman.records.output import CodedDocument
from dragoman.review import Codes, overlay
from dragoman.serve.shelves import Shelves
from dragoman.store.database import Store

__all__ = ["Library", "ShownDocument"]

Answer = TypeVar("Answer")

_KEPT_ANSWERS = 400
_KEPT_DOCUMENTS = 60
_KEPT_TABLES = 8
_PATIENCE_S = 8.0


class ShownDocument(CorrectedDocument, frozen=True, kw_only=True):
    """A document as it is shown: what holds now, what the machine said, what people said."""

    def outcome_of(self, correction_id: str) -> Outcome | None:
        """Return what became of a correction."""
        return next((o for o in self.outcomes if o.correction_id == correction_id), None)

    def was_read(self, record_id: str) -> bool:
        """True if the machine read that record; else a person added it."""
        read = {r.id for r in self.machine.reports} | {c.id for c in self.machine.claims}
        return record_id in read

    def about(self, record_id: str) -> list[tuple[Correction, Outcome]]:
        """Return the corrections of a record with what became of them, the latest first."""
        said = {c.id: c for c in self.corrections}
        found = [(said[o.correction_id], o) for o in self.outcomes if o.record_id == record_id]
        return sorted(found, key=lambda pair: (pair[0].made_at, pair[0].id), reverse=True)


class Library:
    """A store and its corrections log, for reading by many and correcting by some."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._store = Store.open(path, patience_s=_PATIENCE_S)
        self.log = self._store.files / "corrections.jsonl"
        self._lock = threading.RLock()
        self._version: tuple[Any, ...] = ()
        self._answers: OrderedDict[Any, list[dict[str, Any]]] = OrderedDict()
        self._computed: OrderedDict[Any, Any] = OrderedDict()
        self._documents: OrderedDict[str, ShownDocument] = OrderedDict()
        self._kept: OrderedDict[Any, str] = OrderedDict()
        self._tables = 0
        self._corrections: dict[str, list[Correction]] = {}
        self._pairs: dict[str, DecidedPair] = {}
        self._outcomes: tuple[Outcome, ...] = ()
        self.log_problems: tuple[Problem, ...] = ()
        self.is_linked = False
        self.codebook: Codebook = load_codebook("plover")

    def close(self) -> None:
        """Let go of the store."""
        with self._lock:
            self._store.close()
            self._version = ()  # whoever asks all the same finds everything set up anew

    def yield_to_writer(self) -> None:
        """Let go of the file if another process is waiting to write."""
        if _is_being_written(self._store.files / "writer.lock"):
            with self._lock:
                self._store.rest()
                self._version = ()

    @property
    def version(self) -> str:
        """A mark that changes whenever the store or the log does: the stem of every ETag."""
        with self._lock:
            self._refresh()
            return "-".join(f"{part:x}" for part in self._version)

    def rows(self, text: str, bound: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """Return the answer to a question on the store's tables and the `shown_` ones.

        The rows are shared with other callers: they must not be changed.
        """
        with self._lock:
            self._refresh()
            key = (text, _frozen(bound))
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]
            found = self._ask(text, bound)
            self._answers[key] = found
            while len(self._answers) > _KEPT_ANSWERS:
                self._answers.popitem(last=False)
            return found

    def computed(self, key: tuple[Any, ...], compute: Callable[[], Answer]) -> Answer:
        """Return what `compute` returns; kept until the store or the log changes."""
        with self._lock:
            self._refresh()
            if key not in self._computed:
                self._computed[key] = compute()
                while len(self._computed) > _KEPT_ANSWERS:
                    self._computed.popitem(last=False)
            answer: Answer = self._computed[key]
            return answer

    def kept(self, key: tuple[Any, ...], text: str, bound: dict[str, Any]) -> str:
        """Return the name of a temporary table that holds an answer; to be used in `computed`.

        The last few are kept until the store or the log changes; `computed` keeps other requests
        away, which might put one of them out.
        """
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        while len(self._kept) >= _KEPT_TABLES:
            self._store.connection.execute(f"DROP TABLE {self._kept.popitem(last=False)[1]}")
        self._tables += 1
        name = f"kept_{self._tables}"
        self._store.connection.execute(f"CREATE TEMP TABLE {name} AS {text}", bound or None)
        self._kept[key] = name
        return name

    def asked(self, text: str, bound: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the answer to a question that is not to be kept."""
        with self._lock:
            self._refresh()
            return self._ask(text, bound)

    def cursor(self) -> Any:
        """Return a connection of its own to the store, without corrections; to be closed soon."""
        with self._lock:
            self._refresh()
            return self._store.connection.cursor()

    def forget(self) -> None:
        """Forget all answers that are kept, as a change of the store would: for measuring."""
        with self._lock:
            for name in self._kept.values():
                self._store.connection.execute(f"DROP TABLE {name}")
            self._forget()

    def _forget(self) -> None:
        for kept in (self._answers, self._computed, self._documents, self._kept):
            kept.clear()

    def analysis(self, document_id: str) -> Analysis:
        """Return all that the coder read in a document, with why; StoreError D406 if none."""
        with self._lock:
            self._refresh()
            return self._store.analysis(document_id)

    def explanations(self, document_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return by report why the coder chose its values, for the reports of some documents."""
        with self._lock:
            self._refresh()
            return self._store.explanations(document_ids)

    def document(self, document_id: str) -> ShownDocument | None:
        """Return a coded document with its corrections; None if there is none of that id."""
        return self.documents([document_id]).get(document_id)

    def documents(self, document_ids: Iterable[str]) -> dict[str, ShownDocument]:
        """Return those of some documents that were coded, with their corrections, by id."""
        with self._lock:
            self._refresh()
            wanted = tuple(dict.fromkeys(document_ids))
            known = {name: self._documents[name] for name in wanted if name in self._documents}
            found = known | self._read([name for name in wanted if name not in known])
            for name in found:
                self._documents[name] = found[name]
                self._documents.move_to_end(name)
            while len(self._documents) > _KEPT_DOCUMENTS:
                self._documents.popitem(last=False)
            return found

    def corrections(self) -> list[tuple[str, Correction, Outcome]]:
        """Return every correction with its document and outcome, the latest first."""
        with self._lock:
            self._refresh()
            outcomes = {o.correction_id: o for o in self._outcomes}
            found = [
                (document_id, correction, outcomes[correction.id])
                for document_id, said in self._corrections.items()
                for correction in said
            ]
        return sorted(found, key=lambda row: (row[1].made_at, row[1].id), reverse=True)

    def correct(self, correction: Correction) -> None:
        """Add a correction to the log; it counts from the next question on."""
        with self._lock:
            append_correction(self.log, correction)

    def codes(self, type_code: str, mode: str | None) -> Codes:
        """Return what the codebook says of a type and mode."""
        return codes_by(self.codebook)(type_code, mode)

    def _ask(self, text: str, bound: dict[str, Any] | None) -> list[dict[str, Any]]:
        found = self._store.connection.execute(text, bound or None)
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def _refresh(self) -> None:
        """Take in what changed in the store or the log since the last question."""
        now = (*_mark(self.path), *_mark(self.log))
        if now == self._version:
            return
        self._store.rest()
        self._forget()
        shelves = Shelves(self._store.connection)
        self.is_linked = shelves.is_linked
        shelves.lay_out()
        shelves.lay_over(self._take_in_corrections())
        self._version = now

    def _take_in_corrections(self) -> list[ShownDocument]:
        """Read the log; return the documents it is about."""
        said, self.log_problems = read_corrections(self.log)
        newest = newest_versions(self._store) if said else {}
        self._corrections, self._pairs = by_document(said, newest), {}
        read = self._read(self._corrections)
        outcomes = (outcome for document in read.values() for outcome in document.outcomes)
        self._pairs = decided_pairs(self._store, said, outcomes, newest)
        shown = {name: with_pairs(document, self._pairs) for name, document in read.items()}
        self._outcomes = tuple(
            outcome
            for name, own in self._corrections.items()
            for outcome in (shown[name].outcomes if name in shown else _orphaned(own))
        )
        return list(shown.values())

    def _read(self, document_ids: Iterable[str]) -> dict[str, ShownDocument]:
        found = {}
        for name, machine in self._store.outputs(document_ids).items():
            if isinstance(machine, CodedDocument):
                said = tuple(self._corrections.get(name, ()))
                shown, outcomes = overlay(machine, said, recode=self.codes)
                document = ShownDocument(
                    shown=shown, machine=machine, corrections=said, outcomes=outcomes
                )
                found[name] = with_pairs(document, self._pairs)
        return found


def _orphaned(said: Sequence[Correction]) -> tuple[Outcome, ...]:
    return tuple(
        Outcome(correction_id=c.id, run_id="", status="orphaned", record_id=None) for c in said
    )


def _mark(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except FileNotFoundError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)


def _frozen(bound: dict[str, Any] | None) -> tuple[Any, ...]:
    def fixed(value: Any) -> Any:
        return tuple(value) if isinstance(value, list) else value

    items: Iterable[tuple[str, Any]] = (bound or {}).items()
    return tuple(sorted((name, fixed(value)) for name, value in items))


def _is_being_written(lock: Path) -> bool:
    """True if a writer holds its place in the store."""
    try:
        import fcntl  # noqa: PLC0415  # not on Windows
    except ImportError:
        return False
    try:
        with lock.open("rb") as stream:
            fcntl.flock(stream, fcntl.LOCK_SH | fcntl.LOCK_NB)
            return False
    except FileNotFoundError:
        return False
    except OSError:
        return True
