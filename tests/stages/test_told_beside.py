"""What a text sets beside somebody's words is not part of them."""

from __future__ import annotations

import pytest

from dragoman.stages.attribute import find_attributions
from dragoman.testing.parties import document_of, mark_parties, parse_text


def said(text: str) -> list[tuple[str, str]]:
    """Source and content of each speaker's words; that one refuses to say them is none."""
    document = document_of(text)
    mentions, entities = mark_parties(document, {})
    found = find_attributions(document, parse_text(document), mentions, entities)
    return [
        (
            "" if a.source is None else document.text[a.source.start : a.source.end],
            " … ".join(document.text[s.start : s.end] for s in a.content),
        )
        for a in found
        if not a.attitude
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Israel said it had killed five fighters, while Egypt urged restraint.",
         ("Israel", "it had killed five fighters")),
        ("Armenia said it had repelled an assault, while Baku accused Yerevan of shelling a town.",
         ("Armenia", "it had repelled an assault")),
        ("The minister said talks would continue, whereas the rebels attacked the town on Sunday.",
         ("The minister", "talks would continue")),
        ("Canada said it would retaliate, as Mexico announced sanctions.",
         ("Canada", "it would retaliate")),
        ("Canada vowed to retaliate, as Mexico announced sanctions.", ("Canada", "to retaliate")),
    ],
)  # fmt: skip
def test_a_clause_set_beside_what_was_said_is_the_texts_own(
    text: str, first: tuple[str, str]
) -> None:
    assert said(text)[0] == first


@pytest.mark.parametrize(
    "content",
    [
        "troops had shelled the village, while rebels had attacked a convoy",
        "rebels attacked the convoy as soldiers left the base",
        "its troops killed ten rebels, while two soldiers were wounded",
        "Russia had withdrawn, as its forces were exhausted",
        "it had withdrawn, as it feared an ambush",
        "talks would continue, while Kenya would reopen the port",
    ],
)
def test_what_the_speaker_may_have_set_beside_it_stays_said(content: str) -> None:
    assert said(f"The army said {content}.")[0] == ("The army", content)


def test_a_quotation_is_kept_whole() -> None:
    quoted = '"Our army has fled, while rebels attacked the town"'
    assert said(f"The minister said: {quoted}.") == [("The minister", quoted)]


@pytest.mark.parametrize(
    "text",
    [
        "The Pentagon refused to comment on the raid.",
        "The ministry declined to comment on the arrest of the journalist.",
        "Officials did not comment on the strike.",
    ],
)
def test_who_will_not_comment_says_nothing(text: str) -> None:
    assert said(text) == []


def test_who_comments_says_something() -> None:
    assert said("Police commented on the arrest.") == [("Police", "the arrest")]
    assert said("The minister refused to say whether troops had fled.") == [
        ("The minister", "whether troops had fled")
    ]
