"""Whatever bytes come in: readers, cutters, offsets and dates keep their laws."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.records import Document, RawDocument
from dragoman.stages.date import find_times
from dragoman.stages.read import read
from dragoman.stages.split import split_sentences

_KINDS = ("text/plain", "text/html", "application/pdf", "application/x-ndjson")
_PIECES = st.sampled_from(
    "<p> </div> <article> <!-- &amp; &#x202e; \ufeff \u0301 \u200d \x00 \x1b 🙂 \r\n \u2028 . ? “ "
    "” ' Monday 12/13/14 2024-02-30 since until the last next 31 of May years ago 25:61 KABUL, "
    "(Reuters) - said. U.S. Mr. ... Share it: 1.2.3 ١٢ नमस्ते".split()
)
_TEXTS = st.lists(_PIECES | st.text(max_size=6), max_size=60).map(" ".join)
_BODIES = st.binary(max_size=300) | _TEXTS.map(lambda t: t.encode("utf-8", "surrogatepass"))


def _raw(body: bytes, kind: str) -> RawDocument:
    return RawDocument(sha256="", source_id="s", media_type=kind, body=body, id="fuzz")


def _document(text: str) -> Document | None:
    return read(_raw(text.encode("utf-8", "replace"), "text/plain"))[0]


@settings(max_examples=60, deadline=None)
@given(body=_BODIES, kind=st.sampled_from(_KINDS))
def test_readers_return_a_document_or_say_why_not(body: bytes, kind: str) -> None:
    document, problems = read(_raw(body, kind))
    assert document is not None or problems
    if document is not None:
        document.text.encode()  # no half of a surrogate pair
        assert 0 <= document.title_end <= len(document.text)


@settings(max_examples=60, deadline=None)
@given(text=_TEXTS)
def test_sentences_lie_in_the_text_in_order_and_apart(text: str) -> None:
    document = _document(text)
    if document is None:
        return
    end = 0
    for sentence in split_sentences(document):
        assert end <= sentence.span.start < sentence.span.end <= len(document.text)
        end = sentence.span.end


@settings(max_examples=60, deadline=None)
@given(text=_TEXTS, anchor=st.dates() | st.none())
def test_dates_lie_in_the_text_and_are_no_empty_ranges(text: str, anchor: date | None) -> None:
    for found in find_times(text, 0, len(text), anchor=anchor):
        assert 0 <= found.start < found.end <= len(text)
        begin = None if found.when is None else found.when.begin
        if begin is not None and begin.earliest is not None and begin.before is not None:
            assert begin.earliest < begin.before
