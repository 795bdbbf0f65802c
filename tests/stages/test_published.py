"""Dates of publication as date lines, metadata and addresses write them."""

from __future__ import annotations

import pytest

from dragoman.stages.reading.masthead import is_date_line, read_date_line
from dragoman.stages.reading.published import as_iso, is_iso, title_date, url_date


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("Friday 26 January 2024 - 22:47", "2024-01-26T22:47"),
        ("Published: 3 March 2021", "2021-03-03"),
        ("12.05.2019 14:30 GMT", "2019-05-12T14:30Z"),
        ("By JOHN SMITH | June 5, 2020", "2020-06-05"),
        ("Updated 4 May 2020 10:15 a.m. EDT", "2020-05-04T10:15-04:00"),
        ("Published: 3 March 2021, Updated: 4 March 2021", "2021-03-03"),
        ("Updated 4 March 2021 | Published 3 March 2021", "2021-03-03"),
        ("22:47, 26 January 2024", "2024-01-26T22:47"),
        ("Last updated: Tue 3 Mar 2020 11.02 GMT", "2020-03-03T11:02Z"),
        ("March 3rd, 2021, 5:06 PM", "2021-03-03T17:06"),
        ("12:00 a.m. on Sept. 9, 2018", "2018-09-09T00:00"),
        ("26-Jan-2024", "2024-01-26"),
        ("2024-01-26 22:47", "2024-01-26T22:47"),
        ("25/12/2019", "2019-12-25"),
        ("12/25/2019", "2019-12-25"),
        ("7/7/2019", "2019-07-07"),
        ("5 min read · Jan 3, 2022", "2022-01-03"),
        ("3 March 2021 | Analysis", "2021-03-03"),
        ("March 2021 | Commentary | Ines Duarte", "2021-03"),
        ("Ines Duarte  Published March 3, 2021  Updated 3 March, 2021 09:12am", "2021-03-03"),
        ("Published On 3 Mar 20213 Mar 2021", "2021-03-03"),
        ("Le 26 janvier 2024 à 14h30", "2024-01-26T14:30"),
        ("Publicado el 3 de marzo de 2021", "2021-03-03"),
        ("26. Januar 2024, 14:30 Uhr", "2024-01-26T14:30"),
        ("14 June 2021 15:00 GMT+3", "2021-06-14T15:00+03:00"),
        ("14 June 2021 15:00 IST", "2021-06-14T15:00"),
        ("14 June 2021 15:00 +0530", "2021-06-14T15:00+05:30"),
    ],
)
def test_a_date_line_gives_its_date_as_precisely_as_it_says(line: str, iso: str) -> None:
    assert read_date_line(line) == iso


@pytest.mark.parametrize(
    "line",
    [
        "On January 25, 2024 the minister left.", "January 25, 2024: Forces cross the river",
        "The treaty of 3 March 2021 is void", "Nothing here", "", "2024",
        "The envoys met on 3 March 2021.", "On January 25, 2024 Iran left",
        "31 February 2021", "45.13.2019",
    ],
)  # fmt: skip
def test_a_sentence_with_a_date_is_no_date_line(line: str) -> None:
    assert read_date_line(line) is None


def test_a_date_whose_order_is_unclear_makes_a_date_line_without_a_date() -> None:
    assert is_date_line("05/12/2019")
    assert read_date_line("05/12/2019") is None


@pytest.mark.parametrize("line", ["2 hours ago", "Updated 3 days ago", "Yesterday", "an hour ago"])
def test_a_relative_date_makes_a_date_line_without_a_date(line: str) -> None:
    assert is_date_line(line)
    assert read_date_line(line) is None


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2024-01-26T22:47:00+03:00", "2024-01-26T22:47:00+03:00"),
        ("2024-01-26T22:47:10.123Z", "2024-01-26T22:47:10.123Z"),
        ("2024-01", "2024-01"),
        ("2024", "2024"),
        ("20240126", "2024-01-26"),
        ("20240126T2247", "2024-01-26T22:47"),
        ("2024-01-26 22:47:05", "2024-01-26T22:47:05"),
        ("Fri, 26 Jan 2024 22:47:00 +0300", "2024-01-26T22:47:00+03:00"),
        ("January 26, 2024", "2024-01-26"),
        ("2024-13-01", None),
        ("2023-02-29", None),
        ("20241301", None),
        ("soon", None),
        ("", None),
    ],
)
def test_metadata_becomes_iso_8601_and_iso_8601_stays_as_given(value: str, iso: str | None) -> None:
    assert as_iso(value) == iso


def test_iso_is_checked_against_the_calendar() -> None:
    assert is_iso("2024-02-29")
    assert not is_iso("2023-02-29")
    assert not is_iso("2024-1-5")


@pytest.mark.parametrize(
    ("url", "iso"),
    [
        ("https://example.org/2024/01/26/talks", "2024-01-26"),
        ("https://example.org/news/2024-01-26-talks", "2024-01-26"),
        ("https://example.org/2024/jan/26/talks", "2024-01-26"),
        ("https://example.org/20240126/talks", "2024-01-26"),
        ("https://example.org/2024/1/6/talks", "2024-01-06"),
        ("https://example.org/world/2024/01/talks", "2024-01"),
        ("https://2024-01-26.example.org/talks", None),
        ("https://example.org/story-202401261234", None),
        ("https://example.org/2024/13/45/talks", None),
        ("https://example.org/talks", None),
    ],
)
def test_an_address_gives_its_date(url: str, iso: str | None) -> None:
    assert url_date(url) == iso


@pytest.mark.parametrize(
    ("title", "iso"),
    [
        ("World news summary: Tuesday, March 9, 2004", "2004-03-09"),
        ("Briefing by the spokesman (22 July 1998)", "1998-07-22"),
        ("The lessons of 11 September 2001", None),
        ("Sanctions: what changed on 3 March 2021 and why", None),
        ("News summary, March 2004", None),
    ],
)
def test_a_title_that_ends_with_a_day_set_off_says_when_it_came_out(
    title: str, iso: str | None
) -> None:
    assert title_date(title) == iso
