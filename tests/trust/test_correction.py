"""Correction for coding error: unbiased outlet estimates from codes of known probability."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from pandas.testing import assert_frame_equal
from scipy import optimize, stats

from framing.compare.article_frames import article_frames
from framing.compare.shares import salience
from framing.errors import ParameterError, TableError
from framing.tables.codes import (
    CODED_IN_FULL,
    CODER_UNDECIDED,
    CORRECTED,
    FEW_CODES,
    FEW_FAMILIES,
    FEW_STORIES,
    FEW_TEXTS,
    INTERVAL_OUTSIDE,
    MATCHED,
    NO_VARIATION,
    NOT_DRAWN,
    NOT_REACHABLE,
    ONE_TEXT,
    SAMPLE_UNDECIDED,
    STRATA_INCOMPLETE,
    STRATUM_UNDECIDED,
)
from framing.trust.correction import ALL_OUTLETS, MIN_CODES, codes_needed, correction
from framing.trust.design import corrected_share
from framing.trust.sampled import coded_units

LIMITS = ["ci_low", "ci_high"]
NAIVE = ["naive", "naive_low", "naive_high"]


def texts(**articles: int) -> pd.DataFrame:
    """Make articles of so many sentences; the outlet is the first letter of the name."""
    names = [name for name, length in articles.items() for _ in range(length)]
    table = pd.DataFrame({"article": names, "text": "Some words stand here."})
    table["sentence"] = table.groupby("article").cumcount()
    return table.assign(outlet=table["article"].str[0], n_words=4 + table["sentence"] % 3)


def by(coder: str, units: pd.DataFrame, present: object) -> pd.DataFrame:
    """Let a coder code the frame f in units."""
    rows = units[["article", "sentence"]].assign(coder=coder, frame="f")
    return rows.assign(present=pd.array(list(present), dtype="Int64"))


def only(table: pd.DataFrame) -> pd.Series:
    assert len(table) == 1
    return table.iloc[0]


# Two articles of five sentences. The rules say 1 in the first four of a1 and the first of a2.
# Of the five predicted 1, two were drawn; of the five predicted 0, one.
TEN = texts(a1=5, a2=5)
RULES = by("rules", TEN, [1, 1, 1, 1, 0, 1, 0, 0, 0, 0])
DRAWN = pd.DataFrame(
    {"article": ["a1", "a2", "a2"], "sentence": [0, 0, 1], "stratum": ["yes", "yes", "no"],
     "n_stratum": 5, "n_drawn": [2, 2, 1], "probability": [0.4, 0.4, 0.2]}
)  # fmt: skip


def test_a_share_is_corrected_by_the_errors_found_each_weighted_by_its_probability():
    codings = pd.concat([RULES, by("reference", DRAWN, [0, 1, 0])])
    found = correction(codings, TEN, sample=DRAWN)
    wanted = pd.DataFrame(
        {"outlet": ["a"], "coder": "rules", "reference": "reference", "frame": "f",
         "unit": "sentences", "n_articles": 2, "n_sentences": 10, "n_words": TEN["n_words"].sum(),
         "n_families": 2, "n_drawable": 10, "n_drawn": 3, "n_undecided": 0, "n_positive": 1,
         "variable": "present", "value": "", "n_coded": 3, "naive": 0.5,
         "naive_low": np.nan, "naive_high": np.nan,
         "factor": 1.0, "corrected": (5 - 1 / 0.4) / 10, "ci_low": np.nan, "ci_high": np.nan,
         "leads": False, "called": MATCHED, "note": FEW_TEXTS}
    )  # fmt: skip
    assert_frame_equal(found, wanted, check_dtype=False)


def test_words_weight_each_sentence_by_its_length():
    codings = pd.concat([RULES, by("reference", DRAWN, [0, 1, 1])])
    words = TEN["n_words"].to_numpy()  # 4 5 6 4 5, twice
    predicted = 4 + 5 + 6 + 4 + 4
    found = only(correction(codings, TEN, sample=DRAWN, unit="words"))
    assert found["naive"] == predicted / words.sum()
    assert found["corrected"] == pytest.approx(
        (predicted - 4 / 0.4 + 5 / 0.2) / words.sum(), rel=1e-14
    )


def test_headlines_and_captions_are_neither_base_nor_evidence():
    codings = pd.concat([RULES, by("reference", DRAWN, [0, 1, 0])])
    headed = TEN.assign(zone=np.where(TEN["sentence"] == 0, "headline", "body"))
    found = only(correction(codings, headed, sample=DRAWN.drop(columns="n_stratum")))
    assert found[["n_sentences", "n_coded", "naive"]].to_list() == [8, 1, 3 / 8]
    assert found["corrected"] == 3 / 8  # the one error was in a headline


def test_a_frame_that_one_side_alone_coded_has_no_row():
    codings = pd.concat([RULES, by("reference", DRAWN, [0, 1, 0]).assign(frame="g")])
    assert correction(codings, TEN, sample=DRAWN).empty
    assert codes_needed(codings, TEN, sample=DRAWN, half_width=0.1).empty


# -- codes that are missing -------------------------------------------------------------------


MORE = DRAWN.iloc[[0, 0, 0, 1, 2]].assign(
    sentence=[0, 1, 2, 0, 1], n_drawn=[4, 4, 4, 4, 1], probability=[0.8] * 4 + [0.2]
)


@pytest.mark.parametrize("way", ["cannot say", "not returned"])
def test_a_sampled_sentence_without_a_decision_is_missing_at_random_in_its_stratum(way):
    codes = by("reference", MORE, [0, 1, None, None, 0])
    codes = codes if way == "cannot say" else codes.dropna(subset="present")
    found = only(correction(pd.concat([RULES, codes]), TEN, sample=MORE))
    # two of four in stratum "yes" were decided: each stands for 5 / 2 sentences, not for 5 / 4
    assert found["corrected"] == pytest.approx((5 - 5 / 2) / 10)
    assert found[["n_coded", "n_drawn"]].to_list() == [3, 5]
    assert found["note"] == f"{SAMPLE_UNDECIDED};{FEW_TEXTS}"


def test_unequal_probabilities_within_a_stratum_share_what_is_missing():
    drawn = MORE.drop(columns=["n_stratum", "n_drawn"]).assign(
        probability=[0.5, 0.25, 0.5, 0.25, 0.2]
    )
    codes = by("reference", drawn, [0, 1, None, 1, 0])
    found = only(correction(pd.concat([RULES, codes]), TEN, sample=drawn))
    # stratum "yes" stands for 2 + 4 + 2 + 4 = 12, of which 10 were decided
    inverse = np.array([2, 4, 4]) * 12 / 10
    weight = inverse * (inverse - 1)
    factor = weight[1:].sum() / weight.sum()  # of the decided that the rules code 1, all but one
    assert found["factor"] == pytest.approx(factor)
    wanted = 5 * factor - factor * inverse[0] + (1 - factor) * inverse[1:].sum()
    assert found["corrected"] == pytest.approx(wanted / 10)


def test_a_stratum_without_any_decision_leaves_no_corrected_estimate():
    codings = pd.concat([RULES, by("reference", DRAWN, [0, 1, None])])
    found = only(correction(codings, TEN, sample=DRAWN))
    assert found["note"] == STRATUM_UNDECIDED
    assert found[["corrected", *LIMITS]].isna().all()
    assert found["naive"] == 0.5
    needed = only(codes_needed(codings, TEN, sample=DRAWN, half_width=0.1))
    assert (needed["note"], pd.isna(needed["needed"])) == (STRATUM_UNDECIDED, True)


def test_an_outlet_from_which_nothing_was_drawn_has_no_corrected_estimate():
    two = pd.concat([TEN, texts(b1=3)], ignore_index=True)
    codings = pd.concat(
        [RULES, by("rules", texts(b1=3), [1, 0, 0]), by("reference", DRAWN, [0, 1, 0])]
    )
    found = correction(codings, two, sample=DRAWN)
    assert found.set_index("outlet")["note"].to_dict() == {
        "a": FEW_TEXTS, "b": NOT_DRAWN, ALL_OUTLETS: NOT_DRAWN}  # fmt: skip
    assert found["corrected"].isna().to_list() == [False, True, True]


def test_a_sample_whose_strata_leave_out_sentences_corrects_nothing():
    """Had only predicted passages been drawn from, missed passages could never be found."""
    drawn = DRAWN[DRAWN["stratum"] == "yes"]
    codings = pd.concat([RULES, by("reference", drawn, [0, 1])])
    found = only(correction(codings, TEN, sample=drawn))
    assert pd.isna(found["corrected"])
    assert found[["n_drawable", "n_sentences"]].to_list() == [5, 10]
    assert found["note"] == STRATA_INCOMPLETE


def test_a_sentence_that_the_coder_left_undecided_counts_as_predicted_absent():
    rules = by("rules", TEN, [1, 1, 1, 1, 0, 1, None, 0, 0, 0])
    found = only(correction(pd.concat([rules, by("reference", DRAWN, [1, 1, 1])]), TEN,
                           sample=DRAWN))  # fmt: skip
    assert found["naive"] == pytest.approx(5 / 9)
    assert found["corrected"] == pytest.approx((5 + 1 / 0.2) / 10)
    assert found["n_undecided"] == 1
    assert found["note"].startswith(CODER_UNDECIDED)


def test_practice_rounds_are_not_codes():
    codes = by("reference", DRAWN, [0, 1, 0])
    practice = by("reference", TEN.iloc[[1, 2]], [0, 0]).assign(round="practice")
    drawn = pd.concat([DRAWN, practice[["article", "sentence", "round"]].assign(probability=0.5)])
    codings = pd.concat([RULES, codes])
    wanted = correction(codings, TEN, sample=DRAWN)
    assert_frame_equal(correction(pd.concat([codings, practice]), TEN, sample=drawn), wanted)
    rest = by("reference", TEN, TRUTH).assign(round="practice")
    rest = rest.merge(DRAWN[["article", "sentence"]], how="left", indicator=True)
    rest = rest[rest.pop("_merge") == "left_only"]
    assert_frame_equal(correction(pd.concat([codings, rest]), TEN, sample=DRAWN), wanted)


# -- full coding ------------------------------------------------------------------------------

TRUTH = [1, 0, 1, 0, 0, 1, 1, 0, 0, 0]


@pytest.mark.parametrize("sample", [None, DRAWN], ids=["no sample", "a sample beside"])
@pytest.mark.parametrize("unit", ["sentences", "words"])
def test_where_every_sentence_has_a_code_the_estimate_is_the_references_own(sample, unit):
    many = pd.concat([TEN.assign(article=TEN["article"] + n) for n in "xyz"], ignore_index=True)
    first = many["article"].str.endswith("x")
    codings = pd.concat(
        [by("rules", many, RULES["present"].to_list() * 3),
         by("reference", many, (np.resize(TRUTH, 30) | (many["sentence"] == many.index % 7)))]
    )  # fmt: skip
    if sample is not None:
        sample = sample.assign(article=sample["article"] + "x")
    assert first.sum() == 10
    found = only(correction(codings, many, sample=sample, unit=unit))
    for coder, columns in (("rules", NAIVE), ("reference", ["corrected", *LIMITS])):
        rows = article_frames(codings[codings["coder"] == coder], many)
        own = only(salience(rows, unit=unit))
        assert found[columns].to_list() == own[["share", *LIMITS]].to_list()
    assert (found["n_coded"], found["note"]) == (30, CODED_IN_FULL)


def test_one_text_coded_in_full_needs_no_correction_and_has_no_interval():
    one = texts(a1=4)
    found = only(correction(pd.concat([by("rules", one, [1, 1, 0, 0]),
                                      by("reference", one, [1, 0, 0, 0])]), one))  # fmt: skip
    assert found[["naive", "corrected"]].to_list() == [0.5, 0.25]
    assert found["note"] == f"{CODED_IN_FULL};{ONE_TEXT}"


def test_a_full_coding_with_undecided_sentences_stands_for_them():
    codings = pd.concat([RULES, by("reference", TEN, [*TRUTH[:-2], None, None])])
    found = only(correction(codings, TEN))
    assert found["n_coded"] == 8
    # of five that the rules code 1 three are so, of the others one
    assert found["factor"] == pytest.approx(3 / 5)
    assert found["corrected"] == pytest.approx((3 / 5 * 5 + 1 * 10 / 8) / 10)
    assert found[["n_coded", "n_drawn"]].to_list() == [8, 10]
    assert found["note"].startswith(SAMPLE_UNDECIDED)


def test_without_a_sample_codes_of_some_sentences_are_refused():
    codings = pd.concat([RULES, by("reference", DRAWN, [0, 1, 0])])
    with pytest.raises(ParameterError) as refused:
        correction(codings, TEN)
    assert str(refused.value) == (
        "sample is not given, and 7 of 10 sentences have no code by 'reference'. Codes of "
        "sentences picked by hand carry no known chance of being picked and cannot correct the "
        "others; give the sample with its probabilities, or code every sentence."
    )


# -- a planted corpus -------------------------------------------------------------------------


def planted(rng, outlets: dict[str, tuple[float, float]], n: int, *, mean=0.25) -> pd.DataFrame:
    """Draw articles of 12 to 28 sentences whose share with the frame varies around ``mean``.

    An outlet's pair says how often the rules are right where the frame is, and where not.
    """
    length = rng.integers(12, 29, n * len(outlets))
    article = np.repeat(np.arange(len(length)), length)
    share = rng.beta(6 * mean, 6 * (1 - mean), len(length))
    truth = rng.random(len(article)) < share[article]
    right = np.array(list(outlets.values()))[article // n, np.where(truth, 0, 1)]
    rules = np.where(rng.random(len(article)) < right, truth, ~truth)
    table = pd.DataFrame({"article": article, "truth": truth, "rules": rules})
    table["sentence"] = table.groupby("article").cumcount()
    outlet = np.array(list(outlets))[article // n]
    named = table["article"].map("a{:05}".format)
    return table.assign(article=named, outlet=outlet, text=".", n_words=5 + table["sentence"] % 4)


def drawn_from(rng, table: pd.DataFrame, *, yes: int, no: int) -> pd.DataFrame:
    """Draw so many of each outlet's sentences that the rules say have the frame, or have not."""
    strata = table.assign(at=rng.random(len(table))).groupby(["outlet", "rules"])["at"]
    size, rank = strata.transform("size"), strata.rank()
    wanted = np.minimum(np.where(table["rules"], yes, no), size)
    stratum = table["outlet"] + table["rules"].map({True: " yes", False: " no"})
    rows = table[["article", "sentence"]].assign(
        stratum=stratum, n_stratum=size, n_drawn=wanted, probability=wanted / size
    )
    return rows[rank <= wanted]


def given(table: pd.DataFrame, drawn: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the codings and the sentences."""
    held = table.merge(drawn[["article", "sentence"]])
    codings = [by("rules", table, table["rules"]), by("reference", held, held["truth"])]
    return pd.concat(codings), table.drop(columns=["truth", "rules"])


RNG = np.random.default_rng(40)
PLANTED = planted(RNG, {"A": (0.7, 0.95), "B": (0.95, 0.75), "C": (0.9, 0.9)}, 12)
SAMPLE = drawn_from(RNG, PLANTED, yes=30, no=25)
CODINGS, SENTENCES = given(PLANTED, SAMPLE)


def test_naive_estimates_are_those_of_salience_to_the_digit():
    rows = article_frames(CODINGS[CODINGS["coder"] == "rules"], SENTENCES)
    for unit in ("sentences", "words"):
        own = salience(rows, unit=unit)
        found = correction(CODINGS, SENTENCES, sample=SAMPLE, unit=unit)
        found = found[found["outlet"] != ALL_OUTLETS]
        np.testing.assert_array_equal(found[NAIVE], own[["share", *LIMITS]])


# -- independent computations -----------------------------------------------------------------


def pseudo_outcomes(factor: float = 1.0) -> pd.DataFrame:
    table = PLANTED.merge(SAMPLE, on=["article", "sentence"], how="left")
    said = factor * table["rules"]
    correction = (table["truth"].astype(float) - said) / table["probability"]
    return table.assign(pseudo=said + correction.fillna(0.0))


@pytest.mark.parametrize("unit", ["sentences", "words"])
def test_the_estimate_and_its_variance_are_those_of_least_squares_on_pseudo_outcomes(unit):
    """Drawn independently; statsmodels' clustered variance, its factor (N - 1) / (N - 1) apart."""
    free = SAMPLE.drop(columns=["n_stratum", "n_drawn"])
    units = coded_units(CODINGS, SENTENCES, free, coder="rules", reference="reference", unit=unit)
    for outlet in "ABC":
        found = corrected_share(units.units[units.units["outlet"] == outlet])
        table = pseudo_outcomes(found.factor)
        table = table[table["outlet"] == outlet]
        size = table["n_words"] if unit == "words" else np.ones(len(table))
        drawn = table.dropna(subset="probability")
        weight = size[drawn.index] ** 2 if unit == "words" else 1
        weight = weight * (1 / drawn["probability"] - 1) / drawn["probability"] * drawn["rules"]
        assert found.factor == pytest.approx((weight * drawn["truth"]).sum() / weight.sum())
        model = sm.WLS(table["pseudo"], np.ones(len(table)), weights=size).fit(
            cov_type="cluster", cov_kwds={"groups": pd.factorize(table["article"])[0]}
        )
        assert found.ratio.share == pytest.approx(model.params.iloc[0], rel=1e-12)
        plain = found.variance - found.of_codes + found.of_found
        assert plain == pytest.approx(model.bse.iloc[0] ** 2, rel=1e-9)


def by_loops(outlet: str) -> tuple[float, float, float]:
    """Write the estimate, its variance and the part from codes out, one pair after the other."""
    table = pseudo_outcomes()
    table = table[table["outlet"] == outlet].assign(e=table["truth"] * 1.0 - table["rules"])
    drawn = table.dropna(subset="probability")
    mean = table["rules"].map(drawn["e"].groupby(drawn["rules"]).mean())
    table["pseudo"] += mean * (1 - (1 / table["probability"]).fillna(0))
    n_units, articles = len(table), sorted(set(table["article"]))
    share = sum(table["pseudo"]) / n_units
    variance = 0.0
    for article in articles:
        inside = table.loc[table["article"] == article, "pseudo"]
        variance += sum(value - share for value in inside) ** 2
    variance *= len(articles) / (len(articles) - 1)
    of_found = of_codes = 0.0
    for _, stratum in table.dropna(subset="probability").groupby("stratum"):
        size, n = stratum["n_stratum"].iloc[0], len(stratum)
        u = (stratum["e"] - mean[stratum.index]).to_list()
        names = stratum["article"].to_list()
        joint = n * (n - 1) / (size * (size - 1))
        for i in range(n):
            for j in range(n):
                if names[i] != names[j]:  # pi_ij - pi_i pi_j over pi_ij, u expanded
                    variance += (joint - (n / size) ** 2) / joint * u[i] * u[j] / (n / size) ** 2
        found = size**2 * (1 - n / size) * np.var(u, ddof=1) / n
        rate = (np.count_nonzero(stratum["e"]) + 0.5) / (n + 1)
        supposed = size**2 * (1 - n / size) * rate * (1 - rate) / (n + 1)
        of_found += found
        of_codes += max(found, supposed)
    variance += of_codes - of_found
    return share, variance / n_units**2, of_codes / n_units**2


def df(outlet: str) -> float:
    """Kish's number of texts, or those in which a code found the frame or did not, less one."""
    table = pseudo_outcomes()
    table = table[table["outlet"] == outlet]
    size = table.groupby("article").size()
    drawn = table.dropna(subset="probability")
    carrying = [drawn.loc[drawn["truth"] == held, "article"].nunique() for held in (True, False)]
    return min(size.sum() ** 2 / (size**2).sum(), *carrying) - 1


@pytest.mark.parametrize("outlet", ["A", "B", "C"])
def test_the_interval_is_that_of_the_formula_written_out(outlet):
    share, variance, _ = by_loops(outlet)
    half = stats.t.ppf(0.975, df(outlet)) * variance**0.5 / (share * (1 - share))
    found = correction(CODINGS, SENTENCES, sample=SAMPLE).set_index("outlet").loc[outlet]
    assert found["corrected"] == pytest.approx(share, rel=1e-12)
    logit = np.log(share / (1 - share))
    wanted = 1 / (1 + np.exp(-np.array([logit - half, logit + half])))
    np.testing.assert_allclose(found[LIMITS].astype(float), wanted, 1e-10)
    assert (found["note"], found["leads"]) == ("", True)


@pytest.mark.parametrize("outlet", ["A", "B", "C"])
@pytest.mark.parametrize("wanted", [0.15, 0.13, 0.12])
def test_the_codes_needed_are_those_of_the_stratified_formula(outlet, wanted):
    _, variance, of_codes = by_loops(outlet)
    t = stats.t.ppf(0.975, df(outlet))
    table = codes_needed(CODINGS, SENTENCES, sample=SAMPLE, half_width=wanted)
    found = table.set_index("outlet").loc[outlet]
    assert found["half_width"] == pytest.approx(t * variance**0.5, rel=1e-10)
    assert found["best"] == pytest.approx(t * (variance - of_codes) ** 0.5, rel=1e-8)
    assert found["n_coded"] == 55
    if wanted < found["best"]:
        assert pd.isna(found["needed"])
        assert found["note"] == NOT_REACHABLE
        return
    assert found["more"] == max(0, found["needed"] - 55)
    widths = [width_with(found["needed"] + more, outlet) for more in (-1, 0)]
    assert wanted >= widths[1] - 1e-9
    assert widths[0] > wanted or found["needed"] == MIN_CODES  # below there is no interval


def width_with(n_codes: int, outlet: str) -> float:
    """Half-width if so many codes are drawn in proportion to those now, no sentence twice."""
    table = pseudo_outcomes()
    strata = table[table["outlet"] == outlet].dropna(subset="probability").groupby("stratum")
    size, n = strata["n_stratum"].first().to_numpy(), strata.size().to_numpy()
    errors = strata.apply(lambda s: (s["truth"] != s["rules"]).sum()).to_numpy()
    times = optimize.brentq(lambda k: np.minimum(size, n * k).sum() - n_codes, 1e-6, size.sum())
    drawn = np.minimum(size, n * times)
    rate, more = errors / n, (errors + 0.5) / (n + 1)
    spread = np.maximum(rate * (1 - rate) * n / (n - 1), more * (1 - more) * n / (n + 1))
    codes = (size**2 * (1 - drawn / size) * spread / drawn).sum() / size.sum() ** 2
    _, variance, now = by_loops(outlet)
    return float(stats.t.ppf(0.975, df(outlet)) * (variance - now + codes) ** 0.5)


@pytest.mark.parametrize("outlet", ["A", "B", "C"])
def test_no_sentence_is_coded_twice_however_many_codes_are_needed(outlet):
    """Near the best, a stratum is coded in full and the rest come from the other."""
    now = codes_needed(CODINGS, SENTENCES, sample=SAMPLE, half_width=0.5).set_index("outlet")
    wanted = now.loc[outlet, "best"] * 1.03
    table = codes_needed(CODINGS, SENTENCES, sample=SAMPLE, half_width=wanted)
    needed = table.set_index("outlet").loc[outlet, "needed"]
    assert 55 < needed <= now.loc[outlet, "n_sentences"]
    assert width_with(needed - 1, outlet) > wanted >= width_with(needed, outlet) - 1e-9


def test_coding_a_full_corpus_needs_no_more_codes():
    everything = PLANTED.assign(stratum="all", probability=1.0)
    codings, sentences = given(PLANTED, everything)
    found = codes_needed(codings, sentences, half_width=0.2)
    assert found["more"].to_list() == [0, 0, 0]
    assert (found["half_width"] == found["best"]).all()
    assert (found["n_coded"] == PLANTED.groupby("outlet").size().to_numpy()).all()


# -- relations that must hold -----------------------------------------------------------------

CALLS = {
    "corrected": lambda codings, texts, sample: correction(codings, texts, sample=sample),
    "words": lambda codings, texts, sample: correction(codings, texts, sample=sample, unit="words"),
    "codes needed": lambda codings, texts, sample: codes_needed(
        codings, texts, sample=sample, half_width=0.13
    ),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_shuffling_rows_moves_no_digit(call):
    shuffled = [t.sample(frac=1, random_state=3) for t in (CODINGS, SENTENCES, SAMPLE)]
    wanted = call(CODINGS, SENTENCES, SAMPLE)
    assert_frame_equal(call(*shuffled), wanted, check_exact=True)


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_renaming_outlets_and_articles_permutes_rows_and_moves_no_digit(call):
    names = {"A": "Z", "B": "Y", "C": "X"}
    renamed = [t.assign(article=t["article"].str[::-1]) for t in (CODINGS, SENTENCES, SAMPLE)]
    renamed[1]["outlet"] = renamed[1]["outlet"].map(names)
    found = call(*renamed)
    back = found.assign(outlet=found["outlet"].map({new: old for old, new in names.items()}))
    back = back.sort_values("outlet", ignore_index=True)
    assert_frame_equal(back, call(CODINGS, SENTENCES, SAMPLE), check_exact=True)


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_an_outlet_is_corrected_by_its_own_codes_alone(call):
    kept = SENTENCES["outlet"] == "B"
    part = [t[t["article"].isin(SENTENCES.loc[kept, "article"])]
            for t in (CODINGS, SENTENCES, SAMPLE)]  # fmt: skip
    whole = call(CODINGS, SENTENCES, SAMPLE)
    assert_frame_equal(
        call(*part), whole[whole["outlet"] == "B"].reset_index(drop=True), check_exact=True
    )


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_nothing_given_is_edited(call):
    tables = (CODINGS, SENTENCES, SAMPLE)
    kept = [t.copy(deep=True) for t in tables]
    call(*tables)
    for table, before in zip(tables, kept, strict=True):
        assert_frame_equal(table, before)


def test_a_perfect_coding_is_not_moved():
    perfect = PLANTED.assign(rules=PLANTED["truth"])
    codings, sentences = given(perfect, SAMPLE)
    free = SAMPLE.drop(columns=["n_stratum", "n_drawn"])
    found = correction(codings, sentences, sample=free)
    np.testing.assert_allclose(found["corrected"], found["naive"], rtol=1e-14)
    truth = PLANTED["truth"].groupby(PLANTED["outlet"]).mean()
    np.testing.assert_allclose(found["corrected"], truth, rtol=1e-14)


def test_more_codes_in_all_strata_narrow_the_interval_down_to_the_best():
    widths = []
    for n in (20, 60, 100_000):
        drawn = drawn_from(np.random.default_rng(1), PLANTED, yes=n, no=n)
        found = codes_needed(*given(PLANTED, drawn), sample=drawn, half_width=0.1)
        widths.append(found["half_width"].to_numpy())
    assert (widths[0] > widths[1]).all()
    assert (widths[1] > widths[2]).all()
    np.testing.assert_array_equal(widths[2], found["best"])


def test_a_second_copy_of_every_story_adds_no_certainty_about_stories():
    """Copies of one story are one cluster: between-story variation is counted once."""
    family = PLANTED["article"].str[:-1] + PLANTED["outlet"]
    stories = correction(CODINGS, SENTENCES.assign(family=family), sample=SAMPLE)
    assert stories["note"].to_list() == [FEW_FAMILIES] * 3 + [FEW_STORIES]
    stories = stories[stories["outlet"] != ALL_OUTLETS]
    apart = correction(CODINGS, SENTENCES, sample=SAMPLE)
    np.testing.assert_allclose(stories["corrected"], apart["corrected"], rtol=1e-14)


def test_texts_that_do_not_differ_have_no_interval():
    alike = texts(**{f"a{n}": 4 for n in range(6)})
    drawn = alike[alike["sentence"] % 2 == 0].assign(probability=0.5)
    codings = pd.concat([by("rules", alike, [0] * 24), by("reference", drawn, [0] * 12)])
    found = only(correction(codings, alike, sample=drawn))
    assert (found["corrected"], found["note"]) == (0.0, NO_VARIATION)
    assert found[LIMITS].isna().all()


def test_an_estimate_outside_0_to_1_stands_without_an_interval():
    """Nine of ten sentences are said to have the frame; all codes of the others found it too."""
    texts_ = texts(**{f"a{n:02}": 20 for n in range(12)})
    rules = texts_["sentence"] >= np.where(texts_["article"] == "a00", 3, 2)
    drawn = texts_[texts_["sentence"].isin([0, 1, 4, 5, 6])]
    drawn = drawn.assign(probability=np.where(drawn["sentence"] < 2, 0.04, 0.9))
    held = (drawn["sentence"] != 4).astype(int)
    found = only(correction(pd.concat([by("rules", texts_, rules), by("reference", drawn, held)]),
                            texts_, sample=drawn))  # fmt: skip
    assert found["corrected"] > 1
    assert found[LIMITS].isna().all()
    assert (found["note"], found["leads"]) == (INTERVAL_OUTSIDE, False)


def test_a_text_whose_words_were_not_all_counted_is_left_out_of_words():
    codings = pd.concat([RULES, by("reference", TEN, TRUTH)])
    lost = {None: (TEN["article"] == "a2") & (TEN["sentence"] == 3), 0: TEN["article"] == "a2"}
    for words, where in lost.items():
        some = TEN.assign(n_words=TEN["n_words"].astype("Int64").mask(where, words))
        found = only(correction(codings, some, unit="words"))
        assert found[["n_articles", "n_sentences", "naive"]].to_list() == [1, 5, 19 / 24]
        assert found["corrected"] == (4 + 6) / 24


def test_a_sample_whose_probabilities_are_not_those_of_its_strata_counts_as_drawn_independently():
    odd = SAMPLE.assign(probability=SAMPLE["probability"] * 0.9)
    free = odd.drop(columns=["n_stratum", "n_drawn"])
    tables = (correction(CODINGS, SENTENCES, sample=sample) for sample in (odd, free))
    assert_frame_equal(*(table.drop(columns="n_drawable") for table in tables))


# -- planted truth ----------------------------------------------------------------------------


def corrections(seed: int, right: tuple[float, float], n: int, *, mean=0.25, outlets=120, drawn=50):
    """Correct many outlets, each a replication."""
    rng = np.random.default_rng(seed)
    names = {f"o{number:03}": right for number in range(outlets)}
    table = planted(rng, names, n, mean=mean)
    sample = drawn_from(rng, table, yes=drawn, no=drawn)
    return correction(*given(table, sample), sample=sample)


def covered(table: pd.DataFrame, truth: float) -> float:
    table = table.dropna(subset="ci_low")
    return ((table["ci_low"] <= truth) & (truth <= table["ci_high"])).mean()


RIGHT = {  # right where the frame is, where it is not; the bias of the naive estimate
    "misses three in ten": ((0.70, 0.95), 0.25 * 0.70 + 0.75 * 0.05 - 0.25),
    "sees it everywhere": ((0.95, 0.75), 0.25 * 0.95 + 0.75 * 0.25 - 0.25),
    "always wrong": ((0.0, 0.0), 0.75 - 0.25),
}


@pytest.mark.slow
@pytest.mark.parametrize(("right", "bias"), RIGHT.values(), ids=RIGHT)
def test_the_bias_of_the_rules_is_gone_and_the_interval_holds_the_truth(right, bias):
    found = corrections(41, right, 30)
    for estimate, off in (("naive", bias), ("corrected", 0.0)):
        error = found[estimate].std() / len(found) ** 0.5
        assert abs(found[estimate].mean() - 0.25 - off) < 3 * error
    assert abs(bias) > 10 * found["naive"].std() / len(found) ** 0.5
    assert 0.91 <= covered(found, 0.25) <= 0.99


def test_below_ten_stories_no_interval_is_given():
    """Over 5 stories of alike texts the interval of one outlet once held the truth in 80 %."""
    found = corrections(42, (0.7, 0.95), 9, outlets=3).set_index("outlet")
    assert found["note"].to_list() == [FEW_STORIES] * 3 + [""]
    assert found.loc[ALL_OUTLETS, ["ci_low", "ci_high"]].notna().all()
    assert found["leads"].to_list() == [False] * 3 + [True]


@pytest.mark.slow
def test_where_hardly_an_error_is_found_the_interval_is_too_wide_rather_than_too_short():
    """A rare frame, one error missed in 60 sentences."""
    assert covered(corrections(43, (0.7, 0.95), 30, mean=0.05), 0.05) >= 0.95


# -- when it may lead -------------------------------------------------------------------------


def coded(n_articles: int, *, yes: int, no: int, mean: float = 0.25) -> pd.Series:
    rng = np.random.default_rng(6)
    table = planted(rng, {"A": (0.8, 0.95)}, n_articles, mean=mean)
    drawn = drawn_from(rng, table, yes=yes, no=no)
    return only(correction(*given(table, drawn), sample=drawn))


LEADS = {
    "enough": ({"n_articles": 12, "yes": 30, "no": 25}, ""),
    "too few codes": ({"n_articles": 12, "yes": 24, "no": 25}, FEW_CODES),
    "too few stories": ({"n_articles": 9, "yes": 30, "no": 25}, FEW_STORIES),
    "too few with it": ({"n_articles": 12, "yes": 30, "no": 25, "mean": 0.05}, FEW_CODES),
}


@pytest.mark.parametrize(("about", "note"), LEADS.values(), ids=LEADS)
def test_a_corrected_share_leads_from_so_many_codes_and_stories_on(about, note):
    found = coded(**about)
    assert (found["note"], found["leads"]) == (note, not note)
    assert pd.notna(found["corrected"])
    assert found[LIMITS].notna().all() == (not note)


def test_where_outlets_have_too_few_codes_the_frame_is_corrected_over_all_together():
    rng = np.random.default_rng(8)
    table = planted(rng, {"A": (0.8, 0.95), "B": (0.8, 0.95)}, 12)
    drawn = drawn_from(rng, table, yes=20, no=20)
    codings, sentences = given(table, drawn)
    found = correction(codings, sentences, sample=drawn)
    assert found["outlet"].to_list() == ["A", "B", ALL_OUTLETS]
    assert found["leads"].to_list() == [False, False, True]
    one = correction(codings, sentences.assign(outlet="one"), sample=drawn)
    assert_frame_equal(
        found.iloc[2:].reset_index(drop=True), one.assign(outlet=ALL_OUTLETS), check_exact=True
    )
    outlets = found.iloc[:2]
    share = (outlets["corrected"] * outlets["n_sentences"]).sum() / outlets["n_sentences"].sum()
    assert found["corrected"][2] == pytest.approx(share)


def test_where_every_outlet_leads_nothing_is_pooled():
    assert ALL_OUTLETS not in set(correction(CODINGS, SENTENCES, sample=SAMPLE)["outlet"])


@pytest.mark.parametrize(
    ("verdict", "called"),
    [("reliable", CORRECTED), ("tentative", CORRECTED), ("not_reliable", MATCHED), (None, MATCHED)],
)
def test_it_is_called_corrected_where_people_coded_the_frame_reliably(verdict, called):
    agreed = pd.DataFrame({"coders": ["anna;ben"], "frame": "f", "variable": "present",
                           "value": "", "verdict": [verdict]})  # fmt: skip
    found = correction(CODINGS, SENTENCES, sample=SAMPLE, reliability=agreed)
    assert set(found["called"]) == {called}
    other = agreed.assign(frame="g")
    found = correction(CODINGS, SENTENCES, sample=SAMPLE, reliability=other)
    assert set(found["called"]) == {MATCHED}


# -- the factor of what the coder says --------------------------------------------------------


def drawn_at_random(rng, table: pd.DataFrame, n: int) -> pd.DataFrame:
    """Draw so many sentences of one outlet."""
    rows = table[["article", "sentence"]].sample(n, random_state=rng.integers(2**32))
    return rows.assign(
        stratum=table["outlet"].iloc[0], n_stratum=len(table), n_drawn=n, probability=n / len(table)
    )


def errors(right: tuple[float, float], n: int = 30) -> tuple[float, float, float]:
    """Return the errors of corrected shares, of codes alone, and of a factor of 1.

    Each of 80 outlets is a study of its own.
    """
    rng = np.random.default_rng(9)
    table = planted(rng, {f"o{number:02}": right for number in range(80)}, 12)
    drawn = pd.concat([drawn_at_random(rng, own, n) for _, own in table.groupby("outlet")])
    units = coded_units(*given(table, drawn), drawn, coder="rules", reference="reference",
                        unit="sentences").units  # fmt: skip
    truth = table.groupby("outlet")["truth"].mean()
    off = []
    for outlet, own in units.groupby("outlet"):
        chosen = own.dropna(subset="chance")
        codes_alone = chosen["held"].mean()
        full = codes_alone - chosen["predicted"].mean() + own["predicted"].mean()
        found = [corrected_share(own).ratio.share, codes_alone, full]
        off.append(np.array(found) - truth[outlet])
    return tuple((np.array(off) ** 2).mean(axis=0) ** 0.5)


@pytest.mark.slow
def test_a_coder_that_knows_nothing_does_not_spoil_the_codes():
    corrected, codes_alone, full = errors((0.4, 0.6))
    assert corrected < codes_alone * 1.1
    assert full > codes_alone * 1.2


@pytest.mark.slow
def test_a_coder_that_knows_much_makes_codes_go_further():
    corrected, codes_alone, _ = errors((0.95, 0.97))
    assert corrected < codes_alone * 0.6


def test_the_factor_is_the_slope_of_codes_on_what_the_coder_says():
    rng = np.random.default_rng(10)
    table = planted(rng, {"A": (0.8, 0.9)}, 12)
    drawn = drawn_at_random(rng, table, 60)
    row = only(correction(*given(table, drawn), sample=drawn))
    chosen = table.merge(drawn[["article", "sentence"]])
    slope = np.cov(chosen["truth"], chosen["rules"])[0, 1] / chosen["rules"].var()
    assert row["factor"] == pytest.approx(slope)
    wanted = chosen["truth"].mean() + slope * (table["rules"].mean() - chosen["rules"].mean())
    assert row["corrected"] == pytest.approx(wanted)


def test_where_strata_are_of_what_the_coder_says_no_factor_matters():
    found = correction(CODINGS, SENTENCES, sample=SAMPLE)
    assert found["factor"].to_list() == [1.0] * 3


# -- values -----------------------------------------------------------------------------------


def test_each_value_of_a_frame_is_corrected_as_the_frame_is():
    values = PLANTED["rules"].map({True: "denied", False: None})
    rules = by("rules", PLANTED, PLANTED["rules"]).assign(mode=values.to_numpy())
    held = PLANTED.merge(SAMPLE[["article", "sentence"]])
    codes = by("reference", held, held["truth"]).assign(mode=None)
    both = np.resize(["denied", "denied;feared"], int(codes["present"].sum()))
    codes.loc[codes["present"] == 1, "mode"] = both
    codings = pd.concat([rules, codes])
    found = correction(codings, SENTENCES, sample=SAMPLE, variable="mode")
    assert found[["variable", "value"]].drop_duplicates().to_numpy().tolist() == [
        ["mode", "denied"], ["mode", "feared"]]  # fmt: skip
    whole = correction(CODINGS, SENTENCES, sample=SAMPLE)
    denied = found[found["value"] == "denied"].reset_index(drop=True)
    names = ["variable", "value"]
    assert_frame_equal(denied.drop(columns=names), whole.drop(columns=names), check_exact=True)


def test_a_coder_who_gives_no_value_has_not_coded_it():
    assert correction(CODINGS, SENTENCES, sample=SAMPLE, variable="voice").empty


# -- refusals ---------------------------------------------------------------------------------

WRONG = {
    "probability of zero": (DRAWN.assign(probability=0.0), "3 are not above 0 and up to 1: '0.0'"),
    "probability over one": (DRAWN.assign(probability=1.5), "are not above 0 and up to 1: '1.5'"),
    "no such sentence": (DRAWN.assign(sentence=[0, 0, 9]), "'a2 sentence 9'. Was it drawn from"),
    "rows were dropped": (DRAWN.iloc[1:], "stratum 'yes' has 1 rows, and n_drawn is 2. Give a row"),
    "two sizes": (DRAWN.assign(n_stratum=[5, 6, 5]), "differs within stratum 'yes'. Each stratum"),
}


@pytest.mark.parametrize(("sample", "said"), WRONG.values(), ids=WRONG)
def test_a_sample_that_does_not_fit_is_refused(sample, said):
    codings = pd.concat([RULES, by("reference", TEN, TRUTH)])
    with pytest.raises(TableError) as refused:
        correction(codings, TEN, sample=sample)
    assert said in str(refused.value)


@pytest.mark.parametrize("half_width", [0, 1, -0.1, 5])
def test_a_half_width_that_is_no_share_is_refused(half_width):
    with pytest.raises(ParameterError, match=f"half_width is {half_width}; give a share between"):
        codes_needed(CODINGS, SENTENCES, sample=SAMPLE, half_width=half_width)


def test_unknown_coders_and_units_are_refused():
    with pytest.raises(ParameterError, match=r"coder is 'rule', .* Did you mean 'rules'"):
        correction(CODINGS, SENTENCES, sample=SAMPLE, coder="rule")
    with pytest.raises(ParameterError, match="both 'rules'; give two different"):
        correction(CODINGS, SENTENCES, sample=SAMPLE, reference="rules")
    with pytest.raises(ParameterError, match="unit is 'lines'"):
        correction(CODINGS, SENTENCES, sample=SAMPLE, unit="lines")
