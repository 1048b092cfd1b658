"""Many outlets and texts: what is said and shown of them instead of every one."""

from __future__ import annotations

import pandas as pd

from framing.show.markup import MANY, SHOWN_ROWS
from framing.show.plain_words import count, listed, percent
from framing.tables.contracts.wire_tables import ABSENT

NO_TEST = "too few texts or hand codes for a test of outlets"
ONE_EVENT = "all texts are of one event"
NO_TWO = "no two people coded these texts"


def spread(counts: pd.DataFrame, *, of: str = "outlet") -> str:
    """Say the lowest, the median and the highest of shares, instead of every one.

    Parameters
    ----------
    counts : rows indexed by name; the first column is the part, the second the whole, and a
        third, if there is one, is said behind them.
    of : what a row is.

    Examples
    --------
    >>> table = pd.DataFrame({"n": [1, 0, 3], "of": [4, 4, 4]}, index=["A", "B", "C"])
    >>> spread(table)
    'from B (0 of 4) to C (3 of 4); median of 3 outlets 25 %'
    """
    known = counts[counts.iloc[:, 1] > 0]
    if known.empty:
        return f"nothing to count in {count(len(counts), of)}"
    share = known.iloc[:, 0] / known.iloc[:, 1]
    if share.min() == share.max():
        return f"a share of {percent(share.min(), 1)} in each of {count(len(known), of)}"
    low, high = (_at(known[share == end]) for end in (share.min(), share.max()))
    return f"from {low} to {high}; median of {count(len(known), of)} {percent(share.median(), 1)}"


def _at(rows: pd.DataFrame) -> str:
    """Name the first of the rows that share an end, and how many more there are."""
    part, whole, *more = rows.iloc[0]
    others = f" and {len(rows) - 1} more" if len(rows) > 1 else ""
    return f"{rows.index[0]} ({part} of {whole}{''.join(more)}){others}"


def by_turns(rows: pd.DataFrame, outlets: pd.Series, *, most: int = SHOWN_ROWS) -> pd.DataFrame:
    """Order rows that are too many to be shown: one of each outlet first, then the second.

    Parameters
    ----------
    rows : the rows, each outlet's in the order in which they shall come.
    outlets : whose each row is, in the same order.
    most : so many rows are shown, and stay as they are.

    Examples
    --------
    >>> rows = pd.DataFrame({"n": range(40)})
    >>> by_turns(rows, pd.Series(["A"] * 38 + ["B"] * 2))["n"].head(4).tolist()
    [0, 38, 1, 39]
    """
    if len(rows) <= most:
        return rows
    turn = outlets.reset_index(drop=True).groupby(outlets.to_numpy(), sort=False).cumcount()
    return rows.iloc[turn.sort_values(kind="stable").index].reset_index(drop=True)


def named(words: list[str]) -> str:
    """List names where they are few, else the first five and how many more there are.

    Examples
    --------
    >>> named(list("ab")), named(list("abcdefgh"))
    ('a and b', 'a, b, c, d, e and 3 more')
    """
    if len(words) < MANY:
        return listed(words)
    return listed([*words[:5], f"{len(words) - 5} more"])


def closest(synopsis: pd.DataFrame, *, most: int, reference: str = "") -> list[str]:
    """Choose the texts of a story that are shown: all of a few, else one and those nearest to it.

    Parameters
    ----------
    synopsis : a row is a unit and a text of one story.
    most : how many texts are shown.
    reference : the agency's original, to which the others are near; without it, it is the text
        whose units most others tell too.
    """
    texts = list(synopsis["article"].unique())
    if len(texts) <= most:
        return texts
    told = synopsis[synopsis["relation"] != ABSENT]
    others = told.groupby("unit")["article"].transform("nunique") - 1
    common = others.groupby(told["article"]).sum().reindex(texts)
    middle = reference if reference in texts else common.idxmax()
    units = set(told.loc[told["article"] == middle, "unit"])
    shared = told["unit"].isin(units).groupby(told["article"]).sum().reindex(texts)
    shared[middle] = len(units) + 1
    nearest = shared.sort_values(ascending=False, kind="stable").head(most)
    return [text for text in texts if text in nearest.index]


def one_each(texts: pd.DataFrame) -> str:
    """Say why shares of texts are not told where no outlet has two; "" where one has.

    Examples
    --------
    >>> one_each(pd.DataFrame({"article": ["1", "2"], "outlet": ["A", "B"]}))
    'each outlet has one text, of which a share of texts is all or none'
    """
    most = texts.groupby("outlet")["article"].nunique().max()
    return "" if most > 1 else "each outlet has one text, of which a share of texts is all or none"


def one_event(articles: pd.DataFrame) -> str:
    """Say why events are not compared where there is one; "" where there are several.

    Examples
    --------
    >>> one_event(pd.DataFrame({"event": ["summit", "summit"]}))
    'all texts are of one event'
    """
    return "" if articles["event"].nunique() > 1 else ONE_EVENT
