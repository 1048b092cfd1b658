"""The lines of an RTF file on their way: what ends a line, a paragraph, a cell and a row."""

from __future__ import annotations

from framing.corpus.files.parsed import BOLD, Line, Paragraph
from framing.corpus.notes import Note
from framing.corpus.repairs import surrogates_mended

_BREAKS = frozenset(("line", "softline", "lbr"))  # of a line within its paragraph
_OF_TABLES = frozenset(("cell", "row", "nestcell", "nestrow"))
_OF_ROWS = frozenset(("row", "nestrow"))  # what they end was mostly ended by a cell before


class Lines:
    """Lines, and the paragraphs that they make.

    The cells of a table within a cell are paragraphs of that.
    """

    def __init__(self) -> None:
        self._paragraphs: list[Paragraph] = []
        self._lines: list[Line] = []
        self._pieces: list[str] = []
        self._mark: str | None = None
        self._told: dict[Note, None] = {}
        self._row, self._cell = 1, 0
        self._lost = 0

    def write(self, text: str, *, bold: bool) -> None:
        """Add words to the line; it is bold if the first of them are."""
        if self._mark is None and text.strip():
            self._mark = BOLD if bold else ""
        self._pieces.append(text)

    def tell(self, kind: Note) -> None:
        """Note something on the line."""
        self._told[kind] = None

    def end(self, word: str, *, in_table: bool) -> None:
        """End what a control word ends: a line, a paragraph, a cell or a row."""
        if word in _BREAKS:
            self._end_line()
            return
        inside = in_table or word in _OF_TABLES
        if word not in _OF_ROWS or self._has_begun():
            self._end_line()
            self._paragraphs.append(Paragraph(self._lines, self._row * inside, self._cell))
            self._lines = []
        self._cell += word == "cell"
        if word == "row" or not inside:
            self._row, self._cell = self._row + 1, 0

    def ended(self) -> list[Paragraph]:
        """Return every paragraph, also the last, which nothing may end."""
        if self._has_begun():
            self.end("par", in_table=False)
        return self._paragraphs

    @property
    def repairs(self) -> tuple[Note, ...]:
        """What was replaced: halves of characters beyond 65,535 without the other half."""
        said = f"{self._lost} halves of characters replaced by \ufffd"
        return (Note("half_characters", said),) if self._lost else ()

    def _has_begun(self) -> bool:
        return bool(self._lines or self._pieces or self._told)

    def _end_line(self) -> None:
        given = "".join(self._pieces)
        text = surrogates_mended(given)
        self._lost += text.count("\ufffd") - given.count("\ufffd")
        self._lines.append(Line(text, self._mark or "", tuple(self._told)))
        self._pieces, self._mark, self._told = [], None, {}
