"""Described actors: country, sector and office read off a noun phrase."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.knowledge.actor_nouns import load_actor_nouns
from dragoman.pipeline.document import Pipeline
from dragoman.records.output import CodedDocument
from dragoman.stages.entities.names import find_names
from dragoman.stages.entities.nominal import Nominal, find_nominals
from dragoman.stages.entities.title import Title, title_before
from dragoman.testing.parties import document_of, parse_text


def nominals(text: str, pipeline: Pipeline) -> list[Nominal]:
    document = document_of(text)
    [parse] = parse_text(document)
    names = find_names(parse, document.text, actors=pipeline.actors, places=pipeline.places)
    return find_nominals(parse, document.text, names, load_actor_nouns())


def title(text: str, name: str, pipeline: Pipeline) -> Title | None:
    document = document_of(text)
    [parse] = parse_text(document)
    names = find_names(parse, document.text, actors=pipeline.actors, places=pipeline.places)
    [match] = [match for match in names if match.surface == name]
    return title_before(parse, document.text, names, match, load_actor_nouns())


@pytest.mark.parametrize(
    ("text", "name", "country", "sectors"),
    [
        ("Danish officials left.", "Danish officials", "DNK", ("GOV",)),
        ("Asmara's UN envoy left.", "Asmara's UN envoy", "ERI", ("GOV",)),
        ("The African Union's member states left.", "African Union's member states", "IGO", ()),
        ("The ministers of Norway left.", "ministers of Norway", "NOR", ("GOV",)),
        ("Norway's army left.", "Norway's army", "NOR", ("MIL",)),
        ("A delegation from Togo left.", "delegation from Togo", "TGO", ("GOV",)),
        ("The Danish opposition left.", "Danish opposition", "DNK", ("OPP",)),
        ("Danish lawmakers left.", "Danish lawmakers", "DNK", ("LEG",)),
        ("Danish judges left.", "Danish judges", "DNK", ("JUD",)),
        ("Danish journalists left.", "Danish journalists", "DNK", ("JRN",)),
        ("Danish fishermen left.", "Danish fishermen", "DNK", ("AGR",)),
        ("Danish nurses left.", "Danish nurses", "DNK", ("MED",)),
        ("Armed rebels left.", "Armed rebels", None, ("REB",)),
    ],
)
def test_country_and_sector_are_read_off_the_phrase(
    pipeline: Pipeline, text: str, name: str, country: str | None, sectors: tuple[str, ...]
) -> None:
    [nominal] = nominals(text, pipeline)
    assert (nominal.name, nominal.country, nominal.sectors) == (name, country, sectors)


@pytest.mark.parametrize(
    "phrase", ["of Rwanda and Burundi", "of Rwanda and of Burundi", "from Rwanda and from Burundi"]
)
def test_envoys_of_two_states_are_two_parties(pipeline: Pipeline, phrase: str) -> None:
    found = nominals(f"The envoys {phrase} met in Kampala.", pipeline)
    assert sorted((n.name, n.country) for n in found) == [
        ("envoys of Burundi", "BDI"),
        ("envoys of Rwanda", "RWA"),
    ]


def test_coordinated_adjectives_describe_two_actors_over_one_span(pipeline: Pipeline) -> None:
    found = nominals("Danish and Norwegian officials left.", pipeline)
    assert sorted((n.name, n.country, n.first, n.last) for n in found) == [
        ("Danish officials", "DNK", 0, 4),
        ("Norwegian officials", "NOR", 0, 4),
    ]


def test_coordinated_countries_after_of_describe_two_actors(pipeline: Pipeline) -> None:
    found = nominals("The presidents of Serbia and Kosovo left.", pipeline)
    assert sorted(n.country or "" for n in found) == ["SRB", "XKX"]


def test_coordinated_nouns_are_described_apart(pipeline: Pipeline) -> None:
    found = nominals("Danish soldiers and Norwegian nurses left.", pipeline)
    assert [(n.country, n.sectors) for n in found] == [("DNK", ("MIL",)), ("NOR", ("MED",))]


def test_the_country_of_the_office_counts_before_that_of_its_body(pipeline: Pipeline) -> None:
    found = nominals("The Danish ambassador to Norway left.", pipeline)
    assert [n.country for n in found] == ["DNK"]


def test_a_group_gives_its_fighters_its_sector(pipeline: Pipeline) -> None:
    found = nominals("Houthi fighters left.", pipeline)
    assert [([h.actor_id for h in n.hits], n.sectors) for n in found] == [
        (["group:ansar-allah"], ("REB",))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Their opposition to the plan is known.",
        "The army base burned.",
        "The weather was bad.",
    ],
)
def test_what_is_nobody_is_no_actor(pipeline: Pipeline, text: str) -> None:
    assert [
        n for n in nominals(text, pipeline) if n.lemma in ("opposition", "base", "weather")
    ] == []


def test_the_office_is_given_without_its_country(pipeline: Pipeline) -> None:
    [nominal] = nominals("The Danish deputy foreign minister left.", pipeline)
    assert nominal.role == "deputy foreign minister"


def test_an_article_makes_it_definite_and_a_plural_several(pipeline: Pipeline) -> None:
    [one] = nominals("The ministry said so.", pipeline)
    [several] = nominals("Danish ministries said so.", pipeline)
    assert (one.definite, one.plural, one.bare) == (True, False, True)
    assert (several.definite, several.plural, several.bare) == (False, True, False)


def test_a_title_before_a_name_is_the_persons(pipeline: Pipeline) -> None:
    found = title("Danish Defence Minister Peter Lindholm left.", "Peter Lindholm", pipeline)
    assert found is not None
    assert (found.role, found.country, found.sectors) == ("Defence Minister", "DNK", ("GOV",))


def test_a_title_is_no_actor_beside_its_person(pipeline: Pipeline) -> None:
    found = nominals("Danish Defence Minister Peter Lindholm left.", pipeline)
    assert [n for n in found if n.same_as is None] == []


def test_a_name_without_title_has_none(pipeline: Pipeline) -> None:
    assert title("Peter Lindholm left.", "Peter Lindholm", pipeline) is None


@pytest.mark.parametrize(
    "text",
    [
        "They declared a state of emergency.",
        "The law ends the right of assembly.",
        "Norway pledged two drones and a tank.",
        "They bombed a Christmas party.",
        "They tested a nerve agent.",
        "They began to clear mines.",
        "They backed Soto for mayor.",
        "A Kenyan plane landed.",
        "Press release No. 12",
        "It named a figure that is too high.",
        "A press conference was held.",
        "They will rebuild the school and two clinics.",
        "It praised the construction of a hospital in Torit.",
    ],
)
def test_a_condition_a_right_and_what_is_given_are_nobody(pipeline: Pipeline, text: str) -> None:
    assert nominals(text, pipeline) == []


def test_the_name_behind_a_long_title_is_whose_it_is(pipeline: Pipeline) -> None:
    [nominal] = nominals("The Ambassador of the Kingdom of Norway, Peter Lindholm, left.", pipeline)
    assert nominal.same_as is not None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Togo asked the envoy for Norway for help.", "envoy for Norway"),
        ("They ordered two submarines to leave.", "two submarines"),
        ("Norway informed the families of its soldiers.", "families of its soldiers"),
    ],
)
def test_who_is_asked_or_ordered_is_somebody(pipeline: Pipeline, text: str, name: str) -> None:
    assert name in [n.name for n in nominals(text, pipeline)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A 23-year-old man left.", "23-year-old man"),
        ("They stormed a gold mine.", "gold mine"),
        ("The Member States left.", "Member States"),
        ("Turkish planes bombed it.", "Turkish planes"),
        ("It was bombed by air force planes.", "air force planes"),
        ("They accused the army of heavy shelling.", "army"),
        ("They accused the parliament of fraud.", "parliament"),
    ],
)
def test_all_of_who_somebody_is_and_no_more(pipeline: Pipeline, text: str, name: str) -> None:
    assert [n.name for n in nominals(text, pipeline)] == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("UK and EU negotiators left.", ["UK negotiators", "EU negotiators"]),
        ("A Libyan and four Sudanese miners left.", ["Libyan miners", "Sudanese miners"]),
        (
            "Congolese, Mozambican and Zambian troops left.",
            ["Congolese troops", "Mozambican troops", "Zambian troops"],
        ),
        ("Meanwhile, Danish armed forces left.", ["Danish armed forces"]),
        ("The Danish-Libyan committee left.", ["Danish committee", "Libyan committee"]),
        (
            "Danish and Libyan military committees left.",
            ["Danish military committees", "Libyan military committees"],
        ),
        ("A Danish-Libyan doctor left.", ["Danish-Libyan doctor"]),
    ],
)
def test_a_list_before_a_noun_is_of_several(
    pipeline: Pipeline, text: str, names: list[str]
) -> None:
    assert [n.name for n in nominals(text, pipeline)] == names


@pytest.mark.parametrize(
    "text",
    [
        "A session of the Kazakh-Georgian Intergovernmental Commission was held on Monday.",
        "Kazakh-Georgian talks were held in Batumi on Tuesday.",
    ],
)
def test_what_is_of_two_lands_has_a_side_of_each(
    coded: Callable[..., CodedDocument], text: str
) -> None:
    [report] = coded(text).reports
    assert [p.country for p in report.participants] == ["KAZ", "GEO"]
