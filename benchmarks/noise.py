"""What reports claim where outlets are alike, and what they find where some are not.

A report is some frames over the same outlets. It says that outlets differ on a frame by
``homogeneity``, and that one has more or less by ``findings``; here both are done on arrays, for
many simulated reports at a time. Also: how often a difference of the size called detectable is
found, how trends cover, and how long a comparison takes. Prints; with ``--write`` it also writes
``benchmarks/noise.csv`` and ``docs/coverage.md``. ``--studies N`` tries fewer.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy.stats import permutation_test

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.corrected_reports import falsely
from benchmarks.coverage import FEW, STUDIES, Outlets, intervals
from benchmarks.outlets import TOGETHER, Texts, chance, compared, dealt, drawn, ratios, stories
from framing.compare.contrast import DRAWS_EACH, MEDIAN, judge, lay
from framing.compare.difference import difference
from framing.compare.estimate import too_rare
from framing.compare.resample import (
    DRAWS,
    Ratio,
    benjamini_hochberg,
    holm,
    jackknifed,
    wilson,
)
from framing.tables.toml import SEED

TABLE = Path(__file__).parent / "noise.csv"
COLUMNS = ["part", "case", "quantity", "value", "studies"]
FRAMES = 3
AT = 0.05


class Report(NamedTuple):
    """What texts are like, and the outlets' stories and true shares on the first frame.

    On the other frames all outlets have the share of the last.
    """

    texts: Texts
    outlets: Outlets

    @property
    def frames(self) -> list[Outlets]:
        """The stories and true shares of outlets on each frame."""
        alike = [(n, self.outlets[-1][1]) for n, _ in self.outlets]
        return [self.outlets, *[alike] * (FRAMES - 1)]


NOISE = {
    "12 outlets of 8 texts, share .15, alike by .15": Report(Texts(0.15), [(8, 0.15)] * 12),
    "12 outlets of 8 texts, share .05, alike by .15": Report(Texts(0.15), [(8, 0.05)] * 12),
    "12 outlets of 10 texts, share .15, alike by .2": Report(Texts(), [(10, 0.15)] * 12),
    "12 outlets of 10 texts, share .05, alike by .2": Report(Texts(), [(10, 0.05)] * 12),
    "12 outlets of 10 stories of 1 to 5 texts, share .05": Report(
        Texts(families=True), [(10, 0.05)] * 12
    ),
    "8 outlets of 6 to 100 stories of 1 to 5 texts, share .05": Report(
        Texts(families=True), [(n, 0.05) for n in (6, 8, 10, 15, 20, 40, 60, 100)]
    ),
    "2 outlets of 10 and 40 texts, share .05": Report(Texts(), [(10, 0.05), (40, 0.05)]),
    "2 outlets of 10 and 40 texts, share .15": Report(Texts(), [(10, 0.15), (40, 0.15)]),
}
POWER = {
    "1 of 12 outlets at .30, the others at .15, 20 texts each": Report(
        Texts(0.15), [(20, 0.3), *[(20, 0.15)] * 11]
    ),
    "4 of 12 outlets at .30, the others at .15, 20 texts each": Report(
        Texts(0.15), [*[(20, 0.3)] * 4, *[(20, 0.15)] * 8]
    ),
    "1 of 4 outlets at .45, the others at .12, 25 texts each": Report(
        Texts(), [(25, 0.45), *[(25, 0.12)] * 3]
    ),
    "1 of 4 outlets at .45, the others at .12, 25 stories of 1 to 5 texts": Report(
        Texts(families=True), [(25, 0.45), *[(25, 0.12)] * 3]
    ),
}


# -- what reports say -------------------------------------------------------------------------


class Said(NamedTuple):
    """Of reports and frames: whether outlets differ; and of outlets, more (1) or less (-1)."""

    differ: np.ndarray
    claims: np.ndarray


def said(report: Report, *, studies: int, seed: int) -> Said:
    """Simulate reports, some dozens with the same shuffles."""
    found = []
    for start in range(0, studies, TOGETHER):
        random = np.random.default_rng([seed, start])
        many = min(TOGETHER, studies - start)
        frames = [drawn(random, report.texts, outlets, many) for outlets in report.frames]
        found.append(of_frames(frames, seed=seed + start))
    return Said(*(np.concatenate(each) for each in zip(*found, strict=True)))


def of_frames(frames: list[list[list[Ratio]]], *, seed: int) -> Said:
    """Return what reports of these frames (of studies, of outlets) say, as tables would."""
    laid = [[lay(study) for study in frame] for frame in frames]
    k, draws = len(frames[0][0]), max(DRAWS, DRAWS_EACH * len(frames) * len(frames[0][0]))
    sums = [
        dealt(np.stack([one.blocks for one in each]), each[0].starts, draws, seed) for each in laid
    ]
    p = np.array([chance(*each) for each in zip(laid, sums, strict=True)]).T
    rare = np.array([[too_rare(study) for study in frame] for frame in frames]).T
    adjusted = [holm(pd.Series(one).mask(out)) for one, out in zip(p, rare, strict=True)]
    differ = np.array(adjusted) < AT
    claims = np.zeros((*differ.shape, k), int)
    for study, frame in np.argwhere(differ):
        one = laid[frame][study]
        _, low, high, each_p, _ = judge(one.found, sums[frame][study], MEDIAN)
        sure = benjamini_hochberg(pd.Series(each_p)).to_numpy() < AT
        claims[study, frame, one.order] = sure * ((low > 0).astype(int) - (high < 0))
    return Said(differ, claims)


def of_noise(studies: int, seed: int) -> Iterator[dict[str, Any]]:
    for case, report in NOISE.items():
        found = said(report, studies=studies, seed=seed)
        shares = {
            "say that outlets differ": found.differ.any(axis=1).mean(),
            "say more or less of one": found.claims.any(axis=(1, 2)).mean(),
        }
        yield from rows("noise", case, shares, studies)


def of_power(studies: int, seed: int) -> Iterator[dict[str, Any]]:
    for case, report in POWER.items():
        found = said(report, studies=studies, seed=seed)
        share = np.array([each for _, each in report.outlets])
        apart, first = share > share.min(), found.claims[:, 0]
        shares = {
            "say that outlets differ": found.differ[:, 0].mean(),
            "deviants said to have more": (first[:, apart] == 1).mean(),
            "say something of another outlet": first[:, ~apart].any(axis=1).mean(),
            "of the outlets named, alike ones": falsely(first, int(apart.sum()))["false_named"],
            "say something of another frame": found.differ[:, 1:].any(axis=1).mean(),
        }
        yield from rows("power", case, shares, studies)


def rows(part: str, case: str, shares: dict[str, float], studies: int) -> Iterator[dict[str, Any]]:
    for quantity, value in shares.items():
        yield {"part": part, "case": case, "quantity": quantity,
               "value": round(float(value), 4), "studies": studies}  # fmt: skip


# -- what is detectable -----------------------------------------------------------------------

DETECTABLE: dict[str, tuple[Texts, list[int], float]] = {
    "10 and 10 texts, the other at .15": (Texts(), [10, 10], 0.15),
    "10 and 40 texts, the other at .15": (Texts(), [10, 40], 0.15),
    "30 and 30 texts, the other at .05": (Texts(), [30, 30], 0.05),
    "30 and 30 texts, the other at .15": (Texts(), [30, 30], 0.15),
    "30 and 30 stories of 1 to 5 texts, the other at .15": (
        Texts(families=True), [30, 30], 0.15,
    ),
    "100 and 300 texts, the other at .05": (Texts(), [100, 300], 0.05),
    "share of texts, 30 and 30, the other at .3": (Texts(0.0, whole=True), [30, 30], 0.3),
    "12 outlets of 20 texts, the others at .15": (Texts(), [20] * 12, 0.15),
}  # fmt: skip


def of_detectable(studies: int, seed: int) -> Iterator[dict[str, Any]]:
    """Find the true difference that such corpora print as detectable, and how often it is found."""
    for case, (texts, sizes, share) in DETECTABLE.items():
        more = 0.2
        for turn in range(6):
            outlets = [(sizes[0], share + more), *[(n, share) for n in sizes[1:]]]
            many = studies if turn == 5 else max(100, studies // 10)
            random = np.random.default_rng([seed, turn])
            study = drawn(random, texts, outlets, many)
            found, _ = compared(study, against=MEDIAN, comparisons=len(sizes), seed=seed)
            true, more = more, float(np.nanmean(found.detectable[:, 0]))
        shares = {
            "true difference": true,
            "printed, on average": more,
            "found": (found.p[:, 0] < AT).mean(),
        }
        yield from rows("detectable", case, shares, studies)


# -- trends -----------------------------------------------------------------------------------

MONTHS = np.linspace(0.05, 0.25, 12)  # the share moves


def of_trend(studies: int, seed: int) -> Iterator[dict[str, Any]]:
    kinds: dict[str, tuple[Texts, Callable[[Ratio], tuple[float, float]]]] = {
        "sentences": (Texts(families=True), jackknifed),
        "texts": (Texts(0.5, families=True, whole=True), wilson),
    }
    for unit, (texts, limits) in kinds.items():
        for n in (10, 30):
            holds = []
            for month, share in enumerate(MONTHS):
                random = np.random.default_rng([seed, n, month])
                low, high = intervals(stories(random, texts, share, (studies, n)), limits)
                holds.append(np.where(np.isnan(low), np.nan, (low <= share) & (share <= high)))
            known = ~np.isnan(holds)
            shares = {"intervals given": known.mean(), "hold the truth": np.nanmean(holds)}
            yield from rows("trend", f"share of {unit}, {n} stories a month", shares, known.size)


# -- how long it takes ------------------------------------------------------------------------


def of_speed(studies: int, seed: int) -> Iterator[dict[str, Any]]:
    """Compare 60 outlets of 40 texts, beside a permutation test of scipy's of one statistic."""
    random = np.random.default_rng(seed)
    part, whole = stories(random, Texts(), 0.15, (60, 40))
    table = article_frames(part, whole)
    groups = [one.part / one.whole for one in ratios(part, whole)]

    def peer() -> object:
        return permutation_test(
            groups, spread, n_resamples=DRAWS_EACH * 60, vectorized=True, batch=200, rng=seed
        )

    own, other = least(lambda: difference(table, measure="salience")), least(peer)
    case = "60 outlets of 40 texts"
    yield from rows("speed", case, {"seconds": own, "times a permutation test": own / other}, 1)


def article_frames(part: np.ndarray, whole: np.ndarray, frame: str = "f") -> pd.DataFrame:
    """Lay out the counts of outlets (rows) by text as the table that the package compares."""
    k, n = part.shape
    return pd.DataFrame(
        {"article": [f"{outlet:03}.{text:04}" for outlet in range(k) for text in range(n)],
         "outlet": np.repeat([f"{outlet:03}" for outlet in range(k)], n), "coder": "me",
         "frame": frame, "n_sentences": whole.ravel(), "n_frame_sentences": part.ravel()}
    )  # fmt: skip


def spread(*groups: np.ndarray, axis: int) -> np.ndarray:
    return np.var([group.mean(axis=axis) for group in groups], axis=0)


def least(call: Callable[[], object]) -> float:
    """Return the least of the seconds of the processor that a call took of three."""
    taken = []
    for _ in range(3):
        begun = time.process_time()
        call()
        taken.append(time.process_time() - begun)
    return min(taken)


PARTS = {"noise": of_noise, "power": of_power, "detectable": of_detectable,
         "trend": of_trend, "speed": of_speed}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--studies", type=int)
    parser.add_argument("--of", nargs="*", choices=list(PARTS), default=list(PARTS))
    chosen = parser.parse_args()
    studies = chosen.studies or (STUDIES if chosen.write else FEW)
    found = [row for name in chosen.of for row in PARTS[name](studies, SEED)]
    table = pd.DataFrame(found, columns=COLUMNS)
    print(table.to_string())
    if chosen.write:
        from benchmarks.coverage_page import write

        kept = pd.read_csv(TABLE) if TABLE.exists() else table[:0]
        table = pd.concat([kept[~kept["part"].isin(chosen.of)], table])
        table = table.sort_values("part", key=lambda c: c.map(list(PARTS).index), kind="stable")
        TABLE.write_text(table.to_csv(index=False), encoding="utf-8", newline="\n")
        write()


if __name__ == "__main__":
    main()
