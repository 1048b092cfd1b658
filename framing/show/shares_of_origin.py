"""Each text as a strip of its sentences: which of them another text of the story has too."""

from __future__ import annotations

import textwrap
from typing import Any

import pandas as pd

from framing.show import style
from framing.show.markup import MANY, rows_opened
from framing.show.meanings import ORIGINS
from framing.show.strips import MAX_STRIPS, set_axes
from framing.tables.contracts.wire_tables import (
    ADAPTED,
    EDITED,
    KEPT,
    NOWHERE,
    OWN,
    QUOTED,
    REWORDED,
    TRIMMED,
    UNMATCHED,
    VERBATIM,
)
from framing.tables.require import require

_DOTS = "Dot plot by outlet: share of sentences that another text has too, no intervals"
_LOOK: dict[str, dict[str, Any]] = {
    VERBATIM: {"facecolor": "#2f5d8a"},
    TRIMMED: {"facecolor": "#7fa6cc"},
    REWORDED: {"facecolor": "#d3e2f0", "hatch": "////"},
    QUOTED: {"facecolor": "#ececec", "hatch": "\\\\"},
    KEPT: {"facecolor": style.INK},
    EDITED: {"facecolor": "#7a7a7a"},
    ADAPTED: {"facecolor": "#c4c4c4", "hatch": "////"},
    UNMATCHED: {"facecolor": style.PAPER},
    OWN: {"facecolor": "#dcdcdc", "hatch": "...."},
}


def plot_origins(sentences: pd.DataFrame) -> Any:
    """Draw each text as a strip of its sentences, filled by their origin.

    Parameters
    ----------
    sentences : a row is a sentence, with its ``origin``.

    Returns
    -------
    A figure: a column a text, a box a sentence from top to bottom; over 30 texts a row an
    outlet, a dot the share of its sentences that another text has too, the highest on top
    from eight outlets on.
    """
    sentences = require(sentences, "sentences", columns=["origin"])
    with style.styled():
        if sentences["article"].nunique() > MAX_STRIPS:
            return _shares(sentences)
        return _strips(sentences)


def origins_alt(sentences: pd.DataFrame) -> str:
    """Say in words what :func:`plot_origins` shows: type, axes, range and message."""
    by = "article" if sentences["article"].nunique() <= MAX_STRIPS else "outlet"
    if by == "outlet" and sentences["outlet"].nunique() >= MANY:
        counts = _counts(sentences)
        ends = (f"{row.Index} {row.sum} of {row.size}" for row in counts.iloc[[0, -1]].itertuples())
        return f"{_DOTS}. The highest and the lowest of {len(counts)} outlets: {'; '.join(ends)}."
    groups = sentences.groupby(by, sort=False)
    said = "; ".join(
        f"{rows['outlet'].iloc[0]} "
        + ", ".join(f"{(rows['origin'] == o).sum()} {ORIGINS[o]}" for o in _used(sentences))
        for _, rows in groups
    )
    form = (
        "Strips: one column a text, one box a sentence from top to bottom, headline and captions "
        "included"
        if by == "article"
        else _DOTS
    )
    return f"{form}. Sentences: {said}."


def _used(sentences: pd.DataFrame) -> list[str]:
    return [origin for origin in ORIGINS if (sentences["origin"] == origin).any()]


def _strips(sentences: pd.DataFrame) -> Any:
    from matplotlib.patches import Rectangle

    texts = list(sentences.groupby("article", sort=False))
    longest = max(len(rows) for _, rows in texts)
    figure, (axes,) = style.new_figure(max(6.4, len(texts) + 2.9), max(3.2, 0.165 * longest + 1.3))
    for column, (_, rows) in enumerate(texts):
        for place, origin in enumerate(rows["origin"]):
            axes.add_patch(
                Rectangle((column - 0.42, place + 0.1), 0.84, 0.8, linewidth=0.6,
                          edgecolor=style.QUIET, **_LOOK[origin])
            )  # fmt: skip
    set_axes(axes, [rows["outlet"].iloc[0] for _, rows in texts], longest)
    handles = [
        Rectangle((0, 0), 1, 1, edgecolor=style.QUIET, linewidth=0.6,
                  label=textwrap.fill(ORIGINS[origin], 20), **_LOOK[origin])
        for origin in _used(sentences)
    ]  # fmt: skip
    axes.legend(handles=handles, loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False,
                fontsize=9)  # fmt: skip
    return figure


def _counts(sentences: pd.DataFrame) -> pd.DataFrame:
    """Count by outlet the sentences that another text has too; many outlets by their share."""
    elsewhere = ~sentences["origin"].isin(NOWHERE)
    counts = elsewhere.groupby(sentences["outlet"]).agg(["sum", "size"])
    if len(counts) < MANY:
        return counts
    share = (counts["sum"] / counts["size"]).sort_values(ascending=False, kind="stable")
    return counts.loc[share.index]


def _shares(sentences: pd.DataFrame) -> Any:
    counts = _counts(sentences)
    shared = sentences[~sentences["origin"].isin(NOWHERE)]
    figure, (axes,) = style.new_figure(7.0, 0.26 * len(counts) + 1.3)
    for place, row in enumerate(counts.itertuples()):
        axes.plot(row.sum / row.size, place, "o", color=style.PAPER, markeredgecolor=style.INK)
        own = rows_opened(shared[shared["outlet"] == row.Index])
        axes.annotate(f"{row.sum} of {row.size}", (row.sum / row.size, place), fontsize=8,
                      xytext=(7, -3), textcoords="offset points",
                      url=f"#{own}" if own else None)  # fmt: skip
    axes.set_yticks(range(len(counts)), counts.index)
    axes.set_ylim(len(counts) - 0.5, -0.5)
    style.share_axis(axes, (counts["sum"] / counts["size"]).max())
    axes.set_xlabel("share of sentences that another text has too (no intervals)")
    return figure
