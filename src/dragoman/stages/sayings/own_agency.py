"""The agency that a document is filed by, as its dateline names it: "MOSCOW, Jan 25 (Agency) —".

It is the document's own source and no speaker in it; `Document.dateline` keeps it.
"""

from __future__ import annotations

from dragoman.records import Document
from dragoman.stages.sayings.speaker import Speaker

__all__ = ["OwnAgency"]

_KIND = frozenset({"the", "news", "agency", "press", "state", "official", "wire", "service"})
_PLAIN = frozenset({"the agency", "the news agency", "this agency", "this news agency"})


class OwnAgency:
    """Tells whether a speaker is the document's own agency."""

    def __init__(self, document: Document) -> None:
        dateline = document.dateline
        agency = None if dateline is None else dateline.agency
        written = "" if agency is None else document.text[agency.start : agency.end]
        self._words = _core(written)
        self._letters = written.strip() if written.isupper() and len(self._words) == 1 else ""

    def is_meant_by(self, speaker: Speaker | None) -> bool:
        """Return whether the speaker's words name it, in full, by its letters, or plainly.

        "The agency" in a text filed by one is that one.
        """
        if speaker is None or not self._words:
            return False
        said = speaker.description.lower()
        if said in _PLAIN or _core(speaker.description) == self._words:
            return True
        names = [word for word in speaker.description.split() if word[:1].isupper()]
        return bool(self._letters) and "".join(word[0] for word in names) == self._letters


def _core(name: str) -> frozenset[str]:
    words = [word.strip("()[]/.,") for word in name.lower().replace("-", " ").split()]
    kept = frozenset(word for word in words if word and word not in _KIND)
    return kept or frozenset(word for word in words if word)
