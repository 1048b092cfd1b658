"""Linked texts to stories: whatever belongs to one is linked to its fullest text.

Links chain: an article that prints two stories (a digest, a live page) is linked to both. So the
texts that are linked to the fullest one are of its story only as far as they are linked to each
other or hold the same part of it, and have no more in common with a text that is not.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import scipy

from framing.wire.shared_runs import LEAST, Runs

_SAME_PART = 0.25  # of the runs that the one which holds fewer has of the fullest text

Links = dict[int, dict[int, float]]
Pairs = tuple[np.ndarray, np.ndarray, np.ndarray]  # two articles, by number, and their likeness
# Returns those of several articles that are near enough to a fuller one to be of its story
Near = Callable[[list[int], int], list[int]]


def stories(
    held: Runs, first: np.ndarray, copies: Pairs, rewritings: Pairs, near: Near
) -> np.ndarray:
    """Return for each article the number of its story.

    Near-duplicates, which have the same ``first``, are one text here, the fullest of them; what
    has its words of another of them alone is no copy of it.
    """
    fullest = _fullest(held.n, first)
    one, other = (
        np.concatenate([np.where(first[copy] == copy, fullest[copy], copy), fullest[first[rest]]])
        for copy, rest in zip(copies[:2], rewritings[:2], strict=True)
    )
    like = np.concatenate([copies[2], rewritings[2] - 1])  # copies come first
    links: Links = {}
    for a, b, share in zip(one.tolist(), other.tolist(), like.tolist(), strict=True):
        if a != b:
            for text, linked in ((a, b), (b, a)):
                known = links.setdefault(text, {})
                known[linked] = max(share, known.get(linked, -1.0))
    story = np.arange(len(first))
    left = sorted(links, key=lambda text: (-held.n[text], text))
    while left:
        text = left[0]
        members = _around(text, left[1:], links, held, near)
        story[[text, *members]] = text
        left = [other for other in left[1:] if other not in {*members}]
    return story[fullest[first]]


def _fullest(n: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Return for the first of near-duplicates which of them has most runs."""
    order = np.lexsort((np.arange(len(n)), -n, first))
    head = np.diff(first[order], prepend=-1) != 0
    fullest = np.arange(len(n))
    fullest[first[order][head]] = order[head]
    return fullest


def _around(text: int, others: list[int], links: Links, held: Runs, near: Near) -> list[int]:
    """Return those of the texts that belong with this one, which is the fullest."""
    away = {*others}.difference(links[text])  # not linked to the fullest
    members = [one for one in others if one in links[text]]
    by_them = {linked for one in members for linked in links[one]}
    members += near([one for one in others if one in by_them and one not in links[text]], text)

    def most(one: int, among: set[int]) -> float:
        return max((like for other, like in links[one].items() if other in among), default=-1.0)

    while True:
        group = {text, *_of_one_story(members, text, links, held)}
        kept = [
            one for one in members if one in group and most(one, group) > most(one, away - group)
        ]
        if len(kept) == len(members):
            return kept
        members = kept


def _of_one_story(texts: list[int], fullest: int, links: Links, held: Runs) -> list[int]:
    """Return those of the texts put with the fullest one that make up its story.

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
    for number, text in enumerate(texts):
        same[number] |= np.isin(texts, [*links[text]])
    group = scipy.sparse.csgraph.connected_components(scipy.sparse.csr_array(same), directed=False)[
        1
    ]
    held_by = np.bincount(group, n)
    chosen = group == held_by.argmax()
    if np.count_nonzero(held_by) < 2:
        chosen |= n == 0
    return [text for text, of_it in zip(texts, chosen, strict=True) if of_it]
