"""What is computed for a word on two sides: effect sizes, their size by chance.

The symbols are those of Monroe, Colaresi & Quinn (2008): ``y`` counts of a word, ``n`` of
all words, ``i`` one side and ``j`` the other, ``alpha`` the prior.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse

from framing.compare import resample

MORE = 20  # times as many shuffles for the features that few of the first go beyond
_FEW = 10
_AT_ONCE = 250_000  # numbers worked on at a time, so that memory stays small
_SAME = 1e-9  # two odds this near to each other are one, but for rounding


class Side(NamedTuple):
    """One side of a comparison; a row of ``counts`` is an article or a family of them."""

    counts: Any
    n: np.ndarray
    family: np.ndarray

    @property
    def y(self) -> np.ndarray:
        """How often each feature stands on this side."""
        return np.asarray(self.counts.sum(axis=0), "float64").ravel()

    @property
    def held(self) -> np.ndarray:
        """How many articles hold each feature."""
        return np.asarray((self.counts > 0).sum(axis=0)).ravel()

    def of(self, chosen: np.ndarray) -> Side:
        """Return this side with the chosen rows only."""
        return Side(self.counts[chosen], self.n[chosen], self.family[chosen])

    def by_family(self) -> Side:
        """Return this side with one row a family, in the order of their names."""
        family, row = np.unique(self.family, return_inverse=True)
        sums = sparse.csr_matrix((np.ones(len(row)), (row, np.arange(len(row)))))
        return Side(sums @ self.counts, np.bincount(row, self.n), family)


def g2(y_i: np.ndarray, y_j: np.ndarray, n_i: float, n_j: float) -> np.ndarray:
    """Return the four-cell log-likelihood ratio: the word and all other words, on both sides.

    Examples
    --------
    >>> g2(np.array([7.0]), np.array([2.0]), 10, 9).round(3).tolist()
    [4.535]
    """
    y, n = y_i + y_j, n_i + n_j
    cells = ((y_i, n_i, y), (y_j, n_j, y), (n_i - y_i, n_i, n - y), (n_j - y_j, n_j, n - y))
    total = np.zeros(len(y))
    for observed, side, both in cells:
        ratio = np.divide(observed * n, side * both, out=np.ones(len(y)), where=observed > 0)
        total += observed * np.log(ratio)  # Dunning: observed x log(observed / expected)
    return np.maximum(2 * total, 0.0)


def log_ratio(y_i: np.ndarray, y_j: np.ndarray, n_i: float, n_j: float) -> np.ndarray:
    """Return how many times the rate doubles from there to here; missing if a count is 0.

    Examples
    --------
    >>> log_ratio(np.array([8.0, 1.0]), np.array([2.0, 0.0]), 1000, 1000).tolist()
    [2.0, nan]
    """
    both = (y_i > 0) & (y_j > 0)
    ratio = np.divide(y_i * n_j, y_j * n_i, out=np.full(len(y_i), np.nan), where=both)
    return np.log2(ratio)


def odds_ratio(
    y_i: np.ndarray, y_j: np.ndarray, n_i: Any, n_j: Any, alpha: np.ndarray, alpha_0: float
) -> np.ndarray:
    """Return the ratio of the odds of a word on two sides, with a Dirichlet prior."""
    a, b = y_i + alpha, y_j + alpha
    with np.errstate(divide="ignore", invalid="ignore"):  # without another word: no odds
        return a / (n_i + alpha_0 - a) * ((n_j + alpha_0 - b) / b)


def log_odds(
    y_i: np.ndarray, y_j: np.ndarray, n_i: float, n_j: float, alpha: np.ndarray, alpha_0: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return the log-odds with a Dirichlet prior, and z; missing if there is no other word."""
    delta = np.log(odds_ratio(y_i, y_j, n_i, n_j, alpha, alpha_0))  # eq 16
    return delta, delta / np.sqrt(1 / (y_i + alpha) + 1 / (y_j + alpha))  # eq 20, eq 22


def shuffled(own: Side, other: Side, alpha: np.ndarray, alpha_0: float, seed: int) -> np.ndarray:
    """Return the two-sided p of each log-odds, families shuffled between the two sides.

    It is twice the smaller tail: with sides of unequal size, chance reaches further from 0
    on one hand than on the other. z would not do: a word that one side never uses has a
    smaller z than one that it uses a little. Where few shuffles go as far as the observed
    order, p is made anew from many more, so that it can be small enough to stand among
    thousands.
    """
    observed = odds_ratio(own.y, other.y, own.n.sum(), other.n.sum(), alpha, alpha_0)
    one, two = own.by_family(), other.by_family()
    family, n = (np.concatenate([side[f] for side in (one, two)]) for f in (2, 1))
    order = np.lexsort((n, family))  # whichever side is called own
    n, counts = n[order], sparse.vstack([one.counts, two.counts]).tocsc()[order]
    if len(one.n) > len(two.n):
        observed = 1 / observed  # draws take the smaller side
    p, sought = np.full(len(observed), np.nan), np.flatnonzero(~np.isnan(observed))
    for draws in (resample.DRAWS, MORE * resample.DRAWS):
        drawn = _drawn(len(n), min(len(one.n), len(two.n)), len(sought), draws, seed)
        tail = _tail(counts[:, sought], n, alpha[sought], alpha_0, observed[sought], drawn)
        p[sought] = np.minimum(1.0, 2 * (1 + tail) / (1 + draws))
        sought = sought[tail < _FEW]
    return p


def _tail(
    counts: Any,
    n: np.ndarray,
    alpha: np.ndarray,
    alpha_0: float,
    observed: np.ndarray,
    draws: Iterator[np.ndarray],
) -> np.ndarray:
    """Count the draws that go as far as the observed odds, on the hand where fewer do."""
    y = np.asarray(counts.sum(axis=0)).ravel()
    above, below = np.zeros((2, len(observed)))
    for chosen in draws:
        y_i, n_i = (counts.T @ chosen).T, (n @ chosen)[:, None]
        ratio = odds_ratio(y_i, y - y_i, n_i, n.sum() - n_i, alpha, alpha_0)
        above += (ratio >= observed * (1 - _SAME)).sum(axis=0)
        below += (ratio <= observed * (1 + _SAME)).sum(axis=0)
    return np.minimum(above, below)


def _drawn(size: int, taken: int, width: int, draws: int, seed: int) -> Iterator[np.ndarray]:
    """Yield draws without replacement, some at a time; a column marks what one draw takes.

    Taken is what has the lowest of random numbers, no two of which are the same.
    """
    random = np.random.default_rng([seed, taken, size, draws])
    step = max(1, _AT_ONCE // max(size, width))
    for done in range(0, draws if width else 0, step):
        some = min(step, draws - done)
        numbers = random.random((some, size))
        highest = np.partition(numbers, taken - 1, axis=1)[:, [taken - 1]]
        yield (numbers <= highest).T.astype("float64", order="C")
