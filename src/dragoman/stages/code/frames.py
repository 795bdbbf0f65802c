"""Which grammatical place holds which participant, for verbs and for nouns."""

from __future__ import annotations

from dragoman.knowledge.patterns import Frame
from dragoman.records import ParsedSentence, Record
from dragoman.records.report import Role
from dragoman.stages.code.complements import conditioned
from dragoman.stages.code.gains import LEAVING, gets_something, givers_and_getter
from dragoman.stages.code.harm import doers_of_harm
from dragoman.stages.code.light import LIFTING, LightWords
from dragoman.stages.code.match import Match
from dragoman.stages.code.noun_places import CLAIMANT, CULPRIT, add_sent_from, doer_of, noun_places
from dragoman.stages.tree import (
    child,
    children,
    is_passive,
    object_of,
    prepositional,
)

__all__ = ["IN_MIND", "Slot", "slots_of"]


class Slot(Record, frozen=True, kw_only=True):
    """A role and the words that may head its phrase, by grammatical place in order of preference.

    Of the places the first that names an actor counts; all of them where `takes_all`.
    """

    role: Role
    places: tuple[tuple[str, tuple[int, ...]], ...]
    """Pairs of place (subject, object, by, against, owner …) and words."""
    takes_all: bool


IN_MIND = "in mind"
"""The grammatical place of whom forces are said to be moved against."""
Rule = tuple[Role, tuple[str, ...], bool]
_TO_TARGET = ("against", "on", "at", "upon", "toward", "towards", "onto")
# role, places in order of preference, whether all of them count (else the first that is filled).
_VERB_FRAMES: dict[Frame, tuple[Rule, ...]] = {
    "acts_on": (("initiator", ("subject", "sent from", "behind harm", "keeper"), False),
                ("target", ("asked", IN_MIND, "object", *_TO_TARGET), False)),
    "mutual": (("party", ("subject", "object", "with", "between", "among", "to"), True),),
    "visits": (("visitor", ("subject", "along with"), True),
               ("host", ("object", "to", "with"), False)),
    "hosts": (("host", ("subject",), False), ("visitor", ("object", "with", "for"), False)),
    "mediates": (("mediator", ("subject",), False),
                 ("party", ("between", "with", "among", "object"), True)),
    "speaks_to": (("initiator", ("subject", "giver"), False),
                  ("target", ("getter", "asked", "object", "to", "against", "with", "at", "for",
                              "on", "threatened", "clause", "lifted from",
                              "clause object", "on terms"),
                   False)),
    "asks": (("initiator", ("subject",), False),
             ("target", ("asked", "object", "on", "to", "upon", "from", "of", "clause"),
              False)),
    "gives": (("initiator", ("subject",), False),
              ("target", ("asked", "dative", "to", "for", "with-object"), False)),
    "leaves": (("initiator", ("subject",), False), ("target", ("asked", "from", "of"), False)),
    "alone": (("initiator", ("subject",), False),
              ("target", ("asked", "against", "lifted from"), False)),
    "draws": (("initiator", ("asked", "from", "among", "by"), True),
              ("target", ("subject",), False)),
}  # fmt: skip
_NOUN_FRAMES: dict[Frame, tuple[Rule, ...]] = {
    "acts_on": (("initiator", (CLAIMANT, CULPRIT, "by", "owner", "light subject",
                               "sent from"), False),
                ("target", ("of", *_TO_TARGET, "effect object", "light target", "suffering subject",
                            "with"), False),
                ("affected", ("harmed subject",), False)),
    "mutual": (("party", ("between", "among", "of", "owner", "by", "with", "light subject",
                          "light with"), True),
               ("mediator", ("broker",), False), ("affected", ("harmed subject",), False)),
    "visits": (("visitor", ("by", "of", "owner", "light subject"), False),
               ("host", ("to", "with", "light target"), False)),
    "hosts": (("host", ("by", "owner", "light subject"), False), ("visitor", ("of", "for"), False)),
    "mediates": (("mediator", ("by", "owner", "light subject"), False),
                 ("party", ("between", "among"), True)),
    "speaks_to": (("initiator",
                   (CLAIMANT, CULPRIT, "giver", "by", "owner", "light subject", "from"), False),
                  ("target", ("getter", "of", "to", "against", "for", "with", "at", "on",
                              "light target", "drawing subject", "suffering subject"), False)),
    "asks": (("initiator",
              (CLAIMANT, CULPRIT, "by", "owner", "light subject", "from", "of"), False),
             ("target", ("on", "to", "light target", "suffering subject"), False)),
    "gives": (("initiator",
               (CLAIMANT, CULPRIT, "giver", "by", "owner", "light subject", "from"), False),
              ("target", ("getter", "to", "for", "light target"), False)),
    "leaves": (("initiator", (CLAIMANT, CULPRIT, "by", "of", "owner", "light subject"), False),
               ("target", ("from",), False)),
    "alone": (("initiator", (CLAIMANT, CULPRIT, "by", "of", "owner", "light subject"), False),
              ("target", ("against",), False)),
}  # fmt: skip
_NOUN_FRAMES["draws"] = _NOUN_FRAMES["speaks_to"]


_MEALS = frozenset("lunch dinner breakfast banquet reception supper tea".split())
"""What is given for a guest."""
_HOLDING = frozenset("hold detain keep imprison jail intern incarcerate".split())
_CUSTODY = frozenset("custody captivity detention prison jail cell".split())
_FACING = frozenset("counter fight repel deter confront resist combat oppose".split())
_FROM = frozenset({"of", "from", "to"})
_TRAVELLING = frozenset("fly travel arrive come go return drive sail head depart leave".split())
"""Who goes somewhere with somebody goes along."""


def slots_of(parse: ParsedSentence, match: Match, light: LightWords) -> list[Slot]:
    """Return the roles of the match's frame with the places that are filled."""
    places = _noun_places(parse, match, light) if match.is_noun else _verb_places(parse, match)
    rules = (_NOUN_FRAMES if match.is_noun else _VERB_FRAMES)[match.trigger.frame]
    used = frozenset() if match.is_noun else frozenset(match.used)
    slots = []
    for role, names, takes_all in rules:
        filled = [n for n in names if n in places]
        found = [(n, tuple(i for i in places[n] if i not in used)) for n in filled]
        # The object a pattern asks for is the last resort: the minister of "received the
        # minister", Ukraine behind "support the integrity of Ukraine".
        if "object" in names:
            found.append(
                ("required object", tuple(i for i in places.get("object", ()) if i in used))
            )
        slots.append(
            Slot(role=role, places=tuple(pair for pair in found if pair[1]), takes_all=takes_all)
        )
    return slots


def _noun_places(parse: ParsedSentence, match: Match, light: LightWords) -> dict[str, list[int]]:
    """Return the places of a noun; of what somebody gets, who gives it: "landed X's backing"."""
    token = parse.tokens[match.index]
    if token.dep == "dobj" and gets_something(parse, token.head, match.index):
        return givers_and_getter(parse, token.head, match.index)
    return noun_places(parse, match, light)


def _verb_places(parse: ParsedSentence, match: Match) -> dict[str, list[int]]:
    verb = match.index
    target = object_of(parse, verb)
    if target is not None and gets_something(parse, verb, target):
        return givers_and_getter(parse, verb, target)
    places: dict[str, list[int]] = {}
    for name, pobj in _prepositions_of_verb(parse, match, target):
        places.setdefault(name, []).append(pobj)
        if name in match.target_preps:
            places.setdefault("asked", []).append(pobj)
    if parse.tokens[verb].lemma in _TRAVELLING and "with" in places:
        places["along with"] = places.pop("with")
    add_sent_from(parse, verb, places)
    subject = doer_of(parse, verb)
    places |= _doer_places(parse, verb, subject)
    if target is not None and target != subject:
        places["object"] = [target]
        if "with" in places:
            places["with-object"] = [target]
    if target is not None and parse.tokens[verb].lemma in LEAVING:
        places.setdefault("from", []).append(target)
    dative = child(parse, verb, "dative")
    if dative is not None and parse.tokens[dative].pos != "ADP":
        places["dative"] = [dative]
    return places | _places_of_content(parse, match, subject)


def _doer_places(parse: ParsedSentence, verb: int, subject: int | None) -> dict[str, list[int]]:
    """Return who acts by grammar, or whose the act behind a harm was."""
    if subject is not None:
        return {"subject": [subject]}
    if not is_passive(parse, verb):
        return {}
    return {"behind harm": doers_of_harm(parse, verb), "keeper": _keepers(parse, verb)}


def _keepers(parse: ParsedSentence, verb: int) -> list[int]:
    """Return in whose hands somebody is held: "held in Iranian custody"."""
    if parse.tokens[verb].lemma not in _HOLDING:
        return []
    held_in = [i for name, i in prepositional(parse, verb) if name == "in"]
    places = [i for i in held_in if parse.tokens[i].lemma in _CUSTODY]
    return [o for i in places for o in children(parse, i, "amod", "poss", "compound", "nmod")]


def _places_of_content(
    parse: ParsedSentence, match: Match, subject: int | None
) -> dict[str, list[int]]:
    """Return who is spoken of in what is asked or threatened, and whom a letter says it to."""
    verb = match.index
    places: dict[str, list[int]] = {}
    clause = _clause_subject(parse, verb)
    if clause is not None and clause != subject:
        places["clause"] = [clause]
    content = child(parse, verb, "xcomp", "pcomp")
    if content is not None and (acted_on := object_of(parse, content)) is not None:
        places["clause object"] = [acted_on]
        if parse.tokens[content].lemma in LIFTING:
            places["lifted from"] = _under(parse, acted_on)
    if match.trigger.type_code == "THREATEN":
        places["threatened"] = _threatened(parse, verb)
        places["on terms"] = conditioned(parse, verb)
    if match.trigger.type_code == "MOBILIZE":
        places[IN_MIND] = _in_mind(parse, verb)
    return places


def _in_mind(parse: ParsedSentence, verb: int) -> list[int]:
    """Return against whom forces are moved: "for a battle against X", "to counter threats by X"."""
    moved = object_of(parse, verb)
    holders = [verb] if moved is None else [verb, moved]
    acts = [pobj for i in holders for name, pobj in prepositional(parse, i) if name == "for"]
    found = [pobj for i in acts for name, pobj in prepositional(parse, i) if name == "against"]
    for aim in children(parse, verb, "advcl", "xcomp"):
        faced = object_of(parse, aim) if parse.tokens[aim].lemma in _FACING else None
        if faced is not None:
            by = [pobj for name, pobj in prepositional(parse, faced) if name in ("from", "by")]
            found += by or [faced]
    return found


def _under(parse: ParsedSentence, measure: int) -> list[int]:
    """Return who or whose goods are under a measure: "a ban on Iran", "on imports of Thai rice"."""
    under = [pobj for name, pobj in prepositional(parse, measure) if name in ("on", "against")]
    goods = [pobj for i in under for name, pobj in prepositional(parse, i) if name in _FROM]
    return [*under, *goods]


def _threatened(parse: ParsedSentence, verb: int) -> list[int]:
    """Return whom a deed ahead is against: "warned that it would close the strait to Qatar"."""
    deeds = children(parse, verb, "xcomp", "ccomp")
    done = [thing for deed in deeds if (thing := object_of(parse, deed)) is not None]
    pairs = [pair for at in (*deeds, *done) for pair in prepositional(parse, at)]
    return [pobj for name, pobj in pairs if name in ("to", *_TO_TARGET)]


def _prepositions_of_verb(
    parse: ParsedSentence, match: Match, target: int | None
) -> list[tuple[str, int]]:
    pairs = [*prepositional(parse, match.index)]
    for used in match.used:
        pairs += _prepositions_of_noun(parse, used)
    if target is not None and target not in match.used:
        meal = parse.tokens[target].lemma in _MEALS
        beside = ("against", "with", "between", *(("for",) if meal else ()))
        pairs += [p for p in prepositional(parse, target) if p[0] in beside]
    return pairs


def _prepositions_of_noun(parse: ParsedSentence, noun: int) -> list[tuple[str, int]]:
    """Return what stands after a noun that a pattern took up, as far as it is the verb's own.

    "Rejected a call from X for Y to disarm" rejects nothing of Y.
    """
    if _is_of_another(parse, noun):
        return []
    pairs = [*prepositional(parse, noun)]
    return [p for p in pairs if p[0] == "from"] or pairs


def _is_of_another(parse: ParsedSentence, noun: int) -> bool:
    """Whether what is accepted or refused is another's: "accepted Oman's invitation to X"."""
    owner = child(parse, noun, "poss")
    if owner is None:
        return False
    whose = child(parse, owner, "poss")  # "his government's"
    return parse.tokens[owner if whose is None else whose].pos != "PRON"


def _clause_subject(parse: ParsedSentence, verb: int) -> int | None:
    """Return the subject of the clause that is asked for, spoken of or threatened.

    What stands before a colon or semicolon is told, and not spoken of.
    """
    for clause in children(parse, verb, "ccomp", "xcomp"):
        if any(t.text in (":", ";") for t in parse.tokens[clause:verb]):
            continue
        own = child(parse, clause, "nsubj", "nsubjpass")
        if own is not None:
            return own
    return None
