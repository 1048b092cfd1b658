"""Codebooks as spreadsheets and as TOML: what goes out comes back, and faults name their cell."""

from __future__ import annotations

import csv
import io
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.coding.codebook import Codebook, Frame, parse_codebook
from framing.coding.codebook_files import read_codebook, write_codebook
from framing.coding.exchange.codebook_csv import codebook_csv, codebook_of_csv
from framing.coding.exchange.codebook_rows import COLUMNS, escaped, join, split, unescaped
from framing.coding.exchange.codebook_toml import codebook_toml, same
from framing.coding.indicator import Indicator
from framing.coding.patterns import parse_entry, spelled
from framing.errors import CodebookError, ParameterError
from framing.tables.spreadsheets import disarmed, guarded, unguarded
from tests.cases import each_of

ROOT = Path(__file__).parents[2]
VALUES = {
    "codebook": {"name": "Talks", "version": "2.0", "language": "en"},
    "terms": {"kyiv": ["Kyiv", "Ukrain*"], "sides": ["@kyiv", "Moscow"]},
    "modes": {"asserted": "as a fact", "feared": "as a fear"},
    "voices": {"text": "the text itself"},
    "rules": {"unit": "One sentence."},
    "frames": {
        "exclusion": {
            "label": "Exclusion",
            "definition": "Left out.",
            "include": ["Fears of it.", "Denials | doubts of it."],
            "exclude": ["Mere mention; talks, calls."],
            "examples": ["Kyiv was sidelined."],
            "subcodes": {"left_out": "left out", "told": ""},
            "countercodes": {"included": "a = b"},
            "source": "Own.",
            "indicators": [
                {"id": "sidelined", "subcode": "told", "any": ["sidelin*", "EU", "U.S.-led"]},
                {
                    "id": "fate",
                    "all": [["@sides"], ["fate", "future"]],
                    "within": 9,
                    "unless": ["@kyiv", "weather"],
                },
            ],
        },
        "rapport": {"label": "Rapport", "definition": "Warmth."},
    },
}
BOOK = parse_codebook(VALUES, source="b")


def read(folder: Path, *lines: str, encoding: str = "utf-8") -> Codebook:
    path = folder / "book.csv"
    path.write_bytes("\n".join(lines).encode(encoding))
    return read_codebook(path)


def fault(folder: Path, *lines: str) -> str:
    with pytest.raises(CodebookError) as error:
        read(folder, *lines)
    return str(error.value)


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def there_and_back(codebook: Codebook, **options) -> Codebook:
    return codebook_of_csv(codebook_csv(codebook, **options), "written.csv")


# -- there and back ---------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_codebook_comes_back_equal_from_a_spreadsheet(delimiter):
    back = there_and_back(BOOK, delimiter=delimiter)
    assert replace(back, sha256="") == BOOK
    assert same(back, BOOK)


def test_a_codebook_comes_back_equal_from_toml(tmp_path):
    path = write_codebook(BOOK, tmp_path / "book.toml")
    assert same(read_codebook(path), BOOK)
    assert path.read_text("utf-8") == codebook_toml(BOOK)


def test_the_shipped_codebook_comes_back_equal_from_both():
    shipped = read_codebook(ROOT / "seeds" / "codebook.toml")
    assert same(there_and_back(shipped), shipped)
    assert same(parse_codebook(tomllib.loads(codebook_toml(shipped)), source="b"), shipped)


def test_only_the_hash_of_the_file_is_another():
    back = there_and_back(BOOK)
    assert back.sha256 != BOOK.sha256
    assert len(back.sha256) == 64


def test_a_row_is_an_indicator_and_a_frame_without_one_has_a_row(tmp_path):
    written = rows(write_codebook(BOOK, tmp_path / "book.csv"))
    assert list(written[0]) == list(COLUMNS)
    frames = [row for row in written if not row["part"]]
    assert [(row["frame"], row["indicator"]) for row in frames] == [
        ("exclusion", "sidelined"),
        ("exclusion", "fate"),
        ("rapport", ""),
    ]
    assert frames[0]["include"] == r"Fears of it. | Denials \| doubts of it."
    assert frames[0]["subcodes"] == "left_out = left out | told"
    assert frames[0]["countercodes"] == "included = a = b"
    assert frames[0]["any"] == "sidelin* | EU | US led"
    assert frames[1]["all"] == "'@sides & fate | future"
    assert (frames[1]["within"], frames[1]["unless"]) == ("9", "'@kyiv | weather")
    assert {frames[1][column] for column in COLUMNS[4:12]} == {""}


def test_settings_of_the_whole_codebook_have_rows_of_their_own(tmp_path):
    written = rows(write_codebook(BOOK, tmp_path / "book.csv"))
    assert [(row["part"], row["key"], row["value"]) for row in written if row["part"]] == [
        ("name", "", "Talks"),
        ("version", "", "'2.0"),
        ("language", "", "en"),
        ("term", "kyiv", "kyiv | ukrain*"),
        ("term", "sides", "'@kyiv | moscow"),
        ("mode", "asserted", "as a fact"),
        ("mode", "feared", "as a fear"),
        ("voice", "text", "the text itself"),
        ("rule", "unit", "One sentence."),
    ]


def test_nothing_is_overwritten(tmp_path):
    path = write_codebook(BOOK, tmp_path / "new" / "book.csv")
    before = path.read_bytes()
    with pytest.raises(ParameterError, match=r"book\.csv is in new already"):
        write_codebook(BOOK, path)
    assert path.read_bytes() == before


def test_another_delimiter_is_refused(tmp_path):
    with pytest.raises(ParameterError, match=r"delimiter is '\|'\. Allowed: ',' \(comma\)"):
        write_codebook(BOOK, tmp_path / "book.csv", delimiter="|")


def test_a_codebook_that_no_file_gives_back_is_refused(tmp_path):
    wrong = replace(BOOK, frames={"other": BOOK.frames["rapport"]})
    with pytest.raises(CodebookError, match="would not be the same when read back"):
        write_codebook(wrong, tmp_path / "book.csv")
    with pytest.raises(CodebookError, match="would not be the same when read back"):
        codebook_toml(wrong)
    assert not (tmp_path / "book.csv").exists()


def test_half_a_character_is_refused_before_a_file_is_made(tmp_path):
    wrong = replace(BOOK, name="Talks \ud83d")
    with pytest.raises(ParameterError, match=r"half a character \(U\+D83D\) stands after"):
        write_codebook(wrong, tmp_path / "book.csv")
    assert not (tmp_path / "book.csv").exists()


def test_an_empty_label_becomes_the_name_of_the_frame():
    book = Codebook("b", "", "en", {"f": Frame("f", "", "d")})
    assert there_and_back(book).frames["f"].label == "f"


def test_a_cell_longer_than_a_spreadsheet_takes_is_refused(tmp_path):
    long = Codebook("b", "", "en", {"f": Frame("f", "F", "d" * 32_768)})
    with pytest.raises(ParameterError, match=r"row 5, column 'definition'.*32,768 characters"):
        write_codebook(long, tmp_path / "book.csv")
    fits = Codebook("b", "", "en", {"f": Frame("f", "F", "d" * 32_767)})
    assert same(there_and_back(fits), fits)


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("|&=\\;\n,'\"@"))
lines = words.filter(str.strip)
names = st.text("abcK1_-. é'=@+", min_size=1, max_size=6).filter(lambda name: name == name.strip())
codes = st.dictionaries(names, words, max_size=3)
entries = st.lists(
    st.sampled_from(
        ["left out", "EU", "U.S.", "sidelin*", "*n't", "Kyiv’s", "boss's's", "İstanbul"]
    ),
    min_size=1,
    max_size=4,
)


@st.composite
def frames(draw: st.DrawFn) -> dict:
    subcodes = draw(codes)
    places = st.fixed_dictionaries(
        {},
        optional={
            "subcode": st.sampled_from(list(subcodes) or [""]),
            "within": st.integers(1, 99),
            "unless": entries,
        },
    )
    shown = st.one_of(
        st.fixed_dictionaries({"any": entries}),
        st.fixed_dictionaries({"all": st.lists(entries, min_size=2, max_size=3)}),
    )
    ids = draw(st.lists(names, max_size=3, unique=True))
    return {
        "label": draw(lines),
        "definition": draw(lines),
        **{key: draw(st.lists(lines, max_size=3)) for key in ("include", "exclude", "examples")},
        "subcodes": subcodes,
        "countercodes": {f"not {code}": label for code, label in draw(codes).items()},
        "source": draw(words),
        "indicators": [{"id": one, **draw(shown), **draw(places)} for one in ids],
    }


books = st.fixed_dictionaries(
    {
        "codebook": st.fixed_dictionaries({"name": lines, "version": words, "language": words}),
        "terms": st.dictionaries(names, entries, max_size=2),
        "modes": codes,
        "voices": codes,
        "rules": codes,
        "frames": st.dictionaries(names, frames(), min_size=1, max_size=3).filter(
            lambda found: len({each["label"] for each in found.values()}) == len(found)
        ),
    }
)


@settings(max_examples=150, deadline=None)
@given(values=books)
def test_any_codebook_comes_back_equal(values):
    book = parse_codebook(values, source="b")
    assert same(parse_codebook(tomllib.loads(codebook_toml(book)), source="b"), book)
    assert same(there_and_back(book), book)
    assert same(there_and_back(book, delimiter=";"), book)


@given(st.lists(words, max_size=4))
def test_any_list_comes_back_from_its_cell(listed):
    kept = [entry for entry in listed if entry.strip()]
    cell = join(escaped(entry, "|") for entry in kept)
    assert [unescaped(entry) for entry in split(cell)] == kept


@given(words)
def test_no_cell_begins_as_a_formula(cell):
    assert not disarmed(cell).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(words | st.text("'01.,:/-e% trueTRUE", max_size=6))
def test_any_cell_comes_back_from_its_guarded_form(cell):
    assert unguarded(guarded(cell)) == cell


@given(st.text("aBß'.-*éİﬁ1 ’US", min_size=1, max_size=12))
def test_any_entry_is_spelled_so_that_it_is_read_back_alike(text):
    try:
        entry = parse_entry(text)
    except CodebookError:
        return
    assert parse_entry(spelled(entry)) == entry


# -- as spreadsheets save it ------------------------------------------------------------------

PLAIN = ("frame;definition;indicator;any", "cold;Left out – ever.;i;sidelin* | snub*")


def expected(name: str = "book") -> Codebook:
    group = (parse_entry("sidelin*"), parse_entry("snub*"))
    frame = Frame("cold", "cold", "Left out – ever.", indicators=(Indicator("i", any=group),))
    return Codebook(name, "", "en", {"cold": frame})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_sheet_is_read_in_the_encodings_that_spreadsheets_save(tmp_path, encoding):
    assert same(read(tmp_path, *PLAIN, encoding=encoding), expected())


@pytest.mark.parametrize("mark", [",", "\t"])
def test_comma_and_tab_are_read_as_semicolons_are(tmp_path, mark):
    assert same(read(tmp_path, *(line.replace(";", mark) for line in PLAIN)), expected())


def test_a_first_line_that_names_the_separator_is_understood(tmp_path):
    assert same(read(tmp_path, "sep=;", *PLAIN), expected())


def test_empty_rows_and_columns_and_padded_headers_are_no_fault(tmp_path):
    padded = [" frame ; definition;indicator;any;;", f"{PLAIN[1]};;", ";;;;;", ""]
    assert same(read(tmp_path, *padded), expected())


def test_a_frame_may_be_told_again_in_the_same_words_or_not_at_all(tmp_path):
    book = read(tmp_path, "frame;definition;indicator;any", "f;d;i;aa", "f;;j;bb", "f;d;k;cc")
    assert [one.id for one in book.frames["f"].indicators] == ["i", "j", "k"]


def test_terms_may_stand_below_where_they_are_used(tmp_path):
    book = read(
        tmp_path,
        "part,key,value,frame,definition,indicator,any",
        ",,,f,d,i,@t",
        "term,t,aa | bb,,,,",
    )
    assert book.frames["f"].indicators[0].any == book.terms["t"]


def test_words_stay_words(tmp_path):
    book = read(tmp_path, "frame,definition,indicator,any", "007,NA,null,1e5 | 12:30")
    frame = book.frames["007"]
    assert (frame.definition, frame.indicators[0].id) == ("NA", "null")


def test_an_apostrophe_that_disarms_a_formula_is_taken_away(tmp_path):
    assert read(tmp_path, "frame,definition", "f,'=1+1").frames["f"].definition == "=1+1"
    assert read(tmp_path, "frame,definition", "f,'tis so").frames["f"].definition == "'tis so"


def test_no_cell_of_a_written_sheet_is_run_as_a_formula():
    nasty = ['=HYPERLINK("x")', "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "'=1"]
    frames = {name.strip(): Frame(name.strip(), name, name, (name,), source=name) for name in nasty}
    book = Codebook("=b", "-1", "+en", frames, rules={"=r": "=1"})
    for delimiter in ",;\t":
        text = codebook_csv(book, delimiter=delimiter).decode("utf-8-sig")
        assert same(there_and_back(book, delimiter=delimiter), book)
        cells = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        assert [cell for row in cells for cell in row if cell[:1] in [*"=+-@\t\r"]] == []


@pytest.mark.parametrize(
    "cell",
    "1.10 1.1.0 007 1,5 3/4 1-2 2025-02-13 12:30 1e5 12% 1.2. 12345678901234567 true FALSE '1.10 "
    "''=1".split(),
)
def test_a_cell_that_a_spreadsheet_would_change_has_an_apostrophe_and_comes_back(tmp_path, cell):
    """LibreOffice makes of them 1.1, 01.01.2000, 7, a date, a time, TRUE, 1.23E+016."""
    book = replace(BOOK, version=cell, frames={cell: Frame(cell, cell, "d", source=cell)})
    written = rows(write_codebook(book, tmp_path / "book.csv"))
    assert [row["value"] for row in written if row["part"] == "version"] == [f"'{cell}"]
    assert written[-1]["frame"] == f"'{cell}"
    assert same(there_and_back(book), book)


@each_of("cell", ["12", "0", "2000", "0.1.0-starter", "1st", "truth", "3 of 4"])
def test_a_cell_that_a_spreadsheet_leaves_as_it_is_has_no_apostrophe(cell):
    assert guarded(cell) == cell


@pytest.mark.parametrize("column", ["any", "all", "unless", "value"])
def test_a_letter_lost_to_a_narrower_encoding_is_refused_and_not_matched_without(tmp_path, column):
    """A program that saves Siliņa as Western text writes Sili?a, which would be two words."""
    cells = {"any": "aa", "frame": "f", "definition": "d", "indicator": "i", column: "bb & Sili?a"}
    if column == "all":
        del cells["any"]
    if column == "value":
        cells = {"part": "term", "key": "t", "value": "bb | Sili?a"}
    line = ",".join(cells.get(name, "") for name in COLUMNS)
    said = fault(tmp_path, ",".join(COLUMNS), line)
    assert f"row 2, column '{column}': 'Sili?a'" in said.replace("bb & ", "")
    assert "save the sheet as UTF-8" in said


def test_a_question_mark_that_ends_an_entry_is_no_lost_letter(tmp_path):
    book = read(tmp_path, "frame,definition,indicator,any", "f,Sili?a?,i,why now? | who")
    assert book.frames["f"].indicators[0].any[0] == parse_entry("why now")


def test_a_file_ends_in_toml_or_csv_and_only_a_csv_file_has_a_delimiter(tmp_path):
    with pytest.raises(ParameterError, match=r"path is 'book\.xlsx'; .* \.toml or \.csv"):
        write_codebook(BOOK, tmp_path / "book.xlsx")
    with pytest.raises(ParameterError, match=r"delimiter is for a CSV file, but 'book\.toml'"):
        write_codebook(BOOK, tmp_path / "book.toml", delimiter=";")
    assert list(tmp_path.iterdir()) == []


def test_a_frame_of_a_sheet_is_fit_to_name_files_as_one_of_toml_is(tmp_path):
    assert "the frame 'a/b' is to name the files of its page" in fault(
        tmp_path, "frame,definition", "a/b,d"
    )


# -- faults -----------------------------------------------------------------------------------

HEAD = "part,key,value,frame,definition,subcodes,indicator,subcode,any,all,within,unless"
FAULTS = {
    "an unknown column": (
        ("frame,definition,exclud", "f,d,e"),
        "book.csv, row 1: unknown column 'exclud'. Allowed: part, key, value,",
    ),
    "a column that is needed": (
        ("frame,any", "f,a"),
        "book.csv, row 1: there is no column 'definition'; add it.",
    ),
    "a column twice": (
        ("frame,definition,frame", "f,d,f"),
        "book.csv, row 1: the column 'frame' stands twice; each needs its own name.",
    ),
    "a column without a name": (
        ("frame,,definition", "f,x,d"),
        "book.csv, row 1: column 2 of 3 has no name; name it.",
    ),
    "too many cells": (
        ("frame,definition", "f,d", "", "g,d,e"),
        "book.csv, row 4: 3 cells where the header has 2.",
    ),
    "too few cells": (
        ("frame,definition", "f"),
        "book.csv, row 2: 1 cells where the header has 2.",
    ),
    "a quotation mark that is never closed": (
        ("frame,definition", "f,d", 'g,"d'),
        "book.csv, row 3: a quotation mark is out of place or never closed",
    ),
    "no frame": (
        (HEAD, ",,,,d,,,,,,,"),
        "row 2, column 'frame': is empty; each row names its frame, or has a 'part'.",
    ),
    "no definition": (
        (HEAD, ",,,f,,,i,,aa,,,"),
        "row 2, column 'definition': is empty; say what frame 'f' means.",
    ),
    "an unknown part": (
        (HEAD, "moode,a,b,,,,,,,,,"),
        "row 2, column 'part': is 'moode'. Allowed: name, version, language, term, mode, "
        "means, voice, actor, rule. Did you mean 'mode'?",
    ),
    "a part with a frame": (
        (HEAD, "mode,a,b,f,,,,,,,,"),
        "row 2, column 'frame': is filled, but a row of 'mode' has no such cell; empty it.",
    ),
    "a mode twice": (
        (HEAD, "mode,a,b,,,,,,,,,", "mode,a,c,,,,,,,,,"),
        "row 3, column 'key': 'a' stands twice; keep one.",
    ),
    "a mode that no coding could hold": (
        (HEAD, ",,,f,d,,,,,,,", "mode,a;b,c,,,,,,,,,"),
        "row 3, column 'value': 'modes' names 'a;b'; a name is not empty and has no ';'.",
    ),
    "two definitions": (
        (HEAD, ",,,f,d,,i,,aa,,,", ",,,f,e,,j,,bb,,,"),
        "row 3, column 'definition': differs from that of row 2; keep one.",
    ),
    "an indicator twice": (
        (HEAD, ",,,f,d,,i,,aa,,,", ",,,f,,,i,,bb,,,"),
        "row 3, column 'indicator': 'i' stands twice; name one anew.",
    ),
    "entries without an indicator": (
        (HEAD, ",,,f,d,,,,aa,,,"),
        "row 2, column 'indicator': is empty, though 'any' is filled; name it.",
    ),
    "an unknown sub-code": (
        (HEAD, ",,,f,d,left_out,i,leftout,aa,,,"),
        "row 2, column 'subcode': frame 'f', indicator 'i': subcode is 'leftout', which the frame "
        "does not define. Defined: left_out. Did you mean 'left_out'?",
    ),
    "an entry that would match too much": (
        (HEAD, ",,,f,d,,i,,aa,,,", ",,,f,,,j,,aa | *,,,"),
        "row 3, column 'any': frame 'f', indicator 'j': any, entry 2: a bare '*' would match "
        "every word.",
    ),
    "an unknown word group": (
        (HEAD, "term,kyiv,aa,,,,,,,,,", ",,,f,d,,i,,@kiev,,,"),
        "row 3, column 'any': frame 'f', indicator 'i': any, entry 1: '@kiev' is not defined "
        "above in [terms]. Defined: kyiv. Did you mean 'kyiv'?",
    ),
    "a fault in a word group": (
        (HEAD, ",,,f,d,,i,,@kyiv,,,", "term,kyiv,a*,,,,,,,,,"),
        "row 3, column 'value': [terms]: kyiv, entry 1: 'a*' would match too much",
    ),
    "entries joined by semicolons": (
        (HEAD, ",,,f,d,,i,,left out; shut out,,,"),
        "row 2, column 'any': 'left out; shut out' would be one phrase; put ' | ' between entries.",
    ),
    "members without spaces around their sign": (
        (HEAD, ",,,f,d,,i,,,aa & R&D,,"),
        "row 2, column 'all': has '&' without spaces; put ' & ' between members.",
    ),
    "one member": (
        (HEAD, ",,,f,d,,i,,,aa | bb,,"),
        "row 2, column 'all': frame 'f', indicator 'i': 'all' has 1 member; give at least two",
    ),
    "neither any nor all": (
        (HEAD, ",,,f,d,,i,,,,5,"),
        "row 2, column 'any': frame 'f', indicator 'i': give either 'any'",
    ),
    "a distance that is no number": (
        (HEAD, ",,,f,d,,i,,aa,,five,"),
        "row 2, column 'within': is 'five'; a whole number of words is needed.",
    ),
    "a distance of nothing": (
        (HEAD, ",,,f,d,,i,,aa,,0,"),
        "row 2, column 'within': frame 'f', indicator 'i': 'within' is 0; a number of words",
    ),
    "a sub-code twice": (
        (HEAD, ",,,f,d,a = x | a = y,,,,,,"),
        "row 2, column 'subcodes': 'a' stands twice; keep one.",
    ),
    "no frame at all": ((HEAD, "name,,b,,,,,,,,,"), "book.csv: there is no frame"),
}


@pytest.mark.parametrize(("lines", "message"), FAULTS.values(), ids=FAULTS)
def test_a_fault_names_file_row_and_column(tmp_path, lines, message):
    said = fault(tmp_path, *lines)
    assert said.startswith("book.csv")
    assert message in said


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "book.csv: holds no text"),
        (b"frame,definition\nf,\0", "book.csv: holds NUL characters"),
        (b"PK\x03\x04\x81\x8d\x8f", "book.csv: is a workbook or an Office document"),
        (b"\xd0\xcf\x11\xe0\xa1", "book.csv: is a workbook or an Office document"),
        (b"f;\x81", "book.csv: is neither UTF-8 nor cp1252 text"),
    ],
    ids=["an empty file", "NUL", "a workbook (.xlsx, .ods)", "an old workbook", "no encoding"],
)
def test_a_file_that_is_no_text_is_refused(tmp_path, data, message):
    path = tmp_path / "book.csv"
    path.write_bytes(data)
    with pytest.raises(CodebookError) as error:
        read_codebook(path)
    assert message in str(error.value)


def test_a_file_that_is_not_there_is_told_with_its_folder(tmp_path):
    with pytest.raises(CodebookError, match=r"none\.csv cannot be read: No such file"):
        read_codebook(tmp_path / "none.csv")


def test_one_huge_line_is_read(tmp_path):
    long = "word " * 60_000
    assert read(tmp_path, "frame,definition", f"f,{long}").frames["f"].definition == long
