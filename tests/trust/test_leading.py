"""The rule by which a corrected share leads is the one that was simulated."""

from __future__ import annotations

import pandas as pd
import pytest

from benchmarks import correction as simulated
from framing.tables.require import empty
from framing.trust import leading
from framing.trust.correction import MIN_CODES, MIN_STORIES
from framing.trust.leading import without_limits

TABLE = pd.read_csv(simulated.TABLE)
ONE = TABLE[TABLE["outlets"] == 1]


def test_the_page_is_written_from_the_table():
    assert simulated.PAGE.read_text(encoding="utf-8") == simulated.page(TABLE)


def test_below_the_rule_no_study_leads():
    below = (ONE["codes"] < MIN_CODES) | (ONE["families"] < MIN_STORIES)
    assert (ONE.loc[below, "leads"] == 0).all()
    assert (ONE.loc[~below & (ONE["prevalence"] > 0.2), "leads"] > 0.85).all()


def test_where_studies_lead_their_intervals_hold_the_truth():
    assert (TABLE["studies"] >= 1000).all()
    frequent = ONE[ONE["prevalence"] > 0.1]
    assert (frequent["coverage"].dropna() >= 0.93).all()
    assert (ONE["led_astray"] <= 0.06).all()


def test_p_is_below_5_percent_in_no_more_than_55_of_1000_comparisons_of_alike_outlets():
    assert TABLE["below"].max() <= 0.055


def test_a_correction_is_hardly_worse_than_codes_alone():
    assert (ONE["error_corrected"] <= 1.15 * ONE["error_hand"]).all()
    fair = ONE[(ONE["coder"] != "bad") & (ONE["draw"] == "at random")]
    assert (fair["error_corrected"] < fair["error_hand"]).all()


@pytest.mark.slow
def test_a_cell_simulated_anew_gives_its_row():
    row = ONE[(ONE["families"] == 10) & (ONE["codes"] == 50) & (ONE["prevalence"] == 0.3)].iloc[0]
    cell = simulated.Cell(*(row[name] for name in simulated.Cell._fields))
    again = simulated.measured(cell, studies=1000, seed=simulated.SEED)
    assert {name: round(float(again[name]), 4) for name in ("leads", "coverage", "bias")} == {
        name: row[name] for name in ("leads", "coverage", "bias")
    }


OWN = pd.DataFrame(
    {"outlet": ["A", "B"], "coder": "rules", "frame": "f", "wire": "all", "unit": "sentences",
     "share": [0.3, 0.2], "ci_low": 0.1, "ci_high": 0.4, "n_frame": [6, 4], "base": 20}
)  # fmt: skip
BETTER = pd.DataFrame(
    {"outlet": ["A", "B", "all outlets"], "coder": "rules", "reference": "ann", "frame": "f",
     "unit": "sentences", "corrected": [0.1, 0.15, 0.12], "ci_low": [0.05, None, 0.1],
     "ci_high": [0.2, None, 0.2], "leads": [True, False, True], "called": "matched"}
)  # fmt: skip


def test_a_corrected_share_stands_in_the_place_of_the_coders_own_only_where_it_leads():
    found = leading(OWN, BETTER).set_index("outlet")
    assert found["share"].to_dict() == {"A": 0.1, "B": 0.2}
    assert found[["ci_low", "ci_high"]].loc["A"].to_list() == [0.05, 0.2]
    assert found["naive"].loc["A"] == 0.3
    assert found[["naive", "naive_low", "ci_low"]].loc["B"].isna().all()
    assert found[["called", "to"]].values.tolist() == [["matched", "ann"], ["", ""]]


def test_without_a_correction_the_coders_own_share_leads():
    found = leading(OWN, empty("corrected"))
    assert found["share"].to_list() == OWN["share"].to_list()
    assert found["ci_low"].to_list() == OWN["ci_low"].to_list()
    assert (found["called"] == "").all()


def test_a_corrected_value_is_no_share_of_the_frame():
    found = leading(OWN, BETTER.assign(variable="subcode", value="s"))
    assert found["share"].to_list() == OWN["share"].to_list()


def test_beside_corrected_outlets_one_that_cannot_be_says_why_it_has_no_interval():
    better = BETTER.assign(note=["", "few_codes", ""])
    found = leading(OWN.assign(note="coverage_observed", coverage=0.9), better)
    assert found["note"].to_list() == ["", "few_codes;uncorrected"]
    assert found["coverage"].isna().all()  # it was that of the rules' own interval
    alone = leading(OWN.assign(note="coverage_observed", coverage=0.9), empty("corrected"))
    assert alone["note"].to_list() == ["coverage_observed"] * 2
    assert alone["coverage"].to_list() == [0.9, 0.9]


def test_counts_on_a_corrected_frame_lose_their_intervals_and_tests_and_say_so():
    rows = pd.DataFrame({"frame": ["f", "g", "f"], "share": 0.2, "ci_low": [0.1, 0.1, None],
                         "ci_high": 0.3, "p": 0.01, "q": 0.02, "coverage": 0.95,
                         "note": [*["coverage_observed"] * 2, "one_text"]})  # fmt: skip
    before = rows.copy()
    found = without_limits(rows, {"f"})
    assert found["note"].to_list() == ["uncorrected", "coverage_observed", "one_text"]
    for name in ("ci_low", "ci_high", "p", "q", "coverage"):
        assert found[name].isna().to_list() == [True, False, True], name
    assert found["share"].to_list() == [0.2] * 3
    pd.testing.assert_frame_equal(rows, before)
