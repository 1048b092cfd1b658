"""Coefficients of agreement between coders, and their intervals over articles.

Ratings are an array with a row for each coder and a column for each unit, NaN where a coder
did not decide. Alpha is computed from coincidence matrices, which add up over articles, so
that leaving out an article is a subtraction. What is undefined is NaN, never 0 or 1.

An interval is made of what happens when each article in turn is left out (the jackknife), on
a scale on which the limits cannot pass 1, with Student's t for the effective number of
articles. Of the methods compared by simulation it came nearest to 95 % (docs/coverage.md).
"""

from __future__ import annotations

import numpy as np

from framing.compare.resample import Limits, exp, student_t
from framing.errors import ParameterError
from framing.tables.require import check_choice

NOMINAL, ORDINAL, INTERVAL, RATIO = LEVELS = ("nominal", "ordinal", "interval", "ratio")
UNDEFINED: Limits = (float("nan"), float("nan"))
_NOTHING = 1e-12  # a sum below this share of what it could be is a rounding error of none


def krippendorff_alpha(ratings: np.ndarray, *, level: str = NOMINAL) -> float:
    """Return Krippendorff's alpha for any number of coders, with or without missing ratings.

    Parameters
    ----------
    ratings : numbers; a row is a coder, a column a unit; NaN where not decided. Their order is
        that of an ordinal level. Those that differ by rounding alone are one value.
    level : ``nominal``, ``ordinal``, ``interval`` or ``ratio``.

    Returns
    -------
    1 for no disagreement, 0 for as much as by chance, less for more; NaN if no unit has two
    ratings or if all ratings are alike.

    Raises
    ------
    ParameterError : the array has no two dimensions, words, an unknown level, or a negative
        value at the ratio level.

    References
    ----------
    Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, part C.

    Examples
    --------
    >>> round(krippendorff_alpha(np.array([[1, 0, 1, 0], [1, 0, 1, 1]])), 3)
    0.533
    """
    ratings = _checked(ratings)
    values = distinct(ratings)
    whole = coincidences(ratings, values=values).sum(axis=0)
    return float(alphas(whole, values=values, level=level))


def percent_agreement(ratings: np.ndarray) -> float:
    """Return the share of pairs of ratings that agree, averaged over units with two or more.

    Parameters
    ----------
    ratings : a row is a coder, a column a unit; NaN where not decided.

    Examples
    --------
    >>> percent_agreement(np.array([[1, 0, 1, 0], [1, 0, 1, 1]]))
    0.75
    """
    counts = _counts(_checked(ratings))
    each = counts.sum(axis=1)
    counts, each = counts[each > 1], each[each > 1]
    if not len(each):
        return float("nan")
    return float(((counts * (counts - 1)).sum(axis=1) / (each * (each - 1))).mean())


def cohen_kappa(ratings: np.ndarray) -> float:
    """Return Cohen's kappa of two coders, over the units that both decided.

    Parameters
    ----------
    ratings : two rows, the coders; a column is a unit, NaN where not decided.

    Returns
    -------
    NaN for more than two coders, for whom it is not defined; without a unit that both
    decided; and where both use one and the same value throughout.

    References
    ----------
    Cohen (1960), Educational and Psychological Measurement 20, 37-46.

    Examples
    --------
    >>> cohen_kappa(np.array([[1, 0, 1, 0], [1, 0, 1, 1]]))
    0.5
    """
    ratings = _checked(ratings)
    if len(ratings) != 2:
        return float("nan")
    one, other = ratings[:, ~np.isnan(ratings).any(axis=0)]
    if not len(one):
        return float("nan")
    observed = np.mean(one == other)
    expected = sum(np.mean(one == v) * np.mean(other == v) for v in distinct(one))
    return _beyond_chance(float(observed), float(expected))


def gwet_ac1(ratings: np.ndarray) -> float:
    """Return Gwet's AC1 for any number of coders, with or without missing ratings.

    Parameters
    ----------
    ratings : a row is a coder, a column a unit; NaN where not decided.

    Returns
    -------
    NaN if no unit has two ratings, or if fewer than two different values occur.

    References
    ----------
    Gwet (2008), British Journal of Mathematical and Statistical Psychology 61, 29-48;
    missing ratings as in Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition.

    Examples
    --------
    >>> round(gwet_ac1(np.array([[1, 0, 1, 0], [1, 0, 1, 1]])), 3)
    0.529
    """
    counts = _counts(_checked(ratings))
    counts = counts[counts.sum(axis=1) > 0]
    if not len(counts) or counts.shape[1] < 2:
        return float("nan")
    share = (counts / counts.sum(axis=1, keepdims=True)).mean(axis=0)
    expected = (share * (1 - share)).sum() / (counts.shape[1] - 1)
    return _beyond_chance(percent_agreement(ratings), float(expected))


def distinct(ratings: np.ndarray) -> np.ndarray:
    """Return the different values that occur, in order."""
    return np.unique(ratings[~np.isnan(ratings)])


def coincidences(
    ratings: np.ndarray, *, values: np.ndarray, groups: np.ndarray | None = None
) -> np.ndarray:
    """Return one coincidence matrix a group of units: how often two values meet in a unit.

    Parameters
    ----------
    ratings : a row is a coder, a column a unit; NaN where not decided.
    values : the different values, in order: rows and columns of a matrix.
    groups : the number of each unit's group (its article), from 0; one for all if not given.

    Returns
    -------
    An array of groups by values by values. Each pair of ratings in a unit of m ratings
    counts 1 / (m - 1), in both directions; a unit with one rating counts nothing.
    """
    groups = np.zeros(ratings.shape[1], dtype="int64") if groups is None else groups
    decided = ~np.isnan(ratings)
    codes = np.searchsorted(values, np.where(decided, ratings, values[0] if len(values) else 0))
    weight = 1 / np.maximum(decided.sum(axis=0) - 1, 1)
    size, shape = len(values), (int(groups.max(initial=-1)) + 1, len(values), len(values))
    flat = np.zeros(int(np.prod(shape)))
    for one, other in np.argwhere(~np.eye(len(ratings), dtype=bool)):
        met = decided[one] & decided[other]
        cell = (groups * size + codes[one]) * size + codes[other]
        flat += np.bincount(cell[met], weight[met], minlength=len(flat))
    return flat.reshape(shape)


def alphas(matrices: np.ndarray, *, values: np.ndarray, level: str = NOMINAL) -> np.ndarray:
    """Return alpha of each coincidence matrix (the last two axes); NaN where undefined.

    References
    ----------
    Krippendorff (2011), part C: 1 - (n - 1) sum o_ck d_ck / sum n_c n_k d_ck.
    """
    n_c = matrices.sum(axis=-1)
    n = n_c.sum(axis=-1)
    d = _differences(n_c, values, level)
    observed = (matrices * d).sum(axis=(-2, -1))
    expected = (n_c[..., :, None] * n_c[..., None, :] * d).sum(axis=(-2, -1))
    least = _NOTHING * n**2 * d.max(axis=(-2, -1), initial=0)
    return 1 - (n - 1) * observed / np.where(expected > least, expected, np.nan)


def alpha_limits(matrices: np.ndarray, *, values: np.ndarray, level: str = NOMINAL) -> Limits:
    """Return the interval of alpha over articles, one coincidence matrix each.

    The scale is log(1 - alpha). Articles count by how far their ratings are from the most
    central value: for a rare frame, by their positives. Where nobody disagrees, the lower
    limit is what it would be if two had disagreed once.

    Returns
    -------
    NaN if alpha is undefined with all articles or without one of them, or if coders disagree
    and it makes no difference which article is left out.
    """
    whole = matrices.sum(axis=0)
    alpha = float(alphas(whole, values=values, level=level))
    if np.isnan(alpha):
        return UNDEFINED
    if alpha == 1:
        low, _ = alpha_limits(_with_one_difference(matrices), values=values, level=level)
        return (low, 1.0) if low == low else UNDEFINED
    without = alphas(whole - matrices, values=values, level=level)
    return jackknifed(alpha, without, _from_the_centre(matrices, values, level))


def jackknifed(alpha: float, without: np.ndarray, weight: np.ndarray) -> Limits:
    """Return the interval of an alpha below 1, on the scale log(1 - alpha).

    Parameters
    ----------
    alpha : of all articles.
    without : alpha without each of them.
    weight : by how much each article counts.

    Returns
    -------
    NaN if it makes no difference which article is left out, or alpha is undefined without one.
    """
    if not np.ptp(without) > _NOTHING:
        return UNDEFINED
    half = spread(alpha, without, weight) / (1 - alpha)
    return max(-1.0, 1 - (1 - alpha) * exp(half)), 1 - (1 - alpha) * exp(-half)


def spread(whole: float, without: np.ndarray, weight: np.ndarray) -> float:
    """Return t times the jackknife's standard error; t is for the effective articles less one.

    References
    ----------
    Efron & Stein (1981), Annals of Statistics 9, 586-596; Kish (1965): the effective number.
    """
    n = len(without)
    effective = np.sort(weight).sum() ** 2 / (np.sort(weight) ** 2).sum()
    variance = (n - 1) / n * np.sort((without - whole) ** 2).sum()
    return student_t(max(1.0, effective - 1)) * float(np.sqrt(variance))


def _with_one_difference(matrices: np.ndarray) -> np.ndarray:
    """Return matrices with one difference: of the two most common values."""
    common, next_common = matrices.diagonal(axis1=1, axis2=2).sum(axis=0).argsort()[:-3:-1]
    article = matrices[:, next_common, next_common].argmax()
    changed = matrices.copy()
    changed[article, next_common, next_common] -= 2
    changed[article, common, next_common] += 1
    changed[article, next_common, common] += 1
    return changed


def _from_the_centre(matrices: np.ndarray, values: np.ndarray, level: str) -> np.ndarray:
    """Return how far each article's ratings are, in sum, from the most central value.

    Of values that are equally central the one is taken that makes for fewer effective
    articles, so that the names of values decide nothing.
    """
    n_c = matrices.sum(axis=-1)
    d = _differences(n_c.sum(axis=0), values, level)
    all_from = n_c.sum(axis=0) @ d
    central = np.flatnonzero(all_from <= all_from.min(initial=np.inf) * (1 + _NOTHING))
    weights = [np.sort(n_c @ d[:, value]) for value in central]
    return max(weights, key=lambda weight: (weight**2).sum(), default=np.zeros(len(n_c)))


def _differences(n_c: np.ndarray, values: np.ndarray, level: str) -> np.ndarray:
    """Return the squared difference of each two values, by Krippendorff's metric of a level."""
    check_choice(level, LEVELS, what="level")
    if level == NOMINAL:
        return 1.0 - np.eye(len(values))
    if level == RATIO:
        return _of_ratio(values)
    # ordinal: the ratings between two values, half of each one's own, are a difference of ranks
    scale = values if level == INTERVAL else n_c.cumsum(axis=-1) - n_c / 2
    return (scale[..., :, None] - scale[..., None, :]) ** 2


def _of_ratio(values: np.ndarray) -> np.ndarray:
    if len(values) and values[0] < 0:
        raise ParameterError(
            f"level is 'ratio', but a value is {values[0]:g}; a ratio has no negative values. "
            f"Use level='{INTERVAL}'."
        )
    both = values[:, None] + values[None, :]
    return ((values[:, None] - values[None, :]) / np.where(both > 0, both, 1)) ** 2


def _counts(ratings: np.ndarray) -> np.ndarray:
    """Count how many coders gave each unit (row) each value (column)."""
    return (ratings[:, :, None] == distinct(ratings)).sum(axis=0)


def _beyond_chance(observed: float, expected: float) -> float:
    return (observed - expected) / (1 - expected) if expected < 1 else float("nan")


def one_value_each(ratings: np.ndarray) -> np.ndarray:
    """Return ratings in which values that only rounding tells apart are one, the least of them.

    Examples
    --------
    >>> len(distinct(one_value_each(np.array([0.3, 0.1 + 0.2, 0.4]))))
    2
    """
    values = distinct(ratings)
    if not len(values):
        return ratings
    apart = np.diff(values, prepend=-np.inf) > _NOTHING * np.abs(values).max()
    kept = values[apart][apart.cumsum() - 1]
    return np.where(np.isnan(ratings), np.nan, kept[np.searchsorted(values, ratings) % len(values)])


def _numbers(ratings: np.ndarray) -> np.ndarray:
    """Return ratings as numbers; an order of words is known to who codes alone."""
    try:
        return np.asarray(ratings, dtype="float64")
    except (TypeError, ValueError) as cause:
        raise ParameterError(
            f"ratings holds words ({cause}). Give each value a number: of level '{ORDINAL}' its "
            "place in the order that your codebook states, which words do not tell."
        ) from cause


def _checked(ratings: np.ndarray) -> np.ndarray:
    ratings = one_value_each(_numbers(ratings))
    if ratings.ndim != 2:
        raise ParameterError(
            f"ratings has {ratings.ndim} dimensions; two are needed: coders by units."
        )
    return ratings
