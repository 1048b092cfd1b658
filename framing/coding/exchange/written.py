"""Spell a codebook's entries out again, as words that are read back to the same entries."""

from __future__ import annotations

import re
from collections.abc import Mapping

from framing.coding.patterns import Entry, Group, Pattern, parse_entry
from framing.errors import CodebookError

_NAME = re.compile(r"[^\W_][\w-]*")


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
    words = " ".join(map(_word, entry))
    if parse_entry(words) != entry:
        raise CodebookError(f"the entry '{words}' cannot be spelled so that it is read back alike")
    return words


def _word(pattern: Pattern) -> str:
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
