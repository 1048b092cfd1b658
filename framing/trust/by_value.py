"""Sub-codes, modes and voices as frames of their own: each value is a yes or no of a frame."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from framing.tables.require import require, values_of
from framing.trust.reliability import PRESENT

BETWEEN = "\x1f"  # a frame and its value; in no text


def as_frames(codings: pd.DataFrame, variable: str, coders: Sequence[str]) -> pd.DataFrame:
    """Turn each value that either coder gives a frame into a frame, named for both.

    Parameters
    ----------
    codings : a row is one coder's decision on a sentence and frame.
    variable : ``present`` (nothing is turned), ``subcode``, ``mode`` or ``voice``.
    coders : whose codings are kept. Who never gives any value has not coded the variable, and
        has no row.

    Returns
    -------
    A row is a decision on a sentence and a frame's value: ``present`` where the coder codes the
    frame present with that value, missing where the coder could not decide on the frame.
    """
    codings = require(codings, "codings")
    if variable == PRESENT:
        return codings
    rows = codings[codings["coder"].isin(coders)]
    has = (rows["present"] == 1).fillna(False).astype(bool)
    cells = rows[variable].map(values_of).where(has, [[]] * len(rows))
    rows = rows.assign(cells=cells)
    rows = rows[rows["coder"].isin(rows.loc[cells.str.len() > 0, "coder"])]
    tables = [
        own.assign(
            frame=f"{frame}{BETWEEN}{value}",
            present=own["cells"]
            .map(lambda cell, value=value: int(value in cell))
            .astype("Int64")
            .mask(own["present"].isna()),
        ).drop(columns="cells")
        for frame, own in rows.groupby("frame")
        for value in sorted({value for cell in own["cells"] for value in cell})
    ]
    return pd.concat(tables, ignore_index=True) if tables else codings[:0]


def apart(table: pd.DataFrame, variable: str) -> pd.DataFrame:
    """Give frames and their values columns of their own again."""
    parts = table["frame"].str.partition(BETWEEN)
    return table.assign(frame=parts[0], value=parts[2], variable=variable)
