"""Reader for the sheets of old Excel workbooks (.xls)."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from typing import Any

from framing.corpus.readers.excel_parts import rows_touched
from framing.corpus.readers.excel_sheets import (
    FORMULA_ERROR,
    HIDDEN_ROW,
    MERGED,
    NO_DATE,
    Cell,
    Row,
    Sheet,
    date_cell,
    number_cell,
    text_cell,
)
from framing.errors import CorpusError


def old_sheets(data: bytes) -> list[Sheet]:
    """Read every sheet of an old workbook.

    Raises
    ------
    CorpusError : locked with a password, cut short, or another file in the same wrapping.
    """
    import xlrd

    if "EncryptedPackage".encode("utf-16-le") in data:
        raise CorpusError("is locked with a password; save it without one")
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
        return [_sheet(book, sheet) for sheet in book.sheets()]
    except Exception as error:  # whatever the library says of a broken file
        if "encrypted" in str(error).lower():
            raise CorpusError("is locked with a password; save it without one") from error
        raise CorpusError(
            f"is an old Excel workbook cut short or damaged, or none ({error or type(error)}); "
            "open it in Excel and save it as .xlsx"
        ) from error


def _sheet(book: Any, sheet: Any) -> Sheet:
    merged = rows_touched((first, end - 1) for first, end, _, _ in sheet.merged_cells)
    rows = [_row(book, sheet, row, row in merged) for row in range(sheet.nrows)]
    return Sheet(sheet.name, [row for row in rows if row.cells], hidden=bool(sheet.visibility))


def _row(book: Any, sheet: Any, row: int, merged: bool) -> Row:
    cells = dict(_cells(book, sheet.row(row)))
    said = sheet.rowinfo_map.get(row)
    notes = [MERGED] if merged else []
    notes += [HIDDEN_ROW] if said is not None and said.hidden else []
    return Row(row + 1, cells, tuple(notes))


def _cells(book: Any, row: list[Any]) -> Iterator[tuple[int, Cell]]:
    for column, given in enumerate(row, 1):
        cell = _cell(book, given)
        if cell.word.strip():
            yield column, cell


def _cell(book: Any, cell: Any) -> Cell:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_TEXT:
        return text_cell(cell.value)
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return number_cell(cell.value, _format(book, cell))
    if cell.ctype == xlrd.XL_CELL_DATE:
        return _date(book, cell)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return Cell(str(bool(cell.value)).upper(), is_text=False)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        said = xlrd.error_text_from_code.get(cell.value, "#ERROR!")
        return Cell(said, is_text=False, note=FORMULA_ERROR)
    return Cell("")


def _date(book: Any, cell: Any) -> Cell:
    import xlrd

    try:
        moment: datetime.datetime = xlrd.xldate_as_datetime(cell.value, book.datemode)
    except (ValueError, OverflowError):
        return number_cell(cell.value)._replace(note=NO_DATE)
    if 0 <= cell.value < 1:  # a time of no day
        return Cell(moment.time().isoformat(), is_text=False)
    return date_cell(moment, _format(book, cell))


def _format(book: Any, cell: Any) -> str:
    return str(book.format_map[book.xf_list[cell.xf_index].format_key].format_str)
