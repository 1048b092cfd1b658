"""Lists that services give of articles: those with texts by names that articles have, others told.

Known are the Guardian's Open Platform (``webTitle``, ``webPublicationDate``, ``fields.body``) and
news-please (``maintext``, ``source_domain``, ``date_publish``). The New York Times' APIs give
abstracts, Media Cloud and GDELT addresses: these are no corpus.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from framing.corpus.files.html_data import paragraphs_of
from framing.corpus.names import plain_name, synonyms_among
from framing.corpus.readers.found import Found, Record

_GUARDIAN = frozenset(("webTitle", "webPublicationDate", "webUrl"))
_NEWS_PLEASE = frozenset(("maintext", "source_domain", "date_publish"))
_ALONE = "response.content."  # before the names of a Guardian article that was asked for by itself
_ABSTRACTS = frozenset(
    "abstract description snippet summary teaser excerpt standfirst leadparagraph zusammenfassung "
    "résumé resumen".split()
)
_WITHOUT_TEXTS = {
    "a list of abstracts by the New York Times, which gives no texts": (
        frozenset(("abstract", "web_url", "pub_date")),
        frozenset(("response.docs.abstract",)),
    ),
    "a list of addresses by Media Cloud, which gives no texts": (
        frozenset(("media_name", "publish_date", "url")),
        frozenset(("stories_id", "media_name", "url")),
    ),
    "a list of addresses by GDELT, which gives no texts": (
        frozenset(("seendate", "domain", "url")),
    ),
    "a list of ProQuest, which gives abstracts and no texts": (
        frozenset(("StoreId", "pubtitle", "DocumentURL")),
    ),
    "a list of the Guardian without texts (ask for show-fields=body)": (_GUARDIAN,),
}


def with_names(found: Found) -> Found:
    """Give records of a service that is known the names that articles have, beside their own.

    Examples
    --------
    >>> row = {"url": "u", "maintext": "They met.", "source_domain": "d.example",
    ...        "date_publish": "2025-02-13 10:00:00", "text": ""}
    >>> with_names(Found([Record("1", row)], tuple(row))).records[0].fields["outlet"]
    'd.example'
    """
    columns = {column.removeprefix(_ALONE) for column in found.columns}
    if columns >= _GUARDIAN and {"fields.body", "fields.bodyText"} & columns:
        records = [_renamed(one, _guardian) for one in found.records]
    elif columns >= _NEWS_PLEASE:
        records = [_renamed(one, _news_please) for one in found.records]
    else:
        return found
    added = dict.fromkeys(name for one in records for name in one.fields)
    return found._replace(records=records, columns=tuple(added | dict.fromkeys(found.columns)))


def without_texts(columns: Collection[str]) -> str:
    """Say what list without texts has these columns; "" if none that is known.

    Examples
    --------
    >>> without_texts(["id", "media_name", "publish_date", "title", "url"])
    'a list of addresses by Media Cloud, which gives no texts'
    """
    if {"fields.body", "fields.bodyText"} & set(columns) or synonyms_among("text", columns):
        return ""
    bare = {column.removeprefix("response.docs.").removeprefix(_ALONE) for column in columns}
    each = _WITHOUT_TEXTS.items()
    return next((said for said, kinds in each if any(kind <= bare for kind in kinds)), "")


def abstracts_among(columns: Collection[str]) -> str:
    """Say which column is an abstract, no text; "" if none is.

    Examples
    --------
    >>> abstracts_among(["id", "title", "Snippet"])
    "'Snippet' is an abstract, no text."
    """
    short = [one for one in columns if plain_name(one.rpartition(".")[2]) in _ABSTRACTS]
    return f"{short[0]!r} is an abstract, no text." if short else ""


def _renamed(record: Record, told: Callable[[Mapping[str, str]], dict[str, str]]) -> Record:
    if record.rejected:
        return record
    own = {name.removeprefix(_ALONE): value for name, value in record.fields.items()}
    given = {name: value for name, value in told(own).items() if value}
    return record._replace(fields={**record.fields, **given})


def _guardian(own: Mapping[str, str]) -> dict[str, str]:
    """Take the body with its paragraphs before the text that has lost them."""
    body = "\n\n".join(paragraphs_of(own.get("fields.body", "")))
    return {
        "article": own.get("id", ""),
        "outlet": own.get("fields.publication") or "The Guardian",
        "date": own["webPublicationDate"],
        "title": own.get("fields.headline") or own["webTitle"],
        "text": body or own.get("fields.bodyText", ""),
        "url": own["webUrl"],
        "author": own.get("fields.byline", ""),
    }


def _news_please(own: Mapping[str, str]) -> dict[str, str]:
    return {
        "article": own.get("url") or own.get("filename", ""),
        "outlet": own["source_domain"],
        "date": own["date_publish"],
        "title": own.get("title", ""),
        "text": own.get("text") or own["maintext"],
    }
