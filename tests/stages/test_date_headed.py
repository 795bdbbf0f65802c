"""Dates without a year beside one that states it: under a heading, or after it in the text."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.pipeline.setting import dated_by_its_head
from dragoman.records import DateRange, Document
from dragoman.stages.date import find_times
from dragoman.stages.dates.calendar import day_range, month_range, year_range


def begin(
    text: str, stated: DateRange | None, *, headed: bool = False, anchor: date | None = None
) -> str | None:
    """The first day of the last time of a text, None if it is unresolved."""
    times = find_times(text, 0, len(text), anchor=anchor, stated=stated, is_headed=headed)
    when = times[-1].when
    return None if when is None else str(when.begin.earliest)


@pytest.mark.parametrize(
    ("words", "stated", "expected"),
    [
        ("17 September: Iran seizes a tanker.", year_range(2022), "2022-09-17"),
        ("In April talks failed.", year_range(2023), "2023-04-01"),
        ("Iran seized a tanker on 20 October.", day_range(date(2022, 9, 17)), "2022-10-20"),
        ("Iran seized a tanker on 3 January.", day_range(date(2022, 12, 20)), "2023-01-03"),
        ("The war had begun on 27 September.", day_range(date(2020, 11, 10)), "2020-09-27"),
        ("Iran seized a tanker on 5 May 2019.", year_range(2022), "2019-05-05"),
    ],
)
def test_a_heading_lends_its_year(words: str, stated: DateRange, expected: str) -> None:
    assert begin(words, stated, headed=True, anchor=date(2024, 3, 1)) == expected
    assert begin(words, stated, headed=True) == expected


@pytest.mark.parametrize(
    ("words", "stated", "anchor", "expected"),
    [
        ("On 17 September the army killed ten.", year_range(2022), "2024-03-01", "2022-09-17"),
        # The news of a year are dated without it, also after something old.
        ("On 12 May they met.", day_range(date(2022, 2, 24)), "2023-06-14", "2023-05-12"),
        ("On 28 December they met.", day_range(date(2022, 2, 24)), "2023-01-03", "2022-12-28"),
        ("They will meet on 5 April.", year_range(2022), "2024-03-01", "2024-04-05"),
    ],
)  # fmt: skip
def test_a_date_before_lends_its_year_to_what_is_no_news(
    words: str, stated: DateRange, anchor: str, expected: str
) -> None:
    assert begin(words, stated, anchor=date.fromisoformat(anchor)) == expected


def test_without_a_day_of_writing_the_year_stated_before_is_all_there_is() -> None:
    assert begin("On 5 June they met.", month_range(2021, 5)) == "2021-06-05"
    assert begin("On 3 May 2021 it fell, and on 5 June they met.", None) == "2021-06-05"
    assert begin("On 5 June they met.", None) is None


@pytest.mark.parametrize(
    ("words", "before"),
    [
        ("before the end of the year", "2025-01-01"),
        ("before the end of the month", "2024-02-01"),
        ("before the end of 2026", "2027-01-01"),
        ("before year-end", "2025-01-01"),
        ("by the end of the year", "2025-01-01"),
        ("before the start of next year", "2025-01-01"),
        ("before 2026", "2026-01-01"),
        ("before Thursday", "2024-01-25"),
    ],
)
def test_what_is_before_an_end_is_before_it_is_over(words: str, before: str) -> None:
    text = f"It happens {words}."
    (found,) = find_times(text, 0, len(text), anchor=date(2024, 1, 26))
    assert found.when is not None
    assert (found.when.begin.earliest, str(found.when.begin.before)) == (None, before)


def undated(text: str, title: str = "") -> Document:
    return Document(
        id="d",
        source_id="test",
        text=f"{title}\n\n{text}" if title else text,
        title_end=len(title),
        language="en",
        raw_sha256="",
        text_sha256="",
    )


@pytest.mark.parametrize(
    ("document", "day"),
    [
        (undated("They met.", "Talks, January to June 1998"), date(1998, 6, 30)),
        (undated("Press Briefing\n\nOctober 19, 2022\n\nThey met."), date(2022, 10, 19)),
        (undated("They bombed Sana'a in 2015.\n\nThey met.", "The Gulf"), None),
        (undated("They bombed Sana'a in 2015"), None),
        (undated("They met.", "The Gulf"), None),
    ],
)
def test_a_text_is_dated_by_its_title_or_lines_of_its_head_but_by_no_sentence(
    document: Document, day: date | None
) -> None:
    assert dated_by_its_head(document) == day
