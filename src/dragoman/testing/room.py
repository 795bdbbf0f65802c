"""A reading room for tests: a store of stub readings, the application over it, and a client.

Needs no model and no network; `HOSTILE` is what an article may hold to attack its reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
from starlette.testclient import TestClient

from dragoman.io.collections import read_collections
from dragoman.pipeline.ingest import ingest
from dragoman.serve.access import Access, Token
from dragoman.serve.app import build_app
from dragoman.serve.library import Library
from dragoman.serve.settings import RoomSettings
from dragoman.store.database import Store
from dragoman.testing.stub import load_stub, stub_reading

__all__ = ["ARTICLES", "HOSTILE", "client_of", "make_store", "token_of"]

ARTICLES: tuple[dict[str, str], ...] = (
    {
        "id": "talks", "title": "Talks in spring", "published": "2024-03-04", "source": "Herald",
        "url": "https://herald.example/talks", "language": "en",
        "text": "Kenya met Somalia on the coast. Chad shelled Niger at the river.",
    },
    {
        "id": "war", "title": "Guns at the river", "published": "2024-03-05", "source": "Courier",
        "url": "https://courier.example/war", "language": "en",
        "text": "Mali shelled Ghana near the bridge. Benin met Togo in the market.",
    },
)  # fmt: skip

HOSTILE: tuple[dict[str, str], ...] = (
    {
        "id": "scripts",
        "title": "<script>document.title='owned'</script><img src=x onerror=alert(1)>",
        "published": "2024-05-01", "source": "\"><svg onload=alert(2)>", "language": "en",
        "url": "javascript:alert(document.domain)",
        "text": "Kenya met Somalia </p><script>window.owned=1</script>{{ 7*7 }} at the river.",
    },
    {
        "id": "turned", "title": "Invoice \u202egnp.exe\u202c and \u2066more",
        "source": "=cmd|' /C calc'!A0", "published": "2024-05-02", "language": "en",
        "url": "https://turned.example/\"onclick=alert(1)",
        "text": "Chad shelled Niger \u202eat the\u202c river.",
    },
    {
        "id": "long", "title": "W" * 5000, "published": "2024-05-03", "source": "+1",
        "language": "en",
        "text": "Mali met Ghana. " + "x" * 2_000_000,
    },
)  # fmt: skip


def make_store(path: Path, articles: Iterable[dict[str, str]] = ARTICLES) -> Path:
    """Write a store of the articles as the stub coder reads them, linked, and return its path."""
    lines = path.with_suffix(".jsonl")
    lines.write_bytes(b"\n".join(msgspec.json.encode(article) for article in articles))
    with Store.open(path, writable=True) as store:
        ingest(
            store,
            [str(lines)],
            lambda _: read_collections([str(lines)]),
            load=load_stub,
            work=stub_reading,
            now="2024-06-01T00:00:00Z",
        )
    return path


def client_of(
    path: Path, *, tokens: tuple[Token, ...] = (), settings: RoomSettings | None = None
) -> TestClient:
    """Return a client of the reading room over a store; use it in a `with` block."""
    access = Access(tokens, hosts=frozenset({"room.example"}), owner="ann")
    app = build_app(Library(path), access, settings=settings)
    return TestClient(app, base_url="http://room.example", follow_redirects=False)


def token_of(client: Any, address: str = "/review") -> str:
    """Return what a form of the page must send back."""
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get(address).text)
    assert found is not None
    return found[1]
