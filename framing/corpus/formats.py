"""Which reader reads a file: by what is in it first, then by the end of its name."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import PurePosixPath
from typing import Any

from framing.corpus.readers.found import Found, Record
from framing.errors import CorpusError

_READERS = {
    "text_file": (".txt", ".md", ".text"),
    "html_file": (".html", ".htm", ".xhtml", ".mht", ".mhtml"),
    "docx_file": (".docx",),
    "rtf_file": (".rtf",),
    "csv_tsv": (".csv", ".tsv", ".tab"),
    "excel": (".xlsx", ".xls", ".xlsm"),
    "json_file": (".json",),
    "json_lines": (".jsonl", ".ndjson"),
    "parquet": (".parquet",),
}
BY_SUFFIX = {suffix: reader for reader, suffixes in _READERS.items() for suffix in suffixes}
TABLES = ("csv_tsv", "excel", "json_file", "json_lines", "parquet")
_VENDORS = ("nexis", "factiva")
TEXTS = ("text_file", "html_file", "docx_file", "rtf_file")
_CALLED = {
    "text_file": "text", "html_file": "HTML", "docx_file": "DOCX", "rtf_file": "RTF",
    "excel": "Excel workbook", "parquet": "Parquet",
}  # fmt: skip
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S
)
_REFUSED = {
    b"%PDF": "is a PDF, whose text has no sure order; save it as text or DOCX",
    b"\xd0\xcf\x11\xe0": "is an old Office document; save it as DOCX or .xlsx",
    b"Rar!": "is an archive that is not read; unpack it, or pack it as zip",
    b"7z\xbc\xaf": "is an archive that is not read; unpack it, or pack it as zip",
    b"\x89PNG": "is a picture", b"\xff\xd8\xff": "is a picture", b"GIF8": "is a picture",
}  # fmt: skip


def read_file(data: bytes, name: str) -> Found:
    """Read a file of articles of whatever format.

    Parameters
    ----------
    data : the bytes of the file.
    name : its name; what the bytes are counts more.

    Returns
    -------
    What its reader found. A file whose name does not fit its format says so in each record.

    Raises
    ------
    CorpusError : no known format, or the reader refused it.

    Examples
    --------
    >>> read_file(b"The talks began.", "a.TXT").records[0].fields
    {'text': 'The talks began.'}
    """
    suffix = PurePosixPath(name.lower()).suffix
    named = BY_SUFFIX.get(suffix, "")
    reader = _told(data, named) or named
    if not reader:
        known = ", ".join(sorted(BY_SUFFIX))
        raise CorpusError(f"is no file of a format that is read ({known})")
    if reader in TEXTS:
        for vendor in _VENDORS:
            if _function(vendor, "is_export")(data, name):
                return _read_by(vendor, data, name)
    found = _read_by(reader, data, name)
    return found if reader == named or not named else _misnamed(found, reader, suffix)


def is_table(name: str) -> bool:
    """Tell whether a file is, by its name, a table with a row an article."""
    return BY_SUFFIX.get(PurePosixPath(name.lower()).suffix) in TABLES


def _told(data: bytes, named: str) -> str:
    """Return the reader that the first bytes tell; "" if they tell none.

    Raises
    ------
    CorpusError : they tell a format that is not read.
    """
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data) or named
    if data.startswith(b"{\\rtf"):
        return "rtf_file"
    if data.startswith(b"PAR1"):
        return "parquet"
    if named in ("", "text_file") and _HTML.match(data[:4096].removeprefix(b"\xef\xbb\xbf")):
        return "html_file"
    for mark, reason in _REFUSED.items():
        if data.startswith(mark) and not (named == "excel" and mark == b"\xd0\xcf\x11\xe0"):
            raise CorpusError(reason)
    return ""


def _zipped(data: bytes) -> str:
    """Tell an Office document from what its archive names; the names stand plainly in it."""
    if b"application/vnd.oasis.opendocument" in data[:200]:
        raise CorpusError("is an OpenDocument file; save it as DOCX, .xlsx or CSV")
    if b"word/document" in data:
        return "docx_file"
    return "excel" if b"xl/workbook" in data else ""


def _function(module: str, name: str) -> Callable[[bytes, str], Any]:
    function: Callable[[bytes, str], Any] = getattr(
        import_module(f"framing.corpus.readers.{module}"), name
    )
    return function


def _read_by(reader: str, data: bytes, name: str) -> Found:
    found: Found = _function(reader, "read")(data, name)
    return found


def _misnamed(found: Found, reader: str, suffix: str) -> Found:
    note = f"read as {_CALLED.get(reader, reader)}, though its name ends in {suffix}"
    records = [Record(r.place, r.fields, (note, *r.repairs), r.rejected) for r in found.records]
    return found._replace(records=records)
