"""The layout of Nexis Uni and Lexis+, whose documents close with "End of Document"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from framing.corpus.exports.nexis_document import ERROR, VENDOR_ERROR
from framing.corpus.exports.nexis_numbered import MARKER
from framing.corpus.exports.nexis_words import dated, fields, is_date, is_notice, maybe_date
from framing.corpus.exports.vendor import (
    article,
    beyond,
    body,
    checked_count,
    lowered,
    match,
    missing,
)
from framing.corpus.files.parsed import ROW, Line, Parsed, told
from framing.corpus.notes import NO_NOTE, Note
from framing.corpus.readers.found import Found, Record
from framing.expressions import expression

END = expression(r"End of Document$", re.I)
BODY = expression(r"(?:Body|Text)$")
_COUNT = expression(r"(?:Documents?|Dokumente?) \((\d{1,9})\)$")
_ITEM = expression(r"(\d{1,6})\.\s*(.*)$")
_COVER = expression(
    r"(?:User Name|Date and Time|Job Number|Client/Matter|Search Terms|Search Type|Narrowed by)\b|"
    r"Content Type$|Sources?: |News$"
)
_TAGS = {"journal code": "journal_code"} | fields(
    section="section", length="length länge longueur", author="byline author", series="series",
    dateline="dateline", highlight="highlight", load_date="load-date", language="language",
    publication_type="publication-type", subject="subject", company="company", person="person",
    organization="organization", industry="industry", geographic="geographic",
    correction_date="correction-date",
)  # fmt: skip
_TAG = expression(r"([A-Za-zä][A-Za-zä /-]{3,20}):(?:[\s]|$)")
_CLOSING = expression(r"(?:(Graphic|Classification)$|(Load-Date):)", re.I)
_MOST_OF_HEAD = 6  # lines: headline, outlet, notices, date
_UNDATED = Note("no_date_line", "no date between its headline and its text")
_RIGHTS = expression(r"(?:Copyright|©|\(c\)|All Rights Reserved)", re.I)


class Cover(NamedTuple):
    """What stands before the first document: the count, the headlines listed, where it ends."""

    declared: int | None
    listed: list[str]
    end: int


def found(file: Parsed) -> Found:
    """Read the documents of a file, each up to its "End of Document".

    A cover may stand before any document: exports one after the other keep their counts.
    """
    chunks, rest = _chunks(file.lines)
    # but for the first, a cover is only what counts documents
    covers = [_cover(chunk) for chunk in chunks]
    covers[1:] = [one if one.declared is not None else Cover(None, [], 0) for one in covers[1:]]
    firsts = [i for i, cover in enumerate(covers) if i == 0 or cover.declared is not None]
    records: list[Record] = []
    declared: int | None = None
    known = _outlets([chunk[cover.end :] for chunk, cover in zip(chunks, covers, strict=True)])
    for first, after in pairwise([*firsts, len(chunks)]):
        own = [_record(n + 1, chunks[n][covers[n].end :], file, known) for n in range(first, after)]
        if after == len(chunks) and any(line.plain for line in rest):
            own.append(_record(after + 1, rest, file, known, closed=False))
        count = covers[first].declared or _numbered(chunks[first:after])
        if count is not None:
            lost = _missing(own, count, covers[first].listed)
            own = [*own[:count], *(beyond(one, count) for one in own[count:]), *lost]
            declared = checked_count((declared or 0) + count)
        records += own
    return Found(records, declared=declared)


def _chunks(lines: Sequence[Line]) -> tuple[list[Sequence[Line]], Sequence[Line]]:
    ends = [i for i, line in enumerate(lines) if match(END, line)]
    starts = [0, *(end + 1 for end in ends)]
    return [lines[a:b] for a, b in zip(starts, ends, strict=False)], lines[starts[-1] :]


def _cover(lines: Sequence[Line]) -> Cover:
    """Read the cover, which ends where the first headline that it lists stands again."""
    bodies = (i for i, line in enumerate(lines) if match(BODY, line))
    lines = lines[: next(bodies, len(lines))]
    counts = [(i, int(count[1])) for i, line in enumerate(lines) if (count := match(_COUNT, line))]
    at, declared = (counts[0][0] + 1, checked_count(counts[0][1])) if counts else (0, None)
    listed: list[str] = []
    for i, line in enumerate(lines[at:], start=at):
        item = match(_ITEM, line)
        if item and int(item[1]) == len(listed) + 1 <= (declared or 0):
            listed.append(item[2].strip())
            at = i + 1
    again = lowered(listed[0]) if listed else ""
    for i, line in enumerate(lines[at:], start=at):
        if again and lowered(line.plain) == again:
            return Cover(declared, listed, i)
    while at < len(lines) and (
        not lines[at].plain or lines[at].mark == ROW or match(_COVER, lines[at])
    ):
        at += 1
    return Cover(declared, listed, at)


def _numbered(chunks: list[Sequence[Line]]) -> int | None:
    """Tell the count from lines such as "Document 3 of 25", where the documents have them."""
    signs = [sign for chunk in chunks for line in chunk[:5] if (sign := match(MARKER, line))]
    return checked_count(max(int(sign[2] or sign[4]) for sign in signs)) if signs else None


def _missing(records: list[Record], declared: int, listed: list[str]) -> list[Record]:
    """Make a record for each missing document; the cover's list tells which, if headlines do."""
    lacking = declared - len(records)
    if lacking <= 0:
        return []
    there = Counter(lowered(record.fields["title"]) for record in records)
    lost = []
    for number, title in enumerate(listed, start=1):
        there[lowered(title)] -= 1
        if there[lowered(title)] < 0:
            lost.append((f"entry {number} of the cover", {"title": title}))
    if len(lost) != lacking:  # the cover does not tell which
        lost = [(f"missing document {n}", {}) for n in range(1, lacking + 1)]
    return [missing(place, fields, declared, len(records)) for place, fields in lost]


def _record(
    number: int,
    lines: Sequence[Line],
    file: Parsed,
    known: Collection[str],
    *,
    closed: bool = True,
) -> Record:
    fields, undated, why = _fields(lines, known)
    if not closed:
        said = "cut short: no 'End of Document' follows; download the export again"
        why = Note("cut_short", said)
        fields = fields or {"text": body(lines)}
    repairs = [*file.repairs, *told(lines), *filter(None, [undated])]
    return article(f"document {number}", fields, repairs, why)


def _fields(lines: Sequence[Line], known: Collection[str]) -> tuple[dict[str, str], Note, Note]:
    """Give the fields of a document, what is to be told of its date, why it cannot be used."""
    if any(ERROR.search(line.text[:500]) for line in lines):
        return {}, NO_NOTE, VENDOR_ERROR
    start = _start(lines)
    if start is None:
        why = Note("unknown_layout", "no line 'Body' tells where its text begins")
        return {}, NO_NOTE, why
    fields: dict[str, str] = {}
    undated, why = _read_head(lines[:start], fields, known)
    text, tail = _text_and_tail(lines[start + 1 :])
    _read_tail(tail, fields)
    return fields | {"text": body(text)}, undated, why


def _start(lines: Sequence[Line]) -> int | None:
    return next((i for i, line in enumerate(lines) if match(BODY, line)), None)


def _outlets(chunks: Sequence[Sequence[Line]]) -> set[str]:
    """Return the outlets of documents where one line alone stands between headline and date."""
    heads = (_bare(chunk[:start], {}) for chunk in chunks if (start := _start(chunk)) is not None)
    return {bare[-2] for bare in heads if len(bare) > 2 and _date(bare) == 2}


def _tag(line: Line) -> tuple[str, str]:
    tag = _TAG.match(line.text.strip()[:40])
    name = tag[1].lower() if tag else ""
    return name, line.text.partition(":")[2].strip()


def _read_head(
    lines: Sequence[Line], fields: dict[str, str], known: Collection[str]
) -> tuple[Note, Note]:
    """Read tags, and by their order headline, outlet, notices, date, edition and rights."""
    bare = _bare(lines, fields)
    at = _date(bare)
    if at is None and not 1 < len(bare) <= _MOST_OF_HEAD:
        said = f"its head is not headline, outlet and date: {' / '.join(bare)[:120]}"
        return NO_NOTE, Note("unknown_layout", said)
    if at is not None:
        date, edition = dated(bare[at])
        edition = " ".join(filter(None, (edition, *bare[at + 1 :])))
        fields |= {"date_text": date, "edition": edition}
    first, *others = bare[:at]
    if not others:
        fields["outlet"] = first
        return NO_NOTE, NO_NOTE
    own = [one for one in others if one in known] or [one for one in others if not is_notice(one)]
    outlet = (own or others)[0]
    place = others.index(outlet)
    notices = others[place + 1 :]
    fields |= {"title": first, "outlet": outlet, "subtitle": "\n".join(others[:place])}
    fields["notice"] = "\n".join(notices)
    return (_UNDATED if at is None else NO_NOTE), NO_NOTE


def _bare(lines: Sequence[Line], fields: dict[str, str]) -> list[str]:
    """Return the lines of a head without a tag, those of the headline joined; tags are read."""
    bare: list[str] = []
    rights: list[str] = []
    runs = [
        list(run) for filled, run in groupby(lines, key=lambda line: bool(line.plain)) if filled
    ]
    for n, run in enumerate(runs):
        for line in run:
            name, value = _tag(line)
            if name in _TAGS and bare:
                fields[_TAGS[name]] = value
            elif bare and match(_RIGHTS, line):
                rights.append(line.plain)
            elif not match(MARKER, line):
                bare.append(line.plain)
        if n == 0 and len(runs) > 2 and len(bare) > 1 and _date(bare) is None and not rights:
            bare = [" ".join(bare)]  # a headline that is broken within its paragraph
    fields["copyright"] = " ".join(rights)
    return bare


def _date(bare: Sequence[str]) -> int | None:
    """Tell which line of a head is its date; behind headline and outlet it may be an odd one."""
    near = range(1, min(len(bare), _MOST_OF_HEAD))
    known = next((i for i in near if is_date(bare[i])), None)
    odd = (i for i in near if i > 1 and maybe_date(bare[i]))
    return next(odd, None) if known is None else known


def _text_and_tail(lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    """Split at the first of the closing parts, each sought from the end: a text may quote them."""
    starts = {part: i for i, line in enumerate(lines) if (part := _part(line))}
    ends = [starts[part] for part in ("classification", "load-date") if part in starts]
    if not ends:
        return lines, []
    end = min([*ends, starts.get("graphic", len(lines))])
    return lines[:end], lines[end:]


def _part(line: Line) -> str:
    """Name the closing part that a line opens, if it does."""
    part = match(_CLOSING, line)
    return (part[1] or part[2]).lower() if part else ""


def _read_tail(lines: Sequence[Line], fields: dict[str, str]) -> None:
    part = "after_text"
    other: dict[str, list[str]] = {part: [], "graphic": [], "classification": []}
    for line in lines:
        name, value = _tag(line)
        if name in _TAGS:
            fields[_TAGS[name]] = value
        elif _part(line):
            part = _part(line)
        elif line.plain:
            other[part].append(line.plain)
    fields |= {part: "\n".join(texts) for part, texts in other.items()}
