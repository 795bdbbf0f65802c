"""Dossiers and digests as Markdown and HTML: sentences with notes, each note the words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.serve.dossier import Dossier, Evidence, Section
from dragoman.serve.words import said_day, web_address

__all__ = ["as_html", "as_markdown", "heading", "html_of", "markdown_of", "notes_of", "told_by"]

_SIGNS = re.compile(r"([\\`*_\[\]<>#|~])")


def heading(dossier: Dossier) -> str:
    """Return the title: who, and the time asked for."""
    first, second = dossier.names
    since = f", since {said_day(dossier.since)}" if dossier.since else ""
    until = f", until {said_day(dossier.until)}" if dossier.until else ""
    return f"{first} and {second}{since}{until}"


def as_markdown(dossier: Dossier, *, base: str = "") -> str:
    """Return the dossier as Markdown; `base` is put before addresses of the reading room."""
    return markdown_of(heading(dossier), dossier.sections, base=base)


def markdown_of(title: str, sections: Sequence[Section], *, base: str = "") -> str:
    """Return sections of sentences as Markdown; `base` as in `as_markdown`."""
    notes = notes_of(sections)
    lines = [f"# {_plain(title)}", ""]
    for section in sections:
        lines += [f"## {section.title}", ""]
        for sentence in section.sentences:
            marks = "".join(f"[^{notes[evidence]}]" for evidence in sentence.evidence)
            lines.append(f"- {_plain(sentence.text)}{marks}")
        lines.append("")
    lines += [f"[^{n}]: {_note(e, base)}" for e, n in notes.items()]
    return "\n".join(lines).rstrip() + "\n"


def as_html(dossier: Dossier) -> str:
    """Return the dossier as one HTML file that needs no server."""
    return html_of(heading(dossier), dossier.sections)


def html_of(title: str, sections: Sequence[Section]) -> str:
    """Return sections of sentences as one HTML file that needs no server."""
    from dragoman.serve.render import PAGES, render  # noqa: PLC0415  # jinja2 is slow to import

    style = (PAGES / "static" / "paper.css").read_text(encoding="utf-8")
    notes = notes_of(sections)
    return render("note_file.html", sections=sections, notes=notes, title=title, style=style)


def notes_of(sections: Sequence[Section]) -> dict[Evidence, int]:
    """Return the evidence of all sentences in order, each once, with its number from 1."""
    cited = (e for section in sections for s in section.sentences for e in s.evidence)
    return {evidence: n for n, evidence in enumerate(dict.fromkeys(cited), start=1)}


def told_by(evidence: Evidence) -> str:
    """Return title, outlet and day of a note."""
    day = f", {said_day(evidence.published)}" if evidence.published else ""
    return f"{evidence.title}, {evidence.source}{day}"


def _note(evidence: Evidence, base: str) -> str:
    """Return a note: quotation, title, outlet, day, addresses."""
    url = web_address(evidence.url)
    address = f" <{url.replace('>', '%3E').replace(' ', '%20')}>" if url else ""
    page = f" <{base}{evidence.href}>" if base else f" `{evidence.href.rsplit('/', 1)[-1]}`"
    return f"“{_plain(evidence.quote)}” {_plain(told_by(evidence))}.{address}{page}"


def _plain(text: str) -> str:
    """Return text in which nothing is taken for Markdown."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))
