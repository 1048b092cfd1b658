"""Outlets beside each other: p and interval of one shuffling, and what reports claim by it."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.stats import norm

from benchmarks import noise
from benchmarks.outlets import TOGETHER, Texts, compared, drawn, varying
from framing.compare import contrast, difference
from framing.compare.contrast import MEDIAN, REST, contrasts
from framing.compare.difference import homogeneity
from framing.compare.estimate import MIN_CARRYING
from framing.compare.findings import findings
from framing.compare.resample import DRAWS, Ratio
from framing.tables.codes import TOO_RARE
from framing.tables.toml import SEED
from tests.cases import each_of
from tests.simulated import most

HALF, ALL = 0.025, 1e-9


def ratio(counts: list[tuple[int, int]]) -> Ratio:
    part, whole = np.array(sorted(counts, key=lambda one: one[::-1]), float).T
    return Ratio(part, whole)


def tables(**outlets: list[int]) -> pd.DataFrame:
    """Make article frames of texts of ten sentences, so many of each with the frame."""
    rows = [
        {"article": f"{outlet}{number}", "outlet": outlet, "n_frame_sentences": count}
        for outlet, counts in outlets.items()
        for number, count in enumerate(counts)
    ]
    return pd.DataFrame(rows).assign(coder="me", frame="f", n_sentences=10)


ONE = [(0, 12), (3, 9), (1, 30), (8, 20), (0, 5), (2, 11)]
TWO = [(5, 9), (4, 14), (1, 6), (9, 40), (7, 12), (0, 8), (6, 21), (2, 13)]
THREE = [(1, 10), (0, 9), (2, 30), (0, 16), (1, 22)]
COUNTS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda c: (c[0], sum(c) + 1)),
    min_size=5, max_size=9,
)  # fmt: skip


# -- one method for both ----------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(outlets=st.lists(COUNTS, min_size=2, max_size=4), against=st.sampled_from([MEDIAN, REST]))
def test_p_is_below_5_percent_exactly_where_the_interval_excludes_zero(outlets, against):
    if not any(part for each in outlets for part, _ in each):
        return
    found = contrasts([ratio(each) for each in outlets], against=against, comparisons=1, seed=1)
    excludes = (found.low > 0) | (found.high < 0)
    np.testing.assert_array_equal(found.p < 0.05, excludes)
    assert (found.low <= found.estimate + ALL).all()
    assert (found.estimate <= found.high + ALL).all()
    assert ((found.p > 0) & (found.p <= 1)).all()
    assert ((found.low >= -1) & (found.high <= 1)).all()


def limits(share: float, n: float, width: float) -> tuple[float, float]:
    """Return Wilson's limits, as they are written in textbooks."""
    middle = (share + width**2 / (2 * n)) / (1 + width**2 / n)
    half = width / (1 + width**2 / n) * sqrt(share * (1 - share) / n + width**2 / (4 * n**2))
    return middle - half, middle + half


def nearer(shares: list[float], ns: list[float], width: float) -> float:
    """Return how far the limit next to zero of the first share less the second lies from it."""
    (own_low, own_high), (low, high) = (
        limits(*each, width) for each in zip(shares, ns, strict=True)
    )
    if shares[0] > shares[1]:
        return shares[0] - shares[1] - sqrt((shares[0] - own_low) ** 2 + (high - shares[1]) ** 2)
    return shares[1] - shares[0] - sqrt((own_high - shares[0]) ** 2 + (shares[1] - low) ** 2)


def test_of_two_outlets_p_and_interval_are_those_of_shuffling_written_out(monkeypatch):
    """Each shuffling's width is found by root finding; blocks are in the order of their counts."""
    monkeypatch.setattr(contrast, "DRAWS", 300)
    sides = [ratio(ONE), ratio(TWO)]
    found = contrasts(sides, against=MEDIAN, comparisons=1, seed=3)
    blocks = sorted([*ONE, *TWO], key=lambda one: one[::-1])
    alike = contrast._correlation(sides)
    whole = np.array([w for _, w in blocks], float)
    part = np.array([p for p, _ in blocks], float)
    spread = whole * (1 + (whole - 1) * alike)

    def reach(first: np.ndarray, second: np.ndarray) -> float:
        places = first, second
        shares = [part[one].sum() / whole[one].sum() for one in places]
        ns = [whole[one].sum() ** 2 / spread[one].sum() for one in places]
        if shares[0] == shares[1]:
            return 0.0
        return float(brentq(lambda width: nearer(shares, ns, width), 1e-9, 200))

    left = [blocks.index(each) for each in ONE]
    right = [place for place in range(len(blocks)) if place not in left]
    observed = reach(np.array(left), np.array(right))
    orders = np.concatenate(contrast.dealt_out(len(blocks), 300, 3))
    reaches = np.array([reach(order[: len(ONE)], order[len(ONE) :]) for order in orders])
    count = (1 + (reaches >= observed - 1e-6).sum()) / 301
    assert found.p[0] == pytest.approx(max(count, 2 * norm.sf(observed)), rel=1e-9)
    width = max(np.sort(reaches)[300 - 15], norm.isf(HALF))  # p below .05: 14 of 300 or fewer
    shares = [sum(p for p, _ in one) / sum(w for _, w in one) for one in (ONE, TWO)]
    ns = [whole[one].sum() ** 2 / spread[one].sum() for one in (left, right)]
    (low, high), (other_low, other_high) = (
        limits(*each, width) for each in zip(shares, ns, strict=True)
    )
    away = shares[0] - shares[1]
    wanted = away - sqrt((shares[0] - low) ** 2 + (other_high - shares[1]) ** 2)
    assert found.low[0] == pytest.approx(wanted, abs=1e-6)
    wanted = away + sqrt((high - shares[0]) ** 2 + (shares[1] - other_low) ** 2)
    assert found.high[0] == pytest.approx(wanted, abs=1e-6)


def test_sentences_of_a_story_are_alike_as_much_as_analysis_of_variance_says():
    """Where all stories are of one size, moments give the textbook's correlation but for n - 1."""
    part = varying(np.random.default_rng(1), 0.3, 0.2, (1, 4000))
    drawn_part = np.random.default_rng(2).binomial(20, part[0]).astype(float)
    one = Ratio(drawn_part, np.full(4000, 20.0))
    assert contrast._correlation([one]) == pytest.approx(0.2, abs=0.02)
    assert contrast._correlation([Ratio(np.full(8, 3.0), np.full(8, 10.0))]) == 0


def test_the_test_of_all_is_that_of_cochran_with_shares_drawn_in():
    found = contrasts([ratio(ONE), ratio(TWO), ratio(THREE)], against=MEDIAN, comparisons=1, seed=1)
    laid = contrast.lay([ratio(ONE), ratio(TWO), ratio(THREE)])
    part, whole, spread = laid.found.T
    share, n = part / whole, whole**2 / spread
    common = part.sum() / whole.sum()
    drawn_in = (n * share + 4 * common) / (n + 4)
    weight = n / (drawn_in * (1 - drawn_in))
    mean = np.average(share, weights=weight)
    assert found.q_between == pytest.approx(float((weight * (share - mean) ** 2).sum()))
    assert 1 / (DRAWS + 1) <= found.p_between <= 1


def test_the_second_of_two_outlets_mirrors_the_first():
    found = contrasts([ratio(ONE), ratio(TWO)], against=MEDIAN, comparisons=1, seed=1)
    assert found.estimate[0] == -found.estimate[1]
    assert (found.low[0], found.high[0]) == (-found.high[1], -found.low[1])
    assert found.p[0] == found.p[1]
    rest = contrasts([ratio(ONE), ratio(TWO)], against=REST, comparisons=1, seed=1)
    np.testing.assert_array_equal(found.low, rest.low)


# -- what moves nothing -----------------------------------------------------------------------


@each_of("against", [MEDIAN, REST])
def test_the_order_of_outlets_moves_nothing(against):
    sides = [ratio(ONE), ratio(TWO), ratio(THREE), ratio(ONE[:5])]
    found = contrasts(sides, against=against, comparisons=4, seed=1)
    order = [2, 0, 3, 1]
    again = contrasts([sides[i] for i in order], against=against, comparisons=4, seed=1)
    for name in ("estimate", "low", "high", "p", "detectable"):
        np.testing.assert_array_equal(getattr(found, name)[order], getattr(again, name), name)
    assert found.p_between == again.p_between
    np.testing.assert_array_equal(found.shuffled, again.shuffled)


def test_neither_rows_nor_names_of_outlets_move_a_digit():
    rows = tables(A=[0, 3, 1, 4, 2, 9], B=[5, 1, 0, 2, 8, 1], C=[0, 0, 1, 0, 2, 0, 1])
    found = difference(rows, measure="salience")
    shuffled = difference(rows.sample(frac=1, random_state=4), measure="salience")
    pd.testing.assert_frame_equal(found, shuffled)
    names = {"A": "zebra", "B": "ant", "C": "m"}
    other = rows.assign(outlet=rows["outlet"].map(names))
    renamed = difference(other, measure="salience").set_index("outlet")
    numbers = ["estimate", "ci_low", "ci_high", "p", "q", "detectable"]
    wanted = found.assign(outlet=found["outlet"].map(names)).set_index("outlet").sort_index()
    pd.testing.assert_frame_equal(renamed[numbers], wanted[numbers])


def test_the_same_seed_gives_the_same_and_another_seed_nearly_so():
    sides = [ratio(ONE), ratio(TWO)]
    one, same, other = (
        contrasts(sides, against=MEDIAN, comparisons=1, seed=seed) for seed in (1, 1, 2)
    )
    assert one.p[0] == same.p[0]
    assert one.p[0] == pytest.approx(other.p[0], abs=0.05)


# -- how much is shuffled, and what is too rare -----------------------------------------------


@each_of("comparisons, draws", [(1, DRAWS), (50, DRAWS), (51, 2040), (200, 8000)])
def test_blocks_are_shuffled_2000_times_and_40_for_each_comparison(comparisons, draws):
    sides = [ratio([(0, 10)] * 8), ratio([(9, 10)] * 8)]
    found = contrasts(sides, against=MEDIAN, comparisons=comparisons, seed=1)
    assert 1 / found.p_between == pytest.approx(draws + 1, rel=0.001) or found.p_between < 3 / draws
    assert len(np.concatenate(contrast.dealt_out(16, draws, 1))) == draws
    assert found.p_between * (draws + 1) == pytest.approx(round(found.p_between * (draws + 1)))


def test_below_eight_stories_with_the_frame_or_without_it_there_is_no_interval():
    assert MIN_CARRYING == 8
    seven, eight = [1, 2, 1, 0, 0, 0], [1, 2, 1, 1, 0, 0]
    for n, given_ in ((seven, False), (eight, True)):
        for counts in (n, [10 - each for each in n]):
            other = counts[:2] + [counts[0]] * 2 + counts[-2:]
            found = difference(tables(A=counts, B=other), measure="salience")
            assert found["ci_low"].notna().all() == given_
            assert (found["note"].str.contains(TOO_RARE)).all() != given_
            assert found["estimate"].notna().all()


# -- many at a time, as the simulations do it -------------------------------------------------


def test_simulated_studies_are_compared_as_the_package_compares_each():
    random = np.random.default_rng(5)
    for outlets in ([(6, 0.1), (20, 0.1)], [(8, 0.4)] + [(8, 0.15)] * 4):
        studies = drawn(random, Texts(families=True), outlets, 12)
        many, enough = compared(studies, against=MEDIAN, comparisons=len(outlets), seed=7)
        kept = [study for study, each in zip(studies, enough, strict=True) if each]
        assert len(kept) >= 10
        for place, study in enumerate(kept):
            one = contrasts(study, against=MEDIAN, comparisons=len(outlets), seed=7)
            for name in many._fields:
                there = getattr(many, name)[place]
                np.testing.assert_allclose(there, getattr(one, name), rtol=1e-9, err_msg=name)


def test_simulated_reports_say_what_tables_say():
    """Three outlets, two frames, one of them with a deviant; each story is one text."""
    random = np.random.default_rng(8)
    studies = 6
    specs = [[(12, 0.5), (12, 0.1), (12, 0.1)], [(12, 0.1)] * 3]
    frames = [drawn(random, Texts(), spec, studies) for spec in specs]
    said = noise.of_frames(frames, seed=SEED)
    assert said.differ[:, 0].any()
    for study in range(studies):
        parts = [
            noise.article_frames(
                np.array([one.part for one in frame[study]]),
                np.array([one.whole for one in frame[study]]),
                frame=name,
            )
            for name, frame in zip("ab", frames, strict=True)
        ]
        rows = pd.concat(parts)
        tested = homogeneity(rows)
        told = findings(difference(rows, measure="salience"), tested)
        assert tested["differ"].tolist() == said.differ[study].tolist()
        for frame, name in enumerate("ab"):
            found = told.loc[told["frame"] == name].sort_values("outlet")["claim"]
            signs = found.map({"more": 1, "less": -1}).fillna(0).to_list()
            assert signs == said.claims[study, frame].tolist()


def test_a_second_coder_changes_no_claim_of_the_first():
    rows = tables(A=[5, 7, 6, 8, 5, 4], B=[1, 0, 2, 1, 0, 1], C=[0, 2, 1, 1, 0, 2])
    second = rows.assign(
        coder="other", n_frame_sentences=rows["n_frame_sentences"].to_numpy()[::-1]
    )
    alone = findings(difference(rows, measure="salience"), homogeneity(rows))
    both = pd.concat([rows, second])
    told = findings(difference(both, measure="salience"), homogeneity(both))
    own = told[told["coder"] == "me"].reset_index(drop=True)
    pd.testing.assert_frame_equal(own, alone)


# -- what reports claim -----------------------------------------------------------------------


@pytest.mark.slow
@each_of(
    "report",
    {
        "12 outlets": noise.Report(Texts(0.15), [(8, 0.15)] * 12),
        "a rare frame": noise.Report(Texts(), [(10, 0.05)] * 12),
        "two outlets": noise.Report(Texts(), [(10, 0.05), (40, 0.05)]),
    },
)
def test_where_outlets_are_alike_reports_say_anything_in_one_of_twenty(report):
    studies = 2 * TOGETHER
    found = noise.said(report, studies=studies, seed=SEED + 2)
    assert found.differ.any(axis=1).mean() <= most(0.05, studies)
    assert found.claims.any(axis=(1, 2)).mean() <= most(0.05, studies)


@pytest.mark.slow
def test_one_deviant_is_found_and_makes_no_others_deviant():
    report = noise.Report(Texts(), [(25, 0.45), *[(25, 0.12)] * 3])
    studies = TOGETHER
    found = noise.said(report, studies=studies, seed=SEED + 2).claims[:, 0]
    assert (found[:, 0] == 1).mean() > 0.85
    assert found[:, 1:].any(axis=1).mean() <= most(0.05, studies)
    assert not (found[:, 0] == -1).any()


@pytest.mark.slow
def test_where_outlets_are_alike_p_is_below_5_percent_in_5_of_100():
    studies = drawn(np.random.default_rng(9), Texts(), [(10, 0.15), (40, 0.15)], 800)
    found, _ = compared(studies, against=MEDIAN, comparisons=2, seed=SEED)
    assert 0.025 <= (found.p[:, 0] < 0.05).mean() <= most(0.05, 800)
