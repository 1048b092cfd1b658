"""Compare outlets: how many texts, how much text, how prominently, and the differences.

Each function takes rows of :func:`framing.article_frames` and sums them by outlet. The
small-sample rule is one for all: one text is described, two to four have no interval, from
five independent texts on intervals are over articles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from framing.errors import TableError, some, suggestion
from framing.inference import resample
from framing.inference.resample import Ratio
from framing.tables import check_choice, empty, require

REST = "rest"
MEASURES = ("prevalence", "salience", "prominence")
UNITS = {
    "sentences": ("n_frame_sentences", "n_sentences"),
    "words": ("n_frame_words", "n_words"),
}
_GROUP = ["outlet", "coder", "frame", "wire"]
_OTHERS = ["coder", "frame", "wire"]


def prevalence(article_frames: pd.DataFrame) -> pd.DataFrame:
    """In what share of an outlet's texts is the frame present?

    Parameters
    ----------
    article_frames : a row is an article, coder and frame.

    Returns
    -------
    A row is an outlet, coder, frame and wire mode: ``n_present`` of ``n_articles`` texts,
    ``share`` from 0 to 1 with its 95 % interval (Wilson, families of one agency story as
    one trial); no interval and a ``note`` below five texts.

    Examples
    --------
    >>> rows = pd.DataFrame({"article": ["a", "b"], "outlet": "A", "coder": "me",
    ...     "frame": "f", "n_sentences": [9, 9], "n_frame_sentences": [2, 0]})
    >>> prevalence(rows)[["outlet", "n_articles", "n_present", "share", "note"]]
      outlet  n_articles  n_present  share                             note
    0      A           2          1    0.5  fewer than 5 texts: no interval
    """
    rows = _with_trials(article_frames)
    table = _summed(rows, "n_present", "one", lambda ratio, _: resample.wilson(ratio), "prevalence")
    return table


def salience(
    article_frames: pd.DataFrame, *, unit: str = "sentences", seed: int = resample.SEED
) -> pd.DataFrame:
    """How much of an outlet's text carries the frame?

    Parameters
    ----------
    article_frames : a row is an article, coder and frame.
    unit : ``sentences`` or ``words``, the base of the share.
    seed : of the resampling.

    Returns
    -------
    A row is an outlet, coder, frame, wire mode and unit: ``n_frame`` of ``n_sentences``
    (or ``n_words``), ``share`` from 0 to 1 with a 95 % percentile interval over articles,
    families as clusters.

    Examples
    --------
    >>> rows = pd.DataFrame({"article": ["a"], "outlet": "A", "coder": "me",
    ...     "frame": "f", "n_sentences": [8], "n_frame_sentences": [2]})
    >>> salience(rows)[["outlet", "n_frame", "n_sentences", "share", "note"]]
      outlet  n_frame  n_sentences  share                           note
    0      A        2            8   0.25  one text: describes this text
    """
    check_choice(unit, list(UNITS), what="unit")
    rows = require(article_frames, "article_frames")
    part, whole = UNITS[unit]
    rows["n_frame"] = rows[part]

    def limits(ratio: Ratio, names: tuple[str, ...]) -> tuple[float, float]:
        return resample.interval(resample.draws(ratio, resample.generator(seed, unit, *names)))

    table = _summed(rows, "n_frame", whole, limits, "salience")
    return require(table.assign(unit=unit), "salience")


def prominence(article_frames: pd.DataFrame) -> pd.DataFrame:
    """In what share of an outlet's texts does the frame stand in the headline or the lead?

    Parameters
    ----------
    article_frames : a row is an article, coder and frame.

    Returns
    -------
    A row is an outlet, coder, frame and wire mode: ``n_prominent`` of ``n_articles`` texts
    have it in a captured headline or in the lead paragraph; ``share`` with its 95 %
    interval as in :func:`prevalence`.

    Examples
    --------
    >>> rows = pd.DataFrame({"article": ["a", "b"], "outlet": "A", "coder": "me",
    ...     "frame": "f", "n_sentences": 9, "n_frame_sentences": 2, "in_lead": [True, False]})
    >>> prominence(rows)[["n_articles", "n_prominent", "share"]]
       n_articles  n_prominent  share
    0           2            1    0.5
    """
    rows = _with_trials(article_frames)
    return _summed(
        rows, "n_prominent", "one", lambda ratio, _: resample.wilson(ratio), "prominence"
    )


def difference(
    article_frames: pd.DataFrame,
    *,
    measure: str = "prevalence",
    reference: str = REST,
    seed: int = resample.SEED,
) -> pd.DataFrame:
    """By how much does an outlet differ from the rest, or from one other outlet?

    Parameters
    ----------
    article_frames : a row is an article, coder and frame.
    measure : ``prevalence``, ``salience`` (share of sentences) or ``prominence``.
    reference : an outlet, or ``rest`` for all others together.
    seed : of resampling and shuffling.

    Returns
    -------
    A row is an outlet and its reference: ``estimate`` is the difference of the two shares
    (-1 to 1) with a 95 % percentile interval over articles, ``p`` from shuffling families
    between the two, ``q`` by Benjamini-Hochberg over all rows of the table. Interval and p
    are missing, with a ``note``, where either side has fewer than five texts.

    Raises
    ------
    TableError : an unknown measure or reference.

    Examples
    --------
    >>> rows = pd.DataFrame({"article": ["a", "b"], "outlet": ["A", "B"], "coder": "me",
    ...     "frame": "f", "n_sentences": [10, 10], "n_frame_sentences": [3, 1]})
    >>> difference(rows, measure="salience")[["outlet", "reference", "estimate", "note"]]
      outlet reference  estimate                           note
    0      A      rest       0.2  one text: describes this text
    1      B      rest      -0.2  one text: describes this text
    """
    check_choice(measure, MEASURES, what="measure")
    rows = _with_trials(article_frames)
    outlets = list(rows["outlet"].unique())
    if reference not in (REST, *outlets):
        raise TableError(
            f"reference is {reference!r}, which is no outlet here. Outlets: {some(outlets)}; "
            f"or '{REST}'.{suggestion(reference, outlets)}"
        )
    part, whole = {
        "prevalence": ("n_present", "one"),
        "salience": UNITS["sentences"],
        "prominence": ("n_prominent", "one"),
    }[measure]
    found = [
        {"measure": measure, **_differ(own, other, part, whole, seed), **names}
        for own, other, names in _pairs(rows, reference)
    ]
    if not found:
        return empty("difference")
    table = require(pd.DataFrame(found), "difference")
    return table.assign(q=resample.benjamini_hochberg(table["p"]))


def _with_trials(article_frames: pd.DataFrame) -> pd.DataFrame:
    """Add what is counted once a text: one text, the frame present, the frame prominent."""
    rows = require(article_frames, "article_frames")
    rows["one"] = 1
    rows["n_present"] = rows["present"].fillna(False).astype("int64")
    prominent = rows["in_headline"].fillna(False) | rows["in_lead"].fillna(False)
    rows["n_prominent"] = prominent.astype("int64")
    return rows


def _summed(
    rows: pd.DataFrame,
    part: str,
    whole: str,
    limits: Callable[[Ratio, tuple[str, ...]], tuple[float, float]],
    name: str,
) -> pd.DataFrame:
    """Sum rows by outlet, coder, frame and wire mode, with share, interval and note."""
    found = []
    for names, group in rows.groupby(_GROUP, sort=False):
        ratio = resample.by_family(group, part, whole)
        note = resample.note(len(group), len(ratio.part))
        if not note and _constant(ratio) and whole != "one":
            note = resample.NO_VARIATION
        low, high = (float("nan"),) * 2 if note else limits(ratio, names)
        found.append(
            {
                **dict(zip(_GROUP, names, strict=True)),
                part: group[part].sum(),
                "n_articles": len(group),
                "n_sentences": group["n_sentences"].sum(),
                "n_words": group["n_words"].sum(min_count=1),
                "share": ratio.share,
                "ci_low": low,
                "ci_high": high,
                "note": note,
                "unit": "",
            }
        )
    if not found:
        return empty(name)
    table = require(pd.DataFrame(found), name)
    return table if name == "salience" else table.drop(columns="unit")


def _constant(ratio: Ratio) -> bool:
    return bool(np.ptp(ratio.part / np.where(ratio.whole == 0, 1, ratio.whole)) == 0)


def _pairs(
    rows: pd.DataFrame, reference: str
) -> Iterator[tuple[pd.DataFrame, pd.DataFrame, dict[str, str]]]:
    """Yield the rows of each outlet, those of its reference, and their names."""
    for names, group in rows.groupby(_OTHERS, sort=False):
        for outlet in group["outlet"].unique():
            own = group[group["outlet"] == outlet]
            chosen = (
                group["outlet"] != outlet if reference == REST else group["outlet"] == reference
            )
            if outlet != reference and chosen.any():
                named = dict(zip(_OTHERS, names, strict=True))
                yield own, group[chosen], {**named, "outlet": outlet, "reference": reference}


def _differ(
    own: pd.DataFrame, other: pd.DataFrame, part: str, whole: str, seed: int
) -> dict[str, object]:
    one, two = resample.by_family(own, part, whole), resample.by_family(other, part, whole)
    row = own.iloc[0]
    names = (part, *map(str, row[["outlet", "coder", "frame", "wire"]]))
    note = min(
        (resample.note(len(rows), len(ratio.part)) for rows, ratio in ((own, one), (other, two))),
        key=[resample.ONE_TEXT, resample.FEW_TEXTS, resample.FEW_FAMILIES, ""].index,
    )
    low = high = p = float("nan")
    if not note:
        rng = resample.generator(seed, *names)
        values = resample.draws(one, rng) - resample.draws(two, rng)
        low, high = resample.interval(values)
        p = resample.permutation_p(one, two, rng)
        if np.ptp(values) == 0:
            low = high = float("nan")
            note = resample.NO_VARIATION
    return {
        "n_articles": len(own),
        "n_reference": len(other),
        "estimate": one.share - two.share,
        "ci_low": low,
        "ci_high": high,
        "p": p,
        "note": note,
    }
