"""Acronyms as the document defines them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.records import Analysis, DocumentEntity

Analyse = Callable[..., Analysis]


def entity(analysis: Analysis, words: str) -> DocumentEntity:
    """The actor that is mentioned by these words."""
    text = analysis.document.text
    spans = {m.id: m.span for m in analysis.mentions}
    [found] = [
        e for e in analysis.entities
        if e.kind == "actor"
        and words in [text[spans[m].start : spans[m].end] for m in e.mention_ids]
    ]  # fmt: skip
    return found


def test_the_texts_own_meaning_comes_before_that_of_the_index(analysed: Analyse) -> None:
    # The index knows SAA as the Syrian army.
    analysis = analysed("The Sudanese Alliance Army (SAA) attacked Kadugli. The SAA denied it.")
    found = entity(analysis, "SAA")
    assert (found.name, found.chosen) == ("Sudanese Alliance Army", None)
    assert found.coding is not None
    assert found.coding.country == "SDN"


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("The Rapid Support Forces (RSF) fled. The RSF denied it.", "RSF",
         "group:rapid-support-forces"),
        ("The National Liberation Army (ELN) attacked Colombia. The ELN denied it.", "ELN",
         "group:eln"),
    ],
)  # fmt: skip
def test_a_known_body_keeps_its_link(analysed: Analyse, text: str, words: str, actor: str) -> None:
    found = entity(analysed(text), words)
    assert found.chosen is not None
    assert found.chosen.target_id == actor


def test_an_acronym_that_no_name_finder_knows_is_a_mention(analysed: Analyse) -> None:
    analysis = analysed("The Peace Monitoring Group (PMG) met Togo. Ghana thanked the PMG.")
    assert entity(analysis, "PMG").name == "Peace Monitoring Group"


def test_an_acronym_without_brackets_is_the_body_named_before(analysed: Analyse) -> None:
    # The index knows FSA as the Free Syrian Army.
    analysis = analysed(
        "The Japanese Financial Services Agency closed it. The FSA demanded an apology."
    )
    found = entity(analysis, "FSA")
    assert found.name == "Japanese Financial Services Agency"
    assert found.coding is not None
    assert found.coding.country == "JPN"
