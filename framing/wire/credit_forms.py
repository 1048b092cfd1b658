"""Forms in which news texts name an agency, as patterns over a stretch around the name.

In the stretch the name in question is the sign ``HERE``, each other agency's name ``OTHER``,
and the ends of its line are line feeds. The words are those of the text's language.
"""

from __future__ import annotations

import re
from functools import cache

from framing.languages.language import Language
from framing.languages.news import News, one_of

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
