"""Uncertainty from articles: resampled within outlet, families of one agency story as clusters."""

from __future__ import annotations

import zlib
from typing import NamedTuple

import numpy as np
import pandas as pd

MIN_FOR_INTERVAL = 5
SEED = 20250213
DRAWS = 2000
LEVEL = 0.95

ONE_TEXT = "one text: describes this text"
FEW_TEXTS = f"fewer than {MIN_FOR_INTERVAL} texts: no interval"
FEW_FAMILIES = f"fewer than {MIN_FOR_INTERVAL} independent stories: no interval"
NO_VARIATION = "no variation between texts: interval not estimable"


class Ratio(NamedTuple):
    """Numerator and denominator of a share, one entry a cluster (a family of articles)."""

    part: np.ndarray
    whole: np.ndarray

    @property
    def share(self) -> float:
        """The share over all clusters, missing if there is nothing to divide by."""
        return float(self.part.sum() / self.whole.sum()) if self.whole.sum() else float("nan")


def by_family(rows: pd.DataFrame, part: str, whole: str) -> Ratio:
    """Sum the weighted counts of article rows by family."""
    weighted = rows[[part, whole]].astype("float64").mul(rows["weight"], axis=0)
    sums = weighted.groupby(rows["family"], sort=True).sum()
    sums = sums[sums[whole] > 0]
    return Ratio(sums[part].to_numpy(), sums[whole].to_numpy())


def generator(seed: int, *names: str) -> np.random.Generator:
    """Return a random generator that depends on the seed and the row's name alone."""
    return np.random.default_rng([seed, zlib.crc32("\x1f".join(names).encode())])


def note(n_articles: int, n_families: int) -> str:
    """Say why there is no interval, or nothing if there may be one.

    Examples
    --------
    >>> note(1, 1), note(3, 3), note(9, 9)
    ('one text: describes this text', 'fewer than 5 texts: no interval', '')
    """
    if n_articles == 1:
        return ONE_TEXT
    if n_articles < MIN_FOR_INTERVAL:
        return FEW_TEXTS
    return FEW_FAMILIES if n_families < MIN_FOR_INTERVAL else ""


def draws(ratio: Ratio, rng: np.random.Generator, *, n_draws: int = DRAWS) -> np.ndarray:
    """Resample clusters with replacement; return the share in each draw."""
    size = len(ratio.part)
    chosen = rng.integers(0, size, (n_draws, size))
    return ratio.part[chosen].sum(axis=1) / ratio.whole[chosen].sum(axis=1)


def interval(values: np.ndarray) -> tuple[float, float]:
    """Return the percentile interval of resampled values."""
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(values, [tail, 1 - tail])
    return float(low), float(high)


def wilson(ratio: Ratio) -> tuple[float, float]:
    """Return the Wilson score interval of a share of texts, with a family as one trial.

    References
    ----------
    Wilson (1927), JASA 22, 209-212.

    Examples
    --------
    >>> low, high = wilson(Ratio(np.array([1.0, 0, 0, 0, 0]), np.ones(5)))
    >>> round(low, 3), round(high, 3)
    (0.036, 0.624)
    """
    z, n, p = 1.959963984540054, len(ratio.part), ratio.share
    middle = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return max(0.0, float(middle - half)), min(1.0, float(middle + half))


def permutation_p(
    one: Ratio, other: Ratio, rng: np.random.Generator, *, n_draws: int = DRAWS
) -> float:
    """Return the two-sided p of a difference of shares, families shuffled between groups.

    References
    ----------
    Phipson & Smyth (2010), Stat. Appl. Genet. Mol. Biol. 9(1): the observed order counts.
    """
    part = np.concatenate([one.part, other.part])
    whole = np.concatenate([one.whole, other.whole])
    order = rng.permuted(np.tile(np.arange(len(part)), (n_draws, 1)), axis=1)
    first, second = order[:, : len(one.part)], order[:, len(one.part) :]
    shuffled = part[first].sum(1) / whole[first].sum(1) - part[second].sum(1) / whole[second].sum(1)
    observed = abs(one.share - other.share)
    return float((1 + (np.abs(shuffled) >= observed - 1e-12).sum()) / (1 + n_draws))


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
