"""Collocations: runs of words, their measure by NLTK and by hand, and the texts that hold them."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from nltk.collocations import BigramCollocationFinder
from nltk.metrics.association import BigramAssocMeasures
from nltk.util import ngrams
from pandas.testing import assert_frame_equal

from framing import sentences, tokens
from framing.coding.codebook import parse_codebook
from framing.coding.rules import mentions
from framing.errors import ParameterError, TableError
from framing.tables.require import empty
from framing.words import collocations
from tests.cases import each_of

ANY = {"min_count": 1, "stop_words": False}


def words(**articles: str) -> pd.DataFrame:
    """List words of articles; a full stop parts sentences."""
    rows = [
        {"article": article, "sentence": n, "start": 1000 * n + place, "token": token}
        for article, text in articles.items()
        for n, sentence in enumerate(text.split("."))
        for place, token in enumerate(sentence.split())
    ]
    return pd.DataFrame(rows)


def drawn(seed: int, *, articles: int = 12, length: int = 80, vocabulary: int = 9) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    names = np.array([f"word{n}" for n in range(vocabulary)])
    weights = 1 / np.arange(1, vocabulary + 1)
    texts = {}
    for number in range(articles):
        chosen = random.choice(vocabulary, length, p=weights / weights.sum())
        again = np.nonzero(random.random(length - 1) < 0.3)[0]
        chosen[again + 1] = (chosen[again] + 1) % vocabulary
        text = list(names[chosen])
        for place in range(10, length, 17):
            text[place] += " ."
        texts[f"a{number:02}"] = " ".join(text)
    return words(**texts)


def units(table: pd.DataFrame) -> list[list[str]]:
    return [list(rows["token"]) for _, rows in table.groupby(["article", "sentence"])]


# -- whole tables -----------------------------------------------------------------------------


def test_a_row_is_a_run_of_words_with_its_counts_its_texts_and_its_score():
    table = words(
        a="the prime minister met the prime minister", b="prime minister of the north. talks",
        c="talks in the north", d="in the north talks",
    )  # fmt: skip
    table["family"] = table["article"].replace({"a": "s", "b": "s"})
    found = collocations(table, min_count=2)
    # prime and minister each 3 times, always together, among 21 words
    g2 = 2 * (3 * np.log(21 / 3) + 18 * np.log(21 / 18))
    wanted = pd.DataFrame(
        {"collocation": ["prime minister"], "n_words": [2], "count": [3], "n_articles": [2],
         "n_families": [1], "measure": ["G2"], "score": [g2]}
    )  # fmt: skip
    assert_frame_equal(found, wanted, check_dtype=False)


def test_runs_of_two_to_four_words_are_listed_the_strongest_first_and_ties_by_name():
    found = collocations(words(a="head of state visit. head of state visit. talks went on"), **ANY)
    assert set(found["n_words"]) == {2, 3, 4}
    assert "head of state visit" in set(found["collocation"])
    order = sorted(zip(-found["score"].round(9), found["collocation"], strict=True))
    assert list(found["collocation"]) == [name for _, name in order]
    assert set(collocations(words(a="a1 b1 c1 d1"), longest=3, **ANY)["n_words"]) == {2, 3}


def test_function_words_numbers_and_letters_stand_inside_and_not_at_the_ends():
    table = words(a="the head of state in 2025. the head of state in 2025. talks")
    assert list(collocations(table, min_count=2)["collocation"]) == ["head of state"]
    every = set(collocations(table, min_count=2, stop_words=False)["collocation"])
    assert {"the head", "state in 2025", "of state"} < every


def test_no_run_goes_over_the_end_of_a_sentence_or_a_text():
    found = collocations(words(a="fate talks. peace war", b="kyiv riga"), **ANY)
    assert set(found["collocation"]) == {"fate talks", "peace war", "kyiv riga"}


def test_possessives_and_variants_are_one_word():
    table = words(a="kyiv's favour. kyiv favor")
    assert set(collocations(table, **ANY)["collocation"]) == {"kyiv favour", "kyiv favor"}
    assert collocations(table, variants=True, **ANY)["count"].to_list() == [2]


def test_rare_runs_are_left_out_and_so_are_those_that_stand_together_no_more_than_by_chance():
    table = words(a="fate talks. fate talks. fate talks. fate peace. war peace. war riga")
    assert list(collocations(table)["collocation"]) == ["fate talks"]
    random = np.random.default_rng(3).permutation(["fate", "talks"] * 300)
    found = collocations(words(a=" ".join(random)), min_count=1, longest=2)
    assert len(found) < 4  # of four pairs some stand together less often than by chance


# -- independent values -----------------------------------------------------------------------


@each_of("measure, of_nltk", {
    "G2": ("G2", BigramAssocMeasures.likelihood_ratio),
    "logDice": ("logDice", lambda *table: 14 + np.log2(BigramAssocMeasures.dice(*table))),
})  # fmt: skip
def test_pairs_have_the_score_of_nltks_finder(measure, of_nltk):
    table = drawn(4)
    finder = BigramCollocationFinder.from_documents(units(table))
    wanted = {" ".join(pair): score for pair, score in finder.score_ngrams(of_nltk)}
    found = collocations(table, measure=measure, longest=2, **ANY).set_index("collocation")
    assert len(found) > 15
    for pair, row in found.iterrows():
        assert row["score"] == pytest.approx(wanted[pair], rel=1e-9)
    n = len(table)
    bound = {
        " ".join(pair)
        for pair, both in finder.ngram_fd.items()
        if both * n > finder.word_fd[pair[0]] * finder.word_fd[pair[1]]
    }
    assert set(found.index) == bound


@each_of("measure, of_nltk", {
    "G2": ("G2", BigramAssocMeasures.likelihood_ratio),
    "logDice": ("logDice", lambda *table: 14 + np.log2(BigramAssocMeasures.dice(*table))),
})  # fmt: skip
def test_longer_runs_have_the_score_of_their_weakest_joint(measure, of_nltk):
    table = drawn(5)
    counts = Counter(
        run for unit in units(table) for size in (1, 2, 3, 4) for run in ngrams(unit, size)
    )
    found = collocations(table, measure=measure, min_count=2, stop_words=False)
    long = found[found["n_words"] > 2]
    assert set(long["n_words"]) == {3, 4}
    for name, count, score in long[["collocation", "count", "score"]].itertuples(index=False):
        run = tuple(name.split())
        assert count == counts[run]
        joints = [
            of_nltk(counts[run], (counts[run[:cut]], counts[run[cut:]]), len(table))
            for cut in range(1, len(run))
        ]
        assert score == pytest.approx(min(joints), rel=1e-9)


def test_a_function_word_before_a_bound_pair_makes_it_no_stronger():
    table = words(a="the prime minister. " * 5 + "the talks. the fate. the north. the mill. " * 3)
    found = collocations(table, stop_words=False).set_index("collocation")["score"]
    assert found["prime minister"] > 3 * found.get("the prime minister", 0)


def test_log_dice_is_fourteen_at_most_and_does_not_depend_on_the_size_of_the_corpus():
    table = words(a="middle east talks. middle east fate. middle north")
    more = words(a="middle east talks. middle east fate. middle north", b="mill river. " * 50)
    one, other = (
        collocations(each, measure="logDice", min_count=2).set_index("collocation")["score"]
        for each in (table, more)
    )
    assert one["middle east"] == other["middle east"] == pytest.approx(14 + np.log2(4 / 5))
    assert other["mill river"] == 14


# -- relations that must hold -----------------------------------------------------------------


def test_shuffled_rows_change_nothing_and_nothing_is_edited():
    table = drawn(6)
    shuffled = table.sample(frac=1, random_state=1)
    kept = shuffled.copy(deep=True)
    assert_frame_equal(collocations(shuffled), collocations(table), check_exact=True)
    assert_frame_equal(shuffled, kept)


def test_doubling_the_corpus_doubles_g2_and_leaves_log_dice():
    table = drawn(7)
    twice = pd.concat([table, table.assign(article=table["article"] + "again")])
    for measure, times in (("G2", 2), ("logDice", 1)):
        one, two = (
            collocations(each, measure=measure, min_count=least, stop_words=False)
            .set_index("collocation")
            .sort_index()
            for each, least in ((table, 3), (twice, 6))
        )
        assert list(one.index) == list(two.index)
        np.testing.assert_allclose(two["score"], times * one["score"])
        assert (two["n_articles"] == 2 * one["n_articles"]).all()


def test_a_collocation_is_met_as_an_entry_of_a_codebook_as_often():
    articles = pd.DataFrame(
        {"article": ["a", "b"], "outlet": ["A", "B"],
         "text": ["The U.S. President spoke; the U.S. President left.", "“U.S.” President Smith."]}
    )  # fmt: skip
    split = sentences(articles)
    found = collocations(tokens(split), min_count=3).set_index("collocation")
    assert found.loc["u.s president", ["count", "n_articles"]].to_list() == [3, 2]
    book = {"codebook": {"name": "b"}, "frames": {"f": {"definition": "d", "indicators": [
        {"id": "i", "any": ["U.S. President"]}]}}}  # fmt: skip
    assert len(mentions(split, codebook=parse_codebook(book, source="b"))) == 3


# -- edges ------------------------------------------------------------------------------------


def test_a_word_beside_itself_has_a_score():
    found = collocations(words(a="no1 no1 no1"), longest=2, **ANY)
    assert found["score"].notna().all()


@each_of("table", {
    "no words": words(a="fate").iloc[:0], "one word": words(a="fate"),
    "function words": words(a="of the in"), "each word in its sentence": words(a="fate. talks."),
})  # fmt: skip
def test_without_a_run_there_is_no_row(table):
    assert_frame_equal(collocations(table, min_count=1), empty("collocations"))


def test_words_by_hand_need_neither_sentences_nor_families():
    table = words(a="fate talks. peace", b="fate talks").drop(columns="sentence")
    found = collocations(table, min_count=2)
    assert found[["collocation", "n_articles", "n_families"]].values.tolist() == [
        ["fate talks", 2, 2]
    ]


@each_of("options, said", {
    "too long": ({"longest": 5}, "longest is 5; a number of words from 2 to 4"),
    "one word": ({"longest": 1}, "longest is 1; a number of words from 2 to 4"),
    "no count": ({"min_count": 0}, "min_count is 0; a number from 1 on"),
    "another measure": ({"measure": "logdice"}, "Did you mean 'logDice'"),
})  # fmt: skip
def test_what_is_not_allowed_is_said(options, said):
    with pytest.raises(ParameterError, match=said):
        collocations(words(a="fate talks"), **options)


def test_a_column_that_does_not_exist_is_refused():
    with pytest.raises(TableError, match="no column 'token'"):
        collocations(words(a="fate talks").drop(columns="token"))
