"""Task `confidence`: is an organisation's deed told as fact, laid to its charge, or claimed by it?

The organisation is given by its names; the text is read from nothing else. Each place where one of
the names stands tells one of the three: `claimed` where the organisation itself owns up to
something, `accused` where somebody suspects or accuses it or the telling is hedged, else `fact`.
Over a text the firmest sign of a voice wins: owning up before accusing before telling.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from dragoman.evaluate.measure import Measure, Tally
from dragoman.evaluate.tasks.lines import document_of, read_lines
from dragoman.pipeline.document import Pipeline, read_for_coding
from dragoman.records import ParsedSentence, Record, Span
from dragoman.stages.attribute import Attribution
from dragoman.stages.protocols import CodingInput
from dragoman.stages.sayings.attribution import overlaps
from dragoman.stages.sayings.blaming import is_blamed
from dragoman.stages.sayings.chains import Sayings
from dragoman.stages.sayings.owning import owns_up
from dragoman.stages.stance import read_stance
from dragoman.stages.tree import ancestors

__all__ = ["Confidence", "GoldIncidents", "confidence", "confidence_of", "gold_confidences"]

Confidence = Literal["fact", "accused", "claimed"]
_SLOT = "PERP: ORGANIZATION CONFIDENCE"
_LABELS: dict[str, Confidence] = {
    "REPORTED AS FACT": "fact",
    "SUSPECTED OR ACCUSED": "accused",
    "SUSPECTED OR ACCUSED BY AUTHORITIES": "accused",
    "POSSIBLE": "accused",
    "CLAIMED OR ADMITTED": "claimed",
}
_ORDER: tuple[Confidence, ...] = ("claimed", "accused", "fact")
_NAME = re.compile(r'"((?:[^"\\]|\\.)*)"')


class GoldIncidents(Record, frozen=True, kw_only=True):
    """One text with its answer keys, as lists of written values by slot."""

    id: str
    text: str
    full_key_templates: tuple[dict[str, Any], ...]


def confidence(path: Path, pipeline: Pipeline) -> tuple[int, tuple[Measure, ...]]:
    """Return the number of texts at `path` and the measures over them."""
    tally = Tally()
    texts = list(read_lines(path, GoldIncidents))
    for number, gold in enumerate(texts):
        tally.document = number
        asked = gold_confidences(gold)
        given = read_for_coding(document_of(gold.id, gold.text), pipeline) if asked else None
        if given is None:
            continue
        attributions = given.attributions
        for names, right in asked:
            ours = confidence_of(given, attributions, names)
            tally.add("confidence", int(ours in right), 1)
            tally.add("organisation found", int(ours is not None), 1)
            tally.add("fact alone would be right", int("fact" in right), 1)
            for label in sorted(right):
                tally.add(f"{label} recognised", int(ours in right), 1)
    return len(texts), tally.measures()


def gold_confidences(gold: GoldIncidents) -> list[tuple[frozenset[str], frozenset[Confidence]]]:
    """Return names and the labels that are right for each organisation, each pair once.

    "? POSSIBLE / SUSPECTED OR ACCUSED" allows both; what has another label is left out.
    """
    found = []
    for template in gold.full_key_templates:
        for value in template.get(_SLOT) or ():
            written, _, rest = str(value).partition(":")
            labels = {_LABELS.get(part.strip(" ?")) for part in written.split("/")} - {None}
            names = frozenset(n.replace('\\"', "").lower() for n in _NAME.findall(rest))
            if labels and names:
                found.append((names, frozenset(label for label in labels if label is not None)))
    return list(dict.fromkeys(found))


def confidence_of(
    given: CodingInput, attributions: Sequence[Attribution], names: Iterable[str]
) -> Confidence | None:
    """Return how the deeds of the organisation so named are held; None if it is not in the text."""
    told = {
        _told(parse, index, span, attributions)
        for parse, index, span in _places(given, sorted(names))
    }
    return next((label for label in _ORDER if label in told), None)


def _places(given: CodingInput, names: Sequence[str]) -> Iterator[tuple[ParsedSentence, int, Span]]:
    """Yield the sentence, head word and span of each place where the organisation is meant.

    That is where one of the names stands, and where "the group" goes by the same entity.
    """
    named = [span for name in names for span in _named(given, name)]
    spans = dict.fromkeys([*named, *_meant(given, named)])
    for span in spans:
        for parse in given.parses:
            inside = [t.index for t in parse.tokens if span.start <= t.start and t.end <= span.end]
            if inside:
                head = next((i for i in inside if parse.tokens[i].head not in inside), inside[-1])
                yield parse, head, span


def _named(given: CodingInput, name: str) -> Iterator[Span]:
    words = r"\s+".join(re.escape(word) for word in name.split())
    for match in re.finditer(rf"(?<!\w){words}(?!\w)", given.document.text.lower()):
        yield Span(document_id=given.document.id, start=match.start(), end=match.end())


def _meant(given: CodingInput, named: Sequence[Span]) -> Iterator[Span]:
    """Yield the heads of the mentions of entities that are mentioned by one of the spans."""
    at = {m.id: m for m in given.mentions if m.kind == "actor"}
    for entity in given.entities:
        own = [at[i] for i in entity.mention_ids if i in at]
        if any(overlaps(m.head, span) for m in own for span in named):
            yield from (m.head for m in own)


def _told(
    parse: ParsedSentence, index: int, span: Span, attributions: Sequence[Attribution]
) -> Confidence:
    if owns_up(parse, index):
        return "claimed"
    if is_blamed(parse, index):
        return "accused"
    around = Sayings(attributions).over(span)
    blamed = any(a.verb == "alleges" and overlaps(p, span) for a in attributions for p in a.content)
    doubtful = any(a.hedge != "certain" or a.negated for a in around)
    if blamed or doubtful or read_stance(parse, index).certainty != "certain":
        return "accused"
    verbs = [i for i in ancestors(parse, index) if parse.tokens[i].pos == "VERB"]
    stances = [read_stance(parse, verb) for verb in verbs[:2]]
    unsure = any(s.certainty != "certain" and s.status == "occurred" for s in stances)
    return "accused" if unsure else "fact"
