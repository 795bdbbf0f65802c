"""What its doer, or a "not", makes of the type that words and model give an act."""

from __future__ import annotations

from msgspec.structs import replace

from dragoman.stages.code.drafts import Draft
from dragoman.stages.stances.verb_group import verb_group
from dragoman.stages.tree import child

__all__ = ["refused_by_failing", "retype_by_doer", "without_second_no"]

_AUTHORITIES = frozenset({"MIL", "COP", "GOV", "SPY"})
_CLOSING = frozenset("block close seal barricade cordon obstruct".split())
_SEEKING = frozenset({"seek", "demand", "request", "ask"})
_SENTENCES = frozenset(
    "sentence penalty imprisonment term conviction indictment punishment fine".split()
)
_GRANTED = frozenset(
    "invite allow admit permit let accept agree attend join sign grant give receive".split()
)
"""What is refused where it is told with "not": the refusal is not denied."""
_ATTENDED = frozenset({"attend", "join", "appear", "come", "show"})
_AGREED = frozenset(
    "agree agreement accord deal consensus compromise settlement pact truce ceasefire".split()
)


def retype_by_doer(draft: Draft) -> None:
    """Make a road that police or soldiers close no protest, but a restriction.

    And what a prosecutor seeks for somebody no request, but a charge: "sought the death penalty".
    """
    trigger = draft.match.trigger
    doers = [found.entity.coding for found in draft.of_role("initiator", "party")]
    sought = child(draft.parse, draft.index, "dobj")
    if trigger.type_code == "REQUEST" and sought is not None and _prosecutes(draft, sought):
        trigger = replace(trigger, type_code="ACCUSE", mode="allege")
        draft.match = replace(draft.match, trigger=trigger)
    official = [c for c in doers if c is not None and _AUTHORITIES.intersection(c.sectors)]
    closes = draft.parse.tokens[draft.index].lemma in _CLOSING
    if (trigger.type_code, trigger.mode) != ("PROTEST", "obstruct") or not (official and closes):
        return
    if len(official) == len(doers):
        trigger = replace(trigger, type_code="COERCE", mode="restrict")
        draft.match = replace(draft.match, trigger=trigger)


def _prosecutes(draft: Draft, sought: int) -> bool:
    tokens = draft.parse.tokens
    told = tokens[draft.index].lemma in _SEEKING and tokens[sought].lemma in _SENTENCES
    doers = [found.entity.coding for found in draft.of_role("initiator")]
    return told and any(c is not None and "JUD" in c.sectors for c in doers)


def without_second_no(draft: Draft) -> None:
    """Affirm a refusal that the model reads in a "not": "Cuba was not invited"."""
    token = draft.parse.tokens[draft.index]
    refused = draft.match.trigger.type_code == "REJECT" and token.lemma in _GRANTED
    if refused and verb_group(draft.parse, draft.index).negated:
        draft.stance = replace(draft.stance, polarity="affirmed")


def refused_by_failing(draft: Draft) -> None:
    """Make an agreement that sides fail to reach, and a meeting one fails to attend, a refusal."""
    token, trigger = draft.parse.tokens[draft.index], draft.match.trigger
    fails = token.dep == "xcomp" and draft.parse.tokens[token.head].lemma == "fail"
    meets = trigger.type_code == "CONSULT" and token.lemma in _ATTENDED
    if not fails or draft.stance.polarity != "denied":
        return
    if meets or (trigger.type_code == "AGREE" and _is_of_agreement(draft)):
        draft.stance = replace(draft.stance, polarity="affirmed", status="occurred")
        trigger = replace(trigger, type_code="REJECT", mode="meet" if meets else None)
        draft.match = replace(draft.match, trigger=trigger)


def _is_of_agreement(draft: Draft) -> bool:
    thing = child(draft.parse, draft.index, "dobj")
    words = {draft.parse.tokens[i].lemma for i in (draft.index, thing) if i is not None}
    return bool(words & _AGREED)
