"""Read codings and coders made outside the rules: by people or by machines, from CSV files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from framing.coding.codebook import Codebook, checked_codebook
from framing.corpus.read_csv import read_rows
from framing.errors import CorpusError, StudyError, TableError, some, suggestion
from framing.tables.codes import KINDS
from framing.tables.contracts import CONTRACTS, FINAL, TEXT, Contract
from framing.tables.require import empty, require
from framing.tables.spreadsheets import unguarded

ROUNDS = ("training", "pilot", FINAL)  # only the last enters results
_LISTS = ("subcode", "stance", "voice", "speaker")
_NUMBERS = {
    "sentence": (re.compile(r"[0-9]+"), "a whole number from 0 on"),
    "score": (re.compile(r"|-?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?"), "a number or nothing"),
}


def read_codings(path: str | Path, *, codebook: Codebook) -> pd.DataFrame:
    """Read a CSV file of codings and check every value against the codebook.

    Parameters
    ----------
    path : the file.
    codebook : says which frames and values there are.

    Returns
    -------
    A row is one coder's decision on a sentence and frame: ``present`` is 1, 0 or missing
    (could not say). Several values of a column are joined by ``;``. Without a ``round`` (or
    where it is empty) a decision is final.

    Raises
    ------
    StudyError : the file cannot be read, or a frame, sub-code, stance, voice or round is
        unknown; the message names file and line.
    """
    codebook = checked_codebook(codebook)
    path = Path(path)
    rows = _rows(path, "codings")
    allowed = {
        "frame": list(codebook.frames),
        "present": ["", "0", "1"],
        "stance": list(codebook.stances),
        "voice": list(codebook.voices),
        "round": ["", *ROUNDS],
    }
    for line, fields in rows:
        for column, values in allowed.items():
            _check(path, line, column, fields.get(column, ""), values)
        frame = codebook.frames[fields["frame"]]
        codes = [*frame.subcodes, *frame.countercodes]
        _check(path, line, "subcode", fields.get("subcode", ""), codes)
        _check_numbers(path, line, fields)
    return _table(path, rows, "codings")


def read_coders(path: str | Path) -> pd.DataFrame:
    """Read a CSV file of coders: who or what coded.

    Parameters
    ----------
    path : the file.

    Returns
    -------
    A row is a coder, with its ``kind``. Of a language model, ``model``, ``prompt`` and ``run``
    say which it was, by which words it was asked (their hash), and when; ``settles`` names
    the coders, joined by ``;``, whose codings its own were made from.

    Raises
    ------
    StudyError : the file cannot be read or a kind is unknown; the message names file and line.
    """
    path = Path(path)
    rows = _rows(path, "coders")
    for line, fields in rows:
        _check(path, line, "kind", fields["kind"], KINDS)
    return _table(path, rows, "coders")


def combined(tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Put codings from several sources into one table."""
    given = [require(table, "codings") for table in tables if len(table)]
    if not given:
        return empty("codings")
    return require(pd.concat(given, ignore_index=True), "codings")


def _rows(path: Path, name: str) -> list[tuple[int, dict[str, str]]]:
    """Read a file's rows, each with its line; none lacks what names it."""
    try:
        records = read_rows(path)
    except CorpusError as error:
        raise StudyError(f"{path.name}: {error}. Looked in {path.parent}.") from error
    for line, fields, wrong in records:
        if wrong:
            raise StudyError(f"{path.name}, line {line}: {wrong}.")
        _check_required(path, line, fields, CONTRACTS[name])
    return [(line, {unguarded(name): unguarded(cell) for name, cell in fields.items()})
            for line, fields, _ in records]  # fmt: skip


def _check_required(path: Path, line: int, fields: dict[str, str], contract: Contract) -> None:
    for column in contract.required:
        if column not in fields:
            raise StudyError(
                f"{path.name} has no column '{column}'. Columns: {', '.join(fields)}."
                f"{suggestion(column, fields)}"
            )
        if column in contract.key and not fields[column]:
            raise StudyError(f"{path.name}, line {line}: {column} is empty; each row needs one.")


def _check(path: Path, line: int, column: str, value: str, allowed: Sequence[str]) -> None:
    """Refuse values that are not allowed; lists are joined by ``;`` (an empty one is none)."""
    values = value.split(";") if column in _LISTS else [value]
    unknown = [one for one in values if one not in allowed]
    if unknown and not (column in _LISTS and value == ""):
        raise StudyError(
            f"{path.name}, line {line}: {column} is {some(unknown)}. Allowed: "
            f"{', '.join(one or '(empty)' for one in allowed) or 'none'}."
            f"{suggestion(unknown[0], allowed)}"
        )


def _check_numbers(path: Path, line: int, fields: dict[str, str]) -> None:
    for column, (form, needed) in _NUMBERS.items():
        if not form.fullmatch(value := fields.get(column, "")):
            raise StudyError(
                f"{path.name}, line {line}: {column} is '{value}'; {needed} is needed."
            )


def _table(path: Path, rows: list[tuple[int, dict[str, str]]], name: str) -> pd.DataFrame:
    columns = CONTRACTS[name].columns
    if not rows:
        return empty(name)
    table = pd.DataFrame([fields for _, fields in rows])
    table = table.mask(table == "")
    numbers = [column for column in table if column in columns and columns[column].type != TEXT]
    table[numbers] = table[numbers].apply(pd.to_numeric)
    try:
        return require(table, name)
    except TableError as error:
        raise StudyError(f"{path.name}: {error}") from error
