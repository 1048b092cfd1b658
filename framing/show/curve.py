"""How the threshold of a measure trades what it finds for how much of that is right."""

from __future__ import annotations

from typing import Any

import pandas as pd

from framing.show import palette, style

_SETS = {"seeds": "shipped texts", "development": "invented", "unseen": "invented, held out"}


def plot_curve(pairs: pd.DataFrame, *, threshold: float) -> Any:
    """Draw the share of rewordings found and the share of those reported that are right.

    Parameters
    ----------
    pairs : a row is a set of coded pairs and a threshold, with the two shares.
    threshold : the one that is used.

    Returns
    -------
    A figure with two panels: what is found, what is right, by threshold; a line a set.
    """
    with style.styled():
        figure, panels = style.new_figure(7.6, 3.2, panels=2)
        for axes, column, title in zip(
            panels,
            ("share_found", "share_right"),
            ("of coded rewordings: found", "of reported rewordings: right"),
            strict=True,
        ):
            for number, (name, rows) in enumerate(
                pairs.replace({"set": _SETS}).groupby("set", sort=False)
            ):
                colour, form = palette.LINES[number]
                axes.plot(rows["threshold"], rows[column], form, color=colour, label=name)
            axes.axvline(threshold, color=style.QUIET, linewidth=0.8)
            axes.set_title(title, fontsize=10, loc="left")
            axes.set_ylim(0, 1.02)
            axes.set_xlabel("threshold of similarity")
        panels[0].legend(frameon=False, fontsize=9, loc="lower left")
    return figure


def curve_alt(pairs: pd.DataFrame, *, threshold: float) -> str:
    """Say in words what :func:`plot_curve` shows: type, axes, range and message."""
    nearest = pairs.loc[(pairs["threshold"] - threshold).abs().idxmin(), "threshold"]
    pairs = pairs.replace({"set": _SETS})
    used = pairs[pairs["threshold"] == nearest]
    said = "; ".join(
        f"{row.set}: {row.share_found:.0%} found, {row.share_right:.0%} of those reported right"
        for row in used.itertuples()
    )
    return (
        "Two line plots by threshold of similarity, from 0 to 1: the higher the threshold, the "
        f"fewer rewordings are found and the more of them are right. At {nearest:.2f}: {said}."
    )


def curve_caption(coded: pd.DataFrame, threshold: float) -> str:
    """Say what was found and right at a threshold, of how many coded pairs, in each set."""
    nearest = coded.loc[(coded["threshold"] - threshold).abs().idxmin(), "threshold"]
    coded = coded.replace({"set": _SETS})
    rows = coded[coded["threshold"] == nearest]
    said = "; ".join(
        f"{row.set}, {row.n_found} of {row.n_coded} found and {row.n_right} of {row.n_reported} "
        "reported right"
        for row in rows.itertuples()
    )
    return f"Coded rewordings at a threshold of {nearest:.2f}: {said}"
