"""What a reader gives: every record of a file, kept or rejected, with the repairs made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

MISSING = "missing: "  # so begins the reason of a record that stands for a document not delivered


class Record(NamedTuple):
    """One record of a file.

    Attributes
    ----------
    place : where it stands: a line, a document's number, a key; "" if the file is one article.
    fields : words by name: the file's own columns for tables, else ``text``, ``title``,
        ``date_text``, ``outlet`` and whatever more the format tells (``author``, ``url``, ...).
    repairs : what was repaired, each in a few words of one kind ("mojibake mended").
    rejected : why it cannot be used; "" if it can.
    """

    place: str
    fields: Mapping[str, str]
    repairs: tuple[str, ...] = ()
    rejected: str = ""


class Found(NamedTuple):
    """What a file holds.

    Attributes
    ----------
    records : every record, in the order of the file.
    columns : the columns of a table; () for a format that names its fields itself.
    declared : how many documents the export itself says that it holds; None if it does not.
        For each that is missing there is a rejected record; what goes beyond is kept and says so.
    """

    records: list[Record]
    columns: tuple[str, ...] = ()
    declared: int | None = None
