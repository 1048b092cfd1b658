"""Reader for CSV files of articles or their metadata: words stay words, no row is lost."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from framing.corpus.read_text import read_text
from framing.errors import CorpusError, some

Record = tuple[int, dict[str, str], str]


def read_rows(path: Path) -> list[Record]:
    """Read a CSV file (comma or semicolon) as words.

    Returns
    -------
    One entry a row: its line in the file, its fields by column, and why it cannot be used
    (empty if it can: a row with too many or too few fields is told, never shifted).

    Raises
    ------
    CorpusError : no such file, not a text, no header, or a column named twice.
    """
    text, _ = read_text(path)
    header = text.splitlines()[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = [column.strip() for column in next(reader)]
        _check_header(columns)
        return [_record(reader.line_num, columns, row) for row in reader if any(row)]
    except csv.Error as error:
        raise CorpusError(f"line {reader.line_num}: {error}; check its quotation marks") from error


def _check_header(columns: list[str]) -> None:
    twice = sorted({column for column in columns if columns.count(column) > 1})
    if twice:
        raise CorpusError(f"names the column {some(twice)} twice; each column needs its own name")


def _record(line: int, columns: list[str], row: list[str]) -> Record:
    wrong = (
        "" if len(row) == len(columns) else f"{len(row)} fields where the header has {len(columns)}"
    )
    return line, dict(zip(columns, row, strict=False)), wrong
