"""Which articles are news, and which analysis, opinion, live pages or briefs, as they say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import pandas as pd

from framing.expressions import expression
from framing.languages.genres import Genres
from framing.languages.language import language
from framing.languages.news import one_of
from framing.tables.codes import ADDRESS, GIVEN, HEADLINE_MARK, LABEL, LIVE, NEWS, SECTION
from framing.tables.contracts.contract import LANGUAGE
from framing.tables.require import require

SECTIONS = """
section sectionname sectionid sections desk newsdesk department category categories ressort rubrik
rubrique seccion sección bölüm kategori pillarname
"""
LABELS = """
label kicker type articletype documenttype typeofmaterial contenttype articlegenre genrelabel
"""
ADDRESSES = "url link permalink canonicalurl weburl address"
_WORDS = {SECTION: SECTIONS.split(), LABEL: LABELS.split(), ADDRESS: ADDRESSES.split()}
_GENRE = "genre"  # a column of the study's own
_PIECES = expression(r"[;,/|>:]|\s[-–—]\s")
_EDGE = expression(r"\s*(?:[|:]|\s[-–—]+\s|\+\++)\s*|(?<=[A-Z]{4}) ?[-–—](?=[A-Z\d“\"'‘])")
_BRACKETS = expression(r"^[\[(]([^\])]{2,30})[\])]|[\[(]([^\])]{2,30})[\])]$")
_BARE = expression(r"[\W_]+")
_FIRST = 3  # lines of a text among which a label may stand alone
_NO_MARK = 40  # characters that no mark has
_SHORT = 6  # words of a section; what is longer is a sentence
_FOLDER = 3  # words of a folder of an address; what is longer is a headline
_LONGEST = 20  # words of a slug that are looked at
_IN_A_ROW = 3  # words of the longest name
_WORD = expression(r"[^\W_]+")


class Told(NamedTuple):
    """A genre, which of an article's parts says so, and its words."""

    genre: str | None = None
    told_by: str | None = None
    mark: str | None = None


def genres(articles: pd.DataFrame) -> pd.DataFrame:
    """Tell the genre of each article from its own section, label, headline or address.

    Parameters
    ----------
    articles : a row is an article. Beside title and text, columns such as ``section``, ``label``,
        ``type`` and ``url`` are read, and a column ``genre`` before all others.

    Returns
    -------
    A row is an article: its ``genre`` (``news``, ``analysis``, ``opinion``, ``live``, ``brief``),
    what it was ``told_by`` (``given``, ``label``, ``section``, ``headline``, ``address``), and
    the ``mark``, the words that say so. All three are missing where nothing tells it. What tells
    another genre than news goes before what tells news, since an opinion stands under *World* as
    well. A label is also a line of its own above the text.

    The words are lists of the article's language and, where it has none, nothing is told. They
    tell what an outlet calls a text: an opinion that bears no label is not found.

    Examples
    --------
    >>> rows = pd.DataFrame({"article": ["a", "b", "c"], "outlet": "Daily", "text": "Talks begin.",
    ...     "title": ["Opinion: Too late", "Talks begin", "Talks begin"],
    ...     "url": [None, "https://daily.example/world/live/2025/feb/13", None]})
    >>> genres(rows)[["article", "genre", "told_by", "mark"]]
      article    genre   told_by     mark
    0       a  opinion  headline  Opinion
    1       b     live   address     live
    2       c      NaN       NaN      NaN
    """
    rows = require(articles, "articles")
    columns = {name: _columns(rows, words) for name, words in _WORDS.items()}
    told = [_genre(row, columns) for row in rows.to_dict("records")]
    found = pd.DataFrame(told, columns=Told._fields, index=rows.index)
    return require(rows[["article", "outlet"]].join(found), "genres")


def _columns(articles: pd.DataFrame, words: list[str]) -> list[str]:
    """Return the columns whose names are among words."""
    return [str(name) for name in articles.columns if _bare(str(name)) in words]


def _genre(row: Mapping[str, object], columns: Mapping[str, list[str]]) -> Told:
    """Return what tells a genre: the first that is not news, else the first that is."""
    found = list(_all_told(row, columns))
    others = [told for told in found if told.genre != NEWS or told.told_by == GIVEN]
    return next(iter([*others, *found]), Told())


def _all_told(row: Mapping[str, object], columns: Mapping[str, list[str]]) -> Iterator[Told]:
    code = _text(row["language"]) or LANGUAGE
    lists, names = language(code).genres, _names(code)
    alone = frozenset(lists.alone)
    asks = re.compile(rf"{one_of(language(code).news.questions)}\b", re.IGNORECASE)
    if given := _text(row.get(_GENRE)):
        yield from _among(names, GIVEN, [given, *_PIECES.split(given)])
    for column in columns[LABEL]:
        yield from _among(names, LABEL, _phrases(_text(row[column]), alone))
    yield from _alone(_marked(code), _text(row["text"]))
    for column in columns[SECTION]:
        yield from _among(names, SECTION, _phrases(_text(row[column]), alone))
    title = _text(row.get("title"))
    yield from _of_headline(lists, _marked(code), title)
    if not asks.match(title):  # "Where the rich live: ..."
        yield from _before_colon(lists, title)
    for column in columns[ADDRESS]:
        told = list(_of_address(names, _folders(_text(row[column])), alone))
        yield from sorted(told, key=lambda one: one.genre != LIVE)  # "politics/blog/live"


def _of_address(
    names: Mapping[str, str], parts: Sequence[str], alone: Collection[str]
) -> Iterator[Told]:
    """Find what the folders of an address tell, and whether its end names a live page."""
    *folders, last = parts
    for folder in folders:
        yield from _among(names, ADDRESS, _runs(folder, alone, most=_FOLDER))
    yield from _among(names, ADDRESS, [last])
    ends = _among(names, ADDRESS, _runs(last, alone))
    yield from (told for told in ends if told.genre == LIVE)


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _bare(words: str) -> str:
    return _BARE.sub("", words).casefold()


@cache
def _names(code: str) -> dict[str, str]:
    """Return the genre of each name of a section, label or part of an address."""
    lists = language(code).genres
    return {_bare(word): genre for genre, words in lists.names.items() for word in words}


@cache
def _marked(code: str) -> dict[str, str]:
    """Return the genre of each mark, which is a line of its own or an edge of a headline."""
    return {_bare(mark): genre for genre, mark in _marks(language(code).genres.marks)}


def _among(names: Mapping[str, str], source: str, pieces: Iterable[str]) -> Iterator[Told]:
    for piece in pieces:
        if genre := names.get(_bare(piece)):
            yield Told(genre, source, piece.strip())


def _phrases(text: str, alone: Collection[str]) -> Iterator[str]:
    """Yield a section whole, its pieces ("Opinion; Pg. 12"), and words of these."""
    for piece in dict.fromkeys([text, *_PIECES.split(text)]):
        yield from _runs(piece, alone, most=_SHORT)


def _runs(phrase: str, alone: Collection[str], *, most: int | None = None) -> Iterator[str]:
    """Yield a phrase whole, and words in a row of it, but for those that tell nothing so."""
    yield phrase
    words = _WORD.findall(phrase)[:_LONGEST]
    if most and len(words) > most:
        return
    for length in range(_IN_A_ROW, 0, -1):
        runs = (" ".join(words[at : at + length]) for at in range(len(words) - length + 1))
        yield from (run for run in runs if _bare(run) not in alone)


def _folders(address: str) -> list[str]:
    """Return what the host of an address begins with, and its folders."""
    try:
        parts = urlsplit(address if "//" in address else f"//{address}")
    except ValueError:  # brackets that hold no address
        return [""]
    folders = [unquote(one) for one in parts.path.split("/") if one]
    return [parts.netloc.partition(".")[0], *folders]


def _marks(listed: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    for genre, words in listed.items():
        for word in words:
            yield genre, word


def _alone(known: Mapping[str, str], text: str) -> Iterator[Told]:
    """Find a label that is a line of its own above the text."""
    lines = [line.strip() for line in text[:500].splitlines() if line.strip()]
    for line in lines[:_FIRST] if len(lines) > 1 else []:
        if len(line) <= _NO_MARK and (genre := known.get(_bare(line))):
            yield Told(genre, LABEL, line)


def _of_headline(lists: Genres, known: Mapping[str, str], title: str) -> Iterator[Told]:
    """Find a mark at one of the edges of a headline."""
    pieces = [piece for piece in _EDGE.split(title[:1000]) if piece]
    bracketed = [one for found in _BRACKETS.finditer(title) for one in found.groups() if one]
    for piece in [*pieces[:1], *pieces[-1:], *bracketed]:
        if len(piece) <= _NO_MARK and (genre := known.get(_bare(piece))):
            yield Told(genre, HEADLINE_MARK, piece.strip())
    folded = title.casefold()
    for genre, opening in _marks(lists.openings):
        if folded.startswith((f"{opening} ", f"{opening}:")) or folded == opening:
            yield Told(genre, HEADLINE_MARK, title[: len(opening)])
    for genre, closing in _marks(lists.closings):
        if folded.endswith(f" {closing}".replace(" ,", ",")):
            yield Told(genre, HEADLINE_MARK, title[-len(closing) :])


def _before_colon(lists: Genres, title: str) -> Iterator[Told]:
    """Find a word that ends what stands before a headline's colon."""
    before, colon, _ = title.partition(":")
    for genre, ending in _marks(lists.endings):
        if colon and before.casefold().rstrip().endswith((f" {ending}", f"-{ending}")):
            yield Told(genre, HEADLINE_MARK, before.strip())
