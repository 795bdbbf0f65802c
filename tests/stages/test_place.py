from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

import pytest

from dragoman.knowledge.places import PlaceHit, PlaceIndex
from dragoman.records import Document, DocumentEntity, Mention, Span
from dragoman.stages.entities.place_context import distance_km
from dragoman.stages.place import resolve_places

Usage = Literal["literal", "metonym", "demonym", "in_name"]
Resolve = Callable[..., dict[str, DocumentEntity]]


@pytest.fixture(scope="module")
def places() -> Iterator[PlaceIndex]:
    index = PlaceIndex.open()
    yield index
    index.close()


@pytest.fixture(scope="module")
def resolve(places: PlaceIndex) -> Resolve:
    """Resolve the words in brackets; return the entity of each by its words."""

    def run(
        marked: str, *, usage: Usage = "literal", country: str | None = None
    ) -> dict[str, DocumentEntity]:
        text, spans = "", []
        for number, part in enumerate(marked.replace("[", "]").split("]")):
            if number % 2:
                spans.append((len(text), len(text) + len(part)))
            text += part
        document = Document(
            id="d", source_id="test", text=text, title_end=0, language="en",
            raw_sha256="", text_sha256="",
        )  # fmt: skip
        mentions = [
            Mention(
                id=f"m{start}", span=Span(document_id="d", start=start, end=end),
                head=Span(document_id="d", start=start, end=end), kind="place", form="name",
                usage=usage,
            )
            for start, end in spans
        ]  # fmt: skip
        found = resolve_places(document, mentions, index=places, country=country)
        by_mention = {m: entity for entity in found for m in entity.mention_ids}
        named = {text[start:end]: by_mention.get(f"m{start}") for start, end in spans}
        return {name: entity for name, entity in named.items() if entity is not None}

    return run


def where(index: PlaceIndex, entity: DocumentEntity) -> tuple[str, str | None, str | None]:
    assert entity.chosen is not None
    place = index.get(entity.chosen.target_id)
    return place.names[0].text, place.country, place.admin1


def test_a_bare_name_is_the_most_prominent_place(places: PlaceIndex, resolve: Resolve) -> None:
    found = resolve("Talks were held in [Paris].")
    assert where(places, found["Paris"])[1] == "FRA"


def test_the_larger_place_named_after_a_town_decides(places: PlaceIndex, resolve: Resolve) -> None:
    found = resolve("A man was shot in [Paris], [Texas].")
    assert where(places, found["Paris"]) == ("Paris", "USA", "Texas")


def test_a_larger_place_decides_even_if_it_is_no_mention(
    places: PlaceIndex, resolve: Resolve
) -> None:
    assert where(places, resolve("Police in [Athens], Ga., said so.")["Athens"])[2] == "Georgia"


def test_two_places_of_one_name_are_two_entities(places: PlaceIndex, resolve: Resolve) -> None:
    found = resolve("From [London], [England], he flew to [London ], [Ontario].")
    assert where(places, found["London"])[1] == "GBR"
    assert where(places, found["London "])[1] == "CAN"


def test_later_bare_mentions_follow_the_one_that_was_told_apart(
    places: PlaceIndex, resolve: Resolve
) -> None:
    found = resolve("[Paris], [Texas], was calm. Officials in [Paris] thanked the police.")
    assert len({entity.id for name, entity in found.items() if name == "Paris"}) == 1
    assert where(places, found["Paris"])[2] == "Texas"


def test_the_country_named_elsewhere_moves_an_ambiguous_town(
    places: PlaceIndex, resolve: Resolve
) -> None:
    found = resolve("[Venezuelan] police said that in [Valencia] and [Caracas] shops were looted.")
    assert where(places, found["Valencia"])[1] == "VEN"


def test_a_country_known_from_outside_moves_an_ambiguous_town(
    places: PlaceIndex, resolve: Resolve
) -> None:
    assert (
        where(places, resolve("Shops in [Valencia] shut.", country="VEN")["Valencia"])[1] == "VEN"
    )


def test_a_demonym_is_the_country(places: PlaceIndex, resolve: Resolve) -> None:
    found = resolve("[Yemeni] ministers met.", usage="demonym")["Yemeni"]
    assert where(places, found)[1] == "YEM"
    assert found.candidates[0].method == "demonym"


def test_a_place_inside_another_name_is_no_entity(resolve: Resolve) -> None:
    assert resolve("The [London] School of Economics said so.", usage="in_name") == {}


def test_a_direction_before_a_name_is_looked_through(places: PlaceIndex, resolve: Resolve) -> None:
    assert where(places, resolve("Fighting in [western Honduras].")["western Honduras"])[1] == "HND"


def test_a_word_of_kind_asks_for_the_region(places: PlaceIndex, resolve: Resolve) -> None:
    found = resolve("Shells fell in [Idlib province].")["Idlib province"]
    assert found.chosen is not None
    assert places.get(found.chosen.target_id).kind == "A.ADM1"


def test_georgia_beside_atlanta_is_the_state(places: PlaceIndex, resolve: Resolve) -> None:
    found = resolve("Voters in [Atlanta], [Georgia], queued.")
    assert where(places, found["Atlanta"])[2] == "Georgia"


def test_georgia_beside_tbilisi_is_the_country(places: PlaceIndex, resolve: Resolve) -> None:
    found = resolve("In [Georgia], crowds gathered in [Tbilisi].")
    assert where(places, found["Georgia"])[1] == "GEO"


def test_an_unknown_name_has_no_candidates(resolve: Resolve) -> None:
    found = resolve("They met in [Xyzzyville].")["Xyzzyville"]
    assert (found.candidates, found.chosen) == ((), None)


def test_candidates_are_ranked_and_the_best_is_chosen(resolve: Resolve) -> None:
    found = resolve("A storm hit [Springfield].")["Springfield"]
    scores = [link.score for link in found.candidates]
    assert scores == sorted(scores, reverse=True)
    assert found.chosen is None or found.chosen == found.candidates[0]


def test_a_city_and_its_region_do_not_compete(resolve: Resolve) -> None:
    chosen = resolve("He flew to [Moscow].")["Moscow"].chosen
    assert chosen is not None
    assert chosen.score > 0.8


def test_a_degree_of_latitude_is_about_111_km() -> None:
    def at(latitude: float) -> PlaceHit:
        return PlaceHit(
            place_id="x", name="x", kind="P.PPL", latitude=latitude, longitude=0.0, country=None,
            admin1=None, population=None, geonames_id=None, weight=0.5,
        )  # fmt: skip

    assert distance_km(at(0.0), at(1.0)) == pytest.approx(111.2, abs=0.1)


def test_two_towns_that_are_namesakes_vouch_for_each_other(
    places: PlaceIndex, resolve: Resolve
) -> None:
    found = resolve(
        "Schools in [Alexandria], [Pineville] and [Bunkie] were shut, [Louisiana] said."
    )
    assert where(places, found["Alexandria"])[2] == "Louisiana"
    assert where(places, found["Pineville"])[2] == "Louisiana"


@pytest.mark.parametrize(
    ("marked", "name", "country"),
    [
        ("Rebels left [Goma] in the [Democratic Republic of the Congo].",
         "Democratic Republic of the Congo", "COD"),
        ("Ministers met in [Brazzaville], capital of the [Republic of the Congo].",
         "Republic of the Congo", "COG"),
        ("[North Korea] fired a missile.", "North Korea", "PRK"),
        ("[South Korea] protested.", "South Korea", "KOR"),
        ("A coup in [Guinea].", "Guinea", "GIN"),
        ("A coup in [Guinea-Bissau].", "Guinea-Bissau", "GNB"),
        ("Talks were held in [Burma].", "Burma", "MMR"),
        ("Talks were held in [Myanmar].", "Myanmar", "MMR"),
        ("He lived in [Leningrad].", "Leningrad", "RUS"),
        ("A flood hit [Bombay].", "Bombay", "IND"),
        ("They met in [Washington].", "Washington", "USA"),
        ("Talks in [Russia], the [United States] and [China].", "Russia", "RUS"),
    ],
)  # fmt: skip
def test_names_that_many_mistake_are_the_right_country(
    places: PlaceIndex, resolve: Resolve, marked: str, name: str, country: str
) -> None:
    assert where(places, resolve(marked)[name])[1] == country


def test_washington_alone_is_the_capital(places: PlaceIndex, resolve: Resolve) -> None:
    found = resolve("They met in [Washington].")["Washington"]
    assert found.chosen is not None
    assert found.chosen.target_id == "geonames:4140963"


def test_a_town_that_the_gazetteer_lacks_in_the_state_named_is_no_other_town(
    resolve: Resolve,
) -> None:
    assert resolve("A fire in [Timbuktu], Wyo., was put out.")["Timbuktu"].candidates == ()


def test_the_abbreviation_of_a_state_is_the_state(places: PlaceIndex, resolve: Resolve) -> None:
    found = resolve("Police in [Columbia], [Mo.], said so.")
    assert where(places, found["Mo."]) == ("Missouri", "USA", None)
    assert where(places, found["Columbia"])[2] == "Missouri"


def test_a_longer_name_is_the_place_it_is_called_after(
    places: PlaceIndex, resolve: Resolve
) -> None:
    found = resolve("Students of [Colorado State University] protested.")
    assert where(places, found["Colorado State University"])[0] == "Colorado"


def test_a_county_is_told_from_its_namesakes_by_the_towns_in_it(
    places: PlaceIndex, resolve: Resolve
) -> None:
    found = resolve("[Cook County] officials met in [Chicago], [Illinois].")
    assert where(places, found["Cook County"])[2] == "Illinois"


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Ten died in [Kobe] in eastern [Congo].", "Kobe"),
        ("Ten died in [Kobe] in [Congo].", "Kobe"),
        ("Ten died in the [Congolese] village of [Kobe].", "Kobe"),
        ("Ten died in [Loma], a village in eastern [Congo].", "Loma"),
        ("Ten died in the [Salam] district of [Khartoum].", "Salam"),
    ],
)
def test_no_town_elsewhere_is_meant_where_the_text_names_the_country(
    resolve: Resolve, marked: str, name: str
) -> None:
    assert resolve(marked)[name].candidates == ()


@pytest.mark.parametrize(
    ("marked", "name", "country"),
    [
        ("Clashes in [Paris], a town in north-eastern [Texas].", "Paris", "USA"),
        ("A blast in the [Venezuelan] port city of [Valencia].", "Valencia", "VEN"),
        ("The [Syrian] town of [Kobani] fell.", "Kobani", "SYR"),
        ("[Russian] strikes on [Kharkiv] went on.", "Kharkiv", "UKR"),
        ("[Russian] troops took the town of [Kupyansk].", "Kupyansk", "UKR"),
        ("[Russian] troops seize town of [Kupyansk].", "Kupyansk", "UKR"),
        ("A ship left [Kobe] for a port in eastern [China].", "Kobe", "JPN"),
        ("The [Greek] minister arrived in [Tripoli] on Monday.", "Tripoli", "LBY"),
        ("[Greek] jets flew near [Tripoli].", "Tripoli", "LBY"),
        ("The [Greek] embassy in [Tripoli] was closed.", "Tripoli", "LBY"),
        ("[Lebanese] soldiers fought gunmen in [Tripoli].", "Tripoli", "LBN"),
    ],
)
def test_a_town_is_where_the_text_says_and_not_where_its_attackers_are_from(
    places: PlaceIndex, resolve: Resolve, marked: str, name: str, country: str
) -> None:
    assert where(places, resolve(marked)[name])[1] == country


def test_the_region_named_after_a_town_of_it_is_not_its_city(
    places: PlaceIndex, resolve: Resolve
) -> None:
    found = resolve("A fire in [Buffalo], [New York], killed two. He flew to [New York ].")
    kinds = {name: places.get(e.chosen.target_id).kind for name, e in found.items() if e.chosen}
    assert kinds == {"Buffalo": "P.PPL", "New York": "A.ADM1", "New York ": "P.PPL"}


@pytest.mark.parametrize("marked", ["[Brooklyn], [New York]", "[London], [New York] and [Tokyo]"])
def test_the_city_named_after_a_part_of_it_or_in_a_list_is_the_city(
    places: PlaceIndex, resolve: Resolve, marked: str
) -> None:
    chosen = resolve(f"She lived in {marked}.")["New York"].chosen
    assert chosen is not None
    assert places.get(chosen.target_id).kind == "P.PPL"


@pytest.mark.parametrize(
    ("marked", "name", "country"),
    [
        ("Clashes in the village of [Banjska] in northern [Kosovo].", "Banjska", "XKX"),
        ("Shells fell on [Ain Zara], south of [Tripoli], in [Libya].", "Ain Zara", "LBY"),
        ("Soldiers took the [Heglig oil field] from [Sudan].", "Heglig oil field", "SDN"),
    ],
)
def test_parts_of_cities_and_works_are_known(
    places: PlaceIndex, resolve: Resolve, marked: str, name: str, country: str
) -> None:
    chosen = resolve(marked)[name].chosen

    assert chosen is not None
    assert places.get(chosen.target_id).country == country


def test_a_site_lies_in_the_town_named_after_it(places: PlaceIndex, resolve: Resolve) -> None:
    found = resolve("Gunmen stormed a hotel on [Lido] beach in [Mogadishu].")
    assert found["Lido"].candidates == ()
    assert where(places, found["Mogadishu"])[1] == "SOM"
    found = resolve("Two men were shot on [Fifth Street] in [Karachi].")
    assert found["Fifth Street"].chosen is None
    found = resolve("Police fired at [Lekki] toll gate in [Lagos].")
    assert where(places, found["Lekki"])[1] == "NGA"


def test_a_village_is_no_city_of_that_name(places: PlaceIndex, resolve: Resolve) -> None:
    found = resolve("Jets hit the villages of [Aitaroun] and [Blida] in [Lebanon].")
    assert found["Blida"].chosen is None
    assert where(places, resolve("He flew to [Blida].")["Blida"])[1] == "DZA"


@pytest.mark.parametrize(
    ("marked", "country"),
    [
        ("Shells fell on [Saba] city.", "HND"),
        ("Shells fell on [Saba].", "HND"),
        ("Shells fell on the city of [Saigon].", "VNM"),
        ("Shells fell on [Rangoon] city.", "MMR"),
        ("Shells fell on [Idlib province].", "SYR"),
        ("Shells fell on the city of [Homs].", "SYR"),
    ],
)
def test_a_town_called_so_goes_before_one_that_only_was(
    places: PlaceIndex, resolve: Resolve, marked: str, country: str
) -> None:
    [entity] = resolve(marked).values()
    assert where(places, entity)[1] == country


@pytest.mark.parametrize(
    ("marked", "name", "kind"),
    [
        ("Troops raided a farm in the [Mexico] state of [Durango].", "Mexico", "A.PCLI"),
        ("Troops raided a farm in [Mexico] state.", "Mexico", "A.ADM1"),
        ("Troops raided a farm in [Mexico] state and in [Durango].", "Mexico", "A.ADM1"),
        ("Troops raided a farm in [Niger] state of [Nigeria].", "Niger", "A.ADM1"),
        ("Troops raided a farm in [Borno] state of [Nigeria].", "Borno", "A.ADM1"),
    ],
)
def test_a_kind_of_the_next_name_is_not_asked_of_the_country_before_it(
    places: PlaceIndex, resolve: Resolve, marked: str, name: str, kind: str
) -> None:
    chosen = resolve(marked)[name].chosen
    assert chosen is not None
    assert places.get(chosen.target_id).kind == kind


def test_a_street_is_not_where_it_is_called_after(resolve: Resolve) -> None:
    assert resolve("Shots fell on [Damascus Street].")["Damascus Street"].candidates == ()


@pytest.mark.parametrize(
    ("marked", "name", "country"),
    [
        ("Shots fell on [Haifa Street].", "Haifa Street", "IRQ"),
        ("Shots fell on [Times Square].", "Times Square", "USA"),
        ("Shots fell near [Colorado State University].", "Colorado State University", "USA"),
        ("Shots fell on a street in [Damascus].", "Damascus", "SYR"),
    ],
)
def test_streets_and_squares_that_are_known_stay(
    places: PlaceIndex, resolve: Resolve, marked: str, name: str, country: str
) -> None:
    assert where(places, resolve(marked)[name])[1] == country
