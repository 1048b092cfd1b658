r"""Parser of RTF files: each character by the code page of its font, and what was left out."""

from __future__ import annotations

import re
from typing import NamedTuple

from framing.corpus.files import rtf_codes as codes
from framing.corpus.files.charset import UNKNOWN
from framing.corpus.files.parsed import MARGINS, Parsed, lined
from framing.corpus.files.rtf_lines import Lines
from framing.corpus.notes import NO_NOTE, Note
from framing.corpus.repairs import surrogates_mended
from framing.errors import CorpusError
from framing.expressions import expression

AS_UTF8 = Note("taken_for_utf8", "decoded as UTF-8, though RTF has code pages")
UNCLOSED = Note("unclosed", "the last brace is missing, so that the end may be")
AFTER = Note("bytes_after_end", "bytes after the end left out")

_START = expression(rb"(?:\xef\xbb\xbf)?\s*\{\s*\\rtf", re.IGNORECASE)
_DEEPEST = 1000
_TOKEN = expression(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?"
    rb"|\\'([0-9a-fA-F]{2})"
    rb"|\\([^a-zA-Z])"
    rb"|([{}])"
    rb"|[\r\n]+"
    rb"|([^\\{}\r\n]+)"
    rb"|\\\Z",
    re.DOTALL,
)


class _Group(NamedTuple):
    """What holds within a pair of braces: where its words go, and how they are read."""

    target: str | Note = "text"  # "" for what is no text, or what is told of what is left out
    font: int | None = None
    skipped: int = 1  # how many characters stand in for one in Unicode
    kinds: frozenset[Note] = frozenset()  # of what its words are: hidden, deleted, inserted
    bold: bool = False
    in_table: bool = False
    starred: bool = False


def parse(data: bytes) -> Parsed:
    r"""Parse an RTF file.

    Returns
    -------
    Its lines, those that begin in bold type marked and each table row's as one; what is
    hidden or deleted, and footnotes and comments, are told on the line where they stood.
    ``about`` has ``title``, ``author`` and ``created`` where the file says them of itself.

    References
    ----------
    Microsoft (2008). Rich Text Format (RTF) Specification, version 1.9.1.

    Examples
    --------
    >>> parse(rb"{\rtf1\ansi T\'fcrkiye\rquote s \u304?stanbul\par}").lines
    [Line(text='Türkiye’s İstanbul', mark='', told=()), Line(text='', mark='', told=())]
    """
    if not is_rtf(data):
        raise CorpusError(
            "is no RTF file, which begins with {\\rtf. Rename it to what it is, or open it in a "
            "word processor and save it as .rtf",
            code="another_format",
        )
    return _Reading(data).parsed()


def is_rtf(data: bytes) -> bool:
    """Tell whether a file begins as RTF does, whatever its name."""
    return bool(_START.match(data))


class _Reading:
    """One file on its way from bytes to lines."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.place = data.index(b"{")
        self.is_utf8 = not data.isascii() and codes.is_utf8(data)
        self.stack: list[_Group] = []
        self.group = _Group()
        self.lines = Lines()
        self.words: dict[str, list[str]] = {}
        self.bytes = bytearray()
        self.left_to_skip = 0
        self.page = "cp1252"
        self.default_font: int | None = None
        self.fonts: dict[int, str] = {}
        self.made: dict[str, int] = {}
        self.told: dict[Note, None] = {}

    def parsed(self) -> Parsed:
        """Read to the last brace, and say what was found."""
        while self.place < len(self.data):
            self._step()
            if not self.stack:
                break
        self._flush()
        lines = lined(self.lines.ended())
        opened, after = len(self.stack), self.data[self.place :].strip(b"\0 \t\r\n\x1a")
        said = f"is cut off: {opened} groups are still open at its end"
        cut = Note("cut_short", said) if opened > 1 else NO_NOTE
        end = [UNCLOSED] if opened else [AFTER] if after else []
        repairs = (*self.told, *end, *self.lines.repairs)
        return Parsed(kind="rtf", lines=lines, repairs=repairs, about=self._about(), cut=cut)

    def _about(self) -> dict[str, str]:
        said = {name: "".join(self.words.get(name, ())) for name in ("title", "author")}
        made = [self.made.get(part, 0) for part in ("yr", "mo", "dy")]
        said["created"] = "-".join(f"{part:02}" for part in made) if all(made) else ""
        given = {name: surrogates_mended(one).strip() for name, one in said.items()}
        return {name: one for name, one in given.items() if one}

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
        elif plain and self.is_utf8 and not plain.isascii():
            self._unicode(plain.decode("utf-8", "replace"))
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
            said = f"nests more than {_DEEPEST:,} groups, which no text does"
            raise CorpusError(said, code="nested_too_deep")

    def _bytes(self, given: bytes) -> None:
        """Take bytes of the code page in use, but for those that stand in for Unicode."""
        skipped = min(self.left_to_skip, len(given))
        self.left_to_skip -= skipped
        self.bytes += given[skipped:]

    def _unicode(self, text: str) -> None:
        """Take what stands plainly in a file that is UTF-8, as some programs write it."""
        self._flush()
        skipped = min(self.left_to_skip, len(text))
        self.left_to_skip -= skipped
        self.told[AS_UTF8] = None
        self._add(text[skipped:])

    def _flush(self) -> None:
        """Decode what was gathered: a character may take two bytes, however each is written."""
        if not self.bytes:
            return
        given, self.bytes = bytes(self.bytes), bytearray()
        page = self.fonts.get(self.group.font, "") if self.group.font is not None else ""
        text = codes.decoded(given, page or self.page)
        if "\ufffd" in text and self._is_seen():
            self.lines.tell(UNKNOWN)
        self._add(text)

    def _is_seen(self) -> bool:
        return self.group.target == "text" and not self.group.kinds & codes.LEFT_OUT

    def _add(self, text: str) -> None:
        """Put words where they belong, and tell of those that are left out or were not there."""
        target = self.group.target
        if target in codes.OWN:
            self.words.setdefault(target, []).append(text)
        elif text.strip():
            beside = frozenset([target] if isinstance(target, Note) else [])
            kinds = self.group.kinds if target == "text" else beside
            for kind in sorted(kinds & codes.LEFT_OUT or kinds):
                if kind.code == MARGINS.code:  # of every page, wherever in the file they stand
                    self.told[kind] = None
                else:
                    self.lines.tell(kind)
        if self._is_seen():
            self.lines.write(text, bold=self.group.bold)

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self.group = self.group._replace(starred=True)
        elif self.left_to_skip:
            self.left_to_skip -= 1
        elif symbol in codes.LITERAL:
            self._bytes(symbol.encode("ascii"))
        else:
            self._flush()
            if symbol in "\r\n":
                self._end("par")
            self._add(codes.SYMBOLS.get(symbol, ""))

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
        if starred and word not in codes.SEEN_ALL_THE_SAME | codes.OWN | set(codes.BESIDE):
            self.group = self.group._replace(target="")
        elif word in codes.CHARACTERS:
            self._add(codes.CHARACTERS[word])
        elif word == "u" and number is not None:
            self._add(chr(number & 0xFFFF))
            self.left_to_skip = self.group.skipped
        elif word in codes.ENDS:
            self._end(word)
        elif word in codes.NOT_TEXT or word in codes.BESIDE or word in codes.OWN:
            self._destination(word)
        else:
            self._setting(word, 1 if number is None else number)

    def _end(self, word: str) -> None:
        if self._is_seen():
            self.lines.end(word, in_table=self.group.in_table)

    def _destination(self, word: str) -> None:
        """Turn a group's words to where they belong; none comes back to the text from inside."""
        within = self.group.target
        if within in ("text", "info"):
            target = word if word in codes.OWN else codes.BESIDE.get(word, "")
            self.group = self.group._replace(target="" if target in self.words else target)

    def _setting(self, word: str, number: int) -> None:
        if word in codes.OF_TYPE:
            self._type(word, number)
        elif word == "uc":
            self.group = self.group._replace(skipped=max(number, 0))
        elif word == "f":
            self.group = self.group._replace(font=number)
        elif word == "deff":
            self.default_font = number
            self.group = self.group._replace(font=number)
        elif word == "ansicpg" or word in codes.SETS:
            self.page = codes.SETS.get(word) or codes.code_page(number) or self.page
        elif self.group.target == "creatim":
            self.made[word] = number
        elif self.group.target == "fonttbl" and self.group.font is not None:
            page = codes.CHARSETS.get(number, "") if word == "fcharset" else ""
            page = codes.code_page(number) if word == "cpg" else page
            self.fonts[self.group.font] = page or self.fonts.get(self.group.font, "")

    def _type(self, word: str, number: int) -> None:
        """Note what holds for words from here on: bold, hidden, deleted, in a table."""
        change = self.group._replace
        if word in codes.SWITCHES:
            kinds, kind = self.group.kinds, {codes.SWITCHES[word]}
            self.group = change(kinds=kinds | kind if number else kinds - kind)
        elif word == "b":
            self.group = change(bold=bool(number))
        elif word == "plain":
            self.group = change(font=self.default_font, kinds=frozenset(), bold=False)
        else:
            self.group = change(in_table=word == "intbl")
