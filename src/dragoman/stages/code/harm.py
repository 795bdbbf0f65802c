"""Verbs that only say what an act did: "killing ten", "were wounded when", "one died, two fell".

They tell no event of their own beside the act's.
"""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.records import ParsedSentence
from dragoman.stages.code.light import CAUSING, LightWords, tells_harm
from dragoman.stages.tree import (
    children,
    is_passive,
    modifiers_before,
    prepositional,
    subject_of,
)

__all__ = ["WEAPONS", "brings", "doers_of_harm", "effects_of", "harmed_by", "harms_of"]

WEAPONS = frozenset("bomb device explosive mine landmine grenade ied rocket shell".split())
"""What is laid, thrown and found; whose it is, is not who is harmed."""
_ACTS = frozenset(
    "attack assault raid strike airstrike offensive incursion ambush shelling bombing bombardment "
    "shooting firing fire crackdown operation".split()
)
"""What somebody does to somebody, of whom the words before it may tell: "army shelling"."""
_TOLD_SO = ("conj", "xcomp", "oprd")
"""Where a verb of harm stands beside another, or under one of telling."""
_AT_ONCE = frozenset({"when", "as", "after"})


def brings(parse: ParsedSentence, verb: int, cause: int) -> bool:
    """Return whether the noun or clause at `cause` says what the verb came of."""
    token = parse.tokens[cause]
    if token.dep == "advcl" and token.head == verb:
        joins = children(parse, cause, "advmod", "mark")
        by_others = children(parse, verb, "agent")  # "hurt by shelling after X fired mortars"
        return not by_others and any(parse.tokens[i].lemma in _AT_ONCE for i in joins)
    causes = [pobj for name, pobj in prepositional(parse, verb) if name in CAUSING]
    if parse.tokens[verb].dep == "relcl":  # "a raid in which ten were killed"
        above = parse.tokens[verb].head
        causes = [above if parse.tokens[i].tag == "WDT" else i for i in causes]
    return cause in causes


def harmed_by(parse: ParsedSentence, act: int, light: LightWords) -> list[int]:
    """Return whom the sentence says the act at a noun hurt: "nine died in", "were hurt by"."""
    verb = parse.tokens[parse.tokens[act].head].head
    if not tells_harm(parse, verb, light) or not brings(parse, verb, act):
        return []
    harmed = subject_of(parse, verb)
    return [] if harmed is None else [harmed]


def doers_of_harm(parse: ParsedSentence, verb: int) -> list[int]:
    """Return the words that say whose the act behind a harm was: "shot dead in a police raid"."""
    causes = [i for i in children(parse, verb, "prep", "agent") if parse.tokens[i].lemma in CAUSING]
    named = [i for cause in causes for i in children(parse, cause, "pobj")]
    acts = [i for i in named if parse.tokens[i].lemma in _ACTS or parse.tokens[i].tag == "VBG"]
    return [word for act in acts for word in _whose(parse, act)]


def _whose(parse: ParsedSentence, act: int) -> list[int]:
    """Return who may own an act: "army" in "army shelling", for which parsers have two objects."""
    before = parse.tokens[act - 1]
    beside = before.dep == "pobj" and before.head == parse.tokens[act].head
    own = [pobj for name, pobj in prepositional(parse, act) if name == "by"]
    return [*own, *modifiers_before(parse, act), *([before.index] if beside else [])]


def effects_of(parse: ParsedSentence, verb: int, light: LightWords) -> list[int]:
    """Return the verbs that only say what the act of `verb` did: "killing ten", "and wounding"."""
    tokens = parse.tokens
    trailing = [
        i
        for i in children(parse, verb, "advcl", "acl")
        if i > verb and tokens[i].tag == "VBG" and tokens[i].lemma in light.effect
    ]
    joined = [j for i in (verb, *trailing) for j in children(parse, i, "conj")]
    joined = [
        i for i in joined if tokens[verb].lemma in light.effect or i not in parse.children[verb]
    ]
    bare = [i for i in joined if tokens[i].lemma in light.effect]
    return [i for i in (*trailing, *bare) if not children(parse, i, "nsubj")]


def harms_of(parse: ParsedSentence, act: Iterable[int], light: LightWords) -> list[int]:
    """Return the verbs that say whom the act told by these words hurt: "were killed when".

    With them those joined to them, or to a word of the act that says so itself ("and two wounded"),
    and to what it left ("left one dead and two wounded").
    """
    told = tuple(act)
    done = [t.index for t in parse.tokens if t.lemma in light.effect and t.tag == "VBN"]
    hurting = [i for i in done if is_passive(parse, i) or _is_gapped(parse, i)]
    found = [v for v in hurting if v in told or any(brings(parse, v, word) for word in told)]
    leaving = [parse.tokens[word].head for word in told if parse.tokens[word].dep == "nsubj"]
    found += [i for i in leaving if parse.tokens[i].lemma == "leave"]
    found += [i for i in told if i not in found and is_passive(parse, i)]
    for verb in found:
        above = parse.tokens[verb].head if parse.tokens[verb].dep == "conj" else verb
        beside = [above, *children(parse, above, *_TOLD_SO), *children(parse, verb, "conj")]
        found += [i for i in beside if i in hurting and i not in found]
    return [verb for verb in found if verb in hurting and verb not in told]


def _is_gapped(parse: ParsedSentence, verb: int) -> bool:
    """As "wounded" in "one was killed and two wounded", "left one dead and two wounded".

    So is "killed" in "four were confirmed killed".
    """
    token = parse.tokens[verb]
    bare = not children(parse, verb, "aux", "auxpass", "dobj")
    after = is_passive(parse, token.head) or parse.tokens[token.head].lemma == "leave"
    return bare and token.dep in _TOLD_SO and after
