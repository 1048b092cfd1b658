"""Tables of one's own: their columns guessed, and written anew where an id or outlet lacks."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from framing.contracts import CONTRACTS
from framing.corpus.formats import is_table, read_file
from framing.corpus.readers.found import Record
from framing.errors import CorpusError, some
from framing.study.columns import Guess, guess_columns
from framing.study.finding import number

_OWN = ("article", "outlet", "title", "date", "text", "path", "event")
_KNOWN = {*CONTRACTS["articles"].columns, "path"}


class Table(NamedTuple):
    """A table with a row an article, and what its columns are taken for."""

    file: Path
    columns: tuple[str, ...]
    records: list[Record]
    guess: Guess

    @property
    def names_files(self) -> bool:
        """Whether its rows name the files that hold the texts."""
        return "path" in self.guess.columns

    @property
    def holds_texts(self) -> bool:
        """Whether a column is taken for the texts, or for the files that hold them."""
        return bool({"text", "path"} & set(self.guess.columns))


def read_table(file: Path) -> Table | None:
    """Read a table and guess its columns; none if the file is no table.

    Raises
    ------
    CorpusError : the file cannot be read; the message follows its name.
    """
    if not is_table(file.name):
        return None
    try:
        found = read_file(file.read_bytes(), file.name)
    except OSError as error:
        raise CorpusError(f"cannot be read: {error.strerror}") from error
    columns = found.columns or tuple(dict.fromkeys(c for r in found.records for c in r.fields))
    return Table(file, columns, found.records, guess_columns(columns, found.records))


def same_columns(tables: Sequence[Table]) -> dict[str, str] | None:
    """Return the columns that hold for every table as it is; None if there are no such.

    A table that lacks an id or an outlet cannot be read as it is; nor one whose
    column ``path`` names no file.
    """
    if not tables:
        return {}
    first = tables[0].guess.columns
    alike = all(table.guess.columns == first for table in tables)
    whole = {"article", "outlet"} <= set(first) and tables[0].holds_texts
    misled = "path" not in first and any("path" in table.columns for table in tables)
    if not alike or not whole or misled or (len(tables) > 1 and _share_ids(tables)):
        return None
    return {name: column for name, column in first.items() if name != column}


def _share_ids(tables: Sequence[Table]) -> bool:
    ids = [set(_ids(table)) for table in tables]
    return len(set().union(*ids)) < sum(map(len, ids))


def _ids(table: Table) -> list[str]:
    column = table.guess.columns.get("article", "")
    return [
        record.fields.get(column, "").strip() for record in table.records if not record.rejected
    ]


def write_table(table: Table, place: Path, ids: set[str]) -> list[str]:
    """Write a table anew under the names that articles have; each cell keeps its words.

    Parameters
    ----------
    table : the table.
    place : the file to write.
    ids : those taken by other tables; the new ones are added.

    Returns
    -------
    What was done, line by line.
    """
    columns = table.guess.columns
    kept = [record for record in table.records if not record.rejected]
    given = _ids(table) if "article" in columns else []
    again = not given or bool(ids & set(given))
    anew = [f"{table.file.stem}-{name}" for name in given or [r.place for r in kept]]
    names = anew if again else given
    ids |= set(names)
    others = [c for c in table.columns if c not in columns.values()]
    header = [*(n for n in _OWN if n in {*columns, "article", "outlet"}), *map(_other, others)]
    with place.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for record, name in zip(kept, names, strict=True):
            known = {"article": name, "outlet": table.file.stem}
            writer.writerow(_row(record.fields, columns, known) + _cells(record.fields, others))
    return [f"{table.file.name}: {line}" for line in _done(table, place, given, again=again)]


def _other(column: str) -> str:
    """Name a further column so that it is not taken for one that articles have."""
    return f"given_{column}" if column in _KNOWN else column


def _row(
    fields: Mapping[str, str], columns: Mapping[str, str], known: Mapping[str, str]
) -> list[str]:
    row = []
    for name in _OWN:
        if name == "article" or (name == "outlet" and name not in columns):
            row.append(known[name])
        elif name in columns:
            row.append(fields.get(columns[name], ""))
    return row


def _cells(fields: Mapping[str, str], columns: Sequence[str]) -> list[str]:
    return [fields.get(column, "") for column in columns]


def _done(table: Table, place: Path, given: Sequence[str], *, again: bool) -> list[str]:
    said = [f"written anew as articles/{place.name}, with the names that articles have"]
    if not given:
        said.append("no id in every row; the numbers of its lines are taken")
    elif again:
        said.append("its ids are those of another table too; its name is put before them")
    if "outlet" not in table.guess.columns:
        said.append(
            f"no outlet; all its texts are taken for those of '{table.file.stem}'. Mend it in "
            f"articles/{place.name}"
        )
    repairs = Counter(repair for record in table.records for repair in record.repairs)
    said += [f"{repair} ({number(n, 'row')})" for repair, n in sorted(repairs.items())]
    if wrong := [record for record in table.records if record.rejected]:
        places = some(record.place for record in wrong)
        said.append(f"{number(len(wrong), 'row')} not taken, at {places}: {wrong[0].rejected}")
    return said
