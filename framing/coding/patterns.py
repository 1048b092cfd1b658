"""The entries of a codebook: words and phrases, with ``*`` where a word may go on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from framing.coding.query_signs import refuse_query
from framing.corpus.parts import Part, split_parts
from framing.corpus.words import fold
from framing.errors import CodebookError

_BARE = re.compile(r"(?<![^\W_])(?<![^\W_]\.)\*(?![^\W_])")
_NAME = re.compile(r"[^\W_][\w-]*")
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
    CodebookError : the entry holds no word, would match too much, or is written in another query
        language (see :func:`framing.coding.query_signs.refuse_query`).

    Examples
    --------
    >>> parse_entry("Ukrain*")
    (Pattern(letters='ukrain', open_start=False, open_end=True, capitals=False),)
    >>> [(pattern.letters, pattern.capitals) for pattern in parse_entry("US-led")]
    [('us', True), ('led', False)]
    """
    refuse_query(entry)
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


def spelled(entry: Entry) -> str:
    """Spell an entry: folded letters, ``*`` where a word may go on, capitals where they count.

    Raises
    ------
    CodebookError : no spelling is read back to this entry.

    Examples
    --------
    >>> spelled(parse_entry("US-led Talk*"))
    'US led talk*'
    """
    words = " ".join(map(spelled_word, entry))
    if parse_entry(words) != entry:
        raise CodebookError(f"the entry '{words}' cannot be spelled so that it is read back alike")
    return words


def spelled_word(pattern: Pattern) -> str:
    """Spell one word of an entry."""
    letters = pattern.letters.upper() if pattern.capitals else pattern.letters
    kept = "'s" if letters.endswith("'s") else ""  # a final 's is ignored, so this one needs two
    return f"{'*' * pattern.open_start}{letters}{kept}{'*' * pattern.open_end}"


def spelled_group(group: Group, terms: Mapping[str, Group]) -> list[str]:
    """Spell a group; a run of entries that is a word group of the codebook stands as ``@name``.

    Examples
    --------
    >>> kyiv, ukraine = parse_entry("Kyiv"), parse_entry("Ukrain*")
    >>> spelled_group((ukraine, kyiv, parse_entry("us")), {"ukraine": (ukraine, kyiv)})
    ['@ukraine', 'us']
    """
    names = sorted(filter(_NAME.fullmatch, terms), key=lambda name: -len(terms[name]))
    words, place = [], 0
    while place < len(group):
        name = next((name for name in names if _stands(terms[name], group, place)), None)
        words.append(spelled(group[place]) if name is None else f"@{name}")
        place += 1 if name is None else len(terms[name])
    return words


def _stands(term: Group, group: Group, place: int) -> bool:
    return len(term) > 1 and group[place : place + len(term)] == term


def spelled_terms(terms: Mapping[str, Group]) -> dict[str, list[str]]:
    """Spell the word groups of a codebook; each may name those above it."""
    names = list(terms)
    return {
        name: spelled_group(terms[name], {above: terms[above] for above in names[:place]})
        for place, name in enumerate(names)
    }
