"""Values, tables and marked passages as templates take them: plain text in plain data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any

import numpy as np
import pandas as pd

from framing.expressions import expression

SHOWN_ROWS = 30  # about two screens
COMPARED_ROWS = 600  # of outlets or frames beside each other
MOST_OPEN = 40  # rows of a table that is shown whole; a longer one is opened by its reader
MANY = 8  # from so many on, names are no longer read one by one: ends and median, in order of size
_LONG = 60  # characters; a cell with more is given room
_NOISE = 1e-12  # what arithmetic leaves of a zero
_DAY = expression(r"\d{4}(?:-\d\d){0,2}")
_UNSAFE = expression(r"[^\w.-]+")


class Kind(Enum):
    """What a cell of a table holds, as far as its form depends on that."""

    NUMBER, DAY, LONG = "number", "day", "long"


class Pieces(tuple[tuple[str, bool], ...]):
    """The pieces of one text in their order, and whether each is marked."""


def anchor(article: str, sentence: int) -> str:
    """Return the id of a passage on its page.

    Examples
    --------
    >>> anchor("000_a6.txt", 3)
    'p-000_a6.txt-3'
    """
    return f"p-{_UNSAFE.sub('_', article)}-{sentence}"


def opened(keys: Iterable[tuple[str, int]], *, frame: str = "") -> str:
    """Return what a count opens, as ``data-opens`` of a page has it: the ids of what it counts.

    Parameters
    ----------
    keys : article and sentence of each passage.
    frame : the frame on whose page they stand, if not on the same page.

    Examples
    --------
    >>> opened([("a", 3), ("b", 0), ("a", 3)])
    'p-a-3 p-b-0'
    >>> opened([("a", 3)], frame="thaw")
    'f-thaw p-a-3'
    """
    ids = dict.fromkeys(anchor(*key) for key in keys)
    return " ".join([*([f"f-{frame}"] if frame and ids else []), *ids])


def rows_opened(rows: pd.DataFrame, *, frame: str = "") -> str:
    """Return what a count of rows opens, each of which is about a sentence (see :func:`opened`).

    Examples
    --------
    >>> rows_opened(pd.DataFrame({"article": ["a", "b"], "sentence": [3, 0]}))
    'p-a-3 p-b-0'
    """
    return opened(zip(rows["article"], rows["sentence"], strict=True), frame=frame)


def text_anchor(article: str) -> str:
    """Return the id of all passages of a text on their page.

    Examples
    --------
    >>> text_anchor("000_a6.txt")
    't-000_a6.txt'
    """
    return f"t-{_UNSAFE.sub('_', article)}"


def linked_counts(text: str, counts: Mapping[str, str]) -> list[dict[str, str]]:
    """Part a text at the counts in it, each with what it opens; of two that overlap the longer.

    Parameters
    ----------
    text : what is said.
    counts : what each count opens, by its words; what stands before a bar is before the count.

    Examples
    --------
    >>> linked_counts("A 2 of 9, B 2 of 9.", {"B |2 of 9": "p-b-1 p-b-2", "2 of 8": "p-b-1"})
    [{'text': 'A 2 of 9, B '}, {'text': '2 of 9', 'opens': 'p-b-1 p-b-2'}, {'text': '.'}]
    """
    ordered = sorted((each for each in counts if counts[each]), key=len, reverse=True)
    split = [each.rpartition("|") for each in ordered]
    wanted = "|".join(
        f"(?<={re.escape(before)}){re.escape(words)}" if before else re.escape(words)
        for before, _, words in split
    )
    parts, end = list[dict[str, str]](), 0
    for found in re.finditer(rf"(?<!\w)(?:{wanted})(?!\w)", text) if wanted else ():
        each = next(
            each
            for each, (before, _, words) in zip(ordered, split, strict=True)
            if words == found[0] and text[: found.start()].endswith(before)
        )
        parts += [{"text": text[end : found.start()]}, {"text": found[0], "opens": counts[each]}]
        end = found.end()
    return [part for part in [*parts, {"text": text[end:]}] if part["text"]]


def account_anchor(article: str) -> str:
    """Return the id of what is said of a text on a page, where its passages lead back to.

    Examples
    --------
    >>> account_anchor("000_a6.txt")
    'a-000_a6.txt'
    """
    return f"a-{_UNSAFE.sub('_', article)}"


def opens(table: pd.DataFrame) -> list[str]:
    """Return what each row of a table is about: a passage, or those of a text; "" if neither.

    Examples
    --------
    >>> opens(pd.DataFrame({"article": ["a", "b"], "sentence": [3, 0]}))
    ['p-a-3', 'p-b-0']
    """
    if "article" not in table:
        return [""] * len(table)
    articles = ["" if pd.isna(one) else str(one) for one in table["article"]]  # a file that is none
    if "sentence" not in table:
        return [text_anchor(article) if article else "" for article in articles]
    return [anchor(*key) for key in zip(articles, table["sentence"], strict=True)]


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


def table_cells(
    table: pd.DataFrame, *, labels: Mapping[str, str], rows: int = SHOWN_ROWS
) -> dict[str, Any]:
    """Return what a page shows of a table: each text with its kind, the first of a row its head.

    Parameters
    ----------
    table : what is shown.
    labels : plain words for columns; other underscores become spaces.
    rows : the most rows shown, closed if they are over 40; a table with more shows its first 30,
        and the number of the rest is said beneath.
    """
    kinds = {
        c: Kind.NUMBER if pd.api.types.is_numeric_dtype(table[c]) else None for c in table.columns
    }
    seen = len(table) if len(table) <= rows else min(rows, SHOWN_ROWS)
    columns = [
        [(text, kinds[c] or _kind(text)) for text in map(shown, table[c].head(seen))] for c in kinds
    ]
    return {
        "head": [(labels.get(c, c.replace("_", " ")), kind) for c, kind in kinds.items()],
        "rows": list(zip(*columns, strict=True)),
        "is_closed": seen > MOST_OPEN,
        "n": len(table),
    }


def _kind(text: str) -> Kind | None:
    """Give a long text room, and keep a day on one line."""
    if _DAY.fullmatch(text):
        return Kind.DAY
    return Kind.LONG if len(text) > _LONG else None


def marked(text: str, spans: Iterable[tuple[int, int]]) -> Pieces:
    """Part a text at the given character spans; overlapping spans count once.

    Examples
    --------
    >>> marked("Kyiv was left out.", [(9, 13), (5, 17)])
    (('Kyiv ', False), ('was left out', True), ('.', False))
    """
    pieces: list[tuple[str, bool]] = []
    position = 0
    for start, end in sorted(spans):
        begin = max(start, position)
        if begin < end:
            pieces += [(text[position:begin], False), (text[begin:end], True)]
            position = end
    return Pieces([*pieces, (text[position:], False)])
