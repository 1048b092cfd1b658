"""Articles to sentences, and sentences to tokens, with offsets into ``articles.text``."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pandas as pd

from framing.corpus.words import words
from framing.corpus.zones import FURNITURE, RANKED, zone_text
from framing.tables import empty, require

_TITLES = (
    "Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Sgt|Cpl|Adm|Sen|Rep|Gov|Amb|Rev|Hon|St|Pres|Sec|"
    "No|Nos|vs|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_ABBREVIATION = re.compile(rf"(?:^|[\s(\"'“‘])(?:{_TITLES})\.$", re.IGNORECASE)
_INITIALS = re.compile(r"(?:^|[\s(\"'“‘])(?:[^\W\d_]\.)+$")
_STATES = re.compile(r"(?:U\.S\.A?|U\.K|U\.N|E\.U|D\.C|U\.A\.E|a\.m|p\.m)\.?$", re.IGNORECASE)
_OPENER = re.compile(
    r"[\"'“‘(]*(?:The|A|An|He|She|It|They|We|I|But|And|In|On|At|This|That|These|Those|His|Her|Its|"
    r"Their|There|After|Before|While|When|If|As|For|However|Meanwhile|Both|Other|Some|Most)\b"
)


def split(text: str) -> list[tuple[int, int]]:
    """Split one paragraph into sentences: offsets, white space around them left out.

    The splitter is ``sentencex``; a piece that cannot begin a sentence (it starts in lower
    case, or follows a title or initials) is joined to the one before.

    Examples
    --------
    >>> split("J.D. Vance met Gen. Kellogg. They spoke.")
    [(0, 28), (29, 40)]
    """
    import sentencex

    spans: list[tuple[int, int]] = []
    position = 0
    for piece in sentencex.segment("en", text):
        stripped = piece.strip()
        if not stripped:
            continue
        start = text.index(stripped, position)
        position = start + len(stripped)
        if spans and _runs_on(text[slice(*spans[-1])], stripped):
            spans[-1] = (spans[-1][0], position)
        else:
            spans.append((start, position))
    return spans


def _runs_on(before: str, after: str) -> bool:
    """Tell whether a piece goes on with the sentence before it."""
    first = next((character for character in after if character.isalnum()), "")
    if not first or first.islower() or _ABBREVIATION.search(before):
        return True
    if _STATES.search(before):
        return not _OPENER.match(after)
    return bool(_INITIALS.search(before))


def sentences(articles: pd.DataFrame) -> pd.DataFrame:
    """Split articles into sentences, within their zones; furniture has none.

    Parameters
    ----------
    articles : a row is an article; needs ``article``, ``outlet`` and ``text``.

    Returns
    -------
    A row is a sentence, ``articles.text[start:end]`` (code points). ``sentence`` numbers
    the rows of an article from 0 and is a key only; ``rank`` counts lead and body
    sentences from 1, ``position`` is (rank - 1) / (total - 1); both are missing for
    headline, subheads and captions.

    Raises
    ------
    TableError : a column is missing or an article stands twice.

    Examples
    --------
    >>> text = "Talks begin\\nThe talks began. They go on.\\nNobody left."
    >>> articles = pd.DataFrame({"article": ["a"], "outlet": ["X"], "text": [text]})
    >>> sentences(articles)[["sentence", "zone", "rank", "position", "n_words"]]
       sentence      zone  rank  position  n_words
    0         0  headline  <NA>       NaN        2
    1         1      lead     1       0.0        3
    2         2      lead     2       0.5        3
    3         3      body     3       1.0        2
    """
    articles = require(articles, "articles")
    columns = ["article", "outlet", "event", "family", "text", "title"]
    rows = [row for article in articles[columns].itertuples() for row in _sentences_of(article)]
    if not rows:
        return empty("sentences")
    table = require(pd.DataFrame(rows), "sentences")
    last = table.groupby("article")["rank"].transform("max")
    table["position"] = ((table["rank"] - 1) / (last - 1).clip(lower=1)).astype("float64")
    return table


def _sentences_of(article) -> Iterator[dict[str, object]]:
    title = article.title if isinstance(article.title, str) else ""
    number, rank = 0, 0
    for zone_start, zone_end, zone in zone_text(article.text, title=title):
        if zone == FURNITURE:
            continue
        for start, end in split(article.text[zone_start:zone_end]):
            text = article.text[zone_start + start : zone_start + end]
            rank += zone in RANKED
            yield {
                "article": article.article,
                "sentence": number,
                "outlet": article.outlet,
                "event": article.event,
                "family": article.family,
                "start": zone_start + start,
                "end": zone_start + end,
                "text": text,
                "zone": zone,
                "rank": rank if zone in RANKED else pd.NA,
                "n_words": len(words(text)),
            }
            number += 1


def tokens(sentences: pd.DataFrame) -> pd.DataFrame:
    """List the words of sentences, folded.

    Parameters
    ----------
    sentences : a row is a sentence; needs ``article``, ``sentence`` and ``text``.

    Returns
    -------
    A row is a word. ``start`` and ``end`` are offsets into ``articles.text``, or into the
    sentence where ``sentences`` has no ``start``.

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a"], "sentence": [0], "text": ["Kyiv’s say"]})
    >>> tokens(table)[["start", "end", "token"]]
       start  end   token
    0      0    6  kyiv's
    1      7   10     say
    """
    sentences = require(sentences, "sentences")
    found = [words(text) for text in sentences["text"]]
    counts = np.array([len(row) for row in found], dtype=int)
    if not counts.sum():
        return empty("tokens")
    carried = ["article", "sentence", "outlet", "event", "family", "zone"]
    table = sentences.loc[sentences.index.repeat(counts), carried].reset_index(drop=True)
    offset = sentences["start"].fillna(0).astype(int).to_numpy().repeat(counts)
    table["start"] = offset + [word.start for row in found for word in row]
    table["end"] = offset + [word.end for row in found for word in row]
    table["token"] = [word.folded for row in found for word in row]
    return require(table, "tokens")
