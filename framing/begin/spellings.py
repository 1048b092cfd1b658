"""Outlets that look like one outlet spelled twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from framing.expressions import expression

_SUFFIX = expression(
    r"(?:\.(?:com|org|net|info|news|eu|co|gov|edu))?(?:\.[a-z]{2})?/?$"
    r"|\.(?:com|org|net|info|news)/?$"
)
_BEFORE = expression(r"^(?:https?://)?(?:www\.)?")
_THE = expression(r"^the\s+|,?\s+the$")
_THE_OF_ADDRESS = expression(r"^the(?=\w{4})")
_NUMBER = expression(r"\d+")
_LONG, _SHORT = 10, 5  # letters from which on two, or one, may differ
_MOST = 3000  # outlets that are compared letter by letter, each with each


class Alike(NamedTuple):
    """Two outlets that look like one, and how their spellings differ."""

    a: str
    b: str
    why: str


def alike(outlets: Iterable[str]) -> list[Alike]:
    """Find outlets that look like one outlet spelled twice; they need not be one.

    Returns
    -------
    The pairs, sorted. Names are alike if only case, accents, punctuation, a "The", or the
    end of a web address tells them apart, or a letter or two do. Names with different
    numbers in them never are.

    Examples
    --------
    >>> alike(["The Herald", "herald.com", "Channel 4", "Channel 5"])
    [Alike(a='The Herald', b='herald.com', why='case, "The", punctuation, accents or web address')]
    """
    names = sorted(set(outlets))
    by_key: dict[str, list[str]] = {}
    for name in names:
        by_key.setdefault(_key(name), []).append(name)
    why = 'case, "The", punctuation, accents or web address'
    pairs = [Alike(a, b, why) for group in by_key.values() for a, b in combinations(group, 2)]
    pairs += [
        Alike(min(a, b), max(a, b), "a letter or two")
        for a, b in ((by_key[one][0], by_key[other][0]) for one, other in _near(by_key))
    ]
    return sorted(pairs)


def _key(name: str) -> str:
    """Return what is left of a name without case, accents, punctuation, "The" and web address."""
    plain = unicodedata.normalize("NFKD", name.strip().casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    if " " not in plain:
        address = _SUFFIX.sub("", _BEFORE.sub("", plain), count=1)
        plain = _THE_OF_ADDRESS.sub("", address) if address != plain else plain
        plain = plain or name
    bare = re.sub(r"[\W_]+", "", _THE.sub("", plain))
    return bare or name


def _near(keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of keys that a letter or two tell apart, and no number."""
    from rapidfuzz.distance import OSA

    listed = sorted(key for key in keys if len(key) >= _SHORT)[:_MOST]
    numbers = {key: _NUMBER.findall(key) for key in listed}
    for a, b in combinations(listed, 2):
        most = 2 if min(len(a), len(b)) >= _LONG else 1
        if abs(len(a) - len(b)) > most or numbers[a] != numbers[b]:
            continue
        if OSA.distance(a, b, score_cutoff=most) <= most:
            yield a, b
