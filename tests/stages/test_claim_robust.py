"""Texts that break the rules of quotation neither crash nor slice words wrongly."""

from __future__ import annotations

import pytest

from dragoman.records import Document
from dragoman.stages.attribute import Attribution, find_attributions
from dragoman.stages.claim import find_claims
from dragoman.testing.parties import document_of, mark_parties, parse_text


def read(text: str, parties: dict[str, tuple[str, ...]]) -> tuple[Document, list[Attribution]]:
    document = document_of(text)
    mentions, entities = mark_parties(document, parties)
    parses = parse_text(document)
    found = find_attributions(document, parses, mentions, entities)
    find_claims(document, "run", parses, mentions, entities, [], found)
    return document, list(found)


@pytest.mark.parametrize(
    "text",
    [
        "He said: „Der Krieg ist vorbei“ and left.",
        "«We will stay», said the general.",
        "``We will stay,'' said the general.",
        "＂We will stay,＂ said the general.",
        "“We will stay, said the general, and the troops left.",
        "\"He told me 'we will stay' and left,\" said the general.",
        "“‘We will stay,’ he told me,” said the general.",
        "The minister’s aides’ view, he said, was ‘don’t go’.",
        "” said the general. “",
        "“”, he said.",
        '"""" he said that that that said.',
        "Генерал Ivanov said: “Мы останемся”.",
        "習近平 (Xi Jinping) said 'we will stay'.",
        "O'Brien said it\u2019s \u201cfine\u201d\u00a0\u2013 \u201cfor now",
        "said said said.",
        ": he said",
    ],
)
def test_odd_quotation_neither_crashes_nor_misslices(text: str) -> None:
    document, found = read(text, {})
    for attribution in found:
        spans = [s for s in (attribution.source, attribution.cue) if s is not None]
        for span in (*spans, *attribution.content):
            quoted = document.text[span.start : span.end]
            assert quoted == quoted.strip()
            assert quoted
            before = document.text[span.start - 1 : span.start]
            assert not (before.isalpha() and quoted[0].isalpha() and before.isascii())


def test_a_speaker_named_only_pages_before_is_still_the_speaker() -> None:
    pages = " ".join(f"The road to village {n} was closed." for n in range(60))
    text = f"General Juma arrived.\n\n{pages}\n\n“We will stay,” he said."
    document, found = read(text, {"juma": ("Juma", "he")})
    assert [a.entity_ids for a in found] == [("juma",)]
    assert document.text[found[0].content[0].start :].startswith("“We will stay,”")


def test_an_author_who_quotes_themself_adds_no_speaker() -> None:
    _, found = read("As I wrote last year, I believe that the truce will fail.", {})
    assert all(a.by_author for a in found)


def test_i_inside_a_quotation_is_the_speaker_and_not_the_author() -> None:
    document, found = read("“I believe that the truce will fail,” said General Juma.", {})
    outer = [a for a in found if not a.by_author]
    assert [document.text[a.source.start : a.source.end] for a in outer if a.source] == [
        "General Juma"
    ]
