"""Parser of plain text: bytes decoded, and their lines as they stand."""

from __future__ import annotations

from dataclasses import dataclass

from framing.corpus.files.parsed import PAGE, Line, Parsed
from framing.corpus.read_text import decode
from framing.expressions import expression

_LINE_END = expression(r"\r\n|\r|\n")


@dataclass(frozen=True, kw_only=True)
class Text(Parsed):
    """A plain text: its lines, and the whole of it to the character."""

    text: str


def parse(data: bytes) -> Text:
    r"""Parse a plain text file.

    Returns
    -------
    The text as decoded, and its lines without the marks of pages' ends.

    Examples
    --------
    >>> [line.text for line in parse(b"Talks begin.\r\n\fThey go on.").lines]
    ['Talks begin.', 'They go on.']
    """
    text, repairs = decode(data)
    lines = [
        Line(line.strip("\f"), PAGE if line[:1] == "\f" else "") for line in _LINE_END.split(text)
    ]
    return Text(kind="text", lines=lines, repairs=tuple(repairs), text=text)
