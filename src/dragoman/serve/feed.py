"""The Atom feed of a saved view: its events by when they were last told, each with its sources."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from dragoman import __version__
from dragoman.records.wording import toward
from dragoman.serve.arrivals import latest, title_of
from dragoman.serve.filters import Filters
from dragoman.serve.freshness import is_known, marks_of
from dragoman.serve.library import Library
from dragoman.serve.pages import Asked
from dragoman.serve.render import library_of
from dragoman.serve.words import said_date, said_day, source_name, web_address

__all__ = ["atom", "router"]

router = APIRouter(include_in_schema=False)
Shelf = Annotated[Library, Depends(library_of)]
ENTRIES = 50
_ATOM = "http://www.w3.org/2005/Atom"
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold, not even escaped."""


@router.get("/feed.atom")
def feed(request: Request, library: Shelf, filters: Asked) -> Response:
    """The events of a view as Atom, the last told first."""
    marks = marks_of(request, library)
    if is_known(request, marks):
        return Response(status_code=304, headers=marks)
    room = str(request.base_url).rstrip("/")
    body = atom(library, filters, room=room)
    return Response(body, media_type="application/atom+xml; charset=utf-8", headers=marks)


def atom(library: Library, filters: Filters, *, room: str) -> bytes:
    """Return the feed of a view; `room` is put before addresses of the reading room."""
    events = latest(library, filters, limit=ENTRIES)
    root = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    _put(root, "id", _id_of("view", f"{library.path.name}{filters.query()}"))
    _put(root, "title", f"dragoman: {title_of(filters)}")
    _put(root, "subtitle", f"Events of {library.path.name}, by when they were last told.")
    _put(root, "updated", _moment(events[0]["updated"] if events else None))
    _put(ElementTree.SubElement(root, "author"), "name", "dragoman")
    _put(root, "generator", "dragoman", version=__version__)
    _put(root, "link", rel="self", type="application/atom+xml",
         href=f"{room}/feed.atom{filters.query()}")  # fmt: skip
    _put(root, "link", rel="alternate", type="text/html", href=f"{room}/{filters.query()}")
    for event in events:
        _entry(root, event, room)
    body: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return body


def _entry(root: ElementTree.Element, event: dict[str, Any], room: str) -> None:
    entry = ElementTree.SubElement(root, "entry")
    _put(entry, "id", _id_of("event", event["id"]))
    _put(entry, "title", _headline(event))
    _put(entry, "updated", _moment(event["updated"]))
    _put(entry, "link", rel="alternate", type="text/html", href=f"{room}/events/{event['id']}")
    for document in event["documents"]:
        if url := web_address(document["url"]):
            _put(entry, "link", rel="via", href=url, title=document["title"] or "Untitled")
    if event["type"]:
        _put(entry, "category", term=event["type"])
    _put(entry, "summary", _summary(event), type="text")


def _headline(event: dict[str, Any]) -> str:
    """Return an event in one line: type, who toward whom, where, when."""
    who = toward(*(", ".join(party["name"] for party in event[side]) for side in ("from", "to")))
    kind = " ".join(part.replace("_", " ") for part in (event["type"], event["mode"]) if part)
    where = f", {event['place_name']}" if event["place_name"] else ""
    return f"{kind}: {who}{where}, {said_date(event['earliest'], event['before'])}"


def _summary(event: dict[str, Any]) -> str:
    """Return the sentence that tells it best, how it stands, and who tells it."""
    parts = []
    if event["best"]:
        parts.append(f"“{(event['best']['sentence'] or '').strip()}”")
    parts.append(f"{event['assertion']}; independent sources: {event['independent_sources']}.")
    for document in event["documents"]:
        day = f", {said_day(document['published_on'])}" if document["published_on"] else ""
        parts.append(f"{document['title'] or 'Untitled'} ({source_name(document['source'])}{day})")
    return "\n".join(parts)


def _put(parent: ElementTree.Element, name: str, text: str | None = None, **given: str) -> None:
    """Add an element; what XML cannot hold becomes a question mark."""
    attributes = {key: _NO_XML.sub("?", value) for key, value in given.items()}
    child = ElementTree.SubElement(parent, name, attributes)
    if text is not None:
        child.text = _NO_XML.sub("?", text)


def _id_of(kind: str, name: str) -> str:
    """Return an id that is the same wherever and whenever the feed is made."""
    return uuid5(NAMESPACE_URL, f"dragoman {kind} {name}").urn


def _moment(stated: str | None) -> str:
    """Return a time as Atom wants it; the beginning of time where there is none."""
    try:
        moment = datetime.fromisoformat(stated or "")
    except ValueError:
        moment = datetime.fromtimestamp(0, UTC)
    aware = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return aware.isoformat(timespec="seconds").replace("+00:00", "Z")
