"""What the shipped tables promise: how many actors of each kind, no one twice, no loose names."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from pathlib import Path

import pytest

ACTORS = Path(__file__).parents[2] / "data" / "actors"


def rows(*tables: str) -> list[dict[str, str]]:
    found = []
    for table in tables:
        with (ACTORS / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            found += list(csv.DictReader(file))
    return found


def test_one_wikidata_id_stands_on_one_person() -> None:
    people = defaultdict(set)
    for row in rows("persons", "leaders"):
        if row["wikidata"]:
            people[row["wikidata"]].add(row["id"])
    assert {wikidata: ids for wikidata, ids in people.items() if len(ids) > 1} == {}


@pytest.mark.parametrize(
    ("other", "kept"),
    [
        ("person:barack-h-obama", "person:barack-obama"),
        ("person:ban-ki-moon-kor", "person:ban-ki-moon"),
        ("person:emmanuel-macron-fra", "person:emmanuel-macron"),
        ("person:iris-xiomara-castro-de-zelaya", "person:xiomara-castro"),
        ("person:salva-kiir-mayardit", "person:salva-kiir"),
        ("person:mostafa-madbouly", "person:moustafa-madbouly"),
    ],
)
def test_a_person_with_two_spellings_is_one(other: str, kept: str) -> None:
    ids = {row["id"] for row in rows("persons", "leaders")}
    assert (kept in ids, other in ids) == (True, False)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("person:george-w-bush", "person:george-h-w-bush"),
        ("person:idriss-deby", "person:mahamat-idriss-deby"),
        ("person:chen-chien-jen", "person:chen-chien-jen-twn"),
    ],
)
def test_namesakes_are_kept_apart(first: str, second: str) -> None:
    ids = {row["id"] for row in rows("persons", "leaders")}
    assert {first, second} <= ids


def test_no_leader_goes_by_a_numeral_or_a_remark() -> None:
    surnames = {row["surname"] for row in rows("leaders")}
    assert [name for name in surnames if re.search(r"[(\d]|^[IVX]+$", name)] == []
