"""Sentences as numbers, so that 100,000 articles can be held and compared at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.corpus.spelling import fold_spelling
from framing.corpus.words import fold
from framing.expressions import expression
from framing.languages.language import language

FREQUENT = 10  # articles; fewer that hold a sentence may as well be a family
_OTHERWISE = 0.25  # of an article's words; ten copies of a story have most of theirs in common
_WORD = expression(r"[^\W_]+")  # hyphens and apostrophes divide: copy editors change them
FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd and without pattern (2**64 / golden ratio)


class Texts(NamedTuple):
    """Sentences as numbers, in the order of articles.

    ``event`` is of articles, ``article`` of sentences; the words of sentence ``s`` are
    ``word[start[s] : start[s + 1]]``, numbers of ``forms``: a word and the code of its language.
    ``letters`` is of forms: a number that words of the same letters share, in any language.
    """

    event: np.ndarray
    article: np.ndarray
    start: np.ndarray
    word: np.ndarray
    forms: list[tuple[str, str]]
    letters: np.ndarray

    @property
    def code(self) -> np.ndarray:
        """Return for each form a number of 64 bits."""
        return mixed(self.letters.astype(np.uint64) + np.uint64(1))


def read(
    parts: Sequence[Sequence[str]],
    languages: Sequence[str],
    article: np.ndarray,
    event: np.ndarray,
    *,
    least: int = 0,
) -> Texts:
    """Take sentences to pieces; spelling variants of a word are one form.

    Several parts of one, between which something was quoted, are sentences of their own, unless
    they have fewer words than ``least``.
    """
    of = np.repeat(np.arange(len(parts)), [len(one) for one in parts])
    codes = np.asarray(languages, dtype=object)[of]
    whole = np.array([len(one) == 1 for one in parts], dtype=bool)[of]
    next_number = count().__next__
    numbers = {code: defaultdict[str, int](next_number) for code in languages}
    lengths: list[int] = []

    def each() -> Iterator[int]:
        texts = (text for one in parts for text in one)
        for text, code, is_whole in zip(texts, codes, whole, strict=True):
            found = _WORD.findall(fold(text)[0])
            if len(found) < least and not is_whole:
                found = []
            lengths.append(len(found))
            yield from map(numbers[code].__getitem__, found)

    word = np.fromiter(each(), dtype=np.int32)
    forms, form = _forms(numbers)
    letters = np.unique([one for one, _ in forms] or [""], return_inverse=True)[1]
    start = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
    return Texts(event, article[of], start, form[word], forms, letters)


def _forms(
    numbers: Mapping[str, Mapping[str, int]],
) -> tuple[list[tuple[str, str]], np.ndarray]:
    """Return the forms of numbered words of each language, and the form of each by its number."""
    found = {
        number: (fold_spelling(word, language(code)), code)
        for code, words in numbers.items()
        for word, number in words.items()
    }
    forms = sorted(set(found.values()))
    place = {one: at for at, one in enumerate(forms)}
    by_number = [place[found[number]] for number in range(len(found))]
    return forms, np.array(by_number, dtype=np.int32)


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
    code = texts.code[texts.word]
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
