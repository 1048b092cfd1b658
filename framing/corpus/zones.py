"""Zoning: which part of a text is headline, subhead, lead, body, caption or furniture.

Nothing is removed from a text. Its blocks of lines are read from top to bottom, and every
character ends in exactly one zone; what is between the others is furniture.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from framing.corpus.zoning.layout import Layout, is_marked_subhead, layout_of
from framing.corpus.zoning.lines import Block, blocks, same_title
from framing.corpus.zoning.pictures import has_image, images
from framing.tables.contracts import CONTRACTS
from framing.tables.contracts.contract import LANGUAGE
from framing.tables.require import empty, require

HEADLINE, SUBHEAD, LEAD, BODY = "headline", "subhead", "lead", "body"
CAPTION, FURNITURE = "caption", "furniture"
ZONES = (HEADLINE, SUBHEAD, LEAD, BODY, CAPTION, FURNITURE)
RUNNING = (SUBHEAD, LEAD, BODY)
RANKED = (LEAD, BODY)

Span = tuple[int, int, str]


def zones(articles: pd.DataFrame) -> pd.DataFrame:
    r"""Zone each article.

    Parameters
    ----------
    articles : a row is an article; needs ``article``, ``outlet`` and ``text``.

    Returns
    -------
    A row is a run of characters of one article, ``text[start:end]``, with its zone. The
    rows of an article partition its text exactly.

    Examples
    --------
    >>> text = "Talks begin\n\nKYIV (AFP) - The talks began."
    >>> articles = pd.DataFrame({"article": ["a"], "outlet": ["X"], "text": [text]})
    >>> [(row.zone, text[row.start : row.end]) for row in zones(articles).itertuples()]
    [('headline', 'Talks begin'), ('furniture', '\n\nKYIV (AFP) - '), ('lead', 'The talks began.')]
    """
    articles = require(articles, "articles")
    rows = [
        (article, start, end, zone)
        for article, text, title, code in zip(
            articles["article"], articles["text"], articles["title"].fillna(""),
            articles["language"].fillna(LANGUAGE), strict=True,
        )
        for start, end, zone in zone_text(text, title=title, language=code)
    ]  # fmt: skip
    columns = list(CONTRACTS["zones"].columns)
    return require(pd.DataFrame(rows, columns=columns), "zones") if rows else empty("zones")


def zone_text(text: str, *, title: str = "", language: str = LANGUAGE) -> list[Span]:
    """Zone one text: (start, end, zone), in order, without gaps."""
    spans: list[Span] = []
    of_language = layout_of(language)
    found = blocks(text, of_language, title=title)
    titled = any(block.is_title for block in found)
    seen: set[str] = set()
    headline = ""
    for index, block in enumerate(found):
        last = index + 1 == len(found)
        if block.is_title or (not titled and not last and _is_headline(block, seen, of_language)):
            zoned = [(block.start, block.end, HEADLINE)]
            headline = block.text
        elif headline and LEAD not in seen and same_title(block.text, headline):
            continue
        else:
            zoned = list(_zone_block(block, of_language, last=last, header=LEAD not in seen))
        zoned = [span for span in zoned if span[0] < span[1]]
        seen.update(zone for _, _, zone in zoned)
        spans.extend(zoned)
    return list(_filled(spans, len(text)))


def _is_headline(block: Block, seen: set[str], layout: Layout) -> bool:
    return seen <= {CAPTION} and layout.is_headline(block.text)


def _zone_block(block: Block, layout: Layout, *, last: bool, header: bool) -> Iterator[Span]:
    """Zone one block but for furniture; ``header``: the lead is still to come."""
    if has_image(block.text):
        yield from _zone_images(block, layout, header)
    elif _is_furniture(block.text, layout, header):
        return
    elif length := layout.pictures.caption_length(block.text):
        yield block.start, block.start + length, CAPTION
    elif is_marked_subhead(block.text) or (layout.is_subhead(block.text) and not last):
        yield block.start, block.end, SUBHEAD
    else:
        yield from _zone_paragraph(block, layout, header)


def _is_furniture(text: str, layout: Layout, header: bool) -> bool:
    if header and layout.datelines.is_dateline(text):
        return True
    return not layout.pictures.opens_caption(text) and layout.is_furniture(text)


def _zone_paragraph(block: Block, layout: Layout, header: bool) -> Iterator[Span]:
    begin = block.start + (layout.datelines.dateline_length(block.text) if header else 0)
    text = block.text
    credit = layout.pictures.credit_start(text) or len(text)
    finish = len(text[: min(credit, layout.sign_off_start(text))].rstrip())
    yield begin, max(begin, block.start + finish), LEAD if header else BODY


def _zone_images(block: Block, layout: Layout, header: bool) -> Iterator[Span]:
    """Zone an image's alternative text as caption; the text between images keeps its zone."""
    position = 0
    zone = LEAD if header else BODY
    for start, end, alt_start, alt_end in [
        *images(block.text),
        (len(block.text),) * 4,
    ]:
        between = block.text[position:start]
        if not layout.is_furniture(between.strip()):
            offset = block.start + position + len(between) - len(between.lstrip())
            yield offset, offset + len(between.strip()), zone
        yield block.start + alt_start, block.start + alt_end, CAPTION
        position = end


def _filled(spans: list[Span], length: int) -> Iterator[Span]:
    """Yield the spans, and what lies between them as furniture."""
    position = 0
    for start, end, zone in spans:
        if position < start:
            yield position, start, FURNITURE
        yield start, end, zone
        position = end
    if position < length:
        yield position, length, FURNITURE
