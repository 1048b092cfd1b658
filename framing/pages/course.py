"""Figures that there may be nothing to draw for: then the reason stands in their place."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from framing.compare.trend import ALL
from framing.show.dots import plot_shares, shares_alt
from framing.show.plain_words import count
from framing.show.results import Result, figure, finding
from framing.show.trend_figure import MOST_PANELS, by_size, plot_trend, trend_alt

AXIS = "share of texts that have the frame"
MOST_PERIODS = 400  # that can be told apart in the width of a page


def course(trend: pd.DataFrame, *, label: str) -> Result:
    """Show how the share of texts with a frame moves, if their dates fall in several periods.

    Parameters
    ----------
    trend : rows of a trend table, of one coder, frame and length of period.
    label : of the frame.
    """
    periods = sorted(trend["period"].dropna().unique())
    if not 2 <= len(periods) <= MOST_PERIODS:
        return finding(_no_course(trend, periods), name="course")
    return figure(
        plot_trend(trend, axis=AXIS), name="course", alt=trend_alt(trend, axis=AXIS),
        caption=f"{label}: {AXIS}, by {trend['by'].iloc[0]}.{_left_out(trend)} Bars are 95 % "
        "intervals, each for its period alone; hollow marks have too few texts or independent "
        "stories for one. Of twenty intervals one is expected to miss.",
    )  # fmt: skip


def shares(
    table: pd.DataFrame, *, part: str, labels: Mapping[str, str], axis: str, name: str, caption: str
) -> Result:
    """Show shares as dots, a panel a frame; without any share, what the caption says of that.

    Parameters
    ----------
    table : rows of a table of shares, of one coder.
    part : the column of the count that is printed beside each dot.
    labels : frame ids and their labels, in the order of the panels.
    axis : what the share is a share of.
    name : the name under which the index finds it.
    caption : one line beneath, with the n.
    """
    if not table["share"].notna().any():
        return finding(caption, name=name)
    return figure(
        plot_shares(table, part=part, labels=labels, axis=axis), name=name, caption=caption,
        alt=shares_alt(table, part=part, labels=labels, axis=axis),
    )  # fmt: skip


def _no_course(trend: pd.DataFrame, periods: list[str]) -> str:
    """Say why nothing can be followed over time."""
    whole = trend[trend["outlet"] == ALL]
    if not periods:
        return (
            f"None of {count(_texts(whole), 'text')} has a date, so there is no course over time."
        )
    by = trend["by"].iloc[0]
    if len(periods) > MOST_PERIODS:
        return (
            f"From {periods[0]} to {periods[-1]} there are {len(periods)} periods ({by}), more "
            f"than can be drawn ({MOST_PERIODS}): look at the first and the last date, or take "
            "longer ones by the page's parameter 'period'. The table is in the data file."
        )
    said = f"All {count(_texts(whole.dropna(subset=['period'])), 'dated text')} fall in one {by}"
    return f"{said} ({periods[0]}), so there is no course over time.{_undated(whole)}"


def _left_out(trend: pd.DataFrame) -> str:
    outlets = len(by_size(trend))
    most = (
        f" Of {outlets} outlets the {MOST_PANELS - 1} with most texts are drawn (of equals "
        "the first by name)."
    )
    return (most if outlets >= MOST_PANELS else "") + _undated(trend)


def _undated(trend: pd.DataFrame) -> str:
    undated = trend[(trend["outlet"] == ALL) & trend["period"].isna()]
    return f" Not drawn: {count(_texts(undated), 'text')} without a date." if len(undated) else ""


def _texts(rows: pd.DataFrame) -> int:
    return int(rows["n_published"].sum())
