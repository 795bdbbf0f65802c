"""Puts the reading room together: one application over one store."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.middleware.gzip import GZipMiddleware

from dragoman import __version__
from dragoman.errors import DragomanError
from dragoman.serve import (
    api,
    api_counts,
    api_review,
    api_sql,
    api_tables,
    checking,
    dossiers,
    export,
    feed,
    overviews,
    pages,
)
from dragoman.serve.access import Access
from dragoman.serve.filters import FilterError
from dragoman.serve.library import Library
from dragoman.serve.render import PAGES, page
from dragoman.serve.settings import RoomSettings, tile_host
from dragoman.serve.shapes import describe
from dragoman.serve.shield import Shield, error_body

__all__ = ["build_app", "described_routes"]

_YIELD_S = 0.5
API = (api.router, api_counts.router, api_tables.router, api_review.router, api_sql.router)
ROUTERS = (
    *API, pages.router, checking.router, overviews.router, dossiers.router, feed.router,
    export.router,
)  # fmt: skip


def build_app(
    library: Library,
    access: Access,
    *,
    is_demo: bool = False,
    settings: RoomSettings | None = None,
) -> FastAPI:
    """Return the application; closing it closes the library."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        stop = threading.Event()
        watcher = threading.Thread(target=_yield_to_writers, args=(library, stop), daemon=True)
        watcher.start()
        yield
        stop.set()
        watcher.join()
        library.close()

    app = FastAPI(
        title="dragoman",
        version=__version__,
        summary="Event data read from news, every value traced to its words.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=lifespan,
    )
    app.state.library, app.state.access, app.state.is_demo = library, access, is_demo
    app.state.settings = settings or RoomSettings()
    for router in ROUTERS:
        app.include_router(router)
    describe(app)
    app.mount("/static", StaticFiles(directory=PAGES / "static"), "static")
    app.mount("/vendor", StaticFiles(directory=PAGES / "vendor"), "vendor")
    app.add_exception_handler(FilterError, _wrong_filter)
    app.add_exception_handler(StarletteHTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _wrong_call)
    app.add_exception_handler(DragomanError, _failed)
    app.add_middleware(GZipMiddleware, minimum_size=2000)
    app.add_middleware(Shield, access=access, images=tile_host(app.state.settings.tiles))
    return app


def described_routes() -> dict[str, Any]:
    """Return the API's own description, without a store."""
    app = FastAPI(title="dragoman", version=__version__)
    for router in API:
        app.include_router(router)
    describe(app)
    return app.openapi()


def _yield_to_writers(library: Library, stop: threading.Event) -> None:
    while not stop.wait(_YIELD_S):
        library.yield_to_writer()


def _answer(
    request: Request, status: int, code: str, message: str, hint: str | None = None
) -> Response:
    """Return an error as the page or the API says it."""
    if request.url.path.startswith("/api/"):
        return JSONResponse(error_body(code, message, hint), status)
    return page(request, "error.html", status=status, message=message, hint=hint, code=code)


def _wrong_filter(request: Request, error: Exception) -> Response:
    return _answer(request, 400, "bad_request", str(error), "Change the address, or begin anew.")


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException | StarletteHTTPException)
    codes = {403: "forbidden", 404: "not_found", 405: "method_not_allowed", 409: "conflict"}
    message = str(error.detail)
    if error.status_code == 404 and message == "Not Found":
        message = "There is no page at this address."
    return _answer(request, error.status_code, codes.get(error.status_code, "bad_request"), message)


def _wrong_call(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:])
    return _answer(request, 400, "bad_request", f"{where}: {first['msg']}")


def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, DragomanError)
    status = {"D214": 501, "D405": 400, "D406": 404}.get(error.code)
    if status is not None:
        return _answer(request, status, error.code, error.message)
    hint = "Try again in a moment." if error.code == "D403" else None
    response = _answer(request, 503, error.code, error.message, hint)
    response.headers["Retry-After"] = "3"
    return response
