"""Where, when and by whom a story was filed: the dateline before its first sentence.

Datelines of many houses are read: "MOSCOW, Jan 25 (Agency) —", "GENEVA (AP) -", "[Beirut, 5 May]",
"DUBAI:", "(Agency) –", "MOSCOW, January 25. /AGENCY/.". A place written like any other word needs
a date, an agency or a dash to be one: "Note: …" is none.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dragoman.stages.dates.months import MONTH_NAME

__all__ = ["DatelineSpans", "find_dateline", "headline_before"]

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
_YEAR = r"(?:,?[ ](?:of[ ])?(?:19|20)\d\d)?"
_DATE = (
    rf"(?:(?:{MONTH_NAME})\b\.?[ ]\d{{1,2}}(?:st|nd|rd|th)?{_YEAR}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ ](?:of[ ])?(?:{MONTH_NAME})\b\.?{_YEAR}"
    r"|\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)"
)
_AGENCY = r"[^\W\d_][\w.&'’/ -]{0,38}"
_DASH = r"(?:\.[ ]?[–—-]+[ ]|[ ]?[—―][ ]?|[ ]?--+[ ]?|[ ][–_-][ ]|[ ]?–[ ])"
_CASED = rf"(?P<place>{_PLACES}(?:,[ ]{_PLACE_WORDS})?)"
_DATED = rf"(?:,?[ ](?P<date>(?i:{_DATE})))"
_IN_BRACKETS = (
    rf"(?:,?[ ][(\[](?:(?P<agency>(?!(?i:{_DATE})){_AGENCY})|(?P<date2>(?i:{_DATE})))[)\]])"
)

_FILING_CITIES = frozenset(
    (
        "abidjan, abu dhabi, abuja, accra, addis ababa, adelaide, aden, aleppo, algiers, almaty, "
        "amman, amsterdam, ankara, antananarivo, ashgabat, asmara, astana, asuncion, athens, "
        "atlanta, baghdad, baku, bamako, bangkok, bangui, barcelona, basra, beijing, beirut, "
        "belfast, belgrade, berlin, bern, bishkek, bissau, bogota, boston, brasilia, bratislava, "
        "brazzaville, brisbane, brussels, bucharest, budapest, buenos aires, bujumbura, cairo, "
        "canberra, cape town, caracas, casablanca, chicago, chisinau, colombo, conakry, "
        "copenhagen, dakar, dallas, damascus, delhi, denver, detroit, dhaka, djibouti, doha, "
        "donetsk, dubai, dublin, dushanbe, edinburgh, erbil, frankfurt, freetown, gaborone, "
        "gaza, geneva, goma, guatemala city, hanoi, harare, havana, helsinki, ho chi minh city, "
        "hong kong, honolulu, houston, islamabad, istanbul, jakarta, jerusalem, johannesburg, "
        "juba, kabul, kampala, karachi, kathmandu, khartoum, kiev, kigali, kingston, kinshasa, "
        "kuala lumpur, kuwait, kuwait city, kyiv, lagos, lahore, libreville, lilongwe, lima, "
        "lisbon, ljubljana, lome, london, los angeles, luanda, lusaka, madrid, maiduguri, "
        "malabo, managua, manama, manila, maputo, marseille, maseru, mbabane, melbourne, mexico "
        "city, minneapolis, minsk, mogadishu, monrovia, montevideo, montreal, moscow, mosul, "
        "mumbai, munich, muscat, nairobi, nashville, new delhi, new york, niamey, nicosia, "
        "nouakchott, oslo, ottawa, ouagadougou, panama city, paris, peshawar, philadelphia, "
        "phnom penh, phoenix, podgorica, port louis, port moresby, prague, pretoria, pyongyang, "
        "quetta, quito, rabat, raleigh, ramallah, reykjavik, riga, rio de janeiro, riyadh, rome, "
        "sacramento, san francisco, san jose, san salvador, sanaa, santiago, santo domingo, sao "
        "paulo, sarajevo, seattle, seoul, shanghai, singapore, skopje, sofia, srinagar, "
        "stockholm, strasbourg, sydney, taipei, tallinn, tashkent, tbilisi, tegucigalpa, tehran, "
        "tel aviv, tirana, tokyo, toronto, tripoli, tunis, ulaanbaatar, vancouver, vatican city, "
        "vienna, vientiane, vilnius, warsaw, washington, wellington, windhoek, winnipeg, yangon, "
        "yaounde, yerevan, zagreb, zurich"
    ).split(", ")
)
"""Cities from which stories are filed, known in capitals where no dash follows them."""

_CITY = r"(?P<capitals>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3})(?:, (?:[A-Z]\w+[. ]?){1,2})?"
_OPENING = r"(?=[“\"‘']?(?:A |[A-Z][\w.]*[a-z.]))"

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
        rf"{_CITY}(?: \((?P<agency>[A-Z][\w/]{{1,9}})\))?[ ]{_OPENING}",
        rf"[(\[](?P<agency>{_AGENCY})[)\]]{_DASH}",
        r"\((?P<agency>[A-Z]{2,6})\)[ ](?=[^\Wa-z])",
        rf"(?P<bare>{_PLACES}(?:,[ ]{_PLACE_WORDS})?){_DASH}(?=[^\Wa-z]|[“\"‘'])",
        rf"(?P<bare>{_PLACES}(?:,[ ]{_PLACE_WORDS})?):[ ](?=[^\Wa-z]|[“\"‘'])",
    )
)
_RUN_IN = re.compile(
    r"(?<= )(?:(?P<by>By )[A-Z][\w.'’-]+ [A-Z][\w.'’-]+ )?"
    rf"(?P<city>[A-Z][A-Z.'’-]{{3,}}(?: [A-Z][A-Z.'’-]+){{0,2}})(?:, (?:[A-Z]\w+[. ]?){{1,3}})?"
    rf"(?:,? (?i:{_DATE}))? ?\([A-Z][\w/ ]{{1,20}}\) ?(?:--|[–—-]) "
)
"""A dateline with its agency within a line: it ends the headline that stands before it."""
_TURNS = frozenset(
    "question answer q a spokesperson spokesman spokeswoman moderator interviewer reporter "
    "journalist host minister president secretary ambassador governor premier chancellor chairman "
    "chairwoman senator".split()
)
"""Words that label a turn of a briefing, which is no place, also with an outlet in brackets."""
_FARTHEST = 240
_LEAST_WORDS = 3
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
        if "capitals" in form.groupindex and not _is_filing_city(found["capitals"]):
            continue
        if found.group().split()[0].lower().strip(":") in _TURNS:
            continue
        if "bare" in form.groupindex and not _is_bare_place(found, text[body_start:line_end]):
            continue
        return _spans(found, body_start)
    return None


def headline_before(text: str) -> int:
    """Return the end of a headline that runs into a dateline in capitals, 0 where none does.

    So do titles and bodies that were joined: "Minister accused of fraud WARSAW, Poland (AP) — …".
    """
    line = text[:_FARTHEST].partition("\n")[0]
    found = _RUN_IN.search(line)
    if found is None or find_dateline(text, 0) is not None:
        return 0
    headline = line[: found.start()].rstrip()
    if headline[-1:] in ".!?:;,-–—" or len(headline.split()) < _LEAST_WORDS:
        return 0
    return len(line[: found.start("city")].rstrip())


def _is_filing_city(words: str) -> bool:
    return words.lower() in _FILING_CITIES


def _is_bare_place(found: re.Match[str], line: str) -> bool:
    """True if a place with no date and no agency beside it still reads as a dateline."""
    place = found["bare"]
    words = re.findall(r"[\w.'’-]+", place.lower())
    city, comma, _ = place.partition(",")
    first = words[1] if comma and words[0] == "the" else words[0]  # "THE HAGUE, Netherlands"
    if first in _NO_PLACE or words[-1] in _NO_PLACE or len(words) > 5:
        return False
    letters = [character for character in city if character.isalpha()]
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
        (offset, offset + end), of("place", "bare", "capitals"), of("date", "date2"), of("agency")
    )
