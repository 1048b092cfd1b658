"""What the records of an old workbook (.xls) say that calamine does not.

An old workbook is a stream of records in a compound file, which is a small file system.

References
----------
Microsoft. Excel Binary File Format (.xls) Structure (MS-XLS); Compound File Binary File Format
(MS-CFB).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from framing.corpus.readers.excel_sheets import FORMATS, Beside, Cell, cell_of, error_cell
from framing.errors import CorpusError

_LOCKED = "is locked with a password; save it without one"
_DAMAGED = (
    "is an old Excel workbook cut short or damaged, or none; open it in Excel and save it as .xlsx"
)
_NO_SECTOR = 0xFFFFFFFA  # and above: no sector follows
_ENTRY, _HEADER_SECTORS = 128, 109
_FORMULA, _EOF, _LOCK, _SHEET, _MANY, _STYLE = 0x06, 0x0A, 0x2F, 0x85, 0xBD, 0xE0
_NUMBER, _ERROR, _ROW, _SHORT, _FORMAT, _BEGIN = 0x203, 0x205, 0x208, 0x27E, 0x41E, 0x809
_HIDES = 0x20
_MOST_SHEETS = 2_000


def beside(data: bytes) -> list[Beside]:
    """Read from the records of an old workbook what is lost of each sheet."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise CorpusError(_LOCKED, code="locked")
    try:
        stream = _stream(data)
        formats, starts = _globals(stream)
        return [_of_sheet(stream, start, formats) for start in starts]
    except CorpusError:
        raise
    except (struct.error, IndexError, ValueError) as error:
        raise CorpusError(_DAMAGED, code="damaged") from error


def _stream(data: bytes) -> bytes:
    """Return the stream that holds the workbook; a small one lies in that of the first entry."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    first, least, small, listed, count = struct.unpack_from("<I4xII4xII", data, 48)
    tables = list(struct.unpack_from(f"<{_HEADER_SECTORS}I", data, 76))
    for _ in range(min(count, len(data) // size)):
        *more, listed = _numbers(_sector(data, listed, size))
        tables += more
    tables = [one for one in tables if one < _NO_SECTOR][: len(data) // size + 1]
    fat = _numbers(b"".join(_sector(data, one, size) for one in tables))
    folder = _chain(data, first, fat, size)
    for at in range(0, len(folder), _ENTRY):
        length, start, wanted = struct.unpack_from("<64xH50xII", folder, at)
        name = folder[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
        if name not in ("Workbook", "Book"):
            continue
        if wanted < least:
            inner = _chain(data, struct.unpack_from("<I", folder, 116)[0], fat, size)
            fat = _numbers(_chain(data, small, fat, size))
            data, size = bytes(64) + inner, 64
        return _chain(data, start, fat, size)[:wanted]
    raise ValueError("no workbook in it")


def _sector(data: bytes, number: int, size: int) -> bytes:
    sector = data[(number + 1) * size : (number + 2) * size]
    if len(sector) < size and len(data) < (number + 1) * size + 1:
        raise ValueError("cut short")
    return sector.ljust(size, b"\0")


def _chain(data: bytes, sector: int, fat: tuple[int, ...], size: int) -> bytes:
    found = list[bytes]()
    for _ in range(len(data) // size + 2):  # no chain has more sectors than the file
        if sector >= _NO_SECTOR:
            return b"".join(found)
        found.append(_sector(data, sector, size))
        sector = fat[sector]
    raise ValueError("a chain without end")


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records up to the end of what begins at a place; charts within stand out."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        depth += (kind == _BEGIN) - (kind == _EOF)
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + size]
        if not depth:
            return
        at += 4 + size
    raise ValueError("cut short")


def _globals(stream: bytes) -> tuple[list[str], list[int]]:
    """Return the number format of each style, and where each sheet begins."""
    named, styles, starts = dict(FORMATS), list[int](), list[int]()
    wide = True
    for kind, given in _records(stream, 0):
        if kind == _BEGIN:
            wide = struct.unpack_from("<H", given)[0] >= 0x600
        elif kind == _LOCK:
            raise CorpusError(_LOCKED, code="locked")
        elif kind == _FORMAT:
            named[struct.unpack_from("<H", given)[0]] = _format(given, wide=wide)
        elif kind == _STYLE:
            styles.append(struct.unpack_from("<2xH", given)[0])
        elif kind == _SHEET:
            starts.append(struct.unpack_from("<I", given)[0])
    if len(starts) > _MOST_SHEETS:
        raise ValueError("more sheets than any workbook has")
    return [named.get(one, "") for one in styles], starts


def _format(given: bytes, *, wide: bool) -> str:
    if not wide:
        return given[3:].decode("latin-1")
    return given[5:].decode("utf-16-le" if given[4] & 1 else "latin-1", "replace")


def _of_sheet(stream: bytes, start: int, formats: list[str]) -> Beside:
    found = Beside({}, {}, set())
    for kind, given in _records(stream, start):
        if kind == _ROW and struct.unpack_from("<12xI", given)[0] & _HIDES:
            found.hidden.add(struct.unpack_from("<H", given)[0] + 1)
        elif kind in (_NUMBER, _SHORT, _FORMULA, _ERROR, _MANY):
            row, column = struct.unpack_from("<HH", given)
            step = 6 if kind == _MANY else len(given)
            for n, at in enumerate(range(4, len(given) - 2, step), 1):
                shape = formats[struct.unpack_from("<H", given, at)[0]]
                found.note(row + 1, column + n, shape, _lost(kind, given, at + 2, shape))
    return found


def _lost(kind: int, given: bytes, at: int, shape: str) -> Cell | None:
    """Return a cell that the library gives empty or as another: errors, and days before 1900."""
    if kind == _ERROR:
        return error_cell(given[6]) if given[7] else None
    if kind == _FORMULA and given[12:14] == b"\xff\xff":
        return error_cell(given[8]) if given[6] == 2 else None
    cell = cell_of(value := _number(kind, given, at), shape)
    return cell if value < 0 and cell.note else None


def _number(kind: int, given: bytes, at: int) -> float:
    """Read a number, which may be packed: half a float or 30 bits, maybe times a hundred."""
    if kind in (_NUMBER, _FORMULA):
        return float(struct.unpack_from("<d", given, at)[0])
    (packed,) = struct.unpack_from("<i", given, at)
    half = struct.pack("<Ii", 0, packed & ~3)
    value = packed >> 2 if packed & 2 else float(struct.unpack("<d", half)[0])
    return value / 100 if packed & 1 else value
