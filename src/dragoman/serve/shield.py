"""What stands before every request: host check, sign-in, size limit, and the answer's headers."""

from __future__ import annotations

from base64 import b64decode
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.serve.access import COOKIE, SESSION_S, Access, Person

__all__ = ["Shield", "error_body"]

MOST_BYTES = 1_000_000
"""The largest body of a request: a correction is small."""
_POLICY = "; ".join(
    (
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:{}",
        "connect-src 'self'", "font-src 'self'", "base-uri 'none'", "form-action 'self'",
        "frame-ancestors 'none'",
    )
)  # fmt: skip
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def _policy(images: str) -> str:
    """Return what pages may load: what is here, and pictures of one other server, "" for none."""
    return _POLICY.format(f" {images}" if images else "")


_FILES = ("/static/", "/vendor/")
_FEEDS = frozenset(("/feed.atom",))
"""What a feed reader asks for, with the token as a password: it knows no other way."""
_FREE = (*_FILES, "/login")
"""What needs no sign-in."""


def error_body(code: str, message: str, hint: str | None = None) -> dict[str, Any]:
    """Return the one shape of errors in the API."""
    return {"error": {"code": code, "message": message, "hint": hint}}


class Shield:
    """ASGI middleware; `request.state.person` is who asks.

    `images` is the one other origin that pictures may come from: that of the map's tiles.
    """

    def __init__(self, app: ASGIApp, access: Access, *, images: str = "") -> None:
        self.app = app
        self.access = access
        self._headers = {**_HEADERS, "Content-Security-Policy": _policy(images)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        person, cookie = self._person(request)
        refusal = self._refusal(request, person)
        if person is not None:
            scope.setdefault("state", {})["person"] = person

        async def send_shielded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-cache")
                if cookie is not None:
                    headers.append("Set-Cookie", cookie)
            await send(message)

        if refusal is not None:
            await refusal(scope, receive, send_shielded)
            return
        await self.app(scope, _limited(receive), send_shielded)

    def _person(self, request: Request) -> tuple[Person | None, str | None]:
        """Return who asks, and a cookie to give them if they have none and need none."""
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            return self.access.bearer_of(token.strip()), None
        if kind.lower() == "basic" and request.url.path in _FEEDS:
            return self.access.bearer_of(_password(token.strip())), None
        person = self.access.person_of(request.cookies.get(COOKIE, ""))
        if person is not None or not self.access.is_open:
            return person, None
        if request.url.path.startswith(_FILES):
            return None, None  # a page's files must not begin a session beside the page's own
        begun = self.access.begin(self.access.owner, "reviewer")
        return self.access.person_of(begun), session_cookie(begun)

    def _refusal(self, request: Request, person: Person | None) -> Response | None:
        if not self.access.is_our_host(request.headers.get("host", "")):
            return PlainTextResponse("This server does not answer to that name.", 421)
        if int(_number(request.headers.get("content-length", "0"))) > MOST_BYTES:
            return PlainTextResponse("Too large.", 413)
        path = request.url.path
        if person is None and path in _FEEDS:
            headers = {"WWW-Authenticate": 'Basic realm="dragoman", charset="UTF-8"'}
            return PlainTextResponse("The password is your token.", 401, headers)
        is_api = path.startswith("/api/")
        if person is None and not path.startswith(_FREE):
            if is_api:
                hint = "Send it as `Authorization: Bearer TOKEN`."
                return JSONResponse(error_body("unauthorized", "A token is needed.", hint), 401)
            return RedirectResponse("/login", 303)
        if request.method not in {"GET", "HEAD"} and _is_from_elsewhere(request):
            return PlainTextResponse("A page of another site may not send this.", 403)
        return None


def session_cookie(value: str) -> str:
    """Return the header that keeps a session in the browser, out of the reach of scripts."""
    return f"{COOKIE}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={SESSION_S}"


def _password(encoded: str) -> str:
    """Return the password of HTTP's basic scheme, "" if there is none."""
    try:
        return b64decode(encoded, validate=True).decode().partition(":")[2]
    except ValueError:
        return ""


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else MOST_BYTES + 1


def _is_from_elsewhere(request: Request) -> bool:
    """True if the browser says that another site's page made the request."""
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return True
    origin = request.headers.get("origin")
    return origin is not None and origin.split("://")[-1] != request.headers.get("host")


def _limited(receive: Receive) -> Receive:
    """Return `receive` that ends a body which is longer than its header said it would be."""
    seen = 0

    async def receive_limited() -> Message:
        nonlocal seen
        message = await receive()
        if message["type"] == "http.request":
            seen += len(message.get("body", b""))
            if seen > MOST_BYTES:
                return {"type": "http.disconnect"}
        return message

    return receive_limited
