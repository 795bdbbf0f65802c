"""Indexes built from made-up dumps, a few rows each."""

from __future__ import annotations

import bz2
import gzip
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge.actors import ActorIndex
from dragoman.knowledge.dumps.build import BuiltIndex, Settings, build_from_dumps
from dragoman.knowledge.index import default_path
from dragoman.knowledge.places import PlaceIndex
from dragoman.records import DateRange
from dragoman.testing.cli import run_cli


def item(number: int) -> dict[str, Any]:
    return {"datavalue": {"value": {"id": f"Q{number}", "numeric-id": number}}}


def when(text: str, precision: int = 11) -> dict[str, Any]:
    return {"datavalue": {"value": {"time": text, "precision": precision}}}


def entity(
    number: int, name: str, claims: dict[str, list[Any]], sites: int = 3, **rest: object
) -> str:
    statements = {
        key: [{"mainsnak": each} if "mainsnak" not in each else each for each in values]
        for key, values in claims.items()
    }
    line = {
        "type": "item",
        "id": f"Q{number}",
        "labels": {"en": {"language": "en", "value": name}},
        "claims": statements,
        "sitelinks": {f"w{site}": {} for site in range(sites)},
        **rest,
    }
    return json.dumps(line)


OFFICE = entity(
    9900800, "Minister of Tides", {"P31": [item(4164871)], "P1001": [item(262)]}, sites=0
)
PERSON = entity(
    9900801,
    "Amina Testova",
    {
        "P31": [item(5)],
        "P27": [item(262)],
        "P39": [
            {
                "mainsnak": item(9900800),
                "qualifiers": {
                    "P580": [when("+2026-08-01T00:00:00Z")],
                    "P582": [when("+2027-00-00T00:00:00Z", 9)],
                },
            }
        ],
    },
    aliases={"en": [{"language": "en", "value": "A. Testova"}]},
    modified="2026-09-03T11:00:00Z",
)
WIKIDATA = f"[\n{PERSON},\n{OFFICE}\n]\n"


@pytest.fixture(scope="session")
def states(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index with nothing but states and countries, small enough to build on in each test."""
    folder = tmp_path_factory.mktemp("states")
    (folder / "empty.json").write_text('[\n{"labels": {}}\n]\n', encoding="utf-8")
    settings = Settings(keep_base=False, as_of=date(2026, 1, 1))
    build_from_dumps([folder / "empty.json"], default_path(), folder / "index.sqlite", settings)
    return folder / "index.sqlite"


Builder = Callable[..., BuiltIndex]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out" / "index.sqlite"


@pytest.fixture
def build(tmp_path: Path, states: Path, out: Path) -> Builder:
    """Write files named by keyword or in a dict and build an index of them on bare states."""

    def run(files: dict[str, str | bytes], **chosen: Any) -> BuiltIndex:
        paths = []
        for name, content in files.items():
            paths.append(tmp_path / name)
            paths[-1].write_bytes(content.encode() if isinstance(content, str) else content)
        return build_from_dumps(paths, states, out, Settings(**chosen))

    return run


def roles_of(index: Path, actor_id: str) -> list[tuple[Any, ...]]:
    actors = ActorIndex.open(index)
    found = [
        (role.position, role.country, role.sector, role.validity.since, role.validity.until)
        for role in actors.roles(actor_id)
    ]
    actors.close()
    return found


def ids(index: Path, name: str) -> list[str]:
    actors = ActorIndex.open(index)
    found = [hit.actor_id for hit in actors.find(name)]
    actors.close()
    return found


def days(since: date | None = None, before: date | None = None) -> DateRange:
    return DateRange(earliest=since, before=before, precision="day", basis="stated")


TIDES = [
    ("Minister of Tides", "DZA", "GOV", days(date(2026, 8, 1)), days(before=date(2028, 1, 1))),
]


@pytest.mark.parametrize("suffix", ["", ".gz", ".bz2", ".zip"])
def test_a_wikidata_dump_gives_people_their_offices(
    build: Builder, out: Path, tmp_path: Path, suffix: str
) -> None:
    with zipfile.ZipFile(tmp_path / "z", "w") as archive:
        archive.writestr("dump.json", WIKIDATA)
    packed = {
        "": WIKIDATA.encode(),
        ".gz": gzip.compress(WIKIDATA.encode()),
        ".bz2": bz2.compress(WIKIDATA.encode()),
        ".zip": (tmp_path / "z").read_bytes(),
    }
    built = build({f"dump.json{suffix}": packed[suffix]})
    assert (built.actors_added, built.bad_rows, built.as_of) == (1, 0, "2026-09-03")
    assert roles_of(out, "wikidata:Q9900801") == TIDES


def test_an_alias_from_a_dump_must_be_written_as_it_is_there(build: Builder, out: Path) -> None:
    build({"dump.json": WIKIDATA})
    assert (ids(out, "A. Testova"), ids(out, "a. testova")) == (["wikidata:Q9900801"], [])


def test_people_in_few_wikipedias_are_left_out(build: Builder) -> None:
    assert build({"dump.json": WIKIDATA}, min_sitelinks=4).actors_added == 0


def test_organisations_have_the_sector_of_their_class(build: Builder, out: Path) -> None:
    party = entity(9900802, "Tidal Front Party", {"P31": [item(7278)], "P17": [item(262)]})
    build({"dump.json": f"[\n{party}\n]"}, as_of=date(2026, 9, 1))
    actors = ActorIndex.open(out)
    (hit,) = actors.find("Tidal Front Party")
    actors.close()
    assert (hit.kind, hit.country, hit.sectors) == ("organisation", "DZA", ("PTY",))


def test_an_office_that_no_dump_describes_is_counted(build: Builder) -> None:
    built = build({"dump.json": f"[\n{PERSON}\n]"})
    assert (built.roles_lost, built.actors_added) == (1, 0)


def test_bad_rows_are_counted_and_the_first_listed(build: Builder, tmp_path: Path) -> None:
    built = build({"dump.json": WIKIDATA.replace("]\n", '{"id": 1, "P39"\n]\n')})
    assert (built.bad_rows, built.actors_added) == (1, 1)
    assert built.first_bad_rows[0].startswith(f"{tmp_path / 'dump.json'} row 4: expected one")


def test_too_many_bad_rows_stop_the_build_and_leave_the_old_index(
    build: Builder, out: Path
) -> None:
    build({"dump.json": WIKIDATA})
    before = out.read_bytes()
    with pytest.raises(KnowledgeError, match=r"D303 .*more than 2 bad rows") as caught:
        build({"bad.json": '{"labels": "P39"\n' * 4}, max_bad_rows=2)
    assert "bad.json row 2: expected one Wikidata entity" in caught.value.message
    assert out.read_bytes() == before
    assert sorted(path.name for path in out.parent.iterdir()) == ["index.sqlite"]


def test_a_file_that_breaks_off_is_named(build: Builder) -> None:
    whole = gzip.compress((WIKIDATA + " " * 100_000 + "\n").encode())
    with pytest.raises(KnowledgeError, match=r"D303 .*dump\.json\.gz: .*Get the file again|again"):
        build({"dump.json.gz": whole[: len(whole) // 2]})


def test_a_file_of_no_known_form_is_an_error_that_names_the_forms(build: Builder) -> None:
    with pytest.raises(KnowledgeError, match=r"D303 .*notes\.txt: of no known form.*SPARQL"):
        build({"notes.txt": "Dear diary\n"})


CSV = """person,personLabel,country,positionLabel,start,end
Q9900801,Amina Testova,DZA,Minister of Tides,2026-08-01T00:00:00Z,2027
"""


def bindings(*rows: dict[str, str]) -> str:
    found = [{key: {"type": "literal", "value": value} for key, value in r.items()} for r in rows]
    return json.dumps({"head": {"vars": list(rows[0])}, "results": {"bindings": found}}, indent=1)


ROW = {
    "person": "http://www.wikidata.org/entity/Q9900801",
    "personLabel": "Amina Testova",
    "country": "http://www.wikidata.org/entity/Q262",
    "positionLabel": "Minister of Tides",
    "start": "2026-08-01T00:00:00Z",
    "end": "2027",
}


@pytest.mark.parametrize("name", ["result.csv", "result.json", "compact.json"])
def test_a_query_result_gives_people_their_offices(build: Builder, out: Path, name: str) -> None:
    text = CSV if name == "result.csv" else bindings(ROW)
    build({name: json.dumps(json.loads(text)) if name == "compact.json" else text})
    assert roles_of(out, "wikidata:Q9900801") == TIDES


def test_a_row_without_a_name_is_a_bad_row(build: Builder, tmp_path: Path) -> None:
    bare = {**ROW, "personLabel": "Q9900801"}
    built = build({"result.json": bindings(ROW, bare)})
    where = f"{tmp_path / 'result.json'} row 2: "
    assert built.first_bad_rows == (where + "expected a name in the column personLabel",)


def test_a_result_cut_off_by_the_server_is_a_bad_row(build: Builder) -> None:
    built = build({"result.json": bindings(ROW, ROW)[:-40] + "\njava.util.TimeoutException\n"})
    assert (built.actors_added, built.bad_rows) == (1, 1)


def test_an_end_that_the_index_lacked_is_laid_over_the_office(
    build: Builder, out: Path, states: Path
) -> None:
    build({"result.json": bindings({**ROW, "end": ""})})
    open_ended = roles_of(out, "wikidata:Q9900801")
    newer = out.with_name("newer.json")
    newer.write_text(bindings(ROW), encoding="utf-8")
    build_from_dumps([newer], out, out, Settings())
    assert [role[4] for role in open_ended] == [None]
    assert roles_of(out, "wikidata:Q9900801") == TIDES


def place(key: int, name: str, code: str, people: int, *, admin1: str = "07") -> str:
    feature = "A" if code.startswith(("ADM", "PCL")) else "P"
    cells = [str(key), name, name, "", "36.5", "3.1", feature, code, "DZ", "", admin1, "", "", ""]
    return "\t".join([*cells, str(people), "", "10", "Africa/Algiers", "2026-01-01"]) + "\n"


GEONAMES: dict[str, str | bytes] = {
    "alternateNamesV2.txt": "1\t990001\tru\tПриливск\t\t\t\t\n2\t990001\tlink\thttp://x.org\t\t\t\t\n"
    "3\t990009\ten\tNowhere\t\t\t\t\n",
    "allCountries.txt": place(990001, "Tideham", "PPL", 50000)
    + place(990002, "Tiny", "PPL", 12)
    + place(990003, "Tidal Province", "ADM1", 0),
}


def test_geonames_files_give_places_with_their_names_and_divisions(
    build: Builder, out: Path
) -> None:
    built = build(GEONAMES)
    places = PlaceIndex.open(out)
    (hit,) = places.find("Приливск")
    tiny = places.find("Tiny")
    places.close()
    assert (built.places_added, tiny) == (2, ())
    assert (hit.place_id, hit.country, hit.admin1) == ("geonames:990001", "DZA", "Tidal Province")


def test_a_places_dump_does_not_make_the_knowledge_of_offices_newer(build: Builder) -> None:
    assert build(GEONAMES).as_of == "2026-01-01"


def test_a_short_row_of_geonames_is_a_bad_row(build: Builder) -> None:
    built = build({"cities1000.txt": place(990001, "Tideham", "PPL", 5000) + "990002\tTiny\n"})
    assert built.first_bad_rows[0].endswith("row 2: expected 19 cells between tabs, found 2")


def ftm(schema: str, number: str, **properties: list[str]) -> str:
    return json.dumps({"id": number, "schema": schema, "properties": properties}) + "\n"


ENTITIES = (
    ftm("Occupancy", "o1", holder=["p1"], post=["t1"], startDate=["2026-08-01"], endDate=["2027"])
    + ftm("Person", "p1", name=["Amina Testova", "A. Testova"], citizenship=["dz"])
    + ftm("Position", "t1", name=["Minister of Tides"], country=["dz"])
    + ftm("PublicBody", "b1", name=["Tidal Authority"], country=["dz"])
    + ftm("Airplane", "a1", name=["Tidal One"])
)


def test_follow_the_money_entities_give_people_their_offices(build: Builder, out: Path) -> None:
    built = build({"entities.ftm.json": ENTITIES})
    assert (built.actors_added, built.bad_rows) == (2, 0)
    assert roles_of(out, "ftm:p1") == TIDES
    assert ids(out, "Tidal Authority") == ["ftm:b1"]


def test_an_entity_without_a_name_is_a_bad_row(build: Builder) -> None:
    built = build({"entities.json": ftm("Person", "p1", country=["dz"])})
    assert built.first_bad_rows[0].endswith("row 1: expected a Person with name")


def test_a_base_of_none_keeps_the_states_alone(states: Path) -> None:
    assert (ids(states, "Algeria"), ids(states, "Vladimir Putin")) == (["state:DZA"], [])


def test_dumps_without_a_day_need_one(tmp_path: Path, states: Path) -> None:
    dump = tmp_path / "result.csv"
    dump.write_text(CSV, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"D303 .*--as-of"):
        build_from_dumps([dump], states, tmp_path / "i.sqlite", Settings(keep_base=False))


def test_a_place_that_cannot_be_written_is_named_before_the_dumps_are_read(
    tmp_path: Path, states: Path
) -> None:
    dump = tmp_path / "result.csv"
    dump.write_text(CSV, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"D303 .*it is a folder"):
        build_from_dumps([dump], states, tmp_path, Settings())


def test_the_same_dumps_give_the_same_bytes(build: Builder, out: Path) -> None:
    build({"dump.json": WIKIDATA, **GEONAMES})
    first = out.read_bytes()
    build({"dump.json": WIKIDATA, **GEONAMES})
    assert out.read_bytes() == first


def test_progress_ends_at_the_size_of_the_file(tmp_path: Path, states: Path) -> None:
    dump, told = tmp_path / "dump.json.gz", [0]
    dump.write_bytes(gzip.compress(WIKIDATA.encode()))
    build_from_dumps([dump], states, tmp_path / "i.sqlite", Settings(), lambda _: told.append)
    assert sum(told) == dump.stat().st_size


def test_the_command_builds_an_index_and_shows_what_it_holds(tmp_path: Path, states: Path) -> None:
    dump, index = tmp_path / "dump.json", tmp_path / "index.sqlite"
    dump.write_text(WIKIDATA, encoding="utf-8")
    built = run_cli("knowledge", "build", str(dump), "--base", str(states), "--output", str(index))
    shown = run_cli("knowledge", "show", str(index))
    assert (built.status, shown.status, built.err) == (0, 0, "")
    assert "dump.json (Wikidata JSON dump): 3 facts\nactors: 1 new, 0 extended\n" in built.out
    assert "as of: 2026-09-03\n" in shown.out
    assert shown.out.endswith("  dump.json: Wikidata: CC0 1.0\n")


def test_a_dump_that_is_not_there_is_a_wrong_call(tmp_path: Path) -> None:
    outcome = run_cli("knowledge", "build", "none.json", "-o", str(tmp_path / "i.sqlite"))
    assert (outcome.status, outcome.err[:31]) == (2, "dragoman: D303 none.json: canno")
