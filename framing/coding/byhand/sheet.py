"""Read coding sheets back: every line is read, open or rejected, and every fault is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from framing.coding.byhand.sheet_lines import Line, answer, coding, read_line
from framing.coding.codebook import Codebook, checked_codebook
from framing.corpus.read_csv import Table, read_table
from framing.errors import CorpusError, StudyError, some, suggestion
from framing.tables.codes import MISSING, READ
from framing.tables.require import empty, require

_NEEDED = ("round", "coder", "article", "sentence", "frame", "decision")
Unit = tuple[str, int | None]  # an article and the number of a sentence


class Sheet(NamedTuple):
    """What a sheet holds: its codings, and what became of each of its lines."""

    codings: pd.DataFrame
    rows: pd.DataFrame


def is_sheet(path: str | Path) -> bool:
    """Say by its header whether a file of codings is a coding sheet.

    Parameters
    ----------
    path : the file.

    Returns
    -------
    Whether it has a column ``decision`` and none named ``present``.

    Raises
    ------
    StudyError : the file cannot be read.
    """
    columns = _table(Path(path)).columns
    return "decision" in columns and "present" not in columns


def read_sheet(
    path: str | Path, *, codebook: Codebook, sample: pd.DataFrame | None = None
) -> Sheet:
    """Read a coding or adjudication sheet and check each line; nothing is lost.

    Parameters
    ----------
    path : the file, as a spreadsheet saved it: comma, semicolon or tab; UTF-8 or cp1252.
    codebook : says which frames and values there are.
    sample : the units that the sheet was made of, if its completeness is to be checked.

    Returns
    -------
    ``codings``, the decisions by article and sentence, and ``rows``: a row is a line of the
    sheet, or a unit and frame of the sample that the sheet lacks. Its ``state`` is read,
    open (no decision yet), rejected or missing; ``reason`` names each fault, and ``line`` is
    the row's number in a spreadsheet (empty rows are not counted). A frame that is decided
    twice is rejected: both lines if they differ, the second if they are equal. A line that
    was read has a reason only if it was coded with another codebook.

    Raises
    ------
    StudyError : the file cannot be read or is no sheet; the message names what it lacks.
    """
    codebook = checked_codebook(codebook)
    path = Path(path)
    table = _table(path)
    if lacking := [column for column in _NEEDED if column not in table.columns]:
        raise StudyError(
            f"{path.name} is no coding sheet: it has no column {some(lacking)}. Columns: "
            f"{', '.join(table.columns)}.{suggestion(lacking[0], table.columns)}"
        )
    units = None if sample is None else _units(require(sample, "sample"))
    lines = [read_line(n, record, codebook, units) for n, record in enumerate(table.rows, 2)]
    lines = list(_once(lines))
    return Sheet(_codings(lines, codebook), _rows(lines, codebook, units))


def _table(path: Path) -> Table:
    try:
        return read_table(path)
    except CorpusError as error:
        raise StudyError(f"{path.name}: {error}. Looked in {path.parent}.") from error


def _units(sample: pd.DataFrame) -> dict[Unit, None]:
    return dict.fromkeys(zip(sample["article"], sample["sentence"].astype(int), strict=True))


def _once(lines: list[Line]) -> Iterator[Line]:
    """Reject decisions that stand twice."""
    same = defaultdict(list)
    for line in lines:
        same[line.key].append(line)
    for line in lines:
        twins = [line] if line.key is None else same[line.key]
        others = [str(twin.line) for twin in twins if twin is not line]
        if len({answer(twin) for twin in twins}) > 1:
            fault = f"decided again in line {', '.join(others)}, and not alike; keep one"
            yield replace(line, faults=(*line.faults, fault))
        elif line is not twins[0]:
            yield replace(line, faults=(*line.faults, f"stands already in line {twins[0].line}"))
        else:
            yield line


def _codings(lines: list[Line], codebook: Codebook) -> pd.DataFrame:
    rows = [coding(line) for line in lines if line.state == READ]
    if not rows:
        return empty("codings")
    order = {frame: place for place, frame in enumerate(codebook.frames)}
    rows.sort(key=lambda r: (r["article"], r["sentence"], order[r["frame"]], r["coder"]))
    return require(pd.DataFrame(rows), "codings")


def _rows(lines: list[Line], codebook: Codebook, units: Collection[Unit] | None) -> pd.DataFrame:
    """List what became of each line, then what the sheet lacks, coder by coder."""
    names = ["line", "coder", "article", "sentence", "frame", "state", "reason"]
    rows: list[tuple[Any, ...]] = [
        (line.line, *(line.given.get(name) for name in ("coder", "article")), line.sentence,
         line.given.get("frame"), line.state, line.reason)
        for line in lines
    ]  # fmt: skip
    seen = {row[1:5] for row in rows}
    coders = sorted({str(row[1]) for row in rows if row[1]}) or [""]
    rows += [
        (None, coder, *unit, frame, MISSING, "in the sample, but not in the sheet")
        for coder in coders
        for unit in units or ()
        for frame in codebook.frames
        if (coder, *unit, frame) not in seen
    ]
    kinds = {name: "Int64" if name in ("line", "sentence") else "str" for name in names}
    return pd.DataFrame(rows, columns=names).replace("", None).astype(kinds)
