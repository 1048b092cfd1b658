"""The encoding of a web page: its mark, else UTF-8, else what it declares, else Western."""

from __future__ import annotations

import codecs
import re

from framing.corpus.notes import Note
from framing.corpus.read_text import GUESSED, plausible, western
from framing.corpus.repairs import CONTROLS, NULS
from framing.errors import CorpusError
from framing.expressions import expression

OTHERWISE = Note(
    "declared_otherwise", "decoded as UTF-8, though the page declares another encoding"
)
DECLARED_WRONGLY = Note(
    "declared_wrongly", "decoded as cp1252, since it is not what the page declares"
)
UNKNOWN = Note("bytes_replaced", "bytes without a character replaced by U+FFFD")

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    b"<\0": "utf-16-le",  # a page begins with <, so that these need no mark
    b"\0<": "utf-16-be",
}
_CHARSET = expression(
    rb"""<(?:meta\b[^<>]{0,500}?charset|\?xml\b[^<>]{0,200}?encoding)"""
    rb"""\s*=\s*["']?\s*([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_HEAD = 4096  # bytes in which a page must declare its encoding
# Every browser reads these as their supersets
_SUPERSETS = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030",
    "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "iso8859-11": "cp874",
    "tis-620": "cp874", "big5": "big5hkscs", "euc_jp": "euc_jis_2004",
}  # fmt: skip
_OTHER_NAMES = expression(r"x-(?=[a-z])|windows-(?=\d)|dos-(?=\d)", re.IGNORECASE)
_PAGES = expression(
    r"cp(?:125\d|874|932|949|950|866)|iso8859-\d+|koi8-[ru]|gb18030|big5(?:hkscs)?|euc_(?:jp|jis_2004)|"
    r"iso2022_jp|mac-(?:roman|cyrillic)|utf-8"
)
_SEVEN_BITS = "iso2022_jp"
# Of what is not ASCII, in a page that has an encoding; of UTF-8 hardly any other is half so
_MOST_LOST, _MOST_LOST_OF_UTF8 = 0.02, 0.5
_NO_XML = expression("[\x01-\x08\x0b\x0e-\x1f\ufffe\uffff]")
_BEYOND_ASCII = expression("[^\x00-\x7f]")


def decoded(data: bytes, charset: str = "") -> tuple[str, list[Note]]:
    """Decode a page: byte order mark, else strict UTF-8, else as it declares, else Western.

    UTF-8 comes before the declaration since browsers save pages as UTF-8 and leave what the
    page declares; bytes that are strictly UTF-8 by chance are too rare to matter. What is declared
    outside of the page, its ``charset``, counts more than what it declares itself.

    Returns
    -------
    The page, without NULs and control characters, and what was guessed or repaired.

    Examples
    --------
    >>> decoded("<meta charset=iso-8859-1><p>“Türkiye”".encode("cp1252"))
    ('<meta charset=iso-8859-1><p>“Türkiye”', [])
    """
    text, repairs = _decoded(data, _declared(data, charset))
    if "\0" in text:  # as browsers do: the parser would stop at the first
        text, repairs = text.replace("\0", ""), [*repairs, NULS]
    if _NO_XML.search(text):
        text, repairs = without_controls(text), [*repairs, CONTROLS]
    return text, repairs


def without_controls(text: str) -> str:
    """Leave out the characters that no tree of elements can hold."""
    return _NO_XML.sub("", text)


def _decoded(data: bytes, declared: str) -> tuple[str, list[Note]]:
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return _replaced(data, encoding)
    if declared == _SEVEN_BITS and data.isascii():
        return _replaced(data, declared)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _by_declaration(data, declared)
    differs = declared not in ("", "utf-8") and not data.isascii()
    return text, [OTHERWISE] if differs else []


def _replaced(data: bytes, encoding: str) -> tuple[str, list[Note]]:
    """Decode with what has no character replaced, and say so."""
    text = data.decode(encoding, "replace").removeprefix("\ufeff")
    return text, [UNKNOWN] if "\ufffd" in text else []


def _by_declaration(data: bytes, declared: str) -> tuple[str, list[Note]]:
    """Take a page by its word, or for UTF-8, unless more is lost by it than a slip or two."""
    text, repairs = _replaced(data, declared or "utf-8")
    most = _MOST_LOST if declared not in ("", "utf-8") else _MOST_LOST_OF_UTF8
    if text.count("\ufffd") <= most * len(_BEYOND_ASCII.findall(text)):
        return text, repairs
    try:
        guessed = DECLARED_WRONGLY if declared else GUESSED
        text, repair = western(data.decode("cp1252"), guessed)
    except UnicodeDecodeError as error:
        said = f"nor {declared}, as it declares, " if declared else ""
        raise CorpusError(
            f"is neither UTF-8 {said}nor cp1252 text; save the page as UTF-8",
            code="encoding",
        ) from error
    return plausible(text), [repair]


def _declared(data: bytes, charset: str) -> str:
    """Return the encoding that a page declares, if it is one that pages have."""
    match = _CHARSET.search(data[:_HEAD])
    name = charset or (match[1].decode("ascii", "replace") if match else "")
    for one in (name, _OTHER_NAMES.sub("", name), _OTHER_NAMES.sub("cp", name)):
        try:
            known = codecs.lookup(one).name
        except LookupError:
            continue
        known = _SUPERSETS.get(known, known)
        if _PAGES.fullmatch(known):
            return known
    return ""
