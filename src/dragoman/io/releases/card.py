"""The data card of a release: what it covers, what it lacks, how far it can be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dragoman.io.releases.release import Release

__all__ = ["data_card"]

Coverage = Mapping[str, Sequence[Mapping[str, Any]]]
_LONGEST = 40


def data_card(release: Release, coverage: Coverage, accuracy: Mapping[str, float]) -> str:
    """Return the card as Markdown; `accuracy` are figures by name, 0 to 1."""
    return "\n".join((
        f"# Data card: {release.name} {release.version}\n",
        f"{release.description}\n" if release.description else "",
        *_summary(release, coverage),
        "## Coverage\n",
        *_section("By month of publication", coverage["months"]),
        *_section("By country of the event", coverage["countries"]),
        *_section("By source", coverage["sources"]),
        *_section("By language", coverage["languages"]),
        *_section("By type of event", coverage["types"]),
        "## Known gaps\n",
        *_gaps(coverage),
        *_section("Problems met", coverage["problems"]),
        "## How it was made\n",
        *_section("Runs", coverage["runs"]),
        *_corrections(release, coverage),
        "## Accuracy\n",
        *_accuracy(accuracy),
        "## Persons and texts\n",
        *_care(release),
    ))  # fmt: skip


def _summary(release: Release, coverage: Coverage) -> list[str]:
    size, days = coverage["size"][0], coverage["days"][0]
    told = (
        f"{size['documents']} documents ({size['stories']} stories when copies count once), "
        f"published {days['first_published']} to {days['last_published']}; "
        f"{size['events']} events, {size['reports']} reports of them, {size['claims']} claims."
    )
    words = (
        "A report is what one document says happened. An event is what reports of one happening "
        "have in common. A claim is what somebody holds. `codebook.md` describes every column."
    )
    return [f"{told}\n", f"Licence: {release.license}. Date: {release.date}.\n", f"{words}\n"]


def _corrections(release: Release, coverage: Coverage) -> list[str]:
    """Return how many corrections by people are in the data, and what they were."""
    title = "## Corrections\n"
    if not release.with_corrections:
        return [title, "The data are as the coder read them, without people's corrections.\n"]
    rows = coverage.get("corrections", ())
    held = sum(row["corrections"] for row in rows if row["status"] in ("applied", "stale"))
    told = (
        f"{held} corrections by people are in these data. The column `review` tells which readings "
        "people confirmed, edited or added; what they rejected is left out.\n"
    )
    return [title, told, *_section("What became of corrections", rows)]


def _section(title: str, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    if not rows:
        return [f"### {title}\n", "None.\n"]
    lines = [_line(rows[0]), _line("---" for _ in rows[0])]
    lines += [_line(row.values()) for row in rows[:_LONGEST]]
    more = len(rows) - _LONGEST
    return [f"### {title}\n", *lines, f"\n{more} more.\n" if more > 0 else ""]


def _line(cells: Iterable[Any]) -> str:
    texts = ("" if cell is None else " ".join(str(cell).split()) for cell in cells)
    return f"| {' | '.join(text.replace('|', chr(92) + '|') for text in texts)} |"


def _gaps(coverage: Coverage) -> list[str]:
    size, gaps = coverage["size"][0], coverage["gaps"][0]
    missing = ", ".join(_stretches([row["month"] for row in coverage["missing_months"]]))
    told = (
        f"Documents that could not be coded: {size['uncoded']} of {size['documents']}.",
        f"Months between the first and the last without any document: {missing or 'none'}.",
        f"Events: {size['events']}.",
        f"Events without a known first day: {gaps['without_first_day']}.",
        f"Events whose day is not exact: {gaps['without_exact_day']}.",
        f"Events without a place: {gaps['without_place']}.",
        f"Events without anybody who acted: {gaps['without_actor']}.",
        f"Events with somebody who is in no index of actors: {gaps['with_unlinked_actor']}.",
        "Counts follow what the sources print: a rise may be one of attention.",
    )
    return [*(f"- {line}" for line in told), ""]


def _stretches(months: Sequence[str]) -> list[str]:
    """Return months that follow each other as one stretch: "2024-01 to 2024-03"."""
    found: list[list[str]] = []
    for month in months:
        if found and _number(month) == _number(found[-1][-1]) + 1:
            found[-1].append(month)
        else:
            found.append([month])
    return [f"{s[0]} to {s[-1]}" if len(s) > 1 else s[0] for s in found]


def _number(month: str) -> int:
    year, of_year = month.split("-")
    return int(year) * 12 + int(of_year)


def _accuracy(accuracy: Mapping[str, float]) -> list[str]:
    if not accuracy:
        return ["Not measured. `dragoman evaluate GOLD` measures it on texts coded by hand.\n"]
    lines = ["| measure | figure |", "| --- | --- |"]
    lines += [f"| {name} | {figure:.3f} |" for name, figure in accuracy.items()]
    return [
        "Measured on gold articles, not on these documents; read it as a guide.\n", *lines, "",
    ]  # fmt: skip


def _care(release: Release) -> list[str]:
    texts = "as far as the rights of each document allow" if release.with_text else "left out"
    persons = (
        "Persons who are in no index and hold no office are numbers here (`person-1`), and words "
        "that may name them are left out. Addresses of documents are as they were."
        if release.withholds_persons
        else "Names are as the documents print them."
    )
    return [f"Words of the documents are {texts}; offsets and hashes lead to them.\n", persons, ""]
