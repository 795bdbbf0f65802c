"""Opens the DuckDB file, and says in our words why that cannot be done.

DuckDB locks a file for one writing process or any number of reading ones. Both hold it only while
they need it (`Store.rest`), so whoever finds it taken tries again for a while.
"""

from __future__ import annotations

import re
import time
from pathlib import Path

import duckdb

from dragoman.errors import StoreError
from dragoman.store.magic import is_database

__all__ = ["PATIENCE_S", "WriterLock", "check_kind", "connect", "said_by_us"]

PATIENCE_S = 10.0
_PAUSE_S = 0.05
_HOLDER = re.compile(r"\(PID (\d+)\)")
_IS_LOCKED = ("could not set lock", "different configuration", "being used by another process")
_IS_NO_STORE = ("not a valid duckdb database", "is not a duckdb", "corrupt", "checksum")
_IS_NEWER = ("version number", "newer version", "storage version")
_LARGE = 32 * 1024**2
"""Bytes of a file from which its pieces are not joined: some 5,000 documents."""
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    # A question may read the store and nothing else: no file, no network, no variable of Python.
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,
    # Nor may it undo any of this.
    "lock_configuration": True,
    # So that R, pandas and the rest may open the file with any DuckDB of the last years.
    "storage_compatibility_version": "v1.2.0",
}

_IN_BULK: dict[str, str | bool | int | float | list[str]] = {
    "lock_configuration": False,
    # More threads hold more at once; what does not fit is set aside in a folder beside the file.
    "memory_limit": "112MB",
    "threads": 2,
}


def check_kind(path: Path) -> None:
    """Raise D401 for a file that is no database; DuckDB would open some, such as JSON.

    One that is missing, empty or cannot be read is left to who opens it.
    """
    if is_database(path) is False:
        raise StoreError("D401", f"{path}: is no store, or is damaged (no DuckDB file).")


def connect(
    path: Path, *, writable: bool, patience_s: float, in_bulk: bool = False
) -> duckdb.DuckDBPyConnection:
    """Return a connection; waits up to `patience_s` where another process holds the file.

    What is written to a large file stays in the pieces in which it was written, for DuckDB joins
    them to pieces of up to 122,880 rows and holds all of one in memory. With `in_bulk`, for loading
    many documents, that is so for any file, and closing writes no checkpoint: the log stays beside
    the file, and the pieces are larger.

    Raises:
        StoreError: D401 no database, D402 a newer one's, D403 taken, D404 cannot be opened.
    """
    until = time.monotonic() + patience_s
    while True:
        try:
            return _connected(path, writable=writable, in_bulk=in_bulk)
        except duckdb.Error as error:
            found = said_by_us(error, path)
            if found.code != "D403" or until <= time.monotonic():
                raise found from error
        time.sleep(_PAUSE_S)


def _connected(path: Path, *, writable: bool, in_bulk: bool) -> duckdb.DuckDBPyConnection:
    settings = dict(_SETTINGS)
    if writable and (in_bulk or (path.is_file() and path.stat().st_size >= _LARGE)):
        settings["max_vacuum_tasks"] = 0
    if not in_bulk:
        return duckdb.connect(str(path), read_only=not writable, config=settings)
    connection = duckdb.connect(str(path), config=settings | _IN_BULK)
    connection.execute("PRAGMA disable_checkpoint_on_shutdown")
    connection.execute("SET lock_configuration = TRUE")
    return connection


def said_by_us(error: duckdb.Error, path: Path) -> StoreError:
    """Return the error that says what DuckDB's means for the user."""
    said = str(error)
    lower = said.lower()
    if any(words in lower for words in _IS_LOCKED):
        holder = _HOLDER.search(said)
        who = f"process {holder[1]}" if holder else "another process"
        advice = "Wait until it is done, or close it there."
        return StoreError("D403", f"{path}: is in use by {who}. {advice}")
    if any(words in lower for words in _IS_NO_STORE):
        return StoreError("D401", f"{path}: is no store, or is damaged ({said}).")
    if any(words in lower for words in _IS_NEWER):
        return StoreError("D402", f"{path}: was made by a newer version. Update dragoman. ({said})")
    if isinstance(error, duckdb.OutOfMemoryException):
        advice = "Free memory, or load fewer documents at a time. What was loaded before is kept."
        return StoreError("D404", f"{path}: there is too little memory ({said}). {advice}")
    advice = "Is the disk full, or the file or folder read-only? What was loaded before is kept."
    return StoreError("D404", f"{path}: cannot be read or written ({said}). {advice}")


class WriterLock:
    """Holds the place of the one writer, for as long as the process lives."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stream = path.open("a")
        try:
            import fcntl  # noqa: PLC0415  # not on Windows, where DuckDB's own lock must do

            fcntl.flock(self._stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:  # pragma: no cover
            return
        except OSError:
            self._stream.close()
            raise StoreError(
                "D403", f"{path.parent}: another process is writing to this store. Wait for it."
            ) from None

    def release(self) -> None:
        """Let another process write."""
        self._stream.close()
