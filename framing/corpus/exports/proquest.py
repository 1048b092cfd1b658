"""Reader for the exports of ProQuest as text ("TXT - Text Only"), RTF or DOCX.

A line of underscores begins each document: its headline, then lines that begin with a label, of
which "Full text:" begins the text, and further labels up to the next line of underscores. As
described by chennesy/pq_parser (``pq_parser.ipynb``, with the list of labels) and
matthewberryman/keywords (``input.py``, ``anzns``); KatieMurenbeeld/VIP_NLP
(``scripts/test/02_find_unique_articles_citations.R``) has documents that are numbered
("Document 3 of 84").

The text ends where nothing but labels follow, so that a paragraph of it may begin like one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from framing.corpus.exports.nexis_numbered import MARKER
from framing.corpus.exports.vendor import answer, article, body, checked_count, missing, refusal
from framing.corpus.files.parsed import Line, Parsed, told
from framing.corpus.notes import NO_NOTE, Note
from framing.corpus.readers.found import Found, Record
from framing.expressions import expression

KNOWN = (
    "text, RTF or DOCX whose documents stand between lines of underscores, each with 'Full text:' "
    "or 'Publication title:'"
)
SEPARATOR = expression(r"\s*[_*=-]{20,}\s*$")
_LABELS = {
    "title": "title", "publication title": "outlet", "publication date": "date_text",
    "publication info": "publication_info", "publication year": "publication_year",
    "full text": "text", "author": "author", "abstract": "abstract", "section": "section",
    "language of publication": "language", "document url": "url", "copyright": "copyright",
    "proquest document id": "accession", "proquest documentid": "accession", "pages": "page",
    "subject": "subject", "edition": "edition", "issn": "issn",
    **{one: one.replace(" ", "_") for one in (
        "links", "location", "people", "publisher", "place of publication", "volume", "issue",
        "country of publication", "publication subject", "subject term", "source type",
        "business indexing term", "document type",
        "document feature", "last updated", "database", "url", "first page", "number of pages",
        "credit", "illustration", "caption", "word count", "companies", "classification",
        "document note",
        "e-issn", "series", "year", "notes", "name", "dateline",
    )},
    "company / organization": "organization", "identifier / keyword": "keywords",
    "column": "column",
}  # fmt: skip
_LABEL = expression(r"([A-Z][A-Za-z /-]{2,40}):(?:\s|$)")
_LIKE_A_LABEL = expression(r"[A-Za-z][A-Za-z /&()-]{2,40}:\s")
_OWN = expression(
    r"(?:ProQuest document ?ID|Database:.{0,60}ProQuest|Document URL:.{0,60}proquest|"
    r"Contact ProQuest$)",
    re.I,
)
_TOLD = expression(r"(?:Full text|Publication (?:title|info|date)):", re.I)
_INFO = expression(r"(.*?) ?[;:]|(.*?)(?=[,.] [A-Z][a-z]{2} \d{1,2}, \d{4})")
_PRINTED = expression(r"([A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})")
_NOT_THERE = expression(r"(?:full text )?(?:is )?not available\.?$", re.I)
_FEW = 2  # paragraphs of a label's value that stand beneath it
_OF_A_LABEL = 1 / 4  # of a paragraph, for what begins as a label does and is none that is known


def is_export(file: Parsed) -> bool | None:
    r"""Tell whether a file is an export of ProQuest, in a known layout or not.

    Returns
    -------
    True if a line names ProQuest as its exports do and another has one of their labels; None,
    cannot tell, if not but the file is cut off.

    Examples
    --------
    >>> from framing.corpus.files.text import parse
    >>> is_export(parse(b"Full text: Talks begin.\n\nProQuest document ID: 1"))
    True
    """
    return answer(len({kind for _, kind, _ in _signs(file.lines)}) > 1, file)


def read(file: Parsed) -> Found:
    r"""Read the documents of a ProQuest export.

    Returns
    -------
    A record is a document, with ``text`` (the full text alone), ``title``, ``outlet`` and
    ``date_text`` as printed, ``article`` and ``accession`` (ProQuest's identifier, so that a
    document in two exports is one article), and where told ``author``, ``section``, ``page``,
    ``url``, ``copyright``, ``abstract`` and further labels by their names. A document without
    its full text is rejected. ``declared`` is the count of documents that are numbered.

    Raises
    ------
    CorpusError : the documents do not stand between lines of underscores.

    Examples
    --------
    >>> export = (
    ...     "_" * 60 + "\n\nTalks begin\n\nFull text: They met at noon.\n\nTitle: Talks begin\n\n"
    ...     "Publication title: Daily Example\n\nPublication date: Feb 13, 2025\n\n"
    ...     "ProQuest document ID: 1234\n\n" + "_" * 60
    ... )
    >>> from framing.corpus.files.text import parse
    >>> (record,) = read(parse(export.encode())).records
    >>> record.fields["outlet"], record.fields["title"], record.fields["text"]
    ('Daily Example', 'Talks begin', 'They met at noon.')
    """
    chunks = [chunk for chunk in _chunks(file.lines) if _is_document(chunk)]
    if not chunks or any(map(_holds_several, chunks)):
        raise refusal("ProQuest", _signs(file.lines), KNOWN)
    read = [_fields(chunk) for chunk in chunks]
    ids = Counter(fields.get("accession", "") for fields in read)
    records = []
    for n, (chunk, fields) in enumerate(zip(chunks, read, strict=True), start=1):
        own = fields.get("accession", "")
        fields |= {"article": own} if own and ids[own] == 1 else {}
        records.append(
            article(f"document {n}", fields, [*file.repairs, *told(chunk)], _why(fields))
        )
    return _numbered(chunks, records)


def _chunks(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """Split lines at those of underscores, and at the numbers of documents."""
    ends = [i for i, line in enumerate(lines) if SEPARATOR.match(line.text[:200])]
    ends += [i for i, line in enumerate(lines) if _number(line)]
    return [lines[a:b] for a, b in pairwise([0, *sorted(ends), len(lines)])]


def _number(line: Line) -> tuple[int, int] | None:
    sign = MARKER.match(line.plain[:60])
    return (int(sign[1] or sign[3]), int(sign[2] or sign[4])) if sign else None


def _label(line: Line) -> str:
    """Give the field of the label that a line begins with; nothing if it has none."""
    label = _LABEL.match(line.text[:60].strip())
    return _LABELS.get(" ".join(label[1].lower().split()), "") if label else ""


def _is_document(lines: Sequence[Line]) -> bool:
    """Tell a document from a cover, a list of contents and the vendor's address."""
    return bool({"text", "outlet", "accession", "publication_info"} & set(map(_label, lines)))


def _holds_several(lines: Sequence[Line]) -> bool:
    """Tell whether a document's identifier stands twice, so that nothing parts documents."""
    return sum(_label(line) == "accession" for line in lines) > 1


def _fields(lines: Sequence[Line]) -> dict[str, str]:
    lines = [one for one in lines if not SEPARATOR.match(one.text[:200]) and not _number(one)]
    start = next((i for i, line in enumerate(lines) if _label(line) == "text"), len(lines))
    end = _end(lines, start)
    found: dict[str, list[str]] = {}
    name = "title"
    for line in [*lines[:start], *lines[end:]]:
        if own := _label(line):
            name = own
            found[name] = []
        elif name not in ("title", "abstract") and _LIKE_A_LABEL.match(line.text[:60]):
            name = "others"
        found.setdefault(name, []).append(line.plain.partition(":")[2] if own else line.plain)
    fields = {name: " ".join(filter(None, map(str.strip, own))) for name, own in found.items()}
    text = [Line(line.text.partition(":")[2].strip()) for line in lines[start : start + 1]]
    fields["text"] = body([*text, *lines[start + 1 : end]])
    return fields | _printed(fields)


def _end(lines: Sequence[Line], start: int) -> int:
    """Find where a text ends: where nothing but labels and their values follow."""
    end, gap, seen = len(lines), 0.0, set[str]()
    for i in range(len(lines) - 1, start, -1):
        if _label(lines[i]):
            own = lines[i].plain.partition(":")[0].casefold()
            if own in seen:  # one of the two is the text's
                break
            end, gap = i, 0
            seen.add(own)
        elif lines[i].plain:
            gap += _OF_A_LABEL if _LIKE_A_LABEL.match(lines[i].text[:60]) else 1
        if gap > _FEW:
            break
    return end


def _printed(fields: dict[str, str]) -> dict[str, str]:
    """Give the outlet without its place, and outlet and date from where else they are told."""
    info = fields.get("publication_info", "")
    date = _PRINTED.search(info)
    told = _INFO.match(info)
    outlet = fields.get("outlet") or next(filter(None, told.groups()), "") if told else ""
    outlet = (fields.get("outlet") or outlet).partition(";")[0].strip()
    printed = fields.get("date_text") or (date[1] if date else fields.get("publication_year", ""))
    return {"outlet": outlet, "date_text": printed}


def _why(fields: dict[str, str]) -> Note:
    if _NOT_THERE.match(fields["text"].strip()):
        return Note("no_text", "its full text is not in the export")
    return NO_NOTE


def _numbered(chunks: Sequence[Sequence[Line]], records: list[Record]) -> Found:
    """Where documents are numbered, hold the numbers against what is there."""
    given = [next(filter(None, map(_number, chunk)), None) for chunk in chunks]
    if not given or None in given:
        return Found(records)
    numbers = {pair[0] for pair in given if pair}
    declared = checked_count(max(pair[1] for pair in given if pair))
    lost = [n for n in range(1, declared + 1) if n not in numbers]
    gone = [missing(f"document {n}", {}, declared, len(records)) for n in lost]
    return Found([*records, *gone], declared=declared)


def _signs(lines: Sequence[Line]) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate(lines, start=1):
        text = line.text[:200].strip()
        for kind, sign in (("own", _OWN), ("told", _TOLD)):
            if sign.match(text):
                yield number, kind, text
