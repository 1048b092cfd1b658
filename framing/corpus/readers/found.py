"""What a reader gives: every record of a file, kept or rejected, with the repairs made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from framing.corpus.notes import NO_NOTE, Note

NOT_DELIVERED = "not_delivered"  # why a record is rejected that stands for a missing document


class Listed(str):
    """The words of a list or of nested fields, joined: no name of anything."""


class Record(NamedTuple):
    """One record of a file."""

    place: str  # where it stands: a line, a document's number, a key; "" if the file is one article
    # words by name: the file's own columns for tables, else ``text``, ``title``, ``date_text``,
    # ``outlet`` and whatever more the format tells (``author``, ``url``, ...)
    fields: Mapping[str, str]
    repairs: tuple[Note, ...] = ()  # what was repaired
    rejected: Note = NO_NOTE  # why it cannot be used; no words if it can


class Found(NamedTuple):
    """What a file holds."""

    records: list[Record]  # every record, in the order of the file
    # the columns of a table; () for a format that names its fields itself
    columns: tuple[str, ...] = ()
    # how many documents the export itself says that it holds; None if it does not. For each that
    # is missing there is a rejected record; what goes beyond is kept and says so
    declared: int | None = None
