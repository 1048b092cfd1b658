"""Reader for web archives (WARC): each page that was fetched an article."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import urlsplit

from framing.corpus.files import html
from framing.corpus.notes import NO_NOTE, Note
from framing.corpus.readers import html_file
from framing.corpus.readers.found import Found, Record
from framing.errors import CorpusError

_PAGES = ("text/html", "application/xhtml+xml")
_LARGEST = 50_000_000  # bytes of a page


def read(data: bytes, name: str) -> Found:
    """Read a web archive (.warc; packed as .warc.gz it is an archive of one).

    Returns
    -------
    A record a page that was delivered (status 200), as :mod:`html_file` reads it, with
    ``article`` and ``url`` its address and, where the page names none, ``outlet`` the address's
    domain. Pictures, scripts, redirects and the like are counted in one rejected record.

    Raises
    ------
    CorpusError : no web archive, or one cut short.

    References
    ----------
    ISO 28500:2017. Information and documentation: WARC file format.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    records, others = list[Record](), 0
    try:
        for one in ArchiveIterator(io.BytesIO(data)):
            if one.rec_type not in ("response", "resource"):
                continue
            if _is_page(one):
                records.append(_page(len(records) + 1, one))
            else:
                others += 1
    except (ArchiveLoadFailed, ValueError, EOFError, OSError) as error:
        said = f"is no web archive (WARC), or one cut short ({str(error)[:80]})"
        raise CorpusError(said, code="damaged") from error
    if not records:
        said = "holds no page (an answer of a server with status 200 and HTML)"
        raise CorpusError(said, code="no_page")
    if others:
        said = f"{others:,} other answers of servers (pictures, scripts, redirects) left out"
        records.append(Record("others", {}, rejected=Note("no_page", said)))
    return Found(records)


def _is_page(record: Any) -> bool:
    headers = record.http_headers
    if headers is None:
        kind, status = record.rec_headers.get_header("Content-Type") or "", "200"
    else:
        kind, status = headers.get_header("Content-Type") or "", headers.get_statuscode()
    return status == "200" and kind.lower().startswith(_PAGES)


def _page(number: int, record: Any) -> Record:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    place, own = (
        f"page {number}",
        {"article": url, "url": url, "outlet": urlsplit(url).hostname or ""},
    )
    try:
        page = record.content_stream().read(_LARGEST + 1)
        if len(page) > _LARGEST:
            raise CorpusError("is longer than any page of news", code="too_large")
        record.raw_stream.read()
        if record.raw_stream.limit:  # bytes that were to come
            raise CorpusError("is cut short", code="damaged")
        (found,) = html_file.read(html.parse(page)).records
    except CorpusError as error:
        return Record(place, own, rejected=Note(error.code, str(error)))
    fields = {**own, **found.fields, "article": url, "url": url}
    given = {name: value for name, value in fields.items() if value}
    return Record(place, given, found.repairs, found.rejected or NO_NOTE)
