"""Parser of Word documents (.docx): paragraphs as a reader sees them, and what was left out."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from framing.corpus.files.docx_package import (
    left_beside,
    local,
    main_part,
    opened,
    properties,
    value,
    xml,
)
from framing.corpus.files.parsed import (
    COMMENTS,
    DELETIONS,
    HIDDEN,
    INSERTIONS,
    NOTES,
    Line,
    Paragraph,
    Parsed,
    lined,
    told,
)
from framing.corpus.notes import NO_NOTE, Note
from framing.expressions import expression

EMBEDDED = Note("embedded_documents", "documents within the document left out")

_REFERENCES = {  # where in the text something beside it belongs
    "footnoteReference": NOTES,
    "endnoteReference": NOTES,
    "commentReference": COMMENTS,
    "commentRangeStart": COMMENTS,
}
_OLDER = frozenset(("del", "moveFrom"))
_NEWER = frozenset(("ins", "moveTo"))
_OF_TABLES = {"hidden": HIDDEN, "del": DELETIONS, "cellDel": DELETIONS}
_PASSED_OVER = frozenset(("tabs", "pPrChange", "rPrChange", "instrText"))
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\xad"}
_SYMBOL = expression("[0-9A-Ca-cEeFf][0-9A-Fa-f]{3}")  # D would be half of a pair
_OFF = ("0", "false", "off")
_ON = ("1", "true", "on")
_MOST_BASED = 30  # styles, each based on the next: Word allows fewer
_TITLES = frozenset(("title", "heading 1"))


def parse(data: bytes) -> Parsed:
    """Parse a Word document.

    Returns
    -------
    Its lines, each paragraph's with its style and each table row's as one; what is hidden,
    deleted or moved away is told on the line where it stood, as are footnotes and comments
    on the line that refers to them. ``about`` has the title (the first paragraph if its style
    is Title or Heading 1, else the document's own), and ``author`` and ``created`` where
    somebody wrote them. The day a file was made is not the day of the article.
    """
    package = opened(data)
    parts = {part.filename for part in package.infolist()}
    body = main_part(package, parts)
    beside = dict.fromkeys(left_beside(package, posixpath.dirname(body)))
    reading = _Reading(_styles(package, parts, body), frozenset(beside))
    reading.walk(xml(package, body), None)
    lines = lined(one.paragraph() for one in reading.paragraphs)
    about = properties(package, parts) | reading.title()
    repairs = tuple(kind for kind in beside if kind not in told(lines))
    return Parsed(kind="docx", lines=lines, repairs=repairs, about=about)


class _Style(NamedTuple):
    """A style: its name, the style that it is based on, and whether it hides what has it."""

    name: str
    base: str
    hides: bool | None


def _styles(package: zipfile.ZipFile, parts: set[str], body: str) -> dict[str, _Style]:
    """Return styles by their ids; that of paragraphs which name none has the id "".

    The names of built-in styles are English in every language's Word.
    """
    name = posixpath.join(posixpath.dirname(body), "styles.xml")
    found = [one for one in xml(package, name) if local(one) == "style"] if name in parts else []
    usual = {"": _Style("", "", None)}
    for one in reversed(found):
        if value(one, "type") == "paragraph" and value(one, "default") in _ON:
            usual[""] = _style(one)
    return {value(one, "styleId"): _style(one) for one in found} | usual


def _style(element: Any) -> _Style:
    parts = {local(child): child for child in element}
    given = {name: value(parts[name]) for name in ("name", "basedOn") if name in parts}
    return _Style(given.get("name", "").casefold(), given.get("basedOn", ""), _hides(element))


@dataclass
class _Words:
    """A paragraph on its way: its place in a table, its words so far, its style, what is told."""

    row: int
    cell: int
    pieces: list[str] = field(default_factory=list)
    style_id: str = ""
    style: str = ""
    told: dict[Note, None] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def paragraph(self) -> Paragraph:
        mark = f"style {self.style}" if self.style else ""
        first, *others = self.text.split("\n")
        lines = [Line(first, mark, tuple(self.told)), *(Line(one, mark) for one in others)]
        return Paragraph(lines, self.row, self.cell)


class _Reading:
    """A document's body on its way from elements to paragraphs."""

    def __init__(self, styles: dict[str, _Style], beside: frozenset[Note]) -> None:
        self.styles = styles
        self.hiding = frozenset(one for one in styles if self._hides(one))
        self.beside = beside
        self.paragraphs: list[_Words] = []
        self.rows = 0
        self.place = (0, 0)

    def title(self) -> dict[str, str]:
        """Return the first paragraph that has words, if its style is one of titles."""
        first = next((one for one in self.paragraphs if one.text.strip()), None)
        return {"title": first.text.strip()} if first and first.style in _TITLES else {}

    def walk(self, element: Any, within: _Words | None) -> None:
        """Gather the words below an element; a text box is a paragraph after the one it hangs on.

        The parser refuses a tree deeper than 256, so that this cannot run away.
        """
        for child in element:
            name = local(child)
            if kind := self._left_out(child, name, within):
                if _has_words(child):
                    self._tell(kind, within)
            elif name == "p":
                self.walk(child, self._begun())
            elif name in ("tr", "tc"):
                self._table(child, name)
            elif name == "AlternateContent":
                # the first branch with words: the others hold the same for other programs
                self.walk([one for one in child if _has_words(one)][:1], within)
            elif name not in _PASSED_OVER:
                self._word(child, name, within)
                self.walk(child, within)

    def _left_out(self, element: Any, name: str, within: _Words | None) -> Note:
        """Say why an element's words are no text; nothing if they are."""
        if name in _OLDER:
            return DELETIONS
        if name == "r" and self._is_hidden(element, within):
            return HIDDEN
        found = (kind for mark, kind in _OF_TABLES.items() if _marked(element, f"{name}Pr", mark))
        return next(found, NO_NOTE) if name in ("tr", "tc") else NO_NOTE

    def _is_hidden(self, run: Any, within: _Words | None) -> bool:
        """Tell by a run's own mark, else by its styles, of which two that hide undo each other."""
        own = _hides(run)
        if own is not None:
            return own
        style = next((value(m) for m in _marks(run, "rPr") if local(m) == "rStyle"), None)
        of_paragraph = within is not None and within.style_id in self.hiding
        return of_paragraph != (style is not None and style in self.hiding)

    def _hides(self, style: str) -> bool:
        """Tell by a style's own mark, else by that of the style it is based on."""
        for _ in range(_MOST_BASED):
            if style not in self.styles:
                return False
            if (hides := self.styles[style].hides) is not None:
                return hides
            style = self.styles[style].base
        return False

    def _begun(self) -> _Words:
        self.paragraphs.append(_Words(*self.place))
        return self.paragraphs[-1]

    def _tell(self, kind: Note, within: _Words | None) -> None:
        (within or self._begun()).told[kind] = None

    def _table(self, element: Any, name: str) -> None:
        """Read a row or a cell, whose paragraphs have their place in the table."""
        outer = self.place
        if name == "tr":
            self.rows += 1
            self.place = (self.rows, 0)
        self.walk(element, None)
        row, cell = self.place
        self.place = outer if name == "tr" else (row, cell + 1)

    def _word(self, element: Any, name: str, within: _Words | None) -> None:
        """Take what an element itself says; that below it is read by itself."""
        if name in _NEWER and _has_words(element):
            self._tell(INSERTIONS, within)
        elif name == "altChunk":
            self._tell(EMBEDDED, within)
        elif (kind := _REFERENCES.get(name, NO_NOTE)) in self.beside:
            self._tell(kind, within)
        elif within is not None and name == "pStyle":
            within.style_id = value(element)
            within.style = self.styles.get(within.style_id, self.styles[""]).name
        elif within is not None:
            within.pieces.append(_character(element, name))


def _character(element: Any, name: str) -> str:
    """Return what a run's child prints; a symbol keeps its number in the private use area."""
    if name == "t":
        return element.text or ""
    if name == "sym":
        number = value(element, "char")
        return chr(int(number, 16)) if _SYMBOL.fullmatch(number) else ""
    return _CHARACTERS.get(name, "")


def _has_words(element: Any) -> bool:
    return any(local(one) in ("t", "delText") and one.text for one in element.iter())


def _marks(element: Any, properties: str) -> Iterator[Any]:
    return (mark for part in element if local(part) == properties for mark in part)


def _marked(element: Any, properties: str, name: str) -> bool | None:
    """Say whether an element's properties switch a mark on; None if they do not name it."""
    given = [value(mark) for mark in _marks(element, properties) if local(mark) == name]
    return given[-1] not in _OFF if given else None


def _hides(element: Any) -> bool | None:
    return _marked(element, "rPr", "vanish")
