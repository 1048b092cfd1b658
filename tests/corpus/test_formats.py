"""Which reader reads a file: what is in it counts more than what it is called."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.corpus.formats import BY_SUFFIX, is_table, read_file
from framing.corpus.names import named_by
from framing.corpus.readers.found import Found
from framing.errors import CorpusError
from tests.cases import each_of

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ROW = {"article": "a", "outlet": "Daily", "text": "Talks begin."}
NEXIS = (
    "1 of 2 DOCUMENTS\n\nDaily Example\n\nFebruary 13, 2025 Thursday\n\nTalks begin\n\n"
    "LENGTH: 4 words\n\nThey met at noon.\n\nLANGUAGE: ENGLISH\n\n"
    "2 of 2 DOCUMENTS\n\nDaily Example\n\nFebruary 14, 2025 Friday\n\nTalks end\n\n"
    "LENGTH: 4 words\n\nThey left at noon.\n\nLANGUAGE: ENGLISH\n"
)
FACTIVA = (
    "<html><body><div class='article enArticle'><div id='hd'>Talks begin</div><div>4 words</div>"
    "<div>13 February 2025</div><div>Daily Example</div><div>EXMP</div><div>English</div>"
    "<div>(c) 2025 Example Ltd</div><p class='articleParagraph enarticleParagraph'>They met at "
    "noon.</p><p>Document EXMP000020250213el2d0003x</p></div></body></html>"
)


def docx(*paragraphs: str) -> bytes:
    held = io.BytesIO()
    body = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in paragraphs)
    with zipfile.ZipFile(held, "w") as archive:
        xml = f'<?xml version="1.0"?><w:document {WORD}><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", xml)
    return held.getvalue()


def workbook() -> bytes:
    book, held = openpyxl.Workbook(), io.BytesIO()
    for row in (list(ROW), list(ROW.values())):
        book.active.append(row)
    book.save(held)
    return held.getvalue()


def parquet() -> bytes:
    held = io.BytesIO()
    pq.write_table(pa.table({name: [value] for name, value in ROW.items()}), held)
    return held.getvalue()


TEXTS = {
    ".txt": b"Talks begin.",
    ".md": b"Talks begin.",
    ".html": b"<!DOCTYPE html><html><body><p>Talks begin.</p></body></html>",
    ".htm": b"<html><body><p>Talks begin.</p></body></html>",
    ".docx": docx("Talks begin."),
    ".rtf": b"{\\rtf1\\ansi Talks begin.}",
}
TABLES = {
    ".csv": b"article,outlet,text\na,Daily,Talks begin.\n",
    ".tsv": b"article\toutlet\ttext\na\tDaily\tTalks begin.\n",
    ".xlsx": workbook(),
    ".json": b'[{"article": "a", "outlet": "Daily", "text": "Talks begin."}]',
    ".jsonl": b'{"article": "a", "outlet": "Daily", "text": "Talks begin."}\n',
    ".parquet": parquet(),
}
_SQLITE = (".sqlite", ".sqlite3", ".db", ".db3")
ALL = TEXTS | TABLES


def refused(data: bytes, name: str) -> str:
    with pytest.raises(CorpusError) as error:
        read_file(data, name)
    return str(error.value)


def texts(found: Found) -> list[str]:
    return [record.fields["text"] for record in found.records]


@each_of("upper", [False, True])
@each_of("suffix", [*ALL])
def test_each_format_is_read_by_its_own_reader(suffix, upper):
    found = read_file(ALL[suffix], f"a{suffix.upper() if upper else suffix}")
    assert texts(found) == ["Talks begin."]
    assert [(one.repairs, one.rejected) for one in found.records] == [((), "")]
    assert bool(found.columns) == (suffix in TABLES)


@each_of("suffix", [*BY_SUFFIX, *map(str.upper, BY_SUFFIX)])
def test_a_table_is_told_by_its_name(suffix):
    named = {
        ".csv",
        ".tsv",
        ".tab",
        ".xlsx",
        ".xlsm",
        ".xls",
        ".xlsb",
        ".ods",
        ".json",
        ".jsonl",
        ".ndjson",
    }
    assert is_table(f"a{suffix}") == (suffix.lower() in named | {".parquet", *_SQLITE})


@pytest.mark.parametrize("name", ["a", "csv", "a.csv.txt", "a.csv.gz", ".csv"])
def test_what_does_not_end_like_a_table_is_none(name):
    assert not is_table(name)


@each_of("suffix", [".txt", ".TXT", ".csv", ".json", ".html", ".rtf", ".md"])
@each_of(
    "real, called",
    [(".docx", "DOCX"), (".rtf", "RTF"), (".xlsx", "Excel workbook"), (".parquet", "Parquet")],
)
def test_a_wrong_extension_is_told_and_the_content_read(suffix, real, called):
    (record,) = read_file(ALL[real], f"a{suffix}").records
    told = f"read as {called}, though its name ends in {suffix.lower()}"
    assert record.fields["text"] == "Talks begin."
    assert record.repairs == (() if suffix.lower() == real else (told,))


@pytest.mark.parametrize(
    "start", ["<!doctype HTML>", "<html>", "\ufeff<HTML>", '<?xml version="1.0"?>\n<html>',
              "\n\n<!-- saved -->\n<html lang='en'>"],
)  # fmt: skip
def test_a_web_page_called_a_text_is_read_as_one(start):
    (record,) = read_file(f"{start}<body><p>Talks begin.</p>".encode(), "a.txt").records
    assert record.fields["text"] == "Talks begin."
    assert "read as HTML, though its name ends in .txt" in record.repairs


def test_a_text_that_talks_of_html_is_a_text():
    text = "They wrote <html> on the wall, and <!doctype html> below it."
    assert texts(read_file(text.encode(), "a.txt")) == [text]


@pytest.mark.parametrize("name", ["a.odp", "a.ods", "a.docx", "a.txt"])
def test_an_opendocument_file_says_what_to_save_it_as(name: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.presentation")
        archive.writestr("content.xml", "<x/>")
    with pytest.raises(CorpusError, match=r"no table; save it as DOCX, \.xlsx or CSV"):
        read_file(packed.getvalue(), name)


@each_of("name", ["a", "a.dat", "a.doc", "Makefile"])
@each_of("real", [".docx", ".rtf", ".html", ".xlsx", ".parquet"])
def test_a_file_without_a_known_extension_is_read_if_its_content_is_plain(name, real):
    (record,) = read_file(ALL[real], name).records
    assert (record.fields["text"], record.repairs) == ("Talks begin.", ())


def test_a_table_is_no_web_page_whatever_its_first_column_is_called():
    assert read_file(b"<html>,outlet\n1,2\n", "a.csv").columns == ("<html>", "outlet")


# Exports of vendors


@pytest.mark.parametrize("name", ["a.txt", "a.TXT", "a.md", "a.docx", "a.html", "a.rtf"])
def test_an_export_of_nexis_is_recognised_before_its_plain_format(name):
    built = {
        "docx": docx(*NEXIS.split("\n")),
        "html": f"<html><body>{''.join(f'<p>{x}</p>' for x in NEXIS.split(chr(10)))}".encode(),
        "rtf": ("{\\rtf1\\ansi " + NEXIS.replace("\n", "\\par\n") + "}").encode(),
    }
    found = read_file(built.get(name.split(".")[1], NEXIS.encode()), name)
    assert texts(found) == ["They met at noon.", "They left at noon."]
    assert [record.fields["title"] for record in found.records] == ["Talks begin", "Talks end"]
    assert found.declared == 2


@pytest.mark.parametrize("name", ["a.html", "a.HTM", "a.txt", "a"])
def test_an_export_of_factiva_is_recognised_before_its_plain_format(name):
    found = read_file(FACTIVA.encode(), name)
    assert texts(found) == ["They met at noon."]
    assert found.records[0].fields["outlet"] == "Daily Example"


def test_an_article_that_speaks_of_a_vendor_is_an_article():
    text = (
        "A search of Nexis found that 3 of 25 documents ran to 512 words or more.\n\nBody\n\nEnd."
    )
    assert texts(read_file(text.encode(), "a.txt")) == [text]


def test_a_table_is_never_taken_for_an_export():
    rows = [["article", "outlet", "text"], ["a", "Daily", f'"{NEXIS}"']]
    found = read_file("\n".join(map(",".join, rows)).encode(), "a.csv")
    assert texts(found) == [NEXIS]


# What is not read


@each_of("name", ["a.txt", "a.pdf", "a", "a.docx", "a.csv", "a.html"])
@each_of(
    "start, reason",
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "is an old Office document; save it as DOCX or .xlsx",
        ),
        (b"Rar!\x1a\x07", "is an archive that is not read; unpack it, or pack it as zip"),
        (b"7z\xbc\xaf\x27\x1c", "is an archive that is not read; unpack it, or pack it as zip"),
        (b"\x89PNG\r\n", "is a picture"),
        (b"\xff\xd8\xff\xe0", "is a picture"),
        (b"GIF89a", "is a picture"),
    ],
)
def test_a_format_that_is_not_read_is_refused_in_words_whatever_its_name(name, start, reason):
    assert refused(start + b"Talks begin.", name) == reason


@each_of("name", ["a", "a.dat", "a.exe", "a.odp", "a.", "", "a.txt.bak"])
def test_an_unknown_format_is_refused_with_those_that_are_read(name):
    said = refused(b"Talks begin.", name)
    assert said.startswith(
        "is no file of a format that is read (.atom, .csv, .db, .db3, .docx, .htm, "
    )


@each_of("suffix", [".docx", ".xlsx", ".parquet", ".json", ".jsonl", ".rtf"])
@each_of("data", [b"", b" \n", b"Talks begin.", b"PK\x03\x04", b"PK\x05\x06"])
def test_a_file_that_is_not_what_it_is_called_is_refused_in_words(suffix, data):
    said = refused(data, f"a{suffix}")
    assert said[0].islower()
    assert "Traceback" not in said


@settings(deadline=None, max_examples=100)
@given(suffix=st.sampled_from(sorted(BY_SUFFIX)), data=st.binary(max_size=300))
def test_any_bytes_under_any_extension_are_read_or_refused(suffix, data):
    with suppress(CorpusError):
        found = read_file(data, f"a{suffix}")
        assert all(isinstance(w, str) for one in found.records for w in one.fields.values())


@settings(deadline=None, max_examples=150)
@given(real=st.sampled_from(list(ALL)), suffix=st.sampled_from(sorted(BY_SUFFIX)), data=st.data())
def test_a_file_damaged_anywhere_is_read_or_refused(real, suffix, data):
    damaged = bytearray(ALL[real])
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(len(damaged) // 2, len(damaged)))
    with suppress(CorpusError):
        read_file(bytes(damaged[:cut]), f"a{data.draw(st.sampled_from([real, suffix]))}")


NAMED_TEXTS = {
    "JSON": b'[{"id": "1", "outlet": "Daily", "text": "They met."}]',
    "JSON Lines": b'{"id": "1", "text": "They met."}\n{"id": "2", "text": "They left."}\n',
    "tabs": b"id\toutlet\ttext\n1\tDaily\tThey met.\n",
    "commas": b"ID,Newspaper,Full Text\n1,Daily,They met.\n",
}


@pytest.mark.parametrize("kind", NAMED_TEXTS)
def test_a_table_that_is_named_a_text_is_read_as_a_table_and_said_to_be(kind):
    found = read_file(NAMED_TEXTS[kind], "a.txt")
    assert "text" in {named_by(name) for name in found.columns}
    assert "though its name ends in .txt" in found.records[0].repairs[0]


@pytest.mark.parametrize(
    "text", ["{Talks} began, they said.", "[1] They met.", "Text, they say, is\nall."]
)
def test_a_text_that_begins_as_a_table_might_is_a_text(text):
    (one,) = read_file(text.encode(), "a.txt").records
    assert one.fields == {"text": text}
