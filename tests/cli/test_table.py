"""What a reader sees: exact lines, at the usual width and when there is little room."""

from __future__ import annotations

import io

from rich.console import Console

from dragoman.cli.table import print_document
from dragoman.pipeline.output import output_of
from dragoman.records import Analysis
from dragoman.records.output import CodedDocument, UncodedDocument
from dragoman.testing.fakes import FakeActors, FakeCodes, FakePlaces, fake_run
from dragoman.testing.samples import sample_actors, sample_analysis, sample_places


def _shown(analysis: Analysis) -> CodedDocument | UncodedDocument:
    return output_of(
        analysis,
        run=fake_run(),
        actors=FakeActors(sample_actors()),
        places=FakePlaces(sample_places()),
        codebook=FakeCodes(),
    )


def _printed(shown: CodedDocument | UncodedDocument, *, width: int) -> str:
    file = io.StringIO()
    print_document(shown, Console(file=file, width=width, highlight=False))
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines())


def test_at_the_usual_width_reports_are_rows() -> None:
    assert _printed(_shown(sample_analysis()), width=100) == ""


def test_in_a_narrow_window_reports_are_blocks() -> None:
    assert _printed(_shown(sample_analysis()), width=60) == ""
