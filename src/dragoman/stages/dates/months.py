"""Names of months and weekdays in the languages whose date lines are read."""

from __future__ import annotations

__all__ = ["DAY_NAME", "MONTH_NAME", "month_number"]

_MONTHS: tuple[tuple[str, ...], ...] = (
    ("january", "jan", "janvier", "janv", "enero", "ene", "januar", "janeiro", "gennaio", "ocak"),
    ("february", "feb", "février", "févr", "fév", "febrero", "februar", "fevereiro", "fev",
     "febbraio", "şubat"),
    ("march", "mar", "mars", "marzo", "märz", "março", "mart"),
    ("april", "apr", "avril", "avr", "abril", "abr", "aprile", "nisan"),
    ("may", "mai", "mayo", "maio", "maggio", "mayıs"),
    ("june", "jun", "juin", "junio", "juni", "junho", "giugno", "haziran"),
    ("july", "jul", "juillet", "juil", "julio", "juli", "julho", "luglio", "temmuz"),
    ("august", "aug", "août", "agosto", "ago", "ağustos"),
    ("september", "sept", "sep", "septembre", "septiembre", "setembro", "settembre", "eylül"),
    ("october", "oct", "octobre", "octubre", "oktober", "okt", "outubro", "ottobre", "ekim"),
    ("november", "nov", "novembre", "noviembre", "novembro", "kasım"),
    ("december", "dec", "décembre", "déc", "diciembre", "dic", "dezember", "dez", "dezembro",
     "dicembre", "aralık"),
)  # fmt: skip
_DAYS = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "mon", "tues", "tue", "wed", "thurs", "thur", "thu", "fri", "sat", "sun",
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo",
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag",
)  # fmt: skip
_NUMBERS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}


def _alternatives(names: tuple[str, ...]) -> str:
    """Return the names as alternatives of a pattern, the longest first."""
    return "|".join(sorted(names, key=lambda name: (-len(name), name)))


MONTH_NAME = _alternatives(tuple(_NUMBERS))
DAY_NAME = _alternatives(_DAYS)


def month_number(name: str) -> int:
    """Return 1 to 12 for a month's name or abbreviation in any case; KeyError if it is none."""
    return _NUMBERS[name.lower().rstrip(".")]
