"""Reader for the exports of Europresse (Eureka.cc) as HTML.

An element ``article`` a document, in which classes name the parts: ``DocPublicationName`` the
outlet and its number, ``DocHeader`` section and date, ``titreArticle`` the headline,
``docAuthors`` the byline, ``docOcurrContainer`` (or ``DocText`` alone) the text, and
``publiC-lblNodoc`` the document's number, ``news·YYYYMMDD·source·number``. As described by
PirehP1/EuropresseToLexico (``EuropresseToLexico.py``) and tm.plugin.europresse (nalimilan/R.TeMiS,
``tm.plugin.europresse/R/readEuropresseHTML.R``).
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from framing.corpus.exports.vendor import article
from framing.corpus.files.parsed import Parsed
from framing.corpus.readers.found import Found
from framing.expressions import expression

_CLASSES = (
    "DocPublicationName",
    "titreArticle",
    "titreArticleVisu",
    "docOcurrContainer",
    "DocText",
)
_DAY = expression(r"·(\d{4})(\d\d)(\d\d)·")
_PRINTED = expression(
    r"\b(\d{1,2}(?:er)? [^\W\d]+ \d{4}|[^\W\d]+ \d{1,2}, \d{4}|\d{1,2} de [^\W\d]+ de \d{4})\b"
)


def is_export(file: Parsed) -> bool | None:
    """Tell whether a file is an export of Europresse: a page with two of its classes.

    Examples
    --------
    >>> from framing.corpus.files.html import parse
    >>> is_export(parse(b"<p class='titreArticleVisu'>A</p><div class='DocText'>B</div>"))
    True
    """
    tree = getattr(file, "tree", None)
    return tree is not None and sum(bool(tree.find_class(one)) for one in _CLASSES) > 1


def read(file: Parsed) -> Found:
    """Read the documents of a Europresse export.

    Returns
    -------
    A record is a document, with ``text`` (a paragraph a line, an empty line between), ``title``,
    ``outlet``, ``date`` (of the document's number) and ``date_text`` (as printed), ``article``
    (the number, so that a document in two exports is one article), ``author`` and ``header``.

    Examples
    --------
    >>> from framing.corpus.files.html import parse
    >>> page = (
    ...     "<article><span class='DocPublicationName'>Le Phare, no. 4</span><div "
    ...     "class='titreArticle'>Le bac attend</div><div class='DocText'><p>Il pleut.</p></div>"
    ...     "<div class='publiC-lblNodoc'>news·20250213·LP·01</div></article>"
    ... )
    >>> read(parse(page.encode())).records[0].fields["outlet"]
    'Le Phare'
    """
    tree: Any = getattr(file, "tree", None)
    found = [_fields(one) for one in tree.iter("article")] or [_fields(tree)]
    ids = Counter(fields["article"] for fields in found)
    records = []
    for n, fields in enumerate(found, start=1):
        own = fields if ids[fields["article"]] == 1 else fields | {"article": ""}
        records.append(article(f"document {n}", own, file.repairs))
    return Found(records)


def _fields(element: Any) -> dict[str, str]:
    number = _words(element, "publiC-lblNodoc")
    header = _words(element, "DocHeader")
    day = _DAY.search(number)
    printed = _PRINTED.search(header)
    body = element.find_class("docOcurrContainer") or element.find_class("DocText")
    paragraphs = [*body[0].iter("p")] or body[:1] if body else []
    lines = (" ".join(line.split()) for one in paragraphs for line in _lines(one))
    return {
        "article": number,
        "outlet": _words(element, "DocPublicationName").partition(",")[0].strip(),
        "date": "-".join(day.groups()) if day else "",
        "date_text": printed[1] if printed else "",
        "title": _words(element, "titreArticleVisu") or _words(element, "titreArticle"),
        "text": "\n\n".join(filter(None, lines)),
        "author": _words(element, "docAuthors"),
        "header": header,
    }


def _lines(element: Any) -> list[str]:
    """Return the lines of an element, which a line break ends."""
    for line_break in element.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    return str(element.text_content()).split("\n")


def _words(element: Any, name: str) -> str:
    found = element.find_class(name)
    return " ".join(str(found[0].text_content()).split()) if found else ""
