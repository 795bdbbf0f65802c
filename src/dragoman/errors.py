"""Every error dragoman raises on purpose.

    DragomanError
    ├── InputError       D1xx  a source that cannot be read: file, URL, line, encoding
    ├── ConfigError      D2xx  a setting, option or codebook that does not make sense
    ├── KnowledgeError   D3xx  a reference table or index that is missing or broken
    └── StoreError       D4xx  a store that cannot be opened, written or asked

A message says what is wrong, where, what was expected, and what to do. Faults of one document
are not raised: they become `records.Problem` with the same codes (D1xx, D5xx for language and
content, D9xx for a bug caught at the batch edge) and the batch goes on.
`CODES` is the one list of codes; docs/reference/errors.md is generated from it.
"""

from __future__ import annotations

__all__ = ["CODES", "ConfigError", "DragomanError", "InputError", "KnowledgeError", "StoreError"]

CODES: dict[str, str] = {
    "D100": "The source does not exist.",
    "D101": "The source cannot be read (permission, a folder where a file was expected).",
    "D102": "The file is empty.",
    "D103": "The file is binary and of no kind dragoman reads.",
    "D104": "The source is larger than the limit.",
    "D105": "The text's encoding could not be told; undecodable bytes were replaced.",
    "D106": "A line of a JSON Lines file is not a JSON object with a text.",
    "D107": "The URL did not answer or answered with an error.",
    "D108": "The page holds no article.",
    "D109": "The PDF holds no text, or is damaged or locked.",
    "D110": "The address is private, or not one of http and https; it was not fetched.",
    "D111": "The site's robots.txt forbids to fetch the address, or cannot be had.",
    "D112": "A record of an archive or table is damaged or cut off; the others were read.",
    "D113": "A table has no column of the name that was given, or none with a text.",
    "D120": "A line of the corrections log is no correction; it is left as it is and not counted.",
    "D121": "The corrections log cannot be read or written.",
    "D122": "An export or release cannot be written there.",
    "D123": "The file is no export of that kind, or not in the format that was named.",
    "D200": "The configuration file is missing or is not valid TOML.",
    "D201": "A setting is unknown or of the wrong type.",
    "D210": "A codebook folder lacks a file it needs.",
    "D211": "A codebook file is not valid TOML or a value in it is wrong.",
    "D212": "A trigger pattern cannot be read.",
    "D213": "No component of that name is registered.",
    "D214": "An optional part that was asked for is not installed.",
    "D215": "A head made by `dragoman train` is missing, damaged, or of another codebook or model.",
    "D216": "There are too few examples to train on, or one is wrong.",
    "D220": "The address to serve on is open to others, and no token was given.",
    "D221": "An actor asked for takes part in no event of the store.",
    "D222": "A saved view holds a filter that is unknown, or a value that it cannot have.",
    "D300": "The knowledge index is missing.",
    "D301": "The knowledge index was built by another version.",
    "D302": "A row of a knowledge table or of the actor overlay is wrong.",
    "D303": "An index cannot be built from the dumps given: one cannot be read, or has bad rows.",
    "D304": "The overlay of the actor index is missing, cannot be written, or is no TOML.",
    "D400": "The store does not exist.",
    "D401": "The file is no store, or is damaged.",
    "D402": "The store has the layout of a newer or older version.",
    "D403": "The store is in use by another process.",
    "D404": "The store cannot be read or written (disk full, read-only).",
    "D405": "The SQL is not one SELECT, or cannot be answered.",
    "D406": "The store holds nothing of that id.",
    "D407": "The store's reports were not linked to events, which is what was asked for.",
    "D408": "The store holds no events of other coders to compare with.",
    "D500": "The document's language is not one the pipeline codes; it was not coded.",
    "D501": "The document's publication date is unknown; relative dates stay open.",
    "D503": "The document's body is empty.",
    "D504": "The document was longer than the limit and was coded only up to it.",
    "D505": "The document is more than a year newer than the knowledge index; offices may be old.",
    "D506": "Another document has the same address or id and quite another text; both were kept.",
    "D507": "Coding the document took longer than the limit, and it was given up.",
    "D900": "An unexpected error: a bug in dragoman or a plug-in. The traceback is in the message.",
}


class DragomanError(Exception):
    """Base of all errors raised on purpose; `code` is a key of `CODES`."""

    def __init__(self, code: str, message: str) -> None:
        if code not in CODES:
            raise ValueError(f"unlisted error code {code}")
        super().__init__(f"{code} {message}")
        self.code = code
        self.message = message

    def __reduce__(self) -> tuple[type[DragomanError], tuple[str, str]]:
        return (type(self), (self.code, self.message))


class InputError(DragomanError):
    """A source cannot be read."""


class ConfigError(DragomanError):
    """A setting, option or codebook does not make sense."""


class KnowledgeError(DragomanError):
    """A reference table or index is missing or broken."""


class StoreError(DragomanError):
    """A store cannot be opened, written or asked."""
