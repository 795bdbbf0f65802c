"""Which grammatical place holds which participant, for verbs and for nouns."""

from __future__ import annotations

from dragoman.knowledge.patterns import Frame
from dragoman.records import ParsedSentence, Record, Token
from dragoman.records.report import Role
from dragoman.stages.code.gains import gets_something, givers_and_getter
from dragoman.stages.code.letters import addressees, letter_of
from dragoman.stages.code.light import LightWords
from dragoman.stages.code.match import Match
from dragoman.stages.tree import (
    ancestors,
    child,
    children,
    conjuncts,
    is_passive,
    modifiers_before,
    object_of,
    prepositional,
    subject_of,
)

__all__ = ["Slot", "slots_of", "told_after"]


class Slot(Record, frozen=True, kw_only=True):
    """A role and the words that may head its phrase, by grammatical place in order of preference.

    Of the places the first that names an actor counts; all of them where `takes_all`.
    """

    role: Role
    places: tuple[tuple[str, tuple[int, ...]], ...]
    """Pairs of place (subject, object, by, against, owner …) and words."""
    takes_all: bool


Rule = tuple[Role, tuple[str, ...], bool]
_TO_TARGET = ("against", "on", "at", "upon", "toward", "towards", "onto")
# role, places in order of preference, whether all of them count (else the first that is filled).
_VERB_FRAMES: dict[Frame, tuple[Rule, ...]] = {
    "acts_on": (("initiator", ("subject",), False),
                ("target", ("asked", "object", *_TO_TARGET), False)),
    "mutual": (("party", ("subject", "object", "with", "between", "among", "to"), True),),
    "visits": (("visitor", ("subject", "along with"), True),
               ("host", ("object", "to", "with"), False)),
    "hosts": (("host", ("subject",), False), ("visitor", ("object", "with", "for"), False)),
    "mediates": (("mediator", ("subject",), False),
                 ("party", ("between", "with", "among", "object"), True)),
    "speaks_to": (("initiator", ("subject", "giver"), False),
                  ("target", ("getter", "asked", "object", "to", "against", "with", "at", "for",
                              "on", "clause", "addressed", "clause object"), False)),
    "asks": (("initiator", ("subject",), False),
             ("target", ("asked", "object", "on", "to", "upon", "from", "of", "clause",
                         "addressed"), False)),
    "gives": (("initiator", ("subject",), False),
              ("target", ("asked", "dative", "to", "for", "with-object"), False)),
    "leaves": (("initiator", ("subject",), False), ("target", ("asked", "from", "of"), False)),
    "alone": (("initiator", ("subject",), False), ("target", ("asked", "against"), False)),
}  # fmt: skip
_NOUN_FRAMES: dict[Frame, tuple[Rule, ...]] = {
    "acts_on": (("initiator", ("by", "owner", "blamed", "light subject"), False),
                ("target", ("of", *_TO_TARGET, "effect object", "light target", "suffering subject",
                            "with"), False)),
    "mutual": (("party", ("between", "among", "of", "owner", "by", "with", "light subject",
                          "light with"), True),),
    "visits": (("visitor", ("by", "of", "owner", "light subject"), False),
               ("host", ("to", "with", "light target"), False)),
    "hosts": (("host", ("by", "owner", "light subject"), False), ("visitor", ("of", "for"), False)),
    "mediates": (("mediator", ("by", "owner", "light subject"), False),
                 ("party", ("between", "among"), True)),
    "speaks_to": (("initiator", ("by", "owner", "light subject", "from"), False),
                  ("target", ("of", "to", "against", "for", "with", "at", "on", "light target",
                              "suffering subject"), False)),
    "asks": (("initiator", ("by", "owner", "light subject", "from", "of"), False),
             ("target", ("on", "to", "light target", "suffering subject"), False)),
    "gives": (("initiator", ("by", "owner", "light subject", "from"), False),
              ("target", ("to", "for", "light target"), False)),
    "leaves": (("initiator", ("by", "of", "owner", "light subject"), False),
               ("target", ("from",), False)),
    "alone": (("initiator", ("by", "of", "owner", "light subject"), False),
              ("target", ("against",), False)),
}  # fmt: skip


_MEALS = frozenset("lunch dinner breakfast banquet reception supper tea".split())
"""What is given for a guest."""
_DEFENDING = frozenset({"defend", "protect", "shield"})
_TRAVELLING = frozenset("fly travel arrive come go return drive sail head depart leave".split())
"""Who goes somewhere with somebody goes along."""
_AFTER = frozenset({"after", "following", "follow", "during"})
_JOINING = frozenset("engage participate take join come enter".split())
_ANSWERING = frozenset("respond reply answer retaliate react counter".split())
_ADDRESSED = frozenset(
    "accusation allegation charge claim criticism complaint demand request call appeal offer "
    "proposal invitation warning threat ultimatum suggestion bid plea".split()
)
_REFUSING = frozenset(
    "deny reject dismiss refute repudiate rebut rebuff spurn refuse ignore decline accept heed "
    "disregard".split()
)
"""Who refuses what is addressed to somebody is whom it is addressed to."""
_MADE_ON = frozenset("attack assault raid strike airstrike offensive aggression".split())


def slots_of(parse: ParsedSentence, match: Match, light: LightWords) -> list[Slot]:
    """Return the roles of the match's frame with the places that are filled."""
    places = _noun_places(parse, match, light) if match.is_noun else _verb_places(parse, match)
    rules = (_NOUN_FRAMES if match.is_noun else _VERB_FRAMES)[match.trigger.frame]
    used = frozenset() if match.is_noun else frozenset(match.used)
    slots = []
    for role, names, takes_all in rules:
        found = [(n, tuple(i for i in places.get(n, ()) if i not in used)) for n in names]
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
    subject = _doer(parse, verb)
    if subject is not None:
        places["subject"] = [subject]
    if target is not None and target != subject:
        places["object"] = [target]
        if "with" in places:
            places["with-object"] = [target]
    dative = child(parse, verb, "dative")
    if dative is not None and parse.tokens[dative].pos != "ADP":
        places["dative"] = [dative]
    return places | _places_of_content(parse, verb, subject)


def _places_of_content(
    parse: ParsedSentence, verb: int, subject: int | None
) -> dict[str, list[int]]:
    """Return who is spoken of in what is asked or threatened, and whom a letter says it to."""
    places = {"addressed": addressees(parse, verb)}
    clause = _clause_subject(parse, verb)
    if clause is not None and clause != subject:
        places["clause"] = [clause]
    content = child(parse, verb, "xcomp", "pcomp")
    if content is not None and (acted_on := object_of(parse, content)) is not None:
        places["clause object"] = [acted_on]
    return places


def _prepositions_of_verb(
    parse: ParsedSentence, match: Match, target: int | None
) -> list[tuple[str, int]]:
    pairs = prepositional(parse, match.index)
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
    pairs = prepositional(parse, noun)
    if _is_of_another(parse, noun):
        return []
    called = [p for p in pairs if p[0] == "from"]
    return called or pairs


def _is_of_another(parse: ParsedSentence, noun: int) -> bool:
    """Whether what is accepted or refused is another's: "accepted Oman's invitation to X"."""
    owner = child(parse, noun, "poss")
    if owner is None:
        return False
    whose = child(parse, owner, "poss")  # "his government's"
    return parse.tokens[owner if whose is None else whose].pos != "PRON"


def _doer(parse: ParsedSentence, verb: int) -> int | None:
    """Return who acts: the subject, in a passive the agent, of what a letter says its writer."""
    text = letter_of(parse, verb)
    if text is not None:
        return _doer(parse, parse.tokens[text].head)
    if not is_passive(parse, verb):
        return subject_of(parse, verb)
    agent = child(parse, verb, "agent")
    return None if agent is None else child(parse, agent, "pobj")


def _clause_subject(parse: ParsedSentence, verb: int) -> int | None:
    """Return the subject of the clause that is asked for, spoken of or threatened."""
    for clause in children(parse, verb, "ccomp", "xcomp"):
        own = child(parse, clause, "nsubj", "nsubjpass")
        if own is not None:
            return own
    return None


def _noun_places(parse: ParsedSentence, match: Match, light: LightWords) -> dict[str, list[int]]:
    noun = match.index
    places: dict[str, list[int]] = {}
    holders = [noun, *_joined(parse, noun)]
    for holder in holders:
        for name, pobj in prepositional(parse, holder):
            places.setdefault(name, []).append(pobj)
            _add_loose(parse, name, pobj, places)
    owners = [o for h in holders for o in _owners(parse, h) if o not in match.used]
    if owners:
        places["owner"] = owners
    _add_participle(parse, noun, places)
    _add_light_verb(parse, holders[-1], light, places)
    if not places.keys() & {"owner", "light subject", "between", "among", "by", "of"}:
        _add_speaker(parse, noun, places)
    if parse.tokens[noun].lemma in _MADE_ON and "of" in places and _is_upon_somebody(parse, places):
        places.setdefault("by", []).extend(places.pop("of"))
    return places


def _add_speaker(parse: ParsedSentence, noun: int, places: dict[str, list[int]]) -> None:
    """In "A said after talks with B" the talks are A's too."""
    verb = told_after(parse, noun)
    subject = None if verb is None else subject_of(parse, verb)
    if subject is not None:
        places["light subject"] = [subject]


def told_after(parse: ParsedSentence, noun: int) -> int | None:
    """Return the verb of what is told to have followed talks: "said" in "said after talks with"."""
    prep = parse.tokens[parse.tokens[noun].head]
    verb = parse.tokens[prep.head]
    is_after = prep.lemma in _AFTER and prep.dep == "prep" and verb.pos == "VERB"
    with_somebody = any(name == "with" for name, _ in prepositional(parse, noun))
    return verb.index if is_after and with_somebody else None


def _is_upon_somebody(parse: ParsedSentence, places: dict[str, list[int]]) -> bool:
    """As "the attack of A on B" is, in which "of" tells whose it was; not "on Tuesday"."""
    below = [i for name in ("on", "upon", "against") for i in places.get(name, ())]
    return any(parse.tokens[i].ner not in ("DATE", "TIME") for i in below)


def _add_loose(parse: ParsedSentence, name: str, pobj: int, places: dict[str, list[int]]) -> None:
    """Take "with B" of "engagement by A with B" from A, where parsers often hang it.

    So too "by B" of "the shelling of A in C by B".
    """
    if name in ("by", "of", "in", "at", "near", "on"):
        for inner, other in prepositional(parse, pobj):
            if inner in ("with", "against", "on", "by", "to"):
                places.setdefault(inner, []).append(other)


def _joined(parse: ParsedSentence, noun: int) -> list[int]:
    """Return the nouns coordinated with `noun`: "meetings and discussions between A and B"."""
    token = parse.tokens[noun]
    before = [token.head] if token.dep == "conj" and parse.tokens[token.head].pos == "NOUN" else []
    after = [i for i in conjuncts(parse, noun) if i != noun and parse.tokens[i].pos == "NOUN"]
    return before + after


def _owners(parse: ParsedSentence, noun: int) -> list[int]:
    """Return the modifiers before the noun that may be somebody."""
    found = modifiers_before(parse, noun)
    return [i for i in found if parse.tokens[i].pos in ("NOUN", "PROPN", "ADJ", "PRON")]


def _add_participle(parse: ParsedSentence, noun: int, places: dict[str, list[int]]) -> None:
    """In "strikes carried out by X", "talks held with Y" the participle's places are the noun's.

    What a charge or demand says ("accusations that it stole") is no such clause.
    """
    for clause in children(parse, noun, "acl", "relcl"):
        if child(parse, clause, "mark") is not None:
            continue
        for name, pobj in prepositional(parse, clause):
            places.setdefault(name, []).append(pobj)
        subject = child(parse, clause, "nsubj")
        if subject is not None and parse.tokens[subject].tag not in ("WDT", "WP"):
            places.setdefault("light subject", []).append(subject)


def _add_light_verb(
    parse: ParsedSentence, noun: int, light: LightWords, places: dict[str, list[int]]
) -> None:
    """Read "X launched strikes on Y", "Y suffered strikes", "a strike killed Y"."""
    token = parse.tokens[noun]
    while token.dep == "conj" and parse.tokens[token.head].pos == "NOUN":
        token = parse.tokens[token.head]
    verb = token.head
    if token.dep == "pobj":
        verb = next(
            (i for i in ancestors(parse, token.index) if parse.tokens[i].pos == "VERB"), verb
        )
        if parse.tokens[parse.tokens[token.head].head].index != verb:
            return
    above = parse.tokens[verb]
    if above.pos not in ("VERB", "AUX"):
        return
    if token.dep in ("dobj", "nsubjpass", "pobj"):
        _add_as_object(parse, verb, token, light, places)
    elif token.dep == "nsubj" and above.lemma in light.effect:
        target = child(parse, verb, "dobj")
        if target is not None:
            places.setdefault("effect object", []).append(target)
    elif token.dep == "nsubj" and above.lemma in light.occurrence:
        for name, pobj in prepositional(parse, verb):
            places.setdefault(name, []).append(pobj)


def _add_blamed(
    parse: ParsedSentence, verb: int, noun: Token, places: dict[str, list[int]]
) -> None:
    """Read "blamed the blast on X", "defended X against the charge"."""
    lemma = parse.tokens[verb].lemma
    defended = object_of(parse, verb) if lemma in _DEFENDING else None
    if noun.dep == "pobj" and defended is not None:
        places.setdefault("suffering subject", []).append(defended)
    if lemma == "blame" and noun.dep == "dobj":
        places["blamed"] = [pobj for name, pobj in prepositional(parse, verb) if name == "on"]


def _add_as_object(
    parse: ParsedSentence, verb: int, noun: Token, light: LightWords, places: dict[str, list[int]]
) -> None:
    lemma = parse.tokens[verb].lemma
    subject = _doer(parse, verb)
    _add_blamed(parse, verb, noun, places)
    if noun.dep == "pobj" and lemma not in _JOINING | _ANSWERING:
        return
    refused = lemma in _REFUSING and noun.lemma in _ADDRESSED
    if subject is not None and (lemma in light.undergoer or refused):
        places.setdefault("suffering subject", []).append(subject)
    elif subject is not None and (lemma in light.doer or noun.dep == "pobj"):
        places.setdefault("light subject", []).append(subject)
    if lemma in light.doer | light.undergoer:
        for name, pobj in prepositional(parse, verb):
            if name in ("on", "against", "to", "at", "upon"):
                places.setdefault("light target", []).append(pobj)
            elif name in ("with", "between"):
                places.setdefault("light with", []).append(pobj)
        dative = child(parse, verb, "dative")
        if dative is not None:
            target = child(parse, dative, "pobj")
            places.setdefault("light target", []).append(dative if target is None else target)
