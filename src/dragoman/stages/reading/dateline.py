"""Where, when and by whom a story was filed: the dateline before its first sentence.

Datelines of many houses are read: "MOSCOW, Jan 25 (Agency) —", "GENEVA (AP) -", "[Beirut, 5 May]",
"DUBAI:", "(Agency) –", "MOSCOW, January 25. /AGENCY/.". A place written like any other word needs
a date, an agency or a dash to be one: "Note: …" is none.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dragoman.stages.dates.months import MONTH_NAME

__all__ = ["DatelineSpans", "find_dateline"]

_Span = tuple[int, int]


class DatelineSpans(NamedTuple):
    """Half-open code point spans; None for a part that is not written."""

    span: _Span
    place: _Span | None
    date: _Span | None
    agency: _Span | None


_WORD = r"(?:[^\W\d_a-zß-öø-ÿ][\w.'’-]*)"
_PLACE_WORDS = rf"{_WORD}(?:[ ](?:de|del|da|di|la|el|al|ad|es|of|the|and|{_WORD})){{0,4}}"
_CAPITALS = r"[A-Z][A-Z.'’-]{3,}(?:[ ][A-Z][A-Z.'’-]+){0,3}"
_PLACES = rf"{_PLACE_WORDS}(?:\s?/\s?{_PLACE_WORDS}){{0,3}}"
_YEAR = r"(?:,?[ ](?:19|20)\d\d)?"
_DATE = (
    rf"(?:(?:{MONTH_NAME})\b\.?[ ]\d{{1,2}}(?:st|nd|rd|th)?{_YEAR}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ ](?:{MONTH_NAME})\b\.?{_YEAR}"
    r"|\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)"
)
_AGENCY = r"[^\W\d_][\w.&'’/ -]{0,38}"
_DASH = r"(?:\.[ ]?[–—-]+[ ]|[ ]?[—―][ ]?|[ ]?--+[ ]?|[ ][–_-][ ]|[ ]?–[ ])"
_CASED = rf"(?P<place>{_PLACES}(?:,[ ]{_PLACE_WORDS})?)"
_DATED = rf"(?:,?[ ](?P<date>(?i:{_DATE})))"
_IN_BRACKETS = (
    rf"(?:,?[ ][(\[](?:(?P<agency>(?!(?i:{_DATE})){_AGENCY})|(?P<date2>(?i:{_DATE})))[)\]])"
)

# From the most to the least explicit; the last two rest on the place alone and are checked again.
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"\[{_CASED}(?:,?[ ](?P<date>(?i:{_DATE})))\][ ]*(?:[–—:-]+[ ]*)?",
        rf"\({_CASED}(?:,?[ ](?P<date>(?i:{_DATE})))\)(?:{_DASH}|:[ ])",
        rf"{_CASED}{_DATED}\.?[ ]/(?P<agency>{_AGENCY})/\.?[ ]*(?:[–—-]+[ ]*)?",
        rf"{_CASED}{_DATED}?{_IN_BRACKETS}(?:{_DASH}|[ ]?:[ ])",
        rf"{_CASED}{_DATED}{_IN_BRACKETS}[ ](?=[^\Wa-z])",
        rf"(?P<place>{_CAPITALS}(?:,[ ]{_WORD})?)[ ]\((?P<agency>[A-Z]{{2,6}})\)[ ](?=[^\Wa-z])",
        rf"{_CASED}{_DATED}(?:,[ ](?P<agency>{_AGENCY}))?(?:{_DASH}|:[ ]|\.[ ](?=[^\Wa-z]))",
        rf"(?P<date>(?i:{_DATE})),?[ ]{_CASED}(?:{_DASH}|:[ ])",
        rf"[(\[](?P<agency>{_AGENCY})[)\]]{_DASH}",
        r"\((?P<agency>[A-Z]{2,6})\)[ ](?=[^\Wa-z])",
        rf"(?P<bare>{_PLACES}(?:,[ ]{_PLACE_WORDS})?){_DASH}(?=[^\Wa-z]|[“\"‘'])",
        rf"(?P<bare>{_PLACES}(?:,[ ]{_PLACE_WORDS})?):[ ](?=[^\Wa-z]|[“\"‘'])",
    )
)
_LONGEST = 110
# Words that open a line with a dash or colon and name no place.
_NO_PLACE = frozenset((
    "advisory", "alert", "analysis", "announcement", "attention", "audio", "background", "big",
    "breaking", "brief", "comment", "commentary", "continue", "correction", "developing",
    "disclaimer", "editor", "editorial", "exclusive", "explained", "explainer", "fact", "factbox",
    "feature", "file", "film", "focus", "from", "gallery", "headline", "here", "highlights", "how",
    "important", "in", "infographic", "insight", "interview", "is", "it", "just", "key", "latest",
    "list", "live", "map", "more", "new", "news", "note", "notice", "now", "opinion", "page",
    "pdf", "photo", "photos", "podcast", "poll", "press", "profile", "q", "question", "quiz",
    "quote", "read", "report", "reuters", "review", "satire", "see", "source", "special",
    "sponsored", "statement", "story", "summary", "the", "this", "timeline", "top", "transcript",
    "trending", "update", "updated", "urgent", "video", "view", "views", "viewpoint", "warning",
    "watch", "weather", "what", "when", "where", "who", "why", "wrap", "answer", "a", "by",
    "subject", "to", "date", "dear", "re", "cc", "title", "author", "tags", "topics", "share",
    "related",
    "also", "nato", "opec", "iaea", "osce", "asean", "ecowas", "unhcr", "unicef", "hamas", "brics",
    "afp", "usaid", "igad", "unrwa", "cnn", "bbc",
))  # fmt: skip


def find_dateline(text: str, body_start: int) -> DatelineSpans | None:
    """Return the dateline that stands at `body_start`, or None.

    The span covers the dateline up to and with its dash or colon, not the space after it.
    """
    line_end = text.find("\n", body_start)
    line_end = len(text) if line_end < 0 else line_end
    window = text[body_start : min(line_end, body_start + _LONGEST + 1)]
    for form in _FORMS:
        found = form.match(window)
        if found is None or len(found.group().strip()) > _LONGEST:
            continue
        if "bare" in form.groupindex and not _is_bare_place(found, text[body_start:line_end]):
            continue
        return _spans(found, body_start)
    return None


def _is_bare_place(found: re.Match[str], line: str) -> bool:
    """True if a place with no date and no agency beside it still reads as a dateline."""
    place = found["bare"]
    words = re.findall(r"[\w.'’-]+", place.lower())
    if words[0] in _NO_PLACE or words[-1] in _NO_PLACE or len(words) > 5:
        return False
    letters = [character for character in place if character.isalpha()]
    if len(letters) < 4:
        return False  # UN, US and EU open headlines, not stories
    if all(character.isupper() for character in letters):
        return True
    if found.group().rstrip().endswith(":"):
        return False  # "Note:", "Putin:" and "Moscow:" look alike
    # A pair of dashes is a parenthesis: "Sudan — the largest of them — said".
    return len(words) <= 3 and re.search(r"[ ](?:[–—-]|--)[ ]", line[found.end() :]) is None


def _spans(found: re.Match[str], offset: int) -> DatelineSpans:
    groups = found.groupdict()

    def of(*names: str) -> _Span | None:
        for name in names:
            if groups.get(name):
                start = found.start(name)
                return offset + start, offset + start + len(found[name].rstrip())
        return None

    end = found.start() + len(found.group().rstrip())
    return DatelineSpans(
        (offset, offset + end), of("place", "bare"), of("date", "date2"), of("agency")
    )
