from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.records.output import CodedDocument
from dragoman.stages.attribute import find_attributions
from dragoman.stages.sayings.quotation import find_quotations
from dragoman.testing.parties import document_of, mark_parties, parse_text

Code = Callable[..., CodedDocument]


def quoted(text: str) -> list[list[str]]:
    return [[text[a:b] for a, b in q.pieces] for q in find_quotations(document_of(text))]


def test_marks_of_every_usual_kind_are_read() -> None:
    assert quoted("He said “yes” and \"no\", «oui», „nein“, ``si'' and ‘maybe.’") == [
        ["“yes”"], ['"no"'], ["«oui»"], ["„nein“"], ["``si''"], ["‘maybe.’"],
    ]  # fmt: skip


def test_apostrophes_and_inches_are_no_marks() -> None:
    assert quoted("The officials’ plan isn’t the minister's. A 5\" pipe burst.") == []


def test_an_unclosed_mark_ends_with_its_paragraph() -> None:
    (quotation,) = find_quotations(document_of("He said: “The deal is dead.\n\nNobody answered."))
    assert not quotation.closed
    assert (quotation.start, quotation.end) == (9, 27)


def test_a_quotation_reopened_in_the_next_paragraph_is_one() -> None:
    assert quoted("“One.\n\n“Two.”\n\n“Three.”") == [["“One.", "“Two.”"], ["“Three.”"]]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="“”\"'‘’«»„` \nab.,", max_size=60))
def test_pieces_never_overlap_and_never_cross_a_paragraph(text: str) -> None:
    if not text.strip():
        return
    last = 0
    for quotation in find_quotations(document_of(text)):
        for start, end in quotation.pieces:
            assert last <= start < end <= len(text)
            assert "\n" not in text[start:end]
            last = end


def test_the_turns_of_an_interview_are_their_speakers() -> None:
    text = (
        "Q: What does the front want?\n\nJuma: We want peace.\n\nWe never trusted them.\n\n"
        "Q: Will you talk?\n\nJuma: In May."
    )
    document = document_of(text)
    mentions, entities = mark_parties(document, {"juma": ["Juma"]})
    turns = [
        a
        for a in find_attributions(document, parse_text(document), mentions, entities)
        if a.cue is not None and text[a.cue.start : a.cue.end] == ":"
    ]
    assert [(t.entity_id, [text[s.start : s.end] for s in t.content]) for t in turns] == [
        ("juma", ["We want peace.", "We never trusted them."]),
        ("juma", ["In May."]),
    ]


def test_who_answers_a_briefing_is_who_opened_it_and_questions_are_nobodys(coded: Code) -> None:
    text = (
        "SPOKESPERSON: Good afternoon. Kenya has freed 18 fishermen.\n\n"
        "QUESTION (Dawn): Chad says its forces shot down a drone near Adre. Is that so?\n\n"
        "ANSWER: Sudan shelled a village there.\n\n"
        "QUESTION (Geo): Will you invite the rebels?\n\nANSWER: Kenya condemned the shelling."
    )
    found = coded(text, title="Daily briefing")
    speakers = {" > ".join(s.name for s in c.chain) for c in found.claims if c.chain}
    assert speakers == {"SPOKESPERSON", "Chad"}
    assert not [a for a in found.actors if a.name.startswith(("QUESTION", "ANSWER"))]


def test_a_single_label_is_a_heading() -> None:
    document = document_of("Background: The talks failed.\n\nThe army left.")
    assert find_attributions(document, parse_text(document), (), ()) == ()


def test_words_quoted_before_are_of_whom_the_next_sentence_says_so() -> None:
    document = document_of(
        '"The border stays shut." With these words the envoy ended the talks. Nobody replied.'
    )
    mentions, entities = mark_parties(document, {})
    [one] = find_attributions(document, parse_text(document), mentions, entities)

    assert one.source is not None
    assert document.text[one.source.start : one.source.end] == "the envoy"
    assert document.text[one.content[0].start : one.content[0].end].strip('"') == (
        "The border stays shut."
    )
