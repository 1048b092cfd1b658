"""In what manner a frame is raised: the passages by sub-code, mode, voice or speaker."""

from __future__ import annotations

import pandas as pd

from framing.tables.require import check_choice, empty, require

VARIABLES = ("subcode", "mode", "voice", "speaker")
_GROUP = ["coder", "frame", "outlet"]


def manner(passages: pd.DataFrame, *, variable: str = "mode") -> pd.DataFrame:
    """How is a frame put, and in whose voice, by each outlet?

    Parameters
    ----------
    passages : a row is a passage (see :func:`framing.passages`); those present count.
    variable : ``mode``, ``voice``, ``subcode`` or ``speaker``.

    Returns
    -------
    A row is a coder, frame, outlet and value that some passage has: ``n_value`` of the outlet's
    ``n_passages`` have it, a ``share`` from 0 to 1. ``value`` is empty for those of which nothing
    is coded. A passage with several values counts in each, so that shares may sum to over 1.

    Raises
    ------
    TableError : a column is missing, of a wrong type, or a row stands twice.
    ParameterError : an unknown ``variable``.

    Examples
    --------
    >>> table = pd.DataFrame({"article": list("abc"), "sentence": 0, "coder": "me", "frame": "f",
    ...     "outlet": ["A", "A", "B"], "mode": ["feared;denied", "feared", None]})
    >>> manner(table)[["outlet", "value", "n_value", "n_passages", "share"]]
      outlet   value  n_value  n_passages  share
    0      A                0           2    0.0
    1      A  denied        1           2    0.5
    2      A  feared        2           2    1.0
    3      B                1           1    1.0
    4      B  denied        0           1    0.0
    5      B  feared        0           1    0.0
    """
    check_choice(variable, VARIABLES, what="variable")
    rows = require(passages, "passages", columns=["outlet"]).query("present == 1")
    if rows.empty:
        return empty("manner")
    told = rows.assign(value=rows[variable].fillna("").str.split(";")).explode("value")
    counts = told.groupby([*_GROUP, "value"]).size().unstack(fill_value=0).stack()
    of_outlet = rows.groupby(_GROUP).size().rename("n_passages")
    table = counts.rename("n_value").reset_index().join(of_outlet, on=_GROUP)
    table["share"] = table["n_value"] / table["n_passages"]
    return require(table.assign(variable=variable), "manner")
