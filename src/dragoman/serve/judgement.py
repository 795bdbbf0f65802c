"""A reviewer's form as corrections: one for each value that was changed, and no others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, get_args

import msgspec
from starlette.datastructures import FormData

from dragoman.io.corrections import new_correction
from dragoman.records import Anchor, Correction, Stance
from dragoman.records.claim import ClaimKind
from dragoman.records.output import CodedDocument, OutputClaim, OutputReport, OutputSpan
from dragoman.records.review import CorrectionKind
from dragoman.review import AddedClaim, AddedEvent, anchor_at, anchor_of, seen_of
from dragoman.review.values import gist
from dragoman.serve.form_values import (
    FormError,
    choice,
    holders_of,
    matters_of,
    parties_of,
    stance_of,
    text_of,
    type_mode,
    when_of,
    where_of,
    words_at,
)
from dragoman.serve.library import Library, ShownDocument

__all__ = ["FormError", "corrections_of", "record_of"]


def record_of(document: CodedDocument, record_id: str) -> OutputReport | OutputClaim | None:
    """Return the report or claim of that id."""
    records: Sequence[OutputReport | OutputClaim] = (*document.reports, *document.claims)
    return next((record for record in records if record.id == record_id), None)


def corrections_of(library: Library, form: FormData, *, author: str) -> list[Correction]:
    """Return the corrections a form asks for; none if it changes nothing.

    Raises:
        FormError: a document, record or value is missing or wrong.
    """
    action = text_of(form, "action")
    document = library.document(text_of(form, "document_id"))
    if document is None:
        raise FormError("The document is not in this store.")
    made = _Maker(library, document, author, text_of(form, "reason")[:500])
    if action == "add":
        return [made.addition(form)]
    if action == "withdraw":
        return [made.withdrawal(text_of(form, "supersedes"))]
    record = record_of(document.shown, text_of(form, "record_id"))
    if record is None:
        raise FormError("The reading is not there any more; look at the document again.")
    if action in {"confirm", "reject"}:
        return [made.of(record, action)]
    if action in {"same", "different"}:
        return [made.pair(record, action, form)]
    if action == "edit":
        return made.changes(record, form)
    raise FormError(f"“{action}” is nothing a reviewer can do.")


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
        other = self.library.document(text_of(form, "other_document_id"))
        found = None if other is None else record_of(other.shown, text_of(form, "other_record_id"))
        if other is None or found is None or not isinstance(record, OutputReport):
            raise FormError("The other report is not there any more.")
        return self.of(record, action, other_anchor=anchor_of(other.shown, found))

    def addition(self, form: FormData) -> Correction:
        """Return the correction that adds an event or a claim at the words of the form."""
        document = self.document.shown
        text = document.document.text
        start, end = words_at(form, text)
        words = OutputSpan(start=start, end=end, text=text[start:end])
        kind = choice(form, "kind", get_args(CorrectionKind), "report")
        given = self._event(form, words) if kind == "report" else self._claim(form, words)
        anchor = anchor_at(document.document.id, text, start, end)
        return self._made(kind, anchor, "add", value=msgspec.json.encode(given).decode())

    def _event(self, form: FormData, words: OutputSpan) -> AddedEvent:
        code, mode = type_mode(form, self.library)
        return AddedEvent(
            type=code, mode=mode, stance=stance_of(form, None),
            participants=parties_of(form, (), self.document.shown, words),
            when=when_of(form, None), where=where_of(form, (), words),
        )  # fmt: skip

    def _claim(self, form: FormData, words: OutputSpan) -> AddedClaim:
        document = self.document.shown
        kinds = [kind for kind in get_args(ClaimKind) if kind != "report"]
        return AddedClaim(
            kind=choice(form, "claim_kind", kinds, "statement"), stance=stance_of(form, None),
            chain=holders_of(form, document, words), of=matters_of(form, "of", document),
            about=matters_of(form, "about", document, with_reports=True),
        )  # fmt: skip

    def changes(self, record: OutputReport | OutputClaim, form: FormData) -> list[Correction]:
        """Return a correction for each value that the form has otherwise than the record."""
        wanted: dict[str, Any] = {}
        stance = stance_of(form, record.stance)
        for name in Stance.__struct_fields__:
            wanted[name] = getattr(stance, name)
        now: dict[str, Any] = {n: getattr(record.stance or Stance(), n) for n in wanted}
        if isinstance(record, OutputClaim):
            wanted["kind"] = choice(form, "claim_kind", get_args(ClaimKind), record.kind)
            now["kind"] = record.kind
        else:
            wanted["type"], wanted["mode"] = type_mode(form, self.library)
            wanted["participants"] = parties_of(
                form, record.participants, self.document.shown, record.trigger
            )
            wanted["when"] = when_of(form, record.when)
            wanted["where"] = where_of(form, record.where, record.trigger)
            now |= {
                n: getattr(record, n) for n in ("type", "mode", "participants", "when", "where")
            }
        return [
            self.of(record, "set", field=name, value=msgspec.json.encode(value).decode())
            for name, value in wanted.items()
            if gist(name, value) != gist(name, now[name])
        ]
