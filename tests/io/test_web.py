"""Fetching for a corpus: polite, patient, and never into a private network."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from dragoman.io.raw import Fault
from dragoman.io.web import Manners, Web

_PUBLIC = {"news.example": ["93.184.216.34"], "home.example": ["192.168.1.7"]}
Handler = Callable[[httpx.Request], httpx.Response]


def _web(handler: Handler, *, slept: list[float] | None = None, **manners: object) -> Web:
    def resolve(host: str, _port: int) -> list[str]:
        if host not in _PUBLIC:
            raise OSError("no such host")
        return _PUBLIC[host]

    pauses = slept if slept is not None else []
    return Web(
        Manners(**{"pause_s": 0.0, **manners}),  # type: ignore[arg-type]  # by name
        transport=httpx.MockTransport(handler),
        resolve=resolve,
        sleep=pauses.append,
    )


def _site(pages: dict[str, httpx.Response], robots: str = "") -> Handler:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/robots.txt":
            return httpx.Response(200 if robots else 404, text=robots)
        return pages.get(request.url.path, httpx.Response(404))

    return answer


def _fault(web: Web, url: str) -> Fault:
    with pytest.raises(Fault) as caught:
        web.get(url)
    return caught.value


def test_a_page_is_fetched_from_the_address_that_was_checked() -> None:
    seen = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append((request.url.host, request.headers["host"]))
        return httpx.Response(200 if request.url.path != "/robots.txt" else 404, text="hello")

    assert _web(answer).get("http://news.example/a").body == b"hello"
    assert seen == [("93.184.216.34", "news.example")] * 2


@pytest.mark.parametrize(
    "url", ["http://home.example/", "http://home.example:8080/x", "ftp://news.example/x"]
)
def test_a_private_address_and_another_scheme_are_refused(url: str) -> None:
    assert _fault(_web(_site({})), url).code == "D110"


def test_a_redirect_into_a_private_network_is_refused() -> None:
    onward = httpx.Response(302, headers={"location": "http://home.example/secret"})
    assert _fault(_web(_site({"/a": onward})), "http://news.example/a").code == "D110"


def test_a_private_address_is_fetched_if_it_may_be() -> None:
    site = _site({"/a": httpx.Response(200, text="mine")})
    assert _web(site, allow_private=True).get("http://home.example/a").body == b"mine"


def test_robots_txt_forbids() -> None:
    site = _site({"/a": httpx.Response(200)}, robots="User-agent: *\nDisallow: /a")
    assert _fault(_web(site), "http://news.example/a").code == "D111"


def test_a_site_whose_robots_txt_is_broken_is_left_alone() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(500 if request.url.path == "/robots.txt" else 200)

    assert _fault(_web(answer), "http://news.example/a").code == "D111"


def test_requests_to_one_host_are_as_far_apart_as_its_robots_txt_asks() -> None:
    slept: list[float] = []
    site = _site({"/a": httpx.Response(200)}, robots="User-agent: *\nCrawl-delay: 7")
    web = _web(site, slept=slept)
    web.get("http://news.example/a")
    web.get("http://news.example/a")
    assert [round(pause) for pause in slept] == [7, 7]


def test_a_transient_failure_is_tried_again_after_what_the_server_asks() -> None:
    slept: list[float] = []
    answers = iter([httpx.Response(503, headers={"retry-after": "9"}), httpx.Response(200)])

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(404) if request.url.path == "/robots.txt" else next(answers)

    assert _web(answer, slept=slept).get("http://news.example/a").status == 200
    assert slept == [9.0]


def test_a_host_that_never_answers_is_given_up() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/robots.txt":
            return httpx.Response(404)
        raise httpx.ConnectError("refused")

    slept: list[float] = []
    assert _fault(_web(answer, slept=slept), "http://news.example/a").code == "D107"
    assert slept == [1.0, 2.0, 4.0]


def test_a_page_that_redirects_for_ever_is_given_up() -> None:
    onward = httpx.Response(302, headers={"location": "/a"})
    fault = _fault(_web(_site({"/a": onward})), "http://news.example/a")
    assert (fault.code, str(fault)) == ("D107", "redirects more than 10 times")


def test_only_what_changed_is_asked_for() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        same = request.headers.get("if-none-match") == '"v1"'
        return httpx.Response(304 if same else 200, headers={"etag": '"v1"'})

    web = _web(answer)
    first = web.get("http://news.example/a")
    assert (first.status, first.etag) == (200, '"v1"')
    assert web.get("http://news.example/a", etag=first.etag).status == 304


def test_a_page_without_end_is_cut_off() -> None:
    site = _site({"/a": httpx.Response(200, content=b"x" * 1001)})
    assert _fault(_web(site, max_bytes=1000), "http://news.example/a").code == "D104"
