"""The package of a Word document: its parts, opened with care, and what it says of itself."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

from framing.corpus.files.parsed import COMMENTS, MARGINS, NOTES
from framing.corpus.notes import Note
from framing.errors import CorpusError

MACROS = Note("macros", "macros left out")

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
_SAID = {"title": "title", "author": "creator", "created": "created"}
# What programs write when nobody has
_NOTHING = {
    "author": "python-docx,author,autor,auteur,user,unknown,administrator,admin,owner,windows user,"
    "microsoft office user,office user,apache poi,docx4j,openoffice,libreoffice".split(","),
    "title": "untitled,word document,document,microsoft word document,title".split(","),
}
_NO_TIME = ("2013-12-23T23:15:00", "1601-01-01", "1970-01-01", "1980-01-01", "1900-01-01")


def opened(data: bytes) -> zipfile.ZipFile:
    """Open the archive that a document is, unless it is none or far too much."""
    if data.startswith(_OLD_WORD):
        said = f"is an old .doc file or encrypted, no .docx. {_SAVE} without a password"
        raise CorpusError(said, code="another_format")
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        said = f"is no Word document, or a damaged one ({error}). {_SAVE}"
        raise CorpusError(said, code="damaged") from error
    if len(package.infolist()) > _MOST_PARTS:
        said = f"holds {len(package.infolist()):,} parts, more than any text. {_SAVE}"
        raise CorpusError(said, code="too_large")
    texts = (part for part in package.infolist() if part.filename.endswith((".xml", ".rels")))
    unpacked = sum(part.file_size for part in texts)
    if unpacked > _LARGEST:
        said = f"unpacks to {unpacked:,} bytes of text, more than any document has"
        raise CorpusError(said, code="too_large")
    return package


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    """Unpack a part, but no more of it than a text can have, whatever size it claims."""
    try:
        with package.open(name) as part:
            data = part.read(_LARGEST + 1)
    except Exception as error:  # each way of packing has errors of its own
        said = f"is a damaged or encrypted Word document ({name}: {error}). {_SAVE}"
        raise CorpusError(said, code="damaged") from error
    if len(data) > _LARGEST:
        said = f"unpacks to more than {_LARGEST:,} bytes ({name}), which no text does"
        raise CorpusError(said, code="too_large")
    if b"<!DOCTYPE" in data.replace(b"\0", b""):  # NULs: it might be UTF-16
        said = f"declares entities ({name}), which no Word document does; it is refused"
        raise CorpusError(said, code="declares_entities")
    return data


def xml(package: zipfile.ZipFile, name: str) -> Any:
    """Parse a part, with no entity replaced and nothing fetched."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(_part(package, name), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        said = f"is a damaged Word document ({name}: {error}). {_SAVE}"
        raise CorpusError(said, code="damaged") from error


def local(element: Any) -> str:
    """Return the name without its namespace, of which there are two (transitional, strict)."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(element: Any, name: str = "val") -> str:
    """Return an attribute, whatever its namespace; "" if it is not there."""
    return next((v for key, v in element.attrib.items() if key.rpartition("}")[2] == name), "")


def main_part(package: zipfile.ZipFile, parts: set[str]) -> str:
    """Return the name of the part that holds the text."""
    if "_rels/.rels" in parts:
        for relation in xml(package, "_rels/.rels"):
            if value(relation, "Type").endswith("/officeDocument"):
                target = posixpath.normpath(value(relation, "Target").lstrip("/"))
                if target in parts:
                    return target
    if _BODY not in parts:
        said = f"is a zip archive but no Word document (no {_BODY} in it). {_SAVE}"
        raise CorpusError(said, code="another_format")
    return _BODY


def left_beside(package: zipfile.ZipFile, folder: str) -> Iterator[Note]:
    """Yield what a document holds beside its text, where there are words in it."""
    for name in package.namelist():
        if posixpath.basename(name) == "vbaProject.bin":
            yield MACROS
        starts = (start for start in _BESIDE if name.startswith(posixpath.join(folder, start)))
        kind = _BESIDE.get(next(starts, "")) if name.endswith(".xml") else None
        if kind and any(text.strip() for text in xml(package, name).itertext()):
            yield kind


def properties(package: zipfile.ZipFile, parts: set[str]) -> dict[str, str]:
    """Return what the document says of itself, where a person and no program wrote it."""
    name = "docProps/core.xml"
    if name not in parts:
        return {}
    given = {local(child): (child.text or "").strip() for child in xml(package, name)}
    fields = {key: given[own] for key, own in _SAID.items() if given.get(own)}
    return {
        key: said
        for key, said in fields.items()
        if said.casefold() not in _NOTHING.get(key, ()) and not said.startswith(_NO_TIME)
    }
