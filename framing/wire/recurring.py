"""Standing text: sentences that an outlet prints under one story after another."""

from __future__ import annotations

import numpy as np
import pandas as pd
import scipy

from framing.compare.article_frames import article_frames
from framing.tables.contracts import CONTRACTS
from framing.tables.require import require

_KEY = ["article", "sentence"]
_COUNTS = ["n_frame_sentences", "n_sentences"]
LEAST = 3  # texts of an outlet, of as many days
_WORDS = 4  # shorter sentences recur by chance
_WHOLE = 0.9  # of a text's sentences: what stands in another one is that text again


def standing_text(sentences: pd.DataFrame, *, articles: pd.DataFrame) -> pd.DataFrame:
    """List the sentences that recur in texts of one outlet from different days.

    Parameters
    ----------
    sentences : a row is a sentence.
    articles : a row is an article, with its ``date``; one without a date counts nowhere.

    Returns
    -------
    A row is a sentence, by its key, that stands word for word in at least three texts of its
    outlet, of as many days: a paragraph of background, what a paper says of itself, an invitation.
    ``n_articles`` of the outlet's texts hold it, of ``n_days`` days. A text that is printed again
    as a whole is one text; sentences of fewer than four words are not listed.

    Examples
    --------
    >>> days = ["2025-02-10", "2025-02-11", "2025-02-12"]
    >>> own = ["Snow fell on the old town.", "The port was closed again.", "Rates rose by a half."]
    >>> articles = pd.DataFrame({"article": list("abc"), "outlet": "X", "date": days, "text": own})
    >>> table = pd.DataFrame({"article": list("aabbcc"), "outlet": "X", "sentence": [0, 1] * 3,
    ...     "text": [each for one in own for each in (one, "The war began in 2014.")]})
    >>> standing_text(table, articles=articles)[["article", "text", "n_articles", "n_days"]]
      article                    text  n_articles  n_days
    0       a  The war began in 2014.           3       3
    1       b  The war began in 2014.           3       3
    2       c  The war began in 2014.           3       3
    """
    given = require(sentences, "sentences")
    day = require(articles, "articles").set_index("article")["date"].str[:10]
    table = given.assign(
        day=given["article"].map(day),
        words=bare_words(given["text"]),
    )
    size = table.groupby("article")["sentence"].transform("size")
    table = table[table["words"].str.count(" ") >= _WORDS - 1].assign(size=size)
    held = table.groupby(["outlet", "words"])["article"].transform("nunique")
    table = table[(held >= LEAST) & table["day"].notna()]
    table["article_once"] = _printed_once(table)
    groups = table.groupby(["outlet", "words"])
    for told, of in (("n_articles", "article_once"), ("n_days", "day")):
        table[told] = groups[of].transform("nunique")
    recurs = (table["n_articles"] >= LEAST) & (table["n_days"] >= LEAST)
    return require(table[recurs].sort_index(), "standing_text")[
        [*CONTRACTS["standing_text"].columns]
    ]


def bare_words(texts: pd.Series) -> pd.Series:
    """Return the words of each text alone: a headline without its full stop is the same text."""
    return texts.str.casefold().str.replace(r"[\W_]+", " ", regex=True).str.strip()


def frames_beside_standing_text(
    codings: pd.DataFrame, sentences: pd.DataFrame, standing_text: pd.DataFrame
) -> pd.DataFrame:
    """Count the sentences with a frame as they are and without standing text, where it has any.

    Parameters
    ----------
    codings : a row is a decision of one coder.
    sentences : a row is a sentence.
    standing_text : a row is a sentence that its outlet prints under many stories.

    Returns
    -------
    A row is an outlet and a frame that its standing text carries: ``n_frame_sentences`` of
    ``n_sentences`` carry it, ``n_frame_sentences_without`` of ``n_sentences_without`` where
    standing text is left out (subheads, lead and body).

    Examples
    --------
    >>> table = pd.DataFrame({"article": "a", "outlet": "X", "sentence": [0, 1, 2],
    ...     "text": ["Kyiv was left out.", "Snow fell.", "It is left out since 2014."],
    ...     "n_words": [4, 2, 6]})
    >>> codings = pd.DataFrame({"article": "a", "sentence": [0, 1, 2], "coder": "me",
    ...     "frame": "f", "present": [1, 0, 1]})
    >>> found = frames_beside_standing_text(codings, table, table.iloc[[2]])
    >>> found.drop(columns=["outlet", "frame"]).astype(str).values.tolist()
    [['2', '3', '1', '2']]
    """
    kept, rest = (table[~stands(table, standing_text)] for table in (codings, sentences))
    counts = [
        article_frames(own, texts).groupby(["outlet", "frame"])[_COUNTS].sum()
        for own, texts in ((codings, sentences), (kept, rest))
    ]
    table = counts[0].join(counts[1].add_suffix("_without")).fillna(0).astype("int64")
    carried = table[_COUNTS[0]] != table[f"{_COUNTS[0]}_without"]
    return table[carried].reset_index()


def without_standing_text(sentences: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Return the same sentences, those that are standing text without their words."""
    found = standing_text(sentences, articles=articles)
    return sentences.assign(text=sentences["text"].mask(stands(sentences, found), ""))


def stands(table: pd.DataFrame, standing_text: pd.DataFrame) -> np.ndarray:
    """Tell of each row, by its ``article`` and ``sentence``, whether it is standing text."""
    known = pd.MultiIndex.from_frame(standing_text[_KEY])
    return pd.MultiIndex.from_frame(table[_KEY]).isin(known)


def _printed_once(table: pd.DataFrame) -> pd.Series:
    """Return for each row its article, or the first that is the same text as a whole."""
    whole = table.groupby("article")["words"].transform("size") >= _WHOLE * table["size"]
    rows = table[whole]
    if rows.empty:
        return table["article"]
    article, names = pd.factorize(rows["article"], sort=True)
    words = pd.factorize(rows["words"])[0]
    cells = scipy.sparse.csr_array((np.ones(len(rows)), (article, words)))
    cells.data[:] = 1
    size = rows.groupby("article")["size"].first().to_numpy()
    both = (cells @ cells.T).tocoo()
    same = both.data >= _WHOLE * np.minimum(size[both.row], size[both.col])
    links = scipy.sparse.csr_array((both.data[same], (both.row[same], both.col[same])), both.shape)
    text = scipy.sparse.csgraph.connected_components(links, directed=False)[1]
    first = pd.Series(names).groupby(text).transform("first")
    return table["article"].map(dict(zip(names, first, strict=True))).fillna(table["article"])
