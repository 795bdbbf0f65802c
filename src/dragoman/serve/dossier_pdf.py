"""Dossiers as PDF, set by typst: tagged for those who listen, each sentence with its evidence.

Typst comes with the extra `dragoman[pdf]`: one wheel with fonts for Latin, Greek, Cyrillic, Hebrew
and Arabic, shaped as they are written; other scripts are set in the fonts of the machine. It is
handed the note as data, so that no article can be taken for markup.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any

import msgspec

from dragoman.errors import ConfigError
from dragoman.serve.dossier import Dossier, Evidence, Section
from dragoman.serve.dossier_text import heading, notes_of, told_by
from dragoman.serve.words import clip, web_address

__all__ = ["as_pdf", "can_make_pdf", "pdf_of"]

_TEXT, _QUOTE = 700, 420
"""Characters of a sentence and of a quotation that are shown, as on the page."""
_NO_FONT = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What turns the direction of the text after it; no letters."""
_MISSING = (
    "Letters that no font here has are given by their number, as ⟨U+4E2D⟩. Fonts that have them "
    "(Noto, for one), once installed, are used."
)


def can_make_pdf() -> bool:
    """True if typst is installed."""
    return find_spec("typst") is not None


def as_pdf(dossier: Dossier, *, base: str = "") -> bytes:
    """Return the dossier as PDF/UA; notes link to the room at `base`, without it to originals.

    Raises:
        ConfigError: D214 typst is not installed.
    """
    return pdf_of(heading(dossier), dossier.sections, base=base)


def pdf_of(
    title: str, sections: Sequence[Section], *, base: str = "", with_system_fonts: bool = True
) -> bytes:
    """Return sections of sentences as PDF/UA; `base` as in `as_pdf`.

    The same sections and fonts give the same bytes. A letter that no font has is given by its
    number, and the note says so; none is left out.
    """
    if not can_make_pdf():
        message = "A PDF needs typst, which is not installed: `pip install 'dragoman[pdf]'`."
        raise ConfigError("D214", f"{message} Markdown and HTML need nothing more.")
    told = msgspec.json.encode(_told(title, sections, base)).decode()
    missing: set[str] = set()
    while True:
        found, lacking = _set(_numbered(told, missing), with_system_fonts=with_system_fonts)
        if found is not None:
            return found
        missing |= lacking


def _told(title: str, sections: Sequence[Section], base: str) -> dict[str, Any]:
    notes = notes_of(sections)
    return {
        "title": _plain(title, 160),
        "sections": [
            {
                "title": section.title,
                "sentences": [
                    {"text": _plain(s.text, _TEXT), "notes": [notes[e] for e in s.evidence]}
                    for s in section.sentences
                ],
            }
            for section in sections
        ],
        "notes": [_note(evidence, base) for evidence in notes],
        "missing": None,
    }


def _note(evidence: Evidence, base: str) -> dict[str, str | None]:
    url = web_address(evidence.url)
    return {
        "quote": _plain(evidence.quote, _QUOTE),
        "told": _plain(told_by(evidence), 200),
        "page": f"{base}{evidence.href}" if base else url,
        "url": url,
    }


def _plain(text: str, length: int) -> str:
    """Return text of one line, without what steers printers or turns the direction."""
    kept = (
        c for c in text if c.isspace() or (c not in _TURNING and unicodedata.category(c) != "Cc")
    )
    return clip("".join(kept), length)


def _numbered(told: str, missing: set[str]) -> str:
    """Return the note with numbers for the letters that no font has."""
    if not missing:
        return told
    numbers = {ord(letter): f"⟨U+{ord(letter):04X}⟩" for letter in missing}
    note = msgspec.json.decode(told.translate(numbers))
    return msgspec.json.encode({**note, "missing": _MISSING}).decode()


def _set(told: str, *, with_system_fonts: bool) -> tuple[bytes | None, set[str]]:
    """Return the PDF, or else the letters that no font has."""
    import typst  # noqa: PLC0415  # an extra

    from dragoman.serve.render import PAGES  # noqa: PLC0415  # jinja2 is slow to import

    compiler = typst.Compiler(
        PAGES / "note.typ", root=PAGES, sys_inputs={"note": told},
        font_paths=_fonts(with_system_fonts),
    )  # fmt: skip
    try:
        made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=0)
    except typst.TypstError as error:
        said = _NO_FONT.findall(error.diagnostic)
        letters = {letter for text in said for letter in _unescaped(text)}
        if not letters:
            raise
        return None, letters
    assert isinstance(made, bytes)
    return made, set()


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text).replace("\\\\", "\\")


@cache
def _fonts(with_system_fonts: bool) -> Any:
    import typst  # noqa: PLC0415  # an extra

    return typst.Fonts(include_system_fonts=with_system_fonts)
