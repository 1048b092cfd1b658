"""Readers of tables: words stay words, every record is kept or rejected, hostile files are told."""

from __future__ import annotations

import csv
import datetime
import io
import itertools
import json
import re
import struct
import zipfile
from contextlib import suppress
from decimal import Decimal

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.corpus.readers import csv_tsv, excel, excel_parts, json_file, json_lines, parquet
from framing.corpus.readers.found import Found, Record
from framing.errors import CorpusError
from tests.cases import each_of
from tests.effort import at_most

WESTERN = "decoded as cp1252, since it is not UTF-8"
CUT = "text may be cut at Excel's limit of 32,767 characters"
MERGED = "merged cells: the value is only in the first of them"


def rows(found: Found) -> list[list[str]]:
    return [list(record.fields.values()) for record in found.records]


def rejected(found: Found) -> list[tuple[str, str]]:
    return [(record.place, record.rejected) for record in found.records if record.rejected]


def repairs(found: Found) -> list[tuple[str, ...]]:
    return [record.repairs for record in found.records]


# -- tables of text ---------------------------------------------------------------------------


def table(*lines: str, encoding: str = "utf-8") -> Found:
    return csv_tsv.read("\n".join(lines).encode(encoding), "articles.csv")


@pytest.mark.parametrize("delimiter", list(",;\t|"), ids=["comma", "semicolon", "tab", "bar"])
def test_the_delimiter_is_told_from_the_header(delimiter):
    header, row = ["article", "outlet", "text"], ["a", "Daily", '"Talks; they, too, go\ton | end."']
    assert table(delimiter.join(header), delimiter.join(row)) == Found(
        [
            Record(
                "2", {"article": "a", "outlet": "Daily", "text": "Talks; they, too, go\ton | end."}
            )
        ],
        ("article", "outlet", "text"),
    )


def test_a_delimiter_within_a_quoted_name_parts_nothing():
    assert table('"a;b;c;d",outlet', "x,y").columns == ("a;b;c;d", "outlet")


def test_a_delimiter_within_a_name_loses_to_the_one_that_parts_the_rows_alike():
    found = table(
        "article;text, or its first, or last, words;outlet", "a;One, two.;Daily", "b;Three.;Post"
    )
    assert rows(found) == [["a", "One, two.", "Daily"], ["b", "Three.", "Post"]]


def test_a_delimiter_that_cannot_be_told_is_asked_for():
    with pytest.raises(CorpusError, match=r"commas or semicolons; say which .* such as sep=,"):
        table("article,outlet;text")


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;", "sep=;\r", "sep=;;;"])
def test_a_first_line_sep_tells_the_delimiter_and_lines_are_still_counted(line):
    found = table(line, "id,of;text", "a;One.", "b;Two.")
    assert found.columns == ("id,of", "text")
    assert [record.place for record in found.records] == ["3", "4"]


@pytest.mark.parametrize("line", ["sep=", "sep=ab", "sep=x", "sep=;,", "sep= "])
def test_a_first_line_sep_that_tells_nothing_is_refused(line):
    with pytest.raises(CorpusError, match=r"which names no delimiter; write sep=;"):
        table(line, "id;text", "a;One.")


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        pytest.param("utf-8", (), id="UTF-8"),
        pytest.param("utf-8-sig", (), id="BOM"),
        pytest.param("utf-16", (), id="UTF-16"),
        pytest.param("cp1252", (WESTERN,), id="cp1252"),
    ],
)
def test_a_table_is_decoded_and_only_a_guess_is_a_repair_of_its_records(encoding, expected):
    found = table("sep=;", "article;outlet", "“a”;Hürriyet", encoding=encoding)
    assert found.records == [Record("3", {"article": "“a”", "outlet": "Hürriyet"}, expected)]


def test_a_quoted_field_may_hold_lines_quotation_marks_and_a_whole_book():
    long = "word " * 60_000
    found = table("article,text", f'a,"Talks ""begin"".\r\n\r\n{long}"', "b,Next.")
    assert rows(found) == [["a", f'Talks "begin".\r\n\r\n{long}'], ["b", "Next."]]
    assert [record.place for record in found.records] == ["2", "5"]


@pytest.mark.parametrize(
    ("row", "line"),
    [
        pytest.param('b,"never closed\nc,d\ne,f', 4, id="never closed"),
        pytest.param('b,"closed" too early', 4, id="closed too early"),
        pytest.param('b,"said \\"so\\" there"', 4, id="backslash"),
    ],
)
def test_an_unclosed_quotation_mark_refuses_the_file_and_names_the_line(row, line):
    with pytest.raises(CorpusError, match=f"never closed, in the row that begins in line {line} "):
        table("article,text", 'a,"two\nlines"', row)
    with pytest.raises(CorpusError, match=f"begins in line {line + 1} "):
        table("sep=,", "article,text", 'a,"two\nlines"', row)


def test_extra_and_short_fields_reject_their_row_and_shift_nothing():
    found = table("a,b,c", "1,2,3", "1,2", "1,2,3,4", "1,2,3,", "4,5,6")
    assert rejected(found) == [
        ("3", "2 fields where the header has 3"),
        ("4", "4 fields where the header has 3"),
        ("5", "4 fields where the header has 3"),
    ]
    kept = [record for record in found.records if not record.rejected]
    assert [record.fields for record in kept] == [
        {"a": "1", "b": "2", "c": "3"},
        {"a": "4", "b": "5", "c": "6"},
    ]


@pytest.mark.parametrize("header", ["id,text,id", "id,text, id ", "id,text,\u200bid"])
def test_a_column_named_twice_is_refused_also_if_padded(header):
    with pytest.raises(CorpusError, match=r"names the column 'id' twice"):
        table(header, "1,2,3")


def test_padded_headers_are_stripped_and_fields_are_not():
    found = table(" id ,\ufefftext\u00a0", " a , One. ")
    assert found.columns == ("id", "text")
    assert found.records == [Record("2", {"id": " a ", "text": " One. "}, (csv_tsv.PADDED,))]


def test_an_empty_column_without_a_name_is_left_out_and_a_filled_one_refused():
    found = table("id,text,", "a,One.,", "b,Two., ")
    assert (found.columns, rows(found)) == (("id", "text"), [["a", "One."], ["b", "Two."]])
    assert repairs(found) == [(csv_tsv.UNNAMED,)] * 2
    with pytest.raises(CorpusError, match=r"no name for its column 1 of 3"):
        table(",id,text", "0,a,One.")


def test_empty_rows_are_no_records_and_lines_are_still_counted():
    found = table("", "id,text", "", "a,One.", ",,", " , ", "b,Two.", "")
    assert [record.place for record in found.records] == ["4", "7"]


@each_of(
    "word", ["NA", "None", "null", "NaN", "007", "1.10", "1e5", "True", "=1+1", "12/02/2025", "-"]
)
def test_a_field_that_looks_like_something_else_stays_its_words(word):
    assert rows(table("id,text", f"{word},{word}")) == [[word, word]]


@pytest.mark.parametrize(
    ("word", "told"),
    [
        pytest.param("a" * 32_766, (), id="one below"),
        pytest.param("a" * 32_767, (CUT,), id="at the limit"),
        pytest.param("a" * 32_768, (), id="one above"),
        pytest.param("🙂" * 16_383 + "a", (CUT,), id="an emoji is two"),
        pytest.param("ü" * 32_767, (CUT,), id="an umlaut is one"),
        pytest.param("🙂" * 20_000, (), id="emoji above"),
    ],
)
def test_a_cell_at_excels_limit_is_kept_and_told(word, told):
    assert table("id,text", f"a,{word}").records == [Record("2", {"id": "a", "text": word}, told)]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["Unix", "Windows", "old Mac"])
def test_any_line_end_ends_a_row(ends):
    assert rows(csv_tsv.read(ends.join(["a,b", "1,2", "3,4"]).encode(), "a.csv")) == [
        ["1", "2"],
        ["3", "4"],
    ]


def test_separators_of_unicode_end_no_row():
    assert rows(table("a,b", "1,x\u2028y\x0bz")) == [["1", "x\u2028y\x0bz"]]


@pytest.mark.parametrize("data", [b"", b"  \n", b"\xef\xbb\xbf", b"a,b\n\0\0", b"sep=;\n"])
def test_a_file_without_text_is_refused(data):
    with pytest.raises(CorpusError):
        csv_tsv.read(data, "a.csv")


def test_the_limit_of_the_csv_module_is_left_as_it_was():
    before = csv.field_size_limit()
    with pytest.raises(CorpusError):
        table("a,b", '1,"x')
    assert csv.field_size_limit() == before


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\n",;|\t'))


@given(st.lists(st.lists(words, min_size=3, max_size=3), max_size=5), st.sampled_from(",;\t|"))
def test_whatever_a_table_holds_comes_back_to_the_character(given, delimiter):
    file = io.StringIO(newline="")
    written = csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    written.writerows([["id", "outlet", "text"], *given])
    found = csv_tsv.read(file.getvalue().encode(), "a.csv")
    assert rows(found) == [row for row in given if any(field.strip() for field in row)]
    assert rejected(found) == []


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_in_words(data):
    for reader in (csv_tsv, json_file, json_lines, parquet, excel):
        with suppress(CorpusError):
            found = reader.read(data, "a")
            assert all(isinstance(word, str) for row in rows(found) for word in row)


# -- Excel ------------------------------------------------------------------------------------


def book(*sheets: tuple[str, list[list[object]]]) -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, cells in sheets or [("Articles", [])]:
        sheet = made.create_sheet(name)
        for row in cells:
            sheet.append(row)
    return made


def saved(made: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def changed(data: bytes, name: str, old: str, new: str) -> bytes:
    """Return an archive in which one part's text is changed."""
    return rewritten(data, {name: part(data, name).replace(old, new)})


def part(data: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


def rewritten(data: bytes, parts: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", 8) as new:
        for name in dict.fromkeys([*old.namelist(), *parts]):
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return file.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
INLINE = re.compile(r't="inlineStr"([^>]*)>(<is>.*?</is>)</c>', re.DOTALL)
SHARED_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
HEADER = ["article", "outlet", "text"]


def workbook(data: bytes) -> Found:
    return excel.read(data, "articles.xlsx")


def test_every_sheet_of_a_workbook_is_read_and_named_in_the_place():
    data = saved(book(("A", [HEADER, ["a", "Daily", "One."]]), ("B", [["id", "note"], ["b", "x"]])))
    assert workbook(data) == Found(
        [
            Record("sheet 'A', row 2", {"article": "a", "outlet": "Daily", "text": "One."}),
            Record("sheet 'B', row 2", {"id": "b", "note": "x"}),
        ],
        ("article", "outlet", "text", "id", "note"),
    )


@each_of(
    "value, number_format, word",
    {
        "text 007": ("007", "General", "007"),
        "NA": ("NA", "General", "NA"),
        "a date typed as text": ("2025-02-13", "General", "2025-02-13"),
        "text like a formula": ("=1+1", "@", "=1+1"),
        "whole number": (7, "General", "7"),
        "7.0": (7.0, "General", "7"),
        "zeros of the format": (7, "000", "007"),
        "decimal": (-0.5, "General", "-0.5"),
        "fifteen digits, as Excel shows": (0.1 + 0.2, "General", "0.3"),
        "a serial that is no date": (45_000, "General", "45000"),
        "true": (True, "General", "TRUE"),
        "date": (datetime.date(2025, 2, 13), "dd/mm/yyyy", "2025-02-13"),
        "time kept though not shown": (
            datetime.datetime(2025, 2, 13, 10, 30, 5),
            "dd/mm/yyyy",
            "2025-02-13T10:30:05",
        ),
        "midnight": (datetime.datetime(2025, 2, 13), "d.m.yy hh:mm", "2025-02-13T00:00:00"),
        "an h that is not an hour": (
            datetime.datetime(2025, 2, 13),
            '[$-409]d mmmm "at hours" yyyy',
            "2025-02-13",
        ),
        "time of day": (datetime.time(10, 30), "h:mm", "10:30:00"),
        "span": (datetime.timedelta(hours=25, minutes=30), "[h]:mm", "25:30:00"),
    },
)
def test_a_cell_becomes_the_words_that_are_shown(value, number_format, word):
    made = book(("A", [HEADER, ["a", None, "One."]]))
    cell = made["A"].cell(2, 2, value)
    cell.number_format = number_format
    if value == "=1+1":
        cell.data_type = "s"
    found = workbook(saved(made))
    assert (rows(found), repairs(found)) == ([["a", word, "One."]], [()])


def test_dates_count_from_1904_where_the_workbook_says_so():
    made = book(("A", [HEADER, ["a", datetime.date(2025, 2, 13), "One."]]))
    made.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    assert rows(workbook(saved(made)))[0][1] == "2025-02-13"


def test_a_date_that_excel_has_not_is_told():
    made = book(("A", [HEADER, ["a", -5, "One."]]))
    made["A"]["B2"].number_format = "dd/mm/yyyy"
    found = workbook(saved(made))
    assert found.records[0].fields["outlet"] == "-5"
    assert repairs(found) == [("number typed as a date that Excel has not",)]
    made["A"]["B2"] = 99_999_999
    found = workbook(saved(made))
    assert found.records[0].fields["outlet"] == "99999999"
    assert repairs(found) == [("number typed as a date that Excel has not",)]


def test_a_number_of_more_digits_than_excel_has_keeps_them_all():
    data = saved(book(("A", [HEADER, ["a", 7, "One."]])))
    long = part(data, SHEET).replace("<v>7</v>", "<v>1234567890123456789</v>")
    assert rows(workbook(rewritten(data, {SHEET: long}))) == [["a", "1234567890123456789", "One."]]


NO_VALUE = "</f>(?:<v ?/>|<v></v>)"


def test_a_formula_without_a_stored_value_is_told_and_one_with_it_read():
    data = saved(book(("A", [HEADER, ["a", "=1+1", "One."]])))
    found = workbook(data)
    assert rows(found) == [["a", "", "One."]]
    assert repairs(found) == [("formula without a stored value left empty",)]
    stored = re.sub(NO_VALUE, "</f><v>2</v>", part(data, SHEET))
    found = workbook(rewritten(data, {SHEET: stored}))
    assert (rows(found), repairs(found)) == ([["a", "2", "One."]], [()])
    typed = re.sub(r'(<c r="B2")[^>]*>', r'\1 t="str">', part(data, SHEET))
    stored = re.sub(NO_VALUE, "</f><v></v>", typed)
    found = workbook(rewritten(data, {SHEET: stored}))
    assert (rows(found), repairs(found)) == ([["a", "", "One."]], [()])  # a stored empty text


def test_rows_and_columns_of_nothing_but_formulas_without_a_value_are_not_lost():
    data = saved(book(("A", [HEADER, ["a", "Daily", "One.", "=A1"], ["=A2", "=B2", "=C2"]])))
    found = workbook(data)
    assert rows(found) == [["a", "Daily", "One."], ["", "", ""]]
    assert repairs(found) == [("formula without a stored value left empty",)] * 2
    assert rejected(found) == [
        ("sheet 'A', row 2", "has a value in column D, which the header does not name")
    ]


def test_a_sheet_that_holds_a_chart_is_passed_over():
    made = book(("A", [HEADER, ["a", "Daily", "One."]]))
    made.create_chartsheet("Chart", 0)
    assert rows(workbook(saved(made))) == [["a", "Daily", "One."]]


def test_an_error_of_a_formula_is_kept_as_its_word_and_told():
    found = workbook(saved(book(("A", [HEADER, ["a", "#N/A", "One."]]))))
    assert rows(found) == [["a", "#N/A", "One."]]
    assert repairs(found) == [("error of a formula kept as its word",)]


def test_merged_cells_are_told_and_not_filled():
    made = book(("A", [HEADER, ["a", "Daily", "1"], ["b", None, "2"], ["c", "Post", "3"]]))
    made["A"].merge_cells("B2:B3")
    found = workbook(saved(made))
    assert rows(found) == [["a", "Daily", "1"], ["b", "", "2"], ["c", "Post", "3"]]
    assert repairs(found) == [(MERGED,), (MERGED,), ()]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_and_rows_are_read_and_told(state):
    made = book(("A", [HEADER, ["a", "x", "1"], ["b", "y", "2"]]), ("B", [HEADER, ["c", "z", "3"]]))
    made["A"].row_dimensions[3].hidden = True
    made["B"].sheet_state = state
    found = workbook(saved(made))
    assert [record.fields["article"] for record in found.records] == ["a", "b", "c"]
    assert repairs(found) == [(), ("from a hidden row",), ("from a hidden sheet",)]


def test_a_header_below_a_title_is_found_and_the_title_is_rejected_not_lost():
    title = [["Export of 13 February"], ["Source:", "invented"], []]
    data = saved(book(("A", [*title, [*HEADER, "date"], ["a", "Daily", "One.", "2025"]])))
    found = workbook(data)
    assert found.columns == ("article", "outlet", "text", "date")
    assert rejected(found) == [
        ("sheet 'A', row 1", "stands above the header in row 4"),
        ("sheet 'A', row 2", "stands above the header in row 4"),
    ]
    assert [record.place for record in found.records][-1] == "sheet 'A', row 5"


@pytest.mark.parametrize(
    ("first", "reason"),
    [
        pytest.param([7, "Daily", "One."], "holds numbers or dates", id="number"),
        pytest.param(["a", "Daily", "One. " * 60], "holds a text", id="text"),
        pytest.param(["a", "b", "a"], "names the column 'a' twice", id="twice"),
        pytest.param(["a", "b", " a"], "names the column 'a' twice", id="twice, padded"),
        pytest.param(["Read me"], "no row of its sheet names the columns", id="one cell"),
    ],
)
def test_a_sheet_without_a_header_has_its_rows_rejected_with_the_reason(first, reason):
    other = ("B", [HEADER, ["b", "Post", "Two."]])
    found = workbook(saved(book(("A", [first]), other)))
    ((place, why),) = rejected(found)
    assert place == "sheet 'A', row 1"
    assert reason in why
    assert found.columns == tuple(HEADER)
    with pytest.raises(CorpusError, match=reason):
        workbook(saved(book(("A", [first]))))


def test_a_value_that_the_header_does_not_name_rejects_its_row():
    data = saved(book(("A", [HEADER, ["a", "x", "1", None, "stray"], ["b", None, "2"]])))
    found = workbook(data)
    assert rejected(found) == [
        ("sheet 'A', row 2", "has a value in column E, which the header does not name")
    ]
    assert rows(found)[1] == ["b", "", "2"]


def test_padded_names_are_stripped_empty_rows_skipped_and_empty_sheets_told():
    made = book(("A", [[" article", "text "], [], ["a", "One."], [" ", None]]), ("B", []))
    found = workbook(saved(made))
    assert found.records == [
        Record("sheet 'A', row 3", {"article": "a", "text": "One."}, (csv_tsv.PADDED,))
    ]


def test_a_cell_of_a_workbook_at_excels_limit_is_kept_and_told():
    found = workbook(saved(book(("A", [["id", "text"], ["a", "x" * 32_767], ["b", "x" * 32_766]]))))
    assert [len(record.fields["text"]) for record in found.records] == [32_767, 32_766]
    assert repairs(found) == [(CUT,), ()]


def test_lines_of_a_cell_are_kept_as_they_were_typed():
    data = shared(saved(book(("A", [["id", "text"], ["a", "One.BREAK\nTwo."]]))))
    data = changed(data, STRINGS, "BREAK", "_x000D_")
    assert rows(workbook(data)) == [["a", "One.\r\nTwo."]]


def test_a_wrong_size_in_a_sheet_is_not_believed():
    data = saved(book(("A", [HEADER, ["a", "x", "1"], ["b", "y", "2"]])))
    for ref in ("A1", "A1:XFD1048576"):
        with at_most(5):
            found = workbook(changed(data, SHEET, 'ref="A1:C3"', f'ref="{ref}"'))
        assert [record.fields["article"] for record in found.records] == ["a", "b"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('<row r="3"', '<row r="2"', id="a row twice"),
        pytest.param('<row r="2"', '<row r="5"', id="rows turned round"),
        pytest.param('r="B2"', 'r="D2"', id="cells turned round"),
        pytest.param('<row r="3"', '<row r="99999999999"', id="a row that Excel has not"),
        pytest.param('r="C3"', 'r="ZZZ3"', id="a column that Excel has not"),
        pytest.param('r="C3"', 'r="?"', id="no place"),
    ],
)
def test_cells_that_would_be_lost_refuse_the_workbook(old, new):
    data = saved(book(("A", [HEADER, ["a", "x", "1"], ["b", "y", "2"]])))
    with pytest.raises(CorpusError, match=r"out of order|has a cell at"):
        workbook(changed(data, SHEET, old, new))


def shared(data: bytes) -> bytes:
    """Return a workbook of one sheet whose texts stand in a table of their own, as Excel has it."""
    sheet = part(data, SHEET)
    texts = "".join(match[2].replace("is>", "si>") for match in INLINE.finditer(sheet))
    count = itertools.count()
    sheet = INLINE.sub(lambda match: f't="s"{match[1]}><v>{next(count)}</v></c>', sheet)
    override = f'<Override PartName="/{STRINGS}" ContentType="{SHARED_TYPE}"/></Types>'
    types = part(data, "[Content_Types].xml").replace("</Types>", override)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strings = f'<sst xmlns="{main}">{texts}</sst>'
    return rewritten(data, {SHEET: sheet, STRINGS: strings, "[Content_Types].xml": types})


GOOD = shared(saved(book(("A", [HEADER, ["a", "Daily", "One."]]))))


def test_texts_in_a_table_of_their_own_are_read():
    assert "inlineStr" not in part(GOOD, SHEET)
    assert rows(workbook(GOOD)) == [["a", "Daily", "One."]]


def test_a_strict_workbook_is_read_as_an_ordinary_one():
    names = {
        "schemas.openxmlformats.org/spreadsheetml/2006": "purl.oclc.org/ooxml/spreadsheetml",
        "schemas.openxmlformats.org/officeDocument/2006": "purl.oclc.org/ooxml/officeDocument",
    }
    strict = {name: part(GOOD, name) for name in zipfile.ZipFile(io.BytesIO(GOOD)).namelist()}
    for old, new in names.items():
        strict = {name: text.replace(old, new) for name, text in strict.items()}
    assert workbook(rewritten(GOOD, strict)) == workbook(GOOD)


@pytest.mark.parametrize("name", ["Workbook.xml", "workbook22.xml"])
def test_a_workbook_whose_parts_are_named_otherwise_is_read(name):
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(file, "w") as new:
        for each in old.namelist():
            text = old.read(each).replace(b"workbook.xml", name.encode())
            new.writestr(each.replace("workbook.xml", name), text)
    assert workbook(file.getvalue()) == workbook(GOOD)


ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///x">]>'


@pytest.mark.parametrize("name", [SHEET, "xl/workbook.xml", STRINGS])
def test_a_workbook_that_declares_entities_is_refused_unread(name):
    inner = re.sub(r"^<\?xml[^>]*\?>", "", part(GOOD, name))
    with pytest.raises(CorpusError, match=r"declares entities"):
        workbook(rewritten(GOOD, {name: ENTITIES + inner}))


@pytest.mark.parametrize("limit", ["MOST_BYTES", "PACKED_MOST"])
def test_a_workbook_that_unpacks_to_far_more_than_it_weighs_is_refused(monkeypatch, limit):
    data = rewritten(GOOD, {"xl/media/zeros.bin": "\0" * 5_000_000})
    assert len(workbook(data).records) == 1
    monkeypatch.setattr(excel_parts, limit, 1_000_000)
    monkeypatch.setattr(excel_parts, "TIMES_MOST", 100)
    with pytest.raises(CorpusError, match=r"would unpack from [\d,]+ to 5,\d+,\d+ bytes"):
        workbook(data)


def test_a_workbook_nested_or_spread_as_none_is_is_refused(monkeypatch):
    deep = "<a>" * 100_000 + "</a>" * 100_000
    with pytest.raises(CorpusError, match=r"damaged inside \(Excessive depth"):
        workbook(rewritten(GOOD, {SHEET: deep}))
    monkeypatch.setattr(excel_parts, "MOST_SPREAD", 5)
    with pytest.raises(CorpusError, match=r"spreads over more than 5 cells"):
        workbook(GOOD)


MERGE_ALL = '<mergeCell ref="D1:D1048576"/>'


def test_many_merged_ranges_over_all_rows_cost_no_time():
    many = "<mergeCells>" + MERGE_ALL * 20_000 + "</mergeCells></worksheet>"
    with at_most(10):
        found = workbook(changed(GOOD, SHEET, "</worksheet>", many))
    assert repairs(found) == [(MERGED,)]


@pytest.mark.parametrize("kept", [0.3, 0.9])
def test_a_workbook_cut_short_is_refused_in_words(kept):
    data = GOOD
    with pytest.raises(CorpusError, match=r"cut short or damaged"):
        workbook(data[: int(len(data) * kept)])


@pytest.mark.parametrize(
    ("name", "new"),
    [
        pytest.param(SHEET, "<worksheet><row", id="sheet cut short"),
        pytest.param("xl/workbook.xml", "<workbook/>", id="no workbook"),
        pytest.param(STRINGS, "<sst/>", id="no strings"),
    ],
)
def test_a_workbook_damaged_inside_is_refused_in_words(name, new):
    with pytest.raises(CorpusError, match=r"damaged inside|cannot be read|holds no filled cell"):
        workbook(rewritten(GOOD, {name: new}))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(b"<html><table>", r"no Excel workbook: it begins with b'<html>", id="html"),
        pytest.param(b"article;text", r"save it as \.xlsx", id="text"),
        pytest.param(b"", r"no Excel workbook", id="empty"),
        pytest.param(rewritten(GOOD, {"xl/workbook.bin": ""}), r"damaged", id="binary"),
        pytest.param(saved(book()), r"holds no filled cell", id="no cells"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused_and_says_what_to_do(data, said):
    with pytest.raises(CorpusError, match=said):
        excel.read(data, "articles.xls")


def test_an_archive_with_a_password_or_with_a_part_twice_is_refused():
    locked = bytearray(GOOD)
    locked[GOOD.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(CorpusError, match=r"an archive with a password"):
        workbook(bytes(locked))
    file = io.BytesIO(GOOD)
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, part(GOOD, SHEET))
    with pytest.raises(CorpusError, match=r"names one of its parts twice"):
        workbook(file.getvalue())


def test_another_archive_is_no_workbook():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(CorpusError, match=r"an archive but no Excel workbook"):
        workbook(file.getvalue())


# Old workbooks, written record by record: a stream in a compound file


def compound(name: str, stream: bytes) -> bytes:
    """Return a compound file with one stream."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    sectors = len(stream) // 512
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0")
    head += struct.pack("<HHHHH6x9I", 62, 3, 65534, 9, 6, 0, 1, 1, 0, 4096, LAST, 0, LAST, 0)
    head += struct.pack("<I", 0)  # the first sector is the table of sectors
    chain = [0xFFFFFFFD, LAST, *range(3, sectors + 2), LAST]
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    entries = entry("Root Entry", 5, LAST, 0, child=1) + entry(name, 2, 2, len(stream))
    return head[:512].ljust(512, b"\xff") + fat + entries.ljust(512, b"\0") + stream


LAST = 0xFFFFFFFE  # no sector follows


def entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    made = written.ljust(64, b"\0") + struct.pack("<HBB", len(written), kind, 1)
    made += struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child).ljust(48, b"\0")
    return made + struct.pack("<IQ", start, size)


def biff(kind: int, *data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(b"".join(data))) + b"".join(data)


def string(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


FORMATS = {1: (164, "000"), 2: (14, ""), 3: (22, "")}  # 14 a date, 22 a date with its time


def old_book(*cells: bytes, locked: bool = False, hidden: int = 0, more: bytes = b"") -> bytes:
    begin = struct.pack("<HHHHII", 0x600, 5, 0, 1997, 0, 6)
    styles = [0, *(number for number, _ in FORMATS.values())]
    start = biff(0x809, begin) + more + (biff(0x2F, b"\0" * 6) if locked else b"")
    start += biff(0x41E, struct.pack("<H", 164), string("000"))
    start += b"".join(
        biff(0xE0, struct.pack("<HHH", 0, style, 0).ljust(20, b"\0")) for style in styles
    )
    at = len(start) + len(biff(0x85, b"\0" * 9)) + len(biff(0xA))
    start += biff(0x85, struct.pack("<IBBBB", at, hidden, 0, 1, 0), b"A") + biff(0xA)
    sheet = biff(0x809, struct.pack("<HHHHII", 0x600, 16, 0, 1997, 0, 6))
    return compound("Workbook", start + sheet + b"".join(cells) + biff(0xA))


def label(row: int, column: int, text: str) -> bytes:
    return biff(0x204, struct.pack("<HHH", row, column, 0), string(text))


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    return biff(0x203, struct.pack("<HHHd", row, column, style, value))


OLD_HEADER = [label(0, column, name) for column, name in enumerate(HEADER)]


def test_an_old_workbook_is_read_by_the_same_rules():
    data = old_book(
        *OLD_HEADER,
        *(label(1, 0, "007"), number(1, 1, 45_701.0, 2), label(1, 2, "Türkiye ✓")),
        *(number(2, 0, 7.0, 1), number(2, 1, 45_701.4375, 3), number(2, 2, 7.0)),
        *(number(3, 0, 45_701.0), number(3, 1, 0.4375, 3), biff(0x205, b"\3\0\2\0\0\0\x2a\1")),
        *(label(4, 0, "d"), biff(0x205, b"\4\0\1\0\0\0\1\0"), label(4, 3, "stray")),
        biff(0xE5, struct.pack("<HHHHH", 1, 2, 3, 2, 2)),
    )
    assert excel.read(data, "articles.xls") == Found(
        [
            old_record(2, ["007", "2025-02-13", "Türkiye ✓"]),
            old_record(3, ["007", "2025-02-13T10:30:00", "7"], MERGED),
            old_record(
                4, ["45701", "10:30:00", "#N/A"], MERGED, "error of a formula kept as its word"
            ),
            old_record(5, ["d", "TRUE", ""])._replace(
                rejected="has a value in column D, which the header does not name"
            ),
        ],
        tuple(HEADER),
    )


def old_record(row: int, words: list[str], *told: str) -> Record:
    return Record(f"sheet 'A', row {row}", dict(zip(HEADER, words, strict=True)), told)


def test_a_hidden_sheet_of_an_old_workbook_is_told():
    found = excel.read(old_book(*OLD_HEADER, label(1, 0, "a"), hidden=1), "a.xls")
    assert repairs(found) == [("from a hidden sheet",)]


def test_a_hidden_row_a_blank_cell_and_a_wrong_date_of_an_old_workbook_are_told():
    hidden = biff(0x208, struct.pack("<HHHHHHI", 1, 0, 3, 255, 0, 0, 0x20))
    wrong = number(1, 1, 99_999_999.0, 2)
    data = old_book(hidden, *OLD_HEADER, label(1, 0, "a"), wrong, label(1, 3, "  "))
    assert excel.read(data, "a.xls").records == [
        old_record(
            2,
            ["a", "99999999", ""],
            "from a hidden row",
            "number typed as a date that Excel has not",
        )
    ]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(old_book(*OLD_HEADER, locked=True), id="old"),
        pytest.param(compound("EncryptedPackage", b"secret"), id="new"),
    ],
)
def test_a_workbook_locked_with_a_password_is_refused_in_words(data):
    with pytest.raises(CorpusError, match=r"^is locked with a password; save it without one$"):
        excel.read(data, "articles.xlsx")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(old_book(*OLD_HEADER)[:1500], id="cut short"),
        pytest.param(compound("WordDocument", b"text"), id="another document"),
    ],
)
def test_an_old_workbook_that_cannot_be_read_is_refused_in_words(data):
    with pytest.raises(CorpusError, match=r"old Excel workbook cut short or damaged, or none"):
        excel.read(data, "articles.xls")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_workbook_with_any_byte_changed_is_read_or_refused_in_words(data):
    whole = bytearray(data.draw(st.sampled_from([GOOD, old_book(*OLD_HEADER, label(1, 0, "a"))])))
    for place in data.draw(st.lists(st.integers(8, len(whole) - 1), min_size=1, max_size=4)):
        whole[place] = data.draw(st.integers(0, 255))
    with suppress(CorpusError):
        excel.read(bytes(whole), "a.xlsx")


# -- JSON -------------------------------------------------------------------------------------


def objects(text: str | bytes) -> Found:
    return json_file.read(text.encode() if isinstance(text, str) else text, "articles.json")


def test_a_list_of_objects_has_a_record_an_object():
    assert objects('[{"id": "007", "title": "NA"}, {"id": "b", "by": "C"}]') == Found(
        [Record("1", {"id": "007", "title": "NA"}), Record("2", {"id": "b", "by": "C"})],
        ("id", "title", "by"),
    )


@pytest.mark.parametrize(
    "text",
    [
        '{"articles": [{"id": "a"}]}',
        '{"ok": true, "tags": ["x"], "response": {"docs": [{"id": "a"}], "n": 1}}',
        '{"title": "Feed", "items": [{"id": "a"}]}',
    ],
)
def test_an_object_with_one_list_of_objects_gives_that_list(text):
    assert objects(text).records == [Record("1", {"id": "a"})]


def test_an_object_with_several_lists_of_objects_is_refused_and_names_them():
    with pytest.raises(CorpusError, match=r"holds 2 lists of objects: 'new', 'old\.docs'"):
        objects('{"new": [{"id": 1}], "old": {"docs": [{"id": 2}]}}')


def test_an_object_with_a_text_of_its_own_is_one_article_whatever_lists_it_holds():
    found = objects('{"text": "One.", "images": [{"url": "u"}, {"url": "v"}], "tags": []}')
    assert found.records == [Record("", {"text": "One.", "images.url": "u; v", "tags": ""})]


def test_nested_fields_have_dots_and_lists_are_joined():
    found = objects(
        '[{"source": {"name": "Daily", "at": {"city": "Rome"}}, "by": ["A", null, "B"],'
        ' "people": [{"name": "C", "age": 5}, {"name": "D"}], "none": null, "deep": [["x"], "y"]}]'
    )
    assert found.records[0].fields == {
        "source.name": "Daily",
        "source.at.city": "Rome",
        "by": "A; B",
        "people.name": "C; D",
        "people.age": "5",
        "none": "",
        "deep": "x; y",
    }


@each_of("literal", ["1.10", "7e0", "1" * 5000, "-0", "1e400", "12345678901234567890.5", "true"])
def test_numbers_are_the_words_they_are_written_with(literal):
    assert objects(f'[{{"id": {literal}}}]').records == [Record("1", {"id": literal})]


def test_nan_is_missing_and_told_and_the_word_nan_is_a_word():
    found = objects('[{"title": NaN, "id": "NaN", "n": -Infinity}]')
    assert found.records == [
        Record("1", {"title": "", "id": "NaN", "n": "-Infinity"}, ("NaN read as missing",))
    ]


def test_a_key_given_twice_is_told_and_with_two_values_rejected():
    found = objects('[{"id": "a", "id": "a"}, {"id": "b", "id": "c"}, {"x": {"y": 1, "y": 2}}]')
    assert repairs(found) == [("key given twice with the same value",), (), ()]
    assert rejected(found) == [
        ("2", "names the key 'id' twice with different values; give each key once"),
        ("3", "names the key 'y' twice with different values; give each key once"),
    ]


def test_two_fields_that_come_out_with_one_name_are_rejected():
    found = objects('[{"a.b": "1", "a": {"b": "2"}}, {"id": "x", " id": "y"}]')
    assert rejected(found)[0] == ("1", "two of its fields come out as 'a.b'")


def test_padded_keys_are_stripped_and_told():
    assert objects('[{" id ": " a "}]').records == [Record("1", {"id": " a "}, (csv_tsv.PADDED,))]


def test_lone_surrogates_are_repaired_and_pairs_are_whole_characters():
    found = objects(r'[{"text": "a\ud83d\ude42b"}, {"text": "a\ud83db"}, {"\udc00": "x"}]')
    assert found.records == [
        Record("1", {"text": "a🙂b"}),
        Record("2", {"text": "a\ufffdb"}, (json_file.SURROGATE,)),
        Record("3", {"\ufffd": "x"}, (json_file.SURROGATE,)),
    ]


def test_a_text_with_nul_is_rejected():
    found = objects(r'[{"text": "a\u0000b"}, {"text": "b"}]')
    assert rejected(found) == [("1", "holds NUL characters, so it is not a text")]


def test_an_item_that_is_no_object_is_rejected_and_the_rest_kept():
    found = objects('[{"id": "a"}, "b", [1], null]')
    assert rejected(found) == [
        ("2", "is a single value where an object is needed"),
        ("3", "is a list where an object is needed"),
        ("4", "is a single value where an object is needed"),
    ]


def test_nesting_has_an_end():
    deep = '{"a":' * 100 + "1" + "}" * 100
    assert rejected(objects(f"[{deep}]")) == [("1", "nested over 60 deep")]
    with pytest.raises(CorpusError, match=r"is nested too deeply"):
        objects('{"a":' * 100_000 + "1" + "}" * 100_000)
    with pytest.raises(CorpusError):
        objects("[" * 1_000_000)


@each_of(
    "text, said",
    {
        "empty list": ("[]", "holds no object"),
        "empty object": ("{}", "holds no object"),
        "numbers": ("[1, 2]", "holds no object"),
        "a text": ('"text"', "holds no object"),
        "by key": ('{"a": {"id": 1}, "b": {"id": 2}}', "orient='records'"),
        "cut short": ('[{"id": "a"}', r"line 1, column 13; save it"),
        "JSON Lines": ('{"id": 1}\n{"id": 2}', r"its name end in \.jsonl"),
        "a script": ("alert(1)", "is no JSON text"),
    },
)
def test_json_without_a_list_of_articles_is_refused_and_says_what_to_do(text, said):
    with pytest.raises(CorpusError, match=said):
        objects(text)


@pytest.mark.parametrize(
    ("encoding", "expected"), [("utf-8-sig", ()), ("utf-16", ()), ("cp1252", (WESTERN,))]
)
def test_json_is_decoded_and_only_a_guess_is_a_repair(encoding, expected):
    found = objects('[{"id": "Türkiye"}]'.encode(encoding))
    assert found.records == [Record("1", {"id": "Türkiye"}, expected)]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(st.dictionaries(st.text(), anything, max_size=4), min_size=1, max_size=4))
def test_any_object_is_a_record_of_words_that_can_be_written(items):
    found = objects(json.dumps(items))
    assert len(found.records) == len(items)
    for record in found.records:
        assert set(record.fields) <= set(found.columns)
        assert "".join([*record.fields, *record.fields.values()]).encode() is not None


# -- JSON Lines -------------------------------------------------------------------------------


def lines(*given: str | bytes) -> Found:
    data = b"\n".join(line.encode() if isinstance(line, str) else line for line in given)
    return json_lines.read(data, "articles.jsonl")


def test_one_bad_line_is_one_rejected_record():
    found = lines('{"id": "007"}', '{"id": "b", ', "", "[1]", '{"id": "d"}\r', '{"x": "\\ud83d"}')
    assert found == Found(
        [
            Record("1", {"id": "007"}),
            Record(
                "2",
                {},
                (),
                "is no JSON: Expecting property name enclosed in double quotes at column 13",
            ),
            Record("4", {}, (), "is a list where an object is needed"),
            Record("5", {"id": "d"}),
            Record("6", {"x": "\ufffd"}, (json_file.SURROGATE,)),
        ],
        ("id", "x"),
    )


def test_a_line_in_another_encoding_does_not_spoil_the_others():
    found = lines('{"id": "Türkiye"}', '{"id": "Türkiye"}'.encode("cp1252"), b'{"id": "\x00"}')
    assert found.records[:2] == [
        Record("1", {"id": "Türkiye"}),
        Record("2", {"id": "Türkiye"}, (WESTERN,)),
    ]
    assert "NUL" in rejected(found)[0][1]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
def test_only_a_line_feed_ends_a_line(encoding):
    given = '\n{"id": "a\u2028b\u2029c"}\r\n{"id":\r"d"}\n'.encode(encoding)
    found = json_lines.read(given, "a.jsonl")
    assert rows(found) == [["a\u2028b\u2029c"], ["d"]]
    assert [record.place for record in found.records] == ["2", "3"]


def test_a_line_nested_without_end_is_rejected_alone():
    found = lines('{"id": "a"}', "[" * 100_000, '{"id": "c"}')
    assert rejected(found) == [("2", "is nested too deeply")]


@pytest.mark.parametrize(
    "given", ["", "\n\n", "text", '[\n  {\n    "id": "a"\n  }\n]', '[{"id": 1},\n{"id": 2}]']
)
def test_a_file_without_a_line_that_is_an_object_is_refused(given):
    with pytest.raises(CorpusError, match=r"no line that is a JSON object .* end in \.json$"):
        lines(given)


@given(st.lists(st.dictionaries(st.text(), st.text(), min_size=1, max_size=3), min_size=1))
def test_a_list_and_its_lines_give_the_same_records(items):
    assert lines(*map(json.dumps, items)).records == objects(json.dumps(items)).records


# -- Parquet ----------------------------------------------------------------------------------


def columnar(given: dict[str, object] | pa.Table) -> Found:
    file = io.BytesIO()
    pq.write_table(given if isinstance(given, pa.Table) else pa.table(given), file)
    return parquet.read(file.getvalue(), "articles.parquet")


MOMENT = datetime.datetime(2025, 2, 13, 10, 30)


@each_of(
    "value, kind, word",
    {
        "text": ("007", pa.string(), "007"),
        "NA": ("NA", pa.large_string(), "NA"),
        "null": (None, pa.string(), ""),
        "whole": (7, pa.int64(), "7"),
        "huge": (2**63 + 1, pa.uint64(), "9223372036854775809"),
        "7.0": (7.0, pa.float64(), "7"),
        "decimal": (0.1, pa.float64(), "0.1"),
        "NaN": (float("nan"), pa.float64(), ""),
        "1.10": (Decimal("1.10"), pa.decimal128(5, 2), "1.10"),
        "false": (False, pa.bool_(), "false"),
        "date": (MOMENT.date(), pa.date32(), "2025-02-13"),
        "time": (MOMENT, pa.timestamp("us"), "2025-02-13T10:30:00"),
        "offset": (
            MOMENT.replace(tzinfo=datetime.UTC),
            pa.timestamp("ms", "+02:00"),
            "2025-02-13T12:30:00+02:00",
        ),
        "nanosecond": (1, pa.timestamp("ns"), "1970-01-01T00:00:00.000000001"),
        "bytes that are text": (b"T\xc3\xbcrkiye", pa.binary(), "Türkiye"),
        "category": ("a", pa.dictionary(pa.int8(), pa.string()), "a"),
    },
)
def test_a_typed_value_becomes_words(value, kind, word):
    found = columnar({"id": pa.array(["x"]), "value": pa.array([value], kind)})
    assert found.records == [Record("1", {"id": "x", "value": word})]
    assert found.columns == ("id", "value")


def test_nested_columns_of_parquet_have_dots_and_lists_are_joined():
    table = pa.table(
        {
            "id": ["a"],
            "source": [{"name": "Daily", "at": {"city": "Rome"}}],
            "by": [["A", "B"]],
            "map": pa.array([[("k", "v")]], pa.map_(pa.string(), pa.string())),
        }
    )
    assert columnar(table).records[0].fields == {
        "id": "a",
        "source.name": "Daily",
        "source.at.city": "Rome",
        "by": "A; B",
        "map.k": "v",
    }


def test_bytes_that_are_no_text_reject_their_row():
    found = columnar({"text": pa.array([b"ok", b"\xff\xfe"], pa.binary())})
    assert rejected(found) == [("2", "text holds bytes that are no text")]


def test_padded_names_of_parquet_are_stripped_and_doubled_ones_refused():
    assert columnar({" id ": ["a"]}).records == [Record("1", {"id": "a"}, (csv_tsv.PADDED,))]
    with pytest.raises(CorpusError, match=r"names the column 'id' twice"):
        columnar(pa.table([["a"], ["b"]], names=["id", "id "]))


def test_a_table_of_parquet_without_rows_still_names_its_columns():
    assert columnar({"id": pa.array([], pa.string())}) == Found([], ("id",))


def test_parquet_cut_short_encrypted_or_none_is_refused_in_words():
    file = io.BytesIO()
    pq.write_table(pa.table({"id": ["a"] * 100}), file)
    with pytest.raises(CorpusError, match=r"cut short or damaged"):
        parquet.read(file.getvalue()[:-9], "a.parquet")
    with pytest.raises(CorpusError, match=r"is an encrypted Parquet file"):
        parquet.read(b"PARE" + file.getvalue()[4:], "a.parquet")
    with pytest.raises(CorpusError, match=r"is no Parquet file \(it begins with b'id,t'\)"):
        parquet.read(b"id,text", "a.parquet")
    with pytest.raises(CorpusError, match=r"has no columns"):
        columnar(pa.table({}))


def test_parquet_that_unpacks_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(parquet, "MOST_CHARACTERS", 1_000)
    with pytest.raises(CorpusError, match=r"more than 1,000 characters by row 11"):
        columnar({"text": ["x" * 100] * 5_000})
    monkeypatch.setattr(parquet, "MOST_ROWS", 10)
    with pytest.raises(CorpusError, match=r"says that it holds 11 rows; at most 10"):
        columnar({"text": ["x"] * 11})


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_parquet_with_any_byte_changed_is_read_or_refused_in_words(data):
    file = io.BytesIO()
    pq.write_table(pa.table({"id": ["a", "b"], "n": [1, 2]}), file)
    whole = bytearray(file.getvalue())
    for place in data.draw(st.lists(st.integers(4, len(whole) - 1), min_size=1, max_size=4)):
        whole[place] = data.draw(st.integers(0, 255))
    with suppress(CorpusError):
        parquet.read(bytes(whole), "a.parquet")


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.text()), min_size=1))
def test_texts_of_parquet_come_back_to_the_character(items):
    texts = [item.get("a", "") for item in items]
    kept = ["" if "\0" in text else text for text in texts]
    assert [row[0] for row in rows(columnar({"a": kept}))] == kept
