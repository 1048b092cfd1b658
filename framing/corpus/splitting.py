"""Cut a paragraph into sentences: a splitter, and rules of form filled with a language's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

from framing.expressions import expression
from framing.languages.language import language as lists_of
from framing.languages.vocabulary import Sentences
from framing.tables.contracts.contract import LANGUAGE

_MARKS = "\"'“”„‘’‚«»\u2039\u203a()「」『』\uff08\uff09"
_MARK, _OPEN = expression(f"[{_MARKS}]"), r"[\"'“‘„‚«»\u2039\u203a(]"
_CLOSED = r"(?:[\"'”’«»\u2039\u203a)\]」』\uff09]|[“‘](?!\w)|\s»(?!\w))*"
_CLOSING = expression(_CLOSED)
# No word: scripts without blanks (Chinese, Japanese, Thai ...) aside
_LONG = 1000
_ENDLESS = expression(
    rf"[^\s\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ud7ff\uf900-\uffef]{{{_LONG}}}"
)
_BEFORE = rf"(?:^|\s|-|{_OPEN})"
_INITIALS = rf"(?:{_BEFORE}|\d)(?:[^\W\d_]\.)+$"
_SHORT_FORM = r"\([\w.-]+\.\)$"
_CALL = r"[?!][\"'”’»]+$"
_NAME = r"(?:[^\W\d_a-zß-ÿ][\w.'’-]*\s+){1,4}"
_NUMBER = r"(?<![\w.,:])(?:\d{1,3}|[IVX]+)\.$"
_DAY_AND_MONTH = r"(?<![\w.,:])\d{1,2}\.\s?\d{1,2}\.$"
_TAIL = 40  # characters of a piece that tell whether it is finished
_CLAUSE = 4  # words that a clause has at least; "In short:" is none

Pattern = re.Pattern[str]


class _Rules(NamedTuple):
    """The rules of form with a language's words; a rule without words finds nothing.

    missed : where a sentence ends and the splitter does not see it.
    joins : how a piece ends and how the next one starts, if they are one sentence.
    clauses : where a clause ends before one that may be a sentence of its own, if any is.
    announces : by what a clause only announces what is said in the next one.
    """

    missed: Pattern
    joins: tuple[tuple[Pattern, Pattern], ...]
    clauses: Pattern | None
    announces: Pattern


def split(text: str, language: str = LANGUAGE) -> list[tuple[int, int]]:
    """Split one paragraph into sentences: offsets, white space around them left out.

    The splitter is ``sentencex``; a piece that cannot begin a sentence (it starts in lower
    case, follows a title, an ordinal or initials, or says who asked what was quoted before)
    is joined to the one before, and one that holds two is cut. Sentences within quotation
    marks and brackets count as sentences. A semicolon or colon ends one only in a language whose
    lists say so, and between two clauses that could stand alone: not before what somebody is
    said to say, and not in a list.

    Parameters
    ----------
    text : the paragraph.
    language : its code (ISO 639-1). Where there are no lists for it, only rules of form hold
        that need no word. ``sentencex`` has rules for some forty languages; any other is cut
        at the stops of all scripts but for abbreviations, which are English ones.

    Examples
    --------
    >>> split("J.D. Vance met Gen. Kellogg. They spoke.")
    [(0, 28), (29, 40)]
    >>> split("Am 13. Mai kam Dr. Meier. Es war der 2. Versuch.", "de")
    [(0, 25), (26, 48)]
    """
    rules = _rules(language)
    spans: list[tuple[int, int]] = []
    for start, end in _pieces(text, language, rules):
        first, last = spans[-1] if spans else (0, 0)
        if spans and _runs_on(text[max(first, last - _TAIL) : last], text[start:end], rules):
            spans[-1] = (first, end)
        else:
            spans.append((start, end))
    if not rules.clauses:
        return spans
    return [clause for span in spans for clause in _clauses(text, *span, rules.clauses, rules)]


@cache
def _rules(code: str) -> _Rules:
    lists = lists_of(code).sentences
    opener = rf"{_OPEN}*{_any(map(str.capitalize, lists.openers))}\b(?!-\w)"
    starts = rf"(?:{opener}|{_OPEN}*\d)" if lists.ordinals else opener
    missed = rf"[.!?…](?<![\s.“„‘‚«\u2039(][.!?…]){_CLOSED}\s(?=\s*{starts})"
    joins = [(re.compile(end), re.compile(start)) for end, start in _joins(lists, opener)]
    subject = rf"{_OPEN}*{_NAME}(?!{_any(lists.openers)}\b)[^\W\d_A-ZÀ-Þ]"
    clauses = rf"{_any(lists.ends)}{_CLOSED}\s+(?=\S)|:\s+(?={opener}|{subject})"
    return _Rules(
        re.compile(missed),
        tuple(joins),
        re.compile(clauses) if lists.ends else None,
        re.compile(rf"(?i:\b{_any(lists.announces)}\b)"),
    )


def _joins(lists: Sentences, opener: str) -> Iterator[tuple[str, str]]:
    """Yield how a piece ends, and how the next starts that goes on with it."""
    ordinal = rf"(?:^|{_BEFORE}(?i:{_any(lists.ordinals)})\s+){_NUMBER}"
    mostly = [rf"{_BEFORE}{_any(lists.abbreviations)}\.$", _SHORT_FORM, _INITIALS]
    mostly += [ordinal] if lists.ordinals else []
    yield rf"{_BEFORE}{_any(lists.titles)}\.$", ""
    yield rf"{_BEFORE}{_any(lists.numbered)}\.$", r"\d|[IVX]+\b"
    yield _NUMBER, rf"{_any(lists.counted)}\b|\d{{1,2}}\."
    yield _DAY_AND_MONTH, r"\d"
    yield "|".join(mostly), rf"(?!{opener})"
    yield _CALL, rf"(?!{_any(lists.pronouns)}\b){_NAME}{_any(lists.says)}\b"


def _any(words: Iterable[str]) -> str:
    """Write words as a pattern: a blank may be missing, ``*`` stands for letters before."""
    written = [re.escape(word).replace(r"\ ", r"\s?").replace(r"\*", r"\w*") for word in words]
    return f"(?:{'|'.join(written) or '(?!)'})"


def _pieces(text: str, code: str, rules: _Rules) -> Iterator[tuple[int, int]]:
    """Cut a text where ``sentencex`` does once quotation marks and brackets are taken out.

    It does not look inside them. Closing marks go to the piece that they follow.
    """
    import sentencex

    marks = [match.start() for match in _MARK.finditer(text)]
    bare = "".join(text[a + 1 : b] for a, b in pairwise([-1, *marks, len(text)]))
    start = passed = found = 0
    # within a run without a blank sentencex takes the square of its length
    runs = _ENDLESS.finditer(bare) if len(bare) >= _LONG else ()
    ends = [0, *(run.end() for run in runs), len(bare)]
    for piece in chain.from_iterable(sentencex.segment(code, bare[a:b]) for a, b in pairwise(ends)):
        if not (stripped := piece.strip()):
            continue
        found = bare.index(stripped, found) + len(stripped)
        while passed < len(marks) and marks[passed] - passed < found:
            passed += 1
        end = _CLOSING.match(text, found + passed).end()  # type: ignore[union-attr]
        for cut in rules.missed.finditer(text, start, end):
            yield _trimmed(text, start, cut.end())
            start = cut.end()
        yield _trimmed(text, start, end)
        start = end
    if text[start:].strip():
        yield _trimmed(text, start, len(text))


def _clauses(
    text: str, start: int, end: int, ends: Pattern, rules: _Rules
) -> Iterator[tuple[int, int]]:
    """Cut a sentence where one of its clauses ends that could stand alone."""
    begin = start
    for cut in ends.finditer(text, start, end):
        clause, begin = text[begin : cut.start()], cut.end()
        if len(clause.split()) >= _CLAUSE and not rules.announces.search(clause):
            yield _trimmed(text, start, begin)
            start = begin
    yield _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return end - len(piece.lstrip()), start + len(piece.rstrip())


def _runs_on(before: str, after: str, rules: _Rules) -> bool:
    """Tell whether a piece goes on with the sentence before it."""
    if not after[:1].isupper():
        word = next((word for word in after.split() if any(map(str.isalnum, word))), "")
        letters = word.strip(f"{_MARKS}—–-")
        if not letters or (letters[0].islower() and not letters[1:2].isupper()):
            return True
    return any(start.match(after) and end.search(before) for end, start in rules.joins)
