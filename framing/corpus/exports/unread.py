"""Exports that are not read: many documents in a file, which are told and never one article.

Told are NewsBank by its name, Factiva's codes as text, RIS and other tagged lists of references,
and any file that repeats a layout of records: the same labels of articles ("Headline:", "Date:",
"Text:") again and again, documents that are numbered, dated pieces between lines of separators,
heads with a date or labels above pieces of like length, the same kind of line between such pieces
(a number, an end, a copyright, an address), several ``article`` elements of like length, a table
with a row an article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any

from framing.corpus.exports.factiva_codes import CODES
from framing.corpus.exports.nexis_words import HEAD, TAIL, is_date, maybe_date, tag
from framing.corpus.files.parsed import PAGE, Line, Parsed
from framing.corpus.names import named_by, names_columns
from framing.errors import CorpusError
from framing.expressions import expression

_SHORT = 300  # characters of a line that is looked at; what is longer is text
_ROLES = {
    "author": "author byline autor auteur verfasser",
    "section": "section column rubrik rubrique ressort desk",
    "page": "page pages seite", "length": "length words wordcount länge longueur",
    "copyright": "copyright rights", "subject": "subject subjects keywords keyword",
    "url": "url link documenturl weblink permalink",
    "language": "language languageofpublication sprache langue", "abstract": "abstract summary",
    "edition": "edition",
    "number": "recordnumber documentid accessionnumber issn openurl dokumentnummer dokumentid "
    "documentnumber",
    "loaded": "loaddate lastupdated", "database": "database datenbank", "from": "from", "to": "to",
}  # fmt: skip
_ROLE = {word: role for role, words in _ROLES.items() for word in words.split()}
_SURE = frozenset(("date", "text", "length", "copyright", "number", "loaded", "database"))
_TELLING = frozenset(("title", "text", "number", "url", "section", "subject"))
_LABEL = expression(r"[\W_]{0,6}([^\W\d_][\w /.-]{0,40}?)[*_]{0,2}[ \t\u00a0]?(?::(?=\W|$)|=|$)")
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
# Lines that part documents, where they stand again and again between pieces of like length
_PARTING = {
    "numbers": expression(
        r"(?:[\W_]*(?:document|dokument|documento|article|artikel|artículo|articolo|story|record|"
        r"item|text|result)\W{0,4}|[\W_]{3,30})(?:n[ro°]\.? ?)?\d{1,6}[\W_]*$"
        r"|\W{0,3}\d{1,6} ?/ ?\d{1,6}\W{0,3}$",
        re.I,
    ),
    "ends": expression(
        r"[\W_]*(?:ends?|ende|fin|fine|(?:end|ende|fin) (?:of|du|de|des|der) \w{2,20}"
        r"(?: \w{2,12})?)[\W_]*$",
        re.I,
    ),
    "copyright lines": expression(r"[\W_]*copyright\b.{0,80}(?:\d{4}|rights reserved)", re.I),
    "heads of mails": expression(r"From \S{1,80}@\S{1,80} .{6,40}\d{4}$"),
    "first headings": expression(r"# \S"),
}
_CODED = frozenset(("HD", "PD", "SN", "LP", "AN"))  # codes of Factiva that a document has
_COLON = ":"
_ADDRESS = expression(r"https?://([^\s/]{1,80})\S*$")
_APART = expression(r"\s*(?:[,|·•–—]|\s-\s|\(|\))\s*")
_PARTS = expression(r"\s*(?:[,|·•–—:]|\s-\s|\(|\)|\.\s|\s(?=\d{4}-\d\d))\s*")
_OPEN = expression(r"[.,;:!?…][\"'”’»)]*$")
_HEADING = expression(r"h[1-6]\b")
_NEWSBANK = expression(r"\bNewsBank\b|\bAccess World News\b|OpenURL Link")
_WITHIN = 6  # filled lines of a piece among which its date stands
_MOST_OF_LINE = 12  # words of a line with a date among names
_MOST_OF_HEAD = 4  # lines above the date of a head: headline, outlet, author, section
_LEAST_OF_HEADLINE = 3  # words
_DAY = 30  # characters of a printed day
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
    if max(_alike(file, _heads(file)), _alike(file, _whole_heads(file))) > 1:
        yield "holds several pieces of like length, each below a head with a date"
    for kind, parts in _PARTING.items() if not hasattr(file, "tree") else ():
        at = [n for n, line in enumerate(file.lines) if parts.match(line.plain[:120])]
        if len(at) > 1 and _alike(file, [0, *at]) > 1:
            yield f"holds several pieces of like length, parted by {kind}"
    if len(at := _addresses(file)) > 1 and _alike(file, at) > 1:
        yield "holds several pieces of like length, each below an address"
    for at in _labelled(file).values():
        if len(at) > 1 and _alike(file, [0, *at]) > 1:
            yield f"repeats the line '{_name(file.lines[at[0]])}:' and so holds several documents"
    if len(at := _blocks(file)) > 1 and _alike(file, at) > 1:
        yield "holds several pieces of like length, each below lines of labels"
    tree = getattr(file, "tree", None)
    if tree is not None and (n := _elements(tree)) > 1:
        yield f"holds {n} article elements of like length"
    if tree is not None and _is_table(tree):
        yield "is a table with a row an article, to be saved as CSV"


def _labelled(file: Parsed) -> dict[str, list[int]]:
    """Return the lines that begin with a label of a text, or with that of its outlet and a date."""
    found: dict[str, list[int]] = {}
    for n, line in enumerate(file.lines):
        role = _role(line) if _COLON in _named(line) else ""
        if role == "text" or (role == "outlet" and any(map(is_date, _APART.split(line.plain)))):
            found.setdefault(role, []).append(n)
    return found


def _records(file: Parsed) -> Iterator[re.Match[str]]:
    """Yield where a text opens records by tags; those of a page are its layout."""
    if not hasattr(file, "tree"):
        yield from (sign for line in file.lines for sign in _RECORD.finditer(line.text))


def _heads(file: Parsed) -> list[int]:
    """Return where heads with a date end.

    A head is a few lines that end no sentence, the last of them a date, maybe beside an outlet;
    of a page one of them is a heading, since its comments have names and dates as well.
    """
    filled = [n for n, line in enumerate(file.lines) if line.plain]
    dates = [at for at, n in enumerate(filled) if _is_head_date(file.lines[n])]
    heads = {at for at in dates if _has_head(file, filled, at)}
    return [filled[at] if at in heads else -filled[at] for at in dates]


def _whole_heads(file: Parsed) -> list[int]:
    """Return the lines that are a head each, headline and date, if a file begins with one."""
    filled = [n for n, line in enumerate(file.lines) if line.plain]
    heads = [n for n in filled if _begins(file, n) and _is_whole_head(file.lines[n])]
    return heads if heads[:1] == filled[:1] else []


def _is_whole_head(line: Line) -> bool:
    """Tell whether a line has a headline and a day, and ends no sentence."""
    text = line.plain
    if len(text) > _SHORT / 2 or not any(map(str.isdigit, text)) or _is_sentence(line):
        return False
    starts = _starts(text, _PARTS)
    words = [part.split() for part in _PARTS.split(text) if not is_date(part)]
    dated = any(is_date(start) and maybe_date(start[:_DAY]) for start in starts)
    return dated and max(map(len, words), default=0) >= _LEAST_OF_HEADLINE


def _starts(text: str, parting: re.Pattern[str]) -> list[str]:
    """Return a text from its start and from behind each mark that parts it."""
    return [text, *(text[one.end() :] for one in parting.finditer(text))]


def _begins(file: Parsed, n: int) -> bool:
    """Tell whether a block of lines begins with a line."""
    return n == 0 or file.lines[n].mark == PAGE or not file.lines[n - 1].plain


def _alike(file: Parsed, starts: Sequence[int]) -> int:
    """Count the pieces that begin at these lines and are about as long as the longest of them.

    A start below zero ends the piece before it and begins none.
    """
    pieces = [range(a, abs(b)) for a, b in pairwise([*starts, len(file.lines)]) if a >= 0]
    lengths = [sum(len(file.lines[n].text.split()) for n in piece) for piece in pieces]
    least = max([_LEAST, *(length * _LIKE for length in lengths)])
    return sum(length >= least for length in lengths)


def _addresses(file: Parsed) -> list[int]:
    """Return the lines that are addresses of one outlet alone, if a file begins with one."""
    found = [
        (n, sign[1])
        for n, line in enumerate(file.lines)
        if (sign := _ADDRESS.match(line.plain[:300]))
    ]
    begins = bool(found) and not any(line.plain for line in file.lines[: found[0][0]])
    return [n for n, _ in found] if begins and len({host for _, host in found}) == 1 else []


def _blocks(file: Parsed) -> list[int]:
    """Return the last of lines that begin with labels, one beneath the other, above a text.

    A headline stands above them, or one of them tells what only a record has.
    """
    filled = [n for n, line in enumerate(file.lines) if line.plain]
    roles = [_role(file.lines[n]) or _COLON in _named(file.lines[n]) for n in filled]
    found = []
    for labelled, group in groupby(range(len(filled)), key=lambda at: bool(roles[at])):
        block = list(group)
        kinds = {roles[at] for at in block} - {True}  # a label that tells nothing
        told = labelled and len(kinds) > 1
        if told and (kinds & _TELLING or _has_head(file, filled, block[0])):
            found.append(filled[block[-1]])
    return found


def _is_head_date(line: Line) -> bool:
    """Tell whether a line is a date, alone or with an outlet or a page beside it."""
    if len(line.text) > _SHORT or not any(map(str.isdigit, line.text)):
        return False
    text = line.plain.strip("*_#[]() ")
    parts = [part for part in _APART.split(text) if part]
    others = [part for part in parts if not any(map(str.isdigit, part))]
    titled = all(part[0].isupper() and part.split()[-1][0].isupper() for part in others)
    starts = _starts(text, _APART)
    words = text.split()
    if len(words) <= _MOST_OF_LINE and not any(word[0].islower() for word in words):
        starts += [" ".join(words[at:]) for at in range(1, len(words))]  # "Daily 3 May 2019 A. Roe"
    return titled and any(is_date(start) for start in starts) and not _OPEN.search(text)


def _has_head(file: Parsed, filled: Sequence[int], at: int) -> bool:
    """Tell whether the lines above a date are a head, that begins where a block does."""
    above = list[Line]()
    for place in range(at - 1, max(at - 1 - _MOST_OF_HEAD, -1), -1):
        n = filled[place]
        line = file.lines[n]
        if len(line.text) > _SHORT / 2 or _is_sentence(line) or _SEPARATOR.match(line.text):
            break
        if _is_head_date(line):
            break
        above.append(line)
        if _begins(file, n) and (
            file.kind != "html" or any(_HEADING.match(one.mark) for one in above)
        ):
            return True
    return False


def _is_sentence(line: Line) -> bool:
    """Tell whether a line ends one; a number with a full stop is none, Roman or not."""
    return bool(_OPEN.search(line.plain)) and any(map(str.islower, line.plain))


def _is_table(tree: Any) -> bool:
    """Tell whether a page is a table of articles, by its first row or by two that hold one."""
    for table in tree.xpath("//table[.//tr]"):
        rows = [[" ".join(cell.text_content().split()) for cell in row] for row in table.iter("tr")]
        if names_columns(cell[:40] for cell in rows[0]) or sum(map(_is_article, rows)) > 1:
            return True
    return False


def _is_article(row: Sequence[str]) -> bool:
    """Tell whether a row of a table has the date of an article and its text."""
    return any(map(is_date, row)) and any(len(cell.split()) >= _LEAST for cell in row)


def _labels(lines: Sequence[Line]) -> dict[str, list[str]]:
    """Return the labels of articles that lines begin with, by what they tell."""
    found: dict[str, list[str]] = {}
    for line in lines:
        if role := _role(line):
            found.setdefault(role, []).append(_name(line))
    return found


def _role(line: Line) -> str:
    """Return what of an article the label tells that a line begins with; "" if it has none."""
    name = _name(line)
    return name and (_ROLE.get(_NOT_LETTERS.sub("", name).casefold()) or named_by(name))


def _name(line: Line) -> str:
    """Return the label that a line begins with, or is; "" if it has none."""
    return _named(line).rstrip(f"{_COLON}= ")


def _named(line: Line) -> str:
    label = _LABEL.match(line.plain[:60])
    return label[0].lstrip("*_#- ") if label else ""


def _pieces(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Yield what stands before, between and behind lines of separators."""
    ends = [i for i, line in enumerate(lines) if _SEPARATOR.match(line.text)]
    if ends:
        yield from (lines[a:b] for a, b in pairwise([0, *ends, len(lines)]))


def _is_dated(piece: Sequence[Line]) -> bool:
    return any(is_date(line.plain) for line in piece[: _WITHIN + 1])


def _elements(tree: Any) -> int:
    """Count the article elements of a page that are about as long as its longest.

    Elements of one kind that each have a first heading are such as well.
    """
    headed = tree.xpath("//*[self::div or self::section or self::li][./h1 or ./header/h1]")
    kinds = Counter((one.tag, one.get("class")) for one in headed)
    own = tree.xpath(f"//article[not({_BESIDE}) and not(contains(@class, 'comment'))]")
    own = own or [one for one in headed if kinds[one.tag, one.get("class")] > 1]
    lengths = [len(one.text_content().split()) for one in own]
    least = max([_LEAST, *(length * _LIKE for length in lengths)])
    return sum(length >= least for length in lengths)
