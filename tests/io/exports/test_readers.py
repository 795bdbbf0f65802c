"""What goes out is read by the readers of its ecosystem, and by scripts written for other data.

Readers that are no dependency of the project are used where they are installed.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import polars as pl
import pyarrow.csv
import pyarrow.json
import pyarrow.parquet as pq
import pytest

from dragoman.io.exports.columns import schema_of
from dragoman.testing.cli import run_cli
from dragoman.testing.corrected import corrected_store


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an export in every form and a release."""
    folder = tmp_path_factory.mktemp("exports")
    store = str(corrected_store(folder / "news.duckdb"))
    for kind, form in (
        ("events", "csv"), ("events", "jsonl"), ("events", "parquet"), ("events", "geojson"),
        ("dyads", "graphml"), ("events", "ftm"), ("events", "polecat"), ("events", "icews"),
        ("events", "gdelt"), ("events", "acled"),
    ):  # fmt: skip
        path = str(folder / f"x.{form}")
        outcome = run_cli("export", kind, "--store", store, "--format", form, "-o", path)
        assert outcome.status == 0, outcome.err
    outcome = run_cli(
        "release", "--store", store, "-o", str(folder), "--name", "talks", "--license",
        "CC-BY-4.0", "--author", "Mensah, Ama", "--description", "Talks and shelling, made up.",
    )  # fmt: skip
    assert outcome.status == 0, outcome.err
    return folder


def test_pandas_polars_and_pyarrow_read_the_same_rows(folder: Path) -> None:
    ids = pq.read_table(folder / "x.parquet")["id"].to_pylist()
    assert len(ids) == 4
    assert pd.read_csv(folder / "x.csv", dtype={"cameo": "string"})["id"].tolist() == ids
    assert pd.read_json(folder / "x.jsonl", lines=True)["id"].tolist() == ids
    assert pd.read_parquet(folder / "x.parquet")["id"].tolist() == ids
    assert pl.read_csv(folder / "x.csv")["id"].to_list() == ids
    assert pl.read_ndjson(folder / "x.jsonl", infer_schema_length=None)["id"].to_list() == ids
    assert pl.scan_parquet(folder / "x.parquet").collect()["id"].to_list() == ids
    assert pyarrow.csv.read_csv(folder / "x.csv")["id"].to_pylist() == ids
    assert pyarrow.json.read_json(folder / "x.jsonl")["id"].to_pylist() == ids


_IN_R = """
rows <- function(d) cat(nrow(d), ncol(d), "\\n")
events <- read.csv("x.csv", colClasses = c(cameo = "character"), na.strings = "")
rows(events)
stopifnot(inherits(as.Date(events$earliest), "Date"), any(startsWith(events$cameo, "0")))
rows(read.delim("x.polecat"))
icews <- read.delim("x.icews", quote = "")
rows(icews)
stopifnot(is.numeric(icews$Intensity), inherits(as.Date(icews$Event.Date), "Date"))
rows(read.delim("x.gdelt", header = FALSE, quote = "", colClasses = "character"))
rows(read.csv("x.acled"))
"""


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_r_reads_every_layout_as_the_docs_say(folder: Path) -> None:
    outcome = subprocess.run(
        ["Rscript", "-e", _IN_R], cwd=folder, capture_output=True, text=True, check=False
    )

    assert outcome.returncode == 0, outcome.stderr
    shapes = [tuple(map(int, line.split())) for line in outcome.stdout.splitlines()]
    assert [columns for _, columns in shapes] == [49, 40, 20, 61, 31]
    assert shapes[0][0] == len(pd.read_csv(folder / "x.csv"))


def test_parquet_has_the_types_and_words_of_every_column(folder: Path) -> None:
    schema = pq.read_schema(folder / "x.parquet")
    assert schema.equals(schema_of("events"))
    assert schema.field("earliest").metadata[b"about"] == b"first day it may have been"


def test_networkx_reads_the_graph(folder: Path) -> None:
    network = nx.read_graphml(folder / "x.graphml")
    names = {data["name"] for _, data in network.nodes(data=True)}
    assert {"Kenya", "Sentria", "Gabonia"} <= names
    assert all(data["weight"] >= 1 for _, _, data in network.edges(data=True))


def test_geojson_is_what_rfc_7946_says(folder: Path) -> None:
    found = json.loads((folder / "x.geojson").read_text())
    assert found["type"] == "FeatureCollection"
    points = [f["geometry"]["coordinates"] for f in found["features"] if f["geometry"]]
    assert points == [[-8.0, 12.65], [-8.0, 12.65]]


def test_shapely_reads_the_places(folder: Path) -> None:
    shapely = pytest.importorskip("shapely", reason="shapely is not installed")
    found = json.loads((folder / "x.geojson").read_text())
    # Its reader of whole files knows no feature without a geometry, which RFC 7946 allows.
    located = [f["geometry"] for f in found["features"] if f["geometry"] is not None]
    points = [shapely.from_geojson(json.dumps(geometry)) for geometry in located]
    assert [(point.x, point.y) for point in points] == [(-8.0, 12.65), (-8.0, 12.65)]


def test_geopandas_reads_the_places(folder: Path) -> None:
    geopandas = pytest.importorskip("geopandas", reason="geopandas is not installed")
    frame = geopandas.read_file(folder / "x.geojson")
    assert len(frame) == 4
    assert frame.geometry.notna().sum() == 2
    assert frame.crs.to_epsg() == 4326


def test_the_geojson_package_finds_no_fault(folder: Path) -> None:
    geojson = pytest.importorskip("geojson", reason="geojson is not installed")
    found = geojson.loads((folder / "x.geojson").read_text())
    geometries = [feature.geometry for feature in found.features if feature.geometry is not None]
    assert [geometry.is_valid for geometry in geometries] == [True, True]


def test_followthemoney_reads_every_entity(folder: Path) -> None:
    ftm = pytest.importorskip("followthemoney", reason="followthemoney is not installed")

    lines = (folder / "x.ftm").read_text().splitlines()
    for line in lines:
        given = json.loads(line)
        entity = ftm.model.get_proxy(given)
        entity.schema.validate(given)
        assert entity.to_dict()["properties"].keys() == given["properties"].keys()
    assert len(lines) > 4


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of its own dependencies
def test_mlcroissant_validates_the_release_and_reads_its_records(folder: Path) -> None:
    croissant = pytest.importorskip("mlcroissant", reason="mlcroissant is not installed")
    data_set = croissant.Dataset(jsonld=str(folder / "talks-1.0" / "croissant.json"))
    assert not data_set.metadata.ctx.issues.errors
    records = list(data_set.records(record_set="dyads"))
    assert len(records) == pq.read_metadata(folder / "talks-1.0/data/dyads.parquet").num_rows


# Scripts for the old data sets read columns by name and type, as their packages do.


def _tab(path: Path, **options: Any) -> pd.DataFrame:
    return pd.read_csv(path, sep="\t", **options)


def test_a_script_for_polecat_reads_ours(folder: Path) -> None:
    frame = _tab(
        folder / "x.polecat", na_values=["None"], keep_default_na=False,
        parse_dates=["Event Date", "Publication Date"],
        dtype={"Event ID": "string", "Intensity": "float64", "Latitude": "float64",
               "Longitude": "float64", "Contexts": "string"},
    )  # fmt: skip
    assert frame["Event Date"].dt.strftime("%Y-%m-%d").min() == "2024-03-04"
    assert set(frame["Quad Code"].dropna()) <= {
        "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT",
    }  # fmt: skip
    pairs = frame["Recipient Name"].str.split("; ").explode()
    assert {"Sentria", "Ostria"} <= set(pairs)


def test_a_script_for_icews_reads_ours(folder: Path) -> None:
    # As the R package does: integers, dates, codes as text, coordinates as numbers.
    frame = _tab(
        folder / "x.icews", quoting=3, dtype={"Event ID": "int32", "CAMEO Code": "string",
        "Intensity": "float64", "Story ID": "int32", "Sentence Number": "int32",
        "Latitude": "float64", "Longitude": "float64"},
    )  # fmt: skip
    days = pd.to_datetime(frame["Event Date"], format="%Y-%m-%d", errors="raise")
    assert days.notna().all()
    assert frame["CAMEO Code"].str.fullmatch(r"0?\d{2,3}").all()
    assert frame["Event ID"].is_unique


def test_a_script_for_gdelt_reads_ours(folder: Path) -> None:
    frame = _tab(folder / "x.gdelt", header=None, dtype={26: "string", 27: "string", 28: "string"})
    assert frame.shape[1] == 61
    days = pd.to_datetime(frame[1].astype(str), format="%Y%m%d", errors="raise")
    assert (frame[2] == days.dt.year * 100 + days.dt.month).all()
    assert (frame[3] == days.dt.year).all()
    assert frame[29].isin([1, 2, 3, 4]).all()
    assert (frame[28] == frame[26].str[:2]).all()
    assert (
        pd.to_datetime(frame[59].astype("int64").astype(str), format="%Y%m%d%H%M%S").notna().all()
    )
    assert frame[30].between(-10, 10).all()


def test_a_script_for_acled_reads_ours(folder: Path) -> None:
    text = (folder / "x.acled").read_text()
    delimiter = ";" if text.partition("\n")[0].count(";") else ","
    frame = pd.read_csv(folder / "x.acled", sep=delimiter, parse_dates=["event_date"])
    assert frame["event_date"].notna().all()
    assert (frame["year"] == frame["event_date"].dt.year).all()
    assert frame["time_precision"].isin([1, 2, 3]).all()
    assert pd.to_numeric(frame["fatalities"], errors="coerce").fillna(0).ge(0).all()
    added = pd.to_datetime(frame["timestamp"].astype("int64"), unit="s")
    assert added.dt.strftime("%Y-%m-%d").isin(["2024-03-04", "2024-03-05"]).all()
