"""The entries of a codebook: words and phrases, with ``*`` where a word may go on."""

from __future__ import annotations

import re
from typing import NamedTuple

from framing.corpus.parts import Part, split_parts
from framing.corpus.words import fold
from framing.errors import CodebookError

_BARE = re.compile(r"(?<![^\W_])(?<![^\W_]\.)\*(?![^\W_])")
_INSIDE = re.compile(r"[^\W_]\*['.]?[^\W_]")


class Pattern(NamedTuple):
    """One word of an entry: folded letters, where it may go on, whether capitals only."""

    letters: str
    open_start: bool = False
    open_end: bool = False
    capitals: bool = False


Entry = tuple[Pattern, ...]
Group = tuple[Entry, ...]


def parse_entry(entry: str) -> Entry:
    """Read one entry: a word or a phrase, split into parts as texts are.

    Raises
    ------
    CodebookError : the entry holds no word, or would match too much.

    Examples
    --------
    >>> parse_entry("Ukrain*")
    (Pattern(letters='ukrain', open_start=False, open_end=True, capitals=False),)
    >>> [(pattern.letters, pattern.capitals) for pattern in parse_entry("US-led")]
    [('us', True), ('led', False)]
    """
    folded = fold(entry)[0]
    if "@" in entry:
        raise CodebookError(f"'{entry}' has an '@' inside; '@name' is an entry of its own")
    if _BARE.search(folded):
        raise CodebookError("a bare '*' would match every word")
    if _INSIDE.search(folded):
        raise CodebookError(f"'{entry}' has a '*' inside; it stands only at a word's start or end")
    patterns = tuple(_pattern(entry, part) for part in split_parts(entry))
    if not patterns:
        raise CodebookError(f"'{entry}' holds no word")
    return patterns


def _pattern(entry: str, part: Part) -> Pattern:
    """Read one word; two to five capitals, with or without points, stand for themselves."""
    open_start = entry[: part.start].endswith("*")
    open_end = entry[part.end :].startswith(("*", ".*"))
    letters = part.letters.replace(".", "")
    if not (open_start or open_end):
        capitals = part.capitals and letters.isalpha() and 2 <= len(letters) <= 5
        return Pattern(letters, capitals=True) if capitals else Pattern(part.letters)
    if len(letters) < 2:
        word = f"{'*' * open_start}{letters}{'*' * open_end}"
        raise CodebookError(f"'{word}' would match too much; put at least two letters beside '*'")
    return Pattern(part.letters, open_start, open_end)
