"""Places in their context, what was sought marked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from markupsafe import Markup

from framing.errors import ParameterError
from framing.show.markup import join, marked
from framing.show.plain_words import count
from framing.show.results import Result

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
    sections = join(
        Markup("<section><h3>{}</h3>{}</section>").format(outlet, lines_of(places, shown))
        for outlet, places in rows.groupby("outlet", sort=False)
    )
    page = Markup('<div class="passages concordance"><p>{}</p>{}</div>').format(said, sections)
    return Result(
        "concordance", name, page, {"caption": caption, "sentence": said, **data_of(rows)}
    )


def check_number(what: str, number: int) -> None:
    """Refuse a number of lines or words below 1."""
    if number < 1:
        raise ParameterError(f"{what} is {number}; a number from 1 on is needed.")


def lines_of(rows: pd.DataFrame, most: int) -> Markup:
    """Return the first places as lines, and how many of how many they are."""
    several = rows["article"].nunique() > 1
    lines = join(
        Markup("<li>{}{}</li>").format(_line(row), _source(row["article"]) if several else "")
        for row in rows.head(most).to_dict("records")
    )
    left = Markup('<p class="more">{} of {} places shown.</p>').format(most, len(rows))
    return Markup("<ol>{}</ol>{}").format(lines, left if len(rows) > most else "")


def _source(article: str) -> Markup:
    return Markup(' <span class="about">({})</span>').format(article)


def _line(row: Mapping[str, Any]) -> Markup:
    """Return a place with what was sought marked."""
    start = len(row["before"])
    end = start + len(row["match"])
    return marked(row["before"] + row["match"] + row["after"], [(start, end)])


def data_of(rows: pd.DataFrame) -> dict[str, Any]:
    """Return every place with its key, as the data of a result."""
    return {
        "columns": [[str(column), str(kind)] for column, kind in rows.dtypes.items()],
        "key": _KEY,
        "rows": rows.to_dict("split", index=False)["data"],
        "passages": rows[_KEY].drop_duplicates().to_numpy().tolist(),
    }
