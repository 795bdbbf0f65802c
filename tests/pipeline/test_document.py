"""One document through all stages: laws that hold for any text."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from dragoman.errors import KnowledgeError
from dragoman.io.sources import read_source
from dragoman.pipeline.config import Config
from dragoman.pipeline.document import Pipeline, analyse
from dragoman.pipeline.output import render
from dragoman.records import Analysis, Document, Evidence, Problem, RawDocument, Span

GOLDEN = Path(__file__).parents[1] / "golden"
TEXTS = sorted(
    path
    for path in GOLDEN.glob("*/*")
    if path.suffix in {".txt", ".html"} and path.with_suffix(".gold.json").exists()
)

NOTE = (
    "Danish envoys visit Togo\n\n"
    "LOME, Jan 25 (Coast Wire) - Danish and Ghanaian envoys met Togo's president here on Thursday. "
    "The two sides discussed fishing. Togo condemned the seizure of a trawler by Chadian police, "
    "in which at least three sailors were hurt.\n\n"
    "Share this article on Facebook\n"
)
OTHER = "Malian troops attacked rebels near Kidal on Monday. Niger denied arming the rebels."


def raw(text: str, name: str) -> RawDocument:
    body = json.dumps({"id": name, "text": text, "published": "2024-01-26"}).encode()
    return RawDocument(
        sha256="", source_id="test", media_type="application/x-ndjson", body=body, id=name
    )


def read_file(path: Path) -> RawDocument:
    found = next(iter(read_source(str(path))))
    assert isinstance(found, RawDocument)
    return found


@pytest.fixture(scope="module")
def golden(pipeline: Pipeline) -> tuple[Analysis, ...]:
    return tuple(analyse(read_file(path), pipeline) for path in TEXTS)


def all_of(value: object, kind: type) -> Iterator[object]:
    """Every record of a kind within a record, at any depth."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from all_of(getattr(value, name), kind)
    elif isinstance(value, tuple):
        for one in value:
            yield from all_of(one, kind)


def shown(analysis: Analysis, pipeline: Pipeline) -> bytes:
    plain = render(
        analysis,
        run=pipeline.run,
        actors=pipeline.actors,
        places=pipeline.places,
        codebook=pipeline.codebook,
    )
    return msgspec.json.encode(plain)


def test_every_quote_of_the_golden_texts_is_the_slice_it_cites(
    golden: tuple[Analysis, ...],
) -> None:
    assert len(golden) == len(TEXTS) > 20
    for analysis in golden:
        text = analysis.document.text
        found = [e for e in all_of(analysis, Evidence) if isinstance(e, Evidence)]
        assert found
        assert [e for e in found if text[e.span.start : e.span.end] != e.quote] == []


def test_every_span_of_the_golden_texts_lies_in_its_own_document(
    golden: tuple[Analysis, ...],
) -> None:
    for analysis in golden:
        spans = [s for s in all_of(analysis, Span) if isinstance(s, Span)]
        assert {s.document_id for s in spans} == {analysis.document.id}
        assert max(s.end for s in spans) <= len(analysis.document.text)


def test_no_span_of_any_record_touches_furniture(golden: tuple[Analysis, ...]) -> None:
    for analysis in golden:
        furniture = analysis.document.furniture
        records = (analysis.mentions, analysis.entities, analysis.reports, analysis.claims)
        spans = [s for s in all_of(records, Span) if isinstance(s, Span)]
        touching = [
            analysis.document.text[s.start : s.end]
            for s in spans
            if any(s.start < f.end and f.start < s.end for f in furniture)
        ]
        assert touching == [], analysis.document.id


def test_every_id_a_record_points_to_is_there_once(golden: tuple[Analysis, ...]) -> None:
    for analysis in golden:
        reports = [r.id for r in analysis.reports]
        claims = [c.id for c in analysis.claims]
        entities = [e.id for e in analysis.entities]
        mentions = [m.id for m in analysis.mentions]
        for ids in (reports, claims, entities, mentions):
            assert len(ids) == len(set(ids)), analysis.document.id
        assert {p.entity_id for r in analysis.reports for p in r.participants} <= set(entities)
        assert {i for r in analysis.reports for i in r.content_ids} <= {*claims, *reports}
        assert {c.report_id for c in analysis.claims if c.report_id} == set(reports)
        assert {m for e in analysis.entities for m in e.mention_ids} <= set(mentions)


def test_every_report_has_a_type_and_its_trigger_as_evidence(
    golden: tuple[Analysis, ...],
) -> None:
    for analysis in golden:
        for report in analysis.reports:
            assert report.types
            assert any(e.span == report.trigger for e in report.evidence)


def test_reports_come_in_the_order_of_their_triggers(golden: tuple[Analysis, ...]) -> None:
    for analysis in golden:
        starts = [report.trigger.start for report in analysis.reports]
        assert starts == sorted(starts)


def test_an_analysis_survives_json_and_pickle(golden: tuple[Analysis, ...]) -> None:
    for analysis in golden:
        encoded = msgspec.json.encode(analysis)
        assert msgspec.json.decode(encoded, type=Analysis) == analysis
        assert pickle.loads(pickle.dumps(analysis)) == analysis


def test_the_same_input_gives_the_same_bytes(pipeline: Pipeline) -> None:
    fresh = Pipeline.load(pipeline.config)
    first = shown(analyse(raw(NOTE, "a"), pipeline), pipeline)
    again = shown(analyse(raw(NOTE, "a"), fresh), fresh)
    assert first == again
    assert json.loads(first)["reports"]


def test_the_document_before_does_not_change_the_next(pipeline: Pipeline) -> None:
    one = [analyse(raw(NOTE, "a"), pipeline), analyse(raw(OTHER, "b"), pipeline)]
    two = [analyse(raw(OTHER, "b"), pipeline), analyse(raw(NOTE, "a"), pipeline)]
    assert [shown(a, pipeline) for a in one] == [shown(a, pipeline) for a in reversed(two)]


def test_furniture_is_marked_and_stays_in_the_text(pipeline: Pipeline) -> None:
    analysis = analyse(raw(NOTE, "a"), pipeline)
    text = analysis.document.text
    assert text == NOTE
    assert [text[f.start : f.end] for f in analysis.document.furniture] == [
        "Share this article on Facebook"
    ]


def test_a_pipeline_pickles_as_its_configuration() -> None:
    pipeline = Pipeline(config=Config(codebook="conflict"))
    again = pickle.loads(pickle.dumps(pipeline))
    assert again.config == pipeline.config
    assert len(pickle.dumps(pipeline)) < 2000


def test_another_codebook_is_another_run(pipeline: Pipeline) -> None:
    other = Pipeline.load(Config(codebook="conflict"))
    other.parser = pipeline.parser
    assert other.run.id != pipeline.run.id


def problems(analysis: Analysis) -> list[str]:
    return [problem.code for problem in analysis.problems]


def test_a_text_in_another_language_is_named_and_not_coded(pipeline: Pipeline) -> None:
    line = {"id": "a", "text": "Министр иностранных дел прибыл в столицу с визитом. " * 4}
    body = json.dumps(line).encode()
    analysis = analyse(
        RawDocument(sha256="", source_id="t", media_type="application/x-ndjson", body=body, id="a"),
        pipeline,
    )
    assert analysis.document.language == "ru"
    assert (analysis.reports, problems(analysis)) == ((), ["D500"])


def test_text_past_the_limit_is_reported_and_the_rest_coded(pipeline: Pipeline) -> None:
    limit = len(OTHER) + 40
    short = Pipeline.load(Config(max_characters=limit))
    short.parser = pipeline.parser
    analysis = analyse(raw(f"{OTHER}\n\n{'Chadian troops attacked rebels. ' * 20}", "a"), short)
    assert "D504" in problems(analysis)
    assert max(report.trigger.end for report in analysis.reports) <= limit
    assert [r.types[0].code for r in analysis.reports][:1] == ["ASSAULT"]


def test_what_cannot_be_read_has_no_text_and_a_problem(pipeline: Pipeline) -> None:
    broken = RawDocument(
        sha256="", source_id="t", media_type="application/x-ndjson", body=b"{nonsense", id="a"
    )
    analysis = analyse(broken, pipeline)
    assert (analysis.document.text, analysis.reports) == ("", ())
    assert [isinstance(problem, Problem) for problem in analysis.problems] == [True]


def test_what_cannot_be_read_was_fetched_when_it_was(pipeline: Pipeline) -> None:
    for media_type in ("application/pdf", "text/plain"):
        received = RawDocument(
            sha256="00", source_id="test", media_type=media_type, body=b"", id="x",
            fetched_at="2024-02-01T00:00:00+00:00",
        )  # fmt: skip
        analysis = analyse(received, pipeline)
        assert (analysis.document.text, analysis.document.fetched_at) == ("", received.fetched_at)


def test_an_undated_text_says_so(analysed: Callable[..., Analysis]) -> None:
    assert problems(analysed("Togo attacked Chad.", published="")) == ["D501"]


def test_a_document_without_events_is_coded_to_nothing(analysed: Callable[..., Analysis]) -> None:
    analysis = analysed("The weather was fine. It did not rain.")
    assert isinstance(analysis.document, Document)
    assert (analysis.reports, analysis.problems) == ((), ())


def test_a_document_more_than_a_year_newer_than_the_index_says_so(
    analysed: Callable[..., Analysis], pipeline: Pipeline
) -> None:
    assert pipeline.as_of is not None
    last_fresh = pipeline.as_of + timedelta(days=365)
    later = last_fresh + timedelta(days=1)
    text = "Togo attacked Chad."
    assert problems(analysed(text, published=last_fresh.isoformat())) == []
    assert problems(analysed(text, published=later.isoformat())) == ["D505"]


def test_an_index_that_is_not_there_is_named_before_the_first_document(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"D300 .*none\.sqlite"):
        Pipeline.load(Config(knowledge=str(tmp_path / "none.sqlite")))


def test_a_precision_was_measured_for_the_shipped_coder_alone(
    mixed: Pipeline, pipeline: Pipeline
) -> None:
    assert mixed.least_score(0.5) == 0.0
    assert 0.7 < mixed.least_score(0.9) < 0.9
    assert pipeline.least_score(0.9) == 0.9
