"""The output keeps the contract: names, laws of spans, and what each value is derived from."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings

from dragoman.pipeline.output import at_least, output_of, render
from dragoman.pipeline.output_report import stance_of
from dragoman.records import (
    Analysis,
    AttributionStep,
    Claim,
    DocumentEntity,
    Link,
    Mention,
    Problem,
    Span,
    Stance,
)
from dragoman.records.output import CodedDocument, UncodedDocument
from dragoman.records.schema import json_schema
from dragoman.testing.fakes import FakeActors, FakeCodes, FakePlaces, fake_run
from dragoman.testing.samples import sample_actors, sample_analysis, sample_places
from dragoman.testing.strategies import analyses

SPAN = ["start", "end", "text"]
STANCE = ["polarity", "certainty", "status"]
_REPORT = (
    "id type mode contexts quad intensity cameo score trigger participants when where topics "
    "quantities repeated stance parent_id content_ids claim_ids evidence"
)


def _output(analysis: Analysis, **options: Any) -> CodedDocument | UncodedDocument:
    return output_of(
        analysis,
        run=fake_run(),
        actors=FakeActors(sample_actors()),
        places=FakePlaces(sample_places()),
        codebook=FakeCodes(),
        **options,
    )


def _coded(analysis: Analysis) -> CodedDocument:
    shown = _output(analysis)
    assert isinstance(shown, CodedDocument)
    return shown


@pytest.fixture
def printed() -> Any:
    """The sample's output as a reader of the JSON sees it."""
    return msgspec.json.decode(msgspec.json.encode(_output(sample_analysis())))


def test_the_keys_are_those_of_the_contract_in_its_order(printed: Any) -> None:
    report, claim = printed["reports"][0], printed["claims"][2]
    keys = {
        "output": (printed, "document reports claims actors places problems run"),
        "document": (
            printed["document"],
            "id title published published_basis language url text furniture",
        ),
        "report": (
            report,
            _REPORT,
        ),
        "participant": (
            report["participants"][0],
            "role name description actor_id country sector sectors group negated score span",
        ),
        "when": (report["when"], "earliest before precision basis extent end span"),
        "where": (
            report["where"][0],
            "name relation country admin1 lat lon geonames_id precision span",
        ),
        "quantity": (
            printed["reports"][1]["quantities"][0],
            "kind low high unit approximate span",
        ),
        "evidence": (report["evidence"][0], "start end quote supports"),
        "claim": (claim, "id kind report_id of about chain content stance score"),
        "chain": (claim["chain"][0], "name actor_id verb anonymity source cue"),
        "actor": (
            printed["actors"][0],
            "id name kind country sector role external_ids mentions",
        ),
        "place": (
            printed["places"][0],
            "start end text kind name geonames_id lat lon country admin1 feature score candidates",
        ),
        "problem": (printed["problems"][0], "code stage message start end"),
        "run": (printed["run"], "id coder version ontology knowledge models config"),
    }
    assert {name: list(row) for name, (row, _) in keys.items()} == {
        name: expected.split() for name, (_, expected) in keys.items()
    }
    assert list(report["trigger"]) == list(printed["document"]["furniture"][0]) == SPAN
    assert list(claim["stance"]) == list(report["stance"]) == STANCE


def test_the_output_is_what_the_schema_says(printed: Any) -> None:
    assert msgspec.convert(printed, CodedDocument) == _output(sample_analysis())
    schema = json_schema("output")
    assert schema["anyOf"] == [
        {"$ref": "#/$defs/CodedDocument"},
        {"$ref": "#/$defs/UncodedDocument"},
    ]
    _follows(printed, schema["$defs"]["CodedDocument"], schema["$defs"])


def _follows(value: Any, shape: dict[str, Any], parts: dict[str, Any]) -> None:
    """Hold a value to the part of JSON Schema that ours use."""
    if "$ref" in shape:
        shape = parts[shape["$ref"].rpartition("/")[2]]
    if "anyOf" in shape:
        options = [o for o in shape["anyOf"] if (o.get("type") == "null") == (value is None)]
        assert options, (value, shape)
        shape = options[0] if "$ref" not in options[0] else parts[options[0]["$ref"][8:]]
    if "enum" in shape:
        assert value in shape["enum"]
    if shape.get("type") == "object" and "properties" in shape:
        assert set(value) <= set(shape["properties"])
        assert set(shape["required"]) <= set(value)
        for key, part in value.items():
            _follows(part, shape["properties"][key], parts)
    if shape.get("type") == "array":
        for part in value:
            _follows(part, shape["items"], parts)


def test_every_key_but_explain_is_required_in_the_schema() -> None:
    parts = json_schema("output")["$defs"]
    optional = {
        (name, key)
        for name, part in parts.items()
        for key in set(part["properties"]) - set(part["required"])
        if name != "Stance"
    }
    assert optional == {("OutputReport", "explain"), ("OutputActor", "explain")}


def _spans_in(value: Any) -> list[tuple[int, int, str]]:
    if isinstance(value, dict):
        own = []
        if "start" in value and ("text" in value or "quote" in value):
            own = [(value["start"], value["end"], value["text" if "text" in value else "quote"])]
        return own + [span for part in value.values() for span in _spans_in(part)]
    if isinstance(value, list | tuple):
        return [span for part in value for span in _spans_in(part)]
    return []


@settings(deadline=None, max_examples=50)
@given(analysis=analyses())
def test_every_printed_text_is_the_slice_of_its_offsets(analysis: Analysis) -> None:
    plain = msgspec.to_builtins(_output(analysis))
    for start, end, text in _spans_in(plain):
        assert analysis.document.text[start:end] == text


@settings(deadline=None, max_examples=50)
@given(analysis=analyses())
def test_every_id_that_is_printed_is_there_to_be_found(analysis: Analysis) -> None:
    shown = _coded(analysis)
    reports, claims = {r.id for r in shown.reports}, {c.id for c in shown.claims}
    assert {c.report_id for c in shown.claims} <= reports | {None}
    assert {some_id for r in shown.reports for some_id in r.claim_ids} <= claims


def test_participants_and_claims_name_actors_by_the_id_of_the_actors_list() -> None:
    shown = _coded(sample_analysis())
    ids = {actor.id for actor in shown.actors}
    assert {p.actor_id for r in shown.reports for p in r.participants} <= ids
    assert [claim.about for claim in shown.claims if claim.kind == "importance"] == [
        ("rep-meeting", "state:SOM")
    ]


def test_two_entities_linked_to_one_actor_are_printed_as_one() -> None:
    analysis = sample_analysis()
    start = analysis.document.text.index("Somali delegation")
    span = Span(document_id="sample", start=start, end=start + 6)
    mention = Mention(id="men-2", span=span, head=span, kind="actor", form="name")
    link = Link(target_id="state:SOM", score=0.7, method="demonym")
    entity = DocumentEntity(
        id="ent-2", kind="actor", name="Somali", mention_ids=("men-2",), chosen=link
    )
    doubled = msgspec.structs.replace(
        analysis, mentions=(*analysis.mentions, mention), entities=(*analysis.entities, entity)
    )
    rows = [actor for actor in _coded(doubled).actors if actor.id == "state:SOM"]
    assert [[span.text for span in row.mentions] for row in rows] == [["Somali", "Somalia"]]


def test_codes_come_from_the_codebook(printed: Any) -> None:
    visit, shelling = printed["reports"]
    assert (visit["quad"], visit["intensity"], visit["cameo"]) == (1, 4.0, "043")
    assert (shelling["quad"], shelling["intensity"], shelling["cameo"]) == (4, -9.0, "190")


def test_a_type_the_codebook_does_not_know_has_no_codes() -> None:
    analysis = sample_analysis()
    odd = msgspec.structs.replace(analysis.reports[0].types[0], code="ODD")
    report = msgspec.structs.replace(analysis.reports[0], types=(odd,))
    (row,) = _coded(msgspec.structs.replace(analysis, reports=(report,), claims=())).reports
    assert (row.type, row.quad, row.intensity, row.cameo) == ("ODD", None, None, None)


def test_coordinates_come_from_the_gazetteer(printed: Any) -> None:
    place = printed["reports"][0]["where"][0]
    assert (place["name"], place["country"], place["lat"], place["geonames_id"]) == (
        "Nairobi",
        "KEN",
        -1.28333,
        184745,
    )


def test_reports_claims_and_places_come_in_the_order_of_the_text(printed: Any) -> None:
    for rows in (
        [report["trigger"]["start"] for report in printed["reports"]],
        [claim["content"][0]["start"] for claim in printed["claims"]],
        [place["start"] for place in printed["places"]],
        [actor["mentions"][0]["start"] for actor in printed["actors"]],
    ):
        assert rows == sorted(rows)


def _claim(*, chain: tuple[str, ...], polarity: Any, start: int = 0) -> Claim:
    steps = tuple(
        AttributionStep(description=name, anonymity="named", verb="says") for name in chain
    )
    return Claim(
        id=f"cla-{'-'.join(chain)}-{start}", run_id="run", document_id="d", kind="report",
        report_id="rep", chain=steps, stance=Stance(polarity=polarity),
        content=(Span(document_id="d", start=start, end=start + 1),),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("claims", "polarity"),
    [
        ([_claim(chain=("A",), polarity="denied"), _claim(chain=(), polarity="open")], "open"),
        (
            [_claim(chain=("TASS", "A"), polarity="open"), _claim(chain=("B",), polarity="denied")],
            "denied",
        ),
        (
            [
                _claim(chain=("A",), polarity="affirmed", start=9),
                _claim(chain=("B",), polarity="denied", start=4),
            ],
            "denied",
        ),
    ],
    ids=["own voice decides", "then the outermost speaker", "then the first in the text"],
)
def test_whose_stance_a_report_takes(claims: list[Claim], polarity: str) -> None:
    for order in (claims, claims[::-1]):
        found = stance_of(tuple(order))
        assert found is not None
        assert found.polarity == polarity


def test_a_document_that_was_not_split_shows_its_id_and_problems_alone() -> None:
    problem = Problem(stage="language", code="D500", message="language ru")
    document = msgspec.structs.replace(sample_analysis().document, source_id="news.txt")
    analysis = Analysis(run_id="run", document=document, problems=(problem,))
    shown = _output(analysis)
    assert msgspec.json.encode(shown).decode() == (
        '{"document":{"id":"sample"},"problems":[{"code":"D500","stage":"language",'
        '"message":"news.txt: language ru","start":null,"end":null}]}'
    )


def test_render_gives_plain_values() -> None:
    plain = render(
        sample_analysis(),
        run=fake_run(),
        actors=FakeActors(sample_actors()),
        places=FakePlaces(sample_places()),
        codebook=FakeCodes(),
    )
    assert plain == msgspec.json.decode(msgspec.json.encode(_output(sample_analysis())))


def test_at_least_leaves_no_reference_to_what_it_dropped() -> None:
    kept = at_least(sample_analysis(), 0.95)
    assert kept.reports == ()
    assert [(claim.id, claim.about) for claim in kept.claims] == [
        ("cla-importance", ("ent-Somalia",))
    ]


def test_at_least_drops_reports_without_a_score() -> None:
    analysis = sample_analysis()
    unscored = tuple(msgspec.structs.replace(r, score=None) for r in analysis.reports)
    assert at_least(msgspec.structs.replace(analysis, reports=unscored), 0.01).reports == ()
