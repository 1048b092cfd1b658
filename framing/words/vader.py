"""VADER's word score, read by the words that move it; NLTK's own rules decide near them.

A word without a rating moves a sum only from beside a rated one. So each spelling is looked up
once, and NLTK is asked only where a negation, an intensifier or part of an idiom stands near a
rated word, and once for each sum. The scores are NLTK's to the last digit.
"""

from __future__ import annotations

import string
from collections.abc import Callable
from importlib import resources
from typing import Any, NamedTuple

from framing.corpus.words import fold_quotes

_DROPPED, _CAPITALS, _NEAR, _RATED, _BUT = 1, 2, 4, 8, 16
_NO_MARKS = str.maketrans("", "", string.punctuation)
_BEFORE, _AFTER = 3, 2  # words of the context of a rated one
_KEPT = 1 << 16
_BESIDE = ("never", "so", "this", "least")  # which NLTK names in its rules

Scores = tuple[float, float, float, float]  # neg, neu, pos, compound


class _Sentence(NamedTuple):
    """What NLTK's rules ask of a sentence."""

    words_and_emoticons: list[str]
    is_cap_diff: bool


class _Kept(dict[str, Any]):
    """What was learnt of each spelling, so many of them; then it is learnt anew."""

    def __init__(self, learn: Callable[[str], Any]) -> None:
        super().__init__()
        self._learn = learn

    def __missing__(self, spelling: str) -> Any:
        if len(self) >= _KEPT:
            self.clear()
        self[spelling] = self._learn(spelling)
        return self[spelling]


class Scorer:
    """NLTK's VADER on its word list; what was learnt of a spelling is kept."""

    def __init__(self) -> None:
        self._nltk = nltks_own()
        self.lexicon: dict[str, float] = self._nltk.lexicon
        of = self._nltk.constants
        self._boosters, self._marks = frozenset(of.BOOSTER_DICT), frozenset(of.PUNC_LIST)
        phrases = [one.split() for one in (*of.SPECIAL_CASE_IDIOMS, *of.BOOSTER_DICT)]
        self._near = {max(words, key=len) for words in phrases} | {*of.NEGATE, *_BESIDE}
        self._words, self._kinds = _Kept(self._word), _Kept(self._kind)

    def scores(self, text: str) -> Scores:
        """Return the shares of negative, neutral and positive wording, and the compound.

        Quotation marks and apostrophes count as plain ones.
        """
        chunks = text.split()
        kinds = [*map(self._kinds.__getitem__, chunks)]
        dropped = kinds.count(_DROPPED)
        most = max(kinds, default=0)
        if most < _RATED:
            return (0.0, float(len(kinds) > dropped), 0.0, 0.0)
        if dropped:
            chunks = [one for one, kind in zip(chunks, kinds, strict=True) if kind != _DROPPED]
            kinds = [kind for kind in kinds if kind != _DROPPED]
        rated = [at for at, kind in enumerate(kinds) if kind & _RATED]
        but = next(at for at, kind in enumerate(kinds) if kind & _BUT) if most >= _BUT else None
        values = self._values(chunks, kinds, rated, but)
        return self._sum(values, len(kinds), text)

    def _values(
        self, chunks: list[str], kinds: list[int], rated: list[int], but: int | None
    ) -> list[float]:
        """Return the value of each rated word; one that stands twice has that of its first."""
        first: dict[str, float] = {}
        values = []
        for at in rated:
            word = self._words[chunks[at]]
            if word not in first:
                first[word] = self._value(word, chunks, kinds, at)
            weight = 1.0 if but is None else 0.5 if at < but else 1.5
            values.append(first[word] * weight)
        return values

    def _value(self, word: str, chunks: list[str], kinds: list[int], at: int) -> float:
        for kind in kinds[max(0, at - _BEFORE) : at + _AFTER + 1]:
            if kind & _NEAR:
                break
        else:
            if not kinds[at] & _CAPITALS:
                return self.lexicon[word.lower()]
        words = [*map(self._words.__getitem__, chunks)]
        if [one.lower() for one in words[at : at + 2]] == ["kind", "of"]:
            return 0.0
        capitals = sum(kind & _CAPITALS > 0 for kind in kinds)
        sentence = _Sentence(words, 0 < capitals < len(words))
        return float(self._nltk.sentiment_valence(0, sentence, word, at, [])[0])

    def _sum(self, values: list[float], n_words: int, text: str) -> Scores:
        """Sum up as NLTK's ``score_valence``; a word without a value is neutral."""
        marks = self._nltk._punctuation_emphasis(0, text) if "!" in text or "?" in text else 0.0
        total = float(sum(values))
        total += marks if total > 0 else -marks if total < 0 else 0.0
        up = down = 0.0
        for value in values:
            if value > 0:
                up += value + 1
            elif value < 0:
                down += value - 1
        neutral = n_words - sum(map(bool, values))
        marked = up - abs(down)
        up, down = up + marks * (marked > 0), down - marks * (marked < 0)
        whole = up + abs(down) + neutral
        compound = self._nltk.constants.normalize(total)
        return (
            round(abs(down / whole), 3), round(neutral / whole, 3),
            round(up / whole, 3), round(compound, 4),
        )  # fmt: skip

    def _kind(self, chunk: str) -> int:
        """Tell what a word between blanks may do to a sum."""
        if len(chunk) < 2:
            return _DROPPED
        word = self._word(chunk)
        lower = word.lower()
        rated = lower in self.lexicon and lower not in self._boosters
        near = lower in self._near or "n't" in lower
        kind = _RATED * rated | _CAPITALS * word.isupper()
        return kind | _NEAR * near | _BUT * (lower == "but")

    def _word(self, chunk: str) -> str:
        """Return a chunk without the marks on one side of it, if a word of two letters is left."""
        if chunk.isascii() and chunk.isalnum():
            return chunk
        chunk = fold_quotes(chunk)
        word = chunk.translate(_NO_MARKS)
        before, _, after = chunk.partition(word) if word else (chunk, "", "")
        marks = before + after
        bare = len(word) > 1 and not (before and after) and marks in self._marks
        return word if bare else chunk


def nltks_own() -> Any:
    """Build NLTK's analyzer on the word list."""
    from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants

    class Analyzer(SentimentIntensityAnalyzer):
        def __init__(self) -> None:
            self.lexicon_file = word_list()
            self.lexicon = self.make_lex_dict()
            self.constants = VaderConstants()

    return Analyzer()


def word_list() -> str:
    """Return the text of VADER's word list, a word a line, which another package ships."""
    return resources.files("vaderSentiment").joinpath("vader_lexicon.txt").read_text("utf-8")
