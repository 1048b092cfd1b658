"""Sources cut in pieces, so that no more of them is held at a time than some of their records."""

from __future__ import annotations

import codecs
import csv
import json
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from framing.corpus.formats import kind_named
from framing.corpus.load import Corpus, load
from framing.corpus.readers import database
from framing.corpus.readers.csv_tsv import delimiter_of
from framing.errors import CorpusError, some

SIZE = 1000  # records of a piece
_HEAD = 1 << 20  # bytes from which the delimiter of a table is told
_LONGEST = 1 << 26  # bytes of one row; beyond them a quotation mark was never closed
_TWO_BYTES = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BY_OTHERS = {"date_read_as_others", "date_ambiguous"}  # what all dates of a source have to tell


class Piece(NamedTuple):
    """Some records of a source, as a small file of its format: its name, and its bytes."""

    name: str
    data: bytes


def pieces(sources: Iterable[str | Path], *, query: str = "", size: int = SIZE) -> Iterator[Piece]:
    r"""Cut sources in pieces of so many records, one after the other.

    Parameters
    ----------
    sources : tables with a row an article (CSV, TSV, JSON Lines, Parquet), or addresses of
        databases.
    query : what is read of a database.
    size : records of a piece at most.

    Raises
    ------
    CorpusError : a source is not there, is of another format, or cannot be cut.

    Examples
    --------
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "a.jsonl"
    ...     _ = file.write_bytes(b'{"id": 1}\n{"id": 2}\n\n{"id": 3}\n')
    ...     [piece.data for piece in pieces([file], size=2)]
    [b'{"id": 1}\n{"id": 2}\n', b'{"id": 3}\n']
    """
    for source in sources:
        if database.is_address(source):
            address = str(source)
            rows = (json.dumps(dict(one.fields)).encode() for one in database.rows(address, query))
            name = f"{Path(database.name_of(address)).name}.jsonl"
            yield from (Piece(name, b"\n".join(held)) for held in _some(rows, size))
        else:
            path = Path(source)
            yield from (Piece(path.name, data) for data in _cutter(path)(path, size))


def read_piece(piece: Piece, *, dates: str = "", **asked: Any) -> Corpus:
    """Read a piece as :func:`framing.corpus.load.load` reads a source; it may hold no article.

    Raises
    ------
    CorpusError : as for the whole, and where a piece does not tell what the whole would: which
        of day and month comes first in its dates, and files that its rows name.
    """
    with TemporaryDirectory(prefix="framing-piece-") as folder:
        place = Path(folder, piece.name)
        place.write_bytes(piece.data)
        corpus = load(place, dates=dates, may_be_empty=True, **asked)
    if not dates and (unsure := corpus.repairs[corpus.repairs["repair"].isin(_BY_OTHERS)]).size:
        raise CorpusError(
            f"{piece.name}: {some(unsure['said'])}. In pieces, no other date of the source "
            'tells the order: set [corpus] dates = "day-month" or "month-day".'
        )
    if (corpus.inputs["reason"] == "no_such_file").any():
        raise CorpusError(
            f"{piece.name}: its rows name files of text. To be read in pieces, a table must hold "
            "the texts themselves, in a column 'text'."
        )
    return corpus


def _cutter(path: Path) -> Callable[[Path, int], Iterator[bytes]]:
    if not path.is_file():
        raise CorpusError(f"{path.name}: there is no such file (looked in {path.parent}).")
    cutters = {"csv_tsv": _rows, "json_lines": _lines, "parquet": _batches}
    if cutter := cutters.get(kind_named(path.name)):
        return cutter
    raise CorpusError(
        f"{path.name}: cannot be read in pieces. A table in CSV, TSV, JSON Lines or Parquet can, "
        "and the address of a database (sqlite:///archive.db) with a query."
    )


def _some(items: Iterable[bytes], size: int) -> Iterator[list[bytes]]:
    items = iter(items)
    while held := [*islice(items, size)]:
        yield held


def _batches(path: Path, size: int) -> Iterator[bytes]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:  # a page of a column at a time, however large its groups of rows are
        with pq.ParquetFile(path, buffer_size=1 << 20, pre_buffer=False) as file:
            for batch in file.iter_batches(batch_size=size):
                held = BytesIO()
                pq.write_table(pa.Table.from_batches([batch]), held, compression="none")
                yield held.getvalue()
    except pa.ArrowException as error:
        said = " ".join(str(error).split())[:120]
        raise CorpusError(
            f"{path.name} is a Parquet file cut short or damaged ({said}).", code="damaged"
        ) from error


def _lines(path: Path, size: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        _check_bytes(path, file.read(2))
        file.seek(0)
        lines = (line for line in file if line.strip())
        yield from map(b"".join, _some(lines, size))


def _check_bytes(path: Path, first: bytes) -> None:
    if first in _TWO_BYTES:
        said = "is in UTF-16; save it as UTF-8, so that it can be read in pieces"
        raise CorpusError(f"{path.name} {said}.", code="encoding")


class _Raw:
    """The lines of a table, with what of them was read since it was last asked."""

    def __init__(self, path: Path, lines: Iterable[str]) -> None:
        self._path, self._lines = path, iter(lines)
        self._held, self._size = list[str](), 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._held.append(line)
        self._size += len(line)
        if self._size > _LONGEST:
            raise _unclosed(self._path, f"a row of more than {_LONGEST:,} bytes")
        return line

    def taken(self) -> bytes:
        raw = "".join(self._held).encode("latin-1")
        self._held, self._size = [], 0
        return raw


def _unclosed(path: Path, said: object) -> CorpusError:
    return CorpusError(
        f"{path.name} has a quotation mark out of place, or one that is never closed ({said}).",
        code="quotation_mark",
    )


def _rows(path: Path, size: int) -> Iterator[bytes]:
    """Yield rows of a table below its header, byte by byte as they stand.

    They are parted as if each byte were a character: what parts them is ASCII in any code.
    """
    with path.open(encoding="latin-1", newline="") as file:
        head = file.read(_HEAD)
        _check_bytes(path, head[:2].encode("latin-1"))
        bom = codecs.BOM_UTF8.decode("latin-1")
        delimiter, _, first = delimiter_of(head.removeprefix(bom))
        file.seek(0)
        marked = islice(file, first - 1, None)
        raw = _Raw(path, marked)
        rows = _each(path, raw, delimiter)
        header = next(rows, b"").removeprefix(codecs.BOM_UTF8)
        told = f"sep={delimiter}\n".encode()
        for held in _some(rows, size):
            yield told + header + b"".join(held)


def _each(path: Path, raw: _Raw, delimiter: str) -> Iterator[bytes]:
    limit = csv.field_size_limit(_LONGEST)
    try:
        for row in csv.reader(raw, delimiter=delimiter, strict=True):
            taken = raw.taken()
            if any(field.strip() for field in row):
                yield taken
    except csv.Error as error:
        raise _unclosed(path, error) from error
    finally:
        csv.field_size_limit(limit)
