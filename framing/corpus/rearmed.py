"""Tables of text whose cells were kept from being run as formulas: the words as they were."""

from __future__ import annotations

from pathlib import PurePosixPath

from framing.corpus.readers.found import Found, Record
from framing.tables.spreadsheets import rearmed

REARMED = "mark that keeps a cell from being run as a formula left out"
_SUFFIXES = (".csv", ".tsv", ".tab")


def rearmed_table(found: Found, name: str) -> Found:
    """Give the cells of a table of text back as they were; other files are as they are.

    Parameters
    ----------
    found : what the file holds.
    name : the file's name.

    Examples
    --------
    >>> found = Found([Record("2", {"text": "'=1 or 2"})], ("text",))
    >>> rearmed_table(found, "a.csv").records[0].fields
    {'text': '=1 or 2'}
    """
    if PurePosixPath(name.lower()).suffix not in _SUFFIXES:
        return found
    columns = tuple(map(rearmed, found.columns))
    return found._replace(records=[_record(one) for one in found.records], columns=columns)


def _record(record: Record) -> Record:
    fields = {rearmed(column): rearmed(cell) for column, cell in record.fields.items()}
    if fields == record.fields:
        return record
    return record._replace(fields=fields, repairs=(*record.repairs, REARMED))
