"""JSON Schemas are derived from the records, with their docstrings as descriptions."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.records import Document, EventReport
from dragoman.records.output import OutputReport
from dragoman.records.schema import field_docs, json_schema, record_classes


def test_a_record_is_described_with_its_parts() -> None:
    schema = json_schema("EventReport")
    assert schema["$ref"] == "#/$defs/EventReport"
    assert {"EventReport", "Participant", "Span", "Evidence"} <= set(schema["$defs"])


def test_descriptions_are_the_docstrings() -> None:
    part: Any = json_schema("Document")["$defs"]["Document"]
    assert (
        part["description"]
        == "One text, normalised once. Changed text is a new Document with `revision_of`."
    )
    assert part["properties"]["title_end"]["description"] == (
        "text[0:title_end] is the title; 0 where there is none."
    )


def test_a_field_without_a_docstring_has_none() -> None:
    assert "text" not in field_docs(Document)


def test_the_output_may_be_a_document_that_was_not_coded() -> None:
    parts = json_schema("output")["$defs"]
    assert set(parts["UncodedDocument"]["properties"]) == {"document", "problems"}


def test_bounds_are_in_the_schema() -> None:
    span = json_schema("Span")["$defs"]["Span"]
    assert span["properties"]["start"]["minimum"] == 0


def test_an_unknown_name_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        json_schema("NoSuchRecord")


def test_the_printed_report_keeps_the_values_of_the_record() -> None:
    kept = set(EventReport.__struct_fields__) - {"run_id", "document_id", "types", "when_evidence"}
    assert kept <= set(OutputReport.__struct_fields__)


def test_every_record_is_public() -> None:
    assert record_classes()["EventReport"] is EventReport
