"""Fills the templates. Everything in them is escaped; no template may mark text as safe."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from fastapi import Request
from fastapi.responses import HTMLResponse

from dragoman import __version__
from dragoman.records.wording import UNSPECIFIED, amount_of
from dragoman.serve import words
from dragoman.serve.access import Person
from dragoman.serve.library import Library

__all__ = ["PAGES", "library_of", "page", "person_of", "render"]

PAGES = Path(__file__).parents[1] / "assets" / "pages"


@cache
def templates() -> jinja2.Environment:
    """Return the templates; every one of them escapes what it is given."""
    found = jinja2.Environment(
        loader=jinja2.FileSystemLoader(PAGES / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters.update(words.FILTERS)
    found.tests["unknown_actor"] = words.is_unknown_actor
    found.globals.update(
        QUADS=words.QUADS,
        ASSERTIONS=words.ASSERTIONS,
        FACET_NAMES=words.FACET_NAMES,
        STATUS_WORDS=words.STATUS_WORDS,
        CHOICES=words.CHOICES,
        said_date=words.said_date,
        said_when=words.said_when,
        amount_of=amount_of,
        UNSPECIFIED=UNSPECIFIED,
        version=__version__,
    )
    return found


def library_of(request: Request) -> Library:
    """Return the store the server serves."""
    library: Library = request.app.state.library
    return library


def person_of(request: Request) -> Person:
    """Return who asks; the shield has let them in."""
    person: Person = request.state.person
    return person


def render(template: str, /, **values: Any) -> str:
    """Return a template filled in."""
    return templates().get_template(template).render(**values)


def page(request: Request, template: str, /, *, status: int = 200, **values: Any) -> HTMLResponse:
    """Return a page; the person, store and address are known to every template."""
    state = request.app.state
    text = render(
        template,
        person=getattr(request.state, "person", None),
        store_name=state.library.path.name,
        is_linked=state.library.is_linked,
        is_demo=state.is_demo,
        settings=state.settings,
        codebook=state.library.codebook,
        here=request.url.path,
        here_with_query=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        **values,
    )
    return HTMLResponse(text, status)
