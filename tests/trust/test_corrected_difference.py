"""Outlets apart from the rest, corrected for coding error; the variant that rests on it."""

from __future__ import annotations

from functools import cache, cached_property
from math import hypot

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from framing.coding.codebook import Frame
from framing.compare.article_frames import article_frames
from framing.compare.resample import apart
from framing.compare.shares import difference
from framing.errors import ParameterError, TableError
from framing.tables.codes import (
    AS_STATED,
    CORRECTED,
    FEW_TEXTS,
    MORE,
    NOT_APART,
    NOT_DRAWN,
    NOT_TOLD,
    ONE_TEXT,
    PART_UNKNOWN,
)
from framing.tables.require import values_of
from framing.trust.corrected_difference import corrected_difference
from framing.trust.correction import correction
from framing.trust.robustness import robustness

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
    """Three outlets; errors, chances and strata drawn by a seed."""

    def __init__(self, seed: int, *, false_in_a: float = 0.3) -> None:
        random = np.random.default_rng(seed)
        self.texts = texts(A=6, B=5, C=7)
        n = len(self.texts)
        truth = random.random(n) < 0.3
        chance = np.where(self.texts["outlet"] == "A", false_in_a, 0.05)
        rules = (truth & (random.random(n) < 0.9)) | (random.random(n) < chance)
        stratum = self.texts["outlet"] + np.where(rules, " yes", " no")
        rank = pd.Series(random.random(n)).groupby(stratum).rank(method="first")
        size = stratum.groupby(stratum).transform("size")
        few = np.minimum(size, 8 + size // 3)
        about = self.texts.assign(
            stratum=stratum, n_stratum=size, n_drawn=few, probability=few / size
        )
        self.sample = about[rank <= few].drop(columns=["outlet", "text"]).reset_index(drop=True)
        self.truth = truth
        self.codings = pd.concat(
            [
                by("rules", self.texts, rules),
                by("reference", self.sample, truth[np.flatnonzero(rank <= few)]),
            ],
            ignore_index=True,
        )

    @cached_property
    def found(self) -> pd.DataFrame:
        return corrected_difference(self.codings, self.texts, sample=self.sample)


@pytest.fixture(scope="module")
def talks() -> Talks:
    return Talks(1)


def rested(sentences: pd.DataFrame, outlet: str) -> pd.DataFrame:
    return sentences.assign(outlet=["own" if o == outlet else "rest" for o in sentences["outlet"]])


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
    # A: (3 - 1 / .5) / 4 = 1 / 4; B: (1 + 1 / .5) / 4 = 3 / 4
    wanted = pd.DataFrame(
        {"measure": "salience", "outlet": ["A", "B"], "reference": "rest", "coder": "corrected",
         "frame": "f", "wire": "all", "n_articles": 1, "n_reference": 1, "estimate": [-0.5, 0.5],
         "ci_low": np.nan, "ci_high": np.nan, "p": np.nan, "q": np.nan, "detectable": np.nan,
         "note": ONE_TEXT}
    )  # fmt: skip
    found = corrected_difference(codings, eight, sample=sample)
    assert_frame_equal(found, wanted, check_dtype=False)


def test_each_error_found_counts_for_as_many_sentences_as_it_was_drawn_from(talks):
    said = talks.codings.set_index(["coder", *KEY])["present"]
    chance = talks.sample.set_index(KEY)["probability"]
    sums = {outlet: [0.0, 0] for outlet in "ABC"}
    for row in talks.texts.itertuples():
        key = (row.article, row.sentence)
        value = float(said["rules", *key])
        if key in chance.index:
            value += (said["reference", *key] - said["rules", *key]) / chance[key]
        sums[row.outlet][0] += value
        sums[row.outlet][1] += 1
    for outlet, estimate in talks.found.set_index("outlet")["estimate"].items():
        (part, whole), others = sums[outlet], [sums[o] for o in "ABC" if o != outlet]
        rest = sum(o[0] for o in others) / sum(o[1] for o in others)
        assert estimate == pytest.approx(part / whole - rest, abs=1e-12)


def test_it_is_the_corrected_share_less_that_of_the_others_each_by_its_sentences(talks):
    shares = correction(talks.codings, talks.texts, sample=talks.sample).set_index("outlet")
    for outlet, row in talks.found.set_index("outlet").iterrows():
        others = shares.drop(index=outlet)
        rest = (others["corrected"] * others["n_sentences"]).sum() / others["n_sentences"].sum()
        assert row["estimate"] == pytest.approx(shares.loc[outlet, "corrected"] - rest, abs=1e-12)
        assert row["n_articles"] == shares.loc[outlet, "n_articles"]
        assert row["n_reference"] == others["n_articles"].sum()


@pytest.mark.slow
def test_the_interval_is_made_from_those_of_the_two_corrected_shares(talks):
    for outlet, row in talks.found.set_index("outlet").iterrows():
        sides = correction(talks.codings, rested(talks.texts, outlet), sample=talks.sample)
        own, rest = (sides.set_index("outlet").loc[name] for name in ("own", "rest"))
        apart = own["corrected"] - rest["corrected"]
        below = hypot(own["corrected"] - own["ci_low"], rest["ci_high"] - rest["corrected"])
        above = hypot(own["ci_high"] - own["corrected"], rest["corrected"] - rest["ci_low"])
        assert row["ci_low"] == pytest.approx(apart - below, abs=1e-12)
        assert row["ci_high"] == pytest.approx(apart + above, abs=1e-12)
        assert row["note"] == ""


def test_a_side_whose_interval_was_cut_makes_a_lopsided_one():
    table, codings, sample = planted()
    sides = correction(codings, rested(table, "A"), sample=sample).set_index("outlet")
    own, rest = sides.loc["own"], sides.loc["rest"]
    assert own["ci_low"] == 0 < own["corrected"] - own["ci_low"] < own["ci_high"] - own["corrected"]
    row = corrected_difference(codings, table, sample=sample).set_index("outlet").loc["A"]
    below = hypot(own["corrected"] - own["ci_low"], rest["ci_high"] - rest["corrected"])
    above = hypot(own["ci_high"] - own["corrected"], rest["corrected"] - rest["ci_low"])
    assert row["estimate"] - row["ci_low"] == pytest.approx(below, abs=1e-12)
    assert row["ci_high"] - row["estimate"] == pytest.approx(above, abs=1e-12)
    mirrored = (
        corrected_difference(codings, table.replace({"outlet": {"C": "B"}}), sample=sample)
        .set_index("outlet")
        .loc["B"]
    )
    assert (mirrored["ci_low"], mirrored["ci_high"]) == pytest.approx(
        (-row["ci_high"], -row["ci_low"])
    )


@pytest.mark.slow
def test_with_two_outlets_one_is_the_mirror_of_the_other(talks):
    two = talks.texts[talks.texts["outlet"] != "B"]
    kept = [table[table["article"].isin(two["article"])] for table in (talks.codings, talks.sample)]
    one, other = corrected_difference(kept[0], two, sample=kept[1]).to_dict("records")
    assert one["estimate"] == -other["estimate"]
    assert (one["ci_low"], one["ci_high"]) == pytest.approx((-other["ci_high"], -other["ci_low"]))


def test_there_is_no_p_since_nothing_is_tested(talks):
    assert talks.found[["p", "q", "detectable"]].isna().all(axis=None)


# -- what it is for ---------------------------------------------------------------------------


@cache
def planted() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Every other article has the frame in two of ten sentences; in A the rules find two more.

    Of each article every other sentence was drawn, and with it half of all errors.
    """
    table = texts(A=8, B=8, C=8)
    odd = table["article"].str[1:].astype(int) % 2 == 1
    truth = odd & (table["sentence"] < 2)
    rules = truth | ((table["outlet"] == "A") & table["sentence"].isin([2, 3]))
    sample = table.loc[table["sentence"] % 2 == 0, KEY].assign(probability=0.5)
    held = by("reference", sample, truth[sample.index])
    return table, pd.concat([by("rules", table, rules), held]), sample


def test_a_bias_of_the_rules_in_one_outlet_is_taken_out():
    table, codings, sample = planted()
    by_rules = codings[codings["coder"] == "rules"]
    naive = difference(article_frames(by_rules, table), measure="salience").set_index("outlet")
    assert naive["estimate"].round(3).to_dict() == {"A": 0.2, "B": -0.1, "C": -0.1}
    assert naive.loc["A", "ci_low"] > 0
    found = corrected_difference(codings, table, sample=sample).set_index("outlet")
    assert found["estimate"].to_list() == pytest.approx([0, 0, 0], abs=1e-12)
    assert (found["ci_low"] < 0).all()
    assert (found["ci_high"] > 0).all()


@pytest.mark.slow
def test_over_many_samples_the_corrected_difference_is_right_and_the_naive_one_is_not():
    """Each is put together from the two corrected shares, as the tests above show it to be."""
    of_a, naive, truth, held = [], [], [], []
    for seed in range(40):
        talks = Talks(seed)
        own = (talks.texts["outlet"] == "A").to_numpy()
        rules = talks.codings.loc[talks.codings["coder"] == "rules", "present"].to_numpy(float)
        naive.append(rules[own].mean() - rules[~own].mean())
        truth.append(talks.truth[own].mean() - talks.truth[~own].mean())
        sides = correction(talks.codings, rested(talks.texts, "A"), sample=talks.sample)
        of_own, of_rest = (row for _, row in sides.iterrows())
        of_a.append(of_own["corrected"] - of_rest["corrected"])
        low, high = apart(
            of_own["corrected"], tuple(of_own[LIMITS]), of_rest["corrected"], tuple(of_rest[LIMITS])
        )
        held.append(low <= 0 <= high)
    off = np.array(of_a) - np.array(truth)
    assert abs(off.mean()) < 3 * off.std(ddof=1) / len(off) ** 0.5
    assert np.mean(naive) - np.mean(truth) > 0.1
    assert np.mean(held) > 0.88  # planted: no difference between the outlets


@pytest.mark.slow
def test_a_reference_that_coded_every_sentence_gives_the_difference_of_its_own_codes(talks):
    full = by("reference", talks.texts, talks.truth)
    codings = pd.concat([talks.codings[talks.codings["coder"] == "rules"], full])
    found = corrected_difference(codings, talks.texts)
    own = difference(article_frames(full, talks.texts), measure="salience")
    assert found["estimate"].to_list() == pytest.approx(own["estimate"].to_list(), abs=1e-12)
    assert (found["ci_low"] < found["estimate"]).all()


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


def test_one_outlet_has_no_rest(talks):
    alone = talks.texts.assign(outlet="A")
    assert corrected_difference(talks.codings, alone, sample=talks.sample).empty


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
    assert found["note"].to_list() == [FEW_TEXTS] * 2


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
    assert rows.loc["A", "claim"] == NOT_APART
    assert rows["stands"].to_dict() == (stated["claim"] == NOT_APART).to_dict()


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
        part[~part["article"].isin([f"A{number}" for number in range(3, 8)])] for part in planted()
    )
    found = robustness(
        codings, table, frame=FRAME, coder="rules", reference="reference", sample=sample
    )
    rows = found[found["variant"] == CORRECTED].set_index("outlet")
    assert (rows["claim"] == NOT_TOLD).to_dict() == {"A": True, "B": False, "C": False}
    assert rows["ci_low"].isna().to_dict() == {"A": True, "B": False, "C": False}
    assert not rows.loc["A", "stands"]


def test_counts_of_the_rules_do_not_stand_beside_a_corrected_difference():
    rows = tried().query("variant == @CORRECTED")
    assert rows[["n_present", "n_frame"]].isna().all(axis=None)
    assert rows["n_articles"].to_list() == [8, 8, 8]


# -- what cannot be told ----------------------------------------------------------------------


def test_with_an_outlet_of_which_nothing_was_drawn_the_rest_is_not_known():
    units = texts(A=6, B=6, C=6)
    truth = units["sentence"] < 3
    rules = truth | ((units["outlet"] == "C") & (units["sentence"] > 4))
    drawn = units[units["outlet"] != "C"].assign(probability=1.0)
    codings = pd.concat(
        [by("rules", units, rules * 1), by("reference", drawn, truth[drawn.index] * 1)]
    )
    found = corrected_difference(codings, units, sample=drawn).set_index("outlet")
    assert found.loc[["A", "B"], ["estimate", *LIMITS]].isna().all(axis=None)
    assert (found.loc[["A", "B"], "note"] == PART_UNKNOWN).all()


def test_the_note_is_that_of_the_side_without_an_interval():
    units = texts(A=8, B=2)
    truth = (units["sentence"] + units["article"].str[1:].astype(int)) % 3 == 0
    drawn = units[units["sentence"] % 2 == 0].assign(probability=0.5)
    held = by("reference", drawn, truth[drawn.index] * 1)
    held.loc[held.index[0], "present"] = pd.NA
    codings = pd.concat([by("rules", units, truth * 1), held])
    found = corrected_difference(codings, units, sample=drawn).set_index("outlet")
    assert FEW_TEXTS in values_of(found.loc["A", "note"])


def test_an_outlet_whose_correction_has_no_interval_is_not_said_to_stand():
    units = texts(A=8, B=8, C=2)
    random = np.random.default_rng(4)
    truth = random.random(len(units)) < np.where(units["outlet"] == "A", 0.6, 0.1)
    drawn = units[units["sentence"] % 2 == 0].assign(probability=0.5)
    codings = pd.concat(
        [by("rules", units, truth * 1), by("reference", drawn, truth[drawn.index] * 1)]
    )
    found = robustness(
        codings, units, frame=Frame("f", "F", "d"), coder="rules", reference="reference",
        sample=drawn,
    )  # fmt: skip
    rows = found[found["variant"] == CORRECTED].set_index("outlet")
    assert rows["claim"].to_dict()["C"] == NOT_TOLD
    assert rows.loc["A", "claim"] == MORE
    assert not rows.loc["C", "stands"]
    assert rows["n_present"].isna().all()
