"""Texts of realistic length for the timed workloads: the same for the same seed, everywhere.

Sentences of the training corpus are put together anew to articles of about 430 words (the median
of news), with a headline, a dateline and furniture; the golden articles stand among them. What is
told makes no story: these texts measure time, never accuracy. Every tenth is an HTML page of 17 KB.

python benchmarks/bench_texts.py 1000 > articles.jsonl
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path

from dragoman.records import RawDocument

__all__ = ["PAGE_BYTES", "raw_documents"]

ROOT = Path(__file__).parents[1]
MEDIAN_WORDS = 430
PAGE_BYTES = 17_000
PAGE_EVERY = 10
_SPREAD = 0.45
"""Of the logarithm of the length: nine of ten articles have 205 to 900 words."""
_OVERSHOT = 36
"""Words by which the last paragraph passes the length drawn, in the median."""
_CITIES = "Nairobi Geneva Khartoum Bogota Manila Ankara Tbilisi Lima Dakar Hanoi".split()
_MARKS = ("> ", "? ", "- ", "@ ")


def raw_documents(count: int, *, seed: int = 1) -> Iterator[RawDocument]:
    """Yield `count` documents as a source would give them; a longer corpus begins like a shorter.

    JSON Lines articles, of ten one an HTML page. The golden articles come first.
    """
    golden = sorted((ROOT / "src/dragoman/assets/articles").glob("*.txt"))
    for number in range(count):
        if number % PAGE_EVERY == PAGE_EVERY - 1:
            yield _raw(number, "text/html", _page(_article(number, seed), number))
        elif number < len(golden):
            yield _raw(number, "text/plain", golden[number].read_bytes())
        else:
            body = json.dumps(_article(number, seed), ensure_ascii=False).encode()
            yield _raw(number, "application/x-ndjson", body)


def _raw(number: int, media_type: str, body: bytes) -> RawDocument:
    return RawDocument(
        id=f"bench-{number:06}", source_id="bench", media_type=media_type, body=body,
        sha256=sha256(body).hexdigest(),
    )  # fmt: skip


@cache
def _pieces() -> tuple[str, ...]:
    """Return the texts of the training corpus, without their annotations."""
    found: list[str] = []
    for path in sorted((ROOT / "training/corpus").glob("*.txt")):
        lines: list[str] = []
        for line in [*path.read_text(encoding="utf-8").splitlines(), "@ "]:
            if line.startswith("@ ") and lines:
                found.append("\n".join(lines))
                lines = []
            if line.strip() and not line.startswith(_MARKS):
                lines.append(line.strip())
    return tuple(found)


def _article(number: int, seed: int) -> dict[str, str]:
    """Return one article as a line of JSON Lines."""
    chance = random.Random(f"{seed}-{number}")
    wanted = (MEDIAN_WORDS - _OVERSHOT) * chance.lognormvariate(0, _SPREAD)
    paragraphs: list[str] = []
    words = 0
    while words < wanted:
        paragraph = " ".join(chance.choices(_pieces(), k=chance.choice((1, 2, 2, 3))))
        paragraphs.append(paragraph)
        words += len(paragraph.split())
    day = date(2001, 1, 1) + timedelta(chance.randrange(8800))
    paragraphs[0] = f"{chance.choice(_CITIES).upper()}, {day:%B} {day.day} - {paragraphs[0]}"
    title = min(chance.choices(_pieces(), k=5), key=len).split("\n")[0].rstrip(".")
    return {
        "id": f"bench-{number:06}", "title": title, "text": "\n\n".join(paragraphs),
        "published": day.isoformat(), "source": f"Outlet {number % 7}",
        "url": f"https://news.example/{number}",
    }  # fmt: skip


def _page(article: dict[str, str], number: int) -> bytes:
    """Return an article in the mark-up of a news site: menus, scripts, teasers, comments."""
    body = "\n".join(f"<p>{escape(p)}</p>" for p in article["text"].split("\n\n"))
    head = (
        f"<title>{escape(article['title'])} | The Example Post</title>"
        f'<meta property="article:published_time" content="{article["published"]}T08:00:00Z">'
    )
    menu = "".join(f'<li><a href="/s/{n}">Section {n}</a></li>' for n in range(30))
    teasers = "".join(
        f'<div class="teaser"><a href="/{n}"><h3>Another story of the day {n}</h3></a></div>'
        for n in range(20)
    )
    start = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{head}</head><body>'
        f"<nav><ul>{menu}</ul></nav><main><article><h1>{escape(article['title'])}</h1>{body}"
        f'</article></main><aside class="related">{teasers}</aside>'
    )
    end = "<footer><p>Share it: Leave a Reply</p></footer></body></html>"
    filler = f"var tracking{number}=" + json.dumps([n * 7919 % 1000 for n in range(6000)])
    room = max(0, PAGE_BYTES - len((start + end).encode()) - 30)
    return f"{start}<script>{filler[:room]}</script>{end}".encode()


def main(argv: list[str]) -> int:
    """Print as many documents as were asked for, as JSON Lines of their text."""
    for raw in raw_documents(int(argv[0]) if argv else 100):
        print(json.dumps({"id": raw.id, "text": raw.body.decode()}, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
