"""The golden snapshots: the printed output of one document as plain text to be read as a diff.

`python tests/golden/snapshot.py` (`make golden`) rewrites `expected/` and prints what changed. Ids
made by hashing are never shown: a report is `ASSAULT@434`, its type and the start of its trigger,
a claim `goal@1201`, an actor its name, so that a change in one place is a change on few lines.
Scores are rounded to two digits; a range is half-open, `[earliest, before)`; `–` is null. Left out
are the run, which says nothing of the text, and what follows from what is shown: coordinates, quad
and intensity, the places that a name might have meant.

The files end in `.snapshot`, since every `.txt` below `tests/golden` counts as a text of the exam.
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from dragoman.io.sources import read_source
from dragoman.pipeline.batch import use_one_thread
from dragoman.pipeline.document import Pipeline, analyse
from dragoman.pipeline.output import render
from dragoman.records import RawDocument

__all__ = ["EXPECTED", "changes", "coded", "golden_texts", "snapshot"]

GOLDEN = Path(__file__).parent
SHIPPED = GOLDEN.parents[1] / "src" / "dragoman" / "assets" / "articles"
EXPECTED = GOLDEN / "expected"
_SHOWN_ELSEWHERE = {"trigger", "participant", "place", "time", "quantity", "topic"}
"""Kinds of evidence that repeat the span of a value shown with its words."""

Row = Mapping[str, Any]
"""An object of the output."""


def golden_texts() -> dict[str, Path]:
    """Return the texts of the exam and the shipped articles by name, in alphabetical order.

    Texts whose claims alone were marked, in `claims/first/`, are none of them.
    """
    exam = (path for path in GOLDEN.glob("*/*") if path.with_suffix(".gold.json").exists())
    files = [*exam, *SHIPPED.iterdir()]
    texts = {path.stem: path for path in files if path.suffix in {".txt", ".html"}}
    return dict(sorted(texts.items()))


def coded(path: Path, pipeline: Pipeline) -> dict[str, Any]:
    """Return the printed output of the document in `path`; where it lies does not matter."""
    (raw,) = read_source(str(path))
    assert isinstance(raw, RawDocument), raw
    return render(
        analyse(raw, pipeline),
        run=pipeline.run,
        actors=pipeline.actors,
        places=pipeline.places,
        codebook=pipeline.codebook,
    )


def snapshot(name: str, output: Row) -> str:
    """Return the output of the text `name` as lines."""
    return "\n".join([name, *snapshot_lines(output)]) + "\n"


def snapshot_lines(output: Row) -> list[str]:
    """Return head, reports, claims, actors, places and problems, in the order of the output."""
    labels = _labels(output)
    claims = {claim["id"]: claim for claim in output.get("claims", ())}
    sections = {
        "reports": [_report(report, claims, labels) for report in output.get("reports", ())],
        "claims": [_claim(claim, labels) for claim in claims.values()],
    }
    lines = _head(output["document"])
    for title, blocks in sections.items():
        lines += ["", f"{title} {len(blocks)}"]
        for block in blocks:
            lines += ["", *block]
    lines += ["", "actors", *(_actor(actor) for actor in output.get("actors", ()))]
    lines += ["", "places", *_places(output.get("places", ()))]
    lines += ["", "problems", *(_problem(problem) for problem in output["problems"])]
    return lines


def _labels(output: Row) -> dict[str, str]:
    """Return what each id is shown as."""
    labels = {actor["id"]: actor["name"] for actor in output.get("actors", ())}
    for report in output.get("reports", ()):
        labels[report["id"]] = f"{report['type']}@{report['trigger']['start']}"
    for claim in output.get("claims", ()):
        first = claim["content"][0]["start"] if claim["content"] else "–"
        labels[claim["id"]] = f"{claim['kind']}@{first}"
    return labels


def _head(document: Row) -> list[str]:
    published, basis = _known(document.get("published")), _known(document.get("published_basis"))
    return [
        f"title      {_known(document.get('title'))}",
        f"published  {published} ({basis})",
        f"language   {_known(document.get('language'))}",
        *(f"furniture  {_words(span)}" for span in document.get("furniture", ())),
    ]


def _report(report: Row, claims: Mapping[str, Row], labels: Mapping[str, str]) -> list[str]:
    coding = "/".join(code for code in (report["type"], report["mode"]) if code)
    contexts = f"  in {', '.join(report['contexts'])}" if report["contexts"] else ""
    codes = f"{coding}{contexts}  cameo {_known(report['cameo'])}"
    lines = [
        f"{codes}  score {_score(report['score'])}  {_words(report['trigger'])}",
        *(_participant(participant) for participant in report["participants"]),
    ]
    if report["when"] is not None:
        lines.append(f"  when {_when(report['when'])}")
    lines += [f"  where {_where(where)}" for where in report["where"]]
    lines += _listed("topics", map(_words, report["topics"]))
    lines += _listed("quantities", map(_quantity, report["quantities"]))
    lines += _listed("part of", _named([report["parent_id"]], labels))
    lines += _listed("content", _named(report["content_ids"], labels))
    further = [e for e in report["evidence"] if e["supports"] not in _SHOWN_ELSEWHERE]
    lines += _listed("rests on", (f"{e['supports']} {_words(e)}" for e in further))
    told = "  told repeatedly," if report["repeated"] else "  told"
    chains = dict.fromkeys(_speakers(claims[i]["chain"]) for i in report["claim_ids"])
    by = f", by {'; by '.join(chains)}" if chains else ", in no claim"
    return [*lines, f"{told} {_stance(report['stance'])}{by}"]


def _participant(participant: Row) -> str:
    codes = " ".join([_known(participant["country"]), *participant["sectors"]])
    group = f", group {participant['group']}" if participant["group"] else ""
    negated = ", negated" if participant["negated"] else ""
    return (
        f"  {participant['role']} {_words(participant['span'])} = {participant['name']}, "
        f"{codes}{group}{negated}, score {_score(participant['score'])}"
    )


def _when(when: Row) -> str:
    end = f" to {_range(when['end'])}" if when["end"] is not None else ""
    words = f" {_words(when['span'])}" if when["span"] is not None else ""
    return f"{_range(when)}{end} {when['extent']}, {when['precision']}, {when['basis']}{words}"


def _range(dates: Row) -> str:
    return f"[{_known(dates['earliest'])}, {_known(dates['before'])})"


def _where(where: Row) -> str:
    return (
        f"{where['relation']} {_words(where['span'])} = {where['name']}, "
        f"{_known(where['country'])}, {_known(where['precision'])}, "
        f"geonames {_known(where['geonames_id'])}"
    )


def _quantity(quantity: Row) -> str:
    about = "about " if quantity["approximate"] else ""
    bounds = f"{_number(quantity['low'])} to {_number(quantity['high'])}"
    return (
        f"{quantity['kind']} {about}{bounds} {_known(quantity['unit'])} {_words(quantity['span'])}"
    )


def _claim(claim: Row, labels: Mapping[str, str]) -> list[str]:
    about = "".join(f" {label}" for label in _named([claim["report_id"]], labels))
    lines = [
        f"{claim['kind']}{about}  {_stance(claim['stance'])}  score {_score(claim['score'])}",
        f"  by {_steps(claim['chain'])}",
    ]
    lines += _listed("content", map(_words, claim["content"]))
    parties = [
        *(f"of {label}" for label in _named(claim["of"], labels)),
        *(f"about {label}" for label in _named(claim["about"], labels)),
    ]
    return lines + _listed("parties", parties)


def _speakers(chain: Iterable[Row]) -> str:
    """Return who says so, outermost first, without the words it was read from."""
    return " > ".join(f"{step['name']} ({step['verb']})" for step in chain) or "the document"


def _steps(chain: Iterable[Row]) -> str:
    """Return who says so, outermost first, with all that is known of each step."""
    return " > ".join(map(_step, chain)) or "the document"


def _step(step: Row) -> str:
    source = f" {_words(step['source'])}" if step["source"] is not None else ""
    cue = f" {_words(step['cue'])}" if step["cue"] is not None else ""
    return f"{step['name']}{source}, {step['anonymity']}, {step['verb']}{cue}"


def _actor(actor: Row) -> str:
    known = "unlinked" if actor["id"].startswith("ent-") else actor["id"]
    codes = ", ".join(_known(actor[field]) for field in ("kind", "country", "sector", "role"))
    starts = " ".join(str(mention["start"]) for mention in actor["mentions"])
    return f"  {actor['name']} = {known}, {codes}, at {starts}"


def _places(places: Iterable[Row]) -> list[str]:
    """Return one line for each name with one meaning, in the order of the first mention."""
    starts: dict[str, list[str]] = {}
    for place in places:
        meaning = ", ".join(
            _known(place[field])
            for field in ("name", "geonames_id", "country", "admin1", "feature")
        )
        line = f"  {_flat(place['text'])} ({place['kind']}) = {meaning}"
        starts.setdefault(line, []).append(str(place["start"]))
    return [f"{line}, at {' '.join(offsets)}" for line, offsets in starts.items()]


def _problem(problem: Row) -> str:
    return f"  {problem['code']} {problem['stage']}: {_flat(problem['message'])}"


def _listed(title: str, values: Iterable[str]) -> list[str]:
    """Return the values on one line, no line where there are none."""
    joined = "; ".join(values)
    return [f"  {title} {joined}"] if joined else []


def _named(ids: Iterable[str | None], labels: Mapping[str, str]) -> list[str]:
    return [labels.get(some_id, "(an id of nothing printed)") for some_id in ids if some_id]


def _stance(stance: Row | None) -> str:
    if stance is None:
        return "no stance"
    return f"{stance['polarity']} {stance['certainty']} {stance['status']}"


def _words(span: Row) -> str:
    text = span["text"] if "text" in span else span["quote"]
    return f'"{_flat(text)}" {span["start"]}-{span["end"]}'


def _flat(text: str) -> str:
    return text.replace("\n", "⏎")


def _known(value: object) -> str:
    return "–" if value is None else str(value)


def _score(score: float | None) -> str:
    return "–" if score is None else f"{score:.2f}"


def _number(number: float | None) -> str:
    return "–" if number is None else f"{number:g}"


def changes(name: str, before: str, after: str) -> list[str]:
    """Return the changed lines of a snapshot in the form of a unified diff, none where equal."""
    return list(
        difflib.unified_diff(
            before.splitlines(), after.splitlines(), f"a/{name}", f"b/{name}", lineterm="", n=2
        )
    )


def main() -> int:
    """Rewrite `expected/`; print the changed lines and how many there are of each text."""
    use_one_thread()
    pipeline = Pipeline.load()
    EXPECTED.mkdir(exist_ok=True)
    before = {path.stem: path.read_text(encoding="utf-8") for path in EXPECTED.iterdir()}
    after = {name: snapshot(name, coded(path, pipeline)) for name, path in golden_texts().items()}
    summary = []
    for name in sorted(before.keys() | after.keys()):
        found = changes(name, before.get(name, ""), after.get(name, ""))
        _write(EXPECTED / f"{name}.snapshot", after.get(name))
        if found:
            sys.stdout.write("\n".join([*found, "", ""]))
            summary.append(_counted(name, found))
    sys.stdout.write("\n".join([*summary, f"{len(summary)} of {len(after)} snapshots changed", ""]))
    return 0


def _write(path: Path, text: str | None) -> None:
    """Write the snapshot, or remove that of a text that is gone."""
    if text is None:
        path.unlink()
    else:
        path.write_text(text, encoding="utf-8", newline="\n")


def _counted(name: str, found: list[str]) -> str:
    added = sum(line.startswith("+") for line in found[2:])
    removed = sum(line.startswith("-") for line in found[2:])
    return f" {name:<30} | {added:4d} added, {removed:4d} removed"


if __name__ == "__main__":
    raise SystemExit(main())
