"""What a claim is said of: the subject of its content, be it a party, a happening or a thing.

A thing is what is no kind of actor and no event that is coded: "the pipeline", "his silence". For
a pronoun that names nobody it is the subject of the clause before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from dragoman.knowledge.lexicon import claim_words
from dragoman.records import (
    ActorCoding,
    Claim,
    Document,
    DocumentEntity,
    Mention,
    ParsedSentence,
    Span,
    make_id,
)
from dragoman.stages.claims.antecedents import Noun, antecedents, points_back
from dragoman.stages.claims.clauses import own_subject, predicate_of
from dragoman.stages.stances.verb_group import verb_group
from dragoman.stages.tree import (
    ancestors,
    child,
    children,
    conjuncts,
    span_of,
    subtree,
    trimmed_subtree,
)

__all__ = [
    "Noun", "is_none", "nouns_meant", "phrase_of", "subject_token", "thing_id", "with_things",
]  # fmt: skip

_PARTS = frozenset("half third quarter fifth majority most part rest".split())
_MEASURES = ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL")
_ARTICLES = frozenset("the a an this that these those".split())
_NOUNS = ("NOUN", "PROPN")
_SINGLING = frozenset("only single main real chief sole principal true official".split())
_SMALL = ("oprd", "xcomp", "ccomp", "acomp", "pobj", "amod", "pcomp")


def subject_token(parse: ParsedSentence, head: int) -> int | None:
    """Return the token that the predicate at `head` says something of, or None.

    Of "it is clear that the pact holds" that is the pact, and so it is of "calls the pact a farce".
    """
    if parse.tokens[head].lemma in claim_words().importance["weights"]:
        return head  # "stressed the importance of the port"
    predicate = predicate_of(parse, head)
    if child(parse, head, "expl") is not None:
        return _said_in(parse, predicate)  # "there is a way" says something of nothing
    subject = own_subject(parse, head)
    called = {parse.tokens[i].lemma for i in children(parse, head, "mark")} == {"as"}
    if subject is None and (called or parse.tokens[head].dep in _SMALL):
        above = next((i for i in ancestors(parse, head) if parse.tokens[i].pos == "VERB"), None)
        return None if above is None else child(parse, above, "dobj", "nsubjpass")
    if subject is None or parse.tokens[subject].lemma != "it":
        if subject is not None and _announces(parse, subject, predicate):
            return _said_in(parse, head)
        if subject is not None and _advises(parse, head, subject, predicate):
            return child(parse, subject, "poss")
        return predicate if _is_named_after(parse, subject, predicate) else subject
    if predicate is not None and _is_pointed_at(parse, predicate):
        return predicate
    hosts = [head] if predicate is None else [head, predicate]
    clauses = [c for host in hosts for c in children(parse, host, "ccomp", "xcomp")]
    return own_subject(parse, clauses[0]) if clauses else subject


def _announces(parse: ParsedSentence, subject: int, predicate: int | None) -> bool:
    """Whether the subject only says what the clause after it is: "my guess is that prices fall"."""
    if predicate is None or parse.tokens[subject].pos != "NOUN":
        return False
    told = parse.tokens[predicate].dep == "ccomp" and not _asks(parse, predicate)
    return told and _owner(parse, subject) is None


def _advises(parse: ParsedSentence, head: int, subject: int, predicate: int | None) -> bool:
    """As in "the wise course is to wait", "a better plan would start here": it is no thing.

    It says at most who is to act.
    """
    ways, noun = claim_words().recommendation["ways"], parse.tokens[subject]
    if predicate is not None:
        return noun.lemma in ways and parse.tokens[predicate].dep == "xcomp"
    compared = "JJR" in {parse.tokens[i].tag for i in children(parse, subject, "amod")}
    modal = verb_group(parse, head).modal if compared else None
    return modal == "would" and noun.lemma in ways | claim_words().goal["nouns"]


def _asks(parse: ParsedSentence, clause: int) -> bool:
    """As in "trade is what brought them together"."""
    below = children(parse, clause, "nsubj", "dobj", "advmod")
    return any(parse.tokens[i].tag in ("WP", "WRB", "WDT") for i in below)


def _said_in(parse: ParsedSentence, above: int | None) -> int | None:
    """The subject of the clause under a noun or a copula: "there is a risk that prices fall"."""
    below = [] if above is None else children(parse, above, "ccomp", "acl")
    groups = [(i, verb_group(parse, i)) for i in below]
    finite = [i for i, g in groups if g.modal or (g.tense != "none" and not g.infinitive)]
    return own_subject(parse, finite[0]) if finite else None


def _is_named_after(parse: ParsedSentence, subject: int | None, predicate: int | None) -> bool:
    """Whether the predicate names what the subject asks for: "the only way out is a vote"."""
    if subject is None or predicate is None or parse.tokens[predicate].pos not in _NOUNS:
        return False
    if parse.tokens[subject].dep == "csubj":
        asked = child(parse, subject, "nsubj")
        return asked is not None and parse.tokens[asked].tag == "WP"
    if parse.tokens[subject].pos != "NOUN" or _owner(parse, subject) is not None:
        return False
    words = claim_words()
    posed = parse.tokens[subject].lemma in words.judgement["posed"] | words.cause["nouns"]
    return posed or any(_singles(parse, i) for i in children(parse, subject, "amod"))


def _is_pointed_at(parse: ParsedSentence, predicate: int) -> bool:
    """As in "it was the pact that failed", not so "it is the only pact that we have"."""
    if any(_singles(parse, i) for i in children(parse, predicate, "amod")):
        return False
    names = parse.tokens[predicate].pos == "PROPN" or any(
        parse.tokens[i].lemma == "the" for i in children(parse, predicate, "det")
    )
    clauses = children(parse, predicate, "relcl")
    return names and any(
        parse.tokens[i].tag in ("WDT", "WP") for c in clauses for i in children(parse, c, "nsubj")
    )


def _singles(parse: ParsedSentence, adjective: int) -> bool:
    """Whether an adjective leaves but one of a kind: "only", "worst", "most urgent"."""
    degrees = {parse.tokens[i].tag for i in children(parse, adjective, "advmod")}
    token = parse.tokens[adjective]
    return token.lemma in _SINGLING or token.tag == "JJS" or "RBS" in degrees


def nouns_meant(
    parses: Sequence[ParsedSentence], parse: ParsedSentence, token: int
) -> Iterator[list[Noun]]:
    """Yield what a subject may mean, the likeliest first: coordinated nouns with their sentences.

    Of "its weakness" and "the aim of the pact" it is what is weak and what aims.
    """
    owner = _owner(parse, token)
    if owner is not None:
        yield from nouns_meant(parses, parse, owner)
        return
    if points_back(parse, token):
        owned = parse.tokens[token].tag == "PRP$"
        for nouns in antecedents(parses, parse, token):
            # "The party's first aim is X and its second is Y": the party's.
            yield [(p, (_owner(p, i) if owned else None) or i) for p, i in nouns]
    else:
        yield [(parse, i) for i in conjuncts(parse, token)]


def _owner(parse: ParsedSentence, noun: int) -> int | None:
    """Whose aim, weakness or importance it is, or of what a part, where the subject is such."""
    words = claim_words()
    token = parse.tokens[noun]
    part = token.pos in ("NUM", "PRON", "DET") or token.ner in _MEASURES or token.lemma in _PARTS
    if not part and token.lemma not in (
        words.goal["nouns"] - words.goal["vague"] | words.cause["nouns"] | words.judgement["posed"]
        | words.importance["weights"] | words.importance["holders"]
    ):  # fmt: skip
        return None
    owners = [i for p in children(parse, noun, "prep") if parse.tokens[p].lemma == "of"
              for i in children(parse, p, "pobj")]  # fmt: skip
    return next(iter([*children(parse, noun, "poss"), *owners]), None)


def is_none(parse: ParsedSentence, index: int) -> bool:
    """Return whether it is said that there is none of what the noun names: "no party"."""
    return any(parse.tokens[i].lemma == "no" for i in children(parse, index, "det"))


def phrase_of(noun: Noun, within: Collection[int] = ()) -> Span | None:
    """Return the words of a thing as the text names it; None for a day, a sum or no noun.

    Of a noun among the tokens `within` only words among them: "blames the embargo for its debts".
    """
    parse, index = noun
    token = parse.tokens[index]
    those = token.pos == "ADJ" and bool(children(parse, index, "det"))  # "the young"
    whoever = token.pos == "PRON" and bool(children(parse, index, "relcl"))  # "those who left"
    if (
        not (those or whoever or token.pos in _NOUNS)
        or token.ner in _MEASURES
        or token.tag in ("WP", "EX")
    ):
        return None
    if is_none(parse, index):
        return None
    words = subtree(parse, index) if whoever else trimmed_subtree(parse, index)
    joined = [j for i in words if parse.tokens[i].dep == "pobj" for j in conjuncts(parse, i)[1:]]
    words += [i for j in joined for i in trimmed_subtree(parse, j)]  # "between Iran and China"
    words = [i for i in words if i in within] if index in within else words
    return span_of(parse, [i for i in words if parse.tokens[i].tag != "POS" or i < index])


def thing_id(document: Document, span: Span) -> str:
    """Return the id of the entity that a thing is: the same wherever the same words name it."""
    words = document.text[span.start : span.end].lower().split()
    named = words[1:] if words[0] in _ARTICLES and len(words) > 1 else words
    return make_id("ent", document.id, "thing", " ".join(named))


def with_things(
    document: Document,
    mentions: tuple[Mention, ...],
    entities: tuple[DocumentEntity, ...],
    claims: Sequence[Claim],
) -> tuple[tuple[Mention, ...], tuple[DocumentEntity, ...]]:
    """Return both, with an entity for each thing that a claim is about and where it is named.

    A thing is of the one country that it is called after: "Lebanon's banks".
    """
    places: dict[str, dict[Span, str]] = {}
    for claim in claims:
        for evidence in claim.evidence:
            if evidence.supports == "topic":
                span = evidence.span
                named = places.setdefault(thing_id(document, span), {})
                named[span] = make_id("men", document.id, "thing", span.start, span.end)
    made = [
        Mention(id=mention, span=span, head=span, kind="actor", form="nominal")
        for named in places.values()
        for span, mention in named.items()
    ]
    told = _countries(mentions, entities)
    things = [
        DocumentEntity(
            id=thing,
            kind="actor",
            name=document.text[(first := min(named, key=lambda s: s.start)).start : first.end],
            mention_ids=tuple(named.values()),
            coding=ActorCoding(country=_called_after(named, told)),
        )
        for thing, named in places.items()
    ]
    order = sorted((*mentions, *made), key=lambda m: (m.span.start, m.kind != "actor"))
    return tuple(order), (*entities, *things)


def _countries(
    mentions: Sequence[Mention], entities: Sequence[DocumentEntity]
) -> list[tuple[Span, str]]:
    """Return the names and adjectives of states, each with its country (alpha-3), in order."""
    states = {
        mention: e.coding.country
        for e in entities
        if e.coding is not None and e.coding.kind == "state" and e.coding.country is not None
        for mention in e.mention_ids
    }
    return [(m.span, states[m.id]) for m in mentions if m.form == "name" and m.id in states]


def _called_after(named: Collection[Span], told: Sequence[tuple[Span, str]]) -> str | None:
    """Return the only country that the words of a thing name, or None."""
    countries = {
        country
        for span, country in told
        if any(thing.start <= span.start and span.end <= thing.end for thing in named)
    }
    return countries.pop() if len(countries) == 1 else None
