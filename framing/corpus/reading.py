"""Texts as numbers: what stands between blanks, each spelling known once and named by a number.

No word goes over a blank. So what holds of a spelling (its words, the entries that it meets) is
worked out once, and counting, coding and searching go on with whole columns of numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from string import punctuation
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from framing.corpus.parts import split_parts
from framing.corpus.words import words

_HELD = ("words", "parts")  # what is worked out of spellings where it is asked for
_AROUND = punctuation + "“”‘’„‚«»–—…"  # what may stand around a word and is no part of it


@dataclass(frozen=True, eq=False)
class Reading:
    """Texts, chunk by chunk.

    spellings : every chunk that stands somewhere, once, in the order in which they are met.
    number : for each place that of its spelling; 4 bytes.
    start : where it begins in its text; 4 bytes.
    first : for each text the place of its first chunk; one more entry at the end is their number.
    """

    spellings: pa.Array
    number: np.ndarray
    start: np.ndarray
    first: np.ndarray

    def texts(self) -> np.ndarray:
        """Return the number of the text in which each chunk stands."""
        return np.arange(len(self.first) - 1).repeat(np.diff(self.first))

    def some(self, start: int, end: int) -> Reading:
        """Return the reading of some of the texts, of which all spellings are kept."""
        first = self.first[start : end + 1]
        here = slice(first[0], first[-1])
        part = Reading(self.spellings, self.number[here], self.start[here], first - first[0])
        vars(part).update({name: held for name, held in vars(self).items() if name in _HELD})
        return part

    @cached_property
    def words(self) -> Held:
        """What words its spellings hold."""
        return _held(self.spellings, lambda text: [(*one, n) for n, one in enumerate(words(text))])

    @cached_property
    def parts(self) -> Held:
        """What words its spellings hold as matching sees them, compounds by their parts."""
        return _held(self.spellings, split_parts)


class Spread(NamedTuple):
    """What stands in the chunks of a reading, piece by piece in the order of the texts.

    place : the place of its chunk.
    item : which of the items of all spellings it is.
    """

    place: np.ndarray
    item: np.ndarray


class Words(NamedTuple):
    """The words of texts: in which text, from where to where, and which of the vocabulary."""

    text: np.ndarray
    start: np.ndarray
    end: np.ndarray
    number: np.ndarray
    vocabulary: list[str]


def read_chunks(texts: Sequence[str] | pd.Series) -> Reading:
    """Read texts chunk by chunk.

    Examples
    --------
    >>> read = read_chunks(["Talks begin.", "", "They  go on: talks, Talks"])
    >>> read.spellings.take(read.number).to_pylist()
    ['Talks', 'begin.', '', 'They', 'go', 'on:', 'talks,', 'Talks']
    >>> read.start.tolist(), read.first.tolist()
    ([0, 6, 0, 0, 6, 9, 13, 20], [0, 2, 3, 8])
    """
    column = pa.array(texts, pa.large_string())
    column = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    return _read(_Column(column))


class _Column:
    """A column of texts; it is another one if it does not lie in the same place."""

    def __init__(self, column: pa.Array) -> None:
        self.column = column
        places = [buffer.address if buffer else 0 for buffer in column.buffers()]
        self._key = (*places, column.offset, len(column))

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Column) and self._key == other._key


@lru_cache(maxsize=2)  # it is counted, coded and searched one after the other
def _read(of: _Column) -> Reading:
    column = of.column
    parted = pc.utf8_split_whitespace(column)
    coded = parted.flatten().dictionary_encode()
    number, first = coded.indices.to_numpy(), parted.offsets.to_numpy().astype("int64")
    spellings = coded.dictionary
    lengths = _length(spellings)[number]
    start = _starts(column, lengths, first, lambda place: spellings[number[place]].as_py())
    return Reading(spellings, number, start.astype("int32"), first)


def _starts(
    column: Any, lengths: np.ndarray, first: np.ndarray, chunk: Callable[[int], str]
) -> np.ndarray:
    """Return where each chunk begins: after one blank, unless its text is longer than that."""
    behind = np.concatenate([[0], np.cumsum(lengths + 1)])
    start = behind[:-1] - behind[first[:-1]].repeat(np.diff(first))
    size = behind[first[1:]] - behind[first[:-1]] - 1
    for text in np.flatnonzero(size != _length(column)).tolist():
        at, written = 0, column[text].as_py()
        for place in range(first[text], first[text + 1]):
            start[place] = written.index(chunk(place), at)
            at = start[place] + lengths[place]
    return start


def spread(reading: Reading, counts: np.ndarray) -> Spread:
    """Lay out what each spelling holds, so many items, at every place where it stands."""
    begin = np.cumsum(counts) - counts
    here = counts[reading.number]
    place = np.arange(len(reading.number)).repeat(here)
    within = np.arange(len(place)) - (np.cumsum(here) - here).repeat(here)
    return Spread(place, begin[reading.number].repeat(here) + within)


def read_words(texts: Sequence[str] | pd.Series) -> Words:
    """Read texts word by word, folded.

    Examples
    --------
    >>> read = read_words(["Talks on Kyiv’s fate.", "Talks."])
    >>> [read.vocabulary[number] for number in read.number], read.start.tolist()
    (['talks', 'on', "kyiv's", 'fate', 'talks'], [0, 6, 9, 16, 0])
    """
    reading = read_chunks(texts)
    held = reading.words
    place, item = spread(reading, held.counts(reading))
    at, of = reading.start[place], reading.texts()[place]
    return Words(of, at + held.start[item], at + held.end[item], held.number[item], held.vocabulary)


class Held(NamedTuple):
    """The words or parts of words that spellings hold, spelling by spelling.

    spelling, start, end : in which, from where to where.
    capitals : whether each stands in capitals; ``begins`` whether a word begins with it.
    number : which of the vocabulary it is, folded.
    """

    spelling: np.ndarray
    start: np.ndarray
    end: np.ndarray
    capitals: np.ndarray
    begins: np.ndarray
    number: np.ndarray
    vocabulary: list[str]

    def counts(self, reading: Reading) -> np.ndarray:
        """Return how many each spelling holds."""
        return np.bincount(self.spelling, minlength=len(reading.spellings))


def _held(spellings: pa.Array, parted: Callable[[str], Sequence[Any]]) -> Held:
    """Return the words of spellings; those that are one plain word, as most are, all at once."""
    bare = pc.utf8_trim(spellings, _AROUND)
    is_plain = pc.and_(pc.string_is_ascii(bare), pc.utf8_is_alnum(bare))
    plain = is_plain.to_numpy(zero_copy_only=False)
    (one,) = np.nonzero(plain)
    before = _length(spellings) - _length(pc.utf8_ltrim(spellings, _AROUND))
    lower = pc.utf8_lower(bare)
    upper = pc.and_(pc.equal(bare, pc.utf8_upper(bare)), pc.not_equal(bare, lower))
    others = [(number, *word) for number in np.flatnonzero(~plain).tolist()
              for word in parted(spellings[number].as_py())]  # fmt: skip
    folded = pa.array([row[3] for row in others], pa.large_string())
    folded = pa.concat_arrays([lower.filter(is_plain), folded]).dictionary_encode()
    rows = [(*row[:3], *row[4:]) for row in others]
    capitals = upper.to_numpy(zero_copy_only=False)[one]
    own = np.stack([one, before[one], (before + _length(bare))[one], capitals, np.zeros(len(one))])
    found = np.concatenate([own.astype("int64"), np.array(rows, "int64").reshape(-1, 5).T], axis=1)
    order = np.argsort(found[0], kind="stable")
    spelling, start, end, capitals, word = found[:, order]
    begins = np.ones(len(order), bool)
    begins[1:] = (np.diff(spelling) != 0) | (np.diff(word) != 0)
    number, vocabulary = folded.indices.to_numpy()[order], folded.dictionary.to_pylist()
    return Held(spelling, start, end, capitals.astype(bool), begins, number, vocabulary)


def _length(strings: pa.Array) -> np.ndarray:
    return np.asarray(pc.utf8_length(strings).to_numpy())


def n_words(texts: Sequence[str] | pd.Series) -> np.ndarray:
    """Count the words of each text."""
    reading = read_chunks(texts)
    counts = reading.words.counts(reading)
    sums = np.concatenate([[0], np.cumsum(counts[reading.number])])
    return np.diff(sums[reading.first])
