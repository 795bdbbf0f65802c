"""Which mentions before a pronoun it may stand for, and which of them it likelier does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.records import ParsedSentence
from dragoman.stages.entities.cluster_traits import agrees
from dragoman.stages.mention import ActorDraft
from dragoman.stages.tree import clause_head, object_of, subject_of

if TYPE_CHECKING:
    from dragoman.stages.entities.cluster import Cluster

__all__ = ["FAR", "is_unknown_spot", "likelihood"]

_SUBJECTS = ("nsubj", "nsubjpass")
_GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_PEOPLE = ("population", "armed_group")
_MANY = frozenset(
    "crowd family group mob public community tribe clan population nation people youth household "
    "couple majority minority opposition press militia movement faction gang force unit".split()
)
"""Words for many people that stand in the singular."""
FAR = 3
"""Sentences back that a person who did something is still "he" or "she"; nobody is farther."""
_WHERE = frozenset("from near in at outside around into towards toward through via".split())
_GOING = frozenset("go come get travel return drive fly walk move flee march head lead".split())
_WAYS = frozenset("road way route path track highway street".split())
_ARRESTING = frozenset("arrest detain capture seize hold jail imprison intern".split())
_UNDERGONE = frozenset(
    "release free let hand take bring charge hold jail deport try torture beat execute".split()
)
"""What is done to people who were arrested, before anything else is told of whoever did it."""
_TAKING = frozenset({"kidnap", "abduct", "take"})
_LET_GO = frozenset({"release", "free", "let", "rescue"})
_BEING_AT = frozenset("visit reach enter leave tour".split())


def likelihood(
    pronoun: ActorDraft, other: ActorDraft, cluster: Cluster, parses: tuple[ParsedSentence, ...]
) -> int | None:
    """Return how likely `pronoun` stands for a mention of `cluster`, or None if it does not."""
    if (other.sentence, other.last) > (pronoun.sentence, pronoun.first):
        return None
    if agrees(pronoun, other, cluster) or _speaks_for_many(pronoun, other, cluster, parses):
        return _likely(pronoun, other, cluster, parses)
    return _likely_beside(pronoun, other, cluster, parses)


def _speaks_for_many(
    pronoun: ActorDraft, other: ActorDraft, cluster: Cluster, parses: tuple[ParsedSentence, ...]
) -> bool:
    """Whether a group speaks of itself as of many: "Hamas said they had fired", as Serbs do."""
    token = parses[other.sentence].tokens[other.head]
    many = cluster.kind == "armed_group" or token.tag == "NNPS"
    if not pronoun.plural or other.form != "name" or not many:
        return False
    return pronoun.sentence == other.sentence and token.dep in _SUBJECTS


def _likely(
    pronoun: ActorDraft, other: ActorDraft, cluster: Cluster, parses: tuple[ParsedSentence, ...]
) -> int | None:
    """Return how likely `other` is what a pronoun after it means, from 0; None if it cannot be.

    A subject is likelier than anybody else, and of the sentence before its main clause's:
    "Ministers said their troops had left. They …" are the ministers. Who is only told of beside
    ("with Obama") is less likely than who did something two sentences before; a person to whom
    something is done in the same sentence is likelier than any subject of one before.
    """
    tokens = parses[other.sentence].tokens
    dep = tokens[other.head].dep
    away = pronoun.sentence - other.sentence
    is_same = pronoun.lemma in _GENDERS and _GENDERS.get(other.lemma) == _GENDERS[pronoun.lemma]
    if other.form == "pronoun" and not (is_same and dep in _SUBJECTS):
        return None
    if not away and _acts_on(pronoun, other, parses[other.sentence]):
        return None
    taking = tokens[tokens[other.head].head].lemma
    if dep == "dobj" and away < 2 and _is_done_to(pronoun, parses[pronoun.sentence], taking):
        return 5
    if dep in _SUBJECTS:
        if away > 1:
            return 1 if away <= FAR and pronoun.lemma in _GENDERS else None
        if away == 0:
            return 5
        return 4 if tokens[tokens[other.head].head].dep == "ROOT" else 3
    if away == 0 and dep == "dobj" and cluster.is_person and pronoun.lemma in _GENDERS:
        return 4
    if away > 1 or not (cluster.is_person or (pronoun.plural and dep == "dobj")):
        return None
    return 0 if dep == "pobj" and away else 2


def _likely_beside(
    pronoun: ActorDraft, other: ActorDraft, cluster: Cluster, parses: tuple[ParsedSentence, ...]
) -> int | None:
    """Return how likely "he" is somebody described whose clause his own hangs on, or None.

    "A gunman fired at a bus before he was shot", "arrested a man after he criticised the king".
    """
    one = other.form == "nominal" and not other.plural and other.lemma not in _MANY
    beside = pronoun.sentence == other.sentence and pronoun.lemma in _GENDERS
    if not one or not beside or cluster.kind not in _PEOPLE:
        return None
    parse = parses[pronoun.sentence]
    clause = parse.tokens[clause_head(parse, pronoun.head)]
    if clause.dep != "advcl":
        return None
    if subject_of(parse, clause.head) == other.head:
        return 5
    return 4 if object_of(parse, clause.head) == other.head else None


def _acts_on(pronoun: ActorDraft, other: ActorDraft, parse: ParsedSentence) -> bool:
    """Whether `other` does to the pronoun what the verb says, and so is somebody else.

    "Police detained them", "police detained three of them" are never the police.
    """
    token = parse.tokens[pronoun.head]
    if token.dep == "pobj" and parse.tokens[token.head].lemma == "of":
        token = parse.tokens[parse.tokens[token.head].head]
    subject = parse.tokens[other.head]
    return (
        token.dep in ("dobj", "dative")
        and subject.dep in _SUBJECTS
        and subject.head == token.head
        and parse.tokens[pronoun.head].tag == "PRP"
    )


def _is_done_to(pronoun: ActorDraft, parse: ParsedSentence, taking: str) -> bool:
    """As to "they" in "Police arrested four villagers. They were released two days later".

    Of those who were kidnapped it is so where they are let go, not where somebody is jailed.
    """
    token = parse.tokens[pronoun.head]
    done = parse.tokens[token.head].lemma if token.dep == "nsubjpass" else ""
    return (taking in _ARRESTING and done in _UNDERGONE) or (taking in _TAKING and done in _LET_GO)


def is_unknown_spot(cluster: Cluster, parses: tuple[ParsedSentence, ...]) -> bool:
    """Whether NER took a place for a person: "evacuated the wounded from Anet".

    It is a word that no index knows, stands where places do, and never does anything.
    """
    drafts = sorted(cluster.drafts, key=lambda d: (d.sentence, d.first))
    if any(d.form != "name" or d.hits or d.role or " " in d.name for d in drafts):
        return False
    acting = (*_SUBJECTS, "poss", "appos", "agent")
    if any(parses[d.sentence].tokens[d.head].dep in acting for d in drafts):
        return False
    return _stands_as_place(parses[drafts[0].sentence], drafts[0].head)


def _stands_as_place(parse: ParsedSentence, head: int) -> bool:
    token = parse.tokens[head]
    while token.dep == "conj":
        token = parse.tokens[token.head]
    above = parse.tokens[token.head]
    if token.dep == "dobj":
        return above.lemma in _BEING_AT
    if token.dep != "pobj":
        return False
    return above.lemma in _WHERE or (
        above.lemma == "to" and parse.tokens[above.head].lemma in _GOING | _WAYS
    )
