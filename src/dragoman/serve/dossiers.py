"""The pages of dossiers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response

from dragoman.serve.actors import pairs_of
from dragoman.serve.dossier import compose, find_actor
from dragoman.serve.dossier_pdf import as_pdf, can_make_pdf
from dragoman.serve.dossier_text import as_markdown, heading, notes_of
from dragoman.serve.filters import Filters
from dragoman.serve.library import Library
from dragoman.serve.pages import Asked
from dragoman.serve.render import library_of, page

__all__ = ["pair_of", "router"]

router = APIRouter(include_in_schema=False)
Shelf = Annotated[Library, Depends(library_of)]


@router.get("/dossier")
def dossier(request: Request, library: Shelf, filters: Asked) -> Response:
    """The note on two actors, or the form that asks which."""
    if not (filters.actor or filters.party):
        pairs = pairs_of(library, Filters(), limit=24)
        return page(request, "dossier_form.html", pairs=pairs, filters=filters)
    ids = pair_of(library, filters)
    found = compose(library, ids, filters)
    return page(
        request,
        "dossier.html",
        dossier=found,
        title=heading(found),
        notes=notes_of(found.sections),
        can_make_pdf=can_make_pdf(),
        filters=filters.changed(actor=(), party=ids),
    )


@router.get("/dossier.md")
def dossier_markdown(request: Request, library: Shelf, filters: Asked) -> Response:
    """The note as Markdown."""
    found = compose(library, pair_of(library, filters), filters)
    text = as_markdown(found, base=str(request.base_url).rstrip("/"))
    headers = {"Content-Disposition": 'attachment; filename="dossier.md"'}
    return Response(text, media_type="text/markdown; charset=utf-8", headers=headers)


@router.get("/dossier.pdf")
def dossier_pdf(request: Request, library: Shelf, filters: Asked) -> Response:
    """The note as PDF; 501 where typst is not installed."""
    found = compose(library, pair_of(library, filters), filters)
    body = as_pdf(found, base=str(request.base_url).rstrip("/"))
    headers = {"Content-Disposition": 'attachment; filename="dossier.pdf"'}
    return Response(body, media_type="application/pdf", headers=headers)


def pair_of(library: Library, filters: Filters) -> tuple[str, str]:
    """Return the two actors that a view names; 404 for one unknown, 400 if they are not two."""
    asked = (*filters.actor, *filters.party)
    ids = [find_actor(library, words) for words in asked]
    for words, actor_id in zip(asked, ids, strict=True):
        if actor_id is None:
            raise HTTPException(404, f"No event of this store has an actor “{words}”.")
    known = [actor_id for actor_id in ids if actor_id is not None]
    if len(known) != 2 or known[0] == known[1]:
        raise HTTPException(400, "A dossier is on two different actors.")
    return known[0], known[1]
