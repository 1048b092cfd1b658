"""Where the entries of a codebook stand: all sentences at once, in columns of numbers.

What a word may be part of is looked up once for each spelling, and phrases are followed in a tree.
A sentence is matched only if it holds, of an indicator, each member that no other sentence may
hold. What else is asked (windows, order, roles, zones) the matcher decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from framing.coding.patterns import Patterns
from framing.corpus.reading import Reading, spread

_AT_ONCE = 20_000  # sentences that are asked together


@dataclass
class Node:
    """A place in the tree of phrases: how to go on, and the groups with an entry ending here.

    With each group stands the number of what holds of that entry alone, 0 if nothing does.
    """

    children: dict[int, Node] = field(default_factory=dict)
    groups: list[tuple[int, int]] = field(default_factory=list)


class Tree(NamedTuple):
    """The tree of phrases as columns: the root is 0, and each node has the next number.

    keys : node times patterns plus pattern, rising, for each way on; ``child`` is where it leads.
    node, group, limits : the groups with an entry that ends at a node, by node.
    """

    patterns: int
    keys: np.ndarray
    child: np.ndarray
    node: np.ndarray
    group: np.ndarray
    limits: np.ndarray

    @classmethod
    def of(cls, root: Node, patterns: int) -> Tree:
        """Lay out a tree of nodes with ``children`` and ``groups``."""
        nodes, ways, ends = [root], list[tuple[int, int]](), list[tuple[int, int, int]]()
        for number, node in enumerate(nodes):
            ends += [(number, *group) for group in node.groups]
            for pattern, child in node.children.items():
                ways.append((number * patterns + pattern, len(nodes)))
                nodes.append(child)
        keys, leads = np.array(sorted(ways), "int64").reshape(-1, 2).T
        return cls(patterns, keys, leads, *np.array(ends, "int64").reshape(-1, 3).T)

    def ways(self, node: np.ndarray, pattern: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return which of the pairs lead on, and where to."""
        key = node * self.patterns + pattern
        at = np.minimum(np.searchsorted(self.keys, key), len(self.keys) - 1)
        (leads,) = np.nonzero(self.keys[at] == key)
        return leads, self.child[at[leads]]


class Found(NamedTuple):
    """The places where entries stand, text by text and from left to right, in columns.

    group, limits : the group of the entry, and what holds of the entry alone.
    first, last : its first and its last part, counted from the beginning of the text.
    word : the number of the word of its first part, from 1.
    start, end : the same places in characters.
    """

    text: np.ndarray
    group: np.ndarray
    limits: np.ndarray
    first: np.ndarray
    last: np.ndarray
    word: np.ndarray
    start: np.ndarray
    end: np.ndarray

    def may_hold(self, n_texts: int, needed: Iterable[set[int]]) -> np.ndarray:
        """Tell which texts hold, of one of the sets in ``needed``, an entry of each group."""
        may, held = np.zeros(n_texts, bool), dict[int, np.ndarray]()
        for groups in {frozenset(one) for one in needed}:
            every = np.ones(n_texts, bool)
            for group in groups:
                if group not in held:
                    held[group] = np.zeros(n_texts, bool)
                    held[group][self.text[self.group == group]] = True
                every &= held[group]
            may |= every
        return may


def find(reading: Reading, patterns: Patterns, tree: Tree) -> Found:
    """Find every place where an entry stands, whatever holds of it alone."""
    n_texts = len(reading.first) - 1
    met = _Met.of(reading, patterns)
    blocks = [
        [at + rows[0], *rows[1:]]
        for at in range(0, n_texts, _AT_ONCE)
        for rows in _found_in(reading.some(at, min(at + _AT_ONCE, n_texts)), met, tree)
    ]
    columns = [np.concatenate(rows) for rows in zip(*blocks, strict=True)] or [_NOTHING] * 8
    order = np.lexsort((columns[4], columns[3], columns[0]))
    return Found(*(column[order] for column in columns))


_NOTHING = np.zeros(0, "int64")


class _Met(NamedTuple):
    """The patterns that each part of a spelling meets: where its own begin, and all of them."""

    first: np.ndarray
    pattern: np.ndarray

    @classmethod
    def of(cls, reading: Reading, patterns: Patterns) -> _Met:
        held = reading.parts
        written, of = np.unique(
            held.number.astype("int64") * 2 + held.capitals, return_inverse=True
        )
        met = patterns.of_many(
            [held.vocabulary[one] for one in (written // 2).tolist()], (written % 2).astype(bool)
        )
        counts = np.array([*map(len, met)], "int64")
        first = np.concatenate([[0], np.cumsum(counts[of])])
        flat = np.array([one for row in met for one in row], "int64")
        return cls(first, flat[_ranges((np.cumsum(counts) - counts)[of], counts[of])])


def _ranges(begin: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Return the numbers from each beginning on, so many."""
    return (begin - np.cumsum(counts) + counts).repeat(counts) + np.arange(counts.sum())


def _found_in(reading: Reading, met: _Met, tree: Tree) -> Iterator[list[np.ndarray]]:
    """Yield the columns of what is found, phrases of one word first."""
    held = reading.parts
    chunk, item = spread(reading, held.counts(reading))
    text = reading.texts()[chunk]
    begin = np.searchsorted(text, np.arange(len(reading.first) - 1))
    word = np.cumsum(held.begins[item])
    ends = np.searchsorted(tree.node, np.arange(tree.node.max(initial=0) + 2))
    counts = np.diff(met.first)
    begun = part = np.flatnonzero(counts[item])
    node = np.zeros(len(part), "int64")
    while len(part):
        here = item[part]
        pattern = met.pattern[_ranges(met.first[here], counts[here])]
        leads, node = tree.ways(node.repeat(counts[here]), pattern)
        begun, part = (column.repeat(counts[here])[leads] for column in (begun, part))
        of = np.minimum(node, len(ends) - 2)
        many = np.where(node == of, ends[of + 1] - ends[of], 0)
        row = _ranges(ends[of], many)
        first, last = begun.repeat(many), part.repeat(many)
        before = begin[text[first]]
        start, end = (reading.start[chunk[at]] + edge[item[at]]
                      for at, edge in ((first, held.start), (last, held.end)))  # fmt: skip
        yield [text[first], tree.group[row], tree.limits[row], first - before, last - before,
               word[first] - word[before] + 1, start, end]  # fmt: skip
        behind = np.minimum(part + 1, len(text) - 1)
        goes_on = (part < behind) & (text[part] == text[behind])
        begun, part, node = begun[goes_on], part[goes_on] + 1, node[goes_on]
