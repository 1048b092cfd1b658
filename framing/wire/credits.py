"""In which place a line names a news agency: dateline, byline, credit, picture's credit, source.

Rules of form. Each looks at a short stretch of the line around the name, so that a text of any
length, or one without line ends, is read in linear time. In the stretch the name in question is
the sign ``HERE``, each other agency's name ``OTHER``, and the ends of its line are line feeds. The
words are those of the text's language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from framing.corpus.agency_names import NAME, NAMES, agency_of, is_sure
from framing.corpus.zoning.layout import Layout, layout_of
from framing.corpus.zoning.pictures import has_image
from framing.expressions import expression
from framing.languages.language import Language
from framing.languages.language import language as language_of
from framing.languages.news import News, one_of
from framing.tables.contracts.contract import LANGUAGE

DATELINE, BYLINE, CREDIT = "dateline", "byline", "credit"
PHOTO, CITED = "photo credit", "cited"
PLACES = (DATELINE, BYLINE, CREDIT, PHOTO, CITED)

_NEAR = 120  # characters beside a name that may tell what it stands for
_SHORT_LINE = 160  # a byline or a credit is never longer
_HEADER = 6  # lines in which a text's writers are named
_MANY = 3  # words in small letters from which on a line is prose

HERE, OTHER = "\ue001", "\ue000"
_CODES = r"[a-z]{2,4}(?:[/-][a-z]{2,4})*"
_CAPITAL = r"[A-Z\u00c0-\u00de\u0100-\u024f\u0386-\u03ab\u0400-\u042f][\w.'’-]*"
_PERSON = rf"{_CAPITAL}(?:\s+{_CAPITAL}){{1,3}}"
_IN = r"[^()\[\]\n]*"  # inside brackets
_DASH = r"[-–—]{1,2}"
_OPENS = r"(?:\n|[.!?;\"”’]\s|[(\[*_–—-])\s*"
_CLOSES = rf"{_IN}(?:\W*\n|[)\].])"
_HOLDER = r"(?:Getty(?:\s+Images)?|EPA|POOL|Pool|Shutterstock|NurPhoto|SIPA|IMAGO)"
_PICTURE_AGENCIES = r"getty|shutterstock|epa|nurphoto"
_END_OF_QUOTE = r"[.!?…\"”’“'»)]"

_NAMED = expression(rf"(?<![\w@#]){NAME}(?!\.(?:com|org|net|de|ru|gov)\b)")


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


@cache
def credit_forms(language: Language) -> CreditForms:
    """Return the forms of a language, compiled once."""
    return CreditForms(language.news)


class CreditForms:
    """The forms of one language, by the place in which a name stands."""

    def __init__(self, news: News) -> None:
        the = rf"(?:{one_of(news.articles)}\s+)?"
        self._and = rf"(?:\s*[/,&;|+-]\s*|\s+{one_of(news.together)}\s+{the}|\s+)"
        self._list = rf"(?:{OTHER}{self._and})*{HERE}(?:{self._and}{OTHER})*"
        self._parts = (
            rf"(?:[^.!?():;\n]{{1,30}}(?:,|/|&|\b{one_of(news.conjunctions)}\b)\s*"
            rf"|{OTHER}{self._and}){{0,4}}(?:{one_of(news.conjunctions)}\s+)?{the}"
        )
        self._photo = rf"(?i:\b(?:{one_of(news.photo_words)}|{_PICTURE_AGENCIES})\b)"
        self.cities = frozenset(news.cities)
        self.pictures = self._pictures(news)
        self.datelines = _any(
            rf"\n\s*[(\[]{self._list}[)\]]\s*(?:{_DASH}\s*)?[^\s)\].]",
            rf"\b[A-Z][A-Z.]{{3,}}(?:,\s+[\w. ]{{2,30}})?\s*[(\[]{self._list}[)\]]\s*{_DASH}\s",
        )
        self.only_place = re.compile(
            rf"\n[\W_]*(?P<place>{_CAPITAL}(?:[\s,-]+{_CAPITAL}){{0,4}})"
            rf"(?P<date>,?\s\d\d?\.?\s[A-Z][a-zä]+\.?|,?\s[A-Z][a-zä]+\.?\s\d\d?)?(?:,?\s\d{{4}})?"
            rf"[\s:,(\[|/–—-]*[:,(\[|/–—-]\s*{self._list}\W*\n"
        )
        self.writers = _any(
            rf"\n[\W_]*(?i:{one_of(news.bylines)})\s[^\n]*{HERE}",
            rf"\n[\W_]*{HERE}(?:['’]s)?\s+(?i:{one_of(news.writers)})\b",
        )
        self.named_writers = _any(
            rf"\n[\W_]*{_PERSON}(?:\s+{one_of(news.conjunctions)}\s+{_PERSON})?\s*[,|(–—-]+\s*"
            rf"(?:{one_of(news.particles)}\s+)?{the}{self._list}\W*\n",
            rf"\n[\W_]*[A-Z.'’-]+(?:\s+[A-Z.'’-]+){{1,3}},?\s+{HERE}\W*\n",
        )
        self.credits = self._credits(news)
        self.sure_credits = self._sure_credits(news)
        self.sources = _any(self._filled(news.agency_as_source), rf"{OTHER}\s*\({HERE}\)")
        self.no_sources = _any(self._filled(news.agency_as_no_source))
        self.ap_sources = _any(self._filled(news.agency_as_ap))
        self.told = _any(self._filled(news.told))
        self.bare = re.compile(rf"\W*(?:{OTHER}(?:{self._and}|$))+\W*$")

    def _filled(self, forms: tuple[str, ...]) -> str:
        """Return a pattern of any form, whatever the case of its letters."""
        signs = {
            "opens": _OPENS, "closes": _CLOSES, "parts": self._parts, "list": self._list,
            "and": self._and, "here": HERE, "other": OTHER,
        }  # fmt: skip
        return f"(?i:{one_of(forms, **signs)})"

    def _pictures(self, news: News) -> re.Pattern[str]:
        return _any(
            rf"[(\[](?!\s*{one_of(news.together)}\b)(?={_IN}{self._photo}){_IN}{HERE}{_IN}[)\]]",
            rf"[(\[]{_IN}{_PERSON}\s*(?:/|\b{one_of(news.photo_for)}\b)\s*{self._list}{_IN}[)\]]",
            rf"[(\[]{_IN}{HERE}\s*/\s*{_PERSON}{_IN}[)\]]",
            rf"{_HOLDER}\s*(?:[/,&|-]|{one_of(news.via)})?\s*{self._list}\W*\n",
            rf"{HERE}\s*(?:/|{one_of(news.via)}|,|-)\s*(?:{_HOLDER}|{OTHER}\s*\n)(?<!{OTHER}\n)",
            rf"{HERE}\s+{one_of(news.photo_marks)}\b",
            rf"{HERE}\s+{one_of(news.photo_marks_last)}\W*\n",
            rf"\n\W*(?i:{one_of(news.photo_kinds)}\s+)?{self._photo}[^.!?:\n]{{0,30}}:[^.!?\n]*{HERE}",
        )

    def _credits(self, news: News) -> re.Pattern[str]:
        signed = rf"{self._list}(?:\s*[/-]\s*{_CODES})?"
        years = r"(?:\d{4}(?:-\d{2,4})?)?"
        return _any(
            rf"\n\W*(?:(?i:{one_of(news.credit_words)})\s*:?\s+)?{signed}\W*\n",
            rf"\n\W*{_CODES}[/-]{self._list}(?:[/-]{_CODES})?\W*\n",
            rf"\n\W*{_CODES}\s*[(\[]{self._list}[)\]]\W*\n",
            rf"(?i:(?<!\w)\(?c\)|©|\bcopyright\b)[\s,:]*(?:©|\(c\))?\s*{years},?\s*"
            rf"(?i:(?:{one_of(news.bylines)}\s+)?(?:{one_of(news.articles)}\s+)?){self._parts}{HERE}",
            rf"(?:\n|[.!?\"”’)(\[*_–—|-])\s*(?i:{one_of(news.credit_labels)})\s*:\s*{self._parts}{HERE}",
            self._filled(news.credit_of),
            rf"{HERE}{_IN}[.,;]?\s*(?i:{one_of(news.rights)})",
            rf"{_END_OF_QUOTE}\s*[(\[]\s*(?i:{one_of(news.credit_with)}:?\s+)?{self._list}"
            r"\s*[)\]][\W_]*\n",
            rf"[.!?…][\"”’“'»)]?\s*(?:{_DASH}|/)\s*{self._list}\s*/?\.?\s*\n",
        )

    def _sure_credits(self, news: News) -> re.Pattern[str]:
        return _any(
            rf"[(\[]\s*(?i:{one_of(news.credit_with)}:?\s+)?{self._list}\s*[)\]][\W_]*\n",
            rf"[.!?…\"”’“»]\s*[(\[]{self._list}[)\]]\s+[^\W\d_a-z]",
            rf"\|\s*{self._list}\s*\n|[.!?…][\"”’“'»)]?\s+{self._list}\.?\s*\n",
            self._filled(news.credit_of_sure),
        )


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
