"""Sheets of old, binary and OpenDocument workbooks (.xls, .xlsb, .ods), as calamine gives them.

It gives values and no more, so that what it loses is read beside it: see :class:`Beside`.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from framing.corpus.readers.excel_parts import check_spread, rows_touched
from framing.corpus.readers.excel_sheets import (
    HIDDEN_ROW,
    MERGED,
    NO_DATE,
    Cell,
    Row,
    Sheet,
    date_cell,
    is_date_format,
    number_cell,
    span,
    text_cell,
)
from framing.errors import CorpusError


class Beside(NamedTuple):
    """What the library does not tell of a sheet.

    Attributes
    ----------
    cells : by row and column from 1, those that it gives empty or under another value.
    formats : by row and column, how a number is shown.
    hidden, merged : rows.
    notes : what is to be told of every row.
    """

    cells: Mapping[tuple[int, int], Cell] = {}
    formats: Mapping[tuple[int, int], str] = {}
    hidden: frozenset[int] = frozenset()
    merged: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()


def sheets(data: bytes, beside: Sequence[Beside]) -> list[Sheet]:
    """Read every sheet of a workbook.

    Parameters
    ----------
    data : the workbook, found to be safe.
    beside : for each sheet what the library loses.

    Raises
    ------
    CorpusError : locked, damaged, or no workbook.
    """
    from python_calamine import CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        found = zip(book.sheets_metadata, beside, strict=True)
        return list(_sheets(book, found))
    except CorpusError:
        raise
    except PasswordError as error:
        raise CorpusError("is locked with a password; save it without one") from error
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a panic of the library is no Exception
        said = " ".join(str(error).split())[:120] or type(error).__name__
        raise CorpusError(
            f"is a workbook that cannot be read ({said}); open it and save it as .xlsx"
        ) from error


def _sheets(book: Any, found: Iterable[tuple[Any, Beside]]) -> Iterator[Sheet]:
    spread = 0
    for place, (about, beside) in enumerate(found):
        sheet = book.get_sheet_by_index(place)
        spread += sheet.total_height * sheet.total_width
        check_spread(spread)
        yield _sheet(sheet, about, beside)


def _sheet(sheet: Any, about: Any, beside: Beside) -> Sheet:
    ranges = sheet.merged_cell_ranges or []
    merged = beside.merged | rows_touched((first + 1, last + 1) for (first, _), (last, _) in ranges)
    values = sheet.to_python(skip_empty_area=False)
    rows = [_row(n, row, beside, merged) for n, row in enumerate(values, 1)]
    filled = [row for row in rows if row.cells]
    return Sheet(about.name, filled, hidden=about.visible != type(about.visible).Visible)


def _row(number: int, values: list[Any], beside: Beside, merged: frozenset[int]) -> Row:
    notes = [*beside.notes]
    notes += [MERGED] if number in merged else []
    notes += [HIDDEN_ROW] if number in beside.hidden else []
    return Row(number, dict(_cells(number, values, beside)), tuple(notes))


def _cells(row: int, values: list[Any], beside: Beside) -> Iterator[tuple[int, Cell]]:
    for column, value in enumerate(values, 1):
        place = row, column
        cell = beside.cells.get(place) or _cell(value, beside.formats.get(place, ""))
        if cell.word.strip() or cell.note:
            yield column, cell


def _cell(value: Any, number_format: str) -> Cell:
    if isinstance(value, bool):
        return Cell(str(value).upper(), is_text=False)
    if isinstance(value, int | float):
        wrong = is_date_format(number_format)
        cell = number_cell(value, number_format)
        return cell._replace(note=NO_DATE) if wrong else cell
    if isinstance(value, datetime.date):
        return date_cell(value, number_format)
    if isinstance(value, datetime.time):
        return Cell(value.isoformat(), is_text=False)
    if isinstance(value, datetime.timedelta):
        return Cell(span(value), is_text=False)
    return text_cell(value)
