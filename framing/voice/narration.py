"""What an article tells itself: its sentences without what they give to somebody."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd

from framing.corpus.sentences import starts
from framing.corpus.words import words
from framing.tables.require import require
from framing.voice.pieces import Span, spans


def narration(sentences: pd.DataFrame, attributions: pd.DataFrame) -> pd.DataFrame:
    """Blank what sentences give to somebody, quoted or told in other words.

    Parameters
    ----------
    sentences : a row is a sentence.
    attributions : a row is what a text gives to somebody (:func:`framing.voice.attributions`).

    Returns
    -------
    The sentences, with blanks where ``text`` is somebody's, so that places stay the same, and
    ``n_words`` of what is left. Who speaks, and the verb that says so, are the article's own.

    Raises
    ------
    TableError : a column is missing or of a wrong type.

    Examples
    --------
    >>> from framing.voice import attributions
    >>> table = pd.DataFrame({"article": "a", "sentence": [0], "text": ["Roe said it may rain."]})
    >>> narration(table, attributions(table))[["text", "n_words"]].values.tolist()
    [['Roe said            .', 2]]
    """
    table = require(sentences, "sentences").copy()
    said: dict[str, list[Span]] = defaultdict(list)
    told = require(attributions, "attributions")
    for article, content in zip(told["article"], told["content"], strict=True):
        said[article] += spans(content)
    rows = zip(table["article"], table["text"], starts(table), strict=True)
    table["text"] = [_without(text, start, said[article]) for article, text, start in rows]
    table["n_words"] = pd.array([len(words(text)) for text in table["text"]], dtype="Int64")
    return table


def _without(text: str, start: int, said: list[Span]) -> str:
    """Return a text with blanks at the places of an article that somebody says."""
    for low, high in said:
        first, last = max(low - start, 0), min(high - start, len(text))
        if first < last:
            text = text[:first] + " " * (last - first) + text[last:]
    return text
