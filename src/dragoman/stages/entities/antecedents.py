"""Which mentions before a pronoun it may stand for, and which of them it likelier does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.knowledge.lexicon import verb_class
from dragoman.records import ParsedSentence, Token
from dragoman.stages.entities.cluster_traits import agrees, is_one_person
from dragoman.stages.mention import ActorDraft
from dragoman.stages.tree import ancestors, child, clause_head, conjuncts, prepositional, subject_of

if TYPE_CHECKING:
    from dragoman.stages.entities.cluster import Cluster

__all__ = ["FAR", "is_unknown_spot", "likelihood", "looked_ahead_to"]

_SUBJECTS = ("nsubj", "nsubjpass")
_ANY = frozenset({"no", "any", "every", "each", "either", "neither"})
_QUOTES = frozenset("\"'“”‘’«»")
_ACTED = (*_SUBJECTS, "dobj")
_VERBS = ("VERB", "AUX")
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
_OF_ONESELF = frozenset(
    "claim statement announcement admission denial assertion confession insistence promise threat "
    "pledge vow declaration testimony belief fear hope demand".split()
)
"""What one mostly says of oneself, unlike an accusation."""
_BEING_AT = frozenset("visit reach enter leave tour".split())


def likelihood(
    pronoun: ActorDraft, other: ActorDraft, cluster: Cluster, parses: Sequence[ParsedSentence]
) -> int | None:
    """Return how likely `pronoun` stands for a mention of `cluster`, or None if it does not."""
    if (other.sentence, other.last) > (pronoun.sentence, pronoun.first):
        return None
    if agrees(pronoun, other, cluster) or _speaks_for_many(pronoun, other, cluster, parses):
        return _likely(pronoun, other, cluster, parses)
    return None


def looked_ahead_to(
    pronoun: ActorDraft, told: Sequence[tuple[Cluster, ActorDraft]], parse: ParsedSentence
) -> list[Cluster]:
    """Return whom a pronoun in a phrase before a clause means by its subject, if that is named.

    "In her speech, Anna Holm praised …", "Asked if he would stay, Holm said …".
    """
    subject = None if pronoun.lemma == "it" else _subject_after(pronoun, parse)
    if subject is None or any(d.last <= pronoun.first and agrees(pronoun, d, c) for c, d in told):
        return []
    meant = conjuncts(parse, subject)
    found = [(c, d) for c, d in told if d.head in meant and d.form == "name"]
    if pronoun.plural:
        return [c for c, _ in found] if len(meant) == len(found) > 1 else []
    return [c for c, d in found if len(meant) == 1 and agrees(pronoun, d, c)]


def _subject_after(pronoun: ActorDraft, parse: ParsedSentence) -> int | None:
    """Return the subject of the clause that a phrase with the pronoun opens, or None."""
    top = pronoun.head
    for above in ancestors(parse, top):
        if parse.tokens[top].dep in ("prep", "advcl") and parse.tokens[above].pos in _VERBS:
            subject = child(parse, above, *_SUBJECTS)
            if subject is not None:
                return subject if max(top, pronoun.head) < subject else None
        top = above
    return None


def _speaks_for_many(
    pronoun: ActorDraft, other: ActorDraft, cluster: Cluster, parses: Sequence[ParsedSentence]
) -> bool:
    """Whether a group speaks of itself as of many: "Hamas said they had fired", as Serbs do."""
    token = parses[other.sentence].tokens[other.head]
    many = cluster.kind == "armed_group" or token.tag == "NNPS"
    beside = pronoun.sentence == other.sentence and token.dep in _SUBJECTS
    if not pronoun.plural or other.form != "name" or not beside:
        return False
    is_body = cluster.kind == "organisation"
    return many or (is_body and _is_said_by(pronoun, other.head, parses[other.sentence]))


def _is_said_by(pronoun: ActorDraft, speaker: int, parse: ParsedSentence) -> bool:
    """Whether a pronoun of the sentence acts in what a speaker says: "UNITA claimed they had"."""
    token, said = parse.tokens[pronoun.head], parse.tokens[speaker].head
    content = parse.tokens[token.head]
    is_content = content.dep == "ccomp" and content.head == said
    return is_content and token.dep in _SUBJECTS and _reports(parse, said)


def _likely(
    pronoun: ActorDraft, other: ActorDraft, cluster: Cluster, parses: Sequence[ParsedSentence]
) -> int | None:
    """Return how likely `other` is what a pronoun after it means, from 0; None if it cannot be.

    A subject is likelier than anybody else, and of the sentence before its main clause's:
    "Ministers said their troops had left. They …" are the ministers. Who is only told of beside
    ("with Obama") is less likely than who did something two sentences before; a person to whom
    something is done in the same sentence is likelier than any subject of one before.
    """
    parse, away = parses[other.sentence], pronoun.sentence - other.sentence
    place = parse.tokens[other.head if other.form != "name" else _standing(parse, other.head)]
    if not away and _is_in_clause_on(pronoun, other, parse):
        return 5
    is_same = pronoun.gender is not None and other.gender == pronoun.gender
    if other.form == "pronoun" and not (is_same and place.dep in _SUBJECTS):
        return None
    if not away and _is_beside(pronoun, other, place, parse):
        return 6
    if pronoun.gender is not None and _is_too_vague(other, cluster, parse, away=away):
        return None
    taking = parse.tokens[place.head].lemma
    if place.dep == "dobj" and away < 2 and _is_done_to(pronoun, parses[pronoun.sentence], taking):
        return 5
    if place.dep in _SUBJECTS:
        goes_on = _goes_on(pronoun, parses[pronoun.sentence]) and _reports(parse, place.head)
        return 6 if goes_on else _likely_subject(pronoun, place, parse, away)
    owned = parse.tokens[place.head]
    if not away and pronoun.lemma == "it" and place.dep == "poss" and owned.dep in _SUBJECTS:
        # "Iran's president says it will answer"
        return 4 if _is_said_by(pronoun, owned.index, parse) else None
    one = is_one_person(other, cluster.kind)
    if not away and one and pronoun.gender is not None and _is_near(pronoun, other, place, parse):
        return 4
    if away > 1 or not (one or (pronoun.plural and place.dep == "dobj")):
        return None
    return 0 if place.dep == "pobj" and away else 2


def _is_beside(pronoun: ActorDraft, other: ActorDraft, place: Token, parse: ParsedSentence) -> bool:
    told = any(is_his(pronoun, other, parse) for is_his in _OF_HIS)
    return told or _is_done_besides(pronoun, place, parse)


def _is_done_besides(pronoun: ActorDraft, place: Token, parse: ParsedSentence) -> bool:
    """Whether who acts does both: "expelled three envoys, accusing them of spying"."""
    token, also = parse.tokens[pronoun.head], parse.tokens[parse.tokens[pronoun.head].head]
    is_object = token.dep == "dobj" and pronoun.plural and place.dep == "dobj"
    beside = also.dep in ("advcl", "conj") and also.head == place.head
    return is_object and beside and child(parse, also.index, *_SUBJECTS) is None


def _is_in_clause_on(pronoun: ActorDraft, other: ActorDraft, parse: ParsedSentence) -> bool:
    """Whether the pronoun's clause tells what `other` does: "Holm, who praised his wife"."""
    clause = clause_head(parse, pronoun.head)
    is_relative = parse.tokens[clause].dep == "relcl" and parse.tokens[clause].head == other.head
    return is_relative and other.form != "pronoun" and subject_of(parse, clause) == other.head


def _is_in_words_of(pronoun: ActorDraft, other: ActorDraft, parse: ParsedSentence) -> bool:
    """Whether the pronoun acts in what `other` says: "rejected Holm's claim that he was beaten"."""
    token, owner = parse.tokens[pronoun.head], parse.tokens[other.head]
    content = parse.tokens[token.head]
    words = parse.tokens[content.head]
    told = token.dep in _SUBJECTS and content.dep in ("acl", "ccomp", "relcl")
    own = owner.dep == "poss" and owner.head == words.index
    return told and own and other.form != "pronoun" and words.lemma in _OF_ONESELF


def _is_near(pronoun: ActorDraft, other: ActorDraft, place: Token, parse: ParsedSentence) -> bool:
    """Whether somebody told of before in the sentence comes before any subject of one before it.

    It is to whom something is done, whose the subject is ("Holm's mistake was to leave his bag"),
    and for "him" anybody named: "praised Holm's work for Keller, telling him so".
    """
    owns = place.dep == "poss" and parse.tokens[place.head].dep in _SUBJECTS
    suffers = parse.tokens[pronoun.head].dep in ("dobj", "dative")
    return place.dep == "dobj" or (other.form == "name" and (owns or suffers))


def _standing(parse: ParsedSentence, index: int) -> int:
    """Return the word in whose place a name stands: "host" of "his host, Peter Holm"."""
    while parse.tokens[index].dep == "appos":
        index = parse.tokens[index].head
    return index


def _likely_subject(
    pronoun: ActorDraft, subject: Token, parse: ParsedSentence, away: int
) -> int | None:
    """Return how likely a subject is meant, by how far away it is and by its clause."""
    if away > 1:
        return 1 if away <= FAR and pronoun.gender is not None else None
    if away == 0:
        return 3 if _is_aside(pronoun, subject, parse) else 5
    return 4 if parse.tokens[subject.head].dep == "ROOT" else 3


def _is_aside(pronoun: ActorDraft, subject: Token, parse: ParsedSentence) -> bool:
    """Whether the subject's clause says more of who acts in the pronoun's own.

    In "Holm, whose brother fled, said he would stay" Holm would.
    """
    clause = clause_head(parse, subject.index)
    noun = parse.tokens[parse.tokens[clause].head]
    is_of_subject = parse.tokens[clause].dep == "relcl" and noun.dep in _SUBJECTS
    return is_of_subject and clause not in ancestors(parse, pronoun.head)


def _goes_on(pronoun: ActorDraft, parse: ParsedSentence) -> bool:
    """Whether a speaker goes on who was told before: "The road was open, he said"."""
    token = parse.tokens[pronoun.head]
    verb = token.head
    if token.dep != "nsubj" or pronoun.gender is None or not _reports(parse, verb):
        return False
    content = child(parse, verb, "ccomp")
    is_behind = parse.tokens[verb].dep == "parataxis" or (content is not None and content < verb)
    before = parse.tokens[max(token.index - 2, 0) : token.index]
    return is_behind and not any(t.text in _QUOTES for t in before)


def _reports(parse: ParsedSentence, verb: int) -> bool:
    return verb_class(parse.tokens[verb].lemma) is not None


def _is_too_vague(other: ActorDraft, cluster: Cluster, parse: ParsedSentence, *, away: int) -> bool:
    """Whether it is nobody in particular: "no Syrian", or only beside what is told: "for a boy"."""
    if other.form != "nominal":
        return False
    if cluster.is_person:
        return parse.tokens[other.head].dep == "attr"
    determiner = child(parse, other.head, "det")
    word = "" if determiner is None else parse.tokens[determiner].lemma
    is_any = (
        parse.tokens[other.head].dep == "attr" or word in _ANY or (word == "another" and away > 0)
    )
    is_beside = (other.gender is None or away > 0) and parse.tokens[other.head].dep not in _ACTED
    return is_any or other.usage == "demonym" or is_beside


def _is_owner_beside(pronoun: ActorDraft, other: ActorDraft, parse: ParsedSentence) -> bool:
    """Whether what is owned is joined to its owner: "Holm and his wife", "rebels, their kin"."""
    token = parse.tokens[pronoun.head]
    owned = parse.tokens[token.head]
    if token.dep != "poss":
        return False
    while owned.dep == "conj":
        owned = parse.tokens[owned.head]
        counted = [i for name, i in prepositional(parse, owned.index) if name == "of"]
        if other.head in (owned.index, *counted):
            return True
    return False


def _is_done_to(pronoun: ActorDraft, parse: ParsedSentence, taking: str) -> bool:
    """As to "they" in "Police arrested four villagers. They were released two days later".

    Of those who were kidnapped it is so where they are let go, not where somebody is jailed.
    """
    token = parse.tokens[pronoun.head]
    done = parse.tokens[token.head].lemma if token.dep == "nsubjpass" else ""
    return (taking in _ARRESTING and done in _UNDERGONE) or (taking in _TAKING and done in _LET_GO)


def is_unknown_spot(cluster: Cluster, parses: Sequence[ParsedSentence]) -> bool:
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


_OF_HIS = (_is_owner_beside, _is_in_words_of)
"""Ways in which what the pronoun stands in is told as somebody's own."""
