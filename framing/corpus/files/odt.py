"""Parser of OpenDocument texts (.odt): paragraphs as a reader sees them, and what was left out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from framing.corpus.files.docx_package import local, value
from framing.corpus.files.parsed import (
    COMMENTS,
    DELETIONS,
    HIDDEN,
    NOTES,
    Line,
    Paragraph,
    Parsed,
    lined,
)
from framing.corpus.notes import Note
from framing.errors import CorpusError

_LARGEST = 50_000_000  # bytes of one part
_LEFT_OUT = {
    "note": NOTES, "annotation": COMMENTS, "tracked-changes": DELETIONS, "hidden-text": HIDDEN,
    "hidden-paragraph": HIDDEN,
}  # fmt: skip
_CHARACTERS = {"tab": "\t", "line-break": "\n", "soft-page-break": ""}
_SAID = {"title": "title", "author": "creator", "created": "creation-date"}


def parse(data: bytes) -> Parsed:
    """Parse an OpenDocument text.

    Returns
    -------
    Its lines, each paragraph's and each table row's as one; footnotes, comments, tracked
    deletions and hidden text are told on the line where they stood. ``about`` has the title
    and author that the document tells of itself.

    References
    ----------
    OASIS. Open Document Format for Office Applications (OpenDocument) Version 1.3.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        content = _xml(package, "content.xml")
        about = _about(package) if "meta.xml" in package.namelist() else {}
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, ValueError) as error:
        said = f"is no OpenDocument text, or a damaged one ({error}); save it as DOCX"
        raise CorpusError(said, code="damaged") from error
    reading = _Reading(_hiding(content))
    body = next((one for one in content.iter() if local(one) == "text" and len(one)), content)
    reading.walk(body, None)
    return Parsed(kind="odt", lines=lined(reading.paragraphs()), about=about)


def _xml(package: zipfile.ZipFile, name: str) -> Any:
    """Parse a part, with no entity replaced and nothing fetched."""
    from lxml import etree

    with package.open(name) as part:
        data = part.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise CorpusError(f"unpacks to over {_LARGEST:,} bytes ({name})", code="too_large")
    if b"<!ENTITY" in data.replace(b"\0", b""):
        raise CorpusError(f"declares entities ({name})", code="declares_entities")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, parser)


def _about(package: zipfile.ZipFile) -> dict[str, str]:
    given = {local(one): (one.text or "").strip() for one in _xml(package, "meta.xml").iter()}
    return {name: given[own] for name, own in _SAID.items() if given.get(own)}


def _hiding(content: Any) -> set[str]:
    """Return the names of the styles that hide what has them."""
    styles = (one for one in content.iter() if local(one) == "style")
    return {
        value(style, "name")
        for style in styles
        if any(value(part, "display") == "none" for part in style)
    }


class _Reading:
    """A text on its way from elements to paragraphs."""

    def __init__(self, hiding: set[str]) -> None:
        self._hiding = hiding
        self._found: list[tuple[list[str], dict[Note, None], int, int]] = []
        self._rows = self._row = self._cell = 0

    def paragraphs(self) -> Iterator[Paragraph]:
        for pieces, told, row, cell in self._found:
            first, *others = "".join(pieces).split("\n")
            yield Paragraph([Line(first, "", tuple(told)), *map(Line, others)], row, cell)

    def walk(self, element: Any, pieces: list[str] | None) -> None:
        """Gather the words below an element; parsers refuse a tree too deep to be walked."""
        if pieces is not None:
            pieces.append(element.text or "")
        for child in element:
            name = local(child)
            kind = _LEFT_OUT.get(name) or (
                HIDDEN if value(child, "style-name") in self._hiding else None
            )
            if kind and (pieces is None or "".join(child.itertext()).strip()):
                self._tell(kind, child)
            elif name in ("p", "h"):
                self._found.append(([], {}, self._row, self._cell))
                self.walk(child, self._found[-1][0])
            elif name in ("table-row", "table-cell"):
                self._table(child, name)
            else:
                self._word(child, name, pieces)
            if pieces is not None:
                pieces.append(child.tail or "")

    def _tell(self, kind: Note, child: Any) -> None:
        if not "".join(child.itertext()).strip():
            return
        if not self._found:
            self._found.append(([], {}, 0, 0))
        self._found[-1][1][kind] = None

    def _table(self, child: Any, name: str) -> None:
        outer = (self._row, self._cell)
        if name == "table-row":
            self._rows += 1
            self._row, self._cell = self._rows, 0
        self.walk(child, None)
        row, cell = self._row, self._cell
        self._row, self._cell = outer if name == "table-row" else (row, cell + 1)

    def _word(self, child: Any, name: str, pieces: list[str] | None) -> None:
        if pieces is not None and name == "s":
            count = value(child, "c")
            pieces.append(" " * min(int(count) if count.isdecimal() else 1, 100))
        elif pieces is not None and name in _CHARACTERS:
            pieces.append(_CHARACTERS[name])
        else:
            self.walk(child, pieces)
