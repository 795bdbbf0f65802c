"""Every page and every act of review in a real browser; skipped, and said so, where there is none.

`make test-pages` runs them. They need the package `playwright` and Chromium (Debian: `apt-get
install chromium`; elsewhere name it in DRAGOMAN_CHROMIUM). With DRAGOMAN_SHOTS=FOLDER each page is
kept as a picture. With DRAGOMAN_AXE=FILE the accessibility checker axe-core is run on each.
"""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from dragoman.serve.access import Access
from dragoman.serve.app import build_app
from dragoman.serve.library import Library
from dragoman.testing.room import ARTICLES, HOSTILE, make_store

CHROMIUM = os.environ.get("DRAGOMAN_CHROMIUM") or shutil.which("chromium")
if not os.environ.get("DRAGOMAN_PAGES"):
    pytest.skip("`make test-pages` runs these", allow_module_level=True)
if CHROMIUM is None:
    reason = "no Chromium here: install it or name it in DRAGOMAN_CHROMIUM"
    pytest.skip(reason, allow_module_level=True)
playwright = pytest.importorskip(
    "playwright.sync_api", reason="pip install playwright, to walk the pages"
)

PAGES = (
    "/", "/?q=river", "/documents", "/documents/talks", "/documents/scripts", "/documents/turned",
    "/documents/long", "/actors", "/map", "/network", "/timeline", "/dossier", "/sources",
    "/review", "/health", "/help", "/api", "/none",
)  # fmt: skip
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = make_store(tmp_path_factory.mktemp("pages") / "news.duckdb", (*ARTICLES, *HOSTILE))
    access = Access((), hosts=frozenset({"127.0.0.1"}), owner="ann")
    server = uvicorn.Server(uvicorn.Config(build_app(Library(path), access), log_level="error"))
    server.config.port = 0
    sock = server.config.bind_socket()
    thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{sock.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        found = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def tab(browser: Any, address: str) -> Iterator[Any]:
    """A tab that fails the test on any script error, blocked resource or dialogue."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=address)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))

    def dismiss(dialog: Any) -> None:
        faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.on(
        "console",
        lambda message: (
            faults.append(message.text)
            if message.type == "error" and "404" not in message.text
            else None
        ),
    )
    page.set_default_timeout(60_000)
    yield page
    context.close()
    assert faults == []


def _check(page: Any, name: str) -> None:
    """Keep a picture of the page, and ask axe-core what is wrong with it."""
    if folder := os.environ.get("DRAGOMAN_SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png")
    if axe := os.environ.get("DRAGOMAN_AXE"):
        # Evaluated by the debugger: the page's own policy would not let it in.
        page.evaluate(Path(axe).read_text(encoding="utf-8"))
        found = page.evaluate(
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})"
        )
        told = [
            f"{v['id']}: {v['nodes'][0]['html'][:160]} {v['nodes'][0]['failureSummary'][:300]}"
            for v in found["violations"]
        ]
        assert told == []


def _wait_until_drawn(page: Any) -> None:
    for box in ("#map", "#network", "#timeline"):
        if page.locator(box).count():
            page.wait_for_selector(f"{box}[data-ready]")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_a_page_is_drawn_without_a_fault_and_fits(
    tab: Any, path: str, width: int, scheme: str
) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(color_scheme=scheme)
    tab.goto(path)
    _wait_until_drawn(tab)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.evaluate("window.owned") is None
    assert tab.title() != "owned"
    name = path.strip("/").replace("/", "-").replace("?", "-") or "chronology"
    _check(tab, f"{name}-{width}-{scheme}")


def test_a_reading_is_confirmed_corrected_and_undone(tab: Any) -> None:
    tab.goto("/documents/war")
    card = tab.locator(".findings .cards").first.locator(".card").first
    card.locator("summary", has_text="Check").click()
    card.get_by_role("button", name="It is right").click()
    tab.wait_for_selector(".correction:has-text('confirmed it')")
    card.locator("summary", has_text="Check").click()
    card.get_by_role("link", name="Set values").click()
    tab.select_option("select[name=type_mode]", "COERCE|arrest")
    tab.fill("input[name=reason]", "they were arrested")
    tab.get_by_role("button", name="Set what I changed").click()
    tab.wait_for_selector(".findings .type:has-text('COERCE')")
    _check(tab, "corrected")
    while tab.locator(".history").get_by_role("button").count():
        tab.locator(".history").get_by_role("button").first.click()
        tab.wait_for_load_state("networkidle")
    assert tab.locator(".findings .type:has-text('COERCE')").count() == 0


def test_an_event_is_added_by_selecting_its_words(tab: Any) -> None:
    tab.goto("/documents/talks")
    tab.evaluate(
        """() => {
          const lines = [...document.querySelectorAll('#text p')];
          const line = lines.find((p) => p.textContent.includes('coast'));
          const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
          let node = walker.nextNode();
          while (!node.data.includes('coast')) node = walker.nextNode();
          const range = document.createRange();
          range.setStart(node, node.data.indexOf('coast'));
          range.setEnd(node, node.data.indexOf('coast') + 5);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    tab.get_by_role("button", name="Add an event here").click()
    form = tab.locator("#add-event form")
    assert form.locator("input[name=quote]").input_value() == "coast"
    form.locator("select[name=type_mode]").select_option("PROTEST|demo")
    form.locator("input[name=name]").first.fill("Kenya")
    form.get_by_role("button", name="Add the event").click()
    tab.wait_for_selector(".findings .to-words:has-text('coast')")
    tab.goto("/?type=PROTEST")
    assert tab.locator(".event").count() == 1


def test_keys_lead_to_search_and_through_events(tab: Any) -> None:
    tab.goto("/")
    tab.keyboard.press("/")
    assert tab.evaluate("document.activeElement.name") == "q"
    tab.keyboard.press("Escape")
    tab.evaluate("document.activeElement.blur()")
    tab.keyboard.press("j")
    assert tab.evaluate("document.activeElement.closest('.event') !== null")


def test_the_chronology_can_be_read_and_searched_without_scripts(
    browser: Any, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto("/")
    page.fill("input[name=q]", "river")
    page.get_by_role("button", name="Search").click()
    assert page.locator(".event").count() >= 1
    context.close()
