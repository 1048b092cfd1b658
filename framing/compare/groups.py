"""Outlets in groups, such as countries or owners: groups beside each other, outlets as clusters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from framing.errors import ParameterError, TableError, number, some, suggestion

OUTLET = "outlet"
GROUPED = "clusters_are_outlets"  # a column of rows whose families are outlets


def in_groups(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Put each outlet's group in the place of the outlet, and the outlet in that of the story.

    Parameters
    ----------
    rows : a row belongs to an outlet; ``by`` is one of its columns.
    by : the column whose values are the groups.

    Returns
    -------
    The rows, with the group as ``outlet`` and the outlet as ``family``. Whatever compares outlets
    over families then compares groups over outlets.

    Raises
    ------
    ParameterError : there is no such column.
    TableError : an outlet has no group, or two.

    Examples
    --------
    >>> rows = pd.DataFrame({"outlet": ["A", "B"], "country": ["DE", "FR"], "family": "f"})
    >>> in_groups(rows, "country")[["outlet", "family"]].values.tolist()
    [['DE', 'A'], ['FR', 'B']]
    """
    if by not in rows:
        raise ParameterError(
            f"by is {by!r}, which is no column here.{suggestion(by, map(str, rows.columns))} "
            "Groups of outlets stand in outlets.csv beside study.toml, a row an outlet; or join "
            "them: rows.merge(outlets, on='outlet')."
        )
    group = rows[by].astype("str").str.strip().where(rows[by].notna(), "")
    if lost := sorted(rows.loc[group == "", OUTLET].unique()):
        raise TableError(
            f"{by}: {number(len(lost), 'outlet')} without a value: {some(lost)}. Give each outlet "
            "its group, or leave its texts out."
        )
    each = group.groupby(rows[OUTLET]).nunique()
    if twice := sorted(each.index[each > 1]):
        raise TableError(
            f"{by}: {number(len(twice), 'outlet')} with more than one value: {some(twice)}. An "
            "outlet belongs to one group."
        )
    return rows.assign(family=rows[OUTLET], outlet=group, **{GROUPED: True})


def by_group(
    measured: Callable[..., pd.DataFrame], rows: pd.DataFrame, by: str, **options: Any
) -> pd.DataFrame:
    """Measure groups of outlets; the table has their column in the place of ``outlet``."""
    return measured(in_groups(rows, by), **options).rename(columns={OUTLET: by})


def of_groups(measure: str, rows: pd.DataFrame) -> str:
    """Name what was simulated of a measure: of outlets, or of groups of them."""
    return f"{measure} of groups" if GROUPED in rows else measure
