"""What finding families costs, and what it finds: stories planted among made articles.

Run as ``python benchmarks/wire.py [articles ...]``; the sizes default to 1,000 and 4,000. Each
size runs in a process of its own, so that peak memory is its own (that of the texts is given
beside it). The exponent is that of the time from the size before: 1 is linear, 2 all pairs.
Recall and precision are of pairs of articles in one planted family. With them, on the smallest
size and in the same run, stand what a user would write instead: MinHash-LSH of whole articles
by datasketch, and all pairs by difflib on a few articles, scaled up. Then come the alignment of
sentences inside the families that were found, for each size, and families of one story that
many papers print nearly verbatim.

The articles are undated, which is the dearer case: every article is near in time to all.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from difflib import SequenceMatcher
from functools import partial
from itertools import combinations
from math import log
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.stories import KINDS, corpus, near_copies
from framing.wire.align import alignments
from framing.wire.families import families

SIZES, SAMPLE, COPIES = (1_000, 4_000), 40, (250, 1_000, 4_000)
PERMUTATIONS, RATIO = 128, 0.5


class Found(NamedTuple):
    """What one way took, in seconds and megabytes, and what it found, in shares."""

    articles: int
    seconds: float
    peak: float
    texts: float
    recall: float
    precision: float
    by_kind: dict[str, float]


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def n_pairs(groups: pd.Series) -> int:
    return int((groups * (groups - 1) // 2).sum())


def judged(articles: pd.DataFrame, family: np.ndarray) -> tuple[float, float, dict[str, float]]:
    """Return recall and precision of pairs, and how many of each kind found one of theirs."""
    table = articles.assign(family=family)
    both = n_pairs(table.groupby(["family", "planted"]).size())
    planted = table.groupby("planted")["article"].transform("size")
    together = table.groupby(["family", "planted"])["article"].transform("size")
    several = table[planted > 1].assign(met=together > 1)
    by_kind = several.groupby("kind")["met"].mean().to_dict()
    recall = both / n_pairs(table.groupby("planted").size())
    return recall, both / max(1, n_pairs(table.groupby("family").size())), by_kind


def with_families(n: int) -> Found:
    sentences, articles = corpus(n)
    families(sentences[:100])  # loads what is loaded once
    before, began = megabytes(), time.process_time()
    found = families(sentences)
    seconds = time.process_time() - began
    return Found(n, seconds, megabytes(), before, *judged(articles, found["family"].to_numpy()))


def joined_by(a: list[int], b: list[int], n: int) -> np.ndarray:
    graph = sparse.coo_array((np.ones(len(a)), (a, b)), (n, n))
    return connected_components(graph, directed=False)[1]


def with_minhash(n: int, jaccard: float) -> Found:
    """Link articles that fall together at this likeness of their runs, by whole articles."""
    from datasketch import MinHash, MinHashLSH

    sentences, articles = corpus(n)
    before, began = megabytes(), time.process_time()
    index = MinHashLSH(threshold=jaccard, num_perm=PERMUTATIONS)
    a, b = [], []
    for number, text in enumerate(sentences.groupby("article")["text"].agg(" ".join)):
        words = text.lower().split()
        runs = {" ".join(words[start : start + 4]).encode() for start in range(len(words) - 3)}
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch(runs)
        near = index.query(sketch)
        a += [number] * len(near)
        b += near
        index.insert(number, sketch)
    family = joined_by(a, b, n)
    return Found(n, time.process_time() - began, megabytes(), before, *judged(articles, family))


def with_difflib(n: int) -> Found:
    """Compare all pairs of a few articles, and scale the time up to all pairs of all."""
    sentences, articles = corpus(SAMPLE)
    texts = [text.split() for text in sentences.groupby("article")["text"].agg(" ".join)]
    began = time.process_time()
    pairs = [
        (a, b)
        for a, b in combinations(range(SAMPLE), 2)
        if SequenceMatcher(None, texts[a], texts[b], autojunk=False).ratio() >= RATIO
    ]
    seconds = (time.process_time() - began) * n * (n - 1) / (SAMPLE * (SAMPLE - 1))
    family = joined_by([a for a, _ in pairs], [b for _, b in pairs], SAMPLE)
    return Found(n, seconds, float("nan"), float("nan"), *judged(articles, family))


class Aligned(NamedTuple):
    """What aligning took, in seconds and megabytes, and how many pairs of sentences it gave."""

    articles: int
    seconds: float
    peak: float
    before: float
    pairs: int


def aligned(n: int) -> Aligned:
    """Align sentences inside the families that were found."""
    sentences, _ = corpus(n)
    family = families(sentences).set_index("article")["family"]
    given = sentences.assign(family=sentences["article"].map(family))
    before, began = megabytes(), time.process_time()
    pairs = len(alignments(given, by="family"))
    return Aligned(n, time.process_time() - began, megabytes(), before, pairs)


def copied(n: int) -> tuple[int, float, float, int]:
    """Find the family of a story with many copies; return its size, cost, and how many it is."""
    sentences = near_copies(n)
    families(sentences[:100])
    began = time.process_time()
    found = families(sentences)
    return n, time.process_time() - began, megabytes(), found["family"].nunique()


def alone(way: Callable[[int], Any], n: int) -> Any:
    """Run a way in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(way, n).result()


def shown(name: str, found: Found, *further: str) -> None:
    kinds = "".join(f"{found.by_kind.get(kind, float('nan')):10.2f}" for kind in KINDS)
    print(
        f"{name:28}{found.articles:9,}{found.seconds:10.1f}{found.peak:9.0f}{found.texts:8.0f}"
        f"{found.recall:8.3f}{found.precision:10.3f}{kinds}",
        *further,
    )


def compare(sizes: tuple[int, ...]) -> None:
    kinds = "".join(f"{kind:>10}" for kind in KINDS)
    print(
        f"{'':28}{'articles':>9}{'seconds':>10}{'peak MB':>9}{'before':>8}{'recall':>8}"
        f"{'precision':>10}{kinds}"
    )
    before: Found | None = None
    for n in sizes:
        found = alone(with_families, n)
        shown("families", found, exponent(found, before))
        before = found
    base = alone(with_families, sizes[0]).seconds
    for name, way in {
        "MinHash-LSH, Jaccard .5": partial(with_minhash, jaccard=0.5),
        "MinHash-LSH, Jaccard .2": partial(with_minhash, jaccard=0.2),
        f"difflib, from {SAMPLE} articles": with_difflib,
    }.items():
        found = alone(way, sizes[0])
        shown(name, found, f"  {found.seconds / base:.1f} x families' time")


def exponent(found: Found | Aligned, before: Found | Aligned | None) -> str:
    """Say how the time has grown since a smaller size."""
    if before is None:
        return ""
    grown = log(found.seconds / before.seconds) / log(found.articles / before.articles)
    return f"  exponent {grown:.2f}"


def align(sizes: tuple[int, ...]) -> None:
    print(f"{'':28}{'articles':>9}{'seconds':>10}{'peak MB':>9}{'before':>8}{'pairs':>12}")
    before: Aligned | None = None
    for n in sizes:
        found = alone(aligned, n)
        print(
            f"{'alignment inside families':28}{n:9,}{found.seconds:10.1f}{found.peak:9.0f}"
            f"{found.before:8.0f}{found.pairs:12,}",
            exponent(found, before),
        )
        before = found


def copy(sizes: tuple[int, ...] = COPIES) -> None:
    print(f"{'':28}{'copies':>9}{'seconds':>10}{'peak MB':>9}{'families':>17}")
    for n in sizes:
        _, seconds, peak, n_families = alone(copied, n)
        print(f"{'one story, nearly verbatim':28}{n:9,}{seconds:10.1f}{peak:9.0f}{n_families:17,}")


if __name__ == "__main__":
    chosen = tuple(int(size) for size in sys.argv[1:]) or SIZES
    compare(chosen)
    align(chosen)
    copy()
