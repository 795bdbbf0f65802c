"""What the recogniser takes for names: its spans, and what a whole document calls by them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from dragoman.knowledge.actor_nouns import load_actor_nouns
from dragoman.knowledge.actors import ActorHit, ActorIndex
from dragoman.knowledge.dumps.offices import FAMILY_FIRST
from dragoman.knowledge.names import fold
from dragoman.records import ParsedSentence, Record, Token

__all__ = [
    "AT",
    "FAMOUS",
    "GEOGRAPHIC",
    "NER_LABELS",
    "TITLES",
    "WELL_KNOWN",
    "DocumentNames",
    "read_document_names",
    "recognised",
]

NER_LABELS = frozenset({"PERSON", "ORG", "NORP", "GPE", "LOC", "FAC"})
TITLES = frozenset(
    "President Premier Chancellor Minister King Queen Prince Emir Sultan Sheikh Mr Mrs Ms Dr "
    "Ambassador Envoy Secretary Commissioner Governor Mayor Senator Speaker Judge General Colonel "
    "Major Captain Admiral Marshal Brigadier Lieutenant Commander Sergeant Archbishop Bishop Pope "
    "Cardinal Ayatollah Imam Patriarch".split()
)
"""Words that, so capitalised, stand before a person's name."""
_TITLES = frozenset("king queen prince princess pope sheikh sultan emir mullah imam".split())
"""Words of titles that stand in names: "King Abdullah" is not called King."""
AT = frozenset({"near", "at", "around", "outside"})
_AIMING = frozenset(
    "aim fire hit jeer laugh lash look lunge point rage scream shoot shout smile snipe stare swing "
    "swipe throw yell".split()
)
"""Verbs with which "at" says at whom."""
GEOGRAPHIC = frozenset(
    "mountains mountain valley hills hill province island islands river sea desert strait "
    "district region village town city port bay gulf lake peninsula plateau coast forest camp "
    "airport crossing border county governorate oblast heights".split()
)


FAMOUS = 0.59
"""Weight from which a person is known by a surname, whatever country a text speaks of."""


WELL_KNOWN = 0.38
"""Weight of a surname from which it tells a former ruler where no day is known."""


class DocumentNames(Record, frozen=True, kw_only=True):
    """Names that are read one way somewhere in a document, folded."""

    places: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    """Last words of people's names of two words or more."""
    family_names: frozenset[str] = frozenset()
    """First words of such names: of people whom the index has, of states that put them first, and
    of the only one of whom the document names so."""
    unseen: frozenset[str] = frozenset()
    """Last words of the names of people whom NER takes for bodies."""
    states: frozenset[str] = frozenset()
    """Countries (alpha-3) of the states that are spoken of."""
    countries: frozenset[str] = frozenset()
    """Those and the countries of the bodies and groups that are."""
    anywhere: bool = False
    """Nothing tells a country, and a name may mean whom it means in any."""


def read_document_names(
    parses: Sequence[ParsedSentence],
    text: str,
    actors: ActorIndex,
    *,
    home: str | None = None,
    freely: bool = False,
) -> DocumentNames:
    """Return what NER takes names for anywhere in the document, and the states among them.

    `home` (alpha-3) is where it is known to be set, and counts as spoken of. With `freely`, it is
    a phrase that somebody asks after.
    """
    places: set[str] = set()
    surnames: set[str] = set()
    family_names: set[str] = set()
    full: set[tuple[str, str]] = set()
    states: set[str] = set()
    countries: set[str] = set()
    for parse in parses:
        for label, first, last in recognised(parse):
            surface = text[parse.tokens[first].start : parse.tokens[last - 1].end]
            if label in ("GPE", "LOC"):
                places.add(fold(surface))
            elif label == "PERSON" and last - first > 1:
                surnames.add(fold(parse.tokens[last - 1].text))
                full.add((fold(parse.tokens[first].text), fold(parse.tokens[last - 1].text)))
                hits = actors.find(surface)
                if any(h.kind == "person" and h.country in FAMILY_FIRST for h in hits):
                    family_names.add(fold(parse.tokens[first].text))
                surnames |= _called_by(parse.tokens[first + 1 : last - 1], hits, actors)
            told = actors.find(surface)
            states |= {h.country for h in told if h.kind == "state" and h.country}
            countries |= {h.country for h in told if h.country and _tells(h)}
        surnames |= _surnames_unseen(parse, text, actors) | _behind_titles(parse)
        countries |= _unseen_states(parse, actors)
    spoken_of = states | countries | ({home} if home else set())
    alone = _only_ones(full) - surnames - _TITLES
    unseen = _people_unseen(parses, text, actors)
    return DocumentNames(
        places=frozenset(places),
        surnames=frozenset(surnames | unseen),
        unseen=frozenset(unseen),
        family_names=frozenset(family_names | alone),
        states=frozenset(states),
        countries=frozenset(spoken_of),
        anywhere=freely and not spoken_of,
    )


def _only_ones(full: set[tuple[str, str]]) -> set[str]:
    """Return the first words of people's names that one of them alone has."""
    firsts = Counter(first for first, _ in full)
    return {first for first, count in firsts.items() if count == 1}


def _surnames_unseen(parse: ParsedSentence, text: str, actors: ActorIndex) -> set[str]:
    """Return the surnames of known people whose full names NER takes for nothing."""
    free = [t.tag == "NNP" and not t.ner for t in parse.tokens]
    found = set()
    for first, last in zip(parse.tokens, parse.tokens[1:], strict=False):
        if free[first.index] and free[last.index] and last.text[:1].isupper():
            hits = actors.find(text[first.start : last.end])
            if any(h.kind == "person" and h.usage != "surname" for h in hits):
                found.add(fold(last.text))
    return found


def _behind_titles(parse: ParsedSentence) -> set[str]:
    """Return the one name behind each title of a person: "Governor Palin", but "Lake Victoria"."""
    found = set()
    for title, name, after in zip(
        parse.tokens, parse.tokens[1:], [*parse.tokens[2:], None], strict=False
    ):
        is_last = after is None or after.tag not in ("NNP", "NNPS", "HYPH")
        is_named = name.tag == "NNP" and name.ner in ("PERSON", "GPE", "LOC")
        if title.text.rstrip(".") in TITLES and is_named and is_last:
            found.add(fold(name.text))
    return found


def _people_unseen(parses: Sequence[ParsedSentence], text: str, actors: ActorIndex) -> set[str]:
    """Return the last words of names that NER takes for bodies and the text calls people by."""
    bodies = {word for parse in parses for word in _last_words_of_bodies(parse, text, actors)}
    return bodies and bodies & {word for parse in parses for word in _called(parse)}


def _last_words_of_bodies(parse: ParsedSentence, text: str, actors: ActorIndex) -> set[str]:
    """Return the last words of what NER takes for bodies, and may as well be people's names."""
    found = set()
    for label, first, last in recognised(parse):
        tokens = parse.tokens[first:last]
        before = parse.tokens[first - 1].tag if first > 0 else ""
        is_name = len(tokens) in (2, 3) and all(t.tag == "NNP" and t.text.istitle() for t in tokens)
        if label != "ORG" or not is_name or before == "DT":
            continue
        word = tokens[-1].text
        is_body = load_actor_nouns().find([word.lower()]) or word in load_actor_nouns().closing
        if not is_body and not actors.find(text[tokens[0].start : tokens[-1].end]):
            found.add(fold(word))
    return found


def _called(parse: ParsedSentence) -> set[str]:
    """Return the words by which somebody who acts is called for short, as bodies seldom are."""
    return {
        fold(t.text)
        for t in parse.tokens
        if t.tag == "NNP"
        and t.text.istitle()
        and t.dep in ("nsubj", "nsubjpass")
        and not parse.children[t.index]
    }


def _called_by(inner: Sequence[Token], hits: Sequence[ActorHit], actors: ActorIndex) -> set[str]:
    """Return the words within a known person's name by which they are called: "Lula"."""
    ids = {hit.actor_id for hit in hits if hit.kind == "person"}
    words = [token.text for token in inner] if ids else []
    return {
        fold(word)
        for word in words
        if any(h.actor_id in ids and h.usage == "surname" for h in actors.find(word))
    }


def _tells(hit: ActorHit) -> bool:
    """Whether who is named tells that his country is spoken of: also a well known person."""
    is_known = hit.kind != "person" or (hit.usage != "surname" and hit.weight >= FAMOUS)
    return is_known and not hit.is_local


def _unseen_states(parse: ParsedSentence, actors: ActorIndex) -> set[str]:
    """Return the countries of states and capitals that NER takes for nothing."""
    unseen = (t.text for t in parse.tokens if t.tag in ("NNP", "NNPS") and not t.ner)
    hits = (hit for word in unseen for hit in actors.find(word)[:1])
    return {hit.country for hit in hits if hit.kind == "state" and hit.country}


_NEVER_LAST = frozenset({"POS", ",", ".", "HYPH", "''", "``", ":", "IN", "$"})
"""Tags of what ends no name: genitives, marks, "of" before a state that NER takes for another."""


_BODIES = frozenset("commission committee council ministry parliament assembly agency".split())
"""Last words of what is a body, also where it is taken for a building."""
_TURNS = frozenset({"QUESTION", "ANSWER", "Q", "A", "MODERATOR", "INTERVIEWER", "REPORTER"})
_HOLDING = frozenset("outgoing incoming acting interim former deputy then caretaker".split())
_OFFICES = frozenset({"pm", "president", "president-elect", "premier", "prime", "minister"})


@lru_cache(maxsize=512)  # a document's sentences are asked for twice
def recognised(parse: ParsedSentence) -> tuple[tuple[str, int, int], ...]:
    """Return (label, first, last) of NER spans, without leading articles and trailing genitives."""
    tokens = parse.tokens
    found = []
    index = 0
    while index < len(tokens):
        label = tokens[index].ner
        first = index
        index += 1
        while index < len(tokens) and tokens[index].ner == label and not tokens[index].ner_begins:
            index += 1
        last = index
        if (
            _is_turn(tokens, first, last)
            or label not in NER_LABELS
            or (last - first == 1 and tokens[first].pos != "PROPN")
        ):
            continue
        while first < last and tokens[first].tag in ("DT", "PRP$", "HYPH", "''", "``", ","):
            first += 1
        first, last = _favoured(tokens, first, last)
        while first < last and tokens[last - 1].tag in _NEVER_LAST:
            last -= 1
        behind = _behind_office(tokens[first:last])
        label, first = ("PERSON", first + behind) if behind else (label, first)
        if first < last and any(t.text[:1].isupper() for t in tokens[first:last]):
            is_body = label == "FAC" and tokens[last - 1].text.lower() in _BODIES
            label = "ORG" if is_body else label
            found.append(("LOC" if _is_place(parse, label, first, last) else label, first, last))
    return tuple(found)


def _is_turn(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether it is the label of a turn in a transcript: "QUESTION (Dawn): …"."""
    after = tokens[last].text if last < len(tokens) else ""
    return first == 0 and after in ("(", ":") and tokens[0].text in _TURNS


def _favoured(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Return the span without "pro-" and whom it describes: Ali of "pro-Ali militia"."""
    if tokens[first].text.lower() not in ("pro", "anti") or last - first < 3:
        return first, last
    first += 2
    while last - first > 1 and tokens[last - 1].text.islower():
        last -= 1
    return first, last


def _behind_office(name: Sequence[Token]) -> int:
    """Return how many words of a supposed name say what somebody is: "Outgoing PM Cerar"."""
    words = [token.text.lower() for token in name]
    held = next((n for n, word in enumerate(words) if word not in _HOLDING), len(words))
    after = next((n for n in range(held, len(words)) if words[n] not in _OFFICES), len(words))
    told = after > held and (held > 0 or words[held] == "pm")
    return after if told and after < len(words) and name[after].text[:1].isupper() else 0


def _is_place(parse: ParsedSentence, label: str, first: int, last: int) -> bool:
    """Whether a supposed person or body is a place by its preposition or last word.

    Small NER models take unknown villages for people: "near Kauda", "in the Nuba Mountains". Who
    is shot or shouted at is no place.
    """
    if label not in ("PERSON", "ORG"):
        return False
    if parse.tokens[last - 1].text.lower() in GEOGRAPHIC:
        return True
    before = first - 1
    while before >= 0 and parse.tokens[before].tag == "DT":
        before -= 1
    if before < 0:
        return False
    near = parse.tokens[before]
    is_aimed = near.lemma == "at" and parse.tokens[near.head].lemma in _AIMING
    return (near.lemma in AT and not is_aimed) or (near.lemma == "in" and label == "PERSON")
