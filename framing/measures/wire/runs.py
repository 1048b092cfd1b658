"""Copies: which articles hold the same runs of words, and how much of the shorter one that is.

Runs are counted exactly, by sparse products: of all pairs of articles only those are ever
formed that share a run.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy import sparse

from framing.measures.wire.texts import FACTOR, Texts, mixed

RUN = 4  # words; three are often idiom, five lose too much to a copy editor
COMMON = 1000  # articles; a run that more hold tells nothing of a single story
LEAST = 3  # runs; two texts that share fewer are too short to judge
PAIRS_AT_ONCE = 4096
_PARTS = 4  # bits; runs are sorted in 16 parts, so that memory stays small
_SENTENCES_AT_ONCE = 50_000
_AT_ONCE = 5_000_000  # multiplications of a product


def runs(texts: Texts) -> tuple[sparse.csr_array, np.ndarray]:
    """Return which articles hold which runs, of those that two hold or more, and the number of all.

    A run ends with its sentence; a sentence of fewer words is one.
    """
    keys = [(np.empty(0, dtype=np.int32), np.empty(0, dtype=np.uint64)), *_keys(texts)]
    article, key = (np.concatenate(part) for part in zip(*keys, strict=True))
    size, width = len(texts.event), 0
    n = np.zeros(size, dtype=np.int64)
    rows, columns = [], []
    for part in range(1 << _PARTS):
        chosen = key >> np.uint64(64 - _PARTS) == part
        row, column, held = _counted(article[chosen], key[chosen])
        n += np.bincount(row, minlength=size)
        kept = (held > 1) & (held <= COMMON)
        column, found = pd.factorize(column[kept])
        rows.append(row[kept])
        columns.append((column + width).astype(np.int32))
        width += len(found)
    where = np.concatenate(rows), np.concatenate(columns)
    return sparse.csr_array((np.ones(len(where[0]), dtype=np.int32), where), (size, width)), n


def _keys(texts: Texts) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield for runs their article and a number that other runs and other events do not have."""
    code = mixed(np.arange(1, len(texts.forms) + 1, dtype=np.uint64))
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
    """Return each article and key once, the key by number, and how many articles hold it."""
    order = np.argsort(key, kind="stable")  # articles stay in order within a key
    article, key = article[order], key[order]
    other = np.diff(key, prepend=~key[:1]) != 0
    first = other | (np.diff(article, prepend=-1) != 0)
    column = np.cumsum(other[first]) - 1
    return article[first], column, np.bincount(column)[column]


def copies(held: sparse.csr_array, n: np.ndarray, least: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the pairs of which the longer text holds this much of the shorter one's runs."""
    kept = []
    for a, b, both in products(held, held):
        enough = (a < b) & (both >= LEAST) & (both >= least * np.minimum(n[a], n[b]))
        kept.append((a[enough].astype(np.int64), b[enough].astype(np.int64)))
    a, b = map(np.concatenate, zip(*kept, strict=True))
    return a, b


def shared(held: sparse.csr_array, n: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return for pairs which part of the shorter text's runs the longer one holds."""
    both = [np.empty(0)]
    for first in range(0, len(a), PAIRS_AT_ONCE):
        part = slice(first, first + PAIRS_AT_ONCE)
        both.append(held[a[part]].multiply(held[b[part]]).sum(axis=1))
    return np.concatenate(both) / np.minimum(n[a], n[b])


def products(
    left: sparse.csr_array, right: sparse.csr_array
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
