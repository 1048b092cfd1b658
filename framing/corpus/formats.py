"""Which reader reads a file: by what is in it first, then by the end of its name."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePosixPath
from typing import Any

from framing.corpus.files.html import is_html
from framing.corpus.files.parsed import Parsed
from framing.corpus.files.rtf import is_rtf
from framing.corpus.notes import Note
from framing.corpus.readers.api_lists import with_names
from framing.corpus.readers.feed import is_feed
from framing.corpus.readers.found import Found
from framing.errors import CorpusError

_TEXTS = {
    "text": ".txt .md .text",
    "html": ".html .htm .xhtml .mht .mhtml",
    "docx": ".docx",
    "rtf": ".rtf",
    "odt": ".odt",
    "pdf": ".pdf",
}
_TABLES = {
    "csv_tsv": ".csv .tsv .tab",
    "excel": ".xlsx .xlsm .xls .xlsb .ods",
    "json_file": ".json",
    "json_lines": ".jsonl .ndjson",
    "parquet": ".parquet",
    "sqlite": ".sqlite .sqlite3 .db .db3",
}
_COLLECTIONS = {"feed": ".rss .atom .xml", "warc": ".warc"}  # of articles, which are named there
TEXTS, TABLES = tuple(_TEXTS), tuple(_TABLES)
_ALL = _TEXTS | _TABLES | _COLLECTIONS
BY_SUFFIX = {end: kind for kind, ends in _ALL.items() for end in ends.split()}
# readers; of other texts, document
_ARTICLES = {"text": "text_file", "html": "html_file", "pdf": "pdf_file"}
_VENDORS = ("proquest", "europresse", "nexis", "factiva")  # the surest signs first
_CALLED = {
    "excel": "Excel workbook",
    "parquet": "Parquet",
    "feed": "a feed",
}  # others by their letters
_OPENDOCUMENT = b"application/vnd.oasis.opendocument"
_STARTS = {b"PAR1": "parquet", b"%PDF": "pdf", b"WARC/": "warc", b"SQLite format 3\0": "sqlite"}
_REFUSED = {
    b"\xd0\xcf\x11\xe0": "is an old Office document; save it as DOCX or .xlsx",
    b"Rar!": "is an archive that is not read; unpack it, or pack it as zip",
    b"7z\xbc\xaf": "is an archive that is not read; unpack it, or pack it as zip",
    b"\x89PNG": "is a picture", b"\xff\xd8\xff": "is a picture", b"GIF8": "is a picture",
}  # fmt: skip


def read_file(data: bytes, name: str) -> Found:
    """Read a file of articles of whatever format, told by its bytes, else by its name.

    Returns
    -------
    What its reader found. A file whose name does not fit its format says so in each record.

    Examples
    --------
    >>> read_file(b"The talks began.", "a.TXT").records[0].fields
    {'text': 'The talks began.'}
    """
    kind, named = kind_of(data, name), kind_named(name)
    if kind in TEXTS:
        found = _of_text(parsed(data, kind))
    else:
        found = with_names(_function(f"readers.{kind}", "read")(data, name))
    if kind == "csv_tsv":
        found = _function("readers.csv_tsv", "rearmed_table")(found)
    return _misnamed(found, kind, name) if named not in ("", kind) else found


def kind_of(data: bytes, name: str) -> str:
    """Tell the format of a file: by what is in it, else by its name."""
    named = kind_named(name)
    kind = _told(data, named) or named
    if not kind:
        known = ", ".join(sorted(BY_SUFFIX))
        said = f"is no file of a format that is read ({known}); docs/exports.md has ways out"
        raise CorpusError(said, code="another_format")
    return kind


def parsed(data: bytes, kind: str) -> Parsed:
    """Parse a file of text, one of ``TEXTS``; see :mod:`framing.corpus.files`."""
    file: Parsed = _function(f"files.{kind}", "parse")(data)
    return file


def _of_text(file: Parsed) -> Found:
    """Read a file as an export of the vendor whose it is, else as one article."""
    vendor, own = _vendor(file), _ARTICLES.get(file.kind, "document")
    if not vendor:
        _function("exports.unread", "check_read")(file)
    elif file.kind == "pdf":  # its lines lie as the page has them, so that no layout is sure
        whose = _CALLED.get(vendor, vendor.title())
        said = f"is an export of {whose} as PDF; download it again as DOCX, RTF or text"
        raise CorpusError(said, code="another_format")
    reader = f"exports.{vendor}" if vendor else f"readers.{own}"
    found: Found = _function(reader, "read")(file)
    return found


def _vendor(file: Parsed) -> str:
    """Return the vendor whose export a file is; "" if it is nobody's.

    Where nobody can tell, the file is refused: many articles might be taken for one.
    """
    answers = {one: _function(f"exports.{one}", "is_export")(file) for one in _VENDORS}
    vendor = next((one for one, answer in answers.items() if answer), "")
    if not vendor and None in answers.values():
        raise CorpusError(file.cut, code=file.cut.code)
    return vendor


def kind_named(name: str) -> str:
    """Return the format that a file's name tells; "" if it tells none."""
    return BY_SUFFIX.get(PurePosixPath(name.lower()).suffix, "")


def is_text(name: str) -> bool:
    """Tell whether a file is, by its name, a text that may be one article."""
    return kind_named(name) in TEXTS


def is_table(name: str) -> bool:
    """Tell whether a file is, by its name, a table with a row an article."""
    return kind_named(name) in TABLES


def _told(data: bytes, named: str) -> str:
    """Return the reader that the first bytes tell; "" if they tell none."""
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data) or named
    if is_rtf(data):
        return "rtf"
    if start := next((one for one in _STARTS if data.startswith(one)), b""):
        return _STARTS[start]
    if named in ("", "text", "feed") and is_feed(data):
        return "feed"
    if named in ("", "text") and (table := _function("readers.told_tables", "table_of")(data)):
        return str(table)
    if named in ("", *TEXTS) and is_html(data):
        return "html"
    for mark, reason in _REFUSED.items():
        if data.startswith(mark) and not (named == "excel" and mark == b"\xd0\xcf\x11\xe0"):
            raise CorpusError(reason, code="another_format")
    return ""


def _zipped(data: bytes) -> str:
    """Tell an Office document from what its archive names; the names stand plainly in it."""
    if _OPENDOCUMENT + b".spreadsheet" in data[:200]:
        return "excel"
    if _OPENDOCUMENT + b".text" in data[:200]:
        return "odt"
    if _OPENDOCUMENT in data[:200]:
        said = "is an OpenDocument file of no text and no table; save it as DOCX, .xlsx or CSV"
        raise CorpusError(said, code="another_format")
    if b"word/document" in data:
        return "docx"
    return "excel" if b"xl/workbook" in data else ""


def _function(module: str, name: str) -> Callable[..., Any]:
    function: Callable[..., Any] = getattr(import_module(f"framing.corpus.{module}"), name)
    return function


def _misnamed(found: Found, kind: str, name: str) -> Found:
    suffix = PurePosixPath(name.lower()).suffix
    said = f"read as {_CALLED.get(kind, kind.upper())}, though its name ends in {suffix}"
    records = [
        one._replace(repairs=(Note("misnamed", said), *one.repairs)) for one in found.records
    ]
    return found._replace(records=records)
