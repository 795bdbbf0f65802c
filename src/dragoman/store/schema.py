"""The tables of the store, each column with its type and what it holds.

The one description: the tables are created from it, rows are checked against it on their way in,
and docs/reference/store.md is made of it. The tables themselves are in `tables`; a change there
needs a migration.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Column", "Table", "table"]


class Column(NamedTuple):
    """One column: its name, DuckDB type, and what it holds."""

    name: str
    type: str
    about: str
    compression: str | None = None


class Table(NamedTuple):
    """One table; `key` names the columns that tell its rows apart, enforced where `unique`."""

    name: str
    about: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    unique: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    def definition(self) -> str:
        """Return the statement that creates the table."""
        lines = [f'    "{c.name}" {c.type}{_compressed(c)}' for c in self.columns]
        if self.unique:
            lines.append(f"    PRIMARY KEY ({', '.join(self.key)})")
        return f"CREATE TABLE {self.name} (\n" + ",\n".join(lines) + "\n)"


def _compressed(column: Column) -> str:
    return f" USING COMPRESSION {column.compression}" if column.compression else ""


def table(name: str, about: str, key: str, columns: str, *, unique: bool = False) -> Table:
    """Return a table written as lines of `name TYPE about`; `key` names columns, by spaces.

    A type may be followed by a compression in brackets: `JSON(zstd)`.
    """
    found = []
    for line in filter(None, columns.splitlines()):
        column, kind, about_column = line.split(None, 2)
        plain, _, compression = kind.partition("(")
        found.append(Column(column, plain, about_column, compression.rstrip(")") or None))
    return Table(name, about, tuple(key.split()), tuple(found), unique)
