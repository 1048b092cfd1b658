"""What the table of an OpenDocument workbook (.ods) says that calamine does not."""

from __future__ import annotations

import re
import zipfile
from itertools import product
from xml.parsers import expat

from framing.corpus.readers.excel_calamine import Beside
from framing.corpus.readers.excel_parts import DEEPEST, LAST_ROW, check_spread, rows_touched
from framing.corpus.readers.excel_sheets import FORMULA_ERROR, NOT_COMPUTED, Cell, text_cell
from framing.errors import CorpusError

KIND = b"application/vnd.oasis.opendocument.spreadsheet"
_PART = "content.xml"
_ROW, _CELLS = "table-row", ("table-cell", "covered-table-cell")
_BREAKS = {"line-break": "\n", "tab": "\t", "s": " "}
_MOST_BLANKS = 1_000
_HIDDEN = ("collapse", "filter")
_ZEROS = re.compile(r"0\d+")
_OVER_A_DAY = re.compile(r"PT(\d{3,}|2[4-9]|[3-9]\d)H(\d+)M(\d+)(?:[.,]\d+)?S")


def beside(archive: zipfile.ZipFile) -> list[Beside]:
    """Read from an OpenDocument workbook what is lost of each sheet.

    Raises
    ------
    CorpusError : damaged, locked, nested or spread as no workbook is, or it declares entities.
    """
    seen = _Seen()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = seen.doctype
    parser.StartElementHandler = seen.start
    parser.EndElementHandler = seen.end
    parser.CharacterDataHandler = seen.text
    with archive.open(_PART) as part:
        parser.ParseFile(part)
    return [sheet.beside() for sheet in seen.sheets]


class _Sheet:
    """A sheet while it is parsed; its rows and columns are counted from 1."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], Cell] = {}
        self.formats: dict[tuple[int, int], str] = {}
        self.hidden: set[int] = set()
        self.merged: list[tuple[int, int]] = []
        self.rows = range(0)
        self.columns = range(0)
        self.last = (0, 0)

    def beside(self) -> Beside:
        return Beside(self.cells, self.formats, frozenset(self.hidden), rows_touched(self.merged))

    def fill(self) -> None:
        """Note that the cell holds something, so that the sheet reaches to it."""
        row, column = self.last
        self.last = max(row, self.rows[-1]), max(column, self.columns[-1])
        check_spread(self.last[0] * self.last[1])


class _Seen:
    """Keeps, while the table is parsed, what is to be told of it."""

    def __init__(self) -> None:
        self.sheets: list[_Sheet] = []
        self.depth = self.aside = 0
        self.is_hidden = self.is_broken = False
        self.given: dict[str, str] = {}
        self.words: list[str] = []

    def doctype(self, *_: object) -> None:
        raise CorpusError("declares entities, as no workbook does; save it as .xlsx")

    def start(self, tag: str, given: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise CorpusError(f"is nested over {DEEPEST} deep, as no workbook is")
        name = _local(tag)
        self.aside += name == "annotation"
        if name == "table" and not self.aside:
            self.sheets.append(_Sheet())
        elif name in _BREAKS and not self.aside:
            count = next((value for key, value in given.items() if _local(key) == "c"), "1")
            self.words.append(_BREAKS[name] * min(int(count), _MOST_BLANKS))
            self.is_broken |= name != "s"
        elif self.sheets and name in (_ROW, *_CELLS):
            self._begin(name, {_local(key): value for key, value in given.items()})

    def _begin(self, name: str, given: dict[str, str]) -> None:
        sheet = self.sheets[-1]
        if name == _ROW:
            sheet.rows = _next(sheet.rows, given.get("number-rows-repeated", "1"))
            sheet.columns = range(0)
            self.is_hidden = given.get("visibility", "") in _HIDDEN
        else:
            sheet.columns = _next(sheet.columns, given.get("number-columns-repeated", "1"))
            self.given, self.words, self.is_broken = given, [], False

    def text(self, words: str) -> None:
        if not self.aside:
            self.words.append(words)

    def end(self, tag: str) -> None:
        self.depth -= 1
        name = _local(tag)
        self.aside -= name == "annotation"
        if name == "p":
            self.text("\n")
        if self.sheets and name in _CELLS and not self.aside:
            self._cell(self.sheets[-1], self.given, "".join(self.words).strip())

    def _cell(self, sheet: _Sheet, given: dict[str, str], shown: str) -> None:
        kind = given.get("value-type", "")
        rows = int(given.get("number-rows-spanned", "1"))
        if kind or shown:
            sheet.fill()
            sheet.hidden.update(sheet.rows if self.is_hidden else ())
        if rows > 1 or int(given.get("number-columns-spanned", "1")) > 1:
            sheet.merged.append((sheet.rows[0], min(sheet.rows[0] + rows - 1, LAST_ROW)))
        cell, shape = _lost(kind, given, shown)
        if kind == "string" and self.is_broken:  # the library joins the words around a line's end
            cell = text_cell(shown)
        for place in product(sheet.rows, sheet.columns) if cell or shape else ():
            sheet.formats[place] = shape
            if cell:
                sheet.cells[place] = cell


def _lost(kind: str, given: dict[str, str], shown: str) -> tuple[Cell | None, str]:
    """Return what the library does not give of a cell: the cell itself, or how it is shown."""
    if kind == "boolean":
        return Cell(given.get("boolean-value", shown).upper(), is_text=False), ""
    if kind == "time" and (span := _OVER_A_DAY.fullmatch(given.get("time-value", ""))):
        return Cell(f"{int(span[1])}:{span[2]}:{span[3]}", is_text=False), ""
    if kind == "float" and shown.isalpha():  # TRUE as the result of a formula
        return Cell(shown.upper(), is_text=False), ""
    if kind == "error":
        return Cell(shown, is_text=False, note=FORMULA_ERROR), ""
    if "formula" in given and not kind:
        return Cell("", is_text=False, note=NOT_COMPUTED), ""
    return None, "0" * len(shown) if kind == "float" and _ZEROS.fullmatch(shown) else ""


def _next(before: range, repeated: str) -> range:
    first = before[-1] + 1 if before else 1
    return range(first, first + max(int(repeated), 1))


def _local(name: str) -> str:
    return name.rpartition(":")[2]
