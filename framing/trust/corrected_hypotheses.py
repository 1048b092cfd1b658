"""Stated hypotheses on frames of which the shares are corrected for coding error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from framing.compare.contrast import MEDIAN, REST
from framing.compare.findings import TESTED
from framing.tables.codes import NOT_COMPARED, TEXTS_UNCORRECTED
from framing.tables.require import empty, require
from framing.trust.corrected_difference import (
    Outlets,
    beside_median,
    by_frame,
    named,
    outlets_of,
    units_of,
)
from framing.trust.correction import corrected_row
from framing.trust.sampled import Sampled


def corrected_hypotheses(
    codings: pd.DataFrame,
    sentences: pd.DataFrame,
    stated: pd.DataFrame,
    *,
    sample: pd.DataFrame | None = None,
    coder: str = "rules",
    reference: str = "reference",
) -> pd.DataFrame:
    """By how much do the outlets of stated hypotheses differ, corrected for coding error?

    Parameters
    ----------
    codings, sentences : as in :func:`framing.trust.corrected_difference`.
    stated : a row is a hypothesis, as in :func:`framing.compare.hypotheses`, which judges them
        together with those on frames that are not corrected.
    sample, coder, reference : as in :func:`framing.trust.corrected_difference`.

    Returns
    -------
    A row is a hypothesis, as in :func:`framing.trust.corrected_difference`: its outlet's corrected
    share of sentences less that of its reference. That of the ``rest`` is corrected over all other
    outlets together. Interval and ``p`` are missing, with a ``note``, where a side has too few
    codes; ``texts_uncorrected`` stands where another measure is stated, since only shares
    of sentences are corrected. How often a hypothesis about outlets that do not differ is
    supported or contradicted stands in docs/correction.md.

    Raises
    ------
    ParameterError, TableError : as in :func:`framing.trust.correction`.

    Examples
    --------
    >>> texts = pd.DataFrame({"article": ["a"] * 4 + ["b"] * 4, "sentence": [*range(4)] * 2,
    ...     "outlet": ["A"] * 4 + ["B"] * 4, "text": "."})
    >>> rules = texts.assign(coder="rules", frame="f", present=[1, 1, 0, 0, 1, 0, 0, 0])
    >>> held = texts.assign(coder="reference", frame="f", present=[1, 1, 0, 0, 1, 0, 0, 0])
    >>> stated = pd.DataFrame({"outlet": ["A"], "frame": ["f"]})
    >>> found = corrected_hypotheses(pd.concat([rules, held]), texts, stated)
    >>> found[["outlet", "reference", "estimate", "note"]]
      outlet reference  estimate      note
    0      A      rest      0.25  one_text
    """
    stated = require(stated, "hypotheses")
    if stated.empty:
        return empty("difference")
    prepared = units_of(codings, sentences, sample=sample, coder=coder, reference=reference)
    frames = by_frame(prepared)
    rows = [_tested(prepared, frames, each) for each in stated.to_dict("records")]
    return require(pd.DataFrame(rows), "difference")


def _tested(
    prepared: Sampled, frames: Mapping[str, Outlets], stated: Mapping[str, str]
) -> dict[str, Any]:
    """Return the row of a hypothesis; of two outlets the median is the other."""
    frame, outlet, reference = stated["frame"], stated["outlet"], stated["reference"]
    names = {**named(frame), **{name: stated[name] for name in ("measure", "outlet", "reference")}}
    if stated["measure"] != TESTED:
        return {**names, "note": TEXTS_UNCORRECTED}
    known = frames[frame].names if frame in frames else []
    if outlet not in known or reference not in (MEDIAN, REST, *known):
        return {**names, "note": NOT_COMPARED}
    if reference == MEDIAN:
        return {**beside_median(frame, frames[frame], known.index(outlet)), **names}
    return {**_of_two(prepared, frame, outlet, reference), **names}


def _of_two(prepared: Sampled, frame: str, outlet: str, reference: str) -> dict[str, Any]:
    """Return the row of an outlet beside another, or beside all others together."""
    units = prepared.units[prepared.units["frame"] == frame]
    own, others = units["outlet"] == outlet, units["outlet"] == reference
    if reference == REST:
        others = ~own
    rows = [
        corrected_row({"outlet": name, "frame": frame}, units[which])
        for name, which in ((outlet, own), (reference, others))
    ]
    both = outlets_of(rows)
    return {**beside_median(frame, both, 0), "note": both.whys[0] or both.whys[1]}
