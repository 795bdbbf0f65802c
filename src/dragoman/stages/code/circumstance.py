"""Where an event was: chosen by grammar, not by nearness."""

from __future__ import annotations

from msgspec.structs import replace

from dragoman.records import (
    DocumentEntity,
    Evidence,
    LocationRef,
    Mention,
    ParsedSentence,
)
from dragoman.records.report import LocationRelation
from dragoman.stages.borders import BORDERS, is_beyond_border
from dragoman.stages.code.cast import Cast
from dragoman.stages.code.elsewhere import DIRECTIONS, is_elsewhere
from dragoman.stages.code.light import LEADING_TO
from dragoman.stages.code.marked_places import TELLS, as_whole_names, unknown_places
from dragoman.stages.code.place_choice import load_place_weights
from dragoman.stages.code.place_traits import place_head, place_traits
from dragoman.stages.code.precision import precision_of
from dragoman.stages.encode import Floats
from dragoman.stages.protocols import CodingInput
from dragoman.stages.tree import ancestors, children

__all__ = [
    "event_places",
    "location_of_word",
    "marked_share",
    "place_candidates",
    "unlikely_places",
]

_LOCATIVE = frozenset(
    "in at near outside off around inside across along over within beside into on from to "
    "through above beneath throughout toward towards".split()
)
_RELATIONS: dict[str, LocationRelation] = {
    "near": "near", "outside": "near", "off": "near", "around": "near", "between": "between",
    "from": "from", "toward": "toward", "towards": "toward",
}  # fmt: skip
_THROUGH = frozenset({
    "pobj", "prep", "compound", "appos", "conj", "amod", "nmod", "dobj", "nsubj", "nsubjpass",
    "agent", "attr", "npadvmod", "dative", "advmod", "acl", "pcomp",
})  # fmt: skip
_BESIDE = DIRECTIONS | {"outskirts", "outskirt", "outside", "side"}
# "from Mali" of "ministers from Mali" says who they are; "withdrew from Mali" where it was.
_OF_THE_ACT = frozenset({"from", "to", "on", "into", "toward", "towards", "over"})
_KINDS = frozenset(
    "province provinces governorate district districts county region area village town state "
    "neighborhood neighbourhood subdistrict municipality prefecture oblast".split()
)
"""Words for what a place is that are no part of its name in small letters: "Idlib province"."""
_LIKELIER = 0.5
_FARTHEST = 7
_FINE = ("exact", "city")
_COARSE = ("admin2", "admin1", "country")


def event_places(
    given: CodingInput,
    parse: ParsedSentence,
    trigger: int,
    cast: Cast,
    blocked: frozenset[int],
    *,
    is_deed: bool = True,
    where: Floats | None = None,
    spoken_of: frozenset[int] = frozenset(),
) -> tuple[LocationRef, ...]:
    """Return where the event at `trigger` was, as its sentence says, "here" included.

    `blocked` are other events' triggers: what hangs on them is theirs. Only the places of deeds
    are weighed: those named around an act of speaking are mostly what it is about. `where` is the
    model's probability for each token that it tells where; None where no model was asked. The
    words `spoken_of` name what an act of speaking is about.
    """
    found: tuple[LocationRef, ...] = ()
    if is_deed and parse.tokens[trigger].pos in ("VERB", "AUX"):
        found = _places_of_verb(given, parse, trigger, cast, where)
        if where is not None:
            span = parse.sentence.span
            named = [m for m in cast.places_within(span.start, span.end) if m.usage != "in_name"]
            found = (*found, *_meant_as_places(given, parse, named, trigger, cast, where))
            unknown = [
                ref
                for ref in unknown_places(given, parse, where, [m.span for m in named], cast)
                if not is_elsewhere(parse, _word_of(parse, ref, trigger), trigger)
            ]
            found = _own_first(parse, as_whole_names(given, found, unknown), trigger, blocked)
            # The weights are learnt from places with names: of "the capital" grammar speaks.
            found = found or _places_of(
                given, parse, trigger, cast, blocked, spoken_of, described=True
            )
            return found or _here(given, _says_here(parse, trigger), cast)
    found = found or _places_of(given, parse, trigger, cast, blocked, spoken_of)
    return found or _here(given, _says_here(parse, trigger), cast)


def _places_of(
    given: CodingInput,
    parse: ParsedSentence,
    trigger: int,
    cast: Cast,
    blocked: frozenset[int],
    spoken_of: frozenset[int],
    *,
    described: bool = False,
) -> tuple[LocationRef, ...]:
    """Return where the event was: literal places that hang on its word by a preposition.

    `blocked` are other events' triggers: what hangs on them is theirs. Words `spoken_of` are left.
    Where only the `described` are asked for, those with a name are left too.
    """
    start, end = parse.sentence.span.start, parse.sentence.span.end
    ranked: list[tuple[int, LocationRef]] = []
    anchors = _anchors(parse, trigger)
    for mention in cast.places_within(start, end):
        if mention.usage != "literal" or (described and mention.form == "name"):
            continue
        head = place_head(parse, mention)
        distance, preposition = _path(parse, head, anchors, blocked)
        if cast.is_inside_actor(mention) or head in spoken_of:
            continue
        if distance is None or (not preposition and cast.is_state_at(mention.head.start)):
            continue
        _, entity = cast.place_at(mention.head.start) or (mention, None)
        ranked.append((distance, _location(given, mention, entity, preposition)))
    if not ranked:
        return ()
    nearest = min(distance for distance, _ in ranked)
    chosen = [(distance, ref) for distance, ref in ranked if distance <= nearest + 1]
    # "in Homs in Syria" is one place, told twice; "in Homs and Lebanon", equally near, are two.
    has_town = any(ref.precision in _FINE for _, ref in chosen)
    kept = [
        ref
        for distance, ref in chosen
        if not has_town or ref.precision not in _COARSE or distance == nearest
    ]
    return tuple({r.entity_id: r for r in kept}.values())


def place_candidates(
    given: CodingInput, parse: ParsedSentence, trigger: int, cast: Cast
) -> list[tuple[Mention, tuple[str, ...]]]:
    """Return the places named in a sentence with what speaks for each, seen from a verb."""
    span = parse.sentence.span
    rivals = tuple(cast.places_within(span.start, span.end))
    found = []
    for mention in rivals:
        _, entity = cast.place_at(mention.head.start) or (mention, None)
        chosen = entity.chosen if entity is not None else None
        precision = precision_of(given.place_kinds.get(chosen.target_id if chosen else ""))
        found.append((mention, place_traits(parse, trigger, mention, rivals, cast, precision)))
    return found


def _places_of_verb(
    given: CodingInput, parse: ParsedSentence, trigger: int, cast: Cast, where: Floats | None
) -> tuple[LocationRef, ...]:
    """Return where a verb's act was: the places that are likely enough."""
    weights = load_place_weights()
    weighed = _weighed(given, parse, trigger, cast, where)
    taken = [m for m, traits, marked in weighed if weights.takes(traits, marked)]
    found = [_location_of(given, parse, mention, cast) for mention in taken]
    return tuple({ref.entity_id: ref for ref in found}.values())


def _own_first(
    parse: ParsedSentence, found: tuple[LocationRef, ...], verb: int, blocked: frozenset[int]
) -> tuple[LocationRef, ...]:
    """Return the places without those of another act's clause, if the verb has any of its own.

    "Shelled Kilis when it fought rebels near Azaz" shelled nothing near Azaz. What stands around
    the verb's clause too is its own: "in Homs, rebels fled as planes struck a market in Rastan".
    """
    over = {verb, *ancestors(parse, verb)}
    others = blocked - over
    own = []
    for ref in found:
        above = ancestors(parse, _word_of(parse, ref, verb))
        if not next((i in others for i in above if i in others | over), False):
            own.append(ref)
    return tuple(own) or found


def _word_of(parse: ParsedSentence, ref: LocationRef, verb: int) -> int:
    """Return the first word of a place; that of the verb where it is told elsewhere."""
    start = ref.evidence.span.start
    return next((t.index for t in parse.tokens if t.start == start), verb)


def unlikely_places(
    given: CodingInput, parse: ParsedSentence, verb: int, cast: Cast, where: Floats
) -> frozenset[int]:
    """Return the words that name places where the act of a verb rather was not than was."""
    weights = load_place_weights()
    weighed = _weighed(given, parse, verb, cast, where)
    return frozenset(
        place_head(parse, mention)
        for mention, traits, marked in weighed
        if weights.share(traits, marked) < _LIKELIER
    )


def _weighed(
    given: CodingInput, parse: ParsedSentence, trigger: int, cast: Cast, where: Floats | None
) -> list[tuple[Mention, tuple[str, ...], float | None]]:
    """Return the places that are meant as such, with their traits and the model's share."""
    return [
        (mention, traits, None if where is None else marked_share(parse, mention, where))
        for mention, traits in place_candidates(given, parse, trigger, cast)
        if mention.usage == "literal"
        and not is_elsewhere(parse, place_head(parse, mention), trigger)
    ]


def _meant_as_places(
    given: CodingInput,
    parse: ParsedSentence,
    named: list[Mention],
    trigger: int,
    cast: Cast,
    where: Floats,
) -> list[LocationRef]:
    """Return governments and peoples that the model is sure tell where: "on Kenyan soil"."""
    return [
        _location_of(given, parse, mention, cast)
        for mention in named
        if mention.usage in ("metonym", "demonym")
        and marked_share(parse, mention, where) > TELLS
        and not is_elsewhere(parse, place_head(parse, mention), trigger)
    ]


def _location_of(
    given: CodingInput, parse: ParsedSentence, mention: Mention, cast: Cast
) -> LocationRef:
    _, entity = cast.place_at(mention.head.start) or (mention, None)
    return _location(given, mention, entity, _preposition_of(parse, place_head(parse, mention)))


def marked_share(parse: ParsedSentence, mention: Mention, where: Floats) -> float:
    """Return the model's mean probability over a mention's words that they tell where."""
    span = mention.span
    inside = [t.index for t in parse.tokens if t.start < span.end and span.start < t.end]
    if len(inside) > 1 and mention.form == "name" and parse.tokens[inside[-1]].text in _KINDS:
        inside.pop()
    return float(where[inside].mean()) if inside else 0.0


def _preposition_of(parse: ParsedSentence, head: int) -> str:
    """Return the preposition nearest above a place.

    It is "near" for "in the outskirts of" it and "the border with" it.
    """
    for index in [head, *ancestors(parse, head)]:
        token = parse.tokens[index]
        if token.pos in ("VERB", "AUX"):
            return ""
        if token.dep == "prep":
            above = parse.tokens[token.head]
            beside = token.lemma == "of" and above.lemma in _BESIDE
            beyond = token.lemma == "with" and above.lemma in BORDERS
            return "near" if beside or beyond else token.lemma
    return ""


def _anchors(parse: ParsedSentence, trigger: int) -> frozenset[int]:
    """Return the trigger and, for a noun, the verb that tells it: "talks took place in Cairo".

    What an act leads to, as "sparked riots in Aba" does, is elsewhere.
    """
    token = parse.tokens[trigger]
    above = parse.tokens[token.head]
    told = token.dep in ("nsubj", "nsubjpass", "dobj", "attr") and above.pos in ("VERB", "AUX")
    told = told and not (token.dep == "nsubj" and above.lemma in LEADING_TO)
    return frozenset({trigger, above.index} if told and token.pos != "VERB" else {trigger})


def _here(given: CodingInput, is_here: bool, cast: Cast) -> tuple[LocationRef, ...]:
    """Return the place where one story was filed, for what was there; else nothing."""
    dateline = given.document.dateline
    if not is_here or given.items or dateline is None or dateline.place is None:
        return ()
    found = cast.place_at(dateline.place.start)
    return () if found is None else (_location(given, *found, ""),)


def _says_here(parse: ParsedSentence, trigger: int) -> bool:
    """Whether "here" hangs on the word, on its clause's verb or on who does it: "traders here".

    Where officials are who condemn an attack says nothing of where the attack was.
    """
    clause = [trigger]
    while parse.tokens[clause[-1]].pos not in ("VERB", "AUX"):
        above = parse.tokens[clause[-1]].head
        if above == clause[-1]:
            break
        clause.append(above)
    doers = children(parse, trigger, "nsubj", "nsubjpass") if len(clause) == 1 else []
    hanging = {i for node in (*clause, *doers) for i in parse.children[node]}
    return any(parse.tokens[i].lemma == "here" for i in hanging)


def _path(
    parse: ParsedSentence, head: int, anchors: frozenset[int], blocked: frozenset[int]
) -> tuple[int | None, str]:
    """Return the steps from a place up to the trigger and the preposition nearest the place."""
    preposition = ""
    steps = 0
    for index in [head, *ancestors(parse, head)]:
        token = parse.tokens[index]
        if token.dep == "prep" and not preposition:
            preposition = token.lemma
            if preposition in _OF_THE_ACT and token.head not in anchors:
                return None, ""
        if index in anchors:
            named_for = steps == 1 and parse.tokens[head].dep in ("compound", "nmod")
            return (steps, preposition) if preposition in _LOCATIVE or named_for else (None, "")
        if index in blocked or token.dep not in _THROUGH or steps > _FARTHEST:
            return None, ""
        steps += token.dep != "conj"
        if preposition and preposition not in _LOCATIVE | {"of"}:
            return None, ""
        if preposition == "of" and token.dep == "prep" and token.lemma in _LOCATIVE:
            preposition = token.lemma
        elif preposition == "of" and token.lemma in _BESIDE:
            preposition = "near"
    return None, ""


def _location(
    given: CodingInput, mention: Mention, entity: DocumentEntity | None, preposition: str
) -> LocationRef:
    chosen = entity.chosen if entity is not None else None
    place_id = chosen.target_id if chosen is not None else None
    quote = given.document.text[mention.span.start : mention.span.end]
    name, _, kind = quote.rpartition(" ")
    quote = name if mention.form == "name" and name and kind in _KINDS else quote
    span = replace(mention.span, end=mention.span.start + len(quote))
    return LocationRef(
        entity_id=entity.id if entity is not None else mention.id,
        place_id=place_id,
        relation=_RELATIONS.get(preposition, "at"),
        precision=precision_of(given.place_kinds.get(place_id or "")),
        evidence=Evidence(span=span, quote=quote, supports="place"),
    )


def location_of_word(
    given: CodingInput, cast: Cast, parse: ParsedSentence, index: int
) -> LocationRef | None:
    """Return the place that the word at `index` itself names, or None."""
    at = cast.place_at(parse.tokens[index].start)
    if at is None or at[0].usage in ("in_name", "demonym"):
        return None
    return _location(given, *at, "near" if is_beyond_border(parse, index) else "")
