"""What the sheets of a workbook hold, whatever its format, and how they become records."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from framing.corpus.notes import NO_NOTE, Note
from framing.corpus.readers.csv_tsv import CUT, PADDED, bare, cut_by_excel, named_twice
from framing.corpus.readers.found import Found, Record
from framing.errors import CorpusError, some
from framing.expressions import expression

HIDDEN_SHEET = Note("hidden_sheet", "from a hidden sheet")
HIDDEN_ROW = Note("hidden_row", "from a hidden row")
MERGED = Note("merged_cells", "merged cells: the value is only in the first of them")
NOT_COMPUTED = Note("formula_without_value", "formula without a stored value left empty")
FORMULA_ERROR = Note("formula_error", "error of a formula kept as its word")
NO_DATE = Note("no_date_of_excel", "number typed as a date that Excel has not")
_ERRORS = {  # by their numbers in binary formats
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
FORMATS = {  # that every workbook has without naming them
    **dict.fromkeys((14, 15, 16, 17), "d/m/y"),
    **dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "h:m:s"),
    22: "d/m/y h:m",
}
_LONGEST_NAME = 255
_SOUGHT = 20
_NOT_SHOWN = expression(r'\[[^\]]*\]|"[^"]*"|\\.')


class Cell(NamedTuple):
    """The words of a cell, whether they are typed in as words, and what is to be told of them."""

    word: str
    is_text: bool = True
    note: Note = NO_NOTE


NO_VALUE = Cell("", is_text=False, note=NOT_COMPUTED)


class Row(NamedTuple):
    """A row's number from 1, its filled cells by column from 1, and how it lies in its sheet."""

    number: int
    cells: Mapping[int, Cell]
    merged: bool = False
    hidden: bool = False


class Sheet(NamedTuple):
    """A sheet's name, the rows that hold anything, and whether it is hidden."""

    name: str
    rows: list[Row]
    hidden: bool = False


class Beside(NamedTuple):
    """What calamine does not tell of a sheet."""

    # by row and column from 1, those that it gives empty, not at all, or under another value
    cells: dict[int, dict[int, Cell]]
    formats: dict[int, dict[int, str]]  # by row and column, how a number is shown
    hidden: set[int]  # rows

    def note(self, row: int, column: int, shape: str, lost: Cell | None) -> None:
        """Note how a cell is shown, and the cell itself where it is lost."""
        if shape:
            self.formats.setdefault(row, {})[column] = shape
        if lost:
            self.cells.setdefault(row, {})[column] = lost


class _Header(NamedTuple):
    """Where a sheet's header stands, its names by column, and why the sheet cannot be used."""

    row: int = 0
    names: Mapping[int, str] = {}
    repairs: tuple[Note, ...] = ()
    wrong: Note = NO_NOTE


def found(sheets: list[Sheet]) -> Found:
    """Return the records of all sheets: each row below a header, and those that have none."""
    pairs = [(sheet, _header(sheet.rows)) for sheet in sheets]
    if all(header.wrong for _, header in pairs):
        wrong = next((header.wrong for sheet, header in pairs if sheet.rows), NO_NOTE)
        said = f"cannot be used: {wrong}" if wrong else "holds no filled cell"
        raise CorpusError(said, code=wrong.code or "no_rows")
    rows = ((sheet, header, row) for sheet, header in pairs for row in sheet.rows)
    records = [
        _record(sheet, header, row) for sheet, header, row in rows if row.number != header.row
    ]
    return Found(records, tuple(dict.fromkeys(n for _, one in pairs for n in one.names.values())))


def cell_of(value: Any, number_format: str = "") -> Cell:
    """Return a value as it is shown: 7.0 as 7, with the zeros of a format 000; a date as ISO 8601.

    A date has its time if it has one or if its format shows one.

    Examples
    --------
    >>> cell_of(7.0).word, cell_of(7, "000").word, cell_of(0.1 + 0.2).word, cell_of(True).word
    ('7', '007', '0.3', 'TRUE')
    >>> noon = datetime.datetime(2025, 2, 13, 12)
    >>> cell_of(noon).word, cell_of(noon.replace(hour=0), "dd/mm/yyyy").word
    ('2025-02-13T12:00:00', '2025-02-13')
    >>> cell_of(datetime.timedelta(hours=25, minutes=30)).word
    '25:30:00'
    """
    if isinstance(value, str):
        return Cell(value)
    word, note, shown = str(value).upper(), NO_NOTE, _shown(number_format)
    if isinstance(value, int | float) and not isinstance(value, bool):
        word = _number(value, number_format)
        note = NO_DATE if is_date_format(number_format) else NO_NOTE
    elif isinstance(value, datetime.date):
        if not isinstance(value, datetime.datetime):
            value = datetime.datetime.combine(value, datetime.time())
        bare_day = value.time() == datetime.time() and not re.search("[hs]", shown)
        word = (value.date() if bare_day else value).isoformat()
        note = NO_DATE if value.year < 1900 else NO_NOTE
    elif isinstance(value, datetime.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        word = f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    elif isinstance(value, datetime.time):
        word = value.isoformat()
    return Cell(word, is_text=False, note=note)


def _number(value: float, number_format: str) -> str:
    if isinstance(value, float) and not value.is_integer():
        return format(value, ".15g")
    return str(int(value)).zfill(len(number_format) if re.fullmatch("0+", number_format) else 0)


def error_cell(error: str | int) -> Cell:
    """Return the error of a formula, by its number where a format is binary."""
    word = error if isinstance(error, str) else _ERRORS.get(error, "#ERROR!")
    return Cell(word, is_text=False, note=FORMULA_ERROR)


def is_date_format(number_format: str) -> bool:
    """Tell whether a format shows a number as a date or a time.

    Examples
    --------
    >>> is_date_format("dd/mm/yyyy"), is_date_format('0.0 "days"')
    (True, False)
    """
    return bool(re.search("[ymdhs]", _shown(number_format)))


def _shown(number_format: str) -> str:
    return _NOT_SHOWN.sub("", number_format).lower()


def _header(rows: list[Row]) -> _Header:
    """Find the first row that fills over half of the usual width: it must hold names."""
    widths = Counter(len(_names(row)) for row in rows).items()
    usual = max(((times, width) for width, times in widths), default=(0, 0))[1]
    for row in rows[:_SOUGHT]:
        if len(_names(row)) > max(1, usual / 2):
            return _named(row)
    return _Header(
        wrong=Note("no_header", "no row of its sheet names the columns, two or more, in words")
    )


def _named(row: Row) -> _Header:
    written = _names(row)
    names = {column: bare(name) for column, name in written.items()}
    where, wrong = f"row {row.number} of its sheet", ""
    if not all(row.cells[column].is_text for column in names):
        wrong = "holds numbers or dates"
    elif max(map(len, names.values())) > _LONGEST_NAME:
        wrong = "holds a text"
    if wrong:
        said = f"{wrong}, so it does not name the columns; put a header above it"
        return _Header(wrong=Note("no_header", f"{where}, the first full one, {said}"))
    if twice := named_twice(list(names.values())):
        said = f"{where} names the column {some(twice)} twice"
        return _Header(wrong=Note("column_named_twice", said))
    return _Header(row.number, names, (PADDED,) if names != written else ())


def _names(row: Row) -> dict[int, str]:
    return {column: cell.word for column, cell in row.cells.items() if bare(cell.word)}


def _record(sheet: Sheet, header: _Header, row: Row) -> Record:
    empty, cells = Cell(""), row.cells.values()
    fields = {name: row.cells.get(place, empty).word for place, name in header.names.items()}
    cut = any(cut_by_excel(cell.word) for cell in cells)
    lies = {HIDDEN_SHEET: sheet.hidden, MERGED: row.merged, HIDDEN_ROW: row.hidden}
    notes = [*(note for note, holds in lies.items() if holds), *(cell.note for cell in cells)]
    repairs = dict.fromkeys(filter(None, [*header.repairs, *notes, CUT if cut else NO_NOTE]))
    place = f"sheet '{sheet.name}', row {row.number}"
    return Record(place, fields, tuple(repairs), header.wrong or _wrong(header, row))


def _wrong(header: _Header, row: Row) -> Note:
    if row.number < header.row:
        return Note("above_header", f"stands above the header in row {header.row}")
    if extra := [column for column in row.cells if column not in header.names]:
        said = f"has a value in column {_letters(extra[0])}, which the header does not name"
        return Note("column_without_name", said)
    if any("\0" in cell.word for cell in row.cells.values()):
        return Note("nul_characters", "holds NUL characters, so it is not a text")
    return NO_NOTE


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
