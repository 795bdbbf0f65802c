"""Actors by names that are only like theirs: of another alphabet, spelling, or misspelt.

`find_alike` is what running text may ask: names with the same consonants, at the price of a
look-up. `search_actors` is for people who look for somebody: it compares all names there are.
What either returns is a candidate; whether it is meant is for the caller to say.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from msgspec.structs import replace
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel, JaroWinkler

from dragoman.knowledge.actors import ActorHit, ActorIndex, ActorUsage
from dragoman.knowledge.names import fold
from dragoman.knowledge.spelling import romanised, skeleton

__all__ = ["ALIKE", "find_alike", "find_misspelt", "search_actors"]

ALIKE = 0.85
"""Least likeness, 0 to 1, of two spellings of one name."""
_JOINED_ALIKE = 0.93
"""Least likeness of names of which one is written in more words."""
_WORD_ALIKE = 0.8
"""Least likeness of two spellings of one word in them."""
_SOUND_ALIKE = 0.7
"""Least likeness of two words of the same consonants."""
_SHORTEST = 3
"""Consonants below which a skeleton is shared by too many names: "Ali", "Iowa"."""
_LOOSE = ("ARABIC", "HEBREW", "HANGUL")
"""Alphabets that leave out vowels, or whose names are spelt in Latin letters at will."""
_OF_LOOSE = 0.9
"""Likeness of names that only the consonants tell."""
_TRANSLITERATED, _FUZZY, _PART = 0.9, 0.75, 0.5
"""What a reading keeps of its weight when the name is only like the one looked up."""


def find_alike(name: str, index: ActorIndex, *, least: float = ALIKE) -> tuple[ActorHit, ...]:
    """Return actors with a name that sounds like `name` and is not it, likeliest first.

    The consonants must agree in class ("Gaddafi", "Qadhafi"), and the whole by `least`. Usage is
    "transliterated" between alphabets, else "fuzzy"; the weight is reduced by how unlike the names
    are. Abbreviations, and names of fewer than three consonants, are like nothing. An actor whose
    very name it is, if only in another case, is not among them: "turkey" is not like Turkey.
    """
    if len(skeleton(name)) < _SHORTEST:
        return ()
    itself = {hit.actor_id for hit, _ in index.readings(name)}
    found = []
    for hit, form in index.alike(name):
        if hit.usage != "abbreviation" and hit.actor_id not in itself:
            likeness = _likeness(name, form)
            if likeness >= least:
                found.append(_reduced(hit, name, form, likeness))
    return _best(found)


def search_actors(text: str, index: ActorIndex, *, limit: int = 10) -> tuple[ActorHit, ...]:
    """Return actors whose name is, is like, or holds `text`, in whatever case, likeliest first."""
    exact = [hit for hit, _ in index.readings(text)]
    bare = fold(text).removeprefix("the ")
    exact = exact or [hit for hit, _ in index.readings(bare)]
    like = (*find_alike(text, index), *_near(bare, index), *_holding(bare, index))
    return _best((*exact, *like))[:limit]


def find_misspelt(name: str, index: ActorIndex) -> tuple[ActorHit, ...]:
    """Return actors with a name that differs from `name` by a letter or two, likeliest first.

    Slower than `find_alike` a hundredfold, for it compares all names.
    """
    return _best(_near(fold(name).removeprefix("the "), index))


def _near(folded: str, index: ActorIndex) -> list[ActorHit]:
    latin = romanised(folded)
    if len(skeleton(latin)) < _SHORTEST:
        return []
    rows = process.extract(
        latin, index.folded_names, scorer=Indel.normalized_similarity, score_cutoff=ALIKE, limit=20
    )
    return [
        _reduced(hit, folded, form, likeness)
        for key, likeness, _ in rows
        if key != folded and _same_words(latin, key, index)
        for hit, form in index.readings(key)
        if hit.usage != "abbreviation"
    ]


def _same_words(one: str, other: str, index: ActorIndex) -> bool:
    """True unless two names have a pair of words that are not the same word misspelt.

    "Andrei Kartapolov" is no Andrei Karlov; and a word that names a state is never misspelt:
    the Nigerien army is not the Nigerian one.
    """
    mine, kept = one.split(), other.split()
    if len(mine) != len(kept):
        return True  # written together or apart: the whole was compared
    return all(
        m == k or (Indel.normalized_similarity(m, k) >= _WORD_ALIKE and not _is_state(m, index))
        for m, k in zip(mine, kept, strict=True)
    )


def _is_state(word: str, index: ActorIndex) -> bool:
    return any(hit.kind == "state" for hit, _ in index.readings(word))


def _holding(folded: str, index: ActorIndex) -> list[ActorHit]:
    """Return actors whose names hold all words of `folded` and more."""
    if len(folded) < _SHORTEST:
        return []
    rows = process.extract(
        folded, index.folded_names, scorer=fuzz.token_set_ratio, score_cutoff=100, limit=100
    )
    words = len(folded.split())
    return [
        replace(hit, usage="fuzzy", weight=round(hit.weight * _PART * _share(words, key), 4))
        for key, _, _ in rows
        if set(folded.split()) < set(key.split())
        for hit, _ in index.readings(key)
    ]


def _share(words: int, key: str) -> float:
    """Return how much of a name's words were asked for, from a half to one."""
    return 0.5 + 0.5 * words / len(key.split())


def _likeness(name: str, form: str) -> float:
    """Return how like two names of one skeleton are, 0 to 1; 0 for a name kept in other letters.

    Within one alphabet and between alphabets with vowels the letters are compared. Whoever is
    kept in another alphabet is in Latin letters too: Karen is not like أوكرانيا.
    """
    mine, kept = _alphabet(name), _alphabet(form)
    if mine != kept:
        if kept != "LATIN":
            return 0.0
        if mine in _LOOSE:
            return _OF_LOOSE
    elif mine in _LOOSE and romanised(name) != romanised(form):
        return 0.0  # the vowels that are written are long, and tell names apart
    one, other = romanised(name), romanised(form)
    if one.count(" ") == other.count(" "):
        pairs = tuple(zip(one.split(), other.split(), strict=True))
        if any(skeleton(word) != skeleton(kept) for word, kept in pairs):
            return 0.0  # "Carlos Vélez" and "Carlos Zevallos" share the s that one ends with
        if any(JaroWinkler.similarity(word, kept) < _SOUND_ALIKE for word, kept in pairs):
            return 0.0  # "Clooney" and "Joulwan" share their consonants by class, and no more
        return JaroWinkler.similarity(one, other)
    # Written together or apart, "Ansarullah", they must agree the better: Senate is no US Senate.
    joined = JaroWinkler.similarity(one.replace(" ", ""), other.replace(" ", ""))
    return joined if joined >= _JOINED_ALIKE else 0.0


def _reduced(hit: ActorHit, name: str, form: str, likeness: float) -> ActorHit:
    """Return `hit` as found by a name that is like the one looked up."""
    across = _alphabet(name) != _alphabet(form)
    share = _TRANSLITERATED if across else _FUZZY
    usage: ActorUsage = "transliterated" if across else "fuzzy"
    return replace(hit, usage=usage, weight=round(hit.weight * share * likeness, 4))


@lru_cache(maxsize=65536)
def _alphabet(name: str) -> str:
    """Return the first word of Unicode's name of the first letter: "LATIN", "ARABIC"."""
    if name.isascii():
        return "LATIN"
    first = next((char for char in name if char.isalpha()), "a")
    return unicodedata.name(first, "").partition(" ")[0]


def _best(hits: Iterable[ActorHit]) -> tuple[ActorHit, ...]:
    """Return each actor once, by its heaviest reading, heaviest first."""
    best: dict[str, ActorHit] = {}
    for hit in sorted(hits, key=lambda hit: (-hit.weight, hit.actor_id)):
        best.setdefault(hit.actor_id, hit)
    return tuple(best.values())
