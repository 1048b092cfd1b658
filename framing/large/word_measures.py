"""The measures of words of a study, from its counts: each as the function of its name has it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import scipy

from framing.corpus.terms import TFIDF, term_categories
from framing.large.counts import TEN_THOUSANDTHS, Counts
from framing.tables.codes import NO_INTERVAL, NOT_SCORED, NOT_SHUFFLED
from framing.tables.require import cell_of, empty, require
from framing.words.keyness import PRIOR, REST, check_keyness, keyness_notes
from framing.words.two_sides import g2, log_odds, log_ratio


def word_scores(counts: Counts) -> pd.DataFrame:
    """Average the word score of each outlet's sentences.

    Parameters
    ----------
    counts : what was counted of articles (:func:`framing.large.count`).

    Returns
    -------
    The table of :func:`framing.words.word_scores`, outlets by name.

    Examples
    --------
    >>> import framing
    >>> from framing.large import counted
    >>> table = pd.DataFrame({"article": "a", "sentence": [0, 1], "outlet": "A",
    ...     "text": ["It went well.", "Talks began."]})
    >>> tone = framing.words.sentiment(table).assign(outlet="A")
    >>> word_scores(counted(tone=tone))[["outlet", "mean_compound", "n_sentences"]]
      outlet  mean_compound  n_sentences
    0      A          0.137            2
    """
    table = counts.tables["scores"].to_pandas()
    n, bare = table["n_sentences"], table["n_not_scored"]
    notes = [
        cell_of(NO_INTERVAL * (a > 0), NOT_SCORED * (b > 0)) for a, b in zip(n, bare, strict=True)
    ]
    mean = (table["compound"] / TEN_THOUSANDTHS / n.where(n > 0)).round(3)
    return require(
        table.assign(mean_compound=mean, note=notes).drop(columns="compound"), "word_scores"
    )


def document_frequencies(counts: Counts) -> pd.DataFrame:
    """Count how often each term stands in all texts, and in how many of them.

    Parameters
    ----------
    counts : what was counted of articles (:func:`framing.large.count`).

    Returns
    -------
    A row is a term, by name: it stands ``n`` times, in ``n_articles`` texts; function words are
    among them.

    Examples
    --------
    >>> import framing
    >>> from framing.large import counted
    >>> table = pd.DataFrame({"article": ["a", "b"], "sentence": 0, "outlet": ["A", "B"],
    ...     "text": ["Kyiv talks on talks.", "Kyiv waits."]})
    >>> whole = counted(tokens=framing.tokens(table))
    >>> document_frequencies(whole)
        term  n  n_articles
    0   kyiv  2           2
    1     on  1           1
    2  talks  2           1
    3  waits  1           1
    """
    table = counts.tables["words"].to_pandas()
    return table.groupby("term")[["n", "n_articles"]].sum().reset_index()


def tfidf(counts: Counts, *, stop_words: bool = True) -> pd.DataFrame:
    """Weigh words by TF-IDF, with outlets as documents.

    Parameters
    ----------
    counts : what was counted of articles (:func:`framing.large.count`).
    stop_words : leave out what :func:`framing.words.tfidf` leaves out.

    Returns
    -------
    The table of :func:`framing.words.tfidf`, ``by="outlet"``.

    Examples
    --------
    >>> import framing
    >>> from framing.large import counted
    >>> table = pd.DataFrame({"article": ["a", "b"], "sentence": 0, "outlet": ["A", "B"],
    ...     "text": ["Kyiv talks on talks.", "Kyiv waits."]})
    >>> whole = counted(tokens=framing.tokens(table))
    >>> tfidf(whole).round(2)
      outlet   term  count  tfidf
    0      A   kyiv      1   0.34
    1      A  talks      2   0.94
    2      B   kyiv      1   0.58
    3      B  waits      1   0.81
    """
    from sklearn.feature_extraction.text import TfidfTransformer

    words = _Words(counts, stop_words=stop_words)
    if not len(words.terms):
        return pd.DataFrame({"outlet": [], "term": [], "count": [], "tfidf": []})
    weights = TfidfTransformer(**TFIDF).fit_transform(words.n.astype("float64"))
    rows, columns = words.n.nonzero()
    return pd.DataFrame(
        {
            "outlet": pd.Series(words.outlets.take(rows), dtype="str"),
            "term": pd.Series(words.terms.take(columns), dtype="str"),
            "count": words.n.data,
            "tfidf": weights.data,
        }
    )


def keyness(
    counts: Counts,
    *,
    reference: str = REST,
    prior: float = PRIOR,
    min_count: int = 1,
    stop_words: bool = True,
) -> pd.DataFrame:
    """Which words does each outlet use more than the rest, or than one other outlet?

    Parameters
    ----------
    counts : what was counted of articles (:func:`framing.large.count`).
    reference, prior, min_count, stop_words : as of :func:`framing.words.keyness`.

    Returns
    -------
    The table of :func:`framing.words.keyness`. What needs the words of each text is missing, as
    the note ``not_shuffled`` says: ``p``, ``q``, ``dispersion`` and ``stability``.

    Examples
    --------
    >>> import framing
    >>> from framing.large import counted
    >>> table = pd.DataFrame({"article": ["a", "b"], "sentence": 0, "outlet": ["A", "B"],
    ...     "text": ["Kyiv talks on talks.", "Kyiv waits."]})
    >>> whole = counted(tokens=framing.tokens(table))
    >>> found = keyness(whole, stop_words=False)
    >>> found[["group", "feature", "n_target", "n_reference", "log_ratio"]].head(2).round(2)
      group feature  n_target  n_reference  log_ratio
    0     A   talks         2            0        NaN
    1     A      on         1            0        NaN
    """
    words = _Words(counts, stop_words=stop_words)
    check_keyness([*words.outlets], "outlet", reference, prior=prior, min_count=min_count)
    found = [
        _contrasted(words, at, reference, prior, min_count).assign(group=name)
        for at, name in enumerate(words.outlets)
        if name != reference and len(words.outlets) > 1
    ]
    if not found or not len(words.terms):
        return empty("keyness")
    table = pd.concat(found, ignore_index=True)
    table["order"] = -table["z"].round(9)  # so that ties are ties
    table = table.sort_values(["group", "order", "feature"], ignore_index=True)
    return require(table.assign(reference=reference).drop(columns="order"), "keyness")


class _Words:
    """Terms by outlet: how often each stands there (``n``), and in how many texts (``held``).

    ``of_outlet`` are all words of an outlet, those of no interest among them.
    """

    def __init__(self, counts: Counts, *, stop_words: bool) -> None:
        table = counts.tables["words"].to_pandas()
        outlet, names = pd.factorize(table["outlet"], sort=True)
        self.outlets = np.asarray(names, dtype="object")
        self.of_outlet = np.bincount(outlet, table["n"], minlength=len(names))
        tokens = table[["language"]].assign(token=table["term"])
        kept = term_categories(tokens, stop_words=stop_words, variants=False).notna().to_numpy()
        term, terms = pd.factorize(table.loc[kept, "term"], sort=True)
        self.terms = np.asarray(terms, dtype="object")
        size = len(names), len(terms)
        self.n, self.held = (
            scipy.sparse.csr_matrix((table.loc[kept, name], (outlet[kept], term)), shape=size)
            for name in ("n", "n_articles")
        )


def _contrasted(
    words: _Words, at: int, reference: str, alpha_0: float, min_count: int
) -> pd.DataFrame:
    """Set an outlet against its reference, feature by feature."""
    y = np.asarray(words.n.sum(axis=0), "float64").ravel()
    alpha = alpha_0 * y / words.of_outlet.sum()
    other = np.arange(len(words.outlets)) != at
    if reference != REST:
        other = words.outlets == reference
    y_i, y_j, held_i, held_j = (
        np.asarray(cells[side].sum(axis=0)).ravel()
        for cells in (words.n, words.held)
        for side in ([at], np.flatnonzero(other))
    )
    (kept,) = np.nonzero(y_i + y_j >= min_count)
    y_i, y_j, held_i, held_j, alpha = (each[kept] for each in (y_i, y_j, held_i, held_j, alpha))
    n_i, n_j = words.of_outlet[at], words.of_outlet[other].sum()
    delta, zeta = log_odds(y_i, y_j, n_i, n_j, alpha, alpha_0)
    table = pd.DataFrame(
        {
            "feature": words.terms[kept],
            "n_target": y_i,
            "n_reference": y_j,
            "n_words_target": int(n_i),
            "n_words_reference": int(n_j),
            "n_articles": held_i,
            "n_articles_reference": held_j,
            "per_1000_target": 1000 * y_i / n_i,
            "per_1000_reference": 1000 * y_j / n_j,
            "log_ratio": log_ratio(y_i, y_j, n_i, n_j),
            "G2": g2(y_i.astype("float64"), y_j.astype("float64"), n_i, n_j),
            "log_odds": delta,
            "z": zeta,
        }
    )
    return table.assign(note=keyness_notes(table, NOT_SHUFFLED))
