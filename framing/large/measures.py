"""The measures of frames of a study, from its counts: each as the function of its name has it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from framing import compare
from framing.compare.manner import VARIABLES, manner_of
from framing.compare.trend import ALL
from framing.large.counts import Counts
from framing.tables.require import check_choice, empty

_GROUP = ["coder", "frame", "wire"]
_LAST = chr(0x10FFFF)


def prevalence(counts: Counts) -> pd.DataFrame:
    """In what share of an outlet's texts is the frame present?

    Parameters
    ----------
    counts : what was counted of articles (:func:`framing.large.count`).

    Returns
    -------
    The table of :func:`framing.prevalence`, with its intervals.

    Examples
    --------
    >>> import framing
    >>> from framing.large import counted
    >>> table = pd.DataFrame({"article": ["a", "b"], "sentence": 0, "outlet": "A",
    ...     "text": ["Kyiv was left out.", "Talks began."]})
    >>> codings = pd.DataFrame({"article": ["a", "b"], "sentence": 0, "coder": "me", "frame": "f",
    ...     "present": [1, 0]})
    >>> frames = framing.article_frames(codings, table)
    >>> prevalence(counted(article_frames=frames))[["outlet", "n_present", "n_articles", "share"]]
      outlet  n_present  n_articles  share
    0      A          1           2    0.5
    """
    return _frame_by_frame(compare.prevalence, counts, "prevalence")


def salience(counts: Counts, *, unit: str = "sentences") -> pd.DataFrame:
    """How much of an outlet's text carries the frame?

    Parameters
    ----------
    counts : what was counted of articles (:func:`framing.large.count`).
    unit : ``sentences`` or ``words``, the base of the share.

    Returns
    -------
    The table of :func:`framing.salience`, with its intervals.

    Examples
    --------
    >>> import framing
    >>> from framing.large import counted
    >>> table = pd.DataFrame({"article": ["a", "b"], "sentence": 0, "outlet": "A",
    ...     "text": ["Kyiv was left out.", "Talks began."]})
    >>> codings = pd.DataFrame({"article": ["a", "b"], "sentence": 0, "coder": "me", "frame": "f",
    ...     "present": [1, 0]})
    >>> frames = framing.article_frames(codings, table)
    >>> salience(counted(article_frames=frames))[["outlet", "n_frame", "base", "share"]]
      outlet  n_frame  base  share
    0      A        1     2    0.5
    """
    return _frame_by_frame(compare.salience, counts, "salience", unit=unit)


def prominence(counts: Counts) -> pd.DataFrame:
    """In what share of an outlet's texts does the frame stand in headline or lead?

    Parameters
    ----------
    counts : what was counted of articles (:func:`framing.large.count`).

    Returns
    -------
    The table of :func:`framing.prominence`, with its intervals.

    Examples
    --------
    >>> import framing
    >>> from framing.large import counted
    >>> table = pd.DataFrame({"article": ["a", "b"], "sentence": 0, "outlet": "A",
    ...     "text": ["Kyiv was left out.", "Talks began."], "zone": "lead"})
    >>> codings = pd.DataFrame({"article": ["a", "b"], "sentence": 0, "coder": "me", "frame": "f",
    ...     "present": [1, 0]})
    >>> frames = framing.article_frames(codings, table)
    >>> prominence(counted(article_frames=frames))[["outlet", "n_prominent", "n_articles", "share"]]
      outlet  n_prominent  n_articles  share
    0      A            1           2    0.5
    """
    return _frame_by_frame(compare.prominence, counts, "prominence")


def trend(counts: Counts, *, period: str = "week", measure: str = "prevalence") -> pd.DataFrame:
    """How does the share that has the frame move from period to period?

    Parameters
    ----------
    counts : what was counted of articles (:func:`framing.large.count`).
    period : ``day``, ``week`` or ``month``.
    measure : ``prevalence``, ``salience`` or ``prominence``.

    Returns
    -------
    The table of :func:`framing.trend`, with its intervals.

    Examples
    --------
    >>> import framing
    >>> from framing.large import counted
    >>> table = pd.DataFrame({"article": ["a", "b"], "sentence": 0, "outlet": "A",
    ...     "text": ["Kyiv was left out.", "Talks began."]})
    >>> codings = pd.DataFrame({"article": ["a", "b"], "sentence": 0, "coder": "me", "frame": "f",
    ...     "present": [1, 0]})
    >>> frames = framing.article_frames(codings, table)
    >>> news = table.assign(date=["2025-02-12", "2025-02-19"])
    >>> whole = counted(article_frames=frames, articles=news)
    >>> trend(whole).query("outlet == 'A'")[["period", "n_with", "n_published", "share"]]
           period  n_with  n_published  share
    0  2025-02-10       1            1    1.0
    1  2025-02-17       0            1    0.0
    """
    articles = counts.tables["articles"].to_pandas()
    articles = articles.astype("str").assign(text="-")  # which is counted already

    def of_frame(rows: pd.DataFrame) -> pd.DataFrame:
        return compare.trend(rows, articles, period=period, measure=measure)

    return _frame_by_frame(of_frame, counts, "trend")


def manner(counts: Counts, *, variable: str = "mode") -> pd.DataFrame:
    """How is a frame put, and in whose voice, by each outlet?

    Parameters
    ----------
    counts : what was counted of articles (:func:`framing.large.count`).
    variable : as of :func:`framing.compare.manner`.

    Returns
    -------
    The table of :func:`framing.compare.manner`.

    Examples
    --------
    >>> import framing
    >>> from framing.large import counted
    >>> rows = pd.DataFrame({"article": ["a", "b"], "sentence": 0, "coder": "me", "frame": "f",
    ...     "outlet": "A", "mode": ["feared", None]})
    >>> manner(counted(passages=rows))[["outlet", "value", "n_value", "n_passages"]]
      outlet   value  n_value  n_passages
    0      A                1           2
    1      A  feared        1           2
    """
    check_choice(variable, VARIABLES, what="variable")
    rows = _rows(counts.tables["manner"], {"variable": variable})
    return manner_of(rows.drop(columns="variable"), variable=variable)


def _frame_by_frame(
    measured: Callable[..., pd.DataFrame], counts: Counts, name: str, **options: Any
) -> pd.DataFrame:
    """Measure one frame at a time, so that no more of the rows is held as a table of ours."""
    table = counts.tables["article_frames"]
    groups = table.select(_GROUP).to_pandas().drop_duplicates().astype("str")
    found = [
        measured(_rows(table, group), **options)
        for group in groups.sort_values(_GROUP).to_dict("records")
    ]
    if not found:
        return empty(name)
    return pd.concat(found).sort_values("outlet", kind="stable", key=_all_last, ignore_index=True)


def _all_last(outlets: pd.Series) -> pd.Series:
    return outlets.mask(outlets == ALL, _LAST)


def _rows(table: pa.Table, values: Mapping[str, str]) -> pd.DataFrame:
    """Return the rows that have these values."""
    for column, value in values.items():
        table = table.filter(pc.equal(table[column].cast(pa.string()), value))
    return table.to_pandas(
        types_mapper={pa.bool_(): pd.BooleanDtype(), pa.int64(): pd.Int64Dtype()}.get
    )
