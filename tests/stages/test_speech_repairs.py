"""What is said, by whom, where a small parser hangs it on another word."""

from __future__ import annotations

import pytest

from dragoman.records import ParsedSentence
from dragoman.testing.parties import document_of, parse_text


def relation(parse: ParsedSentence, word: str) -> tuple[str, str]:
    token = next(t for t in parse.tokens if t.text == word)
    return token.dep, parse.tokens[token.head].text


def relations(text: str, *words: str) -> list[tuple[str, str]]:
    [parse] = parse_text(document_of(text))
    return [relation(parse, word) for word in words]


@pytest.mark.parametrize(
    ("text", "clause", "verb"),
    [
        ("The minister informed the envoy that Eritrean troops shelled a port.", "shelled",
         "informed"),
        ("He informed the guest that an Eritrean boat opened fire on fishermen.", "opened",
         "informed"),
    ],
)  # fmt: skip
def test_what_somebody_is_told_is_what_is_said(text: str, clause: str, verb: str) -> None:
    assert relations(text, clause) == [("ccomp", verb)]


@pytest.mark.parametrize(
    ("text", "main", "charge", "who", "denied"),
    [
        ("Togo accuses Chad of arming the rebels, an accusation Ndjamena has repeatedly denied.",
         "accuses", "accusation", "Ndjamena", "denied"),
    ],
)  # fmt: skip
def test_a_charge_that_somebody_denies_is_a_remark_on_what_was_told(
    text: str, main: str, charge: str, who: str, denied: str
) -> None:
    [parse] = parse_text(document_of(text))
    assert relation(parse, main) == ("ROOT", main)
    assert relation(parse, charge) == ("npadvmod", main)
    assert relation(parse, denied) == ("relcl", charge)
    denier = [t for t in parse.tokens if t.text == who][-1]
    assert (denier.dep, parse.tokens[denier.head].text) == ("nsubj", denied)


def test_a_clause_that_says_which_stays_with_its_noun() -> None:
    text = "The minister informed the envoy that had shelled the port."
    assert relations(text, "shelled") == [("relcl", "envoy")]


def test_who_stands_after_an_inserted_said_is_the_speaker() -> None:
    text = "The army, said its chief of staff, General Peter Lindholm, will not shell the port."
    assert relations(text, "army", "chief") == [("nsubj", "shell"), ("nsubj", "said")]


def test_what_is_said_in_a_statement_is_what_is_said() -> None:
    text = "The army said in a statement that the reports were baseless and meant to mislead."
    assert relations(text, "were") == [("ccomp", "said")]


def test_who_stands_before_a_last_said_is_the_speaker() -> None:
    text = (
        "The council must choose between the army and the street, an editorial in the paper said."
    )
    assert relations(text, "editorial") == [("nsubj", "said")]


def test_who_is_told_by_a_participle_speaks() -> None:
    text = "In a call to a paper, a man presenting himself as a Hezbollah aide said it was over."
    assert relations(text, "man", "presenting", "In") == [
        ("nsubj", "said"),
        ("acl", "man"),
        ("prep", "said"),
    ]


def test_what_stands_before_a_colon_is_no_subject_beside_another() -> None:
    [parse] = parse_text(
        document_of("MORENO (Geo): The Afghan Taliban said that they would meet Khan.")
    )
    assert relation(parse, "Taliban") == ("nsubj", "said")
    assert relation(parse, "MORENO")[0] == "dep"


def test_according_to_belongs_to_the_clause_that_it_ends() -> None:
    text = (
        "The army moved a battalion to Mbamba Bay in August, according to villagers; the defence "
        "ministry has described the move as routine."
    )
    assert relations(text, "according") == [("prep", "moved")]
