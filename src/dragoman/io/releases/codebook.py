"""The codebook of a release: every column of its tables, and every type, mode, sector, context."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.io.exports.columns import COLUMNS
from dragoman.io.releases.release import RELEASED_KINDS
from dragoman.knowledge.ontology import Codebook

__all__ = ["codebook_page"]

_ABOUT = {
    "events": "One row an event.",
    "reports": "One row a report: an event as one document tells it.",
    "claims": "One row a claim: what somebody holds, with who says so.",
    "actors": "One row an actor of the events.",
    "dyads": "One row for each pair of each event: who did it to whom.",
}


def codebook_page(codebook: Codebook) -> str:
    """Return the codebook as Markdown."""
    text = (
        "# Codebook\n\n"
        "In CSV, lists are joined by `; ` in one order (`-` stands for a missing item, `\\;` for a "
        "semicolon inside one), lists of records are JSON, empty cells are what is not known, and "
        "text that a spreadsheet would run as a formula begins with an apostrophe. Parquet has "
        "the same columns with their types. Roles become sides: initiator, visitor and party are "
        "actors; target, host and beneficiary are recipients. Days are ISO 8601; `before` is "
        "exclusive. Offsets count Unicode code points.\n"
    )
    for kind in RELEASED_KINDS:
        text += f"\n## data/{kind}\n\n{_ABOUT[kind]}\n\n"
        rows = ((f"`{c.name}`", c.type, c.about) for c in COLUMNS[kind])
        text += _table(("column", "type", "holds"), rows)
    text += f"\n## Types of events: {codebook.ontology}\n\n"
    types = ((f"`{t.code}`", str(t.quad), f"{t.intensity:g}", t.definition) for t in codebook.types)
    text += _table(("type", "quad", "intensity", "meaning"), types)
    text += "\n### Modes\n\n"
    modes = (
        (f"`{t.code}`", f"`{m.code}`", f"{codebook.intensity(t.code, m.code):g}", m.definition)
        for t in codebook.types
        for m in t.modes
    )
    return text + _table(("type", "mode", "intensity", "meaning"), modes)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(_cell(cell) for cell in line)} |\n" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
