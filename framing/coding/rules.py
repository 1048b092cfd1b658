"""Rule coding: which indicators of a codebook stand where, and what follows for each sentence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.coding.codebook import Codebook, Frame, checked_codebook
from framing.coding.matching import Match, Matcher, Texts
from framing.coding.patterns import BEFORE
from framing.coding.reach import KEPT, Around
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
    read = matcher.read(sentences["text"])
    found = [(at, read.matches(at, near)) for at, near in _read(sentences, matcher, read)]
    met = sorted((at, matches) for at, matches in found if matches)
    some = sentences.iloc[[at for at, _ in met]]
    offsets = some["start"].fillna(0).astype(int)
    columns = (some["article"], some["sentence"], offsets, some["text"])
    rows = [
        (article, sentence, frame, indicator, match, offset + start, offset + end, text[start:end])
        for article, sentence, offset, text, (_, matches) in zip(*columns, met, strict=True)
        for frame, indicator, match, start, end in _spans(matches)
    ]
    return require(pd.DataFrame(rows, columns=list(CONTRACTS["mentions"].columns)), "mentions")


def _read(
    sentences: pd.DataFrame, matcher: Matcher, read: Texts
) -> Iterator[tuple[int, Around | None]]:
    """Yield each sentence that may hold an indicator, with what is near it where that is asked."""
    may = read.may_hold()
    if not matcher.looks_around:
        yield from ((at, None) for at in np.flatnonzero(may).tolist())
        return
    quoted = quoted_parts(sentences) if matcher.asks_quotation else [()] * len(sentences)
    article = pd.factorize(sentences["article"])[0]
    order = np.lexsort((sentences["sentence"], article))
    columns = ["zone", "language"]
    rows = sentences[columns].fillna({"zone": "", "language": ""}).iloc[order]
    zone, language = (rows[column].to_numpy(object) for column in columns)
    first = np.searchsorted(article[order], article[order])  # the place where its article begins
    for place in np.flatnonzero(may[order]).tolist():
        near = _Near(read, order[first[place] : place], zone[first[place] : place])
        around = Around(near.met, near.named, zone[place], language[place], quoted[order[place]])
        yield int(order[place]), around


class _Near(NamedTuple):
    """The sentences of an article before one."""

    read: Texts
    numbers: np.ndarray
    zones: np.ndarray

    def met(self, way: str) -> set[int]:
        """Return which groups the sentence before, or the headline, holds."""
        there = self.numbers[-1:] if way == BEFORE else self.numbers[self.zones == IN_HEADLINE]
        return {group for at in there.tolist() for group in self.read.hits(at)}

    def named(self) -> list[str]:
        """Return the actors whom the last sentences name, the last one last."""
        return [one for at in self.numbers[-KEPT:].tolist() for one in self.read.actors_met(at)]


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
    n, n_frames = len(sentences), len(codebook.frames)
    each = sentences[["article", "sentence"]]
    table = each.take(np.arange(n).repeat(n_frames)).reset_index(drop=True)
    decided = np.zeros(n * n_frames, "int64")
    subcode = np.full(n * n_frames, None, "object")
    rows = zip(each["article"].tolist(), each["sentence"].tolist(), strict=True)
    place = {key: at for at, key in enumerate(rows)}
    frames = {frame: at for at, frame in enumerate(codebook.frames)}
    for (article, sentence, frame), met in indicators.items():
        if (article, sentence) in place and frame in frames:
            at = place[article, sentence] * n_frames + frames[frame]
            decided[at], subcode[at] = _decide(codebook.frames[frame], met)
    named = pd.array([*codebook.frames], dtype="str").take(np.tile(np.arange(n_frames), n))
    return require(
        table.assign(coder=coder, frame=named, present=decided, subcode=subcode), "codings"
    )


def _decide(frame: Frame, found: set[str]) -> tuple[int, str | None]:
    """Return whether the frame is present, and its sub-codes; a counter-code does not count."""
    hits = [indicator for indicator in frame.indicators if indicator.id in found]
    present = any(indicator.subcode not in frame.countercodes for indicator in hits)
    codes = {indicator.subcode for indicator in hits}
    ordered = [known for known in (*frame.subcodes, *frame.countercodes) if known in codes]
    return int(present), ";".join(ordered) or None
