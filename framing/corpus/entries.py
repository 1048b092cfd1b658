"""Entries of the load report: what became of each input, and how it is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from framing.corpus.notes import NO_NOTE, Note
from framing.corpus.readers.found import NOT_DELIVERED
from framing.errors import number
from framing.tables.require import require

KEPT, REPAIRED, REJECTED = "kept", "repaired", "rejected"
_SAID = 3  # exports that are named

Fields = dict[str, Any]


@dataclass
class Entry:
    """A row of the load report, and the article that it is about; none if there is none."""

    input: str
    record: str = ""
    state: str = KEPT
    article: str | None = None
    reason: Note = NO_NOTE
    repairs: list[Note] = field(default_factory=list)
    lacks: str = ""
    declared: int | None = None
    fields: Fields | None = None

    def rejected(self, reason: Note) -> Entry:
        """Note that the input is rejected, and why."""
        self.state, self.reason, self.fields = REJECTED, reason, None
        return self


def inputs_table(entries: Sequence[Entry]) -> pd.DataFrame:
    """Make the load report of its entries: a row is an input."""
    rows = [vars(one) | {"reason": one.reason.code, "said": one.reason} for one in entries]
    return require(pd.DataFrame(rows).drop(columns=["fields", "repairs"]), "inputs")


def repairs_table(entries: Sequence[Entry]) -> pd.DataFrame:
    """List the repairs of the entries: a row is a repair of an input, each once.

    Examples
    --------
    >>> note = Note("mojibake", "mojibake mended")
    >>> repairs_table([Entry("a.txt", repairs=[note, note])])[["input", "repair", "said"]]
       input    repair             said
    0  a.txt  mojibake  mojibake mended
    """
    rows = [
        (one.input, one.record, one.article, note.code, note)
        for one in entries
        for note in dict.fromkeys(one.repairs)
    ]
    names = ["input", "record", "article", "repair", "said"]
    return require(pd.DataFrame(rows, columns=names), "repairs")


def unmet(inputs: pd.DataFrame) -> str:
    """Say which exports of a load report hold more or fewer documents than they declare.

    Returns
    -------
    A sentence for each of the first three and one for the rest; "" if every count is met.

    Examples
    --------
    >>> rows = [Entry("a.docx", f"document {n}", declared=3) for n in (1, 2)]
    >>> unmet(inputs_table(rows))
    'a.docx declares 3 documents, 2 were found.'
    """
    inputs = require(inputs, "inputs")
    said = []
    for name, rows in inputs.dropna(subset="declared").groupby("input", sort=False):
        declared = int(rows["declared"].iloc[0])
        found = int((rows["reason"].fillna("") != NOT_DELIVERED).sum())
        if found != declared:
            were = "was" if found == 1 else "were"
            said.append(f"{name} declares {number(declared, 'document')}, {found:,} {were} found.")
    if (more := len(said) - _SAID) > 0:
        said[_SAID:] = [f"Nor do {more} more exports hold what they declare."]
    return " ".join(said)
