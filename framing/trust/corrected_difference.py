"""Each outlet against the middle of them, corrected for coding error by a sample of codes."""

from __future__ import annotations

from math import asin, pi, sin
from typing import Any

import numpy as np
import pandas as pd

from framing.compare import resample
from framing.compare.contrast import MEDIAN, OF_MEDIAN
from framing.tables.codes import CORRECTED, ONE_OUTLET
from framing.tables.require import empty, require
from framing.trust.correction import Row, corrected_rows, why_no_limits
from framing.trust.design import Correction
from framing.trust.sampled import coded_units

_NAN = float("nan")


def corrected_difference(
    codings: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    sample: pd.DataFrame | None = None,
    coder: str = "rules",
    reference: str = "reference",
) -> pd.DataFrame:
    """By how much does an outlet differ from the middle once the coder's errors are corrected?

    Parameters
    ----------
    codings : a row is one coder's decision on a sentence and frame; of both coders.
    sentences : a row is a sentence.
    sample : a row is a sentence that was drawn for the reference, as in
        :func:`framing.trust.correction`.
    coder : whose coding covers the texts.
    reference : whose codes correct it.

    Returns
    -------
    A row is an outlet and a frame, as in :func:`framing.difference` of ``salience``, by the
    coder ``corrected``: the difference of its corrected share of sentences from the median of
    the outlets' (of two: from the other's). Interval and ``p`` are Student's, from the
    corrections' own variances over families, of shares as angles (arcsine of the root); p is
    below .05 where the interval excludes zero, and only there. ``q`` is by Benjamini-Hochberg
    within the frame. Outlets whose corrected share has no interval are left out of the median
    and have no p, with a ``note``. Where outlets did not differ, p was below .05 in at most 5.5
    of 100 simulated comparisons (docs/correction.md).

    Raises
    ------
    ParameterError, TableError : as in :func:`framing.trust.correction`.

    References
    ----------
    Welch (1947), Biometrika 34, 28-35: the degrees of freedom. Freeman & Tukey (1950), Annals of
    Mathematical Statistics 21, 607-611: shares as angles.

    Examples
    --------
    >>> texts = pd.DataFrame({"article": ["a"] * 4 + ["b"] * 4, "sentence": [*range(4)] * 2,
    ...     "outlet": ["A"] * 4 + ["B"] * 4, "text": "."})
    >>> rules = texts.assign(coder="rules", frame="f", present=[1, 1, 0, 0, 1, 0, 0, 0])
    >>> held = texts.assign(coder="reference", frame="f", present=[1, 0, 0, 0, 1, 0, 0, 0])
    >>> found = corrected_difference(pd.concat([rules, held]), texts)
    >>> found[["outlet", "reference", "n_articles", "estimate"]]
      outlet reference  n_articles  estimate
    0      A         B           1       0.0
    1      B         A           1       0.0
    """
    sentences = require(sentences, "sentences")
    drawn = None if sample is None else sample.drop(columns="outlet", errors="ignore")
    prepared = coded_units(
        codings, sentences, drawn, coder=coder, reference=reference, unit="sentences"
    )
    frames: dict[str, list[Row]] = {}
    for row in corrected_rows(prepared):
        frames.setdefault(row.names["frame"], []).append(row)
    found = [each for rows in frames.values() for each in _of_frame(rows)]
    if not found:
        return empty("difference")
    table = require(pd.DataFrame(found), "difference")
    table = table.sort_values(["outlet", "frame"], ignore_index=True)
    return table.assign(q=table.groupby("frame")["p"].transform(resample.benjamini_hochberg))


def _of_frame(rows: list[Row]) -> list[dict[str, Any]]:
    """Return the rows of a frame: each outlet beside the median of those with an interval."""
    shares = np.array([row.found.ratio.share if row.found else _NAN for row in rows])
    whys = [why_no_limits(row) for row in rows]
    basis = np.array([not why for why in whys])
    if basis.sum() < 2:
        whys = [why or ONE_OUTLET for why in whys]
        basis = ~np.isnan(shares)
    sizes = np.array([row.units["article"].nunique() for row in rows])
    names = [row.names["outlet"] for row in rows]
    found = []
    for place, name in enumerate(names):
        others = basis.copy()
        others[place] = False
        two = others.sum() == 1 and basis[place]
        found.append({
            "measure": "salience", "outlet": name, "coder": CORRECTED, "wire": "all",
            "reference": names[int(others.argmax())] if two else MEDIAN,
            "frame": rows[place].names["frame"],
            "n_articles": int(sizes[place]), "n_reference": int(sizes[others].sum()),
            "estimate": float(shares[place] - np.median(shares[others if two else basis]))
            if others.any() else _NAN,
            **({} if whys[place] else _of_place(rows, place, basis, two=bool(two))),
            "note": whys[place],
        })  # fmt: skip
    return found


def _of_place(rows: list[Row], place: int, basis: np.ndarray, *, two: bool) -> dict[str, float]:
    found = [row.found for row, known in zip(rows, basis, strict=True) if known and row.found]
    return tested(found, int(basis[:place].sum()), two=two)


def tested(found: list[Correction], own: int, *, two: bool) -> dict[str, float]:
    """Return the interval and p of an outlet's distance from the median of all, or the other.

    Shares are set apart as angles, whose variance does not hang on the share. An outlet's
    variance is not less than the median outlet's has for each story: over few stories it is
    often too small by chance, and outlets with a small one would be named too often.
    """
    k = len(found)
    shares = np.array([each.ratio.share for each in found])
    middle = float(shares[1 - own] if two else np.median(shares))
    stories = np.array([each.ratio.effective for each in found])
    parts = np.array([each.variance for each in found]) / (shares * (1 - shares))
    parts = np.maximum(parts, np.median(parts * stories) / stories)
    if not two:
        parts = parts * np.where(np.arange(k) == own, 1 - 2 / k, 0) + parts * OF_MEDIAN / k**2
    error = float(np.sqrt(parts.sum()))
    df = float(parts.sum() ** 2 / (parts**2 / np.array([each.df for each in found])).sum())
    angle, half = _angle(middle), resample.student_t(df) * error
    apart = _angle(float(shares[own])) - angle
    return {
        "ci_low": _share(angle + apart - half) - middle,
        "ci_high": _share(angle + apart + half) - middle,
        "p": 2 * resample.beyond_t(df, abs(apart) / error),
    }


def _angle(share: float) -> float:
    return 2 * asin(share**0.5)


def _share(angle: float) -> float:
    return sin(min(max(angle, 0.0), pi) / 2) ** 2
