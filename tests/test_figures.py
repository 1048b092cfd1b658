"""Figures: the same bytes twice, never colour alone, words for those who cannot see them."""

from __future__ import annotations

import matplotlib as mpl
import pandas as pd
import pytest

from framing.codebook import Codebook
from framing.figures import plot_shares, plot_strips, shares_alt, strips_alt, style
from framing.figures.strips import tenths

CODEBOOK = Codebook(
    "b",
    "1",
    "en",
    {},
    stances={"s": "statement", "c": "concern"},
    voices={"t": "the text", "u": "US"},
)


def corpus(n_texts: int, n_sentences: int = 10) -> pd.DataFrame:
    rows = [
        {
            "article": f"a{text}",
            "outlet": f"Outlet {text}",
            "sentence": n,
            "text": "x",
            "zone": "body",
            "rank": n + 1,
            "position": n / (n_sentences - 1),
        }
        for text in range(n_texts)
        for n in range(n_sentences)
    ]
    return pd.DataFrame(rows)


def passages(sentences: pd.DataFrame) -> pd.DataFrame:
    chosen = sentences[sentences["sentence"].isin([0, 9])]
    return chosen.assign(coder="me", frame="f", stance="s;c", voice="t;u", present=1)


@pytest.mark.parametrize("n_texts", [1, 5, 30, 31, 180])
def test_strips_give_the_same_bytes_twice_for_few_texts_and_for_many(n_texts: int) -> None:
    sentences = corpus(n_texts)
    one, two = (
        style.svg(plot_strips(sentences, passages(sentences), codebook=CODEBOOK)) for _ in range(2)
    )
    assert one == two
    assert one.startswith("<?xml")


def test_stances_and_voices_differ_in_shape_and_not_in_colour_alone() -> None:
    assert len(set(style.HATCHES)) == len(style.HATCHES) >= 6
    assert len(set(style.MARKERS)) == len(style.MARKERS) >= 7
    sentences = corpus(1)
    figure = plot_strips(sentences, passages(sentences), codebook=CODEBOOK)
    (axes,) = figure.axes
    filled = [p for p in axes.patches if p.get_hatch() == style.HATCHES[1]]
    assert len(filled) == 2
    assert {line.get_marker() for line in axes.lines} == set(style.MARKERS[:2])


def test_over_30_texts_presence_is_counted_by_tenth_of_the_text() -> None:
    sentences = corpus(40)
    table = tenths(sentences, passages(sentences))
    assert table["n_present"].tolist() == [40, 0, 0, 0, 0, 0, 0, 0, 0, 40]
    assert table["n_articles"].unique().tolist() == [40]


def test_the_alternative_text_says_type_range_and_counts() -> None:
    said = strips_alt(corpus(2), passages(corpus(1)), label="Exclusion")
    assert said.startswith("Strips: one column a text")
    assert "Outlet 0 2 of 10; Outlet 1 0 of 10" in said


def shares(ci: bool) -> pd.DataFrame:
    low, high = ([0.1, 0.2], [0.4, 0.6]) if ci else ([float("nan")] * 2, [float("nan")] * 2)
    return pd.DataFrame(
        {
            "outlet": ["A", "B"],
            "frame": "f",
            "share": [0.2, 0.4],
            "ci_low": low,
            "ci_high": high,
            "n_frame": [2, 4],
        }
    )


@pytest.mark.parametrize(("ci", "bars"), [(True, 2), (False, 0)], ids=["intervals", "none"])
def test_a_share_without_an_interval_is_hollow_and_has_no_bar(ci: bool, bars: int) -> None:
    figure = plot_shares(shares(ci), part="n_frame", labels={"f": "F"}, axis="share")
    lines = figure.axes[0].lines
    assert sum(len(line.get_xdata()) == 2 for line in lines) == bars
    faces = {line.get_markerfacecolor() for line in lines if line.get_marker() == "o"}
    assert faces == ({style.COLOURS[0]} if ci else {style.PAPER})


def test_shares_say_in_words_what_they_show() -> None:
    said = shares_alt(shares(True), part="n_frame", labels={"f": "F"}, axis="share")
    assert said == (
        "Dot plot by outlet, share, from 0.20 to 0.40; bars are 95 % intervals. "
        "Counts: F: A 2, B 4."
    )


def test_drawing_leaves_the_users_settings_alone() -> None:
    before = dict(mpl.rcParams)
    style.svg(plot_shares(shares(True), part="n_frame", labels={"f": "F"}, axis="share"))
    assert dict(mpl.rcParams) == before
