"""Positive/negative word score (VADER), with the card that says what it is worth.

The score is NLTK's, on the lexicon text of the ``vaderSentiment`` package; nothing is
downloaded. It counts words from a list (war, peace, denied), not how something is treated:
it is shown as a feature with a warning and never as evidence of a frame's tone.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import metadata, resources
from typing import Any

import pandas as pd

from framing.languages.lacks import SCORED
from framing.tables.codes import NO_INTERVAL, NOT_SCORED
from framing.tables.require import cell_of, empty, require

SCORER = "vader"


def sentiment(sentences: pd.DataFrame) -> pd.DataFrame:
    """Score the wording of each sentence with VADER.

    Parameters
    ----------
    sentences : a row is a sentence; needs ``article``, ``sentence`` and ``text``.

    Returns
    -------
    A row is a sentence; ``neg``, ``neu``, ``pos`` are shares from 0 to 1, ``compound`` runs
    from -1 to 1; all are missing for a sentence in another language than English, whose words
    the list holds. ``target`` is empty: the whole sentence.

    References
    ----------
    Hutto & Gilbert (2014), VADER. ICWSM. For what it is worth on news, see van Atteveldt
    et al. (2021) and :func:`lexicon`.

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a"], "sentence": [0], "text": ["A just peace."]})
    >>> float(sentiment(table)["compound"].iloc[0])
    0.5423
    """
    sentences = require(sentences, "sentences")
    if sentences.empty:
        return empty("tone")
    texts = sentences.loc[sentences["language"] == SCORED, "text"]
    rows = [_analyzer().polarity_scores(text) for text in texts]
    scores = pd.DataFrame(rows, texts.index, columns=["neg", "neu", "pos", "compound"])
    table = sentences[["article", "sentence"]].join(scores)
    return require(table.assign(target="", scorer=SCORER), "tone")


def word_scores(tone: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Average the word score of each outlet's sentences.

    Parameters
    ----------
    tone : a row is a sentence, with its score (see :func:`sentiment`).
    sentences : a row is a sentence, with its outlet.

    Returns
    -------
    A row is an outlet, in the order of ``tone``: ``mean_compound`` (-1 to 1, to three decimals)
    of ``n_sentences`` that have a score, and ``n_not_scored`` others. There is no interval.

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a", "b"], "sentence": 0, "outlet": "A",
    ...     "text": ["A just peace.", "Talks."]})
    >>> word_scores(sentiment(table), table)[["outlet", "mean_compound", "n_sentences", "note"]]
      outlet  mean_compound  n_sentences         note
    0      A          0.271            2  no_interval
    """
    places = require(sentences, "sentences")[["article", "sentence", "outlet"]]
    scores = require(tone, "tone").merge(places, on=["article", "sentence"])
    groups = scores.groupby("outlet", sort=False)["compound"]
    n, bare = groups.count(), groups.size() - groups.count()
    notes = [
        cell_of(NO_INTERVAL * (a > 0), NOT_SCORED * (b > 0)) for a, b in zip(n, bare, strict=True)
    ]
    table = pd.DataFrame({"mean_compound": groups.mean().round(3), "n_sentences": n})
    return require(table.assign(n_not_scored=bare, note=notes).reset_index(), "word_scores")


def lexicon() -> pd.DataFrame:
    """Say what is known of the lexicon: origin, licence, size, where it fails.

    Returns
    -------
    A row is a fact: ``what`` it is about, and its ``value`` in words.

    Examples
    --------
    >>> lexicon().query("what == 'licence'")["value"].item()
    'MIT'
    """
    facts = {
        "lexicon": "VADER",
        "origin": "Hutto & Gilbert (2014), rated by crowd workers for social media English",
        "language": "English; sentences in another language have no score",
        "file": f"vader_lexicon.txt of vaderSentiment {metadata.version('vaderSentiment')}",
        "licence": "MIT",
        "entries": str(len(_analyzer().lexicon)),
        "scorer": f"nltk {metadata.version('nltk')}, SentimentIntensityAnalyzer",
        "known validity": (
            "Not validated for this study. On news headlines, lexicons of this kind reached "
            "accuracy .39 to .50 where one trained coder reached .82 (van Atteveldt et al. 2021)."
        ),
    }
    return pd.DataFrame({"what": list(facts), "value": list(facts.values())})


def top_words(sentences: pd.DataFrame, *, top: int = 10) -> pd.DataFrame:
    """List the lexicon words that contribute most to the scores of these sentences.

    Parameters
    ----------
    sentences : a row is a sentence; needs ``article``, ``sentence`` and ``text``. Those in
        another language than English are left out, since they have no score.
    top : how many words at most.

    Returns
    -------
    A row is a lexicon word: its ``count``, its ``valence`` (-4 to 4) in the lexicon, and
    their product, ``contribution``; the largest, whatever its sign, first.

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a"], "sentence": [0], "text": ["War, war and peace."]})
    >>> top_words(table)
        term  count  valence  contribution
    0    war      2     -2.9          -5.8
    1  peace      1      2.5           2.5
    """
    from framing.corpus.sentences import tokens

    lexicon = _analyzer().lexicon
    found = tokens(sentences)
    words = found.loc[found["language"] == SCORED, "token"]
    counts = words[words.isin(list(lexicon))].value_counts()
    table = counts.rename_axis("term").reset_index(name="count")
    table["valence"] = table["term"].map(lexicon).astype("float64")
    table["contribution"] = (table["count"] * table["valence"]).round(2)
    table["size"] = table["contribution"].abs()
    table = table.sort_values(["size", "term"], ascending=[False, True], ignore_index=True)
    return table.drop(columns="size").head(top)


@lru_cache(maxsize=1)
def _analyzer() -> Any:
    """Build NLTK's analyzer on the lexicon text that another package ships."""
    from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants

    class Analyzer(SentimentIntensityAnalyzer):
        def __init__(self, lexicon: str) -> None:
            self.lexicon_file = lexicon
            self.lexicon = self.make_lex_dict()
            self.constants = VaderConstants()

    lexicon = resources.files("vaderSentiment").joinpath("vader_lexicon.txt")
    return Analyzer(lexicon.read_text(encoding="utf-8"))
