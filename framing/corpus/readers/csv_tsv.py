"""Reader for tables of text: fields parted by commas, semicolons, tabs or bars."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice

from framing.corpus.notes import NO_NOTE, Note
from framing.corpus.read_text import decode_table
from framing.corpus.readers.found import Found, Record
from framing.errors import CorpusError, some
from framing.tables.spreadsheets import rearmed

CUT = Note("cut_by_excel", "text may be cut at Excel's limit of 32,767 characters")
PADDED = Note("column_names_padded", "blanks around column names left out")
UNNAMED = Note("column_empty", "empty column without a name left out")
REARMED = Note("formula_mark", "mark that keeps a cell from being run as a formula left out")
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_EXCEL_LIMIT = 32_767
_SAMPLE = 20
_TELLS = "sep="


def read(data: bytes, name: str) -> Found:
    r"""Read a table of text; every field stays the words that it is.

    Returns
    -------
    A record a row, placed by the line in which it begins. A row with more or fewer fields
    than the header is rejected, never shifted; rows without any words are no records.

    Raises
    ------
    CorpusError : no text, a quotation mark that is never closed, a column without a name or
        named twice, or a delimiter that cannot be told.

    Examples
    --------
    >>> read(b"sep=;\nid;title\n007;NA\n", "a.csv").records
    [Record(place='3', fields={'id': '007', 'title': 'NA'}, repairs=(), rejected='')]
    """
    text, repairs = decode_table(data)
    delimiter, text, begin = delimiter_of(text)
    with fields_of_any_length(text):
        rows = list(_numbered(text, delimiter, begin))
    if not rows:
        said = "has no header; its first line must name the columns"
        raise CorpusError(said, code="no_header")
    (_, header), *rows = rows
    columns, mended = _columns(header, [row for _, row in rows])
    records = [_record(line, columns, row, (*repairs, *mended)) for line, row in rows]
    return Found(records, tuple(filter(None, columns)))


def rearmed_table(found: Found) -> Found:
    """Give cells that were kept from being run as formulas back as they were.

    Examples
    --------
    >>> rearmed_table(Found([Record("2", {"text": "'=1 or 2"})])).records[0].fields
    {'text': '=1 or 2'}
    """
    records = []
    for one in found.records:
        fields = {rearmed(column): rearmed(cell) for column, cell in one.fields.items()}
        told = (REARMED,) if fields != one.fields else ()
        records.append(one._replace(fields=fields, repairs=(*one.repairs, *told)))
    return found._replace(records=records, columns=tuple(map(rearmed, found.columns)))


def cut_by_excel(word: str) -> bool:
    """Tell whether a cell is as long as Excel allows, which counts an emoji as two.

    Examples
    --------
    >>> cut_by_excel("a" * 32_767), cut_by_excel("a" * 32_768)
    (True, False)
    """
    if not _EXCEL_LIMIT // 2 <= len(word) <= _EXCEL_LIMIT:
        return False
    return len(word.encode("utf-16-le", "surrogatepass")) == 2 * _EXCEL_LIMIT


def bare(column: str) -> str:
    """Return a column's name without blanks, zero-width spaces and byte order marks around it."""
    return column.strip().strip("\ufeff\u200b").strip()


def named_twice(columns: Sequence[str]) -> list[str]:
    """Return the names that stand more than once, sorted; columns without a name do not count."""
    return sorted(column for column, n in Counter(columns).items() if n > 1 and column)


def check_named_once(columns: Sequence[str]) -> None:
    """Refuse a table that names a column twice."""
    if twice := named_twice(columns):
        said = f"names the column {some(twice)} twice; each column needs its own name"
        raise CorpusError(said, code="column_named_twice")


@contextmanager
def fields_of_any_length(text: str) -> Iterator[None]:
    """Lift the limit that the csv module sets to the length of a field."""
    limit = csv.field_size_limit(len(text) + 1)
    try:
        yield
    finally:
        csv.field_size_limit(limit)


def _numbered(text: str, delimiter: str, first: int = 1) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not empty, each with the line in which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begin = first
    try:
        for row in reader:
            if any(field.strip() for field in row):
                yield begin, row
            begin = reader.line_num + first
    except csv.Error as error:
        raise CorpusError(
            f"has a quotation mark out of place, or one that is never closed, in the row that "
            f"begins in line {begin} ({error}); put the whole field in quotation marks and "
            "write those inside it twice",
            code="quotation_mark",
        ) from error


def delimiter_of(text: str) -> tuple[str, str, int]:
    """Return what parts the fields of a table, as told or found; its rows, and their first line."""
    told, text, begin = _told_delimiter(text)
    return told or _delimiter(text), text, begin


def _told_delimiter(text: str) -> tuple[str, str, int]:
    """Return the delimiter that a first line ``sep=;`` tells, the rest, and its first line."""
    first, _, rest = text.partition("\n")
    line = first.rstrip("\r").strip('"')
    if not line.lower().startswith(_TELLS):
        return "", text, 1
    told = set(line[len(_TELLS) :])  # a spreadsheet may have written sep=;;;;
    delimiter = told.pop() if len(told) == 1 else ""
    if not delimiter or delimiter.isalnum() or delimiter in "'\" ":
        raise CorpusError(
            f"begins with {line[:20]!r}, which names no delimiter; write sep=; or leave it out",
            code="delimiter",
        )
    return delimiter, rest, 2


def _delimiter(text: str) -> str:
    """Return the delimiter that parts the header, and the rows after it alike."""
    fits = {delimiter: _fit(text, delimiter) for delimiter in _DELIMITERS}
    best = max(fits.values())
    first, *others = [delimiter for delimiter, fit in fits.items() if fit == best]
    if others and best > (0, 0, 0):
        names = " or ".join(_DELIMITERS[delimiter] for delimiter in (first, *others))
        raise CorpusError(
            f"may be parted by {names}; say which in a line of its own before the header, "
            f"such as sep={first}",
            code="delimiter",
        )
    return first


def _fit(text: str, delimiter: str) -> tuple[float, float, int]:
    """Return whether a delimiter parts the header, in how many rows alike, in how many fields."""
    rows: list[list[str]] = []
    with suppress(CorpusError):  # what comes before the fault tells enough
        rows.extend(row for _, row in islice(_numbered(text, delimiter), _SAMPLE + 1))
    if not rows or len(rows[0]) < 2:
        return (0, 0, 0)
    width = len(rows[0])
    alike = sum(len(row) == width for row in rows) / len(rows)
    return (1, alike, width)


def _columns(header: list[str], rows: list[list[str]]) -> tuple[list[str], list[Note]]:
    """Return the names of the columns ("" for one to leave out), and what was mended."""
    columns = [bare(column) for column in header]
    check_named_once(columns)
    nameless = [place for place, column in enumerate(columns) if not column]
    for place in nameless:
        if any(row[place].strip() for row in rows if place < len(row)):
            raise CorpusError(
                f"has no name for its column {place + 1} of {len(columns)}; name it in the "
                "header or delete it",
                code="column_without_name",
            )
    mended = [PADDED] if any(map(str.__ne__, header, columns)) else []
    return columns, mended + ([UNNAMED] if nameless else [])


def _record(line: int, columns: list[str], row: list[str], repairs: tuple[Note, ...]) -> Record:
    fields = {column: word for column, word in zip(columns, row, strict=False) if column}
    cut = (CUT,) if any(map(cut_by_excel, row)) else ()
    wrong = Note("fields_uneven", f"{len(row)} fields where the header has {len(columns)}")
    return Record(str(line), fields, repairs + cut, NO_NOTE if len(row) == len(columns) else wrong)
