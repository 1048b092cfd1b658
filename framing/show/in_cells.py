"""Tables of the package in a notebook's cell: words to the left, shares in per cent, bounded."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

import pandas as pd

from framing.errors import number
from framing.show.markup import shown
from framing.show.rendering import rendered
from framing.tables.contracts import CONTRACTS
from framing.tables.contracts.contract import SHARES

ROWS, WIDTH = 20, 200  # most rows, and characters of a cell, that a cell shows
LINE = 160  # most characters of a line in plain words
_LIMITS = ("ci_low", "ci_high")


def kind_of(table: pd.DataFrame) -> str:
    """Return the name of the table whose contract this one keeps; empty if it is none of ours.

    Examples
    --------
    >>> columns = CONTRACTS["prevalence"].columns
    >>> kind_of(pd.DataFrame(columns=[*columns])), kind_of(pd.DataFrame({"share": [0.5]}))
    ('prevalence', '')
    """
    has = set(map(str, table.columns))
    kept = {
        name: needed
        for name, about in CONTRACTS.items()
        if (needed := {c for c, kind in about.columns.items() if not kind.optional}) <= has
        and (2 * len(needed) > len(has) or _begins_with(table, needed))
    }
    return max(kept, key=lambda name: len(kept[name]), default="")


def _begins_with(table: pd.DataFrame, needed: set[str]) -> bool:
    """Tell whether a table has columns of ours, and then many of somebody's own."""
    return len(needed) > 4 and {*map(str, table.columns[: len(needed)])} == needed


def as_html(table: pd.DataFrame) -> str | None:
    """Return a table as a cell shows it; nothing is left to the reader of markup in it."""
    if not (name := kind_of(table)):
        return str(table._repr_html_()) if hasattr(table, "_repr_html_") else None
    caption, heads, sides, cells = _laid_out(table, name)
    page = {"caption": caption, "head": list(zip(heads, sides, strict=True))}
    rows = [list(zip(row, sides, strict=True)) for row in cells]
    return str(rendered("show/cell_table", **page, rows=rows))


def as_text(table: pd.DataFrame) -> str:
    r"""Return a table in plain words: the twin of what a cell shows.

    Examples
    --------
    >>> table = pd.DataFrame({"frame": ["out"], "outlet": ["A"], "share": [0.25]})
    >>> as_text(table)
    '  frame outlet  share\n0   out      A   0.25'
    """
    if not (name := kind_of(table)):
        return repr(table)
    caption, heads, sides, cells = _laid_out(table, name)
    rows = [heads, *([cell[:40] for cell in row] for row in cells)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    fit = max(1, sum(until <= LINE for until in accumulate(width + 2 for width in widths)))
    lines = [
        "  ".join(
            cell.rjust(width) if side == "right" else cell.ljust(width)
            for cell, width, side in zip(row, widths[:fit], sides, strict=False)
        ).rstrip()
        for row in rows
    ]
    told = f", {fit} of {len(heads)} columns" if fit < len(heads) else ""
    return "\n".join([f"{caption}{told}", *lines])


def _laid_out(table: pd.DataFrame, name: str) -> tuple[str, list[str], list[str], list[list[str]]]:
    """Return caption, heads, sides and cells: the first rows, and no column that is all empty."""
    seen = table.head(ROWS)
    columns = [c for c in seen if not len(table) or table[c].notna().any()]
    about = CONTRACTS[name].columns
    shares = {c for c in columns if c in about and about[c].unit == SHARES}
    if {*_LIMITS} <= {*about} and "share" in shares:
        shares |= {*_LIMITS}
    sides = ["right" if pd.api.types.is_numeric_dtype(table[c]) else "left" for c in columns]
    cells = [
        [_cell(value, c in shares) for c, value in zip(columns, row, strict=True)]
        for row in seen[columns].itertuples(index=False, name=None)
    ]
    rest = f", the first {ROWS} shown" if len(table) > ROWS else ""
    return f"{name}: {number(len(table), 'row')}{rest}", [*map(str, columns)], sides, cells


def _cell(value: Any, is_share: bool) -> str:
    if is_share and not pd.isna(value):
        return f"{100 * value:.3g} %"
    text = shown(value)
    return text if len(text) <= WIDTH else f"{text[:WIDTH]} ..."
