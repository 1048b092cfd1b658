"""Rule coding: which indicators of a codebook stand where, and what follows for each sentence."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from framing.codebook import Codebook, Frame
from framing.contracts import CONTRACTS
from framing.measures.matching import Matcher
from framing.tables import empty, require

RULES = "rules"


def mentions(
    sentences: pd.DataFrame, *, codebook: Codebook, frames: Iterable[str] | None = None
) -> pd.DataFrame:
    """Find where the codebook's indicators stand: the evidence behind rule codings.

    Parameters
    ----------
    sentences : a row is a sentence; needs ``article``, ``sentence`` and ``text``.
    codebook : the frames with their indicators.
    frames : only these frames; all if not given.

    Returns
    -------
    A row is a span of characters, ``articles.text[start:end]`` (or of the sentence where
    ``sentences`` has no ``start``); ``match`` numbers the hits of an indicator in a
    sentence from 0, and the spans of one hit share it.

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a"], "sentence": [0], "text": ["Kyiv was left out."]})
    >>> from framing.codebook import parse_codebook
    >>> book = {"codebook": {"name": "b"}, "frames": {"f": {"definition": "d",
    ...     "indicators": [{"id": "i", "any": ["left out"]}]}}}
    >>> mentions(table, codebook=parse_codebook(book, source="b"))[["indicator", "start", "text"]]
      indicator  start      text
    0         i      9  left out
    """
    sentences = require(sentences, "sentences")
    matcher = Matcher(codebook, frames=frames)
    rows = []
    offsets = sentences["start"].fillna(0).astype(int)
    columns = (sentences["article"], sentences["sentence"], offsets, sentences["text"])
    for article, sentence, offset, text in zip(*columns, strict=True):
        counts: dict[tuple[str, str], int] = {}
        for frame, indicator, spans in matcher.matches(text):
            number = counts.get((frame, indicator.id), 0)
            counts[frame, indicator.id] = number + 1
            rows += [
                (
                    article,
                    sentence,
                    frame,
                    indicator.id,
                    number,
                    offset + start,
                    offset + end,
                    text[start:end],
                )
                for start, end in spans
            ]
    if not rows:
        return empty("mentions")
    return require(pd.DataFrame(rows, columns=list(CONTRACTS["mentions"].columns)), "mentions")


def code(
    sentences: pd.DataFrame,
    *,
    codebook: Codebook,
    coder: str = RULES,
    evidence: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Code sentences by the codebook's indicators.

    Parameters
    ----------
    sentences : a row is a sentence; needs ``article``, ``sentence`` and ``text``.
    codebook : the frames with their indicators.
    coder : the name under which the codings stand.
    evidence : the table of :func:`mentions` for these sentences, if it is at hand.

    Returns
    -------
    A row for each sentence and frame: ``present`` is 1 or 0, ``subcode`` holds the
    sub-codes found, joined by ``;`` in codebook order. Stance, voice and speaker are
    missing: rules do not code them.

    Examples
    --------
    >>> table = pd.DataFrame({"article": "a", "sentence": [0, 1],
    ...     "text": ["Kyiv was left out.", "Talks began."]})
    >>> from framing.codebook import parse_codebook
    >>> book = {"codebook": {"name": "b"}, "frames": {"f": {"definition": "d",
    ...     "indicators": [{"id": "i", "any": ["left out"]}]}}}
    >>> code(table, codebook=parse_codebook(book, source="b"))[["sentence", "frame", "present"]]
       sentence frame  present
    0         0     f        1
    1         1     f        0
    """
    sentences = require(sentences, "sentences")
    if evidence is None:
        evidence = mentions(sentences, codebook=codebook)
    found = require(evidence, "mentions")
    hits = found[["article", "sentence", "frame", "indicator"]].drop_duplicates()
    indicators: dict[tuple[str, int, str], set[str]] = {}
    for article, sentence, frame, indicator in hits.itertuples(index=False):
        indicators.setdefault((article, sentence, frame), set()).add(indicator)
    units = list(zip(sentences["article"], sentences["sentence"], strict=True))
    rows = [
        (
            article,
            sentence,
            coder,
            frame.id,
            *_decide(frame, indicators.get((article, sentence, frame.id), set())),
        )
        for article, sentence in units
        for frame in codebook.frames.values()
    ]
    columns = ["article", "sentence", "coder", "frame", "present", "subcode"]
    return require(pd.DataFrame(rows, columns=columns), "codings")


def _decide(frame: Frame, found: set[str]) -> tuple[int, str | None]:
    """Return whether the frame is present, and its sub-codes; a counter-code does not count."""
    hits = [indicator for indicator in frame.indicators if indicator.id in found]
    present = any(indicator.subcode not in frame.countercodes for indicator in hits)
    codes = {indicator.subcode for indicator in hits}
    ordered = [code for code in (*frame.subcodes, *frame.countercodes) if code in codes]
    return int(present), ";".join(ordered) or None
