"""Key words in context: every place where an entry stands, with the words around it."""

from __future__ import annotations

import pandas as pd

from framing.coding.codebook import Codebook, Frame, Indicator
from framing.coding.matching import Matcher
from framing.coding.patterns import Entry, parse_entry
from framing.corpus.sentences import starts
from framing.errors import CodebookError, ParameterError, TableError, some
from framing.tables.require import require

WINDOW = 60
_COLUMNS = ["article", "sentence", "outlet", "before", "match", "after"]


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
    _check(window)
    sentences = require(sentences, "sentences")
    matcher = Matcher(_search(entries))
    rows = [
        (row.article, row.sentence, row.outlet, *_around(row.text, start, end, window))
        for row in sentences.itertuples()
        for match in matcher.matches(row.text)
        for start, end in match.spans
    ]
    return _table(rows)


def places(tokens: pd.DataFrame, sentences: pd.DataFrame, *, window: int = WINDOW) -> pd.DataFrame:
    """Show chosen words in their context, by their offsets: no text is searched.

    Parameters
    ----------
    tokens : a row is a word to be shown; choose them from :func:`framing.tokens`.
    sentences : the sentences that the words were taken from.
    window : characters shown before and after, within the sentence.

    Returns
    -------
    A row is a word, in the order of ``tokens``: ``outlet``, ``before``, ``match``,
    ``after``, and its key, as in :func:`kwic`.

    Raises
    ------
    TableError : a word's sentence is not among the sentences.
    ParameterError : a window below 0.

    Examples
    --------
    >>> from framing.corpus.sentences import tokens
    >>> table = pd.DataFrame({"article": ["a"], "sentence": [0], "text": ["Talks on Kyiv’s fate."]})
    >>> words = tokens(table)
    >>> places(words[words["token"] == "fate"], table)[["before", "match", "after"]].values.tolist()
    [['Talks on Kyiv’s ', 'fate', '.']]
    """
    _check(window)
    words = require(tokens, "tokens", columns=["sentence", "end"])
    table = require(sentences, "sentences")
    begins = table[["article", "sentence", "text"]].assign(begin=starts(table))
    words = words[["article", "sentence", "outlet", "start", "end"]]
    words = words.merge(begins, on=["article", "sentence"], how="left")
    _check_found(words)
    first, last = words["start"] - words["begin"], words["end"] - words["begin"]
    rows = [
        (article, sentence, outlet, *_around(text, start, end, window))
        for article, sentence, outlet, text, start, end in zip(
            words["article"], words["sentence"], words["outlet"], words["text"], first, last,
            strict=True,
        )
    ]  # fmt: skip
    return _table(rows)


def _check(window: int) -> None:
    if window < 0:
        raise ParameterError(f"window is {window}; a number of characters from 0 on is needed.")


def _check_found(words: pd.DataFrame) -> None:
    lost = words[words["text"].isna()]
    if len(lost):
        names = (lost["article"] + " sentence " + lost["sentence"].astype("str")).unique()
        raise TableError(
            f"tokens: {len(lost)} of {len(words)} stand in no sentence given: {some(names)}. "
            "Were they taken from other sentences?"
        )


def _around(text: str, start: int, end: int, window: int) -> tuple[str, str, str]:
    """Return what stands before a span, the span, and what stands after it."""
    return text[max(0, start - window) : start], text[start:end], text[end : end + window]


def _table(rows: list[tuple]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=_COLUMNS)
    return table.astype(dict.fromkeys(_COLUMNS, "str") | {"sentence": "Int64"})


def _search(entries: tuple[str, ...]) -> Codebook:
    """Return a codebook with one indicator: any of the entries."""
    if not entries:
        raise ParameterError("kwic was given no entry; give a word or a phrase, such as 'Ukrain*'.")
    group = tuple(_sought(number, entry) for number, entry in enumerate(entries, 1))
    frame = Frame("search", "", "", indicators=(Indicator("entry", any=group),))
    return Codebook("search", "", "", frames={"search": frame})


def _sought(number: int, entry: str) -> Entry:
    if not isinstance(entry, str):
        raise ParameterError(
            f"kwic, entry {number} is {entry!r}, which is no word. Give words one by one: "
            "kwic(sentences, 'Kyiv', 'Zelensk*')."
        )
    try:
        return parse_entry(entry)
    except CodebookError as error:
        raise CodebookError(f"kwic, entry {number}: {error}.") from error
