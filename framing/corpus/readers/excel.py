"""Reader for workbooks: every sheet, cells as they are shown, dates as ISO 8601.

calamine reads the formats of Excel. It gives values and no more, so that what it loses is read
beside it (see :class:`framing.corpus.readers.excel_sheets.Beside`).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import chain
from typing import Any

from framing.corpus.readers import excel_binary, excel_opendocument, excel_parts, excel_records
from framing.corpus.readers.excel_sheets import Beside, Cell, Row, Sheet, cell_of, found
from framing.corpus.readers.found import Found
from framing.errors import CorpusError

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(data: bytes, name: str) -> Found:
    """Read a workbook (.xlsx, .xlsm, .xls, .xlsb, .ods), by what it holds and not by its name.

    Returns
    -------
    A record a row that holds anything, placed by sheet and row. A number is written without
    ``.0``, with the leading zeros of its format; a cell typed as a date as ISO 8601, with its
    time; words stay words. A row above the header, of a sheet without one, or with a value
    in a column that the header does not name is rejected. A formula without a stored value,
    merged cells, hidden rows and sheets and cells as long as Excel allows are told as repairs.
    Nothing is computed, run or fetched.

    Raises
    ------
    CorpusError : no workbook, locked, cut short, unpacking to far more than it weighs, or no
        sheet with a header row.
    """
    if data.startswith(_OLD):
        return found(_sheets(data, excel_records.beside(data)))
    if not data.startswith(b"PK\x03\x04"):
        raise CorpusError(
            f"is no Excel workbook: it begins with {data[:12]!r}; if it is a web page or a table "
            "of text, as some exports are, open it in Excel and save it as .xlsx",
            code="another_format",
        )
    with excel_parts.opened(data) as archive:
        if excel_opendocument.KIND in data[:200]:
            return found(excel_opendocument.sheets(archive))
        if excel_binary.BOOK in archive.namelist():
            return found(_sheets(data, excel_binary.beside(archive)))
        beside = excel_parts.beside(archive)
        return found(_sheets(excel_parts.as_usual(archive, data), beside))


def _sheets(data: bytes, beside: Sequence[Beside]) -> list[Sheet]:
    from python_calamine import CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        pairs = enumerate(zip(book.sheets_metadata, beside, strict=True))
        return [_sheet(book.get_sheet_by_index(n), about, one) for n, (about, one) in pairs]
    except (CorpusError, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except PasswordError as error:
        said = "is locked with a password; save it without one"
        raise CorpusError(said, code="locked") from error
    except BaseException as error:  # a panic of the library is no Exception
        said = " ".join(str(error).split())[:120] or type(error).__name__
        raise CorpusError(
            f"is a workbook that cannot be read ({said}); open it in Excel and save it as .xlsx",
            code="damaged",
        ) from error


def _sheet(sheet: Any, about: Any, beside: Beside) -> Sheet:
    excel_parts.check_spread(sheet.total_height, sheet.total_width)
    rows, merged, reach = [], dict[int, int](), 0
    for (first, _), (last, _) in sheet.merged_cell_ranges or []:
        merged[first + 1] = max(merged.get(first + 1, 0), last + 1)
    given = sheet.to_python(skip_empty_area=False)
    beyond = ((number, list[Any]()) for number in sorted(beside.cells) if number > len(given))
    for number, values in chain(enumerate(given, 1), beyond):
        reach = max(reach, merged.get(number, 0))
        if cells := _cells(number, values, beside):
            rows.append(Row(number, cells, number <= reach, number in beside.hidden))
    return Sheet(about.name, rows, hidden=about.visible != type(about.visible).Visible)


def _cells(row: int, values: list[Any], beside: Beside) -> dict[int, Cell]:
    """Return the filled cells of a row; what is lost may lie beyond what is given."""
    shapes, lost = beside.formats.get(row, {}), beside.cells.get(row, {})
    given = {n: cell_of(value, shapes.get(n, "")) for n, value in enumerate(values, 1)}
    cells = sorted((given | lost).items())
    return {column: cell for column, cell in cells if cell.word.strip() or cell.note}
