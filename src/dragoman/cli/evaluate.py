"""`dragoman evaluate`: how right the coder is, against gold records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dragoman.cli.settings import HeadFolder

if TYPE_CHECKING:
    from dragoman.evaluate.measure import Measure

__all__ = ["EVALUATE_EXAMPLES", "evaluate"]

EVALUATE_EXAMPLES = """Examples:

\b
  dragoman evaluate tests/golden
  dragoman evaluate tests/golden/claims --task claims
  dragoman evaluate news.duckdb --against corrections
  dragoman evaluate my-gold.jsonl --codebook my-codebook --format json
  dragoman evaluate my-gold.jsonl --codebook my-codebook --head my-head
"""


def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(
            help="A folder of NAME.gold.json files, a JSON Lines file, or what the task reads."
        ),
    ],
    codebook: Annotated[
        str, typer.Option(help="Name of a shipped codebook, or a folder.")
    ] = "plover",
    task: Annotated[
        str,
        typer.Option(
            help="What the records hold: articles (gold records), claims, or a public set's own "
            "task; docs/reference/evaluation.md names them."
        ),
    ] = "articles",
    head: HeadFolder = None,
    against: Annotated[
        Literal["gold", "corrections"],
        typer.Option(help="gold records, or what reviewers said of a store; GOLD is the store."),
    ] = "gold",
    output: Annotated[
        Literal["table", "json"], typer.Option("--format", help="How to print the figures.")
    ] = "table",
) -> None:
    """Score the coder against gold records, field by field, with 95 % intervals."""
    import msgspec  # noqa: PLC0415

    documents, measures = _scored(gold, codebook=codebook, head=head, task=task, against=against)
    if output == "json":
        encoded = msgspec.json.encode({"documents": documents, "measures": measures})
        typer.echo(msgspec.json.format(encoded, indent=2).decode())
        return
    typer.echo(f"{documents} documents")
    if not measures:
        return
    width = max(26, *(len(measure.name) + 2 for measure in measures))
    typer.echo(f"{'measure':<{width}}{'value':>7}  {'95 % interval':<15}{'counts':>13}".rstrip())
    for measure in measures:
        typer.echo(_line(measure, width).rstrip())


def _scored(
    gold: Path, *, codebook: str, head: Path | None, task: str, against: str
) -> tuple[int, tuple[Measure, ...]]:
    if against == "corrections":
        from dragoman.evaluate.corrections import score_corrections  # noqa: PLC0415

        return score_corrections(gold)
    from dragoman.evaluate.tasks import find_task  # noqa: PLC0415
    from dragoman.pipeline.config import Config  # noqa: PLC0415
    from dragoman.pipeline.document import Pipeline  # noqa: PLC0415

    config = Config(codebook=codebook, head=None if head is None else str(head))
    return find_task(task)(gold, Pipeline.load(config))


def _line(measure: Measure, width: int) -> str:
    counts = "" if measure.of is None else f"{measure.right}/{measure.of}"
    if measure.value is None or measure.low is None or measure.high is None:
        return f"{measure.name:<{width}}{'–':>7}  {'':<15}{counts:>13}"
    interval = f"{measure.low:.3f}–{measure.high:.3f}"
    return f"{measure.name:<{width}}{measure.value:>7.3f}  {interval:<15}{counts:>13}"
