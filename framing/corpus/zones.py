"""Zoning: which part of a text is headline, subhead, lead, body, caption or furniture.

Nothing is removed from a text. Its blocks of lines are read from top to bottom, and every
character ends in exactly one zone; what is between the others is furniture.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from framing.corpus.zoning.layout import (
    MAX_DECK_WORDS,
    Layout,
    ends_sentence,
    is_another_headline,
    is_marked_subhead,
    layout_of,
    sentences,
)
from framing.corpus.zoning.lines import Block, blocks, same_title
from framing.corpus.zoning.pictures import has_image, images
from framing.corpus.zoning.standing import (
    ASIDE,
    LINK,
    LOOSE,
    PROSE,
    SHORT,
    STANDS,
    is_loose,
    settled,
)
from framing.corpus.zoning.writers import opens_with_writer
from framing.tables.contracts import CONTRACTS
from framing.tables.contracts.contract import LANGUAGE
from framing.tables.require import empty, require

HEADLINE, SUBHEAD, LEAD, BODY = "headline", "subhead", "lead", "body"
CAPTION, FURNITURE = "caption", "furniture"
ZONES = (HEADLINE, SUBHEAD, LEAD, BODY, CAPTION, FURNITURE)
RUNNING = (SUBHEAD, LEAD, BODY)
RANKED = (LEAD, BODY)

_NEAR_LEAD = 8  # blocks from a line under the headline to the lead, at most

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
    layout = layout_of(language)
    found = blocks(text, layout, title=title)
    zoned = _zone_blocks(found, layout)
    lead = next((n for n, spans in enumerate(zoned) if any(s[2] == LEAD for s in spans)), None)
    if lead is not None:
        _settle(found, zoned, lead, layout)
    spans = [
        (start, end, SUBHEAD if zone == SHORT else zone)
        for of_block in zoned
        for start, end, zone in of_block
    ]
    return list(_filled(spans, len(text)))


def _zone_blocks(found: list[Block], layout: Layout) -> list[list[Span]]:
    """Zone each block for itself; what looks like a subhead is only called short."""
    titled = any(block.is_title for block in found)
    zoned: list[list[Span]] = []
    seen: set[str] = set()
    headline = ""
    for index, block in enumerate(found):
        last = index + 1 == len(found)
        header = LEAD not in seen
        if block.is_title or (not titled and not last and _is_headline(block, seen, layout)):
            spans = [(block.start, block.end, HEADLINE)]
            headline = block.text
        elif headline and header and same_title(block.text, headline):
            spans = []
        elif headline and header and (rest := _below_headline(block, headline)):
            spans = [(block.end - len(rest), block.end, SUBHEAD)]
        elif header and opens_with_writer(found, index, layout):
            spans = []
        elif headline and header and _is_deck(found, index, layout):
            spans = [(block.start, block.end, SUBHEAD)]
        else:
            spans = list(_zone_block(block, layout, last=last, header=header))
        zoned.append([span for span in spans if span[0] < span[1]])
        seen.update(zone for _, _, zone in zoned[-1])
    return zoned


def _settle(found: list[Block], zoned: list[list[Span]], lead: int, layout: Layout) -> None:
    """Zone the short lines after the lead by where they stand, in place."""
    kinds = [_kind(*pair) for pair in zip(found[lead:], zoned[lead:], strict=True)]
    for number, what in settled(found[lead:], kinds, layout, found[:lead]).items():
        block = found[lead + number]
        if what == LINK and number:
            zoned[lead + number] = []
        elif kinds[number] in (SHORT, ASIDE):
            zone = SUBHEAD if what == STANDS else BODY
            zoned[lead + number] = [(block.start, block.end, zone)]


def _kind(block: Block, spans: list[Span]) -> str:
    if spans == [(block.start, block.end, BODY)] and is_loose(block.text):
        return LOOSE
    found = {zone for _, _, zone in spans} - {CAPTION}
    return SHORT if SHORT in found else PROSE if found else ASIDE


def _is_headline(block: Block, seen: set[str], layout: Layout) -> bool:
    return seen <= {CAPTION} and layout.is_headline(block.text)


def _below_headline(block: Block, headline: str) -> str:
    """Return the second headline that stands in one line with the first, once more."""
    rest = block.text.removeprefix(headline)
    parted = rest[:1].isspace() and rest.lstrip()[0].isupper()
    return rest.lstrip() if parted and len(rest.split()) <= MAX_DECK_WORDS else ""


def _is_deck(found: list[Block], index: int, layout: Layout) -> bool:
    """Tell whether a long line or a sentence below the headline stands above the lead."""
    text, rest = found[index].text, found[index + 1 :]
    if ends_sentence(text):
        if not _under_picture(found, index, layout):
            return False
    elif not layout.is_deck(text) or layout.is_subhead(text):
        return False
    if has_image(text):
        return False
    if _is_furniture(text, layout, header=True) or layout.pictures.caption_length(text):
        return False
    stripped = layout.datelines.dateline_length(text) or layout.asides.spans(text)
    return not stripped and any(ends_sentence(other.text) for other in rest[:_NEAR_LEAD])


def _under_picture(found: list[Block], index: int, layout: Layout) -> bool:
    """Tell whether a sentence sums the text up, between a picture's credit and the text.

    A report's first sentence, which has the same place, tells of a day or stands above other
    paragraphs of one sentence.
    """
    text, above = found[index].text, found[index - 1].text if index else ""
    if not (above and layout.is_summary(text)):
        return False
    if not (layout.pictures.is_credit(above) or layout.pictures.has_credit(above)):
        return False
    below = [other.text for other in found[index + 1 :] if ends_sentence(other.text)]
    longer = sum(len(sentences(paragraph)) > 1 for paragraph in below)
    return len(below) > 1 and 2 * longer >= len(below)


def _zone_block(block: Block, layout: Layout, *, last: bool, header: bool) -> Iterator[Span]:
    """Zone one block but for furniture; ``header``: the lead is still to come."""
    text = block.text
    if has_image(text):
        yield from _zone_images(block, layout, header)
    elif asides := layout.asides.spans(text):
        yield from _zone_paragraph(block, layout, header, asides)
    elif _is_furniture(text, layout, header):
        return
    elif length := layout.pictures.caption_length(text):
        yield block.start, block.start + length, CAPTION
    elif is_marked_subhead(text):
        yield block.start, block.end, SUBHEAD
    elif not header and is_another_headline(text):
        return
    elif layout.is_subhead(text) and not last:
        yield block.start, block.end, SHORT
    else:
        yield from _zone_paragraph(block, layout, header, [])


def _is_furniture(text: str, layout: Layout, header: bool) -> bool:
    if header and (layout.datelines.is_dateline(text) or layout.is_names(text)):
        return True
    if layout.pictures.opens_caption(text):
        return False
    if not header and layout.is_invitation(text):
        return True
    return layout.is_furniture(text) or layout.is_link(text)


def _zone_paragraph(
    block: Block, layout: Layout, header: bool, asides: list[tuple[int, int]]
) -> Iterator[Span]:
    text = block.text
    begin = layout.datelines.dateline_length(text) if header else 0
    credit = layout.pictures.credit_start(text) or len(text)
    finish = max(begin, min(credit, layout.sign_off_start(text)))
    zone = LEAD if header else BODY
    bounds = [begin, *(place for span in asides for place in span), finish]
    for start, end in zip(bounds[::2], bounds[1::2], strict=True):
        part = text[start : min(end, finish)]
        bare = part.lstrip(" .,;:!?") if start > begin else part.lstrip()
        label = start > begin and end == finish and len(bare.split()) == 1 and bare.isalpha()
        if not asides or (any(map(str.isalnum, bare)) and not label):
            first = block.start + start + len(part) - len(bare)
            yield first, first + len(bare.rstrip()), zone


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
