"""The readable view of one document: a table where there is room, blocks where there is not.

Words from the document go through `plain` and into `Text`, never into markup, so an article can
neither colour nor move what is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.cli.phrases import (
    amount,
    day_or_days,
    joined,
    place_names,
    plain,
    speakers,
    told_as,
    who_to_whom,
)
from dragoman.records.output import (
    CodedDocument,
    OutputClaim,
    OutputProblem,
    OutputReport,
    UncodedDocument,
)

__all__ = ["WIDE", "print_document"]

WIDE = 96
"""Columns from which on reports are shown as a table."""

_SCORE_STYLE = ((0.8, "green"), (0.5, "yellow"), (0.0, "red"))
_QUAD_STYLE = {1: "cyan", 2: "green", 3: "yellow", 4: "red"}


def print_document(shown: CodedDocument | UncodedDocument, console: Console) -> None:
    """Print one document and an empty line."""
    for part in _parts(shown, console.width):
        console.print(part)
    console.print()


def _parts(shown: CodedDocument | UncodedDocument, width: int) -> Iterator[RenderableType]:
    if isinstance(shown, UncodedDocument):
        yield Text(plain(shown.document.id), style="bold")
        yield Text("not coded", style="red")
        yield from _problems(shown.problems)
        return
    yield from _head(shown)
    yield Text()
    if not shown.reports:
        yield Text("No events found.", style="dim")
    elif width >= WIDE:
        yield _report_table(shown)
    else:
        yield from _report_blocks(shown)
    yield from _claims(shown, width)
    yield from _explanations(shown)
    yield from _problems(shown.problems)


def _head(shown: CodedDocument) -> Iterator[RenderableType]:
    document = shown.document
    yield Text(plain(document.title or document.id), style="bold")
    basis = f" ({document.published_basis})" if document.published_basis else ""
    published = f"{document.published}{basis}" if document.published else "no publication date"
    yield Text(
        joined(
            (
                published,
                f"language {document.language or 'unknown'}",
                _counted(len(shown.reports), "event"),
                _counted(sum(claim.kind != "report" for claim in shown.claims), "claim"),
            ),
            by=" · ",
        ),
        style="dim",
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _report_table(shown: CodedDocument) -> Table:
    table = _table()
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column("event", min_width=12, overflow="fold")
    table.add_column("who → whom", ratio=5, overflow="fold")
    table.add_column("when, where", ratio=3, overflow="fold")
    table.add_column("told as, by whom", ratio=3, overflow="fold")
    table.add_column("words", ratio=3, overflow="fold")
    claims = {claim.id: claim for claim in shown.claims}
    for number, report in enumerate(shown.reports, start=1):
        fields = dict(_fields(report, claims))
        table.add_row(
            str(number),
            _event(report, by="\n"),
            Text(fields.get("who", "—")),
            _stacked(fields.get("when"), fields.get("where")),
            _stacked(fields.get("told as"), fields.get("according to")),
            Text(fields["words"], style="italic"),
        )
    return table


def _stacked(*lines: str | None) -> Text:
    return Text("\n".join(line for line in lines if line) or "—")


def _table() -> Table:
    """Return an empty table: a line under the head, an empty one between rows."""
    return Table(
        box=box.SIMPLE_HEAD,
        expand=True,
        leading=1,
        padding=(0, 1, 0, 0),
        pad_edge=False,
        show_edge=False,
        header_style="not bold dim",
        border_style="dim",
    )


def _report_blocks(shown: CodedDocument) -> Iterator[RenderableType]:
    claims = {claim.id: claim for claim in shown.claims}
    for number, report in enumerate(shown.reports, start=1):
        yield Text(f"{number}  ") + _event(report, by="  ")
        grid = Table.grid(padding=(0, 1))
        grid.add_column(style="dim", no_wrap=True)
        grid.add_column(overflow="fold")
        for label, value in _fields(report, claims):
            grid.add_row(label, Text(value))
        yield Padding(grid, (0, 0, 1, 3))


def _event(report: OutputReport, *, by: str) -> Text:
    style = _QUAD_STYLE.get(report.quad or 0, "")
    text = Text(report.type, style=f"bold {style}".strip())
    if report.mode:
        text.append(f"{by}{report.mode}", style="not bold")
    if report.score is not None:
        style = next(style for least, style in _SCORE_STYLE if least <= report.score)
        text.append(f"{by}{report.score:.2f}", style=f"not bold {style}")
    return text


def _fields(report: OutputReport, claims: dict[str, OutputClaim]) -> list[tuple[str, str]]:
    """Return what is known of a report as label and value; unknown values are left out."""
    habit = "repeatedly" if report.repeated else ""
    amounts = joined(amount(quantity) for quantity in report.quantities)
    values = [
        ("who", who_to_whom(report.participants)),
        ("when", joined((day_or_days(report.when), habit))),
        ("where", place_names(report.where)),
        ("told as", told_as(report.stance)),
        ("according to", speakers(claims[some_id] for some_id in report.claim_ids)),
        ("words", joined((f"“{plain(report.trigger.text)}”", amounts), by="; ")),
    ]
    return [(label, value) for label, value in values if value]


def _claims(shown: CodedDocument, width: int) -> Iterator[RenderableType]:
    others = [claim for claim in shown.claims if claim.kind != "report"]
    if not others:
        return
    names = _names(shown)
    if width < WIDE:
        yield Text("Claims", style="bold")
    else:
        yield Text()
    table = _table()
    table.add_column("claim", min_width=12, overflow="fold")
    table.add_column("held by", ratio=2, overflow="fold")
    table.add_column("what is claimed", ratio=5, overflow="fold")
    table.add_column("about", ratio=2, overflow="fold")
    for claim in others:
        kind, told, holder, content, about = _claim(claim, names)
        if width >= WIDE:
            table.add_row(_stacked(kind, told), holder, Text(content, style="italic"), about)
        else:
            head = f"{kind} ({told}) — {holder}" if told else f"{kind} — {holder}"
            parts = [Text(head), Text(content), Text(f"about {about}", style="dim")]
            yield Padding(Group(*(parts if about else parts[:2])), (0, 0, 1, 3))
    if width >= WIDE:
        yield table


def _claim(claim: OutputClaim, names: dict[str, str]) -> tuple[str, str, str, str, str]:
    """Return kind, stance if it is not the usual one, holder, content and what it is about."""
    told = told_as(claim.stance)
    content = " … ".join(plain(span.text) for span in claim.content)
    return (
        claim.kind,
        "" if told in ("occurred", "ongoing", "generic") else told,
        speakers([claim]),
        f"“{content}”" if content else "",
        joined(names.get(some_id) for some_id in (*claim.of, *claim.about)),
    )


def _names(shown: CodedDocument) -> dict[str, str]:
    """Return what to call each actor, and each report by its number and type."""
    names = {actor.id: plain(actor.name) for actor in shown.actors}
    numbered = enumerate(shown.reports, start=1)
    return names | {report.id: f"event {n} ({report.type})" for n, report in numbered}


def _explanations(shown: CodedDocument) -> Iterator[RenderableType]:
    lines: list[str] = []
    for number, report in enumerate(shown.reports, start=1):
        lines += [f"event {number}: {plain(why)}" for why in report.explain or ()]
    for actor in shown.actors:
        lines += [f"{plain(actor.name)}: {plain(why)}" for why in actor.explain or ()]
    if lines:
        yield Text("\nWhy", style="bold")
        yield from (Padding(Text(line), (0, 0, 0, 3)) for line in lines)


def _problems(problems: Sequence[OutputProblem]) -> Iterator[RenderableType]:
    for number, problem in enumerate(problems):
        if number == 0:
            yield Text()
        last = plain(problem.message.strip().rpartition("\n")[2])
        text = last if problem.code == "D900" else plain(problem.message)
        yield Text(f"{problem.code} {text}", style="yellow")
