"""Articles made by chance, with stories planted: who printed which, and in what words.

Words follow Zipf's law, and each story has names, numbers and words of its own. Of a story
there are one to ten versions: nearly verbatim, cut from the bottom, mixed with sentences of
one's own, or reworded throughout. Beside them stand other reports of the same event, which
share its names and its subject but no sentence, unrelated articles, and boilerplate that
closes articles of any story. Reworded sentences keep the names and numbers, and about two
thirds of the other content words, in another order: no thesaurus knows invented words, so
synonyms show as words that are gone.
"""

from __future__ import annotations

import itertools
from typing import NamedTuple

import numpy as np
import pandas as pd

SMALL = (
    "the of to and a in that is for on with as it was by at from has be are this will have an "
    "his not he which were but their had they who or its been would after we more than when"
).split()
N_WORDS, N_SENTENCES, PER_SENTENCE, N_OUTLETS, DAYS = 60_000, 14, 21, 40, 365
VERSIONS = (0.45, 0.15, 0.1, 0.08, 0.06, 0.05, 0.04, 0.03, 0.02, 0.02)  # 1 to 10 of a story
KINDS = {"verbatim": 0.3, "cut": 0.3, "mixed": 0.2, "reworded": 0.2}
OTHER_REPORT, BOILERPLATE = 0.2, 0.15  # a chance for each story; for each article
Sentence = np.ndarray


class Story(NamedTuple):
    """Words of its own (by number, names and figures among them), and its sentences."""

    own: np.ndarray
    sentences: list[Sentence]


class Stories:
    """A vocabulary and what is made of it, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.chance = np.random.default_rng(seed)
        syllables = [a + b for a in "bcdfghklmnprstvz" for b in ("a", "e", "i", "o", "u", "an")]
        made = ["".join(each) for each in itertools.product(syllables, repeat=3)]
        words = self.chance.permutation(made)[: 2 * N_WORDS].tolist()
        names = [word.capitalize() for word in words[N_WORDS:]]
        self.words = np.array([*SMALL, *words[len(SMALL) : N_WORDS], *names, *range(2, 3000)])
        weights = 1 / (np.arange(N_WORDS) + 2.7)
        self.heights = np.cumsum(weights / weights.sum())
        self.boilerplate = [self.text(self.plain(PER_SENTENCE)) for _ in range(5)]

    def plain(self, n: int) -> np.ndarray:
        """Draw words by Zipf's law."""
        return np.minimum(np.searchsorted(self.heights, self.chance.random(n)), N_WORDS - 1)

    def text(self, sentence: Sentence) -> str:
        """Write a sentence out."""
        said = " ".join(self.words[sentence])
        return f"{said[:1].upper()}{said[1:]}."

    def story(self, own: np.ndarray | None = None) -> Story:
        """Make a story, of words that are given or drawn."""
        if own is None:
            subject = self.chance.integers(300, N_WORDS, 24)
            names = self.chance.integers(N_WORDS, 2 * N_WORDS, 10)
            own = np.concatenate(
                [subject, names, self.chance.integers(2 * N_WORDS, len(self.words), 6)]
            )
        return Story(own, [self.sentence(own) for _ in range(N_SENTENCES)])

    def sentence(self, own: np.ndarray) -> Sentence:
        """Draw a sentence that holds four of a story's own words."""
        words = self.plain(int(self.chance.integers(PER_SENTENCE - 9, PER_SENTENCE + 10)))
        placed = self.chance.choice(len(words), 4, replace=False)
        words[placed] = self.chance.choice(own, 4)
        return words

    def reworded(self, sentence: Sentence) -> Sentence:
        """Keep what is rare and two thirds of the rest, in another order, among other words."""
        content = sentence[sentence >= len(SMALL)]
        kept = content[(content >= N_WORDS) | (self.chance.random(len(content)) < 0.67)]
        rest = self.plain(max(2, len(sentence) - len(kept)))
        return self.chance.permutation(np.concatenate([kept, rest]))

    def edited(self, sentence: Sentence, share: float = 0.03) -> Sentence:
        """Exchange a few words, as a copy editor does."""
        changed = self.chance.random(len(sentence)) < share
        return np.where(changed, self.plain(len(sentence)), sentence)

    def version(self, story: Story, kind: str) -> list[Sentence]:
        """Print a story as one outlet does."""
        given = story.sentences
        if kind == "cut":
            return [self.edited(each) for each in given[: self.chance.integers(3, 9)]]
        if kind == "reworded":
            return [self.reworded(each) for each in given[: self.chance.integers(8, 15)]]
        if kind == "mixed":
            ways = self.chance.choice(4, len(given), p=(0.4, 0.2, 0.15, 0.25))
            return [self.mixed(each, way, story.own) for each, way in zip(given, ways, strict=True)]
        return [self.edited(each) for each in given]

    def mixed(self, sentence: Sentence, way: int, own: np.ndarray) -> Sentence:
        """Keep a sentence, cut it, reword it, or put another in its place."""
        cut = sentence[: 2 * len(sentence) // 3]
        return (sentence, cut, self.reworded(sentence), self.sentence(own))[way]


def near_copies(n: int, seed: int = 20250213) -> pd.DataFrame:
    """Return the sentences of one story that ``n`` papers print nearly verbatim."""
    made = Stories(seed)
    story = made.story()
    rows = [
        (f"a{number:06}", place, made.text(sentence))
        for number in range(n)
        for place, sentence in enumerate(made.version(story, "verbatim"))
    ]
    return pd.DataFrame(rows, columns=["article", "sentence", "text"])


def corpus(n_articles: int, seed: int = 20250213) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return sentences, and articles with their date and the family that was planted."""
    made, chance = Stories(seed), np.random.default_rng(seed + 1)
    articles: list[tuple[str, str, int, str]] = []
    texts: list[list[str]] = []

    def printed(family: str, day: int, kind: str, sentences: list[Sentence]) -> None:
        articles.append((f"a{len(articles):06}", family, day, kind))
        closing = [made.boilerplate[chance.integers(5)]] if chance.random() < BOILERPLATE else []
        texts.append([*map(made.text, sentences), *closing])

    for number in itertools.count():
        if len(articles) >= n_articles:
            break
        story, day = made.story(), int(chance.integers(DAYS))
        for kind in chance.choice(
            list(KINDS), 1 + chance.choice(10, p=VERSIONS), p=[*KINDS.values()]
        ):
            printed(f"s{number}", day + int(chance.integers(3)), kind, made.version(story, kind))
        if chance.random() < OTHER_REPORT:
            printed(f"r{number}", day, "other report", made.story(story.own).sentences)
    lengths = [len(text) for text in texts[:n_articles]]
    table = pd.DataFrame(articles[:n_articles], columns=["article", "planted", "day", "kind"])
    table["date"] = (pd.Timestamp("2025-01-01") + pd.to_timedelta(table["day"], "D")).dt.strftime(
        "%Y-%m-%d"
    )
    table["outlet"] = [f"o{number % N_OUTLETS}" for number in range(len(table))]
    sentences = pd.DataFrame(
        {"article": table["article"].repeat(lengths).to_numpy(),
         "sentence": np.concatenate([np.arange(n) for n in lengths]),
         "text": [sentence for text in texts[:n_articles] for sentence in text]}
    )  # fmt: skip
    return sentences, table.assign(text="").drop(columns="day")
