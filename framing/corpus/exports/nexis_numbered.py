"""The layout of Nexis in which "3 of 25 DOCUMENTS" begins a document; see :mod:`nexis`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from framing.corpus.exports import nexis_document
from framing.corpus.exports.nexis_words import closes
from framing.corpus.exports.vendor import article, beyond, checked_count, match, missing
from framing.corpus.files.parsed import Line, Parsed, told
from framing.corpus.notes import Note
from framing.corpus.readers.found import Found, Record
from framing.expressions import expression

MARKER = expression(
    r"(?:(?:FOCUS - )?(\d{1,9}) (?:of|OF) (\d{1,9}) DOCUMENTS?|"
    r"(?:Document|Dokument|Documento) (\d{1,9}) (?:of|von|de|di) (\d{1,9}))$"
)
EARLY = Note("ends_early", "ends without the tags that close the others; it may be cut short")
_JOINED = Note("wrapped_lines", "wrapped lines joined")
_SELECTED = expression(
    r"(?:Download Request|Ausgabeauftrag|Printopdracht)\b[^\d]{0,60}(\d[\d ,-]{0,400})$"
)


class Document(NamedTuple):
    """A document as it is numbered, and its lines, the first of them with the number."""

    export: int
    number: int
    of: int
    lines: Sequence[Line]


def found(file: Parsed) -> Found:
    """Read the numbered documents of a file; exports one after the other keep their counts."""
    cover, documents = _documents(file.lines)
    records: list[Record] = []
    declared = lacking = 0
    for export, group in groupby(documents, key=lambda document: document.export):
        own = list(group)
        total = _total(own)
        expected = _expected(own, cover, total)
        declared += len(expected)
        label = f"export {export}, document " if documents[-1].export > 1 else "document "
        read = {one.number: _record(label, one, file, expected, total) for one in own}
        if own[-1] is documents[-1] and _ends_early(documents):
            last = read[own[-1].number]
            read[own[-1].number] = last._replace(repairs=(*last.repairs, EARLY))
        lost = [n for n in expected if n not in read]
        lacking = checked_count(lacking + len(lost))
        read |= {n: missing(f"{label}{n}", {}, len(expected), len(read)) for n in lost}
        records += [read[number] for number in sorted(read)]
    return Found(records, declared=declared)


def _ends_early(documents: list[Document]) -> bool:
    """Tell whether the last document alone lacks the tags behind its text."""
    closed = [any(map(closes, document.lines)) for document in documents]
    return len(closed) > 1 and all(closed[:-1]) and not closed[-1]


def _documents(lines: Sequence[Line]) -> tuple[Sequence[Line], list[Document]]:
    """Split lines at the numbers; where numbering begins anew, another export does."""
    signs = [(i, sign) for i, line in enumerate(lines) if (sign := match(MARKER, line))]
    ends = [*(i for i, _ in signs), len(lines)]
    counts = [tuple(int(given) for given in sign.groups() if given) for _, sign in signs]
    documents: list[Document] = []
    export = total = last = 0
    for n, ((start, end), (number, of)) in enumerate(zip(pairwise(ends), counts, strict=True)):
        after = counts[n + 1 : n + 2] or [(0, 0)]
        # numbers that run on are one export's, though one of them may name another total
        slip = number == last + 1 or (total, of) == (after[0][1], counts[n][1])
        if number <= last or (of != total and not (slip and number <= total)):
            export, total = export + 1, of
        documents.append(Document(export, number, of, lines[start:end]))
        last = number
    return lines[: ends[0]], documents


def _total(documents: list[Document]) -> int:
    """Tell how many documents an export declares: what most of them say."""
    counts = Counter(document.of for document in documents)
    return min(counts, key=lambda of: (-counts[of], of < documents[-1].number, of))


def _expected(documents: list[Document], cover: Sequence[Line], total: int) -> list[int] | range:
    """Tell which numbers an export must have: those its cover selects, else one to all."""
    selected = _selected(cover) if documents[0].export == 1 else []
    if selected and {document.number for document in documents} <= set(selected):
        return selected
    return range(1, checked_count(total) + 1)


def _selected(cover: Sequence[Line]) -> list[int]:
    for line in cover:
        if sign := match(_SELECTED, line):
            ends = [re.findall(r"\d{1,9}", part) for part in sign[1].split(",")]
            ranges = [(int(pair[0]), int(pair[-1])) for pair in ends if pair]
            checked_count(sum(last - first + 1 for first, last in ranges))
            return sorted({n for first, last in ranges for n in range(first, last + 1)})
    return []


def _record(
    label: str, document: Document, file: Parsed, expected: list[int] | range, total: int
) -> Record:
    fields, why, joined = nexis_document.fields(document.lines[1:], wrapped=file.kind == "text")
    repairs = [*file.repairs, *told(document.lines)]
    repairs += [_JOINED] if joined else []
    if document.of != total:
        said = f"says 'of {document.of}' where the export says 'of {total}'"
        repairs.append(Note("total_differs", said))
    made = article(f"{label}{document.number}", fields, repairs, why)
    return made if document.number in expected else beyond(made, len(expected))
