"""Drafts that fit a pattern and are no event: epithets, wishes, aims, doers that are no actors."""

from __future__ import annotations

from dragoman.stages.code.drafts import Draft
from dragoman.stages.culprits import is_to_blame
from dragoman.stages.stances.verb_group import verb_group
from dragoman.stages.tree import ancestors, child, children, is_passive, subject_of, subtree

__all__ = [
    "is_against_an_ill",
    "is_campaigning",
    "is_described",
    "is_flight",
    "is_no_event",
    "is_plea",
    "is_statement",
    "is_war_of_words",
]

_COMING = frozenset("plan planned upcoming forthcoming scheduled schedule coming due set".split())
_COMING_TO = frozenset({"will", "would", "shall"})
_TELLING = 0.55
"""Weight below which a noun ("trade", "cooperation") tells an event only where a verb tells it."""
_ELECTING = frozenset({"campaign", "election", "electoral"})
_AIMS = frozenset(
    "aim goal objective purpose intention ambition hope priority task strategy idea dream wish "
    "desire plan interest".split()
)
_ILLS = frozenset(
    "corruption crime poverty hunger famine unemployment inflation disease malaria tuberculosis "
    "cholera aids hiv virus pandemic epidemic racism inequality discrimination warming drug "
    "smuggling trafficking fraud abuse illiteracy drought fire waste bureaucracy pollution graft "
    "nepotism deforestation poaching piracy".split()
)
_FIGHTING = frozenset("battle clash fight feud spar war attack strike hit sword".split())
_IN_ARMS = frozenset({"MIL", "REB", "UAF", "PRM", "COP"})
_CIVIL = frozenset({"GOV", "LEG", "PTY", "OPP", "ELI", "JRN"})
_PEOPLE = frozenset({"person", "population"})
# With these the doer must be somebody; things may hit, kill and clash.
_PERSONAL = frozenset({"visits", "hosts", "mediates", "speaks_to", "asks", "gives", "leaves"})


def is_no_event(draft: Draft) -> bool:
    """Whether the wording tells no event of the draft's kind, for one of the reasons below."""
    return (
        _is_epithet(draft)
        or _is_imagined(draft)
        or _is_purpose(draft)
        or _is_aim(draft)
        or _only_dates(draft)
        or _is_done_by_nobody(draft)
        or is_to_blame(draft.parse, draft.index)
        or _is_of_himself(draft)
        or is_campaigning(draft)
        or is_war_of_words(draft)
        or is_flight(draft)
        or is_against_an_ill(draft)
        or is_plea(draft)
        or is_statement(draft)
    )


def is_statement(draft: Draft) -> bool:
    """Whether somebody only insists that something is so: "insisted that it was lawful"."""
    parse, token = draft.parse, draft.parse.tokens[draft.index]
    if token.lemma != "insist" or draft.match.trigger.type_code != "REQUEST":
        return False
    said = [parse.tokens[i] for i in children(parse, draft.index, "ccomp")]
    return any(_is_indicative(draft, verb.index) for verb in said)


def _is_indicative(draft: Draft, verb: int) -> bool:
    """Whether a clause cannot be a wish: "was", "has struck", "struck", not "be" or "strike"."""
    parse = draft.parse
    words = [parse.tokens[i] for i in (verb, *children(parse, verb, "aux", "auxpass"))]
    if any(word.tag == "MD" for word in words):
        return False
    finite = any(word.tag in ("VBD", "VBZ") for word in words)
    return finite or any(word.text.lower() in ("are", "'re", "have") for word in words)


def is_plea(draft: Draft) -> bool:
    """Whether who is charged only says that he is innocent: "pleaded not guilty"."""
    parse, token = draft.parse, draft.parse.tokens[draft.index]
    verb = token if token.lemma == "plead" else parse.tokens[token.head]
    after = [t.text.lower() for t in parse.tokens[verb.index + 1 : verb.index + 3]]
    return verb.lemma == "plead" and after in (["not", "guilty"], ["innocent", "to"])


def is_against_an_ill(draft: Draft) -> bool:
    """Whether who "vowed to fight corruption" threatens nobody."""
    parse = draft.parse
    meant = children(parse, draft.index, "xcomp")
    fought = [i for deed in meant for i in children(parse, deed, "dobj")]
    is_threat = draft.match.trigger.type_code == "THREATEN"
    return is_threat and any(parse.tokens[i].lemma in _ILLS for i in fought)


def is_flight(draft: Draft) -> bool:
    """Whether people flee who are no troops: what drove them out is told elsewhere."""
    codings = [found.entity.coding for found in draft.of_role("initiator", "party")]
    flees = draft.parse.tokens[draft.index].lemma == "flee"
    return flees and not any(c is not None and _IN_ARMS.intersection(c.sectors) for c in codings)


def is_campaigning(draft: Draft) -> bool:
    """Whether a rally is a politician's or one before a vote, no protest: "a campaign rally"."""
    parse, told = draft.parse, (draft.index, *draft.match.used)
    rallies = [
        i for i in told if parse.tokens[i].lemma == "rally" and parse.tokens[i].pos == "NOUN"
    ]
    if not rallies:
        return False
    before = {
        parse.tokens[j].lemma for i in rallies for j in children(parse, i, "compound", "amod")
    }
    if before & _ELECTING:
        return True
    codings = [found.entity.coding for found in draft.of_role("initiator", "party")]
    persons = [c for c in codings if c is not None and c.kind == "person"]
    in_opposition = any("OPP" in c.sectors for c in persons)
    return bool(codings) and len(persons) == len(codings) and not in_opposition


def is_war_of_words(draft: Draft) -> bool:
    """Whether a fight or attack is one of politicians or journalists: "her battle with Cruz".

    So is what is told in a clause of its own: "shot back that he had lied".
    """
    parse, told = draft.parse, (draft.index, *draft.match.used)
    words = {parse.tokens[i].lemma for i in told}
    words |= {parse.tokens[i].lemma for i in children(parse, draft.index, "dobj")}
    strikes = draft.match.trigger.type_code == "ASSAULT" and not draft.match.is_noun
    if strikes and _takes_a_clause(draft):
        return True
    known = [c for part in draft.parts if (c := part.found.entity.coding) is not None]
    civil = [c for c in known if c.kind in _PEOPLE and _CIVIL.intersection(c.sectors)]
    parties = [c for c in known if c.kind == "organisation" and "PTY" in c.sectors]
    alone = len(civil) + len(parties) == len(draft.parts) > 1
    return bool(words & _FIGHTING) and bool(civil) and alone


def _takes_a_clause(draft: Draft) -> bool:
    parse = draft.parse
    marks = (child(parse, i, "mark") for i in children(parse, draft.index, "ccomp"))
    return any(m is not None and parse.tokens[m].lemma == "that" for m in marks)


def is_described(draft: Draft) -> bool:
    """Whether a participle before a noun only says who it is: "the ousted minister", of old.

    Not so where anybody else takes part, nor of guests: "the visiting envoy".
    """
    parse, token = draft.parse, draft.parse.tokens[draft.index]
    participle = (
        token.dep == "amod" and token.tag in ("VBN", "VBG", "VBD") and token.lemma != "visit"
    )
    if not participle or not draft.parts or draft.also:
        return False
    head = parse.tokens[token.head]
    if head.pos == "PROPN" and child(parse, head.index, "det", "poss") is None:
        return False  # mostly a verb misread: "and endorsed Sanders"
    while head.dep in ("compound", "nmod"):
        head = parse.tokens[head.head]  # "the ousted aide Tom Cole"
    phrase = [parse.tokens[i] for i in subtree(parse, head.index)]
    start, end = phrase[0].start, phrase[-1].end
    return all(start <= part.found.span.start < end for part in draft.parts)


def _is_epithet(draft: Draft) -> bool:
    """A participle that only says what somebody is: "a militia allied with the army"."""
    token = draft.parse.tokens[draft.index]
    reduced = token.dep == "acl" and token.tag == "VBN" and len(draft.parts) == 1
    return reduced and draft.match.trigger.frame != "acts_on" and not draft.also


def _is_imagined(draft: Draft) -> bool:
    """A nominal event that is only wished for: "the need for talks", "to win support"."""
    if not draft.is_passing or draft.stance.polarity == "denied":
        return False
    if draft.stance.status == "hypothetical" or draft.match.trigger.weight < _TELLING:
        return True
    modifiers = children(draft.parse, draft.index, "amod", "compound", "acl")
    lemmas = {draft.parse.tokens[i].lemma for i in modifiers}
    return draft.stance.status == "planned" and not lemmas & _COMING


def _is_purpose(draft: Draft) -> bool:
    """An infinitive or gerund of what is not told as done: "to demand an apology"."""
    if draft.match.is_noun:
        return False
    token = draft.parse.tokens[draft.index]
    infinitive = any(draft.parse.tokens[i].tag == "TO" for i in children(draft.parse, draft.index))
    if infinitive and token.dep == "acl":
        return True  # "has leave to shoot", "the right to strike"
    return draft.stance.status == "hypothetical" and (infinitive or token.tag == "VBG")


def _is_aim(draft: Draft) -> bool:
    """What an aim consists in: "its aim is cutting the road"."""
    parse = draft.parse
    for above in [draft.index, *ancestors(parse, draft.index)]:
        token = parse.tokens[above]
        if token.lemma == "be" and token.pos in ("AUX", "VERB"):
            subject = child(parse, above, "nsubj")
            inside = subject is not None and draft.index > above
            return inside and subject is not None and parse.tokens[subject].lemma in _AIMS
        if token.dep in ("ROOT", "relcl", "advcl"):
            return False
    return False


def _only_dates(draft: Draft) -> bool:
    """What only dates something else: "before the bloc meets again", "during the summit"."""
    parse, index = draft.parse, draft.index
    token = parse.tokens[index]
    above = parse.tokens[token.head]
    if token.dep == "advcl":
        mark = child(parse, index, "mark", "advmod")
        return mark is not None and parse.tokens[mark].lemma == "before"
    if token.dep == "pobj" and above.lemma in ("before", "until", "ahead"):
        return draft.is_passing
    alone = len(draft.parts) < 2 and draft.match.trigger.frame in ("mutual", "mediates")
    return draft.is_passing and alone and not draft.also


def _is_done_by_nobody(draft: Draft) -> bool:
    """A verb whose subject is written and is no actor: "trade feeds the people"."""
    match = draft.match
    if match.is_noun or match.trigger.frame not in _PERSONAL:
        return False
    if is_passive(draft.parse, draft.index):
        return False
    subject = subject_of(draft.parse, draft.index)
    if subject is None or draft.parse.tokens[subject].pos not in ("NOUN", "NUM", "PROPN"):
        return False
    return not draft.of_role("initiator", "visitor", "host", "mediator", "party")


def _is_of_himself(draft: Draft) -> bool:
    """What somebody insists that he will do or not himself is nothing he asks for."""
    if draft.match.trigger.frame != "asks" or draft.match.is_noun:
        return False
    parse = draft.parse
    for clause in children(parse, draft.index, "ccomp"):
        subject = child(parse, clause, "nsubj")
        own = subject is not None and parse.tokens[subject].pos == "PRON"
        if own and verb_group(parse, clause).modal in _COMING_TO:
            return True
    return False
