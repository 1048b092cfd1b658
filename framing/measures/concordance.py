"""Key words in context: every place where an entry stands, with the words around it."""

from __future__ import annotations

import pandas as pd

from framing.codebook import Codebook, Frame, Indicator
from framing.corpus.patterns import Entry, parse_entry
from framing.errors import CodebookError, ParameterError
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
    ParameterError : no entry, or a window below 0.

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a"], "sentence": [0], "text": ["Talks on Kyiv’s fate."]})
    >>> kwic(table, "Kyiv")[["before", "match", "after"]].values.tolist()
    [['Talks on ', 'Kyiv’s', ' fate.']]
    """
    if window < 0:
        raise ParameterError(f"window is {window}; a number of characters from 0 on is needed.")
    sentences = require(sentences, "sentences")
    matcher = Matcher(_search(entries))
    rows = [
        (row.article, row.sentence, row.outlet, row.text[max(0, start - window) : start],
         row.text[start:end], row.text[end : end + window])
        for row in sentences.itertuples()
        for match in matcher.matches(row.text)
        for start, end in match.spans
    ]  # fmt: skip
    columns = ["article", "sentence", "outlet", "before", "match", "after"]
    table = pd.DataFrame(rows, columns=columns)
    return table.astype(dict.fromkeys(columns, "str") | {"sentence": "Int64"})


def _search(entries: tuple[str, ...]) -> Codebook:
    """Return a codebook with one indicator: any of the entries."""
    if not entries:
        raise ParameterError("kwic was given no entry; give a word or a phrase, such as 'Ukrain*'.")
    group = tuple(_sought(number, entry) for number, entry in enumerate(entries, 1))
    frame = Frame("search", "", "", indicators=(Indicator("entry", any=group),))
    return Codebook("search", "", "", frames={"search": frame})


def _sought(number: int, entry: str) -> Entry:
    try:
        return parse_entry(entry)
    except CodebookError as error:
        raise CodebookError(f"kwic, entry {number}: {error}.") from error
