"""The one normalisation of files and pages, and what it leaves alone."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.stages.reading.normalise import is_hard_wrapped, normalise, unescape_entities

WRAPPED = """\
The envoys of both governments returned to Muscat on Sunday for a third
round of talks on the truce, which has held on the coast for nine days
although shells fell on two villages near the strait on Friday night, a
spokesman said.

They are to leave on Tuesday. A fourth round was planned for the spring
and may be held in Oslo."""


@pytest.mark.parametrize(
    ("given_text", "text"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\u00a0b\u202fc\u3000d\te", "a b c d e"),
        ("a  b   c", "a b c"),
        ("Wednes\u00adday", "Wednesday"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("\u200fשלום\u200e \u202babc\u202c", "שלום abc"),
        ("a\n\n\n\nb", "a\n\nb"),
        ("a \n \n b", "a\n\nb"),
        ("\n\n a \n\n", "a"),
        ("e\u0301", "é"),
        ("a\x00b\x07c", "abc"),
        ("page one\fpage two", "page one\n\npage two"),
        ("&quot;Yes&quot;, he said &#8211; &ldquo;no&rdquo;", '"Yes", he said – “no”'),
        ("AT&amp;amp;T", "AT&T"),
        ("&#146;s", "’s"),
        ("R&D and ?a=1&copy=2", "R&D and ?a=1&copy=2"),
    ],
)
def test_a_text_is_normalised(given_text: str, text: str) -> None:
    assert normalise(given_text) == text


def test_quotation_marks_apostrophes_and_dashes_stay_as_printed() -> None:
    printed = "“a” ‘b’ «c» ‹d› „e“ \"f\" 'g' ’h –i— j-k `l´ ＂m＂ 「n」"
    assert normalise(printed) == printed


def test_joiners_stay_where_they_carry_meaning() -> None:
    persian, family = "می\u200cخواهم", "👩\u200d👧"
    assert normalise(persian) == persian
    assert normalise(family) == family
    assert normalise("co\u200cop\u200d") == "coop"


def test_characters_beyond_the_basic_plane_stay() -> None:
    assert normalise("🚢 \U00010348") == "🚢 \U00010348"


def test_hard_wrapped_paragraphs_are_joined() -> None:
    paragraphs = normalise(WRAPPED).split("\n\n")
    assert [len(one.split("\n")) for one in paragraphs] == [1, 1]
    assert "third round" in paragraphs[0]
    assert paragraphs[1] == (
        "They are to leave on Tuesday. A fourth round was planned for the spring "
        "and may be held in Oslo."
    )


def test_a_word_broken_at_its_hyphen_keeps_it() -> None:
    text = WRAPPED.replace(
        "third\nround of talks on the truce,", "US-\nled round of talks on the truce,"
    )
    assert "US-led round" in normalise(text)


DIVIDED = """\
HARBOUR REVIEW, the quarterly of the Institute of Straits                  March 2013

Both envoys came back to Muscat on Sunday for a third govern-
ment round of talks on the truce, which had held for nine days
although shells fell on two villages of the north-eastern coast,
where the fishermen of the strait live. They said that US-
led negotiators would leave the hotel on the hill on Tues-
day for the port in the north-
"""


def test_words_that_a_printer_divided_are_whole_under_a_wider_head() -> None:
    head, _, story = normalise(DIVIDED).partition("\n\n")
    assert head.endswith("Straits March 2013")
    assert "third government round" in story
    assert "north-eastern coast" in story
    assert "that US-led negotiators" in story
    assert "on Tuesday for" in story


def test_an_indented_line_opens_a_paragraph() -> None:
    text = WRAPPED.replace(
        "spokesman said.\n\n", "spokesman in the capital of the sultanate said so.\n    "
    )
    assert normalise(text).count("\n") == 1


def test_lines_that_are_paragraphs_stay() -> None:
    text = "A short line\nAnother one\nA third line that is longer than both\nAnd a fourth"
    assert normalise(text) == text
    assert not is_hard_wrapped(text)
    assert is_hard_wrapped(WRAPPED)


def test_only_entities_with_a_semicolon_count() -> None:
    assert (
        unescape_entities("&lt;p&gt; &nosuchthing; &#xD800; &#0;")
        == "<p> &nosuchthing; \ufffd \ufffd"
    )


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text)
    assert unicodedata.is_normalized("NFC", once)
    assert once == once.strip()
    assert "\r" not in once
    assert "\n\n\n" not in once
