"""Fetches pages for a corpus, politely: robots.txt, a pause between requests to one host, retries.

Addresses come from feeds and lists that others wrote, so none may lead into a private network:
each is resolved, checked and then connected to as resolved, after every redirect again.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Iterable
from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpx

import dragoman
from dragoman.io.raw import Fault, at_utc

__all__ = ["Answer", "Manners", "Web"]

_AGENT = "dragoman"
_REDIRECTS = 10
_TRANSIENT = frozenset((429, 500, 502, 503, 504))
_LONGEST_PAUSE_S = 60.0


class Manners(NamedTuple):
    """How often and how long the web is asked."""

    pause_s: float = 1.0
    """Between two requests to one host; longer where its robots.txt asks for more."""
    tries: int = 4
    timeout_s: float = 20.0
    max_bytes: int = 50_000_000
    allow_private: bool = False
    """Whether addresses of private networks and of this machine are fetched."""


class Answer(NamedTuple):
    """What a server answered; `body` is empty where nothing has changed (status 304)."""

    status: int
    url: str
    """Where redirects led."""
    body: bytes
    content_type: str
    etag: str | None
    last_modified: str | None
    answered_at: str | None
    """The server's time, ISO 8601 in UTC."""


Resolve = Callable[[str, int], Iterable[str]]


def _resolve(host: str, port: int) -> Iterable[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


class Web:
    """One client for many pages. `transport`, `resolve` and `sleep` are replaced in tests."""

    def __init__(
        self,
        manners: Manners | None = None,
        *,
        transport: httpx.BaseTransport | None = None,
        resolve: Resolve = _resolve,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._manners = manners or Manners()
        self._client = httpx.Client(
            timeout=self._manners.timeout_s,
            headers={"User-Agent": f"{_AGENT}/{dragoman.__version__}"},
            transport=transport,
            follow_redirects=False,
        )
        self._resolve = resolve
        self._sleep = sleep
        self._robots: dict[str, RobotFileParser | None] = {}
        self._asked: dict[str, float] = {}

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def get(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Answer:
        """Return the answer for an address; with the marks of an earlier one, it may be a 304.

        Raises:
            Fault: D104 too large, D107 no answer or an error, D110 private, D111 forbidden.
        """
        marks = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in marks.items() if value}
        for _ in range(_REDIRECTS):
            self._check_robots(url)
            answer, onward = self._ask(url, headers)
            if onward is None:
                if answer.status >= 400:
                    raise Fault("D107", f"answered {answer.status}")
                return answer
            url = onward
        raise Fault("D107", f"redirects more than {_REDIRECTS} times")

    def _check_robots(self, url: str) -> None:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = self._read_robots(site)
        rules = self._robots[site]
        if rules is None:
            raise Fault("D111", f"{site}/robots.txt cannot be had; fetched nothing there")
        if not rules.can_fetch(_AGENT, url):
            raise Fault("D111", f"{site}/robots.txt forbids it")

    def _read_robots(self, site: str) -> RobotFileParser | None:
        """Return the site's rules, which allow all where it has none; None where it is broken."""
        rules = RobotFileParser()
        url = f"{site}/robots.txt"
        for _ in range(_REDIRECTS):
            try:
                answer, onward = self._ask(url, {})
            except Fault as fault:
                if fault.code == "D110":
                    raise
                return None
            if onward is None:
                break
            url = onward
        else:
            return None
        if answer.status >= 500:
            return None
        text = answer.body.decode("utf-8", "replace") if answer.status < 400 else ""
        rules.parse(text.splitlines())
        return rules

    def _ask(self, url: str, headers: dict[str, str]) -> tuple[Answer, str | None]:
        """Return the answer and where it redirects to; transient failures are tried again."""
        fault = Fault("D107", "did not answer")
        for attempt in range(self._manners.tries):
            target = self._checked(url)
            self._wait_for(urlsplit(url).netloc)
            pause = 2.0**attempt
            try:
                answer, onward, retry_after = self._once(target, url, headers)
            except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
                reason = str(error) or type(error).__name__
                fault = Fault("D107", f"did not answer: {reason}")
            else:
                if answer.status not in _TRANSIENT:
                    return answer, onward
                fault = Fault("D107", f"answered {answer.status}")
                pause = retry_after if retry_after is not None else pause
            if attempt + 1 < self._manners.tries:
                self._sleep(min(pause, _LONGEST_PAUSE_S))
        raise fault

    def _checked(self, url: str) -> httpx.Request:
        """Return the request for an address, directed to where its host was found to be.

        Raises:
            Fault: D110 where that is in a private network, D107 where it is nowhere.
        """
        try:
            request = self._client.build_request("GET", url)
        except (httpx.InvalidURL, ValueError) as error:
            raise Fault("D107", f"is no address: {error}") from None
        if request.url.scheme not in ("http", "https") or not request.url.host:
            raise Fault("D110", "is not fetched: only http and https are")
        if self._manners.allow_private:
            return request
        host = request.url.host
        try:
            port = request.url.port or (443 if request.url.scheme == "https" else 80)
            addresses = list(self._resolve(host, port))
        except OSError as error:
            raise Fault("D107", f"did not answer: {host} is not known ({error})") from None
        for address in addresses:
            if not ipaddress.ip_address(address.partition("%")[0]).is_global:
                advice = "Use --allow-private if it is yours"
                raise Fault("D110", f"is not fetched: {host} is at {address}, private. {advice}")
        # The connection goes to the address that was checked, whatever the host resolves to next.
        request.extensions["sni_hostname"] = host
        request.url = request.url.copy_with(host=addresses[0])
        return request

    def _wait_for(self, host: str) -> None:
        site_rules = next(
            (r for s, r in self._robots.items() if s.endswith(f"//{host}") and r), None
        )
        asked_for = site_rules.crawl_delay(_AGENT) if site_rules else None
        pause = max(self._manners.pause_s, min(float(asked_for or 0), _LONGEST_PAUSE_S))
        left = self._asked.get(host, -pause) + pause - time.monotonic()
        if host in self._asked and left > 0:
            self._sleep(left)
        self._asked[host] = time.monotonic()

    def _once(
        self, request: httpx.Request, url: str, headers: dict[str, str]
    ) -> tuple[Answer, str | None, float | None]:
        request.headers.update(headers)
        deadline = time.monotonic() + self._manners.timeout_s
        response = self._client.send(request, stream=True)
        try:
            body = bytearray()
            for piece in response.iter_bytes():
                body += piece
                if len(body) > self._manners.max_bytes:
                    raise Fault("D104", f"is larger than {self._manners.max_bytes:,} bytes")
                if time.monotonic() > deadline:
                    raise Fault("D107", f"did not finish within {self._manners.timeout_s:g} s")
        finally:
            response.close()
        given = response.headers
        onward = None
        if response.status_code in (301, 302, 303, 307, 308) and "location" in given:
            onward = str(httpx.URL(url).join(given["location"]))
        answer = Answer(
            status=response.status_code,
            url=url,
            body=bytes(body),
            content_type=given.get("content-type", ""),
            etag=given.get("etag"),
            last_modified=given.get("last-modified"),
            answered_at=at_utc(given.get("date")),
        )
        return answer, onward, _seconds(given.get("retry-after"))


def _seconds(stated: str | None) -> float | None:
    return float(stated) if stated and stated.isdigit() else None
