"""How far one coder's codings meet another's: precision, recall and F1 for each frame."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from framing.coding.byhand.sample import of_hits
from framing.compare.coverage import coverage_told, observed_coverage
from framing.compare.resample import Limits, Ratio, on_logit, wilson
from framing.errors import ParameterError, some, suggestion
from framing.tables.codes import (
    COVERAGE_OBSERVED,
    FAMILIES_UNKNOWN,
    FEW_UNRELATED,
    FEW_WITH_POSITIVE,
    HITS_ALONE,
    NO_POSITIVE,
    NO_POSITIVE_HERE,
    NO_POSITIVE_THERE,
    NONE_IN_COMMON,
    SAMPLE_WEIGHTED,
)
from framing.tables.require import cell_of, empty, joined, require, values_of
from framing.trust.coefficients import UNDEFINED, spread

MIN_FAMILIES = 10  # with a base; fewer unrelated articles have no interval of agreement
ALL = "all"
_COUNTS = ["n", "n_coder", "n_reference", "n_both", "n_alike", "n_either"]
_BASES = {"precision": "n_coder", "recall": "n_reference", "f1": "n_either"}
_UNIT = ["article", "sentence"]
_OF_ALL = ("recall", "f1", "percent", "coverage")  # what hits alone do not tell


def agreement(
    codings: pd.DataFrame,
    *,
    coder: str = "rules",
    reference: str = "reference",
    sentences: pd.DataFrame | None = None,
    sample: pd.DataFrame | None = None,
    by_outlet: bool = False,
) -> pd.DataFrame:
    """Compare a coder with a reference, frame by frame.

    Parameters
    ----------
    codings : a row is one coder's decision on a sentence and frame.
    coder : whose codings are judged.
    reference : whose codings they are held against.
    sentences : a row is a sentence; says which articles are of one family and outlet.
        Without it there is no interval, since articles may not be independent.
    sample : a row is a sentence that was drawn for the reference, with its ``probability``.
        Only these are compared, each weighted by 1 / ``probability``: a sample in which
        rare frames are frequent would otherwise show a recall that the texts do not have.
    by_outlet : whether each outlet has a row of its own too (errors may differ).

    Returns
    -------
    A row is a frame that both coded and an outlet (``all`` first), by name: ``n`` sentences
    decided by both in ``n_articles`` (a family of one agency story counts once), positives
    of each and of both among them (counts, never weighted), ``precision``, ``recall``,
    ``f1`` and ``percent_agreement`` from 0 to 1, the first three with a 95 % interval
    (jackknife over families, logit scale) from 10 families with a positive on. A share
    without a base is missing and the ``note`` says why, as is all but precision where the sample
    was drawn among hits alone; ``coverage`` is the least that such
    intervals were observed to have, where that is not 93 to 97 %. ``reference_alpha`` is left
    missing.

    Raises
    ------
    ParameterError : a coder does not occur in the codings, or is held against itself;
        ``by_outlet`` without ``sentences``.
    TableError : a coding names a sentence that does not exist.

    References
    ----------
    Efron & Stein (1981), Annals of Statistics 9, 586-596. F1 is 2 J / (1 + J), of the share
    J of positives of either side that are positives of both.

    Examples
    --------
    >>> codings = pd.DataFrame({"article": "a", "sentence": [0, 1, 2] * 2, "frame": "f",
    ...     "coder": ["rules"] * 3 + ["reference"] * 3, "present": [1, 1, 0, 1, 0, 0]})
    >>> agreement(codings)[["frame", "n", "precision", "recall", "f1"]].round(2)
      frame  n  precision  recall    f1
    0     f  3        0.5     1.0  0.67
    """
    codings = require(codings, "codings")
    check_pair(codings, coder=coder, reference=reference)
    if by_outlet and sentences is None:
        raise ParameterError("by_outlet needs the outlets; give sentences, which hold them.")
    mine, theirs = (codings[codings["coder"] == name] for name in (coder, reference))
    frames = sorted(set(mine["frame"]) & set(theirs["frame"]))
    if not frames:
        return empty("agreement")
    both = pairs(codings, coder=coder, reference=reference, sentences=sentences, sample=sample)
    asked = {"known": sentences is not None, "hits_alone": of_hits(sample)}
    rows = [
        {"frame": frame, "outlet": outlet, **_compared(group, **asked)}
        for frame in frames
        for outlet, group in _outlets(both[both["frame"] == frame], by_outlet)
    ]
    return require(pd.DataFrame(rows).assign(coder=coder, reference=reference), "agreement")


def pairs(
    codings: pd.DataFrame,
    *,
    coder: str,
    reference: str,
    sentences: pd.DataFrame | None,
    sample: pd.DataFrame | None,
) -> pd.DataFrame:
    """Return what two coders both decided, of a sample if there is one, a row a unit and frame.

    Whether each of :func:`agreement`'s counts counts it is 1 or 0.
    """
    mine, theirs = (codings[codings["coder"] == name] for name in (coder, reference))
    found = mine.merge(theirs, on=[*_UNIT, "frame"], suffixes=("", "_held"), validate="one_to_one")
    found = placed(found, sentences)
    return _counted(_weighted(found.dropna(subset=["present", "present_held"]), sample))


def placed(codings: pd.DataFrame, sentences: pd.DataFrame | None) -> pd.DataFrame:
    """Return codings with the family and outlet of their articles, in the order of units.

    Without ``sentences`` each article is a family and an outlet of its own.
    """
    if sentences is None:
        codings = codings.assign(family=codings["article"], outlet=codings["article"])
    else:
        place = require(sentences, "sentences")[[*_UNIT, "family", "outlet"]]
        codings = joined(codings, place)
    return codings.sort_values(_UNIT, kind="stable", ignore_index=True)


def share_limits(part: np.ndarray, whole: np.ndarray, *, unit: float = 1.0) -> Limits:
    """Return the interval of a share over articles, from the counts of each.

    The scale is the logit. At 0 and 1 the inner limit is what it would be if one unit were
    otherwise. Where all articles are alike in between, it is Wilson's interval with the
    effective number of articles as trials.

    Parameters
    ----------
    part : how many of each article's units have it.
    whole : of how many; articles without any say nothing and are left out.
    unit : the weight of the one unit that is supposed to be otherwise.

    Examples
    --------
    >>> low, high = share_limits(np.array([1, 2, 0, 2, 2]), np.array([2, 2, 1, 3, 2]))
    >>> round(low, 3), round(high, 3)
    (0.286, 0.931)
    """
    ratio = Ratio(*(each[whole > 0].astype("float64") for each in (part, whole)))
    if len(ratio.whole) < 2:
        return UNDEFINED
    p = ratio.share
    if p == 0:
        return 0.0, 1 - share_limits(whole, whole, unit=unit)[0]
    if p == 1:
        otherwise = (np.arange(len(whole)) == whole.argmax()) * min(unit, whole.max())
        return share_limits(whole - otherwise, whole, unit=unit)[0], 1.0
    return wilson(ratio) if ratio.constant else _jackknife(ratio)


def _jackknife(ratio: Ratio) -> Limits:
    """Return the interval of a share that varies between articles, on the logit scale."""
    p = ratio.share
    without = (ratio.part.sum() - ratio.part) / (ratio.whole.sum() - ratio.whole)
    return on_logit(p, spread(p, without, ratio.whole) / (p * (1 - p)))


def check_pair(codings: pd.DataFrame, **given: str) -> None:
    """Refuse a coder or a reference that coded nothing, or that are one and the same."""
    coders = sorted(set(codings["coder"]))
    for what, name in given.items():
        if name not in coders:
            raise ParameterError(
                f"{what} is {name!r}, who coded nothing here. Coders: {some(coders)}."
                f"{suggestion(name, coders)}"
            )
    if len(set(given.values())) < 2:
        raise ParameterError(f"coder and reference are both {name!r}; give two different coders.")


def _counted(pairs: pd.DataFrame) -> pd.DataFrame:
    """Add what each unit counts: positives of each side, of both, and whether they agree."""
    given, held = ((pairs[column] == 1).astype("int64") for column in ("present", "present_held"))
    return pairs.assign(
        n=1, n_coder=given, n_reference=held, n_both=given * held, n_alike=(given == held) * 1,
        n_either=(given + held).clip(upper=1),
    )  # fmt: skip


def _weighted(pairs: pd.DataFrame, sample: pd.DataFrame | None) -> pd.DataFrame:
    """Keep the pairs of the sample, if there is one, with the weight of each."""
    if sample is None:
        return pairs.assign(unit_weight=1.0)
    drawn = require(sample, "sample")[[*_UNIT, "probability"]]
    kept = pairs.merge(drawn, on=_UNIT, validate="many_to_one")
    return kept.assign(unit_weight=1 / kept["probability"])


def _outlets(pairs: pd.DataFrame, by_outlet: bool) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the pairs of all outlets and, if asked for, of each."""
    yield ALL, pairs
    if by_outlet:
        yield from ((str(outlet), group) for outlet, group in pairs.groupby("outlet"))


def _compared(pairs: pd.DataFrame, *, known: bool, hits_alone: bool) -> dict[str, object]:
    """Compare two coders on some pairs; there are intervals if families are known.

    Pairs that were drawn among hits alone tell precision, of what the coder calls positive.
    """
    if hits_alone:
        found = _compared(pairs[pairs["n_coder"] == 1], known=known, hits_alone=False)
        untold = [name for name in found if name.startswith(_OF_ALL)]
        without = {COVERAGE_OBSERVED, NO_POSITIVE_THERE}
        if "precision_low" in found:
            without.add(FEW_WITH_POSITIVE)
        notes = [each for each in values_of(found["note"]) if each not in without]
        return {**found, **dict.fromkeys(untold, float("nan")), "note": cell_of(HITS_ALONE, *notes)}
    weight = pairs["unit_weight"]
    families = pairs[_COUNTS].mul(weight, axis=0).groupby(pairs["family"]).sum()
    sums = {column: int(count) for column, count in pairs[_COUNTS].sum().items()}
    whole = families.sum()
    heaviest = {"precision": weight[pairs["n_coder"] == 1].max()}  # else one that was missed
    limits = _limits(families, {**dict.fromkeys(_BASES, weight.max()), **heaviest}) if known else {}
    told = _covered(sums, len(families), limits) if limits else {"note": ""}
    return {
        **{column: sums[column] for column in ("n", "n_reference", "n_coder", "n_both")},
        "n_articles": len(families),
        "precision": _share(whole["n_both"], whole["n_coder"]),
        "recall": _share(whole["n_both"], whole["n_reference"]),
        "f1": _share(2 * whole["n_both"], whole["n_coder"] + whole["n_reference"]),
        "percent_agreement": _share(whole["n_alike"], whole["n"]),
        **{f"{name}_low": low for name, (low, _) in limits.items()},
        **{f"{name}_high": high for name, (_, high) in limits.items()},
        **told,
        "note": cell_of(
            *_notes(sums, len(families), limits, known=known), told["note"],
            SAMPLE_WEIGHTED if weight.nunique() > 1 else "",
        ),
    }  # fmt: skip


def _share(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")


def _limits(families: pd.DataFrame, units: dict[str, float]) -> dict[str, Limits]:
    """Return the interval of each measure that enough families hold a base for."""
    both = families["n_both"].to_numpy()
    bases = {name: families[base].to_numpy() for name, base in _BASES.items()}
    found = {
        name: share_limits(both, base, unit=units[name])
        for name, base in bases.items()
        if (base > 0).sum() >= MIN_FAMILIES
    }
    if "f1" in found:
        low, high = (2 * limit / (1 + limit) for limit in found["f1"])
        found["f1"] = (low, high)
    return found


def _notes(
    sums: dict[str, int], n_families: int, limits: dict[str, Limits], *, known: bool
) -> Iterator[str]:
    """Yield what is undefined, and what has no interval."""
    undefined = _undefined(sums)
    yield undefined
    if not known:
        yield "" if undefined else FAMILIES_UNKNOWN
    elif n_families < MIN_FAMILIES:
        yield FEW_UNRELATED if n_families else ""
    elif any(sums[base] and name not in limits for name, base in _BASES.items()):
        yield FEW_WITH_POSITIVE


def _covered(sums: dict[str, int], n_families: int, limits: dict[str, Limits]) -> dict[str, Any]:
    """Tell how far the interval of least coverage can be trusted."""
    prevalence = sums["n_reference"] / sums["n"]
    covered = {name: observed_coverage(name, n_families, prevalence) for name in limits}
    worst = min(covered, key=lambda name: np.nan_to_num(covered[name]))
    return coverage_told(worst, n_families, prevalence)


def _undefined(sums: dict[str, int]) -> str:
    if not sums["n"]:
        return NONE_IN_COMMON
    if not sums["n_either"]:
        return NO_POSITIVE
    if not sums["n_coder"]:
        return NO_POSITIVE_HERE
    return "" if sums["n_reference"] else NO_POSITIVE_THERE
