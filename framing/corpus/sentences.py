"""Articles to sentences, and sentences to tokens, with offsets into ``articles.text``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from framing.corpus.reading import n_words, read_words
from framing.corpus.splitting import split
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
    read = _read(articles)
    counts = np.array([len(found) for found in read], int)
    if not counts.sum():
        return empty("sentences")
    places = [place for found in read for place in found]
    start, end, zone, text = zip(*places, strict=True)
    row = np.arange(len(read)).repeat(counts)
    table = articles[["article", *TEXT_PLACE]].take(row).reset_index(drop=True)
    first = (np.cumsum(counts) - counts).repeat(counts)
    table["sentence"] = np.arange(len(row)) - first
    table = table.assign(start=start, end=end, text=text, zone=zone)
    is_ranked = table["zone"].isin(RANKED)
    rank = is_ranked.groupby(row).cumsum()
    table["rank"] = rank.astype("Int64").where(is_ranked)
    last = rank.groupby(row).transform("max")
    position = (table["rank"] - 1) / (last - 1).clip(lower=1)
    table = table.assign(position=position.astype("float64"), n_words=n_words(table["text"]))
    return require(table, "sentences")


_Place = tuple[int, int, str, str]


def _read(articles: pd.DataFrame) -> list[list[_Place]]:
    """Return the sentences of each article: start, end, zone and text; a copy is read once."""
    columns = (articles["text"], articles["title"].fillna(""), articles["language"])
    keys = [*zip(*columns, strict=True)]
    known = {key: [*_sentences_of(*key)] for key in dict.fromkeys(keys)}
    return [known[key] for key in keys]


def _sentences_of(text: str, title: str, language: str) -> Iterator[_Place]:
    for begin, finish, zone in zone_text(text, title=title, language=language):
        if zone != FURNITURE:
            for start, end in split(text[begin:finish], language):
                yield begin + start, begin + end, zone, text[begin + start : begin + end]


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
