"""Minimum detectable difference, and Holm: what a corpus of this size could have shown."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import TTestIndPower

from framing.compare import resample
from framing.compare.resample import Ratio
from framing.compare.shares import difference

MISSING = float("nan")


def frames(n_sentences: int = 10, **outlets: list[int]) -> pd.DataFrame:
    """Make article frames of texts of ten sentences, so many of each with the frame."""
    rows = [
        {"article": f"{outlet}{number}", "outlet": outlet, "n_frame_sentences": count}
        for outlet, counts in outlets.items()
        for number, count in enumerate(counts)
    ]
    return pd.DataFrame(rows).assign(coder="me", frame="f", n_sentences=n_sentences)


def detectable(measure: str = "salience", **outlets: list[int]) -> float:
    found = difference(frames(**outlets), measure=measure, reference="B")
    return float(found.loc[found["outlet"] == "A", "detectable"].iloc[0])


ONE, OTHER = [0, 3, 1, 4, 2, 0, 7, 1], [5, 1, 0, 2, 8, 1, 3, 4]


# -- where there is none ----------------------------------------------------------------------


@pytest.mark.parametrize("few", [[1], [0, 3], [0, 3, 1, 4]], ids=len)
@pytest.mark.parametrize("measure", ["prevalence", "salience"])
def test_below_five_texts_on_either_side_it_is_missing_like_the_interval(measure, few):
    assert np.isnan(detectable(measure, A=few, B=OTHER))
    assert np.isnan(detectable(measure, A=OTHER, B=few))
    assert detectable(measure, A=[*few, 0, 3, 0, 9], B=OTHER) > 0


def test_five_texts_of_fewer_stories_have_none():
    rows = frames(A=[3, 0, 1, 2, 0], B=OTHER)
    rows["family"] = np.where(rows["outlet"] == "A", "s" + rows["article"].str[1], rows["article"])
    rows.loc[:1, "family"] = "s"
    found = difference(rows, measure="salience", reference="B")
    assert found["detectable"].isna().all()


@pytest.mark.parametrize("measure", ["prevalence", "salience"])
def test_where_a_side_does_not_vary_it_is_not_known(measure):
    assert np.isnan(detectable(measure, A=[0] * 6, B=OTHER))
    assert np.isnan(detectable(measure, A=OTHER, B=[4] * 6))


# -- independent computations -----------------------------------------------------------------


@pytest.mark.parametrize("n", [5, 8, 30, 200])
def test_for_as_many_texts_on_either_side_it_is_that_of_the_power_of_a_t_test(n):
    """The exact value is from the noncentral t; two central quantiles come within .3 %."""
    shares = np.random.default_rng(n).integers(0, 11, n).tolist()
    effect = TTestIndPower().solve_power(nobs1=n, alpha=0.05, power=0.8)
    wanted = effect * np.std(shares, ddof=1) / 10
    assert detectable(A=shares, B=shares) == pytest.approx(wanted, rel=0.003)


def test_it_is_two_quantiles_of_t_times_the_standard_error_of_welch():
    one, other = np.array(ONE) / 10, np.array([*OTHER, 9, 0, 9, 9, 0]) / 10
    sides = [values.var(ddof=1) / len(values) for values in (one, other)]
    df = sum(sides) ** 2 / (sides[0] ** 2 / 7 + sides[1] ** 2 / 12)
    wanted = (stats.t.ppf(0.975, df) + stats.t.ppf(0.8, df)) * sum(sides) ** 0.5
    found = detectable(A=ONE, B=[*OTHER, 9, 0, 9, 9, 0])
    assert found == pytest.approx(wanted, rel=1e-12)
    welch = stats.ttest_ind(one, other, equal_var=False)
    assert df == pytest.approx(welch.df)


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


def test_of_a_share_of_texts_it_follows_from_the_share():
    """Share p of n texts: the variance is p (1 - p) / (n - 1)."""
    found = detectable("prevalence", A=[1] * 5 + [0] * 15, B=[1] * 10 + [0] * 10)
    sides = [0.25 * 0.75 / 19, 0.5 * 0.5 / 19]
    df = 19 * sum(sides) ** 2 / (sides[0] ** 2 + sides[1] ** 2)
    wanted = (stats.t.ppf(0.975, df) + stats.t.ppf(0.8, df)) * sum(sides) ** 0.5
    assert found == pytest.approx(wanted, rel=1e-12)


# -- relations that must hold -----------------------------------------------------------------


@pytest.mark.parametrize("measure", ["prevalence", "salience"])
def test_it_is_the_same_the_other_way_round_and_whatever_the_order(measure):
    rows = frames(A=ONE, B=OTHER)
    there = difference(rows, measure=measure, reference="B")["detectable"].iloc[0]
    back = difference(rows, measure=measure, reference="A")["detectable"].iloc[0]
    shuffled = difference(rows.sample(frac=1, random_state=2), measure=measure)
    assert there == pytest.approx(back, rel=1e-15)
    assert there == shuffled["detectable"].iloc[0]


@pytest.mark.parametrize("measure", ["prevalence", "salience"])
def test_four_times_the_texts_show_half_the_difference(measure):
    once, four = detectable(measure, A=ONE, B=OTHER), detectable(measure, A=ONE * 4, B=OTHER * 4)
    assert 0.85 * once / 2 < four < once / 2  # and a little less: t has more degrees of freedom


def test_a_second_copy_of_every_story_shows_no_smaller_difference():
    once = frames(A=ONE, B=OTHER)
    once["family"] = once["article"]
    twice = pd.concat([once, once.assign(article=once["article"] + " again")])
    for measure in ("prevalence", "salience"):
        found = [difference(rows, measure=measure)["detectable"] for rows in (once, twice)]
        np.testing.assert_allclose(found[0], found[1], rtol=1e-14)


# -- planted truth ----------------------------------------------------------------------------


def planted(rng, outlet: str, *, reach: float, n: int = 30, replications: int = 300):
    """Draw articles of 15 to 40 sentences; each replication is a frame of its own."""
    size = n * replications
    length = rng.integers(15, 41, size)
    amount = np.where(rng.random(size) < reach, rng.beta(2, 6, size), 0.0)
    return pd.DataFrame(
        {"article": [f"{outlet}{number}" for number in range(size)], "outlet": outlet,
         "coder": "me", "frame": np.repeat([f"f{r:04}" for r in range(replications)], n),
         "n_sentences": length, "n_frame_sentences": rng.binomial(length, amount)}
    ).assign(present=amount > 0)  # fmt: skip


PLANTED = {  # shares of texts that take the frame up; the true difference; how often p finds it
    "prevalence": (0.70, 0.355, 0.70 - 0.355, (0.64, 0.80)),  # exact, so more cautious
    "salience": (0.90, 0.400, (0.90 - 0.400) * 0.25, (0.74, 0.86)),
}


@pytest.mark.slow
@pytest.mark.parametrize("measure", PLANTED)
def test_a_difference_of_that_size_is_found_in_four_of_five_corpora(measure, monkeypatch):
    monkeypatch.setattr(resample, "DRAWS", 400)
    reach, other, truth, (low, high) = PLANTED[measure]
    rng = np.random.default_rng(52)
    rows = pd.concat([planted(rng, "A", reach=reach), planted(rng, "B", reach=other)])
    found = difference(rows, measure=measure, reference="B")
    assert found["detectable"].mean() == pytest.approx(truth, rel=0.03)
    assert low <= (found["p"] < 0.05).mean() <= high
    assert 0.74 <= ((found["ci_low"] > 0) | (found["ci_high"] < 0)).mean() <= 0.86


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
