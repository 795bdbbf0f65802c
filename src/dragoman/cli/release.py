"""`dragoman release`: makes a folder of a store that can be published."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.ingest import StoreFile
from dragoman.cli.laid import WithoutCorrectionsOption, corrections_of, said_of
from dragoman.errors import ConfigError

if TYPE_CHECKING:
    import pyarrow as pa

    from dragoman.io.releases.release import Release
    from dragoman.store.database import Store
    from dragoman.store.overlaid import Overlay

__all__ = ["RELEASE_EXAMPLES", "release"]

RELEASE_EXAMPLES = """Examples:

\b
  dragoman release --store news.duckdb -o releases --name "Red Sea events" --license CC-BY-4.0
  dragoman release --store news.duckdb -o releases --name "Red Sea events" --version 1.1 \\
    --license CC-BY-4.0 --author "Mensah, Ama" --withhold-persons
"""


def release(
    *,
    store: StoreFile,
    folder: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="FOLDER",
            show_default=False,
            help="Where the folder NAME-VERSION is made.",
        ),
    ],
    name: Annotated[str, typer.Option(help="Name of the data set.", show_default=False)],
    license_: Annotated[
        str,
        typer.Option(
            "--license",
            show_default=False,
            help="SPDX identifier, such as CC-BY-4.0, or the address of a licence.",
        ),
    ],
    version: Annotated[str, typer.Option(help="Version of the data set.")] = "1.0",
    authors: Annotated[
        list[str] | None,
        typer.Option(
            "--author",
            show_default=False,
            help='"Family, Given", or the name of a body; may be repeated.',
        ),
    ] = None,
    description: Annotated[str, typer.Option(help="What it is, in a sentence.")] = "",
    date: Annotated[
        str | None,
        typer.Option(
            help="Day of the release, ISO 8601.", show_default="the day a document was fetched last"
        ),
    ] = None,
    with_text: Annotated[
        bool,
        typer.Option(
            "--with-text", help="Sentences of the documents too, as far as their rights allow."
        ),
    ] = False,
    withhold_persons: Annotated[
        bool,
        typer.Option(
            "--withhold-persons",
            help="Numbers in place of persons who hold no office and are in no index.",
        ),
    ] = False,
    without_corrections: WithoutCorrectionsOption = False,
    accuracy: Annotated[
        Path | None,
        typer.Option(
            help="TOML file with a table `floors` of figures for the data card.",
            metavar="FILE",
            show_default="those of the coder on its gold articles",
        ),
    ] = None,
) -> None:
    """Make a versioned folder of a store that can be published.

    It holds the tables as CSV and Parquet, codebook, data card, Croissant metadata, checksums,
    licence and citation file. What reviewers corrected is laid over what the coder read; the data
    card says how many corrections there are. Without --with-text no words of documents are in it.
    """  # fmt: skip
    from dragoman.io.releases.release import Release  # noqa: PLC0415
    from dragoman.store.coverage import coverage_of  # noqa: PLC0415
    from dragoman.store.database import Store  # noqa: PLC0415  # slow to import

    with Store.open(store) as opened:
        overlay = corrections_of(opened, without=without_corrections)
        coverage = coverage_of(opened, overlay)
        described = Release(
            name=name, version=version, license=license_, authors=tuple(authors or ()),
            description=description, with_text=with_text, withholds_persons=withhold_persons,
            with_corrections=not without_corrections,
            date=date or coverage["days"][0]["fetched"] or "1970-01-01",
        )  # fmt: skip
        made = _write(opened, folder, described, coverage, _figures(accuracy), overlay)
        said = f"{coverage['size'][0]['events']} events{said_of(overlay, opened)}"
    typer.echo(f"{made}: {said}. Next: read {made}/data-card.md")


def _write(
    store: Store,
    folder: Path,
    described: Release,
    coverage: dict[str, list[dict[str, object]]],
    accuracy: dict[str, float],
    overlay: Overlay | None,
) -> Path:
    from dragoman.io.releases.folder import write_release  # noqa: PLC0415
    from dragoman.io.releases.withholding import Withholding  # noqa: PLC0415
    from dragoman.knowledge.codebook import load_codebook  # noqa: PLC0415
    from dragoman.store.coverage import private_names  # noqa: PLC0415
    from dragoman.store.exporting import export_rows  # noqa: PLC0415

    with_text = described.with_text and not described.withholds_persons
    withheld = Withholding(private_names(store, overlay) if described.withholds_persons else ())

    def rows(kind: str) -> Iterable[pa.RecordBatch]:
        found = export_rows(store, kind, with_text=with_text, overlay=overlay)
        return withheld.apply(found) if described.withholds_persons else found

    return write_release(
        folder, described, rows, coverage=coverage, accuracy=accuracy,
        codebook=load_codebook("plover"),
    )  # fmt: skip


def _figures(path: Path | None) -> dict[str, float]:
    """Return the figures of a file; without one those that came with the package, if any."""
    if path is None:
        shipped = files("dragoman") / "assets" / "accuracy.toml"
        source = Path(__file__).parents[3] / "benchmarks" / "accuracy.toml"
        if shipped.is_file():
            return dict(tomllib.loads(shipped.read_text(encoding="utf-8")).get("floors", {}))
        if not source.is_file():
            return {}
        path = source
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8")).get("floors", {})
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ConfigError("D200", f"{path}: {error}") from error
    return {str(name): float(figure) for name, figure in found.items()}
