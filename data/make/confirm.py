"""Checks the hand-kept actor tables against open ones; rewrites persons.csv and `source` columns.

Usage: python data/make/confirm.py FOLDER_OF_OPEN_TABLES

A day on which somebody took or left an office stays only where an open table has it too: the same
person's term that began or ended in those weeks, or for an end, the term of who came next in that
office. What was written by hand and is not confirmed goes to the column `claimed`, as
"since/until", which the index does not read; a newer open table may confirm it later. A row with
no confirmed day has the source `hand_unverified`. An organisation or group that an open table
names has that table beside "hand" in its source.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from common import DATA, read, write
from leaders import archigos, country_codes, plain_date, sources, with_codes, with_right_ids
from same_person import one_name_each, under_kept_names
from terms import KEPT, Term, claimed_since, claimed_until, office_key

from dragoman.knowledge.dumps.offices import family_name
from dragoman.knowledge.names import fold

_WEEKS = 45
_NAMED = ("organisations", "groups", "institutions")

# Open tables that name organisations: file, source, columns, and what stands between two names.
_NAMES_IN = (
    ("factbook/org_participation.csv", "factbook/org_participation.csv", ("org",), r"$"),
    ("armed_groups/ucdp_actors_22_1.csv", "ucdp_actors_22_1",
     ("name", "name_full_en", "name_orig_full", "new_name_full_en"), r"$"),
    ("factbook/terrorist_groups_by_country.csv", "factbook/terrorist_groups_by_country.csv",
     ("group",), r"[()]"),
    ("parties/factbook_parties_timeline.csv", "factbook_parties_timeline", ("party",), r"$"),
    ("factbook/country_forms.csv", "factbook/country_forms.csv",
     ("legislature", "lower", "upper"), r" or |[();]"),
    ("factbook/military_forces.csv", "factbook/military_forces.csv", ("forces",), r"[:,();]"),
)  # fmt: skip


def main(tables: Path) -> None:
    """Rewrite the tables."""
    confirm_people(tables)
    confirm_organised(tables)


def confirm_people(tables: Path) -> None:
    """Rewrite actors/persons.csv."""
    terms = one_name_each(open_terms(tables))
    own: dict[str, list[Term]] = defaultdict(list)
    office: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in terms:
        office[term.country, office_key(term.position)].append(term)
        if term.surname == KEPT:
            own[term.person].append(term)
    rows = read(DATA, "actors/persons.csv")
    header = (*(column for column in rows[0] if column != "claimed"), "claimed")
    made = [confirmed(row, own[row["name"]], office) for row in rows]
    write("actors/persons.csv", header, [tuple(row[column] for column in header) for row in made])


def open_terms(tables: Path) -> list[Term]:
    """Return the terms of all open tables, also of lesser offices, under the kept names."""
    codes = country_codes()
    terms = under_kept_names(with_right_ids(with_codes([*sources(tables), *lesser(tables)], codes)))
    terms += under_kept_names(with_codes(archigos(tables, []), codes))
    return terms + under_kept_names(with_codes(phoenix(tables), codes))


def lesser(tables: Path) -> list[Term]:
    """Return the office holders of all ranks that Wikidata has."""
    found = []
    for row in read(tables, "leaders/leaders.csv"):
        if row["source"].startswith("wikidata") and row["person"]:
            country = {"INT": "UNO"}.get(row["country_iso3"], row["country_iso3"])
            found.append(Term(
                row["person"], family_name(row["person"], country), (), country, row["position"],
                plain_date(row["start"]), plain_date(row["end"]), row["last_seen"],
                row["wikidata"], row["source"],
            ))  # fmt: skip
    return found


def phoenix(tables: Path) -> list[Term]:
    """Return the dated officials of the Phoenix dictionary (MIT); it does not name their office."""
    found = []
    for row in read(tables, "phoenix/country_actors_codes.csv"):
        name = re.sub(r"_", " ", row["canonical"]).strip().title()
        if row["start"] and row["role"].startswith("GOV") and len(name.split()) > 1:
            found.append(Term(name, "", (), row["country"], "", row["start"], row["end"], "", "",
                              "phoenix_countries"))  # fmt: skip
    return found


def confirmed(
    row: dict[str, str], own: list[Term], office: dict[tuple[str, str], list[Term]]
) -> dict[str, str]:
    """Return a row of persons.csv with the days that an open table has, and that table's name."""
    since, until = claimed_since(row), claimed_until(row)
    begun = next((t for t in own if is_about(since, t.since)), None)
    ended = next((t for t in own if is_about(until, t.until)), None)
    # Who came next tells the end too.
    next_in = office[row["country"], office_key(row["position"])]
    ended = ended or next((t for t in next_in if t.person != row["name"]
                           and is_about(until, t.since)), None)  # fmt: skip
    found = dict.fromkeys(t.source for t in (begun, ended) if t is not None)
    last_seen = begun.last_seen if begun is not None and ended is None else ""
    left = ("" if begun else since, "" if ended else until)
    return {
        **row,
        "since": since if begun else "",
        "until": until if ended else "",
        "last_seen": last_seen if last_seen > since else "",
        "claimed": "/".join(left) if any(left) else "",
        "source": "; ".join(("hand", *found)) if found else "hand_unverified",
    }


def is_about(claimed: str, found: str) -> bool:
    """True if two dates are of the same weeks, or of one year or month where that is all."""
    if not claimed or not found:
        return False
    shorter = min(len(claimed), len(found))
    if shorter < len("2011-07-09"):
        return claimed[:shorter] == found[:shorter]
    return abs((date.fromisoformat(claimed) - date.fromisoformat(found)).days) <= _WEEKS


def confirm_organised(tables: Path) -> None:
    """Name in the hand-kept tables of organisations and groups the open table that has them."""
    known = names_in(tables)
    for table in _NAMED:
        path = f"actors/{table}.csv"
        rows = read(DATA, path)
        for row in rows:
            if row["source"].split(";")[0] == "hand":
                forms = (row["name"], *row["aliases"].split("|"), *row["abbreviations"].split("|"))
                found = dict.fromkeys(known[fold(f)] for f in forms if fold(f) in known)
                row["source"] = "; ".join(("hand", *list(found)[:1]))
        write(path, tuple(rows[0]), [tuple(row.values()) for row in rows])


def names_in(tables: Path) -> dict[str, str]:
    """Return the folded names of organisations and groups of the open tables, with the table."""
    found: dict[str, str] = {}
    for table, source, columns, between in _NAMES_IN:
        for row in read(tables, table):
            for column in columns:
                for name in re.split(between, row[column]):
                    if len(name.strip()) > 2:
                        found.setdefault(fold(name), source)
    return found


if __name__ == "__main__":
    csv.field_size_limit(1 << 20)
    main(Path(sys.argv[1]))
