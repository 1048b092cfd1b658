"""Shares over time, a panel an outlet, with the number of texts beneath."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from framing.compare.trend import ALL, placed
from framing.corpus.zones import RUNNING
from framing.errors import ParameterError, some
from framing.show import palette, style
from framing.show.markup import rows_opened
from framing.show.plain_words import count, day, percent, whom
from framing.show.results import Result, figure, finding
from framing.show.svg import titled
from framing.tables.codes import UNCORRECTED
from framing.tables.require import has

MOST_PANELS = 8
_MOST_DATES = 14  # that fit beneath a panel
_MOST_COUNTS = 32  # that fit over its bars
AXIS = "share of texts that have the frame"
MOST_PERIODS = 400  # that can be told apart in the width of a page


def course(
    trend: pd.DataFrame, *, label: str, opens: Mapping[tuple[str, str], str] | None = None
) -> Result:
    """Show how the share of texts with a frame moves, if their dates fall in several periods.

    Parameters
    ----------
    trend : rows of a trend table, of one coder, frame and length of period.
    label : of the frame.
    opens : what the mark of an outlet and a period opens (see :func:`course_opens`).
    """
    periods = sorted(trend["period"].dropna().unique())
    if not 2 <= len(periods) <= MOST_PERIODS:
        return finding(_no_course(trend, periods), name="course", cannot=True)
    return figure(
        plot_trend(trend, axis=AXIS, opens=opens), name="course", alt=trend_alt(trend, axis=AXIS),
        titles=_titles(trend, opens or {}),
        caption=f"{label}: {AXIS}, by {trend['by'].iloc[0]}.{_left_out(trend)} {_bars(trend)}",
    )  # fmt: skip


def course_opens(
    present: pd.DataFrame, articles: pd.DataFrame, *, period: str
) -> dict[tuple[str, str], str]:
    """Return what each mark opens: of the texts that have the frame the first passage of each.

    Parameters
    ----------
    present : a row is a passage with the frame.
    articles : a row is an article, with its date and the outlet, or group, that is compared.
    period : ``day``, ``week`` or ``month``.
    """
    first = present[present["zone"].isin(RUNNING)].drop_duplicates("article")
    rows = first.drop(columns="outlet").merge(
        placed(articles, period), on="article", validate="one_to_one"
    )
    twice = pd.concat([rows, rows.assign(outlet=ALL)])
    return {
        (str(outlet), str(start)): rows_opened(own)
        for (outlet, start), own in twice.groupby(["outlet", "period"])
    }


def _titles(trend: pd.DataFrame, opens: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """Say of each mark that opens something how many texts of how many it stands for."""
    return titled(
        (f"#{opens[row.outlet, row.period]}", f"{row.outlet}, {row.period}: {row.n_with} of "
         f"{count(row.n_articles, 'text')}")
        for row in trend.itertuples() if (row.outlet, row.period) in opens
    )  # fmt: skip


def _bars(trend: pd.DataFrame) -> str:
    """Say what bars and hollow marks are, or why there are no bars."""
    if has(trend["note"], UNCORRECTED).any():
        by = whom(trend.get("coder", ()))
        return f"These are counts by {by} alone, not corrected for coding error: no intervals."
    if trend["ci_low"].isna().all():
        return "No intervals: there are too few texts or independent stories in each period."
    return (
        "Bars are 95 % intervals, each for its period alone; hollow marks have too few texts or "
        "independent stories for one. Of twenty intervals one is expected to miss."
    )


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
    n = _texts(whole.dropna(subset=["period"]))
    said = {1: "The one dated text falls", 2: "Both dated texts fall"}
    every = said.get(n, f"All {n} dated texts fall")
    when = f"the week of {day(periods[0])}" if by == "week" else day(periods[0])
    return f"{every} in {when}, so there is no course over time.{_undated(whole)}"


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


def plot_trend(
    trend: pd.DataFrame, *, axis: str, opens: Mapping[tuple[str, str], str] | None = None
) -> Any:
    """Draw a share by period: a panel for all outlets together, and one for each outlet.

    Parameters
    ----------
    trend : rows of a trend table, of one coder, frame, wire mode, measure and length of period.
    axis : what the share is a share of.
    opens : what the mark of an outlet and a period opens.

    Returns
    -------
    A figure: filled marks have 95 % intervals as bars, and a line joins those of neighbouring
    periods; hollow marks have no interval and no line. Beneath each panel stands how many
    texts the share of a period rests on. Of more than seven outlets, those with most texts are
    drawn; texts without a date are not.

    Raises
    ------
    ParameterError : rows of several coders, frames, wire modes, measures or lengths of period.
    """
    _check(trend)
    outlets, periods = drawn(trend), _periods(trend)
    top = style.end_of_shares(trend[["share", "ci_high"]].max(axis=None))
    with style.styled():
        figure, pairs = style.stacked_figure(8.4, len(outlets))
        for outlet, (shares, counts) in zip(outlets, pairs, strict=True):
            own = trend[trend["outlet"] == outlet].dropna(subset=["period"])
            own = own.set_index("period").reindex(periods)
            shares.set_title(outlet, fontsize=9, loc="left", pad=4)
            shares.set_ylim(-0.04 * top, top)
            shares.yaxis.set_major_formatter(style.percent())
            _shares(shares, own, palette.OF_ALL if outlet == ALL else palette.SHARE)
            links = [(opens or {}).get((outlet, start), "") for start in periods]
            _linked(shares, own["share"].tolist(), links)
            _counts(counts, own["n_articles"].fillna(0).astype(int).tolist())
            for panel in (shares, counts):
                _dates(panel, periods, named=panel is pairs[-1][1])
        figure.supylabel(axis, fontsize=9)
    return figure


def trend_alt(trend: pd.DataFrame, *, axis: str) -> str:
    """Say in words what :func:`plot_trend` shows: type, axes, range and message.

    Parameters
    ----------
    trend : rows of a trend table, as for :func:`plot_trend`.
    axis : what the share is a share of.
    """
    _check(trend)
    periods = _periods(trend)
    known = trend[trend["outlet"].isin(drawn(trend))].dropna(subset=["period", "share"])
    said = ", ".join(_course(known, outlet) for outlet in drawn(trend))
    bars = "bars are 95 % intervals" if known["ci_low"].notna().any() else "no intervals"
    span = f"{len(periods)} periods from {periods[0]} to {periods[-1]}" if periods else "no period"
    low, high = (known["share"].min(), known["share"].max())
    between = f"from {percent(low, 1)} to {percent(high, 1)}" if len(known) else "none known"
    by = trend["by"].iloc[0] if len(trend) else "period"
    return (
        f"Marks by {by}, a panel an outlet, {span}; {axis}, {between}; {bars}; beneath each the "
        f"number of texts. {said}."
    )


def drawn(trend: pd.DataFrame) -> list[str]:
    """Return whom the figure shows: all outlets together, then those with most texts.

    Parameters
    ----------
    trend : rows of a trend table, as for :func:`plot_trend`.
    """
    outlets = by_size(trend)
    return outlets if len(outlets) == 1 else [ALL, *outlets[: MOST_PANELS - 1]]


def by_size(trend: pd.DataFrame) -> list[str]:
    """Return the outlets that have texts, those with most first.

    Parameters
    ----------
    trend : rows of a trend table, as for :func:`plot_trend`.
    """
    texts = trend[trend["outlet"] != ALL].groupby("outlet")["n_articles"].sum()
    return texts[texts > 0].sort_values(ascending=False, kind="stable").index.tolist()


def _course(known: pd.DataFrame, outlet: str) -> str:
    """Say where an outlet's line begins and ends, and over how many texts."""
    own = known[known["outlet"] == outlet].sort_values("period")
    if own.empty:
        return f"{outlet} no texts"
    first, last = own.iloc[0], own.iloc[-1]
    said = f"{outlet} {percent(first['share'], 1)} in {first['period']}"
    if len(own) > 1:
        said += f", {percent(last['share'], 1)} in {last['period']}"
    n = own["n_articles"].sum()
    return f"{said} ({n} text{'' if n == 1 else 's'})"


def _check(trend: pd.DataFrame) -> None:
    for column in ("coder", "frame", "wire", "measure", "by"):
        if trend[column].nunique() > 1:
            raise ParameterError(
                f"trend has several of {column}: {some(sorted(trend[column].unique()))}. Give the "
                "rows of one."
            )


def _periods(trend: pd.DataFrame) -> list[str]:
    return sorted(trend["period"].dropna().unique())


def _shares(axes: Any, rows: pd.DataFrame, colour: str) -> None:
    """Draw bars and a line where there are intervals, hollow marks where not."""
    x = pd.Series(range(len(rows)), rows.index)
    sure = rows["ci_low"].notna()
    axes.plot(x, rows["share"].where(sure), "-", color=colour, linewidth=1.2)
    axes.vlines(x[sure], rows.loc[sure, "ci_low"], rows.loc[sure, "ci_high"], color=colour, lw=2)
    for kept, face in ((sure, colour), (~sure & rows["share"].notna(), style.PAPER)):
        axes.plot(
            x[kept], rows.loc[kept, "share"], "o", markersize=5, markeredgewidth=1.4,
            color=face, markeredgecolor=colour, clip_on=False,
        )  # fmt: skip
    axes.grid(axis="y", color=style.GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, labelsize=8)


def _linked(axes: Any, shares: list[float], links: list[str]) -> None:
    """Let each mark open its texts."""
    marks = [(x, y, f"#{link}") for x, (y, link) in enumerate(zip(shares, links, strict=True))
             if link]  # fmt: skip
    for x, y, url in marks:
        look: Any = {"alpha": 1e-3, "color": style.INK, "zorder": 4}  # 0 meets no pointer
        axes.plot(x, y, "o", markersize=9, clip_on=False, url=url, **look)


def _counts(axes: Any, texts: list[int]) -> None:
    """Draw a bar for the texts of each period, with their number where there is room."""
    axes.bar(range(len(texts)), texts, width=0.7, color=style.LINE)
    most = max(texts, default=0)
    axes.set_ylim(0, 1.9 * most or 1)
    ticks = {0: "texts"} if len(texts) <= _MOST_COUNTS else {0: "texts", most: str(most)}
    axes.set_yticks(list(ticks), list(ticks.values()))
    axes.tick_params(length=0, labelsize=7)
    for n, number in enumerate(texts if len(texts) <= _MOST_COUNTS else []):
        axes.annotate(str(number), (n, number), xytext=(0, 1), textcoords="offset points",
                      ha="center", va="bottom", fontsize=7, color=style.QUIET)  # fmt: skip


def _dates(axes: Any, periods: list[str], *, named: bool) -> None:
    """Mark the periods, and name them beneath the last panel."""
    places = range(0, len(periods), max(1, math.ceil(len(periods) / _MOST_DATES)))
    names = [periods[place] if named else "" for place in places]
    axes.set_xlim(-0.6, max(len(periods), 1) - 0.4)
    axes.set_xticks(list(places), names, rotation=45, ha="right", fontsize=7)
