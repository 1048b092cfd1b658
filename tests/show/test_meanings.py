"""What codes mean on a page: every code has words, and words give the numbers of their row."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.show.labels import in_words
from framing.show.meanings import MEANINGS, WHY_NO_P, meaning, told
from framing.tables.contracts import CONTRACTS

SAY_THEMSELVES = {
    "change": {"new", "updated", "gone", "not_known", "moved"},
    "called": {"reliability", "repeatability", ""},
    "verdict": {"reliable", "tentative", "supported", "contradicted"},
    "measure": {"G2", "logDice"},
}
CODED = [
    (table, name)
    for table, contract in CONTRACTS.items()
    for name, column in contract.columns.items()
    if column.codes and name in MEANINGS
]


@pytest.mark.parametrize(("table", "column"), CODED)
def test_every_code_of_a_table_has_words_or_says_itself(table, column):
    codes = set(CONTRACTS[table].columns[column].codes)
    assert codes <= {*MEANINGS[column], *SAY_THEMSELVES.get(column, ())}


def test_no_two_codes_of_a_column_have_the_same_words():
    for column, words in MEANINGS.items():
        assert len(set(words.values())) == len(words), column


def test_codes_are_words_joined_by_underscores():
    codes = {code for words in MEANINGS.values() for code in words}
    assert all(code == code.lower() and code.replace("_", "").isalpha() for code in codes)


NUMBERS = {
    "an observed coverage": (
        {"note": "coverage_observed", "coverage": 0.9351, "coverage_articles": 30,
         "coverage_prevalence": 0.12},
        "observed coverage: 94 % (30 articles, 12 % positive)",
    ),
    "shares without an interval": (
        {"note": "few_with_positive", "precision": 0.5, "precision_low": None, "recall": 1.0,
         "recall_low": 0.4, "f1": 0.6, "f1_low": None},
        "fewer than 10 unrelated articles with a positive: no interval of precision, f1",
    ),
    "an undefined share is none without an interval": (
        {"note": "few_with_positive", "precision": None, "precision_low": None, "recall": 1.0,
         "recall_low": None, "f1": 0.6, "f1_low": 0.5},
        "fewer than 10 unrelated articles with a positive: no interval of recall",
    ),
    "strata that leave out sentences": (
        {"note": "strata_incomplete", "n_drawable": 5, "n_sentences": 10},
        "strata of 5 for 10 sentences: the others could not be drawn; no corrected estimate",
    ),
    "sampled sentences without a decision": (
        {"note": "sample_undecided;few_texts", "n_drawn": 5, "n_coded": 3},
        "2 of 5 sampled sentences without a decision: taken as missing at random within their "
        "stratum; fewer than 5 texts: no interval",
    ),
    "sentences that the coder left open": (
        {"note": "coder_undecided", "n_undecided": 1},
        "1 sentences that the coder did not decide count as predicted absent",
    ),
    "codes that would not do": (
        {"note": "not_reachable", "best": 0.03996},
        "not reachable by coding more: with these articles at best 0.040",
    ),
    "sentences without a score": (
        {"note": "no_interval;not_scored", "n_not_scored": 1},
        "no interval; 1 sentence not in English",
    ),
    "numbers of another table": (
        {"note": "sample_undecided"},
        "– of – sampled sentences without a decision: taken as missing at random within their "
        "stratum",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("row", "said"), NUMBERS.values(), ids=NUMBERS)
def test_words_give_the_numbers_of_their_row(row, said):
    assert meaning("note", row) == said


def test_a_persons_own_words_stand_as_they_are():
    own = "weighted against few_texts; see there"
    assert told("note", {"note": own}) == {own: own}
    assert told("note", {"note": None}) == told("note", {"note": ""}) == {}


def test_why_there_is_no_p_stands_in_the_note():
    for code, why in WHY_NO_P.items():
        assert why in meaning("note", {"note": code})


def test_the_codes_of_a_table_are_shown_in_words_and_missing_stays_missing():
    rows = pd.DataFrame(
        {"called": ["mixed", "reliability"], "verdict": [None, "not_reliable"], "note": "no_texts"}
    )
    seen = in_words(rows, rows, CONTRACTS["reliability"].columns)
    assert seen["called"].tolist() == ["agreement of person and machine", "reliability"]
    assert pd.isna(seen["verdict"][0])
    assert seen["verdict"][1] == "not reliable enough"
    assert seen["note"].tolist() == ["no_texts"] * 2
    assert rows["called"].tolist() == ["mixed", "reliability"]


def test_columns_that_are_not_of_the_contract_keep_their_words():
    rows = pd.DataFrame({"called": ["mixed"]})
    assert in_words(rows, rows, ["outlet"])["called"].tolist() == ["mixed"]
