"""Read codings and coders made outside the rules: by people or by machines, from CSV files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from framing.codebook import Codebook
from framing.contracts import CONTRACTS
from framing.corpus.read_csv import read_rows
from framing.errors import CorpusError, StudyError, TableError, some, suggestion
from framing.tables import empty, require

KINDS = ("person", "model", "rules", "similarity", "classifier")
PERSON = "person"
_LISTS = ("subcode", "stance", "voice", "speaker")


def read_codings(path: str | Path, *, codebook: Codebook) -> pd.DataFrame:
    """Read a CSV file of codings and check every value against the codebook.

    Returns
    -------
    A row is one coder's decision on a sentence and frame: ``present`` is 1, 0 or missing
    (could not say). Several values of a column are joined by ``;``.

    Raises
    ------
    StudyError : the file cannot be read, or a frame, sub-code, stance or voice is unknown;
        the message names file and line.
    """
    path = Path(path)
    rows = _rows(path)
    allowed = {
        "present": ["", "0", "1"],
        "frame": list(codebook.frames),
        "stance": list(codebook.stances),
        "voice": list(codebook.voices),
    }
    for line, fields in rows:
        for column, values in allowed.items():
            _check(path, line, column, fields.get(column, ""), values)
        frame = codebook.frames[fields["frame"]]
        codes = [*frame.subcodes, *frame.countercodes]
        _check(path, line, "subcode", fields.get("subcode", ""), codes)
    return _table(path, [fields for _, fields in rows], "codings")


def read_coders(path: str | Path) -> pd.DataFrame:
    """Read a CSV file of coders: a row is a coder, with its ``kind``.

    Raises
    ------
    StudyError : the file cannot be read or a kind is unknown.
    """
    path = Path(path)
    rows = _rows(path)
    for line, fields in rows:
        _check(path, line, "kind", fields.get("kind", ""), KINDS)
    return _table(path, [fields for _, fields in rows], "coders")


def combined(tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Put codings from several sources into one table."""
    given = [require(table, "codings") for table in tables if len(table)]
    if not given:
        return empty("codings")
    return require(pd.concat(given, ignore_index=True), "codings")


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        records = read_rows(path)
    except CorpusError as error:
        raise StudyError(f"{path.name} {error}. Looked in {path.parent}.") from error
    for line, _, wrong in records:
        if wrong:
            raise StudyError(f"{path.name}, line {line}: {wrong}.")
    return [(line, fields) for line, fields, _ in records]


def _check(path: Path, line: int, column: str, value: str, allowed: Sequence[str]) -> None:
    """Refuse values that are not allowed; lists are joined by ``;`` (an empty one is none)."""
    values = value.split(";") if column in _LISTS else [value]
    unknown = [one for one in values if one not in allowed and (one or column not in _LISTS)]
    if unknown:
        raise StudyError(
            f"{path.name}, line {line}: {column} is {some(unknown)}. Allowed: "
            f"{', '.join(one or '(empty)' for one in allowed) or 'none'}."
            f"{suggestion(unknown[0], allowed)}"
        )


def _table(path: Path, rows: list[dict[str, str]], name: str) -> pd.DataFrame:
    columns = CONTRACTS[name].columns
    table = pd.DataFrame(rows, columns=[*rows[0]] if rows else list(columns))
    table = table.mask(table == "")
    try:
        for column in table.columns.intersection(
            [c for c, kind in columns.items() if kind != "str"]
        ):
            table[column] = pd.to_numeric(table[column])
        return require(table, name)
    except (TableError, ValueError) as error:
        raise StudyError(f"{path.name}: {error}") from error
