"""Which frames stand together: in one sentence, or in one and the next."""

from __future__ import annotations

import pandas as pd

from framing.tables.codes import NEXT, SAME
from framing.tables.require import empty, require

_KEY = ["coder", "article"]


def joined(codings: pd.DataFrame) -> pd.DataFrame:
    """Which other frames stand in the sentence of a passage, or in the one before or after it?

    Parameters
    ----------
    codings : a row is one coder's decision on a sentence and frame.

    Returns
    -------
    A row is a passage, by article, ``sentence``, coder and ``frame``, and an ``other`` frame that
    the same coder found with it. ``place`` says where: ``same`` sentence, or ``next``, which is
    the one before or after; one that stands in both has the former. That frames stand together
    does not say how the text links them; that is read in the passage.

    Raises
    ------
    TableError : these are no codings.

    References
    ----------
    Entman (1993), Journal of Communication 43(4), 51-58: a frame is what a text joins.

    Examples
    --------
    >>> table = pd.DataFrame({"article": "a", "sentence": [0, 0, 1], "coder": "me",
    ...     "frame": ["thaw", "exclusion", "exclusion"], "present": 1})
    >>> joined(table)[["sentence", "frame", "other", "place"]]
       sentence      frame      other place
    0         0  exclusion       thaw  same
    1         0       thaw  exclusion  same
    2         1  exclusion       thaw  next
    """
    rows = require(codings, "codings")
    rows = rows[(rows["present"] == 1).fillna(False)][[*_KEY, "sentence", "frame"]]
    near = [
        rows.assign(at=rows["sentence"] + step, place=SAME if step == 0 else NEXT)
        for step in (0, -1, 1)
    ]
    others = rows.rename(columns={"sentence": "at", "frame": "other"})
    pairs = pd.concat(near).merge(others, on=[*_KEY, "at"])
    pairs = pairs[pairs["frame"] != pairs["other"]]
    if pairs.empty:
        return empty("joined")
    key = ["article", "sentence", "coder", "frame", "other"]
    pairs = pairs.drop_duplicates(key)  # the same sentence comes first
    return require(pairs[[*key, "place"]].sort_values(key, ignore_index=True), "joined")
