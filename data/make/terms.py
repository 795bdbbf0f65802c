"""Terms of office as sources give them, and how those of one person and office become one."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from dragoman.knowledge.names import fold

# Stands for the family name of a person whose names are kept by hand.
KEPT = "\N{SECTION SIGN}"


@dataclass(frozen=True)
class Term:
    """One term of one person as a source gives it; dates are ISO text, "" for not known."""

    person: str
    surname: str
    aliases: tuple[str, ...]
    country: str
    position: str
    since: str
    until: str
    last_seen: str
    wikidata: str
    source: str


def merge_terms(terms: list[Term]) -> list[Term]:
    """Return terms with those of one person and office that touch or overlap made one."""
    grouped: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term, person in zip(terms, persons_of(terms), strict=True):
        grouped[person, office_key(term.position)].append(term)
    merged = []
    for group in grouped.values():
        group.sort(key=lambda term: (term.since or "9999", term.until or "9999"))
        current = group[0]
        for term in group[1:]:
            if current.until and term.since and current.until < term.since:
                merged.append(current)
                current = term
            else:
                # A source that gives the year alone adds nothing to one that gives the day.
                since = (
                    max(current.since, term.since)
                    if term.since.startswith(current.since)
                    else current.since
                )
                ends = [t.until for t in (current, term)]
                seen = max(current.last_seen, term.last_seen)
                until = "" if "" in ends and seen >= max(ends) else max(ends)
                current = replace(
                    current,
                    since=since,
                    until=until,
                    last_seen=seen if not until or seen < until else "",
                    wikidata=current.wikidata or term.wikidata,
                    aliases=tuple(dict.fromkeys((*current.aliases, *term.aliases))),
                )
        merged.append(current)
    return merged


def close_by_successor(terms: list[Term]) -> list[Term]:
    """Return terms with an open end closed where a later holder of a single office began."""
    starts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for term in terms:
        starts[term.country, office_key(term.position)].append(term.since)
    closed = []
    for term in terms:
        later = [day for day in starts[term.country, office_key(term.position)]
                 if term.since and day > max(term.since, term.last_seen)]  # fmt: skip
        is_single = re.search(r"^(acting |interim )?(president|prime minister|king|minister of "
                              r"(foreign|defen|interior))", term.position.lower())  # fmt: skip
        if not term.until and term.last_seen and later and is_single:
            term = replace(term, until=min(later), last_seen=term.last_seen)  # noqa: PLW2901
        closed.append(term)
    return closed


def office_key(position: str) -> str:
    """Return what two spellings of one office share."""
    words = fold(position).split()
    return " ".join(w for w in words if w not in {"the", "of", "for", "and", "acting"})


def person_key(term: Term) -> str:
    """Return a key that two rows of one person share: country, first and family name."""
    words = fold(term.person).split()
    if term.surname == KEPT:
        return f"kept {fold(term.person)}"
    surname = fold(term.surname) or (words[-1] if words else "")
    first = next((word for word in words if word not in surname.split()), "")
    return f"{term.country} {first} {surname}"


def persons_of(terms: list[Term]) -> list[str]:
    """Return for each term a key of its person: kept name, Wikidata id, or country and name.

    A term without an id goes to the one id that its country and name have elsewhere.
    """
    ids: dict[str, set[str]] = defaultdict(set)
    for term in terms:
        if term.wikidata:
            ids[person_key(term)].add(term.wikidata)
    found = []
    for term in terms:
        key = person_key(term)
        if term.surname == KEPT:
            found.append(key)
        else:
            found.append(term.wikidata or (min(ids[key]) if len(ids[key]) == 1 else key))
    return found


def claimed_since(row: dict[str, str]) -> str:
    """Return the first day of a row of actors/persons.csv, be it confirmed or not."""
    return row["since"] or row.get("claimed", "").partition("/")[0]


def claimed_until(row: dict[str, str]) -> str:
    """Return the last day of a row of actors/persons.csv, be it confirmed or not."""
    return row["until"] or row.get("claimed", "").partition("/")[2]
