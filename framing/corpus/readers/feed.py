"""Reader for feeds (RSS and Atom, also a blog's export as WXR): each entry an article."""

from __future__ import annotations

import io
import re
from typing import Any

from framing.corpus.files.html_data import paragraphs_of
from framing.corpus.notes import NO_NOTE, Note
from framing.corpus.readers.found import Found, Record
from framing.errors import CorpusError
from framing.expressions import expression

SUMMARY = Note("summary_alone", "the feed gives a summary, which may not be the whole text")
DAMAGED = Note("damaged_feed", "the feed is damaged and was read as far as it goes")
_HEAD = 4096
_START = expression(r"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)


def is_feed(data: bytes) -> bool:
    """Tell whether a file begins as a feed does, whatever its name."""
    return bool(_START.search(data[:_HEAD].decode("utf-8", "ignore").replace("\0", "")))


def read(data: bytes, name: str) -> Found:
    """Read a feed (.rss, .atom, .xml), in whatever of its versions.

    Returns
    -------
    A record an entry, placed by its number, with ``text`` (the content, else the summary, a
    paragraph a line), ``title``, ``date_text``, ``outlet`` (the feed's title, or the source that
    the entry names), ``article`` (the entry's identifier), ``url`` and ``author``. An entry with
    a summary alone says so. Nothing is fetched.

    Raises
    ------
    CorpusError : no feed, one that declares entities, or one without entries.

    Examples
    --------
    >>> feed = (
    ...     b"<rss version='2.0'><channel><title>Daily</title><item><title>Talks</title>"
    ...     b"<guid>7</guid><description>They met.</description></item></channel></rss>"
    ... )
    >>> read(feed, "a.rss").records[0].fields["outlet"]
    'Daily'
    """
    if not is_feed(data):
        said = "is XML, but no feed (RSS or Atom); make a table of it (pandas.read_xml)"
        raise CorpusError(said, code="another_format")
    if b"<!ENTITY" in data.replace(b"\0", b""):
        raise CorpusError("declares entities, which no feed needs", code="declares_entities")
    import feedparser

    feed = feedparser.parse(io.BytesIO(data))
    if not feed.entries:
        said = "is a feed that cannot be read" if feed.bozo else "is a feed without entries"
        raise CorpusError(said, code="damaged" if feed.bozo else "no_rows")
    broken = feed.bozo and not isinstance(feed.bozo_exception, feedparser.CharacterEncodingOverride)
    told = (DAMAGED,) if broken else ()
    entries = enumerate(feed.entries, start=1)
    return Found([_record(n, one, feed.feed.get("title", ""), told) for n, one in entries])


def _record(number: int, entry: Any, outlet: str, told: tuple[Note, ...]) -> Record:
    contents = [one.get("value", "") for one in entry.get("content", [])]
    whole = max(contents, key=len, default="")
    fields = {
        "text": "\n\n".join(paragraphs_of(whole or entry.get("summary", ""))),
        "title": " ".join(paragraphs_of(entry.get("title", ""))),
        "date_text": entry.get("published") or entry.get("updated") or "",
        "outlet": entry.get("source", {}).get("title") or outlet,
        "article": entry.get("id") or entry.get("link") or "",
        "url": entry.get("link", ""),
        "author": entry.get("author", ""),
    }
    given = {name: value.strip() for name, value in fields.items() if value and value.strip()}
    why = NO_NOTE if given.get("text") else Note("no_text", "holds no text")
    return Record(f"entry {number}", given, told if whole else (*told, SUMMARY), why)
