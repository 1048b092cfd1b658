"""Linked texts to stories: whatever belongs to one is linked to its fullest text.

Links chain: an article that prints two stories (a digest, a live page) is linked to both. The
texts that are linked to the fullest one are therefore of its story only as far as they are
linked to each other, or hold the same part of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from framing.wire.shared_runs import LEAST, Runs

_SAME_PART = 0.25  # of the runs that the one which holds fewer has of the fullest text

# Says whether two articles, by number, are near enough to be of one story by a third text
Near = Callable[[int, int], bool]


def stories(held: Runs, first: np.ndarray, a: np.ndarray, b: np.ndarray, near: Near) -> np.ndarray:
    """Return for each article the number of its story; linked are ``a`` and ``b``.

    Near-duplicates, which have the same ``first``, are one text here, the fullest of them.
    """
    size = len(first)
    fullest = _fullest(held.n, first)
    shape = (size, size)
    apart = first[a] != first[b]
    one, other = (np.where(first[side] == side, fullest[side], side)[apart] for side in (a, b))
    graph = sparse.csr_array((np.ones(len(one), dtype=bool), (one, other)), shape)
    graph = (graph + graph.T).tocsr()
    story = np.arange(size)
    component = connected_components(graph, directed=False)[1]
    texts = np.unique(np.concatenate([one, other])).astype(np.int64)
    order = texts[np.argsort(component[texts], kind="stable")]
    bounds = np.flatnonzero(np.diff(component[order])) + 1
    for linked in np.split(order, bounds):
        for members in _told_apart(linked, graph, held, near):
            story[members] = members[0]
    return story[fullest[first]]


def _fullest(n: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Return for the first of near-duplicates which of them has most runs."""
    order = np.lexsort((np.arange(len(n)), -n, first))
    head = np.diff(first[order], prepend=-1) != 0
    fullest = np.arange(len(n))
    fullest[first[order][head]] = order[head]
    return fullest


def _told_apart(
    texts: np.ndarray, graph: sparse.csr_array, held: Runs, near: Near
) -> Iterator[list[int]]:
    """Yield the stories of texts that links join, each with its fullest text first."""
    left = sorted(texts.tolist(), key=lambda text: (-held.n[text], text))
    while left:
        text = left[0]
        linked = {*graph[[text]].indices.tolist()}
        rest = [other for other in left[1:] if other in linked]
        group = _of_one_story(rest, text, graph, held)
        around = {one for member in group for one in graph[[member]].indices.tolist()}
        group += [
            other for other in left[1:]
            if other in around and other not in rest and near(other, text)
        ]  # fmt: skip
        yield [text, *group]
        left = [other for other in left[1:] if other not in {*group}]


def _of_one_story(texts: list[int], fullest: int, graph: sparse.csr_array, held: Runs) -> list[int]:
    """Return those of the texts linked to the fullest one that make up its story.

    Of several groups that have nothing to do with each other it is the one that holds most. A
    rewriting, which holds no part of it word for word, is of that group unless there are several.
    """
    if len(texts) < 2:
        return texts
    marked = np.zeros(held.cells.shape[1], dtype=bool)
    marked[held.cells[[fullest]].indices] = True
    parts = held.cells[texts]
    parts.data *= marked[parts.indices]
    parts.eliminate_zeros()
    n = np.diff(parts.indptr)
    n[n < LEAST] = 0
    both = (parts @ parts.T).toarray()
    same = both >= _SAME_PART * np.maximum(np.minimum.outer(n, n), 1)
    same |= graph[texts][:, texts].toarray()
    group = connected_components(sparse.csr_array(same), directed=False)[1]
    held_by = np.bincount(group, n)
    chosen = group == held_by.argmax()
    if np.count_nonzero(held_by) == 1:
        chosen |= n == 0
    return [text for text, of_it in zip(texts, chosen, strict=True) if of_it]
