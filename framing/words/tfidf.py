"""TF-IDF of our own tokens by scikit-learn, and the words that separate texts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import scipy

from framing.coding.codebook import Frame
from framing.coding.patterns import Patterns
from framing.corpus.terms import TFIDF, term_categories
from framing.corpus.words import without_possessive
from framing.tables.require import empty, require

_COUNTED = ["article", "term", "count", "tfidf"]


def tfidf(
    tokens: pd.DataFrame, *, by: str = "article", stop_words: bool = True, variants: bool = False
) -> pd.DataFrame:
    """Weigh words by TF-IDF: frequent here, rare elsewhere.

    Parameters
    ----------
    tokens : a row is a word (see :func:`framing.tokens`).
    by : the column whose values are the documents: ``article`` or ``outlet``.
    stop_words : leave out the function words and number words of each word's language, numbers
        without a letter and single letters.
    variants : fold spelling variants of the language (favour to favor) before counting.

    Returns
    -------
    A row is a document and a term that occurs in it, by name; ``count`` in words, ``tfidf``
    from 0 to 1 (scikit-learn's smoothed idf, each document of length 1; see ``TFIDF``).

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
    from sklearn.feature_extraction.text import TfidfTransformer

    tokens = require(tokens, "tokens", columns=[by])
    terms = term_categories(tokens, stop_words=stop_words, variants=variants)
    if terms.isna().all():
        nothing = empty("tfidf")
        return nothing if by == "article" else nothing[_COUNTED].rename(columns={"article": by})
    document, documents = pd.factorize(tokens[by], sort=True)
    counts = _counts(document, terms.cat.codes.to_numpy(), len(documents))
    weights = TfidfTransformer(**TFIDF).fit_transform(counts)
    for cells in (counts, weights):
        cells.sort_indices()
    rows, columns = weights.nonzero()
    table = pd.DataFrame(
        {
            by: _named(documents, rows),
            "term": _named(terms.cat.categories, columns),
            "count": counts.data.astype("int64"),
            "tfidf": weights.data,
        }
    )
    if by != "article":
        return table
    outlets = tokens.drop_duplicates("article").set_index("article")["outlet"]
    of_document = outlets.astype("str").reindex(documents.astype("str")).array
    return require(table.assign(outlet=of_document.take(rows)), "tfidf")


def _named(names: Any, numbers: np.ndarray) -> pd.Series:
    """Return the name of each number; names that were categories are words again."""
    names = names.astype("str") if isinstance(names, pd.CategoricalIndex) else names
    return pd.Series(names.array.take(numbers))


def _counts(document: np.ndarray, term: np.ndarray, n_documents: int) -> scipy.sparse.csr_matrix:
    """Count terms by document, in each in the order in which scikit-learn would add them up.

    That is the order in which a document first has them, those new in one document by name:
    so the lengths are those of its TfidfVectorizer to the last digit.
    """
    known = (document >= 0) & (term >= 0)
    cells = (np.ones(known.sum()), (document[known], term[known]))
    counts = scipy.sparse.csr_matrix(cells, shape=(n_documents, term.max() + 1))
    by_term = counts.tocsc()
    by_term.sort_indices()
    met = np.lexsort((np.arange(by_term.shape[1]), by_term.indices[by_term.indptr[:-1]]))
    counts = by_term[:, met].tocsr()
    counts.sort_indices()
    counts.indices = met[counts.indices].astype(counts.indices.dtype)
    counts.has_sorted_indices = False
    return counts


def distinctive_words(
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
    the other groups, ``rank`` from 1 by contrast, then by name (missing for indicator words).

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a", "a", "b"], "outlet": ["A", "A", "B"],
    ...     "start": [0, 9, 0], "token": ["talks", "fate", "talks"]})
    >>> distinctive_words(table, top=1)[["outlet", "term", "count", "count_elsewhere"]]
      outlet   term  count  count_elsewhere
    0      A   fate      1                0
    1      B  talks      1                1
    """
    tokens = require(tokens, "tokens", columns=[by])
    table = tfidf(tokens, by=by, variants=variants)
    words = table.groupby("term")
    others = max(1, table[by].nunique() - 1)
    table["count_elsewhere"] = words["count"].transform("sum") - table["count"]
    elsewhere = (words["tfidf"].transform("sum") - table["tfidf"]) / others
    table["contrast"] = (table["tfidf"] - elsewhere).round(12)  # so that ties are ties
    terms = term_categories(tokens, stop_words=True, variants=variants)
    table["n_articles"] = _n_articles(tokens, terms, table, by=by)
    table["indicator"] = table["term"].isin(_own_terms(tokens, terms, frame))
    ranked = table[~table["indicator"]].sort_values(
        [by, "contrast", "term"], ascending=[True, False, True]
    )
    table["rank"] = (ranked.groupby(by).cumcount() + 1).reindex(table.index).astype("Int64")
    table = table.sort_values([by, "rank", "term"], ignore_index=True)
    if top is not None:
        table = table[table["rank"] <= top].reset_index(drop=True)
    return require(table, "distinctive") if by == "outlet" else table


def _own_terms(tokens: pd.DataFrame, terms: pd.Series, frame: Frame | None) -> set[str]:
    """Return the terms that stand for words of a frame's indicators."""
    if frame is None:
        return set()
    patterns = Patterns()
    groups = (group for one in frame.indicators for group in one.members)
    for pattern in {pattern for group in groups for entry in group for pattern in entry.words}:
        patterns.add(pattern)
    parts = [(word, part) for word in tokens["token"].unique()
             for part in _with_parts(without_possessive(word))]  # fmt: skip
    found = patterns.of_many([part for _, part in parts], np.ones(len(parts), bool))
    met = {word for (word, _), numbers in zip(parts, found, strict=True) if numbers}
    return set(terms[tokens["token"].isin(met)])


def _with_parts(word: str) -> tuple[str, ...]:
    """Return a word, and the parts of a compound."""
    return word, *word.replace(".", "").split("-")


def _n_articles(
    tokens: pd.DataFrame, terms: pd.Series, table: pd.DataFrame, *, by: str
) -> np.ndarray:
    pairs = pd.DataFrame({by: tokens[by], "term": terms, "article": tokens["article"]}).dropna()
    number = pairs.groupby([by, "term"])["article"].nunique()
    return number.reindex(pd.MultiIndex.from_frame(table[[by, "term"]])).to_numpy()
