"""What the word score is worth on news: held against targets that people judged, and its authors.

FOLDER holds ``train.jsonl`` of NewsMTSC (Hamborg & Donnay 2021): sentences of political news with
persons and groups (targets), each judged negative, neutral or positive by people. The score of a
sentence counts as positive from .05 on and as negative from -.05 down, as its authors say. No more
than totals is printed; with ``--write`` they go to ``framing/words/word_score.csv``, from which
the card of the word list reads them. Three things are asked:

- in how many targets the sentence's class is the one that people gave the target (accuracy, and
  macro-F1 over the three classes), and how often the commonest class alone would be right;
- in how many sentences the score moves where quotation marks and apostrophes are folded;
- in how many sentences NLTK's class is another than that of the authors' own package, both on
  folded text, and in how many the two have opposite signs.

    python benchmarks/word_score.py FOLDER
    python benchmarks/word_score.py FOLDER --write
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.metrics import accuracy_score, f1_score

from framing.corpus.words import fold_quotes
from framing.words.sentiment import sentiment
from framing.words.vader import nltks_own

TABLE = Path(__file__).parents[1] / "framing" / "words" / "word_score.csv"
LINE = 0.05  # of compound, from which on a sentence counts as positive or negative
JUDGED = {2: -1, 4: 0, 6: 1}  # polarity as the file has it


def read(folder: Path) -> pd.DataFrame:
    """Return the targets: the text of the sentence and the class that people gave."""
    lines = (folder / "train.jsonl").read_text(encoding="utf-8").splitlines()
    return pd.DataFrame(
        [
            (line["sentence_normalized"], JUDGED[int(target["polarity"])])
            for line in map(json.loads, lines)
            for target in line["targets"]
        ],
        columns=["text", "judged"],
    )


def classes(compound: pd.Series) -> np.ndarray:
    """Return -1, 0 or 1 for each score."""
    return np.sign(compound.to_numpy()) * (compound.abs().to_numpy() >= LINE)


def of_package(texts: list[str]) -> pd.Series:
    """Return the compound scores of the package."""
    table = pd.DataFrame({"article": "a", "sentence": range(len(texts)), "text": texts})
    return sentiment(table)["compound"].astype("float64")


def of_others(texts: list[str], score: Callable[[str], dict[str, float]]) -> pd.Series:
    return pd.Series([score(text)["compound"] for text in texts])


def totals(targets: pd.DataFrame) -> pd.DataFrame:
    """Return what was measured: a row is a share, its value, and of how many."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    texts = list(targets["text"].unique())
    found = of_package(texts)
    bare = of_others(texts, nltks_own().polarity_scores)
    authors = of_others([*map(fold_quotes, texts)], SentimentIntensityAnalyzer().polarity_scores)
    judged, n = targets["judged"], len(texts)
    held = targets["text"].map(dict(zip(texts, classes(found), strict=True)))
    marked = np.array([fold_quotes(text) != text for text in texts])
    shares = {
        "accuracy": (accuracy_score(judged, held), len(targets)),
        "macro_f1": (f1_score(judged, held, average="macro"), len(targets)),
        "commonest_class": (judged.value_counts(normalize=True).max(), len(targets)),
        "typographic_marks": (marked.mean(), n),
        "moved_by_folding": ((found != bare)[marked].mean(), int(marked.sum())),
        "class_moved_by_folding": (
            (classes(found) != classes(bare))[marked].mean(), int(marked.sum()),
        ),
        "class_not_the_authors": ((classes(found) != classes(authors)).mean(), n),
        "sign_against_the_authors": ((classes(found) * classes(authors) < 0).mean(), n),
    }  # fmt: skip
    rows = [(what, round(float(value), 4), of) for what, (value, of) in shares.items()]
    return pd.DataFrame(rows, columns=["what", "value", "n"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    table = totals(read(given.folder))
    print(table.to_string(index=False))
    if given.write:
        table.to_csv(TABLE, index=False, lineterminator="\n")
