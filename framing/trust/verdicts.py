"""May a coder's hits of a frame be counted? By precision and recall, and by outlet."""

from __future__ import annotations

from math import ceil, log
from typing import Any

import numpy as np
import pandas as pd

from framing.compare import resample
from framing.compare.resample import Ratio, holm
from framing.errors import ParameterError
from framing.tables.codes import (
    AMONG_FOUND,
    AMONG_OTHERS,
    FEW_OUTLETS,
    HITS,
    HITS_ALONE,
    MAY_COUNT,
    MORE_THAN_THERE,
    NEEDS_MORE,
    NO_SAMPLE,
    NOT_BY_PERSON,
    NOT_TO_AUTOMATE,
    PERSON,
    UNCHECKED,
)
from framing.tables.require import cell_of, empty, require
from framing.trust.agreement import agreement
from framing.trust.sampled import coded_units

MIN_READ = 20  # drawn passages that a person has read, of those that the coder calls positive
LEAST = 0.5  # which precision must surely pass before hits are more than hits
ENOUGH = 0.667  # which precision and recall must surely pass, as reliability must
MIN_OF_OUTLET, MIN_STORIES = 20, 5  # codes and stories of an outlet whose errors are compared
_SHARES = ["precision", "precision_low", "precision_high", "recall", "recall_low", "recall_high"]


def verdicts(
    codings: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    kinds: pd.DataFrame,
    sample: pd.DataFrame | None = None,
    coder: str = "rules",
    reference: str = "reference",
) -> pd.DataFrame:
    """May what a coder finds of a frame be counted?

    Parameters
    ----------
    codings : a row is one coder's decision on a sentence and frame; of both coders.
    sentences : a row is a sentence.
    kinds : a row is a coder, with its ``kind``; only a person's reading checks anything.
    sample : a row is a sentence that was drawn for the reference, with its ``probability``.
        Not needed if the reference coded every sentence.
    coder : whose coding covers the texts.
    reference : who read what was drawn.

    Returns
    -------
    A row is a frame that both coded: ``precision`` and ``recall`` from 0 to 1 with their 95 %
    intervals, weighted by the sample. The ``verdict`` is ``unchecked`` (hits, not yet checked)
    until 20 passages that the coder calls positive were drawn and read by a person
    (``n_read``) and the lower bound of precision passes .5; ``may_count`` where both lower
    bounds pass .667; ``not_to_automate`` where an upper bound shows that one does not; else
    ``needs_more``. About ``more`` codes would decide it if the shares stay as they are, drawn
    ``among_found`` (what the coder calls positive: the way to a rare frame) or
    ``among_others`` (``draw``); ``more`` is missing, with the note ``more_than_there``, where the
    texts have fewer such sentences left. A sample drawn among hits alone tells whether they are
    checked, and neither recall nor whether outlets differ. ``p_outlets`` tests whether the coder's
    error (by how much it overstates the share of sentences) differs between outlets with 20 codes
    in 5 stories; where it is below .05, ``outlets`` names those whose error differs from the
    others' by Holm.

    Raises
    ------
    ParameterError : a coder who coded nothing; no sample although not every sentence has a code.
    TableError : a sentence or sample that does not fit.

    References
    ----------
    Grimmer & Stewart (2013), Political Analysis 21, 267-297: validate, per study. Welch (1951),
    Biometrika 38, 330-336: means with unequal variances.

    Examples
    --------
    >>> texts = pd.DataFrame({"article": "a", "sentence": range(40), "text": "."})
    >>> codings = pd.concat([texts.assign(coder=name, frame="f", present=texts["sentence"] < 19)
    ...                      for name in ("rules", "reference")]).astype({"present": "Int64"})
    >>> kinds = pd.DataFrame({"coder": ["rules", "reference"], "kind": ["rules", "person"]})
    >>> found = verdicts(codings, texts, kinds=kinds)
    >>> found[["frame", "n_read", "precision", "recall", "verdict", "more", "draw"]]
      frame  n_read  precision  recall    verdict  more         draw
    0     f      19        1.0     1.0  unchecked     1  among_found
    """
    codings, sentences = require(codings, "codings"), require(sentences, "sentences")
    known = require(kinds, "coders").set_index("coder")["kind"].get(reference)
    both = agreement(codings, coder=coder, reference=reference, sentences=sentences, sample=sample)
    every, missing = _units(codings, sentences, sample, coder, reference)
    units, rows = every[every["chance"].notna()], []
    for row in both.to_dict("records"):
        own = units[(units["frame"] == row["frame"]) & units["held"].notna()]
        checked = known == PERSON and not missing
        n_read = int((own["predicted"] == 1).sum()) if checked else 0
        alone = HITS_ALONE if (own["among"] == HITS).any() else ""
        left = every[(every["frame"] == row["frame"]) & every["held"].isna()]["predicted"] == 1
        verdict = _reachable(_verdict(row, n_read, len(own) - n_read), left)
        beyond = verdict.pop("note", "")
        notes = [missing, "" if known == PERSON else NOT_BY_PERSON, alone, beyond]
        tested = _by_outlet(units[(units["frame"] == row["frame"]) & (units["among"] != HITS)])
        rows.append({
            "frame": row["frame"], "coder": coder, "reference": reference, "n_read": n_read,
            "n_coded": len(own), **{name: row[name] for name in _SHARES},
            **verdict, **tested,
            "note": cell_of(*notes, tested["note"]),
        })  # fmt: skip
    return require(pd.DataFrame(rows), "verdicts") if rows else empty("verdicts")


def _units(
    codings: pd.DataFrame, sentences: pd.DataFrame, sample: pd.DataFrame | None,
    coder: str, reference: str,
) -> tuple[pd.DataFrame, str]:  # fmt: skip
    """Return the units with their chance; none, and why, if the codes were picked by hand."""
    try:
        prepared = coded_units(
            codings, sentences, sample, coder=coder, reference=reference, unit="sentences"
        )
    except ParameterError:
        if sample is not None:
            raise
        columns = ["frame", "held", "predicted", "among", "chance"]
        return pd.DataFrame(columns=columns), NO_SAMPLE
    return prepared.units, ""


def _reachable(verdict: dict[str, Any], left: pd.Series) -> dict[str, Any]:
    """Take away a number of codes that is more than there are sentences to be read.

    ``left`` tells of each sentence without a code whether the coder calls it positive.
    """
    if not verdict.get("more", 0) > 0:
        return verdict
    there = int(left.sum()) if verdict["draw"] == AMONG_FOUND else int((~left).sum())
    if verdict["more"] <= there or left.empty:
        return verdict
    return {**verdict, "more": float("nan"), "note": MORE_THAN_THERE}


def _verdict(row: dict[str, Any], n_read: int, n_others: int) -> dict[str, Any]:
    """Return the verdict, and about how many more codes would decide it."""
    low, high = row["precision_low"], row["precision_high"]
    if n_read < MIN_READ:
        return {"verdict": UNCHECKED, "more": MIN_READ - n_read, "draw": AMONG_FOUND}
    if high < LEAST:
        return {"verdict": NOT_TO_AUTOMATE}
    if not low > LEAST:
        more = _more(row, "precision", LEAST, n_read)
        return {"verdict": UNCHECKED, "more": more, "draw": AMONG_FOUND}
    lows, highs = [low, row["recall_low"]], [high, row["recall_high"]]
    if any(each < ENOUGH for each in highs):
        return {"verdict": NOT_TO_AUTOMATE}
    if all(each >= ENOUGH for each in lows):
        return {"verdict": MAY_COUNT}
    if low < ENOUGH:
        more, draw = _more(row, "precision", ENOUGH, n_read), AMONG_FOUND
    else:
        more, draw = _more(row, "recall", ENOUGH, n_others), AMONG_OTHERS
    return {"verdict": NEEDS_MORE, "more": more, "draw": draw}


def _more(row: dict[str, Any], name: str, bar: float, n: int) -> float:
    """Return how many more codes bring a bound to the bar, which narrows as 1 / root of n.

    It is the bound on the side of the bar, on the logit scale; missing where the share lies on
    the bar, or has no interval.
    """
    share, low, high = (row[name + end] for end in ("", "_low", "_high"))
    if pd.isna(low) or share == bar:
        return float("nan")
    if share in (0, 1):
        times = (1 - low) / (1 - bar) if share else high / bar
    else:
        bound = low if share > bar else high
        times = ((_logit(share) - _logit(bound)) / (_logit(share) - _logit(bar))) ** 2
    return max(1, ceil(n * (times - 1)))


def _logit(share: float) -> float:
    return log(share / (1 - share))


def _by_outlet(units: pd.DataFrame) -> dict[str, Any]:
    """Test whether the mean error is the same in all outlets, by Welch; name those apart."""
    found = {}
    if "outlet" in units:
        for outlet, own in units[units["held"].notna()].groupby("outlet"):
            if len(own) >= MIN_OF_OUTLET and own["family"].nunique() >= MIN_STORIES:
                found[str(outlet)] = _error(own)
    if len(found) < 2:
        return {"p_outlets": float("nan"), "outlets": "", "note": FEW_OUTLETS}
    error, variance, df = np.array(list(found.values())).T
    weight = 1 / variance
    _, p = resample.welch(error, variance, df)
    others = weight.sum() - weight
    apart = error - ((weight * error).sum() - weight * error) / others
    ps = [2 * resample.beyond_t(n, abs(each) / each_error) for n, each, each_error in zip(
        df, apart, np.sqrt(variance + 1 / others), strict=True)]  # fmt: skip
    far = holm(pd.Series(ps, index=list(found))) < resample.ALPHA
    named = [name for name in sorted(found) if far[name] and p < resample.ALPHA]
    return {"p_outlets": p, "outlets": cell_of(*named), "note": ""}


def _error(own: pd.DataFrame) -> tuple[float, float, float]:
    """Return an outlet's mean error, its variance over stories, and the degrees of freedom.

    At least the variance of one error more and one sentence without is supposed.
    """
    weight = 1 / own["chance"]
    rows = pd.DataFrame({"family": own["family"], "whole": weight,
                         "part": weight * (own["predicted"] - own["held"])})  # fmt: skip
    sums = rows.groupby("family").sum().sort_values(["whole", "part"])
    ratio = Ratio(*(sums[name].to_numpy() for name in ("part", "whole")))
    n, wrong = len(own), int((own["predicted"] != own["held"]).sum())
    rate = (wrong + 1) / (n + 2)
    supposed = rate * (1 - rate) * float((weight**2).sum() / weight.sum() ** 2)
    return ratio.share, max(resample.variance(ratio), supposed), ratio.effective - 1
