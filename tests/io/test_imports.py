"""Files of other data sets: what their rows become, and what cannot be read. All rows invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import InputError
from dragoman.io.exports.layouts import LAYOUTS
from dragoman.io.imports.acled_types import ACLED_TYPES
from dragoman.io.imports.events import Scales, read_foreign
from dragoman.knowledge.codebook import load_codebook
from dragoman.knowledge.crosswalk import load_crosswalk
from dragoman.records import Problem
from dragoman.store.foreign import FOREIGN_EVENTS

COUNTRIES = {"Kenya": "KEN", "KEN": "KEN", "SOM": "SOM", "Somalia": "SOM", "fips:KE": "KEN"}


@pytest.fixture(scope="module")
def scales() -> Scales:
    codebook = load_codebook("plover")
    return Scales(codebook, load_crosswalk(codebook), COUNTRIES.get)


def _file(folder: Path, coder: str, *rows: dict[str, str]) -> Path:
    layout = LAYOUTS[coder]
    lines = [layout.columns] if layout.has_header else []
    lines += [tuple(row.get(name, layout.missing) for name in layout.columns) for row in rows]
    path = folder / f"{coder}.tsv"
    path.write_text("".join(layout.delimiter.join(line) + "\n" for line in lines))
    return path


def _read(path: Path, coder: str, scales: Scales) -> list[Any]:
    found = read_foreign(path, coder, scales)
    return [
        row if isinstance(row, Problem) else dict(zip(FOREIGN_EVENTS.names, row, strict=True))
        for row in found
    ]


def test_an_icews_row_gets_plover_codes(tmp_path: Path, scales: Scales) -> None:
    row = {
        "Event ID": "7",
        "Event Date": "2018-03-04",
        "Source Name": "Army (Somalia)",
        "Source Country": "Somalia",
        "CAMEO Code": "0841",
        "Target Country": "Kenya",
        "Country": "Kenya",
        "Latitude": "-1.5",
        "Longitude": "36.8",
    }
    (found,) = _read(_file(tmp_path, "icews", row), "icews", scales)
    assert (found["day"], found["given_id"], found["row"]) == (date(2018, 3, 4), "7", 1)
    assert (found["type"], found["mode"], found["quad"]) == ("RETREAT", "release", 2)
    assert (found["actor_countries"], found["recipient_countries"]) == (["SOM"], ["KEN"])
    assert (found["country"], found["lat"]) == ("KEN", -1.5)


def test_a_polecat_row_keeps_all_its_parties(tmp_path: Path, scales: Scales) -> None:
    row = {
        "Event ID": "a",
        "Event Date": "2023-03-04",
        "Event Type": "CONSULT",
        "Event Mode": "visit",
        "Actor Name": "Kenya; Somalia",
        "Actor Country": "KEN; SOM",
    }
    (found,) = _read(_file(tmp_path, "polecat", row), "polecat", scales)
    assert found["actors"] == ["Kenya", "Somalia"]
    assert found["actor_countries"] == ["KEN", "SOM"]
    assert (found["recipients"], found["place"], found["cameo"]) == ([], None, None)
    assert (found["quad"], found["intensity"]) == (1, scales.codebook.intensity("CONSULT", "visit"))


def test_a_gdelt_row_has_fips_places_and_cameo_actors(tmp_path: Path, scales: Scales) -> None:
    row = {
        "GLOBALEVENTID": "1",
        "SQLDATE": "20240304",
        "Actor1CountryCode": "SOM",
        "Actor1Code": "SOMMIL",
        "Actor2Code": "GOV",
        "EventCode": "190",
        "ActionGeo_CountryCode": "KE",
        "ActionGeo_Lat": "3.9",
        "SOURCEURL": "https://e.org",
    }
    (found,) = _read(_file(tmp_path, "gdelt", row), "gdelt", scales)
    assert (found["day"], found["type"], found["country"]) == (date(2024, 3, 4), "ASSAULT", "KEN")
    assert (found["actor_countries"], found["recipient_countries"]) == (["SOM"], [])


@pytest.mark.parametrize("day", ["2024-03-04", "04 March 2024"])
def test_an_acled_row_has_its_dead(tmp_path: Path, scales: Scales, day: str) -> None:
    row = {
        "event_id_cnty": "KEN1",
        "event_date": day,
        "sub_event_type": "Suicide bomb",
        "actor1": "Group",
        "country": "Kenya",
        "fatalities": "3",
    }
    (found,) = _read(_file(tmp_path, "acled", row), "acled", scales)
    assert (found["day"], found["mode"], found["killed"]) == (date(2024, 3, 4), "suicide-attack", 3)


def test_every_sub_event_type_is_a_type_of_the_codebook_or_none(scales: Scales) -> None:
    codes = {key for key in ACLED_TYPES.values() if key != (None, None)}
    known = {(code, None) for code in scales.codebook.by_code} | set(scales.codebook.modes_by_code)
    assert codes <= known
    assert len(ACLED_TYPES) == 25


def test_a_row_that_cannot_be_read_is_a_problem_with_its_number(
    tmp_path: Path, scales: Scales
) -> None:
    good = {"Event ID": "7", "Event Date": "2018-03-04", "CAMEO Code": "042"}
    path = _file(tmp_path, "icews", good, {**good, "Event Date": "March"}, good)
    path.write_text(path.read_text() + "one cell\n")
    found = _read(path, "icews", scales)
    assert [type(row) for row in found] == [dict, Problem, dict, Problem]
    assert "row 2: " in found[1].message
    assert "row 4: 1 cells for 20 columns" in found[3].message
    assert found[0]["id"] != found[2]["id"]


def test_a_file_of_another_data_set_is_refused(tmp_path: Path, scales: Scales) -> None:
    path = _file(tmp_path, "icews")
    with pytest.raises(InputError, match=r"D123 .* has no column event_id_cnty"):
        _read(path, "acled", scales)
