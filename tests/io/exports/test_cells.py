"""A cell gives back the value it was made of, and no spreadsheet runs it."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.io.exports.cells import cell_of, value_of

AWKWARD = st.text(alphabet="ab;\\ -\"'=+@\t\n,é")
TEXTS = pa.list_(pa.string())


@given(AWKWARD.filter(bool))
def test_a_text_comes_back(text: str) -> None:
    assert value_of(cell_of(text), pa.string()) == text


@given(st.lists(st.none() | AWKWARD))
def test_a_list_of_texts_comes_back(parts: list[str | None]) -> None:
    assert value_of(cell_of(parts), TEXTS) == parts


@given(AWKWARD)
def test_no_cell_starts_a_formula(text: str) -> None:
    assert not cell_of(text).startswith(("=", "+", "@", "\t", "\n"))
    assert cell_of(text)[:1] != "-" or cell_of(text) == "-"


@pytest.mark.parametrize(
    ("value", "kind", "cell"),
    [
        (None, pa.string(), ""),
        ([], TEXTS, ""),
        (-3.5, pa.float64(), "-3.5"),
        (184745, pa.int64(), "184745"),
        (True, pa.bool_(), "true"),
        (date(2024, 3, 4), pa.date32(), "2024-03-04"),
        (["Iran", None, "a; b"], TEXTS, "Iran; -; a\\; b"),
    ],
)
def test_what_a_cell_looks_like(value: object, kind: pa.DataType, cell: str) -> None:
    assert cell_of(value) == cell
    assert value_of(cell, kind) == value
