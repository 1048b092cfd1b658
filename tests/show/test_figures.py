"""Figures: the same bytes twice, never colour alone, words for those who cannot see them."""

from __future__ import annotations

from itertools import pairwise

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from framing.coding.codebook import Codebook
from framing.compare.tenths import tenths
from framing.show import dots, palette, plot_shares, plot_strips, shares_alt, strips_alt, style
from framing.show.strips import strips_titles

CODEBOOK = Codebook(
    "b",
    "1",
    "en",
    {},
    modes={"s": "statement", "c": "concern"},
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
    return chosen.assign(coder="me", frame="f", mode="s;c", voice="t;u", present=1)


@pytest.mark.parametrize("n_texts", [1, 5, 30, 31, 180])
def test_strips_give_the_same_bytes_twice_for_few_texts_and_for_many(n_texts: int) -> None:
    sentences = corpus(n_texts)
    one, two = (
        style.svg(plot_strips(sentences, passages(sentences), codebook=CODEBOOK)) for _ in range(2)
    )
    assert one == two
    assert one.startswith("<?xml")


def test_modes_and_voices_differ_in_shape_and_not_in_colour_alone() -> None:
    sentences = corpus(1)
    figure = plot_strips(sentences, passages(sentences), codebook=CODEBOOK)
    (axes,) = figure.axes
    fills, markers = palette.of_modes(["s", "c"]), palette.of_voices(["t", "u"])
    drawn = [p.get_hatch() for p in axes.patches if p.get_hatch() in {h for _, h in fills.values()}]
    assert len(drawn) == 2 * len({hatch for _, hatch in fills.values() if hatch})
    assert {line.get_marker() for line in axes.lines} == set(markers.values())


MODES = ["asserted", "feared", "demanded", "denied", "mocked", "welcomed", "opposed", "doubted"]


@pytest.mark.parametrize("n", range(1, len(MODES) + 1))
def test_a_mode_looks_alike_whatever_others_a_codebook_has(n: int) -> None:
    forms = palette.of_modes(MODES[-n:])
    assert all(forms[name] == palette.MODES[name] for name in forms if name in palette.MODES)
    assert len(set(forms.values())) == n


def test_two_modes_that_would_look_alike_do_not() -> None:
    forms = palette.of_modes(["stated", "asserted"])
    assert forms["stated"] == palette.MODES["stated"] != forms["asserted"]


def test_voices_never_share_a_marker_and_the_text_itself_is_a_dot() -> None:
    markers = palette.of_voices(["us", "text", *(str(n) for n in range(20))])
    assert markers["text"] == "o"
    assert len(set(markers.values())) == 22


def test_modes_that_no_look_is_left_for_are_named_together() -> None:
    many = {f"s{n}": f"mode {n}" for n in range(40)}
    book = Codebook("b", "1", "en", {}, modes=many)
    sentences = corpus(1)
    rows = passages(sentences).assign(mode=["s0", "s39"], voice=None)
    (axes,) = plot_strips(sentences, rows, codebook=book).axes
    entries = [text.get_text() for text in axes.get_legend().get_texts()]
    assert entries[:2] == ["mode 0", "other modes, not told apart"]


def test_over_30_texts_presence_is_counted_by_tenth_of_the_text() -> None:
    sentences = corpus(40)
    table = tenths(sentences, passages(sentences))
    assert table["n_present"].tolist() == [40, 0, 0, 0, 0, 0, 0, 0, 0, 40]
    assert table["n_articles"].unique().tolist() == [40]
    titles = strips_titles(sentences, passages(sentences))
    assert [*titles.values()] == ["40 texts in tenth 1", "40 texts in tenth 10"]
    assert {len(opened.split()) for opened in titles} == {40}
    (axes,) = plot_strips(sentences, passages(sentences), codebook=CODEBOOK).axes
    assert [*filter(None, (text.get_url() for text in axes.texts))] == [*titles]


def test_the_alternative_text_says_type_range_and_counts() -> None:
    said = strips_alt(corpus(2), passages(corpus(1)), label="Exclusion")
    assert said.startswith("Strips: one column a text")
    assert "Outlet 0 2 of 10; Outlet 1 0 of 10" in said


ORIGINS = ["verbatim", "verbatim", "trimmed", "reworded", "quoted", *["unmatched"] * 5]
OF_AGENCY = {
    "verbatim": "kept", "trimmed": "edited", "reworded": "adapted", "unmatched": "own"
}  # fmt: skip
FILLS = {
    to_hex(style.INK): "black", "#8f8f8f": "grey", to_hex(style.PAPER): "hollow", "#dedede": "light"
}  # fmt: skip


def with_origin(n_texts: int = 2) -> pd.DataFrame:
    return corpus(n_texts).assign(origin=ORIGINS * n_texts)


def drawn(
    sentences: pd.DataFrame, found: pd.DataFrame | None = None
) -> tuple[list[tuple[int, int, str]], list[str], str]:
    """Return the bars (text, box and fill), the entries of the legend and its title."""
    found = passages(sentences) if found is None else found
    figure = plot_strips(sentences, found, codebook=CODEBOOK)
    (axes,) = figure.axes
    narrow = [patch for patch in axes.patches if patch.get_width() < 0.1]
    bars = [
        (round(p.get_x() + 0.5), int(p.get_y()), FILLS[to_hex(p.get_facecolor())]) for p in narrow
    ]
    legend = axes.get_legend()
    entries = [text.get_text().replace("\n", " ") for text in legend.get_texts()]
    return sorted(bars), entries, legend.get_title().get_text()


def test_a_bar_says_how_close_another_text_comes_and_none_stands_where_none_does() -> None:
    bars, entries, title = drawn(with_origin())
    own = [(0, "black"), (1, "black"), (2, "grey"), (3, "hollow"), (4, "light")]
    assert bars == [(text, *bar) for text in (0, 1) for bar in own]
    assert entries[-5:] == [
        "in another text, word for word",
        "in another text, trimmed or extended",
        "in another text, reworded",
        "another text quotes the same words",
        "no bar: in no other text here",
    ]
    assert title.endswith("bar: origin")


def test_where_all_shared_sentences_are_trimmed_none_is_called_word_for_word() -> None:
    sentences = with_origin().assign(origin=["trimmed"] * 9 + ["unmatched"] + ["edited"] * 10)
    _, entries, _ = drawn(sentences)
    assert entries[-3:] == [
        "in another text, trimmed or extended",
        "in the agency's text, trimmed or extended",
        "no bar: in no other text here",
    ]
    said = strips_alt(sentences, passages(sentences), label="x")
    assert "word for word" not in said
    assert "In another text, trimmed or extended: Outlet 0 9; Outlet 1 0. " in said


def clauses(sentences: pd.DataFrame) -> pd.DataFrame:
    """Make the first sentence of each text a passage whose clause stands in no other text."""
    found = passages(sentences)
    return found.assign(origin=found["origin"].where(found["sentence"] != 0, "clause"))


def test_a_passage_whose_clause_stands_in_no_other_text_has_no_bar() -> None:
    sentences = with_origin()
    bars, entries, _ = drawn(sentences, clauses(sentences))
    assert bars == [bar for bar in drawn(sentences)[0] if bar[1] != 0]
    assert entries[-2:] == [
        "no bar: in no other text here",
        "no bar: a clause found in no other text here, in a shared sentence; it may be the "
        "agency's",
    ]


def test_a_bar_that_is_not_there_is_in_the_legend_though_every_sentence_is_shared() -> None:
    sentences = with_origin().assign(origin="trimmed")
    _, entries, _ = drawn(sentences, clauses(sentences))
    assert [entry for entry in entries if "bar" in entry] == [
        "no bar: a clause found in no other text here, in a shared sentence; it may be the agency's"
    ]


def test_the_alternative_text_counts_such_a_clause_apart_as_the_picture_does() -> None:
    sentences = with_origin()
    said = strips_alt(sentences, clauses(sentences), label="Exclusion")
    assert (
        "In another text, word for word: Outlet 0 1; Outlet 1 1. "
        "In another text, trimmed or extended: Outlet 0 1; Outlet 1 1. "
    ) in said
    assert (
        "A clause found in no other text here, in a shared sentence; it may be the agency's: "
        "Outlet 0 1; Outlet 1 1. The table"
    ) in said


def test_a_clause_without_the_origin_of_each_sentence_draws_no_bar_and_is_not_said() -> None:
    found = clauses(with_origin())
    bars, entries, title = drawn(corpus(2), found)
    assert (bars, "origin" in title) == ([], False)
    assert entries == drawn(corpus(2))[1]
    assert "clause" not in strips_alt(corpus(2), found, label="x")


def test_bars_stand_beside_boxes_and_cover_none() -> None:
    zones = ["headline", "lead", *["body"] * 8]
    sentences = with_origin(1).assign(zone=zones, origin="verbatim")
    figure = plot_strips(sentences, passages(sentences), codebook=CODEBOOK)
    spans: dict[int, list[tuple[float, float]]] = {}
    for patch in figure.axes[0].patches:
        if patch.get_url():
            continue  # what is pressed, over the box
        spans.setdefault(int(patch.get_y()), []).append(
            (patch.get_x(), patch.get_x() + patch.get_width())
        )
    for row in spans.values():
        bar, box = min(row), max(row)
        assert bar[0] >= -0.55  # within the axes, and apart from the box of the text before
        assert 0 < box[0] - bar[1] < 0.05


def test_with_the_agencys_text_bars_say_what_was_kept() -> None:
    sentences = with_origin().assign(origin=lambda table: table["origin"].replace(OF_AGENCY))
    bars, entries, _ = drawn(sentences)
    assert bars == drawn(with_origin())[0]
    assert entries[-5:] == [
        "another text quotes the same words",
        "in the agency's text, word for word",
        "in the agency's text, trimmed or extended",
        "in the agency's text, reworded",
        "no bar: own: neither in the agency's text nor in another",
    ]


def test_texts_with_and_without_the_agencys_text_have_all_words_in_the_legend() -> None:
    sentences = with_origin()
    second = sentences["article"] == "a1"
    mixed = sentences["origin"].mask(second, sentences["origin"].replace(OF_AGENCY))
    _, entries, _ = drawn(sentences.assign(origin=mixed))
    assert entries[-9:] == [
        "in another text, word for word",
        "in another text, trimmed or extended",
        "in another text, reworded",
        "another text quotes the same words",
        "in the agency's text, word for word",
        "in the agency's text, trimmed or extended",
        "in the agency's text, reworded",
        "no bar: in no other text here",
        "no bar: own: neither in the agency's text nor in another",
    ]


@pytest.mark.parametrize("lacking", [slice(None), slice(0, 1)], ids=["all", "one"])
def test_without_the_origin_of_each_sentence_no_bar_is_drawn(lacking: slice) -> None:
    sentences = with_origin()
    sentences.loc[sentences.index[lacking], "origin"] = None
    one, two = (
        style.svg(plot_strips(table, passages(corpus(2)), codebook=CODEBOOK))
        for table in (sentences, corpus(2))
    )
    assert one == two
    assert strips_alt(sentences, passages(sentences), label="x") == strips_alt(
        corpus(2), passages(corpus(2)), label="x"
    )


def test_strips_with_bars_give_the_same_bytes_twice() -> None:
    one, two = (
        style.svg(plot_strips(with_origin(), passages(corpus(2)), codebook=CODEBOOK))
        for _ in range(2)
    )
    assert one == two != style.svg(plot_strips(corpus(2), passages(corpus(2)), codebook=CODEBOOK))


def test_the_alternative_text_counts_boxes_by_origin_for_each_text() -> None:
    sentences = with_origin()
    sentences.loc[sentences.index[-1], "origin"] = "verbatim"
    said = strips_alt(sentences, passages(sentences), label="Exclusion")
    assert (
        "In another text, word for word: Outlet 0 2; Outlet 1 3. "
        "In another text, trimmed or extended: Outlet 0 1; Outlet 1 1. "
        "In another text, reworded: Outlet 0 1; Outlet 1 1. "
        "Another text quotes the same words: Outlet 0 1; Outlet 1 1. "
        "In no other text here: Outlet 0 5; Outlet 1 4. The table"
    ) in said
    kept = sentences.assign(origin=sentences["origin"].replace(OF_AGENCY))
    said = strips_alt(kept, passages(kept), label="Exclusion")
    assert (
        "In the agency's text, word for word: Outlet 0 2; Outlet 1 3. "
        "In the agency's text, trimmed or extended: Outlet 0 1; Outlet 1 1. "
    ) in said
    assert (
        "Own: neither in the agency's text nor in another: Outlet 0 5; Outlet 1 4. The table"
    ) in said


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
    assert faces == ({palette.SHARE} if ci else {style.PAPER})


def test_shares_say_in_words_what_they_show() -> None:
    said = shares_alt(shares(True), part="n_frame", labels={"f": "F"}, axis="share")
    assert said == (
        "Dot plot, share, from 20 % to 40 %; bars are 95 % intervals. Counts: F: A 2, B 4."
    )


def test_a_count_beside_a_dot_opens_what_it_counts() -> None:
    table = shares(True).assign(opens=["f-f p-a-1 p-a-2", ""])
    given = {"part": "n_frame", "labels": {"f": "F"}, "axis": "share", "name": "s", "caption": "c"}
    page = dots.shares(table, **given).html
    assert page.count("data-opens=") == 1
    assert 'data-opens="f-f p-a-1 p-a-2"' in page
    assert "<title>A, F: 2</title>" in page


def many_shares(n: int) -> pd.DataFrame:
    """Make n outlets: the first has 1 of 10, the next 2 of 10, and so on."""
    return pd.DataFrame(
        {
            "outlet": [f"O{number}" for number in range(n)],
            "frame": "f",
            "share": [(number + 1) / 10 for number in range(n)],
            "ci_low": float("nan"),
            "ci_high": float("nan"),
            "n_frame": range(1, n + 1),
        }
    )


@pytest.mark.parametrize(
    ("n", "first"), [(7, "O0"), (8, "O7")], ids=["seven as given", "eight by share"]
)
def test_from_eight_outlets_on_the_highest_share_is_on_top(n: int, first: str) -> None:
    figure = plot_shares(many_shares(n), part="n_frame", labels={"f": "F"}, axis="share")
    axes = figure.axes[0]
    assert axes.get_yticklabels()[0].get_text() == first
    counts = [text.get_text() for text in axes.texts]
    assert counts[0] == str(int(first[1:]) + 1)


def test_of_two_frames_the_first_orders_both_panels() -> None:
    table = pd.concat([many_shares(8), many_shares(8).assign(frame="g", n_frame=range(8, 0, -1))])
    figure = plot_shares(table, part="n_frame", labels={"f": "F", "g": "G"}, axis="share")
    assert [text.get_text() for text in figure.axes[1].texts] == [str(n) for n in range(1, 9)]


@pytest.mark.parametrize("n", [2, 8])
def test_an_axis_of_shares_has_no_mark_below_zero_or_above_one(n: int) -> None:
    figure = plot_shares(many_shares(n), part="n_frame", labels={"f": "F"}, axis="share")
    marks = figure.axes[0].get_xticks()
    assert marks[0] == 0
    assert 0.1 < marks[-1] <= 1


def test_of_many_outlets_the_alternative_text_tells_the_first_and_the_last_row() -> None:
    said = shares_alt(many_shares(9), part="n_frame", labels={"f": "F"}, axis="share")
    assert said.endswith("no intervals. Counts of the first and the last row: F: O8 9, O0 1.")


def test_counts_over_bars_stand_in_two_lines_so_that_they_do_not_meet() -> None:
    sentences = corpus(2400)
    figure = plot_strips(sentences, passages(sentences), codebook=CODEBOOK)
    labels = figure.axes[0].texts
    assert labels[0].get_text() == "2400\nof 2400"
    style.svg(figure)
    boxes = [label.get_window_extent() for label in labels]
    assert all(one.x1 < other.x0 for one, other in pairwise(boxes))


def test_drawing_leaves_the_users_settings_alone() -> None:
    before = dict(mpl.rcParams)
    style.svg(plot_shares(shares(True), part="n_frame", labels={"f": "F"}, axis="share"))
    assert dict(mpl.rcParams) == before
