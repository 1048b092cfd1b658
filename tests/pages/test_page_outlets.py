"""The page on outlets: words that chance explains do not set an outlet apart."""

from __future__ import annotations

import re

import pandas as pd

from framing.corpus.sentences import tokens
from framing.pages.outlets import words_in_context
from framing.words.keyness import keyness
from tests.show.test_concordance import sentences


def sure() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Make twelve articles an outlet: A says fate, B says talks, both say Kyiv and peace."""
    rows = [
        (f"{outlet.lower()}{n}", outlet, f"{word} Kyiv {'peace' if n % 2 else 'war'}.")
        for outlet, word in (("A", "Fate"), ("B", "Talks"))
        for n in range(12)
    ]
    table = sentences(*rows)
    words = tokens(table)
    return keyness(words), words, table


def test_where_there_is_a_q_only_sure_words_are_shown():
    found, words, table = sure()
    unsure = found[(found["q"] >= 0.05) & (found["z"] >= 0)]
    assert "kyiv" in set(unsure["feature"])
    page = words_in_context(found, words, table).html
    assert re.findall(r"<strong>(\w+)</strong>", page) == ["fate", "talks"]


def test_words_that_a_group_surely_uses_less_are_named_with_their_counts():
    said = words_in_context(*sure()).text.splitlines()
    start = said.index("B")
    assert "Used less than elsewhere (here, elsewhere): talks (0, 12)." in said[:start]
    assert "Used less than elsewhere (here, elsewhere): fate (0, 12)." in said[start:]


def test_a_group_without_a_sure_word_says_so():
    found, words, table = sure()
    dull = found.assign(q=found["q"].where(found["group"] == "A", 0.5))
    said = words_in_context(dull, words, table).text.splitlines()
    assert said[-1] == "No word is shown to be used more or less: B."
    assert "B" not in said
