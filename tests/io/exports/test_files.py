"""Every plain format gives back what was written, to us and to the ecosystem's readers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import InputError
from dragoman.io.exports.columns import COLUMNS, schema_of
from dragoman.io.exports.files import FORMATS, read_export, write_export

KINDS = sorted(COLUMNS)


def _values(kind: pa.DataType) -> st.SearchStrategy[Any]:
    if pa.types.is_list(kind):
        return st.lists(_values(kind.value_type), max_size=2)
    if pa.types.is_struct(kind):
        return st.fixed_dictionaries({field.name: _values(field.type) for field in kind})
    if pa.types.is_string(kind):
        return st.none() | st.text(alphabet="aé;\\\"'=-,\n€𝄞", min_size=1, max_size=6)
    if pa.types.is_date(kind):
        return st.none() | st.dates(date(1, 1, 1))
    if pa.types.is_boolean(kind):
        return st.none() | st.booleans()
    if pa.types.is_floating(kind):
        return st.none() | st.floats(-180, 180)
    return st.none() | st.integers(-(2**53), 2**53)


def _tables(kind: str) -> st.SearchStrategy[pa.Table]:
    schema = schema_of(kind)
    rows = st.lists(
        st.fixed_dictionaries({field.name: _values(field.type) for field in schema}), max_size=2
    )
    return rows.map(lambda found: pa.Table.from_pylist(found, schema=schema))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("format_name", sorted(FORMATS))
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_is_read_back_is_what_was_written(
    kind: str, format_name: str, data: st.DataObject, tmp_path: Path
) -> None:
    if format_name == "geojson" and kind not in ("reports", "events"):
        return
    table = data.draw(_tables(kind))
    path = tmp_path / f"x.{format_name}"
    assert write_export(table.to_batches(), kind, format_name, path) == table.num_rows
    assert read_export(path, kind).to_pylist() == table.to_pylist()


def _one_event(**values: Any) -> pa.Table:
    row: dict[str, Any] = {field.name: None for field in schema_of("events")}
    return pa.Table.from_pylist([{**row, **values}], schema=schema_of("events"))


def test_pandas_reads_csv_and_parquet(tmp_path: Path) -> None:
    table = _one_event(id="evt-1", type="CONSULT", quad=1, lat=-1.25, actors=["A", "B"])
    for format_name, read in (("csv", pd.read_csv), ("parquet", pd.read_parquet)):
        path = tmp_path / f"x.{format_name}"
        write_export(table.to_batches(), "events", format_name, path)
        frame = read(path)
        assert list(frame.columns) == schema_of("events").names
        assert frame.loc[0, "lat"] == -1.25


def test_polars_reads_json_lines_and_parquet(tmp_path: Path) -> None:
    table = _one_event(id="evt-1", type="CONSULT", actors=["A", "B"])
    for format_name, read in (("jsonl", pl.read_ndjson), ("parquet", pl.read_parquet)):
        path = tmp_path / f"x.{format_name}"
        write_export(table.to_batches(), "events", format_name, path)
        assert read(path)["actors"].to_list() == [["A", "B"]]


def test_a_row_without_coordinates_is_a_feature_without_a_geometry(tmp_path: Path) -> None:
    path = tmp_path / "x.geojson"
    table = pa.concat_tables([_one_event(id="a", lat=1.5, lon=2.5), _one_event(id="b")])
    write_export(table.to_batches(), "events", "geojson", path)
    features = pl.read_json(path)["features"].to_list()[0]
    assert [f["geometry"] for f in features] == [
        {"type": "Point", "coordinates": [2.5, 1.5]}, None,
    ]  # fmt: skip


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("id,what\n1,2\n")
    with pytest.raises(InputError, match=r"D123 .*is no export of events"):
        read_export(path, "events")


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    for format_name in FORMATS:
        with pytest.raises(InputError, match="D122"):
            write_export(
                _one_event().to_batches(),
                "events",
                format_name,
                tmp_path / "no" / f"x.{format_name}",
            )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("form", sorted(FORMATS))
def test_a_full_disk_is_said(form: str) -> None:
    with pytest.raises(InputError, match=r"D122.*No space left on device"):
        write_export(_one_event(id="evt-1").to_batches(), "events", form, Path("/dev/full"))
