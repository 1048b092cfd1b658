"""Lines of a text to blocks: a line broken within a sentence is joined to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from framing.corpus.words import folded_words
from framing.corpus.zoning.layout import MAX_SUBHEAD_WORDS, Layout, ends_sentence, is_marked_subhead
from framing.corpus.zoning.pictures import has_image
from framing.expressions import expression

MIN_WRAP_WIDTH, MAX_WRAP_WIDTH = 40, 120
_MIN_WRAPPED = 4  # lines that are followed by another without a gap
_MAX_TITLE_LINES = 3
_LONGEST_SITE = 40

_ZERO_WIDTH = "\u200b\u2060\ufeff"
_SITE = expression(r"(?m:^)(.*\S)\s+[|–—·-]\s+\S.{1,40}$")  # from a line's start: linear


@dataclass(frozen=True)
class Block:
    """One or more lines of a text that belong together: offsets, and what stands around."""

    start: int
    end: int
    text: str
    after_gap: bool
    is_title: bool = False


def blocks(text: str, layout: Layout, *, title: str = "") -> list[Block]:
    """Return the lines that are not empty, those broken within a sentence joined."""
    lines = list(_lines(text))
    first, count = title_lines([line.text for line in lines], title, layout)
    width = wrap_width(lines)
    groups: list[list[Block]] = []
    for index, line in enumerate(lines):
        if count and first <= index <= first + count:
            apart = index in (first, first + count)
        else:
            apart = (
                not groups
                or line.after_gap
                or not _continues(groups[-1], line, text, width, layout)
            )
        if apart:
            groups.append([line])
        else:
            groups[-1].append(line)
    title_start = lines[first].start if count else -1
    return [_joined(group, text, group[0].start == title_start) for group in groups]


def same_title(text: str, title: str) -> bool:
    """Tell whether two headlines have the same words, the name of a site at the end aside."""
    whole, title_whole = _words(text), _words(title)
    short, title_short = (_words(_SITE.sub(r"\1", one)) for one in (text, title))
    return whole in (title_whole, title_short) or short == title_whole


def starts_with_title(text: str, title: str, layout: Layout) -> bool:
    """Tell whether the title stands at the head of a text, after dates and the like at most."""
    return bool(title_lines((line.text for line in _lines(text)), title, layout)[1])


def title_lines(lines: Iterable[str], title: str, layout: Layout) -> tuple[int, int]:
    """Return where the title stands: the number of its first line, and of how many it is."""
    if not title.strip():
        return 0, 0
    first, behind = 0, iter(lines)
    ahead = [*islice(behind, _MAX_TITLE_LINES)]
    while ahead:
        for count in range(1, len(ahead) + 1):
            candidate = " ".join(ahead[:count])
            if len(candidate) <= 2 * len(title) + _LONGEST_SITE and same_title(candidate, title):
                return first, count
        line = ahead[0]
        aside = layout.is_furniture(line) or layout.datelines.is_dateline(line) or has_image(line)
        if not aside:
            break
        first, ahead = first + 1, [*ahead[1:], *islice(behind, 1)]
    return 0, 0


@lru_cache(maxsize=64)  # a title is held against line after line
def _words(text: str) -> list[str]:
    return folded_words(text) or text.split()


def wrap_width(lines: Sequence[Block]) -> int:
    """Return the width at which a text is broken into lines, 0 if it is not.

    It is where most lines end within a sentence and had no room for the word that follows.
    """
    pairs = [(a.text, b.text) for a, b in pairwise(lines) if not b.after_gap]
    if len(pairs) < _MIN_WRAPPED:
        return 0
    width = sorted(len(line) for line, _ in pairs)[int(0.9 * len(pairs))]
    unfinished = sum(not ends_sentence(line) for line, _ in pairs)
    full = sum(_is_full(line, following, width) for line, following in pairs)
    wrapped = unfinished > 0.6 * len(pairs) and full >= 0.5 * len(pairs)
    return width if wrapped and MIN_WRAP_WIDTH <= width <= MAX_WRAP_WIDTH else 0


def _is_full(line: str, following: str, width: float) -> bool:
    """Tell whether the first word of the following line had no room in this one."""
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width


def _continues(group: list[Block], line: Block, text: str, width: int, layout: Layout) -> bool:
    """Tell whether a line goes on where the lines before it, without a gap, have stopped."""
    last, following = group[-1].text, line.text
    if any(has_image(one) or is_marked_subhead(one) for one in (last, following)):
        return False
    if width and not ends_sentence(last):
        if _is_full(last, following, 0.85 * width):
            return True
    elif width and _is_full(last, following, width) and not _starts_anew(following, layout):
        return True
    if _stands_alone(last, layout) or _starts_anew(following, layout):
        return False
    return is_broken(group[0].text, last, following, text, layout)


@lru_cache(maxsize=8)  # a line is asked about with the one before and the one after it
def _stands_alone(line: str, layout: Layout) -> bool:
    """Tell whether a line stands for itself and is not joined to the one after it."""
    place = line.isupper() and layout.datelines.is_dateline(line)
    if place or layout.is_furniture(line) or layout.is_link(line):
        return True
    return layout.pictures.caption_length(line) > 0


def _starts_anew(line: str, layout: Layout) -> bool:
    return _stands_alone(line, layout) or layout.datelines.dateline_length(line) > 0


def is_broken(opening: str, line: str, following: str, text: str, layout: Layout) -> bool:
    """Tell whether a line without end punctuation runs on in the line that follows it.

    Evidence is added up: how the paragraph opens, how the line ends, how the next one
    begins, and whether the two words at the break stand side by side elsewhere in ``text``.
    """
    if ends_sentence(line):
        return False
    last, first = line.split()[-1], following.split()[0]
    opener = first.strip("\"'“‘(").lower().rstrip(",")
    evidence = (
        3 * (last.lower().strip("\"'”’,") in layout.awaits_more)
        + 3 * last.endswith((",", "-", "–", "—", "/", "&"))
        + 3 * first[0].islower()
        + 3 * (first[0].isupper() and _stand_side_by_side(last, first.rstrip(".,"), text))
        + (opening.split()[0].lower().rstrip(",") in layout.openers)
        + (len(line.split()) > MAX_SUBHEAD_WORDS)
        - 2 * (opener in layout.openers)
    )
    return evidence >= 2


@lru_cache(maxsize=1024)
def _stand_side_by_side(last: str, first: str, text: str) -> bool:
    """Tell whether a text holds two words with a blank between, be they parts of longer ones."""
    near = _pairs(text).get((last[-1], first[0]), ())
    return any(one.endswith(last) and other.startswith(first) for one, other in near)


@lru_cache(maxsize=2)
def _pairs(text: str) -> dict[tuple[str, str], set[tuple[str, str]]]:
    """Return what stands side by side with a blank between, by the letters at the blank."""
    found: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for one, other in pairwise(text.split(" ")):
        if one and other:
            found.setdefault((one[-1], other[0]), set()).add((one, other))
    return found


def _lines(text: str) -> Iterator[Block]:
    """Yield the lines that are not empty, and whether an empty line stands before each."""
    position, gap = 0, False
    for line in text.splitlines(keepends=True):
        content = line.strip().strip(_ZERO_WIDTH).strip()
        if content:
            start = position + line.index(content)
            yield Block(start, start + len(content), content, gap)
        gap = not content
        position += len(line)


def _joined(group: list[Block], text: str, is_title: bool) -> Block:
    start, end = group[0].start, group[-1].end
    return Block(start, end, text[start:end], group[0].after_gap, is_title)
