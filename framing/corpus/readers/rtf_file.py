r"""Reader for RTF files: each character by the code page of its font, and what was left out."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from framing.corpus.readers.docx_file import (
    COMMENTS,
    DELETIONS,
    HIDDEN,
    INSERTIONS,
    MARGINS,
    NOTES,
)
from framing.corpus.readers.found import Found, Record
from framing.corpus.readers.repairs import surrogates_mended
from framing.errors import CorpusError

UNKNOWN = "bytes without a character replaced by U+FFFD"
UNCLOSED = "the last brace is missing, so that the end may be"
AFTER = "bytes after the end left out"

_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\\rtf", re.IGNORECASE)
_DEEPEST = 1000
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?"
    rb"|\\'([0-9a-fA-F]{2})"
    rb"|\\([^a-zA-Z])"
    rb"|([{}])"
    rb"|[\r\n]+"
    rb"|([^\\{}\r\n]+)"
    rb"|\\\Z",
    re.DOTALL,
)
_CHARACTERS = {
    **dict.fromkeys("par sect page cell nestcell".split(), "\n\n"),
    "line": "\n", "tab": "\t", "emdash": "—", "endash": "–", "bullet": "•",
    "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip
_SYMBOLS = {"~": "\xa0", "-": "\xad", "_": "\u2011", "\n": "\n\n", "\r": "\n\n", "\t": "\t"}
_LITERAL = "{}\\"
_NOT_TEXT = frozenset(
    "colortbl stylesheet pict nonshppict fldinst xe tc rxe pntext listtext shprslt sn sv listtable "
    "filetbl revtbl themedata datastore objdata objclass objname bkmkstart bkmkend private".split()
)
_BESIDE = {
    "footnote": NOTES,
    "annotation": COMMENTS,
    **dict.fromkeys(
        "header headerl headerr headerf footer footerl footerr footerf".split(), MARGINS
    ),
}
_OWN = frozenset(("fonttbl", "info", "title", "author", "creatim"))
_SEEN_ALL_THE_SAME = frozenset(("shpinst", "shptxt"))  # text boxes, marked as may be passed over
_SETS = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_CHARSETS = {
    0: "cp1252", 2: "symbol", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab",
    134: "gb18030", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255",
    178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437",
    255: "cp850",
}  # fmt: skip


class _Group(NamedTuple):
    """What holds within a pair of braces: where its words go, and how they are read."""

    target: str = "text"  # "" for what is no text, or the kind of what is left out
    font: int | None = None
    skipped: int = 1  # how many characters stand in for one in Unicode
    hidden: str = ""
    starred: bool = False


def read(data: bytes, name: str) -> Found:
    r"""Read an RTF file, which is one article.

    Parameters
    ----------
    data : the bytes of the file.
    name : its name; not needed here.

    Returns
    -------
    One record: ``text`` (a paragraph a line, an empty line between; cells of tables are
    paragraphs), and ``title``, ``author`` and ``created`` where the file says them of itself.

    Raises
    ------
    CorpusError : it is no RTF, or nests its groups without end.

    References
    ----------
    Microsoft (2008). Rich Text Format (RTF) Specification, version 1.9.1.

    Examples
    --------
    >>> read(rb"{\rtf1\ansi T\'fcrkiye\rquote s \u304?stanbul\par}", "a.rtf").records[0].fields
    {'text': 'Türkiye’s İstanbul'}
    """
    start = _START.match(data)
    if not start:
        found = "a Word document (.docx)" if data.startswith(b"PK") else "something else"
        raise CorpusError(
            f"is no RTF file but {found}: RTF begins with {{\\rtf. Rename it to what it is, or "
            "open it in a word processor and save it as .rtf"
        )
    return _Reading(data, data.index(b"{")).found()


class _Reading:
    """One file on its way from bytes to text."""

    def __init__(self, data: bytes, start: int) -> None:
        self.data = data
        self.place = start
        self.stack: list[_Group] = []
        self.group = _Group()
        self.words: dict[str, list[str]] = {"text": []}
        self.bytes = bytearray()
        self.left_to_skip = 0
        self.page = "cp1252"
        self.default_font: int | None = None
        self.fonts: dict[int, str] = {}
        self.made: dict[str, int] = {}
        self.told: dict[str, None] = {}

    def found(self) -> Found:
        """Read to the last brace, and say what was found."""
        while self.place < len(self.data):
            self._step()
            if not self.stack:
                break
        self._flush()
        open_groups = len(self.stack)
        if open_groups:
            self.told[UNCLOSED] = None
        elif self.data[self.place :].strip(b"\0 \t\r\n\x1a"):
            self.told[AFTER] = None
        text = self._joined("text")
        rejected = "" if text else "holds no text"
        if open_groups > 1:
            rejected = f"is cut off: {open_groups} groups are still open at its end"
        fields = {"text": text} | self._properties()
        return Found([Record("", fields, tuple(self.told), rejected)])

    def _properties(self) -> dict[str, str]:
        made = [self.made.get(part, 0) for part in ("yr", "mo", "dy")]
        created = "-".join(f"{part:02}" for part in made) if all(made) else ""
        given = {"title": self._joined("title"), "author": self._joined("author")}
        return {key: value for key, value in {**given, "created": created}.items() if value}

    def _joined(self, target: str) -> str:
        """Join words, and the halves of characters beyond 65,535."""
        text = surrogates_mended("".join(self.words.get(target, ())))
        return re.sub(r"\n[ \t]*\n\s*", "\n\n", text).strip()

    def _step(self) -> None:
        token = _TOKEN.match(self.data, self.place)
        if not token:
            self.place += 1
            return
        self.place = token.end()
        word, number, code, symbol, brace, plain = token.groups()
        if brace:
            self._brace(brace)
        elif word:
            self._word(word.decode("ascii"), None if number is None else int(number))
        elif code:
            self._bytes(bytes.fromhex(code.decode("ascii")))
        elif symbol:
            self._symbol(symbol.decode("latin-1"))
        elif plain:
            self._bytes(plain)

    def _brace(self, brace: bytes) -> None:
        self._flush()
        self.left_to_skip = 0
        if brace == b"{":
            self.stack.append(self.group)
            self.group = self.group._replace(starred=False)
        else:
            self.group = self.stack.pop()
        if len(self.stack) > _DEEPEST:
            raise CorpusError(f"nests more than {_DEEPEST:,} groups, which no text does")

    def _bytes(self, given: bytes) -> None:
        """Take bytes of the code page in use, but for those that stand in for Unicode."""
        skipped = min(self.left_to_skip, len(given))
        self.left_to_skip -= skipped
        self.bytes += given[skipped:]

    def _flush(self) -> None:
        """Decode what was gathered: a character may take two bytes, however each is written."""
        if not self.bytes:
            return
        given, self.bytes = bytes(self.bytes), bytearray()
        page = self.fonts.get(self.group.font, "") if self.group.font is not None else ""
        text = _decoded(given, page or self.page)
        if "\ufffd" in text and self.group.target == "text":
            self.told[UNKNOWN] = None
        self._add(text)

    def _add(self, text: str) -> None:
        target = self.group.target
        if target == "text":
            target = self.group.hidden or target
        if target not in ("", "text", *_OWN):
            if text.strip():
                self.told[target] = None
            target = "text" if target == INSERTIONS else ""
        if target:
            self.words.setdefault(target, []).append(text)

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self.group = self.group._replace(starred=True)
        elif self.left_to_skip:
            self.left_to_skip -= 1
        elif symbol in _LITERAL:
            self._bytes(symbol.encode("ascii"))
        else:
            self._flush()
            self._add(_SYMBOLS.get(symbol, ""))

    def _word(self, word: str, number: int | None) -> None:
        if word == "bin":
            self.place += max(number or 0, 0)
            return
        if self.left_to_skip and word != "u":
            self.left_to_skip -= 1
            return
        self._flush()
        starred = self.group.starred  # counts for the first word of a group alone
        self.group = self.group._replace(starred=False)
        if starred and word not in _SEEN_ALL_THE_SAME | _OWN | set(_BESIDE):
            self.group = self.group._replace(target="")
        elif word in _CHARACTERS:
            self._add(_CHARACTERS[word])
        elif word == "u" and number is not None:
            self._add(chr(number & 0xFFFF))
            self.left_to_skip = self.group.skipped
        elif word in _NOT_TEXT or word in _BESIDE or word in _OWN:
            self._destination(word)
        else:
            self._setting(word, 1 if number is None else number)

    def _destination(self, word: str) -> None:
        """Turn a group's words to where they belong; none comes back to the text from inside."""
        within = self.group.target
        if within in ("text", "info"):
            target = word if word in _OWN else _BESIDE.get(word, "")
            self.group = self.group._replace(target="" if target in self.words else target)

    def _setting(self, word: str, number: int) -> None:
        if word == "uc":
            self.group = self.group._replace(skipped=max(number, 0))
        elif word == "f":
            self.group = self.group._replace(font=number)
        elif word == "deff":
            self.default_font = number
            self.group = self.group._replace(font=number)
        elif word == "plain":
            self.group = self.group._replace(font=self.default_font, hidden="")
        elif word in ("v", "deleted", "revised"):
            kind = {"v": HIDDEN, "deleted": DELETIONS, "revised": INSERTIONS}[word]
            self.group = self.group._replace(hidden=kind if number else "")
        elif word == "ansicpg" or word in _SETS:
            self.page = _SETS.get(word) or _page(number) or self.page
        elif self.group.target == "creatim":
            self.made[word] = number
        elif self.group.target == "fonttbl" and self.group.font is not None:
            page = _CHARSETS.get(number, "") if word == "fcharset" else ""
            page = _page(number) if word == "cpg" else page
            self.fonts[self.group.font] = page or self.fonts.get(self.group.font, "")


def _page(number: int) -> str:
    """Return the name of a code page; "" if it is not known."""
    name = {65001: "utf-8", 10000: "mac_roman", 936: "gb18030"}.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def _decoded(given: bytes, page: str) -> str:
    """Decode bytes; those of a symbol font have no meaning but a bullet's."""
    if page == "symbol":
        return "".join(chr(b) if b < 128 else "•" if b == 0xB7 else chr(0xF000 + b) for b in given)
    return given.decode(page, "replace")
