"""Codings in files: tables of them, coding sheets that were filled in, exports of Label Studio."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from framing.coding.byhand.filled_sheet import is_sheet, read_sheet
from framing.coding.byhand.sample import key_of, samples_beside
from framing.coding.codebook import Codebook, checked_codebook
from framing.coding.codings import read_table, with_new_names
from framing.coding.decisions import ReadCodings, Unit, units_of
from framing.coding.exchange.label_studio import is_export, read_export
from framing.coding.files import rows_of, table_bytes, write_new
from framing.errors import ParameterError, RepairWarning, StudyError, number
from framing.tables.codes import REJECTED
from framing.tables.contracts import FINAL
from framing.tables.require import require
from framing.tables.toml import read_bytes

TABLE, SHEET, EXPORT = "a table of codings", "a coding sheet", "an export of Label Studio"
_FOR = {"sample": (SHEET, EXPORT), "coder": (EXPORT,), "round": (EXPORT,)}


def read_codings(
    path: str | Path,
    *,
    codebook: Codebook,
    sample: pd.DataFrame | None = None,
    coder: str | Mapping[Any, str] | None = None,
    round: str | None = None,
) -> pd.DataFrame:
    r"""Read a file of codings and check every value against the codebook.

    What is in the file tells which it is: a table with the columns of codings; a coding or
    adjudication sheet, with a column ``decision``; or an export of Label Studio, JSON or
    JSON-MIN. Tables and sheets are CSV (comma, semicolon or tab; UTF-8, UTF-16 or cp1252) or a
    workbook.

    Parameters
    ----------
    path : the file.
    codebook : says which frames and values there are; of an export, the one that its labelling
        configuration was made from.
    sample : of a sheet or an export, the units that were to be coded, if its completeness is to
        be checked; also the key to the pseudonyms, which the samples beside the file are if it
        is not given.
    coder : of an export, the coders' names by Label Studio's number or address of them; one
        name if one person annotated all. If not given, the number or address is the name.
    round : of an export, training, pilot or final; final if not given.

    Returns
    -------
    A row is one coder's decision on a sentence and frame; ``present`` is 1, 0 or missing (could
    not say), several values of a column are joined by ``;``, and without a ``round`` a decision
    is final. A decision that a coder has twice is rejected: both if they differ, else the second.

    Raises
    ------
    StudyError : the file cannot be read; a value of a table, or a choice of an export, is unknown;
        an annotator is nobody. The message names file and line, or task.
    ParameterError : an option of another kind of file; one name for several annotators.

    Warns
    -----
    RepairWarning : some lines were rejected; :func:`read_lines` says which, and why.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from framing.coding.codebook import parse_codebook
    >>> book = parse_codebook({"codebook": {"name": "b"}, "frames": {"f": {"definition": "d"}}},
    ...     source="b")
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "sheet.csv")
    ...     lines = ["round,coder,article,sentence,frame,decision", "final,anna,a,0,f,present",
    ...         "final,anna,a,1,f,"]
    ...     _ = path.write_text("\n".join(lines))
    ...     codings = read_codings(path, codebook=book)
    >>> codings[["article", "sentence", "coder", "frame", "present"]]
      article  sentence coder frame  present
    0       a         0  anna     f        1
    """
    read = read_decisions(path, codebook=codebook, sample=sample, coder=coder, round=round)
    if rejected := int((read.rows["state"] == REJECTED).sum()):
        warnings.warn(
            f"{Path(path).name}: {rejected} of {number(len(read.rows), 'line')} rejected. "
            "framing.coding.read_lines() says which, and why.",
            RepairWarning,
            stacklevel=2,
        )
    return read.codings


def read_lines(
    path: str | Path,
    *,
    codebook: Codebook,
    sample: pd.DataFrame | None = None,
    coder: str | Mapping[Any, str] | None = None,
    round: str | None = None,
) -> pd.DataFrame:
    r"""Say what becomes of each line of a coding sheet, or each frame of an annotation.

    Parameters
    ----------
    path, codebook, sample, coder, round : as of :func:`read_codings`.

    Returns
    -------
    A row is a line or a frame of an annotation, with its ``state``: read, open (no decision
    yet), rejected, skipped (a draft, a prediction, what was cancelled), or missing (in the
    sample, but not in the file); ``reason`` says why, ``place`` where. A table of codings is
    read whole or refused, and has no such rows.

    Raises
    ------
    StudyError, ParameterError : as of :func:`read_codings`.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from framing.coding.codebook import parse_codebook
    >>> book = parse_codebook({"codebook": {"name": "b"}, "frames": {"f": {"definition": "d"}}},
    ...     source="b")
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "sheet.csv")
    ...     lines = ["round,coder,article,sentence,frame,decision", "final,anna,a,0,f,present",
    ...         "final,anna,a,1,f,"]
    ...     _ = path.write_text("\n".join(lines))
    ...     read_lines(path, codebook=book)[["place", "state", "reason"]]
        place state           reason
    0  line 2  read              NaN
    1  line 3  open  no decision yet
    """
    return read_decisions(path, codebook=codebook, sample=sample, coder=coder, round=round).rows


def read_decisions(
    path: str | Path,
    *,
    codebook: Codebook,
    sample: pd.DataFrame | None = None,
    coder: str | Mapping[Any, str] | None = None,
    round: str | None = None,
    key: Mapping[str, Unit] | None = None,
) -> ReadCodings:
    """Read a file of codings: what :func:`read_codings` and :func:`read_lines` give, at once.

    ``key`` says which sentences the pseudonyms of a blind sheet mean; if not given, the sample
    does, else the samples that lie beside the sheet.
    """
    codebook, path = checked_codebook(codebook), Path(path)
    data, name = read_bytes(path, StudyError), path.name
    given = {"sample": sample, "coder": coder, "round": round}
    units = None if sample is None else units_of(sample)
    if is_export(data, name):
        _check_options(name, EXPORT, given)
        return read_export(
            data, name, codebook=codebook, coder=coder, round=round or FINAL, units=units,
            key=_key(path, sample) if key is None else key,
        )  # fmt: skip
    table = with_new_names(rows_of(data, name, StudyError))
    if is_sheet(table.columns):
        _check_options(name, SHEET, given)
        if key is None and "unit" in table.columns:
            key = _key(path, sample)
        return read_sheet(table, name, codebook=codebook, units=units, key=key)
    _check_options(name, TABLE, given)
    return read_table(table, name, codebook)


def _key(path: Path, sample: pd.DataFrame | None) -> dict[str, Unit]:
    """Return what pseudonyms mean, by the sample or by those that lie beside the file."""
    return key_of(samples_beside(path) if sample is None else [require(sample, "sample")])


def write_codings(codings: pd.DataFrame, path: str | Path, *, delimiter: str = ",") -> Path:
    r"""Write codings to a CSV file; nothing is overwritten.

    Parameters
    ----------
    codings : a row is one coder's decision on a sentence and frame.
    path : the file, in UTF-8 with a byte order mark; its folder is made if need be.
    delimiter : ``,``, ``;`` or a tab.

    Returns
    -------
    The path. :func:`read_codings` gives an equal table back, row by row. Missing values
    and empty words are empty cells and come back missing; columns of one's own come back as
    words. Words that a spreadsheet would run as a formula, or change (007), get an apostrophe
    in front.

    Raises
    ------
    ParameterError : the file is there already; a score that is no finite number.
    TableError : these are no codings.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> codings = pd.DataFrame({"article": ["a"], "sentence": [0], "coder": ["anna"],
    ...     "frame": ["f"], "present": [1], "speaker": ["=1+1"]})
    >>> with TemporaryDirectory() as folder:
    ...     print(write_codings(codings, f"{folder}/codings.csv").read_text("utf-8-sig"))
    ... # doctest: +ELLIPSIS
    article,sentence,coder,frame,present,subcode,mode,voice,speaker,valuation,...,note,round
    a,0,anna,f,1,,,,'=1+1,,,,,,,final
    <BLANKLINE>
    """
    table = require(codings, "codings")
    _check_scores(table["score"])
    return write_new(path, table_bytes(table, delimiter=delimiter))


def _check_scores(scores: pd.Series) -> None:
    wrong = scores[scores.isin([float("inf"), float("-inf")])]
    if len(wrong):
        raise ParameterError(
            f"codings.score: {len(wrong)} of {len(scores)} are infinite; give a number or nothing."
        )


def _check_options(name: str, kind: str, given: Mapping[str, object]) -> None:
    for option, value in given.items():
        if value is not None and kind not in _FOR[option]:
            kinds = " or ".join(_FOR[option])
            raise ParameterError(f"{option} is for {kinds}, but {name} is {kind}; leave it out.")
