"""What the records of a binary workbook (.xlsb) say that calamine does not.

References
----------
Microsoft. Excel (.xlsb) Binary File Format (MS-XLSB).
"""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
from collections.abc import Iterator

from framing.corpus.readers.excel_calamine import Beside
from framing.corpus.readers.excel_parts import check_spread
from framing.corpus.readers.excel_sheets import ERRORS, FORMULA_ERROR, Cell

BOOK = "xl/workbook.bin"
_TARGETS = "xl/_rels/workbook.bin.rels"
_ROW, _ERROR, _FORMULA_ERROR, _SHEET = 0, 3, 11, 156
_CELLS = range(1, 12)  # records of cells, by what they hold
_HIDES = 0x10
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^<>]{0,2000}>")
_ATTRIBUTE = re.compile(r"""\b(Id|Target)\s*=\s*["']([^"']{1,500})["']""")


def beside(archive: zipfile.ZipFile) -> list[Beside]:
    """Read from a binary workbook what is lost of each sheet.

    Raises
    ------
    CorpusError : a sheet is spread as none is.
    """
    relations = [
        dict(_ATTRIBUTE.findall(one))
        for one in _RELATION.findall(archive.read(_TARGETS).decode("utf-8", "replace"))
    ]
    targets = {one.get("Id", ""): one.get("Target", "") for one in relations}
    sheets = [_relation(given) for kind, given in _records(archive.read(BOOK)) if kind == _SHEET]
    names = [posixpath.normpath(posixpath.join("/xl", targets[one]))[1:] for one in sheets]
    return [_of_sheet(archive.read(name)) for name in names]


def _relation(given: bytes) -> str:
    length = struct.unpack_from("<8xI", given)[0]
    return given[12 : 12 + 2 * length].decode("utf-16-le")


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(stream):
        kind, at = _number(stream, at, 2)
        size, at = _number(stream, at, 4)
        yield kind, stream[at : at + size]
        at += size


def _number(stream: bytes, at: int, most: int) -> tuple[int, int]:
    """Read a number of seven bits a byte, the lowest first, and where it ends."""
    value = 0
    for n in range(most):
        byte = stream[at + n]
        value |= (byte & 0x7F) << (7 * n)
        if byte < 0x80:
            break
    return value, at + n + 1


def _of_sheet(stream: bytes) -> Beside:
    cells: dict[tuple[int, int], Cell] = {}
    hidden = set[int]()
    row = last_row = last_column = 0
    for kind, given in _records(stream):
        if kind == _ROW:
            row = struct.unpack_from("<I", given)[0] + 1
            hidden |= {row} if given[11] & _HIDES else set()
        elif kind in _CELLS:
            column = struct.unpack_from("<I", given)[0] + 1
            last_row, last_column = max(last_row, row), max(last_column, column)
            check_spread(last_row * last_column)
            if kind in (_ERROR, _FORMULA_ERROR):
                word = ERRORS.get(given[8], "#ERROR!")
                cells[row, column] = Cell(word, is_text=False, note=FORMULA_ERROR)
    return Beside(cells, hidden=frozenset(hidden))
