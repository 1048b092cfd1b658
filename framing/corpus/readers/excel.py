"""Reader for workbooks: every sheet, cells as they are shown, dates as ISO 8601."""

from __future__ import annotations

import datetime
import io
import warnings
from collections.abc import Iterator
from typing import Any

from framing.corpus.readers import (
    excel_binary,
    excel_calamine,
    excel_opendocument,
    excel_records,
)
from framing.corpus.readers.excel_calamine import Beside
from framing.corpus.readers.excel_parts import Part, checked_parts, opened
from framing.corpus.readers.excel_sheets import (
    FORMULA_ERROR,
    HIDDEN_ROW,
    MERGED,
    NOT_COMPUTED,
    Cell,
    Row,
    Sheet,
    date_cell,
    found,
    number_cell,
    span,
    text_cell,
)
from framing.corpus.readers.found import Found
from framing.errors import CorpusError

_ARCHIVE = b"PK\x03\x04"
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(data: bytes, name: str) -> Found:
    """Read a workbook (.xlsx, .xlsm, .xls, .xlsb, .ods), by what it holds and not by its name.

    Parameters
    ----------
    data : the file's bytes.
    name : the file's name.

    Returns
    -------
    A record a row that holds anything, placed by sheet and row. A number is written without
    ``.0``, with the leading zeros of its format; a cell typed as a date as ISO 8601, with its
    time; words stay words. A row above the header, of a sheet without one, or with a value
    in a column that the header does not name is rejected. A formula without a stored value,
    merged cells, hidden rows and sheets and cells as long as Excel allows are told as repairs;
    ``layout`` says where each sheet's header stands. Nothing is computed, run or fetched.

    Raises
    ------
    CorpusError : no workbook, locked, cut short, unpacking to far more than it weighs, or no
        sheet with a header row.
    """
    if data.startswith(_OLD):
        return found(excel_calamine.sheets(data, excel_records.beside(data)))
    if not data.startswith(_ARCHIVE):
        raise CorpusError(
            f"is no Excel workbook: it begins with {data[:12]!r}; if it is a web page or a table "
            "of text, as some exports are, open it in Excel and save it as .xlsx"
        )
    if beside := _beside(data):
        return found(excel_calamine.sheets(data, beside))
    return found(_sheets(data, checked_parts(data)))


def _beside(data: bytes) -> list[Beside]:
    """Return what calamine loses of a workbook that it is to read; nothing of any other."""
    with opened(data) as archive:
        if excel_binary.BOOK in archive.namelist():
            return excel_binary.beside(archive)
        return excel_opendocument.beside(archive) if excel_opendocument.KIND in data[:200] else []


def _sheets(data: bytes, parts: dict[str, Part]) -> list[Sheet]:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what is not read here: styles, checks of input
        try:
            book = openpyxl.load_workbook(
                io.BytesIO(data), read_only=True, data_only=True, keep_links=False
            )
            return [_sheet(sheet, parts) for sheet in book.worksheets]
        except Exception as error:  # whatever the library says of a broken file
            said = " ".join(str(error).split())[:120] or type(error).__name__
            raise CorpusError(
                f"is a workbook that cannot be read ({said}); open it in Excel and save it again"
            ) from error


def _sheet(sheet: Any, parts: dict[str, Part]) -> Sheet:
    part = parts[sheet._worksheet_path]  # the library has no public word for it
    sheet.reset_dimensions()  # what a file says of its size is often wrong
    rows = [_row(number, cells, part) for number, cells in enumerate(sheet.iter_rows(), 1)]
    return Sheet(sheet.title, [row for row in rows if row.cells], sheet.sheet_state != "visible")


def _row(number: int, cells: tuple[Any, ...], part: Part) -> Row:
    notes = [MERGED] if number in part.merged else []
    notes += [HIDDEN_ROW] if number in part.hidden else []
    return Row(number, dict(_cells(number, cells, part)), tuple(notes))


def _cells(number: int, cells: tuple[Any, ...], part: Part) -> Iterator[tuple[int, Cell]]:
    for column, given in enumerate(cells, 1):
        if (number, column) in part.not_computed:
            yield column, Cell("", is_text=False, note=NOT_COMPUTED)
        elif given.value is not None and (cell := _cell(given)).word.strip():
            yield column, cell


def _cell(cell: Any) -> Cell:
    value = cell.value
    if cell.data_type == "e":
        return Cell(str(value), is_text=False, note=FORMULA_ERROR)
    if isinstance(value, bool):
        return Cell(str(value).upper(), is_text=False)
    if isinstance(value, int | float):
        return number_cell(value, cell.number_format)
    if isinstance(value, datetime.date):
        return date_cell(value, cell.number_format)
    if isinstance(value, datetime.time):
        return Cell(value.isoformat(), is_text=False)
    if isinstance(value, datetime.timedelta):
        return Cell(span(value), is_text=False)
    return text_cell(str(value))
