"""A guest whom a text calls visiting is the visitor, of whatever the sentence tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman import code_text
from dragoman.records.output import CodedDocument

Coded = Callable[..., CodedDocument]


def roles(document: CodedDocument) -> list[dict[str, str]]:
    """Name and role of those who take part, report for report."""
    return [{p.name: p.role for p in report.participants} for report in document.reports]


def test_who_is_met_with_visiting_before_his_title_is_the_guest(coded: Coded) -> None:
    document = coded("The king of Jordan met with visiting Chinese Premier Li Keqiang in Amman.")

    assert roles(document) == [{"king of Jordan": "party", "Li Keqiang": "visitor"}]


def test_the_guest_alone_visits_where_his_host_does_something_else(coded: Coded) -> None:
    document = coded("The king received the visiting Omani delegation.")

    assert roles(document) == [{"king": "host", "visiting Omani delegation": "visitor"}]


def test_a_visit_that_angers_somebody_is_made_by_its_subject(coded: Coded) -> None:
    document = coded("Nancy Pelosi angered China by visiting Taiwan in August 2022.")

    assert {"Nancy Pelosi": "visitor"}.items() <= roles(document)[-1].items()


@pytest.mark.parametrize("name", ["Sergei Lavrov"])
def test_no_visiting_no_guest(coded: Coded, name: str) -> None:
    [found] = roles(coded(f"The king of Jordan met with {name} in Geneva."))

    assert found[name] == "party"


def test_who_receives_a_guest_is_the_host(coded: Coded) -> None:
    document = coded("Sergei Lavrov received visiting Chinese Foreign Minister Wang Yi in Moscow.")

    assert roles(document) == [{"Sergei Lavrov": "host", "Wang Yi": "visitor"}]


def test_at_whose_invitation_somebody_comes_is_his_host() -> None:
    found = code_text(
        "At the invitation of President Ruto, President Kagame paid a visit to Nairobi."
    )
    assert isinstance(found, CodedDocument)
    visits = [r for r in roles(found) if "visitor" in r.values()]
    assert visits
    assert all(r.get("Ruto", "host") == "host" for r in visits)
