"""The rule by which a corrected share leads is the one that was simulated."""

from __future__ import annotations

import pandas as pd
import pytest

from benchmarks import correction as simulated
from framing.trust.correction import MIN_CODES, MIN_STORIES

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
