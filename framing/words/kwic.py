"""Key words in context: every place where an entry stands, with the words around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from framing.coding.codebook import Codebook, Frame
from framing.coding.indicator import Indicator
from framing.coding.matching import Matcher
from framing.coding.patterns import Entry, parse_entry
from framing.corpus.sentences import starts
from framing.errors import CodebookError, ParameterError, TableError, some
from framing.tables.require import require

WINDOW = 60
_CUT = "…"
_COLUMNS = ["article", "sentence", "outlet", "before", "match", "after"]


def kwic(
    sentences: pd.DataFrame,
    *entries: str | Iterable[str],
    tokens: pd.DataFrame | None = None,
    window: int = WINDOW,
) -> pd.DataFrame:
    """List every place where one of the entries stands, or each of these words, with its context.

    Parameters
    ----------
    sentences : a row is a sentence; needs ``article``, ``sentence`` and ``text``.
    entries : words or phrases as in a codebook, one by one or as a list; ``*`` stands at a word's
        start or end.
    tokens : instead of entries, the words to be shown, a row each; choose them from
        :func:`framing.tokens`. They are shown in their order, by their offsets.
    window : characters shown before and after at most, within the sentence; whole words, with
        "…" where more stands there.

    Returns
    -------
    A row is a place: ``outlet``, ``before``, ``match``, ``after``, and its key.

    Raises
    ------
    CodebookError : an entry is not well formed, or is written in another query language.
    TableError : a word's sentence is not among the sentences.
    ParameterError : neither entries nor tokens, or both; a window below 0.

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a"], "sentence": [0], "text": ["Talks on Kyiv’s fate."]})
    >>> kwic(table, "Kyiv")[["before", "match", "after"]].values.tolist()
    [['Talks on ', 'Kyiv’s', ' fate.']]
    >>> kwic(table, ["Kyiv", "fate"])["match"].tolist()
    ['Kyiv’s', 'fate']
    >>> from framing.corpus.sentences import tokens
    >>> words = tokens(table)
    >>> chosen = words[words["token"] == "fate"]
    >>> kwic(table, tokens=chosen)[["before", "match", "after"]].values.tolist()
    [['Talks on Kyiv’s ', 'fate', '.']]
    """
    if window < 0:
        raise ParameterError(f"window is {window}; a number of characters from 0 on is needed.")
    sentences = require(sentences, "sentences")
    if entries and tokens is not None:
        raise ParameterError("entries and tokens are given; kwic shows the places of one of them.")
    found = _sought(sentences, _flat(entries)) if tokens is None else _placed(sentences, tokens)
    rows = [(*key, *_around(text, start, end, window)) for *key, text, start, end in found]
    table = pd.DataFrame(rows, columns=_COLUMNS)
    return table.astype(dict.fromkeys(_COLUMNS, "str") | {"sentence": "Int64"})


def _flat(given: Iterable[Any]) -> list[Any]:
    """Return entries one by one, those of a list too."""
    flat: list[Any] = []
    for each in given:
        several = isinstance(each, Iterable) and not isinstance(each, str | bytes)
        flat.extend(each if several else [each])
    return flat


def _sought(sentences: pd.DataFrame, entries: list[Any]) -> Iterator[tuple[Any, ...]]:
    read = Matcher(_search(entries)).read(sentences["text"])
    met = [(at, read.matches(at)) for at in np.flatnonzero(read.may_hold()).tolist()]
    rows = sentences[["article", "sentence", "outlet", "text"]].iloc[[at for at, _ in met]]
    for row, (_, matches) in zip(rows.itertuples(index=False, name=None), met, strict=True):
        for match in matches:
            yield from ((*row, *span) for span in match.spans)


def _placed(sentences: pd.DataFrame, tokens: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    words = require(tokens, "tokens", columns=["sentence", "end"])
    begins = sentences[["article", "sentence", "text"]].assign(begin=starts(sentences))
    words = words[["article", "sentence", "outlet", "start", "end"]]
    words = words.merge(begins, on=["article", "sentence"], how="left")
    lost = words[words["text"].isna()]
    if len(lost):
        names = (lost["article"] + " sentence " + lost["sentence"].astype("str")).unique()
        raise TableError(
            f"tokens: {len(lost)} of {len(words)} stand in no sentence given: {some(names)}. "
            "Were they taken from other sentences?"
        )
    for column in ("start", "end"):
        words[column] -= words["begin"]
    columns = ["article", "sentence", "outlet", "text", "start", "end"]
    yield from words[columns].itertuples(index=False, name=None)


def _around(text: str, start: int, end: int, window: int) -> tuple[str, str, str]:
    """Return what stands before a span, the span, and what stands after it, no word cut."""
    before, after = text[:start], text[end:]
    if len(before) > window:
        kept = before[len(before) - window :]
        before = f"{_CUT} {kept.partition(' ')[2] or kept}" if window else ""
    if len(after) > window:
        after = f"{after[:window].rpartition(' ')[0] or after[:window]} {_CUT}" if window else ""
    return before, text[start:end], after


def _search(entries: list[Any]) -> Codebook:
    """Return a codebook with one indicator: any of the entries."""
    if not entries:
        raise ParameterError("kwic was given no entry; give a word or a phrase, such as 'Ukrain*'.")
    group = tuple(_entry(number, entry) for number, entry in enumerate(entries, 1))
    frame = Frame("search", "", "", indicators=(Indicator("entry", any=group),))
    return Codebook("search", "", "", frames={"search": frame})


def _entry(number: int, entry: Any) -> Entry:
    if not isinstance(entry, str):
        raise ParameterError(
            f"kwic, entry {number} is {entry!r}, which is no word. Give words one by one or "
            "as a list: kwic(sentences, ['Kyiv', 'Zelensk*'])."
        )
    try:
        return parse_entry(entry)
    except CodebookError as error:
        raise CodebookError(f"kwic, entry {number}: {error}.") from error
