"""What the records of a binary workbook (.xlsb) say that calamine does not.

References
----------
Microsoft. Excel (.xlsb) Binary File Format (MS-XLSB).
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator

from framing.corpus.readers.excel_parts import check_spread, sheet_parts
from framing.corpus.readers.excel_sheets import Beside, error_cell

BOOK = "xl/workbook.bin"
_ROW, _ERROR, _FORMULA_ERROR, _SHEET = 0, 3, 11, 156
_CELLS = range(1, 12)  # records of cells, by what they hold
_HIDES = 0x10


def beside(archive: zipfile.ZipFile) -> list[Beside]:
    """Read from a binary workbook what is lost of each sheet."""
    sheets = [_relation(given) for kind, given in _records(archive.read(BOOK)) if kind == _SHEET]
    return [_of_sheet(archive.read(name)) for name in sheet_parts(archive, BOOK, sheets)]


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
    found = Beside({}, {}, set())
    row = last_row = last_column = 0
    for kind, given in _records(stream):
        if kind == _ROW:
            row = struct.unpack_from("<I", given)[0] + 1
            found.hidden.update([row] if given[11] & _HIDES else [])
        elif kind in _CELLS:
            column = struct.unpack_from("<I", given)[0] + 1
            last_row, last_column = max(last_row, row), max(last_column, column)
            check_spread(last_row, last_column)
            if kind in (_ERROR, _FORMULA_ERROR):
                found.note(row, column, "", error_cell(given[8]))
    return found
