from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from dragoman.knowledge.places import PlaceIndex


@pytest.fixture(scope="module")
def places() -> Iterator[PlaceIndex]:
    index = PlaceIndex.open()
    yield index
    index.close()


def kinds(index: PlaceIndex, name: str) -> list[tuple[str, str | None]]:
    return [(hit.kind, hit.country) for hit in index.find(name)]


def related(index: PlaceIndex, place_id: str, relation: str) -> set[str]:
    found = {r.parent_id for r in index.relations(place_id) if r.relation == relation}
    return {str(index.get(parent).country) for parent in found}


def test_georgia_is_a_country_first_and_a_state_second(places: PlaceIndex) -> None:
    assert kinds(places, "Georgia")[:2] == [("A.PCLI", "GEO"), ("A.ADM1", "USA")]


def test_washington_is_a_capital_first_and_a_state_second(places: PlaceIndex) -> None:
    assert kinds(places, "Washington")[:2] == [("P.PPLC", "USA"), ("A.ADM1", "USA")]


def test_a_city_carries_id_coordinates_country_and_region(places: PlaceIndex) -> None:
    hit = places.find("Sana'a")[0]
    assert (hit.place_id, hit.geonames_id, hit.country) == ("geonames:71137", 71137, "YEM")
    assert hit.latitude == pytest.approx(15.35, abs=0.01)
    assert hit.longitude == pytest.approx(44.21, abs=0.01)


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Bab al-Mandab", "dragoman:bab-al-mandeb"),
        ("Strait of Hormuz", "dragoman:strait-of-hormuz"),
        ("Arabian Gulf", "dragoman:persian-gulf"),
        ("Donbass", "dragoman:donbas"),
        ("Mideast", "dragoman:middle-east"),
        ("Rafah crossing", "dragoman:rafah-crossing"),
        ("Kiev", "geonames:703448"),
        ("Burma", "geonames:1327865"),
        ("موسكو", "geonames:524901"),
        ("Москва", "geonames:524901"),
    ],
)
def test_another_spelling_leads_to_the_place(places: PlaceIndex, name: str, place_id: str) -> None:
    assert places.find(name)[0].place_id == place_id


def test_a_demonym_leads_to_the_country(places: PlaceIndex) -> None:
    hit = places.find("Yemeni")[0]
    assert (hit.country, hit.kind, hit.usage) == ("YEM", "A.PCLI", "demonym")


@pytest.mark.parametrize("word", ["nice", "reading", "mobile", "turkey", "us"])
def test_an_ordinary_word_is_no_place(places: PlaceIndex, word: str) -> None:
    assert places.find(word) == ()


def test_small_towns_are_found_only_when_asked_for(places: PlaceIndex) -> None:
    every = places.find("Springfield", minor=True)
    usual = places.find("Springfield")
    assert set(usual) < set(every)
    assert all((hit.population or 0) < 15000 for hit in set(every) - set(usual))


def test_crimea_is_of_one_state_held_by_another_and_claimed_by_both(places: PlaceIndex) -> None:
    crimea = places.find("Crimea")[0].place_id
    assert related(places, crimea, "part_of") == {"UKR"}
    assert related(places, crimea, "controlled_by") == {"RUS"}
    assert related(places, crimea, "claimed_by") == {"RUS", "UKR"}


def test_kashmir_belongs_to_no_one_country(places: PlaceIndex) -> None:
    kashmir = places.find("Kashmir")[0]
    assert kashmir.country is None
    assert related(places, kashmir.place_id, "claimed_by") == {"CHN", "IND", "PAK"}


def test_control_of_karabakh_is_dated(places: PlaceIndex) -> None:
    held = {
        (places.get(r.parent_id).country, r.validity.until is not None)
        for r in places.relations("dragoman:nagorno-karabakh")
        if r.relation == "controlled_by"
    }
    assert held == {("ARM", True), ("AZE", False)}


def test_a_city_lies_in_its_region_and_country(places: PlaceIndex) -> None:
    goma = places.find("Goma")[0]
    names = {places.get(parent).names[0].text for parent in places.parents(goma.place_id)}
    assert {"North Kivu", "Democratic Republic of the Congo"} <= names


def test_hong_kong_is_part_of_china_since_1997(places: PlaceIndex) -> None:
    hong_kong = places.find("Hong Kong")[0].place_id
    china = places.find("China")[0].place_id
    assert china in places.parents(hong_kong, date(2000, 1, 1))
    assert china not in places.parents(hong_kong, date(1990, 1, 1))


def test_every_place_of_the_hand_kept_tables_can_be_got(places: PlaceIndex) -> None:
    place = places.get("dragoman:darfur")
    assert (place.kind, place.country, place.extent_km) == ("L.RGN", "SDN", 700)


def test_an_unknown_id_is_a_key_error_and_has_no_relations(places: PlaceIndex) -> None:
    with pytest.raises(KeyError):
        places.get("dragoman:nowhere")
    assert places.relations("dragoman:nowhere") == ()


def test_parts_of_countries_that_news_names_are_places(places: PlaceIndex) -> None:
    found = {name: places.find(name)[0] for name in ("Bay Area", "Kansai", "Upper Egypt", "Bengal")}
    assert {name: hit.country for name, hit in found.items()} == {
        "Bay Area": "USA", "Kansai": "JPN", "Upper Egypt": "EGY", "Bengal": None,
    }  # fmt: skip


def test_a_place_known_by_its_post_office_serves_to_resolve_a_name_only(places: PlaceIndex) -> None:
    assert places.find("Aleknagik") == ()
    hit, *_ = places.find("Aleknagik", minor=True)
    assert (hit.kind, hit.country, hit.admin1, hit.geonames_id) == ("P.PPL", "USA", "Alaska", None)


@pytest.mark.parametrize(
    ("city", "country", "region"),
    [
        ("Hanoi", "VNM", "Hanoi"),
        ("Ho Chi Minh City", "VNM", "Ho Chi Minh"),
        ("Haiphong", "VNM", "Haiphong"),
        ("Nha Trang", "VNM", "Khánh Hòa Province"),
    ],
)
def test_a_city_lies_in_the_region_of_today(
    places: PlaceIndex, city: str, country: str, region: str
) -> None:
    hits = [hit for hit in places.find(city) if hit.kind.startswith("P") and hit.country == country]
    assert hits[0].admin1 == region
    land = next(hit for hit in places.find(region) if hit.kind == "A.ADM1")
    assert abs((hits[0].latitude or 0.0) - (land.latitude or 90.0)) < 1


def test_a_region_across_the_date_line_lies_on_it(places: PlaceIndex) -> None:
    hit = next(h for h in places.find("Eastern Division") if h.country == "FJI")
    assert hit.longitude is not None
    assert abs(hit.longitude) > 175
