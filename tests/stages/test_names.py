"""Names of a sentence: the gazetteer first and longest, NER for what it does not know."""

from __future__ import annotations

import pytest

from dragoman.pipeline.document import Pipeline
from dragoman.stages.entities.document_names import DocumentNames, read_document_names
from dragoman.stages.entities.names import NameMatch, find_names
from dragoman.testing.parties import document_of, parse_text


def names(text: str, pipeline: Pipeline) -> list[NameMatch]:
    document = document_of(text)
    [parse] = parse_text(document)
    found = find_names(parse, document.text, actors=pipeline.actors, places=pipeline.places)
    for match in found:
        first, last = parse.tokens[match.first], parse.tokens[match.last - 1]
        assert document.text[first.start : last.end] == match.surface
    return list(found)


def surfaces(text: str, pipeline: Pipeline) -> list[str]:
    return [match.surface for match in names(text, pipeline) if not match.inside]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Envoys flew to South Sudan.", ["South Sudan"]),
        ("The Republic of the Congo joined.", ["Republic of the Congo"]),
        ("The Central African Republic joined.", ["Central African Republic"]),
        ("He praised the Democratic Republic of the Congo.", ["Democratic Republic of the Congo"]),
    ],
)
def test_the_longest_name_wins(pipeline: Pipeline, text: str, expected: list[str]) -> None:
    assert surfaces(text, pipeline) == expected


def test_a_known_name_brings_its_readings(pipeline: Pipeline) -> None:
    [match] = names("Norway agreed.", pipeline)
    assert [hit.actor_id for hit in match.actor_hits] == ["state:NOR"]
    assert match.label == ""


def test_a_name_not_in_the_index_is_kept_with_its_label(pipeline: Pipeline) -> None:
    found = names("Anneke Vandersmissen spoke in Oslo.", pipeline)
    assert (found[0].surface, found[0].label) == ("Anneke Vandersmissen", "PERSON")
    assert found[0].actor_hits == ()


def test_a_country_inside_a_longer_name_is_no_party(pipeline: Pipeline) -> None:
    found = names("The Ghana Cocoa Council raised prices.", pipeline)
    assert "Ghana" in [m.surface for m in found if m.inside]
    assert [m.surface for m in found if not m.inside] == ["Ghana Cocoa Council"]


@pytest.mark.parametrize("text", ["Michael Jordan spoke.", "Chad Wilson spoke."])
def test_a_country_that_is_part_of_a_personal_name_is_none(pipeline: Pipeline, text: str) -> None:
    assert surfaces(text, pipeline) == [text.removesuffix(" spoke.")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Zarif Qulov visited Minsk.", "Zarif Qulov"),
        ("Pavel Rogozhin visited Minsk.", "Pavel Rogozhin"),
    ],
)
def test_a_known_surname_inside_an_unknown_full_name_does_not_break_it(
    pipeline: Pipeline, text: str, name: str
) -> None:
    assert surfaces(text, pipeline) == [name, "Minsk"]


def test_a_known_country_is_found_whatever_ner_takes_it_for(pipeline: Pipeline) -> None:
    assert surfaces("Rebels attacked a convoy in Niger.", pipeline) == ["Niger"]


@pytest.mark.parametrize("text", ["Police arrived.", "I left in May.", "Officials arrived."])
def test_common_words_with_a_capital_are_no_names(pipeline: Pipeline, text: str) -> None:
    assert surfaces(text, pipeline) == []


def test_an_unknown_village_after_near_is_a_place_and_no_person(pipeline: Pipeline) -> None:
    found = names("Troops camped near Qalmuruk on Monday.", pipeline)
    assert {m.label for m in found} <= {"LOC", "GPE", ""}
    assert [m.surface for m in found] == ["Qalmuruk"]


def _known(text: str, pipeline: Pipeline) -> list[tuple[str, str]]:
    document = document_of(text)
    parses = parse_text(document)
    told = read_document_names(parses, document.text, pipeline.actors)
    return [
        (m.surface, m.actor_hits[0].kind if m.actor_hits else m.label or "place")
        for parse in parses
        for m in find_names(
            parse, document.text, actors=pipeline.actors, places=pipeline.places, known=told
        )
    ]


def test_a_town_of_the_land_spoken_of_is_no_namesake_abroad(pipeline: Pipeline) -> None:
    found = _known("The army of Mali is weak. Its troops retook Gao in January.", pipeline)
    assert ("Gao", "place") in found


def test_a_transitional_government_is_that_of_the_land_spoken_of(pipeline: Pipeline) -> None:
    text = "South Sudan waits. The Transitional Government of National Unity met in Juba."
    assert "armed_group" not in {kind for _, kind in _known(text, pipeline)}


def test_a_small_word_in_capitals_is_a_name_only_among_others(pipeline: Pipeline) -> None:
    assert "WHO" not in dict(_known("MALI AFTER KONNA: WHO HOLDS THE NORTH?", pipeline))
    assert "WHO" in dict(_known("The WHO sent nurses to Mali.", pipeline))


def test_a_genitive_mark_is_no_part_of_a_name(pipeline: Pipeline) -> None:
    assert surfaces("Norway's minister left.", pipeline) == ["Norway"]


def test_hyphenated_names_are_apart(pipeline: Pipeline) -> None:
    assert surfaces("The Iran-Iraq border is long.", pipeline) == ["Iran", "Iraq"]


def test_an_adjective_is_a_name_of_its_country(pipeline: Pipeline) -> None:
    [match] = names("Danish ships left.", pipeline)
    assert [(h.actor_id, h.usage) for h in match.actor_hits][:1] == [("state:DNK", "adjective")]


def test_a_town_that_is_also_a_surname_is_a_place(pipeline: Pipeline) -> None:
    document = document_of("Warplanes killed six civilians in Saada on Monday.")
    analysis = [m for m in names(document.text, pipeline) if m.surface == "Saada"]
    assert [hit.country for hit in analysis[0].place_hits][:1] == ["YEM"]


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        ("Rebels entered Goma in eastern Congo on Monday.", {"Goma"}),
        ("Israel bombed Rafah on Sunday.", {"Rafah"}),
        ("Russia captured Avdiivka in February.", {"Avdiivka"}),
        ("The militia stormed El Fasher on Tuesday.", {"El Fasher"}),
        ("Soldiers captured Goma and Bukavu.", {"Goma", "Bukavu"}),
        ("Avdiivka was captured in February.", {"Avdiivka"}),
    ],
)
def test_what_is_entered_taken_or_struck_is_a_place(
    pipeline: Pipeline, text: str, towns: set[str]
) -> None:
    found = names(text, pipeline)
    assert towns <= {m.surface for m in found if m.place_hits and not m.inside}


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked Mr Palma on Monday.",
        "Gunmen attacked Palma, a lawyer, on Monday.",
        "Police arrested Palma on Monday.",
    ],
)
def test_who_is_attacked_or_arrested_is_no_place(pipeline: Pipeline, text: str) -> None:
    assert [m.surface for m in names(text, pipeline) if m.place_hits] == []


@pytest.mark.parametrize(
    ("text", "surname"),
    [
        ("Militants attacked Palma on Wednesday.", "palma"),
        ("Democrats criticised Palin.", "palin"),  # for the recogniser a place
    ],
)
def test_a_person_of_that_name_in_the_text_goes_first(
    pipeline: Pipeline, text: str, surname: str
) -> None:
    document = document_of(text)
    [parse] = parse_text(document)
    known = DocumentNames(surnames=frozenset({surname}))
    found = find_names(
        parse, document.text, actors=pipeline.actors, places=pipeline.places, known=known
    )
    assert [m.surface for m in found if m.place_hits] == []


def test_a_little_known_last_name_behind_a_title_is_its_bearer(pipeline: Pipeline) -> None:
    [found] = [n for n in names("President Zeroual received them.", pipeline) if n.actor_hits]
    assert found.actor_hits[0].actor_id == "person:liamine-zeroual"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Trump threatened tariffs on Mexican goods.", "person:donald-trump"),
        ("Merkel criticised the move.", "person:angela-merkel"),
    ],
)
def test_a_famous_surname_at_the_head_of_a_sentence_is_a_person(
    pipeline: Pipeline, text: str, who: str
) -> None:
    assert [hit.actor_id for hit in names(text, pipeline)[0].actor_hits] == [who]


def test_a_common_word_that_is_a_surname_stays_a_word(pipeline: Pipeline) -> None:
    assert not names("Trump cards are no use, said nobody.", pipeline)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A drone struck the port of Izmail on the Danube overnight.", "Danube"),
        ("Argentina's president visited Ushuaia to announce a naval base.", "Ushuaia"),
    ],
)
def test_a_river_beside_which_and_a_town_that_is_visited_are_places(
    pipeline: Pipeline, text: str, place: str
) -> None:
    [found] = [match for match in names(text, pipeline) if match.surface == place]
    assert found.place_hits


@pytest.mark.parametrize("amount", ["$40m", "CHF 5 million"])
def test_an_amount_is_no_part_of_a_name(pipeline: Pipeline, amount: str) -> None:
    text = f"Norway gave Nepal {amount} in aid."
    assert "Nepal" in [name.surface for name in names(text, pipeline)]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Rebels of Jaysh Al-Fateh seized Idlib in Syria.", "Fateh"),
        ("Syrian rebels seized the Tishreen Dam.", "Tishreen"),
    ],
)
def test_a_word_of_a_longer_name_is_not_the_body_of_that_name(
    pipeline: Pipeline, text: str, body: str
) -> None:
    assert body not in surfaces(text, pipeline)
