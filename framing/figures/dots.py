"""Shares as dots with their intervals; a single text is a hollow mark without a bar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from framing.figures import style


def plot_shares(table: pd.DataFrame, *, part: str, labels: Mapping[str, str], axis: str) -> Any:
    """Draw shares by outlet, a panel a frame.

    Parameters
    ----------
    table : rows of a prevalence, salience or prominence table, of one coder.
    part : the column of the count that is printed beside each dot.
    labels : frame ids and their labels, in the order of the panels.
    axis : what the share is a share of.

    Returns
    -------
    A figure: filled dots have 95 % intervals as bars, hollow dots have none.
    """
    outlets = list(table["outlet"].unique())
    highest = table[["share", "ci_high"]].max(axis=None)
    width = 2.6 * len(labels) + 2.2
    with style.styled():
        figure, panels = style.new_figure(width, 0.42 * len(outlets) + 1.3, panels=len(labels))
        for axes, (frame, label) in zip(panels, labels.items(), strict=True):
            rows = table[table["frame"] == frame].set_index("outlet").reindex(outlets)
            _dots(axes, rows, part)
            axes.set_title(label, fontsize=10, loc="left")
            axes.set_xlim(-0.03, min(1.1, max(0.1, 1.25 * highest)))
        panels[0].set_yticks(range(len(outlets)), outlets)
        panels[0].set_ylim(len(outlets) - 0.5, -0.5)
        figure.supxlabel(axis, fontsize=9)
    return figure


def shares_alt(table: pd.DataFrame, *, part: str, labels: Mapping[str, str], axis: str) -> str:
    """Say in words what :func:`plot_shares` shows: type, axes, range and message."""
    said = "; ".join(
        f"{label}: "
        + ", ".join(
            f"{row.outlet} {getattr(row, part)}"
            for row in table[table["frame"] == frame].itertuples()
        )
        for frame, label in labels.items()
    )
    bars = "bars are 95 % intervals" if table["ci_low"].notna().any() else "no intervals"
    low, high = table["share"].min(), table["share"].max()
    return f"Dot plot by outlet, {axis}, from {low:.2f} to {high:.2f}; {bars}. Counts: {said}."


def _dots(axes: Any, rows: pd.DataFrame, part: str) -> None:
    colour = style.COLOURS[0]
    for place, (_, row) in enumerate(rows.iterrows()):
        if pd.isna(row["share"]):
            continue
        known = pd.notna(row["ci_low"])
        if known:
            axes.plot([row["ci_low"], row["ci_high"]], [place, place], color=colour, linewidth=2)
        axes.plot(
            row["share"], place, "o", markersize=7, markeredgewidth=1.5,
            color=colour if known else style.PAPER, markeredgecolor=colour,
        )  # fmt: skip
        axes.annotate(
            str(row[part]), (row["share"], place), xytext=(0, 6), textcoords="offset points",
            ha="center", fontsize=8,
        )  # fmt: skip
    axes.grid(axis="x", color="#e6e6e6", linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(length=0)
