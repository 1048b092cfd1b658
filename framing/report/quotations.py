"""Quotations in what a report writes: find them by their words, and cut them to a length.

What is quoted is not asked of whoever quotes: any run of words that stands in an article too
is a quotation, whatever markup stands between its words. So nothing that a notebook prints
can pass uncut.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from framing.corpus.words import Word, words

BRIEF = 8  # words of a sentence that is not quoted at length
TELLING = 6  # words in a row that tell a quotation from words anyone might use
GAP = 3  # words left out between two quotations that would make one
CUT = "…"
_BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, so that no word of a run is lost in its number
_STOPS = frozenset(".,;:!?)]\"'”’»")


@dataclass(frozen=True)
class Piece:
    """A piece of text in its order; pieces of one block read as one line."""

    text: str
    block: int
    marked: bool = False
    fixed: bool = False  # stands between words, and is never changed


class Quotations:
    """The articles whose words are quoted, and how much of each may be."""

    def __init__(self, articles: pd.DataFrame, sentences: pd.DataFrame, *, coded: set, most: int):
        """Read the articles.

        Parameters
        ----------
        articles : a row is an article, with its text.
        sentences : a row is a sentence; half of a text's words are quoted at length at most,
            those of coded sentences first.
        coded : the keys (article, sentence) of sentences that carry a frame.
        most : words of a quotation at most, from 8 on.
        """
        self.most = most
        self._known: dict[str, int] = {}
        brief = _brief(sentences, coded)
        ids, short = [], []
        for row in articles.itertuples():
            found = words(str(row.text))
            ids += [*self._learn(found), -1]
            short += [*_within(found, brief.get(row.article, [])), False]
            title = getattr(row, "title", None)
            added = self._learn(words(title)) if isinstance(title, str) else []
            ids += [*added, -1]
            short += [False] * (len(added) + 1)
        self._short = np.array(short, dtype=bool)
        numbers = np.array(ids, dtype=np.int64)
        self._places, self._starts = _sorted_runs(numbers, TELLING)
        self._long, _ = _sorted_runs(numbers, most + 1)

    def _learn(self, found: list[Word]) -> list[int]:
        return [self._known.setdefault(word.folded, len(self._known)) for word in found]

    def cut(self, pieces: Sequence[Piece]) -> list[str]:
        """Return the pieces' texts with every quotation cut; each cut is shown as "…".

        No run of more words of an article than ``most`` is left, within a piece or across
        pieces. Marked words stay inside what is kept where there are some.
        """
        text, starts = _joined(pieces)
        found = words(text)
        at = np.array([bisect_right(starts, word.start) - 1 for word in found], dtype=np.int64)
        ids = np.array([self._known.get(word.folded, -1) for word in found], dtype=np.int64)
        blocks = np.array([pieces[n].block for n in at], dtype=np.int64)
        marked = np.array([pieces[n].marked for n in at], dtype=bool)
        fixed = np.array([pieces[n].fixed for n in at], dtype=bool)
        hidden = np.zeros(len(found), dtype=bool)
        for first, last, limit in self._quoted(ids, blocks):
            start = _window(marked[first:last], limit) + first
            hidden[first:start] = hidden[start + limit : last] = True
        hidden &= ~fixed
        self._part(ids, blocks, marked, fixed, hidden)
        return _without(pieces, text, starts, found, hidden, blocks)

    def _quoted(self, ids: np.ndarray, blocks: np.ndarray) -> Iterator[tuple[int, int, int]]:
        """Yield each quotation that is too long: its first word, the one after it, its limit."""
        runs, known = _runs(ids, TELLING)
        if not len(runs):
            return
        place = np.searchsorted(self._places, runs)
        place[place == len(self._places)] = 0
        inside = blocks[: len(runs)] == blocks[TELLING - 1 :]
        hits = known & inside & (self._places[place] == runs if len(self._places) else False)
        source = self._starts[place] if len(self._starts) else place
        covered = np.zeros(len(ids) + 1, dtype=bool)
        for n in range(TELLING):
            covered[n : n + len(runs)] |= hits
        edges = np.flatnonzero(np.diff(np.concatenate([[False], covered]).astype(int)))
        for first, last in zip(edges[::2], edges[1::2], strict=True):
            for a, b in _by_block(blocks, int(first), int(last)):
                own = np.flatnonzero(hits[a : max(a, b - TELLING + 1)]) + a
                short = len(own) > 0 and bool(self._is_short(source[own]).all())
                limit = BRIEF if short else self.most
                if b - a > limit:
                    yield a, b, limit

    def _is_short(self, starts: np.ndarray) -> np.ndarray:
        return self._short[starts] | self._short[starts + TELLING - 1]

    def _part(
        self,
        ids: np.ndarray,
        blocks: np.ndarray,
        marked: np.ndarray,
        fixed: np.ndarray,
        hidden: np.ndarray,
    ) -> None:
        """Hide words between quotations that together make a run that is too long."""
        done = False
        while not done:
            left = np.flatnonzero(~hidden)
            runs, known = _runs(ids[left], self.most + 1)
            hits = np.flatnonzero(known & np.isin(runs, self._long))
            done, free = True, 0
            for hit in hits.tolist():
                window = left[hit : hit + self.most + 1]
                may = window[~fixed[window]]
                if hit < free or not len(may):
                    continue
                last = may[blocks[may] == blocks[may[-1]]]
                plain = last[~marked[last]]
                hidden[(plain if len(plain) else last)[:GAP]] = True
                done, free = False, hit + self.most + 1


def _brief(sentences: pd.DataFrame, coded: set) -> dict[str, list[tuple[int, int]]]:
    """Return where the sentences stand that are not quoted at length, by article.

    Headlines are quoted, then coded sentences, then others as they come, until half of a
    text's words are. Copies of a sentence are quoted or not as one.
    """
    rows = [
        (row.article, row.start, row.end, tuple(word.folded for word in words(row.text)),
         0 if row.zone == "headline" else 1 if (row.article, row.sentence) in coded else 2)
        for row in sentences.itertuples()
    ]  # fmt: skip
    holders: dict[tuple[str, ...], set[str]] = {}
    total: dict[str, int] = {}
    for article, _, _, key, _ in rows:
        holders.setdefault(key, set()).add(article)
        total[article] = total.get(article, 0) + len(key)
    used = dict.fromkeys(total, 0)
    quoted: set[tuple[str, ...]] = set()
    for article, _, _, key, rank in sorted(rows, key=lambda row: row[4]):
        if key in quoted:
            continue
        room = all(2 * used[holder] < total[holder] for holder in sorted(holders[key]))
        if rank == 0 or (rank == 1 and not used[article]) or room:
            quoted.add(key)
            for holder in holders[key]:
                used[holder] += len(key) if rank else 0
    left: dict[str, list[tuple[int, int]]] = {}
    for article, start, end, key, _ in rows:
        if key not in quoted:
            left.setdefault(article, []).append((int(start), int(end)))
    return left


def _within(found: list[Word], spans: list[tuple[int, int]]) -> list[bool]:
    """Tell of each word whether it stands in one of the spans."""
    starts = np.array([word.start for word in found], dtype=np.int64)
    inside = np.zeros(len(found), dtype=bool)
    for start, end in spans:
        inside |= (starts >= start) & (starts < end)
    return list(inside)


def _runs(ids: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Give each run of so many words a number; tell of each whether all its words are known."""
    n = max(0, len(ids) - size + 1)
    number = np.zeros(n, dtype=np.uint64)
    known = np.ones(n, dtype=bool)
    for j in range(size if n else 0):
        part = ids[j : j + n]
        number = number * _BASE + (part + 2).astype(np.uint64)
        known &= part >= 0
    return number, known


def _sorted_runs(ids: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the runs of the articles in order of their numbers, and where each starts."""
    number, known = _runs(ids, size)
    starts = np.flatnonzero(known)
    number, first = np.unique(number[known], return_index=True)
    return number, starts[first]


def _by_block(blocks: np.ndarray, first: int, last: int) -> Iterator[tuple[int, int]]:
    edges = [first, *(np.flatnonzero(np.diff(blocks[first:last])) + first + 1), last]
    yield from ((int(a), int(b)) for a, b in pairwise(edges))


def _window(marked: np.ndarray, size: int) -> int:
    """Return where the kept words begin: with most marked words, a third of the rest before."""
    if size >= len(marked) or not marked.any():
        return 0
    sums = np.concatenate([[0], np.cumsum(marked)])
    inside = sums[size:] - sums[:-size]
    best = np.flatnonzero(inside == inside.max())
    first = int(np.flatnonzero(marked)[0])
    return int(best[np.abs(best - (first - size // 3)).argmin()])


def _joined(pieces: Sequence[Piece]) -> tuple[str, list[int]]:
    """Join pieces, blocks on lines of their own; say where each piece begins."""
    parts: list[str] = []
    starts: list[int] = []
    length, block = 0, None
    for piece in pieces:
        if block is not None and piece.block != block:
            parts.append("\n")
            length += 1
        starts.append(length)
        parts.append(piece.text)
        length, block = length + len(piece.text), piece.block
    return "".join(parts), starts


def _without(
    pieces: Sequence[Piece],
    text: str,
    starts: list[int],
    found: list[Word],
    hidden: np.ndarray,
    blocks: np.ndarray,
) -> list[str]:
    """Return the texts of the pieces without the hidden words."""
    gone = np.zeros(len(text) + 1, dtype=bool)
    shown: dict[int, list[int]] = {}
    for first, last in _groups(hidden, blocks):
        start, end = found[first].start, found[last].end
        while end < len(text) and text[end] in _STOPS:
            end += 1
        gone[start:end] = True
        shown.setdefault(bisect_right(starts, start) - 1, []).append(start)
    made = []
    for n, (piece, begin) in enumerate(zip(pieces, starts, strict=True)):
        own = gone[begin : begin + len(piece.text)]
        if piece.fixed or not (own.any() or n in shown):
            made.append(piece.text)
            continue
        cuts = set(shown.get(n, ()))
        made.append("".join(
            (CUT if begin + k in cuts else "") + ("" if own[k] else letter)
            for k, letter in enumerate(piece.text)
        ))  # fmt: skip
    return made


def _groups(hidden: np.ndarray, blocks: np.ndarray) -> Iterable[tuple[int, int]]:
    """Return the first and the last of each group of hidden words that follow one another."""
    places = np.flatnonzero(hidden)
    if not len(places):
        return []
    breaks = np.flatnonzero((np.diff(places) > 1) | (np.diff(blocks[places]) != 0)) + 1
    return [(int(part[0]), int(part[-1])) for part in np.split(places, breaks)]
