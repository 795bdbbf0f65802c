"""Deeds whose doer is in doubt: "suspected rebels killed two", "X may be behind the attack".

A report tells who did it, so that it is no surer than its doer, though the deed itself is sure. Who
is said to have had no part in it is a participant that is negated.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.knowledge.lexicon import verb_class
from dragoman.records import ParsedSentence
from dragoman.stages.code.drafts import Draft, Part
from dragoman.stages.code.light import LightWords
from dragoman.stages.culprits import SHARES
from dragoman.stages.sayings.blaming import is_laid_on
from dragoman.stages.stance import read_stance
from dragoman.stages.stances.effects import apply_effect, less_certain
from dragoman.stages.stances.presumed import phrase_above, presuming_adverb, presumption
from dragoman.stages.tree import ancestors, child, conjuncts, head_within, object_of, subtree

__all__ = ["with_doubted_doers"]

_BLAMING = frozenset({"blame", "suspect", "accuse", "implicate"})
_ASKING_AFTER = frozenset({"investigate", "probe", "examine", "look", "inquire", "investigation"})
_SHARING = frozenset({"be", "involve", "implicate", "participate", "link", "connect"})
"""With the verbs of doing these tell whose deed it was: "was involved in", "is behind"."""


def with_doubted_doers(parse: ParsedSentence, drafts: Iterable[Draft], light: LightWords) -> None:
    """Give each draft of a sentence the certainty that the least sure of its doers leaves it.

    So does an adverb with the verb, whatever a model makes of it: "apparently was kidnapped".
    Doers that a verb denies to have done it are marked so.
    """
    for draft in drafts:
        hedge = presuming_adverb(parse, draft.index)
        if hedge is not None:
            draft.stance = apply_effect(draft.stance, hedge)
        draft.parts = [
            _weighed(parse, draft, part, light) if part.role == "initiator" else part
            for part in draft.parts
        ]


def _weighed(parse: ParsedSentence, draft: Draft, part: Part, light: LightWords) -> Part:
    """Return the doer, negated if he is; the draft's stance is lowered where he is in doubt."""
    span = part.found.span
    inside = [t.index for t in parse.tokens if span.start <= t.start and t.end <= span.end]
    if not inside:
        return part
    party = head_within(parse, inside[0], inside[-1] + 1)
    effect = presumption(parse, party)
    if effect is None and _is_only_charged(parse, party, draft.index):
        effect = "uncommitted"
    if effect is not None:
        draft.stance = apply_effect(draft.stance, effect)
    verb = _link(parse, party, draft.index, light)
    if verb is None or draft.stance.polarity != "affirmed":
        return part
    told = read_stance(parse, verb)
    asked = told.polarity == "open" or _is_asked_after(parse, verb)
    doubt = "uncommitted" if asked else told.certainty
    if doubt == "certain" and told.status == "hypothetical" and told.polarity == "affirmed":
        doubt = "possible"  # "did not rule out a role of X in the raid"
    draft.stance = less_certain(draft.stance, doubt)
    return replace(part, negated=told.polarity == "denied")


def _is_only_charged(parse: ParsedSentence, party: int, deed: int) -> bool:
    """Whether a clause beside the deed lays it to the party: "an attack blamed on X".

    So does "nobody owned up to the attack, but police suspect X".
    """
    for above in ancestors(parse, party):
        token = parse.tokens[above]
        if token.pos in ("VERB", "AUX"):
            if token.lemma in _BLAMING and object_of(parse, above) == party:
                return deed not in subtree(parse, above)
            if _is_suspect(parse, above, party, deed):
                return True
            beside = token.dep == "relcl" or (token.dep == "acl" and token.tag == "VBN")
            return beside and is_laid_on(parse, party)
    return False


def _is_suspect(parse: ParsedSentence, verb: int, party: int, deed: int) -> bool:
    """As in "X is the main suspect in the murder"."""
    called = child(parse, verb, "attr")
    is_so = called is not None and parse.tokens[called].lemma == "suspect"
    return is_so and party in subtree(parse, verb) and deed in subtree(parse, called or verb)


def _link(parse: ParsedSentence, party: int, deed: int, light: LightWords) -> int | None:
    """Return the word that ties the party to the noun for the deed: "was carried out by X".

    That may be a noun, "the role of X in the raid". Of verbs joined it is the one nearest the
    deed: "made no effort but carried out raids".
    """
    if child(parse, deed, "nsubj") is not None:
        return None  # told by a clause of its own
    if (share := _share(parse, party, deed)) is not None:
        # Who denies the role of X denies it in a claim of his own.
        said = [verb_class(parse.tokens[i].lemma) for i in ancestors(parse, share)]
        return None if "denies" in said else share
    for above in ancestors(parse, party):
        token = parse.tokens[above]
        if above == deed or token.pos not in ("VERB", "AUX"):
            continue
        nearest = next(
            (i for i in conjuncts(parse, above)[::-1] if deed in subtree(parse, i)), above
        )
        # "The raid is presumed to have been made by X": it stands above what is presumed.
        below = deed in subtree(parse, nearest) or deed == object_of(parse, nearest)
        return nearest if below and parse.tokens[nearest].lemma in light.doer | _SHARING else None
    return None


def _is_asked_after(parse: ParsedSentence, share: int) -> bool:
    """As in "X's role in the raid is being investigated", "they are looking into its role"."""
    token = parse.tokens[share]
    above = parse.tokens[token.head]
    if token.dep == "pobj":
        above = parse.tokens[above.head]
    return token.lemma in SHARES and above.lemma in _ASKING_AFTER


def _share(parse: ParsedSentence, party: int, deed: int) -> int | None:
    """Return the noun for what the party has in the deed: "the role of X in the raid"."""
    beside = parse.tokens[parse.tokens[deed].head].head
    for noun in phrase_above(parse, party):
        token = parse.tokens[noun]
        if token.lemma in SHARES and (beside == token.head or deed in subtree(parse, noun)):
            return noun
    return None
