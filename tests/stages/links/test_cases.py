"""Cases that linking must get right: alike in all but the one thing that tells two apart."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dragoman.records import DateRange, Stance, When
from dragoman.records.report import Role
from dragoman.stages.link import link_reports
from dragoman.stages.links.pair import compare_pair
from dragoman.stages.links.report import (
    LinkableClaim,
    LinkableCount,
    LinkableDocument,
    LinkableParty,
    LinkablePlace,
    LinkableReport,
)

_STORY = "Ministers of the region spent the week with talks on grain, on the border, on the river"
NAIROBI = LinkablePlace(
    name="Nairobi", country="KEN", latitude=-1.3, longitude=36.8, geonames_id=184745,
    precision="city",
)  # fmt: skip


def state(name: str, role: Role = "party", *, known: bool = True) -> LinkableParty:
    code = name[:3].upper()
    return LinkableParty(
        role=role, name=name, actor_id=f"state:{code}" if known else None, country=code,
        sector="GOV",
    )  # fmt: skip


def day(of_march: int) -> When:
    begin = DateRange(
        earliest=date(2024, 3, of_march), before=date(2024, 3, of_march + 1), precision="day",
        basis="stated",
    )  # fmt: skip
    return When(begin=begin, extent="occasion")


def told(
    name: str,
    sentence: str,
    parties: tuple[LinkableParty, ...],
    *,
    trigger: str = "met",
    story: str = _STORY,
    published: int = 5,
    paper: str | None = None,
    **changes: Any,
) -> LinkableReport:
    document = LinkableDocument(
        id=paper or f"doc {name}", origin_id=paper or f"doc {name}", fetched_at="2024-03-09",
        published=date(2024, 3, published), text=story,
    )  # fmt: skip
    fields: dict[str, Any] = {
        "id": name, "run_id": "run", "document": document, "type": "CONSULT", "trigger": trigger,
        "trigger_start": max(sentence.find(trigger), 0), "sentence": sentence,
        "sentence_start": 0, "parties": parties, "when": day(4), "score": 0.8,
        "claims": (LinkableClaim(stance=Stance()),),
    }  # fmt: skip
    return LinkableReport(**{**fields, **changes})


def count(*reports: LinkableReport) -> int:
    return len(link_reports(reports).events)


def visit(name: str, visitor: str, host: str, **changes: Any) -> LinkableReport:
    parties = (state(visitor, "visitor"), state(host, "host"))
    return told(name, f"{visitor} met {host}.", parties, **changes)


def talks(name: str, *parties: str, **changes: Any) -> LinkableReport:
    return told(name, f"{parties[0]} met {parties[-1]}.", tuple(map(state, parties)), **changes)


def attack(name: str, doer: str, target: str, **changes: Any) -> LinkableReport:
    parties = (state(doer, "initiator"), state(target, "target"))
    sentence = f"{doer} shelled {target} at the river on Monday."
    return told(
        name, sentence, parties, **{"type": "ASSAULT", "trigger": "shelled", **changes}
    )  # fmt: skip


@pytest.mark.parametrize("tell", [visit, talks])
def test_one_visitor_with_two_hosts_is_two_talks(tell: Any) -> None:
    assert count(tell("a", "Kenya", "Somalia"), tell("b", "Kenya", "Togo")) == 2


def test_one_visitor_with_two_hosts_is_two_talks_within_one_text_too() -> None:
    one = visit("a", "Kenya", "Somalia", paper="p")
    other = visit("b", "Kenya", "Togo", paper="p", sentence_start=90, trigger_start=96)
    assert count(one, other) == 2


def test_two_visitors_of_one_host_are_two_talks() -> None:
    assert count(visit("a", "Kenya", "Togo"), visit("b", "Somalia", "Togo")) == 2


def test_one_visit_is_one_whoever_is_named_first() -> None:
    assert count(visit("a", "Kenya", "Togo"), visit("b", "Kenya", "Togo")) == 1
    assert count(talks("a", "Kenya", "Togo"), talks("b", "Togo", "Kenya")) == 1
    assert count(visit("a", "Kenya", "Togo"), talks("b", "Togo", "Kenya")) == 1


def test_a_text_that_leaves_a_party_out_tells_the_same_talks() -> None:
    assert count(talks("a", "Kenya", "Togo", "Chad"), talks("b", "Kenya", "Togo")) == 1
    unnamed = LinkableParty(role="host", name="a delegation")
    vague = told("b", "Kenya met a delegation.", (state("Kenya", "visitor"), unnamed))
    assert count(visit("a", "Kenya", "Togo"), vague) == 1


@pytest.mark.parametrize("tell", [visit, talks, attack])
@pytest.mark.parametrize("later", [6, 7, 9, 14])
def test_one_dyad_on_two_days_is_two_events(tell: Any, later: int) -> None:
    one = tell("a", "Kenya", "Somalia")
    assert count(one, tell("b", "Kenya", "Somalia", when=day(later), published=later + 1)) == 2


def test_a_day_apart_may_be_two_clocks() -> None:
    assert count(attack("a", "Chad", "Mali"), attack("b", "Chad", "Mali", when=day(5))) == 1


def test_one_place_and_type_with_other_parties_is_another_event() -> None:
    one = attack("a", "Chad", "Mali", places=(NAIROBI,))
    assert count(one, attack("b", "Togo", "Benin", places=(NAIROBI,))) == 2
    assert count(one, attack("b", "Chad", "Benin", places=(NAIROBI,))) == 2


def test_an_attack_and_the_answer_to_it_are_two_events() -> None:
    assert count(attack("a", "Chad", "Mali"), attack("b", "Mali", "Chad")) == 2


def test_who_is_blamed_may_differ_within_one_event() -> None:
    one, other = attack("a", "Chad", "Mali"), attack("b", "Niger", "Mali")
    assert count(one, other) == 1


def test_reprints_are_one_event_and_each_is_kept() -> None:
    sentence = "Chad shelled Mali at the river on Monday in the early hours of the morning."
    parties = (state("Chad", "initiator"), state("Mali", "target"))
    reports = [
        told(f"r{n}", sentence, parties, type="ASSAULT", trigger="shelled", paper=f"p{n}")
        for n in range(12)
    ]
    (event,) = link_reports(reports).events
    assert len(event.report_ids) == 12


def test_a_corrected_count_is_the_same_event_and_the_old_one_dissents() -> None:
    def killed(name: str, dead: int, published: int) -> LinkableReport:
        counts = (LinkableCount(kind="killed", low=dead, high=dead, unit="people"),)
        return attack(name, "Chad", "Mali", counts=counts, published=published)

    (event,) = link_reports([killed("a", 12, 4), killed("b", 15, 5), killed("c", 15, 6)]).events
    assert [(q.low, q.high) for q in event.quantities] == [(15, 15)]
    assert [(d.field, d.report_ids) for d in event.dissent] == [("quantity", ("a",))]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (visit("a", "Kenya", "Somalia"), visit("b", "Kenya", "Togo"), "other counterpart"),
        (attack("a", "Chad", "Mali"), attack("b", "Mali", "Chad"), "sides turned"),
        (visit("a", "Kenya", "Togo"), visit("b", "Kenya", "Togo", when=day(9)), "other day"),
    ],
)
def test_explaining_a_pair_names_what_keeps_it_apart(
    one: LinkableReport, other: LinkableReport, reason: str
) -> None:
    compared = compare_pair([one, other], "a", "b")
    worst = min(compared.parts[1:], key=lambda part: part.adds)
    assert worst.name == reason
    assert worst.why
    assert compared.score is not None
    assert compared.score < 0
