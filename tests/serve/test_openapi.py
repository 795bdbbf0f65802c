"""The API does what its own description says: every route, with values nobody thought of.

Schemathesis makes the calls, from a fixed seed and in bounded number. It is a tool of developers;
where it is not installed these tests are skipped, and say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from dragoman.serve.access import Access
from dragoman.serve.app import build_app, described_routes
from dragoman.serve.library import Library
from dragoman.serve.settings import RoomSettings
from dragoman.testing.room import ARTICLES, HOSTILE, make_store

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed here")
checks = pytest.importorskip("schemathesis.checks", reason="schemathesis is not installed here")
openapi = pytest.importorskip("schemathesis.specs.openapi.checks")
CHECKS = [
    checks.not_a_server_error,
    openapi.status_code_conformance,
    openapi.content_type_conformance,
    openapi.response_schema_conformance,
]
"""That values of the right shape may still make no sense is as it should be."""
pytestmark = pytest.mark.filterwarnings("default")  # what the tool warns of itself is not ours
CALLS = 20
"""For each route; the whole takes under a minute."""


def test_every_route_has_an_example_of_its_answer() -> None:
    for path, methods in described_routes()["paths"].items():
        for method, about in methods.items():
            good = next(about["responses"][s] for s in ("200", "201") if s in about["responses"])
            for kind, body in good["content"].items():
                assert "example" in body, f"{method} {path} {kind}"
            assert about["description"], path


def test_every_example_has_the_shape_that_is_promised() -> None:
    jsonschema = pytest.importorskip("jsonschema_rs")
    described = described_routes()
    for methods in described["paths"].values():
        for about in methods.values():
            for answer in about["responses"].values():
                body = answer.get("content", {}).get("application/json")
                if body is not None:
                    schema = {**body["schema"], "components": described["components"]}
                    jsonschema.validate(schema, body["example"])


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    path = make_store(tmp_path_factory.mktemp("api") / "news.duckdb", (*ARTICLES, *HOSTILE[:2]))
    library = Library(path)
    access = Access((), hosts=frozenset({"localhost", "testserver", "127.0.0.1"}), owner="ann")
    yield build_app(library, access, settings=RoomSettings(sql=True))
    library.close()


@pytest.fixture(scope="module")
def api(app: Any) -> Any:
    """The description, and a session that may correct."""
    from starlette.testclient import TestClient  # noqa: PLC0415

    client = TestClient(app, base_url="http://localhost")
    found = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    mark = client.get("/api/v1/me").json()["csrf"]
    found.session_headers = {
        "X-CSRF-Token": mark,
        "Cookie": f"dragoman={client.cookies['dragoman']}",
    }
    return found


ROUTES = [(path, method) for path, found in described_routes()["paths"].items() for method in found]


@pytest.mark.parametrize(("path", "method"), ROUTES)
def test_a_route_answers_as_it_says(api: Any, path: str, method: str) -> None:
    @settings(
        max_examples=CALLS, derandomize=True, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck), database=None,
    )  # fmt: skip
    @given(case=api[path][method].as_strategy())
    def check(case: Any) -> None:
        answer = case.call(headers=api.session_headers)
        case.validate_response(answer, checks=CHECKS)

    check()
