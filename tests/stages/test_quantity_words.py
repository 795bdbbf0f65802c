"""Number phrases and the bounds they state."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.stages.quantities.words import NUMBER_PHRASE, Bounds, bounds_of, may_count


def bounds(text: str) -> Bounds | None:
    (match,) = NUMBER_PHRASE.finditer(text)
    assert may_count(text)
    return bounds_of(match)


def test_a_sentence_without_a_number_counts_nothing() -> None:
    assert not may_count("Nobody left the town, and some came back.")


@pytest.mark.parametrize(
    ("phrase", "low", "high", "is_approximate"),
    [
        ("12 people", 12, 12, False),
        ("1,200 people", 1200, 1200, False),
        ("twenty-five people", 25, 25, False),
        ("a hundred and twenty people", 120, 120, False),
        ("two dozen people", 24, 24, False),
        ("half a million people", 500_000, 500_000, False),
        ("2.5 million people", 2_500_000, 2_500_000, False),
        ("two million five hundred thousand", 2_500_000, 2_500_000, False),
        ("20 , 000 people", 20_000, 20_000, False),
        ("at least 12 people", 12, None, False),
        ("no fewer than 12 people", 12, None, False),
        ("more than 1,000 people", 1000, None, False),
        ("10,000 or more", 10_000, None, False),
        ("up to 200 people", None, 200, False),
        ("as many as 200 people", None, 200, False),
        ("fewer than 10 people", None, 10, False),
        ("about 300 people", 300, 300, True),
        ("some 300 people", 300, 300, True),
        ("nearly 300 people", 300, 300, True),
        ("300 or so", 300, 300, True),
        ("between 10 and 15 people", 10, 15, False),
        ("10 to 15 people", 10, 15, False),
        ("10-15 people", 10, 15, False),
        ("two or three people", 2, 3, False),
        ("10 to 15 million people", 10_000_000, 15_000_000, False),
        ("from 40 to 45", 45, 45, False),
        ("dozens of people", 24, None, True),
        ("scores of people", 40, None, True),
        ("hundreds of people", 200, None, True),
        ("thousands of people", 2000, None, True),
        ("tens of thousands of people", 20_000, None, True),
        ("several hundred people", 200, None, True),
        ("several people", 2, None, True),
        ("a few dozen people", 24, None, True),
    ],
)
def test_a_number_phrase_is_read_as_bounds(
    phrase: str, low: float | None, high: float | None, is_approximate: bool
) -> None:
    assert bounds(phrase) == Bounds(low, high, is_approximate)


def test_a_range_out_of_order_states_nothing() -> None:
    assert bounds("15 to 10 people") is None


@pytest.mark.parametrize(
    "text", ["50%", "50 percent", "F-16", "G20", "12th", "14:30", "1.2.3", "007"]
)
def test_shares_names_and_clocks_are_no_counts(text: str) -> None:
    assert [m.group() for m in NUMBER_PHRASE.finditer(text)] == []


def test_two_counts_joined_by_and_are_two() -> None:
    found = [m.group() for m in NUMBER_PHRASE.finditer("12 killed and 30 wounded")]
    assert found == ["12", "30"]


@given(st.integers(0, 10**12))
def test_a_number_in_digits_is_itself(number: int) -> None:
    assert bounds(f"{number:,} people") == Bounds(number, number)
    assert bounds(f"at least {number} people") == Bounds(number, None)


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_range_is_never_reversed(first: int, second: int) -> None:
    found = bounds(f"between {first} and {second} people")
    assert (found is None) == (second <= first)
    assert found is None or found == Bounds(first, second)
