"""One analysis made by hand, with every kind of record in it, and the indexes it refers to.

Spans are found by their words, so the text can be read and the offsets cannot be wrong.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from dragoman.pipeline.output import output_of
from dragoman.records import (
    Actor,
    ActorCoding,
    Analysis,
    AttributionStep,
    Claim,
    DateRange,
    Document,
    DocumentEntity,
    EventReport,
    Evidence,
    Link,
    LocationRef,
    Mention,
    Name,
    Participant,
    Place,
    Problem,
    Quantity,
    Run,
    Sentence,
    Span,
    Stance,
    TypeCode,
    When,
)
from dragoman.store.database import Store
from dragoman.store.loader import load_readings
from dragoman.store.rows import Reading
from dragoman.testing.fakes import FakeActors, FakeCodes, FakePlaces, fake_run

__all__ = [
    "SAMPLE_TEXT",
    "make_sample_store",
    "sample_actors",
    "sample_analysis",
    "sample_places",
    "sample_reading",
    "sample_run",
]

SAMPLE_TEXT = (
    "Kenya hosts Somali delegation\n\n"
    "Kenyan Foreign Minister Amina Tolo met a Somali delegation in Nairobi on 4 March 2024. "
    "Somalia denied that its army had shelled a village near Mandera, where at least 12 people "
    "were killed. Relief workers believe the talks matter for the whole region.\n\n"
    "Share this page"
)
"""Invented, like the minister in it."""

_ID = "sample"


def _span(words: str, *, after: str = "") -> Span:
    start = SAMPLE_TEXT.index(words, SAMPLE_TEXT.index(after) if after else 0)
    return Span(document_id=_ID, start=start, end=start + len(words))


def _evidence(words: str, supports: str, *, after: str = "") -> Evidence:
    span = _span(words, after=after)
    return Evidence(span=span, quote=words, supports=supports)  # type: ignore[arg-type]


def sample_actors() -> tuple[Actor, ...]:
    """Return the actors the sample's entities are linked to."""
    kenya = Actor(
        id="state:KEN", kind="state", names=(Name(text="Kenya"),), external_ids=(("iso3", "KEN"),)
    )
    somalia = Actor(
        id="state:SOM", kind="state", names=(Name(text="Somalia"),), external_ids=(("iso3", "SOM"),)
    )
    return (kenya, somalia)


def sample_places() -> tuple[Place, ...]:
    """Return the places the sample's entities are linked to."""
    nairobi = Place(
        id="geonames:184745", kind="P.PPLC", names=(Name(text="Nairobi"),), latitude=-1.28333,
        longitude=36.81667, country="KEN", admin1="Nairobi County",
        external_ids=(("geonames", "184745"),),
    )  # fmt: skip
    mandera = Place(
        id="geonames:187896", kind="P.PPLA", names=(Name(text="Mandera"),), latitude=3.93726,
        longitude=41.85688, country="KEN", admin1="Mandera County",
        external_ids=(("geonames", "187896"),),
    )  # fmt: skip
    return (nairobi, mandera)


def _entities() -> dict[str, tuple[DocumentEntity, tuple[Mention, ...]]]:
    """Return each entity with its mentions, by a short name."""
    kenya = ActorCoding(kind="person", country="KEN", sectors=("GOV",), role="Foreign Minister")
    somali = ActorCoding(kind="organisation", country="SOM", sectors=("GOV",))
    army = ActorCoding(kind="organisation", country="SOM", sectors=("MIL",))
    linked = Link(target_id="state:SOM", score=0.9, method="exact", as_of=date(2024, 3, 4))
    return {
        "tolo": _entity("actor", "Amina Tolo", "Amina Tolo", coding=kenya),
        "delegation": _entity("actor", "Somali delegation", "a Somali delegation", coding=somali),
        "somalia": _entity("actor", "Somalia", "Somalia", link=linked, coding=somali),
        "army": _entity("actor", "Somali army", "its army", coding=army),
        "village": _entity("actor", "a village", "a village"),
        "nairobi": _entity(
            "place", "Nairobi", "Nairobi",
            link=Link(target_id="geonames:184745", score=0.95, method="exact"),
        ),
        "mandera": _entity(
            "place", "Mandera", "Mandera",
            link=Link(target_id="geonames:187896", score=0.8, method="exact"),
        ),
    }  # fmt: skip


def _entity(
    kind: str,
    name: str,
    words: str,
    *,
    link: Link | None = None,
    coding: ActorCoding | None = None,
) -> tuple[DocumentEntity, tuple[Mention, ...]]:
    span = _span(words)
    mention = Mention(
        id=f"men-{words}", span=span, head=span, kind=kind, form="name",  # type: ignore[arg-type]
        usage="literal" if kind == "place" else None,
    )  # fmt: skip
    entity = DocumentEntity(
        id=f"ent-{name}", kind=kind, name=name, mention_ids=(mention.id,),  # type: ignore[arg-type]
        candidates=() if link is None else (link,), chosen=link, coding=coding,
    )  # fmt: skip
    return entity, (mention,)


def _participant(role: str, name: str, words: str) -> Participant:
    return Participant(
        role=role, entity_id=f"ent-{name}", description=words,  # type: ignore[arg-type]
        evidence=_evidence(words, "participant"), score=0.9,
    )  # fmt: skip


def _meeting() -> EventReport:
    day = DateRange(
        earliest=date(2024, 3, 4), before=date(2024, 3, 5), precision="day", basis="stated"
    )
    visit = TypeCode(ontology="fake-1", code="CONSULT", mode="visit", contexts=("diplomatic",))
    return EventReport(
        id="rep-meeting", run_id="run", document_id=_ID, trigger=_span("met"),
        types=(visit,),
        participants=(
            _participant("host", "Amina Tolo", "Amina Tolo"),
            _participant("visitor", "Somali delegation", "a Somali delegation"),
        ),
        when=When(begin=day, extent="occasion"),
        when_evidence=_evidence("on 4 March 2024", "time"),
        where=(
            LocationRef(
                entity_id="ent-Nairobi", place_id="geonames:184745", precision="city",
                evidence=_evidence("Nairobi", "place"),
            ),
        ),
        evidence=(_evidence("met", "trigger"),), explain=('verb "met" in frame mutual',), score=0.9,
    )  # fmt: skip


def _shelling() -> EventReport:
    past = DateRange(before=date(2024, 3, 6), precision="unknown", basis="publication")
    return EventReport(
        id="rep-shelling", run_id="run", document_id=_ID, trigger=_span("shelled"),
        types=(TypeCode(ontology="fake-1", code="ASSAULT"),),
        participants=(
            _participant("initiator", "Somali army", "its army"),
            _participant("target", "a village", "a village"),
        ),
        when=When(begin=past, extent="occasion"),
        where=(
            LocationRef(
                entity_id="ent-Mandera", place_id="geonames:187896", relation="near",
                precision="city", evidence=_evidence("Mandera", "place"),
            ),
        ),
        quantities=(
            Quantity(
                kind="killed", low=12, unit="people",
                evidence=_evidence("at least 12 people", "quantity"),
            ),
        ),
        evidence=(_evidence("shelled", "trigger"),), score=0.6,
    )  # fmt: skip


def _claims() -> tuple[Claim, ...]:
    denial = AttributionStep(
        entity_id="ent-Somalia", actor_id="state:SOM", description="Somalia", anonymity="named",
        verb="denies", source=_span("Somalia"), cue=_span("denied"),
    )  # fmt: skip
    belief = AttributionStep(
        description="Relief workers", anonymity="unnamed", verb="believes",
        source=_span("Relief workers"), cue=_span("believe"),
    )  # fmt: skip
    return (
        Claim(
            id="cla-meeting", run_id="run", document_id=_ID, kind="report",
            report_id="rep-meeting", stance=Stance(), content=(_span("met a Somali delegation"),),
        ),
        Claim(
            id="cla-denial", run_id="run", document_id=_ID, kind="report",
            report_id="rep-shelling", chain=(denial,), stance=Stance(polarity="denied"),
            content=(_span("that its army had shelled a village near Mandera"),),
        ),
        Claim(
            id="cla-importance", run_id="run", document_id=_ID, kind="importance",
            about=("rep-meeting", "ent-Somalia"), chain=(belief,), score=0.7,
            stance=Stance(certainty="probable", status="generic"),
            content=(_span("the talks matter for the whole region"),),
        ),
    )  # fmt: skip


def sample_analysis() -> Analysis:
    """Return the analysis of SAMPLE_TEXT; its records are not in the order they are printed in."""
    entities = _entities().values()
    body = _span("Kenyan Foreign Minister")
    sentence = Sentence(
        id="sen-0", index=0, paragraph=0, kind="body",
        span=Span(document_id=_ID, start=body.start, end=_span("Share this page").start - 2),
    )  # fmt: skip
    return Analysis(
        run_id="run",
        document=Document(
            id=_ID, source_id="sample", text=SAMPLE_TEXT,
            title_end=len("Kenya hosts Somali delegation"), language="en", published="2024-03-05",
            published_basis="metadata", raw_sha256="0" * 64, text_sha256="0" * 64,
            furniture=(_span("Share this page"),),
        ),
        sentences=(sentence,),
        mentions=tuple(mention for _, mentions in entities for mention in mentions),
        entities=tuple(entity for entity, _ in entities),
        reports=(_shelling(), _meeting()),
        claims=_claims(),
        problems=(
            Problem(stage="date", code="D501", message="“the whole region” is no date"),
        ),
    )  # fmt: skip


def sample_reading() -> Reading:
    """Return the reading of SAMPLE_TEXT, as an ingest makes it."""
    analysis = sample_analysis()
    output = output_of(
        analysis,
        run=sample_run(),
        actors=FakeActors(sample_actors()),
        places=FakePlaces(sample_places()),
        codebook=FakeCodes(),
    )
    return Reading(source="sample.txt", analysis=analysis, output=output, bands=(1, 2))


def sample_run() -> Run:
    """Return the run that `sample_analysis` says it is of."""
    return msgspec.structs.replace(fake_run(), id="run")


def make_sample_store(path: Path) -> None:
    """Make a store that holds the sample document."""
    with Store.open(path, writable=True) as store, store.transaction() as connection:
        load_readings(
            connection, sample_run(), [sample_reading()], loaded_at="2024-03-05T00:00:00+00:00"
        )
