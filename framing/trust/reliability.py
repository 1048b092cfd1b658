"""How far coders agree with each other: alpha and its companions, for each frame and value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from framing.compare.coverage import coverage_told
from framing.compare.resample import Limits
from framing.errors import ParameterError, some, suggestion
from framing.tables.codes import (
    ALL_ALIKE,
    BETWEEN_MACHINES,
    COVERAGE_NOT_OF_SCORES,
    FEW_POSITIVES,
    FEW_UNRELATED,
    KAPPA_OF_TWO,
    KINDS_UNKNOWN,
    MIXED,
    NO_LIMITS,
    NONE_TWICE,
    NOT_RELIABLE,
    PERSON,
    PERSON_AND_MACHINE,
    RELIABILITY,
    RELIABLE,
    REPEATABILITY,
    REPEATED,
    TENTATIVE,
)
from framing.tables.require import cell_of, check_choice, empty, require, values_of
from framing.trust.agreement import MIN_FAMILIES, placed
from framing.trust.coefficients import (
    LEVELS,
    NOMINAL,
    UNDEFINED,
    alpha_limits,
    cohen_kappa,
    coincidences,
    distinct,
    gwet_ac1,
    krippendorff_alpha,
    one_value_each,
    percent_agreement,
)

RELIABLE_FROM, TENTATIVE_FROM = 0.800, 0.667  # Krippendorff's limits, held to the lower bound
_ROUNDING = 1e-9  # what the sums of a bound may be off by
MIN_POSITIVES, MIN_POSITIVE_FAMILIES = 20, 10
MOST_VALUES = 101  # of scores, such as a scale from 0 to 100

NO_VERDICT = {
    REPEATABILITY: BETWEEN_MACHINES,
    MIXED: PERSON_AND_MACHINE,
    KINDS_UNKNOWN: KINDS_UNKNOWN,
}

PRESENT, SCORE = "present", "score"
LISTED = ("subcode", "mode", "voice", "valuation", "function")
VARIABLES = (PRESENT, *LISTED, SCORE)


class Units(NamedTuple):
    """What coders decided: coders by units; who has it; families, from 0; article and sentence."""

    ratings: np.ndarray
    positive: np.ndarray
    families: np.ndarray
    keys: pd.DataFrame


def reliability(
    codings: pd.DataFrame,
    *,
    coders: Sequence[str] | None = None,
    kinds: pd.DataFrame | None = None,
    sentences: pd.DataFrame | None = None,
    variable: str = PRESENT,
    level: str = NOMINAL,
) -> pd.DataFrame:
    """Say how far a group of coders agree on each frame, beyond chance.

    Parameters
    ----------
    codings : a row is one coder's decision on a sentence and frame.
    coders : whose codings; all that occur if not given.
    kinds : a row is a coder, with its ``kind`` (the table ``coders``); decides what the
        agreement is called and whether it gets a verdict.
    sentences : a row is a sentence; says which articles are of one family. Without it each
        article is one.
    variable : ``present``, ``subcode``, ``mode``, ``voice`` or ``score``. Of those that
        hold several values each value is a yes or no of its own, on the units that a coder
        codes present; a coder who never gives any has not coded the variable.
    level : ``nominal``, ``ordinal``, ``interval`` or ``ratio``, of alpha. Scores have the order
        of numbers; the other variables are yes or no, which no order is in.

    Returns
    -------
    A row is a frame that two of the coders coded, and a value (empty for ``present`` and
    ``score``), by name: ``n`` units that at least two decided, in ``n_articles`` (a family
    counts once); of these ``n_positive`` that any coder codes present, or with the value.
    ``alpha`` has a 95 % interval over families (jackknife, scale log(1 - alpha)) from 10
    families on. ``kappa`` is Cohen's, of two coders; ``ac1`` is Gwet's. ``called`` is
    ``reliability`` between persons and ``repeatability`` between machines. The ``verdict``,
    by the lower bound, is given only between persons and from 20 positives in 10 families
    on: ``reliable`` from .800, ``tentative`` from .667, else ``not_reliable``. What is missing
    has its reason in ``note``.

    Raises
    ------
    ParameterError : an unknown coder, variable or level; a level of what has no order; fewer than
        two coders, or one named twice; more than 101 different scores.
    TableError : a coding names a sentence that does not exist; an unknown kind of coder.

    References
    ----------
    Krippendorff (2019), Content Analysis, 4th edition, ch. 12; Cohen (1960); Gwet (2008).

    Examples
    --------
    >>> codings = pd.DataFrame({"article": "a", "sentence": [0, 1, 2, 3] * 2, "frame": "f",
    ...     "coder": ["ann"] * 4 + ["bob"] * 4, "present": [1, 0, 1, 0, 1, 0, 1, 1]})
    >>> found = reliability(codings)
    >>> found[["coders", "n", "n_positive", "alpha", "kappa", "ac1"]].round(3)
        coders  n  n_positive  alpha  kappa    ac1
    0  ann;bob  4           3  0.533    0.5  0.529
    """
    check_choice(variable, VARIABLES, what="variable")
    _check_level(level, variable)
    codings = require(codings, "codings")
    names = _names(codings, coders)
    called = _called(names, kinds)
    rows = [
        {"frame": frame, "value": value, **_row(units, variable, level, called)}
        for frame, value, units in decided(codings, names, sentences, variable)
    ]
    if not rows:
        return empty("reliability")
    table = pd.DataFrame(rows).assign(coders=";".join(names), variable=variable, level=level)
    return require(table, "reliability")


def _check_level(level: str, variable: str) -> None:
    """Refuse an unknown level, and an order where none is known."""
    check_choice(level, LEVELS, what="level")
    if level != NOMINAL and variable != SCORE:
        raise ParameterError(
            f"level is {level!r}, but variable is {variable!r}, each value of which is a yes or no "
            f"without an order. Leave level out, or code the order as numbers in '{SCORE}'."
        )


def _names(codings: pd.DataFrame, coders: Sequence[str] | None) -> list[str]:
    """Return the names of the coders in order, all of whom coded something."""
    present = sorted(set(codings["coder"]))
    names = present if coders is None else sorted(set(coders))
    if unknown := [name for name in names if name not in present]:
        raise ParameterError(
            f"coders names {some(unknown)}, who coded nothing here. Coders: {some(present)}."
            f"{suggestion(unknown[0], present)}"
        )
    if len(names) < len(coders or names):
        raise ParameterError(f"coders names somebody twice: {some(coders or ())}. Name each once.")
    if len(names) < 2:
        raise ParameterError(
            f"coders are {some(names) or 'none'}; agreement needs two. Coders: {some(present)}."
        )
    return names


def _called(names: list[str], kinds: pd.DataFrame | None) -> tuple[str, str]:
    """Return the code of what the agreement of these coders is called, and of a note on it."""
    if kinds is None:
        return KINDS_UNKNOWN, NO_VERDICT[KINDS_UNKNOWN]
    known = require(kinds, "coders").set_index("coder").reindex(names)
    persons = known["kind"] == PERSON
    if known["kind"].isna().any():
        called = KINDS_UNKNOWN
    elif persons.all():
        return RELIABILITY, ""
    else:
        called = MIXED if persons.any() else REPEATABILITY
    same = known[["model", "prompt"]].notna().all(axis=None) and (
        len(known[["model", "prompt"]].drop_duplicates()) == 1
    )
    return called, REPEATED if same and called == REPEATABILITY else NO_VERDICT[called]


def decided(
    codings: pd.DataFrame, names: list[str], sentences: pd.DataFrame | None, variable: str
) -> Iterator[tuple[str, str, Units]]:
    """Yield for each frame and value what the coders decided, of units that two decided."""
    rows = placed(codings[codings["coder"].isin(names)], sentences)
    rows["coder"] = pd.Categorical(rows["coder"], names).codes
    cells = rows[variable].map(values_of) if variable in LISTED else None
    if cells is not None:
        rows = rows.assign(cells=cells)
        rows = rows[rows["coder"].isin(rows.loc[cells.str.len() > 0, "coder"])]
    for frame, group in rows.groupby("frame"):
        if group["coder"].nunique() < 2:
            continue
        if variable not in LISTED:
            yield str(frame), "", _units(group, group[variable], len(names))
            continue
        has = (group["present"] == 1).fillna(False).astype(bool)
        for value in sorted({value for cell in group.loc[has, "cells"] for value in cell}):
            given = group["cells"].map(lambda cell, value=value: float(value in cell))
            yield str(frame), value, _units(group, given.where(has), len(names), has & (given == 1))


def _units(
    rows: pd.DataFrame, given: pd.Series, n_coders: int, positive: pd.Series | None = None
) -> Units:
    """Put ratings in an array of coders by units; only units that two decided are kept."""
    positive = rows["present"] == 1 if positive is None else positive
    unit = rows.groupby(["article", "sentence"], sort=False).ngroup().to_numpy()
    shape = (n_coders, int(unit.max()) + 1)
    ratings, has = np.full(shape, np.nan), np.zeros(shape, dtype=bool)
    place = rows["coder"].to_numpy(), unit
    ratings[place] = given.to_numpy("float64", na_value=np.nan)
    has[place] = positive.fillna(False).to_numpy(bool)
    families = np.empty(shape[1], dtype="int64")
    families[unit] = pd.factorize(rows["family"])[0]
    kept = (~np.isnan(ratings)).sum(axis=0) > 1
    numbers = np.unique(families[kept], return_inverse=True)[1]
    keys = rows[["article", "sentence"]].drop_duplicates()[kept]
    return Units(one_value_each(ratings[:, kept]), np.any(has[:, kept], axis=0), numbers, keys)


def _row(units: Units, variable: str, level: str, called: tuple[str, str]) -> dict[str, object]:
    """Return the columns of a row: counts, coefficients, interval, verdict and note."""
    ratings, n_articles = units.ratings, int(units.families.max(initial=-1)) + 1
    counts = {
        "n": ratings.shape[1],
        "n_articles": n_articles,
        "n_positive": int(units.positive.sum()),
        "n_positive_articles": len(np.unique(units.families[units.positive])),
    }
    alpha, limits = _alpha(units, variable, level)
    told = _covered(units, variable, limits)
    return {
        **counts,
        "alpha": alpha,
        "ci_low": limits[0],
        "ci_high": limits[1],
        "percent_agreement": percent_agreement(ratings),
        "kappa": cohen_kappa(ratings),
        "ac1": gwet_ac1(ratings),
        "called": called[0],
        "verdict": _verdict(limits[0]) if called[0] == RELIABILITY and _enough(counts) else None,
        **told,
        "note": cell_of(
            *_reasons(counts, alpha, limits), called[1],
            KAPPA_OF_TWO if len(ratings) > 2 else "", told["note"],
        ),
    }  # fmt: skip


def _alpha(units: Units, variable: str, level: str) -> tuple[float, Limits]:
    """Return alpha and, of enough families, its interval."""
    values = distinct(units.ratings)
    if len(values) > MOST_VALUES:
        raise ParameterError(
            f"{variable} holds {len(values)} different values; up to {MOST_VALUES} are "
            "allowed. Round them first."
        )
    alpha = krippendorff_alpha(units.ratings, level=level)
    matrices = coincidences(units.ratings, values=values, groups=units.families)
    if len(matrices) < MIN_FAMILIES or np.isnan(alpha):
        return alpha, UNDEFINED
    return alpha, alpha_limits(matrices, values=values, level=level)


def _enough(counts: dict[str, int]) -> bool:
    """Tell whether there are positives enough to say how reliable a coding of them is."""
    return (
        counts["n_positive"] >= MIN_POSITIVES
        and counts["n_positive_articles"] >= MIN_POSITIVE_FAMILIES
    )


def _verdict(low: float) -> str | None:
    """Return the verdict on a lower bound, or none if there is no interval."""
    if np.isnan(low):
        return None
    if at_least(low, RELIABLE_FROM):
        return RELIABLE
    return TENTATIVE if at_least(low, TENTATIVE_FROM) else NOT_RELIABLE


def at_least(bound: float, limit: float) -> bool:
    """Tell whether a bound reaches a limit; one that falls short by rounding alone does.

    Examples
    --------
    >>> at_least(0.1 + 0.7, 0.8), at_least(0.799, 0.8)
    (True, False)
    """
    return bound > limit - _ROUNDING


def _reasons(counts: dict[str, int], alpha: float, limits: Limits) -> Iterator[str]:
    """Yield why a coefficient, a verdict or an interval is missing."""
    if not counts["n"]:
        yield NONE_TWICE
        return
    if np.isnan(alpha):
        yield ALL_ALIKE
    if not _enough(counts):
        yield FEW_POSITIVES
    if counts["n_articles"] < MIN_FAMILIES:
        yield FEW_UNRELATED
    elif np.isnan(limits[0]) and not np.isnan(alpha):
        yield NO_LIMITS


def _covered(units: Units, variable: str, limits: Limits) -> dict[str, Any]:
    """Tell how far the interval can be trusted."""
    if np.isnan(limits[0]):
        return {"note": ""}
    if variable == SCORE:
        return {"note": COVERAGE_NOT_OF_SCORES}
    common = float(np.nanmean(units.ratings))
    n_articles = int(units.families.max()) + 1
    return coverage_told("alpha", n_articles, min(common, 1 - common))
