"""Codings as CSV files: what is written is read back to the word, and runs in no spreadsheet."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from framing.coding.codebook import parse_codebook
from framing.coding.codings_files import read_decisions, write_codings
from framing.errors import ParameterError, StudyError, TableError
from framing.tables.require import empty, require
from tests.handcoding import BOOK as VALUES
from tests.handcoding import book, coded

ROOT = Path(__file__).parents[2]
BOOK = book()
CODINGS = coded(
    "anna",
    ("A.txt", 0, "exclusion", 1, "left_out;told", "feared", None, 'torn;\n"really", no'),
    ("A.txt", 0, "rapport", 0),
    ("007", 1, "exclusion", None, None, None, "us", "NA"),
    ("'tis.txt", 2, "exclusion", 0, "included", "asserted;feared", "text"),
)


def there_and_back(codings: pd.DataFrame, folder: Path, **options) -> pd.DataFrame:
    path = folder / "codings.csv"
    path.unlink(missing_ok=True)
    return read_decisions(write_codings(codings, path, **options), codebook=BOOK).codings


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_codings_come_back_equal(tmp_path, delimiter):
    assert_frame_equal(there_and_back(CODINGS, tmp_path, delimiter=delimiter), CODINGS)


def test_the_shipped_codings_come_back_equal(tmp_path, study):
    codings, _ = read_decisions(ROOT / "seeds" / "codings.csv", codebook=study.codebook)
    path = write_codings(codings, tmp_path / "codings.csv")
    assert_frame_equal(read_decisions(path, codebook=study.codebook).codings, codings)


def test_no_codings_come_back_as_no_codings(tmp_path):
    assert_frame_equal(there_and_back(empty("codings"), tmp_path), empty("codings"))


def test_the_order_of_rows_is_kept(tmp_path):
    mixed = CODINGS.iloc[[2, 0, 3, 1]].reset_index(drop=True)
    assert_frame_equal(there_and_back(mixed, tmp_path), mixed)


def test_could_not_say_stays_missing_and_absent_stays_zero(tmp_path):
    present = there_and_back(CODINGS, tmp_path)["present"]
    assert present.tolist() == [1, 0, pd.NA, 0]


def test_empty_words_come_back_missing(tmp_path):
    codings = coded("anna", ("a", 0, "rapport", 0, "", "", "", ""))
    assert there_and_back(codings, tmp_path)[["subcode", "note"]].isna().all(axis=None)


def test_columns_of_ones_own_come_back_as_words(tmp_path):
    codings = coded("anna", ("a", 0, "rapport", 0), hours=1.5, mood="=calm")
    back = there_and_back(codings, tmp_path)
    assert back[["hours", "mood"]].values.tolist() == [["1.5", "=calm"]]


def test_what_is_given_is_not_edited(tmp_path):
    before = CODINGS.copy()
    write_codings(CODINGS, tmp_path / "codings.csv")
    assert_frame_equal(CODINGS, before)


def test_words_that_a_spreadsheet_would_run_are_disarmed_and_come_back(tmp_path):
    nasty = ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "'=1"]
    rows = [(word, 0, "rapport", 1, None, None, None, word) for word in nasty]
    codings = coded("=anna", *rows, speaker="@us")
    assert_frame_equal(there_and_back(codings, tmp_path), codings)
    with (tmp_path / "codings.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert [cell for cell in cells if cell[:1] in [*"=+-@\t\r"]] == []


def test_codes_that_are_signs_come_back(tmp_path):
    values = VALUES | {"modes": {"=1": "x", "+": "for", "-": "against"}}
    codings = coded("anna", ("a", 0, "rapport", 1, None, "+;-"), ("a", 1, "rapport", 1, None, "=1"))
    path = write_codings(codings, tmp_path / "signs.csv")
    back, _ = read_decisions(path, codebook=parse_codebook(values, source="b"))
    assert_frame_equal(back, codings)


def test_what_a_spreadsheet_would_change_is_kept_from_it(tmp_path):
    changed = ["007", "1.10", "true", "2025-02-13", "12:30", "1e5"]
    codings = coded("anna", *[(name, 0, "rapport", 1, None, None, None, name) for name in changed])
    assert_frame_equal(there_and_back(codings, tmp_path), codings)
    with (tmp_path / "codings.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["article"] for row in csv.DictReader(file)} == {f"'{name}" for name in changed}


def test_an_infinite_score_is_refused(tmp_path):
    codings = coded("anna", ("a", 0, "rapport", 1), score=float("-inf"))
    with pytest.raises(ParameterError, match=r"codings\.score: 1 of 1 are infinite"):
        write_codings(codings, tmp_path / "codings.csv")


def test_nothing_is_overwritten(tmp_path):
    write_codings(CODINGS, tmp_path / "codings.csv")
    with pytest.raises(ParameterError, match="may hold somebody's work"):
        write_codings(CODINGS, tmp_path / "codings.csv")


def test_a_table_of_something_else_is_refused(tmp_path):
    with pytest.raises(TableError, match="codings has no column"):
        write_codings(pd.DataFrame({"article": ["a"]}), tmp_path / "codings.csv")


def test_another_codebook_finds_the_faults(tmp_path):
    path = write_codings(CODINGS, tmp_path / "codings.csv")
    other = parse_codebook(VALUES | {"modes": {"fear": "f"}}, source="b")
    with pytest.raises(StudyError, match=r"codings\.csv, line 2: mode is 'feared'"):
        read_decisions(path, codebook=other)


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n,;'\"=+-@\t"))


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(
        st.tuples(
            words.filter(str.strip),
            st.integers(0, 999),
            st.sampled_from(["rapport", "exclusion"]),
            st.sampled_from([0, 1, None]),
            words,
            st.none() | st.floats(allow_nan=False, allow_infinity=False),
        ),
        max_size=5,
        unique_by=lambda row: row[:3],
    )
)
def test_any_codings_come_back_equal(tmp_path_factory, rows):
    table = pd.DataFrame(
        rows, columns=["article", "sentence", "frame", "present", "note", "score"]
    ).assign(coder="anna")
    codings = require(table, "codings")
    back = there_and_back(codings, tmp_path_factory.mktemp("codings"))
    note = codings["note"].mask(codings["note"] == "")
    assert_frame_equal(back, codings.assign(note=note), check_exact=True)
