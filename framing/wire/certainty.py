"""How certain a text speaks: its reporting verbs, hedges and boosters, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pandas as pd

from framing.corpus.words import words
from framing.languages.language import language
from framing.tables.require import empty, require
from framing.wire.lexicon import KINDS, is_told, marked


def certainty(sentences: pd.DataFrame) -> pd.DataFrame:
    """Count by text the words with which it reports, hedges and asserts.

    Parameters
    ----------
    sentences : a row is a sentence; needs ``article``, ``sentence`` and ``text``. Every one
        given counts, in quotations too; choose zones or voices beforehand.

    Returns
    -------
    A row is a word of an article, by article, kind and count: ``kind`` is ``neutral report``
    (said, according to), ``factive`` (confirmed, admitted), ``claim`` (alleged), ``emphatic``
    (insisted, warned), ``denial``, ``hedge`` (may, reportedly) or ``booster`` (clearly, must);
    ``word`` its dictionary form, ``n_words`` the words of the article's sentences,
    ``per_1000`` words the rate. A kind that an article has no word of is a row with an empty
    ``word`` and 0. A rate of no words is missing. Sentences in a language without such lists are
    not counted; of an article that has no other, counts and rates are missing.

    Raises
    ------
    TableError : a column is missing or a sentence stands twice.

    Notes
    -----
    Words are found by the lists of the sentence's language, not by their sense in it: "could"
    counts where it tells of an ability, "must" where of a duty. "will" is no booster, "May"
    with a capital no hedge, and "about" one only before a number. A rate says how a text
    speaks, whoever speaks in it; it is no measure of truth.

    References
    ----------
    Hyland (2005), Metadiscourse, on hedges and boosters; Thompson & Ye (1991), Applied
    Linguistics 12, 365-382, on reporting verbs.

    Examples
    --------
    >>> table = pd.DataFrame({"article": "a", "sentence": [0, 1], "text": [
    ...     "He insisted rates may rise.", "Rates could rise, he said."]})
    >>> certainty(table)[["kind", "word", "count", "n_words", "per_1000"]]
                 kind    word  count  n_words  per_1000
    0  neutral report     say      1       10     100.0
    1         factive              0       10       0.0
    2           claim              0       10       0.0
    3        emphatic  insist      1       10     100.0
    4          denial              0       10       0.0
    5           hedge   could      1       10     100.0
    6           hedge     may      1       10     100.0
    7         booster              0       10       0.0
    """
    sentences = require(sentences, "sentences")
    lacking = sentences.loc[sentences["n_words"].isna(), "text"]
    counted = lacking.map(lambda text: len(words(text))).astype("Int64")
    n_words = sentences["n_words"].fillna(counted)
    rows = [
        row
        for article, group in sentences.assign(n_words=n_words).groupby("article")
        for row in _counted(str(article), group)
    ]
    return require(pd.DataFrame(rows), "certainty") if rows else empty("certainty")


def _counted(article: str, sentences: pd.DataFrame) -> Iterator[dict[str, object]]:
    """Yield the rows of one article."""
    told = sentences[[is_told(language(code)) for code in sentences["language"]]]
    total = int(told["n_words"].sum())
    texts = zip(told["text"], map(language, told["language"]), strict=True)
    counts = Counter((one.kind, one.lemma) for text, of in texts for one in marked(text, of))
    for kind in KINDS:
        found = sorted((-n, word) for (its_kind, word), n in counts.items() if its_kind == kind)
        for count, word in found or [(0, "")]:
            yield {
                "article": article,
                "outlet": sentences["outlet"].iloc[0],
                "kind": kind,
                "word": word,
                "count": -count if len(told) else pd.NA,
                "n_words": total,
                "per_1000": -1000 * count / total if total else float("nan"),
            }
