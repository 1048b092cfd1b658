"""Estimates from a coding of every unit and a probability sample of reference codes.

A unit is a sentence of subheads, lead or body with one frame. Its pseudo-outcome is what the
coder says, corrected by the reference where that was sampled and weighted by the inverse of
the chance of being so. Sums are exact (``fsum``), so that no order of rows moves a digit.
"""

from __future__ import annotations

from math import ceil, fsum
from typing import NamedTuple

import pandas as pd

from framing.compare import resample
from framing.compare.estimate import Counts
from framing.compare.resample import Ratio

COUNTS = Counts("part", "whole")
TOLERANCE = 0.01  # probabilities may have been rounded in a file
ADDED = 1  # errors supposed in each stratum beside those found


class Correction(NamedTuple):
    """A corrected share of one outlet and frame, and where its variance comes from.

    Attributes
    ----------
    ratio : pseudo-outcomes and units by family.
    variance : of the share; missing with a single family.
    codes : the decided units: ``chance`` and ``spread``, from which the variance follows.
    """

    ratio: Ratio
    variance: float
    codes: pd.DataFrame

    @property
    def of_codes(self) -> float:
        """Part of the variance that coding every unit would take away."""
        return self.with_codes(1.0)

    def with_codes(self, times: float, spread: str = "spread") -> float:
        """Return the part of the variance from codes, if ``times`` as many were drawn."""
        chance = (self.codes["chance"] * times).clip(upper=1.0)
        return fsum(self.codes[spread] * (1 / chance - 1)) / fsum(self.ratio.whole) ** 2

    def n_codes(self, times: float) -> int:
        """Return how many codes ``times`` as many are; no unit is coded twice."""
        chance = (self.codes["chance"] * times).clip(upper=1.0)
        return ceil(round(fsum(chance / self.codes["chance"]), 6))


def corrected_share(units: pd.DataFrame) -> Correction:
    """Estimate the share of one outlet and frame from its units.

    Variance: families are clusters (linearised, ``F - 1`` degrees of freedom), less what
    drawing a fixed number without replacement saves between families; never less than what
    the sampling of codes alone gives.

    References
    ----------
    Egami, Hinck, Stewart & Wei (2023), NeurIPS 36, eq. 4, the pseudo-outcome. Särndal,
    Swensson & Wretman (1992), Model Assisted Survey Sampling, eqs 2.8.2 and 5.7.3.
    """
    decided, given = _centred(units, _with_spread(_decided(units)))
    ratio = _by_family(units, decided, given)
    if len(ratio.part) < 2:
        return Correction(ratio, float("nan"), decided)
    found = Correction(ratio, 0.0, decided)
    saved = fsum(_saved(stratum) for stratum in _strata(decided)) / fsum(ratio.whole) ** 2
    of_found = found.with_codes(1.0, "found")
    of_texts = max(0.0, resample.variance(ratio) - saved - of_found)
    return found._replace(variance=of_texts + found.of_codes)


def article_rows(units: pd.DataFrame, part: pd.Series) -> pd.DataFrame:
    """Sum ``part`` and the size of units by article: rows of which a share can be estimated."""
    rows = units.assign(part=part, whole=units["size"]).groupby("article")
    sums = rows[["part", "whole"]].agg(fsum)
    return sums.assign(family=rows["family"].first(), weight=1.0).reset_index()


def _decided(units: pd.DataFrame) -> pd.DataFrame:
    """Keep the sampled units with a decision; those without are missing at random in a stratum."""
    sampled = units[units["chance"].notna()]
    inverse = 1 / sampled["chance"]
    strata = inverse.groupby(sampled["stratum"]).agg(fsum)
    decided = sampled[sampled["held"].notna()]
    rate = inverse[decided.index].groupby(decided["stratum"]).agg(fsum) / strata
    chance = decided["chance"] * decided["stratum"].map(rate)
    residual = decided["size"] * (decided["held"] - decided["predicted"])
    return decided.assign(chance=chance, residual=residual)


def _centred(units: pd.DataFrame, decided: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """Take the mean residual of what is predicted alike out of residuals, and give it to all.

    This moves no estimate, since it is done only where the draws stand for as many units as
    there are, by design; families differ less by it, so that their variance is known better.
    """
    alike = decided.assign(stands=1 / decided["chance"]).groupby("predicted")
    stands = alike["stands"].agg(fsum)
    balanced = (stands / units.groupby("predicted").size() - 1).abs() <= TOLERANCE
    by_design = balanced & alike["n_stratum"].agg(lambda sizes: sizes.notna().all())
    sums = (decided["residual"] / decided["chance"]).groupby(decided["predicted"]).agg(fsum)
    means = (sums / stands).where(by_design, 0.0)
    given = units["predicted"].map(means).fillna(0.0)
    return decided.assign(residual=decided["residual"] - given[decided.index]), given


def _by_family(units: pd.DataFrame, decided: pd.DataFrame, given: pd.Series) -> Ratio:
    """Sum pseudo-outcomes: Y_hat + R / pi (Y - Y_hat), weighted by the size of the unit."""
    correction = (decided["residual"] / decided["chance"]).reindex(units.index, fill_value=0.0)
    rows = article_rows(units, units["size"] * units["predicted"] + given + correction)
    return resample.by_family(rows, *COUNTS[:2])


def _with_spread(decided: pd.DataFrame) -> pd.DataFrame:
    """Give each decided unit its ``spread``: the sampling variance is spread x (1 / pi - 1).

    ``found`` is from the errors that were found; ``spread`` supposes at least those of one
    more unit with an error and one more without in the stratum, since a sample that holds no
    error, or one, does not show that there are none.
    """
    columns = [_spread(stratum) for stratum in _strata(decided)]
    spreads = pd.concat(columns) if columns else pd.DataFrame(columns=["found", "spread"])
    return decided.join(spreads.astype("float64"))


def _strata(decided: pd.DataFrame) -> list[pd.DataFrame]:
    return [stratum for _, stratum in decided.groupby("stratum")]


def _fixed(stratum: pd.DataFrame) -> tuple[float, float]:
    """Return how many were drawn of how many, or nothing if the number drawn was not fixed.

    One unit alone says nothing of how units differ: it counts as drawn independently.
    """
    size = float(stratum["n_stratum"].iloc[0])
    drawn = size * float(stratum["chance"].iloc[0])
    return (drawn, size) if drawn > 1.001 else (0.0, 0.0)


def _spread(stratum: pd.DataFrame) -> pd.DataFrame:
    """N S^2 shared among the units of a stratum, or u^2 / pi for independent drawing.

    Units of a stratum that lie in another outlet or zone count in S^2 as zeros.
    """
    n, size = _fixed(stratum)
    u = stratum["residual"]
    found = u**2 / stratum["chance"]
    if n:
        variance = max(0.0, (fsum(u**2) - fsum(u) ** 2 / n) / (n - 1))
        found = pd.Series(size * variance / len(u), index=u.index)
    supposed = _supposed(stratum) / stratum["chance"]
    spread = supposed if fsum(supposed) > fsum(found) else found
    return pd.DataFrame({"found": found, "spread": spread})


def _supposed(stratum: pd.DataFrame) -> float:
    """Return the variance of a residual with one more error and one more unit without."""
    n, errors = len(stratum), int((stratum["residual"] != 0).sum())
    rate = (errors + ADDED) / (n + 2 * ADDED)
    squares = fsum(stratum["size"] ** 2) / n
    return squares * rate * (1 - rate) * n / (n + 2 * ADDED)


def _saved(stratum: pd.DataFrame) -> float:
    """Return what a fixed number of draws takes off the variance, from pairs in two families.

    The estimated covariance of a pair is -(N - n) N / (n^2 (n - 1)) times u_i u_j; drawn
    independently it is 0, which is what the variance over families supposes.
    """
    n, size = _fixed(stratum)
    if not n:
        return 0.0
    u = stratum["residual"]
    families = u.groupby(stratum["family"]).agg(fsum)
    pairs = fsum(u) ** 2 - fsum(families**2)
    return float(max(0.0, size - n) * size / (n**2 * (n - 1)) * pairs)


def fewest_codes(found: Correction, variance: float) -> int:
    """Return how many codes bring the part of the variance from codes down to ``variance``.

    More are drawn in the same proportions, in each stratum until all its units are coded.
    """
    low, high = 0.0, 1 / float(found.codes["chance"].min())
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if found.with_codes(middle) > variance else (low, middle)
    return found.n_codes(high)
