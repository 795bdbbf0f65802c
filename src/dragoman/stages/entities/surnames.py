"""Bare last names that neither the index nor the recogniser saw: "Yellen" after "Janet Yellen"."""

from __future__ import annotations

from dragoman.knowledge.names import fold
from dragoman.records import ParsedSentence, Token
from dragoman.stages.entities.document_names import DocumentNames
from dragoman.stages.entities.names import NameMatch

__all__ = ["with_surnames"]


def with_surnames(
    parse: ParsedSentence, text: str, names: tuple[NameMatch, ...], known: DocumentNames
) -> tuple[NameMatch, ...]:
    """Return the names of a sentence with those by which people named in full are called for short.

    A word beside another capitalised one that is in no name is left alone: it may be part of a
    longer name ("Yellen Street").
    """
    short = known.surnames | known.family_names
    taken = {i for name in names for i in range(name.first, name.last)}
    free = [t for t in parse.tokens if t.index not in taken and _is_proper(t)]
    loose = {t.index for t in free}
    found = [
        NameMatch(
            first=token.index,
            last=token.index + 1,
            surface=text[token.start : token.end],
            label="PERSON",
        )
        for token in free
        if fold(token.text) in short and not {token.index - 1, token.index + 1} & loose
    ]
    return tuple(sorted([*names, *found], key=lambda m: (m.first, -m.last))) if found else names


def _is_proper(token: Token) -> bool:
    return token.tag in ("NNP", "NNPS") and token.text[:1].isupper() and len(token.text) > 1
