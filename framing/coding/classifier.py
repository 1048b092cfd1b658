"""Coding by a classifier that learns from codings and is judged on articles it has not seen.

Nothing is stored: the classifier is fitted anew from the codings each time. A sentence is scored
by the models that saw neither it nor any article of its family: so its score can be held against
its code, and the error of those that have a code is that of those that have none (cross-prediction:
Zrnic & Candès 2024, PNAS 121(15)).
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from framing.coding.codebook import Codebook
from framing.corpus.terms import TFIDF
from framing.corpus.words import without_possessive, words
from framing.errors import ParameterError, some, suggestion
from framing.tables.codes import CLASSIFIER
from framing.tables.contracts import FINAL
from framing.tables.require import joined, require
from framing.tables.toml import SEED

FOLDS = 5
MIN_OF_EACH = 10
FEW_POSITIVES = f"fewer than {MIN_OF_EACH} sentences coded with the frame: not learnt"
FEW_NEGATIVES = f"fewer than {MIN_OF_EACH} sentences coded without the frame: not learnt"
FEW_FAMILIES = "fewer independent texts coded than folds: not learnt"
UNEVEN = "too few independent texts with or without the frame: not learnt"

Splits = list[tuple[np.ndarray, np.ndarray]]
_KEY = ["article", "sentence"]


class Coded(NamedTuple):
    """What is learnt from: the words of sentences, whether the frame is present, families."""

    documents: np.ndarray
    present: np.ndarray
    family: np.ndarray

    def at(self, rows: np.ndarray) -> Coded:
        """Return the chosen rows."""
        return Coded(self.documents[rows], self.present[rows], self.family[rows])


def code_by_classifier(
    sentences: pd.DataFrame,
    *,
    codebook: Codebook,
    codings: pd.DataFrame,
    reference: str = "reference",
    coder: str = CLASSIFIER,
    folds: int = FOLDS,
    seed: int = SEED,
) -> pd.DataFrame:
    """Code sentences by a classifier trained on somebody's codings of the codebook's frames."""
    if folds < 2:
        raise ParameterError(f"folds is {folds}; a number of parts from 2 on is needed.")
    sentences = require(sentences, "sentences")
    known = require(codings, "codings").query("frame in @codebook.frames")
    codes = joined(_final(known, reference), sentences)[[*_KEY, "frame", "present"]]
    documents = _documents(sentences)
    found = [
        _coded(sentences, documents, own, folds, seed).assign(frame=frame)
        for frame, own in codes.groupby("frame")
    ]
    table = pd.concat(found).sort_index(kind="stable", ignore_index=True)
    return require(table.assign(coder=coder), "codings")


def _final(codings: pd.DataFrame, reference: str) -> pd.DataFrame:
    coders = sorted(set(codings["coder"]))
    own = codings[(codings["coder"] == reference) & (codings["round"] == FINAL)]
    if own.empty:
        raise ParameterError(
            f"reference is {reference!r}, who has no final codings here. Coders: "
            f"{some(coders) or 'none'}.{suggestion(reference, set(coders) - {reference})}"
        )
    return own


def _documents(sentences: pd.DataFrame) -> np.ndarray:
    """Return the words and pairs of words of each sentence."""
    documents = np.empty(len(sentences), dtype=object)
    for number, text in enumerate(sentences["text"]):
        one = [without_possessive(word.folded) for word in words(text)]
        documents[number] = [*one, *map(" ".join, pairwise(one))]
    return documents


def _coded(
    sentences: pd.DataFrame, documents: np.ndarray, codes: pd.DataFrame, folds: int, seed: int
) -> pd.DataFrame:
    """Score every sentence for one frame, or say why that cannot be learnt."""
    table = sentences[_KEY].merge(codes, on=_KEY, how="left", validate="one_to_one")
    order = sentences.sort_values(_KEY).index.to_numpy()  # whatever the order they came in
    seen = order[table["present"].notna().to_numpy()[order]]
    coded = Coded(
        documents[seen],
        table["present"].to_numpy("float64", na_value=np.nan)[seen].astype(int),
        sentences["family"].to_numpy()[seen],
    )
    note, outer = _divided(coded, folds, seed)
    score = np.full(len(sentences), np.nan)
    if not note:
        family = sentences["family"].to_numpy()[order]
        score[order] = _unseen(coded, outer, documents[order], family, folds, seed)
    present = pd.Series(score >= 0.5).astype("Int64").mask(np.isnan(score))
    return sentences[_KEY].assign(present=present, score=score, note=note or None)


def _divided(coded: Coded, folds: int, seed: int) -> tuple[str, Splits]:
    """Divide families into folds, or say why that cannot be done."""
    positives = int(coded.present.sum())
    if positives < MIN_OF_EACH:
        return FEW_POSITIVES, []
    if len(coded.present) - positives < MIN_OF_EACH:
        return FEW_NEGATIVES, []
    if len(set(coded.family)) < folds:
        return FEW_FAMILIES, []
    if not _learnable(coded, folds, seed):
        return UNEVEN, []
    outer = _splits(coded, folds, seed)
    even = all(_learnable(coded.at(train), folds, seed) for train, _ in outer)
    return ("", outer) if even else (UNEVEN, [])


def _learnable(coded: Coded, folds: int, seed: int) -> bool:
    """Tell whether both codes occur in whatever is learnt from when folds are left out."""
    n = min(folds, len(set(coded.family)))
    if n < 2 or np.bincount(coded.present, minlength=2).min() < n:
        return False
    return all(len(set(coded.present[train])) == 2 for train, _ in _splits(coded, folds, seed))


def _splits(coded: Coded, folds: int, seed: int) -> Splits:
    """Divide so that no family is on both sides, and the codes are spread evenly."""
    from sklearn.model_selection import StratifiedGroupKFold

    n = min(folds, len(set(coded.family)))
    division = StratifiedGroupKFold(n, shuffle=True, random_state=seed)
    return list(division.split(coded.present, coded.present, coded.family))


def _unseen(
    coded: Coded, outer: Splits, documents: np.ndarray, family: np.ndarray, folds: int, seed: int
) -> np.ndarray:
    """Return the mean score of each sentence by the models that have not seen its family.

    Of a family with codes that is one model, of others all: so the errors that are found on
    coded sentences are those of the models that score the rest.
    """
    score, models = np.zeros(len(documents)), np.zeros(len(documents))
    for train, _ in outer:
        unseen = ~np.isin(family, coded.family[train])
        model = _fitted(coded.at(train), folds, seed)
        score[unseen] += model.predict_proba(documents[unseen])[:, 1]
        models += unseen
    return score / models


def _fitted(coded: Coded, folds: int, seed: int) -> Any:
    """Fit on what is given, and calibrate on families of it that are left out in turn."""
    from sklearn.calibration import CalibratedClassifierCV
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    learner = make_pipeline(
        TfidfVectorizer(analyzer=list, **TFIDF),
        LogisticRegression(class_weight="balanced", max_iter=1000),
    )
    splits = _splits(coded, folds, seed)
    model = CalibratedClassifierCV(learner, method="sigmoid", cv=splits, ensemble=False, n_jobs=1)
    return model.fit(coded.documents, coded.present)
