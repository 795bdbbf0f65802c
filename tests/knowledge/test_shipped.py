"""What the shipped tables promise: how many actors of each kind, no one twice, no loose names."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from dragoman.knowledge.actors import ActorIndex
from dragoman.knowledge.index import default_path
from dragoman.knowledge.summary import summarise

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
        ("person:hasina-wazed", "person:sheikh-hasina"),
        ("person:voreqe-frank-bainimarama", "person:frank-bainimarama"),
        ("person:delcy-eloina-rodriguez-gomez", "person:delcy-rodriguez"),
        ("person:birendra-of-nepal", "person:king-birendra"),
        ("person:marta-lucia-ramirez-blanco", "person:marta-lucia-ramirez"),
        ("person:rajoy-brey", "person:mariano-rajoy"),
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


@pytest.mark.parametrize(
    ("person", "surname"),
    [
        ("person:otto-perez-molina", "Perez Molina"),
        ("person:ernesto-samper", "Samper"),
        ("person:lucio-gutierrez", "Gutierrez"),
        ("person:f-w-de-klerk", "de Klerk"),
        ("person:marc-ravalomanana", "Ravalomanana"),
        ("person:tuilaepa-lupesoliai-sailele-malielegaoi", "Tuila'epa"),
        ("person:paul-henri-sandaogo-damiba", "Damiba"),
    ],
)
def test_a_leader_has_his_own_family_name(person: str, surname: str) -> None:
    assert next(row["surname"] for row in rows("leaders") if row["id"] == person) == surname


def test_a_union_of_workers_that_fought_another_is_no_rebel_group() -> None:
    sectors = {row["name"]: row["sectors"] for row in rows("ucdp_groups")}
    assert sectors["National Union of Mineworkers"] == "LAB"


def test_an_office_ends_where_the_next_holder_began() -> None:
    ends = [row["until"] for row in rows("leaders") if row["id"] == "person:ali-bongo"]
    assert ends == ["2023-09-04"]


def test_no_leader_goes_by_a_numeral_or_a_remark() -> None:
    surnames = {row["surname"] for row in rows("leaders")}
    assert [name for name in surnames if re.search(r"[(\d]|^[IVX]+$", name)] == []


@pytest.fixture(scope="module")
def counts() -> dict[str, int]:
    return dict(summarise(default_path()).counts)


@pytest.mark.parametrize(
    ("what", "least"),
    [
        ("states with known leaders", 190),
        ("states with foreign ministers", 190),
        ("intergovernmental bodies", 400),
        ("armed groups", 600),
        ("of these, parties", 2000),
        ("of these, media", 150),
    ],
)
def test_the_index_knows_as_many_as_it_says(counts: dict[str, int], what: str, least: int) -> None:
    assert counts[what] >= least


def test_there_are_five_hundred_international_organisations() -> None:
    world = {"UNO", "IGO", "EUR", "NGO", "ISM", "MNC"}
    assert sum(row["country"] in world for row in rows("organisations")) >= 500


def test_every_row_names_a_source_that_the_list_of_sources_has() -> None:
    listed = set(re.findall(r"`([^`]+)`", (ACTORS.parent / "SOURCES.md").read_text("utf-8")))
    tables = [path.stem for path in sorted(ACTORS.glob("*.csv"))]
    named = {name for row in rows(*tables) for name in row["source"].split("; ")}
    assert named - listed == set()


def test_a_day_in_office_is_kept_only_where_an_open_table_has_it() -> None:
    unsure = [row for row in rows("persons") if row["source"] in {"hand", "hand_unverified"}]
    assert [row["id"] for row in unsure if row["since"] or row["until"]] == []


def test_an_office_without_days_comes_after_the_one_above_it() -> None:
    actors = ActorIndex.open()
    then = actors.roles("person:sergei-shoigu", date(2018, 1, 1))[0].position
    now = actors.roles("person:sergei-shoigu", date(2025, 1, 1))[0].position
    actors.close()
    assert (then, now) == ("Minister of Defence", "Secretary of the Security Council")


# Names that in lower case are no names; build_actors takes those of words.csv and of up to three
# letters only as they are written.
ORDINARY = frozenset(
    "act aid alert arrow bank base board care case chance change class code core crisis date "
    "deal done east fact fast fire first force front future game give goal good ground guard "
    "help home hope house idea land law lead liberation life light line link live local main "
    "mark meet model month move new news north note open order other peace place plan plus "
    "point police post power press public reform report rights rise role safe sea shape side "
    "single south stand star start state strong sun swift time today together train unity us "
    "voice vote war watch way west will wise women work world young youth".split()
)


@pytest.mark.parametrize("surname", ["Or", "Such", "Date", "King", "Young", "House", "Power"])
def test_no_leader_goes_by_a_family_name_that_is_an_ordinary_word(surname: str) -> None:
    assert [row["id"] for row in rows("leaders") if row["surname"] == surname] == []


def test_no_actor_but_a_person_goes_by_an_ordinary_word_in_any_case() -> None:
    words = {re.sub(r"\W", "", row["name"]) for row in rows("words")}
    loose = {
        form
        for row in rows("organisations", "groups", "institutions", "media", "parties",
                        "ucdp_groups")
        for form in (row["name"], *row["aliases"].split("|"), *row["abbreviations"].split("|"))
        if form.lower() in ORDINARY and len(form) > 3
    }  # fmt: skip
    assert loose - words == set()
