"""Where the clause comes from that carries a frame; its sentence may be shared without it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

import pandas as pd

from framing.corpus.sentences import starts
from framing.corpus.words import words_of
from framing.languages.language import Language, language
from framing.tables.contracts.wire_tables import ADAPTED, CLAUSE, COPIED, QUOTED, REWORDED
from framing.tables.require import joined, require
from framing.wire.align import both_ways, word_for_word
from framing.wire.concepts import concept, function_words, plain_words
from framing.wire.known_names import common_language
from framing.wire.said import any_of
from framing.wire.shared_runs import RUN

_MARKS = r"\s*[,;:—–][\"'”’“‘»«)]*\s+|\s--?\s"
_SHARED = (*COPIED, REWORDED, ADAPTED, QUOTED)
_KEY = ["article", "sentence"]

Key = tuple[str, int]
Span = tuple[int, int]


def clause_origins(
    codings: pd.DataFrame,
    sentences: pd.DataFrame,
    alignments: pd.DataFrame,
    *,
    mentions: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Say of each coded passage where the clause that carries the frame stands too.

    Parameters
    ----------
    codings : a row is one coder's decision on a sentence and frame.
    sentences : a row is a sentence, with its origin (see :func:`framing.wire.origins`).
    alignments : a row is a pair of counterparts.
    mentions : a row is a span where an indicator stands; without it the whole sentence is held
        against its counterparts.

    Returns
    -------
    ``codings`` with ``origin``: that of the sentence, or *clause* where the sentence is shared and
    what carries the frame is not. Such a clause is found in no other text here; it may be the
    agency's. Three ways lead there. No counterpart is coded with the frame by the same coder. Or
    words were left out or added, and an indicator stands in a clause of which no sentence in the
    other texts of its family has more than half, nor four words in a row that hold what it met.
    Or the sentence was reworded, and no indicator has more than half of what it met in a
    counterpart that is coded.

    Raises
    ------
    TableError : a coding names a sentence that does not exist.

    Notes
    -----
    A clause ends at a comma, a dash, a colon, or before a word such as *while* that is listed
    among its language's ``parts``.

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a", "b"], "sentence": 0, "origin": "trimmed", "text": [
    ...     "In a blow to Kyiv, he said he would call.", "He said he would call."]})
    >>> pairs = pd.DataFrame({"article_a": ["a"], "sentence_a": [0], "article_b": ["b"],
    ...     "sentence_b": [0], "relation": ["trimmed"]})
    >>> codings = pd.DataFrame({"article": ["a", "b"], "sentence": 0, "coder": "me",
    ...     "frame": "f", "present": [1, 0]})
    >>> clause_origins(codings, table, pairs)["origin"].tolist()
    ['clause', 'trimmed']
    """
    codings, sentences = require(codings, "codings"), require(sentences, "sentences")
    rows = joined(codings, sentences[[*_KEY, "origin"]])
    shared = (rows["present"] == 1).fillna(False) & rows["origin"].isin(_SHARED)
    story = _Story(sentences, alignments, codings, mentions)
    own = [
        bool(is_shared) and story.has_own_clause((row.article, row.sentence), row)
        for row, is_shared in zip(rows.itertuples(), shared, strict=True)
    ]
    return rows.assign(origin=rows["origin"].mask(own, CLAUSE))


class _Story:
    """Looks up where else a clause stands."""

    def __init__(
        self,
        sentences: pd.DataFrame,
        alignments: pd.DataFrame,
        codings: pd.DataFrame,
        mentions: pd.DataFrame | None,
    ) -> None:
        self.text = texts_of(sentences)
        family = zip(sentences["event"], sentences["family"], strict=True)
        self.family = dict(zip(sentences["article"], family, strict=False))
        self.told: dict[Any, list[Key]] = {}
        for key in self.text:
            self.told.setdefault(self.family[key[0]], []).append(key)
        self.counterparts: dict[Key, list[Key]] = {}
        for row in both_ways(alignments).itertuples():
            other = (row.other, row.other_sentence)
            self.counterparts.setdefault((row.article, row.sentence), []).append(other)
        coded = codings[(codings["present"] == 1).fillna(False)]
        self.coded = {*coded[[*_KEY, "coder", "frame"]].itertuples(index=False, name=None)}
        self.matches = spans_met(mentions)

    def has_own_clause(self, key: Key, row: Any) -> bool:
        """Tell whether a clause in which the frame stands is found in no other text."""
        others = self.counterparts.get(key, [])
        if not others:  # a sentence of the agency's original
            return False
        coded = [one for one in others if (*one, row.coder, row.frame) in self.coded]
        text, start, code = self.text[key]
        matches = [
            [(low - start, high - start) for low, high in spans]
            for spans in self.matches.get((key, row.frame), ())
        ]
        if not matches:
            return not coded
        if row.origin in (REWORDED, ADAPTED):
            said = (" ".join(text[low:high] for low, high in spans) for spans in matches)
            return not any(self._are_told(words, code, coded) for words in said)
        elsewhere = (one for one in self.told[self.family[key[0]]] if one[0] != key[0])
        others = list(dict.fromkeys([*others, *elsewhere]))
        return any(
            not self._stands_in(text, span, code, others) for spans in matches for span in spans
        )

    def _stands_in(self, text: str, span: Span, code: str, others: Iterable[Key]) -> bool:
        """Tell whether a hit, or more than half of its clause, is word for word in another text."""
        low, high = clause(text, *span, language(code))
        around = runs_around(text, span)
        for other in others:
            there, _, other_code = self.text[other]
            if not around.isdisjoint(runs_around(there, (0, len(there)))):
                return True
            of = common_language(code, other_code)
            own = _words(text[low:high], of)
            shared, _ = word_for_word(own, _words(there, of), function_words(of))
            if len(own) < RUN or shared > len(own) / 2:
                return True
        return False

    def _are_told(self, words: str, code: str, others: Iterable[Key]) -> bool:
        """Tell whether more than half of these words' content stands in one other sentence."""
        for other in others:
            there, _, other_code = self.text[other]
            of = common_language(code, other_code)
            own = content_words(words, of)
            if len(own & content_words(there, of)) > len(own) / 2:
                return True
        return False


def texts_of(sentences: pd.DataFrame) -> dict[Key, tuple[str, int, str]]:
    """Return the text of each sentence, where it starts in its article, and its language."""
    keys = zip(sentences["article"], sentences["sentence"], strict=True)
    columns = (sentences["text"], starts(sentences), sentences["language"])
    return dict(zip(keys, zip(*columns, strict=True), strict=True))


def spans_met(mentions: pd.DataFrame | None) -> dict[tuple[Key, str], list[list[Span]]]:
    """Return by sentence and frame the matches of indicators, each by its spans in the article."""
    found: dict[tuple[Key, str], dict[Any, list[Span]]] = {}
    for row in require(mentions, "mentions").itertuples() if mentions is not None else ():
        where = found.setdefault(((row.article, row.sentence), row.frame), {})
        where.setdefault((row.indicator, row.match), []).append((row.start, row.end))
    return {where: list(matches.values()) for where, matches in found.items()}


@lru_cache(maxsize=65536)
def runs_around(text: str, span: Span) -> frozenset[tuple[str, ...]]:
    """Return the runs of four words of a text that hold a word of a span.

    Examples
    --------
    >>> sorted(runs_around("He will not go back today.", (20, 25)))
    [('not', 'go', 'back', 'today')]
    """
    start, end = span
    found = words_of(text)
    near = [n for n, word in enumerate(found) if word.start < end and start < word.end]
    starts = {n - step for n in near for step in range(RUN)} & {*range(len(found) - RUN + 1)}
    return frozenset(tuple(word.folded for word in found[n : n + RUN]) for n in starts)


@lru_cache(maxsize=65536)
def content_words(text: str, of: Language) -> frozenset[str]:
    """Return the content words of a text, as what they stand for."""
    empty = function_words(of)
    return frozenset(concept(word, of) for word in _words(text, of) if word not in empty)


@lru_cache(maxsize=65536)  # a sentence is held against clause after clause
def _words(text: str, of: Language) -> list[str]:
    return plain_words(text, of)


def clause(text: str, start: int, end: int, of: Language) -> tuple[int, int]:
    """Return the bounds of the clause, or clauses, in which a span of a sentence stands.

    Examples
    --------
    >>> from framing.languages.language import language
    >>> text = "In a blow to Kyiv, he said he would call."
    >>> text[slice(*clause(text, 5, 9, language("en")))]
    'In a blow to Kyiv'
    """
    low, high = 0, len(text)
    for mark in _parts(of).finditer(text):
        if mark.end() <= start:
            low = mark.end()
        elif mark.start() >= end:
            high = mark.start()
            break
    return low, high


@cache
def _parts(of: Language) -> re.Pattern[str]:
    """Return where a sentence of a language is parted."""
    return re.compile(rf"{_MARKS}|\s(?=(?:{any_of(of.words.parts)})\s)")
