"""Which cluster a phrase means that only says what it is: "the Tigers", "the diplomats"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dragoman.knowledge.actor_nouns import ActorNouns
from dragoman.knowledge.actors import ActorHit, ActorIndex
from dragoman.knowledge.names import fold
from dragoman.records import ParsedSentence
from dragoman.records.text import ActorKind
from dragoman.stages.charge_repairs import CHARGING
from dragoman.stages.entities.cluster_traits import (
    compatible,
    ends_with,
    has_word,
    holds,
    is_armed_group,
    is_named,
    positions,
)
from dragoman.stages.entities.people import PARTISANS
from dragoman.stages.mention import ActorDraft
from dragoman.stages.tree import subject_of

if TYPE_CHECKING:
    from dragoman.stages.entities.cluster import Cluster

__all__ = [
    "FORMS",
    "GROUPS",
    "LOOSE",
    "STATE_BODIES",
    "acting_owner",
    "armed_group_told_of",
    "as_described",
    "body_so_called",
    "called_for_short",
    "family_of",
    "group_meant",
    "holder_of",
    "holders_of",
    "how_short",
    "only_such",
    "state_so_called",
]

GROUPS: frozenset[ActorKind] = frozenset({"organisation", "armed_group", "igo", "coalition"})
STATE_BODIES = frozenset("army military police government parliament court force forces".split())
"""What a state has, whoever else calls a part of itself so."""
_ARMED = frozenset({"REB", "PRM"})
_GROUP_NOUNS = frozenset("group movement faction organisation organization militia force".split())
_MEMBERS = frozenset("rebel guerrilla guerilla insurgent jihadist militant".split())
LOOSE = frozenset({"group", "movement", "coalition", "alliance", "militia"})
_SERVING = frozenset({"JUD", "COP", "LEG"})
"""Sectors of what is never called a group: a court, the police, a parliament."""
_HOUSES = frozenset({"LEG", "JUD"})
"""Sectors of bodies that are called alike in many states."""
_NUMBER = re.compile(
    r"(?:\d|two|three|four|five|six|seven|eight|nine|ten|dozens|scores|hundreds)", re.IGNORECASE
)
FORMS = frozenset({"kingdom", "sultanate", "emirate"})
"""What a state may be called by the form of its rule."""
_EMIRATES = frozenset({"QAT", "KWT"})
_SMALL = frozenset({"the", "of", "for", "and", "s"})
_TELLING = frozenset({"inform", "notify", "brief", "apprise"})
_LATELY = 2
"""Sentences back to which who "the Republican" is may have been named."""
_COUNTS = {"two": 2, "both": 2, "three": 3}


def called_for_short(
    clusters: Sequence[Cluster], draft: ActorDraft, parse: ParsedSentence
) -> Cluster | None:
    """Return the one body named before that is so called for short: "the Tigers".

    "The Army" is a state's, and a person no body; where two bodies have the word, neither is.
    """
    tokens = parse.tokens
    words = [w for w in draft.name.split(" ") if w.lower() != "the"]
    articles = {tokens[draft.first].text.lower(), tokens[max(draft.first - 1, 0)].text.lower()}
    if len(words) != 1 or "the" not in articles or not words[0][:1].isupper():
        return None
    word = fold(words[0])
    if draft.kind == "person" or word in STATE_BODIES:
        return None
    here = (draft.sentence, draft.first)
    named = [
        c for c in clusters if not c.is_person and has_word(c, word) and positions(c, before=here)
    ]
    return named[0] if len(named) == 1 else None


def armed_group_told_of(clusters: Sequence[Cluster], draft: ActorDraft) -> Cluster | None:
    """Return the one armed group named just before that "the rebel group" or "the rebels" means."""
    is_such = draft.definite and _ARMED & {*draft.sectors} and draft.country is None
    nouns = _MEMBERS if draft.plural else _GROUP_NOUNS
    if not is_such or draft.lemma not in nouns or (draft.plural and not draft.bare):
        return None
    here = (draft.sentence, draft.first)
    near = [
        c
        for c in clusters
        if is_armed_group(c)
        and is_named(c)
        and any(p[0] >= draft.sentence - 1 for p in positions(c, before=here))
    ]
    return near[0] if len(near) == 1 else None


def family_of(
    clusters: Sequence[Cluster], draft: ActorDraft, parse: ParsedSentence
) -> list[Cluster]:
    """Return the people of one surname whom "the Kellers" means, if two or more were named."""
    before = parse.tokens[max(draft.first - 1, 0)]
    name = fold(draft.name)
    if draft.hits or before.lemma != "the" or " " in name or not name.endswith("s"):
        return []
    kin = [c for c in clusters if c.is_person and ends_with(c, name[:-1])]
    return kin if len(kin) > 1 else []


def state_so_called(
    clusters: Sequence[Cluster], draft: ActorDraft, index: ActorIndex
) -> Cluster | None:
    """Return the state told of before that "the kingdom" means: one whose long name says so."""
    here = (draft.sentence, draft.first)
    told = [
        (len(positions(c, before=here)), c) for c in clusters
        if c.kind == "state" and c.hit is not None and positions(c, before=here)
        and _has_form(c.hit, draft.lemma, index)
    ]  # fmt: skip
    if len({number for number, _ in told}) < len(told):
        return None  # as often as another
    return max(told, key=lambda pair: pair[0])[1] if told else None


def _has_form(state: ActorHit, form: str, index: ActorIndex) -> bool:
    if form == "emirate":
        return state.country in _EMIRATES
    names = (f"{word}{form} of {state.name}" for word in ("", "Hashemite "))
    return any(hit.actor_id == state.actor_id for name in names for hit in index.find(name))


def body_so_called(clusters: Sequence[Cluster], draft: ActorDraft) -> Cluster | None:
    """Return the one body told of with its country that "the commerce ministry" is again."""
    words = {w for w in fold(draft.name).split() if w not in _SMALL}
    if draft.kind == "person" or draft.country is not None or len(words) < 2:
        return None
    here = (draft.sentence, draft.first)
    such = [
        c for c in clusters
        if not c.is_person and positions(c, before=here)
        and any(
            d.country is not None or d.hits for d in c.drafts
            if d.lemma == draft.lemma or {d.lemma, draft.lemma} <= words
            if words < {*fold(d.name).split()}
        )
    ]  # fmt: skip
    return such[0] if len(such) == 1 else None


def only_such(clusters: Sequence[Cluster], draft: ActorDraft) -> Cluster | None:
    """Return the people whom "the diplomats" means: the only diplomats described before."""
    here = (draft.sentence, draft.first)
    such = [
        c for c in clusters
        if any(d.plural and d.lemma == draft.lemma and (d.sentence, d.first) < here
               for d in c.drafts if d.form == "nominal")
    ]  # fmt: skip
    return such[0] if len(such) == 1 else None


def holders_of(clusters: Sequence[Cluster], draft: ActorDraft) -> list[Cluster]:
    """Return the people whom "the two ministers" means: just as many ministers named before."""
    count = _COUNTS.get(fold(draft.name).split(" ")[0])
    if count is None or not (draft.plural and draft.definite):
        return []
    here = (draft.sentence, draft.first)
    held = [
        c for c in clusters
        if c.is_person and is_named(c) and positions(c, before=here)
        and holds(c, draft.lemma)
    ]  # fmt: skip
    return held if len(held) == count else []


def holder_of(clusters: Sequence[Cluster], draft: ActorDraft) -> Cluster | None:
    """Return the one person named with the office that "the crown prince" says, or None.

    An office of one word is left to what was told last. "The Republican" is the one person whom
    the sentences before name.
    """
    if draft.lemma in PARTISANS and draft.kind == "person":
        return _partisan_meant(clusters, draft) if draft.definite else None
    office = fold(draft.name)
    is_office = draft.role is not None and draft.definite and not draft.plural
    if not is_office or " " not in office or draft.country is not None or draft.members_of:
        return None
    held = [
        c
        for c in clusters
        if any(
            (d.form == "name" or d.country is not None)
            and (fold(d.role or "") == office or fold(d.name).startswith(office + " "))
            for d in c.drafts
        )
    ]
    return held[0] if len(held) == 1 and held[0].is_person and is_named(held[0]) else None


def _partisan_meant(clusters: Sequence[Cluster], draft: ActorDraft) -> Cluster | None:
    here = (draft.sentence, draft.first)
    near = [
        c
        for c in clusters
        if c.is_person
        and is_named(c)
        and any(p[0] >= draft.sentence - _LATELY for p in positions(c, before=here))
    ]
    if len(near) != 1 or not compatible(near[0], draft):
        return None
    told = {d.country for d in near[0].drafts} | {hit.country for hit in near[0].hits}
    return near[0] if told <= {None, draft.country} else None


def _may_be_meant(cluster: Cluster, draft: ActorDraft) -> bool:
    """Whether "the movement" may mean a body named before; a court or the police is no group."""
    if draft.lemma in ("government", "ministry", "army", "court", "party", "company"):
        return False
    sectors = {sector for d in cluster.drafts for sector in d.sectors}
    if draft.lemma in LOOSE and _SERVING & sectors:
        return False
    named = [d for d in cluster.drafts if d.form == "name"]
    known = cluster.hit is not None or " " in cluster.name or len(named) > 1
    return is_named(cluster) and known and cluster.kind in GROUPS


def group_meant(
    latest: Sequence[Cluster], draft: ActorDraft, parse: ParsedSentence
) -> Cluster | None:
    """Return the first of `latest` that "the movement" may mean, the last told being the first.

    "The group" are also people told by their number just before, if no body was named there or
    something is done to the group: "Hamas seized ten men. The group was flown out".
    """
    named = next((c for c in latest if _may_be_meant(c, draft)), None)
    if draft.lemma != "group":
        return named
    counted = next((c for c in latest if _is_counted_near(c, draft)), None)
    is_near = named is not None and any(
        draft.sentence - 1 <= d.sentence <= draft.sentence and d.form == "name"
        for d in named.drafts
    )
    is_acted_on = parse.tokens[draft.head].dep == "nsubjpass"
    return counted if counted is not None and (is_acted_on or not is_near) else named


def _is_counted_near(cluster: Cluster, draft: ActorDraft) -> bool:
    return any(
        d.form == "nominal"
        and d.plural
        and draft.sentence - 1 <= d.sentence
        and (d.sentence, d.first) < (draft.sentence, draft.first)
        and _NUMBER.match(d.name) is not None
        for d in cluster.drafts
    )


def acting_owner(draft: ActorDraft, parses: Sequence[ParsedSentence]) -> int:
    """Return who does it to what is his: "France urged its citizens"; -1 where nobody does.

    So he does of "France sent troops after three of its soldiers had been killed". What somebody is
    charged with he did to others: "accused Togo of killing its citizens".
    """
    parse, tokens = parses[draft.sentence], parses[draft.sentence].tokens
    owned = tokens[tokens[draft.head].head]
    verb = tokens[owned.head]
    if owned.dep == "pobj" and verb.lemma in ("of", "about"):
        counted = tokens[verb.head]
        told = tokens[counted.head] if counted.dep == "dobj" else counted
        if told.pos == "VERB" and told.lemma in _TELLING:
            return _doer(parse, told.index)  # "informed France of its decision"
        before = tokens[counted.head]
    else:
        counted, before = owned, verb
    if counted.dep in ("nsubj", "nsubjpass") and before.dep == "advcl":
        return _doer(parse, before.head)
    if owned.dep != "dobj" or verb.pos != "VERB":
        return -1
    while verb.dep == "conj":
        verb = tokens[verb.head]
    above = tokens[tokens[verb.head].head]
    if verb.dep == "pcomp" and above.lemma in CHARGING:
        verb = above
    elif verb.tag == "VBG":
        return -1
    return _doer(parse, verb.index)


def _doer(parse: ParsedSentence, verb: int) -> int:
    subject = subject_of(parse, verb)
    return -1 if subject is None else subject


def as_described(
    drafts: Sequence[ActorDraft], nouns: ActorNouns, home: str | None
) -> tuple[ActorDraft, ...]:
    """Return the drafts, bodies that many states have being no more than what they are called.

    In a story set in Manila "the House of Representatives" is not that of the United States, unless
    it has come to these.
    """
    states = [d for d in drafts if any(h.kind == "state" for h in d.hits)]
    return tuple(
        _described(draft, nouns)
        if home is not None and _is_anothers(draft, nouns, home, states)
        else draft
        for draft in drafts
    )


def _is_anothers(
    draft: ActorDraft, nouns: ActorNouns, home: str, states: Sequence[ActorDraft]
) -> bool:
    noun = nouns.nouns.get(fold(draft.name)) if draft.form == "name" and draft.hits else None
    if noun is None or " " not in draft.name or not _HOUSES & {*noun.sectors}:
        return False
    countries = {hit.country for hit in draft.hits}
    here = (draft.sentence, draft.first)
    told = {h.country for d in states if (d.sentence, d.first) < here for h in d.hits}
    return not countries & {home, *told}


def _described(draft: ActorDraft, nouns: ActorNouns) -> ActorDraft:
    noun = nouns.nouns[fold(draft.name)]
    return replace(
        draft, form="nominal", hits=(), kind=noun.kind, sectors=noun.sectors, definite=True
    )


def how_short(draft: ActorDraft, parses: Sequence[ParsedSentence]) -> int:
    """Return 0 for a name in full, more for a word that such a name explains, most in a headline.

    "Cem in Athens", the headline has: who that is the text below tells.
    """
    if " " in draft.name or any(hit.usage != "surname" for hit in draft.hits):
        return 0
    return 2 if parses[draft.sentence].sentence.kind == "title" else 1
