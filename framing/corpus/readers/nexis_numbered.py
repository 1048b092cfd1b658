"""The layout of Nexis in which "3 of 25 DOCUMENTS" begins a document; see :mod:`nexis`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from framing.corpus.readers.found import Found, Record
from framing.corpus.readers.vendor import article, body, checked_count
from framing.corpus.readers.vendor_lines import Line, Source

MARKER = re.compile(
    r"(?:(\d{1,9}) of (\d{1,9}) DOCUMENTS?|"
    r"(?:Document|Dokument|Documento) (\d{1,9}) (?:of|von|de|di) (\d{1,9}))$"
)
LAYOUT = "numbered documents"
ERROR = re.compile(r"error in this document and it is not possible to display", re.I)
VENDOR_ERROR = "the vendor delivered an error message in place of the article; download it again"
HEAD = {
    "BYLINE": "author", "AUTOR": "author", "AUTEUR": "author",
    "SECTION": "section", "RUBRIK": "section", "RUBRIQUE": "section",
    "LENGTH": "length", "LÄNGE": "length", "LONGUEUR": "length",
    "HEADLINE": "title", "DATELINE": "dateline", "HIGHLIGHT": "highlight", "SERIES": "series",
}  # fmt: skip
TAIL = {
    "LOAD-DATE": "load_date", "UPDATE": "load_date",
    "LANGUAGE": "language", "SPRACHE": "language", "LANGUE": "language",
    "GRAPHIC": "graphic", "GRAFIK": "graphic", "PUBLICATION-TYPE": "publication_type",
    "JOURNAL-CODE": "journal_code", "ZEITUNGS-CODE": "journal_code", "SUBJECT": "subject",
    "DOCUMENT-TYPE": "document_type", "PUB-TYPE": "publication_type", "URL": "url",
    "CORRECTION": "correction", "CORRECTION-DATE": "correction_date", "NOTES": "notes",
}  # fmt: skip
_TAG = re.compile(r"([A-ZÄÖÜÉÈ][A-ZÄÖÜÉÈ -]{1,28}[A-ZÄÖÜÉÈ]):(?:[ \u00a0]+|$)")
_COPYRIGHT = re.compile(r"(?:Copyright|©|\(c\))[ \u00a0©(c),]*(?:19|20)\d\d\b", re.I)
_SELECTED = re.compile(r"(?:Download Request|Ausgabeauftrag)\b[^\d]{0,60}(\d[\d ,-]{0,400})$")
_MONTHS = (
    "jan feb mar apr may jun jul aug sep oct nov dec "
    "mär mai okt dez janv févr mars avr juin juil août déc "
    "ene abr ago dic gen mag giu lug set ott fev out dez mrt mei"
)
_MONTH = rf"(?:{'|'.join(dict.fromkeys(_MONTHS.split()))})[^\W\d]*\.?"
_DAY = r"\d{1,2}(?:\.|st|nd|rd|th|er|º)?"
_YEAR = r"(?:1[6-9]|20)\d\d"
_DATE = re.compile(
    rf"(?:[^\W\d]+\.?,? )?(?:(?:{_DAY},? (?:de )?)?{_MONTH}(?: {_DAY},?)?(?: de|,)? {_YEAR}\b"
    rf"|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b|{_YEAR}(?:[./-]\d{{1,2}}[./-]\d{{1,2}}\b|年|$))",
    re.I,
)

Block = list[Line]


class Document(NamedTuple):
    """A document as it is numbered, and its lines."""

    export: int
    number: int
    of: int
    lines: list[Line]


def found(file: Source) -> Found:
    """Read the numbered documents of a file; exports one after the other keep their counts."""
    cover, documents = _documents(file.lines)
    records: list[Record] = []
    declared = lacking = 0
    several = documents[-1].export > 1
    for export, group in groupby(documents, key=lambda document: document.export):
        own = list(group)
        expected = _expected(own, cover)
        declared += len(expected)
        label = f"export {export}, document " if several else "document "
        read = {one.number: _record(label, one, file) for one in own}
        lost = [n for n in expected if n not in read]
        lacking = checked_count(lacking + len(lost))
        why = f"missing: the export declares {len(expected)} documents, {len(read)} found"
        read |= {n: article(f"{label}{n}", {}, (), why) for n in lost}
        records += [read[number] for number in sorted(read)]
    return Found(records, declared=declared, layout=LAYOUT)


def _documents(lines: list[Line]) -> tuple[list[Line], list[Document]]:
    """Split lines at the numbers; where numbering begins anew, another export does."""
    matches = [(i, match) for i, line in enumerate(lines) if (match := _marker(line))]
    ends = [*(i for i, _ in matches), len(lines)]
    documents: list[Document] = []
    export = 1
    for (start, end), (_, match) in zip(pairwise(ends), matches, strict=True):
        number, of = (int(given) for given in match.groups() if given)
        last = documents[-1] if documents else None
        export += last is not None and (number <= last.number or of != last.of)
        documents.append(Document(export, number, of, lines[start + 1 : end]))
    return lines[: ends[0]], documents


def _marker(line: Line) -> re.Match[str] | None:
    return MARKER.match(line.plain) if len(line.text) < 200 else None


def _expected(documents: list[Document], cover: list[Line]) -> list[int]:
    """Tell which numbers an export must have: those its cover selects, else one to all."""
    numbers = {document.number for document in documents}
    selected = _selected(cover) if documents[0].export == 1 else []
    if selected and numbers <= set(selected):
        return selected
    return list(range(1, checked_count(max(documents[0].of, *numbers)) + 1))


def _selected(cover: list[Line]) -> list[int]:
    for line in cover:
        if len(line.text) < 500 and (match := _SELECTED.match(line.plain)):
            ends = [re.findall(r"\d{1,9}", part) for part in match[1].split(",")]
            ranges = [(int(pair[0]), int(pair[-1])) for pair in ends if pair]
            checked_count(sum(last - first + 1 for first, last in ranges))
            return sorted({n for first, last in ranges for n in range(first, last + 1)})
    return []


def _record(label: str, document: Document, file: Source) -> Record:
    place = f"{label}{document.number}"
    fields, why, joined = _fields(_blocks(document.lines), wrapped=file.kind == "txt")
    repairs = [*file.repairs, *(["wrapped lines joined"] if joined else [])]
    return article(place, fields, repairs, why)


def _blocks(lines: list[Line]) -> list[Block]:
    runs = groupby(lines, key=lambda line: bool(line.plain))
    return [list(run) for filled, run in runs if filled]


def _tag(line: Line) -> str:
    match = _TAG.match(line.text.strip()[:40])
    return match[1] if match else ""


def _fields(blocks: list[Block], *, wrapped: bool) -> tuple[dict[str, str], str, bool]:
    """Give the fields of a document, why it cannot be used, and whether lines were joined."""
    fields: dict[str, str] = {}
    blocks = _without_copyright(blocks, fields)
    if any(ERROR.search(line.text[:500]) for block in blocks for line in block):
        return fields, VENDOR_ERROR, False
    start = _start(blocks)
    if start is None:
        return fields, "neither LENGTH: nor BODY: tells where its text begins", False
    head, rest = _head_and_rest(blocks, start)
    _read_head(head, fields)
    end = next((i for i, block in enumerate(rest) if _tag(block[0]) in TAIL), len(rest))
    _read_tail(rest[end:], fields)
    text, joined = _unwrapped(rest[:end]) if wrapped else (_joined(rest[:end]), False)
    return fields | {"text": text}, "", joined


def _without_copyright(blocks: list[Block], fields: dict[str, str]) -> list[Block]:
    """Take the copyright from the first or the last block."""
    for place in (-1, 0):
        if blocks and _COPYRIGHT.match(blocks[place][0].plain):
            fields["copyright"] = " ".join(line.plain for line in blocks[place])
            return blocks[:place] if place else blocks[1:]
    return blocks


def _start(blocks: list[Block]) -> int | None:
    """Find the block that opens the text with BODY:, or the first behind LENGTH: and its like."""
    tags = [[_tag(line) for line in block] for block in blocks]
    lengths = [i for i, own in enumerate(tags) if any(HEAD.get(tag) == "length" for tag in own)]
    bodies = [i for i, own in enumerate(tags) if "BODY" in own]
    if bodies:
        return bodies[0]
    if not lengths:
        return None
    after = range(lengths[0] + 1, len(blocks))
    return next((i for i in after if tags[i][0] not in HEAD), len(blocks))


def _head_and_rest(blocks: list[Block], start: int) -> tuple[list[Block], list[Block]]:
    if start == len(blocks):
        return blocks, []
    tags = [_tag(line) for line in blocks[start]]
    if "BODY" not in tags:
        return blocks[:start], blocks[start:]
    at = tags.index("BODY")
    opening = _value(blocks[start][at])
    first = [Line(opening)] if opening else []
    text = [*first, *blocks[start][at + 1 :]]
    head = [*blocks[:start], blocks[start][:at]] if at else blocks[:start]
    return head, [text, *blocks[start + 1 :]] if text else blocks[start + 1 :]


def _value(line: Line) -> str:
    return line.text.partition(":")[2].strip()


def _read_head(blocks: list[Block], fields: dict[str, str]) -> None:
    """Read tags, and by their order outlet, date (with the edition beneath) and headline."""
    bare = [block for block in blocks if not _tag(block[0])]
    for name, value in _tagged([block for block in blocks if _tag(block[0])], HEAD):
        fields[name] = f"{fields[name]}; {value}" if name in fields else value
    dated = next((i for i, block in enumerate(bare[:3]) if is_date(block[0].plain)), None)
    outlet = bare[:1] if dated is None else bare[:dated]
    if dated is not None:
        date, *edition = [line.plain for line in bare[dated]]
        fields |= {"date_text": date, "edition": " ".join(edition)}
    fields["outlet"] = "; ".join(" ".join(line.plain for line in block) for block in outlet)
    titles = bare[1:] if dated is None else bare[dated + 1 :]
    untagged = [" ".join(line.plain for line in block) for block in titles]
    if not fields.get("title") and untagged:
        fields["title"] = untagged.pop(0)
    fields["subtitle"] = "\n".join(untagged)


def is_date(text: str) -> bool:
    """Tell whether a short line is a printed date: a month's name and a year, or numbers.

    Examples
    --------
    >>> is_date("13. Februar 2025 Donnerstag"), is_date("Mayor wins 2025 vote")
    (True, False)
    """
    return len(text) <= 80 and bool(_DATE.match(text))


def _read_tail(blocks: list[Block], fields: dict[str, str]) -> None:
    for name, value in _tagged(blocks, TAIL):
        fields[name] = f"{fields[name]}; {value}" if fields.get(name) else value


def _tagged(blocks: list[Block], names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield names and values of tagged lines; what follows without a tag belongs to the last."""
    name, values = "", list[str]()
    for line in (line for block in blocks for line in block):
        tag = _tag(line)
        if tag in names or (tag and names is TAIL):
            if name:
                yield name, " ".join(values)
            name, values = names.get(tag, tag.lower().replace(" ", "_")), [_value(line)]
        else:
            values.append(line.plain)
    if name:
        yield name, " ".join(value for value in values if value)


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
