"""Figures of wire copy: boxes by origin, dots where texts are many, the curve of thresholds."""

from __future__ import annotations

import itertools
import re

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from framing.errors import TableError
from framing.show import curve_alt, origins_alt, plot_curve, plot_origins, style
from framing.show.meanings import ORIGINS
from framing.tables.contracts.wire_tables import CLAUSE

KINDS = {
    "v": "verbatim", "t": "trimmed", "r": "reworded", "q": "quoted", "u": "unmatched",
    "k": "kept", "e": "edited", "a": "adapted", "o": "own",
}  # fmt: skip


def sentences(outlets: dict[str, str] | None = None, **texts: str) -> pd.DataFrame:
    """Make a sentence of each letter: verbatim, trimmed, reworded, quoted or unmatched.

    With the agency's text also kept, edited, adapted or own.
    """
    outlets = outlets or {}
    rows = [
        {
            "article": name,
            "sentence": number,
            "outlet": outlets.get(name, f"Outlet {name}"),
            "text": "x",
            "origin": KINDS[letter],
        }
        for name, letters in texts.items()
        for number, letter in enumerate(letters)
    ]
    return pd.DataFrame(rows)


def look(patch: object) -> tuple[str, str]:
    return to_hex(patch.get_facecolor()), patch.get_hatch() or ""


def boxes(table: pd.DataFrame) -> tuple[dict[tuple[int, int], str], list[str]]:
    """Return what each box (text, place from the top) says by its look, and the legend."""
    (axes,) = plot_origins(table).axes
    legend = axes.get_legend()
    entries = [text.get_text().replace("\n", " ") for text in legend.get_texts()]
    means = dict(zip(map(look, legend.get_patches()), entries, strict=True))
    assert len(means) == len(entries)  # no two entries look the same
    return {
        (round(patch.get_x() + 0.42), int(patch.get_y())): means[look(patch)]
        for patch in axes.patches
    }, entries


# --- boxes ------------------------------------------------------------------------------


def test_a_box_is_a_sentence_from_top_to_bottom_filled_by_its_origin() -> None:
    found, entries = boxes(sentences(a="vtru", b="uq"))
    assert found == {
        (0, 0): "in another text, word for word",
        (0, 1): "in another text, trimmed or extended",
        (0, 2): "in another text, reworded",
        (0, 3): "in no other text here",
        (1, 0): "in no other text here",
        (1, 1): "another text quotes the same words",
    }
    assert entries == [
        "in another text, word for word",
        "in another text, trimmed or extended",
        "in another text, reworded",
        "another text quotes the same words",
        "in no other text here",
    ]


def test_the_first_sentence_stands_at_the_top_and_every_text_is_named() -> None:
    (axes,) = plot_origins(sentences({"b": "Hürriyet Daily News"}, a="vru", b="uv")).axes
    bottom, top = axes.get_ylim()
    assert bottom > 3 > 0 > top
    assert [label.get_text() for label in axes.get_xticklabels()] == [
        "Outlet a",
        "Hürriyet\nDaily News",
    ]
    assert axes.get_ylabel() == "sentences, from top to bottom"


def test_the_legend_has_the_origins_that_occur_alone() -> None:
    assert boxes(sentences(a="vv"))[1] == ["in another text, word for word"]
    assert boxes(sentences(a="tu"))[1] == [
        "in another text, trimmed or extended",
        "in no other text here",
    ]


def test_trimmed_sentences_are_not_called_word_for_word_in_legend_or_alternative_text() -> None:
    table = sentences(a="ttq", b="eeo")
    for said in (*boxes(table)[1], origins_alt(table)):
        assert "word for word" not in said


def test_of_the_shipped_texts_those_word_for_word_are_22_and_two_that_others_quote_too(
    study,
) -> None:
    exact = study.origins[study.origins["closest"] == "verbatim"]
    assert exact["origin"].value_counts().to_dict() == {"verbatim": 22, "quoted": 2}
    counts = re.findall(r"(\d+) in another text, word for word", origins_alt(study.origins))
    assert sum(map(int, counts)) == 22
    drawn, _ = boxes(study.origins)
    assert [*drawn.values()].count("in another text, word for word") == 22


def test_with_the_agencys_text_each_of_the_nine_origins_has_a_look_of_its_own() -> None:
    found, entries = boxes(sentences(a="kk", b="keavtrqou"))
    assert [found[1, place] for place in range(9)] == [
        "in the agency's text, word for word",
        "in the agency's text, trimmed or extended",
        "in the agency's text, reworded",
        "in another text, word for word",
        "in another text, trimmed or extended",
        "in another text, reworded",
        "another text quotes the same words",
        "own: neither in the agency's text nor in another",
        "in no other text here",
    ]
    assert entries == [said for code, said in ORIGINS.items() if code != CLAUSE]


def test_own_and_the_agencys_text_are_said_only_where_they_occur() -> None:
    for said in (*boxes(sentences(a="vtrqu"))[1], origins_alt(sentences(a="vtrqu"))):
        assert "own:" not in said
        assert "agency" not in said


@pytest.mark.parametrize("letters", ["vtru", "kea", "keou"])
def test_origins_differ_in_lightness_and_not_in_colour_alone(letters: str) -> None:
    (axes,) = plot_origins(sentences(a=letters)).axes
    light = sorted(sum(patch.get_facecolor()[:3]) / 3 for patch in axes.patches)
    assert all(more - less > 0.05 for less, more in itertools.pairwise(light))


def test_two_origins_of_like_lightness_differ_in_hatch() -> None:
    (axes,) = plot_origins(sentences(a="vtrqkeauo")).axes
    looks = [(sum(p.get_facecolor()[:3]) / 3, p.get_hatch() or "") for p in axes.patches]
    for one, other in itertools.combinations(looks, 2):
        assert abs(one[0] - other[0]) > 0.05 or one[1] != other[1], (one, other)


def test_sentences_without_origin_are_refused() -> None:
    with pytest.raises(TableError, match="origin"):
        plot_origins(sentences(a="vu").drop(columns="origin"))


# --- dots -------------------------------------------------------------------------------


def many(n: int = 31) -> pd.DataFrame:
    """Make so many texts of three sentences: the first 10 of X share two, the rest of Y one."""
    names = [f"t{number:02}" for number in range(n)]
    outlets = {name: "X" if number < 10 else "Y" for number, name in enumerate(names)}
    letters = {name: "vru" if number < 10 else "uou" for number, name in enumerate(names)}
    letters[names[-1]] = "kuu"
    return sentences(outlets, **letters)


def test_30_texts_are_strips_and_31_are_a_dot_an_outlet() -> None:
    (strips,) = plot_origins(many(30)).axes
    assert len(strips.patches) == 90
    (axes,) = plot_origins(many(31)).axes
    assert not axes.patches
    assert [
        (line.get_xdata()[0], line.get_ydata()[0], line.get_marker()) for line in axes.lines
    ] == [(20 / 30, 0, "o"), (1 / 63, 1, "o")]
    assert [text.get_text() for text in axes.texts] == ["20 of 30", "1 of 63"]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["X", "Y"]
    assert "no intervals" in axes.get_xlabel()
    assert {line.get_markerfacecolor() for line in axes.lines} == {style.PAPER}


# --- words and bytes --------------------------------------------------------------------


def test_the_alternative_text_counts_the_boxes_of_each_text_by_origin() -> None:
    assert origins_alt(sentences(a="vvtu", b="ut")) == (
        "Strips: one column a text, one box a sentence from top to bottom, headline and captions "
        "included. Sentences: Outlet a 2 in another text, word for word, 1 in another text, "
        "trimmed or extended, 1 in no other text here; Outlet b 0 in another text, word for word, "
        "1 in another text, trimmed or extended, 1 in no other text here."
    )


def test_the_alternative_text_counts_by_outlet_where_texts_are_many() -> None:
    said = origins_alt(many())
    assert said.startswith("Dot plot by outlet: share of sentences that another text has too")
    counts = "{} in another text, word for word, {} in another text, reworded, {} in the agency's"
    assert f"X {counts.format(10, 10, 0)} text, word for word, 10 in no other text here" in said
    assert f"Y {counts.format(0, 0, 1)} text, word for word, 42 in no other text here" in said


@pytest.mark.parametrize(
    "table",
    [sentences(a="vtru", b="uq"), sentences(a="keavo"), many()],
    ids=["few", "kept", "many"],
)
def test_the_same_table_gives_the_same_bytes_twice(table: pd.DataFrame) -> None:
    before, given = dict(mpl.rcParams), table.copy()
    one, two = (style.svg(plot_origins(table)) for _ in range(2))
    assert one == two
    assert one.startswith("<?xml")
    assert dict(mpl.rcParams) == before
    pd.testing.assert_frame_equal(table, given)


def test_other_origins_give_another_picture() -> None:
    one, two = (style.svg(plot_origins(sentences(a=letters))) for letters in ("vt", "tv"))
    assert one != two


# --- the curve --------------------------------------------------------------------------


def pairs() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "set": ["one"] * 3 + ["two"] * 3,
            "threshold": [0.25, 0.5, 0.75] * 2,
            "share_found": [0.9, 0.7, 0.4, 0.8, 0.6, 0.2],
            "share_right": [0.5, 0.8, 0.95, 0.4, 0.75, 1.0],
        }
    )


def test_the_curve_has_a_line_a_set_in_each_panel_and_the_threshold_that_is_used() -> None:
    figure = plot_curve(pairs(), threshold=0.5)
    columns = ("share_found", "share_right")
    titles = ["of coded rewordings: found", "of reported rewordings: right"]
    assert [axes.get_title(loc="left") for axes in figure.axes] == titles
    for axes, column in zip(figure.axes, columns, strict=True):
        one, two, used = axes.lines
        table = pairs()
        assert list(one.get_xdata()) == [0.25, 0.5, 0.75]
        assert list(one.get_ydata()) == table[column].tolist()[:3]
        assert list(two.get_ydata()) == table[column].tolist()[3:]
        assert set(used.get_xdata()) == {0.5}
        assert one.get_linestyle() != two.get_linestyle()
    legend = figure.axes[0].get_legend()
    assert [text.get_text() for text in legend.get_texts()] == ["one", "two"]


def test_the_curves_alternative_text_says_the_shares_at_the_threshold() -> None:
    assert curve_alt(pairs(), threshold=0.5) == (
        "Two line plots by threshold of similarity, from 0 to 1: the higher the threshold, the "
        "fewer rewordings are found and the more of them are right. At 0.50: one: 70% found, 80% "
        "of those reported right; two: 60% found, 75% of those reported right."
    )


@pytest.mark.parametrize(("threshold", "told"), [(0.55, "0.50"), (0.9, "0.75"), (0.375, "0.25")])
def test_between_coded_thresholds_the_nearest_is_told_and_named(
    threshold: float, told: str
) -> None:
    said = curve_alt(pairs(), threshold=threshold)
    assert f"At {told}: one: " in said
    assert said.count("found,") == 2


def test_the_same_curve_gives_the_same_bytes_twice() -> None:
    before = dict(mpl.rcParams)
    one, two = (style.svg(plot_curve(pairs(), threshold=0.5)) for _ in range(2))
    assert one == two != style.svg(plot_curve(pairs(), threshold=0.75))
    assert dict(mpl.rcParams) == before


def test_of_many_outlets_the_one_that_shares_most_is_on_top_and_told_first() -> None:
    shared = {f"t{number:02}": "t" * (number // 4) + "u" * 4 for number in range(32)}
    outlets = {name: f"O{number // 4}" for number, name in enumerate(shared)}
    table = sentences(outlets, **shared)
    axes = plot_origins(table).axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()][::7] == ["O7", "O0"]
    assert [text.get_text() for text in axes.texts][::7] == ["28 of 44", "0 of 16"]
    assert min(axes.get_xticks()) == 0
    assert origins_alt(table).endswith(
        "no intervals. The highest and the lowest of 8 outlets: O7 28 of 44; O0 0 of 16."
    )
