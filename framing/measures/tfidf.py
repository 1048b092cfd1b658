"""TF-IDF of our own tokens by scikit-learn, and the words that separate texts."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from framing.codebook import Frame
from framing.corpus.spelling import fold_spelling
from framing.corpus.words import without_possessive
from framing.tables import empty, require

SETTINGS = {"norm": "l2", "use_idf": True, "smooth_idf": True, "sublinear_tf": False}


def tfidf(
    tokens: pd.DataFrame, *, by: str = "article", stop_words: bool = True, variants: bool = False
) -> pd.DataFrame:
    """Weigh words by TF-IDF: frequent here, rare elsewhere.

    Parameters
    ----------
    tokens : a row is a word (see :func:`framing.tokens`).
    by : the column whose values are the documents: ``article`` or ``outlet``.
    stop_words : leave out scikit-learn's English function words and bare numbers.
    variants : fold spelling variants (favour to favor) before counting.

    Returns
    -------
    A row is a document and a term that occurs in it; ``count`` in words, ``tfidf`` from 0
    to 1 (scikit-learn's smoothed idf, each document of length 1; see ``SETTINGS``).

    References
    ----------
    scikit-learn, ``TfidfTransformer``.

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a", "a", "b"], "start": [0, 9, 0],
    ...     "token": ["talks", "fate", "talks"]})
    >>> tfidf(table)[["article", "term", "count", "tfidf"]].round(3)
      article   term  count  tfidf
    0       a   fate      1  0.815
    1       a  talks      1  0.580
    2       b  talks      1  1.000
    """
    from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

    tokens = require(tokens, "tokens", columns=[by])
    documents = (
        _terms(tokens, stop_words=stop_words, variants=variants).groupby(tokens[by]).agg(list)
    )
    if not documents.map(len).sum():
        return empty("tfidf")
    vectorizer = CountVectorizer(analyzer=_as_given)
    counts = vectorizer.fit_transform(documents).tocoo()
    weights = TfidfTransformer(**SETTINGS).fit_transform(counts).tocoo()
    table = pd.DataFrame(
        {
            by: documents.index[counts.row],
            "term": vectorizer.get_feature_names_out()[counts.col],
            "count": counts.data,
            "tfidf": weights.tocsr()[counts.row, counts.col].A1,
        }
    )
    table["outlet"] = table[by].map(tokens.groupby(by)["outlet"].first())
    table = table.sort_values([by, "term"], ignore_index=True)
    return table if by != "article" else require(table, "tfidf")


def distinctive(
    tokens: pd.DataFrame,
    *,
    by: str = "outlet",
    frame: Frame | None = None,
    top: int | None = None,
    variants: bool = False,
) -> pd.DataFrame:
    """Rank the words that separate texts: mostly which version each printed.

    Parameters
    ----------
    tokens : a row is a word.
    by : what is set against the rest, a column of ``tokens``.
    frame : a frame whose own indicator words are marked and left out of the ranking, since
        they were chosen beforehand.
    top : only this many ranked words of each group.
    variants : fold spelling variants before counting.

    Returns
    -------
    A row is a group and a word in it; ``count`` here and ``count_elsewhere`` in words,
    ``n_articles`` that hold it here; ``contrast`` is its TF-IDF here less its mean TF-IDF in
    the other groups, ``rank`` from 1 by contrast (missing for indicator words).

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a", "a", "b"], "outlet": ["A", "A", "B"],
    ...     "start": [0, 9, 0], "token": ["talks", "fate", "talks"]})
    >>> distinctive(table, top=1)[["outlet", "term", "count", "count_elsewhere"]]
      outlet   term  count  count_elsewhere
    0      A   fate      1                0
    1      B  talks      1                1
    """
    table = tfidf(tokens, by=by, variants=variants)
    total = table.groupby("term")["count"].transform("sum")
    table["count_elsewhere"] = total - table["count"]
    elsewhere = table.groupby("term")["tfidf"].transform("sum") - table["tfidf"]
    others = max(1, table[by].nunique() - 1)
    table["contrast"] = (table["tfidf"] - elsewhere / others).round(12)
    table["n_articles"] = _n_articles(tokens, table, by=by, variants=variants)
    own = frame_words(frame) if frame else set()
    table["indicator"] = [_meets(term, own) for term in table["term"]]
    ranked = table[~table["indicator"]].sort_values(
        [by, "contrast", "term"], ascending=[True, False, True]
    )
    table["rank"] = (ranked.groupby(by).cumcount() + 1).reindex(table.index).astype("Int64")
    table = table.sort_values([by, "rank", "term"], ignore_index=True)
    if top is not None:
        table = table[table["rank"] <= top].reset_index(drop=True)
    return require(table, "distinctive") if by == "outlet" else table


def frame_words(frame: Frame) -> set[str]:
    """Return the words of a frame's indicators; a final or leading ``*`` is kept."""
    return {
        f"{'*' * pattern.open_start}{pattern.letters}{'*' * pattern.open_end}"
        for indicator in frame.indicators
        for group in (indicator.any, *indicator.all)
        for entry in group
        for pattern in entry
    }


def _meets(term: str, patterns: Iterable[str]) -> bool:
    return any(
        _meets_one(part, pattern) for pattern in patterns for part in (term, *term.split("-"))
    )


def _meets_one(term: str, pattern: str) -> bool:
    letters = pattern.strip("*")
    if pattern.startswith("*") and pattern.endswith("*"):
        return letters in term
    if pattern.endswith("*"):
        return term.startswith(letters)
    return term.endswith(letters) if pattern.startswith("*") else term == letters


def _n_articles(
    tokens: pd.DataFrame, table: pd.DataFrame, *, by: str, variants: bool
) -> np.ndarray:
    terms = _terms(tokens, stop_words=True, variants=variants)
    pairs = pd.DataFrame({by: tokens[by], "term": terms, "article": tokens["article"]}).dropna()
    number = pairs.groupby([by, "term"])["article"].nunique()
    return number.reindex(pd.MultiIndex.from_frame(table[[by, "term"]])).to_numpy()


def _terms(tokens: pd.DataFrame, *, stop_words: bool, variants: bool) -> pd.Series:
    """Return each token as a term; words that do not count are missing."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    terms = tokens["token"].map(without_possessive)
    if variants:
        terms = terms.map(fold_spelling)
    if stop_words:
        stopped = terms.isin(ENGLISH_STOP_WORDS) | ~terms.str.contains(
            r"[^\W\d_]{2}|[A-Z]", regex=True
        )
        terms = terms.mask(stopped)
    return terms


def _as_given(terms: list[str]) -> list[str]:
    """Let scikit-learn take the words as they are."""
    return [term for term in terms if isinstance(term, str)]
