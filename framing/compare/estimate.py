"""A share with its interval and note, and the difference of two, under the small-sample rule."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.compare import resample
from framing.compare.resample import Limits, Ratio
from framing.tables.codes import (
    FEW_FAMILIES,
    FEW_SENTENCES,
    FEW_TEXTS,
    NO_VARIATION,
    ONE_SIDED,
    ONE_TEXT,
    WEIGHTED,
)
from framing.tables.require import cell_of

_TOO_FEW = (FEW_SENTENCES, ONE_TEXT, FEW_TEXTS, FEW_FAMILIES)
_NOTES = (*_TOO_FEW, NO_VARIATION, "")
_NONE = (float("nan"), float("nan"))
_NOTHING = Ratio(np.array([]), np.array([]))


class Counts(NamedTuple):
    """The two columns that make a share; ``of_texts`` if both count texts.

    Below ``min_sentences`` there is no share.
    """

    part: str
    whole: str
    of_texts: bool = False
    min_sentences: int = 0


class Estimate(NamedTuple):
    """A share with its interval, and a note that says why there is none."""

    ratio: Ratio
    limits: Limits
    note: str


def known(rows: pd.DataFrame, counts: Counts) -> pd.DataFrame:
    """Keep the texts that have a base to be counted on; of the others nothing is known."""
    return rows[(rows[counts.whole] > 0).fillna(False) & rows[counts.part].notna()]


def estimated(rows: pd.DataFrame, counts: Counts, seed: int) -> Estimate:
    """Estimate a share over texts, with its interval if there are enough that differ."""
    if counts.min_sentences and rows["n_sentences"].sum() < counts.min_sentences:
        return Estimate(_NOTHING, _NONE, FEW_SENTENCES)
    ratio = resample.by_family(rows, counts.part, counts.whole)
    note = resample.note(len(rows), len(ratio.part))
    if not note and not counts.of_texts and ratio.constant:
        note = NO_VARIATION
    if note:
        return Estimate(ratio, _NONE, note)
    limits = resample.wilson(ratio) if counts.of_texts else resample.resampled(ratio, seed)
    return Estimate(ratio, limits, "")


def compared(
    own: pd.DataFrame, other: pd.DataFrame, counts: Counts, seed: int, *, tested: bool = True
) -> dict[str, object]:
    """Estimate the difference of two shares: the columns of a row of ``difference``.

    Where p is not asked for, which takes longest, it is missing.
    """
    own, other = known(own, counts), known(other, counts)
    one, two = estimated(own, counts, seed), estimated(other, counts, seed)
    limits, note = _NONE, min(one.note, two.note, key=_NOTES.index)
    p = detectable = float("nan")
    if note not in _TOO_FEW:
        p = resample.permutation_p(one.ratio, two.ratio, seed) if tested else p
        limits, detectable = _apart(one, two), resample.detectable(one.ratio, two.ratio)
        note = ONE_SIDED if note and one.note != two.note else note
    return {
        "n_articles": len(own),
        "n_reference": len(other),
        "estimate": one.ratio.share - two.ratio.share,
        "ci_low": limits[0],
        "ci_high": limits[1],
        "p": p,
        "detectable": detectable,
        "note": noted(note, pd.concat([own, other])),
    }


def noted(note: str, rows: pd.DataFrame) -> str:
    """Add to a note that the texts do not all weigh the same, where that is so."""
    return cell_of(note, WEIGHTED if is_weighted(rows) else "")


def is_weighted(rows: pd.DataFrame) -> bool:
    """Tell whether any text weighs other than 1."""
    return bool((rows["weight"] != 1).any())


def _apart(one: Estimate, two: Estimate) -> Limits:
    """Return the interval of a difference; a side that does not vary adds nothing to it."""
    if one.note and two.note:
        return _NONE
    limits = (each.limits if not each.note else (each.ratio.share,) * 2 for each in (one, two))
    return resample.apart(one.ratio.share, next(limits), two.ratio.share, next(limits))
