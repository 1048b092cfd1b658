"""What one line of a news text looks like: headline, subhead, byline, credit, invitation.

General rules about form, none about a publisher; the words are those of the text's language.
Each answers for one line; :mod:`framing.corpus.zones` puts the answers together.
"""

from __future__ import annotations

import re
from functools import cache

from framing.corpus.agency_names import WIRES
from framing.corpus.zoning.datelines import Datelines
from framing.corpus.zoning.pictures import Pictures, has_image
from framing.languages.language import Language, language
from framing.languages.news import one_of

MAX_HEADLINE_WORDS = 30
MAX_QUESTION_WORDS = 20
MAX_SUBHEAD_WORDS = 15
MAX_SUBHEAD_QUESTION_WORDS = 12
_MAX_LINE = 400
_MAX_CREDIT = 240

_DASH = r"[-–—]{1,2}"
_NAME = r"(?-i:[^\W\d_a-z])[\w.'’-]*"
_WIRES_ALONE = (
    rf"(?-i:[-–—(/\s]*(?:{WIRES})(?:(?:\s*[/&,]\s*|\s+@and\s+)(?:{WIRES}))*[)/]?\.?)$"
    r"|(?-i:[a-z]{2,5}(?:[-/][a-z]{2,5})+)$"
)
_ADDRESS = (
    r"(?:https?://|www\.)\S+$|\S+@\S+\.\w+$|[\W_]+$|(?:</?[a-z][^<>]*>\s*)+$"
    r"|(?:facebook|twitter|whatsapp|telegram)\W*$"
)
_MARKED_SUBHEAD = re.compile(
    rf"(?:{_DASH}\s*(?P<dashes>.+?)\s*{_DASH}|#{{1,6}}\s+.+|\*\*[^*]+\*\*:?|__[^_]+__)$"
)
_END = re.compile(r"[.!?:;…。\uff01\uff1f؟।]['\"”’»)\]]*$|[.!?…]['\"”’»)\]]*\s*\([^()]*\)$")
_FULL_STOP = re.compile(r"(?<!\b[A-Z])[.;…]['\"”’»)\]]*$")


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends as a sentence does."""
    return bool(_END.search(line[-_MAX_CREDIT:]))


def is_marked_subhead(line: str) -> bool:
    """Tell whether a line is set apart as a subhead, by dashes or by markup."""
    return len(line) <= _MAX_LINE and bool(_MARKED_SUBHEAD.match(line))


def layout_of(code: str) -> Layout:
    """Return what lines look like in a language, by its code."""
    return _compiled(language(code))


class Layout:
    """What lines look like in one language."""

    def __init__(self, language: Language) -> None:
        news = language.news
        self.datelines, self.pictures = Datelines(language), Pictures(language)
        self.openers = frozenset(language.sentences.openers)
        self.awaits_more = frozenset(news.awaits_more)
        role, joins = one_of(news.roles), one_of(news.byline_joins)
        byline = (
            rf"{one_of(news.bylines)}\s+{_NAME}"
            rf"(?:,?\s+(?:&|{joins}|{role}|{_NAME})){{0,14}}\.?$"
        )
        credit, furniture = one_of(news.credit_lines), one_of(news.furniture_lines)
        alone = _WIRES_ALONE.replace("@and", one_of(news.together))
        self._furniture = re.compile(
            rf"{credit}|{alone}|{byline}|{furniture}|{_ADDRESS}", re.IGNORECASE
        )
        self._sign_off = re.compile(
            rf"(?<=[.!?\"”’'])\s*(?:{_DASH}|/)\s*{WIRES}(?:[/, &]+{WIRES})*\s*$"
            rf"|(?<=[.!?\"”’'])\s*[(\[]{WIRES}(?:[/, &]+{WIRES})*[)\]]\s*$"
            rf"|\s*\((?i:{one_of(news.sign_offs)})[^()]*\)\s*$"
        )
        self._question = re.compile(rf"{one_of(news.questions)}\b[^.!?\"“”„]*\?$")

    def is_headline(self, line: str) -> bool:
        """Tell whether a text's first line has the form of a headline: short, no full stop."""
        count = len(line.split())
        if count > MAX_HEADLINE_WORDS or _FULL_STOP.search(line) or line.endswith(":"):
            return False
        if self.is_furniture(line):
            return False
        if self.datelines.is_dateline(line) and (count < 3 or any(map(str.isdigit, line))):
            return False
        if (
            self.datelines.names_agency(line)
            or has_image(line)
            or self.pictures.opens_caption(line)
        ):
            return False
        return not ends_sentence(line) or count <= MAX_QUESTION_WORDS

    def is_subhead(self, line: str) -> bool:
        """Tell whether a line inside a text has the form of a subhead, though no mark says so."""
        count = len(line.split())
        if self.datelines.names_agency(line):
            return False
        if self._question.match(line) and count <= MAX_SUBHEAD_QUESTION_WORDS:
            return True
        return count <= MAX_SUBHEAD_WORDS and not ends_sentence(line) and line[0] not in "-•*·–—"

    def is_furniture(self, line: str) -> bool:
        """Tell whether a line is a credit, byline, address, date or an invitation to click."""
        line = line.strip("*_ ") or line
        return len(line) <= _MAX_LINE and bool(
            self._furniture.match(line)
            or self.datelines.is_date(line)
            or self.pictures.is_credit(line)
        )

    def sign_off_start(self, paragraph: str) -> int:
        """Return where a credit at the end of a paragraph begins, or the paragraph's length."""
        begin = max(0, len(paragraph) - _MAX_CREDIT)
        match = self._sign_off.search(paragraph[begin:])
        return begin + match.start() if match else len(paragraph)


@cache
def _compiled(language: Language) -> Layout:
    return Layout(language)
