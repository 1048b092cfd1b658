"""What stands inside a paragraph and is none of its text: signatures of posts, links, tags."""

from __future__ import annotations

import re
from collections.abc import Iterator

from framing.expressions import expression
from framing.languages.language import Language
from framing.languages.news import one_of

_NEAR = 240  # a signature and the addresses before it are never longer
_LONGEST_TAG = 1500
_ADDRESSES = r"(?:\s*(?:https?://|pic\.twitter\.com/)\S+)*"
_SIGNED = expression(rf"{_ADDRESSES}\s*(?:[—–]|(?<!\w)--?)\s*[^()\n—–]{{1,60}}$")
_HANDLE = expression(r"\(@\w{1,30}\)(?P<date>\s*(?:[\w.]{1,12},?\s+){1,4}?(?:19|20)\d\d\b)?")


class Asides:
    """The forms of what interrupts or ends a paragraph, in one language."""

    def __init__(self, language: Language) -> None:
        news = language.news
        self._link = re.compile(
            rf"\(\s*{one_of(news.link_labels)}\s*:[^()\n]{{2,240}}\)", re.IGNORECASE
        )
        self._embed = re.compile(rf"\b{one_of(news.embeds)}", re.IGNORECASE)
        end = one_of(news.tag_ends)
        self._tag_end = re.compile(rf"{end}\b")
        # a name; the same in full, run into the headlines that a click on it would list
        self._tag = re.compile(
            r"\b(?P<last>[^\W\d_][\w’'-]+)(?P<tag>\s+(?:[^\W\d_a-z]?[\w.’'()-]+\s+){0,5}"
            r"(?P=last))(?=$|[^\W_a-z]|['‘\"“$])"
        )

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return what is to be left out of a paragraph, from its start to its end."""
        found = sorted([*_signatures(text), *self._others(text)])
        return [span for n, span in enumerate(found) if not n or span[0] >= found[n - 1][1]]

    def _others(self, text: str) -> Iterator[tuple[int, int]]:
        if "(" in text:
            yield from (match.span() for match in self._link.finditer(text))
        begin = 0
        for end in self._tag_end.finditer(text):
            before = text[: end.start()][-1:]
            if not (before.isspace() or "a" <= before <= "z"):
                continue
            if tag := self._tag.search(text, max(begin, end.start() - _LONGEST_TAG), end.start()):
                yield tag.start("tag"), end.end()
            begin = end.end()
        yield from (match.span() for match in self._embed.finditer(text))


def _signatures(text: str) -> Iterator[tuple[int, int]]:
    """Yield who signed a post, its date, and the addresses at the end of the post's words."""
    if "(@" not in text:
        return
    for handle in _HANDLE.finditer(text):
        begin = max(0, handle.start() - _NEAR)
        signed = _SIGNED.search(text[begin : handle.start()])
        if signed and (handle["date"] or not text[handle.end() :].strip()):
            yield begin + signed.start(), handle.end()
