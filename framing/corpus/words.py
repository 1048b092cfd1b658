"""One word rule and one folding for matching, counting and TF-IDF.

A word is a run of letters and digits with inner apostrophes, points or hyphens. Folding
makes spellings comparable (case, quotes, dashes, Unicode form, soft hyphens, zero-width
characters) and keeps a map back to the original text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from framing.expressions import expression

_QUOTES = dict.fromkeys("‘’‚‛′ʼ＇`\u00b4", "'") | dict.fromkeys("“”„‟″«»＂", '"')
_PLAIN_QUOTES = str.maketrans(_QUOTES)
_SAME = str.maketrans(_QUOTES | dict.fromkeys("‐‑‒–−", "-"))
_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_BEYOND_ASCII = expression(r"[\x00-\x7f]?[^\x00-\x7f]+")
_WORD = expression(r"[^\W_]+(?:['.\-](?=[^\W_])[^\W_]+)*")
_POSSESSIVE = expression(r"'s$")


class Word(NamedTuple):
    """A word: offsets in the original text, its folded form, and whether it is in capitals."""

    start: int
    end: int
    folded: str
    capitals: bool


_KEPT = 65536  # answers of each question that are kept


@lru_cache(maxsize=_KEPT)
def _fold_cluster(cluster: str) -> str:
    """Fold one character together with the marks that follow it.

    Marks that belong to no composed letter are left out. What is a letter or digit stays
    one and what is none becomes none, so that folding never moves the bounds of a word:
    "ﬁ" is "fi", but "½" does not become two numbers, nor the sign "™" two letters.
    """
    plain = cluster.translate(_SAME)
    composed = unicodedata.normalize("NFKC", plain).casefold()
    composed = unicodedata.normalize("NFKC", composed).translate(_SAME)
    folded = "".join(c for c in composed if c not in _DROPPED and not _is_mark(c))
    as_before = folded.isalnum() if plain[0].isalnum() else not any(map(str.isalnum, folded))
    return folded if as_before else plain[0].lower()


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M"


def _clusters(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    for position in range(start + 1, end + 1):
        if position == end or not _is_mark(text[position]):
            yield start, text[start:position]
            start = position


def fold(text: str) -> tuple[str, list[int]]:
    r"""Fold a text and say where each folded character came from.

    Returns
    -------
    The folded text, and for each of its characters the offset in ``text``; one more entry
    at the end is ``len(text)``.

    Examples
    --------
    >>> fold("Kyiv’s “cold”")[0]
    'kyiv\'s "cold"'
    >>> folded, origin = fold("İstanbul")
    >>> folded, origin[:3]
    ('istanbul', [0, 1, 2])
    """
    pieces: list[str] = []
    origin: list[int] = []
    position = 0
    for match in _BEYOND_ASCII.finditer(text):
        _keep(text, position, match.start(), pieces, origin)
        position = match.end()
        for start, cluster in _clusters(text, *match.span()):
            folded = _fold_cluster(cluster)
            pieces.append(folded)
            origin.extend([start] * len(folded))
    _keep(text, position, len(text), pieces, origin)
    return "".join(pieces), [*origin, len(text)]


def fold_quotes(text: str) -> str:
    r"""Return a text with plain quotation marks and apostrophes, and nothing else folded.

    No character is lost or added, so that offsets hold.

    Examples
    --------
    >>> fold_quotes("He isn’t “Good”.")
    'He isn\'t "Good".'
    """
    return text.replace("`", "'") if text.isascii() else text.translate(_PLAIN_QUOTES)


def _keep(text: str, start: int, end: int, pieces: list[str], origin: list[int]) -> None:
    """Add a run of ASCII characters, which fold one by one."""
    pieces.append(_fold_ascii(text[start:end]))
    origin.extend(range(start, end))


def _fold_ascii(text: str) -> str:
    return text.lower().replace("`", "'")


def words(text: str) -> list[Word]:
    """Find the words of a text, in order.

    Examples
    --------
    >>> [word.folded for word in words("The U.S. isn’t Trump-friendly.")]
    ['the', 'u.s', "isn't", 'trump-friendly']
    """
    if text.isascii():  # folds character by character
        return [
            Word(*match.span(), match.group(), text[match.start() : match.end()].isupper())
            for match in _WORD.finditer(_fold_ascii(text))
        ]
    folded, origin = fold(text)
    found = []
    for match in _WORD.finditer(folded):
        start = origin[match.start()]
        end = _end_of_cluster(text, origin, match.end())
        found.append(Word(start, end, match.group(), text[start:end].isupper()))
    return found


def folded_words(text: str) -> list[str]:
    """Return the folded words of a text in order, where nobody asks for their places.

    Examples
    --------
    >>> folded_words("The U.S. isn’t Trump-friendly.")
    ['the', 'u.s', "isn't", 'trump-friendly']
    """
    return _WORD.findall(_fold_ascii(text) if text.isascii() else fold(text)[0])


def count_words(text: str) -> int:
    """Count the words of a text.

    Examples
    --------
    >>> count_words("The U.S. isn’t Trump-friendly.")
    4
    """
    return len(folded_words(text))


def _end_of_cluster(text: str, origin: list[int], position: int) -> int:
    """Return the original offset after the folded character before ``position``."""
    end = origin[position - 1] + 1
    while end < origin[position] and _is_mark(text[end]):
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


@lru_cache(maxsize=_KEPT)
def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text; it is taken apart once, however often it is asked for."""
    return tuple(words(text))
