"""Agreement of two coders whose truth is known: drawn, with the package's intervals and others.

Articles of 15 to 35 units are drawn; each unit is positive or not in the reference and by a
coder. Without clustering all articles are alike; with it, prevalence and both kinds of error
vary between articles. ``coverage.py`` counts how often intervals hold what the drawing was told.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.special import stdtrit

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.outlets import varying
from framing.compare.resample import LEVEL, Ratio, wilson
from framing.tables.toml import SEED
from framing.trust.agreement import MIN_FAMILIES, share_limits
from framing.trust.coefficients import alpha_limits

ARTICLES, PREVALENCES = (5, 10, 30, 100, 300), (0.03, 0.12, 0.4)
NONE, STRONG = CLUSTERINGS = ("none", "strong")
FEWEST, MOST = 15, 35  # units in an article
SENSITIVITY, PRECISION = 0.8, 0.75  # of the coder, against the reference
ALIKE_POSITIVE, ALIKE_ERROR = 0.3, 0.2  # correlations within, if strong
VALUES = np.array([0.0, 1.0])

Limits = tuple[np.ndarray, np.ndarray]


class Cell(NamedTuple):
    """Articles, prevalence and clustering of a simulation."""

    n_articles: int
    prevalence: float
    clustering: str

    def random(self, seed: int) -> np.random.Generator:
        """Return this cell's own numbers, whichever other cells are drawn."""
        place = CLUSTERINGS.index(self.clustering)
        return np.random.default_rng([seed, self.n_articles, round(1000 * self.prevalence), place])


class Counts(NamedTuple):
    """Of each replication (row) and article (column): both, coder only, reference only, none."""

    both: np.ndarray
    coder: np.ndarray
    reference: np.ndarray
    neither: np.ndarray


# -- what is drawn ----------------------------------------------------------------------------


def drawn(cell: Cell, *, replications: int, seed: int) -> Counts:
    random, shape = cell.random(seed), (replications, cell.n_articles)
    p = cell.prevalence
    shares = {
        "positive": (p, ALIKE_POSITIVE),
        "found": (SENSITIVITY, ALIKE_ERROR),
        "wrong": (wrong_share(p), ALIKE_ERROR),
    }
    if cell.clustering == STRONG:
        given = {name: varying(random, *each, shape) for name, each in shares.items()}
    else:
        given = {name: np.full(shape, mean) for name, (mean, _) in shares.items()}
    units = random.integers(FEWEST, MOST + 1, shape)
    positive = random.binomial(units, given["positive"])
    both = random.binomial(positive, given["found"])
    coder = random.binomial(units - positive, given["wrong"])
    return Counts(both, coder, positive - both, units - positive - coder)


def wrong_share(p: float) -> float:
    """Return the share of negatives coded positive that gives the coder's precision."""
    return p * SENSITIVITY * (1 / PRECISION - 1) / (1 - p)


def truth(p: float) -> dict[str, float]:
    """Return what measures would be with no end of articles."""
    both, coder, reference = p * SENSITIVITY, (1 - p) * wrong_share(p), p * (1 - SENSITIVITY)
    positive = both + (coder + reference) / 2
    return {
        "alpha": 1 - (coder + reference) / (2 * positive * (1 - positive)),
        "precision": PRECISION,
        "recall": SENSITIVITY,
        "f1": both / (both + coder + reference),  # of which F1 is an increasing function
    }


# -- the shipped intervals --------------------------------------------------------------------


def each(limits: Callable[..., tuple[float, float]], *columns: np.ndarray) -> Limits:
    """Apply a function of the package to each replication."""
    found = np.array([limits(*row) for row in zip(*columns, strict=True)])
    return found[:, 0], found[:, 1]


def matrices(counts: Counts) -> np.ndarray:
    """Return the coincidence matrices: replications by articles by 2 by 2."""
    apart = counts.coder + counts.reference
    cells = np.stack([2 * counts.neither, apart, apart, 2 * counts.both], axis=-1)
    return cells.reshape(*apart.shape, 2, 2).astype("float64")


def parts(counts: Counts) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Return what precision, recall and F1 divide by what; F1 through both of either."""
    wholes = {
        "precision": counts.both + counts.coder,
        "recall": counts.both + counts.reference,
        "f1": counts.both + counts.coder + counts.reference,
    }
    return {name: (counts.both, whole) for name, whole in wholes.items()}


def shipped(counts: Counts) -> Iterator[tuple[str, Limits]]:
    yield "alpha", each(lambda one: alpha_limits(one, values=VALUES), matrices(counts))
    for name, (part, whole) in parts(counts).items():
        yield name, with_base(each(share_limits, part, whole), whole)


def with_base(limits: Limits, whole: np.ndarray) -> Limits:
    """Take intervals away where fewer than ten articles have a base.

    With five articles there never is one: there it is shown what it would be worth.
    """
    enough = (whole > 0).sum(axis=1) >= min(MIN_FAMILIES, whole.shape[1])
    return tuple(np.where(enough, limit, np.nan) for limit in limits)


# -- the methods that were compared with them -------------------------------------------------


def alpha(sums: Iterable[np.ndarray]) -> np.ndarray:
    both, coder, reference, neither = (each.astype("float64") for each in sums)
    n, ones = 2 * (both + coder + reference + neither), 2 * both + coder + reference
    base = ones * (n - ones)
    return 1 - (n - 1) * (coder + reference) / np.where(base > 0, base, np.nan)


def jackknife(whole: np.ndarray, without: np.ndarray, counted: np.ndarray) -> Limits:
    """Return t times the standard error, t for all articles counted."""
    n = counted.sum(axis=1)
    squares = np.where(counted, (without - whole[:, None]) ** 2, 0).sum(axis=1)
    n = np.where(n > 1, n, np.nan)
    return stdtrit(n - 1, 0.5 + LEVEL / 2) * np.sqrt((n - 1) / n * squares)


def of_alpha(counts: Counts, draws: np.ndarray) -> Iterator[tuple[str, Limits]]:
    sums = [each.sum(axis=1) for each in counts]
    found = alpha(sums)
    pairs = zip(sums, counts, strict=True)
    without = alpha([each[:, None] - one for each, one in pairs])
    half = jackknife(found, without, np.ones_like(without, dtype=bool))
    yield "jackknife, t for all articles, alpha itself", (found - half, found + half)
    rest = np.where(found < 1, 1 - found, np.nan)
    grown = np.exp(np.minimum(half / rest, 300))
    yield "jackknife, t for all articles, log(1 - alpha)", (1 - rest * grown, 1 - rest / grown)
    yield "bootstrap, percentiles", percentiles(alpha([draws @ each.T for each in counts]))


def of_share(
    part: np.ndarray, whole: np.ndarray, draws: np.ndarray
) -> Iterator[tuple[str, Limits]]:
    base = whole.sum(axis=1)
    base = np.where(base > 0, base, np.nan)
    found = part.sum(axis=1) / base
    rest = base[:, None] - whole
    without = (part.sum(axis=1)[:, None] - part) / np.where(rest > 0, rest, np.nan)
    half = jackknife(found, np.where(rest > 0, without, 0), whole > 0)
    yield "jackknife, t for all articles, the share itself", (found - half, found + half)
    scale = np.where((found > 0) & (found < 1), found * (1 - found), np.nan)
    odds, grown = found / (1 - np.where(found < 1, found, np.nan)), np.exp(half / scale)
    low, high = odds / grown, odds * grown
    yield "jackknife, t for all articles, logit", (low / (1 + low), high / (1 + high))
    yield "Wilson, effective number of articles", each(lambda *one: by_wilson(*one), part, whole)
    drawn_base = draws @ whole.T
    shares = (draws @ part.T) / np.where(drawn_base > 0, drawn_base, np.nan)
    yield "bootstrap, percentiles", percentiles(shares)


def by_wilson(part: np.ndarray, whole: np.ndarray) -> tuple[float, float]:
    if not whole.any():
        return np.nan, np.nan
    return wilson(Ratio(part[whole > 0], whole[whole > 0].astype("float64")))


def percentiles(found: np.ndarray) -> Limits:
    """Return the middle 95 % of draws (rows), where all of them are defined."""
    low, high = np.quantile(found, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
    return low, high


def times_drawn(n: int, *, draws: int, seed: int) -> np.ndarray:
    """Return how often each article is drawn, as the package's resampling draws them."""
    places = np.random.default_rng([seed, n]).integers(0, n, (draws, n))
    flat = (np.arange(draws)[:, None] * n + places).ravel()
    return np.bincount(flat, minlength=draws * n).reshape(draws, n).astype("float64")


def others(counts: Counts) -> Iterator[tuple[str, str, Limits]]:
    draws = times_drawn(counts.both.shape[1], draws=1000, seed=SEED)
    for method, limits in of_alpha(counts, draws):
        yield "alpha", method, limits
    for name, (part, whole) in parts(counts).items():
        for method, limits in of_share(part, whole, draws):
            yield name, method, with_base(limits, whole)


def results(
    cell: Cell, *, studies: int, seed: int, compare: bool
) -> Iterator[tuple[str, str, Limits]]:
    """Yield the intervals of every measure and method in a cell."""
    counts = drawn(cell, replications=studies, seed=seed)
    yield from ((measure, "shipped", limits) for measure, limits in shipped(counts))
    if compare:
        yield from others(counts)


CELLS = [Cell(n, p, c) for n in ARTICLES for p in PREVALENCES for c in CLUSTERINGS]
