"""The page of what was simulated: ``docs/coverage.md``, written from two tables alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import binom

from benchmarks import agreement, coverage, noise, outlets
from framing.compare.coverage import LEAST, MOST, SHIPPED
from framing.compare.estimate import MIN_CARRYING
from framing.compare.resample import DRAWS, MIN_EFFECTIVE, MIN_FOR_INTERVAL, Ratio, wilson
from framing.trust.agreement import MIN_FAMILIES

NAMES = {SHIPPED: "**as above, in use**"}
FROM_ARTICLES, FROM_PREVALENCE = 100, 0.1  # where agreement must cover 93 to 97 %
REQUIRED = f"{FROM_ARTICLES} articles and a prevalence of {FROM_PREVALENCE:.2f}"
FROM_TEXTS = 10  # where shares of sentences and differences should

INTRODUCTION = f"""# How often intervals cover the truth, and what reports claim

Written by `python benchmarks/coverage.py --write` and `python benchmarks/noise.py --write`, as are
the tables behind it, `framing/compare/coverage.csv` and `benchmarks/noise.csv`. An interval that
is called a 95 % interval should hold the true value in 95 of 100 studies; reports should claim a
difference that is none in at most 5 of 100. Here studies are simulated of which the truth is known.

## What was simulated

- **Texts of outlets** have as many sentences as news has: log-normal, a median of \
{outlets.MEDIAN_LENGTH}, from {outlets.SHORTEST} to {outlets.LONGEST}. Sentences of a story are
  alike by an intraclass correlation of .2 where no other is said (each story's share is drawn from
  a beta distribution). *Families*: each story has 1 to {outlets.LARGEST_FAMILY} texts that are as
  alike; elsewhere one. *Each weighs one*: texts of a family weigh 1/k, as with `wire="family"`.
- **Two coders** (alpha, precision, recall, F1): articles of {agreement.FEWEST} to {agreement.MOST}
  units, each positive in the reference with the stated prevalence. The coder finds \
{100 * agreement.SENSITIVITY:.0f} % of the
  positives, and {100 * agreement.PRECISION:.0f} % of what the coder calls positive is so. *None*: \
all articles are alike; *strong*:
  prevalence varies between articles (correlation {agreement.ALIKE_POSITIVE}) and so do both error
  rates ({agreement.ALIKE_ERROR}). Other scales and more coders were not simulated.
- **Groups of outlets**: outlets are drawn, each with its own share (beta, alike by the correlation
  that is said; .1 for differences) and {outlets.FEWEST_TEXTS} to {outlets.MOST_TEXTS} texts \
(log-normal, a median of {outlets.MEDIAN_TEXTS}).
- **Numbers** are of unrelated articles: texts of one story count once. Of groups they are outlets.
"""

METHODS = f"""
## How intervals are made

- **share of sentences**: each story in turn is left out (jackknife), on the logit scale; Student's
  t has the effective number of stories less one as its degrees of freedom, counted by size or by
  what of them is in the share (Kish), whichever is less. Below {MIN_EFFECTIVE} there is none \
(`too_rare`).
- **share of texts**: Wilson's interval, families as clusters.
- **shares of groups**: both as a share of sentences, leaving out each outlet in turn, since
  Wilson's over outlets takes an outlet of many texts for one.
- **difference**: of an outlet and the median of all (of two: the other). Stories are shuffled
  between outlets at least {DRAWS} times; how wide both sides' Wilson intervals must be drawn to
  meet gives p, and how wide in 95 of 100 shufflings the interval. Where fewer than {MIN_CARRYING}
  stories carry the frame, or lack it, there is none (`too_rare`). Of groups, outlets are shuffled.
- **alpha**: jackknife over articles on the scale log(1 - alpha); t with the effective number of
  articles less one. Articles count by their positives, so that a frame found in few articles has
  a wider interval. Where nobody disagrees, the lower limit is what it would be after one
  disagreement.
- **precision, recall, F1**: the same on the logit scale, with the inner limit at 0 and 1 after
  one unit otherwise; where all articles are alike in between, Wilson's interval with the
  effective number of articles. Articles without a base do not count.

Under {MIN_FAMILIES} unrelated articles no interval is given for alpha, precision, recall and F1;
what it would be worth over 5 is shown in brackets. Shares and differences have one from
{MIN_FOR_INTERVAL} on.
"""


def page(table: pd.DataFrame, claimed: pd.DataFrame) -> str:
    """Write the page of what was observed."""
    own = table[table["method"] == SHIPPED]
    lines = [INTRODUCTION + studies(own, claimed) + METHODS, "## Observed coverage, in %", ""]
    lines += [
        "Of the intervals that there are; left out (–) where fewer than "
        f"{coverage.LEAST} studies have one. After the stroke: of 100 studies, how many have one, "
        "if not all.",
        "",
    ]
    for measure in coverage.MEASURES:
        lines += [f"### {measure}", "", *block(own[own["measure"] == measure]), ""]
    lines += ["## Where it falls short, or goes too far", "", *short(own), ""]
    lines += ["## What reports claim", "", *claims(claimed), ""]
    return "\n".join([*lines, "## Methods compared", "", *compared(table)]) + "\n"


def studies(own: pd.DataFrame, claimed: pd.DataFrame) -> str:
    """Say how many studies a cell has, and what chance does to them."""
    least = int(min(own["studies"].min(), claimed.loc[claimed["part"] == "noise", "studies"].min()))
    by_chance = 100 * np.sqrt(0.95 * 0.05 / least)
    most = int(own["studies"].max())
    count = (
        f"{most} a cell" if least == most else f"{least} to {most} a cell (the tables say which)"
    )
    return (
        f"- **Studies**: {count}. Chance moves a coverage of 95 % by\n"
        f"  {by_chance:.1f} points or less either way in two of three cells, and the lowest of "
        "many by more.\n"
    )


def block(rows: pd.DataFrame) -> list[str]:
    """Return a table of one measure: design and articles by prevalence."""
    shares = sorted(rows["prevalence"].unique())
    named = " | ".join(f"{share:.2f}".removeprefix("0") + " positive" for share in shares)
    lines = [f"| design | articles | {named} |", "|---|---|" + "---|" * len(shares)]
    agreed = rows["measure"].iloc[0] in coverage.AGREEMENT
    for (design, n), group in rows.groupby(["design", "n_articles"]):
        bare = agreed and n < MIN_FAMILIES
        cells = [cell(row, bare=bare, told=not agreed) for row in group.itertuples()]
        lines.append(f"| {design} | {n} | {' | '.join(cells)} |")
    return lines


def cell(row, *, bare: bool, told: bool) -> str:
    """Write a coverage, and the share of studies that have an interval where not all do."""
    said = percent(row.coverage, bare=bare)
    given = 100 * row.intervals / row.studies
    return f"{said} / {given:.0f}" if told and given < 99.5 else said


def percent(share: float, *, bare: bool = False) -> str:
    said = "–" if np.isnan(share) else f"{100 * share:.1f}"
    return f"({said})" if bare else said


def required(table: pd.DataFrame) -> pd.DataFrame:
    """Return the cells in which 93 to 97 % is required of alpha, precision, recall and F1."""
    return table[
        table["measure"].isin(coverage.AGREEMENT)
        & (table["n_articles"] >= FROM_ARTICLES)
        & (table["prevalence"] >= FROM_PREVALENCE)
    ]


def given(own: pd.DataFrame) -> pd.DataFrame:
    """Return the cells in which the package prints intervals."""
    agreed = own["measure"].isin(coverage.AGREEMENT)
    known = own["coverage"].notna() & (~agreed | (own["n_articles"] >= MIN_FAMILIES))
    return own[known]


def short(own: pd.DataFrame) -> list[str]:
    """Say of each measure between what its coverage lies, and list the cells where it is low."""
    cells = given(own)
    said = [
        f"A row has a note where the worst cell around is below {100 * LEAST:.0f} or above "
        f"{100 * MOST:.0f} %. From {REQUIRED} on, alpha, precision, recall and F1 cover "
        f"{ends(required(own))} %.",
        "",
        f"| measure | from {FROM_TEXTS} articles on | cells within 93–97 % | below | above |",
        "|---|---|---|---|---|",
    ]
    for measure in coverage.MEASURES:
        rows = cells[cells["measure"] == measure]
        low, high = rows["coverage"] < LEAST, rows["coverage"] > MOST
        most = rows[rows["n_articles"] >= FROM_TEXTS]
        within = f"{(~low & ~high).sum()} of {len(rows)}"
        said.append(f"| {measure} | {ends(most)} | {within} | {low.sum()} | {high.sum()} |")
    said += ["", f"Below {100 * LEAST:.0f} %:", ""]
    for (measure, design), rows in cells[cells["coverage"] < LEAST].groupby(["measure", "design"]):
        each = [f"{r.n_articles} articles at {r.prevalence:.2f}: {percent(r.coverage)} %"
                for r in rows.itertuples()]  # fmt: skip
        said.append(f"- {measure}, {design}: {'; '.join(each)}")
    return [*said, "", *sided(own)]


def sided(own: pd.DataFrame) -> list[str]:
    """Say on which side of the truth intervals miss, and that p and interval agree."""
    rows = own[own["measure"].isin(coverage.DIFFERENCES)]
    rare = rows[(rows["prevalence"] <= 0.05) & rows["design"].str.startswith("n and more, alike")]
    above = 1 - rare["coverage"] - rare["below"]
    shares = own[(own["measure"] == "share of sentences") & (own["prevalence"] <= 0.05)]
    each_once = rows[~rows["design"].str.endswith("eleven")]
    return [
        "Above 97 % are shares of texts of families (Wilson's interval counts a family as one "
        "text, though its texts are not all the same), shares of sentences of a rare frame, "
        "and differences that are large.",
        "",
        "Shares of single texts fall short at single shares, because a count of few texts jumps: "
        "over all shares from .03 to .5, Wilson's interval of 10 texts covers "
        f"{percent(exact(10))} % on average and that of 20 texts {percent(exact(20))} % (computed, "
        "not simulated).",
        "",
        "Misses are not the same on both sides. Intervals of a rare share of sentences "
        f"(.05 or less) lie below the truth in {percent(shares['below'].mean())} % of studies and "
        f"above it in {percent((1 - shares['coverage'] - shares['below']).mean())} %; those of a "
        "small outlet's difference from a larger one without a difference below in "
        f"{percent(rare['below'].mean())} % and above in {percent(above.mean())} %: a small outlet "
        "cannot be shown to lack a frame that is rare everywhere.",
        "",
        "p below .05 and an interval that excludes zero said otherwise in "
        f"{int(rows['contradictions'].sum())} of {int(each_once['intervals'].sum())} studies.",
    ]


def exact(n: int) -> float:
    """Return how often Wilson's interval of ``n`` texts covers, on average over shares."""
    counts = [wilson(Ratio(np.arange(n) < k, np.ones(n))) for k in range(n + 1)]
    low, high = np.array(counts).T
    shares = np.linspace(0.03, 0.5, 471)[:, None]
    holds = (low <= shares) & (shares <= high)
    return float((binom.pmf(np.arange(n + 1), n, shares) * holds).sum(axis=1).mean())


def claims(claimed: pd.DataFrame) -> list[str]:
    """Write what reports claim, part by part."""
    said = [
        f"A report has {noise.FRAMES} frames. It says that outlets *differ* where Cochran's Q does "
        "by shuffled stories, adjusted by Holm over its frames; and *more* or *less* of an outlet "
        "where besides q is below .05 and its interval excludes the median. A second coder or "
        "another wire mode is a report of its own, and sub-codes have no part in it.",
        "",
        "### Where all outlets are alike: reports that say anything, in %",
        "",
        *wide(claimed, "noise", percent),
        "",
        "### Where some are not: reports of 100, and deviants found of 100",
        "",
        *wide(claimed, "power", percent),
        "",
        "Of the outlets named in a report, those that are alike are, on average of all such "
        "reports, what q below .05 is to hold at 5 %; the more outlets are rightly named, the more "
        "reports also name one that is not. It is mostly said to have less: deviants on one side "
        "draw the median to theirs.",
        "",
        "### How often a true difference of the size called detectable is found",
        "",
        "It should be found in 80 %. The true difference is chosen so that corpora of it print "
        "just this size on average; *found* is an interval without zero. A claim asks for more "
        "(that outlets differ at all, and q), and is found less often.",
        "",
        *wide(claimed, "detectable", lambda value: f"{value:.3f}"),
        "",
        "### Trends: shares by month, from .05 to .25 over a year, in %",
        "",
        *wide(claimed, "trend", percent),
        "",
    ]
    speed = claimed[claimed["part"] == "speed"].set_index("quantity")["value"]
    return [*said, "### How long it takes", "",
            f"`difference` of 60 outlets of 40 texts took {speed['seconds']:.1f} s of a processor, "
            f"{speed['times a permutation test']:.1f} times `scipy.stats.permutation_test` of the "
            "variance of outlets' means with as many shufflings."]  # fmt: skip


def wide(claimed: pd.DataFrame, part: str, written) -> Iterator[str]:
    """Yield a table of one part: cases by quantities."""
    rows = claimed[claimed["part"] == part]
    quantities = list(rows["quantity"].unique())
    yield f"| case | {' | '.join(quantities)} |"
    yield "|---|" + "---|" * len(quantities)
    for case, group in rows.groupby("case", sort=False):
        values = group.set_index("quantity")["value"]
        yield f"| {case} | {' | '.join(written(values[each]) for each in quantities)} |"


def compared(table: pd.DataFrame) -> list[str]:
    """Return a table of methods: lowest and highest coverage, and cells within 93 to 97 %."""
    lines = [
        f"The same studies, by each method. *Required* cells are those from {REQUIRED} on.",
        "",
        "| measure | method | required cells | 10 and 30 articles | cells within 93–97 % |",
        "|---|---|---|---|---|",
    ]
    table = table[table["measure"].isin(coverage.AGREEMENT)]
    for measure in coverage.AGREEMENT:
        methods = sorted(table["method"].unique(), key=lambda method: (method != SHIPPED, method))
        for method in methods:
            rows = table[(table["measure"] == measure) & (table["method"] == method)]
            if rows.empty:
                continue
            few = rows[rows["n_articles"].isin([10, 30])]
            known = rows[rows["n_articles"] >= MIN_FAMILIES]["coverage"].dropna()
            lines.append(
                f"| {measure} | {NAMES.get(method, method)} | {ends(required(rows))} | "
                f"{ends(few)} | {known.between(LEAST, MOST).sum()} of {len(known)} |"
            )
    return lines


def ends(rows: pd.DataFrame) -> str:
    return f"{percent(rows['coverage'].min())} to {percent(rows['coverage'].max())}"


def write(folder: Path = coverage.ROOT) -> None:
    """Write the page from the two tables as they lie there."""
    told = page(pd.read_csv(coverage.TABLE), pd.read_csv(noise.TABLE))
    (folder / "docs" / "coverage.md").write_text(told, encoding="utf-8", newline="\n")
