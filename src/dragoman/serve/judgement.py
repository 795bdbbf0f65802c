"""A reviewer's form as corrections: one for each value that was changed, and no others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args

import msgspec
from starlette.datastructures import FormData

from dragoman.io.corrections import new_correction
from dragoman.records import Anchor, Correction, Stance
from dragoman.records.claim import ClaimKind
from dragoman.records.output import (
    CodedDocument,
    OutputClaim,
    OutputParticipant,
    OutputReport,
    OutputSpan,
    OutputWhen,
    OutputWhere,
)
from dragoman.records.report import Role
from dragoman.review import AddedEvent, anchor_at, anchor_of, seen_of
from dragoman.review.values import gist
from dragoman.serve.library import Library, ShownDocument

__all__ = ["FormError", "corrections_of", "record_of"]


class FormError(ValueError):
    """A form that makes no sense; the message says what was expected."""


def record_of(document: CodedDocument, record_id: str) -> OutputReport | OutputClaim | None:
    """Return the report or claim of that id."""
    records: Sequence[OutputReport | OutputClaim] = (*document.reports, *document.claims)
    return next((record for record in records if record.id == record_id), None)


def corrections_of(library: Library, form: FormData, *, author: str) -> list[Correction]:
    """Return the corrections a form asks for; none if it changes nothing.

    Raises:
        FormError: a document, record or value is missing or wrong.
    """
    action = _text(form, "action")
    document = library.document(_text(form, "document_id"))
    if document is None:
        raise FormError("The document is not in this store.")
    made = _Maker(library, document, author, _text(form, "reason")[:500])
    if action == "add":
        return [made.addition(form)]
    if action == "withdraw":
        return [made.withdrawal(_text(form, "supersedes"))]
    record = record_of(document.shown, _text(form, "record_id"))
    if record is None:
        raise FormError("The reading is not there any more; look at the document again.")
    if action in {"confirm", "reject"}:
        return [made.of(record, action)]
    if action in {"same", "different"}:
        return [made.pair(record, action, form)]
    if action == "edit":
        return made.changes(record, form)
    raise FormError(f"“{action}” is nothing a reviewer can do.")


def _text(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value.strip() if isinstance(value, str) else ""


class _Maker:
    """Makes the corrections of one form."""

    def __init__(self, library: Library, document: ShownDocument, author: str, reason: str) -> None:
        self.library = library
        self.document = document
        self.author = author
        self.reason = reason
        self.now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def _made(self, kind: str, anchor: Anchor, action: str, **values: Any) -> Correction:
        fields: Mapping[str, Any] = {
            "id": "", "kind": kind, "anchor": anchor, "action": action, "author": self.author,
            "made_at": self.now, "reason": self.reason,
            "seen_run_id": self.document.machine.run.id, **values,
        }  # fmt: skip
        checked = msgspec.convert(msgspec.to_builtins(fields), Correction)
        return new_correction(checked)

    def of(self, record: OutputReport | OutputClaim, action: str, **values: Any) -> Correction:
        """Return a correction of one record, with what the machine says of it now."""
        kind = "report" if isinstance(record, OutputReport) else "claim"
        machine = record_of(self.document.machine, record.id) or record
        try:
            anchor = anchor_of(self.document.shown, record)
        except ValueError as error:
            raise FormError("This reading rests on no words, so it cannot be corrected.") from error
        return self._made(kind, anchor, action, seen=seen_of(machine), **values)

    def withdrawal(self, correction_id: str) -> Correction:
        """Return the correction that takes another back."""
        for correction in self.document.corrections:
            if correction.id == correction_id:
                return self._made(
                    correction.kind, correction.anchor, "withdraw", supersedes=correction_id
                )
        raise FormError("That correction is not one of this document.")

    def pair(self, record: OutputReport | OutputClaim, action: str, form: FormData) -> Correction:
        """Return the correction that two reports are of one event, or of two."""
        other = self.library.document(_text(form, "other_document_id"))
        found = None if other is None else record_of(other.shown, _text(form, "other_record_id"))
        if other is None or found is None or not isinstance(record, OutputReport):
            raise FormError("The other report is not there any more.")
        return self.of(record, action, other_anchor=anchor_of(other.shown, found))

    def addition(self, form: FormData) -> Correction:
        """Return the correction that adds an event at the words of the form."""
        text = self.document.shown.document.text
        start, end = _words(form, text)
        code, mode = _type_mode(form, self.library)
        trigger = OutputSpan(start=start, end=end, text=text[start:end])
        event = AddedEvent(
            type=code, mode=mode, stance=_stance(form, None),
            participants=_parties(form, (), self.document.shown, trigger),
            when=_when(form, None), where=_where(form, (), trigger),
        )  # fmt: skip
        anchor = anchor_at(self.document.shown.document.id, text, start, end)
        return self._made("report", anchor, "add", value=msgspec.json.encode(event).decode())

    def changes(self, record: OutputReport | OutputClaim, form: FormData) -> list[Correction]:
        """Return a correction for each value that the form has otherwise than the record."""
        wanted: dict[str, Any] = {}
        stance = _stance(form, record.stance)
        for name in Stance.__struct_fields__:
            wanted[name] = getattr(stance, name)
        now: dict[str, Any] = {n: getattr(record.stance or Stance(), n) for n in wanted}
        if isinstance(record, OutputClaim):
            wanted["kind"] = _choice(form, "claim_kind", get_args(ClaimKind), record.kind)
            now["kind"] = record.kind
        else:
            wanted["type"], wanted["mode"] = _type_mode(form, self.library)
            wanted["participants"] = _parties(
                form, record.participants, self.document.shown, record.trigger
            )
            wanted["when"] = _when(form, record.when)
            wanted["where"] = _where(form, record.where, record.trigger)
            now |= {
                n: getattr(record, n) for n in ("type", "mode", "participants", "when", "where")
            }
        return [
            self.of(record, "set", field=name, value=msgspec.json.encode(value).decode())
            for name, value in wanted.items()
            if gist(name, value) != gist(name, now[name])
        ]


def _words(form: FormData, text: str) -> tuple[int, int]:
    """Return where the words of an added event stand: as selected, else where they are found."""
    quote = _text(form, "quote")
    start, end = _text(form, "start"), _text(form, "end")
    if start.isdecimal() and end.isdecimal() and text[int(start) : int(end)].strip():
        return int(start), int(end)
    place = text.find(quote) if quote else -1
    if place < 0:
        raise FormError("Those words are not in the text. Select them, or copy them exactly.")
    return place, place + len(quote)


def _choice(form: FormData, name: str, allowed: Sequence[str], default: str) -> Any:
    value = _text(form, name) or default
    if value not in allowed:
        raise FormError(f"{name}: “{value}” is none of {', '.join(allowed)}")
    return value


def _stance(form: FormData, now: Stance | None) -> Stance:
    base = now or Stance()
    values = {
        field.name: _choice(form, field.name, get_args(field.type), getattr(base, field.name))
        for field in msgspec.structs.fields(Stance)
    }
    return Stance(**values)


def _type_mode(form: FormData, library: Library) -> tuple[str, str | None]:
    code, _, mode = _text(form, "type_mode").partition("|")
    book = library.codebook
    if code not in book.by_code or (mode and (code, mode) not in book.modes_by_code):
        raise FormError(f"“{code} {mode}” is no type of {book.ontology}.")
    return code, mode or None


def _parties(
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
    actor = next((a for a in document.actors if a.name.lower() == name.lower()), None)
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


def _when(form: FormData, now: OutputWhen | None) -> OutputWhen | None:
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
    text = _text(form, name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise FormError(f"“{text}” is no day; expected 2024-01-31.") from None


def _where(
    form: FormData, now: tuple[OutputWhere, ...], trigger: OutputSpan
) -> tuple[OutputWhere, ...]:
    """Return the places as the form has them; only the first can be changed in it."""
    name, country = _text(form, "place"), _country(form.get("place_country", ""))
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
