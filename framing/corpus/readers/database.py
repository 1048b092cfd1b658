"""Reader for databases: what a query gives, a row an article; nothing is ever written.

The address is SQLAlchemy's (``sqlite:///archive.db``, ``postgresql://reader@host/news``); any
driver that it knows can be named in it (``postgresql+pg8000://``). A password comes from the
environment alone, so that it stands in no file that is shared.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import quote, quote_plus

from framing.corpus.readers.found import Found, Record
from framing.corpus.readers.json_file import columns_of, record
from framing.errors import CorpusError
from framing.expressions import expression

PASSWORD = "FRAMING_DATABASE_PASSWORD"  # the variable of the environment that holds it
MOST_CHARACTERS = 2**30
_ROWS_AT_ONCE = 1000
_ADDRESS = expression(r"[a-z][a-z0-9_+]*://", re.IGNORECASE)
_WITHIN = expression(
    r"://[^/@:]{0,200}:[^@]{0,500}@|[?&][^=&]*(?:pass(?!file)|pwd|secret|token|credential|api_?key)[^=&]*="
    r"|(?:pwd|password)(?:=|%3D)",
    re.IGNORECASE,
)
_TOLD = expression(
    r"\b(pass(?:word|wd)?|pwd)(\s*[=:]\s*)('[^']*'|\"[^\"]*\"|[^\s;,&'\")]+)", re.IGNORECASE
)
_READS = expression(
    r"(?:\s|\(|--[^\n]*\n|/\*(?:(?!\*/)[\s\S])*\*/)*(?:select|with|values|table)\b", re.IGNORECASE
)
_WEB = ("http", "https", "ftp", "s3", "gs", "file")
_PARAMETER = expression(r"(?<![:\\]):(?=\w)")
_SQLITE = "sqlite"
_DIALECTS = {"postgres": "postgresql", "psql": "postgresql"}
_DRIVERS = ("psycopg", "psycopg2", "pg8000")  # of PostgreSQL, where the address names none


def is_address(given: object) -> bool:
    """Tell whether a source is the address of a database.

    Examples
    --------
    >>> is_address("sqlite:///archive.db"), is_address("articles.csv")
    (True, False)
    """
    return isinstance(given, str) and bool(_ADDRESS.match(given))


def holds_password(address: str) -> bool:
    """Tell whether a password stands in an address.

    Examples
    --------
    >>> holds_password("postgresql://reader:secret@host/news"), holds_password("sqlite:///a.db")
    (True, False)
    """
    return bool(_WITHIN.search(address))


def in_folder(address: str, folder: Path) -> str:
    """Seek a SQLite file in a folder, as files are that a study names."""
    start, _, path = address.partition(":///")
    if not start.lower().startswith("sqlite") or not path or path.startswith((":", "file:")):
        return address
    return f"{start}:///{(folder / path).as_posix()}"


def file_of(address: str) -> Path | None:
    """Return the file that a database is; None for one on a server."""
    start, _, path = address.partition(":///")
    return Path(path.partition("?")[0]) if start.lower().startswith("sqlite") and path else None


def name_of(address: str) -> str:
    """Name a database in the report: without user, password and options.

    Examples
    --------
    >>> name_of("postgresql+pg8000://reader:secret@host:5432/news"), name_of("sqlite:////a/b.db")
    ('postgresql://host:5432/news', 'b.db')
    """
    if file := file_of(address):
        return file.name
    start, _, rest = address.partition("://")
    return f"{start.partition('+')[0]}://{rest.partition('?')[0].rpartition('@')[2]}"


def read(address: str, query: str) -> Found:
    """Read what a query gives of a database.

    Returns
    -------
    A record a row, placed by its number from 1; its columns are those of the query.

    Raises
    ------
    CorpusError : no query or one that does not read, no such file, what the driver says, without
        the password, or more than can be held.
    """
    records, characters = list[Record](), 0
    for made in rows(address, query):
        characters += sum(map(len, made.fields.values()))
        if characters > MOST_CHARACTERS:
            said = f"gives more than {MOST_CHARACTERS:,} characters by row {made.place}"
            raise CorpusError(f"{said}; ask for less", code="too_large")
        records.append(made)
    if not records:
        raise CorpusError("gives no row for this query", code="no_rows")
    return Found(records, columns_of(records))


def rows(address: str, query: str) -> Iterator[Record]:
    """Yield the rows of a query as :func:`read` has them, in a transaction that may only read."""
    if not _READS.match(query):
        raise CorpusError(
            f'needs a query that reads, such as query = "select ..."; it is {query[:60]!r}',
            code="no_query",
        )
    if (kind := _kind(address)) in _WEB:
        said = "is an address of the web and no database; download it, and name the file"
        raise CorpusError(said, code="no_database")
    if kind == _SQLITE and ":///" not in address:
        said = "names no file; a SQLite file has three slashes: sqlite:///archive.db"
        raise CorpusError(said, code="no_such_file")
    if (file := file_of(address)) and not file.is_file():
        said = f"is not there (looked for {file.name} in {file.parent})"
        raise CorpusError(said, code="no_such_file")
    try:
        import sqlalchemy
    except ImportError as error:
        said = "is a database, which needs SQLAlchemy: pip install 'framing[database]'"
        raise CorpusError(said, code="needs_sqlalchemy") from error
    secret = os.environ.get(PASSWORD, "")
    given = ""
    try:
        url = _url(sqlalchemy.make_url(_named(address)), secret)
        given = str(url.password or "")
        engine = sqlalchemy.create_engine(url, hide_parameters=True)
        try:
            yield from _records(engine, query)
        finally:
            engine.dispose()
    except Exception as error:  # whatever a driver says, and its own chain may hold the password
        said = _blanked(str(error).strip().split("\n")[0] or type(error).__name__, secret, given)
    else:
        return
    _refuse(said, kind)


def _kind(address: str) -> str:
    return address.partition("://")[0].partition("+")[0].lower()


def _named(address: str) -> str:
    """Name a dialect as SQLAlchemy does, for an address that a service gives ("postgres://")."""
    start, _, rest = address.partition("://")
    dialect, plus, driver = start.lower().partition("+")
    return f"{_DIALECTS.get(dialect, dialect)}{plus}{driver}://{rest}"


def _refuse(said: str, kind: str) -> NoReturn:
    told = f"cannot be read: {said[:300].rstrip('.')}"
    if kind != _SQLITE:
        told += (
            f". Its password is taken from the environment ({PASSWORD}); a driver of your database "
            "must be installed, and may be named in the address (postgresql+pg8000://)"
        )
    raise CorpusError(told, code="database")


def _url(url: Any, secret: str) -> Any:
    """Give an address its password, a driver that is there, and for SQLite leave to read only."""
    backend = url.get_backend_name()
    if backend == "sqlite":
        path = quote(Path(url.database or "").resolve().as_posix())
        return url.set(database=f"file:{path}", query={"mode": "ro", "uri": "true"})
    if secret and not url.password:
        url = url.set(password=secret)
    if backend == "postgresql" and "+" not in url.drivername:
        driver = next((one for one in _DRIVERS if find_spec(one)), _DRIVERS[0])
        url = url.set(drivername=f"postgresql+{driver}")
    return url


def _records(engine: Any, query: str) -> Iterator[Record]:
    from sqlalchemy import text

    options = {"stream_results": True, "max_row_buffer": _ROWS_AT_ONCE}
    if engine.dialect.name == "postgresql":
        options["postgresql_readonly"] = True
    number = 0
    with engine.connect().execution_options(**options) as connection:
        if engine.dialect.name in ("mysql", "mariadb"):
            connection.execute(text("set transaction read only"))
        found = connection.execute(text(_PARAMETER.sub(r"\\:", query.rstrip().rstrip(";"))))
        for part in found.mappings().partitions(_ROWS_AT_ONCE):
            for row in part:
                number += 1
                yield record(str(number), dict(row))
        connection.rollback()


def _blanked(said: str, *secrets: str) -> str:
    """Leave passwords out of what a driver says, however it writes them."""
    for secret in filter(None, secrets):
        forms = {
            secret,
            quote(secret),
            quote(secret, safe=""),
            quote_plus(secret),
            repr(secret)[1:-1],
        }
        for form in sorted(forms, key=len, reverse=True):
            said = said.replace(form, "***")
    said = _TOLD.sub(r"\1\2***", said)
    return re.sub(r"(://[^:/@\s]*):[^@\s]*@", r"\1:***@", said)
