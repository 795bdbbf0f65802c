"""Opens the files of dumps: plain, .gz, .bz2 or .zip, as numbered lines, and tells their form."""

from __future__ import annotations

import bz2
import contextlib
import csv
import gzip
import io
import zipfile
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path
from typing import IO, Any, cast

from dragoman.errors import KnowledgeError

__all__ = ["Advance", "Faults", "Form", "lines", "recognise"]

Advance = Callable[[int], None]
"""Told how many bytes of the file have been read since it was last told."""

_SHOWN = 5
_HEAD = 65_536
_QUERY_COLUMNS = frozenset({"actor", "person", "item", "organisation", "organization"})


class Form(Enum):
    """The forms of files that can be read, in the order in which they must be."""

    COUNTRIES = "GeoNames countryInfo"
    ADMIN1 = "GeoNames admin1 codes"
    ADMIN2 = "GeoNames admin2 codes"
    PLACES = "GeoNames places"
    PLACE_NAMES = "GeoNames alternate names"
    WIKIDATA = "Wikidata JSON dump"
    QUERY_JSON = "SPARQL result, JSON"
    QUERY_CSV = "SPARQL result, CSV"
    ENTITIES = "FollowTheMoney entities"


class Faults:
    """Counts the bad rows of all files, keeps the first few, and stops past a limit."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.count = 0
        self.first: list[str] = []

    def add(self, path: Path, row: int, message: str) -> None:
        """Count one bad row.

        Raises:
            KnowledgeError: D303 where there are now more than the limit.
        """
        self.count += 1
        if len(self.first) < _SHOWN:
            self.first.append(f"{path} row {row}: {message}")
        if self.count > self.limit:
            listed = "\n".join(self.first)
            raise KnowledgeError(
                "D303",
                f"{path}: more than {self.limit} bad rows; the first are\n{listed}\n"
                "Is the file whole, and of the form its name says? Get it again, or allow more "
                "with --max-bad-rows.",
            )


def recognise(path: Path) -> Form:
    """Return the form of a file, told by its name and its beginning.

    Raises:
        KnowledgeError: D303 where it cannot be read or is of no known form.
    """
    try:
        with _opened(path, lambda _: None) as file:
            head = file.read(_HEAD).decode("utf-8", "replace").lstrip("\ufeff \n\r\t")
    except (OSError, EOFError, zipfile.BadZipFile) as error:
        raise KnowledgeError(
            "D303", f"{path}: cannot be read ({error}). Check the name, or get the file again."
        ) from error
    form = _form_of(path.name, head)
    if form is None:
        known = ", ".join(form.value for form in Form)
        raise KnowledgeError(
            "D303",
            f"{path}: of no known form. Expected one of: {known}. "
            "docs/how-to/build-your-own-knowledge.md says what each looks like.",
        )
    return form


def _form_of(name: str, head: str) -> Form | None:
    first = next((line for line in head.splitlines() if not line.startswith("#")), "")
    columns = first.split("\t")
    if name.startswith("countryInfo"):
        return Form.COUNTRIES
    if name.startswith("admin1Codes"):
        return Form.ADMIN1
    if name.startswith("admin2Codes"):
        return Form.ADMIN2
    if name.startswith("alternateNames"):
        return Form.PLACE_NAMES
    if len(columns) == 19 and columns[0].isdigit():
        return Form.PLACES
    if head.startswith(("[", "{")):
        return _json_form(head)
    return Form.QUERY_CSV if _QUERY_COLUMNS & set(next(csv.reader([first]), [])) else None


def _json_form(head: str) -> Form | None:
    if '"bindings"' in head or ('"head"' in head and '"vars"' in head):
        return Form.QUERY_JSON
    if '"schema"' in head and '"properties"' in head:
        return Form.ENTITIES
    is_dump = '"claims"' in head or '"labels"' in head or '"datatype"' in head
    return Form.WIKIDATA if is_dump else None


def lines(path: Path, advance: Advance) -> Iterator[tuple[int, bytes]]:
    """Yield the lines of a file with their numbers, the first being 1, without line ends.

    Raises:
        KnowledgeError: D303 where the file breaks off or is damaged.
    """
    number = 0
    try:
        with _opened(path, advance) as file:
            for number, line in enumerate(file, start=1):
                yield number, line.rstrip(b"\r\n")
    except (OSError, EOFError, zipfile.BadZipFile) as error:
        raise KnowledgeError(
            "D303", f"{path}: damaged after row {number} ({error}). Get the file again."
        ) from error


class _Counting(io.RawIOBase):
    """A raw file that tells how far it was read."""

    def __init__(self, file: IO[bytes], advance: Advance) -> None:
        self._file = file
        self._advance = advance

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def readinto(self, buffer: Any) -> int:
        read = self._file.read(len(buffer))
        buffer[: len(read)] = read
        self._advance(len(read))
        return len(read)


@contextlib.contextmanager
def _opened(path: Path, advance: Advance) -> Iterator[IO[bytes]]:
    """Yield the file's bytes, unpacked; a .zip must hold one table (GeoNames adds a readme)."""
    with path.open("rb") as raw, io.BufferedReader(_Counting(raw, advance), 1 << 20) as counting:
        if path.suffix == ".gz":
            with gzip.open(counting) as file:
                yield cast("IO[bytes]", file)
        elif path.suffix == ".bz2":
            with bz2.open(counting) as file:
                yield cast("IO[bytes]", file)
        elif path.suffix == ".zip":
            with zipfile.ZipFile(counting) as archive, archive.open(_table_in(archive)) as file:
                yield file
        else:
            yield cast("IO[bytes]", counting)


def _table_in(archive: zipfile.ZipFile) -> str:
    """Return the name of the largest file in an archive."""
    if not archive.namelist():
        raise zipfile.BadZipFile("the archive is empty")
    return max(archive.namelist(), key=lambda name: archive.getinfo(name).file_size)
