"""Makes actors/local_parties.csv and actors/local_names.csv from open tables.

Usage: python data/make/local_names.py FOLDER_OF_OPEN_TABLES

A local name is one that many bodies have, or that is a word elsewhere: "PSD", "Liberal Party",
"Smer". The reader takes it for its actor only where the text speaks of that actor's country; its
weight (at most `dragoman.knowledge.local_names.LOCAL`) says so.

Parties come from Party Facts (MIT) and from the World Factbook's lists (public domain). One that
an actor table has under some name of its country is given its further names; others become rows.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))
from common import DATA, read, write
from organised import HEADER, PARTY_WORD, initials_of

from dragoman.knowledge.names import fold, is_one_script

NAMES_HEADER = ("actor", "name", "usage", "since", "until", "weight", "case", "source")
KEPT_IN = ("organisations", "groups", "institutions", "parties", "ucdp_groups")
WEIGHT = 0.1
"""`dragoman.knowledge.local_names.LOCAL`."""
LAST_LISTED = "1990"
"""Parties dissolved before are in no news that is read."""
ABBREVIATION = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Z][A-Za-z]{1,9}(?:-[A-Z0-9]{1,4})?")
# Abbreviations that any text may have in another sense, and words in capitals.
EVERYDAY = frozenset(
    "AAA ABC ACT ADR AFP AIDS AID AMP AND API APP ART ATM BAN BBC BIRD BLM BMW BOP CAD CAN CAP "
    "CAR CASA CAST CCTV CDC CEO CERT CFO CIA CIF CNN COP COVID CPI CPU CSIS DDT DEM DIAN DIE DIP "
    "DJ DOC DVD ECB EDF EEC EFTA EMS ERA EST ETA EU EUR EURO FAO FAQ FAR FAST FBI FCC FDA FDI "
    "FIFA FOB GAL GAP GAS GBP GDP GEN GIS GMC GMO GMT GNP GOP GPS GSM GUM HIV HMS HQ HTML ICBM "
    "ICC ICE ICJ ICT IDP IED ILO IMF INDIA IOC IPO IQ IRIS IRS ISIS ISO ISS ITV IVF JPY KFC KID "
    "LED LGBT LNG MAN MAP MAR MAS MBA MEP MIT MOI MOU MP MSF NAN NAP NASA NATO NBA NED NFL NGO "
    "NHS NIP NOW NPR OAS OECD OFC OIL OK OPEC PAD PC PCR PDF PEN PEP PER PERT PIE PIN PLC PLO "
    "PLUS PM PNG POP PPE PR PRO PUP QAT QC RAF RAM RAP RED REP ROM RSS SAD SAG SARS SAS SIDE SIM "
    "SIN SMS SOS SUV TAP TAR TAX TB TNT TV UAE UAV UFO UK UN USA USAID USB USD USS USSR VAT VIP "
    "WHO WMD WTO YEN".split()
)
# Names of one word that mean nothing else in English.
ONE_WORD = frozenset(
    "ABAKO Adhaalath Akbayan Al-Fatat Al-Islah Al-Mustaqbal Al-Nour Al-Wataniya Alþýðubandalagið "
    "Amaiur Balad Birlik Chadema ChristenUnie-SGP Cidadania Ciudadanos DENK Drasi Ecoglasnost "
    "El-Infitah El-Islah Ennahda Gesher Groen Hatnuah Hlas Hromada Isamaaliit Istiqlal "
    "Jamaat-e-Islami Kattusseqatigiit Kristendemokraterne Kuomintang Maki Miðflokkurin Moledet "
    "Nagriamel Ostravak Parmusi Podemos Progresistas Republicanos Retsforbundet Shoura "
    "SolidaritéS Tashnaq Telem Venstre Wiosna Yamina".split()
)


class Party(NamedTuple):
    """One listing of a party."""

    iso3: str
    name: str
    others: tuple[str, ...]
    shorts: tuple[str, ...]
    since: str
    until: str
    wikidata: str
    source: str


def main(tables: Path) -> None:
    """Write both tables."""
    codes = {row["iso3"]: row["code"] for row in read(DATA, "actors/states.csv")}
    land = names_of_lands()
    known, taken = bodies_by_name()
    words = english_words()
    made: dict[str, list[object]] = {}
    further: dict[tuple[str, str], dict[str, tuple[str, str, str]]] = defaultdict(dict)
    for party in (*from_party_facts(tables), *from_factbook(tables)):
        if party.iso3 not in codes:
            continue
        code = codes[party.iso3]
        actor = actor_of(party, code, known)
        if actor == "" and is_nameable(party.name, words):
            actor = f"party:{fold(party.name).replace(' ', '-')}-{party.iso3.lower()}"
            if actor in taken:
                continue
            made[actor] = [
                actor, party.name, "organisation", code, "PTY", "", "", "", party.since,
                party.until, WEIGHT, party.wikidata, party.source,
            ]  # fmt: skip
            known[code, fold(party.name)] = actor
            taken.add(actor)
        for form, usage in local_forms(party, land[code], words) if actor else ():
            if known.get((code, fold(form))) != actor:
                further[code, fold(form)].setdefault(actor, (form, usage, party.source))
    for actor, code, form, source in acronyms_in_ids():
        further[code, fold(form)].setdefault(actor, (form, "abbreviation", source))
    rows = [
        (actor, form, usage, "", "", WEIGHT, "yes", source)
        for (code, folded), actors in further.items()
        if len(actors) == 1 and (code, folded) not in known
        for actor, (form, usage, source) in actors.items()
    ]
    write("actors/local_parties.csv", HEADER, [made[key] for key in sorted(made)])
    write("actors/local_names.csv", NAMES_HEADER, sorted(rows))


def actor_of(party: Party, code: str, known: dict[tuple[str, str], str]) -> str | None:
    """Return the one body that is kept under a name of a party; "" for none, None for several."""
    forms = (party.name, *party.others, *party.shorts)
    ids = {known[code, fold(form)] for form in forms if (code, fold(form)) in known}
    if len(ids) > 1:
        return known.get((code, fold(party.name)))
    return next(iter(ids), "")


def bodies_by_name() -> tuple[dict[tuple[str, str], str], set[str]]:
    """Return the ids of the kept bodies by country and folded name, and all ids."""
    found: dict[tuple[str, str], str] = {}
    country_of: dict[str, str] = {}
    for table in KEPT_IN:
        for row in read(DATA, f"actors/{table}.csv"):
            country_of[row["id"]] = row["country"]
            forms = [row["name"], *row["aliases"].split("|"), *row["abbreviations"].split("|")]
            for form in filter(None, forms):
                found.setdefault((row["country"], fold(form)), row["id"])
    for row in read(DATA, "actors/names.csv"):
        if row["actor"] in country_of:
            found.setdefault((country_of[row["actor"]], fold(row["name"])), row["actor"])
    return found, set(country_of)


def acronyms_in_ids() -> list[tuple[str, str, str, str]]:
    """Return id, country, acronym and source of bodies with their acronym in the id alone.

    "gov:cbi-in" is the CBI of India: three letters are too little to be sought elsewhere.
    """
    states = {row["code"] for row in read(DATA, "actors/states.csv")}
    found = []
    for table in (*KEPT_IN, "media"):
        for row in read(DATA, f"actors/{table}.csv"):
            short = row["id"].split(":")[1].split("-")[0]
            forms = [row["name"], *row["aliases"].split("|")]
            spelt = {initials for form in forms for initials in initials_of(form)}
            if row["country"] in states and row["source"].startswith("hand") \
               and 3 <= len(short) <= 7 and short.upper() not in EVERYDAY \
               and any(is_within(short.upper(), initials) for initials in spelt):
                found.append((row["id"], row["country"], short.upper(), "hand"))
    return found


def is_within(short: str, initials: str) -> bool:
    """Return whether the letters stand in the initials in this order."""
    rest = iter(initials)
    return all(letter in rest for letter in short)


def names_of_lands() -> dict[str, set[str]]:
    """Return the folded names and adjectives of each country, by its code."""
    codes = {row["id"]: row["code"] for row in read(DATA, "actors/states.csv")}
    found: dict[str, set[str]] = defaultdict(set)
    for row in read(DATA, "actors/states.csv"):
        found[row["code"]].add(fold(row["name"]))
    for row in read(DATA, "actors/names.csv"):
        if row["actor"] in codes and row["usage"] in ("adjective", "alias", "name"):
            found[codes[row["actor"]]].add(fold(row["name"]))
    return found


def english_words() -> set[str]:
    """Return the words of the lexicon that tells which English words are kin."""
    path = DATA.parent / "src/dragoman/assets/lexicon/word_kin.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    return {line.split("\t")[0] for line in lines}


def from_party_facts(tables: Path) -> list[Party]:
    """Return the parties of Party Facts that may be in the news."""
    found = []
    for row in read(tables, "parties/partyfacts_wikipedia.csv"):
        if "" < row["dissolved"] < LAST_LISTED:
            continue
        native = re.sub(r"\s*\(.*", "", re.split(r"[/;,|]", row["native"])[0]).strip()
        is_plain = is_one_script(native, ("LATIN", "ARABIC", "CYRILLIC"))
        shorts = row["abbreviation"].split("/")[:1]
        found.append(Party(
            row["iso3"], plain(row["party"]), (native,) if is_plain and native else (),
            tuple(shorts), row["founded"], row["dissolved"], row["wikidata"],
            "partyfacts_wikipedia",
        ))  # fmt: skip
    return found


def from_factbook(tables: Path) -> list[Party]:
    """Return the parties of the Factbook's lists.

    These were cut from running text: an abbreviation that is not made of a party's initials may
    be a neighbour's.
    """
    found = []
    for row in read(tables, "parties/factbook_parties_timeline.csv"):
        name = re.split(r" or | \(|\[|;", row["party"])[0].strip(' .,"')
        other = row["other_name"]
        is_name = re.fullmatch(r"[\w' .-]+", other) and not re.match(r"(?i)[a-z]+s ", other)
        initials = initials_of(name) | (initials_of(other) if is_name else set())
        short = row["abbreviation"]
        found.append(Party(
            row["iso3"], name, (other,) if is_name and len(other.split()) > 1 else (),
            (short,) if short in initials else (), "", "", "", "factbook_parties_timeline",
        ))  # fmt: skip
    return found


def plain(name: str) -> str:
    """Return a name without what tells it from others of that name."""
    return re.sub(r"\s*\(.*", "", name).strip()


def is_nameable(name: str, words: set[str]) -> bool:
    """Whether a party may be found by its name, where its country is spoken of."""
    parts = name.split()
    if not 1 <= len(parts) <= 8 or not is_one_script(name, ("LATIN",)) or not name[:1].isupper():
        return False
    if name in ("Opposition Party", "Ruling Party") or re.search(r"[:;,&+\[\]\d/]|[Cc]oalition|[Ll]ist\b|^Other|^The\b", name):
        return False
    # "Renewal" and "A New Era" are too easily something else.
    if len(parts) == 1:
        return name in ONE_WORD
    return bool(PARTY_WORD.search(name)) or any(part.lower() not in words for part in parts)


def local_forms(party: Party, land: set[str], words: set[str]) -> list[tuple[str, str]]:
    """Return further names of a party with their usage."""
    found = [(form, "alias") for form in party.others if is_nameable(form, words)]
    found += [
        (short, "abbreviation") for short in party.shorts
        if ABBREVIATION.fullmatch(short) and len(short) > 2 and short.upper() not in EVERYDAY
        and not re.search(r"[a-z]{3}", short)
    ]  # fmt: skip
    found += [(form, "alias") for form in without_land(party.name, land)]
    return found


def without_land(name: str, land: set[str]) -> list[str]:
    """Return what a party is called at home: "Liberal Party" of "Liberal Party of Australia"."""
    words = name.split()
    found = []
    for size in (1, 2, 3):
        if len(words) <= size + 1:
            break
        last, first = " ".join(words[-size:]), " ".join(words[:size])
        if fold(last) in land and re.search(r" of (?:the )?$", name[: -len(last)]):
            found.append(re.sub(r" of (?:the )?$", "", name[: -len(last)]))
        if fold(first) in land:
            found.append(name[len(first) :].strip())
    return [f for f in found if len(f.split()) > 1 and PARTY_WORD.fullmatch(f.split()[-1])]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
