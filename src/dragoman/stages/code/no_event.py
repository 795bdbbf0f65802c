"""Drafts that fit a pattern and are no event: epithets, wishes, aims, doers that are no actors."""

from __future__ import annotations

from dragoman.records import ParsedSentence, Token
from dragoman.stages.code.drafts import Draft
from dragoman.stages.code.wars_of_words import is_war_of_words
from dragoman.stages.culprits import is_to_blame
from dragoman.stages.stances.verb_group import verb_group
from dragoman.stages.tree import (
    ancestors,
    child,
    children,
    is_passive,
    prepositional,
    subject_of,
    subtree,
)

__all__ = [
    "is_campaigning",
    "is_described",
    "is_flight",
    "is_hired",
    "is_misread",
    "is_no_event",
    "is_plea",
    "is_polled",
    "is_speech",
    "is_statement",
    "is_unarmed_crossing",
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
_VIEWS = frozenset({"SUPPORT", "REJECT", "ACCUSE", "REQUEST", "AGREE"})
_SHARES = frozenset({"percent", "%", "percentage"})
_SHOWING = frozenset("show find suggest indicate say reveal put give report".split())
_CANDIDACIES = frozenset("race bid fray candidacy reelection re-election term".split())
_HOLIDAYS = frozenset("vacation holiday honeymoon".split())
_BODIES = frozenset("list office committee panel expert monitor regime coordinator chief".split())
"""What penalties are before: "its sanctions list" tells of none that are imposed."""
_IN_ARMS = frozenset({"MIL", "REB", "UAF", "PRM", "COP"})
_TO_OTHERS = frozenset({"with", "to", "by", "via", "over", "between"})
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
        or is_misread(draft)
        or is_polled(draft)
        or is_plea(draft)
        or is_statement(draft)
        or is_unarmed_crossing(draft)
        or is_speech(draft)
        or is_hired(draft)
    )


def is_hired(draft: Draft) -> bool:
    """Whether somebody of no office signs a contract: "the striker signed a contract with X"."""
    parse, signed = draft.parse, child(draft.parse, draft.index, "dobj")
    if draft.match.trigger.type_code != "COOPERATE" or signed is None:
        return False
    if parse.tokens[draft.index].lemma != "sign" or parse.tokens[signed].lemma != "contract":
        return False
    first = next((part.found.entity.coding for part in draft.parts), None)
    return first is None or not first.sectors or not {*first.sectors} - {"CVL", "ELI", "LAB"}


def is_speech(draft: Draft) -> bool:
    """Whether one alone speaks, to nobody named: "Putin spoke in Moscow"."""
    parse, token = draft.parse, draft.parse.tokens[draft.index]
    if draft.match.trigger.type_code != "CONSULT" or token.lemma not in ("speak", "talk"):
        return False
    subject = subject_of(parse, draft.index)
    alone = subject is not None and parse.tokens[subject].tag in ("NN", "NNP", "PRP")
    beside = {name for name, _ in prepositional(parse, draft.index)}
    return alone and len(draft.parts) == 1 and not beside & _TO_OTHERS


def is_unarmed_crossing(draft: Draft) -> bool:
    """Whether people cross a border of whom none is armed: "refugees crossed into Chad"."""
    verb = draft.parse.tokens[draft.index].lemma
    if draft.match.trigger.type_code != "MOBILIZE" or verb not in ("cross", "enter"):
        return False
    doers = [found.entity.coding for found in draft.of_role("initiator", "party")]
    return all(
        c is not None
        and c.kind in ("person", "population")
        and not _IN_ARMS.intersection(c.sectors)
        for c in doers
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


def is_polled(draft: Draft) -> bool:
    """Whether it is only what people tell pollsters: "70 percent of Germans reject the plan"."""
    parse, token = draft.parse, draft.parse.tokens[draft.index]
    if draft.match.trigger.type_code not in _VIEWS or draft.match.is_noun:
        return False
    doers = [found.entity.coding for found in draft.of_role("initiator", "party")]
    people = all(c is None or (c.kind in (None, "population") and set(c.sectors) <= {"CVL"})
                 for c in doers)  # fmt: skip
    subject = subject_of(parse, token.index)
    words = [] if subject is None else [parse.tokens[i].lemma for i in subtree(parse, subject)]
    share = bool(_SHARES.intersection(words)) and token.tag in ("VBP", "VBZ", "VB")
    return bool(doers) and people and (share or any(_tells_views(parse, t) for t in parse.tokens))


def _tells_views(parse: ParsedSentence, token: Token) -> bool:
    """Whether a word is a survey, or a poll that shows something; "the polls" are an election."""
    above = parse.tokens[token.head]
    shows = token.dep == "nsubj" and above.lemma in _SHOWING
    told = token.dep == "pobj" and parse.tokens[above.head].lemma in ("accord", "according")
    asked = token.lemma == "survey" and above.lemma == "in"
    return token.lemma in ("poll", "survey") and (shows or told or asked)


def is_misread(draft: Draft) -> bool:
    """Whether a word is another than it looks like: "a March speech", "she asked.", a holiday."""
    parse, token = draft.parse, draft.parse.tokens[draft.index]
    kind = draft.match.trigger.type_code
    if kind == "REJECT":
        return _only_stays_out(draft)
    if kind == "CONSULT":
        return any(parse.tokens[i].lemma in _HOLIDAYS for _, i in prepositional(parse, token.index))
    if kind == "REQUEST" and token.lemma == "ask" and token.pos == "VERB":
        content = children(parse, token.index, "dobj", "dative", "prep", "xcomp", "ccomp", "oprd")
        return not content and not is_passive(parse, token.index)
    return kind == "PROTEST" and token.text == "March" and token.dep in ("compound", "nmod")


def _only_stays_out(draft: Draft) -> bool:
    """Whether a person refuses nobody but will not stand: "decided not to enter the race"."""
    parse = draft.parse
    codings = [found.entity.coding for found in draft.of_role("initiator", "party")]
    persons = bool(codings) and all(c is None or c.kind in (None, "person") for c in codings)
    for deed in children(parse, draft.index, "xcomp"):
        lemmas = {parse.tokens[i].lemma for i in children(parse, deed, "dobj", "prep")}
        stands = parse.tokens[deed].lemma == "run" and lemmas <= {"for", "in"}
        if persons and (stands or lemmas & _CANDIDACIES):
            return True
    return False


def is_flight(draft: Draft) -> bool:
    """Whether people flee who are no troops: what drove them out is told elsewhere.

    So is it where somebody who is none only goes home: "the singer returned to Lagos".
    """
    codings = [found.entity.coding for found in draft.of_role("initiator", "party")]
    if any(c is not None and _IN_ARMS.intersection(c.sectors) for c in codings):
        return False
    lemma = draft.parse.tokens[draft.index].lemma
    persons = bool(codings) and all(c is None or c.kind in (None, "person") for c in codings)
    return lemma == "flee" or (lemma == "return" and persons and _comes_back(draft))


def _comes_back(draft: Draft) -> bool:
    """Whether somebody is told to have given way by coming back, and gave nothing back."""
    verb = draft.parse.tokens[draft.index]
    given = children(draft.parse, draft.index, "dobj", "nsubjpass", "dative")
    retreats = draft.match.trigger.type_code == "RETREAT" and verb.pos == "VERB"
    return retreats and not given and not is_passive(draft.parse, draft.index)


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


def is_described(draft: Draft) -> bool:
    """Whether a word before a noun only says who or what it is: "the ousted minister", of old.

    Not so where anybody else takes part, nor of guests: "the visiting envoy".
    """
    parse, token = draft.parse, draft.parse.tokens[draft.index]
    if draft.match.trigger.type_code == "SANCTION" and token.dep == "compound":
        return parse.tokens[token.head].lemma in _BODIES
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
