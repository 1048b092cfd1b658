"""Two sentences word by word: what is alike in both, and what stands between."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from framing.corpus.parts import split_parts
from framing.corpus.spelling import fold_spelling
from framing.corpus.words import without_possessive

FUNCTION = frozenset(
    "a an the this that these those it its he him his she her hers they them their we us our you "
    "your i me my who whom whose which what where when why how there here and or but nor so yet if "
    "than then as at by for from in into of off on onto out over to under up with within after "
    "against along among around before behind between during near since through throughout till "
    "toward towards until upon via while whereas although though because unless is are was were be "
    "been being am do does did has have had having also too very just s t re ve ll d m".split()
)
_DIGITS = {
    word: str(number)
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), 1
    )
}


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


def tokens_of(text: str, names: frozenset[str] = frozenset()) -> list[Token]:
    """Split a sentence into words, compounds into parts; "1,000" is one word."""
    found: list[Token] = []
    for part in split_parts(text):
        key = _form(part.letters)
        last = found[-1] if found else None
        if last and last.key.isdigit() and text[last.end : part.start] == "," and _is_group(key):
            found[-1] = Token(last.start, part.end, last.key + key, False)
            continue
        is_name = text[part.start].isupper() and key in names
        found.append(Token(part.start, part.end, _DIGITS.get(key, key), is_name))
    return found


@lru_cache(maxsize=65536)
def _form(letters: str) -> str:
    """Return a word without a possessive, its variants of spelling folded."""
    return fold_spelling(without_possessive(letters))


def _is_group(key: str) -> bool:
    return len(key) == 3 and key.isdigit()


def known_names(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that stand in capitals where no sentence begins, headlines apart."""
    found: set[str] = set()
    for text in texts:
        parts = split_parts(text)
        capital = [text[part.start].isupper() for part in parts]
        if sum(capital) > 0.6 * len(parts):
            continue
        for part, large in zip(parts, capital, strict=True):
            opens = text[: part.start].rstrip()[-1:] in ("", '"', "“", "'", "‘", ".", ":", "(")
            if large and not opens and part.letters not in FUNCTION:
                found.add(_form(part.letters))
    return frozenset(found)


def aligned(a: list[Token], b: list[Token]) -> tuple[list[Anchor], list[Gap]]:
    """Return the runs of words that are alike, and what stands between them."""
    from rapidfuzz.distance import LCSseq

    numbers: dict[str, int] = {}
    left, right = ([numbers.setdefault(one.key, len(numbers)) for one in side] for side in (a, b))
    anchors = [
        (one.src_start, one.dest_start, one.src_end - one.src_start)
        for one in LCSseq.opcodes(left, right)
        if one.tag == "equal"
        and (one.src_end - one.src_start > 1 or a[one.src_start].key not in FUNCTION)
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


def changed(text: str, other: str) -> list[tuple[int, int]]:
    """Return where a text has words that another one does not have in the same order.

    Examples
    --------
    >>> text = "The talks soon ended in Riga."
    >>> [text[a:b] for a, b in changed(text, "The talks ended in Rome.")]
    ['soon', 'Riga']
    """
    own = tokens_of(text)
    anchors, _ = aligned(own, tokens_of(other))
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
