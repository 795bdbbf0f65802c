from __future__ import annotations

import pickle
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge.actors import ActorHit, ActorIndex


@pytest.fixture(scope="module")
def actors() -> Iterator[ActorIndex]:
    index = ActorIndex.open()
    yield index
    index.close()


def ids(hits: tuple[ActorHit, ...]) -> list[str]:
    return [hit.actor_id for hit in hits]


def in_use(hits: tuple[ActorHit, ...], day: date) -> list[str]:
    return [
        hit.actor_id
        for hit in hits
        if (hit.since is None or hit.since <= day) and (hit.until is None or day < hit.until)
    ]


@pytest.mark.parametrize(
    ("name", "actor_id", "usage"),
    [
        ("Yemeni", "state:YEM", "adjective"),
        ("Yemenis", "state:YEM", "demonym"),
        ("Dutch", "state:NLD", "adjective"),
        ("U.K.", "state:GBR", "abbreviation"),
        ("DPRK", "state:PRK", "abbreviation"),
        ("KSA", "state:SAU", "abbreviation"),
        ("Côte d’Ivoire", "state:CIV", "alias"),
        ("the Kremlin", "gov:kremlin", "name"),
        ("Foggy Bottom", "gov:us-state-department", "metonym"),
        ("Ansar Allah", "group:ansar-allah", "name"),
        ("Houthis", "group:ansar-allah", "alias"),
        ("Daesh", "group:islamic-state", "alias"),
        ("UN Security Council", "org:un-security-council", "alias"),
        ("Vladimir Putin", "person:vladimir-putin", "name"),
        ("Putin", "person:vladimir-putin", "surname"),
        ("Xinhua", "media:xinhua", "name"),
    ],
)
def test_a_name_leads_to_its_actor(
    actors: ActorIndex, name: str, actor_id: str, usage: str
) -> None:
    assert (actors.find(name)[0].actor_id, actors.find(name)[0].usage) == (actor_id, usage)


def test_both_congos_are_called_congolese_and_the_larger_comes_first(actors: ActorIndex) -> None:
    assert ids(actors.find("Congolese")) == ["state:COD", "state:COG"]
    assert ids(actors.find("Congo")) == ["state:COD", "state:COG"]
    assert ids(actors.find("Congo-Brazzaville")) == ["state:COG"]
    assert ids(actors.find("DRC")) == ["state:COD"]


def test_korea_may_be_either_korea(actors: ActorIndex) -> None:
    assert ids(actors.find("Korea")) == ["state:KOR", "state:PRK"]
    assert ids(actors.find("North Koreans")) == ["state:PRK"]


def test_the_guineas_are_kept_apart(actors: ActorIndex) -> None:
    names = ("Guinea", "Guinea-Bissau", "Equatorial Guinea", "Papua New Guinea")
    found = [ids(actors.find(name)) for name in names]
    assert found == [["state:GIN"], ["state:GNB"], ["state:GNQ"], ["state:PNG"]]


def test_niger_and_nigeria_have_adjectives_of_their_own(actors: ActorIndex) -> None:
    assert ids(actors.find("Nigerien")) == ["state:NER"]
    assert ids(actors.find("Nigerian")) == ["state:NGA"]


def test_washington_is_the_capital_of_the_united_states(actors: ActorIndex) -> None:
    hit = actors.find("Washington")[0]
    assert (hit.actor_id, hit.usage, hit.country) == ("state:USA", "capital", "USA")


def test_burma_and_myanmar_are_one_state(actors: ActorIndex) -> None:
    assert ids(actors.find("Burma")) == ids(actors.find("Myanmar")) == ["state:MMR"]


def test_macedonia_is_a_name_up_to_2019(actors: ActorIndex) -> None:
    assert in_use(actors.find("Macedonia"), date(2018, 6, 1)) == ["state:MKD"]
    assert in_use(actors.find("Macedonia"), date(2020, 6, 1)) == []
    assert in_use(actors.find("North Macedonia"), date(2020, 6, 1)) == ["state:MKD"]


def test_zaire_is_a_dated_name_of_the_democratic_republic(actors: ActorIndex) -> None:
    assert in_use(actors.find("Zaire"), date(1990, 1, 1)) == ["state:COD"]
    assert in_use(actors.find("Zaire"), date(2000, 1, 1)) == []


def test_south_sudan_exists_since_2011(actors: ActorIndex) -> None:
    existed = actors.get("state:SSD").existed
    assert existed.since is not None
    assert existed.since.earliest == date(2011, 7, 9)


def test_the_soviet_union_ended_and_codes_as_russia(actors: ActorIndex) -> None:
    hit = actors.find("USSR")[0]
    existed = actors.get(hit.actor_id).existed
    assert existed.until is not None
    assert (hit.country, existed.until.before) == ("RUS", date(1991, 12, 26))


def test_a_breakaway_region_codes_as_its_nominal_state(actors: ActorIndex) -> None:
    hit = actors.find("Abkhazia")[0]
    assert (hit.country, hit.sectors) == ("GEO", ("PRE",))


def test_a_dependency_codes_as_the_state_that_holds_it(actors: ActorIndex) -> None:
    assert [actors.find(name)[0].country for name in ("Greenland", "Bermuda")] == ["DNK", "GBR"]


@pytest.mark.parametrize("word", ["us", "turkey", "may", "is", "who", "Us", "polish", "china"])
def test_an_ordinary_word_is_no_actor(actors: ActorIndex, word: str) -> None:
    assert actors.find(word) == ()


def test_a_dateline_in_capitals_is_still_a_name(actors: ActorIndex) -> None:
    assert ids(actors.find("MALI")) == ["state:MLI"]


def test_an_unknown_name_has_no_reading(actors: ActorIndex) -> None:
    assert actors.find("Xyzzyland") == ()


def test_roles_are_looked_up_at_a_day(actors: ActorIndex) -> None:
    roles = actors.roles("person:donald-tusk", date(2016, 5, 1))
    assert {(role.position, role.country) for role in roles} == {
        ("President of the European Council", "EUR")
    }


def test_a_movement_that_came_to_power_changes_its_sector(actors: ActorIndex) -> None:
    before = actors.roles("group:taliban", date(2015, 1, 1))
    after = actors.roles("group:taliban", date(2022, 1, 1))
    assert ([r.sector for r in before], [r.sector for r in after]) == (["REB"], ["GOV"])


def test_an_unknown_id_is_a_key_error(actors: ActorIndex) -> None:
    with pytest.raises(KeyError):
        actors.get("state:XYZ")


def test_an_index_travels_to_another_process(actors: ActorIndex) -> None:
    again = pickle.loads(pickle.dumps(actors))
    assert again.find("NATO") == actors.find("NATO")
    again.close()


def test_a_missing_index_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"D300 .*python -m dragoman\.knowledge\.build"):
        ActorIndex.open(tmp_path / "none.sqlite")


def test_a_file_that_is_no_index_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    path.write_bytes(b"not a database, but long enough to be looked at" * 40)
    with pytest.raises(KnowledgeError, match="D301"):
        ActorIndex.open(path)


@pytest.mark.parametrize(
    ("country", "day", "capital"),
    [
        ("KEN", date(2020, 1, 1), "Nairobi"),
        ("NGA", date(1990, 1, 1), "Lagos"),
        ("NGA", date(2020, 1, 1), "Abuja"),
        ("BDI", date(2015, 1, 1), "Bujumbura"),
        ("BDI", date(2022, 1, 1), "Gitega"),
        ("KAZ", date(2021, 1, 1), "Nur-Sultan"),
    ],
)
def test_a_capital_is_that_of_the_day(
    actors: ActorIndex, country: str, day: date, capital: str
) -> None:
    assert actors.capitals(country, day)[0] == capital


def test_a_code_without_a_capital_has_none(actors: ActorIndex) -> None:
    assert actors.capitals("UNO") == ()


def test_without_a_day_a_capital_is_the_present_one(actors: ActorIndex) -> None:
    assert actors.capitals("NGA")[0] == "Abuja"
    assert "Rangoon" not in actors.capitals("MMR")


def test_a_party_of_a_mere_persuasion_is_meant_only_where_its_country_is(
    actors: ActorIndex,
) -> None:
    assert all(hit.is_local for hit in actors.find("The Liberals"))
    assert {hit.country for hit in actors.find("Conservatives")} == {"CAN", "GBR"}
