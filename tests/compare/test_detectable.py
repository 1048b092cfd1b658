"""Detectable difference, and Holm: what a corpus of this size could have shown."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.stats import norm
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

from benchmarks.outlets import Texts, compared, drawn
from framing.compare import difference, resample
from framing.compare.contrast import MEDIAN, contrasts
from framing.compare.resample import Ratio
from framing.tables.toml import SEED
from tests.cases import each_of
from tests.simulated import least, most

MISSING = float("nan")


def frames(n_sentences: int = 10, **outlets: list[int]) -> pd.DataFrame:
    """Make article frames of texts of ten sentences, so many of each with the frame."""
    rows = [
        {"article": f"{outlet}{number}", "outlet": outlet, "n_frame_sentences": count}
        for outlet, counts in outlets.items()
        for number, count in enumerate(counts)
    ]
    return pd.DataFrame(rows).assign(coder="me", frame="f", n_sentences=n_sentences)


def of_a(measure: str = "salience", **outlets: list[int]) -> pd.Series:
    found = difference(frames(**outlets), measure=measure, reference="B")
    return found.set_index("outlet").loc["A"]


def detectable(measure: str = "salience", **outlets: list[int]) -> float:
    return float(of_a(measure, **outlets)["detectable"])


ONE, OTHER = [0, 3, 1, 4, 2, 0, 7, 1], [5, 1, 0, 2, 8, 1, 3, 4]


# -- where there is none ----------------------------------------------------------------------


@each_of("few, measure", [(few, measure) for few in ([1], [0, 3], [0, 3, 1, 4])
                          for measure in ("prevalence", "salience")])  # fmt: skip
def test_below_five_texts_on_either_side_it_is_missing_like_the_interval(few, measure):
    for sides in ({"A": few, "B": OTHER}, {"A": OTHER, "B": few}):
        row = of_a(measure, **sides)
        assert np.isnan(row["detectable"])
        assert np.isnan(row["ci_low"])
    enough = [*few, 0, 3, 0, 9, *[0] * 30]
    assert detectable(measure, A=enough, B=[*OTHER, *[0] * 30]) > 0


def test_five_texts_of_fewer_stories_have_none():
    rows = frames(A=[3, 0, 1, 2, 0], B=OTHER)
    rows["family"] = np.where(rows["outlet"] == "A", "s" + rows["article"].str[1], rows["article"])
    rows.loc[:1, "family"] = "s"
    found = difference(rows, measure="salience", reference="B")
    assert found["detectable"].isna().all()


def test_where_the_frame_is_too_rare_there_is_none():
    assert np.isnan(detectable(A=[1, 1, 1, 0, 0], B=[2, 1, 1, 1, 0]))
    assert detectable(A=[1, 1, 1, 0, 0], B=[2, 1, 1, 1, 1]) > 0


COUNTS = st.lists(st.integers(0, 10), min_size=5, max_size=8)


@settings(max_examples=50, deadline=None)
@given(outlets=st.lists(COUNTS, min_size=2, max_size=4))
def test_it_is_never_more_than_a_share_can_differ_by(outlets):
    if not 0 < sum(map(sum, outlets)) < 10 * sum(map(len, outlets)):
        return
    ratios = [Ratio(np.sort(each).astype(float), np.full(len(each), 10.0)) for each in outlets]
    found = contrasts(ratios, against=MEDIAN, comparisons=1, seed=1)
    shares = np.array([ratio.share for ratio in ratios])
    reference = shares - found.estimate
    known = ~np.isnan(found.detectable)
    possible = np.maximum(reference, 1 - reference)
    assert (found.detectable[known] <= possible[known] + 1e-12).all()


def test_of_five_and_five_texts_no_difference_of_shares_of_texts_could_be_found():
    """Half of either five have the frame: not even none against all would surely be found."""
    one = Ratio(np.array([0.0, 0, 0, 1, 1]), np.ones(5))
    other = Ratio(np.array([0.0, 0, 1, 1, 1]), np.ones(5))
    found = contrasts([one, other], against=MEDIAN, comparisons=1, seed=1)
    assert np.isnan(found.detectable).all()


# -- independent computations -----------------------------------------------------------------


def test_it_and_the_interval_are_of_one_width():
    """Both follow from how wide both sides' Wilson intervals are, which the lower limit tells."""
    one, other = [1] * 9 + [0] * 21, [1] * 14 + [0] * 26
    row = of_a("prevalence", A=one, B=other)

    def limits(share: float, n: int, width: float) -> tuple[float, float]:
        return proportion_confint(share * n, n, 2 * norm.sf(width), method="wilson")

    def below(share: float, width: float) -> float:
        low, high = limits(share, 30, width)[0], limits(0.35, 40, width)[1]
        return sqrt((share - low) ** 2 + (high - 0.35) ** 2)

    width = brentq(lambda width: -0.05 - below(0.3, width) - row["ci_low"], 1, 5)
    assert width >= norm.ppf(0.975) - 1e-6
    high, other_low = limits(0.3, 30, width)[1], limits(0.35, 40, width)[0]
    wanted = -0.05 + sqrt((high - 0.3) ** 2 + (0.35 - other_low) ** 2)
    assert row["ci_high"] == pytest.approx(wanted, abs=1e-9)
    more = row["detectable"]
    share = 0.35 + more
    error = sqrt(share * (1 - share) / 30 + 0.35 * 0.65 / 40)
    assert more - norm.ppf(0.8) * error == pytest.approx(below(share, width), abs=1e-7)


def test_where_no_more_could_be_found_it_is_what_could_be_less():
    row = of_a("prevalence", A=[1] * 28 + [0] * 2, B=[1] * 27 + [0] * 3)
    assert 0.9 + row["detectable"] > 1
    mirrored = of_a("prevalence", A=[0] * 28 + [1] * 2, B=[0] * 27 + [1] * 3)
    assert row["detectable"] == pytest.approx(mirrored["detectable"], abs=1e-7)


def test_the_variance_of_a_share_of_text_is_that_of_a_ratio():
    """Jackknifed: each text left out in turn; texts of unequal length."""
    part, whole = np.array([3.0, 0, 8, 2, 1, 6]), np.array([10.0, 12, 25, 11, 9, 20])
    without = np.array([(part.sum() - p) / (whole.sum() - w)
                        for p, w in zip(part, whole, strict=True)])  # fmt: skip
    jackknife = 5 / 6 * ((without - without.mean()) ** 2).sum()
    assert resample.variance(Ratio(part, whole)) == pytest.approx(jackknife, rel=0.1)
    left = part - part.sum() / whole.sum() * whole
    wanted = 6 / 5 * sum(value**2 for value in left) / sum(whole) ** 2
    assert resample.variance(Ratio(part, whole)) == pytest.approx(wanted, rel=1e-14)


# -- relations that must hold -----------------------------------------------------------------


@each_of("measure", ["prevalence", "salience"])
def test_it_is_the_same_whatever_the_order(measure):
    one, other = [0, 0, 0, 0, *ONE] * 2, [0, 0, 0, 0, *OTHER] * 2
    rows = frames(A=one, B=other)
    found = difference(rows, measure=measure)["detectable"]
    shuffled = difference(rows.sample(frac=1, random_state=2), measure=measure)["detectable"]
    assert (found > 0).all()
    pd.testing.assert_series_equal(found, shuffled)


@each_of("measure", ["prevalence", "salience"])
def test_four_times_the_texts_show_about_half_the_difference(measure):
    one, other = [0, 0, 0, 0, *ONE] * 2, [0, 0, 0, 0, *OTHER] * 2
    once, four = detectable(measure, A=one, B=other), detectable(measure, A=one * 4, B=other * 4)
    assert 0.4 * once < four < 0.6 * once


# -- planted truth ----------------------------------------------------------------------------


@pytest.mark.slow
@each_of(
    "texts, sizes, share, more",
    {
        "sentences": (Texts(), [30, 30], 0.15, 0.18),
        "families": (Texts(families=True), [30, 30], 0.15, 0.168),
        "twelve outlets": (Texts(), [20] * 12, 0.15, 0.142),
    },
)
def test_a_difference_of_that_size_is_found_in_four_of_five_corpora(texts, sizes, share, more):
    outlets = [(sizes[0], share + more), *[(n, share) for n in sizes[1:]]]
    studies = drawn(np.random.default_rng(52), texts, outlets, 120)
    found, _ = compared(studies, against=MEDIAN, comparisons=len(sizes), seed=SEED)
    assert found.detectable[:, 0].mean() == pytest.approx(more, rel=0.1)
    assert least(0.8, 120) <= (found.p[:, 0] < 0.05).mean() <= most(0.8, 120)


# -- Holm -------------------------------------------------------------------------------------


def test_holm_is_that_of_the_worked_example():
    """Four p values, smallest first times 4, 3, 2, 1, none below the one before."""
    adjusted = resample.holm(pd.Series([0.01, 0.04, 0.03, 0.005]))
    np.testing.assert_allclose(adjusted, [0.03, 0.06, 0.06, 0.02])


def test_holm_is_that_of_statsmodels_with_ties_and_beyond_one():
    rng = np.random.default_rng(3)
    for n in (1, 2, 7, 30):
        p = pd.Series(np.round(rng.random(n) ** 3, 2))
        wanted = multipletests(p, method="holm")[1]
        np.testing.assert_allclose(resample.holm(p), wanted, rtol=1e-12)


def test_a_missing_p_stays_missing_and_does_not_count():
    p = pd.Series([0.02, MISSING, 0.04], index=list("abc"))
    adjusted = resample.holm(p)
    assert adjusted.index.to_list() == list("abc")
    np.testing.assert_array_equal(adjusted, [0.04, MISSING, 0.04])
    assert resample.holm(pd.Series([MISSING])).isna().all()
    assert resample.holm(pd.Series(dtype="float64")).empty


def test_holm_is_never_below_p_nor_below_benjamini_and_hochberg():
    p = pd.Series(np.random.default_rng(4).random(20) ** 2)
    adjusted = resample.holm(p)
    assert (adjusted >= p).all()
    assert (adjusted >= resample.benjamini_hochberg(p) - 1e-15).all()
