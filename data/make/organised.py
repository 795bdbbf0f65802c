"""Makes actors/parties.csv and actors/ucdp_groups.csv from open tables.

Usage: python data/make/organised.py FOLDER_OF_OPEN_TABLES

Parties come from the World Factbook's lists (public domain), with Wikidata ids, years and names in
their own language of Party Facts (MIT) where one party of that country has the name. Armed groups
come from the UCDP Actor Dataset 22.1 (CC BY 4.0). What a hand-kept table names already is left out
of both.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from common import DATA, read, write

from dragoman.knowledge.names import fold, is_one_script

HEADER = ("id", "name", "kind", "country", "sectors", "aliases", "abbreviations", "metonyms",
          "since", "until", "weight", "wikidata", "source")  # fmt: skip
HAND_KEPT = ("organisations", "groups", "institutions", "media", "populations")
# Without one of these words a party's name ("Future", "Together") is too easily something else.
PARTY_WORD = re.compile(
    r"(?i)\b(party|movement|front|union|alliance|coalition|congress|league|democrats|bloc|block|"
    r"liberals|socialists|greens|assembly|partido|parti|partai|rally|organi[sz]ation|federation|"
    r"forum|conservatives|republicans|communists)\b"
)
GROUP_WORD = re.compile(
    r"(?i)\b(army|front|movement|liberation|brigades?|forces?|party|islamic|union|alliance|"
    r"council|people's|united|national|revolutionary|liwa|jaysh|jaish|jabhat|ansar|harakat|cartel|"
    r"resistance|militia|tigers|salvation|organi[sz]ation|group|command|coalition|committee)\b"
)
COUNTRY_BY_COW_EXTRA = {"345": "SRB", "678": "YEM", "680": "YEM", "816": "VNM", "817": "VNM",
                        "265": "DEU", "315": "CZE", "260": "DEU"}  # fmt: skip
SHORTEST_ABBREVIATION = 4
# Abbreviations that in small letters are ordinary words.
WORDS = frozenset({"MODEL", "PERT", "PLUS", "SURA"})
# By such a name any text calls the body it has just spoken of: "The Front".
ONE_WORD = re.compile(r"The \w+[^s]")


def main(tables: Path) -> None:
    """Write both tables."""
    states = read(DATA, "actors/states.csv")
    taken = names_kept_by_hand()
    write_parties(tables, {row["iso3"]: row["code"] for row in states}, taken)
    by_cow = {row["cow"]: row["iso3"] for row in states if row["cow"]} | COUNTRY_BY_COW_EXTRA
    write_groups(tables, by_cow, taken)


def names_kept_by_hand() -> set[str]:
    """Return all folded names and abbreviations of the hand-kept tables."""
    taken = set()
    for table in HAND_KEPT:
        for row in read(DATA, f"actors/{table}.csv"):
            forms = (row["name"], *row["aliases"].split("|"), *row["abbreviations"].split("|"))
            taken.update(fold(form) for form in forms)
    return taken


def write_parties(tables: Path, codes: dict[str, str], taken: set[str]) -> None:
    """Write parties listed since 2020, with abbreviations long enough to be theirs alone."""
    twins: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in read(tables, "parties/partyfacts_wikipedia.csv"):
        twins.setdefault((row["iso3"], fold(row["party"])), []).append(row)
    made: dict[tuple[str, str], tuple[object, ...]] = {}
    for row in read(tables, "parties/factbook_parties_timeline.csv"):
        name = re.split(r" or | \(|\[|;", row["party"])[0].strip(' .,"')
        key = (row["iso3"], fold(name))
        is_plain = PARTY_WORD.search(name) and 2 <= len(name.split()) <= 8
        is_plain = is_plain and not ONE_WORD.fullmatch(name)
        if row["iso3"] not in codes or not is_plain or row["last_seen"] < "2020":
            continue
        if key in made or key[1] in taken:
            continue
        twin = twin_of(twins.get(key, []))
        own = own_name(twin, taken)
        short = row["abbreviation"]
        # The lists were cut from running text, so an abbreviation may be a neighbour's.
        is_own = len(short) >= SHORTEST_ABBREVIATION and short in initials_of(name) - WORDS
        made[key] = (
            f"party:{fold(name).replace(' ', '-')}-{row['iso3'].lower()}", name, "organisation",
            codes[row["iso3"]], "PTY", own, short if is_own and fold(short) not in taken else "",
            "", twin["founded"], twin["dissolved"], 0.3, twin["wikidata"],
            "factbook_parties_timeline" + ("; partyfacts_wikipedia" if twin["wikidata"] else ""),
        )  # fmt: skip
    by_hand = [tuple(r.values()) for r in read(DATA, "actors/parties.csv") if r["source"] == "hand"]
    write("actors/parties.csv", HEADER, [*(made[key] for key in sorted(made)), *by_hand])


def twin_of(rows: list[dict[str, str]]) -> dict[str, str]:
    """Return the one living party of Party Facts that has the name, else an empty one.

    A party that the Factbook has listed since 2020 is no namesake that was dissolved before.
    """
    living = [row for row in rows if not "" < row["dissolved"] < "2020"]
    if len({row["wikidata"] for row in living}) == 1:
        return living[0]
    return {"wikidata": "", "founded": "", "dissolved": "", "native": ""}


def own_name(twin: dict[str, str], taken: set[str]) -> str:
    """Return a party's name in its own language, "" where it is one word or another's already."""
    name = re.sub(r"\s*\(.*", "", re.split(r"[/;,|]", twin["native"])[0]).strip()
    is_plain = 2 <= len(name.split()) <= 8 and is_one_script(name, ("LATIN", "ARABIC", "CYRILLIC"))
    return name if is_plain and fold(name) not in taken else ""


def initials_of(name: str) -> set[str]:
    """Return the initials of a name, with and without those of its small words."""
    words = re.findall(r"\w[\w'’]*", name)
    large = [word for word in words if word[0].isupper()]
    return {"".join(word[0].upper() for word in words), "".join(word[0] for word in large)}


def write_groups(tables: Path, by_cow: dict[str, str], taken: set[str]) -> None:
    """Write formally organised groups by their English name, with their own-language name."""
    rows = [row for row in read(tables, "armed_groups/ucdp_actors_22_1.csv") if row["org"] == "1"]
    shared = Counter(fold(row["name"]) for row in rows)
    seen = set(taken)
    made = []
    for row in rows:
        name = re.sub(r"\s+", " ", row["name_full_en"]).strip()
        countries = [by_cow[c] for c in re.split(r"[, ]+", row["gwno"]) if c in by_cow]
        is_plain = GROUP_WORD.search(name) and 2 <= len(name.split()) <= 9
        is_other = re.search(r"[(/;,]|faction|^The |^Forces of|\bParty\b|^Lashkar of", name)
        if not countries or not is_plain or fold(name) in seen or is_other:
            continue
        own = re.sub(r"\s+", " ", row["name_orig_full"]).strip()
        has_own = 2 <= len(own.split()) <= 9 and fold(own) not in seen | {fold(name)}
        short = row["name"]
        is_short = re.fullmatch(rf"[A-Z-]{{{SHORTEST_ABBREVIATION},8}}", short) is not None
        is_short = is_short and short not in WORDS and shared[fold(short)] == 1
        has_short = is_short and fold(short) not in seen
        seen.update((fold(name), fold(own) if has_own else "", fold(short) if has_short else ""))
        made.append((
            f"group:ucdp-{row['ucdp_id']}", name, "armed_group", countries[0],
            sector_of_group(name),
            own if has_own else "", short if has_short else "", "", "", "", 0.35, "",
            "ucdp_actors_22_1",
        ))  # fmt: skip
    write("actors/ucdp_groups.csv", HEADER, sorted(made, key=lambda made_row: made_row[0]))


def sector_of_group(name: str) -> str:
    """Return the sector of a group by its name: unions of workers fight each other, too."""
    if re.search(r"Cartel|Tepito", name):
        return "CRM"
    return "LAB" if re.search(r"[Ww]orkers['’]? Union|Mineworkers", name) else "REB"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
