"""How far a word's rate and rank rest on single texts: its dispersion, and its rank drawn anew."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from framing.words.two_sides import Side, log_odds

FIRST = 10  # words of a group, among which a word's place is tried
RESAMPLES = 500
_AT_ONCE = 250_000  # numbers worked on at a time, so that memory stays small
_SAME = 1e-9  # two z this near to each other are one, but for rounding


def dispersion(side: Side) -> np.ndarray:
    """Return how unevenly each feature stands in the articles of a side: normed DP.

    DP is half the sum, over articles, of how far an article's share of the feature is from its
    share of all words; divided by the most that it can be, 1 less the smallest such share.

    Returns
    -------
    One number a feature, from 0 (even) to 1; missing with one article, or where it never stands.

    References
    ----------
    Gries (2008), Int. J. Corpus Linguistics 13, 403-437: DP. Lijffijt & Gries (2012), ibid. 17,
    147-149: normed by 1 less the smallest share.

    Examples
    --------
    >>> from scipy import sparse
    >>> counts = sparse.csr_matrix([[1.0], [2], [3], [4], [5]])
    >>> side = Side(counts, np.array([9.0, 10, 10, 10, 11]), np.arange(5))
    >>> dispersion(side).round(3).tolist()  # DP is .18, and the smallest share .18
    [0.22]
    """
    s, y = side.n / side.n.sum(), side.y
    if len(s) < 2:
        return np.full(len(y), np.nan)
    cells = side.counts.tocoo()
    shares = cells.data / y[cells.col]
    # an article without the feature is as far off as its share of all words, and these sum to 1
    beyond = np.abs(shares - s[cells.row]) - s[cells.row]
    dp = (1 + np.bincount(cells.col, beyond, minlength=len(y))) / 2
    return np.where(y > 0, np.clip(dp / (1 - s.min()), 0, 1), np.nan)


def stability(own: Side, other: Side, alpha: np.ndarray, alpha_0: float, seed: int) -> np.ndarray:
    """Return how often each feature is among the first of a side if its texts are drawn anew.

    Families of articles are drawn with replacement, as many as there are, on each side by itself.
    A feature is among the first if no ten others have a higher z and its own is above 0.

    Returns
    -------
    One share of the resamples a feature; missing if the side has one family.

    References
    ----------
    Efron & Tibshirani (1993), An Introduction to the Bootstrap, on families as clusters.
    """
    one, two = own.by_family(), other.by_family()
    n_features, sizes = len(alpha), (len(one.n), len(two.n))
    if sizes[0] < 2:
        return np.full(n_features, np.nan)
    random = np.random.default_rng([seed, *sizes, RESAMPLES])
    stands = np.flatnonzero(one.y > 0)
    few = [side._replace(counts=side.counts[:, stands]) for side in (one, two)]
    unused = np.delete(alpha, stands).max(initial=0)
    first, step = np.zeros(n_features), max(1, _AT_ONCE // max(n_features, *sizes))
    for done in range(0, RESAMPLES, step):
        draws = min(step, RESAMPLES - done)
        times = [_times(side, draws, random) for side in (one, two)]
        z = _z(few, times, alpha[stands], alpha_0)
        if _lead_all(z, few, times, unused, alpha_0):
            first[stands] += _leads(z).sum(axis=0)
        else:
            first += _leads(_z((one, two), times, alpha, alpha_0)).sum(axis=0)
    return first / RESAMPLES


def _times(side: Side, draws: int, random: np.random.Generator) -> np.ndarray:
    """Return how often each draw of a side's families, a row, takes each of them."""
    size = len(side.n)
    return random.multinomial(size, np.full(size, 1 / size), size=draws).astype("float64")


def _z(
    sides: Sequence[Side], times: Sequence[np.ndarray], alpha: np.ndarray, alpha_0: float
) -> np.ndarray:
    """Return the z of each feature in each draw."""
    (y_i, n_i), (y_j, n_j) = (
        ((side.counts.T @ own.T).T, (own @ side.n)[:, None])
        for side, own in zip(sides, times, strict=True)
    )
    return log_odds(y_i, y_j, n_i, n_j, alpha, alpha_0)[1]


def _lead_all(
    z: np.ndarray, sides: Sequence[Side], times: Sequence[np.ndarray], unused: float, alpha_0: float
) -> bool:
    """Tell whether no feature that a side never has can be among the first of any draw.

    Its z is at most what it would be if the other side did not draw it either, and its own
    uncertainty were all: the difference of the logarithms of the sides' words by the root of alpha.
    """
    if z.shape[1] <= FIRST:
        return False
    last = -np.partition(-np.nan_to_num(z, nan=-np.inf), FIRST - 1, axis=1)[:, FIRST - 1]
    n_i, n_j = (own @ side.n + alpha_0 for side, own in zip(sides, times, strict=True))
    at_most = np.log((n_j - unused) / (n_i - unused)) * np.sqrt(unused)
    return bool((np.maximum(at_most, 0) < last * (1 - 2 * _SAME)).all())


def _leads(z: np.ndarray) -> np.ndarray:
    """Tell which features are among the first of each draw, those that tie with the last too."""
    z = np.nan_to_num(z, nan=-np.inf)
    if z.shape[1] <= FIRST:
        return z > 0
    last = -np.partition(-z, FIRST - 1, axis=1)[:, [FIRST - 1]]
    return (z > 0) & (z >= last * (1 - _SAME))
