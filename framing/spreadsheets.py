"""Cells that spreadsheets run as formulas or change, and the apostrophe that keeps them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pandas as pd

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_CHANGED = re.compile(  # into a number, date, time or truth value written otherwise
    r"'*(?:0[0-9 ]+|[0-9]{16,}|[0-9][0-9 ]*[.,:/%eE-][0-9 .,:/%eE-]*|true|false)", re.IGNORECASE
)


def disarmed(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would run as a formula.

    Examples
    --------
    >>> disarmed("=1+1"), disarmed("'=1+1"), disarmed("'tis")
    ("'=1+1", "''=1+1", "'tis")
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def guarded(cell: str) -> str:
    """Put an apostrophe also before a cell that a spreadsheet would change when it is opened.

    Version 1.10 would become 1.1, and 1.1.0 a day in January 2000. A cell that looks guarded
    already gets one more, so that :func:`unguarded` gives every cell back.

    Examples
    --------
    >>> guarded("1.10"), guarded("007"), guarded("true"), guarded("=1"), guarded("01_a.txt")
    ("'1.10", "'007", "'true", "'=1", '01_a.txt')
    """
    return f"'{cell}" if _CHANGED.fullmatch(cell) else disarmed(cell)


def unguarded(cell: str) -> str:
    """Take away the apostrophe of :func:`guarded` or :func:`disarmed`.

    Examples
    --------
    >>> unguarded("'1.10"), unguarded("'=1"), unguarded("''=1"), unguarded("'tis")
    ('1.10', '=1', "'=1", "'tis")
    """
    is_guarded = cell.startswith("'") and (_FORMULA.match(cell) or _CHANGED.fullmatch(cell))
    return cell[1:] if is_guarded else cell


def in_words(table: pd.DataFrame, safe: Callable[[str], str]) -> pd.DataFrame:
    """Return a copy of a table in which every word is made ``safe``, or has its apostrophe gone.

    Examples
    --------
    >>> in_words(pd.DataFrame({"text": ["=1+1", "one"], "n": 1}), disarmed)["text"].tolist()
    ["'=1+1", 'one']
    """
    made = table.copy()
    for column in made.select_dtypes(["str", "object"]):
        made[column] = made[column].map(lambda v: safe(v) if isinstance(v, str) else v)
    return made
