"""What became of the longest version's passages in the other texts of its story."""

from __future__ import annotations

from typing import Any

import pandas as pd

from framing.corpus.zones import RUNNING
from framing.tables.contracts.wire_tables import (
    ABSENT,
    DROPPED,
    KEPT,
    NOT_CAPTURED,
    OTHERWISE,
    REWORDED,
)
from framing.tables.require import empty, require
from framing.wire.align import both_ways

_KEY = ["article", "sentence"]


def passages_kept(
    codings: pd.DataFrame, sentences: pd.DataFrame, alignments: pd.DataFrame, *, reference: str = ""
) -> pd.DataFrame:
    """Say of each passage of a story's longest text what each other text made of it.

    Parameters
    ----------
    codings : a row is one coder's decision on a sentence and frame.
    sentences : a row is a sentence, with its family.
    alignments : a row is a pair of counterparts.
    reference : an article to start from instead of the longest, such as the agency's.

    Returns
    -------
    A row is a passage of the longest text (most words of lead, body and subheads, then by
    name), by ``sentence``, coder and frame, and another text of its family. ``told`` says what
    became of it: *kept* (a counterpart is coded with the frame, verbatim or trimmed), *reworded*
    (in other words), *otherwise* (the counterpart is coded with another mode, or as a
    counter-passage), *dropped* (there is a counterpart, which is not coded with the frame: the
    clause was left out), *absent* (no counterpart), or *not captured* (a headline or caption, of
    which the text has none). ``other_sentence`` is the counterpart. ``cut`` says whether the
    longest text, cut from the end to as many words as the other has, would lack the sentence;
    of headlines and captions it is missing.

    Notes
    -----
    Editors shorten copy from the end, so that what is absent behind the cut says little of choice.
    A text may come from another, shorter version. That a text lacks a passage says that none was
    found in it, by a coder who may have missed it.

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
    found = _Found(codings, alignments)
    zones = sentences.groupby("article")["zone"].agg(set)
    ends = words.groupby(sentences["article"]).cumsum()
    told = sentences.assign(end=ends.where(running))[texts > 1]
    coded = codings[(codings["present"] == 1).fillna(False)]
    rows = []
    for _, story in told.groupby(["event", "family"]):
        outlets = story.groupby("article")["outlet"].first()
        order = sorted(outlets.index, key=lambda text: (text != reference, -length[text], text))
        longest, *others = order
        own = coded[coded["article"] == longest].merge(
            story[[*_KEY, "zone", "end"]], on=_KEY, how="inner", validate="many_to_one"
        )
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
    """Looks up what a passage's counterparts are coded with."""

    def __init__(self, codings: pd.DataFrame, alignments: pd.DataFrame) -> None:
        coded = codings[codings["present"].notna()]
        self.coded = {
            (row.article, row.sentence, row.coder, row.frame): row for row in coded.itertuples()
        }
        self.counterparts: dict[tuple[str, int, str], list[Any]] = {}
        pairs = both_ways(alignments).sort_values("similarity", ascending=False, kind="stable")
        for row in pairs.itertuples():
            where = (row.article, row.sentence, row.other)
            self.counterparts.setdefault(where, []).append(row)

    def told(self, passage: Any, article: str) -> tuple[str, int | None]:
        """Return what another text made of a passage, and the sentence of it that tells so."""
        pairs = self.counterparts.get((passage.article, passage.sentence, article), [])
        if not pairs:
            return ABSENT, None
        found: dict[str, int] = {}
        for pair in pairs:
            coding = self.coded.get((article, pair.other_sentence, passage.coder, passage.frame))
            found.setdefault(_made_of_it(passage, pair, coding), pair.other_sentence)
        state = next(one for one in (KEPT, REWORDED, OTHERWISE, DROPPED) if one in found)
        return state, found[state]


def _made_of_it(passage: Any, pair: Any, coding: Any) -> str:
    if coding is None or (coding.present == 0 and pd.isna(coding.subcode)):
        return DROPPED
    both = pd.notna(passage.mode) and pd.notna(coding.mode)
    if coding.present == 0 or (both and passage.mode != coding.mode):
        return OTHERWISE
    return REWORDED if pair.relation == REWORDED else KEPT
