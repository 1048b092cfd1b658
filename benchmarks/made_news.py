"""Made articles for benchmarks: words by Zipf's law, sentences and paragraphs as in news.

Nothing in them was ever printed. Their sentences end in a plain way, so that any splitter finds
the same ones, and a careful script can be asked for the same results to the last digit.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path
from typing import Any

import pandas as pd

from framing.words.vader import word_list

SEED, N_WORDS, OUTLETS = 20250213, 30_000, 20
_LAST = 6  # letters of the last word of a sentence
_RATED = 1_500  # of the words are rated: some 4 in 100 words of a text are
PHRASES = ("left out of the talks", "peace talks", "warm words", "emergency summit", "Ukraine",
           "United States", "cease-fire", "foreign minister", "security guarantees")  # fmt: skip
_COMMON = (
    "the of to and a in that is for on with as it was by at from has said not but very never no so "
    "this will be were had have their they his he who which would an are or its been more after "
    "before over two up out about could new there than into"
).split()


class _Words:
    """Words and how often each is drawn: some common, some rated, most of them made."""

    def __init__(self, chance: random.Random) -> None:
        syllables = [a + b for a in "bcdfghklmnprstvz" for b in ("a", "e", "i", "o", "u")]
        made = {"".join(chance.choices(syllables, k=chance.choice((2, 3, 3, 4, 4))))
                for _ in range(N_WORDS)}  # fmt: skip
        rated = [line.split("\t")[0] for line in word_list().splitlines()]
        rated = [word for word in rated if word.isalpha()]
        words = sorted([*made, *chance.sample(rated, k=_RATED)])
        chance.shuffle(words)
        self.words = [*_COMMON, *words]
        # function words are two in five, as in news
        heavy = [0.4 / len(_COMMON)] * len(_COMMON)
        rare = [1 / rank for rank in range(20, len(words) + 20)]
        whole = sum(rare)
        self.weights = list(accumulate([*heavy, *(0.6 * one / whole for one in rare)]))
        self.names = [word.capitalize() for word in words[:2000]]


def _sentence(chance: random.Random, of: _Words) -> str:
    words = chance.choices(of.words, cum_weights=of.weights, k=chance.randint(8, 28))
    if chance.random() < 0.5:
        words.insert(chance.randrange(len(words)), chance.choice(of.names))
    if chance.random() < 0.12:
        words.insert(chance.randrange(len(words)), chance.choice(PHRASES))
    if chance.random() < 0.3:
        words[len(words) // 2] += ","
    while len(words[-1]) < _LAST:  # nothing that could be an abbreviation
        words[-1] = chance.choice(of.words)
    said = " ".join(words)
    said = f"{said[0].upper()}{said[1:]}"
    return f"{said}{'!' if chance.random() < 0.01 else '.'}"


def _article(chance: random.Random, of: _Words) -> str:
    paragraphs = [
        " ".join(_sentence(chance, of) for _ in range(chance.randint(1, 3)))
        for _ in range(chance.randint(5, 11))
    ]
    return "\n\n".join(paragraphs)


def articles(n: int, *, repeats: float = 0.0, seed: int = SEED) -> pd.DataFrame:
    """Make articles of twenty outlets; a share of them print the text of an earlier one again."""
    chance = random.Random(seed)
    of = _Words(chance)
    rows, texts = [], list[str]()
    for number in range(n):
        if texts and chance.random() < repeats:
            text = chance.choice(texts)
        else:
            text = _article(chance, of)
            texts.append(text)
        title = " ".join(chance.choices(of.words, cum_weights=of.weights, k=8)).capitalize()
        outlet = f"Outlet {number % OUTLETS:02}"
        rows.append((f"a{number:07}", outlet, f"2025-02-{1 + number % 28:02}", title, "en", text))
    columns = ["article", "outlet", "date", "title", "language", "text"]
    return pd.DataFrame(rows, columns=columns)


def of_folder(path: Path) -> pd.DataFrame:
    """Return the articles of one's own texts: what ``framing.read_corpus`` reads there."""
    from framing.corpus.load import load

    read = load(path).articles
    read["language"] = "en"
    return read[["article", "outlet", "date", "title", "language", "text"]]


def codebook() -> dict[str, Any]:
    """Return a codebook of three frames, a phrase an entry."""
    frames = {
        f"frame_{n}": {"definition": "d", "indicators": [{"id": "i", "any": [*PHRASES[n::3]]}]}
        for n in range(3)
    }
    return {"codebook": {"name": "made"}, "frames": frames}


def wildcards(texts: Iterable[str], n: int = 200) -> dict[str, Any]:
    """Return a codebook of one frame: beginnings of longer words that stand in some texts."""
    words = {word.lower() for text in texts for word in text.split() if word.isalpha()}
    begun = sorted({word[:5] for word in words if len(word) > 6})
    entries = [f"{word}*" for word in random.Random(SEED).sample(begun, k=n)]
    frame = {"definition": "d", "indicators": [{"id": "i", "any": entries}]}
    return {"codebook": {"name": "made"}, "frames": {"frame": frame}}


def codebook_text() -> str:
    """Return the phrases as a file has it."""
    book = codebook()
    lines = ["[codebook]", 'name = "made"']
    for name, frame in book["frames"].items():
        entries = json.dumps(frame["indicators"][0]["any"])
        lines += [f"[frames.{name}]", 'definition = "d"', f"[[frames.{name}.indicators]]"]
        lines += ['id = "i"', f"any = {entries}"]
    return "\n".join(lines) + "\n"
