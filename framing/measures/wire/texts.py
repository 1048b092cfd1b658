"""Sentences as numbers, so that 100,000 articles can be held and compared at a time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.corpus.spelling import fold_spelling
from framing.corpus.words import fold

FREQUENT = 10  # articles; fewer that hold a sentence may as well be a family
_OTHERWISE = 0.25  # of an article's words; ten copies of a story have most of theirs in common
_WORD = re.compile(r"[^\W_]+")  # hyphens and apostrophes divide: copy editors change them
FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd and without pattern (2**64 / golden ratio)


class Texts(NamedTuple):
    """Sentences as numbers, in the order of articles.

    ``event`` is of articles, ``article`` of sentences; the words of sentence ``s`` are
    ``word[start[s] : start[s + 1]]``, numbers of ``forms``.
    """

    event: np.ndarray
    article: np.ndarray
    start: np.ndarray
    word: np.ndarray
    forms: list[str]


def read(texts: Iterable[str], article: np.ndarray, event: np.ndarray) -> Texts:
    """Take sentences to pieces; spelling variants of a word are one form."""
    number: defaultdict[str, int] = defaultdict(count().__next__)
    lengths: list[int] = []

    def each() -> Iterator[int]:
        for text in texts:
            found = _WORD.findall(fold(text)[0])
            lengths.append(len(found))
            yield from map(number.__getitem__, found)

    word = np.fromiter(each(), dtype=np.int32)
    forms, form = np.unique([fold_spelling(word) for word in number] or [""], return_inverse=True)
    start = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
    return Texts(event, article, start, form.astype(np.int32)[word], forms.tolist())


def without_boilerplate(texts: Texts, first: np.ndarray | None = None) -> Texts:
    """Leave out sentences that stand, word for word, in articles otherwise unlike each other.

    A sentence that ``FREQUENT`` articles hold is boilerplate where sentences as frequent make
    up less than ``_OTHERWISE`` of these articles' words, on average: in as many copies of a story
    they would be most of the text. Near-duplicates, of whom ``first`` is the first of each, have
    the weight of one article.
    """
    size = len(texts.event)
    first = np.arange(size) if first is None else first
    length = np.diff(texts.start)
    number = _numbers(texts, length)
    frequent = _held(number, texts.article, size) >= FREQUENT
    words, common = (np.bincount(texts.article, each, size) for each in (length, length * frequent))
    share = np.divide(common, words, out=np.zeros(size), where=words > 0)[texts.article]
    weight = (1 / np.bincount(first, minlength=size)[first])[texts.article]
    mean = np.bincount(number, weight * share) / np.bincount(number, weight)
    unlike = _held(number, first[texts.article], size) >= FREQUENT
    kept = (length > 0) & ~(unlike & (mean.round(9)[number] < _OTHERWISE))
    start = np.concatenate([[0], np.cumsum(length[kept])])
    word = texts.word[np.repeat(kept, length)]
    return texts._replace(article=texts.article[kept], start=start, word=word)


def _numbers(texts: Texts, length: np.ndarray) -> np.ndarray:
    """Give sentences of one wording and event one number."""
    code = mixed(np.arange(1, len(texts.forms) + 1, dtype=np.uint64))[texts.word]
    code *= mixed(np.arange(length.max(initial=0), dtype=np.uint64))[_places(length)] | np.uint64(1)
    total = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(code)])
    key = total[texts.start[1:]] - total[texts.start[:-1]]
    return pd.factorize(mixed(key + texts.event[texts.article].astype(np.uint64) * FACTOR))[0]


def _held(number: np.ndarray, article: np.ndarray, size: int) -> np.ndarray:
    """Say for each sentence how many of these articles hold it."""
    once = np.unique(number * np.int64(size) + article)
    return np.bincount(once // size, minlength=1)[number]


def _places(length: np.ndarray) -> np.ndarray:
    """Return 0, 1, 2 and so on for each run of this length."""
    return np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)


def mixed(number: np.ndarray) -> np.ndarray:
    """Spread numbers over 64 bits, each onto another (the finaliser of SplitMix64)."""
    number = number + FACTOR
    number = (number ^ (number >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    number = (number ^ (number >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return number ^ (number >> np.uint64(31))
