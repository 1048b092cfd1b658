"""How far coders who mark spans mark the same text: Krippendorff's alpha for unitizing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from framing.compare.resample import Limits
from framing.errors import ParameterError, TableError, some
from framing.tables.codes import (
    COVERAGE_UNKNOWN,
    FEW_UNRELATED,
    NO_LIMITS,
    NOT_READ_TWICE,
    NOTHING_MARKED,
    NOTHING_UNMARKED,
    ONE_READER,
)
from framing.tables.require import cell_of, empty, require
from framing.trust.agreement import MIN_FAMILIES
from framing.trust.coefficients import UNDEFINED, jackknifed

_READING = ["article", "coder"]
_COUNTS = ["observed", "marked", "squares", "whole"]


def unitizing_alpha(
    spans: pd.DataFrame, *, read: pd.DataFrame, articles: pd.DataFrame
) -> pd.DataFrame:
    """Say how far coders mark the same characters with each frame, beyond chance.

    The coefficient is the binary one of the family of 2016, |u-alpha: a character stands in a unit
    or in a gap. Of one frame it is the same as their nominal u-alpha. Whether two units that
    touch are one it does not ask, and cu-alpha and (k)u-alpha, which compare codes where units
    overlap, are others.

    Parameters
    ----------
    spans : a row is a span that a coder marked with a frame: ``start`` and ``end`` count the
        characters of the article's text from 0, ``text[start:end]``.
    read : a row is an article that a coder read for all the frames in ``spans``. Who marked
        nothing in it says by that row that there is nothing.
    articles : a row is an article, with its text; those of one ``family`` count as one story.

    Returns
    -------
    A row is a frame, by name. ``n`` articles were read by two of its ``coders`` or more, in
    ``n_articles`` (a family counts once): of ``length`` characters, with ``n_spans``. ``alpha`` is
    1 where all mark the same and 0 where no more than by chance; it has a 95 % interval over
    families (jackknife, scale log(1 - alpha)) from 10 families on. An article weighs by its
    length and its readers; one that a single coder read counts nothing. What is missing
    has its reason in ``note``.

    Raises
    ------
    ParameterError : nobody or one coder read.
    TableError : a span is empty, outside its text, overlaps another of its coder and frame, or
        stands in an article that its coder is not said to have read, or that does not exist.

    References
    ----------
    Krippendorff, Mathet, Bouvry & Widlöcher (2016), Quality & Quantity 50, 2347-2364;
    Krippendorff (2019), Content Analysis, 4th edition, 12.6.

    Examples
    --------
    >>> articles = pd.DataFrame({"article": ["a"], "outlet": ["X"], "text": ["Left out, he says."]})
    >>> read = pd.DataFrame({"article": "a", "coder": ["ann", "bob"]})
    >>> spans = pd.DataFrame({"article": "a", "coder": ["ann", "bob"], "frame": "f",
    ...     "start": [0, 0], "end": [8, 4]})
    >>> found = unitizing_alpha(spans, read=read, articles=articles)
    >>> found[["frame", "coders", "n", "n_spans", "length", "alpha"]].round(3)
      frame   coders  n  n_spans  length  alpha
    0     f  ann;bob  1        2      18   0.54
    """
    spans, read = require(spans, "spans"), require(read, "readings")
    articles = require(articles, "articles").set_index("article")
    _check_readings(read, articles)
    _check_spans(spans, read, articles["text"].str.len())
    texts = _texts(read, articles)
    rows = [{"frame": frame, **_row(group, texts, read)} for frame, group in spans.groupby("frame")]
    return require(pd.DataFrame(rows), "unitizing_alpha") if rows else empty("unitizing_alpha")


def _texts(read: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Return the articles that two coders read: length, how many read it, its family."""
    readers = read.groupby("article").size()
    texts = articles.loc[readers.index, ["family"]].assign(
        length=articles["text"].str.len(), readers=readers
    )
    return texts[texts["readers"] > 1]


def _row(spans: pd.DataFrame, texts: pd.DataFrame, read: pd.DataFrame) -> dict[str, Any]:
    """Return the columns of a frame."""
    used = spans[spans["article"].isin(texts.index)]
    families = _counted(used, texts).groupby(texts["family"]).sum()
    counts = families[_COUNTS].to_numpy("float64")
    alpha = float(_alphas(counts.sum(axis=0)))
    known = len(counts) >= MIN_FAMILIES and alpha == alpha
    limits = _limits(counts) if known else UNDEFINED
    coders = sorted(read.loc[read["article"].isin(texts.index), "coder"].unique())
    return {
        "coders": ";".join(coders),
        "n_coders": len(coders),
        "n": len(texts),
        "n_articles": len(families),
        "n_spans": len(used),
        "length": int(texts["length"].sum()),
        "alpha": alpha,
        "ci_low": limits[0],
        "ci_high": limits[1],
        "note": cell_of(
            *_reasons(counts, alpha, limits), ONE_READER if len(used) < len(spans) else ""
        ),
    }


def _counted(spans: pd.DataFrame, texts: pd.DataFrame) -> pd.DataFrame:
    """Count of each article what alpha is made of; it adds up over articles.

    ``observed`` is the length of units that meet gaps, for all pairs of readers (eq. 32 of
    2019, one of the two equal cells), ``marked`` of all units, ``squares`` the sum of their
    squares, and ``whole`` the length that readers read.
    """
    length = (spans["end"] - spans["start"]).astype("float64")
    sums = pd.DataFrame({"article": spans["article"], "marked": length, "squares": length**2})
    return (
        sums.groupby("article").sum().reindex(texts.index, fill_value=0.0)
        .assign(observed=_observed(spans, texts), whole=texts["length"] * texts["readers"])
    )  # fmt: skip


def _observed(spans: pd.DataFrame, texts: pd.DataFrame) -> np.ndarray:
    """Return of each article the length of units that meet gaps, from its spans' ends in order."""
    article = np.tile(texts.index.get_indexer(spans["article"]), 2)
    place = np.concatenate([spans["start"], spans["end"]]).astype("int64")
    step = np.repeat([1, -1], len(spans))
    order = np.lexsort((place, article))
    article, place, marking = article[order], place[order], step[order].cumsum()
    until = np.diff(place, append=0) * (np.diff(article, append=-1) == 0)
    readers = texts["readers"].to_numpy("float64")
    meet = until * marking * (readers[article] - marking) / (readers[article] - 1)
    return np.bincount(article, meet, minlength=len(texts))


def _alphas(counts: np.ndarray) -> np.ndarray:
    """Return alpha of counts (the last axis); NaN without a unit or without a gap.

    By chance any two characters meet, but not two of one unit, nor one of a gap with itself
    (eq. 33 of 2019).
    """
    observed, marked, squares, whole = np.moveaxis(counts, -1, 0)
    gaps = whole - marked
    pairs = whole**2 - squares - gaps
    expected = whole * marked * gaps
    return 1 - observed * pairs / np.where(expected > 0, expected, np.nan)


def _limits(counts: np.ndarray) -> Limits:
    """Return the interval over families, which weigh by what is rarer, units or gaps.

    Where all mark alike, the lower limit is what it would be if one coder had missed one unit of
    mean length, where most is marked.
    """
    whole = counts.sum(axis=0)
    alpha = float(_alphas(whole))
    if alpha == 1:
        low, _ = _limits(_with_one_missed(counts))
        return (low, 1.0) if low == low else UNDEFINED
    marked, gaps = counts[:, 1], counts[:, 3] - counts[:, 1]
    weight = marked if marked.sum() <= gaps.sum() else gaps
    return jackknifed(alpha, _alphas(whole - counts), weight)


def _with_one_missed(counts: np.ndarray) -> np.ndarray:
    """Return counts in which one unit of mean length is missed by one coder."""
    changed, where = counts.copy(), counts[:, 1].argmax()
    mean = counts[where, 2] / counts[where, 1]  # of a character's unit
    changed[where] += [mean, -mean, -(mean**2), 0]
    return changed


def _reasons(counts: np.ndarray, alpha: float, limits: Limits) -> Iterator[str]:
    """Yield why a coefficient or an interval is missing, or what is not known of it."""
    if not len(counts):
        yield NOT_READ_TWICE
    elif np.isnan(alpha):
        yield NOTHING_UNMARKED if counts[:, 1].sum() else NOTHING_MARKED
    elif len(counts) < MIN_FAMILIES:
        yield FEW_UNRELATED
    else:
        yield NO_LIMITS if np.isnan(limits[0]) else COVERAGE_UNKNOWN


def _check_readings(read: pd.DataFrame, articles: pd.DataFrame) -> None:
    """Refuse fewer than two coders, and articles that do not exist."""
    coders = sorted(set(read["coder"]))
    if len(coders) < 2:
        raise ParameterError(
            f"read names {some(coders) or 'nobody'}; agreement needs two coders. Give a row for "
            "each article that a coder read, also where nothing was marked."
        )
    if len(lost := read.loc[~read["article"].isin(articles.index), "article"].unique()):
        known = some(articles.index)
        raise TableError(f"read names no article of yours: {some(lost)}. Articles: {known}.")


def _check_spans(spans: pd.DataFrame, read: pd.DataFrame, lengths: pd.Series) -> None:
    """Refuse spans that no reader can have marked in the text, or that overlap."""
    known = pd.MultiIndex.from_frame(read[_READING])
    end = spans["article"].map(lengths)
    in_order = spans.sort_values([*_READING, "frame", "start", "end"], kind="stable")
    before = in_order.groupby([*_READING, "frame"])["end"].shift()
    faults = {
        "stand in an article that their coder is not said to have read": ~pd.Series(
            pd.MultiIndex.from_frame(spans[_READING]).isin(known), spans.index
        ),
        "are empty": spans["start"] >= spans["end"],
        "lie outside their text": (spans["start"] < 0) | (spans["end"] > end),
        "overlap another of the same coder and frame; make one": (
            (in_order["start"] < before).reindex(spans.index)
        ),
    }
    for fault, where in faults.items():
        if len(wrong := spans[where.fillna(False).astype(bool)]):
            named = (
                f"{row.article} {row.start} to {row.end} by {row.coder}"
                for row in wrong.itertuples()
            )
            raise TableError(f"spans: {len(wrong)} of {len(spans)} {fault}: {some(named)}.")
