"""The foreign layouts: their columns in their order, and files that old scripts can read."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dragoman.io.exports.layouts import LAYOUTS, has_happened, write_layout
from dragoman.knowledge.codebook import load_codebook
from dragoman.knowledge.crosswalk import Crosswalk, load_crosswalk


@pytest.fixture(scope="module")
def crosswalk() -> Crosswalk:
    return load_crosswalk(load_codebook("plover"))


def _party(role: str, name: str, country: str | None, sector: str | None) -> dict[str, Any]:
    return {
        "role": role, "name": name, "actor_id": None, "country": country, "sector": sector,
        "sectors": [sector] if sector else [], "kind": "organisation", "office": None,
        "wikidata": None, "description": name.lower(),
    }  # fmt: skip


def _event(*participants: dict[str, Any], **values: Any) -> dict[str, Any]:
    return {
        "id": "evt-1", "type": "ASSAULT", "mode": "aerial", "contexts": ["military"], "quad": 4,
        "intensity": -9.0, "cameo": "195", "status": "occurred", "assertion": "uncontested",
        "independent_sources": 2, "report_count": 3, "participants": list(participants),
        "earliest": date(2024, 3, 4), "before": date(2024, 3, 5), "date_precision": "day",
        "place": "Mandera", "place_country": "KEN", "place_admin1": "Mandera County",
        "lat": 3.93726, "lon": 41.85688, "geonames_id": 187896, "place_precision": "city",
        "quantities": [{"kind": "killed", "low": 12.0, "high": None}],
        "document_ids": ["doc-a", "doc-b"], "urls": ["https://a.example/1"],
        "publishers": ["A Wire", 'The "Daily"'], "languages": ["en"],
        "first_published": date(2024, 3, 5), "published_on": date(2024, 3, 5),
        "document_id": "doc-00000000000000ff", "sentence": 'It "hit"\ta village.',
        "sentence_number": 2, "is_in_lead": True, "story_people": [], "story_organizations": [],
        "story_locations": ["Mandera"], **values,
    }  # fmt: skip


STRIKE = _event(
    _party("initiator", "Army", "SOM", "MIL"), _party("target", "villagers", "KEN", "CVL")
)
TALKS = _event(
    *(_party("party", name, name[:3].upper(), "GOV") for name in ("Kenya", "Somalia", "Ethiopia")),
    type="CONSULT", mode=None, quad=1, cameo="040", intensity=2.5, id="evt-2",
)  # fmt: skip


def _written(name: str, rows: list[dict[str, Any]], crosswalk: Crosswalk, folder: Path) -> Path:
    path = folder / f"{name}.tsv"
    write_layout(rows, LAYOUTS[name], path, crosswalk)
    return path


@pytest.mark.parametrize(
    ("name", "number", "first", "last"),
    [
        ("polecat", 40, "Event ID", "Version"),
        ("icews", 20, "Event ID", "Longitude"),
        ("gdelt", 61, "GLOBALEVENTID", "SOURCEURL"),
        ("acled", 31, "event_id_cnty", "timestamp"),
    ],
)
def test_the_columns_are_those_of_the_data_set(
    name: str, number: int, first: str, last: str
) -> None:
    columns = LAYOUTS[name].columns
    assert (len(columns), len(set(columns)), columns[0], columns[-1]) == (
        number, number, first, last,
    )  # fmt: skip


def test_polecat_as_pandas_reads_it(tmp_path: Path, crosswalk: Crosswalk) -> None:
    frame = pd.read_csv(
        _written("polecat", [STRIKE, TALKS], crosswalk, tmp_path), sep="\t", keep_default_na=False
    )
    assert list(frame.columns) == list(LAYOUTS["polecat"].columns)
    assert frame.loc[0, "Actor COW"] == "520"
    assert frame.loc[0, "Quad Code"] == "MATERIAL CONFLICT"
    assert frame.loc[0, "Source"] == 'A Wire; The "Daily"'
    assert frame.loc[1, "Actor Name"] == "Kenya; Somalia; Ethiopia"
    assert frame.loc[1, "Recipient Name"] == "None"


def test_icews_as_its_r_package_reads_it(tmp_path: Path, crosswalk: Crosswalk) -> None:
    path = _written("icews", [STRIKE, TALKS], crosswalk, tmp_path)
    frame = pd.read_csv(path, sep="\t", quoting=csv.QUOTE_NONE, dtype={"CAMEO Code": str})
    assert frame["Event ID"].tolist() == [1, 2, 3, 4]
    assert frame["Event ID"].max() < 2**31
    assert frame["Story ID"].tolist() == [255] * 4
    assert frame["CAMEO Code"].tolist() == ["195", "040", "040", "040"]
    assert frame.loc[0, "Source Country"] == "Somalia"
    assert frame.loc[0, "Publisher"] == "A Wire; The 'Daily'"
    pairs = list(zip(frame["Source Name"], frame["Target Name"], strict=True))
    assert pairs[1:] == [("Kenya", "Somalia"), ("Kenya", "Ethiopia"), ("Somalia", "Ethiopia")]
    keys = pd.read_csv(path.with_name("icews.tsv.keys.csv"))
    assert keys["id"].tolist() == ["evt-1", "evt-2", "evt-2", "evt-2"]


def test_gdelt_as_its_clients_read_it(tmp_path: Path, crosswalk: Crosswalk) -> None:
    path = _written("gdelt", [STRIKE], crosswalk, tmp_path)
    frame = pd.read_csv(path, sep="\t", header=None, names=LAYOUTS["gdelt"].columns, dtype=str)
    row = frame.iloc[0].dropna().to_dict()
    assert row["SQLDATE"] == "20240304"
    assert row["FractionDate"] == "2024.2575"
    assert (row["Actor1Code"], row["Actor2Code"]) == ("SOMMIL", "KENCVL")
    assert (row["EventCode"], row["EventRootCode"], row["QuadClass"]) == ("195", "19", "4")
    assert (row["ActionGeo_Type"], row["ActionGeo_CountryCode"]) == ("4", "KE")
    assert (row["NumMentions"], row["NumSources"], row["NumArticles"]) == ("3", "2", "2")


def test_acled_records_violence_and_no_talks(tmp_path: Path, crosswalk: Crosswalk) -> None:
    frame = pd.read_csv(_written("acled", [STRIKE, TALKS], crosswalk, tmp_path))
    (row,) = frame.to_dict("records")
    assert (row["event_type"], row["sub_event_type"]) == (
        "Explosions/Remote violence", "Air/drone strike",
    )  # fmt: skip
    assert (row["inter1"], row["inter2"], row["interaction"]) == (8, 7, 78)
    assert (row["iso"], row["region"], row["fatalities"]) == (404, "Eastern Africa", 12)


def test_what_nobody_affirms_has_not_happened() -> None:
    assert has_happened(STRIKE)
    assert not has_happened({**STRIKE, "assertion": "denied_only"})
    assert not has_happened({**STRIKE, "status": "planned"})


def test_a_name_cannot_start_a_formula(tmp_path: Path, crosswalk: Crosswalk) -> None:
    event = _event(_party("initiator", "=SUM(1)", None, None), type="CONSULT", cameo="040")
    for name in ("polecat", "icews"):
        text = _written(name, [event], crosswalk, tmp_path).read_text()
        assert "\t'=SUM(1)" in text
