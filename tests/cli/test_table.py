"""What a reader sees: exact lines, at the usual width and when there is little room."""

from __future__ import annotations

import io

import msgspec
import pytest
from rich.console import Console

from dragoman.cli.table import print_document
from dragoman.pipeline.output import output_of, uncoded
from dragoman.records import Analysis, Problem
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


_WIDE = """\
Kenya hosts Somali delegation
2024-03-05 (metadata) · language en · 2 events · 1 claim

#  event         who → whom                    when, where       told as, by whom  words
────────────────────────────────────────────────────────────────────────────────────────────────────
1  CONSULT       Somali delegation (SOM GOV)   2024-03-04        occurred          “met”
   visit         → Amina Tolo (KEN GOV)        Nairobi, KEN      the text itself
   0.90

2  ASSAULT       Somali army (SOM MIL) → a     before            denied            “shelled”; at
   0.60          village                       2024-03-06        Somalia (denies)  least 12 people
                                               near Mandera,                       killed
                                               KEN

claim              held by            what is claimed                              about
────────────────────────────────────────────────────────────────────────────────────────────────────
importance         Relief workers     “the talks matter for the whole region”      event 1
probable, generic  (believes)                                                      (CONSULT),
                                                                                   Somalia

D501 “the whole region” is no date
"""

_NARROW = """\
Kenya hosts Somali delegation
2024-03-05 (metadata) · language en · 2 events · 1 claim

1  CONSULT  visit  0.90
   who          Somali delegation (SOM GOV) → Amina Tolo
                (KEN GOV)
   when         2024-03-04
   where        Nairobi, KEN
   told as      occurred
   according to the text itself
   words        “met”

2  ASSAULT  0.60
   who          Somali army (SOM MIL) → a village
   when         before 2024-03-06
   where        near Mandera, KEN
   told as      denied
   according to Somalia (denies)
   words        “shelled”; at least 12 people killed

Claims
   importance (probable, generic) — Relief workers
   (believes)
   “the talks matter for the whole region”
   about event 1 (CONSULT), Somalia


D501 “the whole region” is no date
"""


def test_at_the_usual_width_reports_are_rows() -> None:
    assert _printed(_shown(sample_analysis()), width=100) == _WIDE


def test_in_a_narrow_window_reports_are_blocks() -> None:
    assert _printed(_shown(sample_analysis()), width=60) == _NARROW


@pytest.mark.parametrize("width", [20, 40, 60, 95, 96, 100, 160])
def test_no_line_is_wider_than_the_window(width: int) -> None:
    lines = _printed(_shown(sample_analysis()), width=width).splitlines()
    assert max(len(line) for line in lines) <= width


def test_a_document_that_was_not_coded_shows_why() -> None:
    problem = Problem(stage="read", code="D102", message="news.txt: is empty")
    assert _printed(uncoded("news.txt", (problem,)), width=100) == (
        "news.txt\nnot coded\n\nD102 news.txt: is empty\n"
    )


def test_of_a_crash_only_the_last_line_is_shown() -> None:
    trace = "Traceback (most recent call last):\n  File x\nValueError: bad luck\n"
    problem = Problem(stage="batch", code="D900", message=trace)
    assert "D900 ValueError: bad luck" in _printed(uncoded("a", (problem,)), width=100)
    assert "Traceback" not in _printed(uncoded("a", (problem,)), width=100)


def test_an_article_cannot_send_commands_to_the_terminal() -> None:
    document = sample_analysis().document
    title = "\x1b[31mRED\x07\u202e[bold]"
    hostile = msgspec.structs.replace(
        document, text=title + document.text[document.title_end :], title_end=len(title)
    )
    analysis = Analysis(run_id="run", document=hostile)
    printed = _printed(_shown(analysis), width=100)
    assert printed.splitlines()[0] == "[31mRED [bold]"


def test_a_document_without_events_says_so() -> None:
    analysis = Analysis(run_id="run", document=sample_analysis().document)
    assert "No events found." in _printed(_shown(analysis), width=100)
