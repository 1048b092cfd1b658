"""Comparisons of outlets: shares, differences, intervals, and what too few texts allow."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from scipy import stats

from framing import article_frames, difference, prevalence, prominence, salience
from framing.compare import contrast, resample
from framing.compare.coverage import coverage_told
from framing.compare.resample import DRAWS, Ratio
from framing.errors import ParameterError, TableError
from framing.tables.codes import (
    COVERAGE_OBSERVED,
    COVERAGE_UNKNOWN,
    FEW_FAMILIES,
    FEW_SENTENCES,
    FEW_TEXTS,
    NO_VARIATION,
    ONE_TEXT,
    TOO_RARE,
    WEIGHTED,
)
from tests.cases import each_of
from tests.hashing import printed
from tests.simulated import least, most

ROOT = Path(__file__).parents[2]
MISSING = float("nan")
LIMITS = ["ci_low", "ci_high"]
COVERED = ["note", "coverage", "coverage_articles", "coverage_prevalence"]


def frames(**outlets: Iterable[int]) -> pd.DataFrame:
    """Make article frames of texts of 10 sentences, so many of each with the frame."""
    rows = [
        {"article": f"{outlet}{number}", "outlet": outlet, "n_frame_sentences": count}
        for outlet, counts in outlets.items()
        for number, count in enumerate(counts)
    ]
    table = pd.DataFrame(rows).assign(coder="me", frame="f", n_sentences=10)
    return table.assign(n_words=200, n_frame_words=table["n_frame_sentences"] * 25)


def only(table: pd.DataFrame) -> pd.Series:
    assert len(table) == 1
    return table.iloc[0]


# -- small samples ----------------------------------------------------------------------------

FEW = {
    "one text": ([3], ONE_TEXT),
    "two texts": ([3, 0], FEW_TEXTS),
    "four texts": ([3, 0, 1, 2], FEW_TEXTS),
}


@each_of("counts, note", FEW)
@each_of("measure", [prevalence, salience, prominence])
def test_below_five_texts_there_is_a_share_but_no_interval(measure, counts, note):
    row = only(measure(frames(A=counts).assign(in_lead=True)))
    assert row["note"] == note
    assert pd.notna(row["share"])
    assert row[LIMITS].isna().all()


@pytest.mark.parametrize("measure", [prevalence, salience, prominence])
def test_from_five_texts_on_there_is_an_interval_around_the_share(measure):
    row = only(measure(frames(A=[3, 1, 1, 2, 0]).assign(in_lead=[True, False] * 2 + [True])))
    assert row["note"] in ("", COVERAGE_OBSERVED)
    assert 0 <= row["ci_low"] < row["share"] < row["ci_high"] <= 1


@pytest.mark.parametrize(
    ("measure", "said"), [(prevalence, "share of texts"), (salience, "share of sentences")]
)
def test_the_observed_coverage_stands_beside_an_interval(measure, said):
    for n in (8, 12, 99, 400):
        row = only(measure(frames(A=[3, 0] * (n // 2) + [1] * (n % 2))))
        rarer = min(row["share"], 1 - row["share"])
        assert row[COVERED].to_dict() == coverage_told(said, n, rarer)
        assert 0.8 < row["coverage"] < 1


def test_a_share_of_sentences_in_too_few_texts_has_no_interval():
    rows = frames(A=[0] * 20 + [3, 2], B=[1] * 3 + [0] * 20)  # as of 1.9 texts, and of 3
    found = salience(rows)
    assert found["note"].str.split(";").str[0].to_list()[0] == TOO_RARE
    assert found["ci_low"].isna().to_list() == [True, False]
    assert found["share"].notna().all()


@pytest.mark.parametrize("measure", [prevalence, salience, prominence])
def test_five_texts_of_fewer_stories_have_no_interval(measure):
    rows = frames(A=[3, 0, 1, 2, 0]).assign(family=["s", "s", "t", "u", "v"], in_lead=True)
    row = only(measure(rows))
    assert row["note"] == FEW_FAMILIES
    assert row[LIMITS].isna().all()


NOTES_OF_PAIRS = {
    "one against many": ([1], [0, 1, 2, 3, 4], ONE_TEXT),
    "many against one": ([0, 1, 2, 3, 4], [1], ONE_TEXT),
    "two against one": ([1, 2], [1], ONE_TEXT),
    "many against four": ([0, 1, 2, 3, 4], [1, 2, 3, 4], FEW_TEXTS),
    "many against many": ([0, 1, 2, 3, 4], [0, 1, 2, 3, 4], ""),
}


@each_of("a, b, note", NOTES_OF_PAIRS)
@each_of("measure", ["prevalence", "salience"])
def test_a_difference_needs_five_texts_on_either_side(measure, a, b, note):
    row = only(difference(frames(A=a, B=b), measure=measure, reference="B"))
    assert row["note"] in ([note] if note else ["", COVERAGE_OBSERVED])
    assert pd.notna(row["estimate"])
    assert (row[[*LIMITS, "p", "q"]].isna() == bool(note)).all()


# -- whole tables -----------------------------------------------------------------------------


def test_prevalence_counts_texts_in_which_the_frame_is_present():
    found = prevalence(frames(B=[0], A=[2, 0, 1]))
    wanted = pd.DataFrame(
        {"outlet": ["A", "B"], "coder": "me", "frame": "f", "wire": "all",
         "n_present": [2, 0], "n_articles": [3, 1], "n_sentences": [30, 10],
         "n_words": [600, 200], "share": [2 / 3, 0.0], "ci_low": MISSING, "ci_high": MISSING,
         **dict.fromkeys(COVERED[1:], MISSING), "note": [FEW_TEXTS, ONE_TEXT]}
    )  # fmt: skip
    assert_frame_equal(found, wanted, check_dtype=False)


UNITS = {"sentences": (3, 3 / 30), "words": (75, 75 / 600)}


@pytest.mark.parametrize("unit", UNITS)
def test_salience_sums_sentences_or_words_over_texts(unit):
    n_frame, share = UNITS[unit]
    found = salience(frames(A=[2, 0, 1]), unit=unit)
    wanted = pd.DataFrame(
        {"outlet": ["A"], "coder": "me", "frame": "f", "wire": "all", "n_frame": n_frame,
         "base": {"sentences": 30, "words": 600}[unit], "unit": unit, "n_articles": 3,
         "n_sentences": 30, "n_words": 600, "share": share, "ci_low": MISSING,
         "ci_high": MISSING, **dict.fromkeys(COVERED[1:], MISSING), "note": FEW_TEXTS}
    )  # fmt: skip
    assert_frame_equal(found, wanted, check_dtype=False)


def test_prominence_counts_texts_with_the_frame_in_headline_or_lead():
    rows = frames(A=[1] * 5).assign(
        in_headline=[True, False, None, False, None], in_lead=[False, True, True, False, False]
    )
    found = prominence(rows)
    assert found[["n_prominent", "n_articles", "share"]].values.tolist() == [[3, 5, 0.6]]


def test_a_frame_absent_from_an_outlet_is_a_row_with_zero():
    found = salience(frames(A=[0, 0], B=[1, 2]))
    assert found[["outlet", "n_frame", "share"]].values.tolist() == [["A", 0, 0], ["B", 3, 0.15]]


def test_difference_is_share_less_share():
    found = difference(frames(A=[2, 0, 1], B=[0, 4]), measure="salience", reference="B")
    wanted = pd.DataFrame(
        {"measure": ["salience"], "outlet": "A", "reference": "B", "coder": "me", "frame": "f",
         "wire": "all", "n_articles": 3, "n_reference": 2, "estimate": 3 / 30 - 4 / 20,
         "ci_low": MISSING, "ci_high": MISSING, "p": MISSING, "q": MISSING, "detectable": MISSING,
         **dict.fromkeys(COVERED[1:], MISSING), "note": FEW_TEXTS}
    )  # fmt: skip
    assert_frame_equal(found, wanted, check_dtype=False)


def test_the_rest_is_all_other_outlets_together():
    rows = frames(A=[2, 4], B=[1], C=[0, 3, 0])
    found = difference(rows, measure="salience", reference="rest")
    assert found[["outlet", "reference", "n_articles", "n_reference"]].values.tolist() == [
        ["A", "rest", 2, 4], ["B", "rest", 1, 5], ["C", "rest", 3, 3]
    ]  # fmt: skip
    estimates = [6 / 20 - 4 / 40, 1 / 10 - 9 / 50, 3 / 30 - 7 / 30]
    np.testing.assert_allclose(found["estimate"], estimates, rtol=1e-15)


def test_the_median_is_that_of_outlets_with_texts_enough_each_weighing_the_same():
    rows = frames(A=[5] * 40, B=[1, 2, 3, 2, 2], C=[0, 1, 0, 2, 2], D=[9])
    found = difference(rows, measure="salience").set_index("outlet")
    assert set(found["reference"]) == {"median"}
    np.testing.assert_allclose(found["estimate"], [0.3, 0.0, -0.1, 0.7], atol=1e-12)
    assert found["n_reference"].to_list() == [10, 45, 45, 50]
    assert found["ci_low"].isna().to_list() == [False, False, False, True]
    assert found.loc["D", "note"] == ONE_TEXT


def test_of_two_outlets_with_texts_enough_each_is_held_against_the_other():
    found = difference(frames(A=[5, 4, 3, 2, 4], B=[1, 2, 3, 2, 2], C=[9]), measure="salience")
    assert found["reference"].to_list() == ["B", "A", "median"]
    np.testing.assert_allclose(found["estimate"], [0.16, -0.16, 0.62], atol=1e-12)


def test_outlets_without_texts_enough_are_described_against_the_median_of_all():
    found = difference(frames(A=[5], B=[1], C=[2]), measure="salience")
    np.testing.assert_allclose(found["estimate"], [0.3, -0.1, 0.0], atol=1e-12)
    assert found[["p", *LIMITS]].isna().all(axis=None)


def test_each_coder_frame_and_wire_mode_is_compared_by_itself():
    rows = pd.concat(
        [frames(A=[1], B=[2]).assign(coder=coder, frame=frame) for coder in "xy" for frame in "fg"]
    )
    found = difference(rows)
    keys = ["".join(key) for key in found[["outlet", "coder", "frame"]].values]
    assert keys == ["Axf", "Axg", "Ayf", "Ayg", "Bxf", "Bxg", "Byf", "Byg"]


def test_the_order_of_rows_is_that_of_the_key():
    rows = frames(C=[1], A=[1], B=[1])
    assert prevalence(rows)["outlet"].to_list() == ["A", "B", "C"]
    assert difference(rows)["outlet"].to_list() == ["A", "B", "C"]


def test_one_outlet_has_nothing_to_be_compared_with():
    found = difference(frames(A=[1, 2, 3]))
    assert found.empty
    assert list(found.columns) == list(difference(frames(A=[1], B=[1])).columns)


@pytest.mark.parametrize("measure", [prevalence, salience, prominence, difference])
def test_no_article_frames_give_a_table_without_rows(measure):
    found = measure(frames(A=[1]).iloc[:0])
    assert found.empty
    assert "share" in found or "estimate" in found


# -- what is not known ------------------------------------------------------------------------


def test_words_that_were_not_counted_are_no_base():
    row = only(salience(frames(A=[1, 2]).drop(columns=["n_words", "n_frame_words"]), unit="words"))
    assert row["n_articles"] == 0
    assert row[["n_frame", "share", *LIMITS]].isna().all()


def test_a_text_whose_words_with_the_frame_were_not_counted_is_left_out():
    rows = frames(A=[1, 2]).assign(n_frame_words=[25, None])
    found = only(salience(rows, unit="words"))
    assert found[["n_frame", "n_words", "n_articles", "share"]].to_list() == [25, 200, 1, 0.125]


def test_texts_without_a_base_are_not_counted_as_texts():
    rows = frames(A=[1, 0, 0]).assign(n_sentences=[10, 10, 0])
    assert only(prevalence(rows))[["n_present", "n_articles"]].to_list() == [1, 2]
    assert only(salience(rows))[["n_frame", "n_articles"]].to_list() == [1, 2]


def test_texts_without_headline_and_lead_are_no_evidence_of_a_frame_at_the_bottom():
    rows = frames(A=[1, 1, 1]).assign(in_lead=[True, None, None], in_headline=[None, None, False])
    assert only(prominence(rows))[["n_prominent", "n_articles"]].to_list() == [1, 2]
    unknown = only(prominence(frames(A=[1, 1])))
    assert unknown["n_articles"] == 0
    assert unknown[["n_prominent", "share"]].isna().all()


def test_weights_multiply_part_and_whole_of_a_share_but_no_count():
    rows = frames(A=[10, 0]).assign(weight=[3.0, 1.0])
    assert only(salience(rows))[["n_frame", "n_sentences", "share"]].to_list() == [10, 20, 0.75]
    assert only(prevalence(rows))[["n_present", "n_articles", "share"]].to_list() == [1, 2, 0.75]


# -- no variation -----------------------------------------------------------------------------


@pytest.mark.parametrize("count", [0, 3, 10])
def test_texts_that_do_not_differ_say_nothing_of_how_others_would(count):
    row = only(salience(frames(A=[count] * 6)))
    assert row["note"] == NO_VARIATION
    assert row["share"] == count / 10
    assert row[LIMITS].isna().all()


@pytest.mark.parametrize(("count", "low", "high"), [(0, 0.0, 0.39), (3, 0.61, 1.0)])
def test_a_frame_in_no_text_or_in_all_still_has_an_interval_of_prevalence(count, low, high):
    row = only(prevalence(frames(A=[count] * 6)))
    assert row["note"] == COVERAGE_OBSERVED
    assert row[LIMITS].astype(float).round(2).to_list() == [low, high]


def test_texts_that_differ_by_one_sentence_in_a_thousand_do_differ():
    row = only(salience(frames(A=[3, 3, 3, 3, 4]).assign(n_sentences=1000)))
    assert row["note"] in ("", COVERAGE_OBSERVED, COVERAGE_UNKNOWN)
    assert row[LIMITS].notna().all()


def test_outlets_whose_texts_do_not_vary_are_told_apart():
    row = only(difference(frames(A=[3] * 6, B=[1] * 6), measure="salience", reference="B"))
    assert row["p"] < 0.01
    assert 0 < row["ci_low"] < 0.2 < row["ci_high"]


def test_a_frame_in_fewer_than_eight_stories_is_too_rare_for_a_difference():
    rare = frames(A=[0] * 8, B=[0, 5, 1, 3, 2, 1, 4, 2])
    row = only(difference(rare, measure="salience", reference="B"))
    assert row["note"] == TOO_RARE
    assert row[[*LIMITS, "p", "detectable"]].isna().all()
    more = frames(A=[0] * 8, B=[1, 5, 1, 3, 2, 1, 4, 2])
    assert only(difference(more, measure="salience", reference="B"))["p"] < 0.05
    lacking = frames(A=[10] * 8, B=[10, 5, 1, 3, 2, 1, 4, 2])
    assert only(difference(lacking, measure="salience", reference="B"))["note"] == TOO_RARE


def test_present_in_all_texts_here_and_none_there_is_a_difference_with_an_interval():
    row = only(difference(frames(A=[1] * 6, B=[0] * 6), reference="B"))
    assert row["estimate"] == 1.0
    assert 0.3 < row["ci_low"] < 0.6
    assert row["ci_high"] == 1.0


# -- families ---------------------------------------------------------------------------------


@pytest.mark.parametrize("measure", [prevalence, salience, prominence])
def test_a_second_copy_of_every_story_adds_no_certainty(measure):
    once = frames(A=[0, 3, 1, 0, 2, 5, 0]).assign(in_lead=[True, False, False] * 2 + [True])
    once["family"] = once["article"]
    twice = pd.concat([once, once.assign(article=once["article"] + " again")])
    columns = ["share", *LIMITS, "note"]
    assert_frame_equal(measure(twice)[columns], measure(once)[columns])


def test_a_story_that_fills_an_outlet_makes_its_prevalence_uncertain():
    rows = frames(A=[1] * 20 + [0] * 5)
    apart = only(prevalence(rows))
    together = only(prevalence(rows.assign(family=["wire"] * 20 + list("abcde"))))
    assert apart["share"] == together["share"] == 0.8
    # Kish: (20 + 5)^2 / (20^2 + 5) = 1.54 trials instead of 25
    wanted = wilson(0.8, 625 / 405)
    np.testing.assert_allclose(together[LIMITS].astype(float), wanted, rtol=1e-12)
    assert together["ci_low"] < apart["ci_low"] < apart["ci_high"] < together["ci_high"]


def test_shuffling_for_p_keeps_families_together():
    rows = frames(A=[1] * 12, B=[0] * 12)
    alone = only(difference(rows, reference="B"))
    stories = rows.assign(family=[f"{outlet}{n // 2}" for outlet in "AB" for n in range(12)])
    in_pairs = only(difference(stories, reference="B"))
    # 2 of 924 ways to deal 12 stories to two outlets are as extreme, 2 of 2,704,156 for 24 texts
    assert alone["p"] == pytest.approx(1 / (1 + DRAWS))
    assert in_pairs["p"] == pytest.approx(2 / 924, abs=0.003)
    assert in_pairs["p"] > alone["p"]


# -- weights: the wire mode "family" ----------------------------------------------------------


def test_articles_of_one_story_share_its_weight_and_counts_stay_plain():
    """A, B, C and D print story s, in which the frame is; A and B print one text of their own."""
    stories = pd.DataFrame(
        {"article": ["a1", "a2", "b1", "b2", "c1", "d1"], "outlet": list("AABBCD"), "sentence": 0,
         "family": ["s", "a2", "s", "b2", "s", "s"], "text": "Talks.", "n_words": 1}
    )  # fmt: skip
    codings = stories.assign(coder="me", frame="f", present=[1, 0, 1, 1, 1, 1])
    found = prevalence(article_frames(codings, stories, wire="family"))
    columns = ["outlet", "wire", "n_present", "n_articles", "share"]
    assert found[columns].values.tolist() == [
        ["A", "family", 1, 2, 0.25 / 1.25],
        ["B", "family", 2, 2, 1.0],
        ["C", "family", 1, 1, 1.0],
        ["D", "family", 1, 1, 1.0],
    ]
    assert (
        found["note"].to_list() == [f"{FEW_TEXTS};{WEIGHTED}"] * 2 + [f"{ONE_TEXT};{WEIGHTED}"] * 2
    )


MIXED = [0.25] * 3 + [1.0] * 4


@pytest.mark.parametrize("measure", [prevalence, salience, prominence])
def test_the_note_says_so_only_where_weights_are_not_all_1(measure):
    rows = frames(A=[0, 3, 1, 0, 2, 5, 0]).assign(in_lead=[True, False, False] * 2 + [True])
    assert WEIGHTED not in only(measure(rows.assign(weight=1.0)))["note"]
    for counts in ([3], [0, 3], [0, 3, 1, 0, 2, 5, 0]):
        some = rows.iloc[: len(counts)].assign(weight=MIXED[: len(counts)])
        assert only(measure(some))["note"].endswith(f";{WEIGHTED}")


def test_weighted_prevalence_has_wilsons_interval_over_the_effective_number_of_stories():
    row = only(prevalence(frames(A=[1, 0, 1, 1, 0, 0, 0]).assign(weight=MIXED)))
    share = (0.25 + 0.25 + 1) / 4.75  # Kish: 4.75 ^ 2 / (3 / 16 + 4) = 5.39 of 7 families
    assert row["share"] == pytest.approx(share, rel=1e-15)
    wanted = wilson(share, 4.75**2 / (3 / 16 + 4))
    np.testing.assert_allclose(row[LIMITS].astype(float), wanted, rtol=1e-12)


def test_weighted_salience_is_a_ratio_of_weighted_sums():
    row = only(salience(frames(A=[8, 0, 4, 2]).assign(weight=[0.5, 1, 0.25, 1])))
    assert row[["n_frame", "n_sentences"]].to_list() == [14, 40]
    assert row["share"] == pytest.approx((4 + 0 + 1 + 2) / (5 + 10 + 2.5 + 10), rel=1e-15)


def test_the_interval_of_weighted_salience_is_that_of_weighted_sums():
    part, weight = np.array([0.0, 1, 4, 2, 8]), np.array([1, 0.25, 0.5, 1, 0.25])
    row = only(salience(frames(A=[int(count) for count in part]).assign(weight=weight)))
    wanted = jackknife(part * weight, 10 * weight)
    np.testing.assert_allclose(row[LIMITS].astype(float), wanted, rtol=1e-9)


@pytest.mark.parametrize("measure", [prevalence, salience, prominence])
def test_a_story_printed_twenty_times_with_its_weight_counts_like_one_text(measure):
    once = frames(A=[0, 3, 1, 0, 2, 5]).assign(in_lead=[True, False, False] * 2)
    once["family"] = once["article"]
    copies = pd.concat([once.iloc[[1]].assign(article=f"copy {n}") for n in range(20)])
    many = pd.concat([once.drop(index=1), copies.assign(weight=1 / 20)])
    one, two = only(measure(once)), only(measure(many))
    numbers = ["share", *LIMITS]
    np.testing.assert_allclose(two[numbers].astype(float), one[numbers].astype(float), rtol=1e-9)
    assert two["n_articles"] == 25
    assert two["note"] == f"{one['note']};{WEIGHTED}".removeprefix(";")


@pytest.mark.parametrize("measure", [prevalence, salience, prominence])
@pytest.mark.parametrize("weight", [1 / 3, 0.25])
def test_one_weight_for_all_texts_of_an_outlet_moves_neither_share_nor_interval(measure, weight):
    rows = frames(A=[0, 3, 1, 0, 2, 5, 0, 0, 1, 4]).assign(in_lead=[True, False] * 5)
    one, two = only(measure(rows)), only(measure(rows.assign(weight=weight)))
    numbers = ["share", *LIMITS]
    np.testing.assert_allclose(two[numbers].astype(float), one[numbers].astype(float), rtol=1e-9)
    assert two["note"] == f"{one['note']};{WEIGHTED}".removeprefix(
        ";"
    )  # with the coverage over all ten of them


def test_texts_that_do_not_differ_are_told_from_those_whose_weights_do():
    rows = frames(A=[3] * 9).assign(weight=1 / np.arange(1, 10))
    row = only(salience(rows))
    assert row["note"] == f"{NO_VARIATION};{WEIGHTED}"
    assert row[LIMITS].isna().all()
    other = frames(B=[3] * 9).assign(weight=1 / np.arange(3, 12))
    both = only(difference(pd.concat([rows, other]), measure="salience", reference="B"))
    assert both["note"].endswith(WEIGHTED)
    assert both["p"] == 1.0


@pytest.mark.parametrize(
    ("measure", "said"), [(prevalence, "share of texts"), (salience, "share of sentences")]
)
def test_the_coverage_beside_a_weighted_interval_is_that_of_the_effective_number(measure, said):
    few = frames(A=[1, 0] * 20).assign(weight=[1.0] * 4 + [0.1] * 36)
    row = only(measure(few))  # (4 + 3.6) ^ 2 / (4 + .36) = 13.2 of 40
    rarer = min(row["share"], 1 - row["share"])
    wanted = coverage_told(said, 13, rarer)
    assert wanted != coverage_told(said, 40, rarer)
    assert row[COVERED[1:]].to_dict() == {k: v for k, v in wanted.items() if k != "note"}
    heavy = frames(A=[1, 0] * 3).assign(weight=[1.0] + [0.01] * 5)
    lacking = COVERAGE_UNKNOWN if measure is prevalence else TOO_RARE
    assert only(measure(heavy))["note"] == f"{lacking};{WEIGHTED}"


def test_the_coverage_beside_an_interval_without_weights_is_that_of_the_families():
    sizes = [100] + [10] * 29  # Kish: 12 texts of the same size
    row = only(salience(frames(A=[1, 0] * 15).assign(n_sentences=sizes)))
    assert row[COVERED].to_dict() == coverage_told("share of sentences", 30, row["share"])


def test_a_difference_is_that_of_weighted_shares_and_its_note_says_so():
    rows = pd.concat([frames(A=[1, 0, 1, 1, 0, 0, 0]).assign(weight=MIXED), frames(B=[1, 0] * 3)])
    row = only(difference(rows, reference="B"))
    one, two = (only(prevalence(rows[rows["outlet"] == outlet])) for outlet in "AB")
    assert row["estimate"] == pytest.approx(1.5 / 4.75 - 0.5, rel=1e-15)
    assert row["estimate"] == one["share"] - two["share"]
    assert (row["n_articles"], row["n_reference"]) == (7, 6)
    assert row["note"].split(";")[-1] == WEIGHTED
    assert WEIGHTED not in only(difference(rows.assign(weight=1.0), reference="B"))["note"]
    back = only(difference(rows, reference="A"))
    assert (back["estimate"], back["p"]) == (-row["estimate"], row["p"])


@pytest.mark.parametrize("measure", ["prevalence", "salience"])
def test_the_names_of_articles_move_no_digit_of_weighted_sums(measure):
    rows = frames(A=[0, 3, 1, 4, 2, 0, 7, 5, 1, 6] * 2, B=[1, 2, 0, 5, 9, 7])
    rows["family"] = [f"{outlet}{n % 5}" for n, outlet in enumerate(rows["outlet"])]
    rows["weight"] = 1 / np.arange(3, 29)
    wanted = TABLES[measure](rows), difference(rows, measure=measure)
    for seed in range(5):
        named = rows.assign(article=np.random.default_rng(seed).permutation(rows["article"]))
        assert_frame_equal(TABLES[measure](named), wanted[0], check_exact=True)
        assert_frame_equal(difference(named, measure=measure), wanted[1], check_exact=True)


# -- only some sentences: the wire modes "unmatched" and "unshared" ---------------------------


def left(wire: str = "unmatched", **outlets: Iterable[int]) -> pd.DataFrame:
    """Make article frames of texts of which so many sentences count, two of each with the frame."""
    rows = frames(**outlets).assign(wire=wire)
    sizes = rows["n_frame_sentences"]
    return rows.assign(
        family=rows["article"], n_sentences=sizes, n_words=sizes * 20,
        n_frame_sentences=sizes.clip(upper=2), n_frame_words=sizes.clip(upper=2) * 25,
    )  # fmt: skip


@pytest.mark.parametrize("unit", ["sentences", "words"])
@pytest.mark.parametrize("wire", ["unmatched", "unshared"])
def test_fewer_than_ten_sentences_that_count_have_counts_and_no_share(wire, unit):
    found = salience(left(wire, A=[4, 0, 5], B=[4, 0, 6]), unit=unit)
    bare, shared = found.iloc[0], found.iloc[1]
    n_frame = {"sentences": 4, "words": 100}[unit]
    assert bare[["n_frame", "n_sentences", "n_words"]].to_list() == [n_frame, 9, 180]
    assert bare[["share", *LIMITS]].isna().all()
    assert bare["note"] == FEW_SENTENCES
    assert shared[["n_frame", "n_sentences", "n_words"]].to_list() == [n_frame, 10, 200]
    assert shared["share"] == {"sentences": 4 / 10, "words": 100 / 200}[unit]
    assert shared["note"] == FEW_TEXTS


@pytest.mark.parametrize("wire", ["all", "family"])
def test_where_every_sentence_counts_a_short_text_has_a_share(wire):
    assert only(salience(left(wire, A=[9])))[["share", "note"]].to_list() == [2 / 9, ONE_TEXT]


@pytest.mark.parametrize("measure", [prevalence, prominence])
def test_shares_of_texts_do_not_ask_for_sentences(measure):
    rows = left(A=[1] * 6, B=[0, 0]).assign(in_lead=[True] * 6 + [None] * 2)
    found = measure(rows)
    assert found["n_articles"].to_list() == [6, 0]  # of texts without a sentence nothing is known
    assert (found["share"][0], found["note"].str.contains("sentences").any()) == (1.0, False)
    assert pd.isna(found["share"][1])


@pytest.mark.parametrize("unit", ["sentences", "words"])
def test_an_outlet_of_which_no_sentence_is_left_is_a_row_with_zeros(unit):
    row = only(salience(left(A=[0, 0]), unit=unit))
    assert row[["n_frame", "n_sentences", "n_words", "n_articles"]].to_list() == [0, 0, 0, 0]
    assert row["note"] == FEW_SENTENCES


SHORT = {
    "own": ([9], [30] * 6),
    "the other": ([30] * 6, [9]),
    "both": ([1], [0]),
    "own, of many texts": ([1] * 9, [30] * 6),
    "own, against one text": ([4, 5], [30]),
}


@pytest.mark.parametrize(("a", "b"), SHORT.values(), ids=SHORT)
def test_a_difference_of_salience_needs_ten_sentences_on_either_side(a, b):
    row = only(difference(left(A=a, B=b), measure="salience", reference="B"))
    assert row["note"] == FEW_SENTENCES
    assert row[["estimate", *LIMITS, "p", "q", "detectable"]].isna().all()
    whole = only(difference(left("all", A=a, B=b), measure="salience", reference="B"))
    assert whole["note"] != FEW_SENTENCES


def test_ten_sentences_on_either_side_make_a_difference():
    row = only(difference(left(A=[10], B=[5, 5]), measure="salience", reference="B"))
    assert row["estimate"] == pytest.approx(2 / 10 - 4 / 10)
    assert row["note"] == ONE_TEXT


def test_a_difference_of_prevalence_does_not_ask_for_sentences():
    row = only(difference(left(A=[1] * 6, B=[1] * 5), reference="B"))
    assert (row["estimate"], row["note"]) == (0.0, TOO_RARE)  # each text has it: none lacks it


@pytest.mark.parametrize("measure", [prevalence, salience, prominence])
def test_several_wire_modes_in_one_table_are_summed_each_by_itself(measure):
    parts = [left(wire, A=[4, 9, 12], B=[1]).assign(in_lead=True)
             for wire in ("all", "family", "unmatched", "unshared")]  # fmt: skip
    parts[1]["weight"] = 0.5
    together = measure(pd.concat(parts).sample(frac=1, random_state=2))
    apart = pd.concat([measure(part) for part in parts])
    assert_frame_equal(together, apart.sort_values(["outlet", "wire"], ignore_index=True))


@pytest.mark.parametrize("measure", ["prevalence", "salience"])
def test_several_wire_modes_in_one_table_are_compared_each_by_itself(measure):
    sizes = {"A": [4, 9, 12, 3, 2], "B": [3, 8, 20, 4, 6], "C": [1]}
    parts = [left(wire, **sizes) for wire in ("all", "unmatched")]
    together = difference(pd.concat(parts), measure=measure).drop(columns="q")
    apart = pd.concat([difference(part, measure=measure) for part in parts]).drop(columns="q")
    assert_frame_equal(together, apart.sort_values(["outlet", "wire"], ignore_index=True))


# -- published values -------------------------------------------------------------------------

NEWCOMBE_1998 = [  # Statistics in Medicine 17, 857-872, table I, method 3
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0000, 0.1611),
    (1, 29, 0.0061, 0.1718),
]


@pytest.mark.parametrize(("part", "whole", "low", "high"), NEWCOMBE_1998)
def test_the_interval_of_prevalence_is_wilsons_as_published(part, whole, low, high):
    row = only(prevalence(frames(A=[1] * part + [0] * (whole - part))))
    assert row[LIMITS].astype(float).round(4).to_list() == [low, high]


def test_the_interval_of_a_difference_of_many_texts_is_newcombes_as_published():
    """Where shuffling asks for no wider limits than the normal distribution does."""
    rows = frames(A=[1] * 56 + [0] * 14, B=[1] * 48 + [0] * 32)  # method 10, example (a)
    row = only(difference(rows, reference="B"))
    np.testing.assert_allclose(row[LIMITS].astype(float), [0.0524, 0.3339], atol=0.01)


def test_benjamini_and_hochbergs_own_example_keeps_the_four_smallest():
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240,
         0.4262, 0.5719, 0.6528, 0.7590, 1.0000]  # fmt: skip
    q = resample.benjamini_hochberg(pd.Series(p))
    assert (q <= 0.05).to_list() == [True] * 4 + [False] * 11


# -- independent computations -----------------------------------------------------------------


def wilson(share: float, n: float) -> tuple[float, float]:
    """Solve (share - limit)^2 = z^2 limit (1 - limit) / n for both limits."""
    z2 = stats.norm.ppf(0.975) ** 2
    return tuple(np.sort(np.roots([1 + z2 / n, -(2 * share + z2 / n), share**2])))


@pytest.mark.parametrize(("part", "whole"), [(0, 5), (1, 5), (3, 7), (29, 30), (30, 30)])
def test_the_interval_of_prevalence_is_that_of_scipy(part, whole):
    row = only(prevalence(frames(A=[1] * part + [0] * (whole - part))))
    wanted = stats.binomtest(part, whole).proportion_ci(method="wilson")
    np.testing.assert_allclose(row[LIMITS].astype(float), wanted, atol=1e-12)


def jackknife(part: np.ndarray, whole: np.ndarray) -> tuple[float, float]:
    """Leave out each text in turn; t with the effective number of texts that carry it."""
    logit = lambda p: np.log(p / (1 - p))  # noqa: E731
    share = part.sum() / whole.sum()
    without = np.array([np.delete(part, i).sum() / np.delete(whole, i).sum()
                        for i in range(len(part))])  # fmt: skip
    n = len(part)
    error = np.sqrt((n - 1) / n * ((without - share) ** 2).sum()) / (share * (1 - share))
    effective = min(each.sum() ** 2 / (each**2).sum() for each in (part, whole))
    half = stats.t.ppf(0.975, effective - 1) * error
    return tuple(1 / (1 + np.exp(-(logit(share) + way * half))) for way in (-1, 1))


def test_the_interval_of_salience_is_that_of_a_jackknife_on_the_logit_scale():
    part, whole = np.array([1.0, 1, 4, 2, 5]), np.array([10.0, 20, 10, 30, 20])
    rows = frames(A=[int(count) for count in part]).assign(n_sentences=whole.astype(int))
    row = only(salience(rows))
    np.testing.assert_allclose(row[LIMITS].astype(float), jackknife(part, whole), rtol=1e-9)
    rest = only(salience(rows.assign(n_frame_sentences=(whole - part).astype(int))))
    np.testing.assert_allclose(rest["ci_low"], 1 - row["ci_high"], rtol=1e-9)


@pytest.mark.parametrize("df", [4, 9, 29, 199])
def test_the_quantile_of_students_t_is_that_of_scipy(df):
    assert resample.student_t(df) == pytest.approx(stats.t.ppf(0.975, df), rel=1e-9)


def test_p_is_the_share_of_all_deals_that_are_as_extreme():
    a, b = [9, 7, 3, 8, 6], [2, 5, 0, 4, 1]
    wanted = stats.permutation_test(
        (a, b), lambda x, y, axis: x.mean(axis=axis) - y.mean(axis=axis), n_resamples=np.inf
    ).pvalue  # 8 of 252
    row = only(difference(frames(A=a, B=b), measure="salience", reference="B"))
    assert row["p"] == pytest.approx(wanted, abs=0.012)


def test_the_p_of_prevalence_is_that_of_fishers_exact_test():
    rows = frames(A=[1] * 8 + [0] * 4, B=[1] * 3 + [0] * 9)
    wanted = stats.fisher_exact([[8, 4], [3, 9]]).pvalue
    assert only(difference(rows, reference="B"))["p"] == pytest.approx(wanted, abs=0.02)


def test_q_is_that_of_scipy_over_the_rows_that_have_a_p():
    rows = frames(A=[0, 5, 2, 1, 3, 0], B=[4, 4, 9, 3, 3, 2], C=[0, 1, 0, 0, 2, 1], D=[1])
    found = difference(rows, measure="salience")
    known = found["p"].notna()
    assert known.to_list() == [True, True, True, False]
    wanted = stats.false_discovery_control(found.loc[known, "p"])
    np.testing.assert_allclose(found.loc[known, "q"], wanted, rtol=1e-12)
    assert found.loc[~known, "q"].isna().all()


def test_q_of_tied_and_missing_p_is_that_of_scipy():
    p = pd.Series([0.04, 0.01, MISSING, 0.04, 0.5, 0.01], index=list("abcdef"))
    q = resample.benjamini_hochberg(p)
    np.testing.assert_allclose(q.dropna(), stats.false_discovery_control(p.dropna()))
    assert q.index.to_list() == list("abcdef")
    assert pd.isna(q["c"])


# -- relations that must hold -----------------------------------------------------------------

LARGE = frames(A=[0, 3, 1, 4, 2, 0, 7], B=[5, 1, 0, 2, 8, 1], C=[1, 0, 0, 0, 2])
TABLES = {
    "prevalence": prevalence,
    "salience": salience,
    "words": lambda rows: salience(rows, unit="words"),
    "prominence": lambda rows: prominence(rows.assign(in_lead=rows["n_frame_sentences"] > 2)),
    "difference": difference,
    "difference of salience": lambda rows: difference(rows, measure="salience"),
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_shuffling_rows_changes_nothing(table):
    weighted = LARGE.assign(
        weight=np.linspace(0.1, 0.7, len(LARGE)), family=LARGE["article"].str[:2]
    )
    for rows in (LARGE, weighted):
        assert_frame_equal(
            table(rows.sample(frac=1, random_state=5)), table(rows), check_exact=True
        )


def test_shuffling_rows_moves_no_digit_of_weighted_sums():
    rows = frames(A=[0, 3, 1, 4, 2, 0, 7, 5, 1, 6] * 2)
    rows = rows.assign(weight=1 / np.arange(3, 23), family=[str(n % 5) for n in range(20)])
    shuffled = [salience(rows.sample(frac=1, random_state=seed)) for seed in range(8)]
    for found in shuffled:
        assert_frame_equal(found, salience(rows), check_exact=True)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_renaming_outlets_and_articles_permutes_rows_and_moves_no_digit(table):
    names = {"A": "Z", "B": "Y", "C": "X"}
    renamed = LARGE.assign(outlet=LARGE["outlet"].map(names), article=LARGE["article"].str[::-1])
    found = table(renamed)
    back = found.assign(outlet=found["outlet"].map({new: old for old, new in names.items()}))
    back = back.sort_values("outlet", ignore_index=True)
    assert_frame_equal(back, table(LARGE), check_exact=True)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_doubling_the_corpus_leaves_shares_and_narrows_intervals(table):
    doubled = pd.concat([LARGE, LARGE.assign(article=LARGE["article"] + " again")])
    one, two = table(LARGE), table(doubled)
    column = "share" if "share" in one else "estimate"
    np.testing.assert_allclose(two[column], one[column], rtol=1e-12)
    narrower = (two["ci_high"] - two["ci_low"]) < (one["ci_high"] - one["ci_low"])
    assert narrower[one["ci_low"].notna()].all()
    assert one["ci_low"].notna().sum() > 1


@pytest.mark.parametrize("measure", ["prevalence", "salience"])
def test_a_difference_the_other_way_round_has_the_other_sign(measure):
    there = only(difference(LARGE[LARGE["outlet"] != "C"], measure=measure, reference="B"))
    back = only(difference(LARGE[LARGE["outlet"] != "C"], measure=measure, reference="A"))
    assert (there["estimate"], there["p"]) == (-back["estimate"], back["p"])
    assert there["ci_low"] == pytest.approx(-back["ci_high"], rel=1e-12)
    assert there["ci_high"] == pytest.approx(-back["ci_low"], rel=1e-12)


def test_an_outlet_against_the_only_other_one_is_an_outlet_against_the_rest():
    rows = LARGE[LARGE["outlet"] != "C"]
    named = difference(rows, measure="salience", reference="B")
    rest = difference(rows, measure="salience").iloc[:1]
    columns = ["outlet", "estimate", *LIMITS, "p"]
    assert_frame_equal(rest[columns], named[columns], check_exact=True)


def unequal(frame: str, more: int) -> pd.DataFrame:
    """Make three outlets of 5, 6 and 9 texts, whose counts go by a number of their own."""
    sizes = {"A": 5, "B": 6, "C": 9}
    counts = {o: [(more * i + i * i) % 7 for i in range(n)] for o, n in sizes.items()}
    return frames(**counts).assign(frame=frame)


def test_p_does_not_depend_on_what_else_is_compared():
    f, g = unequal("f", 3), unequal("g", 5)
    both = difference(pd.concat([f, g], ignore_index=True), measure="salience")
    for name, rows in (("f", f), ("g", g)):
        alone = difference(rows, measure="salience")
        together = both[both["frame"] == name].reset_index(drop=True)
        assert_frame_equal(together.drop(columns="q"), alone.drop(columns="q"), check_exact=True)


def test_another_seed_deals_anew():
    rows = frames(A=[5, 7, 6, 8, 5], B=[1, 0, 2, 1, 0], C=[1, 2, 0, 1, 2, 1])
    one, two = (difference(rows, measure="salience", seed=seed) for seed in (1, 2))
    assert one["p"].tolist() != two["p"].tolist()
    assert_frame_equal(difference(rows, measure="salience", seed=1), one, check_exact=True)


SCRIPT = """
import sys
import pandas as pd
from framing import difference, salience
rows = pd.read_csv(sys.argv[1]).sample(frac=1, random_state=int(sys.argv[2]))
tables = [salience(rows), difference(rows, measure="salience", seed=4), difference(rows)]
sys.stdout.write("".join(table.to_csv(index=False) for table in tables))
"""


def test_the_same_seed_gives_the_same_bytes_whatever_the_order_and_the_hash_seed(tmp_path):
    LARGE.to_csv(tmp_path / "rows.csv", index=False)
    said = printed(SCRIPT, here=[tmp_path / "rows.csv", 1], there=[tmp_path / "rows.csv", 2])
    assert said.count("\n") == 3 * (1 + 3)


# -- planted truth ----------------------------------------------------------------------------

STUDIES = 100
HOLDS = least(0.95, STUDIES)


def planted(rng, n: int, *, reach: float, replications: int, outlet: str) -> pd.DataFrame:
    """Draw articles of 15 to 40 sentences; ``reach`` of them take the frame up.

    Those that do carry it in a quarter of their sentences on average (beta 2, 6), so that
    articles differ. Each replication is a frame of its own.
    """
    size = n * replications
    length = rng.integers(15, 41, size)
    amount = np.where(rng.random(size) < reach, rng.beta(2, 6, size), 0.0)
    return pd.DataFrame(
        {"article": [f"{outlet}{number}" for number in range(size)], "outlet": outlet,
         "coder": "me", "frame": np.repeat([f"f{r:04}" for r in range(replications)], n),
         "n_sentences": length, "n_frame_sentences": rng.binomial(length, amount)}
    ).assign(present=amount > 0)  # fmt: skip


@pytest.fixture
def fewer_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw 400 times in the place of 2,000: a limit or a p moves by less than what is allowed.

    The chance beyond a limit is off by 0.008 (standard error), which hundreds of
    replications average out.
    """
    monkeypatch.setattr(contrast, "DRAWS", 400)


def covered(table: pd.DataFrame, truth: float) -> float:
    """Say in what share of rows the interval holds the truth; none may be without one."""
    assert table[LIMITS].notna().all(axis=None)
    return ((table["ci_low"] <= truth) & (truth <= table["ci_high"])).mean()


@pytest.mark.slow
@pytest.mark.usefixtures("fewer_draws")
def test_intervals_of_shares_hold_the_planted_truth_as_often_as_they_say():
    rows = planted(np.random.default_rng(30), 30, reach=0.6, replications=STUDIES, outlet="A")
    assert HOLDS <= covered(salience(rows), 0.6 * 0.25) <= 0.99
    assert HOLDS <= covered(prevalence(rows), 0.6) <= 0.99


@pytest.mark.slow
@pytest.mark.usefixtures("fewer_draws")
@pytest.mark.parametrize(
    ("measure", "truth"), [("prevalence", 0.7 - 0.4), ("salience", (0.7 - 0.4) * 0.25)]
)
def test_intervals_of_differences_hold_the_planted_truth_as_often_as_they_say(measure, truth):
    rng = np.random.default_rng(31)
    rows = pd.concat(
        [planted(rng, 30, reach=0.7, replications=STUDIES, outlet="A"),
         planted(rng, 30, reach=0.4, replications=STUDIES, outlet="B")]
    )  # fmt: skip
    found = difference(rows, measure=measure, reference="B")
    assert HOLDS <= covered(found, truth) <= 0.99
    assert (found["p"] <= 0.05).mean() > 0.25  # and it is found five times as often as by chance


@pytest.mark.slow
@pytest.mark.usefixtures("fewer_draws")
def test_where_nothing_was_planted_p_is_small_as_often_as_it_says():
    rng = np.random.default_rng(32)
    rows = pd.concat(
        [planted(rng, 20, reach=0.5, replications=STUDIES, outlet=outlet) for outlet in "AB"]
    )
    found = difference(rows, measure="salience", reference="B")
    assert 0 < (found["p"] <= 0.05).mean() <= most(0.05, STUDIES)
    assert HOLDS <= covered(found, 0.0) <= 0.99


@pytest.mark.slow
@pytest.mark.usefixtures("fewer_draws")
def test_intervals_over_stories_hold_the_planted_truth_where_those_over_texts_do_not():
    """Each outlet prints 12 stories, one to five times each; a copy is like its story."""
    rng = np.random.default_rng(33)
    copies = rng.integers(1, 6, 12 * STUDIES)
    stories = planted(rng, 12, reach=0.6, replications=STUDIES, outlet="A")
    rows = stories.loc[stories.index.repeat(copies)].reset_index(drop=True)
    rows = rows.assign(family=rows["article"], article=rows["article"] + rows.index.astype(str))
    assert HOLDS <= covered(prevalence(rows), 0.6) <= 0.99
    known = salience(rows).dropna(subset=["ci_low"])
    assert len(known) >= 0.7 * STUDIES
    assert HOLDS <= covered(known, 0.6 * 0.25) <= 0.99  # wide rather than short, over 12 stories
    as_texts = rows.drop(columns="family")
    assert covered(prevalence(as_texts), 0.6) < 0.85
    assert covered(salience(as_texts), 0.6 * 0.25) < 0.85


@pytest.mark.slow
@pytest.mark.usefixtures("fewer_draws")
def test_intervals_of_weighted_shares_hold_the_planted_truth_as_often_as_they_say():
    """Half of an outlet's texts are agency stories that two to eight outlets print."""
    rng = np.random.default_rng(34)
    rows = planted(rng, 30, reach=0.6, replications=STUDIES, outlet="A")
    rows["weight"] = np.where(rng.random(len(rows)) < 0.5, 1 / rng.integers(2, 9, len(rows)), 1.0)
    assert HOLDS <= covered(prevalence(rows), 0.6) <= 0.99
    assert HOLDS <= covered(salience(rows), 0.6 * 0.25) <= 0.99


# -- refusals ---------------------------------------------------------------------------------


def test_an_unknown_reference_is_refused_with_the_outlets():
    with pytest.raises(ParameterError) as refused:
        difference(frames(Herald=[1], Courier=[1]), reference="Herold")
    assert str(refused.value) == (
        "reference is 'Herold', which is no outlet here. Outlets: 'Courier', 'Herald'; "
        "or 'median' or 'rest'. Did you mean 'Herald'?"
    )


def test_an_unknown_measure_or_unit_is_refused():
    with pytest.raises(ParameterError, match=r"measure is 'salient'\. .* Did you mean 'salience'"):
        difference(LARGE, measure="salient")
    with pytest.raises(ParameterError, match=r"unit is 'lines'\. Allowed: sentences, words\."):
        salience(LARGE, unit="lines")


@pytest.mark.parametrize("measure", [prevalence, salience, prominence, difference])
def test_codings_are_not_article_frames(measure):
    with pytest.raises(TableError, match="article_frames has no column 'n_sentences'"):
        measure(pd.DataFrame({"article": ["a"], "coder": "me", "frame": "f", "present": 1}))


@pytest.mark.parametrize("measure", [prevalence, salience, prominence, difference])
def test_nothing_given_is_edited(measure):
    rows = frames(A=[1, 2, 0, 4, 1], B=[0, 1, 2, 3, 4])
    kept = rows.copy(deep=True)
    measure(rows)
    assert_frame_equal(rows, kept)


def test_a_share_of_nothing_is_missing():
    assert np.isnan(Ratio(np.array([]), np.array([])).share)


def test_a_frame_in_nearly_all_texts_has_the_coverage_of_one_in_hardly_any():
    rows = frames(A=[1] * 29 + [0]), frames(A=[0] * 29 + [1])
    high, low = (only(prevalence(table)) for table in rows)
    assert high["share"] > 0.9
    half = only(prevalence(frames(A=[1, 0] * 15)))
    assert high["coverage"] == low["coverage"] != half["coverage"]
