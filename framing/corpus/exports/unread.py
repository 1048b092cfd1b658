"""Exports that are not read: many documents in a file, which are told and never one article.

Told are NewsBank by its name, Factiva's codes as text, RIS and other tagged lists of references,
and any file that repeats a layout of records: the same labels of articles ("Headline:", "Date:",
"Text:") again and again, documents that are numbered, dated pieces between lines of separators,
heads with a date above pieces of like length, several ``article`` elements of like length, a
table with a row an article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from framing.corpus.exports.factiva_codes import CODES
from framing.corpus.exports.nexis_words import HEAD, TAIL, is_date, tag
from framing.corpus.files.parsed import PAGE, Line, Parsed
from framing.corpus.names import named_by, names_columns
from framing.errors import CorpusError
from framing.expressions import expression

_SHORT = 300  # characters of a line that is looked at; what is longer is text
_ROLES = {
    "author": "author byline autor auteur verfasser", "section": "section column rubrik rubrique",
    "page": "page pages seite", "length": "length words wordcount länge longueur",
    "copyright": "copyright rights", "subject": "subject subjects keywords keyword",
    "language": "language languageofpublication sprache langue", "abstract": "abstract summary",
    "edition": "edition", "number": "recordnumber documentid accessionnumber issn openurl",
    "loaded": "loaddate lastupdated", "database": "database datenbank", "from": "from", "to": "to",
}  # fmt: skip
_ROLE = {word: role for role, words in _ROLES.items() for word in words.split()}
_SURE = frozenset(("date", "text", "length", "copyright", "number", "loaded", "database"))
_LABEL = expression(r"[\W_]{0,6}([^\W\d_][\w /.-]{0,40}?)[*_]{0,2}[ \t\u00a0]?:(?=\W|$)")
_NOT_LETTERS = expression(r"[\W_]+")
_SEPARATOR = expression(r"\s*([-_*=#~+•])(?:\s?\1){2,}\s*$")
_NUMBERED = expression(
    r"(?:document|dokument|documento|article|artikel|artículo|articolo|story|record|item|result)"
    r"\s+(\d{1,6})\s+(?:of|von|de|di|sur|/)\s+(\d{1,6})\b",
    re.I,
)
_TAGGED = expression(r"([A-Z][A-Z0-9]) {1,2}- ", re.I)
_RECORD = expression(
    r"<(doc|docno|document|article|record|item|text|story|entry|row)\b[^<>]{0,300}>"
    r"|^\s{0,8}@([a-z]{2,20})\{[^\s{}]{0,80},\s*$",
    re.I,
)
_CODED = frozenset(("HD", "PD", "SN", "LP", "AN"))  # codes of Factiva that a document has
_APART = expression(r"\s*(?:[,|·•–—]|\s-\s|\(|\))\s*")
_OPEN = expression(r"[.,;:!?…][\"'”’»)]*$")
_HEADING = expression(r"h[1-6]\b")
_NEWSBANK = expression(r"\bNewsBank\b|\bAccess World News\b|OpenURL Link")
_WITHIN = 6  # filled lines of a piece among which its date stands
_MOST_OF_HEAD = 4  # lines above the date of a head: headline, outlet, author, section
_LEAST = 20  # words of an element that is more than a teaser
_LIKE = 1 / 3  # of the longest element's words
_BESIDE = "ancestor::article or ancestor::aside or ancestor::nav or ancestor::footer"
_WAY_OUT = (
    "Export each document to a file of its own, or make a table of them, a row an article "
    "(docs/exports.md has recipes)"
)


def check_read(file: Parsed) -> None:
    r"""Refuse a file of many documents whose layout is not known; an article passes.

    Raises
    ------
    CorpusError : the file repeats a layout of records, which is named.

    Examples
    --------
    >>> from framing.corpus.files.text import parse
    >>> check_read(parse(b"Headline: A\nDate: 1 May\nText: B\n" * 2))
    Traceback (most recent call last):
    ...
    framing.errors.CorpusError: repeats the lines 'Headline:', 'Date:', 'Text:' and so ...
    """
    lines = [line for line in file.lines if line.plain and len(line.text) < _SHORT]
    if {line.plain.partition(" ")[0] for line in lines} & CODES.keys() >= _CODED:
        raise _refusal("is an export of Factiva with field codes as plain text")
    labels = _labels(lines)
    if any(_NEWSBANK.search(line.plain) for line in lines) and len(labels) > 1:
        raise _refusal("is an export of NewsBank, whose layout is not known")
    if said := next(filter(None, _repeated(lines, labels, file)), ""):
        raise _refusal(said)


def _refusal(said: str) -> CorpusError:
    return CorpusError(f"{said}, no article. {_WAY_OUT}", code="several_articles")


def _repeated(lines: Sequence[Line], labels: dict[str, list[str]], file: Parsed) -> Iterator[str]:
    """Yield what a file repeats, in words; nothing where it is one article."""
    again = {role: own for role, own in labels.items() if len(own) > 1}
    tags = Counter(own for line in lines if (own := tag(line)) in {*HEAD, *TAIL})
    if len(twice := [f"'{own}:'" for own, n in tags.items() if n > 1]) > 2:
        said = "is an export of Nexis without its markers: it repeats the lines"
        yield f"{said} {', '.join(twice[:3])} and so holds several documents"
    if len(again) > 2 and _SURE & again.keys():
        named = ", ".join(f"'{own[0]}:'" for own in list(again.values())[:3])
        yield f"repeats the lines {named} and so holds several documents"
    counts = Counter(sign[2] for line in lines if (sign := _NUMBERED.match(line.plain)))
    if counts and max(counts.values()) > 1:
        yield "numbers its documents and so holds several"
    tagged = Counter(sign[0].lower() for line in lines if (sign := _TAGGED.match(line.plain)))
    if sum(n > 1 for n in tagged.values()) > 1 or {"ty  - ", "er  - "} <= tagged.keys():
        yield "is a list of tagged records, such as RIS"
    records = Counter(next(filter(None, one.groups())).lower() for one in _records(file))
    if records and max(records.values()) > 1:
        yield f"is a list of records ('{max(records, key=records.__getitem__)}' again and again)"
    if sum(map(_is_dated, _pieces(lines))) > 1:
        yield "holds several dated pieces between lines of separators"
    if _headed(file) > 1:
        yield "holds several pieces of like length, each below a head with a date"
    tree = getattr(file, "tree", None)
    if tree is not None and (n := _elements(tree)) > 1:
        yield f"holds {n} article elements of like length"
    if tree is not None and _is_table(tree):
        yield "is a table with a row an article, to be saved as CSV"


def _records(file: Parsed) -> Iterator[re.Match[str]]:
    """Yield where a text opens records by tags; those of a page are its layout."""
    if not hasattr(file, "tree"):
        yield from (sign for line in file.lines for sign in _RECORD.finditer(line.text))


def _headed(file: Parsed) -> int:
    """Count the pieces about as long as the longest that stand below a head with a date.

    A head is a few lines that end no sentence, the last of them a date, maybe beside an outlet;
    of a page one of them is a heading, since its comments have names and dates as well.
    """
    filled = [n for n, line in enumerate(file.lines) if line.plain]
    dates = [at for at, n in enumerate(filled) if _is_head_date(file.lines[n])]
    pieces = [
        filled[a + 1 : b] for a, b in pairwise([*dates, len(filled)]) if _has_head(file, filled, a)
    ]
    lengths = [sum(len(file.lines[n].text.split()) for n in piece) for piece in pieces]
    least = max([_LEAST, *(length * _LIKE for length in lengths)])
    return sum(length >= least for length in lengths)


def _is_head_date(line: Line) -> bool:
    """Tell whether a line is a date, alone or with an outlet or a page beside it."""
    if len(line.text) > _SHORT or not any(map(str.isdigit, line.text)):
        return False
    text = line.plain.strip("*_#[]() ")
    parts = [part for part in _APART.split(text) if part]
    others = [part for part in parts if not any(map(str.isdigit, part))]
    titled = all(part[0].isupper() and part.split()[-1][0].isupper() for part in others)
    starts = [text, *(text[one.end() :] for one in _APART.finditer(text))]
    return titled and any(is_date(start) for start in starts) and not _OPEN.search(text)


def _has_head(file: Parsed, filled: Sequence[int], at: int) -> bool:
    """Tell whether the lines above a date are a head, that begins where a block does."""
    above = list[Line]()
    for place in range(at - 1, max(at - 1 - _MOST_OF_HEAD, -1), -1):
        n = filled[place]
        line = file.lines[n]
        if len(line.text) > _SHORT / 2 or _OPEN.search(line.plain) or _SEPARATOR.match(line.text):
            break
        if _is_head_date(line):
            break
        above.append(line)
        first = n == 0 or line.mark == PAGE or not file.lines[n - 1].plain
        if first and (file.kind != "html" or any(_HEADING.match(one.mark) for one in above)):
            return True
    return False


def _is_table(tree: Any) -> bool:
    """Tell whether a page is a table whose first row names what articles have."""
    return any(
        names_columns(" ".join(cell.text_content().split())[:40] for cell in row)
        for row in tree.xpath("//table//tr[1]")
    )


def _labels(lines: Sequence[Line]) -> dict[str, list[str]]:
    """Return the labels of articles that lines begin with, by what they tell."""
    found: dict[str, list[str]] = {}
    for line in lines:
        label = _LABEL.match(line.plain[:60])
        name = label[1].strip() if label else ""
        role = _ROLE.get(_NOT_LETTERS.sub("", name).casefold()) or named_by(name)
        if role:
            found.setdefault(role, []).append(name)
    return found


def _pieces(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Yield what stands before, between and behind lines of separators."""
    ends = [i for i, line in enumerate(lines) if _SEPARATOR.match(line.text)]
    if ends:
        yield from (lines[a:b] for a, b in pairwise([0, *ends, len(lines)]))


def _is_dated(piece: Sequence[Line]) -> bool:
    return any(is_date(line.plain) for line in piece[: _WITHIN + 1])


def _elements(tree: Any) -> int:
    """Count the article elements of a page that are about as long as its longest."""
    own = tree.xpath(f"//article[not({_BESIDE}) and not(contains(@class, 'comment'))]")
    lengths = [len(one.text_content().split()) for one in own]
    least = max([_LEAST, *(length * _LIKE for length in lengths)])
    return sum(length >= least for length in lengths)
