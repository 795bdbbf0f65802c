"""Saved mails: the message's own text or page, with its subject and date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

import msgspec

from dragoman.io.raw import Fault, at_utc, sha256_of
from dragoman.io.sniff import NDJSON
from dragoman.records import Problem, RawDocument

__all__ = ["read_mail"]

_TAGS = re.compile(r"<(?:style|script)\b.*?</(?:style|script)>|<[^>]+>", re.DOTALL | re.IGNORECASE)


def read_mail(path: str, *, max_bytes: int) -> Iterator[RawDocument | Problem]:
    """Yield the mail as one document; its attachments are not read."""
    body = Path(path).read_bytes()
    if len(body) > max_bytes:
        yield Fault("D104", f"is larger than {max_bytes:,} bytes").problem(path)
        return
    message = BytesParser(policy=policy.default).parsebytes(body)
    text = _text_of(message)
    if not text.strip():
        yield Fault("D102", "is a mail without text").problem(path)
        return
    told = {
        "text": text,
        "title": str(message["subject"]) if message["subject"] else None,
        "published": at_utc(str(message["date"])) if message["date"] else None,
        "source": str(message["from"]) if message["from"] else None,
    }
    line = msgspec.json.encode({field: value for field, value in told.items() if value})
    yield RawDocument(sha256=sha256_of(line), source_id=path, media_type=NDJSON, body=line)


def _text_of(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    try:
        content = str(part.get_content())
    except (LookupError, ValueError):  # an unknown charset
        return ""
    content = content.replace("\r\n", "\n")
    if part.get_content_subtype() != "html":
        return content
    import html  # noqa: PLC0415  # rare

    return html.unescape(_TAGS.sub(" ", content))
