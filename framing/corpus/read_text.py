"""Bytes to text, with every repair named."""

from __future__ import annotations

import codecs
import re

from framing.corpus.notes import Note
from framing.errors import CorpusError
from framing.expressions import expression

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
GUESSED = Note("taken_for_western", "decoded as cp1252, since it is not UTF-8")
_LATIN_9 = Note("taken_for_latin_9", "decoded as ISO-8859-15, since it is not UTF-8")
_MARK = Note("byte_order_mark", "byte order mark left out")
_LATER = bytes(range(0x80, 0xC0)).decode("cp1252", "ignore")  # what mojibake has behind a letter
# What Western text hardly has, and Turkish, Polish or Macintosh text read as cp1252 is full of
_ODD = expression(
    "[ÐÝÞðýþ]|(?<=[A-Za-zà-ÿ])[¡¢£¤¥¦¨©¬¯±²³¶\xb8¹¼½¾¿\xd7÷](?=[^\\W\\d_])"
    f"|(?<=[a-z])[ŠŒŽŸÀ-ÏÑ-ÖØ-Ü](?![{re.escape(_LATER)}])"
)
_BEYOND_ASCII = expression("[^\x00-\x7f\xa0“”‘’„–—…«»€£§°²]")
_FEW = 3  # of them are a foreign name
_OFTEN = 0.01  # of all letters
_MOST_BEYOND_ASCII = 1 / 3  # of all characters but blanks, in languages that cp1252 can write
# What ISO-8859-15 has in place of signs: the euro, and within words Š, š, ž, œ
_EURO = expression(r"(?<=\d)\s?¤|¤(?=\s?\d)|(?<=\s)¤(?=\s)")
_CARONS = expression("(?<![^\\W\\d_])¦(?=[a-zà-ÿ])|[¨\xb8](?=[a-zà-ÿ])|(?<=[Cc])½(?=u)")
_CP1252_ALONE = expression(r"[^\x00-\xff]")
# Signs of a DOS code page: marks of Western print stand so behind a letter by mistake alone
_DOS = expression("(?<=[^\\W\\d_])(?:[‚„ƒˆ‡‰]|[‹†“”](?=[^\\W\\d_]))")
_WESTERN = expression("[À-ÿ]")
_ICELANDIC, _NOT_ICELANDIC = expression("[ÐÝÞðýþ]"), expression("[çüèìøùºã]", re.IGNORECASE)
_HUNGARIAN, _NOT_HUNGARIAN = expression("[õûÕÛ]"), expression("[ãçêàèâîïñ]", re.IGNORECASE)
_SHIFTS = expression(r"\x1b(?:\$[@AB]|\$\([A-D]|\$\)[A-G]|\([BJI])")  # of ISO 2022
_SEVEN_BITS = expression(r"\+([A-Za-z0-9/]{3,60})-")
_HZ = expression(r"~\{((?:[!-w][!-~]){2,500})~\}")


def decode(data: bytes) -> tuple[str, list[Note]]:
    """Decode bytes: a byte order mark, else strict UTF-8, else Western (cp1252, ISO-8859-15).

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
        text, repair = western(_strict(data, "cp1252", "neither UTF-8 nor cp1252 text"), GUESSED)
        return plausible(_checked(text)), [repair]


def western(text: str, guessed: Note) -> tuple[str, Note]:
    """Return a text that was read as cp1252 as ISO-8859-15 if it shows its signs, and say so."""
    if _CP1252_ALONE.search(text) or not (_EURO.search(text) or _CARONS.search(text)):
        return text, guessed
    return text.encode("latin-1").decode("iso8859-15"), _LATIN_9


def decode_table(data: bytes) -> tuple[str, tuple[Note, ...]]:
    """Decode a table; a byte order mark, which spreadsheets need, is no repair."""
    text, repairs = decode(data)
    return text, tuple(repair for repair in repairs if repair.code != _MARK.code)


def _strict(data: bytes, encoding: str, otherwise: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        said = f"is {otherwise} (byte {error.start}); save it as UTF-8"
        raise CorpusError(said, code="encoding") from error


def _of_seven_bits(text: str) -> str:
    """Name the code of seven bits that a text is written in, of which ASCII is a part; or ""."""
    if _SHIFTS.search(text):
        return "ISO-2022 (JP, KR or CN)"
    if (sign := _HZ.search(text)) and sign[0].encode("ascii", "replace").decode("hz", "ignore"):
        return "HZ"
    for sign in _SEVEN_BITS.finditer(text):
        try:
            read = sign[0].encode("ascii").decode("utf-7")
        except UnicodeDecodeError:
            continue
        if read.isalpha() and not read.isascii():
            return "UTF-7"
    return ""


def _looks_icelandic(text: str) -> bool:
    """Tell Icelandic, which cp1252 can write, from Turkish, Czech and Croatian read as it."""
    eth = sum(map(text.count, "ðÐ"))
    vowels, others = sum(map(text.count, "áéíóúö")), len(_NOT_ICELANDIC.findall(text))
    return eth > sum(map(text.count, "ýÝ")) and eth > 2 * others and 2 * vowels > eth


def _looks_hungarian(text: str) -> bool:
    """Tell Hungarian of cp1250, whose long ő and ű come out as õ and û, from Western texts."""
    signs, vowels = len(_HUNGARIAN.findall(text)), sum(map(text.count, "áéíóöüú"))
    return signs > 1 and vowels > signs and not _NOT_HUNGARIAN.search(text)


def plausible(text: str) -> str:
    """Refuse a text that is Western by its bytes alone: of another alphabet, or of another code."""
    beyond = len(_BEYOND_ASCII.findall(text))
    odd = _ODD.findall(text)
    if _looks_icelandic(text):
        odd = [sign for sign in odd if not _ICELANDIC.match(sign)]
    dos = len(_DOS.findall(text))
    letters = sum(map(str.isalpha, text))
    foreign = beyond > max(_FEW, _MOST_BEYOND_ASCII * sum(map(len, text.split())))
    dos_page = dos > len(_WESTERN.findall(text)) / 2
    many_odd = len(odd) > max(_FEW, _OFTEN * letters)
    if foreign or dos_page or many_odd or _looks_hungarian(text):
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
    if code := _of_seven_bits(text):
        raise CorpusError(f"is text in {code}; save it as UTF-8", code="encoding")
    if not text.strip():
        raise CorpusError("holds no text", code="no_text")
    return text
