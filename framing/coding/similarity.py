"""Coding by likeness: how near the wording of a sentence is to a frame's written rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from framing.coding.codebook import Codebook, Frame
from framing.corpus.sentences import tokens
from framing.corpus.terms import TFIDF, as_terms
from framing.errors import ParameterError
from framing.tables.codes import SIMILARITY
from framing.tables.require import empty, require

THRESHOLD = 0.1


class _Text(NamedTuple):
    """A text of a frame: which one it is, and its words."""

    frame: str
    part: str
    text: str


def code_by_similarity(
    sentences: pd.DataFrame,
    *,
    codebook: Codebook,
    threshold: float = THRESHOLD,
    coder: str = SIMILARITY,
) -> pd.DataFrame:
    """Code sentences by how like their words are to a frame's definition, rules and examples."""
    if not 0 < threshold <= 1:
        raise ParameterError(f"threshold is {threshold}; a number above 0 and at most 1 is needed.")
    sentences = require(sentences, "sentences")
    texts = [text for frame in codebook.frames.values() for text in _texts(frame)]
    if sentences.empty or not texts:
        return empty("codings")
    cosines = _cosines(_terms(sentences["text"], sentences["language"]),
                       _terms([text.text for text in texts], codebook.language))  # fmt: skip
    found = [_coded(sentences, cosines, texts, frame) for frame in codebook.frames]
    table = pd.concat(found).sort_index(kind="stable", ignore_index=True)
    table["present"] = (table["score"] >= threshold).astype("int64")
    return require(table.assign(coder=coder), "codings")


def _texts(frame: Frame) -> list[_Text]:
    """Return a frame's texts, each by its name."""
    parts = {"definition": (frame.definition,), "rule": frame.include, "example": frame.examples}
    return [
        _Text(frame.id, name if name == "definition" else f"{name} {number}", text)
        for name, texts in parts.items()
        for number, text in enumerate(texts, 1)
    ]


def _cosines(one: list[list[str]], other: list[list[str]]) -> np.ndarray:
    """Return the cosine of the terms of each text to those of others; without terms it is 0."""
    from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

    documents = [*one, *other]
    if not any(documents):
        return np.zeros((len(one), len(other)))
    counts = CountVectorizer(analyzer=list, dtype=np.float64).fit_transform(documents)
    weights = TfidfTransformer(**TFIDF).fit_transform(counts)
    weights.sort_indices()  # scikit-learn promises no order
    cosines = (weights[: len(one)] @ weights[len(one) :].T).toarray()
    return np.minimum(cosines, 1.0)


def _terms(texts: Sequence[str], language: str | pd.Series) -> list[list[str]]:
    """Return the terms of each text, by the rule that TF-IDF and keyness count by."""
    numbered = {"article": "", "sentence": range(len(texts)), "text": list(texts)}
    table = tokens(pd.DataFrame({**numbered, "language": language}))
    terms = as_terms(table, stop_words=True, variants=False).dropna()
    by_text = terms.groupby(table["sentence"]).agg(list)
    return [by_text.get(number, []) for number in range(len(texts))]


def _coded(
    sentences: pd.DataFrame, cosines: np.ndarray, texts: list[_Text], frame: str
) -> pd.DataFrame:
    own = [number for number, text in enumerate(texts) if text.frame == frame]
    nearest = cosines[:, own].argmax(axis=1)
    score = cosines[:, own].max(axis=1)
    parts: list[Any] = [f"nearest to {texts[number].part}" for number in own]
    note = [parts[n] if s > 0 else None for n, s in zip(nearest, score, strict=True)]
    return sentences[["article", "sentence"]].assign(frame=frame, score=score, note=note)
