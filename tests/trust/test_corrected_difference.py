"""Outlets apart from the middle one, corrected for coding error; the variant that rests on it."""

from __future__ import annotations

from functools import cache, cached_property

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from scipy import stats

from framing.coding.codebook import Frame
from framing.compare.article_frames import article_frames
from framing.compare.difference import comparison, difference
from framing.compare.findings import findings
from framing.errors import ParameterError, TableError
from framing.tables.codes import (
    AS_STATED,
    CORRECTED,
    FEW_STORIES,
    FEW_TEXTS,
    MORE,
    NOT_DRAWN,
    NOT_SHOWN,
    NOT_TOLD,
    ONE_OUTLET,
    ONE_TEXT,
    OTHER_CODER,
    WITHOUT_SUBHEADS,
)
from framing.trust.corrected_difference import (
    corrected_comparison,
    corrected_difference,
    corrected_homogeneity,
    differing,
)
from framing.trust.correction import correction
from framing.trust.design import corrected_share
from framing.trust.robustness import robustness
from framing.trust.sampled import coded_units

KEY = ["article", "sentence"]
LIMITS = ["ci_low", "ci_high"]


def by(coder: str, units: pd.DataFrame, present: object, frame: str = "f") -> pd.DataFrame:
    rows = units[KEY].assign(coder=coder, frame=frame)
    return rows.assign(present=pd.array(list(present), dtype="Int64"))


def texts(**outlets: int) -> pd.DataFrame:
    """Give each outlet so many articles of ten sentences."""
    return pd.DataFrame(
        [
            (f"{outlet}{number}", sentence, outlet, ".")
            for outlet, n in outlets.items()
            for number in range(n)
            for sentence in range(10)
        ],
        columns=[*KEY, "outlet", "text"],
    )


class Talks:
    """Three outlets; errors, chances and strata drawn by a seed, strata by the first frame."""

    def __init__(self, seed: int, *, false_in_a: float = 0.3, frames: str = "f") -> None:
        random = np.random.default_rng(seed)
        self.texts = texts(A=13, B=12, C=14)
        self.chance = np.where(self.texts["outlet"] == "A", false_in_a, 0.05)
        truth, rules = self.coded(random)
        stratum = self.texts["outlet"] + np.where(rules, " yes", " no")
        rank = pd.Series(random.random(len(rules))).groupby(stratum).rank(method="first")
        size = stratum.groupby(stratum).transform("size")
        few = np.minimum(size, 20 + size // 3)
        about = self.texts.assign(
            stratum=stratum, n_stratum=size, n_drawn=few, probability=few / size
        )
        self.sample = about[rank <= few].drop(columns=["outlet", "text"]).reset_index(drop=True)
        self.truth = truth
        drawn = np.flatnonzero(rank <= few)
        codings = []
        for frame in frames:
            codings += [by("rules", self.texts, rules, frame),
                        by("reference", self.sample, truth[drawn], frame)]  # fmt: skip
            truth, rules = self.coded(random)
        self.codings = pd.concat(codings, ignore_index=True)

    def coded(self, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """Draw which sentences have a frame, and of which the rules say so."""
        n = len(self.texts)
        truth = random.random(n) < 0.3
        return truth, (truth & (random.random(n) < 0.9)) | (random.random(n) < self.chance)

    @cached_property
    def found(self) -> pd.DataFrame:
        return corrected_difference(self.codings, self.texts, sample=self.sample)


@pytest.fixture(scope="module")
def talks() -> Talks:
    return Talks(1)


# -- the estimate -----------------------------------------------------------------------------


def test_eight_sentences_by_head():
    eight = pd.DataFrame(
        {"article": list("aaaabbbb"), "sentence": [0, 1, 2, 3] * 2, "outlet": list("AAAABBBB"),
         "text": "."}
    )  # fmt: skip
    sample = eight.loc[[0, 2, 4, 6], KEY].assign(probability=0.5)
    codings = pd.concat(
        [by("rules", eight, [1, 1, 1, 0, 1, 0, 0, 0]), by("reference", sample, [1, 0, 1, 1])]
    )
    # A: of the drawn that the rules code 1 half are so: (3 / 2 + (1 / 2 - 1 / 2) / .5) / 4 = 3 / 8
    # B: all are so: (1 + 1 / .5) / 4 = 3 / 4
    wanted = pd.DataFrame(
        {"measure": "salience", "outlet": ["A", "B"], "reference": ["B", "A"],
         "coder": "corrected", "frame": "f", "wire": "all", "n_articles": 1, "n_reference": 1,
         "estimate": [-0.375, 0.375],
         "ci_low": np.nan, "ci_high": np.nan, "p": np.nan, "q": np.nan, "detectable": np.nan,
         "note": ONE_TEXT}
    )  # fmt: skip
    found = corrected_difference(codings, eight, sample=sample)
    assert_frame_equal(found[wanted.columns], wanted, check_dtype=False)


def test_it_is_the_corrected_share_less_the_middle_one(talks):
    shares = correction(talks.codings, talks.texts, sample=talks.sample).set_index("outlet")
    middle = shares["corrected"].median()
    for outlet, row in talks.found.set_index("outlet").iterrows():
        assert row["reference"] == "median"
        assert row["estimate"] == pytest.approx(shares.loc[outlet, "corrected"] - middle, abs=1e-12)
        assert row["n_articles"] == shares.loc[outlet, "n_articles"]


def found_of(talks: Talks) -> list:
    prepared = coded_units(talks.codings, talks.texts, talks.sample, coder="rules",
                           reference="reference", unit="sentences")  # fmt: skip
    return [corrected_share(own) for _, own in prepared.units.groupby("outlet")]


def test_interval_and_p_are_those_of_the_angles_written_out(talks):
    """An outlet's variance is at least what the median outlet's has for each story."""
    found = found_of(talks)
    share = np.array([each.ratio.share for each in found])
    angle = 2 * np.arcsin(np.sqrt(share))
    spread = [each.variance / p / (1 - p) for each, p in zip(found, share, strict=True)]
    stories = np.array([each.ratio.effective for each in found])
    v = np.maximum(spread, np.median(spread * stories) / stories)
    for place, row in talks.found.iterrows():
        parts = v * np.pi / 2 / 9
        parts[place] += v[place] / 3
        df = parts.sum() ** 2 / sum(p**2 / each.df for p, each in zip(parts, found, strict=True))
        off, error = angle[place] - np.median(angle), parts.sum() ** 0.5
        assert row["p"] == pytest.approx(2 * stats.t.sf(abs(off) / error, df))
        half = stats.t.ppf(0.975, df) * error
        wanted = np.sin((np.median(angle) + off + np.array([-half, half])) / 2) ** 2
        np.testing.assert_allclose(row[LIMITS].astype(float), wanted - np.median(share))


def test_p_is_below_5_percent_where_the_interval_excludes_zero_and_only_there():
    for seed in range(8):
        for row in Talks(seed, false_in_a=0.1 + seed / 10).found.itertuples():
            assert (row.p < 0.05) == (not row.ci_low <= 0 <= row.ci_high)


def test_with_two_outlets_one_has_the_p_of_the_other(talks):
    two = talks.texts[talks.texts["outlet"] != "B"]
    kept = [table[table["article"].isin(two["article"])] for table in (talks.codings, talks.sample)]
    one, other = corrected_difference(kept[0], two, sample=kept[1]).to_dict("records")
    assert (one["estimate"], one["reference"]) == (-other["estimate"], "C")
    assert one["p"] == pytest.approx(other["p"])


@pytest.mark.slow
def test_alike_outlets_are_seldom_found_apart_though_the_coder_errs_more_in_one():
    p = pd.concat([Talks(seed, frames="fghijklmno").found["p"] for seed in range(6)])
    assert len(p) == 180  # thousands: docs/correction.md
    assert (p < 0.05).mean() <= 0.08


# -- what it is for ---------------------------------------------------------------------------


@cache
def planted() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Every other article has the frame in four of ten sentences; in A the rules find four more.

    Of each article every other sentence was drawn, and with it half of all errors.
    """
    table = texts(A=14, B=14, C=14)
    odd = table["article"].str[1:].astype(int) % 2 == 1
    truth = odd & (table["sentence"] < 4)
    rules = truth | ((table["outlet"] == "A") & table["sentence"].isin([6, 7, 8, 9]))
    sample = table.loc[table["sentence"] % 2 == 0, KEY].assign(probability=0.5)
    held = by("reference", sample, truth[sample.index])
    return table, pd.concat([by("rules", table, rules), held]), sample


def test_a_bias_of_the_rules_in_one_outlet_is_taken_out():
    table, codings, sample = planted()
    by_rules = codings[codings["coder"] == "rules"]
    naive = difference(article_frames(by_rules, table), measure="salience").set_index("outlet")
    assert naive["estimate"].round(3).to_dict() == {"A": 0.4, "B": 0.0, "C": 0.0}
    assert naive.loc["A", "ci_low"] > 0
    found = corrected_difference(codings, table, sample=sample).set_index("outlet")
    assert found["estimate"].to_list() == pytest.approx([0, 0, 0], abs=1e-12)
    assert (found["ci_low"] < 0).all()
    assert (found["ci_high"] > 0).all()


@pytest.mark.slow
def test_a_reference_that_coded_every_sentence_gives_the_difference_of_its_own_codes(talks):
    full = by("reference", talks.texts, talks.truth)
    codings = pd.concat([talks.codings[talks.codings["coder"] == "rules"], full])
    found = corrected_difference(codings, talks.texts)
    own = difference(article_frames(full, talks.texts), measure="salience")
    assert found["estimate"].to_list() == pytest.approx(own["estimate"].to_list(), abs=1e-12)
    assert (found["ci_low"] < found["estimate"]).all()
    assert found["p"].notna().all()


@pytest.mark.slow
def test_rules_without_an_error_are_not_moved(talks):
    by_rules = talks.codings[talks.codings["coder"] == "rules"]
    same = talks.sample[KEY].merge(by_rules, on=KEY).assign(coder="reference")
    found = corrected_difference(pd.concat([by_rules, same]), talks.texts, sample=talks.sample)
    naive = difference(article_frames(by_rules, talks.texts), measure="salience")
    assert found["estimate"].to_list() == pytest.approx(naive["estimate"].to_list(), abs=1e-12)


# -- what changes nothing ---------------------------------------------------------------------


def test_the_order_of_rows_moves_no_digit(talks):
    shuffled = [
        table.sample(frac=1, random_state=3) for table in (talks.codings, talks.texts, talks.sample)
    ]
    found = corrected_difference(shuffled[0], shuffled[1], sample=shuffled[2])
    assert_frame_equal(found, talks.found, check_exact=True)


@pytest.mark.slow
def test_the_names_of_outlets_move_no_digit(talks):
    names = {"A": "Zeit", "B": "Mirror", "C": "Ámbito"}
    named = talks.texts.assign(outlet=talks.texts["outlet"].map(names))
    found = corrected_difference(talks.codings, named, sample=talks.sample)
    assert found["outlet"].to_list() == sorted(names.values())
    back = found.assign(outlet=found["outlet"].map({new: old for old, new in names.items()}))
    back = back.sort_values("outlet", ignore_index=True)
    assert_frame_equal(back, talks.found, check_exact=True)


@pytest.mark.slow
def test_an_outlet_in_the_sample_is_not_needed_and_not_believed(talks):
    named = talks.sample.assign(outlet="elsewhere")
    found = corrected_difference(talks.codings, talks.texts, sample=named)
    assert_frame_equal(found, talks.found, check_exact=True)


@pytest.mark.slow
def test_nothing_given_is_edited(talks):
    given = (talks.codings, talks.texts, talks.sample)
    before = [table.copy() for table in given]
    corrected_difference(talks.codings, talks.texts, sample=talks.sample)
    for table, held in zip(given, before, strict=True):
        assert_frame_equal(table, held)


@pytest.mark.slow
def test_a_further_coder_and_a_further_frame_move_no_digit(talks):
    more = pd.concat(
        [
            talks.codings,
            by("anna", talks.texts, ~talks.truth),
            by("rules", talks.texts, talks.truth, "g"),
            by("reference", talks.sample, [1] * len(talks.sample), "g"),
        ]
    )
    found = corrected_difference(more, talks.texts, sample=talks.sample)
    assert found[["outlet", "frame"]].to_numpy().tolist() == [
        [outlet, frame] for outlet in "ABC" for frame in "fg"
    ]
    of_f = found[found["frame"] == "f"].reset_index(drop=True)
    assert_frame_equal(of_f, talks.found, check_exact=True)


@pytest.mark.slow
def test_coder_and_reference_are_those_that_are_named(talks):
    named = talks.codings.replace({"coder": {"rules": "m1", "reference": "anna"}})
    found = corrected_difference(
        named, talks.texts, sample=talks.sample, coder="m1", reference="anna"
    )
    assert_frame_equal(found, talks.found, check_exact=True)


# -- what cannot be said ----------------------------------------------------------------------


def test_one_outlet_has_no_other(talks):
    alone = talks.texts.assign(outlet="A")
    row = corrected_difference(talks.codings, alone, sample=talks.sample).iloc[0]
    assert row[["estimate", *LIMITS, "p"]].isna().all()
    assert row["note"] == ONE_OUTLET


@pytest.mark.slow
def test_few_texts_on_either_side_leave_an_estimate_without_an_interval():
    table = texts(A=3, B=8)
    sample = table.loc[table["sentence"] < 5, KEY].assign(probability=0.5)
    codings = pd.concat(
        [by("rules", table, table.index % 3 == 0), by("reference", sample, sample.index % 4 == 0)]
    )
    found = corrected_difference(codings, table, sample=sample)
    assert found["estimate"].notna().all()
    assert found[LIMITS].isna().all(axis=None)
    assert found["note"].to_list() == [FEW_TEXTS, FEW_STORIES]


def test_an_outlet_of_which_nothing_was_drawn_is_told_apart_from_nothing():
    table, codings, sample = planted()
    drawn = sample[~sample["article"].str.startswith("C")]
    held = codings[(codings["coder"] == "rules") | ~codings["article"].str.startswith("C")]
    row = corrected_difference(held, table, sample=drawn).set_index("outlet").loc["C"]
    assert row[["estimate", *LIMITS]].isna().all()
    assert row["note"] == NOT_DRAWN


def test_codes_without_a_known_chance_correct_nothing(talks):
    with pytest.raises(ParameterError, match="sample is not given"):
        corrected_difference(talks.codings, talks.texts)


def test_a_coder_who_coded_nothing_is_refused(talks):
    with pytest.raises(ParameterError, match="reference is 'eve', who coded nothing here"):
        corrected_difference(talks.codings, talks.texts, sample=talks.sample, reference="eve")


def test_a_sample_of_other_texts_is_refused(talks):
    wrong = talks.sample.assign(article="elsewhere", sentence=range(len(talks.sample)))
    with pytest.raises(TableError, match="name a sentence that does not exist"):
        corrected_difference(talks.codings, talks.texts, sample=wrong)


# -- do they differ at all? -------------------------------------------------------------------


@pytest.mark.parametrize("k", [3, 6])
def test_the_test_of_all_is_welchs_f_over_shares_as_angles(k):
    talks = Talks(3)
    found = found_of(talks) * (k // 3)
    shares = np.array([each.ratio.share for each in found])
    stories = np.array([each.ratio.effective for each in found])
    own = np.array([each.variance for each in found]) / (shares * (1 - shares))
    df = np.array([each.df for each in found])
    each = (own * stories * df).sum() / df.sum()  # of all outlets, for a story
    floored = np.maximum(own, np.median(own * stories) / stories)
    variance = floored if k == 3 else (own + each / stories) / 2
    weight, x = 1 / variance, 2 * np.arcsin(np.sqrt(shares))
    mean = np.average(x, weights=weight)
    rest = ((1 - weight / weight.sum()) ** 2 / df).sum()
    f = (weight * (x - mean) ** 2).sum() / (k - 1) / (1 + 2 * (k - 2) / (k**2 - 1) * rest)
    q, p = differing(found).values()
    assert q == pytest.approx((weight * (x - mean) ** 2).sum())
    assert p == pytest.approx(stats.f.sf(f, k - 1, (k**2 - 1) / 3 / rest))
    row = corrected_homogeneity(talks.codings, talks.texts, sample=talks.sample).iloc[0]
    if k == 3:
        assert (row["Q"], row["p"]) == pytest.approx((q, p))
    assert (row["n_outlets"], row["n_articles"], row["coder"]) == (3, 39, CORRECTED)
    assert row["p_holm"] == row["p"]
    assert row["differ"] == (row["p"] < 0.05)
    assert pd.isna(row["n_shuffled"])


def test_of_two_outlets_p_is_that_of_their_difference(talks):
    kept = [table[~table["article"].str.startswith("C")]
            for table in (talks.codings, talks.texts, talks.sample)]  # fmt: skip
    both = corrected_comparison(kept[0], kept[1], sample=kept[2])
    assert both.difference["p"].to_list() == pytest.approx([both.homogeneity.loc[0, "p"]] * 2)


def test_outlets_without_a_corrected_interval_are_not_tested():
    kept = [table[~table["article"].isin([f"{outlet}{n}" for outlet in "AB" for n in range(3, 14)])]
            for table in planted()]  # fmt: skip
    row = corrected_homogeneity(kept[1], kept[0], sample=kept[2]).iloc[0]
    assert row["n_outlets"] == 1
    assert pd.isna(row["p"])
    assert pd.isna(row["differ"])
    assert row["note"] == FEW_TEXTS


def test_what_is_claimed_of_corrected_shares_rests_on_all_three():
    table, codings, sample = apart()
    found = corrected_comparison(codings, table, sample=sample)
    said = findings(found.difference, found.homogeneity).set_index("outlet")
    assert said["claim"].to_dict() == {"A": MORE, "B": NOT_SHOWN, "C": NOT_SHOWN}
    alike = found.homogeneity.assign(differ=False)
    assert set(findings(found.difference, alike)["claim"]) == {NOT_SHOWN}


def test_counted_and_corrected_frames_of_a_report_are_judged_together():
    table, codings, sample = apart()
    tests = corrected_comparison(codings, table, sample=sample).homogeneity
    rules = codings[codings["coder"] == "rules"].assign(frame="g")
    own = article_frames(rules, table)
    alone, both = comparison(own).homogeneity, comparison(own, others=tests).homogeneity
    assert both["frame"].to_list() == ["f", "g"]
    assert both["p"].to_list() == [tests.loc[0, "p"], alone.loc[0, "p"]]
    least = min(both["p"])
    assert both.set_index("p").loc[least, "p_holm"] == pytest.approx(2 * least)
    assert both.loc[1, "n_false"] <= alone.loc[0, "n_false"]
    assert pd.isna(both.loc[0, "n_false"])
    none = comparison(own[:0], others=tests)
    assert none.difference.empty
    assert_frame_equal(none.homogeneity, tests)


def apart() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return units, codings and sample where A has more than B and C."""
    units = texts(A=12, B=12, C=12)
    random = np.random.default_rng(4)
    truth = random.random(len(units)) < np.where(units["outlet"] == "A", 0.7, 0.2)
    drawn = units[units["sentence"] % 2 == 0].assign(probability=0.5)
    codings = [by("rules", units, truth * 1), by("reference", drawn, truth[drawn.index] * 1)]
    return units, pd.concat(codings), drawn


# -- the answer corrected, as another defensible choice ---------------------------------------

FRAME = Frame("f", "F", "d")


@cache
def tried(reference: str = "reference", *, sampled: bool = True) -> pd.DataFrame:
    table, codings, sample = planted()
    return robustness(
        codings, table, frame=FRAME, coder="rules", reference=reference,
        sample=sample if sampled else None,
    )  # fmt: skip


def test_the_correction_is_the_last_choice_and_may_take_the_claim_away():
    found = tried()
    assert found["variant"].drop_duplicates().to_list() == [AS_STATED, CORRECTED]
    rows = found[found["variant"] == CORRECTED].set_index("outlet")
    table, codings, sample = planted()
    apart = corrected_difference(codings, table, sample=sample).set_index("outlet")
    for column in ("estimate", *LIMITS):
        assert rows[column].to_dict() == apart[column].to_dict()
    stated = found[found["variant"] == AS_STATED].set_index("outlet")
    assert stated.loc["A", "claim"] == MORE
    assert rows.loc["A", "claim"] == NOT_SHOWN
    assert rows["stands"].to_dict() == (stated["claim"] == NOT_SHOWN).to_dict()


def test_the_stated_answer_is_the_same_with_and_without_the_correction():
    found, without = tried(), tried(sampled=False)
    assert_frame_equal(found[found["variant"] == AS_STATED], without)


@pytest.mark.parametrize(("reference", "sampled"), [("", True), ("reference", False)])
def test_without_a_sample_or_a_reference_there_is_no_such_choice(reference, sampled):
    assert CORRECTED not in set(tried(reference, sampled=sampled)["variant"])


def test_answers_of_the_reference_are_not_corrected_by_themselves():
    table, codings, sample = planted()
    found = robustness(
        codings, table, frame=FRAME, coder="reference", reference="reference", sample=sample
    )
    assert CORRECTED not in set(found["variant"])


@pytest.mark.slow
def test_of_an_outlet_without_a_corrected_interval_that_choice_cannot_tell():
    table, codings, sample = (
        part[~part["article"].isin([f"A{number}" for number in range(3, 14)])] for part in planted()
    )
    found = robustness(
        codings, table, frame=FRAME, coder="rules", reference="reference", sample=sample
    )
    rows = found[found["variant"] == CORRECTED].set_index("outlet")
    assert (rows["claim"] == NOT_TOLD).to_dict() == {"A": True, "B": False, "C": False}
    assert rows["ci_low"].isna().to_dict() == {"A": True, "B": False, "C": False}
    assert not rows.loc["A", "stands"]


def test_of_a_corrected_answer_each_other_choice_is_corrected_too():
    table, codings, sample = apart()
    one, other = table["article"].unique()[:2]
    table["zone"] = "body"
    table.loc[table["article"].isin([one, other]) & (table["sentence"] == 1), "zone"] = "subhead"
    worse = codings[codings["coder"] == "rules"].assign(coder="model", present=0)
    found = robustness(
        pd.concat([codings, worse]), table, frame=FRAME, coder="rules", reference="reference",
        sample=sample, corrected=True,
    )  # fmt: skip
    assert found["variant"].drop_duplicates().to_list() == [
        AS_STATED, OTHER_CODER, WITHOUT_SUBHEADS,
    ]  # fmt: skip
    stated = found[found["variant"] == AS_STATED].set_index("outlet")
    own = corrected_difference(codings, table, sample=sample).set_index("outlet")
    assert stated["estimate"].to_dict() == own["estimate"].to_dict()
    assert stated["claim"].to_dict() == {"A": MORE, "B": NOT_SHOWN, "C": NOT_SHOWN}
    assert found["stands"].all()  # a model that finds nothing is corrected too


def test_a_sub_code_is_left_out_of_the_codes_too_or_not_at_all():
    table, codings, sample = apart()
    frame = Frame("f", "F", "d", subcodes={"s": "the others", "t": "these"})
    named = codings.assign(subcode=np.where(codings["present"] == 1, "s", None))

    def tried(given: pd.DataFrame) -> pd.DataFrame:
        return robustness(given, table, frame=frame, coder="rules", reference="reference",
                          sample=sample, corrected=True)  # fmt: skip

    both = tried(named).query("detail == 's'")
    assert set(both["claim"]) == {NOT_TOLD}  # nothing is left
    rules_alone = tried(named.assign(subcode=named["subcode"].where(named["coder"] == "rules")))
    assert rules_alone["variant"].unique().tolist() == [AS_STATED]


def test_the_tests_of_other_frames_are_judged_with_the_answer():
    table, codings, sample = apart()
    given = {"frame": FRAME, "coder": "rules", "reference": "reference", "sample": sample}
    tests = corrected_homogeneity(codings, table, sample=sample)
    more = pd.concat([tests, *[tests.assign(frame=f"g{n}", p=0.9) for n in range(999)]])
    p = tests.loc[0, "p"]
    assert p * 1000 < 0.05 or p * 1000 > 0.05
    found = robustness(codings, table, corrected=True, tests=more, **given)
    assert (found["claim"] == MORE).any() == (p * 1000 < 0.05)


def test_counts_of_the_rules_do_not_stand_beside_a_corrected_difference():
    rows = tried().query("variant == @CORRECTED")
    assert rows[["n_present", "n_frame"]].isna().all(axis=None)
    assert rows["n_articles"].to_list() == [14, 14, 14]


# -- what cannot be told ----------------------------------------------------------------------


def test_an_outlet_with_too_few_codes_is_left_out_of_the_middle():
    units = texts(A=12, B=12, C=12, D=2)
    random = np.random.default_rng(4)
    truth = random.random(len(units)) < np.where(units["outlet"] == "A", 0.7, 0.2)
    drawn = units[units["sentence"] % 2 == 0].assign(probability=0.5)
    codings = pd.concat(
        [by("rules", units, truth * 1), by("reference", drawn, truth[drawn.index] * 1)]
    )
    found = corrected_difference(codings, units, sample=drawn).set_index("outlet")
    assert found["note"].to_dict() == {"A": "", "B": "", "C": "", "D": FEW_TEXTS}
    kept = [table[~table["article"].str.startswith("D")] for table in (codings, units, drawn)]
    without = corrected_difference(kept[0], kept[1], sample=kept[2])
    names = ["estimate", *LIMITS, "p"]
    assert_frame_equal(found.loc[list("ABC"), names], without.set_index("outlet")[names])
    rows = robustness(codings, units, frame=FRAME, coder="rules", reference="reference",
                      sample=drawn).query("variant == @CORRECTED").set_index("outlet")  # fmt: skip
    assert rows["claim"].to_dict() == {"A": MORE, "B": NOT_SHOWN, "C": NOT_SHOWN, "D": NOT_TOLD}
