"""One phrase to the actor it means: "the Iranian foreign minister" as of a day, in a country.

The phrase is set into a sentence and read by the very stages that read documents, so that what
this says of a phrase is what a document would say of it. Files of phrases and how the answer is
printed are the command line's work.
"""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from dragoman.knowledge.actor_nouns import load_actor_nouns
from dragoman.knowledge.actors import ActorIndex
from dragoman.pipeline.document import Pipeline
from dragoman.pipeline.naming import entities_in
from dragoman.pipeline.phrase_lands import is_for_or_against, land_named, land_of
from dragoman.records import (
    ActorCoding,
    Document,
    DocumentEntity,
    Link,
    Mention,
    ParsedSentence,
    Sentence,
    Span,
    Token,
    make_id,
)
from dragoman.records.resolved import ActorCandidate, ResolvedActor
from dragoman.stages.actor import resolve_actors
from dragoman.stages.entities.nobody import LEFT
from dragoman.stages.entities.spellings import spelt
from dragoman.stages.entities.ties import is_of_many
from dragoman.stages.mention import ActorDraft
from dragoman.stages.tree import children

__all__ = ["resolve_phrase"]

# The frames leave the phrase as it is written (no capital at the start of a sentence), give the
# tagger a context, and make it somebody who acts. The second is for what the parser breaks in the
# first: "by Ontario" and "Premier Doug Ford".
_FRAMES = (("It was said by ", "."), ("They have seen that ", " said so."))
_FIRST = 4
"""The token of a frame with which the phrase begins."""
_SAID_SO = 2
"""Words of the second frame behind the phrase."""

_OWNING = ("poss", "amod", "compound", "nmod")
_PEOPLE = ("ers", "ors", "ists", "ians", "ees", "men")
"""How nouns for people end in the plural."""
_DESCRIBED = 0.8


def resolve_phrase(
    phrase: str,
    *,
    as_of: date | None,
    near: str | None,
    pipeline: Pipeline,
    phrase_id: str | None = None,
) -> ResolvedActor:
    """Return who `phrase` means in a text of the day `as_of` from the country `near` (alpha-3).

    Where several actors are named ("Russian and Yemeni officials"), it is the first of them.
    None for `as_of` or `near` means that it is not known.
    """
    name = phrase if phrase_id is None else phrase_id
    words = _within_a_sentence(_in_full(phrase.split(), pipeline.actors), pipeline.actors)
    document, parses = _parsed(words, pipeline)
    if not words or not parses:  # the parser leaves out what is longer than any sentence
        return _resolved(name, phrase, None, pipeline.actors)
    found = entities_in(document, parses, pipeline, as_of=as_of, home=near, freely=True)
    meant = _meant(found.actors, found.who, parses[0])
    if meant is None:
        who, actors = resolve_actors(
            _as_a_name(parses[0], words, pipeline.actors, near),
            parses,
            document,
            index=pipeline.actors,
            nouns=load_actor_nouns(),
            as_of=as_of,
            setting={} if near is None else {-1: near},
            freely=True,
        )
        meant = _meant(actors, who, parses[0])
    meant = None if meant is None else _not_its_state(*meant, parses[0], words)
    if meant is not None and near is None:
        near = land_of(words, pipeline.actors, pipeline.places) or land_named(
            meant[0], found, parses[0], pipeline.places
        )
    if meant is not None and near is not None and _is_of_where_it_is_read(*meant, parses[0]):
        meant = _in_country(meant[0], near), meant[1]
    if meant is not None and meant[1].form == "nominal":
        meant = _as_civilians(meant[0]), meant[1]
    return _resolved(name, phrase, meant, pipeline.actors)


def _is_of_where_it_is_read(
    entity: DocumentEntity, mention: Mention, parse: ParsedSentence
) -> bool:
    """Whether it is an unknown body or somebody described, of whom nothing says where from.

    So is a movement of many countries. What tells it in a text, who is spoken of around it, a
    phrase alone has not.
    """
    coding = entity.coding
    if coding is not None and coding.country == "ISM":
        return True
    if coding is None or coding.country is not None or entity.chosen is not None:
        return False
    if mention.form == "nominal":
        head = next(t.index for t in parse.tokens if t.start == mention.head.start)
        return not is_of_many(parse, head)
    return coding.kind not in ("person", "state", "coalition") and not entity.candidates


def _not_its_state(
    entity: DocumentEntity, mention: Mention, parse: ParsedSentence, words: str
) -> tuple[DocumentEntity, Mention]:
    """Return who is of a state where all that is known of him is the state: "Spain's cavers".

    Several of some sort are its people.
    """
    head = parse.tokens[_head(parse)]
    inside = mention.span.start <= head.start < mention.span.end
    named = [t for t in parse.tokens if t.start == mention.head.start]
    coding = entity.coding
    is_owner = any(t.head == head.index and t.dep in _OWNING for t in named)
    is_backer = is_for_or_against(parse, mention.span)
    if inside or not (is_owner or is_backer) or coding is None or coding.kind != "state":
        return entity, mention
    people = ("CVL",) if head.tag == "NNS" and head.text.endswith(_PEOPLE) else ()
    land, basis = (None, None) if is_backer else (coding.country, coding.country_basis)
    own = ActorCoding(country=land, country_basis=basis, sectors=people)
    whole = replace(mention, form="nominal", score=_DESCRIBED)
    return replace(entity, name=words, coding=own, chosen=None, candidates=()), whole


def _in_country(entity: DocumentEntity, country: str) -> DocumentEntity:
    coding = entity.coding or ActorCoding()
    return replace(entity, coding=replace(coding, country=country, country_basis="context"))


def _in_full(words: list[str], index: ActorIndex) -> str:
    """Return the words of a phrase without short forms of titles, and states with their capitals.

    "UK PM" is a prime minister, and "mexico's president" one of Mexico.
    """
    if " ".join(words).islower():
        words = [_with_capital(word, index) if word.endswith("'s") else word for word in words]
    short = load_actor_nouns().short if len(words) > 1 else {}
    return " ".join(short.get(word, word) for word in words)


def _with_capital(owner: str, index: ActorIndex) -> str:
    name = owner.removesuffix("'s").capitalize()
    return f"{name}'s" if any(hit.kind == "state" for hit in index.find(name)) else owner


def _as_civilians(entity: DocumentEntity) -> DocumentEntity:
    """Return people of a country of whom nothing more is told as civilians: "women" there."""
    coding = entity.coding
    if coding is None or coding.kind != "population" or coding.role is not None:
        return entity
    if coding.sectors or coding.country is None:
        return entity
    return replace(entity, coding=replace(coding, sectors=("CVL",)))


def _within_a_sentence(words: str, index: ActorIndex) -> str:
    """Return a phrase without the capital that its place in a text gave it: "Gunmen in Beslan".

    What goes on in capitals or with "of" may be a name: "Students Union", "Church of Norway"; not
    what as a whole is a kind of actor, "Riot Police". An office is given the article that it has
    within a sentence: "Emir of Qatar".
    """
    first, _, rest = words.partition(" ")
    small = f"{first.lower()} {rest}".strip()
    if first.lower() == "ethnic":
        return small
    whole = any(hit.usage != "surname" for hit in index.find(words))
    if whole or words.isupper():
        return words
    if _is_kind(words.lower()) and not _holds_a_name(rest):
        return words.lower() if words.endswith("s") else f"the {words.lower()}"
    if rest.startswith("of ") and first.lower() in load_actor_nouns().nouns:
        return f"the {words}"
    if rest and any(hit.usage != "surname" for hit in index.find(first)):
        return words
    is_name = not rest[:1].islower() or rest.startswith(("of ", "for ", "and ", "on ", "against "))
    return words if is_name or not _begins_with_kind(small) else small


def _holds_a_name(rest: str) -> bool:
    """Whether some words behind the first are capitals and some are not: "Border Patrol agents"."""
    capitals = {word[:1].isupper() for word in rest.split()}
    return len(capitals) > 1


def _is_kind(words: str) -> bool:
    """Whether words in small letters are a kind of actor: "riot police", "gunmen"."""
    singular = words[:-3] + "man" if words.endswith("men") else words.removesuffix("s")
    kinds = load_actor_nouns().nouns.keys()
    plural = f"{words[:-3]}y" if words.endswith("ies") else singular
    return bool({words, singular, words.removesuffix("es"), plural} & kinds)


def _begins_with_kind(words: str) -> bool:
    """Whether a phrase opens with a kind of actor, or with what says more of one."""
    nouns, opening = load_actor_nouns(), words.split()
    if opening[0] in nouns.modifiers or opening[0] in nouns.past:
        return True
    return any(_is_kind(" ".join(opening[:size])) for size in (1, 2, 3))


def _parsed(words: str, pipeline: Pipeline) -> tuple[Document, tuple[ParsedSentence, ...]]:
    """Return the phrase in the first frame in which it is one phrase, else in the first of all."""
    tried = []
    for before, after in _FRAMES:
        document = _document(before + words + after.removeprefix("." if words[-1:] == "." else ""))
        parses = pipeline.parser.parse(document, (_sentence(document),))
        tried.append((document, parses))
        if not parses or _is_one_phrase(parses[0]):
            return document, parses
    return tried[0]


def _is_one_phrase(parse: ParsedSentence) -> bool:
    """Whether only one word of the phrase depends on what stands around it."""
    own = _own(parse)
    return sum(token.head not in range(_FIRST, own[-1].index + 1) for token in own) == 1


def _own(parse: ParsedSentence) -> list[Token]:
    """Return the words of the phrase, marks left out; those of the frame where it has none."""
    words = [token for token in parse.tokens[_FIRST:] if token.pos != "PUNCT"]
    own = words[:-_SAID_SO] if parse.tokens[0].text == _FRAMES[1][0].split()[0] else words
    return own or list(parse.tokens[_FIRST:])


def _document(text: str) -> Document:
    return Document(
        id=make_id("phr", text),
        source_id="phrase",
        text=text,
        title_end=0,
        language="en",
        raw_sha256="",
        text_sha256="",
    )


def _sentence(document: Document) -> Sentence:
    span = Span(document_id=document.id, start=0, end=len(document.text))
    return Sentence(id=make_id("sen", document.id), span=span, index=0, paragraph=0, kind="body")


def _meant(
    entities: tuple[DocumentEntity, ...], mentions: tuple[Mention, ...], parse: ParsedSentence
) -> tuple[DocumentEntity, Mention] | None:
    """Return the actor that the phrase as a whole is about, and the mention that says so.

    It is the one named or described by the head of the phrase; where the head tells no actor,
    a name within the head or else the longest mention, which is not whose it is: "Trinidad and
    Tobago's parliament".
    """
    owner = {m: entity for entity in reversed(entities) for m in entity.mention_ids}
    found = [(m, owner[m.id]) for m in mentions if m.id in owner and m.form != "pronoun"]
    if not found:
        return None
    whole = _head(parse)
    head = parse.tokens[whole].start
    parts = {parse.tokens[i].start for i in children(parse, whole, "compound")}
    owners = {token.start for token in parse.tokens[:-2] if token.tag == "POS"}
    order = {entity.id: place for place, entity in enumerate(entities)}
    mention, entity = min(
        found,
        key=lambda pair: (
            pair[0].span.end in owners,
            pair[0].head.start != head,
            pair[0].head.start not in parts,
            pair[0].span.start - pair[0].span.end,
            order[pair[1].id],
        ),
    )
    return entity, mention


def _head(parse: ParsedSentence) -> int:
    """Return the first token of the phrase that depends on none of its other tokens.

    It is the last one of names and titles that end with somebody's: the parser may take "Ohio
    Senator Tim Smith" for Ohio.
    """
    words = _own(parse)
    named = [t.pos == "PROPN" or t.dep in LEFT for t in words]
    if words and words[-1].ner == "PERSON" and all(named):
        return words[-1].index
    within = range(_FIRST, words[-1].index + 1)
    return next((t.index for t in words if t.head not in within), _FIRST)


def _as_a_name(
    parse: ParsedSentence, words: str, index: ActorIndex, near: str | None
) -> tuple[ActorDraft, ...]:
    """Return the whole phrase as a name of those it is or is like; () where it is like none.

    What a parser of English takes for no name may be one: in other alphabets, or in lower case,
    in which only a name itself counts and none that is like it.
    """
    hits = tuple(h for h in index.find(words) if not h.is_local or near in (None, h.country))
    hits = hits or (() if words.islower() and words.isascii() else spelt(words, index))
    if not hits:
        return ()
    last = _own(parse)[-1].index + 1
    whole = ActorDraft(
        sentence=0,
        first=_FIRST,
        last=max(last, _FIRST + 1),
        head=_head(parse),
        form="name",
        name=words,
        hits=hits,
        usage="metonym" if hits[0].kind == "state" else None,
        kind=hits[0].kind,
    )
    return (whole,)


def _resolved(
    query: str,
    phrase: str,
    meant: tuple[DocumentEntity, Mention] | None,
    index: ActorIndex,
) -> ResolvedActor:
    """Return what is printed of a phrase."""
    entity, mention = meant or (None, None)
    coding = (entity.coding if entity else None) or ActorCoding()
    chosen = entity.chosen if entity else None
    known = index.get(chosen.target_id) if chosen else None
    names = tuple(name.text for name in known.names) if known else ()
    return ResolvedActor(
        id=query,
        phrase=phrase,
        actor_id=known.id if known else None,
        name=names[0] if names else entity.name if entity else None,
        names=names,
        kind=coding.kind or (known.kind if known else None),
        country=coding.country,
        sector=coding.sectors[0] if coding.sectors else None,
        sectors=coding.sectors,
        role=coding.role,
        score=chosen.score if chosen else mention.score if mention else None,
        method=chosen.method if chosen else _method(mention),
        candidates=tuple(_candidate(link, index) for link in entity.candidates) if entity else (),
    )


def _method(mention: Mention | None) -> str | None:
    if mention is None:
        return None
    return "description" if mention.form == "nominal" else "named"


def _candidate(link: Link, index: ActorIndex) -> ActorCandidate:
    actor = index.get(link.target_id)
    return ActorCandidate(
        actor_id=actor.id,
        name=actor.names[0].text,
        kind=actor.kind,
        score=link.score,
        method=link.method,
        as_of=link.as_of,
    )
