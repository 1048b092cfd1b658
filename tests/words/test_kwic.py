"""Places of words in their sentences, found by entries or given as words."""

from __future__ import annotations

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from framing.corpus.sentences import sentences as split_articles
from framing.corpus.sentences import tokens
from framing.errors import ParameterError, TableError
from framing.words.kwic import kwic

TALKS = pd.DataFrame(
    [
        ("a1", 0, "A", "Kyiv’s fate is sealed."),
        ("a1", 1, "A", "Who will decide its fate, and whose fate?"),
        ("a2", 0, "A", "Fate decides."),
        ("b1", 0, "B", "The talks begin."),
        ("b1", 1, "B", "After the talks, more talks."),
    ],
    columns=["article", "sentence", "outlet", "text"],
)
WORDS = tokens(TALKS)


def test_a_place_is_a_word_with_what_stands_around_it():
    found = kwic(TALKS, tokens=WORDS[WORDS["token"] == "fate"], window=5)
    assert found.values.tolist() == [
        ["a1", 0, "A", "… iv’s ", "fate", " is …"],
        ["a1", 1, "A", "… its ", "fate", ", …"],
        ["a1", 1, "A", "… hose ", "fate", "?"],
        ["a2", 0, "A", "", "Fate", " deci …"],
    ]


def test_a_word_nearer_to_the_begin_than_the_window_keeps_all_words_before_it():
    assert kwic(TALKS, "sealed", window=20)["before"].to_list() == ["Kyiv’s fate is "]


def test_places_of_a_word_are_those_that_searching_finds():
    assert_frame_equal(kwic(TALKS, tokens=WORDS[WORDS["token"] == "talks"]), kwic(TALKS, "talks"))


def test_offsets_are_those_of_the_article_where_its_sentences_have_them():
    text = "Headline\n\nThe talks began. Nobody knew of Kyiv’s fate.\nFate decides."
    table = split_articles(pd.DataFrame({"article": ["a"], "outlet": ["A"], "text": [text]}))
    words = tokens(table)
    assert_frame_equal(kwic(table, tokens=words[words["token"] == "fate"]), kwic(table, "fate"))


def test_places_are_in_the_order_of_the_words_given():
    chosen = WORDS[WORDS["token"] == "fate"].iloc[::-1]
    assert kwic(TALKS, tokens=chosen)["sentence"].to_list() == [0, 1, 1, 0]


def test_no_words_have_no_places():
    assert_frame_equal(kwic(TALKS, tokens=WORDS[:0]), kwic(TALKS, "Minsk"))


def test_words_of_other_sentences_are_refused():
    with pytest.raises(TableError) as refused:
        kwic(TALKS[:4], tokens=WORDS)
    assert str(refused.value) == (
        "tokens: 5 of 22 stand in no sentence given: 'b1 sentence 1'. "
        "Were they taken from other sentences?"
    )


def test_a_window_is_not_below_zero():
    with pytest.raises(ParameterError, match="window is -1; a number of characters from 0 on"):
        kwic(TALKS, tokens=WORDS, window=-1)


def test_entries_and_chosen_words_are_not_sought_together():
    with pytest.raises(ParameterError, match="entries and tokens are given"):
        kwic(TALKS, "fate", tokens=WORDS)


def test_nothing_given_is_edited():
    words, table = WORDS.copy(deep=True), TALKS.copy(deep=True)
    kwic(table, tokens=words)
    assert_frame_equal(words, WORDS)
    assert_frame_equal(table, TALKS)
