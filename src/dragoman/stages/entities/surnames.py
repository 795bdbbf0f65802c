"""Names of people that neither the index nor the recogniser saw.

"Yellen" after "Janet Yellen"; and what stands behind a title: "General Mbaye ordered".
"""

from __future__ import annotations

from msgspec.structs import replace

from dragoman.knowledge.names import fold
from dragoman.records import ParsedSentence, Token
from dragoman.stages.entities.document_names import DocumentNames
from dragoman.stages.entities.names import TITLES, NameMatch
from dragoman.stages.tree import children

__all__ = ["with_surnames"]


def with_surnames(
    parse: ParsedSentence, text: str, names: tuple[NameMatch, ...], known: DocumentNames
) -> tuple[NameMatch, ...]:
    """Return the names of a sentence with those by which people named in full are called for short.

    A word beside another capitalised one that is in no name is left alone: it may be part of a
    longer name ("Yellen Street").
    """
    short = known.surnames | known.family_names
    names = tuple(_as_a_person(name, short, known.unseen) for name in names)
    taken = {i for name in names for i in range(name.first, name.last)}
    free = [
        t
        for t in parse.tokens
        if t.index not in taken and (_is_proper(t) or _is_taken_for_a_noun(parse, t, known))
    ]
    loose = {t.index for t in free}
    alone = [
        (token.index, token.index + 1)
        for token in free
        if fold(token.text) in short and not {token.index - 1, token.index + 1} & loose
    ]
    called = [run for run in _behind_titles(parse, loose) if run not in alone]
    found = [
        NameMatch(
            first=first,
            last=last,
            surface=text[parse.tokens[first].start : parse.tokens[last - 1].end],
            label="PERSON",
        )
        for first, last in [*alone, *called]
    ]
    return tuple(sorted([*names, *found], key=lambda m: (m.first, -m.last))) if found else names


def _as_a_person(name: NameMatch, short: frozenset[str], unseen: frozenset[str]) -> NameMatch:
    """Return a name that no index has as a person's where somebody in the document is called so.

    Small NER models take unknown surnames for towns and bodies.
    """
    is_known = name.actor_hits or name.place_hits or name.label in ("", "PERSON")
    if is_known or (
        fold(name.surface) not in short and fold(name.surface.split()[-1]) not in unseen
    ):
        return name
    return replace(name, label="PERSON")


def _is_taken_for_a_noun(parse: ParsedSentence, token: Token, known: DocumentNames) -> bool:
    """Whether a surname at the head of a sentence is parsed as a noun: "Pohamba thanked them"."""
    if token.tag not in ("NN", "NNS") or not token.text[:1].isupper():
        return False
    opens = all(t.pos == "PUNCT" for t in parse.tokens[: token.index])
    if not opens or fold(token.text) not in known.surnames | known.family_names:
        return False
    return token.dep in ("nsubj", "nsubjpass", "poss") and not children(parse, token.index, "det")


def _behind_titles(parse: ParsedSentence, loose: set[int]) -> list[tuple[int, int]]:
    """Return the tokens [first, last) of names right behind a title that is a part of them.

    "Minister of Defence" is none: nothing capitalised stands right behind its title.
    """
    found = []
    for title in parse.tokens[:-1]:
        first = last = title.index + 1
        while last in loose and parse.tokens[last].text not in TITLES:
            last += 1
        named = last > first and (last == len(parse.tokens) or last not in loose)
        if named and title.text.rstrip(".") in TITLES and title.head == last - 1:
            found.append((first, last))
    return found


def _is_proper(token: Token) -> bool:
    return token.tag in ("NNP", "NNPS") and token.text[:1].isupper() and len(token.text) > 1
