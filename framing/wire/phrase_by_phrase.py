"""Two sentences word by word: what is alike in both, and what stands between."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import cache
from typing import NamedTuple

from framing.corpus.parts import split_parts
from framing.languages.language import Language
from framing.wire.concepts import function_words, in_digits, variant

Anchor = tuple[int, int, int]  # a run of like words: its place on either side, its length


class Token(NamedTuple):
    """A word of a sentence: offsets in it, the form that is compared, and whether it is a name."""

    start: int
    end: int
    key: str
    is_name: bool


class Gap(NamedTuple):
    """What stands between two runs of words that are alike: word numbers on either side."""

    low_a: int
    high_a: int
    low_b: int
    high_b: int


def tokens_of(text: str, language: Language, names: Set[str] = frozenset()) -> list[Token]:
    """Split a sentence into words, compounds into parts; "1,000" is one word."""
    found: list[Token] = []
    for part in split_parts(text):
        last = found[-1] if found else None
        if last and _goes_on(last.key, text[last.end : part.start], part.letters, language):
            found[-1] = Token(last.start, part.end, last.key + part.letters, False)
            continue
        key = variant(in_digits(part.letters, language), language)
        is_name = text[part.start].isupper() and part.letters in names
        found.append(Token(part.start, part.end, key, is_name))
    return found


def _goes_on(number: str, mark: str, letters: str, language: Language) -> bool:
    """Tell whether three digits go on with the number before them."""
    group = len(letters) == 3 and letters.isdigit()
    return group and number.isdigit() and mark in language.words.thousands


@cache
def empty_words(language: Language) -> frozenset[str]:
    """Return the function words that neither negate nor say how certain something is."""
    certain = language.certainty
    return function_words(language).difference(certain.negators, certain.lacking, certain.modals)


def aligned(
    a: Sequence[str], b: Sequence[str], language: Language
) -> tuple[list[Anchor], list[Gap]]:
    """Return the runs of words that are alike, by the form compared, and what is between them."""
    from rapidfuzz.distance import LCSseq

    empty = empty_words(language)
    numbers: dict[str, int] = {}
    left, right = ([numbers.setdefault(one, len(numbers)) for one in side] for side in (a, b))
    anchors = [
        (one.src_start, one.dest_start, one.src_end - one.src_start)
        for one in LCSseq.opcodes(left, right)
        if one.tag == "equal" and (one.src_end - one.src_start > 1 or a[one.src_start] not in empty)
    ]
    gaps, low_a, low_b = [], 0, 0
    for at_a, at_b, size in [*anchors, (len(a), len(b), 0)]:
        gaps.append(_trimmed(Gap(low_a, at_a, low_b, at_b), left, right))
        low_a, low_b = at_a + size, at_b + size
    return anchors, gaps


def _trimmed(gap: Gap, left: list[int], right: list[int]) -> Gap:
    """Leave out words that both sides of a gap begin or end with."""
    low_a, high_a, low_b, high_b = gap
    while low_a < high_a and low_b < high_b and left[low_a] == right[low_b]:
        low_a, low_b = low_a + 1, low_b + 1
    while low_a < high_a and low_b < high_b and left[high_a - 1] == right[high_b - 1]:
        high_a, high_b = high_a - 1, high_b - 1
    return Gap(low_a, high_a, low_b, high_b)


def changed(text: str, other: str, language: Language) -> list[tuple[int, int]]:
    """Return where a text has words that another one does not have in the same order.

    Examples
    --------
    >>> from framing.languages.language import language
    >>> text, english = "The talks soon ended in Riga.", language("en")
    >>> [text[a:b] for a, b in changed(text, "The talks ended in Rome.", english)]
    ['soon', 'Riga']
    """
    own = tokens_of(text, language)
    there = tokens_of(other, language)
    anchors, _ = aligned([one.key for one in own], [one.key for one in there], language)
    kept = {start + n for start, _, length in anchors for n in range(length)}
    spans: list[tuple[int, int]] = []
    for number, token in enumerate(own):
        if number in kept:
            continue
        joins = spans and number - 1 not in kept
        spans[-1:] = (
            [(spans[-1][0], token.end)] if joins else [*spans[-1:], (token.start, token.end)]
        )
    return spans
