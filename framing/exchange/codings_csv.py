"""Codings as CSV files, safe to open in a spreadsheet, and back again to the word."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from framing.codebook import Codebook
from framing.codings import read_codings
from framing.errors import ParameterError, some
from framing.exchange.cells import sheet_bytes, undone, write_new
from framing.tables import require

_CODES = ("frame", "subcode", "stance", "voice", "round")
_RUN = re.compile(r"[=@\t\r]|[+-](?![+;-]*$)")


def write_codings(codings: pd.DataFrame, path: str | Path, *, delimiter: str = ",") -> Path:
    r"""Write codings to a CSV file; nothing is overwritten.

    Parameters
    ----------
    codings : a row is one coder's decision on a sentence and frame.
    path : the file, in UTF-8 with a byte order mark; its folder is made if need be.
    delimiter : ``,``, ``;`` or a tab.

    Returns
    -------
    The path. :func:`read_codings_csv` gives an equal table back, row by row. Missing values
    and empty words are empty cells and come back missing; columns of one's own come back as
    words. Words that a spreadsheet would run as a formula get an apostrophe in front.

    Raises
    ------
    ParameterError : the file is there already; a score that is no finite number; a code whose
        name a spreadsheet would run as a formula.
    TableError : these are no codings.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> codings = pd.DataFrame({"article": ["a"], "sentence": [0], "coder": ["anna"],
    ...     "frame": ["f"], "present": [1], "speaker": ["=1+1"]})
    >>> with TemporaryDirectory() as folder:
    ...     print(write_codings(codings, f"{folder}/codings.csv").read_text("utf-8-sig"))
    article,sentence,coder,frame,present,subcode,stance,voice,speaker,score,note,round
    a,0,anna,f,1,,,,'=1+1,,,final
    <BLANKLINE>
    """
    table = require(codings, "codings")
    _check_scores(table["score"])
    for column in _CODES:
        _check_codes(table[column], column)
    words = [[_cell(value) for value in row] for row in table.itertuples(index=False, name=None)]
    rows = [[str(name) for name in table.columns], *words]
    return write_new(path, sheet_bytes(rows, delimiter=delimiter, plain=("score", *_CODES)))


def read_codings_csv(path: str | Path, *, codebook: Codebook) -> pd.DataFrame:
    """Read codings that :func:`write_codings` wrote, apostrophes before formulas undone.

    Parameters
    ----------
    path : the file.
    codebook : says which frames and values there are.

    Returns
    -------
    A row is one coder's decision on a sentence and frame, as :func:`read_codings` gives it.

    Raises
    ------
    StudyError : the file cannot be read, or a frame or value is unknown; the message names
        file and line.
    """
    table = read_codings(path, codebook=codebook)
    words = table.select_dtypes("str")
    return table.assign(
        **{name: words[name].map(undone, na_action="ignore").astype("str") for name in words}
    )


def _check_scores(scores: pd.Series) -> None:
    wrong = scores[scores.isin([float("inf"), float("-inf")])]
    if len(wrong):
        raise ParameterError(
            f"codings.score: {len(wrong)} of {len(scores)} are infinite; give a number or nothing."
        )


def _check_codes(values: pd.Series, column: str) -> None:
    """Refuse names that would be run; a file of codes with apostrophes would fit no codebook."""
    if wrong := [name for name in values.dropna().unique() if _RUN.match(name)]:
        raise ParameterError(
            f"codings.{column}: a spreadsheet would run {some(wrong)} as a formula; give it "
            "another name in the codebook."
        )


def _cell(value: object) -> str:
    if pd.isna(value):
        return ""
    return repr(value) if isinstance(value, float) else str(value)
