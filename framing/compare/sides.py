"""What outlets are compared by, and each outlet beside those that it is compared with."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from framing.compare import resample
from framing.compare.article_frames import BY_ORIGIN
from framing.compare.contrast import REST
from framing.compare.estimate import Counts
from framing.errors import ParameterError, some, suggestion
from framing.tables.require import require

UNITS = {
    "sentences": Counts("n_frame_sentences", "n_sentences"),
    "words": Counts("n_frame_words", "n_words"),
}
MEASURES = {
    "prevalence": Counts("n_present", "n_known", of_texts=True),
    "salience": UNITS["sentences"],
    "prominence": Counts("n_prominent", "n_placed", of_texts=True),
}
OTHERS = ["coder", "frame", "wire"]  # with the outlet, what a comparison is told apart by
_PLACES = {"prevalence": ["present"], "prominence": ["in_headline", "in_lead"]}


def with_trials(article_frames: pd.DataFrame) -> pd.DataFrame:
    """Count each text once: whether the frame is present and prominent, and if that is known."""
    rows = require(article_frames, "article_frames")
    for measure, places in _PLACES.items():
        counts, found = MEASURES[measure], rows[places]
        rows[counts.part] = found.fillna(False).any(axis=1).astype("int64")
        rows[counts.whole] = found.notna().any(axis=1).astype("int64")
    return rows


def in_mode(counts: Counts, wire: str) -> Counts:
    """Ask for more sentences than one where only those of some origins are counted."""
    few = wire in BY_ORIGIN and not counts.of_texts
    return counts._replace(min_sentences=resample.MIN_FOR_SHARE if few else 0)


def check_reference(reference: str, rows: pd.DataFrame, words: tuple[str, ...]) -> None:
    """Refuse a reference that is neither an outlet nor one of some words."""
    outlets = sorted(rows["outlet"].unique())
    if reference not in (*words, *outlets):
        raise ParameterError(
            f"reference is {reference!r}, which is no outlet here. Outlets: {some(outlets)}; "
            f"or {' or '.join(map(repr, words))}.{suggestion(reference, [*outlets, *words])}"
        )


def sides(
    rows: pd.DataFrame, reference: str
) -> Iterator[tuple[pd.DataFrame, pd.DataFrame, dict[str, str]]]:
    """Yield the rows of each outlet, those of its reference, and their names.

    Raises
    ------
    ParameterError : the reference is neither an outlet nor ``rest``.
    """
    check_reference(reference, rows, (REST,))
    outlets = sorted(rows["outlet"].unique())
    groups = [
        (dict(zip(OTHERS, names, strict=True)), group) for names, group in rows.groupby(OTHERS)
    ]
    for outlet in (each for each in outlets if each != reference):
        for names, group in groups:
            own = group["outlet"] == outlet
            other = ~own if reference == REST else group["outlet"] == reference
            if own.any() and other.any():
                yield group[own], group[other], {**names, "outlet": outlet, "reference": reference}
