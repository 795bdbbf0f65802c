"""What somebody is charged with hangs on the charge, however it is listed."""

from __future__ import annotations

import pytest

from dragoman.records import ParsedSentence
from dragoman.testing.parties import document_of, parse_text


def relations(text: str, *words: str) -> list[tuple[str, str]]:
    [parse] = parse_text(document_of(text))
    return [relation(parse, word) for word in words]


def relation(parse: ParsedSentence, word: str) -> tuple[str, str]:
    token = next(t for t in parse.tokens if t.text == word)
    return token.dep, parse.tokens[token.head].text


@pytest.mark.parametrize(
    ("text", "word", "above"),
    [
        ("The judges accuse ECOWAS of having betrayed its rules for years.", "of", "accuse"),
        ("The judges accuse Togo of having armed the rebels and betrayed the deal.",
         "betrayed", "armed"),
        ("Kenya accused Togo of arming the rebels and sheltering their chief.",
         "sheltering", "arming"),
        ("Togo was accused by Kenya of having armed Hezbollah and attacked its towns.",
         "attacked", "having"),
    ],
)  # fmt: skip
def test_a_charge_hangs_on_the_charging_with_both_its_halves(
    text: str, word: str, above: str
) -> None:
    assert [head for _, head in relations(text, word)] == [above]


def test_what_the_accuser_does_besides_stays_his() -> None:
    text = "Kenya accused Togo of arming the rebels and closed the border."
    assert relations(text, "closed") == [("conj", "accused")]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Kenya accused them of robbing banks, kidnapping ranchers and killing two judges.",
         "robbing", ("pcomp", "of")),
        ("Monks have accused gangs run by the Togolese army of the raid.", "of",
         ("prep", "accused")),
        ("Kenya accused Togo of cheating, calling the deal a farce and threatening to leave.",
         "calling", ("advcl", "accused")),
        ("Kenya accused the planners of the raid.", "of", ("prep", "planners")),
    ],
)  # fmt: skip
def test_all_acts_that_are_listed_are_charged(
    text: str, word: str, expected: tuple[str, str]
) -> None:
    assert relations(text, word) == [expected]
