"""One happening that rules and model see at two words is one draft.

The two words stand beside each other, or tell whom an act hurt and the act itself: "were killed
when shells landed", "were wounded by fire".
"""

from __future__ import annotations

import dataclasses

from dragoman.knowledge.codebook import Codebook
from dragoman.stages.code.drafts import Draft, is_told_before
from dragoman.stages.code.harm import brings
from dragoman.stages.code.light import load_light_words
from dragoman.stages.code.sightings import rule_type
from dragoman.stages.tree import (
    child,
    children,
    is_of_another_time,
    is_passive,
    object_of,
)

__all__ = ["without_doubles"]

_WORDS = frozenset({"ACCUSE", "SUPPORT", "REQUEST", "REJECT", "THREATEN"})
_LOOSED = frozenset("fire launch shoot drop hurl throw lob".split())
"""What is done with the missile that then does the harm."""


def without_doubles(drafts: list[Draft], codebook: Codebook) -> list[Draft]:
    """Fold what the model alone sees into a neighbour of the same type with the same actors."""
    kept: list[Draft] = []
    for draft in drafts:
        same = next((k for k in kept if _is_double(draft, k, codebook)), None)
        if same is None:
            kept.append(draft)
        elif draft.match.trigger.id == "model":
            same.also += draft.told
        else:
            draft.also += same.told
            kept[kept.index(same)] = draft
    return _without_harms(kept)


def _is_double(one: Draft, other: Draft, codebook: Codebook) -> bool:
    if rule_type(one, codebook) != rule_type(other, codebook):
        return False
    if "model" not in (one.match.trigger.id, other.match.trigger.id):
        return False
    joined = other.index in _above(one) or one.index in _above(other)
    first = {p.found.entity.id for p in one.parts}
    second = {p.found.entity.id for p in other.parts}
    # "A ranger is killed and two are wounded by a mine": deed and means, of the same people.
    joined = joined and not any(is_of_another_time(one.parse, d.index) for d in (one, other))
    joined = joined and not is_told_before(one, other)
    doers = [{f.entity.id for f in d.of_role("initiator")} for d in (one, other)]
    # "Moscow dismissed the Finnish inquiry": each did something else.
    apart = all(doers) and doers[0].isdisjoint(doers[1])
    joined = joined and not (apart and one.match.is_noun != other.match.is_noun)
    named = one.match.is_noun != other.match.is_noun and bool(first) and first == second
    alike = len(first) > 1 and first == second
    # "Called in the envoy and told him of its displeasure": a noun of the same mind.
    alike = alike or (one.match.is_noun != other.match.is_noun and bool(first) and first <= second)
    said = alike and _say_the_same(one, other)
    return named or said or (joined and (first <= second or second <= first))


def _say_the_same(one: Draft, other: Draft) -> bool:
    """Whether the same side says the same kind of thing to the other in two words.

    So does "criticised X for his plan, a step it called unlawful".
    """
    kind, mode = one.match.trigger.type_code, one.match.trigger.mode
    doers = [{f.entity.id for f in d.of_role("initiator")} for d in (one, other)]
    alike = mode == other.match.trigger.mode and doers[0] == doers[1]
    stances = {(d.stance.polarity, d.stance.status) for d in (one, other)}
    return kind in _WORDS and alike and len(stances) == 1


def _above(draft: Draft) -> tuple[int, ...]:
    """Return the words that a trigger hangs on, those of phrases of its noun included.

    So "aid" hangs on "donor" in "a donor of aid", "rescue" on "sent" in "a rescue team it sent".
    """
    tokens = draft.parse.tokens
    above = tokens[tokens[draft.index].head]
    if above.lemma == "of":
        return (above.index, above.head)
    told = children(draft.parse, above.index, "relcl", "acl")
    return (above.index, *told) if tokens[draft.index].dep == "compound" else (above.index,)


def _without_harms(drafts: list[Draft]) -> list[Draft]:
    """Fold who was hurt and the act that hurt them into the verb that tells the act, or the harm.

    A noun goes into the verb above it, a verb of harm into the clause of the act.
    """
    kept = list(drafts)
    while (pair := _harm_and_cause(kept)) is not None:
        harm, cause = pair
        told_with_it = cause.match.is_noun or _is_loosed(harm, cause)
        into, other = (harm, cause) if told_with_it else (cause, harm)
        if into is cause and into.of_role("target"):
            other.parts = [
                dataclasses.replace(p, role="affected") if p.role == "target" else p
                for p in other.parts
            ]
        into.take_in(other)
        kept = [d for d in kept if d is not other]
    return kept


def _harm_and_cause(drafts: list[Draft]) -> tuple[Draft, Draft] | None:
    """Return the first verb of harm with what did it, a noun that names it before a verb."""
    for harm in drafts:
        causes = [d for d in drafts if d is not harm and _was_hurt_by(harm, d)]
        if causes:
            return harm, max(causes, key=lambda d: d.match.is_noun)
    return None


def _was_hurt_by(harm: Draft, cause: Draft) -> bool:
    same_type = harm.match.trigger.type_code == cause.match.trigger.type_code
    told_alike = (harm.stance.status, harm.stance.polarity) == (
        cause.stance.status,
        cause.stance.polarity,
    )
    if not same_type or not told_alike:
        return False
    if any(told(harm, cause) for told in _WAYS):
        return True
    if not is_passive(harm.parse, harm.index) and not _is_by_a_blast(harm):
        return False
    doers = {f.entity.id for f in cause.of_role("initiator")}
    hurt = {f.entity.id for f in harm.of_role("target", "affected")}
    by_others = {f.entity.id for f in harm.of_role("initiator")} - doers
    words = (cause.index, *cause.match.used)
    linked = any(brings(harm.parse, verb, word) for verb in _hurting(harm) for word in words)
    return linked and not by_others and not doers & hurt


def _is_loosed(harm: Draft, cause: Draft) -> bool:
    """Whether what does the harm was loosed to do it: "missiles fired by the army hit a mosque"."""
    token = harm.parse.tokens[cause.index]
    is_shot = token.lemma in _LOOSED and "abduct" not in _modes(harm, cause)
    return is_shot and token.tag == "VBN" and _tells_its_subject(harm, cause)


def _tells_its_subject(harm: Draft, cause: Draft) -> bool:
    token = harm.parse.tokens[cause.index]
    return token.dep == "acl" and token.head in children(harm.parse, harm.index, "nsubj")


def _goes_on(harm: Draft, cause: Draft) -> bool:
    """Whether the same ones are hit by the same once more: "shelled the posts and burned them"."""
    parse, token = harm.parse, harm.parse.tokens[harm.index]
    if token.dep != "conj" or token.head != cause.index or "abduct" in _modes(harm, cause):
        return False
    thing = None if child(parse, harm.index, "nsubj") else object_of(parse, harm.index)
    again = thing is not None and parse.tokens[thing].tag == "PRP" and thing > harm.index
    doers = [{f.entity.id for f in d.of_role("initiator")} for d in (harm, cause)]
    hurt = [{f.entity.id for f in d.of_role("target", "affected")} for d in (harm, cause)]
    strikes = harm.match.trigger.type_code == "ASSAULT" and not is_passive(parse, harm.index)
    return again and strikes and doers[0] == doers[1] and hurt[0] <= hurt[1]


def _modes(*drafts: Draft) -> set[str | None]:
    return {draft.match.trigger.mode for draft in drafts}


def _is_harm_beside(harm: Draft, cause: Draft) -> bool:
    """Whether the same ones hurt others, too: "two were shot dead and six injured by X"."""
    token = harm.parse.tokens[harm.index]
    joined = token.dep == "conj" and token.head == cause.index
    passive = all(is_passive(d.parse, d.index) for d in (harm, cause))
    if not joined or not passive or "abduct" in _modes(harm, cause):
        return False
    own = {f.entity.id for f in harm.of_role("initiator")}
    theirs = {f.entity.id for f in cause.of_role("initiator")}
    return bool(own) and own == theirs


def _is_by_a_blast(harm: Draft) -> bool:
    """Whether a happening did the harm, not anybody: "a bomb killed"."""
    subject = child(harm.parse, harm.index, "nsubj")
    happenings = load_light_words().happenings
    return subject is not None and harm.parse.tokens[subject].lemma in happenings


def _hurting(harm: Draft) -> list[int]:
    """Return the verb and those of harm joined to it: "were killed and dozens wounded".

    Who is captured is not hurt with those who are killed beside him.
    """
    parse, effects = harm.parse, load_light_words().effect
    if children(parse, harm.index, "agent") or harm.match.trigger.mode == "abduct":
        return [harm.index]
    found = [harm.index]
    for i in children(parse, harm.index, "conj"):
        bare = parse.tokens[i].tag == "VBN" and child(parse, i, "aux", "auxpass") is None
        if bare or (parse.tokens[i].lemma in effects and parse.tokens[i].tag in ("VBN", "VBD")):
            found.append(i)
    return found


_WAYS = (_is_loosed, _is_harm_beside, _goes_on)
"""Ways in which a harm is told with the act that did it."""
