"""Tables and passages as HTML. Every word of an article passes through here and is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from markupsafe import Markup, escape

SHOWN_ROWS = 30  # about two screens
MOST_OPEN = 40  # rows of a table that is shown whole; a longer one is opened by its reader
MANY = 8  # from so many on, names are no longer read one by one: ends and median, in order of size
_LONG = 60  # characters; a cell with more is given room
_NOISE = 1e-12  # what arithmetic leaves of a zero
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")
_UNSAFE = re.compile(r"[^\w.-]+")


def join(parts: Iterable[Any], between: str = "") -> Markup:
    """Join pieces of HTML; plain text among them is escaped."""
    return Markup(between).join(parts)


def anchor(article: str, sentence: int) -> str:
    """Return the id of a passage on its page.

    Examples
    --------
    >>> anchor("000_a6.txt", 3)
    'p-000_a6.txt-3'
    """
    return f"p-{_UNSAFE.sub('_', article)}-{sentence}"


def shown(value: Any) -> str:
    """Return a value of a table as it is printed: no needless decimals, missing as a dash.

    Examples
    --------
    >>> [shown(value) for value in (3, 0.257, 0.0004, None, True, 12.0, 1e-17)]
    ['3', '0.26', '0.0004', '–', 'yes', '12', '0']
    """
    if value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
        return "–"
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, float):
        value = 0.0 if abs(value) < _NOISE else value
        return (
            f"{value:.0f}"
            if value == int(value)
            else f"{value:.2f}"
            if abs(value) >= 0.01
            else f"{value:.1g}"
        )
    return str(value)


def table_html(
    table: pd.DataFrame,
    *,
    caption: str,
    labels: dict[str, str] | None = None,
    rows: int = SHOWN_ROWS,
) -> Markup:
    """Return a table as HTML with a caption and headed columns.

    Parameters
    ----------
    table : what is shown; the first column heads its rows.
    caption : one line above it; says what a row is.
    labels : plain words for columns; other underscores become spaces.
    rows : the most rows shown, closed if they are over 40; a table with more shows its first 30,
        and the number of the rest is said beneath.
    """
    names = {column: column.replace("_", " ") for column in table.columns} | (labels or {})
    numeric = {c for c in table.columns if pd.api.types.is_numeric_dtype(table[c])}
    head = join(
        Markup('<th scope="col"{}>{}</th>').format(_right(column in numeric), names[column])
        for column in table.columns
    )
    seen = len(table) if len(table) <= rows else min(rows, SHOWN_ROWS)
    body = join(_row(table, position, numeric) for position in range(seen))
    more = Markup('<p class="more">{} of {} rows shown; all are in the data file.</p>').format(
        seen, len(table)
    )
    made = Markup(
        '<div class="table" tabindex="0" role="group" aria-label="{}"><table><caption>{}</caption>'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>{}"
    ).format(caption, caption, head, body, more if seen < len(table) else "")
    return made if seen <= MOST_OPEN else closed(made, said=f"{caption} ({seen} rows)")


def closed(content: Markup, *, said: str) -> Markup:
    """Return what is read only when its one line of summary is opened.

    Examples
    --------
    >>> str(closed(Markup("<p>long</p>"), said="All <60> outlets"))
    '<details><summary>All &lt;60&gt; outlets</summary><p>long</p></details>'
    """
    return Markup("<details><summary>{}</summary>{}</details>").format(said, content)


def _row(table: pd.DataFrame, position: int, numeric: set[str]) -> Markup:
    cells = []
    for number, column in enumerate(table.columns):
        content = shown(table[column].iloc[position])
        form = '<th scope="row"{}>{}</th>' if number == 0 else "<td{}>{}</td>"
        kind = _right(column in numeric) or _form(content)
        cells.append(Markup(form).format(kind, content))
    return Markup("<tr>{}</tr>").format(join(cells))


def _form(content: str) -> Markup:
    """Give a long text room, and keep a day on one line."""
    if _DAY.fullmatch(content):
        return Markup(' class="day"')
    return Markup(' class="long"') if len(content) > _LONG else Markup("")


def _right(numeric: bool) -> Markup:
    return Markup(' class="number"') if numeric else Markup("")


def marked(text: str, spans: Iterable[tuple[int, int]]) -> Markup:
    """Return a text with the given character spans marked; overlapping spans count once.

    Examples
    --------
    >>> str(marked("Kyiv <left out>", [(6, 14)]))
    'Kyiv &lt;<mark>left out</mark>&gt;'
    """
    pieces, position = [], 0
    for start, end in sorted(spans):
        begin = max(start, position)
        if begin < end:
            pieces += [
                escape(text[position:begin]),
                Markup("<mark>{}</mark>").format(text[begin:end]),
            ]
            position = end
    return join([*pieces, escape(text[position:])])


def shortened(text: str, *, words: int = 25, around: int = 0) -> str:
    """Return at most so many words of a passage, those around an offset first; cuts are shown.

    Examples
    --------
    >>> shortened("one two three four five", words=3, around=14)
    '… two three four …'
    """
    pieces = [(match.start(), match.group()) for match in re.finditer(r"\S+", text)]
    if len(pieces) <= words:
        return " ".join(piece for _, piece in pieces)
    middle = next((n for n, (start, piece) in enumerate(pieces) if start + len(piece) > around), 0)
    first = max(0, min(middle - 2 * words // 3, len(pieces) - words))
    kept = " ".join(piece for _, piece in pieces[first : first + words])
    return f"{'… ' if first else ''}{kept}{' …' if first + words < len(pieces) else ''}"
