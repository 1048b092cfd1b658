"""The share that leads: corrected by hand codes where these are enough, else the coder's own."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from framing.tables.codes import OF_COVERAGE, UNCORRECTED
from framing.tables.require import cell_of, require, values_of

_KEY = ["outlet", "frame", "unit"]
_LIMITS = ["ci_low", "ci_high"]
_COVERAGE = ["coverage", "coverage_articles", "coverage_prevalence"]


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
    outlets that are corrected, one that cannot be has no interval, and a ``note`` that says why.

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
    better = better[better["variable"] == "present"]
    why = better.set_index(_KEY)["note"].to_dict()
    better = better[better["leads"].fillna(False)]
    names = {"corrected": "share", "reference": "to"}
    better = better.rename(columns=names)[[*_KEY, "share", *_LIMITS, "called", "to"]]
    rows = own.merge(better, on=_KEY, how="left", suffixes=("", "_better"), validate="one_to_one")
    leads = rows["share_better"].notna()
    for column, naive in (("share", "naive"), ("ci_low", "naive_low"), ("ci_high", "naive_high")):
        rows[naive] = rows[column].where(leads)
        rows[column] = rows[f"{column}_better"].where(leads, rows[column])
    beside = ~leads & rows["frame"].isin(rows.loc[leads, "frame"])
    rows[_LIMITS] = rows[_LIMITS].mask(beside)
    rows[_COVERAGE] = rows[_COVERAGE].mask(leads | beside)  # it was that of the coder's own
    keys = rows[_KEY].itertuples(index=False, name=None)
    whys = [cell_of(*values_of(why.get(key)), UNCORRECTED) if more else ""
            for key, more in zip(keys, beside, strict=True)]  # fmt: skip
    noted = [_noted(note, more) for note, more in zip(rows["note"], whys, strict=True)]
    rows["note"] = rows["note"].mask(leads | beside, pd.Series(noted, dtype="object"))
    rows = rows.drop(columns=[f"{column}_better" for column in ("share", *_LIMITS)])
    return require(rows.fillna({"called": "", "to": ""}), "leading")


def _noted(note: str | None, more: str | None) -> str:
    """Return the codes of both notes, each once, but for those of the coverage of an interval."""
    codes = dict.fromkeys([*values_of(note), *values_of(more)])
    return cell_of(*(code for code in codes if code not in OF_COVERAGE))


def without_limits(rows: pd.DataFrame, frames: Collection[str]) -> pd.DataFrame:
    """Take intervals, p and q from counts on frames of which coding error is not taken out.

    Parameters
    ----------
    rows : a row is an outlet and a frame, as a coder counts.
    frames : of which nothing but the counts may be said.

    Examples
    --------
    >>> rows = pd.DataFrame({"frame": ["f", "g"], "ci_low": 0.1, "ci_high": 0.4, "note": ""})
    >>> without_limits(rows, {"f"})[["ci_low", "note"]].to_dict("list")
    {'ci_low': [nan, 0.1], 'note': ['uncorrected', '']}
    """
    those = rows["frame"].isin(frames)
    limits = rows.columns.intersection([*_LIMITS, *_COVERAGE, "p", "q"])
    more = (those & rows["ci_low"].notna()).map({True: UNCORRECTED, False: ""})
    noted = [_noted(note, code) for note, code in zip(rows["note"], more, strict=True)]
    note = rows["note"].mask(those, pd.Series(noted, index=rows.index, dtype="object"))
    return rows.assign(note=note, **{name: rows[name].mask(those) for name in limits})
