"""What py3langid says of many texts, which are read letter by letter side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import scipy


def classified(model: Any, texts: Sequence[str]) -> list[tuple[str, float]]:
    """Return the language of each text and how sure that is, as ``model.classify`` does.

    Parameters
    ----------
    model : py3langid's identifier, with normed probabilities.
    """
    encoded = [model._encode(text) for text in texts]
    size = np.array([*map(len, encoded)], "int64")
    features = len(model.nb_ptc)
    counts = _counts(model, encoded, size, features)
    counts.data = np.log1p(counts.data)
    scores = (counts @ np.asarray(model.nb_ptc) + np.asarray(model.nb_pc)).astype("float64")
    scores[np.diff(counts.indptr) == 0] = 0.0  # nothing known: all languages are as likely
    scores /= np.sqrt(np.maximum(size, 1))[:, None]
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    scores /= scores.sum(axis=1, keepdims=True)
    for first, other in model._alias_pairs:
        scores[:, first] += scores[:, other]
        scores[:, other] = 0.0
    best = scores.argmax(axis=1)
    sure = scores[np.arange(len(best)), best]
    return [(model.nb_classes[one], float(p)) for one, p in zip(best, sure, strict=True)]


def _counts(
    model: Any, encoded: Sequence[bytes], size: np.ndarray, features: int
) -> scipy.sparse.csr_matrix:
    """Count the features of each text: all take one step of the model's automaton at a time."""
    order = np.argsort(-size)  # the longest first, so that those not yet read stand together
    signs = np.zeros((int(size.max(initial=0)), len(encoded)), "uint8")
    for column, number in enumerate(order):
        signs[: size[number], column] = np.frombuffer(encoded[number], "uint8")
    move, base, output = map(np.asarray, (model.tk_nextmove, model._rowbase, model.tk_output))
    unread = np.searchsorted(-size[order], -np.arange(len(signs)), side="left")
    state = np.zeros(len(encoded), "int64")
    texts, found = [np.zeros(0, "int64")], [np.zeros(0, "int64")]
    for row, n in zip(signs, unread, strict=True):
        state[:n] = move[base[state[:n]] + row[:n]]
        feature = output[state[:n]]
        (met,) = np.nonzero(feature >= 0)
        texts.append(order[met])
        found.append(feature[met])
    at = (np.concatenate(texts), np.concatenate(found).astype("int64"))
    return scipy.sparse.csr_matrix(
        (np.ones(len(at[0]), "float32"), at), shape=(len(encoded), features)
    )
