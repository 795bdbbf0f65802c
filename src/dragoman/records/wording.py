"""Records as short wordings for a reader, the same in the table, the files and on the pages."""

from __future__ import annotations

__all__ = ["UNSPECIFIED", "amount_of", "toward"]

UNSPECIFIED = "unspecified actor"
"""Said for whoever did what a text tells without telling by whom; never the name of a record."""
_HARM = frozenset({"killed", "injured", "detained", "displaced"})
"""Kinds of quantity that say what became of those counted."""


def toward(doers: str, others: str) -> str:
    """Return "doers → others"; "" where nobody took part."""
    return f"{doers or UNSPECIFIED} → {others}" if others else doers


def amount_of(
    low: float | None,
    high: float | None,
    unit: str | None,
    kind: str | None,
    *,
    approximate: bool = False,
) -> str:
    """Return bounds as said: "at least 12 soldiers killed", "about 5,000,000 EUR", "30 to 40".

    What is counted says of itself that it is money or troops; a kind is given where it tells more.
    """
    about = "about " if approximate else ""
    if low is not None and high is not None:
        number = _number(low) if low == high else f"{_number(low)} to {_number(high)}"
        number = f"{about}{number}"
    elif low is not None:
        number = f"at least {about}{_number(low)}"
    else:
        number = f"at most {about}{_number(high or 0)}"
    told = kind if kind in _HARM or (unit is None and kind != "other") else None
    parts = dict.fromkeys(part for part in (unit, told) if part)
    return " ".join((number, *parts))


def _number(value: float) -> str:
    """Return a number with its thousands apart and no more decimals than it has, two at most."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0")
