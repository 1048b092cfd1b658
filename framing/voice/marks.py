"""Where a text speaks in somebody's very words: its direct quotations.

Marks are told by their form and by what stands beside them, whatever the language: most marks
open here and close there, and an apostrophe looks like the end of a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.expressions import expression
from framing.tables.require import empty, require

_DOUBLE = '"“”„‟«»＂'
_SINGLE = "'‘’‚‛\u2039\u203a`\u00b4"
_MARK = expression(rf"''|``|[{_DOUBLE}{_SINGLE}「」『』]")
_TWINS = {"''": '"', "``": '"', "＂": '"', "『": "「", "』": "」"}
_CLOSED_BY = {
    '"': '"”“', "“": '”"“', "„": '“”"', "‟": '”"', "«": "»", "»": "«", "「": "」",
    "'": "'’", "‘": "’'", "‚": "‘’'", "‛": "’'", "\u2039": "\u203a", "\u203a": "\u2039",
    "`": "'\u00b4", "\u00b4": "\u00b4'",
}  # fmt: skip
_OPENERS = frozenset("„‟‚‛「")  # these only open
_CLOSERS = frozenset("”’」")  # these only close
_ELIDED = expression(r"(?:\d0s|\d\d\b|em|til|tis|twas|cause|cuz|round|bout|n)\b", re.IGNORECASE)
_LINE = expression(r"^[ \t]*>[ \t]*(?=\S)(.*\S)", re.MULTILINE)
_POST = expression(r"[—–-]{1,2}\s*[^\n()@]{1,60}\(@\w{1,15}\)")  # who signs an embedded post
_STOPS = expression(r"[.!?…]['\"”’»)]*\s+")
_LONGEST = 1_000  # characters of a quotation that no mark closes
_MARKS = 200  # within one quotation
_BETWEEN = 10  # paragraphs without a mark within a quotation
_WORD = expression(r"\w+")
FEWEST = 4  # words; fewer in quotation marks are a term
_SPEECH_ENDS = ".,!?…;-–—"

Span = tuple[int, int]


class Quotation(NamedTuple):
    """A direct quotation: offsets of what stands between its marks, and whether both are there."""

    start: int
    end: int
    closed: bool


def direct_quotations(articles: pd.DataFrame) -> pd.DataFrame:
    """List what each text quotes directly.

    Parameters
    ----------
    articles : a row is an article; needs ``article`` and ``text``.

    Returns
    -------
    A row is a run of quoted words within a paragraph, ``articles.text[start:end]`` (code
    points) without its marks; what is quoted within a quotation is part of it. ``closed`` is
    false where a mark is missing: in the paragraphs of a longer quotation, or where it was
    forgotten; then a quotation ends with its paragraph at the latest.

    Notes
    -----
    Marks of any kind count: curly, straight, single, angled; so do lines that begin with ``>``
    and posts that are embedded with the name of their account. An apostrophe is told by the
    letters beside it. What stands in indirect speech is not quoted directly.

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a"], "outlet": ["X"],
    ...     "text": ["“It’s ‘over’,” she said, and 'no' was the answer."]})
    >>> direct_quotations(table)[["start", "end", "text"]].values.tolist()
    [[1, 13, 'It’s ‘over’,'], [30, 32, 'no']]
    """
    articles = require(articles, "articles")
    rows = [
        {"article": article, "start": one.start, "end": one.end,
         "text": text[one.start : one.end], "closed": one.closed}
        for article, text in zip(articles["article"], articles["text"], strict=True)
        for one in quotations(text)
    ]  # fmt: skip
    return require(pd.DataFrame(rows), "quotations") if rows else empty("quotations")


def quotations(text: str) -> list[Quotation]:
    """Return the direct quotations of a text, in order; none overlaps another.

    Examples
    --------
    >>> text = "He said: «Wait.» 'Why?' they asked."
    >>> [text[one.start : one.end] for one in quotations(text)]
    ['Wait.', 'Why?']
    """
    set_apart = [Quotation(*line.span(1), closed=True) for line in _LINE.finditer(text)]
    set_apart += _posts(text)
    found = [
        one
        for one in _between_marks(text)
        if text[one.start : one.end].strip()
        and not any(one.start < x.end and x.start < one.end for x in set_apart)
    ]
    return sorted([*found, *set_apart])


def quoted_parts(sentences: pd.DataFrame, articles: pd.DataFrame | None = None) -> list[list[Span]]:
    """Return what each sentence quotes directly, as offsets into its text.

    Parameters
    ----------
    sentences : a row is a sentence, in any order; a quotation may run over several.
    articles : a row is an article; where its text is there and a sentence has a place in it, marks
        are read in the whole text, with its paragraphs and with what is no sentence of it.
    """
    table = require(sentences, "sentences")
    whole = (
        {} if articles is None else dict(zip(articles["article"], articles["text"], strict=True))
    )
    order = np.lexsort((table["sentence"], pd.factorize(table["article"])[0]))
    article = table["article"].to_numpy()[order]
    firsts = np.flatnonzero(np.append(True, article[1:] != article[:-1]))
    texts, breaks = table["text"].to_numpy()[order], _breaks(table.iloc[order])
    begins = table["start"].to_numpy(dtype=float, na_value=np.nan)[order]
    parts: list[list[Span]] = [[] for _ in range(len(table))]
    for rows in np.split(np.arange(len(table)), firsts[1:]):
        text = whole.get(article[rows[0]]) if len(rows) else None
        if text and not np.isnan(begins[rows]).any():
            starts = begins[rows].astype(int).tolist()
        else:
            starts, text = _joined(texts[rows], breaks[rows])
        spans = quotations(text)
        for row, start in zip(rows, starts, strict=True):
            end = start + len(texts[row])
            parts[order[row]] = [
                (max(one.start, start) - start, min(one.end, end) - start)
                for one in spans
                if one.start < end and start < one.end
            ]
    return parts


def unquoted_parts(
    sentences: pd.DataFrame, articles: pd.DataFrame | None = None
) -> list[list[str]]:
    """Return what each sentence says outside direct quotation, part by part.

    A word or two in quotation marks (the “war room”) are the sentence's own.

    Examples
    --------
    >>> row = {"article": ["a"], "sentence": [0], "text": ['He “will not go back”, he said.']}
    >>> unquoted_parts(pd.DataFrame(row))
    [['He “', '”, he said.']]
    """
    found = []
    for text, quoted in zip(sentences["text"], quoted_parts(sentences, articles), strict=True):
        said = [part for part in quoted if len(_WORD.findall(text[slice(*part)])) >= FEWEST]
        bounds = [0, *(at for part in said for at in part), len(text)]
        outside = zip(bounds[::2], bounds[1::2], strict=True)
        found.append([text[start:end] for start, end in outside if start < end])
    return found


def _breaks(rows: pd.DataFrame) -> np.ndarray:
    """Say which sentences begin a paragraph or another zone than the one before them."""
    gap = rows["start"].astype("Float64") - rows["end"].astype("Float64").shift()
    return ((gap > 1).fillna(False) | (rows["zone"] != rows["zone"].shift())).to_numpy(dtype=bool)


def _joined(texts: np.ndarray, breaks: np.ndarray) -> tuple[list[int], str]:
    """Join the sentences of an article; return where each starts, and all of them."""
    starts, pieces, length = [], list[str](), 0
    for text, is_break in zip(texts, breaks, strict=True):
        pieces += ["\n" if is_break else " ", text]
        starts.append(length + 1)
        length += 1 + len(text)
    return starts, "".join(pieces)


def _posts(text: str) -> Iterator[Quotation]:
    """Yield the embedded posts: what stands before the name of an account, in its paragraph.

    Where the name stands by itself, the post is the paragraph before it.
    """
    end = 0
    for signed in _POST.finditer(text):
        body = text[end : signed.start()].rstrip()
        start = end + body.rfind("\n") + 1
        if text[start : end + len(body)].strip():
            yield Quotation(start, end + len(body), closed=True)
        end = signed.end()


def _between_marks(text: str) -> Iterator[Quotation]:
    """Yield what stands between marks, paragraph by paragraph.

    A paragraph without a mark is quoted where one before it leaves a quotation open and one
    behind it closes what it has not opened.
    """
    waiting: list[Quotation] | None = None
    for paragraph in re.finditer(r"[^\n]+", text):
        found = _of_paragraph(text, *paragraph.span())
        if found:
            if waiting and found[0].start == paragraph.start() and len(waiting) <= _BETWEEN:
                yield from waiting
            waiting = None if found[-1].closed else []
            yield from found
        elif waiting is not None and paragraph.group().strip():
            waiting.append(Quotation(*paragraph.span(), closed=False))


def _of_paragraph(text: str, low: int, high: int) -> list[Quotation]:
    """Return the quotations of one paragraph.

    A mark that closes what nothing has opened closes what began with its sentence, or with the
    paragraph where no quotation stands before it.
    """
    marks = [_Mark.at(text, *one.span(), low, high) for one in _MARK.finditer(text, low, high)]
    found: list[Quotation] = []
    number = 0
    while number < len(marks):
        mark = marks[number]
        if mark.opens and (closing := _closing(marks, number)) is not None:
            found.append(Quotation(mark.end, marks[closing].start, closed=True))
            number = closing
        elif mark.opens and (mark.sign not in _SINGLE or (mark.sign != "'" and mark.start == low)):
            found.append(Quotation(mark.end, _unclosed(text, mark.end, high), closed=False))
            break
        elif mark.sign in _DOUBLE and mark.before in _SPEECH_ENDS:
            begin = _sentence(text, found[-1].end + 1, mark.start) if found else low
            found.append(Quotation(begin, mark.start, closed=False))
        number += 1
    return found


class _Mark(NamedTuple):
    """A mark, what stands before and behind it, and whether by these it opens a quotation."""

    sign: str
    start: int
    end: int
    before: str
    after: str
    opens: bool

    @classmethod
    def at(cls, text: str, start: int, end: int, low: int, high: int) -> _Mark:
        sign = _TWINS.get(text[start:end], text[start:end])
        before = text[start - 1] if start > low else " "
        after = text[end] if end < high else " "
        free = sign in _OPENERS or not (before.isalnum() or before in _SPEECH_ENDS[:5])
        free |= sign == "“" and after.isalnum() and before == ","  # the space was forgotten
        if sign in _SINGLE:
            free &= (after.isalnum() or after in '“"[(…$€£') and not _ELIDED.match(text, end)
        elif sign in '"“':
            dots = text.startswith(("...", ". ."), end)  # ". . . and so we went"
            free &= dots or (not after.isspace() and after not in ".,;:!?)")
        return cls(sign, start, end, before, after, free and sign not in _CLOSERS)


def _closing(marks: Sequence[_Mark], number: int) -> int | None:
    """Return which mark closes what this one opens; none if none does."""
    opened = marks[number].sign
    plural, nested = None, 0
    for n in range(number + 1, min(number + _MARKS, len(marks))):
        mark = marks[n]
        if opened in _SINGLE and mark.sign in _SINGLE and mark.opens and plural is not None:
            break
        if mark.sign == opened == "“" and mark.opens:
            nested += _closings(marks[n + 1 : n + _MARKS]) > 1
        elif not _closes(mark, opened):
            continue
        elif opened in _SINGLE and mark.before in "sn" and mark.after == " " and plural is None:
            plural = n  # the workers' rights
        elif nested:
            nested -= 1
        else:
            return n
    return plural


def _closes(mark: _Mark, opened: str) -> bool:
    """Tell whether a mark closes a quotation that another mark has opened."""
    if mark.sign not in _CLOSED_BY[opened]:
        return False
    if opened in _SINGLE:
        return not mark.before.isspace() and not mark.after.isalnum()
    return mark.sign not in '"“' or not mark.opens or opened == "„"


def _closings(marks: Sequence[_Mark]) -> int:
    """Count the marks that close, up to the next that opens."""
    count = 0
    for mark in marks:
        if mark.sign == "“" and mark.opens:
            break
        count += mark.sign == "”"
    return count


def _sentence(text: str, low: int, high: int) -> int:
    """Return where the last sentence before ``high`` begins, not before ``low``."""
    stops = [stop.end() for stop in _STOPS.finditer(text, low, high)]
    return max((stop for stop in stops if stop < high), default=low)


def _unclosed(text: str, start: int, high: int) -> int:
    """Return where a quotation ends that no mark closes: with its paragraph, if that is short."""
    if high - start <= _LONGEST:
        return high
    stop = _STOPS.search(text, start, high)
    return stop.start() + 1 if stop else high
