"""What a Python user gets from the two first calls."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

import dragoman
from dragoman.io.exports.columns import schema_of
from dragoman.pipeline.document import Pipeline
from dragoman.records.output import CodedDocument
from dragoman.testing.stores import sample_store


def test_a_text_is_coded(pipeline: Pipeline) -> None:
    coded = dragoman.code_text(
        "Kenya's president visited Uganda on Monday.", published="2024-01-26", pipeline=pipeline
    )
    assert isinstance(coded, CodedDocument)
    assert coded.document.published == "2024-01-26"
    assert [report.type for report in coded.reports] == ["CONSULT"]


def test_a_store_is_read_into_arrow_pandas_and_polars(tmp_path: Path) -> None:
    path = sample_store(tmp_path / "sample.duckdb")
    table = dragoman.read_store(path, "events", types=("CONSULT",), since=date(2024, 3, 1))
    assert table.schema == schema_of("events")
    assert table.to_pandas()["actors"].tolist()[0].tolist() == ["Somali delegation"]
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    assert frame["intensity"].to_list() == [4.0]


def test_one_value_of_a_filter_needs_no_tuple(tmp_path: Path) -> None:
    path = sample_store(tmp_path / "news.duckdb")
    several = dragoman.read_store(path, "events", types=("CONSULT",))
    assert several.num_rows
    assert dragoman.read_store(path, "events", types="consult").equals(several)
