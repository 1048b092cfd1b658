"""What a result shows and holds, with its quotations cut where a report may be passed on."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

from framing.show.quotations import Quotations
from framing.tables.hashes import text_hash

_GIVEN = "FRAMING_QUOTATIONS"  # names the file of them to the processes that run a report


def is_for_report() -> bool:
    """Tell whether a report is what runs: it alone has figures as pictures."""
    return bool(os.environ.get(_GIVEN))


def quoted(value: Any) -> Any:
    """Return plain data as they may be shown: with their quotations cut, if they have to be."""
    quotations = _given(os.environ.get(_GIVEN, ""))
    return quotations.cut(value) if quotations else value


def table_data(table: pd.DataFrame) -> dict[str, Any]:
    """Return a table as data files may hold it: its columns with their types, and its rows."""
    quotations = _given(os.environ.get(_GIVEN, ""))
    table = located(table) if quotations else table
    rows = table.to_dict("split", index=False)["data"]
    return {
        "columns": [[str(column), str(kind)] for column, kind in table.dtypes.items()],
        "rows": quotations.cut_rows(list(table), rows) if quotations else rows,
    }


@cache
def _given(file: str) -> Quotations | None:
    return pickle.loads(Path(file).read_bytes()) if file else None


@contextmanager
def handed_over(
    quotations: Quotations | None, folder: Path | None = None
) -> Iterator[dict[str, str]]:
    """Give the environment in which a report's processes cut these quotations, told in a folder."""
    with TemporaryDirectory(prefix="framing", dir=folder) as name:
        file = Path(name) / "quotations"
        file.write_bytes(pickle.dumps(quotations))
        yield {_GIVEN: str(file)}


def located(table: pd.DataFrame) -> pd.DataFrame:
    """Put hashes for texts whose place a table tells, and leave out what coders noted.

    Whoever has the texts finds each by its article, start and end, and knows by the hash that
    it is the same.

    Examples
    --------
    >>> rows = pd.DataFrame({"article": ["a"], "start": 0, "end": 3, "text": ["abc"]})
    >>> located(rows)["sha256"].str[:12].tolist()
    ['ba7816bf8f01']
    """
    if {"article", "start", "end", "text"} <= set(table):
        hashes = table["text"].map(text_hash, na_action="ignore")
        table = table.assign(text=hashes).rename(columns={"text": "sha256"})
    is_coding = {"article", "sentence", "coder", "note"} <= set(table)
    return table.drop(columns="note") if is_coding else table
