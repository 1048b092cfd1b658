"""Parser of web pages (.html, .mht): the tree that a browser has, its lines, what it hides."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Any

from framing.corpus.files.charset import decoded, without_controls
from framing.corpus.files.html_lines import lines
from framing.corpus.files.parsed import Parsed
from framing.errors import CorpusError
from framing.expressions import expression

_ANY_TAG = expression(
    r"<(?:!doctype|html|head|body|div|p|article|title|meta|table|span|h1|br)\b", re.IGNORECASE
)
_SOURCE_VIEW = expression(
    r"""<td class=["']line-number["']|<body[^<>]{0,200} id=["']viewsource["']|viewsource\.css""",
    re.IGNORECASE,
)
_OTHERS = {b"%PDF": "a PDF", b"PK\x03\x04": "a zip archive", b"{\\rtf": "an RTF file"}
_AS_WRITTEN = ("pre", "textarea", "script", "style")
_BLANKS = expression(r"[ \t\r\n\f]+")
_HEAD = 4096  # bytes in which a file tells what it is
_START = expression(
    r"\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_HIDES = expression(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Page(Parsed):
    """A web page: its lines, and the tree of its elements."""

    tree: Any  # the elements, those that are hidden without words; no comments
    size: int  # how many characters its source has


def parse(data: bytes) -> Page:
    """Parse a web page, saved as HTML or as a web archive in one file (MHTML).

    Returns
    -------
    A line for each block of the page, after one that names its element and classes; what is
    hidden is told where it stood. ``about`` has the address that an archive tells. Nothing is
    fetched and no script is run.
    """
    page, charset, url = _unpacked(data)
    markup, repairs = decoded(page, charset)
    _refuse(markup)
    tree = _tree(markup)
    hidden = _without_words(tree)
    return Page(
        kind="html",
        lines=lines(tree, hidden),
        repairs=tuple(repairs),
        about={"url": url} if url else {},
        tree=tree,
        size=len(markup),
    )


def is_html(data: bytes) -> bool:
    """Tell whether a file begins as a web page does, whatever its name."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return bool(_START.match(data[:_HEAD].decode("utf-16" if wide else "utf-8", "ignore")))


def _unpacked(data: bytes) -> tuple[bytes, str, str]:
    """Return the page of a web archive, its encoding and address; any other page as it is."""
    for mark, kind in _OTHERS.items():
        if data.startswith(mark):
            said = f"is {kind}, not a web page; give it the ending that it should have"
            raise CorpusError(said, code="another_format")
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
    said = "is a web archive (MHTML) without a page in it; save the page as HTML"
    raise CorpusError(said, code="no_page")


def _refuse(markup: str) -> None:
    if not markup.strip():
        raise CorpusError("holds no text", code="no_text")
    if not _ANY_TAG.search(markup):
        said = "is no web page: it has no tags. If it is plain text, name it .txt"
        raise CorpusError(said, code="another_format")
    if _SOURCE_VIEW.search(markup):
        said = "is a saved view of a page's source; open the page itself and save that"
        raise CorpusError(said, code="source_view")


def _tree(markup: str) -> Any:
    """Parse as HTML: no entity declarations, nothing fetched, lone surrogates left out."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        tree = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        said = f"is no web page that can be read ({error})"
        raise CorpusError(said, code="damaged") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        said = "nests its elements too deep to be read whole; save its text as .txt"
        raise CorpusError(said, code="nested_too_deep")
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
        setattr(words.getparent(), place, without_controls(_BLANKS.sub(" ", words)))


def _without_words(tree: Any) -> set[Any]:
    """Take the words out of elements that are not shown, and return those that had some.

    What they say in attributes and scripts stays. A whole page that is hidden is one that a
    script was to show.
    """
    found = set()
    for one in tree.xpath("//body//*[@hidden or @style or self::template]"):
        hidden = one.tag == "template" or "hidden" in one.attrib
        if (hidden or _HIDES.search(one.get("style", ""))) and _emptied(one):
            found.add(one)
    return found


def _emptied(element: Any) -> bool:
    words = element.xpath(".//text()[not(parent::script or parent::style)]")
    for one in words:
        setattr(one.getparent(), "text" if one.is_text else "tail", None)
    return bool("".join(words).strip())
