"""Notices that stand where an article should: paywalls, cookies, logins, error pages, shells."""

from __future__ import annotations

import re
from typing import NamedTuple

# A notice stands at the start of a line or sentence and without quotation marks; news about
# paywalls and cookies quotes it, or says more than a page that holds only the notice.
_OPENING = r"(?:^[ \t>*•|–-]{0,20}|[.!?…][ \t]{1,3})"


PAYWALL = "a paywall stub"


class _Kind(NamedTuple):
    """A kind of page that is no article: what it says, and how many words it has at most."""

    reason: str
    most_words: int
    notice: re.Pattern[str]


def _kind(reason: str, most_words: int, phrases: str) -> _Kind:
    pattern = f"{_OPENING}(?:{'|'.join(phrases.strip().splitlines())})"
    return _Kind(reason, most_words, re.compile(pattern, re.IGNORECASE | re.MULTILINE))


_KINDS = (
    _kind(
        "a page that was not found",
        60,
        r"""
(?:error )?404(?: error)?[ \t]*$
(?:error )?404[ \t]*[-–—:|][ \t]*(?:page|file|not found)
(?:error )?404[ \t]+(?:page )?not found
(?:the |this )?(?:requested )?(?:page|url) (?:was not|could not|cannot|can not) (?:be )?found
the (?:page|url) you (?:are looking for|requested)
page not found
sorry,? (?:but )?(?:we|the page)[^.\n]{0,40}(?:find|found|exist)
seite nicht gefunden
page (?:introuvable|non trouvée)
página no encontrada
sayfa bulunamad""",
    ),
    _kind(
        "a notice that the document is not available",
        60,
        r"""
(?:the |this )?(?:requested )?(?:document|article|content) (?:you requested )?is not available
(?:the |this )?(?:requested |full )?(?:document|text|article) is (?:no longer|currently) available
(?:the |this )?(?:requested |full )?(?:document|text|article) is (?:currently )?unavailable
(?:the |this )?(?:full )?text (?:of this \w+ )?is not available
(?:the|this) (?:document|article) (?:has been|was) (?:removed|withdrawn|deleted)\.?[ \t]*$
(?:document|full text|article) (?:not |un)available
due to (?:licens|copyright|publisher)[^.\n]{0,60}not available
(?:das |dieses )?dokument ist nicht (?:mehr )?verfügbar""",
    ),
    _kind(
        "an error page",
        60,
        r"""
access denied[ \t.]*$
(?:error )?(?:403|50[023])[ \t:|–-]{0,5}(?:forbidden|internal server|bad gateway|service)
an (?:unexpected |internal )?error (?:has )?occurred[ \t]*(?:\.?[ \t]*$|while processing|please)
an (?:unexpected|internal) error (?:has )?occurred
(?:your|the) session (?:has )?(?:timed out|expired)
(?:too many requests|service unavailable|bad gateway|internal server error)[ \t.]*$
(?:sorry,? )?we (?:were unable to|could not|cannot) (?:process|complete|retrieve) your
please (?:verify|confirm) (?:that )?you are (?:a )?human
checking your browser before
just a moment[ .…]*$
your (?:search|download) (?:could not be completed|has failed)""",
    ),
    _kind(
        "a login page",
        60,
        r"""
(?:please )?(?:sign|log) ?in (?:to (?:your account|continue\.?$|access|view)|with your|via your)
(?:forgot|forgotten) (?:your )?password
(?:user ?name|e-?mail(?: address)?)[ \t]*:?[ \t]*\n+[ \t]*password
you (?:must be logged|need to be logged|must log|need to log|must sign|need to sign) ?in
(?:bitte )?melden sie sich (?:bitte )?an
(?:veuillez )?vous connecter pour""",
    ),
    _kind(
        "a page that only a script fills",
        60,
        r"""
(?:please )?(?:enable|turn on) javascript
(?:this (?:site|page|app)|you need to)[^.\n]{0,60}(?:enable|requires?|without) javascript
we(?:'|’)?re sorry,? but[^.\n]{0,60}(?:enable|requires?|without) javascript
javascript (?:is|must be|has been) (?:disabled|enabled|required)
loading[ .…]*\Z""",
    ),
    _kind(
        "a cookie notice",
        150,
        r"""
(?:we|this (?:web)?site|our (?:web)?site) (?:use|uses|store)[^.\n]{0,60}cookies
we and our (?:\d+ )?(?:trusted )?partners (?:use|store|access|process)
we(?: and our)? (?:\d+ )?(?:partners )?value your privacy
(?:accept|reject|allow) (?:all )?cookies[ \t.]*$
(?:wir|diese (?:web)?seite) (?:verwenden|nutzen|verwendet|nutzt)[^.\n]{0,40}cookies
nous utilisons (?:des )?cookies
utilizamos cookies""",
    ),
    _kind(
        PAYWALL,
        150,
        r"""
(?:please )?(?:subscribe|sign up|register|log ?in|sign in) (?:now )?to (?:continue|keep) reading
(?:please )?(?:subscribe|sign up|register|log ?in|sign in) (?:now )?and (?:continue|keep) reading
(?:subscribe|sign up|register) (?:now )?to (?:read|unlock|access|view) th(?:e|is)\b
to (?:continue|keep) reading(?: this \w+)?,? (?:please )?(?:subscribe|sign|log|register|start)
to read (?:the|this) (?:full |rest of )?[^.\n]{0,20},? (?:please )?(?:subscribe|log in|sign in)
this (?:article|story) is (?:only )?(?:available )?(?:only )?(?:for|to) [^.\n]{0,12}subscribers
this (?:article|story) is (?:reserved|exclusive) (?:for|to) [^.\n]{0,20}(?:subscribers|members)
already a (?:subscriber|member)\?
you(?:'|’)?(?:ve| have) (?:reached|read|used) (?:your|all)[^.\n]{0,40}(?:free|limit|articles)
continue reading with a
weiterlesen mit
(?:jetzt )?abonnieren und weiterlesen
(?:cet )?article (?:est )?réservé (?:à nos |aux )abonnés
(?:este )?(?:artículo|contenido) (?:es )?(?:exclusivo )?para suscriptores""",
    ),
)


def not_an_article(text: str, title: str = "") -> str:
    """Say why a text is no article: a notice that stands where one should be.

    Cautious on purpose: only a short text is refused, and only for a notice that opens one of
    its lines or sentences. News about paywalls, cookies and logins is news.

    Parameters
    ----------
    text : the text, as read.
    title : its title, which may hold the notice.

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
        if n_words <= kind.most_words and kind.notice.search(whole):
            return kind.reason
    return ""
