"""The layouts of Factiva without field codes: a fixed order of lines, as HTML or RTF."""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.corpus.exports.vendor import body
from framing.corpus.files.parsed import BOLD, Line
from framing.corpus.notes import NO_NOTE, Note
from framing.expressions import expression

END = expression(
    r"^(?:\W*AN\W+)?(?:(?:Document|Dokument|Documento)\W(?=[A-Za-z0-9]{15,32}\W*$)|"
    r"[^\W\d_]{2,20}\W(?=[A-Za-z0-9]{8}(?:19|20)\d{6}[A-Za-z0-9]{9}\W*$))([A-Za-z0-9]+)\W*$"
)
LENGTH = expression(
    r"\d[\d.,' \u00a0]*(?:words?|mots?|Wörter|Wort|palabras?|parol[ea]|palavras?|woorden|слов\w*|"
    r"語|字)$"
)
PAGE = expression(r"<div .*\.[a-z]{2,6}Article\b")
SUMMARY = expression(r"Search Summary$|©.{0,20}Factiva|Factiva$", re.I)
_YEAR = expression(r"\d{4}")
_TIME = expression(r"\d{1,2}[:.h]\d{2}\b.{0,12}$")
_CODE = expression(r"[A-Z0-9]{1,15}$")
_RIGHTS = expression(
    r"(?:Copyright|©|\(c\)|All rights|Tous droits|Alle Recht|Todos (?:los|os) d|Tutti i diritti)",
    re.I,
)
_NEAREST = 6  # lines before a length: section, column, headline, byline; a list of contents is far
_NUMBER = expression(r"(\d{1,6})\)\s+")
_HEADLINE = expression(r"#hd\b|\.[a-z]{2,6}Headline\b")
_TEXT = expression(r"\.article(?:Paragraph|Pre)")
_BYLINE = expression(r"(?:By|Von|Par|Por|Di|Door|De) (?=[^\W\d_])", re.I)
_ORDER = "its head is not in the known order (words, date, outlet, code, language, rights)"


def fields(lines: Sequence[Line], kind: str) -> tuple[dict[str, str], list[Note], Note]:
    """Give the fields of a document, its repairs, and why it cannot be used."""
    if kind == "html":
        lines = lines[page_start(lines) :]
    filled = [line for line in lines if line.plain and not SUMMARY.match(line.plain)]
    lengths = (i for i, line in enumerate(filled) if len(line.text) < 60)
    at = next((i for i in lengths if LENGTH.match(filled[i].plain)), None)
    if at is None:
        said = "no line such as '512 words' tells where its head stands"
        return {}, [], Note("unknown_layout", said)
    found = {"length": filled[at].plain}
    if identifier := END.search(filled[-1].plain):
        found["accession"] = identifier[1]
        filled = filled[:-1]
    read = _read_page if kind == "html" else _read_paragraphs
    why = read(filled[:at], filled[at + 1 :], found)
    return found, _number_out(filled[:at], found), why


def page_start(lines: Sequence[Line]) -> int:
    """Return where the last article's element of some lines begins."""
    return max((i for i, line in enumerate(lines) if PAGE.match(line.mark)), default=0)


def _read_page(above: list[Line], below: list[Line], found: dict[str, str]) -> Note:
    """Read a page: its elements' names tell headline, byline and text."""
    marks = [line.mark for line in below]
    paragraphs = (i for i, mark in enumerate(marks) if mark.split(" ")[0] in {"p", "pre"})
    head_end = next(paragraphs, len(below))
    named = {"title": list[str](), "author": [], "section": []}
    for line in above:
        author = ".author" in line.mark
        name = "title" if _HEADLINE.search(line.mark) else "author" if author else "section"
        named[name].append(line.plain)
    found |= {name: " ".join(texts) for name, texts in named.items()}
    texts = [i for i, mark in enumerate(marks) if _TEXT.search(mark)]
    first, last = (texts[0], texts[-1] + 1) if texts else (head_end, head_end)
    found["text"] = _text(below[first:last])
    found["after_text"] = _text([*below[head_end:first], *below[last:]])
    return _read_order(below[:head_end], found)


def _text(lines: Sequence[Line]) -> str:
    """Put an empty line between paragraphs."""
    return "\n\n".join(body([line]).strip() for line in lines)


def _read_paragraphs(above: list[Line], below: list[Line], found: dict[str, str]) -> Note:
    """Read paragraphs: bold type tells the headline, the rights where the text begins."""
    near = above[-_NEAREST:]
    bold = [i for i, line in enumerate(near) if line.mark == BOLD]
    byline = len(near) == 2 and not bold and bool(_BYLINE.match(near[-1].plain))
    if len(near) > 1 and not bold and not byline:
        said = "several lines stand before its length, none in bold: which is the headline?"
        return Note("unknown_layout", said)
    end = bold[-1] + 1 if bold else len(near) - byline
    first = max((i + 1 for i in range(end) if near[i].mark != BOLD), default=0) if bold else 0
    if len(above) == len(near):  # else a list of contents stands before it
        found["section"] = " ".join(line.plain for line in near[:first])
    found["title"] = " ".join(line.plain for line in near[first:end])
    found["author"] = " ".join(line.plain for line in near[end:])
    rights = next((i for i, line in enumerate(below[:12]) if _RIGHTS.match(line.plain)), None)
    if rights is None:
        return Note("unknown_layout", "no line of rights tells where its text begins")
    found["text"] = _text(below[rights + 1 :])
    return _read_order(below[: rights + 1], found)


def _read_order(head: Sequence[Line], found: dict[str, str]) -> Note:
    """Read date, time, outlet, code, edition and page, language and rights by their order."""
    left = [line.plain for line in head]
    seen = Note("unknown_layout", f"{_ORDER}: {' / '.join(left)[:120]}")
    if not left or not _YEAR.search(left[0]):
        return seen
    found["date_text"] = left.pop(0)
    if left and _TIME.match(left[0]):
        found["time_text"] = left.pop(0)
    if len(left) < 2 or not _CODE.match(left[1]):
        return seen
    found["outlet"], found["source_code"], *left = left
    if left and _RIGHTS.match(left[-1]):
        found["copyright"] = left.pop()
    if left and not re.search(r"\d", left[-1]):
        found["language"] = left.pop()
    found["edition"] = "; ".join(left)
    return NO_NOTE


def _number_out(above: list[Line], found: dict[str, str]) -> list[Note]:
    """Take the number from a headline that the page counted."""
    number = _NUMBER.match(found.get("title", ""))
    if not number or not any(".counted" in line.mark for line in above):
        return []
    found["title"] = found["title"][number.end() :]
    found["number"] = number[1]
    return [Note("headline_number", "headline's number left out")]
