"""One document of Nexis as it is numbered: its head, its text and what stands behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from framing.corpus.exports.nexis_words import (
    BESIDE,
    BODY,
    HEAD,
    TAIL,
    closes,
    dated,
    is_date,
    is_length,
    is_notice,
    maybe_date,
    opens,
    tag,
    value,
)
from framing.corpus.exports.vendor import body
from framing.corpus.files.parsed import Line
from framing.corpus.notes import NO_NOTE, Note
from framing.expressions import expression

ERROR = expression(r"error in this document and it is not possible to display", re.I)
VENDOR_ERROR = Note(
    "vendor_error",
    "the vendor delivered an error message in place of the article; download it again",
)
UNMARKED = Note(
    "unknown_layout", "neither LENGTH: nor BODY: nor another tag tells where its text begins"
)
_COPYRIGHT = expression(r"(?:Copyright|©|\(c\))[ \u00a0©(c),]*(?:19|20)\d\d\b", re.I)
_RESERVED = expression(r"(?:All Rights Reserved|Alle Rechte vorbehalten|Tous droits)", re.I)
_SHORT = ("language", "load_date", "publication_type", "document_type", "journal_code")
_NAMES = {**HEAD, **TAIL}

Block = list[Line]


def fields(lines: Sequence[Line], *, wrapped: bool) -> tuple[dict[str, str], Note, bool]:
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
    head, blocks, tail = parts
    _read_head(head, found, wrapped=wrapped)
    _read_tags(tail, found)
    text, joined = _unwrapped(blocks) if wrapped else (_joined(blocks), False)
    return found | {"text": text}, NO_NOTE, joined


def _without_error(blocks: list[Block]) -> list[Block] | None:
    """Cut off the vendor's message about the next document; none if it stands for this one."""
    wrong = [any(ERROR.search(one.text[:500]) for one in block) for block in blocks]
    at = wrong.index(True) if any(wrong) else len(blocks)
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


def _parts(blocks: list[Block]) -> tuple[list[Block], list[Block], list[Block]] | None:
    """Part head, text and tail: the text stands behind its tags, or between date and tags."""
    opened = _opened(blocks)
    if opened is None:
        return None
    start, blocks = opened
    end = _end(blocks, start)
    if start < end:
        return blocks[:start], blocks[start:end], blocks[end:]
    first, stop = _before(blocks, start)
    return [*blocks[:first], *blocks[stop:start]], blocks[first:stop], blocks[end:]


def _opened(blocks: list[Block]) -> tuple[int, list[Block]] | None:
    """Find the block where the text begins: behind BODY:, behind LENGTH:, or behind the tags."""
    for i, block in enumerate(blocks):
        for at, line in enumerate(block):
            if tag(line) == "BODY" or (tag(line) in BODY and _after_tags(blocks, i, line)):
                opening = [Line(value(line))] if value(line) else []
                above, below = block[:at], [*opening, *block[at + 1 :]]
                parted = [one for one in (above, below) if one]
                return i + bool(above), [*blocks[:i], *parted, *blocks[i + 1 :]]
    lengths = (i for i, block in enumerate(blocks) if any(map(is_length, block)))
    tags = (i for i, block in enumerate(blocks) if opens(block[0]))
    first = next(lengths, next(tags, None))
    if first is None:
        return None
    text = next((i for i in range(first + 1, len(blocks)) if not opens(blocks[i][0])), len(blocks))
    return text, blocks


def _after_tags(blocks: list[Block], i: int, line: Line) -> bool:
    """Tell whether a tag with nothing beside it follows the head's tags."""
    return not value(line) and any(opens(block[0]) for block in blocks[max(0, i - 2) : i])


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
        waits = tagged and tag(tagged[-1][-1]) and not value(tagged[-1][-1])  # for what is beneath
        known = opens(block[0]) or (tagged and (tag(block[0]) or waits))
        (tagged if known else bare).append(block)
    _read_tags(tagged, found)
    first = bare[0] if bare else []  # an outlet, and maybe the date in its block
    inside = next((i for i, line in enumerate(first) if i and is_date(line.plain)), len(first))
    bare = [one for one in (first[:inside], first[inside:], *bare[1:]) if one]
    at = next((i for i, block in enumerate(bare[:4]) if is_date(block[0].plain)), None)
    if at is None:  # of a form that is not known: it is no headline all the same
        at = next((i for i in (1, 2) if i < len(bare) and maybe_date(_line(bare[i]))), None)
    outlet = bare[: 1 if at is None else min(at, 1)]
    between = bare[len(outlet) : at] if at is not None else []
    after = bare[len(outlet) if at is None else at + 1 :]
    if at is not None:
        after = _read_date(bare[at], after, found)
    found["outlet"] = "; ".join(map(_line, outlet))
    centred = wrapped and any(map(_is_centred, outlet))
    _read_titles(between, after, found, centred=centred)


def _read_date(block: Block, after: list[Block], found: dict[str, str]) -> list[Block]:
    """Read date and edition; return what follows, without the same date printed again."""
    date, edition = dated(block[0].plain)
    again = [one for one in after[:1] if is_date(one[0].plain)]
    beneath = [line.plain for line in (*block[1:], *(line for one in again for line in one))]
    found |= {"date_text": date, "edition": " ".join(filter(None, (edition, *beneath)))}
    return after[len(again) :]


def _read_titles(
    between: list[Block], after: list[Block], found: dict[str, str], *, centred: bool
) -> None:
    """Tell headline from notice: a headline is not ``centred``; without that, the date tells."""
    titles, notices = (after, between) if after else (between, [])
    if centred:
        both = [*between, *after]
        titles = [block for block in both if not _is_centred(block)]
        notices = [block for block in both if _is_centred(block)]
    while len(titles) > 1 and is_notice(_line(titles[0])):
        notices, titles = [*notices, titles[0]], titles[1:]
    untagged = [_line(block) for block in titles]
    if not found.get("title") and untagged:
        found["title"] = untagged.pop(0)
    found |= {"subtitle": "\n".join(untagged), "notice": "\n".join(map(_line, notices))}


def _is_centred(block: Block) -> bool:
    return any(line.text[:1].isspace() for line in block)


def _read_tags(blocks: list[Block], found: dict[str, str]) -> None:
    for name, text in _tagged(blocks):
        found[name] = f"{found[name]}; {text}" if found.get(name) else text


def _tagged(blocks: list[Block]) -> Iterator[tuple[str, str]]:
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
                name, values = _NAMES.get(own, other), [value(line)]
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
        full = [len(one) + 1 + len(line.split()[0]) > room for one, line in pairwise(lines)]
        joined |= any(full)
        parts = [(" " if end else "\n") + line for end, line in zip(full, lines[1:], strict=True)]
        paragraphs.append(lines[0] + "".join(parts) if any(full) else body(block))
    return "\n\n".join(paragraphs), joined
