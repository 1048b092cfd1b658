"""How much a statement about an outlet can carry, and which condition it fails."""

from __future__ import annotations

from typing import Any

import pandas as pd

from framing.compare.resample import MIN_FOR_INTERVAL
from framing.tables.require import empty, require
from framing.trust.reliability import TENTATIVE as MIN_RELIABILITY
from framing.trust.robustness import LESS, MAIN, MORE, NOT_CHECKED

HOLDS = "holds up in these checks"
TENTATIVE = "tentative"
DESCRIPTION = "description of these texts"
NO_CLAIM = "no difference claimed"

TOO_FEW = f"fewer than {MIN_FOR_INTERVAL} texts an outlet"
NO_INTERVAL = "no interval: too few independent stories, or no variation between them"
INCLUDES_NONE = "the interval includes no difference"
NOT_BETWEEN_PERSONS = "reliability between persons is not known"
UNRELIABLE = f"the lower bound of reliability between persons is under {MIN_RELIABILITY:.3f}"
DOES_NOT_STAND, COULD_NOT_CHECK = "does not stand", "could not be checked"


def grades(robustness: pd.DataFrame, *, reliability: float = float("nan")) -> pd.DataFrame:
    """Grade what is said of each outlet's difference from the rest.

    Parameters
    ----------
    robustness : a row is a variant of the answer and an outlet.
    reliability : the lower bound of Krippendorff's alpha between persons on the frame,
        missing if it is not known or not estimable.

    Returns
    -------
    A row is an outlet: its ``claim``; its ``grade``: "description of these texts" where
    there is no interval; "no difference claimed" where the interval includes none; "holds up
    in these checks" where the lower bound of reliability is over .667 and the claim stands
    in each variant; else "tentative". ``failed`` names the conditions that it fails.

    Examples
    --------
    >>> rows = pd.DataFrame({"variant": ["as stated", "coded by rules"], "outlet": "A",
    ...     "n_articles": 9, "ci_low": 0.1, "claim": "more than the rest", "stands": True})
    >>> grades(rows)[["outlet", "grade", "failed"]].values.tolist()
    [['A', 'tentative', 'reliability between persons is not known']]
    >>> grades(rows, reliability=0.7)["grade"].tolist()
    ['holds up in these checks']
    """
    robustness = require(robustness, "robustness")
    stated = robustness[robustness["variant"] == MAIN]
    lost = robustness[~robustness["stands"]]
    rows = [
        {
            "outlet": row.outlet,
            "claim": row.claim,
            **_graded(row, lost[lost["outlet"] == row.outlet], reliability),
        }
        for row in stated.itertuples()
    ]
    return require(pd.DataFrame(rows), "grades") if rows else empty("grades")


def _graded(row: Any, lost: pd.DataFrame, reliability: float) -> dict[str, str]:
    if pd.isna(row.ci_low):
        few = row.n_articles < MIN_FOR_INTERVAL
        return {"grade": DESCRIPTION, "failed": TOO_FEW if few else NO_INTERVAL}
    if row.claim not in (MORE, LESS):
        return {"grade": NO_CLAIM, "failed": INCLUDES_NONE}
    failed = []
    if pd.isna(reliability):
        failed.append(NOT_BETWEEN_PERSONS)
    elif reliability <= MIN_RELIABILITY:
        failed.append(UNRELIABLE)
    unchecked = lost["claim"] == NOT_CHECKED
    for said, rows in ((DOES_NOT_STAND, lost[~unchecked]), (COULD_NOT_CHECK, lost[unchecked])):
        if len(rows):
            failed.append(f"{said}: {'; '.join(rows['variant'])}")
    return {"grade": TENTATIVE if failed else HOLDS, "failed": "; ".join(failed)}
