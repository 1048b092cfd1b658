r"""What a spreadsheet's cell may hold: lists that survive the way there and back, no formulas.

The entries of a list are joined by `` | ``. A backslash takes the meaning from the character
after it, so that an entry may hold a ``|`` itself (``\|``), and a backslash (``\\``).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from framing.corpus.read_text import decode
from framing.corpus.readers.csv_tsv import fields_of_any_length
from framing.errors import CorpusError, FramingError, ParameterError, some
from framing.tables.spreadsheets import csv_text, guarded, unguarded

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}
_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_MARK = re.compile(r"\\.|(.)", re.DOTALL)


class Row(NamedTuple):
    """A row of a sheet: its number in a spreadsheet (the header is row 1), its cells by column."""

    number: int
    cells: dict[str, str]


def escaped(entry: str, marks: str) -> str:
    r"""Put a backslash before each of ``marks``, a backslash, and white space at either end.

    Examples
    --------
    >>> escaped(" yes|no", "|")
    '\\ yes\\|no'
    """
    safe = re.sub(rf"([\\{re.escape(marks)}])", r"\\\1", entry)
    safe = re.sub(r"^(\s)", r"\\\1", safe)
    return re.sub(r"(\s)$", r"\\\1", safe) if entry[1:] else safe


def join(entries: Iterable[str], mark: str = "|") -> str:
    """Join entries in which ``mark`` is escaped already."""
    return f" {mark} ".join(entries)


def split(cell: str, mark: str = "|") -> list[str]:
    r"""Split a cell where ``mark`` stands without a backslash; entries stay escaped.

    Examples
    --------
    >>> split(r"left out | yes\|no")
    ['left out', 'yes\\|no']
    """
    if not cell.strip():
        return []
    pieces, start = [], 0
    for found in _MARK.finditer(cell):
        if found[1] == mark:
            pieces.append(cell[start : found.start()])
            start = found.end()
    return [_trimmed(piece) for piece in (*pieces, cell[start:])]


def parted(entry: str, mark: str) -> tuple[str, str]:
    r"""Return what stands before and after the first ``mark`` without a backslash, escaped still.

    Examples
    --------
    >>> parted("out = left out = not asked", "="), parted("out", "=")
    (('out', 'left out = not asked'), ('out', ''))
    """
    for found in _MARK.finditer(entry):
        if found[1] == mark:
            return _trimmed(entry[: found.start()]), _trimmed(entry[found.end() :])
    return _trimmed(entry), ""


def _trimmed(piece: str) -> str:
    """Leave out white space around an entry, but for what a backslash keeps."""
    bare = piece.lstrip()
    kept = bare.rstrip()
    before = len(kept) - len(kept.rstrip("\\"))
    return bare[: len(kept) + 1] if before % 2 else kept


def unescaped(entry: str) -> str:
    r"""Take away the backslashes of :func:`escaped`.

    Examples
    --------
    >>> unescaped(r"yes\|no\ ")
    'yes|no '
    """
    return _ESCAPED.sub(r"\1", entry)


def read_sheet_rows(
    data: bytes, name: str, error: type[FramingError]
) -> tuple[list[str], list[Row]]:
    """Read the columns and rows of a sheet saved as CSV; faults name the file and the row.

    Comma, semicolon or tab; UTF-8 (with or without its mark), UTF-16 or cp1252; a first line
    ``sep=;`` is understood. Rows that are empty are left out, but counted.
    """
    try:
        text, _ = decode(data)
    except CorpusError as cause:
        raise error(f"{name}: {cause}.") from cause
    text, delimiter = _delimiter(text)
    rows = list(_numbered(text, delimiter, name, error))
    if not rows:
        raise error(f"{name} has no row; its first names the columns.")
    (number, head), *rest = rows
    columns = _columns(head, [row for _, row in rest], f"{name}, row {number}", error)
    fitting = [(n, _fitting(row, columns, f"{name}, row {n}", error)) for n, row in rest]
    return columns, [Row(n, dict(zip(columns, row, strict=True))) for n, row in fitting]


def _delimiter(text: str) -> tuple[str, str]:
    if (said := _SEPARATOR.match(text)) and said[1] in DELIMITERS:
        return text[said.end() :], said[1]
    header = next((line for line in text.splitlines() if line.strip()), "")
    return text, max(DELIMITERS, key=header.count)


def _numbered(
    text: str, delimiter: str, name: str, error: type[FramingError]
) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not empty, numbered as a spreadsheet does."""
    number = 0
    with fields_of_any_length(text):
        try:
            reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
            for number, row in enumerate(reader, 1):
                if any(map(str.strip, row)):
                    yield number, row
        except csv.Error as cause:
            raise error(
                f"{name}, row {number + 1}: a quotation mark is out of place or never closed "
                f"({cause}); put the whole cell in quotation marks and write those inside it twice."
            ) from cause


def _columns(
    head: list[str], rows: list[list[str]], where: str, error: type[FramingError]
) -> list[str]:
    """Return the names of the columns; empty columns at the end are none."""
    names = [unguarded(name.strip()) for name in head]
    while names and not names[-1] and not any("".join(row[len(names) - 1 :]) for row in rows):
        names.pop()
    if "" in names:
        raise error(f"{where}: column {names.index('') + 1} of {len(names)} has no name; name it.")
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise error(f"{where}: the column {some(twice)} stands twice; each needs its own name.")
    return names


def _fitting(
    row: list[str], columns: list[str], where: str, error: type[FramingError]
) -> list[str]:
    while len(row) > len(columns) and not row[-1].strip():
        row = row[:-1]
    if len(row) != len(columns):
        raise error(f"{where}: {len(row)} cells where the header has {len(columns)}.")
    return [unguarded(cell) for cell in row]


def sheet_bytes(
    rows: Sequence[Sequence[str]],
    *,
    delimiter: str = ",",
    plain: Collection[str] = (),
) -> bytes:
    r"""Lay out rows as a CSV file in UTF-8 with its mark, each cell :func:`guarded`.

    The first row names the columns; those in ``plain`` hold numbers.

    Examples
    --------
    >>> sheet_bytes([["a", "b"], ["=1", "x;y"]], delimiter=";")
    b'\xef\xbb\xbfa;b\r\n\'=1;"x;y"\r\n'
    """
    if delimiter not in DELIMITERS:
        allowed = ", ".join(f"{mark!r} ({name})" for mark, name in DELIMITERS.items())
        raise ParameterError(f"delimiter is {delimiter!r}. Allowed: {allowed}.")
    ways = [str if name in plain else guarded for name in rows[0]]
    safe = [[way(cell) for way, cell in zip(ways, row, strict=True)] for row in rows]
    return encoded(csv_text(safe, delimiter=delimiter, end="\r\n"), mark=True)


def encoded(text: str, *, mark: bool = False) -> bytes:
    """Encode a text in UTF-8, or say which character no file can hold."""
    try:
        return text.encode("utf-8-sig" if mark else "utf-8")
    except UnicodeEncodeError as cause:
        around = text[max(0, cause.start - 20) : cause.start]
        raise ParameterError(
            f"half a character (U+{ord(text[cause.start]):04X}) stands after {around!r}; no text "
            "file can hold it. Mend the text and write again."
        ) from cause
