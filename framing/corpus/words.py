"""One word rule and one folding for matching, counting and TF-IDF.

A word is a run of letters and digits with inner apostrophes, points or hyphens. Folding
makes spellings comparable (case, quotes, dashes, Unicode form, soft hyphens, zero-width
characters) and keeps a map back to the original text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_SAME = str.maketrans(
    dict.fromkeys("‘’‚‛′ʼ＇", "'") | dict.fromkeys("“”„‟″«»＂", '"') | dict.fromkeys("‐‑‒–—―−", "-")
)
_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\u0307")
_WORD = re.compile(r"[^\W_]+(?:['.\-](?=[^\W_])[^\W_]+)*")
_POSSESSIVE = re.compile(r"'s$")


class Word(NamedTuple):
    """A word: offsets in the original text, its folded form, and whether it is in capitals."""

    start: int
    end: int
    folded: str
    capitals: bool


@lru_cache(maxsize=65536)
def _fold_cluster(cluster: str) -> str:
    """Fold one character together with the combining marks that follow it."""
    composed = unicodedata.normalize("NFKC", cluster.translate(_SAME)).casefold()
    folded = unicodedata.normalize("NFKC", composed).translate(_SAME)
    return "".join(character for character in folded if character not in _DROPPED)


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for position in range(1, len(text) + 1):
        if position == len(text) or not unicodedata.combining(text[position]):
            yield start, text[start:position]
            start = position


def fold(text: str) -> tuple[str, list[int]]:
    """Fold a text and say where each folded character came from.

    Returns
    -------
    The folded text, and for each of its characters the offset in ``text``; one more entry
    at the end is ``len(text)``.

    Examples
    --------
    >>> fold("Kyiv’s “cold”")[0]
    'kyiv\\'s "cold"'
    >>> folded, origin = fold("İstanbul")
    >>> folded, origin[:3]
    ('istanbul', [0, 1, 2])
    """
    if text.isascii():
        return text.lower(), list(range(len(text) + 1))
    characters: list[str] = []
    origin: list[int] = []
    for start, cluster in _clusters(text):
        folded = _fold_cluster(cluster)
        characters.append(folded)
        origin.extend([start] * len(folded))
    return "".join(characters), [*origin, len(text)]


def words(text: str) -> list[Word]:
    """Find the words of a text, in order.

    Examples
    --------
    >>> [word.folded for word in words("The U.S. isn’t Trump-friendly.")]
    ['the', 'u.s', "isn't", 'trump-friendly']
    """
    folded, origin = fold(text)
    found = []
    for match in _WORD.finditer(folded):
        start = origin[match.start()]
        end = _end_of_cluster(text, origin, match.end())
        found.append(Word(start, end, match.group(), text[start:end].isupper()))
    return found


def _end_of_cluster(text: str, origin: list[int], position: int) -> int:
    """Return the original offset after the folded character before ``position``."""
    end = origin[position - 1] + 1
    while end < origin[position] and unicodedata.combining(text[end]):
        end += 1
    return end


def without_possessive(folded: str) -> str:
    """Return a folded word without its final ``'s``.

    Examples
    --------
    >>> without_possessive("kyiv's")
    'kyiv'
    """
    return _POSSESSIVE.sub("", folded)
