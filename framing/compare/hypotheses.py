"""Hypotheses that were stated beforehand: their differences, with p adjusted by Holm."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from framing.compare import resample
from framing.compare.contrast import MEDIAN, REST
from framing.compare.difference import difference
from framing.compare.sides import MEASURES
from framing.errors import ParameterError, some, suggestion
from framing.tables.codes import (
    AS_CODED,
    CONTRADICTED,
    CORRECTED,
    NOT_COMPARED,
    NOT_SUPPORTED,
    SUPPORTED,
    UNKNOWN,
)
from framing.tables.require import check_choice, empty, require
from framing.tables.toml import SEED

EXPECTED = ("", "more", "less")
_STATED = ["measure", "outlet", "reference", "frame", "expected"]
_ROW = ["measure", "outlet", "reference", "frame"]


def hypotheses(
    article_frames: pd.DataFrame,
    stated: pd.DataFrame,
    *,
    instead: pd.DataFrame | None = None,
    seed: int = SEED,
) -> pd.DataFrame:
    """Test the stated comparisons, and only those.

    Parameters
    ----------
    article_frames : a row is an article and frame, by one coder and in one wire mode.
    stated : a row is a hypothesis: ``outlet`` and ``frame``; ``reference`` (an outlet or
        ``median``, else ``rest``), ``measure`` (else ``salience``) and what is ``expected`` of
        the outlet against its reference, ``more``, ``less`` or nothing.
    instead : rows of stated hypotheses that stand in place of a test of these counts, as of
        corrected shares (:func:`framing.trust.corrected_hypotheses`).
    seed : of resampling and shuffling.

    Returns
    -------
    A row is a hypothesis, in the stated order: its row of :func:`framing.difference`, or that of
    ``instead``; ``rests_on`` says which values it rests on, ``as_coded`` or ``corrected``.
    ``p_holm`` is p adjusted for the number of hypotheses that have one. ``as_expected`` says
    whether the estimate has the expected sign, not whether it is far from zero: that is for
    ``p_holm``. It is missing where nothing was expected or p is missing. By ``p_holm`` at .05
    the ``verdict`` is ``supported``, ``contradicted`` or ``not_supported`` (the difference may
    be chance); where nothing was expected, a difference either way supports the hypothesis. It is
    ``unknown`` where p is missing.

    Raises
    ------
    ParameterError : several coders or wire modes; an outlet, frame, reference, measure or
        expectation that does not exist; an outlet held against itself.
    TableError : a column is missing, or a hypothesis is stated twice.

    References
    ----------
    Holm (1979), Scandinavian Journal of Statistics 6, 65-70.

    Examples
    --------
    >>> rows = pd.DataFrame({"article": list("abcdefghij"), "outlet": list("AAAAABBBBB"),
    ...     "coder": "me", "frame": "f", "n_sentences": 10,
    ...     "n_frame_sentences": [5, 7, 6, 8, 5, 1, 0, 2, 1, 0]})
    >>> stated = pd.DataFrame({"outlet": ["A"], "frame": ["f"], "expected": ["more"]})
    >>> hypotheses(rows, stated)[["outlet", "reference", "estimate", "verdict"]]
      outlet reference  estimate    verdict
    0      A      rest      0.54  supported
    """
    rows, stated = require(article_frames, "article_frames"), require(stated, "hypotheses")
    if stated.empty:
        return empty("hypotheses")
    _check_one(rows, "coder")
    _check_one(rows, "wire")
    for hypothesis in stated.to_dict("records"):
        check_stated(hypothesis, outlets=rows["outlet"].unique(), frames=rows["frame"].unique())
    given = empty("difference") if instead is None else require(instead, "difference")
    other = pd.MultiIndex.from_frame(stated[_ROW]).isin(pd.MultiIndex.from_frame(given[_ROW]))
    found = [given, *(_tested(rows, hypothesis, seed) for hypothesis in _keys(stated[~other]))]
    table = pd.concat([each for each in found if len(each)] or [given])
    table = stated[_STATED].merge(table, on=_ROW, how="left", validate="one_to_one")
    table["note"] = table["note"].fillna(NOT_COMPARED)
    by = pd.Series(AS_CODED, index=table.index).mask(table["coder"] == CORRECTED, CORRECTED)
    table["rests_on"] = by.where(table["estimate"].notna())
    table["p_holm"] = resample.holm(table["p"])
    table["as_expected"] = _as_expected(table)
    table["verdict"] = verdicts(table["p_holm"], table["as_expected"])
    return require(table.drop(columns="q"), "hypotheses")


def _keys(stated: pd.DataFrame) -> list[dict[str, str]]:
    return stated[_ROW].to_dict("records")


def _tested(rows: pd.DataFrame, hypothesis: dict[str, str], seed: int) -> pd.DataFrame:
    """Return the row of ``difference`` that a hypothesis is about, or none."""
    about = rows[rows["frame"] == hypothesis["frame"]]
    measure, reference = hypothesis["measure"], hypothesis["reference"]
    if reference not in (MEDIAN, REST, *about["outlet"]):
        return empty("difference")
    table = difference(about, measure=measure, reference=reference, seed=seed)
    found = table[table["outlet"] == hypothesis["outlet"]]
    return found.assign(reference=reference)  # of two, the median is the other


def _as_expected(table: pd.DataFrame) -> pd.Series:
    sign = table["expected"].map({"more": 1.0, "less": -1.0})
    known = sign.notna() & table["p"].notna()
    return (table["estimate"] * sign > 0).astype("boolean").where(known)


def verdicts(p_holm: pd.Series, as_expected: pd.Series) -> pd.Series:
    """Judge hypotheses by Holm's p and the sign of their estimates.

    Parameters
    ----------
    p_holm : the adjusted p, missing where there is none.
    as_expected : whether the estimate has the expected sign, missing where nothing was expected:
        such a hypothesis says that there is a difference, whichever way.

    Examples
    --------
    >>> verdicts(pd.Series([0.01, 0.2]), pd.Series([True, True])).tolist()
    ['supported', 'not_supported']
    """
    against = as_expected.eq(False).fillna(False)
    found = pd.Series(SUPPORTED, index=p_holm.index).mask(against, CONTRADICTED)
    return found.mask(p_holm >= resample.ALPHA, NOT_SUPPORTED).where(p_holm.notna(), UNKNOWN)


def _check_one(rows: pd.DataFrame, column: str) -> None:
    names = sorted(rows[column].unique())
    if len(names) > 1:
        raise ParameterError(
            f"article_frames holds {len(names)} values of {column}: {some(names)}. "
            "Hypotheses are tested on one; keep its rows."
        )


def check_stated(
    hypothesis: Mapping[str, str], *, outlets: Iterable[str], frames: Iterable[str]
) -> None:
    """Refuse a hypothesis on what does not exist, or on an outlet against itself.

    Raises
    ------
    ParameterError : an outlet, frame, reference, measure or expectation that there is not.
    """
    known = sorted(outlets)
    check_choice(hypothesis["outlet"], known, what="hypotheses: outlet")
    check_choice(hypothesis["frame"], sorted(frames), what="hypotheses: frame")
    check_choice(hypothesis["reference"], [*known, MEDIAN, REST], what="hypotheses: reference")
    check_choice(hypothesis["measure"], list(MEASURES), what="hypotheses: measure")
    if hypothesis["expected"] not in EXPECTED:
        raise ParameterError(
            f"hypotheses: expected is {hypothesis['expected']!r}. Allowed: more, less, or nothing."
            f"{suggestion(hypothesis['expected'], EXPECTED)}"
        )
    if hypothesis["outlet"] == hypothesis["reference"]:
        raise ParameterError(
            f"hypotheses: outlet and reference are both {hypothesis['outlet']!r}; "
            f"give another outlet, or '{REST}'."
        )
