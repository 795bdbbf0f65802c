"""The values of a reviewer's form: words, types, parties, days, places, and who holds a claim."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, get_args

import msgspec
from starlette.datastructures import FormData

from dragoman.records import Stance
from dragoman.records.claim import Anonymity, VerbClass
from dragoman.records.output import (
    CodedDocument,
    OutputActor,
    OutputChainStep,
    OutputParticipant,
    OutputReport,
    OutputSpan,
    OutputWhen,
    OutputWhere,
)
from dragoman.records.report import Role
from dragoman.review import Matter
from dragoman.serve.actors import known_actor
from dragoman.serve.library import Library

__all__ = [
    "FormError", "choice", "holders_of", "matters_of", "parties_of", "stance_of", "text_of",
    "type_mode", "when_of", "where_of", "words_at",
]  # fmt: skip


class FormError(ValueError):
    """A form that makes no sense; the message says what was expected."""


def text_of(form: FormData, name: str) -> str:
    """Return the text of a field, "" where there is none."""
    value = form.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def words_at(form: FormData, text: str) -> tuple[int, int]:
    """Return where the words of what is added stand: as selected, else where they are found."""
    quote = text_of(form, "quote")
    start, end = text_of(form, "start"), text_of(form, "end")
    if start.isdecimal() and end.isdecimal() and text[int(start) : int(end)].strip():
        return int(start), int(end)
    place = text.find(quote) if quote else -1
    if place < 0:
        raise FormError("Those words are not in the text. Select them, or copy them exactly.")
    return place, place + len(quote)


def choice(form: FormData, name: str, allowed: Sequence[str], default: str) -> Any:
    """Return the value of a field, `default` where it is empty; FormError if it is not allowed."""
    return _one_of(text_of(form, name) or default, name, allowed)


def _one_of(value: str, name: str, allowed: Sequence[str]) -> Any:
    if value not in allowed:
        raise FormError(f"{name}: “{value}” is none of {', '.join(allowed)}")
    return value


def stance_of(form: FormData, now: Stance | None) -> Stance:
    """Return the stance of the form; what it leaves out is as it was, or affirmed and certain."""
    base = now or Stance()
    values = {
        field.name: choice(form, field.name, get_args(field.type), getattr(base, field.name))
        for field in msgspec.structs.fields(Stance)
    }
    return Stance(**values)


def type_mode(form: FormData, library: Library) -> tuple[str, str | None]:
    """Return the type and mode of the form; FormError if the codebook has none such."""
    code, _, mode = text_of(form, "type_mode").partition("|")
    book = library.codebook
    if code not in book.by_code or (mode and (code, mode) not in book.modes_by_code):
        said = f"{code} {mode}".strip()
        raise FormError(f"“{said}” is no type of {book.ontology}.")
    return code, mode or None


def parties_of(
    form: FormData,
    now: tuple[OutputParticipant, ...],
    document: CodedDocument,
    trigger: OutputSpan,
) -> tuple[OutputParticipant, ...]:
    """Return the participants as the form has them; known ones keep their words and codes."""
    columns = [[str(v) for v in form.getlist(field)] for field in ("role", "name", "country")]
    rows: list[tuple[str, ...]] = list(zip(*columns, strict=False))
    parties = []
    for role, name, country in rows:
        if not name.strip():
            continue
        part: Any = role
        if part not in get_args(Role):
            raise FormError(f"“{role}” is no role.")
        code = _country(country)
        same = next((p for p in now if p.name == name.strip() and p not in parties), None)
        if same is not None:
            parties.append(msgspec.structs.replace(same, role=part, country=code))
            continue
        parties.append(_new_party(part, name.strip()[:200], code, document, trigger))
    return tuple(parties)


def _new_party(
    role: Role, name: str, country: str | None, document: CodedDocument, trigger: OutputSpan
) -> OutputParticipant:
    """Return a participant that a person names: an actor of the document if it has that name."""
    actor = _actor_called(document, name)
    span = actor.mentions[0] if actor is not None and actor.mentions else trigger
    sector = None if actor is None else actor.sector
    return OutputParticipant(
        role=role, name=name, description=name,
        actor_id="ent-by-reviewer" if actor is None else actor.id,
        country=country or (None if actor is None else actor.country),
        sector=sector, sectors=() if sector is None else (sector,), group=0, negated=False,
        score=None, span=span,
    )  # fmt: skip


def _country(text: Any) -> str | None:
    code = str(text).strip().upper()
    if code and not (len(code) == 3 and code.isascii() and code.isalpha()):
        raise FormError(f"“{code}” is no country: expected three letters, such as KEN.")
    return code or None


def when_of(form: FormData, now: OutputWhen | None) -> OutputWhen | None:
    """Return the days of the form, as the time it was where they are the same."""
    first, last = _day(form, "first_day"), _day(form, "last_day")
    before = None if last is None else last + timedelta(days=1)
    shown = None if now is None else (now.earliest, now.before)
    asked = tuple(None if day is None else day.isoformat() for day in (first, before))
    if shown == asked or (now is None and asked == (None, None)):
        return now
    if asked == (None, None):
        return None
    if first is not None and last is not None and last < first:
        raise FormError("The last day is before the first.")
    is_day = first is not None and first == last
    return OutputWhen(
        earliest=asked[0], before=asked[1], precision="day" if is_day else "unknown",
        basis="inferred", extent="occasion", end=None, span=None,
    )  # fmt: skip


def _day(form: FormData, name: str) -> date | None:
    text = text_of(form, name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise FormError(f"“{text}” is no day; expected 2024-01-31.") from None


def where_of(
    form: FormData, now: tuple[OutputWhere, ...], trigger: OutputSpan
) -> tuple[OutputWhere, ...]:
    """Return the places as the form has them; only the first can be changed in it."""
    name, country = text_of(form, "place"), _country(form.get("place_country", ""))
    first = now[0] if now else None
    if not name:
        return now[1:]
    if first is not None and first.name == name:
        return (msgspec.structs.replace(first, country=country), *now[1:])
    place = OutputWhere(
        name=name, relation="at", country=country, admin1=None, lat=None, lon=None,
        geonames_id=None, precision=None, span=trigger if first is None else first.span,
    )  # fmt: skip
    return (place, *now[1:])


def holders_of(
    form: FormData, document: CodedDocument, content: OutputSpan
) -> tuple[OutputChainStep, ...]:
    """Return who holds a claim, the outermost first; none where it is the text's own voice."""
    names = ("holder", "verb", "anonymity", "holder_start", "holder_end")
    columns = [[str(value) for value in form.getlist(name)] for name in names]
    steps = []
    for name, verb, anonymity, start, end in zip(*columns, strict=False):
        if not name.strip():
            continue
        called = name.strip()[:200]
        actor = _actor_called(document, called)
        steps.append(OutputChainStep(
            name=called, actor_id=None if actor is None else actor.id,
            verb=_one_of(verb, "verb", get_args(VerbClass)),
            anonymity=_one_of(anonymity, "anonymity", get_args(Anonymity)),
            source=_span_of(called, start, end, document.document.text, content), cue=None,
        ))  # fmt: skip
    return tuple(steps)


def _span_of(name: str, start: str, end: str, text: str, content: OutputSpan) -> OutputSpan | None:
    """Return where a holder is named: as selected, else nearest before the words it holds."""
    if start.isdecimal() and end.isdecimal() and text[int(start) : int(end)] == name:
        return OutputSpan(start=int(start), end=int(end), text=name)
    place = text.rfind(name, 0, content.start)
    place = text.find(name) if place < 0 else place
    return None if place < 0 else OutputSpan(start=place, end=place + len(name), text=name)


def matters_of(
    form: FormData, name: str, document: CodedDocument, *, with_reports: bool = False
) -> tuple[Matter, ...]:
    """Return the actors, and if wanted the reports, that a claim is of or about.

    Each is given by its id, or an actor by a name of the document.
    """
    found = []
    for value in dict.fromkeys(str(given).strip() for given in form.getlist(name)):
        actor = next((a for a in document.actors if a.id == value), None)
        actor = actor or _actor_called(document, value)
        report = _report_named(document, value) if with_reports else None
        if actor is not None:
            found.append(Matter(id=actor.id, name=actor.name))
        elif report is not None:
            found.append(Matter(id=report.id))
        elif value and (known := known_actor(value)) is not None:
            found.append(Matter(id=value, name=known[0].names[0].text))
        elif value:
            what = "actor or event" if with_reports else "actor"
            raise FormError(f"{name}: “{value}” is no {what} of this text.")
    return tuple(found)


def _report_named(document: CodedDocument, record_id: str) -> OutputReport | None:
    return next((r for r in document.reports if r.id == record_id), None)


def _actor_called(document: CodedDocument, name: str) -> OutputActor | None:
    """Return the actor of a document that has a name or is mentioned by these words."""
    wanted = name.lower()
    for actor in document.actors:
        if wanted in {actor.name.lower(), *(m.text.lower() for m in actor.mentions)}:
            return actor
    return None
