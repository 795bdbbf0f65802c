"""Made-up reports of made-up happenings, any number of them, for measuring and testing the linker.

The truth is known: reports of one happening share its type, parties, place and day, each of which
some reports leave out, widen or get wrong. Documents of one story share its rare words.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from dragoman.records import DateRange, Stance, When
from dragoman.records.report import Role
from dragoman.stages.links.report import (
    LinkableClaim,
    LinkableDocument,
    LinkableParty,
    LinkablePlace,
    LinkableReport,
)

__all__ = ["Told", "tell_happenings"]

_DEEDS = {
    "ASSAULT": "attacked shelled bombed killed struck stormed ambushed",
    "COERCE": "arrested seized blocked detained raided",
    "PROTEST": "marched protested rallied demonstrated",
    "CONSULT": "met visited telephoned hosted",
    "AGREE": "agreed signed pledged promised",
    "AID": "delivered donated sent",
    "ACCUSE": "accused condemned blamed criticised",
    "REJECT": "rejected refused dismissed",
    "THREATEN": "threatened warned vowed",
    "SANCTION": "sanctioned expelled suspended",
}
_COUNTRIES, _ACTORS, _TOWNS, _WORDS = 80, 600, 800, 40_000
_DAYS, _FIRST = 365, date(2024, 1, 1)
_SURE = LinkableClaim(stance=Stance())


class Told(NamedTuple):
    """A report, and the happening it is truly of."""

    report: LinkableReport
    happening: int


class _Happening(NamedTuple):
    number: int
    type: str
    deed: str
    parties: tuple[int, int]
    town: int
    day: date
    words: tuple[str, ...]


def tell_happenings(count: int, *, seed: int = 0) -> Iterator[Told]:
    """Yield `count` reports, in stories of one to some dozens of documents each.

    The same count and seed give the same reports.
    """
    chance = random.Random(seed)
    told = happenings = documents = 0
    while told < count:
        story = _story(chance, happenings)
        happenings += len(story)
        rare = [_word(chance) for _ in range(12)]
        for _ in range(min(60, int(chance.paretovariate(1.1)))):
            document = _document(chance, documents, story, rare)
            documents += 1
            chosen = chance.sample(story, k=min(len(story), chance.randint(1, 5)))
            for place, happening in enumerate(chosen):
                yield Told(_report(chance, document, place, happening, rare), happening.number)
                told += 1
                if told == count:
                    return


def _word(chance: random.Random) -> str:
    return f"w{chance.randrange(_WORDS):x}q"


def _story(chance: random.Random, first: int) -> list[_Happening]:
    """Return happenings of the same two or three actors within a few days."""
    actors = chance.sample(range(_ACTORS), k=3)
    day = _FIRST + timedelta(days=chance.randrange(_DAYS))
    found = []
    for n in range(chance.randint(1, 6)):
        kind = chance.choice(sorted(_DEEDS))
        pair = chance.sample(actors, k=2)
        found.append(_Happening(
            number=first + n, type=kind, deed=chance.choice(_DEEDS[kind].split()),
            parties=(pair[0], pair[1]), town=chance.randrange(_TOWNS),
            day=day + timedelta(days=chance.randint(0, 3)),
            words=tuple(_word(chance) for _ in range(6)),
        ))  # fmt: skip
    return found


def _document(
    chance: random.Random, number: int, story: list[_Happening], rare: list[str]
) -> LinkableDocument:
    published = max(happening.day for happening in story) + timedelta(days=chance.randint(0, 2))
    words = [*chance.sample(rare, k=8), *(w for h in story for w in h.words[:2])]
    words += [f"common{chance.randrange(300)}" for _ in range(30)]
    chance.shuffle(words)
    name = f"doc-{number:08}"
    return LinkableDocument(
        id=name, origin_id=name, fetched_at=published.isoformat(), published=published,
        text=" ".join(words),
    )  # fmt: skip


def _report(
    chance: random.Random,
    document: LinkableDocument,
    n: int,
    happening: _Happening,
    rare: list[str],
) -> LinkableReport:
    deed = happening.deed
    if chance.random() < 0.3:
        deed = chance.choice(_DEEDS[happening.type].split())
    doer, target = (_party(number) for number in happening.parties)
    words = [*chance.sample(happening.words, k=4), deed, chance.choice(rare), doer.name]
    words += [f"common{chance.randrange(300)}" for _ in range(6)]
    parties: list[tuple[Role, LinkableParty]] = [("initiator", doer)]
    if chance.random() < 0.8:
        parties.append(("target", target))
    kind = happening.type if chance.random() < 0.9 else chance.choice(sorted(_DEEDS))
    return LinkableReport(
        id=f"rep-{document.id[4:]}-{n}", run_id="run", document=document, type=kind,
        trigger=deed, trigger_start=100 * n + 10, sentence=" ".join(words),
        sentence_start=100 * n,
        parties=tuple(_as(role, party) for role, party in parties),
        when=_when(chance, happening.day), places=_places(chance, happening.town),
        claims=(_SURE,), score=0.8,
    )  # fmt: skip


def _party(number: int) -> LinkableParty:
    known = number % 3 > 0
    return LinkableParty(
        role="initiator", name=f"Actor {number:x}x", actor_id=f"act-{number}" if known else None,
        country=f"C{number % _COUNTRIES:02}", sector=("GOV", "MIL", "REB")[number % 3],
    )  # fmt: skip


def _as(role: Role, party: LinkableParty) -> LinkableParty:
    return LinkableParty(
        role=role, name=party.name, actor_id=party.actor_id, country=party.country,
        sector=party.sector,
    )  # fmt: skip


def _when(chance: random.Random, day: date) -> When | None:
    if chance.random() < 0.3:
        return None
    last = day + timedelta(days=1 if chance.random() < 0.8 else 7)
    begin = DateRange(earliest=day, before=last, precision="day", basis="stated")
    return When(begin=begin, extent="occasion")


def _places(chance: random.Random, town: int) -> tuple[LinkablePlace, ...]:
    country = f"C{town % _COUNTRIES:02}"
    if chance.random() < 0.4:
        return ()
    if chance.random() < 0.3:
        return (LinkablePlace(name=country, country=country, precision="country"),)
    return (LinkablePlace(
        name=f"Town {town:x}", country=country, latitude=float(town % 120 - 60),
        longitude=float(town * 7 % 340 - 170), geonames_id=town + 1, precision="city",
    ),)  # fmt: skip
