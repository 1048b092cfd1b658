"""Shares as dots with their intervals; a single text is a hollow mark without a bar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from framing.show import palette, style
from framing.show.markup import MANY
from framing.show.plain_words import percent
from framing.show.results import Result, figure, finding
from framing.show.svg import titled

_ROW, _NARROW_ROW = 0.42, 0.26  # inches; many rows stand closer, their counts at the right


def plot_shares(table: pd.DataFrame, *, part: str, labels: Mapping[str, str], axis: str) -> Any:
    """Draw shares by outlet, a panel a frame.

    Parameters
    ----------
    table : rows of a prevalence, salience or prominence table, of one coder.
    part : the column of the count that is printed beside each dot; a column ``opens`` tells what
        it opens (see :func:`framing.show.markup.opened`).
    labels : frame ids and their labels, in the order of the panels.
    axis : what the share is a share of.

    Returns
    -------
    A figure: filled dots have 95 % intervals as bars, hollow dots have none. From eight
    outlets on, they stand in the order of their share of the first frame, the highest on top.
    """
    outlets = ordered(table, labels)
    many = len(outlets) >= MANY
    highest = table[["share", "ci_high"]].max(axis=None)
    size = (2.6 * len(labels) + 2.2, (_NARROW_ROW if many else _ROW) * len(outlets) + 1.3)
    with style.styled():
        figure, panels = style.new_figure(*size, panels=len(labels))
        for axes, (frame, label) in zip(panels, labels.items(), strict=True):
            rows = table[table["frame"] == frame].set_index("outlet").reindex(outlets)
            _dots(axes, rows, part, beside=many)
            axes.set_title(label, fontsize=10, loc="left")
            style.share_axis(axes, highest)
        panels[0].set_yticks(range(len(outlets)), outlets)
        panels[0].set_ylim(len(outlets) - 0.5, -0.5)
        figure.supxlabel(axis, fontsize=9)
    return figure


def ordered(table: pd.DataFrame, labels: Mapping[str, str]) -> list[str]:
    """Return the outlets as they stand in the figure: as given, or by share where they are many.

    Parameters
    ----------
    table : rows of a table of shares, as for :func:`plot_shares`.
    labels : frame ids and their labels; the first frame gives the order.
    """
    if table["outlet"].nunique() < MANY:
        return list(table["outlet"].unique())
    first = table[table["frame"] == next(iter(labels))]
    by_share = first.sort_values("share", ascending=False, kind="stable")["outlet"]
    return list(dict.fromkeys([*by_share, *table["outlet"]]))


def shares_alt(table: pd.DataFrame, *, part: str, labels: Mapping[str, str], axis: str) -> str:
    """Say in words what :func:`plot_shares` shows: type, axes, range and message."""
    outlets = ordered(table, labels)
    if many := len(outlets) >= MANY:
        outlets = [outlets[0], outlets[-1]]
    said = "; ".join(
        f"{label}: "
        + ", ".join(
            f"{row.outlet} {getattr(row, part)}"
            for row in table[table["frame"] == frame].set_index("outlet", drop=False)
            .reindex(outlets).dropna(subset="outlet").itertuples()
        )
        for frame, label in labels.items()
    )  # fmt: skip
    bars = "bars are 95 % intervals" if table["ci_low"].notna().any() else "no intervals"
    low, high = table["share"].min(), table["share"].max()
    mixed = table[part].astype("str").str.contains("%", regex=False).any()
    return (
        f"Dot plot, {axis}, from {percent(low, 1)} to {percent(high, 1)}; {bars}. "
        f"{'Counts or shares' if mixed else 'Counts'}"
        f"{' of the first and the last row' if many else ''}: {said}."
    )


def _dots(axes: Any, rows: pd.DataFrame, part: str, *, beside: bool) -> None:
    colour = palette.SHARE
    for place, (_, row) in enumerate(rows.iterrows()):
        if pd.isna(row["share"]):
            continue
        known = pd.notna(row["ci_low"])
        if pd.notna(row.get("naive")):
            axes.plot(row["naive"], place, "o", markersize=5, color=style.LINE, zorder=1)
        if known:
            axes.plot([row["ci_low"], row["ci_high"]], [place, place], color=colour, linewidth=2)
        axes.plot(
            row["share"], place, "o", markersize=7, markeredgewidth=1.5,
            color=colour if known else style.PAPER, markeredgecolor=colour,
        )  # fmt: skip
        _count(axes, row, place, part, beside=beside)
    axes.grid(axis="x", color=style.GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(length=0)


def _count(axes: Any, row: pd.Series, place: int, part: str, *, beside: bool) -> None:
    """Print the count above its dot, or at the end of its bar where rows stand close."""
    end = row["ci_high"] if beside and pd.notna(row["ci_high"]) else row["share"]
    axes.annotate(
        str(row[part]), (end, place), xytext=(6, 0) if beside else (0, 6),
        textcoords="offset points", ha="left" if beside else "center",
        va="center" if beside else "baseline", fontsize=8,
        url=f"#{row['opens']}" if row.get("opens") else None,
    )  # fmt: skip


def shares(
    table: pd.DataFrame, *, part: str, labels: Mapping[str, str], axis: str, name: str,
    caption: str, counts: Mapping[str, str] | None = None,
) -> Result:  # fmt: skip
    """Show shares as dots, a panel a frame; without any share, what the caption says of that.

    Parameters
    ----------
    table : rows of a table of shares, of one coder.
    part : the column of the count that is printed beside each dot.
    labels : frame ids and their labels, in the order of the panels.
    axis : what the share is a share of.
    name : the name under which the index finds it.
    caption : one line beneath, with the n.
    counts : what counts in the caption open, each by its words.
    """
    if not table["share"].notna().any():
        return finding(caption, name=name)
    return figure(
        plot_shares(table, part=part, labels=labels, axis=axis), name=name, caption=caption,
        counts=counts,
        titles=titled((f"#{row['opens']}", f"{row['outlet']}, {labels[row['frame']]}: {row[part]}")
                      for row in table.to_dict("records") if row.get("opens")),
        alt=shares_alt(table, part=part, labels=labels, axis=axis),
    )  # fmt: skip
