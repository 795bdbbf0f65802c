"""The linker on made-up reports: what becomes one event, which id it gets, what it says."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.records import DateRange, Event, EventAlias, Stance, When, make_id
from dragoman.stages.link import link_reports, linking_run_id
from dragoman.stages.links.report import (
    Constraints,
    KnownEvent,
    LinkableClaim,
    LinkableCount,
    LinkableDocument,
    LinkableParty,
    LinkablePlace,
    LinkableReport,
)
from dragoman.testing.happenings import tell_happenings

ARMY = LinkableParty(role="initiator", name="Army", actor_id="act-1", country="SYR", sector="MIL")
REBELS = LinkableParty(role="target", name="Rebels", country="SYR", sector="REB")
HOMS = LinkablePlace(
    name="Homs", country="SYR", latitude=34.7, longitude=36.7, geonames_id=169577, precision="city"
)
ALEPPO = LinkablePlace(
    name="Aleppo", country="SYR", latitude=36.2, longitude=37.2, geonames_id=170063,
    precision="city",
)  # fmt: skip
DENIED = Stance(polarity="denied")


def when(day: int) -> When:
    begin = DateRange(
        earliest=date(2024, 3, day), before=date(2024, 3, day + 1), precision="day", basis="stated"
    )
    return When(begin=begin, extent="occasion")


def claim(speaker: str | None = None, stance: Stance | None = None) -> LinkableClaim:
    return LinkableClaim(stance=stance or Stance(), speaker=speaker)


def report(
    name: str,
    *,
    paper: str | None = None,
    origin: str | None = None,
    fetched: str = "2024-03-06",
    **changes: Any,
) -> LinkableReport:
    """Return a report of the shelling of Homs on 4 March by the document `paper`."""
    paper = paper or f"doc {name}"
    document = LinkableDocument(
        id=paper, origin_id=origin or paper, fetched_at=fetched, published=date(2024, 3, 5),
        text="Army shells the old quarter of Homs, residents flee across the river",
    )  # fmt: skip
    fields: dict[str, Any] = {
        "id": name, "run_id": "run", "document": document, "type": "ASSAULT", "trigger": "shelled",
        "trigger_start": 10, "sentence": f"The army shelled rebels in Homs, {paper} says.",
        "sentence_start": 0, "parties": (ARMY, REBELS), "when": when(4), "places": (HOMS,),
        "claims": (claim(),), "score": 0.8,
    }  # fmt: skip
    return LinkableReport(**{**fields, **changes})


def events(*reports: LinkableReport, **options: Any) -> tuple[Event, ...]:
    return link_reports(reports, **options).events


def event(*reports: LinkableReport) -> Event:
    (found,) = events(*reports)
    return found


def test_two_papers_on_one_shelling_tell_one_event() -> None:
    assert event(report("a"), report("b", trigger="bombarded")).report_ids == ("a", "b")


@pytest.mark.parametrize("changes", [
    {"places": (ALEPPO,), "sentence": "Aleppo was shelled by the army at dawn."},
    {"when": when(20)}, {"type": "CONSULT", "trigger": "met"},
    {"type": "PROTEST", "trigger": "marched", "parties": (),
     "sentence": "Residents marched through Homs against the government."},
])  # fmt: skip
def test_another_town_day_or_kind_of_act_is_another_event(changes: dict[str, Any]) -> None:
    assert len(events(report("a"), report("b", **changes))) == 2


def test_talks_and_the_agreement_they_end_in_are_two_events() -> None:
    talks = report("a", type="CONSULT", trigger="met")
    assert len(events(talks, report("b", type="AGREE", trigger="signed"))) == 2


def test_two_acts_of_one_text_in_other_words_are_two_events() -> None:
    one = report("a", paper="p")
    other = report("b", paper="p", trigger="ambushed", sentence="Rebels were ambushed near Homs.",
                   sentence_start=90, trigger_start=100)  # fmt: skip
    assert len(events(one, other)) == 2


def test_a_text_that_comes_back_to_an_act_in_the_same_word_tells_one_event() -> None:
    again = report("b", paper="p", trigger="shelling", sentence="The army's shelling of rebels in "
                   "Homs went on all night.", sentence_start=90, trigger_start=94)  # fmt: skip
    assert len(events(report("a", paper="p"), again)) == 1


def test_the_id_is_that_of_the_report_fetched_first() -> None:
    found = event(report("b", fetched="2024-03-05"), report("a"))
    assert (found.id, found.founding_report_id) == (make_id("evt", "b"), "b")
    assert found.run_id == linking_run_id()


def test_a_later_report_never_changes_an_id_though_it_was_fetched_before() -> None:
    known = KnownEvent(id="evt-old", founding_report_id="b", report_ids=("b",))
    (found,) = events(report("b"), report("a", fetched="2020-01-01"), known=[known])
    assert (found.id, found.report_ids) == ("evt-old", ("a", "b"))


def test_known_events_that_turn_out_to_be_one_leave_an_alias() -> None:
    known = [
        KnownEvent(id="evt-1", founding_report_id="a", report_ids=("a",)),
        KnownEvent(id="evt-2", founding_report_id="b", report_ids=("b",)),
    ]
    linked = link_reports([report("a"), report("b"), report("c")], known=known)
    assert [found.id for found in linked.events] == ["evt-1"]
    alias = EventAlias(old_id="evt-2", new_id="evt-1", run_id=linking_run_id())
    assert linked.aliases == (alias,)


def test_known_events_stand_where_nothing_new_speaks_for_joining_them() -> None:
    known = [
        KnownEvent(id="evt-1", founding_report_id="a", report_ids=("a",)),
        KnownEvent(id="evt-2", founding_report_id="b", report_ids=("b",)),
    ]
    assert len(events(report("a"), report("b"), known=known)) == 2


def test_an_id_that_leads_elsewhere_is_not_given_again() -> None:
    taken = Constraints(taken_ids=(make_id("evt", "a"),))
    (found,) = events(report("a"), constraints=taken)
    assert found.id == make_id("evt", "a", 2)


def test_what_people_keep_apart_stays_apart_and_what_they_join_is_joined() -> None:
    apart = Constraints(different=(("a", "b"),))
    assert len(events(report("a"), report("b"), constraints=apart)) == 2
    joined = Constraints(same=(("a", "b"),))
    assert len(events(report("a"), report("b", places=(ALEPPO,)), constraints=joined)) == 1


def test_an_event_that_people_split_keeps_its_id_with_its_founding_report() -> None:
    known = KnownEvent(id="evt-1", founding_report_id="a", report_ids=("a", "b"))
    apart = Constraints(different=(("b", "a"),))
    found = events(report("a"), report("b"), known=[known], constraints=apart)
    assert {e.id: e.report_ids for e in found} == {"evt-1": ("a",), make_id("evt", "b"): ("b",)}


def test_of_two_decisions_that_contradict_each_other_different_wins() -> None:
    both = Constraints(same=(("a", "b"),), different=(("a", "b"),))
    linked = link_reports([report("a"), report("b")], constraints=both)
    assert (len(linked.events), linked.unmet) == (2, (("same", "a", "b"),))


def test_a_part_is_never_one_event_with_its_whole() -> None:
    linked = link_reports([report("a"), report("b", parent_id="a", paper="doc a")])
    (relation,) = linked.relations
    assert (relation.kind, relation.from_id) == ("part_of", make_id("evt", "b"))


def test_an_act_in_retaliation_is_related_to_what_it_answers() -> None:
    text = "The army shelled Homs in retaliation for an ambush by rebels."
    strike = report("a", paper="p", sentence=text, trigger_start=9)
    ambush = report("b", paper="p", sentence=text, trigger="ambush", trigger_start=44,
                    parties=(msgspec.structs.replace(REBELS, role="initiator"),))  # fmt: skip
    (relation,) = link_reports([strike, ambush]).relations
    assert (relation.kind, relation.evidence[0].quote) == ("retaliates_for", "in retaliation for")
    assert relation.to_id == make_id("evt", "b")


def test_forty_reprints_are_one_source_and_all_are_kept() -> None:
    copies = [report(f"r{n:02}", origin="wire", sentence="The army shelled rebels in the "
                     "town on Monday.") for n in range(40)]  # fmt: skip
    found = event(*copies)
    assert (len(found.report_ids), found.independent_sources) == (40, 1)


def test_texts_that_quote_one_speaker_are_one_source() -> None:
    quoting = [report(name, claims=(claim("minister"),)) for name in "ab"]
    assert event(*quoting).independent_sources == 1
    assert event(*quoting, report("c")).independent_sources == 2


def test_an_event_is_contested_where_different_sources_affirm_and_deny_it() -> None:
    denial = report("b", claims=(claim("army", DENIED),))
    assert event(report("a"), denial).assertion == "contested"
    assert event(denial).assertion == "denied_only"
    assert (
        event(report("a", claims=(claim("army"), claim("army", DENIED)))).assertion != "contested"
    )


def test_what_is_only_planned_has_not_happened() -> None:
    found = event(report("a", claims=(claim(stance=Stance(status="planned")),)))
    assert (found.assertion, found.status) == ("unconfirmed", "planned")


def test_counts_that_cannot_both_be_true_dissent_and_bounds_that_agree_do_not() -> None:
    def killed(low: float, high: float | None) -> tuple[LinkableCount, ...]:
        return (LinkableCount(kind="killed", low=low, high=high),)

    found = event(
        report("a", counts=killed(12, 12)), report("b", counts=killed(12, 12)),
        report("c", counts=killed(15, 15)), report("d", counts=killed(10, None)),
    )  # fmt: skip
    assert [(q.low, q.report_ids) for q in found.quantities] == [(12, ("a", "b"))]
    assert [(d.field, d.report_ids) for d in found.dissent] == [("quantity", ("c",))]


def test_whom_only_some_blame_is_kept_as_dissent() -> None:
    other = LinkableParty(role="initiator", name="Militia", country="IRN", sector="REB")
    found = event(report("a"), report("b"), report("c", parties=(other, REBELS)))
    assert [p.name for p in found.participants] == ["Army", "Rebels"]
    assert [(d.field, d.report_ids) for d in found.dissent] == [("initiator", ("c",))]


def test_naming_the_state_instead_of_its_army_is_no_dissent() -> None:
    state = LinkableParty(role="initiator", name="Syria", actor_id="act-2", country="SYR")
    found = event(report("a"), report("b", parties=(state, REBELS)))
    assert found.dissent == ()


def test_a_day_beats_a_month_and_another_day_dissents() -> None:
    march = When(
        begin=DateRange(earliest=date(2024, 3, 1), before=date(2024, 4, 1), precision="month",
                        basis="stated"), extent="occasion",
    )  # fmt: skip
    found = event(report("a", when=march), report("b"), report("c"), report("d", when=when(5)))
    assert found.when == when(4)
    assert [(d.field, d.report_ids) for d in found.dissent] == [("when", ("d",))]


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), order=st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(seed: int, order: random.Random) -> None:
    reports = [told.report for told in tell_happenings(40, seed=seed)]
    shuffled = list(reports)
    order.shuffle(shuffled)
    assert link_reports(shuffled) == link_reports(reports)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), cut=st.integers(1, 39))
def test_every_report_is_in_one_event_and_no_id_is_lost_when_more_come(seed: int, cut: int) -> None:
    reports = [told.report for told in tell_happenings(40, seed=seed)]
    first = link_reports(reports[:cut]).events
    known = [
        KnownEvent(id=e.id, founding_report_id=e.founding_report_id, report_ids=e.report_ids)
        for e in first
    ]
    linked = link_reports(reports, known=known)
    held = [some_id for e in linked.events for some_id in e.report_ids]
    assert sorted(held) == sorted(r.id for r in reports)
    living = {e.id for e in linked.events}
    assert {e.id for e in first} <= living | {alias.old_id for alias in linked.aliases}
    assert {alias.new_id for alias in linked.aliases} <= living


def test_made_up_happenings_are_mostly_found() -> None:
    told = list(tell_happenings(600, seed=1))
    truth = {one.report.id: one.happening for one in told}
    pairs = [
        truth[one] == truth[other]
        for e in link_reports([t.report for t in told]).events
        for n, one in enumerate(e.report_ids)
        for other in e.report_ids[n + 1 :]
    ]
    assert sum(pairs) > 0.9 * len(pairs)
