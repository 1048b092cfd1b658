"""Quotations in plain data: find them by their words, and cut them to a length.

What is quoted is not asked of whoever quotes: any run of words that stands in an article too is
a quotation, whatever marks stand between its words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
import pandas as pd
from markupsafe import Markup

from framing.corpus.words import Word, folded_words, words
from framing.show.markup import Pieces

BRIEF = 8  # words of a sentence that is not quoted at length
TELLING = 6  # words in a row that tell a quotation from words anyone might use
GAP = 3  # words left out between two quotations that would make one
CUT = "…"
_CELL, _KEPT = 60, 65536  # characters of a cell whose words are kept, and of how many
_BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, so that no word of a run is lost in its number
_STOPS = frozenset(".,;:!?)]\"'”’»")
_LINE = ["before", "match", "after"]  # columns that hold one line of a concordance


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
        self._articles: list[str] = []
        ids: list[int] = []
        short: list[bool] = []
        offsets: list[int] = []
        self._begins: list[int] = []
        for article, text, spans in _texts(articles, _brief(sentences, coded)):
            is_short = np.zeros(len(text) + 1, dtype=bool)
            for start, end in spans:
                is_short[start:end] = True
            found = words(text)
            places = [*(word.start for word in found), len(text)]
            self._articles.append(article)
            self._begins.append(len(ids))
            ids += [*(self._known.setdefault(w.folded, len(self._known)) for w in found), -1]
            short += is_short[places].tolist()
            offsets += places
        self._short, self._offsets = np.array(short, dtype=bool), np.array(offsets)
        self._telling = _sorted_runs(np.array(ids, dtype=np.int64), TELLING)
        self._long = _sorted_runs(np.array(ids, dtype=np.int64), most + 1)

    def whole(self, text: str) -> tuple[str, int] | None:
        """Return the article, and the place in it, of the first run of too many of its words."""
        ids = np.array(self._numbers(folded_words(text)), dtype=np.int64)
        met = _met(ids, self._long, self.most + 1)
        if not (known := met[met >= 0]).size:
            return None
        article = self._articles[bisect_right(self._begins, known[0]) - 1]
        return article, int(self._offsets[known[0]])

    def cut(self, value: Any) -> Any:
        """Return plain data with every quotation cut; each cut is shown as "…".

        No run of more words of an article than ``most`` is left, within a text or across texts
        that follow one another. Marked words stay inside what is kept where there are some.
        """
        before: list[int] = []  # the last words shown, after any that stands in no article
        return _mapped(value, lambda text: self._cut(text, before))

    def cut_rows(self, columns: list[str], rows: list[list[Any]]) -> list[list[Any]]:
        """Cut the quotations of a table along its columns, as data files may store it."""
        if set(_LINE) <= set(columns):
            places = [columns.index(name) for name in _LINE]
            for row in (rows := [[*row] for row in rows]):
                line = Pieces((row[place], place == places[1]) for place in places)
                for place, (text, _) in zip(places, self.cut(line), strict=True):
                    row[place] = text
        return [list(row) for row in zip(*self.cut(list(zip(*rows, strict=True))), strict=True)]

    def _cut(self, given: str | Pieces, before: list[int]) -> str | Pieces:
        pieces = given if isinstance(given, Pieces) else Pieces([(given, False)])
        text = "".join(text for text, _ in pieces)
        numbers = self._numbers(_of_cell(text) if len(text) <= _CELL else folded_words(text))
        if len(numbers) < TELLING and len(before) + len(numbers) <= self.most:
            before[:] = _known([*before, *numbers])
            return given  # too few for any run
        found = words(text)
        ids, marked = np.array(numbers, dtype=np.int64), _marks(pieces, found)
        hidden = self._too_long(ids, marked)
        self._part(np.array(before, dtype=np.int64), ids, marked, hidden)
        before[:] = _known([*before, *ids[~hidden].tolist()][-self.most :])
        if hidden.any():
            pieces = _without(pieces, found, hidden)
        return pieces if isinstance(given, Pieces) else pieces[0][0]

    def _numbers(self, found: Sequence[str]) -> list[int]:
        return [self._known.get(word, -1) for word in found]

    def _too_long(self, ids: np.ndarray, marked: np.ndarray) -> np.ndarray:
        """Tell which words go for each quotation to have no more than it may."""
        met = _met(ids, self._telling, TELLING)
        inside = np.zeros(len(ids) + 1, dtype=int)
        for n in range(TELLING):
            inside[n : n + len(met)] |= met >= 0
        hidden = np.zeros(len(ids), dtype=bool)
        edges = np.flatnonzero(np.diff(inside, prepend=0))
        for first, last in zip(edges[::2], edges[1::2], strict=True):
            runs = met[first : last - TELLING + 1]
            is_short = self._short[runs] | self._short[runs + TELLING - 1]
            limit = BRIEF if is_short.all() else self.most
            start = first + _window(marked[first:last], limit)
            hidden[first:start] = hidden[start + limit : last] = True
        return hidden

    def _part(
        self, before: np.ndarray, ids: np.ndarray, marked: np.ndarray, hidden: np.ndarray
    ) -> None:
        """Hide words that together with others make a run that is too long."""
        while True:
            left = np.flatnonzero(~hidden)
            met = _met(np.concatenate([before, ids[left]]), self._long, self.most + 1) >= 0
            if not met.any():
                return
            first = int(met.argmax()) - len(before)
            run = left[max(first, 0) : first + self.most + 1]
            plain = run[~marked[run]]
            hidden[(plain if len(plain) else run)[:GAP]] = True


@lru_cache(maxsize=_KEPT)
def _of_cell(text: str) -> tuple[str, ...]:
    """Return the folded words of a short text, such as stands in many cells."""
    return tuple(folded_words(text))


def _known(numbers: list[int]) -> list[int]:
    """Return the words after the last one that stands in no article: no run goes across it."""
    last = next((n for n in range(len(numbers), 0, -1) if numbers[n - 1] < 0), 0)
    return numbers[last:]


def _mapped(value: Any, each: Callable[[str | Pieces], Any]) -> Any:
    """Return plain data with something else for each text; what was rendered stays as it is."""
    if isinstance(value, dict):
        return {key: _mapped(inner, each) for key, inner in value.items()}
    if isinstance(value, Pieces) or (isinstance(value, str) and not isinstance(value, Markup)):
        return each(value)
    if isinstance(value, list | tuple):
        return [_mapped(inner, each) for inner in value]
    return value


def _texts(
    articles: pd.DataFrame, brief: dict[str, list[tuple[int, int]]]
) -> Iterator[tuple[str, str, list[tuple[int, int]]]]:
    """Yield the texts and titles of articles, with where they are not quoted at length."""
    for row in articles.itertuples():
        yield row.article, row.text, brief.get(row.article, [])
        if isinstance(title := getattr(row, "title", None), str):
            yield row.article, title, []


def _brief(sentences: pd.DataFrame, coded: set) -> dict[str, list[tuple[int, int]]]:
    """Return where the sentences stand that are not quoted at length, by article.

    Headlines are quoted, then coded sentences, then others as they come, until half of a
    text's words are. Copies of a sentence are quoted or not as one.
    """
    rows = [
        (row.article, row.start, row.end, tuple(folded_words(row.text)),
         0 if row.zone == "headline" else 1 if (row.article, row.sentence) in coded else 2)
        for row in sentences.itertuples()
    ]  # fmt: skip
    holders: dict[tuple[str, ...], set[str]] = {}
    total: Counter[str] = Counter()
    for article, _, _, key, _ in rows:
        holders.setdefault(key, set()).add(article)
        total[article] += len(key)
    used: Counter[str] = Counter()
    long: set[tuple[str, ...]] = set()
    for article, _, _, key, rank in sorted(rows, key=lambda row: row[4]):
        has_room = all(2 * used[holder] < total[holder] for holder in holders[key])
        if key not in long and (rank == 0 or (rank == 1 and not used[article]) or has_room):
            long.add(key)
            used.update(dict.fromkeys(holders[key], len(key) if rank else 0))
    brief: dict[str, list[tuple[int, int]]] = {}
    for article, start, end, key, _ in rows:
        if key not in long:
            brief.setdefault(article, []).append((int(start), int(end)))
    return brief


def _runs(ids: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Give each run of so many words a number; tell of each whether all its words are known."""
    n = max(0, len(ids) - size + 1)
    unknown = np.concatenate([[0], np.cumsum(ids < 0)])
    known = unknown[size:] == unknown[:n]
    number = np.zeros(n, dtype=np.uint64)
    for j in range(size if known.any() else 0):
        number = number * _BASE + (ids[j : j + n] + 1).astype(np.uint64)
    return number, known


def _sorted_runs(ids: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the runs of the articles in order of their numbers, and where each starts."""
    number, known = _runs(ids, size)
    number, first = np.unique(number[known], return_index=True)
    return number, np.flatnonzero(known)[first]


def _met(ids: np.ndarray, runs: tuple[np.ndarray, np.ndarray], size: int) -> np.ndarray:
    """Return for each run of so many words where it stands in an article, or -1."""
    numbers, starts = runs
    number, known = _runs(ids, size)
    if not len(numbers):
        return np.full(len(number), -1)
    at = np.searchsorted(numbers, number).clip(max=len(numbers) - 1)
    return np.where(known & (numbers[at] == number), starts[at], -1)


def _marks(pieces: Pieces, found: list[Word]) -> np.ndarray:
    """Tell of each word whether it is marked."""
    ends = list(accumulate(len(text) for text, _ in pieces))
    return np.array([pieces[bisect_right(ends, word.start)][1] for word in found], dtype=bool)


def _window(marked: np.ndarray, size: int) -> int:
    """Return where the kept words begin: with most marked words, a third of the rest before."""
    if size >= len(marked) or not marked.any():
        return 0
    sums = np.concatenate([[0], np.cumsum(marked)])
    inside = sums[size:] - sums[:-size]
    best = np.flatnonzero(inside == inside.max())
    first = int(np.flatnonzero(marked)[0])
    return int(best[np.abs(best - (first - size // 3)).argmin()])


def _without(pieces: Pieces, found: list[Word], hidden: np.ndarray) -> Pieces:
    """Return pieces without the hidden words; a mark around none is none."""
    letters = list("".join(text for text, _ in pieces))
    edges = np.flatnonzero(np.diff(hidden.astype(int), prepend=0, append=0))
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        start, end = found[first].start, found[last - 1].end
        while end < len(letters) and letters[end] in _STOPS:
            end += 1
        letters[start:end] = [CUT, *[""] * (end - start - 1)]
    ends = list(accumulate(len(text) for text, _ in pieces))
    kept = ["".join(letters[a:b]) for a, b in pairwise([0, *ends])]
    return Pieces(
        (text, is_marked and bool(text.strip(f" {CUT}")))
        for text, (_, is_marked) in zip(kept, pieces, strict=True)
    )
