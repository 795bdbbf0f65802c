"""Makes actors/leaders.csv: who held which high office when, from open tables.

Usage: python data/make/leaders.py FOLDER_OF_OPEN_TABLES

Four sources are laid over each other by person: the World Factbook's timeline of executives
(public domain), Wikidata's office holders and foreign ministers (CC0), Archigos 4.1 (CC BY 4.0)
for leaders who left office in 1989 or later, and the members of the US Congress (CC0).
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from common import DATA, read, write
from people import (
    FAMILY_FIRST,
    family_name,
    forms_of,
    in_normal_case,
    is_high_office,
    is_plain_name,
    sector_of,
    weight_of,
)

from dragoman.knowledge.names import fold

# Gleditsch-Ward numbers of the states Archigos lists, where they are not the COW number.
GW_ONLY = {"260": "DEU", "678": "YEM", "816": "VNM", "345": "SRB", "340": "SRB", "341": "MNE",
           "347": "XKX", "315": "CSK"}  # fmt: skip


# The country texts of the last Factbook snapshot were edited up to about this day.
FACTBOOK_DAY = "2026-02-01"
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


def main(tables: Path) -> None:
    """Write the table."""
    codes = {row["iso3"]: row["code"] for row in _states()} | {c: c for c in ("UNO", "IGO", "EUR")}
    terms = under_kept_names([*factbook(tables), *wikidata(tables), *congress(tables)])
    terms += under_kept_names(archigos(tables, terms))
    terms = [replace(t, country=codes[t.country]) for t in terms if t.country in codes]
    terms = close_by_successor(merge_terms(terms))
    header = ("id", "name", "aliases", "surname", "country", "position", "sector", "since",
              "until", "last_seen", "wikidata", "weight", "source")  # fmt: skip
    rows = []
    for person_id, own in sorted(by_person(terms).items()):
        first = own[0]
        names = [term.person for term in own] + [alias for term in own for alias in term.aliases]
        surname = next((term.surname for term in own if term.surname), "")
        aliases = forms_of(first.person, surname, names)
        surname = "" if surname == KEPT else surname
        wikidata_id = next((term.wikidata for term in own if term.wikidata), "")
        weight = max(weight_of(term.position, term.country, term.source) for term in own)
        for number, term in enumerate(sorted(own, key=lambda t: (t.since, t.position))):
            is_first = number == 0
            rows.append((
                person_id, first.person, "|".join(aliases) if is_first else "",
                surname if is_first and weight >= 0.4 else "", term.country, term.position,
                sector_of(term.position), term.since, term.until, term.last_seen,
                wikidata_id if is_first else "", weight, term.source,
            ))  # fmt: skip
    write("actors/leaders.csv", header, rows)


def factbook(tables: Path) -> list[Term]:
    """Return heads of state and government and their deputies, in normal case."""
    long_forms = {
        row["iso3"]: row["long_form"] for row in read(tables, "factbook/country_forms.csv")
    }
    found = []
    for row in read(tables, "leaders/factbook_executives_timeline.csv"):
        person, position = row["person"], row["position"]
        long_form = long_forms.get(row["iso3"], "")
        if position.endswith((" of the", " of")) and person.startswith(long_form) and long_form:
            person, position = person[len(long_form) :].strip(), position.rsplit(" of", 1)[0]
        if row["quality"] != "ok" or not is_plain_name(person, position):
            continue
        aliases = tuple(in_normal_case(a.strip()) for a in row["aliases"].split("|") if a.strip())
        found.append(Term(
            in_normal_case(person), in_normal_case(row["family_name"]), aliases, row["iso3"],
            re.sub(r"s$", "", position), row["since"], row["end_inferred"],
            FACTBOOK_DAY if row["current"] == "yes" else row["last_seen"], row["wikidata"],
            "factbook_executives_timeline",
        ))  # fmt: skip
    return found


def wikidata(tables: Path) -> list[Term]:
    """Return high office holders since 2001 and the foreign ministers of January 2023."""
    found = []
    for row in read(tables, "leaders/leaders.csv"):
        source = row["source"]
        if not source.startswith("wikidata") or not is_high_office(row["position"]):
            continue
        if row["quality"] != "ok" or not re.search(r"[A-Za-z]", row["person"]):
            continue
        country = {"INT": "UNO", "": ""}.get(row["country_iso3"], row["country_iso3"])
        if country == "UNO" and "United Nations" not in row["position"]:
            country = "EUR" if "Europe" in row["position"] else "IGO"
        person = re.sub(r",.*| of [A-Z].*|\(.*", "", row["person"]).strip()
        if len(person.split()) < 2:  # a monarch's or pope's bare name, which many bear
            continue
        position = row["position"]
        if source == "wikidata_world_leaders":
            position = re.sub(r" of .*", "", position)
        found.append(Term(
            person, family_name(person, country), (), country, position,
            plain_date(row["start"]),
            plain_date(row["end"]), row["last_seen"] if not row["end"] else "", row["wikidata"],
            source,
        ))  # fmt: skip
    return found


def plain_date(text: str) -> str:
    """Return an ISO date, "" for what is none ("2014s" stands for a decade)."""
    return text if re.fullmatch(r"\d{4}(-\d\d){0,2}", text) else ""


def congress(tables: Path) -> list[Term]:
    """Return the sitting members of the US Congress and the presidents since 1977."""
    found = [
        Term(row["person"], "", (), "USA", row["position"], row["start"], "", "",
             row["wikidata"], "us_congress_current")
        for row in read(tables, "leaders/us_congress_current.csv")
    ]  # fmt: skip
    for row in read(tables, "leaders/us_executive.csv"):
        if row["start"] >= "1977":
            person = re.sub(r" [A-Z]\.? ", " ", row["person"])
            found.append(Term(person, person.split()[-1], (row["person"],), "USA",
                              row["position"], row["start"], row["end"], "", "",
                              "us_executive"))  # fmt: skip
    return found


def archigos(tables: Path, terms: list[Term]) -> list[Term]:
    """Return leaders who left office in 1989 or later and whom no other source has.

    Archigos often gives the surname alone; where another source has a person of that name and
    country, the term goes to that person.
    """
    cow = {row["cow"]: row["iso3"] for row in _states() if row["cow"]}
    by_name: dict[tuple[str, str], Term] = {}
    for term in terms:
        for part in {fold(term.surname), fold(term.person), *fold(term.person).split()}:
            by_name.setdefault((term.country, part), term)
    found = []
    for row in read(tables, "leaders/archigos_4_1.csv"):
        if row["end"] < "1989":
            continue
        country = GW_ONLY.get(row["gw_code"]) or cow.get(row["gw_code"], "")
        leader = re.sub(r"\b[A-Z]\.\s*", "", row["leader"]).strip(" ,.")
        still = row["exit"] == "Still in Office"
        until, last_seen = ("", row["end"]) if still else (row["end"], "")
        twin = by_name.get((country, fold(leader))) or by_name.get(
            (country, fold(leader).split()[-1] if leader else "")
        )
        if twin and any(is_head_on(term, twin, row["start"]) for term in terms):
            continue
        base = twin or Term(leader, leader.split()[-1], (), country, "", "", "", "", "", "")
        found.append(replace(base, position="leader", since=row["start"], until=until,
                             last_seen=last_seen, source="archigos_4_1", aliases=()))  # fmt: skip
    return found


def is_head_on(term: Term, twin: Term, day: str) -> bool:
    """True if `term` has the person of `twin` at the head of state or government about `day`."""
    is_head = re.match(r"(?i)(acting |interim )?(president|prime minister|king|emir|chancellor)",
                       term.position)  # fmt: skip
    if not is_head or person_key(term) != person_key(twin):
        return False
    return term.since[:4] <= day[:4] and (not term.until or day[:4] <= term.until[:4])


def _states() -> list[dict[str, str]]:
    """Return our own table of states."""
    return read(DATA, "actors/states.csv")


def under_kept_names(terms: list[Term]) -> list[Term]:
    """Return terms with the name of actors/persons.csv where that table has the person.

    What a source calls "Vladimir Vladimirovich Putin" goes under the name kept by hand, so that
    both tables speak of one person. Family names of hand-kept people are left to that table.
    """
    kept = KeptPeople()
    found = []
    for term in terms:
        name = kept.name_of(term)
        if name is not None:
            aliases = tuple(dict.fromkeys((term.person, *term.aliases)))
            term = replace(term, person=name, aliases=aliases, surname=KEPT)  # noqa: PLW2901
        found.append(term)
    return found


class KeptPeople:
    """The people of actors/persons.csv by full name, by first and family name, by office."""

    def __init__(self) -> None:
        """Read the table."""
        self.full: dict[tuple[str, str], str] = {}
        self.parts: dict[tuple[str, str, str], str] = {}
        self.terms: list[tuple[str, str, str, str, str]] = []
        surnames: dict[str, str] = {}
        for row in read(DATA, "actors/persons.csv"):
            name, country = row["name"], row["country"]
            surnames.setdefault(name, row["surname"])
            for form in (name, *row["aliases"].split("|")):
                if form:
                    self.full.setdefault((country, fold(form)), name)
            for surname in filter(None, surnames[name].split("|")):
                last = fold(surname).split()[-1]
                self.parts.setdefault((country, sound(fold(name).split()[0]), last), name)
                self.terms.append((country, last, row["since"], row["until"] or "9999", name))

    def name_of(self, term: Term) -> str | None:
        """Return the name kept for the person of `term`, None where there is none."""
        for form in (term.person, *term.aliases):
            if (name := self.full.get((term.country, fold(form)))) is not None:
                return name
        words = fold(term.person).split()
        if len(words) == 1:
            return self._by_office(term, words[0])
        if not words or term.country in FAMILY_FIRST:
            return None
        first = sound(words[0])
        return next((name for word in words[1:]
                     if (name := self.parts.get((term.country, first, word)))), None)  # fmt: skip

    def _by_office(self, term: Term, surname: str) -> str | None:
        """Return who of that family name held an office in that country when `term` began."""
        day = term.since or "9999"
        names = {
            name
            for country, last, since, until, name in self.terms
            if country == term.country and last == surname and since[:4] <= day[:4] <= until
        }
        return names.pop() if len(names) == 1 else None


def sound(name: str) -> str:
    """Return what romanisations of one given name share ("Dmitriy", "Dmitri")."""
    bare = re.sub("[yij]", "", name).translate(str.maketrans("ue", "oa"))
    return re.sub(r"(.)\1", r"\1", bare)


def merge_terms(terms: list[Term]) -> list[Term]:
    """Return terms with those of one person and office that touch or overlap made one."""
    grouped: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in terms:
        grouped[person_key(term), office_key(term.position)].append(term)
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
                    last_seen=seen if not until else "",
                    wikidata=current.wikidata or term.wikidata,
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


def by_person(terms: list[Term]) -> dict[str, list[Term]]:
    """Return the terms of each person under a stable id made from the name."""
    keys: dict[str, str] = {}
    for term in terms:
        if term.wikidata:
            keys.setdefault(person_key(term), term.wikidata)
    grouped: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        key = person_key(term)
        is_kept = term.surname == KEPT
        grouped[key if is_kept else term.wikidata or keys.get(key, key)].append(term)
    found: dict[str, list[Term]] = {}
    hand = {row["id"] for row in read(DATA, "actors/persons.csv")}
    for own in grouped.values():
        own.sort(key=lambda term: (term.source != "wikidata_cabinets", len(term.person)))
        name = fold(own[0].person).replace(" ", "-")
        person_id = f"person:{name}"
        if person_id in found or (person_id in hand and own[0].surname != KEPT):
            person_id += f"-{own[0].country.lower()}"
        while person_id in found:
            person_id += "-2"
        found[person_id] = own
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]))
