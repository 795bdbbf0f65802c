"""The roles of one actor while its rows are gathered from several tables.

Rows of one person stand in the order of time. What is known of one office closes another: a table
that tells a term again may have its end, and an office of which only the order is known is over
when the next begins.
"""

from __future__ import annotations

from datetime import date

import msgspec

from dragoman.knowledge.names import fold

__all__ = ["Role", "next_role_id", "settled", "with_role"]


class Role(msgspec.Struct, frozen=True):
    """One role of an actor."""

    id: str
    sector: str | None
    position: str | None
    country: str | None
    since: date | None
    last_seen: date | None
    until: date | None
    source: str
    is_over: bool = False
    """Whether it is known to have ended, though no table confirms the day."""


def next_role_id(roles: list[Role], since: date | None) -> str:
    """Return the id of an actor's next role; ids sort as the roles began.

    Rows of one actor stand in the order of time, so an undated role came after the one before.
    """
    number = f"{len(roles):02d}"
    if since is not None or not roles:
        return f"{since or '0000'}/{number}"
    return f"{roles[-1].id.partition('/')[0]}/after-{number}"


def with_role(roles: list[Role], role: Role, *, in_order: bool) -> list[Role]:
    """Return the roles with one more.

    A term that another table has told already adds to it what it knows of the end. One of a table
    whose rows stand `in_order` of time ends those before it that are known to be over.
    """
    for number, other in enumerate(roles):
        if _is_told_again(role, other):
            return [*roles[:number], _with_end(other, role), *roles[number + 1 :]]
    closed = (
        msgspec.structs.replace(other, until=role.since)
        if in_order and other.is_over and other.since is None and other.until is None
        else other
        for other in roles
    )
    return [*closed, role]


def settled(roles: list[Role]) -> list[Role]:
    """Return all roles of an actor, those of no known end that were surely left closed.

    Who was last seen in an office, and took and left all his later ones since, is out of it.
    """
    return [_left(role, roles) for role in roles]


def _left(role: Role, roles: list[Role]) -> Role:
    if role.until is not None or role.since is None or role.last_seen is None:
        return role
    later = [r for r in roles if r.since is not None and r.since > role.since]
    ends = [r.until for r in later if r.until is not None and r.until >= role.last_seen]
    if not later or len(ends) < len(later):
        return role
    return msgspec.structs.replace(role, until=max(ends))


def _is_told_again(role: Role, other: Role) -> bool:
    if role.since is None or (role.since, role.country) != (other.since, other.country):
        return False
    return fold(role.position or "") == fold(other.position or "")


def _with_end(role: Role, other: Role) -> Role:
    until = role.until or other.until
    last_seen = max((day for day in (role.last_seen, other.last_seen) if day), default=None)
    return msgspec.structs.replace(role, until=until, last_seen=None if until else last_seen)
