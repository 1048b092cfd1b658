"""What may be said of outlets on a frame, beyond what these texts print."""

from __future__ import annotations

import pandas as pd

from framing.compare.resample import ALPHA
from framing.errors import ParameterError, TableError, some
from framing.tables.codes import (
    ALIKE,
    FEWEST,
    FOUND,
    LESS,
    MORE,
    MOST,
    NONE_FOUND,
    NOT_SHOWN,
    NOT_TOLD,
)
from framing.tables.require import require

TESTED = "salience"  # the one measure of which something is claimed
_FRAME = ["coder", "frame", "wire"]


def findings(
    difference: pd.DataFrame, homogeneity: pd.DataFrame, *, margin: float | None = None
) -> pd.DataFrame:
    """Say of each outlet what its difference amounts to.

    Parameters
    ----------
    difference : a row is an outlet and its reference, in share of sentences.
    homogeneity : a row is a frame: whether the outlets differ on it at all. All frames of
        the report belong in it, since they are judged together.
    margin : a difference in shares that would not matter, set beforehand.

    Returns
    -------
    The rows of ``difference``, with ``differ`` of their frame and a ``claim``: ``alike`` where
    the whole interval lies within the margin; ``more`` or ``less`` where the outlets differ on
    the frame, q is below .05 and the interval excludes the reference; else ``not_shown``,
    which is no likeness; ``not_told`` where there is no interval.

    Raises
    ------
    ParameterError : a margin that is not between 0 and 1.
    TableError : another measure than ``salience``; a frame that is not in ``homogeneity``.

    Examples
    --------
    >>> from framing.compare import difference, homogeneity
    >>> rows = pd.DataFrame({"article": list("abcdefghij"), "outlet": list("AAAAABBBBB"),
    ...     "coder": "me", "frame": "f", "n_sentences": 10,
    ...     "n_frame_sentences": [5, 7, 6, 8, 5, 1, 0, 2, 1, 0]})
    >>> found = findings(difference(rows, measure="salience"), homogeneity(rows))
    >>> found[["outlet", "reference", "estimate", "differ", "claim"]].round(3)
      outlet reference  estimate  differ claim
    0      A         B      0.54    True  more
    1      B         A     -0.54    True  less
    """
    if margin is not None and not 0 < margin < 1:
        raise ParameterError(f"margin is {margin!r}; give a difference of shares between 0 and 1.")
    rows, tests = require(difference, "difference"), require(homogeneity, "homogeneity")
    for name, table in (("difference", rows), ("homogeneity", tests)):
        if set(table["measure"]) - {TESTED}:
            raise TableError(
                f"{name}.measure is {some(table['measure'].unique())}. Only {TESTED} (the share of "
                f"sentences) is tested: make the table with measure={TESTED!r}."
            )
    found = rows.merge(tests[[*_FRAME, "differ", "p_holm"]], on=_FRAME, how="left", indicator=True)
    if len(lost := found.loc[found["_merge"] == "left_only", "frame"].unique()):
        raise TableError(
            f"homogeneity has no row for {some(lost)}; make it of the same article_frames."
        )
    apart = (found["differ"].fillna(False)) & (found["q"] < ALPHA)
    claim = claimed(found, apart)
    if margin is not None:
        within = (found["ci_low"] >= -margin) & (found["ci_high"] <= margin)
        claim = claim.mask(within, ALIKE)
    return require(found.drop(columns="_merge").assign(claim=claim), "findings")


def claimed(rows: pd.DataFrame, apart: pd.Series) -> pd.Series:
    """Say what intervals amount to, where something may be claimed of them.

    Parameters
    ----------
    rows : a row is an outlet's difference, with its interval.
    apart : whether of that row more or less may be claimed.

    Examples
    --------
    >>> rows = pd.DataFrame({"ci_low": [0.1, -0.2, 0.1, None], "ci_high": [0.2, -0.1, 0.2, None]})
    >>> claimed(rows, pd.Series([True, True, False, True])).tolist()
    ['more', 'less', 'not_shown', 'not_told']
    """
    claim = pd.Series(NOT_SHOWN, index=rows.index).where(rows["ci_low"].notna(), NOT_TOLD)
    claim = claim.mask(apart & (rows["ci_low"] > 0), MORE)
    return claim.mask(apart & (rows["ci_high"] < 0), LESS)


def described(n_frame: pd.Series, n_sentences: pd.Series) -> pd.Series:
    """Say of each text, or outlet, what it prints beside the others, by share of sentences.

    Parameters
    ----------
    n_frame, n_sentences : sentences with the frame, of all; a row is a text or an outlet.

    Returns
    -------
    ``none_found``; ``most`` or ``fewest`` where one sentence less, or more, would leave it
    there; else ``found``.

    Examples
    --------
    >>> described(pd.Series([10, 9, 0]), pd.Series([29, 18, 20])).tolist()
    ['found', 'most', 'none_found']
    """
    n_frame, n_sentences = (each.astype("float64") for each in (n_frame, n_sentences))
    share = n_frame / n_sentences
    others = [share.drop(place) for place in share.index]
    highest = pd.Series([each.max() for each in others], index=share.index)
    lowest = pd.Series([each.min() for each in others], index=share.index)
    said = pd.Series(FOUND, index=share.index)
    said = said.mask((n_frame - 1) / n_sentences > highest, MOST)
    said = said.mask((n_frame + 1) / n_sentences < lowest, FEWEST)
    return said.mask(n_frame == 0, NONE_FOUND)
