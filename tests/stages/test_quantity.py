"""Quantities of parsed sentences: what is counted, how many, and in which words."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.records import Document, ParsedSentence, Quantity, Sentence, Span
from dragoman.stages.parse import Parser
from dragoman.stages.quantity import find_quantities, quantities_near

_parser = Parser()


def parsed(sentence: str, before: str = "") -> tuple[str, ParsedSentence]:
    text = before + sentence
    span = Span(document_id="d", start=len(before), end=len(text))
    given_document = Document(
        id="d",
        source_id="test",
        text=text,
        title_end=0,
        language="en",
        raw_sha256="",
        text_sha256="",
    )
    whole = Sentence(id="s", span=span, index=0, paragraph=0, kind="body")
    (parse,) = _parser.parse(given_document, [whole])
    return text, parse


def quantities(sentence: str) -> tuple[Quantity, ...]:
    text, parse = parsed(sentence)
    return find_quantities(parse, "d", text)


def told(sentence: str) -> list[tuple[str, str]]:
    return [(q.kind, q.evidence.quote) for q in quantities(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "At least 12 people were killed and 30 wounded in the attack.",
            [("killed", "At least 12 people"), ("injured", "30")],
        ),
        (
            "The blast killed 12 and wounded 30 others.",
            [("killed", "12"), ("injured", "30 others")],
        ),
        (
            "The strike left 12 people dead and dozens injured.",
            [("killed", "12 people"), ("injured", "dozens")],
        ),
        ("A dozen dead after the raid.", [("killed", "A dozen")]),
        ("Twelve killed in bomb blast in Kabul.", [("killed", "Twelve")]),
        ("The death toll rose to 45 on Friday.", [("killed", "45")]),
        ("The attack claimed the lives of 20 people.", [("killed", "20 people")]),
        ("Gunmen shot dead three police officers.", [("killed", "three police officers")]),
        ("Between 10 and 15 soldiers died.", [("killed", "Between 10 and 15 soldiers")]),
        ("It took two nights in which ten men were detained.", [("detained", "ten men")]),
        ("Nine divers lost their lives.", [("killed", "Nine divers")]),
        ("Six porters succumbed to their wounds.", [("killed", "Six porters")]),
        ("Four weavers were burnt alive.", [("killed", "Four weavers")]),
        (
            "Two soldiers and a policeman were killed.",
            [("killed", "Two soldiers"), ("killed", "a policeman")],
        ),
        ("Dozens of people were detained in Minsk.", [("detained", "Dozens of people")]),
        ("The army captured 25 militants.", [("detained", "25 militants")]),
        ("More than 1,000 people fled their homes.", [("displaced", "More than 1,000 people")]),
        ("The UN says 1.2 million people have been displaced.",
         [("displaced", "1.2 million people")]),
        ("Up to 200 protesters gathered in the square.", [("crowd", "Up to 200 protesters")]),
        ("Tens of thousands of people took to the streets.",
         [("crowd", "Tens of thousands of people")]),
        ("France deployed 300 troops to the region.", [("troops", "300 troops")]),
        ("The EU pledged $5 million to the government.", [("money", "$5 million")]),
        ("Germany will send 500 million euros in aid.", [("money", "500 million euros")]),
        ("45 dead, 100 hurt in Kabul blast", [("killed", "45"), ("injured", "100")]),
        ("Four people were shot dead and at least 10 more were wounded.",
         [("killed", "Four people"), ("injured", "at least 10 more")]),
        ("About 500 people were killed and 251 taken hostage.",
         [("killed", "About 500 people"), ("detained", "251 taken hostage")]),
        ("Some 15,000 people attended the rally.", [("crowd", "Some 15,000 people")]),
        ("Thousands protest in Tbilisi", [("crowd", "Thousands")]),
        ("Authorities confirmed 14 deaths.", [("killed", "14 deaths")]),
        ("The number of displaced has reached 1.5 million.", [("displaced", "1.5 million")]),
        ("Ukraine said it had lost 20 soldiers.", [("other", "20 soldiers")]),
        ("Rebels fired 30 missiles and 12 drones at the city.",
         [("other", "30 missiles"), ("other", "12 drones")]),
    ],
)  # fmt: skip
def test_a_count_is_of_what_befell_those_counted(
    sentence: str, expected: list[tuple[str, str]]
) -> None:
    assert told(sentence) == expected


def test_a_quantity_has_bounds_and_a_unit() -> None:
    (found,) = quantities("At least 12 soldiers were killed.")
    assert (found.low, found.high, found.unit, found.approximate) == (12, None, "soldiers", False)


def test_what_is_handed_over_is_counted_as_it_is() -> None:
    [quantity] = quantities("The army handed over 15 prisoners in Baku.")
    assert (quantity.low, quantity.high, quantity.evidence.quote) == (15, 15, "15 prisoners")


def test_dozens_are_at_least_two_and_approximate() -> None:
    (found,) = quantities("Dozens of people were arrested.")
    assert (found.low, found.high, found.approximate) == (24, None, True)


@pytest.mark.parametrize(
    ("sentence", "amount", "currency"),
    [
        ("They paid $5 million.", 5e6, "USD"),
        ("They paid 500 million euros.", 5e8, "EUR"),
        ("They paid €2.5bn.", 2.5e9, "EUR"),
        ("They paid 40 million rubles.", 4e7, "RUB"),
        ("Assets fell from $19 billion.", 1.9e10, "USD"),
        ("They looted 1 million SDG.", 1e6, "SDG"),
    ],
)
def test_money_has_the_code_of_its_currency(sentence: str, amount: float, currency: str) -> None:
    (found,) = quantities(sentence)
    assert (found.kind, found.low, found.high, found.unit) == ("money", amount, amount, currency)


def test_one_victim_is_counted_without_a_number() -> None:
    (found,) = quantities("A soldier was killed by a sniper.")
    assert (found.kind, found.low, found.high) == ("killed", 1, 1)
    assert found.evidence.quote == "A soldier"


@pytest.mark.parametrize(
    "sentence",
    [
        "The 43-year-old minister met them in 2015.",
        "Resolution 2216 was adopted on 14 April 2015.",
        "Unemployment rose by 12 percent.",
        "They marched 12 kilometers in three hours.",
        "Libya captured three cities.",
        "The two countries signed a deal.",
        "The three missiles were shown.",
        "The minister opened a hospital.",
        "No one was hurt.",
        "The team captured three points.",
        "They met at 14:30 on 25/01/2024.",
    ],
)
def test_ages_dates_shares_and_distances_are_no_quantities(sentence: str) -> None:
    assert [q.kind for q in quantities(sentence)] == []


def test_a_part_is_not_counted_beside_its_whole() -> None:
    assert told("Five people, including two children, were killed when a shell hit a house.") == [
        ("killed", "Five people")
    ]
    assert told("More than 60 people, among them 12 women, were arrested.") == [
        ("detained", "More than 60 people")
    ]


def test_things_burned_or_shot_down_are_not_killed() -> None:
    assert told("Gunmen burned down at least 40 houses.") == [("other", "at least 40 houses")]
    assert told("The navy shot down 12 planes.") == []


def test_offsets_count_in_the_whole_text() -> None:
    text, parse = parsed("At least 12 people were killed.", before="It was calm. ")
    (found,) = find_quantities(parse, "d", text)
    span = found.evidence.span
    assert text[span.start : span.end] == found.evidence.quote == "At least 12 people"


def test_quantities_near_a_trigger_are_those_of_its_clause() -> None:
    text, parse = parsed("Officials said the blast killed 12 people and 30 protesters marched.")
    found = find_quantities(parse, "d", text)
    index = {token.text: token.index for token in parse.tokens}
    near = {
        word: [q.evidence.quote for q in quantities_near(found, parse, index[word])]
        for word in ("blast", "killed", "marched", "said")
    }
    assert near == {
        "blast": ["12 people"],
        "killed": ["12 people"],
        "marched": ["30 protesters"],
        "said": [],
    }


def test_a_participle_brings_its_quantities_to_the_main_verb() -> None:
    text, parse = parsed("A bomb exploded in the market, killing 12 people.")
    found = find_quantities(parse, "d", text)
    trigger = next(token.index for token in parse.tokens if token.text == "exploded")
    assert [q.evidence.quote for q in quantities_near(found, parse, trigger)] == ["12 people"]


def test_a_number_is_near_the_one_of_two_joined_events_that_it_counts_for() -> None:
    text, parse = parsed("Police killed four bandits and freed 20 hostages.")
    found = find_quantities(parse, "d", text)
    killed, freed = (t.index for t in parse.tokens if t.text in ("killed", "freed"))
    for trigger, other, told in ((killed, freed, "four bandits"), (freed, killed, "20 hostages")):
        near = quantities_near(found, parse, trigger, {other})
        assert [q.evidence.quote for q in near] == [told]


_PIECES = (
    "at least", "12", "1,200", "between", "and", "to", "or", "people", "killed", "wounded", "$",
    "million", "dozens of", "a", "soldier", "was", "dead", "of", "ſix", "the", "5-7", "€", "2.5bn",
    "toll", "rose", "from", "protesters", "marched", ",", "including", "\u00a0", "won", "12th",
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=5)), min_size=1, max_size=12))
def test_evidence_lies_in_the_sentence_whatever_it_says(pieces: list[str]) -> None:
    sentence = " ".join(pieces) or " "
    if not sentence.strip():
        return
    text, parse = parsed(sentence, before="Before. ")
    for found in find_quantities(parse, "d", text):
        span = found.evidence.span
        assert 8 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == found.evidence.quote


@pytest.mark.parametrize(
    ("sentence", "unit", "low"),
    [
        ("Norway gave Chad aid (EUR 40 m).", "EUR", 40e6),
        ("Norway gave Chad US$ 1.5 m in aid.", "USD", 1.5e6),
        ("Norway gave Chad R800 million in aid.", "ZAR", 800e6),
        ("Norway gave Chad Rs 5 crore in aid.", "rupees", 50e6),
    ],
)
def test_a_currency_before_an_amount_may_shorten_it(sentence: str, unit: str, low: float) -> None:
    [found] = quantities(sentence)
    assert (found.kind, found.unit, found.low) == ("money", unit, low)


def test_of_a_whole_only_the_part_is_counted() -> None:
    assert [q.low for q in quantities("Six of the 14 hostages were killed.")] == [6.0]


def test_a_mother_is_one() -> None:
    assert [q.low for q in quantities("The raid killed a mother and two children.")] == [1.0, 2.0]
