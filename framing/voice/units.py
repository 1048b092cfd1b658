"""A paragraph as units: words, marks, ends of sentences, and each quotation as one unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from framing.voice.marks import FEWEST, Quotation

QUOTE, STOP = "“”", "\n"  # units that no word is: a quotation, the end of a sentence
DASHES = frozenset("—–-") | {"--"}
PAUSES = frozenset(",;:()[]…") | DASHES | {STOP, QUOTE}
_UNIT = re.compile(r"[^\W_]+(?:['’.\-&][^\W_]+)*|--|[,;:()\[\]—–…]|(?<=\s)-(?=\s)")
_WORD = re.compile(r"\w+")
_EDGE = "\"'“”„‟«»‘’‚‛\u2039\u203a`\u00b4「」『』＂"
_ENDS = ".,!?…"


class Units(NamedTuple):
    """Units in order: what each is, in small letters, and where it starts and ends."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    text: str

    def capital(self, at: int) -> bool:
        """Tell whether a unit is a word with a capital."""
        return self.text[self.starts[at]].isupper()


def units(text: str, sentences: Sequence[tuple[int, int]], quotes: Sequence[Quotation]) -> Units:
    """Take the sentences of a paragraph apart.

    Where a quotation begins in one sentence and ends in another, they are one.
    """
    words, starts, ends = list[str](), list[int](), list[int]()
    low, high = sentences[0][0], sentences[-1][1]
    stops = [start for start, _ in sentences[1:]]
    stops.append(high + 1)
    stop = 0
    position = low
    spoken = [one for one in quotes if low <= one.start < high and is_speech(text, one, low)]
    for quote in [*spoken, None]:
        begin, end = _with_marks(text, quote, low, high) if quote else (high, high)
        for match in _UNIT.finditer(text, position, max(begin, position)):
            start = match.start()
            if start >= stops[stop]:
                words.append(STOP), starts.append(start), ends.append(start)
                while start >= stops[stop]:
                    stop += 1
            words.append(match.group().casefold().replace("’", "'"))
            starts.append(start)
            ends.append(match.end())
        if quote:
            if begin >= stops[stop]:
                words.append(STOP), starts.append(begin), ends.append(begin)
            while stops[stop] < end:
                stop += 1
            words.append(QUOTE), starts.append(begin), ends.append(end)
            position = end
    words.append(STOP), starts.append(high), ends.append(high)
    return Units(words, starts, ends, text)


def is_speech(text: str, quote: Quotation, low: int = 0) -> bool:
    """Tell a quotation from a term in quotation marks (the “war room”).

    A term has fewer than four words, and is part of a clause: it begins in small letters, or
    stands neither at the start of a sentence nor after a mark.
    """
    said = text[quote.start : quote.end]
    if len(_WORD.findall(said)) >= FEWEST:
        return True
    before = text[max(low, quote.start - 4) : quote.start].rstrip(_EDGE).rstrip()
    opens = not before or before[-1] in ".,:!?…—–"
    return opens and (said[:1].isupper() or said[-1:] in _ENDS)


def _with_marks(text: str, quote: Quotation, low: int, high: int) -> tuple[int, int]:
    """Return where a quotation starts and ends with its marks."""
    start, end = quote.start, min(quote.end, high)
    while start > low and start > quote.start - 2 and text[start - 1] in _EDGE:
        start -= 1
    while end < high and end < quote.end + 2 and text[end] in _EDGE:
        end += 1
    return start, end
