"""When a corrected share may lead: studies are simulated of which the truth is known.

``python benchmarks/correction.py`` prints a small run; ``--write`` writes ``framing/trust/
correction.csv`` and from it ``docs/correction.md``, ``--page`` the page alone. What reports say of
corrected shares is in ``benchmarks/corrected_reports.py``, of hypotheses in
``benchmarks/corrected_hypotheses.py``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[1]))

from framing.trust.corrected_difference import distance
from framing.trust.correction import (
    MIN_CARRYING,
    MIN_CODES,
    MIN_OF_EACH,
    MIN_STORIES,
    too_few,
)
from framing.trust.design import Correction, Units, estimated

ROOT = Path(__file__).resolve().parents[1]
TABLE, PAGE = ROOT / "framing" / "trust" / "correction.csv", ROOT / "docs" / "correction.md"
SEED, STUDIES = 20250212, 1000
FAMILIES, CODES, PREVALENCES = (5, 10, 20, 30), (20, 50, 100), (0.05, 0.15, 0.30)
CODERS = {"fair": (0.8, 0.05, 0.0), "bad": (0.6, 0.15, 0.0), "varying": (0.8, 0.05, 0.2)}
DRAWS = ("by what the coder says", "at random")
SINGLE, STORIES, ALIKE = "single texts", "stories of 1 to 3", "single texts, more alike"
TEXTS = {SINGLE: 0.1, STORIES: 0.3, ALIKE: 0.15}  # correlation of sentences within a story
OF_OUTLETS = (SINGLE, STORIES)
OTHER = "other in each outlet"
OF_DIFFERENCES = (10, 30)  # stories an outlet, where outlets are compared
LEAST_LEADING = 0.1  # of studies that lead, to say how often their intervals hold the truth


class Cell(NamedTuple):
    """One kind of study."""

    texts: str
    coder: str
    draw: str
    families: int
    codes: int
    prevalence: float


class Coded(NamedTuple):
    """Sentences of a study: their story, whether they have the frame, and what the coder says."""

    text: np.ndarray
    story: np.ndarray
    truth: np.ndarray
    said: np.ndarray


class Study(NamedTuple):
    """One outlet's codes in a study, and what three ways make of them."""

    found: Correction
    held: np.ndarray
    naive: float
    hand: float


def varying(rng: np.random.Generator, mean: float, alike: float, n: int) -> np.ndarray:
    """Return shares around a mean, of which the correlation within a cluster is ``alike``."""
    if not alike:
        return np.full(n, mean)
    k = 1 / alike - 1
    return rng.beta(mean * k, (1 - mean) * k, n)


def texts(rng: np.random.Generator, cell: Cell) -> tuple[np.ndarray, np.ndarray]:
    """Return the text and the story of each sentence; lengths differ, of stories the more."""
    if cell.texts != STORIES:
        length, story = rng.integers(15, 36, cell.families), np.arange(cell.families)
    else:
        story = np.repeat(np.arange(cell.families), rng.integers(1, 4, cell.families))
        length = np.clip(np.exp(rng.normal(3, 0.6, len(story))).astype(int), 5, 100)
    text = np.repeat(np.arange(len(length)), length)
    return text, story[text]


def drawn(rng: np.random.Generator, cell: Cell, said: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the chance and the size of the stratum of each drawn sentence, else missing.

    By what the coder says: half of the codes where it finds the frame, half elsewhere.
    """
    n = min(cell.codes, len(said))
    strata = [np.arange(len(said))]
    if cell.draw == DRAWS[0]:
        strata = [np.flatnonzero(said == each) for each in (1, 0)]
    chance, drawable = np.full(len(said), np.nan), np.full(len(said), np.nan)
    left = n
    for number, places in enumerate(strata):
        few = min(len(places), left // (len(strata) - number))
        if len(strata) == 2 and number == 0:
            few = max(few, left - len(strata[1]))
        take = rng.choice(places, few, replace=False)
        chance[take], drawable[take] = few / max(len(places), 1), len(places)
        left -= few
    return chance, drawable


def coded(rng: np.random.Generator, cell: Cell) -> Coded:
    """Simulate one outlet's texts and a coder with errors."""
    text, story = texts(rng, cell)
    share = varying(rng, cell.prevalence, TEXTS[cell.texts], cell.families)
    truth = (rng.random(len(text)) < share[story]).astype("float64")
    right, wrong, alike = CODERS[cell.coder]
    rates = (varying(rng, each, alike, int(text.max()) + 1)[text] for each in (right, wrong))
    said = (rng.random(len(text)) < np.where(truth == 1, *rates)).astype("float64")
    return Coded(text, story, truth, said)


def sampled(rng: np.random.Generator, cell: Cell) -> Units:
    """Simulate one outlet's units: its texts, a coder with errors, and a sample of codes."""
    _, story, truth, said = coded(rng, cell)
    n = len(truth)
    chance, drawable = drawn(rng, cell, said)
    held = np.where(np.isnan(chance), np.nan, truth)
    stratum = said.astype(int) if cell.draw == DRAWS[0] else np.zeros(n, dtype=int)
    return Units(story, stratum, np.ones(n), said, held, chance, drawable)


def study(rng: np.random.Generator, cell: Cell) -> Study:
    """Simulate one outlet, and estimate its share in three ways."""
    units = sampled(rng, cell)
    of_codes = np.nansum(units.held / units.chance) / len(units.held)
    held = units.held[~np.isnan(units.held)]
    return Study(estimated(units), held, units.predicted.mean(), of_codes)


def measured(cell: Cell, *, studies: int, seed: int) -> dict[str, Any]:
    """Return what happened in the studies of a cell: who leads, what holds, and the errors."""
    rng = np.random.default_rng([seed, *map(int, key(cell))])
    rows = [study(rng, cell) for _ in range(studies)]
    leads = np.array([not too_few(each.held, each.found) for each in rows])
    limits = np.array([each.found.limits for each in rows])
    holds = (limits[:, 0] <= cell.prevalence) & (cell.prevalence <= limits[:, 1])
    estimates = {
        "naive": [each.naive for each in rows], "hand": [each.hand for each in rows],
        "corrected": [each.found.ratio.share for each in rows],
    }  # fmt: skip
    off = {name: np.array(each) - cell.prevalence for name, each in estimates.items()}
    given = ~np.isnan(limits[:, 0])
    return {
        **cell._asdict(), "outlets": 1, "studies": studies,
        "leads": leads.mean(),
        "coverage": holds[leads].mean() if leads.mean() >= LEAST_LEADING else np.nan,
        "coverage_below": holds[given & ~leads].mean() if (given & ~leads).any() else np.nan,
        "led_astray": (leads & ~holds).mean(),
        "width": np.median((limits[:, 1] - limits[:, 0])[leads]) if leads.any() else np.nan,
        "positives": np.mean([each.held.sum() for each in rows]),
        "factor": np.mean([each.found.factor for each in rows]),
        "bias": off["corrected"].mean(),
        **{f"error_{name}": np.sqrt((each**2).mean()) for name, each in off.items()},
    }  # fmt: skip


def key(cell: Cell) -> Iterator[float]:
    """Yield numbers of a cell, so that its studies are the same whichever others are simulated."""
    yield list(TEXTS).index(cell.texts)
    yield [*CODERS, OTHER].index(cell.coder)
    yield DRAWS.index(cell.draw)
    yield from (cell.families, cell.codes, 100 * cell.prevalence)


def null(cell: Cell, *, outlets: int, studies: int, seed: int) -> dict[str, Any]:
    """Return how often p is below .05 where the outlets have the same true share."""
    rng = np.random.default_rng([seed, outlets, *map(int, key(cell))])
    coders = [*CODERS] if cell.coder == OTHER else [cell.coder]
    below, tests, reports, known = 0, 0, 0, 0
    for _ in range(studies if cell.codes >= MIN_CODES else 0):
        rows = [study(rng, cell._replace(coder=coders[n % len(coders)])) for n in range(outlets)]
        found = [each.found for each in rows if not too_few(each.held, each.found)]
        if len(found) < 2:
            continue
        two = len(found) == 2
        p = [distance(found, own, two=two)["p"] for own in range(1 if two else len(found))]
        below, tests = below + sum(each < 0.05 for each in p), tests + len(p)
        reports, known = reports + (min(p) * len(p) < 0.05), known + 1
    return {
        **cell._asdict(), "outlets": outlets, "studies": studies, "leads": known / studies,
        "tests": tests, "below": below / tests if tests >= LEAST_LEADING * studies else np.nan,
        "reports": reports / known if known >= LEAST_LEADING * studies else np.nan,
    }  # fmt: skip


INTRODUCTION = f"""# When a corrected share may lead

Written by `python benchmarks/correction.py --write`, as is the table behind it,
`framing/trust/correction.csv`. A share of sentences that a coder finds is corrected by a sample
that a person read (`trust.correction`). Here studies are simulated of which the truth is known.

## What was simulated

- **Texts**: *{SINGLE}* of 15 to 35 sentences, correlation of sentences within a text
  {TEXTS[SINGLE]}; *{STORIES}* texts of 5 to 100 sentences (log-normal), correlation within a story
  {TEXTS[STORIES]}. A number of stories is one of independent ones.
- **Coders**: *fair* finds .80 of the sentences with the frame and .05 of the others; *bad* .60 and
  .15; *varying* is fair on the whole, and better or worse by text (correlation .2).
- **Codes**: drawn half from what the coder finds and half from the rest, as `framing sample` does
  with one frame; or at random.
- **Studies**: {STUDIES} a cell. Chance moves a coverage of 95 % by .7 of a point, as a p of 5 %.

## The rule

An outlet's corrected share has an interval, and leads its naive share, from **{MIN_CODES}
codes** of **{MIN_STORIES} independent stories** on, {MIN_OF_EACH} of the codes with the frame and
{MIN_OF_EACH} without it, in {MIN_CARRYING} stories each. Elsewhere there is no interval, and the
frame is corrected over all outlets together, by the same rule.

The interval is on the logit scale. Student's t has as many degrees of freedom as there are stories
in which a code found the frame (or did not, if fewer), at most Kish's effective number, less one.
"""


def page(table: pd.DataFrame) -> str:
    """Write the page of a table of simulated studies."""
    from benchmarks import corrected_hypotheses, corrected_reports

    one, others = table[table["outlets"] == 1], table[table["outlets"] > 1]
    parts = [INTRODUCTION, *covering(one), *erring(one), *null_rates(others), ""]
    for more in (corrected_hypotheses, corrected_reports):
        parts += more.lines(pd.read_csv(more.TABLE))
    return "\n".join(parts).rstrip("\n") + "\n"


def write_page() -> None:
    PAGE.write_text(page(pd.read_csv(TABLE)), encoding="utf-8", newline="\n")


def percent(share: float) -> str:
    return "–" if pd.isna(share) else f"{100 * share:.1f}"


def ends(values: pd.Series) -> str:
    """Say between which percentages values lie."""
    known = values.dropna()
    low, high = percent(known.min()), percent(known.max())
    return "–" if known.empty else low if low == high else f"{low} to {high}"


def covering(one: pd.DataFrame) -> list[str]:
    """Say how often studies lead, and how often their intervals hold the truth."""
    told = one["coverage"].dropna()
    few = one[one["coverage"] < 0.93]
    lines = [
        "## How often the interval holds the truth, in %", "",
        f"Of {len(told)} cells in which a tenth of the studies or more may lead, the interval of "
        f"those covers 93 % or more in {len(told) - len(few)}, from {percent(told.min())} to "
        f"{percent(told.max())} % ({told.between(0.93, 0.97).sum()} within 93 to 97 %; it is wide "
        "rather than short where codes are few). A share that leads has an interval without the "
        f"truth in at most {percent(one['led_astray'].max())} % of all studies of a cell. Each "
        "cell below gives the range over coders, in brackets how many studies lead.", "",
        "| texts | draw | stories | codes | .05 positive | .15 positive | .30 positive |",
        "|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    names = ["texts", "draw", "families", "codes"]
    for cell, rows in one[one["codes"] >= MIN_CODES].groupby(names, sort=False):
        by = [rows[rows["prevalence"] == each] for each in PREVALENCES]
        said = [f"{ends(each['coverage'])} ({ends(each['leads'])})" for each in by]
        lines.append(f"| {' | '.join(map(str, cell))} | {' | '.join(said)} |")
    below = one["coverage_below"].dropna()
    return [*lines, "", "With 20 codes no study leads. Were the interval given below the rule "
            f"too, it would hold the truth in {ends(below)} % of such studies.", ""]  # fmt: skip


def erring(one: pd.DataFrame) -> list[str]:
    """Set the errors of the three estimates side by side."""
    lines = [
        "## Errors of the naive share, of codes alone, and of the corrected share", "",
        "Root of the mean squared error, in points of 100; the mean over stories and kinds of "
        "texts. Where codes are drawn by what the coder says, codes alone (each weighted by the "
        "chance of being drawn) and the corrected share are the same estimate: the coder is in "
        "the draw. "
        "*factor*: by which what the coder says counts.", "",
        "| draw | coder | codes | positive | codes with it | naive | codes alone | corrected | "
        "factor |",
        "|---|---|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    names = ["draw", "coder", "codes", "prevalence"]
    columns = ["positives", "error_naive", "error_hand", "error_corrected", "factor"]
    for cell, row in one.groupby(names, sort=False)[columns].mean().iterrows():
        errors = [f"{100 * row[name]:.1f}" for name in columns[1:4]]
        lines.append(f"| {' | '.join(map(str, cell))} | {row['positives']:.0f} | "
                     f"{' | '.join(errors)} | {row['factor']:.2f} |")  # fmt: skip
    worse = (one["error_corrected"] / one["error_hand"]).max()
    better = (one["error_corrected"] < one["error_naive"]).mean()
    leading = one[one["leads"] >= LEAST_LEADING]
    of_leading = (leading["error_corrected"] < leading["error_naive"]).mean()
    return [*lines, "", f"The error of the corrected share is at most {worse:.2f} times that of "
            f"codes alone. It is below that of the naive share in {percent(better)} % of cells, in "
            f"{percent(of_leading)} % of those in which a tenth of the studies lead: with a fair "
            "coder and few codes the naive share may lie nearer to the truth, but nobody knows by "
            "how much it is off. Bias of the corrected share: "
            f"{100 * one['bias'].min():.1f} to {100 * one['bias'].max():.1f} points.",
            ""]  # fmt: skip


def null_rates(others: pd.DataFrame) -> list[str]:
    """Say how often p is below .05 where outlets do not differ."""
    lines = [
        "## p of a corrected difference where outlets do not differ", "",
        "The outlets have the same true share and coders that err otherwise in each (fair, bad, "
        "varying in turn). Share of comparisons with p below .05, in %; in brackets the reports of "
        "which one is below .05 after Bonferroni. – : fewer than a tenth of the studies have a p.",
        "",
        "| texts | outlets | stories | codes | .05 positive | .15 positive | .30 positive |",
        "|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    for cell, rows in others.groupby(["texts", "outlets", "families", "codes"], sort=False):
        said = [f"{percent(row.below)} ({percent(row.reports)})" for row in rows.itertuples()]
        lines.append(f"| {' | '.join(map(str, cell))} | {' | '.join(said)} |")
    return [*lines, "", f"At most {percent(others['below'].max())} % of comparisons; "
            f"{percent(others['reports'].max())} % of reports."]  # fmt: skip


def cells() -> Iterator[tuple[int, Cell]]:
    """Yield every kind of study, with how many outlets it has."""
    for texts_, coder, rest in product(OF_OUTLETS, CODERS, product(FAMILIES, CODES, PREVALENCES)):
        yield 1, Cell(texts_, coder, DRAWS[0], *rest)
    for coder, codes, prevalence in product(CODERS, CODES, PREVALENCES):
        yield 1, Cell(STORIES, coder, DRAWS[1], 30, codes, prevalence)
    for texts_, rest in product(OF_OUTLETS, product(OF_DIFFERENCES, CODES, PREVALENCES)):
        for outlets in (2, 12) if texts_ == STORIES else (2,):
            yield outlets, Cell(texts_, OTHER, DRAWS[0], *rest)


def simulate(*, studies: int = STUDIES, seed: int = SEED) -> pd.DataFrame:
    """Return a row a cell: of one outlet's share, then of 2 and 12 outlets' differences."""
    rows = []
    for outlets, cell in cells():
        if outlets == 1:
            rows.append(measured(cell, studies=studies, seed=seed))
        else:
            rows.append(null(cell, outlets=outlets, studies=studies, seed=seed))
        print(rows[-1], file=sys.stderr, flush=True)
    return pd.DataFrame(rows).round(4)


def run_part(
    simulate: Callable[..., pd.DataFrame], kept: Path, *, studies: int, about: str
) -> None:
    """Run a further part of the page: print its table, or keep it with ``--write``."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--studies", type=int)
    chosen = parser.parse_args()
    table = simulate(studies=chosen.studies or (studies if chosen.write else 20))
    print(table.to_string())
    if chosen.write:
        kept.write_text(table.to_csv(index=False), encoding="utf-8", newline="\n")
        write_page()


def main() -> None:
    asked = sys.argv[1:]
    if "--page" not in asked:
        table = simulate(studies=STUDIES if "--write" in asked else 20)
        print(table.to_string())
        if "--write" in asked:
            TABLE.write_text(table.to_csv(index=False), encoding="utf-8", newline="\n")
    if asked:
        write_page()


if __name__ == "__main__":
    main()
