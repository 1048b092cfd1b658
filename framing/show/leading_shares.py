"""Shares that are corrected by hand codes, in words; the coder's own stand behind them."""

from __future__ import annotations

import pandas as pd

from framing.show.markup import MANY
from framing.show.plain_words import count, interval, listed, percent, whom
from framing.tables.codes import MATCHED


def called(row: pd.Series) -> str:
    """Say what a leading share is.

    Examples
    --------
    >>> called(pd.Series({"called": "matched", "to": "ann"}))
    'matched to ann'
    """
    return f"matched to {row['to']}" if row["called"] == MATCHED else str(row["called"])


def with_limits(row: pd.Series) -> str:
    """Say a share with its interval."""
    return f"{percent(row['share'], 1)} ({interval(row)})"


def all_called(leading: pd.DataFrame) -> str:
    """Say what the shares are that lead in a table."""
    return called(leading[leading["called"] != ""].iloc[0])


def led(leading: pd.DataFrame) -> str:
    """Say the corrected shares of a frame by outlet, and where there are too few codes for one.

    Parameters
    ----------
    leading : a row is an outlet, of one frame.
    """
    rows = leading[leading["called"] != ""].sort_values(["share", "outlet"])
    low, high = rows.iloc[0], rows.iloc[-1]
    said = f"from {with_limits(low)} in {low['outlet']}"
    if len(rows) > 1:
        said += f" to {with_limits(high)} in {high['outlet']}"
    rest = leading[leading["called"] == ""]
    if rest.empty:
        return said
    if len(rest) >= MANY:
        return f"{said}; too few hand codes to correct {count(len(rest), 'outlet')}"
    each = [f"{row.outlet} {row.n_frame} of {row.base}" for row in rest.itertuples()]
    by = f"by {whom(leading.get('coder', ()))}, too few hand codes to correct"
    return f"{said}; {by}: {listed(each)} sentences"
