"""A finding on a study: which part it is about, how grave it is, and what it says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pandas as pd

FINE, LOOK, MEND = "fine", "look", "mend"
Said = tuple[str, str]  # a level, and a message
_SHOWN = 3


class Finding(NamedTuple):
    """What was found."""

    part: str  # what it is about, such as ``dates``
    level: str  # ``fine``, ``look`` (a person should look at it; it may be right) or ``mend``
    message: str  # what there is, with counts and examples


def such_as(names: Iterable[object], *, shown: int = _SHOWN) -> str:
    """List the first few, on one line each short enough to read, and count the rest.

    Examples
    --------
    >>> such_as(["a", "b", "c", "d"])
    'a, b, c and 1 more'
    """
    listed = [" ".join(str(name).split()) for name in names]
    first = ", ".join(name if len(name) <= 80 else f"{name[:79]}…" for name in listed[:shown])
    return first + (f" and {len(listed) - shown} more" if len(listed) > shown else "")


def outlets_by_size(articles: pd.DataFrame) -> pd.Series:
    """Count the articles of each outlet, the largest first and equal ones by name."""
    counts = articles["outlet"].value_counts().sort_index(kind="stable")
    return counts.sort_values(ascending=False, kind="stable")


def unread_dates(articles: pd.DataFrame) -> list[str]:
    """Return the dates that are printed and could not be read for sure, each once."""
    return list(articles.loc[articles["date"].isna(), "date_text"].dropna().unique())
