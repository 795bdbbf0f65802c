"""The position table and the source report over made-up coded documents."""

from __future__ import annotations

from typing import Any

import msgspec

from dragoman.pipeline.positions import positions_of, selected
from dragoman.pipeline.sources_report import source_report
from dragoman.pipeline.wording import loaded_in
from dragoman.records.output import CodedDocument

KENYA, UGANDA = "kenya", "uganda"


def actor(actor_id: str) -> dict[str, Any]:
    return {
        "id": actor_id, "name": actor_id.title(), "kind": "state", "country": None,
        "sector": None, "role": None, "external_ids": {}, "mentions": [],
    }  # fmt: skip


def step(name: str, actor_id: str | None = None, anonymity: str = "named") -> dict[str, Any]:
    return {
        "name": name, "actor_id": actor_id, "verb": "says", "anonymity": anonymity,
        "source": None, "cue": None,
    }  # fmt: skip


def claim(
    claim_id: str, quote: str, *chain: dict[str, Any], kind: str = "judgement",
    report_id: str | None = None, polarity: str = "affirmed", about: tuple[str, ...] = (),
) -> dict[str, Any]:  # fmt: skip
    return {
        "id": claim_id, "kind": kind, "report_id": report_id, "of": [], "about": list(about),
        "chain": list(chain), "content": [{"start": 0, "end": len(quote), "text": quote}],
        "stance": {"polarity": polarity, "certainty": "certain", "status": "occurred"},
        "score": None,
    }  # fmt: skip


def report(report_id: str, *parties: str, day: str | None = "2024-05-01") -> dict[str, Any]:
    span = {"start": 0, "end": 6, "text": "struck"}
    when = None
    if day is not None:
        when = {
            "earliest": day, "before": None, "precision": "day", "basis": "stated",
            "extent": "occasion", "end": None, "span": None,
        }  # fmt: skip
    return {
        "id": report_id, "type": "ASSAULT", "mode": None, "contexts": [], "quad": 4,
        "intensity": None, "cameo": None, "score": None, "trigger": span,
        "participants": [
            {"role": "initiator", "name": p, "description": p, "actor_id": p, "country": None,
             "sector": None, "sectors": [], "group": 1, "negated": False, "score": None,
             "span": span}
            for p in parties
        ],
        "when": when, "where": [], "topics": [], "quantities": [], "repeated": False,
        "stance": None, "parent_id": None, "content_ids": [], "claim_ids": [], "evidence": [],
    }  # fmt: skip


def document(
    name: str, claims: list[dict[str, Any]], reports: list[dict[str, Any]] | None = None
) -> CodedDocument:
    made = {
        "document": {
            "id": name, "title": None, "published": "2024-05-02", "published_basis": "stated",
            "language": "en", "url": None, "text": "", "furniture": [],
        },
        "reports": reports or [], "claims": claims, "actors": [actor(KENYA), actor(UGANDA)],
        "places": [], "problems": [],
        "run": {"id": "r", "coder": "c", "version": "1", "ontology": "p", "knowledge": "k",
                "models": [], "config": ""},
    }  # fmt: skip
    return msgspec.convert(made, CodedDocument)


def test_a_position_is_the_innermost_speakers_and_names_who_passed_it_on() -> None:
    told = claim("c1", "a farce", step("Agency", None, "media"), step("Kenya", KENYA),
                 about=(UGANDA,))  # fmt: skip
    (position,) = positions_of([document("d1", [told])])
    assert (position.holder, position.via, position.about) == ("Kenya", ("Agency",), ("Uganda",))
    assert (position.published, position.quote) == ("2024-05-02", "a farce")


def test_a_position_on_an_event_is_about_its_participants() -> None:
    told = claim("c1", "struck", step("Kenya", KENYA), kind="report", report_id="r1")
    (position,) = positions_of([document("d1", [told], [report("r1", UGANDA)])])
    assert (position.event, position.about) == ("ASSAULT", ("Uganda",))


def test_positions_are_chosen_by_holder_subject_and_kind() -> None:
    own = claim("c1", "a farce", about=(KENYA,))
    held = claim("c2", "a test", step("Kenya", KENYA), about=(UGANDA,))
    found = list(positions_of([document("d1", [own, held])]))
    assert [p.claim_id for p in selected(found, holder="keny")] == ["c2"]
    assert [p.claim_id for p in selected(found, about=KENYA)] == ["c1"]
    assert [p.claim_id for p in selected(found, kinds=("goal",))] == []


def test_two_papers_that_quote_one_actor_are_one_source() -> None:
    papers = [
        document(name, [claim("c", "x", step("Kenya", KENYA), kind="report", report_id="r")],
                 [report("r", UGANDA)])
        for name in ("d1", "d2")
    ]  # fmt: skip
    found = source_report(papers)
    assert [(s.source, s.documents, s.reports, s.share) for s in found.sources] == [
        ("Kenya", 2, 2, 1.0)
    ]
    assert [lone.source for lone in found.on_one_source] == ["Kenya"]


def test_two_papers_in_their_own_voice_are_two_sources() -> None:
    papers = [
        document(name, [claim("c", "x", kind="report", report_id="r")], [report("r", UGANDA)])
        for name in ("d1", "d2")
    ]
    assert source_report(papers).on_one_source == ()


def test_officials_of_two_papers_are_not_taken_for_the_same() -> None:
    official = step("officials", None, "unnamed")
    papers = [
        document(name, [claim("c", "x", official, kind="report", report_id="r")],
                 [report("r", UGANDA)])
        for name in ("d1", "d2")
    ]  # fmt: skip
    assert len(source_report(papers).sources) == 2


def test_a_denial_of_what_another_affirms_is_a_contradiction() -> None:
    affirms = claim("c1", "x", step("Kenya", KENYA), kind="report", report_id="r1")
    denies = claim("c2", "x", step("Uganda", UGANDA), kind="report", report_id="r2",
                   polarity="denied")  # fmt: skip
    paper = document("d1", [affirms, denies], [report("r1", UGANDA), report("r2", UGANDA)])
    (found,) = source_report([paper]).contradictions
    assert (found.affirmed_by, found.denied_by) == (("Kenya",), ("Uganda",))


def test_reports_without_a_day_are_of_one_event_only_by_the_groups_given() -> None:
    affirms = claim("c1", "x", step("Kenya", KENYA), kind="report", report_id="r1")
    denies = claim("c2", "x", step("Uganda", UGANDA), kind="report", report_id="r2",
                   polarity="denied")  # fmt: skip
    reports = [report("r1", UGANDA, day=None), report("r2", UGANDA, day=None)]
    paper = document("d1", [affirms, denies], reports)
    assert source_report([paper]).contradictions == ()
    groups = {("d1", "r1"): "e1", ("d1", "r2"): "e1"}
    assert len(source_report([paper], groups).contradictions) == 1


def test_loaded_words_are_listed_as_written_and_not_inside_names() -> None:
    assert loaded_in("The Regime's thugs and so-called terrorists") == (
        "Regime's", "thugs", "so-called", "terrorists",
    )  # fmt: skip
    assert loaded_in("the People's Liberation Army left the regimental camp") == ()
