"""Who may read and who may correct, and what keeps strangers' pages from doing either.

On this machine alone (127.0.0.1) whoever opens the page reads and corrects. With a token file,
each person signs in with a token of which only the hash is kept: `NAME ROLE SHA256`, a line each.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Literal, NamedTuple

import msgspec

from dragoman.errors import ConfigError

__all__ = ["COOKIE", "Access", "Person", "Token", "new_token", "parse_tokens"]

COOKIE = "dragoman"
SESSION_S = 12 * 3600
Role = Literal["reader", "reviewer"]
_LINE = re.compile(r"([\w.@-]{1,60})\s+(reader|reviewer)\s+([0-9a-f]{64})")


class Token(NamedTuple):
    """A person's name and role, and the hash of the token that proves it."""

    name: str
    role: Role
    sha256: str


class Person(NamedTuple):
    """Whoever makes a request."""

    name: str
    role: Role
    csrf: str
    """What a form must send back; "" for a request that carries its own token."""

    @property
    def may_correct(self) -> bool:
        """True for reviewers."""
        return self.role == "reviewer"


class _Session(msgspec.Struct, frozen=True):
    name: str
    role: Role
    nonce: str
    until: float


def new_token(name: str, role: Role) -> tuple[str, str]:
    """Return a new token and the line of the token file that lets its bearer in."""
    token = secrets.token_urlsafe(24)
    return token, f"{name} {role} {_sha256(token)}"


def parse_tokens(text: str, where: str) -> tuple[Token, ...]:
    """Return the tokens of a token file; empty lines and those that begin with # are passed over.

    Raises:
        ConfigError: D220, with the line that is wrong, or that there is none.
    """
    tokens = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _LINE.fullmatch(line.strip())
        if match is None:
            advice = "`dragoman serve --new-token NAME` prints a line to put there."
            raise ConfigError(
                "D220", f"{where}, line {number}: expected NAME ROLE SHA256. {advice}"
            )
        role: Role = "reviewer" if match[2] == "reviewer" else "reader"
        tokens.append(Token(match[1], role, match[3]))
    if not tokens:
        raise ConfigError("D220", f"{where}: holds no token.")
    return tuple(tokens)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class Access:
    """The rules of one server; sessions are signed with a secret that lives as long as it does."""

    def __init__(self, tokens: tuple[Token, ...], *, hosts: frozenset[str], owner: str) -> None:
        self.tokens = tokens
        self.hosts = hosts
        """Names the server answers to: others are a page of somebody else's (DNS rebinding)."""
        self.owner = owner
        self._secret = secrets.token_bytes(32)

    @property
    def is_open(self) -> bool:
        """True if whoever reaches the server may use it."""
        return not self.tokens

    def is_our_host(self, header: str) -> bool:
        """True if a Host header names this server."""
        name = header.rsplit(":", 1)[0] if not header.endswith("]") else header
        return name.strip("[]").lower() in self.hosts

    def bearer_of(self, token: str) -> Person | None:
        """Return whom a token lets in, None if nobody."""
        digest = _sha256(token)
        found = None
        for known in self.tokens:  # all of them, so that the time taken tells nothing
            if hmac.compare_digest(known.sha256, digest):
                found = Person(known.name, known.role, "")
        return found

    def begin(self, name: str, role: Role) -> str:
        """Return the cookie of a new session."""
        session = _Session(name, role, secrets.token_urlsafe(12), time.time() + SESSION_S)
        body = urlsafe_b64encode(msgspec.json.encode(session)).decode()
        return f"{body}.{self._sign(body)}"

    def person_of(self, cookie: str) -> Person | None:
        """Return who a cookie says it is; None if it is none of ours, or too old."""
        body, _, signature = cookie.rpartition(".")
        if not body or not hmac.compare_digest(self._sign(body), signature):
            return None
        session = msgspec.json.decode(urlsafe_b64decode(body), type=_Session)
        if session.until < time.time():
            return None
        return Person(session.name, session.role, self._sign(f"form {session.nonce}"))

    def is_csrf(self, person: Person, sent: str) -> bool:
        """True if a form was made for this session."""
        return bool(person.csrf) and hmac.compare_digest(person.csrf, sent)

    def _sign(self, text: str) -> str:
        return hmac.new(self._secret, text.encode(), hashlib.sha256).hexdigest()
