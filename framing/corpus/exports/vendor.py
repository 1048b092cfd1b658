"""What the readers of vendors' exports share: the counts and lengths that must be met."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from framing.corpus.files.parsed import CELL, ROW, Line, Parsed
from framing.corpus.notes import NO_NOTE, Note
from framing.corpus.readers.found import NOT_DELIVERED, Record
from framing.corpus.words import words
from framing.errors import CorpusError
from framing.expressions import expression
from framing.languages.detection import language_code

MOST_DECLARED = 20_000  # vendors deliver hundreds a file; more is no count of documents
_DECLARED = expression(r"\s*(\d[\d.,'\u2019 \u00a0\u202f]*)\s*([^\W\d_]+)?\.?\s*$")
_UNITS = frozenset("word words wörter wort mots mot palabras parole palavras woorden слов".split())
_CODE = expression("[a-z]{2}")
_LONGEST_SIGN = 500  # characters
_FEW = 20  # so short a difference comes of counting the headline or not
_UNSPACED = expression(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")


def answer(has_signs: bool, file: Parsed) -> bool | None:
    """Answer whether a file is a vendor's: True, False, or None where nobody can tell.

    A file that is cut off may have lost the signs; what its parser refuses is never asked.
    """
    return True if has_signs else None if file.cut else False


def match(sign: re.Pattern[str], line: Line) -> re.Match[str] | None:
    """Hold a sign against a line; an article may be one line of megabytes, and is none."""
    return sign.match(line.plain) if len(line.text) < _LONGEST_SIGN else None


def body(lines: Iterable[Line]) -> str:
    """Join lines to a text: paragraphs stay apart, outer blank lines go, cells part by tabs."""
    written = (
        line.text.rstrip(CELL).replace(CELL, "\t") if line.mark == ROW else line.text
        for line in lines
        if not line.mark.startswith("<")
    )
    return "\n".join(written).strip("\n")


def length_note(declared: str, text: str) -> Note:
    """Say where the length that an export declares is far from the words that the text has.

    Half to double passes, since vendors count a headline or a byline in; so does what is
    declared in another unit, and a script without spaces between words.

    Examples
    --------
    >>> length_note("512 words", "word " * 130)
    'declared 512 words, 130 found'
    >>> length_note("140 words", "word " * 130)
    ''
    """
    given = _DECLARED.match(declared)
    if not given or (given[2] or "words").casefold() not in _UNITS:
        return NO_NOTE
    if len(_UNSPACED.findall(text)) * 5 > len(text):
        return NO_NOTE
    wanted = int("".join(c for c in given[1] if c.isdecimal())[:9])
    if 3 * wanted <= 4 * len(text.split()) <= 6 * wanted:
        return NO_NOTE  # near beyond doubt: the words need not be counted one by one
    found = len(words(text))
    if abs(wanted - found) <= _FEW or wanted <= 2 * found <= 4 * wanted:
        return NO_NOTE
    return Note("length_differs", f"declared {wanted} words, {found} found")


def article(
    place: str, fields: Mapping[str, str], repairs: Iterable[Note], why: Note = NO_NOTE
) -> Record:
    """Make the record of a document: kept, or rejected for a reason given or for having no text."""
    told = {"text": "", "title": "", "date_text": "", "outlet": ""}
    told |= {name: value for name, value in fields.items() if value}
    told |= _language(told.pop("language", ""))
    note = length_note(told.get("length", ""), told["text"])
    if not why and not told["text"].strip():
        why = Note("no_text", "no text of an article between its head and its end")
    return Record(place, told, (*repairs, note) if note and not why else tuple(repairs), why)


def _language(printed: str) -> dict[str, str]:
    """Give the first language named that is known; else it stays as printed, to be told anew."""
    names = (name.strip() for name in re.split(r"[;,/]", printed))
    known = next((name for name in names if _CODE.fullmatch(language_code(name))), "")
    return {"language": known} if known else {"language_text": printed} if printed else {}


def checked_count(declared: int) -> int:
    """Return a declared count of documents, or refuse one that no export can have."""
    if declared > MOST_DECLARED:
        raise CorpusError(
            f"declares {declared:,} documents; no export holds more than {MOST_DECLARED:,}. "
            "Check the lines that count the documents",
            code="too_large",
        )
    return declared


def beyond(record: Record, declared: int) -> Record:
    """Say of a document that it is one more than declared."""
    said = Note("beyond_declared", f"beyond the {declared} documents that the export declares")
    return record._replace(repairs=(*record.repairs, said))


def missing(place: str, fields: Mapping[str, str], declared: int, found: int) -> Record:
    """Make the record of a document that an export declares and does not hold."""
    said = f"missing: the export declares {declared} documents, {found} found"
    return article(place, fields, (), Note(NOT_DELIVERED, said))


def refusal(vendor: str, signs: Iterable[tuple[int, str, str]], known: str) -> CorpusError:
    """Say that a file has none of the known layouts, and which markers were seen where."""
    first = [f"{text[:60]!r} in line {number}" for number, _, text in signs][:3]
    return CorpusError(
        f"is no {vendor} export of a known layout (markers seen: {', '.join(first) or 'none'}). "
        f"Known are {known}. Download it again in one of these",
        code="unknown_layout",
    )


def lowered(text: str) -> str:
    """Fold case and form, for comparing headlines."""
    return unicodedata.normalize("NFKC", " ".join(text.split())).casefold()
