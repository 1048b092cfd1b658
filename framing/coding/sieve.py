"""Which sentences may hold an indicator at all: all of them asked at once, in columns of numbers.

A sentence is matched word by word only if it holds, of an indicator, each member that no other
sentence may hold. What else is asked (windows, order, roles, zones) the matcher decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.coding.patterns import Patterns
from framing.corpus.reading import Parts, read_parts

_AT_ONCE = 100_000  # sentences that are asked together


@dataclass
class Node:
    """A place in the tree of phrases: how to go on, and the groups with an entry ending here.

    With each group stands the number of what holds of that entry alone, 0 if nothing does.
    """

    children: dict[int, Node] = field(default_factory=dict)
    groups: list[tuple[int, int]] = field(default_factory=list)


class _Tree(NamedTuple):
    """The tree of phrases as columns: the root is 0, and each node has the next number.

    keys : node times patterns plus pattern, rising, for each way on; ``child`` is where it leads.
    node, group : the groups with an entry that ends at a node, by node.
    """

    patterns: int
    keys: np.ndarray
    child: np.ndarray
    node: np.ndarray
    group: np.ndarray

    @classmethod
    def of(cls, root: Node, patterns: int) -> _Tree:
        """Lay out a tree of nodes with ``children`` and ``groups``."""
        nodes, ways, ends = [root], list[tuple[int, int]](), list[tuple[int, int]]()
        for number, node in enumerate(nodes):
            ends += [(number, group) for group, _ in node.groups]
            for pattern, child in node.children.items():
                ways.append((number * patterns + pattern, len(nodes)))
                nodes.append(child)
        both = (np.array(rows, "int64").reshape(-1, 2).T for rows in (sorted(ways), ends))
        (keys, leads), (at, group) = both
        return cls(patterns, keys, leads, at, group)

    def ways(self, node: np.ndarray, pattern: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return which of the pairs lead on, and where to."""
        key = node * self.patterns + pattern
        at = np.minimum(np.searchsorted(self.keys, key), len(self.keys) - 1)
        (leads,) = np.nonzero(self.keys[at] == key)
        return leads, self.child[at[leads]]


def may_hold(
    texts: pd.Series, patterns: Patterns, root: Node, needed: Iterable[set[int]]
) -> np.ndarray:
    """Tell which texts hold, of one of the sets in ``needed``, an entry of each group."""
    tree = _Tree.of(root, len(patterns))
    asked = sorted({tuple(sorted(one)) for one in needed})
    n_groups = max(tree.group.max(initial=0), *(max(one) for one in asked), 0) + 1
    found = [np.zeros(0, bool)]
    for at in range(0, len(texts), _AT_ONCE):
        some = texts.iloc[at : at + _AT_ONCE]
        holds = np.zeros((len(some), n_groups), bool)
        for text, group in _met(read_parts(some), patterns, tree):
            holds[text, group] = True
        every = [holds[:, list(groups)].all(axis=1) for groups in asked]
        found.append(np.any(every, axis=0) if every else np.zeros(len(some), bool))
    return np.concatenate(found)


def _met(parts: Parts, patterns: Patterns, tree: _Tree) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield texts and the groups of which an entry stands there, phrases of one word first."""
    first, met = _patterns_of(parts, patterns)
    ends = np.searchsorted(tree.node, np.arange(tree.node.max(initial=0) + 2))
    place = np.arange(len(parts.text))
    node = np.zeros(len(place), "int64")
    while len(place):
        counts = np.diff(first)[place]
        begin = first[place].repeat(counts)
        within = np.arange(len(begin)) - (np.cumsum(counts) - counts).repeat(counts)
        leads, node = tree.ways(node.repeat(counts), met[begin + within])
        place = place.repeat(counts)[leads]
        known = node < len(ends) - 1
        low, high = ends[node[known]], ends[node[known] + 1]
        many = high - low
        item = low.repeat(many) + np.arange(many.sum()) - (np.cumsum(many) - many).repeat(many)
        yield parts.text[place[known]].repeat(many), tree.group[item]
        goes_on = place + 1 < len(parts.text)
        place, node = place[goes_on], node[goes_on]
        same = parts.text[place] == parts.text[place + 1]
        place, node = place[same] + 1, node[same]


def _patterns_of(parts: Parts, patterns: Patterns) -> tuple[np.ndarray, np.ndarray]:
    """Return the patterns that each part meets, and where those of each begin."""
    written, of = np.unique(parts.number.astype("int64") * 2 + parts.capitals, return_inverse=True)
    met = patterns.of_many(
        [parts.vocabulary[one] for one in (written // 2).tolist()], (written % 2).astype(bool)
    )
    counts = np.array([*map(len, met)], "int64")
    begin = np.cumsum(counts) - counts
    here = counts[of]
    first = np.concatenate([[0], np.cumsum(here)])
    flat = np.array([one for row in met for one in row], "int64")
    item = begin[of].repeat(here) + np.arange(first[-1]) - first[:-1].repeat(here)
    return first, flat[item]
