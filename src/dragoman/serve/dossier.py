"""The note an analyst would write on a relation, composed from the records and nothing else.

Every sentence is a template filled with what events and claims say, and carries the evidence it
rests on; where nothing is known it says so. `dossier_text` writes it as Markdown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from dragoman.serve.actors import about, called_in, find_actor
from dragoman.serve.chronology import events_after, with_best, with_parties
from dragoman.serve.dossier_deeds import DEEDS, acts_for, said_deed, side_of
from dragoman.serve.filters import Filters
from dragoman.serve.library import Library
from dragoman.serve.words import said_date, said_day, source_name

__all__ = [
    "STANDING",
    "Dossier",
    "Evidence",
    "Section",
    "Sentence",
    "compose",
    "find_actor",
]

MOST_EVENTS = 2000
"""Events a dossier looks at; with more, it says so."""
_LISTED = 12

# Types of the PLOVER codebook, by what a note on a relation asks.
MEETINGS = ("CONSULT",)
AGREEMENTS = ("AGREE", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT")
WORDS_AGAINST = ("ACCUSE", "REJECT", "THREATEN", "REQUEST")
DEEDS_AGAINST = ("ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "PROTEST")
STANDING = {
    "contested": "contested", "denied_only": "only denied", "unconfirmed": "not confirmed",
}  # fmt: skip


class Evidence(NamedTuple):
    """The words a sentence rests on, and where they stand."""

    href: str
    """Page of the event, or of the document at the claim."""
    quote: str
    title: str
    source: str
    published: date | None
    url: str | None


class Sentence(NamedTuple):
    """One sentence with its evidence."""

    text: str
    evidence: tuple[Evidence, ...] = ()


class Section(NamedTuple):
    """A heading with its sentences."""

    title: str
    sentences: tuple[Sentence, ...]


class Dossier(NamedTuple):
    """The whole note."""

    names: tuple[str, str]
    ids: tuple[str, str]
    since: date | None
    until: date | None
    sections: tuple[Section, ...]


def compose(library: Library, ids: tuple[str, str], filters: Filters) -> Dossier:
    """Return the dossier on two actors; `filters` narrow it, their own actors are passed over."""
    first, second = (called_in(library, actor_id) for actor_id in ids)
    asked = filters.changed(actor=(), party=ids)
    rows, more = events_after(library, asked, None, limit=MOST_EVENTS)
    events = [_Told(event) for event in with_parties(library, rows)]
    writer = _Writer(library, (first, second), ids, events, is_cut=more is not None)
    sections = [
        Section("In short", writer.summary()),
        Section("Meetings", writer.meetings()),
        Section("Agreements and help", writer.deeds(AGREEMENTS, "No agreement or help is told.")),
        Section("Common positions", writer.common()),
        Section("Words against each other", writer.deeds(WORDS_AGAINST, "None are told.")),
        Section("Force and pressure", writer.deeds(DEEDS_AGAINST, "None is told between them.")),
        Section("What each is said to be after", writer.goals()),
        Section("Contested", writer.contested()),
        Section("What rests on one source", writer.single()),
    ]
    quoted = _quoted(library, sections, events)
    return Dossier((first, second), ids, filters.since, filters.until, quoted)


def _quoted(
    library: Library, sections: Sequence[Section], events: Sequence[_Told]
) -> tuple[Section, ...]:
    """Return the sections with the words of the events they cite, which alone are looked up."""
    cited = {evidence.href for section in sections for s in section.sentences for evidence in s[1]}
    named = [told.row for told in events if told.href in cited]
    found = {told.href: told.evidence() for told in map(_Told, with_best(library, named))}
    return tuple(
        Section(
            section.title,
            tuple(
                Sentence(text, tuple(found.get(each.href, each) for each in evidence))
                for text, evidence in section.sentences
            ),
        )
        for section in sections
    )


class _Told:
    """An event with what the templates need of it."""

    def __init__(self, event: dict[str, Any]) -> None:
        self.row = event
        self.type = event["type"]
        self.when = said_date(event["earliest"], event["before"])
        self.has_happened = event["assertion"] in {"uncontested", "contested"}
        self.sources = event["independent_sources"] or 1
        self.href = f"/events/{event['id']}"

    def others(self, ids: Iterable[str], side: str) -> list[str]:
        """Return the names of third parties on a side."""
        return [
            actor["name"]
            for actor in self.row[side]
            if not any(acts_for(actor, actor_id) for actor_id in ids)
        ]

    def evidence(self) -> Evidence:
        """Return the report that tells it best; its address alone before that was looked up."""
        best = self.row.get("best") or {}
        return Evidence(
            self.href, (best.get("sentence") or "").strip(),
            best.get("title") or "Untitled", source_name(best.get("source")),
            best.get("published_on"), best.get("url"),
        )  # fmt: skip

    def where(self) -> str:
        """Return " in X" or ""."""
        return f" in {self.row['place_name']}" if self.row["place_name"] else ""

    def standing(self) -> str:
        """Return how it stands in a parenthesis, "" where nobody denies it and it happened."""
        said = STANDING.get(self.row["assertion"])
        return f" ({said})" if said else ""


class _Writer:
    """Writes the sections over one list of events, the latest first."""

    def __init__(
        self,
        library: Library,
        names: tuple[str, str],
        ids: tuple[str, str],
        events: Sequence[_Told],
        *,
        is_cut: bool,
    ) -> None:
        self.library, self.names, self.ids = library, names, ids
        self.events, self.is_cut = events, is_cut

    def summary(self) -> tuple[Sentence, ...]:
        """How much there is, and of what sign."""
        first, second = self.names
        if not self.events:
            return (Sentence(f"No event that {first} and {second} both take part in is told."),)
        dated = [e for e in self.events if e.row["day"] is not None]  # the latest first
        ends = (dated[-1], dated[0]) if dated else (self.events[0],)
        days = [said_day(e.row["day"]) for e in ends]
        span = f", from {days[0]} to {days[1]}" if dated else ""
        counts = [sum(e.row["quad"] in quads for e in self.events) for quads in ((1, 2), (3, 4))]
        found = [
            Sentence(
                f"{_number(len(self.events), 'event')} of {first} and {second} "
                f"{_are(len(self.events))} told{span}: {counts[0]} of cooperation, {counts[1]} of "
                "conflict.",
                tuple(dict.fromkeys(e.evidence() for e in ends)),
            )
        ]
        if self.is_cut:
            found.append(Sentence(f"There are more; the latest {MOST_EVENTS} are counted here."))
        unsure = [e for e in self.events if not e.has_happened]
        if unsure:
            found.append(
                Sentence(
                    f"{_number(len(unsure), 'of them', 'of them')} "
                    f"{_are(len(unsure))} planned, possible or only denied.",
                    tuple(e.evidence() for e in unsure[:_LISTED]),
                )
            )
        return tuple(found)

    def meetings(self) -> tuple[Sentence, ...]:
        """The latest meeting, and how many there were before it."""
        met = [e for e in self.events if e.type in MEETINGS and e.has_happened]
        planned = [e for e in self.events if e.type in MEETINGS and not e.has_happened]
        if not met:
            found = [Sentence("No meeting or talk of the two is told as having happened.")]
        else:
            last, *earlier = met
            mode = f" ({last.row['mode']})" if last.row["mode"] else ""
            told = f"by {_number(last.sources, 'independent source')}"
            found = [
                Sentence(
                    f"The latest meeting or talk{mode} is dated {last.when}{last.where()}, told "
                    f"{told}{last.standing()}.",
                    (last.evidence(),),
                )
            ]
            if earlier:
                when = ", ".join(e.when for e in earlier[:_LISTED])
                more = f" and {len(earlier) - _LISTED} more" if len(earlier) > _LISTED else ""
                found.append(
                    Sentence(
                        f"It is not a new development: {_number(len(earlier), 'earlier one')} "
                        f"{_are(len(earlier))} told ({when}{more}).",
                        tuple(e.evidence() for e in earlier[:_LISTED]),
                    )
                )
            else:
                found.append(Sentence("No earlier one is told in the time asked for."))
        found += [
            Sentence(f"One is told as to come or not confirmed, {e.when}.", (e.evidence(),))
            for e in planned[:4]
        ]
        return tuple(found)

    def deeds(self, types: Sequence[str], nothing: str) -> tuple[Sentence, ...]:
        """What one did to the other, or both did together, of some types."""
        between = [e for e in self.events if e.type in types and not self._is_common(e)]
        found = [self._deed(e) for e in between[:_LISTED]]
        if len(between) > _LISTED:
            more = between[_LISTED:]
            further = tuple(e.evidence() for e in more[:_LISTED])
            found.append(Sentence(f"{len(more)} more {_are(len(more))} told.", further))
        return tuple(found) or (Sentence(nothing),)

    def _is_common(self, event: _Told) -> bool:
        """True if both stand on one side toward somebody else, named or not."""
        sides = {side_of(event.row, actor_id) for actor_id in self.ids}
        against = (*WORDS_AGAINST, *DEEDS_AGAINST)
        return sides == {"from"} and (event.type in against or bool(event.others(self.ids, "to")))

    def _deed(self, event: _Told) -> Sentence:
        text = said_deed(event.row, self.ids, self.names)
        return Sentence(
            f"{event.when}: {text}{event.where()}{event.standing()}.", (event.evidence(),)
        )

    def common(self) -> tuple[Sentence, ...]:
        """What both said or did together toward others."""
        found = []
        for event in [e for e in self.events if self._is_common(e)][:_LISTED]:
            deed = DEEDS.get(event.type, f"({event.type}) toward")
            others = ", ".join(event.others(self.ids, "to")) or "somebody who is not named"
            text = f"{event.when}: together they {deed} {others}{event.standing()}."
            found.append(Sentence(text, (event.evidence(),)))
        return tuple(found) or (Sentence("No common position toward others is told."),)

    def goals(self) -> tuple[Sentence, ...]:
        """What each is said to want, and by whom."""
        found = []
        for name, actor_id in zip(self.names, self.ids, strict=True):
            for claim in about(self.library, actor_id, ("goal",), limit=6):
                who = " › ".join(step["name"] for step in claim["chain"]) or "the text itself"
                found.append(
                    Sentence(
                        f"{name}, according to {who}: “{(claim['content'] or '').strip()}”"
                        f"{' (denied)' if claim['polarity'] == 'denied' else ''}.",
                        (_claim_evidence(claim),),
                    )
                )
        return tuple(found) or (Sentence("Nobody is quoted on what either is after."),)

    def contested(self) -> tuple[Sentence, ...]:
        """What some affirm and some deny, and what is only denied."""
        doubtful = [e for e in self.events if e.row["assertion"] in {"contested", "denied_only"}]
        return tuple(
            Sentence(f"{e.when}: {e.type}{e.where()}{e.standing()}.", (e.evidence(),))
            for e in doubtful[:_LISTED]
        ) or (Sentence("Nothing between them is told as contested."),)

    def single(self) -> tuple[Sentence, ...]:
        """How much only one source tells."""
        alone = [e for e in self.events if e.sources <= 1]
        if not alone:
            return (Sentence("Nothing: each event is told by two independent sources or more."),)
        return (
            Sentence(
                f"{len(alone)} of {_number(len(self.events), 'event')} "
                f"{'rests' if len(alone) == 1 else 'rest'} on a single independent source.",
                tuple(e.evidence() for e in alone[:_LISTED]),
            ),
        )


def _claim_evidence(claim: dict[str, Any]) -> Evidence:
    return Evidence(
        f"/documents/{claim['document_id']}#{claim['id']}", (claim["content"] or "").strip(),
        claim["title"] or "Untitled", source_name(claim["source"]), claim["published_on"],
        claim["url"],
    )  # fmt: skip


def _number(count: int, one: str, many: str | None = None) -> str:
    return f"{count} {one}" if count == 1 else f"{count} {many or one + 's'}"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
