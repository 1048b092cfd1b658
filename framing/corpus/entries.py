"""Entries of the load report: what became of each input, and how it is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd

from framing.corpus.readers.found import MISSING
from framing.tables.require import require

KEPT, REPAIRED, REJECTED = "kept", "repaired", "rejected"
PARTS = "; "  # stands between repairs, and in none
_SAID = 3  # exports that are named
_MONTHS = "|".join(
    "January February March April May June July August September October November December".split()
)
_VALUES = re.compile(rf"'[^']*'|\"[^\"]*\"|\b\d[\d.,/:-]*(?: (?:{_MONTHS})\b)?")

Fields = dict[str, Any]
Entry = tuple[Fields, Fields | None]  # of an input, and its article unless it is rejected


def new_entry(
    name: str, record: str = "", repairs: Sequence[str] = (), declared: int | None = None
) -> Fields:
    """Begin the entry of an input; its repairs are a list until the table is made."""
    return {
        "input": name,
        "record": record,
        "state": KEPT,
        "article": None,
        "reason": "",
        "repairs": list(repairs),
        "lacks": "",
        "declared": declared,
    }


def rejected(entry: Fields, reason: str) -> Fields:
    """Note in an entry that its input is rejected, and why."""
    entry.update(state=REJECTED, reason=reason)
    return entry


def inputs_table(entries: Sequence[Fields]) -> pd.DataFrame:
    """Make the load report of its entries.

    Examples
    --------
    >>> inputs_table([new_entry("a.txt", repairs=["one", "two; three", "one"])]).loc[0, "repairs"]
    'one; two, three'
    """
    rows = [entry | {"repairs": _joined(entry["repairs"])} for entry in entries]
    return require(pd.DataFrame(rows), "inputs")


def _joined(repairs: Sequence[str]) -> str:
    """Join repairs, each once; one that quotes the sign between them has a comma there."""
    return PARTS.join(dict.fromkeys(one.replace(PARTS, ", ") for one in repairs))


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
    """Say which exports hold more or fewer documents than they declare, with both numbers.

    Parameters
    ----------
    inputs : the load report.

    Returns
    -------
    A sentence for each of the first three and one for the rest; "" if every count is met.

    Examples
    --------
    >>> rows = [new_entry("a.docx", f"document {n}", declared=3) for n in (1, 2)]
    >>> unmet(inputs_table(rows))
    'a.docx declares 3 documents, 2 were found.'
    """
    inputs = require(inputs, "inputs")
    said = []
    for name, rows in inputs.dropna(subset="declared").groupby("input", sort=False):
        declared = int(rows["declared"].iloc[0])
        found = int((~rows["reason"].fillna("").str.startswith(MISSING)).sum())
        if found != declared:
            n = f"{declared} document{'' if declared == 1 else 's'}"
            said.append(f"{name} declares {n}, {found} {'was' if found == 1 else 'were'} found.")
    rest = (
        f"Nor do {len(said) - _SAID} more exports hold what they declare."
        if len(said) > _SAID
        else ""
    )
    return " ".join(filter(None, (*said[:_SAID], rest)))
