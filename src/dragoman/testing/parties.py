"""Texts parsed with the shipped parser, and parties marked in them by hand.

For tests of stages that need a parse and entities but no index of actors.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from dragoman.records import Document, DocumentEntity, Mention, ParsedSentence, Span
from dragoman.stages.parse import Parser

__all__ = ["document_of", "mark_parties", "parse_sentence", "parse_text", "relation_of"]


def document_of(text: str, *, title: str | None = None) -> Document:
    """Return a document with this text; a title is put before it as in JSON Lines."""
    whole = text if title is None else f"{title}\n\n{text}"
    return Document(
        id="doc",
        source_id="test",
        text=whole,
        title_end=0 if title is None else len(title),
        language="en",
        raw_sha256="0",
        text_sha256="0",
    )


@cache
def _parser() -> Parser:
    return Parser()


def parse_text(document: Document) -> tuple[ParsedSentence, ...]:
    """Return the parsed sentences; the model is loaded once in a process."""
    return _parser().parse(document)


def parse_sentence(text: str) -> ParsedSentence:
    """Return the one parsed sentence of a text; ValueError where there are more."""
    [parse] = parse_text(document_of(text))
    return parse


def relation_of(parse: ParsedSentence, word: str) -> tuple[str, str]:
    """Return the relation of the first such word and the word that it hangs on."""
    token = next(t for t in parse.tokens if t.text == word)
    return token.dep, parse.tokens[token.head].text


def mark_parties(
    document: Document, parties: Mapping[str, Sequence[str]]
) -> tuple[tuple[Mention, ...], tuple[DocumentEntity, ...]]:
    """Return a mention for every occurrence of a party's phrases, and an entity for each party.

    `parties` maps an entity's id, which is also its name, to phrases; the last word of a phrase is
    its head. Phrases of several parties may share a span.
    """
    mentions: list[Mention] = []
    entities = []
    for name, phrases in parties.items():
        own = []
        for phrase in phrases:
            for match in re.finditer(rf"\b{re.escape(phrase)}\b", document.text):
                start, end = match.span()
                head = start + phrase.rfind(" ") + 1
                mention = Mention(
                    id=f"men-{len(mentions)}",
                    span=Span(document_id=document.id, start=start, end=end),
                    head=Span(document_id=document.id, start=head, end=end),
                    kind="actor",
                    form="name",
                )
                mentions.append(mention)
                own.append(mention.id)
        entities.append(DocumentEntity(id=name, kind="actor", name=name, mention_ids=tuple(own)))
    return tuple(mentions), tuple(entities)
