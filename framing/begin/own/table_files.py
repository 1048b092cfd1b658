"""Tables of one's own: their columns guessed, and written anew where an id or outlet lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from framing.begin.finding import such_as
from framing.corpus.columns import RECIPE
from framing.corpus.formats import is_table, read_file
from framing.corpus.names import Guess, guess_columns
from framing.corpus.readers.api_lists import without_texts
from framing.corpus.readers.found import Record
from framing.errors import CorpusError, number, some
from framing.tables.contracts import CONTRACTS
from framing.tables.spreadsheets import write_disarmed

_OWN = ("article", "outlet", "title", "date", "text", "path", "event")
_KNOWN = {*CONTRACTS["articles"].columns, "path"}
_LONGEST_NAME = 255  # characters of a column's name; what is longer is a text


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

    @property
    def is_one(self) -> bool:
        """Whether the file is one article, as a JSON object is."""
        return [record.place for record in self.records] == [""]


def read_table(file: Path, given: Mapping[str, str]) -> Table | None:
    """Read a table and guess its columns, but for those given; none if the file is no table."""
    if not is_table(file.name):
        return None
    try:
        found = read_file(file.read_bytes(), file.name)
    except OSError as error:
        raise CorpusError(f"cannot be read: {error.strerror}") from error
    columns = found.columns or tuple(dict.fromkeys(c for r in found.records for c in r.fields))
    if any(len(column) > _LONGEST_NAME for column in columns):
        raise CorpusError(
            "begins with a text where the names of its columns should be; put a line with their "
            "names above it"
        )
    if (said := without_texts(columns)) and not {"text", "path"} & set(given):
        raise CorpusError(f"is {said}; {RECIPE}")
    guess = guess_columns(columns, found.records, given)
    if rest := [column for column in columns if column not in guess.columns.values()]:
        said = f"columns not taken: {', '.join(rest)} (take one: --columns title={rest[0]})"
        guess = guess._replace(said=[*guess.said, said])
    return Table(file, columns, found.records, guess)


def same_columns(tables: Sequence[Table]) -> dict[str, str] | None:
    """Return the columns that hold for every table as it is; None if there are no such.

    A table that lacks an id or an outlet cannot be read as it is; nor one whose
    column ``path`` names no file; and several files of one article each are better one table.
    """
    if not tables:
        return {}
    first = tables[0].guess.columns
    alike = all(table.guess.columns == first for table in tables)
    whole = {"article", "outlet"} <= set(first) and tables[0].holds_texts
    misled = "path" not in first and any("path" in table.columns for table in tables)
    if not alike or not whole or misled or any(table.is_one for table in tables):
        return None
    ids = [set(_given(table)) for table in tables]
    if len(set().union(*ids)) < sum(map(len, ids)):  # two share one
        return None
    return {name: column for name, column in first.items() if name != column}


def in_groups(tables: Sequence[Table]) -> list[list[Table]]:
    """Put together the files of one article each that have the same columns."""
    groups: dict[object, list[Table]] = {}
    for table in tables:
        key = str(table.guess.columns) if table.is_one else table.file
        groups.setdefault(key, []).append(table)
    return list(groups.values())


def write_tables(tables: Sequence[Table], place: Path, ids: set[str], *, root: Path) -> list[str]:
    """Write a table, or files of one article each, anew under the names that articles have.

    Every cell keeps its words. ``ids`` are those taken by other tables, to which the new ones are
    added. What was done is returned, line by line.
    """
    columns = tables[0].guess.columns
    rows = [(table, record) for table in tables for record in _kept(table)]
    given = [name for table in tables for name in _given(table)]
    again = not given or len(set(given)) < len(given) or bool(ids & set(given))
    names = [_anew(*row, root) for row in rows] if again else given
    ids |= set(names)
    others = [c for c in dict.fromkeys(c for t in tables for c in t.columns)
              if c not in columns.values()]  # fmt: skip
    own = [name for name in _OWN if name in {*columns, "article", "outlet"}]
    # a further column is named so that it is not taken for one that articles have
    lines = [[*own, *(f"given_{one}" if one in _KNOWN else one for one in others)]]
    for (table, record), name in zip(rows, names, strict=True):
        cells = {one: record.fields.get(column, "") for one, column in columns.items()}
        outlet = table.file.absolute().parent.name if table.is_one else table.file.stem
        cells = {"outlet": outlet, **cells, "article": name}
        lines.append([*(cells[one] for one in own), *(record.fields.get(c, "") for c in others)])
    write_disarmed(lines, place)
    return _done(tables, place, given, again=again)


def _kept(table: Table) -> list[Record]:
    return [record for record in table.records if not record.rejected]


def _given(table: Table) -> list[str]:
    """Return the ids that a table gives; none if no column is an id."""
    if (column := table.guess.columns.get("article")) is None:
        return []
    return [record.fields.get(column, "").strip() for record in _kept(table)]


def _anew(table: Table, record: Record, root: Path) -> str:
    """Return a new id: the place of the record in its file, or of the file in its folders."""
    if table.is_one:
        return table.file.relative_to(root).as_posix()
    column = table.guess.columns.get("article", "")
    return f"{table.file.stem}-{record.fields.get(column, '').strip() or record.place}"


def _done(tables: Sequence[Table], place: Path, given: Sequence[str], *, again: bool) -> list[str]:
    said = [f"written anew as articles/{place.name}, with the names that articles have"]
    first = tables[0]
    if first.is_one and again:
        said.append("no id, or ids that repeat; the places of the files are taken")
    elif not given:
        said.append("no id in every row; the numbers of its lines are taken")
    elif again:
        said.append("its ids are those of another table too; its name is put before them")
    if "outlet" not in first.guess.columns:
        what = "the folder of each is its outlet" if first.is_one else (
            f"all its texts are taken for those of '{first.file.stem}'"
        )  # fmt: skip
        said.append(f"no outlet; {what}. Mend it in articles/{place.name}")
    records = [record for table in tables for record in table.records]
    repairs = Counter(repair for record in records for repair in record.repairs)
    said += [f"{repair} ({number(n, 'row')})" for repair, n in sorted(repairs.items())]
    if wrong := [record for record in records if record.rejected]:
        places = some(record.place for record in wrong)
        said.append(f"{number(len(wrong), 'row')} not taken, at {places}: {wrong[0].rejected}")
    name = such_as([table.file.name for table in tables], shown=1)
    return [f"{name}: {line}" for line in said]
