"""What is mended of phrases: a day that a name swallowed, who is let go, who has something done."""

from __future__ import annotations

import pytest

from dragoman.records import ParsedSentence
from dragoman.testing.parties import document_of, parse_text


def parsed(text: str) -> ParsedSentence:
    [parse] = parse_text(document_of(text))
    return parse


def place(parse: ParsedSentence, word: str) -> tuple[str, str]:
    """Return the relation of a word and the word that it hangs on."""
    token = next(t for t in parse.tokens if t.text == word)
    return token.dep, parse.tokens[token.head].text


@pytest.mark.parametrize(
    ("text", "day", "subject", "verb"),
    [
        ("On Sunday rebel fighters shelled the barracks at Bria.", "Sunday", "fighters", "shelled"),
        ("On Friday Kenyan port officials sent back the team.", "Friday", "officials", "sent"),
        ("In May Foreign Minister Wang Yi met his Kenyan colleague.", "May", "Yi", "met"),
    ],
)
def test_a_day_before_a_name_is_no_part_of_it(text: str, day: str, subject: str, verb: str) -> None:
    parse = parsed(text)
    assert place(parse, day) == ("pobj", text.split(maxsplit=1)[0])
    assert place(parse, subject) == ("nsubj", verb)


def test_a_day_that_belongs_to_what_follows_stays_there() -> None:
    parse = parsed("They spoke of the Friday talks in Rome.")
    assert place(parse, "Friday") == ("compound", "talks")


def test_who_is_set_free_is_not_called_free() -> None:
    parse = parsed("The rebels set free 120 soldiers of the garrison.")
    assert place(parse, "free") == ("acomp", "set")
    assert place(parse, "soldiers") == ("dobj", "set")


def test_who_has_something_done_does_it() -> None:
    parse = parsed("Ortega had Colombia's consul in Managua put over the border.")
    assert place(parse, "Ortega") == ("nsubj", "put")
    assert place(parse, "had") == ("aux", "put")
    assert place(parse, "consul") == ("dobj", "put")
    assert place(parse, "put") == ("ROOT", "put")
