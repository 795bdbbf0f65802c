"""The column layouts of POLECAT, ICEWS, GDELT and ACLED, so that scripts for these run as they are.

None of them has a column for who says so, or for whether it happened: only what is affirmed as
having happened goes out, unless a filter asks for more.
"""

from __future__ import annotations

from dragoman.io.exports.layouts.acled import ACLED
from dragoman.io.exports.layouts.gdelt import GDELT
from dragoman.io.exports.layouts.icews import ICEWS
from dragoman.io.exports.layouts.layout import Layout, has_happened, write_layout
from dragoman.io.exports.layouts.polecat import POLECAT

__all__ = ["LAYOUTS", "Layout", "has_happened", "write_layout"]

LAYOUTS: dict[str, Layout] = {
    layout.name: layout for layout in (POLECAT, ICEWS, GDELT, ACLED)
}  # fmt: skip
"""By name."""
