"""Names of outlets in what coders read: told, and masked where that is wanted."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from framing.expressions import expression

MASK = "[outlet]"
READ = ("before", "text", "after")  # the cells of a sheet that hold words of texts
_BETWEEN = expression(r"[\s_-]+")  # "the-ledger", as folders are named, stands for "The Ledger"


def naming(rows: pd.DataFrame, outlets: Iterable[str]) -> pd.Series:
    """Tell which rows of a sheet name an outlet in the words that coders read.

    Examples
    --------
    >>> rows = pd.DataFrame({"text": ["So the Daily said.", "It is a daily walk."]})
    >>> naming(rows, ["Daily"]).tolist()
    [True, False]
    """
    names = _names(outlets)
    cells = [rows[column].map(lambda cell: _masked(cell, names) != cell) for column in _read(rows)]
    return pd.concat([pd.Series(False, rows.index), *cells], axis=1).any(axis=1)


def masked(rows: pd.DataFrame, outlets: Iterable[str]) -> pd.DataFrame:
    """Put ``[outlet]`` in the place of each outlet's name in the words that coders read.

    Examples
    --------
    >>> rows = pd.DataFrame({"text": ["THE DAILY told the Daily Star's man."]})
    >>> masked(rows, ["Daily", "daily-star"])["text"][0]
    "THE [outlet] told the [outlet]'s man."
    """
    names = _names(outlets)
    return rows.assign(**{
        column: rows[column].map(lambda cell: _masked(cell, names)) for column in _read(rows)
    })  # fmt: skip


def _read(rows: pd.DataFrame) -> list[str]:
    return [column for column in READ if column in rows]


def _names(outlets: Iterable[str]) -> re.Pattern[str] | None:
    """Make a pattern of all names, the longest first; letters may differ in case."""
    names = {one.strip() for one in outlets if any(map(str.isalpha, one))}
    ordered = sorted(names, key=lambda name: (-len(name), name))
    parts = ["[\\s_-]+".join(map(re.escape, _BETWEEN.split(name))) for name in ordered]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE) if parts else None


def _masked(cell: str, names: re.Pattern[str] | None) -> str:
    """Mask names; a word in small letters alone is a word like any other, but for an address."""
    if names is None:
        return cell
    return names.sub(lambda m: m[0] if m[0].islower() and "." not in m[0] else MASK, cell)
