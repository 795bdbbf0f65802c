from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.stages.sayings.span_index import SpanIndex

RANGES = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda r: (r[0], r[0] + r[1]))


@given(st.lists(RANGES, max_size=20), RANGES)
def test_the_index_finds_what_looking_at_every_span_finds(
    spans: list[tuple[int, int]], asked: tuple[int, int]
) -> None:
    start, end = asked
    index = SpanIndex((a, b, i) for i, (a, b) in enumerate(spans))
    assert index.around(start, end) == [
        i for i, (a, b) in enumerate(spans) if a <= start and end <= b
    ]
    assert index.overlapping(start, end) == [
        i for i, (a, b) in enumerate(spans) if a < end and start < b
    ]


def test_spans_of_one_number_are_found_once() -> None:
    assert SpanIndex([(0, 5, 7), (2, 9, 7)]).overlapping(3, 4) == [7]
