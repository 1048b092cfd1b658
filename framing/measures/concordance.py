"""Key words in context: every place where an entry stands, with the words around it."""

from __future__ import annotations

import pandas as pd

from framing.codebook import parse_codebook
from framing.measures.matching import Matcher
from framing.tables import require

WINDOW = 60


def kwic(sentences: pd.DataFrame, *entries: str, window: int = WINDOW) -> pd.DataFrame:
    """List every place where one of the entries stands, with its context.

    Parameters
    ----------
    sentences : a row is a sentence; needs ``article``, ``sentence`` and ``text``.
    entries : words or phrases as in a codebook; ``*`` stands at a word's start or end.
    window : characters shown before and after, within the sentence.

    Returns
    -------
    A row is a place: ``outlet``, ``before``, ``match``, ``after``, and its key.

    Raises
    ------
    CodebookError : an entry is not well formed.

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a"], "sentence": [0], "text": ["Talks on Kyiv’s fate."]})
    >>> kwic(table, "Kyiv")[["before", "match", "after"]].values.tolist()
    [['Talks on ', 'Kyiv’s', ' fate.']]
    """
    sentences = require(sentences, "sentences")
    frame = {"definition": "sought", "indicators": [{"id": "entry", "any": list(entries)}]}
    tables = {"codebook": {"name": "search"}, "frames": {"sought": frame}}
    matcher = Matcher(parse_codebook(tables, source="kwic"))
    rows = [
        (row.article, row.sentence, row.outlet, row.text[max(0, start - window) : start],
         row.text[start:end], row.text[end : end + window])
        for row in sentences.itertuples()
        for match in matcher.matches(row.text)
        for start, end in match.spans
    ]  # fmt: skip
    columns = ["article", "sentence", "outlet", "before", "match", "after"]
    return pd.DataFrame(rows, columns=columns)
