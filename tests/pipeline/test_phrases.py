from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dragoman.pipeline.document import Pipeline
from dragoman.pipeline.phrases import resolve_phrase
from dragoman.records.resolved import ResolvedActor

Resolve = Callable[..., ResolvedActor]


@pytest.fixture
def resolve(pipeline: Pipeline) -> Resolve:
    """Resolve a phrase as of mid 2022 unless said otherwise."""

    def run(
        phrase: str, *, as_of: date | None = date(2022, 6, 1), near: str | None = None
    ) -> ResolvedActor:
        return resolve_phrase(phrase, as_of=as_of, near=near, pipeline=pipeline)

    return run


def test_a_name_is_the_actor_of_the_index_with_all_its_names(resolve: Resolve) -> None:
    found = resolve("the United States")
    assert (found.actor_id, found.name, found.names[0]) == (
        "state:USA",
        "United States",
        "United States",
    )
    assert "USA" in found.names


def test_a_description_has_country_and_sector_but_no_actor(resolve: Resolve) -> None:
    found = resolve("South Korean students")
    assert (found.actor_id, found.country, found.sector, found.method) == (
        None,
        "KOR",
        "EDU",
        "description",
    )


def test_the_head_of_the_phrase_decides_who_is_meant(resolve: Resolve) -> None:
    found = resolve("police in Nairobi")
    assert (found.name, found.country, found.sectors) == ("police", "KEN", ("COP",))


def test_a_title_before_a_name_is_its_role(resolve: Resolve) -> None:
    found = resolve("Russian Deputy Foreign Minister Mikhail Bogdanov")
    assert (found.name, found.role) == ("Mikhail Bogdanov", "Deputy Foreign Minister")


def test_a_description_without_a_country_takes_that_of_the_context(resolve: Resolve) -> None:
    assert [resolve("the opposition", near=near).country for near in (None, "VEN")] == [None, "VEN"]


def test_the_country_of_the_context_decides_between_namesakes(resolve: Resolve) -> None:
    found = [resolve("Congo", near=near) for near in (None, "COG")]
    assert [actor.country for actor in found] == ["COD", "COG"]
    assert {candidate.actor_id for candidate in found[1].candidates} == {"state:COD", "state:COG"}


def test_a_word_in_lower_case_is_read_as_it_is_written(resolve: Resolve) -> None:
    assert (resolve("turkey").country, resolve("Turkey").country) == (None, "TUR")


def test_a_phrase_that_means_nobody_has_neither_actor_nor_candidates(resolve: Resolve) -> None:
    found = resolve("xqz")
    assert (found.actor_id, found.name, found.score, found.candidates) == (None, None, None, ())


@pytest.mark.parametrize("phrase", ["Путин", "بوتين", "Vladmir Putin", "President Vladmir Putin"])
def test_a_name_in_another_spelling_is_found_for_a_lower_score(
    resolve: Resolve, phrase: str
) -> None:
    found = resolve(phrase)
    assert found.actor_id == "person:vladimir-putin"
    assert found.method in ("transliterated", "fuzzy")
    assert found.score is not None
    assert found.score < 1.0


def test_a_name_in_lower_case_is_one_where_it_can_be_nothing_else(resolve: Resolve) -> None:
    assert (resolve("hamas").actor_id, resolve("jordan").actor_id) == ("group:hamas", None)


def test_a_name_that_many_bear_is_unsure(resolve: Resolve) -> None:
    found = resolve("Liberal Party")
    assert (found.actor_id, found.name) == (None, "Liberal Party")
    assert len(found.candidates) > 1
    assert resolve("Liberal Party", near="CAN").country == "CAN"


def test_the_capital_of_a_sentences_first_word_makes_no_name(resolve: Resolve) -> None:
    found = resolve("Teachers in Oaxaca")
    assert (found.country, found.sector) == ("MEX", "EDU")


@pytest.mark.parametrize(
    "phrase", ["Ministry of Interior", "Ministry of Foreign Affairs", "Constitutional Court"]
)
def test_a_body_called_by_what_it_is_is_the_countrys_own(resolve: Resolve, phrase: str) -> None:
    found = resolve(phrase, near="KEN")
    assert (found.actor_id, found.country) == (None, "KEN")


def test_one_unknown_word_is_no_misspelt_family_name_of_little_note(resolve: Resolve) -> None:
    assert resolve("Hirak").candidates == ()
    assert resolve("Zelenskyi").actor_id == "person:volodymyr-zelensky"


@pytest.mark.parametrize(
    ("phrase", "near", "expected"),
    [
        ("PSD", "PRT", ("PRT", ("PTY",))),
        ("PSD", "ROU", ("ROU", ("PTY",))),
        ("Liberal Party", "AUS", ("AUS", ("PTY",))),
        ("UFDG", None, ("GIN", ("PTY",))),
        ("Sabah chief minister", None, ("MYS", ("GOV",))),
    ],
)
def test_a_name_that_many_bodies_have_is_that_of_its_country(
    resolve: Resolve, phrase: str, near: str | None, expected: tuple[str, tuple[str, ...]]
) -> None:
    found = resolve(phrase, near=near)
    assert (found.country, found.sectors) == expected


def test_a_name_that_many_bodies_have_is_nobody_elsewhere(resolve: Resolve) -> None:
    assert resolve("UFDG", near="FRA").actor_id is None


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Lebanese Kurds", "LBN"),
        ("Belgian Muslims", "BEL"),
        ("the Serb minority in Kosovo", "XKX"),
        ("a rights group based in Vienna", "AUT"),
        ("government troops in South Sudan", "SSD"),
        ("Ghanaian Air Force jets", "GHA"),
        ("the Pope", "VAT"),
        ("Chief Rabbi of Israel", "ISR"),
        ("Ayatollah Sistani", "IRQ"),
        ("Gen. Petraeus", "USA"),
        ("Sheikh Ahmed al-Tayeb", "EGY"),
        ("February 20 Movement", "MAR"),
        ("Committee to Protect Journalists", "NGO"),
    ],
)
def test_a_phrase_tells_its_country(resolve: Resolve, phrase: str, expected: str) -> None:
    assert resolve(phrase).country == expected


@pytest.mark.parametrize(
    ("phrase", "near", "expected"),
    [
        ("Iran-backed militias", "IRQ", ("IRQ", ("PRM",))),
        ("Hutu militiamen", "COD", ("COD", ("PRM",))),
        ("the ruling coalition", "DEU", ("DEU", ("GOV",))),
        ("the Supreme Leader", "IRN", ("IRN", ("GOV",))),
        ("the state oil company", "AZE", ("AZE", ("BUS",))),
        ("internally displaced people", "IRQ", ("IRQ", ("REF",))),
        ("Iranian Revolutionary Guard commander", None, ("IRN", ("MIL",))),
        ("a Gazprom executive", None, ("RUS", ("BUS",))),
    ],
)
def test_a_phrase_is_of_its_setting_and_of_the_body_it_names(
    resolve: Resolve, phrase: str, near: str | None, expected: tuple[str, tuple[str, ...]]
) -> None:
    found = resolve(phrase, near=near)
    assert (found.country, found.sectors) == expected


@pytest.mark.parametrize(
    ("phrase", "sector"),
    [("Miners", "LAB"), ("Riot Police", "COP"), ("Human rights activists", "SOC"), ("King", "GOV"),
     ("Socialist Party", "PTY")],
)  # fmt: skip
def test_a_kind_of_actor_in_capitals_is_nobody_of_a_name_like_it(
    resolve: Resolve, phrase: str, sector: str
) -> None:
    found = resolve(phrase)
    assert (found.actor_id, found.country, found.sector) == (None, None, sector)


@pytest.mark.parametrize(
    ("phrase", "near", "expected"),
    [
        ("High Peace Council", "AFG", ("AFG", ("GOV",))),
        ("National Intelligence Service", "KEN", ("KEN", ("SPY",))),
        ("National Intelligence Service", "KOR", ("KOR", ("SPY",))),
        ("Court of Appeal", "GBR", ("GBR", ("JUD",))),
        ("Asamblea Nacional", "ECU", ("ECU", ("LEG",))),
        ("Assemblée nationale", "MLI", ("MLI", ("LEG",))),
        ("Senate President", "NGA", ("NGA", ("LEG",))),
        ("the public service commission", "ZMB", ("ZMB", ("GOV",))),
        ("fire fighters", "GRC", ("GRC", ("SOC",))),
    ],
)
def test_a_body_called_by_common_nouns_is_of_its_setting(
    resolve: Resolve, phrase: str, near: str, expected: tuple[str, tuple[str, ...]]
) -> None:
    found = resolve(phrase, near=near)
    assert (found.country, found.sectors) == expected


@pytest.mark.parametrize(
    ("phrase", "near", "expected"),
    [
        ("former Bolivian president Evo Morales", None, ("BOL", ("ELI",))),
        ("the lower house", "JPN", ("JPN", ("LEG",))),
        ("Western diplomats", None, (None, ("GOV",))),
        ("Gendarmerie nationale", "MLI", ("MLI", ("COP",))),
        ("Gendarmerie nationale", "FRA", ("FRA", ("COP", "MIL"))),
    ],
)
def test_what_the_words_say_comes_before_namesakes(
    resolve: Resolve, phrase: str, near: str | None, expected: tuple[str | None, tuple[str, ...]]
) -> None:
    found = resolve(phrase, near=near)
    assert (found.country, found.sectors) == expected


@pytest.mark.parametrize(
    ("phrase", "near", "country"),
    [
        ("the foreign minister", "VEN", "VEN"),
        ("the chancellor", "AUT", "AUT"),
        ("mining company", "PER", "PER"),
        ("diplomats", "SRB", "SRB"),
        ("Bezirksrat", "AUT", "AUT"),
        ("foreign envoys", "SRB", None),
        ("Western diplomats", "SRB", None),
        ("Tim Smith", "AUT", None),
    ],
)
def test_who_is_told_by_no_country_is_of_where_he_is_read(
    resolve: Resolve, phrase: str, near: str, country: str | None
) -> None:
    assert resolve(phrase, near=near).country == country


@pytest.mark.parametrize(
    ("phrase", "near", "expected"),
    [
        ("general", "SDN", ("SDN", ("MIL",))),
        ("school", "NGA", ("NGA", ("EDU",))),
        ("teachers' union", "MEX", ("MEX", ("LAB",))),
        ("Republican Guard", "IRQ", ("IRQ", ("MIL",))),
        ("the Republican Guard", "IRQ", ("IRQ", ("MIL",))),
        ("Emir of Qatar", None, ("QAT", ("GOV",))),
        ("Emir of Kano", None, ("NGA", ("GOV",))),
        ("Ohio Senator Tim Smith", None, ("USA", ("LEG",))),
        ("Borno governor", None, ("NGA", ("GOV",))),
        ("Gao residents", None, ("MLI", ("CVL",))),
        ("Gilgit-Baltistan government", None, ("PAK", ("GOV",))),
        ("Nuba fighters", None, ("SDN", ("REB",))),
        ("Karen refugees", None, ("MMR", ("REF",))),
        ("Walloons", None, ("BEL", ("CVL",))),
    ],
)
def test_the_words_beside_a_name_tell_what_it_is(
    resolve: Resolve, phrase: str, near: str | None, expected: tuple[str, tuple[str, ...]]
) -> None:
    found = resolve(phrase, near=near)
    assert (found.country, found.sectors) == expected


def test_a_name_in_latin_letters_is_like_none_in_others(resolve: Resolve) -> None:
    assert resolve("Karen").country != "UKR"


def test_a_town_by_itself_is_of_its_country(resolve: Resolve) -> None:
    assert resolve("Gilgit-Baltistan").country == "PAK"


@pytest.mark.parametrize(
    ("phrase", "near", "day", "expected"),
    [
        ("General Council", "AND", None, ("AND", ("LEG",))),
        ("Anti-Corruption Commission", "BGD", None, ("BGD", ("COP",))),
        ("House of Assembly", "BRB", None, ("BRB", ("LEG",))),
        ("Trinidad and Tobago's parliament", None, None, ("TTO", ("LEG",))),
        ("Brussels prosecutors", None, None, ("BEL", ("JUD",))),
        ("Harold Macmillan", None, date(1960, 5, 1), ("GBR", ("GOV",))),
        ("Juan Perón", None, date(1974, 1, 1), ("ARG", ("GOV",))),
        ("Mario Draghi", None, date(2014, 1, 1), ("EUR", ("GOV",))),
        ("Mario Draghi", None, date(2023, 1, 1), ("ITA", ("ELI",))),
        ("Alexander Bortnikov", None, None, ("RUS", ("SPY",))),
        ("Saddam Hussein", None, date(1990, 9, 1), ("IRQ", ("GOV",))),
        ("Supreme Court Justice Clarence Thomas", None, None, ("USA", ("JUD",))),
        ("Nepali Maoists", None, None, ("NPL", ("PTY",))),
        ("Chancellor of the Exchequer", None, None, ("GBR", ("GOV",))),
        ("French unions", None, None, ("FRA", ("LAB",))),
    ],
)
def test_a_body_is_its_countrys_and_an_office_its_days(
    resolve: Resolve,
    phrase: str,
    near: str | None,
    day: date | None,
    expected: tuple[str, tuple[str, ...]],
) -> None:
    found = resolve(phrase, near=near) if day is None else resolve(phrase, as_of=day)
    assert (found.country, found.sectors) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Croatia's cavers", ("HRV", ("CVL",))),
        ("Estonia's e-residency", ("EST", ())),
        ("the metalworkers' union of Siemens", ("DEU", ("LAB",))),
        ("Hungary's anti-corruption commission", ("HUN", ("COP",))),
        ("a Slovak fencing federation", ("SVK", ("SOC",))),
        ("European Union monitors", ("EUR", ())),
        ("World Bank president", ("IGO", ("GOV",))),
        ("European leaders", (None, ("GOV",))),
        ("MEPs", ("EUR", ("LEG",))),
        ("Austria's Social Democrats", ("AUT", ("PTY",))),
        ("the Foreign Ministry in Vienna", ("AUT", ("GOV",))),
        ("Manitoba Supreme Tribunal", ("CAN", ("JUD",))),
        ("Swiss chess prodigy Nico Baumeler", ("CHE", ())),
        ("Portuguese telecoms firm Luzfibra", ("PRT", ("BUS",))),
        ("Bishop Anselm Tchokwe", (None, ("REL",))),
        ("Border Patrol agents", ("USA", ("COP",))),
        ("the 101st Airborne Division", ("USA", ("MIL",))),
        ("Silvio Berlusconi's supporters", ("ITA", ("CVL",))),
    ],
)
def test_what_is_around_a_noun_tells_whose_and_what_it_is(
    resolve: Resolve, phrase: str, expected: tuple[str | None, tuple[str, ...]]
) -> None:
    found = resolve(phrase)
    assert (found.country, found.sectors) == expected


@pytest.mark.parametrize(
    ("phrase", "day", "expected"),
    [
        ("Angela Merkel", date(2023, 3, 1), ("ELI",)),
        ("ex-premier Mahathir Mohamad", date(2016, 3, 1), ("ELI",)),
        ("Bogota mayor Gustavo Petro", date(2013, 12, 1), ("GOV",)),
    ],
)
def test_an_office_that_is_over_or_undated_gives_way(
    resolve: Resolve, phrase: str, day: date, expected: tuple[str, ...]
) -> None:
    assert resolve(phrase, as_of=day).sectors == expected


def test_a_body_called_by_a_noun_is_no_other_body_of_that_noun(resolve: Resolve) -> None:
    assert resolve("the National Security Council", near="CHL").country == "CHL"


def test_a_body_spoken_of_in_a_country_is_no_misspelt_one_of_another(resolve: Resolve) -> None:
    assert resolve("the Madjlis", near="NOR").country != "IRN"


def test_names_of_the_same_consonants_must_be_alike_word_for_word(resolve: Resolve) -> None:
    assert resolve("Peter Gallowey").actor_id is None


def test_a_phrase_that_breaks_after_a_preposition_is_read_as_a_subject(resolve: Resolve) -> None:
    found = resolve("Ontario Premier Doug Ford")
    assert (found.name, found.country, found.sectors) == ("Doug Ford", "CAN", ("GOV",))


@pytest.mark.parametrize(
    ("phrase", "country"),
    [
        ("a Kremlin-friendly choir", "RUS"),
        ("a Moldovan-born violinist", "MDA"),
        ("Danish-backed choristers", None),
        ("advisers to President Macron", "FRA"),
        ("Slovakia's Catholic Church", "SVK"),
    ],
)
def test_who_is_named_within_a_phrase_tells_its_country(
    resolve: Resolve, phrase: str, country: str | None
) -> None:
    assert resolve(phrase, as_of=date(2019, 5, 1)).country == country


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Danish PM", ("DNK", "GOV")),
        ("Latvian MoD", ("LVA", "GOV")),
        ("iceland's president", ("ISL", "GOV")),
        ("S. Korean marines", ("KOR", "MIL")),
        ("the Polish ABW security service", ("POL", "SPY")),
        ("a Communist leader in Nepal", ("NPL", "PTY")),
        ("the Chancery of Liechtenstein", ("LIE", None)),
    ],
)
def test_short_forms_and_small_letters_are_read_in_full(
    resolve: Resolve, phrase: str, expected: tuple[str, str | None]
) -> None:
    found = resolve(phrase)
    assert (found.country, found.sector) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Icelandic Federation of Nurses", ("ISL", ("MED",))),
        ("American Airlines pilots", ("USA", ("LAB",))),
        ("the Oslo Philharmonic", ("NOR", ("CVL",))),
    ],
)
def test_a_name_tells_what_a_body_nobody_has_is(
    resolve: Resolve, phrase: str, expected: tuple[str, tuple[str, ...]]
) -> None:
    found = resolve(phrase)
    assert (found.country, found.sectors) == expected


@pytest.mark.parametrize(
    ("phrase", "near", "expected"),
    [
        ("supporters of former president Slobodan Milosevic", None, ("SRB", ("CVL",))),
        ("PLO supporters", None, ("PSE", ("PTY",))),
        ("anti-government fighters", "TCD", ("TCD", ("REB",))),
        ("anti-government forces", "TCD", ("TCD", ("REB",))),
        ("an anti-government alliance", "TCD", ("TCD", ("OPP",))),
        ("a pro-democracy alliance", "TGO", ("TGO", ("OPP",))),
        ("Peru's anti-graft unit", None, ("PER", ("COP",))),
        ("guerrilla leadership", "COL", ("COL", ("REB",))),
        ("the ousted leader", "TGO", ("TGO", ("ELI",))),
        ("National Union of Chadian Teachers", None, ("TCD", ("EDU",))),
        ("Togo Farmers Union", None, ("TGO", ("AGR",))),
        ("Chadian Institute for Human Rights", None, ("TCD", ("SOC",))),
        ("Hezbollah's television", None, ("LBN", ("JRN",))),
        ("the Houthi-run central bank", None, ("YEM", ("GOV",))),
        ("hundreds of Togolese", None, ("TGO", ("CVL",))),
        ("women", "TGO", ("TGO", ("CVL",))),
    ],
)
def test_words_for_and_against_and_of_bodies_tell_the_sector(
    resolve: Resolve, phrase: str, near: str | None, expected: tuple[str, tuple[str, ...]]
) -> None:
    found = resolve(phrase, near=near)
    assert (found.country, found.sectors) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("pro-Milosevic militia", ("SRB", ("PRM",))),
        ("Medellin City Council", ("COL", ("GOV",))),
        ("Bouaké farmers", ("CIV", ("AGR",))),
        ("Kurdish police in Hasakah", ("SYR", ("COP",))),
        ("the Brazilian newspaper Recife", ("BRA", ("JRN",))),
        ("Congo warlord Thomas Lubanga", ("COD", ("REB",))),
        ("Palestinian Authority troops", ("PSE", ("MIL",))),
    ],
)
def test_who_is_told_by_a_place_or_a_person_is_of_their_country(
    resolve: Resolve, phrase: str, expected: tuple[str, tuple[str, ...]]
) -> None:
    found = resolve(phrase)
    assert (found.country, found.sectors) == expected


def test_a_name_like_anothers_is_nobodys_abroad(resolve: Resolve) -> None:
    found = resolve("Lal Masjid cleric Abdul Aziz")
    assert (found.actor_id, found.country, found.sectors) == (None, "PAK", ("REL",))


def test_what_stands_before_a_name_comes_before_an_office_without_days(resolve: Resolve) -> None:
    assert resolve("opposition leader Yair Lapid", as_of=date(2023, 6, 1)).sectors == ("OPP",)
    assert resolve("TPLF spokesman Getachew Reda", as_of=date(2021, 1, 5)).sector == "PTY"


def test_who_has_left_his_last_office_is_elite_whatever_he_led_before(resolve: Resolve) -> None:
    assert resolve("Nelson Mandela", as_of=date(2008, 5, 1)).sectors == ("ELI",)


@pytest.mark.parametrize(
    ("phrase", "near", "day", "expected"),
    [
        ("Taliban commander Mullah Jalal", None, date(2009, 5, 1), ("AFG", ("REB",))),
        ("Taliban officials", None, date(2023, 5, 1), ("AFG", ("GOV",))),
        ("Muslim Brotherhood", "JOR", None, ("JOR", ("REL", "PTY"))),
        ("anti-Taliban fighters", None, None, ("AFG", ("REB",))),
        ("Sulaymaniyah-based Rudaw TV", None, None, ("IRQ", ("JRN",))),
        ("Kurdish officials", "SYR", None, ("SYR", ("GOV",))),
        ("Rohingya leaders", None, None, ("MMR", ("CVL",))),
        ("Tahir-ul-Qadri", None, None, ("PAK", ("REL",))),
        ("Public Protector Thuli Madonsela", None, date(2014, 1, 1), ("ZAF", ("GOV",))),
        ("Yair Lapid", None, date(2019, 6, 1), ("ISR", ("PTY",))),
        ("Gotabaya Rajapaksa", None, date(2009, 6, 1), ("LKA", ("GOV",))),
        ("AfriForum", None, None, ("ZAF", ("SOC",))),
    ],
)
def test_a_group_and_a_person_are_what_they_were_on_the_day(
    resolve: Resolve,
    phrase: str,
    near: str | None,
    day: date | None,
    expected: tuple[str, tuple[str, ...]],
) -> None:
    found = resolve(phrase, near=near, **({} if day is None else {"as_of": day}))
    assert (found.country, found.sectors) == expected
