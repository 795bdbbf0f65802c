"""Sentence ends by rule: boundaries that hold, and dots that end nothing."""

from __future__ import annotations

import pytest

from dragoman.records import Document, Span
from dragoman.records.text import Dateline
from dragoman.stages.split import split_sentences


def document(text: str, *, title_end: int = 0, **fields: object) -> Document:
    return Document(
        id="d",
        source_id="test",
        text=text,
        title_end=title_end,
        language="en",
        raw_sha256="",
        text_sha256="",
        **fields,  # type: ignore[arg-type]  # keyword fields of the record
    )


def pieces(text: str) -> list[str]:
    return [text[s.span.start : s.span.end] for s in split_sentences(document(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Gen. Min Aung Hlaing met Mr. Li in Naypyidaw.",
        "The U.S. Navy sent the U.K. a warning.",
        "President Joseph R. Biden spoke.",
        "It rose by 2.5 percent, i.e. less than feared.",
        "They met on Jan. 25 in Doha.",
        "The note, cf. Art. 5, was signed.",
        "Deputy Minister G.B. Karimov met A.Ya. Smirnov in Moscow.",
    ],
)
def test_a_dot_of_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert pieces(text) == [text]


def test_a_sentence_may_end_with_an_abbreviation() -> None:
    text = "He flew back from the U.S. The talks went on."
    assert pieces(text) == ["He flew back from the U.S.", "The talks went on."]


def test_closing_quotes_belong_to_the_sentence_they_close() -> None:
    text = "“We will not leave.” The minister sat down."
    assert pieces(text) == ["“We will not leave.”", "The minister sat down."]


def test_a_question_inside_a_quotation_does_not_end_the_sentence_around_it() -> None:
    text = '"Who did this?" he asked.'
    assert pieces(text) == [text]


def test_line_breaks_end_sentences_without_a_full_stop() -> None:
    assert pieces("No stop here\n\nNext one.") == ["No stop here", "Next one."]


def test_title_dateline_and_furniture_are_sentences_of_their_own_kind() -> None:
    text = "Envoy Visits Doha\n\nDOHA, May 3 - He came. He left.\n\nShare it:"
    dateline = Dateline(span=Span(document_id="d", start=19, end=32))
    furniture = (Span(document_id="d", start=text.index("Share"), end=len(text)),)
    found = split_sentences(document(text, title_end=17, dateline=dateline, furniture=furniture))
    assert [(s.kind, text[s.span.start : s.span.end]) for s in found] == [
        ("title", "Envoy Visits Doha"),
        ("dateline", "DOHA, May 3 -"),
        ("body", "He came."),
        ("body", "He left."),
        ("furniture", "Share it:"),
    ]


def test_without_capitals_any_word_may_begin_a_sentence() -> None:
    text = 'j. doe left for peru. "why?" he was asked. the army, gen. diaz said, knew of it.'
    assert pieces(text) == [
        "j. doe left for peru.",
        '"why?" he was asked.',
        "the army, gen. diaz said, knew of it.",
    ]


def test_one_capital_in_a_paragraph_tells_sentences_as_ever() -> None:
    assert pieces("He sold approx. ten. or more.") == ["He sold approx. ten. or more."]


def test_empty_text_has_no_sentences() -> None:
    assert split_sentences(document(" \n ")) == ()


def test_a_long_paragraph_of_nothing_but_abbreviations_is_one_sentence() -> None:
    given = document("See Gen. " * 20_000)  # four minutes, were all before each full stop searched

    assert len(split_sentences(given)) == 1


@pytest.mark.parametrize(
    "bullet",
    [
        "(1) ",
        "2. ",
        "* ",
        "- ",
        "• ",
        "(a) ",
        "3) ",
        "14:52 ",
        "9.30am: ",
        "(18:05) ",
        "16.20 GMT - ",
        "11:20 AM ",
    ],
)
def test_a_bullet_or_number_is_no_word_of_its_paragraph(bullet: str) -> None:
    assert pieces(f"{bullet}The envoys met.\n\nNext one.") == ["The envoys met.", "Next one."]


@pytest.mark.parametrize(
    "text", ["3.50 Million flee.", "12.50 Euros are asked.", "45:10 Togo won."]
)
def test_a_number_that_is_no_time_is_a_word_of_its_paragraph(text: str) -> None:
    assert pieces(text) == [text]
