"""Stated hypotheses where a frame is corrected: judged on corrected shares, or not at all."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from scipy import stats

from framing.compare.article_frames import article_frames
from framing.compare.hypotheses import hypotheses
from framing.tables.codes import (
    FEW_STORIES,
    NOT_COMPARED,
    NOT_DRAWN,
    NOT_SUPPORTED,
    STRATA_INCOMPLETE,
    SUPPORTED,
    TEXTS_UNCORRECTED,
    UNKNOWN,
)
from framing.trust.corrected_difference import corrected_difference
from framing.trust.corrected_hypotheses import corrected_hypotheses
from framing.trust.correction import correction
from tests.trust.test_corrected_difference import KEY, Talks, by, found_of, planted, texts

MEASURED = ["estimate", "ci_low", "ci_high", "p"]


def stated(*rows: tuple[str, str], measure: str = "salience", expected: str = "more"):
    table = pd.DataFrame(rows, columns=["outlet", "reference"])
    return table.assign(frame="f", measure=measure, expected=expected)


@pytest.fixture(scope="module")
def talks() -> Talks:
    return Talks(1)


def of(talks: Talks, *rows: tuple[str, str], **given: str) -> pd.DataFrame:
    return corrected_hypotheses(
        talks.codings, talks.texts, stated(*rows, **given), sample=talks.sample
    )


def test_against_the_median_it_is_the_row_of_the_corrected_difference(talks):
    found = of(talks, ("C", "median"), ("A", "median"))
    wanted = corrected_difference(talks.codings, talks.texts, sample=talks.sample)
    assert_frame_equal(
        found[["outlet", *MEASURED]],
        wanted.loc[[2, 0], ["outlet", *MEASURED]].reset_index(drop=True),
    )


def test_against_another_outlet_it_is_welchs_t_of_the_two_alone(talks):
    a, b, _ = found_of(talks)
    shares = np.array([a.ratio.share, b.ratio.share])
    stories = np.array([a.ratio.effective, b.ratio.effective])
    own = np.array([a.variance, b.variance]) / shares / (1 - shares)
    v = np.maximum(own, np.median(own * stories) / stories)
    df = v.sum() ** 2 / (v[0] ** 2 / a.df + v[1] ** 2 / b.df)
    angle = 2 * np.arcsin(np.sqrt(shares))
    row = of(talks, ("A", "B")).iloc[0]
    assert row["estimate"] == pytest.approx(shares[0] - shares[1])
    p = 2 * stats.t.sf(abs(angle[0] - angle[1]) / v.sum() ** 0.5, df)
    assert row["p"] == pytest.approx(p)


def test_the_rest_is_corrected_over_all_other_outlets_together(talks):
    merged = talks.texts.assign(outlet=talks.texts["outlet"].replace({"B": "BC", "C": "BC"}))
    wanted = corrected_difference(talks.codings, merged, sample=talks.sample)
    shares = correction(talks.codings, merged, sample=talks.sample).set_index("outlet")["corrected"]
    row = of(talks, ("A", "rest")).iloc[0]
    assert row["estimate"] == pytest.approx(shares["A"] - shares["BC"])
    assert row[MEASURED].to_list() == wanted.loc[0, MEASURED].to_list()
    assert (row["reference"], row["n_articles"], row["n_reference"]) == ("rest", 13, 26)


@pytest.mark.parametrize("reference", ["rest", "B", "median"])
def test_a_bias_of_the_rules_in_one_outlet_supports_no_hypothesis(reference):
    """In A the rules find twice what is there: counted, A has more; corrected, it has not."""
    table, codings, sample = planted()
    own = article_frames(codings[codings["coder"] == "rules"], table)
    expected = stated(("A", reference))
    naive = hypotheses(own, expected)
    assert naive[["rests_on", "verdict"]].to_numpy().tolist() == [["as_coded", SUPPORTED]]
    better = corrected_hypotheses(codings, table, expected, sample=sample)
    found = hypotheses(own, expected, instead=better)
    assert found[["rests_on", "verdict"]].to_numpy().tolist() == [["corrected", NOT_SUPPORTED]]
    assert found["estimate"].to_list() == pytest.approx([0], abs=1e-12)


def test_holm_counts_corrected_and_counted_hypotheses_together(talks):
    corrected = stated(("A", "rest"), ("B", "rest"))
    counted = stated(("A", "rest")).assign(frame="g")
    rows = article_frames(talks.codings[talks.codings["coder"] == "rules"], talks.texts)
    rows = pd.concat([rows, rows.assign(frame="g")])
    both = pd.concat([corrected, counted], ignore_index=True)
    instead = corrected_hypotheses(talks.codings, talks.texts, corrected, sample=talks.sample)
    found = hypotheses(rows, both, instead=instead)
    assert found["rests_on"].to_list() == ["corrected", "corrected", "as_coded"]
    assert found["p"].to_list()[:2] == instead["p"].to_list()
    assert found["p_holm"].min() == pytest.approx(min(1, 3 * found["p"].min()))


# -- what cannot be told ----------------------------------------------------------------------


def test_of_another_measure_than_the_share_of_sentences_nothing_is_judged(talks):
    expected = stated(("A", "rest"), measure="prevalence")
    instead = corrected_hypotheses(talks.codings, talks.texts, expected, sample=talks.sample)
    own = article_frames(talks.codings[talks.codings["coder"] == "rules"], talks.texts)
    row = hypotheses(own, expected, instead=instead).iloc[0]
    assert row["note"] == TEXTS_UNCORRECTED
    assert row[MEASURED].isna().all()
    assert (row["verdict"], pd.isna(row["rests_on"])) == (UNKNOWN, True)


def test_too_few_codes_on_either_side_leave_an_estimate_and_no_verdict():
    table = texts(A=6, B=20)
    few = table["outlet"].eq("A") & (table["sentence"] < 5)
    sample = table.loc[few | table["outlet"].eq("B"), KEY].assign(
        probability=lambda rows: np.where(rows["article"].str.startswith("A"), 0.5, 1.0)
    )
    codings = pd.concat(
        [by("rules", table, table.index % 3 == 0), by("reference", sample, sample.index % 4 == 0)]
    )
    expected = stated(("A", "B"), ("B", "A"), ("B", "rest"))
    instead = corrected_hypotheses(codings, table, expected, sample=sample)
    assert instead["note"].to_list() == [FEW_STORIES] * 3
    own = article_frames(codings[codings["coder"] == "rules"], table)
    found = hypotheses(own, expected, instead=instead)
    assert found["estimate"].notna().all()
    assert found[["ci_low", "p", "p_holm"]].isna().all(axis=None)
    assert found["verdict"].to_list() == [UNKNOWN] * 3


def test_an_outlet_of_which_nothing_was_drawn_is_no_part_of_a_verdict():
    table, codings, sample = planted()
    drawn = sample[~sample["article"].str.startswith("C")]
    held = codings[(codings["coder"] == "rules") | ~codings["article"].str.startswith("C")]
    expected = stated(("A", "C"), ("C", "rest"), ("A", "rest"))
    whole = drawn.assign(stratum=drawn["article"].str[0], n_stratum=140, n_drawn=70)
    found = corrected_hypotheses(held, table, expected, sample=whole)
    assert found["note"].to_list() == [NOT_DRAWN, NOT_DRAWN, STRATA_INCOMPLETE]
    assert found["p"].isna().all()


def test_a_frame_or_an_outlet_that_nobody_coded_is_a_row_that_says_so(talks):
    other = stated(("A", "rest")).assign(frame="g")
    found = corrected_hypotheses(talks.codings, talks.texts, other, sample=talks.sample)
    assert found["note"].to_list() == [NOT_COMPARED]


def test_no_hypotheses_give_a_table_without_rows(talks):
    assert of(talks).empty


# -- noise ------------------------------------------------------------------------------------


@pytest.mark.slow
def test_outlets_that_are_alike_are_seldom_told_apart_though_the_coder_errs_more_in_one():
    """Thousands: docs/correction.md."""
    names = "fghijklmno"
    one = stated(("A", "rest"), ("A", "B"), ("C", "rest"))
    each = pd.concat([one.assign(frame=name) for name in names])
    p = pd.concat(
        [
            corrected_hypotheses(talks.codings, talks.texts, each, sample=talks.sample)["p"]
            for talks in (Talks(seed, frames=names) for seed in range(6))
        ]
    )
    assert p.notna().sum() == 180
    assert (p < 0.05).mean() <= 0.08
