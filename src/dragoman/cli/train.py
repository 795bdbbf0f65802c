"""`dragoman train`: teaches the coder a codebook by examples."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from dragoman.cli.settings import ConfigFile, OverlayFile, settings_of

if TYPE_CHECKING:
    from dragoman.teach.train import Trained

__all__ = ["TRAIN_EXAMPLES", "train"]

TRAIN_EXAMPLES = """Examples:

\b
  dragoman train examples.jsonl --codebook my-codebook --output my-head
  dragoman train news.duckdb --output my-head
  dragoman train my-gold/ --codebook conflict --output my-head
  dragoman code article.txt --codebook conflict --head my-head

\b
A line of examples.jsonl: {"text": "Police in Lima held 60 people.", "types": ["ARREST"]}
and of a text that tells no event of the codebook: {"text": "…", "types": []}

\b
Exit status: 0 if the head was written, 2 if the call or the examples were wrong.
"""


def train(
    source: Annotated[
        Path,
        typer.Argument(
            help="A store with corrections, a folder or JSON Lines file of gold records, or JSON "
            "Lines of texts with their types."
        ),
    ],
    *,
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", help="Folder to write the head to.", metavar="FOLDER",
            show_default=False,
        ),
    ],
    codebook: Annotated[
        str | None,
        typer.Option(
            help="A folder with a codebook, or the name of one that comes with dragoman.",
            show_default="plover",
        ),
    ] = None,
    least_examples: Annotated[
        int,
        typer.Option(min=2, help="Refuse to learn a type from fewer examples.", metavar="N"),
    ] = 10,
    config: ConfigFile = None,
    overlay: OverlayFile = None,
) -> None:  # fmt: skip
    """Fit a head on your examples, so that the coder tells your codebook's types better.

    It takes minutes on a processor, needs no network and changes no file but the head's. Printed
    are F1 and calibration error before and with the head, each example judged by a head that was
    fitted without its text.
    """
    from dragoman.teach.train import train as train_head  # noqa: PLC0415  # slow to import

    settings = msgspec.structs.replace(settings_of(config, overlay), head=None)
    if codebook is not None:
        settings = msgspec.structs.replace(settings, codebook=codebook)
    trained = train_head(source, settings, output, least_examples=least_examples)
    for line in _lines(trained, settings.codebook, output):
        typer.echo(line)


def _lines(trained: Trained, codebook: str, output: Path) -> list[str]:
    fitted = trained.fitted
    triggers = sum(fitted.examples.values())
    before, after = fitted.before, fitted.after
    lines = [f"{trained.texts:,} texts, {triggers:,} triggers to learn from"]
    if trained.unseen:
        lines.append(f"{trained.unseen:,} texts teach nothing: no event is looked for in them")
    width = max(20, *(len(label) + 2 for label in trained.labels))
    lines.append(f"{'':<{width}}{'examples':>8}{'before':>9}{'with it':>9}")
    for code, f1 in after.by_type.items():
        count = fitted.examples[code]
        lines.append(f"{'F1 ' + code:<{width}}{count:>8,}{before.by_type[code]:>9.3f}{f1:>9.3f}")
    lines += [
        f"{'no event':<{width}}{fitted.examples.get('', 0):>8,}",
        f"{'F1 of all types':<{width}}{'':>8}{before.f1:>9.3f}{after.f1:>9.3f}",
        f"{'calibration error':<{width}}{'':>8}{before.error:>9.3f}{after.error:>9.3f}",
        "",
    ]
    if after.f1 > before.f1:
        lines.append("The head helps on texts it was not fitted on.")
    else:
        lines.append("The head does not help on texts it was not fitted on. Add examples.")
    book = "" if codebook == "plover" else f" --codebook {codebook}"
    lines.append(
        f"{output}: head {trained.version}. Use it: dragoman code FILE{book} --head {output}"
    )
    return lines
