"""What may be said of outlets: one test of all, then one interval and q an outlet."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from framing.compare import findings, difference, homogeneity
from framing.compare.findings import described
from framing.errors import ParameterError, TableError
from framing.tables.codes import FEW_TEXTS, ONE_OUTLET, TOO_RARE
from tests.cases import each_of


def frames(frame: str = "f", **outlets: list[int]) -> pd.DataFrame:
    """Make articles of ten sentences; a number is how many of them carry the frame."""
    rows = [
        (f"{outlet}{n}", outlet, "me", frame, 10, count)
        for outlet, counts in outlets.items()
        for n, count in enumerate(counts)
    ]
    columns = ["article", "outlet", "coder", "frame", "n_sentences", "n_frame_sentences"]
    return pd.DataFrame(rows, columns=columns)


SAME = [0, 1, 2, 3, 1, 2]
APART = frames(A=[6, 7, 8, 6, 7, 9], B=SAME, C=SAME[::-1], D=[1, 1, 2, 2, 1, 2])
ALIKE = frames("g", A=SAME, B=SAME[::-1], C=[1, 2, 1, 2, 0, 3], D=[2, 1, 3, 0, 2, 1])


def claimed(rows: pd.DataFrame, margin: float | None = None) -> dict[tuple[str, str], str]:
    found = findings(difference(rows, measure="salience"), homogeneity(rows), margin=margin)
    return dict(zip(zip(found["outlet"], found["frame"], strict=True), found["claim"], strict=True))


def test_one_outlet_far_off_is_said_to_have_more_and_makes_no_other_have_less():
    said = claimed(pd.concat([APART, ALIKE]))
    assert {key for key, claim in said.items() if claim == "more"} == {("A", "f")}
    assert set(said.values()) == {"more", "not_shown"}


def table(**columns: list) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make a table of differences, and one of tests where the outlets differ on f alone."""
    n = len(columns["ci_low"])
    rows = pd.DataFrame({"measure": "salience", "outlet": [f"o{i}" for i in range(n)],
                         "reference": "median", "coder": "me", "frame": "f", "wire": "all",
                         "p": 0.01, **columns})  # fmt: skip
    differ = pd.array([True, False, None], dtype="boolean")
    tests = pd.DataFrame({"measure": "salience", "coder": "me", "frame": ["f", "g", "h"],
                          "wire": "all", "differ": differ,
                          "p_holm": [0.01, 0.3, None]})  # fmt: skip
    return rows, tests


RULES = {
    "above": ({"ci_low": [0.1], "ci_high": [0.3], "q": [0.04]}, "more"),
    "below": ({"ci_low": [-0.3], "ci_high": [-0.1], "q": [0.04]}, "less"),
    "q too large": ({"ci_low": [0.1], "ci_high": [0.3], "q": [0.05]}, "not_shown"),
    "over zero": ({"ci_low": [-0.1], "ci_high": [0.3], "q": [0.04]}, "not_shown"),
    "frame not shown": ({"ci_low": [0.1], "ci_high": [0.3], "q": [0.04], "frame": ["g"]},
                        "not_shown"),
    "frame not tested": ({"ci_low": [0.1], "ci_high": [0.3], "q": [0.04], "frame": ["h"]},
                         "not_shown"),
    "no interval": ({"ci_low": [None], "ci_high": [None], "q": [None]}, "not_told"),
}  # fmt: skip


@each_of("columns, claim", RULES)
def test_a_claim_needs_the_test_of_all_and_q_and_the_interval(columns, claim):
    rows, tests = table(estimate=[0.2], **columns)
    assert findings(rows, tests)["claim"].to_list() == [claim]


def test_alike_is_said_only_where_the_whole_interval_lies_within_the_margin():
    low, high = [-0.05, -0.051, 0.01], [0.05, 0.02, 0.04]
    rows, tests = table(estimate=[0.0] * 3, ci_low=low, ci_high=high, q=[0.9, 0.9, 0.01])
    assert findings(rows, tests)["claim"].to_list() == ["not_shown", "not_shown", "more"]
    within = findings(rows, tests, margin=0.05)["claim"]
    assert within.to_list() == ["alike", "not_shown", "alike"]


def test_a_margin_another_measure_and_a_frame_that_was_not_tested_are_refused():
    rows, tests = table(estimate=[0.0], ci_low=[0.1], ci_high=[0.2], q=[0.1])
    with pytest.raises(ParameterError, match="margin is 5; give a difference of shares"):
        findings(rows, tests, margin=5)
    with pytest.raises(TableError, match="Only salience"):
        findings(rows.assign(measure="prevalence"), tests)
    with pytest.raises(TableError, match="homogeneity has no row for 'x'"):
        findings(rows.assign(frame="x"), tests)


def test_frames_of_a_report_are_judged_together_by_holm():
    rows = pd.concat([APART, ALIKE, frames("h", A=SAME, B=[0] * 6, C=[0] * 6, D=[0] * 6)])
    found = homogeneity(rows).set_index("frame")
    known = found["p"].dropna().sort_values()
    wanted = np.maximum.accumulate(known * np.arange(len(known), 0, -1)).clip(upper=1)
    pd.testing.assert_series_equal(found["p_holm"].dropna().sort_values(), wanted.sort_values(),
                                   check_names=False)  # fmt: skip
    assert found["differ"].to_dict()["f"]
    assert not found["differ"].to_dict()["g"]


def test_q_is_within_the_frame():
    both = difference(pd.concat([APART, ALIKE]), measure="salience")
    alone = difference(APART, measure="salience")
    together = both[both["frame"] == "f"].reset_index(drop=True)
    assert together["q"].to_list() == alone["q"].to_list()


def test_shuffled_reports_that_would_have_claimed_something_are_few():
    found = homogeneity(ALIKE)
    assert (found["n_shuffled"] == 200).all()
    assert (found["n_false"] <= 20).all()


UNTESTED = {
    "one outlet": (frames(A=SAME), ONE_OUTLET),
    "few texts": (frames(A=SAME, B=[1, 2]), FEW_TEXTS),
    "too rare": (frames(A=[0] * 5 + [1], B=[0] * 6), TOO_RARE),
}


@each_of("rows, note", UNTESTED)
def test_what_cannot_be_tested_has_no_p_and_says_why(rows, note):
    found = homogeneity(rows).iloc[0]
    assert found["note"] == note
    assert pd.isna(found["p"])
    assert pd.isna(found["differ"])


def test_the_order_of_rows_and_the_names_of_outlets_move_nothing():
    rows = pd.concat([APART, ALIKE])
    shuffled = rows.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(homogeneity(rows), homogeneity(shuffled))
    named = rows.assign(outlet=rows["outlet"].map({"A": "z", "B": "y", "C": "x", "D": "w"}))
    pd.testing.assert_frame_equal(homogeneity(rows), homogeneity(named))


DESCRIBED = {
    "count is no share": ([10, 9, 0], [29, 18, 20], ["found", "most", "none_found"]),
    "one sentence": ([2, 1], [10, 10], ["found", "found"]),
    "two sentences": ([3, 1], [10, 10], ["most", "fewest"]),
    "ties": ([5, 5, 1], [10, 10, 10], ["found", "found", "fewest"]),
    "one alone": ([5], [10], ["found"]),
}


@each_of("counts, sentences, said", DESCRIBED)
def test_a_text_is_most_or_fewest_where_one_sentence_would_leave_it_there(counts, sentences, said):
    for kind in ("int64", "Int64"):
        given = pd.Series(counts, dtype=kind), pd.Series(sentences, dtype=kind)
        assert described(*given).to_list() == said
