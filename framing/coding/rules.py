"""Rule coding: which indicators of a codebook stand where, and what follows for each sentence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from framing.coding.codebook import Codebook, Frame, checked_codebook
from framing.coding.matching import Match, Matcher
from framing.coding.patterns import BEFORE, HEADLINE
from framing.coding.reach import Around, Memory
from framing.corpus.zones import HEADLINE as IN_HEADLINE
from framing.tables.codes import RULES
from framing.tables.contracts import CONTRACTS
from framing.tables.require import require
from framing.voice.marks import quoted_parts


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
    >>> from framing.coding.codebook import parse_codebook
    >>> book = {"codebook": {"name": "b"}, "frames": {"f": {"definition": "d",
    ...     "indicators": [{"id": "i", "any": ["left out"]}]}}}
    >>> mentions(table, codebook=parse_codebook(book, source="b"))[["indicator", "start", "text"]]
      indicator  start      text
    0         i      9  left out
    """
    codebook = checked_codebook(codebook)
    sentences = require(sentences, "sentences")
    matcher = Matcher(codebook, frames=frames)
    offsets = sentences["start"].fillna(0).astype(int)
    columns = (sentences["article"], sentences["sentence"], offsets, sentences["text"])
    found: list[list[Match]] = [[]] * len(sentences)
    for at, text, near in _read(sentences, matcher):
        found[at] = matcher.matches(text, near)
    rows = [
        (article, sentence, frame, indicator, match, offset + start, offset + end, text[start:end])
        for article, sentence, offset, text, matches in zip(*columns, found, strict=True)
        for frame, indicator, match, start, end in _spans(matches)
    ]
    return require(pd.DataFrame(rows, columns=list(CONTRACTS["mentions"].columns)), "mentions")


def _read(sentences: pd.DataFrame, matcher: Matcher) -> Iterator[tuple[int, str, Around | None]]:
    """Yield each sentence with its place in the table and, where that is asked, what is near it."""
    if not matcher.looks_around:
        yield from ((at, text, None) for at, text in enumerate(sentences["text"]))
        return
    quoted = quoted_parts(sentences) if matcher.asks_quotation else [()] * len(sentences)
    columns = ["article", "sentence", "text", "zone", "language"]
    rows = sentences[columns].fillna({"zone": "", "language": ""})
    order = np.lexsort((rows["sentence"], pd.factorize(rows["article"])[0]))
    article, before, headline, memory = None, set[int](), set[int](), Memory()
    for at, row in zip(order.tolist(), rows.iloc[order].itertuples(), strict=True):
        if row.article != article:
            article, before, headline, memory = row.article, set(), set(), Memory()
        met = {BEFORE: before, HEADLINE: headline}
        yield at, row.text, Around(met, memory.named(), row.zone, row.language, quoted[at])
        before = matcher.groups_met(row.text)
        memory.add(matcher.actors_met(row.text))
        if row.zone == IN_HEADLINE:
            headline = headline | before


def _spans(matches: list[Match]) -> Iterator[tuple[str, str, int, int, int]]:
    """Yield the spans of matches; the matches of an indicator are numbered from 0."""
    numbers: Counter[tuple[str, str]] = Counter()
    for frame, indicator, spans in matches:
        for start, end in spans:
            yield frame, indicator.id, numbers[frame, indicator.id], start, end
        numbers[frame, indicator.id] += 1


def code_by_rules(
    sentences: pd.DataFrame,
    *,
    codebook: Codebook,
    coder: str = RULES,
    evidence: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Code sentences by the codebook's indicators, or by the evidence of them."""
    sentences = require(sentences, "sentences")
    if evidence is None:
        evidence = mentions(sentences, codebook=codebook)
    found = require(evidence, "mentions")
    indicators: dict[tuple[str, int, str], set[str]] = defaultdict(set)
    keys = (found["article"], found["sentence"], found["frame"])
    for *key, indicator in zip(*keys, found["indicator"], strict=True):
        indicators[tuple(key)].add(indicator)
    rows = [
        (
            article,
            sentence,
            coder,
            frame.id,
            *_decide(frame, indicators.get((article, sentence, frame.id), set())),
        )
        for article, sentence in zip(sentences["article"], sentences["sentence"], strict=True)
        for frame in codebook.frames.values()
    ]
    columns = ["article", "sentence", "coder", "frame", "present", "subcode"]
    return require(pd.DataFrame(rows, columns=columns), "codings")


def _decide(frame: Frame, found: set[str]) -> tuple[int, str | None]:
    """Return whether the frame is present, and its sub-codes; a counter-code does not count."""
    hits = [indicator for indicator in frame.indicators if indicator.id in found]
    present = any(indicator.subcode not in frame.countercodes for indicator in hits)
    codes = {indicator.subcode for indicator in hits}
    ordered = [known for known in (*frame.subcodes, *frame.countercodes) if known in codes]
    return int(present), ";".join(ordered) or None
