"""The careful script: pandas, nltk and scikit-learn for the work that the kit does in a study.

It loads articles, splits them, weighs their words, scores the tone of each sentence, codes by
phrases, and compares outlets with intervals.

    python -m benchmarks.peers.careful articles.csv codebook.toml
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import numpy as np
import pandas as pd
from nltk.text import Text
from nltk.tokenize.punkt import PunktSentenceTokenizer
from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks.peers.steps import Steps
from framing.languages.language import language
from framing.words.vader import nltks_own

# A word with a letter in it and more than one sign
WORD = r"(?=[\d'.\-]*[^\W\d_])(?=[^\W_]['.\-]?[^\W_])[^\W_]+(?:['.\-][^\W_]+)*"
DRAWS, SEED = 2000, 20250213


def split(articles: pd.DataFrame) -> pd.DataFrame:
    cut = PunktSentenceTokenizer().tokenize
    rows = []
    for article in articles.itertuples():
        rows.append((article.article, article.outlet, "headline", article.title))
        for paragraph in article.text.split("\n"):
            rows += [(article.article, article.outlet, "text", one) for one in cut(paragraph)]
    return pd.DataFrame(rows, columns=["article", "outlet", "zone", "text"])


def weigh(articles: pd.DataFrame):
    words = language("en").words
    vectorizer = TfidfVectorizer(
        token_pattern=WORD, stop_words=sorted({*words.function, *words.numbers})
    )
    return vectorizer.fit_transform(articles["title"] + "\n\n" + articles["text"])


def code(sentences: pd.DataFrame, frames: dict) -> pd.DataFrame:
    for name, frame in frames.items():
        entries = [one for row in frame["indicators"] for one in row["any"]]
        phrases = [re.escape(one).replace(r"\*", r"\w*") for one in entries]
        found = re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.IGNORECASE)
        sentences[name] = [found.search(text) is not None for text in sentences["text"]]
    return sentences


def compare(sentences: pd.DataFrame, frames: list[str]) -> pd.DataFrame:
    """Return the share of articles with each frame, and of their sentences, with its interval."""
    counted = sentences[sentences["zone"] != "headline"]
    groups = counted.groupby(["outlet", "article"])[frames]
    number, of = groups.sum().astype(float), groups.size().to_numpy(float)
    chance, rows = np.random.default_rng(SEED), []
    for outlet, places in number.groupby(level="outlet").indices.items():
        own, size = number.to_numpy()[places], of[places]
        for column, frame in enumerate(frames):
            drawn = chance.integers(len(own), size=(DRAWS, len(own)))
            shares = own[drawn, column].sum(axis=1) / size[drawn].sum(axis=1)
            low, high = np.quantile(shares, [0.025, 0.975])
            held = own[:, column]
            rows.append((outlet, frame, (held > 0).mean(), held.sum() / size.sum(), low, high))
    return pd.DataFrame(rows, columns=["outlet", "frame", "share", "salience", "low", "high"])


def keyness(tokens: pd.DataFrame) -> pd.DataFrame:
    """Return the four-cell log-likelihood of each word and outlet against the rest."""
    counts = tokens.groupby(["outlet", "token"], observed=True).size().unstack(fill_value=0)
    n, words = counts.sum(axis=1).to_numpy()[:, None], counts.sum().to_numpy()
    observed, total = counts.to_numpy(float), n.sum()
    found = np.zeros_like(observed)
    for cell, side, both in (
        (observed, n, words), (words - observed, total - n, words),
        (n - observed, n, total - words), (total - n - words + observed, total - n, total - words),
    ):  # fmt: skip
        expected = side * both / total
        found += np.where(cell > 0, cell * np.log(np.where(cell > 0, cell / expected, 1)), 0)
    return pd.DataFrame(2 * found, counts.index, counts.columns)


def concordance(tokens: pd.DataFrame, word: str) -> list[object]:
    """Return the lines of a word by NLTK, its index made anew."""
    return list(Text(tokens["token"].tolist()).concordance_list(word, lines=10**6))


def main(path: str, codebook: str) -> None:
    steps = Steps()
    with steps("load"):
        articles = pd.read_csv(path, dtype=str, keep_default_na=False)
    with steps("split"):
        sentences = split(articles)
    with steps("words"):
        weights = weigh(articles)
    with steps("tone"):
        score = nltks_own().polarity_scores
        sentences = sentences.join(pd.DataFrame([score(one) for one in sentences["text"]]))
    with steps("code"):
        frames = tomllib.loads(Path(codebook).read_text(encoding="utf-8"))["frames"]
        sentences = code(sentences, frames)
    with steps("compare"):
        shares = compare(sentences, list(frames))
    rows = shares[["share", "salience"]].round(9).to_numpy().ravel().tolist()
    tone = sentences[["neg", "neu", "pos", "compound"]].sum().round(4).tolist()
    weighed = [weights.nnz, round(float(weights.sum()), 5)]
    print(steps.told(sentences=len(sentences), weights=weighed, tone=tone, shares=rows))


if __name__ == "__main__":
    main(*sys.argv[1:])
