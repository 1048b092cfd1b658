"""In which place a line names a news agency: dateline, byline, credit, picture's credit, source.

Rules of form. Each looks at a short stretch of the line around the name, so that a text of any
length, or one without line ends, is read in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from framing.corpus.agency_names import NAME, NAMES, agency_of, is_sure
from framing.corpus.zoning.layout import Layout, layout_of
from framing.corpus.zoning.pictures import has_image
from framing.languages.language import language as language_of
from framing.tables.contracts.contract import LANGUAGE
from framing.wire.credit_forms import HERE, OTHER, CreditForms, credit_forms

DATELINE, BYLINE, CREDIT = "dateline", "byline", "credit"
PHOTO, CITED = "photo credit", "cited"
PLACES = (DATELINE, BYLINE, CREDIT, PHOTO, CITED)

_NEAR = 120  # characters beside a name that may tell what it stands for
_SHORT_LINE = 160  # a byline or a credit is never longer
_HEADER = 6  # lines in which a text's writers are named
_MANY = 3  # words in small letters from which on a line is prose

_NAMED = re.compile(rf"(?<![\w@#]){NAME}(?!\.(?:com|org|net|de|ru|gov)\b)")


class Named(NamedTuple):
    """A name in a text: where it stands, and in which place."""

    start: int
    end: int
    place: str


class _Line(NamedTuple):
    """A line as a whole; ``dateline`` is the length of one, ``picture`` where a credit begins."""

    text: str
    start: int
    number: int
    dateline: int
    picture: int
    prose: bool
    forms: CreditForms


def named(text: str, *, language: str = LANGUAGE) -> list[Named]:
    """Find the agencies that a text names, in order, by the words of its language.

    Examples
    --------
    >>> [one.place for one in named("KYIV (AFP) - He told Reuters so.")]
    ['dateline', 'cited']
    """
    found: list[Named] = []
    layout, forms = layout_of(language), credit_forms(language_of(language))
    taken = _otherwise_used(text)
    number, caption = 0, False
    for match in re.finditer(r"[^\n\r\f\v\u2028\u2029\x85]+", text):
        if not match.group().strip():
            continue
        if names := list(_NAMED.finditer(match.group())):
            line = _read(match, names, number, layout, forms, after_caption=caption)
            found.extend(_in_line(line, names, taken))
        number += 1
        caption = _is_caption(match.group().strip(), layout)
    return found


def _in_line(line: _Line, names: list[re.Match[str]], taken: frozenset[str]) -> Iterator[Named]:
    for index, name in enumerate(names):
        place = _place(line, names, index)
        if place and not (place == CITED and name.group() in taken):
            yield Named(line.start + name.start(), line.start + name.end(), place)


def _read(
    match: re.Match[str],
    names: list[re.Match[str]],
    number: int,
    layout: Layout,
    forms: CreditForms,
    *,
    after_caption: bool,
) -> _Line:
    """Read what a line is as a whole."""
    text = match.group()
    inner, indent = text.strip(), len(text) - len(text.lstrip())
    bare = bool(forms.bare.match(_cut(text, 0, len(text), names)[:_SHORT_LINE]))
    if after_caption and bare:
        picture: int | None = 0
    elif bare or (inner.startswith("©") and re.match(r"©\s?\d{4}", inner)):
        picture = None
    else:
        picture = 0 if _is_caption(inner, layout) else _credit_start(inner, layout)
    small = [word for word in inner[: 2 * _SHORT_LINE].split() if word[0].islower()]
    length = 0 if bare or picture == 0 else indent + layout.datelines.dateline_length(inner)
    begin = len(text) if picture is None else indent + picture
    return _Line(text, match.start(), number, length, begin, len(small) > _MANY, forms)


def _credit_start(line: str, layout: Layout) -> int | None:
    """Return where a picture's credit begins; "© AFP" after a full stop signs the text."""
    start = layout.pictures.credit_start(line)
    if start and line.startswith("©", start) and re.search(r"[.!?\"”’]\s*$", line[:start]):
        return None
    return start


def _is_caption(line: str, layout: Layout) -> bool:
    return has_image(line) or layout.pictures.opens_caption(line)


def _window(line: _Line, names: list[re.Match[str]], index: int) -> str:
    """Return what stands around a name, with names as signs and line feeds at the line's ends."""
    first, last = max(0, index - 6), index + 7
    start, end = names[index].span()
    low = max(0, start - _NEAR, names[first - 1].end() if first else 0)
    high = min(len(line.text), end + _NEAR)
    before = _cut(line.text, low, start, names[first:index])
    after = _cut(line.text, end, high, names[index + 1 : last])
    opening = "\n" if low == 0 else ""
    return f"{opening}{before}{HERE}{after}" + ("\n" if high == len(line.text) else "")


def _cut(text: str, low: int, high: int, names: list[re.Match[str]]) -> str:
    """Return ``text[low:high]`` with a sign for each name that lies in it whole."""
    pieces, position = [], low
    for name in names:
        if position <= name.start() and name.end() <= high:
            pieces.append(text[position : name.start()] + OTHER)
            position = name.end()
    return "".join([*pieces, text[position:high]])


def _place(line: _Line, names: list[re.Match[str]], index: int) -> str | None:
    """Say in which place a name stands; None if it is no agency's there."""
    start, end = names[index].span()
    spelled, window = names[index].group(), _window(line, names, index)
    if start < line.dateline and not re.match(r"\s*:", line.text[end : end + _NEAR] * (start == 0)):
        return DATELINE
    if _abbreviates(line.text, start, end):
        return None
    sure, forms = is_sure(spelled), line.forms
    if forms.datelines.search(window) or _is_place_alone(window, forms):
        return DATELINE
    if _is_byline(line, window):
        return BYLINE
    if start >= line.picture or forms.pictures.search(window):
        return CITED if sure and line.prose and forms.told.search(window) else PHOTO
    if forms.credits.search(window) or (sure and forms.sure_credits.search(window)):
        return CREDIT
    return CITED if _is_cited(spelled, window, forms, sure=sure) else None


def _is_byline(line: _Line, window: str) -> bool:
    if line.prose or len(line.text) > _SHORT_LINE:
        return False
    header = line.number < _HEADER and bool(line.forms.named_writers.search(window))
    return header or bool(line.forms.writers.search(window))


def _is_place_alone(window: str, forms: CreditForms) -> bool:
    """Tell whether a line holds a place and agencies only; a person's name is no place."""
    match = forms.only_place.search(window)
    if not match:
        return False
    place = match["place"]
    single = " " not in place and "," not in place
    return (
        bool(match["date"])
        or place.isupper()
        or place.split(",")[0].lower() in forms.cities
        or (single and f"({HERE}" in window)
    )


def _is_cited(spelled: str, window: str, forms: CreditForms, *, sure: bool) -> bool:
    if forms.no_sources.search(window):
        return False
    known = sure or bool(forms.sources.search(window))
    return known or (spelled == "AP" and bool(forms.ap_sources.search(window)))


def _otherwise_used(text: str) -> frozenset[str]:
    """Return the short names that a text itself declares to stand for something else."""
    return frozenset(
        match[1] or match[2]
        for match in re.finditer(r"\(([A-Z]{2,6})\)|\b([A-Z]{2,6})(?=\s\([A-Z])", text)
        if (match[1] or match[2]) in NAMES and _abbreviates(text, *match.span(match.lastindex or 0))
    )


def _abbreviates(text: str, start: int, end: int) -> bool:
    """Tell whether a name is short for other words: ``Federal Police (FP)`` or the reverse."""
    spelled = text[start:end]
    if not spelled.isupper():
        return False
    if inside := re.match(r"\s\(([A-Z][^()]{4,80})\)", text[end : end + _NEAR]):
        return _initials(inside[1]) == spelled and not _NAMED.fullmatch(inside[1])
    if text[start - 1 : start] != "(" or text[end : end + 1] != ")":
        return False
    before = text[max(0, start - 1 - _NEAR) : start - 1].rstrip()
    if any(name.end() == len(before) and agency_of(name.group()) == agency_of(spelled)
           for name in _NAMED.finditer(before)):  # fmt: skip
        return False
    last = re.findall(r"[^\W\d_]+", before)[-len(spelled) - 3 :]
    return _initials(" ".join(last)).endswith(spelled)


def _initials(text: str) -> str:
    words = re.findall(r"[^\W\d_]+", text)
    return "".join(word[0] for word in words if word[0].isupper())
