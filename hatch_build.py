"""Builds the knowledge index before the package: the wheel ships it, an editable install uses it.

The index is made from data/ by the package's own `dragoman.knowledge.build`, which needs nothing
but msgspec, so the build environment stays small. Without data/ (a source tree stripped of it) an
index that is already there is taken as it is.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class KnowledgeIndexHook(BuildHookInterface[Any]):
    """Makes `src/dragoman/assets/knowledge.sqlite` where it is missing or older than its tables."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 (hatchling's signature)
        """Bring the index up to date and put it into the wheel although git ignores it."""
        root = Path(self.root)
        index = root / "src" / "dragoman" / "assets" / "knowledge.sqlite"
        if (root / "data").is_dir():
            sys.path.insert(0, str(root / "src"))
            try:
                from dragoman.knowledge.build import build, is_fresh  # noqa: PLC0415 (needs the path)

                if not is_fresh(root / "data", index):
                    build(root / "data", index)
            finally:
                sys.path.remove(str(root / "src"))
        build_data["artifacts"].append("src/dragoman/assets/knowledge.sqlite")
