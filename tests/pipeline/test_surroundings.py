from __future__ import annotations

import pytest

from dragoman.knowledge.places import PlaceHit
from dragoman.pipeline.surroundings import put_by_surroundings
from dragoman.records.output import OutputPlace


def unknown(start: int) -> OutputPlace:
    return OutputPlace(
        start=start, end=start + 5, text="Xyzzy", kind="literal", name=None, geonames_id=None,
        lat=None, lon=None, country=None, admin1=None, feature=None, score=None, candidates=(),
    )  # fmt: skip


def known(
    start: int, lat: float, *, country: str = "SYR", admin1: str = "Idlib", feature: str = "P.PPL"
) -> OutputPlace:
    return OutputPlace(
        start=start, end=start + 5, text="Known", kind="literal", name="Known", geonames_id=1,
        lat=lat, lon=36.0, country=country, admin1=admin1, feature=feature, score=1.0,
        candidates=(),
    )  # fmt: skip


def region(name: str) -> PlaceHit:
    return PlaceHit(
        place_id="geonames:9", name=name, kind="A.ADM1", latitude=35.9, longitude=36.6,
        country="SYR", admin1=None, population=None, geonames_id=9, weight=0.7,
    )  # fmt: skip


def test_a_name_that_is_not_known_lies_where_the_nearest_town_does() -> None:
    far, near = known(0, 33.5), known(80, 35.9)
    place = put_by_surroundings(unknown(60), (far, near), None)
    assert (place.lat, place.country, place.admin1) == (35.9, "SYR", "Idlib")


def test_it_gets_no_name_id_or_feature() -> None:
    place = put_by_surroundings(unknown(60), (known(80, 35.9),), None)
    assert (place.name, place.geonames_id, place.feature, place.score) == (None, None, None, None)


def test_a_place_that_is_known_stays_where_it_is() -> None:
    place = known(60, 33.5)
    assert put_by_surroundings(place, (known(80, 35.9),), None) == place


def test_a_country_is_no_neighbour() -> None:
    place = unknown(60)
    assert put_by_surroundings(place, (known(50, 35.0, feature="A.PCLI"),), None) == place


def test_a_town_of_the_country_named_most_comes_before_a_nearer_one_abroad() -> None:
    beside = (known(0, 33.5), known(20, 33.5, feature="A.PCLI"), known(66, 48.9, country="FRA"))
    assert put_by_surroundings(unknown(60), beside, None).lat == 33.5


def test_the_region_it_is_said_to_lie_in_comes_before_what_is_near() -> None:
    beside = (known(0, 35.5), known(66, 33.5, admin1="Damascus"))
    assert put_by_surroundings(unknown(60), beside, region("Idlib")).lat == 35.5


@pytest.mark.parametrize("beside", [(), (known(66, 33.5, admin1="Damascus"),)])
def test_a_region_of_which_no_town_is_named_lends_its_own_point(
    beside: tuple[OutputPlace, ...],
) -> None:
    place = put_by_surroundings(unknown(60), beside, region("Idlib"))
    assert (place.lat, place.admin1, place.geonames_id) == (35.9, "Idlib", None)
