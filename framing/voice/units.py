"""A paragraph as units: words, marks, ends of sentences, and each quotation as one unit."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from framing.expressions import expression
from framing.voice.marks import FEWEST, Quotation

QUOTE, STOP = "“”", "\n"  # units that no word is: a quotation, the end of a sentence
DASHES = frozenset("—–-") | {"--"}
PAUSES = frozenset(",;:()[]…") | DASHES | {STOP, QUOTE}
_UNIT = expression(r"[^\W_]+(?:['’.\-&][^\W_]+)*|--|[,;:()\[\]—–…]|(?<=\s)-(?=\s)")
_LONGEST = 400  # units of a sentence
_WORD = expression(r"\w+")
EDGE = "\"'“”„‟«»‘’‚‛\u2039\u203a`\u00b4「」『』＂"
_ENDS = ".,!?…"


class Units(NamedTuple):
    """Units in order: what each is, in small letters, and where it starts and ends."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    text: str

    def capital(self, at: int) -> bool:
        """Tell whether a unit is a word with a capital."""
        start = self.starts[at]
        return self.text[start : start + 1].isupper()


def units(text: str, sentences: Sequence[tuple[int, int]], quotes: Sequence[Quotation]) -> Units:
    """Take the sentences of a paragraph apart.

    Where a quotation begins in one sentence and ends in another, they are one.
    """
    low, high = sentences[0][0], sentences[-1][1]
    found: list[tuple[str, int, int]] = []
    position = low
    for quote in quotes:
        if not is_speech(text, quote, low):
            continue
        begin, end = _with_marks(text, quote, low, high)
        if begin >= position:
            found += _words(text, position, begin)
            found.append((QUOTE, begin, end))
            position = end
    found += _words(text, position, high)
    return Units(*_with_stops(found, [start for start, _ in sentences[1:]], high), text)


def _words(text: str, low: int, high: int) -> list[tuple[str, int, int]]:
    """Return the words and marks of a stretch, folded as the lists of languages are."""
    part = text[low:high].replace("’", "'")
    folded = part.lower()
    if len(folded) == len(part) and "ß" not in folded:
        return [(m.group(), low + m.start(), low + m.end()) for m in _UNIT.finditer(folded)]
    return [(m.group().casefold(), low + m.start(), low + m.end()) for m in _UNIT.finditer(part)]


def _with_stops(
    found: Sequence[tuple[str, int, int]], begins: Sequence[int], high: int
) -> tuple[list[str], list[int], list[int]]:
    """Put the end of a sentence before each unit with which one begins; one of 400 units ends."""
    starts, ends = [one[1] for one in found], [one[2] for one in found]
    firsts = [bisect_left(starts, begin) for begin in begins]
    cuts = {n for n, begin in zip(firsts, begins, strict=True) if n and ends[n - 1] <= begin}
    bounds = [0, *sorted(cuts - {len(found)}), len(found)]
    if len(found) > _LONGEST:
        bounds = [n for low, last in pairwise(bounds) for n in range(low, last, _LONGEST)]
        bounds.append(len(found))
    words = _parted([one[0] for one in found], [STOP] * len(found), bounds)
    behind = [*starts, high]
    return [*words, STOP], [*_parted(starts, behind, bounds), high], [
        *_parted(ends, behind, bounds), high
    ]  # fmt: skip


def _parted(column: list[Any], stops: Sequence[Any], bounds: Sequence[int]) -> list[Any]:
    """Put a value between the parts of a column: that which stands in ``stops`` at the bound."""
    parted = column[: bounds[1]]
    for low, last in pairwise(bounds[1:]):
        parted.append(stops[low])
        parted += column[low:last]
    return parted


def is_speech(text: str, quote: Quotation, low: int = 0) -> bool:
    """Tell a quotation from a term in quotation marks (the “war room”).

    A term has fewer than four words, and is part of a clause: it begins in small letters, or
    stands neither at the start of a sentence nor after a mark.
    """
    said = text[quote.start : quote.end]
    if len(_WORD.findall(said)) >= FEWEST:
        return True
    before = text[max(low, quote.start - 4) : quote.start].rstrip(EDGE).rstrip()
    opens = not before or before[-1] in ".,:!?…—–"
    return opens and (said[:1].isupper() or said[-1:] in _ENDS)


def _with_marks(text: str, quote: Quotation, low: int, high: int) -> tuple[int, int]:
    """Return where a quotation starts and ends with its marks."""
    start, end = quote.start, min(quote.end, high)
    while start > low and start > quote.start - 2 and text[start - 1] in EDGE:
        start -= 1
    while end < high and end < quote.end + 2 and text[end] in EDGE:
        end += 1
    return start, end
