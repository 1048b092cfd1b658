"""Keyness: which words set groups apart, by published values, by loops, and by chance."""

from __future__ import annotations

import math
from collections import Counter
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from scipy.stats import chi2, kstest
from scipy.stats.contingency import chi2_contingency

from framing.compare.resample import DRAWS, benjamini_hochberg
from framing.errors import ParameterError, TableError
from framing.tables.codes import (
    FEW_FAMILIES,
    FEW_TEXTS,
    NO_OTHER_WORD,
    NOT_RESAMPLED,
    NOT_USED_HERE,
    ONE_TEXT,
    USED_HERE_ALONE,
)
from framing.tables.require import cell_of, empty
from framing.words.keyness import MORE, REST, _drawn, keyness
from framing.words.stability import FIRST, RESAMPLES
from tests.cases import each_of

NUMBERS = ["log_ratio", "G2", "log_odds", "z"]
SYMMETRIC = ["G2", "p", "q", "n_words_target", "n_words_reference"]


def words(**articles: str) -> pd.DataFrame:
    """List words of articles; the first letter of an article's name is its outlet."""
    rows = [
        {"article": article, "outlet": article[0].upper(), "start": place, "token": token}
        for article, text in articles.items()
        for place, token in enumerate(text.split())
    ]
    return pd.DataFrame(rows)


def drawn(
    *, seed: int, articles: int = 20, length: int = 60, outlets: str = "AB", stay: float = 0.0
) -> pd.DataFrame:
    """Draw articles from one vocabulary, whatever the outlet.

    ``stay`` is the chance that a word repeats an earlier one of its article.
    """
    random = np.random.default_rng(seed)
    names = np.array([f"word{number}" for number in range(40)])
    rows = []
    for number in range(articles):
        size = int(random.integers(length // 2, 2 * length))
        chosen = random.integers(0, len(names), size)
        for place in np.nonzero(random.random(size) < stay)[0]:
            chosen[place] = chosen[random.integers(0, max(place, 1))]
        outlet = outlets[number % len(outlets)]
        rows.append(
            pd.DataFrame({"article": f"a{number:03}", "outlet": outlet, "start": range(size),
                          "token": names[chosen]})
        )  # fmt: skip
    return pd.concat(rows, ignore_index=True)


def counts(tokens: pd.DataFrame, group: str, *, but: bool = False) -> Counter:
    return Counter(tokens[(tokens["outlet"] == group) != but]["token"])


def row(table: pd.DataFrame, group: str, feature: str) -> pd.Series:
    (found,) = (table.loc[i] for i in table.query("group == @group and feature == @feature").index)
    return found


SMALL = words(
    a1="fate fate of kyiv talks", a2="fate talks talks",
    b1="talks of talks in kyiv", b2="kyiv talks peace",
)  # fmt: skip


# -- whole tables -----------------------------------------------------------------------------


def test_a_row_is_a_group_and_a_feature_with_its_counts_rates_and_texts():
    found = keyness(SMALL, min_count=1)
    wanted = pd.DataFrame(
        {"group": ["A"] * 4 + ["B"] * 4, "reference": REST,
         "feature": ["fate", "talks", "peace", "kyiv", "kyiv", "peace", "talks", "fate"],
         "n_target": [3, 3, 0, 1, 2, 1, 3, 0], "n_reference": [0, 3, 1, 2, 1, 0, 3, 3],
         "n_words_target": 8, "n_words_reference": 8,
         "n_articles": [2, 2, 0, 1, 2, 1, 2, 0], "n_articles_reference": [0, 2, 1, 2, 1, 0, 2, 2],
         "per_1000_target": [375.0, 375.0, 0.0, 125.0, 250.0, 125.0, 375.0, 0.0],
         "per_1000_reference": [0.0, 375.0, 125.0, 250.0, 125.0, 0.0, 375.0, 375.0]}
    )  # fmt: skip
    order = ["group", "feature"]
    assert_frame_equal(
        found[list(wanted)].sort_values(order, ignore_index=True),
        wanted.sort_values(order, ignore_index=True),
        check_dtype=False,
    )


def test_rows_are_in_the_order_of_group_z_and_name():
    found = keyness(SMALL, min_count=1)
    assert found["group"].to_list() == ["A"] * 4 + ["B"] * 4
    assert found["feature"].to_list()[:4] == ["fate", "talks", "kyiv", "peace"]
    assert found["feature"].to_list()[4:] == ["peace", "kyiv", "talks", "fate"]
    ties = keyness(words(a1="delta alpha common", b1="gamma beta common"), min_count=1)
    of_a = ties[ties["group"] == "A"]["feature"].to_list()
    assert of_a == ["alpha", "delta", "common", "beta", "gamma"]


def test_function_words_numbers_and_single_letters_have_no_row_but_are_in_the_base():
    tokens = words(a1="the fate of 27 x kyiv's", b1="the talks")
    found = keyness(tokens, min_count=1)
    assert sorted(set(found["feature"])) == ["fate", "kyiv", "talks"]
    assert row(found, "A", "fate")["n_words_target"] == 6
    assert row(found, "A", "fate")["per_1000_target"] == pytest.approx(1000 / 6)
    assert row(found, "A", "talks")["per_1000_reference"] == pytest.approx(1000 / 2)
    every = keyness(tokens, min_count=1, stop_words=False)
    assert {"the", "of", "27", "x"} < set(every["feature"])


def test_variants_are_folded_on_request():
    tokens = words(a1="favour favor", b1="talks")
    assert row(keyness(tokens, min_count=1, variants=True), "A", "favor")["n_target"] == 2
    assert row(keyness(tokens, min_count=1), "A", "favour")["n_target"] == 1


@pytest.mark.parametrize(("least", "kept"), [(3, {"fate", "kyiv", "talks"}), (4, {"talks"})])
def test_features_that_stand_less_often_on_both_sides_together_are_left_out(least, kept):
    found = keyness(SMALL, min_count=least)
    assert set(found["feature"]) == kept
    assert_frame_equal(
        found[["group", "feature", *NUMBERS]],
        keyness(SMALL, min_count=1)
        .query("feature in @kept")[["group", "feature", *NUMBERS]]
        .reset_index(drop=True),
    )


def test_the_rest_is_all_other_groups_and_a_reference_is_one_of_them():
    tokens = words(a1="fate talks", b1="fate fate talks", c1="talks talks talks fate")
    rest = row(keyness(tokens, min_count=1), "A", "fate")
    assert rest[["n_target", "n_reference", "n_words_reference"]].to_list() == [1, 3, 7]
    one = keyness(tokens, min_count=1, reference="C")
    assert set(one["group"]) == {"A", "B"}
    assert set(one["reference"]) == {"C"}
    fate = row(one, "A", "fate")
    assert fate[["n_target", "n_reference", "n_words_reference"]].to_list() == [1, 1, 4]


def test_any_column_of_the_words_can_be_the_groups():
    tokens = words(a1="fate talks", b1="talks talks").assign(week=[7, 7, 8, 8])
    found = keyness(tokens, by="week", min_count=1)
    assert row(found, "7", "talks")[["n_target", "n_reference"]].to_list() == [1, 2]


# -- published and independent values ---------------------------------------------------------


def test_g2_is_that_of_four_cells():
    tokens = words(a1="talks " * 7 + "fate " * 3, b1="talks " * 2 + "fate " * 7)
    assert row(keyness(tokens), "A", "talks")["G2"] == pytest.approx(4.535, abs=5e-4)


def test_g2_is_the_log_likelihood_ratio_of_scipy():
    tokens = drawn(seed=1, outlets="AAB")
    found = keyness(tokens, min_count=1)
    for each in found.to_dict("records"):
        y_i, y_j = each["n_target"], each["n_reference"]
        cells = [[y_i, y_j], [each["n_words_target"] - y_i, each["n_words_reference"] - y_j]]
        wanted = chi2_contingency(cells, lambda_="log-likelihood", correction=False).statistic
        assert each["G2"] == pytest.approx(wanted, rel=1e-9, abs=1e-9)


def test_the_log_ratio_says_how_many_times_the_rate_doubles():
    tokens = words(a1="talks " * 8 + "fate " * 92, b1="talks " * 4 + "fate " * 196)
    assert row(keyness(tokens), "A", "talks")["log_ratio"] == pytest.approx(2)  # 8 % against 2 %
    assert row(keyness(tokens), "B", "talks")["log_ratio"] == pytest.approx(-2)


def monroe(tokens: pd.DataFrame, group: str, feature: str, prior: float) -> tuple[float, float]:
    """Write the paper's equations out for one word, group against rest."""
    here, there, pooled = (
        counts(tokens, group), counts(tokens, group, but=True), Counter(tokens["token"])
    )  # fmt: skip
    alpha = {word: prior * n / sum(pooled.values()) for word, n in pooled.items()}
    alpha_0 = sum(alpha.values())
    omega = []
    for side in (here, there):
        part = side[feature] + alpha[feature]
        omega.append(part / (sum(side.values()) + alpha_0 - part))
    delta = math.log(omega[0]) - math.log(omega[1])  # eq 16
    variance = 1 / (here[feature] + alpha[feature]) + 1 / (there[feature] + alpha[feature])  # eq 20
    return delta, delta / math.sqrt(variance)  # eq 22


@pytest.mark.parametrize("prior", [1, 500, 20_000])
def test_log_odds_and_z_are_those_of_the_papers_equations(prior):
    tokens = drawn(seed=2, outlets="AABC").replace({"word0": "the"})  # no row, but in the base
    found = keyness(tokens, min_count=1, prior=prior)
    wanted = [
        monroe(tokens, group, feature, prior)
        for group, feature in found[["group", "feature"]].to_numpy()
    ]
    np.testing.assert_allclose(found[["log_odds", "z"]], wanted, rtol=1e-9, atol=1e-12)


def test_the_prior_is_the_whole_corpus_also_against_one_group():
    tokens = words(a1="fate talks", b1="fate fate talks", c1="talks talks talks fate peace")
    found = row(keyness(tokens, reference="B", min_count=1, prior=30), "A", "fate")
    alpha = 30 * 4 / 10
    one, other = (1 + alpha) / (2 + 30 - 1 - alpha), (2 + alpha) / (3 + 30 - 2 - alpha)
    delta = math.log(one / other)
    assert found["log_odds"] == pytest.approx(delta)
    assert found["z"] == pytest.approx(delta / math.sqrt(1 / (1 + alpha) + 1 / (2 + alpha)))


def test_a_heavier_prior_draws_differences_towards_none():
    sizes = [abs(row(keyness(SMALL, min_count=1, prior=p), "A", "fate")["z"]) for p in (1, 50, 5e4)]
    assert sizes[0] > sizes[1] > sizes[2]
    assert sizes[2] < 0.1


def test_with_every_division_listed_p_is_the_share_of_divisions_as_far_apart():
    """5 against 5 articles: 252 divisions, so many that 2,000 draws come near the true share."""
    random = np.random.default_rng(5)
    held = random.poisson(2, 10)
    rest = random.integers(15, 25, 10)
    texts = {
        f"{'ab'[n % 2]}{n}": "fate " * held[n] + "talks " * rest[n] + "the " for n in range(10)
    }
    tokens = words(**texts)
    found = row(keyness(tokens, min_count=1, prior=50), "A", "fate")

    def delta(own: tuple[int, ...]) -> float:
        chosen = {list(texts)[n] for n in own}
        return monroe(
            tokens.assign(outlet=tokens["article"].isin(chosen).map({True: "A", False: "B"})),
            "A", "fate", 50,
        )[0]  # fmt: skip

    divisions = np.array([delta(own) for own in combinations(range(10), 5)])
    tails = [
        np.mean(divisions >= found["log_odds"] - 1e-9),
        np.mean(divisions <= found["log_odds"] + 1e-9),
    ]
    truth = min(tails)
    assert 0.05 < truth < 0.45
    error = math.sqrt(truth * (1 - truth) / DRAWS)
    assert found["p"] == pytest.approx(2 * truth, abs=2 * 4 * error)


def test_a_word_of_one_group_alone_is_further_from_chance_than_one_of_most_of_it():
    """Of 5 texts against 25, one word stands in the 5 alone, one in 3 of them and 2 others."""
    texts = {f"{'a' if n < 5 else 'b'}{n:02}": "talks talks" for n in range(30)}
    for n, text in texts.items():
        alone, mostly = n[0] == "a", n in ("a00", "a01", "a02", "b05", "b06")
        texts[n] = text + " fate" * alone + " peace" * mostly
    found = keyness(words(**texts), reference="B").set_index("feature")
    assert found.loc["fate", "p"] < found.loc["peace", "p"] < 0.05
    assert found.loc["fate", "log_odds"] > found.loc["peace", "log_odds"]


def test_no_p_is_zero_since_the_observed_order_counts():
    texts = {f"{o}{n}": f"{w} " * 9 for o, w in zip("ab", ("fate", "talks"), strict=True)
             for n in range(12)}  # fmt: skip
    assert keyness(words(**texts))["p"].to_list() == [2 / (MORE * DRAWS + 1)] * 4


def test_an_order_as_far_apart_as_the_observed_one_counts():
    texts = {f"{o}{n}": "fate talks talks" for o in "ab" for n in range(6)}
    assert keyness(words(**texts))["p"].to_list() == [1.0] * 4


def test_q_is_over_all_rows_of_the_table():
    found = keyness(drawn(seed=3, outlets="ABC", articles=30))
    pd.testing.assert_series_equal(found["q"], benjamini_hochberg(found["p"]), check_names=False)
    assert found["q"].notna().all()


# -- how often chance makes a difference ------------------------------------------------------


@pytest.mark.slow
def test_where_nothing_differs_p_is_as_often_small_as_it_says():
    p = pd.concat([keyness(drawn(seed=s, outlets="AAB"), reference="B")["p"] for s in range(25)])
    assert 0.035 < (p < 0.05).mean() < 0.065
    assert kstest(p, "uniform").statistic < 0.05


@pytest.mark.slow
def test_words_repeated_within_articles_deceive_a_test_over_words_and_not_one_over_articles():
    tables = [keyness(drawn(seed=s, stay=0.7), reference="B") for s in range(25)]
    found = pd.concat(tables)
    assert (chi2.sf(found["G2"], 1) < 0.05).mean() > 0.45
    assert 0.03 < (found["p"] < 0.05).mean() < 0.07


def test_a_planted_word_is_found_among_forty():
    tokens = drawn(seed=4, articles=40)
    plant = (tokens["start"] % 20 == 0) & (tokens["outlet"] == "A")
    found = keyness(tokens.assign(token=tokens["token"].mask(plant, "planted")))
    first = found.iloc[0]
    assert (first["group"], first["feature"]) == ("A", "planted")
    assert first["q"] < 0.05


def test_a_dozen_planted_words_are_found_among_two_thousand():
    """By 2,000 shuffles alone the least q would be about 2,000 / 2,001 / 12."""
    random = np.random.default_rng(9)
    tokens = drawn(seed=10, articles=40, length=150)
    rare = np.array([f"rare{number}" for number in range(2000)])
    tokens["token"] = rare[random.integers(0, 2000, len(tokens))]
    plant = (tokens["start"] % 5 == 0) & (tokens["outlet"] == "A")
    names = [f"planted{number}" for number in range(12)]
    tokens["token"] = tokens["token"].mask(plant, random.choice(names, len(tokens)))
    found = keyness(tokens, reference="B", min_count=1)
    assert len(found) > 1900
    assert set(found[found["q"] < 0.05]["feature"]) == set(names)


def test_the_texts_of_one_story_are_shuffled_as_if_they_were_one_text():
    tokens = drawn(seed=2, articles=24, length=40)
    number = tokens["article"].str[1:].astype(int)
    tokens["family"] = "s" + (number // 4 * 2 + number % 2).astype("str")  # two of one outlet
    joined = tokens.assign(article=tokens["family"], start=range(len(tokens)))
    apart, as_one = keyness(tokens, reference="B"), keyness(joined, reference="B")
    assert_frame_equal(apart[["feature", "z", "p"]], as_one[["feature", "z", "p"]])
    alone = keyness(tokens.drop(columns="family"), reference="B")
    assert (alone["p"] != apart["p"]).any()


@pytest.mark.slow
def test_copies_of_one_story_count_as_one():
    """Each story is printed four times by its outlet; copies are no further evidence."""
    share = {"as texts": [], "as stories": []}
    for seed in range(15):
        stories = drawn(seed=seed, articles=12, length=40)
        copies = [stories.assign(article=stories["article"] + str(n), family=stories["article"])
                  for n in range(4)]  # fmt: skip
        tokens = pd.concat(copies)
        share["as stories"].extend(keyness(tokens, reference="B")["p"])
        share["as texts"].extend(keyness(tokens.drop(columns="family"), reference="B")["p"])
    small = {how: np.mean(np.array(p) < 0.05) for how, p in share.items()}
    assert small["as texts"] > 0.2
    assert 0.02 < small["as stories"] < 0.08


# -- small samples ----------------------------------------------------------------------------

FEW = {
    "one text against many": (1, 9, ONE_TEXT),
    "many against one text": (9, 1, ONE_TEXT),
    "four texts against many": (4, 9, FEW_TEXTS),
    "many against four texts": (9, 4, FEW_TEXTS),
    "five against five": (5, 5, ""),
}


@pytest.mark.parametrize(("n_a", "n_b", "note"), FEW.values(), ids=FEW)
def test_below_five_texts_on_either_side_there_is_no_p_and_no_q(n_a, n_b, note):
    texts = {f"{o}{n}": "fate talks" for o, m in (("a", n_a), ("b", n_b)) for n in range(m)}
    found = keyness(words(**texts))
    alone = {name for name, n in (("A", n_a), ("B", n_b)) if n == 1}
    for group, rows in found.groupby("group"):
        assert set(rows["note"]) == {cell_of(note, NOT_RESAMPLED * (group in alone))}
    assert found[["p", "q"]].isna().all(axis=None) == bool(note)
    assert found[NUMBERS].notna().all(axis=None)


def test_five_texts_of_fewer_stories_have_no_p():
    texts = {f"{o}{n}": "fate talks" for o in "ab" for n in range(5)}
    tokens = words(**texts)
    family = tokens["article"].replace({"b0": "story", "b1": "story"})
    assert set(keyness(tokens.assign(family=family))["note"]) == {FEW_FAMILIES}
    # a story that both sides print is one on each
    family = tokens["article"].replace({"a0": "story", "b1": "story"})
    assert set(keyness(tokens.assign(family=family))["note"]) == {""}


def test_a_word_of_one_side_alone_has_no_log_ratio_and_the_note_says_why():
    found = keyness(SMALL, min_count=1)
    assert row(found, "A", "fate")["note"] == f"{FEW_TEXTS};{USED_HERE_ALONE}"
    assert row(found, "B", "fate")["note"] == f"{FEW_TEXTS};{NOT_USED_HERE}"
    assert row(found, "A", "talks")["note"] == FEW_TEXTS
    none = (found["n_target"] == 0) | (found["n_reference"] == 0)
    assert found["log_ratio"].isna().to_list() == none.to_list()
    assert found[["G2", "log_odds", "z"]].notna().all(axis=None)


def test_a_corpus_of_one_word_has_no_odds():
    texts = {f"{o}{n}": "talks" for o in "ab" for n in range(5)}
    found = keyness(words(**texts))
    assert found["G2"].to_list() == [0, 0]
    assert found[["log_odds", "z", "p", "q"]].isna().all(axis=None)
    assert found["note"].to_list() == [NO_OTHER_WORD] * 2


def test_one_group_has_nothing_to_be_compared_with():
    assert_frame_equal(keyness(words(a1="fate", a2="talks"), min_count=1), empty("keyness"))
    nothing = keyness(words(a1="the", b1="of"), min_count=1)
    assert_frame_equal(nothing, empty("keyness"))
    assert keyness(SMALL, min_count=99).empty
    assert keyness(SMALL[:0]).empty


# -- metamorphic ------------------------------------------------------------------------------

CORPUS = drawn(seed=6, outlets="AABC", articles=32, stay=0.3)


def test_doubling_the_corpus_doubles_g2_and_leaves_rates_and_log_ratio():
    twice = pd.concat([CORPUS, CORPUS.assign(start=CORPUS["start"] + 1000)])
    one, two = (
        keyness(tokens, min_count=1).sort_values(["group", "feature"], ignore_index=True)
        for tokens in (CORPUS, twice)
    )
    np.testing.assert_allclose(two["G2"], 2 * one["G2"], atol=1e-9)
    rates = ["per_1000_target", "per_1000_reference", "log_ratio"]
    np.testing.assert_allclose(two[rates], one[rates])


def test_doubling_corpus_and_prior_leaves_the_log_odds_and_multiplies_z_by_root_two():
    twice = pd.concat([CORPUS, CORPUS.assign(start=CORPUS["start"] + 1000)])
    one = keyness(CORPUS, prior=300).sort_values(["group", "feature"])
    two = keyness(twice, prior=600).query("feature in @one.feature")
    two = two.sort_values(["group", "feature"])
    np.testing.assert_allclose(two["log_odds"], one["log_odds"], atol=1e-12)
    np.testing.assert_allclose(two["z"], one["z"] * math.sqrt(2), atol=1e-12)


def test_exchanging_two_sides_changes_the_sign_of_z_and_nothing_of_p():
    tokens = drawn(seed=7, outlets="AAB", stay=0.3)
    found = keyness(tokens).set_index("feature")
    a, b = (found[found["group"] == group].sort_index() for group in "AB")
    np.testing.assert_allclose(
        a[["log_ratio", "log_odds", "z"]], -b[["log_ratio", "log_odds", "z"]]
    )
    np.testing.assert_allclose(a["G2"], b["G2"])
    np.testing.assert_array_equal(a["p"], b["p"])


def test_the_order_of_rows_changes_nothing():
    shuffled = CORPUS.sample(frac=1, random_state=8)
    assert_frame_equal(keyness(shuffled), keyness(CORPUS))


def test_renaming_groups_changes_no_digit():
    new = {"A": "Zeitung", "B": "Écho", "C": "Beacon"}
    renamed = keyness(CORPUS.assign(outlet=CORPUS["outlet"].map(new)))
    wanted = keyness(CORPUS)
    wanted = wanted.assign(group=wanted["group"].map(new)).sort_values(
        "group", kind="stable", ignore_index=True
    )
    assert_frame_equal(renamed, wanted, check_exact=True)


def test_the_same_seed_gives_the_same_table_and_another_moves_only_p_q_and_stability():
    one, other = keyness(CORPUS), keyness(CORPUS, seed=1)
    assert_frame_equal(keyness(CORPUS), one, check_exact=True)
    drawn_by = ["p", "q", "stability"]
    assert_frame_equal(one.drop(columns=drawn_by), other.drop(columns=drawn_by))
    for name, near in (("p", 0.07), ("stability", 0.12)):
        assert not one[name].equals(other[name])
        np.testing.assert_allclose(one[name], other[name], atol=near)


# -- dispersion, and the place of a word in texts drawn anew ----------------------------------


def test_dispersion_is_the_normed_dp_of_the_published_example():
    """Gries (2008): "a" in five parts of 9, 10, 10, 10 and 11 words, 1 to 5 times: DP .18."""
    sizes = (9, 10, 10, 10, 11)
    parts = {f"a{n}": "fate " * (n + 1) + "talks " * (size - n - 1) for n, size in enumerate(sizes)}
    found = row(keyness(words(**parts, b0="peace")), "A", "fate")
    assert found["dispersion"] == pytest.approx(0.18 / (1 - 9 / 50))


def test_dispersion_is_that_of_the_papers_formula_over_the_groups_own_texts():
    tokens = drawn(seed=12, outlets="AAB", stay=0.5).replace({"word0": "the"})
    found = keyness(tokens, min_count=1)
    for each in found.to_dict("records"):
        own = tokens[tokens["outlet"] == each["group"]]
        texts = [list(rows) for _, rows in own.groupby("article")["token"]]
        of_word = [rows.count(each["feature"]) for rows in texts]
        expected = [len(rows) / len(own) for rows in texts]
        dp = sum(abs(n / sum(of_word) - s) for n, s in zip(of_word, expected, strict=True)) / 2
        assert each["dispersion"] == pytest.approx(dp / (1 - min(expected)))


@each_of("texts, wanted", {
    "alike in each text": (["fate talks", "fate talks", "fate talks"], 0),
    "in the shortest text alone": (["fate", "talks talks", "talks talks"], 1),
    "in one of three alike": (["fate", "talks", "talks"], 1),
})  # fmt: skip
def test_dispersion_runs_from_even_to_one_text_alone(texts, wanted):
    tokens = words(**{f"a{n}": text for n, text in enumerate(texts)}, b0="peace")
    assert row(keyness(tokens), "A", "fate")["dispersion"] == pytest.approx(wanted)


def test_a_word_that_is_not_used_and_a_group_of_one_text_have_no_dispersion():
    tokens = words(a0="fate", b0="talks", b1="talks peace")
    found = keyness(tokens)
    assert found.query("group == 'A'")["dispersion"].isna().all()
    assert math.isnan(row(found, "B", "fate")["dispersion"])
    assert row(found, "B", "talks")["dispersion"] >= 0


def test_a_group_of_one_text_or_one_story_has_no_stability_and_the_note_says_why():
    tokens = words(a0="fate", b0="talks fate", b1="talks peace", c0="peace", c1="peace war")
    found = keyness(tokens.assign(family=tokens["article"].replace({"c0": "s", "c1": "s"})))
    for group, known in {"A": False, "B": True, "C": False}.items():
        rows = found[found["group"] == group]
        assert rows["stability"].notna().all() == rows["stability"].notna().any() == known
        assert rows["note"].str.contains(NOT_RESAMPLED).all() != known


def test_a_word_of_every_text_is_stable_and_one_that_one_text_repeats_is_not():
    random = np.random.default_rng(2)
    usual = [f"word{n}" for n in range(60)]
    texts = {f"{o}{n}": " ".join(random.choice(usual, 80)) for o in "ab" for n in range(8)}
    texts = {name: text + " fate" * (name[0] == "a") for name, text in texts.items()}
    texts["a3"] += " burst" * 8
    found = keyness(words(**texts)).query("group == 'A'").set_index("feature")
    assert list(found.index[:2]) == ["burst", "fate"]
    assert found.loc["fate", "stability"] == 1
    # a text is drawn at least once among eight in 1 - (7/8)^8 of the resamples
    assert found.loc["burst", "stability"] == pytest.approx(1 - (7 / 8) ** 8, abs=0.07)
    assert (found["stability"] >= 0).all()


def test_stability_is_the_share_of_resamples_among_the_first_as_a_loop_counts_it():
    """Families of texts are drawn, each with all its texts; the prior is the whole corpus's."""
    tokens = drawn(seed=13, articles=14, length=30)
    tokens["family"] = tokens["article"].replace({"a000": "s", "a002": "s", "a001": "r"})
    found = keyness(tokens, min_count=1).query("group == 'A'").set_index("feature")["stability"]
    pooled, prior = Counter(tokens["token"]), 500.0
    alpha = {word: prior * n / len(tokens) for word, n in pooled.items()}
    sides = [
        [Counter(rows["token"]) for _, rows in side.groupby("family")]
        for side in (tokens[tokens["outlet"] == "A"], tokens[tokens["outlet"] == "B"])
    ]
    random, led, draws = np.random.default_rng(99), Counter(), 400
    for _ in range(draws):
        y = [
            sum((side[n] for n in random.integers(0, len(side), len(side))), Counter())
            for side in sides
        ]
        z = {}
        for word, a in alpha.items():
            i, j = (own[word] + a for own in y)
            n_i, n_j = (own.total() + prior for own in y)
            delta = math.log(i / (n_i - i)) - math.log(j / (n_j - j))
            z[word] = delta / math.sqrt(1 / i + 1 / j)
        first = sorted(z, key=z.get, reverse=True)[:FIRST]
        led.update(word for word in first if z[word] > 0)
    wanted = np.array([led[word] / draws for word in found.index])
    error = math.sqrt(0.25 / draws + 0.25 / RESAMPLES)
    np.testing.assert_allclose(found, wanted, atol=4 * error)
    assert found.min() < 0.1 < 0.6 < found.max()


def test_a_word_that_its_group_uses_less_is_never_among_its_first():
    texts = {f"{o}{n}": f"{w} " * 5 for o, w in zip("ab", ("fate", "talks"), strict=True)
             for n in range(3)}  # fmt: skip
    found = keyness(words(**texts))
    assert row(found, "A", "fate")["stability"] == 1
    assert row(found, "A", "talks")["stability"] == 0


# -- what is drawn ----------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "taken"), [(2, 1), (9, 4), (40, 1), (40, 20)])
def test_a_draw_takes_what_has_the_lowest_of_random_numbers(size, taken):
    numbers = np.random.default_rng([5, taken, size, 300]).random((300, size))
    lowest = [set(sorted(range(size), key=list(row).__getitem__)[:taken]) for row in numbers]
    drawn = np.hstack(list(_drawn(size, taken, 1, 300, 5)))
    assert [set(np.flatnonzero(column)) for column in drawn.T] == lowest
    assert set(np.unique(drawn)) == {0.0, 1.0}


def test_how_much_is_worked_on_at_a_time_changes_nothing(monkeypatch):
    wanted = keyness(CORPUS)
    monkeypatch.setitem(keyness.__globals__, "_AT_ONCE", 997)
    assert_frame_equal(keyness(CORPUS), wanted, check_exact=True)


def test_nothing_given_is_edited():
    tokens = CORPUS.copy(deep=True)
    keyness(tokens)
    assert_frame_equal(tokens, CORPUS)


# -- refusals ---------------------------------------------------------------------------------


def test_an_unknown_reference_is_refused_with_a_suggestion():
    tokens = words(a1="fate", b1="talks").replace({"A": "Herald", "B": "Courier"})
    with pytest.raises(ParameterError) as refused:
        keyness(tokens, reference="Herold")
    assert str(refused.value) == (
        "reference is 'Herold', which is no outlet here. Values: 'Courier', 'Herald'; "
        "or 'rest'. Did you mean 'Herald'?"
    )


def test_an_unknown_column_of_groups_is_refused_with_a_suggestion():
    with pytest.raises(TableError, match=r"tokens has no column 'outlett'.*Did you mean 'outlet'"):
        keyness(SMALL, by="outlett")


def test_words_without_a_group_are_refused():
    week = [1] * (len(SMALL) - 2) + [None] * 2
    with pytest.raises(TableError, match="tokens: 2 of 16 rows have no week; each needs one"):
        keyness(SMALL.assign(week=week), by="week")


@pytest.mark.parametrize("prior", [0, -1, float("nan"), float("inf")])
def test_a_prior_is_a_number_above_0(prior):
    with pytest.raises(ParameterError, match=r"prior is .*; a number of words above 0 is needed"):
        keyness(SMALL, prior=prior)


def test_a_feature_stands_at_least_once():
    with pytest.raises(ParameterError, match="min_count is 0; a number of words from 1 on"):
        keyness(SMALL, min_count=0)
