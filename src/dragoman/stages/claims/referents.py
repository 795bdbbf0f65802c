"""Whom and what the words of a claim name: whose it is, and what it is said of.

A thing that is no kind of actor and no event that is coded is named by its words: the Evidence that
comes with it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from dragoman.knowledge.lexicon import claim_words
from dragoman.records import Evidence, ParsedSentence, Span
from dragoman.stages.claims.anaphora import doers_meant
from dragoman.stages.claims.context import Context, token_span
from dragoman.stages.claims.reading import Reading
from dragoman.stages.claims.subjects import (
    Noun,
    is_none,
    nouns_meant,
    phrase_of,
    subject_token,
    thing_id,
)
from dragoman.stages.sayings.attribution import overlaps
from dragoman.stages.tree import ancestors, children, conjuncts

__all__ = ["Referents", "owners", "said_of"]

_OWNED = ("goal", "relation", "cause")


class Referents(NamedTuple):
    """Ids of parties, reports and things, and the words that name the things."""

    ids: tuple[str, ...] = ()
    things: tuple[Evidence, ...] = ()


def owners(
    context: Context, parse: ParsedSentence, reading: Reading, holding: Collection[str]
) -> Referents:
    """Return whose goal or relation it is, or what causes.

    "Their strikes" are those of whoever struck, as an earlier report has it: a pronoun in front of
    an event goes by the event, since the nearest name is as often the accuser's own.
    """
    words = [i for i in reading.of if parse.tokens[i].tag != "PRP$"]
    if reading.kind == "cause" and len(words) < len(reading.of):
        doers = doers_meant(parse, reading.of, context.reports, context.document, holding)
        if doers:
            return Referents(doers)
    heads = _heads(parse, reading.of)
    found = _named_by(context, parse, heads)
    if reading.kind == "cause":
        found = [e for e in found if e not in holding]
    else:
        found = found or _named_by(context, parse, reading.of)
    if found or reading.kind not in _OWNED:
        return Referents(tuple(dict.fromkeys(found)))
    return _all_of([_meant(context, parse, i, within=reading.of) for i in heads])


def said_of(
    context: Context, parse: ParsedSentence, reading: Reading, holding: Collection[str]
) -> Referents:
    """Return what the claim is said of: the parties, events and things of its subject.

    Of a cause also what it acts on. A goal and a relation are of their subject, and a relation is
    about its object. A pronoun that was taken for one of the holders is left out.
    """
    subject = subject_token(parse, reading.head)
    if reading.kind == "relation":
        return _related_to(context, parse, reading.head)
    is_cause = reading.kind == "cause"
    if subject is None or reading.kind == "goal":
        return _acted_on(context, parse, reading.head) if is_cause else Referents()
    subject = _antecedent(parse, subject)
    is_pronoun = parse.tokens[subject].pos == "PRON"
    own = _named_by(context, parse, [subject])
    meant = Referents(tuple(e for e in own if not (is_pronoun and e in holding)))
    if not meant.ids or not is_pronoun:
        meant = _meant(context, parse, subject)
    meant = meant if own else _possessor(context, parse, subject) or meant
    for_whom = _for_whom(context, parse, reading.head)
    meant = meant._replace(ids=tuple(dict.fromkeys((*meant.ids, *for_whom))))
    return _all_of([meant, _acted_on(context, parse, reading.head)]) if is_cause else meant


def _antecedent(parse: ParsedSentence, token: int) -> int:
    """The noun that a relative pronoun stands for: "a draft which the firm calls guesswork"."""
    if parse.tokens[token].tag not in ("WDT", "WP"):
        return token
    clauses = (i for i in ancestors(parse, token) if parse.tokens[i].dep == "relcl")
    clause = next(clauses, None)
    return token if clause is None else parse.tokens[clause].head


def _related_to(context: Context, parse: ParsedSentence, head: int) -> Referents:
    """What somebody supports, resents or is wary of: "resents the tariff" is about the tariff."""
    words, token = claim_words().relation, parse.tokens[head]
    nouns = children(parse, head, "dobj") if token.lemma in words["verbs"] else []
    felt = [
        i for i in children(parse, head, "acomp") if parse.tokens[i].lemma in words["adjectives"]
    ]
    for top in (head, *felt):
        for prep in children(parse, top, "prep"):
            stands = f"{token.lemma} {parse.tokens[prep].lemma}" in words["verb_prepositions"]
            nouns += children(parse, prep, "pobj") if stands or top != head else []
    return _all_of([_meant(context, parse, i) for i in nouns])


def _acted_on(context: Context, parse: ParsedSentence, head: int) -> Referents:
    """What a cause acts on: "the cut led to the strike" is about the strike, too.

    "The ban cost the port its trade" is about the port.
    """
    lemma, listed = parse.tokens[head].lemma, claim_words().cause["verb_prepositions"]
    below = children(parse, head, "prep", "agent")
    preps = [i for i in below if f"{lemma} {parse.tokens[i].lemma}" in listed]
    preps += _blamed_for(parse, head)
    nouns = [
        *(children(parse, head, "dative") or children(parse, head, "dobj")),
        *(j for i in preps for j in children(parse, i, "pobj")),
    ]
    named = [i for i in nouns if parse.tokens[i].pos in ("NOUN", "PROPN")]
    return _all_of([_meant(context, parse, i) for i in named])


def _blamed_for(parse: ParsedSentence, head: int) -> list[int]:
    """The "for" of "blames the dam for the drought", "is responsible for the drought"."""
    words, above = claim_words().cause, parse.tokens[head].head
    hosts = [head, above, *children(parse, head, "acomp", "oprd", "xcomp")]
    blaming = words["adjectives"] | words["holding"]
    hosts = [i for i in hosts if parse.tokens[i].lemma in blaming]
    preps = [j for i in hosts for j in children(parse, i, "prep")]
    return [i for i in preps if parse.tokens[i].lemma == "for"]


def _for_whom(context: Context, parse: ParsedSentence, head: int) -> list[str]:
    """The parties of an opening phrase: "for Ghana the port is a burden" is about Ghana, too."""
    opening = [i for i in children(parse, head, "prep") if i < head]
    found = [
        j
        for i in opening
        if parse.tokens[i].lemma in ("for", "to")
        for noun in children(parse, i, "pobj")
        for j in conjuncts(parse, noun)
    ]
    return _named_by(context, parse, found)


def _possessor(context: Context, parse: ParsedSentence, noun: int) -> Referents | None:
    """Whose thing it is that the claim is said of: "its port is full" is about whoever "it" is."""
    pronoun = next(
        (i for i in children(parse, noun, "poss") if parse.tokens[i].tag == "PRP$"), None
    )
    if pronoun is None:
        return None
    named = tuple(_named_by(context, parse, [pronoun]))
    meant = Referents(named) if named else _meant(context, parse, pronoun)
    return meant if meant.ids else None


def _meant(
    context: Context, parse: ParsedSentence, token: int, within: Collection[int] = ()
) -> Referents:
    """What a noun or a pronoun means: "it" is no person."""
    is_pronoun = parse.tokens[token].pos in ("PRON", "DET")
    for nouns in nouns_meant(context.parses, parse, token):
        found = _all_of([_noun(context, noun, within) for noun in nouns])
        if not (is_pronoun and _is_person(context, found)):
            return found
    return Referents()


def _is_person(context: Context, found: Referents) -> bool:
    known = [context.entity_map.entities.get(i) for i in found.ids]
    codings = [entity.coding for entity in known if entity is not None]
    return len(codings) == 1 and codings[0] is not None and codings[0].kind == "person"


def _noun(context: Context, noun: Noun, within: Collection[int] = ()) -> Referents:
    """The party that a noun names, else the event that it tells of, else the thing that it is."""
    if is_none(*noun):
        return Referents()
    span, phrase = token_span(*noun), phrase_of(noun, within)
    named = context.entity_map.at_head(span.start, span.end) or _told_at(context, span)
    if named or phrase is None:
        return Referents(named)
    words = context.document.text[phrase.start : phrase.end]
    thing = Evidence(span=phrase, quote=words, supports="topic")
    return Referents((thing_id(context.document, phrase),), (thing,))


def _told_at(context: Context, span: Span) -> tuple[str, ...]:
    """The reports that are told at a noun, else the thing that has a part in one."""
    told = tuple(r.id for r in context.reports if overlaps(r.trigger, span))
    parties = [p for r in context.reports for p in r.participants]
    unknown = [p for p in parties if p.entity_id not in context.entity_map.entities]
    return told or tuple(p.entity_id for p in unknown if overlaps(p.evidence.span, span))[:1]


def _all_of(found: Sequence[Referents]) -> Referents:
    ids = dict.fromkeys(i for one in found for i in one.ids)
    return Referents(tuple(ids), tuple(thing for one in found for thing in one.things))


def _heads(parse: ParsedSentence, tokens: Sequence[int]) -> list[int]:
    """The nouns of a phrase under which its others stand: "leaders" of "the bloc's leaders"."""
    tops = [i for i in tokens if parse.tokens[i].head not in tokens or parse.tokens[i].head == i]
    return [j for i in tops for j in conjuncts(parse, i) if j in tokens]


def _named_by(context: Context, parse: ParsedSentence, tokens: Sequence[int]) -> list[str]:
    spans = [token_span(parse, i) for i in tokens]
    return [e for s in spans for e in context.entity_map.at_head(s.start, s.end)]
