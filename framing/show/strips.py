"""Each text as a strip of its sentences: what carries the frame, where, how and in whose voice."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

import pandas as pd

from framing.coding.codebook import Codebook
from framing.compare.tenths import first_by_tenth, tenths
from framing.corpus.zones import HEADLINE
from framing.show import palette, style
from framing.show.markup import anchor, rows_opened
from framing.show.meanings import ORIGINS
from framing.show.plain_words import count, names, numbers
from framing.tables.contracts.wire_tables import (
    ADAPTED,
    CLAUSE,
    EDITED,
    KEPT,
    QUOTED,
    REWORDED,
    TRIMMED,
    VERBATIM,
)
from framing.tables.require import require, values_of

MAX_STRIPS = 30
_KEY = "fill: mode\nmarker: voice\nnarrow: headline,\nsubhead, caption"
_NARROW = ("headline", "subhead", "caption")
_THIN, _WIDE = 0.44, 0.72  # of a column: a number stands beside a box
_BARRED = {  # the fill of a bar; an origin without one has no bar
    VERBATIM: style.INK, TRIMMED: "#8f8f8f", REWORDED: style.PAPER, QUOTED: "#dedede",
    KEPT: style.INK, EDITED: "#8f8f8f", ADAPTED: style.PAPER,
}  # fmt: skip
_UPRIGHT = [(-3, -10), (3, -10), (3, 10), (-3, 10), (-3, -10)]  # a bar as a marker


def plot_strips(sentences: pd.DataFrame, passages: pd.DataFrame, *, codebook: Codebook) -> Any:
    """Draw each text as a strip of its sentences, those of a frame filled.

    Parameters
    ----------
    sentences : a row is a sentence of the texts to be drawn, in their order.
    passages : a row is a passage of one frame by one coder; those present are filled.
    codebook : gives the order and the labels of modes and voices.

    Returns
    -------
    A figure: a column a text, a box a sentence from top to bottom; the fill's colour and
    hatch tell the mode, the marker the voice. Where the origin of each sentence is known, a
    bar at the left of a box says that it is also in another text: black word for word, grey
    trimmed or extended, hollow reworded, light where both quote the same words. A passage whose
    clause with the frame stands in no other text has no bar. Over 30 texts: presence by tenth of
    the text, in counts of texts.
    """
    present = _present(passages)
    sentences = _of_clauses(require(sentences, "sentences"), present)
    with style.styled():
        if sentences["article"].nunique() > MAX_STRIPS:
            return _tenths(sentences, present)
        return _strips(sentences, present, codebook)


def strips_alt(sentences: pd.DataFrame, passages: pd.DataFrame, *, label: str) -> str:
    """Say in words what :func:`plot_strips` shows: type, axes, range and message."""
    present = _present(passages)
    texts = sentences.groupby("article", sort=False)["outlet"].first()
    if len(texts) > MAX_STRIPS:
        table = tenths(sentences, present)
        counts = [
            f"{n} of {m}" for n, m in zip(table["n_present"], table["n_articles"], strict=True)
        ]
        return (
            f"Bar chart: texts in which {label} is present, of those with a sentence there, by "
            f"tenth of the text from first to last: {', '.join(counts)}."
        )
    counts = present.groupby("article").size()
    total = sentences.groupby("article", sort=False).size()
    said = "; ".join(
        f"{outlet} {counts.get(article, 0)} of {total[article]}"
        for article, outlet in texts.items()
    )
    origins = _origins_alt(_of_clauses(sentences, present))
    return (
        f"Strips: one column a text, one box a sentence from top to bottom, headline and captions "
        f"included; filled boxes carry {label}. Filled boxes: {said}. {origins}"
        "The table and the passages give place, mode and voice of each."
    )


def strips_titles(sentences: pd.DataFrame, passages: pd.DataFrame) -> dict[str, str]:
    """Return what each filled box of :func:`plot_strips` opens: by its address, its sentence.

    Of many texts a count by tenth opens theirs.
    """
    key = ["article", "sentence"]
    if sentences["article"].nunique() > MAX_STRIPS:
        first = first_by_tenth(_present(passages)).groupby("tenth")
        return {
            f"#{rows_opened(rows)}": f"{count(len(rows), 'text')} in tenth {tenth}"
            for tenth, rows in first
        }
    texts = sentences[[*key, "text"]]
    rows = _present(passages)[key].merge(texts, on=key, validate="one_to_one")
    return {f"#{anchor(row.article, row.sentence)}": row.text for row in rows.itertuples()}


def _origins_alt(sentences: pd.DataFrame) -> str:
    """Say how many boxes of each text are of each origin, or nothing where that is not known."""
    texts = sentences.groupby("article", sort=False)
    names, said = texts["outlet"].first(), ""
    for origin, label in _origins(sentences).items():
        counts = (sentences["origin"] == origin).groupby(sentences["article"], sort=False).sum()
        each = "; ".join(f"{name} {n}" for name, n in zip(names, counts, strict=True))
        said += f"{label[0].upper()}{label[1:]}: {each}. "
    return said


def _present(passages: pd.DataFrame) -> pd.DataFrame:
    passages = require(passages, "passages")
    return passages[passages["present"] == 1].drop_duplicates(["article", "sentence"])


def _of_clauses(sentences: pd.DataFrame, present: pd.DataFrame) -> pd.DataFrame:
    """Give a sentence the origin of its clause where that is found in no other text."""
    if not _origins(sentences):
        return sentences
    key = ["article", "sentence"]
    clauses = pd.MultiIndex.from_frame(present.loc[present["origin"] == CLAUSE, key])
    own = pd.MultiIndex.from_frame(sentences[key]).isin(clauses)
    return sentences.assign(origin=sentences["origin"].mask(own, CLAUSE))


def _origins(sentences: pd.DataFrame) -> dict[str, str]:
    """Return the origins and their labels, of sentences whose origin is known without exception."""
    if "origin" not in sentences or sentences["origin"].isna().any():
        return {}
    return {code: said for code, said in ORIGINS.items() if (sentences["origin"] == code).any()}


def _strips(sentences: pd.DataFrame, present: pd.DataFrame, codebook: Codebook) -> Any:
    texts = list(sentences["article"].unique())
    longest = int(sentences.groupby("article").size().max())
    figure, (axes,) = style.new_figure(
        max(6.4, 1.0 * len(texts) + 2.6), max(3.2, 0.165 * longest + 1.3)
    )
    origins, said = _origins(sentences), numbers(sentences)
    fills = present.set_index(["article", "sentence"])
    for column, article in enumerate(texts):
        own = sentences[sentences["article"] == article]
        for row, sentence in enumerate(own.itertuples()):
            key = (article, sentence.sentence)
            passage = fills.loc[key] if key in fills.index else None
            _box(axes, column, row, sentence.zone, passage, codebook)
            if origins and sentence.origin in _BARRED:
                _bar(axes, column, row, sentence.zone, _BARRED[sentence.origin])
            if passage is not None:
                _opened(axes, column, row, anchor(*key), said[key])
    called = names(sentences)
    set_axes(axes, [called[text] for text in texts], longest)
    axes.set_yticks([])
    axes.set_ylabel("from first to last sentence; a filled box has its number")
    _legend(axes, present, codebook, origins)
    return figure


def set_axes(axes: Any, outlets: Sequence[object], longest: int) -> None:
    """Name the columns by their outlets, and number the units from top to bottom."""
    labels = [textwrap.fill(str(name), 13, break_long_words=False) for name in outlets]
    axes.set_xticks(range(len(labels)), labels)
    axes.xaxis.tick_top()
    axes.set_xlim(-0.6, len(labels) - 0.4)
    axes.set_ylim(longest + 0.2, -0.2)
    ticks = [1, *range(5, longest + 1, 5)]
    axes.set_yticks([tick - 0.5 for tick in ticks], [str(tick) for tick in ticks])
    axes.set_ylabel("sentences, from top to bottom")
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)


def _width(zone: str) -> float:
    return _THIN if zone in _NARROW else _WIDE


def _box(axes: Any, column: int, row: int, zone: str, passage: Any, codebook: Codebook) -> None:
    from matplotlib.patches import Rectangle

    width = _width(zone)
    place = (column - width / 2, row + 0.1)
    if passage is None:
        axes.add_patch(
            Rectangle(place, width, 0.8, facecolor=style.SOFT, edgecolor=style.LINE, linewidth=0.6)
        )
        return
    fills, markers = palette.of_modes([*codebook.modes]), palette.of_voices([*codebook.voices])
    modes = [mode for mode in values_of(passage["mode"]) if mode in fills]
    height = 0.8 / max(1, len(modes))
    for number, mode in enumerate(modes or [""]):
        colour, hatch = fills.get(mode, (palette.NOT_TOLD, ""))
        axes.add_patch(
            Rectangle(
                (place[0], place[1] + number * height), width, height, linewidth=0,
                facecolor=colour, hatch=hatch, edgecolor=style.PAPER,
            )
        )  # fmt: skip
    voices = [voice for voice in values_of(passage["voice"]) if voice in markers]
    for number, voice in enumerate(voices):
        x = column + (number - (len(voices) - 1) / 2) * 0.2
        axes.plot(
            x, row + 0.5, markers[voice], markersize=6.5,
            color=style.PAPER, markeredgecolor=style.INK, markeredgewidth=0.9,
        )  # fmt: skip


def _bar(axes: Any, column: int, row: int, zone: str, fill: str) -> None:
    """Mark a box at its left as text that stands elsewhere too."""
    from matplotlib.patches import Rectangle

    left = column - _width(zone) / 2
    place = (left - 0.09, row + 0.1)
    axes.add_patch(Rectangle(place, 0.06, 0.8, facecolor=fill, edgecolor=style.INK, linewidth=0.6))


def _opened(axes: Any, column: int, row: int, address: str, number: str) -> None:
    """Let a filled box open its passage, and print its number at its right."""
    from matplotlib.patches import Rectangle

    if number != HEADLINE:
        axes.text(column + 0.37, row + 0.5, number, fontsize=6.5, va="center", color=style.QUIET)
    place = (column - _WIDE / 2, row + 0.1)
    look: Any = {"facecolor": style.INK, "alpha": 1e-3, "zorder": 4}  # 0 meets no pointer
    axes.add_patch(Rectangle(place, _WIDE, 0.8, url=f"#{address}", **look))


def _legend(axes: Any, present: pd.DataFrame, codebook: Codebook, origins: dict[str, str]) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    fills, markers = palette.of_modes([*codebook.modes]), palette.of_voices([*codebook.voices])
    used = [{v for cell in present[c] for v in values_of(cell)} for c in ("mode", "voice")]
    handles: list[Any] = [
        Patch(facecolor=fills[mode][0], hatch=fills[mode][1], edgecolor=style.PAPER, label=label)
        for mode, label in codebook.modes.items()
        if mode in used[0] and mode in fills
    ]
    if not used[0]:
        handles.append(Patch(facecolor=palette.NOT_TOLD, label="frame (how: not coded)"))
    elif used[0] - set(fills):
        handles.append(Patch(facecolor=palette.NOT_TOLD, label="other modes, not told apart"))
    handles += [
        Line2D(
            [],
            [],
            marker=markers[voice],
            linestyle="",
            markersize=7,
            color=style.PAPER,
            markeredgecolor=style.INK,
            label=label,
        )
        for voice, label in codebook.voices.items()
        if voice in used[1]
    ]
    handles.append(Patch(facecolor=style.SOFT, edgecolor=style.LINE, label="not in the frame"))
    handles += [_entry(origin, label) for origin, label in origins.items()]
    axes.legend(
        handles=handles, loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False, fontsize=9,
        title=f"{_KEY}\nbar: origin" if origins else _KEY, title_fontsize=9, alignment="left",
    )  # fmt: skip


def _entry(origin: str, label: str) -> Any:
    """Return the entry of an origin in the legend; the one without a bar says so."""
    from matplotlib.lines import Line2D

    bar = origin in _BARRED
    marker: Any = _UPRIGHT if bar else ""
    return Line2D(
        [], [], linestyle="", marker=marker, markersize=9,
        color=_BARRED.get(origin), markeredgecolor=style.INK, markeredgewidth=0.6,
        label=textwrap.fill(label if bar else f"no bar: {label}", 22),
    )  # fmt: skip


def _tenths(sentences: pd.DataFrame, present: pd.DataFrame) -> Any:
    from matplotlib.ticker import MaxNLocator

    table = tenths(sentences, present)
    figure, (axes,) = style.new_figure(7.6, 3.4)
    bars = axes.bar(table["tenth"], table["n_present"], color=palette.SHARE, width=0.8)
    bases = [f"{n}\nof {m}" for n, m in zip(table["n_present"], table["n_articles"], strict=True)]
    of = {tenth: rows_opened(rows) for tenth, rows in first_by_tenth(present).groupby("tenth")}
    for label, tenth in zip(
        axes.bar_label(bars, bases, fontsize=8, padding=2), table["tenth"], strict=True
    ):
        label.set_url(f"#{of[tenth]}" if tenth in of else None)
    axes.margins(y=0.15)
    axes.set_xticks(table["tenth"])
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel("tenth of the text, from first to last")
    axes.set_ylabel("texts with the frame there")
    return figure
