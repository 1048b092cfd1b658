"""The passages behind the numbers: codings joined to the sentences they are about."""

from __future__ import annotations

import pandas as pd

from framing.tables.require import joined, require

_OF_SENTENCE = ["outlet", "zone", "rank", "position", "start", "end", "text", "origin"]


def raised(codings: pd.DataFrame) -> pd.Series:
    """Tell which codings raise a frame, or answer it: absent, with a sub-code against it."""
    counter = (codings["present"] == 0) & codings["subcode"].notna()
    return ((codings["present"] == 1) | counter).fillna(False).astype(bool)


def passages(
    codings: pd.DataFrame, sentences: pd.DataFrame, *, articles: pd.DataFrame | None = None
) -> pd.DataFrame:
    """List the sentences in which a frame was coded present, or a counter-passage.

    Parameters
    ----------
    codings : a row is one coder's decision on a sentence and frame.
    sentences : a row is a sentence, with its text.
    articles : where given, the source of ``date``.

    Returns
    -------
    A row is a passage, in the order of ``sentences``: those coded 1, and those coded 0
    that carry a sub-code (a counter-passage). ``present`` says which. ``origin`` is that of the
    clause where the codings have it (:func:`framing.wire.clause_origins`), else of the sentence.

    Raises
    ------
    TableError : a coding names a sentence that does not exist.

    Examples
    --------
    >>> table = pd.DataFrame({"article": "a", "sentence": [0, 1], "text": ["Left out.", "Talks."]})
    >>> codings = pd.DataFrame({"article": "a", "sentence": [0, 1], "coder": "me",
    ...     "frame": "f", "present": [1, 0]})
    >>> passages(codings, table)[["sentence", "text"]]
       sentence       text
    0         0  Left out.
    """
    codings, sentences = require(codings, "codings"), require(sentences, "sentences")
    kept = codings[raised(codings)]
    told = [c for c in _OF_SENTENCE if c != "origin" or "origin" not in codings]
    known = sentences[["article", "sentence", *told]].reset_index(names="order")
    table = joined(kept, known)
    if articles is not None:
        dates = require(articles, "articles").set_index("article")["date"]
        table["date"] = table["article"].map(dates)
    table = table.sort_values(["order", "coder", "frame"], kind="stable", ignore_index=True)
    return require(table.drop(columns=["order", "score", "note", "round"]), "passages")
