"""Codings as CSV files that are safe to open in a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from framing.coding.byhand.blank import write_new
from framing.coding.exchange.cells import sheet_bytes
from framing.errors import ParameterError
from framing.tables.require import require


def write_codings(codings: pd.DataFrame, path: str | Path, *, delimiter: str = ",") -> Path:
    r"""Write codings to a CSV file; nothing is overwritten.

    Parameters
    ----------
    codings : a row is one coder's decision on a sentence and frame.
    path : the file, in UTF-8 with a byte order mark; its folder is made if need be.
    delimiter : ``,``, ``;`` or a tab.

    Returns
    -------
    The path. :func:`framing.read_codings` gives an equal table back, row by row. Missing values
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
    article,sentence,coder,frame,present,subcode,stance,voice,speaker,score,note,round
    a,0,anna,f,1,,,,'=1+1,,,final
    <BLANKLINE>
    """
    table = require(codings, "codings")
    _check_scores(table["score"])
    words = [[_cell(value) for value in row] for row in table.itertuples(index=False, name=None)]
    rows = [[str(name) for name in table.columns], *words]
    return write_new(path, sheet_bytes(rows, delimiter=delimiter, plain=("score",)))


def _check_scores(scores: pd.Series) -> None:
    wrong = scores[scores.isin([float("inf"), float("-inf")])]
    if len(wrong):
        raise ParameterError(
            f"codings.score: {len(wrong)} of {len(scores)} are infinite; give a number or nothing."
        )


def _cell(value: object) -> str:
    if pd.isna(value):
        return ""
    return repr(value) if isinstance(value, float) else str(value)
