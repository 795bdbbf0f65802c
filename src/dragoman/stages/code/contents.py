"""What an act consists in or is about is no second act beside it.

What is refused or promised is told with the refusal or the promise, what a protest demands with the
protest, and what a resolution says with whoever passes it. So is a measure with its end, and a
count of all acts with the last of them.
"""

from __future__ import annotations

from dragoman.stages.code.drafts import Draft
from dragoman.stages.code.light import LIFTING
from dragoman.stages.letters import is_said_in_a_text
from dragoman.stages.tree import ancestors, children, object_of, prepositional

__all__ = ["without_contents"]

_REFUSED = frozenset(("REJECT", kind) for kind in ("REQUEST", "AGREE", "CONCEDE"))
"""PLOVER types of an act and of what may be its object."""
_PROMISED = frozenset(("AGREE", kind) for kind in ("SUPPORT", "AID", "COOPERATE"))
_CONSENTING = frozenset({"SUPPORT", "AGREE"})
_MEASURES = frozenset({"SANCTION", "COERCE"})
_LIFTING = LIFTING | frozenset(
    "lifting easing removal relaxation loosening scrapping repeal suspension".split()
)
_GIVEN = frozenset(
    "aid assistance disbursement payment loan grant funding fund support help cooperation trade "
    "flight delivery supply shipment export import credit".split()
)
"""What is given: whoever suspends that punishes."""
_COUNTS = frozenset({"number", "total", "toll", "count", "tally", "figure"})
_COUNTING = frozenset({"bring", "raise", "take", "push", "lift", "put"})
_DEMANDING = frozenset({"acl", "advcl", "relcl"})


def without_contents(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts of a sentence without those that only tell what another one is about."""
    return [
        one for one in drafts
        if not _is_lifted(one) and not _is_running_total(one) and not any(
            other is not one
            and (
                _is_its_object(one, other)
                or _is_its_promise(one, other)
                or _is_its_deed(one, other)
                or _is_its_demand(one, other)
                or _is_its_purpose(one, other)
                or _is_its_text(one, other)
            )
            for other in drafts
        )
    ]  # fmt: skip


def _is_lifted(measure: Draft) -> bool:
    """Whether it is a measure of which no more is told than its end: "refused to lift the ban"."""
    tokens, token = measure.parse.tokens, measure.parse.tokens[measure.index]
    if not measure.match.is_noun or measure.match.trigger.type_code not in _MEASURES:
        return False
    while token.dep == "conj":
        token = tokens[token.head]
    above = tokens[token.head]
    if tokens[measure.index].lemma in _GIVEN:
        return False  # "suspended disbursements" tells what is done
    if token.dep == "pobj" and above.lemma == "of":
        return tokens[above.head].lemma in _LIFTING
    return token.dep in ("dobj", "nsubjpass") and above.lemma in _LIFTING


def _is_running_total(draft: Draft) -> bool:
    """Whether it only says of how many an act was one: "bringing to 90 the number of the freed"."""
    tokens = draft.parse.tokens
    for above in ancestors(draft.parse, draft.index):
        verb = tokens[tokens[above].head]
        if tokens[above].lemma in _COUNTS and tokens[above].dep == "dobj":
            return verb.lemma in _COUNTING and verb.tag == "VBG"
        if tokens[above].dep in ("relcl", "ccomp", "advcl", "ROOT"):
            return False
    return False


def _is_its_object(one: Draft, other: Draft) -> bool:
    """Whether a noun is what a verb refuses: "rejected a motion by X".

    An invitation stands beside its answer.
    """
    refused = (other.match.trigger.type_code, one.match.trigger.type_code)
    is_noun = one.match.is_noun and one.parse.tokens[one.index].lemma != "invitation"
    return is_noun and refused in _REFUSED and one.index in _objects(other)


def _is_its_promise(one: Draft, other: Draft) -> bool:
    """Whether two words tell one promise, of which one is less sure: "pledged support for X"."""
    first, second = sorted((one, other), key=lambda d: d.index)
    told = (first.match.trigger.type_code, second.match.trigger.type_code)
    less = (one.score or 0.0, one.index) < (other.score or 0.0, other.index)
    same = _doers(second) <= _doers(first) and second.index in _objects(first)
    return told in _PROMISED and second.match.is_noun and same and less


def _is_its_deed(one: Draft, other: Draft) -> bool:
    """Whether a verb tells what others promise to do: "committed to protecting refugees"."""
    told = (other.match.trigger.type_code, one.match.trigger.type_code)
    token = one.parse.tokens[one.index]
    above = one.parse.tokens[token.head]
    if token.dep == "pcomp" and above.lemma == "to":
        above = one.parse.tokens[above.head]
    elif token.dep != "xcomp":
        return False
    promised = told in _PROMISED or told == ("AGREE", "AGREE")
    return promised and above.index == other.index and _doers(one) <= _doers(other)


def _objects(draft: Draft) -> list[int]:
    """Return what a verb has as its object, or what it will not have: "refused to accept a call".

    A "ceasefire proposal" is both words.
    """
    parse, verb = draft.parse, draft.index
    told = (verb, *children(parse, verb, "xcomp"))
    found = [i for v in told if (i := object_of(parse, v)) is not None]
    return [*found, *(j for i in found for j in children(parse, i, "compound"))]


def _doers(draft: Draft) -> set[str]:
    return {found.entity.id for found in draft.of_role("initiator", "party")}


def _is_its_demand(one: Draft, other: Draft) -> bool:
    """Whether it is what a protest demands: "protests calling for her arrest"."""
    if (one.match.trigger.type_code, other.match.trigger.type_code) != ("REQUEST", "PROTEST"):
        return False
    token = one.parse.tokens[one.index]
    told = {other.index, *other.match.used}
    below = {i for t in told for _, i in prepositional(one.parse, t)}
    return token.dep in _DEMANDING and token.head in told | below


def _is_its_purpose(one: Draft, other: Draft) -> bool:
    """Whether it is what forces are moved for: "mobilised troops for a battle against rebels"."""
    told = (one.match.trigger.type_code, other.match.trigger.type_code)
    prep = one.parse.tokens[one.parse.tokens[one.index].head]
    moved = {other.index, object_of(other.parse, other.index)}
    return told == ("ASSAULT", "MOBILIZE") and prep.lemma == "for" and prep.head in moved


def _is_its_text(one: Draft, other: Draft) -> bool:
    """Whether a verb only issues what says it: "passed a resolution condemning X".

    Who files a complaint accuses, whatever else it says; but what accuses the same ones is it.
    """
    guessed = one.match.trigger.id == "model" or one.match.trigger.type_code in _CONSENTING
    same = one.match.trigger.type_code == other.match.trigger.type_code
    again = same and _actors(one) <= _actors(other)
    return (guessed or again) and is_said_in_a_text(one.parse, other.index, one.index)


def _actors(draft: Draft) -> set[tuple[str, str]]:
    return {(part.role, part.found.entity.id) for part in draft.parts}
