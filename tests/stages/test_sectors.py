"""Sectors read off a description."""

from __future__ import annotations

import pytest

from dragoman.knowledge.actor_nouns import load_actor_nouns
from dragoman.pipeline.document import Pipeline
from dragoman.stages.entities.names import find_names
from dragoman.stages.entities.nominal import find_nominals
from dragoman.testing.parties import document_of, parse_text


def sectors(text: str, pipeline: Pipeline) -> list[tuple[str, tuple[str, ...]]]:
    """The descriptions of the sentence with their sectors."""
    document = document_of(text)
    [parse] = parse_text(document)
    names = find_names(parse, document.text, actors=pipeline.actors, places=pipeline.places)
    found = find_nominals(parse, document.text, names, load_actor_nouns())
    return [(nominal.name, nominal.sectors) for nominal in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The intelligence officer left.", ("SPY",)),
        ("The army officer left.", ("MIL",)),
        ("The officer left.", ("COP",)),
        ("Party officials left.", ("PTY",)),
        ("Government officials left.", ("GOV",)),
        ("A rebel commander left.", ("REB",)),
        ("Army engineers left.", ("MIL",)),
        ("Engineers left.", ("LAB",)),
        ("The security analyst left.", ("EDU",)),
        ("The head of state left.", ("GOV",)),
        ("A member of parliament left.", ("LEG",)),
        ("State television left.", ("GOV", "JRN")),
        ("Unidentified men left.", ("UAF",)),
        ("Twenty men left.", ()),
        ("The sheriff's department left.", ("COP",)),
        ("A free agent left.", ("CVL",)),
        ("The car theft syndicate left.", ("CRM",)),
    ],
)
def test_a_modifier_says_which_service_an_office_is_of(
    pipeline: Pipeline, text: str, expected: tuple[str, ...]
) -> None:
    (_, found), *_ = sectors(text, pipeline)
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The president of Togo left.", ("GOV",)),
        ("The president of the supreme court left.", ("JUD",)),
        ("The president of the Danish Human Rights League left.", ("SOC",)),
        ("The head of the opposition left.", ("OPP",)),
    ],
)
def test_who_heads_a_body_is_of_its_sector(
    pipeline: Pipeline, text: str, expected: tuple[str, ...]
) -> None:
    (_, found), *_ = sectors(text, pipeline)
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Danish party signed.", ("GOV",)),
        ("The ruling party signed.", ("PTY",)),
        ("The radical party signed.", ("PTY",)),
        ("The party signed.", ("PTY",)),
        ("The warring parties signed.", ()),
        ("All parties signed.", ()),
        ("Third parties signed.", ()),
        ("Two opposition parties signed.", ("OPP",)),
    ],
)
def test_a_party_is_a_political_one_only_where_the_words_fit(
    pipeline: Pipeline, text: str, expected: tuple[str, ...]
) -> None:
    [(_, found)] = sectors(text, pipeline)
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A former minister left.", ("ELI",)),
        ("A former rebel left.", ("REB",)),
        ("Ousted lawmakers left.", ("ELI",)),
    ],
)
def test_who_has_left_an_office_of_state_is_elite(
    pipeline: Pipeline, text: str, expected: tuple[str, ...]
) -> None:
    [(_, found)] = sectors(text, pipeline)
    assert found == expected


def test_people_of_a_country_are_civilians(pipeline: Pipeline) -> None:
    assert sectors("Four Danish men left.", pipeline) == [("Four Danish men", ("CVL",))]


def test_forces_of_a_breakaway_region_are_of_a_partly_recognised_state(pipeline: Pipeline) -> None:
    assert sectors("Transnistrian troops left.", pipeline) == [
        ("Transnistrian troops", ("MIL", "PRE"))
    ]


@pytest.mark.parametrize(
    "text", ["They left by force.", "He took office.", "The left bank flooded.", "It took power."]
)
def test_a_thing_is_nobody(pipeline: Pipeline, text: str) -> None:
    assert sectors(text, pipeline) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Government critics left.", ("OPP",)),
        ("The organised crime unit left.", ("COP",)),
        ("The crime syndicate left.", ("CRM",)),
        ("His chief of staff left.", ()),
        ("Norway's chief of staff left.", ("MIL",)),
        ("The army chief of staff left.", ("MIL",)),
        ("The U.S. attorney left.", ("JUD",)),
        ("An attorney left.", ("SOC",)),
    ],
)
def test_what_fights_or_opposes_what_it_is_called_after_is_not_of_it(
    pipeline: Pipeline, text: str, expected: tuple[str, ...]
) -> None:
    (_, found), *_ = sectors(text, pipeline)
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A MiG fighter fell.", [("MiG fighter", ("MIL",))]),
        ("A fighter fell.", [("fighter", ("REB",))]),
    ],
)
def test_a_fighter_of_a_make_of_planes_is_of_an_air_force(
    pipeline: Pipeline, text: str, expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert sectors(text, pipeline) == expected
