"""Who confirms or denies an event that was told before: "The ministry confirmed the attack"."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.records import Document, EventReport, ParsedSentence
from dragoman.stages.claims.anaphora import report_meant
from dragoman.stages.sayings.attribution import Attribution, overlaps
from dragoman.stages.tree import children

__all__ = ["of_events_told_before"]

_OWNING_UP = frozenset({"acknowledge", "admit"})
_NEAR = 3
"""Sentences between what is told and who confirms it."""


def of_events_told_before(
    attributions: Sequence[Attribution],
    parses: Sequence[ParsedSentence],
    reports: Sequence[EventReport],
    document: Document,
) -> tuple[Attribution, ...]:
    """Return the attributions, those whose words only name an earlier event with that event.

    So "the attack" that somebody confirms or denies is the report, no loose statement.
    """
    by_index = {parse.sentence.index: parse for parse in parses}
    found = []
    for attribution in attributions:
        parse = by_index.get(attribution.sentence)
        noun = None if parse is None else _named_event(parse, attribution)
        if parse is None or noun is None or any(
            overlaps(attribution.content[0], r.trigger) for r in reports
        ):  # fmt: skip
            found.append(attribution)
            continue
        since = by_index.get(parse.sentence.index - _NEAR, parses[0]).sentence.span.start
        end = attribution.anchor.start
        earlier = [r for r in reports if since <= r.trigger.start and r.trigger.end <= end]
        earlier.sort(key=lambda r: r.trigger.start)
        meant = report_meant(parse, parse.tokens[noun], earlier, document)
        told = attribution.denies if meant is None else (meant.trigger,)
        found.append(replace(attribution, denies=told))
    return tuple(found)


def _named_event(parse: ParsedSentence, attribution: Attribution) -> int | None:
    """Return the head of the content where that is the bare object of a verb of confirming."""
    if attribution.attitude or attribution.by_author or attribution.denies:
        return None
    if attribution.cue is None or len(attribution.content) != 1:
        return None
    [content] = attribution.content
    inside = [t.index for t in parse.tokens if content.start <= t.start and t.end <= content.end]
    heads = [i for i in inside if parse.tokens[i].head not in inside]
    if len(heads) != 1 or children(parse, heads[0], "prep", "acl", "relcl", "conj"):
        return None
    noun = parse.tokens[heads[0]]
    verb = parse.tokens[noun.head]
    is_cue = attribution.cue.start <= verb.start < attribution.cue.end
    confirms = attribution.verb == "confirms" or verb.lemma in _OWNING_UP or verb.lemma == "deny"
    is_told = noun.pos == "NOUN" and noun.dep in ("dobj", "nsubjpass")
    return noun.index if is_cue and confirms and is_told else None
