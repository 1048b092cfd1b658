"""Dates, places and agencies at the head of a news text: ``KYIV, Ukraine (AP) — ``.

A dateline is told by its form: a place, perhaps a date and an agency, and a mark that sets
them off from the sentence. Where the form alone could be a sentence ("US - Russia talks
resumed", "Emmanuel Macron — France's president — said"), nothing is taken from it.
"""

from __future__ import annotations

import re

from framing.corpus.agency_names import WIRES
from framing.expressions import expression
from framing.languages.language import Language
from framing.languages.news import one_of

_WINDOW = 240  # a date and dateline are never longer
_MAX_LINE = 120

_ZONE = r"(?:Z|[A-Z]{2,4}|[+-]\d\d:?\d\d)"
_NAME = r"[^\W\d_a-z][\w.'’]*"
_UNKNOWN = r"\((?P<unknown>[^\W\d_][^()\d\n]{1,40})\)"
_DASH = r"(?:[-–—_|]{1,2})"
_DIGIT = expression(r"\d")
_SET_OFF = expression(r"[-–—_|:(\[/]")  # one of these sets every dateline off from its sentence
_START = r"(?=[\"'“‘«„»]?[^\W_a-z])"


class Datelines:
    """The datelines of one language."""

    def __init__(self, language: Language) -> None:
        news = language.news
        self.cities = frozenset(news.cities)
        self._openers = frozenset(language.sentences.openers)
        self._bylines = frozenset(news.bylines)
        self._no_places = frozenset(news.no_places)
        self._dates(language)
        self._places(language)
        self._between_two = re.compile(
            rf"(?:{one_of(news.articles)}\s+)?[A-Z][\w.'’]*(?:[-–/ ][A-Z][\w.'’]*)?\s+(?:\w+\s+)?"
            rf"{one_of(news.relations)}\b"
        )

    def _dates(self, language: Language) -> None:
        """Compile the forms of dates, times and of what stands beside them."""
        news = language.news
        day = rf"(?:{one_of(news.weekdays)}\.?,?\s+)"
        self._month = month = rf"(?i:{one_of(news.months)})\b\.?"
        number = rf"\d\d?{one_of(news.ordinals)}?"
        full = (
            rf"{day}?(?:\d{{4}}-\d\d?-\d\d?|\d\d?[./]\d\d?[./]\d{{2,4}}|"
            rf"{number}\s+{month},?\s+\d{{4}}|{month}\s+{number},?\s+\d{{4}})"
        )
        self._date = date = rf"(?:{full}|{day}?(?:{number}\s+{month}|{month}\s+{number}(?!\w)))"
        self._day = re.compile(rf"{date}\W?", re.IGNORECASE)
        self._some_day = re.compile(rf"\b(?:{date}|(?-i:{one_of(news.weekdays)})\b)", re.IGNORECASE)
        time = (
            rf"(?:(?:T|,?\s*(?:[-–—|/]\s*)?(?:{one_of(news.at)}\s+)?)\d\d?[:.]\d\d(?:[:.]\d\d)?"
            rf"(?:\s*{one_of(news.hours)})?(?:\s*\(?{_ZONE}\)?)?(?!\w)\.?)"
        )
        joins = one_of(news.date_joins)
        label = rf"(?:{one_of(news.date_labels)}\b(?:\s+{joins}\b)?[\s:]*)"
        ages = one_of(news.ages)
        self._date_prefix = re.compile(
            rf"(?:{label}{date}{time}?\s*(?:{_DASH}|:)?\s*|{full}{time}?\s*(?:{_DASH}|:)?\s+"
            rf"|{date}{time}?\s*(?:{_DASH}|:)\s+)(?-i:{_START})",
            re.IGNORECASE,
        )
        parts = rf"{label}|{date}|\b{time}|\b{day}|\b{ages}\b"
        self._date_parts = re.compile(parts, re.IGNORECASE)
        self._has_date = re.compile(rf"{label}?(?:{date}|{time})|\b{ages}", re.IGNORECASE)
        self._has_age = re.compile(rf"\b{ages}", re.IGNORECASE)
        self._left_over = re.compile(
            rf"[\s|/•·,:;()–—-]*(?:\b(?:{joins}|{_ZONE})\b[\s|/•·,:;()–—-]*)*"
        )

    def _places(self, language: Language) -> None:
        """Compile the forms of places and of the agencies that follow them."""
        news = language.news
        word_and = one_of(news.conjunctions)
        join = rf"(?:[ /-]|\s+{word_and}\s+|[ -]{one_of(news.particles)}[ -])"
        place = (
            rf"{_NAME}(?:{join}{_NAME}){{0,4}}"
            rf"(?:\s*[\[(]{_NAME}(?: {_NAME}){{0,2}}[\])](?=[,:]))?"
        )
        places = rf"(?P<places>{place}(?:,\s*(?!{self._month}\s+\d){place}){{0,2}})"
        dated = rf"(?P<dated>,?\s+\(?{self._date}\)?[.,]?)"
        known = (
            rf"(?:[(\[/][^()\[\]\n]{{0,60}}(?<!\w)(?:{WIRES}|{one_of(news.desks)})(?!\w)"
            rf"[^()\[\]\n]{{0,60}}[)\]/]|,\s*{WIRES}(?=\s*[-–—])|\|\s*{WIRES})"
        )
        self._with_agency = re.compile(
            rf"(?:{places}{dated}?|{self._date}),?\s*{known}\s*\.?\s*(?:(?:{_DASH}|:)\s*)?{_START}"
        )
        self._colon = re.compile(rf"{places}{dated}?\s*:\s+{_START}")
        self._forms = (
            self._with_agency,
            re.compile(rf"{places}{dated}?,?\s*{_UNKNOWN}\s*(?:{_DASH}|:)\s*{_START}"),
            re.compile(rf"{places}{dated}?\s*(?P<dash>\s{_DASH}\s|[—–]\s*|--\s*){_START}"),
            self._colon,
            re.compile(rf"(?:{known}|\([A-Z]\w+\)|{WIRES}(?!\w))\s*(?:{_DASH}|:)\s+{_START}"),
            re.compile(rf"\[(?P<places>{place})\]\s*(?:{_DASH}\s*)?{_START}"),
        )
        self._only_place = re.compile(
            rf"(?:{_NAME}(?:[ -]{_NAME}){{0,2}},\s*{_NAME}(?: {_NAME})?|"
            rf"[A-Z][A-Z.'-]+(?:[ /][A-Z][A-Z.'-]+){{0,2}}|{_NAME}(?: {_NAME})?|"
            rf"{places}(?!$){dated}?(?:,?\s*{known})?)\s*(?:{_DASH}|:)?$"
        )
        self._only_names = re.compile(
            rf"\s*(?:(?i:{one_of(news.bylines)})\s+)?"
            rf"{_NAME}(?:(?:\s+|,\s*|\s+{word_and}\s+){_NAME}){{0,5}}\s*$"
        )

    def is_dateline(self, line: str) -> bool:
        """Tell whether a line is nothing but a place, with a date or an agency or without."""
        if len(line) > _MAX_LINE or (line.endswith(".") and "," not in line):
            return False
        return bool(self._only_place.match(line) or self._is_dated(line))

    def is_date(self, line: str) -> bool:
        """Tell whether a line is nothing but dates, times and words such as "updated"."""
        return len(line) <= _MAX_LINE and self._is_dated(line, besides=0)

    def is_day(self, line: str) -> bool:
        """Tell whether a line is one date, with nothing beside it."""
        return bool(self._day.fullmatch(line))

    def has_day(self, line: str) -> bool:
        """Tell whether a line names a date or a day of the week."""
        return bool(self._some_day.search(line))

    def _is_dated(self, line: str, besides: int = 2) -> bool:
        """Tell whether a line is dates and times, and at most some names set off from them."""
        dated = self._has_date if _DIGIT.search(line) else self._has_age  # no date without digits
        if not dated.search(line):
            return False
        parts = re.split(r"\s*[|/•·]\s*|\s+[-–—]\s+", self._date_parts.sub(" ", line))
        names = [part for part in parts if not self._left_over.fullmatch(part)]
        return len(names) <= besides and all(map(self._only_names.match, names))

    def dateline_length(self, paragraph: str) -> int:
        """Return how many characters of a paragraph are a leading date and dateline."""
        head = paragraph[:_WINDOW]
        date = self._date_prefix.match(head)
        begin = self._after_dateline(head, date.end() if date else 0, strict=False)
        return self._after_dateline(head, begin, strict=True) if begin else 0

    def names_agency(self, line: str) -> bool:
        """Tell whether a line begins with a dateline that names an agency."""
        head = line[:_WINDOW]
        match = self._with_agency.match(head) if _SET_OFF.search(head) else None
        return bool(match and self._is_genuine(match, line, strict=False))

    def _after_dateline(self, head: str, begin: int, *, strict: bool) -> int:
        for form in self._forms if _SET_OFF.search(head, begin) else ():
            match = form.match(head, begin)
            if match and self._is_genuine(match, head[match.end() :], strict=strict):
                return match.end()
        return begin

    def _is_genuine(self, match: re.Match[str], rest: str, *, strict: bool) -> bool:
        """Tell whether what has the form of a dateline is one, and no beginning of a sentence."""
        found = match.groupdict()
        places = found.get("places") or ""
        if not places:  # an agency alone
            return True
        words = places.replace(",", " ").split()
        byline = words[0].lower() in self._bylines and len(words) > 2
        if words[0].lower() in self._openers and not byline and places.lower() not in self.cities:
            return False
        if match.re is self._with_agency:
            return not _abbreviates(match.group(), words)
        first = places.split(",")[0]
        if self._is_abbreviation(first) and not found.get("dated"):
            return False
        certain = first.isupper() or bool(found.get("dated"))
        if match.re is self._colon:
            return certain or places.lower() in self.cities
        if _abbreviates(match.group(), words):
            return False
        if strict and not certain:
            return False
        return not self._between_two.match(rest) and (
            certain or not _is_parenthesis(match.group(), rest)
        )

    def _is_abbreviation(self, places: str) -> bool:
        letters = places.replace(".", "")
        return letters in self._no_places or (len(letters) <= 3 and letters.isupper())


def _abbreviates(dateline: str, words: list[str]) -> bool:
    """Tell whether what stands in brackets is the abbreviation of the name before it."""
    inside = re.search(r"\(([^()]*)\)", dateline)
    initials = "".join(word[0] for word in words)
    return bool(inside and len(words) > 1 and inside[1].replace(".", "") == initials)


def _is_parenthesis(dateline: str, rest: str) -> bool:
    """Tell whether the dash opens a remark that a second dash in the sentence closes."""
    dash = re.search(r"[-–—]+(?=\s*$)", dateline)
    sentence = re.split(r"(?<=[a-z\d\"”’][.!?])\s", rest, maxsplit=1)[0]
    return bool(dash) and len(re.findall(r"(?<=\s)[-–—]{1,2}(?=\s)|—", sentence)) % 2 == 1
