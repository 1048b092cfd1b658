"""Where coders do not decide the same: the units to talk about, and to settle."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from framing.errors import ParameterError, some, suggestion
from framing.tables.codes import ABSENT, CANNOT_SAY, PRESENT
from framing.tables.require import joined, require

_KEY = ["article", "sentence", "frame"]
_OF_SENTENCE = ["outlet", "zone", "rank", "text"]


def disagreements(
    codings: pd.DataFrame,
    *,
    coders: Sequence[str] | None = None,
    sentences: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """List the sentences and frames on which coders do not decide the same.

    Parameters
    ----------
    codings : a row is one coder's decision on a sentence and frame.
    coders : at least two of them, in the order of their columns; all, by name, if not given.
    sentences : where given, the source of outlet, zone, rank and text.

    Returns
    -------
    A row is a sentence and frame that at least two of the coders coded, and not alike. Each
    coder has a column: ``present``, ``absent``, ``cannot_say``, or missing where that coder
    did not code it. In the order of ``sentences`` (else by article), then frames by name.

    Raises
    ------
    ParameterError : fewer than two coders; one is named twice, coded nothing, or has the
        name of a column.
    TableError : a coding names a sentence that does not exist.

    Examples
    --------
    >>> codings = pd.DataFrame({"article": "a", "sentence": [0, 1] * 2, "frame": "f",
    ...     "coder": ["anna"] * 2 + ["ben"] * 2, "present": [1, 0, 1, 1]})
    >>> disagreements(codings)
      article  sentence frame    anna      ben
    0       a         1     f  absent  present
    """
    codings = require(codings, "codings")
    names = check_coders(codings, coders, least=2)
    if taken := [name for name in names if name in (*_KEY, *_OF_SENTENCE)]:
        raise ParameterError(f"coders: {some(taken)} is the name of a column here; rename it.")
    said = side_by_side(codings, names)
    table = said[differ(said)].reset_index()
    if sentences is None:
        return table
    sentences = require(sentences, "sentences")
    known = sentences[["article", "sentence", *_OF_SENTENCE]].reset_index(names="order")
    table = joined(table, known).sort_values(["order", "frame"], ignore_index=True)
    return table[[*_KEY, *_OF_SENTENCE, *names]]


def check_coders(codings: pd.DataFrame, coders: Sequence[str] | None, *, least: int) -> list[str]:
    """Return the coders asked for, or all by name; refuse unknown, repeated and too few ones."""
    known = sorted(set(codings["coder"]))
    names = known if coders is None else list(coders)
    if unknown := [name for name in names if name not in known]:
        raise ParameterError(
            f"coders: {some(unknown)} coded nothing here. Coders: {some(known) or 'none'}."
            f"{suggestion(unknown[0], known)}"
        )
    if len(set(names)) < len(names):
        raise ParameterError(f"coders names somebody twice: {some(names)}. Name each once.")
    if len(names) < least:
        raise ParameterError(
            f"coders: {len(names)} given ({some(names) or 'none'}), {least} needed."
        )
    return names


def side_by_side(
    codings: pd.DataFrame, coders: Sequence[str], column: str = "present"
) -> pd.DataFrame:
    """Give each coder a column: the code of a decision, or the values of another column.

    A row is a sentence and frame that one of the coders coded, by article, sentence and
    frame. What is not coded is missing; a value that a coder left empty is empty.
    """
    own = codings[codings["coder"].isin(list(coders))].set_index([*_KEY, "coder"])
    said = own[column].fillna("") if column != "present" else _decided(own["present"])
    wide = said.unstack("coder").reindex(columns=list(coders)).sort_index()
    return wide.astype("str").rename_axis(columns=None)


def differ(said: pd.DataFrame) -> pd.Series:
    """Tell in which rows those who said something did not all say the same."""
    first = said.iloc[:, 0]
    for coder in said.columns[1:]:
        first = first.fillna(said[coder])
    return (said.ne(first, axis=0) & said.notna()).any(axis=1)


def _decided(present: pd.Series) -> pd.Series:
    return present.astype("object").map({1: PRESENT, 0: ABSENT}).astype("str").fillna(CANNOT_SAY)
