"""Coefficients of agreement: published values, other implementations, and what is undefined."""

from __future__ import annotations

import itertools

import krippendorff
import numpy as np
import pytest
from scipy import stats
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa

from framing.errors import ParameterError
from framing.trust.coefficients import (
    LEVELS,
    alpha_limits,
    alphas,
    cohen_kappa,
    coincidences,
    distinct,
    gwet_ac1,
    krippendorff_alpha,
    percent_agreement,
    spread,
)
from tests.cases import each_of

N = float("nan")
# Krippendorff (2011): four coders, twelve units, values 1 to 5
REFERENCE = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
        [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
    ]
)


def ratings(table: list[list[int]]) -> np.ndarray:
    """Turn a table of two coders' values (first: rows) into ratings."""
    cells = [
        (one, other)
        for one, row in enumerate(table)
        for other, n in enumerate(row)
        for _ in range(n)
    ]
    return np.array(cells, dtype="float64").T


def random_ratings(seed: int, *, coders: int = 3, units: int = 30, missing: float = 0.2):
    """Draw values 0 to 4 that coders share three times in four, some of them missing."""
    random = np.random.default_rng(seed)
    true = random.integers(0, 5, units)
    shape = (coders, units)
    given = np.where(random.random(shape) < 0.75, true, random.integers(0, 5, shape))
    return np.where(random.random(shape) < missing, N, given)


# -- published --------------------------------------------------------------------------------

PUBLISHED = {"nominal": 0.743, "ordinal": 0.815, "interval": 0.849, "ratio": 0.797}


@pytest.mark.parametrize(("level", "alpha"), PUBLISHED.items(), ids=PUBLISHED)
def test_alpha_of_the_reference_matrix_is_the_published_one(level, alpha):
    assert krippendorff_alpha(REFERENCE, level=level) == pytest.approx(alpha, abs=5e-4)


def test_kappa_of_cohens_own_table_is_the_published_one():
    # Cohen (1960): 200 units in three categories, observed .70, by chance .41
    table = ratings([[88, 14, 18], [10, 40, 10], [2, 6, 12]])
    assert percent_agreement(table) == 0.70
    assert cohen_kappa(table) == pytest.approx(0.29 / 0.59)
    assert round(cohen_kappa(table), 3) == 0.492


def test_ac1_of_gwets_own_table_is_the_published_one_where_kappa_is_below_zero():
    # Gwet (2008): 125 subjects, two raters, two categories
    table = ratings([[118, 5], [2, 0]])
    assert percent_agreement(table) == 0.944
    assert round(cohen_kappa(table), 4) == -0.0234
    assert round(gwet_ac1(table), 4) == 0.9408


def test_ac1_and_percent_agreement_of_the_reference_matrix_are_the_published_ones():
    # Gwet (2014), four raters with missing ratings
    assert round(gwet_ac1(REFERENCE), 5) == 0.77544
    assert round(percent_agreement(REFERENCE), 5) == 0.81818


# -- independent ------------------------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
def test_alpha_is_that_of_another_implementation(level):
    for seed in range(20):
        table = random_ratings(seed, coders=2 + seed % 4)
        wanted = krippendorff.alpha(table, level_of_measurement=level)
        assert krippendorff_alpha(table, level=level) == pytest.approx(wanted, abs=1e-12)


def test_kappa_of_two_coders_is_that_of_two_other_implementations():
    for seed in range(20):
        one, other = random_ratings(seed, coders=2, missing=0).astype(int)
        found = cohen_kappa(np.array([one, other]))
        counts = np.array([[np.sum((one == a) & (other == b)) for b in range(5)] for a in range(5)])
        assert found == pytest.approx(cohen_kappa_score(one, other), abs=1e-12)
        assert found == pytest.approx(cohens_kappa(counts).kappa, abs=1e-12)


def test_nominal_alpha_of_complete_ratings_is_fleiss_kappa_with_its_small_sample_term():
    for seed in range(10):
        table = random_ratings(seed, missing=0)
        counts = np.array([[np.sum(unit == v) for v in range(5)] for unit in table.T])
        kappa = fleiss_kappa(counts)
        assert krippendorff_alpha(table) == pytest.approx(kappa + (1 - kappa) / table.size)


def by_loops(table: np.ndarray) -> tuple[float, float]:
    """Percent agreement and AC1, unit by unit and pair by pair."""
    units = [[rating for rating in unit if rating == rating] for unit in table.T]
    units = [unit for unit in units if unit]
    agreed = []
    for unit in units:
        pairs = list(itertools.permutations(unit, 2))
        if pairs:
            agreed.append(sum(one == other for one, other in pairs) / len(pairs))
    observed = sum(agreed) / len(agreed)
    values = {rating for unit in units for rating in unit}
    chance = 0.0
    for value in values:
        share = sum(unit.count(value) / len(unit) for unit in units) / len(units)
        chance += share * (1 - share) / (len(values) - 1)
    return observed, (observed - chance) / (1 - chance)


def test_percent_agreement_and_ac1_are_their_formulas_written_out():
    for seed in range(20):
        table = random_ratings(seed, coders=2 + seed % 4)
        found = percent_agreement(table), gwet_ac1(table)
        assert found == pytest.approx(by_loops(table), abs=1e-12)


# -- undefined --------------------------------------------------------------------------------

UNDEFINED = {
    "no unit": np.empty((2, 0)),
    "nothing decided": np.full((2, 3), N),
    "no unit decided by two": np.array([[1, N], [N, 0]]),
    "one value throughout": np.ones((2, 3)),
}


@each_of("table", UNDEFINED)
@each_of("coefficient", [krippendorff_alpha, cohen_kappa, gwet_ac1])
def test_what_is_undefined_is_missing(coefficient, table):
    assert np.isnan(coefficient(table))


@pytest.mark.parametrize("level", LEVELS)
def test_alpha_is_undefined_without_variation_at_every_level(level):
    assert np.isnan(krippendorff_alpha(np.full((3, 4), 2.0), level=level))


def test_percent_agreement_needs_no_variation_but_a_unit_with_two_ratings():
    assert percent_agreement(np.ones((2, 3))) == 1
    assert np.isnan(percent_agreement(np.array([[1, N], [N, 0]])))


def test_kappa_of_more_than_two_coders_is_missing():
    assert np.isnan(cohen_kappa(REFERENCE))


def test_units_with_one_rating_change_neither_alpha_nor_kappa():
    table = np.array([[1, 0, 1, 0, 1.0], [1, 0, 1, 1, N]])
    assert krippendorff_alpha(table) == krippendorff_alpha(table[:, :4])
    assert cohen_kappa(table) == cohen_kappa(table[:, :4])


def test_an_unknown_level_is_refused_with_a_suggestion():
    with pytest.raises(ParameterError, match=r"level is 'nominel'.*Did you mean 'nominal'\?"):
        krippendorff_alpha(REFERENCE, level="nominel")


def test_a_negative_value_at_the_ratio_level_is_refused():
    with pytest.raises(ParameterError, match="a value is -1; a ratio has no negative values"):
        krippendorff_alpha(np.array([[-1.0, 2], [1, 2]]), level="ratio")


def test_ratings_that_are_no_table_are_refused():
    with pytest.raises(ParameterError, match="ratings has 1 dimensions; two are needed"):
        percent_agreement(np.array([1, 0]))


# -- metamorphic ------------------------------------------------------------------------------

RENAMED = {
    "nominal": lambda v: (v * 3) % 5,
    "ordinal": lambda v: v**3 + v,
    "interval": lambda v: 10 - 2 * v,
    "ratio": lambda v: 7 * v,
}


@pytest.mark.parametrize(("level", "rename"), RENAMED.items(), ids=RENAMED)
def test_each_level_allows_its_own_change_of_values(level, rename):
    table = random_ratings(1)
    wanted = krippendorff_alpha(table, level=level)
    assert krippendorff_alpha(rename(table), level=level) == pytest.approx(wanted, abs=1e-12)


@pytest.mark.parametrize("coefficient", [krippendorff_alpha, percent_agreement, gwet_ac1])
def test_the_order_of_coders_and_units_changes_nothing(coefficient):
    table = random_ratings(2)
    shuffled = np.random.default_rng(1).permuted(np.arange(table.shape[1]))
    assert coefficient(table[::-1, shuffled]) == pytest.approx(coefficient(table), abs=1e-12)


def test_coincidences_add_up_over_articles_and_leaving_one_out_is_a_subtraction():
    table, groups = random_ratings(3), np.arange(30) % 4
    values = distinct(table)
    matrices = coincidences(table, values=values, groups=groups)
    np.testing.assert_allclose(matrices.sum(axis=0), coincidences(table, values=values)[0])
    without = alphas(matrices.sum(axis=0) - matrices, values=values)
    wanted = [krippendorff_alpha(table[:, groups != group]) for group in range(4)]
    np.testing.assert_allclose(without, wanted, rtol=1e-12)


# -- the interval of alpha --------------------------------------------------------------------


def articles(*tables: str) -> tuple[np.ndarray, np.ndarray]:
    """Make ratings of two coders and the number of each unit's article, from "11 10 00"."""
    units = [(number, unit) for number, table in enumerate(tables) for unit in table.split()]
    pairs = np.array([[float(rating) for rating in unit] for _, unit in units]).T
    return pairs, np.array([number for number, _ in units])


def limits(given: tuple[np.ndarray, np.ndarray], level: str = "nominal") -> tuple[float, float]:
    table, groups = given
    values = distinct(table)
    matrices = coincidences(table, values=values, groups=groups)
    return alpha_limits(matrices, values=values, level=level)


SOME = ("11 10 00 00", "11 11 00", "01 00 00 00 11", "11 00 00", "00 00 10 00")


@pytest.mark.parametrize("level", LEVELS)
def test_the_interval_is_the_jackknife_written_out_on_the_scale_of_log_one_less_alpha(level):
    table, groups = articles(*SOME)
    whole = krippendorff.alpha(table, level_of_measurement=level)
    without = [
        krippendorff.alpha(table[:, groups != group], level_of_measurement=level)
        for group in range(5)
    ]
    error = np.sqrt(4 / 5 * sum((one - whole) ** 2 for one in without))
    positives = [table[:, groups == group].sum() for group in range(5)]
    assert positives == [3, 4, 3, 2, 1]  # ones are rarer, so articles count by them
    effective = 13**2 / (9 + 16 + 9 + 4 + 1)
    half = stats.t.ppf(0.975, effective - 1) * error / (1 - whole)
    wanted = 1 - (1 - whole) * np.exp(half), 1 - (1 - whole) * np.exp(-half)
    assert limits((table, groups), level) == pytest.approx(wanted, rel=1e-9)


def test_t_times_the_error_of_equal_articles_is_that_of_a_mean():
    # the jackknife of a mean of 4 numbers is its standard error; 4 equal articles, 3 degrees
    numbers = np.array([1.0, 2, 4, 9])
    without = (numbers.sum() - numbers) / 3
    wanted = stats.t.ppf(0.975, 3) * stats.sem(numbers)
    assert spread(numbers.mean(), without, np.ones(4)) == pytest.approx(wanted, rel=1e-9)


def test_without_disagreement_the_lower_limit_is_that_after_one():
    low, high = limits(articles(*["11 00 00"] * 10))
    assert high == 1
    assert low == limits(articles("10 00 00", *["11 00 00"] * 9))[0]
    assert 0 < low < 1


def test_without_disagreement_more_articles_bring_the_lower_limit_nearer_to_one():
    lows = [limits(articles(*["11 00 00"] * n))[0] for n in (5, 10, 20, 40)]
    assert lows == sorted(lows)


UNKNOWN = {
    "all are alike": ["11 10 00"] * 10,
    "one article holds all positives": ["11 10", *["00"] * 9],
    "no variation": ["00"] * 10,
    "one article holds all positives, without disagreement": ["11 11", *["00"] * 9],
}


@pytest.mark.parametrize("tables", UNKNOWN.values(), ids=UNKNOWN)
def test_the_interval_is_missing_where(tables):
    assert np.isnan(limits(articles(*tables))).all()


def test_the_interval_lies_around_alpha_and_within_minus_one_and_one():
    for seed in range(20):
        random = np.random.default_rng(seed)
        table, groups = random.integers(0, 2, (2, 60)).astype(float), np.arange(60) // 5
        low, high = limits((table, groups))
        assert -1 <= low < krippendorff_alpha(table) < high < 1


def test_four_times_the_articles_halve_the_interval_on_its_scale():
    table, groups = articles(*SOME * 20)
    more = np.tile(table, 4), np.concatenate([groups + 100 * time for time in range(4)])

    def width(given):
        low, high = limits(given)
        return np.log((1 - low) / (1 - high))

    assert width((table, groups)) / width(more) == pytest.approx(2, abs=0.03)


def test_names_of_values_and_order_of_articles_do_not_move_the_interval():
    table, groups = articles(*SOME)
    assert limits((1 - table, groups)) == pytest.approx(limits((table, groups)), rel=1e-12)
    assert limits((table, 4 - groups)) == limits((table, groups))


def test_equally_common_values_can_be_exchanged():
    given = articles("11 11 11 10", "00 00", "00 01", "11 00")
    assert given[0].sum() == given[0].size / 2
    assert limits((1 - given[0], given[1])) == pytest.approx(limits(given), rel=1e-12)


def test_of_equally_common_values_the_one_in_fewer_articles_decides_on_t():
    table, groups = articles("11 11 10 11 11 11 11", "00 00 00", "01 00", "00 10 00")
    ones = np.array([table[:, groups == group].sum() for group in range(4)])
    zeros = np.array([1, 6, 3, 5])
    assert ones.tolist() == [13, 0, 1, 1]
    alpha = krippendorff_alpha(table)
    without = [krippendorff_alpha(table[:, groups != group]) for group in range(4)]
    error = np.sqrt(3 / 4 * sum((one - alpha) ** 2 for one in without))
    effective = min(15**2 / (counts**2).sum() for counts in (ones, zeros))
    wide = stats.t.ppf(0.975, max(1, effective - 1)) * error / (1 - alpha)
    assert limits((table, groups))[1] == pytest.approx(1 - (1 - alpha) * np.exp(-wide), rel=1e-9)


def test_the_lower_limit_is_never_below_minus_one():
    low, high = limits(articles("10 00", "11 00", "01 00", "00 00"))
    assert low == -1 < high


def test_a_frame_in_few_articles_has_a_wider_interval_than_t_for_all_of_them():
    table, groups = articles("11 11 10 11 11", "11 10 11 11", "11", *["00 00 00"] * 9)
    low, high = limits((table, groups))
    alpha = krippendorff_alpha(table)
    without = [krippendorff_alpha(table[:, groups != group]) for group in range(12)]
    error = np.sqrt(11 / 12 * sum((one - alpha) ** 2 for one in without))
    assert np.log((1 - low) / (1 - high)) > 2 * stats.t.ppf(0.975, 11) * error / (1 - alpha)


# -- what is a value, and in which order ------------------------------------------------------


def test_the_order_of_an_ordinal_level_is_that_of_numbers_and_never_of_letters():
    numbers = np.array([[2, 10, 9, 2], [2, 10, 10, 9]])
    wanted = krippendorff.alpha(numbers, level_of_measurement="ordinal")
    assert krippendorff_alpha(numbers.astype("str"), level="ordinal") == pytest.approx(wanted)


@each_of("level", LEVELS)
def test_words_are_refused_since_they_tell_no_order(level):
    words = np.array([["low", "high"], ["low", "mid"]])
    with pytest.raises(
        ParameterError, match=r"ratings holds words .*'low'.* Give each value a numb"
    ):
        krippendorff_alpha(words, level=level)


@each_of("level", LEVELS)
def test_values_that_only_rounding_tells_apart_are_one(level):
    plain = np.array([[0.3, 0.7, 0.3, 0.8], [0.3, 0.7, 0.8, 0.8]])
    rounded = np.array([[0.1 + 0.2, 0.7, 0.3, 0.8], [0.3, 0.1 + 0.6, 0.8, 0.7 + 0.1]])
    assert (rounded != plain).sum() >= 2
    same = krippendorff_alpha(plain, level=level)
    assert krippendorff_alpha(rounded, level=level) == pytest.approx(same, abs=1e-12)
    assert percent_agreement(rounded) == percent_agreement(plain) == 0.75
    assert cohen_kappa(rounded) == pytest.approx(cohen_kappa(plain))


def test_values_that_differ_by_more_stay_apart():
    assert percent_agreement(np.array([[0.3, 1e6], [0.3001, 1e6]])) == 0.5
