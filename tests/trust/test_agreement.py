"""Agreement: how far a coder meets a reference, and what is undefined."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from scipy import stats
from sklearn.metrics import accuracy_score, precision_recall_fscore_support

from framing.compare.coverage import observed_coverage
from framing.errors import ParameterError, TableError
from framing.tables.codes import (
    COVERAGE_OBSERVED,
    FAMILIES_UNKNOWN,
    FEW_UNRELATED,
    FEW_WITH_POSITIVE,
    NO_POSITIVE,
    NO_POSITIVE_HERE,
    NO_POSITIVE_THERE,
    NONE_IN_COMMON,
    SAMPLE_WEIGHTED,
)
from framing.tables.contracts import CONTRACTS
from framing.tables.require import values_of
from framing.trust import agreement
from framing.trust.agreement import share_limits

MISSING = float("nan")


def coded(coder: str, present: list[int | None], *, frame: str = "f", first: int = 0):
    """Code sentences of one article, from sentence ``first`` on."""
    return pd.DataFrame(
        {"article": "a", "sentence": range(first, first + len(present)), "coder": coder,
         "frame": frame, "present": pd.array(present, dtype="Int64")}
    )  # fmt: skip


def both(rules: list[int | None], reference: list[int | None], **given) -> pd.DataFrame:
    return pd.concat([coded("rules", rules, **given), coded("reference", reference, **given)])


def test_a_row_counts_what_both_decided_and_what_they_share():
    # both positive twice, rules alone once, reference alone once, neither once
    found = agreement(both([1, 1, 1, 0, 0], [1, 1, 0, 1, 0]))
    wanted = pd.DataFrame(
        {"coder": ["rules"], "reference": "reference", "frame": "f",
         "n": 5, "n_reference": 3, "n_coder": 3, "n_both": 2,
         "precision": 2 / 3, "recall": 2 / 3, "f1": 2 / 3, "percent_agreement": 3 / 5,
         "note": FAMILIES_UNKNOWN}
    )  # fmt: skip
    assert_frame_equal(found[list(wanted)], wanted, check_dtype=False)


def test_precision_recall_f1_and_accuracy_are_those_of_scikit_learn():
    random = np.random.default_rng(1)
    for _ in range(20):
        given, held = (random.integers(0, 2, 40) for _ in range(2))
        found = agreement(both(given.tolist(), held.tolist()))
        *wanted, _ = precision_recall_fscore_support(held, given, average="binary")
        np.testing.assert_allclose(
            found[["precision", "recall", "f1", "percent_agreement"]].to_numpy()[0],
            [*wanted, accuracy_score(held, given)],
            rtol=1e-15,
        )


UNDEFINED = {
    "no positive on either side": ([0, 0], [0, 0], [MISSING, MISSING, MISSING, 1.0], NO_POSITIVE),
    "no positive by the coder": ([0, 0], [0, 1], [MISSING, 0.0, 0.0, 0.5], NO_POSITIVE_HERE),
    "no positive by the reference": ([1, 0], [0, 0], [0.0, MISSING, 0.0, 0.5], NO_POSITIVE_THERE),
    "nothing decided by both": ([1, None], [None, 0], [MISSING] * 4, NONE_IN_COMMON),
    "all alike": ([1, 0], [1, 0], [1.0] * 4, FAMILIES_UNKNOWN),
    "all contrary": ([1, 0], [0, 1], [0.0] * 4, FAMILIES_UNKNOWN),
}


@pytest.mark.parametrize(
    ("rules", "reference", "shares", "note"), UNDEFINED.values(), ids=UNDEFINED
)
def test_a_share_without_a_base_is_missing_and_the_note_says_why(rules, reference, shares, note):
    found = agreement(both(rules, reference))
    columns = ["precision", "recall", "f1", "percent_agreement"]
    np.testing.assert_array_equal(found[columns].to_numpy()[0], shares)
    assert found["note"].to_list() == [note]


def test_sentences_that_either_could_not_decide_are_left_out_of_every_count():
    found = agreement(both([1, 1, None, 0], [1, None, 1, 0]))
    assert found[["n", "n_coder", "n_reference", "n_both"]].values.tolist() == [[2, 1, 1, 1]]


def test_a_frame_coded_by_one_side_alone_has_no_row():
    codings = pd.concat([both([1], [1]), coded("rules", [1], frame="g")])
    assert agreement(codings)["frame"].to_list() == ["f"]


def test_a_frame_coded_by_both_on_other_sentences_is_a_row_without_a_base():
    codings = pd.concat([coded("rules", [1, 1]), coded("reference", [1, 1], first=2)])
    found = agreement(codings)
    assert found[["frame", "n", "note"]].values.tolist() == [["f", 0, NONE_IN_COMMON]]
    assert found[["precision", "recall", "f1", "percent_agreement"]].isna().all(axis=None)


def test_coders_without_a_common_frame_give_a_table_without_rows():
    codings = pd.concat([coded("rules", [1]), coded("reference", [1], frame="g")])
    assert_frame_equal(agreement(codings), agreement(both([1], [1])).iloc[:0])


def test_the_two_sides_can_be_exchanged():
    codings = both([1, 1, 1, 0, 0], [1, 0, 0, 1, 0])
    one = agreement(codings, coder="rules", reference="reference").iloc[0]
    other = agreement(codings, coder="reference", reference="rules").iloc[0]
    assert (one["precision"], one["recall"]) == (other["recall"], other["precision"])
    assert (one["f1"], one["percent_agreement"]) == (other["f1"], other["percent_agreement"])


def test_order_of_rows_and_other_coders_change_nothing():
    codings = pd.concat([both([1, 0, 1], [1, 1, 0]), both([0, 1], [1, 1], frame="e")])
    more = pd.concat([codings, coded("third", [1, 1, None])]).sample(frac=1, random_state=2)
    assert_frame_equal(agreement(more), agreement(codings))
    assert agreement(more)["frame"].to_list() == ["e", "f"]


@pytest.mark.parametrize("what", ["coder", "reference"])
def test_a_coder_who_coded_nothing_is_refused_with_a_suggestion(what):
    with pytest.raises(ParameterError) as refused:
        agreement(both([1], [1]), **{what: "reference_2"})
    assert str(refused.value) == (
        f"{what} is 'reference_2', who coded nothing here. Coders: 'reference', 'rules'. "
        "Did you mean 'reference'?"
    )


def test_a_coder_is_not_held_against_itself():
    with pytest.raises(ParameterError, match="both 'rules'; give two different coders"):
        agreement(both([1], [1]), coder="rules", reference="rules")


def test_nothing_given_is_edited():
    codings = both([1, None], [1, 0])
    kept = codings.copy(deep=True)
    agreement(codings)
    assert_frame_equal(codings, kept)


# -- intervals over families ------------------------------------------------------------------

MEASURES = ["precision", "recall", "f1"]
LIMITS = [f"{name}_{end}" for name in MEASURES for end in ("low", "high")]
# Both positive twice, rules alone once, reference alone once, neither four times
TYPICAL = ("11100000", "11010000")


def over(*articles: tuple[str, str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Code articles a00, a01, ... by rules and reference; with them their sentences."""
    rows = [
        (f"a{number:02}", sentence, coder, int(letter))
        for number, article in enumerate(articles)
        for coder, letters in zip(("rules", "reference"), article, strict=True)
        for sentence, letter in enumerate(letters)
    ]
    codings = pd.DataFrame(rows, columns=["article", "sentence", "coder", "present"])
    place = codings[["article", "sentence"]].drop_duplicates().assign(text="Talks begin.")
    number = place["article"].str[1:].astype(int)
    return codings.assign(frame="f"), place.assign(outlet=np.where(number % 2, "B", "A"))


def varied(n: int, *, seed: int = 1) -> list[tuple[str, str]]:
    """Draw codings of articles of eight sentences; the reference is right three times in four."""
    random = np.random.default_rng(seed)
    drawn = random.integers(0, 2, (n, 8)), random.random((n, 8)) < 0.75
    pairs = [(row, np.where(keep, row, 1 - row)) for row, keep in zip(*drawn, strict=True)]
    return [tuple("".join(map(str, side)) for side in pair) for pair in pairs]


def only(table: pd.DataFrame) -> pd.Series:
    assert len(table) == 1
    return table.iloc[0]


def test_from_ten_articles_on_precision_recall_and_f1_have_intervals():
    codings, sentences = over(*varied(10))
    row = only(agreement(codings, sentences=sentences))
    for name in MEASURES:
        assert 0 < row[f"{name}_low"] < row[name] < row[f"{name}_high"] < 1
    assert row["n_articles"] == 10
    assert list(row.index) == list(CONTRACTS["agreement"].columns)


def test_below_ten_articles_there_are_none():
    codings, sentences = over(*varied(9))
    row = only(agreement(codings, sentences=sentences))
    assert row[LIMITS].isna().all()
    assert row["note"] == FEW_UNRELATED


def test_without_sentences_families_are_not_known_and_there_are_none():
    codings, _ = over(*varied(30))
    row = only(agreement(codings))
    assert row[LIMITS].isna().all()
    assert (row["n_articles"], row["note"]) == (30, FAMILIES_UNKNOWN)


def test_articles_of_one_family_count_once():
    codings, sentences = over(*varied(12))
    halved = sentences.assign(
        family="s" + (sentences["article"].str[1:].astype(int) // 2).astype(str)
    )
    row = only(agreement(codings, sentences=halved))
    assert (row["n_articles"], row["note"]) == (6, FEW_UNRELATED)
    pairs = [("".join(one), "".join(two)) for one, two in
             (zip(*varied(24)[2 * k : 2 * k + 2], strict=True) for k in range(12))]  # fmt: skip
    joint = agreement(over(*pairs)[0], sentences=over(*pairs)[1])
    codings, sentences = over(*varied(24))
    family = "s" + (sentences["article"].str[1:].astype(int) // 2).astype(str)
    found = agreement(codings, sentences=sentences.assign(family=family))
    assert_frame_equal(found, joint, check_exact=True)


def test_a_measure_has_an_interval_if_ten_articles_hold_a_base_for_it():
    # in nine articles the rules find something; the reference does in all eleven
    found, missed = ("1100", "1010"), ("0000", "1000")
    codings, sentences = over(*[found] * 8, ("1000", "0100"), *[missed] * 2)
    row = only(agreement(codings, sentences=sentences))
    assert row[["precision_low", "precision_high"]].isna().all()
    assert row["recall_low"] < row["recall"] < row["recall_high"]
    assert row["f1_low"] < row["f1"] < row["f1_high"]
    assert row["note"].startswith(FEW_WITH_POSITIVE)


def test_the_interval_is_the_jackknife_written_out_on_the_logit_scale():
    part, whole = np.array([3, 0, 2, 4, 1, 5]), np.array([4, 1, 2, 6, 3, 5])
    p = part.sum() / whole.sum()
    without = [np.delete(part, i).sum() / np.delete(whole, i).sum() for i in range(6)]
    error = np.sqrt(5 / 6 * sum((one - p) ** 2 for one in without))
    effective = 21**2 / (16 + 1 + 4 + 36 + 9 + 25)
    half = stats.t.ppf(0.975, effective - 1) * error / (p * (1 - p))
    logit = np.log(p / (1 - p))
    wanted = [1 / (1 + np.exp(-x)) for x in (logit - half, logit + half)]
    assert share_limits(part, whole) == pytest.approx(wanted, rel=1e-9)


def test_articles_without_a_base_change_nothing():
    part, whole = np.array([3, 0, 2, 4]), np.array([4, 1, 2, 6])
    more = share_limits(np.append(part, [0, 0]), np.append(whole, [0, 0]))
    assert more == share_limits(part, whole)


def test_f1_has_the_interval_of_positives_of_both_among_those_of_either():
    codings, sentences = over(*varied(15))
    row = only(agreement(codings, sentences=sentences))
    wide = codings.pivot(index=["article", "sentence"], columns="coder", values="present")
    both = wide.min(axis=1).groupby("article").sum().to_numpy()
    either = wide.max(axis=1).groupby("article").sum().to_numpy()
    low, high = share_limits(both, either)
    assert (row["f1_low"], row["f1_high"]) == (2 * low / (1 + low), 2 * high / (1 + high))
    share = both.sum() / either.sum()
    assert row["f1"] == pytest.approx(2 * share / (1 + share))


def test_at_one_the_lower_limit_is_that_of_one_unit_otherwise_and_at_zero_its_mirror():
    whole = np.array([2, 3, 2, 4])
    low, high = share_limits(whole, whole)
    assert (low, high) == (share_limits(np.array([2, 3, 2, 3]), whole)[0], 1)
    assert share_limits(np.zeros(4), whole) == (0, 1 - low)


def test_articles_that_are_all_alike_have_wilsons_interval_with_articles_as_trials():
    # 5 of 10 by Wilson: .237 to .763
    found = share_limits(np.full(10, 2), np.full(10, 4))
    assert np.round(found, 3).tolist() == [0.237, 0.763]


def test_a_single_article_with_a_base_has_no_interval():
    assert np.isnan(share_limits(np.array([1, 0]), np.array([2, 0]))).all()


def test_coder_and_reference_exchange_their_intervals():
    codings, sentences = over(*varied(15))
    one = only(agreement(codings, sentences=sentences))
    given = {"coder": "reference", "reference": "rules", "sentences": sentences}
    other = only(agreement(codings, **given))
    for end in ("low", "high"):
        assert one[f"precision_{end}"] == other[f"recall_{end}"]
        assert one[f"f1_{end}"] == other[f"f1_{end}"]


def test_nine_times_the_articles_make_a_third_of_the_interval_on_its_scale():
    part, whole = np.array([3, 0, 2, 4] * 10), np.array([4, 1, 2, 6] * 10)

    def width(times):
        low, high = share_limits(np.tile(part, times), np.tile(whole, times))
        return np.log(high / (1 - high)) - np.log(low / (1 - low))

    assert width(1) / width(9) == pytest.approx(3, abs=0.15)


def test_the_note_gives_the_worst_observed_coverage_of_a_small_sample():
    codings, sentences = over(*varied(30))
    row = only(agreement(codings, sentences=sentences))
    worst = min(observed_coverage(measure, 30, 0.4) for measure in MEASURES)
    assert row["coverage"] == worst
    assert (row["note"] == COVERAGE_OBSERVED) == (not 0.93 <= worst <= 0.97)


def test_how_rare_a_frame_is_is_said_by_the_reference():
    # of eight sentences each, the reference codes one present, the rules none in half of them
    codings, sentences = over(*[("10000000", "10000000"), ("00000000", "10000000")] * 50)
    assert only(agreement(codings, sentences=sentences))["coverage_prevalence"] == 0.12
    given = {"coder": "reference", "reference": "rules", "sentences": sentences}
    found = only(agreement(codings, **given))
    assert found["coverage"] == min(observed_coverage(m, 100, 0.0625) for m in MEASURES)


# -- outlets ----------------------------------------------------------------------------------


def test_each_outlet_has_a_row_beside_that_of_all():
    codings, sentences = over(("10", "11"), ("11", "10"), ("00", "01"))
    found = agreement(codings, sentences=sentences, by_outlet=True)
    columns = ["outlet", "n", "n_articles", "n_coder", "n_reference", "n_both"]
    assert found[columns].values.tolist() == [
        ["all", 6, 3, 3, 4, 2],
        ["A", 4, 2, 1, 3, 1],
        ["B", 2, 1, 2, 1, 1],
    ]
    assert_frame_equal(found.iloc[:1], agreement(codings, sentences=sentences))


def test_an_outlets_row_is_that_of_its_articles_alone():
    codings, sentences = over(*varied(24))
    found = agreement(codings, sentences=sentences, by_outlet=True).set_index("outlet")
    own = sentences[sentences["outlet"] == "B"]
    alone = agreement(codings[codings["article"].isin(own["article"])], sentences=own)
    assert_frame_equal(
        found.loc[["B"]].reset_index(drop=True), alone.drop(columns="outlet"), check_exact=True
    )


def test_by_outlet_needs_sentences():
    with pytest.raises(ParameterError, match="by_outlet needs the outlets; give sentences"):
        agreement(both([1], [1]), by_outlet=True)


def test_codings_of_sentences_that_do_not_exist_are_refused():
    codings, sentences = over(("10", "11"))
    with pytest.raises(TableError, match="name a sentence that does not exist"):
        agreement(codings, sentences=sentences.iloc[:1])


def test_order_of_rows_and_names_of_outlets_change_no_digit():
    codings, sentences = over(*varied(24))
    found = agreement(codings, sentences=sentences, by_outlet=True)
    shuffled = codings.sample(frac=1, random_state=1), sentences.sample(frac=1, random_state=2)
    renamed = shuffled[1].assign(outlet=shuffled[1]["outlet"].map({"A": "Z", "B": "Y"}))
    other = agreement(shuffled[0], sentences=renamed, by_outlet=True)
    other["outlet"] = other["outlet"].replace({"Z": "A", "Y": "B"})
    other = other.iloc[[0, 2, 1]].reset_index(drop=True)
    assert_frame_equal(other, found, check_exact=True)


# -- samples ----------------------------------------------------------------------------------


def drawn(pairs: pd.DataFrame, probability: list[float]) -> pd.DataFrame:
    units = pairs[["article", "sentence"]].drop_duplicates()
    return units.assign(probability=probability)


def test_a_unit_of_a_sample_counts_as_many_as_it_stands_for():
    # rules: 1 1 0 0, reference: 1 0 1 0; drawn with 1, 1/2, 1/5 and 1/10
    given = both([1, 1, 0, 0], [1, 0, 1, 0])
    row = agreement(given, sample=drawn(given, [1, 0.5, 0.2, 0.1])).iloc[0]
    assert row[["n", "n_coder", "n_reference", "n_both"]].tolist() == [4, 2, 2, 1]
    assert row["precision"] == pytest.approx(1 / (1 + 2))
    assert row["recall"] == pytest.approx(1 / (1 + 5))
    assert row["f1"] == pytest.approx(2 / (3 + 6))
    assert row["percent_agreement"] == pytest.approx((1 + 10) / 18)
    assert SAMPLE_WEIGHTED in values_of(row["note"])


def test_units_that_were_not_drawn_are_left_out():
    given = both([1, 1, 0, 0], [1, 0, 1, 1])
    sample = drawn(given, [1.0] * 4)[:3]
    row = agreement(given, sample=sample).iloc[0]
    assert row[["n", "n_coder", "n_reference", "n_both"]].tolist() == [3, 2, 2, 1]


def test_equal_probabilities_change_nothing_but_the_weight():
    given = both([1, 1, 0, 1, 0], [1, 0, 1, 1, 0])
    for p in (1.0, 0.25):
        found = agreement(given, sample=drawn(given, [p] * 5))
        assert_frame_equal(found, agreement(given))


def test_recall_in_an_enriched_sample_is_that_of_the_texts():
    """By simulation: the rules find half of the positives; all they find is coded, a tenth else."""
    random = np.random.default_rng(3)
    articles = np.repeat([f"a{n}" for n in range(400)], 20)
    truth = random.random(8000) < 0.2
    rules = truth & (random.random(8000) < 0.5)
    units = pd.DataFrame({"article": articles, "sentence": [*range(20)] * 400, "frame": "f"})
    units = units.assign(probability=np.where(rules, 1.0, 0.1), text="Talks.")
    kept = random.random(8000) < units["probability"]
    codings = pd.concat(
        [units.assign(coder="rules", present=rules.astype(int)),
         units.assign(coder="reference", present=truth.astype(int))[kept]]
    )  # fmt: skip
    codings = codings.drop(columns=["probability", "text"])
    plain = agreement(codings, sentences=units).iloc[0]
    row = agreement(codings, sentences=units, sample=units[kept]).iloc[0]
    real = (truth & rules).sum() / truth.sum()
    assert plain["recall_low"] > real + 0.2
    assert row["recall_low"] < real < row["recall_high"]
    assert row["recall_high"] - row["recall_low"] < 0.15
    assert row["precision"] == 1


def test_a_missed_unit_may_be_heavy_and_a_false_hit_is_as_heavy_as_hits_are():
    articles = [f"a{n:02}" for n in range(12) for _ in range(4)]
    units = pd.DataFrame({"article": articles, "sentence": [0, 1, 2, 3] * 12, "frame": "f"})
    positive = (units["sentence"] < 2) * 1
    codings = pd.concat([units.assign(coder=c, present=positive) for c in ("rules", "reference")])
    table = units[["article", "sentence"]].assign(text="Talks.")
    even = agreement(codings, sentences=table).iloc[0]
    chance = np.where(positive == 1, 1.0, 0.1)
    row = agreement(codings, sentences=table, sample=units.assign(probability=chance)).iloc[0]
    assert row["precision_low"] == pytest.approx(even["precision_low"])
    assert row["recall_low"] < even["recall_low"]
