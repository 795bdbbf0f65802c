"""Times told from another day: the day of writing, or one spoken of before."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman import code_text
from dragoman.records import DateRange, When
from dragoman.records.output import CodedDocument
from dragoman.stages.date import TimeExpression, days_spoken_of, find_times

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
    ("words", "earliest", "before"),
    [
        ("today", "2024-01-26", "2024-01-27"),
        ("yesterday", "2024-01-25", "2024-01-26"),
        ("tomorrow", "2024-01-27", "2024-01-28"),
        ("the day before yesterday", "2024-01-24", "2024-01-25"),
        ("on Thursday", "2024-01-25", "2024-01-26"),
        ("on Friday", "2024-01-26", "2024-01-27"),
        ("on Saturday", "2024-01-20", "2024-01-21"),
        ("last Thursday", "2024-01-25", "2024-01-26"),
        ("last Friday", "2024-01-19", "2024-01-20"),
        ("next Thursday", "2024-02-01", "2024-02-02"),
        ("this coming Saturday", "2024-01-27", "2024-01-28"),
        ("on Thursday last week", "2024-01-18", "2024-01-19"),
        ("last Aug. 31", "2023-08-31", "2023-09-01"),
        ("on Friday (April 25th)", "2023-04-25", "2023-04-26"),
        ("minutes ago", "2024-01-25", "2024-01-27"),
        ("three days ago", "2024-01-23", "2024-01-24"),
        ("two weeks ago", "2024-01-09", "2024-01-16"),
        ("two months ago", "2023-11-01", "2023-12-01"),
        ("a year and a half ago", "2022-01-01", "2023-01-01"),
        ("nine years ago today", "2015-01-26", "2015-01-27"),
        ("a few days ago", "2024-01-19", "2024-01-25"),
        ("last week", "2024-01-15", "2024-01-22"),
        ("last month", "2023-12-01", "2024-01-01"),
        ("last year", "2023-01-01", "2024-01-01"),
        ("next month", "2024-02-01", "2024-03-01"),
        ("last January", "2023-01-01", "2023-02-01"),
        ("next May", "2024-05-01", "2024-06-01"),
        ("last summer", "2023-06-01", "2023-09-01"),
        ("this winter", "2023-12-01", "2024-03-01"),
        ("earlier this month", "2024-01-01", "2024-01-27"),
        ("later this year", "2024-01-26", "2025-01-01"),
        ("at the weekend", "2024-01-20", "2024-01-22"),
        ("the week before last", "2024-01-08", "2024-01-15"),
        ("in two weeks' time", "2024-02-06", "2024-02-13"),
        ("in the coming days", "2024-01-26", ""),
        ("recently", "", "2024-01-27"),
        ("in the past 24 hours", "2024-01-25", "2024-01-27"),
        ("by 2030", "", "2031-01-01"),
        ("by the end of the year", "", "2025-01-01"),
        ("before Thursday", "", "2024-01-25"),
        ("after 25 January", "2024-01-26", ""),
        ("two days after 3 May 2023", "2023-05-05", "2023-05-06"),
    ],
)
def test_relative_times_count_from_the_anchor(words: str, earliest: str, before: str) -> None:
    assert days(f"It happened {words}.") == (earliest, before)


def test_a_relative_time_says_so() -> None:
    when = only("They met yesterday.").when
    assert when is not None
    assert when.begin.basis == "relative"


def test_a_month_may_be_an_unwritten_year_back_but_not_a_day_soon_to_come() -> None:
    assert days("The summit of February 3 is near.") == ("2024-02-03", "2024-02-04")
    assert days("They were killed on February 20.") == ("2023-02-20", "2023-02-21")
    assert days("The February summit failed.") == ("2023-02-01", "2023-03-01")


def test_a_leap_day_without_a_year_is_the_last_one_that_existed() -> None:
    assert days("They met on February 29.", date(2023, 5, 1)) == ("2020-02-29", "2020-03-01")


def test_what_will_be_lies_ahead() -> None:
    assert days("The council will meet on Thursday.") == ("2024-02-01", "2024-02-02")
    assert days("On Thursday, the council will vote.") == ("2024-02-01", "2024-02-02")
    assert days("They will vote on November 5.") == ("2024-11-05", "2024-11-06")


def test_what_was_said_of_the_future_was_said_in_the_past() -> None:
    assert days("He said on Thursday that he will come.") == ("2024-01-25", "2024-01-26")


@pytest.mark.parametrize(
    ("words", "earliest", "before"),
    [
        ("since March", "2023-03-01", "2023-04-01"),
        ("since 2015", "2015-01-01", "2016-01-01"),
        ("since the start of the year", "2024-01-01", "2024-02-01"),
        ("in recent years", "", "2024-01-27"),
        ("over the past three years", "2021-01-26", "2024-01-27"),
    ],
)
def test_what_goes_on_is_open(words: str, earliest: str, before: str) -> None:
    text = f"It has gone on {words}."
    found = only(text)
    assert found.when is not None
    assert found.when.extent == "open"
    assert days(text) == (earliest, before)


def test_recent_years_are_a_habit() -> None:
    found = only("In recent years they met often.")
    assert found.kind == "repeated"
    assert found.when == When(
        begin=DateRange(before=date(2024, 1, 27), precision="years", basis="relative"),
        extent="open",
    )


def test_a_deadline_lies_ahead_unless_it_is_told_as_past() -> None:
    assert days("They must leave by Thursday.") == ("", "2024-02-02")
    assert days("They had left by Thursday.") == ("", "2024-01-26")
    assert days("They must leave by June.") == ("", "2024-07-01")
    assert days("They had left by June.") == ("", "2023-07-01")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("They talked for three days.", "duration"),
        ("It was a three-day visit.", "duration"),
        ("The war raged for decades.", "duration"),
        ("They met every Friday.", "repeated"),
        ("They meet on Mondays.", "repeated"),
        ("They meet twice a week.", "repeated"),
    ],
)
def test_habits_and_durations_have_no_place_in_the_calendar(text: str, kind: str) -> None:
    found = only(text)
    assert (found.kind, found.when) == (kind, None)


@pytest.mark.parametrize(
    ("words", "earliest", "before"),
    [
        ("the same day", "2011-03-03", "2011-03-04"),
        ("the following day", "2011-03-04", "2011-03-05"),
        ("the previous day", "2011-03-02", "2011-03-03"),
        ("two days later", "2011-03-05", "2011-03-06"),
        ("a week earlier", "2011-02-21", "2011-02-28"),
        ("that month", "2011-03-01", "2011-04-01"),
        ("the following Monday", "2011-03-07", "2011-03-08"),
        ("later that month", "2011-03-03", "2011-04-01"),
        ("the day before", "2011-03-02", "2011-03-03"),
        ("later", "2011-03-03", "2024-01-27"),
    ],
)
def test_the_following_day_follows_the_day_last_spoken_of(
    words: str, earliest: str, before: str
) -> None:
    text = f"He left {words}."
    (found,) = find_times(text, 0, len(text), anchor=FRIDAY, story_dates=[date(2011, 3, 3)])
    assert found.when is not None
    begin = found.when.begin
    assert (str(begin.earliest), str(begin.before), begin.basis) == (earliest, before, "relative")


def test_a_day_earlier_in_the_sentence_counts_before_one_of_an_earlier_sentence() -> None:
    text = "On 3 March 2011 he left and two days later he returned."
    found = find_times(text, 0, len(text), anchor=FRIDAY, story_dates=[date(2020, 1, 1)])
    when = found[1].when
    assert when is not None
    assert when.begin.earliest == date(2011, 3, 5)


def test_a_year_later_counts_from_the_month_spoken_of() -> None:
    when = times("In February 2022 he left and a year later he returned.")[1].when
    assert when is not None
    assert when.begin.earliest == date(2023, 1, 1)


def test_without_a_story_the_day_before_is_the_one_before_the_anchor() -> None:
    assert days("He left the previous day.") == ("2024-01-25", "2024-01-26")
    assert days("He will leave the following day.") == ("2024-01-27", "2024-01-28")


def test_without_a_story_what_followed_is_unresolved() -> None:
    assert only("He left two days later.").when is None
    assert only("Since then he has slept.").when is None


def test_what_is_counted_from_an_event_stays_unresolved() -> None:
    found = only("He left two days after the attack.")
    assert (found.kind, found.when) == ("date", None)


def test_without_an_anchor_only_full_dates_are_resolved() -> None:
    assert days("They met on 25 January 2024.", None) == ("2024-01-25", "2024-01-26")
    assert only("They met on 25 January.", None).when is None
    assert only("They met yesterday.", None).when is None
    assert only("They met on Thursday.", None).when is None


def test_an_anchor_known_to_the_month_widens_what_is_told_from_it() -> None:
    text = "They met yesterday."
    (found,) = find_times(text, 0, len(text), anchor=date(2024, 1, 1), precision_of_anchor="month")
    assert found.when is not None
    begin = found.when.begin
    assert (begin.earliest, begin.before) == (date(2023, 12, 31), date(2024, 1, 31))
    assert begin.precision == "month"


def test_an_anchor_known_to_the_month_leaves_whole_months_as_they_are() -> None:
    text = "They met last month."
    (found,) = find_times(text, 0, len(text), anchor=date(2024, 1, 1), precision_of_anchor="month")
    assert found.when is not None
    assert (found.when.begin.earliest, found.when.begin.precision) == (date(2023, 12, 1), "month")


def test_days_spoken_of_are_those_later_sentences_count_from() -> None:
    found = times("On 3 March 2011 he left; in 2015 he came; for two days he slept.")
    assert days_spoken_of(found) == (date(2011, 3, 3),)


@pytest.mark.parametrize(
    ("day", "earliest"),
    [
        ("6 September 2021", "2021-06-01"),
        ("6 March 2021", "2020-06-01"),
        ("20 October 2021", "2021-06-01"),
    ],
)
def test_this_summer_of_what_was_done_is_the_last_one(day: str, earliest: str) -> None:
    coded = code_text(f"Note\n\nPublished: {day}\n\nEgypt attacked Sudan this summer.")
    assert isinstance(coded, CodedDocument)
    when = coded.reports[0].when
    assert when is not None
    assert when.earliest == earliest


def test_the_day_of_the_saying_is_not_that_of_an_aside_about_who_speaks() -> None:
    text = "Soldiers who had seized power in Conakry said on Monday that borders would stay shut."
    coded = code_text(f"Note\n\nPublished: 8 September 2021\n\n{text}")
    assert isinstance(coded, CodedDocument)
    [seized] = [r for r in coded.reports if r.trigger.text == "seized"]
    assert seized.when is not None
    assert (seized.when.earliest, seized.when.before) == (None, "2021-09-09")
