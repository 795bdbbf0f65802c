"""Laws of time expressions: places, ranges, and days written in any format."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dragoman.stages.date import find_times

_PIECES = (
    "January", "Jan.", "May", "march", "Sept", "Thursday", "on", "the", "last", "next", "this",
    "since", "until", "from", "to", "between", "and", "25", "25th", "3-7", "2024", "1990s",
    "9999", "two", "a few", "weeks", "decades", "years", "ago", "later", "before", "after",
    "early", "mid-", "end of", "week", "month", "year", "weekend", "the following day", "14:30",
    "GMT", "p.m.", "25/01/2024", "31/02/2023", "2024-01-25", "in recent", "in the coming days",
    "over the past 900", "first quarter of", "19th century", "summer", "yesterday", "overnight",
    "every", "daily", "for", "hours", ",", "(", ")", "–", "’s", "and a half", "same", "that", "29",
    "February", "from now", "noon", "9/11", "Q1", "ſunday", "fıve", "ſept", "mıd-", "900",
    "\u00a0", "\n",
)  # fmt: skip
_sentences = st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=6)), max_size=14).map(
    " ".join
)
_anchors = st.none() | st.dates()
_precisions = st.sampled_from(("day", "month", "year", "minute"))
_story = st.lists(st.dates(), max_size=2)


@given(_sentences, _sentences, _sentences, _anchors, _precisions, _story)
def test_expressions_lie_in_the_sentence_in_order_and_apart(
    before: str,
    sentence: str,
    after: str,
    anchor: date | None,
    precision: str,
    story: list[date],
) -> None:
    start, end = len(before), len(before) + len(sentence)
    found = find_times(
        before + sentence + after,
        start,
        end,
        anchor=anchor,
        precision_of_anchor=precision,
        story_dates=story,
    )
    reached = start
    for time in found:
        assert reached <= time.start < time.end <= end
        reached = time.end


@given(_sentences, _anchors, _story)
def test_what_stands_around_a_sentence_does_not_change_it(
    sentence: str, anchor: date | None, story: list[date]
) -> None:
    alone = find_times(sentence, 0, len(sentence), anchor=anchor, story_dates=story)
    text = f"On 1 May {sentence} in March"
    inside = find_times(text, 9, 9 + len(sentence), anchor=anchor, story_dates=story)
    assert [(t.start + 9, t.end + 9, t.when, t.kind) for t in alone] == [
        (t.start, t.end, t.when, t.kind) for t in inside
    ]


@given(_sentences, _anchors, _story)
def test_only_dates_periods_and_habits_have_a_when(
    sentence: str, anchor: date | None, story: list[date]
) -> None:
    for time in find_times(sentence, 0, len(sentence), anchor=anchor, story_dates=story):
        assert time.when is None or time.kind != "duration"


_FULL_FORMATS = (
    "{d.day} {d:%B} {d.year}", "{d:%B} {d.day}, {d.year}", "{d:%b}. {d.day}, {d.year}",
    "{d.year}-{d:%m-%d}", "the {d.day}th of {d:%B} {d.year}", "{d:%A}, {d:%B} {d.day}, {d.year}",
    "{d:%d}/{d:%m}/{d.year}", "{d:%d}.{d:%m}.{d.year}", "{d.day}-{d:%b}-{d.year}",
    "{d:%A} ({d.day} {d:%B} {d.year})",
)  # fmt: skip
_days = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(_days, st.sampled_from(_FULL_FORMATS), _anchors)
def test_a_day_written_in_full_is_that_day_whenever_it_is_read(
    day: date, form: str, anchor: date | None
) -> None:
    text = f"They met on {form.format(d=day)} in Oslo."
    (found,) = find_times(text, 0, len(text), anchor=anchor)
    assert found.when is not None
    assert found.when.begin.earliest == day
    assert found.when.begin.before == day + timedelta(days=1)


@given(_days, st.integers(0, 300), st.sampled_from(("{d.day} {d:%B}", "{d:%b}. {d.day}")))
def test_a_day_without_a_year_is_one_of_the_last_year(day: date, age: int, form: str) -> None:
    anchor = day + timedelta(days=age)
    text = f"They met on {form.format(d=day)}."
    (found,) = find_times(text, 0, len(text), anchor=anchor)
    assert found.when is not None
    assert found.when.begin.earliest == day


@given(st.dates(date(1900, 1, 8), date(2099, 12, 31)), st.integers(0, 6))
def test_a_weekday_is_the_latest_on_or_before_the_anchor(anchor: date, age: int) -> None:
    day = anchor - timedelta(days=age)
    text = f"They met on {day:%A}."
    (found,) = find_times(text, 0, len(text), anchor=anchor)
    assert found.when is not None
    assert found.when.begin.earliest == day


@given(_days, st.integers(1, 99), st.sampled_from(("day", "week", "month", "year")))
def test_so_long_ago_is_a_range_that_holds_that_day(anchor: date, count: int, unit: str) -> None:
    text = f"They met {count} {unit}s ago."
    (found,) = find_times(text, 0, len(text), anchor=anchor)
    days = {"day": 1, "week": 7, "month": 30.437, "year": 365.2425}[unit] * count
    assert found.when is not None
    begin = found.when.begin
    assert begin.earliest is not None
    assert begin.before is not None
    slack = timedelta(days=4)
    assert begin.earliest - slack <= anchor - timedelta(days=days) <= begin.before + slack


@given(st.text(max_size=200), _anchors)
def test_no_text_is_too_odd(text: str, anchor: date | None) -> None:
    find_times(text, 0, len(text), anchor=anchor)
