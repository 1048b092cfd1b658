"""Check tables against their contracts.

Functions take and return pandas tables with the columns of :mod:`framing.contracts`. A
table built by hand is accepted when it has the required columns; :func:`require` fills in
the rest.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from framing.contracts import CONTRACTS, SHARE, Contract
from framing.errors import TableError, some, suggestion


def require(table: pd.DataFrame, name: str, *, columns: Sequence[str] = ()) -> pd.DataFrame:
    """Check a table against its contract and return it complete; the given one is not edited.

    Parameters
    ----------
    table : a table built by the package or by hand.
    name : the contract's name, a key of ``CONTRACTS``.
    columns : further columns that the caller cannot do without.

    Returns
    -------
    The same rows, in the same order, with every column of the contract (missing where
    there is no default) before the columns of one's own.

    Raises
    ------
    TableError : no table, a missing column, a wrong type, a missing or repeated key.

    Examples
    --------
    >>> articles = pd.DataFrame({"article": ["a"], "outlet": ["X"], "text": ["Hello."]})
    >>> list(require(articles, "articles")["event"])
    ['all']
    """
    contract = CONTRACTS[name]
    if not isinstance(table, pd.DataFrame):
        raise TableError(f"{name} is a {type(table).__name__}; a pandas table is needed.")
    _columns_present(table, name, [*contract.required, *columns])
    complete = table.reset_index(drop=True)
    for column, kind in contract.columns.items():
        complete[column] = _typed(complete, column, kind, contract, name)
    _key_is_unique(complete, name, [key for key in contract.key if key in complete])
    own = [column for column in complete.columns if column not in contract.columns]
    return complete[[*contract.columns, *own]]


def empty(name: str) -> pd.DataFrame:
    """Return the table ``name`` without rows, with its columns and types."""
    columns = CONTRACTS[name].columns
    return pd.DataFrame({column: pd.Series(dtype=kind) for column, kind in columns.items()})


def joined(codings: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Join codings to their sentences; a coding of a sentence that is not there is refused."""
    table = codings.merge(sentences, on=["article", "sentence"], how="left", indicator=True)
    lost = table[table["_merge"] == "left_only"]
    if len(lost):
        names = lost["article"] + " sentence " + lost["sentence"].astype(str)
        raise TableError(
            f"codings: {len(lost)} of {len(table)} name a sentence that does not exist: "
            f"{some(names)}. Were they made on another version of the texts?"
        )
    return table.drop(columns="_merge")


def check_choice(value: str, allowed: Sequence[str], *, what: str) -> str:
    """Return ``value`` if it is allowed, else say what is.

    Examples
    --------
    >>> check_choice("all", ["all", "unmatched"], what="wire")
    'all'
    """
    if value in allowed:
        return value
    raise TableError(
        f"{what} is {value!r}. Allowed: {', '.join(allowed)}.{suggestion(value, allowed)}"
    )


def _columns_present(table: pd.DataFrame, name: str, needed: Sequence[str]) -> None:
    missing = [column for column in needed if column not in table.columns]
    if not missing:
        return
    has = ", ".join(map(str, table.columns)) or "none"
    raise TableError(
        f"{name} has no column {some(missing)}. Columns: {has}."
        f"{suggestion(missing[0], map(str, table.columns))}"
    )


def _typed(table: pd.DataFrame, column: str, kind: str, contract: Contract, name: str) -> pd.Series:
    if column in table:
        values = table[column]
    elif column in contract.defaults:
        values = pd.Series(contract.defaults[column](table), index=table.index)
    else:
        return pd.Series(pd.NA if kind != SHARE else float("nan"), index=table.index, dtype=kind)
    try:
        return values.astype(kind)
    except (TypeError, ValueError) as error:
        raise TableError(f"{name}.{column} cannot be read as {kind}: {error}.") from error


def _key_is_unique(table: pd.DataFrame, name: str, key: list[str]) -> None:
    without = table[key].isna().any(axis=1)
    if without.any():
        raise TableError(
            f"{name}: {int(without.sum())} of {len(table)} rows have no {' + '.join(key)}; "
            "each row needs one."
        )
    repeated = table.duplicated(key)
    if repeated.any():
        rows = table.loc[repeated, key].astype(str).agg(" / ".join, axis=1).unique()
        raise TableError(
            f"{name}: {int(repeated.sum())} of {len(table)} rows repeat their key "
            f"({' + '.join(key)}): {some(rows)}. Each may stand once."
        )
