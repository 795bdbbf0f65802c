"""The day a document was written: from its dateline, else from its publication date."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.records import Dateline, DateRange, Document, Span, When
from dragoman.stages.date import anchor_date, anchor_precision, publication_when


def document(published: str | None, dateline: str | None = None) -> Document:
    text = f"OSLO, {dateline} (Agency) — They met." if dateline else "They met."
    written = Span(document_id="d", start=6, end=6 + len(dateline)) if dateline else None
    return Document(
        id="d",
        source_id="test",
        text=text,
        title_end=0,
        language="en",
        published=published,
        published_basis="metadata" if published else None,
        raw_sha256="",
        text_sha256="",
        dateline=Dateline(span=written, date=written) if written else None,
    )


@pytest.mark.parametrize(
    ("published", "dateline", "day", "basis"),
    [
        ("2024-01-26T22:47", None, date(2024, 1, 26), "publication"),
        ("2024-01-26", "Jan 25", date(2024, 1, 25), "stated"),
        ("2024-01-02", "Dec. 31", date(2023, 12, 31), "stated"),
        ("2024-01", None, date(2024, 1, 1), "publication"),
        (None, "4 FEB 90", date(1990, 2, 4), "stated"),
        (None, "Jan 25", None, None),
        (None, None, None, None),
        ("yesterday", None, None, None),
        ("2024-13-01", None, None, None),
    ],
)
def test_the_dateline_goes_before_the_publication_date(
    published: str | None, dateline: str | None, day: date | None, basis: str | None
) -> None:
    assert anchor_date(document(published, dateline)) == (day, basis)


def test_a_dateline_far_from_the_publication_date_is_not_believed() -> None:
    assert anchor_date(document("2024-01-26", "3 May 2021")) == (date(2024, 1, 26), "publication")


@pytest.mark.parametrize(
    ("published", "precision"),
    [("2024-01-26T22:47", "day"), ("2024-01", "month"), ("2024", "year"), (None, "unknown")],
)
def test_the_anchor_is_as_precise_as_the_publication_date(
    published: str | None, precision: str
) -> None:
    assert anchor_precision(document(published)) == precision


def test_a_dateline_makes_a_loose_publication_date_exact() -> None:
    given = document("2024-01", "Jan 25")
    assert (anchor_date(given), anchor_precision(given)) == ((date(2024, 1, 25), "stated"), "day")


def test_the_publication_date_as_a_time_says_what_it_is() -> None:
    assert publication_when(document("2024-01-26T22:47")) == When(
        begin=DateRange(
            earliest=date(2024, 1, 26),
            before=date(2024, 1, 27),
            precision="day",
            basis="publication",
        ),
        extent="occasion",
    )


def test_without_a_publication_date_there_is_no_time_of_last_resort() -> None:
    assert publication_when(document(None)) is None
