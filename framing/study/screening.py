"""Screening: which texts belong, proposed by terms and dates, decided by a person."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.coding.files import Row, Rows, csv_bytes, rows_of, write_new
from framing.compare.resample import Ratio, wilson
from framing.compare.trend import days
from framing.errors import ParameterError, StudyError, number, some, suggestion
from framing.tables.codes import IN, NO_TERM, OPEN, OTHER_DATE, OUT, SAME_TEXT, TERM_FOUND
from framing.tables.require import require
from framing.tables.toml import read_bytes
from framing.words.kwic import kwic

SHEET = "screening.csv"
FILLED = ("decision", "why", "event")
_WORDS = 5  # that the sheet names of those found in a text


class Screen(NamedTuple):
    """What a study's settings say of screening."""

    terms: Sequence[str] = ()
    first: str = ""
    last: str = ""
    sheet: Path | None = None


def screening(articles: pd.DataFrame, sentences: pd.DataFrame, *, by: Screen) -> pd.DataFrame:
    """Propose for each article whether it belongs, for a person to decide.

    Parameters
    ----------
    articles : a row is an article that was read.
    sentences : a row is one of their sentences, headlines among them.
    by : the study's terms, entries as those of a codebook, and its first and last day.

    Returns
    -------
    A row is an article: ``proposed`` ``in`` or ``out``, and ``because``: ``same_text`` (its outlet
    has that text already), ``other_date``, ``no_term``, or ``term_found``; ``n_places`` where a
    term stands and ``terms``, the first of the words found there. A text without a date is
    judged by its terms alone. ``decision``, ``why`` and ``event`` are for a person to fill in.

    Raises
    ------
    ParameterError : neither terms nor dates are given.
    CodebookError : a term is not well formed.
    """
    if not by.terms and not by.first and not by.last:
        raise ParameterError(
            "study.toml: [screen] names neither terms nor dates by which texts could be proposed. "
            'Give some, such as terms = ["Ukrain*", "Kyiv"], from = "2025-02-12".'
        )
    rows = require(articles, "articles")
    places = kwic(sentences, by.terms) if by.terms else pd.DataFrame({"article": [], "match": []})
    found = places.groupby("article")["match"]
    words = found.agg(lambda each: "; ".join(list(dict.fromkeys(each))[:_WORDS]))
    table = rows[["article", "outlet", "date", "title"]].assign(
        n_places=rows["article"].map(found.size()).fillna(0).astype("Int64"),
        terms=rows["article"].map(words),
    )
    day = days(rows)
    outside = (day < by.first) | ((day > by.last) if by.last else False)
    because = pd.Series(TERM_FOUND, index=rows.index)
    because = because.mask((table["n_places"] == 0) & bool(by.terms), NO_TERM)
    because = because.mask(outside.fillna(False), OTHER_DATE)
    bare = rows["text"].str.split().str.join(" ")
    again = pd.DataFrame({"outlet": rows["outlet"], "text": bare}).duplicated()
    table["because"] = because.mask(again, SAME_TEXT)
    table["proposed"] = np.where(table["because"] == TERM_FOUND, IN, OUT)
    return require(table.assign(**dict.fromkeys(FILLED)), "screening")


def read_screening(path: Path) -> pd.DataFrame:
    """Read a sheet that a person filled in.

    Returns
    -------
    A row is an article, as :func:`screening` proposes it; ``decision`` is ``in``, ``out`` or
    missing where nobody has decided yet.

    Raises
    ------
    StudyError : there is no sheet, it lacks a column, names an article twice, or holds a decision
        that is neither; the message names file and line.
    """
    if not path.exists():
        raise StudyError(
            f"{path.name} is not in {path.parent}: study.toml names it in [screen] sheet. "
            "'framing screen' writes it, to be filled in."
        )
    table, lines = _rows(path), dict[str, int]()
    for row in table.rows:
        where = f"{path.name}, line {row.number}"
        if row.wrong:
            raise StudyError(f"{where}: {row.wrong}.")
        article, decision = row.cells["article"].strip(), row.cells["decision"].strip().casefold()
        if decision not in ("", IN, OUT):
            raise StudyError(
                f"{where}: decision is {decision!r}. Allowed: {IN}, {OUT}, or nothing while it is "
                f"open.{suggestion(decision, (IN, OUT))}"
            )
        if not article or article in lines:
            said = f"is in line {lines[article]} too" if article else "is empty"
            raise StudyError(f"{where}: article {article!r} {said}; each has one line.")
        lines[article] = row.number
    found = [{name: cell.strip() or None for name, cell in row.cells.items()} for row in table.rows]
    rows = pd.DataFrame(found, columns=table.columns)
    rows["decision"] = rows["decision"].str.casefold()
    return require(rows, "screening")


def _rows(path: Path) -> Rows:
    table = rows_of(read_bytes(path, StudyError), path.name, StudyError)
    if lost := [name for name in ("article", "proposed", *FILLED) if name not in table.columns]:
        raise StudyError(
            f"{path.name} has no column {some(lost)}. Columns: {', '.join(table.columns)}. Put "
            "back what 'framing screen' wrote."
        )
    return table


def write_screening(proposed: pd.DataFrame, path: Path) -> int:
    """Write a sheet, or add to one that is there the articles that it lacks; return how many.

    Lines that are there stay as they are, word by word, whether they are filled in or not.

    Raises
    ------
    StudyError : what is there is no sheet that can be read.
    """
    columns = list(proposed.columns)
    new = _cells(proposed)
    if not path.exists():
        write_new(path, csv_bytes([columns, *([row[name] for name in columns] for row in new)]))
        return len(new)
    if path.suffix.casefold() != ".csv":
        raise StudyError(f"{path.name} is there and no CSV file; save it as one to add to it.")
    read_screening(path)  # a sheet with a fault is mended first
    table = _rows(path)
    known = {row.cells["article"].strip() for row in table.rows}
    new = [row for row in new if row["article"] not in known]
    if new:
        added = [Row(0, row) for row in new]
        lines = [[row.cells.get(name, "") for name in table.columns] for row in table.rows + added]
        _replaced(path, csv_bytes([table.columns, *lines]))
    return len(new)


def _cells(table: pd.DataFrame) -> list[dict[str, str]]:
    words = table.astype("object").where(table.notna(), "").astype("str")
    return [{str(name): cell for name, cell in row.items()} for row in words.to_dict("records")]


def _replaced(path: Path, data: bytes) -> None:
    """Put a file in the place of another at once, so that no filled line can be lost."""
    beside = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        beside.write_bytes(data)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def screened(sheet: pd.DataFrame) -> pd.DataFrame:
    """How often was what the terms and dates proposed right, by what a person decided?

    Parameters
    ----------
    sheet : a row is an article, proposed and decided.

    Returns
    -------
    A row for what was proposed ``in`` and for what was proposed ``out``: of ``n_proposed`` texts
    ``n_decided`` by a person, who agreed on ``n_agreed``. ``share`` with its 95 % interval (Wilson)
    is there once all are decided; for ``in`` it is the precision of the proposal. While some are
    open it is missing, with the note ``open``: those decided first are no sample.

    Examples
    --------
    >>> sheet = pd.DataFrame({"article": list("abcde"), "proposed": ["in"] * 4 + ["out"],
    ...     "decision": ["in", "in", "in", "out", None]})
    >>> screened(sheet)[["proposed", "n_proposed", "n_agreed", "share"]]
      proposed  n_proposed  n_agreed  share
    0       in           4         3   0.75
    1      out           1         0    NaN
    """
    rows = require(sheet, "screening")
    found = []
    for proposed, own in rows.groupby("proposed"):
        decided = own["decision"].dropna()
        right, whole = int((decided == proposed).sum()), len(decided)
        row: Mapping[str, object] = {"note": OPEN}
        if whole == len(own):
            hits = (decided == proposed).to_numpy("float64")
            low, high = wilson(Ratio(hits, np.ones(whole)))
            row = {"share": right / whole, "ci_low": low, "ci_high": high, "note": ""}
        counts = {"n_proposed": len(own), "n_decided": whole, "n_agreed": right}
        found.append({"proposed": proposed, **counts, **row})
    names = [
        "proposed",
        "n_proposed",
        "n_decided",
        "n_agreed",
        "share",
        "ci_low",
        "ci_high",
        "note",
    ]
    return require(pd.DataFrame(found, columns=names), "screened")


def missing_from(sheet: pd.DataFrame, articles: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Name the articles that a sheet lacks, and those in it that there are no more."""
    there, known = set(articles["article"]), set(sheet["article"])
    return sorted(there - known), sorted(known - there)


def counted(sheet: pd.DataFrame) -> str:
    """Say how many lines of a sheet are decided, and how."""
    n = sheet["decision"].fillna(OPEN).value_counts()
    told = ", ".join(f"{n.get(code, 0):,} {code}" for code in (IN, OUT, OPEN))
    return f"{number(len(sheet), 'article')} screened: {told}"
