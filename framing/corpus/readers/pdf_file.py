"""Reader for PDF (.pdf): the article that its lines are, those of a paragraph joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from framing.corpus.files.parsed import Line, Parsed
from framing.corpus.notes import NO_NOTE, Note
from framing.corpus.readers.found import Found, Record
from framing.expressions import expression

UNWRAPPED = Note("wrapped_lines", "wrapped lines joined")
HYPHENS = Note("words_parted", "words parted at the end of a line joined")
_PARTED = expression(r"(?<=[^\W\d_])[-\u00ad]$")
_ENDS = expression(r"[.!?:…][\"'”’»)]*$")
_SHORT = 0.7  # of the longest line: what is shorter and ends a sentence ends a paragraph


def read(document: Parsed) -> Found:
    """Read a PDF, which is one article.

    Returns
    -------
    One record: ``text`` (a paragraph a line, an empty line between) and ``title``, where larger
    type tells it. A paragraph ends at a gap, where the type changes, and at a short line that
    ends a sentence. A word that a hyphen parts at the end of a line is joined.
    """
    notes: dict[Note, None] = dict.fromkeys(document.repairs)
    blocks = (_joined(one, notes) for one in _paragraphs(document.lines))
    text = "\n\n".join(filter(None, blocks))
    rejected = document.cut or (NO_NOTE if text else Note("no_text", "holds no text"))
    return Found([Record("", {"text": text, **document.about}, tuple(notes), rejected)])


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    room = max((len(line.text) for line in lines), default=0)
    block: list[Line] = []
    for line in lines:
        if not line.plain:
            if line.told:  # the foot of a page parts no paragraph
                continue
            yield block
            block = []
            continue
        if block and line.mark != block[-1].mark:
            yield block
            block = []
        block.append(line)
        if len(line.text) < _SHORT * room and _ENDS.search(line.plain):
            yield block
            block = []
    yield block


def _joined(block: Sequence[Line], notes: dict[Note, None]) -> str:
    text = ""
    notes |= {UNWRAPPED: None} if len(block) > 1 else {}
    for line in block:
        if text and _PARTED.search(text) and line.plain[:1].islower():
            text = text[:-1] + line.plain
            notes[HYPHENS] = None
        else:
            text += f" {line.plain}" if text else line.plain
    return text
