"""What others build on. A change here is a change for users: it needs a file in changes/."""

from __future__ import annotations

import subprocess
import sys

import dragoman
import dragoman.records
from dragoman.knowledge.codebook import shipped_codebooks
from dragoman.pipeline.registry import coder_names
from dragoman.records.schema import schema_names


def test_the_exported_names() -> None:
    assert sorted(dragoman.__all__) == [
        "Pipeline", "Store", "__version__", "analyse", "code_text", "read_store", "records",
    ]  # fmt: skip
    assert [name for name in dragoman.__all__ if getattr(dragoman, name) is None] == []
    assert set(dragoman.__all__) <= set(dir(dragoman))


def test_the_records() -> None:
    assert dragoman.records.__all__ == sorted(dragoman.records.__all__)
    assert schema_names() == (
        "output", "Actor", "ActorCoding", "ActorRole", "Analysis", "Anchor", "AttributionStep",
        "Claim", "Correction",
        "DateRange", "Dateline", "Dissent", "Document", "DocumentEntity", "Event", "EventActor",
        "EventAlias", "EventPlace", "EventQuantity", "EventRelation", "EventReport", "Evidence",
        "Link",
        "LocationRef", "Mention", "Name", "Outcome", "ParsedSentence", "Participant", "Place",
        "PlaceRelation", "Problem", "Quantity", "RawDocument", "Run", "Sentence", "Span",
        "Stance", "Token", "TypeCode", "Validity", "When",
    )  # fmt: skip


def test_the_registered_coders() -> None:
    assert "rules-plover.v1" in coder_names()


def test_the_codebooks_that_ship() -> None:
    assert shipped_codebooks() == ("conflict", "plover")


def test_the_package_imports_lightly() -> None:
    program = "import sys, dragoman; print('spacy' in sys.modules, 'msgspec' in sys.modules)"
    outcome = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert outcome.stdout == "False False\n"


def test_an_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(dragoman, "no_such_name")
