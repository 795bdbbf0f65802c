"""The same documents give the same events and ids, whatever their order, and however often."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.store.database import Store
from dragoman.testing.crash import contents, ingest_stub

_STATES = ("Kenya", "Somalia", "Chad", "Niger", "Mali")
_SCENES = (
    "Fishermen waited at the pier for news of their boats and of the grain that was due.",
    "A crowd stood before the old customs house while the drums were beaten for an hour.",
    "Rain had washed the bridge away and trucks were queueing far into the valley.",
)
_LENGTH_OF_A_COPY = 40


def _retold(seed: int) -> Iterator[dict[str, str]]:
    """Yield articles of four stories: each told twice, copied nearly word by word, and edited."""
    chance = random.Random(seed)
    for story in range(4):
        who, whom = chance.sample(_STATES, 2)
        deed = f"{who} {chance.choice(('met', 'shelled'))} {whom}"
        day = date(2024, 3, 1) + timedelta(chance.randrange(3))
        filler = " ".join(chance.choices("".join(_SCENES).split(), k=_LENGTH_OF_A_COPY))
        first = f"{deed} at the river. {chance.choice(_SCENES)} {filler}."
        texts = {
            "first": first,
            "copy": f"{first} More follows.",
            "other": f"It was a long day. {deed} on {chance.choice(('Monday', 'the border'))}.",
        }
        for outlet, text in texts.items():
            yield {
                "id": f"s{story}-{outlet}", "title": f"{who} and {whom}", "text": text,
                "published": day.isoformat(), "language": "en", "source": outlet,
                "url": f"https://{outlet}.example/{story}",
            }  # fmt: skip


def _ingested(path: Path, articles: list[dict[str, str]], times: int = 1) -> Path:
    source = path.parent / "corpus.jsonl"
    source.write_bytes(b"\n".join(msgspec.json.encode(article) for article in articles))
    for _ in range(times):
        ingest_stub(path, [str(source)])
    return path


def _held(path: Path) -> tuple[int, int]:
    """Return how many events have several reports, and how many documents are copies."""
    with Store.open(path) as store:
        row = store.sql(
            "SELECT (SELECT count(*) FROM events WHERE report_count > 1) AS several,"
            " (SELECT count(*) FROM documents WHERE origin_id IS NOT NULL) AS copies"
        ).to_pylist()[0]
    return row["several"], row["copies"]


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10_000), order=st.randoms(use_true_random=False))
def test_another_order_and_a_second_time_give_the_same_events_and_ids(
    seed: int, order: random.Random
) -> None:
    articles = list(_retold(seed))
    shuffled = list(articles)
    order.shuffle(shuffled)
    with TemporaryDirectory() as folder:
        one = _ingested(Path(folder) / "one.duckdb", articles)
        other = _ingested(Path(folder) / "other.duckdb", shuffled)
        twice = _ingested(Path(folder) / "twice.duckdb", shuffled, times=2)
        found, again = contents(one), contents(twice)
        assert contents(other) == found
        assert {name for name in found if found[name] != again[name]} <= {"ingests"}
        several, copies = _held(one)
        assert several >= 1
        assert copies >= 4
