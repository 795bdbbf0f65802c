"""What doer, object or a "not" makes of the type, and of the roles, that an act is given."""

from __future__ import annotations

import dataclasses

from msgspec.structs import replace

from dragoman.records.report import Role
from dragoman.stages.code.cast import Cast
from dragoman.stages.code.drafts import Draft
from dragoman.stages.code.gains import armed
from dragoman.stages.stances.verb_group import verb_group
from dragoman.stages.tree import ancestors, child, children, object_of, prepositional, subtree

__all__ = ["correct_by_words"]

_AUTHORITIES = frozenset({"MIL", "COP", "GOV", "SPY"})
_CLOSING = frozenset("block close seal barricade cordon obstruct".split())
_SEEKING = frozenset({"seek", "demand", "request", "ask"})
_SENTENCES = frozenset(
    "sentence penalty imprisonment term conviction indictment punishment fine warrant".split()
)
_GRANTED = frozenset(
    "invite allow admit permit let accept agree attend join sign grant give receive".split()
)
"""What is refused where it is told with "not": the refusal is not denied."""
_REFUSING = frozenset("reject refuse decline rebuff spurn snub veto oppose cancel boycott".split())
_STRIKING_OFF = frozenset("remove take strike delete drop cross delist".split())
_OF_PENALTIES = frozenset(
    "sanction terror terrorist terrorism blacklist black sponsor watchlist".split()
)
"""Words of a list that nobody wants to be on."""
_KIND = frozenset({"AID", "RETREAT", "COOPERATE"})
_DRIVING = frozenset("send push drive turn force ship".split())
_FLED = frozenset("refugee migrant asylum-seeker seeker deportee exile immigrant escapee".split())
_CONCLUDING = frozenset({"end", "conclude", "finish", "complete", "close"})
_VISITS = frozenset({"visit", "trip", "tour"})
_TRUCES = frozenset("truce ceasefire cease-fire armistice".split())
_ENDING = frozenset("end terminate cancel abandon renounce scrap revoke suspend rescind".split())
_ENDING_OFF = frozenset({"call", "break"})
"""Verbs that end something with "off"."""
_END = frozenset({"end", "termination", "suspension", "cancellation"})
_OUT_OF = frozenset("announce declare proclaim".split())
_BREAKING = frozenset({"violate", "breach", "break"})
_BORDERS = frozenset({"border", "frontier", "door", "gate"})
_OPENING = frozenset({"open", "reopen"})
_SENDING = frozenset({"send", "dispatch"})
_INQUIRING = frozenset({"investigate", "probe"})
_SOFT = frozenset({"CONCEDE", "RETREAT", "AGREE", "SANCTION"})
_WEIGHING = frozenset("mull consider weigh ponder contemplate eye explore discuss debate".split())
"""Verbs of what somebody has in mind to do, or talks of doing."""
_IN_DEED = frozenset("ASSAULT COERCE SANCTION AID MOBILIZE RETREAT COOPERATE PROTEST".split())
"""PLOVER types of deeds."""
_AIRCRAFT = frozenset("plane aircraft jet bomber airliner helicopter airplane".split())
_ATTENDED = frozenset({"attend", "join", "appear", "come", "show"})
_AGREED = frozenset(
    "agree agreement accord deal consensus compromise settlement pact truce ceasefire".split()
)


def correct_by_words(draft: Draft, cast: Cast) -> None:
    """Correct type and roles where the words leave no doubt, whatever the model makes of them."""
    if draft.match.trigger.type_code == "MOBILIZE" and (gaining := armed(draft, cast)):
        _retype(draft, "AID")
        draft.parts = [*(p for p in draft.parts if p.role == "initiator"), *gaining]
    for correct in (
        _road_closed,
        _sought_by_prosecutors,
        _struck_off,
        _sent_away,
        _visit_ended,
        _truce_ended,
        _truce_broken,
        _opened_to_people,
        _sent_to_investigate,
        _weighed,
        _intercepted,
        _without_second_no,
        _refused_by_failing,
    ):
        correct(draft)


def _retype(draft: Draft, type_code: str, mode: str | None = None) -> None:
    trigger = replace(draft.match.trigger, type_code=type_code, mode=mode)
    draft.match = replace(draft.match, trigger=trigger)


def _road_closed(draft: Draft) -> None:
    """Make a road that police or soldiers close no protest, but a restriction."""
    trigger = draft.match.trigger
    doers = [found.entity.coding for found in draft.of_role("initiator", "party")]
    official = [c for c in doers if c is not None and _AUTHORITIES.intersection(c.sectors)]
    closes = draft.parse.tokens[draft.index].lemma in _CLOSING
    if (trigger.type_code, trigger.mode) != ("PROTEST", "obstruct") or not (official and closes):
        return
    if len(official) == len(doers):
        _retype(draft, "COERCE", "restrict")


def _struck_off(draft: Draft) -> None:
    """Make no sanction of whom one takes off the list of those under sanctions."""
    parse, verb = draft.parse, draft.parse.tokens[draft.index]
    if draft.match.trigger.type_code != "SANCTION" or verb.lemma not in _STRIKING_OFF:
        return
    lists = [pobj for name, pobj in prepositional(parse, verb.index) if name in ("from", "off")]
    told = {parse.tokens[i].lemma for pobj in lists for i in subtree(parse, pobj)}
    if told & {"list", "blacklist"} and told & _OF_PENALTIES:
        _retype(draft, "RETREAT")
        _in_roles(draft, {"target": "beneficiary"})


def _sent_away(draft: Draft) -> None:
    """Make whoever sends refugees back deport them, and not help them."""
    parse, sent = draft.parse, object_of(draft.parse, draft.index)
    if draft.match.trigger.type_code not in _KIND or sent is None:
        return
    back = any(
        parse.tokens[i].lemma == "back" for i in children(parse, draft.index, "prt", "advmod")
    )
    if back and parse.tokens[draft.index].lemma in _DRIVING and parse.tokens[sent].lemma in _FLED:
        _retype(draft, "COERCE", "deport")
        _in_roles(draft, {"beneficiary": "target", "party": "target"})


def _visit_ended(draft: Draft) -> None:
    """Make who ends a visit one who visited, and not one who breaks off."""
    verb, what = draft.parse.tokens[draft.index], object_of(draft.parse, draft.index)
    if draft.match.trigger.type_code not in ("SANCTION", "RETREAT") or what is None:
        return
    if verb.lemma in _CONCLUDING and draft.parse.tokens[what].lemma in _VISITS:
        _retype(draft, "CONSULT", "visit")
        _in_roles(draft, {"initiator": "visitor", "target": "host"})


def _truce_ended(draft: Draft) -> None:
    """Make whoever ends a truce refuse it, and not give way."""
    if draft.match.trigger.type_code not in _SOFT:
        return
    for verb in (draft.index, draft.parse.tokens[draft.index].head):
        told = [i for i in children(draft.parse, verb, "dobj") if _ends(draft, verb, i)]
        if told and (verb == draft.index or draft.index in subtree(draft.parse, told[0])):
            _retype(draft, "REJECT", "yield")
            others: dict[Role, Role] = {"beneficiary": "target"}
            _in_roles(draft, others | {"party": "target"} if draft.of_role("initiator") else others)


def _ends(draft: Draft, verb: int, what: int) -> bool:
    """Whether a truce is ended: "called off its truce", "declared an end to the ceasefire"."""
    parse, lemma = draft.parse, draft.parse.tokens[verb].lemma
    off = any(parse.tokens[i].lemma == "off" for i in children(parse, verb, "prt", "advmod"))
    if _is_truce(draft, what):
        return lemma in _ENDING or (lemma in _ENDING_OFF and off)
    ended = [pobj for name, pobj in prepositional(parse, what) if name in ("of", "to")]
    is_told = lemma in _OUT_OF and parse.tokens[what].lemma in _END
    return is_told and any(_is_truce(draft, i) for i in ended)


def _is_truce(draft: Draft, index: int) -> bool:
    tokens = draft.parse.tokens
    words = {tokens[index].lemma, "".join(t.lemma for t in tokens[max(0, index - 2) : index + 1])}
    words |= {tokens[i].lemma for i in children(draft.parse, index, "compound")}
    return bool(words & _TRUCES)


def _truce_broken(draft: Draft) -> None:
    """Make no refusal of whoever breaks a truce: "violated the ceasefire agreement"."""
    if draft.match.trigger.type_code != "REJECT":
        return
    token, what = draft.parse.tokens[draft.index], object_of(draft.parse, draft.index)
    if what is not None and token.lemma in _BREAKING and _is_truce(draft, what):
        _retype(draft, "ASSAULT")


def _opened_to_people(draft: Draft) -> None:
    """Make aid of a border that is opened to people in flight, and a promise of what is to be."""
    code, parse = draft.match.trigger.type_code, draft.parse
    if code not in ("RETREAT", "CONCEDE"):
        return
    for verb in (draft.index, *children(parse, draft.index, "xcomp", "ccomp")):
        what = object_of(parse, verb)
        if what is None or parse.tokens[what].lemma not in _BORDERS:
            continue
        let_in = [i for name, i in prepositional(parse, verb) if name == "to"]
        let_in += [i for name, i in prepositional(parse, what) if name == "to"]
        if parse.tokens[verb].lemma in _OPENING and any(_are_people(draft, i) for i in let_in):
            _retype(draft, "AID" if code == "RETREAT" else "AGREE")
            _in_roles(draft, {"target": "beneficiary"})


def _are_people(draft: Draft, index: int) -> bool:
    """Whether a word names refugees, or people after their country: "to displaced Syrians"."""
    start = draft.parse.tokens[index].start
    for part in draft.parts:
        span, coding = part.found.span, part.found.entity.coding
        if span.start <= start < span.end and coding is not None:
            return coding.kind == "population" or "REF" in coding.sectors
    return False


def _sent_to_investigate(draft: Draft) -> None:
    """Make an inquiry of experts who are sent for one, whatever else sending them may be."""
    parse, verb = draft.parse, draft.parse.tokens[draft.index]
    if draft.match.trigger.type_code not in ("AGREE", "AID") or verb.lemma not in _SENDING:
        return
    aims = children(parse, draft.index, "xcomp", "advcl")
    aims += [i for sent in children(parse, draft.index, "dobj") for i in subtree(parse, sent)]
    if any(parse.tokens[i].tag == "VB" and parse.tokens[i].lemma in _INQUIRING for i in aims):
        _retype(draft, "ACCUSE", "investigate")


def _weighed(draft: Draft) -> None:
    """Make no deed of what is only thought or talked of: "is weighing sanctions"."""
    parse, above = draft.parse, draft.index
    if parse.tokens[above].lemma not in _WEIGHING:
        parts = [above, *ancestors(parse, above)]
        verb = next((i for i in parts if parse.tokens[i].pos in ("VERB", "AUX")), above)
        named = children(parse, verb, "dobj")
        objects = {*named, *(i for n in named for of, i in prepositional(parse, n) if of == "of")}
        above = verb if draft.index in objects and draft.match.is_noun else above
    if parse.tokens[above].lemma in _WEIGHING and draft.match.trigger.type_code in _IN_DEED:
        draft.stance = replace(draft.stance, status="hypothetical", certainty="uncommitted")


def _intercepted(draft: Draft) -> None:
    """Make aircraft that others intercept a show of force; drones and missiles are shot down."""
    verb = draft.parse.tokens[draft.index]
    if draft.match.trigger.type_code != "ASSAULT" or verb.lemma != "intercept":
        return
    met = children(draft.parse, draft.index, "dobj", "nsubjpass")
    if any(draft.parse.tokens[i].lemma in _AIRCRAFT for i in met):
        _retype(draft, "MOBILIZE", "weapons")


def _in_roles(draft: Draft, roles: dict[Role, Role]) -> None:
    draft.parts = [
        dataclasses.replace(part, role=roles.get(part.role, part.role)) for part in draft.parts
    ]


def _sought_by_prosecutors(draft: Draft) -> None:
    """Make what a prosecutor seeks no request, but a charge: "sought the death penalty"."""
    tokens, sought = draft.parse.tokens, child(draft.parse, draft.index, "dobj")
    if draft.match.trigger.type_code != "REQUEST" or sought is None:
        return
    told = tokens[draft.index].lemma in _SEEKING and tokens[sought].lemma in _SENTENCES
    doers = [found.entity.coding for found in draft.of_role("initiator")]
    if told and any(c is not None and "JUD" in c.sectors for c in doers):
        _retype(draft, "ACCUSE", "allege")


def _without_second_no(draft: Draft) -> None:
    """Affirm a refusal that the model reads in a "not": "was not invited", "will not end it".

    Who does not refuse has not refused.
    """
    token = draft.parse.tokens[draft.index]
    group = verb_group(draft.parse, draft.index)
    if draft.match.trigger.type_code != "REJECT" or not group.negated:
        return
    if token.lemma in _REFUSING:
        draft.stance = replace(draft.stance, polarity="denied")
    elif token.lemma in _GRANTED or (token.pos == "VERB" and group.modal in ("will", "would")):
        draft.stance = replace(draft.stance, polarity="affirmed")


def _refused_by_failing(draft: Draft) -> None:
    """Make an agreement that sides fail to reach, and a meeting one fails to attend, a refusal."""
    token, trigger = draft.parse.tokens[draft.index], draft.match.trigger
    fails = token.dep == "xcomp" and draft.parse.tokens[token.head].lemma == "fail"
    meets = trigger.type_code == "CONSULT" and token.lemma in _ATTENDED
    if not fails or draft.stance.polarity != "denied":
        return
    if meets or (trigger.type_code == "AGREE" and _is_of_agreement(draft)):
        draft.stance = replace(draft.stance, polarity="affirmed", status="occurred")
        _retype(draft, "REJECT", "meet" if meets else None)


def _is_of_agreement(draft: Draft) -> bool:
    thing = child(draft.parse, draft.index, "dobj")
    words = {draft.parse.tokens[i].lemma for i in (draft.index, thing) if i is not None}
    return bool(words & _AGREED)
