"""Tone towards somebody: learn its weights, and say what they are worth on targets kept apart.

FOLDER holds ``train.jsonl`` of NewsMTSC (Hamborg & Donnay 2021, MIT): sentences of political news
with persons and groups, each judged negative, neutral or positive by people. One story in five is
kept apart and decides nothing; what weights learnt from the others are worth is measured on them.
The weights that are shipped are learnt in the same way from all, since more targets make better
ones; how sure they are and when nothing is told rest on cross-validation. With ``--write`` weights
and card go to ``framing/words`` and the figures to ``docs/tone.md``; the sentences themselves go
nowhere.

    python benchmarks/tone.py FOLDER
    python benchmarks/tone.py FOLDER --write
"""

from __future__ import annotations

import argparse
import hashlib
import json
from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from sys import intern
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import confusion_matrix, f1_score
from sklearn.model_selection import StratifiedGroupKFold

from benchmarks.tone_page import page, written_card
from framing.words.sentiment import sentiment
from framing.words.tone_features import Feature, features
from framing.words.tone_model import CARD, UNIT, WEIGHTS, softmax

ROOT = Path(__file__).parents[1]
PAGE, PACKAGE = ROOT / "docs" / "tone.md", ROOT / "framing" / "words"
JUDGED = {2: 0, 4: 1, 6: 2}  # polarity as the file has it
SEED, FOLDS, APART = 20210419, 5, 5
C, SELDOM, SMALL = 0.8, 3, 0.03  # penalty; targets that a feature needs; weights left out below
NUMBERS, WORDS = 0.2, 0.2  # how much numbers and words may weigh
RIGHT = 0.75  # of what is told, as far as cross-validation can tell
BINS, DRAWS = 10, 2000
ALL = "all: these and the kinds of words in their order"
TRIES: dict[str, Callable[[str], bool]] = {
    "words and pairs of the sentence": lambda name: name.startswith("s "),
    "VADER's valences by place": lambda name: name.startswith("#vader"),
    "all lists and numbers by place": lambda name: name.startswith("#"),
    "words and pairs, of the sentence, by side, by distance and of the clause": (
        lambda name: not name.startswith(("#", "o"))
    ),
    "these and VADER's valences by place": (
        lambda name: name.startswith("#vader") or not name.startswith(("#", "o"))
    ),
    "these and all lists and numbers by place": lambda name: not name.startswith("o"),
}


class Targets(NamedTuple):
    """Targets: their features, the tone that people gave, story and sentence."""

    features: list[list[Feature]]
    tone: np.ndarray
    story: np.ndarray
    texts: np.ndarray

    def at(self, rows: np.ndarray) -> Targets:
        """Return the chosen rows."""
        return Targets([self.features[n] for n in rows], *(each[rows] for each in self[1:]))

    def only(self, wanted: Callable[[str], bool]) -> Targets:
        """Return the targets with the wanted features alone."""
        kept = [[one for one in each if wanted(one[0])] for each in self.features]
        return self._replace(features=kept)


class Learnt(NamedTuple):
    """Features with what they add for each tone."""

    names: list[str]
    weights: np.ndarray

    def scores(self, targets: Targets) -> np.ndarray:
        """Return what the features of each target add up to for each tone."""
        return matrix(targets.features, {n: at for at, n in enumerate(self.names)}) @ self.weights


def story(name: str) -> str:
    """Return the story of a sentence: of AllSides all articles on one event, else its article."""
    source, _, third, *_ = name.split("_")
    return f"{source}_{third}"


def read(folder: Path) -> Targets:
    """Return the targets in an order that the file's does not decide."""
    lines = (folder / "train.jsonl").read_text(encoding="utf-8").splitlines()
    rows = sorted(
        (line["primary_gid"], target["from"], target["to"], line["sentence_normalized"],
         int(target["polarity"]))
        for line in map(json.loads, lines)
        for target in line["targets"]
    )  # fmt: skip
    return Targets(
        [
            [(intern(name), value) for name, value in features(text, start, end)]
            for _, start, end, text, _ in rows
        ],
        np.array([JUDGED[polarity] for *_, polarity in rows]),
        np.array([story(name) for name, *_ in rows]),
        np.array([text for *_, text, _ in rows], dtype=object),
    )


def is_apart(name: str) -> bool:
    return int(hashlib.sha256(f"tone {name}".encode()).hexdigest(), 16) % APART == 0


def matrix(given: Sequence[list[Feature]], columns: dict[str, int]) -> Any:
    """Return the values of the wanted features, a row a target."""
    at, values, ends = array("q"), array("d"), array("q", [0])
    for each in given:
        for name, value in each:
            if (column := columns.get(name)) is not None:
                at.append(column)
                values.append(value)
        ends.append(len(at))
    cells = (np.array(values), np.array(at), np.array(ends))
    found = sparse.csr_matrix(cells, shape=(len(given), len(columns)))
    found.sum_duplicates()  # one order of columns, so that sums are the same to the last digit
    return found


def learn(targets: Targets) -> Learnt:
    """Learn what each feature adds, by a logistic regression in which tones weigh the same."""
    counts = Counter(name for each in targets.features for name, _ in each)
    names = sorted(name for name, n in counts.items() if n >= SELDOM)
    given = matrix(targets.features, {name: at for at, name in enumerate(names)})
    is_number = np.array([name.startswith("#") for name in names])
    mean = np.asarray(given.mean(axis=0)).ravel()
    spread = np.asarray(given.multiply(given).mean(axis=0)).ravel() - mean**2
    rarity = np.log(len(targets.features) / np.array([counts[name] for name in names]))
    weigh = np.where(is_number, NUMBERS / np.sqrt(np.maximum(spread, 1e-4)), WORDS * rarity)
    fitted = LogisticRegression(C=C, class_weight="balanced", max_iter=2000)
    fitted.fit(given @ sparse.diags(weigh), targets.tone)
    weights = np.round(fitted.coef_.T * weigh[:, None] * UNIT) / UNIT
    kept = np.abs(weights).max(axis=1) >= SMALL
    return Learnt([n for n, keep in zip(names, kept, strict=True) if keep], weights[kept])


def splits(targets: Targets) -> list[tuple[np.ndarray, np.ndarray]]:
    division = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=SEED)
    return list(division.split(targets.tone, targets.tone, targets.story))


def unseen(targets: Targets) -> tuple[np.ndarray, np.ndarray]:
    """Return scores of each target by weights that saw no target of its story, and its fold."""
    scores, fold = np.zeros((len(targets.tone), 3)), np.zeros(len(targets.tone), dtype=int)
    for number, (train, test) in enumerate(splits(targets)):
        scores[test] = learn(targets.at(train)).scores(targets.at(test))
        fold[test] = number
    return scores, fold


def calibrated(scores: np.ndarray, tone: np.ndarray) -> tuple[float, np.ndarray]:
    """Return scale and offsets with which scores are the likeliest probabilities."""

    def loss(given: np.ndarray) -> float:
        chances = softmax(scores * given[0] + np.array([given[1], 0.0, given[2]]))
        return float(-np.log(chances[np.arange(len(tone)), tone]).mean())

    found = minimize(loss, np.array([1.0, 0.0, 0.0]), method="BFGS").x.round(4)
    return float(found[0]), np.array([found[1], 0.0, found[2]])


def cross_calibrated(scores: np.ndarray, tone: np.ndarray, fold: np.ndarray) -> np.ndarray:
    """Return probabilities, each fold's calibrated on the others."""
    chances = np.zeros_like(scores)
    for number in range(FOLDS):
        here = fold == number
        scale, offsets = calibrated(scores[~here], tone[~here])
        chances[here] = softmax(scores[here] * scale + offsets)
    return chances


def least(chances: np.ndarray, tone: np.ndarray) -> float:
    """Return the lowest probability from which on what is told is right often enough."""
    sure, right = chances.max(axis=1), chances.argmax(axis=1) == tone
    for line in np.arange(0.34, 0.9, 0.01):
        if right[sure >= line].mean() >= RIGHT:
            return round(float(line), 2)
    return 0.9


def macro(tone: np.ndarray, told: np.ndarray) -> float:
    return float(f1_score(tone, told, average="macro", labels=[0, 1, 2]))


def interval(tone: np.ndarray, told: np.ndarray, story: np.ndarray) -> list[float]:
    """Return the percentile interval of macro-F1 over stories drawn anew."""
    number = np.unique(story, return_inverse=True)[1]
    cells = np.zeros((number.max() + 1, 9))
    np.add.at(cells, (number, tone * 3 + told), 1)
    random = np.random.default_rng(SEED)
    drawn = random.multinomial(len(cells), np.full(len(cells), 1 / len(cells)), size=DRAWS)
    table = (drawn @ cells).reshape(-1, 3, 3)
    hits = np.einsum("dii->di", table)
    f1 = (2 * hits / (table.sum(axis=1) + table.sum(axis=2))).mean(axis=1)
    return [round(float(each), 3) for each in np.quantile(f1, [0.025, 0.975])]


def calibration_error(chances: np.ndarray, tone: np.ndarray) -> tuple[float, list[Any]]:
    """Return how far probabilities are from shares, and both by tenths of probability."""
    sure, right = chances.max(axis=1), chances.argmax(axis=1) == tone
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    rows = [
        [int((bins == n).sum()), round(float(sure[bins == n].mean()), 3),
         round(float(right[bins == n].mean()), 3)]
        for n in np.unique(bins)
    ]  # fmt: skip
    return sum(n * abs(a - b) for n, a, b in rows) / len(sure), rows


def vader(texts: np.ndarray) -> np.ndarray:
    table = pd.DataFrame({"article": "a", "sentence": range(len(texts)), "text": list(texts)})
    compound = sentiment(table)["compound"].to_numpy("float64")
    return 1 + np.sign(compound).astype(int) * (np.abs(compound) >= 0.05)


def measured(chances: np.ndarray, targets: Targets, line: float) -> dict[str, Any]:
    """Return what probabilities are worth on targets: all, and those that are told."""
    tone, told = targets.tone, chances.argmax(axis=1)
    sure = chances.max(axis=1)
    error, rows = calibration_error(chances, tone)
    is_told = sure >= line
    return {
        "n": len(tone),
        "stories": len(set(targets.story)),
        "macro_f1": round(macro(tone, told), 3),
        "macro_f1_interval": interval(tone, told, targets.story),
        "accuracy": round(float((told == tone).mean()), 3),
        "calibration_error": round(error, 3),
        "reliability": rows,
        "told": round(float(is_told.mean()), 3),
        "accuracy_told": round(float((told == tone)[is_told].mean()), 3),
        "macro_f1_told": round(macro(tone[is_told], told[is_told]), 3),
        "confusion_told": confusion_matrix(
            tone[is_told], told[is_told], labels=[0, 1, 2]
        ).tolist(),
        "not_told_of": np.bincount(tone[~is_told], minlength=3).tolist(),
        "coverage": [
            [round(float(at), 2), round(float((sure >= at).mean()), 3),
             round(float((told == tone)[sure >= at].mean()), 3)]
            for at in np.arange(0.4, 0.85, 0.1) if (sure >= at).any()
        ],
    }  # fmt: skip


def weights_file(learnt: Learnt) -> bytes:
    rows = np.round(learnt.weights * UNIT).astype(int)
    lines = [
        "\t".join([name, *map(str, row)]) for name, row in zip(learnt.names, rows, strict=True)
    ]
    return ("feature\tnegative\tneutral\tpositive\n" + "\n".join(lines) + "\n").encode()


def trained(targets: Targets) -> tuple[Learnt, float, np.ndarray, float, np.ndarray]:
    """Return weights, scale, offsets, the line, and probabilities of targets not seen."""
    scores, fold = unseen(targets)
    scale, offsets = calibrated(scores, targets.tone)
    chances = cross_calibrated(scores, targets.tone, fold)
    return learn(targets), scale, offsets, least(chances, targets.tone), chances


def tried(targets: Targets) -> list[list[Any]]:
    """Return what other choices of features reached in cross-validation."""
    found = []
    for name, wanted in TRIES.items():
        own = targets.only(wanted)
        chances = cross_calibrated(*(lambda s: (s[0], own.tone, s[1]))(unseen(own)))
        found.append([name, round(macro(own.tone, chances.argmax(axis=1)), 3)])
    return found


def main(folder: Path, *, write: bool) -> None:
    targets = read(folder)
    kept = np.array([is_apart(name) for name in targets.story])
    own, apart = targets.at(np.flatnonzero(~kept)), targets.at(np.flatnonzero(kept))
    learnt, scale, offsets, line, of_own = trained(own)
    chances = softmax(learnt.scores(apart) * scale + offsets)
    of_apart = measured(chances, apart, line)
    learnt, scale, offsets, line, crossed = trained(targets)
    data = weights_file(learnt)
    known = vader(apart.texts)
    about = {
        "weights": {
            "sha256": hashlib.sha256(data).hexdigest(), "features": len(learnt.names),
            "bytes": len(data), "seed": SEED, "targets": len(targets.tone),
            "stories": len(set(targets.story)),
        },
        "probabilities": {"scale": scale, "offsets": offsets.tolist(), "least": line},
        "apart": {"learnt_from": len(own.tone), **of_apart},
        "cross_validated": measured(crossed, targets, line),
        "vader": {
            "macro_f1": round(macro(apart.tone, known), 3),
            "macro_f1_interval": interval(apart.tone, known, apart.story),
            "accuracy": round(float((known == apart.tone).mean()), 3),
        },
        "tries": {"rows": [*tried(own), [ALL, round(macro(own.tone, of_own.argmax(axis=1)), 3)]]},
    }  # fmt: skip
    card = written_card(about)
    print(card)
    if write:
        (PACKAGE / WEIGHTS).write_bytes(data)
        (PACKAGE / CARD).write_text(card, encoding="utf-8")
        PAGE.write_text(page(about), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    main(given.folder, write=given.write)
