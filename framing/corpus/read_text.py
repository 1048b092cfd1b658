"""Reader for plain text files: bytes to text, with every repair named."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from framing.errors import CorpusError

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
GUESSED = "decoded as cp1252, since it is not UTF-8"
_MARK = "byte order mark left out"
_CONTROLS = re.compile("[\x80-\x9f]")


def decode(data: bytes) -> tuple[str, list[str]]:
    """Decode bytes: a byte order mark, else strict UTF-8, else Western (cp1252).

    Returns
    -------
    The text, and the repairs that were needed (none for clean UTF-8).

    Raises
    ------
    CorpusError : the bytes are no text in any of these encodings.

    Examples
    --------
    >>> decode("Türkiye".encode())
    ('Türkiye', [])
    >>> decode("Türkiye".encode("cp1252"))
    ('Türkiye', ['decoded as cp1252, since it is not UTF-8'])
    """
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            kind = f"not the {encoding.upper()} text that its first bytes announce"
            return _checked(_strict(data[len(mark) :], encoding, kind)), [_MARK]
    try:
        return _checked(data.decode("utf-8")), []
    except UnicodeDecodeError:
        return _checked(_strict(data, "cp1252", "neither UTF-8 nor cp1252 text")), [GUESSED]


def read_text(path: Path) -> tuple[str, list[str]]:
    """Read one text file; see :func:`decode`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CorpusError(f"cannot be read: {error.strerror}") from error
    return decode(data)


def _strict(data: bytes, encoding: str, otherwise: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise CorpusError(f"is {otherwise} (byte {error.start}); save it as UTF-8") from error


def _checked(text: str) -> str:
    if "\0" in text:
        raise CorpusError("holds NUL characters, so it is not a text; save it as UTF-8 text")
    if controls := _CONTROLS.findall(text):
        raise CorpusError(
            f"holds {len(controls)} control characters (U+0080 to U+009F), the mark of a wrongly "
            "guessed encoding; save it as UTF-8"
        )
    if not text.strip():
        raise CorpusError("holds no text")
    return text
