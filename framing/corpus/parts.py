"""Words as matching sees them, in texts and in a codebook's entries alike.

A hyphenated compound falls into its parts, a final ``'s`` is ignored, and capitals are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from framing.corpus.words import Word, fold, without_possessive, words


class Part(NamedTuple):
    """A word or a part of a compound: offsets, folded letters, the number of its word."""

    start: int
    end: int
    letters: str
    capitals: bool
    word: int


def split_parts(text: str) -> list[Part]:
    """Split a text into words, and compounds into their parts.

    Examples
    --------
    >>> [(part.letters, part.word) for part in split_parts("Trump-Putin talks, Kyiv’s fate")]
    [('trump', 0), ('putin', 0), ('talks', 1), ('kyiv', 2), ('fate', 3)]
    >>> [part.letters for part in split_parts("The EU’s us-and-them") if part.capitals]
    ['eu']
    """
    if text.isascii() and text.isalnum():  # one plain word, as most that stand between spaces
        return [Part(0, len(text), text.lower(), text.isupper(), 0)]
    return [
        _part(text, start, end, piece, number)
        for number, word in enumerate(words(text))
        for start, end, piece in _pieces(text, word)
    ]


def _part(text: str, start: int, end: int, piece: str, number: int) -> Part:
    letters = without_possessive(piece)
    bare_end = end - 2 if letters != piece else end
    return Part(start, end, letters, text[start:bare_end].isupper(), number)


def _pieces(text: str, word: Word) -> Iterator[tuple[int, int, str]]:
    """Yield where the pieces between hyphens stand, and their folded letters."""
    if "-" not in word.folded:
        yield word.start, word.end, word.folded
        return
    folded, origin = fold(text[word.start : word.end])
    cuts = [position for position, character in enumerate(folded) if character == "-"]
    starts = [word.start, *(word.start + origin[cut + 1] for cut in cuts)]
    ends = [*(word.start + origin[cut] for cut in cuts), word.end]
    yield from zip(starts, ends, word.folded.split("-"), strict=True)
