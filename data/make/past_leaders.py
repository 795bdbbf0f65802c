"""Makes actors/past_leaders.csv: leaders of states who left office from 1945 to 1988.

Usage: python data/make/past_leaders.py FOLDER_OF_OPEN_TABLES

Terms are Archigos's (CC BY 4.0), names those of its links to DBpedia or of make/leader_names.csv.
A leader of whom no full name is told is left out. He is known by it alone, for the family name is
somebody else's in today's news, but for those of SURNAMES. A term goes to whoever another table
has under that name in that country, if one lived in both times.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from common import DATA, read, write
from leaders import GW_ONLY, OCCUPIERS, full_names_of, identity, kept_full_names

from dragoman.knowledge.names import fold

HEADER = ("id", "name", "aliases", "surname", "country", "position", "sector", "since", "until",
          "last_seen", "wikidata", "weight", "source")  # fmt: skip
FIRST, LAST = "1945", "1989"
CAREER = 30
"""Years after which an office of the same name is a namesake's."""
WEIGHT = 0.55
SURNAMES = frozenset(
    "Adenauer Allende Andropov Ben-Gurion Brezhnev Ceaușescu Dubček Eisenhower Gomułka Hitler "
    "Hoxha Khrushchev Kádár Lumumba Malenkov Nasser Nehru Nixon Nkrumah Nyerere Perón Stalin "
    "Sukarno Tito Truman Ulbricht Verwoerd".split()
)
"""Family names that no other leader has."""
NAMESAKES = frozenset(
    {("BWA", "Seretse Khama"), ("LBN", "Suleiman Frangieh"), ("GRC", "Konstantinos Karamanlis"),
     ("GRC", "Georgios Papandreou"), ("JPN", "Eisaku Satō")}
)  # fmt: skip
"""Leaders whose name somebody else has in the other tables."""


def main(tables: Path) -> None:
    """Write the table."""
    states = read(DATA, "actors/states.csv")
    cow = {row["cow"]: row["iso3"] for row in states if row["cow"]}
    codes = {row["iso3"]: row["code"] for row in states}
    past = [
        row for row in read(tables, "leaders/archigos_4_1.csv") if FIRST <= row["end"] < LAST
    ]  # fmt: skip
    names = full_names_of(past) | kept_full_names(past)
    known = people()
    ids = {rows[0]["id"] for rows in known.values()}
    rows = []
    for row in past:
        iso3 = GW_ONLY.get(row["gw_code"]) or cow.get(row["gw_code"], "")
        name = names.get(identity(row), "")
        if not name or iso3 not in codes or (row["country"], row["leader"]) in OCCUPIERS:
            continue
        country = codes[iso3]
        own = None if (country, name) in NAMESAKES else known.get((country, fold(name)))
        if own is not None and not is_of_one_life(own, row["end"]):
            continue
        person_id = "person:" + re.sub(r"[ .]+", "-", fold(name))
        person_id = f"{person_id}-{country.lower()}" if person_id in ids else person_id
        person_id = own[0]["id"] if own else person_id
        kept = own[0]["name"] if own else name
        surname = name.split()[-1] if own is None and name.split()[-1] in SURNAMES else ""
        rows.append((person_id, kept, "", surname, country, "leader", "GOV", row["start"],
                     row["end"], "", "", WEIGHT, "archigos_4_1"))  # fmt: skip
    write("actors/past_leaders.csv", HEADER, sorted(rows, key=lambda r: (r[0], r[7])))


def people() -> dict[tuple[str, str], list[dict[str, str]]]:
    """Return the rows of everybody in the other tables by country and folded name."""
    by_id: dict[str, list[dict[str, str]]] = defaultdict(list)
    for table in ("persons", "leaders"):
        for row in read(DATA, f"actors/{table}.csv"):
            by_id[row["id"]].append(row)
    found = {}
    for rows in by_id.values():
        forms = {rows[0]["name"], *(a for row in rows for a in row["aliases"].split("|") if a)}
        for country in {row["country"] for row in rows}:
            found |= {(country, fold(form)): rows for form in forms}
    return found


def is_of_one_life(rows: list[dict[str, str]], end: str) -> bool:
    """Whether whoever holds the offices of `rows` may have left another at `end`."""
    first = min((row["since"] for row in rows if row["since"]), default="")
    return not first or int(first[:4]) - int(end[:4]) < CAREER


if __name__ == "__main__":
    main(Path(sys.argv[1]))
