"""One coded document and the corrections of it: what is in force, and one outcome a correction.

The order of the steps is fixed, whatever that of the input: what is superseded, rejections
against the machine's records, additions against what is left, then values.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

import msgspec

from dragoman.records import Anchor, Correction, Outcome
from dragoman.records.output import CodedDocument, OutputClaim, OutputReport
from dragoman.records.review import OutcomeStatus
from dragoman.review.added import added_record, tells_same
from dragoman.review.anchors import locate, words_of
from dragoman.review.pairs import settle_pair
from dragoman.review.values import gist, gists, read_value, with_value

__all__ = ["Codes", "Recode", "overlay", "seen_of"]

Reading = OutputReport | OutputClaim
R = TypeVar("R", OutputReport, OutputClaim)


class Codes(NamedTuple):
    """What a codebook says of a type and mode; a mode the type does not have becomes None."""

    mode: str | None = None
    quad: int | None = None
    intensity: float | None = None
    cameo: str | None = None


Recode = Callable[[str, str | None], Codes]


def _unknown_codes(_type: str, mode: str | None) -> Codes:
    return Codes(mode=mode)


def seen_of(record: Reading) -> str:
    """Return what the machine says of `record`, as the JSON text that `Correction.seen` holds."""
    return msgspec.json.encode(gists(record), order="sorted").decode()


def overlay(
    document: CodedDocument,
    corrections: Iterable[Correction],
    *,
    recode: Recode = _unknown_codes,
) -> tuple[CodedDocument, tuple[Outcome, ...]]:
    """Return the document as corrected, and the outcome of each correction, by id.

    Field by field the human value wins. Where reviewers disagree, the machine's value stays and
    both are in conflict. The order of corrections is that in which they were made, whatever order
    they come in; one given twice counts once.
    """
    sheet = _Sheet(document, corrections)
    sheet.settle_superseded()
    sheet.match()
    sheet.settle_changes_of_mind()
    gone = sheet.settle_rejections()
    sheet.settle_additions(gone)
    changed = sheet.settle_values()
    sheet.settle_pairs()
    return _applied(document, sheet, gone, changed, recode), sheet.results()


class _Sheet:
    """The state of one overlay: what each live correction is about, and what became of it."""

    def __init__(self, document: CodedDocument, corrections: Iterable[Correction]) -> None:
        unique = {correction.id: correction for correction in corrections}
        self.document = document
        self.ordered = sorted(unique.values(), key=lambda c: (c.made_at, c.id))
        self.found: dict[str, tuple[OutcomeStatus, str | None]] = {}
        self.added: dict[str, Reading] = {}
        """What people added, by the correction that added it."""
        self.readings: dict[str, Reading] = {r.id: r for r in document.reports}
        self.readings.update({claim.id: claim for claim in document.claims})
        self.targets: dict[str, list[Correction]] = defaultdict(list)
        """What is said of each record, in the order it was said."""

    def live(self, *actions: str) -> list[Correction]:
        return [c for c in self.ordered if c.action in actions and c.id not in self.found]

    def settle(
        self, correction: Correction, status: OutcomeStatus, record_id: str | None = None
    ) -> None:
        self.found[correction.id] = (status, record_id)

    def results(self) -> tuple[Outcome, ...]:
        run_id = self.document.run.id
        return tuple(
            Outcome(correction_id=name, run_id=run_id, status=status, record_id=record_id)
            for name, (status, record_id) in sorted(self.found.items())
        )

    def settle_superseded(self) -> None:
        """Settle what later corrections replace; one that is itself replaced replaces nothing."""
        rank = {c.id: place for place, c in enumerate(self.ordered)}
        replaced: set[str] = set()
        for place, correction in reversed(list(enumerate(self.ordered))):
            if correction.id in replaced:
                self.settle(correction, "superseded")
                continue
            target = correction.supersedes
            is_known = target is not None and rank.get(target, place) < place
            if is_known and target is not None:
                replaced.add(target)
            if correction.action == "withdraw":
                self.settle(correction, "applied" if is_known else "orphaned")

    def match(self) -> None:
        """Find the one record each live correction is about, or settle that there is none."""
        for correction in self.live("add"):
            places = self._places(correction)
            found = added_record(correction, self.document, *places[0]) if places else None
            if len(places) != 1 or found is None:
                self.settle(correction, "ambiguous" if len(places) > 1 else "orphaned")
                continue
            self.added[correction.id] = self.readings[found.id] = found
        for correction in self.live("reject", "confirm", "set", "same", "different"):
            fits = self._fitting(correction)
            if len(fits) == 1:
                self.targets[fits[0].id].append(correction)
            else:
                self.settle(correction, "ambiguous" if fits else "orphaned")

    def _places(self, correction: Correction) -> tuple[tuple[int, int], ...]:
        shown = self.document.document
        return locate(shown.text, shown.id, correction.anchor)

    def _fitting(self, correction: Correction) -> list[Reading]:
        """Return the records the correction may be about: exact spans first, then overlaps."""
        kind = OutputReport if correction.kind == "report" else OutputClaim
        machine_only = correction.action == "reject"
        exact: dict[str, Reading] = {}
        near: dict[str, Reading] = {}
        added = {record.id for record in self.added.values()}
        for start, end in self._places(correction):
            for record in self.readings.values():
                if not isinstance(record, kind) or (machine_only and record.id in added):
                    continue
                spans = words_of(record, self.document)
                if spans and spans[0] == (start, end):
                    exact[record.id] = record
                elif any(first < end and start < last for first, last in spans):
                    near[record.id] = record
        fits = list(exact.values()) or list(near.values())
        return fits if len(fits) < 2 else _like_seen(fits, correction.seen)

    def settle_changes_of_mind(self) -> None:
        """Settle what one author later said otherwise of the same record."""
        for record_id, said in self.targets.items():
            standing: dict[tuple[str, str], Correction] = {}
            for correction in said:
                author = correction.author
                if correction.action == "reject":
                    outdated = [key for key in standing if key[0] == author]
                elif correction.action in {"same", "different"}:
                    continue
                else:
                    slot = correction.field or "record"
                    outdated = [
                        key
                        for key, earlier in standing.items()
                        if key[0] == author and (key[1] == slot or earlier.action == "reject")
                    ]
                for key in outdated:
                    self.settle(standing.pop(key), "superseded", record_id)
                standing[author, correction.field or "record"] = correction

    def settle_rejections(self) -> set[str]:
        """Settle rejections and confirmations; return the ids of the records that are gone."""
        gone: set[str] = set()
        for record_id, said in self.targets.items():
            standing = [c for c in said if c.id not in self.found]
            rejects = [c for c in standing if c.action == "reject"]
            confirms = [c for c in standing if c.action == "confirm"]
            is_disputed = bool(rejects) and any(c.action in {"confirm", "set"} for c in standing)
            if rejects and not is_disputed:
                gone.add(record_id)
            for place, correction in enumerate(rejects or confirms):
                self._settle_standing(correction, record_id, is_disputed, is_first=place == 0)
            if rejects:
                for correction in confirms:
                    self.settle(correction, "conflict", record_id)
        return gone

    def _settle_standing(
        self, correction: Correction, record_id: str, is_disputed: bool, *, is_first: bool
    ) -> None:
        if is_disputed:
            self.settle(correction, "conflict", record_id)
        elif not is_first:
            self.settle(correction, "redundant", record_id)
        else:
            self.settle(correction, self._holds(correction, record_id), record_id)

    def _holds(self, correction: Correction, record_id: str) -> OutcomeStatus:
        """Return stale if the machine no longer says what the reviewer saw, else applied."""
        if correction.seen is None:
            return "applied"
        try:
            seen = msgspec.json.decode(correction.seen, type=dict[str, Any])
        except (msgspec.DecodeError, UnicodeDecodeError):
            return "stale"
        now = msgspec.json.decode(seen_of(self.readings[record_id]))
        fields = now.keys() & seen.keys() if correction.field is None else {correction.field}
        return "applied" if all(seen.get(f) == now.get(f) for f in fields) else "stale"

    def settle_additions(self, gone: set[str]) -> None:
        """Settle what was added: redundant where a record that is left tells the same."""
        left: tuple[Reading, ...] = (*self.document.reports, *self.document.claims)
        kept: list[Reading] = [record for record in left if record.id not in gone]
        for correction in self.live("add"):
            record = self.added[correction.id]
            same = [r for r in kept if tells_same(r, record)]
            if not same:
                kept.append(record)
                self.settle(correction, "applied", record.id)
                continue
            self.settle(correction, "redundant", same[0].id)
            self.targets[same[0].id] += self.targets.pop(record.id, [])
            del self.added[correction.id]

    def settle_values(self) -> dict[str, dict[str, Any]]:
        """Settle values set; return by record and field those that count."""
        changed: dict[str, dict[str, Any]] = defaultdict(dict)
        for record_id, said in self.targets.items():
            by_field: dict[str, list[Correction]] = defaultdict(list)
            for correction in sorted(said, key=lambda c: (c.made_at, c.id)):
                if correction.action == "set" and correction.id not in self.found:
                    by_field[correction.field or ""].append(correction)
            for field, rivals in by_field.items():
                self._settle_field(record_id, field, rivals, changed[record_id])
        return changed

    def _settle_field(
        self, record_id: str, field: str, rivals: Sequence[Correction], changed: dict[str, Any]
    ) -> None:
        readable = [(c, read_value(c)) for c in rivals]
        for correction, value in readable:
            if value is msgspec.UNSET:
                self.settle(correction, "orphaned", record_id)
        valid = [(c, value) for c, value in readable if value is not msgspec.UNSET]
        if not valid:
            return
        first, value = valid[0]
        if any(gist(field, other) != gist(field, value) for _, other in valid):
            for correction, _ in valid:
                self.settle(correction, "conflict", record_id)
            return
        is_news = gists(self.readings[record_id]).get(field) != gist(field, value)
        for correction, _ in valid:
            self.settle(correction, "redundant", record_id)
        if is_news:
            changed[field] = value
            self.settle(first, self._holds(first, record_id), record_id)

    def settle_pairs(self) -> None:
        """Settle same and different: constraints, which the linker acts on.

        A pair is the same from either side. What is said of it at another document is not seen
        here: `settle_pair` judges that together.
        """
        pairs: dict[frozenset[Hashable], list[tuple[Correction, str]]] = defaultdict(list)
        for record_id, said in self.targets.items():
            for correction in said:
                other = correction.other_anchor
                if other is not None and correction.id not in self.found:
                    sides = frozenset((record_id, self._other_side(correction, other)))
                    pairs[sides].append((correction, record_id))
        for rivals in pairs.values():
            statuses = settle_pair(correction for correction, _ in rivals)
            for correction, record_id in rivals:
                self.settle(correction, statuses[correction.id], record_id)

    def _other_side(self, correction: Correction, other: Anchor) -> Hashable:
        """Return the id of the other report if it is in this document, else what names it."""
        here = (correction.anchor.span.document_id, self.document.document.id)
        if other.span.document_id in here:
            fits = self._fitting(msgspec.structs.replace(correction, anchor=other, seen=None))
            if len(fits) == 1:
                return fits[0].id
        return (other.span.document_id, other.span.start, other.quote)


def _like_seen(fits: list[Reading], seen: str | None) -> list[Reading]:
    """Return those of several that say what the reviewer saw: all of it, else its type."""
    try:
        wanted = msgspec.json.decode(seen or "{}", type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError):
        return fits
    if whole := [r for r in fits if msgspec.json.decode(seen_of(r)) == wanted]:
        return whole
    naming = "type" if isinstance(fits[0], OutputReport) else "kind"
    return [r for r in fits if gists(r)[naming] == wanted.get(naming)] or fits


def _applied(
    document: CodedDocument,
    sheet: _Sheet,
    gone: set[str],
    changed: dict[str, dict[str, Any]],
    recode: Recode,
) -> CodedDocument:
    """Return the document without what was rejected, with what was added and set."""
    if not gone and not sheet.added and not any(changed.values()):
        return document
    added = sheet.added.values()
    reports = [r for r in (*document.reports, *_of(OutputReport, added)) if r.id not in gone]
    held = (*document.claims, *_of(OutputClaim, added))
    claims = [c for c in held if c.id not in gone and c.report_id not in gone]
    lost = gone | ({c.id for c in held} - {c.id for c in claims})
    human = {record.id for record in added}
    fixed = []
    for report in reports:
        values = changed.get(report.id, {})
        shown = _without_lost(with_value(report, values), lost)
        if values.keys() & {"type", "mode"} or report.id in human:
            codes = recode(shown.type, shown.mode)
            shown = msgspec.structs.replace(shown, **codes._asdict())
        fixed.append(shown)
    return msgspec.structs.replace(
        document,
        reports=tuple(sorted(fixed, key=lambda r: (r.trigger.start, r.trigger.end, r.id))),
        claims=tuple(
            msgspec.structs.replace(
                with_value(c, changed.get(c.id, {})),
                about=tuple(some_id for some_id in c.about if some_id not in lost),
            )
            for c in claims
        ),
    )


def _of(kind: type[R], records: Iterable[Reading]) -> Iterable[R]:
    return (record for record in records if isinstance(record, kind))


def _without_lost(report: OutputReport, lost: set[str]) -> OutputReport:
    return msgspec.structs.replace(
        report,
        parent_id=None if report.parent_id in lost else report.parent_id,
        content_ids=tuple(some_id for some_id in report.content_ids if some_id not in lost),
        claim_ids=tuple(some_id for some_id in report.claim_ids if some_id not in lost),
    )
