"""`dragoman schema`: the JSON Schema of the output or of a record."""

from __future__ import annotations

from typing import Annotated

import msgspec
import typer

__all__ = ["SCHEMA_EXAMPLES", "schema"]

SCHEMA_EXAMPLES = """Examples:

\b
  dragoman schema output
  dragoman schema EventReport
"""


def schema(
    name: Annotated[
        str, typer.Argument(help='"output", or the name of a record such as EventReport.')
    ],
) -> None:
    """Print the JSON Schema of a record or of the output of `dragoman code`."""
    from dragoman.knowledge.toml_tables import did_you_mean  # noqa: PLC0415
    from dragoman.records.schema import json_schema, schema_names  # noqa: PLC0415

    known = {option.lower(): option for option in schema_names()}
    if name.lower() not in known:
        raise typer.BadParameter(
            f'"{name}" is not known.{did_you_mean(name, known.values())} '
            f"Known names: {', '.join(known.values())}.",
            param_hint="NAME",
        )
    encoded = msgspec.json.encode(json_schema(known[name.lower()]))
    typer.echo(msgspec.json.format(encoded, indent=2).decode())
