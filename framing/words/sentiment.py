"""Positive/negative word score (VADER), with the card that says what it is worth.

The score is NLTK's, on the lexicon text of the ``vaderSentiment`` package; nothing is
downloaded. It counts words from a list (war, peace, denied), not how something is treated:
it is shown as a feature with a warning and never as evidence of a frame's tone. What it was
measured to be worth stands in ``word_score.csv``, which ``benchmarks/word_score.py`` writes.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import metadata, resources

import numpy as np
import pandas as pd

from framing.languages.lacks import SCORED
from framing.tables.codes import NO_INTERVAL, NOT_SCORED
from framing.tables.require import cell_of, empty, require
from framing.words.vader import Scorer

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

    Raises
    ------
    TableError : a column is missing or of a wrong type.

    Notes
    -----
    Quotation marks and apostrophes are folded first: the list and its negations are written with
    plain ones, and NLTK would read "isn’t good" as good. The scores are those of NLTK on the
    folded text, and not in each sentence those of the authors' own package: NLTK knows no emoji,
    counts "no" as a word where they turn the next one round, and passes over a word with marks on
    both sides ("good."). How often that matters on news, :func:`lexicon` says.

    References
    ----------
    Hutto & Gilbert (2014), VADER. ICWSM. For what it is worth on news, see van Atteveldt
    et al. (2021) and :func:`lexicon`.

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a"], "sentence": [0], "text": ["A just peace."]})
    >>> float(sentiment(table)["compound"].iloc[0])
    0.5423
    >>> typeset = pd.DataFrame({"article": "a", "sentence": [0, 1],
    ...     "text": ["It isn't good.", "It isn’t good."]})
    >>> sentiment(typeset)["compound"].tolist()
    [-0.3412, -0.3412]
    """
    sentences = require(sentences, "sentences")
    if sentences.empty:
        return empty("tone")
    texts = sentences.loc[sentences["language"] == SCORED, "text"]
    number, unique = pd.factorize(texts)  # a sentence that is printed again has its score
    rows = np.array([*map(_scorer().scores, unique)]).reshape(-1, 4)
    scores = pd.DataFrame(rows[number], texts.index, columns=["neg", "neu", "pos", "compound"])
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
    """Say what is known of the lexicon and its score: origin, licence, size, where they fail.

    Returns
    -------
    A row is a fact: ``what`` it is about, and its ``value`` in words. What was measured on news
    (shares, with their n) is read from the table that ``benchmarks/word_score.py`` writes.

    References
    ----------
    van Atteveldt, van der Velden & Boukes (2021), Communication Methods and Measures 15, 121-140.
    Hamborg & Donnay (2021), NewsMTSC, EACL: the targets in news.

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
        "entries": str(len(_scorer().lexicon)),
        "scorer": f"nltk {metadata.version('nltk')}, SentimentIntensityAnalyzer",
        **_measured(),
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

    lexicon = _scorer().lexicon
    found = tokens(sentences)
    words = found.loc[found["language"] == SCORED, "token"]
    counts = words[words.isin(list(lexicon))].value_counts()
    table = counts.rename_axis("term").reset_index(name="count")
    table["valence"] = table["term"].map(lexicon).astype("float64")
    table["contribution"] = (table["count"] * table["valence"]).round(2)
    table["size"] = table["contribution"].abs()
    table = table.sort_values(["size", "term"], ascending=[False, True], ignore_index=True)
    return table.drop(columns="size").head(top)


def _measured() -> dict[str, str]:
    """Say what the score was measured to be on sentences of political news."""
    file = resources.files("framing.words").joinpath("word_score.csv")
    with file.open(encoding="utf-8") as lines:
        rows = pd.read_csv(lines).set_index("what")
    share = {what: f"{100 * value:.1f} %" for what, value in rows["value"].items()}
    n = {what: f"{count:,}" for what, count in rows["n"].items()}
    of_news = f"of {n['typographic_marks']} sentences of political news"
    return {
        "quotation marks": (
            f"folded before scoring. {share['typographic_marks']} {of_news} have typographic ones; "
            f"the class moves in {share['class_moved_by_folding']} of these"
        ),
        "not the authors' own": (
            'NLTK knows no emoji, counts "no" as a word where the vaderSentiment of its authors '
            "turns the next one round, and passes over a word with marks on both sides. Its class "
            f"differs in {share['class_not_the_authors']} {of_news}, its sign in "
            f"{share['sign_against_the_authors']}"
        ),
        "accuracy on targets in news": (
            f"{share['accuracy']} of {n['accuracy']} persons and groups, each judged negative, "
            f"neutral or positive by people (NewsMTSC, Hamborg and Donnay 2021); the commonest "
            f"class alone {share['commonest_class']}; macro-F1 {rows.loc['macro_f1', 'value']:.2f}"
        ),
    }


@lru_cache(maxsize=1)
def _scorer() -> Scorer:
    return Scorer()
