"""What a contract is, and the words that contracts are written in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

TEXT, COUNT, SHARE, FLAG = "str", "Int64", "float64", "boolean"
LANGUAGE = "en"  # of a table made by hand that names none


@dataclass(frozen=True)
class Contract:
    """What one table must look like.

    Attributes
    ----------
    key : the columns that together name a row.
    required : the columns that a table built by hand must have.
    columns : every column of the contract with its type (words, counts, shares, flags).
    defaults : what stands where a value is not given, from the table itself.
    allowed : the values of a column that may hold no other.
    may_lack : required columns in which single values may be missing.
    """

    key: tuple[str, ...]
    required: tuple[str, ...]
    columns: dict[str, str]
    defaults: dict[str, Callable[[pd.DataFrame], Any]] = field(default_factory=dict)
    allowed: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    may_lack: tuple[str, ...] = ()


def text(*names: str) -> dict[str, str]:
    """Name columns of words."""
    return dict.fromkeys(names, TEXT)


def count(*names: str) -> dict[str, str]:
    """Name columns of whole numbers."""
    return dict.fromkeys(names, COUNT)


def share(*names: str) -> dict[str, str]:
    """Name columns of numbers that may have decimals."""
    return dict.fromkeys(names, SHARE)


PLACE = text("outlet", "event", "family")
PLACE_DEFAULTS: dict[str, Callable[[pd.DataFrame], Any]] = {
    "outlet": lambda table: table["article"],
    "event": lambda _: "all",
    "family": lambda table: table["article"],
}
TEXT_PLACE = {**PLACE, **text("language")}  # of what is read word by word
TEXT_DEFAULTS = {**PLACE_DEFAULTS, "language": lambda _: LANGUAGE}
