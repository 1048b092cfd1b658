"""CSV files of codings and samples, read as tables of articles are: no row is lost or shifted."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from framing.corpus.readers.csv_tsv import read
from framing.errors import CorpusError

Record = tuple[int, dict[str, str], str]


class Table(NamedTuple):
    """A CSV file: its columns, and its rows as :func:`read_rows` gives them."""

    columns: list[str]
    rows: list[Record]


def read_rows(path: Path) -> list[Record]:
    """Read a CSV file as words.

    Returns
    -------
    One entry a row: the line of the file in which it begins, its fields by column, and why
    it cannot be used (empty if it can).
    """
    return read_table(path).rows


def read_table(path: Path) -> Table:
    """Read a CSV file with its columns; see :func:`read_rows`."""
    try:
        found = read(path.read_bytes(), path.name)
    except OSError as error:
        raise CorpusError(f"cannot be read: {error.strerror}") from error
    rows: list[Record] = [(int(one.place), dict(one.fields), one.rejected) for one in found.records]
    return Table(list(found.columns), rows)
