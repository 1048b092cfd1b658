"""What a contract is, and the words that contracts are written in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from framing.tables.hashes import pseudonym

TEXT, COUNT, NUMBER, FLAG = "str", "Int64", "float64", "boolean"
LANGUAGE = "en"  # of a table made by hand that names none
RIGHTS = ("licence", "licence_url", "rights_holder")  # of a text, as far as they are told
SHARES, POINTS = "share 0 to 1", "points from -1 to 1"


@dataclass(frozen=True)
class Column:
    """What one column of a table holds, and how a page shows it.

    Attributes
    ----------
    type : words, counts, numbers or flags.
    label : its head on pages; a column without one is in the data files alone.
    unit : what its numbers are, where they have a unit.
    default : what stands where a value is not given, or what makes it of the table.
    codes : the values that it may hold, if it may hold no other.
    several : whether a cell may hold several codes, joined by ``;``.
    optional : whether a table that does not have it goes without.
    repeats : whether its words stand in many rows, so that it may be a category of words.
    """

    type: str
    label: str = ""
    unit: str = ""
    default: Any = None
    codes: tuple[Any, ...] = ()
    several: bool = False
    optional: bool = False
    repeats: bool = False


@dataclass(frozen=True)
class Contract:
    """What one table must look like.

    Attributes
    ----------
    key : the columns that together name a row.
    columns : every column of the contract, those with a label in the order in which they are shown.
    beside : the columns beside the key that a table built by hand must have.
    may_lack : required columns in which single values may be missing.
    """

    key: tuple[str, ...]
    columns: dict[str, Column]
    beside: tuple[str, ...] = ()
    may_lack: tuple[str, ...] = ()

    @property
    def required(self) -> tuple[str, ...]:
        """The columns that a table built by hand must have."""
        return (*(name for name in self.key if self.columns[name].default is None), *self.beside)

    @property
    def heads(self) -> dict[str, str]:
        """The columns that a page shows, with their heads."""
        return {name: column.label for name, column in self.columns.items() if column.label}


def text(*names: str, **about: Any) -> dict[str, Column]:
    """Name columns of words."""
    return dict.fromkeys(names, Column(TEXT, **about))


def count(*names: str, **about: Any) -> dict[str, Column]:
    """Name columns of whole numbers."""
    return dict.fromkeys(names, Column(COUNT, **about))


def number(*names: str, **about: Any) -> dict[str, Column]:
    """Name columns of numbers that may have decimals."""
    return dict.fromkeys(names, Column(NUMBER, **about))


def share(*names: str, **about: Any) -> dict[str, Column]:
    """Name columns of shares."""
    return number(*names, unit=SHARES, **about)


def flag(*names: str, **about: Any) -> dict[str, Column]:
    """Name columns of True or False."""
    return dict.fromkeys(names, Column(FLAG, **about))


def note(*codes: str) -> dict[str, Column]:
    """Name the column that says what a row lacks, or what is to be known of it."""
    return text("note", label="note", codes=codes, several=True)


def its_article(table: pd.DataFrame) -> pd.Series:
    """Return the article, where it stands for what is not told: its outlet, its family."""
    return table["article"]


def its_pseudonym(table: pd.DataFrame) -> pd.Series:
    """Return the name under which a sentence stands on sheets that are coded blind."""
    units = zip(table["article"], table["sentence"], strict=True)
    return pd.Series([pseudonym(*unit) for unit in units], table.index, dtype=TEXT)


COVERED = {  # how often such an interval held the truth where that was simulated, if not 95 %
    **share("coverage"),
    **count("coverage_articles", unit="articles"),
    **share("coverage_prevalence"),
}
PLACE = {
    **text("outlet", default=its_article),
    **text("event", default="all"),
    **text("family", default=its_article),
}
TEXT_PLACE = {**PLACE, **text("language", default=LANGUAGE)}  # of what is read word by word


def repeated(columns: dict[str, Column]) -> dict[str, Column]:
    """Return columns of words that may be categories."""
    return {name: replace(column, repeats=True) for name, column in columns.items()}
