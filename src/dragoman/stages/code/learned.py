"""What the learned model adds to the drafts of the rules, and takes away.

Both read the same sentence. Each trigger that either sees is weighed: is there an event, and of
which type. A trigger both see keeps the rules' reading of its grammar; what the model alone sees
becomes a draft of its own. Then each actor that grammar or model puts into the event is weighed in
the same way: in which role, if in any. The probabilities that come out are the scores, those of
types once they are brought to what holds in news (`scoring`).
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.knowledge.codebook import Codebook
from dragoman.knowledge.patterns import Frame, Trigger
from dragoman.records import ParsedSentence, Stance
from dragoman.stages.code.cast import Cast
from dragoman.stages.code.contents import without_contents
from dragoman.stages.code.doubles import without_doubles
from dragoman.stages.code.draft import parts_of
from dragoman.stages.code.drafts import Draft, Drafted
from dragoman.stages.code.due import is_asked_of_another, is_refused
from dragoman.stages.code.gains import helped_there, is_given_to
from dragoman.stages.code.judge import Judge, Judged, granted, refused
from dragoman.stages.code.light import load_light_words
from dragoman.stages.code.match import Match
from dragoman.stages.code.means import mode_by_means
from dragoman.stages.code.mishaps import is_mishap
from dragoman.stages.code.nameless import happened
from dragoman.stages.code.no_event import (
    is_campaigning,
    is_described,
    is_flight,
    is_hired,
    is_misread,
    is_plea,
    is_polled,
    is_speech,
    is_statement,
    is_unarmed_crossing,
)
from dragoman.stages.code.presiding import presiding
from dragoman.stages.code.private import is_private_affair
from dragoman.stages.code.recast import DEEDS, recast
from dragoman.stages.code.retyped import correct_by_words
from dragoman.stages.code.same_sides import name_the_sides
from dragoman.stages.code.scoring import calibrated
from dragoman.stages.code.seen_parts import (
    likeliest,
    role_shares,
)
from dragoman.stages.code.sightings import SEEN, Sighting, rule_type, sightings
from dragoman.stages.code.wars_of_words import is_war_of_words
from dragoman.stages.code.weigh import ranked
from dragoman.stages.culprits import is_to_blame
from dragoman.stages.encode import Reading
from dragoman.stages.stance import is_ahead, is_shown, read_stance
from dragoman.stages.stances.meant import deed_at
from dragoman.stages.stances.weighing import weighed_stance
from dragoman.stages.tree import children

__all__ = [
    "SEEN_WITH_HEAD",
    "Sighting",
    "is_of_several_minds",
    "mixed",
    "new_draft",
]

SEEN_WITH_HEAD = 0.05
"""The same where a head has learnt types that the model may not know as events."""
_NEAR = 0.4
"""Probability from which nearness alone, without a wording, makes an event of a type that the model
was not trained on: most of what happens in a text is none of another codebook's types."""
_IMAGINED = 0.45
"""Probability from which what the model sees is an event where grammar takes it to be wished,
feared or supposed."""
_NOTHING = 0.4
"""Probability of no event below which something is told where a pattern says so, too."""
_DECIDED = 0.4
"""Probability of the likeliest type below which a pattern's own type is taken instead."""
_OPEN = 0.7
"""Probability of no event below which that is so."""
_WORDED = 0.4
"""Its probability then: right in eight of twelve golden sentences, too few to give it more."""
_UNMISTAKABLE = 0.9
"""The model's probability of a deed above which a wording that mostly tells none still tells it."""
_OF_SOME_TYPE = 0.25
"""Probability that the likeliest type then has at least."""
_RUNNER_UP = 0.05
_FRAMES: dict[str, Frame] = {
    "CONSULT": "mutual",
    "COOPERATE": "mutual",
    "AID": "gives",
    "REQUEST": "asks",
    "ASSAULT": "acts_on",
    "COERCE": "acts_on",
    "SANCTION": "acts_on",
    "RETREAT": "leaves",
    "PROTEST": "alone",
    "MOBILIZE": "alone",
}
"""The frame that a type is usually told in; speech for all others."""
_MODE_FRAMES: dict[str, Frame] = {"visit": "visits", "third-party": "mediates"}


def mixed(
    drafted: Drafted, parse: ParsedSentence, reading: Reading, cast: Cast, judge: Judge
) -> list[Draft]:
    """Return a sentence's drafts in order of their triggers."""
    kept = []
    least = SEEN if judge.head is None else SEEN_WITH_HEAD
    for seen in sightings(drafted, reading, parse, least=least):
        if seen.draft is None and _names_people(seen, parse, cast):
            continue
        if seen.run is not None and seen.draft is None:
            seen.fitting = _demand(parse, seen.run.head, cast) or seen.fitting
        if seen.draft is not None:
            seen.draft.stance = _stance(
                parse, seen.draft.index, seen.draft.stance, reading, seen.tokens
            )
        draft = _weighed(seen, parse, drafted.number, reading, judge, cast)
        if draft is None:
            continue
        kind = judge.own.plover(draft.match.trigger.type_code, reading, seen.tokens)
        recast(draft, seen, reading, cast, kind)
        if judge.is_plain and _is_none_after_all(draft, cast):
            continue
        named = draft.parts or seen.draft is not None or _is_worded(draft, seen, judge)
        if named or happened(draft, judge.codebook, cast):
            kept.append(draft)
    told = without_contents(without_doubles(sorted(kept, key=lambda d: d.index), judge.codebook))
    name_the_sides(told, cast.text)
    for draft in told:
        draft.parts += helped_there(draft, cast) or presiding(draft, cast)
        if judge.is_plain:
            trigger = replace(draft.match.trigger, mode=mode_by_means(draft))
            draft.match = replace(draft.match, trigger=trigger)
    return calibrated(told) if judge.is_calibrated else told


def _is_none_after_all(draft: Draft, cast: Cast) -> bool:
    """Correct the type by the words around, and return whether it is no event then."""
    correct_by_words(draft, cast)
    if _tells_nothing(draft):
        return True
    # Nobody in public affairs does it: private people, a quake, one to himself.
    return is_private_affair(draft, cast) or is_mishap(draft, cast)


def _stance(
    parse: ParsedSentence, deed: int, told: Stance, reading: Reading, tokens: Sequence[int]
) -> Stance:
    """Return the stance of the deed, as grammar tells it, weighed with the model's."""
    shown, ahead = is_shown(parse, deed, told), is_ahead(parse, deed)
    return weighed_stance(told, reading, tokens, is_shown=shown, is_ahead=ahead)


def _tells_nothing(draft: Draft) -> bool:
    is_assault = draft.match.trigger.type_code == "ASSAULT"
    reasons = (
        is_campaigning, is_described, is_flight, is_misread, is_plea, is_polled,
        is_statement, is_unarmed_crossing, is_speech, is_hired,
    )  # fmt: skip
    return any(reason(draft) for reason in reasons) or (is_assault and is_war_of_words(draft))


def _names_people(seen: Sighting, parse: ParsedSentence, cast: Cast) -> bool:
    """Whether the word is who somebody is, as "prisoners" are: known, and nothing told of them.

    Nor is there any blaming in "is to blame for it".
    """
    if seen.run is None:
        return False
    head = seen.run.head
    return cast.is_people_at(parse.tokens[head].start) or is_to_blame(parse, head)


def _demand(parse: ParsedSentence, head: int, cast: Cast) -> Match | None:
    """Return a wording of a request where somebody says that another "must" or "should" do it."""
    if not is_asked_of_another(parse, head, cast):
        return None
    trigger = Trigger(id="model", type_code="REQUEST", frame="asks", weight=0.5)
    return Match(index=head, is_noun=False, trigger=trigger, text="must", specificity=0)


def _is_worded(draft: Draft, seen: Sighting, judge: Judge) -> bool:
    """Whether a wording of a codebook of one's own tells the event, nobody being named in it."""
    return not judge.is_plain and seen.hint == draft.match.trigger.type_code


def _weighed(
    seen: Sighting, parse: ParsedSentence, number: int, reading: Reading, judge: Judge, cast: Cast
) -> Draft | None:
    """Return the draft with the type that weighs most, or None where none does."""
    rule = None if seen.draft is None else rule_type(seen.draft, judge.codebook)
    judged = _judged(seen, parse, reading, judge, cast, rule)
    order = _in_order(seen, judged, judge.labels, rule)
    code, score = order[0]
    if score < _least(seen, parse, reading, judge) and not (
        seen.draft is not None and score > _OF_SOME_TYPE and float(judged.shares[0]) < _NOTHING
    ):
        return None
    mode = _mode(reading, seen, code, judge)
    draft = seen.draft
    if draft is None:
        kind = judge.own.plover(code, reading, seen.tokens)
        draft = new_draft(seen, parse, number, code, mode, reading, cast, kind=kind)
    else:
        _retype(draft, rule, code, mode, judge.codebook)
    runners = [(c, s) for c, s in order[1:] if s > _RUNNER_UP and c != code]
    draft.others = [_runner_up(draft, c, s) for c, s in runners]
    draft.score = round(score, 3)
    share = float(judged.evidence.shares[judge.labels.index(code)])
    draft.seen_by = _seen_by(seen, share, rule, code)
    if judge.head is not None:
        draft.seen_by += f"; the head makes it {score:.2f}"
    return draft


def _judged(
    seen: Sighting, parse: ParsedSentence, reading: Reading, judge: Judge, cast: Cast,
    rule: str | None,
) -> Judged:  # fmt: skip
    """Return the probabilities of types; what is refused or given way to is of its own type."""
    judged = judge.types(
        reading,
        seen.tokens,
        rule=rule,
        weight=0.0 if seen.draft is None else seen.draft.match.trigger.weight,
        hint=seen.hint,
        hint_weight=seen.hint_weight,
    )
    trigger = seen.run.head if seen.run is not None else seen.tokens[-1]
    trigger = trigger if seen.draft is None else seen.draft.index
    if judge.is_plain and is_refused(parse, trigger, cast):
        judged = refused(judged, judge.labels, parse.tokens[trigger].lemma)
    if judge.is_plain and rule == "CONCEDE" and seen.is_at_object:
        judged = granted(judged, judge.labels)
        seen.run = None  # who takes part is told at the verb
    return judged


def _least(seen: Sighting, parse: ParsedSentence, reading: Reading, judge: Judge) -> float:
    """Return the probability of the likeliest type from which it is reported."""
    least = reading.heads.weighing.least
    if not judge.is_plain and seen.draft is None:
        least = max(least, _NEAR)
    if seen.run is not None and read_stance(parse, seen.run.head).status == "hypothetical":
        least = max(least, _IMAGINED)
    return least


def _in_order(
    seen: Sighting, judged: Judged, labels: Sequence[str], rule: str | None
) -> list[tuple[str, float]]:
    """Return the types that may be told, the likeliest first, with their probabilities."""
    order = ranked(judged.shares, labels)
    surely = frozenset(
        label
        for n, label in enumerate(labels)
        if label in DEEDS and float(judged.evidence.shares[n]) > _UNMISTAKABLE
    )
    order = [o for o in order if o[0] not in seen.excepted - surely]
    if rule is not None and is_of_several_minds(seen.draft, order, float(judged.shares[0])):
        return [(rule, _WORDED), *(o for o in order if o[0] != rule)]
    return order


def is_of_several_minds(
    draft: Draft | None, order: Sequence[tuple[str, float]], nothing: float
) -> bool:
    """Whether something is told but no type is likely: then a wording of several words says which.

    That is a pattern of a verb and what it is done to: "stressed the role".
    """
    is_worded = draft is not None and not draft.match.is_noun and draft.match.specificity > 0
    return is_worded and order[0][1] < _DECIDED and nothing < _OPEN


def _seen_by(seen: Sighting, share: float, rule: str | None, code: str) -> str:
    model = f"the model gives {code} {share:.2f}"
    if seen.draft is None:
        return f"no pattern; {model}"
    return f"pattern and model: {model}" if rule == code else f"pattern says {rule}; {model}"


def _retype(
    draft: Draft, rule: str | None, code: str, mode: str | None, codebook: Codebook
) -> None:
    """Give a draft of the rules another type, or the mode its pattern does not tell."""
    trigger = draft.match.trigger
    if code != rule:
        trigger = replace(trigger, type_code=code, mode=mode)
        planned_as = codebook.type(code).planned_as
        if draft.stance.status == "planned" and planned_as is not None:
            # The model takes it for done; planned, it would have another type.
            draft.stance = replace(draft.stance, status="occurred")
    elif trigger.mode is None and trigger.type_code == code:
        trigger = replace(trigger, mode=mode)
    draft.match = replace(draft.match, trigger=trigger)


def _runner_up(draft: Draft, code: str, score: float) -> Match:
    trigger = Trigger(id="model", type_code=code, frame=draft.match.trigger.frame, weight=score)
    return replace(draft.match, trigger=trigger)


def _mode(reading: Reading, seen: Sighting, code: str, judge: Judge) -> str | None:
    """Return the most probable of the type's modes, or None where none is more so.

    Of the modes of other codebooks the model knows nothing: that of a wording counts.
    """
    if not judge.is_plain:
        return seen.fitting.trigger.mode if seen.fitting and seen.hint == code else None
    shares = reading.of_trigger("modes", seen.tokens)
    return max((float(shares[n]), mode) for n, mode in reading.heads.modes_of_type[code])[1] or None


def _drawing() -> frozenset[str]:
    """Verbs whose subject has something said of it: "drew criticism", "faces criticism"."""
    light = load_light_words()
    return light.drawing | light.undergoer


def new_draft(
    seen: Sighting,
    parse: ParsedSentence,
    number: int,
    code: str,
    mode: str | None,
    reading: Reading,
    cast: Cast,
    *,
    kind: str | None = None,
) -> Draft:
    """Return a draft of a trigger that the model alone sees, with whom grammar may put into it.

    `kind` is the PLOVER type that it is told like; None where `code` is one. Its frame is the usual
    one of that type, so what grammar gives is less sure than where a pattern fits.
    """
    run = seen.run
    if run is None:
        raise ValueError("the rules have a draft of their own here")
    frame = _MODE_FRAMES.get(mode or "") or _FRAMES.get(kind or code, "speaks_to")
    if frame == "leaves" and is_given_to(parse, run.head):
        frame = "gives"
    token = parse.tokens[run.head]
    if frame == "speaks_to" and token.pos == "VERB" and token.lemma in _drawing():
        frame = "draws"
    # "Belarus sanctions", "won Russia's backing" name somebody.
    owners = [t for t in children(parse, run.head, "compound") if parse.tokens[t].pos == "PROPN"]
    owners += [t for t in run.tokens if parse.tokens[t].dep == "poss"]
    match = Match(
        index=run.head,
        is_noun=token.pos in ("NOUN", "PROPN") or _is_named(parse, run.head),
        trigger=Trigger(id="model", type_code=code, frame=frame, mode=mode, weight=0.5),
        text=" ".join(parse.tokens[t].text for t in run.tokens),
        specificity=0,
        used=tuple(t for t in run.tokens if t not in (run.head, *owners)),
    )
    deed = deed_at(parse, run.head)
    told = read_stance(parse, deed)
    stance = _stance(parse, deed, told, reading, run.tokens)
    draft = Draft(parse=parse, number=number, match=match, others=[], stance=stance)
    marked = reading.arguments(run.tokens, kind or code)
    for part in parts_of(draft, cast, load_light_words(), {}):
        draft.parts.append(likeliest(part, role_shares(parse, part.found, marked, reading)))
    return draft


def _is_named(parse: ParsedSentence, index: int) -> bool:
    """Whether a verb in -ing has a noun's words before it: "in police firing"."""
    token = parse.tokens[index]
    before = children(parse, index, "compound", "det", "amod", "poss")
    return token.tag == "VBG" and token.dep == "pobj" and any(i < index for i in before)
