"""Which trigger patterns of a codebook fit which words of a parsed sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain

from dragoman.knowledge.patterns import NounPattern, Trigger, VerbPattern
from dragoman.records import ParsedSentence, Record, Token
from dragoman.stages.code.complements import complement_of
from dragoman.stages.owned import is_deed
from dragoman.stages.tree import JOINED, child, children, conjuncts, object_of, prepositional

__all__ = ["COUNTING", "Match", "TriggerIndex", "excepted_types", "find_matches"]

_VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_AUXILIARY = frozenset({"aux", "auxpass"})
# Particles and prepositions; predicates of the object ("found guilty", "set free", "let go").
_ATTACHED = ("prt", "prep", "advmod", "dative", "agent", "acomp", "oprd", "xcomp", "ccomp")
COUNTING = frozenset(
    "series string number wave spate round dozen hundred thousand kind lot couple pair set "
    "package raft barrage volley".split()
)
"""Nouns that count what follows "of"."""


class Match(Record, frozen=True, kw_only=True):
    """One pattern found at one word."""

    index: int
    is_noun: bool
    trigger: Trigger
    text: str
    """The pattern as written in the codebook."""
    specificity: int
    """How many constraints the pattern has."""
    used: tuple[int, ...] = ()
    """Tokens the pattern took up beside the trigger word."""
    target_preps: tuple[str, ...] = ()
    has_complement: bool = False

    @property
    def rank(self) -> tuple[int, float]:
        """Order among the matches at one word: more constrained first, then surer."""
        return (self.specificity, self.trigger.weight)


class TriggerIndex:
    """A codebook's patterns by the lemma they hang on."""

    def __init__(self, triggers: Iterable[Trigger]) -> None:
        self._verbs: dict[str, list[tuple[Trigger, VerbPattern]]] = defaultdict(list)
        self._nouns: dict[str, list[tuple[Trigger, NounPattern]]] = defaultdict(list)
        self._excepts: dict[tuple[str, bool], list[tuple[Trigger, VerbPattern]]] = defaultdict(list)
        for trigger in triggers:
            for verb in trigger.verbs:
                self._verbs[verb.lemma].append((trigger, verb))
            for noun in trigger.nouns:
                self._nouns[noun.lemmas[-1]].append((trigger, noun))
            for but in trigger.excepts:
                self._excepts[but.lemma, False].append((trigger, but))
            for but in trigger.except_nouns:
                self._excepts[but.lemma, True].append((trigger, but))

    def verbs(self, lemma: str) -> list[tuple[Trigger, VerbPattern]]:
        """Return the verb patterns that hang on `lemma`."""
        return self._verbs.get(lemma, [])

    def nouns(self, lemma: str) -> list[tuple[Trigger, NounPattern]]:
        """Return the noun patterns that hang on `lemma`."""
        return self._nouns.get(lemma, [])

    def excepts(self, lemma: str, *, is_noun: bool) -> list[tuple[Trigger, VerbPattern]]:
        """Return the patterns that hang on `lemma` under which a table does not fire."""
        return self._excepts.get((lemma, is_noun), [])


def find_matches(
    parse: ParsedSentence, index: TriggerIndex, *, names: frozenset[int]
) -> dict[int, list[Match]]:
    """Return all matches by trigger token, best first; words of names trigger nothing."""
    found: dict[int, list[Match]] = {}
    for token in parse.tokens:
        if token.index in names:
            continue
        matches = _matches_at(parse, token, index)
        if matches:
            found[token.index] = sorted(matches, key=lambda m: m.rank, reverse=True)
    return found


def excepted_types(
    parse: ParsedSentence, index: TriggerIndex, matches: Mapping[int, Sequence[Match]]
) -> dict[int, frozenset[str]]:
    """Return by token the types that a wording there does not tell: "declined to comment".

    A type of which another pattern fits (`matches`) is told all the same.
    """
    found: dict[int, frozenset[str]] = {}
    for token in parse.tokens:
        is_noun = token.tag not in _VERB_TAGS
        patterns = index.excepts(token.lemma, is_noun=is_noun)
        if not patterns:
            continue
        target = None if is_noun else object_of(parse, token.index)
        around = _Around(parse, token.index, target)
        told = {m.trigger.type_code for m in matches.get(token.index, ())}
        types = frozenset(
            trigger.type_code for trigger, pattern in patterns if around.fits(pattern) is not None
        )
        if types - told:
            found[token.index] = types - told
    return found


def _matches_at(parse: ParsedSentence, token: Token, index: TriggerIndex) -> list[Match]:
    is_noun = token.tag in ("NN", "NNS", "NNP", "NNPS", "VBG")
    is_verb = token.tag in _VERB_TAGS and token.dep not in _AUXILIARY and token.dep != "amod"
    named = is_noun and (token.tag != "VBG" or child(parse, token.index, "det", "poss") is not None)
    matches = _noun_matches(parse, token.index, index) if named else []
    if not matches and is_verb:
        matches = _verb_matches(parse, token.index, index)
    told = token.tag == "VBG" and child(parse, token.index, "aux") is not None
    if not matches and is_noun and not named and not told:
        matches = _noun_matches(parse, token.index, index)
    return matches


def _verb_matches(parse: ParsedSentence, verb: int, index: TriggerIndex) -> list[Match]:
    patterns = index.verbs(parse.tokens[verb].lemma)
    if not patterns:
        return []
    found = []
    around = _Around(parse, verb, object_of(parse, verb))
    for trigger, pattern in patterns:
        if pattern.particles and pattern.particles[0] not in around.particles:
            continue
        used = around.fits(pattern)
        if used is None or any(
            other.lemma == pattern.lemma and around.fits(other) is not None
            for other in trigger.excepts
        ):
            continue
        constraints = len(pattern.particles) + len(pattern.prep_objects)
        constraints += bool(pattern.objects) + (pattern.complement is not None)
        found.append(
            Match(
                index=verb,
                is_noun=False,
                trigger=trigger,
                text=pattern.text,
                specificity=constraints,
                used=tuple(i for i in used if not _is_laid_to(parse, trigger, i)),
                target_preps=pattern.target_preps,
                has_complement=pattern.complement is not None,
            )
        )
    return found


def _is_laid_to(parse: ParsedSentence, trigger: Trigger, word: int) -> bool:
    """Whether a word of an accusation is the deed, which is told for itself."""
    is_gerund = parse.tokens[word].dep == "pcomp"
    return trigger.type_code == "ACCUSE" and (is_deed(parse, word) or is_gerund)


class _Around:
    """What stands around a word that may tell an event, read once for all patterns.

    `target` is the object, where the word is a verb.
    """

    def __init__(self, parse: ParsedSentence, index: int, target: int | None = None) -> None:
        self.parse, self.index, self.target = parse, index, target
        self._holders = (index,) if target is None else (index, target)

    def fits(self, pattern: VerbPattern) -> list[int] | None:
        """Return the tokens that meet the pattern's constraints, or None where one is not met.

        A parser may hang the object on a particle: "sealed off the port", "fenced off the border".
        """
        used: list[int] = []
        for particle in pattern.particles:
            if (at := self.particles.get(particle)) is None:
                return None
            used.append(at)
        if pattern.objects:
            held = chain(self._objects, *(self._after.get(w, ()) for w in pattern.particles))
            if (at := _head_among(held, pattern.objects)) is None:
                return None
            used.append(at)
        for preposition, lemmas in pattern.prep_objects:
            if (at := _head_among(self._after.get(preposition, ()), lemmas)) is None:
                return None
            used.append(at)
        if pattern.complement is not None:
            if (at := complement_of(self.parse, self.index, pattern.complement)) is None:
                return None
            used.append(at)
        return used

    def noun_fits(self, pattern: NounPattern) -> list[int] | None:
        """Return the same for the pattern of a noun."""
        used = []
        for lemma in pattern.lemmas[:-1]:
            if lemma not in self._modifiers:
                return None
            used.append(self._modifiers[lemma])
        if not pattern.of_objects:
            return used
        at = _head_among(self._after.get("of", ()), pattern.of_objects)
        return None if at is None else [*used, at]

    @cached_property
    def particles(self) -> dict[str, int]:
        """The prepositions and adverbs that go with a verb, by lemma.

        "From April it will stop" does not stop from anything; "flew, according to X" not to X.
        """
        parse = self.parse
        found: dict[str, int] = {}
        for holder in self._holders:
            for i in children(parse, holder, *_ATTACHED):
                if _is_fronted(parse, self.index, i) or _tells_when(parse, i):
                    continue
                found.setdefault(parse.tokens[i].lemma, i)
                inner = child(parse, i, "prep", "pcomp")
                if inner is not None and parse.tokens[i].text.lower() not in JOINED:
                    found.setdefault(parse.tokens[inner].lemma, inner)
        return found

    @cached_property
    def _objects(self) -> list[tuple[str, int]]:
        """What the object may be called, as `_names_of`; of a noun, what stands with it.

        That is the verb whose object or subject it is, one that says who does it ("the threat posed
        by") and the words before it.
        """
        if self.target is not None:
            return _names_of(self.parse, self.target)
        tokens = self.parse.tokens
        token = tokens[self.index]
        if token.tag in _VERB_TAGS:
            return []
        near = children(self.parse, self.index, "acl", "amod", "compound", "nmod")
        near += [token.head] if token.dep in ("dobj", "nsubjpass", "nsubj", "attr") else []
        return [(tokens[i].lemma, i) for i in near]

    @cached_property
    def _after(self) -> dict[str, list[tuple[str, int]]]:
        """What the objects of each preposition may be called, as `_names_of`."""
        found: dict[str, list[tuple[str, int]]] = {}
        for holder in self._holders:
            for name, pobj in prepositional(self.parse, holder):
                found.setdefault(name, []).extend(_names_of(self.parse, pobj))
            for prep in children(self.parse, holder, "prep"):
                gerunds = (self.parse.tokens[i] for i in children(self.parse, prep, "pcomp"))
                names = [(token.text.lower(), token.index) for token in gerunds]
                found.setdefault(self.parse.tokens[prep].lemma, []).extend(names)
        return found

    @cached_property
    def _modifiers(self) -> dict[str, int]:
        """The words before a noun that say more of it, by lemma and as written."""
        parse = self.parse
        modifiers = children(parse, self.index, "compound", "amod", "nmod")
        modifiers += [j for i in modifiers for j in children(parse, i, "conj", "compound", "amod")]
        found: dict[str, int] = {}
        for i in modifiers:
            found.setdefault(parse.tokens[i].lemma, i)
            found.setdefault(parse.tokens[i].text.lower(), i)
        return found


def _is_fronted(parse: ParsedSentence, verb: int, preposition: int) -> bool:
    """Whether a phrase with its own noun opens the clause; "to which it agreed" does not count."""
    if preposition > verb:
        return False
    held = child(parse, preposition, "pobj")
    return held is not None and not parse.tokens[held].tag.startswith("W")


def _tells_when(parse: ParsedSentence, preposition: int) -> bool:
    """Whether a preposition only brings a day: "called the ministry on Friday"."""
    held = child(parse, preposition, "pobj")
    return held is not None and parse.tokens[held].ner in ("DATE", "TIME")


def _names_of(parse: ParsedSentence, index: int) -> list[tuple[str, int]]:
    """Return what a pattern may call the noun at `index` and those joined to it, with each noun.

    That is its lemma, the word as written, "person" or "place" for a name, and what it counts ("a
    series of strikes").
    """
    found: list[tuple[str, int]] = []
    for i in conjuncts(parse, index):
        token = parse.tokens[i]
        found += [(word, i) for word in dict.fromkeys((token.lemma, token.text.lower()))]
        if token.ner == "PERSON" or token.tag == "PRP":
            found.append(("person", i))
        if token.ner in ("GPE", "LOC", "FAC"):
            found.append(("place", i))
        if token.lemma in COUNTING:
            counted = [pobj for name, pobj in prepositional(parse, i) if name == "of"]
            found += [(parse.tokens[pobj].lemma, pobj) for pobj in counted]
    return found


def _head_among(names: Iterable[tuple[str, int]], lemmas: frozenset[str]) -> int | None:
    """Return the first noun that is called by one of the lemmas."""
    for name, at in names:
        if name in lemmas:
            return at
    return None


def _noun_matches(parse: ParsedSentence, noun: int, index: TriggerIndex) -> list[Match]:
    token = parse.tokens[noun]
    if token.dep in ("compound", "nmod", "amod") and parse.tokens[token.head].pos in (
        "NOUN",
        "PROPN",
    ):
        return []
    found = []
    lemmas = {token.lemma, token.text.lower()} if token.tag == "VBG" else {token.lemma}
    around = _Around(parse, noun)
    for lemma in sorted(lemmas):
        for trigger, pattern in index.nouns(lemma):
            used = around.noun_fits(pattern)
            if used is None or any(
                other.lemma == lemma and around.fits(other) is not None
                for other in trigger.except_nouns
            ):
                continue
            found.append(
                Match(
                    index=noun,
                    is_noun=True,
                    trigger=trigger,
                    text=pattern.text,
                    specificity=len(pattern.lemmas) - 1 + bool(pattern.of_objects),
                    used=tuple(used),
                )
            )
    return found or _gerund_matches(parse, noun, index)


def _gerund_matches(parse: ParsedSentence, noun: int, index: TriggerIndex) -> list[Match]:
    """Read "the detaining of sailors by X" with the patterns of the verb.

    Only verbs that act on somebody, and only patterns that ask for nothing but an object.
    """
    token = parse.tokens[noun]
    word = token.text.lower()
    if not word.endswith("ing") or child(parse, noun, "det", "poss") is None:
        return []
    objects = [pobj for name, pobj in prepositional(parse, noun) if name == "of"]
    if not objects:
        return []
    names = [name for i in objects for name in _names_of(parse, i)]
    stem = word[:-3]
    found = []
    for lemma in dict.fromkeys((token.lemma, stem, f"{stem}e", stem[:-1])):
        for trigger, pattern in index.verbs(lemma):
            loose = pattern.particles or pattern.prep_objects or pattern.complement
            wanted = pattern.objects
            fits = not wanted or _head_among(names, wanted) is not None
            if trigger.frame == "acts_on" and not loose and fits:
                found.append(
                    Match(
                        index=noun,
                        is_noun=True,
                        trigger=trigger,
                        text=pattern.text,
                        specificity=int(bool(wanted)),
                    )
                )
    return found
