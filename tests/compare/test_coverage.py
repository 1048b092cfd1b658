"""Observed coverage: what was simulated is what the package and its page say."""

from __future__ import annotations

import zipfile
from importlib import resources
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from benchmarks import coverage as simulation
from framing.compare.coverage import SHIPPED, coverage_told, observed_coverage
from framing.compare.resample import Ratio, resampled
from framing.errors import ParameterError
from framing.tables.codes import COVERAGE_OBSERVED, COVERAGE_UNKNOWN
from framing.tables.toml import SEED
from framing.trust.agreement import share_limits
from framing.trust.coefficients import alpha_limits, coincidences

ROOT = Path(__file__).parents[2]
COLUMNS = ["measure", "method", "clustering", "n_articles", "prevalence", "coverage",
           "replications"]  # fmt: skip


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return pd.read_csv(resources.files("framing.compare").joinpath("coverage.csv"))


def cell(table: pd.DataFrame, measure: str, n_articles: int, prevalence: float) -> pd.Series:
    """Return the observed coverage of a measure's cell, by clustering."""
    rows = table[
        (table["method"] == SHIPPED)
        & (table["measure"] == measure)
        & (table["n_articles"] == n_articles)
        & (table["prevalence"] == prevalence)
    ]
    return rows.set_index("clustering")["coverage"]


# -- what is required -------------------------------------------------------------------------


def test_from_100_articles_and_a_tenth_positive_on_coverage_is_93_to_97_percent(table):
    cells = simulation.required(table[table["method"] == SHIPPED])
    assert len(cells) == 4 * 2 * 2 * 2  # measures, articles, prevalences, clusterings
    assert cells["coverage"].between(0.93, 0.97).all()
    assert (cells["replications"] >= 1990).all()


def test_every_cell_was_simulated_with_every_measure(table):
    own = table[table["method"] == SHIPPED]
    assert list(table) == COLUMNS
    assert not own.duplicated(COLUMNS[:5]).any()
    sizes = own.groupby("measure").size().to_dict()
    four = dict.fromkeys(("alpha", "precision", "recall", "f1"), 5 * 3 * 2)
    assert sizes == {**four, "share of sentences": 7 * 3 * 2, "share of texts": 7 * 3 * 2}


def test_the_method_in_use_is_within_93_to_97_percent_in_most_cells_of_its_measure(table):
    given = table[(table["n_articles"] >= 10) & table["coverage"].notna()]
    within = given["coverage"].between(0.93, 0.97)
    counts = within.groupby([given["measure"], given["method"]]).sum()
    for measure in ("alpha", "precision", "recall", "f1", "share of sentences"):
        assert counts[measure, SHIPPED] == counts[measure].max()


# -- the simulation ---------------------------------------------------------------------------

AGAIN = [
    simulation.Cell(10, 0.4, "strong"),
    simulation.Cell(30, 0.03, "none"),
    simulation.Cell(100, 0.12, "strong"),
]


@pytest.mark.parametrize("again", AGAIN, ids=str)
def test_other_draws_give_the_coverage_of_the_table_within_simulation_error(table, again):
    found = simulation.simulate([again], replications=500, seed=SEED + 1)
    key = COLUMNS[:5]
    both = found.merge(table, on=key, suffixes=("", "_there"), validate="one_to_one")
    assert len(both) == 6
    rate, known = both["coverage_there"], both["coverage"].notna() & both["coverage_there"].notna()
    error = np.sqrt(rate * (1 - rate) * (1 / both["replications"] + 1 / both["replications_there"]))
    assert known.sum() >= 5
    assert ((both["coverage"] - rate).abs() < 4 * error + 0.002)[known].all()


def test_the_truth_is_what_no_end_of_articles_would_give():
    for prevalence in simulation.PREVALENCES:
        many = simulation.Cell(400_000, prevalence, "strong")
        counts = simulation.drawn(many, replications=1, seed=1)
        true = simulation.truth(prevalence)
        sums = [each.sum() for each in counts]
        assert simulation.alpha(sums) == pytest.approx(true["alpha"], abs=0.005)
        for name, (part, whole) in simulation.parts(counts).items():
            assert part.sum() / whole.sum() == pytest.approx(true[name], abs=0.005)
        positive = (sums[0] + sums[2]) / sum(sums)
        assert positive == pytest.approx(prevalence, abs=0.003)


def test_clustering_varies_prevalence_between_articles_and_none_does_not():
    for clustering, least, most in (("none", 0.09, 0.11), ("strong", 0.26, 0.30)):
        counts = simulation.drawn(simulation.Cell(5000, 0.4, clustering), replications=1, seed=1)
        positive = counts.both + counts.reference
        share = positive / sum(counts)
        assert least <= np.std(share) <= most


def test_coincidence_matrices_of_the_simulation_are_those_of_ratings():
    counts = simulation.drawn(simulation.Cell(5, 0.4, "strong"), replications=1, seed=1)
    units, groups = [], []
    for article, numbers in enumerate(zip(*(each[0] for each in counts), strict=True)):
        for n, unit in zip(numbers, [(1, 1), (1, 0), (0, 1), (0, 0)], strict=True):
            units += [unit] * n
            groups += [article] * n
    ratings, values = np.array(units, float).T, simulation.VALUES
    wanted = coincidences(ratings, values=values, groups=np.array(groups))
    np.testing.assert_array_equal(simulation.matrices(counts)[0], wanted)


def test_intervals_of_the_simulation_are_those_of_the_package():
    counts = simulation.drawn(simulation.Cell(30, 0.12, "strong"), replications=3, seed=1)
    found = dict(simulation.shipped(counts))
    for one, low, high in zip(simulation.matrices(counts), *found["alpha"], strict=True):
        assert (low, high) == alpha_limits(one, values=simulation.VALUES)
    part, whole = simulation.parts(counts)["precision"]
    low, high = found["precision"]
    assert (low[0], high[0]) == share_limits(part[0], whole[0])


def test_resampling_of_the_simulation_is_that_of_the_package():
    one = simulation.Cell(30, 0.12, "strong")
    counts = simulation.drawn(one, replications=3, seed=1)
    _, (low, high) = next(simulation.sentences(one, replications=3, seed=1))
    positive = counts.both + counts.reference
    for each in range(3):
        ratio = Ratio(positive[each], sum(counts)[each])
        assert (low[each], high[each]) == pytest.approx(resampled(ratio, SEED), rel=1e-9)


def test_coverage_counts_intervals_that_hold_the_truth_among_those_that_there_are():
    low = np.array([0.1, 0.4, np.nan, 0.5] * 50)
    high = np.array([0.3, 0.6, np.nan, 0.6] * 50)
    assert simulation.covered((low, high), 0.5) == (100 / 150, 150)
    share, n = simulation.covered((low[:40], high[:40]), 0.5)
    assert np.isnan(share)
    assert n == 30


# -- the page and the wheel -------------------------------------------------------------------


def test_the_page_is_what_the_table_gives(table):
    page = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
    assert page == simulation.page(table)


def test_the_page_shows_each_cell_and_names_those_that_fall_short(table):
    page = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
    for n in (10, 100):
        rows = [cell(table, "alpha", n, p)["strong"] for p in simulation.PREVALENCES]
        assert f"| strong | {n} | " + " | ".join(f"{100 * x:.1f}" for x in rows) in page
    worst = cell(table, "share of sentences", 10, 0.03)["strong"]
    assert f"10 articles at 0.03: {100 * worst:.1f} %" in page


@pytest.mark.slow
def test_the_table_is_in_the_wheel(built):
    (wheel,) = built.glob("*.whl")
    assert "framing/compare/coverage.csv" in zipfile.ZipFile(wheel).namelist()


# -- looking up -------------------------------------------------------------------------------

NEAREST = {
    "a simulated cell": (30, 0.12, 30, 0.12),
    "more articles than the nearest": (99, 0.12, 30, 0.12),
    "a higher prevalence than the nearest": (30, 0.39, 30, 0.12),
    "a lower prevalence than any": (30, 0.001, 30, 0.03),
    "more articles than any": (9000, 0.9, 300, 0.4),
}


@pytest.mark.parametrize(("n", "p", "n_there", "p_there"), NEAREST.values(), ids=NEAREST)
@pytest.mark.parametrize("measure", ["alpha", "f1", "share of sentences"])
def test_coverage_is_the_worst_over_clusterings_of_the_nearest_lower_cell(
    table, measure, n, p, n_there, p_there
):
    wanted = cell(table, measure, n_there, p_there).min()
    assert observed_coverage(measure, n, p) == wanted


def test_below_five_articles_coverage_is_not_known():
    assert np.isnan(observed_coverage("alpha", 4, 0.4))
    assert coverage_told("alpha", 4, 0.4) == {"note": COVERAGE_UNKNOWN}


def test_where_hardly_any_study_had_an_interval_coverage_is_not_known(table):
    assert cell(table, "recall", 10, 0.03).isna().all()
    assert coverage_told("recall", 10, 0.03) == {"note": COVERAGE_UNKNOWN}


def test_the_coverage_is_told_with_its_simulated_cell(table):
    wanted = cell(table, "share of sentences", 30, 0.03).min()
    assert coverage_told("share of sentences", 40, 0.05) == {
        "note": COVERAGE_OBSERVED, "coverage": wanted,
        "coverage_articles": 30, "coverage_prevalence": 0.03,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("n", "p", "silent"),
    [(100, 0.10, True), (99, 0.10, False), (100, 0.09, False), (5000, 0.5, True)],
)
def test_the_note_is_silent_from_100_articles_and_a_tenth_positive_on(n, p, silent):
    assert (coverage_told("precision", n, p) == {"note": ""}) == silent


def test_an_unknown_measure_is_refused_with_a_suggestion():
    with pytest.raises(ParameterError, match=r"measure is 'alfa'.*Did you mean 'alpha'\?"):
        observed_coverage("alfa", 30, 0.1)
