"""Sheets of OpenDocument workbooks (.ods), of which calamine would lose too much."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

from framing.corpus.files.docx_package import local, value
from framing.corpus.readers.excel_parts import check_spread, elements
from framing.corpus.readers.excel_sheets import NO_VALUE, Cell, Row, Sheet, cell_of, error_cell
from framing.expressions import expression

KIND = b"application/vnd.oasis.opendocument.spreadsheet"
_BREAKS = {"line-break": "\n", "tab": "\t", "s": " "}
_MOST_BLANKS = 1_000
_ZEROS = expression(r"0\d+")
_TIME = expression(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")


def sheets(archive: ZipFile) -> list[Sheet]:
    """Read every sheet of a workbook."""
    found: list[_Sheet] = []
    unseen = set[str]()
    for event, element in elements(archive, "content.xml", "style", "table", "table-row"):
        name = local(element)
        if name == "style" and any(value(child, "display") == "false" for child in element):
            unseen.add(value(element, "name"))
        elif name == "table" and event == "start":
            found.append(_Sheet(value(element, "name"), value(element, "style-name") in unseen))
        elif name == "table-row" and event == "end":
            found[-1].add(element)
            element.clear()
    return [Sheet(one.name, one.rows, one.hidden) for one in found]


class _Sheet:
    """A sheet on its way: the last row so far, the widest, and where merged cells reach."""

    def __init__(self, name: str, hidden: bool) -> None:
        self.name, self.hidden = name, hidden
        self.rows: list[Row] = []
        self.last = self.widest = self.merged = 0

    def add(self, row: Any) -> None:
        """Add a row as often as it is repeated."""
        first = self.last + 1
        self.last += _times(row, "number-rows-repeated")
        cells = dict(self._cells(row, first))
        hidden = value(row, "visibility") in ("collapse", "filter")
        numbers = range(first, self.last + 1) if cells else ()
        self.rows += [Row(number, cells, first <= self.merged, hidden) for number in numbers]

    def _cells(self, row: Any, number: int) -> Iterator[tuple[int, Cell]]:
        last = 0
        for element in row:
            first, last = last + 1, last + _times(element, "number-columns-repeated")
            rows = _times(element, "number-rows-spanned")
            if rows > 1 or _times(element, "number-columns-spanned") > 1:
                self.merged = max(self.merged, number + rows - 1)
            cell = _cell(element)
            if cell.word.strip() or cell.note:
                self.widest = max(self.widest, last)
                check_spread(self.last, self.widest)
                yield from ((column, cell) for column in range(first, last + 1))


def _times(element: Any, name: str) -> int:
    return max(int(value(element, name) or 1), 1)


def _cell(element: Any) -> Cell:
    """Return a cell by its type, as it is shown where its value says less."""
    given = {name.rpartition("}")[2]: one for name, one in element.attrib.items()}
    kind = given.get("value-type", "")
    shown = "\n".join("".join(_words(one)) for one in element if local(one) == "p")
    if kind == "error":
        return error_cell(shown)
    if kind == "boolean":
        return Cell(given.get("boolean-value", shown).upper(), is_text=False)
    if kind == "date":
        return cell_of(datetime.datetime.fromisoformat(given["date-value"]))
    if kind == "time" and (time := _TIME.fullmatch(given["time-value"])):
        hours, minutes, seconds = map(int, time.groups())
        span = datetime.timedelta(hours=hours, minutes=minutes, seconds=seconds)
        return cell_of(span if hours > 23 else datetime.time(hours, minutes, seconds))
    if kind == "float" and shown.strip().isalpha():  # TRUE as the result of a formula
        return Cell(shown.strip().upper(), is_text=False)
    if kind in ("float", "currency", "percentage"):
        zeros = "0" * len(shown) if _ZEROS.fullmatch(shown) else ""
        return cell_of(float(given["value"]), zeros)
    return NO_VALUE if "formula" in given and not kind else Cell(shown)


def _words(element: Any) -> Iterator[str]:
    """Yield the words of a paragraph; a blank that is told by number may be many."""
    yield element.text or ""
    for child in element:
        name = local(child)
        yield _BREAKS.get(name, "") * min(_times(child, "c"), _MOST_BLANKS)
        yield from _words(child) if name != "annotation" else ()
        yield child.tail or ""
