"""How often intervals cover the truth: looked up in what simulation observed.

The table ``coverage.csv`` is written by ``benchmarks/coverage.py --write``, which also writes
``docs/coverage.md``, where what was simulated is said.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from math import isnan
from typing import Any, NamedTuple

import pandas as pd

from framing.tables.codes import COVERAGE_OBSERVED, COVERAGE_UNKNOWN
from framing.tables.require import check_choice

SHIPPED = "shipped"  # the method whose intervals the package prints; others were compared
LEAST, MOST = 0.93, 0.97  # of what is called a 95 % interval


class Cell(NamedTuple):
    """A simulated number of articles and prevalence, and the worst coverage observed there."""

    n_articles: int
    prevalence: float
    coverage: float


@cache
def _simulated() -> dict[str, list[Cell]]:
    """Read the observed coverage of the shipped methods, in order, for each measure."""
    file = resources.files("framing.compare").joinpath("coverage.csv")
    with file.open(encoding="utf-8") as lines:
        table = pd.read_csv(lines)
    table = table[table["method"] == SHIPPED]
    worst = table.groupby(["measure", "n_articles", "prevalence"])["coverage"].min()
    cells: dict[str, list[Cell]] = {measure: [] for measure in table["measure"].unique()}
    for (measure, n_articles, prevalence), coverage in worst.items():
        cells[measure].append(Cell(n_articles, prevalence, coverage))
    return cells


def _nearest(measure: str, n_articles: int, prevalence: float) -> Cell | None:
    """Return the worst of the cells around, or none with fewer articles than all."""
    check_choice(measure, list(_simulated()), what="measure")
    cells = [cell for cell in _simulated()[measure] if not isnan(cell.coverage)]
    if not any(cell.n_articles <= n_articles for cell in cells):
        return None
    around = [
        cell
        for cell in cells
        if cell.n_articles in _beside({c.n_articles for c in cells}, n_articles)
        and cell.prevalence in _beside({c.prevalence for c in cells}, prevalence)
    ]
    return min(around, key=lambda cell: cell.coverage, default=None)


def _beside(simulated: set[float], value: float) -> set[float]:
    """Return the nearest simulated value on each side, and the value itself if it is one."""
    below = max((each for each in simulated if each <= value), default=None)
    above = min((each for each in simulated if each >= value), default=None)
    return {each for each in (below, above) if each is not None}


def observed_coverage(measure: str, n_articles: int, prevalence: float) -> float:
    """Return how often a 95 % interval covered the truth where that was simulated.

    Parameters
    ----------
    measure : ``alpha``, ``precision``, ``recall``, ``f1``, ``share of sentences``,
        ``share of texts``, or of the smaller side ``difference`` or ``difference of texts``; of
        these four also ``of groups``, of which outlets are counted in the place of articles.
    n_articles : from how many unrelated articles the interval is.
    prevalence : the share of units that are positive, from 0 to 1; of a difference, in all outlets.

    Returns
    -------
    From 0 to 1: the worst over designs, of the simulated numbers of articles and prevalences
    next to these on either side. NaN for fewer articles than were simulated, or if hardly any
    simulated study had an interval there.

    Raises
    ------
    ParameterError : an unknown measure.

    Examples
    --------
    >>> 0.93 < observed_coverage("alpha", 150, 0.2) < 0.97
    True
    """
    cell = _nearest(measure, n_articles, prevalence)
    return cell.coverage if cell else float("nan")


def coverage_told(measure: str, n_articles: int, prevalence: float) -> dict[str, Any]:
    """Tell how often such intervals covered the truth, with a note where it is not 93 to 97 %.

    Parameters
    ----------
    measure : as in :func:`observed_coverage`.
    n_articles : from how many unrelated articles the interval is.
    prevalence : the share of units that are positive, from 0 to 1.

    Returns
    -------
    Columns of a row: its ``note``, and the ``coverage`` of the worst simulated cell around
    with its ``coverage_articles`` and ``coverage_prevalence``.

    Examples
    --------
    >>> coverage_told("alpha", 300, 0.4)["note"], coverage_told("alpha", 4, 0.1)
    ('', {'note': 'coverage_unknown'})
    """
    cell = _nearest(measure, n_articles, prevalence)
    if cell is None:
        return {"note": COVERAGE_UNKNOWN}
    return {
        "note": "" if LEAST <= cell.coverage <= MOST else COVERAGE_OBSERVED,
        "coverage": cell.coverage,
        "coverage_articles": cell.n_articles,
        "coverage_prevalence": cell.prevalence,
    }
