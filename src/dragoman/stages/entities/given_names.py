"""Whether a word that the index has as somebody's name is part of another person's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.knowledge.names import fold
from dragoman.records import ParsedSentence
from dragoman.stages.entities.document_names import FAMOUS, NER_LABELS, TITLES, DocumentNames
from dragoman.stages.entities.following_words import is_favoured

if TYPE_CHECKING:
    from dragoman.stages.entities.names import NameMatch

__all__ = ["ends_within", "is_given_name"]

_KNOWN = 0.5
"""The same for a surname with one bearer that is the whole of what NER takes for a body's name."""
_TOLD = 0.35
"""The same for one that stands alone in a text that speaks of its bearer's country."""
_LEADING = 0.52
"""The same for one that stands alone in any text: as good as only leaders of states have it."""
_ALONE = frozenset({"nsubj", "nsubjpass", "poss", "pobj", "dobj", "conj"})


def _is_whole_entity(parse: ParsedSentence, match: NameMatch) -> bool:
    """Whether NER takes the match for a name by itself, without an article as before a body's."""
    labels = [token.ner for token in parse.tokens]
    before = parse.tokens[match.first - 1] if match.first > 0 else None
    beside = [
        i for i in (match.first - 1, match.last)
        if 0 <= i < len(labels) and labels[i] in NER_LABELS and not parse.tokens[i].ner_begins
    ]  # fmt: skip
    is_article = before is not None and before.tag == "DT"
    return labels[match.first] in NER_LABELS and not beside and not is_article


def ends_within(match: NameMatch, people: list[tuple[int, int]]) -> bool:
    """Return whether a person's name goes on where another ends: "Sheikh Ahmed al-Tayeb"."""
    is_person = bool(match.actor_hits) and all(h.kind == "person" for h in match.actor_hits)
    return is_person and any(match.first < a < match.last < b for a, b in people)


def _is_by_itself(parse: ParsedSentence, match: NameMatch, known: DocumentNames) -> bool:
    """Whether it is one person's surname, alone, in a text that speaks of that person's country."""
    token = parse.tokens[match.first]
    beside = parse.tokens[max(match.first - 1, 0) : match.last + 1]
    return (
        len(match.actor_hits) == 1
        and match.actor_hits[0].weight >= _TOLD
        and (
            known.anywhere
            or match.actor_hits[0].country in known.countries
            or (
                match.actor_hits[0].weight >= _LEADING and fold(match.surface) not in known.surnames
            )
        )
        and token.tag == "NNP"
        and token.dep in _ALONE
        and sum(t.text[:1].isupper() for t in beside) == 1
    )


def is_given_name(
    parse: ParsedSentence,
    match: NameMatch,
    people: list[tuple[int, int]],
    known: DocumentNames,
) -> bool:
    """Return whether the match is part of a longer name: "Jordan" in "Michael Jordan"."""
    token = parse.tokens[match.first]
    surname_only = bool(match.actor_hits) and all(h.usage == "surname" for h in match.actor_hits)
    if surname_only and is_favoured(parse, match.first):
        return False
    if surname_only and match.first > 0 and parse.tokens[match.first - 1].end == token.start:
        return True  # the second half of a hyphenated name
    alone = len(match.actor_hits) == 1 and _is_whole_entity(parse, match)
    enough = _KNOWN if alone else FAMOUS
    titled = match.first > 0 and parse.tokens[match.first - 1].text.rstrip(".") in TITLES
    unseen = token.ner != "PERSON" and not titled
    if surname_only and unseen and _is_by_itself(parse, match, known):
        return False
    if surname_only and unseen and match.actor_hits[0].weight < enough:
        return True  # "the Supreme Court", "Nippon Steel"
    if any(hit.kind == "person" and hit.usage != "surname" for hit in match.actor_hits):
        return False
    for first, last in people:
        while first < match.first and parse.tokens[first].text.rstrip(".") in TITLES:
            first += 1  # noqa: PLW2901
        if first <= match.first and match.last <= last and match.last - match.first < last - first:
            # "Ansar Allah Mohammed" may be one span of a small NER model; a group is no given name.
            bodies = (h for h in match.actor_hits if h.kind != "state" and not h.is_local)
            strong = not surname_only and any(bodies)
            adjective = any(h.usage in ("adjective", "demonym") for h in match.actor_hits)
            return not strong and not (adjective and match.first == first)
    tag = parse.tokens[match.first].tag
    lower = parse.tokens[match.first].text.islower()
    return lower and tag not in ("NN", "NNS", "JJ", "NNP", "NNPS", "HYPH", "XX", "DT", "IN")
