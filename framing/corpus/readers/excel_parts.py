"""The archive that a workbook is, opened with care, and what calamine loses of an .xlsx."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from framing.corpus.files.docx_package import local, value
from framing.corpus.readers.excel_sheets import (
    FORMATS,
    NO_VALUE,
    Beside,
    Cell,
    cell_of,
    error_cell,
    is_date_format,
)
from framing.errors import CorpusError
from framing.expressions import expression

MOST_BYTES = 2**30
PACKED_MOST = 2**26
TIMES_MOST = 300
MOST_SPREAD = 20_000_000  # cells, empty ones too, where these take memory
_BOOK = expression(r"xl/workbook\d*\.xml", re.IGNORECASE)
_STYLES = "xl/styles.xml"
_PLACE = expression("([A-Z]{1,3})([0-9]{1,7})")
_LAST = {"row": 1_048_576, "column": 16_384}
_EXACT = 15  # digits of a number that are sure


@contextmanager
def opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    """Open the archive that a workbook is, and say in words what is wrong with it."""
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive, len(data))
            yield archive
    except CorpusError:
        raise
    except etree.XMLSyntaxError as error:
        said = f"is damaged inside ({error}); save it again as .xlsx"
        raise CorpusError(said, code="damaged") from error
    except Exception as error:  # whatever is said of a broken archive
        raise CorpusError(
            f"is a workbook cut short or damaged ({error}); fetch or save it again", code="damaged"
        ) from error


def _check(archive: zipfile.ZipFile, size: int) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MOST_BYTES or unpacked > max(PACKED_MOST, TIMES_MOST * size):
        raise CorpusError(
            f"would unpack from {size:,} to {unpacked:,} bytes, as no honest workbook does; "
            "save its sheets as CSV",
            code="too_large",
        )
    if any(part.flag_bits & 1 for part in parts):
        said = "is an archive with a password; save the workbook without one"
        raise CorpusError(said, code="locked")
    if len({part.filename for part in parts}) < len(parts):
        raise CorpusError("names one of its parts twice; save it again as .xlsx", code="damaged")
    if any(_declares(archive, part) for part in parts if part.filename.endswith(".xml")):
        said = "declares entities, as no workbook does; save it as .xlsx"
        raise CorpusError(said, code="declares_entities")


def _declares(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    with archive.open(part) as stream:
        return b"<!DOCTYPE" in stream.read(4096).replace(b"\0", b"")  # it might be UTF-16


def check_spread(rows: int, columns: int) -> None:
    """Refuse sheets that reach so far that their empty cells alone would fill the memory."""
    if rows * columns > MOST_SPREAD:
        said = f"spreads over more than {MOST_SPREAD:,} cells; save it as CSV"
        raise CorpusError(said, code="too_large")


def named(archive: zipfile.ZipFile, part: str) -> str:
    """Return the name of a part, in whatever case it is written; "" if there is none."""
    return next((name for name in archive.namelist() if name.lower() == part.lower()), "")


def elements(archive: zipfile.ZipFile, part: str, *names: str) -> Iterator[tuple[str, Any]]:
    """Yield where the elements of some names start and end, with no entity replaced."""
    from lxml import etree

    tags = [f"{{*}}{name}" for name in names]
    with archive.open(named(archive, part) or part) as stream:
        yield from etree.iterparse(stream, ("start", "end"), tag=tags, resolve_entities=False)


def ended(archive: zipfile.ZipFile, part: str, *names: str) -> Iterator[Any]:
    """Yield the elements of some names, each when it is whole."""
    return (element for event, element in elements(archive, part, *names) if event == "end")


def sheet_parts(archive: zipfile.ZipFile, book: str, sheets: Iterable[str]) -> list[str]:
    """Return the names of the parts that a workbook calls its sheets."""
    folder, name = posixpath.split(book)
    relations = ended(archive, f"{folder}/_rels/{name}.rels", "Relationship")
    targets = {one.get("Id"): one.get("Target") for one in relations}
    return [posixpath.normpath(posixpath.join("/", folder, targets[one]))[1:] for one in sheets]


def beside(archive: zipfile.ZipFile) -> list[Beside]:
    """Read from a workbook what is lost of each sheet."""
    if not (book := _book(archive)):
        said = "is an archive but no Excel workbook; save the table as .xlsx"
        raise CorpusError(said, code="another_format")
    formats = list(_formats(archive)) if named(archive, _STYLES) else []
    sheets = [value(one, "id") for one in ended(archive, book, "sheet")]
    return [_of_sheet(archive, part, formats) for part in sheet_parts(archive, book, sheets)]


def _book(archive: zipfile.ZipFile) -> str:
    """Return the name of the part that lists the sheets; some programs number it."""
    return next((name for name in archive.namelist() if _BOOK.fullmatch(name)), "")


def as_usual(archive: zipfile.ZipFile, data: bytes) -> bytes:
    """Return a workbook under the names that calamine looks for."""
    name = posixpath.basename(_book(archive))
    if name.lower() == "workbook.xml":
        return data
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as new:
        for part in archive.namelist():
            new.writestr(part.replace(name, "workbook.xml"), archive.read(part))
    return made.getvalue()


def _formats(archive: zipfile.ZipFile) -> Iterator[str]:
    """Yield the number format of each style."""
    named = dict(FORMATS)
    for element in ended(archive, _STYLES, "numFmt", "cellXfs"):
        if local(element) == "numFmt":
            named[int(element.get("numFmtId"))] = element.get("formatCode")
        else:
            yield from (named.get(int(one.get("numFmtId", 0)), "") for one in element)


def _of_sheet(archive: zipfile.ZipFile, part: str, formats: list[str]) -> Beside:
    found = Beside({}, {}, set())
    row = widest = 0
    for element in ended(archive, part, "row"):
        row, column = _next(row, int(element.get("r", row + 1)), "row"), 0
        found.hidden.update([row] if element.get("hidden") in ("1", "true") else [])
        for cell in element.iterchildren("{*}c"):
            column = _column(cell.get("r"), row, column)
            if len(cell):
                widest = max(widest, column)
                check_spread(row, widest)
                shape = formats[int(cell.get("s", 0))] if formats else ""
                found.note(row, column, shape, _lost(cell, shape))
        element.clear()
    return found


def _column(reference: str | None, row: int, before: int) -> int:
    """Return the column of a cell; one that is out of its place would be lost."""
    if reference is None:
        return before + 1
    place = _PLACE.fullmatch(reference)
    if not place or int(place[2]) != row:
        raise CorpusError(
            f"has a cell at {reference!r} in row {row}; open it in Excel and save it again",
            code="damaged",
        )
    column = 0
    for letter in place[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return _next(before, column, "column")


def _next(before: int, after: int, what: str) -> int:
    if before < after <= _LAST[what]:
        return after
    raise CorpusError(
        f"has a {what} out of order ({after} after {before}, of at most {_LAST[what]}), so some "
        "would be lost; open it in Excel and save it again",
        code="damaged",
    )


def _lost(element: Any, shape: str) -> Cell | None:
    """Return a cell that the library gives empty or as another."""
    kind, parts = element.get("t", "n"), {local(child): child.text or "" for child in element}
    word = parts.get("v", "")
    if kind == "e":
        return error_cell(word)
    if "f" in parts and not word and kind != "str":
        return NO_VALUE
    if kind == "n" and len(word) > _EXACT and word.isdecimal():
        return cell_of(int(word), shape)
    no_date = kind == "n" and word.startswith("-") and is_date_format(shape)
    return cell_of(float(word), shape) if no_date else None
