"""Reader for SQLite files (.sqlite, .db): the one table or view in them that holds texts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from framing.corpus.names import named_by
from framing.corpus.readers.found import Found, Record
from framing.corpus.readers.json_file import record
from framing.errors import CorpusError, some

START = b"SQLite format 3\0"
_JOURNAL = b"\1\1"  # bytes 18 and 19: a file with a log beside it is read without that
_ROWS_AT_ONCE = 256


def read(data: bytes, name: str) -> Found:
    """Read a SQLite file from memory; it is never written.

    Returns
    -------
    A record a row, placed by its number from 1; columns are those of the table or view of which
    one is called for texts (``text``, ``body``, ``content`` ...).

    Raises
    ------
    CorpusError : no SQLite file, a damaged one, or not one table with texts.

    Examples
    --------
    >>> with closing(sqlite3.connect(":memory:")) as base:
    ...     _ = base.execute("create table news (id, paper, body)")
    ...     _ = base.execute("insert into news values (7, 'Daily', 'They met.')")
    ...     base.commit()
    ...     read(base.serialize(), "a.db").records[0].fields
    {'id': '7', 'paper': 'Daily', 'body': 'They met.'}
    """
    if not data.startswith(START):
        said = f"is no SQLite file (it begins with {data[:12]!r})"
        raise CorpusError(said, code="another_format")
    try:
        with closing(sqlite3.connect(":memory:")) as base:
            base.deserialize(data[:18] + _JOURNAL + data[20:])
            base.execute("pragma query_only = on")
            table, columns = _table(base)
            return Found(list(_records(base, table, columns)), columns)
    except (sqlite3.Error, OverflowError, UnicodeError) as error:
        said = f"is a damaged SQLite file ({error})"
        raise CorpusError(said, code="damaged") from error


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _table(base: sqlite3.Connection) -> tuple[str, tuple[str, ...]]:
    """Return the table that holds texts, and its columns."""
    wanted = "select name from sqlite_master where type in ('table', 'view') order by name"
    names = [name for (name,) in base.execute(wanted) if not name.startswith("sqlite_")]
    columns = {name: _columns(base, name) for name in names}
    texts = [name for name, own in columns.items() if "text" in map(named_by, own)]
    if len(texts) == 1:
        return texts[0], columns[texts[0]]
    found = f"{len(texts)} tables with texts" if texts else "no table with a column for texts"
    raise CorpusError(
        f"holds {found} (tables: {some(names) or 'none'}); say in study.toml what is to be read: "
        'articles = "sqlite:///FILE" and query = "select ..."',
        code="several_tables" if texts else "no_articles",
    )


def _columns(base: sqlite3.Connection, name: str) -> tuple[str, ...]:
    return tuple(one[1] for one in base.execute(f"pragma table_info({_quoted(name)})"))


def _records(base: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> Iterator[Record]:
    listed = ", ".join(map(_quoted, columns))
    rows = base.execute(f"select {listed} from {_quoted(table)}")
    number = 0
    while part := rows.fetchmany(_ROWS_AT_ONCE):
        for row in part:
            number += 1
            yield record(str(number), dict(zip(columns, row, strict=True)))
