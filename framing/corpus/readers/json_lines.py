"""Reader for JSON Lines: each line an object, one article each."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator

from framing.corpus.notes import Note
from framing.corpus.read_text import decode, decode_table
from framing.corpus.readers.found import Found, Record
from framing.corpus.readers.json_file import columns_of, parse, record
from framing.errors import CorpusError

_TWO_BYTES = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read(data: bytes, name: str) -> Found:
    r"""Read a JSON Lines file (.jsonl, .ndjson): one bad line is one rejected record.

    Returns
    -------
    A record a line that is not blank, placed by the line's number; fields as
    :func:`framing.corpus.readers.json_file.read` gives them. Each line is decoded by itself,
    so that one in another encoding does not spoil the rest.

    Examples
    --------
    >>> for record in read(b'{"id": "007"}\n{"id": \n', "a.jsonl").records: print(record[:2])
    ('1', {'id': '007'})
    ('2', {})
    """
    records = [_record(number, line) for number, line in _lines(data)]
    if not any(record.fields for record in records):
        first = f"line {records[0].place} {records[0].rejected}" if records else "it is empty"
        raise CorpusError(
            f"holds no line that is a JSON object ({first}); if the whole file is one JSON text, "
            "let its name end in .json",
            code="no_articles",
        )
    return Found(records, columns_of(records))


def _lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank; only a line feed ends one."""
    if data.startswith(_TWO_BYTES):
        data = decode(data)[0].encode("utf-8", "surrogatepass")
    lines = data.removeprefix(codecs.BOM_UTF8).split(b"\n")
    return ((number, line) for number, line in enumerate(lines, 1) if line.strip())


def _record(number: int, line: bytes) -> Record:
    place = str(number)
    try:
        text, repairs = decode_table(line)
        item = parse(text)
    except CorpusError as error:
        return Record(place, {}, rejected=Note(error.code, str(error)))
    except json.JSONDecodeError as error:
        said = f"is no JSON: {error.msg} at column {error.colno}"
        return Record(place, {}, rejected=Note("damaged", said))
    except ValueError as error:
        return Record(place, {}, rejected=Note("nested_too_deep", f"is {error}"))
    return record(place, item, repairs)
