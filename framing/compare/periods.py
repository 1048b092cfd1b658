"""What moved since a day: new texts beside those before, by the rules of what may be said."""

from __future__ import annotations

from datetime import date

import pandas as pd

from framing.compare.difference import comparison
from framing.compare.findings import findings
from framing.compare.shares import salience
from framing.compare.sides import OTHERS
from framing.compare.trend import days
from framing.errors import ParameterError
from framing.tables.require import empty, require
from framing.tables.toml import SEED

SINCE, BEFORE = "since", "before"
_COUNTS = ["n_frame", "base", "share"]


def check_day(since: str) -> None:
    """Refuse what is no day.

    Raises
    ------
    ParameterError : it is none.
    """
    try:
        if date.fromisoformat(since).isoformat() == since:
            return
    except ValueError:
        pass
    raise ParameterError(f"since is {since!r}; a day such as '2025-02-13' is needed.")


def sides_of(articles: pd.DataFrame, *, since: str) -> pd.Series:
    """Say of each article, by its id, whether it is of that day or later, or before it.

    One without a date is on neither side, and missing.

    Examples
    --------
    >>> rows = pd.DataFrame({"article": ["a", "b", "c"], "outlet": "A", "text": "x",
    ...     "date": ["2025-02-12", "2025-02-13", None]})
    >>> sides_of(rows, since="2025-02-13").tolist()
    ['before', 'since', nan]
    """
    rows = require(articles, "articles")
    day = days(rows)
    side = (day >= since).map({True: SINCE, False: BEFORE}).where(day.notna())
    return pd.Series(side.to_numpy(), index=rows["article"], name="side", dtype="str")


def moved_since(
    article_frames: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    since: str,
    margin: float | None = None,
    seed: int = SEED,
) -> pd.DataFrame:
    """Did the share of sentences with a frame move since a day, beyond chance?

    Parameters
    ----------
    article_frames : a row is an article and frame, by one coder.
    articles : a row is an article, with its date.
    since : the first day of the new texts, as 2025-02-13.
    margin : a difference in shares that would not matter, set beforehand.
    seed : of the shuffling.

    Returns
    -------
    A row is a frame: ``n_frame`` of ``base`` sentences in the ``n_articles`` new texts, and
    ``*_before`` the same of the ``n_reference`` texts before. ``estimate`` is the difference of
    the two shares, with its interval and ``p`` from shuffling stories between the two sides.
    ``p_holm`` is for all frames, and ``claim`` as in :func:`framing.compare.findings.findings`:
    ``more`` or ``less`` only where p_holm is below .05 and the interval excludes zero. Texts
    without a date are left out.
    No row where there is nothing on one of the sides.

    Raises
    ------
    ParameterError : ``since`` is no day.
    """
    check_day(since)
    rows = require(article_frames, "article_frames")
    rows["outlet"] = rows["article"].map(sides_of(articles, since=since))
    rows = rows.dropna(subset="outlet")
    if rows["outlet"].nunique() < 2:
        return empty("moved_since")
    made = comparison(rows, seed=seed)
    found = findings(made.difference, made.homogeneity, margin=margin)
    found = found[found["outlet"] == SINCE]
    counts = {side: own[[*OTHERS, *_COUNTS]] for side, own in salience(rows).groupby("outlet")}
    found = found.merge(counts[SINCE], on=OTHERS, how="left", validate="one_to_one")
    table = found.merge(counts[BEFORE], on=OTHERS, how="left", suffixes=("", "_before"))
    table = table.drop(columns=["outlet", "reference", "measure"]).assign(since=since)
    return require(table, "moved_since")
