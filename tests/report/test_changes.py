"""What changed from one report to the next: settings, texts, tables and the numbers in them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from framing.errors import StudyError
from framing.report.changes import changes, changes_result, sentence, write_changes
from framing.report.written_files import text_hashes, write_table
from framing.show.results import Result
from framing.tables.require import empty, require

MISSING = float("nan")
SHARES = pd.DataFrame(
    {"outlet": ["A", "B"], "frame": "f", "n_articles": [10, 8], "share": [0.5, 0.25], "note": ""}
)


def report(folder: Path, tables: dict[str, pd.DataFrame] | None = None, **manifest) -> Path:
    """Write a report's tables and manifest as a run does; tables have outlet and frame as key."""
    (folder / "tables").mkdir(parents=True)
    entries = []
    for name, table in (tables or {}).items():
        result = {
            "caption": name,
            "columns": [[column, str(kind)] for column, kind in table.dtypes.items()],
            "key": [column for column in ("outlet", "frame") if column in table],
            "rows": table.to_dict("split", index=False)["data"],
        }
        entries.append(write_table(result, folder / "tables", name))
    about = {"study_sha256": "s" * 64, "codebook_sha256": "c" * 64, "articles": {}, **manifest}
    said = {key: value for key, value in about.items() if value is not None}
    (folder / "manifest.json").write_text(json.dumps({**said, "tables": entries}), encoding="utf-8")
    return folder


def compared(tmp_path: Path, one: dict | None = None, two: dict | None = None) -> pd.DataFrame:
    """Return what changed between two reports of these tables."""
    return changes(report(tmp_path / "one", one), report(tmp_path / "two", two))


def listed(table: pd.DataFrame, *columns: str) -> list[tuple]:
    rows = table[list(columns)].astype("object")
    return list(rows.where(rows.notna(), None).itertuples(index=False, name=None))


# -- texts --------------------------------------------------------------------------------------


def test_texts_are_new_updated_or_gone_and_the_rest_is_not_listed(tmp_path):
    one = report(tmp_path / "one", articles={"a": "11", "b": "22", "c": "33"})
    two = report(tmp_path / "two", articles={"b": "22", "c": "44", "d": "55", "e": "66"})
    found = changes(one, two)
    assert listed(found, "part", "change", "row", "before_text", "after_text") == [
        ("articles", "new", "d", None, "55"),
        ("articles", "new", "e", None, "66"),
        ("articles", "updated", "c", "33", "44"),
        ("articles", "gone", "a", "11", None),
    ]


def test_the_hash_is_of_the_text_to_the_character_and_of_nothing_else():
    rows = pd.DataFrame({"article": ["007", "b", "c", "NA"], "outlet": "A",
                         "text": ["Talks.", "Talks. ", "Talks.", "\x00"]})  # fmt: skip
    found = text_hashes(rows)
    assert list(found) == ["007", "b", "c", "NA"]
    assert found["007"] == found["c"] != found["b"]
    assert found == text_hashes(rows.assign(outlet="B", title="x"))


def test_without_hashes_of_texts_one_row_says_that_it_is_not_known(tmp_path):
    one = report(tmp_path / "one", articles=None)
    two = report(tmp_path / "two", articles={"a": "11"})
    row = changes(one, two).iloc[0]
    assert row[["part", "change"]].tolist() == ["articles", "not_known"]
    assert row["note"] == "earlier_without_hashes"
    assert "not known which are new" in sentence(changes(one, two))
    assert (
        "no hashes of texts in the manifest of the earlier report, which an earlier version wrote"
    ) in changes_result(changes(one, two)).text


# -- settings -----------------------------------------------------------------------------------


def test_settings_and_codebook_are_compared_by_hash(tmp_path):
    one = report(tmp_path / "one", framing="0.1.0")
    two = report(tmp_path / "two", framing="0.2.0", codebook_sha256="d" * 64, frozen="frozen")
    assert listed(changes(one, two), "part", "row", "before_text", "after_text") == [
        ("settings", "codebook", "c" * 64, "d" * 64),
        ("settings", "frozen", None, "frozen"),
        ("settings", "version of framing", "0.1.0", "0.2.0"),
    ]


def test_when_a_report_was_built_is_no_change(tmp_path):
    one, two = (report(tmp_path / day, started=day, finished=day) for day in ("one", "two"))
    assert_frame_equal(changes(one, two), empty("report_changes"))


# -- tables -------------------------------------------------------------------------------------


def test_the_same_tables_have_no_changes(tmp_path):
    assert compared(tmp_path, {"p": SHARES}, {"p": SHARES}).empty


def test_numbers_that_moved_are_listed_and_the_largest_moves_come_first(tmp_path):
    later = SHARES.assign(n_articles=[11, 8], share=[0.45, 0.5])
    found = compared(tmp_path, {"p": SHARES}, {"p": later})
    columns = ("part", "change", "table", "row", "column", "before", "after")
    assert listed(found, *columns) == [
        ("values", "moved", "p", "B / f", "share", 0.25, 0.5),  # half of the largest share
        ("values", "moved", "p", "A / f", "share", 0.5, 0.45),  # a tenth of it
        ("values", "moved", "p", "A / f", "n_articles", 10, 11),  # an eleventh
    ]
    np.testing.assert_allclose(found["moved"], [0.25, -0.05, 1])
    np.testing.assert_allclose(found["size"], [0.5, 0.1, 1 / 11])


def test_a_difference_in_the_last_digit_is_a_change(tmp_path):
    later = SHARES.assign(share=[np.nextafter(0.5, 1), 0.25])
    found = compared(tmp_path, {"p": SHARES}, {"p": later})
    assert found["moved"].tolist() == [np.nextafter(0.5, 1) - 0.5]


def test_a_number_that_was_or_became_missing_comes_before_all_moves(tmp_path):
    one = SHARES.assign(share=[MISSING, 0.25], n_articles=pd.array([10, 8], "Int64"))
    two = SHARES.assign(share=[0.5, 0.9], n_articles=pd.array([10, None], "Int64"))
    found = compared(tmp_path, {"p": one}, {"p": two})
    assert listed(found, "row", "column", "before", "after", "moved") == [
        ("A / f", "share", None, 0.5, None),
        ("B / f", "n_articles", 8, None, None),
        ("B / f", "share", 0.25, 0.9, pytest.approx(0.65)),
    ]


def test_a_number_missing_in_both_and_a_zero_that_appears_are_told_apart(tmp_path):
    one, two = SHARES.assign(share=MISSING), SHARES.assign(share=[MISSING, 0.0])
    found = compared(tmp_path, {"p": one}, {"p": two})
    assert listed(found, "row", "before", "after", "size") == [("B / f", None, 0.0, None)]


def test_yes_and_no_are_compared_as_one_and_zero(tmp_path):
    flags = SHARES[["outlet"]].assign(stands=pd.array([True, None], "boolean"))
    later = flags.assign(stands=pd.array([False, None], "boolean"))
    found = compared(tmp_path, {"p": flags}, {"p": later})
    assert listed(found, "row", "column", "before", "after") == [("A", "stands", 1, 0)]


def test_rows_in_another_order_are_paired_by_their_key(tmp_path):
    assert compared(tmp_path, {"p": SHARES}, {"p": SHARES.iloc[::-1]}).empty


def test_rows_that_came_or_went_are_counted_by_table(tmp_path):
    later = SHARES.assign(outlet=["B", "C"], share=[0.25, 0.1], n_articles=[8, 3])
    found = compared(tmp_path, {"p": SHARES}, {"p": later})
    assert listed(found, "part", "change", "table", "before", "after") == [
        ("tables", "rows_gone", "p", 1, None),
        ("tables", "rows_new", "p", None, 1),
    ]


def test_tables_that_came_or_went_are_named(tmp_path):
    found = compared(tmp_path, {"p": SHARES, "q": SHARES}, {"q": SHARES, "r": SHARES})
    assert listed(found, "part", "change", "table") == [
        ("tables", "gone", "p"),
        ("tables", "new", "r"),
    ]


def test_a_table_without_a_key_is_paired_by_its_words(tmp_path):
    words = pd.DataFrame({"text": ["a", "b", "b"], "n": [1, 2, 3]})
    found = compared(tmp_path, {"p": words}, {"p": words.assign(n=[1, 2, 4])})
    assert listed(found, "row", "column", "before", "after") == [("b (2)", "n", 3, 4)]


def test_a_table_of_numbers_alone_is_paired_by_place(tmp_path):
    one, two = pd.DataFrame({"n": [1, 2]}), pd.DataFrame({"n": [1, 3]})
    assert listed(compared(tmp_path, {"p": one}, {"p": two}), "before", "after") == [(2, 3)]


def test_a_whole_number_in_the_key_is_no_value(tmp_path):
    one = pd.DataFrame({"outlet": [1, 2], "n": [5, 6]})
    found = compared(tmp_path, {"p": one}, {"p": one.assign(n=[5, 7])})
    assert listed(found, "row", "column") == [("2", "n")]


def test_columns_that_only_one_report_has_are_left_out(tmp_path):
    later = SHARES.assign(share=[0.6, 0.25], weighted=1.0)
    found = compared(tmp_path, {"p": SHARES}, {"p": later})
    assert found["column"].tolist() == ["share"]


def test_a_missing_word_in_a_key_pairs_with_a_missing_word(tmp_path):
    one = SHARES.assign(outlet=pd.Series(["A", None], dtype="str"))
    found = compared(tmp_path, {"p": one}, {"p": one.assign(n_articles=[10, 9])})
    assert listed(found, "row", "before", "after") == [("– / f", 8, 9)]


def test_the_other_way_round_new_is_gone_and_moves_have_the_other_sign(tmp_path):
    later = SHARES.assign(share=[0.45, 0.5])
    one = report(tmp_path / "one", {"p": SHARES}, articles={"a": "1"})
    two = report(tmp_path / "two", {"p": later}, articles={"b": "2"})
    there, back = changes(one, two), changes(two, one)
    assert there["row"].tolist() == ["b", "a", "B / f", "A / f"]
    assert back["row"].tolist() == ["a", "b", "B / f", "A / f"]
    np.testing.assert_allclose(there["moved"].dropna(), -back["moved"].dropna())


# -- what cannot be read ------------------------------------------------------------------------


def test_a_folder_without_a_manifest_is_refused(tmp_path):
    with pytest.raises(StudyError, match=r"holds no manifest\.json, so it is no finished report"):
        changes(tmp_path, report(tmp_path / "two"))


BROKEN = {
    "no JSON": "{",
    "a list": "[]",
    "no tables": "{}",
    "tables of words": '{"tables": ["p"]}',
    "a name that is none": '{"tables": [{"name": 1}]}',
    "texts that are a word": '{"tables": [], "articles": "abc"}',
    "brackets without end": "[" * 100_000,
    "no UTF-8": b"\xff\xfe",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_manifest_that_framing_did_not_write_is_refused(tmp_path, text):
    file = report(tmp_path / "one") / "manifest.json"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(StudyError, match="is no manifest that framing wrote"):
        changes(tmp_path / "one", report(tmp_path / "two"))


@pytest.mark.parametrize("path", ["../secret.parquet", "/etc/passwd", "", "tables/none.parquet"])
def test_a_table_outside_the_report_is_not_read(tmp_path, path):
    SHARES.to_parquet(tmp_path / "secret.parquet")
    one = report(tmp_path / "one", {"p": SHARES})
    two = report(tmp_path / "two", {"p": SHARES})
    manifest = json.loads((two / "manifest.json").read_text(encoding="utf-8"))
    manifest["tables"][0]["parquet"] = path
    (two / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(StudyError, match=r"names the table 'p' in .* no file of this report"):
        changes(one, two)


def test_a_damaged_table_is_refused_by_name(tmp_path):
    one, two = (report(tmp_path / name, {"p": SHARES}) for name in ("one", "two"))
    (two / "tables" / "p.parquet").write_bytes(b"PAR1 and then nothing")
    with pytest.raises(StudyError, match=r"p\.parquet is no table that can be read"):
        changes(one, two)


# -- on a page ----------------------------------------------------------------------------------


def test_the_page_says_first_how_much_changed_and_then_what(tmp_path):
    one = report(tmp_path / "one", {"p": SHARES}, articles={"a": "1", "b": "2"})
    later = SHARES.assign(share=[0.5, 0.5])
    two = report(tmp_path / "two", {"p": later, "q": SHARES}, articles={"b": "3", "c": "4"},
                 codebook_sha256="d" * 64)  # fmt: skip
    shown = changes_result(changes(one, two))
    assert shown.text.split("\n")[0] == (
        "Since the last report: texts: 1 new, 1 updated, 1 gone; 1 number moved in 1 table; "
        "settings changed: codebook."
    )
    assert cells(shown) == [
        ["codebook", "c" * 12, "d" * 12],
        ["c", "new"], ["b", "updated"], ["a", "gone"],
        ["q", "new", "–", "–"],
        ["p", "B / f", "share", "0.25", "0.50", "0.25"],
    ]  # fmt: skip
    assert "Numbers that moved, the largest moves first" in shown.text
    assert len(shown.data["rows"]) == 6


def cells(shown: Result) -> list[list[str]]:
    """Return the cells of each row of the page's tables, heads left out."""
    body = "".join(re.findall(r"<tbody>.*?</tbody>", str(shown.html)))
    return [
        re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall(r"<tr>.*?</tr>", body)
    ]


def test_hashes_are_shortened_on_the_page_and_versions_are_not(tmp_path):
    one = report(tmp_path / "one", framing="0.1.0 of an early day")
    two = report(tmp_path / "two", framing="0.2.0", codebook_sha256="d" * 64, frozen="frozen")
    shown = changes_result(changes(one, two))
    assert cells(shown) == [
        ["codebook", "c" * 12, "d" * 12],
        ["frozen", "–", "frozen"],
        ["version of framing", "0.1.0 of an early day", "0.2.0"],
    ]
    assert shown.data["rows"][0][-3:-1] == ["c" * 64, "d" * 64]


def test_nothing_changed_is_said_in_so_many_words(tmp_path):
    shown = changes_result(compared(tmp_path))
    assert shown.text == "Nothing changed since the last report."
    assert shown.data["rows"] == []


def test_names_of_texts_and_tables_are_escaped(tmp_path):
    one = report(tmp_path / "one", articles={})
    two = report(tmp_path / "two", articles={"<script>alert(1)</script>": "1"})
    page = str(changes_result(changes(one, two)).html)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_long_lists_are_cut_on_the_page_and_whole_in_the_data(tmp_path):
    one = report(tmp_path / "one")
    two = report(tmp_path / "two", articles={f"a{k:03}": "1" for k in range(100)})
    shown = changes_result(changes(one, two))
    assert "30 of 100 rows shown; all are in the data file." in shown.text
    assert len(shown.data["rows"]) == 100


def test_the_result_can_be_written_as_a_table_of_a_report_and_read_back(tmp_path):
    found = compared(tmp_path, {"p": SHARES}, {"p": SHARES.assign(share=[0.1, 0.2])})
    write_table(changes_result(found).data, tmp_path, "changes")
    back = pd.read_parquet(tmp_path / "changes.parquet")
    assert_frame_equal(require(back, "report_changes"), found)


def test_the_page_on_what_changed_says_it_first(tmp_path: Path) -> None:
    about = {"study": "S", "study_sha256": "s", "articles": {}, "tables": []}
    then, now = ({**about, "codebook_sha256": digest} for digest in "12")
    assert "settings changed: codebook" in write_changes(tmp_path / "before", then, tmp_path, now)
    page = (tmp_path / "changes.html").read_text(encoding="utf-8")
    assert "What changed since the last report?" in page
    assert "settings changed: codebook" in page
    assert "<script" not in page
