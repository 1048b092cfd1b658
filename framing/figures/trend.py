"""Shares over time: a line where intervals stand beneath it, and how many texts there were."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from framing.errors import ParameterError, some
from framing.figures import style
from framing.inference.trend import ALL

MOST_LINES = 8
_MOST_NUMBERS = 14  # counts and dates that fit beneath one panel
_WIDTH = 0.5  # of a period: what the marks of all outlets share


def plot_trend(trend: pd.DataFrame, *, labels: Mapping[str, str], axis: str) -> Any:
    """Draw shares by period, a panel a frame and a mark an outlet and period.

    Parameters
    ----------
    trend : rows of a trend table, of one coder, wire mode, measure and length of period.
    labels : frame ids and their labels, in the order of the panels.
    axis : what the share is a share of.

    Returns
    -------
    A figure: filled marks have 95 % intervals as bars, and a line joins those of neighbouring
    periods; hollow marks have no interval and no line. Beneath stands how many texts each
    outlet has in a period; texts without a date are not drawn.

    Raises
    ------
    ParameterError : more than eight outlets, or rows of several coders, wire modes or measures.
    """
    _check(trend)
    outlets, periods = _outlets(trend), _periods(trend)
    highest = trend[["share", "ci_high"]].max(axis=None)
    width = max(4.2, 0.5 * min(len(periods), _MOST_NUMBERS) + 1.2) * len(labels) + 1.4
    with style.styled():
        figure, panels = style.new_figure(width, 3.4 + 0.2 * len(outlets), panels=len(labels))
        for axes, (frame, label) in zip(panels, labels.items(), strict=True):
            rows = trend[trend["frame"] == frame]
            for number, outlet in enumerate(outlets):
                own = rows[rows["outlet"] == outlet].dropna(subset=["period"])
                _line(axes, own.set_index("period").reindex(periods), number, len(outlets))
            _beneath(axes, rows, outlets, periods, names=axes is panels[0])
            axes.set_title(label, fontsize=10, loc="left")
            axes.set_ylim(-0.03, min(1.1, max(0.1, 1.25 * highest)) if highest > 0 else 1.0)
        panels[0].set_ylabel(axis, fontsize=9)
    return figure


def trend_alt(trend: pd.DataFrame, *, labels: Mapping[str, str], axis: str) -> str:
    """Say in words what :func:`plot_trend` shows: type, axes, range and message.

    Parameters
    ----------
    trend : rows of a trend table, as for :func:`plot_trend`.
    labels : frame ids and their labels.
    axis : what the share is a share of.
    """
    _check(trend)
    shown, periods = trend[trend["frame"].isin(list(labels))], _periods(trend)
    known = shown.dropna(subset=["period", "share"])
    said = "; ".join(
        f"{label}: "
        + ", ".join(_course(known[known["frame"] == frame], o) for o in _outlets(trend))
        for frame, label in labels.items()
    )
    bars = "bars are 95 % intervals" if known["ci_low"].notna().any() else "no intervals"
    span = f"{len(periods)} periods from {periods[0]} to {periods[-1]}" if periods else "no period"
    low, high = (f"{value:.2f}" for value in (known["share"].min(), known["share"].max()))
    between = f"from {low} to {high}" if len(known) else "none known"
    by = trend["by"].iloc[0] if len(trend) else "period"
    return f"Marks by {by}, {span}; {axis}, {between}; {bars}. {said}.{_left(shown)}"


def _course(rows: pd.DataFrame, outlet: str) -> str:
    """Say where an outlet's line begins and ends, and over how many texts."""
    own = rows[rows["outlet"] == outlet].sort_values("period")
    if own.empty:
        return f"{outlet} no texts"
    first, last = own.iloc[0], own.iloc[-1]
    texts = f"{own['n_articles'].sum()} texts"
    if len(own) == 1:
        return f"{outlet} {first['share']:.2f} in {first['period']} ({texts})"
    return (
        f"{outlet} {first['share']:.2f} in {first['period']}, {last['share']:.2f} in "
        f"{last['period']} ({texts})"
    )


def _left(rows: pd.DataFrame) -> str:
    """Say how many texts have no date, if any."""
    undated = rows[rows["period"].isna()].drop_duplicates("outlet").set_index("outlet")
    counts = undated["n_published"]
    n = int(counts[ALL] if ALL in counts else counts.sum())
    return f" Without a date, and not drawn: {n} text{'s' * (n != 1)}." if n else ""


def _check(trend: pd.DataFrame) -> None:
    for column in ("coder", "wire", "measure", "by"):
        if trend[column].nunique() > 1:
            raise ParameterError(
                f"trend has several of {column}: {some(sorted(trend[column].unique()))}. Give the "
                "rows of one."
            )
    if (n := trend["outlet"].nunique()) > MOST_LINES:
        raise ParameterError(
            f"trend has {n} outlets; at most {MOST_LINES} can be told apart in one figure. Give "
            "the rows of those that matter, or of all outlets together."
        )


def _outlets(trend: pd.DataFrame) -> list[str]:
    return list(trend["outlet"].unique())


def _periods(trend: pd.DataFrame) -> list[str]:
    return sorted(trend["period"].dropna().unique())


def _line(axes: Any, rows: pd.DataFrame, number: int, n: int) -> None:
    """Draw one outlet: bars and line where there are intervals, hollow marks where not."""
    colour, marker = _form(number)
    beside = (number - (n - 1) / 2) * _WIDTH / n
    x = pd.Series(range(len(rows)), rows.index) + beside
    sure = rows["ci_low"].notna()
    axes.plot(x, rows["share"].where(sure), "-", color=colour, linewidth=1.2)
    axes.vlines(x[sure], rows.loc[sure, "ci_low"], rows.loc[sure, "ci_high"], color=colour, lw=2)
    for kept, face in ((sure, colour), (~sure & rows["share"].notna(), style.PAPER)):
        axes.plot(
            x[kept], rows.loc[kept, "share"], marker, linestyle="none", markersize=6,
            markeredgewidth=1.4, color=face, markeredgecolor=colour,
        )  # fmt: skip


def _form(number: int) -> tuple[str, str]:
    """Return an outlet's colour and marker; no two outlets share both."""
    return style.COLOURS[number % len(style.COLOURS)], style.MARKERS[number % len(style.MARKERS)]


def _beneath(
    axes: Any, rows: pd.DataFrame, outlets: Sequence[str], periods: Sequence[str], *, names: bool
) -> None:
    """Print periods, and beneath them each outlet's number of texts behind its mark and name."""
    step = max(1, math.ceil(len(periods) / _MOST_NUMBERS))
    places = range(0, len(periods), step)
    axes.set_xticks(list(places), [periods[place] for place in places], rotation=45, fontsize=7)
    axes.set_xlim(-0.6, len(periods) - 0.4)
    axes.tick_params(length=0)
    axes.grid(axis="y", color="#e6e6e6", linewidth=0.8)
    axes.set_axisbelow(True)
    dated = rows.dropna(subset=["period"])
    texts = {(row.outlet, row.period): row.n_articles for row in dated.itertuples()}
    for number, outlet in enumerate(outlets):
        below = -62 - 13 * number
        said = {
            "xycoords": axes.get_xaxis_transform(),
            "textcoords": "offset points",
            "fontsize": 7,
        }
        for place in places:
            n = texts.get((outlet, periods[place]), 0)
            axes.annotate(str(n), (place, 0), xytext=(0, below), ha="center", **said)
        if names:
            _name(axes, outlet, number, below)


def _name(axes: Any, outlet: str, number: int, below: float) -> None:
    """Print an outlet's name before its numbers, with its mark."""
    from matplotlib.lines import Line2D
    from matplotlib.offsetbox import AnnotationBbox, DrawingArea, HPacker, TextArea

    colour, marker = _form(number)
    mark = DrawingArea(8, 8)
    mark.add_artist(Line2D([4], [4], marker=marker, color=colour, markersize=5))
    words = HPacker(children=[TextArea(f"texts of {outlet}", textprops={"fontsize": 7}), mark],
                    align="center", pad=0, sep=3)  # fmt: skip
    axes.add_artist(
        AnnotationBbox(
            words, (0, 0), xybox=(-6, below + 3), xycoords="axes fraction",
            boxcoords="offset points", box_alignment=(1, 0.5), frameon=False, pad=0,
        )
    )  # fmt: skip
