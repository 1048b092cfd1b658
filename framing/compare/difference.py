"""By how much outlets differ on a frame, and whether they differ at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from framing.compare import resample
from framing.compare.contrast import MEDIAN, REST, Contrasts
from framing.compare.coverage import coverage_told
from framing.compare.estimate import Compared, Counts, compared, noted
from framing.compare.groups import OUTLET, by_group, of_groups
from framing.compare.sides import MEASURES, OTHERS, check_reference, in_mode, with_trials
from framing.tables.require import check_choice, empty, require
from framing.tables.toml import SEED


class Comparison(NamedTuple):
    """Each outlet's difference, and the test of all of them by frame: of one shuffling."""

    difference: pd.DataFrame
    homogeneity: pd.DataFrame


def difference(
    article_frames: pd.DataFrame,
    *,
    measure: str = "prevalence",
    reference: str = MEDIAN,
    by: str = OUTLET,
    comparisons: int = 0,
    seed: int = SEED,
) -> pd.DataFrame:
    """By how much does each outlet differ from the middle of them, or from another outlet?

    Parameters
    ----------
    article_frames : a row is an article, coder and frame.
    measure : ``prevalence``, ``salience`` (share of sentences) or ``prominence``.
    reference : ``median``, the middle of the outlets' shares, of which each weighs the same; an
        outlet; or ``rest``, all others together.
    by : ``outlet``, or a column of groups of outlets, such as a country: groups are then compared,
        with outlets as clusters, and the table has that column in the place of ``outlet``. Below
        five outlets a group there is no interval (``few_outlets``).
    comparisons : how many outlets and frames the report compares in all; those of
        ``article_frames`` if not given.
    seed : of the shuffling.

    Returns
    -------
    A row is an outlet and its reference: ``estimate`` is the difference of the two shares
    (-1 to 1) with a 95 % interval, and ``p`` from shuffling families of one story between the
    outlets, at least 40 times for each outlet and frame. Both come from one method, so that p is
    below .05 where the interval excludes zero, and only there. ``q`` is by
    Benjamini-Hochberg within the frame. ``detectable`` is how much more than its reference
    an outlet must have to be found in 80 of 100 such corpora, or how much less where no share can
    be so much more; it is missing where neither can be found.
    The median is that of the outlets with five independent texts or more (of two: the
    other outlet), since one outlet far off moves a mean, and with it the distance of all others.
    Outlets with fewer have an estimate and a ``note``; so have all where fewer than eight
    stories carry the frame (``too_rare``), or lack it. A family with texts in two outlets
    counts in each, which is cautious. Shares are weighted where ``weight`` is not 1; where
    weights differ much between outlets, p is approximate. ``coverage`` is how often such
    intervals held the truth in simulation (docs/coverage.md).

    Raises
    ------
    TableError : a column is missing, of a wrong type, or a row stands twice.
    ParameterError : an unknown measure or reference.

    References
    ----------
    Zou & Donner (2008), Statistics in Medicine 27, 1693-1702; Phipson & Smyth (2010); see
    :func:`framing.compare.contrast.contrasts`.

    Examples
    --------
    >>> rows = pd.DataFrame({"article": ["a", "b", "c"], "outlet": ["A", "B", "C"], "coder": "me",
    ...     "frame": "f", "n_sentences": 10, "n_frame_sentences": [3, 1, 1]})
    >>> difference(rows, measure="salience")[["outlet", "reference", "estimate", "note"]]
      outlet reference  estimate      note
    0      A    median       0.2  one_text
    1      B    median       0.0  one_text
    2      C    median       0.0  one_text
    """
    if by != OUTLET:
        options: dict[str, Any] = {"measure": measure, "comparisons": comparisons, "seed": seed}
        return by_group(difference, article_frames, by, reference=reference, **options)
    check_choice(measure, list(MEASURES), what="measure")
    rows = with_trials(article_frames)
    check_reference(reference, rows, (MEDIAN, REST))
    found = [
        {"measure": measure, **names, **row}
        for names, group, n in _by_frame(rows)
        for row in _rows(group, in_mode(MEASURES[measure], names["wire"]), reference,
                         comparisons=comparisons or n, seed=seed)
    ]  # fmt: skip
    return with_q(found)


def with_q(found: list[dict[str, Any]]) -> pd.DataFrame:
    """Make the table of differences of its rows; q is within the frame."""
    if not found:
        return empty("difference")
    table = require(pd.DataFrame(found), "difference")
    table = table.sort_values(["outlet", *OTHERS], ignore_index=True)
    return table.assign(q=table.groupby(OTHERS)["p"].transform(resample.benjamini_hochberg))


def homogeneity(
    article_frames: pd.DataFrame,
    *,
    measure: str = "salience",
    by: str = OUTLET,
    comparisons: int = 0,
    seed: int = SEED,
) -> pd.DataFrame:
    """Do the outlets differ on a frame at all?

    Parameters
    ----------
    article_frames : a row is an article, coder and frame.
    measure : ``prevalence``, ``salience`` (share of sentences) or ``prominence``.
    by, comparisons, seed : as in :func:`difference`.

    Returns
    -------
    A row is a coder, frame and wire mode: Cochran's ``Q`` over ``n_outlets`` that have five
    independent texts or more, with ``n_articles``; ``p`` from shuffling families of one story
    between them, ``p_holm`` adjusted for the frames of the coder and wire mode, and whether
    they ``differ`` at .05. With outlet labels shuffled, ``n_false`` of ``n_shuffled`` such
    reports would have said so of some frame. Q, p and the rest are missing, with a ``note``, where
    fewer than two outlets have enough texts or the frame is too rare.

    Raises
    ------
    TableError : a column is missing, of a wrong type, or a row stands twice.
    ParameterError : an unknown measure.

    References
    ----------
    Cochran (1954), Biometrics 10, 101-129; Holm (1979), Scandinavian Journal of Statistics 6.

    Examples
    --------
    >>> rows = pd.DataFrame({"article": list("abcdefghij"), "outlet": list("AAAAABBBBB"),
    ...     "coder": "me", "frame": "f", "n_sentences": 10,
    ...     "n_frame_sentences": [5, 7, 6, 8, 5, 1, 0, 2, 1, 0]})
    >>> homogeneity(rows)[["frame", "n_outlets", "n_articles", "p_holm", "differ"]].round(3)
      frame  n_outlets  n_articles  p_holm  differ
    0     f          2          10   0.011    True
    """
    if by != OUTLET:
        options: dict[str, Any] = {"measure": measure, "comparisons": comparisons, "seed": seed}
        return by_group(homogeneity, article_frames, by, **options)
    return comparison(
        article_frames, measure=measure, comparisons=comparisons, seed=seed
    ).homogeneity


def comparison(
    article_frames: pd.DataFrame,
    *,
    measure: str = "salience",
    comparisons: int = 0,
    others: pd.DataFrame | None = None,
    seed: int = SEED,
) -> Comparison:
    """Return ``difference`` from the median outlet and ``homogeneity``, of one shuffling.

    Parameters
    ----------
    article_frames, measure, comparisons, seed : as in :func:`homogeneity`.
    others : tests of further frames of the same report, made otherwise; they are judged
        together with these, and returned with them.
    """
    check_choice(measure, list(MEASURES), what="measure")
    rows = with_trials(article_frames)
    found, tests, shuffled = [], [], []
    for names, group, n in _by_frame(rows):
        side = _compared(group, in_mode(MEASURES[measure], names["wire"]), MEDIAN,
                         comparisons=comparisons or n, seed=seed)  # fmt: skip
        whole = {"measure": measure, **names}
        found += [
            {**whole, **row} for row in _of_outlets(side, sorted(set(group["outlet"])), MEDIAN)
        ]
        tests.append({**whole, **_of_all(side)})
        shuffled.append(side.found.shuffled if side.found else None)
    table = pd.DataFrame(tests).assign(shuffled=shuffled) if tests else empty("homogeneity")
    return Comparison(with_q(found), judged(table, others))


def _by_frame(rows: pd.DataFrame) -> Iterator[tuple[dict[str, str], pd.DataFrame, int]]:
    """Yield each coder, frame and wire mode, with how many comparisons its report makes."""
    for _, report in rows.groupby(["coder", "wire"]):
        comparisons = len(report[["outlet", "frame"]].drop_duplicates())
        for key, group in report.groupby(OTHERS):
            yield dict(zip(OTHERS, key, strict=True)), group, comparisons


def _compared(
    group: pd.DataFrame, counts: Counts, against: str, *, comparisons: int, seed: int
) -> Compared:
    sides = [rows for _, rows in group.groupby("outlet")]
    return compared(sides, counts, against=against, comparisons=comparisons, seed=seed)


def _of_all(side: Compared) -> dict[str, Any]:
    found = side.found
    return {
        "n_outlets": len(side.places),
        "n_articles": sum(len(side.rows[place]) for place in side.places),
        "Q": found.q_between if found else float("nan"),
        "p": found.p_between if found else float("nan"),
        "note": "" if found else min(side.notes, key=side.notes.count),
    }


def judged(table: pd.DataFrame, others: pd.DataFrame | None = None) -> pd.DataFrame:
    """Judge the frames of each report together; with others it is one report."""
    if table.empty and others is None:
        return empty("homogeneity")
    reports = [group for _, group in table.groupby(["coder", "wire"])]
    if others is not None:
        known = [each for each in (table, others) if len(each)] or [table]
        reports = [pd.concat(known, ignore_index=True)]
    found = require(pd.concat(map(_adjusted, reports)), "homogeneity")
    return found.sort_values(OTHERS, ignore_index=True)


def _adjusted(table: pd.DataFrame) -> pd.DataFrame:
    """Judge the frames of one report together, and the shuffled reports by the same rule."""
    p_holm = resample.holm(table["p"])
    differ = (p_holm < resample.ALPHA).astype("boolean").where(p_holm.notna())
    table = table.assign(p_holm=p_holm, differ=differ, n_shuffled=np.nan, n_false=np.nan)
    if "shuffled" not in table:
        return table
    shuffled = table.pop("shuffled")
    draws = shuffled[shuffled.map(lambda each: isinstance(each, np.ndarray))]
    if len(draws):  # Holm's first step decides whether anything is said
        least = np.min(list(draws), axis=0) * table["p"].notna().sum()
        table.loc[draws.index, "n_shuffled"] = least.size
        table.loc[draws.index, "n_false"] = int((least < resample.ALPHA).sum())
    return table


def _rows(
    group: pd.DataFrame, counts: Counts, reference: str, *, comparisons: int, seed: int
) -> Iterator[dict[str, Any]]:
    """Yield a row for each outlet but the reference."""
    outlets = dict(list(group.groupby("outlet")))
    if reference in (MEDIAN, REST):
        side = _compared(group, counts, reference, comparisons=comparisons, seed=seed)
        yield from _of_outlets(side, list(outlets), reference)
        return
    for outlet, own in outlets.items():
        if outlet != reference and reference in outlets:
            both = compared([own, outlets[reference]], counts, against=REST,
                            comparisons=comparisons, seed=seed)  # fmt: skip
            yield _row(both, 0, MEDIAN, [outlet, reference])


def _of_outlets(side: Compared, outlets: list[str], reference: str) -> Iterator[dict[str, Any]]:
    if len(outlets) > 1:
        yield from (_row(side, place, reference, outlets) for place in range(len(outlets)))


def _row(side: Compared, place: int, reference: str, outlets: list[str]) -> dict[str, Any]:
    """Return the columns of an outlet's row; without a comparison, of what its texts print."""
    known = [each for each, ratio in enumerate(side.ratios) if not np.isnan(ratio.share)]
    basis = side.places if side.found else known
    others = [each for each in basis if each != place]
    if reference == MEDIAN and len(others) == 1 and place in basis:
        reference = outlets[others[0]]
    row: dict[str, Any] = {
        "outlet": outlets[place],
        "reference": reference,
        "n_articles": len(side.rows[place]),
        "n_reference": sum(len(side.rows[each]) for each in others),
        "estimate": _described(side, place, basis, reference),
        "note": side.notes[place],
    }
    if side.found and place in side.places:
        row |= _found(side, side.found, side.places.index(place))
    return {**row, "note": noted(row["note"], *(side.rows[each] for each in {place, *others}))}


def beside(own: pd.DataFrame, other: pd.DataFrame, counts: Counts, seed: int) -> dict[str, Any]:
    """Return the columns of a row on two sides, whatever they are."""
    both = compared([own, other], counts, against=REST, comparisons=1, seed=seed)
    row = _row(both, 0, MEDIAN, ["", ""])
    return {name: value for name, value in row.items() if name not in ("outlet", "reference")}


def _described(side: Compared, place: int, basis: Sequence[int], reference: str) -> float:
    """Return how far an outlet's share lies from its reference, as these texts print it."""
    own = side.ratios[place].share
    others = [side.ratios[each] for each in basis if each != place]
    if not others or np.isnan(own):
        return float("nan")
    if reference == MEDIAN:
        return own - float(np.median([side.ratios[each].share for each in basis]))
    return own - resample.pooled(others).share


def _found(side: Compared, found: Contrasts, place: int) -> dict[str, Any]:
    """Return what the shuffling found of an outlet, and how often such intervals hold the truth."""
    sizes = [len(side.ratios[each].part) for each in side.places]
    pooled = resample.pooled([side.ratios[each] for each in side.places]).share
    fewest = min(sizes[place], sum(sizes) - sizes[place])
    columns = ("estimate", "low", "high", "p", "detectable")
    names = ("estimate", "ci_low", "ci_high", "p", "detectable")
    values = (float(getattr(found, column)[place]) for column in columns)
    measure = "difference of texts" if side.of_texts else "difference"
    measure = of_groups(measure, side.rows[place])
    told = coverage_told(measure, fewest, min(pooled, 1 - pooled))
    return {**dict(zip(names, values, strict=True)), **told}
