"""Reader for saved web pages (.html, .htm, .xhtml, .mht): the article and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from framing.corpus.files.html import Page
from framing.corpus.files.html_data import declared_article
from framing.corpus.files.parsed import Line, told
from framing.corpus.notes import NO_NOTE, Note
from framing.corpus.readers.found import Found, Record
from framing.corpus.readers.not_articles import PAYWALL, not_an_article
from framing.errors import CorpusError
from framing.expressions import expression

FOUND_DATE = Note("date_found_in_page", "date found in the page, not declared by it")
_NO_ARTICLE = Note("no_article", "no article is found in the page")

_UNSEEN = "script style noscript template head"
_TEASER = 150  # words: what is longer is more than a paywall shows
_LARGEST = 20_000_000
_MOST_ELEMENTS = 50_000
_ISO = expression(r"\d{4}-\d\d-\d\d")
_DATES = (  # where pages say when they were published, the surest first
    "//meta[@property='article:published_time']/@content",
    "//*[@itemprop='datePublished']/@content | //*[@itemprop='datePublished']/@datetime",
    "//meta[@name='article:published_time' or @name='datePublished' or @name='pubdate'"
    " or @name='publishdate' or @name='publish-date' or @name='parsely-pub-date'"
    " or @name='sailthru.date' or @name='DC.date.issued' or @name='dcterms.created'"
    " or @name='dc.date' or @name='DC.date' or @name='date']/@content",
)
_PUBLISHED = expression(r'"datePublished"\s{0,20}:\s{0,20}"([^"\\]{4,60})"')


def read(page: Page) -> Found:
    """Read a saved web page, which is one article.

    Returns
    -------
    One record: ``text`` (a paragraph a line, an empty line between), and ``title``,
    ``date_text``, ``outlet``, ``author``, ``url`` and ``language`` as far as the page says
    them. A page without an article is rejected with its reason.

    References
    ----------
    Barbaresi, A. (2021). Trafilatura: A Web Scraping Library and Command-Line Tool for Text
    Discovery and Extraction. ACL-IJCNLP 2021, System Demonstrations, 122-131.
    Barbaresi, A. (2020). htmldate: A Python package to extract publication dates from web
    pages. Journal of Open Source Software, 5(51), 2439.
    """
    if page.size > _LARGEST:
        said = f"is longer than {_LARGEST:,} characters, which no page of news is"
        raise CorpusError(said, code="too_large")
    if sum(1 for _ in page.tree.iter()) > _MOST_ELEMENTS:
        said = f"holds more than {_MOST_ELEMENTS:,} elements; save its text as .txt"
        raise CorpusError(said, code="too_large")
    repairs = list(page.repairs)
    fields = {**page.about, **_fields(page.tree, repairs)}
    repairs += _left_out(page.lines, fields["text"])
    rejected = _reason(fields["text"], page.tree, fields.get("title", ""))
    return Found([Record("", fields, tuple(repairs), rejected)])


def _left_out(lines: Sequence[Line], text: str) -> tuple[Note, ...]:
    """Return what was left out within the article; the rest of a page is left out anyway."""
    written = {" ".join(line.split()) for line in text.split("\n")} - {""}
    places = [place for place, line in enumerate(lines) if line.plain in written]
    return told(lines[places[0] : places[-1] + 1]) if places else ()


def _fields(tree: Any, repairs: list[Note]) -> dict[str, str]:
    """Return the article's text and what the page says of it."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    search = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}
    article = bare_extraction(
        tree, fast=True, with_metadata=True, include_comments=False, date_extraction_params=search
    )
    given = article.as_dict() if isinstance(article, Document) else {}
    fields = {
        "title": given.get("title"),
        "date_text": _date(tree, given.get("date") or "", repairs),
        "outlet": given.get("sitename"),
        "author": given.get("author"),
        "url": given.get("url"),
        "language": next(iter(tree.xpath("/html/@lang")), ""),
    }
    declared = declared_article(tree)
    if declared.headline and fields["title"] not in _headings(tree):
        fields["title"] = declared.headline
    said = {key: str(value).strip() for key, value in fields.items() if value}
    text = given.get("text") or ""
    if _letters(text) == _letters("".join(declared.paragraphs)):  # its paragraphs were lost
        text = "\n".join(declared.paragraphs)
    lines = text.split("\n")
    return {"text": "\n\n".join(line.strip() for line in lines if line.strip()), **said}


def _headings(tree: Any) -> set[str]:
    return {" ".join(one.text_content().split()) for one in tree.iter("h1")}


def _letters(text: str) -> str:
    return "".join(text.split())


def _date(tree: Any, found: str, repairs: list[Note]) -> str:
    """Return the date as the page declares it, with its time and zone; else one found in it.

    A date of numbers is given in the page's own words: 03/04/2025 is a day in March or in April,
    which is not to be settled here.
    """
    for words in _declared_dates(tree):
        if words.strip():
            return words.strip()
    if not _ISO.fullmatch(found):
        return ""
    repairs.append(FOUND_DATE)
    year, month, day = (part.lstrip("0") for part in found.split("-"))
    either = rf"\b(?:0?{day}[/.-]0?{month}|0?{month}[/.-]0?{day})[/.-]{year}\b"
    written = re.search(either, " ".join(_seen(tree)))
    return written[0] if written else found


def _declared_dates(tree: Any) -> Iterator[str]:
    yield from (str(words) for words in tree.xpath(_DATES[0]))
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        yield from _PUBLISHED.findall(str(script))
    for path in _DATES[1:]:
        yield from (str(words) for words in tree.xpath(path))


def _seen(tree: Any, *, outside: str = _UNSEEN) -> list[str]:
    """Return the lines that a reader of the page sees, those of its menus too."""
    unseen = " or ".join(f"ancestor::{name}" for name in outside.split())
    found = (" ".join(str(words).split()) for words in tree.xpath(f"//text()[not({unseen})]"))
    return [line for line in found if line]


def _reason(text: str, tree: Any, title: str) -> Note:
    """Say why a page has no article; nothing if it has one.

    A teaser may be all that was found, and the paywall's own words be passed over as no part
    of it; so these are looked for in the page, but for its menus, which always ask for a login.
    """
    if not text:
        seen = "\n".join(_seen(tree))
        return (not_an_article(seen, title) if seen else NO_NOTE) or _NO_ARTICLE
    if reason := not_an_article(text, title):
        return reason
    if len(text.split()) > _TEASER:
        return NO_NOTE
    beside = _seen(tree, outside=f"{_UNSEEN} header nav footer aside")
    walled = any(not_an_article(line).code == PAYWALL.code for line in beside)
    return PAYWALL if walled else NO_NOTE
