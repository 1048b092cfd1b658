"""What became of the longest version's passages in the other texts of its story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import Any

import pandas as pd

from framing.corpus.words import words_of
from framing.corpus.zones import RUNNING
from framing.languages.language import language
from framing.tables.contracts.wire_tables import (
    ABSENT,
    DROPPED,
    ELSEWHERE,
    KEPT,
    NOT_CAPTURED,
    OTHERWISE,
    REWORDED,
    VERBATIM,
)
from framing.tables.require import empty, require
from framing.wire.align import closest_first
from framing.wire.clauses import Key, Span, runs_around, spans_met, texts_of
from framing.wire.concepts import function_words
from framing.wire.known_names import names_by_language

_KEY = ["article", "sentence"]


def passages_kept(
    codings: pd.DataFrame,
    sentences: pd.DataFrame,
    alignments: pd.DataFrame,
    *,
    mentions: pd.DataFrame | None = None,
    reference: str = "",
) -> pd.DataFrame:
    """Say of each passage of a story's longest text what each other text made of it.

    Parameters
    ----------
    codings : a row is one coder's decision on a sentence and frame.
    sentences : a row is a sentence, with its family.
    alignments : a row is a pair of counterparts.
    mentions : a row is a span where an indicator stands, by which the wording that carries a
        frame is known.
    reference : an article to start from instead of the longest, such as the agency's.

    Returns
    -------
    A row is a passage of the longest text (most words of lead, body and subheads, then by
    name), by ``sentence``, coder and frame, and another text of its family. ``told`` says what
    became of it, the first of these that is so: *kept* (a counterpart is coded with the frame,
    verbatim or trimmed; or four words in a row around what an indicator met stand in a sentence),
    *reworded* (a counterpart is coded, in other words), *otherwise* (coded with another mode, or
    as a counter-passage), *elsewhere* (a sentence is coded that pairs with a third text's
    counterpart), *dropped* (there is a counterpart, which is not coded with the frame: the clause
    was left out), *absent* (none of these), or *not captured* (a headline or caption, of which the
    text has none).
    ``other_sentence`` is the sentence that tells so. ``cut`` says whether the
    longest text, cut from the end to as many words as the other has, would lack the sentence;
    of headlines and captions it is missing.

    Notes
    -----
    Editors shorten copy from the end, so that what is absent behind the cut says little of choice.
    A text may come from another, shorter version. That a text lacks a passage says that none was
    found in it, by a coder who may have missed it; the text may raise the frame by another passage.

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a", "a", "b"], "sentence": [0, 1, 0], "family": "a",
    ...     "text": ["He called, in a blow to Kyiv.", "Kyiv was left out.", "He called."],
    ...     "n_words": [7, 4, 2]})
    >>> codings = pd.DataFrame({"article": "a", "sentence": [0, 1], "coder": "me",
    ...     "frame": "f", "present": 1})
    >>> pairs = pd.DataFrame({"article_a": ["a"], "sentence_a": [0], "article_b": ["b"],
    ...     "sentence_b": [0], "relation": ["trimmed"]})
    >>> passages_kept(codings, table, pairs)[["article", "sentence", "told", "cut"]]
      article  sentence     told   cut
    0       b         0  dropped  True
    1       b         1   absent  True
    """
    codings, sentences = require(codings, "codings"), require(sentences, "sentences")
    texts = sentences.groupby(["event", "family"])["article"].transform("nunique")
    running = sentences["zone"].isin(RUNNING)
    words = sentences["n_words"].where(running).fillna(0).astype(int)
    length = words.groupby(sentences["article"]).sum()
    zones = sentences.groupby("article")["zone"].agg(set)
    ends = words.groupby(sentences["article"]).cumsum()
    told = sentences.assign(end=ends.where(running))[texts > 1]
    coded = codings[(codings["present"] == 1).fillna(False)]
    found = _Found(codings, alignments, _Wording(told, mentions))
    rows = []
    for _, story in told.groupby(["event", "family"]):
        outlets = story.groupby("article")["outlet"].first()
        order = sorted(outlets.index, key=lambda text: (text != reference, -length[text], text))
        longest, *others = order
        own = coded[coded["article"] == longest].merge(
            story[[*_KEY, "zone", "end"]], on=_KEY, how="inner", validate="many_to_one"
        )
        found.wording.read(story)
        for passage in own.itertuples():
            for article in others:
                state, other = found.told(passage, article)
                if state == ABSENT and passage.zone not in (*RUNNING, *zones[article]):
                    state = NOT_CAPTURED
                cut = None if pd.isna(passage.end) else passage.end > length[article]
                rows.append(
                    {"article": article, "outlet": outlets[article], "longest": longest,
                     "sentence": passage.sentence, "coder": passage.coder, "frame": passage.frame,
                     "told": state, "other_sentence": other, "cut": cut}
                )  # fmt: skip
    return require(pd.DataFrame(rows), "passages_kept") if rows else empty("passages_kept")


class _Found:
    """Looks up where else a passage is told."""

    def __init__(self, codings: pd.DataFrame, alignments: pd.DataFrame, wording: _Wording) -> None:
        coded = codings[codings["present"].notna()]
        self.coded = {
            (row.article, row.sentence, row.coder, row.frame): row for row in coded.itertuples()
        }
        self.counterparts: dict[Key, list[Any]] = {}
        for row in closest_first(alignments).itertuples():
            self.counterparts.setdefault((row.article, row.sentence), []).append(row)
        self.wording = wording

    def told(self, passage: Any, article: str) -> tuple[str, int | None]:
        """Return what another text made of a passage, and the sentence of it that tells so."""
        pairs = self.counterparts.get((passage.article, passage.sentence), [])
        found: dict[str, int] = {}
        for number in self.wording.elsewhere(passage, article):
            found.setdefault(_put(passage, self._coding(passage, (article, number)), KEPT), number)
        for pair in pairs:
            if pair.other == article:
                found.setdefault(self._made_of_it(passage, pair), pair.other_sentence)
        for number in self._by_a_third(passage, pairs, article):
            found.setdefault(ELSEWHERE, number)
        order = (KEPT, REWORDED, OTHERWISE, ELSEWHERE, DROPPED)
        state = next((one for one in order if one in found), ABSENT)
        return state, found.get(state)

    def _coding(self, passage: Any, key: Key) -> Any:
        """Return the coding that raises a passage's frame in a sentence, or answers it."""
        coding = self.coded.get((*key, passage.coder, passage.frame))
        no = coding is None or (coding.present == 0 and pd.isna(coding.subcode))
        return None if no else coding

    def _made_of_it(self, passage: Any, pair: Any) -> str:
        coding = self._coding(passage, (pair.other, pair.other_sentence))
        if coding is None and pair.relation != VERBATIM:
            return DROPPED
        return _put(passage, coding, REWORDED if pair.relation == REWORDED else KEPT)

    def _by_a_third(self, passage: Any, pairs: list[Any], article: str) -> Iterator[int]:
        """Yield the coded counterparts in a text of the passage's coded counterparts in others."""
        for pair in pairs:
            third = (pair.other, pair.other_sentence)
            if self._coding(passage, third) is not None:
                for row in self.counterparts.get(third, []):
                    key = (row.other, row.other_sentence)
                    if row.other == article and self._coding(passage, key) is not None:
                        yield row.other_sentence


class _Wording:
    """Looks up where in a story the wording stands that an indicator met."""

    def __init__(self, sentences: pd.DataFrame, mentions: pd.DataFrame | None) -> None:
        self.matches = spans_met(mentions)
        names = names_by_language(sentences) if self.matches else {}
        self.empty = {code: function_words(language(code)) | own for code, own in names.items()}

    def read(self, story: pd.DataFrame) -> None:
        """Take the texts in that are looked through from now on, instead of earlier ones."""
        self.text = texts_of(story)
        self.held: dict[tuple[str, tuple[str, ...]], set[int]] = {}
        for (article, number), (text, *_) in self.text.items() if self.matches else ():
            for run in runs_around(text, (0, len(text))):
                self.held.setdefault((article, run), set()).add(number)

    def elsewhere(self, passage: Any, article: str) -> list[int]:
        """Return the sentences of a text that hold half or more of what a match met beside names.

        What was met is held if a run around it that has two words of content stands there.
        """
        key = (passage.article, passage.sentence)
        found: set[int] = set()
        for spans in self.matches.get((key, passage.frame), ()):
            held = [self._holding(key, span, article) for span in spans if self._tells(key, span)]
            times = Counter(chain.from_iterable(held))
            found.update(number for number, n in times.items() if n >= len(held) / 2)
        return sorted(found, key=lambda number: (abs(number - passage.sentence), number))

    def _tells(self, key: Key, span: Span) -> bool:
        """Tell whether a span holds more than names and function words."""
        text, start, code = self.text[key]
        met = words_of(text[span[0] - start : span[1] - start])
        return not self.empty[code].issuperset(word.folded for word in met)

    def _holding(self, key: Key, span: Span, article: str) -> set[int]:
        text, start, code = self.text[key]
        around = runs_around(text, (span[0] - start, span[1] - start))
        telling = [run for run in around if len(set(run) - self.empty[code]) > 1]
        return set().union(*(self.held.get((article, run), ()) for run in telling))


def _put(passage: Any, coding: Any, told: str) -> str:
    """Return what became of a passage by its wording, unless it is coded another way."""
    if coding is None:
        return told
    both = pd.notna(passage.mode) and pd.notna(coding.mode)
    return OTHERWISE if coding.present == 0 or (both and passage.mode != coding.mode) else told
