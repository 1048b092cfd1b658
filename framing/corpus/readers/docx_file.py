"""Reader for Word documents (.docx): paragraphs as a reader sees them, and what was left out."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from framing.corpus.readers.found import Found, Record
from framing.errors import CorpusError

DELETIONS = "tracked deletions left out"
INSERTIONS = "tracked insertions taken as text"
HIDDEN = "hidden text left out"
NOTES = "footnotes left out"
COMMENTS = "comments left out"
MARGINS = "headers and footers left out"
MACROS = "macros left out"

_LARGEST = 50_000_000  # bytes of one part: a novel has one or two million
_MOST_PARTS = 10_000
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_BODY = "word/document.xml"
_SAVE = "Open it in Word and save it as .docx"
_BESIDE = {  # parts beside the text, by how their names begin
    "footnotes": NOTES,
    "endnotes": NOTES,
    "comments.": COMMENTS,
    "header": MARGINS,
    "footer": MARGINS,
}
_OLDER = frozenset(("del", "moveFrom"))
_NEWER = frozenset(("ins", "moveTo"))
_PASSED_OVER = _OLDER | {"Fallback", "tabs", "pPrChange", "rPrChange", "instrText"}
CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\xad"}
_SYMBOL = re.compile("[0-9A-Ca-cEeFf][0-9A-Fa-f]{3}")  # D would be half of a pair
_TITLES = frozenset(("title", "heading 1"))
# What programs write when nobody has
_NOBODY = frozenset(
    "python-docx,author,autor,auteur,user,unknown,administrator,admin,owner,windows user,"
    "microsoft office user,office user,apache poi,docx4j,openoffice,libreoffice".split(",")
)
_UNTITLED = frozenset("untitled,word document,document,microsoft word document,title".split(","))
_NO_TIME = ("2013-12-23T23:15:00", "1601-01-01", "1970-01-01", "1980-01-01", "1900-01-01")


def read(data: bytes, name: str) -> Found:
    """Read a Word document, which is one article.

    Parameters
    ----------
    data : the bytes of the file.
    name : its name; not needed here.

    Returns
    -------
    One record: ``text`` (a paragraph a line, an empty line between; cells of tables are
    paragraphs), ``title`` (the first paragraph if its style is Title or Heading 1, else the
    document's own), ``author`` and ``created`` where somebody wrote them. The day a file was
    made is not the day of the article: ``date_text`` is not given.

    Raises
    ------
    CorpusError : it is no Word document, is damaged or encrypted, or unpacks to too much.
    """
    package = _opened(data)
    parts = {part.filename for part in package.infolist()}
    body = _main_part(package, parts)
    paragraphs, told = _paragraphs(_xml(package, body), _styles(package, parts, body))
    told |= dict.fromkeys(_left_beside(package, posixpath.dirname(body)))
    text = "\n\n".join(words for words, _ in paragraphs)
    fields = {"text": text} | _properties(package, parts)
    if paragraphs and paragraphs[0][1] in _TITLES:
        fields["title"] = paragraphs[0][0]
    return Found([Record("", fields, tuple(told), "" if text else "holds no text")])


def _opened(data: bytes) -> zipfile.ZipFile:
    if data.startswith(_OLD_WORD):
        raise CorpusError(f"is an old .doc file or encrypted, no .docx. {_SAVE} without a password")
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise CorpusError(f"is no Word document, or a damaged one ({error}). {_SAVE}") from error
    if len(package.infolist()) > _MOST_PARTS:
        raise CorpusError(f"holds {len(package.infolist()):,} parts, more than any text. {_SAVE}")
    unpacked = sum(part.file_size for part in package.infolist() if _is_xml(part.filename))
    if unpacked > _LARGEST:
        raise CorpusError(f"unpacks to {unpacked:,} bytes of text, more than any document has")
    return package


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    """Unpack a part, but no more of it than a text can have, whatever size it claims."""
    try:
        with package.open(name) as part:
            data = part.read(_LARGEST + 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        raise CorpusError(f"is a damaged or encrypted Word document ({name}). {_SAVE}") from error
    except Exception as error:  # each way of packing has errors of its own
        raise CorpusError(f"is a damaged Word document ({name}: {error}). {_SAVE}") from error
    if len(data) > _LARGEST:
        raise CorpusError(f"unpacks to more than {_LARGEST:,} bytes ({name}), which no text does")
    if b"<!DOCTYPE" in data.replace(b"\0", b""):  # NULs: it might be UTF-16
        raise CorpusError(f"declares entities ({name}), which no Word document does; it is refused")
    return data


def _xml(package: zipfile.ZipFile, name: str) -> Any:
    """Parse a part, with no entity replaced and nothing fetched."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(_part(package, name), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise CorpusError(f"is a damaged Word document ({name}: {error}). {_SAVE}") from error


def _local(element: Any) -> str:
    """Return the name without its namespace, of which there are two (transitional, strict)."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _value(element: Any, name: str = "val") -> str:
    return next((v for key, v in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _main_part(package: zipfile.ZipFile, parts: set[str]) -> str:
    if "_rels/.rels" in parts:
        for relation in _xml(package, "_rels/.rels"):
            if _value(relation, "Type").endswith("/officeDocument"):
                target = posixpath.normpath(_value(relation, "Target").lstrip("/"))
                if target in parts:
                    return target
    if _BODY not in parts:
        raise CorpusError(f"is a zip archive but no Word document (no {_BODY} in it). {_SAVE}")
    return _BODY


def _styles(package: zipfile.ZipFile, parts: set[str], body: str) -> dict[str, str]:
    """Return the names of styles, which are English in every language's Word, by their ids."""
    name = posixpath.join(posixpath.dirname(body), "styles.xml")
    if name not in parts:
        return {}
    return {
        _value(style, "styleId"): _value(child).casefold()
        for style in _xml(package, name)
        for child in style
        if _local(style) == "style" and _local(child) == "name"
    }


def _left_beside(package: zipfile.ZipFile, folder: str) -> Iterator[str]:
    """Yield what a document holds beside its text, where there are words in it."""
    for name in package.namelist():
        if posixpath.basename(name) == "vbaProject.bin":
            yield MACROS
        kind = next((k for start, k in _BESIDE.items() if _begins(name, folder, start)), "")
        if kind and any(text.strip() for text in _xml(package, name).itertext()):
            yield kind


def _begins(name: str, folder: str, start: str) -> bool:
    return name.endswith(".xml") and name.startswith(posixpath.join(folder, start))


def _properties(package: zipfile.ZipFile, parts: set[str]) -> dict[str, str]:
    """Return what the document says of itself, where a person and no program wrote it."""
    name = "docProps/core.xml"
    if name not in parts:
        return {}
    given = {_local(child): (child.text or "").strip() for child in _xml(package, name)}
    title, author = given.get("title", ""), given.get("creator", "")
    created = given.get("created", "")
    fields = {
        "title": "" if title.casefold() in _UNTITLED else title,
        "author": "" if author.casefold() in _NOBODY else author,
        "created": "" if created.startswith(_NO_TIME) else created,
    }
    return {key: value for key, value in fields.items() if value}


class _Paragraph:
    """A paragraph on its way: its words so far, and its style."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.style = ""


def _paragraphs(root: Any, styles: dict[str, str]) -> tuple[list[tuple[str, str]], dict[str, None]]:
    """Return each paragraph that has words, with its style, and what was left out."""
    told: dict[str, None] = {}
    paragraphs: list[_Paragraph] = []
    _walk(root, None, paragraphs, told)
    found = [("".join(one.pieces).strip(), styles.get(one.style, "")) for one in paragraphs]
    return [(words, style) for words, style in found if words], told


def _walk(
    element: Any,
    within: _Paragraph | None,
    paragraphs: list[_Paragraph],
    told: dict[str, None],
) -> None:
    """Gather the words below an element; a text box is a paragraph after the one it hangs on.

    The parser refuses a tree deeper than 256, so that this cannot run away.
    """
    for child in element:
        name = _local(child)
        if name in _OLDER and _has_words(child):
            told[DELETIONS] = None
        elif name == "r" and _is_hidden(child):
            told.update({HIDDEN: None} if _has_words(child) else {})
        elif name == "p":
            inner = _Paragraph()
            paragraphs.append(inner)
            _walk(child, inner, paragraphs, told)
        elif name == "pStyle" and within is not None:
            within.style = _value(child)
        elif name in ("t", "sym", *CHARACTERS) and within is not None:
            within.pieces.append(_character(child, name))
        elif name not in _PASSED_OVER:
            if name in _NEWER and _has_words(child):
                told[INSERTIONS] = None
            _walk(child, within, paragraphs, told)


def _character(element: Any, name: str) -> str:
    """Return what a run's child prints; a symbol keeps its number in the private use area."""
    if name == "t":
        return element.text or ""
    if name == "sym":
        number = _value(element, "char")
        return chr(int(number, 16)) if _SYMBOL.fullmatch(number) else ""
    return CHARACTERS[name]


def _has_words(element: Any) -> bool:
    return any(_local(one) in ("t", "delText") and one.text for one in element.iter())


def _is_hidden(run: Any) -> bool:
    marks = [mark for part in run if _local(part) == "rPr" for mark in part]
    return any(_local(m) == "vanish" and _value(m) not in ("0", "false", "off") for m in marks)
