"""Shares over time: periods without gaps, counts that add up, intervals by the house rules."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from framing import prevalence, prominence, salience
from framing.compare.trend import ALL, days, trend
from framing.errors import ParameterError, TableError
from framing.show import style
from framing.show.trend_figure import course, course_opens, drawn, plot_trend, trend_alt
from framing.tables.codes import FEW_FAMILIES, FEW_TEXTS, NO_TEXTS, NONE_CODED, ONE_TEXT, UNDATED
from tests.cases import each_of


def corpus(*texts: tuple[str, str | None, int]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make article frames and articles of texts of 10 sentences: outlet, date, with the frame."""
    rows = pd.DataFrame(texts, columns=["outlet", "date", "n_frame_sentences"])
    rows["article"] = [f"a{number:02}" for number in range(len(rows))]
    articles = rows[["article", "outlet", "date"]].assign(text="x")
    coded = rows[["article", "outlet", "n_frame_sentences"]]
    return coded.assign(coder="me", frame="f", n_sentences=10), articles


def week(n: int, *, outlet: str = "A", monday: str = "2025-02-10") -> list[tuple[str, str, int]]:
    """Make n texts within a week, every second with the frame in two sentences."""
    first = date.fromisoformat(monday)
    return [(outlet, (first + timedelta(days=k % 7)).isoformat(), 2 * (k % 2)) for k in range(n)]


MIXED = corpus(
    *week(6), *week(5, outlet="B"), *week(2, monday="2025-02-24"), ("B", None, 1), ("A", None, 0)
)


# -- periods ----------------------------------------------------------------------------------


def test_a_trend_by_week_is_the_whole_table_counted_by_eye():
    rows, articles = corpus(("A", "2025-02-13", 2), ("B", "2025-02-28", 0), ("A", "2025-02-14", 0))
    found = trend(rows, articles)
    columns = ["outlet", "period", "n_published", "n_with", "n_articles", "n_sentences", "note"]
    wanted = [
        ("A", "2025-02-10", 2, 1, 2, 20, FEW_TEXTS),
        ("A", "2025-02-17", 0, 0, 0, 0, NO_TEXTS),
        ("A", "2025-02-24", 0, 0, 0, 0, NO_TEXTS),
        ("B", "2025-02-10", 0, 0, 0, 0, NO_TEXTS),
        ("B", "2025-02-17", 0, 0, 0, 0, NO_TEXTS),
        ("B", "2025-02-24", 1, 0, 1, 10, ONE_TEXT),
        (ALL, "2025-02-10", 2, 1, 2, 20, FEW_TEXTS),
        (ALL, "2025-02-17", 0, 0, 0, 0, NO_TEXTS),
        (ALL, "2025-02-24", 1, 0, 1, 10, ONE_TEXT),
    ]
    assert list(found[columns].itertuples(index=False, name=None)) == wanted
    share = [0.5, np.nan, np.nan, np.nan, np.nan, 0.0, 0.5, np.nan, 0.0]
    np.testing.assert_array_equal(found["share"], share)


PERIODS = {
    "a Monday begins its week": ("week", "2025-02-10", "2025-02-10"),
    "a Sunday ends it": ("week", "2025-02-16", "2025-02-10"),
    "a week may begin in the old year": ("week", "2025-01-01", "2024-12-30"),
    "a leap day": ("week", "2024-02-29", "2024-02-26"),
    "a month": ("month", "2024-12-31", "2024-12"),
    "a day": ("day", "2024-12-31", "2024-12-31"),
    "a time is left out": ("day", "2024-12-31T23:59:59-11:00", "2024-12-31"),
    "a time after a space": ("day", "2024-12-31 00:00:00", "2024-12-31"),
}


@each_of("by, printed, period", PERIODS)
def test_a_date_falls_into_its_period_as_printed(by, printed, period):
    found = trend(*corpus(("A", printed, 1)), by=by)
    assert found["period"].tolist() == [period, period]


def test_weeks_are_those_of_the_iso_calendar():
    first = date(2019, 12, 20)
    texts = [("A", (first + timedelta(days=k)).isoformat(), 0) for k in range(800)]
    found = trend(*corpus(*texts)).query("outlet == 'A'")
    weeks = {(first + timedelta(days=k)).isocalendar()[:2] for k in range(800)}
    named = [date.fromisoformat(period).isocalendar() for period in found["period"]]
    assert [(day.year, day.week) for day in named] == sorted(weeks)
    assert {day.weekday for day in named} == {1}


def test_months_follow_each_other_without_a_gap_over_the_end_of_a_year():
    found = trend(*corpus(("A", "2023-11-30", 1), ("A", "2024-03-01", 1)), by="month")
    assert found["period"].tolist()[:5] == ["2023-11", "2023-12", "2024-01", "2024-02", "2024-03"]


def test_days_follow_each_other_over_a_leap_day():
    found = trend(*corpus(("A", "2024-02-28", 1), ("A", "2024-03-01", 1)), by="day")
    assert found["period"].tolist()[:3] == ["2024-02-28", "2024-02-29", "2024-03-01"]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("by", ["day", "week", "month"])
def test_the_first_and_the_last_day_of_the_calendar_have_periods(by, day):
    assert len(trend(*corpus(("A", day, 1)), by=by)) == 2


def test_a_period_without_texts_is_a_row_with_zero_and_no_share():
    found = trend(*corpus(("A", "2025-02-10", 1), ("A", "2025-02-24", 1)))
    empty = found[found["period"] == "2025-02-17"]
    assert empty["n_articles"].tolist() == [0, 0]
    assert empty["n_with"].tolist() == [0, 0]
    assert empty["share"].isna().all()
    assert empty["note"].tolist() == [NO_TEXTS, NO_TEXTS]


def test_articles_without_a_date_are_counted_in_a_row_of_their_own():
    undated = trend(*MIXED)[lambda t: t["period"].isna()]
    assert undated["outlet"].tolist() == ["A", "B", ALL]
    assert undated["n_articles"].tolist() == [1, 1, 2]
    assert undated["n_with"].tolist() == [0, 1, 1]
    assert undated["note"].str.startswith(UNDATED + ";").all()


def test_where_no_article_has_a_date_there_is_one_row_an_outlet():
    found = trend(*corpus(("A", None, 1), ("B", None, 0)))
    assert found["period"].isna().all()
    assert found["n_articles"].tolist() == [1, 1, 2]


def test_articles_that_nobody_coded_are_counted_as_published_only():
    rows, articles = corpus(("A", "2025-02-10", 1), ("A", "2025-02-11", 1), ("B", "2025-02-11", 1))
    found = trend(rows.iloc[:1], articles).set_index("outlet")
    assert found["n_published"].to_dict() == {"A": 2, "B": 1, ALL: 3}
    assert found["n_articles"].to_dict() == {"A": 1, "B": 0, ALL: 1}
    assert found.loc["B", "note"] == NONE_CODED
    assert np.isnan(found.loc["B", "share"])


# -- against the measures themselves ------------------------------------------------------------

MEASURED = {
    "prevalence": (prevalence, "n_present"),
    "salience": (salience, "n_frame"),
    "prominence": (prominence, "n_prominent"),
}


@pytest.mark.parametrize("measure", MEASURED)
def test_each_period_has_what_the_measure_says_of_its_texts_alone(measure):
    function, part = MEASURED[measure]
    rows, articles = MIXED
    rows = rows.assign(in_lead=rows["n_frame_sentences"] > 0)
    found = trend(rows, articles, measure=measure)
    intervals = {"prevalence": 3, "prominence": 3, "salience": 2}[measure]  # B is too rare
    assert found["ci_low"].notna().sum() == intervals
    for row in found[found["n_articles"] > 0].itertuples():
        own = [
            a.article
            for a in articles.itertuples()
            if row.outlet in (a.outlet, ALL)
            and (
                (pd.isna(a.date) and pd.isna(row.period))
                or (isinstance(a.date, str) and isinstance(row.period, str)
                    and 0 <= (date.fromisoformat(a.date) - date.fromisoformat(row.period)).days < 7)
            )
        ]  # fmt: skip
        alone = function(rows[rows["article"].isin(own)].assign(outlet=row.outlet)).iloc[0]
        assert (row.n_with, row.n_articles) == (alone[part], alone["n_articles"])
        np.testing.assert_array_equal(
            [row.share, row.ci_low, row.ci_high],
            alone[["share", "ci_low", "ci_high"]].astype(float),
        )
        assert row.note.removeprefix(UNDATED + ";") == alone["note"]


@pytest.mark.parametrize("by", ["day", "week", "month"])
def test_counts_add_up_to_all_articles_of_each_outlet(by):
    rows, articles = MIXED
    found = trend(rows, articles, by=by)
    sums = found.groupby("outlet")[["n_published", "n_articles", "n_with"]].sum()
    whole = prevalence(rows).set_index("outlet")
    for outlet in "AB":
        assert sums.loc[outlet, "n_published"] == (articles["outlet"] == outlet).sum()
        assert sums.loc[outlet, "n_articles"] == whole.loc[outlet, "n_articles"]
        assert sums.loc[outlet, "n_with"] == whole.loc[outlet, "n_present"]
    assert (sums.loc["A"] + sums.loc["B"]).tolist() == sums.loc[ALL].tolist()


def test_copies_of_one_agency_story_are_one_cluster_in_a_period():
    rows, articles = corpus(*week(6))
    found = trend(rows.assign(family=["s", "s", "t", "u", "v", "v"]), articles)
    assert found["note"].unique().tolist() == [FEW_FAMILIES]
    assert found["ci_low"].isna().all()


def test_each_coder_frame_and_wire_mode_has_its_own_rows():
    rows, articles = corpus(("A", "2025-02-10", 1))
    both = pd.concat([rows, rows.assign(frame="e", n_frame_sentences=0), rows.assign(coder="b")])
    found = trend(both, articles)
    rests = [("b", "f", 1), ("me", "e", 0), ("me", "f", 1)]
    columns = ["outlet", "coder", "frame", "n_with"]
    assert [tuple(row) for row in found[columns].to_numpy()] == [
        (outlet, *rest) for outlet in ("A", ALL) for rest in rests
    ]


# -- relations that must hold -------------------------------------------------------------------


@pytest.mark.parametrize("measure", ["prevalence", "salience"])
def test_shuffling_rows_changes_nothing(measure):
    rows, articles = MIXED
    found = trend(rows.sample(frac=1, random_state=3), articles.sample(frac=1, random_state=4),
                  measure=measure)  # fmt: skip
    assert_frame_equal(found, trend(rows, articles, measure=measure), check_exact=True)


def test_renaming_outlets_permutes_rows_and_moves_no_digit():
    rows, articles = MIXED
    names = {"A": "Z", "B": "Y"}
    found = trend(rows, articles.assign(outlet=articles["outlet"].map(names)), measure="salience")
    back = found.assign(outlet=found["outlet"].replace({"Z": "A", "Y": "B"}))
    wanted = trend(rows, articles, measure="salience")
    for outlet in ("A", "B", ALL):
        one, two = (t[t["outlet"] == outlet].reset_index(drop=True) for t in (back, wanted))
        assert_frame_equal(one, two, check_exact=True)


def test_moving_all_dates_by_four_weeks_moves_periods_and_nothing_else():
    rows, articles = MIXED

    def later(day):
        return (
            (date.fromisoformat(day) + timedelta(28)).isoformat() if isinstance(day, str) else day
        )

    found = trend(rows, articles.assign(date=articles["date"].map(later)))
    back = found.assign(period=trend(rows, articles)["period"])
    assert_frame_equal(back, trend(rows, articles), check_exact=True)
    assert found["period"].iloc[0] == "2025-03-10"


def test_nothing_given_is_edited():
    rows, articles = MIXED
    kept = rows.copy(deep=True), articles.copy(deep=True)
    trend(rows, articles)
    assert_frame_equal(rows, kept[0])
    assert_frame_equal(articles, kept[1])


def test_no_coded_article_gives_an_empty_table():
    rows, articles = MIXED
    assert trend(rows.iloc[:0], articles).empty


# -- refusals -----------------------------------------------------------------------------------


@pytest.mark.parametrize("printed", ["13/02/2025", "2025", "2025-02", "2025-02-30", "today", ""])
def test_a_date_that_is_no_day_is_refused(printed):
    with pytest.raises(TableError, match=r"articles\.date: 1 of 2 dates are no days: .*YYYY-MM-DD"):
        trend(*corpus(("A", printed, 1), ("A", "2025-02-10", 1)))


def test_days_keep_missing_dates_missing():
    assert days(pd.DataFrame({"date": [None, "2025-02-10"]})).isna().tolist() == [True, False]


def test_an_outlet_named_like_the_row_of_all_is_refused():
    with pytest.raises(TableError, match="an outlet is called 'all outlets'"):
        trend(*corpus((ALL, "2025-02-10", 1)))


def test_a_coded_article_that_is_not_given_is_refused():
    rows, articles = MIXED
    with pytest.raises(TableError, match="1 of 15 articles are not among articles: 'a00'"):
        trend(rows, articles.iloc[1:])


def test_unknown_words_are_refused_with_the_nearest():
    with pytest.raises(ParameterError, match=r"by is 'weeks'\..* Did you mean 'week'\?"):
        trend(*MIXED, by="weeks")
    with pytest.raises(ParameterError, match=r"measure is 'salient'\."):
        trend(*MIXED, measure="salient")


def test_a_date_of_another_age_is_refused_rather_than_drawn_out_over_millions_of_rows():
    with pytest.raises(ParameterError, match=r"from 0001-01-01 to 2025-02-10 .* the first and the"):
        trend(*corpus(("A", "0001-01-01", 1), ("B", "2025-02-10", 1)), by="day")


# -- the figure ---------------------------------------------------------------------------------


def panels(table: pd.DataFrame) -> dict[str, tuple]:
    """Return for each outlet its panel of shares and its panel of counts."""
    axes = plot_trend(table, axis="share of texts").axes
    return {axes[n].get_title(loc="left"): (axes[n], axes[n + 1]) for n in range(0, len(axes), 2)}


def points(panel, kind: str) -> list[float]:
    """Return the shares that a line joins, or those of hollow marks."""
    drawn = [line for line in panel.lines if
             (line.get_linestyle() == "-" if kind == "joined" else
              line.get_marker() == "o" and line.get_markerfacecolor() == style.PAPER)]  # fmt: skip
    return [y for line in drawn for y in line.get_ydata(orig=False) if np.isfinite(y)]


def test_a_line_joins_periods_that_have_intervals_and_other_marks_are_hollow():
    few = panels(trend(*corpus(*week(3), *week(4, monday="2025-02-17"))))["A"][0]
    assert points(few, "joined") == []
    assert points(few, "hollow") == [1 / 3, 0.5]
    some = corpus(*week(6), *week(5, monday="2025-02-17"), *week(2, monday="2025-02-24"))
    many = panels(trend(*some))["A"][0]
    assert points(many, "joined") == [0.5, 0.4]
    assert points(many, "hollow") == [0.5]
    assert [bar[:, 1].tolist() for bar in many.collections[0].get_segments()] == [
        trend(*some).loc[n, ["ci_low", "ci_high"]].tolist() for n in (0, 1)
    ]


def test_the_number_of_texts_stands_beneath_each_period_of_each_outlet():
    shown = {
        outlet: [text.get_text() for text in counts.texts]
        for outlet, (_, counts) in panels(trend(*MIXED)).items()
    }
    assert shown == {ALL: ["11", "0", "2"], "A": ["6", "0", "2"], "B": ["5", "0", "0"]}


def test_the_outlets_with_most_texts_have_a_panel_and_all_together_the_first():
    many = [text for n in range(9) for text in week(n + 1, outlet=f"o{n}")]
    table = trend(*corpus(*many))
    assert drawn(table) == [ALL, "o8", "o7", "o6", "o5", "o4", "o3", "o2"]
    assert list(panels(table)) == drawn(table)
    assert drawn(trend(*corpus(*week(3)))) == ["A"]


def test_only_the_last_panel_names_the_periods():
    named = [
        [label.get_text() for label in counts.get_xticklabels()]
        for _, counts in panels(trend(*MIXED)).values()
    ]
    assert named == [["", "", ""], ["", "", ""], ["2025-02-10", "2025-02-17", "2025-02-24"]]


def test_the_same_trend_gives_the_same_bytes_twice():
    table = trend(*MIXED)
    one, two = (style.svg(plot_trend(table, axis="share")) for _ in range(2))
    assert one == two


def test_many_periods_are_drawn_without_numbers_and_with_fewer_dates():
    table = trend(*corpus(("A", "2025-01-01", 1), ("A", "2025-12-31", 0)), by="day")
    counts = panels(table)["A"][1]
    assert len(counts.texts) == 0
    assert [label.get_text() for label in counts.get_yticklabels()] == ["texts", "1"]
    assert len(counts.get_xticks()) <= 14
    style.svg(counts.figure)


def test_a_trend_of_undated_texts_alone_can_be_drawn():
    table = trend(*corpus(("A", None, 1)))
    style.svg(plot_trend(table, axis="share"))
    assert "no period; share, none known" in trend_alt(table, axis="share")


def test_the_alternative_text_says_type_range_and_message():
    said = trend_alt(trend(*MIXED), axis="share of texts")
    assert said == (
        "Marks by week, a panel an outlet, 3 periods from 2025-02-10 to 2025-02-24; share of "
        "texts, from 40 % to 50 %; bars are 95 % intervals; beneath each the number of texts. "
        "all outlets 45 % in 2025-02-10, 50 % in 2025-02-24 (13 texts), A 50 % in 2025-02-10, "
        "50 % in 2025-02-24 (8 texts), B 40 % in 2025-02-10 (5 texts)."
    )


def test_the_alternative_text_says_where_there_are_no_intervals():
    few = trend(*corpus(*week(3), *week(4, monday="2025-02-17")))
    assert "; no intervals; beneath" in trend_alt(few, axis="share of texts")


def test_several_coders_or_frames_are_refused():
    rows, articles = MIXED
    for column in ("coder", "frame"):
        both = trend(pd.concat([rows, rows.assign(**{column: "b"})]), articles)
        with pytest.raises(ParameterError, match=f"trend has several of {column}: 'b', "):
            trend_alt(both, axis="share")


def test_an_outlet_without_texts_has_no_panel():
    rows, articles = corpus(*week(3), *week(3, outlet="B"), *week(2, outlet="C"))
    table = trend(rows[rows["outlet"] != "C"], articles)
    assert "C" in set(table["outlet"])
    assert drawn(table) == [ALL, "A", "B"]


# -- on a page ----------------------------------------------------------------------------------


def test_a_course_is_a_figure_that_says_what_it_leaves_out():
    shown = course(trend(*MIXED), label="Exclusion")
    assert shown.kind == "figure"
    assert (
        "Exclusion: share of texts that have the frame, by week. Not drawn: 2 texts without a"
        in (shown.data["caption"])
    )
    many = [text for n in range(8) for text in week(1, outlet=f"o{n}")]
    caption = course(trend(*corpus(*many, *week(1, monday="2025-03-03"))), label="x").data[
        "caption"
    ]
    assert "Of 9 outlets the 7 with most texts are drawn (of equals the first by name)." in caption
    assert "with most texts" not in course(trend(*corpus(*many[:7], *week(9, monday="2025-03-03",
                                           outlet="o0"))), label="x").data["caption"]  # fmt: skip


def test_a_mark_of_a_course_opens_the_texts_that_it_counts():
    texts = pd.DataFrame({"article": ["a", "b"], "outlet": ["A", "B"], "text": "x",
                          "date": ["2025-02-11", "2025-02-19"]})  # fmt: skip
    present = pd.DataFrame({"article": ["a", "a", "b"], "sentence": [1, 2, 0], "outlet": "?",
                            "zone": ["body", "body", "headline"]})  # fmt: skip
    opens = course_opens(present, texts, period="week")
    assert opens == {("A", "2025-02-10"): "p-a-1", (ALL, "2025-02-10"): "p-a-1"}
    rows = pd.DataFrame({"article": ["a", "b"], "coder": "me", "frame": "f", "n_sentences": 9,
                         "n_frame_sentences": [2, 0]})  # fmt: skip
    page = course(trend(rows, texts), label="x", opens=opens).html
    assert page.count('data-opens="p-a-1"') == 2
    each = "A, 2025-02-10: 1 of 1 text; all outlets, 2025-02-10: 1 of 1 text"
    assert page.count(f"{each}</title>") == 2  # both marks open the same text


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ([*week(3), ("A", None, 1)], "All 3 dated texts fall in the week of 10 February 2025, so "
         "there is no course over time. Not drawn: 1 text without a date."),
        ([("A", None, 1), ("B", None, 0)], "None of 2 texts has a date, so there is no course "
         "over time."),
        ([("A", "1900-01-01", 1), ("A", "2025-02-10", 1)], "From 1900-01-01 to 2025-02-10 there "
         "are 6529 periods (week), more than can be drawn (400): look at the first and the last "
         "date, or take longer ones by the page's parameter 'period'. The table is in the data "
         "file."),
    ],
)  # fmt: skip
def test_where_nothing_can_be_followed_the_reason_is_said(texts: list, said: str):
    shown = course(trend(*corpus(*texts)), label="Exclusion")
    assert (shown.kind, shown.name, shown.data["sentence"]) == ("finding", "course", said)
