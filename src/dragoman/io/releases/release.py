"""What is said of a release, and the columns that its tables have."""

from __future__ import annotations

from dragoman.records.base import Record

__all__ = ["RELEASED_KINDS", "Release"]

RELEASED_KINDS = ("events", "reports", "claims", "actors", "dyads")


class Release(Record, frozen=True, kw_only=True):
    """What whoever publishes a data set says of it."""

    name: str
    version: str
    license: str
    """SPDX identifier, or the address of a licence."""
    date: str
    """ISO 8601."""
    authors: tuple[str, ...] = ()
    description: str = ""
    with_text: bool = False
    withholds_persons: bool = False
    with_corrections: bool = True
    """Whether what reviewers corrected is laid over what the coder read."""

    @property
    def license_url(self) -> str:
        """Where the licence can be read."""
        if self.license.startswith(("http:", "https:")):
            return self.license
        return f"https://spdx.org/licenses/{self.license}.html"
