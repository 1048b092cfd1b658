"""From what was found to what is compared: how many texts of each outlet went, and why."""

from __future__ import annotations

import pandas as pd

from framing.tables.codes import DUPLICATE, OFF_TOPIC, OTHER_GENRE
from framing.tables.require import require

SAME_TEXT = "same_id_same_text"  # the code of a record that repeats an article
ALL = "all outlets"


def flow(articles: pd.DataFrame, left_out: pd.DataFrame, inputs: pd.DataFrame) -> pd.DataFrame:
    """Count by outlet what was found, what was left out and why, and what is compared.

    Parameters
    ----------
    articles : a row is an article that was read.
    left_out : a row is one that is not compared, with ``why``: ``duplicate``, ``off_topic`` or
        ``other_genre``.
    inputs : the load report; a record that repeats an article's id and text is a duplicate.

    Returns
    -------
    A row is an outlet, in alphabetical order, and last ``all outlets``: ``n_found`` texts,
    ``n_duplicates``, ``n_off_topic``, ``n_other_genre`` and ``n_kept``; the first is the sum of the
    others. An outlet of which nothing is kept has its row.

    Examples
    --------
    >>> rows = pd.DataFrame({"article": list("abc"), "outlet": list("XXY"), "text": "Talks."})
    >>> out = pd.DataFrame({"article": ["b"], "outlet": ["X"], "why": ["off_topic"]})
    >>> found = flow(rows, out, pd.DataFrame({"input": [], "record": [], "state": []}))
    >>> found[["outlet", "n_found", "n_off_topic", "n_kept"]].values.tolist()
    [['X', 2, 1, 1], ['Y', 1, 0, 1], ['all outlets', 3, 1, 2]]
    """
    rows = require(articles, "articles")[["article", "outlet"]]
    out, inputs = require(left_out, "left_out"), require(inputs, "inputs")
    repeats = inputs.loc[inputs["reason"] == SAME_TEXT, "article"]
    again = rows.set_index("article")["outlet"].reindex(repeats).value_counts()
    counts = pd.crosstab(out["outlet"], out["why"])
    table = pd.DataFrame({"read": rows["outlet"].value_counts().sort_index()})
    for code, name in _COLUMNS.items():
        table[name] = counts.get(code, pd.Series(dtype="int64")).reindex(table.index).fillna(0)
    table["n_kept"] = table.pop("read") - table[[*_COLUMNS.values()]].sum(axis="columns")
    table["n_duplicates"] += again.reindex(table.index).fillna(0)
    table.insert(0, "n_found", table.sum(axis="columns"))
    table = table.rename_axis("outlet").astype("int64")
    table.loc[ALL] = table.sum()
    return require(table.reset_index(), "flow")


_COLUMNS = {
    DUPLICATE: "n_duplicates", OFF_TOPIC: "n_off_topic", OTHER_GENRE: "n_other_genre",
}  # fmt: skip
