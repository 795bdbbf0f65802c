"""The readings that docs/reference/dates.md promises."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman.records import DateRange
from dragoman.stages.date import find_times

_PAGE = Path(__file__).parents[2] / "docs" / "reference" / "dates.md"


def rows() -> list[tuple[str, ...]]:
    lines = _PAGE.read_text(encoding="utf-8").splitlines()
    cells = [tuple(cell.strip() for cell in line.split("|")[1:-1]) for line in lines if "|" in line]
    return [row for row in cells if row[0] != "They …" and not row[0].startswith("---")]


def shown(found: DateRange | None) -> str:
    return "–" if found is None else f"{found.earliest or '…'} – {found.before or '…'}"


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_every_row_of_the_reference_is_how_it_is_read(row: tuple[str, ...]) -> None:
    words, kind, begin, precision, basis, extent, end = row
    text = f"They {words}."
    (found,) = find_times(text, 0, len(text), anchor=date(2024, 1, 26))
    assert found.kind == kind
    if begin == "–":
        assert found.when is None
        return
    when = found.when
    assert when is not None
    assert (shown(when.begin), shown(when.end)) == (begin, end)
    assert (when.begin.precision, when.begin.basis, when.extent) == (precision, basis, extent)


def test_the_reference_has_rows() -> None:
    assert len(rows()) > 40
