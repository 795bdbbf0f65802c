"""Which rows of different sources speak of one person: names compared within a country.

Sources write one person as "Barack H. Obama" and "Barack Obama", "Iris Xiomara Castro de Zelaya"
and "Xiomara Castro". Two names are taken as one person's only where something besides the name
agrees: the same office begun in the same weeks, or a hand-kept person of just that name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from datetime import date

from common import DATA, read
from people import SPANISH
from rapidfuzz import fuzz
from terms import KEPT, Term, claimed_since, claimed_until, office_key, persons_of

from dragoman.knowledge.dumps.offices import FAMILY_FIRST, PARTICLES
from dragoman.knowledge.names import fold
from dragoman.knowledge.spelling import skeleton

_TITLES = frozenset("king queen sheikh prince sultan emir pope dame sir dr".split())
_SAME_WEEKS = 62
_PROVISIONAL = re.compile(r"\b(interim|transitional|caretaker) ")
_HEAD = re.compile(r"(president|prime minister|premier|leader|king|queen|monarch|emir|amir|sultan|"
                   r"chancellor|taoiseach)$")  # fmt: skip
_ONE_HOLDER = re.compile(r"(head|vice president|minister (foreign|defen[cs]e))$")
_LONG = 10
"""Letters of a full name that two people of note seldom share: "Riek Machar", not "Albert II"."""
_WORLD_BODIES = frozenset({"UNO", "IGO", "EUR"})


def squashed(name: str) -> str:
    """Return what all spellings of a full name share: no titles, initials, spaces, "of the …"."""
    bare = re.sub(r" of the .*", "", fold(name))
    words = bare.split()
    kept = [word for word in words if word not in _TITLES and (len(word) > 1 or word.isdigit())]
    return "".join(kept) if len(kept) > 1 else ""


def one_name_each(terms: list[Term]) -> list[Term]:
    """Return terms with every person of a country under one name, others becoming aliases.

    People kept by hand take part, so that their names win; their own rows are not returned.
    """
    terms = [*kept_terms(), *terms]
    grouped: dict[str, list[Term]] = defaultdict(list)
    for term, person in zip(terms, persons_of(terms), strict=True):
        grouped[f"{term.country} {person}"].append(term)
    by_country: dict[str, list[str]] = defaultdict(list)
    for key, own in grouped.items():
        by_country[own[0].country].append(key)
    found = []
    for keys in by_country.values():
        for cluster in _clusters(sorted(keys), grouped):
            found += _under_one_name([term for key in cluster for term in grouped[key]])
    return [term for term in found if term.source != KEPT]


def kept_terms() -> list[Term]:
    """Return the rows of actors/persons.csv as terms whose source is `KEPT`."""
    return [
        Term(row["name"], KEPT, (), row["country"], row["position"], claimed_since(row),
             claimed_until(row), row["last_seen"], row["wikidata"], KEPT)
        for row in read(DATA, "actors/persons.csv")
    ]  # fmt: skip


def _clusters(keys: list[str], grouped: dict[str, list[Term]]) -> list[list[str]]:
    """Return the keys in groups that speak of one person."""
    clusters: list[list[str]] = []
    for key in keys:
        same = [
            cluster
            for cluster in clusters
            if any(_are_one(grouped[key], grouped[k]) for k in cluster)
            and _are_all_one([[key], cluster], grouped)
        ]
        if len(same) > 1 and not _are_all_one([[key], *same], grouped):
            # A name that fits two people ("George Bush") goes to the one whose term it tells.
            same = [c for c in same if any(_share_a_term(grouped[key], grouped[k]) for k in c)]
            same = same if len(same) == 1 else []
        merged = [key, *(k for cluster in same for k in cluster)]
        clusters = [cluster for cluster in clusters if cluster not in same] + [merged]
    return clusters


def _are_all_one(clusters: list[list[str]], grouped: dict[str, list[Term]]) -> bool:
    """True if the clusters hold no two Wikidata ids, nor two hand-kept names."""
    terms = [term for cluster in clusters for key in cluster for term in grouped[key]]
    ids = {term.wikidata for term in terms if term.wikidata}
    return len(ids) < 2 and len({term.person for term in terms if term.surname == KEPT}) < 2


def _are_one(some: list[Term], others: list[Term]) -> bool:
    """True if the terms of two people of one country speak of the same person."""
    ids, other_ids = ({t.wikidata for t in own if t.wikidata} for own in (some, others))
    if ids and other_ids and not ids & other_ids:
        return False
    if some[0].surname == others[0].surname == KEPT:
        return False
    if ids & other_ids:
        return True
    return any(
        _is_one_spelling(a, b) or (_is_one_term(a, b) and _are_alike(a, b))
        for a in some
        for b in others
    )


def _is_one_spelling(term: Term, other: Term) -> bool:
    """True if the names differ by less than two romanisations of one name do."""
    name, other_name = squashed(term.person), squashed(other.person)
    if name == _called(other.person) != "" or other_name == _called(term.person) != "":
        return True
    if name == other_name or term.country in FAMILY_FIRST or min(len(name), len(other_name)) < 11:
        return name == other_name != ""
    # Dynasties share all but the first name: "Ahmad …" and "Muhammad al-Ahmad al-Sabah".
    given, other_given = fold(term.person).split()[0], fold(other.person).split()[0]
    family, other_family = (skeleton(fold(t.person).split()[-1]) for t in (term, other))
    if KEPT in (term.surname, other.surname) and family != other_family:
        return False  # "Alan Johnston" the reporter, "Alan Johnson" the minister
    return fuzz.ratio(name, other_name) >= 93 and fuzz.ratio(given, other_given) >= 70


def _called(person: str) -> str:
    """Return how somebody is called whose name holds a nickname: 'Voreqe "Frank" Bainimarama'."""
    nickname = re.search(r'["“](.+?)["”]', person)
    return squashed(f"{nickname[1]} {person.split()[-1]}") if nickname is not None else ""


def _are_alike(term: Term, other: Term) -> bool:
    """True if the names of two who took one office in the same weeks may be one person's."""
    if _is_part_of(term.person, other.person):
        return True
    if fuzz.token_sort_ratio(fold(term.person), fold(other.person)) >= 85:
        return True
    # "Mike Pence", "Michael R. Pence": an office of one holder, and the family name.
    has_one_holder = _ONE_HOLDER.match(_office(term)) and term.country not in FAMILY_FIRST
    return bool(has_one_holder) and fold(term.person).split()[-1] == fold(other.person).split()[-1]


def _share_a_term(some: list[Term], others: list[Term]) -> bool:
    """True if one office of the one person began as one of the other's did."""
    return any(_is_one_term(a, b) for a in some for b in others)


def _is_part_of(name: str, other: str) -> bool:
    """True if all words of the shorter name stand in the longer one: two that are no particles."""
    words, more = ({w for w in fold(n).split() if len(w) > 1} for n in (name, other))
    shorter = min(words, more, key=len)
    return len(shorter - PARTICLES) > 1 and (words <= more or more <= words)


def _is_one_term(term: Term, other: Term) -> bool:
    """True if both speak of the same office begun in the same weeks, or year where that is all."""
    if not term.since or not other.since or _office(term) != _office(other):
        return False
    if len(term.since) == len(other.since) == len("2011-07-09"):
        days = date.fromisoformat(term.since) - date.fromisoformat(other.since)
        return abs(days.days) <= _SAME_WEEKS
    return term.since[:4] == other.since[:4]


def _office(term: Term) -> str:
    """Return what spellings of one office share; heads of state and government are all one."""
    bare = _PROVISIONAL.sub("", office_key(term.position))
    return "head" if _HEAD.match(bare) else bare


def _under_one_name(terms: list[Term]) -> list[Term]:
    """Return the terms of one person under the kept name, else Wikidata's, else the shortest."""
    base = min(terms, key=lambda t: (t.surname != KEPT, not t.wikidata, len(t.person), t.person))
    wikidata = base.wikidata or min((t.wikidata for t in terms if t.wikidata), default="")
    found = []
    for term in terms:
        others = () if term.person == base.person else (term.person,)
        found.append(replace(term, person=base.person, surname=base.surname, wikidata=wikidata,
                             aliases=tuple(dict.fromkeys((*others, *term.aliases)))))  # fmt: skip
    return found


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
        self.anywhere: dict[str, tuple[str, str]] = {}
        self.spanish: dict[str, list[tuple[list[str], str]]] = defaultdict(list)
        self.parts: dict[tuple[str, str, str], str] = {}
        self.terms: list[tuple[str, str, str, str, str]] = []
        surnames: dict[str, str] = {}
        for row in read(DATA, "actors/persons.csv"):
            name, country = row["name"], row["country"]
            surnames.setdefault(name, row["surname"])
            for form in (name, *row["aliases"].split("|")):
                if form:
                    self.full.setdefault((country, fold(form)), name)
                    if form == name or len(form.split()) > 2:
                        self.anywhere.setdefault(squashed(form), (name, country))
                    if country in SPANISH and len(form.split()) > 2:
                        self.spanish[country].append((fold(form).split(), name))
            for surname in filter(None, surnames[name].split("|")):
                last = fold(surname).split()[-1]
                self.parts.setdefault((country, sound(fold(name).split()[0]), last), name)
                days = (claimed_since(row), claimed_until(row) or "9999")
                self.terms.append((country, last, *days, name))

    def name_of(self, term: Term) -> str | None:
        """Return the name kept for the person of `term`, None where there is none."""
        for form in (term.person, *term.aliases):
            if (name := self.full.get((term.country, fold(form)))) is not None:
                return name
        # Who leads a world body now was a minister at home before; of short names many bear one.
        name, country = self.anywhere.get(squashed(term.person), (None, ""))
        is_long = len(squashed(term.person)) >= _LONG
        if name is not None and (is_long or {country, term.country} & _WORLD_BODIES):
            return name
        words = fold(term.person).split()
        # "Marta Lucía Ramírez" is "Marta Lucía Ramírez Blanco".
        shorter = {
            name for form, name in self.spanish[term.country]
            if form[0] == words[0] and set(form) <= set(words)
        } if words else set()  # fmt: skip
        if len(shorter) == 1:
            return shorter.pop()
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


def by_person(terms: list[Term]) -> dict[str, list[Term]]:
    """Return the terms of each person under a stable id made from the name."""
    grouped: dict[str, list[Term]] = defaultdict(list)
    at_home = _at_home(terms)
    for term, person in zip(terms, persons_of(terms), strict=True):
        home = at_home.get(squashed(term.person), person)
        is_known_apart = bool(term.wikidata) and home.startswith("Q")
        abroad = term.country in _WORLD_BODIES and term.surname != KEPT and not is_known_apart
        grouped[home if abroad else person].append(term)
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


def _at_home(terms: list[Term]) -> dict[str, str]:
    """Return the keys of national office holders by name, where just one bears it."""
    found: dict[str, set[str]] = defaultdict(set)
    for term, person in zip(terms, persons_of(terms), strict=True):
        if term.country not in _WORLD_BODIES and squashed(term.person):
            found[squashed(term.person)].add(person)
    return {name: keys.pop() for name, keys in found.items() if len(keys) == 1}
