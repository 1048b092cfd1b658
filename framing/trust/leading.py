"""The share that leads: corrected by hand codes where these are enough, else the coder's own."""

from __future__ import annotations

import pandas as pd

from framing.tables.require import require

_KEY = ["outlet", "frame", "unit"]
_LIMITS = ["ci_low", "ci_high"]


def leading(salience: pd.DataFrame, corrected: pd.DataFrame) -> pd.DataFrame:
    """Put a corrected share in the place of the coder's own, where it may lead.

    Parameters
    ----------
    salience : a row is an outlet and a frame, by the coder of the answers.
    corrected : a row is an outlet and a frame: the share corrected by a sample of codes.

    Returns
    -------
    The rows of ``salience``. Where the correction leads, ``share`` and its interval are the
    corrected ones, the coder's own stand as ``naive``, and ``called`` says what they are:
    ``corrected``, or ``matched`` to the coder named in ``to``; else ``called`` is empty. Beside
    outlets that are corrected, one that cannot be has no interval.

    Examples
    --------
    >>> own = pd.DataFrame({"outlet": ["A", "B"], "coder": "rules", "frame": "f", "wire": "all",
    ...     "unit": "sentences", "share": [0.3, 0.2], "ci_low": 0.1, "ci_high": 0.4})
    >>> better = pd.DataFrame({"outlet": ["A"], "coder": "rules", "reference": "ann", "frame": "f",
    ...     "unit": "sentences", "corrected": 0.1, "ci_low": 0.05, "ci_high": 0.2, "leads": True,
    ...     "called": "corrected"})
    >>> leading(own, better)[["outlet", "share", "naive"]]
      outlet  share  naive
    0      A    0.1    0.3
    1      B    0.2    NaN
    """
    own = require(salience, "salience")
    better = require(corrected, "corrected")
    better = better[better["leads"].fillna(False) & (better["variable"] == "present")]
    names = {"corrected": "share", "reference": "to"}
    better = better.rename(columns=names)[[*_KEY, "share", *_LIMITS, "called", "to"]]
    rows = own.merge(better, on=_KEY, how="left", suffixes=("", "_better"), validate="one_to_one")
    leads = rows["share_better"].notna()
    for column, naive in (("share", "naive"), ("ci_low", "naive_low"), ("ci_high", "naive_high")):
        rows[naive] = rows[column].where(leads)
        rows[column] = rows[f"{column}_better"].where(leads, rows[column])
    beside = ~leads & rows["frame"].isin(rows.loc[leads, "frame"])
    rows[_LIMITS] = rows[_LIMITS].mask(beside)
    rows = rows.drop(columns=[f"{column}_better" for column in ("share", *_LIMITS)])
    return require(rows.fillna({"called": "", "to": ""}), "leading")
