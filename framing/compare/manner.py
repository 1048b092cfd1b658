"""In what manner a frame is raised: passages by sub-code, mode, voice, speaker or judgement."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from framing.tables.require import check_choice, empty, require, values_of

VARIABLES = (*("subcode", "mode", "voice", "speaker"),
             *("valuation", "valued_by", "function", "held_responsible"))  # fmt: skip
_GROUP = ["coder", "frame", "outlet"]


def manner(passages: pd.DataFrame, *, variable: str = "mode") -> pd.DataFrame:
    """How is a frame put, and in whose voice, by each outlet?

    Parameters
    ----------
    passages : a row is a passage (see :func:`framing.passages`); those present count.
    variable : ``mode``, ``voice``, ``subcode``, ``speaker``, ``valuation``, ``valued_by``,
        ``function`` or ``held_responsible``.

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
    rows = require(passages, "passages", columns=["outlet"])
    return manner_of(passage_counts(rows, variable=variable), variable=variable)


def passage_counts(passages: pd.DataFrame, *, variable: str) -> pd.DataFrame:
    """Count passages by value, and all of an outlet in a row whose value is missing."""
    present = passages[passages["present"] == 1]
    counts: Counter[tuple[str, str, str, str | None]] = Counter()
    for *group, cell in zip(*(present[name].tolist() for name in (*_GROUP, variable)), strict=True):
        counts.update([(*group, value) for value in values_of(cell) or [""]])
        counts[*group, None] += 1
    rows = sorted(counts.items(), key=lambda row: (*row[0][:3], row[0][3] is None, row[0][3]))
    return pd.DataFrame(
        [(*key, n) for key, n in rows], columns=[*_GROUP, "value", "n_value"]
    ).astype({"value": "object", "n_value": "int64"})


def manner_of(counts: pd.DataFrame, *, variable: str) -> pd.DataFrame:
    """Return what :func:`manner` says of passages that were counted."""
    if counts.empty:
        return empty("manner")
    told = counts["value"].notna()
    of_value = counts[told].set_index([*_GROUP, "value"])["n_value"]
    of_outlet = counts[~told].set_index(_GROUP)["n_value"].rename("n_passages")
    table = of_value.unstack(fill_value=0).stack().rename("n_value").reset_index()
    table = table.join(of_outlet, on=_GROUP)
    table["share"] = table["n_value"] / table["n_passages"]
    return require(table.assign(variable=variable), "manner")
