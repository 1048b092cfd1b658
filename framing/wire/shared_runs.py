"""Copies: which articles hold the same runs of words, and how much of the shorter one that is.

Runs are counted exactly, by sparse products: of all pairs of articles only those are ever
formed that share a run.

Near-duplicates, one text printed many times with a word changed here and there, are each put
behind the first of its kind by name, so that a story that a thousand papers print costs about as
much as one that a few print. They are found by MinHash and confirmed by counting; whoever is not
found is compared with all others like any article.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import scipy

from framing.wire.readings import FACTOR, Texts, mixed

if TYPE_CHECKING:
    from datasketch import MinHash, MinHashLSH

RUN = 4  # words; three are often idiom, five lose too much to a copy editor
COMMON = 1000  # articles, near-duplicates once; a run that more hold tells nothing of a story
LEAST = 3  # runs; two texts that share fewer are too short to judge
PAIRS_AT_ONCE = 4096
ALIKE = 0.5  # Jaccard; two copies with one word in 30 changed in each have .64 of runs in common
MANY = 20  # copies; fewer are soon compared each with each, and then say more
_PERMUTATIONS, _SEED = 128, 1
_PARTS = 4  # bits; runs are sorted in 16 parts, so that memory stays small
_SENTENCES_AT_ONCE = 50_000
_AT_ONCE = 5_000_000  # multiplications of a product


class Runs(NamedTuple):
    """Articles by runs, of those runs that two articles hold or more; the number of all runs.

    ``key`` is of runs: a number that does not depend on which articles hold them.
    """

    cells: scipy.sparse.csr_array
    n: np.ndarray
    key: np.ndarray


def runs(texts: Texts) -> Runs:
    """Return which articles hold which runs.

    A run ends with its sentence; a sentence of fewer words is one.
    """
    keys = [(np.empty(0, dtype=np.int32), np.empty(0, dtype=np.uint64)), *_keys(texts)]
    article, key = (np.concatenate(part) for part in zip(*keys, strict=True))
    size, width = len(texts.event), 0
    n = np.zeros(size, dtype=np.int64)
    rows, columns, known = [], [], [np.empty(0, dtype=np.uint64)]
    for part in range(1 << _PARTS):
        chosen = key >> np.uint64(64 - _PARTS) == part
        row, each, held = _counted(article[chosen], key[chosen])
        n += np.bincount(row, minlength=size)
        column, found = pd.factorize(each[held > 1])
        rows.append(row[held > 1])
        columns.append((column + width).astype(np.int32))
        known.append(found)
        width += len(found)
    where = np.concatenate(rows), np.concatenate(columns)
    cells = scipy.sparse.csr_array((np.ones(len(where[0]), dtype=np.int32), where), (size, width))
    return Runs(cells, n, np.concatenate(known))


def _keys(texts: Texts) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield for runs their article and a number that other runs and other events do not have."""
    code = texts.code
    for first in range(0, len(texts.article), _SENTENCES_AT_ONCE):
        start = texts.start[first : first + _SENTENCES_AT_ONCE + 1]
        length = np.diff(start)
        place, end = np.arange(start[0], start[-1]), np.repeat(start[1:], length)
        kept = (end - place >= RUN) | (place == np.repeat(start[:-1], length))
        article = np.repeat(texts.article[first : first + _SENTENCES_AT_ONCE], length)[kept]
        place, end = place[kept], end[kept]
        key = texts.event[article].astype(np.uint64)
        for step in range(RUN):
            at = np.minimum(place + step, end - 1)
            key = key * FACTOR + code[texts.word[at]] * (place + step < end)
        yield article.astype(np.int32), mixed(key)


def _counted(article: np.ndarray, key: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return each article and key once, and how many articles hold the key."""
    order = np.argsort(key, kind="stable")  # articles stay in order within a key
    article, key = article[order], key[order]
    other = np.diff(key, prepend=~key[:1]) != 0
    first = other | (np.diff(article, prepend=-1) != 0)
    column = np.cumsum(other[first]) - 1
    return article[first], key[first], np.bincount(column)[column]


def telling(runs: Runs, first: np.ndarray) -> Runs:
    """Leave out the runs of too many articles, near-duplicates counted once."""
    held_by = np.bincount(_united(runs.cells, first).indices, minlength=len(runs.key))
    kept = held_by <= COMMON
    return runs if kept.all() else Runs(runs.cells[:, kept], runs.n, runs.key[kept])


def _united(cells: scipy.sparse.csr_array, first: np.ndarray) -> scipy.sparse.csr_array:
    """Return cells in which the first of near-duplicates holds whatever one of them holds."""
    size = len(first)
    if (first == np.arange(size)).all():
        return cells
    where = first, np.arange(size)
    united = (
        scipy.sparse.csr_array((np.ones(size, dtype=np.int32), where), (size, size)) @ cells
    ).tocsr()
    united.data[:] = 1
    return united


def _fewest(n: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Return the number of runs of the shortest of near-duplicates, for the first of them."""
    fewest = n.copy()
    np.minimum.at(fewest, first, n)
    return fewest


def copies(runs: Runs, first: np.ndarray, least: float) -> tuple[np.ndarray, np.ndarray]:
    """Return pairs of which the longer text holds this much of the shorter one's runs.

    Of near-duplicates the first is compared with other texts. Only where it is no copy, and all
    their words together might be, each of them is.
    """
    united, fewest = _united(runs.cells, first), _fewest(runs.n, first)
    kept = []
    for a, b, both in products(united, united):
        enough = (a < b) & _enough(both, fewest[a], fewest[b], least)
        kept.append((a[enough].astype(np.int64), b[enough].astype(np.int64)))
    a, b = map(np.concatenate, zip(*kept, strict=True))
    linked = ~np.isin(a, stands := first[first != np.arange(len(first))]) & ~np.isin(b, stands)
    linked[~linked] = _copied(runs, a[~linked], b[~linked], least)
    one, other = _members(runs, united, first, a[~linked], b[~linked], least)
    return np.concatenate([a[linked], one]), np.concatenate([b[linked], other])


def _enough(both: np.ndarray, n: np.ndarray, n_other: np.ndarray, least: float) -> np.ndarray:
    return (both >= LEAST) & (both >= least * np.minimum(n, n_other))


def _copied(runs: Runs, a: np.ndarray, b: np.ndarray, least: float) -> np.ndarray:
    return _enough(overlap(runs.cells, runs.cells, a, b), runs.n[a], runs.n[b], least)


def _members(
    runs: Runs, united: scipy.sparse.csr_array, first: np.ndarray,
    a: np.ndarray, b: np.ndarray, least: float,
) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """Return the copies among the near-duplicates that these pairs stand for."""
    a, b = _each(first, a, b)
    both = overlap(runs.cells, united, a, b)
    likely = _enough(both, runs.n[a], _fewest(runs.n, first)[b], least)
    b, a = _each(first, b[likely], a[likely])
    linked = _copied(runs, a, b, least)
    return a[linked], b[linked]


def _each(first: np.ndarray, a: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Put all that ``a`` stands for in its place, each with ``b``."""
    order = np.argsort(first, kind="stable")
    n = np.bincount(first, minlength=len(first))
    start = np.cumsum(n) - n
    at = np.arange(n[a].sum()) - np.repeat(np.cumsum(n[a]) - n[a], n[a])
    return order[np.repeat(start[a], n[a]) + at], np.repeat(b, n[a])


def shared(runs: Runs, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return for pairs which part of the shorter text's runs the longer one holds."""
    return overlap(runs.cells, runs.cells, a, b) / np.minimum(runs.n[a], runs.n[b])


def overlap(
    left: scipy.sparse.csr_array, right: scipy.sparse.csr_array, a: np.ndarray, b: np.ndarray
) -> np.ndarray:
    """Return for pairs of a row of each how much they have in common."""
    both = [np.empty(0)]
    for first in range(0, len(a), PAIRS_AT_ONCE):
        part = slice(first, first + PAIRS_AT_ONCE)
        both.append(left[a[part]].multiply(right[b[part]]).sum(axis=1))
    return np.concatenate(both)


def products(
    left: scipy.sparse.csr_array, right: scipy.sparse.csr_array
) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Yield which rows share a column, and the sum of their products, some rows at a time."""
    turned = right.T.tocsr()
    held = np.diff(turned.indptr)
    cost = np.concatenate([[0], np.cumsum(held[left.indices])])[left.indptr]
    block = cost[1:] // _AT_ONCE
    bounds = [0, *(np.flatnonzero(np.diff(block)) + 1), left.shape[0]]
    for first, last in pairwise(bounds):
        product = (left[first:last] @ turned).tocoo()
        yield product.row + first, product.col, product.data


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
            if _much_alike(runs, article, other, marked, least)
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


def _much_alike(runs: Runs, article: int, other: int, marked: np.ndarray, least: float) -> bool:
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
