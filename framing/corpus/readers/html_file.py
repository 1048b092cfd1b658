"""Reader for saved web pages (.html, .htm, .xhtml, .mht): the article and what is said of it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Any

from framing.corpus.read_text import GUESSED
from framing.corpus.readers.found import Found, Record
from framing.corpus.readers.notices import PAYWALL, not_an_article
from framing.corpus.readers.repairs import NULS
from framing.errors import CorpusError

OTHERWISE = "decoded as UTF-8, though the page declares another encoding"
DECLARED_WRONGLY = "decoded as cp1252, since it is not what the page declares"
FOUND_DATE = "date found in the page, not declared by it"

_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_CHARSET = re.compile(
    rb"""<(?:meta\b[^<>]{0,500}?charset|\?xml\b[^<>]{0,200}?encoding)"""
    rb"""\s*=\s*["']?\s*([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_HEAD = 4096  # bytes in which a page must declare its encoding
# Every browser reads these as their supersets
_SUPERSETS = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030",
    "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "iso8859-11": "cp874",
    "tis-620": "cp874",
}  # fmt: skip
_PAGES = re.compile(
    r"cp(?:125\d|874|932|949|950|866)|iso8859-\d+|koi8-[ru]|gb18030|big5(?:hkscs)?|euc_jp|"
    r"iso2022_jp|mac-(?:roman|cyrillic)|utf-8"
)
_SEVEN_BITS = "iso2022_jp"
_ANY_TAG = re.compile(
    r"<(?:!doctype|html|head|body|div|p|article|title|meta|table|span|h1|br)\b", re.IGNORECASE
)
_SOURCE_VIEW = re.compile(
    r"""<td class=["']line-number["']|<body[^<>]{0,200} id=["']viewsource["']|viewsource\.css""",
    re.IGNORECASE,
)
_OTHERS = {b"%PDF": "a PDF", b"PK\x03\x04": "a zip archive", b"{\\rtf": "an RTF file"}
_AS_WRITTEN = ("pre", "textarea", "script", "style")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_UNSEEN = "script style noscript template head"
_TEASER = 150  # words: what is longer is more than a paywall shows
_LARGEST = 20_000_000
_MOST_ELEMENTS = 50_000
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_DATES = (  # where pages say when they were published, the surest first
    "//meta[@property='article:published_time']/@content",
    "//*[@itemprop='datePublished']/@content | //*[@itemprop='datePublished']/@datetime",
    "//meta[@name='article:published_time' or @name='datePublished' or @name='pubdate'"
    " or @name='publishdate' or @name='publish-date' or @name='parsely-pub-date'"
    " or @name='sailthru.date' or @name='DC.date.issued' or @name='dcterms.created'"
    " or @name='dc.date' or @name='DC.date' or @name='date']/@content",
)
_PUBLISHED = re.compile(r'"datePublished"\s{0,20}:\s{0,20}"([^"\\]{4,60})"')
_DATE_SEARCH: dict[str, Any] = {
    "original_date": True,
    "extensive_search": False,
    "max_date": "2999-12-31",
}


def read(data: bytes, name: str) -> Found:
    """Read a saved web page, which is one article.

    Parameters
    ----------
    data : the bytes of the page, or of a web archive in one file (MHTML).
    name : its name; not needed here.

    Returns
    -------
    One record: ``text`` (a paragraph a line, an empty line between), and ``title``,
    ``date_text``, ``outlet``, ``author``, ``url`` and ``language`` as far as the page says
    them. A page without an article is rejected with its reason. Nothing is fetched and no
    script is run.

    Raises
    ------
    CorpusError : it is no web page, a saved view of a page's source, or cannot be decoded.

    References
    ----------
    Barbaresi, A. (2021). Trafilatura: A Web Scraping Library and Command-Line Tool for Text
    Discovery and Extraction. ACL-IJCNLP 2021, System Demonstrations, 122-131.
    Barbaresi, A. (2020). htmldate: A Python package to extract publication dates from web
    pages. Journal of Open Source Software, 5(51), 2439.
    """
    page, charset, url = _unpacked(data)
    markup, repairs = _decoded(page, charset)
    _refuse(markup)
    tree = _tree(markup)
    fields = _fields(tree, repairs)
    if url and not fields.get("url"):
        fields["url"] = url
    rejected = _reason(fields["text"], tree, fields.get("title", ""))
    return Found([Record("", fields, tuple(repairs), rejected)])


def _unpacked(data: bytes) -> tuple[bytes, str, str]:
    """Return the page of a web archive, its encoding and address; any other page as it is."""
    for mark, kind in _OTHERS.items():
        if data.startswith(mark):
            raise CorpusError(f"is {kind}, not a web page; give it the ending that it should have")
    head = re.split(rb"\r?\n\r?\n", data[:_HEAD].lower(), maxsplit=1)[0]
    if b"mime-version:" not in head or b"multipart/related" not in head:
        return data, "", ""
    from email import message_from_bytes

    archive = message_from_bytes(data)
    for part in archive.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            page = part.get_payload(decode=True)
            address = part.get("Content-Location") or archive.get("Snapshot-Content-Location")
            return bytes(page or b""), part.get_content_charset() or "", str(address or "").strip()
    raise CorpusError("is a web archive (MHTML) without a page in it; save the page as HTML")


def _decoded(data: bytes, charset: str) -> tuple[str, list[str]]:
    """Decode a page: byte order mark, else strict UTF-8, else as it declares, else Western.

    UTF-8 comes before the declaration since browsers save pages as UTF-8 and leave what the
    page declares; bytes that are strictly UTF-8 by chance are too rare to matter.
    """
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return _without_nuls(data.decode(encoding, "replace"), [])
    declared = _declared(data, charset)
    if declared == _SEVEN_BITS and data.isascii():
        return _without_nuls(data.decode(declared, "replace"), [])
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _by_declaration(data, declared)
    differs = declared not in ("", "utf-8") and not data.isascii()
    return _without_nuls(text, [OTHERWISE] if differs else [])


def _by_declaration(data: bytes, declared: str) -> tuple[str, list[str]]:
    for encoding in dict.fromkeys((declared, "cp1252")):
        try:
            text = data.decode(encoding) if encoding else ""
        except UnicodeDecodeError:
            continue
        if text:
            wrong = [DECLARED_WRONGLY if declared else GUESSED] if encoding != declared else []
            return _without_nuls(text, wrong)
    said = f"nor {declared}, as it declares, " if declared else ""
    raise CorpusError(f"is neither UTF-8 {said}nor cp1252 text; save the page as UTF-8")


def _without_nuls(text: str, repairs: list[str]) -> tuple[str, list[str]]:
    """Leave out NULs, as browsers do: the parser would stop at the first."""
    return text.replace("\0", ""), [*repairs, NULS] if "\0" in text else repairs


def _declared(data: bytes, charset: str) -> str:
    """Return the encoding that a page declares, if it is one that pages have."""
    match = _CHARSET.search(data[:_HEAD])
    name = charset or (match[1].decode("ascii", "replace") if match else "")
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return ""
    known = _SUPERSETS.get(known, known)
    return known if _PAGES.fullmatch(known) else ""


def _refuse(markup: str) -> None:
    if not markup.strip():
        raise CorpusError("holds no text")
    if len(markup) > _LARGEST:
        raise CorpusError(f"is longer than {_LARGEST:,} characters, which no page of news is")
    if not _ANY_TAG.search(markup):
        raise CorpusError("is no web page: it has no tags. If it is plain text, name it .txt")
    if _SOURCE_VIEW.search(markup):
        raise CorpusError("is a saved view of a page's source; open the page itself and save that")


def _tree(markup: str) -> Any:
    """Parse as HTML: no entity declarations, nothing fetched, lone surrogates left out."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        tree = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise CorpusError(f"is no web page that can be read ({error})") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise CorpusError("nests its elements too deep to be read whole; save its text as .txt")
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        raise CorpusError(f"holds more than {_MOST_ELEMENTS:,} elements; save its text as .txt")
    etree.strip_elements(tree, etree.Comment, etree.PI, with_tail=False)
    _unwrap(tree)
    return tree


def _unwrap(tree: Any) -> None:
    """Put a blank for each line end of the source, which to a browser is one.

    The extraction would take some of them for ends of paragraphs; as it would stop at a
    comment within a paragraph, and these are left out before.
    """
    outside = " or ".join(f"ancestor::{name}" for name in _AS_WRITTEN)
    for words in tree.xpath(f"//text()[contains(., '\n')][not({outside})]"):
        place = "text" if words.is_text else "tail"
        setattr(words.getparent(), place, _BLANKS.sub(" ", words))


def _fields(tree: Any, repairs: list[str]) -> dict[str, str]:
    """Return the article's text and what the page says of it."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    article = bare_extraction(
        tree,
        fast=True,
        with_metadata=True,
        include_comments=False,
        date_extraction_params=dict(_DATE_SEARCH),
    )
    given = article.as_dict() if isinstance(article, Document) else {}
    fields = {
        "title": given.get("title"),
        "date_text": _date(tree, repairs),
        "outlet": given.get("sitename"),
        "author": given.get("author"),
        "url": given.get("url"),
        "language": next(iter(tree.xpath("/html/@lang")), ""),
    }
    told = {key: str(value).strip() for key, value in fields.items() if value}
    lines = (given.get("text") or "").split("\n")
    return {"text": "\n\n".join(line.strip() for line in lines if line.strip()), **told}


def _date(tree: Any, repairs: list[str]) -> str:
    """Return the date as the page declares it, with its time and zone; else one found in it."""
    for words in _declared_dates(tree):
        if words.strip():
            return words.strip()
    found = _found_date(tree)
    if found:
        repairs.append(FOUND_DATE)
    return found


def _declared_dates(tree: Any) -> Iterator[str]:
    yield from (str(words) for words in tree.xpath(_DATES[0]))
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        yield from _PUBLISHED.findall(str(script))
    for path in _DATES[1:]:
        yield from (str(words) for words in tree.xpath(path))


def _found_date(tree: Any) -> str:
    """Return a date that stands somewhere in the page, in the page's own words if numbers.

    03/04/2025 is a day in March or in April, which is not to be settled here.
    """
    from htmldate import find_date

    found = find_date(tree, **_DATE_SEARCH) or ""
    if not _ISO.fullmatch(found):
        return ""
    year, month, day = (part.lstrip("0") for part in found.split("-"))
    either = rf"\b(?:0?{day}[/.-]0?{month}|0?{month}[/.-]0?{day})[/.-]{year}\b"
    written = re.search(either, " ".join(_seen(tree)))
    return written[0] if written else found


def _seen(tree: Any, *, outside: str = _UNSEEN) -> list[str]:
    """Return the lines that a reader of the page sees, those of its menus too."""
    unseen = " or ".join(f"ancestor::{name}" for name in outside.split())
    found = (" ".join(str(words).split()) for words in tree.xpath(f"//text()[not({unseen})]"))
    return [line for line in found if line]


def _reason(text: str, tree: Any, title: str) -> str:
    """Say why a page has no article; "" if it has one.

    A teaser may be all that was found, and the paywall's own words be passed over as no part
    of it; so these are looked for in the page, but for its menus, which always ask for a login.
    """
    if not text:
        seen = "\n".join(_seen(tree))
        return (seen and not_an_article(seen, title)) or "no article is found in the page"
    if reason := not_an_article(text, title):
        return reason
    if len(text.split()) > _TEASER:
        return ""
    beside = _seen(tree, outside=f"{_UNSEEN} header nav footer aside")
    return PAYWALL if PAYWALL in map(not_an_article, beside) else ""
