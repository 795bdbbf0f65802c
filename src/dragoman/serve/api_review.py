"""The acts of review over the API: the same judgements that the forms of the pages make.

A program that carries a token needs nothing more. A browser's session sends back, as the header
X-CSRF-Token, what `/api/v1/me` says; no other site's page can read that.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, Depends, Header, HTTPException, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.datastructures import FormData

from dragoman.records import Correction, Outcome
from dragoman.records.claim import Anonymity, VerbClass
from dragoman.records.output import OutputReport
from dragoman.records.report import Role
from dragoman.records.review import CorrectionKind
from dragoman.serve.access import Person
from dragoman.serve.judgement import FormError, corrections_of, record_of
from dragoman.serve.library import Library
from dragoman.serve.render import library_of, person_of
from dragoman.serve.shapes import FAULTS, answers, listed, of, record
from dragoman.serve.words import last_day

__all__ = ["Act", "may_correct", "router"]

router = APIRouter(prefix="/api/v1", tags=["review"], responses=FAULTS)
Shelf = Annotated[Library, Depends(library_of)]
Reading = OutputReport | Any


class Party(BaseModel):
    """Who took part, as a reviewer says it; a known name keeps its words and actor."""

    model_config = ConfigDict(extra="forbid")
    role: Role
    name: str = Field(min_length=1, max_length=200)
    country: str = Field(default="", max_length=3, description="ISO 3166 alpha-3, or empty.")


class Holder(BaseModel):
    """Who holds a claim; a name of the document keeps its actor."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(min_length=1, max_length=200)
    verb: VerbClass = "says"
    anonymity: Anonymity = "named"
    start: int | None = Field(default=None, ge=0, description="Where its words begin.")
    end: int | None = Field(default=None, ge=0, description="Where they end, exclusive.")


class Values(BaseModel):
    """What is right. Of a reading that is edited, what is left out stays as it is."""

    model_config = ConfigDict(extra="forbid")
    type: str | None = Field(default=None, description="Of an event: its type.")
    mode: str | None = Field(default=None, description='A mode of the type; "" for none.')
    participants: list[Party] | None = Field(default=None, max_length=60)
    first_day: str | None = Field(default=None, description='YYYY-MM-DD; "" for not known.')
    last_day: str | None = Field(default=None, description='YYYY-MM-DD; "" for not known.')
    place: str | None = Field(default=None, max_length=200)
    place_country: str | None = Field(default=None, max_length=3)
    polarity: str | None = Field(default=None, description="affirmed, denied or open.")
    certainty: str | None = Field(default=None, description="certain, probable, possible …")
    status: str | None = Field(default=None, description="occurred, ongoing, planned, …")
    claim_kind: str | None = Field(default=None, description="Of a claim: its kind.")
    holders: list[Holder] = Field(
        default=[], max_length=10,
        description="Of an added claim: who says so, the outermost first; none: the text itself.",
    )  # fmt: skip
    of: list[str] = Field(
        default=[], max_length=40, description="Of an added claim: actors whose goal or view it is."
    )
    about: list[str] = Field(
        default=[], max_length=40, description="Of an added claim: actors and reports."
    )


_EXAMPLES: Any = [
    {"action": "confirm", "document_id": "doc-1", "record_id": "rep-1"},
    {"action": "edit", "document_id": "doc-1", "record_id": "rep-1",
     "values": {"type": "COERCE", "mode": "arrest"}, "reason": "they were arrested"},
    {"action": "add", "document_id": "doc-1", "quote": "signed the accord",
     "values": {"type": "AGREE", "participants": [{"role": "party", "name": "Kenya",
                                                   "country": "KEN"}]}},
    {"action": "add", "kind": "claim", "document_id": "doc-1", "quote": "to control the port",
     "values": {"claim_kind": "goal", "holders": [{"name": "Kenya"}], "of": ["state:SOM"]}},
]  # fmt: skip


class Act(BaseModel):
    """One act of a reviewer."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": _EXAMPLES})
    action: Literal["confirm", "reject", "edit", "add", "same", "different"]
    document_id: str
    kind: CorrectionKind = Field(default="report", description="For add: an event or a claim.")
    record_id: str = Field(default="", description="The report or claim; not for add.")
    values: Values = Field(default=Values(), description="For edit and add.")
    quote: str = Field(default="", max_length=400, description="For add: the words it rests on.")
    start: int | None = Field(default=None, ge=0, description="For add: where they begin.")
    end: int | None = Field(default=None, ge=0, description="For add: where they end, exclusive.")
    other_document_id: str = Field(default="", description="For same and different.")
    other_record_id: str = Field(default="", description="For same and different.")
    reason: str = Field(default="", max_length=500)


Token = Annotated[
    str, Header(alias="X-CSRF-Token", description="`csrf` of /api/v1/me; not with a token.")
]


def may_correct(request: Request, csrf: Token = "") -> Person:
    """Return who corrects; 403 for readers, and for a session without its mark."""
    person, access = person_of(request), request.app.state.access
    if person.csrf and not access.is_csrf(person, csrf):
        raise HTTPException(403, "Send the `csrf` of /api/v1/me as the header X-CSRF-Token.")
    if not person.may_correct:
        raise HTTPException(403, "You may read here, but not correct.")
    return person


Reviewer = Annotated[Person, Depends(may_correct)]
_SAID = of(document_id={"type": "string"}, correction=record(Correction), outcome=record(Outcome))
_WORDS = {"span": {"document_id": "doc-1", "start": 6, "end": 9}, "quote": "met", "prefix": "",
          "suffix": ""}  # fmt: skip
EXAMPLE = {
    "document_id": "doc-1",
    "correction": {"id": "cor-1", "kind": "report", "anchor": _WORDS, "other_anchor": None,
                   "action": "confirm", "field": None, "value": None, "seen": "{}",
                   "seen_run_id": "run-1", "author": "ann", "made_at": "2024-03-04T10:00:00.000Z",
                   "reason": "", "supersedes": None},
    "outcome": {"correction_id": "cor-1", "run_id": "run-1", "status": "applied",
                "record_id": "rep-1"},
}  # fmt: skip
SAID = listed(_SAID)


@router.get(
    "/me",
    responses=answers(
        of(name={"type": "string"}, role={"enum": ["reader", "reviewer"]}, csrf={"type": "string"}),
        {"name": "ann", "role": "reviewer", "csrf": "5f1d"},
    ),
)
def me(request: Request) -> Response:
    """Who you are here, what you may do, and what a browser's session sends with corrections."""
    person = person_of(request)
    return _answer({"name": person.name, "role": person.role, "csrf": person.csrf})


@router.post(
    "/corrections",
    status_code=201,
    responses=answers(SAID, {"items": [EXAMPLE]}, status=201, about="What was written down."),
)
def correct(library: Shelf, person: Reviewer, act: Act) -> Response:
    """Say that a reading is right, is not there, has other values, or is the same as another.

    What was written down comes back with what became of it; an edit that changes nothing writes
    nothing. Nothing is overwritten: `DELETE` takes a correction back by another one.
    """
    return _write(library, _form(library, act), person)


@router.delete(
    "/corrections/{correction_id}",
    responses={
        200: answers(SAID, {"items": [EXAMPLE]}, about="The correction that takes it back.")[200]
    },
)
def withdraw(library: Shelf, person: Reviewer, correction_id: str, reason: str = "") -> Response:
    """Take a correction back. The log keeps it, and who took it back, when and why."""
    found = next((d for d, c, _ in library.corrections() if c.id == correction_id), None)
    if found is None:
        raise HTTPException(404, "There is no such correction.")
    form = FormData({
        "action": "withdraw", "document_id": found, "supersedes": correction_id,
        "reason": reason,
    })  # fmt: skip
    return _write(library, form, person, status=200)


def _form(library: Library, act: Act) -> FormData:
    """Return the form that a page would have sent; FormError-like faults are 400."""
    names = ("action", "document_id", "kind", "record_id", "quote", "other_document_id",
             "other_record_id", "reason")  # fmt: skip
    pairs: list[tuple[str, Any]] = [(name, str(getattr(act, name))) for name in names]
    if act.start is not None and act.end is not None:
        pairs += [("start", str(act.start)), ("end", str(act.end))]
    if act.action == "edit":
        document = library.document(act.document_id)
        shown = None if document is None else record_of(document.shown, act.record_id)
        if shown is None:
            raise HTTPException(404, "There is no such reading, or it was rejected.")
        pairs += _values(act.values, shown)
    elif act.action == "add" and act.kind == "claim":
        pairs += _claim_values(act.values)
    elif act.action == "add":
        pairs += _values(act.values, None)
    return FormData(pairs)


def _values(values: Values, now: Reading | None) -> list[tuple[str, str]]:
    """Return the values of the form: those given, else those of the reading as it is."""
    stance = None if now is None else now.stance
    pairs = []
    for name in ("polarity", "certainty", "status"):
        value = getattr(values, name)
        shown = value if value is not None else getattr(stance, name, None)
        pairs += [] if shown is None else [(name, str(shown))]
    if now is not None and not isinstance(now, OutputReport):
        return [*pairs, ("claim_kind", values.claim_kind or now.kind)]
    code, mode = _type_mode(values, now)
    pairs.append(("type_mode", f"{code}|{mode}"))
    parties: list[Any] = list(now.participants) if now is not None else []
    for party in parties if values.participants is None else values.participants:
        pairs += [("role", party.role), ("name", party.name), ("country", party.country or "")]
    when = None if now is None else now.when
    where = now.where[0] if now is not None and now.where else None
    as_it_is = {
        "first_day": "" if when is None else when.earliest or "",
        "last_day": last_day(when),
        "place": "" if where is None else where.name,
        "place_country": "" if where is None else where.country or "",
    }
    for name, shown in as_it_is.items():
        given = getattr(values, name)
        pairs.append((name, shown if given is None else given))
    return pairs


def _claim_values(values: Values) -> list[tuple[str, str]]:
    """Return the values of the form that adds a claim."""
    plain = ("claim_kind", "polarity", "certainty", "status")
    pairs = [(name, getattr(values, name) or "") for name in plain]
    for each in values.holders:
        start, end = ("" if at is None else str(at) for at in (each.start, each.end))
        pairs += [("holder", each.name), ("verb", each.verb), ("anonymity", each.anonymity),
                  ("holder_start", start), ("holder_end", end)]  # fmt: skip
    return [*pairs, *(("of", v) for v in values.of), *(("about", v) for v in values.about)]


def _type_mode(values: Values, now: OutputReport | None) -> tuple[str, str]:
    """Return the type and mode; a new type without a mode has none."""
    if values.type is not None:
        return values.type, values.mode or ""
    was = ("", None) if now is None else (now.type or "", now.mode)
    return was[0], (was[1] or "") if values.mode is None else values.mode


def _write(library: Library, form: FormData, person: Person, *, status: int = 201) -> Response:
    try:
        made = corrections_of(library, form, author=person.name)
    except FormError as error:
        raise HTTPException(400, str(error)) from error
    for correction in made:
        library.correct(correction)
    ids = {correction.id for correction in made}
    items = [
        {"document_id": document_id, "correction": said, "outcome": outcome}
        for document_id, said, outcome in library.corrections()
        if said.id in ids
    ]
    return _answer({"items": items}, status)


def _answer(body: Any, status: int = 200) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(
        msgspec.json.encode(body), status, headers=headers, media_type="application/json"
    )
