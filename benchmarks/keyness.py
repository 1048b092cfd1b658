"""What keyness costs: six outlets' words, each against the rest, in generated articles.

Beside the package's keyness, with and without the shuffling of articles, stand what a user
would write instead: scikit-learn's counts and chi-squared test for each outlet, and scipy's
log-likelihood ratio in a loop over a part of the words, scaled up. All read the same words
in the same run; the time is that of the processor. The last two give one number a word and
treat words as if each were drawn by itself.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy.stats.contingency import chi2_contingency
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.feature_selection import chi2

from framing.words.keyness import keyness

N_ARTICLES, N_OUTLETS, N_WORDS, N_VOCABULARY, SEED = 180, 6, 600, 14_000, 20250213
MIN_COUNT, LOOPED = 2, 200


def corpus() -> pd.DataFrame:
    """Make articles by Zipf's law in which a word makes itself more likely to come again."""
    random = np.random.default_rng(SEED)
    weights = 1 / np.arange(1, N_VOCABULARY + 1)
    names = np.array([f"w{number}" for number in range(N_VOCABULARY)])
    made = []
    for number in range(N_ARTICLES):
        chosen = random.choice(N_VOCABULARY, N_WORDS, p=weights / weights.sum())
        again = np.nonzero(random.random(N_WORDS) < 0.3)[0]
        chosen[again] = chosen[random.integers(0, np.maximum(again, 1))]
        made.append(pd.DataFrame({"article": f"a{number:03}", "outlet": f"o{number % N_OUTLETS}",
                                  "start": range(N_WORDS), "token": names[chosen]}))  # fmt: skip
    return pd.concat(made, ignore_index=True)


def with_shuffling(tokens: pd.DataFrame) -> int:
    return len(keyness(tokens, min_count=MIN_COUNT))


def without_shuffling(tokens: pd.DataFrame) -> int:
    """Make one family of all articles, so that there is nothing to shuffle."""
    return len(keyness(tokens.assign(family="one"), min_count=MIN_COUNT))


def with_scikit_learn(tokens: pd.DataFrame) -> int:
    texts = tokens.groupby(["outlet", "article"])["token"].agg(" ".join)
    counts = CountVectorizer(min_df=1).fit_transform(texts)
    counts = counts[:, np.asarray(counts.sum(axis=0)).ravel() >= MIN_COUNT]
    outlets = texts.index.get_level_values("outlet")
    return sum(len(chi2(counts, outlets == outlet)[0]) for outlet in outlets.unique())


def with_scipy(tokens: pd.DataFrame) -> int:
    counts = tokens.groupby(["token", "outlet"]).size().unstack(fill_value=0).to_numpy()
    counts = counts[counts.sum(axis=1) >= MIN_COUNT]
    n = counts.sum(axis=0)
    for y in counts[:LOOPED]:
        for outlet in range(N_OUTLETS):
            y_i, y_j = y[outlet], y.sum() - y[outlet]
            cells = [[y_i, y_j], [n[outlet] - y_i, n.sum() - n[outlet] - y_j]]
            chi2_contingency(cells, lambda_="log-likelihood", correction=False)
    return LOOPED * N_OUTLETS


WAYS: dict[str, Callable[[pd.DataFrame], int]] = {
    "scikit-learn, counts and chi2": with_scikit_learn,
    "keyness without shuffling": without_shuffling,
    "keyness with shuffling": with_shuffling,
    "scipy, G2 in a loop": with_scipy,
}


def compare() -> None:
    tokens = corpus()
    rows = with_shuffling(tokens)  # also loads what is loaded once
    print(f"{N_ARTICLES} articles of {N_OUTLETS} outlets, {len(tokens)} words, {rows} rows")
    print(f"{'':32}{'seconds':>9}{'time':>10}")
    base = 0.0
    for name, way in WAYS.items():
        began = time.process_time()
        found = way(tokens)
        seconds = (time.process_time() - began) * rows / found
        base = base or seconds
        print(f"{name:32}{seconds:9.2f}{seconds / base:8.1f} x")


if __name__ == "__main__":
    compare()
