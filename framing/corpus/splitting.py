"""One paragraph to sentences: the splitter ``sentencex``, and what it leaves to rules of form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from framing.contracts.contract import LANGUAGE
from framing.languages.language import language as lists_of

_NOTHING = r"(?!)"
_OPENING, _CLOSING = "\"'“‘„‚«»‹›(", "\"'“‘”’«»‹›)]"
_MARKS = re.compile(r"[\"'“”„‘’‚«»‹›()]")
_BEFORE = rf"(?:^|[\s{_OPENING}])"
_INITIALS = re.compile(rf"(?:{_BEFORE}|-|\d)(?:[^\W\d_]\.)+$")
_SHORT_FORM = re.compile(r"\([\w.-]+\.\)$")
_CALL = re.compile(r"[?!][\"'”’»]+$")
_NAME = r"(?:[^\W\d_a-zß-ÿ][\w.'’-]*\s+){1,4}"
_TAIL = 40  # characters of a piece that tell whether it is finished


class _Rules(NamedTuple):
    """What a language adds to the splitter, as patterns; one without words finds nothing.

    missed : the end of a sentence that the splitter does not see.
    titles, abbreviations, ordinal : before the end of a piece, that another goes on with it:
        always, unless it opens a sentence, and unless it opens one too.
    opener, counted, speaker : at the start of the piece that follows.
    """

    missed: re.Pattern[str]
    titles: re.Pattern[str]
    abbreviations: re.Pattern[str]
    ordinal: re.Pattern[str]
    opener: re.Pattern[str]
    counted: re.Pattern[str]
    speaker: re.Pattern[str]


def _any(words: Iterable[str]) -> str:
    escaped = [re.escape(word).replace(r"\ ", r"\s?") for word in words]
    return f"(?:{'|'.join(escaped)})" if escaped else _NOTHING


@lru_cache(maxsize=None)
def _rules(code: str) -> _Rules:
    lists = lists_of(code).sentences
    opener = rf"[{_OPENING}]*{_any(word.capitalize() for word in lists.openers)}\b"
    starts = rf"(?:{opener}|[{_OPENING}]*\d)" if lists.ordinals else opener
    number = r"(?:\d{1,3}|[IVX]+)\.$"
    return _Rules(
        missed=re.compile(rf"(?<![\s.])[.!?…][{_CLOSING}]*\s(?=\s*{starts})"),
        titles=re.compile(rf"{_BEFORE}{_any(lists.titles)}\.$"),
        abbreviations=re.compile(rf"{_BEFORE}{_any(lists.abbreviations)}\.$"),
        ordinal=re.compile(rf"{_BEFORE}(?i:{_any(lists.ordinals)})\s+{number}"),
        opener=re.compile(opener),
        counted=re.compile(rf"{_any(lists.counted)}\b"),
        speaker=re.compile(rf"(?!{_any(lists.pronouns)}\b){_NAME}{_any(lists.says)}\b"),
    )


def split(text: str, language: str = LANGUAGE) -> list[tuple[int, int]]:
    """Split one paragraph into sentences: offsets, white space around them left out.

    The splitter is ``sentencex``; a piece that cannot begin a sentence (it starts in lower
    case, follows a title or initials, or says who asked what was quoted before) is joined
    to the one before. Sentences within quotation marks and brackets count as sentences.

    Examples
    --------
    >>> split("J.D. Vance met Gen. Kellogg. They spoke.")
    [(0, 28), (29, 40)]
    """
    rules = _rules(language)
    spans: list[tuple[int, int]] = []
    for start, end in _pieces(text, language, rules.missed):
        first, last = spans[-1] if spans else (0, 0)
        if spans and _runs_on(text[max(first, last - _TAIL) : last], text[start:end], rules):
            spans[-1] = (first, end)
        else:
            spans.append((start, end))
    return spans


def _pieces(text: str, code: str, missed: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Cut a text where ``sentencex`` does once quotation marks and brackets are taken out.

    It does not look inside them. Closing marks go to the piece that they follow.
    """
    import sentencex

    marks = [match.start() for match in _MARKS.finditer(text)]
    bare = _MARKS.sub("", text)
    start = passed = found = 0
    for piece in sentencex.segment(code, bare):
        if not (stripped := piece.strip()):
            continue
        found = bare.index(stripped, found) + len(stripped)
        while passed < len(marks) and marks[passed] - passed < found:
            passed += 1
        end = found + passed
        while end < len(text) and text[end] in _CLOSING:
            end += 1
        for cut in missed.finditer(text, start, end):
            yield _trimmed(text, start, cut.end())
            start = cut.end()
        yield _trimmed(text, start, end)
        start = end
    if text[start:].strip():
        yield _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return end - len(piece.lstrip()), start + len(piece.rstrip())


def _runs_on(before: str, after: str, rules: _Rules) -> bool:
    """Tell whether a piece goes on with the sentence before it."""
    word = next((word for word in after.split() if any(map(str.isalnum, word))), "")
    letters = word.strip("\"'“”‘’(«»—–-")
    if not letters or (letters[0].islower() and not letters[1:2].isupper()):
        return True
    if rules.titles.search(before):
        return True
    opens = bool(rules.opener.match(after))
    if rules.abbreviations.search(before) or _SHORT_FORM.search(before):
        return not opens
    if _CALL.search(before):
        return bool(rules.speaker.match(after))
    return bool(_INITIALS.search(before)) and not opens
