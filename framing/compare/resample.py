"""Uncertainty from articles: families of one agency story are clusters, and count as one.

A share of texts has a Wilson interval, a share of text one by leaving out each cluster in turn.
What is drawn depends on the seed and on how many clusters there are, and clusters are ordered by
their counts, so that neither the order of rows nor the name of an outlet moves a digit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.tables.codes import FEW_FAMILIES, FEW_TEXTS, ONE_TEXT

MIN_FOR_INTERVAL = 5
MIN_EFFECTIVE = 3  # clusters that carry a share, counted as if of one size
MIN_FOR_SHARE = 10  # sentences, where only those of some origins are counted
DRAWS = 2000
LEVEL, ALPHA = 0.95, 0.05  # of an interval, and of a test
POWER = 0.8

_Z = NormalDist().inv_cdf(0.5 + LEVEL / 2)
_ALIKE = 1e-12  # shares that differ by less are the same, but for the rounding of weights
_AT_ONCE = 100_000  # numbers drawn at a time, so that they stay near the processor
Limits = tuple[float, float]


class Ratio(NamedTuple):
    """Numerator and denominator of a share, one entry a cluster (a family of articles)."""

    part: np.ndarray
    whole: np.ndarray

    @property
    def share(self) -> float:
        """The share over all clusters, missing if there is nothing to divide by."""
        return float(self.part.sum() / self.whole.sum()) if self.whole.sum() else float("nan")

    @property
    def effective(self) -> float:
        """How many clusters of the same size would tell as much."""
        return kish(self.whole)

    @property
    def constant(self) -> bool:
        """Whether every cluster has the same share."""
        return bool(np.ptp(self.part / self.whole) < _ALIKE)


def by_family(rows: pd.DataFrame, part: str, whole: str) -> Ratio:
    """Sum the weighted counts of article rows by family, in an order that the counts decide."""
    values = [rows[name].to_numpy("float64") for name in (part, whole, "weight")]
    order = np.lexsort(values)
    families = pd.factorize(rows["family"])[0][order]
    *counted, weight = (each[order] for each in values)
    sums = [np.bincount(families, each * weight) for each in counted]
    order = np.lexsort(sums)
    return Ratio(*(counts[order] for counts in sums))


def pooled(ratios: Sequence[Ratio]) -> Ratio:
    """Return the clusters of several sides together."""
    parts, wholes = zip(*ratios, strict=True)
    return Ratio(np.concatenate(parts), np.concatenate(wholes))


def note(n_articles: int, n_families: int) -> str:
    """Return the code of why there is no interval, or nothing if there may be one.

    Examples
    --------
    >>> note(1, 1), note(3, 3), note(9, 9)
    ('one_text', 'few_texts', '')
    """
    if n_articles == 1:
        return ONE_TEXT
    if n_articles < MIN_FOR_INTERVAL:
        return FEW_TEXTS
    return FEW_FAMILIES if n_families < MIN_FOR_INTERVAL else ""


def wilson(ratio: Ratio) -> Limits:
    """Return the Wilson score interval of a share of texts, with families as clusters.

    The number of trials is the effective number of families: as many as there are if all
    are alike in size, fewer if one of them holds most of the texts or of their weight. It
    does not change if all weights are multiplied by the same number.

    References
    ----------
    Wilson (1927), JASA 22, 209-212. Kish (1965), Survey Sampling: the effective number.

    Examples
    --------
    >>> low, high = wilson(Ratio(np.array([1.0, 0, 0, 0, 0]), np.ones(5)))
    >>> round(low, 3), round(high, 3)
    (0.036, 0.624)
    """
    z, p = _Z, ratio.share
    n = ratio.effective
    middle = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return max(0.0, float(middle - half)), min(1.0, float(middle + half))


def jackknifed(ratio: Ratio) -> Limits:
    """Return the interval of a share of text by leaving out each cluster, on the logit scale.

    Student's t has as many degrees of freedom as the effective number of clusters less one,
    counted by size or by what of them is in the share (or outside it, if that is less): a frame
    that stands in few clusters is known less well. Below ``MIN_EFFECTIVE`` there is none.

    References
    ----------
    Efron & Stein (1981), Annals of Statistics 9, 586-596. Kish (1965), Survey Sampling.

    Examples
    --------
    >>> low, high = jackknifed(Ratio(np.array([1.0, 2, 0, 2, 2]), np.full(5, 10.0)))
    >>> round(low, 3), round(high, 3)
    (0.051, 0.33)
    """
    p, n = ratio.share, len(ratio.part)
    rarer = min(ratio.part, ratio.whole - ratio.part, key=np.sum)
    effective = min(kish(ratio.whole), kish(rarer))
    if effective < MIN_EFFECTIVE:
        return float("nan"), float("nan")
    without = (ratio.part.sum() - ratio.part) / (ratio.whole.sum() - ratio.whole)
    error = np.sqrt((n - 1) / n * ((without - p) ** 2).sum()) / (p * (1 - p))
    return on_logit(p, student_t(effective - 1) * float(error))


def on_logit(share: float, half: float) -> Limits:
    """Return the limits of a share between 0 and 1 from half an interval on the logit scale.

    Examples
    --------
    >>> low, high = on_logit(0.2, 0.5)
    >>> round(low, 3), round(high, 3)
    (0.132, 0.292)
    """
    odds, times = share / (1 - share), exp(half)
    return odds / (times + odds), odds * times / (1 + odds * times)


def exp(x: float) -> float:
    """Return e to the power of x, within what a float can hold."""
    return float(np.exp(min(x, 300.0)))


def kish(sizes: np.ndarray) -> float:
    """Return how many clusters of the same size would tell as much: Kish's effective number."""
    return float(sizes.sum() ** 2 / (sizes**2).sum()) if sizes.any() else 0.0


def resampled(ratio: Ratio, seed: int) -> Limits:
    """Return the expanded percentile interval of a share of text, over clusters.

    Clusters are drawn with replacement. The plain percentile interval is too short for few
    of them (over 5 it covers 83 %, not 95 %); the tails are widened as Student's t is.

    References
    ----------
    Hesterberg (2015), The American Statistician 69, 371-386.
    """
    n = len(ratio.part)
    random = np.random.default_rng([seed, n])
    shares = [
        ratio.part[drawn].sum(axis=1) / ratio.whole[drawn].sum(axis=1)
        for draws in _batches(n)
        for drawn in [random.integers(0, n, (draws, n))]
    ]
    tail = NormalDist().cdf(-np.sqrt(n / (n - 1)) * student_t(n - 1))
    low, high = np.quantile(np.concatenate(shares), [tail, 1 - tail])
    return float(low), float(high)


def benjamini_hochberg(p: pd.Series) -> pd.Series:
    """Return q values: p adjusted for the false discovery rate; missing stays missing.

    References
    ----------
    Benjamini & Hochberg (1995), JRSS B 57, 289-300.

    Examples
    --------
    >>> benjamini_hochberg(pd.Series([0.01, 0.04, 0.03])).round(3).tolist()
    [0.03, 0.04, 0.04]
    """
    known = p.dropna().sort_values(ascending=False, kind="stable")
    ranks = np.arange(len(known), 0, -1)
    q = np.minimum.accumulate(known.to_numpy() * len(known) / ranks)
    return pd.Series(q, index=known.index).reindex(p.index)


def holm(p: pd.Series) -> pd.Series:
    """Return p adjusted for a family of stated hypotheses, step by step; missing stays missing.

    References
    ----------
    Holm (1979), Scandinavian Journal of Statistics 6, 65-70.

    Examples
    --------
    >>> holm(pd.Series([0.01, 0.04, 0.03])).round(3).tolist()
    [0.03, 0.06, 0.06]
    """
    known = p.dropna().sort_values(kind="stable")
    steps = np.arange(len(known), 0, -1)
    adjusted = np.maximum.accumulate(known.to_numpy() * steps).clip(max=1.0)
    return pd.Series(adjusted, index=known.index).reindex(p.index)


def variance(ratio: Ratio) -> float:
    """Return the variance of a share over clusters, linearised as that of a ratio.

    References
    ----------
    Cochran (1977), Sampling Techniques, 3rd ed., eq. 6.13 (without finite population).

    Examples
    --------
    >>> variance(Ratio(np.array([1.0, 0, 0, 0, 1]), np.ones(5))).__round__(3)  # .24 / 4
    0.06
    """
    n = len(ratio.part)
    left = ratio.part - ratio.share * ratio.whole
    return float(n / (n - 1) * (left**2).sum() / ratio.whole.sum() ** 2)


def _batches(size: int) -> Iterator[int]:
    """Yield how many draws of ``size`` numbers to make at a time, until all are made."""
    most = max(1, _AT_ONCE // size)
    yield from (min(most, DRAWS - done) for done in range(0, DRAWS, most))


def student_t(df: float) -> float:
    """Return the upper limit of Student's t: half of what is outside ``LEVEL`` lies above.

    Examples
    --------
    >>> round(student_t(9), 3), round(student_t(29), 3)
    (2.262, 2.045)
    """
    from scipy.special import stdtrit

    return float(stdtrit(df, 0.5 + LEVEL / 2))


def beyond_t(df: float, t: float) -> float:
    """Return the probability that Student's t is larger.

    Examples
    --------
    >>> round(beyond_t(9, 2.262), 3)
    0.025
    """
    from scipy.special import stdtr

    return float(stdtr(df, -t))


def welch(values: np.ndarray, variances: np.ndarray, df: np.ndarray) -> tuple[float, float]:
    """Return Cochran's Q of two values or more with their variances, and its p by Welch's F.

    Parameters
    ----------
    values, variances : an estimate each, with its variance.
    df : degrees of freedom of each variance.

    References
    ----------
    Welch (1951), Biometrika 38, 330-336: means with unequal variances.

    Examples
    --------
    >>> Q, p = welch(np.array([0.2, 0.5]), np.array([0.01, 0.02]), np.array([9.0, 9.0]))
    >>> round(Q, 3), round(p, 3)
    (3.0, 0.102)
    """
    from scipy.special import fdtrc

    order = np.lexsort((df, values, variances))  # what outlets are called moves no digit
    values, weight, df = values[order], 1 / variances[order], df[order]
    k = len(values)
    mean = (weight * values).sum() / weight.sum()
    q = float((weight * (values - mean) ** 2).sum())
    rest = float(((1 - weight / weight.sum()) ** 2 / df).sum())
    f = q / (k - 1) / (1 + 2 * (k - 2) / (k**2 - 1) * rest)
    return q, float(fdtrc(k - 1, (k**2 - 1) / (3 * rest), f))
