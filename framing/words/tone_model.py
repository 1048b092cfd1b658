"""The weights from which tone is told, as they were learnt; nothing is learnt here.

``tone_weights.tsv`` has a line a feature, with what it adds for each tone in thousandths;
``tone_card.toml`` says where they come from and what they were measured to be worth. Both are
written by ``benchmarks/tone.py``.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable
from csv import QUOTE_NONE
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from framing.errors import FramingError
from framing.tables.codes import TONES
from framing.words.tone_features import Feature

FOLDER = Path(__file__).parent
WEIGHTS, CARD = "tone_weights.tsv", "tone_card.toml"
UNIT = 1000  # of a weight, which is written as a whole number


class Model(NamedTuple):
    """What each feature adds for each tone, how sure that is, and below what nothing is told."""

    rows: dict[str, int]
    weights: np.ndarray
    scale: float
    offsets: np.ndarray
    least: float

    def probabilities(self, mentions: Iterable[list[Feature]]) -> np.ndarray:
        """Return the probability of each tone, a row a mention.

        Examples
        --------
        >>> model = Model({"s good": 0}, np.array([[0.0, 0.0, 3.0]]), 1.0, np.zeros(3), 0.5)
        >>> model.probabilities([[("s good", 1.0)], []]).round(2).tolist()
        [[0.05, 0.05, 0.91], [0.33, 0.33, 0.33]]
        """
        sums = [self._sum(mention) for mention in mentions]
        return softmax(np.array(sums).reshape(-1, 3) * self.scale + self.offsets)

    def _sum(self, mention: list[Feature]) -> np.ndarray:
        rows = self.rows
        found = [(rows[name], value) for name, value in mention if name in rows]
        if not found:
            return np.zeros(3)
        at, values = zip(*found, strict=True)
        return np.array(values) @ self.weights[list(at)]


def softmax(scores: np.ndarray) -> np.ndarray:
    """Return probabilities of scores, a row each."""
    odds = np.exp(scores - scores.max(axis=1, keepdims=True, initial=-np.inf))
    return odds / odds.sum(axis=1, keepdims=True)


@cache
def card(folder: Path = FOLDER) -> dict[str, Any]:
    """Return the card of the weights."""
    return tomllib.loads((folder / CARD).read_text(encoding="utf-8"))


@cache
def model(folder: Path = FOLDER) -> Model:
    """Return the weights; those that are not the card's are refused."""
    about, data = card(folder), (folder / WEIGHTS).read_bytes()
    if (found := hashlib.sha256(data).hexdigest()) != about["weights"]["sha256"]:
        raise FramingError(
            f"{WEIGHTS} has the hash {found[:12]}, {CARD} names "
            f"{about['weights']['sha256'][:12]}. Install the package anew, or train both again."
        )
    table = pd.read_csv(BytesIO(data), sep="\t", quoting=QUOTE_NONE, keep_default_na=False)
    told = about["probabilities"]
    return Model(
        {name: row for row, name in enumerate(table["feature"])},
        table[list(TONES)].to_numpy("float64") / UNIT,
        told["scale"],
        np.array(told["offsets"]),
        told["least"],
    )
