"""Claims by rules: in whose voice a hit stands, and how it is put, by the words around it."""

from __future__ import annotations

from collections import Counter
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from framing.coding.claims import KEY
from framing.coding.codebook import Codebook, Frame, checked_codebook
from framing.corpus.words import without_possessive, words
from framing.languages.language import Language, language
from framing.tables.codes import (
    CALLED_FOR,
    DENIED,
    FEARED,
    NOBODY,
    RULES,
    STATED,
    TOLD,
    UNATTRIBUTED,
    UNRESOLVED,
)
from framing.tables.require import empty, require
from framing.voice.attributed import attributed
from framing.voice.marks import FEWEST, quoted_parts
from framing.voice.modes import POSSIBLE, Put, goes_on, mode_at, whose
from framing.voice.pieces import Span
from framing.voice.pieces import spans as pieces
from framing.voice.speakers import Cast, speaks_itself

RIGHT = Path(__file__).with_name("rules_right.csv")  # how often a value was right: docs/modes.md
SPEAKER = "speaker"  # any voice there but the article's and nobody's
_MATCH = ["article", "sentence", "frame", "indicator", "match"]
_UNDECIDED = -1
_ENOUGH = 30  # values told, so that a share of right ones says something
_AS = {POSSIBLE: STATED}  # as it was counted
_TOLD = (STATED, FEARED, DENIED, CALLED_FOR, POSSIBLE)  # modes that were right often enough


def claims_by_rules(
    mentions: pd.DataFrame,
    sentences: pd.DataFrame,
    attributions: pd.DataFrame,
    *,
    codebook: Codebook,
    coder: str = RULES,
) -> pd.DataFrame:
    """Say of each hit of the rules who speaks and how it is put.

    Parameters
    ----------
    mentions : a row is a span where an indicator stands.
    sentences : a row is a sentence.
    attributions : a row is what a text gives to somebody, with sides that are voices.
    codebook : the codebook of the indicators.
    coder : the name under which the claims stand.

    Returns
    -------
    A row is one way in which the indicators say that a sentence raises a frame; hits of one
    sub-code, mode and voice are one. ``mode`` is told by cues around the hit, else it is the
    indicator's own, or stated. ``voice`` is told by the article, the side of who speaks, or
    unattributed; missing where the rules cannot tell whose side a speaker is on, or whether what
    they hit is his. ``mode_certainty`` and ``voice_certainty`` are the share of such values that
    were right where this was measured, on other news (docs/modes.md); missing where too few were.

    Raises
    ------
    TableError : a column is missing or of a wrong type.

    Examples
    --------
    >>> from framing.coding.codebook import parse_codebook
    >>> from framing.coding.rules import mentions
    >>> from framing.voice import attributions
    >>> table = pd.DataFrame({"article": ["a"], "sentence": [0],
    ...     "text": ["Roe warned that Kyiv may be left out."]})
    >>> book = parse_codebook({"codebook": {"name": "b"}, "frames": {"f": {"definition": "d",
    ...     "indicators": [{"id": "i", "any": ["left out"]}]}}}, source="b")
    >>> found = claims_by_rules(mentions(table, codebook=book), table, attributions(table),
    ...     codebook=book)
    >>> found[["words", "mode", "voice", "speaker"]]
          words    mode voice speaker
    0  left out  feared   NaN     Roe
    >>> found["voice_certainty"].isna().all()  # nothing was told
    np.True_
    """
    codebook = checked_codebook(codebook)
    hits, table = require(mentions, "mentions"), require(sentences, "sentences")
    if hits.empty:
        return empty("claims")
    reader = _Reader(table, require(attributions, "attributions"), codebook)
    matches: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for span in attributed(hits, attributions).to_dict("records"):
        matches.setdefault(tuple(span[name] for name in _MATCH), []).append(span)
    rows = [
        {**dict(zip(_MATCH, key, strict=True)), **reader.claim(spans)}
        for key, spans in matches.items()
    ]
    found = pd.DataFrame(rows).drop(columns=["indicator", "match"]).assign(coder=coder)
    found = _once_each(found)
    found["claim"] = found.groupby(KEY).cumcount() + 1
    return require(found.reset_index(drop=True), "claims")


def _once_each(claims: pd.DataFrame) -> pd.DataFrame:
    """Leave out hits that say the same, and plain ones where others tell how it is put."""
    same = ["subcode", "mode", "voice", "speaker"]
    claims = claims.sort_values([*KEY, "start", "end"], kind="stable")
    claims = claims.drop_duplicates([*KEY, *same])
    plain = claims["mode"] == STATED
    told = claims[~plain].groupby(KEY).size()
    marked = pd.MultiIndex.from_frame(claims[KEY]).isin(told.index)
    return claims[~(plain & marked)]


@cache
def _right(variable: str) -> dict[str, float]:
    """Return how often each value was right, of those that were told often enough to say."""
    counts = pd.read_csv(RIGHT).query("variable == @variable and n_told >= @_ENOUGH")
    return dict(counts.set_index("value").eval("n_right / n_told"))


class _Sentence(NamedTuple):
    text: str
    start: int
    language: Language


class _Reader:
    """Reads what stands around the spans of a match."""

    def __init__(
        self, sentences: pd.DataFrame, attributions: pd.DataFrame, codebook: Codebook
    ) -> None:
        columns = (sentences[name].tolist() for name in ("article", "sentence", *_Sentence._fields))
        self.sentences = {
            (article, sentence): _Sentence(
                text, 0 if pd.isna(start) else int(start), language(code)
            )
            for article, sentence, text, start, code in zip(*columns, strict=True)
        }
        self.table = sentences
        self.attributions = {
            (row.article, row.attribution): row for row in attributions.itertuples()
        }
        self.sources: dict[str, list[tuple[int, int, int]]] = {}
        for row in attributions.itertuples():
            for start, end in ((row.source_start, row.source_end), (row.cue_start, row.cue_end)):
                if pd.notna(start):
                    own = self.sources.setdefault(row.article, [])
                    own.append((int(start), int(end), int(row.attribution)))
        self.codebook = codebook
        self.cast = Cast({name: {"names": one.names, "side": one.side}
                          for name, one in codebook.actors.items()})  # fmt: skip
        self.indicators = {
            (frame.id, one.id): one
            for frame in codebook.frames.values()
            for one in frame.indicators
        }

    def claim(self, spans: list[dict[str, Any]]) -> dict[str, Any]:
        """Return the columns of a claim of the spans of a match."""
        first = spans[0]
        sentence = self.sentences[first["article"], first["sentence"]]
        indicator = self.indicators[first["frame"], first["indicator"]]
        frame = self.codebook.frames[first["frame"]]
        low, high = min(s["start"] for s in spans), max(s["end"] for s in spans)
        number = self._attribution(spans)
        put = self._put(spans, sentence)
        voice, speaker = self._voice(first["article"], number, put, sentence)
        if number is None and voice == TOLD and self._quotes(spans, sentence):
            voice = None  # somebody says so whom the rules do not find
        mode = self._mode(put, frame, sentence.language)
        kind = voice if voice in (TOLD, UNATTRIBUTED) else SPEAKER
        return {
            "start": low, "end": high,
            "words": sentence.text[low - sentence.start : high - sentence.start],
            "present": int(indicator.subcode not in frame.countercodes),
            "subcode": indicator.subcode or None, "voice": voice, "speaker": speaker,
            "mode": mode,
            "mode_certainty": _right("mode").get(_AS.get(put.mode, put.mode)) if mode else None,
            "voice_certainty": _right("voice").get(kind) if voice else None,
        }  # fmt: skip

    @cached_property
    def _quoted(self) -> dict[tuple[str, int], list[Span]]:
        """What each sentence quotes; read where a match is the article's own, if any is."""
        keys = zip(self.table["article"], self.table["sentence"], strict=True)
        return dict(zip(keys, quoted_parts(self.table), strict=True))

    def _quotes(self, spans: list[dict[str, Any]], sentence: _Sentence) -> bool:
        """Tell whether all of a match stands in quotation marks, which hold more than a term."""
        every = self._quoted[spans[0]["article"], spans[0]["sentence"]]
        parts = [part for part in every if len(words(sentence.text[slice(*part)])) >= FEWEST]
        at = [(span["start"] - sentence.start, span["end"] - sentence.start) for span in spans]
        return all(any(a <= low and high <= b for a, b in parts) for low, high in at)

    def _attribution(self, spans: list[dict[str, Any]]) -> int | None:
        """Return the number of the attribution that a match stands in, none, or undecided.

        A span that names who speaks stands in what he says.
        """
        inside: Counter[int] = Counter()
        speaking: Counter[int] = Counter()
        outside = 0
        for span in spans:
            if pd.notna(span["attribution"]) and not self._glossed(span):
                inside[int(span["attribution"])] += 1
            elif (of := self._source_of(span)) is not None:
                speaking[of] += 1
            else:
                outside += 1
        most, n = (inside or speaking).most_common(1)[0] if inside or speaking else (None, 0)
        if most is None or outside > n:
            return None
        return _UNDECIDED if outside == n else most

    def _glossed(self, span: dict[str, Any]) -> bool:
        """Tell whether a span stands behind what somebody said, where the article goes on."""
        if span["quoted"]:
            return False
        row = self.attributions[span["article"], span["attribution"]]
        sentence = self.sentences[span["article"], span["sentence"]]
        begin = max(min(low for low, _ in pieces(row.content)), sentence.start)
        said = sentence.text[begin - sentence.start : span["end"] - sentence.start]
        return goes_on(said, sentence.language)

    def _source_of(self, span: dict[str, Any]) -> int | None:
        own = self.sources.get(span["article"], ())
        return next(
            (n for low, high, n in own if low <= span["start"] and span["end"] <= high), None
        )

    def _put(self, spans: list[dict[str, Any]], sentence: _Sentence) -> Put:
        """Return how half or more of a match is put, who speaks left out; else it is stated."""
        told = [span for span in spans if self._source_of(span) is None] or spans
        at = [(s["start"] - sentence.start, s["end"] - sentence.start) for s in told]
        puts = [mode_at(sentence.text, span, sentence.language) for span in at]
        marked = [put for put in puts if put.mode not in (STATED, POSSIBLE)]
        within = [put for put in marked if put.cue and any(
            low <= put.cue[0] and put.cue[1] <= high for low, high in at)]  # fmt: skip
        if within or (marked and 2 * len(marked) >= len(puts)):
            return (within or marked)[-1]
        return Put(POSSIBLE if any(put.mode == POSSIBLE for put in puts) else STATED)

    def _mode(self, put: Put, frame: Frame, of: Language) -> str | None:
        if not of.modes.feared:
            return None
        mode = {CALLED_FOR: frame.demands, POSSIBLE: frame.possible}.get(put.mode, put.mode)
        return self.codebook.mode_named(mode) or None if put.mode in _TOLD else None

    def _voice(
        self, article: str, number: int | None, put: Put, sentence: _Sentence
    ) -> tuple[str | None, str | None]:
        known = self.codebook.voices
        if number == _UNDECIDED:
            return None, None
        row = self.attributions.get((article, number))
        if put.is_noun and put.cue and (row is None or row.resolved in (NOBODY, UNRESOLVED)):
            return self._of_noun(whose(sentence.text, put.cue, sentence.language))
        if row is not None and self._is_own(row, sentence):
            row = None
        if row is not None and row.resolved != NOBODY:
            speaker = row.speaker if isinstance(row.speaker, str) else ""
            return row.side if row.side in known else None, speaker or None
        if row is not None:
            return UNATTRIBUTED if UNATTRIBUTED in known else None, None
        return TOLD if TOLD in known else None, None

    def _is_own(self, row: Any, sentence: _Sentence) -> bool:
        """Tell whether who writes says so of himself or to readers, and is not quoted: "I"."""
        is_own = isinstance(row.speaker, str) and pd.isna(row.parent) and row.quoted == ""
        return is_own and speaks_itself(row.speaker, sentence.language.speech)

    def _of_noun(self, said: str) -> tuple[str | None, str | None]:
        """Return whose a fear or demand is: one side's, nobody's, or not told of several."""
        sides = self._sides(said)
        if not sides:
            return UNATTRIBUTED if UNATTRIBUTED in self.codebook.voices else None, None
        return (next(iter(sides)), said) if len(sides) == 1 else (None, said)

    def _sides(self, said: str) -> set[str | None]:
        """Return the sides of all whom some words name."""
        found = list(words(said))
        plain = [without_possessive(word.folded) for word in found]
        met = self.cast.met(plain, [said[word.start : word.end] for word in found])
        return {self.cast.sides[one] for one in met}
