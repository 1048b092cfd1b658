"""Agreement: how far a coder meets a reference, and what is undefined."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from sklearn.metrics import accuracy_score, precision_recall_fscore_support

from framing import agreement
from framing.errors import ParameterError
from framing.inference.agreement import (
    NO_INTERVAL,
    NO_POSITIVE,
    NONE_COMMON,
    NONE_HERE,
    NONE_THERE,
)

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
         "note": NO_INTERVAL}
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
    "no positive by the coder": ([0, 0], [0, 1], [MISSING, 0.0, 0.0, 0.5], NONE_HERE),
    "no positive by the reference": ([1, 0], [0, 0], [0.0, MISSING, 0.0, 0.5], NONE_THERE),
    "nothing decided by both": ([1, None], [None, 0], [MISSING] * 4, NONE_COMMON),
    "all alike": ([1, 0], [1, 0], [1.0] * 4, NO_INTERVAL),
    "all contrary": ([1, 0], [0, 1], [0.0] * 4, NO_INTERVAL),
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
    assert found[["frame", "n", "note"]].values.tolist() == [["f", 0, NONE_COMMON]]
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
