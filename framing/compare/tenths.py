"""How early a frame comes: the texts that have it in each tenth of their length."""

from __future__ import annotations

import pandas as pd

from framing.tables.require import require

TENTHS = 10


def tenths(sentences: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """Count for each tenth the texts that have a sentence there, and those that carry a frame.

    Parameters
    ----------
    sentences : a row is a sentence, with its position in its text from 0 to 1.
    passages : a row is a passage of one frame by one coder; those present count.

    Returns
    -------
    A row is a tenth, from the first: of ``n_articles`` with a lead or body sentence in it
    ``n_present`` carry the frame there.

    Examples
    --------
    >>> table = pd.DataFrame({"article": "a", "sentence": [0, 1], "text": "x", "rank": [1, 2],
    ...     "position": [0.0, 1.0]})
    >>> found = table.loc[[1]].assign(coder="me", frame="f")
    >>> tenths(table, found).iloc[[0, -1]]
       tenth  n_present  n_articles
    0      1          0           1
    9     10          1           1
    """
    sentences, passages = require(sentences, "sentences"), require(passages, "passages")
    return pd.DataFrame(
        {
            "tenth": range(1, TENTHS + 1),
            "n_present": _texts_by_tenth(passages[passages["present"] == 1]),
            "n_articles": _texts_by_tenth(sentences),
        }
    )


def first_by_tenth(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the first of each text's rows in each tenth of it, with that ``tenth``."""
    placed = rows.dropna(subset=["position"])
    tenth = (placed["position"] * TENTHS).clip(upper=TENTHS - 1).astype(int) + 1
    return placed.assign(tenth=tenth).drop_duplicates(["article", "tenth"])


def _texts_by_tenth(rows: pd.DataFrame) -> list[int]:
    texts = first_by_tenth(rows).groupby("tenth").size()
    return texts.reindex(range(1, TENTHS + 1), fill_value=0).tolist()
