"""Time expressions: what is found, where, and when it means."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.records import DateRange, When
from dragoman.stages.date import TimeExpression, find_times

FRIDAY = date(2024, 1, 26)


def times(text: str, anchor: date | None = FRIDAY) -> tuple[TimeExpression, ...]:
    return find_times(text, 0, len(text), anchor=anchor)


def only(text: str, anchor: date | None = FRIDAY) -> TimeExpression:
    (found,) = times(text, anchor)
    return found


def days(text: str, anchor: date | None = FRIDAY) -> tuple[str, str]:
    """The range of the one expression as two ISO dates, "" for an open side."""
    when = only(text, anchor).when
    assert when is not None
    return str(when.begin.earliest or ""), str(when.begin.before or "")


@pytest.mark.parametrize(
    "words",
    [
        "25 January 2024", "January 25", "Jan. 25, 2024", "Jan 25", "25/01/2024", "01/25/2024",
        "2024-01-25", "the 25th of January", "25th January", "January 25th", "25 Jan", "25.01.2024",
        "Thursday, January 25, 2024", "Thursday (25 January)", "Thursday 25 January", "25-Jan-2024",
        "the twenty-fifth of January", "January the 25th", "JANUARY 25", "2024/01/25",
        "January 25 this year", "25 January, 2024",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_usual_order(words: str) -> None:
    text = f"They met on {words}, officials said."
    found = only(text)
    assert text[found.start : found.end] == words
    assert found.when == When(
        begin=DateRange(
            earliest=date(2024, 1, 25), before=date(2024, 1, 26), precision="day", basis="stated"
        ),
        extent="occasion",
    )


def test_the_day_comes_first_in_digits_unless_that_is_no_date() -> None:
    assert days("on 03/04/2023.") == ("2023-04-03", "2023-04-04")
    assert days("on 03/14/2023.") == ("2023-03-14", "2023-03-15")


def test_a_two_digit_year_is_read_where_a_dateline_writes_one() -> None:
    assert days("LIMA, 4 FEB 90 (EFE)") == ("1990-02-04", "1990-02-05")


@pytest.mark.parametrize(
    ("words", "earliest", "before", "precision"),
    [
        ("in March 2021", "2021-03-01", "2021-04-01", "month"),
        ("in March", "2023-03-01", "2023-04-01", "month"),
        ("in January", "2024-01-01", "2024-02-01", "month"),
        ("in early January", "2024-01-01", "2024-01-11", "month"),
        ("in 2015", "2015-01-01", "2016-01-01", "year"),
        ("mid-2019", "2019-05-01", "2019-09-01", "season"),
        ("in early 2020", "2020-01-01", "2020-05-01", "season"),
        ("late last year", "2023-09-01", "2024-01-01", "season"),
        ("in the 1990s", "1990-01-01", "2000-01-01", "decade"),
        ("in the late 1980s", "1986-01-01", "1990-01-01", "years"),
        ("in the nineties", "1990-01-01", "2000-01-01", "decade"),
        ("in the second quarter of 2023", "2023-04-01", "2023-07-01", "quarter"),
        ("in the first half of last year", "2023-01-01", "2023-07-01", "year"),
        ("in the summer of 2022", "2022-06-01", "2022-09-01", "season"),
        ("in the 19th century", "1800-01-01", "1900-01-01", "unknown"),
        ("at the end of 2023", "2023-12-01", "2024-01-01", "month"),
        ("at the end of January", "2024-01-22", "2024-02-01", "month"),
    ],
)
def test_longer_units_are_ranges(words: str, earliest: str, before: str, precision: str) -> None:
    found = only(f"It began {words}.")
    assert found.when is not None
    begin = found.when.begin
    assert (str(begin.earliest), str(begin.before)) == (earliest, before)
    assert begin.precision == precision


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("from 3 to 7 May", "2023-05-03", "2023-05-07"),
        ("May 3-7, 2022", "2022-05-03", "2022-05-07"),
        ("in May 11 and 13, sources said,", "2023-05-11", "2023-05-13"),
        ("on 12, 13 and 14 May", "2023-05-12", "2023-05-14"),
        ("between March and June 2021", "2021-03-01", "2021-06-01"),
        ("from December to February", "2022-12-01", "2023-02-01"),
        ("from 30 December 2023 to 2 January 2024", "2023-12-30", "2024-01-02"),
        ("from March 2020 to May", "2020-03-01", "2020-05-01"),
        ("from 2015 to 2019", "2015-01-01", "2019-01-01"),
        ("in 2015-16", "2015-01-01", "2016-01-01"),
        ("from Friday to Monday", "2024-01-19", "2024-01-22"),
        ("May 30 to June 2", "2023-05-30", "2023-06-02"),
    ],
)
def test_a_period_has_a_beginning_and_an_end(words: str, first: str, last: str) -> None:
    found = only(f"Talks were held {words}.")
    assert found.kind == "period"
    assert found.when is not None
    assert found.when.end is not None
    assert (str(found.when.begin.earliest), str(found.when.end.earliest)) == (first, last)


def test_until_gives_an_end_and_no_more_of_the_beginning_than_that() -> None:
    assert only("The truce holds until June 2024.").when == When(
        begin=DateRange(before=date(2024, 7, 1), precision="unknown", basis="inferred"),
        extent="period",
        end=DateRange(
            earliest=date(2024, 6, 1), before=date(2024, 7, 1), precision="month", basis="stated"
        ),
    )


@pytest.mark.parametrize(
    ("words", "clock", "precision"),
    [
        ("on Thursday at 14:30 GMT", "14:30 GMT", "minute"),
        ("at 14:30 GMT on Thursday", "14:30 GMT", "minute"),
        ("on Thursday at 2 p.m.", "2 p.m.", "hour"),
        ("at 10 a.m. (0700 GMT) on Thursday", "10 a.m. (0700 GMT)", "minute"),
        ("on 25 January, 22:47", "22:47", "minute"),
        ("on Thursday morning", "morning", "day"),
        ("late on Thursday", "late", "day"),
        ("in the early hours of Thursday", "early hours", "day"),
    ],
)
def test_a_time_of_day_is_kept_as_written(words: str, clock: str, precision: str) -> None:
    when = only(f"It fell {words}.").when
    assert when is not None
    assert when.begin.earliest == date(2024, 1, 25)
    assert (when.begin.clock, when.begin.precision) == (clock, precision)


def test_a_time_of_day_alone_is_of_the_day_spoken_of() -> None:
    found = times("On 3 March 2011 he left and he came back at 14:30.")
    when = found[1].when
    assert when is not None
    assert (when.begin.earliest, when.begin.basis) == (date(2011, 3, 3), "inferred")


@pytest.mark.parametrize(
    "text",
    [
        "Some 1,200 people fled.",
        "The council adopted Resolution 2216.",
        "A Boeing 737 landed.",
        "The G20 met.",
        "The attack killed 2015 people.",
        "A 43-year-old man won.",
        "They won 2-1.",
        "Prices rose 50% and 20 percent.",
        "They paid $2015 and 2,015 euros.",
        "They may march on the capital.",
        "May said so, and Theresa May agreed.",
        "March on, he said.",
        "The march was long, and the sun shone.",
        "Sun and sat, mon ami.",
        "About 12 may decide, 30 march on.",
        "April Smith and June Jones spoke.",
        "The fall of Kabul and the Arab Spring.",
        "He wrote 2,000 pages, 14.30 metres long.",
        "An F-16 and 1,500 soldiers, 2000 of them new.",
        "He subscribes to the Sunday Times.",
        "Version 1.2.3.4 of 10.10.10.10.",
        "",
        "No time is told.",
    ],
)
def test_numbers_and_words_that_only_look_like_dates_are_none(text: str) -> None:
    assert times(text) == ()


def test_a_month_followed_by_a_count_is_only_a_month() -> None:
    text = "In June 15 people died."
    found = only(text)
    assert text[found.start : found.end] == "June"


def test_an_impossible_day_is_not_resolved() -> None:
    assert only("They met on 31 February 2023.").when is None


def test_offsets_count_in_the_whole_text() -> None:
    text = "Yesterday he slept. They met on 25 January 2024 in Oslo."
    (found,) = find_times(text, 20, len(text), anchor=FRIDAY)
    assert text[found.start : found.end] == "25 January 2024"


def test_years_beyond_the_calendar_stay_unresolved() -> None:
    assert only("They lived 900 decades ago.").when is None
    assert times("They will live 900 decades after 2015.")[0].when is None
    text = "He came at 14:30."
    (found,) = find_times(text, 0, len(text), anchor=date.max)
    assert found.when is None


def test_several_times_of_a_sentence_come_in_order() -> None:
    text = "Signed on 14 July 2015, the deal lapsed in 2018 and talks resumed last month."
    assert [text[t.start : t.end] for t in times(text)] == ["14 July 2015", "2018", "last month"]


def test_one_time_or_another_is_one_that_may_be_either() -> None:
    found = only("in May or early June 2025")
    assert found.when is not None
    begin = found.when.begin
    assert (str(begin.earliest), str(begin.before)) == ("2025-05-01", "2025-06-11")
