"""Files of words beside a study: rows as spreadsheets save them, and files written only once."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from framing.corpus.read_text import decode
from framing.corpus.readers.csv_tsv import fields_of_any_length, named_twice
from framing.errors import CorpusError, FramingError, ParameterError, some
from framing.expressions import expression
from framing.tables.spreadsheets import csv_text, guarded, unguarded

WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}
_SEPARATOR = expression(r"sep=(.)\r?\n", re.IGNORECASE)


class Row(NamedTuple):
    """A row: its number in a spreadsheet (the header is row 1), its cells, why they do not fit."""

    number: int
    cells: dict[str, str]
    wrong: str = ""


class Rows(NamedTuple):
    """The columns of a file of words, and its rows."""

    columns: list[str]
    rows: list[Row]


def rows_of(data: bytes, name: str, error: type[FramingError]) -> Rows:
    """Read a CSV file or a workbook; in a workbook, a row has the cells of its own sheet."""
    if not data.startswith(WORKBOOK):
        return rows_of_csv(data, name, error)
    from framing.corpus.readers import excel

    try:
        found = excel.read(data, name)
    except CorpusError as cause:
        raise error(f"{name}: {cause}.") from cause
    bare = {column: unguarded(column) for column in found.columns}
    rows = [
        Row(
            int(one.place.rpartition(" ")[2]),
            {bare[column]: unguarded(one.fields.get(column, "")) for column in bare},
            one.rejected,
        )
        for one in found.records
    ]
    return Rows(list(bare.values()), rows)


def rows_of_csv(data: bytes, name: str, error: type[FramingError]) -> Rows:
    """Read a CSV file: its faults name the file and the row, as a spreadsheet numbers it.

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
    return Rows(columns, [_row(number, row, columns) for number, row in rest])


def _delimiter(text: str) -> tuple[str, str]:
    if (said := _SEPARATOR.match(text)) and said[1] in _DELIMITERS:
        return text[said.end() :], said[1]
    header = next((line for line in text.splitlines() if line.strip()), "")
    return text, max(_DELIMITERS, key=header.count)


def _numbered(
    text: str, delimiter: str, name: str, error: type[FramingError]
) -> Iterator[tuple[int, list[str]]]:
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
    if twice := named_twice(names):
        raise error(f"{where}: the column {some(twice)} stands twice; each needs its own name.")
    return names


def _row(number: int, row: list[str], columns: list[str]) -> Row:
    while len(row) > len(columns) and not row[-1].strip():
        row = row[:-1]
    fits = len(row) == len(columns)
    wrong = "" if fits else f"{len(row)} cells where the header has {len(columns)}"
    return Row(number, dict(zip(columns, map(unguarded, row), strict=False)), wrong)


def csv_bytes(rows: Iterable[Sequence[object]], *, delimiter: str = ",") -> bytes:
    r"""Lay out rows as a CSV file in UTF-8 with its mark, each word :func:`guarded`.

    Examples
    --------
    >>> csv_bytes([["a", "b"], ["=1", "x;y"]], delimiter=";")
    b'\xef\xbb\xbfa;b\r\n\'=1;"x;y"\r\n'
    """
    if delimiter not in _DELIMITERS:
        allowed = ", ".join(f"{mark!r} ({name})" for mark, name in _DELIMITERS.items())
        raise ParameterError(f"delimiter is {delimiter!r}. Allowed: {allowed}.")
    safe = [[guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    return encoded(csv_text(safe, delimiter=delimiter, end="\r\n"), mark=True)


def table_bytes(table: pd.DataFrame, *, delimiter: str = ",") -> bytes:
    """Lay out a table as a CSV file; see :func:`csv_bytes`."""
    rows = table.itertuples(index=False, name=None)
    return csv_bytes([list(table.columns), *rows], delimiter=delimiter)


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


def write_new(path: str | Path, data: bytes) -> Path:
    """Write a file where there is none yet, whole or not at all; its folder is made if need be."""
    path = Path(path)
    check_free(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError:
        check_free(path)
        raise
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return path


def check_free(path: Path) -> None:
    """Refuse a place where a file is already."""
    if path.exists():
        raise ParameterError(
            f"{path.name} is in {path.parent.name or path.parent} already and may hold somebody's "
            "work; nothing was written. Move it away or give another name."
        )
