"""Makes actors/leaders.csv: who held which high office when, from open tables.

Usage: python data/make/leaders.py FOLDER_OF_OPEN_TABLES

Four sources are laid over each other by person: the World Factbook's timeline of executives
(public domain), Wikidata's office holders and foreign ministers (CC0), Archigos 4.1 (CC BY 4.0)
for leaders who left office in 1989 or later, and the members of the US Congress (CC0).
"""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

sys.path.insert(0, str(Path(__file__).parent))
from common import DATA, read, write
from people import (
    ORDINARY,
    SPANISH,
    forms_of,
    in_normal_case,
    is_high_office,
    is_local,
    is_plain_name,
    spoken_forms,
    weight_of,
    without_rank,
)
from rapidfuzz import fuzz
from same_person import by_person, one_name_each, sound, squashed, under_kept_names
from terms import KEPT, Term, close_by_successor, merge_terms, person_key

from dragoman.knowledge.dumps.offices import family_name, sector_of
from dragoman.knowledge.names import fold

# Gleditsch-Ward numbers of the states Archigos lists, where they are not the COW number.
GW_ONLY = {"260": "DEU", "678": "YEM", "816": "VNM", "345": "SRB", "340": "SRB", "341": "MNE",
           "347": "XKX", "315": "CSK"}  # fmt: skip


# The country texts of the last Factbook snapshot were edited up to about this day.
FACTBOOK_DAY = "2026-02-01"
# The timeline has these under a neighbour's code.
MISFILED = frozenset({("COD", "MAKOSSO")})
# Archigos has them as leaders of the country that they occupied.
OCCUPIERS = frozenset(
    {("Kuwait", "Saddam Hussein"), ("Japan", "Douglas MacArthur"), ("Indonesia", "Louis Beel"),
     ("Japan", "Matthew Bunker Ridgway"), ("Syria", "Nasser (president of UAR)")}
)  # fmt: skip


# The table has these envoys under the body that they were sent to.
SENT_BY = {
    "Aboubacar Ibrahim Abani": "NER", "Abul Kalam Abdul Momen": "BGD", "Basile Ikouébé": "COG",
    "Brendon Hammer": "AUS", "Chae-Hyun Shin": "KOR", "Frederick Shava": "ZWE",
    "Gankhuurai Battungalag": "MNG", "Hussam Al Husseini": "JOR", "Igli Hasani": "ALB",
    "Jane Jimmy Chigiyal": "FSM", "Kairat Umarov": "KAZ", "Mitsuru Kitano": "JPN",
    "Ngosa Simbyakula": "ZMB", "Sima Sami Bahous": "JOR", "Valentine Rugwabiza": "RWA",
    "Wunna Maung Lwin": "MMR",
}  # fmt: skip


def main(tables: Path) -> None:
    """Write the table."""
    codes = country_codes()
    terms = under_kept_names(with_right_ids(with_codes(sources(tables), codes)))
    terms += under_kept_names(with_codes(archigos(tables, terms), codes))
    terms = close_by_successor(merge_terms(one_name_each(terms)))
    header = ("id", "name", "aliases", "surname", "country", "position", "sector", "since",
              "until", "last_seen", "wikidata", "weight", "source")  # fmt: skip
    rows = []
    given_names = given_names_of(terms)
    for person_id, all_own in sorted(by_person(terms).items()):
        own = without_told_again(all_own)
        first = own[0]
        names = [term.person for term in own] + [alias for term in own for alias in term.aliases]
        surname = next((plain_surname(term.surname) for term in own if term.surname), "")
        aliases = forms_of(first.person, surname, names)
        if surname != KEPT:
            aliases = [alias for alias in aliases if is_like(alias, first.person)]
        spoken = spoken_forms(first.person, first.country, given_names)
        aliases += [form for form in spoken if form not in (first.person, *aliases)]
        surname = "" if surname == KEPT else surname
        wikidata_id = next((term.wikidata for term in own if term.wikidata), "")
        weight = max(weight_of(term.position, term.country, term.source) for term in own)
        for number, term in enumerate(sorted(own, key=lambda t: (t.since, t.position))):
            is_first = number == 0
            rows.append((
                person_id, first.person, "|".join(aliases) if is_first else "",
                surname if is_first and weight >= 0.4 else "", term.country, term.position,
                sector_of(term.position, also_lesser=True), term.since, term.until, term.last_seen,
                wikidata_id if is_first else "", weight, term.source,
            ))  # fmt: skip
    write("actors/leaders.csv", header, rows)


def without_told_again(own: list[Term]) -> list[Term]:
    """Return a person's terms without those open in Archigos of which another source has the end.

    It knows of no end after 2015.
    """
    heads = [t for t in own if is_head(t.position) and t.source != "archigos_4_1"]
    return [
        term for term in own
        if term.source != "archigos_4_1" or term.until or not any(
            head.since[:4] <= term.last_seen[:4] and (head.until or "9999") > term.since
            for head in heads
        )
    ]  # fmt: skip


def given_names_of(terms: list[Term]) -> set[str]:
    """Return the given names of Spanish countries, folded: the first of two, or two of four."""
    own = (term for term in terms if term.country in SPANISH)
    names = [fold(name).split() for t in own for name in (t.person, *t.aliases) if name]
    second = {words[1] for words in names if len(words) == 4 and all(len(w) > 3 for w in words)}
    return {words[0] for words in names} | second


def country_codes() -> dict[str, str]:
    """Return the codes of actors by the code of their country or world body."""
    return {row["iso3"]: row["code"] for row in _states()} | {c: c for c in ("UNO", "IGO", "EUR")}


def sources(tables: Path) -> list[Term]:
    """Return the terms of all sources but Archigos."""
    return [*factbook(tables), *wikidata(tables), *congress(tables)]


def plain_surname(text: str) -> str:
    """Return a family name without a remark in brackets, "" for a numeral or an ordinary word."""
    bare = re.sub(r"\s*\(.*", "", text).strip()
    return "" if re.fullmatch(r"[IVX]+", bare) or fold(bare) in ORDINARY else bare


def is_like(alias: str, name: str) -> bool:
    """True unless an alias is another person's: the Factbook's rows at times name two."""
    return (
        fuzz.token_set_ratio(fold(alias), fold(name)) >= 66
        or fuzz.ratio(squashed(alias), squashed(name)) >= 75
    )


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
        if (row["iso3"], row["family_name"]) in MISFILED:
            continue
        aliases = tuple(in_normal_case(a.strip()) for a in row["aliases"].split("|") if a.strip())
        # The country texts keep some for a year after the next in office.
        is_late = "" < row["end_inferred"] < row["last_seen"]
        seen = "" if is_late else row["last_seen"]
        found.append(Term(
            in_normal_case(without_rank(person)), in_normal_case(row["family_name"]), aliases,
            row["iso3"], re.sub(r"s$", "", position), row["since"], row["end_inferred"],
            FACTBOOK_DAY if row["current"] == "yes" else seen, row["wikidata"],
            "factbook_executives_timeline",
        ))  # fmt: skip
    return found


def wikidata(tables: Path) -> list[Term]:
    """Return office holders since 2001 and the foreign ministers of January 2023.

    Of somebody who ever held a high office the lesser ones are left out.
    """
    found = []
    rows = [r for r in read(tables, "leaders/leaders.csv") if r["source"].startswith("wikidata")]
    high = {row["wikidata"] for row in rows if is_high_office(row["position"])}
    for row in rows:
        source, is_high = row["source"], is_high_office(row["position"])
        if not is_high and (row["wikidata"] in high or is_local(row["position"])):
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


def with_codes(terms: list[Term], codes: dict[str, str]) -> list[Term]:
    """Return the terms of known countries under the code their actors have."""
    found = []
    for term in terms:
        is_envoy = term.position.startswith("Permanent Representative") and term.country == "UNO"
        country = SENT_BY.get(term.person, "") if is_envoy else term.country
        if country in codes:
            found.append(replace(term, country=codes[country]))
    return found


def with_right_ids(terms: list[Term]) -> list[Term]:
    """Return terms without the Wikidata ids that the Factbook's table gives to a namesake.

    It got them by family name: the id of Mahamat Idriss Déby stands there on his father as well.
    """
    given: dict[str, set[str]] = {}
    for term in terms:
        if term.wikidata and term.source.startswith("wikidata"):
            given.setdefault(term.wikidata, set()).add(sound(fold(term.person).split()[0]))
    return [
        replace(term, wikidata="")
        if not term.source.startswith(("wikidata", "us_congress"))
        and sound(fold(term.person).split()[0]) not in given.get(term.wikidata, set())
        else term
        for term in terms
    ]


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
            is_elder_bush = row["bioguide"] == "B001166"  # the table has both as "George Bush"
            person = re.sub(r" [A-Z]\.? ", " ", row["person"])
            person = "George H. W. Bush" if is_elder_bush else person
            found.append(Term(person, person.split()[-1], (row["person"],), "USA",
                              row["position"], row["start"], row["end"], "", "",
                              "us_executive"))  # fmt: skip
    return found


def archigos(tables: Path, terms: list[Term]) -> list[Term]:
    """Return leaders who left office in 1989 or later and whom no other source has.

    Archigos often gives the surname alone; where another source has a person of that name and
    country at about that time, the term goes to that person.
    """
    cow = {row["cow"]: row["iso3"] for row in _states() if row["cow"]}
    by_name: dict[tuple[str, str], list[Term]] = {}
    for term in terms:
        for part in {fold(term.surname), fold(term.person), *fold(term.person).split()}:
            by_name.setdefault((term.country, part), []).append(term)
    rows = [
        row for row in read(tables, "leaders/archigos_4_1.csv")
        if row["end"] >= "1989" and (row["country"], row["leader"]) not in OCCUPIERS
    ]  # fmt: skip
    full_names = full_names_of(rows) | kept_full_names(rows)
    given_names = given_names_of(terms)
    found = []
    for row in rows:
        country = GW_ONLY.get(row["gw_code"]) or cow.get(row["gw_code"], "")
        leader = re.sub(r"\b[A-Z]\.\s*", "", row["leader"]).strip(" ,.")
        full = full_names.get(identity(row), leader)
        still = row["exit"] == "Still in Office"
        until, last_seen = ("", row["end"]) if still else (row["end"], "")
        names = (fold(full), fold(leader), (fold(leader).split() or [""])[-1])
        known = [t for name in names for t in by_name.get((country, name), ())]
        twin = twin_of(row, [t for t in known if shares_given_name(t.person, full)])
        if twin and any(is_head_on(term, twin, row["start"]) for term in terms):
            continue
        surname = family_of(leader, full, country, given_names)
        base = twin or Term(full, surname, (), country, "", "", "", "", "", "")
        found.append(replace(base, position="leader", since=row["start"], until=until,
                             last_seen=last_seen, source="archigos_4_1", aliases=()))  # fmt: skip
    return found


def family_of(leader: str, full: str, country: str, given_names: set[str]) -> str:
    """Return the family name in Archigos's name of a leader: in Spanish the father's.

    "Perez Molina" is called Pérez Molina, never Molina; "deKlerk" is de Klerk. Where the full name
    has it not, Archigos misspells it.
    """
    words, last = leader.split(), one_word(leader.split()[-1])
    if last not in one_word(full):
        return full.split()[-1]
    if country in SPANISH and len(words) > 1:
        given = given_names | {fold(full.split()[0])}
        known = [word for word in words if one_word(word) in one_word(full)]
        family = [word for word in known if fold(word) not in given]
        is_short = len(family) == len(words) or "de" in family
        return " ".join(family) if is_short else (family or words)[0]
    tails = (" ".join(full.split()[-count:]) for count in (1, 2, 3))
    return next((tail for tail in tails if one_word(tail) == last), words[-1])


def one_word(text: str) -> str:
    """Return `text` folded and without what may part its words."""
    return re.sub(r"[ '.-]", "", fold(text))


def shares_given_name(person: str, full: str) -> bool:
    """Return whether two names may be one person's by what stands before the family name.

    A family name alone may be anybody's of that family, and "K." is "Khadga".
    """
    words, others = fold(full).replace(".", ". ").split(), fold(person).replace(".", ". ").split()
    if len(words) < 2 or len(others) < 2:
        return True
    firsts = (words[0], others[0])
    if any(first.endswith(".") for first in firsts):
        return firsts[0][0] == firsts[1][0]
    return words[0] in others[:-1] or others[0] in words[:-1]


def full_names_of(rows: list[dict[str, str]]) -> dict[tuple[str, str, str], str]:
    """Return the full names that Archigos tells through its links to DBpedia, by identity.

    The links went through a mail filter, which writes "/" as "_" and other signs as "-5F".
    """
    found = {}
    for row in rows:
        link = re.search(r"dbpedia\.org_resource_(.*?)(?:&|$)", row["dbpedia"])
        if link is not None:
            quoted = re.sub(r"-([0-9A-F]{2})", lambda sign: chr(int(sign[1], 16)), link[1])
            name = re.sub(r"\s*[(,].*", "", unquote(quoted).replace("_", " "))
            if len(name.split()) > 1 and row["leader"].split()[-1][:3] in name:
                found[identity(row)] = name
    return found


def kept_full_names(rows: list[dict[str, str]]) -> dict[tuple[str, str, str], str]:
    """Return the full names that make/leader_names.csv gives, by identity."""
    names = {(r["country"], r["leader"]): r["name"] for r in read(DATA, "make/leader_names.csv")}
    return {
        identity(row): names[row["country"], row["leader"]]
        for row in rows
        if (row["country"], row["leader"]) in names
    }


def identity(row: dict[str, str]) -> tuple[str, str, str]:
    """Return what rows of one leader share in Archigos: state, name, year of birth."""
    return row["gw_code"], row["leader"], row["year_born"]


def twin_of(row: dict[str, str], terms: list[Term]) -> Term | None:
    """Return the first of `terms` held within a dozen years of the row's; None for namesakes."""
    first, last = int(row["start"][:4]) - 12, int(row["end"][:4]) + 12
    return next((t for t in terms if not t.since or first <= int(t.since[:4]) <= last), None)


def is_head(position: str) -> bool:
    """Return whether the office is that of a head of state or government."""
    heads = r"(?i)(acting |interim )?(president|prime minister|king|emir|chancellor)"
    return re.match(heads, position) is not None


def is_head_on(term: Term, twin: Term, day: str) -> bool:
    """True if `term` has the person of `twin` at the head of state or government about `day`."""
    if not is_head(term.position) or person_key(term) != person_key(twin):
        return False
    return term.since[:4] <= day[:4] and (not term.until or day[:4] <= term.until[:4])


def _states() -> list[dict[str, str]]:
    """Return our own table of states."""
    return read(DATA, "actors/states.csv")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
