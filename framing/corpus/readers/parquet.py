"""Reader for Parquet: typed columns to words, nested ones with dots."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any
from urllib.parse import unquote

from framing.corpus.readers.csv_tsv import bare, check_named_once
from framing.corpus.readers.found import Found, Record
from framing.corpus.readers.json_file import columns_of, record
from framing.errors import CorpusError

MOST_ROWS = 10_000_000
MOST_CHARACTERS = 2**30
_ROWS_AT_ONCE = 256
_NO_VALUE = "__HIVE_DEFAULT_PARTITION__"


def read(data: bytes, name: str) -> Found:
    """Read a Parquet file; every value becomes the words that would be written for it.

    Returns
    -------
    A record a row, placed by its number from 1. Whole numbers are written without ``.0``,
    dates and times as ISO 8601 with their offset; null and NaN are empty. Structures are
    named with dots, lists joined by ``"; "``; bytes that are no UTF-8 reject their row. Folders
    called ``outlet=Daily`` are a column, as programmes write tables in parts.

    Raises
    ------
    CorpusError : no Parquet file, cut short, encrypted, without columns, a column named
        twice, or more than can be held.
    """
    if data[:4] != b"PAR1":
        kind = "an encrypted" if data[:4] == b"PARE" else "no"
        raise CorpusError(
            f"is {kind} Parquet file (it begins with {data[:4]!r}); export the table again",
            code="locked" if data[:4] == b"PARE" else "another_format",
        )
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(pa.BufferReader(data))
        columns = [(bare(one.name), pa.types.is_nested(one.type)) for one in file.schema_arrow]
        _check([column for column, _ in columns], file.metadata.num_rows)
        parts = _partition(name)
        records = [one._replace(fields=parts | dict(one.fields)) for one in _records(file)]
    except CorpusError:
        raise
    except Exception as error:  # whatever the library says of a broken file
        said = " ".join(str(error).split())[:120]
        raise CorpusError(
            f"is a Parquet file cut short or damaged ({said}); export it again", code="damaged"
        ) from error
    plain = [column for column, is_nested in columns if not is_nested]
    return Found(records, tuple(dict.fromkeys((*columns_of(records), *plain))))


def _partition(name: str) -> dict[str, str]:
    """Return the columns that folders name, as data frames are written in parts.

    Examples
    --------
    >>> _partition("news.parquet/outlet=The%20Daily/part-0.parquet")
    {'outlet': 'The Daily'}
    """
    pairs = (part.partition("=") for part in name.split("/")[:-1] if part.partition("=")[1])
    found = {column: unquote(value) for column, _, value in pairs if column.isidentifier()}
    return {column: "" if value == _NO_VALUE else value for column, value in found.items()}


def _check(columns: list[str], rows: int) -> None:
    if not columns:
        raise CorpusError(
            "has no columns, so no articles; export the table again", code="no_header"
        )
    check_named_once(columns)
    if rows > MOST_ROWS:
        said = f"says that it holds {rows:,} rows; at most {MOST_ROWS:,} can be read"
        raise CorpusError(said, code="too_large")


def _records(file: Any) -> Iterator[Record]:
    batches = (batch.to_pylist() for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE))
    characters = 0
    for number, row in enumerate(chain.from_iterable(batches), 1):
        made = record(str(number), row)
        characters += sum(map(len, made.fields.values()))
        if characters > MOST_CHARACTERS:
            raise CorpusError(
                f"unpacks to more than {MOST_CHARACTERS:,} characters by row {number}; give it in "
                "smaller files",
                code="too_large",
            )
        yield made
