"""Texts as numbers: what stands between blanks, each spelling known once and named by a number.

No word goes over a blank. So what holds of a spelling (its words, the entries that it meets) is
worked out once, and counting, coding and searching go on with whole columns of numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from string import punctuation
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from framing.corpus.parts import split_parts
from framing.corpus.words import words

_AROUND = punctuation + "“”‘’„‚«»–—…"  # what may stand around a word and is no part of it


class Reading(NamedTuple):
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
    held = _held(reading.spellings, words)
    place, item = spread(reading, held.counts(reading))
    at, of = reading.start[place], reading.texts()[place]
    return Words(of, at + held.start[item], at + held.end[item], held.number[item], held.vocabulary)


class Parts(NamedTuple):
    """The words of texts as matching sees them: in which text, and which of the vocabulary.

    capitals : whether each stands in capitals.
    """

    text: np.ndarray
    number: np.ndarray
    capitals: np.ndarray
    vocabulary: list[str]


def read_parts(texts: Sequence[str] | pd.Series) -> Parts:
    """Read texts word by word, compounds by their parts.

    Examples
    --------
    >>> read = read_parts(["US-led talks", "Kyiv’s fate."])
    >>> [read.vocabulary[number] for number in read.number], read.capitals.tolist()
    (['us', 'led', 'talks', 'kyiv', 'fate'], [True, False, False, False, False])
    """
    reading = read_chunks(texts)
    held = _held(reading.spellings, split_parts)
    place, item = spread(reading, held.counts(reading))
    return Parts(reading.texts()[place], held.number[item], held.capitals[item], held.vocabulary)


class _Held(NamedTuple):
    """The words that spellings hold, spelling by spelling."""

    spelling: np.ndarray
    start: np.ndarray
    end: np.ndarray
    capitals: np.ndarray
    number: np.ndarray
    vocabulary: list[str]

    def counts(self, reading: Reading) -> np.ndarray:
        """Return how many each spelling holds."""
        return np.bincount(self.spelling, minlength=len(reading.spellings))


def _held(spellings: pa.Array, parted: Callable[[str], Sequence[Any]]) -> _Held:
    """Return the words of spellings; those that are one plain word, as most are, all at once."""
    bare = pc.utf8_trim(spellings, _AROUND)
    is_plain = pc.and_(pc.string_is_ascii(bare), pc.utf8_is_alnum(bare))
    plain = is_plain.to_numpy(zero_copy_only=False)
    (one,) = np.nonzero(plain)
    before = _length(spellings) - _length(pc.utf8_ltrim(spellings, _AROUND))
    lower = pc.utf8_lower(bare)
    upper = pc.and_(pc.equal(bare, pc.utf8_upper(bare)), pc.not_equal(bare, lower))
    others = [(number, *word[:4]) for number in np.flatnonzero(~plain).tolist()
              for word in parted(spellings[number].as_py())]  # fmt: skip
    folded = pa.array([row[3] for row in others], pa.large_string())
    folded = pa.concat_arrays([lower.filter(is_plain), folded]).dictionary_encode()
    rows = [(number, start, end, capitals) for number, start, end, _, capitals in others]
    capitals = upper.to_numpy(zero_copy_only=False)[one]
    own = np.stack([one, before[one], (before + _length(bare))[one], capitals])
    found = np.concatenate([own, np.array(rows, "int64").reshape(-1, 4).T], axis=1)
    order = np.argsort(found[0], kind="stable")
    number = folded.indices.to_numpy()[order]
    spelling, start, end, capitals = found[:, order]
    vocabulary = folded.dictionary.to_pylist()
    return _Held(spelling, start, end, capitals.astype(bool), number, vocabulary)


def _length(strings: pa.Array) -> np.ndarray:
    return np.asarray(pc.utf8_length(strings).to_numpy())


def n_words(texts: Sequence[str] | pd.Series) -> np.ndarray:
    """Count the words of each text."""
    reading = read_chunks(texts)
    counts = _held(reading.spellings, words).counts(reading)
    sums = np.concatenate([[0], np.cumsum(counts[reading.number])])
    return np.diff(sums[reading.first])
