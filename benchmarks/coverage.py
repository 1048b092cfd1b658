"""How often the package's intervals cover the truth: simulated studies of which it is known.

Coverage is the share of 95 % intervals that hold the truth, among those that there are. Prints
the table; with ``--write`` it also writes ``framing/compare/coverage.csv`` and, from that and
what ``noise.py`` found, ``docs/coverage.md``.
``--studies N`` tries fewer, and ``--of NAME`` only those of ``agreement``, ``shares``,
``difference`` or ``groups``: the other rows stay.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import agreement
from benchmarks.outlets import Texts, compared, drawn, ratios, stories
from framing.compare.contrast import MEDIAN
from framing.compare.coverage import SHIPPED
from framing.compare.resample import Limits, Ratio, jackknifed, wilson
from framing.tables.toml import SEED

ROOT = Path(__file__).parents[1]
TABLE, PAGE = ROOT / "framing" / "compare" / "coverage.csv", ROOT / "docs" / "coverage.md"
KEY = ["measure", "method", "design", "n_articles", "prevalence"]
COLUMNS = [*KEY, "coverage", "below", "intervals", "studies", "contradictions"]
AGREEMENT = ("alpha", "precision", "recall", "f1")
DIFFERENCES = ("difference", "difference of texts")
OF_GROUPS = " of groups"
_OF_OUTLETS = ("share of sentences", "share of texts", *DIFFERENCES)
MEASURES = (*AGREEMENT, *_OF_OUTLETS, *(f"{one}{OF_GROUPS}" for one in _OF_OUTLETS))
STUDIES, FEW = 2000, 100  # a cell, for the table and to look at
LEAST = 100  # intervals, for a coverage to be given

SHARES = (0.03, 0.05, 0.15, 0.4)
OF_SHARES = (5, 6, 10, 20, 40, 100, 300)
BESIDE = {5: 20, 6: 20, 10: 40, 20: 180, 30: 90, 100: 300}  # stories of two unequal sides
TWELVE, OF_TWELVE = 12, (5, 10, 20)
_ROUNDING = 1e-12

Outlets = list[tuple[int, float]]


# -- agreement --------------------------------------------------------------------------------


def of_agreement(studies: int, seed: int, *, compare: bool = True) -> Iterator[dict[str, Any]]:
    for cell in agreement.CELLS:
        truth = agreement.truth(cell.prevalence)
        found = agreement.results(cell, studies=studies, seed=seed, compare=compare)
        for measure, method, (low, high) in found:
            yield {
                "measure": measure, "method": method, "design": cell.clustering,
                "n_articles": cell.n_articles, "prevalence": cell.prevalence,
                "studies": studies, **covered(low, high, truth[measure]),
            }  # fmt: skip


# -- shares, as outlets and periods have them -------------------------------------------------

SENTENCES = {
    "single texts, alike by .1": Texts(alike=0.1),
    "single texts, alike by .3": Texts(alike=0.3),
    "families": Texts(families=True),
    "families, each weighs one": Texts(families=True, weighted=True),
}
WHOLE = {
    "single texts": Texts(alike=0.0, whole=True),
    "families": Texts(families=True, whole=True),
    "families, alike by .5": Texts(alike=0.5, families=True, whole=True),
    "families, alike by .5, each weighs one": Texts(0.5, families=True, whole=True, weighted=True),
}


def of_shares(studies: int, seed: int) -> Iterator[dict[str, Any]]:
    for measure, designs, limits in (
        ("share of sentences", SENTENCES, jackknifed),
        ("share of texts", WHOLE, wilson),
    ):
        for place, (design, texts) in enumerate(designs.items()):
            for n in OF_SHARES:
                for share in SHARES:
                    random = np.random.default_rng([seed, place, n, round(1000 * share)])
                    low, high = intervals(stories(random, texts, share, (studies, n)), limits)
                    yield {
                        "measure": measure, "method": SHIPPED, "design": design,
                        "n_articles": n, "prevalence": share,
                        "studies": studies, **covered(low, high, share),
                    }  # fmt: skip


def intervals(
    counts: tuple[np.ndarray, np.ndarray], limits: Callable[[Ratio], Limits]
) -> tuple[np.ndarray, np.ndarray]:
    """Return the intervals of studies; a share of sentences that is the same in all has none."""
    found = [
        (np.nan, np.nan) if limits is jackknifed and one.constant else limits(one)
        for one in ratios(*counts)
    ]
    low, high = np.array(found).T
    return low, high


# -- differences ------------------------------------------------------------------------------


FIRST = {"": [0]}


class Design(NamedTuple):
    """What texts are like, and how many stories outlets have, each with which true share.

    ``outlets`` is told the stories of the smaller side and the share over all. The intervals
    of outlets are looked at by their names in ``which``.
    """

    texts: Texts
    outlets: Callable[[int, float], Outlets]
    which: dict[str, list[int]] = FIRST
    sizes: Sequence[int] = tuple(BESIDE)


def equal(times: float) -> Callable[[int, float], Outlets]:
    return lambda n, share: sides(n, n, share, times)


def unequal(times: float) -> Callable[[int, float], Outlets]:
    return lambda n, share: sides(n, BESIDE[n], share, times)


def sides(n: int, other: int, share: float, times: float) -> Outlets:
    """Give the first side so many times the share over all, and the other what is left."""
    return [(n, times * share), (other, share * (1 + (1 - times) * n / other))]


def twelve(times: float) -> Callable[[int, float], Outlets]:
    """Give the first of twelve outlets so many times the share over all."""
    rest = (TWELVE - times) / (TWELVE - 1)
    return lambda n, share: [(n, times * share), *[(n, rest * share)] * (TWELVE - 1)]


SINGLE, FAMILIES = Texts(), Texts(families=True)
OF_TEXTS = Texts(alike=0.0, whole=True)
FAMILIES_OF_TEXTS = Texts(alike=0.5, families=True, whole=True)
WEIGHTED = Texts(families=True, weighted=True)
OTHERS = list(range(1, TWELVE))
OUTLETS_OF_GROUPS = (5, 6, 10, 20, 40)
GROUPS = {  # outlets are alike by so much, and whole texts are counted or sentences
    f"outlets alike by .{round(100 * apart):02}": Texts(outlets=apart) for apart in (0.02, 0.1, 0.3)
}
DESIGNS = {
    "n and n, alike": Design(SINGLE, equal(1)),
    "n and n, half as much and 1.5 times, families": Design(FAMILIES, equal(0.5)),
    "n and more, alike": Design(SINGLE, unequal(1)),
    "n and more, alike, families": Design(FAMILIES, unequal(1)),
    "n and more, n has twice as much": Design(SINGLE, unequal(2)),
    "n and more, n has half as much, families": Design(FAMILIES, unequal(0.5)),
    "n and more, n has twice as much, each family weighs one": Design(WEIGHTED, unequal(2)),
    "texts: n and n, half as many and 1.5 times": Design(OF_TEXTS, equal(0.5)),
    "texts: n and more, alike, families": Design(FAMILIES_OF_TEXTS, unequal(1)),
    "twelve of n, alike": Design(SINGLE, twelve(1), {"": OTHERS}, OF_TWELVE),
    "twelve of n, one has twice as much, families": Design(
        FAMILIES, twelve(2), {"that one": [0], "the other eleven": OTHERS}, OF_TWELVE
    ),
}
DESIGNS_OF_GROUPS = {
    f"{said}n and n, {how}": Design(
        Texts(outlets=0.1, whole=whole), equal(times), FIRST, OUTLETS_OF_GROUPS
    )
    for said, whole in (("", False), ("texts: ", True))
    for how, times in (("alike", 1), ("half as much and 1.5 times", 0.5))
}
OF_OUTLETS = tuple(DESIGNS)
DESIGNS |= DESIGNS_OF_GROUPS


def of_differences(
    studies: int, seed: int, designs: Sequence[str] = OF_OUTLETS
) -> Iterator[dict[str, Any]]:
    for name in designs:
        for n in DESIGNS[name].sizes:
            for share in SHARES:
                found = of_difference(DESIGNS[name], n, share, studies=studies, seed=seed)
                for which, told in found.items():
                    texts = DESIGNS[name].texts
                    measure = DIFFERENCES[texts.whole] + OF_GROUPS * bool(texts.outlets)
                    yield {
                        "measure": measure, "method": SHIPPED,
                        "design": f"{name}, {which}" if which else name,
                        "n_articles": n, "prevalence": share, "studies": studies, **told,
                    }  # fmt: skip


def of_groups(studies: int, seed: int) -> Iterator[dict[str, Any]]:
    """Yield the same of groups of outlets, with the number of outlets as that of articles."""
    for whole, measure in enumerate(_OF_OUTLETS[:2]):
        for place, (design, texts) in enumerate(GROUPS.items()):
            for n in OUTLETS_OF_GROUPS:
                for share in SHARES:
                    random = np.random.default_rng([seed, whole, place, n, round(1000 * share)])
                    counts = stories(random, texts._replace(whole=bool(whole)), share, (studies, n))
                    yield {
                        "measure": f"{measure}{OF_GROUPS}", "method": SHIPPED, "design": design,
                        "n_articles": n, "prevalence": share, "studies": studies,
                        **covered(*intervals(counts, jackknifed), share),
                    }  # fmt: skip
    yield from of_differences(studies, seed, list(DESIGNS_OF_GROUPS))


def of_difference(
    design: Design, n: int, share: float, *, studies: int, seed: int
) -> dict[str, dict[str, Any]]:
    """Return coverage, and how often p and interval say otherwise, of the outlets of one cell."""
    outlets = design.outlets(n, share)
    true = np.array([each for _, each in outlets])
    cell = [n, len(true), *np.round(1000 * true[:2]).astype(int)]
    found, _ = compared(
        drawn(np.random.default_rng([seed, *cell]), design.texts, outlets, studies),
        against=MEDIAN, comparisons=len(outlets), seed=seed, of_texts=design.texts.whole,
    )  # fmt: skip
    truth = true - (true[::-1] if len(true) == 2 else np.median(true))
    apart = (found.low > 0) | (found.high < 0)
    contradictions = (found.p < 0.05) != apart
    return {
        name: {
            **covered(found.low[:, which], found.high[:, which], truth[which]),
            "contradictions": int(contradictions[:, which].sum()),
        }
        for name, which in design.which.items()
    }


# -- coverage ---------------------------------------------------------------------------------


def covered(low: np.ndarray, high: np.ndarray, true: float | np.ndarray) -> dict[str, Any]:
    """Return the share of intervals that hold the truth, that lie below it, and how many."""
    given = ~np.isnan(low) & ~np.isnan(high)
    holds = (low <= true + _ROUNDING) & (high >= true - _ROUNDING)
    n = len(low) if given.all() else int(given.sum())
    enough = n >= LEAST
    return {
        "coverage": round(float(holds[given].mean()), 4) if enough else np.nan,
        "below": round(float((high < true - _ROUNDING)[given].mean()), 4) if enough else np.nan,
        "intervals": n,
    }


SIMULATED = {
    "agreement": of_agreement, "shares": of_shares, "difference": of_differences,
    "groups": of_groups,
}  # fmt: skip


def simulate(rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    """Lay out the rows of observed coverage in their order."""
    table = pd.DataFrame(rows, columns=COLUMNS)
    table["contradictions"] = table["contradictions"].astype("Int64")
    return in_order(table)


def in_order(table: pd.DataFrame) -> pd.DataFrame:
    place = {measure: number for number, measure in enumerate(MEASURES)}
    return table.sort_values(
        KEY, key=lambda column: column.map(place) if column.name == "measure" else column,
        ignore_index=True,
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--studies", type=int)
    parser.add_argument("--of", nargs="*", choices=list(SIMULATED), default=list(SIMULATED))
    chosen = parser.parse_args()
    studies = chosen.studies or (STUDIES if chosen.write else FEW)
    table = simulate(row for name in chosen.of for row in SIMULATED[name](studies, SEED))
    print(table.to_string())
    if chosen.write:
        from benchmarks.coverage_page import write

        before = pd.read_csv(TABLE, dtype={"contradictions": "Int64"})
        kept = before[~before["measure"].isin(table["measure"].unique())]
        table = in_order(pd.concat([kept, table]))
        TABLE.write_text(table.to_csv(index=False), encoding="utf-8", newline="\n")
        write()


if __name__ == "__main__":
    main()
