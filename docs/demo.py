"""`make demo`: codes the articles that come with dragoman and says what to do with the result."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import msgspec

import dragoman
from dragoman.cli.formats import Format, writer_for
from dragoman.records.output import CodedDocument

ROOT = Path(__file__).parents[1]
ARTICLES = Path(dragoman.__file__).parent / "assets" / "articles"
CODED = ROOT / "demo" / "dragoman.jsonl"
REPORTS = ROOT / "demo" / "reports.csv"


def main() -> int:
    """Write demo/ and print what is in it; return the exit status of `dragoman code`."""
    articles = sorted(p for p in ARTICLES.iterdir() if p.suffix in {".txt", ".html"})
    CODED.parent.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "dragoman", "code", *map(str, articles), "-o", str(CODED)]
    status = subprocess.run(command, check=False).returncode
    if status != 0:
        return status
    lines = CODED.read_text(encoding="utf-8").splitlines()
    coded = [msgspec.json.decode(line, type=CodedDocument) for line in lines]
    with REPORTS.open("w", encoding="utf-8", newline="\n") as file:
        writer = writer_for(Format.csv, file)
        for document in coded:
            writer.write(document)
    summarise(coded, articles[0])
    return 0


def summarise(coded: list[CodedDocument], first: Path) -> None:
    """Print what was found, and what to try next."""
    reports = [report for document in coded for report in document.reports]
    claims = sum(_further_claims(document) for document in coded)
    denied = sum(
        report.stance is not None and report.stance.polarity == "denied" for report in reports
    )
    print(f"{len(coded)} articles, {len(reports)} events reported, {claims} claims beside them\n")
    for document in coded:
        title = document.document.title or document.document.id
        print(f"  {len(document.reports):3d} events {_further_claims(document):3d} claims  {title}")
    common = Counter(report.type for report in reports).most_common(6)
    print(f"\nMost often told: {', '.join(f'{number} {name}' for name, number in common)}")
    print(f"Told as denied: {denied}")
    print(
        f"\nWritten: {CODED.relative_to(ROOT)} (everything), {REPORTS.relative_to(ROOT)} (a table)"
    )
    print("The happenings in these articles are invented.\n\nNow try:")
    print(f"  .venv/bin/dragoman code {first.relative_to(ROOT)}")
    print(f"  .venv/bin/dragoman code {first.relative_to(ROOT)} --explain")
    print("  .venv/bin/dragoman ontology show plover ASSAULT")
    print("and then read docs/tutorial/first-article.md")


def _further_claims(document: CodedDocument) -> int:
    """Count the claims that are not about an event report."""
    return sum(claim.kind != "report" for claim in document.claims)


if __name__ == "__main__":
    raise SystemExit(main())
