"""Reporting verbs in a sentence: the verb, whose words they are, and what they report.

"X said that …", "…, said X", "X was quoted as saying", "X urged Y to …", "X denied the attack",
"X called it a farce". Other cues are `cue_phrases`; speakers are told apart in `speaker`.
"""

from __future__ import annotations

from dragoman.knowledge.lexicon import (
    attribution_words,
    claim_words,
    effect_of,
    stance_words,
    verb_class,
)
from dragoman.records import ParsedSentence
from dragoman.records.claim import VerbClass
from dragoman.stages.culprits import is_to_blame
from dragoman.stages.sayings.cue import Certainty, Cue
from dragoman.stages.sayings.reporting_frames import (
    charged,
    clausal,
    infinitive,
    loose_clause,
    named_tokens,
    naming,
    noun_object,
    owned,
    parenthetical,
    prepositional,
    questioned,
)
from dragoman.stages.sayings.reporting_words import (
    can_act,
    can_speak,
    cue_tokens,
    is_nor_joined,
    source_of,
    source_tokens,
)
from dragoman.stages.stances.verb_group import is_negated, verb_group
from dragoman.stages.tree import child, children, is_passive, subject_of

__all__ = ["reporting_cues"]


_SPEAKING = frozenset({"says", "announces", "confirms", "denies", "warns", "asks", "promises"})
_WISHES = frozenset("want wish remain hope hop plan intend seek like need be".split())
_FACTS = frozenset({"this", "that", "these", "those", "which", "what", "nothing", "something"})
_SOFT = frozenset({"suggest", "indicate", "imply", "signal", "hint"})
_AHEAD = frozenset({"will", "would", "shall", "may", "might", "could"})
_ASKING = frozenset({"call on", "appeal to", "plead with"})
"""Whose object is asked, and so belongs to what is asked for."""
_HEARING = frozenset("learn hear find discover detect determine read see".split())
"""What they tell of is a clause: "he learned from it" is no saying."""
_OBSERVING = frozenset({"see", "note", "observe", "add", "stress", "emphasize", "emphasise"})
"""Beside the presupposing verbs those whose clause the author takes as so."""
_POSSIBLE = frozenset({"can", "could", "may", "might", "should", "must"})
_PROVING = frozenset({"show", "demonstrate", "prove", "illustrate", "teach"})
_OWN_TEXT = frozenset(
    "note paper brief briefing article essay column commentary analysis author writer".split()
)
_FRAMES = (
    charged, owned, parenthetical, naming, clausal, infinitive, prepositional, noun_object,
    questioned,
)  # fmt: skip


def reporting_cues(parse: ParsedSentence) -> list[Cue]:
    """Return the cues that are verbs, in text order."""
    found = []
    for token in parse.tokens:
        if token.pos not in ("VERB", "AUX") or token.dep in ("amod", "aux", "auxpass", "compound"):
            continue
        cue = _read_verb(parse, token.index)
        if cue is not None:
            found.append(cue)
    return found


def _read_verb(parse: ParsedSentence, verb: int) -> Cue | None:
    lemma = parse.tokens[verb].lemma
    if lemma in attribution_words().frames.seeming:
        return _seeming(parse, verb)
    kind = _kind(parse, verb)
    if kind is None or _is_unspoken(parse, verb):
        return None
    if lemma in ("put", "phrase") and not parenthetical(parse, verb):
        return None
    for frame in _FRAMES:
        content = frame(parse, verb)
        if content and frame is prepositional and kind == "says" and _is_withheld(parse, verb):
            return None
        if content:
            return _cue(parse, verb, kind, content, view=frame is naming)
    speaks = kind in _SPEAKING and lemma not in _HEARING
    if speaks and child(parse, verb, "nsubj") is not None:
        return _cue(parse, verb, kind, loose_clause(parse, verb), view=False)
    return None


def _kind(parse: ParsedSentence, verb: int) -> VerbClass | None:
    lemma = parse.tokens[verb].lemma
    if charged(parse, verb):
        return "alleges"
    if owned(parse, verb):
        return "alleges" if lemma == "claim" else "says"  # "took credit for" thinks nothing
    if lemma in ("put", "phrase"):
        return verb_class(lemma) or "says"
    return verb_class(lemma) or ("believes" if naming(parse, verb) else None)


def _is_withheld(parse: ParsedSentence, verb: int) -> bool:
    """As in "refused to comment on the raid", "did not speak of it": nothing was said of it."""
    token = parse.tokens[verb]
    refused = effect_of(stance_words().verbs, parse.tokens[token.head].lemma) == "denied"
    return is_negated(parse, verb) or (token.dep == "xcomp" and refused)


def _cue(
    parse: ParsedSentence, verb: int, kind: VerbClass, content: tuple[int, ...], *, view: bool
) -> Cue | None:
    source = source_of(parse, verb)
    nobody = source is not None and _is_nobody(parse, source)
    hedged = nobody or _is_author_hedge(parse, verb, source, kind)
    if source is not None and (nobody or source in content):
        source = None
    if source is None and not hedged and (view or kind == "believes"):
        source = _held_in(parse, verb)
    if source is None and not hedged and _has_no_holder(parse, verb):
        return None
    if source is not None and not hedged and _is_no_speaker(parse, verb, source):
        return None
    return Cue(
        verb="believes" if view else kind,
        head=verb,
        cue=_with_preposition(parse, cue_tokens(parse, verb), content),
        source=source,
        source_tokens=()
        if source is None
        else tuple(i for i in source_tokens(parse, source, verb) if i not in content),
        content=content,
        by_author=hedged,
        hedge=_hedge(parse, verb, by_author=hedged, view=view),
        view=view,
        named=named_tokens(parse, verb) if view else (),
        negated=(is_negated(parse, verb) or is_nor_joined(parse, verb) or nobody)
        and not (nobody and (kind == "denies" or parse.tokens[verb].lemma == "doubt")),
    )


def _with_preposition(
    parse: ParsedSentence, cue: tuple[int, ...], content: tuple[int, ...]
) -> tuple[int, ...]:
    """The cue with the preposition that leads to its content: "called for", "warned of"."""
    after = max(cue) + 1
    if after + 1 not in content or after in content:
        return cue
    token = parse.tokens[after]
    verb = parse.tokens[token.head].lemma
    named = f"{verb} {token.lemma}"
    listed = named in attribution_words().frames.preposition or named in _ASKING
    return (*cue, after) if listed and token.head in cue else cue


def _held_in(parse: ParsedSentence, verb: int) -> int | None:
    """As in "in Rome it is seen as a defeat", "it is assumed in the palace that": where, as who.

    Also "in the streets of Rome".
    """
    if not is_passive(parse, verb):
        return None
    preps = [i for i in children(parse, verb, "prep") if parse.tokens[i].lemma == "in"]
    where = [i for prep in preps for i in children(parse, prep, "pobj")]
    return next((i for i in where if _is_somewhere(parse, i) or can_act(parse, i)), None)


def _is_somewhere(parse: ParsedSentence, noun: int) -> bool:
    of = [j for p in children(parse, noun, "prep") if parse.tokens[p].lemma == "of"
          for j in children(parse, p, "pobj")]  # fmt: skip
    return any(parse.tokens[i].ner == "GPE" for i in (noun, *of))


def _is_nobody(parse: ParsedSentence, source: int) -> bool:
    """As in "nobody thinks that", "no observer believes it": it is the author who says so."""
    words = {parse.tokens[i].lemma for i in (source, *children(parse, source, "det"))}
    return bool(words & {"nobody", "none", "neither", "no"})


def _is_no_speaker(parse: ParsedSentence, verb: int, source: int) -> bool:
    """As in "that explains its patience": a fact, a thing, a day or a sum says nothing."""
    token = parse.tokens[source]
    if token.pos in ("PRON", "DET") and token.lemma in _FACTS:
        return True
    clauses = children(parse, verb, "ccomp")
    why = any(parse.tokens[j].lemma == "why" for i in clauses for j in children(parse, i, "advmod"))
    if parse.tokens[verb].lemma == "explain" and why and not can_act(parse, source):
        return True
    return token.ner in ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL_DATE")


def _is_unspoken(parse: ParsedSentence, verb: int) -> bool:
    """As in "wants to show that", "it remains to be seen whether": nothing was said.

    Nor does a quarrel that "threatens to spill over" say anything.
    """
    token = parse.tokens[verb]
    if is_to_blame(parse, verb) or (token.lemma == "advise" and token.dep in ("acomp", "oprd")):
        return True  # "would be well advised to wait", "is to blame for it"
    if token.lemma in ("threaten", "promise"):
        source = source_of(parse, verb)
        named = source is None or can_speak(parse, source) or parse.tokens[source].tag == "NNS"
        return not named
    group = verb_group(parse, verb)
    if verb_class(token.lemma) == "asks" and group.modal in _AHEAD:
        return True  # "will probably ask for troops": nobody has yet
    if not group.infinitive:
        return False
    if token.dep in ("advcl", "acl", "relcl"):
        # "Left to show that", but "took to the radio to say that".
        return token.lemma in attribution_words().frames.evidential
    if token.dep != "xcomp":
        return False
    above = parse.tokens[token.head].lemma
    habit = above == "like" and verb_group(parse, token.head).modal is None
    return above in _WISHES and not habit  # "would like to say"


def _has_no_holder(parse: ParsedSentence, verb: int) -> bool:
    """A bare infinitive or gerund without any subject tells of no speaker."""
    return not is_passive(parse, verb) and subject_of(parse, verb) is None


def _seeming(parse: ParsedSentence, verb: int) -> Cue | None:
    """As in "It seems that …": nobody's words but the author's, and not firm."""
    content = clausal(parse, verb)
    subject = child(parse, verb, "nsubj")
    if not content or subject is None or parse.tokens[subject].lemma != "it":
        return None
    return Cue(
        verb="believes", head=verb, cue=cue_tokens(parse, verb), content=content,
        by_author=True, hedge="probable",
    )  # fmt: skip


def _is_author_hedge(parse: ParsedSentence, verb: int, source: int | None, kind: VerbClass) -> bool:
    """As in "It can be considered that", "one could argue that", "I believe": the author speaks."""
    words = attribution_words().frames
    modal = verb_group(parse, verb).modal
    lemma = parse.tokens[verb].lemma
    if source is None:
        return modal in _POSSIBLE and lemma in words.author_hedge
    if lemma in words.evidential and not can_act(parse, source):
        return True
    if _is_own_text(parse, source) or (lemma in _PROVING and _is_party(parse, source)):
        return True
    speaker = parse.tokens[source].lemma
    if speaker in ("one", "you") and parse.tokens[source].dep == "nsubj":
        return modal in _POSSIBLE and lemma in words.author_hedge
    advises = lemma in claim_words().recommendation["verbs"]
    return speaker in ("i", "we") and (advises or kind in ("believes", "says", "warns"))


def _is_own_text(parse: ParsedSentence, source: int) -> bool:
    """As in "this note argues that": the text itself speaks."""
    pointed = {parse.tokens[i].lemma for i in children(parse, source, "det", "amod")}
    return parse.tokens[source].lemma in _OWN_TEXT and bool(pointed & {"this", "present"})


def _is_party(parse: ParsedSentence, source: int) -> bool:
    """Whether somebody who acts: what Libya, or a general, "showed" is seen from what they did."""
    return parse.tokens[source].ner in ("GPE", "PERSON") and parse.tokens[source].pos == "PROPN"


def _hedge(parse: ParsedSentence, verb: int, *, by_author: bool, view: bool) -> Certainty:
    """How sure the cue leaves its content: a speaker's plain word is certain to the speaker."""
    words = attribution_words().frames
    lemma = parse.tokens[verb].lemma
    modal = verb_group(parse, verb).modal
    if not by_author:
        if lemma in words.reputed and is_passive(parse, verb) and not view:
            return "certain" if child(parse, verb, "agent") is not None else "uncommitted"
        return "probable" if lemma in words.unsure and not view else "certain"
    if not view and lemma in stance_words().presupposing | _OBSERVING:
        return "certain"  # "we know that", "we must note that"
    if lemma in words.evidential:
        return "probable" if lemma in _SOFT or modal is not None else "certain"
    return "probable" if modal is not None or verb_class(lemma) == "believes" else "certain"
