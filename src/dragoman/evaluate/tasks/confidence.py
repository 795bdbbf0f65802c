"""Task `confidence`: is an organisation's deed told as fact, laid to its charge, or claimed by it?

The organisation is given by its names; what it did and how that is held is read from the reports of
which it is the doer, with the claims on them, and from the sentences where one of the names stands.
Each of them is a sign, and of the signs the weightiest answers (`_ANSWERS`): owning up before
charges, charges before the text's own telling (unless it tells twice as many), that before what is
doubtful or what speakers alone say. Which sign outweighs which was counted in the training part of
the keys.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from dragoman.evaluate.measure import Measure, Tally
from dragoman.evaluate.tasks.lines import document_of, read_lines
from dragoman.pipeline.document import Pipeline, read_for_coding
from dragoman.records import AttributionStep, Claim, EventReport, ParsedSentence, Record, Span
from dragoman.stages.attribute import Attribution, claims_of_reports
from dragoman.stages.protocols import CodingInput
from dragoman.stages.sayings.attribution import overlaps
from dragoman.stages.sayings.blaming import is_blamed
from dragoman.stages.sayings.chains import Sayings
from dragoman.stages.sayings.owning import owns_up
from dragoman.stages.stance import read_stance
from dragoman.stages.stances.presumed import phrase_above, presumption
from dragoman.stages.tree import ancestors, children

__all__ = [
    "Confidence", "Deed", "GoldIncidents", "confidence", "confidence_of", "deeds_of",
    "gold_confidences",
]  # fmt: skip

Confidence = Literal["fact", "accused", "claimed"]
_ANSWERS: dict[str, Confidence] = {
    "claimed": "claimed",  # a report of its deed in its own words
    "owned": "claimed",  # words of its own on a deed that no report tells in the text's own voice
    "charged": "accused",  # somebody accuses, blames, suspects or arrests it, or it denies the deed
    "told": "fact",  # a report in the text's own voice
    "doubted": "accused",  # a report that is not certain
    "said": "fact",  # a report in somebody else's words
    "clash": "accused",  # one of two sides that fought
    "threat": "fact",
    "warfare": "fact",
    "hedged": "accused",  # named in a clause that is doubtful, though for no deed
}
"""What the signs tell, the weightiest first; one that is there counts before those after it."""
_OUTWEIGHING = 2
"""How many deeds the text tells itself for each one that is charged, for those not to count."""
_SLOT = "PERP: ORGANIZATION CONFIDENCE"
_LABELS: dict[str, Confidence] = {
    "REPORTED AS FACT": "fact",
    "SUSPECTED OR ACCUSED": "accused",
    "SUSPECTED OR ACCUSED BY AUTHORITIES": "accused",
    "POSSIBLE": "accused",
    "CLAIMED OR ADMITTED": "claimed",
}
_BRACKETED = re.compile(r"[\[\](){}]")
_NAME = re.compile(r'"((?:[^"\\]|\\.)*)"')
_DEEDS = frozenset({"ASSAULT", "COERCE", "THREATEN"})
_REAL = frozenset({"occurred", "ongoing", "attempted"})
_TAKING_AS_GIVEN = frozenset({"asks", "promises", "warns"})
_WARFARE = frozenset(
    "offensive war warfare struggle fighting clash combat confrontation campaign battle".split()
)
"""Regular fighting, which is no incident of the keys: that it is told says nothing of a deed."""


class GoldIncidents(Record, frozen=True, kw_only=True):
    """One text with its answer keys, as lists of written values by slot."""

    id: str
    text: str
    full_key_templates: tuple[dict[str, Any], ...]


class Deed(NamedTuple):
    """A report of violence with the claims on it and the word that tells it."""

    report: EventReport
    claims: tuple[Claim, ...]
    word: str
    own: bool = False
    """Whether those who did it are told as somebody's own: "its fighters", "our forces"."""


def confidence(path: Path, pipeline: Pipeline) -> tuple[int, tuple[Measure, ...]]:
    """Return the number of texts at `path` and the measures over them."""
    tally = Tally()
    texts = list(read_lines(path, GoldIncidents))
    for number, gold in enumerate(texts):
        tally.document = number
        asked = gold_confidences(gold)
        given = read_for_coding(document_of(gold.id, gold.text), pipeline) if asked else None
        if given is None:
            continue
        deeds = deeds_of(given, pipeline)
        for names, right in asked:
            ours = confidence_of(given, deeds, names)
            tally.add("confidence", int(ours in right), 1)
            tally.add("organisation found", int(ours is not None), 1)
            tally.add("fact alone would be right", int("fact" in right), 1)
            for label in sorted(right):
                tally.add(f"{label} recognised", int(ours in right), 1)
    return len(texts), tally.measures()


def gold_confidences(gold: GoldIncidents) -> list[tuple[frozenset[str], frozenset[Confidence]]]:
    """Return names and the labels that are right for each organisation, each pair once.

    "? POSSIBLE / SUSPECTED OR ACCUSED" allows both; what has another label is left out.
    """
    found = []
    for template in gold.full_key_templates:
        for value in template.get(_SLOT) or ():
            written, _, rest = str(value).partition(":")
            labels = {_LABELS.get(part.strip(" ?")) for part in written.split("/")} - {None}
            names = frozenset(n.replace('\\"', "").lower() for n in _NAME.findall(rest))
            if labels and names:
                found.append((names, frozenset(label for label in labels if label is not None)))
    return list(dict.fromkeys(found))


def deeds_of(given: CodingInput, pipeline: Pipeline) -> list[Deed]:
    """Return the violent reports of a document with their claims, in order."""
    events = pipeline.coder(given, pipeline.codebook)
    reports = [e.report for e in events if e.report.types[0].code in _DEEDS]
    stances = {e.report.id: e.stance for e in events}
    claims = claims_of_reports(
        given.document, given.run_id, reports, stances, given.attributions, given.entities
    )
    lemmas = {token.start: token.lemma for parse in given.parses for token in parse.tokens}
    return [
        Deed(
            r,
            tuple(c for c in claims if c.report_id == r.id),
            lemmas.get(r.trigger.start, ""),
            any(p.role == "initiator" and _is_own(given, p.evidence.span) for p in r.participants),
        )
        for r in reports
    ]


def _is_own(given: CodingInput, phrase: Span) -> bool:
    words = given.document.text[phrase.start : phrase.end].lower().split()
    return words[:1] in (["its"], ["their"], ["our"], ["his"], ["her"])


def confidence_of(
    given: CodingInput, deeds: Sequence[Deed], names: Iterable[str]
) -> Confidence | None:
    """Return how the deeds of the organisation so named are held; None if it is not in the text."""
    places = list(_places(given, sorted(names)))
    if not places:
        return None
    phrases = [span for parse, head, _ in places for span in _phrase(parse, head)]
    theirs = _Party(
        frozenset(_entities(given, [span for *_, span in places])),
        (*(span for *_, span in places), *phrases),
    )
    told = Counter(sign for deed in deeds for sign in set(_signs(deed, theirs)))
    read = {
        (parse.sentence.span.start, _sign(parse, head, span, given.attributions))
        for parse, head, span in places
    }
    said = Counter(sign for _, sign in read)
    signs = {*told, *said} - ({"owned"} if told["told"] else set())
    if told["told"] >= _OUTWEIGHING * max(told["charged"], said["charged"], 1):
        signs -= {"charged"}
    return next((answer for sign, answer in _ANSWERS.items() if sign in signs), "fact")


class _Party(NamedTuple):
    """The organisation by its entities and by the words that name it or its members."""

    entities: frozenset[str]
    spans: tuple[Span, ...]

    def is_in(self, entity: str, span: Span) -> bool:
        """Whether the entity, or the one that the words name, is the organisation or its people."""
        return entity in self.entities or any(overlaps(span, own) for own in self.spans)

    def speaks(self, step: AttributionStep) -> bool:
        """Whether it, or somebody of its people or its organs, is the speaker."""
        named = step.source is not None and any(overlaps(step.source, own) for own in self.spans)
        return named or step.entity_id in self.entities


def _signs(deed: Deed, theirs: _Party) -> Iterator[str]:
    """Yield what the claims on a deed of theirs tell; nothing for the deeds of others."""
    parts = [p for p in deed.report.participants if theirs.is_in(p.entity_id, p.evidence.span)]
    roles = {p.role for p in parts}
    if "initiator" in roles and deed.report.types[0].code == "THREATEN":
        yield "threat"
    elif deed.word in _WARFARE and roles & {"initiator", "party"}:
        yield "warfare"
    elif "initiator" in roles:
        negated = any(p.negated for p in parts)
        yield from ("charged" if negated else _held(claim, theirs) for claim in deed.claims)
    elif "party" in roles:
        yield "clash"
    elif deed.own:
        held = [claim for claim in deed.claims if any(map(theirs.speaks, claim.chain))]
        yield from (_held(claim, theirs) for claim in held)


def _held(claim: Claim, theirs: _Party) -> str:
    """Return how one claim holds that the deed was done; "" where it does not say that it was.

    What is asked, promised or warned of is taken as given by whoever does so.
    """
    steps = [step for step in claim.chain if step.verb not in _TAKING_AS_GIVEN]
    verbs = {step.verb for step in steps}
    if claim.stance.status not in _REAL:
        return ""
    if "denies" in verbs or claim.stance.polarity == "denied":
        return "charged"
    if any(theirs.speaks(step) for step in claim.chain):
        return "claimed"
    if claim.stance.certainty != "certain" or "believes" in verbs:
        return "doubted"
    if "alleges" in verbs:
        return "charged"
    return "said" if steps else "told"


def _places(given: CodingInput, names: Sequence[str]) -> Iterator[tuple[ParsedSentence, int, Span]]:
    """Yield the sentence, head word and span of each place where the organisation is meant.

    That is where one of the names stands, and where "the group" goes by the same entity.
    """
    named = [span for name in names for span in _named(given, name)]
    spans = dict.fromkeys([*named, *_meant(given, named)])
    for span in spans:
        for parse in given.parses:
            inside = [t.index for t in parse.tokens if span.start <= t.start and t.end <= span.end]
            if inside:
                head = next((i for i in inside if parse.tokens[i].head not in inside), inside[-1])
                yield parse, head, span


def _named(given: CodingInput, name: str) -> Iterator[Span]:
    """Yield where a name stands; what a key adds in brackets is another name."""
    text = given.document.text.lower()
    for part in filter(None, (part.strip() for part in _BRACKETED.split(name))):
        words = r"\s+".join(re.escape(word) for word in part.split())
        for match in re.finditer(rf"(?<!\w){words}(?!\w)", text):
            yield Span(document_id=given.document.id, start=match.start(), end=match.end())


def _entities(given: CodingInput, spans: Sequence[Span]) -> Iterator[str]:
    """Yield the entities that are mentioned by one of the spans."""
    at = {m.id: m for m in given.mentions if m.kind == "actor"}
    for entity in given.entities:
        own = [at[i] for i in entity.mention_ids if i in at]
        if any(overlaps(m.head, span) for m in own for span in spans):
            yield entity.id


def _meant(given: CodingInput, named: Sequence[Span]) -> Iterator[Span]:
    """Yield the heads of the mentions of entities that are mentioned by one of the spans."""
    theirs = set(_entities(given, named))
    owners = {i: entity.id for entity in given.entities for i in entity.mention_ids}
    for mention in given.mentions:
        if mention.kind == "actor" and owners.get(mention.id) in theirs:
            yield mention.head


def _phrase(parse: ParsedSentence, head: int) -> Iterator[Span]:
    """Yield the nouns that the name is part of, and what it is: "members of X", "X, a gang"."""
    for index in (*phrase_above(parse, head), *children(parse, head, "appos")):
        token = parse.tokens[index]
        if token.pos in ("NOUN", "PROPN"):
            span = parse.sentence.span
            yield Span(document_id=span.document_id, start=token.start, end=token.end)


def _sign(
    parse: ParsedSentence, index: int, span: Span, attributions: Sequence[Attribution]
) -> str:
    """Return what the sentence tells of the party at token `index`; "" where it tells nothing."""
    if owns_up(parse, index):
        return "owned"
    if is_blamed(parse, index):
        return "charged"
    around = Sayings(attributions).over(span)
    blamed = any(a.verb == "alleges" and overlaps(p, span) for a in attributions for p in a.content)
    doubtful = any(a.hedge != "certain" or a.negated for a in around)
    presumed = presumption(parse, index) is not None
    if presumed or blamed or doubtful or read_stance(parse, index).certainty != "certain":
        return "hedged"
    verbs = [i for i in ancestors(parse, index) if parse.tokens[i].pos == "VERB"]
    stances = [read_stance(parse, verb) for verb in verbs[:2]]
    unsure = any(s.certainty != "certain" and s.status == "occurred" for s in stances)
    return "hedged" if unsure else ""
