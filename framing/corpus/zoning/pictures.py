"""What belongs to a picture in a news text: markup, caption, credit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from framing.corpus.agency_names import WIRES
from framing.expressions import expression
from framing.languages.language import Language
from framing.languages.news import one_of

_MAX_CAPTION_WORDS, _MAX_CREDITED_WORDS = 60, 100
_MAX_CREDIT = 160

_IMAGES = expression(
    r"\[?!\[(?P<markdown>(?:[^\[\]]|\[[^\[\]]*\]){0,2000})\]"
    r"(?:\((?:[^()\s]|\([^()\s]*\))*(?:\s+(?:\"[^\"]*\"|'[^']*'))?\)|\[[^\[\]]*\])(?:\]\([^()\s]*\))?"
    r"|<figcaption[^>]{0,400}>(?P<figcaption>[^<]{0,2000})</figcaption>"
    r"|<img\b(?:[^<>\"']|\"[^\"]*\"|'[^']*'){0,4000}>",
    re.IGNORECASE,
)
_ALT = expression(r"\balt\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')", re.IGNORECASE)
_HOLDER = (
    rf"(?:{WIRES}|Getty(?:\s+Images)?|EPA(?:-EFE)?|Shutterstock|Alamy|iStock|Unsplash|NurPhoto|"
    r"Wikimedia(?:\s+Commons)?|Adobe\s+Stock|Dreamstime|Flickr|Pixabay|YouTube|Imago|IMAGO|Picture\s+Alliance|Sipa|SIPA|Zuma|ZUMA|UPI|Pool|POOL|"
    r"Handout|HANDOUT)"
)
_SENTENCE_ENDS = tuple(stop + mark for stop in ".!?" for mark in ("", *"\"'”’"))
_PARTED = expression(r"[/|()\[\]]")  # a credit that ends as a sentence does has one of these
_NAMES = r"[^\W\d_a-z][\w.'’-]*(?:\s+[^\W\d_a-z][\w.'’-]*){0,4}"


def images(line: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield (start, end, start and end of the alternative text) of each image in a line."""
    for match in _IMAGES.finditer(line):
        if match.lastgroup:
            inner = match.span(match.lastgroup)
        elif alt := _ALT.search(line, *match.span()):
            inner = alt.span("double" if alt["double"] is not None else "single")
        else:
            inner = (match.end(), match.end())
        yield (*match.span(), *inner)


def has_image(line: str) -> bool:
    """Tell whether a line holds the markup of an image or of its caption."""
    return ("![" in line or "<" in line) and bool(_IMAGES.search(line))


class Pictures:
    """The captions and credits of pictures in one language."""

    def __init__(self, language: Language) -> None:
        news = language.news
        photo, kind = one_of(news.photos), rf"(?:{one_of(news.photo_kinds)}\s+)?"
        after = rf"(?:\s+{one_of(news.photo_credits)})?"
        self._credit = self._credits(language, photo, kind, after)
        self._labelled = re.compile(rf"{kind}{photo}{after}\s*:", re.IGNORECASE)
        self._source = re.compile(rf"{one_of(news.sources)}\s*:\s|©|\(c\)\s", re.IGNORECASE)
        self._linking = frozenset(news.linking)
        self._caption = re.compile(one_of(news.captions), re.IGNORECASE)
        left, right = (rf"\({one_of(side)}\)" for side in (news.left, news.right))
        self._positions = re.compile(
            rf"\({one_of(news.left_to_right)}\)|{left}.*{right}|{right}.*{left}"
        )

    @staticmethod
    def _credits(language: Language, photo: str, kind: str, after: str) -> re.Pattern[str]:
        """Compile the forms of a picture's credit at the end of a line."""
        news = language.news
        via, credit = one_of(news.via), one_of(news.credits)
        holders = rf"{_HOLDER}(?:(?:\s*[/,&|]\s*|\s+{via}\s+|\s+){_HOLDER})*"
        return re.compile(
            rf"[(\[](?:{_HOLDER}\s+)?(?i:{kind}(?:{photo}|{credit})\s*(?::|/|{one_of(news.photo_by)}))[^()\[\]]*[)\]]$"
            rf"|[(\[](?!{WIRES}(?:[/, &]+{WIRES})*[)\]])(?:[^()\[\]]*[/ ])?{_HOLDER}"
            rf"(?:\s+(?i:{photo}))?\s*(?:/|\b{via}\b)[^()\[\]]*[)\]]$"
            rf"|[(\[](?!{WIRES}\s*/)(?!(?i:{photo})\b){_NAMES}(?:\s*/[^()\[\]/]{{2,30}}){{0,2}}\s*/\s*{_HOLDER}[)\]]$"
            rf"|(?:^|(?<=[.!?]\s)){_NAMES}\s?/\s?{_NAMES}(?:,\s*(?:FILE|File))?$"
            rf"|(?<=[.!?])\s*\|\s*{_NAMES}(?:\s+(?:{via}|{one_of(news.photo_for)})\s+{_NAMES})?$"
            rf"|[(\[](?:[^()\[\]]*/\s*)?(?:Getty\s+Images|AP\s+Photo)[)\]]$"
            rf"|(?:^|(?<=[\s.|*_–—-])){one_of(news.photo_labels)}"
            rf"(?:(?i:{after})\s*:|\s+{one_of(news.by)}(?=\s+[A-Z]))\s*[^.!?]{{2,80}}$"
            rf"|(?:^|(?<=\s))(?:AP\s+Photo|{_HOLDER})\s?/\s?{_NAMES}$"
            rf"|^{holders}$|(?:^|(?<=[.!?]\s)){_NAMES}\s*/\s*{holders}$"
            rf"|(?<=[\w,])(?:\s*[/|]\s*|\s+{via}\s+){holders}$"
            rf"|©\s?[^.!?]{{2,60}}$|^{one_of(news.photo_lines)}\b[^.!?]{{2,60}}$"
        )

    def opens_caption(self, line: str) -> bool:
        """Tell whether a line says at its start that it is a picture's caption."""
        return bool(self._caption.match(line))

    def is_credit(self, line: str) -> bool:
        """Tell whether a line is nothing but a picture's credit or a text's source."""
        if match := self._labelled.match(line) or self._source.match(line):
            return not self._is_prose(line[match.end() :])
        return self.credit_start(line) == 0

    def has_credit(self, line: str) -> bool:
        """Tell whether a line is a picture's caption and ends with its credit."""
        return 0 < self.caption_length(line) < len(line)

    def caption_length(self, line: str) -> int:
        """Return how many characters of a line, no credit itself, are a caption: all or some."""
        count = len(line.split())
        if count > (_MAX_CREDITED_WORDS if line.endswith(")") else _MAX_CAPTION_WORDS):
            return 0
        opening = self._caption.match(line)
        if credit := self.credit_start(line, after=opening.end() if opening else 0):
            return len(line[:credit].rstrip())
        if count > _MAX_CAPTION_WORDS:
            return 0
        whole = opening or self._positions.search(line) or self._labelled.match(line)
        return len(line) if whole else 0

    def _is_prose(self, text: str) -> bool:
        words = text.split()
        return sum(word[0].islower() and word not in self._linking for word in words) > 2

    @lru_cache(maxsize=64)  # noqa: B019  # each line is asked about three times in a row
    def credit_start(self, line: str, *, after: int = 0) -> int | None:
        """Return where a picture's credit at the end of a line begins."""
        begin = max(after, len(line) - _MAX_CREDIT)
        if line.endswith(_SENTENCE_ENDS, begin) and not _PARTED.search(line, begin):
            return None
        match = self._credit.search(line, begin)
        return match.start() if match else None
