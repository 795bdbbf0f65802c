"""Every page and every act of review in a real browser; skipped, and said so, where there is none.

`make test-pages` runs them. They need the package `playwright` and Chromium (Debian: `apt-get
install chromium`; elsewhere name it in DRAGOMAN_CHROMIUM). On each page axe-core, which lies beside
this file, looks for what WCAG 2.2 AA forbids. With DRAGOMAN_SHOTS=FOLDER each page is kept as a
picture.
"""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import uvicorn

from dragoman.cli.serve import demo_store
from dragoman.serve.access import Access, Token, new_token, parse_tokens
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
    "/", "/?q=talks", "/?type=ASSAULT", "/?q=nosuchword", "/documents", "/actors", "/map",
    "/network", "/timeline", "/dossier", "/sources", "/review", "/health", "/help", "/api", "/none",
    "{event}", "{document}", "{edit}", "{actor}", "{dyad}", "{dossier}",
)  # fmt: skip
HOSTILE_PAGES = (
    "/", "/documents", "/documents/scripts", "/documents/turned", "/documents/long", "/sources",
    "/review", "/health",
)  # fmt: skip
LOOKS = [(1280, "light"), (390, "dark")]
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
         "--disable-background-networking"]  # fmt: skip
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
RULES = """axe.run(document, {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
  rules: {"target-size": {enabled: true}},
})"""

SQUEEZED = """[...document.querySelectorAll("th, td.num, td code")].filter((cell) => {
  const text = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT).nextNode();
  return [...(text?.data ?? "").matchAll(/\\w+/g)].some((word) => {
    const range = document.createRange();
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    return range.getClientRects().length > 1;
  });
}).concat([...document.querySelectorAll(".report")].filter((card) => card.clientWidth < 240))
  .map((one) => one.textContent.slice(0, 40))"""
"""Cells of a table in which a word is broken, and reports too narrow to be read."""


@contextmanager
def serving(path: Path, *, tokens: tuple[Token, ...] = ()) -> Iterator[str]:
    """Serve a store on a free port, and give its address."""
    access = Access(tokens, hosts=frozenset({"127.0.0.1"}), owner="ann")
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
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A room of a few plain articles and of hostile ones."""
    path = make_store(tmp_path_factory.mktemp("pages") / "news.duckdb", (*ARTICLES, *HOSTILE))
    with serving(path) as found:
        yield found


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The room of the shipped articles, in which every kind of page has something to show."""
    with serving(demo_store(tmp_path_factory.mktemp("demo"))) as found:
        yield found


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
    # Events out of sight are not laid out until one scrolls there; it is then that they count.
    page.evaluate(
        "for (const event of document.querySelectorAll('.event'))"
        " event.style.contentVisibility = 'visible'"
    )
    # Evaluated by the debugger: the page's own policy would not let it in.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(RULES)
    told = [
        f"{v['id']}: {v['nodes'][0]['html'][:160]} {v['nodes'][0]['failureSummary'][:900]}"
        for v in found["violations"]
    ]
    assert told == []


def _wait_until_drawn(page: Any) -> None:
    for box in ("#map", "#network", "#timeline"):
        if page.locator(box).count():
            page.wait_for_selector(f"{box}[data-ready]")


def _filled(tab: Any, demo: str, path: str) -> str:
    """Return the address with a record of the demonstration put in."""
    if "{" not in path:
        return path
    event = _api(tab, demo, "/events?type=CONSULT")["items"][0]
    told = _api(tab, demo, f"/events/{event['id']}")["report_ids"][0]
    pair = _api(tab, demo, "/pairs")["items"][0]
    first, second = pair["first"], pair["second"]
    known = {
        "event": f"/events/{event['id']}",
        "document": f"/documents/{told['document_id']}",
        "edit": f"/review/edit?document={told['document_id']}&record={told['report_id']}",
        "actor": f"/actors/{first}",
        "dyad": f"/dyads/{first}/with/{second}",
        "dossier": f"/dossier?actor={first}&actor={second}",
    }
    return path.format(**known)


def _api(tab: Any, server: str, path: str) -> Any:
    return tab.request.get(f"{server}/api/v1{path}").json()


def _look_at(tab: Any, address: str, name: str, width: int, scheme: str) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(color_scheme=scheme)
    tab.goto(address)
    _wait_until_drawn(tab)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.evaluate(SQUEEZED) == []
    assert tab.evaluate("window.owned") is None
    assert tab.title() != "owned"
    plain = name.strip("/{}").replace("/", "-").replace("?", "-") or "chronology"
    _check(tab, f"{plain}-{width}-{scheme}")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_a_page_is_drawn_without_a_fault_and_fits(
    tab: Any, demo: str, path: str, width: int, scheme: str
) -> None:
    _look_at(tab, demo + _filled(tab, demo, path), path, width, scheme)


@pytest.mark.parametrize("path", HOSTILE_PAGES)
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_nothing_in_an_article_runs_or_breaks_the_page(
    tab: Any, path: str, width: int, scheme: str
) -> None:
    _look_at(tab, path, f"hostile{path}", width, scheme)


def test_the_sign_in_page_lets_the_bearer_of_a_token_in(browser: Any, tmp_path: Path) -> None:
    token, line = new_token("ben", "reader")
    path = make_store(tmp_path / "news.duckdb")
    with serving(path, tokens=parse_tokens(line, "test")) as server:
        page = browser.new_context(base_url=server).new_page()
        page.goto("/")
        _check(page, "login")
        page.fill("input[name=token]", token)
        page.get_by_role("button").click()
        page.wait_for_selector("text=reading as ben")
        assert page.get_by_text("may not correct").count() == 1
        page.context.close()


def test_a_report_is_rejected_from_the_queue_and_comes_back(tab: Any) -> None:
    tab.goto("/review")
    before = tab.locator(".pair").count()
    tab.locator(".pair").first.get_by_role("button", name="It is not there").click()
    tab.wait_for_selector(".correction:has-text('rejected it')")
    assert tab.locator(".pair").count() == before - 1
    tab.get_by_role("button", name="Undo").first.click()
    tab.wait_for_selector(".correction:has-text('took back')")
    assert tab.locator(".pair").count() == before


def test_two_reports_are_said_to_be_the_same_and_another(tab: Any, demo: str) -> None:
    events = _api(tab, demo, "/events?limit=100")["items"]
    pages = (f"{demo}/events/{event['id']}" for event in events)
    page = next(page for page in pages if 'value="same"' in tab.request.get(page).text())
    tab.goto(page)
    tab.get_by_role("button", name="The same event").first.click()
    tab.wait_for_selector(".correction:has-text('the same as another report')")
    tab.get_by_role("button", name="Another event").first.click()
    tab.wait_for_selector(".correction:has-text('another event than a report')")


def test_corrections_are_made_under_the_name_that_was_taken(tab: Any) -> None:
    tab.goto("/review")
    tab.locator("summary", has_text="Correct under another name").click()
    tab.fill("form[action='/name'] input[name=name]", "Zoë")
    tab.get_by_role("button", name="Take it").click()
    tab.wait_for_selector("text=You correct as Zoë")


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


def _select(tab: Any, words: str) -> None:
    """Select words of the text that stand in one piece of it."""
    tab.evaluate(
        """(words) => {
          const lines = [...document.querySelectorAll('#text p')];
          const line = lines.find((p) => p.textContent.includes(words));
          const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
          let node = walker.nextNode();
          while (!node.data.includes(words)) node = walker.nextNode();
          const range = document.createRange();
          range.setStart(node, node.data.indexOf(words));
          range.setEnd(node, node.data.indexOf(words) + words.length);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }""",
        words,
    )


def test_a_claim_is_added_by_selecting_its_words_and_who_holds_it(tab: Any) -> None:
    tab.goto("/documents/talks")
    _select(tab, "river")
    tab.get_by_role("button", name="Add a claim here").click()
    form = tab.locator("#add-claim form")
    assert form.locator("input[name=quote]").input_value() == "river"
    form.locator("select[name=claim_kind]").select_option("goal")
    _select(tab, "Chad")
    tab.get_by_role("button", name="They name who says so").click()
    assert form.locator("input[name=holder]").first.input_value() == "Chad"
    start = int(form.locator("input[name=holder_start]").first.input_value())
    assert tab.request.get("/documents/talks/text").text()[start : start + 4] == "Chad"
    form.locator("select[name=of]").select_option(label="Niger")
    _check(tab, "adding-a-claim")
    form.get_by_role("button", name="Add the claim").click()
    card = tab.locator(".findings .card", has_text="added by a reviewer").last
    assert "goal" in card.inner_text()
    assert "Chad" in card.inner_text()
    card.get_by_role("button", name="Undo").click()
    tab.wait_for_load_state("networkidle")
    assert tab.locator(".findings .card", has_text="added by a reviewer").count() == 0


def test_an_event_is_added_by_selecting_its_words(tab: Any) -> None:
    tab.goto("/documents/talks")
    _select(tab, "coast")
    tab.get_by_role("button", name="Add an event here").click()
    form = tab.locator("#add-event form")
    assert form.locator("input[name=quote]").input_value() == "coast"
    form.locator("select[name=type_mode]").select_option("PROTEST|demo")
    form.locator("input[name=name]").first.fill("Kenya")
    form.get_by_role("button", name="Add the event").click()
    tab.wait_for_selector(".findings .to-words:has-text('coast')")
    tab.goto("/?type=PROTEST")
    assert tab.locator(".event").count() == 1


def _range_asked(tab: Any) -> tuple[str, str]:
    asked = parse_qs(urlsplit(tab.url).query)
    return asked["since"][0], asked["until"][0]


@pytest.mark.parametrize("path", ["/", "/timeline"])
def test_days_are_chosen_by_dragging_over_the_bars(tab: Any, demo: str, path: str) -> None:
    tab.goto(f"{demo}{path}?type=CONSULT")
    _wait_until_drawn(tab)
    bars = tab.locator(".histogram a[data-since]")
    count = bars.count()
    box = tab.locator(".histogram svg").bounding_box()
    width = box["width"] / count
    tab.mouse.move(box["x"] + 1.5 * width, box["y"] + 40)
    tab.mouse.down()
    tab.mouse.move(box["x"] + 2.6 * width, box["y"] + 30)
    since, until = (
        bars.nth(n).get_attribute(f"data-{end}") for n, end in ((1, "since"), (2, "until"))
    )
    assert tab.locator(".histogram button").inner_text().startswith("Show ")
    with tab.expect_navigation():
        tab.mouse.up()
    assert _range_asked(tab) == (since, until)
    assert urlsplit(tab.url).path == path
    assert "type=CONSULT" in tab.url
    tab.get_by_role("link", name="All days").click()
    assert "since" not in tab.url


def test_days_are_chosen_by_keys_and_a_click_on_a_bar_is_no_drag(tab: Any, demo: str) -> None:
    tab.goto(demo)
    bars = tab.locator(".histogram a[data-since]")
    first, until = (bars.nth(1).get_attribute(f"data-{end}") for end in ("since", "until"))
    last = bars.last.get_attribute("data-until")
    tab.get_by_label("Beginning of the days to show").focus()
    tab.keyboard.press("ArrowRight")
    assert tab.get_by_label("Beginning of the days to show").get_attribute(
        "aria-valuetext"
    ) == bars.nth(1).get_attribute("data-label")
    _check(tab, "brush")
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    assert _range_asked(tab) == (first, last)
    tab.goto(demo)
    box = tab.locator(".histogram svg").bounding_box()
    with tab.expect_navigation():
        tab.mouse.click(box["x"] + 1.5 * box["width"] / bars.count(), box["y"] + 30)
    assert _range_asked(tab) == (first, until)


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
