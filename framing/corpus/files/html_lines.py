"""The lines of a web page: one a block, and one where each block's element begins."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from framing.corpus.files.parsed import HIDDEN, Line
from framing.corpus.notes import Note

_BLOCKS = frozenset(
    "address article blockquote body center dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre section "
    "table tbody td th tr ul".split()
)
_UNSEEN = frozenset("script style head title template noscript textarea svg".split())


def lines(tree: Any, hidden: Collection[Any]) -> list[Line]:
    """Walk through the elements of a page, without going deeper for those within others.

    Of those that are ``hidden`` the words were left out, which is told where they stood.
    """
    from lxml import etree

    blocks = _Blocks()
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            blocks.start(element.tag, element.attrib, told=element in hidden)
            blocks.data(element.text or "")
        else:
            blocks.end(element.tag)
            blocks.data(element.tail or "")
    blocks.flush()
    return blocks.lines


class _Blocks:
    """Collects elements and words: one line a block, one line an opened element."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.pieces: list[str] = []
        self.marks: list[str] = []
        self.told: tuple[Note, ...] = ()
        self.unseen = 0

    def start(self, tag: str, attributes: Mapping[str, str], *, told: bool) -> None:
        self.unseen += tag in _UNSEEN
        classes = attributes.get("class", "")
        named = "".join(f" .{one}" for one in classes.split())
        if tag in _BLOCKS:
            self.flush()
            self.marks.append(
                tag + (f" #{attributes['id']}" if attributes.get("id") else "") + named
            )
            self.lines.append(Line("", f"<{self.marks[-1]}>"))
        elif tag == "br":
            self.pieces.append("\n")
        elif "Headline" in classes and self.marks and "Headline" not in self.marks[-1]:
            self.marks[-1] += named
        if told:
            self.told = (HIDDEN,)

    def end(self, tag: str) -> None:
        self.unseen -= tag in _UNSEEN
        if tag in _BLOCKS:
            self.flush()
            self.marks.pop()

    def data(self, text: str) -> None:
        if not self.unseen:
            self.pieces.append(re.sub(r"[ \t\r\n\f]+", " ", text))

    def flush(self) -> None:
        """End a block; what is hidden and stands alone is told on a blank line."""
        text, told = "".join(self.pieces), self.told
        self.pieces, self.told = [], ()
        if text.strip():
            mark = self.marks[-1] if self.marks else ""
            first, *others = re.sub(" {2,}", " ", text).split("\n")
            self.lines.append(Line(first.strip(" "), mark, told))
            self.lines += [Line(line.strip(" "), mark) for line in others]
            self.lines.append(Line(""))
        elif told:
            self.lines.append(Line("", told=told))
