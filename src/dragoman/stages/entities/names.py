"""Names in a parsed sentence: gazetteer first, longest match; NER for what it does not know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from dragoman.knowledge.actors import ActorHit, ActorIndex
from dragoman.knowledge.names import fold
from dragoman.knowledge.places import PlaceHit, PlaceIndex
from dragoman.records import ParsedSentence, Record
from dragoman.stages.entities.directions import (
    half_named,
    half_of_land,
    is_direction,
    of_told_states,
    with_article,
)
from dragoman.stages.entities.document_names import (
    AT,
    FAMOUS,
    GEOGRAPHIC,
    TITLES,
    WELL_KNOWN,
    DocumentNames,
    recognised,
)
from dragoman.stages.entities.following_words import (
    is_favoured,
    of_a_people,
    of_its_residents,
    opens_a_kind,
)
from dragoman.stages.entities.given_names import ends_within, is_given_name
from dragoman.stages.entities.inner_names import (
    is_kind_of_body,
    is_list,
    is_modifier_only,
)
from dragoman.stages.entities.place_here import is_place_here, is_somebody_here
from dragoman.stages.entities.told_readings import of_this_story
from dragoman.stages.links.kin import is_word

__all__ = ["TITLES", "NameMatch", "find_names"]


_LONGEST = 9
_PARTICLES = frozenset({"al", "el", "ad", "an", "ar", "as", "at", "az", "ash", "bin", "ibn"})
_OPENING = _PARTICLES | {"anti", "pro"}
"""What may begin a name in small letters."""
_LANDMARKS = GEOGRAPHIC | {"dam", "bridge", "square", "street", "road", "highway", "stadium"}
_NO_NAMES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"})
_NEAR = AT | {"in"}
_SMALL = frozenset({"PRON", "AUX", "ADP", "DET", "SCONJ", "CCONJ", "PART"})
_FEW = 3
_NEVER_LAST = frozenset({"'s", "’s", "'", "’", "-", "–", "—", ",", "(", ")", "the", "of", "and"})


class NameMatch(Record, frozen=True, kw_only=True):
    """Tokens [first, last) that are a name."""

    first: int
    last: int
    surface: str
    actor_hits: tuple[ActorHit, ...] = ()
    place_hits: tuple[PlaceHit, ...] = ()
    country: str | None = None
    """Of the place that it is: the first reading's unless the document tells another."""
    label: str = ""
    """The NER label, "" for a gazetteer match."""
    inside: bool = False
    """Part of a longer name ("Moscow" in "Moscow City Court")."""


def find_names(
    parse: ParsedSentence,
    text: str,
    *,
    actors: ActorIndex,
    places: PlaceIndex,
    known: DocumentNames | None = None,
) -> tuple[NameMatch, ...]:
    """Return the names of the sentence in order; only `inside` ones lie within another.

    `known` is what the rest of the document takes names for.
    """
    entities = recognised(parse)
    matches = list(_gazetteer(parse, text, actors, places, entities, known or DocumentNames()))
    found: list[NameMatch] = []
    for label, first, last in entities:
        inner = [m for m in matches if m.first < last and first < m.last]
        if label == "ORG" and is_kind_of_body(inner, first, last):
            matches = [_as_inside(m) if m in inner else m for m in matches]
            inner = []
        if any(not is_modifier_only(m) or (m.first, m.last) == (first, last) for m in inner):
            continue
        if any(m.first < first or last < m.last for m in inner):
            continue
        if inner and (label not in ("ORG", "FAC", "PERSON") or is_list(parse, inner, first, last)):
            continue
        matches = [_as_inside(m) if m in inner else m for m in matches]
        surface = text[parse.tokens[first].start : parse.tokens[last - 1].end]
        if label in ("GPE", "LOC") and is_direction(surface):
            continue
        found.append(NameMatch(first=first, last=last, surface=surface, label=label))
    names = sorted([*matches, *found], key=lambda m: (m.first, -m.last))
    return tuple(of_a_people(parse, name, actors) for name in names)


def _as_inside(match: NameMatch) -> NameMatch:
    return replace(match, label="", inside=True)


def _gazetteer(
    parse: ParsedSentence,
    text: str,
    actors: ActorIndex,
    places: PlaceIndex,
    entities: Sequence[tuple[str, int, int]],
    known: DocumentNames,
) -> Iterator[NameMatch]:
    """Yield longest matches from left to right; inside a longer person's name none is taken."""
    tokens = parse.tokens
    people = [(a, b) for label, a, b in entities if label == "PERSON"]
    index = 0
    while index < len(tokens):
        word = tokens[index].text
        if word != "the" and not _may_open(word):
            index += 1
            continue
        match = _longest_at(parse, text, index, actors, places, known)
        match = _called_with_article(parse, text, index, actors, places, known) or match
        match = _half_named(parse, index, actors, places) or match
        if (
            match is None
            or _is_common_word(parse, match)
            or opens_a_kind(parse, match)
            or (is_given_name(parse, match, people, known) and not _is_second_land(parse, match))
            or ends_within(match, people)
            or _is_part_of_other(match, entities)
            or _is_within_a_name(parse, match)
            or not is_place_here(parse, match, known)
        ):
            index += 1
            continue
        match = of_its_residents(parse, match)
        told = of_told_states(match.place_hits, known.states)
        yield replace(match, place_hits=told) if told and is_direction(match.surface) else match
        index = match.last


def _may_open(word: str) -> bool:
    """Whether it begins a name: with a capital, an Arabic article, the number of a unit."""
    return word[:1].isupper() or word.lower() in _OPENING or _is_ordinal(word)


def _longest_at(
    parse: ParsedSentence,
    text: str,
    first: int,
    actors: ActorIndex,
    places: PlaceIndex,
    known: DocumentNames,
) -> NameMatch | None:
    tokens = parse.tokens
    opening = tokens[first]
    if not _may_open(opening.text):
        return None
    after = tokens[first + 1].text if first + 1 < len(tokens) else ""
    if opening.tag == "DT" and not after[:1].isupper():
        return None
    for last in range(_reach(parse, text, first, actors, places), first, -1):
        closing = tokens[last - 1]
        if (
            closing.text.lower() in _NEVER_LAST
            or closing.pos in ("PUNCT", "SYM")
            or closing.tag == "POS"
        ):
            continue
        surface = text[opening.start : tokens[last - 1].end]
        if not any(character.isupper() for character in surface):
            continue
        if opening.tag == "DT" and last - first > 1:
            # "The Hague" is known with its article only; "the Ghana …" begins after it.
            bare = text[tokens[first + 1].start : closing.end]
            if actors.find(bare) or places.find(bare):
                return None
        actor_hits, place_hits = _readings(parse, first, surface, actors, places)
        actor_hits = of_this_story(actor_hits, place_hits, known, surface)
        if actor_hits or place_hits:
            match = NameMatch(
                first=first,
                last=last,
                surface=surface,
                actor_hits=actor_hits,
                place_hits=place_hits,
                country=place_hits[0].country if place_hits else None,
            )
            return _as_somebody(parse, match, known, actors)
    return None


def _as_somebody(
    parse: ParsedSentence, match: NameMatch, known: DocumentNames, actors: ActorIndex
) -> NameMatch | None:
    """Return a match, that of a small town as people of its name if somebody is called so here."""
    if match.actor_hits or not is_somebody_here(parse, match, known):
        return match
    people = tuple(h for h in actors.find(match.surface) if h.kind == "person")
    return replace(match, actor_hits=people, place_hits=(), country=None) if people else None


def _half_named(
    parse: ParsedSentence, first: int, actors: ActorIndex, places: PlaceIndex
) -> NameMatch | None:
    """Return the first half of "North and South Korea" with the readings of its whole name."""
    whole = half_named(parse, first)
    actor_hits, place_hits = (actors.find(whole), places.find(whole)) if whole else ((), ())
    if not actor_hits and not place_hits:
        return None
    return NameMatch(
        first=first,
        last=first + 1,
        surface=parse.tokens[first].text,
        actor_hits=actor_hits,
        place_hits=place_hits,
        country=place_hits[0].country if place_hits else None,
    )


def _is_second_land(parse: ParsedSentence, match: NameMatch) -> bool:
    """Whether it is an adjective behind a dash, which is nobody's name: "Kazakh-Georgian"."""
    before = parse.tokens[match.first - 1].text if match.first > 0 else ""
    return before in ("-", "–") and any(h.usage == "adjective" for h in match.actor_hits)


def _is_part_of_other(match: NameMatch, entities: Sequence[tuple[str, int, int]]) -> bool:
    """Whether it is a local name within a longer one: the party Force in "Air Force"."""
    if match.place_hits or not all(h.is_local for h in match.actor_hits):
        return False
    size = match.last - match.first
    return any(a <= match.first and match.last <= b and size < b - a for _, a, b in entities)


def _is_within_a_name(parse: ParsedSentence, match: NameMatch) -> bool:
    """Whether a body's name is only a word of another: Fateh in "Jaysh Al-Fateh", "Fateh Dam"."""
    tokens = parse.tokens
    hits = match.actor_hits
    if not hits or any(h.kind in ("state", "person") for h in hits):
        return False
    if match.place_hits:
        return False
    before = [t.text.lower() for t in tokens[max(match.first - 2, 0) : match.first]]
    behind = before[-1:] == ["-"] and before[0] in _PARTICLES
    after = tokens[match.last] if match.last < len(tokens) else None
    landmark = after is not None and after.tag == "NNP" and after.text.lower() in _LANDMARKS
    return behind or landmark


def _called_with_article(
    parse: ParsedSentence,
    text: str,
    first: int,
    actors: ActorIndex,
    places: PlaceIndex,
    known: DocumentNames,
) -> NameMatch | None:
    """Return a body that is called so with its article alone: "the West", but no region there."""
    half = half_of_land(parse, first, known.states, actors)
    if half is not None and not (first > 0 and parse.tokens[first - 1].text.lower() in _NEAR):
        surface = text[parse.tokens[first].start : parse.tokens[half[0] - 1].end]
        return NameMatch(first=first, last=half[0], surface=surface, actor_hits=half[1])
    found = with_article(parse, text, first, actors)
    if found is None:
        return None
    last, hits = found
    bare = text[parse.tokens[first + 1].start : parse.tokens[last - 1].end]
    is_within = first > 0 and parse.tokens[first - 1].text.lower() in AT | {"in"}
    is_called_so = last < len(parse.tokens) and parse.tokens[last].text.lower() in GEOGRAPHIC
    if is_called_so or (is_within and of_told_states(places.find(bare), known.states)):
        return None
    surface = text[parse.tokens[first].start : parse.tokens[last - 1].end]
    return NameMatch(first=first, last=last, surface=surface, actor_hits=hits)


def _reach(
    parse: ParsedSentence, text: str, first: int, actors: ActorIndex, places: PlaceIndex
) -> int:
    """Return the end of the last token that a name in the indexes can have that begins at `first`.

    Most words begin no longer name, which one look-up tells instead of one for each length.
    """
    tokens = parse.tokens
    most = min(first + _LONGEST, len(tokens))
    opening = tokens[first]
    if opening.tag == "DT" or opening.text.lower() == "the":
        return min(most + 1, len(tokens))
    for last in range(first + 2, most + 1):
        begun = fold(text[opening.start : tokens[last - 1].end])
        # "El" is folded as "al" or as "el" by what comes after it.
        if begun.split(" ")[-1] != "el" and not (actors.begins(begun) or places.begins(begun)):
            return last - 1
    return most


def _readings(
    parse: ParsedSentence, first: int, surface: str, actors: ActorIndex, places: PlaceIndex
) -> tuple[tuple[ActorHit, ...], tuple[PlaceHit, ...]]:
    """Return what the indexes have for a name that begins at `first`.

    "Pro-Haftar forces" are for no town of that name.
    """
    actor_hits, place_hits = actors.find(surface), places.find(surface)
    opening = parse.tokens[first]
    if is_favoured(parse, first) and any(hit.kind == "person" for hit in actor_hits):
        return actor_hits, ()
    if opening.ner in _NO_NAMES and not _is_state_name(actor_hits) and not _is_dated(surface):
        return (), ()
    if place_hits and opening.ner != "PERSON" and " " not in surface:
        # Towns share names with people of note: "in Saada" is no Mr Saada.
        actor_hits = tuple(h for h in actor_hits if h.usage != "surname")
    return actor_hits, place_hits


def _is_ordinal(word: str) -> bool:
    """Whether it is the number of one of many units: "101st"."""
    return word[:1].isdigit() and word[-2:] in ("st", "nd", "rd", "th")


def _is_dated(surface: str) -> bool:
    """Whether a name of three words begins with a day and goes on: "February 20 Movement".

    Or with the number of a unit: "101st Airborne Division".
    """
    first, _, rest = surface.partition(" ")
    if _is_ordinal(first):
        return " " in rest
    return first.isalpha() and rest[:1].isdigit() and rest[-1:].isalpha()


def _is_state_name(hits: tuple[ActorHit, ...]) -> bool:
    """Whether it is a state's own name, which small NER models take for a date: "in Niger"."""
    return any(h.kind == "state" and h.usage in ("name", "alias") for h in hits)


def _is_common_word(parse: ParsedSentence, match: NameMatch) -> bool:
    """Whether a single word only looks like a name: "I", "Police" at the start of a sentence."""
    token = parse.tokens[match.first]
    if match.last - match.first == 1 and token.pos in _SMALL and _is_shouted(parse):
        return True  # "WHO HOLDS THE NORTH?"
    if match.last - match.first > 1 or token.ner or token.tag in ("NNP", "NNPS", "FW", "XX"):
        return False
    after = [t.text.lower() for t in parse.tokens[match.last : match.last + 2]]
    if after == ["-", "based"] or (token.text.isupper() and len(token.text) > 1):
        return False
    if token.tag in ("JJ", "NNS", "NN"):
        if _is_famous_doer(parse, match):
            return False
        # Within a sentence a capital letter tells "Kyiv police" from a common word.
        proper = ("name", "capital") if match.first > 0 or not is_word(token.text) else ()
        return not any(
            h.usage in ("adjective", "demonym") or (h.kind == "state" and h.usage in proper)
            for h in match.actor_hits
        ) and not any(h.usage == "demonym" for h in match.place_hits)
    return True


def _is_shouted(parse: ParsedSentence) -> bool:
    """Whether the sentence is all in capitals, as headlines are."""
    words = [token.text for token in parse.tokens if token.text.isalpha()]
    return len(words) > _FEW and all(word.isupper() for word in words)


def _is_famous(hit: ActorHit, word: str) -> bool:
    """Whether a surname is known to the world, or well enough for what is no word: "Rabin"."""
    return hit.weight >= FAMOUS or (hit.weight >= WELL_KNOWN and not is_word(word))


def _is_famous_doer(parse: ParsedSentence, match: NameMatch) -> bool:
    """Whether a famous surname at the head of a sentence is parsed as a noun that does something.

    So is "Trump" in "Trump threatened tariffs".
    """
    token = parse.tokens[match.first]
    best = match.actor_hits[0] if match.actor_hits else None
    famous = best is not None and best.usage == "surname" and _is_famous(best, token.text)
    acts = token.dep == "nsubj" and parse.tokens[token.head].pos == "VERB"
    return famous and acts and token.text[:1].isupper() and not parse.children[match.first]
