"""Mentions of a sentence: how a place name is meant, and which words are actors at all."""

from __future__ import annotations

import pytest

from dragoman.knowledge.actor_nouns import load_actor_nouns
from dragoman.pipeline.document import Pipeline
from dragoman.stages.entities.sentence_names import names_of_sentences
from dragoman.stages.mention import ActorDraft, PlaceDraft, find_mentions
from dragoman.testing.parties import document_of, parse_text


def mentions(
    text: str, pipeline: Pipeline
) -> tuple[tuple[ActorDraft, ...], tuple[PlaceDraft, ...]]:
    document, nouns = document_of(text), load_actor_nouns()
    parses = parse_text(document)
    named = names_of_sentences(
        parses, document.text, actors=pipeline.actors, places=pipeline.places, nouns=nouns
    )
    return find_mentions(parses, document.text, named, actors=pipeline.actors, nouns=nouns)


@pytest.mark.parametrize(
    ("text", "usages"),
    [
        ("Moscow rejected the plan.", {"Moscow": "metonym"}),
        ("The plan angered Moscow.", {"Moscow": "metonym"}),
        ("Moscow's answer was short.", {"Moscow": "metonym"}),
        ("He put pressure on Moscow.", {"Moscow": "metonym"}),
        ("Talks between Moscow and Ankara failed.", {"Moscow": "metonym", "Ankara": "metonym"}),
        ("He lives in Moscow.", {"Moscow": "literal"}),
        ("He travelled to Moscow.", {"Moscow": "literal"}),
        ("He visited Moscow.", {"Moscow": "literal"}),
        ("He left Moscow for Ankara.", {"Moscow": "literal", "Ankara": "literal"}),
        ("Moscow is a large city.", {"Moscow": "literal"}),
        ("Danish ships sank.", {"Danish": "demonym"}),
        ("Two Danes sank.", {"Danes": "demonym"}),
        ("The Moscow Courier wrote so.", {"Moscow": "in_name"}),
    ],
)
def test_a_place_name_is_meant_as_its_grammar_says(
    pipeline: Pipeline, text: str, usages: dict[str, str]
) -> None:
    _, places = mentions(text, pipeline)
    assert {draft.surface: draft.usage for draft in places} == usages


def test_a_metonym_is_the_state_as_an_actor(pipeline: Pipeline) -> None:
    actors, _ = mentions("Moscow rejected the plan.", pipeline)
    assert [(d.name, d.usage, d.hits[0].actor_id) for d in actors] == [
        ("Moscow", "metonym", "state:RUS")
    ]


@pytest.mark.parametrize("text", ["UNICEF left.", "Hezbollah left.", "Angela Merkel left."])
def test_a_name_that_no_place_bears_has_no_usage(pipeline: Pipeline, text: str) -> None:
    actors, places = mentions(text, pipeline)
    assert [draft.usage for draft in actors] == [None]
    assert places == ()


def test_a_shelled_town_stands_for_its_people(pipeline: Pipeline) -> None:
    actors, _ = mentions("Rebels shelled Kharkiv.", pipeline)
    assert [(d.name, d.kind, d.country) for d in actors if d.form == "name"] == [
        ("Kharkiv", "population", "UKR")
    ]


def test_third_person_pronouns_are_mentions_and_others_are_not(pipeline: Pipeline) -> None:
    actors, _ = mentions("I told her that they saw us, and it is late.", pipeline)
    assert [d.name for d in actors if d.form == "pronoun"] == ["her", "they", "it"]


def test_it_as_an_object_is_no_mention(pipeline: Pipeline) -> None:
    actors, _ = mentions("The army took it.", pipeline)
    assert [d.name for d in actors] == ["army"]


def test_mentions_come_in_the_order_of_the_text(pipeline: Pipeline) -> None:
    actors, places = mentions("Togo thanked Ghana. Ghana thanked Benin.", pipeline)
    assert [(d.sentence, d.name) for d in actors] == [
        (0, "Togo"),
        (0, "Ghana"),
        (1, "Ghana"),
        (1, "Benin"),
    ]
    assert [d.surface for d in places] == ["Togo", "Ghana", "Ghana", "Benin"]


def test_the_possessor_of_a_person_is_not_that_person(pipeline: Pipeline) -> None:
    actors, _ = mentions("Norway's minister left.", pipeline)
    assert [(d.form, d.name) for d in actors] == [
        ("nominal", "Norway's minister"),
        ("name", "Norway"),
    ]


def test_every_toponym_is_a_place_even_if_unknown(pipeline: Pipeline) -> None:
    _, places = mentions("Troops camped near Qalmuruk in Chad.", pipeline)
    assert [(d.surface, bool(d.hits)) for d in places] == [("Qalmuruk", False), ("Chad", True)]


def test_a_town_that_is_also_a_surname_is_a_place_and_no_person(pipeline: Pipeline) -> None:
    actors, places = mentions("Warplanes killed six civilians in Saada on Monday.", pipeline)
    assert [draft.surface for draft in places] == ["Saada"]
    assert [d.kind for d in actors if d.name == "Saada" and d.kind == "person"] == []
