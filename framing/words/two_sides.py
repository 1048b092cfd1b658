"""Two sides of a comparison of words: what stands on each, and the formulas of their contrast."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import scipy


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
        sums = scipy.sparse.csr_matrix((np.ones(len(row)), (row, np.arange(len(row)))))
        return Side(sums @ self.counts, np.bincount(row, self.n), family)


# The symbols below are those of Monroe, Colaresi & Quinn (2008): ``y`` counts of a word, ``n`` of
# all words, ``i`` one side and ``j`` the other, ``alpha`` the prior.


def g2(y_i: np.ndarray, y_j: np.ndarray, n_i: Any, n_j: Any) -> np.ndarray:
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
    y_i: np.ndarray, y_j: np.ndarray, n_i: Any, n_j: Any, alpha: np.ndarray, alpha_0: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return the log-odds with a Dirichlet prior, and z; missing if there is no other word."""
    delta = np.log(odds_ratio(y_i, y_j, n_i, n_j, alpha, alpha_0))  # eq 16
    return delta, delta / np.sqrt(1 / (y_i + alpha) + 1 / (y_j + alpha))  # eq 20, eq 22
