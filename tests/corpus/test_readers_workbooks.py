"""Old, binary and OpenDocument workbooks: the same words as from a new one, and what is lost."""

from __future__ import annotations

import io
import struct
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.begin.begin import begin as begin_study
from framing.corpus.formats import is_table, read_file
from framing.corpus.load import read_corpus
from framing.corpus.readers import excel, excel_parts
from framing.corpus.readers.found import Found
from framing.errors import CorpusError
from framing.study import read_study
from tests.cases import each_of
from tests.corpus.test_readers_tables import OLD_HEADER, biff, label, number, old_book

HEADER = ["article", "outlet", "text"]
ERROR = "error of a formula kept as its word"
MERGED = "merged cells: the value is only in the first of them"
HIDDEN_ROW = "from a hidden row"
NO_DATE = "number typed as a date that Excel has not"


def rows(found: Found) -> list[tuple[list[str], tuple[str, ...]]]:
    return [(list(record.fields.values()), record.repairs) for record in found.records]


def zipped(**parts: str | bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inner in parts.items():
            pressed = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, inner, pressed)
    return file.getvalue()


# OpenDocument


def ods(*table: str, head: str = "", hidden: bool = False) -> bytes:
    """Write a workbook of one sheet, whose header stands above the rows given."""
    names = "".join(map(word, HEADER))
    style = '<style:style style:name="s" style:family="table"><style:table-properties '
    style += f'table:display="{"false" if hidden else "true"}"/></style:style>'
    spaces = "".join(
        f' xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"'
        for one in ("office", "table", "text", "style", "calcext")
    )
    content = (
        f'<?xml version="1.0"?>{head}<office:document-content{spaces}><office:automatic-styles>'
        f"{style}</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="A" table:style-name="s"><table:table-row>{names}'
        f"</table:table-row>{''.join(table)}</table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    parts = {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest}
    return zipped(**parts)


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def typed(kind: str, value: str, shown: str, more: str = "") -> str:
    name = {"date": "date-value", "time": "time-value", "boolean": "boolean-value"}.get(
        kind, "value"
    )
    return (
        f'<table:table-cell office:value-type="{kind}" office:{name}="{value}"{more}>'
        f"<text:p>{shown}</text:p></table:table-cell>"
    )


def word(text: str, more: str = "") -> str:
    lines = "".join(f"<text:p>{line}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell office:value-type="string"{more}>{lines}</table:table-cell>'


def error(shown: str) -> str:
    more = ' table:formula="of:=1/0" calcext:value-type="error" office:string-value=""'
    return word(shown, more)


ODS = {
    "words that look like numbers": ([word("007"), word("1e5"), word("NA")], ["007", "1e5", "NA"]),
    "numbers": ([typed("float", "7", "7"), typed("float", "7.5", "7,5")], ["7", "7.5", ""]),
    "a number shown with zeros": ([typed("float", "7", "007"), word("a")], ["007", "a", ""]),
    "a day": ([typed("date", "2025-02-13", "13.02.25"), word("a")], ["2025-02-13", "a", ""]),
    "a day and a time": (
        [typed("date", "2025-02-13T10:30:00", "x"), word("a")], ["2025-02-13T10:30:00", "a", ""]
    ),
    "a time": ([typed("time", "PT10H30M00S", "10:30"), word("a")], ["10:30:00", "a", ""]),
    "a length of time": ([typed("time", "PT25H30M00S", "x"), word("a")], ["25:30:00", "a", ""]),
    "booleans": (
        [typed("boolean", "true", "WAHR"), typed("float", "0", "FALSE")], ["TRUE", "FALSE", ""]
    ),
    "a line's end within a paragraph": (
        [word("a"), word("b"), word("One.<text:s/><text:line-break/>Two.\nThree.<text:tab/>Four.")],
        ["a", "b", "One. \nTwo.\nThree.\tFour."],
    ),
    "a comment": (
        [word("a"), word("b"), word("Yes.").replace(">", "><office:annotation><text:p>No.</text:p>"
         "</office:annotation>", 1)], ["a", "b", "Yes."],
    ),
    "lines": ([word("a"), word("b"), word("One.\nTwo.")], ["a", "b", "One.\nTwo."]),
}  # fmt: skip


@each_of("cells, words", ODS)
def test_a_cell_of_an_opendocument_workbook_becomes_the_words_that_are_shown(cells, words):
    assert rows(excel.read(ods(row(*cells)), "a.ods")) == [(words, ())]


def test_errors_formulas_without_a_value_hidden_and_merged_rows_of_opendocument_are_told():
    formula = '<table:table-cell table:formula="of:=A1"/>'
    spanned = word("d", ' table:number-rows-spanned="2" table:number-columns-spanned="1"')
    data = ods(
        row(error("#N/A"), word("b"), word("c")),
        row(word("b"), word("b"), formula),
        row(word("c"), word("b"), word("c"), more=' table:visibility="collapse"'),
        row(word("e"), word("b"), word("c"), more=' table:visibility="filter"'),
        row(spanned, word("b"), word("c")),
        row("<table:covered-table-cell/>", word("b"), word("f")),
        row("<table:table-cell/>", more=' table:number-rows-repeated="1048569"'),
    )
    assert rows(excel.read(data, "a.ods")) == [
        (["#N/A", "b", "c"], (ERROR,)),
        (["b", "b", ""], ("formula without a stored value left empty",)),
        (["c", "b", "c"], (HIDDEN_ROW,)),
        (["e", "b", "c"], (HIDDEN_ROW,)),
        (["d", "b", "c"], (MERGED,)),
        (["", "b", "f"], (MERGED,)),
    ]


def test_a_hidden_sheet_of_opendocument_and_rows_that_are_repeated_are_read():
    twice = row(typed("float", "7", "007"), word("b"), more=' table:number-rows-repeated="2"')
    found = excel.read(ods(twice, row(word("c"), word("b"), word("c")), hidden=True), "a.ods")
    hidden = ("from a hidden sheet",)
    assert rows(found) == [(["007", "b", ""], hidden)] * 2 + [(["c", "b", "c"], hidden)]


FAR = ' table:number-rows-repeated="1048000"'
WIDE = ' table:number-columns-repeated="16000"'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
HOSTILE = {
    "entities": (ods(row(word("&a;")), head=LAUGHS), "declares entities"),
    "far rows": (ods(row(word("a", WIDE), more=FAR)), "spreads over"),
    "a far cell": (
        ods(row(more=FAR), row(f"<table:table-cell{WIDE}/>", word("a"))),
        "spreads over",
    ),
    "nested": (ods("<text:p>" * 500 + "</text:p>" * 500), "damaged inside .Excessive depth"),
    "cut short": (ods(row(word("a")))[:-60], "cut short or damaged"),
    "no table": (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "damaged"),
    "a bomb": (ods(word(" " * 80_000_000)), "would unpack from"),
}


@each_of("data, said", HOSTILE)
def test_an_opendocument_workbook_that_is_none_or_hostile_is_refused_in_words(data, said):
    with pytest.raises(CorpusError, match=said):
        excel.read(data, "a.ods")


# Binary


def record(kind: int, given: bytes = b"") -> bytes:
    size = len(given)
    wide = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return wide + (bytes([size]) if size < 128 else bytes([size & 0x7F | 0x80, size >> 7])) + given


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def binary(*cells: bytes, state: int = 0) -> bytes:
    """Write a binary workbook of one sheet, whose header stands above the cells given."""
    book = (
        record(131)
        + record(143)
        + record(156, struct.pack("<II", state, 1) + wide("r1") + wide("A"))
    )
    book += record(144) + record(132)
    names = b"".join(text_at(column, name) for column, name in enumerate(HEADER))
    size = struct.pack("<IIII", 0, 9, 0, 2)
    sheet = record(129) + record(148, size) + record(145) + begin(0) + names + b"".join(cells)
    sheet += record(146) + record(130)
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="r1" Type="{relation}/worksheet" '
        'Target="worksheets/sheet1.bin"/></Relationships>'
    )
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": rels,
        "xl/worksheets/sheet1.bin": sheet,
    }
    return zipped(**parts)


def begin(row: int, hidden: int = 0) -> bytes:
    return record(0, struct.pack("<IIHBBBI", row, 0, 300, 0, hidden << 4, 0, 0))


def text_at(column: int, text: str) -> bytes:
    return record(6, struct.pack("<II", column, 0) + wide(text))


def number_at(column: int, value: float) -> bytes:
    return record(5, struct.pack("<IId", column, 0, value))


def test_a_binary_workbook_is_read_with_its_errors_and_hidden_rows():
    broken = record(3, struct.pack("<IIB", 2, 0, 0x2A))
    true = record(4, struct.pack("<IIB", 1, 0, 1))
    found = excel.read(
        binary(
            begin(1) + text_at(0, "007") + text_at(1, "Daily") + text_at(2, "Talks “begin”."),
            begin(2, hidden=1) + number_at(0, 7.0) + true + broken,
        ),
        "a.xlsb",
    )
    assert rows(found) == [
        (["007", "Daily", "Talks “begin”."], ()),
        (["7", "TRUE", "#N/A"], (HIDDEN_ROW, ERROR)),
    ]


def test_a_hidden_sheet_of_a_binary_workbook_is_told():
    found = excel.read(binary(begin(1) + text_at(0, "a"), state=1), "a.xlsb")
    assert rows(found) == [(["a", "", ""], ("from a hidden sheet",))]


def test_a_binary_workbook_that_spreads_without_end_is_refused():
    with pytest.raises(CorpusError, match="spreads over"):
        excel.read(binary(begin(1_048_575) + text_at(16_383, "a")), "a.xlsb")


# Old


def test_errors_and_days_before_1900_in_an_old_workbook_are_told_however_they_are_stored():
    formula = biff(6, struct.pack("<HHH8sHIH", 1, 2, 0, b"\2\0\7\0\0\0\xff\xff", 0, 0, 0))
    packed = biff(0x27E, struct.pack("<HHHi", 2, 1, 2, (-3 << 2) | 2))
    many = biff(0xBD, struct.pack("<HHHiHiH", 3, 0, 1, (7 << 2) | 2, 2, (45_701 << 2) | 2, 1))
    data = old_book(
        *OLD_HEADER, label(1, 0, "a"), formula, label(2, 0, "b"), packed, many, number(4, 0, 0.5)
    )
    assert rows(excel.read(data, "a.xls")) == [
        (["a", "", "#DIV/0!"], (ERROR,)),
        (["b", "-3", ""], (NO_DATE,)),
        (["007", "2025-02-13", ""], ()),
        (["0.5", "", ""], ()),
    ]


def test_days_of_an_old_workbook_count_from_1904_where_it_says_so():
    data = old_book(*OLD_HEADER, label(1, 0, "a"), number(1, 1, 1.0, 2), more=biff(0x22, b"\1\0"))
    assert rows(excel.read(data, "a.xls"))[0][0][1] == "1904-01-02"


# All of them


OLD = old_book(*OLD_HEADER, label(1, 0, "a"), label(1, 1, "Daily"), label(1, 2, "Talks begin."))
BINARY = binary(begin(1) + text_at(0, "a") + text_at(1, "Daily") + text_at(2, "Talks begin."))
OPEN = ods(row(word("a"), word("Daily"), word("Talks begin.")))
ALL = {".xls": OLD, ".xlsb": BINARY, ".ods": OPEN}


@pytest.mark.parametrize(("suffix", "data"), ALL.items())
def test_a_corpus_is_read_from_such_a_workbook_alone_and_in_an_archive(tmp_path, suffix, data):
    assert is_table(f"a{suffix}")
    table = tmp_path / f"list{suffix}"
    table.write_bytes(data)
    packed = tmp_path / "list.zip"
    packed.write_bytes(zipped(**{f"Daily/list{suffix}": data}))
    study = read_study(begin_study(tmp_path / "mine", source=table).folder)
    assert list(study.articles["outlet"]) == ["Daily"]
    for source in (table, packed):
        articles = read_corpus(source)[["article", "outlet", "text"]].to_numpy().tolist()
        assert articles == [["a", "Daily", "Talks begin."]]


@each_of("data", ALL)
@each_of("name", ["a", "a.xlsx", "a.csv", "a.txt"])
def test_such_a_workbook_is_told_by_its_content(name, data):
    if name.endswith("x") or data is not OLD:
        (record,) = read_file(data, name).records
        assert record.fields["text"] == "Talks begin."
    else:
        with pytest.raises(CorpusError, match="old Office document"):
            read_file(data, name)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_such_a_workbook_with_any_byte_changed_is_read_or_refused_in_words(data):
    whole = bytearray(data.draw(st.sampled_from(list(ALL.values()))))
    for place in data.draw(st.lists(st.integers(8, len(whole) - 1), min_size=1, max_size=4)):
        whole[place] = data.draw(st.integers(0, 255))
    kept = data.draw(st.integers(len(whole) // 2, len(whole)))
    with suppress(CorpusError):
        excel.read(bytes(whole[:kept]), "a")


def test_a_sheet_may_reach_as_far_as_the_memory_allows(monkeypatch):
    monkeypatch.setattr(excel_parts, "MOST_SPREAD", 6)
    assert rows(excel.read(OPEN, "a.ods"))
    with pytest.raises(CorpusError, match="spreads over more than 6 cells"):
        excel.read(ods(row(word("a")), row(word("b"))), "a.ods")
