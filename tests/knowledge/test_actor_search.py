from __future__ import annotations

from collections.abc import Iterator

import pytest

from dragoman.knowledge.actor_search import find_alike, find_misspelt, search_actors
from dragoman.knowledge.actors import ActorIndex


@pytest.fixture(scope="module")
def actors() -> Iterator[ActorIndex]:
    index = ActorIndex.open()
    yield index
    index.close()


@pytest.mark.parametrize(
    ("name", "actor_id", "usage"),
    [
        ("Владимир Путин", "person:vladimir-putin", "transliterated"),
        ("فلاديمير بوتين", "person:vladimir-putin", "transliterated"),
        ("김정은", "person:kim-jong-un", "transliterated"),
        ("Muammar Qadhafi", "person:muammar-gaddafi", "fuzzy"),
        ("Hezbolla", "group:hezbollah", "fuzzy"),
        ("Ansarulah", "group:ansar-allah", "fuzzy"),
    ],
)
def test_a_name_in_another_spelling_leads_to_its_actor(
    actors: ActorIndex, name: str, actor_id: str, usage: str
) -> None:
    assert actors.find(name) == ()
    first = find_alike(name, actors)[0]
    assert (first.actor_id, first.usage) == (actor_id, usage)


def test_a_like_name_weighs_less_than_the_name_itself(actors: ActorIndex) -> None:
    assert find_alike("Hezbolla", actors)[0].weight < actors.find("Hezbollah")[0].weight


def test_a_word_that_is_a_name_in_another_case_is_not_like_it(actors: ActorIndex) -> None:
    assert "state:TUR" not in {hit.actor_id for hit in find_alike("turkey", actors)}


def test_a_name_of_two_consonants_is_like_nothing(actors: ActorIndex) -> None:
    assert find_alike("Iowe", actors) == ()


def test_names_of_unlike_vowels_are_not_alike_though_their_consonants_agree(
    actors: ActorIndex,
) -> None:
    assert "group:hamas" not in {hit.actor_id for hit in find_alike("Homos", actors)}


def test_a_letter_left_out_or_swapped_is_forgiven_by_the_slow_search(actors: ActorIndex) -> None:
    assert find_alike("Bashar Assad al", actors) == ()
    assert find_misspelt("Security Cuoncil", actors)[0].actor_id == "org:un-security-council"


@pytest.mark.parametrize("name", ["Serbian Army", "Nigerien Army", "Andrei Kartapulin", "Senate"])
def test_a_name_of_other_words_is_no_misspelling(actors: ActorIndex, name: str) -> None:
    assert (find_alike(name, actors), find_misspelt(name, actors)) == ((), ())


def test_a_search_takes_any_case_and_parts_of_names(actors: ActorIndex) -> None:
    assert search_actors("turkey", actors)[0].actor_id == "state:TUR"
    assert "group:lords-resistance-army" in {
        hit.actor_id for hit in search_actors("resistance army", actors)
    }


def test_a_search_for_nothing_known_finds_nobody(actors: ActorIndex) -> None:
    assert search_actors("xyzzyland", actors) == ()


def test_no_consonant_of_one_word_is_lent_to_the_next(actors: ActorIndex) -> None:
    assert actors.find("Juan Carlos Zevallos")
    assert find_alike("Juan Carlos Vélez", actors) == ()
