"""Estimates from a coding of every unit and a probability sample of reference codes.

A unit is a sentence of subheads, lead or body with one frame. Its pseudo-outcome is what the
coder says, times a factor, corrected by the reference where that was sampled and weighted by the
inverse of the chance of being so. Sums are exact, or taken in an order that the values decide,
so that no order of rows moves a digit.
"""

from __future__ import annotations

from math import ceil, fsum
from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.compare import resample
from framing.compare.estimate import Counts
from framing.compare.resample import Limits, Ratio

COUNTS = Counts("part", "whole")
TOLERANCE = 0.01  # probabilities may have been rounded in a file
ADDED = 0.5  # errors supposed in each stratum beside those found: Jeffreys


class Codes(NamedTuple):
    """The decided units: the sampling variance is ``spread`` x (1 / chance - 1), summed.

    ``found`` is from the errors that were found; ``spread`` supposes at least those of half a
    unit more with an error and half a one without in the stratum, since a sample that holds
    no error does not show that there are none.
    """

    chance: np.ndarray
    found: np.ndarray
    spread: np.ndarray


class Correction(NamedTuple):
    """A corrected share of one outlet and frame, and where its variance comes from.

    Attributes
    ----------
    ratio : pseudo-outcomes and units by family.
    variance : of the share; missing with a single family.
    codes : the decided units, from which the variance follows.
    factor : by which what the coder says counts, from 0 (codes alone) to 1.
    carrying : families in which a code found the frame, or in which one found none, if fewer.
    """

    ratio: Ratio
    variance: float
    codes: Codes
    factor: float
    carrying: int

    @property
    def df(self) -> float:
        """Degrees of freedom: families as if of one size, at most those that carry, less one."""
        return max(min(self.ratio.effective, self.carrying) - 1, 1.0)

    @property
    def limits(self) -> Limits:
        """The 95 % interval, on the logit scale; missing where the share is not within 0 to 1."""
        share = self.ratio.share
        if not 0 < share < 1:
            return float("nan"), float("nan")
        half = resample.student_t(self.df) * self.variance**0.5 / (share * (1 - share))
        return resample.on_logit(share, half)

    @property
    def of_codes(self) -> float:
        """Part of the variance that coding every unit would take away."""
        return self.with_codes(1.0)

    def with_codes(self, times: float) -> float:
        """Return the part of the variance from codes, if ``times`` as many were drawn."""
        return self._of(self.codes.spread, times)

    @property
    def of_found(self) -> float:
        """The same as ``of_codes`` from the errors that were found, and from no others."""
        return self._of(self.codes.found, 1.0)

    def _of(self, spread: np.ndarray, times: float) -> float:
        chance = np.minimum(self.codes.chance * times, 1.0)
        return float(np.sort(spread * (1 / chance - 1)).sum() / self.ratio.whole.sum() ** 2)

    def n_codes(self, times: float) -> int:
        """Return how many codes ``times`` as many are; no unit is coded twice."""
        chance = np.minimum(self.codes.chance * times, 1.0)
        return ceil(round(float(np.sort(chance / self.codes.chance).sum()), 6))


class Units(NamedTuple):
    """Units with their family and stratum, numbered from 0; codes and chances may be missing.

    ``drawable`` is how many units the stratum holds, where the number drawn was fixed.
    """

    family: np.ndarray
    stratum: np.ndarray
    size: np.ndarray
    predicted: np.ndarray
    held: np.ndarray
    chance: np.ndarray
    drawable: np.ndarray


Given = list[tuple[np.ndarray, float]]  # which units got which mean


class Decided(NamedTuple):
    """The sampled units with a decision, and of each stratum ``n`` drawn of ``N``, if fixed."""

    units: Units
    n: np.ndarray
    N: np.ndarray


def corrected_share(units: pd.DataFrame) -> Correction:
    """Estimate the share of one outlet and frame from its units."""
    columns = [units[name].to_numpy("float64") for name in (
        "size", "predicted", "held", "chance", "n_stratum")]  # fmt: skip
    numbers = [pd.factorize(units[name])[0] for name in ("family", "stratum")]
    return estimated(Units(*numbers, *columns))


def estimated(units: Units) -> Correction:
    """Estimate a share from units.

    The factor L is that which makes the variance from codes least, within 0 to 1. Variance:
    families are clusters (linearised), less what drawing a fixed number without replacement
    saves between families; never less than what the sampling of codes alone gives.

    References
    ----------
    Egami, Hinck, Stewart & Wei (2023), NeurIPS 36, eq. 4, the pseudo-outcome; Angelopoulos,
    Duchi & Zrnic (2023), PPI++, arXiv 2311.01453, eq. 7, the factor, here by the variance of a
    stratified sample. Särndal, Swensson & Wretman (1992), Model Assisted Survey Sampling, eqs
    2.8.2 and 5.7.3.
    """
    decided = _decided(units)
    factor = _factor(decided)
    own = decided.units
    residual = own.size * (own.held - factor * own.predicted)
    codes = _codes(decided, residual)
    residual, given = _centred(units, own, residual)
    ratio = _by_family(units, own, factor, residual, given)
    carrying = min(len(np.unique(own.family[own.held == held])) for held in (0, 1))
    found = Correction(ratio, float("nan"), codes, factor, carrying)
    if len(ratio.part) < 2:
        return found
    saved = _saved(decided, residual) / ratio.whole.sum() ** 2
    of_texts = max(0.0, resample.variance(ratio) - saved - found.of_found)
    return found._replace(variance=of_texts + found.of_codes)


def article_rows(units: pd.DataFrame, part: pd.Series) -> pd.DataFrame:
    """Sum ``part`` and the size of units by article: rows of which a share can be estimated."""
    rows = units.assign(part=part, whole=units["size"]).groupby("article")
    sums = rows[["part", "whole"]].agg(fsum)
    return sums.assign(family=rows["family"].first(), weight=1.0).reset_index()


def _decided(units: Units) -> Decided:
    """Keep the sampled units with a decision; those without are missing at random in a stratum."""
    sampled = np.flatnonzero(~np.isnan(units.chance))
    sampled = sampled[np.argsort(units.chance[sampled])]
    drawn = Units(*(column[sampled] for column in units))
    known, inverse = ~np.isnan(drawn.held), 1 / drawn.chance
    stands = np.bincount(drawn.stratum, inverse)
    rate = np.bincount(drawn.stratum, known * inverse) / np.where(stands > 0, stands, 1.0)
    drawn = drawn._replace(chance=drawn.chance * rate[drawn.stratum])
    values = (drawn.chance, drawn.size, drawn.predicted, drawn.held)
    order = np.lexsort(values)  # the values decide in which order they are summed
    own = Units(*(column[order[known[order]]] for column in drawn))
    size = np.zeros(len(rate))
    size[own.stratum] = np.nan_to_num(own.drawable)
    share = np.zeros(len(rate))
    share[own.stratum] = own.chance
    fixed = size * share > 1.001  # one unit says nothing of how units differ: as if independent
    return Decided(own, np.where(fixed, size * share, 0.0), np.where(fixed, size, 0.0))


def _squares(decided: Decided, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return the covariance of two variables in each stratum of a fixed number of draws, else 0.

    Units of a stratum that lie in another outlet or zone count as zeros.
    """
    h, n = decided.units.stratum, decided.n
    k, drawn = len(n), np.where(n > 0, n, 2.0)
    sums = [np.bincount(h, each, k) for each in (a * b, a, b)]
    return np.where(n > 0, (sums[0] - sums[1] * sums[2] / drawn) / (drawn - 1), 0.0)


def _factor(decided: Decided) -> float:
    """Return the factor of what the coder says that makes the variance from codes least.

    Where strata are of what the coder says, every factor gives the same: then it is 1.
    """
    own, n, size = decided.units, decided.n, decided.N
    said, held = own.size * own.predicted, own.size * own.held
    weight = size * (size - n) / np.where(n > 0, n, 1.0)
    free = np.where(n[own.stratum] > 0, 0.0, (1 - own.chance) / own.chance**2)
    both, least = (
        fsum(weight * _squares(decided, said, other)) + (free * said * other).sum()
        for other in (held, said)
    )
    return min(max(both / least, 0.0), 1.0) if least > 1e-9 * (own.size**2).sum() else 1.0


def _codes(decided: Decided, residual: np.ndarray) -> Codes:
    """Share N S^2 of a stratum among its units, or give each u^2 / pi, drawn independently."""
    own, h = decided.units, decided.units.stratum
    k = len(decided.n)
    count = np.maximum(np.bincount(h, minlength=k), 1)
    variance = np.maximum(_squares(decided, residual, residual), 0.0)
    found = np.where(decided.n[h] > 0, (decided.N * variance / count)[h], residual**2 / own.chance)
    supposed = _supposed(decided)[h] / own.chance
    more = np.bincount(h, supposed, k) > np.bincount(h, found, k)
    return Codes(own.chance, found, np.where(more[h], supposed, found))


def _supposed(decided: Decided) -> np.ndarray:
    """Return the variance of an error with half a unit more that has one and half one without."""
    own, k = decided.units, len(decided.n)
    n = np.maximum(np.bincount(own.stratum, minlength=k), 1)
    errors = np.bincount(own.stratum, own.held != own.predicted, k)
    rate = (errors + ADDED) / (n + 2 * ADDED)
    squares = np.bincount(own.stratum, own.size**2, k) / n
    supposed: np.ndarray = squares * rate * (1 - rate) * n / (n + 2 * ADDED)
    return supposed


def _centred(units: Units, own: Units, residual: np.ndarray) -> tuple[np.ndarray, Given]:
    """Take the mean residual of what is predicted alike out of residuals, and give it to all.

    This moves no estimate, since it is done only where the draws stand for as many units as
    there are, by design; families differ less by it, so that their variance is known better.
    Where they do so over all units alone, the mean of all is taken.
    """
    if np.isnan(own.drawable).any():
        return residual, []
    everything = np.ones(len(units.size), dtype=bool), np.ones(len(own.size), dtype=bool)
    alike = [(units.predicted == each, own.predicted == each) for each in (0, 1)]
    for classes in ([each for each in alike if each[0].any()], [everything]):
        stands = [(1 / own.chance[drawn]).sum() for _, drawn in classes]
        sizes = [all_.sum() for all_, _ in classes]
        if np.all(np.abs(np.array(stands) / sizes - 1) <= TOLERANCE):
            means = [(residual[drawn] / own.chance[drawn]).sum() / stood
                     for (_, drawn), stood in zip(classes, stands, strict=True)]  # fmt: skip
            taken = sum(
                np.where(drawn, mean, 0.0) for (_, drawn), mean in zip(classes, means, strict=True)
            )
            whole = [all_ for all_, _ in classes]
            return residual - taken, list(zip(whole, means, strict=True))
    return residual, []


def _by_family(
    units: Units, own: Units, factor: float, residual: np.ndarray, given: Given
) -> Ratio:
    """Sum pseudo-outcomes: L Y_hat + R / pi (Y - L Y_hat), weighted by the size of the unit."""
    k = int(units.family.max()) + 1
    whole = np.bincount(units.family, units.size, k)  # whole numbers: exact in any order
    part = factor * np.bincount(units.family, units.size * units.predicted, k)
    for which, mean in given:
        part += mean * np.bincount(units.family, which, k)
    part += np.bincount(own.family, residual / own.chance, k)
    order = np.lexsort((part, whole))
    return Ratio(part[order], whole[order])


def _saved(decided: Decided, residual: np.ndarray) -> float:
    """Return what a fixed number of draws takes off the variance, from pairs in two families.

    The estimated covariance of a pair is -(N - n) N / (n^2 (n - 1)) times u_i u_j; drawn
    independently it is 0, which is what the variance over families supposes.
    """
    own, n, size = decided.units, decided.n, decided.N
    k, families = len(n), int(own.family.max(initial=0)) + 1
    inside = np.bincount(own.stratum * families + own.family, residual, k * families)
    squares = np.sort(inside.reshape(k, families) ** 2, axis=1).sum(axis=1)
    pairs = np.bincount(own.stratum, residual, k) ** 2 - squares
    base = np.where(n > 0, n**2 * (n - 1), 1.0)
    return fsum(np.where(n > 0, np.maximum(size - n, 0.0) * size / base * pairs, 0.0))


def fewest_codes(found: Correction, variance: float) -> int:
    """Return how many codes bring the part of the variance from codes down to ``variance``.

    More are drawn in the same proportions, in each stratum until all its units are coded.
    """
    low, high = 0.0, 1 / float(found.codes.chance.min())
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if found.with_codes(middle) > variance else (low, middle)
    return found.n_codes(high)
