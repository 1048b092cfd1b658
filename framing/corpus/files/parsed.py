"""What a parser makes of a file of text: lines with their marks, and what is to be told of them.

Readers of articles and layouts of vendors both read these lines, so that what is hidden,
deleted or beside the text is the same for both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from framing.corpus.notes import NO_NOTE, Note

CELL = "\x1f"  # stands after each cell of a table row
BOLD, ROW = "bold", "row"
PAGE = "page"  # the first line of a page of plain text

DELETIONS = Note("tracked_deletions", "tracked deletions left out")
INSERTIONS = Note("tracked_insertions", "tracked insertions taken as text")
HIDDEN = Note("hidden_text", "hidden text left out")
NOTES = Note("footnotes", "footnotes left out")
COMMENTS = Note("comments", "comments left out")
MARGINS = Note("margins", "headers and footers left out")


class Line(NamedTuple):
    """A line of a file."""

    text: str  # its words; in a table row each cell ends with ``CELL``
    # what the format says of it: ``bold``, ``row``, ``style`` and the style's name, the names of
    # an HTML element (``p #id .class``), in ``<>`` where the element begins
    mark: str = ""
    told: tuple[Note, ...] = ()  # what was left out here, or is to be told otherwise

    @property
    def plain(self) -> str:
        """The text without outer space, its inner space made simple: for comparing only."""
        return " ".join(self.text.split())


class Paragraph(NamedTuple):
    """The lines of a paragraph, and the table row and cell that it stands in (row 0: in none)."""

    lines: Sequence[Line]
    row: int = 0
    cell: int = 0


@dataclass(frozen=True, kw_only=True)
class Parsed:
    """A file of text as its parser gives it."""

    kind: str  # ``docx``, ``rtf``, ``html`` or ``text``, as the content has it
    lines: Sequence[Line]  # every line in its order; a blank line stands between paragraphs
    repairs: tuple[Note, ...] = ()  # what is to be told of the file as a whole
    # what it says of itself, by the names of fields
    about: Mapping[str, str] = field(default_factory=dict)
    cut: Note = NO_NOTE  # why its lines may not be all that it holds; no words if they are


def lined(paragraphs: Iterable[Paragraph]) -> list[Line]:
    r"""Put a blank line after each paragraph, and the cells of a table row on one line.

    Examples
    --------
    >>> cells = [Paragraph([Line("Arlen")], 1, 0), Paragraph([Line("2")], 1, 1)]
    >>> [line.text for line in lined([Paragraph([Line("Goals")]), *cells])]
    ['Goals', '', 'Arlen\x1f2\x1f', '']
    """
    lines: list[Line] = []
    for row, group in groupby(paragraphs, key=lambda one: one.row):
        for own in [_row(list(group))] if row else [one.lines for one in group]:
            if any(line.text.strip() for line in own):
                lines += [*own, Line("")]
            elif said := told(own):
                lines.append(Line("", told=said))
    return lines


def _row(paragraphs: Sequence[Paragraph]) -> list[Line]:
    text = ""
    for _, own in groupby(paragraphs, key=lambda one: one.cell):
        cell = ("\n".join(line.text for line in one.lines) for one in own)
        text += "\n\n".join(cell) + CELL
    said = told(line for one in paragraphs for line in one.lines)
    first, *others = text.split("\n")
    return [Line(first, ROW, said), *(Line(one, ROW) for one in others)]


def told(lines: Iterable[Line]) -> tuple[Note, ...]:
    """Return what is to be told of lines, each kind once."""
    return tuple(dict.fromkeys(kind for line in lines for kind in line.told))


def paragraphs(lines: Iterable[Line]) -> list[str]:
    r"""Return the texts of paragraphs, the cells of tables among them.

    Examples
    --------
    >>> paragraphs([Line("Goals"), Line("so far"), Line(""), Line("Arlen\x1f2\x1f", ROW)])
    ['Goals\nso far', 'Arlen', '2']
    """
    texts = (one.text.replace(CELL, "\n\n") if one.mark == ROW else one.text for one in lines)
    pieces = (piece for text in texts for piece in text.split("\n"))
    runs = groupby(pieces, key=lambda piece: bool(piece.strip()))
    return ["\n".join(run).strip() for filled, run in runs if filled]
