"""What is known of outlets: ``outlets.csv`` beside ``study.toml``, a row an outlet."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from framing.coding.codings import read_rows, table_of
from framing.errors import StudyError, number, some, suggestion
from framing.tables.contracts import CONTRACTS

OUTLETS = "outlets.csv"
_TAKEN = {
    column
    for name in ("articles", "sentences", "tokens", "article_frames")
    for column in CONTRACTS[name].columns
} - {"outlet", "language"}


def read_outlets(path: Path, *, outlets: Iterable[str]) -> pd.DataFrame:
    """Read the table of outlets: country, owner, leaning or whatever columns it has.

    Parameters
    ----------
    path : the file; a column names the ``outlet`` as articles have it, all others are free.
    outlets : those of the articles, each of which must have its row.

    Raises
    ------
    StudyError : the file cannot be read, lacks an outlet or has one twice, or a column of it has
        a name that tables of articles have for something else.
    """
    table = table_of(read_rows(path, "outlets"), path.name, "outlets")
    if taken := [column for column in table.columns if column in _TAKEN]:
        raise StudyError(
            f"{path.name}: a column is called '{taken[0]}', which articles have for something "
            "else. Give it another name."
        )
    known = set(table["outlet"])
    if lost := sorted(set(outlets) - known):
        raise StudyError(
            f"{path.name} has no row for {number(len(lost), 'outlet')}: {some(lost)}. Outlets are "
            f"named as articles name them.{suggestion(lost[0], known)} Add a row for each."
        )
    return table
