"""What was renamed in data files: codes put back into words are what older reports said."""

from __future__ import annotations

import tomllib

import pandas as pd
import pytest

from framing.tables.contracts import CONTRACTS
from tests.renamed import LIST, as_before

LISTED = tomllib.loads(LIST.read_text(encoding="utf-8"))
ROWS = {
    "observed coverage": (
        {"note": "coverage_observed;weighted", "coverage": 0.9351, "coverage_articles": 30,
         "coverage_prevalence": 0.12},
        "observed coverage: 94 % (30 articles, 12 % positive); weighted: articles of one family "
        "count once together",
    ),
    "shares without an interval": (
        {"note": "few_with_positive", "precision": 0.5, "precision_low": None, "recall": None,
         "recall_low": None, "f1": 0.6, "f1_low": 0.4},
        "fewer than 10 unrelated articles with a positive: no interval of precision",
    ),
    "a sample without some decisions": (
        {"note": "sample_undecided", "n_drawn": 5, "n_coded": 3},
        "2 of 5 sampled sentences without a decision: taken as missing at random within their "
        "stratum",
    ),
    "codes that would not do": (
        {"note": "not_reachable", "best": 0.03996},
        "not reachable by coding more: with these articles at best 0.040",
    ),
    "nothing": ({"note": ""}, ""),
}  # fmt: skip


@pytest.mark.parametrize(("row", "said"), ROWS.values(), ids=ROWS)
def test_codes_are_put_back_into_the_words_that_older_reports_had(row, said):
    table = pd.DataFrame([row])
    assert as_before(table, "corrected", LISTED)["note"].tolist() == [said]
    assert table["note"].tolist() == [row["note"]]


@pytest.mark.parametrize("column", LISTED["words"])
def test_every_code_of_the_tables_listed_has_its_old_words_or_says_itself(column):
    for table in LISTED["coded"][column]:
        if table in CONTRACTS and CONTRACTS[table].columns[column].codes:
            codes = set(CONTRACTS[table].columns[column].codes)
            itself = {"reliability", "repeatability", "reliable", "tentative", "supported",
                      "contradicted"}  # fmt: skip
            assert codes <= {*LISTED["words"][column], *itself}, table
