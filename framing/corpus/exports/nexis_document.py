"""One document of Nexis as it is numbered: its head, its text and what stands behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from framing.corpus.exports.nexis_words import (
    BESIDE,
    BODY,
    HEAD,
    TAIL,
    closes,
    dated,
    is_date,
    is_length,
    opens,
    tag,
    value,
)
from framing.corpus.exports.vendor import body
from framing.corpus.files.parsed import Line

ERROR = re.compile(r"error in this document and it is not possible to display", re.I)
VENDOR_ERROR = "the vendor delivered an error message in place of the article; download it again"
UNMARKED = "neither LENGTH: nor BODY: nor another tag tells where its text begins"
_COPYRIGHT = re.compile(r"(?:Copyright|©|\(c\))[ \u00a0©(c),]*(?:19|20)\d\d\b", re.I)
_RESERVED = re.compile(r"(?:All Rights Reserved|Alle Rechte vorbehalten|Tous droits)", re.I)
_SHORT = ("language", "load_date", "publication_type", "document_type", "journal_code")
_NAMES = {**HEAD, **TAIL}

Block = list[Line]


class Parts(NamedTuple):
    """The blocks of a document, parted."""

    head: list[Block]
    text: list[Block]
    tail: list[Block]


def fields(lines: Sequence[Line], *, wrapped: bool) -> tuple[dict[str, str], str, bool]:
    """Give the fields of a document, why it cannot be used, and whether lines were joined.

    ``wrapped`` lines may be broken by the export, and what is centred is indented.
    """
    found: dict[str, str] = {}
    runs = groupby(lines, key=lambda line: bool(line.plain))
    blocks = _without_error([list(run) for filled, run in runs if filled])
    if blocks is None:
        return found, VENDOR_ERROR, False
    parts = _parts(_without_copyright(blocks, found))
    if parts is None:
        return found, UNMARKED, False
    _read_head(parts.head, found, wrapped=wrapped)
    _read_tags(parts.tail, found)
    text, joined = _unwrapped(parts.text) if wrapped else (_joined(parts.text), False)
    return found | {"text": text}, "", joined


def _without_error(blocks: list[Block]) -> list[Block] | None:
    """Cut off the vendor's message about the next document; none if it stands for this one."""
    messages = (
        i for i, block in enumerate(blocks) if any(ERROR.search(one.text[:500]) for one in block)
    )
    at = next(messages, len(blocks))
    whole = at == len(blocks) or any(closes(block[0]) for block in blocks[:at])
    return blocks[:at] if whole else None


def _without_copyright(blocks: list[Block], found: dict[str, str]) -> list[Block]:
    """Take the copyright from the end or the beginning; the outlet may stand in its block."""
    last = len(blocks) - 1
    last -= last > 0 and bool(_RESERVED.match(blocks[last][0].plain))
    if blocks and _COPYRIGHT.match(blocks[last][0].plain):
        found["copyright"] = _line(line for block in blocks[last:] for line in block)
        blocks = blocks[:last]
    if blocks and _COPYRIGHT.match(blocks[0][0].plain):
        own, *blocks = blocks
        if len(own) > 1 and blocks and (is_date(blocks[0][0].plain) or opens(blocks[0][0])):
            own, blocks = own[:-1], [own[-1:], *blocks]
        found["copyright"] = "; ".join(filter(None, (_line(own), found.get("copyright"))))
    return blocks


def _line(lines: Iterator[Line] | Block) -> str:
    return " ".join(line.plain for line in lines)


def _parts(blocks: list[Block]) -> Parts | None:
    """Part a document: the text stands behind its tags, or between date and tags."""
    opened = _opened(blocks)
    if opened is None:
        return None
    start, blocks = opened
    end = _end(blocks, start)
    if start < end:
        return Parts(blocks[:start], blocks[start:end], blocks[end:])
    first, stop = _before(blocks, start)
    head = [*blocks[:first], *blocks[stop:start]]
    return Parts(head, blocks[first:stop], blocks[end:])


def _opened(blocks: list[Block]) -> tuple[int, list[Block]] | None:
    """Find the block where the text begins: behind BODY:, behind LENGTH:, or behind the tags."""
    for i, block in enumerate(blocks):
        for at, line in enumerate(block):
            if tag(line) == "BODY" or (tag(line) in BODY and _after_tags(blocks, i, line)):
                above = [block[:at]] if at else []
                opening = [Line(value(line))] if value(line) else []
                text = [*opening, *block[at + 1 :]]
                below = [text] if text else []
                return i + len(above), [*blocks[:i], *above, *below, *blocks[i + 1 :]]
    lengths = (i for i, block in enumerate(blocks) if any(map(is_length, block)))
    tags = (i for i, block in enumerate(blocks) if opens(block[0]))
    first = next(lengths, next(tags, None))
    return None if first is None else (_behind_tags(blocks, first + 1), blocks)


def _after_tags(blocks: list[Block], i: int, line: Line) -> bool:
    """Tell whether a tag with nothing beside it follows the head's tags."""
    return not value(line) and any(opens(block[0]) for block in blocks[max(0, i - 2) : i])


def _behind_tags(blocks: list[Block], at: int) -> int:
    while at < len(blocks) and opens(blocks[at][0]):
        at += 1
    return at


def _end(blocks: list[Block], start: int) -> int:
    """Find where the text ends: at a tag that closes it, or at the tags right before that."""
    closing = (i for i in range(start, len(blocks)) if closes(blocks[i][0]))
    end = next(closing, len(blocks))
    while start < end < len(blocks) and tag(blocks[end - 1][0]) in BESIDE:
        end -= 1
    return end


def _before(blocks: list[Block], start: int) -> tuple[int, int]:
    """Find a text that stands before its length: behind a date that follows the headline."""
    stop = start
    while stop and opens(blocks[stop - 1][0]):
        stop -= 1
    date = next((i for i in (2, 3) if i < stop and is_date(blocks[i][0].plain)), None)
    if date is None:
        return stop, stop
    near = [i for i in range(date + 1, min(date + 3, stop)) if opens(blocks[i][0])]
    return (near[-1] if near else date) + 1, stop


def _read_head(blocks: list[Block], found: dict[str, str], *, wrapped: bool) -> None:
    """Read tags, and by their order outlet, date (with the edition beneath) and headline."""
    bare: list[Block] = []
    tagged: list[Block] = []
    for block in blocks:
        known = opens(block[0]) or (tagged and (tag(block[0]) or _waits(tagged[-1][-1])))
        (tagged if known else bare).append(block)
    _read_tags(tagged, found)
    bare = [*_parted(bare[0]), *bare[1:]] if bare else []
    at = next((i for i, block in enumerate(bare[:4]) if is_date(block[0].plain)), None)
    outlet = bare[: 1 if at is None else min(at, 1)]
    between = bare[len(outlet) : at] if at is not None else []
    after = bare[len(outlet) if at is None else at + 1 :]
    if at is not None:
        after = _read_date(bare[at], after, found)
    found["outlet"] = "; ".join(map(_line, outlet))
    _read_titles(outlet, between, after, found, wrapped=wrapped)


def _waits(line: Line) -> bool:
    """Tell whether a tag's value stands beneath it."""
    return bool(tag(line)) and not value(line)


def _parted(block: Block) -> list[Block]:
    """Part an outlet from the date that stands in its block."""
    at = next((i for i, line in enumerate(block) if i and is_date(line.plain)), len(block))
    return [block[:at], block[at:]] if at < len(block) else [block]


def _read_date(block: Block, after: list[Block], found: dict[str, str]) -> list[Block]:
    """Read date and edition; return what follows, without the same date printed again."""
    date, edition = dated(block[0].plain)
    again = [one for one in after[:1] if is_date(one[0].plain)]
    beneath = [line.plain for line in (*block[1:], *(line for one in again for line in one))]
    found |= {"date_text": date, "edition": " ".join(filter(None, (edition, *beneath)))}
    return after[len(again) :]


def _read_titles(
    outlet: list[Block],
    between: list[Block],
    after: list[Block],
    found: dict[str, str],
    *,
    wrapped: bool,
) -> None:
    """Tell headline from notice: a headline is not centred; without that, the date tells."""
    titles, notices = (after, between) if after else (between, [])
    if wrapped and outlet and _is_centred(outlet[0]):
        both = [*between, *after]
        titles = [block for block in both if not _is_centred(block)]
        notices = [block for block in both if _is_centred(block)]
    untagged = [_line(block) for block in titles]
    if not found.get("title") and untagged:
        found["title"] = untagged.pop(0)
    found |= {"subtitle": "\n".join(untagged), "notice": "\n".join(map(_line, notices))}


def _is_centred(block: Block) -> bool:
    return any(line.text[:1].isspace() for line in block)


def _read_tags(blocks: list[Block], found: dict[str, str]) -> None:
    for name, text in _tagged(blocks, _NAMES):
        found[name] = f"{found[name]}; {text}" if found.get(name) else text


def _tagged(blocks: list[Block], names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield names and values of tagged lines; what follows without a tag belongs to the last."""
    name, values = "after_text", list[str]()
    for block in blocks:
        if not tag(block[0]) and name in _SHORT:
            yield name, " ".join(values)
            name, values = "after_text", []
        for line in block:
            if own := tag(line):
                yield name, " ".join(filter(None, values))
                other = "tag_" + re.sub(r"\W", "_", own.lower())
                name, values = names.get(own, other), [value(line)]
            else:
                values.append(line.plain)
    yield name, " ".join(filter(None, values))


def _joined(blocks: list[Block]) -> str:
    return "\n\n".join(body(block) for block in blocks)


def _unwrapped(blocks: list[Block]) -> tuple[str, bool]:
    """Join the lines that the export broke: those where the next word had no room.

    The room is the longest line's; where a line exceeds a hundred characters, nothing was broken.
    """
    room = max((len(line.text.strip()) for block in blocks for line in block), default=0)
    if room > 100:
        return _joined(blocks), False
    joined, paragraphs = False, []
    for block in blocks:
        lines = [line.text.strip() for line in block]
        ends = [_was_broken(before, line, room) for before, line in pairwise(lines)]
        joined |= any(ends)
        parts = [
            f" {line}" if end else f"\n{line}" for end, line in zip(ends, lines[1:], strict=True)
        ]
        paragraphs.append(lines[0] + "".join(parts) if any(ends) else body(block))
    return "\n\n".join(paragraphs), joined


def _was_broken(before: str, line: str, room: int) -> bool:
    return len(before) + 1 + len(line.split(maxsplit=1)[0]) > room
