"""Stated hypotheses: their differences in the stated order, with p adjusted by Holm."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from statsmodels.stats.multitest import multipletests

from framing.compare.difference import difference
from framing.compare.hypotheses import hypotheses, verdicts
from framing.errors import ParameterError, TableError
from framing.tables.codes import NOT_COMPARED


def frames(frame: str, **outlets: list[int]) -> pd.DataFrame:
    """Make article frames of texts of ten sentences, so many of each with the frame."""
    rows = [
        {"article": f"{outlet}{number}", "outlet": outlet, "n_frame_sentences": count}
        for outlet, counts in outlets.items()
        for number, count in enumerate(counts)
    ]
    return pd.DataFrame(rows).assign(coder="me", frame=frame, n_sentences=10)


ROWS = pd.concat(
    [
        frames("fear", A=[5, 7, 6, 8, 5, 9], B=[1, 0, 2, 1, 0, 3], C=[1, 4, 2, 0, 3, 2], D=[1]),
        frames("hope", A=[0, 3, 1, 4, 2, 0], B=[5, 1, 0, 2, 8, 1], C=[1, 0, 0, 0, 2, 5], D=[2]),
    ]
)
STATED = pd.DataFrame(
    [
        ("B", "hope", "A", "prevalence", "less"),
        ("A", "fear", "rest", "salience", "more"),
        ("C", "hope", "rest", "salience", ""),
        ("A", "fear", "B", "salience", "less"),
        ("D", "fear", "A", "salience", "less"),
    ],
    columns=["outlet", "frame", "reference", "measure", "expected"],
)


def test_each_hypothesis_is_its_row_of_difference_in_the_stated_order():
    found = hypotheses(ROWS, STATED, seed=7)
    for row, stated in zip(found.to_dict("records"), STATED.to_dict("records"), strict=True):
        table = difference(
            ROWS, measure=stated["measure"], reference=stated["reference"], seed=7
        ).set_index(["outlet", "frame"])
        own = table.loc[(stated["outlet"], stated["frame"])].drop("q")
        assert {name: row[name] for name in stated} == stated
        for name, value in own.dropna().items():
            np.testing.assert_equal(row[name], value)
        assert pd.isna([row[name] for name in own.index[own.isna()]]).all()


def test_holm_counts_the_stated_comparisons_that_have_a_p_and_no_other():
    found = hypotheses(ROWS, STATED)
    assert found["p"].notna().to_list() == [True] * 4 + [False]
    wanted = multipletests(found["p"].dropna(), method="holm")[1]
    np.testing.assert_allclose(found["p_holm"].dropna(), wanted, rtol=1e-12)
    assert pd.isna(found["p_holm"].iloc[4])
    alone = hypotheses(ROWS, STATED.iloc[[1]])
    assert alone["p_holm"].to_list() == alone["p"].to_list()


def test_as_expected_is_about_the_sign_and_missing_where_p_is_or_nothing_was_expected():
    found = hypotheses(ROWS, STATED)
    assert found["estimate"].gt(0).to_list() == [True, True, False, True, False]
    wanted = pd.Series([False, True, None, False, None], dtype="boolean")
    pd.testing.assert_series_equal(found["as_expected"], wanted, check_names=False)


JUDGED = {
    "far from chance, as expected": (0.01, True, "supported"),
    "far from chance, the other way": (0.01, False, "contradicted"),
    "at the level": (0.05, True, "not_supported"),
    "near chance, the other way": (0.9, False, "not_supported"),
    "nothing expected, far from chance": (0.01, None, "supported"),
    "nothing expected, near chance": (0.2, None, "not_supported"),
    "no p": (float("nan"), None, "unknown"),
}


@pytest.mark.parametrize(("p", "expected", "verdict"), JUDGED.values(), ids=JUDGED)
def test_a_hypothesis_is_judged_by_its_adjusted_p_and_its_sign(p, expected, verdict):
    given = pd.Series([expected], dtype="boolean")
    assert verdicts(pd.Series([p]), given).to_list() == [verdict]


def test_each_hypothesis_has_the_verdict_of_its_own_row():
    found = hypotheses(ROWS, STATED)
    wanted = verdicts(found["p_holm"], found["as_expected"])
    assert found["verdict"].to_list() == wanted.to_list()
    assert {"supported", "unknown"} <= set(wanted)


def test_no_difference_at_all_is_not_as_expected():
    rows = frames("f", A=[1, 2, 3, 4, 5], B=[5, 4, 3, 2, 1])
    stated = pd.DataFrame({"outlet": ["A", "B"], "frame": "f", "expected": ["more", "less"]})
    assert hypotheses(rows, stated)["as_expected"].to_list() == [False, False]


def test_what_is_not_stated_takes_its_default():
    bare = pd.DataFrame({"outlet": ["A"], "frame": ["fear"]})
    full = bare.assign(reference="rest", measure="salience", expected="")
    assert_frame_equal(hypotheses(ROWS, bare), hypotheses(ROWS, full))
    assert hypotheses(ROWS, bare)["as_expected"].isna().all()


def test_no_hypotheses_give_a_table_without_rows():
    assert hypotheses(ROWS, STATED.iloc[:0]).empty
    assert list(hypotheses(ROWS, STATED.iloc[:0])) == list(hypotheses(ROWS, STATED))


@pytest.mark.parametrize("reference", ["A", "rest"])
def test_a_frame_that_was_not_coded_on_both_sides_is_a_row_that_says_so(reference):
    rows = ROWS[(ROWS["frame"] == "fear") | (ROWS["outlet"] == "B")]
    stated = pd.DataFrame({"outlet": ["B"], "frame": "hope", "reference": reference})
    found = hypotheses(rows, stated)
    assert found["note"].to_list() == [NOT_COMPARED]
    assert found[["estimate", "p", "p_holm", "as_expected"]].isna().all(axis=None)


def test_shuffling_rows_changes_nothing_and_nothing_given_is_edited():
    rows, stated = ROWS.copy(deep=True), STATED.copy(deep=True)
    found = hypotheses(rows, stated)
    shuffled = hypotheses(ROWS.sample(frac=1, random_state=1), STATED)
    assert_frame_equal(found, shuffled, check_exact=True)
    assert_frame_equal(rows, ROWS)
    assert_frame_equal(stated, STATED)


# -- refusals ---------------------------------------------------------------------------------

UNKNOWN = {
    "outlet": ({"outlet": "AA"}, r"hypotheses: outlet is 'AA'\. Allowed: A, B, C, D\."),
    "frame": ({"frame": "fears"}, "frame is 'fears'.*Did you mean 'fear'"),
    "reference": ({"reference": "rst"}, "reference is 'rst'.*Did you mean 'rest'"),
    "measure": ({"measure": "salient"}, "measure is 'salient'.*Did you mean 'salience'"),
    "expected": ({"expected": "mor"}, "expected is 'mor'.*or nothing.*Did you mean 'more'"),
    "itself": ({"reference": "A"}, "outlet and reference are both 'A'; give another outlet"),
}


@pytest.mark.parametrize(("given", "said"), UNKNOWN.values(), ids=UNKNOWN)
def test_a_hypothesis_about_what_does_not_exist_is_refused(given, said):
    stated = pd.DataFrame({"outlet": ["A"], "frame": ["fear"]}).assign(**given)
    with pytest.raises(ParameterError, match=said):
        hypotheses(ROWS, stated)


@pytest.mark.parametrize("column", ["coder", "wire"])
def test_several_coders_or_wire_modes_are_refused(column):
    rows = pd.concat([ROWS.assign(wire="all"), ROWS.assign(**{"wire": "all", column: "x"})])
    with pytest.raises(ParameterError, match=f"holds 2 values of {column}: .* keep its rows"):
        hypotheses(rows, STATED)


def test_a_hypothesis_stated_twice_is_refused():
    with pytest.raises(TableError, match="1 of 2 rows repeat their key"):
        hypotheses(ROWS, STATED.iloc[[0, 0]])
