"""Zoning: which part of a text is headline, subhead, lead, body, caption or furniture.

Nothing is removed from a text. Its lines are read from top to bottom, a line broken within
a sentence is joined to the next, and every character ends in exactly one zone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from framing.contracts import CONTRACTS
from framing.corpus import layout
from framing.corpus.words import fold
from framing.tables import empty, require

HEADLINE, SUBHEAD, LEAD, BODY = "headline", "subhead", "lead", "body"
CAPTION, FURNITURE = "caption", "furniture"
ZONES = (HEADLINE, SUBHEAD, LEAD, BODY, CAPTION, FURNITURE)
RUNNING = (SUBHEAD, LEAD, BODY)
RANKED = (LEAD, BODY)

Span = tuple[int, int, str]


@dataclass(frozen=True)
class Block:
    """One or more lines of a text that belong together: offsets, and what stands around."""

    start: int
    end: int
    text: str
    after_gap: bool
    before_gap: bool

    def joined(self, other: Block) -> Block:
        """Return this block and the one after it as one."""
        text = self.text + "\n" + other.text
        return Block(self.start, other.end, text, self.after_gap, other.before_gap)


def zones(articles: pd.DataFrame) -> pd.DataFrame:
    """Zone each article.

    Parameters
    ----------
    articles : a row is an article; needs ``article``, ``outlet`` and ``text``.

    Returns
    -------
    A row is a run of characters of one article, ``text[start:end]``, with its zone. The
    rows of an article partition its text exactly.

    Examples
    --------
    >>> text = "Talks begin\\n\\nKYIV (AFP) - The talks began. They go on."
    >>> articles = pd.DataFrame({"article": ["a"], "outlet": ["X"], "text": [text]})
    >>> [(row.zone, text[row.start : row.end]) for row in zones(articles).itertuples()]
    [('headline', 'Talks begin'), ('furniture', '\\n\\nKYIV (AFP) - '), ('lead', 'The talks began. They go on.')]
    """
    articles = require(articles, "articles")
    rows = [
        (article, start, end, zone)
        for article, text, title in zip(
            articles["article"], articles["text"], articles["title"].fillna(""), strict=True
        )
        for start, end, zone in zone_text(text, title=title)
    ]
    columns = list(CONTRACTS["zones"].columns)
    return require(pd.DataFrame(rows, columns=columns), "zones") if rows else empty("zones")


def zone_text(text: str, *, title: str = "") -> list[Span]:
    """Zone one text: (start, end, zone), in order, without gaps."""
    spans: list[Span] = []
    seen: set[str] = set()
    blocks = _blocks(text)
    for index, block in enumerate(blocks):
        last = index + 1 == len(blocks)
        zoned = list(_zone_block(block, last=last, seen=seen, title=title))
        seen.update(zone for start, end, zone in zoned if start < end)
        spans.extend(zoned)
    return list(_partition(spans, len(text)))


def _zone_block(block: Block, *, last: bool, seen: set[str], title: str) -> Iterator[Span]:
    """Zone one block, given the zones seen above it in the text."""
    header = LEAD not in seen
    if seen <= {FURNITURE} and not last and _is_headline(block, title):
        yield block.start, block.end, HEADLINE
    elif images := list(layout.images(block.text)):
        yield from _zone_images(block, images, header)
    elif layout.is_caption(block.text):
        yield block.start, block.end, CAPTION
    elif layout.is_furniture(block.text) or (header and layout.is_dateline(block.text)):
        yield block.start, block.end, FURNITURE
    elif layout.is_subhead(block.text) and not (header and last):
        yield block.start, block.end, SUBHEAD
    else:
        yield from _zone_paragraph(block, header)


def _zone_paragraph(block: Block, header: bool) -> Iterator[Span]:
    begin = block.start + (layout.dateline_length(block.text) if header else 0)
    finish = block.start + layout.credit_start(block.text)
    yield block.start, begin, FURNITURE
    yield begin, max(begin, finish), LEAD if header else BODY
    yield max(begin, finish), block.end, FURNITURE


def _zone_images(
    block: Block, images: list[tuple[int, int, int, int]], header: bool
) -> Iterator[Span]:
    """An image's alternative text is a caption; the text between images keeps its zone."""
    position = 0
    zone = LEAD if header else BODY
    for start, end, alt_start, alt_end in images:
        if block.text[position:start].strip():
            yield block.start + position, block.start + start, zone
        yield block.start + start, block.start + alt_start, FURNITURE
        yield block.start + alt_start, block.start + alt_end, CAPTION
        yield block.start + alt_end, block.start + end, FURNITURE
        position = end
    if block.text[position:].strip():
        yield block.start + position, block.end, zone


def _is_headline(block: Block, title: str) -> bool:
    return _same(block.text, title) if title else layout.is_headline(block.text)


def _same(text: str, title: str) -> bool:
    return " ".join(fold(text)[0].split()) == " ".join(fold(title)[0].split())


def starts_with_title(text: str, title: str) -> bool:
    """Tell whether the first line that is not empty is the title."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return _same(first, title)


def _blocks(text: str) -> list[Block]:
    """Return the lines that are not empty, those broken within a sentence joined."""
    lines = list(_lines(text))
    wrapped = layout.is_wrapped([(line.text, line.before_gap) for line in lines])
    blocks: list[Block] = []
    for line in lines:
        if blocks and not line.after_gap and _broken(blocks[-1], line, text, wrapped):
            blocks[-1] = blocks[-1].joined(line)
        else:
            blocks.append(line)
    return blocks


def _broken(block: Block, line: Block, text: str, wrapped: bool) -> bool:
    if layout.is_fixture(block.text) or layout.is_fixture(line.text):
        return False
    return wrapped or layout.is_broken(block.text, line.text, text)


def _lines(text: str) -> Iterator[Block]:
    """Yield the lines that are not empty, and whether an empty line stands before and after."""
    lines = text.splitlines(keepends=True)
    position = 0
    for index, line in enumerate(lines):
        content = line.strip()
        if content:
            start = position + line.index(content)
            before = index > 0 and not lines[index - 1].strip()
            after = index + 1 < len(lines) and not lines[index + 1].strip()
            yield Block(start, start + len(content), content, before, after)
        position += len(line)


def _partition(spans: list[Span], length: int) -> Iterator[Span]:
    """Fill what lies between the spans with furniture and join furniture that touches."""
    position = 0
    pending: int | None = None
    for start, end, zone in [*spans, (length, length, "")]:
        if pending is None and start > position:
            pending = position
        if zone == FURNITURE:
            pending = start if pending is None else pending
        elif start < end or not zone:
            if pending is not None and pending < start:
                yield pending, start, FURNITURE
            pending = None
            if start < end:
                yield start, end, zone
        position = max(position, end)
