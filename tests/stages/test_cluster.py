"""Who is who within one document."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.records import Analysis

Analyse = Callable[..., Analysis]


def clusters(analysis: Analysis) -> dict[str, list[str]]:
    """The words of each actor by its name, pronouns and all."""
    text = analysis.document.text
    mentions = {mention.id: mention for mention in analysis.mentions}
    spans = {
        entity.name: [mentions[m].span for m in entity.mention_ids]
        for entity in analysis.entities
        if entity.kind == "actor"
    }
    return {name: [text[s.start : s.end] for s in found] for name, found in spans.items()}


def together(analysis: Analysis, *words: str) -> bool:
    """Whether one actor is mentioned by all of these words."""
    return any(set(words) <= set(found) for found in clusters(analysis).values())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Peter Lindholm visited Togo. Lindholm thanked Togo.", ("Peter Lindholm", "Lindholm")),
        (
            "US Treasury Secretary Janet Yellen flew to Togo. Yellen met the premier of Togo.",
            ("Janet Yellen", "Yellen"),
        ),
        (
            "The outgoing PM Peter Lindholm met Ada Berg. Outgoing PM Lindholm thanked Togo.",
            ("Peter Lindholm", "Lindholm"),
        ),
        ("Mr Peter Lindholm left. Mr Lindholm thanked Togo.", ("Peter Lindholm", "Lindholm")),
        ("The Delta Rescue Front (DRF) attacked Togo. The DRF thanked Chad.",
         ("Delta Rescue Front", "DRF")),
        ("Foreign Minister Gemba Koichiro left. Mr. Gemba thanked Togo.",
         ("Gemba Koichiro", "Gemba")),
        ("President Levy Mwanawasa visited Cuba. Mwanawasa thanked the Cubans.",
         ("Levy Mwanawasa", "Mwanawasa")),
        ("President Hifikepunye Pohamba visited Cuba. Pohamba thanked the Cubans.",
         ("Hifikepunye Pohamba", "Pohamba")),
        ("The Liberation Tigers of Tamil Eelam attacked a port. The Tigers praised Norway.",
         ("Liberation Tigers of Tamil Eelam", "Tigers")),
        ("The Union of Islamic Courts took Mogadishu. The Courts thanked Eritrea.",
         ("Union of Islamic Courts", "The Courts")),
        ("The African Union (AU) met. The AU thanked Chad.", ("African Union", "AU")),
        ("Moscow thanked Togo. Russia praised Chad.", ("Moscow", "Russia")),
        ("Hezbollah attacked Israel. The movement thanked Iran.", ("Hezbollah", "The movement")),
        (
            "Danish Defence Minister Peter Lindholm visited Togo. The minister thanked Togo.",
            ("Peter Lindholm", "The minister"),
        ),
        (
            "Peter Lindholm, the Danish minister of trade, thanked Togo.",
            ("Peter Lindholm", "the Danish minister of trade"),
        ),
        ("The Rapid Support Forces (RSF) left El Fasher. The paramilitary group thanked Kenya.",
         ("Rapid Support Forces", "The paramilitary group")),
        ("Al-Shabaab left Kismayo. The militant group thanked Togo.",
         ("Al-Shabaab", "The militant group")),
        ("A Cuban delegation visited Togo. The delegation thanked Togo.",
         ("A Cuban delegation", "The delegation")),
        ("The Danish defence ministry thanked Togo. The ministry praised Chad.",
         ("The Danish defence ministry", "The ministry")),
    ],
)  # fmt: skip
def test_two_ways_of_naming_one_actor_are_one_actor(
    analysed: Analyse, text: str, words: tuple[str, ...]
) -> None:
    assert together(analysed(text), *words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Peter Lindholm thanked Togo. He praised Chad.", ("Peter Lindholm", "He")),
        ("Hezbollah thanked Togo. It praised Chad.", ("Hezbollah", "It")),
        ("Danish rebels thanked Togo. They praised Chad.", ("Danish rebels", "They")),
        ("The president of Togo thanked Chad. She praised Ghana.",
         ("The president of Togo", "She")),
    ],
)  # fmt: skip
def test_a_pronoun_is_the_nearest_fitting_subject(
    analysed: Analyse, text: str, words: tuple[str, ...]
) -> None:
    assert together(analysed(text), *words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Anna Lindholm briefed Togo. A crew had carried the wounded from Qanet. She praised Chad.",
         ("Anna Lindholm", "She")),
        ("Peter Lindholm left Togo. He visited Qodach. He praised Chad.", ("Peter Lindholm", "He")),
        ("Peter Lindholm thanked Togo. The talks were long. He praised Chad.",
         ("Peter Lindholm", "He")),
        ("Peter Lindholm left. Ships sailed to Togo with Martin Keller. He praised Chad.",
         ("Peter Lindholm", "He")),
        ("Peter Lindholm left. Police arrested Martin Keller. He praised Chad.",
         ("Martin Keller", "He")),
        ("A letter came from Martin Keller. He praised Chad.", ("Martin Keller", "He")),
        ("Martin Keller left Togo. Police heard from Keller. He praised Chad.",
         ("Martin Keller", "He")),
    ],
)  # fmt: skip
def test_who_did_something_before_is_meant_rather_than_who_or_what_is_only_told_of(
    analysed: Analyse, text: str, words: tuple[str, ...]
) -> None:
    assert together(analysed(text), *words)


def test_nobody_is_meant_by_a_place_that_no_index_knows(analysed: Analyse) -> None:
    found = clusters(analysed("A crew had carried the wounded from Qanet. She praised Chad."))
    assert not any("She" in words and "Qanet" in words for words in found.values())


def test_they_after_coordinated_descriptions_are_both(analysed: Analyse) -> None:
    analysis = analysed("Danish and Togolese ministers met in Accra. They praised Ghana.")
    assert [name for name, words in clusters(analysis).items() if "They" in words] == [
        "Danish ministers",
        "Togolese ministers",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Peter Lindholm thanked Togo. Martin Keller praised Chad.",
         ("Peter Lindholm", "Martin Keller")),
        ("Danish officials thanked Togo. Togolese officials praised Chad.",
         ("Danish officials", "Togolese officials")),
        ("Hezbollah attacked a base. The army praised Chad.", ("Hezbollah", "The army")),
        ("Hezbollah attacked a base. The government praised Chad.",
         ("Hezbollah", "The government")),
        ("Togo thanked Peter Lindholm. It praised Chad.", ("Peter Lindholm", "It")),
    ],
)  # fmt: skip
def test_different_actors_stay_apart(analysed: Analyse, text: str, words: tuple[str, ...]) -> None:
    assert not together(analysed(text), *words)


def test_the_only_such_people_are_meant_by_the_plural(analysed: Analyse) -> None:
    text = "Togo freed nine Danish diplomats. Chad praised the diplomats."
    assert together(analysed(text), "nine Danish diplomats", "the diplomats")


def test_of_two_such_groups_neither_is(analysed: Analyse) -> None:
    text = "Togo freed Danish diplomats. Chad freed Cuban diplomats. Mali praised the diplomats."
    assert clusters(analysed(text))["diplomats"] == ["the diplomats"]


def test_the_two_ministers_are_the_two_named_before(analysed: Analyse) -> None:
    analysis = analysed(
        "Danish minister Peter Lindholm met Togolese minister Martin Keller in Accra. "
        "The two ministers praised Ghana. They left."
    )
    assert [name for name, words in clusters(analysis).items() if "They" in words] == [
        "Peter Lindholm",
        "Martin Keller",
    ]


def test_they_are_the_subject_of_the_main_clause(analysed: Analyse) -> None:
    text = "Danish officials said their troops had left. They praised Chad."
    assert together(analysed(text), "Danish officials", "They")


def test_the_country_is_the_one_the_story_names_most(analysed: Analyse) -> None:
    text = "Togo voted. Togo counted. Ghana praised Togo. The country is calm."
    assert together(analysed(text), "Togo", "The country")


def test_of_two_countries_neither_is_the_country(analysed: Analyse) -> None:
    assert clusters(analysed("Togo met Ghana. The country is calm."))["country"] == ["The country"]


@pytest.mark.parametrize("other", ["Another country", "A neighbouring state"])
def test_another_country_is_none_of_those_named(analysed: Analyse, other: str) -> None:
    found = clusters(analysed(f"Togo voted. Togo counted. {other} praised Togo."))
    assert other not in found["Togo"]


def test_a_participants_words_are_among_its_actors_mentions(analysed: Analyse) -> None:
    analysis = analysed(
        "The president of Togo met the president of Ghana in Accra. "
        "The two sides signed an agreement on trade."
    )
    spans = {m.id: m.span for m in analysis.mentions}
    told = {e.id: {spans[m] for m in e.mention_ids} for e in analysis.entities}
    participants = [p for report in analysis.reports for p in report.participants]
    assert len(participants) > 2
    assert all(p.evidence.span in told[p.entity_id] for p in participants)


def test_the_two_words_of_a_coordinated_description_are_two_actors(analysed: Analyse) -> None:
    analysis = analysed("Danish and Togolese officials met in Accra.")
    found = clusters(analysis)
    assert (
        found["Danish officials"]
        == found["Togolese officials"]
        == ["Danish and Togolese officials"]
    )


def test_a_name_not_in_the_index_is_kept_as_an_actor(analysed: Analyse) -> None:
    analysis = analysed("The Brotherhood of the Salt Road attacked a convoy in Chad.")
    [entity] = [e for e in analysis.entities if "Brotherhood" in e.name]
    assert (entity.candidates, entity.chosen) == ((), None)


@pytest.mark.parametrize("name", ["UNICEF", "Oxfam", "Hezbollah"])
def test_an_organisation_in_no_event_is_still_an_actor_of_the_document(
    analysed: Analyse, name: str
) -> None:
    assert name in clusters(analysed(f"{name} has an office in Geneva."))


def test_a_country_that_is_only_a_place_is_no_actor(analysed: Analyse) -> None:
    assert clusters(analysed("It often rains in Norway.")).get("Norway") is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Wang Yi flew to Hanoi. The court convicted Pedro Castillo and he was arrested.",
         "Pedro Castillo"),
        ("Wang Yi told Pedro Castillo that he was late.", "Wang Yi"),
    ],
)  # fmt: skip
def test_in_one_sentence_its_subject_is_he_then_who_something_is_done_to(
    analysed: Analyse, text: str, meant: str
) -> None:
    found = analysed(text)
    person = next(e for e in found.entities if e.name == meant)
    at = {m.span.start for m in found.mentions if m.id in person.mention_ids}
    assert text.index("he was") in at


def test_a_surname_in_the_plural_means_all_of_that_name(analysed: Analyse) -> None:
    text = "Yulia Keller met Sergei Keller in Togo. Police said the Kellers were poisoned."
    found = clusters(analysed(text))
    assert "Kellers" in found["Yulia Keller"]
    assert "Kellers" in found["Sergei Keller"]


def test_a_famous_surname_is_not_of_kin_named_in_full_later(analysed: Analyse) -> None:
    found = clusters(analysed("Trump left. Melania Trump praised Togo. Trump praised Chad."))
    assert [words for words in found.values() if "Trump" in words] == [["Trump", "Trump"]]


def test_of_two_kingdoms_told_as_often_neither_is_the_kingdom(analysed: Analyse) -> None:
    found = clusters(analysed("Saudi Arabia praised Bahrain. The kingdom praised Chad."))
    assert found["kingdom"] == ["The kingdom"]


def test_a_given_name_that_two_bear_is_neither(analysed: Analyse) -> None:
    analysis = analysed("Mr Peter Lindholm met Mr Peter Holm in Togo. Peter thanked Togo.")
    assert not together(analysis, "Peter Lindholm", "Peter")
    assert not together(analysis, "Peter Holm", "Peter")


def test_what_is_a_part_of_two_names_is_neither(analysed: Analyse) -> None:
    text = "The Bank of Togo Board met the Bank of Chad Board. The Board thanked Ghana."
    assert not together(analysed(text), "Bank of Togo Board", "The Board")


def test_a_surname_without_a_name_is_the_one_person_of_a_country_spoken_of(
    analysed: Analyse,
) -> None:
    def known(text: str) -> set[str]:
        found = analysed(text).entities
        return {e.chosen.target_id for e in found if e.chosen is not None and e.kind == "actor"}

    assert "person:velupillai-prabhakaran" in known("Prabhakaran condemned the Sri Lankan army.")
    assert "person:velupillai-prabhakaran" not in known("Prabhakaran condemned the Danish army.")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Russian Foreign Ministry left. The Interior Ministry thanked Togo.",
         ("The Russian Foreign Ministry", "The Interior Ministry")),
        ("The Lord's Resistance Army left. The Army thanked Togo.",
         ("Lord's Resistance Army", "The Army")),
        ("The National Transitional Council met the Security Council. The Council thanked Togo.",
         ("National Transitional Council", "The Council")),
        ("Mr Ahmed Shafik visited Togo. Ahmed, a shopkeeper, thanked Togo.",
         ("Ahmed Shafik", "Ahmed")),
        ("Peter Holm, whose brother Martin left, praised Togo.", ("Peter Holm", "brother")),
        ("The news agency SUNA praised Chad. Togo's army left. The news agency thanked Chad.",
         ("Togo's army", "The news agency")),
        ("King Abdullah visited Togo. The King of Bahrain thanked Togo.",
         ("King Abdullah", "The King of Bahrain")),
    ],
)  # fmt: skip
def test_a_shared_word_makes_no_one_actor(
    analysed: Analyse, text: str, words: tuple[str, ...]
) -> None:
    assert not together(analysed(text), *words)


def test_a_surname_is_of_nobody_long_dead(analysed: Analyse) -> None:
    found = analysed("Egyptian police arrested three students. Nasser was beaten.").entities
    chosen = {e.chosen.target_id for e in found if e.chosen is not None}
    assert not any("nasser" in target for target in chosen)


def test_a_headline_is_read_by_the_text_below_it(analysed: Analyse) -> None:
    text = "Peter Lindholm arrived in Lomé on Monday. Mr Lindholm thanked Togo."
    words = ("Lindholm", "Peter Lindholm")
    assert together(analysed(text, title="Lindholm flies to Togo"), *words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # The recogniser takes neither the full name nor the surname for a person's.
        (
            (
                "On May 5-6, the Defence Minister of India Rajnath Singh was on a visit to Peru. "
                "Singh was also received by the president."
            ),
            ("Rajnath Singh", "Singh"),
        ),
        (
            "The lower house impeached Vice President Sara Duterte. Duterte's camp cried foul.",
            ("Sara Duterte", "Duterte"),
        ),
        (
            "The High Court freed 135 monks. The group was flown to Togo.",
            ("135 monks", "The group"),
        ),
        ("Hamas kidnapped five nurses. The group freed them a day later.", ("Hamas", "The group")),
        ("Hamas seized ten men. The group was flown to Togo.", ("ten men", "The group")),
        (
            "Togo's president praised his country. The country attacked Ghana.",
            ("his country", "The country"),
        ),
        ("Lucy Lund was born in Togo. Lucy praised Chad.", ("Lucy Lund", "Lucy")),
        (
            "Marangu left Togo. Chief Justice David Marangu praised Chad.",
            ("Marangu", "David Marangu"),
        ),
        (
            "Martin Keller's wife Anna Lund praised Togo. Lund left.",
            ("Martin Keller's wife Anna Lund", "Lund"),
        ),
        # The recogniser takes the name for a body's.
        (
            "The jockey, Christophe Soumagne, left Togo. Soumagne praised Chad.",
            ("Christophe Soumagne", "Soumagne"),
        ),
        (
            "The emir of Qatar met Crown Prince Haakon of Norway. The crown prince left.",
            ("Crown Prince Haakon", "The crown prince"),
        ),
        (
            "The Danish prime minister met the Togolese foreign minister. The prime minister left.",
            ("The Danish prime minister", "The prime minister"),
        ),
        (
            "An activist group left. Spain attacked Terra Lliure. The group praised Chad.",
            ("Terra Lliure", "The group"),
        ),
        ("Hezbollah seized an envoy. The guerrillas left.", ("Hezbollah", "The guerrillas")),
    ],
)
def test_who_is_meant_in_other_words(analysed: Analyse, text: str, words: tuple[str, ...]) -> None:
    assert together(analysed(text), *words), clusters(analysed(text))


def test_of_two_armed_groups_neither_is_the_guerrillas(analysed: Analyse) -> None:
    analysis = analysed("Hezbollah fought Hamas. The guerrillas left.")
    assert not together(analysis, "Hezbollah", "The guerrillas")
    assert not together(analysis, "Hamas", "The guerrillas")


def test_her_country_is_another_when_another_speaks_of_hers(analysed: Analyse) -> None:
    text = (
        "The representative of Norway said that her country would pay. "
        "The representative of Togo said that her country would not."
    )
    found = [e for e in analysed(text).entities if e.name == "country" and e.coding]
    assert [e.coding.country for e in found if e.coding] == ["NOR", "TGO"]


def test_whom_others_are_for_or_against_is_not_where_they_are_at_home(analysed: Analyse) -> None:
    text = "CHISINAU, July 9 - The pro-Russian opposition bloc accused the government of lying."
    [bloc] = [e for e in analysed(text).entities if "bloc" in e.name]
    assert bloc.coding is not None
    assert bloc.coding.country != "RUS"


def test_a_house_of_representatives_is_that_of_where_the_story_is_set(analysed: Analyse) -> None:
    text = "MANILA, Feb 5 - The House of Representatives impeached her. The US kept silent."
    [house] = [e for e in analysed(text).entities if "Representatives" in e.name]
    assert house.coding is not None
    assert (house.coding.country, house.coding.sectors) == ("PHL", ("LEG",))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "President Peter Lindholm and his wife, Ada Lindholm, met Togo's king. Lindholm left.",
            ("President Peter Lindholm", "Lindholm"),
        ),
        (
            (
                "Peter Lindholm flew to Togo. Lindholm and his sister Ada Lindholm met the king. "
                "Chad later thanked Lindholm."
            ),
            ("Peter Lindholm", "Lindholm", "Lindholm"),
        ),
    ],
)
def test_a_surname_of_two_is_his_who_is_called_so(
    analysed: Analyse, text: str, words: tuple[str, ...]
) -> None:
    found = clusters(analysed(text))
    [own] = [said for said in found.values() if any("Peter" in word for word in said)]
    assert own.count("Lindholm") == words.count("Lindholm")


def test_who_is_called_by_his_title_and_the_name_of_a_town_is_no_town(analysed: Analyse) -> None:
    found = analysed("Governor Palin visited a church. Voters cheered Palin.")
    assert [e.name for e in found.entities if e.kind == "place"] == []
    [palin] = [e for e in found.entities if e.name == "Palin"]
    assert len(palin.mention_ids) == 2
    assert palin.coding is not None
    assert palin.coding.country is None


def test_who_is_shouted_at_is_no_place(analysed: Analyse) -> None:
    found = analysed("Officers shouted at Sarah Kimani.")
    assert [(e.kind, e.name) for e in found.entities if e.name == "Sarah Kimani"] == [
        ("actor", "Sarah Kimani")
    ]


def test_a_body_named_in_capitals_is_called_as_the_index_or_the_text_calls_it(
    analysed: Analyse,
) -> None:
    found = analysed(
        "The HARBOUR RELIEF COMMITTEE met in Kenya. Kenya thanked the Harbour Relief Committee. "
        "It praised the UNITED NATIONS SECURITY COUNCIL."
    )
    names = {e.name for e in found.entities if e.kind == "actor"}
    assert names == {"Harbour Relief Committee", "Kenya", "United Nations Security Council"}
