"""How often the package's intervals cover the truth: a simulation over articles.

Articles of 15 to 35 units are drawn; each unit is positive or not in the reference and by a
coder. Without clustering all articles are alike; with it, prevalence and both kinds of error
vary between articles. The truth is what the drawing was told. Coverage is the share of 95 %
intervals that hold it, among those that there are. Prints the table; with ``--write`` it
also writes ``framing/compare/coverage.csv`` and, from that, ``docs/coverage.md``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.special import ndtr, stdtrit

from framing.compare.coverage import HOLDS_FROM_ARTICLES, HOLDS_FROM_PREVALENCE, SHIPPED
from framing.compare.resample import DRAWS, LEVEL, MIN_FOR_INTERVAL, Ratio, wilson
from framing.tables.toml import SEED
from framing.trust.agreement import MIN_FAMILIES, share_limits
from framing.trust.coefficients import alpha_limits

ROOT = Path(__file__).parents[1]
TABLE, PAGE = ROOT / "framing" / "inference" / "coverage.csv", ROOT / "docs" / "coverage.md"

ARTICLES, PREVALENCES = (5, 10, 30, 100, 300), (0.03, 0.12, 0.4)
OF_SENTENCES = (5, 6, 9, 10, 30, 100, 300)
NONE, STRONG = CLUSTERINGS = ("none", "strong")
FEWEST, MOST = 15, 35  # units in an article
SENSITIVITY, PRECISION = 0.8, 0.75  # of the coder, against the reference
ALIKE_POSITIVE, ALIKE_ERROR, ALIKE_TEXTS = 0.3, 0.2, 0.5  # correlations within, if strong
LARGEST_FAMILY = 5
REPLICATIONS = 2000
LEAST = 100  # intervals, for a coverage to be given
LOW, HIGH = 0.93, 0.97  # what a stated 95 % may be
REQUIRED = f"{HOLDS_FROM_ARTICLES} articles and a prevalence of {HOLDS_FROM_PREVALENCE:.2f}"
VALUES = np.array([0.0, 1.0])

Limits = tuple[np.ndarray, np.ndarray]


class Cell(NamedTuple):
    """Articles, prevalence and clustering of a simulation."""

    n_articles: int
    prevalence: float
    clustering: str

    def random(self, seed: int) -> np.random.Generator:
        """Return this cell's own numbers, whichever other cells are drawn."""
        place = CLUSTERINGS.index(self.clustering)
        return np.random.default_rng([seed, self.n_articles, round(1000 * self.prevalence), place])


class Counts(NamedTuple):
    """Of each replication (row) and article (column): both, coder only, reference only, none."""

    both: np.ndarray
    coder: np.ndarray
    reference: np.ndarray
    neither: np.ndarray


# -- what is drawn ----------------------------------------------------------------------------


def varying(random: np.random.Generator, mean: float, alike: float, shape: tuple[int, int]):
    """Draw a share for each article from the beta distribution of a correlation within."""
    size = (1 - alike) / alike
    return random.beta(mean * size, (1 - mean) * size, shape)


def drawn(cell: Cell, *, replications: int, seed: int) -> Counts:
    random, shape = cell.random(seed), (replications, cell.n_articles)
    p = cell.prevalence
    shares = {
        "positive": (p, ALIKE_POSITIVE),
        "found": (SENSITIVITY, ALIKE_ERROR),
        "wrong": (wrong_share(p), ALIKE_ERROR),
    }
    if cell.clustering == STRONG:
        given = {name: varying(random, *each, shape) for name, each in shares.items()}
    else:
        given = {name: np.full(shape, mean) for name, (mean, _) in shares.items()}
    units = random.integers(FEWEST, MOST + 1, shape)
    positive = random.binomial(units, given["positive"])
    both = random.binomial(positive, given["found"])
    coder = random.binomial(units - positive, given["wrong"])
    return Counts(both, coder, positive - both, units - positive - coder)


def wrong_share(p: float) -> float:
    """Return the share of negatives coded positive that gives the coder's precision."""
    return p * SENSITIVITY * (1 / PRECISION - 1) / (1 - p)


def truth(p: float) -> dict[str, float]:
    """Return what measures would be with no end of articles."""
    both, coder, reference = p * SENSITIVITY, (1 - p) * wrong_share(p), p * (1 - SENSITIVITY)
    positive = both + (coder + reference) / 2
    return {
        "alpha": 1 - (coder + reference) / (2 * positive * (1 - positive)),
        "precision": PRECISION,
        "recall": SENSITIVITY,
        "f1": both / (both + coder + reference),  # of which F1 is an increasing function
        "share of sentences": p,
        "share of texts": p,
    }


# -- the shipped intervals --------------------------------------------------------------------


def each(limits: Callable[..., tuple[float, float]], *columns: np.ndarray) -> Limits:
    """Apply a function of the package to each replication."""
    found = np.array([limits(*row) for row in zip(*columns, strict=True)])
    return found[:, 0], found[:, 1]


def matrices(counts: Counts) -> np.ndarray:
    """Return the coincidence matrices: replications by articles by 2 by 2."""
    apart = counts.coder + counts.reference
    cells = np.stack([2 * counts.neither, apart, apart, 2 * counts.both], axis=-1)
    return cells.reshape(*apart.shape, 2, 2).astype("float64")


def parts(counts: Counts) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Return what precision, recall and F1 divide by what; F1 through both of either."""
    wholes = {
        "precision": counts.both + counts.coder,
        "recall": counts.both + counts.reference,
        "f1": counts.both + counts.coder + counts.reference,
    }
    return {name: (counts.both, whole) for name, whole in wholes.items()}


def shipped(counts: Counts) -> Iterator[tuple[str, Limits]]:
    yield "alpha", each(lambda one: alpha_limits(one, values=VALUES), matrices(counts))
    for name, (part, whole) in parts(counts).items():
        yield name, with_base(each(share_limits, part, whole), whole)


def with_base(limits: Limits, whole: np.ndarray) -> Limits:
    """Take intervals away where fewer than ten articles have a base.

    With five articles there never is one: there it is shown what it would be worth.
    """
    enough = (whole > 0).sum(axis=1) >= min(MIN_FAMILIES, whole.shape[1])
    return tuple(np.where(enough, limit, np.nan) for limit in limits)


# -- the methods that were compared with them -------------------------------------------------


def alpha(sums: Iterable[np.ndarray]) -> np.ndarray:
    both, coder, reference, neither = (each.astype("float64") for each in sums)
    n, ones = 2 * (both + coder + reference + neither), 2 * both + coder + reference
    base = ones * (n - ones)
    return 1 - (n - 1) * (coder + reference) / np.where(base > 0, base, np.nan)


def jackknife(whole: np.ndarray, without: np.ndarray, counted: np.ndarray) -> Limits:
    """Return t times the standard error, t for all articles counted."""
    n = counted.sum(axis=1)
    squares = np.where(counted, (without - whole[:, None]) ** 2, 0).sum(axis=1)
    n = np.where(n > 1, n, np.nan)
    return stdtrit(n - 1, 0.5 + LEVEL / 2) * np.sqrt((n - 1) / n * squares)


def of_alpha(counts: Counts, draws: np.ndarray) -> Iterator[tuple[str, Limits]]:
    sums = [each.sum(axis=1) for each in counts]
    found = alpha(sums)
    pairs = zip(sums, counts, strict=True)
    without = alpha([each[:, None] - one for each, one in pairs])
    half = jackknife(found, without, np.ones_like(without, dtype=bool))
    yield "jackknife, t for all articles, alpha itself", (found - half, found + half)
    rest = np.where(found < 1, 1 - found, np.nan)
    grown = np.exp(np.minimum(half / rest, 300))
    yield "jackknife, t for all articles, log(1 - alpha)", (1 - rest * grown, 1 - rest / grown)
    yield "bootstrap, percentiles", percentiles(alpha([draws @ each.T for each in counts]))


def of_share(
    part: np.ndarray, whole: np.ndarray, draws: np.ndarray
) -> Iterator[tuple[str, Limits]]:
    base = whole.sum(axis=1)
    base = np.where(base > 0, base, np.nan)
    found = part.sum(axis=1) / base
    rest = base[:, None] - whole
    without = (part.sum(axis=1)[:, None] - part) / np.where(rest > 0, rest, np.nan)
    half = jackknife(found, np.where(rest > 0, without, 0), whole > 0)
    yield "jackknife, t for all articles, the share itself", (found - half, found + half)
    scale = np.where((found > 0) & (found < 1), found * (1 - found), np.nan)
    odds, grown = found / (1 - np.where(found < 1, found, np.nan)), np.exp(half / scale)
    low, high = odds / grown, odds * grown
    yield "jackknife, t for all articles, logit", (low / (1 + low), high / (1 + high))
    yield "Wilson, effective number of articles", each(lambda *one: by_wilson(*one), part, whole)
    drawn_base = draws @ whole.T
    shares = (draws @ part.T) / np.where(drawn_base > 0, drawn_base, np.nan)
    yield "bootstrap, percentiles", percentiles(shares)


def by_wilson(part: np.ndarray, whole: np.ndarray) -> tuple[float, float]:
    if not whole.any():
        return np.nan, np.nan
    return wilson(Ratio(part[whole > 0], whole[whole > 0].astype("float64")))


def percentiles(found: np.ndarray) -> Limits:
    """Return the middle 95 % of draws (rows), where all of them are defined."""
    low, high = np.quantile(found, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
    return low, high


def times_drawn(n: int, *, draws: int, seed: int) -> np.ndarray:
    """Return how often each article is drawn, as the package's resampling draws them."""
    places = np.random.default_rng([seed, n]).integers(0, n, (draws, n))
    flat = (np.arange(draws)[:, None] * n + places).ravel()
    return np.bincount(flat, minlength=draws * n).reshape(draws, n).astype("float64")


def others(counts: Counts) -> Iterator[tuple[str, str, Limits]]:
    draws = times_drawn(counts.both.shape[1], draws=1000, seed=SEED)
    for method, limits in of_alpha(counts, draws):
        yield "alpha", method, limits
    for name, (part, whole) in parts(counts).items():
        for method, limits in of_share(part, whole, draws):
            yield name, method, with_base(limits, whole)


# -- shares, as outlets are compared by -------------------------------------------------------


def sentences(cell: Cell, *, replications: int, seed: int) -> Iterator[tuple[str, Limits]]:
    """Yield the intervals of a share of sentences, as ``resample.resampled`` makes them."""
    counts, n = drawn(cell, replications=replications, seed=seed), cell.n_articles
    part = counts.both + counts.reference
    whole = part + counts.coder + counts.neither
    draws = times_drawn(n, draws=DRAWS, seed=SEED)
    found = (draws @ part.T) / (draws @ whole.T)
    tail = ndtr(-np.sqrt(n / (n - 1)) * stdtrit(n - 1, 0.5 + LEVEL / 2))
    differ = np.ptp(part / whole, axis=1) > 0
    low, high = np.quantile(found, [tail, 1 - tail], axis=0)
    yield SHIPPED, (np.where(differ, low, np.nan), np.where(differ, high, np.nan))
    low, high = percentiles(found)
    yield "bootstrap, percentiles", (np.where(differ, low, np.nan), np.where(differ, high, np.nan))


def texts(cell: Cell, *, replications: int, seed: int) -> Limits:
    """Return the intervals of a share of texts; with clustering, of families of alike texts."""
    random, shape = cell.random(seed), (replications, cell.n_articles)
    if cell.clustering == STRONG:
        size = random.integers(1, LARGEST_FAMILY + 1, shape)
        share = varying(random, cell.prevalence, ALIKE_TEXTS, shape)
    else:
        size, share = np.ones(shape, dtype="int64"), np.full(shape, cell.prevalence)
    present = random.binomial(size, share)
    return each(by_wilson, present, size)


# -- coverage ---------------------------------------------------------------------------------


def covered(limits: Limits, true: float) -> tuple[float, int]:
    """Return the share of intervals that hold the truth, and how many there are."""
    low, high = limits
    given = ~np.isnan(low) & ~np.isnan(high)
    holds = (low <= true + 1e-12) & (high >= true - 1e-12)
    n = int(given.sum())
    return (float(holds[given].mean()) if n >= LEAST else np.nan), n


def results(
    cell: Cell, *, replications: int, seed: int, compare: bool
) -> Iterator[tuple[str, str, Limits]]:
    """Yield the intervals of every measure and method in a cell."""
    if cell.n_articles in ARTICLES:
        counts = drawn(cell, replications=replications, seed=seed)
        yield from ((measure, SHIPPED, limits) for measure, limits in shipped(counts))
        if compare:
            yield from others(counts)
    for method, limits in sentences(cell, replications=replications, seed=seed):
        if compare or method == SHIPPED:
            yield "share of sentences", method, limits
    yield "share of texts", SHIPPED, texts(cell, replications=replications, seed=seed)


def simulate(
    cells: Iterable[Cell],
    *,
    replications: int = REPLICATIONS,
    seed: int = SEED,
    compare: bool = False,
) -> pd.DataFrame:
    """Return observed coverage: a row is a measure, method and cell."""
    rows = [
        (measure, method, *cell[::-1], *covered(limits, truth(cell.prevalence)[measure]))
        for cell in cells
        for measure, method, limits in results(
            cell, replications=replications, seed=seed, compare=compare
        )
    ]
    columns = ["measure", "method", "clustering", "prevalence", "n_articles"]
    table = pd.DataFrame(rows, columns=[*columns, "coverage", "replications"]).round(4)
    order = ["measure", "method", "clustering", "n_articles", "prevalence"]
    table = table.sort_values(order, key=lambda c: c if c.name != "measure" else c.map(_place))
    return table[[*order, "coverage", "replications"]].reset_index(drop=True)


MEASURES = ("alpha", "precision", "recall", "f1", "share of sentences", "share of texts")
NAMES = {SHIPPED: "**as above, in use**"}
_place = {measure: place for place, measure in enumerate(MEASURES)}
CELLS = [Cell(n, p, c) for n in OF_SENTENCES for p in PREVALENCES for c in CLUSTERINGS]


# -- the page ---------------------------------------------------------------------------------

INTRODUCTION = f"""# How often the intervals cover the truth

Written by `python benchmarks/coverage.py --write`, as is the table behind it,
`framing/compare/coverage.csv`. An interval that is called a 95 % interval should hold the
true value in 95 of 100 studies. Here studies are simulated of which the truth is known.

## What was simulated

- **Articles** of {FEWEST} to {MOST} units. A number of articles means unrelated ones: texts from
  one agency story count once.
- **Positives**: each unit is positive in the reference with the stated prevalence. The coder
  finds {100 * SENSITIVITY:.0f} % of the positives, and {100 * PRECISION:.0f} % of what the coder
  calls positive is so.
- **Clustering**: *none*, all articles are alike; *strong*, prevalence varies between articles
  (beta-binomial, correlation {ALIKE_POSITIVE} within articles) and so do both error rates
  (correlation {ALIKE_ERROR}). For shares of texts *strong* means families of 1 to
  {LARGEST_FAMILY} texts with a correlation of {ALIKE_TEXTS} within.
- **Studies**: {REPLICATIONS} a cell. Coverage is the share of intervals that hold the truth, among
  those that there are; it is left out (–) where fewer than {LEAST} studies have one. Chance
  moves a coverage of 95 % by about half a point either way.
- Two coders who say yes or no; other scales and more coders were not simulated.

## How intervals are made

- **alpha**: each article in turn is left out (jackknife), on the scale log(1 - alpha); t with
  the effective number of articles less one as its degrees of freedom. Articles count by their
  positives, so that a frame found in few articles has a wider interval. Where nobody
  disagrees, the lower limit is what it would be after one disagreement.
- **precision, recall, F1**: the same on the logit scale, with the inner limit at 0 and 1 after
  one unit otherwise; where all articles are alike in between, Wilson's interval with the
  effective number of articles. Articles without a base do not count.
- **share of sentences**: bootstrap over articles, percentiles widened as Student's t is.
- **share of texts**: Wilson's interval, families as clusters.

Under {MIN_FAMILIES} unrelated articles no interval is given for alpha, precision, recall and F1;
what it would be worth over 5 is shown in brackets. Shares have one from {MIN_FOR_INTERVAL} on.
"""


def page(table: pd.DataFrame) -> str:
    """Write the page of a table of observed coverage."""
    own = table[table["method"] == SHIPPED]
    lines = [INTRODUCTION, "## Observed coverage, in %", ""]
    for measure in MEASURES:
        lines += [f"### {measure}", "", *block(own[own["measure"] == measure]), ""]
    lines += ["## Where it falls short", "", *short(own), "", "## Methods compared", ""]
    return "\n".join([*lines, *compared(table)]) + "\n"


def block(rows: pd.DataFrame) -> list[str]:
    """Return a table of one measure: clustering and articles by prevalence."""
    lines = [
        "| clustering | articles | .03 positive | .12 positive | .40 positive |",
        "|---|---|---|---|---|",
    ]
    for (clustering, n), group in rows.groupby(["clustering", "n_articles"]):
        bare = n < MIN_FAMILIES and not group["measure"].iloc[0].startswith("share")
        cells = [percent(each, bare=bare) for each in group["coverage"]]
        lines.append(f"| {clustering} | {n} | {' | '.join(cells)} |")
    return lines


def percent(coverage: float, *, bare: bool = False) -> str:
    said = "–" if np.isnan(coverage) else f"{100 * coverage:.1f}"
    return f"({said})" if bare else said


def required(table: pd.DataFrame) -> pd.DataFrame:
    """Return the cells in which 93 to 97 % is required of alpha, precision, recall and F1."""
    return table[
        ~table["measure"].str.startswith("share")
        & (table["n_articles"] >= HOLDS_FROM_ARTICLES)
        & (table["prevalence"] >= HOLDS_FROM_PREVALENCE)
    ]


def short(own: pd.DataFrame) -> list[str]:
    """List the cells in which intervals are given that cover too seldom."""
    given = own[own["measure"].str.startswith("share") | (own["n_articles"] >= MIN_FAMILIES)]
    least, most = required(own)["coverage"].agg(["min", "max"])
    few = given[given["coverage"].round(3) < LOW]
    said = [
        f"From {REQUIRED} on, the intervals of alpha, precision, recall and F1 cover "
        f"{percent(least)} to {percent(most)} %. Elsewhere the note of a row gives the observed "
        f"coverage. It is below {100 * LOW:.0f} % in {len(few)} of "
        f"{given['coverage'].notna().sum()} cells:",
        "",
    ]
    for (measure, clustering), rows in few.groupby(["measure", "clustering"]):
        cells = [
            f"{r.n_articles} articles at {r.prevalence:.2f}: {percent(r.coverage)} %"
            for r in rows.itertuples()
        ]
        said.append(f"- {measure}, clustering {clustering}: {'; '.join(cells)}")
    return said


def compared(table: pd.DataFrame) -> list[str]:
    """Return a table of methods: lowest and highest coverage, and cells within 93 to 97 %."""
    lines = [
        f"The same studies, by each method. *Required* cells are those from {REQUIRED} on.",
        "",
        "| measure | method | required cells | 10 and 30 articles | cells within 93–97 % |",
        "|---|---|---|---|---|",
    ]
    table = table.sort_values("method", key=lambda column: column != SHIPPED, kind="stable")
    table = table.sort_values("measure", key=lambda column: column.map(_place), kind="stable")
    for (measure, method), rows in table.groupby(["measure", "method"], sort=False):
        few = rows[rows["n_articles"].isin([10, 30])]
        needed = rows[(rows["n_articles"] >= 100) & (rows["prevalence"] >= HOLDS_FROM_PREVALENCE)]
        known = rows[rows["n_articles"] >= MIN_FAMILIES]["coverage"].dropna()
        lines.append(
            f"| {measure} | {NAMES.get(method, method)} | {ends(needed)} | {ends(few)} | "
            f"{known.between(LOW, HIGH).sum()} of {len(known)} |"
        )
    return lines


def ends(rows: pd.DataFrame) -> str:
    return f"{percent(rows['coverage'].min())} to {percent(rows['coverage'].max())}"


def main() -> None:
    write = "--write" in sys.argv[1:]
    table = simulate(CELLS, replications=REPLICATIONS if write else 1000, compare=write)
    print(table.to_string())
    if write:
        TABLE.write_text(table.to_csv(index=False), encoding="utf-8", newline="\n")
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(page(pd.read_csv(TABLE)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
