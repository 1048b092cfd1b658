"""What a sample drawn among hits alone tells: precision, and neither recall nor correction."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from framing.coding.byhand.sample import sample
from framing.coding.codebook import Frame
from framing.tables.codes import CORRECTED, HITS, HITS_ALONE, UNCHECKED
from framing.tables.require import values_of
from framing.trust import agreement, codes_needed, correction, robustness, verdicts
from framing.trust.corrected_difference import corrected_comparison

KEY = ["article", "sentence"]
KINDS = pd.DataFrame({"coder": ["rules", "anna"], "kind": ["rules", "person"]})
GIVEN = {"reference": "anna"}


class Hits:
    """40 texts of two outlets; 30 of 400 sentences are hit, each read one is right but for five."""

    def __init__(self) -> None:
        self.texts = pd.DataFrame(
            [(f"{outlet}{n:02}", k, outlet, ".") for outlet in "AB" for n in range(20)
             for k in range(10)],
            columns=[*KEY, "outlet", "text"],
        )  # fmt: skip
        hit = (self.texts["sentence"] == 3) | (self.texts["sentence"] == 7)
        self.rules = self.texts[KEY].assign(coder="rules", frame="f", present=hit.astype(int))
        self.sample = sample(self.rules, self.texts, n=60, among=HITS, seed=1)
        right = np.arange(len(self.sample)) % 12 > 0
        held = self.sample[KEY].assign(coder="anna", frame="f", present=right.astype(int))
        self.codings = pd.concat([self.rules, held]).astype({"present": "Int64"})


@pytest.fixture(scope="module")
def hits() -> Hits:
    return Hits()


def test_agreement_gives_precision_and_no_recall(hits):
    row = agreement(hits.codings, sentences=hits.texts, sample=hits.sample, **GIVEN).iloc[0]
    assert row["precision"] == pytest.approx(55 / 60)
    assert row["precision_low"] > 0.7
    assert row[["recall", "recall_low", "f1", "f1_high", "percent_agreement"]].isna().all()
    assert HITS_ALONE in values_of(row["note"])
    everything = hits.sample.assign(among="")
    assert agreement(hits.codings, sample=everything, **GIVEN).iloc[0]["recall"] == 1


def test_no_share_is_corrected_though_the_strata_hold_more_than_an_outlet_has(hits):
    assert (hits.sample["n_stratum"] == 80).all()
    few = hits.texts[hits.texts["article"].str[1:].astype(int) < 5]  # 50 sentences an outlet
    codings = hits.codings[hits.codings["article"].isin(few["article"])]
    drawn = hits.sample[hits.sample["article"].isin(few["article"])]
    drawn = drawn.assign(n_drawn=len(drawn))
    for table, coded, chosen in (
        (hits.texts, hits.codings, hits.sample), (few, codings, drawn),
    ):  # fmt: skip
        found = correction(coded, table, sample=chosen, **GIVEN)
        assert found["corrected"].isna().all()
        assert not found["leads"].any()
        assert {HITS_ALONE} == {note for cell in found["note"] for note in values_of(cell)}
        needed = codes_needed(coded, table, sample=chosen, half_width=0.1, **GIVEN)
        assert set(needed["note"]) == {HITS_ALONE}
        apart = corrected_comparison(coded, table, sample=chosen, **GIVEN)
        assert apart.difference["estimate"].isna().all()
        assert apart.homogeneity["p"].isna().all()


def test_they_are_drawn_passages_by_which_hits_are_checked(hits):
    row = verdicts(hits.codings, hits.texts, kinds=KINDS, sample=hits.sample, **GIVEN).iloc[0]
    assert row["n_read"] == 60
    assert row["verdict"] != UNCHECKED
    assert pd.isna(row["recall"])
    assert pd.isna(row["p_outlets"])
    assert HITS_ALONE in values_of(row["note"])
    kept = hits.codings[(hits.codings["coder"] == "rules") | (hits.codings["sentence"] == 3)]
    less = hits.sample[hits.sample["sentence"] == 3][:19].assign(n_drawn=19)
    few = verdicts(kept, hits.texts, kinds=KINDS, sample=less, **GIVEN).iloc[0]
    assert (few["n_read"], few["verdict"]) == (19, UNCHECKED)


def test_the_answer_is_not_tried_with_a_correction_that_cannot_be(hits):
    found = robustness(
        hits.codings, hits.texts, frame=Frame("f", "F", "d"), coder="rules", sample=hits.sample,
        **GIVEN,
    )  # fmt: skip
    assert CORRECTED not in set(found["variant"])
