"""Articles to sentences, and sentences to tokens, with offsets into ``articles.text``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from framing.corpus.reading import read_words
from framing.corpus.splitting import split
from framing.corpus.words import count_words
from framing.corpus.zones import FURNITURE, RANKED, zone_text
from framing.languages.detection import language_code
from framing.tables.contracts.contract import LANGUAGE, TEXT_PLACE
from framing.tables.require import empty, require


def sentences(articles: pd.DataFrame, *, language: str = LANGUAGE) -> pd.DataFrame:
    r"""Split articles into sentences, within their zones; furniture has none.

    Parameters
    ----------
    articles : a row is an article; needs ``article``, ``outlet`` and ``text``.
    language : of the articles whose ``language`` is not given, as two letters (ISO 639-1).

    Returns
    -------
    A row is a sentence, ``articles.text[start:end]`` (code points). ``sentence`` numbers
    the rows of an article from 0 and is a key only; ``rank`` counts lead and body
    sentences from 1, ``position`` is (rank - 1) / (total - 1); both are missing for
    headline, subheads and captions. ``language`` is the one whose rules split the text.

    Raises
    ------
    TableError : a column is missing or an article stands twice.

    Examples
    --------
    >>> text = "Talks begin\nThe talks began. They go on.\nNobody left."
    >>> articles = pd.DataFrame({"article": ["a"], "outlet": ["X"], "text": [text]})
    >>> sentences(articles)[["sentence", "zone", "rank", "position", "n_words"]]
       sentence      zone  rank  position  n_words
    0         0  headline  <NA>       NaN        2
    1         1      lead     1       0.0        3
    2         2      lead     2       0.5        3
    3         3      body     3       1.0        2
    """
    articles = require(articles, "articles")
    articles["language"] = articles["language"].fillna(language).map(language_code)
    columns = ["article", *TEXT_PLACE, "text", "title"]
    rows = [row for article in articles[columns].itertuples() for row in _sentences_of(article)]
    if not rows:
        return empty("sentences")
    table = require(pd.DataFrame(rows), "sentences")
    last = table.groupby("article")["rank"].transform("max")
    table["position"] = ((table["rank"] - 1) / (last - 1).clip(lower=1)).astype("float64")
    return table


def _sentences_of(article: Any) -> Iterator[dict[str, object]]:
    title = article.title if isinstance(article.title, str) else ""
    number, rank = 0, 0
    for zone_start, zone_end, zone in zone_text(
        article.text, title=title, language=article.language
    ):
        if zone == FURNITURE:
            continue
        for start, end in split(article.text[zone_start:zone_end], article.language):
            text = article.text[zone_start + start : zone_start + end]
            rank += zone in RANKED
            yield {
                "article": article.article,
                "sentence": number,
                "outlet": article.outlet,
                "event": article.event,
                "family": article.family,
                "language": article.language,
                "start": zone_start + start,
                "end": zone_start + end,
                "text": text,
                "zone": zone,
                "rank": rank if zone in RANKED else pd.NA,
                "n_words": count_words(text),
            }
            number += 1


def tokens(sentences: pd.DataFrame) -> pd.DataFrame:
    """List the words of sentences, folded.

    Parameters
    ----------
    sentences : a row is a sentence; needs ``article``, ``sentence`` and ``text``.

    Returns
    -------
    A row is a word. ``start`` and ``end`` are offsets into ``articles.text``; where
    ``sentences`` has no ``start``, into the article's sentences with a space between them.
    What tells of the article (``outlet`` and so on) is a category, in the order of the names.

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a"], "sentence": [0], "text": ["Kyiv’s say"]})
    >>> tokens(table)[["start", "end", "token"]]
       start  end   token
    0      0    6  kyiv's
    1      7   10     say
    """
    sentences = require(sentences, "sentences")
    read = read_words(sentences["text"])
    if not len(read.number):
        return empty("tokens")
    begins = starts(sentences).to_numpy()[read.text]
    table = {
        "start": begins + read.start,
        "end": begins + read.end,
        "sentence": sentences["sentence"].take(read.text).array,
        "token": pd.array(read.vocabulary, dtype="str").take(read.number),
    }
    for column in ("article", *TEXT_PLACE, "zone", "origin"):
        code, values = pd.factorize(sentences[column])
        table[column] = _category(values, code[read.text])
    return require(pd.DataFrame(table), "tokens")


def _category(values: Any, code: np.ndarray) -> pd.Categorical:
    """Return values as categories, in the order of their names, as words are sorted."""
    order = np.argsort(np.asarray(values, "object"))
    place = np.append(np.argsort(order), -1)  # the last for what is missing
    dtype = pd.CategoricalDtype(pd.Index(values, dtype="str").take(order))
    return pd.Categorical.from_codes(place[code], dtype=dtype)


def starts(sentences: pd.DataFrame) -> pd.Series:
    """Return where each sentence starts; those without a start follow one another."""
    lengths = sentences["text"].str.len() + 1
    after = lengths.groupby(sentences["article"]).cumsum() - lengths
    return sentences["start"].fillna(after.astype("Int64")).astype(int)
