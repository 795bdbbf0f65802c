"""What stands before a person's name or beside it: "Deputy Foreign Minister", "Mr"."""

from __future__ import annotations

from dragoman.knowledge.actor_nouns import ActorNoun, ActorNouns
from dragoman.records import ParsedSentence, Record
from dragoman.stages.entities.names import TITLES, NameMatch
from dragoman.stages.entities.sectors import lemmas_up_to, sectors_of
from dragoman.stages.entities.ties import Tie, country_of, state_called, tie_of
from dragoman.stages.tree import child, children, head_within, subtree

__all__ = ["Title", "called_beside", "is_titled", "office_of", "title_before"]

_COURTESY = frozenset("mr mrs ms miss dr prof sir lady lord".split())
_BESIDE_SUBJECTS = frozenset({"nsubj", "nsubjpass", "npadvmod"})
"""What the parser has a noun as that stands before the name it tells the kind of."""
_MODIFIERS = ("compound", "amod", "nmod")
_CALLING = frozenset({"NOUN", "ADJ", "PROPN"})


class Title(Record, frozen=True, kw_only=True):
    """What stands before a person's name: role, country, sectors."""

    role: str | None
    country: str | None
    sectors: tuple[str, ...]
    members_of: tuple[int, ...] = ()
    of_body: bool = False
    """Whether the sectors are a body's, as those of its leader."""


_POSTED = frozenset({"to", "in", "for", "at"})
"""Prepositions before where an office is held."""


def title_before(
    parse: ParsedSentence,
    text: str,
    names: tuple[NameMatch, ...],
    name: NameMatch,
    nouns: ActorNouns,
) -> Title | None:
    """Return the title before a person's name ("Deputy Foreign Minister"), or None.

    Country and organisation come from adjectives and genitives before the title.
    """
    head = head_within(parse, name.first, name.last)
    before = [i for i in subtree(parse, head) if i < name.first]
    before = [*_place_before(parse, head, names, before[:1]), *before]
    titled = [
        (found, i) for i in before
        if not _is_half(parse, i) and (found := nouns.find(lemmas_up_to(parse, i)))
    ]  # fmt: skip
    ties = [
        tie for other in names
        if other is not name and not other.inside
        and (tie := tie_of(parse, text, other, before)) is not None
    ]  # fmt: skip
    if not titled:
        return _untitled(parse, name, before, country_of(ties), nouns)
    noun, last = titled[-1]
    used = {i for t in ties for i in range(t.first, t.last)}
    first = last
    while (
        first - 1 in before and first - 1 not in used and parse.tokens[first - 1].dep in _MODIFIERS
    ):
        first -= 1
    sectors = sectors_of(parse, nouns, noun, last, before, ties)
    if sectors == ("MIL",) and len(titled) > 1 and titled[-2][1] == last - 1:
        # A president who is a general is a president.
        sectors = sectors_of(parse, nouns, *titled[-2], before, ties) or sectors
    return Title(
        role=text[parse.tokens[first].start : parse.tokens[last].end],
        country=country_of(ties),
        sectors=sectors,
        members_of=tuple(t.head for t in ties if t.hit is None or t.hit.kind != "state"),
        of_body=any(t.hit is not None and t.hit.sectors == sectors != () for t in ties),
    )


def _is_half(parse: ParsedSentence, index: int) -> bool:
    """Whether a noun is half of what somebody does, not who he is: "migrant-baiting"."""
    after = parse.tokens[index + 1 : index + 3]
    return [t.text for t in after[:1]] == ["-"] and after[-1].tag in ("VBG", "VBN")


def _untitled(
    parse: ParsedSentence,
    name: NameMatch,
    before: list[int],
    country: str | None,
    nouns: ActorNouns,
) -> Title | None:
    """Return what a title within the name says ("Bishop Lobo"), or the words before it, or None.

    Whatever a "Danish chess prodigy" does, he is of Denmark.
    """
    first = parse.tokens[name.first]
    if not name.actor_hits and name.last - name.first > 1:
        noun = nouns.nouns.get(first.lemma.lower())
        if noun is not None and noun.kind != "organisation" and noun.sectors:
            return Title(role=first.text, country=country, sectors=noun.sectors)
    called = any(parse.tokens[i].tag == "NN" for i in before)
    return Title(role=None, country=country, sectors=()) if called and country else None


def _place_before(
    parse: ParsedSentence, head: int, names: tuple[NameMatch, ...], title: list[int]
) -> range:
    """Return the place before a title that parsers hang the person on: "Ohio Senator Tim Smith"."""
    token = parse.tokens[head]
    for name in names:
        if token.dep == "appos" and [name.last] == title and name.first <= token.head < name.last:
            return range(name.first, name.last)
    return range(0)


def is_titled(parse: ParsedSentence, name: NameMatch, nouns: ActorNouns) -> bool:
    """Whether "Mr" or an office beside the name says that it is a person's, whatever NER says."""
    if name.first > 0 and parse.tokens[name.first - 1].text.rstrip(".").lower() in _COURTESY:
        return True
    first = parse.tokens[name.first].text.rstrip(".").lower()
    if first in _COURTESY:
        return True
    before = nouns.find(lemmas_up_to(parse, name.first - 1)) if name.first > 0 else None
    near = name.first > 0 and parse.tokens[name.first - 1].tag in ("NN", "NNP")
    if before is not None and before.kind == "person" and near:
        return True
    head = head_within(parse, name.first, name.last)
    beside = child(parse, head, "appos")
    noun = None if beside is None else nouns.find(lemmas_up_to(parse, beside))
    return noun is not None and noun.kind == "person"


def called_beside(
    parse: ParsedSentence, noun: ActorNoun, head: int, indices: list[int], ties: list[Tie]
) -> int | None:
    """Return the head of the state, person or body named beside the noun, or None."""
    beside = state_called(parse, head, ties)
    if beside is None:
        beside = _name_of_person(parse, noun, head, indices, ties)
    if beside is None and noun.kind != "person":
        beside = _name_of_body(parse, head)
    return beside


def _name_of_person(
    parse: ParsedSentence, noun: ActorNoun, head: int, indices: list[int], ties: list[Tie]
) -> int | None:
    """Return the head of a person's name this phrase is a title or apposition to, or None.

    One of a population is named behind it: "Holm, whose brother Peter" is not Peter.
    """
    token = parse.tokens[head]
    if noun.kind == "population" and token.tag == "NN":
        found = _name_beside(parse, head, indices, ties)
        if found is None or parse.tokens[found].dep == "pobj":  # "the son of President A B"
            return None
        return found if found > head or token.dep == "appos" else None
    return _name_beside(parse, head, indices, ties) if noun.kind == "person" else None


def _name_beside(
    parse: ParsedSentence, head: int, indices: list[int], ties: list[Tie]
) -> int | None:
    token = parse.tokens[head]
    if token.dep == "appos" and parse.tokens[token.head].pos == "PROPN":
        return token.head
    before = min(indices) - 2
    if (
        before >= 0
        and parse.tokens[before + 1].text == ","
        and parse.tokens[before].ner == "PERSON"
    ):
        # "Ms X, minister of … of Y": parsers lose the apposition when the title is long.
        return before if token.tag in ("NN", "NNP") else None
    following = _past_courtesy(parse, max(indices) + 1)
    if following < len(parse.tokens) and parse.tokens[following].ner == "PERSON":
        last = following
        while last + 1 < len(parse.tokens) and parse.tokens[last + 1].ner == "PERSON":
            last += 1
        return _last_of_name(parse, last)
    below = child(parse, head, "appos")
    if below is not None and parse.tokens[below].pos == "PROPN":
        return below
    for below in children(parse, max(indices), "appos"):
        if parse.tokens[below].ner == "PERSON" and token.tag in ("NN", "NNP"):
            return below  # "the ambassador of Peru, X": parsers hang the name on the state
    named = _after_posting(parse, max(indices)) if token.tag in ("NN", "NNP") else None
    named = named or _doubly_called(parse, head, indices)
    return named or _acting_beside(parse, head, max(indices)) or _name_after_country(parse, ties)


def _after_posting(parse: ParsedSentence, last: int) -> int | None:
    """Return the head of the name after where an office is held: "the envoy to Chad, A B, left"."""
    tokens, at = parse.tokens, last + 1
    if at >= len(tokens) or tokens[at].lemma not in _POSTED:
        return None
    at += 1
    while at < len(tokens) and tokens[at].pos in ("PROPN", "DET") and tokens[at].ner != "PERSON":
        at += 1
    first = at + 1
    if at == last + 2 or first >= len(tokens) or tokens[at].text != ",":
        return None
    end = next((t.index for t in tokens[first:] if t.ner != "PERSON"), len(tokens))
    closed = end < len(tokens) and tokens[end].text in (",", ".")
    return _last_of_name(parse, end - 1) if end > first and closed else None


def _doubly_called(parse: ParsedSentence, head: int, indices: list[int]) -> int | None:
    """Return the head of the name after "and" and another office: "lawyer and poet A B"."""
    tokens, at = parse.tokens, head + 2
    is_bare = tokens[head].tag == "NN" and all(tokens[i].dep in _MODIFIERS for i in indices[:-1])
    if not is_bare or head != max(indices) or tokens[min(at, len(tokens)) - 1].lemma != "and":
        return None
    while at < len(tokens) and tokens[at].text.islower() and tokens[at].pos in _CALLING:
        at += 1
    is_named = head + 2 < at < len(tokens) and tokens[at].ner == "PERSON"
    last = next((t.index for t in tokens[at:] if t.ner != "PERSON"), len(tokens)) - 1
    return _last_of_name(parse, last) if is_named else None


def _name_of_body(parse: ParsedSentence, head: int) -> int | None:
    """Return the head of the name of the body that the noun tells the kind of, or None.

    As in "the aid agency Oxfam", "Oxfam, an aid agency,".
    """
    token = parse.tokens[head]
    if token.dep == "appos" and parse.tokens[token.head].pos == "PROPN":
        return token.head
    if token.tag not in ("NN", "NNP"):
        return None
    below = [i for i in children(parse, head, "appos") if parse.tokens[i].pos == "PROPN"]
    if below:
        return below[0]
    for other in children(parse, token.head, "nsubj", "nsubjpass"):
        adjacent = min(subtree(parse, other)) == head + 1 and token.dep in _BESIDE_SUBJECTS
        if other > head and adjacent and parse.tokens[other].pos == "PROPN":
            return other
    return None


def _acting_beside(parse: ParsedSentence, head: int, last: int) -> int | None:
    """Return who does it after the comma: "A minister of the church, Adams was arrested".

    Parsers have two subjects of one verb.
    """
    token = parse.tokens[head]
    if not token.dep.startswith("nsubj") or last + 2 >= len(parse.tokens):
        return None
    if parse.tokens[last + 1].text != ",":
        return None
    for other in children(parse, token.head, "nsubj", "nsubjpass"):
        is_name = parse.tokens[other].pos == "PROPN" and min(subtree(parse, other)) == last + 2
        if is_name and other > head:
            return other
    return None


def _last_of_name(parse: ParsedSentence, last: int) -> int:
    """Return the last word of a name of which NER saw the beginning: "Aung San" of four words."""
    above = parse.tokens[last].head
    while parse.tokens[last].dep == "compound" and above > last:
        if parse.tokens[above].pos != "PROPN":
            break
        last, above = above, parse.tokens[above].head
    return last


def _name_after_country(parse: ParsedSentence, ties: list[Tie]) -> int | None:
    """As in "the president of France Emmanuel Macron": parsers hang all on "of"."""
    for tie in ties:
        name = parse.tokens[tie.head]
        of = parse.tokens[name.head]
        is_person = tie.hit is None or tie.hit.kind == "person"
        if is_person and name.dep == "pobj" and of.lemma == "of" and tie.last - tie.first > 1:
            between = parse.tokens[of.index + 1 : tie.first]
            if between and all(token.pos == "PROPN" for token in between):
                return name.index
    return None


def _past_courtesy(parse: ParsedSentence, index: int) -> int:
    """Return the token after ", Mr." at `index`, else `index`: "the President, General X"."""
    words = [token.text.rstrip(".") for token in parse.tokens[index : index + 2]]
    if len(words) < 2 or words[0] != ",":
        return index
    return index + 2 if words[1].lower() in _COURTESY or words[1] in TITLES else index


def office_of(
    parse: ParsedSentence, text: str, head: int, side: list[int], ties: list[Tie]
) -> str | None:
    """Return the office as written without its country: "Deputy Foreign Minister"."""
    used = {i for t in ties for i in range(t.first, t.last)}
    left = [i for i in side if i < head and i not in used and parse.tokens[i].tag != "POS"]
    left = [i for i in left if parse.tokens[i].dep in ("amod", "compound", "nmod")]
    first = min(left, default=head)
    if any(i in used for i in range(first, head)):
        first = max(i for i in range(first, head) if i in used) + 1
    return text[parse.tokens[first].start : parse.tokens[head].end]
