"""How much a statement about an outlet can carry, and which condition it fails."""

from __future__ import annotations

from typing import Any

import pandas as pd

from framing.compare.resample import MIN_FOR_INTERVAL
from framing.tables.codes import (
    ALIKE,
    AS_STATED,
    DOES_NOT_STAND,
    FEW_TEXTS,
    LESS,
    MORE,
    NO_INTERVAL,
    NO_PERSONS,
    NOT_CHECKED,
    NOT_ESTIMABLE,
    NOT_TOLD,
    NOTHING_SHOWN,
    OPEN,
    SHOWN,
    UNRELIABLE,
)
from framing.tables.require import cell_of, empty, require
from framing.trust.reliability import TENTATIVE_FROM, at_least


def grades(
    robustness: pd.DataFrame, *, reliability: float = float("nan"), coded_twice: bool = False
) -> pd.DataFrame:
    """Grade what is said of each outlet's difference from the median outlet.

    Parameters
    ----------
    robustness : a row is a variant of the answer and an outlet.
    reliability : the lower bound of Krippendorff's alpha between persons on the frame,
        missing if it is not known or not estimable.
    coded_twice : whether two persons decided the same units of the frame. A missing bound is then
        not estimable; otherwise it is not known.

    Returns
    -------
    A row is an outlet: its ``claim``; its ``grade``: ``not_told`` where there is no interval;
    ``shown`` where it is claimed to have more or less, or to be alike, the lower bound of
    reliability is .667 or more, and the claim stands in each variant; else ``open``. ``failed``
    names the conditions that it fails.

    Examples
    --------
    >>> rows = pd.DataFrame({"variant": ["as_stated", "without_subheads"], "outlet": "A",
    ...     "n_articles": 9, "ci_low": 0.1, "claim": "more", "stands": True})
    >>> grades(rows)[["outlet", "grade", "failed"]].values.tolist()
    [['A', 'open', 'no_persons']]
    >>> grades(rows, reliability=0.7)["grade"].tolist()
    ['shown']
    """
    robustness = require(robustness, "robustness")
    stated = robustness[robustness["variant"] == AS_STATED]
    lost = robustness[~robustness["stands"]]
    rows = [
        {
            "outlet": row.outlet,
            "claim": row.claim,
            **_graded(row, lost[lost["outlet"] == row.outlet], _lacking(reliability, coded_twice)),
        }
        for row in stated.itertuples()
    ]
    return require(pd.DataFrame(rows), "grades") if rows else empty("grades")


def _lacking(reliability: float, coded_twice: bool) -> str:
    """Return what reliability between persons lacks: not known, not estimable, known and low."""
    if pd.isna(reliability):
        return NOT_ESTIMABLE if coded_twice else NO_PERSONS
    return "" if at_least(reliability, TENTATIVE_FROM) else UNRELIABLE


def _graded(row: Any, lost: pd.DataFrame, lacking: str) -> dict[str, str]:
    if pd.isna(row.ci_low):
        few = row.n_articles < MIN_FOR_INTERVAL
        return {"grade": NOT_TOLD, "failed": FEW_TEXTS if few else NO_INTERVAL}
    if row.claim not in (MORE, LESS, ALIKE):
        return {"grade": OPEN, "failed": NOTHING_SHOWN}
    unchecked = lost["claim"] == NOT_TOLD
    failed = cell_of(
        lacking,
        "" if unchecked.all() else DOES_NOT_STAND,
        NOT_CHECKED if unchecked.any() else "",
    )
    return {"grade": OPEN if failed else SHOWN, "failed": failed}
