"""Hypothesis strategies for records, derived from the record classes themselves.

`records_of(kind)` makes any record that its class allows. The parts of such a record need not
agree with each other; `analyses` makes whole analyses whose spans, quotes and ids do.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, Literal, TypeVar

import msgspec
from hypothesis import strategies as st
from msgspec import inspect

from dragoman.records import (
    Analysis,
    Anchor,
    AttributionStep,
    Claim,
    Correction,
    DateRange,
    Document,
    Event,
    EventAlias,
    EventRelation,
    EventReport,
    Evidence,
    Participant,
    Quantity,
    Sentence,
    Span,
    Stance,
    TypeCode,
    When,
    make_id,
)

__all__ = ["analyses", "documents", "records_of", "spans_in", "texts"]

K = TypeVar("K", bound=msgspec.Struct)

# No surrogates: they cannot be written as UTF-8, and no document holds them after reading.
_characters = st.characters(exclude_categories=["Cs"])

texts = st.text(_characters, min_size=1, max_size=80)


@cache
def records_of(kind: type[K]) -> st.SearchStrategy[K]:
    """Return a strategy for any record the class allows."""
    own: st.SearchStrategy[K] = _OWN[kind] if kind in _OWN else _from_fields(kind)
    return own


def _from_fields(record: type[K], /, **fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[K]:
    info = inspect.type_info(record)
    assert isinstance(info, inspect.StructType)
    fields = {field.name: _of(field.type) for field in info.fields}
    return st.builds(record, **{**fields, **fixed})


def _of(info: inspect.Type) -> st.SearchStrategy[Any]:
    """Return a strategy for one type as msgspec describes it."""
    if isinstance(info, inspect.UnionType):
        return st.one_of([_of(part) for part in info.types])
    if isinstance(info, inspect.VarTupleType):
        return st.lists(_of(info.item_type), max_size=2).map(tuple)
    if isinstance(info, inspect.TupleType):
        return st.tuples(*(_of(part) for part in info.item_types))
    if isinstance(info, inspect.DictType):
        return st.dictionaries(_of(info.key_type), _of(info.value_type), max_size=2)
    if isinstance(info, inspect.StructType):
        return records_of(info.cls)
    if isinstance(info, inspect.LiteralType):
        return st.sampled_from(info.values)
    if isinstance(info, inspect.IntType):
        return st.integers(min_value=info.ge, max_value=info.le or 2**53)
    if isinstance(info, inspect.FloatType):
        return st.floats(info.ge, info.le, allow_nan=False, allow_infinity=False)
    return _PLAIN[type(info)]


_PLAIN: dict[type[inspect.Type], st.SearchStrategy[Any]] = {
    inspect.StrType: st.text(_characters, max_size=8),
    inspect.BytesType: st.binary(max_size=8),
    inspect.BoolType: st.booleans(),
    inspect.NoneType: st.none(),
    inspect.DateType: st.dates(),
}


def _pairs(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, Any]]:
    """Return two different values in order, one of which may be None instead."""
    both = st.lists(values, min_size=2, max_size=2, unique=True).map(sorted).map(tuple)
    return st.one_of(both, st.tuples(values, st.none()), st.tuples(st.none(), values))


@st.composite
def _span(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, 1000))
    return Span(document_id=draw(_ids), start=start, end=start + draw(st.integers(1, 50)))


@st.composite
def _date_range(draw: st.DrawFn) -> DateRange:
    earliest, before = draw(_pairs(st.dates(date(1900, 1, 1), date(2100, 1, 1))))
    return draw(_from_fields(DateRange, earliest=st.just(earliest), before=st.just(before)))


@st.composite
def _when(draw: st.DrawFn) -> When:
    extents: tuple[Literal["occasion", "period", "open"], ...] = ("occasion", "period", "open")
    extent = draw(st.sampled_from(extents))
    end = draw(_date_range()) if extent == "period" else None
    return When(begin=draw(_date_range()), extent=extent, end=end)


@st.composite
def _quantity(draw: st.DrawFn) -> Quantity:
    low, high = draw(_pairs(st.floats(0, 1e9)))
    return draw(_from_fields(Quantity, low=st.just(low), high=st.just(high)))


@st.composite
def _step(draw: st.DrawFn) -> AttributionStep:
    dated = draw(st.booleans())
    when = _when() if dated else st.none()
    words = _span() if dated else st.none()
    return draw(_from_fields(AttributionStep, when=when, when_span=words))


@st.composite
def _claim(draw: st.DrawFn) -> Claim:
    report_id = draw(st.none() | _ids)
    others = ("statement", "cause", "goal", "relation", "judgement", "forecast")
    kind = st.sampled_from(others) if report_id is None else st.just("report")
    return draw(_from_fields(Claim, kind=kind, report_id=st.just(report_id)))


@st.composite
def _correction(draw: st.DrawFn) -> Correction:
    actions = ("set", "add", "reject", "confirm", "same", "different", "withdraw")
    action = draw(st.sampled_from(actions))
    anchors = records_of(Anchor)
    return draw(
        _from_fields(
            Correction,
            action=st.just(action),
            field=_ids if action == "set" else st.none(),
            value=_ids if action in {"set", "add"} else st.none(),
            other_anchor=anchors if action in {"same", "different"} else st.none(),
            supersedes=_ids if action == "withdraw" else st.none() | _ids,
        )
    )


@st.composite
def _event(draw: st.DrawFn) -> Event:
    report_ids = draw(st.lists(_ids, min_size=1, max_size=3, unique=True).map(sorted).map(tuple))
    founding = st.sampled_from(report_ids)
    return draw(_from_fields(Event, report_ids=st.just(report_ids), founding_report_id=founding))


@st.composite
def _event_pair(draw: st.DrawFn, kind: type[Any], first: str, second: str) -> Any:
    """Return a record whose two ids differ."""
    ids = draw(st.lists(_ids, min_size=2, max_size=2, unique=True))
    return draw(_from_fields(kind, **{first: st.just(ids[0]), second: st.just(ids[1])}))


_ids = st.text("abcdef0123456789", min_size=4, max_size=4)
_OWN: dict[type[Any], Any] = {
    Span: _span(),
    DateRange: _date_range(),
    When: _when(),
    Quantity: _quantity(),
    AttributionStep: st.deferred(_step),
    Claim: st.deferred(_claim),
    Correction: st.deferred(_correction),
    Event: st.deferred(_event),
    EventRelation: st.deferred(lambda: _event_pair(EventRelation, "from_id", "to_id")),
    EventAlias: st.deferred(lambda: _event_pair(EventAlias, "old_id", "new_id")),
}


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Return documents of a title, possibly none, and a body."""
    title = draw(st.just("") | texts)
    text = f"{title}\n\n{draw(texts)}" if title else draw(texts)
    digest = make_id("sha", text)
    return Document(
        id=make_id("doc", text), source_id="property", text=text, title_end=len(title),
        language=draw(st.none() | st.just("en")), raw_sha256=digest, text_sha256=digest,
    )  # fmt: skip


def spans_in(document: Document) -> st.SearchStrategy[Span]:
    """Return a strategy for the spans of a document."""
    ends = st.lists(st.integers(0, len(document.text)), min_size=2, max_size=2, unique=True)
    return ends.map(sorted).map(
        lambda pair: Span(document_id=document.id, start=pair[0], end=pair[1])
    )


def _evidence(document: Document, span: Span, supports: Any) -> Evidence:
    return Evidence(span=span, quote=document.text[span.start : span.end], supports=supports)


@st.composite
def analyses(draw: st.DrawFn) -> Analysis:
    """Return analyses in which spans lie in the text, quotes are slices, and ids resolve."""
    document = draw(documents())
    whole = Span(document_id=document.id, start=0, end=len(document.text))
    sentence = Sentence(
        id=make_id("sen", document.id, 0), span=whole, index=0, paragraph=0, kind="body"
    )
    triggers = draw(st.lists(spans_in(document), max_size=3, unique=True))
    reports = tuple(draw(_reports(document, trigger)) for trigger in triggers)
    claims = tuple(draw(_claims_about(document, report)) for report in reports)
    return Analysis(
        run_id="run", document=document, sentences=(sentence,), reports=reports, claims=claims
    )


@st.composite
def _reports(draw: st.DrawFn, document: Document, trigger: Span) -> EventReport:
    where = draw(spans_in(document))
    participant = Participant(
        role=draw(st.sampled_from(("initiator", "target"))),
        entity_id=make_id("ent", document.id, where.start),
        description=document.text[where.start : where.end],
        evidence=_evidence(document, where, "participant"),
    )
    return EventReport(
        id=make_id("rep", document.id, trigger.start, trigger.end),
        run_id="run", document_id=document.id, trigger=trigger,
        types=(TypeCode(ontology="fake-1", code=draw(st.sampled_from(("AGREE", "ASSAULT")))),),
        participants=(participant,),
        evidence=(_evidence(document, trigger, "trigger"),),
        score=draw(st.none() | st.floats(0, 1)),
    )  # fmt: skip


@st.composite
def _claims_about(draw: st.DrawFn, document: Document, report: EventReport) -> Claim:
    return Claim(
        id=make_id("cla", report.id), run_id="run", document_id=document.id, kind="report",
        report_id=report.id, content=(draw(spans_in(document)),), stance=draw(records_of(Stance)),
    )  # fmt: skip
