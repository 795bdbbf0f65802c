"""Which of a sentence's time expressions dates an event: by grammar, not by nearness."""

from __future__ import annotations

from datetime import date

from dragoman.records import ParsedSentence, Token
from dragoman.stages.code.light import load_light_words
from dragoman.stages.date import TimeExpression
from dragoman.stages.stances.verb_group import verb_group
from dragoman.stages.tree import ancestors, children, clause_head

__all__ = ["DAYS", "FOR_DEEDS", "best_time", "is_during", "is_summed_up"]

_SAYING = frozenset({"say", "tell", "announce", "add", "warn", "claim", "deny", "appeal", "call"})
FOR_DEEDS = frozenset({"for", "of", "with", "over"})
"""What one is tried for was done before: "jailed for ordering raids in March"."""
DAYS = ("minute", "hour", "day")
_OVER = frozenset("over during throughout across in".split())
_LONG = frozenset({"month", "year", "decade"})


def best_time(
    parse: ParsedSentence,
    times: tuple[TimeExpression, ...],
    trigger: int,
    triggers: frozenset[int],
    anchor: date | None,
) -> TimeExpression | None:
    """Return the time expression that dates the trigger most closely, or None."""
    ranked: list[tuple[tuple[int, bool, int], TimeExpression]] = []
    for time in times:
        if time.when is None or time.kind == "duration":
            continue
        found = _time_rank(parse, time, trigger, triggers, anchor)
        if found is None:
            continue
        rank = (found[0], time.when.begin.precision == "unknown", found[1])
        ranked.append((rank, time))
    if not ranked:
        return None
    (clauses, *_), best = min(ranked, key=lambda one: one[0])
    told = parse.tokens[trigger]
    if told.pos == "NOUN" and best.start < parse.tokens[clause_head(parse, trigger)].start:
        # "On Monday he condemned the killing of two men on 4 March."
        behind = [one for one in ranked if one[0][0] == clauses and one[1].start > told.start]
        best = min(behind, key=lambda one: one[0])[1] if behind else best
    return best


def is_summed_up(parse: ParsedSentence, times: tuple[TimeExpression, ...], trigger: int) -> bool:
    """Return whether it was done again and again over years: "killed 800 people over decades"."""
    for time in times:
        inside = [t for t in parse.tokens if time.start <= t.start < time.end]
        if time.kind != "duration" or not inside or {t.lemma for t in inside}.isdisjoint(_LONG):
            continue
        lead = parse.tokens[max(inside[0].index - 1, 0)]
        if not {inside[0].lemma, lead.lemma} & _OVER:
            continue
        head = next((t.index for t in inside if parse.tokens[t.head] not in inside), trigger)
        if clause_head(parse, head) == clause_head(parse, trigger):
            return True
    return False


def _time_rank(
    parse: ParsedSentence,
    time: TimeExpression,
    trigger: int,
    triggers: frozenset[int],
    anchor: date | None,
) -> tuple[int, int] | None:
    """Return (clauses between, words between), or None if the time is of another clause."""
    inside = [t.index for t in parse.tokens if time.start <= t.start < time.end]
    if not inside or _is_in_name(parse, inside):
        return None
    head = next((i for i in inside if parse.tokens[i].head not in inside), inside[0])
    above = [trigger, *ancestors(parse, trigger)]
    if parse.tokens[inside[-1]].lemma in ("after", "before") and inside[-1] in above:
        return None  # "a day after the talks" dates what followed them
    joins = [i for i in [head, *ancestors(parse, head)] if i in above]
    is_day = time.when is not None and time.when.begin.precision in DAYS
    is_year = len(inside) == 1
    if not joins or _is_of_another(parse, head, joins[0], is_year=is_year, is_day=is_day):
        return (
            (0, abs(head - trigger)) if _dates_offer(parse, head, trigger, time, anchor) else None
        )
    aside = any(parse.tokens[i].dep == "relcl" for i in above[: above.index(joins[0])])
    if aside and parse.tokens[joins[0]].lemma in _SAYING:
        return None  # "soldiers who had seized power said on Monday"
    group = verb_group(parse, trigger)
    if aside and _is_ahead(time, anchor) and (group.perfect or group.tense == "past"):
        return None  # "will meet next week in talks that Iran denounced"
    path = [i for i in ancestors(parse, head) if i not in above]
    if is_day and joins[0] == trigger and _dates_both(parse, head, path, trigger):
        return 1, abs(head - trigger)
    if any(i in triggers and i != trigger and not is_during(parse, i, trigger) for i in path):
        return None
    own = clause_head(parse, head)
    if own not in above and _is_at_once(parse, own, is_day=is_day):
        own = clause_head(parse, parse.tokens[own].head)
    if own not in above and clause_head(parse, trigger) != own:
        return None
    return above.index(joins[0]), abs(head - trigger)


def _is_ahead(time: TimeExpression, anchor: date | None) -> bool:
    begin = None if time.when is None else time.when.begin.earliest
    return begin is not None and anchor is not None and begin > anchor


def _dates_both(parse: ParsedSentence, head: int, path: list[int], trigger: int) -> bool:
    """Whether a time ends what one did in two verbs: "killed four men and freed two on Monday"."""
    verbs = [i for i in path if parse.tokens[i].pos == "VERB"]
    if len(verbs) != 1 or head < verbs[0]:
        return False
    second, first = parse.tokens[verbs[0]], parse.tokens[trigger]
    joined = second.dep == "conj" and second.head == trigger and second.tag == first.tag
    return joined and not children(parse, second.index, "nsubj", "nsubjpass", "mark", "advcl")


def _is_in_name(parse: ParsedSentence, inside: list[int]) -> bool:
    """Whether they are a part of a name: "the April 6 Youth Movement"."""
    tokens = parse.tokens
    heads = [tokens[i].head for i in inside if tokens[i].dep in ("compound", "nmod", "nummod")]
    return any(inside[-1] < head and tokens[head].pos == "PROPN" for head in heads)


def _is_of_another(
    parse: ParsedSentence, head: int, join: int, *, is_year: bool, is_day: bool
) -> bool:
    """Whether the time dates another noun or clause: "the 2015 agreement", "suspended in 2020"."""
    token = parse.tokens[head]
    noun = parse.tokens[token.head]
    modifies = (
        is_year and token.dep in ("nummod", "amod", "compound", "poss") and noun.index != join
    )
    if modifies and noun.pos in ("NOUN", "PROPN") and noun.ner not in ("DATE", "TIME"):
        return not _is_where_it_was(parse, noun, join)
    between = []
    for index in [head, *ancestors(parse, head)]:
        if index == join:
            break
        between.append(parse.tokens[index])
    clauses = ("acl", "relcl", "ccomp", "xcomp", "advcl")
    told = [t for t in between if t.pos in ("VERB", "AUX")]
    if any(t.dep == "pcomp" and parse.tokens[t.head].lemma in FOR_DEEDS for t in told):
        return True
    return not all(_is_at_once(parse, t.index, is_day=is_day) for t in told if t.dep in clauses)


def _is_where_it_was(parse: ParsedSentence, noun: Token, verb: int) -> bool:
    """Whether the act was part of what the noun names: "killed in the 2008 attacks".

    So is the harm that it did: "the 2008 attacks killed 160".
    """
    above, light = parse.tokens[noun.head], load_light_words()
    during = noun.dep == "pobj" and above.head == verb and above.lemma in ("in", "during", "by")
    did = noun.dep == "nsubj" and noun.head == verb and above.lemma in light.effect
    return (during or did) and noun.lemma in light.happenings


def _dates_offer(
    parse: ParsedSentence, head: int, trigger: int, time: TimeExpression, anchor: date | None
) -> bool:
    """Whether a time gone by stands with what was offered: "offered to mediate on 30 April"."""
    if parse.tokens[head].dep in ("nummod", "amod", "compound", "poss"):
        return False  # "agreed to look into the 1994 bombing"
    begin = None if time.when is None else time.when.begin
    if begin is None or begin.precision not in DAYS or begin.before is None or anchor is None:
        return False  # "agreed to let him stand in October"
    above = next((i for i in ancestors(parse, head) if parse.tokens[i].pos == "VERB"), trigger)
    token = parse.tokens[above]
    return begin.before <= anchor and token.dep == "xcomp" and token.head == trigger


def is_during(parse: ParsedSentence, noun: int, trigger: int) -> bool:
    """Whether the trigger's act was at or during it: "agreed during a visit in July"."""
    above = parse.tokens[parse.tokens[noun].head]
    return above.lemma in ("during", "at", "amid") and above.head == trigger


def _is_at_once(parse: ParsedSentence, clause: int, *, is_day: bool) -> bool:
    """Whether a clause tells what went on meanwhile: "died when police broke up a march".

    So does a bare participle with a day: "pushed back boats carrying refugees on Tuesday".
    """
    token = parse.tokens[clause]
    helped = children(parse, clause, "aux", "auxpass", "mark")
    if is_day and token.tag == "VBG" and token.dep in ("acl", "advcl") and not helped:
        return token.lemma not in _SAYING
    joins = (parse.tokens[i].lemma for i in children(parse, clause, "advmod", "mark"))
    return token.dep == "advcl" and any(word in ("when", "while") for word in joins)
