"""Code sentences: by the codebook's indicators, by likeness to its rules, or as somebody coded."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from framing.coding.classifier import code_by_classifier
from framing.coding.codebook import Codebook, checked_codebook
from framing.coding.rules import code_by_rules
from framing.coding.similarity import code_by_similarity
from framing.errors import ParameterError
from framing.tables.codes import CLASSIFIER, RULES, SIMILARITY
from framing.tables.require import check_choice

_WAYS: dict[str, Callable[..., pd.DataFrame]] = {
    RULES: code_by_rules,
    SIMILARITY: code_by_similarity,
    CLASSIFIER: code_by_classifier,
}
_OPTIONS = {
    "evidence": RULES,
    "threshold": SIMILARITY,
    **dict.fromkeys(("codings", "reference", "folds", "seed"), CLASSIFIER),
}


def code(
    sentences: pd.DataFrame,
    *,
    codebook: Codebook,
    by: str = RULES,
    coder: str | None = None,
    evidence: pd.DataFrame | None = None,
    threshold: float | None = None,
    codings: pd.DataFrame | None = None,
    reference: str | None = None,
    folds: int | None = None,
    seed: int | None = None,
) -> pd.DataFrame:
    """Code sentences: by rules, by similarity, or by a classifier that learns from codings.

    Parameters
    ----------
    sentences : a row is a sentence; needs ``article``, ``sentence`` and ``text``.
    codebook : the frames: with their indicators for rules, with their definitions, rules and
        examples for similarity.
    by : ``rules``, ``similarity`` or ``classifier``.
    coder : the name under which the codings stand; that of the way if not given.
    evidence : for rules, the table of :func:`mentions` for these sentences, if it is at hand.
    threshold : for similarity, the score from which on a frame counts as present, above 0 and
        at most 1; 0.1 if not given.
    codings : for the classifier, the codings to learn from.
    reference : for the classifier, whose final codings are learnt; ``reference`` if not given.
    folds : for the classifier, into how many parts the families of articles are divided; 5 if
        not given.
    seed : for the classifier, of that division.

    Returns
    -------
    A row for each sentence and frame. ``present`` is 1 or 0; mode, voice and speaker are
    missing, since no machine codes them. By rules, ``subcode`` holds the sub-codes found, joined
    by ``;`` in codebook order. By similarity, ``score`` is the highest cosine, from 0 to 1, of the
    sentence's TF-IDF weights to those of one of the frame's texts, and ``note`` names that text.

    By the classifier, ``score`` is the calibrated probability that the frame is present, for each
    frame that ``reference`` coded; ``present`` is 1 from 0.5 on. A sentence that was coded has its
    score from a model fitted without its family, others from one fitted on all that were. Both
    are missing, with a ``note``, where there are fewer than 10 sentences with or without the
    frame, or too few families of articles to divide.

    Raises
    ------
    TableError : a column is missing or of a wrong type, a sentence stands twice, or a coding names
        no sentence given.
    ParameterError : an option of another way; ``codings`` is not given or ``reference`` coded
        nothing in them; a ``threshold`` or ``folds`` outside its range.

    Notes
    -----
    Similarity: function words and number words are left out by the language of each sentence, and
    of the codebook for its texts. The weights come from the sentences and the frames' texts
    together, so a score depends on the corpus. The default threshold is the best of 0.05, 0.1, 0.15
    and so on by mean F1 over the frames of the shipped study, held against its reference codings.
    It is a start: hold the codings against people's with
    :func:`framing.trust.agreement`, or choose by ``score``.

    Classifier: for each frame TF-IDF of words and pairs of words, logistic regression with classes
    weighted alike, and Platt's calibration on scores of families left out in turn. What is learnt
    and how it is calibrated are both found inside the families that are seen. Texts that print the
    same passages must be one ``family``: else a sentence is scored by a model that has seen its
    copy.

    References
    ----------
    Salton & Buckley (1988), Information Processing & Management 24, 513-523. Platt (1999),
    Probabilistic outputs for support vector machines. scikit-learn, ``CalibratedClassifierCV`` and
    ``StratifiedGroupKFold``.

    Examples
    --------
    >>> table = pd.DataFrame({"article": "a", "sentence": [0, 1],
    ...     "text": ["Kyiv was left out.", "Talks began."]})
    >>> from framing.coding.codebook import parse_codebook
    >>> book = parse_codebook({"codebook": {"name": "b"}, "frames": {"f": {"definition":
    ...     "Kyiv is out.", "indicators": [{"id": "i", "any": ["left out"]}]}}}, source="b")
    >>> code(table, codebook=book)[["sentence", "frame", "present"]]
       sentence frame  present
    0         0     f        1
    1         1     f        0
    >>> code(table, codebook=book, by="similarity")[["sentence", "present", "score"]].round(2)
       sentence  present  score
    0         0        1   0.61
    1         1        0   0.00
    """
    options = {
        "evidence": evidence, "threshold": threshold, "codings": codings,
        "reference": reference, "folds": folds, "seed": seed,
    }  # fmt: skip
    given = {option: value for option, value in options.items() if value is not None}
    check_choice(by, list(_WAYS), what="by")
    if other := [option for option in given if _OPTIONS[option] != by]:
        raise ParameterError(f"{other[0]} is for by='{_OPTIONS[other[0]]}', but by is '{by}'.")
    if by == CLASSIFIER and codings is None:
        raise ParameterError("codings is not given; a classifier learns from somebody's codings.")
    return _WAYS[by](sentences, codebook=checked_codebook(codebook), coder=coder or by, **given)
