"""Entries of the load report: what became of each input, and how it is told."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from framing.corpus.readers.found import MISSING
from framing.errors import number
from framing.tables.require import require

KEPT, REPAIRED, REJECTED = "kept", "repaired", "rejected"
PARTS = "; "  # stands between repairs, and in none
_SAID = 3  # exports that are named
_MONTHS = "|".join(month_name[1:])
_VALUES = re.compile(rf"'[^']*'|\"[^\"]*\"|\b\d[\d.,/:-]*(?: (?:{_MONTHS})\b)?")

Fields = dict[str, Any]


@dataclass
class Entry:
    """A row of the load report, and the article that it is about; none if there is none."""

    input: str
    record: str = ""
    state: str = KEPT
    article: str | None = None
    reason: str = ""
    repairs: list[str] = field(default_factory=list)
    lacks: str = ""
    declared: int | None = None
    fields: Fields | None = None

    def rejected(self, reason: str) -> Entry:
        """Note that the input is rejected, and why."""
        self.state, self.reason, self.fields = REJECTED, reason, None
        return self


def inputs_table(entries: Sequence[Entry]) -> pd.DataFrame:
    """Make the load report of its entries.

    Examples
    --------
    >>> inputs_table([Entry("a.txt", repairs=["one", "two; three", "one"])]).loc[0, "repairs"]
    'one; two, three'
    """
    rows = []
    for entry in entries:  # each repair once; one that quotes the sign between them has a comma
        said = dict.fromkeys(one.replace(PARTS, ", ") for one in entry.repairs)
        rows.append(vars(entry) | {"repairs": PARTS.join(said)})
    return require(pd.DataFrame(rows).drop(columns="fields"), "inputs")


def repairs_of(told: object) -> list[str]:
    """Return the repairs that a cell of the load report names, one by one.

    Examples
    --------
    >>> repairs_of("mojibake mended; headline joined"), repairs_of(None)
    (['mojibake mended', 'headline joined'], [])
    """
    return told.split(PARTS) if isinstance(told, str) and told else []


def kind_of(said: str) -> str:
    """Return a repair or a reason without the names, numbers and days in it.

    Examples
    --------
    >>> kind_of("date '3/2/2025' left out: it could be 3 February or 2 March")
    'date … left out: it could be … or …'
    """
    return _VALUES.sub("…", said)


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
        found = int((~rows["reason"].fillna("").str.startswith(MISSING)).sum())
        if found != declared:
            were = "was" if found == 1 else "were"
            said.append(f"{name} declares {number(declared, 'document')}, {found:,} {were} found.")
    if (more := len(said) - _SAID) > 0:
        said[_SAID:] = [f"Nor do {more} more exports hold what they declare."]
    return " ".join(said)
