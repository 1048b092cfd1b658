"""Each outlet by itself: how many texts, how much text, how prominently.

Each function takes rows of :func:`framing.article_frames` and sums them by outlet. The
small-sample rule is one for all: one text is described, two to four have no interval, from
five independent texts on intervals are over articles. Counts are of articles and sentences
as they are; only shares and what is made of them use ``weight``, and a note says where.
Rows are in the order of their key.
"""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from framing.compare.coverage import coverage_told
from framing.compare.estimate import (
    Counts,
    Estimate,
    estimated,
    is_weighted,
    known,
    noted,
)
from framing.compare.groups import OUTLET, by_group, of_groups
from framing.compare.sides import MEASURES, OTHERS, UNITS, in_mode, with_trials
from framing.tables.require import check_choice, empty, require

_GROUP = ["outlet", *OTHERS]
_ROUNDING = 1e-9  # ten weights of 1/3 are ten families, not 9.99


def prevalence(article_frames: pd.DataFrame, *, by: str = OUTLET) -> pd.DataFrame:
    """In what share of an outlet's texts is the frame present?

    Parameters
    ----------
    article_frames : a row is an article, coder and frame.
    by : ``outlet``, or a column of groups of outlets, such as a country: groups are then compared,
        with outlets as clusters, and the table has that column in the place of ``outlet``. Below
        five outlets a group there is no interval (``few_outlets``).

    Returns
    -------
    A row is an outlet, coder, frame and wire mode: ``n_present`` of ``n_articles`` texts of
    which that is known, ``share`` from 0 to 1 with its 95 % interval (Wilson, families of
    one agency story as clusters); no interval and a ``note`` below five texts.

    Raises
    ------
    TableError : a column is missing, of a wrong type, or a row stands twice.

    Examples
    --------
    >>> rows = pd.DataFrame({"article": ["a", "b"], "outlet": "A", "coder": "me",
    ...     "frame": "f", "n_sentences": [9, 9], "n_frame_sentences": [2, 0]})
    >>> prevalence(rows)[["outlet", "n_articles", "n_present", "share", "note"]]
      outlet  n_articles  n_present  share       note
    0      A           2          1    0.5  few_texts
    """
    if by != OUTLET:
        return by_group(prevalence, article_frames, by)
    rows = with_trials(article_frames)
    return _by_outlet(rows, MEASURES["prevalence"], "prevalence")


def salience(
    article_frames: pd.DataFrame, *, unit: str = "sentences", by: str = OUTLET
) -> pd.DataFrame:
    """How much of an outlet's text carries the frame?

    Parameters
    ----------
    article_frames : a row is an article, coder and frame.
    unit : ``sentences`` or ``words``, the base of the share.
    by : ``outlet``, or a column of groups of outlets, such as a country: groups are then compared,
        with outlets as clusters, and the table has that column in the place of ``outlet``. Below
        five outlets a group there is no interval (``few_outlets``).

    Returns
    -------
    A row is an outlet, coder, frame, wire mode and unit: ``n_frame`` of ``n_sentences``
    (or ``n_words``), the ``base``, in ``n_articles`` texts that have any, ``share`` from 0 to
    1 with a 95 % interval (jackknife over articles on the logit scale, families as clusters);
    it is missing (``too_rare``) where the frame stands in too few of them. Counts
    are plain; ``share`` is weighted where ``weight`` is not 1. Where only sentences of some
    origins count (``wire`` is ``unmatched`` or ``unshared``) and an outlet has fewer than 10
    of them, there are counts and no share.

    Raises
    ------
    TableError : a column is missing, of a wrong type, or a row stands twice.
    ParameterError : an unknown ``unit``.

    Examples
    --------
    >>> rows = pd.DataFrame({"article": ["a"], "outlet": "A", "coder": "me",
    ...     "frame": "f", "n_sentences": [8], "n_frame_sentences": [2]})
    >>> salience(rows)[["outlet", "n_frame", "n_sentences", "share", "note"]]
      outlet  n_frame  n_sentences  share      note
    0      A        2            8   0.25  one_text
    """
    if by != OUTLET:
        return by_group(salience, article_frames, by, unit=unit)
    check_choice(unit, list(UNITS), what="unit")
    rows = require(article_frames, "article_frames")
    rows["n_frame"] = rows[UNITS[unit].part]
    counts = UNITS[unit]._replace(part="n_frame")
    table = _by_outlet(rows, counts, "salience", unit=unit)
    return table.assign(base=table[counts.whole])


def prominence(article_frames: pd.DataFrame, *, by: str = OUTLET) -> pd.DataFrame:
    """In what share of an outlet's texts does the frame stand in the headline or the lead?

    Parameters
    ----------
    article_frames : a row is an article, coder and frame.
    by : ``outlet``, or a column of groups of outlets, such as a country: groups are then compared,
        with outlets as clusters, and the table has that column in the place of ``outlet``. Below
        five outlets a group there is no interval (``few_outlets``).

    Returns
    -------
    A row is an outlet, coder, frame and wire mode: ``n_prominent`` of ``n_articles`` texts
    have it in a captured headline or in the lead paragraph; ``share`` with its 95 %
    interval and weights as in :func:`prevalence`. Texts of which neither is known are left out.

    Raises
    ------
    TableError : a column is missing, of a wrong type, or a row stands twice.

    Examples
    --------
    >>> rows = pd.DataFrame({"article": ["a", "b"], "outlet": "A", "coder": "me",
    ...     "frame": "f", "n_sentences": 9, "n_frame_sentences": 2, "in_lead": [True, False]})
    >>> prominence(rows)[["n_articles", "n_prominent", "share"]]
       n_articles  n_prominent  share
    0           2            1    0.5
    """
    if by != OUTLET:
        return by_group(prominence, article_frames, by)
    rows = with_trials(article_frames)
    return _by_outlet(rows, MEASURES["prominence"], "prominence")


def _by_outlet(rows: pd.DataFrame, counts: Counts, name: str, **own: str) -> pd.DataFrame:
    """Sum rows by outlet, coder, frame and wire mode, with share, interval and note."""
    found = []
    for key, group in rows.groupby(_GROUP):
        names = dict(zip(_GROUP, key, strict=True))
        counted = known(group, counts)
        estimate = estimated(counted, in_mode(counts, names["wire"]))
        told = {"note": estimate.note} if estimate.note else _covered(estimate, counts, counted)
        found.append(
            {
                **names,
                **own,
                **_sums(group, counted, counts),
                "n_articles": len(counted),
                "share": estimate.ratio.share,
                "ci_low": estimate.limits[0],
                "ci_high": estimate.limits[1],
                **told,
                "note": noted(told["note"], counted),
            }
        )
    return require(pd.DataFrame(found), name) if found else empty(name)


def _sums(group: pd.DataFrame, counted: pd.DataFrame, counts: Counts) -> pd.Series:
    """Sum plain counts; without a text they are missing, or 0 if it is known that none is left."""
    bases = group[[counts.part, counts.whole]]
    none_left = not counts.of_texts and bases.notna().all(axis=None)
    columns = [counts.part, "n_sentences", "n_words"]
    return counted[columns].sum(skipna=False, min_count=0 if none_left else 1)


def _covered(estimate: Estimate, counts: Counts, counted: pd.DataFrame) -> dict[str, Any]:
    """Tell how often such an interval holds the truth, where that may not be 95 %.

    Coverage was simulated without weights; with them an interval is as good as one over the
    effective number of families.
    """
    measure = of_groups("share of texts" if counts.of_texts else "share of sentences", counted)
    share = estimate.ratio.share
    rarer = min(share, 1 - share)  # both ends of the scale are alike
    n = len(estimate.ratio.part)
    if is_weighted(counted):
        n = math.floor(estimate.ratio.effective + _ROUNDING)
    return coverage_told(measure, n, rarer)
