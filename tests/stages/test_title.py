"""Which first line of a plain text is a title."""

from __future__ import annotations

import pytest

from dragoman.stages.reading.title import find_title_end

BODY = "The envoys of both governments returned to Muscat on Sunday, a spokesman said."


@pytest.mark.parametrize(
    "title",
    [
        "Envoys return to Muscat", "Will the truce hold?", "“We are ready”: envoys return",
        "Envoys return to the U.S.", "Oman’s envoys return",
        "Situation Report, January 26, 2024",
    ],
)  # fmt: skip
def test_a_short_line_set_off_by_a_blank_line_is_the_title(title: str) -> None:
    assert find_title_end(f"{title}\n\n{BODY}") == len(title)


def test_a_date_line_sets_the_title_off_too() -> None:
    assert find_title_end(f"Envoys return\n3 March 2021\n{BODY}") == len("Envoys return")


@pytest.mark.parametrize(
    "head",
    [
        "By Lena Okafor\nThe writer teaches law in Oslo.\n3 March 2021",
        "Ministry of Ports, Muscat\nWednesday, 3 March 2021",
        "By Lena Okafor",
    ],
)
def test_lines_of_who_wrote_it_and_when_set_it_off(head: str) -> None:
    text = f"Envoys cannot wait for Muscat\n{head}\n\n{BODY}"
    assert find_title_end(text) == len("Envoys cannot wait for Muscat")


def test_a_labelled_line_sets_it_off_too() -> None:
    text = f"SITUATION REPORT No. 4\nPeriod: 3 to 9 June\n\n{BODY}"
    assert find_title_end(text) == len("SITUATION REPORT No. 4")


def test_a_longer_line_of_prose_sets_it_off_where_there_are_no_blank_lines() -> None:
    assert find_title_end(f"Envoys return\n{BODY}") == len("Envoys return")


@pytest.mark.parametrize(
    "text",
    [
        BODY, f"{BODY}\n\n{BODY}", "Envoys return", "", "\n\n", f"3 March 2021\n\n{BODY}",
        f"In Muscat,\n\n{BODY}", f"  Indented\n\n{BODY}", f"{'word ' * 40}\n\n{BODY}",
        "The envoys of both governments returned to\nMuscat on Sunday, a spokesman said there.",
    ],
)  # fmt: skip
def test_other_openings_are_no_title(text: str) -> None:
    assert find_title_end(text) == 0
