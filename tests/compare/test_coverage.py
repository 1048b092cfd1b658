"""Observed coverage: what was simulated is what the package and its page say."""

from __future__ import annotations

import zipfile
from importlib import resources
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from benchmarks import agreement, coverage_page, noise, outlets
from benchmarks import coverage as simulation
from framing.compare import coverage as looked_up
from framing.compare.coverage import LEAST, MOST, SHIPPED, Cell, coverage_told, observed_coverage
from framing.compare.resample import jackknifed, wilson
from framing.errors import ParameterError
from framing.tables.codes import COVERAGE_OBSERVED, COVERAGE_UNKNOWN
from framing.tables.toml import SEED
from framing.trust.agreement import share_limits
from framing.trust.coefficients import alpha_limits, coincidences
from tests.cases import each_of

ROOT = Path(__file__).parents[2]
KEY = simulation.KEY


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return pd.read_csv(resources.files("framing.compare").joinpath("coverage.csv"))


def cell(table: pd.DataFrame, measure: str, n_articles: int, prevalence: float) -> pd.Series:
    """Return the observed coverage of a measure's cell, by design."""
    rows = table[
        (table["method"] == SHIPPED)
        & (table["measure"] == measure)
        & (table["n_articles"] == n_articles)
        & (table["prevalence"] == prevalence)
    ]
    return rows.set_index("design")["coverage"]


# -- what is required -------------------------------------------------------------------------


def test_from_100_articles_and_a_tenth_positive_on_agreement_covers_93_to_97_percent(table):
    cells = coverage_page.required(table[table["method"] == SHIPPED])
    assert len(cells) == 4 * 2 * 2 * 2  # measures, articles, prevalences, designs
    assert cells["coverage"].between(0.93, 0.97).all()
    assert (cells["intervals"] >= 1990).all()


@each_of("measure", ["share of sentences", *simulation.DIFFERENCES])
def test_from_ten_stories_on_shares_of_sentences_and_differences_cover_93_percent(measure, table):
    """The lowest of many cells may lie below by chance, by no more than three standard errors."""
    cells = table[(table["measure"] == measure) & (table["n_articles"] >= 10)]
    cells = cells[cells["coverage"].notna()]
    error = np.sqrt(0.93 * 0.07 / cells["intervals"])
    assert (cells["coverage"] >= 0.93 - 3 * error).all()
    assert (cells["coverage"] >= 0.93).mean() > 0.97


def test_p_and_interval_never_said_otherwise(table):
    rows = table[table["measure"].isin(simulation.DIFFERENCES)]
    assert rows["contradictions"].notna().all()
    assert rows["contradictions"].sum() == 0


def test_every_cell_was_simulated_with_every_measure(table):
    own = table[table["method"] == SHIPPED]
    assert list(table) == simulation.COLUMNS
    assert not own.duplicated(KEY).any()
    sizes = own.groupby("measure").size().to_dict()
    four = dict.fromkeys(("alpha", "precision", "recall", "f1"), 5 * 3 * 2)
    shares = 7 * 4 * 4  # articles, shares, designs
    differences = 7 * 6 * 4 + 3 * 3 * 4  # of two sides; of twelve outlets, looked at three ways
    of_groups = 5 * 4 * 3, 5 * 4 * 2  # outlets, shares, designs
    assert sizes == {
        **four, "share of sentences": shares, "share of texts": shares, "difference": differences,
        "difference of texts": 2 * 6 * 4,
        "share of sentences of groups": of_groups[0], "share of texts of groups": of_groups[0],
        "difference of groups": of_groups[1], "difference of texts of groups": of_groups[1],
    }  # fmt: skip
    assert (own["intervals"] <= own["studies"]).all()
    assert (own["coverage"].isna() == (own["intervals"] < simulation.LEAST)).all()


def test_the_method_in_use_is_within_93_to_97_percent_in_most_cells_of_its_measure(table):
    given = table[(table["n_articles"] >= 10) & table["coverage"].notna()]
    within = given["coverage"].between(0.93, 0.97)
    counts = within.groupby([given["measure"], given["method"]]).sum()
    for measure in simulation.AGREEMENT:
        assert counts[measure, SHIPPED] == counts[measure].max()


# -- the simulation ---------------------------------------------------------------------------


def agrees(found: pd.DataFrame, table: pd.DataFrame) -> None:
    both = found.merge(table, on=KEY, suffixes=("", "_there"), validate="one_to_one")
    assert len(both) == len(found)
    rate, known = both["coverage_there"], both["coverage"].notna() & both["coverage_there"].notna()
    error = np.sqrt(rate * (1 - rate) * (1 / both["intervals"] + 1 / both["intervals_there"]))
    assert known.any()
    assert ((both["coverage"] - rate).abs() < 4 * error + 0.002)[known].all()


AGAIN = [
    agreement.Cell(10, 0.4, "strong"),
    agreement.Cell(30, 0.03, "none"),
    agreement.Cell(100, 0.12, "strong"),
]


@each_of("again", AGAIN)
def test_other_draws_give_the_agreement_of_the_table_within_simulation_error(
    again, table, monkeypatch
):
    monkeypatch.setattr(agreement, "CELLS", [again])
    found = simulation.simulate(simulation.of_agreement(500, SEED + 1, compare=False))
    assert len(found) == 4
    agrees(found, table)


@pytest.mark.slow
def test_other_draws_give_the_shares_and_differences_of_the_table(table, monkeypatch):
    monkeypatch.setattr(simulation, "OF_SHARES", (6, 40))
    agrees(simulation.simulate(simulation.of_shares(300, SEED + 1)), table)
    monkeypatch.setattr(simulation, "SHARES", (0.05, 0.15))
    designs = ["n and more, alike", "n and more, n has half as much, families"]
    few = {name: simulation.DESIGNS[name]._replace(sizes=(10,)) for name in designs}
    monkeypatch.setattr(simulation, "DESIGNS", few)
    agrees(simulation.simulate(simulation.of_differences(300, SEED + 1, designs)), table)


@pytest.mark.slow
def test_other_draws_give_the_coverage_of_groups_of_the_table(table, monkeypatch):
    monkeypatch.setattr(simulation, "OUTLETS_OF_GROUPS", (10,))
    monkeypatch.setattr(simulation, "SHARES", (0.15,))
    few = {
        name: design._replace(sizes=(10,)) for name, design in simulation.DESIGNS_OF_GROUPS.items()
    }
    monkeypatch.setattr(simulation, "DESIGNS", few)
    agrees(simulation.simulate(simulation.of_groups(200, SEED + 1)), table)


def test_the_truth_is_what_no_end_of_articles_would_give():
    for prevalence in agreement.PREVALENCES:
        many = agreement.Cell(400_000, prevalence, "strong")
        counts = agreement.drawn(many, replications=1, seed=1)
        true = agreement.truth(prevalence)
        sums = [each.sum() for each in counts]
        assert agreement.alpha(sums) == pytest.approx(true["alpha"], abs=0.005)
        for name, (part, whole) in agreement.parts(counts).items():
            assert part.sum() / whole.sum() == pytest.approx(true[name], abs=0.005)
        positive = (sums[0] + sums[2]) / sum(sums)
        assert positive == pytest.approx(prevalence, abs=0.003)


def test_clustering_varies_prevalence_between_articles_and_none_does_not():
    for clustering, least, most in (("none", 0.09, 0.11), ("strong", 0.26, 0.30)):
        counts = agreement.drawn(agreement.Cell(5000, 0.4, clustering), replications=1, seed=1)
        positive = counts.both + counts.reference
        share = positive / sum(counts)
        assert least <= np.std(share) <= most


def test_coincidence_matrices_of_the_simulation_are_those_of_ratings():
    counts = agreement.drawn(agreement.Cell(5, 0.4, "strong"), replications=1, seed=1)
    units, groups = [], []
    for article, numbers in enumerate(zip(*(each[0] for each in counts), strict=True)):
        for n, unit in zip(numbers, [(1, 1), (1, 0), (0, 1), (0, 0)], strict=True):
            units += [unit] * n
            groups += [article] * n
    ratings, values = np.array(units, float).T, agreement.VALUES
    wanted = coincidences(ratings, values=values, groups=np.array(groups))
    np.testing.assert_array_equal(agreement.matrices(counts)[0], wanted)


def test_intervals_of_the_simulation_are_those_of_the_package():
    counts = agreement.drawn(agreement.Cell(30, 0.12, "strong"), replications=3, seed=1)
    found = dict(agreement.shipped(counts))
    for one, low, high in zip(agreement.matrices(counts), *found["alpha"], strict=True):
        assert (low, high) == alpha_limits(one, values=agreement.VALUES)
    part, whole = agreement.parts(counts)["precision"]
    low, high = found["precision"]
    assert (low[0], high[0]) == share_limits(part[0], whole[0])
    for texts, limits in ((outlets.Texts(), jackknifed), (outlets.Texts(whole=True), wilson)):
        counts = outlets.stories(np.random.default_rng(1), texts, 0.4, (3, 20))
        low, high = simulation.intervals(counts, limits)
        ratios = outlets.ratios(*counts)
        assert list(zip(low, high, strict=True)) == [limits(each) for each in ratios]


def test_texts_of_outlets_are_drawn_as_the_page_says():
    random = np.random.default_rng(1)
    part, whole = outlets.stories(random, outlets.Texts(alike=0.2), 0.15, (1, 40_000))
    assert (whole.min(), np.median(whole), whole.max() <= 120) == (4, 20, True)
    assert part.sum() / whole.sum() == pytest.approx(0.15, abs=0.005)
    shares = outlets.varying(random, 0.15, 0.2, (1, 40_000))
    assert np.var(shares) / (0.15 * 0.85) == pytest.approx(0.2, abs=0.01)
    part, whole = outlets.stories(random, outlets.Texts(families=True, whole=True), 0.4, (1, 9000))
    assert np.unique(whole).tolist() == [1, 2, 3, 4, 5]
    weighted = outlets.Texts(families=True, whole=True, weighted=True)
    part, whole = outlets.stories(random, weighted, 0.4, (1, 9000))
    assert (whole == 1).all()
    assert part.mean() == pytest.approx(0.4, abs=0.02)


@each_of("name", list(simulation.DESIGNS))
def test_the_outlets_of_a_difference_have_the_share_of_their_cell_together(name):
    design = simulation.DESIGNS[name]
    for n in design.sizes:
        for share in simulation.SHARES:
            sides = design.outlets(n, share)
            assert min(size for size, _ in sides) == n == sides[0][0]
            total = sum(size * each for size, each in sides) / sum(size for size, _ in sides)
            assert total == pytest.approx(share)
            assert all(0 < each < 1 for _, each in sides)


def test_coverage_counts_intervals_that_hold_the_truth_among_those_that_there_are():
    low = np.array([0.1, 0.4, np.nan, 0.5] * 50)
    high = np.array([0.3, 0.6, np.nan, 0.6] * 50)
    found = simulation.covered(low, high, 0.5)
    assert found == {"coverage": 0.6667, "below": 0.3333, "intervals": 150}
    few = simulation.covered(low[:40], high[:40], 0.5)
    assert np.isnan(few["coverage"])
    assert few["intervals"] == 30


# -- the page and the wheel -------------------------------------------------------------------


def test_the_page_is_what_the_tables_give(table):
    page = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
    assert page == coverage_page.page(table, pd.read_csv(noise.TABLE))


def test_the_page_shows_each_cell_and_names_those_that_fall_short(table):
    page = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
    for n in (10, 100):
        rows = [cell(table, "alpha", n, p)["strong"] for p in agreement.PREVALENCES]
        assert f"| strong | {n} | " + " | ".join(f"{100 * x:.1f}" for x in rows) in page
    worst = cell(table, "share of texts", 5, 0.03)["single texts"]
    assert worst < LEAST
    assert f"5 articles at 0.03: {100 * worst:.1f} %" in page


def test_reports_say_anything_of_outlets_that_are_alike_in_at_most_5_percent():
    claimed = pd.read_csv(noise.TABLE)
    rows = claimed[claimed["part"] == "noise"]
    assert set(rows["case"]) == set(noise.NOISE)
    error = np.sqrt(0.05 * 0.95 / rows["studies"])
    assert (rows["value"] <= 0.05 + 2 * error).all()
    others = claimed[claimed["quantity"] == "say something of another outlet"]
    assert len(others) == len(noise.POWER)
    assert (others["value"] <= 0.06).all()


@pytest.mark.slow
def test_the_table_is_in_the_wheel(built):
    (wheel,) = built.glob("*.whl")
    assert "framing/compare/coverage.csv" in zipfile.ZipFile(wheel).namelist()


# -- looking up -------------------------------------------------------------------------------

CELLS = [
    Cell(10, 0.05, 0.91), Cell(10, 0.15, 0.94), Cell(10, 0.4, 0.95),
    Cell(20, 0.05, 0.90), Cell(20, 0.15, 0.96), Cell(20, 0.4, 0.98),
    Cell(100, 0.05, 0.99), Cell(100, 0.15, float("nan")), Cell(100, 0.4, 0.89),
]  # fmt: skip
NEAREST = {
    "a simulated cell is itself": (20, 0.15, 0.96),
    "between numbers of articles": (12, 0.15, 0.94),
    "between prevalences": (20, 0.06, 0.90),
    "between both, the worst of four": (19, 0.1, 0.90),
    "a lower prevalence than any": (10, 0.001, 0.91),
    "a higher prevalence than any": (20, 0.5, 0.98),
    "more articles than any": (9000, 0.4, 0.89),
    "a cell that is not known does not count": (50, 0.15, 0.96),
    "above 97 percent it is told as well": (100, 0.05, 0.99),
}


@each_of("n, p, wanted", NEAREST)
def test_coverage_is_the_worst_of_the_cells_around(n, p, wanted, monkeypatch):
    monkeypatch.setattr(looked_up, "_simulated", lambda: {"alpha": CELLS})
    assert observed_coverage("alpha", n, p) == wanted
    told = coverage_told("alpha", n, p)
    assert told["coverage"] == wanted
    assert (told["note"] == COVERAGE_OBSERVED) == (not LEAST <= wanted <= MOST)
    assert Cell(told["coverage_articles"], told["coverage_prevalence"], wanted) in CELLS


@each_of("measure", simulation.MEASURES)
def test_of_a_simulated_cell_it_is_the_worst_over_designs(measure, table):
    own = table[(table["measure"] == measure) & table["coverage"].notna()]
    n = min(100, own["n_articles"].max())  # of groups there are 40 outlets at most
    row = own[own["n_articles"] == n].iloc[-1]
    wanted = cell(table, measure, n, row["prevalence"]).min()
    assert observed_coverage(measure, n, row["prevalence"]) == wanted


def test_fewer_articles_than_were_simulated_are_not_known():
    assert np.isnan(observed_coverage("alpha", 4, 0.4))
    assert coverage_told("alpha", 4, 0.4) == {"note": COVERAGE_UNKNOWN}


def test_where_hardly_any_study_had_an_interval_coverage_is_not_known(table):
    assert cell(table, "recall", 10, 0.03).isna().all()
    assert coverage_told("recall", 10, 0.03) == {"note": COVERAGE_UNKNOWN}


def test_an_unknown_measure_is_refused_with_a_suggestion():
    with pytest.raises(ParameterError, match=r"measure is 'alfa'.*Did you mean 'alpha'\?"):
        observed_coverage("alfa", 30, 0.1)
