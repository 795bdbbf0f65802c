"""Task `coreference`: marked mentions of happenings, grouped by the linker as reports are.

Each gold mention becomes a report for the linker: our own where a trigger of ours lies in it, else
one made of the words marked and of the actors and places that hang on them. Beside the linker stand
three rules: the same day, source, target and type; the same lemma; and the same lemma within one
story, the stories being the linker's own. Articles are also grouped by story.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from dragoman.evaluate.clusters import Scores, Sums, add_up, count_by_topic
from dragoman.evaluate.measure import Measure
from dragoman.evaluate.tasks.lines import read_lines
from dragoman.evaluate.tasks.mentions import GoldArticle, Marked, read_mentions
from dragoman.pipeline.document import Pipeline
from dragoman.stages.link import group_reports
from dragoman.stages.links.stories import group_stories

__all__ = ["coreference", "measures_of"]

_RESAMPLES = 1000
_SIMPLE_RULE = "same day, source, target, type"
_LINKER = "linker"


def coreference(path: Path, pipeline: Pipeline) -> tuple[int, tuple[Measure, ...]]:
    """Return the number of articles at `path` and the measures over them."""
    articles = sorted(read_lines(path, GoldArticle), key=lambda article: article.id)
    marked = [m for article in articles for m in read_mentions(article, pipeline)]
    story_of = _stories(articles)
    gold_stories = {article.id: article.seminal_event for article in articles}
    topics = {article.id: article.topic for article in articles}
    stories = measures_of("stories", gold_stories, {"linker": story_of}, topics)
    gold = {mention.report.id: mention.cluster for mention in marked}
    mention_topics = {mention.report.id: topics[mention.article_id] for mention in marked}
    found = {
        _SIMPLE_RULE: _clusters(marked, _simple_key),
        "same lemma": _clusters(marked, lambda m: (m.lemma,)),
        "same lemma, same story": _clusters(marked, lambda m: (m.lemma, story_of[m.article_id])),
        _LINKER: _linked(marked),
    }
    return len(articles), (*stories, *measures_of("mentions", gold, found, mention_topics))


def _stories(articles: Sequence[GoldArticle]) -> dict[str, str]:
    """Return the story of each article, named by its first article."""
    groups = group_stories({article.id: (article.text, None) for article in articles})
    return {article_id: group[0] for group in groups for article_id in group}


def _linked(marked: Sequence[Marked]) -> dict[str, str]:
    groups = group_reports([mention.report for mention in marked])
    return {report.id: group[0].id for group in groups for report in group}


def _clusters(
    marked: Sequence[Marked], key: Callable[[Marked], tuple[object, ...] | None]
) -> dict[str, str]:
    """Return mentions of one key as one cluster, and those without a key each by itself."""
    return {
        mention.report.id: mention.report.id if (of := key(mention)) is None else repr(of)
        for mention in marked
    }


def _simple_key(mention: Marked) -> tuple[object, ...] | None:
    """Return what the rule by which event data are mostly thinned out looks at, if typed."""
    report = mention.report
    if report.type is None:
        return None
    doers = sorted(p.actor_id or p.name for p in report.parties if p.role in ("initiator", "party"))
    targets = sorted(p.actor_id or p.name for p in report.parties if p.role == "target")
    return report.when and report.when.begin.earliest, doers[:1], targets[:1], report.type


def measures_of(
    what: str,
    gold: Mapping[str, str],
    found: Mapping[str, Mapping[str, str]],
    topics: Mapping[str, str],
) -> tuple[Measure, ...]:
    """Return B³, MUC, CEAFe and CoNLL F1 of each clustering, with intervals over topics.

    Where there is a linker among several, also by how much its CoNLL F1 and B³ are above the
    others'.
    """
    sums = {name: count_by_topic(gold, clusters, topics) for name, clusters in found.items()}
    measures = [
        _measure(f"{what}: {name} {label}", [parts], lambda scores, n=n: scores[0][n])  # type: ignore[misc]  # n is bound now
        for name, parts in sums.items()
        for n, label in enumerate(("B³", "MUC", "CEAFe", "CoNLL F1"))
    ]
    if _LINKER in sums:
        measures += [
            _measure(f"{what}: {label} above {name}", [sums[_LINKER], parts],
                     lambda scores, n=n: scores[0][n] - scores[1][n])  # type: ignore[misc]  # as above
            for name, parts in sums.items() if name != _LINKER
            for n, label in ((0, "B³"), (3, "CoNLL F1"))
        ]  # fmt: skip
    return tuple(measures)


def _measure(
    name: str, clusterings: Sequence[Sequence[Sums]], value: Callable[[list[Scores]], float]
) -> Measure:
    """Return a figure of one clustering or of two, resampled by topic alike for both."""

    def over(chosen: Sequence[int]) -> float:
        return value([add_up([parts[n] for n in chosen]).scores() for parts in clusterings])

    size = len(clusterings[0])
    chance = random.Random(0)
    sampled = sorted(over(chance.choices(range(size), k=size)) for _ in range(_RESAMPLES))
    low, high = sampled[int(0.025 * _RESAMPLES)], sampled[int(0.975 * _RESAMPLES)]
    return Measure(name=name, right=None, of=None, value=over(range(size)), low=low, high=high)
