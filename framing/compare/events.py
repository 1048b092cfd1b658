"""Outlets on the same events: who covered which, and how they differ within those both covered.

A difference over all texts mixes how outlets treat an event with which events they chose.
Here an outlet and its reference are paired within each event, and the differences combined.
"""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from framing.compare import resample
from framing.compare.contrast import REST
from framing.compare.difference import beside
from framing.compare.estimate import Counts, known, noted
from framing.compare.paired import Pair, combined
from framing.compare.sides import MEASURES, OTHERS, in_mode, sides, with_trials
from framing.compare.trend import days
from framing.errors import answer_calls
from framing.tables.codes import FEW_FAMILIES, FEW_TEXTS, NO_EVENT, ONE_EVENT, ONE_TEXT
from framing.tables.require import cell_of, check_choice, empty, require
from framing.tables.toml import SEED

__all__ = ["coverage", "difference"]

_FEW = (ONE_TEXT, FEW_TEXTS, FEW_FAMILIES, "")


class Found(NamedTuple):
    """What pairing two sides by event gave: pairs, and the events that gave none."""

    pairs: list[Pair]
    own: pd.DataFrame
    other: pd.DataFrame
    n_own_only: int
    n_other_only: int
    n_no_share: int


def coverage(articles: pd.DataFrame) -> pd.DataFrame:
    """Which outlet covered which event, with how many articles?

    Parameters
    ----------
    articles : a row is an article.

    Returns
    -------
    A row is an outlet and an event, every combination of those there are: ``n_articles`` of
    the ``n_event`` articles on the event, ``share`` of them (0 to 1), and the ``first`` and
    ``last`` date, missing where none of the ``n_articles`` has one; ``n_undated`` have none.

    Raises
    ------
    TableError : a column is missing, of a wrong type, or a row stands twice; a date is no day.

    Examples
    --------
    >>> articles = pd.DataFrame({"article": ["a", "b", "c"], "outlet": ["A", "A", "B"],
    ...     "text": "x", "event": ["call", "call", "summit"]})
    >>> coverage(articles)[["outlet", "event", "n_articles", "n_event", "share"]]
      outlet   event  n_articles  n_event  share
    0      A    call           2        2    1.0
    1      A  summit           0        1    0.0
    2      B    call           0        2    0.0
    3      B  summit           1        1    1.0
    """
    rows = require(articles, "articles")
    if rows.empty:
        return empty("event_coverage")
    rows["day"] = days(rows)
    cells = pd.MultiIndex.from_product(
        [sorted(rows[column].unique()) for column in ("outlet", "event")], names=["outlet", "event"]
    )
    groups = rows.groupby(["outlet", "event"])
    counts = groups.agg(n_articles=("article", "size"), n_dated=("day", "count"))
    table = counts.reindex(cells, fill_value=0)
    table["n_undated"] = table["n_articles"] - table["n_dated"]
    table["n_event"] = table.groupby("event")["n_articles"].transform("sum")
    table["share"] = table["n_articles"] / table["n_event"]
    dated = rows.dropna(subset=["day"]).groupby(["outlet", "event"])["day"]
    table["first"], table["last"] = dated.min().reindex(cells), dated.max().reindex(cells)
    return require(table.drop(columns="n_dated").reset_index(), "event_coverage")


def difference(
    article_frames: pd.DataFrame,
    *,
    measure: str = "prevalence",
    reference: str = REST,
    seed: int = SEED,
) -> pd.DataFrame:
    """By how much does an outlet differ from its reference on the events that both covered?

    Parameters
    ----------
    article_frames : a row is an article, coder and frame.
    measure : ``prevalence``, ``salience`` (share of sentences) or ``prominence``.
    reference : an outlet, or ``rest`` for all others together.
    seed : of resampling and shuffling.

    Returns
    -------
    A row is an outlet and its reference. ``estimate`` (-1 to 1) is the mean over ``n_events``
    of the difference within each, weighted by n m / (n + m) for n and m independent texts
    (families) on the two sides. Events are left out that one side alone covered
    (``n_outlet_only``, ``n_reference_only``) or of which a side has too few sentences for a
    share (``n_no_share``). ``n_articles`` and ``n_reference`` are the texts compared.

    From five events on, events are what is drawn: the 95 % interval is the expanded
    percentile one, p is from changing the signs of the events' differences at random, so that
    with five events it is .0625 at least. With two to four, families are drawn within each
    event and outlet (one fewer than there are) and shuffled between the two within each event,
    and a note says so; with one event the row is that of :func:`framing.difference`
    of the two sides. Interval
    and p are missing, with a ``note``, below five texts or independent stories on either side.
    ``q`` is by Benjamini-Hochberg over all rows.

    Raises
    ------
    TableError : a column is missing, of a wrong type, or a row stands twice.
    ParameterError : an unknown measure or reference.

    References
    ----------
    Cochran (1954), Biometrics 10, 417-451, for the weights; Greenland & Robins (1985),
    Biometrics 41, 55-68: they are those of Mantel and Haenszel for differences.
    McCarthy & Snowden (1985), Vital and Health Statistics 2(95): one fewer is drawn.
    Fisher (1935), The Design of Experiments, section 21, for the changes of sign.

    Examples
    --------
    >>> rows = pd.DataFrame({"article": ["a", "b", "c", "d", "e"], "outlet": list("ABABA"),
    ...     "event": ["call", "call", "summit", "summit", "vote"], "coder": "me", "frame": "f",
    ...     "n_sentences": 10, "n_frame_sentences": [3, 1, 4, 0, 9]})
    >>> found = difference(rows, measure="salience", reference="B")
    >>> found[["outlet", "n_events", "n_outlet_only", "estimate", "note"]]
      outlet  n_events  n_outlet_only  estimate       note
    0      A         2              1       0.3  few_texts
    """
    check_choice(measure, list(MEASURES), what="measure")
    rows = with_trials(article_frames)
    found = [
        {**names, "measure": measure, **_row(own, other, counts, seed)}
        for own, other, names in sides(rows, reference)
        for counts in [in_mode(MEASURES[measure], names["wire"])]
    ]
    if not found:
        return empty("difference_within_events")
    table = require(pd.DataFrame(found), "difference_within_events")
    table = table.sort_values(["outlet", *OTHERS], ignore_index=True)
    return table.assign(q=resample.benjamini_hochberg(table["p"]))


def _row(own: pd.DataFrame, other: pd.DataFrame, counts: Counts, seed: int) -> dict[str, object]:
    """Compare two sides within events: the columns of a row."""
    found = _paired(known(own, counts), known(other, counts), counts)
    about = {
        "n_events": len(found.pairs),
        "n_outlet_only": found.n_own_only,
        "n_reference_only": found.n_other_only,
        "n_no_share": found.n_no_share,
        "n_articles": len(found.own),
        "n_reference": len(found.other),
    }
    if not found.pairs:
        return {**about, "note": NO_EVENT}
    if len(found.pairs) == 1:
        row = beside(found.own, found.other, counts, seed)
        return {**about, **row, "note": cell_of(ONE_EVENT, str(row["note"]))}
    result = combined(found.pairs, _too_few(found), seed)
    note = noted(result.note, found.own, found.other)
    return {**about, "estimate": result.estimate, "ci_low": result.limits[0],
            "ci_high": result.limits[1], "p": result.p, "note": note}  # fmt: skip


def _paired(own: pd.DataFrame, other: pd.DataFrame, counts: Counts) -> Found:
    """Pair two sides by event; an event counts where each side has a share."""
    events = set(own["event"]), set(other["event"])
    sides = [dict(list(rows.groupby("event"))) for rows in (own, other)]
    pairs = {}
    for event in events[0] & events[1]:
        both_sides = [side[event] for side in sides]
        if all(rows["n_sentences"].sum() >= counts.min_sentences for rows in both_sides):
            ratios = (resample.by_family(rows, counts.part, counts.whole) for rows in both_sides)
            pairs[event] = Pair(*ratios)
    both = len(events[0] & events[1])
    return Found(
        list(pairs.values()),
        own[own["event"].isin(pairs)],
        other[other["event"].isin(pairs)],
        len(events[0]) - both,
        len(events[1]) - both,
        both - len(pairs),
    )


def _too_few(found: Found) -> str:
    """Say which side has too few texts or stories, one text before few."""
    sides = (found.own, found.other)
    notes = [resample.note(len(rows), rows["family"].nunique()) for rows in sides]
    return min(notes, key=_FEW.index)


answer_calls(globals(), __all__)
