"""Fitting how much words tell of two reports being one happening."""

from __future__ import annotations

from link_weights import FITTED, fit

from dragoman.evaluate.tasks.mentions import Marked
from dragoman.stages.links.report import LinkableDocument, LinkableReport

DEEDS = ("shelled", "fled", "signed", "visited", "arrested")


def marked(topic: str, story: int, deed: str) -> Marked:
    name = f"{topic} {story}"
    document = LinkableDocument(
        id=name, origin_id=name, fetched_at="", text=f"Envoys speak of the river in {topic}."
    )
    report = LinkableReport(
        id=f"{name} {deed}", run_id="gold", document=document, type=None, trigger=deed,
        trigger_start=5, sentence=f"They {deed} again.", sentence_start=0,
    )  # fmt: skip
    return Marked(report, cluster=f"{topic} {deed}", article_id=name, lemma=deed)


def test_where_a_deed_is_told_in_one_word_everywhere_that_word_is_what_counts() -> None:
    mentions = [marked(t, n, deed) for t in ("Aceh", "Homs") for n in range(4) for deed in DEEDS]
    topics = {mention.article_id: mention.report.document.id.split()[0] for mention in mentions}
    weights = fit(mentions, topics)
    assert set(weights) == {*FITTED, "prior"}
    assert weights["same deed"] > 1
    assert weights["other deed"] < -1
    assert fit(mentions[::-1], topics) == weights
