"""The country of actors that their own phrases give none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.records import ActorCoding, Analysis

Analyse = Callable[..., Analysis]


def coding(analysis: Analysis, name: str) -> ActorCoding:
    [found] = [e.coding for e in analysis.entities if e.kind == "actor" and e.name == name]
    assert found is not None
    return found


def test_an_office_is_of_the_state_whose_letterhead_the_document_has(analysed: Analyse) -> None:
    text = (
        "REPUBLIC OF TOGO\n\nMINISTRY OF FOREIGN AFFAIRS\n\n"
        "The Ghanaian ambassador was received by the Foreign Secretary on Monday."
    )
    found = coding(analysed(text, title="Press release"), "Foreign Secretary")
    assert (found.country, found.country_basis) == ("TGO", "context")


def test_an_office_is_of_the_one_state_that_the_sentence_speaks_of(analysed: Analyse) -> None:
    found = coding(analysed("Togo recalled its envoys, the Foreign Secretary said."),
                   "Foreign Secretary")  # fmt: skip
    assert (found.country, found.country_basis) == ("TGO", "context")


def test_an_office_is_not_of_the_country_its_holder_goes_to(analysed: Analyse) -> None:
    assert coding(analysed("The Foreign Secretary arrived in Kabul."),
                  "Foreign Secretary").country is None  # fmt: skip


def test_where_two_states_are_spoken_of_a_country_stays_open(analysed: Analyse) -> None:
    text = "Togo and Ghana held talks. The army shot at a village."
    assert coding(analysed(text), "army").country is None


@pytest.mark.parametrize("group", ["Both governments", "The presidents", "Their armies"])
def test_people_of_several_sides_are_of_no_one_country(analysed: Analyse, group: str) -> None:
    text = f"Protesters marched in Lomé, Togo. Togo said so. {group} condemned it."
    found = coding(analysed(text), group.split(" ", 1)[1])
    assert found.country is None


def test_police_are_of_the_country_they_are_said_to_be_in(analysed: Analyse) -> None:
    found = coding(analysed("Police in Nairobi fired tear gas."), "Police")
    assert (found.country, found.country_basis) == ("KEN", "stated")


@pytest.mark.parametrize("people", ["Diplomats", "Troops", "Refugees"])
def test_people_who_are_often_abroad_are_not(analysed: Analyse, people: str) -> None:
    assert coding(analysed(f"{people} in Nairobi fired tear gas."), people).country is None


def test_what_belongs_to_somebody_is_of_its_owners_country(analysed: Analyse) -> None:
    found = coding(analysed("Togo met Ghana in Mali. Togo praised its army."), "army")
    assert (found.country, found.country_basis) == ("TGO", "index")


def test_a_backer_does_not_give_its_country(analysed: Analyse) -> None:
    assert coding(analysed("Turkish-backed rebels attacked a village."),
                  "Turkish-backed rebels").country is None  # fmt: skip


def test_a_named_minister_is_the_storys_own_only_where_no_other_state_is_spoken_of(
    analysed: Analyse,
) -> None:
    text = "Togo met Ghana. Defence Minister Peter Lindholm left."
    assert coding(analysed(text), "Peter Lindholm").country is None


@pytest.mark.parametrize(
    "told",
    [
        "A resident told AFP that soldiers had arrested ten men.",
        "Soldiers arrested ten men, a resident told the BBC.",
        "Soldiers arrested ten men, Xinhua reported.",
        "A resident told the Associated Press that soldiers had arrested ten men.",
        "A resident told the French agency AFP that soldiers had arrested ten men.",
        "A resident told Russia's RIA Novosti that soldiers had arrested ten men.",
    ],
)
def test_soldiers_are_not_of_the_agencys_country(analysed: Analyse, told: str) -> None:
    analysis = analysed(f"Gunmen attacked a town in Kenya. {told}")
    [found] = [e for e in analysis.entities if e.name.lower() == "soldiers"]
    assert found.coding is not None
    assert (found.coding.country, found.coding.country_basis) == ("KEN", "context")


@pytest.mark.parametrize(
    "text",
    [
        "Togo told AFP that the police had arrested ten men.",
        "Togolese journalists marched. The police arrested ten men.",
        "The BBC criticised Togo. The police arrested ten men.",
    ],
)
def test_who_speaks_to_an_agency_still_tells_the_country(analysed: Analyse, text: str) -> None:
    assert coding(analysed(text), "police").country == "TGO"


def test_a_scene_told_before_gives_no_country_where_another_is_spoken_of(
    analysed: Analyse,
) -> None:
    text = "Gunmen attacked a town in Kenya. Togo and Ghana condemned it. The army left."
    assert coding(analysed(text), "army").country is None


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("PARIS (AFP) - Rebels attacked a village in Darfur.", "Rebels", "SDN"),
        ("NEW YORK, 6 May 2023 — Armed men killed 31 civilians in Abyei.", "Armed men", "SDN"),
        ("GENEVA, 6 September 2023 — Gunmen killed four aid workers near Qaxtop.", "Gunmen", None),
        ("PARIS (AFP) - Gunmen attacked a village in Darfur. Rebels fled.", "Rebels", "SDN"),
    ],
)  # fmt: skip
def test_a_story_filed_abroad_is_not_set_where_it_was_filed(
    analysed: Analyse, text: str, name: str, country: str | None
) -> None:
    assert coding(analysed(text), name).country == country


@pytest.mark.parametrize(
    "text",
    [
        "LAGOS (Reuters) - Gunmen killed four farmers on Monday.",
        "LAGOS (Reuters) - A bomb went off in Kano. Gunmen killed four farmers.",
        "LAGOS (Reuters) - Talks were held in Paris and Kano. Gunmen killed four farmers.",
    ],
)
def test_a_story_is_set_where_it_was_filed_if_it_names_no_place_or_one_there(
    analysed: Analyse, text: str
) -> None:
    assert coding(analysed(text), "Gunmen").country == "NGA"


def test_a_minister_is_of_where_the_story_is_set_unless_another_country_is_told_before(
    analysed: Analyse,
) -> None:
    dateline = "LUSAKA, Jan 25 (Coast Wire) - "
    own = "Interior Minister Peter Lindholm asked the visiting Danish envoy, Jens Holm, for help."
    other = "The Danish delegation arrived. Interior Minister Peter Lindholm asked for help."
    assert coding(analysed(dateline + own), "Peter Lindholm").country == "ZMB"
    assert coding(analysed(dateline + other), "Peter Lindholm").country is None


def test_a_ministry_is_not_of_the_country_whose_envoy_it_summons(analysed: Analyse) -> None:
    assert (
        coding(analysed("The ministry summoned the Togolese ambassador."), "ministry").country
        is None
    )


def test_a_court_is_of_the_country_of_its_town(analysed: Analyse) -> None:
    found = coding(analysed("The authorities imposed a curfew in Nairobi."), "authorities")
    assert (found.country, found.country_basis) == ("KEN", "context")


def test_people_are_not_of_the_country_that_those_who_help_them_are_from(analysed: Analyse) -> None:
    text = "Medics from Cuba have been treating villagers in Haiti."
    assert coding(analysed(text), "villagers").country == "HTI"


def test_a_story_filed_from_talks_is_of_the_country_it_speaks_of(analysed: Analyse) -> None:
    text = (
        "NAIROBI, May 6, 2023 (Wire) - Talks between Togo and rebels of Togo opened in Nairobi. "
        "The army of Togo said that Togo wanted peace. Kenya was host.\n\n"
        "Hospitals were shelled, the health ministry said."
    )
    assert coding(analysed(text), "health ministry").country == "TGO"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gunmen killed a judge in Quetta.", "Gunmen"),
        ("Gunmen killed a judge in Quetta.", "judge"),
        ("The opposition rejected the result of the vote in Islamabad.", "opposition"),
    ],
)
def test_a_town_that_can_hardly_be_another_tells_the_country_of_whom_it_is_told(
    analysed: Analyse, text: str, name: str
) -> None:
    found = coding(analysed(text), name)
    assert (found.country, found.country_basis) == ("PAK", "context")


def test_a_town_that_may_be_another_tells_none(analysed: Analyse) -> None:
    assert coding(analysed("Gunmen killed a judge in Springfield."), "Gunmen").country is None


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Togo accused Ghana of massing troops at the border.", "troops", "GHA"),
        ("Togo said that Ghana had moved soldiers to the border.", "soldiers", "GHA"),
        ("Togo sanctioned two generals on Monday.", "two generals", None),
        ("Togo moved soldiers on Monday. The ministry condemned Togo.", "ministry", None),
    ],
)
def test_whose_soldiers_and_ministries_are_is_told_by_what_is_done_with_them(
    analysed: Analyse, text: str, name: str, country: str | None
) -> None:
    assert coding(analysed(text), name).country == country


@pytest.mark.parametrize(
    "text",
    [
        "The Foreign Minister met his Uzbek counterpart on Monday.",
        "The Foreign Minister lodged a protest with the Indian High Commission.",
    ],
)
def test_an_office_is_not_of_the_country_of_whom_it_deals_with(
    analysed: Analyse, text: str
) -> None:
    assert coding(analysed(text), "Foreign Minister").country is None


def test_a_hyphened_office_is_read_whole(analysed: Analyse) -> None:
    assert coding(analysed("Haiti arrested the attorney-general."), "attorney-general").sectors == (
        "JUD",
    )


def test_our_troops_are_not_of_the_country_that_is_spoken_of(analysed: Analyse) -> None:
    text = "PARIS, Jan 25 (Newswire) — Indian forces opened fire. Our troops fired back."
    assert coding(analysed(text), "troops").country != "IND"


def test_whose_they_are_tells_where_from(analysed: Analyse) -> None:
    text = "LIMA, Jan 25 (Newswire) — The president greeted the crowd. He thanked his supporters."
    assert coding(analysed(text), "supporters").country == "PER"


def test_who_speaks_is_not_of_the_country_he_speaks_of(analysed: Analyse) -> None:
    text = "THE PRESIDENT: He told me that Syrian soldiers have left.\n\nQ: And China?"
    assert coding(analysed(text), "PRESIDENT").country is None


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("After clashes in Khartoum the army and the RSF met French and Omani envoys.",
         "army", "SDN"),
        ("Kenyan police fired at demonstrators.", "demonstrators", "KEN"),
        ("Talks in Geneva between the army and rebels failed.", "army", None),
    ],
)  # fmt: skip
def test_where_people_are_met_tells_their_country_but_not_where_they_talk(
    analysed: Analyse, text: str, name: str, country: str | None
) -> None:
    assert coding(analysed(text), name).country == country


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Parties were banned on Thursday. Washington urged the authorities to relent.",
         "authorities", "MLI"),
        ("Rebels ambushed an army convoy, killing ten men and two Russian mercenaries.",
         "army convoy", "MLI"),
        ("The rulers banned all political parties.", "political parties", "MLI"),
    ],
)  # fmt: skip
def test_a_story_of_one_country_keeps_its_own(
    analysed: Analyse, text: str, name: str, country: str
) -> None:
    found = analysed(f"BAMAKO, Jan 25 (Newswire) — The junta spoke. {text}")
    assert coding(found, name).country == country


def test_nobody_in_africa_is_of_a_town_of_that_name(analysed: Analyse) -> None:
    assert coding(analysed("The pope blessed the crowd in Africa."), "crowd").country is None


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The Prime Minister spoke today with President Boakai of Liberia.",
         "Prime Minister", None),
        ("The president met the visiting Chadian leader on Friday.", "president", None),
        ("President Boakai of Liberia met the prime minister.", "prime minister", "LBR"),
        ("The ministry imposed sanctions on two Georgian judges.", "ministry", None),
        ("Soldiers shot two smugglers on the border with Jordan.", "Soldiers", None),
        ("The treasury lifted sanctions on a Serbian banker.", "treasury", None),
    ],
)  # fmt: skip
def test_nobody_is_of_the_country_he_deals_with_or_borders_on(
    analysed: Analyse, text: str, name: str, country: str | None
) -> None:
    assert coding(analysed(text), name).country == country


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Hackers linked to North Korea stole data from banks.", "Hackers", "PRK"),
        ("A newspaper close to the Iranian government denied it.", "newspaper", "IRN"),
        ("Fighters loyal to Khalifa Haftar shelled the airport.", "Fighters", "LBY"),
        ("Militias close to Iran fired rockets at a base in Iraq.", "Militias", "IRQ"),
    ],
)
def test_agents_and_loyal_men_are_of_the_country_of_those_they_serve(
    analysed: Analyse, text: str, name: str, country: str
) -> None:
    assert coding(analysed(text), name).country == country


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Soldiers shot dead a Palestinian in Jenin.", "Soldiers", "ISR"),
        ("Settlers near Nablus burned a mosque.", "Settlers", "ISR"),
        ("Police in Ramallah arrested two men.", "Police", "PSE"),
    ],
)
def test_soldiers_and_settlers_in_the_palestinian_territories_are_israels(
    analysed: Analyse, text: str, name: str, country: str
) -> None:
    assert coding(analysed(text), name).country == country


def test_its_men_in_a_clause_below_are_of_whoever_acts_above_it(analysed: Analyse) -> None:
    text = "Togo suspended flights to Mali after three of its soldiers were killed in Gao."
    assert coding(analysed(text), "soldiers").country == "TGO"


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Togo held talks. In London, the defence ministry praised it.", "defence ministry", "GBR"),
        ("Maduro ordered the state oil company to drill.", "state oil company", "VEN"),
        ("Caracas held a vote in which voters backed the plan in Guyana.", "voters", "VEN"),
        ("Gunmen fled Lomé, Togo, and Caribbean leaders condemned it.", "Caribbean leaders", None),
        ("Togo thanked Brazil, whose foreign minister attended.", "foreign minister", "BRA"),
    ],
)  # fmt: skip
def test_what_a_state_has_is_of_whoever_acts_or_of_where_the_sentence_begins(
    analysed: Analyse, text: str, name: str, country: str | None
) -> None:
    assert coding(analysed(text), name).country == country


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Maduro's crackdown on journalists went on.", "journalists", "VEN"),
        ("Lukashenko fled after his government's crackdown on protesters.", "protesters", "BLR"),
        ("Belarus went on with its persecution of lawyers.", "lawyers", "BLR"),
        ("The crackdown on protesters went on.", "protesters", "USA"),
        ("The persecution of lawyers in Minsk went on.", "lawyers", "BLR"),
    ],
)
def test_whom_rulers_hold_down_are_their_own(
    analysed: Analyse, text: str, name: str, country: str
) -> None:
    found = analysed(f"The senator met lobbyists in Ohio and Texas. {text}")
    assert coding(found, name).country == country


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ukraine's air force said it had shot down 41 of 70 drones.", "70 drones"),
        ("The Russian ministry said air defences shot down nine drones over Belgorod.",
         "nine drones"),
    ],
)  # fmt: skip
def test_what_is_shot_down_is_not_of_who_shoots_it_down(
    analysed: Analyse, text: str, name: str
) -> None:
    assert {
        e.coding.country
        for e in analysed(text).entities
        if e.kind == "actor" and e.coding and e.name.endswith(name.rsplit(maxsplit=1)[-1])
    } == {None}


def test_an_office_is_used_at_home_where_no_other_country_is_spoken_of(analysed: Analyse) -> None:
    text = "Interim President Ana Quispe resigned after protests in Peru."
    found = coding(analysed(text), "Ana Quispe")
    assert (found.country, found.country_basis) == ("PER", "context")


@pytest.mark.parametrize(
    "text",
    [
        "President Ana Quispe arrived in Madrid on Monday.",
        "President Ana Quispe condemned the arrests in Prague.",
        "President Ana Quispe resigned after Chad recalled its men in Peru.",
    ],
)
def test_who_goes_somewhere_or_speaks_of_it_is_of_no_country_there(
    analysed: Analyse, text: str
) -> None:
    assert coding(analysed(text), "Ana Quispe").country is None
