"""Texts read as columns of numbers hold the words that each text holds when it is read alone."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from framing.corpus.reading import n_words, read_chunks, read_words
from framing.corpus.sentences import tokens
from framing.corpus.words import count_words, words
from framing.tables.require import require

SIGNS = "aB1 '’`.,-–—_*\t\n\u00a0\u2003\u3000\u0301\u00ad\u200bİﬁ½™ßЖ中é«“ \x1c\u180e\u0085"
texts = st.lists(
    st.one_of(st.text(st.sampled_from(SIGNS), max_size=20), st.text(max_size=12)), max_size=6
)


def one_by_one(given_texts: list[str]) -> list[tuple[int, int, int, str]]:
    return [
        (number, word.start, word.end, word.folded)
        for number, text in enumerate(given_texts)
        for word in words(text)
    ]


@given(texts)
def test_the_words_of_many_texts_are_those_of_each(given_texts):
    read = read_words(given_texts)
    folded = [read.vocabulary[number] for number in read.number]
    found = zip(read.text.tolist(), read.start.tolist(), read.end.tolist(), folded, strict=True)
    assert list(found) == one_by_one(given_texts)


@given(texts)
def test_the_words_of_many_texts_are_counted_as_those_of_each(given_texts):
    assert n_words(given_texts).tolist() == [count_words(text) for text in given_texts]


@given(texts)
def test_a_chunk_stands_where_the_reading_says(given_texts):
    read = read_chunks(given_texts)
    for text, at, number in zip(read.texts(), read.start, read.number, strict=True):
        spelling = read.spellings[int(number)].as_py()
        assert given_texts[text][at : at + len(spelling)] == spelling


def test_a_column_is_read_once_and_another_one_anew():
    column = pd.Series(["Talks begin.", "Talks end."], dtype="str")
    assert read_chunks(column) is read_chunks(column)
    assert read_chunks(column) is not read_chunks(column.iloc[1:])
    column[0] = "They go on."
    assert read_words(column).vocabulary == ["they", "go", "on", "talks", "end"]


def test_a_spelling_is_kept_once_and_a_place_takes_eight_bytes():
    read = read_chunks(["Talks begin, talks end."] * 1000)
    assert len(read.spellings) == 4
    assert read.number.nbytes + read.start.nbytes == 8 * 4000


def test_what_tells_of_the_article_is_a_category_and_sorts_as_words_do():
    rows = {"article": ["b", "a"], "sentence": 0, "outlet": ["Y", "X"], "text": ["to be", "be a"]}
    found = tokens(pd.DataFrame(rows))
    for column in ("article", "outlet", "event", "family", "language", "zone", "origin"):
        assert found[column].dtype.name == "category"
    assert found.groupby("article").size().to_dict() == {"a": 2, "b": 2}
    assert found.sort_values(["outlet", "token"])["token"].tolist() == ["a", "be", "be", "to"]
    as_words = found.astype({name: "str" for name in found if found[name].dtype == "category"})
    assert_frame_equal(require(as_words, "tokens"), as_words)
    assert_frame_equal(require(found, "tokens"), found)


def test_a_table_of_tokens_stays_small():
    rows = {"article": "a", "sentence": range(500), "text": "The talks on Kyiv go on."}
    assert tokens(pd.DataFrame(rows)).memory_usage(deep=True).sum() < 55 * 3000
