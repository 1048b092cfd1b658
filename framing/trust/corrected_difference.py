"""Each outlet against the rest, both corrected for coding error by a sample of reference codes."""

from __future__ import annotations

from typing import Any

import pandas as pd

from framing.compare import resample
from framing.compare.sides import REST
from framing.tables.codes import CORRECTED, PART_UNKNOWN
from framing.tables.require import empty, require
from framing.trust.correction import correction

_LIMITS = ["ci_low", "ci_high"]


def corrected_difference(
    codings: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    sample: pd.DataFrame | None = None,
    coder: str = "rules",
    reference: str = "reference",
) -> pd.DataFrame:
    """By how much does an outlet differ from the rest once the coder's errors are corrected?

    Parameters
    ----------
    codings : a row is one coder's decision on a sentence and frame; of both coders.
    sentences : a row is a sentence.
    sample : a row is a sentence that was drawn for the reference, as in
        :func:`framing.trust.correction`.
    coder : whose coding covers the texts.
    reference : whose codes correct it.

    Returns
    -------
    A row is an outlet and a frame, as in :func:`framing.difference` of ``salience`` against
    the rest, by the coder ``corrected``: the difference of the two corrected shares of
    sentences, with a 95 % interval made from theirs. There is no p.

    Raises
    ------
    ParameterError, TableError : as in :func:`framing.trust.correction`.

    References
    ----------
    Zou & Donner (2008), Statistics in Medicine 27, 1693-1702: the interval.

    Examples
    --------
    >>> texts = pd.DataFrame({"article": ["a"] * 4 + ["b"] * 4, "sentence": [*range(4)] * 2,
    ...     "outlet": ["A"] * 4 + ["B"] * 4, "text": "."})
    >>> rules = texts.assign(coder="rules", frame="f", present=[1, 1, 0, 0, 1, 0, 0, 0])
    >>> held = texts.assign(coder="reference", frame="f", present=[1, 0, 0, 0, 1, 0, 0, 0])
    >>> found = corrected_difference(pd.concat([rules, held]), texts)
    >>> found[["outlet", "reference", "n_articles", "estimate"]]
      outlet reference  n_articles  estimate
    0      A      rest           1       0.0
    1      B      rest           1       0.0
    """
    sentences = require(sentences, "sentences")
    drawn = None if sample is None else sample.drop(columns="outlet", errors="ignore")
    options: dict[str, Any] = {"sample": drawn, "coder": coder, "reference": reference}
    shares = correction(codings, sentences, **options)
    outlets = sorted(shares["outlet"].unique())
    rows = []
    for outlet in outlets if len(outlets) > 1 else []:
        merged = sentences["outlet"].where(sentences["outlet"] == outlet, REST)
        rest = correction(codings, sentences.assign(outlet=merged), **options)
        rows += _apart(outlet, shares, rest[rest["outlet"] == REST])
    return require(pd.DataFrame(rows), "difference") if rows else empty("difference")


def _apart(outlet: str, shares: pd.DataFrame, rest: pd.DataFrame) -> list[dict[str, Any]]:
    """Compare an outlet with the rest, frame by frame; the rest must be known in all its parts."""
    own, others = shares["outlet"] == outlet, rest.set_index("frame")
    unknown = set(shares.loc[~own & shares["corrected"].isna(), "frame"])
    rows = []
    for frame, one in shares[own].set_index("frame").iterrows():
        if frame not in others.index:
            continue
        two = others.loc[frame]
        whole = frame not in unknown
        bare = [side["note"] for side in (one, two) if side[_LIMITS].isna().any()]
        limits = (float("nan"),) * 2
        if whole and not bare:
            limits = resample.apart(
                one["corrected"], tuple(one[_LIMITS]), two["corrected"], tuple(two[_LIMITS])
            )
        rows.append(
            {
                "measure": "salience", "outlet": outlet, "reference": REST, "coder": CORRECTED,
                "frame": frame, "wire": "all",
                "n_articles": one["n_articles"], "n_reference": two["n_articles"],
                "estimate": one["corrected"] - two["corrected"] if whole else float("nan"),
                "ci_low": limits[0], "ci_high": limits[1],
                "note": "" if whole and not bare else bare[0] if whole else PART_UNKNOWN,
            }
        )  # fmt: skip
    return rows
