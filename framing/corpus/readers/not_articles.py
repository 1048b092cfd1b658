"""Notices that stand where an article should: paywalls, cookies, logins, error pages, shells."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from framing.languages.language import language, shipped

# A notice stands at the start of a line or sentence and without quotation marks; news about
# paywalls and cookies quotes it, or says more than a page that holds only the notice.
_OPENING = r"(?:^[ \t>*•|–-]{0,20}|[.!?…][ \t]{1,3})"


PAYWALL = "a paywall stub"


class _Kind(NamedTuple):
    """A kind of page that is no article: its list of notices, and the most words it has."""

    reason: str
    most_words: int
    notices: str


_KINDS = (
    _Kind("a page that was not found", 60, "page_not_found"),
    _Kind("a notice that the document is not available", 60, "not_available"),
    _Kind("an error page", 60, "error_page"),
    _Kind("a login page", 60, "login_page"),
    _Kind("a page that only a script fills", 60, "script_page"),
    _Kind("a cookie notice", 150, "cookies"),
    _Kind(PAYWALL, 150, "paywall"),
)


@cache
def _pattern(notices: str) -> re.Pattern[str]:
    """Return a pattern of the notices of a kind, of whatever language."""
    every = [one for code in shipped() for one in getattr(language(code).notices, notices)]
    return re.compile(f"{_OPENING}(?:{'|'.join(every)})", re.IGNORECASE | re.MULTILINE)


def not_an_article(text: str, title: str = "") -> str:
    """Say why a text is no article: a notice that stands where one should be.

    Cautious on purpose: only a short text is refused, and only for a notice that opens one of
    its lines or sentences. News about paywalls, cookies and logins is news.

    Returns
    -------
    The reason in a few words; "" for an article.

    Examples
    --------
    >>> not_an_article("Talks begin in Riyadh today. Subscribe to continue reading.")
    'a paywall stub'
    >>> not_an_article("The paper now asks readers to subscribe to continue reading.")
    ''
    """
    whole = f"{title}\n{text}"
    if not any(character.isalnum() for character in text):
        return "no words"
    n_words = len(whole.split())
    for kind in _KINDS:
        if n_words <= kind.most_words and _pattern(kind.notices).search(whole):
            return kind.reason
    return ""
