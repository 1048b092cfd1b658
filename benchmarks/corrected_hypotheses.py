"""How often a stated hypothesis is judged where a frame is corrected: of outlets alike, and not.

A report states a hypothesis on the first outlet of each of three frames; here each is tested on
simulated corrections, as ``trust.corrected_hypotheses`` does. ``--write`` writes
``benchmarks/corrected_hypotheses.csv`` and ``docs/correction.md``; ``--studies N`` tries fewer.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import correction as one
from framing.compare.resample import ALPHA, holm
from framing.tables.toml import SEED
from framing.trust.corrected_difference import distance
from framing.trust.correction import too_few
from framing.trust.design import Correction, Units, estimated

TABLE = Path(__file__).parent / "corrected_hypotheses.csv"
STUDIES, FRAMES = 400, 3
TEXTS = {one.ALIKE: "single texts (.15)", one.STORIES: "stories of 1 to 3 (.3)"}
APART = 0.30  # the share of an outlet that is not alike
AGAINST = ("the rest", "the median", "another outlet")
_STRATA, _STORIES = 2, 1000  # more than an outlet has


class Report(NamedTuple):
    """Outlets of which the first may have another share than the others."""

    texts: str
    outlets: int
    apart: bool
    families: int
    codes: int
    prevalence: float


def together(units: list[Units]) -> Units:
    """Put the units of outlets under each other, with stories and strata of their own."""
    moved = [
        each._replace(family=each.family + _STORIES * n, stratum=each.stratum + _STRATA * n)
        for n, each in enumerate(units)
    ]
    return Units(*(np.concatenate(column) for column in zip(*moved, strict=True)))


def known(units: Units) -> Correction | None:
    """Return the corrected share of units, or none where codes are too few."""
    found = estimated(units)
    return None if too_few(units.held[~np.isnan(units.held)], found) else found


def of_one(rng: np.random.Generator, report: Report) -> list[float]:
    """Return p of the first outlet against the rest, the median and another."""
    coders, units = list(one.CODERS), []
    for place in range(report.outlets):
        share = APART if report.apart and place == 0 else report.prevalence
        cell = one.Cell(report.texts, coders[place % len(coders)], one.DRAWS[0],
                        report.families, report.codes, share)  # fmt: skip
        units.append(one.sampled(rng, cell))
    each = [known(unit) for unit in units]
    if not (own := each[0]):
        return [np.nan] * 3
    sure = [found for found in each if found]
    rest, other = known(together(units[1:])), each[1]
    pairs = [distance([own, found], 0, two=True)["p"] if found else np.nan
             for found in (rest, other)]  # fmt: skip
    middle = distance(sure, 0, two=len(sure) == 2)["p"] if len(sure) > 1 else np.nan
    return [pairs[0], middle, pairs[1]]


def of_reports(report: Report, *, studies: int, seed: int) -> Iterator[dict[str, Any]]:
    """Yield how often a hypothesis has p below .05, and how often one of three has by Holm."""
    names = [list(TEXTS).index(report.texts), *report[1:5], int(100 * report.prevalence)]
    rng = np.random.default_rng([seed, *map(int, names)])
    shape = (studies, FRAMES, len(AGAINST))
    many = studies * FRAMES if report.codes >= one.MIN_CODES else 0
    found = [of_one(rng, report) for _ in range(many)]
    p = np.array(found).reshape(shape) if found else np.full(shape, np.nan)
    for place, against in enumerate(AGAINST):
        own = p[:, :, place]
        tested = ~np.isnan(own)
        row = {**report._asdict(), "against": against, "studies": studies, "known": tested.mean()}
        if tested.any(axis=1).mean() >= one.LEAST_LEADING:
            least = [holm(pd.Series(each)).min() for each in own[tested.any(axis=1)]]
            row |= {"below": (own[tested] < ALPHA).mean(),
                    "reports": (np.array(least) < ALPHA).mean()}  # fmt: skip
        yield row


def cells() -> Iterator[Report]:
    """Yield reports of outlets that are alike, then those of which the first has another share."""
    sizes = product((10, 30), one.CODES, one.PREVALENCES)
    for texts, k, rest in product(TEXTS, (2, 5, 12), list(sizes)):
        yield Report(texts, k, False, *rest)
    for texts, k, codes in product(TEXTS, (2, 5, 12), (50, 100)):
        yield Report(texts, k, True, 30, codes, 0.15)


def simulate(*, studies: int, seed: int = SEED) -> pd.DataFrame:
    """Return a row a kind of report and reference."""
    rows: list[dict[str, Any]] = []
    for report in cells():
        rows += of_reports(report, studies=studies, seed=seed)
        print(rows[-1], file=sys.stderr, flush=True)
    return pd.DataFrame(rows).round(4)


# -- the page ---------------------------------------------------------------------------------


def lines(table: pd.DataFrame) -> list[str]:
    """Write what stands of stated hypotheses on the page."""
    alike, apart = table[~table["apart"]], table[table["apart"]]
    n = int(table["studies"].max())
    known, chance = alike.dropna(subset=["below"]), (0.05 * 0.95 / n) ** 0.5
    return [
        "## Stated hypotheses", "",
        f"A report states one hypothesis on each of {FRAMES} frames, about the first of its "
        "outlets. Where a frame is corrected it is tested on corrected shares "
        "(`trust.corrected_hypotheses`), against the rest (corrected over the other outlets "
        "together), the median outlet or another one; the outlets' coders err otherwise, as above. "
        "Of outlets that are alike: share of hypotheses with p below .05, in %; in brackets the "
        "reports of which one is below .05 by Holm, as they are judged. – : fewer than a tenth of "
        f"the reports can test one. {n} reports a cell: chance moves 5 % by {100 * chance:.1f} "
        "points.", "",
        *_laid(alike),
        "", f"At most {one.percent(known['below'].max())} % of hypotheses "
        f"({one.percent(known['below'].mean())} % on average of {len(known)} cells); at most "
        f"{one.percent(known['reports'].max())} % of reports "
        f"({one.percent(known['reports'].mean())} % on average). {_none(alike)}", "",
        f"Where the first outlet has {APART:.2f} and the others .15, the same say how often a "
        "hypothesis is found:", "", *_laid(apart), "",
    ]  # fmt: skip


def _none(alike: pd.DataFrame) -> str:
    few = alike[alike["codes"] < one.MIN_CODES]
    return (
        f"With {int(few['codes'].max())} codes an outlet {one.percent(few['known'].max())} % can "
        "be tested: they have no verdict."
    )


def _laid(rows: pd.DataFrame) -> list[str]:
    shares = sorted(rows["prevalence"].unique())
    heads = [f"{against}, {share:.2f}" for against in AGAINST for share in shares]
    found = [f"| texts | outlets | stories | codes | {' | '.join(heads)} |",
             "|---" * (4 + len(heads)) + "|"]  # fmt: skip
    for (texts, *cell), own in rows.groupby(["texts", "outlets", "families", "codes"], sort=False):
        by = own.set_index(["against", "prevalence"])
        said = [f"{one.percent(by.loc[(a, share), 'below'])} "
                f"({one.percent(by.loc[(a, share), 'reports'])})"
                for a in AGAINST for share in shares]  # fmt: skip
        found.append(f"| {' | '.join([TEXTS[str(texts)], *map(str, cell), *said])} |")
    return found


if __name__ == "__main__":
    one.run_part(simulate, TABLE, studies=STUDIES, about=__doc__)
