"""Parser of PDF with a text layer: lines in one column, and what stands in large type."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from framing.corpus.files.parsed import MARGINS, Line, Parsed, told
from framing.corpus.notes import Note
from framing.errors import CorpusError
from framing.expressions import expression

LARGE = "large"  # the mark of a line in larger type than the text
PICTURE_PAGE = Note("page_without_text", "a page without text (a picture?) passed over")
_MOST_PAGES = 300
_LEAST = 20  # letters of a page with text
_MOST_ABOVE = 3  # lines above a headline
_SENTENCE = expression(r"[.!?…][\"'”’»)]*$")
_LARGER = 1.15  # times the size of most of the text
_GAP = expression(r"(?<=\S) {4,}(?=\S)")
_MOST_PARTED = 0.2  # of the lines of a page may have a gap, as tables have
# What a browser prints over and under a page: the time and the title, the address and the page
_PRINTED = expression(
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}, \d{1,2}:\d{2}(?: [AP]M)?\b.{0,200}$|"
    r"\S{1,9}:/\S{0,500} +\d+/\d+$"
)
_NUMBER = expression(r"\d+")
_WAY_OUT = "save its text as .txt or DOCX"


class _Page(NamedTuple):
    lines: list[str]  # as they lie on the page, blank ones between paragraphs
    sizes: dict[str, float]  # of type, by the words written in it


def parse(data: bytes) -> Parsed:
    """Parse a PDF whose pages hold text in one column.

    Returns
    -------
    Its lines, a blank one where a gap parts paragraphs; what stands in larger type is marked,
    and lines at the top or foot of pages that repeat are left out, which is told. ``about`` has
    the headline: the first words in larger type.

    Raises
    ------
    CorpusError : no PDF, locked, a scan without text, or text in columns, whose order is not
        sure.
    """
    pages = [_page(page) for page in _pages(data)]
    filled = [page for page in pages if sum(map(str.isalpha, "".join(page.lines))) >= _LEAST]
    if not filled:
        said = f"is a scan, or holds no text; recognise its text first, then {_WAY_OUT}"
        raise CorpusError(said, code="no_text_layer")
    if any(map(_in_columns, filled)):
        said = (
            f"has text in columns, whose order is not sure; {_WAY_OUT}, a paragraph after another"
        )
        raise CorpusError(said, code="columns_mixed")
    margins = _margins(filled)
    size = _usual(filled)
    lines: list[Line] = []
    for page in filled:
        large = {words for words, one in page.sizes.items() if one > size * _LARGER}
        for text in page.lines:
            if _NUMBER.sub("0", text.strip()) in margins and text.strip():
                lines.append(Line("", told=(MARGINS,)))
            else:
                mark = LARGE if text.strip() and _letters(text) in large else ""
                lines.append(Line(text.strip(), mark))
    title = _headline(lines)
    _leave_out_head(lines)
    repairs = (PICTURE_PAGE,) if len(filled) < len(pages) else ()
    return Parsed(
        kind="pdf",
        lines=lines,
        repairs=(*repairs, *told(lines)),
        about={"title": title} if title else {},
    )


def _pages(data: bytes) -> list[Any]:
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            said = "is locked with a password; save it without one"
            raise CorpusError(said, code="locked")
        pages = list(reader.pages[: _MOST_PAGES + 1])
    except CorpusError:
        raise
    except Exception as error:  # whatever the library says of a broken file
        raise _damaged(error) from error
    if len(pages) > _MOST_PAGES:
        said = f"holds more than {_MOST_PAGES} pages, which no article does; part it"
        raise CorpusError(said, code="too_large")
    return pages


def _damaged(error: Exception) -> CorpusError:
    said = " ".join(str(error).split())[:80] or type(error).__name__
    return CorpusError(f"is a PDF that cannot be read ({said}); {_WAY_OUT}", code="damaged")


def _page(page: Any) -> _Page:
    sizes: dict[str, float] = {}

    def visit(text: str, cm: Any, tm: Any, font: Any, size: Any) -> None:
        for line in text.split("\n"):
            if line.strip():
                height = abs(float(size or 0) * float(tm[3] or 1) * float(cm[3] or 1))
                sizes[_letters(line)] = height

    try:
        page.extract_text(visitor_text=visit)
        laid = page.extract_text(extraction_mode="layout")
    except Exception as error:  # whatever the library says of a broken page
        raise _damaged(error) from error
    return _Page(laid.split("\n"), sizes)


def _letters(text: str) -> str:
    return "".join(text.split())


def _in_columns(page: _Page) -> bool:
    filled = [line for line in page.lines if line.strip()]
    parted = sum(bool(_GAP.search(line.strip())) for line in filled)
    return parted > max(2, _MOST_PARTED * len(filled))


def _usual(pages: Sequence[_Page]) -> float:
    """Return the size of type in which most of the text is written."""
    counts: Counter[float] = Counter()
    for page in pages:
        for words, size in page.sizes.items():
            counts[round(size, 1)] += len(words)
    return counts.most_common(1)[0][0] if counts else 0


def _margins(pages: Sequence[_Page]) -> set[str]:
    """Return lines of margins, their numbers aside: the first and last of several pages alike."""
    ends: Counter[str] = Counter()
    printed: set[str] = set()
    for page in pages:
        filled = [_NUMBER.sub("0", line.strip()) for line in page.lines if line.strip()]
        ends.update({*filled[:2], *filled[-2:]})
        outer = [line.strip() for line in page.lines if line.strip()]
        both = {outer[0], outer[-1]}
        printed |= {_NUMBER.sub("0", line) for line in both if _PRINTED.match(line)}
    least = max(2, len(pages) // 2 + 1)
    return printed | {line for line, n in ends.items() if n >= least}


def _leave_out_head(lines: list[Line]) -> None:
    """Leave out the few lines above a headline, which name the outlet, a section or a day."""
    start = next((i for i, line in enumerate(lines) if line.mark == LARGE), 0)
    above = [i for i, line in enumerate(lines[:start]) if line.plain]
    if len(above) <= _MOST_ABOVE and not any(_SENTENCE.search(lines[i].plain) for i in above):
        for i in above:
            lines[i] = Line("", told=(MARGINS,))


def _headline(lines: Sequence[Line]) -> str:
    """Return the first words in larger type, of one line or of some that follow each other."""
    start = next((i for i, line in enumerate(lines) if line.mark == LARGE), None)
    if start is None:
        return ""
    end = start
    while end < len(lines) and lines[end].mark == LARGE:
        end += 1
    return " ".join(line.plain for line in lines[start:end])
