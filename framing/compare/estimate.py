"""A share with its interval and note, and the difference of two, under the small-sample rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.compare import resample
from framing.compare.contrast import Contrasts, contrasts
from framing.compare.groups import GROUPED
from framing.compare.resample import Limits, Ratio
from framing.tables.codes import (
    FEW_FAMILIES,
    FEW_OUTLETS,
    FEW_SENTENCES,
    FEW_TEXTS,
    NO_VARIATION,
    ONE_OUTLET,
    ONE_TEXT,
    TOO_RARE,
    WEIGHTED,
)
from framing.tables.require import cell_of

MIN_CARRYING = 8  # stories with a share of text, and without, in all outlets compared
_TOO_FEW = (FEW_SENTENCES, ONE_TEXT, FEW_TEXTS, FEW_FAMILIES, FEW_OUTLETS)
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


class Compared(NamedTuple):
    """Outlets beside each other: which are compared (by place), with what was found.

    A note says of each why it is not; where nothing was found, none is.
    """

    rows: list[pd.DataFrame]
    ratios: list[Ratio]
    notes: list[str]
    places: list[int]
    found: Contrasts | None
    of_texts: bool


def known(rows: pd.DataFrame, counts: Counts) -> pd.DataFrame:
    """Keep the texts that have a base to be counted on; of the others nothing is known."""
    return rows[(rows[counts.whole] > 0).fillna(False) & rows[counts.part].notna()]


def estimated(rows: pd.DataFrame, counts: Counts) -> Estimate:
    """Estimate a share over texts, with its interval if there are enough that differ.

    Of a group of outlets a share of texts has the interval that a share of text has: Wilson's
    would take an outlet of many texts for one.
    """
    ratio, note = _given(rows, counts)
    one_each = counts.of_texts and GROUPED not in rows
    if not note and not one_each and ratio.constant:
        note = NO_VARIATION
    if note:
        return Estimate(ratio, _NONE, note)
    limits = resample.wilson(ratio) if one_each else resample.jackknifed(ratio)
    return Estimate(ratio, limits, TOO_RARE if np.isnan(limits[0]) else "")


def compared(
    sides: Sequence[pd.DataFrame], counts: Counts, *, against: str, comparisons: int, seed: int
) -> Compared:
    """Set outlets beside each other: the rows of each, of which enough are compared.

    Those with too few texts, stories or sentences have an estimate alone; so have all where
    fewer than two are left, or where too few stories carry the frame, or lack it.
    """
    rows = [known(each, counts) for each in sides]
    ratios, whys = zip(*(_given(each, counts) for each in rows), strict=True)
    notes, places = list(whys), [place for place, why in enumerate(whys) if not why]
    stop = ""
    if len(places) < 2:
        stop = min((why for why in whys if why), key=_TOO_FEW.index, default=ONE_OUTLET)
    elif too_rare([ratios[place] for place in places], of_texts=counts.of_texts):
        stop = TOO_RARE
    if stop:
        notes = [stop] * 2 if len(sides) == 2 else [why or stop for why in notes]
        return Compared(rows, list(ratios), notes, places, None, counts.of_texts)
    found = contrasts(
        [ratios[place] for place in places], against=against, comparisons=comparisons, seed=seed
    )
    return Compared(rows, list(ratios), notes, places, found, counts.of_texts)


def _given(rows: pd.DataFrame, counts: Counts) -> tuple[Ratio, str]:
    """Return counts by story, and why these are too few for an interval or a comparison."""
    if counts.min_sentences and rows["n_sentences"].sum() < counts.min_sentences:
        return _NOTHING, FEW_SENTENCES
    ratio = resample.by_family(rows, counts.part, counts.whole)
    why = resample.note(len(rows), len(ratio.part))
    return ratio, FEW_OUTLETS if GROUPED in rows and why == FEW_FAMILIES else why


def too_rare(ratios: Sequence[Ratio], *, of_texts: bool = False) -> bool:
    """Tell whether fewer stories than an interval needs carry the frame, or lack it."""
    carry = sum(int((ratio.part > 0).sum()) for ratio in ratios)
    lack = sum(int((ratio.part < ratio.whole).sum()) for ratio in ratios)
    return min(carry, lack) < (1 if of_texts else MIN_CARRYING)


def noted(note: str, *sides: pd.DataFrame) -> str:
    """Add to a note that the texts do not all weigh the same, where that is so."""
    return cell_of(note, WEIGHTED if any(map(is_weighted, sides)) else "")


def is_weighted(rows: pd.DataFrame) -> bool:
    """Tell whether any text weighs other than 1."""
    return bool((rows["weight"] != 1).any())
