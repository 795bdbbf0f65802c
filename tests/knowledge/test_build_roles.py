"""Tests of how the terms of one person from several tables lie over each other."""

from __future__ import annotations

from datetime import date

import msgspec

from dragoman.knowledge.build_roles import Role, next_role_id, settled, with_role


def role(
    position: str,
    sector: str,
    since: date | None = None,
    until: date | None = None,
    *,
    is_over: bool = False,
) -> Role:
    return Role(
        id=next_role_id([], since),
        sector=sector,
        position=position,
        country="FIN",
        since=since,
        last_seen=None,
        until=until,
        source="hand",
        is_over=is_over,
    )


def test_a_term_told_again_keeps_its_sector_and_gains_an_end() -> None:
    first = role("Director of the Security Service", "SPY", date(2008, 5, 12))
    again = role("director of the Security Service", "GOV", date(2008, 5, 12), date(2012, 1, 1))
    (kept,) = with_role([first], again, in_order=False)
    assert (kept.sector, kept.until) == ("SPY", date(2012, 1, 1))


def test_an_office_that_is_over_ends_where_the_next_one_begins() -> None:
    bank = role("President of the Bank", "BUS", is_over=True)
    premier = role("Prime Minister", "GOV", date(2021, 2, 13))
    before, _ = with_role([bank], premier, in_order=True)
    assert before.until == date(2021, 2, 13)


def test_an_office_of_which_no_end_is_known_goes_on() -> None:
    party = role("Leader of the Centre Party", "PTY")
    premier = role("Prime Minister", "GOV", date(2021, 2, 13))
    assert with_role([party], premier, in_order=True)[0].until is None


def test_rows_of_another_table_end_nothing() -> None:
    council = role("President of the Council", "GOV", is_over=True)
    premier = role("Prime Minister", "GOV", date(2014, 10, 11))
    assert with_role([council], premier, in_order=False)[0].until is None


def test_an_office_last_seen_is_left_with_the_later_ones() -> None:
    seen = msgspec.structs.replace(
        role("Minister", "GOV", date(2021, 6, 1)), last_seen=date(2022, 8, 1)
    )
    premier = role("Prime Minister", "GOV", date(2022, 7, 1), date(2022, 12, 29))
    assert settled([seen, premier])[0].until == date(2022, 12, 29)
    envoy = role("Envoy", "GOV", date(2021, 7, 1), date(2022, 1, 1))
    assert settled([seen, envoy])[0].until is None
    assert settled([seen, premier, role("Governor", "GOV", date(2023, 1, 1))])[0].until is None
