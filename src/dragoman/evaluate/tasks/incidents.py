"""Task `incidents`: the violent incidents of a document, against templates that list them.

A template gives the kind of incident and who or what was in it, as words of the text. It is found
where a report of a type that its kind allows speaks of it: the report's actors, or the sentence of
its trigger, have the words of one of the template's entities. A report answers one template.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import field

from dragoman.evaluate.coding import coded_or_problem
from dragoman.evaluate.measure import Measure, Tally
from dragoman.evaluate.tasks.lines import GoldSpan, document_of, read_lines
from dragoman.pipeline.document import Pipeline
from dragoman.records import Record
from dragoman.records.output import CodedDocument, OutputReport

__all__ = ["GoldIncident", "GoldTemplates", "incidents"]

_ANY: tuple[tuple[str, str | None], ...] = (("ASSAULT", None), ("COERCE", None))
_ALLOWED: dict[str, tuple[tuple[str, str | None], ...]] = {
    "attack": (("ASSAULT", None),),
    "bombing": (("ASSAULT", None),),
    "bombing / attack": (("ASSAULT", None),),
    "arson": (("ASSAULT", None),),
    "kidnapping": (("ASSAULT", "abduct"), ("COERCE", None)),
    "forced work stoppage": (("COERCE", None),),
}
"""Types and modes by kind of incident, None for every mode; other kinds allow either type."""
_DOERS = frozenset({"initiator", "party"})
_SUFFERERS = frozenset({"target", "affected", "beneficiary", "party"})
_WORD = re.compile(r"\w+")
_SMALL = frozenset("the a an of and in for to s its their his her".split())

Entity = tuple[GoldSpan, ...]
"""The mentions of one entity; their words count, not their offsets, which are loose."""


class GoldIncident(Record, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """One template: perpetrators, things and people hit, and weapons."""

    kind: str = field(name="incident_type")
    persons: tuple[Entity, ...] = field(name="PerpInd", default=())
    organisations: tuple[Entity, ...] = field(name="PerpOrg", default=())
    things: tuple[Entity, ...] = field(name="Target", default=())
    victims: tuple[Entity, ...] = field(name="Victim", default=())
    weapons: tuple[Entity, ...] = field(name="Weapon", default=())

    @property
    def perpetrators(self) -> tuple[Entity, ...]:
        """Those who did it."""
        return (*self.persons, *self.organisations)

    @property
    def entities(self) -> tuple[Entity, ...]:
        """All that the template names."""
        return (*self.perpetrators, *self.things, *self.victims, *self.weapons)


class GoldTemplates(Record, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """One document with its templates, none where it tells no incident."""

    id: str
    text: str
    templates: tuple[GoldIncident, ...]


class _Telling(Record, frozen=True, kw_only=True):
    """A report as far as it is compared, with the words of its sentence and of its actors."""

    type: str
    mode: str | None
    sentence: str
    doers: tuple[str, ...]
    sufferers: tuple[str, ...]


def incidents(path: Path, pipeline: Pipeline) -> tuple[int, tuple[Measure, ...]]:
    """Return the number of documents at `path` and the measures over their templates."""
    tally = Tally()
    rows = list(read_lines(path, GoldTemplates))
    for number, gold in enumerate(rows):
        tally.document = number
        coded = coded_or_problem(document_of(gold.id, gold.text), pipeline)
        tellings = _tellings(coded) if isinstance(coded, CodedDocument) else ()
        _score_document(gold, tellings, tally)
        tally.add("document coded", isinstance(coded, CodedDocument), 1)
    return len(rows), tally.measures()


def _score_document(gold: GoldTemplates, tellings: Sequence[_Telling], tally: Tally) -> None:
    violent = [t for t in tellings if t.type in ("ASSAULT", "COERCE")]
    answers = _answers(gold.templates, violent)
    for number, template in enumerate(gold.templates):
        allowed = [t for t in violent if _allows(template, t)]
        tally.add("type in document", bool(allowed), 1)
        tally.add("incident found", number in answers, 1)
        tally.add(f"{template.kind} found", number in answers, 1)
        answer = [answers[number]] if number in answers else []
        for name, entities, side in (
            ("perpetrator", template.perpetrators, "doers"),
            ("victim", template.victims, "sufferers"),
            ("thing hit", template.things, "sufferers"),
        ):
            for entity in entities:
                tally.add(f"{name} found", _is_among(entity, allowed, side), 1)
                if answer:
                    tally.add(f"{name} of found", _is_among(entity, answer, side), 1)
    if gold.templates:
        tally.add("reports an incident", len(violent), len(gold.templates))
    else:
        tally.add("no incident, none coded", not violent, 1)


def _answers(
    templates: Sequence[GoldIncident], tellings: Sequence[_Telling]
) -> dict[int, _Telling]:
    """Return for numbers of templates the telling that shares most of their entities."""
    pairs = []
    for number, template in enumerate(templates):
        for order, telling in enumerate(tellings):
            shared = _shared(template, telling)
            if shared and _allows(template, telling):
                pairs.append((-shared, number, order))
    found: dict[int, _Telling] = {}
    used: set[int] = set()
    for _, number, order in sorted(pairs):
        if number not in found and order not in used:
            found[number] = tellings[order]
            used.add(order)
    return found


def _shared(template: GoldIncident, telling: _Telling) -> int:
    """Return how many of the template's entities the telling's sentence or actors name."""
    words = (telling.sentence, *telling.doers, *telling.sufferers)
    return sum(any(_holds(w, m.text) for w in words for m in e) for e in template.entities)


def _allows(template: GoldIncident, telling: _Telling) -> bool:
    allowed = _ALLOWED.get(template.kind, _ANY)
    return any(telling.type == t and mode in (None, telling.mode) for t, mode in allowed)


def _is_among(entity: Entity, tellings: Iterable[_Telling], side: str) -> bool:
    names = [name for telling in tellings for name in getattr(telling, side)]
    return any(_overlap(name, mention.text) for name in names for mention in entity)


def _overlap(name: str, mention: str) -> bool:
    """Whether one of two phrases holds the other whole."""
    return _holds(name, mention) or _holds(mention, name)


def _holds(longer: str, shorter: str) -> bool:
    """Whether the words of the one stand, in their order and together, in the other."""
    inner, outer = _words(shorter), _words(longer)
    return bool(inner.strip()) and inner in outer


def _words(text: str) -> str:
    """Return the words that matter in lower case, each between spaces."""
    kept = (word for word in _WORD.findall(text.lower()) if word not in _SMALL)
    return f" {' '.join(kept)} "


def _tellings(coded: CodedDocument) -> tuple[_Telling, ...]:
    return tuple(_telling(report, coded) for report in coded.reports)


def _telling(report: OutputReport, coded: CodedDocument) -> _Telling:
    mentions = {a.id: [m.text for m in a.mentions] for a in coded.actors}

    def names(roles: frozenset[str]) -> tuple[str, ...]:
        return tuple(
            name
            for one in report.participants
            if one.role in roles
            for name in (one.description, *mentions.get(one.actor_id, ()))
        )

    text, trigger = coded.document.text, report.trigger
    return _Telling(
        type=report.type,
        mode=report.mode,
        sentence=text[_begin(text, trigger.start) : _end(text, trigger.end)],
        doers=names(_DOERS),
        sufferers=names(_SUFFERERS),
    )


def _begin(text: str, offset: int) -> int:
    """Return where the sentence around `offset` begins, roughly: after the last full stop."""
    return max(text.rfind(". ", 0, offset), text.rfind("\n", 0, offset)) + 1


def _end(text: str, offset: int) -> int:
    ends = [e for e in (text.find(". ", offset), text.find("\n", offset)) if e >= 0]
    return min(ends, default=len(text))
