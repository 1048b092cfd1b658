"""What one line of a news text looks like: headline, subhead, byline, credit, invitation.

General rules about form, none about a publisher; the words are those of the text's language.
Each answers for one line; :mod:`framing.corpus.zones` puts the answers together.
"""

from __future__ import annotations

import re
from functools import cache

from framing.corpus.agency_names import WIRES
from framing.corpus.zoning.asides import Asides
from framing.corpus.zoning.datelines import Datelines
from framing.corpus.zoning.pictures import Pictures, has_image
from framing.expressions import expression
from framing.languages.language import Language, language
from framing.languages.news import News, one_of

MAX_HEADLINE_WORDS = 30
MAX_QUESTION_WORDS = 20
MAX_SUBHEAD_WORDS = 15
MAX_SUBHEAD_QUESTION_WORDS = 12
_MAX_OTHER_QUESTION_WORDS = 8  # without a word that asks
MAX_DECK_WORDS = 25
MAX_LINK_WORDS = 25
_MIN_LOUD_WORDS, _MIN_TITLE_WORDS, _MAX_TITLE_WORDS = 7, 9, 20  # a headline, hardly a subhead
_MAX_PRONOUN_WORDS = 8  # "Then he ..." opens a sentence, in a longer line
_MAX_LINE = 400
_MAX_CREDIT = 240

_DASH = r"[-–—]{1,2}"
_NAME = r"(?-i:[^\W\d_a-z])[\w.'’-]*"
_WIRES_ALONE = (
    rf"(?-i:[-–—(/\s]*(?:{WIRES})(?:(?:\s*[/&,]\s*|\s+@and\s+)(?:{WIRES}))*[)/]?\.?)$"
    r"|(?-i:[a-z]{2,5}(?:[-/][a-z]{2,5})+)$"
)
_ADDRESS = (
    r"(?P<once>\S.{1,40}?[^.!?\s])\s+(?P=once)$|"  # the name of a picture's holder or of a link, twice
    r"(?:https?://|www\.)\S+$|\S+@\S+\.\w+$|[\W_]+$|(?:</?[a-z][^<>]*>\s*)+$"
    r"|(?:facebook|twitter|whatsapp|telegram)\W*$"
)
_MARKED_SUBHEAD = expression(
    rf"(?:{_DASH}\s*(?P<dashes>.+?)\s*{_DASH}|#{{1,6}}\s+.+|\*\*[^*]+\*\*:?|__[^_]+__)$"
)
_STOPS, _CLOSING = tuple(".!?:;…。\uff01\uff1f؟।"), "'\"”’»)]"
_BEFORE_BRACKETS = expression(r"[.!?…]['\"”’»)\]]*\s*\([^()]*\)$")
_NO_SUBHEAD = expression(  # a quotation and who said it; a caption and whose picture it is
    r"^[\"“][^\"“”]+[\"”]\s*[-–—]+\s*\S|\b[a-z]{4,}[.!?][\"”’']?(?:\s+[A-Z][\w.’'-]*){1,3}$"
)
_DASHED = expression(r"[-–—/]")  # what stands before an agency, where no brackets do
_QUOTED = expression(r"[\"“”„«»]")
_BETWEEN = expression(r"(?:(?<=[^\W\d_]{4})|(?<=\d))[.!?][\"”’)\]]*\s+(?=[\"“‘(]?[^\W\d_a-z])")
_FULL_STOP = expression(r"(?<!\b[A-Z])[.;…]['\"”’»)\]]*$")


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends as a sentence does."""
    if line.rstrip(_CLOSING).endswith(_STOPS):
        return True
    return line.endswith(")") and bool(_BEFORE_BRACKETS.search(line[-_MAX_CREDIT:]))


def sentences(paragraph: str) -> list[str]:
    """Part a paragraph where a sentence surely ends: after no abbreviation."""
    return _BETWEEN.split(paragraph)


def is_marked_subhead(line: str) -> bool:
    """Tell whether a line is set apart as a subhead, by dashes or by markup."""
    return len(line) <= _MAX_LINE and bool(_MARKED_SUBHEAD.match(line))


def in_title_case(line: str) -> bool:
    """Tell whether every longer word of a line has a capital, and not only those."""
    return len(_long_words(line)) > 1 and not in_small_letters(line)


def in_small_letters(line: str) -> bool:
    """Tell whether a longer word of a line begins with a small letter."""
    return any(not word[0].isupper() for word in _long_words(line))


def _long_words(line: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_][\w’'-]*", line) if len(word) > 3]


def is_another_headline(line: str) -> bool:
    """Tell whether a line inside a text is set as a headline is, and as long."""
    count = len(line.split())
    if not _MIN_LOUD_WORDS <= count <= _MAX_TITLE_WORDS or line[-1] in ".!:;,…":
        return False
    return line.isupper() or (count >= _MIN_TITLE_WORDS and in_title_case(line))


def layout_of(code: str) -> Layout:
    """Return what lines look like in a language, by its code."""
    return _compiled(language(code))


class Layout:
    """What lines look like in one language."""

    def __init__(self, language: Language) -> None:
        news = language.news
        self.datelines, self.pictures = Datelines(language), Pictures(language)
        self.asides = Asides(language)
        self.openers = frozenset(language.sentences.openers)
        self._pronouns = frozenset(
            form for word in language.sentences.pronouns for form in (word, word.lower())
        )
        self.awaits_more = frozenset(news.awaits_more)
        role, joins = one_of(news.roles), one_of(news.byline_joins)
        byline = (
            rf"{one_of(news.bylines)}\s+{_NAME}"
            rf"(?:,?\s+(?:&|{joins}|{role}|{_NAME})){{0,14}}\.?$"
        )
        names = rf"{_NAME}(?:(?:,|\s+{joins})?\s+{_NAME}){{0,6}}"
        credit = one_of(news.credit_lines, names=names)
        furniture = one_of(news.furniture_lines)
        alone = _WIRES_ALONE.replace("@and", one_of(news.together))
        self._furniture = re.compile(
            rf"{credit}|{alone}|{byline}|{furniture}|{_ADDRESS}", re.IGNORECASE
        )
        phrases = news.furniture_phrases
        self._phrase = re.compile(rf"\b{one_of(tuple(map(re.escape, phrases)))}\b")
        self._begun = tuple(dict.fromkeys(phrase.rpartition(" ")[0] for phrase in phrases))
        self._of_links_and_writers(news)
        self._sign_off = re.compile(
            rf"(?<=[.!?\"”’'])\s*(?:{_DASH}|/)\s*{WIRES}(?:[/, &]+{WIRES})*\s*$"
            rf"|(?<=[.!?\"”’'])\s*[(\[]{WIRES}(?:[/, &]+{WIRES})*[)\]]\s*$"
            rf"|\s*\((?i:{one_of(news.sign_offs)})[^()]*\)\s*$"
        )
        self._question = re.compile(rf"{one_of(news.questions)}\b[^.!?\"“”„]*\?$")

    def _of_links_and_writers(self, news: News) -> None:
        """Compile the forms of links, and of lines that name who wrote the text."""
        labels, whole = one_of(news.link_labels), one_of(news.link_headings)
        self._link = re.compile(
            rf"[(\[\s]*{labels}\s*:\s*(?=\S)(?!.*[.!][\"”’']?$)|.*{one_of(news.link_ends)}\W*$",
            re.IGNORECASE,
        )
        self._opens_links = re.compile(rf"(?:{labels}|{whole})\W*$", re.IGNORECASE)
        person = rf"{_NAME}(?:\s+{_NAME})"
        whom = rf"{person}{{1,2}}"
        self._names = re.compile(
            rf"{whom}(?:,\s*{whom})*,?\s+{one_of(news.conjunctions)}\s+{whom}$"
            rf"|{person}{{1,3}}\s*[,|–—-]\s*(?i:{one_of(news.roles)})$"
        )
        several = rf"{person}{{1,3}}(?:\s+{one_of(news.conjunctions)}\s+{person}{{1,3}})?"
        self._writer = re.compile(
            rf"(?:{_DASH}\s*)?(?P<name>{several}|{_NAME}(?=,)),?\s(?:.{{1,160}}?,\s)?"
            rf"(?i:{one_of(news.writer_notes)})"
        )
        self._opening_writer = re.compile(
            rf"(?P<name>{several})\s(?i:{one_of(news.opening_notes)})"
        )
        self._name = re.compile(rf"{person}{{1,2}}$")
        self._invitation = re.compile(rf"\b{one_of(news.invitations)}", re.IGNORECASE)

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
        if self._is_question(line, count):
            return True
        if ends_sentence(line) or line.endswith(",") or _NO_SUBHEAD.search(line):
            return False
        if count > _MAX_PRONOUN_WORDS and self._pronouns.intersection(line.split()[:2]):
            return False
        return count <= MAX_SUBHEAD_WORDS and line[0] not in "-•*·–—"

    def _is_question(self, line: str, count: int) -> bool:
        """Tell whether a line is a question that may stand above its answer."""
        if self._question.match(line):
            return count <= MAX_SUBHEAD_QUESTION_WORDS
        plain = line.endswith("?") and not re.search(r"[.!?:;\"“”„,]", line[:-1])
        opens = line.split()[0].lower() in self.openers
        return (
            plain and (not opens or in_title_case(line)) and 2 <= count <= _MAX_OTHER_QUESTION_WORDS
        )

    def is_deck(self, line: str) -> bool:
        """Tell whether a line under the headline may be a second one, though it is long."""
        return len(line.split()) <= MAX_DECK_WORDS and not (ends_sentence(line) or line[-1] == ",")

    def is_summary(self, line: str) -> bool:
        """Tell whether a line is one sentence, no longer than a deck, that tells of no day."""
        few = len(line.split()) <= MAX_DECK_WORDS and line[-1] != ":" and not _QUOTED.match(line)
        return few and len(sentences(line)) == 1 and not self.datelines.has_day(line)

    def is_names(self, line: str) -> bool:
        """Tell whether a line is nothing but names, as of those who wrote the text."""
        return len(line) <= _MAX_LINE and bool(self._names.match(line))

    def is_furniture(self, line: str) -> bool:
        """Tell whether a line is a credit, byline, address, date or an invitation to click."""
        line = line.strip("*_ ") or line
        bare = line.lstrip("-–—•·> ")
        return len(line) <= _MAX_LINE and bool(
            self._furniture.match(line)
            or (bare != line and bare and self._furniture.match(bare))
            or self.datelines.is_date(bare or line)
            or self.pictures.is_credit(line)
            or self._has_phrase(line.lower())
        )

    def _has_phrase(self, line: str) -> bool:
        return any(one in line for one in self._begun) and bool(self._phrase.search(line))

    def is_link(self, line: str) -> bool:
        """Tell whether a line leads to another article, a film or a sound."""
        if len(line.split()) > MAX_LINK_WORDS:
            return False
        return bool(self._link.match(line.lstrip("-–—•·>* ")) or self.opens_links(line))

    def opens_links(self, line: str) -> bool:
        """Tell whether a line is the heading of links."""
        return len(line) <= _MAX_LINE and bool(self._opens_links.match(line))

    def writer(self, paragraph: str) -> str:
        """Return the last name of whom a paragraph presents as the writer, if it does."""
        return self._last_name(self._writer.match(paragraph))

    def opening_writer(self, paragraph: str) -> str:
        """Return the same of a paragraph above the text, which might be the text's first."""
        return self._last_name(self._opening_writer.match(paragraph))

    def _last_name(self, match: re.Match[str] | None) -> str:
        words = match["name"].split() if match else [""]
        return words[-1] if words[0].lower() not in self.openers else ""

    def is_name(self, line: str) -> bool:
        """Tell whether a line may be the name of one person, and nothing else."""
        return bool(self._name.match(line)) and not line.isupper()

    def is_invitation(self, paragraph: str) -> bool:
        """Tell whether a paragraph, be it long, asks its readers for money or for what they know."""
        return not _QUOTED.search(paragraph) and bool(self._invitation.search(paragraph))

    def sign_off_start(self, paragraph: str) -> int:
        """Return where a credit at the end of a paragraph begins, or the paragraph's length."""
        begin = max(0, len(paragraph) - _MAX_CREDIT)
        if not (_DASHED.search(paragraph, begin) or paragraph.rstrip().endswith((")", "]"))):
            return len(paragraph)
        match = self._sign_off.search(paragraph[begin:])
        return begin + match.start() if match else len(paragraph)


@cache
def _compiled(language: Language) -> Layout:
    return Layout(language)
