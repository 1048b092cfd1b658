"""Uncertainty from articles: families of one agency story are clusters, and count as one.

A share of texts has a Wilson interval; a share of text is resampled. What is drawn depends
on the seed and on how many clusters there are, and clusters are ordered by their counts, so
that neither the order of rows nor the name of an outlet moves a digit.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.tables.codes import FEW_FAMILIES, FEW_TEXTS, ONE_TEXT

MIN_FOR_INTERVAL = 5
MIN_FOR_SHARE = 10  # sentences, where only those of some origins are counted
DRAWS = 2000
LEVEL = 0.95
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
        """How many clusters of the same size would tell as much: Kish's effective number."""
        return float(self.whole.sum() ** 2 / (self.whole**2).sum())

    @property
    def constant(self) -> bool:
        """Whether every cluster has the same share."""
        return bool(np.ptp(self.part / self.whole) < _ALIKE)


def by_family(rows: pd.DataFrame, part: str, whole: str) -> Ratio:
    """Sum the weighted counts of article rows by family, in an order that the counts decide."""
    rows = rows.sort_values(["weight", whole, part])
    families, _ = pd.factorize(rows["family"])
    weight = rows["weight"].to_numpy("float64")
    sums = [np.bincount(families, rows[c].to_numpy("float64") * weight) for c in (part, whole)]
    order = np.lexsort(sums)
    return Ratio(*(counts[order] for counts in sums))


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


def apart(one: float, limits: Limits, other: float, other_limits: Limits) -> Limits:
    """Return the interval of a difference of two shares from the interval of each.

    References
    ----------
    Newcombe (1998), Statistics in Medicine 17, 873-890, method 10, for shares of texts;
    Zou & Donner (2008), Statistics in Medicine 27, 1693-1702, for any share.

    Examples
    --------
    >>> low, high = apart(56 / 70, (0.6918, 0.8765), 48 / 80, (0.4905, 0.7003))
    >>> round(low, 3), round(high, 3)
    (0.052, 0.334)
    """
    low = np.hypot(one - limits[0], other_limits[1] - other)
    high = np.hypot(limits[1] - one, other - other_limits[0])
    return float(one - other - low), float(one - other + high)


def permutation_p(one: Ratio, other: Ratio, seed: int) -> float:
    """Return the two-sided p of a difference of shares, families shuffled between groups.

    A family is shuffled with its size and weight; where these differ much between the groups,
    p is approximate.

    References
    ----------
    Phipson & Smyth (2010), Stat. Appl. Genet. Mol. Biol. 9(1): the observed order counts.
    """
    one, other = sorted((one, other), key=lambda side: (len(side.part), *map(bytes, side)))
    part, whole = (np.concatenate(columns) for columns in zip(one, other, strict=True))
    n = len(one.part)
    observed = abs(one.share - other.share) - 1e-12
    extreme = 0
    for chosen in _dealt(n, len(part), seed):
        first, first_whole = part[chosen].sum(axis=1), whole[chosen].sum(axis=1)
        second = (part.sum() - first) / (whole.sum() - first_whole)
        extreme += int((np.abs(first / first_whole - second) >= observed).sum())
    return (1 + extreme) / (1 + DRAWS)


@lru_cache(maxsize=1)
def _dealt(n: int, size: int, seed: int) -> list[np.ndarray]:
    """Shuffle ``size`` clusters ``DRAWS`` times; a row holds the ``n`` that are dealt first.

    The same draws serve every comparison of sides as large, which frames and measures share.
    """
    random = np.random.default_rng([seed, n, size])
    dealt = []
    for draws in _batches(size):
        order = np.tile(np.arange(size), (draws, 1))
        random.permuted(order, axis=1, out=order)
        dealt.append(order[:, :n].astype(np.min_scalar_type(size)))
    return dealt


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


def detectable(one: Ratio, other: Ratio) -> float:
    """Return the smallest true difference found at ``POWER`` by a two-sided test at 1 - ``LEVEL``.

    It is (t at .975 + t at .80) standard errors, with the degrees of freedom of Welch and the
    variance between clusters as it is on each side. It is missing where a side does not vary.

    References
    ----------
    Bloom (1995), Evaluation Review 19, 547-556; Welch (1947), Biometrika 34, 28-35.

    Examples
    --------
    >>> side = Ratio(np.array([1.0, 0, 0, 0, 1] * 8), np.ones(40))
    >>> round(detectable(side, side), 3)  # 2.837 times the root of 2 x .24 / 39
    0.315
    """
    if one.constant or other.constant:
        return float("nan")
    sides = np.array([variance(one), variance(other)])
    clusters = np.array([len(one.part), len(other.part)])
    df = sides.sum() ** 2 / (sides**2 / (clusters - 1)).sum()
    return (student_t(df) + student_t(df, POWER)) * float(np.sqrt(sides.sum()))


def _batches(size: int) -> Iterator[int]:
    """Yield how many draws of ``size`` numbers to make at a time, until all are made."""
    most = max(1, _AT_ONCE // size)
    yield from (min(most, DRAWS - done) for done in range(0, DRAWS, most))


def student_t(df: float, p: float = 0.5 + LEVEL / 2) -> float:
    """Return the quantile of Student's t below which ``p`` lies; by default the upper limit.

    Examples
    --------
    >>> round(student_t(9), 3), round(student_t(29), 3), round(student_t(9, 0.8), 3)
    (2.262, 2.045, 0.883)
    """
    from scipy.special import stdtrit

    return float(stdtrit(df, p))
