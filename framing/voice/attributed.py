"""To whom a place in a text is given: the attribution in whose content it stands."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.errors import TableError
from framing.tables.require import require
from framing.voice.pieces import Span, spans

_TOLD = ("attribution", "kind", "cue_class", "negated", "speaker", "actor", "side", "resolved")


def attributed(places: pd.DataFrame, attributions: pd.DataFrame) -> pd.DataFrame:
    """Say of places in texts to whom they are given, and whether in quotation marks.

    Parameters
    ----------
    places : a row is a place: ``article``, ``start`` and ``end``, such as mentions are.
    attributions : a row is an attribution.

    Returns
    -------
    ``places`` with ``attribution``, ``kind``, ``cue_class``, ``negated``, ``speaker``, ``actor``,
    ``side`` and ``resolved`` of the innermost attribution whose content holds the whole place;
    missing where the article itself tells it. ``quoted``: the place stands in quotation marks of
    an attribution.

    Raises
    ------
    TableError : a column is missing.

    Examples
    --------
    >>> from framing.voice import attributions
    >>> table = pd.DataFrame({"article": "a", "sentence": [0], "text": ["Roe said it is safe."]})
    >>> places = pd.DataFrame({"article": "a", "start": [15, 0], "end": [19, 3]})
    >>> attributed(places, attributions(table))[["cue_class", "speaker", "quoted"]].values.tolist()
    [['stated', 'Roe', False], [nan, nan, False]]
    """
    if lacking := [name for name in ("article", "start", "end") if name not in places]:
        raise TableError(f"places has no column '{lacking[0]}'; article, start and end are needed.")
    table = require(attributions, "attributions")
    found = places.reset_index(drop=True)
    held, marks = (_holders(table, column) for column in ("content", "quoted"))
    rows, quoted = np.full(len(found), -1), np.zeros(len(found), dtype=bool)
    columns = (found[name].tolist() for name in ("article", "start", "end"))
    asked: dict[str, list[tuple[int, int, int]]] = {}
    for at, (article, start, end) in enumerate(zip(*columns, strict=True)):
        asked.setdefault(article, []).append((start, end, at))
    for article, own in asked.items():
        for at, row in _innermost(own, held.get(article, [])):
            rows[at] = row
        for at, _ in _innermost(own, marks.get(article, [])):
            quoted[at] = True
    told = {name: table[name].array.take(rows, allow_fill=True) for name in _TOLD}
    return found.assign(**told, quoted=quoted)


def _holders(attributions: pd.DataFrame, column: str) -> dict[str, list[tuple[Span, int]]]:
    """Return the pieces of each article with the rows that they are of, from left to right."""
    found: dict[str, list[tuple[Span, int]]] = {}
    cells = zip(attributions["article"].tolist(), attributions[column].tolist(), strict=True)
    for row, (article, cell) in enumerate(cells):
        found.setdefault(article, []).extend((span, row) for span in spans(cell))
    for pieces in found.values():
        pieces.sort(key=lambda one: (one[0][0], -one[0][1], one[1]))
    return found


def _innermost(
    asked: list[tuple[int, int, int]], pieces: list[tuple[Span, int]]
) -> list[tuple[int, int]]:
    """Return for each place that a piece holds its index and the row of the innermost piece."""
    found, open_, number = [], list[tuple[Span, int]](), 0
    for start, end, at in sorted(asked):
        while number < len(pieces) and pieces[number][0][0] <= start:
            open_.append(pieces[number])
            number += 1
        open_ = [one for one in open_ if one[0][1] > start]
        held = next((row for (_, last), row in reversed(open_) if last >= end), None)
        if held is not None:
            found.append((at, held))
    return found
