"""Cells of CSV files: no program runs one, however it cuts the file, and every one comes back."""

from __future__ import annotations

import csv
import io
import re
import unicodedata

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.begin.begin import begin
from framing.coding.byhand.blank_sheet import write_sheet
from framing.report.written_files import write_table
from framing.study import read_study
from framing.tables.spreadsheets import csv_text, disarmed, guarded, in_words, unguarded
from tests.effort import at_most

WIDE = "\uff1d\uff0b\uff0d\uff20"
PIECES = [*f"=+-@{WIDE};,\t\r\n'\"\\ a1", "\u00a0", "\ufeff", "\u200b", "\u2060", "\r\n", "−"]
HIDDEN = ("Cc", "Cf", "Zs", "Zl", "Zp")
cells = st.lists(st.sampled_from(PIECES) | st.characters(), max_size=12).map("".join)


def runs(cell: str) -> bool:
    """Tell whether a program that skips what is not seen would take a cell for a formula."""
    seen = [c for c in cell if unicodedata.category(c) not in HIDDEN and c != '"']
    return bool(seen) and unicodedata.normalize("NFKC", seen[0])[0] in "=+-@"


def pieces(line: str) -> list[str]:
    """Cut where any program may, whatever stands in quotation marks."""
    return re.split(r"[;,\t\r\n]", line)


@given(cells)
def test_every_cell_comes_back_and_no_piece_of_it_is_run(cell):
    for safe in (disarmed, guarded):
        assert unguarded(safe(cell)) == cell
        assert unguarded(safe(safe(cell))) == safe(cell)
        assert not any(map(runs, pieces(safe(cell)))), safe(cell)


HOSTILE = {
    "newline": "\n=1",
    "blank": " =1",
    "no-break blank": "\u00a0=1",
    "byte order mark": "\ufeff+1",
    "zero width": "\u200b@x",
    "wide": f"{WIDE[0]}1",
    "control": "\x01=1",
    "after a semicolon": 'a;=HYPERLINK("x")',
    "after a semicolon and a blank": "a; +1",
    "after a tab": "a\t-1",
    "after a comma": "a,@x",
    "in quotation marks": 'a;"=1"',
    "on a line of its own": "a\r\n=1",
    "a carriage return": "a\r=1",
}


@pytest.mark.parametrize("cell", HOSTILE.values(), ids=HOSTILE)
def test_what_a_spreadsheet_would_run_is_broken_in_every_file_that_is_written(tmp_path, cell):
    result = {"columns": [[cell, "str"]], "rows": [[cell]], "caption": "", "key": []}
    write_table(result, tmp_path, "t")
    write_sheet(pd.DataFrame({cell: [cell]}), tmp_path / "sheet.csv")
    for name in ("t.csv", "sheet.csv"):
        text = (tmp_path / name).read_bytes().decode("utf-8-sig")
        assert not any(map(runs, pieces(text))), text
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert [unguarded(one) for row in rows for one in row] == [cell, cell]
    table = pd.read_parquet(tmp_path / "t.parquet")
    assert [*table.columns, *table[cell]] == [cell, cell]


@pytest.mark.parametrize("cell", ["'tis", "'It is,' - he said", "a; b", "one, two", "x = 1", "a-b"])
def test_prose_is_left_as_it_is_both_ways(cell):
    assert disarmed(cell) == guarded(cell) == unguarded(cell) == cell or "," in cell
    assert unguarded(cell) == cell


def test_a_cell_with_any_separator_stands_in_quotation_marks():
    rows = [["a;b", "a\tb", "a\rb", 'a"b', "ab"], [None, float("nan"), pd.NA, 1.5, True]]
    assert csv_text(rows) == '"a;b","a\tb","a\rb","a""b",ab\n,,,1.5,True\n'


@given(st.lists(st.lists(cells, min_size=2, max_size=2), min_size=1, max_size=3))
def test_rows_are_read_as_they_were_written(rows):
    for delimiter in ",;\t":
        text = csv_text(rows, delimiter=delimiter, end="\r\n")
        read = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        assert list(read) == rows


def test_long_runs_of_separators_take_no_longer_than_other_text():
    with at_most(2):
        for cell in ("\n" * 300_000, ";" * 300_000, "' " * 150_000, ";\\" * 150_000):
            assert unguarded(guarded(cell)) == cell


def test_names_of_columns_are_guarded_too():
    table = in_words(pd.DataFrame([["=1", 2]], columns=["@x", "n"]), guarded)
    assert table.to_dict("list") == {"'@x": ["'=1"], "n": [2]}


def test_init_writes_no_cell_that_is_run_and_the_study_reads_the_words_as_they_were(tmp_path):
    text = "It was said on Monday that the talks would go on\n=1+1 for the whole of the week; +2"
    own = tmp_path / "mine.csv"
    header = ["Newspaper", "Headline", "Body"]
    rows = [["=Post", "@home", text], ["Times", "Two", text.replace("week", "month")]]
    own.write_text(csv_text([header, *rows]), encoding="utf-8")
    begun = begin(tmp_path / "study", source=own)
    (written,) = (begun.folder / "articles").glob("*.csv")
    assert not any(map(runs, pieces(written.read_text(encoding="utf-8"))))
    articles = read_study(begun.folder).articles
    assert articles["outlet"].tolist() == ["=Post", "Times"]
    assert articles["title"].tolist() == ["@home", "Two"]
    assert text in articles["text"][0]
