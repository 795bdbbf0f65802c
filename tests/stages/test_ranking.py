from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from dragoman.knowledge.actors import ActorIndex
from dragoman.records import Analysis
from dragoman.stages.entities.ranking import Surroundings, is_clear, rank_readings

Analysed = Callable[..., Analysis]


@pytest.fixture(scope="module")
def actors() -> Iterator[ActorIndex]:
    index = ActorIndex.open()
    yield index
    index.close()


def ranked(actors: ActorIndex, name: str, around: Surroundings) -> list[str]:
    return [r.hit.actor_id for r in rank_readings(actors.find(name), around, actors)]


def test_a_country_that_the_document_names_decides_between_namesakes(actors: ActorIndex) -> None:
    near = Surroundings(as_of=None, countries=frozenset({"COG"}))
    assert ranked(actors, "Congo", Surroundings(as_of=None)) == ["state:COD", "state:COG"]
    assert ranked(actors, "Congo", near) == ["state:COG", "state:COD"]


def test_a_title_of_another_country_speaks_against_a_reading(actors: ActorIndex) -> None:
    around = Surroundings(as_of=date(2012, 1, 1), country="PAK", title="Prime Minister")
    best = rank_readings(actors.find("Khan"), around, actors)[0].hit
    assert best.country == "PAK"


def test_the_score_falls_with_every_rival(actors: ActorIndex) -> None:
    alone = rank_readings(actors.find("Mali"), Surroundings(as_of=None), actors)[0]
    shared = rank_readings(actors.find("Congo"), Surroundings(as_of=None), actors)[0]
    assert (alone.score, shared.score < shared.hit.weight) == (alone.hit.weight, True)


def test_a_name_that_two_may_bear_alike_is_not_clear(actors: ActorIndex) -> None:
    parties = rank_readings(actors.find("Liberal Party"), Surroundings(as_of=None), actors)
    at_home = Surroundings(as_of=None, countries=frozenset({"PHL"}))
    assert not is_clear(parties)
    assert is_clear(rank_readings(actors.find("Liberal Party"), at_home, actors))


def test_an_unsure_name_has_candidates_and_no_choice(analysed: Analysed) -> None:
    found = analysed("The Liberal Party rejected the plan on Friday.").entities
    party = next(e for e in found if e.name == "Liberal Party")
    assert party.chosen is None
    assert len(party.candidates) > 1


def test_an_actor_named_beside_it_tells_the_country_of_a_name(analysed: Analysed) -> None:
    text = "Justin Trudeau said on Friday that the Liberal Party would wait."
    found = analysed(text, published="2019-05-04").entities
    party = next(e for e in found if e.name == "Liberal Party")
    assert party.chosen is not None
    assert party.chosen.target_id == "party:liberal-party-can"


def test_no_name_tells_its_own_country(analysed: Analysed) -> None:
    alone, beside = (
        next(e.chosen for e in analysed(text).entities if e.name == "Mikhail Bogdanov")
        for text in ("Mikhail Bogdanov spoke.", "Mikhail Bogdanov spoke in Russia.")
    )
    assert alone is not None
    assert beside is not None
    assert alone.score < beside.score


def test_a_name_that_nobody_has_has_no_candidates(analysed: Analysed) -> None:
    found = analysed("The Quorvex Foundation rejected the plan on Friday.").entities
    assert [e.candidates for e in found if e.kind == "actor"] == [()]


def test_a_misspelt_name_is_linked_where_the_text_names_its_country(analysed: Analysed) -> None:
    text = "Muammar Qadhafi met {} on Friday."
    libyan, unsaid = (
        next(e for e in analysed(text.format(who)).entities if e.name == "Muammar Qadhafi")
        for who in ("Libyan tribal leaders", "tribal leaders")
    )
    assert libyan.chosen is not None
    assert (libyan.chosen.target_id, libyan.chosen.method) == ("person:muammar-gaddafi", "fuzzy")
    assert (unsaid.chosen, unsaid.candidates) == (None, ())


@pytest.mark.parametrize(
    ("text", "name", "actor_id"),
    [
        ("Georgia and Russia signed a truce in Tbilisi.", "Georgia", "state:GEO"),
        ("Congo and Rwanda traded accusations in Kinshasa.", "Congo", "state:COD"),
        ("Congo and France signed a deal in Brazzaville.", "Congo", "state:COG"),
        ("Guinea recalled its envoy to Senegal.", "Guinea", "state:GIN"),
        ("Equatorial Guinea recalled its envoy.", "Equatorial Guinea", "state:GNQ"),
        ("Washington rejected the proposal of Beijing.", "Washington", "state:USA"),
        ("Burma released the prisoners.", "Burma", "state:MMR"),
        ("Myanmar released the prisoners.", "Myanmar", "state:MMR"),
        ("Mali expelled the French ambassador.", "Mali", "state:MLI"),
        ("North Korea condemned the drills.", "North Korea", "state:PRK"),
        ("Jordan closed its border with Syria.", "Jordan", "state:JOR"),
        ("Turkey summoned the Swedish ambassador.", "Turkey", "state:TUR"),
    ],
)
def test_a_state_is_told_from_its_namesakes(
    analysed: Analysed, text: str, name: str, actor_id: str
) -> None:
    found = analysed(text)
    spans = {m.id: m.span for m in found.mentions}
    linked = [
        e.chosen.target_id
        for e in found.entities
        if e.kind == "actor" and e.chosen is not None
        for m in e.mention_ids
        if found.document.text[spans[m].start : spans[m].end] == name
    ]
    assert linked == [actor_id]


def test_a_person_called_jordan_is_no_state(analysed: Analysed) -> None:
    found = analysed("Vernon Jordan met the Syrian foreign minister in Geneva.")
    assert "state:JOR" not in {e.chosen.target_id for e in found.entities if e.chosen}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Georgia police arrested three men in Atlanta on Friday.", "USA"),
        ("Lebanon, Tennessee police arrested three men on Friday.", "USA"),
        ("Georgia police arrested three men in Tbilisi on Friday.", "GEO"),
    ],
)
def test_a_region_or_town_is_told_from_the_state_of_its_name(
    analysed: Analysed, text: str, country: str
) -> None:
    found = [e for e in analysed(text).entities if e.kind == "actor" and "police" in e.name]
    assert [e.coding.country for e in found if e.coding] == [country]


def test_a_little_known_person_is_no_namesake_in_another_country(analysed: Analysed) -> None:
    text = "John Allen, a teacher in Leeds, met the mayor on Monday."
    assert next(e for e in analysed(text).entities if e.name == "John Allen").chosen is None


def test_namesakes_do_not_vouch_for_each_other(analysed: Analysed) -> None:
    text = "Police in Bristol held Robert Wood and John Allen after the protest on Monday."
    found = {e.name: e.chosen for e in analysed(text).entities}
    assert (found["Robert Wood"], found["John Allen"]) == (None, None)


@pytest.mark.parametrize(
    "text", ["John Allen met Afghan officials in Washington.", "John Allen spoke."]
)
def test_where_his_country_is_spoken_of_or_none_is_he_is_known(
    analysed: Analysed, text: str
) -> None:
    chosen = next(e for e in analysed(text).entities if e.name == "John Allen").chosen
    assert chosen is not None
    assert chosen.target_id == "person:john-allen"


def test_of_two_countries_that_are_named_the_one_where_the_story_is_set_counts_more(
    actors: ActorIndex,
) -> None:
    day, both = date(2004, 5, 11), frozenset({"IND", "NPL"})
    for home, group in (("NPL", "group:cpn-maoist"), ("IND", "group:naxalites")):
        around = Surroundings(as_of=day, countries=both, home=home)
        assert ranked(actors, "Maoist rebels", around)[0] == group


def test_a_group_of_the_past_is_no_reading_of_a_living_ones_name(actors: ActorIndex) -> None:
    now, then = (Surroundings(as_of=date(year, 6, 1)) for year in (2024, 2001))
    assert ranked(actors, "National Liberation Army", now) == ["group:eln"]
    assert "group:nla-macedonia" in ranked(actors, "National Liberation Army", then)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Portugal voted on Sunday, and the PSD rejected the result.", "PSD", "PRT"),
        ("Romania voted on Sunday, and the PSD rejected the result.", "PSD", "ROU"),
        ("Norway voted on Sunday, and the PSD rejected the result.", "PSD", None),
        ("Police in Colombo said that the STF raided a house.", "STF", "LKA"),
        ("The Muslim Brotherhood in Jordan rejected the law.", "Muslim Brotherhood", "JOR"),
    ],
)
def test_a_local_name_is_its_bodys_where_the_text_speaks_of_the_country(
    analysed: Analysed, text: str, name: str, country: str | None
) -> None:
    found = next(e for e in analysed(text).entities if e.name == name)
    assert found.coding is not None
    assert found.coding.country == country


def test_a_name_like_that_of_somebody_little_known_is_another_where_names_have_one_spelling(
    analysed: Analysed,
) -> None:
    text = "{} was in New Zealand and the United States on Friday."
    chosen = [
        next(e.chosen for e in analysed(text.format(who)).entities if e.name == who)
        for who in ("Robert Pitman", "Hilary Clinton")
    ]
    assert [link and link.target_id for link in chosen] == [None, "person:hillary-clinton"]
