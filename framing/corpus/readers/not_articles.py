"""Notices that stand where an article should: paywalls, cookies, logins, error pages, shells."""

from __future__ import annotations

import re
from functools import cache

from framing.corpus.notes import NO_NOTE, Note
from framing.expressions import expression
from framing.languages.language import language, shipped

# A notice stands at the start of a line or sentence and without quotation marks; news about
# paywalls and cookies quotes it, or says more than a page that holds only the notice.
_OPENING = r"(?:^[ \t>*•|–-]{0,20}|[.!?…][ \t]{1,3})"


PAYWALL = Note("paywall", "a paywall stub")
_NO_WORDS = Note("no_words", "no words")
# What a cell holds in place of a text: a number, a date, a truth, an error, an address, nothing
_LONG_VALUE = 60  # characters
_LONG_ADDRESS = 500
_ERROR = r"#¡?[^\W\d_]{2,10}(?:/0)?[!?]|#N/A|#NV|<na>|undefined|\[object object\]"
_NO_NAME = expression(
    rf"{_ERROR}|true|false|null|none|nan|nat|wahr|falsch|[\W_]+|\[[\"'].*\]|\{{.*:.*\}}",
    re.IGNORECASE,
)
_NOTHING = f"true|false|null|none|nan|nat|na|n/a|nil|wahr|falsch|vrai|faux|{_ERROR}"
_VALUE = expression(
    rf"[-+]?[\d½¼¾.,:/ \u00a0%€$£-]+(?:e[-+]?\d+|k|m|bn)?|0x[\da-f]+|err:\d+|\(?(?:{_NOTHING})\)?|"
    rf"yes|no|oui|non|ja|nein|sí|n\.\s?a\.|k\.\s?a\.|#¡?[^\W\d_/]{{1,12}}[!?]?|\[[^\]\n]{{1,30}}\]|"
    r"(?:https?:/|www\.)\S+|\S+\.(?:txt|html?|docx?|pdf|rtf|md|odt)",
    re.IGNORECASE,
)
# How services that list news end a text that they cut: NewsAPI, GNews
_CUT = expression(r"\[\+?\s?\d[\d.,]* (?:more )?(?:chars|characters|words)\]\s*\Z", re.IGNORECASE)
# Of a list of notices, which is also the code, what they stand on, and the most words it has
_KINDS = {
    "page_not_found": ("a page that was not found", 60),
    "not_available": ("a notice that the document is not available", 60),
    "error_page": ("an error page", 60),
    "login_page": ("a login page", 60),
    "script_page": ("a page that only a script fills", 60),
    "cookies": ("a cookie notice", 150),
    PAYWALL.code: (PAYWALL, 150),
}


@cache
def _pattern(notices: str) -> re.Pattern[str]:
    """Return a pattern of the notices of a kind, of whatever language."""
    every = [one for code in shipped() for one in getattr(language(code).notices, notices)]
    return re.compile(f"{_OPENING}(?:{'|'.join(every)})", re.IGNORECASE | re.MULTILINE)


def is_no_name(value: str) -> bool:
    """Tell whether a cell holds an error of a program, a truth or a list in the place of a name.

    Examples
    --------
    >>> is_no_name("#REF!"), is_no_name("undefined"), is_no_name("NA"), is_no_name("#Brexit")
    (True, True, False, False)
    """
    return bool(_NO_NAME.fullmatch(value.strip()))


def not_an_article(text: str, title: str = "") -> Note:
    """Say why a text is no article: a notice that stands where one should be.

    Cautious on purpose: only a short text is refused, and only for a notice that opens one of
    its lines or sentences. News about paywalls, cookies and logins is news.

    Returns
    -------
    The reason in a few words; none for an article.

    Examples
    --------
    >>> not_an_article("Talks begin in Riyadh today. Subscribe to continue reading.")
    'a paywall stub'
    >>> not_an_article("The paper now asks readers to subscribe to continue reading.")
    ''
    """
    if not any(character.isalnum() for character in text):
        return _NO_WORDS
    words = text.split()
    alone = " ".join(words)
    most = _LONG_VALUE if " " in alone else _LONG_ADDRESS
    if len(alone) < most and _VALUE.fullmatch(alone):
        return Note("single_value", f"a single value ({alone!r})")
    if cut := _CUT.search(alone):
        said = f"an abstract, cut off by the service that listed it ({cut[0]!r})"
        return Note("cut_by_service", said)
    whole, n_words = f"{title}\n{text}", len(title.split()) + len(words)
    for notices, (reason, most_words) in _KINDS.items():
        if n_words <= most_words and _pattern(notices).search(whole):
            return Note(notices, reason)
    return NO_NOTE
