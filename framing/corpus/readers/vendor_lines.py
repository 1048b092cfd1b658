"""Exports of vendors as lines: DOCX, RTF, HTML or plain text, told by what a file holds.

Every format becomes the same lines, so that a layout is described once. Nothing is fetched,
no macro or script is run, and an archive unfolds only so far.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from framing.corpus.read_text import decode
from framing.corpus.readers.docx_file import CHARACTERS
from framing.corpus.readers.repairs import surrogates_mended
from framing.errors import CorpusError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

CELL = "\x1f"  # stands after each cell of a table row
BOLD, ROW = "bold", "row"
_LARGEST = 256 * 2**20  # bytes that a zipped document may unfold to
_CELL_SIGN, _BOLD_SIGN = "\ufdd1", "\ufdd0"  # noncharacters: no text has them
_LONGEST_FONTS = 64 * 2**10
_BRACE = re.compile("[{}]")
_FONTS = re.compile(r"\{[^{}]*\\fonttbl")
_CONTROL = re.compile(r"\\[\\{}]|\\(cell|field|b)(-?\d+)?(?![a-z0-9-])[ ]?")
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|body|div|!--)", re.I)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{1,30})", re.I)


class Line(NamedTuple):
    """A line and what the format says of it: ``bold``, ``row``, or an HTML element's names."""

    text: str
    mark: str = ""

    @property
    def plain(self) -> str:
        """The text without outer space, its inner space made simple: for comparing only."""
        return " ".join(self.text.split())


class Source(NamedTuple):
    """A file as lines; a blank line stands between paragraphs.

    Attributes
    ----------
    lines : every line of the file, in its order.
    kind : ``docx``, ``rtf``, ``html`` or ``txt``, as the content has it.
    repairs : what decoding had to repair.
    """

    lines: list[Line]
    kind: str
    repairs: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def source(data: bytes) -> Source:
    r"""Turn the bytes of an export into lines, by what they are and not by what they are named.

    Raises
    ------
    CorpusError : no such format, damaged, or unfolding to more than a document can hold.

    Examples
    --------
    >>> source(b"Body\nTalks begin.").lines
    [Line(text='Body', mark=''), Line(text='Talks begin.', mark='')]
    """
    if not data.strip():
        raise CorpusError("is empty")
    if data.startswith(b"PK\x03\x04"):
        return Source(_docx_lines(data), "docx")
    if data.lstrip().startswith(b"{\\rtf"):
        return _from_rtf(data)
    text, repairs = _decoded(data)
    if _HTML.match(text):
        return Source(_html_lines(text), "html", tuple(repairs))
    lines = [Line(line.strip("\f")) for line in re.split(r"\r\n|\r|\n", text)]
    return Source(lines, "txt", tuple(repairs))


def _decoded(data: bytes) -> tuple[str, list[str]]:
    """Decode text; an HTML page that is not UTF-8 may name its encoding itself."""
    named = _CHARSET.search(data[:4096])
    if named and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            try:
                return decode(data.decode(named[1].decode()).encode())
            except (LookupError, UnicodeError):
                pass  # a wrong name: as if it had none
    return decode(data)


def _paragraphs(texts: Iterable[Line]) -> list[Line]:
    """Split paragraphs at their line breaks and put a blank line after each."""
    lines = []
    for paragraph in texts:
        if paragraph.text.strip():
            lines += [Line(text, paragraph.mark) for text in paragraph.text.split("\n")]
            lines.append(Line(""))
    return lines


def _docx_lines(data: bytes) -> list[Line]:
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(_document_part(data), forbid_dtd=True)
    except (ParseError, DefusedXmlException) as error:
        raise CorpusError(
            f"is a damaged Word document ({type(error).__name__}); download it again"
        ) from error
    return _paragraphs(_word_paragraphs(root))


def _document_part(data: bytes) -> bytes:
    import io
    import zipfile
    import zlib

    damage = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)
    try:
        with (
            zipfile.ZipFile(io.BytesIO(data)) as archive,
            archive.open("word/document.xml") as part,
        ):
            content = part.read(_LARGEST + 1)
    except KeyError as error:
        raise CorpusError("is a zip archive, but no Word document; unpack it first") from error
    except damage as error:
        raise CorpusError(f"is a damaged Word document ({error}); download it again") from error
    if len(content) > _LARGEST:
        raise CorpusError(f"unfolds to more than {_LARGEST // 2**20} MiB; no export is so large")
    return content


def _word_paragraphs(root: Element) -> Iterator[Line]:
    """Yield the paragraphs of a Word document; a table row is one line with its cells.

    A stack and no recursion: a file may nest as deep as it likes.
    """
    pieces: list[str] = []
    rows = 0
    stack: list[tuple[Element, bool]] = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        name = str(node.tag).rpartition("}")[2]
        if leaving:
            rows -= name == "tr"
            if name == "tc":
                pieces = ["".join(pieces).rstrip("\n"), CELL]
            elif rows:
                pieces.append("\n")
            else:
                yield Line("".join(pieces), ROW if name == "tr" else "")
                pieces = []
        elif name != "Fallback":  # the same text again, for old programs
            rows += name == "tr"
            pieces.append((node.text or "") if name == "t" else CHARACTERS.get(name, ""))
            if name in {"p", "tr", "tc"}:
                stack.append((node, True))
            stack.extend((child, False) for child in reversed(node))


def _from_rtf(data: bytes) -> Source:
    from striprtf.striprtf import rtf_to_text

    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:  # bytes of the code page that the file declares
        escaped = re.sub(rb"[\x80-\xff]", lambda byte: b"\\'%02x" % byte[0][0], data)
        text = escaped.decode("ascii")
    _check_fonts(text)
    try:
        plain = rtf_to_text(_CONTROL.sub(_kept, text.replace("\0", "")) + "\n")
    except (ValueError, TypeError, LookupError, OverflowError) as error:
        raise CorpusError(f"is a damaged RTF file ({error}); download it again") from error
    joined = surrogates_mended(plain)
    lost = joined.count("\ufffd") - plain.count("\ufffd")
    repairs = (f"{lost} halves of characters replaced by \ufffd",) if lost else ()
    lines = [_rtf_line(line) for line in joined.replace("\r", "\n").split("\n")]
    return Source(_paragraphs(lines), "rtf", repairs)


def _check_fonts(text: str) -> None:
    """Refuse a table of fonts so long that no program wrote it: it is searched again and again."""
    if not (opened := _FONTS.search(text)):
        return
    depth = 1
    for brace in _BRACE.finditer(text, opened.end(), opened.end() + _LONGEST_FONTS):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return
    raise CorpusError("is a damaged RTF file (its table of fonts has no end); download it again")


def _kept(control: re.Match[str]) -> str:
    """Mark cells and bold type, which the conversion would lose.

    A field's address is not text: under another name the control word is passed over.
    """
    match control[1], control[2]:
        case "cell", _:
            return "\\xcell " + _CELL_SIGN
        case "field", _:
            return "\\xfield "
        case "b", None | "1":
            return "\\b " + _BOLD_SIGN
    return control[0]


def _rtf_line(text: str) -> Line:
    bold = text.lstrip().startswith(_BOLD_SIGN)
    mark = ROW if _CELL_SIGN in text else BOLD if bold else ""
    return Line(text.replace(_BOLD_SIGN, "").replace(_CELL_SIGN, CELL), mark)


_BLOCKS = frozenset(
    "address article blockquote body center dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre section "
    "table tbody td th tr ul".split()
)
_UNSEEN = frozenset("script style head title template noscript textarea svg".split())


class _Blocks:
    """Collects what an HTML parser reports: one line a block, one line an opened element."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.pieces: list[str] = []
        self.marks: list[str] = []
        self.unseen = 0
        self.preformatted = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.unseen += tag in _UNSEEN
        if tag == "br":
            self.pieces.append("\n")
        elif tag in _BLOCKS:
            self._flush()
            self.marks.append(_mark(tag, attributes))
            self.lines.append(Line("", f"<{self.marks[-1]}>"))
        elif "Headline" in attributes.get("class", "") and self._unnamed():
            self.marks[-1] += " ." + attributes["class"].replace(" ", " .")

    def _unnamed(self) -> bool:
        return bool(self.marks) and "Headline" not in self.marks[-1]

    def end(self, tag: str) -> None:
        self.unseen -= tag in _UNSEEN
        if tag in _BLOCKS:
            self._flush()
            if self.marks:
                self.marks.pop()

    def data(self, text: str) -> None:
        if not self.unseen:
            self.pieces.append(re.sub(r"[ \t\r\n\f]+", " ", text))

    def close(self) -> list[Line]:
        self._flush()
        return self.lines

    def _flush(self) -> None:
        text = "".join(self.pieces)
        self.pieces = []
        if text.strip():
            mark = self.marks[-1] if self.marks else ""
            kept = re.sub(" {2,}", " ", text).split("\n")
            self.lines += [Line(line.strip(" "), mark) for line in kept]
            self.lines.append(Line(""))


def _mark(tag: str, attributes: Mapping[str, str]) -> str:
    named = ["#" + attributes["id"]] if attributes.get("id") else []
    return " ".join([tag, *named, *("." + one for one in attributes.get("class", "").split())])


def _html_lines(text: str) -> list[Line]:
    from lxml import etree

    parser = etree.HTMLParser(
        target=_Blocks(), encoding="utf-8", huge_tree=True, no_network=True, remove_pis=True
    )
    try:
        lines: list[Line] = etree.fromstring(text.encode(), parser)
    except etree.LxmlError as error:
        raise CorpusError(f"is no HTML page that can be read ({error}); save it again") from error
    return lines
