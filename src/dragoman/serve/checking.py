"""The pages and forms of review; whoever may correct can use them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from dragoman.records.output import OutputReport
from dragoman.serve.event import report_context
from dragoman.serve.judgement import FormError, corrections_of, record_of
from dragoman.serve.library import Library
from dragoman.serve.pages import Asked
from dragoman.serve.queue import attention, worth_checking
from dragoman.serve.render import library_of, page, person_of
from dragoman.serve.shield import session_cookie

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
Shelf = Annotated[Library, Depends(library_of)]


@router.get("/review")
def queue(request: Request, library: Shelf, filters: Asked) -> Response:
    """What is most worth checking, and what has been said."""
    return page(
        request,
        "review.html",
        filters=filters,
        attention=attention(library),
        events=worth_checking(library, filters),
        log=library.corrections()[:100],
        log_problems=library.log_problems,
    )


@router.get("/review/edit")
def edit(request: Request, library: Shelf, document: str, record: str, next: str = "/") -> Response:  # noqa: A002  # the name of the query parameter
    """The form that sets values of one record."""
    found = library.document(document)
    shown = None if found is None else record_of(found.shown, record)
    if found is None or shown is None:
        raise HTTPException(404, "There is no such reading, or it was rejected.")
    text = found.shown.document.text
    context = report_context(text, shown) if isinstance(shown, OutputReport) else ()
    return page(
        request,
        "edit.html",
        found=found,
        record=shown,
        kind="report" if isinstance(shown, OutputReport) else "claim",
        context=context,
        next=local(next),
    )


@router.post("/review")
async def judge(request: Request, library: Shelf) -> Response:
    """Take in a form; back to the page it came from."""
    person = person_of(request)
    form = await request.form(max_files=0, max_fields=200)
    if not request.app.state.access.is_csrf(person, str(form.get("csrf", ""))):
        raise HTTPException(403, "The form is too old. Go back, load the page again and repeat.")
    if not person.may_correct:
        raise HTTPException(403, "You may read here, but not correct.")
    try:
        made = corrections_of(library, form, author=person.name)
    except FormError as error:
        raise HTTPException(400, str(error)) from error
    for correction in made:
        library.correct(correction)
    return RedirectResponse(local(str(form.get("next", "/"))), 303)


def local(address: str) -> str:
    """Return an address of this server, "/" for any other."""
    is_ours = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if is_ours and "\n" not in address and "\r" not in address else "/"


@router.get("/login")
def login(request: Request) -> Response:
    """Ask for a token."""
    return page(request, "login.html", failed=False)


@router.post("/login")
async def sign_in(request: Request) -> Response:
    """Begin a session for the bearer of a token."""
    form: Any = await request.form(max_files=0, max_fields=5)
    access = request.app.state.access
    person = access.bearer_of(str(form.get("token", "")).strip())
    if person is None:
        return page(request, "login.html", status=403, failed=True)
    answer = RedirectResponse("/", 303)
    answer.headers["Set-Cookie"] = session_cookie(access.begin(person.name, person.role))
    return answer


@router.post("/name")
async def take_name(request: Request) -> Response:
    """Change the name corrections are made under; only where nobody has to sign in."""
    person = person_of(request)
    form: Any = await request.form(max_files=0, max_fields=5)
    access = request.app.state.access
    if not access.is_csrf(person, str(form.get("csrf", ""))):
        raise HTTPException(403, "The form is too old. Go back, load the page again and repeat.")
    name = " ".join(str(form.get("name", "")).split())[:60]
    if not access.is_open or not name:
        raise HTTPException(400, "A name is needed, and it cannot be changed after signing in.")
    answer = RedirectResponse("/review", 303)
    answer.headers["Set-Cookie"] = session_cookie(access.begin(name, "reviewer"))
    return answer
