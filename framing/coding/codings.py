"""Tables of codings and coders made outside the rules, by people or by machines."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

import pandas as pd

from framing.coding.claims import HOW, KEY, gathered, of_codings
from framing.coding.codebook import Codebook
from framing.coding.decisions import ROWS, ReadCodings, not_allowed
from framing.coding.files import Rows, rows_of
from framing.errors import StudyError, TableError, suggestion
from framing.expressions import expression
from framing.tables.codes import FUNCTIONS, KINDS, VALUATIONS
from framing.tables.contracts import CONTRACTS, FINAL, TEXT, Contract
from framing.tables.require import empty, require
from framing.tables.toml import read_bytes

ROUNDS = ("training", "pilot", FINAL)  # only the last enters results
_OLD = {"stance": "mode"}  # columns of earlier versions
_NUMBERS = {
    "sentence": (expression(r"[0-9]+"), "a whole number from 0 on"),
    **dict.fromkeys(("claim", "start", "end"), (expression(r"[0-9]*"), "a whole number")),
    "score": (expression(r"|-?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?"), "a number or nothing"),
}


def read_table(table: Rows, name: str, codebook: Codebook) -> ReadCodings:
    """Read a table that has the columns of codings; each value is checked.

    With a column ``claim`` a sentence and frame may have several rows, each with its number.

    Raises
    ------
    StudyError : a frame, sub-code, mode, voice or round is unknown, a value of a wrong kind
        or a column lacking; the message names file and line.
    """
    allowed = {
        "frame": list(codebook.frames),
        "present": ["", "0", "1"],
        "mode": list(codebook.modes),
        "voice": list(codebook.voices),
        "valuation": VALUATIONS,
        "valued_by": list(codebook.voices),
        "function": FUNCTIONS,
        "round": ["", *ROUNDS],
    }
    _check_rows(table, name, CONTRACTS["codings"])
    for line, fields, _ in table.rows:
        where = f"{name}, line {line}"
        for column, values in allowed.items():
            _check(where, column, fields.get(column, ""), values)
        frame = codebook.frames[fields["frame"]]
        codes = [*frame.subcodes, *frame.countercodes]
        _check(where, "subcode", fields.get("subcode", ""), codes)
        _check_numbers(where, fields)
    told = [row for row in table.rows if row.cells.get("claim")]
    whole = [row for row in table.rows if not row.cells.get("claim")]
    codings = table_of(Rows(table.columns, whole), name, "codings")
    codings = codings.drop(columns="claim", errors="ignore")
    if not told:
        return ReadCodings(codings, pd.DataFrame(columns=ROWS), of_codings(codings))
    one_by_one = table_of(Rows(table.columns, told), name, "claims")
    every = _one_decision_each(pd.concat([codings, gathered(one_by_one)]), name)
    return ReadCodings(
        every,
        pd.DataFrame(columns=ROWS),
        require(pd.concat([of_codings(codings), one_by_one]), "claims"),
    )


def _one_decision_each(codings: pd.DataFrame, name: str) -> pd.DataFrame:
    """Refuse a sentence and frame that has both claims and a row without a number."""
    try:
        return require(codings.sort_values(KEY, kind="stable", ignore_index=True), "codings")
    except TableError as error:
        raise StudyError(f"{name}: {error} Number each row of it in 'claim'.") from error


def read_coders(path: str | Path) -> pd.DataFrame:
    r"""Read a CSV file of coders: who or what coded.

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

    Examples
    --------
    >>> import tempfile
    >>> place = Path(tempfile.mkdtemp()) / "coders.csv"
    >>> _ = place.write_text("coder,kind\nAda,person\n")
    >>> read_coders(place)[["coder", "kind"]]
      coder    kind
    0   Ada  person
    """
    path = Path(path)
    table = read_rows(path, "coders")
    for line, fields, _ in table.rows:
        _check(f"{path.name}, line {line}", "kind", fields["kind"], KINDS)
    return table_of(table, path.name, "coders")


def combined(tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Put codings from several sources into one table."""
    given = [require(table, "codings") for table in tables if len(table)]
    if not given:
        return empty("codings")
    return require(pd.concat(given, ignore_index=True), "codings")


def read_rows(path: Path, contract: str) -> Rows:
    """Read the rows of a table that was written to a file; each has its key."""
    table = rows_of(read_bytes(path, StudyError), path.name, StudyError)
    _check_rows(table, path.name, CONTRACTS[contract])
    return table


def table_of(table: Rows, name: str, contract: str) -> pd.DataFrame:
    """Make a table of rows of words: empty cells are missing, numbers are numbers."""
    words = pd.DataFrame([row.cells for row in table.rows], columns=table.columns, dtype="str")
    words = words.mask(words == "")
    kinds = CONTRACTS[contract].columns
    numbers = [column for column in words if column in kinds and kinds[column].type != TEXT]
    words[numbers] = words[numbers].apply(pd.to_numeric)
    try:
        return require(words, contract)
    except TableError as error:
        raise StudyError(f"{name}: {error}") from error


def with_new_names(table: Rows) -> Rows:
    """Give columns that had another name in earlier versions the one of today."""
    names = {old: new for old, new in _OLD.items() if new not in table.columns}
    columns = [names.get(column, column) for column in table.columns]
    rows = [
        row._replace(cells={names.get(key, key): cell for key, cell in row.cells.items()})
        for row in table.rows
    ]
    return Rows(columns, rows)


def _check_rows(table: Rows, name: str, contract: Contract) -> None:
    """Refuse a table that lacks a column, or has a row that fits no column or has no key."""
    if lacking := [column for column in contract.required if column not in table.columns]:
        raise StudyError(
            f"{name} has no column '{lacking[0]}'. Columns: {', '.join(table.columns)}."
            f"{suggestion(lacking[0], table.columns)}"
        )
    for line, fields, wrong in table.rows:
        if wrong:
            raise StudyError(f"{name}, line {line}: {wrong}.")
        if lacks := [column for column in contract.key if not fields[column]]:
            raise StudyError(f"{name}, line {line}: {lacks[0]} is empty; each row needs one.")


def _check(where: str, column: str, value: str, allowed: Collection[str]) -> None:
    """Refuse values that are not allowed; lists are joined by ``;`` (an empty one is none)."""
    values = value.split(";") if column in HOW else [value]
    unknown = [one for one in values if one not in allowed]
    if unknown and not (column in HOW and value == ""):
        named = [one or "(empty)" for one in allowed]
        raise StudyError(f"{where}: {not_allowed(column, unknown, named)}")


def _check_numbers(where: str, fields: dict[str, str]) -> None:
    for column, (form, needed) in _NUMBERS.items():
        if not form.fullmatch(value := fields.get(column, "")):
            raise StudyError(f"{where}: {column} is '{value}'; {needed} is needed.")
