"""Outlets beside each other, corrected for coding error by a sample of codes."""

from __future__ import annotations

from math import asin, pi, sin
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from framing.compare import resample
from framing.compare.contrast import MEDIAN, OF_MEDIAN
from framing.compare.difference import Comparison, judged, with_q
from framing.tables.codes import CORRECTED, ONE_OUTLET
from framing.tables.require import require
from framing.trust.correction import Row, corrected_rows, why_no_limits
from framing.trust.design import Correction
from framing.trust.sampled import Sampled, coded_units

MIN_TO_SHARE = 5  # outlets, of which variances are known from each other
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
    of 100 simulated comparisons (docs/correction.md). Whether the outlets differ at all is
    told by :func:`framing.trust.corrected_homogeneity`.

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
    return corrected_comparison(
        codings, sentences, sample=sample, coder=coder, reference=reference
    ).difference


def corrected_homogeneity(
    codings: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    sample: pd.DataFrame | None = None,
    coder: str = "rules",
    reference: str = "reference",
) -> pd.DataFrame:
    """Do the outlets differ on a frame at all, once the coder's errors are corrected?

    Parameters
    ----------
    codings, sentences, sample, coder, reference : as in
        :func:`framing.trust.corrected_difference`.

    Returns
    -------
    A row is a frame, as in :func:`framing.compare.homogeneity`, by the coder ``corrected``:
    Cochran's ``Q`` over the corrected shares as angles of ``n_outlets`` that have an interval,
    with ``p`` by Welch's F from the corrections' own variances over families; ``p_holm`` adjusts it
    for these frames, and ``differ`` is whether it is below .05. Of two outlets p is that of their
    difference. Nothing is shuffled. With fewer than two such outlets p is missing,
    with a ``note``. How often reports of noise say that outlets differ, and how often a difference
    is found, stands in docs/correction.md.

    Raises
    ------
    ParameterError, TableError : as in :func:`framing.trust.correction`.

    References
    ----------
    Welch (1951), Biometrika 38, 330-336; Cochran (1954), Biometrics 10, 101-129; Holm (1979),
    Scandinavian Journal of Statistics 6, 65-70.

    Examples
    --------
    >>> texts = pd.DataFrame({"article": [f"{n:02}" for n in range(20) for _ in range(10)],
    ...     "outlet": ["A"] * 100 + ["B"] * 100, "sentence": [*range(10)] * 20, "text": "."})
    >>> rules = texts.assign(coder="rules", frame="f", present=texts["sentence"] < 2)
    >>> many = (texts.index % 4 == 0) & ((texts["outlet"] == "A") | (texts["sentence"] > 6))
    >>> codings = pd.concat([rules, rules.assign(coder="reference", present=many)])
    >>> found = corrected_homogeneity(codings.astype({"present": "Int64"}), texts)
    >>> found[["frame", "n_outlets", "n_articles", "differ"]]
      frame  n_outlets  n_articles  differ
    0     f          2          20    True
    """
    return corrected_comparison(
        codings, sentences, sample=sample, coder=coder, reference=reference
    ).homogeneity


def corrected_comparison(
    codings: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    sample: pd.DataFrame | None = None,
    coder: str = "rules",
    reference: str = "reference",
) -> Comparison:
    """Return ``corrected_difference`` and ``corrected_homogeneity``, of one correction."""
    outlets = by_frame(
        units_of(codings, sentences, sample=sample, coder=coder, reference=reference)
    )
    found = [
        beside_median(frame, each, place)
        for frame, each in outlets.items()
        for place in range(len(each.names))
    ]
    tests = pd.DataFrame([_of_all(frame, each) for frame, each in outlets.items()])
    return Comparison(with_q(found), judged(tests))


def units_of(
    codings: pd.DataFrame, sentences: pd.DataFrame, *, sample: pd.DataFrame | None,
    coder: str, reference: str,
) -> Sampled:  # fmt: skip
    """Join both coders' decisions to the sentences, an outlet's name being that of the text."""
    sentences = require(sentences, "sentences")
    drawn = None if sample is None else sample.drop(columns="outlet", errors="ignore")
    return coded_units(
        codings, sentences, drawn, coder=coder, reference=reference, unit="sentences"
    )


class Outlets(NamedTuple):
    """The outlets of a frame: their corrected shares, and which have an interval, or why not."""

    names: list[str]
    sizes: np.ndarray
    shares: np.ndarray
    whys: list[str]
    sure: np.ndarray
    found: list[Correction]


def by_frame(prepared: Sampled) -> dict[str, Outlets]:
    """Return the outlets of each frame with their corrected shares."""
    frames: dict[str, list[Row]] = {}
    for row in corrected_rows(prepared):
        frames.setdefault(row.names["frame"], []).append(row)
    return {frame: outlets_of(rows) for frame, rows in frames.items()}


def outlets_of(rows: list[Row]) -> Outlets:
    """Return the outlets of the rows of a frame."""
    whys = [why_no_limits(row) for row in rows]
    return Outlets(
        [row.names["outlet"] for row in rows],
        np.array([row.units["article"].nunique() for row in rows]),
        np.array([row.found.ratio.share if row.found else _NAN for row in rows]),
        whys,
        np.array([not why for why in whys]),
        [row.found for row, why in zip(rows, whys, strict=True) if row.found and not why],
    )


def named(frame: str) -> dict[str, str]:
    """Return the columns that say what is compared."""
    return {"measure": "salience", "coder": CORRECTED, "frame": frame, "wire": "all"}


def _of_all(frame: str, outlets: Outlets) -> dict[str, Any]:
    """Return the row of a frame's test of all outlets that have an interval."""
    n = len(outlets.found)
    counts = {"n_outlets": n, "n_articles": int(outlets.sizes[outlets.sure].sum())}
    if n < 2:
        whys = [why for why in outlets.whys if why]
        note = max(whys, key=whys.count) if whys else ONE_OUTLET
        return {**named(frame), **counts, "Q": _NAN, "p": _NAN, "note": note}
    return {**named(frame), **counts, **differing(outlets.found), "note": ""}


def beside_median(frame: str, outlets: Outlets, place: int) -> dict[str, Any]:
    """Return the row of an outlet beside the median of those with an interval, or the other."""
    names, sizes, shares, whys, basis, known = outlets
    why = whys[place]
    if len(known) < 2:
        why, basis = why or ONE_OUTLET, ~np.isnan(shares)
    others = basis.copy()
    others[place] = False
    two = bool(others.sum() == 1 and basis[place])
    return {
        **named(frame), "outlet": names[place],
        "reference": names[int(others.argmax())] if two else MEDIAN,
        "n_articles": int(sizes[place]), "n_reference": int(sizes[others].sum()),
        "estimate": float(shares[place] - np.median(shares[others if two else basis]))
        if others.any() else _NAN,
        **({} if why else distance(known, int(basis[:place].sum()), two=two)),
        "note": why,
    }  # fmt: skip


class Angles(NamedTuple):
    """Shares as angles, whose variance does not hang on the share, with it and its df."""

    values: np.ndarray
    variances: np.ndarray
    df: np.ndarray
    stories: np.ndarray


def _as_angles(found: list[Correction]) -> Angles:
    shares = np.array([each.ratio.share for each in found])
    return Angles(
        np.array([_angle(share) for share in shares]),
        np.array([each.variance for each in found]) / (shares * (1 - shares)),
        np.array([each.df for each in found]),
        np.array([each.ratio.effective for each in found]),
    )


def _floored(angles: Angles) -> np.ndarray:
    """Return variances that are not less than the median outlet's is for each story.

    Over few stories a variance is often too small by chance, and outlets with a small one would
    be named too often.
    """
    _, own, _, stories = angles
    floored: np.ndarray = np.maximum(own, np.median(own * stories) / stories)
    return floored


def differing(found: list[Correction]) -> dict[str, float]:
    """Return Cochran's Q of two outlets or more, and its p by Welch.

    From five outlets on, a variance is half an outlet's own and half what all have for each
    story: one that is too small by chance would weigh most. Of two outlets p is that of their
    difference.
    """
    angles = _as_angles(found)
    values, own, df, stories = angles
    if len(found) < MIN_TO_SHARE:
        variances = _floored(angles)
    else:
        variances = (own + np.sort(own * stories * df).sum() / np.sort(df).sum() / stories) / 2
    q, p = resample.welch(values, variances, df)
    return {"Q": q, "p": p}


def distance(found: list[Correction], own: int, *, two: bool) -> dict[str, float]:
    """Return the interval and p of an outlet's distance from the median of all, or the other."""
    angles = _as_angles(found)
    parts, k, shares = _floored(angles), len(found), [each.ratio.share for each in found]
    middle = float(shares[1 - own] if two else np.median(shares))
    if not two:
        parts = parts * np.where(np.arange(k) == own, 1 - 2 / k, 0) + parts * OF_MEDIAN / k**2
    error = float(np.sqrt(parts.sum()))
    df = float(parts.sum() ** 2 / (parts**2 / angles.df).sum())
    angle, half = _angle(middle), resample.student_t(df) * error
    apart = float(angles.values[own]) - angle
    return {
        "ci_low": _share(angle + apart - half) - middle,
        "ci_high": _share(angle + apart + half) - middle,
        "p": 2 * resample.beyond_t(df, abs(apart) / error),
    }


def _angle(share: float) -> float:
    return 2 * asin(share**0.5)


def _share(angle: float) -> float:
    return sin(min(max(angle, 0.0), pi) / 2) ** 2
