"""Tests of the names that national bodies have in their own country."""

from __future__ import annotations

import pytest

from dragoman.knowledge.bare_names import bare_names
from dragoman.knowledge.build_actors import ActorEntry, ActorName


def entry(
    actor_id: str, kind: str, country: str, sectors: str, *forms: tuple[str, str]
) -> ActorEntry:
    return ActorEntry(
        id=actor_id,
        name=forms[0][0],
        kind=kind,
        country=country,
        sectors=tuple(sectors.split()),
        weight=0.5,
        names=[ActorName(form, usage, None, None, 0.5, False) for form, usage in forms],
    )


ANDORRA = entry("state:AND", "state", "AND", "", ("Andorra", "name"), ("Andorran", "adjective"))


@pytest.mark.parametrize("name", ["General Council of Andorra", "Andorran General Council"])
def test_a_body_goes_without_its_country_at_home(name: str) -> None:
    council = entry("gov:council", "organisation", "AND", "LEG", (name, "name"))
    assert [form for _, form in bare_names([ANDORRA, council])] == ["General Council"]


@pytest.mark.parametrize(
    ("name", "sectors"),
    [
        ("Supreme Court of Andorra", "JUD"),
        ("Andorran Planning Commission", "GOV"),
        ("Andorran Parliament", "LEG"),
        ("General Council of Monaco", "LEG"),
    ],
)
def test_a_name_whose_words_tell_as_much_is_not_kept_twice(name: str, sectors: str) -> None:
    body = entry("gov:body", "organisation", "AND", sectors, (name, "name"))
    assert list(bare_names([ANDORRA, body])) == []


def test_a_name_that_another_body_has_is_its_own() -> None:
    cross = entry("gov:cross", "organisation", "AND", "SOC", ("Andorran Red Cross", "name"))
    world = entry("org:cross", "organisation", "NGO", "SOC", ("Red Cross", "name"))
    assert list(bare_names([ANDORRA, cross, world])) == []
