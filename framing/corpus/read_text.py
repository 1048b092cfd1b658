"""Bytes to text, with every repair named."""

from __future__ import annotations

import codecs
import re

from framing.corpus.notes import Note
from framing.errors import CorpusError

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
GUESSED = Note("taken_for_western", "decoded as cp1252, since it is not UTF-8")
_MARK = Note("byte_order_mark", "byte order mark left out")
_LATER = bytes(range(0x80, 0xC0)).decode("cp1252", "ignore")  # what mojibake has behind a letter
# What Western text hardly has, and Turkish, Polish or Macintosh text read as cp1252 is full of
_ODD = re.compile(
    "[ÐÝÞðýþ]|(?<=[A-Za-zà-ÿ])[¡¢£¤¥¦¨©¬¯±²³¶\xb8¹¼½¾¿\xd7÷](?=[^\\W\\d_])"
    f"|(?<=[a-z])[ŠŒŽŸÀ-ÏÑ-ÖØ-Ü](?![{re.escape(_LATER)}])"
)
_BEYOND_ASCII = re.compile("[^\x00-\x7f\xa0“”‘’„–—…«»€£§°²]")
_FEW = 3  # of them are a foreign name
_OFTEN = 0.01  # of all letters
_MOST_BEYOND_ASCII = 1 / 3  # of all characters but blanks, in languages that cp1252 can write
_CONTROLS = re.compile("[\x80-\x9f]")


def decode(data: bytes) -> tuple[str, list[Note]]:
    """Decode bytes: a byte order mark, else strict UTF-8, else Western (cp1252).

    Returns
    -------
    The text, and the repairs that were needed (none for clean UTF-8).

    Raises
    ------
    CorpusError : the bytes are no text in any of these encodings, or it would be an odd one.

    Examples
    --------
    >>> decode("Türkiye".encode())
    ('Türkiye', [])
    >>> decode("Türkiye".encode("cp1252"))
    ('Türkiye', ['decoded as cp1252, since it is not UTF-8'])
    """
    if data.startswith(_OFFICE):
        said = "is a workbook or an Office document, not CSV or text; save it as that"
        raise CorpusError(said, code="another_format")
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            kind = f"not the {encoding.upper()} text that its first bytes announce"
            return _checked(_strict(data[len(mark) :], encoding, kind)), [_MARK]
    try:
        return _checked(data.decode("utf-8")), []
    except UnicodeDecodeError:
        text = _checked(_strict(data, "cp1252", "neither UTF-8 nor cp1252 text"))
        return plausible(text), [GUESSED]


def decode_table(data: bytes) -> tuple[str, tuple[Note, ...]]:
    """Decode a table; a byte order mark, which spreadsheets need, is no repair."""
    text, repairs = decode(data)
    return text, tuple(repair for repair in repairs if repair.code == GUESSED.code)


def _strict(data: bytes, encoding: str, otherwise: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        said = f"is {otherwise} (byte {error.start}); save it as UTF-8"
        raise CorpusError(said, code="encoding") from error


def plausible(text: str) -> str:
    """Refuse a text that is Western by its bytes alone: of another alphabet, or of another code."""
    beyond = len(_BEYOND_ASCII.findall(text))
    odd = _ODD.findall(text)
    letters = sum(map(str.isalpha, text))
    foreign = beyond > max(_FEW, _MOST_BEYOND_ASCII * sum(map(len, text.split())))
    if foreign or len(odd) > max(_FEW, _OFTEN * letters):
        raise CorpusError(
            "is not UTF-8, and read as cp1252, as Western texts are, "
            f"it would begin {' '.join(text.split())[:30]!r}; save it as UTF-8",
            code="encoding",
        )
    return text


def _checked(text: str) -> str:
    if "\0" in text:
        said = "holds NUL characters, so it is not a text; save it as UTF-8 text"
        raise CorpusError(said, code="nul_characters")
    if controls := _CONTROLS.findall(text):
        raise CorpusError(
            f"holds {len(controls)} control characters (U+0080 to U+009F), the mark of a wrongly "
            "guessed encoding; save it as UTF-8",
            code="encoding",
        )
    if not text.strip():
        raise CorpusError("holds no text", code="no_text")
    return text
