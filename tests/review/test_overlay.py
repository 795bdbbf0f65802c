"""What a correction does to a reading, and the laws of laying corrections over it."""

from __future__ import annotations

import random
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.records import Correction, Outcome, Stance
from dragoman.records.output import (
    CodedDocument,
    OutputActor,
    OutputClaim,
    OutputDocument,
    OutputReport,
    OutputRun,
    OutputSpan,
)
from dragoman.review import Codes, anchor_at, anchor_of, overlay, seen_of

TEXT = "Norland shelled Vostok. Norland denied it. The envoys met in Harbour City."
few = settings(
    max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


def report(trigger: str, type_code: str, *, text: str = TEXT, name: str = "") -> OutputReport:
    start = text.index(trigger)
    return OutputReport(
        id=f"rep-{name or trigger}-{type_code}", type=type_code, mode=None, contexts=(), quad=4,
        intensity=-9.0, cameo="190", score=0.5,
        trigger=OutputSpan(start=start, end=start + len(trigger), text=trigger),
        participants=(), when=None, where=(), topics=(), quantities=(), repeated=False,
        stance=Stance(), parent_id=None, content_ids=(), claim_ids=(), evidence=(),
    )  # fmt: skip


def document(*reports: OutputReport, text: str = TEXT, name: str = "doc") -> CodedDocument:
    denied = OutputSpan(start=24, end=41, text=text[24:41])
    claim = OutputClaim(
        id="cla-denial", kind="statement", report_id=None, of=(), about=(), chain=(),
        content=(denied,), stance=Stance(), score=0.5,
    )  # fmt: skip
    return CodedDocument(
        document=OutputDocument(
            id=name, title=None, published=None, published_basis=None, language="en", url=None,
            text=text, furniture=(),
        ),
        reports=reports, claims=(claim,), actors=(), places=(), problems=(),
        run=OutputRun(
            id="run", coder="fake", version="1", ontology="plover", knowledge="1", models=(),
            config="",
        ),
    )  # fmt: skip


SHELLED = report("shelled", "ASSAULT")
MET = report("met", "CONSULT")
DOCUMENT = document(SHELLED, MET)


def correction(
    action: Any,
    record: OutputReport = SHELLED,
    *,
    name: str = "c1",
    author: str = "ann",
    made_at: str = "2024-03-01T10:00:00Z",
    field: str | None = None,
    value: Any = None,
    supersedes: str | None = None,
    of: CodedDocument = DOCUMENT,
) -> Correction:
    given_value = action in {"set", "add"}
    return Correction(
        id=name, kind="report", anchor=anchor_of(of, record), action=action, field=field,
        value=msgspec.json.encode(value).decode() if given_value else None,
        seen=None if action == "add" else seen_of(record), author=author, made_at=made_at,
        supersedes=supersedes,
        other_anchor=anchor_of(of, MET) if action in {"same", "different"} else None,
    )  # fmt: skip


def statuses(outcomes: tuple[Outcome, ...]) -> dict[str, str]:
    return {outcome.correction_id: outcome.status for outcome in outcomes}


def added_claim(quote: str, value: dict[str, Any], *, of: CodedDocument = DOCUMENT) -> Correction:
    start = of.document.text.index(quote)
    return Correction(
        id="c9", kind="claim", action="add", author="ann", made_at="2024-03-01T10:00:00Z",
        anchor=anchor_at(of.document.id, of.document.text, start, start + len(quote)),
        value=msgspec.json.encode(value).decode(),
    )  # fmt: skip


def test_an_added_claim_outlives_another_reading_and_a_revision() -> None:
    actor = OutputActor(
        id="ent-1", name="Vostok", kind=None, country=None, sector=None, role=None,
        external_ids={}, mentions=(),
    )  # fmt: skip
    source = OutputSpan(start=16, end=22, text="Vostok")
    step = {"name": "Vostok", "actor_id": "ent-1", "verb": "says", "anonymity": "named",
            "source": msgspec.to_builtins(source), "cue": None}  # fmt: skip
    matters = [{"id": "ent-1", "name": "Vostok"}, {"id": "state:KEN"}, {"id": "ent-gone"}]
    said = added_claim(
        "met in Harbour City", {"kind": "goal", "of": matters, "chain": [step], "stance": {}}
    )
    read = msgspec.structs.replace(DOCUMENT, actors=(actor,))
    *_, claim = overlay(read, [said])[0].claims
    assert isinstance(claim, OutputClaim)
    assert (claim.kind, claim.of, claim.score) == ("goal", ("ent-1", "state:KEN"), None)
    assert claim.chain[0].source == source
    again = document(text=f"Late on Monday. {TEXT}", name="later")
    again = msgspec.structs.replace(again, actors=(msgspec.structs.replace(actor, id="state:VOS"),))
    *_, moved = overlay(again, [said])[0].claims
    assert moved.content[0].text == "met in Harbour City"
    assert (moved.id, moved.of) == (claim.id, ("state:VOS", "state:KEN"))
    assert (moved.chain[0].actor_id, moved.chain[0].source) == ("state:VOS", None)


def test_a_claim_that_the_coder_reads_too_is_redundant() -> None:
    effective, outcomes = overlay(
        DOCUMENT, [added_claim("denied it", {"kind": "statement", "stance": {}})]
    )
    assert effective == DOCUMENT
    assert statuses(outcomes) == {"c9": "redundant"}


ADDED = {"type": "ACCUSE", "stance": {}}


def test_a_rejected_report_is_gone() -> None:
    effective, outcomes = overlay(DOCUMENT, [correction("reject")])
    assert [r.id for r in effective.reports] == [MET.id]
    assert statuses(outcomes) == {"c1": "applied"}


def test_a_type_set_brings_its_codes_with_it() -> None:
    effective, _ = overlay(
        DOCUMENT,
        [correction("set", field="type", value="COERCE")],
        recode=lambda _, mode: Codes(mode, 3, -5.0, "170"),
    )
    shown = effective.reports[0]
    assert (shown.type, shown.quad, shown.intensity, shown.cameo) == ("COERCE", 3, -5.0, "170")


def test_the_stance_is_set_field_by_field() -> None:
    effective, _ = overlay(DOCUMENT, [correction("set", field="polarity", value="denied")])
    assert effective.reports[0].stance == Stance(polarity="denied")


def test_a_value_the_machine_says_by_itself_is_redundant() -> None:
    effective, outcomes = overlay(DOCUMENT, [correction("set", field="type", value="ASSAULT")])
    assert effective == DOCUMENT
    assert statuses(outcomes) == {"c1": "redundant"}


def test_a_correction_holds_but_is_stale_when_the_machine_has_changed_its_mind() -> None:
    now = document(msgspec.structs.replace(SHELLED, type="PROTEST"), MET)
    effective, outcomes = overlay(now, [correction("set", field="type", value="COERCE")])
    assert effective.reports[0].type == "COERCE"
    assert statuses(outcomes) == {"c1": "stale"}


def test_another_score_does_not_make_a_correction_stale() -> None:
    now = document(msgspec.structs.replace(SHELLED, score=0.9), MET)
    assert statuses(overlay(now, [correction("confirm")])[1]) == {"c1": "applied"}


def test_two_reviewers_who_disagree_leave_the_machines_value_and_a_conflict() -> None:
    effective, outcomes = overlay(
        DOCUMENT,
        [
            correction("set", field="type", value="COERCE"),
            correction("set", field="type", value="PROTEST", name="c2", author="ben"),
        ],
    )
    assert effective == DOCUMENT
    assert statuses(outcomes) == {"c1": "conflict", "c2": "conflict"}


def test_one_reviewer_who_changes_their_mind_supersedes_themselves() -> None:
    later = correction(
        "set", field="type", value="PROTEST", name="c2", made_at="2024-03-02T10:00:00Z"
    )
    effective, outcomes = overlay(
        DOCUMENT, [later, correction("set", field="type", value="COERCE")]
    )
    assert effective.reports[0].type == "PROTEST"
    assert statuses(outcomes) == {"c1": "superseded", "c2": "applied"}


def test_a_rejection_against_a_confirmation_is_a_conflict_and_the_record_stays() -> None:
    effective, outcomes = overlay(
        DOCUMENT, [correction("reject"), correction("confirm", name="c2", author="ben")]
    )
    assert effective == DOCUMENT
    assert statuses(outcomes) == {"c1": "conflict", "c2": "conflict"}


def test_what_is_withdrawn_no_longer_counts_and_a_withdrawal_can_be_withdrawn() -> None:
    first = correction("reject")
    undo = correction("withdraw", name="c2", supersedes="c1", made_at="2024-03-02")
    redo = correction("withdraw", name="c3", supersedes="c2", made_at="2024-03-03")
    assert overlay(DOCUMENT, [first, undo])[0] == DOCUMENT
    effective, outcomes = overlay(DOCUMENT, [first, undo, redo])
    assert len(effective.reports) == 1
    assert statuses(outcomes) == {"c1": "applied", "c2": "superseded", "c3": "applied"}


def test_a_rejection_and_an_addition_over_the_same_words_leave_the_humans_record() -> None:
    added = correction("add", name="c2", author="ben", value=ADDED)
    effective, outcomes = overlay(DOCUMENT, [correction("reject"), added])
    assert [(r.type, r.trigger.text) for r in effective.reports] == [
        ("ACCUSE", "shelled"),
        ("CONSULT", "met"),
    ]
    assert statuses(outcomes) == {"c1": "applied", "c2": "applied"}


def test_an_addition_of_what_the_machine_tells_is_redundant() -> None:
    added = correction("add", value={"type": "ASSAULT", "stance": {}})
    effective, outcomes = overlay(DOCUMENT, [added])
    assert effective == DOCUMENT
    assert statuses(outcomes) == {"c1": "redundant"}


def test_an_added_event_can_be_corrected_like_any_other() -> None:
    added = correction("add", name="c1", value=ADDED)
    first, _ = overlay(document(MET), [added])
    event = first.reports[0]
    change = correction(
        "set", event, name="c2", field="mode", value="violent", of=first, made_at="2024-03-02"
    )
    effective, outcomes = overlay(document(MET), [change, added])
    assert effective.reports[0].mode == "violent"
    assert statuses(outcomes) == {"c1": "applied", "c2": "applied"}


def test_words_are_found_again_in_a_revised_text() -> None:
    revised = "Update: shelled homes burn. " + TEXT
    now = document(report("shelled", "PROTEST", text=revised, name="first"), text=revised, name="2")
    start = revised.rindex("shelled")
    moved = OutputSpan(start=start, end=start + 7, text="shelled")
    second = msgspec.structs.replace(SHELLED, trigger=moved)
    now = msgspec.structs.replace(now, reports=(*now.reports, second))
    effective, _ = overlay(now, [correction("reject")])
    assert [r.type for r in effective.reports] == ["PROTEST"]


def test_words_that_are_gone_orphan_the_correction() -> None:
    now = document(MET, text=TEXT.replace("shelled", "visited"), name="2")
    assert statuses(overlay(now, [correction("reject")])[1]) == {"c1": "orphaned"}


def test_two_readings_of_the_same_words_are_told_apart_by_what_was_seen() -> None:
    twin = report("shelled", "COERCE")
    effective, outcomes = overlay(document(SHELLED, twin, MET), [correction("reject")])
    assert [r.type for r in effective.reports] == ["COERCE", "CONSULT"]
    assert statuses(outcomes) == {"c1": "applied"}


def test_readings_that_nothing_tells_apart_make_it_ambiguous() -> None:
    twin = report("shelled", "ASSAULT", name="twin")
    blind = msgspec.structs.replace(correction("reject"), seen=None)
    effective, outcomes = overlay(document(SHELLED, twin, MET), [blind])
    assert len(effective.reports) == 3
    assert statuses(outcomes) == {"c1": "ambiguous"}


def test_a_value_that_is_none_of_its_field_is_orphaned() -> None:
    odd = correction("set", field="polarity", value="perhaps")
    assert statuses(overlay(DOCUMENT, [odd])[1]) == {"c1": "orphaned"}


def test_same_by_one_and_different_by_another_is_a_conflict() -> None:
    said = [correction("same"), correction("different", name="c2", author="ben")]
    assert statuses(overlay(DOCUMENT, said)[1]) == {"c1": "conflict", "c2": "conflict"}


def test_a_pair_is_the_same_pair_from_either_side() -> None:
    back = msgspec.structs.replace(
        correction("different", MET, name="c2", author="ben"),
        other_anchor=anchor_of(DOCUMENT, SHELLED),
    )
    assert statuses(overlay(DOCUMENT, [correction("same"), back])[1]) == {
        "c1": "conflict", "c2": "conflict",
    }  # fmt: skip
    same_author = msgspec.structs.replace(back, author="ann")
    assert statuses(overlay(DOCUMENT, [correction("same"), same_author])[1]) == {
        "c1": "superseded", "c2": "applied",
    }  # fmt: skip


_VALUES: dict[str, list[Any]] = {
    "type": ["ASSAULT", "COERCE", 7],
    "mode": [None, "aerial"],
    "polarity": ["denied", "affirmed", "perhaps"],
    "nonsense": [1],
}
_REPORTS = (SHELLED, MET, report("shelled", "COERCE"), report("denied", "REJECT"))


@st.composite
def corrections(draw: st.DrawFn) -> list[Correction]:
    made = []
    for number in range(draw(st.integers(0, 7))):
        action = draw(
            st.sampled_from(
                ["set", "add", "reject", "confirm", "same", "different", "withdraw", "set"]
            )
        )
        field = draw(st.sampled_from(sorted(_VALUES))) if action == "set" else None
        value: Any = draw(st.sampled_from(_VALUES[field])) if field else None
        if action == "add":
            value = draw(st.sampled_from([ADDED, {"type": "ASSAULT", "stance": {}}, {"type": 1}]))
        names = [f"c{n}" for n in range(8)]
        one = correction(
            action, draw(st.sampled_from(_REPORTS)), name=f"c{number}", field=field, value=value,
            author=draw(st.sampled_from(["ann", "ben"])),
            made_at=draw(st.sampled_from(["2024-03-01", "2024-03-02"])),
            supersedes=draw(st.sampled_from(names))
            if action == "withdraw"
            else draw(st.sampled_from([None, *names])),
        )  # fmt: skip
        if draw(st.booleans()):
            start = draw(st.integers(0, len(TEXT) - 2))
            end = draw(st.integers(start + 1, len(TEXT)))
            anchor = anchor_at(draw(st.sampled_from(["doc", "old"])), TEXT, start, end)
            one = msgspec.structs.replace(one, anchor=anchor)
        made.append(one)
    return made


documents = st.lists(st.sampled_from(_REPORTS), unique=True).map(lambda found: document(*found))


def test_no_corrections_no_change() -> None:
    effective, outcomes = overlay(DOCUMENT, [])
    assert effective is DOCUMENT
    assert outcomes == ()


@few
@given(documents, corrections())
def test_each_correction_has_exactly_one_outcome(
    coded: CodedDocument, said: list[Correction]
) -> None:
    _, outcomes = overlay(coded, said)
    assert [o.correction_id for o in outcomes] == sorted(c.id for c in said)


@few
@given(documents, corrections(), st.randoms(use_true_random=False))
def test_neither_the_order_of_corrections_nor_of_records_matters(
    coded: CodedDocument, said: list[Correction], chance: random.Random
) -> None:
    mixed, reports = list(said), list(coded.reports)
    chance.shuffle(mixed)
    chance.shuffle(reports)
    shuffled = msgspec.structs.replace(coded, reports=tuple(reports))
    effective, outcomes = overlay(coded, said)
    again, same_outcomes = overlay(shuffled, mixed)
    assert outcomes == same_outcomes
    assert sorted(effective.reports, key=repr) == sorted(again.reports, key=repr)


@few
@given(documents, corrections())
def test_the_same_coder_run_again_changes_nothing_but_the_run(
    coded: CodedDocument, said: list[Correction]
) -> None:
    run = msgspec.structs.replace(coded.run, id="run-2")
    effective, outcomes = overlay(coded, said)
    again, later = overlay(msgspec.structs.replace(coded, run=run), said)
    assert msgspec.structs.replace(again, run=coded.run) == effective
    assert [(o.status, o.record_id) for o in later] == [(o.status, o.record_id) for o in outcomes]


@few
@given(documents, corrections())
def test_only_corrections_that_hold_change_anything(
    coded: CodedDocument, said: list[Correction]
) -> None:
    effective, outcomes = overlay(coded, said)
    holding = {o.correction_id for o in outcomes if o.status in {"applied", "stale"}}
    if not holding:
        assert effective == coded
