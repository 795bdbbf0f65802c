from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge.actors import ActorIndex
from dragoman.knowledge.build import build, is_fresh

DATA = Path(__file__).parents[2] / "data"
LARGE = {"cities.csv", "towns.csv", "districts.csv", "leaders.csv"}
SMALL_NEEDS = ("names.csv", "relations.csv", "flashpoints.csv", "roles.csv")


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the tables that keeps the header alone of the large ones, to build fast.

    The further names of the people that are left out go with them.
    """
    folder = tmp_path / "data"
    for source in sorted(DATA.rglob("*")):
        if source.suffix not in {".csv", ".toml"} or "make" in source.parts:
            continue
        target = folder / source.relative_to(DATA)
        target.parent.mkdir(parents=True, exist_ok=True)
        is_cut = source.name in LARGE or (
            target.parent.name == "places" and source.name in SMALL_NEEDS
        )
        if is_cut:
            with source.open(encoding="utf-8") as file:
                target.write_text(file.readline(), encoding="utf-8")
        elif target.parent.name == "actors" and source.name == "names.csv":
            lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
            kept = (line for line in lines if not line.startswith("person:"))
            target.write_text("".join(kept), encoding="utf-8")
        else:
            shutil.copy(source, target)
    return folder


@pytest.fixture
def edit(tables: Path) -> Callable[[str, str], Path]:
    """Add a line to a table and return the folder."""

    def add(table: str, line: str) -> Path:
        path = tables / table
        path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
        return tables

    return add


def test_the_same_tables_give_the_same_hash(tables: Path, tmp_path: Path) -> None:
    first, second = build(tables, tmp_path / "a.sqlite"), build(tables, tmp_path / "b.sqlite")
    assert first == second


def test_the_hash_is_kept_in_the_index(tables: Path, tmp_path: Path) -> None:
    content_hash = build(tables, tmp_path / "a.sqlite")
    index = ActorIndex.open(tmp_path / "a.sqlite")
    assert (index.version, index.meta("as_of")) == (content_hash, "2026-05-17")
    index.close()


def test_one_more_name_gives_another_hash(
    edit: Callable[[str, str], Path], tables: Path, tmp_path: Path
) -> None:
    before = build(tables, tmp_path / "a.sqlite")
    after = build(edit("actors/names.csv", "state:FRA,Gaul,alias,,,,,test"), tmp_path / "b.sqlite")
    assert before != after


@pytest.mark.parametrize(
    ("table", "line", "said"),
    [
        (
            "actors/names.csv",
            "state:XYZ,Nowhere,alias,,,,,test",
            r"column actor: found 'state:XYZ'",
        ),
        ("actors/names.csv", "state:FRA,Gaul,nickname,,,,,test", r"column usage.*one of"),
        ("actors/names.csv", "state:FRA,Gaul,alias,51 BC,,,,test", r"column since.*a date such as"),
        ("actors/names.csv", "state:FRA,Gaul,alias,,,2,,test", r"column weight.*from 0 to 1"),
        ("actors/names.csv", "state:FRA,Gaul", r"2 cells, expected 8"),
        (
            "actors/groups.csv",
            "group:x,X,armed_group,XYZ,REB,,,,,,,,test",
            r"column country: found 'XYZ'",
        ),
        ("actors/groups.csv", "group:x,X,gang,FRA,REB,,,,,,,,test", r"column kind"),
        ("actors/groups.csv", "group:x,X,armed_group,FRA,BAD,,,,,,,,test", r"column sectors"),
        ("actors/groups.csv", "group:hamas,X,armed_group,FRA,REB,,,,,,,,test", r"no earlier row"),
        ("actors/groups.csv", "group:x,X,armed_group,FRA,REB,,,,,,,,", r"column source"),
        (
            "places/flashpoints.csv",
            "x,,X,,L.RGN,,95,10,,,,test",
            r"column latitude.*from -90 to 90",
        ),
        ("places/flashpoints.csv", "x,,X,,L.RGN,,,,,,,test", r"expected coordinates"),
        (
            "places/flashpoints.csv",
            "x,703883,X,,A.ADM1,FRA,45,34,,,,test",
            r"column geonameid: found '703883'.*in FRA",
        ),
        ("places/relations.csv", "nowhere,part_of,country:FRA,,,test", r"column place"),
    ],
)
def test_a_wrong_row_names_file_row_and_what_was_expected(
    edit: Callable[[str, str], Path], tmp_path: Path, table: str, line: str, said: str
) -> None:
    folder = edit(table, line)
    with (folder / table).open(encoding="utf-8") as file:
        number = sum(1 for _ in file)
    with pytest.raises(KnowledgeError, match=said) as caught:
        build(folder, tmp_path / "a.sqlite")
    assert caught.value.code == "D302"
    assert f"{folder / table} row {number}" in caught.value.message


def test_a_missing_table_is_named(tables: Path, tmp_path: Path) -> None:
    (tables / "actors" / "groups.csv").unlink()
    with pytest.raises(KnowledgeError, match=r"D302 .*groups\.csv: the table is missing"):
        build(tables, tmp_path / "a.sqlite")


def test_a_build_that_fails_leaves_the_old_index(
    edit: Callable[[str, str], Path], tables: Path, tmp_path: Path
) -> None:
    out = tmp_path / "a.sqlite"
    build(tables, out)
    before = out.read_bytes()
    with pytest.raises(KnowledgeError):
        build(edit("actors/names.csv", "state:XYZ,Nowhere,alias,,,,,test"), out)
    assert out.read_bytes() == before


def test_an_index_is_stale_once_a_table_changes(
    edit: Callable[[str, str], Path], tables: Path, tmp_path: Path
) -> None:
    out = tmp_path / "a.sqlite"
    build(tables, out)
    assert is_fresh(tables, out)
    edit("actors/names.csv", "state:FRA,Gaul,alias,,,,,test")
    assert not is_fresh(tables, out)


def test_every_table_but_that_of_places_is_kept_without_row_numbers(
    tables: Path, tmp_path: Path
) -> None:
    build(tables, tmp_path / "a.sqlite")
    database = sqlite3.connect(tmp_path / "a.sqlite")
    plain = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%WITHOUT ROWID%'"
    ).fetchall()
    database.close()
    assert plain == [("place",)]
