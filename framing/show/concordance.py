"""Places in their context, what was sought marked."""

from __future__ import annotations

from typing import Any

import pandas as pd

from framing.errors import ParameterError
from framing.show.markup import Pieces
from framing.show.plain_words import count
from framing.show.quoting import table_data
from framing.show.results import Result, result

LINES = 10
_KEY = ["article", "sentence"]


def concordance(rows: pd.DataFrame, *, name: str, caption: str, shown: int = LINES) -> Result:
    """Show places with their context, outlet by outlet, what was sought marked.

    Parameters
    ----------
    rows : a row is a place, as :func:`framing.words.kwic` lists them.
    name : the name under which the index finds it.
    caption : one line that says what was sought.
    shown : the most lines shown of an outlet; all are in the data.

    Returns
    -------
    A result of kind ``concordance``. Its data hold every place with its key.

    Raises
    ------
    ParameterError : ``shown`` is below 1.

    Examples
    --------
    >>> from framing.words.kwic import kwic
    >>> table = pd.DataFrame({"article": ["a"], "sentence": [0], "text": ["Talks on Kyiv."]})
    >>> print(concordance(kwic(table, "Kyiv"), name="kyiv", caption="Kyiv in context").text)
    Kyiv in context: 1 place in 1 text.
    a
    Talks on Kyiv.
    """
    check_number("shown", shown)
    said = f"{caption}: {count(len(rows), 'place')} in {count(rows['article'].nunique(), 'text')}."
    groups = [
        {"name": outlet, **lines_of(places, shown)}
        for outlet, places in rows.groupby("outlet", sort=False)
    ]
    return result(
        "show/concordance", "concordance", name,
        page={"sentence": said, "groups": groups},
        data={"caption": caption, "sentence": said, **data_of(rows)},
    )  # fmt: skip


def check_number(what: str, number: int) -> None:
    """Refuse a number of lines or words below 1."""
    if number < 1:
        raise ParameterError(f"{what} is {number}; a number from 1 on is needed.")


def lines_of(rows: pd.DataFrame, most: int) -> dict[str, Any]:
    """Return the first places as lines, what was sought marked, and how many of how many."""
    several = rows["article"].nunique() > 1
    lines = [
        {
            "pieces": Pieces([(row.before, False), (row.match, True), (row.after, False)]),
            "source": row.article if several else "",
        }
        for row in rows.head(most).itertuples()
    ]
    return {"lines": lines, "n": len(rows)}


def data_of(rows: pd.DataFrame) -> dict[str, Any]:
    """Return every place with its key, as the data of a result."""
    passages = rows[_KEY].drop_duplicates().to_numpy().tolist()
    return {"key": _KEY, **table_data(rows), "passages": passages}
