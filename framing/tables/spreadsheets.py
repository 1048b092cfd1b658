r"""Cells that spreadsheets run as formulas or change, what keeps them, and CSV of such cells.

A cell of a file with commas may be cut at its semicolons, tabs and line ends, quotation marks or
not, by a program that expects semicolons. So what may follow one of these is guarded as the
beginning of a cell is: that by an apostrophe, this by a backslash, since ``,' -`` stands in prose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pandas as pd

from framing.expressions import expression

_SIGNS = (  # and what programs fold into them: wide, small, raised and lowered forms
    r"=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u207a-\u207c\u208a-\u208c"
    r"\u2212\u2a75\u2a76\ufb29"
)
_CUTS = ",;\t\r\n"
_UNSEEN = (  # blanks, control characters and what has no width: programs skip or drop them
    r"\s\x00-\x20\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    r"\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    r"\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd\U00013430-\U0001343f"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_FORMULA = expression(rf"['\"{_UNSEEN}]*[{_SIGNS}]|'*[\t\r\n]")
_CHANGED = expression(  # into a number, date, time or truth value written otherwise
    r"'*(?:0[0-9 ]+|[0-9]{16,}|[0-9][0-9 ]*[.,:/%eE-][0-9 .,:/%eE-]*|true|false)", re.IGNORECASE
)
_BEFORE = rf"{_CUTS}{_UNSEEN}'\"\\"
_RUN = expression(rf"(?<![{_BEFORE}])[{_BEFORE}]++(?=[{_SIGNS}])")  # each run is looked at once
_CUT = expression(rf"(\r\n|[{_CUTS}])")
_GUARDED_CUT = expression(rf"{_CUT.pattern}\\")
_QUOTED = expression(rf"[\"{_CUTS}]")


def disarmed(cell: str) -> str:
    r"""Guard a cell that a spreadsheet would run as a formula, whole or cut at a separator.

    Examples
    --------
    >>> disarmed("=1+1"), disarmed("'=1+1"), disarmed(" =1"), disarmed("'tis")
    ("'=1+1", "''=1+1", "' =1", "'tis")
    >>> print(disarmed("Talks; =1"))
    Talks;\ =1
    """
    return _marked(cell, _is_formula(cell))


def guarded(cell: str) -> str:
    """Put an apostrophe also before a cell that a spreadsheet would change when it is opened.

    Version 1.10 would become 1.1, and 1.1.0 a day in January 2000. A cell that looks guarded
    already gets one more, so that :func:`unguarded` gives every cell back.

    Examples
    --------
    >>> guarded("1.10"), guarded("007"), guarded("true"), guarded("=1"), guarded("01_a.txt")
    ("'1.10", "'007", "'true", "'=1", '01_a.txt')
    """
    return _marked(cell, _begins_guarded(cell))


def unguarded(cell: str) -> str:
    r"""Take away what :func:`guarded` or :func:`disarmed` put into a cell.

    Examples
    --------
    >>> unguarded("'1.10"), unguarded("'=1"), unguarded("''=1"), unguarded("'tis")
    ('1.10', '=1', "'=1", "'tis")
    >>> unguarded("Talks;\\ =1")
    'Talks; =1'
    """
    return _unmarked(cell, _begins_guarded)


def _is_formula(cell: str) -> bool:
    return _FORMULA.match(cell) is not None


def _begins_guarded(cell: str) -> bool:
    return _is_formula(cell) or _CHANGED.fullmatch(cell) is not None


def _marked(cell: str, at_start: bool) -> str:
    """Put a backslash after each place where a cell may be cut before a sign."""
    safe = _RUN.sub(lambda run: _CUT.sub(r"\1\\", run[0]), cell)
    return f"'{safe}" if at_start else safe


def _unmarked(cell: str, at_start: Callable[[str], bool]) -> str:
    bare = cell  # as most cells are, without the sign that marks a cut
    if "\\" in cell:
        bare = _RUN.sub(lambda run: _GUARDED_CUT.sub(r"\1", run[0]), cell)
    return bare[1:] if bare.startswith("'") and at_start(bare) else bare


def rearmed(cell: str) -> str:
    """Take away what :func:`disarmed` put into a cell, and no other apostrophe.

    Examples
    --------
    >>> rearmed("'=1"), rearmed("'007")
    ('=1', "'007")
    """
    return _unmarked(cell, _is_formula)


def in_words(table: pd.DataFrame, safe: Callable[[str], str]) -> pd.DataFrame:
    """Return a copy of a table in which every word is made ``safe``, or has its guard gone.

    Examples
    --------
    >>> in_words(pd.DataFrame({"text": ["=1+1", "one"], "n": 1}), disarmed)["text"].tolist()
    ["'=1+1", 'one']
    """
    made = table.rename(columns=lambda name: safe(name) if isinstance(name, str) else name)
    for place, kind in enumerate(made.dtypes):
        if kind.name in ("str", "object"):
            words = made.iloc[:, place].map(lambda v: safe(v) if isinstance(v, str) else v)
            made.isetitem(place, words)
    return made


def csv_text(rows: Iterable[Sequence[object]], *, delimiter: str = ",", end: str = "\n") -> str:
    r"""Lay out rows as CSV; what is missing is an empty cell.

    Every cell that holds a separator of any kind stands in quotation marks, so that programs
    that take several for one keep it whole.

    Examples
    --------
    >>> csv_text([["text", "n"], ["a;b", 1], [None, 2]])
    'text,n\n"a;b",1\n,2\n'
    """
    lines = (delimiter.join(map(_cell, row)) or '""' for row in rows)
    return "".join(line + end for line in lines)


def csv_of(table: pd.DataFrame, safe: Callable[[str], str], *, end: str = "\n") -> str:
    r"""Lay out a table as CSV, its names of columns first and every word made ``safe``.

    Examples
    --------
    >>> csv_of(pd.DataFrame({"text": ["=1+1"], "n": 1}), disarmed)
    "text,n\n'=1+1,1\n"
    """
    kept = in_words(table, safe)
    return csv_text([list(kept.columns), *kept.itertuples(index=False, name=None)], end=end)


def write_data(table: pd.DataFrame, folder: Path, name: str) -> None:
    """Write a table as CSV and Parquet.

    In the CSV file a text that a spreadsheet would run as a formula gets an apostrophe in
    front; the Parquet file holds every value as it is.
    """
    table.to_parquet(folder / f"{name}.parquet", index=False)
    (folder / f"{name}.csv").write_text(csv_of(table, disarmed), encoding="utf-8", newline="\n")


def write_disarmed(rows: Iterable[Sequence[str]], place: Path) -> None:
    """Write rows of words to a CSV file, each cell :func:`disarmed`."""
    text = csv_text([list(map(disarmed, row)) for row in rows], end="\r\n")
    place.write_text(text, encoding="utf-8", newline="")


def _cell(value: object) -> str:
    text = "" if value is None or value is pd.NA or value != value else str(value)
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
