"""Reader for CSV files of articles or their metadata: words stay words, no row is lost."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from framing.corpus.read_text import GUESSED, read_text
from framing.errors import CorpusError, some

Record = tuple[int, dict[str, str], str]


def read_rows(path: Path) -> list[Record]:
    """Read a CSV file (comma, semicolon or tab) as words.

    Returns
    -------
    One entry a row: the line of the file in which it begins, its fields by column, and why
    it cannot be used (empty if it can: a row with too many or too few fields is told, never
    shifted).

    Raises
    ------
    CorpusError : no such file, not a text, no header, or a column named twice.
    """
    return read_table(path).rows


class Table(NamedTuple):
    """A CSV file: its columns, its rows, and whether its encoding had to be guessed."""

    columns: list[str]
    rows: list[Record]
    repairs: list[str]


def read_table(path: Path) -> Table:
    """Read a CSV file with all that is known of it; see :func:`read_rows`."""
    text, repairs = read_text(path)
    header = next(line for line in text.splitlines() if line.strip())
    delimiter = max(",;\t", key=header.count)
    with fields_of_any_length(text):
        (_, columns), *rows = numbered(text, delimiter)
    columns = [column.strip() for column in columns]
    _check_header(columns)
    records = [_record(line, columns, row) for line, row in rows]
    return Table(columns, records, [repair for repair in repairs if repair == GUESSED])


def numbered(text: str, delimiter: str, first: int = 1) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not empty, each with the line in which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begin = first
    try:
        for row in reader:
            if any(field.strip() for field in row):
                yield begin, row
            begin = reader.line_num + first
    except csv.Error as error:
        raise CorpusError(
            f"has a quotation mark out of place, or one that is never closed, in the row that "
            f"begins in line {begin} ({error}); put the whole field in quotation marks and "
            "write those inside it twice"
        ) from error


@contextmanager
def fields_of_any_length(text: str) -> Iterator[None]:
    """Lift the limit that the csv module sets to the length of a field."""
    limit = csv.field_size_limit(len(text) + 1)
    try:
        yield
    finally:
        csv.field_size_limit(limit)


def named_twice(columns: Sequence[str]) -> list[str]:
    """Return the names that stand more than once, sorted; columns without a name do not count."""
    return sorted({column for column in columns if columns.count(column) > 1} - {""})


def check_named_once(columns: Sequence[str]) -> None:
    """Refuse a table that names a column twice."""
    if twice := named_twice(columns):
        raise CorpusError(f"names the column {some(twice)} twice; each column needs its own name")


def _check_header(columns: list[str]) -> None:
    check_named_once(columns)
    if "" in columns:
        raise CorpusError(
            f"has no name for its column {columns.index('') + 1} of {len(columns)}; name it in "
            "the first line or delete it"
        )


def _record(line: int, columns: list[str], row: list[str]) -> Record:
    wrong = (
        "" if len(row) == len(columns) else f"{len(row)} fields where the header has {len(columns)}"
    )
    return line, dict(zip(columns, row, strict=False)), wrong
