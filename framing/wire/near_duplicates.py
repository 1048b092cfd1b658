"""Near-duplicates: one text printed many times, with a word changed here and there.

Each is put behind the first of its kind by name, so that a story that a thousand papers print
costs about as much as one that a few print. Candidates are found by MinHash and confirmed by
counting; whoever is not found is compared with all others like any article.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.wire.shared_runs import LEAST, Runs

if TYPE_CHECKING:
    from datasketch import MinHash, MinHashLSH

ALIKE = 0.5  # Jaccard; two copies with one word in 30 changed in each have .64 of runs in common
MANY = 20  # copies; fewer are soon compared each with each, and then say more
_PERMUTATIONS, _SEED = 128, 1


def first_of_each(runs: Runs, least: float) -> np.ndarray:
    """Return for each article the number of the one that stands for it, mostly itself.

    It is the first, of those that stand for any, with which an article has ``ALIKE`` or more
    of all their runs in common, and at least as much as makes a copy.
    """
    first = np.arange(len(runs.n))
    likely = np.flatnonzero(_printed_often(runs))
    if len(likely) < MANY:
        return first
    least = max(least, ALIKE)
    equal = _first_equal(runs, likely)
    once = likely[equal == likely]
    first[once] = _representatives(runs, once, least)
    first[likely] = first[equal]
    alone = np.bincount(first, minlength=len(first)) < MANY
    return np.where(alone[first], np.arange(len(first)), first)


def _printed_often(runs: Runs) -> np.ndarray:
    """Say which articles can be one of many: half of their runs stand in half as many."""
    held_by = np.bincount(runs.cells.indices, minlength=runs.cells.shape[1])
    often = runs.cells @ (held_by >= ALIKE * MANY).astype(np.int64)
    return (often >= ALIKE * runs.n) & (often >= LEAST)


def _first_equal(runs: Runs, articles: np.ndarray) -> np.ndarray:
    """Return for each of these articles the first that holds the same runs and no other."""
    keys = runs.key[runs.cells.indices]
    total = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(keys)])
    bounds = runs.cells.indptr[articles], runs.cells.indptr[articles + 1]
    held = bounds[1] - bounds[0]
    table = pd.DataFrame(
        {"text": total[bounds[1]] - total[bounds[0]], "n": held, "first": articles}
    )
    equal = table.groupby(["text", "n"])["first"].transform("first").to_numpy()
    return np.where(held == runs.n[articles], equal, articles)


def _representatives(runs: Runs, articles: np.ndarray, least: float) -> np.ndarray:
    """Return for each article, in their order, the first before it that is much the same."""
    index, chosen = _index(), []
    marked = np.zeros(runs.cells.shape[1], dtype=bool)
    for article, sketch in zip(articles.tolist(), _sketches(runs, articles), strict=True):
        own = _held(runs, article)
        marked[own] = True
        same = (
            other
            for other in sorted(index.query(sketch))
            if _alike(runs, article, other, marked, least)
        )
        chosen.append(next(same, article))
        marked[own] = False
        if chosen[-1] == article:
            index.insert(article, sketch)
    return np.array(chosen)


def _held(runs: Runs, article: int) -> np.ndarray:
    """Return the numbers of the runs of an article that another article holds too."""
    start, end = runs.cells.indptr[article : article + 2]
    return runs.cells.indices[start:end]


def _alike(runs: Runs, article: int, other: int, marked: np.ndarray, least: float) -> bool:
    """Say whether two articles share so much of all their runs; those of one are marked."""
    both = int(np.count_nonzero(marked[_held(runs, other)]))
    return both >= LEAST and both >= least * int(runs.n[article] + runs.n[other] - both)


def _sketches(runs: Runs, articles: np.ndarray) -> Iterator[MinHash]:
    """Yield a sketch of the runs of each article, whatever order they stand in."""
    from datasketch import MinHash

    short = (runs.key >> np.uint64(32)).astype(np.uint32)
    rows = (short[_held(runs, article)].tolist() for article in articles)
    return MinHash.generator(
        rows, num_perm=_PERMUTATIONS, seed=_SEED, hashfunc=int, scheme="affine32"
    )


def _index() -> MinHashLSH:
    """Return an empty index; to name it, the library draws from the caller's chance."""
    from datasketch import MinHashLSH

    state = random.getstate()
    index = MinHashLSH(threshold=ALIKE, num_perm=_PERMUTATIONS)
    random.setstate(state)
    return index
