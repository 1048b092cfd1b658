"""What reports say of corrected shares: where outlets are alike, and where some are not.

A report is three frames over the same outlets. It says that outlets differ on a frame by
``corrected_homogeneity``, and that one has more or less by ``claims``; here both are done on
simulated corrections. Also: how often intervals of corrected values (sub-codes, modes, voices)
hold the truth. ``--write`` writes ``benchmarks/corrected_reports.csv`` and ``docs/correction.md``;
``--studies N`` tries fewer.
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
from framing.compare.resample import ALPHA, benjamini_hochberg, holm
from framing.tables.toml import SEED
from framing.trust.corrected_difference import differing, distance
from framing.trust.correction import MIN_CODES, too_few
from framing.trust.design import Correction, Units, estimated

TABLE = Path(__file__).parent / "corrected_reports.csv"
STUDIES, FRAMES = 600, 3
MANY = 12  # outlets, of which fewer studies are simulated
TEXTS = {one.ALIKE: "single texts (.15)", one.STORIES: "stories of 1 to 3 (.3)"}
APART = 0.30  # the share of outlets that are not alike
VALUE, RIGHT = 0.5, 0.8  # of sentences with the frame, that have the value; codes that are right


class Report(NamedTuple):
    """Outlets with the same share on three frames; on the first, some may have another."""

    texts: str
    outlets: int
    apart: int
    families: int
    codes: int
    prevalence: float


class Said(NamedTuple):
    """Of the frames: whether one is tested, which differ; and of outlets, more (1) or less (-1)."""

    tested: bool
    differ: np.ndarray
    claims: np.ndarray


def corrections(rng: np.random.Generator, report: Report, apart: int) -> list[Correction | None]:
    """Simulate a frame: each outlet's corrected share, or none where codes are too few."""
    coders, found = list(one.CODERS), []
    for place in range(report.outlets):
        share = APART if place < apart else report.prevalence
        cell = one.Cell(report.texts, coders[place % len(coders)], one.DRAWS[0],
                        report.families, report.codes, share)  # fmt: skip
        study = one.study(rng, cell)
        found.append(None if too_few(study.held, study.found) else study.found)
    return found


def said(rng: np.random.Generator, report: Report) -> Said:
    """Say what a report says, by the rules of the package."""
    frames = [corrections(rng, report, report.apart if n == 0 else 0) for n in range(FRAMES)]
    known = [[each for each in frame if each] for frame in frames]
    p = [differing(each)["p"] if len(each) > 1 else np.nan for each in known]
    differ = (holm(pd.Series(p)) < ALPHA).to_numpy()
    claims = np.zeros((FRAMES, report.outlets), int)
    for frame in np.flatnonzero(differ):
        places = [place for place, each in enumerate(frames[frame]) if each]
        rows = pd.DataFrame([distance(known[frame], own, two=len(places) == 2)
                             for own in range(len(places))])  # fmt: skip
        sure = benjamini_hochberg(rows["p"]) < ALPHA
        sign = (rows["ci_low"] > 0).astype(int) - (rows["ci_high"] < 0)
        claims[frame, places] = sure * sign
    return Said(not np.isnan(p).all(), differ, claims)


def of_reports(report: Report, *, studies: int, seed: int) -> dict[str, Any]:
    """Return how often such reports say something, of those that test a frame."""
    names = [list(TEXTS).index(report.texts), *report[1:5], int(100 * report.prevalence)]
    rng = np.random.default_rng([seed, *names])
    rows = [each for each in (said(rng, report) for _ in range(studies)) if each.tested]
    shares = {"part": "reports", **report._asdict(), "known": len(rows) / studies}
    if len(rows) < one.LEAST_LEADING * studies:
        return {**shares, "studies": studies}
    differ = np.array([each.differ for each in rows])
    claims, n = np.array([each.claims for each in rows]), report.apart
    shares |= {"differ": differ[:, : 1 if n else None].any(axis=1).mean(),
               "claimed": claims.any(axis=(1, 2)).mean()}  # fmt: skip
    if n:
        shares |= {"claimed": (claims[:, 0, :n] == 1).mean(),
                   "of_others": claims[:, 0, n:].any(axis=1).mean() if report.outlets > 2 else None,
                   "of_other_frames": differ[:, 1:].any(axis=1).mean(),
                   **(falsely(claims[:, 0], n) if report.outlets > 2 else {})}  # fmt: skip
    return {**shares, "studies": studies}


def falsely(claims: np.ndarray, apart: int) -> dict[str, float]:
    """Return which part of the outlets named is alike, on average of reports, and said to lack it.

    An outlet that has more and is said to have less is as false.
    """
    alike = claims[:, apart:]
    wrong = (alike != 0).sum(axis=1) + (claims[:, :apart] == -1).sum(axis=1)
    named = (claims != 0).sum(axis=1)
    less = (alike == -1).sum() / (alike != 0).sum() if alike.any() else np.nan
    return {"false_named": (wrong / np.maximum(named, 1)).mean(), "false_less": less}


def cells() -> Iterator[Report]:
    """Yield reports of noise, then those of which some outlets have another share."""
    for texts, k, rest in product(
        TEXTS, (2, 3, 5, MANY), product((10, 30), (50, 100), one.PREVALENCES)
    ):
        yield Report(texts, k, 0, *rest)
    for texts, (k, apart), rest in product(
        TEXTS, ((2, 1), (5, 1), (MANY, 1), (MANY, 4)), ((30, 50), (30, 100))
    ):
        yield Report(texts, k, apart, *rest, 0.15)


def how_many(report: Report, studies: int) -> int:
    return studies * 2 // 5 if report.outlets == MANY and not report.apart else studies


def of_values(cell: one.Cell, *, studies: int, seed: int) -> dict[str, Any]:
    """Return how often the interval of a corrected value holds the truth, where it is given."""
    rng = np.random.default_rng([seed, *map(int, one.key(cell))])
    truth = cell.prevalence * VALUE
    found = [value(rng, cell) for _ in range(studies)]
    limits = np.array([each.limits for held, each in found if not too_few(held, each)])
    share = {"part": "values", "texts": cell.texts, "families": cell.families,
             "codes": cell.codes, "prevalence": cell.prevalence,
             "known": len(limits) / studies, "studies": studies}  # fmt: skip
    if len(limits) < one.LEAST_LEADING * studies:
        return share
    return {**share, "differ": ((limits[:, 0] <= truth) & (truth <= limits[:, 1])).mean()}


def value(rng: np.random.Generator, cell: one.Cell) -> tuple[np.ndarray, Correction]:
    """Simulate codes of a value: drawn by the frame, which the coder may find and value wrongly."""
    coded = one.coded(rng, cell)
    n = len(coded.said)
    truth = coded.truth * (rng.random(n) < VALUE)
    said = coded.said * (rng.random(n) < np.where(truth == 1, RIGHT, 1 - RIGHT))
    chance, drawable = one.drawn(rng, cell, coded.said)
    held = np.where(np.isnan(chance), np.nan, truth)
    found = estimated(Units(coded.story, coded.said.astype(int), np.ones(n), said, held, chance,
                            drawable))  # fmt: skip
    return held[~np.isnan(held)], found


def simulate(*, studies: int, seed: int = SEED) -> pd.DataFrame:
    """Return a row a kind of report, then a row a kind of value."""
    rows = []
    for report in cells():
        rows.append(of_reports(report, studies=how_many(report, studies), seed=seed))
        print(rows[-1], file=sys.stderr, flush=True)
    for texts, codes, share in product(TEXTS, (50, 100, 200), (0.15, 0.30)):
        cell = one.Cell(texts, "fair", one.DRAWS[0], 30, codes, share)
        rows.append(of_values(cell, studies=studies, seed=seed))
    return pd.DataFrame(rows).round(4)


# -- the page ---------------------------------------------------------------------------------


def lines(table: pd.DataFrame) -> list[str]:
    """Write what stands of reports, and of values, on the page."""
    reports = table[table["part"] == "reports"]
    noise, power = reports[reports["apart"] == 0], reports[reports["apart"] > 0]
    return [*of_noise(noise), *of_power(power), *covering(table[table["part"] == "values"])]


def of_noise(noise: pd.DataFrame) -> list[str]:
    """Say how often reports of noise say that outlets differ, or name one."""
    n, few = int(noise["studies"].max()), int(noise["studies"].min())
    known = noise.dropna(subset=["differ"])
    text = [
        "## What reports say where outlets do not differ", "",
        f"A report is {FRAMES} frames; the outlets' coders err otherwise, as above. It says that "
        "outlets differ on a frame by Welch's F over the corrected shares, Holm over the frames "
        "(`trust.corrected_homogeneity`); it names an outlet where q is below .05 too and its "
        "interval excludes the median (`compare.claims`). Share of reports that say of any frame "
        "that outlets differ, in %; in brackets those that name an outlet. – : fewer than a tenth "
        f"of the reports can test a frame. With 20 codes an outlet none can. {n} reports a cell, "
        f"{few} of {MANY} outlets: chance moves 5 % by {100 * (0.05 * 0.95 / n) ** 0.5:.1f} and "
        f"{100 * (0.05 * 0.95 / few) ** 0.5:.1f} points.", "",
        "| texts | outlets | stories | codes | .05 positive | .15 positive | .30 positive |",
        "|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    names = ["texts", "outlets", "families", "codes"]
    for (texts, *cell), rows in noise.groupby(names, sort=False):
        each = [f"{one.percent(row.differ)} ({one.percent(row.claimed)})"
                for row in rows.itertuples()]  # fmt: skip
        head = [TEXTS[texts], *(str(int(number)) for number in cell)]
        text.append(f"| {' | '.join([*head, *each])} |")
    return [*text, "", f"At most {one.percent(known['differ'].max())} % of reports say that "
            f"outlets differ ({one.percent(known['differ'].mean())} % on average of {len(known)} "
            f"cells), at most {one.percent(known['claimed'].max())} % name one.", ""]  # fmt: skip


def of_power(power: pd.DataFrame) -> list[str]:
    """Say how often a difference is found."""
    text = [
        "## What reports find where some outlets differ", "",
        f"On the first frame some outlets have {APART:.2f}, the others .15, which all have on the "
        "other frames. Share of reports in %, of those that can test a frame; *named*: of outlets "
        "that differ, those that are said to have more; *another outlet*, *another frame*: "
        "something is said of one that does not; *false*: of the outlets named in a report, which "
        "part does not differ, on average of all such reports. That is the rate of false "
        "discoveries, which q below .05 is to hold at 5 %; with more outlets named, more reports "
        "have one that is false.", "",
        "| texts | outlets | of them differ | stories | codes | outlets differ | named | "
        "another outlet | false | another frame |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    columns = ["differ", "claimed", "of_others", "false_named", "of_other_frames"]
    for row in power.to_dict("records"):
        numbers = [int(row[name]) for name in ("outlets", "apart", "families", "codes")]
        shares = [one.percent(row[name]) for name in columns]
        text.append(f"| {' | '.join(map(str, [TEXTS[row['texts']], *numbers, *shares]))} |")
    worst = power.loc[power["false_named"].idxmax()]
    n = int(worst["studies"])
    return [*text, "", f"At most {one.percent(worst['false_named'])} % of the outlets named are "
            f"alike (chance moves 5 % by {100 * (0.05 * 0.95 / n) ** 0.5:.1f} points), with "
            f"{int(worst['apart'])} of {int(worst['outlets'])} outlets that differ. Of such "
            f"outlets {one.percent(worst['false_less'])} % are said to have less: outlets that "
            "differ on one side draw the median to theirs, from which the others are measured.",
            ""]  # fmt: skip


def covering(values: pd.DataFrame) -> list[str]:
    """Say how often intervals of values hold the truth."""
    text = [
        "## Sub-codes, modes and voices", "",
        f"A value stands in {100 * VALUE:.0f} % of the sentences with the frame; the coder is fair "
        f"of the frame, and right of the value in {100 * RIGHT:.0f} %. Codes are drawn by the "
        "frame, as `framing sample` does. How often the interval of the corrected share of the "
        "value holds the truth, in %; in brackets how many studies may lead.", "",
        "| texts | stories | codes | frame .15, value .075 | frame .30, value .15 |",
        "|---|---|---|---|---|",
    ]  # fmt: skip
    for (texts, *cell), rows in values.groupby(["texts", "families", "codes"], sort=False):
        each = [f"{one.percent(row.differ)} ({one.percent(row.known)})"
                for row in rows.itertuples()]  # fmt: skip
        head = [TEXTS[texts], *(str(int(number)) for number in cell)]
        text.append(f"| {' | '.join([*head, *each])} |")
    return [*text, "", f"From {MIN_CODES} codes on, by the same rule as the frame.", ""]


if __name__ == "__main__":
    one.run_part(simulate, TABLE, studies=STUDIES, about=__doc__)
